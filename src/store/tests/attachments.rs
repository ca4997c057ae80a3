//! Attached files: what is copied, under which name, and what is told of it later.

use super::*;
use crate::answers;
use crate::outline::FileFault;
use crate::store::{Attached, Expected, LARGEST_FILE};

/// SHA-256 of `abc`, from FIPS 180-2.
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn source(dir: &TempDir, place: &str, content: &[u8]) -> std::path::PathBuf {
    let path = dir.path().join(place);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, content).unwrap();
    path
}

fn expected(file: &Attached) -> Expected {
    Expected { question: "organigramme".into(), name: file.name.clone(), size: Some(file.size), sha256: Some(file.sha256.clone()) }
}

#[test]
fn a_file_is_copied_with_its_size_and_sha256() {
    let (dir, store) = store();
    saved(&store, "aaaa");
    let file = store.attach("aaaa", &source(&dir, "organigramme.pdf", b"abc")).unwrap();
    assert_eq!(file.to_json(), json!({"name": "organigramme.pdf", "size": 3, "sha256": ABC}));
    assert_eq!(fs::read(store.dir().join("responses/aaaa/files/organigramme.pdf")).unwrap(), b"abc");
    assert_eq!(store.check_expected("aaaa", &[expected(&file)]).len(), 0);
}

#[test]
fn another_content_under_the_same_name_gets_a_number_and_the_same_content_is_kept_once() {
    let (dir, store) = store();
    saved(&store, "aaaa");
    let sources = [
        ("1/nom.pdf", "un"),
        ("2/nom.pdf", "deux"),
        ("3/nom.pdf", "un"),
        ("4/nom.pdf", "trois"),
        ("5/nom.pdf", "deux"),
        ("6/autre.pdf", "un"),
    ];
    let given: Vec<String> =
        sources.iter().map(|(place, content)| store.attach("aaaa", &source(&dir, place, content.as_bytes())).unwrap().name).collect();
    assert_eq!(given, ["nom.pdf", "nom (2).pdf", "nom.pdf", "nom (3).pdf", "nom (2).pdf", "autre.pdf"]);
    assert_eq!(names(&store.dir().join("responses/aaaa/files")), ["autre.pdf", "nom (2).pdf", "nom (3).pdf", "nom.pdf"]);
}

#[test]
fn a_hostile_name_becomes_a_safe_one() {
    let (dir, store) = store();
    saved(&store, "aaaa");
    let given = [".cache", "a\nb\u{1b}[31m.pdf", "e\u{301}tat.pdf", "fdp.\u{202e}x"]
        .map(|name| store.attach("aaaa", &source(&dir, name, b"x")).unwrap().name);
    assert_eq!(given, ["cache", "a_b_[31m.pdf", "état.pdf", "fdp._x"]);
    let bytes: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(b"latin-\xe9.txt");
    let latin = dir.path().join(bytes);
    fs::write(&latin, "x").unwrap();
    assert_eq!(store.attach("aaaa", &latin).unwrap().name, "latin-\u{fffd}.txt");
}

#[test]
fn only_a_regular_file_of_at_most_20_mib_is_taken() {
    let (dir, store) = store();
    saved(&store, "aaaa");
    let large = dir.path().join("large");
    fs::File::create(&large).unwrap().set_len(LARGEST_FILE + 1).unwrap();
    let pipe = dir.path().join("pipe");
    rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
    for (path, id) in [
        (large.as_path(), "store-too-large"),
        (dir.path(), "store-not-a-file"),
        (&pipe, "store-not-a-file"),
        (Path::new("/dev/zero"), "store-not-a-file"),
    ] {
        assert_eq!(store.attach("aaaa", path).unwrap_err().message().id, id, "{path:?}");
    }
    let nothing = dir.path().join("nothing");
    assert_eq!(store.attach("aaaa", &nothing), Err(StoreError::Vanished { path: nothing }));
    assert_eq!(names(&store.dir().join("responses/aaaa")), ["response.json"]);
    fs::File::create(&large).unwrap().set_len(LARGEST_FILE).unwrap();
    assert_eq!(store.attach("aaaa", &large).unwrap().size, LARGEST_FILE);
}

#[test]
fn the_users_own_link_is_followed_and_gives_its_name() {
    let (dir, store) = store();
    saved(&store, "aaaa");
    symlink(source(&dir, "réel.pdf", b"abc"), dir.path().join("lien.pdf")).unwrap();
    assert_eq!(
        store.attach("aaaa", &dir.path().join("lien.pdf")).unwrap(),
        Attached { name: "lien.pdf".into(), size: 3, sha256: ABC.into() }
    );
}

#[test]
fn a_link_in_the_responses_directory_is_neither_kept_nor_overwritten() {
    let (dir, store) = store();
    saved(&store, "aaaa");
    let secret = source(&dir, "secret", b"abc");
    fs::create_dir(store.dir().join("responses/aaaa/files")).unwrap();
    symlink(&secret, store.dir().join("responses/aaaa/files/nom.pdf")).unwrap();
    assert_eq!(store.attach("aaaa", &source(&dir, "nom.pdf", b"abc")).unwrap().name, "nom (2).pdf");
    assert_eq!(fs::read(&secret).unwrap(), b"abc");
}

#[test]
fn missing_and_changed_copies_are_told() {
    let (dir, store) = store();
    saved(&store, "aaaa");
    let files = ["a", "b", "c", "d", "e"].map(|name| store.attach("aaaa", &source(&dir, name, b"abc")).unwrap());
    let of = |name: &str| store.dir().join("responses/aaaa/files").join(name);
    fs::remove_file(of("b")).unwrap();
    fs::write(of("c"), "abd").unwrap(); // same size
    fs::write(of("d"), "abcd").unwrap();
    fs::remove_file(of("e")).unwrap();
    symlink(of("a"), of("e")).unwrap();
    let mut files: Vec<Expected> = files.iter().map(expected).collect();
    for name in ["../response.json", "/etc/passwd", "", ".."] {
        files.push(Expected { question: "q".into(), name: name.into(), size: None, sha256: None });
    }
    files.push(Expected { question: "sans".into(), name: "a".into(), size: Some(3), sha256: None });
    let faults = store.check_expected("aaaa", &files);
    let found: Vec<_> = faults.iter().map(|((question, name), fault)| (question.as_str(), name.as_str(), *fault)).collect();
    assert_eq!(
        found,
        [
            ("organigramme", "b", FileFault::Missing),
            ("organigramme", "c", FileFault::Changed),
            ("organigramme", "d", FileFault::Changed),
            ("organigramme", "e", FileFault::Missing),
            ("q", "", FileFault::Missing),
            ("q", "..", FileFault::Missing),
            ("q", "../response.json", FileFault::Missing),
            ("q", "/etc/passwd", FileFault::Missing),
            ("sans", "a", FileFault::Changed),
        ]
    );
}

#[test]
fn a_file_that_vanished_is_given_again_under_its_name() {
    let (dir, store) = store();
    saved(&store, "aaaa");
    let path = source(&dir, "a.pdf", b"abc");
    let file = store.attach("aaaa", &path).unwrap();
    fs::remove_dir_all(store.dir().join("responses/aaaa/files")).unwrap();
    let key = (answers::Path::question("organigramme"), "a.pdf".to_owned());
    assert_eq!(store.check_expected("aaaa", &[expected(&file)]).get(&key), Some(&FileFault::Missing));
    assert_eq!(store.attach("aaaa", &path), Ok(file.clone()));
    assert_eq!(store.check_expected("aaaa", &[expected(&file)]).len(), 0);
}

#[test]
fn the_files_of_questions_and_of_blocks_are_checked_hidden_or_not() {
    let form = r#"
        id = "f"
        version = "1"
        title = "F"
        [[page]]
        id = "p"
        title = "P"
        [[page.question]]
        id = "oui"
        kind = "text"
        label = "Oui"
        [[page.question]]
        id = "pieces"
        kind = "file"
        label = "Pièces"
        relevant = "oui == 'x'"
        [[page.question]]
        id = "actions"
        kind = "repeat"
        label = "Actions"
        item = "Action {n}"
        add = "Ajouter"
        max = 3
        [[page.question.field]]
        id = "annexe"
        kind = "file"
        label = "Annexe"
    "#;
    let form = crate::form::load("f.toml", form).unwrap();
    let (dir, store) = store();
    saved(&store, "aaaa");
    let kept = store.attach("aaaa", &source(&dir, "a.pdf", b"abc")).unwrap();
    let file = |name: &str| json!({"name": name, "size": 3, "sha256": ABC});
    let answers = json!({
        "oui": "a.pdf",
        "pieces": [kept.to_json(), file("b.pdf"), "no file", {"size": 3}],
        "actions": [{"_id": "k3f9", "annexe": [file("c.pdf")]}, {"_id": "m2p4"}, {"_id": "q7r8", "annexe": [kept.to_json()]}],
    });
    let response = response("aaaa", "2025-03-01T10:00:00Z", &answers);
    let faults = store.check_files(&response, &form);
    let found: Vec<_> = faults.iter().map(|((question, name), fault)| (question.as_str(), name.as_str(), *fault)).collect();
    assert_eq!(found, [("actions[k3f9].annexe", "c.pdf", FileFault::Missing), ("pieces", "b.pdf", FileFault::Missing)]);
}
