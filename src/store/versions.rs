//! Two versions of one response: neither is chosen in silence, and the one that is not chosen is kept.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::disk::{self, At};
use super::responses::{FILE, LARGEST_RESPONSE};
use super::seen::Seen;
use super::{Store, StoreError};
use crate::response::{self, Broken, Response};

/// What is on the screen while its file is another program's: written beside it in the response's directory.
pub(super) const ASIDE: &str = "unsaved.json";

/// Another version of a response than the one on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// Where it comes from.
    pub origin: Origin,
    /// Its file.
    pub bytes: Vec<u8>,
    /// What it says, or why it cannot be read.
    pub response: Result<Response, Broken>,
    /// What its file was, if it stands in the response's place.
    pub seen: Option<Seen>,
}

/// Where another version of a response comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It stands in the response's place: another program wrote it while the response was open.
    Changed,
    /// An earlier session could not save it, since another program had changed the response.
    Aside,
    /// A file outside the data directory where it was saved.
    Elsewhere(PathBuf),
}

/// What becomes of two versions of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The file to have from now on.
    pub json: Vec<u8>,
    /// The versions to keep beside it.
    pub kept: Vec<Vec<u8>>,
    /// What the file in its place was when it was compared, if it was.
    pub over: Option<Seen>,
    /// When.
    pub now: Timestamp,
}

impl Other {
    fn new(id: &str, origin: Origin, bytes: Vec<u8>, seen: Option<Seen>) -> Self {
        let response = response::read(&bytes).map(|response| Response { id: id.to_owned(), ..response });
        Self { origin, bytes, response, seen }
    }
}

impl Store {
    /// Writes a version of a response beside its file, which another program changed. One that an earlier session left there is kept, too.
    pub(super) fn put_aside(&self, id: &str, json: &[u8]) -> Result<(), StoreError> {
        let dir = self.response_dir(id)?;
        let file = dir.join(ASIDE);
        let earlier = fs::symlink_metadata(&file).ok();
        let own = self.known.is_aside(id);
        if let Some(earlier) = earlier.as_ref().filter(|_| !own) {
            let when = earlier.modified().ok().and_then(|time| Timestamp::try_from(time).ok()).unwrap_or_default();
            fs::rename(&file, free_name(&dir, when)).map_err(|error| StoreError::io(&file, &error))?;
        }
        disk::replace(&file, json, self.manner, earlier.is_none() || !own)?;
        self.known.set_aside(id, true);
        Ok(())
    }

    /// The version that stands in a response's place.
    ///
    /// # Errors
    /// It cannot be read; it has vanished.
    pub fn changed(&self, id: &str) -> Result<Other, StoreError> {
        let file = self.response_dir(id)?.join(FILE);
        let (bytes, there) = disk::read_with(&file, LARGEST_RESPONSE)?.ok_or_else(|| gone(&file))?;
        let seen = Seen::new(&there, &bytes);
        Ok(Other::new(id, Origin::Changed, bytes, Some(seen)))
    }

    /// The version of a response that an earlier session could not save, if there is one. Only for whoever holds the lock.
    #[must_use]
    pub fn aside(&self, id: &str) -> Option<Other> {
        let bytes = disk::read(&self.place(id).ok()?.join(ASIDE), LARGEST_RESPONSE).ok()??;
        Some(Other::new(id, Origin::Aside, bytes, None))
    }

    /// The version of a response in a file outside the data directory, if it is this one's or cannot be read: until a choice is made it is shown at each
    /// opening, whatever was saved here since.
    #[must_use]
    pub fn elsewhere(response: &Response, file: &Path) -> Option<Other> {
        let origin = Origin::Elsewhere(file.to_owned());
        // a link is the user's own; were it a pipe, nobody waits for its other end
        let read = fs::canonicalize(file).at(file).and_then(|real| disk::read(&real, LARGEST_RESPONSE)?.ok_or_else(|| gone(file)));
        match read {
            Err(error) => Some(Other { origin, bytes: Vec::new(), response: Err(error.broken()), seen: None }),
            Ok(bytes) => {
                let own = response::read(&bytes).map_or(true, |read| read.id == response.id);
                own.then(|| Other::new(&response.id, origin, bytes, None))
            }
        }
    }

    /// Writes the version that was chosen, once the other ones are kept beside it; gives where the last of these is.
    ///
    /// # Errors
    /// Another program changed the file again ([`StoreError::Changed`]); the disk refuses.
    pub fn settle(&self, id: &str, settlement: &Settlement) -> Result<Option<PathBuf>, StoreError> {
        self.writable()?;
        let dir = self.response_dir(id)?;
        let mut kept = None;
        for bytes in &settlement.kept {
            let file = free_name(&dir, settlement.now);
            disk::replace(&file, bytes, self.manner, true)?;
            kept = Some(file);
        }
        let before = self.known.get(id);
        if settlement.over.is_some() {
            self.known.set(id, settlement.over);
        }
        let written = self.write(id, &settlement.json);
        if written.is_err() && settlement.over.is_some() && self.known.get(id) == settlement.over {
            // theirs still stands there, and no later save may take it for ours
            self.known.set(id, before);
        }
        written?;
        let _ = fs::remove_file(dir.join(ASIDE)); // else it is shown again
        self.known.set_aside(id, false);
        Ok(kept)
    }
}

/// What was there is not any more.
fn gone(file: &Path) -> StoreError {
    StoreError::Vanished { path: file.to_owned() }
}

/// A name for a version that was not chosen, by when that was.
fn free_name(dir: &Path, when: Timestamp) -> PathBuf {
    let stem = format!("kept-{}", when.strftime("%Y%m%dT%H%M%SZ"));
    let mut names = (1..).map(|n| dir.join(if n == 1 { format!("{stem}.json") } else { format!("{stem}-{n}.json") }));
    names.find(|path| fs::symlink_metadata(path).is_err()).unwrap_or_else(|| dir.join(stem))
}
