//! One question of a response answered otherwise, though it is not open here: what a second entry found out.

use jiff::Timestamp;
use serde_json::Value;

use super::names::is_plain;
use super::responses::read_in;
use super::{Attached, Store, StoreError};
use crate::answers::Path;
use crate::response::history::{Held, What, between};
use crate::response::review::{Act, Line};
use crate::response::{Response, Review};

/// What is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// The response as it was when that was decided.
    pub was: Response,
    /// As it is to be.
    pub now: Response,
    /// The response that says so: files that the answer names are copied from there.
    pub from: String,
    /// The question, the only one that is written.
    pub question: String,
    /// What its history calls that.
    pub what: What,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
}

impl Store {
    /// Answers one question of a response otherwise: as its filler would, with a version kept and an entry in its history. Gives the response as it is
    /// then.
    ///
    /// # Errors
    /// Another session has it open ([`StoreError::Held`]); it is validated or waits for its reviewer ([`StoreError::Closed`]); that question is answered
    /// otherwise by now ([`StoreError::Changed`]); it cannot be read, the disk refuses.
    pub fn amend(&self, amendment: &Amendment) -> Result<Response, StoreError> {
        let Amendment { was, now, from, question, what, at, by } = amendment;
        let id = was.id.as_str();
        self.writable()?;
        let _lock = self.own(id, by)?;
        let place = self.place(id)?;
        let (current, seen) = read_in(&place, id).ok_or_else(|| self.missing(id))?;
        let current = current.map_err(|broken| StoreError::Broken { id: id.to_owned(), broken })?;
        if !current.is_open() {
            return Err(StoreError::Closed { id: id.to_owned(), standing: current.standing() });
        }
        let root = Path::question(question);
        if Held::of(&current, &root) != Held::of(was, &root) {
            return Err(StoreError::Changed { path: place });
        }
        if let Some(seen) = seen {
            self.hold(id, seen);
        }
        let mut amended = Response { modified: *at, author: by.clone(), ..current.clone() };
        amended.take_from(&self.bring_files(from, &current, now, question)?, question);
        // a version that cannot be kept keeps no answer from being saved
        let _ = self.back_up(id, *at, false);
        if current.review == Review::Accepted {
            amended.review = Review::None;
            self.append_review(id, &[Line { at: *at, by: by.clone(), act: Act::Edited }])?;
        }
        self.record(id, &between(&current, &amended, *what, ""))?;
        self.save(&amended)?;
        Ok(amended)
    }
    /// The answers of `given`, those of one question with the files that they name copied from another response into the one that is to have them. A file
    /// gets the name that it has there.
    ///
    /// # Errors
    /// Such a file is not there, the disk refuses.
    pub fn bring_files(&self, from: &str, into: &Response, given: &Response, question: &str) -> Result<Response, StoreError> {
        let root = Path::question(question);
        let there = into.answers.get(&root);
        let mut brought = given.clone();
        let Some(mut value) = brought.answers.get(&root).cloned() else { return Ok(brought) };
        let files = self.response_dir(from)?.join("files");
        let mut left = vec![&mut value];
        while let Some(value) = left.pop() {
            match attached(value) {
                Some(file) if there.is_some_and(|there| names(there, &file)) => {}
                Some(file) => *value = self.attach_itself(&into.id, &files.join(file.name))?.to_json(),
                None => match value {
                    Value::Array(list) => left.extend(list),
                    Value::Object(map) => left.extend(map.values_mut()),
                    _ => {}
                },
            }
        }
        brought.answers.set(&root, Some(value));
        Ok(brought)
    }
}

/// A file as an answer names it.
fn attached(value: &Value) -> Option<Attached> {
    serde_json::from_value(value.as_object()?.clone().into()).ok().filter(|file: &Attached| is_plain(&file.name))
}

/// Whether an answer, or one of a block in it, names this file.
fn names(value: &Value, file: &Attached) -> bool {
    match attached(value) {
        Some(own) => own == *file,
        None => match value {
            Value::Array(list) => list.iter().any(|value| names(value, file)),
            Value::Object(map) => map.values().any(|value| names(value, file)),
            _ => false,
        },
    }
}
