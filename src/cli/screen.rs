//! From the command line to the screen: a terminal must be there.

use std::io::{IsTerminal, stdin, stdout};

use super::fill::Opening;
use super::session::{Outcome, Session};
use crate::l10n::Message;

/// Opens the screen, which gives the exit code.
///
/// # Errors
/// There is no terminal to draw on: exit code 2, with a hint.
pub fn run_screen(session: Session, opening: Opening) -> Outcome {
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return Err(session.usage(&Message::new("cli-no-terminal")));
    }
    if std::env::var("TERM").is_ok_and(|term| term == "dumb") {
        return Err(session.usage(&Message::new("cli-dumb-terminal")));
    }
    open(session, opening)
}

/// Hands over to the loop of the screen.
fn open(session: Session, opening: Opening) -> Outcome {
    drop(opening);
    Err(session.failed(&Message::new("screen-unavailable")))
}
