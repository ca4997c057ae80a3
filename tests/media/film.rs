//! A recording of the program itself: some keys on a page of the survey, with what is said of them at the foot.

use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ratatui::text::Line;
use recueil::app::{App, Msg, Opened, Start};
use recueil::form::Sources;
use recueil::l10n::{Language, Texts};
use recueil::response::Response;
use recueil::terminal::output::Output;
use recueil::training::take::{Event, Moment, Screen, Take};
use recueil::ui::look::Look;

use super::key::key;

/// The rows that are not the program's.
const FOOT: u16 = 2;
const SIZE: (u16, u16) = (80, 24);

/// What films.
pub struct Film {
    app: App,
    output: Output,
    start: Timestamp,
    now: Timestamp,
    caption: String,
    /// What was seen last.
    pub screen: Screen,
    /// What was filmed so far.
    pub take: Take,
}

impl Film {
    /// A draft of the survey, just opened.
    pub fn new(title: &str) -> Self {
        let now: Timestamp = "2025-03-10T09:30:00Z".parse().unwrap();
        let sources = Sources::default();
        let form = sources.load("carsp-2025").unwrap();
        let response = Response::new(&form, "b7k2mx4q".to_owned(), "", now);
        let mut app = App::new(Start {
            texts: Texts::new(Language::French).into(),
            look: Look::UNICODE,
            size: (SIZE.0, SIZE.1 - FOOT),
            now,
            zone: TimeZone::UTC,
            author: String::new(),
            named: true,
            sources,
            directory: "/".into(),
            random: fastrand::Rng::with_seed(1),
        });
        app.open(Opened { stored: true, ..Opened::new(form.into(), response) });
        let take = Take { title: title.to_owned(), size: SIZE, foot: FOOT, date: now.as_second(), ..Take::default() };
        let output = Output::new(SIZE.0, SIZE.1, true);
        let mut film = Self { app, output, start: now, now, caption: String::new(), screen: Screen::default(), take };
        film.draw();
        film
    }

    /// A chapter begins.
    pub fn chapter(&mut self, title: &str) -> &mut Self {
        self.add(Event::Chapter(title.to_owned()));
        self
    }

    /// These words are said from now on.
    pub fn say(&mut self, words: &str) -> &mut Self {
        self.caption = words.to_owned();
        self.add(Event::Caption(words.to_owned()));
        self.draw();
        self
    }

    /// Keys by their names, with blanks between them, one a tenth of a second.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        for name in keys.split_whitespace() {
            self.add(Event::Key(name.to_owned()));
            self.send(Msg::Key(key(name))).wait(100);
        }
        self
    }

    /// Types a text, a letter each twentieth of a second.
    pub fn types(&mut self, text: &str) -> &mut Self {
        self.add(Event::Key(text.to_owned()));
        for c in text.chars() {
            let name = if c == ' ' { "Space".to_owned() } else { c.into() };
            self.send(Msg::Key(key(&name))).wait(50);
        }
        self
    }

    /// Lets time go by.
    pub fn wait(&mut self, milliseconds: i64) -> &mut Self {
        self.now += SignedDuration::from_millis(milliseconds);
        self.take.length = self.at();
        self
    }

    fn send(&mut self, msg: Msg) -> &mut Self {
        let _ = self.app.update(msg, self.now); // nothing is saved
        self.draw();
        self
    }

    fn at(&self) -> Duration {
        self.now.duration_since(self.start).try_into().unwrap()
    }

    fn add(&mut self, what: Event) {
        self.take.moments.push(Moment { at: self.at(), what });
    }

    fn draw(&mut self) {
        let mut frame = self.app.frame();
        frame.height = SIZE.1;
        frame.put(1, SIZE.1 - 1, SIZE.0, Line::from(self.caption.as_str()));
        let bytes = self.output.show(&frame).to_vec();
        let screen = Screen::of(&frame);
        let (rows, cursor) = (screen.changes(&self.screen), screen.cursor);
        drop(frame);
        self.screen = screen;
        self.add(Event::Drawn { rows, cursor, bytes });
    }
}
