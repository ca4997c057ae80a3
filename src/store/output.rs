//! A file that the user asked for, outside the data directory: whole or not at all, and never over another without being told to.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::StoreError;
use super::disk::{self, At};

/// What may be written to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    /// A file, a device or a pipe, or a link to one.
    Anything,
    /// A file, or a link to one.
    Linked,
    /// A file alone.
    Itself,
}

/// Writes a document where the user said. With `force` an existing file is replaced and keeps its mode; a device or a pipe is written to as it is.
///
/// # Errors
/// [`StoreError::Exists`] without `force`; the directory is not there; the disk refuses. What was there before is whole then.
pub fn write_output(to: &Path, bytes: &[u8], force: bool) -> Result<(), StoreError> {
    write(to, bytes, force, 0o666, Target::Anything)
}

/// The same where the screen is open, which waits for nobody: a device or a pipe is refused.
///
/// # Errors
/// Those of [`write_output`].
pub fn write_file(to: &Path, bytes: &[u8], force: bool) -> Result<(), StoreError> {
    write(to, bytes, force, 0o666, Target::Linked)
}

/// The same in a directory in which others put files, or from which they take them: a link, which could lead anywhere, is refused, too, and the group of the
/// directory may read what is written.
///
/// # Errors
/// Those of [`write_output`].
pub fn write_output_itself(to: &Path, bytes: &[u8], force: bool) -> Result<(), StoreError> {
    write(to, bytes, force, 0o640, Target::Itself)
}

/// [`write_file`] for what only its owner may read: a whole response.
///
/// # Errors
/// Those of [`write_output`].
pub fn write_private(to: &Path, bytes: &[u8], force: bool) -> Result<(), StoreError> {
    write(to, bytes, force, 0o600, Target::Linked)
}

fn write(to: &Path, bytes: &[u8], force: bool, mode: u32, target: Target) -> Result<(), StoreError> {
    // a link stands for the file it leads to
    let real = if target == Target::Itself { None } else { fs::canonicalize(to).ok() }.unwrap_or_else(|| to.to_owned());
    let there = match fs::symlink_metadata(&real) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        there => Some(there.at(to)?),
    };
    match &there {
        Some(there) if there.is_dir() || target != Target::Anything && !there.is_file() => {
            return Err(StoreError::NotAFile { path: to.to_owned() });
        }
        Some(there) if !there.is_file() => {
            return OpenOptions::new().write(true).open(&real).and_then(|mut file| file.write_all(bytes)).at(to);
        }
        Some(_) if !force => return Err(StoreError::Exists { path: to.to_owned() }),
        _ => {}
    }
    let dir = match real.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir,
        _ => Path::new("."),
    };
    let permissions = there.map_or_else(|| fs::Permissions::from_mode(mode), |there| there.permissions());
    let file = disk::temporary(dir, permissions.mode()).at(dir)?;
    if target == Target::Itself || force && real.exists() {
        file.as_file().set_permissions(permissions).at(to)?; // whatever the umask: it had its say when an older file was made
    }
    file.as_file().write_all(bytes).and_then(|()| file.as_file().sync_data()).at(to)?;
    let written = if force { file.persist(&real) } else { file.persist_noclobber(&real) };
    written.map_err(|error| error.error).at(to)?;
    disk::sync_dir(dir)
}
