//! A month of a year, or a year alone where the form allows it.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use super::typed::{OneLine, one_line};
use super::{Fault, Kind, Question, Severity};
use crate::expression::Type;
use crate::l10n::{Arg, Language, Message};
use crate::ui::fold::fold;

/// The entry of the table of kinds.
pub const KIND: Kind = Kind {
    name: "month",
    about: "A month of a year, typed « mars 2024 », `03/2024` or `2024-03`; with `precision = \"year\"`, a year alone too.",
    stored: "A string: `\"2024-03\"`, or `\"2023\"` where only the year is known.",
    example: "id = \"date_creation\"\nkind = \"month\"\nlabel = \"Date de création\"\nmin = \"1990-01\"\nmax = \"today\"\nprecision = \"month\"\n",
    load: super::load::<Month>,
    #[cfg(test)]
    schema: || schemars::schema_for!(Month),
};

/// A month of a year.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Month {
    /// Earliest: `"2023-01"`, or `"today"` for the current month.
    min: Option<String>,
    /// Latest: `"2023-01"`, or `"today"` for the current month.
    max: Option<String>,
    /// `"year"` accepts a year alone too.
    #[serde(default)]
    precision: Precision,
}

/// What has to be known of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
enum Precision {
    /// The month and the year.
    #[default]
    Month,
    /// The year at least.
    Year,
}

/// The names of months as they are typed and shown: French, English.
const NAMES: [[&str; 2]; 12] = [
    ["janvier", "January"],
    ["février", "February"],
    ["mars", "March"],
    ["avril", "April"],
    ["mai", "May"],
    ["juin", "June"],
    ["juillet", "July"],
    ["août", "August"],
    ["septembre", "September"],
    ["octobre", "October"],
    ["novembre", "November"],
    ["décembre", "December"],
];
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// A year and, if known, a month from 1 to 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment {
    year: i16,
    month: Option<i8>,
}

impl Moment {
    /// A moment in its stored form, `2024-03` or `2024`.
    fn stored(text: &str) -> Option<Self> {
        let digits = |text: &str, len| (text.len() == len && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse::<i16>().ok())?;
        let (year, month) = match text.split_once('-') {
            Some((year, month)) => (year, Some(i8::try_from(digits(month, 2)?).ok().filter(|m| (1..=12).contains(m))?)),
            None => (text, None),
        };
        Some(Self { year: digits(year, 4)?, month })
    }

    fn of(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()) }
    }

    fn value(self) -> Value {
        Value::from(match self.month {
            Some(month) => format!("{:04}-{month:02}", self.year),
            None => format!("{:04}", self.year),
        })
    }

    /// The first and the last month it may mean.
    fn span(self) -> ((i16, i8), (i16, i8)) {
        ((self.year, self.month.unwrap_or(1)), (self.year, self.month.unwrap_or(12)))
    }

    fn shown(self, language: Language) -> String {
        let name = self.month.and_then(|month| NAMES.get(usize::try_from(month - 1).ok()?));
        match (name, language) {
            (Some([french, _]), Language::French) => format!("{french} {}", self.year),
            (Some([_, english]), Language::English) => format!("{english} {}", self.year),
            (None, _) => self.year.to_string(),
        }
    }
}

fn month_name(month: i8) -> Message {
    Message::new("month-name").with("month", Arg::Number(month.into()))
}

fn in_words(moment: Moment) -> Arg {
    match moment.month {
        Some(month) => Message::new("month-in-year").with("month", month_name(month)).with("year", moment.year.to_string()).into(),
        None => moment.year.to_string().into(),
    }
}

/// The month that a word begins or is, in either language, accents and case aside.
fn named(word: &str) -> Result<i8, Message> {
    let mut found: Vec<i8> = Vec::new();
    for (month, names) in (1..).zip(NAMES) {
        for name in names.map(fold) {
            if name == word {
                return Ok(month);
            }
            if word.len() > 1 && name.starts_with(word) && found.last() != Some(&month) {
                found.push(month);
            }
        }
    }
    match found.as_slice() {
        [month] => Ok(*month),
        [first, second, ..] => Err(Message::new("month-ambiguous").with("first", month_name(*first)).with("second", month_name(*second))),
        [] => Err(Message::new("month-unreadable")),
    }
}

/// A year of four digits, or two for this century.
fn year(text: &str) -> Result<i16, Message> {
    match (text.len(), text.parse::<i16>()) {
        (4, Ok(year)) if YEARS.contains(&year) => Ok(year),
        (2, Ok(year)) => Ok(2000 + year),
        (4, Ok(_)) => Err(Message::new("month-year-range")),
        _ => Err(Message::new("month-unreadable")),
    }
}

fn numbered(text: &str) -> Result<i8, Message> {
    let month = if text.len() <= 2 { text.parse().ok() } else { None };
    month.filter(|month| (1..=12).contains(month)).ok_or_else(|| Message::new("month-number"))
}

/// A folded text cut into its words and numbers: « mars24 » is `mars`, `24`.
fn parts(text: &str) -> Result<Vec<&str>, Message> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let digit = c.is_ascii_digit();
        let end = if digit || c.is_alphabetic() {
            rest.find(|c: char| c.is_ascii_digit() != digit || !c.is_alphanumeric()).unwrap_or(rest.len())
        } else if matches!(c, ' ' | '/' | '-' | '.' | ',') {
            rest = &rest[1..];
            continue;
        } else {
            return Err(Message::new("month-unreadable"));
        };
        parts.push(&rest[..end]);
        rest = &rest[end..];
    }
    Ok(parts)
}

impl Month {
    fn typed(&self, text: &str) -> Result<Option<Moment>, Message> {
        let folded = fold(text.trim());
        let is_number = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
        let (month, year) = match *parts(&folded)? {
            [] if folded.is_empty() => return Ok(None),
            [one] if !is_number(one) => {
                named(one)?;
                return Err(Message::new("month-needs-year"));
            }
            [one] if one.len() == 4 => {
                let year = year(one)?;
                if self.precision == Precision::Year {
                    return Ok(Some(Moment { year, month: None }));
                }
                return Err(Message::new("month-needs-month").with("year", one));
            }
            [first, second] => match (is_number(first), is_number(second)) {
                (true, true) if first.len() == 4 => (numbered(second)?, year(first)?),
                (true, true) => (numbered(first)?, year(second)?),
                (false, true) => (named(first)?, year(second)?),
                (true, false) => (named(second)?, year(first)?),
                (false, false) => return Err(Message::new("month-unreadable")),
            },
            _ => return Err(Message::new("month-unreadable")),
        };
        Ok(Some(Moment { year, month: Some(month) }))
    }

    /// A bound on that day; `None` if it is none that can be understood, which `verify` refuses.
    fn bound(bound: Option<&String>, today: Date) -> Option<Moment> {
        match bound.map(String::as_str) {
            Some("today") => Some(Moment::of(today)),
            Some(text) => Moment::stored(text),
            None => None,
        }
    }
}

impl OneLine for Month {
    fn parse(&self, typed: &str) -> Result<Option<Value>, Message> {
        Ok(self.typed(typed)?.map(Moment::value))
    }

    fn shown<'v>(&self, value: &'v Value, language: Language) -> Cow<'v, str> {
        let text = value.as_str().unwrap_or_default();
        Moment::stored(text).map_or(Cow::Borrowed(text), |moment| Cow::Owned(moment.shown(language)))
    }

    fn room(&self) -> usize {
        16
    }

    fn hint(&self) -> Option<&'static str> {
        Some(if self.precision == Precision::Year { "hint-month-or-year" } else { "hint-month" })
    }
}

impl Question for Month {
    fn value_type(&self) -> Option<Type> {
        Some(Type::Month)
    }

    fn verify(&self) -> Result<(), (&'static str, Message)> {
        let bounds = [("min", &self.min), ("max", &self.max)];
        for (key, bound) in bounds.into_iter().filter_map(|(key, bound)| Some((key, bound.as_ref()?))) {
            if bound != "today" && Moment::stored(bound).is_none_or(|moment| moment.month.is_none()) {
                return Err((key, Message::new("form-month-bound").with("bound", bound.as_str())));
            }
        }
        match (self.min.as_deref().and_then(Moment::stored), self.max.as_deref().and_then(Moment::stored)) {
            (Some(min), Some(max)) if min.span() > max.span() => Err(("max", Message::new("form-min-above-max"))),
            _ => Ok(()),
        }
    }

    fn accept(&self, value: &Value) -> Result<Option<Value>, Vec<(String, Message)>> {
        let refused = |message| Err(vec![(String::new(), message)]);
        match value {
            Value::Null => Ok(None),
            Value::String(text) if text.trim().is_empty() => Ok(None),
            Value::String(text) => match Moment::stored(text) {
                Some(moment) if moment.month.is_none() && self.precision == Precision::Month => {
                    refused(Message::new("month-needs-month").with("year", text.as_str()))
                }
                Some(moment) if !YEARS.contains(&moment.year) => refused(Message::new("month-year-range")),
                Some(moment) => Ok(Some(moment.value())),
                None => refused(Message::new("wrong-month")),
            },
            _ => refused(Message::new("wrong-type-month")),
        }
    }

    one_line!();

    fn check(&self, value: &Value, today: Date) -> Vec<Fault> {
        let Some((first, last)) = value.as_str().and_then(Moment::stored).map(Moment::span) else { return Vec::new() };
        let fault = |code, id, bound| vec![Fault::new(Severity::Error, code, Message::new(id).with(code, in_words(bound)))];
        match (Self::bound(self.min.as_ref(), today), Self::bound(self.max.as_ref(), today)) {
            (Some(min), _) if last < min.span().0 => fault("min", "fault-month-min", min),
            (_, Some(max)) if first > max.span().1 => fault("max", "fault-month-max", max),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests;
