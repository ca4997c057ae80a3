//! Responses that can be made again at any time: ten thousand are put into the directory without waiting ten thousand times for the disk.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::disk::{self, At};
use super::{Store, StoreError, history, responses, review};
use crate::response::Response;
use crate::response::history::{Entry, lines};
use crate::response::review::{Line, to_bytes};

impl Store {
    /// Puts a new response, its history and its review in their place. Nothing is synced: only for what a crash may take.
    ///
    /// # Errors
    /// There is one of its id; the disk refuses.
    pub fn put_made(&self, response: &Response, entries: &[Entry], said: &[Line]) -> Result<(), StoreError> {
        self.writable()?;
        let dir = self.place(&response.id)?;
        disk::make_dir(&dir, self.manner)?;
        self.put_file(&dir.join(history::FILE), &lines(entries))?;
        if !said.is_empty() {
            self.put_file(&dir.join(review::FILE), &to_bytes(said))?;
        }
        self.put_file(&dir.join(responses::FILE), &response.to_json())
    }

    fn put_file(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        let mut file = disk::careful().write(true).create_new(true).mode(0o600).open(path).at(path)?;
        self.manner.apply(&file).at(path)?;
        file.write_all(bytes).at(path)
    }
}
