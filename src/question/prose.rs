//! The field of a long text: `tui-textarea` holds lines and cursor, wrapping and drawing are ours, so that focusing a text does not reflow it.

use std::fmt;
use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::text::{Line, Span};
use serde_json::Value;
use tui_textarea::{CursorMove, Input, Key, TextArea};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::long_text::{columns, stored};
use super::show::{self, blanks, visible};
use super::{Entered, Field, Handled};
use crate::ui::clean::is_hostile;
use crate::ui::hint::Hint;
use crate::ui::wrap::{cut, ranges, width};
use crate::ui::{Context, Picture};

/// Rows with the focus, at least.
const ROWS: usize = 3;

/// A text of several lines with the focus.
pub(super) struct Prose {
    /// The answer as given, until an edit.
    given: Option<Value>,
    changed: bool,
    area: TextArea<'static>,
    /// The column that ↑ and ↓ keep to.
    goal: Option<usize>,
}

impl fmt::Debug for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prose").field("lines", &self.area.lines().len()).field("cursor", &self.area.cursor()).finish_non_exhaustive()
    }
}

fn new_area(lines: Vec<String>) -> TextArea<'static> {
    let mut area = TextArea::new(lines);
    area.set_max_histories(0);
    area
}

/// The byte of the `nth` character of a line.
fn byte_of(line: &str, nth: usize) -> usize {
    line.char_indices().nth(nth).map_or(line.len(), |(at, _)| at)
}

/// The end of the character, as a reader sees it, that starts at a byte.
fn after(line: &str, at: usize) -> usize {
    let next = GraphemeCursor::new(at, line.len(), true).next_boundary(line, 0);
    next.ok().flatten().unwrap_or(line.len())
}

/// The start of the character, as a reader sees it, that ends at a byte.
fn before(line: &str, at: usize) -> usize {
    line[..at].grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
}

/// The row of a wrapped line in which a byte stands.
fn row_of(rows: &[Range<usize>], at: usize) -> usize {
    rows.partition_point(|row| row.start <= at).saturating_sub(1)
}

impl Prose {
    pub(super) fn new(given: Option<&Value>) -> Self {
        let text = visible(given.and_then(Value::as_str).unwrap_or_default());
        let mut area = new_area(vec![String::new()]);
        area.insert_str(text); // leaves the cursor at the end
        Self { given: given.cloned(), changed: false, area, goal: None }
    }

    /// The cursor's line and the byte in it.
    fn place(&self) -> (usize, usize) {
        let cursor = self.area.cursor();
        (cursor.0, byte_of(self.line(cursor.0), cursor.1))
    }

    fn line(&self, at: usize) -> &str {
        self.area.lines().get(at).map_or("", String::as_str)
    }

    /// Moves the cursor to a byte of a line.
    fn go(&mut self, line: usize, byte: usize) {
        let column = self.line(line)[..byte].chars().count();
        if let (Ok(row), Ok(column)) = (u16::try_from(line), u16::try_from(column)) {
            return self.area.move_cursor(CursorMove::Jump(row, column));
        }
        // A jump counts in 16 bits. Past them, the text before the cursor is put in front of the text after it, which moves the cursor there.
        let mut lines = std::mem::replace(&mut self.area, new_area(Vec::new())).into_lines();
        let mut rest = lines.split_off(line.min(lines.len()));
        if let Some(first) = rest.first_mut() {
            let tail = first.split_off(byte);
            lines.push(std::mem::replace(first, tail));
        }
        self.area = new_area(rest);
        self.area.insert_str(lines.join("\n"));
    }

    fn sideways(&mut self, forth: bool) -> Handled {
        let (line, at) = self.place();
        let last = self.area.lines().len() - 1;
        match (forth, at) {
            (false, 0) if line == 0 => return Handled::Ignored,
            (false, 0) => self.go(line - 1, self.line(line - 1).len()),
            (false, _) => self.go(line, before(self.line(line), at)),
            (true, _) if at < self.line(line).len() => self.go(line, after(self.line(line), at)),
            (true, _) if line < last => self.go(line + 1, 0),
            (true, _) => return Handled::Ignored,
        }
        self.goal = None;
        Handled::Redraw
    }

    /// To the row above or below, at the same column; leaves the text at its edges.
    fn vertically(&mut self, down: bool, columns: usize) -> Handled {
        let (line, at) = self.place();
        let rows = ranges(self.line(line), columns);
        let row = row_of(&rows, at);
        let goal = self.goal.unwrap_or_else(|| width(&self.line(line)[rows[row].start..at]).min(columns));
        let (line, rows, row) = match (down, row) {
            (false, 0) if line == 0 => return Handled::Ignored,
            (false, 0) => {
                let rows = ranges(self.line(line - 1), columns);
                let last = rows.len() - 1;
                (line - 1, rows, last)
            }
            (false, _) => (line, rows, row - 1),
            (true, _) if row + 1 < rows.len() => (line, rows, row + 1),
            (true, _) if line + 1 < self.area.lines().len() => (line + 1, ranges(self.line(line + 1), columns), 0),
            (true, _) => return Handled::Ignored,
        };
        let Some(range) = rows.get(row) else { return Handled::Ignored };
        let text = &self.line(line)[range.clone()];
        let shown = if row + 1 < rows.len() { text.trim_end_matches(' ') } else { text };
        let offset = if goal == 0 || shown.is_empty() { 0 } else { cut(shown, goal) };
        self.go(line, range.start + offset);
        self.goal = Some(goal);
        Handled::Redraw
    }

    /// To the start or the end of the row.
    fn along(&mut self, end: bool, columns: usize) -> Handled {
        let (line, at) = self.place();
        let rows = ranges(self.line(line), columns);
        let row = row_of(&rows, at);
        let Some(range) = rows.get(row) else { return Handled::Ignored };
        let to = match end {
            false => range.start,
            true if row + 1 == rows.len() => range.end,
            true => {
                let shown = self.line(line)[range.clone()].trim_end_matches(' ').len();
                // A row cut inside a word has no room after its last character: the cursor stays before it.
                if range.start + shown < range.end { range.start + shown } else { before(self.line(line), range.end) }
            }
        };
        self.goal = None;
        if to == at {
            return Handled::Ignored;
        }
        self.go(line, to);
        Handled::Redraw
    }

    fn delete(&mut self, forth: bool) -> Handled {
        let (line, at) = self.place();
        if (forth && self.is_end(line, at)) || (!forth && self.sideways(false) == Handled::Ignored) {
            return Handled::Ignored;
        }
        let (from_line, from) = if forth { (line, at) } else { self.place() };
        let text = self.line(from_line);
        let end = if !forth && from_line == line { at } else { after(text, from) };
        let count = if from == text.len() { 1 } else { text[from..end].chars().count() };
        if !self.area.delete_str(count) {
            return Handled::Ignored;
        }
        self.edited()
    }

    /// Whether nothing stands after this place.
    fn is_end(&self, line: usize, at: usize) -> bool {
        line + 1 == self.area.lines().len() && at == self.line(line).len()
    }

    /// Deletes to the end of the line, not of its row; at its end, the line break.
    fn kill_after(&mut self) -> Handled {
        let (line, at) = self.place();
        if self.is_end(line, at) {
            return Handled::Ignored;
        }
        let count = self.line(line)[at..].chars().count().max(1);
        if self.area.delete_str(count) { self.edited() } else { Handled::Ignored }
    }

    /// Deletes from the start of the line.
    fn kill_before(&mut self) -> Handled {
        let (line, at) = self.place();
        let count = self.line(line)[..at].chars().count();
        if count == 0 {
            return Handled::Ignored;
        }
        self.go(line, 0);
        if self.area.delete_str(count) { self.edited() } else { Handled::Redraw }
    }

    fn edited(&mut self) -> Handled {
        self.changed = true;
        self.goal = None;
        Handled::Changed
    }
}

impl Field for Prose {
    fn key(&mut self, key: KeyEvent, cx: &Context) -> Handled {
        match key.code {
            KeyCode::Char('k') if key.modifiers == KeyModifiers::CONTROL => return self.kill_after(),
            KeyCode::Char('u') if key.modifiers == KeyModifiers::CONTROL => return self.kill_before(),
            _ if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => return Handled::Ignored,
            _ => {}
        }
        let typed = match key.code {
            KeyCode::Left | KeyCode::Right => return self.sideways(key.code == KeyCode::Right),
            KeyCode::Up | KeyCode::Down => return self.vertically(key.code == KeyCode::Down, columns(cx)),
            KeyCode::Home | KeyCode::End => return self.along(key.code == KeyCode::End, columns(cx)),
            KeyCode::Backspace | KeyCode::Delete => return self.delete(key.code == KeyCode::Delete),
            KeyCode::Enter => Key::Enter,
            KeyCode::Char(c) if !is_hostile(c) => Key::Char(c),
            _ => return Handled::Ignored,
        };
        self.area.input_without_shortcuts(Input { key: typed, ctrl: false, alt: false, shift: false });
        self.edited()
    }

    fn paste(&mut self, text: &str, _cx: &Context) -> Handled {
        if self.area.insert_str(visible(text)) { self.edited() } else { Handled::Ignored }
    }

    fn entered(&self) -> Entered {
        if self.changed { stored(&self.area.lines().join("\n")).into() } else { self.given.clone().into() }
    }

    fn view<'a>(&'a self, cx: &Context<'a>) -> Picture<'a> {
        let columns = columns(cx);
        let (cursor_line, at) = self.place();
        let mut picture = Picture::default();
        for (nth, line) in self.area.lines().iter().enumerate() {
            let rows = ranges(line, columns);
            if nth == cursor_line {
                let row = row_of(&rows, at);
                let x = width(&line[rows[row].start..at]).min(columns);
                let y = show::row(picture.lines.len() + row);
                picture.cursor = Some((show::column(cx, x), y));
            }
            picture.lines.extend(rows.into_iter().map(|row| Line::from(Span::raw(line[row].trim_end_matches(' ')))));
        }
        if self.area.is_empty() {
            picture.lines.clear();
        }
        let missing = ROWS.saturating_sub(picture.lines.len());
        picture.lines.extend((0..missing).map(|_| Line::from(blanks(cx, columns))));
        picture
    }

    fn hints(&self) -> Vec<Hint> {
        vec![Hint::new("key-enter", "hint-new-line")]
    }
}
