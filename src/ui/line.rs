//! The one-line editor: a text and a cursor, moved by whole characters as a reader sees them.

use std::borrow::Cow;
use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::wrap::{cut, width};

/// What a key did to a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The key means nothing here.
    Ignored,
    /// The cursor moved.
    Moved,
    /// The text changed.
    Changed,
}

/// The longest text that is looked for, in characters: a page pasted into a search by mistake must not slow every key.
const LONGEST_SEARCH: usize = 4096;

/// What of a pasted text is looked for: its beginning.
#[must_use]
pub fn search_words(text: &str) -> &str {
    text.char_indices().nth(LONGEST_SEARCH).map_or(text, |(end, _)| &text[..end])
}

/// A line of text being edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEdit {
    text: String,
    cursor: usize,
}

impl LineEdit {
    /// An editor with the cursor at the end of `text`.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { cursor: text.len(), text }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Puts text in at the cursor; line breaks and tabs become spaces.
    pub fn insert(&mut self, text: &str) -> Edit {
        let is_break = |c: char| matches!(c, '\n' | '\r' | '\t');
        let flat = text.contains(is_break).then(|| text.replace("\r\n", " ").replace(is_break, " "));
        let text = flat.as_deref().unwrap_or(text);
        self.text.insert_str(self.cursor, text);
        self.cursor += text.len();
        Edit::Changed
    }

    /// Whether a key may do something in a line: the others pass it by.
    #[must_use]
    pub fn takes(key: KeyEvent) -> bool {
        use KeyCode::{Backspace, Char, Delete, End, Home, Left, Right};
        matches!(key.code, Char(_) | Backspace | Delete | Left | Right | Home | End)
    }

    /// Applies an editing key.
    pub fn key(&mut self, key: KeyEvent) -> Edit {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('u') if control => self.delete(0..self.cursor),
            KeyCode::Char('k') if control => self.delete(self.cursor..self.text.len()),
            KeyCode::Char(c) if !control && !key.modifiers.contains(KeyModifiers::ALT) => self.insert(c.encode_utf8(&mut [0; 4])),
            KeyCode::Backspace => self.delete(self.before()..self.cursor),
            KeyCode::Delete => self.delete(self.cursor..self.after()),
            KeyCode::Left => self.go(self.before()),
            KeyCode::Right => self.go(self.after()),
            KeyCode::Home => self.go(0),
            KeyCode::End => self.go(self.text.len()),
            _ => Edit::Ignored,
        }
    }

    /// What is seen of it in `columns` columns, and the cursor's column there. A longer text scrolls by half the width, from the cursor's place
    /// alone, so that typing moves it rarely.
    #[must_use]
    pub fn view(&self, columns: usize) -> (&str, usize) {
        let (seen, cursor) = self.seen(columns);
        (&self.text[seen], cursor)
    }

    /// The same, with a mark where text is hidden at either side.
    #[must_use]
    pub fn marked(&self, columns: usize, mark: &str) -> (Cow<'_, str>, usize) {
        let used = width(mark);
        if width(&self.text) < columns || columns < 6 * used {
            let (shown, cursor) = self.view(columns);
            return (shown.into(), cursor);
        }
        // the cursor is never in the first half of what is scrolled, nor behind what is seen: no mark covers it
        let (seen, cursor) = self.seen(columns - used);
        let mut shown = String::with_capacity(seen.len() + 2 * mark.len());
        let mut from = seen.start;
        if seen.start > 0 {
            shown.push_str(mark);
            while from < seen.end && width(&self.text[seen.start..from]) < used {
                from += cut(&self.text[from..seen.end], 1);
            }
            let wide = width(&self.text[seen.start..from]).saturating_sub(used);
            shown.extend(std::iter::repeat_n(' ', wide));
        }
        shown.push_str(&self.text[from..seen.end]);
        if seen.end < self.text.len() {
            shown.push_str(mark);
        }
        (shown.into(), cursor)
    }

    fn seen(&self, columns: usize) -> (Range<usize>, usize) {
        let columns = columns.max(2);
        let place = width(&self.text[..self.cursor]);
        let half = (columns / 2).max(1);
        let skipped = if place < columns { 0 } else { (place / half - 1) * half };
        let start = if skipped == 0 { 0 } else { cut(&self.text, skipped) };
        let rest = &self.text[start..];
        let end = if rest.is_empty() { start } else { start + cut(rest, columns) };
        (start..end, place - width(&self.text[..start]))
    }

    fn delete(&mut self, range: std::ops::Range<usize>) -> Edit {
        if range.is_empty() {
            return Edit::Ignored;
        }
        self.cursor = range.start;
        self.text.drain(range);
        Edit::Changed
    }

    fn go(&mut self, to: usize) -> Edit {
        if to == self.cursor {
            return Edit::Ignored;
        }
        self.cursor = to;
        Edit::Moved
    }

    fn before(&self) -> usize {
        self.text[..self.cursor].grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        let next = GraphemeCursor::new(self.cursor, self.text.len(), true).next_boundary(&self.text, 0);
        next.ok().flatten().unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(line: &mut LineEdit, code: KeyCode) -> Edit {
        line.key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    #[test]
    fn a_character_is_typed_moved_over_and_deleted_as_a_whole() {
        let mut line = LineEdit::new("e\u{301}t");
        assert_eq!(press(&mut line, KeyCode::Char('é')), Edit::Changed);
        for _ in 0..3 {
            assert_eq!(press(&mut line, KeyCode::Left), Edit::Moved);
        }
        assert_eq!(press(&mut line, KeyCode::Left), Edit::Ignored);
        assert_eq!(press(&mut line, KeyCode::Delete), Edit::Changed);
        assert_eq!(line.text(), "té");
    }

    #[test]
    fn ctrl_k_and_ctrl_u_delete_to_the_ends_and_home_and_end_lead_there() {
        let control = |line: &mut LineEdit, c| line.key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL));
        let mut line = LineEdit::new("rue des Lilas");
        assert_eq!(control(&mut line, 'k'), Edit::Ignored);
        for _ in 0..5 {
            press(&mut line, KeyCode::Left);
        }
        assert_eq!(control(&mut line, 'k'), Edit::Changed);
        assert_eq!(line.text(), "rue des ");
        assert_eq!(press(&mut line, KeyCode::Home), Edit::Moved);
        assert_eq!(control(&mut line, 'u'), Edit::Ignored);
        assert_eq!(press(&mut line, KeyCode::End), Edit::Moved);
        assert_eq!(control(&mut line, 'u'), Edit::Changed);
        assert_eq!(line.text(), "");
        assert_eq!(control(&mut line, 'a'), Edit::Ignored);
    }

    #[test]
    fn only_the_beginning_of_a_pasted_page_is_looked_for() {
        assert_eq!(search_words("état des lieux"), "état des lieux");
        assert_eq!(search_words(&"é".repeat(1 << 20)).chars().count(), LONGEST_SEARCH);
    }

    #[test]
    fn pasted_line_breaks_become_spaces() {
        let mut line = LineEdit::default();
        line.insert("2 rue\r\nde la Gare\t35000");
        assert_eq!(line.text(), "2 rue de la Gare 35000");
    }

    #[test]
    fn a_long_text_scrolls_by_half_its_width() {
        let line = LineEdit::new("0123456789abcdefghij");
        assert_eq!(line.view(30), ("0123456789abcdefghij", 20));
        assert_eq!(line.view(10), ("fghij", 5));
        let mut line = LineEdit::new("0123456789abcdefghij");
        press(&mut line, KeyCode::Home);
        assert_eq!(line.view(10), ("0123456789", 0));
    }

    #[test]
    fn a_mark_stands_where_text_is_hidden_and_never_over_the_cursor() {
        let mut line = LineEdit::new("0123456789abcdefghij");
        assert_eq!(line.marked(21, "…"), ("0123456789abcdefghij".into(), 20));
        assert_eq!(line.marked(11, "…"), ("…ghij".into(), 5));
        press(&mut line, KeyCode::Home);
        assert_eq!(line.marked(11, "…"), ("0123456789…".into(), 0));
        for text in [
            "0123456789abcdefghijklmnopqrstuvwxyz",
            "漢字かな漢字かな漢字かな漢字かな漢字かな",
            "e\u{301}te\u{301}te\u{301}te\u{301}te\u{301}te\u{301}te\u{301}te\u{301}t",
        ] {
            for (columns, mark) in [(11, "…"), (12, "…"), (19, "...")] {
                let mut line = LineEdit::new(text);
                while press(&mut line, KeyCode::Left) == Edit::Moved {
                    let (shown, cursor) = line.marked(columns, mark);
                    assert!(width(&shown) <= columns, "{shown}");
                    let before = if cursor == 0 { "" } else { &shown[..cut(&shown, cursor)] };
                    let (under, cursor) = (shown[before.len()..].chars().next(), line.text[line.cursor..].chars().next());
                    // of a wide character only a half may have room: the mark stands for it
                    let half = text.starts_with('漢') && under == Some('…');
                    assert!(half || under == cursor, "{shown} at {cursor:?}");
                }
            }
        }
    }
}
