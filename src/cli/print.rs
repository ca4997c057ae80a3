//! `recueil print`: a response, or a blank form, as text, Markdown or HTML.

use super::arguments::Print;
use super::loaded::{self, Loaded};
use super::session::{Failure, Outcome, Session};
use crate::export::{self, Format};
use crate::l10n::Message;

/// Without `-o`, text on the standard output.
pub(super) fn run(session: &Session, asked: &Print) -> Outcome {
    let format = match &asked.output {
        None => Format::Text,
        Some(file) => Format::of(file).ok_or_else(|| {
            session.usage(&Message::new("print-which-format").with("file", file.display().to_string()))
        })?,
    };
    let text = text(session, asked, format)?;
    let Some(file) = &asked.output else { return session.print(&text).map(|()| 0) };
    export::write(file, &text, asked.force).map_err(|error| {
        let name = file.display().to_string();
        session.failed(&match error.kind() {
            std::io::ErrorKind::AlreadyExists => Message::new("print-exists").with("file", name),
            _ => Message::new("print-unwritable").with("file", name).with("reason", error.to_string()),
        })
    })?;
    Ok(0)
}

fn text(session: &Session, asked: &Print, format: Format) -> Result<String, Failure> {
    if let Some(id) = &asked.form {
        return Ok(export::blank(&session.form(id)?, format, &session.texts));
    }
    let store = session.store()?;
    let response = loaded::find(session, &store, asked.response.as_deref().unwrap_or_default())?;
    let form = session.form_of(&response)?;
    let loaded = Loaded::new(session, &store, form, response);
    Ok(export::response(&loaded.inputs(), &loaded.response, format, &session.texts))
}
