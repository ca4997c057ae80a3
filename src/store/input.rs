//! A file that the user named, outside the data directory: a link is followed, a pipe is read to its end.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::StoreError;
use super::disk::At;

/// The bytes of a file of at most `limit` bytes.
///
/// # Errors
/// It is not there, is no file or too large, or cannot be read.
pub fn read_input(from: &Path, limit: u64) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    File::open(from).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes)).at(from)?;
    if bytes.len() as u64 > limit {
        return Err(StoreError::TooLarge { path: from.to_owned(), megabytes: limit >> 20 });
    }
    Ok(bytes)
}
