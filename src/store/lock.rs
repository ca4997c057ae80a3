//! One writer a response: an advisory lock on `lock`, which is never renamed nor removed, and says who holds it.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::Path;

use jiff::Timestamp;
use rustix::fs::FlockOperation;
use rustix::io::Errno;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::disk::{self, At};
use super::error::held;
use super::{Store, StoreError};
use crate::l10n::Message;

/// The right to write a response, given back when dropped or when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

/// Why a response could not be locked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LockError {
    /// Someone has it open.
    #[error("open by {by} since {since}")]
    Held {
        /// Who, as they call themselves; empty if not known.
        by: String,
        /// Since when.
        since: Timestamp,
    },
    /// The disk.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl LockError {
    /// What to tell.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Held { by, since } => held(["store-held", "store-held-by-someone"], by, *since),
            Self::Store(error) => error.message(),
        }
    }

    /// The same as the store's error.
    pub(super) fn of(self, id: &str) -> StoreError {
        match self {
            Self::Held { by, since } => StoreError::Held { id: id.to_owned(), by, since },
            Self::Store(error) => error,
        }
    }

    /// What to tell where one can wait for it.
    #[must_use]
    pub fn on_screen(&self) -> Message {
        match self {
            Self::Held { by, since } => held(["held", "held-by-someone"], by, *since),
            Self::Store(error) => error.message(),
        }
    }
}

/// What the file says.
#[derive(Serialize, Deserialize)]
struct Holder {
    who: String,
    pid: u32,
    since: Timestamp,
}

impl Store {
    /// Locks a response that is on the disk, and removes what a killed program left half written there.
    ///
    /// # Errors
    /// [`LockError::Held`] by another process, or by this one through another call; it is not there; the directory is read-only.
    pub fn lock(&self, id: &str, who: &str) -> Result<Lock, LockError> {
        let lock = self.lock_written(id, who)?;
        let dir = self.response_dir(id)?;
        disk::sweep(&dir);
        let files = dir.join("files");
        if let Ok(Some(_)) = disk::is_dir(&files) {
            disk::sweep(&files);
        }
        Ok(lock)
    }

    /// Locks a response for as long as something is done to it: whoever has it open is told as the store's error.
    pub(super) fn own(&self, id: &str, who: &str) -> Result<Lock, StoreError> {
        self.lock(id, who).map_err(|error| error.of(id))
    }

    /// Locks a response that this program has just written for the first time. Nothing is removed: the saver may be writing it again by now.
    ///
    /// # Errors
    /// Those of [`Store::lock`].
    pub fn lock_written(&self, id: &str, who: &str) -> Result<Lock, LockError> {
        self.writable()?;
        self.lock_in(&self.response_dir(id)?, id, who)
    }

    /// Locks the response in a directory, wherever that is.
    pub(super) fn lock_in(&self, dir: &Path, id: &str, who: &str) -> Result<Lock, LockError> {
        let path = dir.join("lock");
        let mut file = disk::careful().read(true).write(true).create(true).truncate(false).mode(0o600).open(&path).at(&path)?;
        let there = file.metadata().at(&path)?;
        if !there.is_file() {
            return Err(StoreError::NotAFile { path }.into());
        }
        if there.len() == 0 {
            let _ = self.manner.apply(&file); // another member's that is wrong can be locked all the same
        }
        match rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(Errno::WOULDBLOCK) => {
                let mut text = String::new();
                let _ = (&mut file).take(64 << 10).read_to_string(&mut text); // just a name: any text will do
                let holder = serde_json::from_str::<Holder>(&text).ok();
                let written = there.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
                let (by, since) = holder.map_or((String::new(), written), |holder| (holder.who, Some(holder.since)));
                return Err(LockError::Held { by, since: since.unwrap_or(Timestamp::UNIX_EPOCH) });
            }
            Err(error) => return Err(StoreError::io(&path, &error.into()).into()),
        }
        // it may have gone to the trash, or come back from there, between opening and locking
        if !fs::symlink_metadata(&path).is_ok_and(|now| (now.dev(), now.ino()) == (there.dev(), there.ino())) {
            return Err(self.missing(id).into());
        }
        let holder = Holder { who: who.to_owned(), pid: std::process::id(), since: Timestamp::now() };
        let text = serde_json::to_vec(&holder).unwrap_or_default();
        // who holds it is a courtesy: a full disk must not keep anyone from reading a response
        let _ = file.set_len(0).and_then(|()| file.write_all(&text));
        Ok(Lock { file })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.file.set_len(0);
        // said, not left to the closing of the file: a program that is just being started may still have it open
        let _ = rustix::fs::flock(&self.file, FlockOperation::Unlock);
    }
}
