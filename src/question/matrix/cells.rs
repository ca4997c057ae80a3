//! The field of a table: one cell is edited, keys move between cells and leave at the edges.

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::text::{Line, Span};
use serde_json::Value;

use super::super::number::Number;
use super::super::show::{pieces, visible};
use super::super::typed::{Entry, OneLine};
use super::super::{Arrival, Entered, Field, Given, Handled, Question};
use super::{Matrix, grid};
use crate::ui::hint::Hint;
use crate::ui::{Context, Picture, look};

/// What a response from elsewhere holds that is no answer to a table.
#[derive(Debug)]
struct Wrong {
    /// By cell: a text, a number that is none.
    cells: BTreeMap<usize, String>,
    /// Under a row or a column that the table does not have.
    elsewhere: Vec<String>,
}

impl Wrong {
    /// `None` if the value is an answer.
    fn of(matrix: &Matrix, value: &Value) -> Option<Self> {
        let faults = matrix.accept(value).err()?;
        let shown = |value: &Value| value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
        let mut wrong = Self { cells: BTreeMap::new(), elsewhere: Vec::new() };
        for (place, _) in faults {
            let held = place.split('.').filter(|name| !name.is_empty()).try_fold(value, |held, name| held.get(name)).unwrap_or(value);
            match matrix.cell_at(&place) {
                Some(cell) => drop(wrong.cells.insert(cell, shown(held))),
                None if place.is_empty() => wrong.elsewhere.push(shown(held)),
                None => wrong.elsewhere.push(format!("{place}: {}", shown(held))),
            }
        }
        Some(wrong)
    }

    fn at(&self, cell: usize) -> Option<&str> {
        self.cells.get(&cell).map(String::as_str)
    }
}

/// A table with the focus.
#[derive(Debug)]
pub(super) struct Cells {
    matrix: Matrix,
    number: Number,
    /// One a cell, row by row.
    entries: Vec<Entry>,
    at: usize,
    /// What the response holds that is no answer; the first change replaces it.
    wrong: Option<Wrong>,
}

impl Cells {
    pub(super) fn new(matrix: &Matrix, given: &Given, arrival: &Arrival) -> Self {
        let wrong = given.value.and_then(|value| Wrong::of(matrix, value));
        let salvaged = wrong.as_ref().and_then(|_| matrix.salvage(given.value?));
        let value = if wrong.is_some() { salvaged.as_ref() } else { given.value };
        let entry = |cell| Entry::new(value.and_then(|value| matrix.get(value, cell)), given.unreadable(&matrix.place(cell)));
        let entries: Vec<Entry> = (0..matrix.count()).map(entry).collect();
        let at = match arrival {
            Arrival::First => 0,
            Arrival::Last => entries.len().saturating_sub(1),
            Arrival::At(place) => matrix.cell_at(place).unwrap_or(0),
        };
        Self { matrix: matrix.clone(), number: matrix.number(), entries, at, wrong }
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
        self.replaced(handled)
    }

    /// A change takes the place of all that is no answer.
    fn replaced(&mut self, handled: Handled) -> Handled {
        if handled == Handled::Changed {
            self.wrong = None;
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
        let is_wrong = self.wrong.as_ref().is_some_and(|wrong| wrong.at(self.at).is_some());
        if is_wrong && plain && matches!(key.code, KeyCode::Backspace | KeyCode::Delete) {
            return self.replaced(Handled::Changed);
        }
        let Some(entry) = self.entries.get_mut(self.at) else { return Handled::Ignored };
        match (entry.key(key, &self.number, cx.texts.language()), key.code) {
            (Handled::Ignored, KeyCode::Left | KeyCode::Right) if plain => self.go(self.neighbour(key.code == KeyCode::Right)),
            (handled, _) => self.replaced(handled),
        }
    }

    fn paste(&mut self, text: &str, cx: &Context) -> Handled {
        let text = text.trim_end_matches(['\r', '\n']);
        if text.contains(['\t', '\n']) {
            return self.spread(text);
        }
        let Some(entry) = self.entries.get_mut(self.at) else { return Handled::Ignored };
        let handled = entry.paste(text, &self.number, cx.texts.language());
        self.replaced(handled)
    }

    fn entered(&self) -> Entered {
        let value = self.matrix.collect(|cell| self.entries.get(cell)?.value().cloned());
        let unreadable = self.entries.iter().enumerate().filter_map(|(cell, entry)| Some((self.matrix.place(cell), entry.unreadable()?.to_owned())));
        Entered { value, unreadable: unreadable.collect() }
    }

    fn view<'a>(&'a self, cx: &Context<'a>) -> Picture<'a> {
        let content = |cell: usize| {
            let Some(entry) = self.entries.get(cell) else { return grid::Content::Empty };
            if let Some(text) = self.wrong.as_ref().and_then(|wrong| wrong.at(cell)) {
                return grid::Content::Wrong(text, cell == self.at);
            }
            let number = entry.value().and_then(Value::as_f64);
            match (entry.unreadable(), number) {
                _ if cell == self.at => grid::Content::Edited(entry.line(&self.number, cx.texts.language()), number),
                (Some(text), _) => grid::Content::Unreadable(text),
                (None, Some(number)) => grid::Content::Number(number),
                (None, None) => grid::Content::Empty,
            }
        };
        let mut picture = grid::draw(&self.matrix, cx, content);
        for text in self.wrong.iter().flat_map(|wrong| &wrong.elsewhere) {
            let text = pieces(text, usize::from(cx.width)).into_iter();
            picture.lines.extend(text.map(|piece| Line::from(Span::styled(piece, look::error()))));
        }
        picture
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
