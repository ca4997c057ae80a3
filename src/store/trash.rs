//! Deleting a response so that it can be undone: it moves to `trash/`, whole, with a note of when.

use std::fs;
use std::io;
use std::path::Path;

use jiff::Timestamp;

use super::disk::{self, At};
use super::responses::changed;
use super::{Store, StoreError, is_id};
use crate::response::{Broken, Response};

/// The note's file name; it says when.
pub(super) const NOTE: &str = "deleted";

/// A response in the trash: its id, when it was put there, and itself if it can be read.
pub type Trashed = (String, Timestamp, Result<Response, Broken>);

impl Store {
    /// Moves a response to the trash, with its attachments.
    ///
    /// # Errors
    /// It is not there; someone has it open ([`StoreError::Held`]); the disk refuses.
    pub fn trash(&self, id: &str, now: Timestamp) -> Result<(), StoreError> {
        self.writable()?;
        let dir = self.response_dir(id)?;
        let _lock = self.own(id, "")?;
        let parent = self.trash_dir();
        let to = parent.join(id);
        if fs::symlink_metadata(&to).is_ok() {
            // an older one of that id, brought back by hand since: both are kept
            fs::rename(&to, parent.join(self.new_id(&mut fastrand::Rng::new()))).at(&to)?;
        }
        let note = dir.join(NOTE);
        disk::replace(&note, now.to_string().as_bytes(), self.manner, true)?;
        let moved = move_dir(&dir, &to);
        if moved.is_err() {
            let _ = fs::remove_file(&note);
        }
        moved
    }

    /// Brings a response back from the trash.
    ///
    /// # Errors
    /// It is not there; there is another of its id ([`StoreError::Exists`]); it is being removed ([`StoreError::Held`]); the disk refuses.
    pub fn restore(&self, id: &str) -> Result<(), StoreError> {
        self.writable()?;
        let from = self.trash_dir().join(id);
        if !is_id(id) || disk::is_dir(&from)?.is_none() {
            return Err(StoreError::NotFound { id: id.to_owned() });
        }
        // nobody removes it meanwhile
        let _lock = self.lock_in(&from, id, "").map_err(|error| error.of(id))?;
        let to = self.place(id)?;
        if fs::symlink_metadata(&to).is_ok() {
            return Err(StoreError::Exists { path: to });
        }
        move_dir(&from, &to)?;
        match fs::remove_file(to.join(NOTE)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::io(&to, &error)),
            _ => Ok(()),
        }
    }

    /// What is in the trash and when it was put there, the last first.
    ///
    /// # Errors
    /// The trash itself cannot be read.
    pub fn trashed(&self) -> Result<Vec<Trashed>, StoreError> {
        let found = self.listed(&self.trash_dir())?.into_iter();
        let mut found: Vec<_> = found.map(|stored| (self.thrown_at(&stored.id), stored)).collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        Ok(found.into_iter().map(|(when, stored)| (stored.id, when, stored.response)).collect())
    }

    /// The same without a look at what the responses say: with them those that hold none.
    pub(super) fn thrown(&self) -> Result<Vec<(Timestamp, String)>, StoreError> {
        let parent = self.trash_dir();
        let ids = self.ids(&parent)?.into_iter().filter(|id| matches!(disk::is_dir(&parent.join(id)), Ok(Some(_))));
        let mut found: Vec<_> = ids.map(|id| (self.thrown_at(&id), id)).collect();
        found.sort_by(|a, b| b.cmp(a));
        Ok(found)
    }

    /// When a response was put into the trash, as its note says.
    pub(super) fn noted(&self, id: &str) -> Option<Timestamp> {
        let note = disk::read(&self.trash_dir().join(id).join(NOTE), 256).ok()??;
        std::str::from_utf8(&note).ok()?.trim().parse().ok()
    }

    /// The same; without a note when its file was last written.
    fn thrown_at(&self, id: &str) -> Timestamp {
        self.noted(id).unwrap_or_else(|| changed(&self.trash_dir().join(id)))
    }
}

/// Moves a directory between two others of the data directory, for good.
fn move_dir(from: &Path, to: &Path) -> Result<(), StoreError> {
    fs::rename(from, to).at(from)?;
    [from, to].iter().filter_map(|path| path.parent()).try_for_each(disk::sync_dir)
}
