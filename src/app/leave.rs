//! The ways out: one step back, to the list, out of the program; nothing is left before it is on the disk.

use super::inbox::Inbox;
use super::session::{Saving, Session};
use super::{App, Effect, Leaving, Screen};
use crate::l10n::Message;

impl App {
    /// Esc: one step back; from the response to the list, saved; on the list it says how to leave.
    pub(super) fn back(&mut self) {
        // whoever mends an answer goes back to where they read: a key leads here again
        let mends = self.mending().is_some();
        if let Some(Screen::Fill(fill)) = self.screens.last_mut()
            && !mends
            && fill.go_back(&mut self.core)
        {
            return;
        }
        if self.leave_visit() {
            return;
        }
        match self.screens.last() {
            // a stray Esc (an arrow cut by a slow line, too) must not throw anyone out of the page
            Some(Screen::Fill(_)) if !mends && !std::mem::replace(&mut self.back_again, true) => {
                let id = if self.core.restricted.is_some() { "back-again-quit" } else { "back-again" };
                self.core.tell(Message { id, args: Vec::new() });
            }
            // there is no list behind it
            Some(Screen::Fill(_)) if self.core.restricted.is_some() => self.quit(),
            Some(Screen::Fill(_)) => {
                self.leaving = Leaving::Response;
                self.save_all();
                self.close_saved();
            }
            Some(Screen::Home(_)) | None => self.core.tell(Message::new("how-to-quit")),
            Some(Screen::Reading(_)) => self.leave_reading(),
            Some(Screen::Write(_)) => {
                self.keep_words();
                self.close();
                self.with_inbox(Inbox::look_anew);
            }
            Some(Screen::Inbox(_)) => {
                self.close();
                self.core.list_anew();
            }
            Some(_) => self.close(),
        }
    }

    /// Leaves the response for the list, if all of it is on the disk: until then it stays, so that a disk that fails loses nothing.
    pub(super) fn close_saved(&mut self) {
        if self.core.session.as_ref().is_some_and(|session| !session.is_kept()) {
            return self.core.save();
        }
        self.leaving = Leaving::No;
        if self.mending().is_some() {
            return self.read_again();
        }
        let id = self.core.session.take().map(|session| session.response.id);
        self.core.effects.push(Effect::Release);
        self.screens = self.lists(id);
        self.core.list_anew();
    }

    /// Whether what is open could not be written, and waits for no answer about it.
    pub(super) fn could_not_save(&self) -> bool {
        let unsaved =
            |session: &Session| session.settling.is_none() && (session.is_troubled() || matches!(session.saving, Saving::Aside(_)));
        self.core.session.as_ref().is_some_and(unsaved)
    }

    /// F10: out of the program, once all is on the disk; pressed again, without.
    pub(super) fn quit(&mut self) {
        if !self.core.unsaid.is_empty() && !std::mem::replace(&mut self.quit_again, true) {
            self.core.say_again();
            return self.core.tell(Message::new("quit-unsaid"));
        }
        if self.could_not_save() && self.leaving == Leaving::Program {
            self.core.effects.push(Effect::Quit);
            return;
        }
        self.leaving = Leaving::Program;
        self.keep_words();
        self.note_read();
        self.save_all();
        match self.core.session.as_ref().map(|session| (&session.saving, &session.settling)) {
            None | Some((Saving::Saved, None)) => self.core.effects.push(Effect::Quit),
            Some((Saving::Aside(None), None)) => self.core.tell(Message::new("quit-two-versions")),
            // it goes on once that is written
            Some(_) => {}
        }
    }

    /// Writes what is not on the disk yet: answers, and where the filler stands.
    pub(super) fn save_all(&mut self) {
        let now = self.core.now;
        self.core.say_again();
        if let Some(session) = &mut self.core.session {
            session.leave();
            if session.stored && session.moved {
                session.touch(now);
            }
        }
        self.core.save();
    }
}
