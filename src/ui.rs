//! What several screens or question kinds share: frames, colours and marks, cleaning and wrapping of text, the one-line editor, hints.

pub mod clean;
pub mod fold;
pub mod frame;
pub mod hint;
pub mod line;
pub mod look;
pub mod wrap;

use std::borrow::Cow;

use jiff::civil::Date;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::l10n::Texts;
use look::Look;

/// What drawing needs besides the thing drawn.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The words.
    pub texts: &'a Texts,
    /// Colours and marks.
    pub look: &'a Look,
    /// Columns to draw in.
    pub width: u16,
    /// The day, for rules such as « not in the future ».
    pub today: Date,
}

impl Context<'_> {
    /// The same context with another width.
    #[must_use]
    pub fn with_width(self, width: u16) -> Self {
        Self { width, ..self }
    }
}

/// A line of a text in which no line breaks: ratatui would look for where one does.
#[must_use]
pub fn unbroken<'a>(text: impl Into<Cow<'a, str>>, style: Style) -> Line<'a> {
    Line { style, alignment: None, spans: vec![Span::raw(text)] }
}

/// Lines to show and, in the thing that has the focus, where the cursor stands in them.
#[derive(Clone, Debug, Default)]
pub struct Picture<'a> {
    /// From top to bottom.
    pub lines: Vec<Line<'a>>,
    /// Column and line of the cursor.
    pub cursor: Option<(u16, u16)>,
}

impl<'a> From<Vec<Line<'a>>> for Picture<'a> {
    fn from(lines: Vec<Line<'a>>) -> Self {
        Self { lines, cursor: None }
    }
}
