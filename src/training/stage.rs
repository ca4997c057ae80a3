//! The real program with a disk but without a terminal, on a clock that is moved by hand: what is done on it is the same each time.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::app::{App, Msg, Redraw};
use crate::store::Lock;
use crate::terminal::hands::{Hands, Outside};

/// The program, at a moment.
#[derive(Debug)]
pub struct Stage {
    app: App,
    hands: Hands,
    now: Timestamp,
}

impl Stage {
    /// The program as it was opened, with the lock on its response if it has one, at that moment; `size` is its own, columns and rows.
    #[must_use]
    pub fn new(app: App, outside: Outside, lock: Option<Lock>, size: (u16, u16), now: Timestamp) -> Self {
        let mut stage = Self { app, hands: Hands::at_once(outside, lock), now };
        stage.send(Msg::Resize(size.0, size.1));
        stage
    }

    /// The program.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// When it is.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Whether the program has ended.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.hands.ended
    }

    /// Gives the program a message, and then whatever comes of it until nothing is under way; what is to be drawn.
    pub fn send(&mut self, msg: Msg) -> Redraw {
        let mut redraw = self.hands.handle(&mut self.app, msg, self.now);
        while self.hands.is_busy() {
            redraw.add(self.hands.settle(&mut self.app, self.now));
        }
        redraw
    }

    /// Lets time go by; what is due then is done when it is.
    pub fn wait(&mut self, time: Duration) {
        let until = self.now.saturating_add(SignedDuration::try_from(time).unwrap_or_default()).unwrap_or(self.now);
        while !self.has_ended()
            && let Some(due) = self.app.due().filter(|due| *due <= until)
        {
            self.now = self.now.max(due);
            self.send(Msg::Due);
            if self.app.due() == Some(due) {
                // it waits for something else
                break;
            }
        }
        self.now = until;
    }

    /// The lock on the open response goes, as with the program.
    pub fn let_go(&mut self) {
        self.hands.release();
    }
}
