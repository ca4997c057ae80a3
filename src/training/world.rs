//! What a script plays in: a directory of its own for responses, settings and files, filled as its head says and gone with it. No real response is touched.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use jiff::tz::{TimeZone, offset};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;
use tempfile::TempDir;
use thiserror::Error;

use super::script::{Attached, Data, Draft, Head, Script};
use super::{lessons, samples};
use crate::answers::{self, Answers};
use crate::form::fault::FormError;
use crate::form::{Form, Sources};
use crate::l10n::{Language, Message, Texts};
use crate::outline::why;
use crate::response::history::{Entry, What, between, lines};
use crate::response::import::{Unfit, import};
use crate::response::review::Line;
use crate::response::{Response, read_json};
use crate::store::{Settings, Store, StoreError, read_input};

/// Chance begins here: the same script makes the same responses.
const SEED: u64 = 1;
/// How long before the beginning drafts were made.
const AGE: SignedDuration = SignedDuration::from_hours(1);
/// The largest file of answers that is read, in bytes.
const LARGEST: u64 = 8 << 20;
/// How often a directory in use is tried to be removed.
const TRIES: usize = 10;

/// A script's own world; it is gone once this is dropped.
#[derive(Debug)]
pub struct World {
    /// Where responses are.
    pub store: Store,
    /// The working directory, and the home: where files to attach are.
    pub desk: PathBuf,
    /// Where settings are kept, below what would be `XDG_CONFIG_HOME`: who fills, unless they were never asked, and the language, if the script says it.
    pub config: PathBuf,
    /// When it begins.
    pub now: Timestamp,
    /// Its zone.
    pub zone: TimeZone,
    // last, since what is above lies in it
    dir: TempDir,
}

/// Why a script's world cannot be made.
#[derive(Debug, Error)]
pub enum WorldError {
    /// The disk refuses, or an id is taken.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such form.
    #[error("no form {id}")]
    NoForm {
        /// As the script names it.
        id: String,
        /// Those there are.
        known: Vec<String>,
    },
    /// The form has faults.
    #[error(transparent)]
    Form(#[from] FormError),
    /// A file of answers cannot be understood.
    #[error("{0}")]
    Answers(Message),
    /// Answers do not fit their form.
    #[error("answers of {name} do not fit")]
    Unfit {
        /// The file or the form they are of.
        name: String,
        /// Why.
        unfit: Unfit,
    },
    /// The form has no such page or question.
    #[error("{0}")]
    Unknown(Message),
}

impl WorldError {
    /// What is wrong and what to do, a line each.
    #[must_use]
    pub fn lines(&self, texts: &Texts) -> Vec<String> {
        match self {
            Self::Store(error) => vec![texts.render(&error.message())],
            Self::NoForm { id, known } => {
                vec![texts.render(&Message::new("cli-unknown-form").with("id", id.as_str()).with("known", known.join(", ")))]
            }
            Self::Form(error) => error.lines(texts),
            Self::Answers(message) | Self::Unknown(message) => vec![texts.render(message)],
            Self::Unfit { name, unfit } => unfit.lines(name, texts).into_iter().map(|line| format!("{name}: {line}")).collect(),
        }
    }
}

impl World {
    /// The world of a script, with forms from there.
    ///
    /// # Errors
    /// The disk refuses, or what the script's head asks for cannot be made.
    pub fn make(script: &Script, sources: &Sources) -> Result<Self, WorldError> {
        let dir = tempfile::Builder::new().prefix("recueil-").tempdir().map_err(|error| StoreError::io(&std::env::temp_dir(), &error))?;
        let [data, config, desk] = ["data", "config/recueil", "desk"].map(|name| dir.path().join(name));
        fs::create_dir(&desk).map_err(|error| StoreError::io(&desk, &error))?;
        let Head { name, language, begins, .. } = &script.head;
        let zone = TimeZone::fixed(offset(1));
        // the head's dates are of this century
        let now = zone.to_timestamp(*begins).unwrap_or(Timestamp::UNIX_EPOCH);
        Settings { language: language.map(|language| language.code().to_owned()), author: name.clone(), ..Settings::default() }
            .save(&config)?;
        let store = Store::open(&data)?;
        let beside = script.file.parent().unwrap_or(Path::new(""));
        let author = name.as_deref().unwrap_or_default();
        let language = language.unwrap_or_default();
        let mut filler =
            Filler { store: &store, desk: &desk, sources, author, now, zone: &zone, language, random: fastrand::Rng::with_seed(SEED) };
        script.head.data.iter().try_for_each(|data| filler.put(data, beside))?;
        Ok(Self { store, desk, config, now, zone, dir })
    }

    /// From now on SIGINT and SIGTERM remove it before they end the program.
    ///
    /// # Errors
    /// The system has no thread for it.
    pub fn ends_by_signal(&self) -> io::Result<()> {
        let mut signals = Signals::new([SIGINT, SIGTERM])?;
        let dir = self.dir.path().to_owned();
        let wait = move || {
            let Some(signal) = signals.forever().next() else { return };
            // what is being written there at the same moment can come in between
            let _ = (0..TRIES).any(|_| fs::remove_dir_all(&dir).is_ok());
            let _ = emulate_default_handler(signal); // it does not come back
        };
        thread::Builder::new().spawn(wait).map(drop)
    }

    /// Leaves it where it is, for another program.
    pub fn keep(self) {
        drop(self.dir.keep());
    }
}

/// Puts in what a head says.
struct Filler<'a> {
    store: &'a Store,
    desk: &'a Path,
    sources: &'a Sources,
    author: &'a str,
    now: Timestamp,
    zone: &'a TimeZone,
    language: Language,
    /// For identities, the same each time.
    random: fastrand::Rng,
}

impl Filler<'_> {
    fn put(&mut self, data: &Data, beside: &Path) -> Result<(), WorldError> {
        match data {
            Data::Samples { count, form } => self.put_samples(*count, form.as_deref()),
            Data::Import { file, form, id } => self.put_import(&beside.join(file), form.as_deref(), id.as_deref()),
            Data::Draft(draft) => self.put_draft(draft),
            Data::File { name, bytes } => self.put_file(name, *bytes).map(drop),
        }
    }

    /// A file on the desk.
    fn put_file(&self, name: &str, bytes: u64) -> Result<PathBuf, WorldError> {
        let file = self.desk.join(name);
        let made = File::create(&file).and_then(|made| made.set_len(bytes));
        made.map_err(|error: io::Error| StoreError::io(&file, &error))?;
        Ok(file)
    }

    fn form(&self, id: &str) -> Result<Form, WorldError> {
        let missing = || WorldError::NoForm { id: id.to_owned(), known: self.sources.ids() };
        self.sources.load(id).map_err(|faults| faults.map_or_else(missing, WorldError::Form))
    }

    fn put_samples(&mut self, count: usize, form: Option<&str>) -> Result<(), WorldError> {
        let first = || self.sources.ids().into_iter().next().unwrap_or_default();
        let form = self.form(&form.map_or_else(first, str::to_owned))?;
        let mut put = Ok(());
        samples::each(&form, count, SEED, self.now, |sample| {
            if put.is_ok() {
                put = sample.put(self.store);
            }
        });
        Ok(put?)
    }

    fn put_import(&mut self, file: &Path, form: Option<&str>, id: Option<&str>) -> Result<(), WorldError> {
        let name = file.display().to_string();
        // the lessons of the program bring their files with them
        let own = file.file_name().and_then(|name| lessons::file(name.to_str()?)).filter(|_| !file.exists());
        let given = read_json(&own.map_or_else(|| read_input(file, LARGEST), |text| Ok(text.as_bytes().to_vec()))?);
        let bad = |reason| WorldError::Answers(Message::new("import-not-json").with("file", name.as_str()).with("reason", reason));
        let Value::Object(given) = given.map_err(bad)? else {
            return Err(WorldError::Answers(Message::new("import-not-an-object").with("file", name)));
        };
        let stem = || file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let form = self.form(&form.map_or_else(stem, str::to_owned))?;
        let response = self.response(&form, given, id, &name)?;
        self.put_response(&response)
    }

    fn put_draft(&mut self, draft: &Draft) -> Result<(), WorldError> {
        let form = self.form(&draft.form)?;
        let mut answers = Answers::default();
        for (path, value) in &draft.answers {
            answers.set(path, Some(value.clone()));
        }
        let mut response = self.response(&form, answers.as_map().clone(), draft.id.as_deref(), &draft.form)?;
        for (path, text) in &draft.unreadable {
            let path = response.answers.resolve(path).unwrap_or_else(|| path.clone());
            form.item_at(&path).ok_or_else(|| WorldError::Unknown(Message::new("fault-no-question").with("id", path.as_str())))?;
            response.unreadable.insert(path, text.clone());
        }
        for id in &draft.fixed {
            form.find(id).ok_or_else(|| WorldError::Unknown(Message::new("fault-no-question").with("id", id.as_str())))?;
            response.fixed.insert(id.clone());
        }
        for id in &draft.seen {
            let known = || form.pages.iter().map(|page| page.id.as_str()).collect::<Vec<_>>().join(", ");
            let unknown = || WorldError::Unknown(Message::new("fill-unknown-page").with("id", id.as_str()).with("known", known()));
            form.find_page(id).ok_or_else(unknown)?;
            response.seen.insert(id.clone());
        }
        self.put_response(&response)?;
        for Attached { path, name, bytes } in &draft.attached {
            let path = response.answers.resolve(path).unwrap_or_else(|| path.clone());
            let question = form.item_at(&path).and_then(|item| form.items[item].question());
            question
                .filter(|question| question.is_file())
                .ok_or_else(|| WorldError::Unknown(Message::new("fault-no-question").with("id", path.as_str())))?;
            let copy = self.store.attach(&response.id, &self.put_file(name, *bytes)?)?;
            let mut files = response.answers.get(&path).and_then(Value::as_array).cloned().unwrap_or_default();
            files.push(serde_json::to_value(copy).unwrap_or_default());
            response.answers.set(&path, Some(files.into()));
        }
        if !draft.attached.is_empty() {
            self.store.save(&response)?;
        }
        if draft.validated {
            let before = response.clone();
            let files = self.store.check_files(&response, &form);
            let inputs = before.inputs(&form, &files, self.zone.to_datetime(self.now).date(), self.language);
            response.validate(&inputs, self.author, response.modified, |path| why::in_words(&inputs, path, &Texts::new(self.language)));
            let entries = between(&before, &response, What::Validate, "");
            let saved = self.store.save_with(&response.id, &response.to_json(), &mut lines(&entries), self.now);
            saved.written?;
        }
        let said = draft.said.iter().enumerate().map(|(n, line)| self.said(n, line, &response, &form)).collect::<Result<Vec<_>, _>>()?;
        Ok(self.store.append_review(&response.id, &said)?)
    }

    /// A line of a review: of a block by its number, of an answer as it is.
    fn said(&self, n: usize, line: &Value, response: &Response, form: &Form) -> Result<Line, WorldError> {
        let mut told = line.clone();
        if let Some(fields) = told.as_object_mut() {
            let at = || (self.now - AGE + SignedDuration::from_secs(i64::try_from(n).unwrap_or_default())).to_string().into();
            fields.entry("at").or_insert_with(at);
            if let Some(path) = fields.get("path").and_then(Value::as_str).map(answers::Path::from) {
                let path = response.answers.resolve(&path).unwrap_or(path);
                fields.insert("sha256".to_owned(), response.digest_at(form, &path).into());
                fields.insert("path".to_owned(), path.as_str().into());
            }
        }
        let wrong = |error: serde_json::Error| {
            WorldError::Unknown(Message::new("world-said").with("found", line.to_string()).with("reason", error.to_string()))
        };
        serde_json::from_value(told).map_err(wrong)
    }

    fn response(&mut self, form: &Form, given: Map<String, Value>, id: Option<&str>, name: &str) -> Result<Response, WorldError> {
        let id = id.map_or_else(|| self.store.new_id(&mut self.random), str::to_owned);
        let made = import(form, given, &id, (self.author, self.now - AGE), &mut self.random);
        made.map_err(|unfit| WorldError::Unfit { name: name.to_owned(), unfit })
    }

    fn put_response(&self, response: &Response) -> Result<(), WorldError> {
        let entry = Entry::event(What::Import, response.modified, self.author);
        Ok(self.store.put_made(response, &[entry], &[])?)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use serde_json::json;

    use super::*;
    use crate::l10n::Language;

    const FORM: &str = r#"
id = "essai"
title = "Essai"
version = "1"

[[page]]
id = "un"
title = "Un"

[[page.question]]
id = "nom"
kind = "text"
label = "Nom"

[[page.question]]
id = "pieces"
kind = "file"
label = "Pièces"

[[page.question]]
id = "actions"
kind = "repeat"
item = "Action {n}"
add = "Ajouter"
max = 5
label = "Actions"

[[page.question.field]]
id = "debut"
kind = "month"
label = "Début"
"#;

    fn made(dir: &Path, head: &str) -> Result<World, WorldError> {
        fs::write(dir.join("essai.toml"), FORM).unwrap();
        let text = format!("{head}\nType recueil\nEnter\n");
        let script = Script::parse(&dir.join("lesson.tape"), &text).unwrap();
        World::make(&script, &Sources::new(vec![dir.to_owned()]))
    }

    fn read(world: &World, id: &str) -> Response {
        world.store.load(id).unwrap()
    }

    #[test]
    fn a_world_holds_what_the_head_says_and_is_gone_when_dropped() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("tout.json"), r#"{"nom": "Éloi"}"#).unwrap();
        let head = "#: date 2025-04-01T08:00\n#: name Dominique Leroy\n#: form essai --id k3f9k3f9\n#: answer nom = \"Éléonore\"\n\
                    #: answer actions[k3f9].debut = \"2025-03\"\n#: fixed nom\n#: seen un\n#: import tout.json --form essai --id abcd1234\n\
                    #: file note.pdf 12000\n#: samples 3 --form essai";
        let world = made(dir.path(), head).unwrap();
        assert_eq!(world.now.to_string(), "2025-04-01T07:00:00Z");
        let draft = read(&world, "k3f9k3f9");
        assert_eq!(json!(draft.answers), json!({"nom": "Éléonore", "actions": [{"_id": "k3f9", "debut": "2025-03"}]}));
        assert_eq!((draft.author.as_str(), draft.fixed.contains("nom"), draft.seen.contains("un")), ("Dominique Leroy", true, true));
        assert_eq!(json!(read(&world, "abcd1234").answers), json!({"nom": "Éloi"}));
        assert_eq!(fs::metadata(world.desk.join("note.pdf")).unwrap().len(), 12000);
        assert_eq!(world.store.list().unwrap().len(), 5);
        assert_eq!(Settings::load(&world.config).author.as_deref(), Some("Dominique Leroy"));
        let place = world.store.dir().parent().unwrap().to_owned();
        assert!(place.is_dir());
        drop(world);
        assert!(!place.exists());
    }

    #[test]
    fn a_draft_has_the_files_and_what_was_said_that_its_head_names() {
        let dir = tempfile::tempdir().unwrap();
        let head = "#: form essai --id k3f9k3f9\n#: answer actions = [{\"debut\": \"2025-03\"}, {}]\n#: unreadable actions[2].debut = \"marss\"\n\
                    #: attached pieces a.pdf 20\n#: attached pieces b.pdf 30\n\
                    #: said {\"what\": \"query\", \"id\": \"a\", \"path\": \"actions[1].debut\", \"text\": \"Sûr ?\"}\n\
                    #: said {\"what\": \"mark\", \"path\": \"pieces\"}\n#: said {\"what\": \"send_back\"}";
        let world = made(dir.path(), head).unwrap();
        let (draft, said) = (read(&world, "k3f9k3f9"), world.store.reviewing("k3f9k3f9"));
        let files = draft.answers.get(&"pieces".into()).unwrap();
        assert_eq!((&files[0]["name"], &files[1]["size"]), (&json!("a.pdf"), &json!(30)));
        assert!(world.store.dir().join("responses/k3f9k3f9/files/b.pdf").is_file());
        assert_eq!(draft.answers.numbered(&said.threads[0].path).as_str(), "actions[1].debut");
        let form = Sources::new(vec![dir.path().to_owned()]).load("essai").unwrap();
        assert!(said.mark(&"pieces".into(), &draft.digest_at(&form, &"pieces".into())).is_some());
        let unreadable = draft.unreadable.iter().map(|(path, text)| (draft.answers.numbered(path), text.as_str()));
        assert_eq!(unreadable.collect::<Vec<_>>(), [("actions[2].debut".into(), "marss")]);
        assert_eq!(draft.review, crate::response::Review::SentBack);
    }

    #[test]
    fn the_same_script_makes_the_same_world() {
        let dir = tempfile::tempdir().unwrap();
        let head = "#: form essai\n#: answer actions = [{\"debut\": \"2025-03\"}]\n#: samples 4 --form essai\n#: form essai";
        let told = || {
            let world = made(dir.path(), head).unwrap();
            let mut all: Vec<String> =
                world.store.list().unwrap().into_iter().map(|stored| format!("{:?}", stored.response.unwrap())).collect();
            all.sort();
            all
        };
        assert_eq!(told(), told());
    }

    #[test]
    fn a_world_that_cannot_be_made_says_why() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("list.json"), "[]").unwrap();
        fs::write(dir.path().join("torn.json"), "{").unwrap();
        let texts = Texts::new(Language::French);
        for (head, told) in [
            ("#: form autre", "autre"),
            ("#: samples 2 --form autre", "autre"),
            ("#: import none.json --form essai", "none.json"),
            ("#: import torn.json --form essai", "torn.json"),
            ("#: import list.json --form essai", "list.json"),
            ("#: form essai\n#: answer nom = 3\n#: answer autre = 1", "nom: un texte est attendu"),
            ("#: form essai\n#: fixed autre", "autre"),
            ("#: form essai\n#: unreadable autre = \"x\"", "autre"),
            ("#: form essai\n#: seen deux", "deux"),
            ("#: form essai\n#: attached nom a.pdf 3", "nom"),
            ("#: form essai\n#: said {\"what\": \"shout\"}", "shout"),
            ("#: form essai --id abcd1234\n#: form essai --id abcd1234", "abcd1234"),
        ] {
            let lines = made(dir.path(), head).unwrap_err().lines(&texts).join("\n");
            assert!(lines.contains(told), "{head}: {lines}");
        }
    }
}
