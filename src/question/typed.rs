//! What the kinds typed on one line share: how they look at rest and the field they have with the focus.

use std::borrow::Cow;
use std::fmt;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::text::{Line, Span};
use serde_json::Value;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::show::{blanks, column, pieces, visible};
use super::{Entered, Field, Given, Handled};
use crate::l10n::{Language, Message};
use crate::ui::clean::{clean, is_hostile};
use crate::ui::hint::Hint;
use crate::ui::line::{Edit, LineEdit};
use crate::ui::wrap::width;
use crate::ui::{Context, Picture, look};

/// A kind that is typed on one line.
pub(super) trait OneLine: fmt::Debug + Clone + 'static {
    /// Typed text as an answer.
    fn parse(&self, typed: &str) -> Result<Option<Value>, Message>;

    /// The answer as it is read.
    fn shown<'v>(&self, value: &'v Value, language: Language) -> Cow<'v, str>;

    /// The answer as it is edited; typing it gives the same answer.
    fn editable(&self, value: &Value, language: Language) -> String {
        self.shown(value, language).into_owned()
    }

    /// How many blanks stand for it when it is empty.
    fn room(&self) -> usize;

    /// The kind's own words in the bottom line.
    fn hint(&self) -> Option<&'static str> {
        None
    }
}

/// What every kind typed on one line has in its `impl Question`.
macro_rules! one_line {
    () => {
        fn read(&self, typed: &str) -> Result<Option<serde_json::Value>, $crate::l10n::Message> {
            $crate::question::typed::OneLine::parse(self, typed)
        }

        fn summary(&self, value: &serde_json::Value, language: $crate::l10n::Language) -> String {
            $crate::question::typed::OneLine::shown(self, value, language).into_owned()
        }

        fn is_beside(&self, columns: usize) -> bool {
            $crate::question::typed::OneLine::room(self) <= columns
        }

        fn view<'a>(&'a self, given: &$crate::question::Given<'a>, cx: &$crate::ui::Context<'a>) -> Vec<ratatui::text::Line<'a>> {
            $crate::question::typed::view(self, given, cx)
        }

        fn edit(&self, given: &$crate::question::Given, _arrival: &$crate::question::Arrival) -> Option<Box<dyn $crate::question::Field>> {
            Some($crate::question::typed::Typed::field(self, given))
        }
    };
}
pub(super) use one_line;

/// A text without outer spaces, composed (NFC), on one line; `None` if nothing is left.
pub(super) fn composed(text: &str) -> Option<Value> {
    let text = text.trim();
    let text = if text.contains(['\n', '\r', '\t']) {
        Cow::Owned(text.replace("\r\n", " ").replace(['\n', '\r', '\t'], " "))
    } else {
        text.into()
    };
    (!text.is_empty()).then(|| Value::from(nfc(&text)))
}

/// The text composed (NFC).
pub(super) fn nfc(text: &str) -> String {
    // nothing before U+0300 joins or is composed anew
    let is_latin = text.bytes().all(|byte| byte < 0xcc);
    if is_latin || is_nfc_quick(text.chars()) == IsNormalized::Yes { text.to_owned() } else { text.nfc().collect() }
}

/// What [`super::Question::accept`] is for kinds whose answer is a string.
pub(super) fn accept_text(value: &Value, read: impl Fn(&str) -> Option<Value>) -> Result<Option<Value>, Vec<(String, Message)>> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(read(text)),
        _ => Err(vec![(String::new(), Message::new("wrong-type-text"))]),
    }
}

/// What one line holds: an answer or an unreadable text and, once a key came, the text being edited. An answer nobody edits stays as it is.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    value: Option<Value>,
    unreadable: Option<String>,
    line: Option<LineEdit>,
}

impl Entry {
    pub(super) fn new(value: Option<&Value>, unreadable: Option<&str>) -> Self {
        Self { value: value.cloned(), unreadable: unreadable.map(str::to_owned), line: None }
    }

    pub(super) fn value(&self) -> Option<&Value> {
        self.value.as_ref()
    }

    pub(super) fn unreadable(&self) -> Option<&str> {
        self.unreadable.as_deref()
    }

    /// The line being edited, or as it would be.
    pub(super) fn line<K: OneLine>(&self, kind: &K, language: Language) -> Cow<'_, LineEdit> {
        if let Some(line) = &self.line {
            return Cow::Borrowed(line);
        }
        let mut line = LineEdit::default();
        match (&self.unreadable, &self.value) {
            (Some(text), _) => line.insert(&visible(text)),
            (None, Some(value)) => line.insert(&visible(&kind.editable(value, language))),
            (None, None) => Edit::Ignored,
        };
        Cow::Owned(line)
    }

    pub(super) fn key<K: OneLine>(&mut self, key: KeyEvent, kind: &K, language: Language) -> Handled {
        if !LineEdit::takes(key) || matches!(key.code, KeyCode::Char(c) if is_hostile(c)) {
            return Handled::Ignored;
        }
        self.edit(kind, language, |line| line.key(key))
    }

    pub(super) fn paste<K: OneLine>(&mut self, text: &str, kind: &K, language: Language) -> Handled {
        if text.is_empty() {
            return Handled::Ignored;
        }
        self.edit(kind, language, |line| line.insert(text))
    }

    /// Replaces the whole text, with the cursor at its end.
    pub(super) fn put<K: OneLine>(&mut self, text: &str, kind: &K) {
        let mut line = LineEdit::default();
        line.insert(text);
        self.read(kind, line);
    }

    /// Forgets where the cursor is: the next edit starts at the end.
    pub(super) fn leave(&mut self) {
        self.line = None;
    }

    fn edit<K: OneLine>(&mut self, kind: &K, language: Language, edit: impl FnOnce(&mut LineEdit) -> Edit) -> Handled {
        let mut line = self.line.take().unwrap_or_else(|| self.line(kind, language).into_owned());
        match edit(&mut line) {
            Edit::Changed => {
                self.read(kind, line);
                Handled::Changed
            }
            Edit::Moved => {
                self.line = Some(line);
                Handled::Redraw
            }
            Edit::Ignored => {
                self.line = Some(line);
                Handled::Ignored
            }
        }
    }

    fn read<K: OneLine>(&mut self, kind: &K, line: LineEdit) {
        (self.value, self.unreadable) = match kind.parse(line.text()) {
            Ok(value) => (value, None),
            Err(_) => (None, Some(line.text().to_owned())),
        };
        self.line = Some(line);
    }
}

/// The question at rest.
pub(super) fn view<'a, K: OneLine>(kind: &K, given: &Given<'a>, cx: &Context) -> Vec<Line<'a>> {
    let columns = usize::from(cx.width);
    if let Some(text) = given.unreadable("") {
        return pieces(text, columns).into_iter().map(|piece| Line::from(Span::styled(piece, look::error()))).collect();
    }
    match given.value.map(|value| kind.shown(value, cx.texts.language())) {
        Some(Cow::Borrowed(text)) => pieces(text, columns).into_iter().map(Line::from).collect(),
        Some(Cow::Owned(text)) => pieces(&text, columns).into_iter().map(|piece| Line::from(piece.into_owned())).collect(),
        None => vec![Line::from(blanks(cx, kind.room().min(columns)))],
    }
}

/// The question with the focus.
#[derive(Debug)]
pub(super) struct Typed<K> {
    kind: K,
    entry: Entry,
}

impl<K: OneLine> Typed<K> {
    /// The field of a question of that kind.
    pub(super) fn field(kind: &K, given: &Given) -> Box<dyn Field> {
        Box::new(Self { kind: kind.clone(), entry: Entry::new(given.value, given.unreadable("")) })
    }
}

impl<K: OneLine> Field for Typed<K> {
    fn key(&mut self, key: KeyEvent, cx: &Context) -> Handled {
        match key.code {
            KeyCode::Enter => Handled::Next,
            _ => self.entry.key(key, &self.kind, cx.texts.language()),
        }
    }

    fn paste(&mut self, text: &str, cx: &Context) -> Handled {
        self.entry.paste(text, &self.kind, cx.texts.language())
    }

    fn entered(&self) -> Entered {
        let unreadable = self.entry.unreadable().map(|text| (String::new(), text.to_owned()));
        Entered { value: self.entry.value().cloned(), unreadable: unreadable.into_iter().collect() }
    }

    fn view<'a>(&'a self, cx: &Context<'a>) -> Picture<'a> {
        let columns = usize::from(cx.width);
        let line = self.entry.line(&self.kind, cx.texts.language());
        let (shown, at) = line.marked(columns, cx.look.cut);
        let left = self.kind.room().min(columns).saturating_sub(width(&shown));
        let mut spans = Vec::with_capacity(2);
        spans.push(Span::raw(clean(&shown).into_owned()));
        spans.extend((left > 0).then(|| blanks(cx, left)));
        Picture { lines: vec![Line::from(spans)], cursor: Some((column(cx, at), 0)) }
    }

    fn hints(&self) -> Vec<Hint> {
        self.kind.hint().map(Hint::words).into_iter().collect()
    }
}
