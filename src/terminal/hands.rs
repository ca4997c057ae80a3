//! Does what the program asks of the outside: saves, reads, locks, remembers. The terminal's loop works with it, and whatever else runs the program.

use std::path::PathBuf;
use std::rc::Rc;

use jiff::{SignedDuration, Timestamp};

use crate::app::{App, Effect, Msg, Opened, Redraw};
use crate::form::{Form, Sources};
use crate::l10n::Message;
use crate::response::Response;
use crate::store::{Done, Job, Lock, LockError, Other, Seen, Setting, Settings, Store, Worker};

/// What the program works with besides its terminal.
#[derive(Debug)]
pub struct Outside {
    /// The data directory.
    pub store: Store,
    /// Where forms come from.
    pub sources: Sources,
    /// Who holds a lock, as they call themselves.
    pub author: String,
    /// The settings and where they are kept, if anywhere.
    pub settings: (Settings, Option<PathBuf>),
}

/// What time it is for the program: that of the machine, or as much before or after it. Lessons play on a day of their own.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock(pub SignedDuration);

impl Clock {
    /// A clock that shows that time now.
    #[must_use]
    pub fn showing(time: Timestamp) -> Self {
        Self(time.duration_since(Timestamp::now()))
    }

    /// The time.
    #[must_use]
    pub fn now(self) -> Timestamp {
        let now = Timestamp::now();
        // past the end of time it stands still
        if self.0.is_zero() { now } else { now.saturating_add(self.0).unwrap_or(Timestamp::MAX) }
    }
}

/// Does the program's effects and gives it what comes of them.
#[derive(Debug)]
pub struct Hands {
    outside: Outside,
    worker: Worker,
    /// The lock on the open response; the kernel releases it with the process.
    lock: Option<Lock>,
    /// Whether the program asked to end.
    pub ended: bool,
    /// Whether it asked that the terminal be drawn anew, whatever it shows.
    pub repaint: bool,
    /// Whether nothing is shown any more.
    is_leaving: bool,
}

impl Hands {
    /// Works on that, with the lock on the open response if there is one. `wake` is called on another thread whenever a result is there to be taken.
    #[must_use]
    pub fn new(outside: Outside, lock: Option<Lock>, wake: impl Fn() + Send + 'static) -> Self {
        let worker = Worker::spawn(outside.store.clone(), wake);
        Self { outside, worker, lock, ended: false, repaint: false, is_leaving: false }
    }

    /// Without a thread: what is asked for is done at once, and its results wait to be taken.
    #[must_use]
    pub fn at_once(outside: Outside, lock: Option<Lock>) -> Self {
        let worker = Worker::here(outside.store.clone());
        Self { outside, worker, lock, ended: false, repaint: false, is_leaving: false }
    }

    /// Nothing is shown any more: what only reads on for that is not begun.
    pub fn leave(&mut self) {
        self.is_leaving = true;
    }

    /// The lock on the open response goes.
    pub fn release(&mut self) {
        self.lock = None;
    }

    /// Whether something is under way or there is a result to take.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.worker.is_busy()
    }

    /// Gives the program the results that are there; what is to be drawn.
    pub fn take_done(&mut self, app: &mut App, now: Timestamp) -> Redraw {
        let done: Vec<Done> = self.worker.done().collect();
        self.give(app, done, now)
    }

    /// Waits until nothing is under way and gives the program all results; what is to be drawn.
    pub fn settle(&mut self, app: &mut App, now: Timestamp) -> Redraw {
        let done = self.worker.settle();
        self.give(app, done, now)
    }

    fn give(&mut self, app: &mut App, done: Vec<Done>, now: Timestamp) -> Redraw {
        let mut redraw = Redraw::No;
        for done in done {
            lock_new(&mut self.lock, &done, &self.outside.store, &self.outside.author);
            redraw.add(self.handle(app, Msg::Done(done), now));
        }
        redraw
    }

    /// Writes what is not on the disk, and waits until it is: the program may stand still for days now, and never go on.
    pub fn save_all(&mut self, app: &mut App, now: Timestamp) {
        self.handle(app, Msg::Due, now);
        self.settle(app, now);
    }

    /// Gives the program a message and does all that follows from it; what is to be drawn.
    pub fn handle(&mut self, app: &mut App, msg: Msg, now: Timestamp) -> Redraw {
        let (effects, mut redraw) = app.update(msg, now);
        redraw.add(self.run_all(app, effects, now));
        redraw
    }

    /// Does these things and all that follows from them; what is to be drawn.
    pub fn run_all(&mut self, app: &mut App, mut effects: Vec<Effect>, now: Timestamp) -> Redraw {
        let mut redraw = Redraw::No;
        while !effects.is_empty() {
            let messages: Vec<Msg> = effects.drain(..).filter_map(|effect| self.run(effect, &mut redraw)).collect();
            for msg in messages {
                let (more, draw) = app.update(msg, now);
                effects.extend(more);
                redraw.add(draw);
            }
        }
        redraw
    }

    fn run(&mut self, effect: Effect, redraw: &mut Redraw) -> Option<Msg> {
        match effect {
            Effect::Job(job) if self.is_leaving && job.reads_on() => None,
            Effect::Job(job) => {
                self.worker.send(job);
                None
            }
            Effect::TakeOver(id) => match self.outside.store.lock(&id, &self.outside.author) {
                Err(LockError::Held { .. }) => None,
                // free, and from now on ours
                Ok(lock) => Some(Msg::Freed(self.read(&id, lock.into()).map(Box::new))),
                Err(error) => Some(Msg::Freed(Err(error.message()))),
            },
            Effect::Open(id) => Some(Msg::Opened(self.open(&id).map(Box::new))),
            Effect::Read(id) => Some(Msg::Read(self.review(&id).map(Box::new))),
            Effect::Release => {
                self.lock = None;
                None
            }
            Effect::Keep(setting) => {
                if let Setting::Author(name) = &setting
                    && !name.is_empty()
                {
                    self.outside.author.clone_from(name);
                }
                let (settings, dir) = &mut self.outside.settings;
                settings.choose(setting.clone());
                if let Some(dir) = dir.clone() {
                    self.worker.send(Job::Keep { dir, setting });
                }
                None
            }
            Effect::Repaint => {
                self.repaint = true;
                *redraw = Redraw::All;
                None
            }
            Effect::Quit => {
                self.ended = true;
                None
            }
        }
    }

    fn form(&self, response: &Response) -> Result<Rc<Form>, Message> {
        let form = self.outside.sources.load(&response.form.id).map(Rc::new);
        form.map_err(|_| Message::new("no-such-form").with("id", response.form.id.as_str()))
    }

    /// Reads a response as its reviewer does: who locks it does not matter.
    fn review(&self, id: &str) -> Result<Opened, Message> {
        let response = self.outside.store.load(id).map_err(|error| error.message())?;
        let reviewing = self.outside.store.reviewing(id);
        Ok(Opened { reviewing, stored: true, ..Opened::new(self.form(&response)?, response) })
    }

    fn open(&mut self, id: &str) -> Result<Opened, Message> {
        // first the lock: what is read then is what will be written over
        let taken = take(&self.outside.store, id, &self.outside.author);
        self.read(id, taken)
    }

    fn read(&mut self, id: &str, taken: Taken) -> Result<Opened, Message> {
        let (response, seen) = self.outside.store.read(id).map_err(|error| error.message())?;
        let form = self.form(&response)?;
        let other = taken.other(&self.outside.store, &response, seen, &self.outside.settings.0);
        self.lock = taken.lock;
        let reviewing = self.outside.store.reviewing(id);
        Ok(Opened { form, response, reviewing, stored: true, read_only: taken.barred, held: taken.held, other, page: None })
    }
}

/// A new response is locked once it is on the disk; one that had vanished again, since its lock may have, too.
pub fn lock_new(lock: &mut Option<Lock>, done: &Done, store: &Store, author: &str) {
    if let Done::Save { id, result: Ok(()), again, .. } = done
        && (lock.is_none() || *again)
    {
        *lock = None;
        *lock = store.lock_written(id, author).ok();
    }
}

/// The lock on a response, or why it can only be read.
#[derive(Debug)]
pub struct Taken {
    /// The lock, if it was to be had.
    pub lock: Option<Lock>,
    /// Why it can only be read, if so.
    pub barred: Option<Message>,
    /// Whether that is because another session has it.
    pub held: bool,
}

/// Locks a response, if it can be written.
#[must_use]
pub fn take(store: &Store, id: &str, author: &str) -> Taken {
    let (barred, held) = match store.lock(id, author) {
        Ok(lock) => return lock.into(),
        Err(LockError::Store(_)) if store.is_read_only() => (Message::new("locked-read-only-store"), false),
        Err(error) => (error.on_screen(), matches!(error, LockError::Held { .. })),
    };
    Taken { lock: None, barred: Some(barred), held }
}

impl From<Lock> for Taken {
    fn from(lock: Lock) -> Self {
        Self { lock: Some(lock), barred: None, held: false }
    }
}

impl Taken {
    /// From now on the response that was read is written over what was seen alone. Gives another version of it that waits for a choice, if there is one.
    #[must_use]
    pub fn other(&self, store: &Store, response: &Response, seen: Option<Seen>, settings: &Settings) -> Option<Box<Other>> {
        self.lock.as_ref()?;
        let id = response.id.as_str();
        if let Some(seen) = seen {
            store.hold(id, seen);
        }
        let elsewhere = || Store::elsewhere(response, settings.elsewhere.get(id)?);
        store.aside(id).or_else(elsewhere).map(Box::new)
    }
}
