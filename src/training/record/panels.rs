//! Keys elsewhere than on a page: what stands over it, or another screen.

use std::io::Write;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent};
use jiff::Timestamp;

use super::keys::{control, key, typing};
use super::seen::{ending, is_of_form};
use super::{Before, Came, FAR, Place, Recorder};
use crate::app::action::{Action, binding_of};
use crate::app::{App, Screen};
use crate::training::script::What;
use crate::training::script::keys::{typed, written};

impl<W: Write> Recorder<W> {
    /// Text typed in a panel ends.
    pub(super) fn end_run(&mut self, now: Timestamp) {
        let run = std::mem::take(&mut self.run);
        if !run.is_empty() {
            let text = self.text(&run);
            self.put([typing(&text)], now);
        }
    }

    /// In the menu what is chosen is told, by its words: how it was looked for is nobody's business.
    fn choose(&mut self, came: &Came, before: &Before, app: &App, now: Timestamp) {
        let Came::Key(pressed) = *came else { return };
        match &before.choice {
            _ if matches!(app.top(), Some(Screen::Menu(_))) => {}
            Some(words) if pressed.code == KeyCode::Enter => {
                self.put([What::Type { text: words.clone(), each: None }, key(KeyCode::Enter)], now);
            }
            _ => self.tell_key(pressed, before, app, now),
        }
    }

    /// A key elsewhere than on a page is told as it was pressed, a text as fiction.
    pub(super) fn press(&mut self, came: &Came, before: &Before, app: &App, now: Timestamp) {
        match came {
            _ if before.is_menu => self.choose(came, before, app, now),
            Came::Paste(text) => self.run.push_str(&text.replace(['\n', '\t'], " ")),
            Came::Key(pressed) => match typed(*pressed) {
                Some(c) if before.takes_text => self.run.push(c),
                Some(c) => {
                    self.end_run(now);
                    self.put([What::Type { text: c.to_string(), each: None }], now);
                }
                None if pressed.code == KeyCode::Backspace && self.run.pop().is_some() => {}
                None => {
                    if before.place == Place::GoTo && is_of_form(&self.run, app) {
                        let text = std::mem::take(&mut self.run);
                        self.put([What::Type { text, each: None }], now);
                    }
                    self.end_run(now);
                    self.tell_key(*pressed, before, app, now);
                }
            },
        }
    }

    /// A key as VHS has it.
    pub(super) fn tell_key(&mut self, pressed: KeyEvent, before: &Before, app: &App, now: Timestamp) {
        if pressed.code == KeyCode::F(1) {
            // no letter is left for its twin: the menu has it by its name
            let words = binding_of(Action::Help).map(|binding| app.texts().get(binding.text).into_owned()).unwrap_or_default();
            self.put([control('o'), What::Type { text: words, each: None }, key(KeyCode::Enter)], now);
        } else if let KeyCode::Home | KeyCode::End = pressed.code {
            let way = match (before.takes_text, pressed.code) {
                (true, KeyCode::Home) => KeyCode::Left,
                (true, _) => KeyCode::Right,
                (false, KeyCode::Home) => KeyCode::PageUp,
                (false, _) => KeyCode::PageDown,
            };
            self.put([What::Key { key: way.into(), times: FAR, each: Some(Duration::ZERO) }], now);
        } else if written(pressed).is_some() {
            self.put([What::Key { key: pressed, times: 1, each: None }], now);
        } else if let Some(c) = typed(pressed) {
            self.put([What::Type { text: c.to_string(), each: None }], now);
        }
    }

    /// A key in a panel about a file to write: the script names one of its own instead. It is not there yet, so that the script need not be asked whether to
    /// replace it.
    pub(super) fn name_file(&mut self, came: &Came, before: &Before, app: &App, now: Timestamp) {
        let Came::Key(pressed) = *came else { return };
        match &before.ending {
            // a name that will not do is asked for again
            Some(named) if pressed.code == KeyCode::Enter && ending(app).is_none() => {
                self.files += 1;
                let text = format!("document{}.{named}", self.files);
                self.put([control('u'), What::Type { text, each: None }, key(KeyCode::Enter)], now);
                self.has_written = true;
            }
            Some(_) if app.panels() != before.panels => self.tell_key(pressed, before, app, now),
            _ => {}
        }
    }
}
