//! What the reviewer decides from the list: of the response under the cursor, or of all that are marked.

use std::sync::Arc;

use super::Inbox;
use crate::app::Screen;
use crate::app::action::Action;
use crate::app::ask::Ask;
use crate::app::core::{Core, SendBack, Step};
use crate::l10n::Message;
use crate::response::name::suffix;
use crate::response::review::Act;
use crate::response::{Review, Status};
use crate::store::{Job, StoreError, Summary};
use crate::ui::clean::clean;

impl Inbox {
    /// The responses that a key is about: those that are marked, from top to bottom, else the one under the cursor.
    fn meant(&self) -> Vec<Arc<Summary>> {
        if self.marked.is_empty() {
            return self.shown.get(self.search.chosen).into_iter().map(Arc::clone).collect();
        }
        self.shown.iter().filter(|summary| self.marked.contains(&summary.id)).map(Arc::clone).collect()
    }

    /// What keeps everything from being decided, if something does: what to do first.
    fn barred(&self, action: Action, core: &mut Core) -> Option<Step> {
        if self.meant().is_empty() {
            core.tell(Message::new("no-response-here"));
            return Some(Step::Redraw);
        }
        if let Some(reason) = core.read_only.clone() {
            core.tell(reason);
            return Some(Step::Redraw);
        }
        (!core.named).then(|| Step::Open(Box::new(Screen::Ask(Ask::name(core, action)))))
    }

    /// Accepts; what has errors or open questions only by the same key again.
    pub(super) fn accept(&mut self, core: &mut Core) -> Step {
        let sure = std::mem::take(&mut self.sure);
        if let Some(step) = self.barred(Action::Accept, core) {
            return step;
        }
        let refusal =
            |one: &Summary| one.broken().or_else(|| (one.review == Review::Accepted).then(|| Message::new("inbox-accepted-already")));
        let (refused, meant): (Vec<_>, Vec<_>) = self.meant().into_iter().partition(|one| refusal(one).is_some());
        let doubtful: Vec<_> = meant.iter().filter(|one| one.counts.errors > 0 || one.open_queries + one.answered_queries > 0).collect();
        let ids: Vec<String> = meant.iter().map(|one| one.id.clone()).collect();
        if let Some(first) = doubtful.first().filter(|_| sure != ids) {
            let (errors, queries) = (first.counts.errors, first.open_queries + first.answered_queries);
            let mut parts = Vec::new();
            if errors > 0 {
                parts.push(core.texts.render(&Message::new("count-errors").with("count", errors)));
            }
            if queries > 0 {
                parts.push(core.texts.render(&Message::new("inbox-queries").with("count", queries)));
            }
            let what = if doubtful.len() > 1 { "inbox-sure-several" } else { "inbox-sure" };
            let message = Message { id: what, args: vec![("count", doubtful.len().into())] };
            core.tell(message.with("name", name(first, core)).with("what", parts.join(", ")));
            self.sure = ids;
            return Step::Redraw;
        }
        for one in &meant {
            core.say(&one.id, vec![Act::Accept { text: String::new() }]);
        }
        let refused: Vec<_> = refused.iter().filter_map(|one| Some((one, refusal(one)?))).collect();
        self.decided("inbox-accepted", &meant, &refused, core);
        Step::Redraw
    }

    /// Asks for the words with which responses are sent back.
    pub(super) fn ask_to_send_back(&mut self, core: &mut Core) -> Step {
        if let Some(step) = self.barred(Action::SendBack, core) {
            return step;
        }
        let meant = self.meant();
        let Some(first) = meant.iter().find(|one| one.fault.is_none()) else {
            core.notice = meant.first().and_then(|one| one.broken());
            return Step::Redraw;
        };
        let fitting = meant.iter().filter(|one| one.fault.is_none());
        let mut said = vec![match fitting.clone().count() {
            1 => Message::new("inbox-send-back-one").with("name", name(first, core)),
            count => Message::new("inbox-send-back-several").with("count", count),
        }];
        if fitting.clone().any(|one| one.status == Status::Validated) {
            said.push(Message::new("inbox-reopens"));
        }
        // open questions say what is to be done
        let may_be_empty = fitting.clone().all(|one| one.open_queries > 0 && one.status == Status::Draft);
        let ids = meant.iter().map(|one| one.id.clone()).collect();
        Step::Open(Box::new(Screen::Ask(Ask::send_back(ids, said, may_be_empty))))
    }

    /// Sends back those that were named. Of a validated one the store tells whether it could be opened again.
    pub fn send_back(&mut self, back: &SendBack, core: &mut Core) {
        let SendBack { ids, text } = back;
        let (mut meant, mut gone) = (Vec::new(), None);
        for id in ids {
            match core.list.iter().find(|one| one.id == *id) {
                Some(one) => meant.push(Arc::clone(one)),
                None => gone = Some(StoreError::NotFound { id: id.clone() }),
            }
        }
        if let Some(gone) = gone {
            core.tell(gone.message());
        }
        let (fitting, refused): (Vec<_>, Vec<_>) = meant.into_iter().partition(|one| one.fault.is_none());
        let (validated, others): (Vec<_>, Vec<_>) = fitting.into_iter().partition(|one| one.status == Status::Validated);
        for one in &others {
            core.say(&one.id, vec![Act::SendBack { text: text.clone() }]);
        }
        for one in validated {
            let (now, author) = (core.now, core.author.clone());
            core.ask(Job::Reopen { id: one.id.clone(), now, author, reason: text.clone() });
        }
        let refused: Vec<_> = refused.iter().filter_map(|one| Some((one, one.broken()?))).collect();
        self.decided("inbox-sent-back", &others, &refused, core);
    }

    /// Tells that a validated response was opened again and sent back, or why not.
    pub fn reopened(&mut self, id: &str, result: Result<(), StoreError>, core: &mut Core) {
        let Some(one) = core.list.iter().find(|one| one.id == id).map(Arc::clone) else {
            if let Err(error) = result {
                core.tell(error.message());
            }
            return;
        };
        match result {
            Ok(()) => self.decided("inbox-sent-back", &[one], &[], core),
            Err(error) => self.decided("inbox-sent-back", &[], &[(&one, error.message())], core),
        }
    }

    /// Tells what was decided of these and what was not, and why; after what was told before.
    fn decided(&mut self, id: &'static str, done: &[Arc<Summary>], refused: &[(&Arc<Summary>, Message)], core: &mut Core) {
        self.marked.clear();
        let mut told: Vec<String> = core.notice.take().map(|notice| core.texts.render(&notice)).into_iter().collect();
        if let Some(first) = done.first() {
            let message = Message { id, args: vec![("count", done.len().into())] };
            told.push(core.texts.render(&message.with("name", name(first, core))));
        }
        for (one, reason) in refused {
            let message = Message::new("inbox-refused").with("name", name(one, core)).with("reason", reason.clone());
            told.push(core.texts.render(&message));
        }
        if !told.is_empty() {
            core.tell(Message::new("words").with("text", told.join(" ")));
        }
        core.list_anew();
    }
}

/// What a response is called in a sentence.
pub(super) fn name(summary: &Summary, core: &Core) -> String {
    match summary.name(core.language()) {
        Some(name) => format!("{}{}", clean(name), suffix(summary.nth)),
        None => summary.id.clone(),
    }
}
