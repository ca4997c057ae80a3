//! Removing for good: what the trash no longer keeps, and responses with all that belongs to them.
//!
//! What is to go is first moved to a name that begins with a mark, in the trash, and then removed: what a cut leaves there goes the next time. A response
//! goes last, so that it is found again as long as something of it is left.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::backups::version;
use super::copy::named;
use super::disk::{self, At};
use super::doctor::MENDED;
use super::responses::{FILE, read_in};
use super::{LARGEST_RESPONSE, Store, StoreError, index, is_id};
use crate::response::{self, Broken, Response};

/// How long the trash keeps a response, in days.
pub const TRASH_DAYS: i64 = 90;
/// How much the trash keeps, in bytes.
pub const TRASH_SIZE: u64 = 200 << 20;

/// How the name of what is being removed begins.
const GONE: &str = ".gone-";
const DAY: i64 = 24 * 60 * 60;

/// What is left of a response that is neither in its place nor in the trash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remains {
    /// Earlier versions.
    Backups,
    /// Only what was kept when it was mended.
    Originals,
}

/// What was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// Files.
    pub files: usize,
    /// Their size, in bytes.
    pub bytes: u64,
}

impl Store {
    /// Removes from the trash what was put there more than `TRASH_DAYS` ago, then the oldest beyond `TRASH_SIZE`. What was put there within the last
    /// day stays in any case: it can still be taken out where it was put in.
    ///
    /// # Errors
    /// The trash cannot be read, or something in it not removed.
    pub fn tidy_trash(&self, now: Timestamp) -> Result<(), StoreError> {
        if self.is_read_only() {
            return Ok(());
        }
        self.finish_removing()?;
        let mut kept = 0;
        for (when, id) in self.thrown()? {
            let age = now.as_second() - when.as_second();
            let (dir, note) = (self.trash_dir().join(&id), self.noted(&id));
            kept += size(&dir).bytes;
            if age > TRASH_DAYS * DAY || (age > DAY && kept > TRASH_SIZE) {
                // who has it is bringing it back, or removing or mending it
                let Ok(_lock) = self.lock_in(&dir, &id, "") else { continue };
                if self.noted(&id) == note {
                    self.discard(&id)?;
                }
            }
        }
        Ok(())
    }

    /// Removes a response that was changed last at this moment from the trash, and its earlier versions and what was kept of it when it was mended unless
    /// there is a response of its id.
    ///
    /// # Errors
    /// It is there no more, or another one by now ([`StoreError::Changed`]); the disk refuses.
    pub fn remove_trashed(&self, id: &str, modified: Timestamp) -> Result<Removed, StoreError> {
        self.writable()?;
        self.place(id)?;
        let dir = self.trash_dir().join(id);
        let _lock = self.lock_in(&dir, id, "").map_err(|error| error.of(id))?;
        unchanged(&dir, read_in(&dir, id).and_then(|(read, _)| read.ok()), modified)?;
        self.discard(id)
    }

    /// Removes a response from the trash, whatever it is.
    fn discard(&self, id: &str) -> Result<Removed, StoreError> {
        let mut removed = Removed::default();
        if disk::is_dir(&self.place(id)?)?.is_none() {
            for part in self.originals(id).into_iter().chain([self.backups_of(id)?]) {
                removed.add(self.remove(&part)?);
            }
        }
        removed.add(self.remove(&self.trash_dir().join(id))?);
        Ok(removed)
    }

    /// Removes a response that was changed last at this moment, and all that belongs to it: attached files, history, review, earlier versions, what stands
    /// of it in the trash and in the index, what was kept of it when it was mended. Of one of which only such is left, the last version counts.
    ///
    /// # Errors
    /// Someone has it open ([`StoreError::Held`]) or changed it since ([`StoreError::Changed`]); the disk refuses: what is left is removed the next time.
    pub fn remove_response(&self, id: &str, modified: Timestamp) -> Result<Removed, StoreError> {
        self.writable()?;
        let dir = self.place(id)?;
        let there = disk::is_dir(&dir)?.is_some();
        let _lock = if there { Some(self.own(id, "")?) } else { None };
        unchanged(
            &dir,
            if there { read_in(&dir, id).and_then(|(read, _)| read.ok()) } else { self.last_remains(id)?.and_then(Result::ok) },
            modified,
        )?;
        let mut removed = Removed::default();
        for part in self.originals(id).into_iter().chain([self.backups_of(id)?, self.trash_dir().join(id), dir]) {
            removed.add(self.remove(&part)?);
        }
        // they name what they list, and are made anew
        for entry in fs::read_dir(self.dir()).at(self.dir())?.flatten() {
            if entry.file_name().to_str().is_some_and(index::is_index) {
                match fs::remove_file(entry.path()) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(StoreError::io(&entry.path(), &error)),
                    _ => {}
                }
            }
        }
        Ok(removed)
    }

    /// What was kept of a response when it was mended; nothing is reached through a link.
    fn originals(&self, id: &str) -> Vec<PathBuf> {
        let is_its = |dir: &PathBuf| original_of(dir) == Some(id);
        self.all_originals().into_iter().filter(is_its).collect()
    }

    /// What was kept of responses when they were mended, a directory each.
    fn all_originals(&self) -> Vec<PathBuf> {
        let mended = self.dir().join(MENDED);
        let runs = if is_real(&mended) { below(&mended) } else { Vec::new() };
        let parents = runs.iter().flat_map(|run| ["responses", "trash", "backups"].map(|parent| run.join(parent)));
        parents.filter(|parent| is_real(parent)).flat_map(|parent| below(&parent)).collect()
    }

    /// Responses of which only earlier versions are left, or what was kept when they were mended: id and place, sorted.
    ///
    /// # Errors
    /// The directory cannot be read.
    pub fn remains(&self) -> Result<Vec<(String, Remains)>, StoreError> {
        let backups = self.dir().join("backups");
        let mut found = BTreeMap::new();
        for id in self.all_originals().iter().filter_map(|dir| original_of(dir)) {
            found.insert(id.to_owned(), Remains::Originals);
        }
        if disk::is_dir(&backups)?.is_some() {
            found.extend(self.ids(&backups)?.into_iter().map(|id| (id, Remains::Backups)));
        }
        found.retain(|id, _| [self.responses(), self.trash_dir()].iter().all(|parent| fs::symlink_metadata(parent.join(id)).is_err()));
        Ok(found.into_iter().collect())
    }

    /// The last version of a response that can be read, of those that are left when it is gone; why not, if there are only others.
    ///
    /// # Errors
    /// The directory of its versions cannot be read.
    pub fn last_remains(&self, id: &str) -> Result<Option<Result<Response, Broken>>, StoreError> {
        let originals = self.originals(id).into_iter().flat_map(|dir| versions(&dir)).map(|path| version(&path, id));
        let all = self.backups(id)?.into_iter().map(|backup| backup.response).chain(originals);
        Ok(all.max_by_key(|version| version.as_ref().ok().map(|response| response.modified)))
    }

    /// Copies of attached files that nothing names any more: neither an answer of the response, nor one that validation left out, nor an earlier
    /// or another version.
    ///
    /// # Errors
    /// One of these cannot be read, and may name any of them; nor can the directory.
    pub fn removed_files(&self, id: &str) -> Result<Vec<String>, StoreError> {
        let dir = self.response_dir(id)?;
        let files = dir.join("files");
        if disk::is_dir(&files)?.is_none() {
            return Ok(Vec::new());
        }
        let names = fs::read_dir(&files).at(&files)?.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
        let names = names.filter_map(|entry| entry.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|name| !disk::is_temporary(Path::new(name))).collect();
        if names.is_empty() {
            return Ok(names);
        }
        // the response, what was kept beside it of versions that were not chosen, and its earlier versions
        let mut all = versions(&dir).map(|path| whole(&path)).collect::<Result<Vec<_>, _>>()?;
        let backups = self.backups_of(id)?;
        for backup in self.backups(id)? {
            all.push(backup.response.map_err(|broken| StoreError::Unread { path: backups.join(&backup.name), broken })?);
        }
        let mut known = BTreeSet::new();
        for version in &mut all {
            for (path, left) in std::mem::take(&mut version.left_out) {
                version.answers.set(&path, Some(left.value));
            }
            known.extend(named(&version.answers).into_iter().map(ToOwned::to_owned));
            // what has no place in this version of the form may come back
            for kept in std::mem::take(&mut version.set_aside) {
                version.answers.set(&kept.path, Some(kept.value));
                known.extend(named(&version.answers).into_iter().map(ToOwned::to_owned));
            }
        }
        names.retain(|name| !known.contains(name));
        names.sort();
        Ok(names)
    }

    /// Removes the copies of attached files that nothing names any more. Undo may still name them where the response is open: then none is removed.
    ///
    /// # Errors
    /// Someone has it open ([`StoreError::Held`]); the disk refuses.
    pub fn remove_files(&self, id: &str) -> Result<Removed, StoreError> {
        self.writable()?;
        let _lock = self.own(id, "")?;
        let dir = self.place(id)?.join("files");
        let mut removed = Removed::default();
        for name in self.removed_files(id)? {
            let file = dir.join(name);
            removed.add(size(&file));
            fs::remove_file(&file).at(&file)?;
        }
        Ok(removed)
    }

    /// Removes what an earlier removal was kept from removing.
    ///
    /// # Errors
    /// The disk refuses.
    pub fn finish_removing(&self) -> Result<(), StoreError> {
        let parent = self.trash_dir();
        if disk::is_dir(&parent)?.is_none() {
            return Ok(());
        }
        for entry in fs::read_dir(&parent).at(&parent)?.flatten() {
            if is_doomed(&entry.path()) {
                fs::remove_dir_all(entry.path()).at(&entry.path())?;
            }
        }
        Ok(())
    }

    /// Removes a directory with all that is in it; none there is none to remove.
    fn remove(&self, dir: &Path) -> Result<Removed, StoreError> {
        if disk::is_dir(dir)?.is_none() {
            return Ok(Removed::default());
        }
        let removed = size(dir);
        let aside = self.doomed();
        fs::rename(dir, &aside).at(dir)?;
        disk::sync_dir(dir.parent().unwrap_or(dir))?;
        fs::remove_dir_all(&aside).at(dir)?;
        Ok(removed)
    }

    /// A name that is free for what is being removed.
    fn doomed(&self) -> PathBuf {
        self.trash_dir().join(format!("{GONE}{}", response::new_id(16, &mut fastrand::Rng::new())))
    }
}

impl Removed {
    /// This, too.
    pub fn add(&mut self, other: Self) {
        self.files += other.files;
        self.bytes += other.bytes;
    }
}

/// Makes sure that what is about to be removed is what was found to be due.
fn unchanged(dir: &Path, found: Option<Response>, modified: Timestamp) -> Result<(), StoreError> {
    match found {
        Some(found) if found.modified == modified => Ok(()),
        _ => Err(StoreError::Changed { path: dir.join(FILE) }),
    }
}

/// What may be versions of a response in a directory.
fn versions(dir: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let paths = fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    paths.filter(|path| path.extension().is_some_and(|kind| kind == "json"))
}

/// The version in a file.
fn whole(file: &Path) -> Result<Response, StoreError> {
    response::read(&disk::read(file, LARGEST_RESPONSE)?.unwrap_or_default())
        .map_err(|broken| StoreError::Unread { path: file.to_owned(), broken })
}

/// Whether a directory in the trash is one that was being removed.
pub(super) fn is_doomed(dir: &Path) -> bool {
    dir.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(GONE.as_bytes())) && is_real(dir)
}

/// The directories in a directory, links not followed; none if it cannot be read.
fn below(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| is_real(path)).collect()
}

/// Whether a directory is there, not a link to one.
fn is_real(dir: &Path) -> bool {
    matches!(disk::is_dir(dir), Ok(Some(_)))
}

/// The response of which a directory was kept when it was mended: a second one in the same place has a number after its name.
fn original_of(dir: &Path) -> Option<&str> {
    let name = dir.file_name()?.to_str()?;
    Some(name.split_once(" (").map_or(name, |(id, _)| id)).filter(|id| is_id(id))
}

/// The files at a path and below it; no link is followed.
fn size(path: &Path) -> Removed {
    let mut found = Removed::default();
    let mut left = vec![path.to_owned()];
    while let Some(path) = left.pop() {
        match fs::symlink_metadata(&path) {
            Ok(there) if there.is_dir() => left.extend(fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path())),
            Ok(there) => found.add(Removed { files: 1, bytes: there.len() }),
            Err(_) => {}
        }
    }
    found
}
