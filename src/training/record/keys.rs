//! The keys that give an answer, whatever keys were pressed for it: at any size of the terminal, and after the page has changed.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use serde_json::Value;

use crate::answers::Path;
use crate::expression::Type;
use crate::form::Form;
use crate::l10n::Language;
use crate::question::{ChoiceList, Question, Table};
use crate::training::script::What;
use crate::ui::fold::fold;

/// A text of more characters is there at once: nobody watches it being typed, and a script may not play for long.
const AT_ONCE: usize = 200;
/// Up to so many options have a digit each.
const DIGITS: usize = 9;

/// What a question holds: its answer, and what was typed that cannot be read, by place below it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Held {
    /// The answer.
    pub value: Option<Value>,
    /// Unreadable texts.
    pub unreadable: Vec<(String, String)>,
}

/// The keys that make of one answer another one: where to go, and what to press there.
#[must_use]
pub fn keys(form: &Form, path: &Path, before: &Held, now: &Held, language: Language) -> Vec<(Path, Vec<What>)> {
    let Some(question) = form.item_at(path).and_then(|item| form.items[item].question()) else { return Vec::new() };
    if let Some(table) = question.table() {
        return cells(&table, path, before, now, language);
    }
    let whats = match question.options() {
        _ if question.is_file() => return Vec::new(),
        Some(list) if matches!(question.value_type(), Some(Type::Choices(_))) => ticks(list, before.value.as_ref(), now.value.as_ref()),
        Some(list) => choice(list, now.value.as_ref(), language),
        None => retyped(&text(question, before, language), &text(question, now, language)),
    };
    if whats.is_empty() { Vec::new() } else { vec![(path.clone(), whats)] }
}

/// A key, once.
#[must_use]
pub fn key(code: KeyCode) -> What {
    times(code, 1)
}

/// A key with Ctrl.
#[must_use]
pub fn control(letter: char) -> What {
    What::Key { key: KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL), times: 1, each: None }
}

/// A key, so often.
#[must_use]
pub fn times(code: KeyCode, times: usize) -> What {
    What::Key { key: code.into(), times: u16::try_from(times).unwrap_or(u16::MAX), each: None }
}

/// A text that is typed.
#[must_use]
pub fn typing(text: &str) -> What {
    What::Type { text: text.to_owned(), each: pace(text) }
}

/// How long each character of a text takes, if not as usual.
fn pace(text: &str) -> Option<Duration> {
    (text.chars().nth(AT_ONCE).is_some()).then_some(Duration::ZERO)
}

/// The text that is typed for what a question holds.
fn text(question: &dyn Question, held: &Held, language: Language) -> String {
    if let Some((_, text)) = held.unreadable.iter().find(|(below, _)| below.is_empty()) {
        return text.clone();
    }
    let Some(value) = &held.value else { return String::new() };
    let plain = || question.summary(value, language).replace(['\u{a0}', '\u{202f}'], " ");
    let stored = || value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    // what reads as the same answer
    let reads = |text: &String| question.read(text).ok().flatten().as_ref() == Some(value);
    Some(plain()).filter(reads).or_else(|| Some(stored()).filter(reads)).unwrap_or_else(|| question.summary(value, language))
}

/// What makes of a text another one, with the cursor at its end; lines are ended by Enter.
fn retyped(before: &str, now: &str) -> Vec<What> {
    let mut whats = Vec::new();
    let one = |code: KeyCode, each| What::Key { key: code.into(), times: 1, each };
    let rest = now.strip_prefix(before);
    if rest.is_none() {
        let each = pace(before);
        for (n, line) in before.split('\n').rev().enumerate() {
            if n > 0 {
                whats.push(one(KeyCode::Backspace, each));
            }
            if !line.is_empty() {
                whats.push(control('u'));
            }
        }
    }
    let rest = rest.unwrap_or(now);
    let each = pace(rest);
    for (n, line) in rest.split('\n').enumerate() {
        if n > 0 {
            whats.push(one(KeyCode::Enter, each));
        }
        if !line.is_empty() {
            whats.push(What::Type { text: line.replace('\t', " "), each });
        }
    }
    whats
}

/// What takes an option: its digit, or its words, which leave the question with Enter.
fn choice(list: &ChoiceList, now: Option<&Value>, language: Language) -> Vec<What> {
    let Some(code) = now.and_then(Value::as_str) else { return vec![key(KeyCode::Delete)] };
    let Some(place) = list.0.iter().position(|(known, _)| known == code) else { return Vec::new() };
    if list.0.len() <= DIGITS {
        return vec![typing(&(place + 1).to_string())];
    }
    let label = |place: usize| list.0[place].1.text(language);
    let typed = fold(label(place));
    // options that begin with the same words and stand before it
    let before = (0..place).filter(|other| fold(label(*other)).starts_with(&typed)).count();
    let down = (before > 0).then(|| times(KeyCode::Down, before));
    [Some(typing(label(place))), down, Some(key(KeyCode::Enter))].into_iter().flatten().collect()
}

/// What ticks and unticks options, from the first one down.
fn ticks(list: &ChoiceList, before: Option<&Value>, now: Option<&Value>) -> Vec<What> {
    let has =
        |value: Option<&Value>, code: &str| value.and_then(Value::as_array).is_some_and(|codes| codes.iter().any(|other| other == code));
    let mut whats = Vec::new();
    let mut at = 0;
    for (place, _) in list.0.iter().enumerate().filter(|(_, (code, _))| has(before, code) != has(now, code)) {
        whats.extend((place > at).then(|| times(KeyCode::Down, place - at)));
        whats.push(key(KeyCode::Char(' ')));
        at = place;
    }
    whats
}

/// What fills the cells that changed, each gone to by itself.
fn cells(table: &Table, path: &Path, before: &Held, now: &Held, language: Language) -> Vec<(Path, Vec<What>)> {
    let mut found = Vec::new();
    for (row, _) in table.rows {
        let columns: Vec<Option<&str>> =
            if table.columns.is_empty() { vec![None] } else { table.columns.iter().map(|(column, _)| Some(column.as_str())).collect() };
        for column in columns {
            let below = column.map_or_else(|| row.clone(), |column| format!("{row}.{column}"));
            let text = |held: &Held| {
                if let Some((_, text)) = held.unreadable.iter().find(|(place, _)| *place == below) {
                    return text.clone();
                }
                let cell = held.value.as_ref().and_then(|value| value.get(row));
                let cell = column.map_or(cell, |column| cell.and_then(|cells| cells.get(column)));
                let number = cell.and_then(Value::as_f64).map(|number| number.to_string()).unwrap_or_default();
                if language == Language::French { number.replace('.', ",") } else { number }
            };
            let (was, is) = (text(before), text(now));
            if was != is {
                let clear = (!was.is_empty()).then(|| control('u'));
                let typed = (!is.is_empty()).then(|| typing(&is));
                found.push((path.join(&below), clear.into_iter().chain(typed).collect()));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(whats: &[What]) -> String {
        whats.iter().map(What::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_text_goes_on_or_is_typed_anew() {
        for (before, now, keys) in [
            ("", "a", "Type \"a\""),
            ("a", "a b", "Type \" b\""),
            ("a", "b", "Ctrl+U Type \"b\""),
            ("a", "", "Ctrl+U"),
            ("a\n\nb", "c\nd", "Ctrl+U Backspace Backspace Ctrl+U Type \"c\" Enter Type \"d\""),
        ] {
            assert_eq!(told(&retyped(before, now)), keys, "{before:?} {now:?}");
        }
    }
}
