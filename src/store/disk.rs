//! Reading and writing one file or directory with care: no link followed, modes whatever the umask, new content whole or not at all.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, FileExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, OFlags};
use rustix::io::Errno;
use tempfile::{Builder, NamedTempFile};

use super::StoreError;

/// A moment of writing at which the system may refuse. Tests make each of them fail: see [`faults`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The new file is made beside the old one.
    Create,
    /// Its content is written.
    Write,
    /// It is made durable.
    Sync,
    /// It takes its name.
    Rename,
    /// The name is made durable.
    SyncDir,
}

#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "a test's may fail")]
#[inline]
fn reach(_: Step) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
use faults::reach;
#[cfg(test)]
pub(super) mod faults;

/// How files that are being written begin; what a killed program left is recognised by it.
const TEMPORARY: &str = ".recueil-";

/// Turns a system error into the store's, with the place.
pub(super) trait At<T> {
    fn at(self, path: &Path) -> Result<T, StoreError>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, StoreError> {
        self.map_err(|error| StoreError::io(path, &error))
    }
}

/// The modes of what is made, and its group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    pub dir: u32,
    pub file: u32,
    /// The group of a shared directory's files; a private one leaves it to the system.
    group: Option<u32>,
}

impl Manner {
    /// For one user.
    pub const PRIVATE: Self = Self { dir: 0o700, file: 0o600, group: None };

    /// For a group.
    pub fn shared(group: u32) -> Self {
        Self { dir: 0o2770, file: 0o660, group: Some(group) }
    }

    /// Whether a group may read and write what is made.
    pub fn is_shared(self) -> bool {
        self.dir & 0o070 != 0
    }

    /// The group of what is made, if it is not left to the system.
    pub fn group(self) -> Option<u32> {
        self.group
    }

    /// The mode of what is there.
    pub fn mode(self, there: &fs::Metadata) -> u32 {
        if there.is_dir() { self.dir } else { self.file }
    }

    /// Gives an open file its mode and its group, if they are others: another member's that is right is not ours to change.
    pub fn apply(self, file: &File) -> io::Result<()> {
        let there = file.metadata()?;
        if self.group.is_some_and(|group| group != there.gid()) {
            std::os::unix::fs::fchown(file, None, self.group)?;
        }
        if there.mode() & 0o7777 == self.file { Ok(()) } else { file.set_permissions(Permissions::from_mode(self.file)) }
    }

    /// The same for what is at a path, a file or a directory.
    pub fn apply_at(self, path: &Path, there: &fs::Metadata) -> io::Result<()> {
        if self.group.is_some_and(|group| group != there.gid()) {
            std::os::unix::fs::lchown(path, None, self.group)?;
        }
        let mode = self.mode(there);
        if there.mode() & 0o7777 == mode { Ok(()) } else { fs::set_permissions(path, Permissions::from_mode(mode)) }
    }
}

/// Options that follow no link at the last step of a path and never wait for a pipe's other end.
pub(super) fn careful() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed());
    options
}

/// Opens a regular file for reading; `None` if there is none.
pub(super) fn open(path: &Path) -> Result<Option<(File, fs::Metadata)>, StoreError> {
    let file = match careful().read(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file.at(path)?,
    };
    let metadata = file.metadata().at(path)?;
    if metadata.is_file() { Ok(Some((file, metadata))) } else { Err(StoreError::NotAFile { path: path.to_owned() }) }
}

/// Opens a file of lines to be appended to, made if it is missing. With it, how long it was, and the lines as they are to be written: a last line that was
/// cut short is not gone on with.
pub(super) fn append_to(path: &Path, lines: &[u8], manner: Manner) -> Result<(File, u64, Vec<u8>), StoreError> {
    let file = careful().read(true).append(true).create(true).mode(0o600).open(path).at(path)?;
    let there = file.metadata().at(path)?;
    if !there.is_file() {
        return Err(StoreError::NotAFile { path: path.to_owned() });
    }
    let mut last = [b'\n'];
    match there.len() {
        // new, with what the umask left
        0 => manner.apply(&file).at(path)?,
        length => drop(file.read_at(&mut last, length - 1).at(path)?),
    }
    let healed = if last == *b"\n" { lines.to_vec() } else { [b"\n", lines].concat() };
    Ok((file, there.len(), healed))
}

/// The bytes of a regular file of at most `limit` bytes; `None` if there is none.
pub(super) fn read(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(read_with(path, limit)?.map(|(bytes, _)| bytes))
}

/// The same, with what the file was when it was opened.
pub(super) fn read_with(path: &Path, limit: u64) -> Result<Option<(Vec<u8>, fs::Metadata)>, StoreError> {
    let Some((file, metadata)) = open(path)? else { return Ok(None) };
    let too_large = || StoreError::TooLarge { path: path.to_owned(), megabytes: limit >> 20 };
    if metadata.len() > limit {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
    file.take(limit + 1).read_to_end(&mut bytes).at(path)?; // it may grow meanwhile
    if bytes.len() as u64 > limit { Err(too_large()) } else { Ok(Some((bytes, metadata))) }
}

/// The directory at a path, not followed if a link; `None` if nothing is there.
pub(super) fn is_dir(path: &Path) -> Result<Option<fs::Metadata>, StoreError> {
    match fs::symlink_metadata(path) {
        Ok(there) if there.is_dir() => Ok(Some(there)),
        Ok(_) => Err(StoreError::NotADirectory { path: path.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(StoreError::io(path, &error)),
    }
}

pub(super) fn is_empty(dir: &Path) -> Result<bool, StoreError> {
    Ok(fs::read_dir(dir).at(dir)?.next().is_none())
}

/// Makes the data directory and those above it.
pub(super) fn make_root(dir: &Path) -> Result<(), StoreError> {
    DirBuilder::new().recursive(true).mode(0o700).create(dir).at(dir)
}

/// Makes one directory; one that is there already is an error.
pub(super) fn make_dir(dir: &Path, manner: Manner) -> Result<(), StoreError> {
    DirBuilder::new().mode(0o700).create(dir).at(dir)?;
    fs::symlink_metadata(dir).and_then(|there| manner.apply_at(dir, &there)).at(dir)
}

/// Gives a file, or a directory with all below it, the modes and the group of a shared directory.
pub(super) fn share(path: &Path, manner: Manner) -> Result<(), StoreError> {
    let there = fs::symlink_metadata(path).at(path)?;
    if !there.is_dir() && !there.is_file() {
        return Ok(());
    }
    manner.apply_at(path, &there).at(path)?;
    if there.is_dir() {
        for entry in fs::read_dir(path).at(path)? {
            share(&entry.at(path)?.path(), manner)?;
        }
    }
    Ok(())
}

/// A new file of such a mode, by the umask, under a name of its own; gone when dropped. Made by ourselves: `tempfile` hides what the system says in words of its own.
pub(super) fn temporary(dir: &Path, mode: u32) -> io::Result<NamedTempFile> {
    let make = |path: &Path| OpenOptions::new().read(true).write(true).create_new(true).mode(mode & 0o7777).open(path);
    Builder::new().prefix(TEMPORARY).make_in(dir, make)
}

/// A new file beside the one it will become; gone when dropped.
pub(super) fn beside(dir: &Path, manner: Manner) -> Result<NamedTempFile, StoreError> {
    reach(Step::Create).at(dir)?;
    let file = temporary(dir, manner.file).at(dir)?;
    manner.apply(file.as_file()).at(dir)?;
    Ok(file)
}

/// Puts whole new content in a file's place: beside, one sync, rename. Only for a `new` name is the directory synced too.
///
/// `written` is told what the file is as soon as it stands in its place, even if the directory cannot be synced then.
pub(super) fn replace_and(
    path: &Path,
    bytes: &[u8],
    manner: Manner,
    new: bool,
    written: impl FnOnce(&fs::Metadata),
) -> Result<(), StoreError> {
    let dir = path.parent().unwrap_or(path);
    let file = beside(dir, manner)?;
    reach(Step::Write).and_then(|()| file.as_file().write_all(bytes)).at(path)?;
    reach(Step::Sync).and_then(|()| file.as_file().sync_data()).at(path)?;
    reach(Step::Rename).at(path)?;
    let file = file.persist(path).map_err(|error| error.error).at(path)?;
    written(&file.metadata().at(path)?);
    if new { sync_dir(dir) } else { Ok(()) }
}

/// Puts whole new content in a file's place: [`replace_and`] no more.
pub(super) fn replace(path: &Path, bytes: &[u8], manner: Manner, new: bool) -> Result<(), StoreError> {
    replace_and(path, bytes, manner, new, |_| ())
}

/// Makes names that were added to or removed from a directory durable.
pub(super) fn sync_dir(dir: &Path) -> Result<(), StoreError> {
    reach(Step::SyncDir).and_then(|()| File::open(dir)).and_then(|dir| dir.sync_all()).at(dir)
}

/// The first path like this one at which nothing is: `name`, `name (2)`…
pub(super) fn free(dir: &Path, name: &str) -> PathBuf {
    let (mut path, mut n) = (dir.join(name), 1);
    while fs::symlink_metadata(&path).is_ok() {
        n += 1;
        path = dir.join(format!("{name} ({n})"));
    }
    path
}

/// Whether a file is one that was being written: see [`beside`].
pub(super) fn is_temporary(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(TEMPORARY.as_bytes()))
}

/// Locks a response by its lock file, made if it is missing, without saying who; nothing if someone has it.
pub(super) fn hold(path: &Path, manner: Manner) -> Result<Option<File>, StoreError> {
    let file = careful().read(true).write(true).create(true).truncate(false).mode(0o600).open(path).at(path)?;
    let there = file.metadata().at(path)?;
    if !there.is_file() {
        return Err(StoreError::NotAFile { path: path.to_owned() });
    }
    if there.len() == 0 {
        let _ = manner.apply(&file); // another member's that is wrong can be locked all the same
    }
    match rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(Some(file)),
        Err(Errno::WOULDBLOCK) => Ok(None),
        Err(error) => Err(StoreError::io(path, &error.into())),
    }
}

/// Whether someone has the lock of this file.
pub(super) fn is_held(path: &Path) -> bool {
    let file = careful().read(true).open(path);
    file.is_ok_and(|file| rustix::fs::flock(&file, FlockOperation::NonBlockingLockShared) == Err(Errno::WOULDBLOCK))
}

/// Removes what a killed program left while writing in a directory. Only for whoever holds the response's lock.
pub(super) fn sweep(dir: &Path) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        if entry.file_name().as_encoded_bytes().starts_with(TEMPORARY.as_bytes()) {
            let _ = fs::remove_file(entry.path()); // else the next one does
        }
    }
}
