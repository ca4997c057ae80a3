//! Several lines of text.

use jiff::civil::Date;
use ratatui::style::Style;
use ratatui::text::Line;
use serde::Deserialize;
use serde_json::Value;

use super::prose::Prose;
use super::show::{blanks, paragraphs};
use super::text::{str_of, too_long};
use super::typed::{accept_text, nfc};
use super::{Arrival, Fault, Field, Given, Kind, Question};
use crate::expression::Type;
use crate::l10n::{Language, Message};
use crate::ui::Context;

/// The entry of the table of kinds.
pub const KIND: Kind = Kind {
    name: "long_text",
    about: "Text of several lines; it grows with what is written.",
    stored: "A string in NFC, lines separated by `\\n`: `\"Annuaire\\nCartographie\"`.",
    example: "id = \"commentaires\"\nkind = \"long_text\"\nlabel = \"Commentaires\"\nmax = 5000\n",
    load: super::load::<LongText>,
    #[cfg(test)]
    schema: || schemars::schema_for!(LongText),
};

/// Several lines of text.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LongText {
    /// Most characters; no limit if absent.
    max: Option<usize>,
}

/// A text of several lines as it is stored: composed, without spaces and blank lines at its end; `None` if nothing is left.
pub(super) fn stored(text: &str) -> Option<Value> {
    let text = text.trim_end();
    if text.contains('\r') {
        return stored(&text.replace("\r\n", "\n").replace('\r', "\n"));
    }
    (!text.is_empty()).then(|| Value::from(nfc(text)))
}

/// How many columns the text takes, so that there is always one for the cursor and focusing moves nothing.
pub(super) fn columns(cx: &Context) -> usize {
    usize::from(cx.width).saturating_sub(1).max(1)
}

impl Question for LongText {
    fn value_type(&self) -> Option<Type> {
        Some(Type::Text)
    }

    fn accept(&self, value: &Value) -> Result<Option<Value>, Vec<(String, Message)>> {
        accept_text(value, stored)
    }

    fn read(&self, typed: &str) -> Result<Option<Value>, Message> {
        Ok(stored(typed))
    }

    fn check(&self, value: &Value, _today: Date) -> Vec<Fault> {
        too_long(value, self.max)
    }

    fn summary(&self, value: &Value, _language: Language) -> String {
        str_of(value).into_owned()
    }

    fn view<'a>(&'a self, given: &Given<'a>, cx: &Context<'a>) -> Vec<Line<'a>> {
        match given.value.and_then(Value::as_str) {
            Some(text) => paragraphs(text, columns(cx), Style::new()),
            None => vec![Line::from(blanks(cx, columns(cx)))],
        }
    }

    fn edit(&self, given: &Given, _arrival: &Arrival) -> Option<Box<dyn Field>> {
        Some(Box::new(Prose::new(given.value)))
    }
}

/// An editor of a text of several lines that is no answer: a remark.
#[must_use]
pub fn editor(text: &str) -> Box<dyn Field> {
    Box::new(Prose::new(Some(&Value::from(text))))
}

#[cfg(test)]
mod tests;
