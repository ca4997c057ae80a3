//! A copy of a response, as a new draft with its own attachments.

use std::fs;
use std::io;
use std::path::Path;

use jiff::Timestamp;

use super::disk::{self, At};
use super::{Store, StoreError};
use crate::response::{Response, Review, Status};

impl Store {
    /// Copies a response as a new draft: same answers, position and attachments; no review, no validation. Answers that a validation left out are back.
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
            ..copy
        };
        disk::make_dir(&to, self.manner)?;
        // the response comes last: a copy cut short is a directory without one, which is passed over
        let copied = self.copy_files(&from, &to).and_then(|()| self.save(&copy));
        if let Err(error) = copied {
            let _ = fs::remove_dir_all(&to);
            return Err(error);
        }
        disk::sync_dir(&self.responses())?;
        Ok(copy)
    }

    fn copy_files(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
        let (from, to) = (from.join("files"), to.join("files"));
        if disk::is_dir(&from)?.is_none() {
            return Ok(());
        }
        disk::make_dir(&to, self.manner)?;
        for entry in fs::read_dir(&from).at(&from)? {
            let entry = entry.at(&from)?;
            let name = entry.file_name();
            if !entry.file_type().at(&from)?.is_file() || name.as_encoded_bytes().starts_with(b".") {
                continue; // half written, or not ours
            }
            let Some((mut file, _)) = disk::open(&entry.path())? else { continue };
            let target = to.join(&name);
            let copy = disk::beside(&to, self.manner)?;
            io::copy(&mut file, &mut copy.as_file()).at(&target)?;
            copy.as_file().sync_data().at(&target)?;
            copy.persist(&target).map_err(|error| error.error).at(&target)?;
        }
        disk::sync_dir(&to)
    }
}
