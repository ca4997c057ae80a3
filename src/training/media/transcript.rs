//! A recording as text, for who reads instead of watching: chapters, what is said, the keys, and the screen where it comes to rest before something else is said.

use std::time::Duration;

use unicode_width::UnicodeWidthStr;

use crate::training::take::{Event, Row, Take};
use crate::ui::clean::clean;
use crate::ui::wrap::lines;

/// The widest line of text; the screens have their own width.
const WIDTH: usize = 78;
/// Before each row of a screen.
const INDENT: &str = "    ";

/// What happens while one thing is said.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Step {
    /// When it begins.
    pub at: Duration,
    /// The chapter that begins with it; empty if none does.
    pub chapter: String,
    /// What is said; empty, nothing.
    pub caption: String,
    /// The keys and the texts typed, in order.
    pub pressed: Vec<Pressed>,
    /// The program's screen at its end; empty if it is as before.
    pub screen: String,
}

/// What was pressed or typed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Pressed {
    /// A key, so often in a row.
    Key(String, usize),
    /// A text.
    Text(String),
}

impl Pressed {
    /// Whether it is a key: texts look otherwise.
    pub fn is_key(&self) -> bool {
        matches!(self, Self::Key(..))
    }

    /// In words.
    pub fn told(&self) -> String {
        match self {
            Self::Key(name, times) if *times > 1 => format!("{name} × {times}"),
            Self::Key(told, _) | Self::Text(told) => told.clone(),
        }
    }
}

impl Step {
    /// Whether words came with it.
    fn is_said(&self) -> bool {
        !self.chapter.is_empty() || !self.caption.is_empty()
    }

    fn is_empty(&self) -> bool {
        !self.is_said() && self.pressed.is_empty() && self.screen.is_empty()
    }

    fn press(&mut self, name: String) {
        match self.pressed.last_mut() {
            Some(Pressed::Key(last, times)) if *last == name => *times += 1,
            _ => self.pressed.push(Pressed::Key(name, 1)),
        }
    }
}

/// The recording, from one thing said to the next. All of it is clean.
pub(super) fn steps(take: &Take) -> Vec<Step> {
    let mut telling = Telling { rows: vec![Row::new(); take.size.1.saturating_sub(take.foot).into()], ..Telling::default() };
    for moment in &take.moments {
        match &moment.what {
            Event::Drawn { rows, .. } => telling.draw(rows),
            Event::Key(name) => telling.step.press(clean(name).into_owned()),
            Event::Typed(text) => telling.step.pressed.push(Pressed::Text(clean(text).into_owned())),
            Event::Chapter(title) => {
                telling.begin(moment.at, |step| !step.is_said());
                telling.step.chapter = clean(title).into_owned();
            }
            Event::Caption(words) => {
                telling.begin(moment.at, |step| step.caption.is_empty());
                telling.step.caption = clean(words).into_owned();
            }
        }
    }
    telling.end();
    telling.done
}

/// The steps so far, and the screen.
#[derive(Debug, Default)]
struct Telling {
    done: Vec<Step>,
    step: Step,
    /// The program's rows.
    rows: Vec<Row>,
    /// The screen as it was told last.
    told: String,
    /// The screen as it was when something was said last.
    said_of: String,
}

impl Telling {
    fn draw(&mut self, changed: &[(u16, Row)]) {
        for (y, row) in changed {
            if let Some(place) = self.rows.get_mut(usize::from(*y)) {
                place.clone_from(row);
            }
        }
    }

    /// Something is said: in this step if it has room for it and nothing was done or seen since it began, else in another one.
    fn begin(&mut self, at: Duration, has_room: impl Fn(&Step) -> bool) {
        let screen = self.screen();
        let is_done = !self.step.pressed.is_empty() || (self.step.is_said() && screen != self.said_of);
        if is_done || !has_room(&self.step) {
            self.end();
        }
        if !self.step.is_said() {
            self.step.at = at;
        }
        self.said_of = screen;
    }

    /// The program's screen as text.
    fn screen(&self) -> String {
        let line = |row: &Row| row.iter().map(|run| clean(&run.text)).collect::<String>().trim_end().to_owned();
        let text = self.rows.iter().map(line).collect::<Vec<_>>().join("\n");
        text.trim_end().to_owned()
    }

    fn end(&mut self) {
        let mut step = std::mem::take(&mut self.step);
        let screen = self.screen();
        if screen != self.told {
            self.told.clone_from(&screen);
            step.screen = screen;
        }
        if !step.is_empty() {
            self.done.push(step);
        }
    }
}

/// A time as it is read on a clock: `2:05`.
pub(super) fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, minutes, seconds) => format!("{minutes}:{seconds:02}"),
        (hours, minutes, seconds) => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// The recording as a text file.
pub(super) fn write(take: &Take) -> String {
    let title = clean(&take.title);
    let mut text = String::new();
    if !title.is_empty() {
        text += &headed(&title, "=");
    }
    for step in steps(take) {
        if !step.chapter.is_empty() {
            let space = if text.is_empty() { "" } else { "\n\n" };
            text = text + space + &headed(&step.chapter, "-");
        }
        let told = format!("[{}] {}", clock(step.at), step.caption);
        text += &paragraph(&told, "");
        if !step.pressed.is_empty() {
            let told = |pressed: &Pressed| if pressed.is_key() { format!("[{}]", pressed.told()) } else { pressed.told() };
            text += &paragraph(&step.pressed.iter().map(told).collect::<Vec<_>>().join("  "), INDENT);
        }
        if !step.screen.is_empty() {
            let rows: Vec<_> = step.screen.lines().map(|row| format!("{INDENT}{row}").trim_end().to_owned()).collect();
            text = text + "\n" + &rows.join("\n") + "\n";
        }
    }
    text
}

fn headed(text: &str, line: &str) -> String {
    format!("{text}\n{}\n", line.repeat(text.width()))
}

fn paragraph(text: &str, indent: &str) -> String {
    lines(text, WIDTH - indent.len()).iter().fold("\n".to_owned(), |told, line| told + indent + line.trim_end() + "\n")
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::super::tests::{Reel, small};
    use super::*;

    #[test]
    fn a_transcript_tells_chapters_captions_keys_and_the_screen_that_came_of_them() {
        assert_snapshot!(write(&small()), @r##"
        Une leçon
        =========


        Le nom
        ------

        [0:00] On écrit son nom.

            Ém

            Nom : Ém


        Le reste
        --------

        [0:01] Rien d'autre.

            [Entrée]

            Nom : Ém
            ✓ fait
        "##);
    }

    #[test]
    fn nothing_said_is_lost_and_a_screen_is_told_once() {
        let mut reel = Reel::new("", (12, 3));
        reel.show(0, &["un".into(), "".into(), "pied".into()], None).chapter(50, "Début").caption(100, "Premier.").caption(4000, "Second.");
        reel.show(4000, &["un".into(), "".into(), "autre pied".into()], None)
            .chapter(5000, "Suite")
            .caption(65_000, "Troisième.")
            .caption(66_000, "");
        reel.key(70_000, "Tab").key(70_100, "Tab").show(70_100, &["deux".into()], None);
        assert_snapshot!(write(&reel.end(80_000)), @r##"
        Début
        -----

        [0:00] Premier.

            un

        [0:04] Second.


        Suite
        -----

        [0:05] Troisième.

        [1:06]

            [Tab × 2]

            deux
        "##);
    }

    #[test]
    fn a_time_is_told_as_on_a_clock() {
        for (seconds, told) in [(0, "0:00"), (65, "1:05"), (3600, "1:00:00")] {
            assert_eq!(clock(Duration::from_millis(seconds * 1000 + 999)), told);
        }
    }
}
