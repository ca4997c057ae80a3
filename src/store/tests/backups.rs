//! Earlier versions: which are kept, how they come back, and what the trash keeps.

use std::os::unix::fs::MetadataExt;

use super::*;
use crate::store::backups::{APART, BACKUPS};
use crate::store::purge::{TRASH_DAYS, TRASH_SIZE};

fn second(n: i64) -> Timestamp {
    Timestamp::from_second(1_770_000_000 + n).unwrap()
}

/// Saves a response with this answer, at that second.
fn save(store: &Store, n: i64, answer: i64) {
    let modified = second(n).to_string();
    let _ = store.back_up("aaaa", second(n), false);
    store.save(&response("aaaa", &modified, &json!({"n": answer}))).unwrap();
}

/// The answers of the versions kept, the last first.
fn kept(store: &Store) -> Vec<i64> {
    store.backups("aaaa").unwrap().into_iter().map(|backup| backup.response.unwrap().answers.as_map()["n"].as_i64().unwrap()).collect()
}

#[test]
fn a_version_is_kept_when_it_is_replaced_at_most_one_a_quarter_of_an_hour_and_ten_at_most() {
    let (_dir, store) = store();
    for minute in 0..20 {
        save(&store, minute * 60, minute);
    }
    assert_eq!(kept(&store), [15, 0], "what stood when a quarter of an hour was over");
    for quarter in 2..30 {
        save(&store, quarter * APART, 100 + quarter);
    }
    let all = kept(&store);
    assert_eq!((all.len(), all[0], all[9]), (BACKUPS, 128, 119));
}

#[test]
fn a_version_that_says_the_same_is_kept_once() {
    let (_dir, store) = store();
    for (quarter, answer) in [1, 1, 1, 2, 1, 2, 3].into_iter().enumerate() {
        save(&store, i64::try_from(quarter).unwrap() * APART, answer);
    }
    assert_eq!(kept(&store), [2, 1]);
}

#[test]
fn of_versions_in_which_a_key_stands_twice_none_is_taken_for_another() {
    let (_dir, store) = store();
    save(&store, 0, 1);
    for (quarter, first) in [(1, 1), (2, 2), (3, 3)] {
        fs::write(store.dir().join("responses/aaaa/response.json"), format!("{{\"n\": {first}, \"n\": 0}}")).unwrap();
        store.back_up("aaaa", second(quarter * APART), false).unwrap();
    }
    assert_eq!(store.backups("aaaa").unwrap().len(), 3);
}

#[test]
fn its_file_is_private_and_the_one_that_was_there_not_read_through_a_link() {
    let (dir, store) = store();
    save(&store, 0, 1);
    save(&store, APART, 2);
    let backups = store.dir().join("backups/aaaa");
    let file = fs::read_dir(&backups).unwrap().next().unwrap().unwrap().path();
    assert_eq!((fs::metadata(&file).unwrap().mode() & 0o777, fs::metadata(&backups).unwrap().mode() & 0o777), (0o600, 0o700));
    let other = dir.path().join("other");
    fs::rename(&file, &other).unwrap();
    symlink(&other, &file).unwrap();
    assert!(store.backups("aaaa").unwrap()[0].response.is_err());
    fs::write(backups.join("autre.json"), "{}").unwrap();
    assert_eq!(store.backups("aaaa").unwrap().len(), 1, "what is not named so is no version");
    for name in ["../../aaaa/response.json", "autre.json", ""] {
        assert!(matches!(store.restore_backup("aaaa", name, second(0), ""), Err(StoreError::NotFound { .. })), "{name}");
    }
}

#[test]
fn a_version_comes_back_and_the_present_one_is_kept_first() {
    let (_dir, store) = store();
    save(&store, 0, 1);
    save(&store, APART, 2);
    let name = store.backups("aaaa").unwrap()[0].name.clone();
    let lock = store.lock("aaaa", "Dominique").unwrap();
    assert!(matches!(store.restore_backup("aaaa", &name, second(1), "Camille"), Err(StoreError::Held { .. })));
    drop(lock);
    store.restore_backup("aaaa", &name, second(APART + 5), "Camille").unwrap();
    let now = store.load("aaaa").unwrap();
    assert_eq!((now.answers.get(&"n".into()), now.author.as_str(), now.modified), (Some(&json!(1)), "Camille", second(APART + 5)));
    assert_eq!(kept(&store), [2, 1]);
    let history = store.history("aaaa").unwrap();
    assert_eq!((history.entries[0].before.clone(), history.entries[0].after.clone()), (Some(json!(2)), Some(json!(1))));
    // of a file that is broken the whole version comes back, and what is left of it stays among the versions
    fs::write(store.dir().join("responses/aaaa/response.json"), "{ \"form").unwrap();
    store.restore_backup("aaaa", &store.backups("aaaa").unwrap()[0].name, second(2 * APART), "Camille").unwrap();
    assert_eq!(store.load("aaaa").unwrap().answers.get(&"n".into()), Some(&json!(2)));
    assert!(store.backups("aaaa").unwrap()[0].response.is_err());
}

#[test]
fn a_version_of_an_older_form_comes_back_as_it_was_given_but_for_what_is_fixed() {
    let (_dir, store) = store();
    let file = |version: &str, more: Value| {
        let mut file = json!({"format": 1, "id": "aaaa", "form": {"id": "f", "version": version}, "created": "2025-01-01T00:00:00Z",
            "modified": "2025-01-01T00:00:00Z"});
        file.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        file.to_string().into_bytes()
    };
    let aside = |path: &str| json!([{"path": path, "value": "x", "version": "0", "why": "…"}]);
    let old = json!({"answers": {"region": "11", "nom": "A", "ancien": "B"}, "unreadable": {"region": "onze", "budget": "beaucoup"},
        "set_aside": aside("tout")});
    store.write("aaaa", &file("1", old)).unwrap();
    store.back_up("aaaa", second(0), true).unwrap();
    let new = json!({"review": "sent_back", "fixed": ["region", "siege"], "answers": {"region": "53", "nom": "C"}, "unreadable": {"siege": "?"},
        "set_aside": aside("ancien")});
    store.write("aaaa", &file("2", new)).unwrap();
    let name = store.backups("aaaa").unwrap()[0].name.clone();
    store.restore_backup("aaaa", &name, second(5), "Camille").unwrap();
    let now = store.load("aaaa").unwrap();
    assert_eq!(now.form.version, "1", "it is brought over to the form when it is opened");
    assert_eq!(json!(now.set_aside), aside("tout"));
    assert_eq!(json!(now.answers), json!({"region": "53", "nom": "A", "ancien": "B"}), "what is fixed stays");
    assert_eq!(json!(now.unreadable), json!({"siege": "?", "budget": "beaucoup"}));
    assert_eq!(now.review, crate::response::Review::None);
}

#[test]
fn no_version_comes_back_into_a_response_that_is_closed_by_now() {
    let (_dir, store) = store();
    for (state, standing) in [(json!({"status": "validated"}), "status-validated"), (json!({"review": "to_review"}), "status-to-review")] {
        save(&store, 0, 1);
        store.back_up("aaaa", second(0), true).unwrap();
        let name = store.backups("aaaa").unwrap()[0].name.clone();
        let mut closed: Value = serde_json::from_slice(&response("aaaa", "2025-01-01T00:00:00Z", &json!({"n": 2})).to_json()).unwrap();
        closed.as_object_mut().unwrap().extend(state.as_object().unwrap().clone());
        store.write("aaaa", closed.to_string().as_bytes()).unwrap();
        let error = store.restore_backup("aaaa", &name, second(5), "Camille").unwrap_err();
        assert_eq!(error, StoreError::Closed { id: "aaaa".into(), standing: crate::l10n::Message::new(standing) });
        assert_eq!(store.load("aaaa").unwrap().answers.get(&"n".into()), Some(&json!(2)));
    }
}

#[test]
fn the_trash_keeps_for_ninety_days_and_up_to_its_size_and_what_was_thrown_away_today() {
    let (_dir, store) = store();
    let day = 24 * 60 * 60;
    for (id, day_of, size) in [("aaaa", 0, 10), ("bbbb", 30, TRASH_SIZE / 2), ("cccc", 60, TRASH_SIZE / 2 + 1), ("dddd", 89, 10)] {
        store.save(&response(id, "2025-01-01T00:00:00Z", &json!({"n": 1}))).unwrap();
        fs::create_dir(store.dir().join(format!("responses/{id}/files"))).unwrap();
        let file = fs::File::create(store.dir().join(format!("responses/{id}/files/a"))).unwrap();
        file.set_len(size).unwrap();
        store.back_up(id, second(0), true).unwrap();
        store.trash(id, second(day_of * day)).unwrap();
    }
    // what holds no response, or one that cannot be read, goes like any other
    fs::remove_file(store.dir().join("trash/bbbb/response.json")).unwrap();
    fs::write(store.dir().join("trash/cccc/response.json"), "{").unwrap();
    let left = || store.thrown().unwrap().into_iter().map(|(_, id)| id).collect::<Vec<_>>();
    store.tidy_trash(second(60 * day + 60)).unwrap();
    assert_eq!(left(), ["dddd", "cccc"], "the oldest beyond its size go");
    assert!(!store.dir().join("backups/aaaa").exists() && store.dir().join("backups/cccc").exists(), "with their versions");
    store.tidy_trash(second((60 + TRASH_DAYS) * day)).unwrap();
    assert_eq!(left(), ["dddd", "cccc"]);
    let lock = store.lock_in(&store.dir().join("trash/cccc"), "cccc", "").unwrap();
    store.tidy_trash(second((60 + TRASH_DAYS) * day + 1)).unwrap();
    assert_eq!(left(), ["dddd", "cccc"], "what someone has stays");
    drop(lock);
    store.tidy_trash(second((60 + TRASH_DAYS) * day + 1)).unwrap();
    assert_eq!(left(), ["dddd"]);
    let today = fs::File::create(store.dir().join("trash/dddd/files/a")).unwrap();
    today.set_len(TRASH_SIZE + 1).unwrap();
    store.tidy_trash(second(90 * day)).unwrap();
    assert_eq!(left(), ["dddd"], "it was thrown away a day ago");
    store.tidy_trash(second(90 * day + 1)).unwrap();
    assert_eq!(left(), [""; 0]);
    assert_eq!(fs::read_dir(store.dir().join("trash")).unwrap().count(), 0);
}
