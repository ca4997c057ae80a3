//! What the comparison asked of the outside comes back here; and the ways from it to the page, and back.

use super::{Agree, First, Settled, Writing};
use crate::answers::Path;
use crate::app::action::Action;
use crate::app::core::Core;
use crate::app::home::Home;
use crate::app::session::Session;
use crate::app::{App, Effect, Screen};
use crate::l10n::Message;
use crate::response::{Response, new_id};
use crate::store::{Job, StoreError};

impl Agree {
    /// What became of an answer of the first entry.
    fn amended(&mut self, result: Result<Box<Response>, StoreError>, core: &mut Core) {
        let writing = self.writing.take();
        match (result, writing) {
            (Ok(response), writing) => {
                self.first = Some(Ok(Box::new(First { response: *response, is_older: false })));
                match writing {
                    Some(Writing::First(settled)) => {
                        self.settled.push(settled);
                        core.tell(Message::new("agree-took-second"));
                    }
                    Some(Writing::Back(settled)) => {
                        self.wanted = Some(settled.path);
                        core.tell(Message::new("agree-put-back"));
                    }
                    Some(Writing::Files(_)) | None => {}
                }
            }
            // what it was is not what would be put back any more
            (Err(StoreError::Changed { .. }), _) => {
                core.ask(Job::Look(self.of.clone()));
                core.tell(Message::new("agree-changed"));
            }
            (Err(error), writing) => {
                if let Some(Writing::Back(settled)) = writing {
                    self.settled.push(settled);
                }
                core.tell(error.message());
            }
        }
    }
}

impl App {
    /// The comparison, wherever it stands.
    fn agree(&mut self) -> Option<(&mut Agree, &mut Core)> {
        let agree = self.screens.iter_mut().find_map(|screen| if let Screen::Agree(agree) = screen { Some(agree) } else { None });
        Some((agree?, &mut self.core))
    }

    /// Compares both entries as they are after a message, if they are on the screen.
    pub(in crate::app) fn compare_entries(&mut self) {
        if let Some(Screen::Agree(agree)) = self.screens.last_mut() {
            agree.compare(&self.core);
        }
    }

    /// Opens the comparison with the first entry; the one from which the page is visited comes back.
    pub(in crate::app) fn open_agree(&mut self) {
        if !self.leave_visit()
            && let Some(agree) = Agree::open(&mut self.core)
        {
            self.screens.push(Screen::Agree(agree));
        }
    }

    /// Goes from the comparison to a question of the second entry: the page comes over it.
    pub(in crate::app) fn visit(&mut self, page: usize, path: &Path) {
        let Some(fill) = self.screens.iter().position(|screen| matches!(screen, Screen::Fill(_))) else { return };
        let fill = self.screens.remove(fill);
        self.screens.push(fill);
        self.go_to(page, Some(path));
        // the way back leads to the comparison, not to where that was opened
        self.with_fill(|fill, _| fill.forget_origin());
        self.core.notice.get_or_insert(Message::new("agree-visiting"));
    }

    /// From a page that is visited back to the comparison, if it is.
    pub(in crate::app) fn leave_visit(&mut self) -> bool {
        let [.., Screen::Agree(agree), Screen::Fill(_)] = self.screens.as_mut_slice() else { return false };
        let Some(session) = &mut self.core.session else { return false };
        session.leave();
        agree.come_back(session);
        let top = self.screens.len() - 1;
        self.screens.swap(top - 1, top);
        true
    }

    /// Takes back the last change of the second entry: one of the page below.
    pub(in crate::app) fn undo_on_page(&mut self) {
        self.with_fill(|fill, core| drop(fill.act(Action::Undo, core)));
    }

    /// What became of an answer of the first entry.
    pub(in crate::app) fn amended(&mut self, id: &str, result: Result<Box<Response>, StoreError>) -> bool {
        match (self.agree().filter(|(agree, _)| agree.is_of(id)), result) {
            (Some((agree, core)), result) => agree.amended(result, core),
            // one left before it was written
            (None, Err(error)) => self.core.tell(error.message()),
            (None, Ok(_)) => return false,
        }
        true
    }

    /// The files that the first entry names are copied: the answer can be taken, though another panel may be open by now.
    pub(in crate::app) fn brought(&mut self, id: &str, result: Result<Box<Response>, StoreError>) {
        // who left meanwhile may have answered otherwise
        let path = match self.agree().and_then(|(agree, _)| agree.writing.take()) {
            Some(Writing::Files(path)) => Some(path),
            _ => None,
        };
        let session = self.core.session.as_ref().filter(|session| session.response.id == id);
        match (result, session.map(Session::locked), path) {
            (Err(error), ..) => self.core.tell(error.message()),
            (Ok(_), Some(Some(reason)), Some(_)) => self.core.tell(reason),
            (Ok(given), Some(None), Some(path)) => {
                self.adopt(&given, &path);
                self.core.check_files();
            }
            (Ok(_), ..) => {}
        }
    }

    /// The question of the open response is answered as this one does: a change like any other.
    pub(in crate::app) fn adopt(&mut self, settled: &Response, path: &Path) {
        let (now, author) = (self.core.now, self.core.author.clone());
        let Core { session: Some(session), random, .. } = &mut self.core else { return };
        let root = Path::question(path.root());
        session.adopt(settled, &root, || new_id(4, random), now, &author);
        let page = session.form.item_at(&root).map(|item| session.form.items[item].page);
        if let Some(page) = page {
            self.with_fill(|fill, core| fill.go(core, page, Some(&root)));
        }
        if let Some((agree, core)) = self.agree() {
            agree.settled.push(Settled { path: path.clone(), was: None });
            core.tell(Message::new("agree-took-first"));
        }
    }

    /// The open response goes to the trash, once all of it is on the disk.
    pub(in crate::app) fn trash_open(&mut self) {
        let Some(session) = &self.core.session else { return };
        if !session.is_kept() {
            self.core.save();
            return self.core.tell(Message::new("saving"));
        }
        let (id, now) = (session.response.id.clone(), self.core.now);
        self.core.session = None;
        self.core.effects.push(Effect::Release);
        self.screens = vec![Screen::Home(Home::default())];
        self.core.trashed.push(id.clone());
        self.core.ask(Job::Trash { id, now });
        self.core.tell(Message::new("trashed"));
    }
}
