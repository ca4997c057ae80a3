//! `recueil print`: a response, or a blank form, as text, Markdown or HTML.

use std::path::Path;

use super::arguments::Print;
use super::loaded::{self, Loaded};
use super::session::{Failure, Outcome, Session};
use crate::export::{self, Format};
use crate::l10n::Message;
use crate::question::file::size;
use crate::store::{StoreError, write_output};

/// Without `-o`, text on the standard output and nothing else; with it, what was written is told on the standard error.
pub(super) fn run(session: &Session, asked: &Print) -> Outcome {
    let format = match &asked.output {
        None => Format::Text,
        Some(file) => Format::of_path(file)
            .ok_or_else(|| session.usage(&Message::new("print-which-format").with("file", file.display().to_string())))?,
    };
    let text = text(session, asked, format)?;
    let Some(file) = &asked.output else { return session.print(&text).map(|()| 0) };
    written(session, file, text.as_bytes(), asked.force, "print-written").map(|()| 0)
}

/// Writes a file that the person named, and tells so on the standard error, in these words.
pub(super) fn written(session: &Session, file: &Path, bytes: &[u8], force: bool, words: &'static str) -> Result<(), Failure> {
    write_output(file, bytes, force).map_err(|error| {
        session.failed(&match error {
            StoreError::Exists { path } => Message::new("print-exists").with("file", path.display().to_string()),
            other => other.message(),
        })
    })?;
    let size = size(bytes.len() as u64, session.language());
    session.warn(&session.tell(&Message::new(words).with("file", file.display().to_string()).with("size", size)));
    Ok(())
}

fn text(session: &Session, asked: &Print, format: Format) -> Result<String, Failure> {
    if let Some(id) = &asked.form {
        return Ok(export::blank(&session.form(id)?, &session.texts, session.today, format));
    }
    let Some(response) = &asked.response else { return Err(session.usage(&Message::new("print-what"))) };
    let store = session.store()?;
    let response = loaded::find(session, &store, response)?;
    let form = session.form_of(&response)?;
    let loaded = Loaded::new(session, &store, form, response);
    Ok(export::response(&loaded.inputs(), &loaded.response, &session.texts, format))
}
