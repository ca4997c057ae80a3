//! The rows of the last page: what to mend, to look at, what will be left out, and what to do with the response.

use jiff::Timestamp;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::row::{Block, MARGIN, WIDEST, mark};
use crate::app::action::Action;
use crate::app::agree;
use crate::app::session::{Role, Session};
use crate::l10n::Message;
use crate::outline::{Problem, RowKind, hidden, why, words};
use crate::question::Severity;
use crate::response::review::Verdict;
use crate::response::{Review, Status};
use crate::ui::Context;
use crate::ui::clean::clean;
use crate::ui::look::{bold, quiet, warning};

/// A row of the last page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LastRow {
    /// A heading.
    Heading(&'static str),
    /// A problem: its page and its place among all problems.
    Problem(usize, usize),
    /// A question of the reviewer that waits for an answer, by its place among them.
    Query(usize),
    /// A hidden answer that will not be given, by its place among them.
    LeftOut(usize),
    /// An answer for which this version of the form has no place, by its place among them.
    SetAside(usize),
    /// A sentence.
    Words(Box<Message>),
    /// How many questions have no answer.
    Empty,
    /// Something to do.
    Action(Action),
}

impl LastRow {
    fn words(message: Message) -> Self {
        Self::Words(message.into())
    }

    /// Whether the focus stops at it.
    #[must_use]
    pub fn is_stop(&self) -> bool {
        matches!(self, Self::Problem(..) | Self::Query(_) | Self::Empty | Self::Action(_))
    }
}

/// The rows of the last page, derived from the response.
#[must_use]
pub fn rows(session: &Session) -> Vec<LastRow> {
    let mut rows = Vec::new();
    let past = &session.response.validations;
    // an earlier validation was taken back, and why
    if let Some(reopened) = past.iter().rev().find_map(|validation| validation.reopened.as_ref()) {
        let told = dated("last-reopened", "last-reopened-by", reopened.at, &reopened.by, session);
        rows.push(LastRow::words(told.with("reason", clean(&reopened.reason).into_owned())));
    }
    if let Some(verdict) = session.reviewing.verdicts.last() {
        rows.extend(verdict_told(verdict, session).map(LastRow::words));
    }
    let queries = session.open_queries().count();
    if queries > 0 {
        rows.push(LastRow::Heading("last-queries"));
        rows.extend((0..queries).map(LastRow::Query));
    }
    if session.response.status == Status::Validated {
        if let Some(validation) = past.last() {
            rows.push(LastRow::words(dated("last-validated", "last-validated-by", validation.at, &validation.by, session)));
        }
        let mut since = problems(session, Severity::Error).peekable();
        let intact = match session.response.is_intact(&session.form) {
            Some(true) if since.peek().is_none() => "last-intact",
            Some(true) => "show-intact",
            _ => "last-not-intact",
        };
        rows.push(LastRow::words(Message::new(intact)));
        // there was no error then: an attached file is gone or another one
        if since.peek().is_some() {
            rows.push(LastRow::Heading("last-since"));
            rows.extend(since);
            rows.push(LastRow::Heading("last-then"));
        }
        rows.extend(rereading(session).chain([Action::Reopen]).map(LastRow::Action));
        return rows;
    }
    for (severity, heading) in [(Severity::Error, "last-errors"), (Severity::Warning, "last-warnings"), (Severity::Info, "last-infos")] {
        let mut found = problems(session, severity).peekable();
        if found.peek().is_some() {
            rows.push(LastRow::Heading(heading));
            rows.extend(found);
        }
    }
    let hidden = hidden(&session.inputs());
    if !hidden.is_empty() {
        rows.push(LastRow::Heading("last-left-out"));
        rows.extend((0..hidden.len()).map(LastRow::LeftOut));
    }
    let aside = session.response.set_aside.len();
    if aside > 0 {
        rows.push(LastRow::Heading("last-set-aside"));
        rows.extend((0..aside).map(LastRow::SetAside));
    }
    rows.push(LastRow::Heading("last-then"));
    if session.outline.counts().empty() > 0 {
        rows.push(LastRow::Empty);
    }
    rows.extend(rereading(session).map(LastRow::Action));
    if agree::first_of(session).is_some() {
        rows.push(LastRow::Action(Action::Agree));
    } else if session.locked().is_none() {
        let submit = (session.role == Role::Filler).then_some(Action::Submit);
        rows.extend(submit.into_iter().chain([Action::Validate]).map(LastRow::Action));
    } else if session.read_only.is_none() && session.response.review == Review::ToReview {
        rows.push(LastRow::Action(Action::TakeBack));
    }
    rows
}

/// What can be done with the response on its last page.
pub fn acts(session: &Session) -> impl Iterator<Item = Action> {
    rows(session).into_iter().filter_map(|row| if let LastRow::Action(action) = row { Some(action) } else { None })
}

/// Reading it again, here or on paper.
fn rereading(session: &Session) -> impl Iterator<Item = Action> {
    [Action::Reread].into_iter().chain(session.prints.then_some(Action::Print))
}

/// The rows of the problems of one severity.
fn problems(session: &Session, severity: Severity) -> impl Iterator<Item = LastRow> {
    let found = shown_problems(session).enumerate().filter(move |(_, (_, problem))| problem.severity == severity);
    found.map(|(n, (page, _))| LastRow::Problem(page, n))
}

/// A message with a date in words, and who did what it tells where that is known.
fn dated(alone: &'static str, named: &'static str, at: Timestamp, by: &str, session: &Session) -> Message {
    let date = at.to_zoned(session.zone.clone()).date();
    let month = Message::new("month-name").with("month", u64::from(date.month().unsigned_abs()));
    let at = Message::new("print-date")
        .with("day", u64::from(date.day().unsigned_abs()))
        .with("month", month)
        .with("year", date.year().to_string());
    match by.trim() {
        "" => Message::new(alone).with("at", at),
        by => Message::new(named).with("at", at).with("by", clean(by).into_owned()),
    }
}

/// How the reviewer, or whoever gave the response to them, left it: by whom, when, and with which words.
fn verdict_told(verdict: &Verdict, session: &Session) -> Option<Message> {
    let ids = match (verdict.review, session.response.review) {
        (Review::ToReview, Review::ToReview) => ["last-submitted", "last-submitted-by"],
        (Review::SentBack, Review::SentBack) => ["last-sent-back", "last-sent-back-by"],
        (Review::Accepted, Review::Accepted) => ["last-accepted", "last-accepted-by"],
        _ => return None,
    };
    let text = clean(verdict.text.trim()).into_owned();
    let said = dated(ids[0], ids[1], verdict.at, &verdict.by, session);
    Some(said.with("said", u64::from(!text.is_empty())).with("text", text))
}

/// How many questions have no answer, and whether any must be answered.
fn empty(session: &Session, cx: &Context) -> String {
    let counts = session.outline.counts();
    let pages = session.outline.pages.iter().filter(|page| page.relevant);
    let rows = pages.flat_map(|page| &page.rows).filter(|row| row.relevant && row.kind == RowKind::Question);
    let required = rows.filter(|row| row.problems.iter().any(|problem| problem.code == "required")).count();
    let what = cx.texts.render(&Message::new("count-empty").with("count", counts.empty()));
    let id = if required > 0 && required == counts.empty() { "last-empty-required" } else { "last-empty" };
    cx.texts.render(&Message { id, args: vec![("what", what.into()), ("required", required.into())] })
}

/// What the focus can be on, on the last page, whatever rows stand before it.
#[derive(Clone, Debug, PartialEq)]
pub enum Matter {
    /// A problem.
    Problem(Problem),
    /// A question of the reviewer, by the name of its thread.
    Query(String),
    /// The questions without an answer.
    Empty,
    /// Something to do.
    Action(Action),
}

/// What the rows of the last page are about, where the focus stops at them.
pub fn matters(session: &Session) -> Vec<Option<Matter>> {
    let matter = |row| match row {
        LastRow::Problem(_, n) => shown_problems(session).nth(n).map(|(_, problem)| Matter::Problem(problem.clone())),
        LastRow::Query(n) => session.open_queries().nth(n).map(|(_, thread)| Matter::Query(thread.id.clone())),
        LastRow::Empty => Some(Matter::Empty),
        LastRow::Action(action) => Some(Matter::Action(action)),
        _ => None,
    };
    rows(session).into_iter().map(matter).collect()
}

/// The problems of pages that are there, without the warnings that are kept.
pub fn shown_problems(session: &Session) -> impl Iterator<Item = (usize, &Problem)> {
    session.outline.problems().filter(|(page, problem)| session.outline.pages[*page].relevant && session.kept(problem).is_none())
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
        LastRow::Empty => {
            block.text(MARGIN, columns, empty(session, cx), style);
            block.cursor = focused.then_some((MARGIN, 0));
        }
        LastRow::Problem(page, n) => {
            let Some((_, problem)) = shown_problems(session).nth(*n) else { return block };
            let title = words::problem_title(&session.form, &session.response.answers, problem, language);
            let text = cx.texts.render(&Message::new("problem-at").with("title", title).with("told", words::told(problem, cx.texts)));
            let (sign, colour) = mark(problem.severity, cx.look);
            numbered(&mut block, sign, colour, Some(session.outline.place(*page).0), &text, columns, style);
        }
        LastRow::Query(n) => {
            let Some((_, thread)) = session.open_queries().nth(*n) else { return block };
            let asked = thread.said.first().map_or("", |said| said.text.as_str());
            let message = Message::new("problem-at").with("title", session.title(&thread.path)).with("told", clean(asked).into_owned());
            let page = session.form.item_at(&thread.path).map(|item| session.outline.place(session.form.items[item].page).0);
            numbered(&mut block, cx.look.query, warning(), page, &cx.texts.render(&message), columns, style);
        }
        LastRow::LeftOut(n) => {
            let hidden = hidden(&session.inputs());
            let Some(hidden) = hidden.get(*n) else { return block };
            let page = session.outline.place(session.form.items[hidden.item].page).0;
            let value = words::summary(&session.form, hidden.item, &hidden.value, language);
            let why = why::in_words(&session.inputs(), &hidden.path, cx.texts);
            let message =
                Message::new("last-hidden-answer").with("title", session.title(&hidden.path)).with("value", value).with("why", why);
            numbered(&mut block, cx.look.info, quiet(), Some(page), &cx.texts.render(&message), columns, style);
        }
        LastRow::SetAside(n) => {
            let Some(kept) = session.response.set_aside.get(*n) else { return block };
            let answer = (&kept.path, &kept.value);
            let message = words::set_aside(&session.form, &session.response.answers, answer, &kept.version, &kept.why, language);
            block.hang(MARGIN, columns, (&format!("{} ", cx.look.info), quiet()), &clean(&cx.texts.render(&message)), style);
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

/// « ✗ 6  text », wrapped under the text; a page that is no more has no number.
fn numbered(block: &mut Block, sign: &str, colour: Style, page: Option<usize>, text: &str, columns: u16, style: Style) {
    let page = page.map_or_else(String::new, |page| page.to_string());
    block.hang(MARGIN, columns, (&format!("{sign} {page:<3}"), colour), text, style);
}
