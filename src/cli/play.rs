//! `recueil play FILE`: a script plays in the terminal, or into recordings. It has a data directory of its own, which goes when it ends.

mod prepare;

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use clap::Parser;
use jiff::Timestamp;

use super::arguments::{Arguments, Command, Play};
use super::fill::{self, Opening};
use super::practice;
use super::print::written;
use super::review;
use super::screen::{self, Left, Prepared, Set, prepare, run_beside};
use super::session::{Failure as Refusal, Outcome, Session, language};
use crate::l10n::{Language, Message, Texts};
use crate::store::Settings;
use crate::terminal::beside::Beside;
use crate::terminal::hands::Clock;
use crate::terminal::run::Ended;
use crate::training::foot;
use crate::training::media::{self, Kind, cast};
use crate::training::play::live::Live;
use crate::training::play::recording::record;
use crate::training::play::{Failure, Player};
use crate::training::script::Script;
use crate::training::stage::Stage;
use crate::training::take::{Screen, Take};
use crate::training::world::World;
use crate::ui::look::Look;

/// The size of a recording if neither the script nor the command says it.
pub const SIZE: (u16, u16) = (80, 24);
/// What identities are drawn from in a script: always the same.
const SEED: u64 = 1;

/// Wrong scripts and sizes: exit code 2. What does not go on as the script says, or cannot be written: 1.
pub(super) fn run(session: &Session, asked: &Play) -> Outcome {
    let script = Rc::new(practice::find(session, &asked.file)?);
    if asked.prepare {
        return prepare::run(session, &script);
    }
    // without a terminal, what the script itself says is made of it
    let outputs = if asked.output.is_empty() && !io::stdout().is_terminal() { &script.head.outputs } else { &asked.output };
    let outputs: Vec<&PathBuf> = outputs.iter().filter(|file| !asked.output.is_empty() || Kind::of(file).is_some()).collect();
    if outputs.is_empty() {
        return live(session, &script, asked.size.or(script.head.size));
    }
    let kinds = outputs.iter().map(|file| Kind::of(file).map(|kind| (file, kind)).ok_or_else(|| unknown(session, file)));
    let kinds = kinds.collect::<Result<Vec<_>, _>>()?;
    let dir = outputs.first().and_then(|file| file.parent()).unwrap_or(Path::new(""));
    let stills: Vec<PathBuf> = script.stills().map(|file| dir.join(file.with_extension("svg"))).collect();
    // told before all is played
    if let Some(file) = stills.iter().find(|still| outputs.iter().any(|output| output == still)) {
        return Err(session.usage(&Message::new("play-same-file").with("file", file.display().to_string())));
    }
    if let Some(file) = outputs.iter().copied().chain(&stills).find(|file| !asked.force && file.exists()) {
        return Err(session.failed(&Message::new("print-exists").with("file", file.display().to_string())));
    }
    let size = asked.size.or(script.head.size).unwrap_or(SIZE);
    let told = |failure: Failure| Refusal::failed(failure.tell(&script.file, &session.texts));
    let world = make(session, &script).map_err(told)?;
    // without it a signal leaves the world behind: no reason not to play
    let _ = world.ends_by_signal();
    let take = perform_in(session, &script, size, &world).map_err(told)?;
    for (file, kind) in kinds {
        let kind =
            if matches!(kind, Kind::Cast(_)) && asked.cast.as_deref() == Some("3") { Kind::Cast(cast::Version::Three) } else { kind };
        written(session, file, &media::write(&take, kind, &session.texts), asked.force, "file-written")?;
    }
    // one that is taken twice is as it was last
    let mut taken: Vec<(&Path, &Screen)> = Vec::new();
    for still in &take.stills {
        taken.retain(|(file, _)| *file != still.file);
        taken.push((&still.file, &still.screen));
    }
    for (file, screen) in taken {
        let file = dir.join(file.with_extension("svg"));
        written(session, &file, media::svg::still(screen, &take.title).as_bytes(), asked.force, "file-written")?;
    }
    Ok(0)
}

/// Plays a script into a recording of that size, in a world of its own.
///
/// # Errors
/// The world cannot be made; the script does not go on as it says.
pub fn perform(session: &Session, script: &Rc<Script>, size: (u16, u16)) -> Result<Take, Failure> {
    perform_in(session, script, size, &make(session, script)?)
}

fn make(session: &Session, script: &Script) -> Result<World, Failure> {
    World::make(script, &session.sources).map_err(|error| unopened(&error.lines(&session.texts)))
}

/// The same in a world that is there already, and stays.
///
/// # Errors
/// The script does not go on as it says.
pub(super) fn perform_in(session: &Session, script: &Rc<Script>, size: (u16, u16), world: &World) -> Result<Take, Failure> {
    record(script, size, world.now, &mut |words, now, size| open_in(session, world, words, now, size))
}

/// The program in a world, started with these words at that moment; `size` is its own.
///
/// # Errors
/// They open no screen.
pub(super) fn open_in(session: &Session, world: &World, words: &[String], now: Timestamp, size: (u16, u16)) -> Result<Stage, Failure> {
    let session = own_session(session, world, now);
    let set = Set { look: Look::UNICODE, size, directory: world.desk.clone(), home: Some(world.desk.clone()) };
    let Prepared { app, lock, outside } = start(&session, words, set).map_err(|refusal| unopened(&refusal.lines))?;
    Ok(Stage::new(app, outside, lock, size, now))
}

/// The session of a world: nothing of it is the person's but their forms and, if the script says nothing, their language.
fn own_session(session: &Session, world: &World, now: Timestamp) -> Session {
    let settings = Settings::load(&world.config);
    let code = settings.language.as_deref().and_then(Language::from_code);
    Session {
        texts: code.map_or_else(|| session.texts.clone(), |language| Rc::new(Texts::new(language))),
        sources: session.sources.clone(),
        data_dir: world.store.dir().to_owned(),
        shares: false,
        named: settings.author.clone().filter(|name| !name.trim().is_empty()),
        is_named: settings.author.is_some(),
        settings,
        config: Some(world.config.clone()),
        now,
        zone: world.zone.clone(),
        today: now.to_zoned(world.zone.clone()).date(),
        shows_keys: None,
        seed: Some(SEED),
    }
}

/// Opens the program as a command line does: with these words after `recueil`.
///
/// # Errors
/// They open no screen.
fn start(session: &Session, words: &[String], set: Set) -> Result<Prepared, Refusal> {
    let arguments = std::iter::once("recueil".into()).chain(words.iter().map(OsString::from));
    let parsed =
        Arguments::try_parse_from(arguments).map_err(|_| session.usage(&Message::new("play-command").with("command", words.join(" "))))?;
    let mut own = session.clone();
    if let Some(author) = parsed.global.author {
        (own.is_named, own.named) = (true, Some(author).filter(|name| !name.trim().is_empty()));
    }
    if let Some(code) = &parsed.global.lang {
        own.texts = Rc::new(Texts::new(language(Some(code), &Settings::default())));
    }
    let store = own.store()?;
    let opening = match parsed.command {
        None => Opening::Home,
        Some(Command::Fill(asked)) => fill::opening(&own, &store, &asked)?,
        Some(Command::Review(asked)) => review::opening(&own, &store, asked)?,
        Some(_) => return Err(session.usage(&Message::new("play-command").with("command", words.join(" ")))),
    };
    let mut prepared = prepare(&own, store, opening, None, set)?;
    // nothing but its own world is touched, whoever wrote the script
    prepared.app.confine();
    Ok(prepared)
}

/// Plays a script in the terminal, which must be as large as that, if something is said.
fn live(session: &Session, script: &Rc<Script>, needed: Option<(u16, u16)>) -> Outcome {
    let has = rustix::termios::tcgetwinsize(io::stdout()).map(|size| (size.ws_col, size.ws_row));
    if let (Some(needed), Ok(has)) = (needed, has)
        && (has.0 < needed.0 || has.1 < needed.1)
        // what is too small for any script is told as that
        && is_large_enough(has)
    {
        let size = |(columns, rows): (u16, u16)| format!("{columns}x{rows}");
        return Err(session.usage(&Message::new("play-larger").with("needed", size(needed)).with("has", size(has))));
    }
    let texts = session.texts.clone();
    let begin = |now| Live::new(Player::new(script.clone(), now), texts);
    let (live, left) = in_terminal(session, script, begin, Live::restart)?;
    match live.failure() {
        Some(failure) => Err(Refusal::failed(failure.tell(&script.file, &session.texts))),
        None => Ok(left.code),
    }
}

/// Runs the program in the terminal as a script starts it, in a world of its own, with something beside it that is made for the moment when it begins.
/// When the program ends, `again` may give the command that starts it anew.
///
/// # Errors
/// There is no terminal, or it is too small: exit code 2. The world cannot be made, the program cannot be started: 1.
pub(super) fn in_terminal<B: Beside>(
    session: &Session,
    script: &Script,
    begin: impl FnOnce(Timestamp) -> B,
    again: impl Fn(&mut B) -> Option<String>,
) -> Result<(B, Left), Refusal> {
    let mut tty = screen::enter(session)?;
    let size = tty.size().unwrap_or(SIZE);
    if !is_large_enough(size) {
        let _ = tty.leave(); // it may be gone
        let message = Message::new("play-too-small").with("columns", usize::from(size.0)).with("rows", usize::from(size.1));
        return Err(session.usage(&message));
    }
    let failed = |reasons: &[String]| Refusal::failed(unopened(reasons).tell(&script.file, &session.texts));
    let world = World::make(script, &session.sources).map_err(|error| failed(&error.lines(&session.texts)))?;
    let clock = Clock::showing(world.now);
    let mut beside = begin(clock.now());
    let mut words = script.head.command.clone();
    loop {
        let own = own_session(session, &world, clock.now());
        let set =
            Set { look: screen::look(), size: tty.size().unwrap_or(size), directory: world.desk.clone(), home: Some(world.desk.clone()) };
        let prepared = start(&own, &words, set).map_err(|refusal| failed(&refusal.lines))?;
        let left = run_beside(&own, &mut tty, prepared, clock, &mut [&mut beside])?;
        let command = (left.ended == Ended::Quit).then(|| again(&mut beside)).flatten();
        let Some(command) = command else { return Ok((beside, left)) };
        words = Script::command(&command).map_err(|message| session.failed(&message))?;
        tty = screen::enter(session)?;
    }
}

/// Whether a terminal has room for the program and for captions.
fn is_large_enough(size: (u16, u16)) -> bool {
    foot::rows(size) > 0 && size.0 >= foot::SMALLEST.0
}

fn unopened(reasons: &[String]) -> Failure {
    Failure { line: 0, message: Message::new("play-unopened").with("reason", reasons.join(" ")), screen: String::new() }
}

fn unknown(session: &Session, file: &Path) -> Refusal {
    session.usage(
        &Message::new("play-output-kind")
            .with("file", file.display().to_string())
            .with("known", media::KINDS.map(|(ending, ..)| format!(".{ending}")).join(", ")),
    )
}

#[cfg(test)]
mod tests;
