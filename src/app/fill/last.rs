//! The rows of the last page: what to mend, to look at, what will be left out, and what to do with the response.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::row::{Block, MARGIN, WIDEST, mark, told};
use crate::answers::Path;
use crate::app::action::Action;
use crate::app::session::Session;
use crate::l10n::Message;
use crate::outline::{Problem, hidden, why, words};
use crate::question::Severity;
use crate::response::Status;
use crate::ui::Context;
use crate::ui::clean::clean;
use crate::ui::look::{bold, quiet};
use crate::ui::wrap::{lines, width};

/// A row of the last page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LastRow {
    /// A heading.
    Heading(&'static str),
    /// A problem: its page and its place among all problems.
    Problem(usize, usize),
    /// A hidden answer that will not be given, by its place among them.
    LeftOut(usize),
    /// A sentence.
    Words(Message),
    /// Something to do.
    Action(Action),
}

impl LastRow {
    /// Whether the focus stops at it.
    #[must_use]
    pub fn is_stop(&self) -> bool {
        matches!(self, Self::Problem(..) | Self::Action(_))
    }
}

/// The rows of the last page, derived from the response.
#[must_use]
pub fn rows(session: &Session) -> Vec<LastRow> {
    let mut rows = Vec::new();
    if session.response.status == Status::Validated {
        if let Some(validation) = session.response.validations.last() {
            let date = validation.at.to_zoned(session.zone.clone()).date();
            let month = Message::new("month-name").with("month", u64::from(date.month().unsigned_abs()));
            let at =
                Message::new("when-date").with("day", date.day().to_string()).with("month", month).with("year", date.year().to_string());
            rows.push(LastRow::Words(match validation.by.trim() {
                "" => Message::new("last-validated").with("at", at),
                by => Message::new("last-validated-by").with("at", at).with("by", clean(by).into_owned()),
            }));
        }
        let intact = session.response.is_intact(&session.form);
        rows.push(LastRow::Words(Message::new(if intact == Some(true) { "last-intact" } else { "last-not-intact" })));
        rows.extend([Action::Reread, Action::Print, Action::Reopen].map(LastRow::Action));
        return rows;
    }
    for (severity, heading) in [(Severity::Error, "last-errors"), (Severity::Warning, "last-warnings"), (Severity::Info, "last-infos")] {
        let found = shown_problems(session).enumerate().filter(|(_, (_, problem))| problem.severity == severity);
        let found: Vec<_> = found.map(|(n, (page, _))| LastRow::Problem(page, n)).collect();
        if !found.is_empty() {
            rows.push(LastRow::Heading(heading));
            rows.extend(found);
        }
    }
    let hidden = hidden(&session.inputs());
    if !hidden.is_empty() {
        rows.push(LastRow::Heading("last-left-out"));
        rows.extend((0..hidden.len()).map(LastRow::LeftOut));
    }
    let counts = session.outline.counts();
    let blank = counts.questions - counts.answered;
    rows.push(LastRow::Heading("last-then"));
    if blank > 0 {
        rows.push(LastRow::Words(Message::new("last-blank").with("count", blank)));
    }
    rows.extend([Action::Reread, Action::Print, Action::Validate].map(LastRow::Action));
    rows
}

/// What the focus can be on, on the last page, whatever rows stand before it.
#[derive(Clone, Debug, PartialEq)]
pub enum Matter {
    /// A problem.
    Problem(Problem),
    /// Something to do.
    Action(Action),
}

/// What the rows of the last page are about, where the focus stops at them.
pub fn matters(session: &Session) -> Vec<Option<Matter>> {
    let matter = |row| match row {
        LastRow::Problem(_, n) => shown_problems(session).nth(n).map(|(_, problem)| Matter::Problem(problem.clone())),
        LastRow::Action(action) => Some(Matter::Action(action)),
        _ => None,
    };
    rows(session).into_iter().map(matter).collect()
}

/// The problems of pages that are there.
pub fn shown_problems(session: &Session) -> impl Iterator<Item = (usize, &Problem)> {
    session.outline.problems().filter(|(page, _)| session.outline.pages[*page].relevant)
}

/// A row of the last page as lines.
pub fn block<'a>(session: &'a Session, row: &LastRow, focused: bool, cx: &Context<'a>) -> Block<'a> {
    let columns = cx.width.min(WIDEST).saturating_sub(MARGIN + 1).max(10);
    let language = cx.texts.language();
    let mut block = Block::default();
    let style = if focused { bold() } else { Style::new() };
    match row {
        LastRow::Heading(id) => block.text(MARGIN, columns, cx.texts.get(id), bold()),
        LastRow::Words(message) => block.text(MARGIN, columns, cx.texts.render(message), Style::new()),
        LastRow::Problem(page, n) => {
            let Some((_, problem)) = shown_problems(session).nth(*n) else { return block };
            let title = words::problem_title(&session.form, &session.response.answers, problem, language);
            let text = cx.texts.render(&Message::new("last-problem").with("title", title).with("told", told(problem, cx)));
            let (sign, colour) = mark(problem.severity, cx);
            numbered(&mut block, sign, colour, session.outline.place(*page).0, &text, columns, style);
        }
        LastRow::LeftOut(n) => {
            let hidden = hidden(&session.inputs());
            let Some(hidden) = hidden.get(*n) else { return block };
            let page = session.outline.place(session.form.items[hidden.item].page).0;
            let value = words::summary(&session.form, hidden.item, &hidden.value, language);
            let why = why::in_words(&session.inputs(), &hidden.path, cx.texts);
            let message =
                Message::new("last-hidden-answer").with("title", title(session, &hidden.path, cx)).with("value", value).with("why", why);
            numbered(&mut block, cx.look.info, quiet(), page, &cx.texts.render(&message), columns, style);
        }
        LastRow::Action(action) => {
            let words = cx.texts.get(super::super::action::binding_of(*action).map_or("", |binding| binding.text));
            let mut spans = vec![Span::styled(words.into_owned(), style)];
            let errors = session.outline.counts().errors;
            if *action == Action::Validate && errors > 0 {
                let after = cx.texts.render(&Message::new("last-after").with("count", errors));
                spans.push(Span::styled(format!("   {after}"), quiet()));
            }
            block.push(MARGIN, [Line::from(spans)]);
            block.cursor = focused.then_some((MARGIN, 0));
        }
    }
    block
}

fn title(session: &Session, path: &Path, cx: &Context) -> String {
    words::title(&session.form, &session.response.answers, path, cx.texts.language())
}

/// « ✗ 6  text », wrapped under the text.
fn numbered(block: &mut Block, sign: &str, colour: Style, page: usize, text: &str, columns: u16, style: Style) {
    let head = format!("{sign} {page:<3}");
    let used = u16::try_from(width(&head)).unwrap_or(6);
    let text = clean(text);
    for (n, line) in lines(&text, usize::from(columns - used)).into_iter().enumerate() {
        let y = block.height;
        if n == 0 {
            block.pieces.push((MARGIN, y, Line::styled(head.clone(), colour)));
        }
        block.push(MARGIN + used, [Line::styled(line.to_owned(), style)]);
    }
}
