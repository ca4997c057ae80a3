//! A script played in a terminal, at the speed of a person: the keys of whoever looks on do not reach the program but steer the play.

use std::rc::Rc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::Timestamp;

use super::super::foot;
use super::{Failure, Next, Player};
use crate::app::{App, Msg};
use crate::l10n::{Message, Texts};
use crate::question::shown_number;
use crate::terminal::beside::Beside;
use crate::ui::frame::Frame;

/// How fast it may play, against what the script says.
const SPEEDS: [f64; 8] = [0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0, 8.0];
/// As the script says.
const AS_SAID: usize = 3;

/// What the play is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// It plays.
    Playing,
    /// It stands still.
    Paused,
    /// All was played.
    Ended,
    /// Whoever looks on has had enough.
    Quit,
}

/// A script that plays in the terminal.
#[derive(Debug)]
pub struct Live {
    player: Player,
    texts: Rc<Texts>,
    /// How fast it plays: the place among [`SPEEDS`].
    speed: usize,
    at: At,
    /// Why it does not go on, if so.
    failure: Option<Failure>,
    /// Whether its rows are to be drawn anew.
    changed: bool,
}

impl Live {
    /// A script, from where the player stands.
    #[must_use]
    pub fn new(player: Player, texts: Rc<Texts>) -> Self {
        let mut live = Self { player, texts, speed: AS_SAID, at: At::Playing, failure: None, changed: true };
        live.steer();
        live
    }

    /// The program ended: the command that starts it again, if the script goes on with one, nothing failed and whoever looks on has not had enough.
    pub fn restart(&mut self) -> Option<String> {
        if self.is_over() { None } else { self.player.restart() }
    }

    /// Why it did not go on, if so.
    #[must_use]
    pub fn failure(&self) -> Option<&Failure> {
        self.failure.as_ref()
    }

    /// Pace and note follow from how it is steered.
    fn steer(&mut self) {
        let speed = SPEEDS[self.speed];
        self.player.pace = 1.0 / speed;
        let name = match self.at {
            At::Ended => "play-note-ended",
            At::Paused => "play-note-paused",
            At::Playing | At::Quit => "play-note",
        };
        let told = if self.speed == AS_SAID { String::new() } else { format!(" × {}", shown_number(speed, self.texts.language())) };
        self.player.foot.note = self.texts.render(&Message::new(name).with("speed", told));
        self.player.foot.insists = matches!(self.at, At::Paused | At::Ended);
        self.changed = true;
    }

    fn key(&mut self, key: KeyEvent, now: Timestamp) {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('c' | 'x') if control => self.at = At::Quit,
            KeyCode::Char('q') | KeyCode::Esc | KeyCode::F(10) => self.at = At::Quit,
            KeyCode::Char(' ') if self.at == At::Paused => self.at = At::Playing,
            KeyCode::Char(' ') if self.at == At::Playing => self.at = At::Paused,
            KeyCode::Char('+' | '=') | KeyCode::Up => self.speed = (self.speed + 1).min(SPEEDS.len() - 1),
            KeyCode::Char('-') | KeyCode::Down => self.speed = self.speed.saturating_sub(1),
            KeyCode::Char('n') | KeyCode::Right | KeyCode::PageDown if self.at != At::Ended => {
                self.at = At::Playing;
                self.player.skip(now);
            }
            _ => return,
        }
        self.steer();
    }
}

impl Beside for Live {
    fn rows(&self, size: (u16, u16)) -> u16 {
        foot::rows_with_note(size)
    }

    fn input(&mut self, msg: Msg, _app: &App, now: Timestamp) -> Option<Msg> {
        if let Msg::Key(key) = msg {
            self.key(key, now);
        }
        None
    }

    fn due(&self) -> Option<Timestamp> {
        (self.at == At::Playing && self.failure.is_none()).then(|| self.player.due())
    }

    fn give(&mut self, app: &App, now: Timestamp) -> Option<Msg> {
        self.changed = true;
        match self.player.next(app, now) {
            Ok(Next::Send(msg)) => Some(msg),
            Ok(Next::Later) => None,
            Ok(Next::Over) => {
                self.at = At::Ended;
                self.steer();
                None
            }
            Err(failure) => {
                self.failure = Some(failure);
                None
            }
        }
    }

    fn has_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    fn compose(&self, frame: &mut Frame<'_>, top: u16) {
        self.player.foot.compose(frame, top);
    }

    fn is_over(&self) -> bool {
        self.at == At::Quit || self.failure.is_some()
    }
}
