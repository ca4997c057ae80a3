//! The command line: arguments → command → exit code. 0: done; 1: found or failed; 2: wrong usage, or no terminal where one is needed.
//!
//! Commands are plain functions from a [`Session`] to an exit code; what they tell goes to the standard output, what is wrong to the standard error.

mod agreement;
mod arguments;
mod check;
mod compare;
mod doctor;
mod fill;
mod find;
mod help;
mod history;
mod import;
mod list;
mod loaded;
mod man;
pub mod play;
mod practice;
mod print;
mod purge;
mod review;
pub mod screen;
pub mod session;
mod show;
mod validate;

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use clap::error::ErrorKind;
use signal_hook::consts::SIGXFSZ;

use crate::app::Restricted;
use crate::l10n::Texts;
use crate::store::Settings;
use arguments::{Arguments, Command};
use session::{Failure, Outcome, Session, complain, language, option};

/// Runs the program with these arguments, its own name first.
#[must_use]
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    // a limit on the size of files is told like a full disk, not by ending the program
    let _ = signal_hook::flag::register(SIGXFSZ, Arc::default());
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let outcome = match Arguments::try_parse_from(&arguments) {
        Ok(parsed) => run(parsed),
        Err(error) => explain(error.kind(), &arguments),
    };
    outcome
        .unwrap_or_else(|failure| {
            complain(&failure.lines);
            failure.code
        })
        .into()
}

fn run(arguments: Arguments) -> Outcome {
    let restricted = matches!(&arguments.command, Some(Command::Fill(asked)) if asked.restricted);
    let session = Session::new(&arguments.global, restricted)?;
    match arguments.command {
        None => screen::run_screen(&session, session.store()?, fill::Opening::Home, None),
        Some(Command::Fill(asked)) => {
            let store = session.store()?;
            let opening = fill::opening(&session, &store, &asked)?;
            let restricted = asked.restricted.then_some(Restricted { inbox: asked.inbox, outbox: asked.outbox });
            screen::run_screen(&session, store, opening, restricted)
        }
        Some(Command::Review(asked)) => review::run(&session, asked),
        Some(Command::List(asked)) => list::run(&session, &asked),
        Some(Command::Show(asked)) => show::run(&session, &asked),
        Some(Command::History(asked)) => history::run(&session, &asked),
        Some(Command::Compare(asked)) => compare::run(&session, &asked),
        Some(Command::Check(asked)) => check::run(&session, &asked),
        Some(Command::Import(asked)) => import::run(&session, &asked),
        Some(Command::Validate(asked)) => validate::run(&session, &asked),
        Some(Command::Purge(asked)) => purge::run(&session, &asked),
        Some(Command::Print(asked)) => print::run(&session, &asked),
        Some(Command::Doctor(asked)) => doctor::run(&session, &asked),
        Some(Command::Play(asked)) => play::run(&session, &asked),
        Some(Command::Practice(asked)) => practice::run(&session, &asked),
        Some(Command::Completions(asked)) => man::completions(&session, &asked),
        Some(Command::Man) => man::run(&session),
    }
}

/// Gives the help or the version that was asked for, or says what is wrong with the arguments.
fn explain(kind: ErrorKind, arguments: &[OsString]) -> Outcome {
    let wanted = option(arguments, "--lang");
    let settings = Settings::default_dir().map(|dir| Settings::load(&dir)).unwrap_or_default();
    let texts = Texts::new(language(wanted.as_deref(), &settings));
    match kind {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            session::write(&texts, help::answer(arguments, &texts).as_bytes()).map(|()| 0)
        }
        _ => Err(Failure { code: 2, lines: help::complaint(arguments, &texts) }),
    }
}
