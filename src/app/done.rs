//! What the store did comes back here: into the open response, the screens and the bottom line.

use std::path::{Path as FilePath, PathBuf};

use jiff::Timestamp;
use serde_json::Value;

use super::ask::{Ask, Written};
use super::core::Core;
use super::fill::SAVING;
use super::inbox::Inbox;
use super::session::Saving;
use super::{App, Effect, Leaving, Msg, Screen};
use crate::answers::Path;
use crate::l10n::Message;
use crate::question::{Arrival, Entered};
use crate::store::{self, Done, Job, Setting, StoreError, Thrown};

impl App {
    /// What the store did.
    pub(super) fn done(&mut self, done: Done) -> bool {
        match done {
            Done::Save { id, settles, result, again } => return self.saved(&id, settles, &result, again),
            Done::Elsewhere { id, to, modified, result } => self.saved_elsewhere(&id, to, modified, result),
            Done::Record { id, result } => return self.recorded(&id, &result),
            Done::Look { id, result } => match self.asking(|screen| matches!(screen, Screen::Agree(agree) if agree.is_of(&id))) {
                Some((Screen::Agree(agree), core, _)) => agree.take(result, core),
                _ => return self.looked(&id, result),
            },
            Done::BringFiles { id, result, .. } => self.brought(&id, result),
            Done::Amend { id, result } => return self.amended(&id, result),
            Done::Reopen { id, reason, result } => self.reopened(&id, reason, result),
            Done::History { id, result } => match self.asking(|screen| matches!(screen, Screen::Journal(_))) {
                Some((Screen::Journal(journal), core, _)) if core.session.as_ref().is_some_and(|session| session.response.id == id) => {
                    journal.take(result, core);
                }
                _ => return self.reviewed_history(&id, result),
            },
            Done::Backups { id, result } => match self.asking(|screen| matches!(screen, Screen::Backups(_))) {
                Some((Screen::Backups(backups), ..)) => backups.take(&id, result),
                _ => return false,
            },
            Done::Thrown { result } => return self.thrown(result),
            Done::RestoreBackup { result, .. } => {
                if result.is_ok() {
                    self.core.tell(Message::new("backups-restored"));
                }
                self.listed_anew(result.map_err(|error| error.message()));
            }
            Done::Tidy => return false,
            Done::Attach { id, question, source, result } => self.attached(&id, &question, &source, result),
            Done::Browse { dir, result } => match self.asking(|screen| matches!(screen, Screen::Browse(_))) {
                Some((Screen::Browse(browse), _, is_top)) => {
                    let ahead = browse.listed(dir, result);
                    self.go_on(ahead, is_top);
                }
                _ => return false,
            },
            Done::Trash { result: Ok(()), .. } => {
                self.listed_anew(Ok(()));
                self.core.ask(Job::Tidy(self.core.now));
            }
            Done::Trash { result, .. } | Done::Restore { result, .. } => self.listed_anew(result.map_err(|error| error.message())),
            Done::Copy { result, .. } => self.listed_anew(result.map(|_| ()).map_err(|error| error.message())),
            Done::Export { to, result } => match result {
                Ok(()) => self.core.tell(Message::new("printed").with("file", self.core.shown(&to))),
                Err(StoreError::Exists { path }) => self.screens.push(Screen::Ask(Ask::overwrite(path, Written::Print))),
                Err(error) if matches!(self.screens.last(), Some(Screen::Fill(_))) => {
                    self.screens.push(Screen::Ask(Ask::again(&self.core, &to, Written::Print, self.core.told(&error))));
                }
                Err(error) => self.core.tell(self.core.told(&error)),
            },
            Done::Other { id, result } => return self.found_other(&id, result),
            Done::Settle { id, result } => return self.settled(&id, result),
            Done::Keep { setting, result } => {
                let Err(error) = result else { return false };
                self.core.tell(match setting {
                    // not to be remembered: whoever is at the screen has to
                    Setting::Elsewhere(_, Some(file)) => Message::new("saved-elsewhere-alone").with("file", file.display().to_string()),
                    _ => error.message(),
                });
            }
            Done::CheckFiles { id, faults } => {
                let validating = std::mem::take(&mut self.validating);
                let filling = self.is_filling();
                let Some(session) = self.core.session.as_mut().filter(|session| session.response.id == id) else { return false };
                let changed = session.files != faults;
                if changed && filling {
                    self.with_fill(|fill, core| fill.found_files(core, faults));
                } else if changed {
                    session.files = faults;
                    session.derive();
                    self.lay_out_reading();
                }
                if validating {
                    self.validate_now();
                }
                return changed || validating;
            }
            Done::Review { id, lines, result } => {
                self.core.said(id, lines, result.is_ok());
                let Err(error) = result else { return false };
                self.core.tell(Message::new("not-said").with("reason", error.message()));
            }
            Done::Details { glance, result } => {
                let mut is_here = false;
                self.with_inbox(|inbox, core| is_here = inbox.told(glance, result, core));
                return is_here;
            }
            Done::Search { texts, language } => self.with_inbox(|inbox, core| inbox.searched(texts, language, core)),
            Done::List { result } => match result {
                Ok(listed) => {
                    match self.screens.iter_mut().find(|screen| matches!(screen, Screen::Home(_))) {
                        Some(Screen::Home(home)) => home.listed_anew(listed, &mut self.core),
                        _ => self.core.take_list(listed),
                    }
                    self.with_inbox(Inbox::listed);
                }
                Err(error) => self.core.tell(error.message()),
            },
        }
        true
    }

    /// A save of the open response ended.
    fn saved(&mut self, id: &str, settles: usize, result: &Result<(), StoreError>, again: bool) -> bool {
        let now = self.core.now;
        let Some(session) = self.core.session.as_mut().filter(|session| session.response.id == id) else { return false };
        session.stored |= result.is_ok();
        if !session.end_save(settles, result, now) {
            // a newer state is on its way: what becomes of that is what counts
            return false;
        }
        if let Err(error) = result {
            if session.settling.is_some() {
                // what becomes of the version that was chosen is what counts
                return true;
            }
            let told = match session.elsewhere() {
                _ if matches!(error, StoreError::Changed { .. }) => {
                    if !session.is_torn() {
                        self.core.ask(Job::Other(id.to_owned()));
                    }
                    Message::new("quit-two-versions")
                }
                Some(file) => Message::new("quit-elsewhere").with("file", file.display().to_string()),
                None => Message::new("quit-unsaved").with("reason", error.message()),
            };
            self.tell_unsaved(told);
            return true;
        }
        let forgotten = session.forget_elsewhere();
        // the disk takes it again
        self.core.say_again();
        if forgotten {
            self.core.effects.push(Effect::Keep(Setting::Elsewhere(id.to_owned(), None)));
        }
        if again {
            self.core.tell(Message::new("saved-again"));
        }
        self.leave_on();
        true
    }

    /// Something was written: whoever asked for it is told, and whoever is leaving goes on.
    pub(super) fn leave_on(&mut self) {
        if self.core.notice.as_ref().is_some_and(|notice| SAVING.contains(&notice.id)) {
            self.core.tell(Message::new("already-saved"));
        }
        match self.leaving {
            Leaving::No => {}
            Leaving::Response => self.close_saved(),
            Leaving::Program => self.quit(),
        }
    }

    /// The response is not in its place: the bottom line says so until it is, and nothing else stands before it; whoever is leaving is told this.
    pub(super) fn tell_unsaved(&mut self, quitting: Message) {
        self.core.notice = (self.leaving == Leaving::Program).then_some(quitting);
    }

    /// Entries were appended to the history of the open response, or are with the next save.
    fn recorded(&mut self, id: &str, result: &Result<(), StoreError>) -> bool {
        let now = self.core.now;
        let Some(session) = self.core.session.as_mut().filter(|session| session.response.id == id && result.is_err()) else { return false };
        session.end_save(0, result, now);
        true
    }

    /// The response was written to a file outside the data directory, or not.
    fn saved_elsewhere(&mut self, id: &str, to: PathBuf, modified: Timestamp, result: Result<(), StoreError>) {
        let Some(session) = self.core.session.as_mut().filter(|session| session.response.id == id) else { return };
        match result {
            Ok(()) => {
                let told = Message::new("saved-elsewhere").with("file", to.display().to_string()).with("form", session.form.id.as_str());
                session.keep_elsewhere(to.clone(), modified);
                if session.stored && session.saving != Saving::Saved {
                    self.core.effects.push(Effect::Keep(Setting::Elsewhere(id.to_owned(), Some(to))));
                }
                self.core.tell(told);
            }
            Err(StoreError::Exists { path }) => self.screens.push(Screen::Ask(Ask::overwrite(path, Written::Response))),
            Err(error) if matches!(self.screens.last(), Some(Screen::Fill(_))) => {
                self.screens.push(Screen::Ask(Ask::again(&self.core, &to, Written::Response, error.message())));
            }
            Err(error) => self.core.tell(error.message()),
        }
    }

    fn listed_anew(&mut self, result: Result<(), Message>) {
        if let Err(reason) = result {
            self.core.tell(reason);
        }
        self.core.list_anew();
    }

    /// The uppermost screen of a kind, wherever it is: another one may have come on top while it waited. Whether it is the top one comes with it.
    fn asking(&mut self, is_it: impl Fn(&Screen) -> bool) -> Option<(&mut Screen, &Core, bool)> {
        let at = self.screens.iter().rposition(is_it)?;
        let is_top = at + 1 == self.screens.len();
        Some((&mut self.screens[at], &self.core, is_top))
    }

    /// What was typed while the disk was waited for now has what it is for, unless it would be for a panel that came on top.
    fn go_on(&mut self, ahead: Vec<Msg>, is_for_top: bool) {
        if !is_for_top || ahead.is_empty() {
            return;
        }
        // it was typed before the key that leaves
        let leaving = std::mem::replace(&mut self.leaving, Leaving::No);
        for msg in ahead {
            self.typed(msg);
        }
        if self.leaving == Leaving::No {
            self.leaving = leaving;
        }
    }

    fn attached(&mut self, id: &str, question: &Path, source: &FilePath, result: Result<store::Attached, StoreError>) {
        let browser = self.screens.iter().rposition(|screen| matches!(screen, Screen::Browse(browse) if browse.is_copying(source)));
        let mut ahead = (Vec::new(), false);
        if let Some(at) = browser
            && let Screen::Browse(browse) = &mut self.screens[at]
        {
            if let Err(error) = &result {
                self.core.notice = None;
                return browse.refuse(self.core.told(error));
            }
            ahead = (browse.ahead(), at + 1 == self.screens.len());
            self.screens.remove(at);
        }
        self.add_file(id, question, result);
        self.go_on(ahead.0, ahead.1);
    }

    /// What is in the trash, for the panel that asked.
    fn thrown(&mut self, result: Result<Vec<Thrown>, StoreError>) -> bool {
        let panel = self.asking(|screen| matches!(screen, Screen::Trash(_)));
        let Some((Screen::Trash(trash), ..)) = panel else { return false };
        trash.take(result);
        true
    }

    /// Puts a copied file into the answer, if it can still be changed.
    fn add_file(&mut self, id: &str, question: &Path, result: Result<store::Attached, StoreError>) {
        let (now, author) = (self.core.now, self.core.author.clone());
        let Some(session) = self.core.session.as_mut().filter(|session| session.response.id == id) else { return };
        let attached = match result {
            Err(error) => return self.core.tell(self.core.told(&error)),
            Ok(attached) => attached,
        };
        if session.locked().is_some() {
            return self.core.tell(Message::new("attach-locked").with("name", attached.name));
        }
        let mut files = session.response.answers.get(question).and_then(Value::as_array).cloned().unwrap_or_default();
        files.retain(|file| file.get("name").and_then(Value::as_str) != Some(attached.name.as_str()));
        files.push(attached.to_json());
        session.files.remove(&(question.clone(), attached.name.clone()));
        session.enter(question, Entered::from(Some(Value::Array(files))), now, &author);
        session.leave();
        self.core.tell(Message::new("attached").with("name", attached.name));
        self.with_fill(|fill, core| {
            // what is half typed elsewhere stays
            if let Some(session) = core.session.as_ref().filter(|_| fill.question() == Some(question)) {
                fill.take_field(session, &Arrival::Last);
            }
            fill.follow(core);
        });
    }
}
