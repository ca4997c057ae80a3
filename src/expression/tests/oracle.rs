//! Random expressions: nothing panics, and what CEL also has gives what CEL gives.
//!
//! Left out, where the two differ by definition: null, division, overflow (numbers are small), decimal arithmetic (ours is rounded).

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::super::{Expression, MAX_BYTES, Type};
use super::{Names, answers, filled, form};

/// The variables both sides read.
#[derive(Clone, Debug)]
struct Variables {
    integers: [i64; 2],
    texts: [String; 2],
    flags: [bool; 2],
    numbers: Vec<i64>,
    words: Vec<String>,
}

fn variables() -> impl Strategy<Value = Variables> {
    let word = || "[abé]{1,2}";
    let texts = (word(), word()).prop_map(|(one, other)| [one, other]);
    let numbers = prop::collection::vec(-3..4_i64, 0..4);
    let words = prop::collection::vec(word(), 0..4);
    (prop::array::uniform2(-3..4_i64), texts, any::<[bool; 2]>(), numbers, words)
        .prop_map(|(integers, texts, flags, numbers, words)| Variables { integers, texts, flags, numbers, words })
}

fn scope() -> Names {
    let list = |inner| Type::List(Box::new(inner));
    let names = [
        ("i0", Type::Integer),
        ("i1", Type::Integer),
        ("t0", Type::Text),
        ("t1", Type::Text),
        ("f0", Type::Bool),
        ("f1", Type::Bool),
        ("numbers", list(Type::Integer)),
        ("words", list(Type::Text)),
    ];
    Names(names.map(|(name, found)| (name.to_owned(), found)).into())
}

impl Variables {
    fn ours(&self) -> Map<String, Value> {
        let Self { integers, texts, flags, numbers, words } = self;
        answers(json!({
            "i0": integers[0], "i1": integers[1], "t0": texts[0], "t1": texts[1], "f0": flags[0], "f1": flags[1], "numbers": numbers, "words": words,
        }))
    }

    fn theirs(&self) -> cel::Context<'_, '_> {
        let mut context = cel::Context::default();
        for at in 0..2 {
            context.add_variable_from_value(format!("i{at}"), self.integers[at]);
            context.add_variable_from_value(format!("t{at}"), self.texts[at].as_str());
            context.add_variable_from_value(format!("f{at}"), self.flags[at]);
        }
        context.add_variable_from_value("numbers", self.numbers.clone());
        context.add_variable_from_value("words", self.words.clone());
        context
    }
}

fn texts() -> impl Strategy<Value = String> + Clone {
    let leaf = prop_oneof![Just("t0".to_owned()), Just("t1".to_owned()), "'[abé]{1,2}'", r#""(a|'|\\\\|\\n)""#].boxed();
    leaf.prop_recursive(3, 6, 2, |inner| (inner.clone(), inner).prop_map(|(left, right)| format!("({left} + {right})")))
}

fn integers() -> impl Strategy<Value = String> + Clone {
    let size = texts().prop_map(|text| format!("size({text})"));
    let leaf = prop_oneof![
        Just("i0".to_owned()),
        Just("i1".to_owned()),
        (0..10_i64).prop_map(|number| number.to_string()),
        Just("size(numbers)".to_owned()),
        Just("size(words)".to_owned()),
        size,
    ];
    leaf.prop_recursive(4, 16, 2, |inner| {
        let operator = prop::sample::select(vec!["+", "-", "*"]);
        prop_oneof![
            // Without parentheses, so that precedence and association are compared too.
            (inner.clone(), operator.clone(), inner.clone()).prop_map(|(left, operator, right)| format!("{left} {operator} {right}")),
            (inner.clone(), operator, inner.clone()).prop_map(|(left, operator, right)| format!("({left} {operator} {right})")),
            inner.prop_map(|inner| format!("-({inner})")),
        ]
    })
}

fn conditions() -> impl Strategy<Value = String> {
    let comparison = prop::sample::select(vec!["==", "!=", "<", "<=", ">", ">="]);
    let listed =
        |element: BoxedStrategy<String>| prop::collection::vec(element, 0..4).prop_map(|elements| format!("[{}]", elements.join(", ")));
    let decimal = (-20..20_i32, 0..10_u8).prop_map(|(whole, tenth)| format!("{whole}.{tenth}"));
    let leaf = prop_oneof![
        Just("f0".to_owned()),
        Just("f1".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        (integers(), comparison.clone(), integers()).prop_map(|(left, operator, right)| format!("{left} {operator} {right}")),
        (texts(), comparison.clone(), texts()).prop_map(|(left, operator, right)| format!("{left} {operator} {right}")),
        (integers(), comparison.clone(), decimal.clone()).prop_map(|(left, operator, right)| format!("{left} {operator} {right}")),
        (decimal.clone(), comparison, decimal).prop_map(|(left, operator, right)| format!("{left} {operator} {right}")),
        (integers(), listed(integers().boxed())).prop_map(|(item, list)| format!("{item} in {list}")),
        (texts(), listed(texts().boxed())).prop_map(|(item, list)| format!("{item} in {list}")),
        integers().prop_map(|item| format!("{item} in numbers")),
        texts().prop_map(|item| format!("{item} in words")),
        listed(integers().boxed()).prop_map(|list| format!("size({list}) == 2")),
    ];
    leaf.prop_recursive(4, 12, 2, |inner| {
        let operator = prop::sample::select(vec!["&&", "||", "==", "!="]);
        let logic = prop::sample::select(vec!["&&", "||"]);
        prop_oneof![
            (inner.clone(), operator, inner.clone()).prop_map(|(left, operator, right)| format!("({left}) {operator} ({right})")),
            (inner.clone(), logic, inner.clone()).prop_map(|(left, operator, right)| format!("{left} {operator} {right}")),
            inner.prop_map(|inner| format!("!({inner})")),
        ]
    })
}

fn agrees(source: &str, expected: &Type, variables: &Variables) -> Result<(), TestCaseError> {
    prop_assume!(source.len() <= MAX_BYTES);
    let ours = Expression::parse(source, &scope(), expected).map_err(|faults| TestCaseError::fail(format!("{source}: {faults:?}")))?;
    let theirs = std::thread::scope(|scope| {
        // its parser goes far deeper than ours: a test's own stack is not always enough for it
        let builder = std::thread::Builder::new().stack_size(64 << 20);
        builder.spawn_scoped(scope, || theirs(source, variables)).unwrap().join().unwrap()
    });
    prop_assert_eq!(ours.evaluate(&variables.ours()), Some(theirs.map_err(TestCaseError::fail)?), "{}", source);
    Ok(())
}

/// What CEL gives.
fn theirs(source: &str, variables: &Variables) -> Result<Value, String> {
    let program = cel::Program::compile(source).map_err(|error| format!("{source}: {error}"))?;
    match program.execute(&variables.theirs()) {
        Ok(cel::Value::Bool(value)) => Ok(json!(value)),
        Ok(cel::Value::Int(value)) => Ok(json!(value)),
        Ok(cel::Value::String(value)) => Ok(json!(*value)),
        other => Err(format!("{source}: {other:?}")),
    }
}

/// Texts made of the language's own pieces, which go further into the parser than any random text.
fn soup() -> impl Strategy<Value = String> {
    let pieces = "statut region nombre copil postes profils evenements cout 2023 '2023' 'gcs' '2024-03' \" ' « » ( ) [ ] , . == != < <= = in && || and not ! + - \
                  * / size( sum( null true 1.5 9223372036854775807 é ² \\ 🙂";
    let pieces: Vec<&str> = pieces.split(' ').collect();
    prop::collection::vec((prop::sample::select(pieces), prop::sample::select(vec!["", " "])), 0..24)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space]).collect())
}

/// Nothing panics, and each fault's range can be shown.
fn survives(source: &str) -> Result<(), TestCaseError> {
    for expected in [Type::Bool, Type::Decimal, Type::Text, Type::Month] {
        match Expression::parse(source, &form(), &expected) {
            Ok(expression) => {
                let _ = (expression.evaluate(&filled()), expression.evaluate(&Map::new()), expression.holds(&filled()));
            }
            Err(faults) => {
                prop_assert!(!faults.is_empty());
                prop_assert!(faults.iter().all(|fault| source.get(fault.range.clone()).is_some()), "{:?}", faults);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_parser_panic(source in "\\PC{0,60}") {
        survives(&source)?;
    }

    #[test]
    fn no_arrangement_of_the_languages_pieces_makes_it_panic(source in soup()) {
        survives(&source)?;
    }

    #[test]
    fn conditions_give_what_cel_gives(source in conditions(), variables in variables()) {
        agrees(&source, &Type::Bool, &variables)?;
    }

    #[test]
    fn integers_give_what_cel_gives(source in integers(), variables in variables()) {
        agrees(&source, &Type::Integer, &variables)?;
    }

    #[test]
    fn texts_give_what_cel_gives(source in texts(), variables in variables()) {
        agrees(&source, &Type::Text, &variables)?;
    }
}
