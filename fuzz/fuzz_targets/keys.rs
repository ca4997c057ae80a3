//! What comes from a keyboard, byte by byte, into the whole program without its disk; each screen is drawn, whatever its size.
#![no_main]

use std::path::PathBuf;
use std::rc::Rc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use libfuzzer_sys::fuzz_target;
use recueil::app::{App, Msg, Opened, Start};
use recueil::form::{Form, Sources, load};
use recueil::l10n::{Language, Texts};
use recueil::response::{Response, read};
use recueil::terminal::input::{Decoder, Input};
use recueil::ui::look::Look;

thread_local! {
    static FORM: Rc<Form> = Rc::new(load("f", include_str!("../../tests/forms/tous.toml")).expect("a sound form"));
    static TEXTS: Rc<Texts> = Rc::new(Texts::new(Language::French));
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&[width, height], bytes)) = bytes.split_first_chunk() else { return };
    let size = (u16::from(width), u16::from(height));
    let now = Timestamp::UNIX_EPOCH;
    let form = FORM.with(Rc::clone);
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
        let (_, redraw) = app.update(
            match input {
                Input::Key(key) => Msg::Key(key),
                Input::Paste(text) => Msg::Paste(text),
                Input::NotUtf8 => Msg::NotUtf8,
            },
            now,
        );
        app.frame_of(&redraw).to_text();
    }
    if let Some(session) = app.session() {
        let written = read(&session.response.to_json()).expect("what is written is read again");
        assert_eq!(written.unreadable, session.response.unreadable);
    }
});
