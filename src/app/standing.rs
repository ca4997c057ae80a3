//! Who may write the open response, and which of its versions holds: another session has it, or another program changed it.

use std::path::PathBuf;

use super::session::Settling;
use super::versions::{Choice, Versions};
use super::{App, Effect, Leaving, Opened, Screen};
use crate::l10n::Message;
use crate::response::history::{Entry, What, between};
use crate::store::{Job, Origin, Other, Setting, Settlement, StoreError};

impl App {
    /// Waits for the other session to close the response.
    pub(super) fn take_over(&mut self) {
        let now = self.core.now;
        let Some(session) = &mut self.core.session else { return };
        if session.wait_for_it(now) {
            self.core.effects.push(Effect::TakeOver(session.response.id.clone()));
            self.core.tell(Message::new("waiting"));
        }
    }

    /// The other session closed the response: it is shown as that one left it, at the place where one was reading.
    pub(super) fn freed(&mut self, freed: Result<Box<Opened>, Message>) {
        let Some(session) = self.core.session.as_mut().filter(|session| session.held.is_some()) else { return };
        match freed {
            Err(reason) => {
                session.held = None;
                self.core.tell(reason);
            }
            Ok(mut opened) if opened.response.id == session.response.id => {
                let fill = self.screens.iter().find_map(|screen| if let Screen::Fill(fill) = screen { Some(fill) } else { None });
                opened.response.position = fill.map(|fill| fill.position(session));
                // that it is held is no longer so
                self.core.notice = None;
                self.open(*opened);
                self.core.notice.get_or_insert(Message::new("taken-over"));
            }
            Ok(_) => {}
        }
    }

    /// There is another version of the open response: it is shown if it says something else.
    pub(super) fn compare(&mut self, other: Box<Other>) {
        // what was chosen of two is not asked again while it is being written: if the file is a third one by now, that fails and says so
        let Some(session) = self.core.session.as_mut().filter(|session| session.settling.is_none()) else { return };
        let same = other.response.as_ref().is_ok_and(|there| session.response.says_as(there));
        let opening = other.origin != Origin::Changed;
        session.other = Some(other);
        session.trouble = None;
        if same {
            self.settle(&Choice::Here);
        } else if opening {
            self.screens.push(Screen::Versions(Versions::default()));
        } else {
            self.tell_unsaved(Message::new("quit-two-versions"));
        }
    }

    pub(super) fn found_other(&mut self, id: &str, result: Result<Box<Other>, StoreError>) -> bool {
        let now = self.core.now;
        let Some(session) = self.core.session.as_mut().filter(|session| session.response.id == id) else { return false };
        match result {
            Ok(other) => self.compare(other),
            // gone again, or not to be read at all: nothing to compare, and the next save says what holds then
            Err(error) => {
                if session.end_save(0, &Err(error.clone()), now) {
                    self.tell_unsaved(Message::new("quit-unsaved").with("reason", error.message()));
                }
            }
        }
        true
    }

    /// Has the version that was chosen written, and the other one kept.
    pub(super) fn settle(&mut self, choice: &Choice) {
        let now = self.core.now;
        let Some(session) = self.core.session.as_mut().filter(|session| session.settling.is_none()) else { return };
        session.leave();
        // what is new in its history is told before what was chosen
        self.core.save();
        let Some(session) = &mut self.core.session else { return };
        let Some(other) = session.other.as_deref() else { return };
        let same = other.response.as_ref().is_ok_and(|there| session.response.says_as(there));
        let theirs = (!same && !matches!(other.origin, Origin::Elsewhere(_))).then(|| other.bytes.clone());
        let own = session.response.to_json();
        let mut chosen = session.response.clone();
        let kept = match (choice, &other.response) {
            (Choice::There, Ok(there)) => {
                chosen = there.clone();
                vec![own]
            }
            (Choice::Mixed(ids), Ok(there)) => {
                for id in ids {
                    chosen.take_from(there, id);
                }
                chosen.modified = now;
                std::iter::once(own).chain(theirs).collect()
            }
            _ => theirs.into_iter().collect(),
        };
        let settlement = Settlement { json: chosen.to_json(), kept, over: other.seen, now };
        let id = session.response.id.clone();
        chosen.position.clone_from(&session.response.position);
        session.settling = Some(if *choice == Choice::Here { Settling::Own } else { Settling::Other(Box::new(chosen)) });
        self.core.ask(Job::Settle { id, settlement });
    }

    /// What was chosen is on the disk, or not.
    pub(super) fn settled(&mut self, id: &str, result: Result<Option<PathBuf>, StoreError>) -> bool {
        let Some(session) = self.core.session.as_mut().filter(|session| session.response.id == id) else { return false };
        let settling = session.settling.take();
        if result.is_err() {
            // there is to be chosen again
            self.leaving = Leaving::No;
        }
        match result {
            Err(StoreError::Changed { .. }) => {
                // a third version: it is shown instead of the second one
                session.other = None;
                self.core.ask(Job::Other(id.to_owned()));
            }
            Err(error) => self.core.tell(error.message()),
            Ok(kept) => {
                let elsewhere = session.other.as_ref().is_some_and(|other| matches!(other.origin, Origin::Elsewhere(_)));
                session.settled();
                if elsewhere {
                    self.core.effects.push(Effect::Keep(Setting::Elsewhere(id.to_owned(), None)));
                }
                self.screens.retain(|screen| !matches!(screen, Screen::Versions(_)));
                if let Some(Settling::Other(response)) = settling {
                    let (at, by) = (self.core.now, &self.core.author);
                    let entries = between(&session.response, &response, What::Restore, "").into_iter();
                    let entries = entries.map(|entry| Entry { at, by: by.clone(), ..entry }).collect();
                    let form = session.form.clone();
                    let reviewing = std::mem::take(&mut session.reviewing);
                    self.core.ask(Job::Record { id: id.to_owned(), entries });
                    self.open(Opened { reviewing, stored: true, ..Opened::new(form, *response) });
                }
                if let Some(file) = kept {
                    self.core.tell(Message::new("versions-kept").with("file", file.display().to_string()));
                }
                self.leave_on();
            }
        }
        true
    }
}
