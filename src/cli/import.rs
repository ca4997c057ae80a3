//! `recueil import FILE|- --form ID`: a new draft from answers, or from a whole response. All or nothing.

use std::io::Read;

use serde_json::{Map, Value, json};

use super::arguments::Import;
use super::session::{Failure, Outcome, Session};
use crate::answers::Answers;
use crate::form::Form;
use crate::l10n::Message;
use crate::response::history::{Entry, What};
use crate::response::{self, Broken, FORMAT, Response, Review, Status, accept, new_id};
use crate::store::{StoreError, read_input};

/// What is larger is refused unread: 64 MiB.
const LARGEST: u64 = 64 << 20;

/// The new id alone on the standard output; else `path: reason` a line, and nothing written.
pub(super) fn run(session: &Session, asked: &Import) -> Outcome {
    let bytes = read(session, asked)?;
    let name = asked.file.display().to_string();
    let bad = |reason| session.failed(&Message::new("import-not-json").with("file", name.as_str()).with("reason", reason));
    let given = response::read_json(&bytes).map_err(bad)?;
    let Value::Object(given) = given else { return Err(session.failed(&Message::new("import-not-an-object").with("file", name.as_str()))) };
    let whole = whole(&given);
    let named = whole.then(|| given["form"]["id"].as_str().unwrap_or_default().to_owned());
    let wanted = asked.form.clone().or_else(|| named.clone()).ok_or_else(|| session.usage(&Message::new("import-which-form")))?;
    if asked.form.is_none() && !session.sources.has(&wanted) {
        let message = Message::new("import-form-missing").with("file", name.as_str()).with("form", wanted);
        return Err(session.failed(&message.with("known", session.sources.ids().join(", "))));
    }
    let form = session.form(&wanted)?;
    if let Some(named) = named.filter(|named| *named != form.id) {
        let message = Message::new("import-other-form").with("file", name.as_str()).with("named", named).with("wanted", form.id.as_str());
        return Err(session.failed(&message));
    }
    let store = session.store()?;
    let id = store.new_id(&mut fastrand::Rng::new());
    let response = if whole { from_response(session, &form, given, &name, &id)? } else { from_answers(session, &form, &given, id)? };
    let entry = Entry::event(What::Import, response.modified, &session.author());
    session.save(&store, &response, &[entry])?;
    session.print(&format!("{}\n", response.id))?;
    Ok(0)
}

fn read(session: &Session, asked: &Import) -> Result<Vec<u8>, Failure> {
    if asked.file.as_os_str() != "-" {
        return read_input(&asked.file, LARGEST).map_err(|error| session.failed(&error.message()));
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes);
    let fault = match read {
        Err(error) => StoreError::io(&asked.file, &error),
        Ok(_) if bytes.len() as u64 > LARGEST => StoreError::TooLarge { path: asked.file.clone(), megabytes: LARGEST >> 20 },
        Ok(_) => return Ok(bytes),
    };
    Err(session.failed(&fault.message()))
}

/// Whether this is a whole response, not answers by question: it names its form and holds answers.
fn whole(given: &Map<String, Value>) -> bool {
    let form = given.get("form").and_then(|form| form.get("id")).is_some_and(Value::is_string);
    form && given.get("answers").is_some_and(Value::is_object)
}

fn from_answers(session: &Session, form: &Form, given: &Map<String, Value>, id: String) -> Result<Response, Failure> {
    let mut response = Response::new(form, id, &session.author(), session.now);
    for (question, value) in accepted(session, form, given)?.as_map() {
        response.answers.set(&question.as_str().into(), Some(value.clone()));
    }
    Ok(response)
}

/// A copy of a response: its answers, what was typed and cannot be read, where its filler stood; another id, and a draft.
fn from_response(session: &Session, form: &Form, mut given: Map<String, Value>, file: &str, id: &str) -> Result<Response, Failure> {
    if !given.contains_key("format") {
        // what `show --json` tells is a response, too
        let kept = ["id", "form", "answers", "unreadable", "left_out", "fixed"];
        given.retain(|key, _| kept.contains(&key.as_str()));
        given.insert("format".to_owned(), FORMAT.into());
    }
    given.insert("id".to_owned(), json!(id));
    given.insert("created".to_owned(), json!(session.now));
    let version = json!({"id": form.id, "version": form.version});
    given.insert("form".to_owned(), version);
    given.insert("modified".to_owned(), json!(session.now));
    let bytes = Value::Object(given).to_string();
    let mut response = response::read(bytes.as_bytes()).map_err(|broken| {
        let reason = match broken {
            Broken::NotAResponse(reason) => Message::new("import-unreadable").with("reason", reason),
            other => other.message(),
        };
        session.failed(&Message::new("import-broken").with("file", file).with("reason", reason))
    })?;
    let left = std::mem::take(&mut response.left_out);
    for (path, left) in left {
        response.answers.set(&path, Some(left.value));
    }
    response.answers = accepted(session, form, response.answers.as_map())?;
    response.status = Status::Draft;
    response.review = Review::None;
    response.author = session.author();
    response.validations.clear();
    let unknown = response.unreadable.keys().filter(|path| form.item_at(path).is_none());
    let refused: Vec<String> = unknown.map(|path| format!("{path}: {}", session.texts.get("import-unknown-question"))).collect();
    if refused.is_empty() { Ok(response) } else { Err(Failure::failed(refused)) }
}

fn accepted(session: &Session, form: &Form, given: &Map<String, Value>) -> Result<Answers, Failure> {
    let mut random = fastrand::Rng::new();
    accept(form, given, || new_id(4, &mut random)).map_err(|refused| {
        let line = |refusal: &response::Refusal| format!("{}: {}", refusal.path, session.tell(&refusal.reason));
        Failure::failed(refused.iter().map(line).collect())
    })
}
