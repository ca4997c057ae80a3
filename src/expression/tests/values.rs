//! What expressions give.

use std::borrow::Cow;
use std::cell::RefCell;

use serde_json::{Map, Value, json};

use super::super::{Answered, Expression, Literal, LogicOperator, Node, Read, Term, Type};
use super::{answers, filled, parse};

/// Parses with the first type that will do, and evaluates.
fn value(source: &str, answers: &dyn Answered) -> Option<Value> {
    let types = [Type::Bool, Type::Integer, Type::Decimal, Type::Text, Type::Month];
    let parsed = types.iter().find_map(|expected| parse(source, expected).ok());
    match parsed {
        Some(expression) => expression.evaluate(answers),
        None => panic!("{source}: {:?}", parse(source, &Type::Bool)),
    }
}

fn condition(source: &str) -> Expression {
    parse(source, &Type::Bool).unwrap_or_else(|faults| panic!("{source}: {faults:?}"))
}

#[track_caller]
fn table(answers: &Map<String, Value>, cases: &[(&str, Value)]) {
    for (source, expected) in cases {
        assert_eq!(value(source, answers).unwrap_or(Value::Null), *expected, "{source}");
    }
}

#[test]
fn answers_are_compared_with_literals_and_with_each_other() {
    let cases = [
        ("statut == 'gcs'", json!(true)),
        ("statut != \"gcs\"", json!(false)),
        ("'gcs' == statut", json!(true)),
        ("statut in ['etablissement', 'autre']", json!(false)),
        ("'autres' in profils", json!(true)),
        ("'medecin' in profils", json!(false)),
        ("profil_principal in profils", json!(true)),
        ("region == 'Bretagne'", json!(true)),
        ("region < 'Corse'", json!(true)),
        ("nombre >= 7 && nombre < 8", json!(true)),
        ("nombre > etp", json!(true)),
        ("etp == 3.5", json!(true)),
        ("etp in [3, 3.5]", json!(true)),
        ("actif", json!(true)),
        ("actif == false", json!(false)),
        ("!actif || statut == 'gcs'", json!(true)),
        ("copil['2023'] <= copil['2024']", json!(true)),
        ("postes.pourvus['2024'] == postes['pourvus']['2024']", json!(true)),
        ("statut == null", json!(false)),
        ("null != statut", json!(true)),
        ("copil != null", json!(true)),
        ("true", json!(true)),
    ];
    table(&filled(), &cases);
}

#[test]
fn each_comparison_is_its_own_at_the_limit() {
    let sides = [
        ("nombre", ["6", "7", "8"]),
        ("etp", ["3.4", "3.5", "3.6"]),
        ("region", ["'A'", "'Bretagne'", "'C'"]),
        ("fin", ["'2024-02'", "'2024-03'", "'2025'"]),
    ];
    let operators = [("<", [false, false, true]), ("<=", [false, true, true]), (">", [true, false, false]), (">=", [true, true, false])];
    let equalities = [("==", [false, true, false]), ("!=", [true, false, true])];
    for (left, rights) in sides {
        for (operator, results) in operators.iter().chain(&equalities) {
            for (right, result) in rights.iter().zip(results) {
                let source = format!("{left} {operator} {right}");
                assert_eq!(value(&source, &filled()), Some(json!(result)), "{source}");
            }
        }
    }
}

#[test]
fn operators_bind_as_in_cel() {
    let cases = [
        ("nombre == 7 in [true]", json!(true)),
        ("5 + 2 in [nombre]", json!(true)),
        ("!actif == false", json!(true)),
        ("-1 + 3", json!(2)),
        ("2 + 3 * 4 - 1 == 13 && true", json!(true)),
        ("1 < 2 == true", json!(true)),
    ];
    table(&filled(), &cases);
}

#[test]
fn months_compare_as_dates_and_a_bare_year_is_its_january() {
    let cases = [
        ("creation < fin", json!(true)),
        ("creation == '2023-01'", json!(true)),
        ("'2023' == creation", json!(true)),
        ("creation < '2023-02'", json!(true)),
        ("fin > '2023-12'", json!(true)),
        ("fin in ['2024-02', '2024-03']", json!(true)),
        ("'2024-03' in [creation, fin]", json!(true)),
        ("creation", json!("2023")),
        ("fin", json!("2024-03")),
    ];
    table(&filled(), &cases);
}

#[test]
fn arithmetic_gives_integers_or_rounded_decimals() {
    let cases = [
        ("1 + 2 * 3", json!(7)),
        ("(1 + 2) * 3", json!(9)),
        ("10 - 4 - 3", json!(3)),
        ("-nombre + 1", json!(-6)),
        ("- - 2", json!(2)),
        ("7 / 2", json!(3.5)),
        ("6 / 2", json!(3)),
        ("8 / 2 / 2", json!(2)),
        ("0.1 + 0.2", json!(0.3)),
        ("0.1 + 0.2 == 0.3", json!(true)),
        ("1 / 3", json!(0.333_333_333)),
        ("1.5 * 2", json!(3)),
        ("nombre + etp", json!(10.5)),
        ("nombre / 0", json!(null)),
        ("etp / 0.0", json!(null)),
        ("9223372036854775807 + 1", json!(null)),
        ("-9223372036854775807 - 2", json!(null)),
        ("9223372036854775807 * 2", json!(null)),
        ("-(-9223372036854775807 - 1)", json!(null)),
        ("'Bre' + 'tagne' == region", json!(true)),
        ("region + ' (' + 'Ouest' + ')'", json!("Bretagne (Ouest)")),
    ];
    table(&filled(), &cases);
    let huge = format!("1{0}.0 * 1{0}.0", "0".repeat(200));
    assert_eq!(value(&huge, &filled()), None, "a result that is not finite");
}

#[test]
fn sizes_and_sums_count_what_is_present() {
    let cases = [
        ("size(profils)", json!(2)),
        ("size(evenements)", json!(3)),
        ("size(organigramme)", json!(1)),
        ("size(region)", json!(8)),
        ("size('été')", json!(3)),
        ("size([])", json!(0)),
        ("size([nombre, autre_nombre])", json!(1)),
        ("size(evenements.libelle)", json!(2)),
        ("sum(copil)", json!(6)),
        ("sum(postes)", json!(13)),
        ("sum(postes.vacants)", json!(10)),
        ("sum([nombre, autre_nombre, 2])", json!(9)),
        ("sum([nombre, 0.5])", json!(7.5)),
        ("sum([autre_nombre])", json!(null)),
        ("sum([])", json!(null)),
        ("sum(evenements.cout)", json!(10.3)),
        ("sum(evenements.presents)", json!(47)),
        ("sum(evenements.presents['2023'])", json!(42)),
        ("sum([9223372036854775807, 1, -1])", json!(9_223_372_036_854_775_807_i64)),
        ("sum([9223372036854775807, 1])", json!(null)),
        ("'Soirée' in evenements.libelle", json!(true)),
        ("'dedans' in evenements.lieu", json!(false)),
        ("10.1 in evenements.cout", json!(true)),
    ];
    table(&filled(), &cases);
}

#[test]
fn unanswered_is_null_and_an_unanswered_list_is_empty() {
    let cases = [
        ("statut == null", json!(true)),
        ("statut != null", json!(false)),
        ("null == copil", json!(true)),
        ("copil['2023'] == null", json!(true)),
        ("null == null", json!(true)),
        ("nombre + 1 == null", json!(true)),
        ("statut == 'gcs'", json!(null)),
        ("statut != 'gcs'", json!(null)),
        ("nombre < 3", json!(null)),
        ("nombre == autre_nombre", json!(null)),
        ("nombre + 1", json!(null)),
        ("-nombre", json!(null)),
        ("region + 'x'", json!(null)),
        ("size(region)", json!(null)),
        ("sum(copil)", json!(null)),
        ("sum(evenements.cout)", json!(null)),
        ("size(profils)", json!(0)),
        ("size(evenements)", json!(0)),
        ("size(evenements.libelle)", json!(0)),
        ("size(organigramme)", json!(0)),
        ("'autres' in profils", json!(false)),
        ("profil_principal in profils", json!(null)),
        ("nombre in []", json!(null)),
        ("1 in []", json!(false)),
        ("1 in [nombre, 1]", json!(true)),
        ("1 in [nombre, 2]", json!(null)),
        ("actif", json!(null)),
    ];
    table(&Map::new(), &cases);
}

#[test]
fn conditions_follow_kleene() {
    // `actif` is null.
    let cases = [
        ("actif && true", json!(null)),
        ("true && actif", json!(null)),
        ("actif && false", json!(false)),
        ("false && actif", json!(false)),
        ("actif || true", json!(true)),
        ("true || actif", json!(true)),
        ("actif || false", json!(null)),
        ("false || actif", json!(null)),
        ("actif && actif", json!(null)),
        ("!actif", json!(null)),
        ("!(actif && false)", json!(true)),
        ("actif && true && false", json!(false)),
        ("actif || false || true", json!(true)),
        ("true && false || true", json!(true)),
        ("true || false && false", json!(true)),
        ("!true || true", json!(true)),
    ];
    table(&Map::new(), &cases);
}

#[test]
fn texts_are_quoted_either_way_and_escape_with_a_backslash() {
    let cases = [(r"'l\'Ain'", json!("l'Ain")), ("\"l'Ain\"", json!("l'Ain")), (r"'a\\b\n\t\''", json!("a\\b\n\t'"))];
    table(&filled(), &cases);
}

#[test]
fn only_true_holds() {
    for (source, holds) in [("nombre == 7", true), ("nombre == 8", false), ("autre_nombre == 8", false)] {
        assert_eq!(condition(source).holds(&filled()), holds, "{source}");
    }
}

#[test]
fn answers_of_another_shape_count_as_null() {
    let wrong = answers(json!({
        "nombre": 2.5, "etp": "3", "statut": ["gcs"], "creation": "hier", "region": "", "actif": "oui", "copil": {}, "profils": "autres",
        "evenements": {"a": 1},
    }));
    for name in ["nombre", "etp", "statut", "creation", "region", "actif", "copil"] {
        assert_eq!(value(&format!("{name} == null"), &wrong), Some(json!(true)), "{name}");
    }
    assert_eq!(value("size(profils)", &wrong), None);
    assert_eq!(value("sum(evenements.cout)", &wrong), None);
    assert_eq!(value("nombre", &answers(json!({"nombre": 3.0}))), Some(json!(3)), "a whole number is an integer however it is written");
    assert_eq!(value("nombre", &answers(json!({"nombre": u64::MAX}))), None);
}

#[test]
fn cells_a_matrix_does_not_have_are_not_added() {
    let extra = answers(json!({"copil": {"2022": 100, "2023": 1, "2024": null}}));
    assert_eq!(value("sum(copil)", &extra), Some(json!(1)));
}

#[test]
fn a_value_has_the_shape_of_its_type() {
    let statut = super::form().0[0].1.clone();
    let profils = super::form().0[2].1.clone();
    let cases = [
        ("'gcs'", &statut, json!("gcs")),
        ("statut", &statut, json!("gcs")),
        ("['medecin', profil_principal]", &profils, json!(["medecin", "autres"])),
        ("profils", &profils, json!(["coordonnateur", "autres"])),
        ("['2024', fin]", &Type::List(Box::new(Type::Month)), json!(["2024", "2024-03"])),
        ("[nombre, autre_nombre]", &Type::List(Box::new(Type::Integer)), json!([7])),
        ("nombre * 2", &Type::Decimal, json!(14)),
        ("'2024'", &Type::Month, json!("2024")),
    ];
    for (source, expected, result) in cases {
        let expression = parse(source, expected).unwrap_or_else(|faults| panic!("{source}: {faults:?}"));
        assert_eq!(expression.evaluate(&filled()), Some(result), "{source}");
    }
}

#[test]
fn reads_are_listed_in_order_and_once() {
    let expression = condition("postes.pourvus['2023'] < nombre && (postes['pourvus']['2023'] > 1 || sum(evenements.cout) > nombre)");
    let paths: Vec<String> = expression.reads().iter().map(|read| read.path.join("/")).collect();
    assert_eq!(paths, ["postes/pourvus/2023", "nombre", "evenements/cout"]);
    assert_eq!(expression.reads()[2].shape, Type::List(Box::new(Type::Decimal)));
    assert!(condition("1 < 2").reads().is_empty());
}

#[test]
fn the_tree_says_which_conditions_hold() {
    let source = "statut == 'gcs' && (nombre > 10 && fin > '2024') && autre_nombre == 1";
    let expression = condition(source);
    let Term::Logic(LogicOperator::All, conditions) = &expression.root().term else { panic!("{:?}", expression.root()) };
    let answered = filled();
    let told: Vec<_> = conditions.iter().map(|node| (&source[node.range.clone()], expression.truth_of(node, &answered))).collect();
    let expected =
        [("statut == 'gcs'", Some(true)), ("nombre > 10", Some(false)), ("fin > '2024'", Some(true)), ("autre_nombre == 1", None)];
    assert_eq!(told, expected);
    assert_eq!(expression.truth(&answered), Some(false));

    let Node { term: Term::Binary(_, left, right), .. } = &conditions[2] else { panic!("{:?}", conditions[2]) };
    assert_eq!(expression.evaluate_node(left, &answered), Some(json!("2024-03")));
    assert!(matches!(&right.term, Term::Literal(Literal::Month(month)) if month.text() == "2024"));
}

#[test]
fn an_answer_is_asked_for_only_when_it_is_needed() {
    struct Watched {
        values: Map<String, Value>,
        asked: RefCell<Vec<String>>,
    }
    impl Answered for Watched {
        fn value(&self, read: &Read) -> Option<Cow<'_, Value>> {
            self.asked.borrow_mut().push(read.path.join("/"));
            self.values.value(read)
        }
    }
    let watched = Watched { values: filled(), asked: RefCell::default() };
    assert!(condition("statut == 'gcs' || nombre == 1").holds(&watched));
    assert_eq!(*watched.asked.borrow(), ["statut"]);
}

#[test]
fn a_value_the_answers_make_up_is_as_good_as_a_stored_one() {
    struct Made;
    impl Answered for Made {
        fn value(&self, read: &Read) -> Option<Cow<'_, Value>> {
            Some(Cow::Owned(if read.shape.is_list() { json!(["autres"]) } else { json!("autres") }))
        }
    }
    assert!(condition("profil_principal in profils && profil_principal == 'autres'").holds(&Made));
    assert_eq!(value("region + '!'", &Made), Some(json!("autres!")));
}
