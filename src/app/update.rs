//! Messages in, effects out: the top screen gets the key first; what it asks for is done here.

use std::path::{Path as FilePath, PathBuf};

use crossterm::event::KeyEvent;
use jiff::Timestamp;
use unicode_normalization::UnicodeNormalization;

use super::action::{Action, Scope, action_of};
use super::core::{Command, Core, Step};
use super::fill::Fill;
use super::session::{Role, Saving, Session};
use super::{App, Effect, Leaving, Msg, Opened, Redraw, Screen, ask, help, menu, panel, reading};
use crate::answers::Path;
use crate::export::{self, Format};
use crate::l10n::{Language, Message, Texts};
use crate::outline::outline;
use crate::outline::why::in_words;
use crate::question::Arrival;
use crate::response::history::{Entry, What, between};
use crate::response::{Response, Review, new_id};
use crate::store::{Job, Setting};
use crate::ui::clean::clean_lines;

/// How much can be pasted at once, in bytes: a long report, not a hard disk.
const LONGEST_PASTE: usize = 2 << 20;

impl App {
    /// Takes a message; gives what is to be done outside and what is to be drawn.
    pub fn update(&mut self, msg: Msg, now: Timestamp) -> (Vec<Effect>, Redraw) {
        self.core.now = now;
        let redraw = match msg {
            typed @ (Msg::Key(_) | Msg::Paste(_)) => self.typed(typed),
            other => {
                let redraw = self.other(other);
                if redraw {
                    // it may have moved what is on the page
                    self.with_fill(|fill, core| fill.settle(core));
                    self.compare_entries();
                }
                redraw.into()
            }
        };
        (std::mem::take(&mut self.core.effects), redraw)
    }

    /// Takes a key or a paste; what is to be drawn.
    pub(super) fn typed(&mut self, msg: Msg) -> Redraw {
        match msg {
            Msg::Key(key) => self.key(key),
            Msg::Paste(text) => self.paste(&text),
            _ => Redraw::No,
        }
    }

    /// Takes a message that is neither a key nor a paste; whether there is something to draw.
    fn other(&mut self, msg: Msg) -> bool {
        match msg {
            Msg::Key(_) | Msg::Paste(_) => false,
            Msg::Resize(width, height) => self.resize(width, height),
            Msg::Due => {
                let now = self.core.now;
                if let Some(session) = &mut self.core.session {
                    session.calm_down(now);
                    // nobody is taken out of what he is choosing or typing elsewhere
                    let reads = matches!(self.screens.last(), Some(Screen::Fill(_)));
                    if session.held.flatten().is_some() && session.wait_for_it(now) && reads {
                        self.core.effects.push(Effect::TakeOver(session.response.id.clone()));
                    }
                }
                self.core.save();
                true
            }
            Msg::NotUtf8 => {
                self.core.tell(Message::new("not-utf8"));
                true
            }
            Msg::Resumed => {
                self.core.effects.push(Effect::Repaint);
                true
            }
            Msg::Read(Ok(opened)) => {
                self.read(*opened);
                true
            }
            Msg::Read(Err(reason)) => {
                self.not_read(reason);
                true
            }
            Msg::Stop => {
                self.keep_words();
                self.note_read();
                self.save_all();
                self.core.effects.push(Effect::Quit);
                true
            }
            Msg::Done(done) => self.done(done),
            Msg::Opened(Ok(opened)) => {
                self.open(*opened);
                true
            }
            Msg::Freed(freed) => {
                self.freed(freed);
                true
            }
            Msg::Opened(Err(reason)) => {
                self.not_mended();
                self.core.tell(reason);
                true
            }
        }
    }

    fn key(&mut self, key: KeyEvent) -> Redraw {
        let noticed = self.core.notice.take().is_some() | std::mem::take(&mut self.core.page_kept);
        let back_again = std::mem::take(&mut self.back_again);
        let quits = || action_of(key, &[Scope::Everywhere]) == Some(Action::Quit);
        self.quit_again = self.quit_again && quits();
        if self.could_not_save() && !quits() {
            // it went on instead: a later save that succeeds ends nothing
            self.leaving = Leaving::No;
        }
        let mut redraw = self.give(key, back_again);
        redraw.add(noticed.into());
        self.back_again &= self.core.notice.is_some();
        redraw
    }

    /// Gives a key to the top screen, then to what works everywhere.
    fn give(&mut self, key: KeyEvent, back_again: bool) -> Redraw {
        let takes_nothing = self.takes_nothing();
        let step = match self.screens.last_mut() {
            _ if takes_nothing => Step::Ignored,
            Some(Screen::Home(home)) => home.key(key, &mut self.core),
            Some(Screen::Inbox(inbox)) => inbox.key(key, &mut self.core),
            Some(Screen::Fill(fill)) => fill.key(key, &mut self.core),
            Some(Screen::Reread(reread)) => reread.key(key, &self.core),
            Some(Screen::Reading(reading)) => reading.key(key, &mut self.core),
            Some(Screen::Thread(thread)) => thread.key(key, &mut self.core),
            Some(Screen::Moments(moments)) => moments.key(key, &self.core),
            Some(Screen::Write(write)) => write.key(key, &mut self.core),
            Some(Screen::Browse(browse)) => browse.key(key, &mut self.core),
            Some(Screen::Journal(journal)) => journal.key(key, &mut self.core),
            Some(Screen::Backups(backups)) => backups.key(key, &mut self.core),
            Some(Screen::Trash(trash)) => trash.key(key, &mut self.core),
            Some(Screen::GoTo(goto)) => goto.key(key, &self.core),
            Some(Screen::Why(why)) => why.key(key, &self.core),
            Some(Screen::Menu(menu)) => menu.key(key, &self.core),
            Some(Screen::Help(help)) => help.key(key, &self.core),
            Some(Screen::Agree(agree)) => agree.key(key, &mut self.core),
            Some(Screen::Versions(versions)) => versions.key(key, &self.core),
            Some(Screen::Ask(ask)) => ask.key(key, &self.core),
            None => Step::Ignored,
        };
        let everywhere = || {
            let action = action_of(key, &[Scope::Everywhere]);
            action.filter(|action| !takes_nothing || matches!(action, Action::Quit | Action::Repaint))
        };
        let step = match step {
            Step::Ignored => everywhere().map_or(Step::Ignored, |action| {
                self.back_again = back_again && action == Action::Back;
                Step::Do(Command::Act(action))
            }),
            step => step,
        };
        let does = matches!(step, Step::Do(_) | Step::CloseAnd(_));
        let redraw = self.take(step);
        if does {
            // what merely moved the focus changed neither entry
            self.compare_entries();
        }
        redraw
    }

    fn paste(&mut self, text: &str) -> Redraw {
        if text.len() > LONGEST_PASTE {
            self.core.tell(Message::new("paste-too-long").with("kilobytes", LONGEST_PASTE >> 10));
            return Redraw::All;
        }
        let text: String = clean_lines(text).nfc().collect();
        let takes_nothing = self.takes_nothing();
        let step = match self.screens.last_mut() {
            _ if takes_nothing => Step::Ignored,
            Some(Screen::Home(home)) => home.paste(&text, &self.core),
            Some(Screen::Inbox(inbox)) => inbox.paste(&text, &mut self.core),
            Some(Screen::Fill(fill)) => fill.paste(&text, &mut self.core),
            Some(Screen::Browse(browse)) => browse.paste(&text, &mut self.core),
            Some(Screen::Journal(journal)) => journal.paste(&text, &self.core),
            Some(Screen::GoTo(goto)) => goto.paste(&text, &self.core),
            Some(Screen::Menu(menu)) => menu.paste(&text),
            Some(Screen::Ask(ask)) => ask.paste(&text),
            Some(Screen::Reading(reading)) => reading.paste(&text, &mut self.core),
            Some(Screen::Moments(moments)) => moments.paste(&text),
            Some(Screen::Write(write)) => write.paste(&text, &self.core),
            _ => Step::Ignored,
        };
        self.take(step)
    }

    /// Whether keys and pasted text change nothing: nobody changes what nobody sees, nor what is being saved for the end.
    #[must_use]
    pub fn takes_nothing(&self) -> bool {
        panel::is_too_small(&self.core) || self.is_ending()
    }

    fn is_ending(&self) -> bool {
        let is_written = |session: &Session| session.trouble.is_none() && matches!(session.saving, Saving::Waiting(_) | Saving::Writing(_));
        self.leaving == Leaving::Program && self.core.session.as_ref().is_some_and(is_written)
    }

    fn resize(&mut self, width: u16, height: u16) -> bool {
        self.core.size = (width, height);
        // nothing is shown there: one is where one was when the window grows again
        if panel::is_too_small(&self.core) {
            return true;
        }
        self.with_fill(|fill, core| fill.resized(core));
        self.lay_out_reading();
        true
    }

    /// Does what a screen made of a key; what is to be drawn.
    fn take(&mut self, step: Step) -> Redraw {
        match step {
            Step::Ignored => return Redraw::No,
            Step::Part(part) => return Redraw::Part(part),
            Step::Redraw => {}
            Step::Open(screen) => self.screens.push(*screen),
            Step::Close => self.close(),
            Step::CloseAnd(command) => {
                self.close();
                self.command(command);
            }
            Step::Do(command) => self.command(command),
        }
        Redraw::All
    }

    /// One screen back; from the response to the list.
    pub(super) fn close(&mut self) {
        if self.screens.len() > 1 {
            self.screens.pop();
        }
    }

    fn command(&mut self, command: Command) {
        match command {
            Command::OpenResponse(_) | Command::Read(_) | Command::Begin(_) | Command::Elsewhere(..) if self.core.restricted.is_some() => {
                self.core.tell(Message::new("restricted-action"));
            }
            Command::Act(action) => self.act(action),
            Command::GoTo(page, path) => self.go_to(page, path.as_ref()),
            Command::ToDo(action) => self.with_fill(|fill, core| fill.go_to_act(core, action)),
            Command::TakeBack(entry) => self.take_back(&entry),
            Command::Stop(spot) => self.with_fill(|fill, core| fill.focus(core, spot, &Arrival::First)),
            Command::Print(to, force) => self.print(&to, force),
            Command::Elsewhere(to, force) => self.save_elsewhere(to, force),
            Command::Agree => self.open_agree(),
            Command::Visit(page, path) => self.visit(page, &path),
            Command::Adopt(settled, path) => self.adopt(&settled, &path),
            Command::UndoOnPage => self.undo_on_page(),
            Command::TrashOpen => self.trash_open(),
            Command::Settle(choice) => self.settle(&choice),
            Command::TakeOver => self.take_over(),
            Command::Sign(name, then) => self.sign(name, then),
            Command::Written(written) => self.written(written),
            Command::Reply(id) => drop(self.take(reading::Reading::reply(&id, &self.core))),
            Command::Read(id) => self.core.effects.push(Effect::Read(id)),
            Command::ReadNext(forward) => self.read_next(forward),
            Command::ReadAgain => self.read_again(),
            Command::Compare(against) => self.compare_reading(against),
            Command::Say(acts) => self.say(acts),
            Command::Validate => self.validate(),
            Command::Reopen(reason) => self.reopen(&reason),
            Command::OpenResponse(id) => self.core.effects.push(Effect::Open(id)),
            Command::Begin(form) => self.begin(&form),
            Command::Attach(source) => self.attach(source),
        }
    }

    /// Goes to a place of the response; of a question that is not asked, it says why.
    pub(super) fn go_to(&mut self, page: usize, path: Option<&Path>) {
        let Some(session) = &self.core.session else { return };
        let why = path.map(|path| in_words(&session.inputs(), path, &self.core.texts)).filter(|why| !why.is_empty());
        if session.outline.pages[page].relevant {
            self.with_fill(|fill, core| fill.go(core, page, path));
        }
        if let Some(why) = why {
            self.core.tell(Message::new("go-to-hidden").with("why", why));
        }
    }

    pub(super) fn with_fill(&mut self, use_fill: impl FnOnce(&mut Fill, &mut Core)) {
        if let Some(Screen::Fill(fill)) = self.screens.iter_mut().rev().find(|screen| matches!(screen, Screen::Fill(_))) {
            use_fill(fill, &mut self.core);
        }
    }

    /// Does an action of the key table, wherever it was chosen.
    fn act(&mut self, action: Action) {
        match action {
            _ if !self.core.allows(action) => self.core.tell(Message::new("restricted-action")),
            Action::Menu if matches!(self.screens.last(), Some(Screen::Menu(_))) => self.close(),
            Action::Menu => {
                let menu = menu::Menu::of(self.screens.last(), &self.core);
                self.screens.push(Screen::Menu(menu));
            }
            Action::Help => self.screens.push(Screen::Help(help::Help::of(self.screens.last()))),
            Action::Back => self.back(),
            Action::Quit => self.quit(),
            Action::Repaint => self.core.effects.push(Effect::Repaint),
            Action::Language => self.change_language(),
            Action::Undo if matches!(self.screens.last(), Some(Screen::Inbox(_) | Screen::Reading(_))) => self.unsay(),
            Action::Name => self.screens.push(Screen::Ask(ask::Ask::other_name(&self.core))),
            _ => {
                let step = match self.screens.last_mut() {
                    Some(Screen::Fill(fill)) if is_of(action, &[Scope::Fill, Scope::Block]) || action == Action::Undo => {
                        fill.act(action, &mut self.core)
                    }
                    Some(Screen::Home(home)) => home.act(action, &mut self.core),
                    Some(Screen::Inbox(inbox)) => inbox.act(action, &mut self.core),
                    Some(Screen::Reading(reading)) => reading.act(action, &mut self.core),
                    Some(Screen::Journal(journal)) => journal.act(action, &mut self.core),
                    Some(Screen::Agree(agree)) => agree.act(action, &mut self.core),
                    _ => Step::Ignored,
                };
                self.take(step);
            }
        }
    }

    fn change_language(&mut self) {
        let language = if self.core.language() == Language::French { Language::English } else { Language::French };
        self.core.texts = std::rc::Rc::new(Texts::new(language));
        self.core.effects.push(Effect::Keep(Setting::Language(language)));
        if let Some(session) = &mut self.core.session {
            session.language = language;
            session.derive();
        }
        self.lay_out_reading();
        self.core.list_anew();
    }

    /// Shows a response.
    pub fn open(&mut self, opened: Opened) {
        let Opened { form, mut response, reviewing, stored, read_only, held, other, page } = opened;
        let before = response.clone();
        let texts = self.core.texts.clone();
        let moved = if read_only.is_none() { response.bring_over(&form, |reason| texts.render(reason)) } else { None };
        let random = &mut self.core.random;
        response.fill_blocks(&form, || new_id(4, random));
        let today = self.core.now.to_zoned(self.core.zone.clone()).date();
        let entries = moved.as_ref().map(|_| between(&before, &response, What::Set, &form.version));
        let mut session = Session::new(form, response, today, self.core.language(), read_only);
        if let Some(entries) = entries {
            session.differs_by(entries, &self.core.author, self.core.now);
        }
        session.prints = self.core.allows(Action::Print);
        session.stored = stored;
        session.hear(self.core.with_unwritten(&session.response.id, reviewing));
        session.held = held.then_some(None);
        session.zone = self.core.zone.clone();
        let sent_back = || {
            (session.response.review == Review::SentBack).then(|| Message::new("opened-sent-back").with("count", session.query_count(None)))
        };
        if let Some(reason) = session.locked().or_else(|| Some(moved?.message(&session.form.version))).or_else(sent_back) {
            self.core.tell(reason);
        }
        let mending = self.mending();
        if mending.is_some() {
            session.role = Role::Reviewer;
            self.core.notice = session.locked();
        }
        let fill = Fill::open(&session, page);
        self.core.session = Some(session);
        self.core.check_files();
        if mending.is_none() {
            self.screens = self.lists(None);
        }
        self.screens.push(Screen::Fill(fill));
        self.with_fill(|fill, core| {
            if let Some((page, path)) = &mending {
                fill.go(core, *page, Some(path));
            }
            fill.begin(core);
            fill.follow(core);
            fill.remember(core);
        });
        if let Some(other) = other {
            self.compare(other);
        }
    }

    fn begin(&mut self, form: &str) {
        match self.core.form(form) {
            Err(reason) => self.core.tell(reason),
            Ok(form) => {
                let id = new_id(8, &mut self.core.random);
                let response = Response::new(&form, id, &self.core.author, self.core.now);
                self.open(Opened::new(form, response));
            }
        }
    }

    fn attach(&mut self, source: PathBuf) {
        let question = match self.screens.iter().rev().find(|screen| matches!(screen, Screen::Fill(_))) {
            Some(Screen::Fill(fill)) => fill.question().cloned(),
            _ => None,
        };
        let now = self.core.now;
        let (Some(question), Some(session)) = (question, &mut self.core.session) else { return };
        let id = session.response.id.clone();
        if !session.stored {
            // its folder must be there for the copy
            session.touch(now);
            self.core.save();
        }
        let follow = self.core.restricted.is_none();
        self.core.ask(Job::Attach { id, question, source, follow });
        self.core.tell(Message::new("attaching"));
    }

    fn print(&mut self, to: &FilePath, force: bool) {
        let Some(session) = &self.core.session else { return };
        let Some(format) = Format::of_path(to) else {
            return self.core.tell(Message::new("print-format"));
        };
        let text = export::response(&session.inputs(), &session.response, &self.core.texts, format);
        let follow = self.core.restricted.is_none();
        self.core.ask(Job::Export { to: to.to_owned(), bytes: text.into_bytes(), force, follow });
    }

    /// Writes the response to a file outside the data directory, as it would be written there.
    fn save_elsewhere(&mut self, to: PathBuf, force: bool) {
        let Some(session) = &self.core.session else { return };
        let (id, json) = (session.response.id.clone(), session.response.to_json());
        self.core.ask(Job::Elsewhere { id, to, json, modified: session.response.modified, force });
    }

    /// Goes by this name from now on, by that of the account if it is empty, and does what it was asked for.
    fn sign(&mut self, name: String, then: Option<Action>) {
        self.core.named = true;
        if !name.is_empty() {
            self.core.author.clone_from(&name);
        }
        match then {
            Some(then) => self.act(then),
            None => self.core.tell(Message::new("name-kept").with("name", name.as_str())),
        }
        self.core.effects.push(Effect::Keep(Setting::Author(name)));
    }

    /// Validates, once the copies of attached files were looked at.
    fn validate(&mut self) {
        self.validating = self.core.check_files();
        if !self.validating {
            self.validate_now();
        }
    }

    pub(super) fn validate_now(&mut self) {
        let Core { session: Some(session), texts, author, now, random, .. } = &mut self.core else { return };
        if let Some(reason) = session.locked() {
            return self.core.tell(reason);
        }
        let inputs = session.inputs();
        // nothing is locked that the outline of this very moment refuses
        if outline(&inputs).counts().errors > 0 {
            return self.act(Action::Validate); // which says so
        }
        let mut validated = session.response.clone();
        validated.validate(&inputs, author, *now, |path| in_words(&inputs, path, texts));
        // what is always shown stays, empty
        validated.fill_blocks(&session.form, || new_id(4, random));
        session.replace(validated, What::Validate, "", *now);
        self.core.save();
        self.core.tell(Message::new("validated-now"));
        self.with_fill(|fill, core| fill.go(core, fill.page, None));
    }

    /// Puts back what stood before an entry of the history: a change like any other.
    fn take_back(&mut self, entry: &Entry) {
        let (now, author) = (self.core.now, self.core.author.clone());
        let Some(session) = &mut self.core.session else { return };
        let random = &mut self.core.random;
        match session.take_back(entry, || new_id(4, random), now, &author) {
            Err(reason) => self.core.tell(reason),
            Ok((page, path)) => {
                self.go_to(page, Some(&path));
                self.core.notice.get_or_insert(Message::new("journal-restored"));
            }
        }
    }

    fn reopen(&mut self, reason: &str) {
        let (now, author) = (self.core.now, self.core.author.clone());
        let Some(session) = &mut self.core.session else { return };
        let mut reopened = session.response.clone();
        reopened.reopen(&author, reason, now);
        // the empty ones come anew, with their defaults
        reopened.answers = reopened.answers.without_trailing_blocks();
        let random = &mut self.core.random;
        reopened.fill_blocks(&session.form, || new_id(4, random));
        session.replace(reopened, What::Reopen, reason, now);
        self.core.save();
        self.core.tell(Message::new("reopened-now"));
        self.with_fill(|fill, core| fill.go(core, fill.page, None));
    }
}

/// Whether an action belongs to one of these scopes.
fn is_of(action: Action, scopes: &[Scope]) -> bool {
    super::action::binding_of(action).is_some_and(|binding| scopes.contains(&binding.scope))
}
