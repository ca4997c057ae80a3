//! The list among the other screens: what the store tells it, and what is opened from it.

use super::Inbox;
use crate::app::core::Core;
use crate::app::home::Home;
use crate::app::{App, Screen};

impl App {
    /// Does something with the list, if it is open, whatever stands over it.
    pub(in crate::app) fn with_inbox(&mut self, use_inbox: impl FnOnce(&mut Inbox, &mut Core)) {
        if let Some(Screen::Inbox(inbox)) = self.screens.iter_mut().rev().find(|screen| matches!(screen, Screen::Inbox(_))) {
            use_inbox(inbox, &mut self.core);
        }
    }

    /// The lists that an open response stands on: the home screen, and the reviewer's, if it was opened there.
    pub(in crate::app) fn lists(&mut self, closed: Option<String>) -> Vec<Screen> {
        let inbox = std::mem::take(&mut self.screens).into_iter().find(|screen| matches!(screen, Screen::Inbox(_)));
        std::iter::once(Screen::Home(Home::after(closed))).chain(inbox).collect()
    }
}
