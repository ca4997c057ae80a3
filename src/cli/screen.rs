//! From the command line to the screen and back: a terminal must be there; one line stays on the ordinary screen afterwards.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use super::fill::{self, Opening};
use super::session::{Failure, Outcome, Session};
use crate::app::{App, Opened, Restricted, Start};
use crate::l10n::{Message, system_reason};
use crate::store::{LISTED_AT_ONCE, Lock, Store, StoreError};
use crate::terminal::beside::{Beside, Besides};
use crate::terminal::hands::{Clock, Outside, Taken, take};
use crate::terminal::run::{Around, Ended, run};
use crate::terminal::tty::{EnterError, Tty};
use crate::training::show_keys::{ShowKeys, Spoken, captions};
use crate::ui::look::Look;

/// What the program is opened with besides its session.
#[derive(Debug)]
pub(super) struct Set {
    /// Colours and marks.
    pub look: Look,
    /// Columns and rows.
    pub size: (u16, u16),
    /// Where files are looked for.
    pub directory: PathBuf,
    /// The person's own directory, if there is one.
    pub home: Option<PathBuf>,
}

/// The program, opened.
#[derive(Debug)]
pub(super) struct Prepared {
    /// The program.
    pub app: App,
    /// The lock on the open response, if one is.
    pub lock: Option<Lock>,
    /// What it works with.
    pub outside: Outside,
}

/// Opens the screen, which gives the exit code: 0, 1 if changes could not be saved, or 128 and the signal that ended it.
///
/// # Errors
/// There is no terminal to draw on: exit code 2, with a hint. The responses cannot be listed: 1.
pub fn run_screen(session: &Session, store: Store, opening: Opening, restricted: Option<Restricted>) -> Outcome {
    let mut keys = show_keys(session, Spoken::default())?;
    let mut tty = enter(session)?;
    let mut besides: Vec<&mut dyn Beside> = keys.iter_mut().map(|keys| keys as &mut dyn Beside).collect();
    let directory = std::env::current_dir().unwrap_or_default();
    let set = Set { look: look(), size: tty.size().unwrap_or((80, 24)), directory, home: std::env::home_dir() };
    let prepared = prepare(session, store, opening, restricted, set)?;
    let left = run_beside(session, &mut tty, prepared, Clock::default(), &mut besides)?;
    left.told.iter().for_each(|line| tty.say(line));
    Ok(left.code)
}

/// The keys and captions at the foot, if they are asked for.
///
/// # Errors
/// The captions cannot be read: exit code 1.
pub(super) fn show_keys(session: &Session, spoken: Spoken) -> Result<Option<ShowKeys>, Failure> {
    let Some(file) = &session.shows_keys else { return Ok(None) };
    let captions = file.as_deref().map(captions).transpose().map_err(|error| session.failed(&error.message()))?;
    Ok(Some(ShowKeys::new(session.texts.clone(), captions.unwrap_or_default(), spoken)))
}

/// What is left of the program when its terminal is given back.
#[derive(Debug)]
pub(super) struct Left {
    /// What ended it.
    pub ended: Ended,
    /// The exit code: 0, 1 if changes could not be saved, or 128 and the signal that ended it.
    pub code: u8,
    /// What is to be told on the ordinary screen.
    pub told: Vec<String>,
}

/// Takes the terminal.
///
/// # Errors
/// There is none to draw on: exit code 2, with a hint.
pub(super) fn enter(session: &Session) -> Result<Tty, Failure> {
    Tty::enter(std::env::var_os("TERM").as_deref()).map_err(|error| match error {
        EnterError::NotATerminal => session.usage(&Message::new("cli-no-terminal")),
        EnterError::Dumb => session.usage(&Message::new("cli-dumb-terminal")),
        EnterError::Io(error) => session.failed(&Message::new("cli-terminal-fails").with("reason", system_reason(&error))),
    })
}

/// Opens the program on what was asked for, without a terminal yet.
///
/// # Errors
/// The responses cannot be listed: exit code 1.
pub(super) fn prepare(
    session: &Session,
    store: Store,
    opening: Opening,
    restricted: Option<Restricted>,
    set: Set,
) -> Result<Prepared, Failure> {
    let author = session.author();
    let mut app = App::new(Start {
        texts: session.texts.clone(),
        look: set.look,
        size: set.size,
        now: session.now,
        zone: session.zone.clone(),
        author: author.clone(),
        named: session.is_named,
        sources: session.sources.clone(),
        directory: set.directory,
        home: set.home,
        random: session.random(),
    });
    if store.is_read_only() {
        app.keep_nothing(StoreError::ReadOnly { path: store.dir().to_owned() }.message());
    }
    if let Some(restricted) = restricted {
        app.restrict(restricted);
    }
    let lock = show(&mut app, &store, session, opening)?;
    let settings = (session.settings.clone(), session.config.clone());
    let outside = Outside { store, sources: session.sources.clone(), author, settings };
    Ok(Prepared { app, lock, outside })
}

/// Runs the program on the terminal, with what stands beside it, and gives the terminal back.
///
/// # Errors
/// The terminal cannot be waited for: exit code 1.
pub(super) fn run_beside(
    session: &Session,
    tty: &mut Tty,
    prepared: Prepared,
    clock: Clock,
    besides: &mut Besides,
) -> Result<Left, Failure> {
    let Prepared { mut app, lock, outside } = prepared;
    let colours = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let ended = run(tty, &mut app, Around { outside, lock, colours, clock, besides });
    let _ = tty.leave(); // it may be gone
    let ended = ended.map_err(|error| session.failed(&Message::new("cli-terminal-fails").with("reason", system_reason(&error))))?;
    let mut told = Vec::new();
    if ended == Ended::Panic {
        told.push(session.tell(&Message::new("farewell-panic")));
    }
    // after a fault of ours it may be all that can still be told
    told.extend(catch_unwind(AssertUnwindSafe(|| app.farewell())).ok().flatten());
    let code = match ended {
        Ended::Quit => u8::from(app.is_unsaved()),
        Ended::Signal(signal) => 128_u8.saturating_add(u8::try_from(signal).unwrap_or(0)),
        Ended::Panic => PANICKED,
    };
    Ok(Left { ended, code, told })
}

/// The exit code after a fault of the program's own, as Rust programs have it.
const PANICKED: u8 = 101;

/// Shows what was asked for; gives the lock on the response, if one is open.
fn show(app: &mut App, store: &Store, session: &Session, opening: Opening) -> Result<Option<Lock>, Failure> {
    let (form, inbox) = match opening {
        Opening::Response(opened) => {
            let fill::Opened { form, response, seen, is_new, is_changed, entries, page } = *opened;
            if is_new {
                app.open(Opened { page, ..Opened::new(form.into(), response) });
                return Ok(None);
            }
            let taken = take(store, &response.id, &session.author());
            let other = taken.other(store, &response, seen, &session.settings);
            let Taken { lock, barred: read_only, held } = taken;
            let reviewing = store.reviewing(&response.id);
            app.open(Opened { form: form.into(), response, reviewing, stored: true, read_only, held, other, page });
            if is_changed {
                app.differs(entries, &session.author(), session.now);
            }
            return Ok(lock);
        }
        Opening::Home => (None, None),
        Opening::List { form } => (Some(form), None),
        Opening::Inbox { form, only } => (form, Some(only)),
    };
    let listed = store.summaries(&session.listing(), LISTED_AT_ONCE).map_err(|error| session.failed(&error.message()))?;
    match inbox {
        Some(only) => app.show_inbox(listed, form, only),
        None => app.show_list(listed, form),
    }
    Ok(None)
}

/// The marks this terminal can show: the Linux console and `LANG=C` get ASCII ones.
pub(super) fn look() -> Look {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_CTYPE")).or_else(|| set("LANG"));
    let plain = locale.is_some_and(|locale| locale == "C" || locale == "POSIX") || set("TERM").is_some_and(|term| term == "linux");
    if plain { Look::PLAIN } else { Look::UNICODE }
}
