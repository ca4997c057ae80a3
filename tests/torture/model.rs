//! What the program must hold: the same program in this process, given the same keys, on a disk of its own that nobody kills.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use recueil::answers::{Answers, Path, Step};
use recueil::app::{App, Effect, Msg, Opened, Start};
use recueil::form::{Form, Sources};
use recueil::l10n::{Language, Texts};
use recueil::response::{Response, without_ids};
use recueil::store::{Store, Worker};
use recueil::terminal::input::{Decoder, Input};
use recueil::ui::look::Look;
use serde_json::{Value, json};

/// Columns and rows of all screens here.
pub const SIZE: (u16, u16) = (80, 24);

pub struct Model {
    app: App,
    decoder: Decoder,
    store: Store,
    form: Rc<Form>,
    texts: Rc<Texts>,
}

impl Model {
    /// The program as it is when it opens this response from `desk`.
    pub fn open(response: Response, is_stored: bool, store: Store, desk: PathBuf) -> Self {
        let sources = Sources::new(vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/forms"))]);
        let (form, texts) = (form(), Rc::new(Texts::new(Language::French)));
        let mut app = App::new(Start {
            texts: texts.clone(),
            look: Look::UNICODE,
            size: SIZE,
            now: Timestamp::now(),
            zone: TimeZone::UTC,
            author: "essayeur".to_owned(),
            named: false,
            sources,
            home: desk.parent().map(Into::into),
            directory: desk,
            random: fastrand::Rng::new(),
        });
        app.open(Opened { stored: is_stored, ..Opened::new(form.clone(), response) });
        let mut model = Self { app, decoder: Decoder::default(), store, form, texts };
        model.send(Msg::Resize(SIZE.0, SIZE.1));
        model
    }

    /// Takes what is typed.
    pub fn feed(&mut self, bytes: &[u8]) {
        if self.app.due().is_some_and(|due| due <= Timestamp::now()) {
            self.send(Msg::Due);
        }
        self.decoder.feed(bytes);
        while let Some(input) = self.decoder.pop() {
            self.send(match input {
                Input::Key(key) => Msg::Key(key),
                Input::Paste(text) => Msg::Paste(text),
                Input::NotUtf8 => Msg::NotUtf8,
            });
        }
    }

    fn send(&mut self, msg: Msg) {
        let mut messages = vec![msg];
        while let Some(msg) = messages.pop() {
            for effect in self.app.update(msg, Timestamp::now()).0 {
                if let Effect::Job(job) = effect {
                    let worker = Worker::spawn(self.store.clone(), || {});
                    worker.send(job);
                    messages.extend(worker.finish().into_iter().map(Msg::Done));
                }
            }
        }
    }

    pub fn response(&self) -> &Response {
        &self.app.session().expect("a response is open").response
    }

    /// The rows of the screen but the first, which says how far saving is.
    pub fn rows(&self) -> Vec<String> {
        self.app.frame().to_text().lines().skip(1).map(|line| line.trim_end().to_owned()).collect()
    }

    /// Whether a file is being chosen.
    pub fn is_browsing(&self) -> bool {
        self.app.frame().to_text().starts_with(&*format!(" {}", self.texts.get("browse-title")))
    }

    /// What has the focus.
    pub fn place(&self) -> Place {
        let position = self.response().position.clone().unwrap_or_default();
        let last = self.form.pages.iter().any(|page| page.last && page.id == position.page);
        let kind = self.form.item_at(&position.path).map_or("", |item| self.form.items[item].kind());
        let on_block = kind == "repeat";
        Place { path: position.path, kind: if last { "last" } else { kind }, on_block }
    }

    /// The answer at a path, and the text there that cannot be read.
    pub fn holds(&self, path: &Path) -> (Value, Option<&str>) {
        let response = self.response();
        (response.answers.get(path).cloned().unwrap_or_default(), response.unreadable.get(path).map(String::as_str))
    }
}

/// What has the focus.
pub struct Place {
    pub path: Path,
    /// The kind of question, `repeat` on a block or on the row that adds one, `last` on the last page, else nothing.
    pub kind: &'static str,
    pub on_block: bool,
}

/// The form that robots fill.
pub fn form() -> Rc<Form> {
    let sources = Sources::new(vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/forms"))]);
    Rc::new(sources.load("tous").unwrap_or_else(|error| panic!("{error:?}")))
}

/// All that was given, with blocks by their number: their identities differ from one run to another.
pub fn given(response: &Response) -> String {
    // in the order of the numbers, not of the identities
    let unreadable: BTreeMap<_, _> =
        response.unreadable.iter().map(|(path, text)| (numbered(&response.answers, path), Value::from(text.as_str()))).collect();
    json!([without_ids(&response.answers), unreadable]).to_string()
}

/// Where the filler stands, with blocks by their number.
pub fn stands(response: &Response) -> String {
    let position = response.position.clone().unwrap_or_default();
    format!("{} {}", position.page, numbered(&response.answers, &position.path))
}

/// Whether the filler stands on a question or a block: of the rows between them only the page is kept.
pub fn is_question(response: &Response) -> bool {
    let path = response.position.clone().unwrap_or_default().path;
    !path.as_str().is_empty() && path.as_str() != "actions"
}

fn numbered(answers: &Answers, path: &Path) -> String {
    let root = Path::question(path.root());
    let number = |id: &str| answers.blocks(&root).position(|(known, _)| known == id).map_or_else(|| "?".to_owned(), |n| n.to_string());
    path.steps()
        .map(|step| match step {
            Step::Name(name) => format!(".{name}"),
            Step::Instance(id) => format!("[{}]", number(id)),
        })
        .collect()
}
