//! A whole number.

use serde::Deserialize;

use super::Kind;
use super::number::{Number, number_kind};
use crate::expression::Type;

/// The entry of the table of kinds.
pub const KIND: Kind = Kind {
    name: "integer",
    about: "A whole number, zero or more unless `min` says less.",
    stored: "A JSON integer: `12`.",
    example: "id = \"participants\"\nkind = \"integer\"\nlabel = \"Nombre de participants\"\nmin = 0\nmax = 100000\n",
    load: super::load::<Integer>,
    #[cfg(test)]
    schema: || schemars::schema_for!(Integer),
};

/// A whole number.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Integer {
    /// Smallest answer; zero if absent.
    min: Option<i64>,
    /// Largest answer.
    max: Option<i64>,
}

impl Integer {
    fn number(&self) -> Number {
        let bound = |bound: Option<i64>| bound.and_then(|n| n.to_string().parse().ok());
        Number { whole: true, min: bound(self.min), max: bound(self.max), decimals: 0 }
    }
}

number_kind!(Integer, Type::Integer);

#[cfg(test)]
mod tests {
    use crossterm::event::KeyCode;
    use serde_json::json;

    use super::super::testing::{Desk, accepted, codes, load, try_load};

    #[test]
    fn a_negative_or_fractional_integer_is_refused_and_bounds_are_checked_later() {
        let q = load("kind='integer'\nmin = 2\nmax = 4");
        assert_eq!(accepted(&*q, &json!(-1)), Err(vec![(String::new(), "number-too-small")]));
        assert_eq!(accepted(&*q, &json!(2.5)), Err(vec![(String::new(), "number-whole")]));
        assert_eq!(accepted(&*q, &json!(9)), Ok(json!(9)));
        assert_eq!(codes(&*q, &json!(9)), ["max"]);
        assert_eq!(codes(&*q, &json!(1)), ["min"]);
        assert!(try_load("kind='integer'\nmin = 3\nmax = 2").is_err());
        assert!(try_load("kind='integer'\nmaximum = 2").unwrap_err().contains("maximum"));
    }

    #[test]
    fn what_cannot_be_read_is_kept_as_typed() {
        let mut desk = Desk::new(load("kind='integer'"), json!(null), 40);
        insta::assert_snapshot!(desk.focus(), @"~~~~~~~~ @0,0");
        desk.write("12x");
        assert_eq!(desk.all_entered().unreadable, [(String::new(), "12x".to_owned())]);
        assert_eq!(desk.entered(), json!(null));
        desk.press(KeyCode::Backspace);
        assert_eq!(desk.entered(), json!(12));
        assert!(desk.all_entered().unreadable.is_empty());
        insta::assert_snapshot!(desk.focus(), @"12~~~~~~ @2,0");
    }

    #[test]
    fn an_unreadable_text_is_shown_and_can_be_mended() {
        let mut desk = Desk::arriving(load("kind='integer'"), json!(null), 40, &[("", "12x")], &super::super::Arrival::First);
        insta::assert_snapshot!(desk.rest(), @"!12x!");
        desk.press(KeyCode::Backspace);
        assert_eq!(desk.entered(), json!(12));
    }

    #[test]
    fn a_long_number_is_grouped_at_rest_and_plain_with_the_focus() {
        let desk = Desk::new(load("kind='integer'"), json!(1_234_567), 40);
        assert_eq!(desk.rest(), "1\u{202f}234\u{202f}567");
        insta::assert_snapshot!(desk.focus(), @"1234567~ @7,0");
    }
}
