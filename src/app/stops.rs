//! A long text that is read from stop to stop: which of them has the focus, and which line stands first on the screen.

use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent};

use super::panel::scrolled;
use crate::answers::Path;

/// Something that the focus stops at: its lines, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Its lines, from the first to behind the last.
    pub lines: Range<usize>,
    /// The question, the block or the page.
    pub at: Path,
}

/// Where one reads: the first line on the screen, and which stop has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The first line.
    pub top: usize,
    /// The stop.
    pub chosen: usize,
}

/// A text of that many lines, of which so many are seen.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// All lines.
    pub lines: usize,
    /// Those on the screen.
    pub rows: usize,
}

impl Scroll {
    /// The stop with the focus.
    #[must_use]
    pub fn stop<'a>(&self, stops: &'a [Stop]) -> Option<&'a Stop> {
        stops.get(self.chosen.min(stops.len().saturating_sub(1)))
    }

    /// Takes a key: whether it led anywhere, or `None` if it is none that moves.
    pub fn key(&mut self, key: KeyEvent, stops: &[Stop], extent: Extent) -> Option<bool> {
        let Extent { lines, rows } = extent;
        let lit = self.stop(stops)?.lines.clone();
        let before = *self;
        self.top = self.first(stops, extent);
        match key.code {
            // a long answer is read to its end before the next one
            KeyCode::Down if lit.end > self.top + rows => self.top += 1,
            KeyCode::Up if lit.start < self.top => self.top -= 1,
            KeyCode::Down | KeyCode::Tab => self.choose((self.chosen + 1).min(stops.len() - 1), stops, extent),
            KeyCode::Up | KeyCode::BackTab => self.choose(self.chosen.saturating_sub(1), stops, extent),
            _ => {
                let top = scrolled(key, self.top, lines, rows)?;
                let seen = stops.iter().position(|stop| stop.lines.start >= top && stop.lines.start < top + rows);
                self.chosen = match seen {
                    // there is no more in that direction
                    _ if top == self.top && matches!(key.code, KeyCode::PageDown | KeyCode::Char(' ')) => stops.len() - 1,
                    _ if key.code == KeyCode::End => stops.len() - 1,
                    Some(seen) => seen,
                    None => stops.iter().rposition(|stop| stop.lines.start < top).unwrap_or(0),
                };
                self.top = top;
            }
        }
        Some(before != *self)
    }

    /// Puts the focus on a stop and as much of it on the screen as there is room for; going up, the headings above it, too.
    pub fn choose(&mut self, stop: usize, stops: &[Stop], extent: Extent) {
        let Some(Stop { lines, .. }) = stops.get(stop) else { return };
        if stop < self.chosen {
            let above = stop.checked_sub(1).map_or(0, |before| stops[before].lines.end);
            self.top = self.top.min(above).max(lines.end.saturating_sub(extent.rows));
        } else {
            self.top = self.top.max(lines.end.saturating_sub(extent.rows)).min(lines.start);
        }
        self.chosen = stop;
    }

    /// Moves these lines onto the screen, in its upper half if they were not there.
    pub fn show(&mut self, lit: &Range<usize>, extent: Extent) {
        let Extent { lines, rows } = extent;
        if lit.start < self.top || lit.end > self.top + rows {
            self.top = lit.start.saturating_sub(rows / 3).min(lines.saturating_sub(rows));
        }
    }

    /// The first line shown: that of the last key, unless the window has another size since, and the focus would be outside.
    #[must_use]
    pub fn first(&self, stops: &[Stop], extent: Extent) -> usize {
        let last = extent.lines.saturating_sub(extent.rows);
        let top = self.top.min(last);
        match self.stop(stops) {
            Some(lit) if lit.lines.end <= top || lit.lines.start >= top + extent.rows => lit.lines.start.min(last),
            _ => top,
        }
    }
}
