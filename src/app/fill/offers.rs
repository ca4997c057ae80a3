//! What can be done where the focus stands: the menu lists no other action.

use super::{Fill, LastRow, Spot, last};
use crate::answers::Path;
use crate::app::action::Action;
use crate::app::agree;
use crate::app::core::Core;
use crate::app::session::{Role, Session};
use crate::outline::Problem;
use crate::question::Severity;
use crate::response::review::Thread;
use crate::response::{Review, Status};

impl Fill {
    /// Whether an action of the key table would do something here.
    #[must_use]
    pub fn offers(&self, action: Action, core: &Core) -> bool {
        let Some(session) = &core.session else { return false };
        let open = session.locked().is_none();
        // whoever reviews mends; what the filler says to them is not theirs to say
        let fills = session.role == Role::Filler;
        match action {
            Action::NextPage | Action::PreviousPage => self.neighbour(session, action == Action::NextPage).is_some(),
            Action::NextProblem | Action::PreviousProblem => {
                last::shown_problems(session).next().is_some() || session.query_count(None) > 0
            }
            Action::Empty => session.outline.counts().empty() > 0,
            Action::Why => self.question().is_some(),
            Action::Undo | Action::Redo => open && session.can_undo(action == Action::Redo),
            // a second entry is there to be compared
            Action::Validate => open && agree::first_of(session).is_none(),
            Action::Agree => agree::first_of(session).is_some() && core.allows(action),
            Action::Submit => fills && open && session.other.is_none() && agree::first_of(session).is_none(),
            Action::TakeBack => {
                let is_there = session.response.review == Review::ToReview && session.response.status == Status::Draft;
                fills && is_there && session.read_only.is_none()
            }
            Action::Answer => fills && session.read_only.is_none() && self.query(session).is_some(),
            Action::Keep => fills && open && self.warned(session).is_some(),
            Action::Elsewhere => session.trouble.is_some() && core.allows(action),
            Action::Versions => session.other.is_some(),
            Action::TakeOver => session.held == Some(None),
            Action::Reopen => session.response.status == Status::Validated && session.read_only.is_none(),
            Action::BlockAfter | Action::BlockBefore | Action::BlockCopy | Action::BlockMove | Action::BlockRemove => {
                let Some(block) = self.block().filter(|_| open) else { return false };
                let count = session.response.answers.blocks(&Path::question(block.root())).count();
                let max = session.form.item_at(&block).and_then(|item| session.form.items[item].repeat()).map_or(0, |repeat| repeat.max);
                match action {
                    Action::BlockMove => count > 1,
                    Action::BlockRemove => true,
                    _ => count < max,
                }
            }
            _ => true,
        }
    }

    /// The reviewer's question that waits for an answer where the focus stands: at the very cell, else in the question; on the last page, in its row.
    pub(super) fn query<'a>(&self, session: &'a Session) -> Option<&'a Thread> {
        if let Some(LastRow::Query(n)) = self.last_row(session) {
            return session.open_queries().nth(n).map(|(_, thread)| thread);
        }
        session.open_queries().next()?;
        let here = self.path();
        let question = self.question().cloned().or_else(|| self.block())?;
        let mut open = session.open_queries().map(|(_, thread)| thread).filter(|thread| thread.path.is_within(&question));
        let first = open.next()?;
        Some(std::iter::once(first).chain(open).find(|thread| thread.path == here).unwrap_or(first))
    }

    /// The warning of what has the focus that is not kept yet: of the very cell, else of the question; else one that is kept, for other words.
    pub(super) fn warned<'a>(&self, session: &'a Session) -> Option<&'a Problem> {
        let question = self.question()?;
        let row = session.outline.pages[self.page].rows.iter().find(|row| row.path == *question)?;
        let mut warnings = row.problems.iter().filter(|problem| problem.severity == Severity::Warning).peekable();
        warnings.peek()?;
        let here = self.path();
        warnings.min_by_key(|problem| (session.kept(problem).is_some(), problem.path != here))
    }

    /// The block that has the focus, or in which it stands.
    pub(super) fn block(&self) -> Option<Path> {
        match &self.spot {
            Spot::Question(path) => path.block(),
            Spot::Block(path) => Some(path.clone()),
            _ => None,
        }
    }
}
