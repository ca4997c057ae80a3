//! What a recording is: what was on the screen and when, with its chapters, captions and keys.

use std::path::PathBuf;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::ui::frame::Frame;

/// Cells of one look that stand side by side.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Run {
    /// What they show.
    pub text: String,
    /// How they look.
    pub style: Style,
}

/// A row of the screen from its first column on; blank cells at its end are left out.
pub type Row = Vec<Run>;

/// A whole screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// Columns and rows.
    pub size: (u16, u16),
    /// Its rows, from the top.
    pub rows: Vec<Row>,
    /// Column and row of the cursor, if it is seen.
    pub cursor: Option<(u16, u16)>,
}

/// A recording.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Take {
    /// What it is called.
    pub title: String,
    /// Columns and rows.
    pub size: (u16, u16),
    /// So many rows at the foot hold captions and keys; the program has the others.
    pub foot: u16,
    /// When it was made, as seconds since 1970: in a script's own time.
    pub date: i64,
    /// How long it is.
    pub length: Duration,
    /// What happened, in order of time.
    pub moments: Vec<Moment>,
    /// The pictures that were asked for.
    pub stills: Vec<Still>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When, since the beginning.
    pub at: Duration,
    /// What.
    pub what: Event,
}

/// What can happen in a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The screen changed.
    Drawn {
        /// The rows that are different now, by their number from 0.
        rows: Vec<(u16, Row)>,
        /// Column and row of the cursor, if it is seen.
        cursor: Option<(u16, u16)>,
        /// What was sent to the terminal.
        bytes: Vec<u8>,
    },
    /// A chapter begins.
    Chapter(String),
    /// These words are shown from now on; empty, none.
    Caption(String),
    /// A key was pressed, by its name.
    Key(String),
    /// A text was typed.
    Typed(String),
}

/// A picture of the program at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Still {
    /// The file it was asked for under.
    pub file: PathBuf,
    /// When, since the beginning.
    pub at: Duration,
    /// What was seen.
    pub screen: Screen,
}

impl Screen {
    /// A frame as it would be seen.
    #[must_use]
    pub fn of(frame: &Frame) -> Self {
        let mut buffer = Buffer::empty(Rect::new(0, 0, frame.width, 1));
        let mut draw = |y| {
            frame.draw_row(y, &mut buffer);
            row(&buffer)
        };
        Self { size: (frame.width, frame.height), rows: (0..frame.height).map(&mut draw).collect(), cursor: frame.cursor }
    }

    /// The rows that this screen has otherwise than an earlier one.
    #[must_use]
    pub fn changes(&self, before: &Self) -> Vec<(u16, Row)> {
        let same_size = self.size == before.size;
        let rows = (0..).zip(&self.rows);
        rows.filter(|(y, row)| !same_size || before.rows.get(usize::from(*y)) != Some(row)).map(|(y, row)| (y, row.clone())).collect()
    }

    /// The screen as plain text, a line a row, without blanks at their ends.
    #[must_use]
    pub fn text(&self) -> String {
        let line = |row: &Row| row.iter().map(|run| run.text.as_str()).collect::<String>().trim_end().to_owned() + "\n";
        self.rows.iter().map(line).collect()
    }
}

/// A row as ratatui drew it.
fn row(buffer: &Buffer) -> Row {
    let mut runs: Row = Vec::new();
    let mut column = 0;
    while let Some(cell) = buffer.content.get(column) {
        let style = cell.style();
        match runs.last_mut() {
            Some(run) if run.style == style => run.text.push_str(cell.symbol()),
            _ => runs.push(Run { text: cell.symbol().to_owned(), style }),
        }
        column += cell.symbol().width().max(1);
    }
    let plain = ratatui::buffer::Cell::default().style();
    if let Some(last) = runs.last_mut().filter(|run| run.style == plain) {
        last.text.truncate(last.text.trim_end_matches(' ').len());
        if last.text.is_empty() {
            runs.pop();
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look;

    #[test]
    fn a_screen_is_its_rows_in_runs_of_one_look_and_knows_what_changed() {
        let mut frame = Frame::new(12, 2);
        frame.put(0, 0, 4, "漢字");
        frame.put(4, 0, 3, ratatui::text::Line::styled("abc", look::bold()));
        let before = Screen::of(&frame);
        let texts: Vec<_> = before.rows[0].iter().map(|run| run.text.as_str()).collect();
        assert_eq!(texts, ["漢字", "abc"]);
        assert_eq!(before.text(), "漢字abc\n\n");
        frame.put(0, 1, 3, "xyz");
        let after = Screen::of(&frame);
        assert_eq!(after.changes(&before), [(1, after.rows[1].clone())]);
        assert_eq!(after.changes(&after), []);
    }
}
