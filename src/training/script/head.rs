//! The head: the lines `#: KEY VALUE`.

use std::path::PathBuf;

use jiff::civil::DateTime;
use serde_json::Value;

use super::goal::{assignment, path};
use super::read::Wrong;
use super::{Attached, Data, Draft, Head};
use crate::answers::Path;
use crate::expression::nearest;
use crate::l10n::{Language, Message};

/// The keys, and whether one can stand more than once.
const KEYS: [(&str, bool); 17] = [
    ("title", false),
    ("summary", false),
    ("size", false),
    ("date", false),
    ("name", false),
    ("language", false),
    ("samples", true),
    ("import", true),
    ("form", true),
    ("answer", true),
    ("unreadable", true),
    ("attached", true),
    ("fixed", true),
    ("seen", true),
    ("said", true),
    ("validated", true),
    ("file", true),
];
/// The smallest and the largest screen, in columns and rows.
const SIZES: [(u16, u16); 2] = [(20, 8), (500, 200)];
/// The most sample responses.
const SAMPLES: usize = 500;
/// The longest file on the desk, in bytes.
const BYTES: u64 = 64 << 20;

/// Reads a line of the head.
pub(super) fn read(head: &mut Head, said: &mut Vec<&'static str>, line: &str) -> Wrong<()> {
    let (key, value) = line.split_once(' ').map_or((line, ""), |(key, value)| (key, value.trim()));
    let (key, repeats) = *KEYS.iter().find(|(known, _)| *known == key).ok_or_else(|| unknown(key))?;
    if !repeats && said.contains(&key) {
        return Err(Message::new("tape-head-twice").with("key", key));
    }
    said.push(key);
    if value.is_empty() && !["name", "validated"].contains(&key) {
        return Err(Message::new("tape-head-empty").with("key", key));
    }
    match key {
        "title" => value.clone_into(&mut head.title),
        "summary" => head.summary = Some(value.to_owned()),
        "size" => head.size = Some(size(value)?),
        "date" => head.begins = date(value)?,
        "name" => head.name = Some(value.to_owned()).filter(|name| !name.is_empty()),
        "language" => head.language = Some(language(value)?),
        "samples" => {
            let (words, [form, _]) = options(value)?;
            let count = words.parse().ok().filter(|count| (1..=SAMPLES).contains(count));
            let count = count.ok_or_else(|| Message::new("tape-samples").with("found", words).with("limit", SAMPLES))?;
            head.data.push(Data::Samples { count, form });
        }
        "import" => {
            let (file, [form, id]) = options(value)?;
            head.data.push(Data::Import { file: PathBuf::from(beside(&file)?), form, id });
        }
        "form" => {
            let (form, [_, id]) = options(value)?;
            head.data.push(Data::Draft(Draft { form: path(&form)?.as_str().to_owned(), id, ..Draft::default() }));
        }
        "file" => {
            let (name, bytes) = file(value)?;
            head.data.push(Data::File { name, bytes });
        }
        _ => {
            let draft = head.data.iter_mut().rev().find_map(|data| if let Data::Draft(draft) = data { Some(draft) } else { None });
            let draft = draft.ok_or_else(|| Message::new("tape-no-form").with("key", key))?;
            let names = || value.split_whitespace().map(str::to_owned);
            match key {
                "answer" => draft.answers.push(assignment(value)?),
                "unreadable" => draft.unreadable.push(typed(value)?),
                "attached" => {
                    let (question, rest) = value.split_once(' ').unwrap_or((value, ""));
                    let (name, bytes) = file(rest)?;
                    draft.attached.push(Attached { path: path(question)?, name, bytes });
                }
                "said" => draft.said.push(review_line(value)?),
                "fixed" => draft.fixed.extend(names()),
                "validated" if value.is_empty() => draft.validated = true,
                "validated" => return Err(Message::new("tape-unexpected").with("found", value)),
                _ => draft.seen.extend(names()),
            }
        }
    }
    Ok(())
}

fn unknown(key: &str) -> Message {
    let known = KEYS.map(|(key, _)| key);
    let message = Message::new("tape-head").with("key", key).with("known", known.join(", "));
    match nearest(key, &known) {
        Some(near) => Message::new("fault-suggestion").with("fault", message).with("name", near),
        None => message,
    }
}

/// A language by its code.
pub(super) fn language(code: &str) -> Wrong<Language> {
    Language::from_code(code).ok_or_else(|| Message::new("tape-language").with("found", code))
}

fn size(value: &str) -> Wrong<(u16, u16)> {
    let [smallest, largest] = SIZES;
    let both = value.split_once('x').and_then(|(columns, rows)| Some((columns.parse().ok()?, rows.parse().ok()?)));
    let size = both.filter(|(columns, rows)| (smallest.0..=largest.0).contains(columns) && (smallest.1..=largest.1).contains(rows));
    let told = |(columns, rows): (u16, u16)| format!("{columns}x{rows}");
    size.ok_or_else(|| Message::new("tape-size").with("found", value).with("min", told(smallest)).with("max", told(largest)))
}

fn date(value: &str) -> Wrong<DateTime> {
    let date = value.parse().ok().filter(|date: &DateTime| (2000..2100).contains(&date.year()));
    date.ok_or_else(|| Message::new("tape-date").with("found", value))
}

/// A file's name, its length behind it.
fn file(value: &str) -> Wrong<(String, u64)> {
    let told = value.rsplit_once(' ').and_then(|(name, bytes)| Some((name.trim(), bytes.parse().ok().filter(|bytes| *bytes <= BYTES)?)));
    let (name, bytes) = told.ok_or_else(|| Message::new("tape-file").with("found", value).with("limit", BYTES >> 20))?;
    Ok((beside(name)?, bytes))
}

/// What was typed for a question, a text.
fn typed(line: &str) -> Wrong<(Path, String)> {
    let (path, value) = assignment(line)?;
    let text = value.as_str().ok_or_else(|| Message::new("tape-json").with("found", value.to_string()))?;
    Ok((path, text.to_owned()))
}

/// A line of a review, which the world that is made of it understands or not.
fn review_line(value: &str) -> Wrong<Value> {
    let line = serde_json::from_str(value).ok().filter(Value::is_object);
    line.ok_or_else(|| Message::new("tape-json").with("found", value))
}

/// The name of a file beside the script or on the desk: no way to another place.
fn beside(name: &str) -> Wrong<String> {
    let is_plain = !name.is_empty() && !name.starts_with('.') && name.len() <= 200 && !name.contains(['/', '\\']);
    if is_plain { Ok(name.to_owned()) } else { Err(Message::new("tape-beside").with("file", name)) }
}

/// What stands before the options, and the values of `--form` and `--id`.
fn options(value: &str) -> Wrong<(String, [Option<String>; 2])> {
    let mut plain: Vec<&str> = Vec::new();
    let mut found = [None, None];
    let mut words = value.split_whitespace();
    while let Some(word) = words.next() {
        let place = match word {
            "--form" => &mut found[0],
            "--id" => &mut found[1],
            word if word.starts_with("--") => return Err(Message::new("tape-head-option").with("option", word)),
            word => {
                plain.push(word);
                continue;
            }
        };
        let value = words.next().ok_or_else(|| Message::new("tape-head-option").with("option", word))?;
        *place = Some(value.to_owned());
    }
    let is_id = |id: &String| (4..=32).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    match found[1].clone().filter(|id| !is_id(id)) {
        Some(id) => Err(Message::new("tape-id").with("found", id)),
        None => Ok((plain.join(" "), found)),
    }
}
