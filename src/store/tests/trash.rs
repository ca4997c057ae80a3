//! Deleting, bringing back, copying.

use super::*;
use crate::response::{Review, Status};

#[test]
fn what_is_deleted_can_be_brought_back_whole() {
    let (dir, store) = store();
    let response = saved(&store, "aaaa");
    saved(&store, "bbbb");
    fs::write(dir.path().join("a.txt"), "texte").unwrap();
    store.attach("aaaa", &dir.path().join("a.txt")).unwrap();
    store.trash("aaaa", time("2025-06-01T08:00:00Z")).unwrap();
    store.trash("bbbb", time("2025-06-02T08:00:00Z")).unwrap();
    assert_eq!(store.list().unwrap(), []);
    assert_eq!(store.load("aaaa"), Err(StoreError::NotFound { id: "aaaa".into() }));
    let trashed = store.trashed().unwrap();
    assert_eq!(
        trashed.iter().map(|(id, when, _)| (id.as_str(), when.to_string())).collect::<Vec<_>>(),
        [("bbbb", "2025-06-02T08:00:00Z".to_owned()), ("aaaa", "2025-06-01T08:00:00Z".to_owned())]
    );
    assert_eq!(trashed[1].2, Ok(response.clone()));
    store.restore("aaaa").unwrap();
    assert_eq!(store.load("aaaa"), Ok(response));
    assert_eq!(names(&store.dir().join("responses/aaaa")), ["files", "lock", "response.json"], "the note of when is gone");
    assert_eq!(fs::read_to_string(store.dir().join("responses/aaaa/files/a.txt")).unwrap(), "texte");
}

#[test]
fn nothing_is_overwritten_on_the_way_to_the_trash_and_back() {
    let (_dir, store) = store();
    let now = time("2025-06-01T08:00:00Z");
    let first = saved(&store, "aaaa");
    store.trash("aaaa", now).unwrap();
    let mut second = first.clone();
    second.answers.set(&"nom".into(), Some(json!("seconde")));
    store.save(&second).unwrap();
    assert_eq!(store.restore("aaaa"), Err(StoreError::Exists { path: store.dir().join("responses/aaaa") }));
    store.trash("aaaa", now).unwrap();
    let kept: Vec<_> = store.trashed().unwrap().into_iter().map(|(_, _, response)| response.unwrap().answers).collect();
    assert!(kept.len() == 2 && kept.contains(&first.answers) && kept.contains(&second.answers));
}

#[test]
fn a_response_that_cannot_be_read_can_be_deleted_and_brought_back() {
    let (_dir, store) = store();
    let file = store.dir().join("responses/aaaa/response.json");
    fs::create_dir(file.parent().unwrap()).unwrap();
    fs::write(&file, "{").unwrap();
    store.trash("aaaa", time("2025-06-01T08:00:00Z")).unwrap();
    assert!(store.trashed().unwrap()[0].2.is_err());
    store.restore("aaaa").unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), "{");
    assert_eq!(store.restore("aaaa"), Err(StoreError::NotFound { id: "aaaa".into() }));
}

#[test]
fn a_copy_is_a_new_draft_with_the_same_answers_and_its_own_files() {
    let (dir, store) = store();
    let file = json!({"format": 1, "id": "aaaa", "form": {"id": "f", "version": "1"}, "status": "validated", "review": "accepted",
        "created": "2025-01-01T00:00:00Z", "modified": "2025-01-02T00:00:00Z", "author": "Camille", "position": {"page": "p", "path": "nom"},
        "seen": ["p"], "fixed": ["region"], "answers": {"nom": "A", "actions": [{"_id": "k3f9", "piece": [{"name": "a.txt"}]}]},
        "left_out": {"autre": {"value": [{"name": "b.txt"}, {"name": "disparu.txt"}], "why": "…"}},
        "validations": [{"at": "2025-01-02T00:00:00Z", "by": "Camille", "sha256": "00", "form_sha256": "00"}], "unknown": 1});
    store.write("aaaa", file.to_string().as_bytes()).unwrap();
    for name in ["a.txt", "b.txt", "retire.txt"] {
        fs::write(dir.path().join(name), "texte").unwrap();
        store.attach("aaaa", &dir.path().join(name)).unwrap();
    }
    fs::write(store.dir().join("responses/aaaa/files/.recueil-half"), "x").unwrap();
    let now = time("2025-06-01T08:00:00Z");
    let before = store.load("aaaa").unwrap();
    let copy = store.copy("aaaa", "bbbb", now, "Dominique").unwrap();
    assert_eq!((copy.id.as_str(), copy.status, copy.review, copy.created, copy.modified), ("bbbb", Status::Draft, Review::None, now, now));
    assert_eq!(
        (copy.author.as_str(), &copy.position, &copy.seen, &copy.fixed, &copy.rest),
        ("Dominique", &before.position, &before.seen, &before.fixed, &before.rest)
    );
    assert!(copy.validations.is_empty() && copy.left_out.is_empty());
    assert_eq!(copy.answers.get(&"autre".into()).unwrap()[0]["name"], "b.txt", "what was left out is back");
    assert_eq!(store.load("bbbb"), Ok(copy));
    assert_eq!(store.load("aaaa"), Ok(before));
    fs::write(store.dir().join("responses/aaaa/files/a.txt"), "changé").unwrap();
    assert_eq!(names(&store.dir().join("responses/bbbb/files")), ["a.txt", "b.txt"], "only what answers name");
    assert_eq!(fs::read_to_string(store.dir().join("responses/bbbb/files/a.txt")).unwrap(), "texte");
}

#[test]
fn a_copy_never_takes_the_place_of_a_response_and_leaves_nothing_when_it_fails() {
    let (_dir, store) = store();
    let now = time("2025-06-01T08:00:00Z");
    saved(&store, "aaaa");
    let other = saved(&store, "bbbb");
    assert_eq!(store.copy("aaaa", "bbbb", now, ""), Err(StoreError::Exists { path: store.dir().join("responses/bbbb") }));
    assert_eq!(store.load("bbbb"), Ok(other));
    symlink("/etc", store.dir().join("responses/aaaa/files")).unwrap();
    assert!(matches!(store.copy("aaaa", "cccc", now, ""), Err(StoreError::NotADirectory { .. })));
    assert_eq!(names(&store.dir().join("responses")), ["aaaa", "bbbb"]);
}

#[test]
fn what_is_being_removed_does_not_come_back_half() {
    let (_dir, store) = store();
    saved(&store, "aaaa");
    store.trash("aaaa", time("2025-06-01T08:00:00Z")).unwrap();
    let lock = store.lock_in(&store.dir().join("trash/aaaa"), "aaaa", "").unwrap();
    assert!(matches!(store.restore("aaaa"), Err(StoreError::Held { .. })));
    drop(lock);
    store.restore("aaaa").unwrap();
}

#[test]
fn what_is_being_copied_is_not_taken_for_a_rest() {
    let (_dir, store) = store();
    let first = saved(&store, "aaaa");
    let root = store.dir().to_owned();
    crate::store::disk::faults::meanwhile(move || {
        assert!(root.join("responses/bbbb").is_dir() && !root.join("responses/bbbb/response.json").exists());
        let found = crate::store::doctor::examine(&root, &crate::form::Sources::new(Vec::new()), true, Timestamp::UNIX_EPOCH).unwrap();
        assert!(found.findings.iter().any(|finding| finding.path == root.join("responses/bbbb")));
    });
    store.copy("aaaa", "bbbb", time("2025-06-01T08:00:00Z"), "").unwrap();
    assert_eq!(store.load("bbbb").unwrap().answers, first.answers);
}
