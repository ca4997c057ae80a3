//! What the terminal shows, as far as it is known: packed cells, and for each row the hash of the entries it was drawn from.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::cell::Cell;
use super::scroll::Scroll;
use crate::ui::frame::Entry;

/// The hash of a row that no entry touches.
pub const BLANK_ROW: u64 = 0;
/// Stands for the hash of a row of which only a part was drawn last: what it was drawn from is not known any more.
pub const PART_OF_ROW: u64 = u64::MAX;

/// The hash of a row with one more entry on top of those hashed so far. An entry's row is left out: a row that moved keeps its hash.
#[must_use]
pub fn with_entry(row: u64, entry: &Entry) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(row);
    hasher.write_u32(u32::from(entry.x) << 16 | u32::from(entry.width));
    entry.line.hash(&mut hasher);
    hasher.finish()
}

/// The screen's cells, row after row.
#[derive(Debug, Default)]
pub struct Picture {
    width: usize,
    cells: Vec<Cell>,
    hashes: Vec<u64>,
}

impl Picture {
    /// A blank screen of that many columns and rows.
    #[must_use]
    pub fn blank(width: u16, height: u16) -> Self {
        let (width, height) = (usize::from(width), usize::from(height));
        Self { width, cells: vec![Cell::BLANK; width * height], hashes: vec![BLANK_ROW; height] }
    }

    /// Makes all of it blank.
    pub fn clear(&mut self) {
        self.cells.fill(Cell::BLANK);
        self.hashes.fill(BLANK_ROW);
    }

    /// The cells of a row; none if there is no such row.
    #[must_use]
    pub fn row(&self, y: usize) -> &[Cell] {
        self.cells.get(y * self.width..(y + 1) * self.width).unwrap_or_default()
    }

    /// The cells of a row, to change them.
    pub fn row_mut(&mut self, y: usize) -> &mut [Cell] {
        self.cells.get_mut(y * self.width..(y + 1) * self.width).unwrap_or_default()
    }

    /// What each row was drawn from.
    #[must_use]
    pub fn hashes(&self) -> &[u64] {
        &self.hashes
    }

    /// Notes what a row was drawn from.
    pub fn set_hash(&mut self, y: usize, hash: u64) {
        if let Some(place) = self.hashes.get_mut(y) {
            *place = hash;
        }
    }

    /// Moves rows as the terminal does; those that come into view are blank.
    pub fn scroll(&mut self, scroll: Scroll) {
        let Scroll { top, bottom, by, up } = scroll;
        let (Some(cells), Some(hashes)) =
            (self.cells.get_mut(top * self.width..(bottom + 1) * self.width), self.hashes.get_mut(top..=bottom))
        else {
            return;
        };
        let by = by.min(hashes.len());
        let split = by * self.width;
        if up {
            cells.rotate_left(split);
            hashes.rotate_left(by);
            let (rows, columns) = (hashes.len() - by, cells.len() - split);
            hashes[rows..].fill(BLANK_ROW);
            cells[columns..].fill(Cell::BLANK);
        } else {
            cells.rotate_right(split);
            hashes.rotate_right(by);
            hashes[..by].fill(BLANK_ROW);
            cells[..split].fill(Cell::BLANK);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::attributes::Attributes;

    #[test]
    fn cells_and_hashes_move_together() {
        let cell = |y: u64| Cell::plain(char::from(b'a' + u8::try_from(y).unwrap()), Attributes::PLAIN).unwrap();
        let numbered = || {
            let mut picture = Picture::blank(3, 6);
            for (y, n) in (1..=6).enumerate() {
                picture.row_mut(y).fill(cell(n));
                picture.set_hash(y, n);
            }
            picture
        };
        for (up, expected) in [(true, [1, 4, 5, 0, 0, 6]), (false, [1, 0, 0, 2, 3, 6])] {
            let mut picture = numbered();
            picture.scroll(Scroll { top: 1, bottom: 4, by: 2, up });
            assert_eq!(picture.hashes(), expected);
            for (y, n) in expected.into_iter().enumerate() {
                let expected = if n == 0 { Cell::BLANK } else { cell(n) };
                assert_eq!(picture.row(y), [expected; 3], "row {y}");
            }
        }
    }
}
