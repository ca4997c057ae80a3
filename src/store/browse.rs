//! What a directory holds, for choosing files to attach.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::StoreError;
use super::disk::At;
use crate::ui::fold::fold;

/// The most entries that are given.
const MOST: usize = 10_000;

/// A file or directory to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Browsed {
    /// Its name to show and to search, composed; not safe to print as it is.
    pub name: String,
    /// Where it is: its name on the disk may be no valid text.
    pub path: PathBuf,
    /// Whether it is a directory.
    pub is_dir: bool,
    /// In bytes; of a directory, nothing.
    pub size: u64,
}

/// What can be chosen in a directory: directories first, then regular files, each by name without case and accents. Hidden entries, devices and links
/// that lead nowhere are left out; of very many entries, only the first 10,000 that the system gives are taken.
///
/// # Errors
/// It is no directory or cannot be read.
pub fn browse(dir: &Path) -> Result<Vec<Browsed>, StoreError> {
    chosen(dir, |path| fs::metadata(path).ok().filter(|there| there.is_file() || there.is_dir()))
}

/// The files themselves of a directory in which others put them: neither links, which could lead anywhere, nor directories.
///
/// # Errors
/// Those of [`browse`].
pub fn browse_files(dir: &Path) -> Result<Vec<Browsed>, StoreError> {
    chosen(dir, |path| fs::symlink_metadata(path).ok().filter(Metadata::is_file))
}

fn chosen(dir: &Path, look: impl Fn(&Path) -> Option<Metadata>) -> Result<Vec<Browsed>, StoreError> {
    let entries = fs::read_dir(dir).at(dir)?.flatten();
    let shown = entries.filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
    let found = shown.take(MOST).filter_map(|entry| {
        let path = entry.path();
        let there = look(&path)?;
        let size = if there.is_file() { there.len() } else { 0 };
        let name = entry.file_name().to_string_lossy().nfc().collect();
        Some(Browsed { name, path, is_dir: there.is_dir(), size })
    });
    let mut found: Vec<Browsed> = found.collect();
    found.sort_by_cached_key(|entry| (!entry.is_dir, fold(&entry.name), entry.name.clone()));
    Ok(found)
}
