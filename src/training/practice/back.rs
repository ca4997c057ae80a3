//! Back to where a step began, by the program's own keys: panels are closed, what was changed in it is undone, what was undone in it is done again, and
//! the focus goes where it was. What was answered before stays.

use std::cmp::Ordering;
use std::collections::VecDeque;
use std::mem::{Discriminant, discriminant};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::app::session::Session;
use crate::app::{App, Screen};
use crate::response::{Position, Response};

/// The most keys of one sort: what does not help by then helps no more.
const MOST: usize = 30;

/// Where the program stood.
#[derive(Clone, Debug)]
pub struct Start {
    base: Discriminant<Screen>,
    at_home: bool,
    panels: usize,
    response: Option<Response>,
    /// How many changes could be undone.
    undoable: usize,
}

impl Start {
    /// Where it stands.
    pub fn of(app: &App) -> Self {
        let session = app.session();
        Self {
            base: discriminant(app.base()),
            at_home: matches!(app.base(), Screen::Home(_)),
            panels: app.panels(),
            response: session.map(|session| session.response.clone()),
            undoable: session.map_or(0, Session::undoable),
        }
    }

    fn position(&self) -> Option<&Position> {
        self.response.as_ref()?.position.as_ref()
    }
}

/// The way back.
#[derive(Debug)]
pub struct WayBack {
    start: Start,
    pressed: usize,
    queue: VecDeque<KeyEvent>,
    gone: bool,
}

impl WayBack {
    /// The way back there.
    pub fn new(start: Start) -> Self {
        Self { start, pressed: 0, queue: VecDeque::new(), gone: false }
    }

    /// The next key; none if the program is there, or as near as can be.
    pub fn next(&mut self, app: &App) -> Option<KeyEvent> {
        if let Some(key) = self.queue.pop_front() {
            return Some(key);
        }
        self.pressed += 1;
        if self.pressed > MOST {
            return None;
        }
        // from a list nothing leads on, but from the reviewer's to the one at home
        let stays = match app.base() {
            Screen::Home(_) => true,
            Screen::Inbox(_) => !self.start.at_home,
            _ => false,
        };
        // a screen that lies over the one where it began, or a panel
        let is_elsewhere = discriminant(app.base()) != self.start.base && !stays;
        if is_elsewhere || app.panels() > self.start.panels {
            return Some(KeyCode::Esc.into());
        }
        let session = app.session()?;
        let (now, then) = (&session.response, self.start.response.as_ref()?);
        if now.id != then.id {
            return None;
        }
        if now.answers != then.answers || now.unreadable != then.unreadable {
            let letter = match session.undoable().cmp(&self.start.undoable) {
                Ordering::Greater => Some('z'),
                Ordering::Less if session.can_undo(true) => Some('r'),
                // the rest was done before, or cannot be brought back
                _ => None,
            };
            if let Some(letter) = letter {
                return Some(control(letter));
            }
        }
        let there = self.start.position()?;
        if self.gone || app.panels() > 0 || now.position.as_ref() == Some(there) {
            return None;
        }
        // once: what cannot be gone to is not asked for again
        self.gone = true;
        let place = if there.path.as_str().is_empty() { there.page.as_str() } else { there.path.root() };
        self.queue.push_back(control('g'));
        self.queue.extend(place.chars().map(|c| KeyEvent::from(KeyCode::Char(c))));
        self.queue.push_back(KeyCode::Enter.into());
        self.queue.pop_front()
    }
}

fn control(letter: char) -> KeyEvent {
    KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)
}
