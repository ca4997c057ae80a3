//! What can be done where the focus stands: the menu lists no other action.

use super::{Fill, Spot, last};
use crate::answers::Path;
use crate::app::action::Action;
use crate::app::core::Core;
use crate::response::Status;

impl Fill {
    /// Whether an action of the key table would do something here.
    #[must_use]
    pub fn offers(&self, action: Action, core: &Core) -> bool {
        let Some(session) = &core.session else { return false };
        let open = session.locked().is_none();
        match action {
            Action::NextPage | Action::PreviousPage => self.neighbour(session, action == Action::NextPage).is_some(),
            Action::NextProblem | Action::PreviousProblem => last::shown_problems(session).next().is_some(),
            Action::Empty => session.outline.counts().empty() > 0,
            Action::Why => self.question().is_some(),
            Action::Undo | Action::Redo => open && session.can_undo(action == Action::Redo),
            Action::Validate => open,
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

    /// The block that has the focus, or in which it stands.
    pub(super) fn block(&self) -> Option<Path> {
        match &self.spot {
            Spot::Question(path) => path.block(),
            Spot::Block(path) => Some(path.clone()),
            _ => None,
        }
    }
}
