//! A response with its form and all that is derived from both, for the commands that tell of it.

use serde_json::{Map, Value};

use super::find;
use super::session::{Failure, Session};
use crate::answers::{Answers, Path};
use crate::form::Form;
use crate::l10n::{Language, Message};
use crate::outline::{FileFaults, Hidden, Inputs, Outline, Problem, Told, hidden, outline, why, words};
use crate::response::name::name;
use crate::response::{BroughtOver, Response, SetAside, new_id, without_ids};
use crate::store::Store;

/// A response and the form it fills.
#[derive(Debug)]
pub(super) struct Loaded {
    pub form: Form,
    pub response: Response,
    /// What is wrong with the copies of its attached files.
    pub files: FileFaults,
    /// What became of its answers if it was of another version of the form.
    pub moved: Option<BroughtOver>,
    language: Language,
    today: jiff::civil::Date,
}

impl Loaded {
    /// A response with its form, and the blocks that its repeats always show, as on the screen.
    pub fn new(session: &Session, store: &Store, form: Form, mut response: Response) -> Self {
        let moved = response.bring_over(&form, |reason| session.tell(reason));
        let mut random = fastrand::Rng::new();
        response.fill_blocks(&form, || new_id(4, &mut random));
        let files = store.check_files(&response, &form);
        Self { form, response, files, moved, language: session.language(), today: session.today }
    }

    pub fn inputs(&self) -> Inputs<'_> {
        self.response.inputs(&self.form, &self.files, self.today, self.language)
    }

    pub fn outline(&self) -> Outline {
        outline(&self.inputs())
    }

    /// What is called the response's name: the answer that the form says names it.
    pub fn name(&self) -> Option<String> {
        name(&self.form, &self.response, self.language)
    }

    /// Problems of the pages that are there, each with its page.
    pub fn problems(outline: &Outline) -> impl Iterator<Item = (usize, &Problem)> {
        outline.problems().filter(|(page, _)| outline.pages[*page].relevant)
    }

    /// « Page › Question : what is wrong ».
    pub fn tell(&self, session: &Session, page: usize, problem: &Problem) -> String {
        let message = Message::new("cli-problem")
            .with("page", self.form.pages[page].title.text(self.language))
            .with("question", words::problem_title(&self.form, &self.response.answers, problem, self.language));
        session.tell(&message.with("problem", told(session, problem)))
    }

    /// The answers that are left out at validation, each with the reason in the labels' words.
    pub fn left_out(&self, session: &Session) -> Vec<(Hidden, String)> {
        let inputs = self.inputs();
        let hidden = hidden(&inputs).into_iter();
        hidden.map(|hidden| (why::in_words(&inputs, &hidden.path, &session.texts), hidden)).map(|(why, hidden)| (hidden, why)).collect()
    }

    /// An answer that was set aside, in words.
    pub fn aside(&self, kept: &SetAside) -> Message {
        words::set_aside(&self.form, &self.response.answers, (&kept.path, &kept.value), &kept.version, &kept.why, self.language)
    }

    /// Answers to questions that the form does not have: kept from another version.
    pub fn strangers(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.response.answers.as_map().iter().map(|(id, value)| (id.as_str(), value)).filter(|(id, _)| self.form.find(id).is_none())
    }
}

/// A problem in words.
pub(super) fn told(session: &Session, problem: &Problem) -> String {
    match &problem.told {
        Told::Message(message) => session.tell(message),
        Told::Words(words) => words.clone(),
    }
}

/// The problems as scripts read them.
pub(super) fn problems_json(session: &Session, form: &Form, outline: &Outline) -> Vec<Value> {
    let one = |(page, problem): (usize, &Problem)| {
        serde_json::json!({
            "path": problem.path, "page": form.pages[page].id, "severity": problem.severity, "code": problem.code, "message": told(session, problem),
        })
    };
    Loaded::problems(outline).map(one).collect()
}

/// A value with or without the identities of blocks.
pub(super) fn stripped(path: &Path, value: &Value, ids: bool) -> Value {
    if ids {
        return value.clone();
    }
    let one: Map<String, Value> = [(path.root().to_owned(), value.clone())].into_iter().collect();
    match without_ids(&Answers::from(one)) {
        Value::Object(mut map) => map.shift_remove(path.root()).unwrap_or_default(),
        _ => Value::Null,
    }
}

/// The response that a person means: see [`find::id`].
///
/// # Errors
/// There is none, there are several, or it cannot be read.
pub(super) fn find(session: &Session, store: &Store, what: &str) -> Result<Response, Failure> {
    let id = find::id(session, store, what).map_err(|unfound| session.failed(&unfound.message))?;
    store.load(&id).map_err(|error| session.failed(&error.message()))
}

/// A date as people read it, in the local zone: `21/11/2026 16:42`.
pub(super) fn date(at: jiff::Timestamp, language: Language) -> String {
    let pattern = if language == Language::French { "%d/%m/%Y %H:%M" } else { "%Y-%m-%d %H:%M" };
    at.to_zoned(crate::store::local_zone()).strftime(pattern).to_string()
}
