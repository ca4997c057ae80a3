//! `recueil validate RESPONSE`: locks a response, unless something stands against it.

use serde_json::{Value, json};

use super::arguments::Validate;
use super::loaded::{self, Loaded, problems_json};
use super::session::{Failure, Outcome, Session};
use crate::l10n::Message;
use crate::outline::{Outline, why};
use crate::question::Severity;
use crate::response::history::{Entry, What, between};
use crate::response::{Response, Review, Status};

/// Exit code 1 if it is refused, with the reasons, or validated already.
pub(super) fn run(session: &Session, asked: &Validate) -> Outcome {
    let store = session.store()?;
    let id = loaded::find(session, &store, &asked.response)?.id;
    let _lock = store.lock(&id, &session.author()).map_err(|error| session.failed(&error.message()))?;
    // read again: it may have changed before the lock was had
    let (response, seen) = store.read(&id).map_err(|error| session.failed(&error.message()))?;
    if let Some(seen) = seen {
        store.hold(&id, seen);
    }
    let standing = match (response.status, response.review) {
        (Status::Validated, _) => Some("validate-already"),
        (Status::Draft, Review::ToReview) => Some("validate-in-review"),
        _ => None,
    };
    if let Some(refusal) = standing {
        let line = session.tell(&Message::new(refusal).with("id", id.as_str()));
        return refused(session, asked, &response, &[], vec![line]);
    }
    let form = session.form_of(&response)?;
    let before = response.clone();
    let mut loaded = Loaded::new(session, &store, form, response);
    let outline = loaded.outline();
    let lines = reasons(session, &loaded, &outline);
    if !lines.is_empty() {
        let problems = problems_json(session, &loaded.form, &outline);
        return refused(session, asked, &loaded.response, &problems, lines);
    }
    let Loaded { form, response, .. } = &loaded;
    let mut validated = response.clone();
    let inputs = loaded.inputs();
    validated.validate(&inputs, &session.author(), session.now, |path| why::in_words(&inputs, path, &session.texts));
    debug_assert_eq!(validated.is_intact(form), Some(true));
    // what another version of the form moved is told as on the screen
    let brought = loaded.moved.as_ref().map(|_| between(&before, response, What::Set, &form.version)).unwrap_or_default();
    let brought = brought.into_iter().map(|entry| Entry { at: session.now, by: session.author(), ..entry });
    let entries: Vec<Entry> = brought.chain(between(response, &validated, What::Validate, "")).collect();
    session.save(&store, &validated, &entries)?;
    loaded.response = validated;
    told(session, asked, &loaded)?;
    Ok(0)
}

fn told(session: &Session, asked: &Validate, loaded: &Loaded) -> Result<(), Failure> {
    let response = &loaded.response;
    if asked.json {
        return session.print_json(&json!({"id": response.id, "status": response.status, "validation": response.validations.last()}));
    }
    let name = loaded.name().unwrap_or_else(|| response.id.clone());
    let message = Message::new("validate-done").with("name", name);
    session.print(&(session.tell(&message) + "\n"))
}

/// What stands against validation, a line each.
fn reasons(session: &Session, loaded: &Loaded, outline: &Outline) -> Vec<String> {
    let errors = Loaded::problems(outline).filter(|(_, problem)| problem.severity == Severity::Error);
    errors.map(|(page, problem)| loaded.tell(session, page, problem)).collect()
}

fn refused(session: &Session, asked: &Validate, response: &Response, problems: &[Value], lines: Vec<String>) -> Outcome {
    if asked.json {
        session.print_json(&json!({"id": response.id, "status": response.status, "review": response.review, "problems": problems}))?;
    }
    let count = Message::new("validate-refused").with("count", lines.len());
    let head = (!problems.is_empty()).then(|| session.tell(&count));
    Err(Failure::failed(head.into_iter().chain(lines).collect()))
}
