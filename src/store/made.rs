//! Responses that can be made again at any time: ten thousand are put into the directory without waiting ten thousand times for the disk.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::disk::{self, At};
use super::{Store, StoreError, history, responses};
use crate::response::Response;
use crate::response::history::{Entry, lines};

impl Store {
    /// Puts a new response and its history in their place. Nothing is synced: only for what a crash may take.
    ///
    /// # Errors
    /// There is one of its id; the disk refuses.
    pub fn put_made(&self, response: &Response, entries: &[Entry]) -> Result<(), StoreError> {
        self.writable()?;
        let dir = self.place(&response.id)?;
        disk::make_dir(&dir, self.manner)?;
        self.put_file(&dir.join(history::FILE), &lines(entries))?;
        self.put_file(&dir.join(responses::FILE), &response.to_json())
    }

    fn put_file(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let mut file = disk::careful().write(true).create_new(true).mode(0o600).open(path).at(path)?;
        self.manner.apply(&file).at(path)?;
        file.write_all(bytes).at(path)
    }
}
