//! The keys that are pressed, and what they do, at the foot of the screen: for those who look on.

use std::rc::Rc;

use jiff::Timestamp;

use super::foot::{self, Foot};
use crate::app::{App, Msg};
use crate::l10n::Texts;
use crate::terminal::beside::Beside;
use crate::ui::frame::Frame;

/// The keys at the foot.
#[derive(Debug)]
pub struct ShowKeys {
    texts: Rc<Texts>,
    foot: Foot,
    changed: bool,
}

impl ShowKeys {
    /// No key yet.
    #[must_use]
    pub fn new(texts: Rc<Texts>) -> Self {
        Self { texts, foot: Foot::default(), changed: true }
    }
}

impl Beside for ShowKeys {
    fn rows(&self, size: (u16, u16)) -> u16 {
        // one is enough
        foot::rows(size).min(1)
    }

    fn input(&mut self, msg: Msg, app: &App, _now: Timestamp) -> Option<Msg> {
        match &msg {
            Msg::Key(key) => {
                self.foot.press(*key, &self.texts);
                self.foot.caption = app.meaning(*key).map(|text| self.texts.get(text).into_owned()).unwrap_or_default();
                self.changed = true;
            }
            Msg::Paste(_) => {
                self.foot.paste(&self.texts);
                self.changed = true;
            }
            _ => {}
        }
        Some(msg)
    }

    fn has_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    fn compose(&self, frame: &mut Frame<'_>, top: u16) {
        self.foot.compose(frame, top);
    }
}
