//! What is said of the open response: by the person who fills, answers to the reviewer, reasons, and giving it over; by the reviewer, as they read it.

use super::{App, Screen};
use crate::l10n::Message;
use crate::response::Review;
use crate::response::review::Act;

impl App {
    /// Says something of the open response; what it says of answers is saved before.
    pub(super) fn say(&mut self, acts: Vec<Act>) {
        let Some(acts) = self.say_read(acts) else { return };
        let now = self.core.now;
        let Some(session) = &mut self.core.session else { return };
        let (id, before) = (session.response.id.clone(), session.response.review);
        session.leave();
        if !session.stored {
            session.touch(now);
        }
        self.core.save();
        if acts.iter().any(|act| matches!(act, Act::Reply { .. })) {
            self.core.tell(Message::new("answered-now"));
        }
        self.core.say(&id, acts);
        let review = self.core.session.as_ref().map_or(before, |session| session.response.review);
        if review != before {
            self.core.tell(Message::new(if review == Review::ToReview { "submitted-now" } else { "taken-back-now" }));
            self.with_fill(|fill, core| fill.go(core, fill.page, None));
        }
        self.with_fill(|fill, core| fill.follow(core));
    }

    /// What was being said when the connection broke, or the reviewer's panel was closed, waits for whoever typed it.
    pub(super) fn keep_words(&mut self) {
        // a menu or the help may stand over it
        let unsent = self.screens.iter().rev().find_map(|screen| match screen {
            Screen::Ask(ask) => {
                Some((Vec::from_iter(self.core.session.as_ref().map(|session| session.response.id.clone())), ask.unsent()?))
            }
            Screen::Write(write) => write.unsent(),
            _ => None,
        });
        let Some((ids, unsent)) = unsent else { return };
        for id in ids {
            self.core.say(&id, vec![unsent.clone()]);
        }
    }
}
