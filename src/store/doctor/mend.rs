//! Mending: whatever is replaced or moved is kept first, under the same path below a directory that says when.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Doctor, Finding, MENDED, Mend, lines};
use crate::response::read_json;
use crate::store::disk::{self, At, Manner};
use crate::store::responses::FILE;
use crate::store::{LARGEST_RESPONSE, LAYOUT, StoreError};

/// Where originals go; made with the first of them.
pub(super) struct Keep {
    root: PathBuf,
    manner: Manner,
    now: Timestamp,
    place: Option<PathBuf>,
}

impl Keep {
    pub fn new(root: &Path, manner: Manner, now: Timestamp) -> Self {
        Self { root: root.to_owned(), manner, now, place: None }
    }

    pub fn place(self) -> Option<PathBuf> {
        self.place
    }

    /// Where this file or directory is kept; its directory is made.
    fn spot(&mut self, path: &Path) -> Result<PathBuf, StoreError> {
        let place = self.place.clone().map_or_else(|| self.make(), Ok)?;
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        let mut dir = place;
        for part in below.parent().into_iter().flat_map(Path::components) {
            dir.push(part);
            self.dir(&dir)?;
        }
        Ok(disk::free(&dir, &below.file_name().unwrap_or_default().to_string_lossy()))
    }

    fn make(&mut self) -> Result<PathBuf, StoreError> {
        let all = self.root.join(MENDED);
        self.dir(&all)?;
        let place = disk::free(&all, &self.now.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H-%M-%SZ").to_string());
        self.dir(&place)?;
        Ok(self.place.insert(place).clone())
    }

    fn dir(&self, dir: &Path) -> Result<(), StoreError> {
        if disk::is_dir(dir)?.is_none() {
            disk::make_dir(dir, self.manner)?;
            disk::sync_dir(dir.parent().unwrap_or(dir))?;
        }
        Ok(())
    }

    /// Moves something away.
    pub fn aside(&mut self, path: &Path) -> Result<(), StoreError> {
        let spot = self.spot(path)?;
        fs::rename(path, &spot).at(path)?;
        if fs::symlink_metadata(&spot).is_ok_and(|there| there.is_dir() || there.is_file()) {
            disk::share(&spot, self.manner)?;
        }
        [path, &spot].iter().filter_map(|path| path.parent()).try_for_each(disk::sync_dir)
    }

    /// Keeps a file that stays in its place until it is replaced; moves away what is none. Nothing to keep is none the worse.
    fn copy(&mut self, path: &Path) -> Result<(), StoreError> {
        let Ok(there) = fs::symlink_metadata(path) else { return Ok(()) };
        if !there.is_file() {
            return self.aside(path);
        }
        let spot = self.spot(path)?;
        fs::hard_link(path, &spot).or_else(|_| fs::copy(path, &spot).map(drop)).at(path)?;
        disk::share(&spot, self.manner)?;
        disk::sync_dir(spot.parent().unwrap_or(&spot))
    }
}

impl Doctor<'_> {
    /// Mends one thing.
    pub(super) fn mend(&mut self, finding: &Finding) -> Result<(), StoreError> {
        let path = &finding.path;
        match &finding.mend {
            None => Ok(()),
            Some(Mend::Mode) => self.restrict(path),
            Some(Mend::Aside) => self.keep.aside(path),
            Some(Mend::Layout) => self.put(path, format!("{LAYOUT}\n").as_bytes()),
            Some(Mend::Id) => {
                let id = path.parent().and_then(super::id_of).unwrap_or_default();
                let mut value = read_json(&bytes(path)?).unwrap_or_default();
                value["id"] = id.into();
                let mut text = serde_json::to_vec_pretty(&value).unwrap_or_default();
                text.push(b'\n');
                self.put(path, &text)
            }
            Some(Mend::Lines) => {
                let bytes = bytes(path)?;
                let whole: Vec<u8> = lines::sorted(&bytes).0.iter().flat_map(|line| line.iter().copied().chain([b'\n'])).collect();
                self.put(path, &whole)
            }
            Some(Mend::Backup(backup, _)) => {
                let bytes = bytes(backup)?;
                let file = if path.ends_with(FILE) { path.clone() } else { path.join(FILE) };
                self.put(&file, &bytes)
            }
        }
    }

    /// Puts new content in a file's place; what was there is kept.
    fn put(&mut self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        self.keep.copy(path)?;
        disk::replace(path, bytes, self.manner, true)
    }

    /// Gives back mode and group.
    fn restrict(&self, path: &Path) -> Result<(), StoreError> {
        let there = fs::symlink_metadata(path).at(path)?;
        if path == self.root {
            let mode = fs::metadata(path).at(path)?.permissions().mode() & if self.manner.is_shared() { 0o7775 } else { 0o7755 };
            return fs::set_permissions(path, Permissions::from_mode(mode)).at(path);
        }
        if there.is_symlink() {
            return Err(StoreError::io(path, &io::ErrorKind::NotFound.into()));
        }
        self.manner.apply_at(path, &there).at(path)
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, StoreError> {
    disk::read(path, LARGEST_RESPONSE)?.ok_or_else(|| StoreError::Vanished { path: path.to_owned() })
}
