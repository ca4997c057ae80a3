//! An answer to one question, by its kind.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde_json::{Map, Value};

use super::teller::Teller;
use super::vocabulary::Topic;
use crate::expression::Type;
use crate::form::Item;
use crate::l10n::Language;
use crate::question::{ChoiceList, Question};

/// How often an answer is invented anew before a question stays empty.
const ATTEMPTS: usize = 60;

/// What is asked.
#[derive(Clone, Copy)]
pub(super) struct Asked<'f, 'v> {
    pub item: &'f Item,
    pub question: &'f dyn Question,
    pub topic: Topic<'v>,
    /// The place of the option to take, for a question that goes through its options, a response each.
    pub turn: Option<usize>,
    pub today: Date,
}

/// An answer in which the kind itself finds nothing wrong; none where no way to one is found.
pub(super) fn answer<'v>(teller: &mut Teller<'v>, asked: Asked<'_, 'v>) -> Option<Value> {
    (0..ATTEMPTS).find_map(|attempt| attempted(teller, asked, attempt).filter(|value| asked.question.check(value, asked.today).is_empty()))
}

/// An answer of the right shape; from the tenth attempt on of any size.
pub(super) fn attempted<'v>(teller: &mut Teller<'v>, asked: Asked<'_, 'v>, attempt: usize) -> Option<Value> {
    let Asked { item, question, topic, turn, today } = asked;
    let typed = match item.kind() {
        "text" => teller.line(topic),
        "long_text" => teller.text(topic),
        "email" => teller.mail(item.personal),
        "phone" => teller.phone(),
        "url" => teller.site(),
        "integer" => format!("{}", teller.number(topic.numbers, attempt).round()),
        "decimal" => format!("{}", teller.number(topic.numbers, attempt)),
        "month" => month(teller, topic, today, attempt)?,
        _ => {
            let value = match (question.options(), question.table()) {
                (Some(options), _) => chosen(teller, options, turn, matches!(question.value_type(), Some(Type::Choices(_)))),
                (_, Some(_)) => table(teller, question, topic, attempt),
                _ => return None,
            };
            return question.accept(&value?).ok().flatten();
        }
    };
    question.read(&typed).ok().flatten()
}

/// A month as it is typed; from the tenth attempt on of any of the last years.
fn month(teller: &mut Teller, topic: Topic, today: Date, attempt: usize) -> Option<String> {
    let months = if attempt < 10 { teller.number(topic.months, 0) } else { f64::from(teller.random.i32(-300..=60)) };
    #[expect(clippy::cast_possible_truncation, reason = "a few hundred")]
    let span: Span = (months as i64).months();
    let date = today.checked_add(span).ok()?;
    Some(format!("{:02}/{}", date.month(), date.year()))
}

/// One or several options; the first ones are what most answer.
fn chosen(teller: &mut Teller, list: &ChoiceList, turn: Option<usize>, several: bool) -> Option<Value> {
    let codes: Vec<&str> = list.0.iter().map(|(code, _)| code.as_str()).collect();
    if codes.is_empty() {
        return None;
    }
    if several {
        let mut some: Vec<&str> = codes.iter().copied().filter(|_| teller.chance(0.45)).collect();
        if some.is_empty() {
            let code: &&str = teller.one(&codes);
            some.push(code);
        }
        return Some(some.into());
    }
    let code = match turn {
        Some(turn) => codes[turn % codes.len()],
        None if teller.chance(0.5) => codes[0],
        None => *teller.one(&codes),
    };
    Some(code.into())
}

/// All cells of a table.
fn table(teller: &mut Teller, question: &dyn Question, topic: Topic, attempt: usize) -> Option<Value> {
    let table = question.table()?;
    let is_whole = matches!(innermost(question.value_type()?), Type::Integer);
    let mut cell = || {
        let number = teller.number(topic.numbers, attempt);
        Value::from(if is_whole { number.round() } else { number })
    };
    let rows = table.rows.iter().map(|(row, _)| {
        let cells: Map<String, Value> = table.columns.iter().map(|(column, _)| (column.clone(), cell())).collect();
        (row.clone(), if cells.is_empty() { cell() } else { cells.into() })
    });
    Some(Value::Object(rows.collect()))
}

/// The type of a table's cells.
fn innermost(kind: Type) -> Type {
    match kind {
        Type::Record(fields) => fields.first().map_or(Type::Record(fields.clone()), |(_, kind)| innermost(kind.clone())),
        kind => kind,
    }
}

/// The label of the option that an answer is.
pub(super) fn label<'f>(question: &'f dyn Question, value: &Value) -> Option<&'f str> {
    Some(question.options()?.label(value.as_str()?)?.text(Language::French))
}
