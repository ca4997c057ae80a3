//! Whether the open response is saved: when it is written next, what came of that, and which of two versions of it holds.

use std::path::{Path as FilePath, PathBuf};

use jiff::Timestamp;

use super::Session;
use crate::response::Response;
use crate::response::history::Entry;
use crate::store::{Origin, StoreError};

/// How long a change may wait before it is written, in milliseconds: the promise is a second, the disk takes its part.
const SAVE_AFTER_MS: i64 = 700;
/// How long a turned page waits, in milliseconds: until it is drawn.
const SAVE_PAGE_AFTER_MS: i64 = 100;
/// For how many milliseconds nothing may have changed before the screen says « saved »: while one types it would only flicker.
const CALM_AFTER_MS: i64 = 600;
/// After how many milliseconds a save that failed is tried again; twice as many after each further failure.
const TRY_AGAIN_AFTER_MS: i64 = 2000;
/// After how many milliseconds it is looked again whether another session closed the response, if that is waited for.
const LOOK_AGAIN_AFTER_MS: i64 = 2000;
/// After how many milliseconds a save is tried again at most.
const TRY_AGAIN_AT_MOST_MS: i64 = 60_000;

/// Which version of two is being written.
#[derive(Debug)]
pub enum Settling {
    /// The one on the screen: what is answered meanwhile is written after it.
    Own,
    /// This one, which replaces the one on the screen.
    Other(Box<Response>),
}

/// How far saving has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// All is on the disk.
    Saved,
    /// Something changed and is to be written at this time.
    Waiting(Timestamp),
    /// It is being written; what changed since is to be written at this time.
    Writing(Option<Timestamp>),
    /// It could not be written; to be tried again at this time.
    Failed(Timestamp),
    /// It is kept beside its file, which another program changed; what changed since is to be kept at this time.
    Aside(Option<Timestamp>),
}

impl Session {
    /// Something must be written.
    pub fn touch(&mut self, now: Timestamp) {
        self.changed_at = now;
        self.write_at(after(now, SAVE_AFTER_MS));
    }

    /// A page was turned: it is written as soon as the next one is drawn.
    pub fn touch_page(&mut self, now: Timestamp) {
        self.changed_at = Timestamp::MIN;
        self.write_at(after(now, SAVE_PAGE_AFTER_MS));
    }

    fn write_at(&mut self, at: Timestamp) {
        if self.read_only.is_some() {
            // it is another's to write
            return;
        }
        self.saving = match std::mem::replace(&mut self.saving, Saving::Saved) {
            Saving::Saved => Saving::Waiting(at),
            Saving::Waiting(due) => Saving::Waiting(due.min(at)),
            Saving::Writing(due) => Saving::Writing(Some(due.map_or(at, |due| due.min(at)))),
            Saving::Aside(due) => Saving::Aside(Some(due.map_or(at, |due| due.min(at)))),
            other @ Saving::Failed(..) => other,
        };
    }

    /// When the session wants to be called: for the next save, or to look whether the response is free.
    #[must_use]
    pub fn due(&self) -> Option<Timestamp> {
        let save = self.save_due();
        [save, self.held.flatten()].into_iter().flatten().min()
    }

    /// When the next save is due, or « saved » is to be said.
    fn save_due(&self) -> Option<Timestamp> {
        match &self.saving {
            _ if self.settling.is_some() => None,
            Saving::Waiting(at) | Saving::Failed(at) => Some(*at),
            Saving::Saved if self.record.is_ready() => Some(self.changed_at),
            Saving::Aside(at) => *at,
            Saving::Saved => self.calm_at,
            Saving::Writing(_) => None,
        }
    }

    /// The text to write now and what is new in the history, if something is to be written.
    pub fn start_save(&mut self) -> Option<(Vec<u8>, Vec<Entry>)> {
        match self.saving {
            _ if self.settling.is_some() => None,
            Saving::Saved | Saving::Writing(None) | Saving::Aside(None) => None,
            _ => {
                self.saving = Saving::Writing(None);
                self.underway += 1;
                self.moved = false;
                Some((self.response.to_json(), self.record.take(&self.response)))
            }
        }
    }

    /// What is new in the history though nothing is to be written in the response: a visit ended after its last change was saved.
    pub fn new_entries(&mut self) -> Vec<Entry> {
        self.record.take_ready()
    }

    /// Whether the screen says « saved »: all is on the disk, and one does not type.
    #[must_use]
    pub fn is_calm(&self) -> bool {
        self.saving == Saving::Saved && self.calm_at.is_none()
    }

    /// Whether another program made something else of the file, and it is known what: it is to be compared and one of both chosen.
    #[must_use]
    pub fn is_torn(&self) -> bool {
        self.settling.is_none() && self.other.as_ref().is_some_and(|other| other.origin == Origin::Changed)
    }

    /// Whether something keeps the response from being saved in its place.
    #[must_use]
    pub fn is_troubled(&self) -> bool {
        self.trouble.is_some() || self.is_torn()
    }

    /// Time went by: the screen may say « saved » now.
    pub fn calm_down(&mut self, now: Timestamp) {
        self.calm_at = self.calm_at.filter(|at| *at > now);
    }

    /// Waits for the other session to close the response; whether it is time to look whether it did.
    pub fn wait_for_it(&mut self, now: Timestamp) -> bool {
        let due = matches!(self.held, Some(None)) || self.held.flatten().is_some_and(|at| at <= now);
        if due {
            self.held = Some(Some(after(now, LOOK_AGAIN_AFTER_MS)));
        }
        due
    }

    /// Whether all is on the disk, in its place or aside.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.settling.is_none() && matches!(self.saving, Saving::Saved | Saving::Aside(None))
    }

    /// The two versions of the response are settled: what was kept aside is written.
    pub fn settled(&mut self) {
        self.other = None;
        self.trouble = None;
        self.failures = 0;
        self.saving = match std::mem::replace(&mut self.saving, Saving::Saved) {
            Saving::Aside(since) => since.map_or(Saving::Saved, Saving::Waiting),
            Saving::Failed(at) => Saving::Waiting(at),
            other => other,
        };
    }

    /// What became of a save, which settles so many of those given to the saver; whether it was the last of them.
    pub fn end_save(&mut self, settles: usize, result: &Result<(), StoreError>, now: Timestamp) -> bool {
        self.underway = self.underway.saturating_sub(settles);
        if self.underway > 0 {
            return false;
        }
        let since = if let Saving::Writing(since) | Saving::Aside(since) = self.saving { since } else { None };
        self.saving = match (result, &self.saving) {
            (Err(StoreError::Changed { .. }), _) => Saving::Aside(since),
            (Err(_), _) => {
                let patience = TRY_AGAIN_AFTER_MS.saturating_mul(1 << self.failures.min(10)).min(TRY_AGAIN_AT_MOST_MS);
                Saving::Failed(after(now, patience))
            }
            (Ok(()), Saving::Writing(Some(at))) => Saving::Waiting(*at),
            (Ok(()), Saving::Writing(None) | Saving::Aside(_)) => Saving::Saved,
            (Ok(()), other) => other.clone(),
        };
        (self.failures, self.trouble) = match result {
            Ok(()) => (0, None),
            // what the other program made of it is read next: what may keep it from being read is still so
            Err(StoreError::Changed { .. }) => (self.failures, self.trouble.take().filter(|_| !self.is_torn())),
            Err(error) => (self.failures.saturating_add(1), Some(error.clone())),
        };
        let calm = after(self.changed_at, CALM_AFTER_MS);
        self.calm_at = (self.saving == Saving::Saved && calm > now).then_some(calm);
        true
    }

    /// The response, as last changed then, was written to this file outside the data directory.
    pub fn keep_elsewhere(&mut self, file: PathBuf, modified: Timestamp) {
        self.elsewhere = Some((file, modified));
    }

    /// What was written outside the data directory is no longer newer than what is in it; whether something was.
    pub fn forget_elsewhere(&mut self) -> bool {
        self.elsewhere.take().is_some()
    }

    /// The file outside the data directory that has all that was answered, if there is one.
    #[must_use]
    pub fn elsewhere(&self) -> Option<&FilePath> {
        self.elsewhere.as_ref().filter(|(_, modified)| *modified == self.response.modified).map(|(file, _)| file.as_path())
    }
}

fn after(now: Timestamp, milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(now.as_millisecond().saturating_add(milliseconds)).unwrap_or(now)
}
