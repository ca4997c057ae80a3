//! The history of a response: what changed, entry by entry, and the response as it was at any moment.
//!
//! An entry says what stands in the response's file before and after it, so that each moment follows from the answers of now: entries are taken back
//! from the last one on. An answer that was changed without an entry (by another program) falsifies no other.

mod diff;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::json::{read_lines, write_lines};
use super::{Response, Status, read_json};
use crate::answers::{ID, Path};

pub use diff::Held;
pub(crate) use diff::blocks;

/// The longest way to an answer in steps, block and cell included: what names more is no answer of any form.
const MOST_STEPS: usize = 8;

/// What made a change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A visit to a question, or a key on a block.
    #[default]
    Answer,
    /// A change taken back.
    Undo,
    /// Made again.
    Redo,
    /// An answer taken from the history, or a whole version from the backups or from beside the response.
    Restore,
    /// Values given on the command line.
    Set,
    /// The response came from a file.
    Import,
    /// The response is a copy of another one.
    Copy,
    /// The response was locked.
    Validate,
    /// It was opened again.
    Reopen,
}

/// One change: a line of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When; of a visit to a question, when it was changed last.
    pub at: Timestamp,
    /// By whom, as they call themselves.
    #[serde(default)]
    pub by: String,
    /// What made it.
    #[serde(default, skip_serializing_if = "is_answer")]
    pub what: What,
    /// The question, the field of a block or the block. None for what happened to the whole response.
    #[serde(default, skip_serializing_if = "is_nowhere")]
    pub path: Path,
    /// The answer before, if there was one; of a block its fields; of the whole response what was left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// The answer after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
    /// At which place a block stood before, from 0; none if it was not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<usize>,
    /// At which place it stands after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<usize>,
    /// What was typed there before and could not be read.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub typed_before: BTreeMap<Path, String>,
    /// What is typed there now and cannot be read.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub typed_after: BTreeMap<Path, String>,
    /// Whether it goes on with the visit of the entry before it, which was written while it lasted.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub more: bool,
    /// The reason given for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde's way to ask")]
fn is_answer(what: &What) -> bool {
    *what == What::Answer
}

fn is_nowhere(path: &Path) -> bool {
    path.as_str().is_empty()
}

/// The entries of a history file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// From the first to the last.
    pub entries: Vec<Entry>,
    /// How many lines are none, or of a kind that this version does not know.
    pub skipped: usize,
}

/// Whether a path from a file can be that of an answer.
pub(super) fn is_short(path: &Path) -> bool {
    path.steps().take(MOST_STEPS + 1).count() <= MOST_STEPS
}

/// The entries in the bytes of a history file. A last line cut short is no fault: the program was killed while it wrote.
#[must_use]
pub fn read(bytes: &[u8]) -> History {
    let (entries, skipped) = read_lines(bytes, read_line);
    History { entries, skipped }
}

fn read_line(line: &[u8]) -> Option<Entry> {
    let entry: Entry = serde_json::from_value(read_json(line).ok()?).ok()?;
    let typed = || entry.typed_before.keys().chain(entry.typed_after.keys());
    (is_short(&entry.path) && typed().all(is_short)).then_some(entry)
}

/// Entries as lines of the file.
#[must_use]
pub fn lines(entries: &[Entry]) -> Vec<u8> {
    write_lines(entries)
}

impl Entry {
    /// An entry for what happened to the whole response.
    #[must_use]
    pub fn event(what: What, at: Timestamp, by: &str) -> Self {
        Self {
            at,
            by: by.to_owned(),
            what,
            path: Path::default(),
            before: None,
            after: None,
            from: None,
            to: None,
            typed_before: BTreeMap::new(),
            typed_after: BTreeMap::new(),
            more: false,
            why: String::new(),
        }
    }

    /// Whether it is of a block as a whole: it came, went or moved.
    #[must_use]
    pub fn is_of_block(&self) -> bool {
        self.path.as_str().ends_with(']')
    }

    /// Puts back into a response what stood there before this entry.
    pub fn take_back(&self, response: &mut Response) {
        match self.what {
            _ if !is_nowhere(&self.path) => self.put(response),
            What::Validate => {
                response.status = Status::Draft;
                response.left_out = self.left_out();
                response.validations.pop();
            }
            What::Reopen => {
                response.status = Status::Validated;
                response.left_out = self.left_out();
                response.validations.iter_mut().rev().take(1).for_each(|validation| validation.reopened = None);
            }
            _ => {}
        }
    }

    fn left_out(&self) -> BTreeMap<Path, super::LeftOut> {
        self.before.clone().and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default()
    }

    fn put(&self, response: &mut Response) {
        let path = &self.path;
        match self.path.last_block() {
            Some((repeat, id)) => {
                let (repeat, id) = (repeat, id.to_owned());
                let there = response.answers.remove_block(&repeat, &id);
                if let Some(from) = self.from {
                    let fields = if self.to.is_some() { there } else { self.before.as_ref().and_then(Value::as_object).cloned() };
                    response.answers.insert_block(&repeat, from, &id, fields.unwrap_or_default());
                }
            }
            None => response.answers.set(path, self.before.clone()),
        }
        if self.from.is_none() || self.to.is_none() {
            response.unreadable.retain(|place, _| !place.is_within(path));
            response.unreadable.extend(self.typed_before.clone());
        }
    }
}

/// The response as it was at a moment; `None` for one before its first.
#[must_use]
pub fn at(response: &Response, history: &[Entry], when: Timestamp) -> Option<Response> {
    if when < response.created {
        return None;
    }
    // a clock may have been set back: what was written later is later
    let known = history.iter().rposition(|entry| entry.at <= when).map_or(0, |last| last + 1);
    let mut then = response.clone();
    history[known..].iter().rev().for_each(|entry| entry.take_back(&mut then));
    if known < history.len() {
        let last = known.checked_sub(1).map(|last| &history[last]);
        then.modified = last.map_or(then.created, |entry| entry.at);
        then.author = last.map_or_else(String::new, |entry| entry.by.clone());
        then.position = None;
    }
    Some(then)
}

/// The entries as people did them: what was written of one visit in parts is one, and what a visit left as it was is none.
#[must_use]
pub fn visits(entries: &[Entry]) -> Vec<Entry> {
    let mut visits: Vec<Entry> = Vec::with_capacity(entries.len());
    for entry in entries {
        match visits.last_mut().filter(|last| entry.more && last.by == entry.by && last.what == entry.what) {
            Some(last) if last.path == entry.path && !last.is_of_block() => {
                last.at = entry.at;
                last.after.clone_from(&entry.after);
                last.typed_after.clone_from(&entry.typed_after);
                if last.before == last.after && last.typed_before == last.typed_after {
                    visits.pop();
                }
            }
            // a block that came with its first answer: what was typed on belongs to it
            Some(last) if last.is_of_block() && last.from.is_none() && entry.path.block().as_ref() == Some(&last.path) => {
                last.at = entry.at;
                if let (Some(field), Some(Value::Object(fields))) = (entry.path.below(&last.path), &mut last.after) {
                    match &entry.after {
                        Some(value) => drop(fields.insert(field.to_owned(), value.clone())),
                        None => drop(fields.shift_remove(field)),
                    }
                }
                last.typed_after.retain(|place, _| !place.is_within(&entry.path));
                last.typed_after.extend(entry.typed_after.clone());
            }
            _ => visits.push(entry.clone()),
        }
    }
    visits
}

/// What differs between two states of a response, as entries; those of a validation or a reopening begin with one for itself.
#[must_use]
pub fn between(before: &Response, after: &Response, what: What, why: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    if matches!(what, What::Validate | What::Reopen) {
        let left = |response: &Response| serde_json::to_value(&response.left_out).ok().filter(|left| *left != Value::Object(Map::new()));
        entries.push(Entry {
            before: left(before),
            after: left(after),
            why: why.to_owned(),
            ..Entry::event(what, after.modified, &after.author)
        });
    }
    let mut roots: Vec<&str> = before.answers.as_map().keys().chain(after.answers.as_map().keys()).map(String::as_str).collect();
    roots.extend(before.unreadable.keys().chain(after.unreadable.keys()).map(Path::root));
    let mut met = std::collections::BTreeSet::new();
    for root in roots.into_iter().filter(|root| met.insert(*root)) {
        let root = Path::question(root);
        let changes = Held::of(before, &root).changes_to(&Held::of(after, &root), &root);
        entries.extend(changes.into_iter().map(|change| Entry { what, at: after.modified, by: after.author.clone(), ..change }));
    }
    entries
}

/// The fields of a block, without its identity.
pub(super) fn fields(block: &Map<String, Value>) -> Map<String, Value> {
    block.iter().filter(|(key, _)| *key != ID).map(|(key, value)| (key.clone(), value.clone())).collect()
}

#[cfg(test)]
mod tests;
