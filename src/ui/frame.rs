//! One picture of the screen as a list of one-row entries.
//!
//! Screens compose a `Frame`; nothing is drawn here. The terminal draws the rows that say something new, tests render the whole list to text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

/// A styled line at one place of the screen. What is drawn comes from the entry alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry<'a> {
    /// Column of its first cell, from 0.
    pub x: u16,
    /// Row, from 0.
    pub y: u16,
    /// How many cells it covers; cells after the text are blank in the line's style.
    pub width: u16,
    /// The text; what is wider than `width` is not drawn.
    pub line: Line<'a>,
}

impl Entry<'_> {
    /// Draws it over what `buffer`, an area of one row, already holds. A wide character of which it covers a half goes.
    pub fn draw(&self, buffer: &mut Buffer) {
        let area = Rect { x: self.x, y: buffer.area.y, width: self.width, height: 1 }.intersection(buffer.area);
        if area.is_empty() {
            return;
        }
        if area.x > buffer.area.x {
            let before = &mut buffer[(area.x - 1, area.y)];
            if before.symbol().len() > 1 && before.symbol().width() > 1 {
                before.set_symbol(" ");
            }
        }
        for x in area.left()..area.right() {
            buffer[(x, area.y)].reset();
        }
        (&self.line).render(area, buffer);
    }
}

/// Everything on the screen: entries in drawing order (later ones cover earlier ones) and where the cursor stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame<'a> {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// The entries; rows that no entry touches are blank.
    pub entries: Vec<Entry<'a>>,
    /// Column and row of the cursor; hidden if `None`.
    pub cursor: Option<(u16, u16)>,
    /// What it is about, if not all: rows, from a column to their ends. What is put on other rows is dropped, and elsewhere the screen stays as it is.
    pub areas: Option<Vec<Rect>>,
}

impl<'a> Frame<'a> {
    /// An empty frame of that size.
    #[must_use]
    pub fn new(width: u16, height: u16) -> Self {
        Self { width, height, entries: Vec::with_capacity(usize::from(height) * 2), cursor: None, areas: None }
    }

    /// An empty frame of that size that is about these areas only, each of which reaches the end of its rows.
    #[must_use]
    pub fn part(width: u16, height: u16, areas: Vec<Rect>) -> Self {
        Self { width, height, entries: Vec::with_capacity(16), cursor: None, areas: Some(areas) }
    }

    /// The column from which on it is about that row; `None` if it is not.
    #[must_use]
    pub fn from_column(&self, y: u16) -> Option<u16> {
        let Some(areas) = &self.areas else { return Some(0) };
        areas.iter().filter(|area| (area.top()..area.bottom()).contains(&y)).map(|area| area.x).min()
    }

    /// That many more rows below, which it is about, too.
    pub fn grow(&mut self, rows: u16) {
        if let Some(areas) = &mut self.areas {
            areas.push(Rect::new(0, self.height, self.width, rows));
        }
        self.height += rows;
    }

    /// Puts a line at a place; what lies outside the frame is dropped or cut.
    pub fn put(&mut self, x: u16, y: u16, width: u16, line: impl Into<Line<'a>>) {
        if y < self.height && x < self.width && self.from_column(y).is_some_and(|from| from <= x) {
            self.entries.push(Entry { x, y, width: width.min(self.width - x), line: line.into() });
        }
    }

    /// Draws the entries that touch row `y` into `buffer`, an area of one row as wide as the frame; what the frame is about of it is blanked first.
    pub fn draw_row(&self, y: u16, buffer: &mut Buffer) {
        let from = self.from_column(y).map_or(usize::MAX, usize::from);
        buffer.content.iter_mut().skip(from).for_each(ratatui::buffer::Cell::reset);
        for entry in self.entries.iter().filter(|entry| entry.y == y) {
            entry.draw(buffer);
        }
    }

    /// The frame as plain text, one line a row, trailing blanks cut: for tests and transcripts.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.width, 1));
        let mut text = String::new();
        for (y, is_blank) in (0..).zip(self.blank_rows()) {
            if !is_blank {
                self.draw_row(y, &mut buffer);
                text.push_str(&row_text(&buffer));
            }
            text.push('\n');
        }
        text
    }

    /// Of each row, whether no entry touches it.
    #[must_use]
    pub fn blank_rows(&self) -> Vec<bool> {
        let mut rows = vec![true; usize::from(self.height)];
        for entry in &self.entries {
            rows.get_mut(usize::from(entry.y)).into_iter().for_each(|is_blank| *is_blank = false);
        }
        rows
    }
}

/// A drawn row as plain text, trailing blanks cut.
#[must_use]
pub fn row_text(row: &Buffer) -> String {
    let mut text = String::with_capacity(row.content.len());
    let mut skip = 0;
    for cell in &row.content {
        if skip > 0 {
            skip -= 1;
            continue;
        }
        let symbol = cell.symbol();
        text.push_str(symbol);
        skip = if symbol.len() == 1 { 0 } else { symbol.width().saturating_sub(1) };
    }
    text.truncate(text.trim_end().len());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_leaves_the_rest_of_a_row_as_it_is() {
        let mut frame = Frame::part(9, 3, vec![Rect::new(4, 1, 5, 1)]);
        frame.put(4, 1, 9, "new");
        frame.put(0, 1, 4, "left");
        frame.put(4, 2, 9, "below");
        let mut buffer = Buffer::with_lines(["old  rows"]);
        frame.draw_row(1, &mut buffer);
        assert_eq!(buffer, Buffer::with_lines(["old new  "]));
        frame.draw_row(2, &mut buffer);
        assert_eq!(buffer, Buffer::with_lines(["old new  "]));
    }

    #[test]
    fn later_entries_cover_earlier_ones_and_halves_of_wide_characters() {
        let mut frame = Frame::new(9, 2);
        frame.put(0, 0, 9, "漢字漢字");
        frame.put(3, 0, 2, "|");
        frame.put(0, 1, 20, "0123456789");
        frame.put(9, 1, 1, "outside");
        assert_eq!(frame.to_text(), "漢 |  字\n012345678\n");
    }
}
