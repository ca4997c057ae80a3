//! What can stand beside the program on its terminal: a recording, a lesson that plays, an exercise, the keys that are pressed. In everyday use nothing does.
//!
//! The program knows nothing of it: what stands beside it sees each key before the program does, gives it keys of its own, looks at it afterwards, and
//! draws rows of its own at the foot of the terminal.

use jiff::Timestamp;

use crate::app::{App, Msg};
use crate::ui::frame::Frame;

/// Something beside the program.
pub trait Beside {
    /// How many rows at the foot of a terminal of that many columns and rows are its own.
    fn rows(&self, _size: (u16, u16)) -> u16 {
        0
    }

    /// A key, a paste or a byte that came from the person: what of it the program gets. The program is as it was before.
    fn input(&mut self, msg: Msg, _app: &App, _now: Timestamp) -> Option<Msg> {
        Some(msg)
    }

    /// The program has dealt with something, whatever it was.
    fn after(&mut self, _app: &App, _now: Timestamp) {}

    /// When [`give`](Self::give) is to be called, whatever else happens.
    fn due(&self) -> Option<Timestamp> {
        None
    }

    /// What the program gets from it; asked when it is due, and again until there is nothing.
    fn give(&mut self, _app: &App, _now: Timestamp) -> Option<Msg> {
        None
    }

    /// Whether its rows changed since this was asked last.
    fn has_changed(&mut self) -> bool {
        false
    }

    /// Draws its rows, from that one on; the frame reaches below them.
    fn compose(&self, _frame: &mut Frame<'_>, _top: u16) {}

    /// These bytes were sent to the terminal of that many columns and rows.
    fn drawn(&mut self, _size: (u16, u16), _bytes: &[u8], _now: Timestamp) {}

    /// Whether the program is to end.
    fn is_over(&self) -> bool {
        false
    }
}

/// All that stands beside the program, from the top down.
pub type Besides<'a> = [&'a mut dyn Beside];

/// What is left for the program of a terminal of that size.
#[must_use]
pub fn left(besides: &Besides, (width, height): (u16, u16)) -> (u16, u16) {
    let rows = besides.iter().map(|beside| beside.rows((width, height))).fold(0, u16::saturating_add);
    (width, height.saturating_sub(rows))
}

/// A person's input as far as it is left for the program.
pub fn pass(besides: &mut Besides, msg: Msg, app: &App, now: Timestamp) -> Option<Msg> {
    besides.iter_mut().try_fold(msg, |msg, beside| beside.input(msg, app, now))
}

/// The frame of a whole terminal of that size: the program's with the rows of the others under it.
pub fn compose(besides: &Besides, frame: &mut Frame<'_>, size: (u16, u16)) {
    for beside in besides {
        let (top, rows) = (frame.height, beside.rows(size));
        frame.grow(rows);
        beside.compose(frame, top);
    }
}
