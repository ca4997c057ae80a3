//! The filling screen as a frame: where one is (two lines), the page, what one can do (one line); on wide screens the map at the left.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::part::Part;
use super::row::{self, Block, MARGIN, Shown, WIDEST};
use super::{Fill, LastRow, Piece, Spot, is_at, last};
use crate::app::core::Core;
use crate::app::panel::more_at;
use crate::app::session::Session;
use crate::l10n::{Message, Texts};
use crate::outline::{Counts, Row, RowKind};
use crate::ui::clean::clean;
use crate::ui::frame::Frame;
use crate::ui::look::{bold, error, focus, quiet, warning};
use crate::ui::wrap::{fit, fitted, width};
use crate::ui::{Context, unbroken};

/// From this width on the map stands at the left.
pub const WITH_MAP: u16 = 110;
/// The fewest and the most columns of the map; between them it takes what the widest text of a page leaves.
const MAP: (u16, u16) = (34, 72);
/// Columns that the title keeps beside the counts.
const LEAST_TITLE: usize = 12;
/// Lines above the page: where one is, and a rule.
pub const HEAD: u16 = 3;
/// Lines below the page: a rule, and what one can do.
pub const FOOT: u16 = 2;

impl Fill {
    /// The columns of the page itself: all of them, or those at the right of the map.
    #[must_use]
    pub fn columns(width: u16) -> u16 {
        if width >= WITH_MAP { width - (width - WIDEST).clamp(MAP.0, MAP.1) } else { width }
    }

    /// Composes the screen, keys and rules included.
    pub fn compose<'a>(&'a self, core: &'a Core, frame: &mut Frame<'a>) {
        let Some(session) = &core.session else { return };
        let left = frame.width - Self::columns(frame.width);
        self.head(session, core, frame);
        let cx = core.context(Self::columns(frame.width));
        let bottom = frame.height.saturating_sub(FOOT);
        let pieces = self.pieces(session);
        let mut y = i32::from(HEAD) - i32::from(self.top.1);
        let mut goes_on = false;
        for at in self.top.0..pieces.len() {
            if y >= i32::from(bottom) {
                goes_on = true;
                break;
            }
            let block = self.piece(session, &pieces, at, &cx);
            let gap = if at == self.top.0 { 0 } else { Self::gap(session, &pieces, at, &cx) };
            y += i32::from(gap);
            let focused = is_at(session, &pieces[at], &self.spot);
            let height = block.height;
            place(frame, block, left, y, bottom, focused, &cx);
            y += i32::from(height);
        }
        let scrolled = self.top.1 > 0 || (0..self.top.0).any(|at| self.piece(session, &pieces, at, &cx).height > 0);
        more_at(core, frame, frame.width - 1, [(scrolled, HEAD - 1), (goes_on || y > i32::from(bottom), bottom)]);
        if frame.width >= WITH_MAP {
            self.map(session, &core.context(left), frame, bottom);
        }
    }

    /// Puts some pieces of the page where they stand.
    pub fn compose_part<'a>(&self, core: &'a Core, part: Part, frame: &mut Frame<'a>) {
        let left = frame.width - Self::columns(frame.width);
        let cx = core.context(Self::columns(frame.width));
        let bottom = frame.height.saturating_sub(FOOT);
        let focus = self.place.map(|place| place.at);
        for (piece, block) in part.pieces {
            place(frame, block, left, piece.y, bottom, focus == Some(piece.at), &cx);
        }
    }

    /// One piece of the page as lines.
    pub(super) fn piece<'a>(&'a self, session: &'a Session, pieces: &[Piece<'a>], at: usize, cx: &Context<'a>) -> Block<'a> {
        match &pieces[at] {
            Piece::Title => self.title(session, cx),
            Piece::Row(row) => {
                let focused = is_at(session, &pieces[at], &self.spot);
                let field = if focused { self.field.as_deref() } else { None };
                let unfolded = row.kind == RowKind::Block && self.is_unfolded(&row.path);
                let shown = Shown { page: self.page, row, field, focused, unfolded, typing: self.typing.as_ref() };
                row::block(session, &shown, cx)
            }
            Piece::NextPage => self.next_page(session, cx),
            Piece::Last(place, row) => last::block(session, row, self.spot == Spot::Last(*place), cx),
        }
    }

    /// The title over the page, where the header had to cut it, and the page's hint.
    fn title<'a>(&self, session: &'a Session, cx: &Context<'a>) -> Block<'a> {
        let page = &session.form.pages[self.page];
        let language = cx.texts.language();
        let columns = cx.width.min(WIDEST).saturating_sub(MARGIN + 1);
        let mut block = Block::default();
        if width(page.title.text(language)) > self.title_room(session, cx) {
            block.text(MARGIN, columns, page.title.text(language), bold());
        }
        if !page.hint.is_empty() {
            block.text(MARGIN, columns, page.hint.text(language), quiet());
        }
        // a blank line between it and the page
        block.height += u16::from(block.height > 0);
        block
    }

    /// How much of the page's title the header has room for: beside the count of all its questions, so that no answer moves the page.
    fn title_room(&self, session: &Session, cx: &Context) -> usize {
        let page = &session.form.pages[self.page];
        let mut counts = counts_of(session, self.page);
        if !page.last && counts.questions > 0 {
            let empty = if session.response.seen.contains(&page.id) { &mut counts.blank } else { &mut counts.to_answer };
            *empty = counts.questions;
        }
        let said = queries_of(session, self.page, cx.texts).into_iter().chain(counted(counts, page.last, cx.texts));
        let counts: usize = spans(said.collect(), cx.look.dot).iter().map(Span::width).sum();
        usize::from(cx.width).saturating_sub(counts + width(&place_of(session, self.page)) + 4)
    }

    fn next_page<'a>(&self, session: &'a Session, cx: &Context<'a>) -> Block<'a> {
        let words = session.form.pages[self.page].next.text(cx.texts.language());
        let words = if words.is_empty() { cx.texts.get("next-page") } else { words.into() };
        let focused = self.spot == Spot::NextPage;
        let mut block = Block::default();
        let keeps = cx.texts.get("next-page-keeps");
        // the questionnaire's own words may leave no room for ours
        let fits = session.locked().is_none() && usize::from(MARGIN) + width(&words) + 3 + width(&keeps) < usize::from(cx.width);
        let keeps = if fits { format!("   {keeps}") } else { String::new() };
        block.push(MARGIN, [Line::from(vec![Span::raw(words), Span::styled(keeps, quiet())])]);
        block.cursor = focused.then_some((MARGIN, 0));
        block
    }

    /// Blank lines before a piece: none between questions on one line, none inside a group of rows that belong together.
    pub(super) fn gap(session: &Session, pieces: &[Piece], at: usize, cx: &Context) -> u16 {
        let Some(before) = at.checked_sub(1).map(|before| &pieces[before]) else { return 0 };
        match (before, &pieces[at]) {
            (Piece::Title, _) => 0,
            (Piece::Row(above), Piece::Row(row)) => gap_between(session, above, row, cx),
            (Piece::Last(_, above), Piece::Last(_, row)) => {
                let after_words = matches!(above, LastRow::Words(_) | LastRow::Empty) && !matches!(row, LastRow::Words(_));
                u16::from(after_words || matches!(row, LastRow::Heading(_)))
            }
            _ => 1,
        }
    }

    fn head<'a>(&'a self, session: &'a Session, core: &'a Core, frame: &mut Frame<'a>) {
        let w = usize::from(frame.width);
        let language = core.texts.language();
        let form = clean(session.form.title.text(language));
        let name = session.name().map(|name| clean(&name).into_owned());
        let state = core.save_state();
        let (state_text, state_style) = (core.texts.render(&state.0), state.1);
        let room = w.saturating_sub(width(&state_text) + 4);
        let again = session.response.verifies.as_ref().map(|_| core.texts.get("second-entry").into_owned());
        let parts = name.into_iter().chain(again).chain([form.into_owned()]);
        let first = parts.collect::<Vec<_>>().join(&format!(" {} ", core.look.dot));
        frame.put(1, 0, frame.width, Line::raw(fit(&first, room, core.look.cut)));
        put_right(frame, 0, state_text, state_style);
        let place = place_of(session, self.page);
        let page = &session.form.pages[self.page];
        let mut said = counted(counts_of(session, self.page), page.last, &core.texts);
        said.splice(0..0, queries_of(session, self.page, &core.texts));
        let mut counts = spans(said.clone(), core.look.dot);
        // the quiet ones stand last: they give way first
        while counts.iter().map(Span::width).sum::<usize>() + width(&place) + LEAST_TITLE + 4 > w && said.pop().is_some() {
            counts = spans(said.clone(), core.look.dot);
        }
        let counts_width: usize = counts.iter().map(Span::width).sum();
        let title = clean(page.title.text(language));
        let title = fit(&title, w.saturating_sub(counts_width + width(&place) + 4), core.look.cut);
        frame.put(1, 1, frame.width, Line::from(vec![Span::raw(place), Span::styled(title, bold())]));
        let x = frame.width.saturating_sub(u16::try_from(counts_width).unwrap_or(0) + 1);
        frame.put(x, 1, frame.width, Line::from(counts));
        rule(frame, 2, core);
    }

    fn map<'a>(&self, session: &'a Session, cx: &Context<'a>, frame: &mut Frame<'a>, bottom: u16) {
        let heading = cx.texts.get("map-answers");
        let at = (cx.width - 2).saturating_sub(u16::try_from(width(&heading)).unwrap_or(0));
        frame.put(at, HEAD, cx.width - at - 1, Line::styled(heading, quiet()));
        let pages: Vec<usize> = (0..session.form.pages.len()).filter(|page| session.outline.pages[*page].relevant).collect();
        let here = pages.iter().position(|page| *page == self.page).unwrap_or(0);
        let rows = usize::from(bottom.saturating_sub(HEAD + 1));
        let start = if pages.len() <= rows { 0 } else { here.saturating_sub(rows / 2).min(pages.len() - rows) };
        for (y, (n, &page)) in (HEAD + 1..bottom).zip(pages.iter().enumerate().skip(start)) {
            let sign = marks(session.counts(Some(page)), session.query_count(Some(page)), cx);
            let used: usize = sign.iter().map(Span::width).sum();
            let title = clean(session.form.pages[page].title.text(cx.texts.language()));
            let title = fitted(title, usize::from(cx.width).saturating_sub(used + 9), cx.look.cut);
            let style = if page == self.page { bold() } else { Style::new() };
            let bar = if page == self.page { cx.look.focus } else { " " };
            let seen = session.response.seen.contains(&session.form.pages[page].id);
            let number = Span::styled(format!("{:>2}  ", n + 1), if seen { style } else { quiet() });
            frame.put(0, y, cx.width - 1, Line::from(vec![Span::styled(bar, focus()), Span::raw(" "), number, Span::styled(title, style)]));
            let used = u16::try_from(used).unwrap_or(0);
            frame.put((cx.width - 2).saturating_sub(used), y, used, Line::from(sign));
        }
    }
}

fn gap_between(session: &Session, above: &Row, row: &Row, cx: &Context) -> u16 {
    let beside = |row: &Row| row.kind == RowKind::Question && row::is_beside(&session.form.items[row.item], row.depth, cx);
    match (above.kind, row.kind) {
        (RowKind::Question, RowKind::Question) => u16::from(above.block != row.block || !(beside(above) && beside(row))),
        // what follows a repeat that is full
        (RowKind::Block, RowKind::Question) if row.block.is_none() => 1,
        (RowKind::Repeat, _)
        | (RowKind::Block, RowKind::Block | RowKind::Add | RowKind::Question)
        | (RowKind::Question, RowKind::Block | RowKind::Add) => 0,
        _ => 1,
    }
}

/// Puts a block's pieces on the page, and the bar in the margin if it has the focus.
fn place<'a>(frame: &mut Frame<'a>, block: Block<'a>, left: u16, y: i32, bottom: u16, focused: bool, cx: &Context<'a>) {
    let on_screen = |line: u16| {
        let y = y + i32::from(line);
        (y >= i32::from(HEAD) && y < i32::from(bottom)).then(|| u16::try_from(y).unwrap_or(0))
    };
    // the lines above the screen; of a text longer than the screen, the label's last line stays
    let above = i32::from(HEAD) - y;
    let stays =
        focused && i32::from(block.height) > i32::from(bottom) - i32::from(HEAD) && block.label > 0 && above >= i32::from(block.label);
    if focused {
        for line in (0..block.height).filter_map(on_screen) {
            frame.put(left, line, 1, unbroken(cx.look.focus, focus()));
        }
        if let Some((x, line)) = block.cursor {
            frame.cursor = on_screen(line).map(|y| (left + x, y));
        }
    }
    for (x, line, text) in block.pieces {
        if stays && line + 1 == block.label {
            frame.put(left + x, HEAD, cx.width.saturating_sub(x), text);
        } else if stays && on_screen(line) == Some(HEAD) {
            // under the label
        } else if let Some(y) = on_screen(line) {
            frame.put(left + x, y, cx.width.saturating_sub(x), text);
        }
    }
}

/// A rule over the whole width.
pub fn rule(frame: &mut Frame<'_>, y: u16, core: &Core) {
    frame.put(0, y, frame.width, Line::raw(core.look.rule.repeat(usize::from(frame.width))));
}

/// A text at the right edge.
pub fn put_right(frame: &mut Frame<'_>, y: u16, text: String, style: Style) {
    let x = frame.width.saturating_sub(u16::try_from(width(&text)).unwrap_or(0) + 1);
    frame.put(x, y, frame.width, Line::styled(text, style));
}

/// « 5/12 »: the page's place among those that are there.
fn place_of(session: &Session, page: usize) -> String {
    let (n, of) = session.outline.place(page);
    format!("{n}/{of}  ")
}

/// What is counted in the header: of the page, or of the whole form on the last one.
fn counts_of(session: &Session, page: usize) -> Counts {
    session.counts((!session.form.pages[page].last).then_some(page))
}

/// How many of the reviewer's questions wait for an answer there, in words, if any do.
fn queries_of(session: &Session, page: usize, texts: &Texts) -> Option<(String, Style)> {
    let count = session.query_count((!session.form.pages[page].last).then_some(page));
    (count > 0).then(|| (texts.render(&Message::new("count-queries").with("count", count)), warning()))
}

/// The counts of the header in words, those that matter most first.
fn counted(counts: Counts, last: bool, texts: &Texts) -> Vec<(String, Style)> {
    let mut said = Vec::new();
    let mut say = |message: Message, count: usize, style| {
        if count > 0 {
            said.push((texts.render(&message.with("count", count)), style));
        }
    };
    say(Message::new("count-errors"), if last { counts.errors } else { counts.shown_errors() }, error());
    say(Message::new("count-warnings"), counts.warnings, warning());
    // on the last page, and once the page was left, what is required is an error
    let required = if last { 0 } else { counts.pending };
    let empty = match required {
        0 => Message::new("count-empty"),
        required if required < counts.empty() => Message::new("count-empty-required").with("required", required),
        _ => Message::new("count-empty-all-required"),
    };
    say(empty, counts.empty(), quiet());
    // a repeat is no question, but it can be required
    say(Message::new("count-required"), if counts.empty() == 0 { required } else { 0 }, quiet());
    if said.is_empty() && counts.questions > 0 {
        said.push((texts.get("count-complete").into_owned(), quiet()));
    }
    said
}

fn spans(said: Vec<(String, Style)>, dot: &str) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    for (text, style) in said {
        if !spans.is_empty() {
            spans.push(Span::styled(format!(" {dot} "), quiet()));
        }
        spans.push(Span::styled(text, style));
    }
    spans
}

/// The counts of a page on the map: questions of the reviewer, errors, warnings, then how many questions are answered.
fn marks(counts: Counts, queries: usize, cx: &Context) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    if queries > 0 {
        spans.push(Span::styled(format!("{} {queries}  ", cx.look.query), warning()));
    }
    if counts.shown_errors() > 0 {
        spans.push(Span::styled(format!("{} {}  ", cx.look.error, counts.shown_errors()), error()));
    }
    if counts.warnings > 0 {
        spans.push(Span::styled(format!("{} {}  ", cx.look.warning, counts.warnings), warning()));
    }
    if counts.questions > 0 {
        spans.push(Span::styled(format!("{}/{}", counts.answered, counts.questions), quiet()));
    }
    spans
}
