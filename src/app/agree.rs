//! Two entries of one response, where they differ: neither is preferred, a key says which one holds.

mod told;
mod view;
mod visit;

use crossterm::event::{KeyCode, KeyEvent};

use super::action::{Action, Scope, action_of};
use super::core::{Command, Core, Step};
use super::panel::walk;
use super::session::Session;
use crate::answers::Path;
use crate::form::Form;
use crate::l10n::Message;
use crate::question::Question;
use crate::response::Response;
use crate::response::compare::{Change, Kind};
use crate::response::history::What;
use crate::response::verify::{Compared, Entries, Entry, blocks_said};
use crate::store::{Amendment, Job, Looked, StoreError, is_id};

/// The screen's state.
#[derive(Debug)]
pub struct Agree {
    /// The id of the first entry.
    of: String,
    /// It, once it is read; or why it cannot be compared.
    first: Option<Result<Box<First>, Message>>,
    /// Both compared, as they were after the last message.
    compared: Option<Compared>,
    /// Whether what it says may be seen: it is asked before, since who has seen it enters nothing a second time.
    shown: bool,
    chosen: usize,
    /// What the focus is to be put on as soon as both are compared anew.
    wanted: Option<Path>,
    /// What is being written.
    writing: Option<Writing>,
    /// What keys settled here, the last one last.
    settled: Vec<Settled>,
    /// When the second entry was changed last before the page was visited from here.
    left: Option<jiff::Timestamp>,
    /// Whether the key before asked for the trash.
    sure: bool,
}

/// The first entry.
#[derive(Debug)]
struct First {
    response: Response,
    /// Whether it was filled in another version of the form: it is shown as it would be opened, and not written.
    is_older: bool,
}

/// What the disk is asked for.
#[derive(Debug)]
enum Writing {
    /// The files that an answer of the first entry names, for the second one, where this is settled.
    Files(Path),
    /// An answer of the first entry, which can be taken back.
    First(Settled),
    /// That it is as it was.
    Back(Settled),
}

/// What a key settled: where, and how it is taken back.
#[derive(Debug)]
struct Settled {
    path: Path,
    /// The first entry as it was before; nothing if the second one was changed, whose changes are undone by the page.
    was: Option<Box<Response>>,
}

/// Whether nothing would be left of the first entry's answer if the second one holds.
fn erases(change: &Change) -> bool {
    change.before.is_some() && change.after.is_none() && change.typed_after.is_empty()
}

/// The response that the open one enters a second time.
#[must_use]
pub fn first_of(session: &Session) -> Option<&str> {
    let first = session.response.verifies.as_deref()?;
    (is_id(first) && first != session.response.id).then_some(first)
}

impl Agree {
    /// The screen, and the first entry asked for; `None` if the open response is no second one.
    #[must_use]
    pub fn open(core: &mut Core) -> Option<Self> {
        let session = core.session.as_mut()?;
        session.leave();
        let of = first_of(session)?.to_owned();
        core.ask(Job::Look(of.clone()));
        let (first, compared, wanted, writing, left) = (None, None, None, None, None);
        Some(Self { of, first, compared, shown: false, chosen: 0, wanted, writing, settled: Vec::new(), left, sure: false })
    }

    /// Whether this is its first entry.
    #[must_use]
    pub fn is_of(&self, id: &str) -> bool {
        self.of == id
    }

    /// The first entry that was asked for.
    pub fn take(&mut self, found: Result<Box<Looked>, StoreError>, core: &Core) {
        let Some(session) = &core.session else { return };
        let looked = match found {
            Ok(looked) => looked,
            Err(error) => return self.first = Some(Err(error.message())),
        };
        self.shown |= looked.reviewing.verified.iter().any(|one| one.with == session.response.id);
        let mut response = looked.response;
        if response.form.id != session.form.id {
            return self.first = Some(Err(Message::new("agree-other-form")));
        }
        let is_older = response.form.version != session.form.version;
        let _ = response.bring_over(&session.form, |reason| core.texts.render(reason));
        self.first = Some(Ok(Box::new(First { response, is_older })));
    }

    fn entries<'a>(&'a self, core: &'a Core) -> Option<Entries<'a>> {
        let (session, first) = (core.session.as_ref()?, self.first.as_ref()?.as_ref().ok()?);
        Some(Entries { form: &session.form, first: &first.response, second: &session.response })
    }

    /// Compares both as they are now.
    pub fn compare(&mut self, core: &Core) {
        self.compared = self.entries(core).map(|entries| entries.compared(core.today()));
        let rows = || self.compared.iter().flat_map(Compared::open);
        // what came back may be a part of what was settled, or the whole of it
        let is_it = |change: &Change, wanted: &Path| change.path.is_within(wanted) || wanted.is_within(&change.path);
        let found = self.wanted.as_ref().and_then(|wanted| {
            rows().position(|change| change.path == *wanted).or_else(|| rows().position(|change| is_it(change, wanted)))
        });
        let last = rows().count().saturating_sub(1);
        self.chosen = found.unwrap_or(self.chosen).min(last);
        self.wanted = None;
    }

    /// What the focus stands on.
    fn lit(&self) -> Option<&Change> {
        self.compared.as_ref()?.open().nth(self.chosen)
    }

    /// How much there is to settle; nothing as long as that may not be seen.
    fn rows(&self) -> Option<usize> {
        self.compared.as_ref().filter(|_| self.shown).map(|compared| compared.open().count())
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &mut Core) -> Step {
        let sure = std::mem::take(&mut self.sure);
        let Some(rows) = self.rows() else {
            return if self.compared.is_some() && key.code == KeyCode::Enter { self.show(core) } else { Step::Ignored };
        };
        if action_of(key, &[Scope::Everywhere]) == Some(Action::Undo) {
            return self.undo(core);
        }
        if let Some(action) = action_of(key, &[Scope::Agree]) {
            self.sure = sure;
            return self.act(action, core);
        }
        if let Some(to) = walk(key.code, self.chosen, || rows) {
            self.chosen = to;
            return Step::Redraw;
        }
        if key.code == KeyCode::Enter { self.visit(core) } else { Step::Ignored }
    }

    /// Goes to the question in the second entry; Esc comes back.
    fn visit(&mut self, core: &Core) -> Step {
        let (Some(session), Some(path)) = (&core.session, self.lit().map(|change| change.path.clone())) else { return Step::Ignored };
        let is_there = path.block().is_none_or(|block| session.response.answers.get(&block).is_some());
        let at = if is_there { path.clone() } else { Path::question(path.root()) };
        let Some(page) = session.form.item_at(&at).map(|item| session.form.items[item].page) else { return Step::Ignored };
        (self.wanted, self.left) = (Some(path), Some(session.response.modified));
        Step::Do(Command::Visit(page, at))
    }

    /// The page that was visited is left. What was changed there stands before what was settled here: it is undone there.
    fn come_back(&mut self, session: &Session) {
        if self.left.take() != Some(session.response.modified) {
            self.settled.retain(|settled| settled.was.is_some());
        }
    }

    /// Whether an action of the key table would do something here.
    #[must_use]
    pub fn offers(&self, action: Action, core: &Core) -> bool {
        match action {
            Action::FirstHolds | Action::SecondHolds => self.rows().is_some_and(|rows| rows > 0),
            Action::TrashSecond => self.rows() == Some(0),
            Action::Undo => {
                let is_free = |settled: &Settled| settled.was.is_some() || core.session.as_ref().is_some_and(|one| one.locked().is_none());
                self.writing.is_none() && self.settled.last().is_some_and(is_free)
            }
            action => action != Action::Name,
        }
    }

    /// Does an action of the key table where the focus stands.
    pub fn act(&mut self, action: Action, core: &mut Core) -> Step {
        let sure = std::mem::take(&mut self.sure);
        if !self.offers(action, core) {
            return Step::Ignored;
        }
        match (action, self.lit().cloned()) {
            (Action::FirstHolds, Some(change)) => self.first_holds(&change, core),
            // the second entry may just not have come to it, and the first is another's
            (Action::SecondHolds, Some(change)) if !sure && erases(&change) => {
                self.sure = true;
                tell(core, Message::new("agree-erases"))
            }
            (Action::SecondHolds, Some(change)) => self.second_holds(&change, core),
            (Action::TrashSecond, _) if sure => Step::Do(Command::TrashOpen),
            (Action::TrashSecond, _) => {
                self.sure = true;
                tell(core, Message::new("agree-trash-again"))
            }
            (Action::Undo, _) => self.undo(core),
            _ => Step::Ignored,
        }
    }

    /// Shows what the first entry says, and notes how far both agree before anything is settled.
    fn show(&mut self, core: &mut Core) -> Step {
        let now = core.now;
        let (Some(session), Some(compared)) = (&mut core.session, &self.compared) else { return Step::Ignored };
        self.shown = true;
        let second = session.response.id.clone();
        if !session.stored && session.read_only.is_none() {
            // what is compared must be there to be looked up
            session.touch(now);
            core.save();
        }
        if core.read_only.is_none() {
            core.say(&self.of, vec![compared.verified(&second)]);
        }
        Step::Redraw
    }

    fn first_holds(&mut self, change: &Change, core: &mut Core) -> Step {
        let (Some(entries), Some(session)) = (self.entries(core), &core.session) else { return Step::Ignored };
        let busy = self.writing.as_ref().map(|_| Message::new("agree-writing"));
        let reason = busy.or_else(|| session.locked()).or_else(|| too_many(entries.form, entries.second, change, Kind::Removed));
        if let Some(reason) = reason {
            return tell(core, reason);
        }
        let (from, into) = (self.of.clone(), Box::new(entries.second.clone()));
        let given = Box::new(entries.settled(change, Entry::First));
        let question = change.path.root().to_owned();
        if has_files(entries.form, &question) {
            self.writing = Some(Writing::Files(change.path.clone()));
            core.ask(Job::BringFiles { from, into, given, question });
            return Step::Redraw;
        }
        Step::Do(Command::Adopt(given, change.path.clone()))
    }

    fn second_holds(&mut self, change: &Change, core: &mut Core) -> Step {
        let (Some(entries), Some(Ok(first))) = (self.entries(core), &self.first) else { return Step::Ignored };
        let reason = if self.writing.is_some() {
            Some(Message::new("agree-writing"))
        } else if first.is_older {
            Some(Message::new("agree-version"))
        } else {
            too_many(entries.form, entries.first, change, Kind::Added)
        };
        if let Some(reason) = reason {
            return tell(core, reason);
        }
        let (now, from) = (entries.settled(change, Entry::Second), entries.second.id.clone());
        let was = Box::new(first.response.clone());
        self.amend(now, from, &change.path, What::Answer, core);
        self.writing = Some(Writing::First(Settled { path: change.path.clone(), was: Some(was) }));
        Step::Redraw
    }

    /// Has a question of the first entry written; files that its answer names are those of the response `from`.
    fn amend(&self, now: Response, from: String, path: &Path, what: What, core: &mut Core) {
        let Some(Ok(first)) = &self.first else { return };
        let (was, question) = (first.response.clone(), path.root().to_owned());
        core.ask(Job::Amend(Box::new(Amendment { was, now, from, question, what, at: core.now, by: core.author.clone() })));
    }

    /// Takes back what the last key settled here, in the entry that it changed.
    fn undo(&mut self, core: &mut Core) -> Step {
        if self.writing.is_some() {
            // what it would take back is not settled yet
            return tell(core, Message::new("agree-writing"));
        }
        let is_of_page = self.settled.last().is_some_and(|settled| settled.was.is_none());
        if let Some(reason) = core.session.as_ref().filter(|_| is_of_page).and_then(Session::locked) {
            return tell(core, reason);
        }
        let Some(settled) = self.settled.pop() else { return tell(core, Message::new("agree-nothing-to-undo")) };
        let Some(was) = &settled.was else {
            self.wanted = Some(settled.path);
            return Step::Do(Command::UndoOnPage);
        };
        self.amend((**was).clone(), self.of.clone(), &settled.path, What::Undo, core);
        self.writing = Some(Writing::Back(settled));
        Step::Redraw
    }
}

/// Whether files can be attached to a question, or to a field of it.
fn has_files(form: &Form, question: &str) -> bool {
    let is_file = |item: usize| form.items[item].question().is_some_and(Question::is_file);
    let Some(item) = form.find(question) else { return false };
    form.items[item].repeat().map_or_else(|| is_file(item), |repeat| repeat.fields.iter().any(|field| is_file(*field)))
}

/// Says that a repeat has no room for a block that comes if the other entry holds.
fn too_many(form: &Form, target: &Response, change: &Change, comes: Kind) -> Option<Message> {
    let root = Path::question(change.path.root());
    let repeat = form.items[form.item_at(&root)?].repeat()?;
    let is_full = blocks_said(target, &root) >= repeat.max;
    (change.is_of_block() && change.kind == comes && is_full).then(|| Message::new("no-more-blocks").with("max", repeat.max))
}

fn tell(core: &mut Core, message: Message) -> Step {
    core.tell(message);
    Step::Redraw
}
