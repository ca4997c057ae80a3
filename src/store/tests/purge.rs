//! Removing for good: what is removed with a response, what is not, and what stands in the way.

use super::*;
use crate::store::Remains;

/// Responses due at a moment: in their place, in the trash, and one of which only a version is left.
fn due(store: &Store) -> Timestamp {
    for id in ["aaaa", "bbbb", "cccc"] {
        saved(store, id);
        store.back_up(id, time("2025-03-02T10:00:00Z"), true).unwrap();
    }
    store.trash("bbbb", time("2025-03-03T10:00:00Z")).unwrap();
    fs::remove_dir_all(store.dir().join("responses/cccc")).unwrap();
    time("2025-03-01T10:00:00Z")
}

#[test]
fn what_was_changed_since_it_was_found_to_be_due_is_not_removed() {
    let (_dir, store) = store();
    let then = due(&store);
    store.save(&response("aaaa", "2025-04-01T10:00:00Z", &json!({"nom": "changé"}))).unwrap();
    // taken out of the trash, changed, and thrown away again
    store.restore("bbbb").unwrap();
    store.save(&response("bbbb", "2025-04-01T10:00:00Z", &json!({"nom": "changé"}))).unwrap();
    store.trash("bbbb", time("2025-04-01T11:00:00Z")).unwrap();
    // back from a copy elsewhere, and broken
    saved(&store, "cccc");
    fs::write(store.dir().join("responses/cccc/response.json"), "{").unwrap();
    for (id, removed) in [
        ("aaaa", store.remove_response("aaaa", then)),
        ("bbbb", store.remove_trashed("bbbb", then)),
        ("cccc", store.remove_response("cccc", then)),
    ] {
        assert!(matches!(removed, Err(StoreError::Changed { .. })), "{id} {removed:?}");
        assert_eq!(names(&store.dir().join("backups").join(id)).len(), 1, "{id}: with its versions");
    }
    assert_eq!(
        (names(&store.dir().join("responses")), names(&store.dir().join("trash"))),
        (vec!["aaaa".into(), "cccc".into()], vec!["bbbb".into()])
    );
    store.restore("bbbb").unwrap();
    assert!(matches!(store.remove_trashed("bbbb", time("2025-04-01T10:00:00Z")), Err(StoreError::Vanished { .. })), "it is there no more");
}

#[test]
fn what_is_unchanged_is_removed() {
    let (_dir, store) = store();
    let then = due(&store);
    for removed in [store.remove_response("aaaa", then), store.remove_trashed("bbbb", then), store.remove_response("cccc", then)] {
        assert!(removed.is_ok_and(|removed| removed.files > 0));
    }
    for dir in ["responses", "trash", "backups"] {
        assert_eq!(names(&store.dir().join(dir)), [""; 0]);
    }
}

/// Keeps this below `mended/`, as mending does.
fn original(store: &Store, path: &str, bytes: &[u8]) -> std::path::PathBuf {
    let file = store.dir().join("mended/2025-03-02T10-00-00Z").join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, bytes).unwrap();
    file
}

#[test]
fn what_was_kept_when_it_was_mended_goes_with_it() {
    let (_dir, store) = store();
    let then = due(&store);
    let kept = |id: &str| {
        [
            format!("responses/{id}/response.json"),
            format!("responses/{id} (2)/response.json"),
            format!("backups/{id}/1.json"),
            format!("trash/{id}/lock"),
        ]
        .map(|path| original(&store, &path, b"{"))
    };
    let (places, thrown, backups, other) = (kept("aaaa"), kept("bbbb"), kept("cccc"), kept("aaaa2345"));
    let gone = |files: &[std::path::PathBuf]| files.iter().all(|file| !file.exists());
    store.remove_response("aaaa", then).unwrap();
    assert!(gone(&places));
    // what is in the trash may be an older one of a response that is there
    saved(&store, "bbbb");
    store.remove_trashed("bbbb", then).unwrap();
    assert!(thrown.iter().all(|file| file.exists()));
    store.remove_response("bbbb", then).unwrap();
    assert!(gone(&thrown));
    store.remove_response("cccc", then).unwrap();
    assert!(gone(&backups));
    saved(&store, "dddd");
    store.trash("dddd", time("2025-03-03T10:00:00Z")).unwrap();
    let trashed = kept("dddd");
    store.remove_trashed("dddd", then).unwrap();
    assert!(gone(&trashed) && other.iter().all(|file| file.exists()));
}

#[test]
fn what_stands_only_where_originals_are_kept_is_found_and_removed() {
    let (_dir, store) = store();
    let then = due(&store);
    original(&store, "responses/aaaa/response.json", b"{");
    original(&store, "trash/cccc/response.json", b"{");
    let whole = |modified: &str| response("eeee", modified, &json!({"nom": "e"})).to_json();
    original(&store, "responses/eeee/response.json", &whole("2025-02-01T10:00:00Z"));
    original(&store, "responses/eeee (2)/response.json", &whole("2025-03-01T10:00:00Z"));
    original(&store, "responses/Copie de travail/x", b"x");
    assert_eq!(store.remains().unwrap(), [("cccc".into(), Remains::Backups), ("eeee".into(), Remains::Originals)]);
    assert_eq!(store.last_remains("eeee").unwrap().unwrap().unwrap().modified, then);
    assert_eq!(store.remove_response("eeee", then).unwrap().files, 2);
    assert_eq!(store.remains().unwrap(), [("cccc".into(), Remains::Backups)]);
}

#[test]
fn nothing_is_removed_through_a_link_where_originals_are_kept() {
    // at each step of the way: all of them, one run, one place, one response
    for step in ["mended", "mended/run", "mended/run/responses", "mended/run/responses/aaaa"] {
        let (dir, store) = store();
        saved(&store, "aaaa");
        let outside = dir.path().join("outside");
        let below = Path::new("mended/run/responses/aaaa").strip_prefix(step).unwrap();
        fs::create_dir_all(outside.join(below)).unwrap();
        fs::write(outside.join(below).join("precious"), "x").unwrap();
        let link = store.dir().join(step);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(&outside, &link).unwrap();
        store.remove_response("aaaa", time("2025-03-01T10:00:00Z")).unwrap();
        assert!(outside.join(below).join("precious").exists(), "{step}");
        assert_eq!(store.remains().unwrap(), [], "{step}");
    }
}

#[test]
fn an_odd_file_beside_a_response_keeps_its_removed_files_and_is_told() {
    for what in ["a link", "a directory", "a pipe", "half a file"] {
        let (_dir, store) = store();
        saved(&store, "aaaa");
        let dir = store.dir().join("responses/aaaa");
        let odd = dir.join("x.json");
        match what {
            "a link" => symlink("response.json", &odd).unwrap(),
            "a directory" => fs::create_dir(&odd).unwrap(),
            "a pipe" => rustix::fs::mknodat(rustix::fs::CWD, &odd, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap(),
            _ => fs::write(&odd, "{\"format\": 1").unwrap(),
        }
        assert_eq!(store.removed_files("aaaa"), Ok(Vec::new()), "{what}: there are no files at all");
        fs::create_dir(dir.join("files")).unwrap();
        fs::write(dir.join("files/a.pdf"), "x").unwrap();
        for error in [store.removed_files("aaaa").unwrap_err(), store.remove_files("aaaa").unwrap_err()] {
            assert!(matches!(&error, StoreError::NotAFile { path } | StoreError::Unread { path, .. } if *path == odd), "{what}: {error:?}");
        }
        assert!(dir.join("files/a.pdf").exists());
        let removed = if odd.is_dir() { fs::remove_dir(&odd) } else { fs::remove_file(&odd) };
        removed.unwrap();
        assert_eq!(store.removed_files("aaaa"), Ok(vec!["a.pdf".to_owned()]), "{what}");
    }
}
