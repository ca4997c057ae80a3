//! What all screens share: words, look, size, the open response, the list of responses, and the effects a key asked for.

use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use ratatui::style::Style;

use super::action::Action;
use super::fill::Spot;
use super::fill::part::Part;
use super::reading::changes::Against;
use super::session::Session;
use super::turn::Turn;
use super::versions::Choice;
use super::write::Written;
use super::{Effect, Restricted, Screen};
use crate::answers::Path;
use crate::form::{Form, Sources};
use crate::l10n::{Language, Message, Texts};
use crate::response::Response;
use crate::response::history::Entry;
use crate::response::review::{Act, Line, Reviewing};
use crate::store::{self, Job, Listed, Listing, Summary};
use crate::ui::Context;
use crate::ui::look::{Look, error, quiet};

/// What the screens share.
#[derive(Debug)]
pub struct Core {
    /// The words.
    pub texts: Rc<Texts>,
    /// Colours and marks.
    pub look: Look,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// When the message being handled came.
    pub now: Timestamp,
    /// The local zone, for dates on screen and « today ».
    pub zone: TimeZone,
    /// Who fills or reviews.
    pub author: String,
    /// Whether they gave that name, or chose not to: else it is asked for when something is first put under it.
    pub named: bool,
    /// Where forms come from.
    pub sources: Sources,
    /// Why nothing can be kept in the data directory, if so.
    pub read_only: Option<Message>,
    /// The responses of the data directory, as last read.
    pub list: Vec<Arc<Summary>>,
    /// How many of them are still being read.
    pub unlisted: usize,
    /// The forms that can be begun.
    pub offers: super::home::Offers,
    /// The open response.
    pub session: Option<Session>,
    /// Something to tell in the bottom line until the next key.
    pub notice: Option<Message>,
    /// Whether a page was turned just now: its data are kept, and the screen says so until the next key.
    pub page_kept: bool,
    /// What is to be done outside, in order.
    pub effects: Vec<Effect>,
    /// For identities of blocks and responses.
    pub random: fastrand::Rng,
    /// Responses put into the trash from this screen, the newest last: undo takes them out.
    pub trashed: Vec<String>,
    /// What was said of responses and could not be written, with their ids: it goes before what is said next.
    pub unsaid: Vec<(String, Vec<Line>)>,
    /// What is on its way to the disk, in order, with the ids of the responses.
    pub saying: Vec<(String, Vec<Line>)>,
    /// What was decided, marked and closed here, the newest last: undo takes it back.
    pub turns: Vec<Turn>,
    /// Where the file browser looks first and prints go.
    pub directory: PathBuf,
    /// The person's own directory, if there is one: `~`.
    pub home: Option<PathBuf>,
    /// What is left to someone who may open one response only, if so.
    pub restricted: Option<Restricted>,
    /// Files are read and written only below this directory: a script plays the program.
    pub confined: Option<PathBuf>,
}

/// What a screen made of a key.
#[derive(Debug)]
pub enum Step {
    /// Nothing: not even drawn.
    Ignored,
    /// Something to draw.
    Redraw,
    /// These rows of the page to draw; nothing else changed.
    Part(Part),
    /// A screen comes on top.
    Open(Box<Screen>),
    /// This screen goes.
    Close,
    /// This screen goes, and this is done on the one below.
    CloseAnd(Command),
    /// This is done.
    Do(Command),
}

/// Something that one screen asks of the program.
#[derive(Clone, Debug)]
pub enum Command {
    /// An action of the key table.
    Act(Action),
    /// To a place of the response.
    GoTo(usize, Option<Path>),
    /// To the row of the last page that does this.
    ToDo(Action),
    /// Puts back what stood before this entry of the history, and goes there.
    TakeBack(Box<Entry>),
    /// To a stop of the page shown.
    Stop(Spot),
    /// Prints to this file; replaces it if so said.
    Print(PathBuf, bool),
    /// Writes the response to this file outside the data directory; replaces it if so said.
    Elsewhere(PathBuf, bool),
    /// Opens the comparison with the first entry.
    Agree,
    /// From there to a place of the open response, its second entry.
    Visit(usize, Path),
    /// The question with this place is answered in the open response as in this one.
    Adopt(Box<Response>, Path),
    /// Takes back the last change of the page below.
    UndoOnPage,
    /// Puts the open response into the trash.
    TrashOpen,
    /// One of two versions of the response is to hold.
    Settle(Choice),
    /// Fill the response as soon as the other session has closed it.
    TakeOver,
    /// The name to go by from now on, empty for that of the account; and what it was asked for, if not for itself.
    Sign(String, Option<Action>),
    /// Says this of the open response.
    Say(Vec<Act>),
    /// What was written in a panel, for what, and of which responses.
    Written(Written),
    /// Opens the panel to reply in this thread.
    Reply(String),
    /// Reads a response of the list as its reviewer.
    Read(String),
    /// Reads the next one of the list, or the one before.
    ReadNext(bool),
    /// Reads the same one anew.
    ReadAgain,
    /// Compares what is read with something else, or no more.
    Compare(Option<Against>),
    /// Locks the response.
    Validate,
    /// Opens it again, for this reason.
    Reopen(String),
    /// Opens a response of the list.
    OpenResponse(String),
    /// Begins a response of this form.
    Begin(String),
    /// Attaches a file to the question with the focus.
    Attach(PathBuf),
}

impl Core {
    /// What drawing needs, in that many columns.
    #[must_use]
    pub fn context(&self, width: u16) -> Context<'_> {
        Context { texts: &self.texts, look: &self.look, width, today: self.today() }
    }

    /// The language of the screen.
    #[must_use]
    pub fn language(&self) -> Language {
        self.texts.language()
    }

    /// The local day.
    #[must_use]
    pub fn today(&self) -> Date {
        self.session.as_ref().map_or_else(|| self.now.to_zoned(self.zone.clone()).date(), |session| session.today)
    }

    /// Columns for a page's text.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.size.0
    }

    /// Asks the store for something.
    pub fn ask(&mut self, job: Job) {
        self.effects.push(Effect::Job(job));
    }

    /// Tells something in the bottom line.
    pub fn tell(&mut self, message: Message) {
        self.notice = Some(message);
    }

    /// Whether what is on the screen is on the disk, in words.
    #[must_use]
    pub fn save_state(&self) -> (Message, Style) {
        let Some(session) = &self.session else { return (Message::new("state-saved"), quiet()) };
        let (id, style) = if session.is_troubled() {
            ("state-not-saved", error())
        } else if session.settling.is_some() {
            ("state-saving", quiet())
        } else if session.held.flatten().is_some() {
            ("state-waiting", quiet())
        } else if session.locked().is_some() {
            ("state-read-only", quiet())
        } else if session.is_calm() {
            (if self.page_kept { "page-kept" } else { "state-saved" }, quiet())
        } else {
            ("state-saving", quiet())
        };
        (Message::new(id), style)
    }

    /// Writes the open response now, if something in it is not on the disk.
    pub fn save(&mut self) {
        let Some(session) = &mut self.session else { return };
        let id = session.response.id.clone();
        if let Some((json, entries)) = session.start_save() {
            let now = self.now;
            return self.ask(Job::Save { id, json, entries, now });
        }
        let entries = session.new_entries();
        if !entries.is_empty() {
            self.ask(Job::Record { id, entries });
        }
    }

    /// Says something of a response: at once for what is on the screen, then on the disk, after what could not be written before.
    pub fn say(&mut self, id: &str, acts: Vec<Act>) {
        let new: Vec<Line> = acts.into_iter().map(|act| Line { at: self.now, by: self.author.clone(), act }).collect();
        if let Some(session) = self.session.as_mut().filter(|session| session.response.id == id) {
            session.reviewing.extend(&new);
            session.response.review = session.reviewing.review().unwrap_or(session.response.review);
        }
        self.write_review(id, new);
    }

    /// Writes lines of a review, after those of this response that could not be written before.
    fn write_review(&mut self, id: &str, new: Vec<Line>) {
        let (mut lines, others): (Vec<_>, Vec<_>) = std::mem::take(&mut self.unsaid).into_iter().partition(|(of, _)| of == id);
        self.unsaid = others;
        let lines: Vec<Line> = lines.drain(..).flat_map(|(_, lines)| lines).chain(new).collect();
        if !lines.is_empty() {
            self.saying.push((id.to_owned(), lines.clone()));
            self.ask(Job::Review { id: id.to_owned(), lines });
        }
    }

    /// What was said was written, or not: then it waits to be tried again.
    pub fn said(&mut self, id: String, lines: Vec<Line>, is_written: bool) {
        if let Some(at) = self.saying.iter().position(|(of, other)| *of == id && *other == lines) {
            self.saying.remove(at);
        }
        if !is_written {
            self.unsaid.push((id, lines));
        }
    }

    /// What was said of a response, as read from the disk, with what is on its way there or waits to be tried again.
    #[must_use]
    pub fn with_unwritten(&self, id: &str, mut read: Reviewing) -> Reviewing {
        for (_, lines) in self.unsaid.iter().chain(&self.saying).filter(|(of, _)| of == id) {
            read.extend(lines);
        }
        read
    }

    /// Tries again to write what was said and could not be written.
    pub fn say_again(&mut self) {
        let ids: Vec<String> = self.unsaid.iter().map(|(id, _)| id.clone()).collect();
        for id in ids {
            self.write_review(&id, Vec::new());
        }
    }

    /// Has the copies of attached files looked at; whether there are any.
    pub fn check_files(&mut self) -> bool {
        let Some(session) = &self.session else { return false };
        let files = store::expected(&session.response, &session.form);
        if files.is_empty() {
            return false;
        }
        self.ask(Job::CheckFiles { id: session.response.id.clone(), files });
        true
    }

    /// Loads a form.
    ///
    /// # Errors
    /// What to tell.
    pub fn form(&self, id: &str) -> Result<Rc<Form>, Message> {
        match self.sources.load(id) {
            Ok(form) => Ok(Rc::new(form)),
            Err(None) => Err(Message::new("no-such-form").with("id", id)),
            Err(Some(error)) => {
                let first = error.lines(&self.texts).into_iter().next().unwrap_or_default();
                Err(Message::new("form-broken").with("fault", first))
            }
        }
    }

    /// What the list is made with.
    #[must_use]
    pub fn listing(&self) -> Listing {
        Listing { sources: self.sources.clone(), today: self.now.to_zoned(self.zone.clone()).date() }
    }

    /// Has the responses of the data directory listed anew.
    pub fn list_anew(&mut self) {
        self.look_for_forms();
        self.ask(Job::List(self.listing()));
    }

    /// Looks which forms there are.
    pub fn look_for_forms(&mut self) {
        let offers = self.sources.ids().into_iter().map(|id| {
            let title = self.form(&id).map(|form| form.title.clone());
            (id, title)
        });
        self.offers = offers.collect();
    }

    /// Takes in the responses of the data directory; those that are still to be read are asked for.
    pub fn take_list(&mut self, listed: Listed) {
        self.list = listed.summaries;
        self.unlisted = listed.left;
        if listed.left > 0 {
            self.ask(Job::ListOn(self.listing()));
        }
    }
}
