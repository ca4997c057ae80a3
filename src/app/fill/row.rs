//! One row of a page as lines: label, answer, hint, problems. Its height follows from the row and the width alone.

use std::borrow::Cow;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::answers::Path;
use crate::app::said;
use crate::app::session::Session;
use crate::form::Item;
use crate::l10n::Message;
use crate::outline::{Row, RowKind, computed, words};
use crate::question::{Field, Severity};
use crate::response::review::{Standing, Thread};
use crate::ui::clean::clean;
use crate::ui::look::{Look, bold, error, quiet, warning};
use crate::ui::wrap::{fit, fits, lines, width};
use crate::ui::{Context, Picture, unbroken};

/// Columns left of the text, where the focus has its bar.
pub const MARGIN: u16 = 3;
/// Columns of one step of indentation.
const STEP: u16 = 4;
/// The widest text: longer lines are hard to read.
pub const WIDEST: u16 = 100;

/// How many questions and remarks of the reviewer are shown at one question.
const MOST_THREADS: usize = 8;

/// The tallest block: below it nothing is laid out, and one line more can still be counted.
const TALLEST: u16 = u16::MAX - 1;

/// The narrowest text: of a screen that is too small nothing is drawn, but what stands where is still asked.
const LEAST: u16 = 30;

/// Lines at their places, relative to the row's first line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block<'a> {
    /// How many lines.
    pub height: u16,
    /// Column, line and text of each piece.
    pub pieces: Vec<(u16, u16, Line<'a>)>,
    /// Column and line of the cursor.
    pub cursor: Option<(u16, u16)>,
    /// How many lines its label takes at its top: the last one stays seen over an answer that is longer than the screen.
    pub label: u16,
}

impl<'a> Block<'a> {
    /// Adds lines below what is there, as far as they can be counted.
    pub fn push(&mut self, x: u16, lines: impl IntoIterator<Item = Line<'a>>) {
        for line in lines.into_iter().take(usize::from(TALLEST.saturating_sub(self.height))) {
            self.pieces.push((x, self.height, line));
            self.height += 1;
        }
    }

    /// Adds a wrapped text below what is there; borrowed wherever it can be.
    pub fn text(&mut self, x: u16, columns: u16, text: impl Into<Cow<'a, str>>, style: Style) {
        let columns = usize::from(columns);
        let owned = match text.into() {
            Cow::Borrowed(text) => match clean(text) {
                Cow::Borrowed(text) => return self.push(x, lines(text, columns).into_iter().map(|line| unbroken(line, style))),
                Cow::Owned(text) => text,
            },
            Cow::Owned(text) => clean(&text).into_owned(),
        };
        self.push(x, lines(&owned, columns).into_iter().map(|line| unbroken(line.to_owned(), style)));
    }
}

impl<'a> Block<'a> {
    /// The same, of which nothing is borrowed.
    #[must_use]
    pub fn into_owned(self) -> Block<'static> {
        let owned = |span: Span| Span { content: span.content.into_owned().into(), style: span.style };
        let line =
            |line: Line<'a>| Line { spans: line.spans.into_iter().map(owned).collect(), style: line.style, alignment: line.alignment };
        let pieces = self.pieces.into_iter().map(|(x, y, text)| (x, y, line(text))).collect();
        Block { pieces, height: self.height, cursor: self.cursor, label: self.label }
    }

    /// Its lines from top to bottom, where each begins in the first column or after a mark that does.
    #[must_use]
    pub fn lines(self) -> Vec<Line<'a>> {
        let mut lines = vec![Line::default(); usize::from(self.height)];
        for (x, y, piece) in self.pieces {
            // a mark whose text was cut off at the end of what can be counted has no line
            let Some(line) = lines.get_mut(usize::from(y)) else { continue };
            let gap = usize::from(x).saturating_sub(line.width());
            line.push_span(" ".repeat(gap));
            line.spans.extend(piece.spans.into_iter().map(|span| span.patch_style(piece.style)));
        }
        lines
    }

    /// Adds a wrapped text after a mark, its other lines under its first one.
    pub fn hang(&mut self, x: u16, columns: u16, mark: (&str, Style), text: &str, style: Style) {
        let (mark, mark_style) = mark;
        let used = u16::try_from(width(mark)).unwrap_or(0);
        self.pieces.push((x, self.height, Line::styled(mark.to_owned(), mark_style)));
        self.text(x + used, columns.saturating_sub(used), text.to_owned(), style);
    }
}

/// How a row is to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The page it stands on.
    pub page: usize,
    /// The row.
    pub row: &'a Row,
    /// Its field, if it has the focus and can be edited.
    pub field: Option<&'a dyn Field>,
    /// Whether it has the focus.
    pub focused: bool,
    /// Whether a block is unfolded.
    pub unfolded: bool,
    /// The place being typed into, whose problems wait until it is left.
    pub typing: Option<&'a Path>,
}

/// The first column of a row's text.
#[must_use]
pub fn indent(depth: u8) -> u16 {
    MARGIN + STEP * u16::from(depth)
}

/// The width of the column of labels that have their answers beside them.
fn label_column(columns: u16) -> u16 {
    if columns >= 90 { 40 } else { (columns * 2 / 5).max(20) }
}

/// Whether label and answer stand on one line: a short label and a kind that takes one line.
#[must_use]
pub fn is_beside(item: &Item, depth: u8, cx: &Context) -> bool {
    let columns = text_columns(indent(depth), cx);
    let label = label_column(columns);
    let words = item.label.text(cx.texts.language());
    !words.is_empty()
        && fits(words, usize::from(label) - 2)
        && item.question().is_some_and(|question| question.is_beside(usize::from(columns - label)))
}

/// Where the answer of a question stands and how wide it is: beside its label or under it.
#[must_use]
pub fn answer_place(item: &Item, depth: u8, cx: &Context) -> (u16, u16) {
    let x = indent(depth);
    let columns = text_columns(x, cx);
    if is_beside(item, depth, cx) { (x + label_column(columns), columns - label_column(columns)) } else { (x, columns) }
}

fn text_columns(x: u16, cx: &Context) -> u16 {
    cx.width.min(WIDEST).saturating_sub(x + 1).max(LEAST)
}

/// A row of the outline as lines, in `cx.width` columns, margin included.
#[must_use]
pub fn block<'a>(session: &'a Session, shown: &Shown<'a>, cx: &Context<'a>) -> Block<'a> {
    let row = shown.row;
    let x = indent(row.depth);
    let columns = text_columns(x, cx);
    let mut block = Block::default();
    match row.kind {
        RowKind::Section => section(session, shown, columns, cx, &mut block),
        RowKind::Question => question(session, shown, x, columns, cx, &mut block),
        RowKind::Repeat => {
            let item = &session.form.items[row.item];
            block.text(x, columns, item.label.text(cx.texts.language()), Style::new());
            hint(item, x, columns, cx, &mut block);
            problems(session, shown, x, columns, cx, &mut block);
        }
        RowKind::Block => {
            block.push(x, [block_title(session, shown, columns, cx)]);
            problems(session, shown, x + STEP, columns.saturating_sub(STEP), cx, &mut block);
        }
        RowKind::Add => add(session, shown, x, columns, cx, &mut block),
    }
    block
}

fn section<'a>(session: &'a Session, shown: &Shown, columns: u16, cx: &Context, block: &mut Block<'a>) {
    let section = &session.form.pages[shown.page].sections[shown.row.item];
    let language = cx.texts.language();
    block.text(MARGIN, columns, section.title.text(language), bold());
    if !section.hint.is_empty() {
        block.text(MARGIN, columns, section.hint.text(language), quiet());
    }
}

fn question<'a>(session: &'a Session, shown: &Shown<'a>, x: u16, columns: u16, cx: &Context<'a>, block: &mut Block<'a>) {
    let row = shown.row;
    let item = &session.form.items[row.item];
    let Some(question) = item.question() else { return };
    let alone = is_only_field(session, item);
    let label = if alone { "" } else { item.label.text(cx.texts.language()) };
    let (at, room) = answer_place(item, row.depth, cx);
    let beside = at > x;
    if !label.is_empty() {
        block.text(x, columns, label, Style::new());
        block.label = block.height;
    }
    if beside {
        block.height = 0;
    } else {
        hint(item, x, columns, cx, block);
    }
    let cx = cx.with_width(room);
    let picture = match shown.field {
        Some(field) => field.view(&cx),
        None => at_rest(session, row, item, question, &cx),
    };
    let top = block.height;
    block.cursor = picture.cursor.map(|(column, line)| (at + column, top + line));
    block.push(at, picture.lines);
    if beside {
        hint(item, at, room, &cx, block);
    }
    problems(session, shown, at, room, &cx, block);
}

/// Whether a field is the only one of its repeat: the block's title says all, its own label would only repeat it.
fn is_only_field(session: &Session, item: &Item) -> bool {
    item.repeat.and_then(|repeat| session.form.items[repeat].repeat()).is_some_and(|repeat| repeat.fields.len() == 1)
}

fn at_rest<'a>(
    session: &'a Session,
    row: &'a Row,
    item: &Item,
    question: &'a dyn crate::question::Question,
    cx: &Context<'a>,
) -> Picture<'a> {
    let language = cx.texts.language();
    if item.value.is_some() {
        let value = computed(&session.inputs(), row.item, &row.path);
        let text = value.map_or_else(
            || cx.texts.get("answer-not-computed").into_owned(),
            |value| words::summary(&session.form, row.item, &value, language),
        );
        return vec![Line::styled(text, quiet())].into();
    }
    let given = session.given(&row.path);
    if let Some(value) = given.value.filter(|value| question.accept(value).is_err()) {
        // kept and shown as it is: only its filler knows what was meant
        let text = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
        let text = clean(&text).into_owned();
        return lines(&text, usize::from(cx.width))
            .into_iter()
            .map(|line| Line::styled(line.to_owned(), error()))
            .collect::<Vec<_>>()
            .into();
    }
    question.view(&given, cx).into()
}

fn hint<'a>(item: &'a Item, x: u16, columns: u16, cx: &Context, block: &mut Block<'a>) {
    if !item.hint.is_empty() {
        block.text(x, columns, item.hint.text(cx.texts.language()), quiet());
    }
}

/// The problems to show at a row: a missing required answer waits until its page was left, what is being typed until the focus leaves it.
fn problems(session: &Session, shown: &Shown, x: u16, columns: u16, cx: &Context, block: &mut Block) {
    let seen = is_seen(session, shown);
    for problem in shown.row.problems.iter().filter(|problem| seen || problem.code != "required") {
        if shown.typing.is_some_and(|typing| problem.path == *typing) {
            continue;
        }
        let kept = session.kept(problem);
        let (mark, style) = mark(problem.severity, cx.look);
        let style = if kept.is_some() { quiet() } else { style };
        let text = words::told_at(&session.form, shown.row.item, &shown.row.path, problem, cx.texts);
        block.hang(x, columns, (&format!("{mark} "), style), &text, style);
        if let Some(kept) = kept {
            block.hang(x, columns, ("  ", style), &said::kept(kept, session.today, &session.zone, cx.texts), style);
        }
    }
    // those of a block stand at its fields, those of a folded one nowhere else
    let own = |thread: &&Thread| match shown.row.kind {
        RowKind::Block => thread.path == shown.row.path || (!shown.unfolded && thread.path.is_within(&shown.row.path)),
        RowKind::Repeat => thread.path == shown.row.path,
        _ => thread.path.is_within(&shown.row.path),
    };
    let mut threads: Vec<&Thread> =
        session.reviewing.threads.iter().filter(|thread| thread.standing != Standing::Closed).filter(own).collect();
    // what waits for an answer first; of the others the last ones
    threads.sort_by_key(|thread| (!thread.waits_for_filler(), std::cmp::Reverse(thread.said.last().map(|said| said.at))));
    let more = threads.len().saturating_sub(MOST_THREADS);
    for thread in threads.iter().take(MOST_THREADS) {
        said::thread(block, thread, &said::below(session, &shown.row.path, &thread.path), x, columns, &session.zone, cx);
    }
    if more > 0 {
        block.text(x, columns, cx.texts.render(&Message::new("said-more").with("count", more)), quiet());
    }
}

/// Whether the page was left once.
fn is_seen(session: &Session, shown: &Shown) -> bool {
    session.response.seen.contains(&session.form.pages[shown.page].id)
}

/// The mark and colour of a severity.
#[must_use]
pub fn mark(severity: Severity, look: &Look) -> (&'static str, Style) {
    match severity {
        Severity::Error => (look.error, error()),
        Severity::Warning => (look.warning, warning()),
        Severity::Info => (look.info, quiet()),
    }
}

/// The worst of what is to be shown inside a folded block.
fn worst_inside(session: &Session, shown: &Shown) -> Option<Severity> {
    let rows = session.outline.pages[shown.page].rows.iter().filter(|row| row.kind == RowKind::Question && row.relevant);
    let problems = rows.filter(|row| row.path.is_within(&shown.row.path)).flat_map(|row| &row.problems);
    let seen = is_seen(session, shown);
    let counted = problems.filter(|problem| (seen || problem.code != "required") && session.kept(problem).is_none());
    counted.map(|problem| problem.severity).min()
}

fn block_title<'a>(session: &'a Session, shown: &Shown, columns: u16, cx: &Context<'a>) -> Line<'a> {
    let row = shown.row;
    let language = cx.texts.language();
    let Some(repeat) = session.form.items[row.item].repeat() else { return Line::default() };
    let mark = if shown.unfolded { cx.look.unfolded } else { cx.look.folded };
    let title = repeat.item_title(row.block.unwrap_or(1), language);
    let mut spans = vec![Span::raw(format!("{mark} ")), Span::raw(title.clone())];
    if !shown.unfolded {
        let about = repeat.title.and_then(|field| {
            let value = session.response.answers.get(&row.path.join(&session.form.items[field].id))?;
            Some(words::summary(&session.form, field, value, language))
        });
        let mut room = usize::from(columns).saturating_sub(width(&title) + width(mark) + 5);
        if let Some(severity) = worst_inside(session, shown) {
            let (sign, style) = self::mark(severity, cx.look);
            spans.push(Span::styled(format!("  {sign}"), style));
            room = room.saturating_sub(width(sign) + 2);
        }
        let text = match (about, row.answered) {
            (Some(about), _) => fit(&clean(&about), room, cx.look.cut),
            (None, true) => String::new(),
            (None, false) => cx.texts.get("print-empty").into_owned(),
        };
        spans.push(Span::raw("   "));
        spans.push(Span::styled(text, if row.answered { Style::new() } else { quiet() }));
    }
    Line::from(spans)
}

fn add(session: &Session, shown: &Shown, x: u16, columns: u16, cx: &Context, block: &mut Block) {
    let row = shown.row;
    let Some(repeat) = session.form.items[row.item].repeat() else { return };
    let n = row.block.unwrap_or(1);
    let count = cx.texts.render(&Message::new("block-count").with("count", n - 1).with("max", repeat.max));
    let words = format!("{} {}", cx.look.add, repeat.add_title(n, cx.texts.language()));
    block.text(x, columns, words, Style::new());
    // the count stands at the end of the words if there is room, else below
    let last = block.pieces.last().map_or(0, |(_, _, line)| line.width());
    if last + width(&count) + 3 <= usize::from(columns) {
        let y = block.height - 1;
        let start = x + u16::try_from(last).unwrap_or(0) + 3;
        block.pieces.push((start, y, Line::styled(count, quiet())));
    } else {
        block.push(x, [Line::styled(count, quiet())]);
    }
    block.cursor = shown.focused.then_some((x, 0));
}
