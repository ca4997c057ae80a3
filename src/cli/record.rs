//! `recueil record FILE`: the program as ever, and a script of what is done in it, with fiction in place of what is written.

use std::path::Path;

use jiff::Timestamp;

use super::arguments::{Record, Recorded};
use super::fill::{self, Opening};
use super::review;
use super::screen::{self, Set, prepare, run_beside};
use super::session::{Outcome, Session};
use crate::l10n::Message;
use crate::store::{Store, StoreError};
use crate::terminal::beside::Beside;
use crate::terminal::hands::Clock;
use crate::training::record::fiction::Fiction;
use crate::training::record::{Recorder, create};
use crate::training::script::{Head, NAME, Script};
use crate::training::show_keys::Spoken;

/// Where no screen can be opened, or no file written, nothing is recorded. What could not be written to the end is told: exit code 1.
pub(super) fn run(session: &Session, asked: Record) -> Outcome {
    let Record { file, keep_text, cast, force, what } = asked;
    let store = session.store()?;
    let opening = opening(session, &store, what)?;
    let spoken = Spoken::default();
    let mut keys = screen::show_keys(session, spoken.clone())?;
    let mut tty = screen::enter(session)?;
    let size = tty.size().unwrap_or((80, 24));
    let set = Set { look: screen::look(), size, directory: std::env::current_dir().unwrap_or_default(), home: std::env::home_dir() };
    let prepared = prepare(session, store, opening, None, set)?;
    let failed = |error: StoreError| session.failed(&error.message());
    let to = create(&file, force).map_err(failed)?;
    let fiction = (!keep_text).then(|| Fiction::new(fastrand::u64(..)).with(session.author(), NAME));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut recorder = Recorder::new((to, &name), &head(session, &file, keep_text), fiction, session.now).with_spoken(spoken);
    if let Some(film) = &cast {
        let to = create(film, force).map_err(failed)?;
        let title = stem(&file);
        recorder = recorder.with_cast(to, &title, size).map_err(|error| failed(StoreError::io(film, &error)))?;
    }
    // what is open from the beginning is told before the first key
    recorder.after(&prepared.app, session.now);
    // whose words are not for the program comes first
    let mut besides: Vec<&mut dyn Beside> = keys.iter_mut().map(|keys| keys as &mut dyn Beside).collect();
    besides.push(&mut recorder);
    let left = run_beside(session, &mut tty, prepared, Clock::default(), &mut besides)?;
    let finished = recorder.finish(Timestamp::now());
    left.told.iter().for_each(|line| tty.say(line));
    finished.map_err(|error| failed(StoreError::io(&file, &error)))?;
    // that it is too long to be played is told now, not when it is to be
    let faults = if file.is_file() { Script::read(&file).err() } else { None };
    for fault in faults.iter().flatten() {
        tty.say(&fault.tell(&file, &session.texts));
    }
    tty.say(&session.tell(&Message::new("recorded").with("file", file.display().to_string())));
    Ok(left.code)
}

fn opening(session: &Session, store: &Store, what: Option<Recorded>) -> Result<Opening, super::session::Failure> {
    match what {
        None => Ok(Opening::Home),
        // who may reach one response only may not write files elsewhere
        Some(Recorded::Fill(asked)) if asked.restricted => Err(session.usage(&Message::new("record-restricted"))),
        Some(Recorded::Fill(asked)) => fill::opening(session, store, &asked),
        Some(Recorded::Review(asked)) if asked.report.is_some() => Err(session.usage(&Message::new("record-report"))),
        Some(Recorded::Review(asked)) => review::opening(session, store, asked),
    }
}

/// What holds for the whole script: it plays on the day it was recorded.
fn head(session: &Session, file: &Path, keep_text: bool) -> Head {
    let named = session.named.clone().filter(|_| keep_text).unwrap_or_else(|| NAME.to_owned());
    Head {
        title: stem(file),
        begins: session.now.to_zoned(session.zone.clone()).datetime().with().subsec_nanosecond(0).build().unwrap_or_default(),
        name: session.is_named.then_some(named),
        language: Some(session.language()),
        ..Head::default()
    }
}

fn stem(file: &Path) -> String {
    file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
