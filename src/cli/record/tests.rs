//! A session that is recorded and played again, at two sizes: the same answers, and nothing of what was written.

mod privacy;

use std::cell::RefCell;
use std::fs;
use std::io::{self, Write};
use std::path::Path as FilePath;
use std::rc::Rc;

use crossterm::event::{KeyCode, KeyEvent};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use crate::answers::Answers;
use crate::app::Msg;
use crate::cli::play::perform_in;
use crate::cli::screen::Prepared;
use crate::form::Sources;
use crate::response::import::import;
use crate::response::{Response, Review, Status, review, without_ids};
use crate::training::lessons;
use crate::training::script::{What, keys};
use crate::training::stage::Stage;
use crate::training::world::World;
use crate::ui::look::Look;

mod same;

/// The form of the tests; no file of the source names one.
fn form() -> String {
    Sources::default().ids().into_iter().next().unwrap()
}

/// The response that is opened first, as the script has it.
const DEMO: &str = "demo1";

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
        fs::create_dir(dir.path().join("desk")).unwrap();
        let session = Session::of_a_test(dir.path());
        Self::with((dir, session), words, keep_text)
    }

    /// Someone else, who goes on with that.
    fn again(dir: TempDir, session: Session, words: &[&str]) -> Self {
        Self::with((dir, session), words, false)
    }

    fn with((dir, session): (TempDir, Session), words: &[&str], keep_text: bool) -> Self {
        let store = session.store().unwrap();
        let fill = |what: &str| super::super::arguments::Fill {
            what: what.to_owned(),
            fix: if what == form() { vec![("region".to_owned(), "53".to_owned())] } else { Vec::new() },
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
        let Prepared { app, lock, outside } = prepare(&session, store, opening, None, set).unwrap();
        let (script, video) = (Memory::default(), Memory::default());
        let head = head(&session, FilePath::new("séance.tape"), keep_text);
        let recorder = Recorder::new((script.clone(), "mine.tape"), &head, (!keep_text).then(|| Fiction::new(7)), session.now);
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

    /// The response as it is saved, and the script, in which it is `demo1`.
    fn ends(self) -> (TempDir, Session, Response, String, String) {
        let Self { dir, session, stage, recorder, script, film, .. } = self;
        assert!(stage.has_ended(), "the last key is the one that leaves");
        let id = stage.app().session().unwrap().response.id.clone();
        recorder.finish(stage.now()).unwrap();
        let response = session.store().unwrap().load(&id).unwrap();
        (dir, session, response, script.text(), film.text())
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
        let again = played(&session, &script, DEMO, size);
        assert_eq!(shape(&again.answers), shape(&response.answers), "{text}");
        assert_eq!(again.unreadable.len(), response.unreadable.len());
    }
    let header: Value = serde_json::from_str(film.lines().next().unwrap()).unwrap();
    assert_eq!(json!([header["width"], header["height"]]), json!([100, 30]));
    assert!(film.contains("\"r\", \"60x16\""), "{film}");
    assert!(!text.contains(&response.id) && !text.contains("_id"), "what is the person's own is not in it: {text}");
    let beginning = text.replace(&form(), "FORM").lines().take(43).collect::<Vec<_>>().join("\n");
    insta::assert_snapshot!(beginning, @r#"
    #: title séance
    #: date 2026-01-15T10:00:00
    #: name Camille Martin
    #: language fr

    # VHS: what the head says, in a directory of its own. To be run where this file is.
    Hide
    Type `P=$(recueil play 'mine.tape' --prepare) && eval "$P" && clear || exit`
    Enter
    Sleep 1s
    Show

    #: form FORM --id demo1
    #: answer region = "53"
    #: answer interlocuteurs = [{}]
    #: answer actions = [{}]
    #: answer projets = [{}]
    #: answer evenements = [{}]
    #: answer formations = [{}]
    #: fixed region
    Type "recueil fill demo1 --page accueil"
    Enter
    Wait+Screen /[─-]{20}/
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
         Ctrl+G\nType 'actions[2]'\nEnter\nType d\nEnter\nCtrl+G\nType 'actions[1]'\nEnter\nType 'm'\nDown 2\nEnter\n\
         Ctrl+G\nType 'actions[2].description'\nEnter\nCtrl+U\nType 'wz'\nCtrl+G\nType 'actions[1]'\nEnter\nDelete\nEnter\nCtrl+X",
    );
    let (_dir, session, response, text, _) = person.ends();
    assert_eq!(actions(&response).len(), 3, "{text}\n{:?}", response.answers);
    let again = played(&session, &script(&text), DEMO, (80, 24));
    assert_eq!(actions(&again), actions(&response), "{text}");
}

#[test]
fn what_is_opened_over_the_page_is_told_as_it_was_pressed_with_fictional_words() {
    let mut person = Person::new(&[&form()], false);
    // why a question is asked, the menu, a look at the last page
    person.does("Ctrl+G\nType nom\nEnter\nType wzkxname\nCtrl+Y\nEscape\nCtrl+O\nEscape");
    person.does("Ctrl+G\nType validation\nEnter\nDown 3\nUp\nSleep 3s\nCtrl+X");
    let (_dir, session, response, text, _) = person.ends();
    assert!(text.contains("Ctrl+Y\n") && text.contains("Ctrl+O\n") && text.contains("Escape\n"), "{text}");
    let again = played(&session, &script(&text), DEMO, (80, 24));
    assert_eq!(shape(&again.answers), shape(&response.answers), "{text}");
}

#[test]
fn what_is_done_on_the_last_page_is_gone_to_by_its_name_whatever_stands_before_it() {
    let mut person = Person::new(&[&form()], false);
    // a problem stands before what can be done; the number of its rows is another one in another recording
    person.does("Ctrl+G\nType mail\nEnter\nType wzkxmail\nCtrl+G\nType validation\nEnter\nDown 20\nUp\nUp\nEnter\nEnter");
    person.does("Down\nEnter\nType 'wzkx words'\nEnter\nCtrl+X");
    let (_dir, session, response, text, _) = person.ends();
    assert_eq!(response.review, Review::ToReview, "{text}");
    let told = "Type \"Imprimer dans un fichier\"\nEnter\n";
    assert!(text.contains(told) && text.contains("Type \"Soumettre à la relecture\"\nEnter\n"), "{text}");
    assert!(!text.contains("Down") && !text.contains("wzkx"), "{text}");
    // another problem of the fictional response
    let more = text.replace("#: fixed region", "#: answer telephone = \"+33100000000\"\n#: answer site_internet = \"x\"\n#: fixed region");
    for text in [text, more] {
        assert_eq!(played(&session, &script(&text), DEMO, (80, 24)).review, Review::ToReview, "{text}");
    }
}

#[test]
fn files_that_were_there_are_there_again_and_those_removed_are_removed() {
    let mut person = Person::new(&[&form()], false);
    let desk = person.dir.path().join("desk");
    for name in ["wzkxa.pdf", "wzkxb.pdf"] {
        fs::write(desk.join(name), "x".repeat(300 + name.len())).unwrap();
    }
    person.does("Ctrl+G\nType organigramme\nEnter\nType wzkxa\nEnter\nSleep 3s\nCtrl+X");
    let (dir, session, response, ..) = person.ends();
    let mut person = Person::again(dir, session, &[&response.id]);
    person.does("Ctrl+G\nType organigramme\nEnter\nDelete\nType wzkxb\nEnter\nSleep 3s\nTab\nCtrl+X");
    let (_dir, session, response, text, _) = person.ends();
    assert!(
        text.contains("#: attached organigramme document1.pdf 309\n") && text.contains("\nDelete\n") && !text.contains("wzkx"),
        "{text}"
    );
    let again = played(&session, &script(&text), DEMO, (80, 24));
    assert_eq!(shape(&again.answers), shape(&response.answers), "{text}");
    assert_eq!(again.answers.get(&"organigramme".into()).unwrap()[0]["name"], json!("document2.pdf"));
}

#[test]
fn what_had_been_said_is_there_when_it_plays_in_fictional_words_by_fictional_people() {
    let mut person = Person::new(&[&form()], false);
    person.does("Ctrl+G\nType nom\nEnter\nType wzkxname\nCtrl+G\nType 'actions[1].description'\nEnter\nType 'wzkx action'\nTab\nCtrl+X");
    let (dir, session, response, ..) = person.ends();
    let store = session.store().unwrap();
    let digest = response.digest_at(&session.form(&form()).unwrap(), &"nom".into());
    let block = format!("actions[{}].description", response.answers.get(&"actions".into()).unwrap()[0]["_id"].as_str().unwrap());
    let lines: Vec<review::Line> = [
        json!({"what": "submit", "text": "zwkx voilà"}),
        json!({"what": "query", "id": "wzkxid", "path": block, "text": "wzkx pourquoi ?"}),
        json!({"what": "reply", "of": "wzkxid", "text": "wzkx parce que"}),
        json!({"what": "comment", "id": "zwkxid", "path": "nom", "text": "wzkx bien"}),
        json!({"what": "close", "of": "zwkxid"}),
        json!({"what": "mark", "path": "nom", "sha256": digest}),
        json!({"what": "mark", "path": "telephone", "sha256": "of another answer"}),
        json!({"what": "send_back", "text": "wzkx encore"}),
    ]
    .into_iter()
    .enumerate()
    .map(|(n, mut line)| {
        line["at"] = format!("2026-01-14T10:00:0{n}Z").into();
        line["by"] = "Zwkxine Wzkxmann".into();
        serde_json::from_value(line).unwrap()
    })
    .collect();
    store.append_review(&response.id, &lines).unwrap();
    let mut person = Person::again(dir, session, &[&response.id]);
    person.does("Ctrl+E\nType 'wzkx une action'\nCtrl+K\nType 'wzkx fait'\nEnter\nCtrl+X");
    let (_dir, session, response, text, _) = person.ends();
    assert!(!text.to_lowercase().contains("wzkx") && !text.to_lowercase().contains("zwkx"), "{text}");
    let script = script(&text);
    let world = World::make(&script, &session.sources).unwrap();
    perform_in(&session, &script, (80, 24), &world).unwrap_or_else(|failure| panic!("{failure:?}\n{text}"));
    let (was, is) = (session.store().unwrap().reviewing(&response.id), world.store.reviewing(DEMO));
    let told = |reviewing: &review::Reviewing, response: &Response| {
        let form = session.form(&form()).unwrap();
        let threads = reviewing.threads.iter().map(|thread| (response.answers.numbered(&thread.path), thread.standing, thread.said.len()));
        let marks = ["nom", "telephone"].map(|path| reviewing.mark(&path.into(), &response.digest_at(&form, &path.into())).is_some());
        format!("{:?} {marks:?} {:?}", threads.collect::<Vec<_>>(), reviewing.review())
    };
    let again = world.store.load(DEMO).unwrap();
    assert_eq!(told(&is, &again), told(&was, &response), "{text}");
    insta::assert_snapshot!(
        told(&was, &response),
        @r#"[(Path("actions[1].description"), Answered, 3), (Path("nom"), Closed, 1)] [true, false] Some(SentBack)"#
    );
}

#[test]
fn texts_are_kept_when_that_is_asked_for() {
    let mut person = Person::new(&[&form()], true);
    person.does("Ctrl+G\nType nom\nEnter\nType 'wzkx \"name\"'\nTab\nType 'pas de mois'\nCtrl+X");
    let (_dir, session, response, text, _) = person.ends();
    let again = played(&session, &script(&text), DEMO, (80, 24));
    assert_eq!(without_ids(&again.answers), without_ids(&response.answers));
    assert_eq!((again.unreadable, again.author), (response.unreadable, "Wzkxwine Zwkxmann".to_owned()));
}

/// Someone before a whole response that can be validated; its id.
fn before_a_whole_response() -> (TempDir, Session, String) {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("desk")).unwrap();
    let session = Session::of_a_test(dir.path());
    let given = serde_json::from_str(lessons::file("bretagne.json").unwrap()).unwrap();
    let mut random = fastrand::Rng::with_seed(3);
    let whole = import(&session.form(&form()).unwrap(), given, "whole123", ("Zwkxine Wzkxmann", session.now), &mut random).unwrap();
    session.store().unwrap().save(&whole).unwrap();
    (dir, session, whole.id)
}

#[test]
fn a_response_that_is_validated_is_validated_again_and_one_that_was_is_there_again() {
    let (dir, session, id) = before_a_whole_response();
    let mut person = Person::again(dir, session, &[&id]);
    person.does("Ctrl+G\nType validation\nEnter\nCtrl+O\nType 'Valider'\nEnter\nEnter\nEscape\nCtrl+X");
    let (dir, session, response, text, _) = person.ends();
    assert_eq!(response.status, Status::Validated, "{text}");
    let again = played(&session, &script(&text), DEMO, (80, 24));
    assert_eq!(again.status, Status::Validated, "{text}");

    let mut person = Person::again(dir, session, &[&id]);
    person.does("Ctrl+O\nType 'Rouvrir'\nEnter\nType 'wzkx faute'\nEnter\nCtrl+X");
    let (_dir, session, response, text, _) = person.ends();
    assert_eq!(response.status, Status::Draft, "{text}");
    assert!(text.contains("\n#: validated\n") && !text.contains("wzkx"), "{text}");
    let again = played(&session, &script(&text), DEMO, (80, 24));
    assert_eq!((again.status, again.validations.len()), (Status::Draft, 1), "{text}");
    let answered = |response: &Response| response.answers.as_map().keys().cloned().collect::<Vec<_>>();
    assert_eq!(answered(&again), answered(&response), "{text}");
}

#[test]
fn keys_that_vhs_does_not_have_are_told_by_others() {
    let mut person = Person::new(&[&form()], false);
    person.does("Ctrl+G\nType nom\nEnter\nType wzkxname\nTab");
    person.key(KeyCode::F(1).into());
    person.does("End\nHome\nEscape");
    person.key(KeyCode::F(9).into());
    person.does("Escape\nCtrl+X");
    let (_dir, session, response, text, _) = person.ends();
    for told in ["Ctrl+O\nType \"Aide\"\nEnter\n", "PageDown@0ms 200\nPageUp@0ms 200\nEscape\n", "Ctrl+Y\nEscape\n"] {
        assert!(text.contains(told), "{told}{text}");
    }
    assert!(!text.contains("Home") && !text.contains("End\n"), "{text}");
    let again = played(&session, &script(&text), DEMO, (80, 24));
    assert_eq!(shape(&again.answers), shape(&response.answers), "{text}");
}

#[test]
fn what_is_answered_by_one_key_after_something_was_said_is_told() {
    let mut person = Person::new(&[&form()], false);
    let spoken = Spoken::default();
    person.recorder = person.recorder.with_spoken(spoken.clone());
    person.does("Ctrl+G\nType statut\nEnter");
    spoken.borrow_mut().push(What::Caption("Le statut.".to_owned()));
    person.does("Type '1'\nCtrl+G\nType nom\nEnter\nType wzkx");
    spoken.borrow_mut().push(What::Caption("Le nom.".to_owned()));
    person.does("Type ' zwkx'\nCtrl+X");
    let (_dir, session, response, text, _) = person.ends();
    let again = played(&session, &script(&text), DEMO, (80, 24));
    assert_eq!(shape(&again.answers), shape(&response.answers), "{text}");
    let places: Vec<_> = ["\n#> Le statut.\n", "\nType \"1\"\n", "\n#> Le nom.\n"].map(|line| text.find(line)).to_vec();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{text}");
}
