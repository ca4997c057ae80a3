//! The next and the previous problem, in the order of the form from where one stands.

use super::{Fill, LastRow, Spot, is_editable, is_stop, landing, last};
use crate::answers::{Path, Step as PathStep};
use crate::app::core::{Core, Step};
use crate::app::session::Session;
use crate::form::Item;
use crate::l10n::Message;
use crate::outline::{Row, RowKind};
use crate::question::{Arrival, Question, Severity};
use crate::response::Review;

/// Where something stands in the form: page, row of its outline, cell of a matrix.
type Place = (usize, usize, usize);

/// Where the key of the next problem leads, if that is worth a hint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// Nothing is told to be wrong.
    Nothing,
    /// To a problem.
    Problem,
    /// To the last page: all that it listed is mended.
    LastPage,
}

impl Fill {
    /// Goes to the next or the previous place with a problem; behind the last one, to the first, and says so. If there is none left, to the last page.
    pub(super) fn go_to_problem(&mut self, forward: bool, core: &mut Core) -> Step {
        let Some(session) = &core.session else { return Step::Ignored };
        let queries = queries(session);
        // what a response was sent back for comes first
        let asked = forward && !self.sought && session.response.review == Review::SentBack && !queries.is_empty();
        self.sought = true;
        let problems = last::shown_problems(session).filter(|_| !asked);
        let problems = problems.map(|(page, problem)| (place_of(session, page, &problem.path), Some(&problem.path)));
        let mut found: Vec<(Place, Option<&Path>)> = problems.chain(queries).collect();
        found.sort_by_key(|(place, _)| *place);
        let here = self.place(session);
        let next = if forward { found.iter().find(|(place, _)| *place > here) } else { found.iter().rfind(|(place, _)| *place < here) };
        let end = if forward { found.first() } else { found.last() };
        let Some((place, path)) = next.or(end).map(|(place, path)| (*place, path.cloned())) else {
            let last = session.form.last_page().filter(|last| *last != self.page);
            if let Some(last) = last {
                self.go(core, last, None);
            }
            core.tell(Message::new(if last.is_some() { "no-problem-left" } else { "no-problem" }));
            return Step::Redraw;
        };
        // from the last page, which stands behind all of them, one begins
        let is_only = found.len() == 1;
        let round = next.is_none() && !asked && (session.form.last_page() != Some(self.page) || here.1 != usize::MAX);
        self.go(core, place.0, path.as_ref());
        if path.is_none() {
            self.focus(core, Spot::Last(place.1), &Arrival::First);
        }
        if round {
            core.tell(Message::new(match forward {
                _ if is_only || place == here => "only-problem",
                true => "first-problem",
                false => "last-problem",
            }));
        }
        Step::Redraw
    }

    /// What the key of the next problem is good for on a page: to name it where something is told to be wrong, and on the way back to the last page,
    /// where its list was seen.
    #[must_use]
    pub fn problems_ahead(&self, session: &Session) -> Ahead {
        let queries = session.query_count(None);
        let listed = session.form.last_page().is_some_and(|last| session.response.seen.contains(&session.form.pages[last].id));
        match listed && session.locked().is_none() {
            true if queries == 0 && last::shown_problems(session).next().is_none() => Ahead::LastPage,
            true => Ahead::Problem,
            false if queries > 0 || session.is_wrong_somewhere() => Ahead::Problem,
            false => Ahead::Nothing,
        }
    }

    /// Whether something that is counted is wrong with the question that has the focus.
    #[must_use]
    pub fn is_at_problem(&self, session: &Session) -> bool {
        let rows = &session.outline.pages[self.page].rows;
        let row = self.question().and_then(|path| rows.iter().find(|row| row.path == *path));
        row.and_then(Row::worst).is_some_and(|problem| problem.severity != Severity::Info)
    }

    /// Where the focus stands.
    fn place(&self, session: &Session) -> Place {
        let rows = &session.outline.pages[self.page].rows;
        match &self.spot {
            Spot::Question(_) | Spot::Block(_) => place_of(session, self.page, &self.path()),
            Spot::Add(path) => {
                let row = rows.iter().position(|row| row.kind == RowKind::Add && row.path == *path);
                (self.page, row.unwrap_or(0), 0)
            }
            Spot::Last(row) if matches!(last::rows(session).get(*row), Some(LastRow::Query(_))) => (self.page, *row, 0),
            Spot::NextPage | Spot::Last(_) => (self.page, usize::MAX, 0),
        }
    }
}

/// The reviewer's questions that wait for an answer: each with its place, and its path if that is asked here; else it is answered on the last page.
fn queries(session: &Session) -> Vec<(Place, Option<&Path>)> {
    let first = last::rows(session).iter().position(|row| matches!(row, LastRow::Query(_)));
    let listed = session.form.last_page().zip(first);
    let of = |nth: usize, page: Option<usize>, path| match (page, listed) {
        (Some(page), _) if landing(session, page, path).is_some() => Some((place_of(session, page, path), Some(path))),
        (_, Some((last, first))) => Some(((last, first + nth, 0), None)),
        (page, None) => Some((place_of(session, page?, path), Some(path))),
    };
    session.open_queries().enumerate().filter_map(|(nth, (page, thread))| of(nth, page, &thread.path)).collect()
}

/// Where the focus stands once one has gone to a path.
fn place_of(session: &Session, page: usize, path: &Path) -> Place {
    let rows = &session.outline.pages[page].rows;
    let first = || rows.iter().position(|row| is_stop(session, &super::Piece::Row(row)));
    let Some(row) = landing(session, page, path).or_else(first) else { return (page, 0, 0) };
    let item = &session.form.items[rows[row].item];
    // without a field the focus is on the whole question
    let cell = if is_editable(session, &rows[row].path, item) { cell_of(item, &rows[row].path, path) } else { 0 };
    (page, row, cell)
}

/// The cell of a matrix that a path means: its number from the top left, row by row.
fn cell_of(item: &Item, question: &Path, path: &Path) -> usize {
    let Some(table) = item.question().and_then(Question::table) else { return 0 };
    let mut steps = path.steps().skip(question.steps().count());
    let mut place = |names: &[(String, crate::l10n::Label)]| match steps.next() {
        Some(PathStep::Name(name)) => names.iter().position(|(id, _)| id == name).unwrap_or(0),
        _ => 0,
    };
    place(table.rows) * table.columns.len().max(1) + place(table.columns)
}
