//! A person's own session as a script: what was answered, question by question, and what was done besides. What they wrote is not in it, fiction is.
//!
//! Answers are told by what they are in the end, not by the keys that made them, so that the script plays at any size and after pages changed.

mod away;
pub mod fiction;
mod keys;
mod made;
mod panels;
mod seen;
mod tape;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent};
use jiff::{SignedDuration, Timestamp};

use self::fiction::Fiction;
use self::keys::{Held, control, key};
use self::seen::{blocks, ending, held, name_of};
use self::tape::Tape;
pub use self::tape::create;
use super::media::cast;
use super::script::keys::typed;
use super::script::{Data, Head, What};
use super::show_keys::Spoken;
use crate::answers::Path;
use crate::app::action::{Action, Scope, action_of};
use crate::app::{App, Msg, Screen};
use crate::form::Form;
use crate::question::Question;
use crate::response::{Position, Response};
use crate::terminal::beside::Beside;

/// The longest pause that is kept.
const PAUSE: Duration = Duration::from_millis(1500);
/// A shorter pause is none.
const SHORTEST: Duration = Duration::from_millis(300);
/// Who stays somewhere for so long looks at something.
const LOOK: SignedDuration = SignedDuration::from_secs(2);
/// So often a key leads to the end of whatever it moves in.
const FAR: u16 = 200;
/// Keys of a page that lead elsewhere, or do nothing that is to be seen again.
const MOVES: [Action; 11] = [
    Action::Next,
    Action::Previous,
    Action::ScreenDown,
    Action::ScreenUp,
    Action::NextPage,
    Action::PreviousPage,
    Action::NextProblem,
    Action::PreviousProblem,
    Action::Back,
    Action::Save,
    Action::Repaint,
];

/// Writes down what a person does, as it is done.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, any of which may hold")]
pub struct Recorder<W> {
    tape: Tape<W>,
    cast: Option<Cast<W>>,
    /// What stands for what was written; `None` where it is to be kept.
    fiction: Option<Fiction>,
    /// The responses that the script makes, each with the id it has there.
    made: BTreeMap<String, String>,
    /// How many files it makes.
    files: usize,
    /// The response that is open.
    open: Option<(String, Rc<Form>)>,
    /// The question under the focus.
    visit: Option<Visit>,
    /// Whether the script may stand elsewhere than the person.
    strayed: bool,
    /// Where the script has just gone, if nothing was pressed there yet.
    stands: Option<String>,
    /// The page whose chapter was begun.
    chapter: Option<String>,
    /// What stands over the page is not told: where it leads to is.
    unseen: bool,
    /// The response as it was before the person went to what the script does not have.
    away: Option<Response>,
    /// Whether a block is in hand.
    in_hand: bool,
    /// What was said, until it is told.
    spoken: Spoken,
    /// The key of an action of blocks that was pressed just now: Enter does it.
    letter: Option<KeyEvent>,
    /// Text typed elsewhere than on a page, until another key comes.
    run: String,
    /// Whether the script has written to a file of its own: what is asked of the person's file then is nothing to it.
    has_written: bool,
    /// What came, and what was there then.
    before: Option<(Came, Before)>,
    /// When something was told last.
    told: Timestamp,
    /// When the last key came.
    heard: Timestamp,
}

/// What came from the person.
#[derive(Debug)]
enum Came {
    Key(KeyEvent),
    Paste(String),
}

/// What the program was before it got something.
#[derive(Debug)]
struct Before {
    place: Place,
    panels: usize,
    position: Option<Position>,
    /// The same, as the script names it.
    named: String,
    /// How many blocks there are where one is added.
    blocks: usize,
    /// Whether Enter does something, on the last page.
    does: bool,
    takes_text: bool,
    /// The ending of the file that was named, where one was asked for.
    ending: Option<String>,
}

/// Where keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The page.
    Page,
    /// To a panel or a screen that only leads somewhere: what comes of it is told.
    Way,
    /// To the panel that leads anywhere, but from the menu.
    GoTo,
    /// A list of responses: which one is opened is told.
    List,
    /// To a panel about a file to write.
    File,
    /// To what shows what the script does not have.
    Away,
    /// Anything else.
    Elsewhere,
}

/// The focus stays on a question.
#[derive(Clone, Debug)]
struct Visit {
    path: Path,
    /// The same, as the script names it: what is answered there changes no number of a block.
    named: Path,
    page: String,
    before: Held,
    now: Held,
}

/// The screen as it is drawn.
#[derive(Debug)]
struct Cast<W> {
    writer: cast::Writer<W>,
    began: Timestamp,
    size: (u16, u16),
}

impl<W: Write> Recorder<W> {
    /// Writes there, into the file of that name, from now on. Without a fiction, what is written is kept as it is.
    #[must_use]
    pub fn new((to, name): (W, &str), head: &Head, fiction: Option<Fiction>, now: Timestamp) -> Self {
        Self {
            tape: Tape::new(to, head, name),
            cast: None,
            fiction,
            made: BTreeMap::new(),
            files: 0,
            open: None,
            visit: None,
            strayed: true,
            stands: None,
            chapter: None,
            unseen: false,
            away: None,
            in_hand: false,
            spoken: Spoken::default(),
            letter: None,
            run: String::new(),
            has_written: false,
            before: None,
            told: now,
            heard: now,
        }
    }

    /// Writes what is drawn, too, on a terminal of that size.
    ///
    /// # Errors
    /// What the writer says.
    pub fn with_cast(mut self, to: W, title: &str, size: (u16, u16)) -> io::Result<Self> {
        let writer = cast::Writer::new(to, cast::Version::Two, title, size, self.told.as_second())?;
        self.cast = Some(Cast { writer, began: self.told, size });
        Ok(self)
    }

    /// Writes what is said beside the program, too, as it is said.
    #[must_use]
    pub fn with_spoken(mut self, spoken: Spoken) -> Self {
        self.spoken = spoken;
        self
    }

    /// What was said is told after what was done before it.
    fn tell_spoken(&mut self, now: Timestamp) {
        let spoken = std::mem::take(&mut *self.spoken.borrow_mut());
        if !spoken.is_empty() {
            self.end_run(now);
            // whoever speaks is still there: what is answered next is told against what was told now
            let goes_on = self.visit.as_ref().map(|visit| Visit { before: visit.now.clone(), ..visit.clone() });
            self.end_visit(now);
            self.visit = goes_on;
            self.put(spoken, now);
            self.tape.flush();
        }
    }

    /// The end: what is still to be told is written.
    ///
    /// # Errors
    /// Something could not be written, now or before.
    pub fn finish(mut self, now: Timestamp) -> io::Result<()> {
        self.tell_spoken(now);
        self.end_run(now);
        self.end_visit(now);
        if let Some(Cast { writer, began, .. }) = self.cast.take() {
            self.tape.keep(writer.end(since(began, now)).map(drop));
        }
        self.tape.finish()
    }

    /// A text as it is told.
    fn text(&mut self, text: &str) -> String {
        match &mut self.fiction {
            Some(fiction) => fiction.text(text),
            None => text.to_owned(),
        }
    }

    /// What a question holds, as it is told.
    fn told_of(&mut self, form: &Form, path: &Path, held: &Held) -> Held {
        let Some(fiction) = &mut self.fiction else { return held.clone() };
        let Some(item) = form.item_at(path) else { return Held::default() };
        let value = held.value.as_ref().and_then(|value| fiction.answer(form, path, value));
        let unreadable = held.unreadable.iter().map(|(below, text)| (below.clone(), fiction.typed(&form.items[item], text))).collect();
        Held { value, unreadable }
    }

    /// A response is open now: the script makes it, as it is, and opens it.
    fn opened(&mut self, app: &App, now: Timestamp) {
        let Some(session) = app.session() else { return };
        let (form, response) = (session.form.clone(), &session.response);
        let is_read = matches!(app.top(), Some(Screen::Reading(_)));
        let (is_new, next) = (!self.made.contains_key(&response.id), format!("demo{}", self.made.len() + 1));
        let id = self.made.entry(response.id.clone()).or_insert(next).clone();
        if is_new {
            let draft = made::draft(session, id.clone(), &mut self.fiction, &mut self.files);
            self.tape.data(&Data::Draft(draft));
        }
        let command = if is_read {
            vec!["review".to_owned(), id]
        } else {
            let mut command = vec!["fill".to_owned(), id];
            command.extend(app.position().into_iter().flat_map(|position| ["--page".to_owned(), position.page]));
            command
        };
        self.tape.start(&command);
        if is_read {
            self.tape.put(&key(KeyCode::Enter));
        }
        self.open = Some((response.id.clone(), form));
        (self.strayed, self.chapter, self.told) = (true, None, now);
        self.tape.flush();
    }

    /// What happened is told, after a pause if there was one.
    fn put(&mut self, whats: impl IntoIterator<Item = What>, now: Timestamp) {
        // in tenths of a second: nobody sees less
        let tenths = since(self.told, now).min(PAUSE).as_millis() / 100;
        let pause = Duration::from_millis(100 * u64::try_from(tenths).unwrap_or_default());
        if pause >= SHORTEST {
            self.tape.put(&What::Sleep(pause));
        }
        (self.told, self.stands) = (now, None);
        for what in whats {
            self.tape.put(&what);
        }
    }

    /// The script goes where the person is.
    fn go(&mut self, named: &str, page: &str, now: Timestamp) {
        self.strayed = false;
        if self.stands.as_deref() == Some(named) {
            return self.put([], now);
        }
        let mut chapter = None;
        if let Some((_, form)) = &self.open
            && self.chapter.as_deref() != Some(page)
            && let Some(place) = form.find_page(page)
        {
            chapter = Some(What::Chapter(form.pages[place].title.text(self.tape.language).to_owned()));
            self.chapter = Some(page.to_owned());
        }
        let typed = What::Type { text: named.to_owned(), each: None };
        self.put(chapter.into_iter().chain([control('g'), typed, key(KeyCode::Enter)]), now);
        self.stands = Some(named.to_owned());
    }

    fn go_if_strayed(&mut self, before: &Before, now: Timestamp) {
        if let Some(position) = before.position.as_ref().filter(|_| self.strayed) {
            self.go(&before.named, &position.page.clone(), now);
        }
    }

    /// The focus leaves a question: what it holds now is told, if that is something else.
    fn end_visit(&mut self, now: Timestamp) {
        let Some(Visit { path, named, page, before, now: held }) = self.visit.take() else { return };
        let Some((_, form)) = self.open.clone().filter(|_| before != held) else { return };
        let is_file = form.item_at(&path).and_then(|item| form.items[item].question()).is_some_and(Question::is_file);
        if is_file {
            self.attach(named.as_str(), &page, (&before, &held), now);
        } else {
            let (was, is) = (self.told_of(&form, &path, &before), self.told_of(&form, &path, &held));
            for (place, whats) in keys::keys(&form, &path, &was, &is, self.tape.language) {
                let below = place.below(&path);
                let named = below.map_or_else(|| named.clone(), |below| named.join(below));
                self.go(named.as_str(), &page, now);
                self.put(whats, now);
            }
        }
        (self.strayed, self.stands) = (true, None);
        self.tape.flush();
    }

    /// Files were removed or attached: the script has others of their sizes.
    fn attach(&mut self, named: &str, page: &str, (before, held): (&Held, &Held), now: Timestamp) {
        let list = |held: &Held| held.value.as_ref().and_then(|value| value.as_array().cloned()).unwrap_or_default();
        let (mut files, new) = (list(before), list(held));
        while let Some(place) = files.iter().position(|file| !new.contains(file)) {
            self.go(named, page, now);
            let down = (place > 0).then(|| keys::times(KeyCode::Down, place));
            self.put(down.into_iter().chain([key(KeyCode::Delete)]), now);
            files.remove(place);
        }
        for file in new.iter().filter(|file| !files.contains(file)) {
            let name = made::file_name(file, &mut self.files);
            self.tape.data(&Data::File { name: name.clone(), bytes: made::bytes(file) });
            self.go(named, page, now);
            self.put([What::Type { text: name, each: None }, key(KeyCode::Enter)], now);
        }
    }

    /// A key on the page, and what became of it.
    fn on_page(&mut self, came: &Came, before: &Before, app: &App, now: Timestamp) {
        let Came::Key(pressed) = *came else { return };
        let Some(position) = &before.position else { return };
        let is_over = app.panels() > before.panels || place(app) != Place::Page;
        let scope: &[Scope] = if position.path.last_block().is_some() { &[Scope::Block, Scope::Fill] } else { &[Scope::Fill] };
        let action = action_of(pressed, scope).or_else(|| action_of(pressed, &[Scope::Everywhere]));
        if is_over {
            // what comes of a file that is looked for is still of this visit
            self.unseen = matches!(place(app), Place::GoTo | Place::Way);
            if !self.unseen {
                self.end_visit(now);
                if !matches!(place(app), Place::List | Place::Away) {
                    self.go_if_strayed(before, now);
                    self.tell_key(pressed, before, app, now);
                }
            }
            return;
        }
        match action {
            Some(Action::Undo | Action::Redo | Action::Quit) => {
                self.end_visit(now);
                self.tell_key(pressed, before, app, now);
                // what it changed is not to be told again
                (self.visit, self.strayed) = (None, true);
                self.tape.flush();
            }
            _ if self.in_hand || position.path.last_block().is_some() => {
                // the key of an action is told with the Enter that does it
                let letter = self.letter.take().filter(|_| pressed.code == KeyCode::Enter);
                let waits = matches!(action, Some(Action::BlockAfter | Action::BlockBefore | Action::BlockCopy));
                let acts = matches!(action, Some(Action::BlockMove | Action::BlockRemove)) || pressed.code == KeyCode::Char(' ');
                self.letter = (waits && !self.in_hand).then_some(pressed);
                if self.in_hand || letter.is_some() || acts {
                    self.go_if_strayed(before, now);
                    for key in letter.into_iter().chain([pressed]) {
                        self.tell_key(key, before, app, now);
                    }
                    let is_arrow = matches!(pressed.code, KeyCode::Up | KeyCode::Down);
                    self.in_hand = if self.in_hand { is_arrow } else { action == Some(Action::BlockMove) };
                    self.strayed = !self.in_hand;
                    self.visit = None;
                    self.tape.flush();
                }
            }
            _ if blocks(app, &position.path) > before.blocks => {
                // after the last one, there is no way to the row that adds the first of them alone
                let last = (before.blocks > 0).then(|| format!("{}[{}]", position.path, before.blocks));
                self.go(last.as_deref().unwrap_or(position.path.as_str()), &position.page.clone(), now);
                for key in last.map(|_| KeyCode::Char('a')).into_iter().chain([KeyCode::Enter]) {
                    self.tell_key(key.into(), before, app, now);
                }
                (self.visit, self.strayed) = (None, true);
                self.tape.flush();
            }
            _ if before.does && pressed.code == KeyCode::Enter => {
                self.go_if_strayed(before, now);
                self.tell_key(pressed, before, app, now);
            }
            Some(action) if !MOVES.contains(&action) && typed(pressed).is_none() && !self.is_changed(app) => {
                self.go_if_strayed(before, now);
                self.tell_key(pressed, before, app, now);
            }
            _ => {}
        }
    }

    /// Whether the question under the focus holds something else than when the focus came.
    fn is_changed(&self, app: &App) -> bool {
        self.visit.as_ref().is_some_and(|visit| held(app, &visit.path) != visit.before)
    }

    /// The focus is where it is now: a visit goes on, or ends and another begins.
    fn follow(&mut self, app: &App, now: Timestamp) {
        let Some(position) = app.position() else { return };
        let path = position.path.asked();
        if let Some(visit) = self.visit.as_mut().filter(|visit| visit.path == path) {
            visit.now = held(app, &path);
            return;
        }
        if self.visit.is_some() {
            // what leaving a question made of its answer is its, too
            if let Some(visit) = &mut self.visit {
                visit.now = held(app, &visit.path);
            }
            self.end_visit(now);
        }
        let at = Some((position.clone(), app.to_do()));
        self.strayed |= self.tape.at != at;
        self.tape.at = at;
        let held = held(app, &path);
        let named = app.session().map_or_else(Path::default, |session| session.response.answers.numbered(&path));
        self.visit = Some(Visit { path, named, page: position.page, before: held.clone(), now: held });
    }
}

impl<W: Write> Beside for Recorder<W> {
    fn input(&mut self, msg: Msg, app: &App, now: Timestamp) -> Option<Msg> {
        self.tell_spoken(self.heard);
        let came = match &msg {
            Msg::Key(key) => Came::Key(*key),
            Msg::Paste(text) => Came::Paste(text.clone()),
            _ => return Some(msg),
        };
        let place = place(app);
        let position = app.position();
        let path = position.as_ref().map(|position| &position.path);
        let is_page = place == Place::Page;
        let named =
            position.as_ref().filter(|_| is_page && (self.strayed || self.in_hand || path.is_some_and(|path| path.block().is_some())));
        let before = Before {
            named: named.map(|position| name_of(app, position)).unwrap_or_default(),
            blocks: path.filter(|_| is_page).map_or(0, |path| blocks(app, path)),
            does: is_page && app.to_do().is_some(),
            // only a line that is typed into has a cursor; what is looked for in the menu is told as it is
            takes_text: !is_page && app.frame().cursor.is_some() && !matches!(app.top(), Some(Screen::Menu(_))),
            ending: ending(app),
            panels: app.panels(),
            place,
            position,
        };
        if is_page && self.strayed && now.duration_since(self.heard) >= LOOK {
            self.go_if_strayed(&before, self.heard);
        }
        self.heard = now;
        self.before = Some((came, before));
        Some(msg)
    }

    fn after(&mut self, app: &App, now: Timestamp) {
        let id = app.session().map(|session| &session.response.id);
        let is_same = id == self.open.as_ref().map(|(id, _)| id);
        let came = self.before.take();
        if !is_same {
            self.end_run(now);
            self.end_visit(now);
            self.open = None;
            (self.unseen, self.in_hand, self.away) = (false, false, None);
            self.opened(app, now);
        } else if let Some((came, before)) = came.filter(|_| self.open.is_some()) {
            self.has_written &= before.panels > 0;
            match before.place {
                _ if self.away.is_some() => {}
                // the script closes what led there
                Place::Elsewhere if place(app) == Place::Away => self.put([key(KeyCode::Esc)], now),
                Place::Page => self.on_page(&came, &before, app, now),
                Place::List => {}
                _ if self.unseen || self.has_written => {}
                Place::File => self.name_file(&came, &before, app, now),
                _ => self.press(&came, &before, app, now),
            }
        }
        if place(app) == Place::Page && app.panels() == 0 {
            let returns = std::mem::take(&mut self.run);
            if !returns.is_empty() {
                self.run = returns;
                self.end_run(now);
            }
            self.unseen = false;
            self.come_back(app, now);
            self.follow(app, now);
        } else if place(app) == Place::Away {
            self.go_away(app, now);
        } else if !self.unseen && matches!(place(app), Place::Elsewhere | Place::File) {
            // what is changed from there follows from what is told
            self.visit = None;
            self.strayed = true;
        }
        self.tape.language = app.texts().language();
    }

    fn drawn(&mut self, size: (u16, u16), bytes: &[u8], now: Timestamp) {
        let Some(cast) = &mut self.cast else { return };
        let at = since(cast.began, now);
        let resized = if cast.size == size { Ok(()) } else { cast.writer.resize(at, size) };
        cast.size = size;
        let drawn = resized.and_then(|()| cast.writer.output(at, bytes));
        if drawn.is_err() {
            self.cast = None;
            self.tape.keep(drawn);
        }
    }
}

/// Where keys go now.
fn place(app: &App) -> Place {
    match app.top() {
        Some(Screen::Fill(_)) => Place::Page,
        Some(Screen::GoTo(_)) => Place::GoTo,
        Some(Screen::Browse(_)) => Place::Way,
        Some(Screen::Home(_) | Screen::Inbox(_)) | None => Place::List,
        Some(Screen::Journal(_) | Screen::Versions(_) | Screen::Agree(_)) => Place::Away,
        Some(Screen::Ask(ask)) if ask.is_of_file() => Place::File,
        Some(_) => Place::Elsewhere,
    }
}

fn since(from: Timestamp, to: Timestamp) -> Duration {
    Duration::try_from(to.duration_since(from)).unwrap_or_default()
}
