//! A response: one filled copy of a form, with its state, its dates and where its filler stood. To and from JSON; the disk is the store's business.

pub mod compare;
mod difference;
pub mod history;
pub mod import;
mod json;
pub mod name;
mod read;
pub mod review;
mod shape;
mod validation;
pub mod verify;
mod version;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::answers::{Answers, ID, Path, is_empty_block};
use crate::form::Form;
use crate::l10n::{Language, Message};
use crate::outline::{FileFaults, Inputs};

pub use json::read_json;
pub use read::{Accepted, Broken, Refusal, accept, read};
pub use validation::{LeftOut, Reopened, Validation, digest, without_ids};
pub use version::{BroughtOver, SetAside};

/// The newest format this version writes and reads.
pub const FORMAT: u32 = 1;

/// Whether a response is open or locked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Open: it can be filled.
    #[default]
    Draft,
    /// Locked: its answers are given.
    Validated,
}

/// Where a response stands between filler and reviewer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// Not submitted, or edited since.
    #[default]
    None,
    /// Submitted by the filler.
    ToReview,
    /// Sent back by the reviewer.
    SentBack,
    /// Accepted by the reviewer.
    Accepted,
}

/// The form that a response is a copy of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormName {
    /// The form's id.
    pub id: String,
    /// The version with which it was last saved.
    pub version: String,
}

/// Where the filler stood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The page's id.
    pub page: String,
    /// The question's path.
    #[serde(default)]
    pub path: Path,
}

/// One filled copy of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// The format of the file.
    pub format: u32,
    /// Its identity, for life.
    pub id: String,
    /// The form it fills.
    pub form: FormName,
    /// Draft or validated.
    #[serde(default)]
    pub status: Status,
    /// Between filler and reviewer.
    #[serde(default)]
    pub review: Review,
    /// When it was begun.
    pub created: Timestamp,
    /// When an answer last changed.
    pub modified: Timestamp,
    /// Who changed it last.
    #[serde(default)]
    pub author: String,
    /// Where the filler stood.
    #[serde(default)]
    pub position: Option<Position>,
    /// Pages left once, since they ask what they ask.
    #[serde(default)]
    pub seen: BTreeSet<String>,
    /// Questions whose answers were fixed from outside and cannot be edited.
    #[serde(default)]
    pub fixed: BTreeSet<String>,
    /// The response that this one enters a second time, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verifies: Option<String>,
    /// The answers.
    #[serde(default)]
    pub answers: Answers,
    /// Typed texts that could not be read.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unreadable: BTreeMap<Path, String>,
    /// Hidden answers that validation left out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub left_out: BTreeMap<Path, LeftOut>,
    /// Answers for which a later version of the form has no place, in the order in which they were set aside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub set_aside: Vec<SetAside>,
    /// Each validation, the last one last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub validations: Vec<Validation>,
    /// What this version does not know, kept as it is.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Response {
    /// A new draft with the form's defaults.
    #[must_use]
    pub fn new(form: &Form, id: String, author: &str, now: Timestamp) -> Self {
        let mut response = Self {
            format: FORMAT,
            id,
            form: FormName { id: form.id.clone(), version: form.version.clone() },
            status: Status::Draft,
            review: Review::None,
            created: now,
            modified: now,
            author: author.to_owned(),
            position: None,
            seen: BTreeSet::new(),
            fixed: BTreeSet::new(),
            verifies: None,
            answers: Answers::default(),
            unreadable: BTreeMap::new(),
            left_out: BTreeMap::new(),
            set_aside: Vec::new(),
            validations: Vec::new(),
            rest: Map::new(),
        };
        for (_, item) in form.top_level() {
            if let Some(default) = &item.default {
                response.answers.set(&Path::question(&item.id), Some(default.clone()));
            }
        }
        response
    }

    /// What its outline is derived from.
    #[must_use]
    pub fn inputs<'a>(&'a self, form: &'a Form, files: &'a FileFaults, today: Date, language: Language) -> Inputs<'a> {
        Inputs { form, answers: &self.answers, unreadable: &self.unreadable, seen: &self.seen, files, today, language }
    }

    /// Where it stands, in a word: « brouillon », « à relire », « validée »…
    #[must_use]
    pub fn standing(&self) -> Message {
        standing(self.status, self.review)
    }

    /// Whether answers can be changed: a draft that does not wait for its reviewer.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status == Status::Draft && self.review != Review::ToReview
    }

    /// Whether this question was fixed from outside.
    #[must_use]
    pub fn is_fixed(&self, path: &Path) -> bool {
        self.fixed.contains(path.root())
    }

    /// Gives each repeat the blocks it always shows, with new identities and, where they can be changed, the defaults of their fields; blocks without
    /// an answer at the end of a repeat are not written.
    pub fn fill_blocks(&mut self, form: &Form, mut new_id: impl FnMut() -> String) {
        for (_, item) in form.top_level() {
            let Some(repeat) = item.repeat() else { continue };
            let path = Path::question(&item.id);
            if self.answers.get(&path).is_some_and(|value| !value.is_array()) {
                continue; // a wrong shape is kept as it is
            }
            for at in self.answers.blocks(&path).count()..repeat.min {
                let fields = if self.is_open() { form.defaults(repeat) } else { Map::new() };
                self.answers.insert_block(&path, at, &new_id(), fields);
            }
        }
    }

    /// The response as the JSON text of its file: blocks without an answer at the end of a repeat are left out, unless something typed there cannot be
    /// read, or the filler stands there.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let mut written = self.clone();
        let named: BTreeSet<Path> =
            self.unreadable.keys().chain(self.position.iter().map(|position| &position.path)).filter_map(Path::block).collect();
        written.answers = self.answers.without_trailing_blocks_but(&named);
        let mut bytes = serde_json::to_vec_pretty(&written).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// How many questions have an answer.
    #[must_use]
    pub fn answer_count(&self) -> usize {
        self.answers.without_trailing_blocks().as_map().len()
    }
}

impl Answers {
    /// The answers without the empty blocks at the ends of repeats.
    #[must_use]
    pub fn without_trailing_blocks(&self) -> Self {
        self.without_trailing_blocks_but(&BTreeSet::new())
    }

    /// The answers without the empty blocks at the ends of repeats, but for these.
    fn without_trailing_blocks_but(&self, named: &BTreeSet<Path>) -> Self {
        let kept = self.as_map().iter().filter_map(|(id, value)| Some((id.clone(), stored(value, |block| is_named(id, block, named))?)));
        kept.collect::<Map<_, _>>().into()
    }
}

/// Where a response stands, in a word.
#[must_use]
pub fn standing(status: Status, review: Review) -> Message {
    Message::new(match (status, review) {
        (Status::Validated, _) => "status-validated",
        (Status::Draft, Review::None) => "status-draft",
        (Status::Draft, Review::ToReview) => "status-to-review",
        (Status::Draft, Review::SentBack) => "status-sent-back",
        (Status::Draft, Review::Accepted) => "status-accepted",
    })
}

/// Until when a response that was changed last at this moment may be kept; `None` if its form does not say.
#[must_use]
pub fn keep_until(form: &Form, modified: Timestamp) -> Option<Timestamp> {
    let zoned = modified.to_zoned(jiff::tz::TimeZone::UTC);
    let until = zoned.checked_add(jiff::Span::new().try_months(form.retention_months?).ok()?);
    until.ok().map(|until| until.timestamp())
}

/// An answer as it is written: of a repeat, without the blocks at its end that are empty and not to be kept; `None` if nothing is left.
fn stored(value: &Value, is_kept: impl Fn(&Map<String, Value>) -> bool) -> Option<Value> {
    let Some(blocks) = value.as_array().filter(|list| list.iter().any(|block| block.get(ID).is_some())) else {
        return Some(value.clone());
    };
    let last = blocks.iter().rposition(|block| block.as_object().is_none_or(|block| !is_empty_block(block) || is_kept(block)))?;
    Some(Value::Array(blocks[..=last].to_vec()))
}

/// Whether a block of this repeat is one of these.
fn is_named(repeat: &str, block: &Map<String, Value>, named: &BTreeSet<Path>) -> bool {
    let id = block.get(ID).and_then(Value::as_str).filter(|_| !named.is_empty());
    id.is_some_and(|id| named.contains(&Path::question(repeat).instance(id)))
}

/// A new identity: `length` letters and digits of base 32, without those that are easily confused.
#[must_use]
pub fn new_id(length: usize, random: &mut fastrand::Rng) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
    (0..length).map(|_| char::from(ALPHABET[random.usize(..ALPHABET.len())])).collect()
}

#[cfg(test)]
mod tests;
