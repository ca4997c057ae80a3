//! `recueil man` and `recueil completions SHELL`: what a package puts beside the program.

use super::arguments::Completions;
use super::help;
use super::session::{Outcome, Session};
use crate::l10n::Message;

/// The manual page, in roff.
pub(super) fn run(session: &Session) -> Outcome {
    let mut page = Vec::new();
    let written = clap_mangen::Man::new(help::localized(&session.texts)).render(&mut page);
    written.map_err(|error| session.failed(&Message::new("cli-output").with("reason", error.to_string())))?;
    session.write(&page).map(|()| 0)
}

/// The completions for a shell.
pub(super) fn completions(session: &Session, asked: &Completions) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(asked.shell, &mut help::localized(&session.texts), "recueil", &mut script);
    session.write(&script).map(|()| 0)
}
