//! `recueil check FILE…`: form files, with every fault of each.

use serde_json::{Value, json};

use super::arguments::Check;
use super::session::{Outcome, Session, complain};
use crate::form::fault::FormError;
use crate::form::{Form, load_file};
use crate::l10n::Message;

/// Exit code 1 if any file has a fault.
pub(super) fn run(session: &Session, asked: &Check) -> Outcome {
    let mut code = 0;
    let mut told = Vec::new();
    for file in &asked.files {
        let name = file.display().to_string();
        let loaded = load_file(file);
        code |= u8::from(loaded.is_err());
        match (asked.json, loaded) {
            (true, loaded) => told.push(as_json(session, &name, loaded.as_ref())),
            (false, Ok(form)) => session.print(&(sound(session, &name, &form) + "\n"))?,
            (false, Err(error)) => complain(&error.lines(&session.texts)),
        }
    }
    if asked.json {
        session.print_json(&Value::Array(told))?;
    }
    Ok(code)
}

fn sound(session: &Session, file: &str, form: &Form) -> String {
    let message = Message::new("check-sound").with("file", file).with("id", form.id.as_str()).with("version", form.version.as_str());
    session.tell(&message.with("pages", form.pages.len()).with("questions", questions(form)))
}

/// How many items of the form can be answered, fields of repeats included.
fn questions(form: &Form) -> usize {
    form.items.iter().filter(|item| item.repeat().is_none() && item.is_answered()).count()
}

fn as_json(session: &Session, file: &str, loaded: Result<&Form, &FormError>) -> Value {
    match loaded {
        Ok(form) => {
            let title = form.title.text(session.language());
            let form =
                json!({"id": form.id, "version": form.version, "title": title, "pages": form.pages.len(), "questions": questions(form)});
            json!({"file": file, "form": form, "faults": []})
        }
        Err(error) => {
            let faults = error.faults.iter().map(|fault| {
                json!({"line": fault.line, "column": fault.column, "question": fault.question, "message": session.tell(&fault.message)})
            });
            json!({"file": file, "form": null, "faults": faults.collect::<Vec<_>>()})
        }
    }
}
