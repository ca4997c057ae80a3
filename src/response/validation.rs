//! Validation: what is left out, what is locked, and the fingerprint that tells whether a validated response was changed since.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::{Response, Status};
use crate::answers::{Answers, ID, Path, is_blank, is_empty_block};
use crate::form::{Form, hex};
use crate::outline::{Inputs, hidden};

/// An answer that validation left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The answer, back in its place on reopening.
    pub value: Value,
    /// Why, in the labels' words.
    pub why: String,
}

/// One validation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validation {
    /// When.
    pub at: Timestamp,
    /// By whom, as they call themselves.
    pub by: String,
    /// What [`digest`] gave then: it detects change; it proves no author.
    pub sha256: String,
    /// SHA-256 of the form file.
    pub form_sha256: String,
    /// When and why it was taken back.
    #[serde(default)]
    pub reopened: Option<Reopened>,
}

/// The end of a validation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopened {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// The reason given.
    pub reason: String,
}

/// SHA-256, in hexadecimal, of the RFC 8785 JSON of form id, version, form hash and answers; identities of blocks do not count.
#[must_use]
pub fn digest(form: &Form, answers: &Answers) -> String {
    let whole = json!({"form": form.id, "version": form.version, "form_sha256": form.hash(), "answers": without_ids(answers)});
    let bytes = serde_json_canonicalizer::to_vec(&whole).unwrap_or_default();
    hex(&Sha256::digest(&bytes))
}

/// The answers as exports show them: without the identities of blocks, and without empty blocks.
#[must_use]
pub fn without_ids(answers: &Answers) -> Value {
    let strip = |value: &Value| match value {
        Value::Array(list) if list.iter().any(|block| block.get(ID).is_some()) => {
            let blocks = list.iter().filter_map(Value::as_object).filter(|block| !is_empty_block(block));
            blocks
                .map(|block| Value::Object(block.iter().filter(|(key, _)| *key != ID).map(|(k, v)| (k.clone(), v.clone())).collect()))
                .collect()
        }
        other => other.clone(),
    };
    let stripped = answers.as_map().iter().map(|(id, value)| (id.clone(), strip(value))).filter(|(_, value)| !is_blank(value));
    Value::Object(stripped.collect::<Map<_, _>>())
}

impl Response {
    /// Locks the response: hidden answers are left out, empty blocks go, the fingerprint is noted. `why` says why an answer is hidden. The caller has made
    /// sure that nothing stands against it.
    pub fn validate(&mut self, inputs: &Inputs, by: &str, now: Timestamp, why: impl Fn(&Path) -> String) {
        let form = inputs.form;
        let found = hidden(inputs);
        for hidden in found {
            self.answers.set(&hidden.path, None);
            let why = why(&hidden.path);
            self.left_out.insert(hidden.path, LeftOut { value: hidden.value, why });
        }
        for (_, item) in form.top_level().filter(|(_, item)| item.repeat().is_some()) {
            let path = Path::question(&item.id);
            let empty: Vec<String> =
                self.answers.blocks(&path).filter(|(_, block)| is_empty_block(block)).map(|(id, _)| id.to_owned()).collect();
            for id in empty {
                self.answers.remove_block(&path, &id);
            }
        }
        self.status = Status::Validated;
        self.modified = now;
        by.clone_into(&mut self.author);
        self.form.version.clone_from(&form.version);
        let sha256 = digest(form, &self.answers);
        self.validations.push(Validation { at: now, by: by.to_owned(), sha256, form_sha256: form.hash().to_owned(), reopened: None });
    }

    /// Makes a validated response a draft again; the answers left out come back.
    pub fn reopen(&mut self, by: &str, reason: &str, now: Timestamp) {
        for (path, left) in std::mem::take(&mut self.left_out) {
            self.answers.set(&path, Some(left.value));
        }
        if let Some(validation) = self.validations.last_mut() {
            validation.reopened = Some(Reopened { at: now, by: by.to_owned(), reason: reason.to_owned() });
        }
        self.status = Status::Draft;
        self.review = super::Review::None;
        self.modified = now;
        by.clone_into(&mut self.author);
    }

    /// Whether the answers are still those that were validated; `None` for a response that is not validated.
    #[must_use]
    pub fn is_intact(&self, form: &Form) -> Option<bool> {
        if self.status != Status::Validated {
            return None;
        }
        let last = self.validations.last()?;
        Some(last.form_sha256 == form.hash() && last.sha256 == digest(form, &self.answers))
    }
}
