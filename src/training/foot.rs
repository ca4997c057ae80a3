//! The rows at the foot of a terminal that are not the program's: what is said of what is seen, and the keys that were pressed.

use std::borrow::Cow;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;

use crate::app::action::Key;
use crate::l10n::Texts;
use crate::ui::clean::clean;
use crate::ui::frame::Frame;
use crate::ui::look::{bold, highlight};
use crate::ui::wrap::{fit, lines, width};

/// The fewest columns and rows that the program needs for itself.
pub const SMALLEST: (u16, u16) = (60, 16);
/// Keys shown together at most: those before are over.
const KEYS: usize = 2;
/// The most columns of a typed text that are shown.
const TYPED: usize = 22;

/// What stands at the foot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foot {
    /// Before the words: what this is.
    pub badge: String,
    /// The words.
    pub caption: String,
    /// What the person at the terminal can do, under the words.
    pub note: String,
    /// Whether that is said even where the words need its row.
    pub insists: bool,
    /// What was pressed last, the newest at the end.
    pressed: Vec<Pressed>,
}

/// A key that was pressed, or a text typed.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Pressed {
    /// A text.
    Text(String),
    /// A key, so often in a row.
    Key(String, usize),
}

/// How many rows the foot has on a terminal of that many columns and rows; none where the program would not have enough left.
#[must_use]
pub fn rows((columns, rows): (u16, u16)) -> u16 {
    let wanted = if columns < 80 { 3 } else { 2 };
    if rows >= SMALLEST.1 + wanted { wanted } else { 0 }
}

/// The same where something is said of what can be done, in a row of its own.
#[must_use]
pub fn rows_with_note(size: (u16, u16)) -> u16 {
    let wanted = rows(size);
    if wanted > 0 && size.1 > SMALLEST.1 + wanted { wanted + 1 } else { wanted }
}

/// The name of a key; `None` for a letter that is typed.
#[must_use]
pub fn key_name(key: KeyEvent, texts: &Texts) -> Option<Cow<'static, str>> {
    let is_text = matches!(key.code, KeyCode::Char(_)) && !key.modifiers.contains(KeyModifiers::CONTROL);
    (!is_text).then(|| Key::of(key).name(texts))
}

impl Foot {
    /// A key is pressed.
    pub fn press(&mut self, key: KeyEvent, texts: &Texts) {
        match (key_name(key, texts), key.code, self.pressed.last_mut()) {
            (Some(name), _, Some(Pressed::Key(last, times))) if *last == name => *times += 1,
            (Some(name), ..) => self.add(Pressed::Key(name.into_owned(), 1)),
            (None, KeyCode::Char(c), Some(Pressed::Text(text))) => {
                text.push(c);
                // one more than are shown: it is told that there were more
                if text.chars().count() > TYPED + 1 {
                    text.remove(0);
                }
            }
            (None, KeyCode::Char(' '), _) => self.add(Pressed::Key(texts.get("key-space").into_owned(), 1)),
            (None, KeyCode::Char(c), _) => self.add(Pressed::Text(c.into())),
            (None, ..) => {}
        }
    }

    /// A text is pasted.
    pub fn paste(&mut self, texts: &Texts) {
        self.add(Pressed::Key(texts.get("foot-pasted").into_owned(), 1));
    }

    /// The keys are over.
    pub fn forget_keys(&mut self) {
        self.pressed.clear();
    }

    fn add(&mut self, pressed: Pressed) {
        self.pressed.push(pressed);
        let over = self.pressed.len().saturating_sub(KEYS);
        self.pressed.drain(..over);
    }

    /// What was pressed, in words.
    #[must_use]
    pub fn keys(&self) -> String {
        self.pressed.iter().map(Pressed::tell).collect::<Vec<_>>().join("  ")
    }

    /// Draws it into the rows of the frame from that one on.
    pub fn compose(&self, frame: &mut Frame<'_>, top: u16) {
        let rows = frame.height.saturating_sub(top);
        if rows == 0 {
            return;
        }
        let (columns, style) = (frame.width, highlight());
        for y in top..frame.height {
            frame.put(0, y, columns, Line::styled(" ".repeat(usize::from(columns)), style));
        }
        let inner = columns.saturating_sub(2);
        let room = usize::from(inner);
        let keys = clean(&self.keys()).into_owned();
        let last = frame.height - 1;
        let keys_width = u16::try_from(width(&keys)).unwrap_or(0).min(inner);
        let badge = if self.badge.is_empty() { String::new() } else { format!("{}  ", self.badge) };
        let words = format!("{badge}{}", clean(&self.caption));
        let told = lines(&words, room);
        let noted = usize::from(self.insists && rows > 1 && !self.note.is_empty());
        let caption_rows = usize::from(rows) - noted;
        for (n, (y, line)) in (top..).zip(told.iter().take(caption_rows)).enumerate() {
            let is_last = n + 1 == caption_rows;
            let room = if y == last { room.saturating_sub(usize::from(keys_width) + 2) } else { room };
            let cut = told.len() > caption_rows && is_last;
            let line = if cut { format!("{line} …") } else { (*line).to_owned() };
            frame.put(1, y, inner, Line::styled(fit(&line, room, "…"), style.patch(bold())));
        }
        if (noted > 0 || told.len() < caption_rows) && !self.note.is_empty() {
            let room = room.saturating_sub(usize::from(keys_width) + 2);
            frame.put(1, last, inner, Line::styled(fit(&clean(&self.note), room, "…"), style.patch(quiet_note())));
        }
        if keys_width > 0 {
            frame.put(columns - 1 - keys_width, last, keys_width, Line::styled(keys, style.patch(bold())));
        }
    }
}

/// What can be done is less than what is said.
fn quiet_note() -> Style {
    Style::new().remove_modifier(Modifier::BOLD)
}

impl Pressed {
    fn tell(&self) -> String {
        match self {
            Self::Text(text) => {
                let over = text.chars().count().saturating_sub(TYPED);
                let end: String = text.chars().skip(over).collect();
                if over == 0 { end } else { format!("…{end}") }
            }
            Self::Key(name, 1) => format!("[{name}]"),
            Self::Key(name, times) => format!("[{name}] × {times}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::l10n::Language;

    fn foot(keys: &[KeyCode]) -> Foot {
        let texts = Texts::new(Language::French);
        let mut foot = Foot::default();
        for code in keys {
            foot.press(KeyEvent::from(*code), &texts);
        }
        foot
    }

    #[test]
    fn keys_are_counted_and_texts_are_put_together() {
        use KeyCode::{Char, Enter, Tab};
        assert_eq!(foot(&[Tab, Tab, Tab]).keys(), "[Tab] × 3");
        assert_eq!(foot(&[Char('u'), Char('n'), Char(' '), Char('é'), Enter]).keys(), "un é  [Entrée]");
        assert_eq!(foot(&[Char(' '), Enter, Tab]).keys(), "[Entrée]  [Tab]");
        assert_eq!(foot(&[Char('x'); 30]).keys(), format!("…{}", "x".repeat(22)));
    }

    #[test]
    fn the_words_and_the_keys_share_the_foot() {
        let mut foot = foot(&[KeyCode::Tab]);
        foot.caption =
            "Chaque page a sa place dans le plan, à gauche ; Tab mène à la question suivante, Maj-Tab à la précédente.".to_owned();
        let mut frame = Frame::new(80, 1);
        frame.grow(rows((80, 24)));
        foot.compose(&mut frame, 1);
        insta::assert_snapshot!(frame.to_text(), @r"

         Chaque page a sa place dans le plan, à gauche ; Tab mène à la question
         suivante, Maj-Tab à la précédente.                                       [Tab]
        ");
    }

    #[test]
    fn what_must_be_said_takes_the_last_row_from_the_words() {
        let mut foot = foot(&[]);
        foot.caption =
            "Chaque page a sa place dans le plan, à gauche ; Tab mène à la question suivante, Maj-Tab à la précédente.".to_owned();
        foot.note = "En pause.".to_owned();
        foot.insists = true;
        let mut frame = Frame::new(80, 1);
        frame.grow(rows((80, 24)));
        foot.compose(&mut frame, 1);
        insta::assert_snapshot!(frame.to_text(), @r"

         Chaque page a sa place dans le plan, à gauche ; Tab mène à la question …
         En pause.
        ");
    }

    #[test]
    fn however_narrow_it_is_the_foot_is_drawn() {
        let mut foot = foot(&[KeyCode::Tab]);
        (foot.caption, foot.note, foot.insists) = ("Tab mène à la question suivante.".to_owned(), "En pause.".to_owned(), true);
        for columns in 0..8 {
            let mut frame = Frame::new(columns, 1);
            frame.grow(2);
            foot.compose(&mut frame, 1);
            assert_eq!(frame.height, 3);
        }
    }

    #[test]
    fn a_terminal_with_no_room_for_it_has_no_foot() {
        for (size, expected) in [((80, 24), 2), ((60, 24), 3), ((80, 18), 2), ((80, 17), 0), ((60, 16), 0)] {
            assert_eq!(rows(size), expected, "{size:?}");
        }
    }
}
