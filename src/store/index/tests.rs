//! The index is believed as long as nothing changed, and never otherwise.

use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt, symlink};

use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use super::*;
use crate::response::review::{Act, Line};
use crate::response::{Review, read};

/// A form with a question that must be answered, and one that may not lie ahead of the day.
const FORM: &str = r#"
id = "f"
version = "1"
title = "F"
instance_name = "n"
[[page]]
id = "p"
title = "P"
[[page.question]]
id = "n"
kind = "text"
label = "N"
required = true
[[page.question]]
id = "m"
kind = "month"
label = "M"
max = "today"
"#;

const TODAY: Date = date(2025, 3, 10);

struct Desk {
    dir: tempfile::TempDir,
    listing: Listing,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let forms = dir.path().join("forms");
        fs::create_dir(&forms).unwrap();
        fs::write(forms.join("f.toml"), FORM).unwrap();
        Self { listing: Listing { sources: Sources::new(vec![forms]), today: TODAY }, dir }
    }

    /// Another session: nothing is known but what the disk says.
    fn store(&self) -> Store {
        Store::open(&self.dir.path().join("data")).unwrap()
    }

    fn put(&self, id: &str, answers: &Value) {
        let file = json!({
            "format": 1, "id": id, "form": {"id": "f", "version": "1"}, "created": "2025-01-01T00:00:00Z",
            "modified": "2025-01-01T00:00:00Z", "author": "Luc", "answers": answers,
        });
        self.store().save(&read(file.to_string().as_bytes()).unwrap()).unwrap();
        self.age(id);
    }

    /// The files of a response were written long ago.
    fn age(&self, id: &str) {
        for name in [responses::FILE, review::FILE] {
            if let Ok(file) = File::options().append(true).open(self.store().responses().join(id).join(name)) {
                file.set_modified(SystemTime::now() - 60 * SETTLES_AFTER).unwrap();
            }
        }
    }

    fn file(&self) -> std::path::PathBuf {
        self.dir.path().join("data").join(file_of(self.store().manner))
    }

    /// What a new session lists, and keeps.
    fn list(&self) -> Vec<Arc<Summary>> {
        let store = self.store();
        let listed = store.summaries(&self.listing, usize::MAX).unwrap();
        store.keep_index();
        listed.summaries
    }

    /// Makes the index say of every response that this person changed it last: whoever reads that believed it.
    fn mark(&self) {
        self.list();
        let text = fs::read_to_string(self.file()).unwrap();
        assert!(text.contains("\"author\":\"Luc\""), "{text}");
        fs::write(self.file(), text.replace("\"author\":\"Luc\"", "\"author\":\"Eva\"")).unwrap();
    }

    fn authors(&self) -> Vec<String> {
        self.list().iter().map(|summary| summary.author.clone()).collect()
    }
}

#[test]
fn what_the_index_knows_is_not_read_again_until_a_file_the_form_or_the_day_changes() {
    let change_file = |desk: &Desk| desk.put("aaaa", &json!({"n": "Deux"}));
    let change_review = |desk: &Desk| {
        let line = Line { at: Timestamp::UNIX_EPOCH, by: "Ana".into(), act: Act::Submit { text: String::new() } };
        desk.store().append_review("aaaa", &[line]).unwrap();
    };
    let change_form = |desk: &Desk| {
        fs::write(desk.dir.path().join("forms/f.toml"), FORM.replace("required = true", "")).unwrap();
    };
    for (what, change) in [("file", &change_file as &dyn Fn(&Desk)), ("review", &change_review), ("form", &change_form)] {
        let desk = Desk::new();
        desk.put("aaaa", &json!({"n": "Un"}));
        desk.mark();
        assert_eq!(desk.authors(), ["Eva"], "{what}: believed");
        change(&desk);
        assert_eq!(desk.authors(), ["Luc"], "{what}: read again");
    }
    let mut desk = Desk::new();
    desk.put("aaaa", &json!({"m": "2025-04"}));
    assert_eq!(desk.list()[0].counts.errors, 2);
    desk.mark();
    desk.listing.today = date(2025, 4, 1);
    let list = desk.list();
    assert_eq!((list[0].author.as_str(), list[0].counts.errors), ("Luc", 1), "the rule speaks of the day");
}

#[test]
fn a_form_whose_rules_do_not_speak_of_the_day_is_believed_on_another_one() {
    let mut desk = Desk::new();
    fs::write(desk.dir.path().join("forms/f.toml"), FORM.replace("\"today\"", "\"2025-01\"")).unwrap();
    desk.put("aaaa", &json!({"n": "Un"}));
    desk.mark();
    desk.listing.today = date(2025, 4, 1);
    assert_eq!(desk.authors(), ["Eva"]);
}

#[test]
fn a_file_that_was_written_just_now_is_read_again() {
    let desk = Desk::new();
    desk.put("aaaa", &json!({"n": "Un"}));
    let file = desk.store().responses().join("aaaa").join(responses::FILE);
    File::options().append(true).open(file).unwrap().set_modified(SystemTime::now()).unwrap();
    desk.mark();
    assert_eq!(desk.authors(), ["Luc"], "a second change in the same tick would have the same stamp");
}

#[test]
fn an_index_that_is_none_is_passed_over_and_made_anew() {
    let desk = Desk::new();
    desk.put("aaaa", &json!({"n": "Un"}));
    desk.mark();
    let good = fs::read_to_string(desk.file()).unwrap();
    let huge = format!("{good}{}", " ".repeat(usize::try_from(file::LARGEST_INDEX).unwrap()));
    let foreign = good.replace("index 1", "index 0");
    for bad in ["", "{", "[]", "null", "\u{1b}[2J", &good[..good.len() / 2], &foreign, &good.replace("\"aaaa\"", "\"../a\""), &huge] {
        fs::write(desk.file(), bad).unwrap();
        assert_eq!(desk.authors(), ["Luc"], "{bad:.60}");
        assert!(fs::read_to_string(desk.file()).unwrap().contains("\"author\":\"Luc\""), "{bad:.60}");
    }
    fs::remove_file(desk.file()).unwrap();
    let elsewhere = desk.dir.path().join("elsewhere");
    fs::write(&elsewhere, &good).unwrap();
    symlink(&elsewhere, desk.file()).unwrap();
    assert_eq!(desk.authors(), ["Luc"], "a link is not followed");
    assert_eq!(fs::read_to_string(&elsewhere).unwrap(), good, "nor written through");
    fs::remove_file(desk.file()).unwrap();
    fs::create_dir(desk.file()).unwrap();
    assert_eq!(desk.authors(), ["Luc"]);
}

#[test]
fn of_many_responses_some_are_read_at_once_the_others_when_asked_for() {
    let desk = Desk::new();
    for n in 0..10 {
        desk.put(&format!("aaa{n}"), &json!({"n": "Un"}));
    }
    let store = desk.store();
    let count = |listed: &Listed| (listed.summaries.len(), listed.left);
    assert_eq!(count(&store.summaries(&desk.listing, 4).unwrap()), (4, 6));
    assert_eq!(count(&store.more_summaries(&desk.listing, 4)), (8, 2));
    assert_eq!(count(&store.more_summaries(&desk.listing, 4)), (10, 0));
    // told as it was until it is read again
    desk.put("aaa3", &json!({"n": "Deux"}));
    let name = |listed: &Listed| {
        let summary = listed.summaries.iter().find(|summary| summary.id == "aaa3").unwrap();
        summary.name(crate::l10n::Language::French).unwrap().to_owned()
    };
    let listed = store.summaries(&desk.listing, 0).unwrap();
    assert_eq!((name(&listed).as_str(), listed.left), ("Un", 1));
    assert_eq!(name(&store.more_summaries(&desk.listing, 4)), "Deux");
}

#[test]
fn a_response_that_cannot_be_read_or_whose_form_is_unknown_says_so_and_hides_no_other() {
    let desk = Desk::new();
    desk.put("aaaa", &json!({"n": "Un"}));
    desk.put("bbbb", &json!({"n": "Deux"}));
    desk.put("cccc", &json!({"n": "Trois"}));
    let responses = desk.store().responses();
    let text = fs::read_to_string(responses.join("bbbb/response.json")).unwrap();
    fs::write(responses.join("bbbb/response.json"), text.replace("\"f\"", "\"g\"")).unwrap();
    fs::write(responses.join("cccc/response.json"), "{").unwrap();
    symlink(responses.join("aaaa"), responses.join("dddd")).unwrap();
    fs::create_dir(responses.join("eeee")).unwrap();
    for _ in 0..2 {
        let list = desk.list();
        let told: Vec<_> = list.iter().map(|summary| (summary.id.as_str(), summary.fault.is_some(), summary.is_readable())).collect();
        assert_eq!(told[..2], [("aaaa", false, true), ("bbbb", true, true)]);
        assert_eq!(told.len(), 4, "{told:?}");
        assert!(told.contains(&("cccc", true, false)) && told.contains(&("dddd", true, false)), "{told:?}");
        assert_eq!((list[1].counts.answered, list[1].broken().unwrap().id), (1, "no-such-form"));
    }
    fs::remove_dir_all(responses.join("aaaa")).unwrap();
    assert_eq!(desk.list().len(), 3, "what is gone is forgotten");
}

#[test]
fn a_summary_tells_the_state_the_questions_and_when_each_person_last_looked() {
    let desk = Desk::new();
    desk.put("aaaa", &json!({"n": "Un"}));
    let at = |second: i64| Timestamp::from_second(1_700_000_000 + second).unwrap();
    let say = |second, by: &str, act| Line { at: at(second), by: by.to_owned(), act };
    let query = |id: &str| Act::Query { id: id.into(), path: "n".into(), text: "Pourquoi ?".into(), from: None };
    let answer = Act::Reply { of: "q1".into(), text: "Parce que".into(), filling: true };
    let lines = [
        say(0, "Ana", query("q1")),
        say(1, "Ana", query("q2")),
        say(2, "Luc", answer),
        say(3, "Ana", Act::SendBack { text: "À revoir".into() }),
    ];
    desk.store().append_review("aaaa", &lines).unwrap();
    let list = desk.list();
    let told = &list[0];
    assert_eq!((told.review, told.open_queries, told.answered_queries), (Review::SentBack, 1, 1));
    assert_eq!(told.verdict, Some((at(3), "Ana".to_owned())));
    assert_eq!((told.last["Ana"], told.last["Luc"]), (at(3), at(2)));
    assert!(told.is_changed_since("Ana") && !told.is_changed_since("Eva"));
}

#[test]
fn a_missing_file_counts_though_the_response_is_the_same() {
    let form = format!("{FORM}[[page.question]]\nid = \"d\"\nkind = \"file\"\nlabel = \"D\"\n");
    let desk = Desk::new();
    fs::write(desk.dir.path().join("forms/f.toml"), form).unwrap();
    desk.put("aaaa", &json!({"n": "Un"}));
    let source = desk.dir.path().join("a.pdf");
    fs::write(&source, "abc").unwrap();
    let attached = desk.store().attach("aaaa", &source).unwrap();
    desk.put("aaaa", &json!({"n": "Un", "d": [attached.to_json()]}));
    assert_eq!(desk.list()[0].counts.errors, 0);
    fs::remove_file(desk.store().responses().join("aaaa/files").join(&attached.name)).unwrap();
    assert_eq!(desk.list()[0].counts.errors, 1);
}

#[test]
fn where_nothing_can_be_written_the_list_is_made_all_the_same() {
    let desk = Desk::new();
    desk.put("aaaa", &json!({"n": "Un"}));
    let store = Store { read_only: true, ..desk.store() };
    assert_eq!(store.summaries(&desk.listing, usize::MAX).unwrap().summaries.len(), 1);
    store.keep_index();
    assert!(!desk.file().exists());
}

#[test]
fn in_a_shared_directory_each_user_has_an_index_that_no_other_can_have_written() {
    let desk = Desk::new();
    let data = desk.dir.path().join("data");
    let mode = |file: &Path| fs::metadata(file).unwrap().permissions().mode() & 0o7777;
    desk.put("aaaa", &json!({"n": "Un"}));
    desk.list();
    assert_eq!((desk.file(), mode(&desk.file())), (data.join("index.json"), 0o600));
    drop(Store::open_shared(&data).unwrap());
    desk.mark();
    assert_eq!(desk.authors(), ["Eva"], "one's own is believed");
    let file = desk.file();
    let user = geteuid().as_raw();
    assert_eq!((&file, mode(&file)), (&data.join(format!("index-{user}.json")), 0o600));
    // what another one could write, and what another one wrote
    fs::set_permissions(&file, fs::Permissions::from_mode(0o660)).unwrap();
    assert_eq!(desk.authors(), ["Luc"]);
    if geteuid().is_root() {
        desk.mark();
        std::os::unix::fs::chown(&file, Some(65534), None).unwrap();
        assert_eq!(desk.authors(), ["Luc"]);
    }
    assert!(is_index("index.json") && is_index("index-1000.json") && !is_index("index-a.json") && !is_index("indexe.json"));
}
