//! One writer at a time.

use super::*;
use crate::store::LockError;

#[test]
fn a_response_is_locked_for_one_and_free_when_dropped() {
    let (_dir, store) = store();
    let other = Store::open(store.dir()).unwrap();
    saved(&store, "aaaa");
    saved(&store, "bbbb");
    let before = Timestamp::now();
    let lock = store.lock("aaaa", "Camille (bureau)").unwrap();
    match other.lock("aaaa", "Dominique") {
        Err(LockError::Held { by, since }) => assert!(by == "Camille (bureau)" && since >= before && since <= Timestamp::now()),
        got => panic!("{got:?}"),
    }
    let _another = other.lock("bbbb", "Dominique").unwrap();
    drop(lock);
    assert_eq!(fs::read(store.dir().join("responses/aaaa/lock")).unwrap(), b"", "nobody is named when nobody holds it");
    let _lock = other.lock("aaaa", "Dominique").unwrap();
}

#[test]
fn a_lock_survives_saving() {
    let (_dir, store) = store();
    let response = saved(&store, "aaaa");
    let _lock = store.lock("aaaa", "moi").unwrap();
    store.save(&response).unwrap();
    assert!(matches!(store.lock("aaaa", "toi"), Err(LockError::Held { .. })));
}

#[test]
fn a_holder_that_cannot_be_read_still_holds() {
    for content in [&b""[..], b"\xff\xfe", b"{\"who\": 3}"] {
        let (_dir, store) = store();
        saved(&store, "aaaa");
        let _lock = store.lock("aaaa", "moi").unwrap();
        fs::write(store.dir().join("responses/aaaa/lock"), content).unwrap();
        let error = store.lock("aaaa", "toi").unwrap_err();
        assert!(matches!(&error, LockError::Held { by, .. } if by.is_empty()));
        assert_eq!(error.message().id, "store-held-by-someone");
    }
}

#[test]
fn a_stale_note_of_a_dead_process_holds_nothing() {
    let (_dir, store) = store();
    saved(&store, "aaaa");
    fs::write(store.dir().join("responses/aaaa/lock"), r#"{"who": "Camille", "pid": 1, "since": "2025-01-01T00:00:00Z"}"#).unwrap();
    let _lock = store.lock("aaaa", "moi").unwrap();
    let note = fs::read_to_string(store.dir().join("responses/aaaa/lock")).unwrap();
    assert!(note.contains("\"moi\"") && !note.contains("Camille"), "{note}");
}

#[test]
fn what_is_open_elsewhere_does_not_go_to_the_trash() {
    let (_dir, store) = store();
    saved(&store, "aaaa");
    let lock = store.lock("aaaa", "Camille").unwrap();
    let error = store.trash("aaaa", time("2025-03-01T10:00:00Z")).unwrap_err();
    assert!(matches!(&error, StoreError::Held { id, by, .. } if id == "aaaa" && by == "Camille"));
    assert!(store.load("aaaa").is_ok());
    drop(lock);
    store.trash("aaaa", time("2025-03-01T10:00:00Z")).unwrap();
}

#[test]
fn a_response_that_is_not_there_cannot_be_locked() {
    let (_dir, store) = store();
    assert_eq!(store.lock("aaaa", "moi").unwrap_err(), StoreError::NotFound { id: "aaaa".into() }.into());
    assert_eq!(names(&store.dir().join("responses")), [""; 0]);
}

#[test]
fn what_a_killed_program_left_half_written_is_passed_over_and_swept_by_the_next_holder() {
    let (_dir, store) = store();
    let response = saved(&store, "aaaa");
    let dir = store.dir().join("responses/aaaa");
    fs::create_dir(dir.join("files")).unwrap();
    fs::write(dir.join(".recueil-Xy12"), "{\"format\": 1, \"id").unwrap();
    fs::write(dir.join("files/.recueil-Zz34"), "half").unwrap();
    assert_eq!(store.load("aaaa"), Ok(response.clone()));
    store.save(&response).unwrap();
    assert_eq!(store.list().unwrap().len(), 1);
    let _lock = store.lock("aaaa", "moi").unwrap();
    assert_eq!(names(&dir), ["files", "lock", "response.json"]);
    assert_eq!(names(&dir.join("files")), [""; 0]);
}
