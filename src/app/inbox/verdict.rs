//! What the reviewer decides from the list: of the response under the cursor, or of all that are marked.

use std::sync::Arc;

use super::Inbox;
use crate::app::Screen;
use crate::app::action::Action;
use crate::app::ask::Ask;
use crate::app::core::{Core, Step};
use crate::app::verdict::{Case, ask};
use crate::app::write::Purpose;
use crate::l10n::Message;
use crate::store::Summary;

impl Inbox {
    /// The responses that a key is about: those that are marked, from top to bottom, else the one under the cursor.
    fn meant(&self) -> Vec<Arc<Summary>> {
        if self.marked.is_empty() {
            return self.shown.get(self.search.chosen).into_iter().map(Arc::clone).collect();
        }
        self.shown.iter().filter(|summary| self.marked.contains(&summary.id)).map(Arc::clone).collect()
    }

    /// Asks for a verdict, under the person's name.
    pub(super) fn ask(&self, action: Action, core: &mut Core) -> Step {
        let meant = self.meant();
        if meant.is_empty() {
            core.tell(Message::new("no-response-here"));
            return Step::Redraw;
        }
        if let Some(reason) = core.read_only.clone() {
            core.tell(reason);
            return Step::Redraw;
        }
        if !core.named {
            return Step::Open(Box::new(Screen::Ask(Ask::name(core, action))));
        }
        let cases: Vec<Case> = meant.iter().map(|one| Case::of_summary(one, core)).collect();
        let purpose = if action == Action::Accept { Purpose::Accept } else { Purpose::SendBack };
        // what was left half written about the one under the cursor
        let told = self.details.as_ref().filter(|(glance, _)| meant.iter().any(|one| one.id == glance.id));
        let left = told.and_then(|(_, details)| details.as_ref().ok()).map_or("", |details| details.unsent.as_str());
        ask(purpose, &cases, left, core)
    }

    /// It was decided of what was marked.
    pub fn unmark(&mut self) {
        self.marked.clear();
    }
}
