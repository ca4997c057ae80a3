//! The program's behaviour without its terminal: messages come in, effects go out, a frame is composed. Nothing here waits or touches the disk.

pub mod action;
mod agree;
mod ask;
mod backups;
mod browse;
pub mod core;
mod done;
pub mod fill;
mod goto;
mod help;
mod hints;
mod home;
pub mod inbox;
mod journal;
mod leave;
mod menu;
mod moments;
mod panel;
pub mod reading;
mod reread;
mod restricted;
mod said;
mod search;
pub mod session;
mod speak;
mod standing;
mod stops;
mod thread;
mod thrown;
mod turn;
mod update;
mod verdict;
mod versions;
mod when;
mod why;
mod write;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::rc::Rc;

use crossterm::event::KeyEvent;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::form::{Form, Sources};
use crate::l10n::{Message, Texts};
use crate::response::history::Entry;
use crate::response::review::Reviewing;
use crate::response::{Position, Response};
use crate::store::{Done, Job, Listed, Other, Setting};
use crate::ui::clean::clean;
use crate::ui::frame::Frame;
use crate::ui::look::Look;
use crate::ui::wrap::{fit, width};
use core::Core;
use fill::part::Part;
pub use restricted::Restricted;

/// What is left of a name at least where a line has no room for it, in columns.
const SHORTEST_NAME: usize = 8;

/// Something that comes from outside.
#[derive(Debug)]
pub enum Msg {
    /// A key.
    Key(KeyEvent),
    /// Pasted text, as it came.
    Paste(String),
    /// The terminal's size, columns and rows.
    Resize(u16, u16),
    /// The time that [`App::due`] asked for has come.
    Due,
    /// A byte that is no UTF-8: the terminal is set to something else.
    NotUtf8,
    /// The terminal may show something else now: after a stop.
    Resumed,
    /// The program must end: SIGTERM, SIGHUP, the terminal is gone.
    Stop,
    /// What the store did.
    Done(Done),
    /// A response that was asked for.
    Opened(Result<Box<Opened>, Message>),
    /// A response that is to be reviewed.
    Read(Result<Box<Opened>, Message>),
    /// The response that another session had, or why it cannot be had even now that it is free.
    Freed(Result<Box<Opened>, Message>),
}

/// A response with its form, ready to be filled or read.
#[derive(Debug)]
pub struct Opened {
    /// The definition.
    pub form: Rc<Form>,
    /// The response.
    pub response: Response,
    /// What was said of it.
    pub reviewing: Reviewing,
    /// Whether it is on the disk already.
    pub stored: bool,
    /// Why it cannot be changed, if so.
    pub read_only: Option<Message>,
    /// Whether that is because another session has it.
    pub held: bool,
    /// Another version of it, if there is one that may be newer.
    pub other: Option<Box<Other>>,
    /// The page to show, if not the last one.
    pub page: Option<usize>,
}

impl Opened {
    /// A response that is on no disk yet.
    #[must_use]
    pub fn new(form: Rc<Form>, response: Response) -> Self {
        let reviewing = Reviewing::default();
        Self { form, response, reviewing, stored: false, read_only: None, held: false, other: None, page: None }
    }
}

/// Something to be done outside.
#[derive(Debug)]
pub enum Effect {
    /// For the store's worker.
    Job(Job),
    /// Read a response and lock it; comes back as [`Msg::Opened`]. This and the other reading is done at once, by the thread that draws: there is nothing
    /// to show before, and no key that is not for what is read.
    Open(String),
    /// Read a response without locking it; comes back as [`Msg::Read`].
    Read(String),
    /// Look whether the other session has closed this response: if so, lock and read it; comes back as [`Msg::Freed`].
    TakeOver(String),
    /// The response is no longer open: its lock can go.
    Release,
    /// Keep this for the next time.
    Keep(Setting),
    /// Draw everything anew.
    Repaint,
    /// End the program.
    Quit,
}

/// What of the screen is to be drawn after a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Redraw {
    /// Nothing.
    #[default]
    No,
    /// These rows; the others are as they were.
    Part(Part),
    /// All of it; what turns out to be the same costs no byte.
    All,
}

impl Redraw {
    /// What is to be drawn after both.
    pub fn add(&mut self, other: Self) {
        match (&mut *self, other) {
            (_, Self::No) | (Self::All, _) => {}
            (Self::Part(part), Self::Part(other)) => part.add(other),
            (_, other) => *self = other,
        }
    }
}

impl From<bool> for Redraw {
    fn from(all: bool) -> Self {
        if all { Self::All } else { Self::No }
    }
}

/// A screen of the stack; the last one gets the key first.
#[derive(Debug)]
pub enum Screen {
    /// The list of responses.
    Home(home::Home),
    /// The reviewer's list.
    Inbox(Box<inbox::Inbox>),
    /// The page being filled.
    Fill(fill::Fill),
    /// The whole response to read.
    Reread(reread::Reread),
    /// The response being reviewed.
    Reading(Box<reading::Reading>),
    /// What was said of an answer.
    Thread(thread::Thread),
    /// What the response is compared with.
    Moments(moments::Moments),
    /// A panel to write to those who fill or review.
    Write(write::Write),
    /// The file browser.
    Browse(browse::Browse),
    /// What changed in the response.
    Journal(journal::Journal),
    /// The earlier versions of a response.
    Backups(backups::Backups),
    /// What is in the trash.
    Trash(thrown::Trash),
    /// A panel to go to anything.
    GoTo(goto::GoTo),
    /// A panel that says why.
    Why(why::Why),
    /// The menu.
    Menu(menu::Menu),
    /// The keys.
    Help(help::Help),
    /// Two entries of a response.
    Agree(agree::Agree),
    /// Two versions of a response.
    Versions(versions::Versions),
    /// A panel with one line to type, or a confirmation.
    Ask(ask::Ask),
}

/// What the program starts with.
#[derive(Debug)]
pub struct Start {
    /// The words of the screen.
    pub texts: Rc<Texts>,
    /// Colours and marks.
    pub look: Look,
    /// Columns and rows.
    pub size: (u16, u16),
    /// The time.
    pub now: Timestamp,
    /// The local zone.
    pub zone: TimeZone,
    /// Who fills or reviews.
    pub author: String,
    /// Whether they gave that name, or chose not to: else it is asked for once.
    pub named: bool,
    /// Where forms come from.
    pub sources: Sources,
    /// The working directory.
    pub directory: PathBuf,
    /// The person's own directory, if there is one: `~`.
    pub home: Option<PathBuf>,
    /// For identities; a fixed one in tests.
    pub random: fastrand::Rng,
}

/// What is left once all is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaving {
    /// Nothing.
    No,
    /// The response, for the list.
    Response,
    /// The program.
    Program,
}

/// The program.
#[derive(Debug)]
pub struct App {
    core: Core,
    screens: Vec<Screen>,
    /// What is left once all is saved.
    leaving: Leaving,
    /// Whether the response is validated once its files were found whole.
    validating: bool,
    /// Whether F10 was pressed just now though something said is not on the disk: pressed again it leaves without.
    quit_again: bool,
    /// Whether Esc was pressed just now on a page: pressed again it leads to the list.
    back_again: bool,
}

impl App {
    /// The program with the list of responses on the screen.
    #[must_use]
    pub fn new(start: Start) -> Self {
        let core = Core {
            texts: start.texts,
            look: start.look,
            size: start.size,
            now: start.now,
            zone: start.zone,
            author: start.author,
            named: start.named,
            sources: start.sources,
            read_only: None,
            list: Vec::new(),
            unlisted: 0,
            offers: Vec::new(),
            session: None,
            notice: None,
            page_kept: false,
            effects: Vec::new(),
            random: start.random,
            trashed: Vec::new(),
            unsaid: Vec::new(),
            saying: Vec::new(),
            turns: Vec::new(),
            directory: start.directory,
            home: start.home,
            restricted: None,
            confined: None,
        };
        Self {
            core,
            screens: vec![Screen::Home(home::Home::default())],
            leaving: Leaving::No,
            validating: false,
            back_again: false,
            quit_again: false,
        }
    }

    /// Nothing can be kept in the data directory, for this reason: none of its responses is begun, copied or removed.
    pub fn keep_nothing(&mut self, reason: Message) {
        self.core.read_only = Some(reason);
    }

    /// Leaves only the response that is opened, and these two directories.
    pub fn restrict(&mut self, to: Restricted) {
        self.core.restricted = Some(to);
        let prints = self.core.allows(action::Action::Print);
        self.core.session.iter_mut().for_each(|session| session.prints = prints);
    }

    /// Lets no file be read or written but below the working directory: what plays the program is not the person.
    pub fn confine(&mut self) {
        self.core.confined = Some(self.core.directory.clone());
    }

    /// The list of responses, of one form only if so said.
    pub fn show_list(&mut self, listed: Listed, form: Option<String>) {
        self.core.look_for_forms();
        self.core.take_list(listed);
        if self.core.read_only.is_none() {
            // once the list is on the screen
            self.core.ask(Job::Tidy(self.core.now));
        }
        self.screens = vec![Screen::Home(home::Home::new(form))];
    }

    /// The reviewer's list, over the other one: of one form's responses or of these, if so said.
    pub fn show_inbox(&mut self, listed: Listed, form: Option<String>, only: Option<BTreeSet<String>>) {
        self.show_list(listed, form.clone());
        let inbox = inbox::Inbox::open(&mut self.core, form, only);
        self.screens.push(Screen::Inbox(Box::new(inbox)));
    }

    /// The open response differs from what the store has by these entries and perhaps by more: it is written soon.
    pub fn differs(&mut self, entries: Vec<Entry>, author: &str, now: Timestamp) {
        if let Some(session) = &mut self.core.session {
            session.differs_by(entries, author, now);
        }
    }

    /// The open response and what is derived from it.
    #[must_use]
    pub fn session(&self) -> Option<&session::Session> {
        self.core.session.as_ref()
    }

    /// The row of a list of responses that has the cursor, from 0; `None` where no such list is shown.
    #[must_use]
    pub fn row(&self) -> Option<usize> {
        match self.screens.last() {
            Some(Screen::Home(home)) => Some(home.place()),
            Some(Screen::Inbox(inbox)) => inbox.row(),
            _ => None,
        }
    }

    /// What the row of the last page does that has the focus, if it does something.
    #[must_use]
    pub fn to_do(&self) -> Option<action::Action> {
        let session = self.core.session.as_ref()?;
        let fill = self.screens.iter().rev().find_map(|screen| if let Screen::Fill(fill) = screen { Some(fill) } else { None })?;
        if let fill::LastRow::Action(action) = fill.last_row(session)? { Some(action) } else { None }
    }

    /// What Enter does in the menu, a text of the Fluent files; `None` where no menu is open or it does nothing.
    #[must_use]
    pub fn to_choose(&self) -> Option<&'static str> {
        if let Some(Screen::Menu(menu)) = self.screens.last() { menu.chosen(&self.core).map(|binding| binding.text) } else { None }
    }

    /// The screen under all panels.
    #[must_use]
    pub fn base(&self) -> &Screen {
        &self.screens[self.base_at()]
    }

    /// Where it stands in the stack.
    fn base_at(&self) -> usize {
        self.screens.iter().rposition(|screen| !screen.is_panel()).unwrap_or(0)
    }

    /// How many panels stand over the screen.
    #[must_use]
    pub fn panels(&self) -> usize {
        self.screens.iter().filter(|screen| screen.is_panel()).count()
    }

    /// The screen that gets the keys.
    #[must_use]
    pub fn top(&self) -> Option<&Screen> {
        self.screens.last()
    }

    /// Where the focus stands on the page that is filled, though something may lie over it; `None` if none is.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        let session = self.core.session.as_ref()?;
        let fill = self.screens.iter().rev().find_map(|screen| if let Screen::Fill(fill) = screen { Some(fill) } else { None });
        fill.map(|fill| fill.position(session))
    }

    /// What a key does here, a text of the Fluent files; `None` if it does nothing that the table of keys tells, or is text.
    #[must_use]
    pub fn meaning(&self, key: KeyEvent) -> Option<&'static str> {
        hints::meaning(self.screens.last()?, key)
    }

    /// The words of the screen, in its language of now.
    #[must_use]
    pub fn texts(&self) -> &Rc<Texts> {
        &self.core.texts
    }

    /// When the program wants to be called with [`Msg::Due`], whatever else happens.
    #[must_use]
    pub fn due(&self) -> Option<Timestamp> {
        self.core.session.as_ref().and_then(session::Session::due)
    }

    /// The screen as a list of rows.
    #[must_use]
    pub fn frame(&self) -> Frame<'_> {
        let (width, height) = self.core.size;
        let mut frame = Frame::new(width, height);
        if panel::is_too_small(&self.core) {
            panel::too_small(&self.core, &mut frame);
            return frame;
        }
        // over the bottom line; a screen may say there that it goes on
        fill::rule(&mut frame, height - 2, &self.core);
        for screen in &self.screens[self.base_at()..] {
            match screen {
                Screen::Home(home) => home.compose(&self.core, &mut frame),
                Screen::Inbox(inbox) => inbox.compose(&self.core, &mut frame),
                Screen::Fill(fill) => fill.compose(&self.core, &mut frame),
                Screen::Reread(reread) => reread.compose(&self.core, &mut frame),
                Screen::Reading(reading) => reading.compose(&self.core, &mut frame),
                Screen::Thread(thread) => thread.compose(&self.core, &mut frame),
                Screen::Moments(moments) => moments.compose(&self.core, &mut frame),
                Screen::Write(write) => write.compose(&self.core, &mut frame),
                Screen::Browse(browse) => browse.compose(&self.core, &mut frame),
                Screen::Journal(journal) => journal.compose(&self.core, &mut frame),
                Screen::Backups(backups) => backups.compose(&self.core, &mut frame),
                Screen::Trash(trash) => trash.compose(&self.core, &mut frame),
                Screen::GoTo(goto) => goto.compose(&self.core, &mut frame),
                Screen::Why(why) => why.compose(&self.core, &mut frame),
                Screen::Menu(menu) => menu.compose(&self.core, &mut frame),
                Screen::Help(help) => help.compose(&self.core, &mut frame),
                Screen::Agree(agree) => agree.compose(&self.core, &mut frame),
                Screen::Versions(versions) => versions.compose(&self.core, &mut frame),
                Screen::Ask(ask) => ask.compose(&self.core, &mut frame),
            }
        }
        hints::compose(self.screens.last(), &self.core, &mut frame);
        frame
    }

    /// The rows of the screen that a message changed; all of them if it was more than some rows of a page.
    #[must_use]
    pub fn frame_of(&self, redraw: Redraw) -> Frame<'_> {
        let (width, height) = self.core.size;
        let (Redraw::Part(part), Some(Screen::Fill(fill)), false) = (redraw, self.screens.last(), panel::is_too_small(&self.core)) else {
            return self.frame();
        };
        let mut frame = Frame::part(width, height, part.areas(width, height));
        let hints = part.hints;
        fill.compose_part(&self.core, part, &mut frame);
        if hints {
            hints::compose(self.screens.last(), &self.core, &mut frame);
        }
        frame
    }

    /// Whether changes were left that could not be saved.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        let unsaved = self.core.session.as_ref().is_some_and(|session| session.saving != session::Saving::Saved);
        unsaved || !self.core.unsaid.is_empty()
    }

    /// One line for the ordinary screen after the program: what was saved and how to go on.
    #[must_use]
    pub fn farewell(&self) -> Option<String> {
        if !self.core.unsaid.is_empty() {
            return Some(self.core.texts.get("farewell-unsaid").into_owned());
        }
        let session = self.core.session.as_ref().filter(|session| session.stored || self.is_unsaved())?;
        let is_read = matches!(self.base(), Screen::Reading(_));
        if is_read && !self.is_unsaved() {
            return None;
        }
        let name = session.name().unwrap_or_else(|| session.form.title.text(self.core.language()).to_owned());
        let id = session.response.id.as_str();
        let counts = session.outline.counts();
        let message = |name: &str| {
            let message = if let Some(file) = session.elsewhere().filter(|_| self.is_unsaved()) {
                let id = if session.stored { "farewell-elsewhere" } else { "farewell-only-elsewhere" };
                Message::new(id).with("file", clean(&file.display().to_string()).into_owned()).with("form", session.form.id.as_str())
            } else if session.other.is_some() {
                Message::new("farewell-two-versions")
            } else if !session.stored {
                Message::new("farewell-never-saved")
            } else if self.core.restricted.is_some() {
                let saved = Message::new(if self.is_unsaved() { "farewell-restricted-unsaved" } else { "farewell-restricted" });
                saved.with("errors", counts.shown_errors())
            } else if self.is_unsaved() {
                Message::new("farewell-unsaved")
            } else if session.locked().is_some() {
                Message::new("farewell-read")
            } else {
                Message::new("farewell").with("errors", counts.shown_errors())
            };
            self.core.texts.render(&message.with("name", name).with("id", id))
        };
        // on one line, whatever the name
        let room = usize::from(self.core.size.0).saturating_sub(width(&message("")) + 1).max(SHORTEST_NAME);
        Some(message(&fit(&clean(&name), room, self.core.look.cut)))
    }
}

impl Screen {
    /// Whether it floats over another screen.
    fn is_panel(&self) -> bool {
        matches!(
            self,
            Self::Journal(_)
                | Self::Backups(_)
                | Self::Trash(_)
                | Self::GoTo(_)
                | Self::Why(_)
                | Self::Menu(_)
                | Self::Help(_)
                | Self::Thread(_)
                | Self::Moments(_)
                | Self::Write(_)
                | Self::Ask(_)
        )
    }
}
