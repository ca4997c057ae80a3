//! `recueil review`: the reviewer's list on the screen; or what was reviewed, in a file to send.

mod report;

use std::collections::BTreeSet;

use super::arguments::Review;
use super::fill::Opening;
use super::find;
use super::screen::run_screen;
use super::session::{Failure, Outcome, Session};
use crate::l10n::Message;

/// The list needs a terminal: exit code 2 without one, as for a form or a response that is not there. A report needs none.
pub(super) fn run(session: &Session, asked: Review) -> Outcome {
    let store = session.store()?;
    if let Some(form) = asked.form.as_deref().filter(|form| !session.sources.has(form)) {
        let message = Message::new("cli-unknown-form").with("id", form).with("known", session.sources.ids().join(", "));
        return Err(session.usage(&message));
    }
    let found = asked.responses.iter().map(|what| find::id(session, &store, what));
    let only = found.collect::<Result<BTreeSet<_>, _>>().map_err(|unfound| Failure::usage(session.tell(&unfound.message)))?;
    if let Some(file) = &asked.report {
        return report::run(session, &store, (asked.form.as_deref(), &only), (file, asked.force));
    }
    let only = (!asked.responses.is_empty()).then_some(only);
    run_screen(session, store, Opening::Inbox { form: asked.form, only }, None)
}
