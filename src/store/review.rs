//! The review of a response, a line each thing said. It is appended to without a lock, by everyone at once, and never rewritten.

use std::io::Write;
use std::path::Path;

use jiff::Timestamp;

use super::disk::{self, At};
use super::{Store, StoreError};
use crate::response::history::{Entry, What, between};
use crate::response::review::{self, Act, Line, Lines, Reviewing};
use crate::response::{Response, Review, Status};

/// The name of the file in a response's directory.
pub(super) const FILE: &str = "review.jsonl";

/// The largest review that is read, in bytes.
pub const LONGEST_REVIEW: u64 = 64 << 20;

impl Store {
    /// Appends to the review of a response that is on the disk, in one write, and waits for the disk: nobody types a remark twice.
    ///
    /// # Errors
    /// The disk is full or read-only, there is no permission, the response is not there…
    pub fn append_review(&self, id: &str, lines: &[Line]) -> Result<(), StoreError> {
        if lines.is_empty() {
            return Ok(());
        }
        self.writable()?;
        let dir = self.response_dir(id)?;
        let path = dir.join(FILE);
        let (mut file, length, bytes) = disk::append_to(&path, &review::to_bytes(lines), self.manner)?;
        // what a failure leaves behind is passed over, not cut off: another may have written after it
        file.write_all(&bytes).and_then(|()| file.sync_data()).at(&path)?;
        // the first remark: its file has a name only now
        if length == 0 { disk::sync_dir(&dir) } else { Ok(()) }
    }

    /// Opens a validated response again, for a reason, as its filler would: with an entry in its history. Nothing is done to a draft.
    ///
    /// # Errors
    /// Another session has it open ([`StoreError::Held`]), it cannot be read, the disk is full or read-only…
    pub fn reopen(&self, id: &str, now: Timestamp, by: &str, reason: &str) -> Result<(), StoreError> {
        let _lock = self.own(id, by)?;
        let (before, seen) = self.read(id)?;
        if before.status != Status::Validated {
            return Ok(());
        }
        if let Some(seen) = seen {
            self.hold(id, seen);
        }
        let mut after = before.clone();
        after.reopen(by, reason, now);
        self.record(id, &between(&before, &after, What::Reopen, reason))?;
        self.save(&after)
    }

    /// Says of a response that was accepted that it was changed, if these entries of its history change answers. Nobody who changes it need know that it
    /// was accepted meanwhile; what could not be said is said with the next change.
    pub(super) fn say_edited(&self, id: &str, entries: &[Entry]) {
        let edit = entries.iter().rfind(|entry| !matches!(entry.what, What::Validate | What::Import | What::Copy));
        if let Some(edit) = edit.filter(|_| self.reviewing(id).review() == Some(Review::Accepted)) {
            let _ = self.append_review(id, &[Line { at: edit.at, by: edit.by.clone(), act: Act::Edited }]);
        }
    }

    /// What was said of a response; nothing if nothing was.
    ///
    /// # Errors
    /// The response is not there, or the file cannot be read.
    pub fn review(&self, id: &str) -> Result<Lines, StoreError> {
        read_in(&self.response_dir(id)?)
    }

    /// What the lines of a review come to; nothing if they cannot be read: that keeps nobody from the answers.
    #[must_use]
    pub fn reviewing(&self, id: &str) -> Reviewing {
        self.review(id).map(|found| Reviewing::of(&found.lines)).unwrap_or_default()
    }
}

/// The review in a response's directory.
pub(super) fn read_in(dir: &Path) -> Result<Lines, StoreError> {
    let bytes = disk::read(&dir.join(FILE), LONGEST_REVIEW)?;
    Ok(bytes.map_or_else(Lines::default, |bytes| review::read(&bytes)))
}

/// Sets where a response stands between filler and reviewer by what was said of it, if that says it. A review that cannot be read hides no response.
pub(super) fn settle(response: &mut Response, dir: &Path) {
    if let Some(review) = read_in(dir).ok().and_then(|lines| Reviewing::of(&lines.lines).review()) {
        response.review = review;
    }
}
