//! The store against a real directory: what it makes, what it refuses, what it keeps.

mod attachments;
mod backups;
mod crash;
mod faults;
mod history;
mod layout;
mod locks;
mod outside;
mod purge;
mod review;
mod trash;
mod versions;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use jiff::Timestamp;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{LARGEST_RESPONSE, Store, StoreError, is_id};
use crate::response::{Broken, Response, read};

/// A new store in a directory that goes away with the test.
fn store() -> (TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("data")).unwrap();
    (dir, store)
}

fn response(id: &str, modified: &str, answers: &Value) -> Response {
    let file = json!({"format": 1, "id": id, "form": {"id": "f", "version": "1"}, "created": "2025-01-01T00:00:00Z", "modified": modified, "answers": answers});
    read(file.to_string().as_bytes()).unwrap()
}

fn saved(store: &Store, id: &str) -> Response {
    let response = response(id, "2025-03-01T10:00:00Z", &json!({"nom": id}));
    store.save(&response).unwrap();
    response
}

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
}

/// The names in a directory, sorted.
fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_could_not_be_read_again_is_not_written() {
    let (_dir, store) = store();
    let before = saved(&store, "aaaa");
    let large = vec![b' '; usize::try_from(LARGEST_RESPONSE).unwrap() + 1];
    for id in ["aaaa", "bbbb"] {
        assert!(matches!(store.write(id, &large), Err(StoreError::TooLarge { .. })));
    }
    assert_eq!(store.load("aaaa"), Ok(before));
    assert_eq!(store.list().unwrap().len(), 1);
}

#[test]
fn a_saved_response_comes_back_the_same() {
    let (_dir, store) = store();
    let response = response("abcd2345", "2025-03-01T10:00:00Z", &json!({"nom": "Île-de-France", "etp": {"cibles": 3.5}}));
    store.save(&response).unwrap();
    assert_eq!(store.load("abcd2345"), Ok(response));
    assert_eq!(names(&store.dir().join("responses/abcd2345")), ["response.json"], "no temporary file stays");
}

#[test]
fn saving_again_replaces_the_whole_file_under_a_new_inode() {
    use std::os::unix::fs::MetadataExt;
    let (_dir, store) = store();
    let mut response = saved(&store, "abcd");
    let file = store.dir().join("responses/abcd/response.json");
    let mut held = fs::File::open(&file).unwrap();
    let before = fs::metadata(&file).unwrap().ino();
    response.answers = serde_json::from_value(json!({"nom": "x".repeat(5000)})).unwrap();
    store.save(&response).unwrap();
    assert_ne!(fs::metadata(&file).unwrap().ino(), before);
    let mut old = String::new();
    std::io::Read::read_to_string(&mut held, &mut old).unwrap();
    assert!(old.contains("\"nom\": \"abcd\""), "who was reading still reads the old one, whole");
}

#[test]
fn the_list_has_the_last_modified_first_and_broken_ones_last() {
    let (dir, store) = store();
    for (id, modified) in [("aaaa", "2025-03-01T10:00:00Z"), ("bbbb", "2025-05-01T10:00:00Z"), ("cccc", "2025-04-01T10:00:00Z")] {
        store.save(&response(id, modified, &json!({}))).unwrap();
    }
    let responses = store.dir().join("responses");
    for (id, content) in [
        ("trunc", &b"{\"format\": 1, \"id\""[..]),
        ("empty", b""),
        ("newer", b"{\"format\": 99}"),
        ("binary", b"\xff\xfe\0"),
        ("wrong", b"[1]"),
    ] {
        fs::create_dir(responses.join(id)).unwrap();
        fs::write(responses.join(id).join("response.json"), content).unwrap();
    }
    fs::create_dir(responses.join("without")).unwrap();
    fs::create_dir(responses.join("Not-An-Id")).unwrap();
    fs::write(responses.join("stray"), "x").unwrap();
    // links are not followed: neither to a directory nor to a file elsewhere
    symlink(responses.join("aaaa"), responses.join("linkdir")).unwrap();
    fs::create_dir(responses.join("linkfile")).unwrap();
    symlink(responses.join("aaaa/response.json"), responses.join("linkfile/response.json")).unwrap();
    fs::create_dir_all(responses.join("isdir/response.json")).unwrap();
    fs::create_dir(responses.join("huge")).unwrap();
    fs::File::create(responses.join("huge/response.json")).unwrap().set_len(LARGEST_RESPONSE + 1).unwrap();
    fs::create_dir(responses.join("pipe")).unwrap();
    rustix::fs::mknodat(rustix::fs::CWD, responses.join("pipe/response.json"), rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();

    let list = store.list().unwrap();
    let (good, broken): (Vec<_>, Vec<_>) = list.iter().partition(|stored| stored.response.is_ok());
    assert_eq!(list[..3].iter().map(|stored| stored.id.as_str()).collect::<Vec<_>>(), ["bbbb", "cccc", "aaaa"]);
    assert_eq!(good.len(), 3);
    let mut told: Vec<_> = broken.iter().map(|stored| (stored.id.as_str(), stored.response.as_ref().unwrap_err())).collect();
    told.sort_by_key(|(id, _)| *id);
    assert_eq!(
        told.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
        ["binary", "empty", "huge", "isdir", "linkdir", "linkfile", "newer", "pipe", "trunc", "wrong"]
    );
    for (id, broken) in told {
        let reason = broken.message().id;
        let expected = match id {
            "isdir" | "linkfile" | "pipe" => "store-not-a-file",
            "linkdir" => "store-not-a-directory",
            "newer" => "response-newer",
            _ => "response-broken",
        };
        assert_eq!(reason, expected, "{id}");
        assert_eq!(store.load(id), Err(StoreError::Broken { id: id.to_owned(), broken: broken.clone() }));
    }
    drop(dir);
}

#[test]
fn a_broken_file_stays_as_it_is() {
    let (_dir, store) = store();
    let file = store.dir().join("responses/abcd/response.json");
    fs::create_dir(file.parent().unwrap()).unwrap();
    fs::write(&file, "{\"format\": 2, \"future\": true}").unwrap();
    assert_eq!(store.load("abcd"), Err(StoreError::Broken { id: "abcd".into(), broken: Broken::Newer(2) }));
    store.list().unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), "{\"format\": 2, \"future\": true}");
}

#[test]
fn a_directory_copied_by_hand_is_a_response_of_its_own() {
    let (_dir, store) = store();
    let original = saved(&store, "aaaa");
    let responses = store.dir().join("responses");
    fs::create_dir(responses.join("bbbb")).unwrap();
    fs::copy(responses.join("aaaa/response.json"), responses.join("bbbb/response.json")).unwrap();
    let mut copy = store.load("bbbb").unwrap();
    assert_eq!(copy.id, "bbbb");
    copy.answers.set(&"nom".into(), Some(json!("autre")));
    store.save(&copy).unwrap();
    assert_eq!(store.load("aaaa"), Ok(original), "saving the copy leaves the original alone");
}

#[test]
fn a_response_is_found_by_its_first_characters() {
    let (_dir, store) = store();
    for id in ["abcd", "abcd2345", "abef2345", "zzzz2345"] {
        saved(&store, id);
    }
    fs::create_dir(store.dir().join("responses/zzzy")).unwrap(); // no response in it
    let ambiguous = |prefix: &str, ids: &[&str]| {
        Err(StoreError::Ambiguous { prefix: prefix.into(), candidates: ids.iter().map(|id| (*id).into()).collect() })
    };
    let missing = |id: &str| Err(StoreError::NotFound { id: id.into() });
    for (prefix, found) in [
        ("z", Ok("zzzz2345".to_owned())),
        ("ABEF", Ok("abef2345".to_owned())),
        ("abcd", Ok("abcd".to_owned())),
        ("ab", ambiguous("ab", &["abcd", "abcd2345", "abef2345"])),
        ("x", missing("x")),
        ("", missing("")),
        ("../responses/z", missing("../responses/z")),
    ] {
        assert_eq!(store.find(prefix), found);
    }
}

#[test]
fn no_id_leads_out_of_the_directory() {
    let (dir, store) = store();
    let now = time("2025-03-01T10:00:00Z");
    fs::write(dir.path().join("outside"), "x").unwrap();
    saved(&store, "aaaa");
    for id in ["", "abc", "..", "../..", "/etc", "a/../b", "ABCD", "abcd.", "abcd\0", &"a".repeat(33), "é234"] {
        assert!(!is_id(id));
        let missing = StoreError::NotFound { id: id.to_owned() };
        assert_eq!(store.load(id).unwrap_err(), missing);
        assert_eq!(store.write(id, b"{}").unwrap_err(), missing);
        assert_eq!(store.trash(id, now).unwrap_err(), missing);
        assert_eq!(store.restore(id).unwrap_err(), missing);
        assert_eq!(store.copy("aaaa", id, now, "").unwrap_err(), missing);
        assert_eq!(store.attach(id, &dir.path().join("outside")).unwrap_err(), missing);
        assert_eq!(store.lock(id, "").unwrap_err(), missing.into());
    }
    assert_eq!(names(&store.dir().join("responses")), ["aaaa"]);
}

#[test]
fn a_new_id_is_none_that_is_used_or_in_the_trash() {
    let (_dir, store) = store();
    let mut random = fastrand::Rng::with_seed(7);
    let first = store.new_id(&mut random);
    assert!(is_id(&first) && first.len() == 8);
    saved(&store, &first);
    let second = store.new_id(&mut fastrand::Rng::with_seed(7));
    assert_ne!(second, first, "the same random numbers give another id once the first is used");
    store.trash(&first, time("2025-03-01T10:00:00Z")).unwrap();
    assert_eq!(store.new_id(&mut fastrand::Rng::with_seed(7)), second);
}

#[test]
fn a_link_in_place_of_a_response_is_not_written_through() {
    let (dir, store) = store();
    let elsewhere = dir.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    fs::write(dir.path().join("precious"), "x").unwrap();
    let responses = store.dir().join("responses");
    symlink(&elsewhere, responses.join("linkdir")).unwrap();
    assert_eq!(store.write("linkdir", b"{}"), Err(StoreError::NotADirectory { path: responses.join("linkdir") }));
    assert_eq!(names(&elsewhere), [""; 0]);
    fs::create_dir(responses.join("linkfile")).unwrap();
    symlink(dir.path().join("precious"), responses.join("linkfile/response.json")).unwrap();
    store.write("linkfile", b"{}").unwrap();
    assert_eq!(fs::read_to_string(dir.path().join("precious")).unwrap(), "x", "the link is replaced, not followed");
    symlink(dir.path().join("precious"), responses.join("linkfile/lock")).unwrap();
    assert_eq!(store.lock("linkfile", "moi").unwrap_err(), StoreError::NotAFile { path: responses.join("linkfile/lock") }.into());
}

#[test]
fn a_data_directory_that_went_away_is_told_and_not_made_anew() {
    let (dir, store) = store();
    let response = saved(&store, "aaaa");
    fs::rename(store.dir(), dir.path().join("unmounted")).unwrap();
    let gone = |error| matches!(error, StoreError::Vanished { .. });
    assert!(gone(store.save(&response).unwrap_err()));
    assert!(gone(store.load("aaaa").unwrap_err()));
    assert!(gone(store.list().unwrap_err()));
    assert!(gone(store.find("aa").unwrap_err()));
    assert!(!store.dir().exists());
    fs::rename(dir.path().join("unmounted"), store.dir()).unwrap();
    assert_eq!(store.save(&response), Ok(()), "it works again once it is back");
}

#[test]
fn a_response_removed_by_another_is_written_again_whole() {
    let (_dir, store) = store();
    let response = saved(&store, "aaaa");
    fs::remove_dir_all(store.dir().join("responses/aaaa")).unwrap();
    store.save(&response).unwrap();
    assert_eq!(store.load("aaaa"), Ok(response));
}
