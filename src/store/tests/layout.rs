//! The directory itself: layout, modes, what is refused.

use std::io::Write;
use std::os::unix::fs::chown;

use super::*;

#[test]
fn a_missing_directory_is_made_with_those_above_it() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("a/b/data");
    let store = Store::open(&root).unwrap();
    assert!(!store.is_read_only() && !store.is_shared());
    assert_eq!(names(&root), ["backups", "layout", "responses", "trash"]);
    assert_eq!(fs::read_to_string(root.join("layout")).unwrap(), "1\n");
    Store::open(&root).unwrap();
    assert_eq!(names(&root), ["backups", "layout", "responses", "trash"], "opening again changes nothing");
}

#[test]
fn another_layout_is_refused_untouched() {
    for layout in ["2", "99\n", "", "new", "0", "-1"] {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("layout"), layout).unwrap();
        let before = mode(dir.path());
        assert_eq!(
            Store::open(dir.path()).unwrap_err(),
            StoreError::Layout { path: dir.path().into(), found: layout.trim().into() },
            "{layout:?}"
        );
        assert_eq!(
            Store::open_shared(dir.path()).unwrap_err(),
            StoreError::Layout { path: dir.path().into(), found: layout.trim().into() }
        );
        assert_eq!((names(dir.path()), mode(dir.path())), (vec!["layout".to_owned()], before));
    }
}

#[test]
fn a_file_or_a_link_where_a_directory_should_be_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "x").unwrap();
    assert_eq!(Store::open(&file).unwrap_err(), StoreError::NotADirectory { path: file.clone() });
    assert_eq!(Store::open(&file.join("below")).unwrap_err(), StoreError::NotADirectory { path: file.join("below") });
    let root = dir.path().join("data");
    fs::create_dir(&root).unwrap();
    symlink(dir.path(), root.join("responses")).unwrap();
    assert_eq!(Store::open(&root).unwrap_err(), StoreError::NotADirectory { path: root.join("responses") });
    assert_eq!(fs::read_to_string(&file).unwrap(), "x");
}

#[test]
fn the_directory_itself_may_be_a_link_of_the_users() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("real")).unwrap();
    symlink(dir.path().join("real"), dir.path().join("data")).unwrap();
    saved(&Store::open(&dir.path().join("data")).unwrap(), "aaaa");
    assert!(dir.path().join("real/responses/aaaa/response.json").is_file());
}

#[test]
fn a_directory_of_other_things_keeps_its_mode() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("notes.txt"), "x").unwrap();
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    Store::open(dir.path()).unwrap();
    assert_eq!(mode(dir.path()), 0o755);
    assert_eq!(mode(&dir.path().join("responses")), 0o700);
}

/// Everything below a directory with its mode.
fn modes(dir: &Path) -> Vec<(String, u32)> {
    let mut found = vec![(dir.file_name().unwrap().to_str().unwrap().to_owned(), mode(dir))];
    for name in names(dir) {
        let path = dir.join(&name);
        if path.is_dir() { found.extend(modes(&path)) } else { found.push((name, mode(&path))) }
    }
    found
}

/// Does everything that makes files, in `data` of a directory.
fn make_all(dir: &Path, shared: bool) {
    let root = dir.join("data");
    let store = if shared { Store::open_shared(&root) } else { Store::open(&root) }.unwrap();
    saved(&store, "aaaa");
    saved(&store, "bbbb");
    fs::write(dir.join("a.pdf"), "pdf").unwrap();
    fs::set_permissions(dir.join("a.pdf"), fs::Permissions::from_mode(0o644)).unwrap();
    store.attach("aaaa", &dir.join("a.pdf")).unwrap();
    let _lock = store.lock("aaaa", "moi").unwrap();
    store.copy("aaaa", "cccc", Timestamp::UNIX_EPOCH, "").unwrap();
    store.trash("bbbb", Timestamp::UNIX_EPOCH).unwrap();
    // the group of an outbox takes prints from there
    let print = dir.join("print.html");
    crate::store::write_output_itself(&print, b"print", false).unwrap();
    assert_eq!(mode(&print), 0o640);
}

#[test]
fn modes_are_the_same_whatever_the_umask() {
    if let Some(dir) = crash::child_dir() {
        return make_all(&dir, std::env::var_os("RECUEIL_TEST_SHARED").is_some());
    }
    for (umask, shared) in [("000", false), ("022", false), ("077", false), ("277", false), ("000", true), ("077", true), ("027", true)] {
        let dir = tempfile::tempdir().unwrap();
        let script = format!("umask {umask}; {} exec \"$0\" \"$@\"", if shared { "RECUEIL_TEST_SHARED=1" } else { "" });
        let status = crash::child("store::tests::layout::modes_are_the_same_whatever_the_umask", dir.path())
            .through("sh", &["-c", &script])
            .status()
            .unwrap();
        assert!(status.success());
        let (of_dir, of_file) = if shared { (0o2770, 0o660) } else { (0o700, 0o600) };
        let found = modes(&dir.path().join("data"));
        assert!(
            found.iter().any(|(name, _)| name == "a.pdf") && found.iter().any(|(name, _)| name == "lock") && found.len() > 15,
            "{found:?}"
        );
        for (name, mode) in found {
            let is_file = name.contains('.') || ["layout", "lock", "deleted"].contains(&name.as_str());
            assert_eq!(mode, if is_file { of_file } else { of_dir }, "{name} under umask {umask}");
        }
    }
}

#[test]
fn a_private_directory_is_shared_with_all_that_is_in_it_and_stays_so() {
    let dir = tempfile::tempdir().unwrap();
    make_all(dir.path(), false);
    let root = dir.path().join("data");
    assert!(Store::open_shared(&root).unwrap().is_shared());
    for (name, mode) in modes(&root) {
        assert!([0o2770, 0o660].contains(&mode), "{name}: {mode:o}");
    }
    let again = Store::open(&root).unwrap();
    assert!(again.is_shared());
    saved(&again, "dddd");
    assert_eq!(mode(&root.join("responses/dddd/response.json")), 0o660);
}

#[test]
fn files_of_a_shared_directory_get_its_group() {
    use std::os::unix::fs::MetadataExt;
    let dir = tempfile::tempdir().unwrap();
    if std::os::unix::fs::chown(dir.path(), None, Some(12345)).is_err() {
        assert!(std::env::var_os("RECUEIL_TEST_ALL").is_none(), "only root can give a directory to any group");
        let _ = writeln!(std::io::stderr(), "skipped: only root can give a directory to any group"); // seen, though the test passes
        return;
    }
    let store = Store::open_shared(dir.path()).unwrap();
    saved(&store, "aaaa");
    saved(&store, "aaaa");
    for path in ["layout", "responses", "responses/aaaa", "responses/aaaa/response.json"] {
        assert_eq!(fs::metadata(dir.path().join(path)).unwrap().gid(), 12345, "{path}");
    }
}

#[test]
fn what_another_member_made_right_is_used_as_it_is() {
    const TEST: &str = "store::tests::layout::what_another_member_made_right_is_used_as_it_is";
    if let Some(dir) = crash::child_dir() {
        let store = Store::open(&dir).unwrap();
        assert!(store.is_shared() && !store.is_read_only());
        store
            .record("aaaa", &[crate::response::history::Entry::event(crate::response::history::What::Answer, Timestamp::UNIX_EPOCH, "")])
            .unwrap();
        drop(store.lock("aaaa", "moi").unwrap());
        assert!(crate::store::disk::hold(&dir.join("responses/aaaa/lock"), store.manner).unwrap().is_some());
        crate::store::disk::share(&dir.join("responses"), store.manner).unwrap();
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("data");
    fs::create_dir(&root).unwrap();
    // another user of the group, without root's rights
    let other = ["--reuid=12346", "--regid=12340", "--clear-groups"];
    let program = std::env::current_exe().unwrap();
    let runs = || {
        std::process::Command::new("setpriv").args(other).args(["test", "-x"]).arg(&program).status().is_ok_and(|status| status.success())
    };
    if chown(&root, Some(12345), Some(12340)).is_err() || !runs() {
        assert!(std::env::var_os("RECUEIL_TEST_ALL").is_none(), "only root can be two members of a group");
        let _ = writeln!(std::io::stderr(), "skipped: only root can be two members of a group"); // seen, though the test passes
        return;
    }
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let store = Store::open_shared(&root).unwrap();
    saved(&store, "aaaa");
    drop(store.lock("aaaa", "elle").unwrap());
    let history = root.join("responses/aaaa/history.jsonl");
    fs::write(&history, "").unwrap();
    fs::set_permissions(&history, fs::Permissions::from_mode(0o660)).unwrap();
    chown(&history, None, Some(12340)).unwrap();
    assert!(crash::child(TEST, &root).through("setpriv", &other).status().unwrap().success());
    assert!(fs::metadata(&history).unwrap().len() > 0);
}
