//! How a table of numbers is laid out and drawn: labels on the left, right-aligned cells of one width, totals in a quiet colour.

use std::borrow::Cow;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::Total;
use super::super::number::sum;
use super::super::show::{blanks, column, pieces, row, spaces};
use super::Matrix;
use crate::ui::clean::clean;
use crate::ui::line::LineEdit;
use crate::ui::wrap::{fit, width};
use crate::ui::{Context, Picture, look};

/// Between columns; the cursor needs one of them.
const GAP: usize = 2;
/// Narrowest cell that is aimed at, the gap left out.
const NARROWEST: usize = 8;
/// How far a column label may widen its cells.
const WIDEST: usize = 14;
/// Blanks of an empty cell.
const BLANKS: usize = 6;

/// What a cell holds, for drawing.
#[derive(Debug)]
pub(super) enum Content<'a> {
    /// Nothing.
    Empty,
    /// A number.
    Number(f64),
    /// A text that could not be read.
    Unreadable(&'a str),
    /// What is no number, and whether the cursor stands there.
    Wrong(&'a str, bool),
    /// What is being typed, and the number it makes.
    Edited(Cow<'a, LineEdit>, Option<f64>),
}

impl Content<'_> {
    fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Edited(_, number) => *number,
            Self::Empty | Self::Unreadable(_) | Self::Wrong(..) => None,
        }
    }
}

/// The widths of a table.
struct Layout {
    label: usize,
    /// The gap before it included.
    cell: usize,
}

impl Layout {
    fn new(matrix: &Matrix, cx: &Context, headers: &[Cow<'_, str>], total: &str) -> Self {
        let room = usize::from(cx.width).saturating_sub(1); // a column for the cursor after the last cell
        let labels = matrix.rows.0.iter().map(|(_, label)| width(label.text(cx.texts.language())));
        let heading = if matrix.columns.0.is_empty() { 0 } else { width(matrix.heading.text(cx.texts.language())) };
        let widest = labels.chain([heading, width(total)]).max().unwrap_or(0);
        let wanted = headers.iter().map(|header| {
            let word = header.split(' ').map(width).max().unwrap_or(0);
            word.max(width(header).div_ceil(2)).clamp(NARROWEST, WIDEST.max(NARROWEST))
        });
        let wanted = wanted.max().unwrap_or(NARROWEST) + GAP;
        let count = headers.len().max(1);
        let left = widest.min((room / 3).max(12));
        let cell = wanted.min(room.saturating_sub(left) / count).max(GAP + 2);
        Self { label: widest.min(room.saturating_sub(cell * count)).max(1), cell }
    }

    fn text(&self) -> usize {
        self.cell - GAP
    }

    /// The column after a cell's last.
    fn end(&self, nth: usize) -> usize {
        self.label + self.cell * (nth + 1)
    }
}

/// Whether totals stand at the end of rows, and under columns.
fn totals(matrix: &Matrix) -> (bool, bool) {
    let row = matches!(matrix.total, Total::Row | Total::Both) && !matrix.columns.0.is_empty();
    (row, matches!(matrix.total, Total::Column | Total::Both))
}

/// Text right-aligned in a cell.
fn push_right<'a>(spans: &mut Vec<Span<'a>>, cell: usize, text: impl Into<Cow<'a, str>>, style: Style) {
    let text = text.into();
    spans.push(spaces(cell.saturating_sub(width(&text))));
    spans.push(Span::styled(text, style));
}

/// The table; the cursor stands in the cell that is edited, if one is.
pub(super) fn draw<'a>(matrix: &'a Matrix, cx: &Context<'a>, content: impl Fn(usize) -> Content<'a>) -> Picture<'a> {
    let language = cx.texts.language();
    let (row_total, column_total) = totals(matrix);
    let total = if row_total || column_total { cx.texts.get("matrix-total") } else { Cow::Borrowed("") };
    let mut headers: Vec<Cow<'a, str>> = matrix.columns.0.iter().map(|(_, label)| clean(label.text(language))).collect();
    if headers.is_empty() {
        headers.push(clean(matrix.heading.text(language)));
    }
    if row_total {
        headers.push(total.clone());
    }
    let layout = Layout::new(matrix, cx, &headers, if column_total { &total } else { "" });
    let mut picture = Picture::default();
    head(matrix, cx, &headers, &layout, &mut picture.lines);

    let across = matrix.across();
    let contents: Vec<Content> = (0..matrix.count()).map(content).collect();
    for ((_, label), cells) in matrix.rows.0.iter().zip(contents.chunks(across)) {
        let mut labels = pieces(label.text(language), layout.label);
        let last = labels.pop().unwrap_or_default();
        picture.lines.extend(labels.into_iter().map(Line::from));
        let mut spans = vec![spaces(layout.label.saturating_sub(width(&last)))];
        spans.insert(0, Span::raw(last));
        for (nth, cell) in cells.iter().enumerate() {
            if let Some(before) = push_cell(&mut spans, matrix, cx, &layout, cell) {
                let x = layout.end(nth) - before.min(layout.text());
                picture.cursor = Some((column(cx, x), row(picture.lines.len())));
            }
        }
        if row_total {
            push_total(&mut spans, matrix, cx, &layout, cells.iter());
        }
        picture.lines.push(Line::from(spans));
    }
    if column_total {
        let shown = fit(&total, layout.label, cx.look.cut);
        let gap = spaces(layout.label.saturating_sub(width(&shown)));
        let mut spans = vec![Span::styled(shown, look::quiet()), gap];
        for nth in 0..across {
            push_total(&mut spans, matrix, cx, &layout, contents.iter().skip(nth).step_by(across));
        }
        if row_total {
            push_total(&mut spans, matrix, cx, &layout, contents.iter());
        }
        picture.lines.push(Line::from(spans));
    }
    picture
}

/// The labels over the columns, wrapped and standing on the first row; nothing if all are empty.
fn head<'a>(matrix: &'a Matrix, cx: &Context, headers: &[Cow<'a, str>], layout: &Layout, lines: &mut Vec<Line<'a>>) {
    let wrap = |text: &str, columns| pieces(text, columns).into_iter().map(Cow::into_owned).collect::<Vec<String>>();
    let left = if matrix.columns.0.is_empty() { "" } else { matrix.heading.text(cx.texts.language()) };
    let left = if left.is_empty() { Vec::new() } else { wrap(left, layout.label) };
    let columns: Vec<Vec<String>> = headers.iter().map(|header| if header.is_empty() { Vec::new() } else { wrap(header, layout.text()) }).collect();
    let rows = columns.iter().map(Vec::len).chain([left.len()]).max().unwrap_or(0);
    let at = |lines: &[String], row: usize| (row + lines.len()).checked_sub(rows).and_then(|at| lines.get(at).cloned()).unwrap_or_default();
    for row in 0..rows {
        let label = at(&left, row);
        let gap = spaces(layout.label.saturating_sub(width(&label)));
        let mut spans = vec![Span::raw(label), gap];
        for column in &columns {
            push_right(&mut spans, layout.cell, at(column, row), Style::new());
        }
        lines.push(Line::from(spans));
    }
}

/// A cell; how many columns before its end the cursor stands, if it is the one being edited.
fn push_cell<'a>(spans: &mut Vec<Span<'a>>, matrix: &Matrix, cx: &Context, layout: &Layout, content: &Content<'a>) -> Option<usize> {
    let room = layout.text();
    let blank = BLANKS.min(room);
    match content {
        Content::Empty => {
            spans.extend([spaces(layout.cell - blank), blanks(cx, blank)]);
            None
        }
        Content::Number(number) => {
            let text = matrix.number().format(*number, cx.texts.language());
            push_right(spans, layout.cell, fit(&text, layout.cell - 1, cx.look.cut), Style::new());
            None
        }
        Content::Unreadable(text) => {
            push_right(spans, layout.cell, fit(&clean(text), room, cx.look.cut), look::error());
            None
        }
        Content::Wrong(text, focused) => {
            push_right(spans, layout.cell, fit(&clean(text), room, cx.look.cut), look::error());
            focused.then_some(0)
        }
        Content::Edited(line, _) => {
            let (shown, at) = line.view(room);
            let used = width(shown);
            let left = blank.saturating_sub(used);
            spans.push(spaces(layout.cell.saturating_sub(used + left)));
            spans.push(blanks(cx, left));
            spans.push(Span::raw(clean(shown).into_owned()));
            Some(used.saturating_sub(at))
        }
    }
}

/// The sum of cells; nothing if all are empty, as blank is not zero.
fn push_total<'a, 'c>(spans: &mut Vec<Span<'a>>, matrix: &Matrix, cx: &Context, layout: &Layout, cells: impl Iterator<Item = &'c Content<'c>>) {
    let numbers: Vec<f64> = cells.filter_map(Content::number).collect();
    let text = if numbers.is_empty() { String::new() } else { matrix.number().format(sum(numbers.into_iter()), cx.texts.language()) };
    push_right(spans, layout.cell, fit(&text, layout.cell - 1, cx.look.cut), look::quiet());
}
