//! A telephone number: French ones, overseas included, are understood however they are written; others are kept.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use super::text::str_of;
use super::typed::{OneLine, accept_text, composed, one_line};
use super::{Fault, Kind, Question, Severity};
use crate::expression::Type;
use crate::l10n::{Language, Message};

/// The entry of the table of kinds.
pub const KIND: Kind = Kind {
    name: "phone",
    about: "A telephone number, French (overseas too) or international. A doubtful one is kept and gives a warning.",
    stored: "A string, E.164 if it could be understood: `\"+33247478789\"`, `\"+596596123456\"`.",
    example: "id = \"telephone\"\nkind = \"phone\"\nlabel = \"Téléphone\"\n",
    load: super::load::<Phone>,
    #[cfg(test)]
    schema: || schemars::schema_for!(Phone),
};

/// A telephone number.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Phone {}

/// Country codes of two digits; those of zones 1 and 7 have one, the others three (ITU-T E.164).
const TWO_DIGITS: &[&str] = &[
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51", "52", "53", "54", "55",
    "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
];

/// The country code of a French number by its first three digits after the zero (Arcep's numbering plan).
fn zone(national: &str) -> &'static str {
    match national.get(..3) {
        Some("590" | "690" | "691") => "590",
        Some("594" | "694") => "594",
        Some("596" | "696" | "697") => "596",
        Some("262" | "263" | "269" | "639" | "692" | "693") => "262",
        _ => "33",
    }
}

/// A national number without its zero, as E.164.
fn french(national: &str) -> Option<String> {
    (national.len() == 9 && !national.starts_with('0')).then(|| format!("+{}{national}", zone(national)))
}

/// E.164, if a text can be understood as a number.
fn parse(text: &str) -> Option<String> {
    let mut digits = String::with_capacity(text.len());
    let mut plus = false;
    for c in text.trim().chars() {
        match c {
            '0'..='9' => digits.push(c),
            '+' if digits.is_empty() && !plus => plus = true,
            '.' | '-' | '/' | '(' | ')' | '\u{2010}'..='\u{2013}' => {}
            c if c.is_whitespace() => {}
            _ => return None,
        }
    }
    let international = if plus { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    let Some(number) = international else { return french(digits.strip_prefix('0')?) };
    for code in ["33", "590", "594", "596", "262"] {
        if let Some(national) = number.strip_prefix(code) {
            return french(national.strip_prefix('0').unwrap_or(national));
        }
    }
    ((8..=15).contains(&number.len()) && !number.starts_with('0')).then(|| format!("+{number}"))
}

/// An E.164 number as people write it; any other text as it is.
fn grouped(stored: &str) -> Cow<'_, str> {
    let Some(number) = stored.strip_prefix('+').filter(|_| parse(stored).as_deref() == Some(stored)) else { return Cow::Borrowed(stored) };
    for code in ["33", "590", "594", "596", "262"] {
        if let Some(national) = number.strip_prefix(code) {
            let first = if code == "33" { 2 } else { 4 };
            return Cow::Owned(pairs(&format!("0{national}"), first));
        }
    }
    let code = match number.get(..2) {
        Some(two) if two.starts_with(['1', '7']) => 1,
        Some(two) if TWO_DIGITS.contains(&two) => 2,
        _ => 3,
    };
    let (code, rest) = number.split_at(code);
    Cow::Owned(format!("+{code} {}", pairs(rest, 2 - rest.len() % 2)))
}

/// Digits by two, after a group of `first`.
fn pairs(digits: &str, first: usize) -> String {
    let mut shown = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.char_indices() {
        if at >= first && (at - first).is_multiple_of(2) {
            shown.push(' ');
        }
        shown.push(digit);
    }
    shown
}

fn read(text: &str) -> Option<Value> {
    parse(text).map(Value::from).or_else(|| composed(text))
}

impl OneLine for Phone {
    fn parse(&self, typed: &str) -> Result<Option<Value>, Message> {
        Ok(read(typed))
    }

    fn shown<'v>(&self, value: &'v Value, _language: Language) -> Cow<'v, str> {
        value.as_str().map_or(Cow::Borrowed(""), grouped)
    }

    fn room(&self) -> usize {
        18
    }

    fn hint(&self) -> Option<&'static str> {
        Some("hint-phone")
    }
}

impl Question for Phone {
    fn value_type(&self) -> Option<Type> {
        Some(Type::Text)
    }

    fn accept(&self, value: &Value) -> Result<Option<Value>, Vec<(String, Message)>> {
        accept_text(value, read)
    }

    one_line!();

    fn check(&self, value: &Value, _today: Date) -> Vec<Fault> {
        let stored = str_of(value);
        if parse(&stored).is_some_and(|number| number == stored) {
            return Vec::new();
        }
        vec![Fault::new(Severity::Warning, "format", Message::new("fault-phone"))]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::super::testing::{Desk, accepted, codes, load};
    use super::*;

    #[test]
    fn a_number_is_understood_however_it_is_written() {
        let q = load("kind='phone'");
        for (typed, stored, shown) in [
            ("02 47 47 87 89", "+33247478789", "02 47 47 87 89"),
            ("02.47.47.87.89", "+33247478789", "02 47 47 87 89"),
            ("02-47-47-87-89", "+33247478789", "02 47 47 87 89"),
            ("0247478789", "+33247478789", "02 47 47 87 89"),
            ("+33 2 47 47 87 89", "+33247478789", "02 47 47 87 89"),
            ("+33 (0)2 47 47 87 89", "+33247478789", "02 47 47 87 89"),
            ("0033 247 478 789", "+33247478789", "02 47 47 87 89"),
            ("0596 12 34 56", "+596596123456", "0596 12 34 56"),
            ("05 96 12 34 56", "+596596123456", "0596 12 34 56"),
            ("0696 12 34 56", "+596696123456", "0696 12 34 56"),
            ("+596 596 12 34 56", "+596596123456", "0596 12 34 56"),
            ("+596 (0)596 12 34 56", "+596596123456", "0596 12 34 56"),
            ("+33 596 12 34 56", "+596596123456", "0596 12 34 56"),
            ("0590 12 34 56", "+590590123456", "0590 12 34 56"),
            ("0691 12 34 56", "+590691123456", "0691 12 34 56"),
            ("0694 12 34 56", "+594694123456", "0694 12 34 56"),
            ("0262 12 34 56", "+262262123456", "0262 12 34 56"),
            ("0639 12 34 56", "+262639123456", "0639 12 34 56"),
            ("0692\u{a0}12\u{202f}34 56", "+262692123456", "0692 12 34 56"),
            ("+32 2 123 45 67", "+3221234567", "+32 21 23 45 67"),
            ("0041 22 123 45 67", "+41221234567", "+41 2 21 23 45 67"),
            ("+352 12 34 56", "+352123456", "+352 12 34 56"),
            ("+1 202 555 0100", "+12025550100", "+1 20 25 55 01 00"),
        ] {
            assert_eq!(q.read(typed).unwrap(), Some(json!(stored)), "{typed}");
            assert_eq!(q.summary(&json!(stored), Language::French), shown);
            assert!(codes(&*q, &json!(stored)).is_empty(), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_is_kept_as_typed_with_a_warning() {
        let q = load("kind='phone'");
        for typed in ["02 47 47 87", "247478789", "02 47 47 87 89 poste 12", "+33 2 47", "3620", "+", "0000000000", "+12 34", "02 47 47 87 89 90"] {
            assert_eq!(accepted(&*q, &json!(typed)), Ok(json!(typed)));
            assert_eq!(codes(&*q, &json!(typed)), ["format"], "{typed}");
            assert_eq!(q.summary(&json!(typed), Language::French), typed);
        }
        assert!(q.read("  ").unwrap().is_none());
    }

    #[test]
    fn a_number_is_edited_grouped() {
        let mut desk = Desk::new(load("kind='phone'"), json!("+33247478789"), 40);
        insta::assert_snapshot!(desk.focus(), @"02 47 47 87 89~~~~ @14,0");
        desk.press(crossterm::event::KeyCode::Backspace);
        assert_eq!(desk.entered(), json!("02 47 47 87 8"));
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_as_the_same_number(number in "\\+[1-9][0-9]{7,14}") {
            if let Some(stored) = parse(&number) {
                prop_assert_eq!(parse(&grouped(&stored)), Some(stored));
            }
        }

        #[test]
        fn no_text_makes_reading_panic(typed: String) {
            let _ = (parse(&typed), grouped(&typed).len());
        }
    }
}
