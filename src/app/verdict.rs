//! What is decided of responses, one or several, from the list or while one is read: asked for in one box, which says what speaks against it.

use super::core::{Core, Step};
use super::session::Session;
use super::write::{Purpose, Write, Written, about, warned};
use super::{App, Screen};
use crate::answers::Path;
use crate::l10n::{Arg, Message};
use crate::response::review::Act;
use crate::response::{Review, Status};
use crate::store::{Job, StoreError, Summary};
use crate::ui::clean::clean;

/// How many names, and how many responses with something against them, the box tells.
const MOST_NAMES: usize = 8;
const MOST_TOLD: usize = 3;

/// A response of which something is to be decided, as it is known here.
#[derive(Debug)]
pub struct Case {
    id: String,
    name: String,
    /// Its errors; the questions that are not closed, and those of them that wait for whoever fills.
    errors: usize,
    queries: usize,
    open: usize,
    status: Status,
    review: Review,
    /// Why nothing can be decided of it, if so.
    broken: Option<Message>,
}

impl Case {
    /// A response of the list.
    #[must_use]
    pub fn of_summary(one: &Summary, core: &Core) -> Self {
        Self {
            id: one.id.clone(),
            name: core.called(&one.id),
            errors: one.counts.errors,
            queries: one.open_queries + one.answered_queries,
            open: one.open_queries,
            status: one.status,
            review: one.review,
            broken: one.broken(),
        }
    }

    /// The response that is read.
    #[must_use]
    pub fn of_session(session: &Session, core: &Core) -> Self {
        let (open, answered) = (session.reviewing.open_queries(), session.reviewing.answered_queries());
        Self {
            id: session.response.id.clone(),
            name: session.name().map_or_else(|| core.called(&session.response.id), |name| clean(&name).into_owned()),
            errors: session.counts(None).errors,
            queries: open + answered,
            open,
            status: session.response.status,
            review: session.response.review,
            broken: None,
        }
    }

    /// Why this cannot be decided of it, if so.
    fn refusal(&self, purpose: &Purpose) -> Option<Message> {
        let accepted = *purpose == Purpose::Accept && self.review == Review::Accepted;
        self.broken.clone().or_else(|| accepted.then(|| Message::new("verdict-accepted-already")))
    }

    /// « Bretagne : 1 erreur, 2 questions »; nothing if nothing speaks against it.
    fn doubts(&self, core: &Core) -> Option<String> {
        let count = |id, count: usize| (count > 0).then(|| core.texts.render(&Message { id, args: vec![("count", count.into())] }));
        let parts: Vec<String> = [count("count-errors", self.errors), count("inbox-queries", self.queries)].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| said_of(&self.name, parts.join(", ").into(), core))
    }
}

/// « Bretagne : déjà acceptée. »
fn said_of(name: &str, words: Arg, core: &Core) -> String {
    core.texts.render(&Message { id: "inbox-refused", args: vec![("name", name.into()), ("reason", words)] })
}

/// The box that asks for a verdict on these responses, with words that were left half written; or why none is given.
pub fn ask(purpose: Purpose, cases: &[Case], left: &str, core: &mut Core) -> Step {
    let (refused, cases): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|case| case.refusal(&purpose).is_some());
    let refused: Vec<String> =
        refused.into_iter().filter_map(|case| Some(said_of(&case.name, case.refusal(&purpose)?.into(), core))).collect();
    if cases.is_empty() {
        core.tell(Message::new("words").with("text", refused.join(" ")));
        return Step::Redraw;
    }
    let count = |id, count: usize| core.texts.render(&Message { id, args: vec![("count", count.into())] });
    let more = |all: usize, most: usize| (all > most).then(|| count("verdict-more", all - most));
    let mut said = vec![about(names(&cases, core))];
    let any_validated = cases.iter().any(|case| case.status == Status::Validated);
    let open: usize = cases.iter().map(|case| case.open).sum();
    let mut may_be_empty = true;
    if purpose == Purpose::Accept {
        if let [case] = cases[..] {
            let doubts = [("accept-errors", case.errors), ("accept-queries", case.queries)];
            said.extend(doubts.into_iter().filter(|(_, found)| *found > 0).map(|(id, found)| warned(count(id, found))));
        } else {
            let doubts: Vec<String> = cases.iter().filter_map(|case| case.doubts(core)).collect();
            let rest = more(doubts.len(), MOST_TOLD);
            said.extend(doubts.into_iter().take(MOST_TOLD).chain(rest).map(warned));
        }
        let is_doubtful = said.len() > 1;
        said.extend(refused.into_iter().take(MOST_TOLD).map(about));
        said.push(about(core.texts.get(if is_doubtful { "accept-anyway" } else { "accept-prompt" }).into_owned()));
    } else {
        said.extend(refused.into_iter().take(MOST_TOLD).map(about));
        if any_validated {
            said.push(warned(count("send-back-validated", cases.len())));
        }
        // open questions say what is to be done
        may_be_empty = !any_validated && cases.iter().all(|case| case.open > 0);
        said.push(about(if may_be_empty { count("send-back-queries", open) } else { core.texts.get("send-back-prompt").into_owned() }));
    }
    if !left.is_empty() {
        said.push(about(core.texts.get("write-left").into_owned()));
    }
    let ids = cases.iter().map(|case| case.id.clone()).collect();
    Step::Open(Box::new(Screen::Write(Write::new(ids, purpose, said, may_be_empty, left))))
}

/// Whom it is about: a name, or how many and their names.
fn names(cases: &[&Case], core: &Core) -> String {
    let [case] = cases else {
        let names: Vec<&str> = cases.iter().take(MOST_NAMES).map(|case| case.name.as_str()).collect();
        let more = if cases.len() > names.len() { "…" } else { "" };
        let count = core.texts.render(&Message::new("count-responses").with("count", cases.len()));
        return said_of(&count, format!("{}{more}", names.join(", ")).into(), core);
    };
    case.name.clone()
}

impl App {
    /// What was written in a panel of the reviewer's, of the responses that it was opened for, whatever is on the screen since.
    pub(super) fn written(&mut self, written: Written) {
        let Written { ids, purpose, text } = written;
        if matches!(purpose, Purpose::Accept | Purpose::SendBack) {
            return self.decide(&ids, &purpose, &text);
        }
        let (act, told) = purpose.said(text, &mut self.core.random);
        let Some(act) = act else { return };
        for id in &ids {
            self.core.say_for_now(id, vec![act.clone()]);
        }
        self.said_here();
        self.core.tell(Message { id: told, args: Vec::new() });
    }

    /// Gives a verdict. Of a validated response that is sent back the store tells whether it could be opened again.
    fn decide(&mut self, ids: &[String], purpose: &Purpose, text: &str) {
        let (now, author) = (self.core.now, self.core.author.clone());
        let (mut done, mut refused) = (Vec::new(), Vec::new());
        for id in ids {
            let Some(case) = self.case(id) else {
                refused.push(self.core.texts.render(&StoreError::NotFound { id: id.clone() }.message()));
                continue;
            };
            if let Some(reason) = case.refusal(purpose) {
                refused.push(said_of(&case.name, reason.into(), &self.core));
                continue;
            }
            let text = text.to_owned();
            match (purpose, case.status) {
                (Purpose::Accept, _) => self.core.say_for_now(id, vec![Act::Accept { text }]),
                (_, Status::Draft) => self.core.say_for_now(id, vec![Act::SendBack { text }]),
                // only whoever has the right to write it can open it
                (_, Status::Validated) => {
                    self.core.ask(Job::Reopen { id: id.clone(), now, author: author.clone(), reason: text });
                    continue;
                }
            }
            done.push(case.name);
        }
        self.decided(*purpose == Purpose::Accept, &done, &refused);
    }

    fn case(&self, id: &str) -> Option<Case> {
        let core = &self.core;
        if let Some(session) = core.session.as_ref().filter(|session| session.response.id == id) {
            return Some(Case::of_session(session, core));
        }
        core.list.iter().find(|one| one.id == id).map(|one| Case::of_summary(one, core))
    }

    /// A validated response was opened again, and is sent back with these words; or why not.
    pub(super) fn reopened(&mut self, id: &str, text: String, result: Result<(), StoreError>) {
        let name = self.core.called(id);
        match result {
            Ok(()) => {
                self.core.say(id, vec![Act::SendBack { text }]);
                self.core.note_reopened(id);
                self.decided(false, &[name], &[]);
                let is_read = self.core.session.as_ref().is_some_and(|session| session.response.id == id) && !self.is_filling();
                if is_read {
                    self.read_again();
                }
            }
            Err(error) => {
                // what was written waits to be sent again
                self.core.say(id, vec![Act::Unsent { path: Path::default(), text }]);
                let refused = said_of(&name, error.message().into(), &self.core);
                self.decided(false, &[], &[refused]);
            }
        }
    }

    /// Tells what was decided of which, what was not and why, and how to take it back; then what comes next.
    fn decided(&mut self, accepted: bool, done: &[String], refused: &[String]) {
        let is_read = self.screens.iter().any(|screen| matches!(screen, Screen::Reading(_)));
        if !is_read {
            self.with_inbox(|inbox, _| inbox.unmark());
        }
        let core = &self.core;
        // what was told before is told, too
        let mut told: Vec<String> = core.notice.iter().map(|notice| core.texts.render(notice)).collect();
        if let Some(first) = done.first() {
            let id = if accepted { "verdict-accepted" } else { "verdict-sent-back" };
            let message = Message { id, args: vec![("count", done.len().into()), ("name", first.as_str().into())] };
            told.push(core.texts.render(&message));
        }
        told.extend_from_slice(refused);
        if !done.is_empty() && core.turns.last().is_some_and(|turn| turn.is_open_since(core.now)) {
            told.push(core.texts.get("verdict-undo").into_owned());
        }
        if is_read && !done.is_empty() {
            let next = self.neighbour(true).map(|id| self.core.called(&id));
            told.extend(next.map(|next| self.core.texts.render(&Message::new("verdict-next").with("next", next))));
        }
        self.said_here();
        if !told.is_empty() {
            self.core.tell(Message::new("words").with("text", told.join(" ")));
        }
    }

    /// Something was said: what shows it is laid out anew.
    pub(super) fn said_here(&mut self) {
        if !self.screens.iter().any(|screen| matches!(screen, Screen::Reading(_))) {
            self.core.list_anew();
        }
        self.heard();
    }
}
