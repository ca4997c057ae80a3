//! However the program ends on a real terminal, what was typed is on the disk, the terminal is given back and nothing spins.

#[path = "support/desk.rs"]
#[allow(dead_code)] // most of it is for commands
mod desk;
#[path = "support/pty.rs"]
mod pty;
#[path = "support/watch.rs"]
mod watch;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;
use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyEvent};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::text::Line;
use recueil::app::{App, Msg, Opened, Start};
use recueil::expression::Type;
use recueil::form::{Body, Sources};
use recueil::l10n::{Language, Message, Texts};
use recueil::question::{Arrival, Entered, Field, Given, Handled, Question};
use recueil::response::Response;
use recueil::store::{LISTED_AT_ONCE, Listing, Settings, Store};
use recueil::terminal::hands::{Clock, Hands, Outside};
use recueil::terminal::run::{Around, Ended, run};
use recueil::terminal::tty::Tty;
use recueil::ui::hint::Hint;
use recueil::ui::look::Look;
use recueil::ui::{Context, Picture};
use rustix::fs::inotify::WatchFlags;
use rustix::process::{Signal, WaitOptions, kill_process, waitpid};
use serde_json::Value;

use desk::Desk;
use pty::{Came, Pty};
use watch::Watch;

const SIZE: (u16, u16) = (80, 24);

/// A program on a terminal, at work on the only response of its desk.
struct Run {
    desk: Desk,
    pty: Pty,
}

impl Run {
    fn start() -> Self {
        let desk = Desk::new();
        let mut pty = Pty::start(&desk.command("fill tous"), SIZE);
        pty.shows("▌");
        Self { desk, pty }
    }

    /// Types and waits until it is on the screen.
    fn types(&mut self, text: &str) {
        self.pty.types(text.as_bytes());
        self.pty.shows(text.trim());
    }

    fn signal(&self, signal: Signal) {
        kill_process(self.pty.pid(), signal).unwrap();
    }

    /// The answer to the first question, as it is on the disk.
    fn name(&self) -> Value {
        answer(&self.desk.path("data"))
    }

    /// Waits until the answer on the disk is that.
    fn wait_for_name(&self, name: &str) {
        let until = Instant::now() + Duration::from_secs(60);
        loop {
            let responses = self.desk.path("data/responses");
            let dirs = [vec![responses.clone()], folders(&responses)].concat();
            let watch = Watch::over(dirs.iter().map(PathBuf::as_path), WatchFlags::CREATE | WatchFlags::MOVED_TO);
            let there = self.name();
            if there == name {
                return;
            }
            assert!(watch.wait(until) > 0, "{there} is on the disk, not {name:?}");
        }
    }

    /// Holds that it ends with this code, and did not spin.
    fn ends(&mut self, code: i32) {
        assert_eq!(self.pty.wait_for(|_| false), Came::Gone, "it ends:\n{}", self.pty.rows().join("\n"));
        self.ends_unseen(code);
    }

    /// The same for a terminal from which nobody reads.
    fn ends_unseen(&mut self, code: i32) {
        self.pty.await_end();
        let spent = processor_time(self.pty.pid().as_raw_pid());
        assert!(spent < Duration::from_secs(5), "it spins: {spent:?} of processor time");
        let (name, code_of) = (self.name(), self.pty.end());
        assert_eq!(code_of, code, "{name}: {}", self.pty.rows().join("\n"));
    }
}

/// What a process has had of the processor; the dead have had it, too.
fn processor_time(pid: i32) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    let ticks: u64 = fields[11..13].iter().map(|ticks| ticks.parse::<u64>().unwrap()).sum();
    Duration::from_secs(ticks) / u32::try_from(rustix::param::clock_ticks_per_second()).unwrap()
}

/// What stands in a directory, if it is there.
fn folders(dir: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(dir).into_iter().flatten().map(|entry| entry.unwrap().path()).collect()
}

/// The answer to the first question of the only response of a data directory; none before it is saved.
fn answer(data: &Path) -> Value {
    let file = folders(&data.join("responses")).pop().and_then(|dir| std::fs::read(dir.join("response.json")).ok());
    file.map_or(Value::Null, |bytes| serde_json::from_slice::<Value>(&bytes).unwrap()["answers"]["nom"].clone())
}

#[test]
fn a_signal_saves_what_was_just_typed_and_gives_the_terminal_back() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut run = Run::start();
        run.types("Cellule");
        assert!(run.pty.is_raw());
        run.signal(signal);
        run.ends(code);
        assert!(!run.pty.is_raw() && !run.pty.is_alternate(), "{signal:?}");
        assert_eq!(run.name(), "Cellule", "{signal:?}");
    }
}

#[test]
fn two_signals_at_once_end_it_once() {
    for signals in [[Signal::TERM, Signal::HUP], [Signal::HUP, Signal::TERM]] {
        let mut run = Run::start();
        run.types("Cellule");
        for signal in signals {
            run.signal(signal);
        }
        let code = run.pty.end();
        assert!([129, 143].contains(&code), "{code}");
        assert_eq!(run.name(), "Cellule");
        assert!(!run.pty.is_raw());
    }
}

#[test]
fn a_terminal_that_goes_away_costs_nothing_of_what_was_on_it() {
    let mut run = Run::start();
    run.types("Cellule");
    run.pty.close();
    run.ends_unseen(129);
    assert_eq!(run.name(), "Cellule");
}

#[test]
fn what_came_right_before_the_signal_is_taken_too() {
    let mut run = Run::start();
    run.types("Cellule");
    // stopped, it sees the letters and the signal together
    run.signal(Signal::STOP);
    waitpid(Some(run.pty.pid()), WaitOptions::UNTRACED).unwrap();
    run.pty.types(" régionale\x1b[200~, collée".as_bytes());
    run.signal(Signal::TERM);
    run.signal(Signal::CONT);
    run.ends(143);
    assert_eq!(run.name(), "Cellule régionale, collée");
}

#[test]
fn a_terminal_that_takes_nothing_keeps_it_neither_from_saving_nor_from_ending() {
    let mut run = Run::start();
    run.pty.takes(false);
    run.pty.types(b"Cellule");
    run.wait_for_name("Cellule");
    run.pty.types(b" 2");
    run.wait_for_name("Cellule 2");
    run.signal(Signal::TERM);
    run.ends_unseen(143);
    // the premise: nothing came through, not even what gives the screen back
    let rows = run.pty.rows();
    assert!(run.pty.is_alternate() && !run.pty.is_raw() && !rows.iter().any(|row| row.contains("Cellule")), "{rows:?}");
}

#[test]
fn a_terminal_that_took_nothing_for_a_while_shows_the_newest_in_the_end() {
    let mut run = Run::start();
    run.pty.takes(false);
    run.pty.types(b"Cellule");
    run.wait_for_name("Cellule");
    let _ = run.pty.watch(Duration::ZERO);
    let rows = run.pty.rows();
    assert!(!rows.iter().any(|row| row.contains("Cellule")), "nothing came through: {rows:?}");
    run.pty.takes(true);
    run.pty.shows("Cellule");
    run.types(" régionale");
    run.pty.types(b"\x18");
    run.ends(0);
    assert_eq!(run.name(), "Cellule régionale");
}

#[test]
fn a_terminal_that_takes_nothing_keeps_it_neither_from_stopping_nor_from_going_on() {
    let mut run = Run::start();
    run.pty.takes(false);
    run.pty.types(b"Cellule");
    run.wait_for_name("Cellule");
    run.signal(Signal::TSTP);
    let (_, status) = waitpid(Some(run.pty.pid()), WaitOptions::UNTRACED).unwrap().unwrap();
    assert!(status.stopped(), "{status:?}");
    run.signal(Signal::CONT);
    run.pty.types(b" 2");
    run.wait_for_name("Cellule 2");
    run.pty.takes(true);
    assert_eq!(run.pty.wait_for(|rows| rows.iter().any(|row| row.contains("Cellule 2"))), Came::Yes, "{:?}", run.pty.rows());
    assert!(run.pty.is_alternate() && run.pty.is_raw());
    run.pty.types(b"\x18");
    run.ends(0);
}

#[test]
fn what_is_stopped_was_saved_before_and_goes_on_later() {
    let mut run = Run::start();
    run.types("Cellule");
    run.signal(Signal::TSTP);
    let (_, status) = waitpid(Some(run.pty.pid()), WaitOptions::UNTRACED).unwrap().unwrap();
    assert!(status.stopped());
    assert_eq!(run.name(), "Cellule", "it may never go on");
    run.signal(Signal::CONT);
    run.types(" régionale");
    run.pty.types(b"\x18");
    run.ends(0);
    assert_eq!(run.name(), "Cellule régionale");
}

#[test]
fn a_signal_while_nothing_can_be_saved_ends_it_and_leaves_the_file_as_it_was() {
    let mut run = Run::start();
    run.types("Cellule");
    run.wait_for_name("Cellule");
    let (responses, away) = (run.desk.path("data/responses"), run.desk.path("data/away"));
    std::fs::rename(&responses, &away).unwrap();
    run.types(" perdue");
    run.signal(Signal::HUP);
    run.ends(129);
    assert!(!run.pty.is_raw());
    std::fs::rename(&away, &responses).unwrap();
    assert_eq!(run.name(), "Cellule");
}

const ROLE: &str = "RECUEIL_TEST_DATA";

/// A question with a fault of the program's own: the letter `!` makes it panic.
#[derive(Debug)]
struct Faulty;

impl Question for Faulty {
    fn value_type(&self) -> Option<Type> {
        None
    }

    fn accept(&self, value: &Value) -> Result<Option<Value>, Vec<(String, Message)>> {
        Ok(Some(value.clone()))
    }

    fn read(&self, _: &str) -> Result<Option<Value>, Message> {
        Ok(None)
    }

    fn summary(&self, _: &Value, _: Language) -> String {
        String::new()
    }

    fn view<'a>(&'a self, _: &Given<'a>, _: &Context<'a>) -> Vec<Line<'a>> {
        vec![Line::from("fautive")]
    }

    fn edit(&self, _: &Given, _: &Arrival) -> Option<Box<dyn Field>> {
        Some(Box::new(Self))
    }
}

impl Field for Faulty {
    fn key(&mut self, key: KeyEvent, _: &Context) -> Handled {
        assert!(key.code.as_char() != Some('!'), "on purpose");
        Handled::Ignored
    }

    fn paste(&mut self, _: &str, _: &Context) -> Handled {
        Handled::Ignored
    }

    fn entered(&self) -> Entered {
        Entered::default()
    }

    fn view<'a>(&'a self, _: &Context<'a>) -> Picture<'a> {
        Picture { lines: vec![Line::from("fautive, elle aussi")], cursor: None }
    }

    fn hints(&self) -> Vec<Hint> {
        Vec::new()
    }
}

fn start(sources: &Sources, now: Timestamp) -> Start {
    Start {
        texts: Rc::new(Texts::new(Language::French)),
        look: Look::UNICODE,
        size: SIZE,
        now,
        zone: TimeZone::UTC,
        author: String::new(),
        named: true,
        sources: sources.clone(),
        directory: PathBuf::new(),
        home: None,
        random: fastrand::Rng::new(),
    }
}

/// The program that the next test starts, with a fault in its second question; as a test, it ends at once.
#[test]
fn program() {
    let Some(data) = std::env::var_os(ROLE) else { return };
    let sources = Sources::new(vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/forms"))]);
    let mut form = sources.load("tous").unwrap();
    let second = form.find("recit").unwrap();
    form.items[second].body = Body::Question("text", Box::new(Faulty));
    let mut tty = Tty::enter(None).unwrap();
    let now = Timestamp::now();
    let mut app = App::new(start(&sources, now));
    let response = Response::new(&form, "essai234".to_owned(), "", now);
    app.open(Opened::new(Rc::new(form), response));
    let store = Store::open(Path::new(&data)).unwrap();
    let outside = Outside { store, sources, author: String::new(), settings: (Settings::default(), None) };
    let around = Around { outside, lock: None, colours: true, clock: Clock::default(), besides: &mut [] };
    let ended = run(&mut tty, &mut app, around).unwrap();
    drop(tty);
    std::process::exit(if ended == Ended::Panic { 101 } else { 0 });
}

#[test]
fn a_fault_of_its_own_costs_nothing_of_what_was_typed_before() {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "program", "--nocapture"]).env(ROLE, home.path()).env("TERM", "xterm").env("RUST_BACKTRACE", "0");
    let mut pty = Pty::start(&command, SIZE);
    pty.shows("Nom");
    pty.types("Cellule\t".as_bytes());
    pty.shows("elle aussi");
    pty.types(b"!");
    pty.shows("on purpose");
    assert_eq!(pty.end(), 101);
    assert!(!pty.is_raw() && !pty.is_alternate());
    assert_eq!(answer(home.path()), "Cellule");
}

#[test]
fn whoever_leaves_does_not_wait_until_all_responses_are_read() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    let sources = Sources::default();
    let (form, now) = (sources.load("annuaire-carsp").unwrap(), Timestamp::now());
    let count = LISTED_AT_ONCE + 1000;
    for n in 0..count {
        let response = Response::new(&form, format!("r{n:07}"), "", now);
        let there = dir.path().join("responses").join(&response.id);
        fs::create_dir_all(&there).unwrap();
        fs::write(there.join("response.json"), response.to_json()).unwrap();
    }
    let listing = Listing { sources: sources.clone(), today: now.to_zoned(TimeZone::UTC).date() };
    for words in ["", "/nom"] {
        let mut app = App::new(start(&sources, now));
        app.show_inbox(store.summaries(&listing, LISTED_AT_ONCE).unwrap(), None, None);
        let outside =
            Outside { store: store.clone(), sources: sources.clone(), author: String::new(), settings: (Settings::default(), None) };
        let mut hands = Hands::at_once(outside, None);
        hands.handle(&mut app, Msg::Resize(SIZE.0, SIZE.1), now);
        for c in words.chars() {
            hands.handle(&mut app, Msg::Key(KeyEvent::from(KeyCode::Char(c))), now);
        }
        hands.save_all(&mut app, now);
        assert!(hands.is_busy(), "there is more to read");
        hands.leave();
        // what was told of the response under the cursor may be asked once more
        (0..3).for_each(|_| hands.save_all(&mut app, now));
        assert!(!hands.is_busy(), "what was read leads to no more of it");
    }
}
