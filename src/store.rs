//! The data directory: responses, their attachments and locks, the trash. The only way to the disk for what stands below; knows no screen.
//!
//! Nothing here is read through a symbolic link below the directory, and what is written is written beside, synced and renamed, so that a full disk or
//! a cut leaves what was there before.

mod amend;
mod attachments;
mod backups;
mod browse;
mod copy;
mod details;
mod disk;
pub mod doctor;
mod error;
mod history;
mod index;
mod input;
mod lock;
mod made;
mod names;
mod output;
mod purge;
mod responses;
mod review;
mod saver;
mod seen;
mod settings;
mod trash;
mod versions;
mod zone;

use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use rustix::fs::Access;

pub use amend::Amendment;
pub use attachments::{Attached, Expected, LARGEST_FILE, expected};
pub use backups::Backup;
pub use browse::{Browsed, browse, browse_files};
pub use details::{Asked, Details, Found, Glance, Trouble};
pub use error::StoreError;
pub use history::LONGEST_HISTORY;
pub use index::{Fault, Listed, Listing, Summary, Thrown};
pub use input::read_input;
pub use lock::{Lock, LockError};
pub use output::{write_file, write_output, write_output_itself, write_private};
pub use purge::{Remains, Removed};
pub use responses::{LARGEST_RESPONSE, Saved, Stored};
pub use review::LONGEST_REVIEW;
pub use saver::{Done, Job, LISTED_AT_ONCE, Looked, Worker};
pub use seen::Seen;
pub use settings::{Setting, Settings};
pub use trash::Trashed;
pub use versions::{Origin, Other, Settlement};
pub use zone::local_zone;

use disk::{At, Manner};
use seen::Known;

/// The layout of the directory that this version writes and reads.
pub const LAYOUT: u32 = 1;

/// Where the programs of this name keep their files.
fn project() -> Result<ProjectDirs, StoreError> {
    ProjectDirs::from("", "", "recueil").ok_or(StoreError::NoHome)
}

/// A data directory.
#[derive(Clone, Debug)]
pub struct Store {
    root: PathBuf,
    manner: Manner,
    read_only: bool,
    /// What the files of the responses open here were.
    known: Known,
    /// What lists tell of the responses.
    index: index::Shared,
}

impl Store {
    /// Where responses are kept unless told otherwise: the user's data directory.
    ///
    /// # Errors
    /// [`StoreError::NoHome`] if the user has none.
    pub fn default_dir() -> Result<PathBuf, StoreError> {
        project().map(|dirs| dirs.data_dir().to_owned())
    }

    /// Opens a data directory, made if it is missing: directories 0700 and files 0600 whatever the umask, or 2770 and 0660 if it was made so by
    /// [`Store::open_shared`]. One that cannot be written is opened for reading.
    ///
    /// # Errors
    /// It is no directory, its layout is not this version's (nothing is touched then), or it is missing and cannot be made.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        Self::open_as(dir, false)
    }

    /// Opens a data directory for a group: what is in it becomes 2770 and 0660, of the directory's group.
    ///
    /// # Errors
    /// Those of [`Store::open`]; it is another user's and not shared yet.
    pub fn open_shared(dir: &Path) -> Result<Self, StoreError> {
        Self::open_as(dir, true)
    }

    fn open_as(dir: &Path, share: bool) -> Result<Self, StoreError> {
        let fresh = make_root(dir)?;
        let known = check_layout(dir)?;
        let responses = dir.join("responses");
        let is_shared = disk::is_dir(&responses)?.is_some_and(|there| there.mode() & 0o2070 == 0o2070);
        let manner = if share || is_shared { Manner::shared(fs::metadata(dir).at(dir)?.gid()) } else { Manner::PRIVATE };
        if !fresh && !is_writable(if known && responses.exists() { &responses } else { dir }) {
            return Ok(Self { root: dir.to_owned(), manner, read_only: true, known: Known::default(), index: index::Shared::default() });
        }
        // a directory of other things is the user's: only what is made in it gets a mode
        if fresh || (share && known && !is_shared) || (!known && disk::is_empty(dir)?) {
            fs::set_permissions(dir, fs::Permissions::from_mode(manner.dir)).at(dir)?;
        }
        for name in ["responses", "trash", "backups"] {
            let path = dir.join(name);
            if disk::is_dir(&path)?.is_none() {
                disk::make_dir(&path, manner)?;
            } else if share && !is_shared {
                disk::share(&path, manner)?;
            }
        }
        let layout = dir.join("layout");
        if !known {
            disk::replace(&layout, format!("{LAYOUT}\n").as_bytes(), manner, true)?;
        } else if share && !is_shared {
            disk::share(&layout, manner)?;
        }
        Ok(Self { root: dir.to_owned(), manner, read_only: false, known: Known::default(), index: index::Shared::default() })
    }

    /// The directory.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.root
    }

    /// Whether nothing can be written in it.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Whether a group uses it.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.manner.dir & 0o070 != 0
    }

    fn responses(&self) -> PathBuf {
        self.root.join("responses")
    }

    fn trash_dir(&self) -> PathBuf {
        self.root.join("trash")
    }

    /// The directory of a response that is there.
    fn response_dir(&self, id: &str) -> Result<PathBuf, StoreError> {
        let dir = self.place(id)?;
        match disk::is_dir(&dir)? {
            Some(_) => Ok(dir),
            None => Err(self.missing(id)),
        }
    }

    /// Where a response is or would be; no id leads out of the directory.
    fn place(&self, id: &str) -> Result<PathBuf, StoreError> {
        if is_id(id) { Ok(self.responses().join(id)) } else { Err(StoreError::NotFound { id: id.to_owned() }) }
    }

    /// Why a response is not there: the whole directory may have gone.
    fn missing(&self, id: &str) -> StoreError {
        let responses = self.responses();
        let there = responses.exists() || self.read_only && self.root.exists();
        if there { StoreError::NotFound { id: id.to_owned() } } else { StoreError::Vanished { path: responses } }
    }

    fn writable(&self) -> Result<(), StoreError> {
        if self.read_only { Err(StoreError::ReadOnly { path: self.root.clone() }) } else { Ok(()) }
    }
}

/// Whether a text can be the id of a response: 4 to 32 lower-case letters and digits.
#[must_use]
pub fn is_id(text: &str) -> bool {
    (4..=32).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

/// Makes sure that the directory is there; whether it was made.
fn make_root(dir: &Path) -> Result<bool, StoreError> {
    match fs::metadata(dir) {
        Ok(there) if there.is_dir() => Ok(false),
        Ok(_) => Err(StoreError::NotADirectory { path: dir.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => disk::make_root(dir).map(|()| true),
        Err(error) => Err(StoreError::io(dir, &error)),
    }
}

/// Whether the directory says its layout, which is this version's.
fn check_layout(dir: &Path) -> Result<bool, StoreError> {
    let path = dir.join("layout");
    let Some(bytes) = disk::read(&path, 64)? else { return Ok(false) };
    let text = String::from_utf8_lossy(&bytes);
    match text.trim().parse() {
        Ok(LAYOUT) => Ok(true),
        _ => Err(StoreError::Layout { path: dir.to_owned(), found: text.trim().to_owned() }),
    }
}

fn is_writable(dir: &Path) -> bool {
    rustix::fs::access(dir, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

#[cfg(test)]
mod tests;
