//! What `choice` and `choices` share: where their options come from, how they are drawn one a line, digits and letters that reach them.

use std::fmt;

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::ordered::entries;
use super::show::{self, pieces, spaces};
use super::{ChoiceList, Lists};
use crate::l10n::{Language, Message};
use crate::ui::fold::fold;
use crate::ui::{Context, Picture, look, wrap};

/// The options of a question: a named list of the form, or a table of its own.
#[derive(Clone, Debug, Default)]
pub(super) struct Options {
    /// The list's name, until it is resolved.
    name: Option<String>,
    list: ChoiceList,
}

impl Options {
    pub(super) fn list(&self) -> &ChoiceList {
        &self.list
    }

    /// Finds the named list.
    pub(super) fn resolve(&mut self, lists: &Lists) -> Result<(), Message> {
        let Some(name) = &self.name else { return Ok(()) };
        let unknown = || {
            let known = lists.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            let id = if known.is_empty() { "form-no-lists" } else { "form-unknown-list" };
            Message::new(id).with("name", name.as_str()).with("known", known)
        };
        self.list = lists.get(name).cloned().ok_or_else(unknown)?;
        Ok(())
    }

    /// Refuses a list without options.
    pub(super) fn verify(&self) -> Result<(), (&'static str, Message)> {
        if self.list.0.is_empty() { Err(("choices", Message::new("form-no-options"))) } else { Ok(()) }
    }

    /// The code that a typed text means: the code itself, else a label.
    pub(super) fn read(&self, typed: &str) -> Result<&str, Message> {
        let typed = typed.trim();
        let folded = fold(typed);
        let by_label =
            || self.list.0.iter().find(|(_, label)| [Language::French, Language::English].iter().any(|l| fold(label.text(*l)) == folded));
        let found = self.list.0.iter().find(|(code, _)| code == typed).or_else(by_label);
        found.map(|(code, _)| code.as_str()).ok_or_else(|| unknown(typed))
    }

    /// The place of a code in the list.
    pub(super) fn place(&self, code: &str) -> Option<usize> {
        self.list.0.iter().position(|(known, _)| known == code)
    }
}

/// That a code is none of the list's.
pub(super) fn unknown(code: &str) -> Message {
    Message::new("wrong-option").with("code", code)
}

impl<'de> Deserialize<'de> for Options {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Source;
        impl<'de> Visitor<'de> for Source {
            type Value = Options;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("the name of a list of choices, or a table with one `code = \"label\"` a line")
            }

            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Options, E> {
                Ok(Options { name: Some(name.to_owned()), list: ChoiceList::default() })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Options, A::Error> {
                Ok(Options { name: None, list: ChoiceList(entries(map)?.into()) })
            }
        }
        deserializer.deserialize_any(Source)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Options {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Options".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let inline = generator.subschema_for::<super::ordered::Ordered>();
        schemars::json_schema!({
            "description": "The name of a list of the form, or a table with one `code = \"label\"` a line.",
            "anyOf": [{ "type": "string" }, inline]
        })
    }
}

/// The option that a key stands for: 1 to 9 and 0 for the tenth, with or without Shift on a French keyboard.
pub(super) fn digit(c: char) -> Option<usize> {
    const ROWS: [&str; 2] = ["1234567890", "&é\"'(-è_çà"];
    ROWS.iter().find_map(|row| row.chars().position(|key| key == c))
}

/// The digit shown before an option, a space after the tenth.
fn digit_of(place: usize) -> &'static str {
    ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"].get(place).copied().unwrap_or(" ")
}

/// That the focus left an option that was highlighted and not taken, and which keys take one.
pub(super) fn not_taken(list: &ChoiceList, place: usize, by_letters: bool, language: Language) -> Option<Message> {
    let (_, label) = list.0.get(place)?;
    Some(Message::new("choice-not-taken").with("option", label.text(language)).with("letters", usize::from(by_letters)))
}

/// How an option looks.
pub(super) fn label_style(chosen: bool, highlighted: bool) -> Style {
    let style = if chosen { look::bold() } else { Style::new() };
    if highlighted { style.patch(look::highlight()) } else { style }
}

/// The options, one a line, long labels hanging: digit, mark, label. The cursor is given for the option `at`.
pub(super) fn column<'a>(
    list: &'a ChoiceList,
    cx: &Context,
    marks: [&'static str; 2],
    chosen: impl Fn(&str) -> bool,
    highlighted: Option<usize>,
    at: Option<usize>,
) -> Picture<'a> {
    let indent = 3 + wrap::width(marks[0]);
    let columns = usize::from(cx.width).saturating_sub(indent).max(1);
    let mut picture = Picture { lines: Vec::with_capacity(list.0.len()), cursor: None };
    for (place, (code, label)) in list.0.iter().enumerate() {
        let chosen = chosen(code);
        let style = label_style(chosen, highlighted == Some(place));
        if at == Some(place) {
            picture.cursor = Some((show::column(cx, 3), show::row(picture.lines.len())));
        }
        for (nth, piece) in pieces(label.text(cx.texts.language()), columns).into_iter().enumerate() {
            let mark = marks[usize::from(!chosen)];
            let mut spans = Vec::with_capacity(5);
            if nth == 0 {
                spans.extend([Span::raw(digit_of(place)), Span::raw(" "), Span::raw(mark), Span::raw(" ")]);
            } else {
                spans.push(spaces(indent));
            }
            spans.push(Span::styled(piece, style));
            picture.lines.push(Line::from(spans));
        }
    }
    picture
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_count_with_or_without_shift_on_a_french_keyboard() {
        for (place, keys) in ["1&", "2é", "3\"", "4'", "5(", "6-", "7è", "8_", "9ç", "0à"].iter().enumerate() {
            for key in keys.chars() {
                assert_eq!(digit(key), Some(place), "{key}");
            }
        }
        assert_eq!(digit('a'), None);
    }
}
