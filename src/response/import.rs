//! A response from what was given elsewhere: answers by question, or a whole response of which a copy is made.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{Broken, FORMAT, Refusal, Response, Review, Status, accept, new_id, read};
use crate::answers::Answers;
use crate::form::Form;
use crate::l10n::{Message, Texts};

/// Why no response can be made.
#[derive(Clone, Debug, PartialEq)]
pub enum Unfit {
    /// It is no whole response, though it says so.
    Broken(Broken),
    /// These answers do not fit the form.
    Refused(Vec<Refusal>),
}

impl Unfit {
    /// What to tell of what was given by this name, a line each.
    #[must_use]
    pub fn lines(&self, name: &str, texts: &Texts) -> Vec<String> {
        match self {
            Self::Broken(broken) => {
                let reason = match broken {
                    Broken::NotAResponse(reason) => Message::new("import-unreadable").with("reason", reason.clone()),
                    other => other.message(),
                };
                vec![texts.render(&Message::new("import-broken").with("file", name).with("reason", reason))]
            }
            Self::Refused(refused) => {
                refused.iter().map(|refusal| format!("{}: {}", refusal.path, texts.render(&refusal.reason))).collect()
            }
        }
    }
}

/// The form of what is given, if it is a whole response, not answers by question: it names its form and holds answers.
#[must_use]
pub fn form_of(given: &Map<String, Value>) -> Option<&str> {
    let form = given.get("form").and_then(|form| form.get("id")).and_then(Value::as_str);
    form.filter(|_| given.get("answers").is_some_and(Value::is_object))
}

/// The draft of this id that what is given makes, as of now.
///
/// # Errors
/// It is broken, or does not fit the form: all that does not.
pub fn import(
    form: &Form,
    given: Map<String, Value>,
    id: &str,
    (author, now): (&str, Timestamp),
    random: &mut fastrand::Rng,
) -> Result<Response, Unfit> {
    if form_of(&given).is_some() {
        return copy(form, given, id, (author, now), random);
    }
    let mut response = Response::new(form, id.to_owned(), author, now);
    for (question, value) in accepted(form, &given, random)?.as_map() {
        response.answers.set(&question.as_str().into(), Some(value.clone()));
    }
    Ok(response)
}

/// A copy of a response: its answers, what was typed and cannot be read, where its filler stood; another id, and a draft.
fn copy(
    form: &Form,
    mut given: Map<String, Value>,
    id: &str,
    (author, now): (&str, Timestamp),
    random: &mut fastrand::Rng,
) -> Result<Response, Unfit> {
    if !given.contains_key("format") {
        // what `show --json` tells is a response, too
        let kept = ["id", "form", "answers", "unreadable", "left_out", "fixed"];
        given.retain(|key, _| kept.contains(&key.as_str()));
        given.insert("format".to_owned(), FORMAT.into());
    }
    given.insert("id".to_owned(), json!(id));
    given.insert("created".to_owned(), json!(now));
    given.insert("form".to_owned(), json!({"id": form.id, "version": form.version}));
    given.insert("modified".to_owned(), json!(now));
    let mut response = read(Value::Object(given).to_string().as_bytes()).map_err(Unfit::Broken)?;
    for (path, left) in std::mem::take(&mut response.left_out) {
        response.answers.set(&path, Some(left.value));
    }
    response.answers = accepted(form, response.answers.as_map(), random)?;
    response.status = Status::Draft;
    response.review = Review::None;
    author.clone_into(&mut response.author);
    response.validations.clear();
    let unknown = response.unreadable.keys().filter(|path| form.item_at(path).is_none());
    let refused: Vec<Refusal> =
        unknown.map(|path| Refusal { path: path.clone(), reason: Message::new("import-unknown-question") }).collect();
    if refused.is_empty() { Ok(response) } else { Err(Unfit::Refused(refused)) }
}

fn accepted(form: &Form, given: &Map<String, Value>, random: &mut fastrand::Rng) -> Result<Answers, Unfit> {
    accept(form, given, || new_id(4, random)).map_err(Unfit::Refused)
}
