//! Responses and answers from JSON: a file of the store, or answers to import.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

use super::json::read_json;
use super::{FORMAT, Response, shape};
use crate::answers::{Answers, ID, Path, is_blank};
use crate::form::{Body, Form, MOST_BLOCKS, Repeat};
use crate::l10n::Message;

/// How many blocks a repeat of a file may have: some too many for its form are shown and told, no form ever gave as many as these.
pub(super) const MOST_READ: usize = 2 * MOST_BLOCKS;

/// Why a response file cannot be used. The file stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Broken {
    /// It is no JSON object of a response.
    #[error("not a response: {0}")]
    NotAResponse(Message),
    /// A newer version of the program wrote it.
    #[error("format {0} is newer than {FORMAT}")]
    Newer(u64),
    /// The disk does not give it: too large, a symbolic link, no permission…
    #[error("{0}")]
    Unreadable(Message),
}

impl Broken {
    /// What to tell.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::NotAResponse(reason) => Message::new("response-broken").with("reason", reason.clone()),
            Self::Newer(format) => Message::new("response-newer").with("format", *format),
            Self::Unreadable(message) => message.clone(),
        }
    }
}

/// A response from the bytes of its file.
///
/// # Errors
/// Why they cannot be used.
pub fn read(bytes: &[u8]) -> Result<Response, Broken> {
    let value = read_json(bytes).map_err(Broken::NotAResponse)?;
    match value.get("format").and_then(Value::as_u64) {
        Some(format) if format > u64::from(FORMAT) => Err(Broken::Newer(format)),
        // there never was an older one
        Some(format) if format < u64::from(FORMAT) => {
            let expected = Message::new("shape-format").with("format", u64::from(FORMAT));
            Err(Broken::NotAResponse(Message::new("json-wrong").with("key", "format").with("expected", expected)))
        }
        _ => match overfull(&value) {
            Some(repeat) => {
                let expected = Message::new("shape-blocks").with("most", MOST_READ);
                Err(Broken::NotAResponse(Message::new("json-wrong").with("key", repeat).with("expected", expected)))
            }
            // what is refused is read again to say why: what is sound is not copied
            None => serde_json::from_value(value).map_err(|error| {
                Broken::NotAResponse(read_json(bytes).map_or_else(|fault| fault, |value| shape::fault(&value, &error.to_string())))
            }),
        },
    }
}

/// A repeat with far more blocks than any form allows, each of which would be looked for among all the others.
fn overfull(response: &Value) -> Option<&str> {
    let answers = response.get("answers")?.as_object()?;
    let is_overfull =
        |value: &Value| value.as_array().is_some_and(|blocks| blocks.len() > MOST_READ && blocks.iter().any(Value::is_object));
    answers.iter().find(|(_, value)| is_overfull(value)).map(|(repeat, _)| repeat.as_str())
}

/// Answers accepted for a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Accepted {
    /// In their natural shape.
    pub answers: Answers,
    /// Texts that were typed and could not be read, from a response file.
    pub unreadable: BTreeMap<Path, String>,
}

/// An answer that is refused at import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Where.
    pub path: Path,
    /// Why.
    pub reason: Message,
}

/// Brings answers by question id to their natural shape for a form. Blocks keep their `_id` if they have a usable one.
///
/// # Errors
/// Every answer that does not fit: unknown question, wrong type, unknown code, row or column, impossible value, too many blocks, a computed question.
pub fn accept(form: &Form, given: &Map<String, Value>, mut new_id: impl FnMut() -> String) -> Result<Answers, Vec<Refusal>> {
    let mut answers = Answers::default();
    let mut refused = Vec::new();
    for (id, value) in given {
        let path = Path::question(id);
        let Some(item) = form.find(id) else {
            refused.push(Refusal { path, reason: Message::new("import-unknown-question") });
            continue;
        };
        match &form.items[item].body {
            Body::Question(..) => accept_one(form, item, &path, value, &mut answers, &mut refused),
            Body::Repeat(_) if is_blank(value) => {}
            Body::Repeat(repeat) => accept_blocks(form, repeat, &path, value, &mut new_id, &mut answers, &mut refused),
        }
    }
    if refused.is_empty() { Ok(answers) } else { Err(refused) }
}

fn accept_one(form: &Form, item: usize, path: &Path, value: &Value, answers: &mut Answers, refused: &mut Vec<Refusal>) {
    let item = &form.items[item];
    let Some(question) = item.question() else { return };
    if !item.is_answered() {
        refused.push(Refusal { path: path.clone(), reason: Message::new("import-not-answerable") });
        return;
    }
    if is_blank(value) {
        return;
    }
    match question.accept(&composed(value)) {
        Ok(value) => answers.set(path, value),
        Err(reasons) => refused.extend(reasons.into_iter().map(|(below, reason)| {
            let path = if below.is_empty() { path.clone() } else { path.join(&below) };
            Refusal { path, reason }
        })),
    }
}

fn accept_blocks(
    form: &Form,
    repeat: &Repeat,
    path: &Path,
    value: &Value,
    new_id: &mut impl FnMut() -> String,
    answers: &mut Answers,
    refused: &mut Vec<Refusal>,
) {
    let Some(blocks) = value.as_array() else {
        refused.push(Refusal { path: path.clone(), reason: Message::new("problem-not-blocks") });
        return;
    };
    if blocks.len() > repeat.max {
        let reason = Message::new("problem-too-many-blocks").with("count", blocks.len()).with("max", repeat.max);
        refused.push(Refusal { path: path.clone(), reason });
    }
    // what is too many is refused as such: a hostile file may hold a million
    for (n, block) in blocks.iter().take(repeat.max).enumerate() {
        let Some(fields) = block.as_object() else {
            refused.push(Refusal { path: path.instance(&(n + 1).to_string()), reason: Message::new("problem-not-blocks") });
            continue;
        };
        let known: Vec<String> = answers.blocks(path).map(|(id, _)| id.to_owned()).collect();
        let own = fields.get(ID).and_then(Value::as_str).filter(|id| is_usable_id(id) && !known.iter().any(|known| known == id));
        let id = own.map_or_else(&mut *new_id, ToOwned::to_owned);
        answers.insert_block(path, usize::MAX, &id, Map::new());
        for (name, value) in fields.iter().filter(|(name, _)| *name != ID) {
            // refusals name the block by its number: its identity means nothing to whoever wrote the file
            let shown = path.instance(&(n + 1).to_string()).join(name);
            let Some(field) = form.field(repeat, name) else {
                refused.push(Refusal { path: shown, reason: Message::new("import-unknown-question") });
                continue;
            };
            let mut one = Answers::default();
            let place = Path::question("field");
            let mut reasons = Vec::new();
            accept_one(form, field, &place, value, &mut one, &mut reasons);
            answers.set(&path.instance(&id).join(name), one.get(&place).cloned());
            refused.extend(reasons.into_iter().map(|refusal| Refusal {
                path: refusal.path.below(&place).map_or_else(|| shown.clone(), |below| shown.join(below)),
                reason: refusal.reason,
            }));
        }
    }
}

/// Whether an identity from a file can be kept: 4 to 32 lower-case letters and digits.
fn is_usable_id(id: &str) -> bool {
    (4..=32).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

/// The value with its texts composed (NFC), as all text is stored.
fn composed(value: &Value) -> Value {
    match value {
        Value::String(text) if !text.is_ascii() => Value::String(text.nfc().collect()),
        Value::Array(list) => list.iter().map(composed).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), composed(value))).collect::<Map<_, _>>().into(),
        other => other.clone(),
    }
}
