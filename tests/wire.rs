//! What a session sends to the terminal, in bytes: they do not vary from machine to machine, so they are held here and not only measured.

use std::path::PathBuf;
use std::rc::Rc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use recueil::app::{App, Msg, Opened, Redraw, Start};
use recueil::form::Sources;
use recueil::l10n::{Language, Texts};
use recueil::response::Response;
use recueil::terminal::output::Output;
use recueil::ui::frame::Frame;
use recueil::ui::look::Look;

/// The program on a terminal that counts bytes.
struct Wire {
    app: App,
    output: Output,
    now: Timestamp,
}

impl Wire {
    /// The survey at a page, drawn once, and a first letter typed and deleted, so that « enregistrement… » stands already.
    fn at(page: &str, width: u16, height: u16) -> Self {
        let sources = Sources::default();
        let form = Rc::new(sources.load("carsp-2025").unwrap());
        let now: Timestamp = "2025-03-12T10:00:00Z".parse().unwrap();
        let mut app = App::new(Start {
            texts: Rc::new(Texts::new(Language::French)),
            look: Look::UNICODE,
            size: (width, height),
            now,
            zone: TimeZone::UTC,
            author: "Camille".to_owned(),
            named: true,
            sources,
            directory: PathBuf::from("/"),
            home: None,
            random: fastrand::Rng::with_seed(7),
        });
        let response = Response::new(&form, "abcd2345".to_owned(), "Camille", now);
        let page = form.find_page(page);
        app.open(Opened { stored: true, page, ..Opened::new(form, response) });
        let mut output = Output::new(width, height, true);
        output.show(&app.frame());
        let mut wire = Self { app, output, now };
        wire.press(KeyCode::Char('x'));
        wire.press(KeyCode::Backspace);
        wire
    }

    /// Presses Tab until the bar stands before this label.
    fn tab_to(&mut self, label: &str) {
        for _ in 0..60 {
            if self
                .app
                .frame()
                .to_text()
                .lines()
                .any(|line| line.contains('▌') && line.split('▌').next_back().is_some_and(|text| text.trim().starts_with(label)))
            {
                return;
            }
            self.press(KeyCode::Tab);
        }
        panic!("no {label} here:\n{}", self.app.frame().to_text());
    }

    /// The bytes that a key brings.
    fn press(&mut self, code: KeyCode) -> Vec<u8> {
        self.key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    fn key(&mut self, key: KeyEvent) -> Vec<u8> {
        let (_, redraw) = self.app.update(Msg::Key(key), self.now);
        if redraw == Redraw::No { Vec::new() } else { self.output.show(&self.app.frame_of(redraw)).to_vec() }
    }
}

fn cells(frame: &Frame) -> Vec<Cell> {
    let mut row = Buffer::empty(Rect::new(0, 0, frame.width, 1));
    let mut cells = Vec::new();
    for y in 0..frame.height {
        frame.draw_row(y, &mut row);
        cells.extend(row.content.iter().cloned());
    }
    cells
}

#[test]
fn a_letter_typed_is_one_byte_and_an_accented_one_two() {
    let mut wire = Wire::at("identite", 80, 24);
    // the first one answers the question: a count changes, too
    wire.press(KeyCode::Char('L'));
    for letter in "a cellule regionale".chars() {
        assert_eq!(wire.press(KeyCode::Char(letter)), letter.to_string().as_bytes());
    }
    assert_eq!(wire.press(KeyCode::Char('é')), "é".as_bytes());
}

#[test]
fn fifty_letters_in_one_text_take_four_bytes_each_at_most_on_average() {
    for (page, width, height) in [("identite", 80, 24), ("identite", 120, 40), ("commentaires", 80, 24), ("commentaires", 120, 40)] {
        let mut wire = Wire::at(page, width, height);
        let text = "Une cellule d'animation en cours de structuration.";
        let bytes: usize = text.chars().map(|letter| wire.press(KeyCode::Char(letter)).len()).sum();
        assert!(bytes <= 4 * 50, "{page} at {width}×{height}: {bytes} bytes for 50 letters");
    }
}

#[test]
fn a_move_between_questions_of_one_kind_is_small() {
    let mut wire = Wire::at("identite", 80, 24);
    wire.tab_to("Adresse");
    // the address and the phone have other hints: what one can type is told
    let hints = wire.press(KeyCode::Tab).len();
    assert!(hints <= 160, "{hints} bytes for a move with other hints");
    let mut wire = Wire::at("identite", 120, 50);
    wire.tab_to("Création d'antenne");
    wire.press(KeyCode::Char('1'));
    wire.tab_to("Antenne 2");
    let same = wire.press(KeyCode::Tab).len();
    assert!(same <= 32, "{same} bytes for a move from text to text");
}

#[test]
fn an_ignored_key_and_a_second_identical_frame_send_nothing() {
    let mut wire = Wire::at("identite", 80, 24);
    assert_eq!(wire.key(KeyEvent::new(KeyCode::F(12), KeyModifiers::NONE)), b"");
    assert_eq!(wire.key(KeyEvent::new(KeyCode::Char('b'), KeyModifiers::CONTROL)), b"");
    let frame = wire.app.frame();
    assert_eq!(wire.output.show(&frame), b"");
}

#[test]
fn a_page_costs_little_more_than_the_cells_that_change() {
    for (width, height) in [(60, 16), (80, 24), (120, 40)] {
        let mut wire = Wire::at("identite", width, height);
        for _ in 0..5 {
            let before = cells(&wire.app.frame());
            let sent = wire.press(KeyCode::F(8)).len();
            let after = cells(&wire.app.frame());
            let (mut bytes, mut runs, mut in_run) = (0, 0, false);
            for (n, (old, new)) in before.iter().zip(&after).enumerate() {
                let changes = old != new;
                runs += usize::from(changes && (!in_run || n % usize::from(width) == 0));
                bytes += if changes { new.symbol().len() } else { 0 };
                in_run = changes;
            }
            let limit = bytes * 115 / 100 + 8 * runs;
            assert!(sent <= limit, "{width}×{height}: {sent} bytes for {bytes} in {runs} runs, {limit} at most");
        }
    }
}

#[test]
fn a_scrolled_page_sends_its_new_lines_only() {
    let mut wire = Wire::at("identite", 80, 24);
    let mut scrolled = false;
    for _ in 0..12 {
        let before = wire.app.frame().to_text();
        let sent = wire.press(KeyCode::Tab).len();
        let after = wire.app.frame().to_text();
        let moved = |line: &&str| line.trim().len() > 20 && after.lines().any(|other| other == *line);
        // a scroll keeps most of the page's lines, elsewhere
        if before.lines().nth(5) != after.lines().nth(5) && before.lines().skip(6).take(10).filter(moved).count() >= 3 {
            scrolled = true;
            assert!(sent < 700, "{sent} bytes for a scroll:\n{before}\n{after}");
        }
    }
    assert!(scrolled, "the page never scrolled");
}
