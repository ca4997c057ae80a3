//! A copy of a response, as a new draft with its own attachments.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use jiff::Timestamp;
use serde_json::Value;

use super::disk::{self, At};
use super::{Store, StoreError, names};
use crate::answers::Answers;
use crate::response::history::{Entry, What};
use crate::response::{Response, Review, Status};

impl Store {
    /// Copies a response as a new draft: same answers, position and attached files, without those removed since; no review, no
    /// validation. Answers that a validation left out are back.
    ///
    /// # Errors
    /// It is not there or cannot be read; there is one of the new id; the disk refuses. Nothing of the copy is left then.
    pub fn copy(&self, id: &str, new_id: &str, now: Timestamp, author: &str) -> Result<Response, StoreError> {
        self.writable()?;
        let mut copy = self.load(id)?;
        let from = self.response_dir(id)?;
        let to = self.place(new_id)?;
        for (path, left) in std::mem::take(&mut copy.left_out) {
            copy.answers.set(&path, Some(left.value));
        }
        copy.validations.clear();
        copy = Response {
            id: new_id.to_owned(),
            status: Status::Draft,
            review: Review::None,
            created: now,
            modified: now,
            author: author.to_owned(),
            // two second entries of one response would be one too many
            verifies: None,
            ..copy
        };
        disk::make_dir(&to, self.manner)?;
        // it is locked meanwhile, so that nobody takes it for what a killed program left. The response comes last: a copy cut short is a directory without
        // one, which is passed over
        let copied = self.lock_in(&to, new_id, author).map_err(|error| error.of(new_id)).and_then(|_lock| {
            self.copy_files(&from, &to, &named(&copy.answers))?;
            self.save(&copy)?;
            self.record(new_id, &[Entry { why: id.to_owned(), ..Entry::event(What::Copy, now, author) }])
        });
        if let Err(error) = copied {
            let _ = fs::remove_dir_all(&to);
            return Err(error);
        }
        Ok(copy)
    }

    fn copy_files(&self, from: &Path, to: &Path, wanted: &BTreeSet<&str>) -> Result<(), StoreError> {
        let (from, to) = (from.join("files"), to.join("files"));
        if disk::is_dir(&from)?.is_none() {
            return Ok(());
        }
        disk::make_dir(&to, self.manner)?;
        for name in wanted {
            let mut file = match disk::open(&from.join(name)) {
                Ok(Some((file, _))) => file,
                // the copy says so as the original does
                Ok(None) | Err(StoreError::NotAFile { .. }) => continue,
                Err(error) => return Err(error),
            };
            let target = to.join(name);
            let copy = disk::beside(&to, self.manner)?;
            io::copy(&mut file, &mut copy.as_file()).at(&target)?;
            copy.as_file().sync_data().at(&target)?;
            copy.persist(&target).map_err(|error| error.error).at(&target)?;
        }
        disk::sync_dir(&to)
    }
}

/// The names that answers give to files, whatever their form: a file that none names was removed.
pub(super) fn named(answers: &Answers) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut left: Vec<&Value> = answers.as_map().values().collect();
    while let Some(value) = left.pop() {
        match value {
            Value::Array(list) => left.extend(list),
            Value::Object(map) => {
                found.extend(map.get("name").and_then(Value::as_str).filter(|name| names::is_plain(name)));
                left.extend(map.values());
            }
            _ => {}
        }
    }
    found
}
