//! What a script makes before it plays: the response as it was when it was opened, and what had been said of it, in fictional words.

use serde_json::{Map, Value};

use super::fiction::Fiction;
use crate::answers::{Answers, Path};
use crate::app::session::Session;
use crate::form::Form;
use crate::question::Question;
use crate::response::review::{Act, Kind, Line, Standing, page_of};
use crate::response::{Review, Status};
use crate::training::script::{Attached, Draft};

/// The open response as a script makes it, under another id; `files` counts the files that the script has.
pub(super) fn draft(session: &Session, id: String, fiction: &mut Option<Fiction>, files: &mut usize) -> Draft {
    let (form, response) = (&session.form, &session.response);
    let mut answers = Vec::new();
    let mut attached = Vec::new();
    // what the validation left out is an answer again before it
    let mut all = response.answers.clone();
    for (path, left) in &response.left_out {
        all.set(path, Some(left.value.clone()));
    }
    for (id, value) in all.as_map() {
        // what is computed cannot be given
        let Some(item) = form.find(id).map(|item| &form.items[item]).filter(|item| item.value.is_none()) else { continue };
        let path = Path::question(id);
        for (path, file) in files_in(form, &path, value) {
            attached.push(Attached { path: all.numbered(&path), name: file_name(&file, files), bytes: bytes(&file) });
        }
        let told = match fiction {
            _ if item.question().is_some_and(Question::is_file) => None,
            None => Some(without_files(form, &path, value)),
            Some(fiction) => fiction.answer(form, &path, value),
        };
        answers.extend(told.map(|value| (path, nameless(value))));
    }
    let typed = response.unreadable.iter().filter_map(|(path, text)| {
        let item = &form.items[form.item_at(path)?];
        let text = fiction.as_mut().map_or_else(|| text.clone(), |fiction| fiction.typed(item, text));
        Some((all.numbered(path), text))
    });
    let unreadable = typed.collect();
    Draft {
        form: form.id.clone(),
        id: Some(id),
        answers,
        unreadable,
        attached,
        fixed: response.fixed.iter().cloned().collect(),
        seen: response.seen.iter().cloned().collect(),
        said: said(session, fiction),
        validated: response.status == Status::Validated,
    }
}

/// What a file is called in a script, after all those before it.
pub(super) fn file_name(file: &Value, files: &mut usize) -> String {
    let name = file["name"].as_str().unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    let ending = ending.filter(|ending| (1..=4).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    *files += 1;
    format!("document{files}.{}", ending.unwrap_or("pdf"))
}

/// How long a file is.
pub(super) fn bytes(file: &Value) -> u64 {
    file["size"].as_u64().unwrap_or(1)
}

/// The files of an answer, each with its question.
fn files_in(form: &Form, path: &Path, value: &Value) -> Vec<(Path, Value)> {
    let Some(item) = form.item_at(path).map(|item| &form.items[item]) else { return Vec::new() };
    let list = value.as_array().into_iter().flatten();
    if item.question().is_some_and(Question::is_file) {
        return list.map(|file| (path.clone(), file.clone())).collect();
    }
    let blocks = list.filter(|_| item.repeat().is_some()).filter_map(Value::as_object);
    let fields = blocks.flat_map(|block| {
        let id = block.get(crate::answers::ID).and_then(Value::as_str).unwrap_or_default();
        block.iter().map(move |(field, value)| (path.instance(id).join(field), value))
    });
    fields.flat_map(|(path, value)| files_in(form, &path, value)).collect()
}

/// An answer but for the files in its blocks, which are told by themselves.
fn without_files(form: &Form, path: &Path, value: &Value) -> Value {
    let is_file = |field: &str| {
        form.item_at(&path.instance("_").join(field)).is_some_and(|item| form.items[item].question().is_some_and(Question::is_file))
    };
    match value {
        Value::Array(blocks) if form.item_at(path).is_some_and(|item| form.items[item].repeat().is_some()) => {
            let kept = |block: &Map<String, Value>| {
                block.iter().filter(|(field, _)| !is_file(field)).map(|(k, v)| (k.clone(), v.clone())).collect()
            };
            blocks.iter().filter_map(Value::as_object).map(|block| Value::Object(kept(block))).collect()
        }
        other => other.clone(),
    }
}

/// An answer whose blocks have no identities: those of the person's own data are in no script.
fn nameless(mut value: Value) -> Value {
    for block in value.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
        block.shift_remove(crate::answers::ID);
    }
    value
}

/// What had been said, as lines of a review that come to the same; who said it, and in which words, is fiction.
fn said(session: &Session, fiction: &mut Option<Fiction>) -> Vec<Value> {
    let (reviewing, response) = (&session.reviewing, &session.response);
    let mut lines = Vec::new();
    let mut line = |at, by: &str, act| lines.push(Line { at, by: by.to_owned(), act });
    for (n, thread) in reviewing.threads.iter().enumerate() {
        // the name of a thread is of the person's own data, too
        let id = format!("echange{}", n + 1);
        for (nth, said) in thread.said.iter().enumerate() {
            let (text, path) = (said.text.clone(), thread.path.clone());
            let act = match (nth, thread.kind) {
                (0, Kind::Query) => Act::Query { id: id.clone(), path, text, from: thread.from.clone() },
                (0, Kind::Comment) => Act::Comment { id: id.clone(), path, text },
                _ => Act::Reply { of: id.clone(), text, filling: said.filling },
            };
            line(said.at, &said.by, act);
        }
        if let Some((at, by)) = thread.closed.as_ref().filter(|_| thread.standing == Standing::Closed) {
            line(*at, by, Act::Close { of: id });
        }
    }
    for ((path, code), kept) in reviewing.kept.iter().filter(|((path, _), kept)| kept.sha256 == response.digest_at(&session.form, path)) {
        let act = Act::Keep { path: path.clone(), code: code.clone(), sha256: String::new(), text: kept.text.clone() };
        line(kept.at, &kept.by, act);
    }
    for (path, mark) in reviewing.marks.iter().filter(|(path, mark)| mark.sha256 == response.digest_at(&session.form, path)) {
        line(mark.at, &mark.by, Act::Mark { path: path.clone(), sha256: String::new() });
    }
    for verdict in &reviewing.verdicts {
        let text = verdict.text.clone();
        let act = match verdict.review {
            Review::None => Act::TakeBack,
            Review::ToReview => Act::Submit { text },
            Review::SentBack => Act::SendBack { text },
            Review::Accepted => Act::Accept { text },
        };
        line(verdict.at, &verdict.by, act);
    }
    lines.sort_by_key(|line| line.at);
    lines.iter().filter_map(|line| told(line, &response.answers, fiction)).collect()
}

/// A line as a script has it: blocks by their number, no digest, fictional names and words.
fn told(line: &Line, answers: &Answers, fiction: &mut Option<Fiction>) -> Option<Value> {
    let mut told = serde_json::to_value(line).ok()?;
    let fields = told.as_object_mut()?;
    fields.shift_remove("sha256");
    if let Some(path) = line.act.path().filter(|path| page_of(path).is_none()) {
        fields.insert("path".to_owned(), answers.numbered(path).as_str().into());
    }
    if let Some(fiction) = fiction {
        fields.insert("by".to_owned(), fiction.person(&line.by).into());
        if let Some(text) = fields.get_mut("text") {
            *text = fiction.text(text.as_str().unwrap_or_default()).into();
        }
    }
    Some(told)
}
