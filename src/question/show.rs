//! Drawing that several kinds share: text from outside cleaned and wrapped, blanks for what is empty.

use std::borrow::Cow;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::ui::clean::{clean, is_clean, is_hostile};
use crate::ui::{Context, look, wrap};

/// A text without line breaks, cleaned and wrapped; borrowed wherever it can be.
pub(super) fn pieces(text: &str, columns: usize) -> Vec<Cow<'_, str>> {
    match clean(text) {
        Cow::Borrowed(text) => wrap::lines(text, columns).into_iter().map(Cow::Borrowed).collect(),
        Cow::Owned(text) => wrap::lines(&text, columns).into_iter().map(|line| Cow::Owned(line.to_owned())).collect(),
    }
}

/// A text with its line breaks, cleaned, wrapped and in one style.
pub(super) fn paragraphs(text: &str, columns: usize, style: Style) -> Vec<Line<'_>> {
    text.split('\n').flat_map(|line| pieces(line, columns)).map(|piece| Line::from(Span::styled(piece, style))).collect()
}

/// A run of blanks, where something can be typed.
pub(super) fn blanks<'a>(cx: &Context, columns: usize) -> Span<'a> {
    Span::styled(cx.look.blank.repeat(columns), look::quiet())
}

/// A run of spaces; short ones, which are nearly all, cost nothing.
pub(super) fn spaces<'a>(columns: usize) -> Span<'a> {
    const RUN: &str = "                                                                                ";
    Span::raw(RUN.get(..columns).map_or_else(|| Cow::Owned(" ".repeat(columns)), Cow::Borrowed))
}

/// Where the cursor stands on a line of a picture, inside its width.
pub(super) fn column(cx: &Context, at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX).min(cx.width.saturating_sub(1))
}

/// The number of a line of a picture.
pub(super) fn row(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// A text to be edited: what could not be seen while editing is left out, tabs become spaces, line breaks stay.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return text.into();
    }
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
    text.chars().filter(|c| *c == '\n' || !is_hostile(*c)).collect()
}
