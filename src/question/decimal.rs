//! A number that may have decimals.

use serde::Deserialize;

use super::Kind;
use super::number::{Number, number_kind};
use crate::expression::Type;

/// The entry of the table of kinds.
pub const KIND: Kind = Kind {
    name: "decimal",
    about: "A number that may have decimals, typed with a comma or a point.",
    stored: "A JSON number, a whole one without decimals: `3.5`, `3`.",
    example: "id = \"etp\"\nkind = \"decimal\"\nlabel = \"Équivalents temps plein\"\nmin = 0\nmax = 500\ndecimals = 1\n",
    load: super::load::<Decimal>,
    #[cfg(test)]
    schema: || schemars::schema_for!(Decimal),
};

/// A number that may have decimals.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Decimal {
    /// Smallest answer; zero if absent.
    min: Option<f64>,
    /// Largest answer.
    max: Option<f64>,
    /// At least that many decimals are shown; an answer is never rounded.
    #[serde(default)]
    decimals: u8,
}

impl Decimal {
    fn number(&self) -> Number {
        Number { whole: false, min: self.min, max: self.max, decimals: usize::from(self.decimals.min(9)) }
    }
}

number_kind!(Decimal, Type::Decimal);

#[cfg(test)]
mod tests {
    use crossterm::event::KeyCode;
    use serde_json::json;

    use super::super::testing::{Desk, TODAY, codes, load};

    #[test]
    fn a_decimal_is_edited_with_a_comma_and_without_padding() {
        let mut desk = Desk::new(load("kind='decimal'\ndecimals = 2"), json!(3.5), 40);
        insta::assert_snapshot!(desk.rest(), @"3,50");
        insta::assert_snapshot!(desk.focus(), @"3,5~~~~~ @3,0");
        desk.press(KeyCode::Char('5'));
        assert_eq!(desk.entered(), json!(3.55));
    }

    #[test]
    fn a_bound_is_told_with_the_comma_of_its_language() {
        let q = load("kind='decimal'\nmax = 2.5");
        assert_eq!(codes(&*q, &json!(2.6)), ["max"]);
        let desk = Desk::new(load("kind='decimal'"), json!(null), 40);
        let message = q.check(&json!(3), TODAY).remove(0).message;
        assert!(desk.texts.render(&message).contains("2,5"));
    }
}
