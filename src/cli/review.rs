//! `recueil review`: the reviewer's list on the screen; or what was reviewed, in a file to send.

mod report;

use std::collections::BTreeSet;

use super::arguments::Review;
use super::fill::Opening;
use super::find;
use super::screen::run_screen;
use super::session::{Failure, Outcome, Session};
use crate::l10n::Message;
use crate::store::Store;

/// The list needs a terminal: exit code 2 without one, as for a form or a response that is not there. A report needs none.
pub(super) fn run(session: &Session, asked: Review) -> Outcome {
    let store = session.store()?;
    if let Some(file) = &asked.report {
        let (form, only) = wanted(session, &store, &asked)?;
        return report::run(session, &store, (form, &only), (file, asked.force));
    }
    let opening = opening(session, &store, asked)?;
    run_screen(session, store, opening, None)
}

/// What the arguments ask to show.
///
/// # Errors
/// A form or a response that is not there: exit code 2.
pub(super) fn opening(session: &Session, store: &Store, asked: Review) -> Result<Opening, Failure> {
    let (_, only) = wanted(session, store, &asked)?;
    let only = (!asked.responses.is_empty()).then_some(only);
    Ok(Opening::Inbox { form: asked.form, only })
}

fn wanted<'a>(session: &Session, store: &Store, asked: &'a Review) -> Result<(Option<&'a str>, BTreeSet<String>), Failure> {
    if let Some(form) = asked.form.as_deref().filter(|form| !session.sources.has(form)) {
        let message = Message::new("cli-unknown-form").with("id", form).with("known", session.sources.ids().join(", "));
        return Err(session.usage(&message));
    }
    let found = asked.responses.iter().map(|what| find::id(session, store, what));
    let only = found.collect::<Result<BTreeSet<_>, _>>().map_err(|unfound| Failure::usage(session.tell(&unfound.message)))?;
    Ok((asked.form.as_deref(), only))
}
