//! A session that is recorded and played again, at two sizes: the same answers, and nothing of what was written.

use std::cell::RefCell;
use std::fs;
use std::io::{self, Write};
use std::path::Path as FilePath;
use std::rc::Rc;

use crossterm::event::KeyEvent;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use crate::answers::Answers;
use crate::app::Msg;
use crate::cli::play::perform_in;
use crate::cli::screen::Prepared;
use crate::form::Sources;
use crate::l10n::{Language, Texts};
use crate::response::{Response, without_ids};
use crate::store::Settings;
use crate::training::script::{Script, What, keys};
use crate::training::stage::Stage;
use crate::training::world::World;
use crate::ui::look::Look;

/// The form of the tests; no file of the source names one.
fn form() -> String {
    Sources::default().ids().into_iter().next().unwrap()
}

/// A file in memory.
#[derive(Clone, Debug, Default)]
struct Memory(Rc<RefCell<Vec<u8>>>);

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Memory {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

/// Someone who works while it is recorded.
struct Person {
    dir: TempDir,
    session: Session,
    stage: Stage,
    recorder: Recorder<Memory>,
    script: Memory,
    film: Memory,
    size: (u16, u16),
}

impl Person {
    fn new(words: &[&str], keep_text: bool) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let session = session(dir.path());
        let store = session.store().unwrap();
        let fill = |what: &str| super::super::arguments::Fill {
            what: what.to_owned(),
            fix: vec![("region".to_owned(), "53".to_owned())],
            set: Vec::new(),
            page: None,
            verify: false,
            restricted: false,
            inbox: None,
            outbox: None,
        };
        let what = words.first().map(|what| Recorded::Fill(fill(what)));
        let opening = opening(&session, &store, what).unwrap();
        let size = (100, 30);
        let set = Set { look: Look::UNICODE, size, directory: dir.path().join("desk"), home: None };
        fs::create_dir(dir.path().join("desk")).unwrap();
        let Prepared { app, lock, outside } = prepare(&session, store, opening, None, set).unwrap();
        let (script, video) = (Memory::default(), Memory::default());
        let head = head(&session, FilePath::new("séance.tape"), keep_text);
        let recorder = Recorder::new(script.clone(), &head, (!keep_text).then(|| Fiction::new(7)), session.now);
        let mut recorder = recorder.with_cast(video.clone(), "séance", size).unwrap();
        let stage = Stage::new(app, outside, lock, size, session.now);
        recorder.after(stage.app(), stage.now());
        Self { dir, session, stage, recorder, script, film: video, size }
    }

    fn send(&mut self, msg: Msg) {
        let now = self.stage.now();
        if let Some(msg) = self.recorder.input(msg, self.stage.app(), now) {
            self.stage.send(msg);
            self.recorder.after(self.stage.app(), now);
            let text = self.stage.app().frame().to_text();
            self.recorder.drawn(self.size, text.as_bytes(), now);
        }
        self.stage.wait(std::time::Duration::from_millis(100));
    }

    fn key(&mut self, key: KeyEvent) {
        self.send(Msg::Key(key));
    }

    /// Does what the lines of a script say.
    fn does(&mut self, lines: &str) {
        let script = Script::parse(FilePath::new("personne.tape"), &format!("Type recueil\nEnter\n{lines}")).unwrap();
        for line in script.lines {
            match line.what {
                What::Type { text, .. } => text.chars().for_each(|c| self.key(keys::typing(c))),
                What::Key { key, times, .. } => (0..times).for_each(|_| self.key(key)),
                What::Paste(text) => self.send(Msg::Paste(text)),
                What::Sleep(time) => self.stage.wait(time),
                other => panic!("{other} is nothing that a person does"),
            }
        }
    }

    /// The response as it is saved, and the script.
    fn ends(self) -> (TempDir, Session, Response, String, String) {
        let Self { dir, session, stage, recorder, script, film, .. } = self;
        let now = stage.now();
        let app = stage.close();
        let id = app.session().unwrap().response.id.clone();
        recorder.finish(now).unwrap();
        let response = session.store().unwrap().load(&id).unwrap();
        (dir, session, response, script.text(), film.text())
    }
}

fn session(dir: &FilePath) -> Session {
    let now: Timestamp = "2026-01-15T10:00:00Z".parse().unwrap();
    Session {
        texts: Texts::new(Language::French).into(),
        sources: Sources::default(),
        data_dir: dir.join("data"),
        shares: false,
        settings: Settings::default(),
        config: None,
        named: Some("Wzkxwine Zwkxmann".to_owned()),
        is_named: true,
        now,
        zone: TimeZone::UTC,
        today: now.to_zoned(TimeZone::UTC).date(),
        shows_keys: false,
        seed: Some(1),
    }
}

/// The answers that a script gives at that size.
fn played(session: &Session, script: &Rc<Script>, id: &str, size: (u16, u16)) -> Response {
    let world = World::make(script, &session.sources).unwrap();
    perform_in(session, script, size, &world).unwrap_or_else(|failure| {
        let lines = failure.tell(&script.file, &session.texts).join("\n");
        panic!("{lines}\n{script}")
    });
    world.store.load(id).unwrap()
}

fn script(text: &str) -> Rc<Script> {
    let told = |faults: Vec<crate::training::script::Fault>| format!("{faults:?}\n{text}");
    Rc::new(Script::parse(FilePath::new("séance.tape"), text).map_err(told).unwrap())
}

/// Answers with every text replaced by its shape: a word, whatever its length, is one.
fn shape(answers: &Answers) -> Value {
    fn shaped(value: &Value) -> Value {
        match value {
            Value::Object(map) if map.contains_key("sha256") => json!({ "size": map["size"] }),
            Value::String(text) if text.contains('@') => json!("a mail"),
            Value::String(text) if text.starts_with("www.") || text.starts_with("https:") => json!("a site"),
            Value::String(text) if text.starts_with('+') => json!("a phone"),
            Value::String(text) => {
                let mut shape: String = text.chars().map(|c| if c.is_alphabetic() { 'x' } else { c }).collect();
                while shape.contains("xx") {
                    shape = shape.replace("xx", "x");
                }
                shape.into()
            }
            Value::Array(list) => list.iter().map(shaped).collect(),
            Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), shaped(value))).collect(),
            other => other.clone(),
        }
    }
    shaped(&without_ids(answers))
}

const PERSON: &str = r#"
Ctrl+G
Type "statut"
Enter
Type "1"
Enter
Sleep 3s
Ctrl+G
Type "nom"
Enter
Type "Réseau wzkxwert"
Enter
Type "marss"
Backspace
Type " 2024"
Enter
Ctrl+G
Type "telephone"
Enter
Type "02 47 47 87 89"
Enter
Type "zwxk@wzkx.fr"
Enter
Type "www.wzkxz.fr"
Enter
Type "Wzxkine Zkwxz"
Enter
Ctrl+G
Type "antennes"
Enter
Type "1"
Enter
Type "3"
Enter
Type "kzwxt"
Ctrl+G
Type "etp"
Enter
Type "3,5"
Enter
Type "2"
Enter
Ctrl+G
Type "profils"
Enter
Space
Down 2
Space
Ctrl+G
Type "actions[1].description"
Enter
Type "Un wzkxtexte long,"
Enter
Type "en deux lignes de zwkx."
Tab
Tab
"#;

#[test]
fn a_session_plays_again_at_any_size_to_the_same_answers_in_fictional_words() {
    let mut person = Person::new(&[&form()], false);
    fs::write(person.dir.path().join("desk/wzkxplan.pdf"), "x".repeat(700)).unwrap();
    person.does(PERSON);
    person.size = (60, 16);
    person.send(Msg::Resize(60, 16));
    person.does("Ctrl+G\nType organigramme\nEnter\nType wzkx\nEnter\nCtrl+G\nType commentaires\nEnter\nType 'wzkx trop'\nCtrl+Z\nType 'zwkx assez'\nCtrl+X");
    let (_dir, session, response, text, film) = person.ends();
    assert!(
        !text.to_lowercase().contains("wzkx") && !text.to_lowercase().contains("zwx") && !text.to_lowercase().contains("zwkx"),
        "{text}"
    );
    assert!(!text.contains("47 87 89"), "{text}");
    let script = script(&text);
    for size in [(80, 24), (140, 40)] {
        let again = played(&session, &script, &response.id, size);
        assert_eq!(shape(&again.answers), shape(&response.answers), "{text}");
        assert_eq!(again.unreadable.len(), response.unreadable.len());
    }
    let header: Value = serde_json::from_str(film.lines().next().unwrap()).unwrap();
    assert_eq!(json!([header["width"], header["height"]]), json!([100, 30]));
    assert!(film.contains("\"r\", \"60x16\""), "{film}");
    let beginning = text.replace(&response.id, "RESPONSE").replace(&form(), "FORM").lines().take(34).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(beginning, @r#"
    #: title séance
    #: date 2026-01-15T10:00:00
    #: name Camille Martin
    #: language fr
    #: form FORM --id RESPONSE
    #: answer region = "53"
    #: answer interlocuteurs = [{"_id":"yuh2"}]
    #: answer actions = [{"_id":"a225"}]
    #: answer projets = [{"_id":"wfcf"}]
    #: answer evenements = [{"_id":"a5dp"}]
    #: answer formations = [{"_id":"utuy"}]
    #: fixed region
    Type "recueil fill RESPONSE --page accueil"
    Enter
    Sleep 900ms

    ## Cellule d'animation régionale de soins palliatifs
    Ctrl+G
    Type "statut"
    Enter
    Type "1"
    Ctrl+G
    Type "statut_etablissement"
    Enter
    Sleep 1500ms
    Ctrl+G
    Type "nom"
    Enter
    Type "Action ensemble"
    Sleep 1200ms
    Ctrl+G
    Type "date_creation"
    Enter
    Type "mars 2024"
    "#);
}

/// Blocks of an action: their texts in order.
fn actions(response: &Response) -> Vec<usize> {
    let blocks = response.answers.get(&"actions".into()).and_then(Value::as_array).cloned().unwrap_or_default();
    blocks.iter().map(|block| block["description"].as_str().map_or(0, str::len)).collect()
}

#[test]
fn blocks_are_added_moved_and_removed_where_they_were_by_their_number() {
    let mut person = Person::new(&[&form()], false);
    person.does(
        "Ctrl+G\nType 'actions[1].description'\nEnter\nType wzkx\nTab\nEnter\nType 'wzkx zwkxw'\nTab\nEnter\nType 'wzkx zwkxw wzk'\n\
         Ctrl+G\nType 'actions[2]'\nEnter\nType d\nEnter\nCtrl+G\nType 'actions[1]'\nEnter\nType m\nDown 2\nEnter\n\
         Ctrl+G\nType 'actions[2].description'\nEnter\nCtrl+U\nType 'wz'\nCtrl+G\nType 'actions[1]'\nEnter\nDelete\nEnter\nCtrl+X",
    );
    let (_dir, session, response, text, _) = person.ends();
    assert_eq!(actions(&response).len(), 3, "{text}\n{:?}", response.answers);
    let again = played(&session, &script(&text), &response.id, (80, 24));
    assert_eq!(actions(&again), actions(&response), "{text}");
}

#[test]
fn what_is_opened_over_the_page_is_told_as_it_was_pressed_with_fictional_words() {
    let mut person = Person::new(&[&form()], false);
    // why a question is asked, the menu to the history and a search in it, the last page
    person.does("Ctrl+G\nType nom\nEnter\nType wzkxname\nCtrl+Y\nEscape\nCtrl+O\nEscape");
    person.does("Ctrl+G\nType validation\nEnter\nDown 3\nUp\nCtrl+X");
    let (_dir, session, response, text, _) = person.ends();
    assert!(text.contains("Ctrl+Y\n") && text.contains("Ctrl+O\n") && text.contains("Escape\n"), "{text}");
    assert!(text.contains("Type \"validation\"\nEnter\nDown\nDown\nDown\nUp\nCtrl+X"), "{text}");
    let again = played(&session, &script(&text), &response.id, (80, 24));
    assert_eq!(shape(&again.answers), shape(&response.answers), "{text}");
}

#[test]
fn texts_are_kept_when_that_is_asked_for() {
    let mut person = Person::new(&[&form()], true);
    person.does("Ctrl+G\nType nom\nEnter\nType 'wzkx \"name\"'\nTab\nType 'pas de mois'\nCtrl+X");
    let (_dir, session, response, text, _) = person.ends();
    let again = played(&session, &script(&text), &response.id, (80, 24));
    assert_eq!(without_ids(&again.answers), without_ids(&response.answers));
    assert_eq!((again.unreadable, again.author), (response.unreadable, "Wzkxwine Zwkxmann".to_owned()));
}
