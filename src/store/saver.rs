//! The saver: the one other thread. It does what waits for the disk, in order, and gives results back; it sleeps while there is nothing to do.

mod job;

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::Timestamp;

use super::{Saved, Settings, Store, StoreError, browse, browse_files, write_file, write_output_itself, write_private};
use crate::response::history::{Entry, lines};

pub use job::{Done, Job, Looked};

/// How many responses are read before a list is first shown.
pub const LISTED_AT_ONCE: usize = 200;
/// How many more are read between two looks at what else there is to do: no save waits for more.
const LISTED_ON: usize = 100;

/// The saver's thread, as those see it who give it work. Dropping it waits until all is written.
#[derive(Debug)]
pub struct Worker {
    /// For jobs done by whoever sends them.
    own: RefCell<Saver>,
    jobs: Option<Sender<Job>>,
    done: Receiver<Done>,
    back: Sender<Done>,
    thread: Option<JoinHandle<()>>,
    /// How many jobs have no result yet.
    open: Cell<usize>,
}

impl Worker {
    /// Starts the thread. `wake` is called on it whenever a result is there.
    ///
    /// Were no thread to be had, jobs would be done by whoever sends them.
    #[must_use]
    pub fn spawn(store: Store, wake: impl Fn() + Send + 'static) -> Self {
        let (jobs, todo) = channel();
        let (back, done) = channel();
        let (mut saver, results) = (Saver::new(store.clone()), back.clone());
        let thread = std::thread::Builder::new().name("saver".to_owned()).spawn(move || {
            let mut queue = VecDeque::new();
            while let Ok(job) = todo.recv() {
                queue.push_back((job, 1));
                loop {
                    queue.extend(todo.try_iter().map(|job| (job, 1)));
                    let Some((job, settles)) = next(&mut queue) else { break };
                    let _ = results.send(saver.attempt(job, settles)); // nobody waits for it any more
                    wake();
                }
                saver.store.keep_index();
            }
        });
        Self { own: RefCell::new(Saver::new(store)), jobs: Some(jobs), done, back, thread: thread.ok(), open: Cell::new(0) }
    }

    /// Without a thread: each job is done when it is given, so that results come in the order of the jobs.
    #[must_use]
    pub fn here(store: Store) -> Self {
        let (back, done) = channel();
        Self { own: RefCell::new(Saver::new(store)), jobs: None, done, back, thread: None, open: Cell::new(0) }
    }

    /// Gives the thread something to do.
    pub fn send(&self, job: Job) {
        self.open.set(self.open.get() + 1);
        let refused = match &self.jobs {
            Some(jobs) => jobs.send(job).err().map(|refused| refused.0),
            None => Some(job),
        };
        if let Some(job) = refused {
            // no thread: better slow than lost
            let mut own = self.own.borrow_mut();
            let _ = self.back.send(own.attempt(job, 1));
            own.store.keep_index();
        }
    }

    /// The results that are there; never waits.
    pub fn done(&self) -> impl Iterator<Item = Done> + '_ {
        self.done.try_iter().inspect(|done| self.settled(done))
    }

    /// Whether it has something to do or a result to take; never, once its thread died.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.open.get() > 0 && self.thread.as_ref().is_none_or(|thread| !thread.is_finished())
    }

    /// Waits until all is done and gives the results that were not taken yet; work goes on after that.
    #[must_use]
    pub fn settle(&self) -> Vec<Done> {
        let mut results = Vec::new();
        loop {
            results.extend(self.done());
            if self.open.get() == 0 || self.thread.as_ref().is_none_or(JoinHandle::is_finished) {
                return results;
            }
            // not for ever: the thread may die
            if let Ok(done) = self.done.recv_timeout(Duration::from_millis(50)) {
                self.settled(&done);
                results.push(done);
            }
        }
    }

    fn settled(&self, done: &Done) {
        let jobs = if let Done::Save { settles, .. } = done { *settles } else { 1 };
        self.open.set(self.open.get().saturating_sub(jobs));
    }

    /// Waits until all is done and gives the results that were not taken yet.
    #[must_use]
    pub fn finish(mut self) -> Vec<Done> {
        self.stop();
        self.done.try_iter().collect()
    }

    fn stop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join(); // if it died, what it had done is still in the channel
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop();
    }
}

/// What is to be done next: a save before longer work, unless that was asked before and reads or moves responses; the newest save of a response for
/// all that directly wait before it. With it, how many jobs it settles.
fn next(queue: &mut VecDeque<(Job, usize)>) -> Option<(Job, usize)> {
    let sees_saves = |job: &Job| match job {
        Job::Trash { .. }
        | Job::Restore(_)
        | Job::Copy { .. }
        | Job::List(_)
        | Job::ListOn(_)
        | Job::Thrown(_)
        | Job::Details(_)
        | Job::Record { .. }
        | Job::Review { .. }
        | Job::Look(_)
        | Job::Amend(_)
        | Job::BringFiles { .. }
        | Job::Reopen { .. }
        | Job::History(_)
        | Job::Backups(_)
        | Job::RestoreBackup { .. }
        | Job::Other(_)
        | Job::Settle { .. } => true,
        Job::Save { .. }
        | Job::Attach { .. }
        | Job::Browse { .. }
        | Job::Export { .. }
        | Job::Elsewhere { .. }
        | Job::Search { .. }
        | Job::Tidy(_)
        | Job::Keep { .. }
        | Job::CheckFiles { .. } => false,
    };
    let barrier = queue.iter().position(|(job, _)| sees_saves(job)).unwrap_or(queue.len());
    let Some(first) = queue.iter().take(barrier).position(|(job, _)| matches!(job, Job::Save { .. })) else {
        return queue.pop_front();
    };
    let (mut newest, mut settles) = queue.remove(first)?;
    let mut at = first;
    for _ in first + 1..barrier {
        let same = matches!((&queue[at].0, &newest), (Job::Save { id, .. }, Job::Save { id: own, .. }) if id == own);
        if !same {
            at += 1;
        } else if let Some((mut job, count)) = queue.remove(at) {
            if let (Job::Save { entries: older, .. }, Job::Save { entries, .. }) = (&mut newest, &mut job) {
                entries.splice(0..0, older.drain(..));
            }
            newest = job;
            settles += count;
        }
    }
    Some((newest, settles))
}

/// What does the jobs.
#[derive(Debug)]
struct Saver {
    store: Store,
    /// Lines of histories that are not appended yet: what could not be is with the next save, which is tried again.
    unwritten: HashMap<String, Vec<u8>>,
}

impl Saver {
    fn new(store: Store) -> Self {
        Self { store, unwritten: HashMap::new() }
    }

    /// Writes a response and what is new in its history, after what could not be appended before; gives what [`Store::write`] gives.
    fn save(&mut self, id: &str, json: &[u8], entries: &[Entry], now: Timestamp) -> Result<bool, StoreError> {
        let Self { store, unwritten } = self;
        let Saved { written, recorded } = store.save_with(id, json, waiting(unwritten, id, entries), now);
        written.and_then(|again| recorded.map(|()| again))
    }

    /// Appends to a history what is new, after what could not be appended before.
    fn record(&mut self, id: &str, entries: &[Entry]) -> Result<(), StoreError> {
        let Self { store, unwritten } = self;
        store.append_history(id, waiting(unwritten, id, entries))
    }

    /// Does a job. A fault of the program's own is what becomes of that job alone: the next one may succeed, and saving elsewhere, too.
    fn attempt(&mut self, job: Job, settles: usize) -> Done {
        let failed = job.failed(settles);
        catch_unwind(AssertUnwindSafe(|| self.run(job, settles))).unwrap_or(failed)
    }

    fn run(&mut self, job: Job, settles: usize) -> Done {
        let store = &self.store;
        match job {
            Job::Save { id, json, entries, now } => {
                let mut written = self.save(&id, &json, &entries, now);
                if let Err(changed @ StoreError::Changed { .. }) = written {
                    written = self.store.put_aside(&id, &json).and(Err(changed));
                }
                let again = written == Ok(true);
                Done::Save { id, settles, result: written.map(drop), again }
            }
            Job::Record { id, entries } => {
                let result = self.record(&id, &entries);
                Done::Record { id, result }
            }
            Job::Review { id, lines } => {
                let result = store.append_review(&id, &lines);
                Done::Review { id, lines, result }
            }
            Job::Look(id) => {
                let result = store.load(&id).map(|response| Box::new(Looked { response, reviewing: store.reviewing(&id) }));
                Done::Look { id, result }
            }
            Job::BringFiles { from, into, given, question } => {
                Done::BringFiles { result: store.bring_files(&from, &into, &given, &question).map(Box::new), id: into.id, question }
            }
            Job::Amend(amendment) => Done::Amend { result: store.amend(&amendment).map(Box::new), id: amendment.was.id },
            Job::Reopen { id, now, author, reason } => {
                let result = store.reopen(&id, now, &author, &reason);
                Done::Reopen { id, reason, result }
            }
            Job::History(id) => {
                let result = store.history(&id);
                Done::History { id, result }
            }
            Job::Backups(id) => {
                let result = store.backups(&id);
                Done::Backups { id, result }
            }
            Job::RestoreBackup { id, name, now, author } => {
                let result = store.restore_backup(&id, &name, now, &author);
                Done::RestoreBackup { id, result }
            }
            Job::Keep { dir, setting } => Done::Keep { result: Settings::keep(&dir, &setting), setting },
            Job::Tidy(now) => {
                let _ = store.tidy_trash(now); // else the next one does
                Done::Tidy
            }
            Job::Thrown(listing) => Done::Thrown { result: store.thrown_away(&listing) },
            Job::Attach { id, question, source, follow } => {
                let result = if follow { store.attach(&id, &source) } else { store.attach_itself(&id, &source) };
                Done::Attach { id, question, source, result }
            }
            Job::Browse { dir, follow } => {
                let result = if follow { browse(&dir) } else { browse_files(&dir) };
                Done::Browse { dir, result }
            }
            Job::Trash { id, now } => {
                let result = store.trash(&id, now);
                Done::Trash { id, result }
            }
            Job::Restore(id) => {
                let result = store.restore(&id);
                Done::Restore { id, result }
            }
            Job::Copy { id, new_id, now, author } => {
                let result = store.copy(&id, &new_id, now, &author).map(Box::new);
                Done::Copy { id, result }
            }
            Job::Export { to, bytes, force, follow } => {
                let result = if follow { write_file(&to, &bytes, force) } else { write_output_itself(&to, &bytes, force) };
                Done::Export { to, result }
            }
            Job::Elsewhere { id, to, json, modified, force } => {
                let result = write_private(&to, &json, force);
                Done::Elsewhere { id, to, modified, result }
            }
            Job::Other(id) => {
                let result = store.changed(&id).map(Box::new);
                Done::Other { id, result }
            }
            Job::Settle { id, settlement } => {
                let result = store.settle(&id, &settlement);
                Done::Settle { id, result }
            }
            Job::CheckFiles { id, files } => {
                let faults = store.check_expected(&id, &files);
                Done::CheckFiles { id, faults }
            }
            Job::List(listing) => Done::List { result: store.summaries(&listing, LISTED_AT_ONCE) },
            Job::Details(glance) => {
                let result = store.details(&glance).map(Box::new);
                Done::Details { glance, result }
            }
            Job::Search { ids, listing, language } => {
                let texts = store.searched(ids, &listing, language);
                Done::Search { texts, language }
            }
            Job::ListOn(listing) => Done::List { result: Ok(store.more_summaries(&listing, LISTED_ON)) },
        }
    }
}

/// The lines that are to be appended to a history by now; they are known until they are.
fn waiting<'a>(unwritten: &'a mut HashMap<String, Vec<u8>>, id: &str, entries: &[Entry]) -> &'a mut Vec<u8> {
    let waiting = unwritten.entry(id.to_owned()).or_default();
    waiting.extend(lines(entries));
    waiting
}

#[cfg(test)]
mod tests;
