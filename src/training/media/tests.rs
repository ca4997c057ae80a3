//! A recording in every kind, and what must hold for all of them.

use std::time::Duration;

use ratatui::style::{Color, Style};
use ratatui::text::Line;

use super::{KINDS, Kind, write};
use crate::l10n::{Language, Texts};
use crate::terminal::output::Output;
use crate::training::take::{Event, Moment, Screen, Take};
use crate::ui::frame::Frame;
use crate::ui::look;

/// Makes a recording.
pub(super) struct Reel {
    pub take: Take,
    output: Output,
    screen: Screen,
}

impl Reel {
    /// On a terminal of that size, of which the last row is for captions.
    pub fn new(title: &str, size: (u16, u16)) -> Self {
        let take = Take { title: title.to_owned(), size, foot: 1, date: 1_741_597_200, ..Take::default() };
        Self { take, output: Output::new(size.0, size.1, true), screen: Screen::default() }
    }

    pub fn add(&mut self, at: u64, what: Event) -> &mut Self {
        let at = Duration::from_millis(at);
        self.take.length = at;
        self.take.moments.push(Moment { at, what });
        self
    }

    pub fn chapter(&mut self, at: u64, text: &str) -> &mut Self {
        self.add(at, Event::Chapter(text.to_owned()))
    }

    pub fn caption(&mut self, at: u64, text: &str) -> &mut Self {
        self.add(at, Event::Caption(text.to_owned()))
    }

    pub fn key(&mut self, at: u64, text: &str) -> &mut Self {
        self.add(at, Event::Key(text.to_owned()))
    }

    pub fn typed(&mut self, at: u64, text: &str) -> &mut Self {
        self.add(at, Event::Typed(text.to_owned()))
    }

    /// These lines are shown, and a cursor.
    pub fn show(&mut self, at: u64, lines: &[Line<'_>], cursor: Option<(u16, u16)>) -> &mut Self {
        let mut frame = Frame::new(self.take.size.0, self.take.size.1);
        for (y, line) in (0..).zip(lines) {
            frame.put(0, y, frame.width, line.clone());
        }
        frame.cursor = cursor;
        let bytes = self.output.show(&frame).to_vec();
        let screen = Screen::of(&frame);
        let rows = screen.changes(&self.screen);
        self.screen = screen;
        self.add(at, Event::Drawn { rows, cursor, bytes })
    }

    pub fn end(&mut self, at: u64) -> Take {
        self.take.length = Duration::from_millis(at);
        self.take.clone()
    }
}

/// Two chapters of a small program.
pub(super) fn small() -> Take {
    let mut reel = Reel::new("Une leçon", (16, 4));
    reel.chapter(0, "Le nom").caption(0, "On écrit son nom.").show(
        100,
        &["Nom :".into(), "".into(), "".into(), "écrire".into()],
        Some((6, 0)),
    );
    reel.typed(500, "Ém").show(500, &["Nom : É".into(), "".into(), "".into(), "écrire".into()], Some((7, 0)));
    reel.show(600, &["Nom : Ém".into(), "".into(), "".into(), "écrire".into()], Some((8, 0)));
    reel.chapter(1500, "Le reste").caption(1500, "Rien d'autre.").key(1600, "Entrée");
    reel.show(1600, &["Nom : Ém".into(), Line::styled("✓ fait", look::quiet())], None);
    reel.end(2500)
}

/// A recording whose every text is hostile.
pub(super) fn hostile() -> Take {
    let bad = "</script></svg></pre>\u{1b}]0;x\u{7}\u{202e}<!--&\"'{{ x }}";
    let mut reel = Reel::new(bad, (80, 3));
    reel.chapter(0, bad).caption(0, bad).key(10, bad).typed(12, bad).show(
        20,
        &[Line::styled(bad, Style::new().bg(Color::Rgb(1, 2, 3)))],
        None,
    );
    // the screen's own rows are cleaned when they are composed; who makes others gets no further
    if let Some(Event::Drawn { rows, .. }) = reel.take.moments.last_mut().map(|moment| &mut moment.what) {
        rows[0].1[0].text = bad.to_owned();
    }
    reel.end(1000)
}

fn texts() -> Texts {
    Texts::new(Language::French)
}

#[test]
fn a_kind_is_known_by_the_ending_of_the_name_and_described_in_words() {
    for (ending, kind, description) in KINDS {
        assert_eq!(Kind::of(format!("a.b/leçon.{ending}").as_ref()), Some(kind));
        assert_eq!(Kind::of(format!("LECON.{}", ending.to_uppercase()).as_ref()), Some(kind));
        assert_ne!(texts().get(description), description);
    }
    for none in ["leçon", "leçon.gif", ".svg", "leçon.svg.gz", ""] {
        assert_eq!(Kind::of(none.as_ref()), None, "{none}");
    }
}

#[test]
fn the_same_recording_is_the_same_file() {
    for (ending, kind, _) in KINDS {
        assert_eq!(write(&small(), kind, &texts()), write(&small(), kind, &texts()), "{ending}");
    }
}

#[test]
fn nothing_in_a_recording_becomes_markup_or_a_command() {
    for (ending, kind, _) in KINDS {
        let text = String::from_utf8(write(&hostile(), kind, &texts())).unwrap();
        for command in ["\u{1b}", "\u{7}", "\u{202e}"] {
            assert!(!text.contains(command) || (ending == "cast" && command == "\u{202e}"), "{ending}: {command:?}");
        }
        match kind {
            Kind::Cast(_) => assert!(text.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok())),
            Kind::Svg => assert_eq!((text.matches("</svg>").count(), text.matches("<!--").count()), (2, 0), "{text}"),
            // the page's own: its data and its player
            Kind::Html => assert_eq!(
                (text.matches("</script>").count(), text.matches("<!--").count(), text.matches("</svg>").count()),
                (2, 0, 0),
                "{text}"
            ),
            Kind::Text => {}
        }
    }
}

#[test]
fn a_recording_of_nothing_is_a_file_all_the_same() {
    let nothing = Take { title: "Rien".to_owned(), ..Take::default() };
    for (ending, kind, _) in KINDS {
        assert!(String::from_utf8(write(&nothing, kind, &texts())).unwrap().contains("Rien"), "{ending}");
    }
}
