//! What lists cost with many responses, in milliseconds: `cargo bench --bench inbox -- [COUNT]`, 10,000 unless said otherwise.
//!
//! The first screen with the index warm and without it, each key of the reviewer's list from its arrival to the bytes to send, and how long the saver's
//! thread is at work behind it. What the issue allows: 300 ms to the first screen, 30 ms a key.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Instant;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use recueil::app::{App, Effect, Msg, Redraw, Start};
use recueil::form::Sources;
use recueil::l10n::{Language, Texts};
use recueil::store::{LISTED_AT_ONCE, Listing, Store, Worker};
use recueil::terminal::output::Output;
use recueil::training::samples;
use recueil::ui::look::Look;

fn start(now: Timestamp) -> Start {
    Start {
        texts: Rc::new(Texts::new(Language::French)),
        look: Look::UNICODE,
        size: (120, 40),
        now,
        zone: TimeZone::UTC,
        author: "A".to_owned(),
        named: true,
        sources: Sources::default(),
        directory: PathBuf::from("/"),
        home: None,
        random: fastrand::Rng::with_seed(1),
    }
}

fn listing() -> Listing {
    Listing { sources: Sources::default(), today: Timestamp::now().to_zoned(TimeZone::UTC).date() }
}

fn open(dir: &Path) -> Store {
    Store::open(dir).unwrap_or_else(|error| panic!("{error}"))
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

/// Says the median and the longest.
fn report(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    println!("{name:52} {:9.2} ms, at most {:9.2} ms", times[times.len() / 2], times[times.len() - 1]);
}

fn measure(name: &str, rounds: usize, mut run: impl FnMut()) {
    let time = |_| {
        let start = Instant::now();
        run();
        milliseconds(start)
    };
    report(name, (0..rounds).map(time).collect());
}

/// The reviewer's list from the start of the program to the bytes to send.
fn first_screen(dir: &Path, reviewer: bool) -> (App, Output, Store) {
    let store = open(dir);
    let mut app = App::new(start(Timestamp::now()));
    let listed = store.summaries(&listing(), LISTED_AT_ONCE).unwrap_or_else(|error| panic!("{error}"));
    if reviewer {
        app.show_inbox(listed, None, None);
    } else {
        app.show_list(listed, None);
    }
    let mut output = Output::new(120, 40, true);
    black_box(output.show(&app.frame()));
    (app, output, store)
}

/// What the program asked for is done, and all that follows from it.
fn settle(app: &mut App, worker: &Worker, mut effects: Vec<Effect>) {
    while !effects.is_empty() {
        for effect in effects.drain(..) {
            if let Effect::Job(job) = effect {
                worker.send(job);
            }
        }
        for done in worker.settle() {
            effects.extend(app.update(Msg::Done(done), Timestamp::now()).0);
        }
    }
}

fn key(app: &mut App, output: &mut Output, code: KeyCode) -> Vec<Effect> {
    let (effects, redraw) = app.update(Msg::Key(KeyEvent::new(code, KeyModifiers::NONE)), Timestamp::now());
    if redraw != Redraw::No {
        black_box(output.show(&app.frame_of(redraw)));
    }
    effects
}

fn main() {
    let count = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(10_000);
    let dir = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let form = Sources::default().load("carsp-2025").unwrap_or_else(|error| panic!("{error:?}"));
    let store = open(dir.path());
    samples::each(&form, count, 1, Timestamp::now(), |sample| sample.put(&store).unwrap_or_else(|error| panic!("{error}")));
    // what was written just now is not believed
    std::thread::sleep(std::time::Duration::from_secs(3));
    let start = Instant::now();
    let store = open(dir.path());
    store.summaries(&listing(), usize::MAX).unwrap_or_else(|error| panic!("{error}"));
    println!("{count} responses read to be listed: {:.0} ms", milliseconds(start));
    let without = Instant::now();
    first_screen(dir.path(), true);
    println!("first screen without an index: {:.0} ms", milliseconds(without));
    let start = Instant::now();
    store.keep_index();
    let size = std::fs::metadata(dir.path().join("index.json")).map_or(0, |there| there.len());
    println!("index.json written: {:.0} ms, {} KB", milliseconds(start), size >> 10);
    measure("first screen: the home screen", 7, || drop(black_box(first_screen(dir.path(), false))));
    measure("first screen: the reviewer's list", 7, || drop(black_box(first_screen(dir.path(), true))));
    measure("the list looked at again, nothing changed", 7, || {
        black_box(store.summaries(&listing(), LISTED_AT_ONCE).unwrap_or_else(|error| panic!("{error}")));
    });
    keys(dir.path());
}

fn keys(dir: &Path) {
    let (mut app, mut output, store) = first_screen(dir, true);
    let worker = Worker::spawn(store, || {});
    let (effects, _) = app.update(Msg::Resize(120, 40), Timestamp::now());
    settle(&mut app, &worker, effects);
    // what is read behind the keys does not count
    let mut press = |name: &str, codes: &[KeyCode]| {
        let mut times = Vec::new();
        for code in codes {
            let start = Instant::now();
            let effects = key(&mut app, &mut output, *code);
            times.push(milliseconds(start));
            settle(&mut app, &worker, effects);
        }
        report(name, times);
    };
    let words = |text: &str| text.chars().map(|c| if c == '<' { KeyCode::Backspace } else { KeyCode::Char(c) }).collect::<Vec<_>>();
    press("a row down", &[KeyCode::Down; 20]);
    press("another order", &[KeyCode::Char('s'); 10]);
    press("the panel of filters", &[KeyCode::Char('f')]);
    press("a filter ticked", &words("aabbccddeeffgghh"));
    press("the panel closed", &[KeyCode::Enter]);
    let start = Instant::now();
    press("the first letter, all answers read behind it", &words("/b"));
    println!("all answers read for the search, behind the keys: {:.0} ms", milliseconds(start));
    press("a letter of a name", &words("retagne"));
    press("words cleared", &[KeyCode::Esc]);
    press("words looked for again", &words("/t"));
    press("a letter of words in answers", &words("erritoires "));
    press("a letter of words in no answer", &words("<<<<<<<<<<<<zxqwv"));
    press("two words", &words("<<<<<equipes mobiles"));
}
