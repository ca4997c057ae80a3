//! What the reviewer says, marks and decides.

use rustc_hash::FxHashSet;

use super::Reading;
use super::text::{Spot, What};
use crate::answers::Path;
use crate::app::Screen;
use crate::app::action::Action;
use crate::app::ask::Ask;
use crate::app::core::{Core, Step};
use crate::app::session::Session;
use crate::app::thread::{Thread, settle};
use crate::app::write::{Purpose, Write, about, warned};
use crate::l10n::Message;
use crate::outline::words::told;
use crate::question::Severity;
use crate::response::review::{Act, Standing, Thread as Said, page_of, page_place};
use crate::response::{Review, Status, new_id};

impl Reading {
    /// Does what is put under the person's name, once that is known.
    pub(super) fn signed(&mut self, action: Action, core: &mut Core) -> Step {
        if let Some(reason) = core.read_only.clone() {
            core.tell(reason);
            return Step::Redraw;
        }
        if !core.named {
            return Step::Open(Box::new(Screen::Ask(Ask::name(core, action))));
        }
        match action {
            Action::Query => self.query(core),
            Action::Comment => self.comment(core),
            Action::Settle => self.settle(core),
            Action::MarkAnswer => self.mark(self.stop().map(|stop| stop.at.clone()), core),
            Action::MarkPage => self.mark(self.page(core), core),
            Action::Accept => self.accept(core),
            Action::SendBack => Self::send_back(core),
            _ => Step::Ignored,
        }
    }

    /// Asks something about the answer with the focus, or about the problem: then where that is, in its words.
    fn query(&self, core: &mut Core) -> Step {
        let Some(at) = self.answer(core) else { return Step::Redraw };
        let Some(session) = &core.session else { return Step::Ignored };
        let raised = match self.lit().map(|spot| &spot.what) {
            // whoever types goes on behind them
            Some(What::Problem(problem)) => Some((problem.path.clone(), problem.code, told(problem, &core.texts) + " ")),
            _ => None,
        };
        let (path, from, words) = raised.map_or_else(|| (at, None, String::new()), |(path, code, words)| (path, Some(code), words));
        Self::write(Purpose::Query(path, from), &words, session, core)
    }

    fn comment(&self, core: &mut Core) -> Step {
        let Some(at) = self.answer(core) else { return Step::Redraw };
        let Some(session) = &core.session else { return Step::Ignored };
        Self::write(Purpose::Comment(at), "", session, core)
    }

    /// The answer or the block with the focus; nothing is written about a page, which nobody answers.
    fn answer(&self, core: &mut Core) -> Option<Path> {
        let at = self.stop().map(|stop| stop.at.clone()).filter(|at| page_of(at).is_none());
        if at.is_none() {
            core.tell(Message::new("reading-choose-answer"));
        }
        at
    }

    /// The panel to write about an answer; what was left half written there comes first.
    fn write(purpose: Purpose, words: &str, session: &Session, core: &Core) -> Step {
        let path = purpose.path();
        let left = session.reviewing.unsent.get(&(core.author.clone(), path.clone())).filter(|left| !left.is_empty());
        let said = vec![about(title(session, &path))];
        Step::Open(Box::new(Screen::Write(Write::new(purpose, said, false, left.map_or(words, String::as_str)))))
    }

    /// The panel to reply in a thread.
    #[must_use]
    pub fn reply(id: &str, core: &Core) -> Step {
        let Some(session) = &core.session else { return Step::Ignored };
        let Some(thread) = session.reviewing.threads.iter().find(|thread| thread.id == id) else { return Step::Ignored };
        Self::write(Purpose::Reply(id.to_owned(), thread.path.clone()), "", session, core)
    }

    /// The threads at the stop with the focus, from top to bottom, and the one that is meant: that with the focus, else the first that is open.
    fn threads(&self, session: &Session) -> (Vec<String>, usize) {
        let at = self.scroll.chosen;
        let open = session.reviewing.threads.iter().filter(|thread| thread.standing != Standing::Closed);
        let open: FxHashSet<&str> = open.map(|thread| thread.id.as_str()).collect();
        let mut ids = Vec::new();
        let mut meant = None;
        for (nth, spot) in self.text.spots.iter().enumerate() {
            let Spot { stop, what: What::Thread(id), .. } = spot else { continue };
            if *stop == at {
                if self.spot == Some(nth) || (meant.is_none() && self.lit_thread().is_none() && open.contains(id.as_str())) {
                    meant = Some(ids.len());
                }
                ids.push(id.clone());
            }
        }
        let last = ids.len().saturating_sub(1);
        (ids, meant.unwrap_or(last))
    }

    fn lit_thread(&self) -> Option<&str> {
        match &self.lit()?.what {
            What::Thread(id) => Some(id),
            _ => None,
        }
    }

    pub(super) fn open_thread(&self, core: &mut Core) -> Step {
        let Some(session) = &core.session else { return Step::Ignored };
        let (ids, meant) = self.threads(session);
        if ids.is_empty() {
            core.tell(Message::new("reading-no-thread"));
            return Step::Redraw;
        }
        Step::Open(Box::new(Screen::Thread(Thread::new(ids, meant))))
    }

    fn settle(&mut self, core: &mut Core) -> Step {
        let Some(session) = &core.session else { return Step::Ignored };
        let (ids, meant) = self.threads(session);
        let thread = |id: &String| session.reviewing.threads.iter().find(|thread: &&Said| thread.id == *id);
        let Some(act) = ids.get(meant).and_then(thread).map(settle) else {
            core.tell(Message::new("reading-no-thread"));
            return Step::Redraw;
        };
        let told = if matches!(act, Act::Close { .. }) { "thread-closed-now" } else { "thread-reopened-now" };
        self.say(vec![act], core);
        core.tell(Message { id: told, args: Vec::new() });
        Step::Redraw
    }

    /// The page of the stop with the focus, as it is marked.
    fn page(&self, core: &Core) -> Option<Path> {
        let (session, at) = (core.session.as_ref()?, &self.stop()?.at);
        match page_of(at) {
            Some(_) => Some(at.clone()),
            None => Some(page_place(&session.form.pages[session.form.items[session.form.item_at(at)?].page].id)),
        }
    }

    /// Marks something as reviewed; what is marked already no more.
    fn mark(&mut self, path: Option<Path>, core: &mut Core) -> Step {
        let Some((session, path)) = core.session.as_ref().zip(path) else { return Step::Ignored };
        let sha256 = session.response.digest_at(&session.form, &path);
        let is_marked = session.reviewing.mark(&path, &sha256).is_some();
        self.say(vec![if is_marked { Act::Unmark { path } } else { Act::Mark { path, sha256 } }], core);
        Step::Redraw
    }

    /// Asks to confirm that the response is accepted, saying what speaks against it.
    fn accept(&self, core: &mut Core) -> Step {
        let Some(session) = &core.session else { return Step::Ignored };
        if session.response.review == Review::Accepted {
            core.tell(Message::new("reading-accepted-already"));
            return Step::Redraw;
        }
        let errors = self.text.count(Severity::Error);
        let queries = session.reviewing.open_queries() + session.reviewing.answered_queries();
        let count = |id, count: usize| core.texts.render(&Message { id, args: vec![("count", count.into())] });
        let mut said = Vec::new();
        if errors > 0 {
            said.push(warned(count("accept-errors", errors)));
        }
        if queries > 0 {
            said.push(warned(count("accept-queries", queries)));
        }
        said.push(about(core.texts.get(if said.is_empty() { "accept-prompt" } else { "accept-anyway" }).into_owned()));
        Step::Open(Box::new(Screen::Write(Write::new(Purpose::Accept, said, true, unsent(session, core)))))
    }

    /// Asks what is to be done before the response can be accepted; open questions say it, too.
    fn send_back(core: &Core) -> Step {
        let Some(session) = &core.session else { return Step::Ignored };
        let queries = session.reviewing.open_queries();
        let is_validated = session.response.status == Status::Validated;
        let mut said = Vec::new();
        if is_validated {
            said.push(warned(core.texts.get("send-back-validated").into_owned()));
        }
        said.push(about(match queries {
            0 => core.texts.get("send-back-prompt").into_owned(),
            count => core.texts.render(&Message::new("send-back-queries").with("count", count)),
        }));
        Step::Open(Box::new(Screen::Write(Write::new(Purpose::SendBack, said, queries > 0 && !is_validated, unsent(session, core)))))
    }

    /// Says what was written about an answer.
    pub fn written(&mut self, purpose: Purpose, text: String, core: &mut Core) {
        let id = new_id(8, &mut core.random);
        let (act, told) = match purpose {
            Purpose::Query(path, from) => (Act::Query { id, path, text, from: from.map(str::to_owned) }, "reading-query-raised"),
            Purpose::Comment(path) => (Act::Comment { id, path, text }, "reading-comment-made"),
            Purpose::Reply(of, _) => (Act::Reply { of, text, filling: false }, "reading-replied"),
            Purpose::Accept => (Act::Accept { text }, ""),
            Purpose::SendBack => (Act::SendBack { text }, ""),
        };
        self.say(vec![act], core);
        if !told.is_empty() {
            core.tell(Message { id: told, args: Vec::new() });
        }
    }

    /// Says something of the response.
    pub fn say(&mut self, acts: Vec<Act>, core: &mut Core) {
        let Some(id) = core.session.as_ref().map(|session| session.response.id.clone()) else { return };
        core.say(&id, acts);
        self.said += 1;
        self.look(core);
        self.derive(core);
    }
}

/// What was left half written with a verdict.
fn unsent<'a>(session: &'a Session, core: &Core) -> &'a str {
    session.reviewing.unsent.get(&(core.author.clone(), Path::default())).map_or("", String::as_str)
}

/// What is written about: an answer, or a page.
fn title(session: &Session, path: &Path) -> String {
    match page_of(path).and_then(|id| session.form.find_page(id)) {
        Some(page) => session.form.pages[page].title.text(session.language).to_owned(),
        None => session.title(path),
    }
}
