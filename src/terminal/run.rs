//! The loop: wait for keys, signals or the store; all that came goes to the program; what it asks for is done; then it is drawn once.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use signal_hook::consts::SIGHUP;

use super::input::{Decoder, Input};
use super::output::Output;
use super::tty::{ENTER, Tty};
use super::wait::{Wait, Woken};
use crate::app::{App, Effect, Msg, Opened, Redraw};
use crate::form::{Form, Sources};
use crate::l10n::Message;
use crate::response::Response;
use crate::store::{Done, Job, Lock, LockError, Other, Seen, Setting, Settings, Store, Worker};

/// What the loop works with besides terminal and program.
#[derive(Debug)]
pub struct Outside {
    /// The data directory.
    pub store: Store,
    /// Where forms come from.
    pub sources: Sources,
    /// Who holds a lock, as they call themselves.
    pub author: String,
    /// The settings and where they are kept, if anywhere.
    pub settings: (Settings, Option<std::path::PathBuf>),
    /// Whether colours are used.
    pub colours: bool,
}

/// What ended the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Its user.
    Quit,
    /// This signal; SIGHUP also stands for a terminal that went away.
    Signal(i32),
    /// A fault of its own. It was printed.
    Panic,
}

/// Runs the program on a terminal until it ends. Everything is saved then, as far as the disk allows, whatever ended it.
///
/// # Errors
/// The terminal cannot be waited for.
pub fn run(tty: &mut Tty, app: &mut App, outside: Outside, lock: Option<Lock>) -> io::Result<Ended> {
    let mut wait = Wait::new(tty.input()?)?;
    let (width, height) = tty.size()?;
    let mut output = Output::new(width, height, outside.colours);
    let (effects, _) = app.update(Msg::Resize(width, height), Timestamp::now());
    // first the screen, then what works behind it; were the terminal gone, the wait says so
    let drawn = output.show(&app.frame());
    let unsent = drawn[tty.write(drawn).unwrap_or(drawn.len())..].to_vec();
    let waker = wait.waker();
    let worker = Worker::spawn(outside.store.clone(), move || waker.wake());
    let mut runner = Runner { outside, worker, lock, output, unsent, ended: false };
    let lived = catch_unwind(AssertUnwindSafe(|| live(&mut runner, app, tty, &mut wait, effects)));
    let ended = lived.unwrap_or(Ok(Ended::Panic));
    // a fault may show again: what was asked for before is written all the same
    let _ = catch_unwind(AssertUnwindSafe(|| {
        if !matches!(ended, Ok(Ended::Quit)) {
            runner.handle(app, Msg::Stop);
        }
        runner.save_all(app);
        // what was under way may lead to more, as a directory that was read to a file that is copied, and change what is to be saved
        while runner.worker.is_busy() {
            runner.save_all(app);
        }
        if app.is_unsaved() {
            runner.save_all(app);
        }
    }));
    ended
}

/// The loop.
fn live(runner: &mut Runner, app: &mut App, tty: &mut Tty, wait: &mut Wait, effects: Vec<Effect>) -> io::Result<Ended> {
    let mut is_there = true;
    let mut redraw = runner.run_all(app, effects);
    let mut decoder = Decoder::default();
    let mut heard = Instant::now();
    while is_there {
        // what is not drawn while the terminal takes nothing is drawn when it does
        if runner.unsent.is_empty() && redraw != Redraw::No {
            is_there = runner.draw(tty, app, &std::mem::take(&mut redraw)).is_ok();
            continue;
        }
        let blocked = (!runner.unsent.is_empty()).then(|| tty.output());
        let woken = wait.wait_or_write(timeout(app, &decoder, heard), blocked)?;
        if woken.input {
            heard = Instant::now();
        }
        redraw.add(attend(runner, app, tty, wait, (&mut decoder, heard), woken)?);
        if runner.ended {
            return Ok(Ended::Quit);
        }
        if let Some(signal) = woken.stop {
            return Ok(Ended::Signal(signal));
        }
        is_there = !woken.hangup && (!woken.writable || runner.send(tty).is_ok());
    }
    Ok(Ended::Signal(SIGHUP))
}

/// How long to wait: for the rest of a key, of which the last bytes were heard then, or for the next save.
fn timeout(app: &App, decoder: &Decoder, heard: Instant) -> Option<Duration> {
    let due = app.due().map(|due| {
        let left = due.as_millisecond().saturating_sub(Timestamp::now().as_millisecond());
        Duration::from_millis(u64::try_from(left).unwrap_or(0))
    });
    let rest = decoder.patience().map(|patience| patience.saturating_sub(heard.elapsed()));
    [due, rest].into_iter().flatten().min()
}

/// Gives the program all that came; what is to be drawn.
fn attend(
    runner: &mut Runner,
    app: &mut App,
    tty: &mut Tty,
    wait: &Wait,
    (decoder, heard): (&mut Decoder, Instant),
    woken: Woken,
) -> io::Result<Redraw> {
    let mut redraw = Redraw::No;
    let ends = woken.hangup || woken.stop.is_some();
    decoder.feed(wait.input());
    if ends {
        // nothing more will come: what did is taken, a paste as far as it came
        decoder.flush();
    } else if !woken.input {
        decoder.give_up(heard.elapsed());
    }
    while !runner.ended
        && let Some(input) = decoder.pop()
    {
        redraw.add(runner.handle(
            app,
            match input {
                Input::Key(key) => Msg::Key(key),
                Input::Paste(text) => Msg::Paste(text),
                Input::NotUtf8 => Msg::NotUtf8,
            },
        ));
    }
    if woken.worker {
        let done: Vec<Done> = runner.worker.done().collect();
        for done in done {
            lock_new(&mut runner.lock, &done, &runner.outside.store, &runner.outside.author);
            redraw.add(runner.handle(app, Msg::Done(done)));
        }
    }
    if ends || runner.ended {
        return Ok(redraw);
    }
    if woken.suspend {
        runner.save_all(app);
        tty.suspend()?;
    }
    if woken.resumed {
        tty.resume()?;
    }
    if woken.suspend || woken.resumed {
        redraw.add(runner.handle(app, Msg::Resumed));
        // what was not taken belongs to a screen that is left
        runner.unsent.clear();
        runner.unsent.extend_from_slice(ENTER);
    }
    if woken.resized || woken.resumed {
        let (width, height) = tty.size()?;
        runner.output.resize(width, height);
        redraw.add(runner.handle(app, Msg::Resize(width, height)));
    }
    if app.due().is_some_and(|due| due <= Timestamp::now()) {
        redraw.add(runner.handle(app, Msg::Due));
    }
    Ok(redraw)
}

/// Does what the program asks for.
struct Runner {
    outside: Outside,
    worker: Worker,
    /// The lock on the open response; the kernel releases it with the process.
    lock: Option<Lock>,
    output: Output,
    /// What is drawn and the terminal did not take yet.
    unsent: Vec<u8>,
    ended: bool,
}

impl Runner {
    /// Draws that; what the terminal does not take waits.
    fn draw(&mut self, tty: &Tty, app: &App, redraw: &Redraw) -> io::Result<()> {
        let bytes = self.output.show(&app.frame_of(redraw));
        let sent = tty.write(bytes)?;
        self.unsent.extend_from_slice(&bytes[sent..]);
        Ok(())
    }

    /// Sends more of what waits.
    fn send(&mut self, tty: &Tty) -> io::Result<()> {
        let sent = tty.write(&self.unsent)?;
        self.unsent.drain(..sent);
        Ok(())
    }

    /// Writes what is not on the disk, and waits until it is: the program may stand still for days now, and never go on.
    fn save_all(&mut self, app: &mut App) {
        self.handle(app, Msg::Due);
        for done in self.worker.settle() {
            lock_new(&mut self.lock, &done, &self.outside.store, &self.outside.author);
            self.handle(app, Msg::Done(done));
        }
    }

    /// Gives the program a message and does all that follows from it; what is to be drawn.
    fn handle(&mut self, app: &mut App, msg: Msg) -> Redraw {
        let (effects, mut redraw) = app.update(msg, Timestamp::now());
        redraw.add(self.run_all(app, effects));
        redraw
    }

    /// Does these things and all that follows from them; what is to be drawn.
    fn run_all(&mut self, app: &mut App, mut effects: Vec<Effect>) -> Redraw {
        let mut redraw = Redraw::No;
        while !effects.is_empty() {
            let messages: Vec<Msg> = effects.drain(..).filter_map(|effect| self.run(effect, &mut redraw)).collect();
            for msg in messages {
                let (more, draw) = app.update(msg, Timestamp::now());
                effects.extend(more);
                redraw.add(draw);
            }
        }
        redraw
    }

    fn run(&mut self, effect: Effect, redraw: &mut Redraw) -> Option<Msg> {
        match effect {
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
                self.output.repaint();
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
