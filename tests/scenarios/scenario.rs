//! A scenario: a response on a screen of some size, keys in a small language, a data directory of its own, a clock that only the test moves.
//!
//! What the program asks of the outside is done at once, by the same store and worker as in the real loop. After each message it is held that what is
//! on the screen is safe and whole, that nothing changed without being drawn, and that the outline is what it would be if derived anew.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::path::PathBuf;
use std::rc::Rc;

use crossterm::event::{KeyCode, KeyEvent};
use jiff::tz::{TimeZone, offset};
use jiff::{Timestamp, ToSpan};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use recueil::answers::Path;
use recueil::app::session::Session;
use recueil::app::{App, Effect, Msg, Opened, Redraw, Restricted, Start};
use recueil::form::{Form, Sources};
use recueil::l10n::{Language, Message, Texts};
use recueil::outline::outline;
use recueil::response::review::{Act, Line};
use recueil::response::{Response, Status};
use recueil::store::{Job, LISTED_AT_ONCE, Listed, Listing, Lock, LockError, Setting, Settings, Store, StoreError};
use recueil::terminal::hands::{Taken, lock_new, take};
use recueil::training::samples::samples;
use recueil::ui::clean::is_hostile;
use recueil::ui::frame::row_text;
use recueil::ui::look::Look;
use serde_json::{Value, json};
use tempfile::TempDir;
use unicode_width::UnicodeWidthStr;

use super::hand::Hand;
use super::key::key;

#[path = "there.rs"]
mod there;

/// When scenarios begin.
const START: &str = "2025-03-10T09:30:00Z";

/// The response that is entered a second time.
pub const FIRST: &str = "premier2";

/// What a scenario begins with.
pub struct Given {
    form: String,
    file: Option<String>,
    answers: Value,
    said: Vec<Line>,
    first: Option<Value>,
    fixed: Vec<String>,
    page: Option<String>,
    size: (u16, u16),
    language: Language,
    stored: bool,
    named: bool,
    samples: usize,
}

/// One of the forms of the program, or of a test by its text.
pub fn given(form: &str) -> Given {
    let file = form.contains('\n').then(|| form.to_owned());
    let id = file.as_deref().map_or(form, |text| text.split_once("id = \"").unwrap().1.split_once('"').unwrap().0);
    let (answers, said, size) = (json!({}), Vec::new(), (100, 120));
    Given {
        form: id.to_owned(),
        file,
        answers,
        said,
        first: None,
        fixed: Vec::new(),
        page: None,
        size,
        language: Language::French,
        stored: true,
        named: true,
        samples: 0,
    }
}

impl Given {
    /// Answers on the disk already.
    pub fn answers(mut self, answers: Value) -> Self {
        self.answers = answers;
        self
    }

    /// Something said of the response by a person, after what was said before.
    pub fn said(mut self, by: &str, act: Act) -> Self {
        self.said.push(Line { at: START.parse().unwrap(), by: by.to_owned(), act });
        self
    }

    /// As the second entry of a response with these answers, [`FIRST`].
    pub fn again(mut self, first: Value) -> Self {
        self.first = Some(first);
        self
    }

    /// Questions fixed from outside.
    pub fn fixed(mut self, ids: &[&str]) -> Self {
        self.fixed = ids.iter().map(|&id| id.to_owned()).collect();
        self
    }

    /// The page shown first.
    pub fn page(mut self, id: &str) -> Self {
        self.page = Some(id.to_owned());
        self
    }

    /// Columns and rows; without it a screen so high that whole pages are seen.
    pub fn size(mut self, width: u16, height: u16) -> Self {
        self.size = (width, height);
        self
    }

    /// In English.
    pub fn english(mut self) -> Self {
        self.language = Language::English;
        self
    }

    /// A response that is not on the disk yet.
    pub fn new_response(mut self) -> Self {
        self.stored = false;
        self
    }

    /// By a person who never gave a name: only that of the account is known.
    pub fn unnamed(mut self) -> Self {
        self.named = false;
        self
    }

    /// That many sample responses are in the data directory; three of the first 18 have something wrong in them.
    pub fn samples(mut self, count: usize) -> Self {
        self.samples = count;
        self
    }

    /// The list of responses, empty but for samples.
    pub fn home(self) -> Scenario {
        let mut scenario = Scenario::new(&self);
        scenario.app.show_list(scenario.listed(), None);
        scenario.draw(&Redraw::All, "");
        scenario
    }

    /// The response, open.
    pub fn open(self) -> Scenario {
        let mut scenario = Scenario::new(&self);
        let form = scenario.form(&self.form);
        let page = self.page.as_deref().map(|id| form.find_page(id).unwrap());
        let mut response = Response::new(&form, "essai234".to_owned(), "Camille", scenario.now);
        response.answers = self.answers.as_object().unwrap().clone().into();
        response.fixed = self.fixed.iter().cloned().collect();
        if let Some(first) = &self.first {
            let fixed = response.fixed.clone();
            let first = Response { fixed, answers: first.as_object().unwrap().clone().into(), ..response.clone() };
            scenario.store.save(&Response { id: FIRST.to_owned(), author: "Ana".to_owned(), ..first }).unwrap();
            response.verifies = Some(FIRST.to_owned());
        }
        if self.stored {
            scenario.store.save(&response).unwrap();
            scenario.store.append_review(&response.id, &self.said).unwrap();
        }
        scenario.open(response, self.stored, page);
        scenario
    }
}

/// The program on its screen, with the disk behind it.
pub struct Scenario {
    app: App,
    /// The data directory.
    pub store: Store,
    /// Where files to attach lie, and prints go.
    pub desk: PathBuf,
    /// When it is.
    pub now: Timestamp,
    /// Whether the program has ended.
    pub ended: bool,
    /// Saves wait while this is so.
    pub held: bool,
    /// Checks of the copies of files, and other jobs, that wait with the saves.
    waiting: Vec<Job>,
    lock: Option<Lock>,
    hand: Hand,
    start: (Sources, (u16, u16), Language),
    /// The name that the person gave, empty if none; nothing while it was never asked for.
    pub name: Option<String>,
    /// What the settings say of responses that were saved elsewhere.
    pub elsewhere: BTreeMap<String, PathBuf>,
    /// The screen as it was drawn, and its cursor.
    shown: (String, Option<(u16, u16)>),
    /// The rows of the screen as they were drawn; nothing for a blank one.
    rows: Vec<Option<Buffer>>,
    _dir: TempDir,
}

impl Scenario {
    fn new(given: &Given) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (forms, desk) = (dir.path().join("forms"), dir.path().join("desk"));
        fs::create_dir(&forms).unwrap();
        fs::create_dir(&desk).unwrap();
        if let Some(text) = &given.file {
            fs::write(forms.join(format!("{}.toml", given.form)), text).unwrap();
        }
        let store = Store::open(&dir.path().join("data")).unwrap();
        let now = START.parse().unwrap();
        let start = (Sources::new(vec![forms]), given.size, given.language);
        let name = given.named.then(|| "Camille".to_owned());
        let app = app(&start, name.as_deref(), &desk, now);
        let (held, waiting, lock, hand, ended) = (false, Vec::new(), None, Hand::new(&store), false);
        let (elsewhere, shown, rows) = (BTreeMap::new(), Default::default(), Vec::new());
        let scenario = Self { app, store, desk, now, ended, held, waiting, lock, hand, start, name, elsewhere, shown, rows, _dir: dir };
        if given.samples > 0 {
            for sample in samples(&scenario.form(&given.form), given.samples, 1, now) {
                sample.put(&scenario.store).unwrap();
            }
        }
        scenario
    }

    fn form(&self, id: &str) -> Rc<Form> {
        if Sources::default().has(id) {
            return builtin(id);
        }
        let form = self.start.0.load(id);
        Rc::new(form.unwrap_or_else(|error| panic!("{id}: {error:?}")))
    }

    fn open(&mut self, response: Response, stored: bool, page: Option<usize>) {
        let form = self.form(&response.form.id);
        let opened = if stored {
            let taken = take(&self.store, &response.id, "Camille");
            Opened { page, ..self.read(form, &response.id, taken) }
        } else {
            self.lock = None;
            Opened { page, ..Opened::new(form, response) }
        };
        self.app.open(opened);
        let (width, height) = self.start.1;
        self.send(Msg::Resize(width, height));
    }

    /// The program is started anew on the response that was open: with what the disk holds.
    pub fn reopen(&mut self) {
        let id = self.response().id.clone();
        self.lock = None;
        self.hand = Hand::new(&self.store);
        self.waiting.clear();
        self.held = false;
        self.ended = false;
        self.app = app(&self.start, self.name.as_deref(), &self.desk, self.now);
        let response = self.store.load(&id).unwrap();
        self.open(response, true, None);
    }

    /// Leaves the program by F10 and starts it anew on the same response.
    pub fn quit_and_reopen(&mut self) {
        self.keys("F10");
        assert!(self.ended, "F10 ends the program:\n{}", self.screen());
        self.reopen();
    }

    // What comes from outside.

    /// Keys: names (`Tab`, `S-Tab`, `Up`, `PgDn`, `Enter`, `Esc`, `Space`, `Del`, `Bs`, `Home`, `End`, `F8`), `C-g`, one character, `'text'`; `Tab*3`.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys.trim_start();
        while !rest.is_empty() {
            if let Some(text) = rest.strip_prefix('\'') {
                let (text, after) = text.split_once('\'').expect("a text ends with '");
                self.type_text(text);
                rest = after.trim_start();
                continue;
            }
            let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
            let (word, times) = word.split_once('*').map_or((word, 1), |(word, times)| (word, times.parse().unwrap()));
            for _ in 0..times {
                self.press(key(word));
            }
            rest = after.trim_start();
        }
        self
    }

    /// Types a text, one key a character.
    pub fn type_text(&mut self, text: &str) -> &mut Self {
        text.chars().for_each(|c| self.press(KeyEvent::from(KeyCode::Char(c))));
        self
    }

    /// Presses a key; the clock goes on by 20 ms.
    pub fn press(&mut self, key: KeyEvent) {
        self.send(Msg::Key(key));
        self.wait(20);
    }

    /// Pastes.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.send(Msg::Paste(text.to_owned()));
        self
    }

    /// Another size of the terminal.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.start.1 = (width, height);
        self.send(Msg::Resize(width, height));
        self
    }

    /// Time goes by; what is due is done.
    pub fn wait(&mut self, milliseconds: i64) -> &mut Self {
        self.now += milliseconds.milliseconds();
        if self.app.due().is_some_and(|due| due <= self.now) {
            self.send(Msg::Due);
        }
        self
    }

    /// A message with all that follows from it.
    pub fn send(&mut self, msg: Msg) {
        let mut messages = VecDeque::from([msg]);
        while let Some(msg) = messages.pop_front() {
            let said = format!("{msg:?}");
            let (effects, redraw) = self.app.update(msg, self.now);
            if redraw == Redraw::No {
                let frame = self.app.frame();
                assert_eq!((frame.to_text(), frame.cursor), self.shown, "{said} changed the screen without drawing it");
            } else {
                self.draw(&redraw, &said);
            }
            if let Some(session) = self.app.session() {
                assert_eq!(session.outline, outline(&session.inputs()), "{said}: the outline kept up to date is not the one derived anew");
            }
            for effect in effects {
                messages.extend(self.run(effect));
            }
        }
    }

    fn run(&mut self, effect: Effect) -> Vec<Msg> {
        match effect {
            Effect::Job(job) if self.held => self.waiting.push(job),
            Effect::Job(job) => return self.work(job),
            Effect::Open(id) => {
                let taken = take(&self.store, &id, "Camille");
                return vec![Msg::Opened(self.load(&id, taken).map(Box::new))];
            }
            Effect::Read(id) => return vec![Msg::Read(self.review(&id).map(Box::new))],
            Effect::TakeOver(id) => match self.store.lock(&id, "Camille") {
                Err(LockError::Held { .. }) => {}
                Ok(lock) => return vec![Msg::Freed(self.load(&id, lock.into()).map(Box::new))],
                Err(error) => return vec![Msg::Freed(Err(error.message()))],
            },
            Effect::Release => self.lock = None,
            Effect::Keep(Setting::Language(language)) => self.start.2 = language,
            Effect::Keep(Setting::Author(name)) => self.name = Some(name),
            Effect::Keep(Setting::Elsewhere(id, Some(file))) => drop(self.elsewhere.insert(id, file)),
            Effect::Keep(Setting::Elsewhere(id, None)) => drop(self.elsewhere.remove(&id)),
            Effect::Repaint => {}
            Effect::Quit => self.ended = true,
        }
        Vec::new()
    }

    fn work(&mut self, job: Job) -> Vec<Msg> {
        let done = self.hand.work(job);
        for done in &done {
            if self.app.session().is_some() {
                lock_new(&mut self.lock, done, &self.store, "Camille");
            }
        }
        done.into_iter().map(Msg::Done).collect()
    }

    fn load(&mut self, id: &str, taken: Taken) -> Result<Opened, Message> {
        let response = self.store.load(id).map_err(|error| error.message())?;
        if !self.start.0.has(&response.form.id) {
            return Err(Message::new("no-such-form").with("id", response.form.id.as_str()));
        }
        let form = self.form(&response.form.id);
        Ok(self.read(form, id, taken))
    }

    /// Reads a response as the program does for whoever reviews it.
    fn review(&self, id: &str) -> Result<Opened, Message> {
        let response = self.store.load(id).map_err(|error| error.message())?;
        if !self.start.0.has(&response.form.id) {
            return Err(Message::new("no-such-form").with("id", response.form.id.as_str()));
        }
        let form = self.form(&response.form.id);
        Ok(Opened { reviewing: self.store.reviewing(id), stored: true, ..Opened::new(form, response) })
    }

    /// Reads a response that is locked, as the program does.
    fn read(&mut self, form: Rc<Form>, id: &str, taken: Taken) -> Opened {
        let (response, seen) = self.store.read(id).unwrap();
        let settings = Settings { elsewhere: self.elsewhere.clone(), ..Settings::default() };
        let other = taken.other(&self.store, &response, seen, &settings);
        self.lock = taken.lock;
        let reviewing = self.store.reviewing(id);
        Opened { form, response, reviewing, stored: true, read_only: taken.barred, held: taken.held, other, page: None }
    }

    /// What waited for the disk is done.
    pub fn let_go(&mut self) {
        self.held = false;
        while self.let_go_once() {}
    }

    /// The first of what waits for the disk is done; whether anything waited.
    pub fn let_go_once(&mut self) -> bool {
        if self.waiting.is_empty() {
            return false;
        }
        let job = self.waiting.remove(0);
        for msg in self.work(job) {
            self.send(msg);
        }
        true
    }

    /// The data directory can only be read.
    pub fn keep_nothing(&mut self) -> &mut Self {
        self.app.keep_nothing(StoreError::ReadOnly { path: "/srv/reponses".into() }.message());
        self
    }

    /// Whoever sits here has this response and nothing else.
    pub fn restrict(&mut self, restricted: Restricted) -> &mut Self {
        self.app.restrict(restricted);
        self.draw(&Redraw::All, "");
        self
    }

    fn listed(&self) -> Listed {
        let listing = Listing { sources: self.start.0.clone(), today: self.now.to_zoned(TimeZone::fixed(offset(1))).date() };
        self.store.summaries(&listing, usize::MAX).unwrap()
    }

    /// The reviewer's list, as the command opens it.
    pub fn inbox(&mut self) -> &mut Self {
        let listing = Listing { sources: self.start.0.clone(), today: self.now.to_zoned(TimeZone::fixed(offset(1))).date() };
        self.app.show_inbox(self.store.summaries(&listing, LISTED_AT_ONCE).unwrap(), None, None);
        let (width, height) = self.start.1;
        self.send(Msg::Resize(width, height));
        self
    }

    /// The list is read anew.
    pub fn relist(&mut self) {
        self.app.show_list(self.listed(), None);
        self.draw(&Redraw::All, "");
    }

    /// The directory of responses goes away, as when a network disk does.
    pub fn lose_disk(&self) {
        fs::rename(self.store.dir().join("responses"), self.store.dir().join("away")).unwrap();
    }

    /// It comes back.
    pub fn find_disk(&self) {
        fs::rename(self.store.dir().join("away"), self.store.dir().join("responses")).unwrap();
    }

    /// A file on the desk, to attach.
    pub fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.desk.join(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// Goes to a question by its code, as a person who knows it would.
    pub fn go(&mut self, id: &str) -> &mut Self {
        self.keys("C-g").paste(id).keys("Enter");
        let there = Path::from(self.at().as_str()).is_within(&Path::from(id));
        assert!(there || self.session().locked().is_some(), "« go to {id} » led to {}:\n{}", self.at(), self.screen());
        self
    }

    /// To the last page, the focus on the row that says this.
    pub fn last_page(&mut self, row: &str) -> &mut Self {
        self.keys("C-g Down*30 Enter");
        for _ in 0..60 {
            if self.focused().contains(row) && !self.focused().starts_with("Vous avez") {
                return self;
            }
            self.keys("Tab");
        }
        panic!("the last page has no row « {row} »:\n{}", self.screen());
    }

    /// Draws the rows that are said to have changed, and holds that the screen then shows the whole frame, cursor included, and what must be so of every
    /// screen.
    fn draw(&mut self, redraw: &Redraw, said: &str) {
        let frame = self.app.frame();
        let blank = || Buffer::empty(Rect::new(0, 0, frame.width, 1));
        self.rows.resize(usize::from(frame.height), None);
        if *redraw != Redraw::All {
            let part = self.app.frame_of(redraw.clone());
            for (y, row) in (0..).zip(&mut self.rows).filter(|(y, _)| part.from_column(*y).is_some()) {
                part.draw_row(y, row.get_or_insert_with(blank));
            }
            let shown = &self.shown.0;
            assert_eq!(
                part.cursor,
                frame.cursor,
                "{said}: the cursor of what is drawn, {redraw:?}, of\n{}\nbefore\n{shown}",
                frame.to_text()
            );
        }
        let mut text = String::new();
        let mut spare = None;
        for ((y, row), is_blank) in (0..).zip(&mut self.rows).zip(frame.blank_rows()) {
            let mut wanted = (!is_blank).then(|| spare.take().filter(|row: &Buffer| row.area.width == frame.width).unwrap_or_else(blank));
            if let Some(wanted) = &mut wanted {
                frame.draw_row(y, wanted);
                let line = row_text(wanted);
                assert!(line.width() <= usize::from(frame.width), "too wide: {line}");
                text.push_str(&line);
            }
            text.push('\n');
            let is_same = || *row == wanted || row.as_ref().unwrap_or(&blank()) == wanted.as_ref().unwrap_or(&blank());
            assert!(*redraw == Redraw::All || is_same(), "{said}: row {y} is not drawn as it is now ({redraw:?})\n{row:?}\n{wanted:?}");
            spare = std::mem::replace(row, wanted);
        }
        let (width, height) = self.start.1;
        assert_eq!((frame.width, frame.height), (width, height), "{said}");
        for entry in &frame.entries {
            let said: String = entry.line.spans.iter().map(|span| span.content.as_ref()).collect();
            assert!(!said.chars().any(is_hostile), "may not reach the terminal: {said:?}");
        }
        if let Some((x, y)) = frame.cursor {
            assert!(x < width && y < height, "the cursor at {x},{y} is outside of {width}×{height}");
        }
        let fits = width >= 60 && height >= 16;
        let panel = text.contains('┌');
        if fits && !panel && self.app.session().is_some() {
            assert!(text.contains('▌') || !is_page(&text), "no bar shows the focus:\n{text}");
        }
        self.shown = (text, frame.cursor);
    }
}

/// A form of the program, loaded once a thread.
pub fn builtin(id: &str) -> Rc<Form> {
    thread_local! {
        static FORMS: RefCell<BTreeMap<String, Rc<Form>>> = RefCell::default();
    }
    let load = || Rc::new(Sources::default().load(id).unwrap_or_else(|error| panic!("{id}: {error:?}")));
    FORMS.with_borrow_mut(|forms| forms.entry(id.to_owned()).or_insert_with(load).clone())
}

/// Whether the second line is that of a page: « 4/12  Title ».
fn is_page(text: &str) -> bool {
    let second = text.lines().nth(1).unwrap_or_default().trim_start();
    second.split_once('/').is_some_and(|(n, _)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

fn app(start: &(Sources, (u16, u16), Language), name: Option<&str>, desk: &std::path::Path, now: Timestamp) -> App {
    let (sources, size, language) = start.clone();
    App::new(Start {
        texts: Texts::new(language).into(),
        look: Look::UNICODE,
        size,
        now,
        zone: TimeZone::fixed(offset(1)),
        author: name.filter(|name| !name.is_empty()).unwrap_or("compte").to_owned(),
        named: name.is_some(),
        sources,
        directory: desk.to_owned(),
        home: Some(desk.join("maison")),
        // the same in each run, but not twice in one
        random: fastrand::Rng::with_seed(7 + now.as_millisecond().abs_diff(START.parse::<Timestamp>().unwrap().as_millisecond())),
    })
}

/// Columns of the map at the left of the page.
pub fn map(width: u16) -> usize {
    usize::from(width - recueil::app::fill::Fill::columns(width))
}
