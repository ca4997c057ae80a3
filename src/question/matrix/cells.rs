//! The field of a table: one cell is edited, keys move between cells and leave at the edges.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use serde_json::Value;

use super::super::number::Number;
use super::super::show::visible;
use super::super::typed::{Entry, OneLine};
use super::super::{Arrival, Entered, Field, Given, Handled};
use super::{Matrix, grid};
use crate::ui::hint::Hint;
use crate::ui::{Context, Picture};

/// A table with the focus.
#[derive(Debug)]
pub(super) struct Cells {
    matrix: Matrix,
    number: Number,
    /// One a cell, row by row.
    entries: Vec<Entry>,
    at: usize,
}

impl Cells {
    pub(super) fn new(matrix: &Matrix, given: &Given, arrival: &Arrival) -> Self {
        let entry = |cell| Entry::new(given.value.and_then(|value| matrix.get(value, cell)), given.unreadable(&matrix.place(cell)));
        let entries: Vec<Entry> = (0..matrix.count()).map(entry).collect();
        let at = match arrival {
            Arrival::First => 0,
            Arrival::Last => entries.len().saturating_sub(1),
            Arrival::At(place) => matrix.cell_at(place).unwrap_or(0),
        };
        Self { matrix: matrix.clone(), number: matrix.number(), entries, at }
    }

    fn go(&mut self, to: Option<usize>) -> Handled {
        match to.filter(|to| *to < self.entries.len()) {
            Some(to) => {
                if let Some(entry) = self.entries.get_mut(self.at) {
                    entry.leave();
                }
                self.at = to;
                Handled::Redraw
            }
            None => Handled::Ignored,
        }
    }

    /// The neighbour in the same row.
    fn neighbour(&self, forth: bool) -> Option<usize> {
        let across = self.matrix.across();
        let column = self.at % across;
        if forth { Some(self.at + 1).filter(|_| column + 1 < across) } else { self.at.checked_sub(1).filter(|_| column > 0) }
    }

    /// Cells copied from a spreadsheet, tabs between columns, fill the table from the focused cell on; what lies outside is left out.
    fn spread(&mut self, text: &str) -> Handled {
        let across = self.matrix.across();
        let (top, left) = (self.at / across, self.at % across);
        let mut handled = Handled::Ignored;
        for (row, line) in text.lines().enumerate() {
            for (column, piece) in line.split('\t').enumerate().take_while(|(column, _)| left + column < across) {
                if let Some(entry) = self.entries.get_mut((top + row) * across + left + column) {
                    entry.put(visible(piece).trim(), &self.number);
                    handled = Handled::Changed;
                }
            }
        }
        for entry in &mut self.entries {
            entry.leave();
        }
        handled
    }
}

impl Field for Cells {
    fn key(&mut self, key: KeyEvent, cx: &Context) -> Handled {
        let plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let across = self.matrix.across();
        match key.code {
            KeyCode::BackTab => return self.go(self.at.checked_sub(1)),
            KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => return self.go(self.at.checked_sub(1)),
            KeyCode::Tab => return self.go(Some(self.at + 1)),
            KeyCode::Up if plain => return self.go(self.at.checked_sub(across)),
            KeyCode::Down if plain => return self.go(Some(self.at + across)),
            KeyCode::Enter => {
                return match self.go(Some(self.at + 1)) {
                    Handled::Ignored => Handled::Next,
                    handled => handled,
                };
            }
            _ => {}
        }
        let Some(entry) = self.entries.get_mut(self.at) else { return Handled::Ignored };
        match (entry.key(key, &self.number, cx.texts.language()), key.code) {
            (Handled::Ignored, KeyCode::Left | KeyCode::Right) if plain => self.go(self.neighbour(key.code == KeyCode::Right)),
            (handled, _) => handled,
        }
    }

    fn paste(&mut self, text: &str, cx: &Context) -> Handled {
        let text = text.trim_end_matches(['\r', '\n']);
        if text.contains(['\t', '\n']) {
            return self.spread(text);
        }
        match self.entries.get_mut(self.at) {
            Some(entry) => entry.paste(text, &self.number, cx.texts.language()),
            None => Handled::Ignored,
        }
    }

    fn entered(&self) -> Entered {
        let value = self.matrix.collect(|cell| self.entries.get(cell)?.value().cloned());
        let unreadable = self.entries.iter().enumerate().filter_map(|(cell, entry)| Some((self.matrix.place(cell), entry.unreadable()?.to_owned())));
        Entered { value, unreadable: unreadable.collect() }
    }

    fn view<'a>(&'a self, cx: &Context<'a>) -> Picture<'a> {
        let content = |cell: usize| {
            let Some(entry) = self.entries.get(cell) else { return grid::Content::Empty };
            let number = entry.value().and_then(Value::as_f64);
            match (entry.unreadable(), number) {
                _ if cell == self.at => grid::Content::Edited(entry.line(&self.number, cx.texts.language()), number),
                (Some(text), _) => grid::Content::Unreadable(text),
                (None, Some(number)) => grid::Content::Number(number),
                (None, None) => grid::Content::Empty,
            }
        };
        grid::draw(&self.matrix, cx, content)
    }

    fn hints(&self) -> Vec<Hint> {
        let mut hints = vec![Hint::new("Tab", "hint-next-cell")];
        hints.extend(self.number.hint().map(Hint::words));
        hints
    }

    fn place(&self) -> Option<String> {
        Some(self.matrix.place(self.at))
    }
}
