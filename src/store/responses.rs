//! Responses on the disk: list, load, find, write. One directory each, named by the id.

use std::fs;
use std::io;
use std::path::Path;

use jiff::Timestamp;

use super::disk::{self, At};
use super::seen::Seen;
use super::{Store, StoreError, is_id, review};
use crate::response::{self, Broken, Response, history};

/// The largest response file that is read, in bytes.
pub const LARGEST_RESPONSE: u64 = 64 << 20;

/// The name of a response's file.
pub(super) const FILE: &str = "response.json";

/// A response as found on the disk.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// Its id: the name of its directory.
    pub id: String,
    /// The response, or why it cannot be read.
    pub response: Result<Response, Broken>,
    /// When its file was last written.
    pub changed: Timestamp,
    /// What its file was, if it could be read: for whoever opens it.
    pub seen: Option<Seen>,
}

/// How it went to write a response with its history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// What [`Store::write`] gives.
    pub written: Result<bool, StoreError>,
    /// Whether the history has its new lines.
    pub recorded: Result<(), StoreError>,
}

impl Store {
    /// All responses, the last modified first; those that cannot be read come last and hide no other. A directory without a response is passed over.
    ///
    /// # Errors
    /// The directory of responses itself is gone or cannot be read.
    pub fn list(&self) -> Result<Vec<Stored>, StoreError> {
        let mut found = self.listed(&self.responses())?;
        found.sort_by(|a, b| key(b).cmp(&key(a)).then_with(|| a.id.cmp(&b.id)));
        Ok(found)
    }

    /// All responses of `responses/` or `trash/`.
    pub(super) fn listed(&self, parent: &Path) -> Result<Vec<Stored>, StoreError> {
        let ids = self.ids(parent)?;
        Ok(ids.into_iter().filter_map(|id| stored(id, parent)).collect())
    }

    /// The names in a directory of responses that can be ids.
    pub(super) fn ids(&self, parent: &Path) -> Result<Vec<String>, StoreError> {
        Ok(self.directories(parent)?.into_iter().map(|(id, _)| id).collect())
    }

    /// The same, and whether each is a directory, not a link to one.
    pub(super) fn directories(&self, parent: &Path) -> Result<Vec<(String, bool)>, StoreError> {
        let entries = match fs::read_dir(parent) {
            // opened for reading before anything was ever written in it
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.is_read_only() && self.dir().exists() => return Ok(Vec::new()),
            entries => entries.at(parent)?,
        };
        let named = |entry: fs::DirEntry| Some((entry.file_name().into_string().ok()?, entry.file_type().is_ok_and(|kind| kind.is_dir())));
        Ok(entries.flatten().filter_map(named).filter(|(name, _)| is_id(name)).collect())
    }

    /// Reads one response.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Broken`], [`StoreError::Vanished`].
    pub fn load(&self, id: &str) -> Result<Response, StoreError> {
        self.read(id).map(|(response, _)| response)
    }

    /// Reads one response that is to be changed: with what its file was, for [`Store::hold`].
    ///
    /// # Errors
    /// Those of [`Store::load`].
    pub fn read(&self, id: &str) -> Result<(Response, Option<Seen>), StoreError> {
        let (read, seen) = read_in(&self.place(id)?, id).ok_or_else(|| self.missing(id))?;
        let response = read.map_err(|broken| StoreError::Broken { id: id.to_owned(), broken })?;
        Ok((response, seen))
    }

    /// From now on this response is written only over what was seen, or over what was written here since: see [`Store::write`].
    pub fn hold(&self, id: &str, seen: Seen) {
        self.known.hold(id, seen);
    }

    /// The id that a person means: itself, or its first characters if no other begins so. Responses that cannot be read count.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::Ambiguous`], [`StoreError::Vanished`].
    pub fn find(&self, prefix: &str) -> Result<String, StoreError> {
        let wanted = prefix.to_ascii_lowercase();
        let parent = self.responses();
        let mut candidates = self.ids(&parent)?;
        candidates.retain(|id| id.starts_with(&wanted) && fs::symlink_metadata(parent.join(id).join(FILE)).is_ok());
        candidates.sort();
        match candidates.as_slice() {
            [one] if !wanted.is_empty() => Ok(one.clone()),
            _ if candidates.contains(&wanted) => Ok(wanted),
            [] | [_] => Err(StoreError::NotFound { id: prefix.to_owned() }),
            _ if wanted.is_empty() => Err(StoreError::NotFound { id: prefix.to_owned() }),
            _ => Err(StoreError::Ambiguous { prefix: prefix.to_owned(), candidates }),
        }
    }

    /// An id of 8 characters that no response has, in the trash neither.
    pub fn new_id(&self, random: &mut fastrand::Rng) -> String {
        loop {
            let id = response::new_id(8, random);
            if [self.responses(), self.trash_dir()].iter().all(|parent| fs::symlink_metadata(parent.join(&id)).is_err()) {
                return id;
            }
        }
    }

    /// Whether a response has a file.
    pub(super) fn is_stored(&self, id: &str) -> bool {
        self.place(id).is_ok_and(|dir| fs::symlink_metadata(dir.join(FILE)).is_ok())
    }

    /// Writes a response with lines of its history, and keeps the version that it replaces if none was kept lately; a version that cannot be kept keeps no
    /// answer from being written. The history comes first: a program killed between both has told too much, not too little. Of a new response there is no
    /// place for it yet.
    #[must_use]
    pub fn save_with(&self, id: &str, json: &[u8], lines: &mut Vec<u8>, now: Timestamp) -> Saved {
        let _ = self.back_up(id, now, false);
        if self.is_stored(id) {
            let edited = history::read(lines).entries;
            let recorded = self.append_history(id, lines);
            let written = self.write(id, json);
            if written.is_ok() && !edited.is_empty() {
                self.say_edited(id, &edited);
            }
            return Saved { written, recorded };
        }
        let written = self.write(id, json);
        Saved { written, recorded: self.append_history(id, lines) }
    }

    /// Writes a response.
    ///
    /// # Errors
    /// Those of [`Store::write`].
    pub fn save(&self, response: &Response) -> Result<(), StoreError> {
        self.write(&response.id, &response.to_json()).map(drop)
    }

    /// Writes the file of a response, new or not: beside, synced once, renamed. After an error the file is what it was. Gives whether it had vanished
    /// since it was read or written here.
    ///
    /// # Errors
    /// Another program changed it since ([`StoreError::Changed`]), the disk is full or read-only, there is no permission, the data directory has gone
    /// ([`StoreError::Vanished`]: it is not made anew, since what was mounted there may come back)…
    pub fn write(&self, id: &str, json: &[u8]) -> Result<bool, StoreError> {
        self.writable()?;
        let dir = self.place(id)?;
        let file = dir.join(FILE);
        if json.len() as u64 > LARGEST_RESPONSE {
            // it could not be read again
            return Err(StoreError::TooLarge { path: file, megabytes: LARGEST_RESPONSE >> 20 });
        }
        let made = disk::is_dir(&dir)?.is_none();
        if made {
            disk::make_dir(&dir, self.manner)?;
        }
        let there = fs::symlink_metadata(&file).ok();
        let known = self.known.get(id);
        if let (Some(known), Some(there)) = (&known, &there)
            && !known.is_untouched(there)
            && !found(&file).is_some_and(|(_, seen)| seen.is_same(known))
        {
            return Err(StoreError::Changed { path: file });
        }
        let new = there.is_none() || known.is_some_and(|known| !known.is_named());
        let mut now = None;
        let mut written = disk::replace_and(&file, json, self.manner, new, |there| now = Some(Seen::new(there, json)));
        if new {
            // its directory may be new, too, or was when it was tried before
            written = written.and_then(|()| disk::sync_dir(&self.responses()));
        }
        if made && written.is_err() {
            let _ = fs::remove_dir(&dir); // only if nothing is in it
        }
        if let Some(now) = now {
            self.known.set(id, Some(if written.is_ok() { now } else { now.unnamed() }));
        }
        written.map(|()| known.is_some() && there.is_none())
    }
}

/// A file's bytes and what it is, if it can be read.
fn found(file: &Path) -> Option<(Vec<u8>, Seen)> {
    let (bytes, there) = disk::read_with(file, LARGEST_RESPONSE).ok()??;
    let seen = Seen::new(&there, &bytes);
    Some((bytes, seen))
}

/// Readable ones first when sorted backwards, then the last modified.
fn key(stored: &Stored) -> (bool, Timestamp) {
    (stored.response.is_ok(), stored.response.as_ref().map_or(stored.changed, |response| response.modified))
}

pub(super) fn stored(id: String, parent: &Path) -> Option<Stored> {
    let dir = parent.join(&id);
    let (response, seen) = read_in(&dir, &id)?;
    Some(Stored { changed: changed(&dir), id, response, seen })
}

/// When the file of the response in a directory was last written; of one without it when the directory was.
pub(super) fn changed(dir: &Path) -> Timestamp {
    let there = fs::symlink_metadata(dir.join(FILE)).or_else(|_| fs::symlink_metadata(dir));
    let changed = there.and_then(|metadata| metadata.modified()).ok().and_then(|time| Timestamp::try_from(time).ok());
    changed.unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The response in a directory, and what its file was; `None` if there is none. The directory's name is its id: a copy made by hand must never be saved
/// over the original.
pub(super) fn read_in(dir: &Path, id: &str) -> Option<(Result<Response, Broken>, Option<Seen>)> {
    let unreadable = |error: StoreError| Some((Err(error.broken()), None));
    match fs::symlink_metadata(dir) {
        Ok(there) if there.is_dir() => {}
        Ok(there) if there.is_symlink() => return unreadable(StoreError::NotADirectory { path: dir.to_owned() }),
        _ => return None,
    }
    match disk::read_with(&dir.join(FILE), LARGEST_RESPONSE) {
        Ok(None) => None,
        Ok(Some((bytes, there))) => {
            let mut response = response::read(&bytes).map(|response| Response { id: id.to_owned(), ..response });
            if let Ok(response) = &mut response {
                review::settle(response, dir);
            }
            Some((response, Some(Seen::new(&there, &bytes))))
        }
        Err(error) => unreadable(error),
    }
}
