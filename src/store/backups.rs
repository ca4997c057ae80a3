//! Earlier versions of a response: when a save replaces one, it is kept, at most one a quarter of an hour, the last ten that differ.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use super::disk::{self, At};
use super::responses::{FILE, read_in};
use super::{LARGEST_RESPONSE, Store, StoreError};
use crate::form::hex;
use crate::response::history::{Entry, What, between};
use crate::response::{self, Broken, Response};

/// How many versions of a response are kept.
pub const BACKUPS: usize = 10;
/// How far apart they are at least, in seconds.
pub const APART: i64 = 15 * 60;

/// When a version was put aside, as its file name begins.
const STAMP: &str = "%Y%m%dT%H%M%SZ";

/// An earlier version of a response.
#[derive(Clone, Debug, PartialEq)]
pub struct Backup {
    /// Its file name.
    pub name: String,
    /// When it was put aside: until then it stood.
    pub made: Timestamp,
    /// It, or why it cannot be read.
    pub response: Result<Response, Broken>,
}

impl Store {
    /// Where the versions of a response are, or would be.
    pub(super) fn backups_of(&self, id: &str) -> Result<PathBuf, StoreError> {
        self.place(id)?;
        Ok(self.dir().join("backups").join(id))
    }

    /// Keeps the version of a response that is about to be replaced, unless one was kept within the last quarter of an hour, or in any case. Of one that
    /// is kept already only the date is new.
    pub(super) fn back_up(&self, id: &str, now: Timestamp, in_any_case: bool) -> Result<(), StoreError> {
        let (file, dir) = (self.place(id)?.join(FILE), self.backups_of(id)?);
        let mut names = self.backup_names(id)?;
        let recent = |(made, _): &(Timestamp, String)| (now.as_second() - made.as_second()).abs() < APART;
        if !in_any_case && names.first().is_some_and(recent) {
            return Ok(());
        }
        let Some(bytes) = disk::read(&file, LARGEST_RESPONSE)? else { return Ok(()) };
        if disk::is_dir(&dir)?.is_none() {
            disk::make_dir(&dir, self.manner)?;
        }
        let sum = content(&bytes);
        let name = format!("{}-{sum}.json", now.strftime(STAMP));
        let to = dir.join(&name);
        match names.iter().position(|(_, name)| name.ends_with(&format!("-{sum}.json"))) {
            Some(same) => fs::rename(dir.join(names.remove(same).1), &to).at(&to)?,
            // the file itself: it is never written again, only replaced. Another member's may not be linked
            None => match fs::hard_link(&file, &to) {
                Ok(()) => {}
                Err(_) if fs::symlink_metadata(&to).is_ok() => {}
                Err(_) => disk::replace(&to, &bytes, self.manner, false)?,
            },
        }
        for (_, old) in names.iter().skip(BACKUPS - 1) {
            fs::remove_file(dir.join(old)).at(&dir)?;
        }
        // what is about to be replaced on purpose is surely kept; of others a cut may cost the version, not the answers
        if in_any_case { [dir.parent(), Some(&*dir)].into_iter().flatten().try_for_each(disk::sync_dir) } else { Ok(()) }
    }

    /// The names of the versions kept of a response and when they were put aside, the last first.
    fn backup_names(&self, id: &str) -> Result<Vec<(Timestamp, String)>, StoreError> {
        let dir = self.backups_of(id)?;
        if disk::is_dir(&dir)?.is_none() {
            return Ok(Vec::new());
        }
        let entries = fs::read_dir(&dir).at(&dir)?.flatten().filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<_> = entries.filter_map(|name| Some((made(&name)?, name))).collect();
        names.sort_by(|a, b| b.cmp(a));
        Ok(names)
    }

    /// The versions kept of a response, the last first.
    ///
    /// # Errors
    /// Their directory cannot be read.
    pub fn backups(&self, id: &str) -> Result<Vec<Backup>, StoreError> {
        let dir = self.backups_of(id)?;
        let read = |(made, name): (Timestamp, String)| Backup { response: version(&dir.join(&name), id), made, name };
        Ok(self.backup_names(id)?.into_iter().map(read).collect())
    }

    /// Brings the answers of an earlier version back into a response, which is kept as a version first: as they were given, in the version of the form in
    /// which they were, but for those that were fixed from outside. Of a response that cannot be read the whole version comes back.
    ///
    /// # Errors
    /// The version is not there or cannot be read; someone has the response open ([`StoreError::Held`]), or closed it ([`StoreError::Closed`]); the disk
    /// refuses.
    pub fn restore_backup(&self, id: &str, name: &str, now: Timestamp, author: &str) -> Result<(), StoreError> {
        self.writable()?;
        let dir = self.backups_of(id)?;
        if made(name).is_none() {
            return Err(StoreError::NotFound { id: name.to_owned() });
        }
        let version = version(&dir.join(name), id).map_err(|broken| StoreError::Broken { id: id.to_owned(), broken })?;
        let _lock = self.own(id, author)?;
        let (current, seen) = read_in(&self.place(id)?, id).ok_or_else(|| self.missing(id))?;
        if let Some(seen) = seen {
            self.hold(id, seen);
        }
        let (restored, entries) = match current {
            // someone may have closed it since the version was chosen
            Ok(current) if !current.is_open() => {
                return Err(StoreError::Closed { id: id.to_owned(), standing: current.standing() });
            }
            Ok(current) => {
                let restored = Response { modified: now, author: author.to_owned(), ..current.with_answers_of(version) };
                let entries = between(&current, &restored, What::Restore, "");
                (restored, entries)
            }
            // a newer version of the program can read it
            Err(broken @ Broken::Newer(_)) => return Err(StoreError::Broken { id: id.to_owned(), broken }),
            Err(_) => (version, vec![Entry::event(What::Restore, now, author)]),
        };
        self.back_up(id, now, true)?;
        self.record(id, &entries)?;
        self.save(&restored)?;
        self.say_edited(id, &entries);
        Ok(())
    }
}

/// When a version of that name was put aside; `None` if it is no version's name.
fn made(name: &str) -> Option<Timestamp> {
    let (stamp, sum) = name.strip_suffix(".json")?.split_once('-')?;
    let plain = sum.len() == 16 && sum.bytes().all(|byte| byte.is_ascii_hexdigit());
    let made = DateTime::strptime(STAMP, stamp).ok().filter(|_| plain)?;
    Some(made.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// The version of a response in a file.
pub(super) fn version(file: &Path, id: &str) -> Result<Response, Broken> {
    match disk::read(file, LARGEST_RESPONSE) {
        Ok(bytes) => response::read(&bytes.unwrap_or_default()).map(|response| Response { id: id.to_owned(), ..response }),
        Err(error) => Err(error.broken()),
    }
}

/// A short sum of what a version says: where its filler stood and when it was saved do not count.
fn content(bytes: &[u8]) -> String {
    let whole = response::read_json(bytes).ok().and_then(|mut value| {
        let map = value.as_object_mut()?;
        map.remove("position");
        map.remove("modified");
        serde_json_canonicalizer::to_vec(&value).ok()
    });
    hex(&Sha256::digest(whole.as_deref().unwrap_or(bytes)))[..16].to_owned()
}
