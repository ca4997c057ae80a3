//! Where what is hostile comes in, and what must hold then: run by the fuzz targets here, guided by what they cover, and by `tests/hostile.rs` with what
//! random changes make of sound input.

use std::path::PathBuf;
use std::rc::Rc;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use recueil::app::{App, Msg, Opened, Start};
use recueil::export::{self, Format};
use recueil::form::{Form, Sources, load};
use recueil::l10n::{Language, Texts};
use recueil::outline::{FileFaults, outline};
use recueil::response::{Response, accept, read, read_json};
use recueil::terminal::input::{Decoder, Input};
use recueil::ui::look::Look;
use serde_json::{Value, json};

/// A form with a question of each kind.
pub const FORM: &str = include_str!("../tests/forms/tous.toml");

const TODAY: Date = date(2025, 3, 10);

thread_local! {
    static LOADED: Rc<Form> = Rc::new(load("f", FORM).expect("a sound form"));
    static TEXTS: Rc<Texts> = Rc::new(Texts::new(Language::French));
}

/// A form file: loaded, or refused with its faults in words.
pub fn form(text: &str) {
    if let Err(error) = load("f.toml", text) {
        let _ = TEXTS.with(|texts| error.lines(texts));
    }
}

/// The file of a response: read and derived with a form, written and read again; or refused in words. The same bytes as answers to import.
pub fn response(bytes: &[u8]) {
    let (form, texts) = (LOADED.with(Rc::clone), TEXTS.with(Rc::clone));
    match read(bytes) {
        Ok(mut response) => {
            response.fill_blocks(&form, || "aaaa".to_owned());
            let files = FileFaults::new();
            let inputs = response.inputs(&form, &files, TODAY, Language::French);
            let _ = outline(&inputs);
            let _ = export::response(&inputs, &response, &texts, Format::Html);
            assert!(read(&response.to_json()).is_ok(), "what was written is not read again");
        }
        Err(broken) => drop(texts.render(&broken.message())),
    }
    if let Ok(Value::Object(given)) = read_json(bytes) {
        let _ = accept(&form, &given, || "bbbb".to_owned());
    }
}

/// A condition, as a form's author may write it: loaded in a small form and evaluated against answers.
pub fn expression(condition: &str) {
    let quoted: String = condition.chars().flat_map(|c| format!("\\U{:08X}", u32::from(c)).into_bytes()).map(char::from).collect();
    let Ok(form) = load("f", &FORM.replace("statut == 'prive'", &quoted)) else { return };
    let mut response = Response::new(&form, "essai234".to_owned(), "", Timestamp::UNIX_EPOCH);
    for (question, answer) in [
        ("effectif", json!(3)),
        ("budget", json!(2.5)),
        ("debut", json!("2024-03")),
        ("statut", json!("prive")),
        ("profils", json!(["medecin"])),
        ("actions", json!([{"_id": "aaaa", "montant": 4}])),
    ] {
        response.answers.set(&question.into(), Some(answer));
    }
    let _ = outline(&response.inputs(&form, &FileFaults::new(), TODAY, Language::French));
}

/// Typed text as each kind reads it: what is read is accepted as it is, checked and summed up.
pub fn kinds(typed: &str) {
    let form = LOADED.with(Rc::clone);
    for question in form.items.iter().filter_map(|item| item.question()) {
        let Ok(Some(value)) = question.read(typed) else { continue };
        assert_eq!(question.accept(&value), Ok(Some(value.clone())), "what is read is accepted as it is");
        question.check(&value, TODAY);
        question.summary(&value, Language::French);
    }
}

/// Bytes from a terminal: the first says where they are cut; cut or not they mean the same.
pub fn input(bytes: &[u8]) {
    let Some((&cut, bytes)) = bytes.split_first() else { return };
    let (head, tail) = bytes.split_at(usize::from(cut).min(bytes.len()));
    assert_eq!(decoded(&[head, tail]), decoded(&[bytes]));
}

fn decoded(pieces: &[&[u8]]) -> Vec<Input> {
    let mut decoder = Decoder::default();
    let mut found = Vec::new();
    for piece in pieces {
        decoder.feed(piece);
        found.extend(std::iter::from_fn(|| decoder.pop()));
    }
    decoder.flush();
    found.extend(std::iter::from_fn(|| decoder.pop()));
    found
}

/// What comes from a keyboard, byte by byte, into the whole program without its disk; each screen is drawn, whatever its size, the first two bytes.
pub fn keys(bytes: &[u8]) {
    let Some((&[width, height], bytes)) = bytes.split_first_chunk() else { return };
    let size = (u16::from(width), u16::from(height));
    let now = Timestamp::UNIX_EPOCH;
    let form = LOADED.with(Rc::clone);
    let mut app = App::new(Start {
        texts: TEXTS.with(Rc::clone),
        look: Look::UNICODE,
        size,
        now,
        zone: TimeZone::UTC,
        author: String::new(),
        named: true,
        sources: Sources::default(),
        directory: PathBuf::from("/"),
        home: None,
        random: fastrand::Rng::with_seed(1),
    });
    let response = Response::new(&form, "essai234".to_owned(), "", now);
    app.open(Opened { stored: true, ..Opened::new(form, response) });
    app.update(Msg::Resize(size.0, size.1), now);
    let mut decoder = Decoder::default();
    decoder.feed(bytes);
    decoder.flush();
    while let Some(input) = decoder.pop() {
        let msg = match input {
            Input::Key(key) => Msg::Key(key),
            Input::Paste(text) => Msg::Paste(text),
            Input::NotUtf8 => Msg::NotUtf8,
        };
        let (_, redraw) = app.update(msg, now);
        let _ = app.frame_of(redraw).to_text();
    }
    if let Some(session) = app.session() {
        let written = read(&session.response.to_json()).expect("what is written is read again");
        assert_eq!(written.unreadable, session.response.unreadable);
    }
}
