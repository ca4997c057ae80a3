//! A list that is searched as one types: the words typed and the row they stand on, as the panels and the list of responses have it.

use crossterm::event::KeyEvent;

use super::core::Step;
use crate::ui::line::{Edit, LineEdit, search_words};

/// What is typed, and which of the rows that answer to it is chosen.
#[derive(Debug, Default)]
pub struct Search {
    /// The words.
    pub line: LineEdit,
    /// The row.
    pub chosen: usize,
}

impl Search {
    /// A key for the words: what answers to others begins at its first row.
    pub fn key(&mut self, key: KeyEvent) -> Step {
        match self.line.key(key) {
            Edit::Ignored => return Step::Ignored,
            Edit::Moved => {}
            Edit::Changed => self.chosen = 0,
        }
        Step::Redraw
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) -> Step {
        self.line.insert(search_words(text));
        self.chosen = 0;
        Step::Redraw
    }
}
