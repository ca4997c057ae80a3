//! Attached files. What is stored names them; the copies stand beside the response, where the store keeps them.

use jiff::civil::Date;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use serde::Deserialize;
use serde_json::Value;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::number::Number;
use super::show::row;
use super::{Arrival, Entered, Fault, Field, Given, Handled, Kind, Question, Severity};
use crate::expression::Type;
use crate::l10n::{Arg, Language, Message};
use crate::ui::clean::clean;
use crate::ui::hint::Hint;
use crate::ui::{Context, Picture, look, wrap};

/// The entry of the table of kinds.
pub const KIND: Kind = Kind {
    name: "file",
    about: "Attached files, copied into the response.",
    stored: "An array of `{name, size, sha256}`: `[{\"name\": \"organigramme.pdf\", \"size\": 48213, \"sha256\": \"…\"}]`.",
    example: "id = \"organigramme\"\nkind = \"file\"\nlabel = \"Déposer l'organigramme\"\nmax = 3\n",
    load: super::load::<File>,
    #[cfg(test)]
    schema: || schemars::schema_for!(File),
};

/// Attached files.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Most files; no limit if absent.
    max: Option<usize>,
}

/// A file as the response names it.
fn is_entry(value: &Value) -> bool {
    let text = |key| value.get(key).and_then(Value::as_str);
    let is_name = |name: &str| !name.is_empty() && name != "." && name != ".." && !name.contains(['/', '\\']) && !name.chars().any(char::is_control);
    let is_hash = |hash: &str| hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
    text("name").is_some_and(is_name) && text("sha256").is_some_and(is_hash) && value.get("size").is_some_and(Value::is_u64)
}

fn name(entry: &Value) -> &str {
    entry.get("name").and_then(Value::as_str).unwrap_or("?")
}

/// A size in words, as the limit is said: in « Ko » and « Mo », the signs people know, each 1024 times the one before as their file managers count.
#[must_use]
pub fn size(bytes: u64, language: Language) -> Message {
    const KIB: u64 = 1 << 10;
    const MIB: u64 = 1 << 20;
    let one_decimal = |unit: u64| {
        let tenths = bytes.saturating_mul(10).saturating_add(unit / 2) / unit;
        let text = if tenths.is_multiple_of(10) { format!("{}", tenths / 10) } else { format!("{}.{}", tenths / 10, tenths % 10) };
        Arg::Text(text.parse().map_or(text, |number| Number::default().format(number, language)))
    };
    match bytes {
        0..KIB => Message::new("file-bytes").with("size", bytes),
        // what would round to 1024 Ko is said in Mo
        KIB.. if bytes + KIB / 2 < MIB => Message::new("file-kibibytes").with("size", (bytes + KIB / 2) / KIB),
        _ => Message::new("file-mebibytes").with("size", one_decimal(MIB)),
    }
}

/// Lines for the files; names in one column, sizes after them.
fn lines<'a>(files: &'a [Value], highlighted: Option<usize>, cx: &Context) -> Vec<Line<'a>> {
    if files.is_empty() {
        let none = cx.texts.get("file-none");
        return vec![Line::from(Span::styled(wrap::fit(&none, usize::from(cx.width), cx.look.cut), look::quiet()))];
    }
    let files = files.iter().enumerate().map(|(nth, file)| {
        let size = file.get("size").and_then(Value::as_u64).map_or_else(String::new, |bytes| cx.texts.render(&size(bytes, cx.texts.language())));
        let room = usize::from(cx.width).saturating_sub(wrap::width(&size) + 3).max(4);
        let style = if highlighted == Some(nth) { look::highlight() } else { Style::new() };
        let name = wrap::fit(&clean(name(file)), room, cx.look.cut);
        Line::from(vec![Span::styled(name, style), Span::raw("   "), Span::styled(size, look::quiet())])
    });
    files.collect()
}

fn entries(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

impl Question for File {
    fn value_type(&self) -> Option<Type> {
        Some(Type::Files)
    }

    fn verify(&self) -> Result<(), (&'static str, Message)> {
        if self.max == Some(0) { Err(("max", Message::new("form-max-zero"))) } else { Ok(()) }
    }

    fn accept(&self, value: &Value) -> Result<Option<Value>, Vec<(String, Message)>> {
        match value {
            Value::Null => Ok(None),
            Value::Array(files) if files.is_empty() => Ok(None),
            Value::Array(files) if files.iter().all(is_entry) => Ok(Some(value.clone())),
            _ => Err(vec![(String::new(), Message::new("wrong-type-files"))]),
        }
    }

    fn read(&self, typed: &str) -> Result<Option<Value>, Message> {
        if typed.trim().is_empty() { Ok(None) } else { Err(Message::new("file-not-typed")) }
    }

    fn check(&self, value: &Value, _today: Date) -> Vec<Fault> {
        let count = entries(Some(value)).len();
        match self.max {
            Some(max) if count > max => {
                vec![Fault::new(Severity::Error, "max", Message::new("fault-too-many-files").with("max", max).with("count", count))]
            }
            _ => Vec::new(),
        }
    }

    fn summary(&self, value: &Value, _language: Language) -> String {
        entries(Some(value)).iter().map(name).collect::<Vec<_>>().join(", ")
    }

    fn is_file(&self) -> bool {
        true
    }

    fn view<'a>(&'a self, given: &Given<'a>, cx: &Context<'a>) -> Vec<Line<'a>> {
        lines(entries(given.value), None, cx)
    }

    fn edit(&self, given: &Given, arrival: &Arrival) -> Option<Box<dyn Field>> {
        let files = entries(given.value).to_vec();
        let at = if *arrival == Arrival::Last { files.len().saturating_sub(1) } else { 0 };
        Some(Box::new(Attached { files, at }))
    }
}

/// The field: the files and the highlighted one.
#[derive(Debug)]
struct Attached {
    files: Vec<Value>,
    at: usize,
}

impl Field for Attached {
    fn key(&mut self, key: KeyEvent, _cx: &Context) -> Handled {
        if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
            return Handled::Ignored;
        }
        match key.code {
            KeyCode::Enter | KeyCode::Char(' ') => Handled::Browse,
            KeyCode::Char(c) if c.is_alphanumeric() || "/~._".contains(c) => Handled::Browse,
            KeyCode::Up if self.at > 0 => {
                self.at -= 1;
                Handled::Redraw
            }
            KeyCode::Down if self.at + 1 < self.files.len() => {
                self.at += 1;
                Handled::Redraw
            }
            KeyCode::Delete if self.at < self.files.len() => {
                self.files.remove(self.at);
                self.at = self.at.min(self.files.len().saturating_sub(1));
                Handled::Changed
            }
            _ => Handled::Ignored,
        }
    }

    fn paste(&mut self, _text: &str, _cx: &Context) -> Handled {
        Handled::Browse // a path, most often
    }

    fn entered(&self) -> Entered {
        (!self.files.is_empty()).then(|| Value::from(self.files.clone())).into()
    }

    fn view<'a>(&'a self, cx: &Context<'a>) -> Picture<'a> {
        Picture { lines: lines(&self.files, Some(self.at), cx), cursor: Some((0, row(self.at))) }
    }

    fn hints(&self) -> Vec<Hint> {
        let mut hints = vec![Hint::new("key-enter", if self.files.is_empty() { "hint-browse" } else { "hint-add-file" })];
        if !self.files.is_empty() {
            hints.push(Hint::new("key-delete", "hint-detach"));
        }
        if self.files.len() > 1 {
            hints.push(Hint::new("↑↓", "hint-highlight"));
        }
        hints
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{Desk, accepted, codes, load};
    use super::*;

    fn file(name: &str, size: u64) -> Value {
        json!({ "name": name, "size": size, "sha256": "0123456789abcdef".repeat(4) })
    }

    #[test]
    fn files_need_a_plain_name_a_size_and_a_hash() {
        let q = load("kind='file'\nmax=1");
        let good = json!([file("organigramme.pdf", 48213)]);
        assert_eq!(accepted(&*q, &good), Ok(good.clone()));
        assert_eq!(accepted(&*q, &json!([])), Ok(json!(null)));
        for bad in [
            json!("organigramme.pdf"),
            json!(["organigramme.pdf"]),
            json!([{ "name": "a.pdf" }]),
            json!([file("../a.pdf", 1)]),
            json!([file("..", 1)]),
            json!([file("", 1)]),
            json!([file("a\\b", 1)]),
            json!([{ "name": "a.pdf", "size": -1, "sha256": "0123456789abcdef".repeat(4) }]),
            json!([{ "name": "a.pdf", "size": 1, "sha256": "court" }]),
        ] {
            assert_eq!(accepted(&*q, &bad), Err(vec![(String::new(), "wrong-type-files")]), "{bad}");
        }
        assert_eq!(codes(&*q, &json!([file("a", 1), file("b", 2)])), ["max"]);
        assert_eq!(q.summary(&json!([file("a", 1), file("b", 2)]), Language::French), "a, b");
    }

    #[test]
    fn files_stand_one_a_line_with_their_size() {
        let files = json!([file("organigramme.pdf", 48213), file("une cartographie au nom très long.png", 1_260_000), file("note.txt", 312)]);
        let desk = Desk::new(load("kind='file'"), files, 36);
        insta::assert_snapshot!(desk.rest(), @r"
        organigramme.pdf   47 Ko
        une cartographie au nom tr…   1,2 Mo
        note.txt   312 octets
        ");
        insta::assert_snapshot!(Desk::new(load("kind='file'"), json!(null), 36).rest(), @"aucun fichier");
    }

    #[test]
    fn enter_and_letters_browse_and_delete_detaches() {
        let mut desk = Desk::new(load("kind='file'"), json!([file("a.pdf", 1024), file("b.pdf", 2048)]), 36);
        assert_eq!(desk.press(KeyCode::Enter), Handled::Browse);
        assert_eq!(desk.press(KeyCode::Char('o')), Handled::Browse);
        assert_eq!(desk.press(KeyCode::Up), Handled::Ignored);
        assert_eq!(desk.press(KeyCode::Down), Handled::Redraw);
        assert_eq!(desk.press(KeyCode::Down), Handled::Ignored);
        assert_eq!(desk.press(KeyCode::Delete), Handled::Changed);
        assert_eq!(desk.entered(), json!([file("a.pdf", 1024)]));
        insta::assert_snapshot!(desk.focus(), @"‹a.pdf›   1 Ko @0,0");
        assert_eq!(desk.press(KeyCode::Delete), Handled::Changed);
        assert_eq!(desk.entered(), json!(null));
        insta::assert_snapshot!(desk.focus(), @"aucun fichier @0,0");
        assert_eq!(desk.press(KeyCode::Delete), Handled::Ignored);
        assert_eq!(desk.press(KeyCode::Tab), Handled::Ignored);
    }
}
