//! One line of text.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;

use super::{Fault, Kind, Severity};
use crate::l10n::Message;

/// The entry of the table of kinds.
pub const KIND: Kind = Kind {
    name: "text",
    about: "One line of text.",
    stored: "A string in NFC: `\"CARESP\"`.",
    example: "id = \"nom\"\nkind = \"text\"\nlabel = \"Nom\"\nmax = 200\n",
    load: super::load::<Text>,
    #[cfg(test)]
    schema: || schemars::schema_for!(Text),
};

/// One line of text.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Most characters; no limit if absent.
    max: Option<usize>,
}

/// What a limit on characters finds wrong.
pub(super) fn too_long(value: &Value, max: Option<usize>) -> Vec<Fault> {
    let (Some(max), Some(text)) = (max, value.as_str()) else { return Vec::new() };
    if text.len() <= max {
        return Vec::new(); // at least one byte a character
    }
    let count = text.graphemes(true).count();
    let message = || Message::new("fault-too-long").with("max", max).with("count", count);
    (count > max).then(|| Fault::new(Severity::Error, "max", message())).into_iter().collect()
}

/// The string in an answer; nothing for an answer of another shape.
pub(super) fn str_of(value: &Value) -> Cow<'_, str> {
    Cow::Borrowed(value.as_str().unwrap_or_default())
}

/// The traits of a kind whose answer is the text as typed: its words in the bottom line, and what it finds wrong with an answer.
macro_rules! text_kind {
    ($kind:ty, $hint:expr, $check:expr) => {
        impl $crate::question::typed::OneLine for $kind {
            fn parse(&self, typed: &str) -> Result<Option<serde_json::Value>, $crate::l10n::Message> {
                Ok($crate::question::typed::composed(typed))
            }

            fn shown<'v>(&self, value: &'v serde_json::Value, _language: $crate::l10n::Language) -> std::borrow::Cow<'v, str> {
                $crate::question::text::str_of(value)
            }

            fn room(&self) -> usize {
                30
            }

            fn hint(&self) -> Option<&'static str> {
                $hint
            }
        }

        impl $crate::question::Question for $kind {
            fn value_type(&self) -> Option<$crate::expression::Type> {
                Some($crate::expression::Type::Text)
            }

            fn accept(&self, value: &serde_json::Value) -> Result<Option<serde_json::Value>, Vec<(String, $crate::l10n::Message)>> {
                $crate::question::typed::accept_text(value, $crate::question::typed::composed)
            }

            $crate::question::typed::one_line!();

            fn check(&self, value: &serde_json::Value, _today: jiff::civil::Date) -> Vec<$crate::question::Fault> {
                $check(self, value)
            }
        }
    };
}
pub(super) use text_kind;

text_kind!(Text, None, |text: &Self, value| too_long(value, text.max));

#[cfg(test)]
mod tests {
    use crossterm::event::KeyCode;
    use serde_json::json;

    use super::super::Handled;
    use super::super::testing::{Desk, accepted, codes, load};

    #[test]
    fn text_is_composed_trimmed_and_kept_on_one_line() {
        let text = load("kind='text'");
        for (typed, read) in [
            ("  CARESP ", json!("CARESP")),
            ("e\u{301}quipe", json!("équipe")),
            ("2 rue\nde la Gare", json!("2 rue de la Gare")),
            ("  \u{a0}", json!(null)),
        ] {
            assert_eq!(text.read(typed).unwrap().unwrap_or_default(), read);
            assert_eq!(accepted(&*text, &json!(typed)), Ok(read));
        }
        assert_eq!(accepted(&*text, &json!(3)), Err(vec![(String::new(), "wrong-type-text")]));
        assert_eq!(accepted(&*text, &json!(["a"])), Err(vec![(String::new(), "wrong-type-text")]));
    }

    #[test]
    fn a_limit_counts_characters_as_read() {
        let text = load("kind='text'\nmax = 3");
        assert!(codes(&*text, &json!("éàü")).is_empty());
        assert_eq!(codes(&*text, &json!("éàüe")), ["max"]);
    }

    #[test]
    fn typing_changes_the_answer_and_enter_goes_on() {
        let mut desk = Desk::new(load("kind='text'"), json!("CARE"), 12);
        insta::assert_snapshot!(desk.rest(), @"CARE");
        insta::assert_snapshot!(desk.focus(), @"CARE~~~~~~~~ @4,0");
        assert_eq!(desk.press(KeyCode::Enter), Handled::Next);
        assert_eq!(desk.press(KeyCode::Char('S')), Handled::Changed);
        assert_eq!(desk.entered(), json!("CARES"));
        assert_eq!(desk.press(KeyCode::Home), Handled::Redraw);
        for key in [KeyCode::Up, KeyCode::Down, KeyCode::Tab, KeyCode::PageDown, KeyCode::F(2), KeyCode::Left] {
            assert_eq!(desk.press(key), Handled::Ignored, "{key:?}");
        }
        insta::assert_snapshot!(desk.focus(), @"CARES~~~~~~~ @0,0");
    }

    #[test]
    fn a_text_longer_than_its_field_has_a_mark_where_it_is_hidden() {
        let mut desk = Desk::new(load("kind='text'"), json!("Cellule d'animation régionale"), 21);
        insta::assert_snapshot!(desk.focus(), @"…nimation régionale~~ @19,0");
        desk.press(KeyCode::Home);
        insta::assert_snapshot!(desk.focus(), @"Cellule d'animation … @0,0");
    }

    #[test]
    fn an_answer_nobody_edits_stays_as_it_is() {
        let mut desk = Desk::new(load("kind='text'"), json!("a\u{200b}b"), 30);
        assert_eq!(desk.press(KeyCode::Left), Handled::Redraw);
        assert_eq!(desk.entered(), json!("a\u{200b}b"));
        assert_eq!(desk.press(KeyCode::Char('x')), Handled::Changed);
        assert_eq!(desk.entered(), json!("axb"));
    }
}
