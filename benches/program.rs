//! The program's costs in microseconds, drawing included: `cargo bench --bench program [FILTER]`.
//!
//! Load and check of a form, opening, a key in forms of 10 and of 5,000 questions, a save. Medians of many rounds; compare them within one run.

use std::fmt::Write;
use std::hint::black_box;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Instant;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use recueil::app::{App, Msg, Opened, Redraw, Start};
use recueil::form::{Form, Sources, load};
use recueil::l10n::{Language, Texts};
use recueil::response::Response;
use recueil::store::Store;
use recueil::terminal::output::Output;
use recueil::ui::look::Look;

/// A form of that many questions, twenty a page, one in ten with a condition.
fn made(questions: usize) -> String {
    let mut text = "id = \"fait\"\nversion = \"1\"\ntitle = \"Fait\"\n".to_owned();
    for n in 0..questions {
        if n % 20 == 0 {
            let _ = writeln!(text, "[[page]]\nid = \"p{n}\"\ntitle = \"Page {n}\"");
        }
        let _ = writeln!(text, "[[page.question]]\nid = \"q{n}\"\nkind = \"text\"\nlabel = \"Question numéro {n} du questionnaire\"");
        if n % 10 == 9 {
            let _ = writeln!(text, "relevant = \"q{} == 'oui'\"", n - 5);
        }
    }
    text
}

fn open(form: Rc<Form>, page: Option<usize>) -> App {
    let now = Timestamp::now();
    let mut app = App::new(Start {
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
    });
    let response = Response::new(&form, "abcd2345".to_owned(), "A", now);
    app.open(Opened { stored: true, page, ..Opened::new(form, response) });
    app
}

/// Runs it many times in rounds; prints the median round, a run.
fn measure(name: &str, rounds: usize, each: usize, mut run: impl FnMut()) {
    if std::env::args().nth(1).is_some_and(|filter| !filter.starts_with('-') && !name.contains(&filter)) {
        return;
    }
    let mut times: Vec<f64> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            (0..each).for_each(|_| run());
            start.elapsed().as_secs_f64() * 1e6 / f64::from(u32::try_from(each).unwrap_or(1))
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{name:40} {:10.1} µs", times[rounds / 2]);
}

/// A key from its arrival to the bytes to send.
fn press(app: &mut App, output: &mut Output, code: KeyCode) {
    let (effects, redraw) = app.update(Msg::Key(KeyEvent::new(code, KeyModifiers::NONE)), Timestamp::now());
    black_box(effects);
    if redraw != Redraw::No {
        black_box(output.show(&app.frame_of(redraw)));
    }
}

fn keys(name: &str, form: &Rc<Form>, page: Option<usize>) {
    let mut app = open(form.clone(), page);
    let mut output = Output::new(120, 40, true);
    output.show(&app.frame());
    let mut n = 0;
    measure(&format!("{name}: a letter typed"), 100, 50, || {
        n += 1;
        // forty letters come, forty go
        press(&mut app, &mut output, if n % 80 < 40 { KeyCode::Char('e') } else { KeyCode::Backspace });
    });
    let mut down = 0;
    measure(&format!("{name}: a move"), 100, 16, || {
        down += 1;
        press(&mut app, &mut output, if down % 16 < 8 { KeyCode::Down } else { KeyCode::Up });
    });
    let mut page = 0;
    measure(&format!("{name}: a page turned"), 50, 8, || {
        page += 1;
        press(&mut app, &mut output, if page % 8 < 4 { KeyCode::F(8) } else { KeyCode::F(7) });
    });
}

fn main() {
    let survey_text = include_str!("../forms/carsp-2025.toml");
    let (small_text, large_text) = (made(10), made(5000));
    measure("texts of the screen", 50, 4, || drop(black_box(Texts::new(Language::French))));
    let builtin = Sources::default();
    measure("load and check: the survey, built in", 50, 4, || drop(black_box(builtin.load("carsp-2025"))));
    measure("load and check: the survey's file", 50, 4, || drop(black_box(load("f", survey_text))));
    measure("load and check: 10 questions", 50, 10, || drop(black_box(load("f", &small_text))));
    measure("load and check: 5,000 questions", 10, 1, || drop(black_box(load("f", &large_text))));
    let form = |text: &str| Rc::new(load("f", text).unwrap_or_else(|error| panic!("{error}")));
    let (survey, small, large) = (form(survey_text), form(&small_text), form(&large_text));
    measure("open and draw: the survey", 50, 4, || {
        let app = open(survey.clone(), Some(3));
        black_box(Output::new(120, 40, true).show(&app.frame()));
    });
    measure("open and draw: 5,000 questions", 10, 1, || {
        let app = open(large.clone(), Some(3));
        black_box(Output::new(120, 40, true).show(&app.frame()));
    });
    keys("survey", &survey, Some(3));
    keys("10 questions", &small, None);
    keys("5,000 questions", &large, Some(3));
    let dir = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let store = Store::open(dir.path()).unwrap_or_else(|error| panic!("{error}"));
    let mut response = Response::new(&survey, "abcd2345".to_owned(), "A", Timestamp::now());
    for n in 0..60 {
        response.answers.set(&format!("question_{n}").as_str().into(), Some(serde_json::json!("réponse ".repeat(60))));
    }
    measure("a response of 30 KB as JSON", 50, 10, || drop(black_box(response.to_json())));
    measure("a save of 30 KB", 50, 4, || drop(black_box(store.save(&response))));
}
