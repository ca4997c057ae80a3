//! Coming to a response, looking at its file while it is read, leaving it: for the next one, for the list, or to mend an answer.

use jiff::{SignedDuration, Timestamp};

use super::Reading;
use super::changes::{Against, Compared};
use crate::app::core::{Command, Core, Step};
use crate::app::home::Home;
use crate::app::moments::Moments;
use crate::app::session::Session;
use crate::app::{App, Effect, Opened, Screen};
use crate::l10n::Message;
use crate::response::Response;
use crate::response::history::{self, History};
use crate::response::review::{Act, page_of};
use crate::store::{Job, Looked, StoreError};

/// After which time a key has the file looked at.
const LOOK_AFTER: SignedDuration = SignedDuration::from_secs(5);

impl Reading {
    /// Has the file looked at if that was not done for a while.
    pub(super) fn look_again(&mut self, core: &mut Core) {
        if core.now.duration_since(self.looked) >= LOOK_AFTER {
            self.look(core);
        }
    }

    /// Has the file looked at.
    pub(super) fn look(&mut self, core: &mut Core) {
        let Some(session) = &core.session else { return };
        let id = session.response.id.clone();
        self.looked = core.now;
        core.ask(Job::Look(id));
    }

    /// Something was said: it is shown, and the file looked at, where others may have said something, too.
    pub(super) fn heard(&mut self, core: &mut Core) {
        self.look(core);
        self.derive(core);
        let extent = self.extent(core);
        // it stands at the foot of its answer
        if self.stop().is_some_and(|stop| stop.lines.len() <= extent.rows) {
            self.scroll.choose(self.scroll.chosen, &self.text.stops, extent);
        }
    }

    /// The file as it is now. What others said since is shown; that an answer is another one is told, and read when the person wants it.
    fn saw_file(&mut self, found: Result<Box<Looked>, StoreError>, core: &mut Core) -> bool {
        let Some(session) = &core.session else { return false };
        let before = self.became.clone();
        self.became = match &found {
            Ok(found) => is_other(&found.response, &session.response).then(|| Message::new("reading-stale")),
            Err(StoreError::NotFound { .. }) => Some(Message::new("reading-gone")),
            Err(error) => Some(error.message()),
        };
        let mut changed = before != self.became;
        if changed && found.is_ok() && self.became.is_some() {
            core.notice.get_or_insert(Message::new("reading-stale-told"));
        }
        let Ok(found) = found else { return changed };
        // what was said since the file was read is still on its way
        let heard = core.with_unwritten(&found.response.id, found.reviewing);
        if let Some(session) = core.session.as_mut().filter(|session| session.reviewing != heard) {
            session.hear(heard);
            self.derive(core);
            changed = true;
        }
        changed
    }

    /// What happened to the response so far.
    fn take_history(&mut self, history: History, core: &Core) {
        self.history = Some(history);
        if self.against.as_ref().and_then(Against::moments).is_some() {
            self.compare_moments(core);
        }
    }

    /// Compares two moments of its history, as soon as that is there.
    fn compare_moments(&mut self, core: &Core) {
        let (Some(session), Some(history), Some(against)) = (&core.session, &self.history, &self.against) else { return };
        let Some((from, to)) = against.moments() else { return };
        // before its first answer there was nothing
        let at = |when: Timestamp| history::at(&session.response, &history.entries, when.max(session.response.created));
        let form = Some(session.form.clone());
        self.compared = at(from).map(|old| Compared::new(against.clone(), old, to.and_then(at), form, session));
        self.derive(core);
    }

    pub(super) fn choose_against(&mut self, core: &mut Core) -> Step {
        let Some(session) = &core.session else { return Step::Ignored };
        if self.history.is_none() {
            let id = session.response.id.clone();
            core.ask(Job::History(id));
        }
        let moments = Moments::new(self.since, self.history.as_ref(), self.compared.is_some(), core);
        Step::Open(Box::new(Screen::Moments(moments)))
    }

    /// Compares the response with something else, or with nothing any more.
    fn compare(&mut self, against: Option<Against>, core: &mut Core) {
        self.against.clone_from(&against);
        self.compared = None;
        match against {
            None => self.derive(core),
            Some(Against::Other { id, .. }) => core.ask(Job::Look(id)),
            Some(_) => self.compare_moments(core),
        }
    }

    /// The other response that it is to be compared with.
    fn take_other(&mut self, id: &str, found: Result<Box<Looked>, StoreError>, core: &mut Core) -> bool {
        if !matches!(&self.against, Some(Against::Other { id: wanted, .. }) if wanted == id) {
            return false;
        }
        let (Some(against), Some(session)) = (self.against.clone(), &core.session) else { return false };
        match found {
            Ok(found) => {
                let same = found.response.form.id == session.form.id;
                let form = if same { Some(session.form.clone()) } else { core.form(&found.response.form.id).ok() };
                self.compared = Some(Compared::new(against, found.response, None, form, session));
                self.derive(core);
            }
            Err(error) => core.tell(error.message()),
        }
        true
    }

    /// Goes to mend the answer with the focus, or the place of the problem.
    pub(super) fn mend(&mut self, core: &mut Core) -> Step {
        let Some((session, at)) = core.session.as_ref().zip(self.stop().map(|stop| stop.at.clone())) else { return Step::Ignored };
        let at = match self.lit().map(|spot| &spot.what) {
            Some(super::text::What::Problem(problem)) => problem.path.clone(),
            _ => at,
        };
        let page = match page_of(&at) {
            Some(id) => session.form.find_page(id),
            None => session.form.item_at(&at).map(|item| session.form.items[item].page),
        };
        let Some(page) = page else { return Step::Ignored };
        self.mending = Some((page, at));
        Step::Do(Command::OpenResponse(session.response.id.clone()))
    }
}

/// Whether the answers on the disk are others than those that are read.
fn is_other(found: &Response, read: &Response) -> bool {
    (&found.answers, &found.unreadable, found.status) != (&read.answers, &read.unreadable, read.status)
}

impl App {
    fn reading(&mut self) -> Option<(&mut Reading, &mut Core)> {
        let reading =
            self.screens.iter_mut().rev().find_map(|screen| if let Screen::Reading(reading) = screen { Some(reading) } else { None });
        Some((&mut **reading?, &mut self.core))
    }

    /// Shows a response to its reviewer, in place of the one that was read, if one was. What is being written about the same one stays.
    pub fn read(&mut self, opened: Opened) {
        let Opened { form, response, reviewing, .. } = opened;
        let id = response.id.clone();
        let same = self.core.session.as_ref().is_some_and(|session| session.response.id == id);
        let at = self.screens.iter().rposition(|screen| matches!(screen, Screen::Reading(_)));
        if !same && at.is_some() {
            self.keep_words();
        }
        let mut over = at.map_or_else(Vec::new, |at| self.screens.split_off(at + 1));
        if over.iter().any(|screen| matches!(screen, Screen::Fill(_))) {
            // back from mending, the right to write goes
            self.core.effects.push(Effect::Release);
            over.clear();
        }
        over.retain(|_| same);
        let read_only = Some(Message::new("reading-read-only"));
        let today = self.core.now.to_zoned(self.core.zone.clone()).date();
        let mut session = Session::new(form, response, today, self.core.language(), read_only);
        session.stored = true;
        session.hear(self.core.with_unwritten(&id, reviewing));
        session.zone = self.core.zone.clone();
        let since = session.reviewing.last.get(&self.core.author).copied();
        self.core.session = Some(session);
        self.core.check_files();
        let old = match self.screens.pop() {
            Some(Screen::Reading(reading)) => Some(*reading),
            Some(other) => {
                self.screens.push(other);
                None
            }
            None => None,
        };
        let mut reading = Reading { looked: self.core.now, since, ..Reading::default() };
        match old {
            Some(old) if same => {
                if old.again {
                    self.core.tell(Message::new("reading-reread"));
                }
                let Reading { text, scroll, spot, hidden, words, since, against, compared, ended, among, .. } = old;
                reading = Reading { text, scroll, spot, hidden, words, since, against, compared, ended, among, ..reading };
                if let Some((compared, session)) = reading.compared.as_mut().zip(self.core.session.as_ref()) {
                    compared.compare(session);
                }
                if reading.against.as_ref().and_then(Against::moments).is_some() {
                    self.core.ask(Job::History(id));
                }
            }
            old => {
                reading.among = old.map_or_else(|| self.listed(), |old| old.among);
                reading.against = since.map(Against::Review);
                if since.is_some() {
                    self.core.ask(Job::History(id));
                }
            }
        }
        reading.derive(&self.core);
        self.screens.push(Screen::Reading(Box::new(reading)));
        self.screens.append(&mut over);
    }

    /// A response cannot be read: whoever was mending it goes to the list.
    pub(in crate::app) fn not_read(&mut self, reason: Message) {
        self.core.tell(reason);
        if self.mending().is_some() {
            while self.screens.pop().is_some_and(|screen| !matches!(screen, Screen::Reading(_))) {}
            self.core.session = None;
            self.core.effects.push(Effect::Release);
            self.core.list_anew();
        }
    }

    /// The response cannot be opened to mend it: it is read on.
    pub(in crate::app) fn not_mended(&mut self) {
        if let Some((reading, _)) = self.reading() {
            reading.mending = None;
        }
    }

    /// Whether the open response is being filled, and not read.
    pub(in crate::app) fn is_filling(&self) -> bool {
        self.screens.iter().any(|screen| matches!(screen, Screen::Fill(_)))
    }

    /// The responses of the list on the screen, in its order.
    fn listed(&self) -> Vec<String> {
        match self.screens.last() {
            Some(Screen::Home(home)) => home.listed(&self.core),
            Some(Screen::Inbox(inbox)) => inbox.readable(),
            _ => Vec::new(),
        }
    }

    /// What the store found of a response; whether something is to be drawn.
    pub(in crate::app) fn looked(&mut self, id: &str, found: Result<Box<Looked>, StoreError>) -> bool {
        let is_own = self.core.session.as_ref().is_some_and(|session| session.response.id == id);
        match self.reading() {
            Some((reading, _)) if reading.mending.is_some() => false,
            Some((reading, core)) if is_own => reading.saw_file(found, core),
            Some((reading, core)) => reading.take_other(id, found, core),
            None => false,
        }
    }

    /// The history of the response that is read.
    pub(in crate::app) fn reviewed_history(&mut self, id: &str, found: Result<History, StoreError>) -> bool {
        if self.core.session.as_ref().is_none_or(|session| session.response.id != id) {
            return false;
        }
        match found {
            Ok(history) => {
                if let Some(Screen::Moments(moments)) = self.screens.last_mut() {
                    moments.take(&history, &self.core);
                }
                let Some((reading, core)) = self.reading() else { return false };
                reading.take_history(history, core);
            }
            Err(error) => self.core.tell(error.message()),
        }
        true
    }

    /// Something that all of what is read depends on changed: files, the language, the size.
    pub(in crate::app) fn lay_out_reading(&mut self) {
        if let Some((reading, core)) = self.reading().filter(|(reading, _)| reading.mending.is_none()) {
            reading.derive(core);
        }
    }

    /// The response before or after the one that is read.
    pub(in crate::app) fn neighbour(&mut self, forward: bool) -> Option<String> {
        let id = self.core.session.as_ref()?.response.id.clone();
        let (reading, _) = self.reading()?;
        let at = reading.among.iter().position(|other| *other == id)?;
        let to = if forward { at + 1 } else { at.checked_sub(1)? };
        reading.among.get(to).cloned()
    }

    /// Reads the next response of the list, or the one before.
    pub(in crate::app) fn read_next(&mut self, forward: bool) {
        match self.neighbour(forward) {
            Some(id) => {
                self.note_read();
                self.core.effects.push(Effect::Read(id));
            }
            None => self.core.tell(Message::new(if forward { "reading-no-next" } else { "reading-no-previous" })),
        }
    }

    /// Reads the response anew: its file is another one, perhaps.
    pub(in crate::app) fn read_again(&mut self) {
        if let Some(session) = &self.core.session {
            let id = session.response.id.clone();
            self.core.effects.push(Effect::Read(id));
        }
    }

    /// Whoever leaves a response whose end was seen has read it, also if nothing was said of it.
    pub(in crate::app) fn note_read(&mut self) {
        let Some(id) = self.core.session.as_ref().map(|session| session.response.id.clone()) else { return };
        let Some((reading, core)) = self.reading() else { return };
        // where nothing can be kept, that cannot either
        if std::mem::take(&mut reading.ended) && core.read_only.is_none() {
            core.say(&id, vec![Act::Read]);
        }
    }

    /// Leaves the response that is read for the list.
    pub(in crate::app) fn leave_reading(&mut self) {
        self.note_read();
        self.core.say_again();
        if let Some(session) = self.core.session.take() {
            self.with_inbox(|inbox, _| inbox.come_back(session.response.id));
        }
        self.screens.pop();
        if self.screens.is_empty() {
            self.screens.push(Screen::Home(Home::default()));
        }
        self.core.list_anew();
    }

    /// Compares what is read with something else.
    pub(in crate::app) fn compare_reading(&mut self, against: Option<Against>) {
        if let Some((reading, core)) = self.reading() {
            reading.compare(against, core);
        }
    }

    /// The answer to mend, if the response was opened for that; the filling screen then comes over the reading one.
    pub(in crate::app) fn mending(&mut self) -> Option<(usize, crate::answers::Path)> {
        self.reading().and_then(|(reading, _)| reading.mending.clone())
    }

    /// Something was said: the response that is read is laid out anew, and its file looked at.
    pub(in crate::app) fn heard(&mut self) {
        if let Some((reading, core)) = self.reading().filter(|(reading, _)| reading.mending.is_none()) {
            reading.heard(core);
        }
    }

    /// Says something of the response that is read, if one is; gives it back, if not.
    pub(in crate::app) fn say_read(&mut self, acts: Vec<Act>) -> Option<Vec<Act>> {
        let Some((reading, core)) = self.reading().filter(|(reading, _)| reading.mending.is_none()) else { return Some(acts) };
        reading.say(acts, core);
        None
    }
}
