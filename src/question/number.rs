//! Numbers as people type and read them: what `integer`, `decimal` and the cells of a `matrix` share.
//!
//! Spaces group thousands, a comma or a point starts the decimals. What may mean two numbers is refused, never guessed.

use std::borrow::Cow;

use serde_json::Value;

use super::typed::OneLine;
use super::{Fault, Severity};
use crate::l10n::{Arg, Language, Message};

/// Whole numbers up to here are exact in JSON readers of every language: 2^53.
const LARGEST: i64 = 1 << 53;
/// More significant digits than a 64-bit float keeps are refused.
const DIGITS: usize = 15;

/// What a number may be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Number {
    /// Without decimals.
    pub whole: bool,
    /// Smallest; zero if absent.
    pub min: Option<f64>,
    /// Largest.
    pub max: Option<f64>,
    /// At least that many decimals are shown.
    pub decimals: usize,
}

impl Number {
    /// What an author has to mend: bounds that nothing can meet.
    pub(super) fn verify(&self) -> Result<(), (&'static str, Message)> {
        match self.max {
            Some(max) if max < self.least() => Err(("max", Message::new("form-min-above-max"))),
            _ => Ok(()),
        }
    }

    fn least(&self) -> f64 {
        self.min.unwrap_or(0.0)
    }

    /// A JSON value as this number; `None` if there is none.
    pub(super) fn accept(&self, value: &Value) -> Result<Option<Value>, Message> {
        let number = match value {
            Value::Null => return Ok(None),
            Value::Number(number) => number,
            _ => return Err(Message::new("wrong-type-number")),
        };
        let whole = number.as_i64().or_else(|| number.as_f64().and_then(whole));
        if self.whole {
            let value = whole.ok_or_else(|| Message::new("number-whole"))?;
            return self.allowed(value).map(|value| Some(Value::from(value)));
        }
        match (whole, number.as_f64()) {
            (Some(value), _) => Ok(Some(Value::from(value))),
            (None, Some(value)) => Ok(Some(Value::from(value))),
            (None, None) => Err(Message::new("wrong-type-number")),
        }
    }

    /// A whole number if this one may be it: negative only where the smallest is.
    fn allowed(&self, value: i64) -> Result<i64, Message> {
        if value.abs() > LARGEST {
            Err(Message::new("number-too-long"))
        } else if value < 0 && (self.least() >= 0.0 || float(value) < self.least()) {
            Err(Message::new("number-too-small").with("min", localised(self.least().min(0.0))))
        } else {
            Ok(value)
        }
    }

    /// The bounds that an answer does not keep.
    pub(super) fn check(&self, value: &Value) -> Vec<Fault> {
        let Some(number) = value.as_f64() else { return Vec::new() };
        let fault = |code, id, bound| vec![Fault::new(Severity::Error, code, Message::new(id).with(code, localised(bound)))];
        match self.max {
            _ if number < self.least() => fault("min", "fault-min", self.least()),
            Some(max) if number > max => fault("max", "fault-max", max),
            _ => Vec::new(),
        }
    }

    /// The number as it is read: thousands grouped from five digits on, the decimals asked for.
    pub(super) fn format(&self, number: f64, language: Language) -> String {
        let text = format!("{number}");
        let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let mut shown = String::from(sign);
        for (at, digit) in whole.char_indices() {
            if at > 0 && whole.len() > 4 && (whole.len() - at) % 3 == 0 {
                shown.push('\u{202f}');
            }
            shown.push(digit);
        }
        if !part.is_empty() || self.decimals > 0 {
            shown.push(point(language));
            shown.push_str(part);
            shown.extend(std::iter::repeat_n('0', self.decimals.saturating_sub(part.len())));
        }
        shown
    }
}

fn point(language: Language) -> char {
    match language {
        Language::French => ',',
        Language::English => '.',
    }
}

#[allow(clippy::cast_precision_loss, reason = "exact up to 2^53, and only compared beyond")]
fn float(value: i64) -> f64 {
    value as f64
}

/// The integer that a float is, if it is one and exact.
#[allow(clippy::cast_possible_truncation, reason = "whole and at most 2^53")]
fn whole(value: f64) -> Option<i64> {
    (value.fract() == 0.0 && value.abs() <= float(LARGEST)).then_some(value as i64)
}

/// A number in a message, with the comma or the point of its language.
fn localised(number: f64) -> Arg {
    let text = format!("{number}");
    match text.split_once('.') {
        Some((whole, part)) => Message::new("number-decimal").with("whole", whole).with("part", part).into(),
        None => text.into(),
    }
}

/// The sum of decimal numbers without the noise of binary fractions.
pub(super) fn sum(numbers: impl Iterator<Item = f64>) -> f64 {
    (numbers.sum::<f64>() * 1e9).round() / 1e9
}

/// Digits without their spaces, which must group thousands.
fn ungrouped(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split(char::is_whitespace).collect();
    let digits = |group: &&str| group.bytes().all(|b| b.is_ascii_digit());
    let grouped = match groups.as_slice() {
        [_] => true,
        [first, rest @ ..] => (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3),
        [] => false,
    };
    (grouped && groups.iter().all(digits)).then(|| groups.concat())
}

impl OneLine for Number {
    fn parse(&self, typed: &str) -> Result<Option<Value>, Message> {
        let text = typed.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let unreadable = || Message::new(if self.whole { "number-whole" } else { "number-unreadable" });
        let (negative, text) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text.strip_prefix('+').unwrap_or(text).trim_start()),
        };
        let mut separators = text.matches([',', '.']);
        if separators.next().is_some() && separators.next().is_some() {
            return Err(Message::new("number-separators"));
        }
        let (head, part) = match text.split_once([',', '.']) {
            Some(_) if self.whole => return Err(unreadable()),
            Some((head, part)) => (head.trim_end(), part),
            None => (text, ""),
        };
        let head = ungrouped(head).ok_or_else(unreadable)?;
        if !part.bytes().all(|b| b.is_ascii_digit()) || (head.is_empty() && part.is_empty()) {
            return Err(unreadable());
        }
        let (head, part) = (head.trim_start_matches('0'), part.trim_end_matches('0'));
        let sign = if negative { "-" } else { "" };
        let too_long = || Message::new("number-too-long");
        if self.whole {
            let value = if head.is_empty() { 0 } else { format!("{sign}{head}").parse().map_err(|_| too_long())? };
            return self.allowed(value).map(|value| Some(Value::from(value)));
        }
        let significant = if head.is_empty() { part.trim_start_matches('0').len() } else { head.len() + part.len() };
        if significant > DIGITS || part.len() > DIGITS {
            return Err(too_long());
        }
        let value: f64 = format!("{sign}0{head}.{part}0").parse().map_err(|_| unreadable())?;
        Ok(Some(whole(value).map_or_else(|| Value::from(value), Value::from)))
    }

    fn shown<'v>(&self, value: &'v Value, language: Language) -> Cow<'v, str> {
        Cow::Owned(value.as_f64().map_or_else(String::new, |number| self.format(number, language)))
    }

    fn editable(&self, value: &Value, language: Language) -> String {
        let text = value.as_f64().map_or_else(String::new, |number| format!("{number}"));
        text.replace('.', point(language).encode_utf8(&mut [0; 4]))
    }

    fn room(&self) -> usize {
        8
    }

    fn hint(&self) -> Option<&'static str> {
        Some(if self.whole { "hint-integer" } else { "hint-decimal" })
    }
}

/// The traits of a kind whose answer is one number: what its `number()` says, and its type in expressions.
macro_rules! number_kind {
    ($kind:ty, $type:expr) => {
        impl $crate::question::typed::OneLine for $kind {
            fn parse(&self, typed: &str) -> Result<Option<serde_json::Value>, $crate::l10n::Message> {
                self.number().parse(typed)
            }

            fn shown<'v>(&self, value: &'v serde_json::Value, language: $crate::l10n::Language) -> std::borrow::Cow<'v, str> {
                self.number().shown(value, language)
            }

            fn editable(&self, value: &serde_json::Value, language: $crate::l10n::Language) -> String {
                self.number().editable(value, language)
            }

            fn room(&self) -> usize {
                self.number().room()
            }

            fn hint(&self) -> Option<&'static str> {
                self.number().hint()
            }
        }

        impl $crate::question::Question for $kind {
            fn value_type(&self) -> Option<$crate::expression::Type> {
                Some($type)
            }

            fn verify(&self) -> Result<(), (&'static str, $crate::l10n::Message)> {
                self.number().verify()
            }

            fn accept(&self, value: &serde_json::Value) -> Result<Option<serde_json::Value>, Vec<(String, $crate::l10n::Message)>> {
                self.number().accept(value).map_err(|message| vec![(String::new(), message)])
            }

            $crate::question::typed::one_line!();

            fn check(&self, value: &serde_json::Value, _today: jiff::civil::Date) -> Vec<$crate::question::Fault> {
                self.number().check(value)
            }
        }
    };
}
pub(super) use number_kind;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    const WHOLE: Number = Number { whole: true, min: None, max: None, decimals: 0 };
    const DECIMAL: Number = Number { whole: false, min: None, max: None, decimals: 0 };

    fn read(number: Number, typed: &str) -> Result<Value, &'static str> {
        number.parse(typed).map(Option::unwrap_or_default).map_err(|message| message.id)
    }

    #[test]
    fn a_decimal_is_read_with_a_comma_or_a_point_and_grouping_spaces() {
        for (typed, value) in [
            ("3,5", json!(3.5)),
            ("3.5", json!(3.5)),
            (" 3 ", json!(3)),
            ("3,0", json!(3)),
            ("3,", json!(3)),
            (",5", json!(0.5)),
            ("0,10", json!(0.1)),
            ("007", json!(7)),
            ("1 234,5", json!(1234.5)),
            ("1\u{202f}234\u{a0}567", json!(1_234_567)),
            ("-2,5", json!(-2.5)),
            ("−2", json!(-2)),
            ("+2", json!(2)),
            ("-0", json!(0)),
            ("123456789012345", json!(123_456_789_012_345_i64)),
            ("0,000001", json!(0.000_001)),
            ("", json!(null)),
            (" \u{a0}", json!(null)),
        ] {
            assert_eq!(read(DECIMAL, typed), Ok(value), "{typed}");
        }
    }

    #[test]
    fn what_may_mean_two_numbers_is_refused() {
        for (typed, why) in [
            ("1,234.5", "number-separators"),
            ("1.234.567", "number-separators"),
            ("3,5,", "number-separators"),
            ("3 5", "number-unreadable"),
            ("12 34", "number-unreadable"),
            ("1  234", "number-unreadable"),
            ("3,5 6", "number-unreadable"),
            ("trois", "number-unreadable"),
            (",", "number-unreadable"),
            ("-", "number-unreadable"),
            ("1e5", "number-unreadable"),
            ("٣", "number-unreadable"),
            ("1234567890123456", "number-too-long"),
            ("1,234567890123456", "number-too-long"),
        ] {
            assert_eq!(read(DECIMAL, typed), Err(why), "{typed}");
        }
    }

    #[test]
    fn a_whole_number_has_no_decimals_and_no_minus_unless_asked_for() {
        for (typed, value) in [
            ("12", Ok(json!(12))),
            ("12 345", Ok(json!(12345))),
            ("0", Ok(json!(0))),
            ("9007199254740992", Ok(json!(9_007_199_254_740_992_i64))),
            ("9007199254740993", Err("number-too-long")),
            ("99999999999999999999", Err("number-too-long")),
            ("3,5", Err("number-whole")),
            ("3,0", Err("number-whole")),
            ("1.234", Err("number-whole")),
            ("douze", Err("number-whole")),
            ("-1", Err("number-too-small")),
        ] {
            assert_eq!(read(WHOLE, typed), value, "{typed}");
        }
        let below = Number { min: Some(-5.0), ..WHOLE };
        assert_eq!(read(below, "-5"), Ok(json!(-5)));
        assert_eq!(read(below, "-6"), Err("number-too-small"));
    }

    #[test]
    fn json_numbers_are_accepted_and_whole_ones_made_integers() {
        let accept = |number: Number, value: Value| number.accept(&value).map(Option::unwrap_or_default).map_err(|m| m.id);
        assert_eq!(accept(DECIMAL, json!(3.0)), Ok(json!(3)));
        assert_eq!(accept(DECIMAL, json!(3.5)), Ok(json!(3.5)));
        assert_eq!(accept(DECIMAL, json!(-1)), Ok(json!(-1)));
        assert_eq!(accept(WHOLE, json!(3.0)), Ok(json!(3)));
        assert_eq!(accept(WHOLE, json!(null)), Ok(json!(null)));
        assert_eq!(accept(WHOLE, json!(3.5)), Err("number-whole"));
        assert_eq!(accept(WHOLE, json!(1e300)), Err("number-whole"));
        assert_eq!(accept(WHOLE, json!(-1)), Err("number-too-small"));
        assert_eq!(accept(WHOLE, json!(u64::MAX)), Err("number-whole"));
        assert_eq!(accept(WHOLE, json!(i64::MAX)), Err("number-too-long"));
        for wrong in [json!("3"), json!(true), json!([3]), json!({})] {
            assert_eq!(accept(DECIMAL, wrong), Err("wrong-type-number"));
        }
    }

    #[test]
    fn bounds_are_checked_and_zero_is_the_smallest_unless_said() {
        let codes = |number: Number, value| number.check(&value).into_iter().map(|f| f.code).collect::<Vec<_>>();
        let bounded = Number { min: Some(1.5), max: Some(3.0), ..DECIMAL };
        assert_eq!(codes(bounded, json!(1)), ["min"]);
        assert_eq!(codes(bounded, json!(3.1)), ["max"]);
        assert!(codes(bounded, json!(1.5)).is_empty());
        assert_eq!(codes(DECIMAL, json!(-0.5)), ["min"]);
        assert!(Number { min: Some(2.0), max: Some(1.0), ..DECIMAL }.verify().is_err());
    }

    #[test]
    fn thousands_are_grouped_from_five_digits_on() {
        let two = Number { decimals: 2, ..DECIMAL };
        for (number, value, shown) in [
            (DECIMAL, 3.0, "3"),
            (DECIMAL, 1234.5, "1234,5"),
            (DECIMAL, 12_345.678_9, "12\u{202f}345,6789"),
            (DECIMAL, -1_234_567.0, "-1\u{202f}234\u{202f}567"),
            (two, 3.5, "3,50"),
            (two, 3.0, "3,00"),
            (two, 3.125, "3,125"),
        ] {
            assert_eq!(number.format(value, Language::French), shown);
        }
        assert_eq!(DECIMAL.format(3.5, Language::English), "3.5");
    }

    #[test]
    fn a_sum_has_no_binary_noise() {
        assert_eq!(DECIMAL.format(sum([0.1, 0.2].into_iter()), Language::French), "0,3");
    }

    proptest! {
        #[test]
        fn what_is_edited_or_shown_reads_as_the_same_number(head in 0i64..1_000_000_000, part in 0u32..1000, french: bool) {
            let language = if french { Language::French } else { Language::English };
            let value = read(DECIMAL, &format!("{head},{part:03}")).unwrap();
            prop_assert_eq!(read(DECIMAL, &DECIMAL.editable(&value, language)), Ok(value.clone()));
            prop_assert_eq!(read(DECIMAL, &DECIMAL.shown(&value, language)), Ok(value));
        }

        #[test]
        fn no_text_makes_reading_panic(typed: String) {
            let _ = (read(DECIMAL, &typed), read(WHOLE, &typed));
        }
    }
}
