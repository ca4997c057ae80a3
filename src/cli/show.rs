//! `recueil show RESPONSE`: one response with its problems, for people or for scripts.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::arguments::Show;
use super::loaded::{self, Loaded, problems_json, stripped};
use super::session::{Failure, Outcome, Session};
use crate::answers::Path;
use crate::export;
use crate::form::Form;
use crate::l10n::Message;
use crate::question::Severity;
use crate::response::{Response, Status, without_ids};
use crate::store::Store;

/// Exit code 1 only if the file cannot be read; a response of an unknown form is shown as it is stored.
pub(super) fn run(session: &Session, asked: &Show) -> Outcome {
    let store = session.store()?;
    let response = loaded::find(session, &store, &asked.response)?;
    show(session, &store, response, Manner { json: asked.json, ids: asked.ids })?;
    Ok(0)
}

/// How a response is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// For scripts.
    pub json: bool,
    /// With the identities of blocks.
    pub ids: bool,
}

/// Shows a response as it is given.
///
/// # Errors
/// It cannot be written.
pub(super) fn show(session: &Session, store: &Store, response: Response, asked: Manner) -> Result<(), Failure> {
    match session.form_of(&response) {
        Ok(form) => {
            let loaded = Loaded::new(session, store, form, response);
            if asked.json { session.print_json(&as_json(session, &loaded, asked.ids)) } else { session.print(&in_words(session, &loaded)) }
        }
        Err(failure) => without_form(session, asked, &response, &failure),
    }
}

fn without_form(session: &Session, asked: Manner, response: &Response, failure: &Failure) -> Result<(), Failure> {
    for line in &failure.lines {
        session.warn(line);
    }
    if asked.json {
        let mut value = common(response, None, asked.ids);
        value.insert("form_error".to_owned(), failure.lines.join("\n").into());
        return session.print_json(&Value::Object(value));
    }
    let mut text = head(session, response);
    text.push_str(&section(session, "show-raw", response.answers.as_map().iter().map(|(id, value)| format!("{id} = {value}"))));
    text.push_str(&section(session, "show-unreadable", response.unreadable.iter().map(|(path, typed)| format!("{path} = {typed}"))));
    session.print(&text)
}

/// What is told of every response, whether its form is known or not.
fn common(response: &Response, form: Option<(&Form, &str)>, ids: bool) -> Map<String, Value> {
    let answers =
        if ids { Value::Object(response.answers.without_trailing_blocks().as_map().clone()) } else { without_ids(&response.answers) };
    let title = form.map(|(_, title)| title);
    let left_out: Map<String, Value> = response
        .left_out
        .iter()
        .map(|(path, left)| (path.to_string(), json!({"value": stripped(path, &left.value, ids), "why": left.why})))
        .collect();
    let value = json!({
        "id": response.id, "form": {"id": response.form.id, "version": response.form.version, "title": title},
        "status": response.status, "review": response.review,
        "created": response.created, "modified": response.modified, "author": response.author, "fixed": response.fixed,
        "answers": answers, "unreadable": response.unreadable, "problems": [], "left_out": left_out, "set_aside": response.set_aside, "validations": response.validations,
    });
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn as_json(session: &Session, loaded: &Loaded, ids: bool) -> Value {
    let Loaded { form, response, .. } = loaded;
    let outline = loaded.outline();
    let counts = outline.counts();
    let mut value = common(response, Some((form, form.title.text(session.language()))), ids);
    value.insert("problems".to_owned(), problems_json(session, form, &outline).into());
    if response.status == Status::Draft {
        // of a draft: what validation would leave out
        let left: BTreeMap<Path, Value> = loaded
            .left_out(session)
            .into_iter()
            .map(|(hidden, why)| (hidden.path.clone(), json!({"value": stripped(&hidden.path, &hidden.value, ids), "why": why})))
            .collect();
        value.insert("left_out".to_owned(), json!(left));
    }
    value.insert("name".to_owned(), json!(loaded.name()));
    value.insert("answered".to_owned(), counts.answered.into());
    value.insert("questions".to_owned(), counts.questions.into());
    value.insert("not_in_form".to_owned(), loaded.strangers().map(|(id, _)| id).collect());
    let moved =
        loaded.moved.as_ref().map(|moved| json!({"from": moved.from, "kept": moved.kept, "aside": moved.aside, "back": moved.back}));
    value.insert("moved".to_owned(), json!(moved));
    value.insert("intact".to_owned(), json!(response.is_intact(form)));
    Value::Object(value)
}

/// Which response this is, and its state.
fn state(session: &Session, response: &Response) -> String {
    session.tell(&Message::new("show-state").with("id", response.id.as_str()).with("state", response.standing())) + "\n"
}

/// The first lines for a response whose form is not known: nothing else tells them.
fn head(session: &Session, response: &Response) -> String {
    let language = session.language();
    let form = Message::new("show-form").with("id", response.form.id.as_str()).with("version", response.form.version.as_str());
    let dates = by(["show-dates", "show-dates-by"], &response.author)
        .with("created", loaded::date(response.created, language))
        .with("modified", loaded::date(response.modified, language));
    format!("{}{}\n{}\n", state(session, response), session.tell(&form), session.tell(&dates))
}

/// A message that names who did it, if that is known: without the name, and with it.
fn by([without, with]: [&'static str; 2], name: &str) -> Message {
    if name.trim().is_empty() { Message::new(without) } else { Message::new(with).with("by", name) }
}

/// A heading and indented lines; nothing if there are none.
fn section(session: &Session, heading: &str, lines: impl Iterator<Item = String>) -> String {
    let lines: Vec<String> = lines.map(|line| format!("  {}\n", line.replace('\n', "\n    "))).collect();
    if lines.is_empty() { String::new() } else { format!("\n{}\n{}", session.texts.get(heading), lines.concat()) }
}

fn in_words(session: &Session, loaded: &Loaded) -> String {
    let Loaded { response, .. } = loaded;
    let outline = loaded.outline();
    let mut text = state(session, response) + &validations(session, loaded);
    if let Some(moved) = &loaded.moved {
        text.push_str(&(session.tell(&moved.message(&loaded.form.version)) + "\n"));
    }
    for (heading, severity) in [("show-errors", Severity::Error), ("show-warnings", Severity::Warning), ("show-infos", Severity::Info)] {
        let found = Loaded::problems(&outline).filter(|(_, problem)| problem.severity == severity);
        text.push_str(&section(session, heading, found.map(|(page, problem)| loaded.tell(session, page, problem))));
    }
    text.push_str(&section(session, "show-left-out", left_out(session, loaded).into_iter()));
    let aside = response.set_aside.iter().map(|kept| session.tell(&loaded.aside(kept)));
    text.push_str(&section(session, "show-set-aside", aside));
    let strangers = loaded.strangers().map(|(id, value)| format!("{id} = {value}"));
    text.push_str(&section(session, "show-strangers", strangers));
    text.push('\n');
    text.push_str(&export::response(&loaded.inputs(), response, &session.texts, export::Format::Text));
    text
}

fn validations(session: &Session, loaded: &Loaded) -> String {
    let Some(last) = loaded.response.validations.last() else { return String::new() };
    let language = session.language();
    let message = by(["show-validated", "show-validated-by"], &last.by);
    let message = message.with("at", loaded::date(last.at, language)).with("sha256", last.sha256.as_str());
    let mut text = session.tell(&message) + "\n";
    let after = match (&last.reopened, loaded.response.is_intact(&loaded.form)) {
        (Some(end), _) => Some(
            by(["show-reopened", "show-reopened-by"], &end.by)
                .with("at", loaded::date(end.at, language))
                .with("reason", end.reason.as_str()),
        ),
        (None, Some(true)) => Some(Message::new("show-intact")),
        (None, Some(false)) => Some(Message::new("show-changed")),
        (None, None) => None,
    };
    text.extend(after.map(|message| session.tell(&message) + "\n"));
    text
}

/// What validation would leave out, or has left out, a line each.
fn left_out(session: &Session, loaded: &Loaded) -> Vec<String> {
    use crate::outline::words;
    let language = session.language();
    let Loaded { form, response, .. } = loaded;
    let line = |path: &Path, value: &Value, why: &str| {
        let shown = form
            .item_at(path)
            .map_or_else(|| value.to_string(), |item| words::summary(form, item, &stripped(path, value, false), language));
        let message =
            Message::new("show-left").with("question", words::title(form, &response.answers, path, language)).with("answer", shown);
        session.tell(&message.with("why", why))
    };
    let gone = response.left_out.iter().map(|(path, left)| line(path, &left.value, &left.why));
    gone.chain(loaded.left_out(session).iter().map(|(hidden, why)| line(&hidden.path, &hidden.value, why))).collect()
}
