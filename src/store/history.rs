//! The history of a response, a line an entry. It is appended to and never rewritten; what a crash cut short stays and is passed over.

use std::io::{Read, Seek, SeekFrom, Write};

use super::disk::{self, At};
use super::{Store, StoreError};
use crate::response::history::{self, Entry, History};

/// How much of a history is read, in bytes, from its end.
pub const LONGEST_HISTORY: u64 = 64 << 20;

/// The name of a history's file.
pub(super) const FILE: &str = "history.jsonl";

impl Store {
    /// Appends entries to the history of a response that is on the disk; after an error its file ends as it did. It is not synced: the answers are, and
    /// an entry must not cost a second wait for the disk.
    ///
    /// # Errors
    /// The disk is full or read-only, there is no permission, the response is not there…
    pub fn record(&self, id: &str, entries: &[Entry]) -> Result<(), StoreError> {
        self.append_history(id, &mut history::lines(entries))
    }

    /// Appends whole lines to the history of a response; none are left then.
    pub(super) fn append_history(&self, id: &str, lines: &mut Vec<u8>) -> Result<(), StoreError> {
        if lines.is_empty() {
            return Ok(());
        }
        self.writable()?;
        let path = self.response_dir(id)?.join(FILE);
        let (mut file, length, bytes) = disk::append_to(&path, lines, self.manner)?;
        let written = file.write_all(&bytes).at(&path);
        match written {
            Ok(()) => lines.clear(),
            Err(_) => drop(file.set_len(length)), // else its part is passed over as a line cut short
        }
        written
    }

    /// The history of a response; empty if none was written. Of one longer than [`LONGEST_HISTORY`] its end.
    ///
    /// # Errors
    /// The response is not there, or the file cannot be read.
    pub fn history(&self, id: &str) -> Result<History, StoreError> {
        let path = self.response_dir(id)?.join(FILE);
        let Some((mut file, there)) = disk::open(&path)? else { return Ok(History::default()) };
        let skipped = there.len().saturating_sub(LONGEST_HISTORY);
        file.seek(SeekFrom::Start(skipped)).at(&path)?;
        let mut bytes = Vec::new();
        file.take(LONGEST_HISTORY).read_to_end(&mut bytes).at(&path)?;
        let start = if skipped == 0 { 0 } else { bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| end + 1) };
        Ok(history::read(&bytes[start..]))
    }
}
