//! At the foot of the screen, for those who look on: the keys that are pressed and what they do, and words of one's own, prepared in a file or typed as
//! one goes.

use std::cell::{Cell, RefCell};
use std::path::Path;
use std::rc::Rc;

use crossterm::event::{KeyCode, KeyEvent};
use jiff::Timestamp;

use super::foot::{self, Foot};
use super::practice::is_own;
use super::script::What;
use crate::app::{App, Msg};
use crate::l10n::Texts;
use crate::store::{StoreError, read_input};
use crate::terminal::beside::Beside;
use crate::ui::clean::clean;
use crate::ui::frame::Frame;
use crate::ui::line::LineEdit;
use crate::ui::wrap::width;

/// The largest file of captions, in bytes.
const LARGEST: u64 = 1 << 20;
/// How a chapter begins, in a file and where one types.
const CHAPTER: &str = "## ";
/// How a caption begins in a script.
const CAPTION: &str = "#> ";

/// What was said since it was last taken, as lines of a script.
pub type Spoken = Rc<RefCell<Vec<What>>>;

/// The captions of a file, a line each, chapters with them: those of a script if it is one, else all that is written.
///
/// # Errors
/// It cannot be read.
pub fn captions(file: &Path) -> Result<Vec<String>, StoreError> {
    Ok(captions_in(&String::from_utf8_lossy(&read_input(file, LARGEST)?)))
}

fn captions_in(text: &str) -> Vec<String> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let told = |line: &str| clean(line).into_owned();
    if !lines().any(|line| line.starts_with(CAPTION)) {
        return lines().map(told).collect();
    }
    lines().filter_map(|line| line.strip_prefix(CAPTION).or_else(|| line.starts_with(CHAPTER).then_some(line))).map(told).collect()
}

/// The keys and the words at the foot.
#[derive(Debug)]
pub struct ShowKeys {
    texts: Rc<Texts>,
    foot: Foot,
    /// What the last key does.
    meaning: String,
    /// What was prepared.
    captions: Vec<String>,
    /// The one to be shown next.
    next: usize,
    /// The line for words, while it is open.
    line: Option<LineEdit>,
    spoken: Spoken,
    /// Whether the line would be seen.
    has_room: Cell<bool>,
    changed: bool,
}

impl ShowKeys {
    /// No key yet. What is said is put there, too.
    #[must_use]
    pub fn new(texts: Rc<Texts>, captions: Vec<String>, spoken: Spoken) -> Self {
        Self {
            texts,
            foot: Foot::default(),
            meaning: String::new(),
            captions,
            next: 0,
            line: None,
            spoken,
            has_room: Cell::new(false),
            changed: true,
        }
    }

    /// The line opens with what is to be said next.
    fn open(&mut self) {
        self.line = Some(LineEdit::new(self.captions.get(self.next).cloned().unwrap_or_default()));
    }

    /// A key where the line is open.
    fn edit(&mut self, key: KeyEvent) {
        let Some(line) = &mut self.line else { return };
        match key.code {
            KeyCode::Esc => self.line = None,
            KeyCode::Enter => self.say(),
            _ if is_own(key) => self.say(),
            KeyCode::Up => {
                self.next = self.next.saturating_sub(1);
                self.open();
            }
            KeyCode::Down => {
                self.next = (self.next + 1).min(self.captions.len());
                self.open();
            }
            _ => drop(line.key(key)),
        }
    }

    /// Shows what stands in the line; nothing, if that is empty.
    fn say(&mut self) {
        let Some(line) = self.line.take() else { return };
        let words = line.text().trim().to_owned();
        // what was only looked at is still to come
        let said = self.captions.iter().skip(self.next).position(|caption| *caption == words);
        self.next += said.map_or(0, |place| place + 1);
        let said = if let Some(title) = words.strip_prefix(CHAPTER).map(str::trim) {
            title.clone_into(&mut self.foot.badge);
            self.foot.caption.clear();
            What::Chapter(title.to_owned())
        } else {
            self.foot.caption.clone_from(&words);
            What::Caption(words)
        };
        self.spoken.borrow_mut().push(said);
    }
}

impl Beside for ShowKeys {
    fn rows(&self, size: (u16, u16)) -> u16 {
        let rows = foot::rows(size);
        // for the keys alone, one is enough
        if self.captions.is_empty() { rows.min(1) } else { rows }
    }

    fn input(&mut self, msg: Msg, app: &App, _now: Timestamp) -> Option<Msg> {
        match (&msg, &mut self.line) {
            (Msg::Key(key), Some(_)) => self.edit(*key),
            (Msg::Paste(text), Some(line)) => drop(line.insert(text)),
            (Msg::Key(key), None) if is_own(*key) && self.has_room.get() => {
                self.open();
                self.foot.forget_keys();
                self.meaning.clear();
            }
            (Msg::Key(key), None) => {
                self.foot.press(*key, &self.texts);
                self.meaning = app.meaning(*key).map(|text| self.texts.get(text).into_owned()).unwrap_or_default();
                self.changed = true;
                return Some(msg);
            }
            (Msg::Paste(_), None) => {
                self.foot.paste(&self.texts);
                self.changed = true;
                return Some(msg);
            }
            _ => return Some(msg),
        }
        self.changed = true;
        None
    }

    fn has_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    fn compose(&self, frame: &mut Frame<'_>, top: u16) {
        let mut foot = self.foot.clone();
        let rows = frame.height.saturating_sub(top);
        self.has_room.set(rows > 0);
        let Some(line) = self.line.as_ref().filter(|_| rows > 0) else {
            if foot.caption.is_empty() {
                foot.caption.clone_from(&self.meaning);
            } else {
                foot.note.clone_from(&self.meaning);
            }
            foot.compose(frame, top);
            return;
        };
        foot.badge = self.texts.get("captions-badge").into_owned();
        foot.note = self.texts.get("captions-note").into_owned();
        let before = 1 + width(&foot.badge) + 2;
        let (words, cursor) = line.view(usize::from(frame.width).saturating_sub(before + 1));
        words.clone_into(&mut foot.caption);
        foot.compose(frame, top);
        frame.cursor = u16::try_from(before + cursor).ok().map(|x| (x, top));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_captions_of_a_script_are_those_it_shows_and_of_another_file_all_its_lines() {
        assert_eq!(captions_in("## Début\n\nBonjour.\n Ouvrir le plan. \n"), ["## Début", "Bonjour.", "Ouvrir le plan."]);
        assert_eq!(captions_in("#: title Essai\n## Début\nType \"x\"\n#> Bonjour.\n#? at nom\n#>\n"), ["## Début", "Bonjour."]);
        assert!(!captions_in("a\u{1b}[2Jb\n")[0].contains('\u{1b}'));
    }
}
