//! What the reviewer says, marks and decides.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Reading;
use super::text::{Spot, What};
use crate::answers::Path;
use crate::app::Screen;
use crate::app::action::Action;
use crate::app::ask::Ask;
use crate::app::core::{Core, Step};
use crate::app::session::Session;
use crate::app::thread::{Thread, settle};
use crate::app::verdict::{self, Case};
use crate::app::write::{Purpose, Write, about};
use crate::l10n::Message;
use crate::outline::why::in_words;
use crate::outline::words::told;
use crate::response::review::{Act, Kind, Standing, Thread as Said, page_of, page_place};

/// What the key that closes does: to questions or remarks, whether it closes them, and by which lines.
struct Settling {
    kind: Kind,
    closes: bool,
    acts: Vec<Act>,
}

/// The code of a question raised because an answer is hidden and should be empty.
const HIDDEN: &str = "hidden";

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
            Action::Accept => Self::ask(Purpose::Accept, core),
            Action::SendBack => Self::ask(Purpose::SendBack, core),
            _ => Step::Ignored,
        }
    }

    /// Asks something about the answer with the focus, or about the problem: then where that is, in its words.
    fn query(&self, core: &mut Core) -> Step {
        let Some(at) = self.answer(core) else { return Step::Redraw };
        let Some(session) = &core.session else { return Step::Ignored };
        let raised = match self.lit().map(|spot| &spot.what) {
            Some(What::Problem(problem)) => Some((problem.path.clone(), problem.code, told(problem, &core.texts))),
            _ => hidden(session, &at, core).map(|words| (at.clone(), HIDDEN, words)),
        };
        let raised = raised.map(|(path, code, words)| (path, code, sentence(&words)));
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
        let places = places(&purpose, session);
        let unsent = |purpose: &Purpose| {
            session.reviewing.unsent.get(&(core.author.clone(), purpose.path())).filter(|left| !left.is_empty()).map(String::as_str)
        };
        // what was left half written about a cell is offered where the table is meant
        let all = std::iter::once(&purpose).chain(places.iter().map(|(place, _)| place).filter(|_| words.is_empty()));
        let (purpose, left) = all.map(|place| (place.clone(), unsent(place))).find(|(_, left)| left.is_some()).unwrap_or((purpose, None));
        let mut said = vec![about(title(session, &purpose.path()))];
        let taken = if left.is_some() { Some("write-left") } else { (!words.is_empty()).then_some("write-from-problem") };
        said.extend(taken.map(|id| about(core.texts.get(id).into_owned())));
        let ids = vec![session.response.id.clone()];
        Step::Open(Box::new(Screen::Write(Write::new(ids, purpose, said, false, left.unwrap_or(words)).among(places))))
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
        let Some(settling) = core.session.as_ref().and_then(|session| self.settling(session)) else {
            core.tell(Message::new("reading-no-thread"));
            return Step::Redraw;
        };
        let id = match (settling.kind, settling.closes) {
            (Kind::Query, true) => "queries-closed-now",
            (Kind::Query, false) => "queries-reopened-now",
            (Kind::Comment, true) => "comments-closed-now",
            (Kind::Comment, false) => "comments-reopened-now",
        };
        let count = settling.acts.len();
        self.say(settling.acts, core);
        core.tell(Message { id, args: vec![("count", count.into())] });
        Step::Redraw
    }

    /// What the key that closes does now: to the thread with the focus; else it closes the questions of this answer that are open, or opens those again
    /// that were closed last. Remarks are meant only where nothing was asked.
    fn settling(&self, session: &Session) -> Option<Settling> {
        let (ids, _) = self.threads(session);
        let known: FxHashMap<&str, &Said> = session.reviewing.threads.iter().map(|thread| (thread.id.as_str(), thread)).collect();
        let all: Vec<&Said> = ids.iter().filter_map(|id| known.get(id.as_str()).copied()).collect();
        let lit = self.lit_thread().and_then(|id| all.iter().find(|thread| thread.id == id));
        let kind = match lit {
            Some(lit) => lit.kind,
            None if all.iter().any(|thread| thread.kind == Kind::Query) => Kind::Query,
            None => Kind::Comment,
        };
        let meant = || all.iter().filter(|thread| lit.map_or(thread.kind == kind, |lit| lit.id == thread.id));
        let closes = meant().any(|thread| thread.standing != Standing::Closed);
        let last = meant().filter_map(|thread| thread.closed.as_ref()).max();
        let chosen = meant().filter(|thread| if closes { thread.closed.is_none() } else { thread.closed.as_ref() == last });
        let acts: Vec<Act> = chosen.map(|thread| settle(thread)).collect();
        (!acts.is_empty()).then_some(Settling { kind, closes, acts })
    }

    /// The same in a word; nothing where nothing was said.
    #[must_use]
    pub fn settle_hint(&self, session: &Session) -> Option<Message> {
        let settling = self.settling(session)?;
        let id = match (settling.kind, settling.closes) {
            (Kind::Query, true) => "hint-close-queries",
            (Kind::Query, false) => "hint-reopen-queries",
            (Kind::Comment, true) => "hint-close-comments",
            (Kind::Comment, false) => "hint-reopen-comments",
        };
        Some(Message { id, args: vec![("count", settling.acts.len().into())] })
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

    /// Asks for a verdict on the response that is read.
    fn ask(purpose: Purpose, core: &mut Core) -> Step {
        let Some(session) = &core.session else { return Step::Ignored };
        let left = session.reviewing.unsent.get(&(core.author.clone(), Path::default())).cloned().unwrap_or_default();
        let case = Case::of_session(session, core);
        verdict::ask(purpose, &[case], &left, core)
    }

    /// Says something of the response.
    pub fn say(&mut self, acts: Vec<Act>, core: &mut Core) {
        let Some(id) = core.session.as_ref().map(|session| session.response.id.clone()) else { return };
        core.say_for_now(&id, acts);
        self.heard(core);
    }
}

/// Words as a sentence of its own: whoever types begins the next one behind it.
fn sentence(words: &str) -> String {
    let words = words.trim();
    let rest = words.chars().next().map_or(0, char::len_utf8);
    let end = if words.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{}{}{end} ", words[..rest].to_uppercase(), &words[rest..])
}

/// Why an answer that is hidden should be empty; nothing where it is asked for or there is none.
fn hidden(session: &Session, at: &Path, core: &Core) -> Option<String> {
    session.response.answers.get(at)?;
    let why = in_words(&session.inputs(), at, &core.texts);
    (!why.is_empty()).then(|| core.texts.render(&Message::new("query-hidden").with("why", why)))
}

/// Where in a table a question or a remark can be: it as a whole, and each of its cells. Nothing for what is about no table.
fn places(purpose: &Purpose, session: &Session) -> Vec<(Purpose, String)> {
    let (Purpose::Query(meant, _) | Purpose::Comment(meant)) = purpose else { return Vec::new() };
    let at = meant.asked();
    let question = session.form.item_at(&at).and_then(|item| session.form.items[item].question());
    let Some(table) = question.and_then(crate::question::Question::table) else { return Vec::new() };
    let cells = table.rows.iter().flat_map(|(row, _)| {
        let row = at.join(row);
        let columns: Vec<Path> = table.columns.iter().map(|(column, _)| row.join(column)).collect();
        if columns.is_empty() { vec![row] } else { columns }
    });
    let purpose = |path: &Path| match purpose {
        Purpose::Comment(_) => Purpose::Comment(path.clone()),
        // a problem stands where it stands
        Purpose::Query(_, from) => Purpose::Query(path.clone(), from.filter(|_| path == meant)),
        other => other.clone(),
    };
    std::iter::once(at.clone()).chain(cells).map(|path| (purpose(&path), title(session, &path))).collect()
}

/// What is written about: an answer, or a page.
fn title(session: &Session, path: &Path) -> String {
    match page_of(path).and_then(|id| session.form.find_page(id)) {
        Some(page) => session.form.pages[page].title.text(session.language).to_owned(),
        None => session.title(path),
    }
}
