//! Real accidents: a process killed while it saves, a disk that is full or read-only. These tests run this very program again as a child.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::*;

const DIR: &str = "RECUEIL_TEST_CHILD_DIR";

/// The directory to work in, if this process is a test's child.
pub fn child_dir() -> Option<PathBuf> {
    env::var_os(DIR).map(PathBuf::from)
}

/// This test program, to run one test as a child in a directory.
pub struct Child {
    arguments: Vec<OsString>,
    dir: PathBuf,
}

pub fn child(test: &str, dir: &Path) -> Child {
    let program = env::current_exe().unwrap().into();
    Child { arguments: vec![program, test.into(), "--exact".into(), "--nocapture".into()], dir: dir.to_owned() }
}

impl Child {
    /// Run by another program that gets the command as its last arguments.
    pub fn through(self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).args(self.arguments).env(DIR, self.dir).stdout(Stdio::null());
        command
    }

    fn piped(self) -> Command {
        let mut command = Command::new(&self.arguments[0]);
        command.args(&self.arguments[1..]).env(DIR, self.dir).stdout(Stdio::piped());
        command
    }
}

#[test]
fn a_program_killed_while_it_saves_leaves_a_whole_response() {
    let long = |n: usize| response("aaaa", "2025-03-01T10:00:00Z", &json!({"nom": n.to_string().repeat(40_000)}));
    if let Some(dir) = child_dir() {
        let store = Store::open(&dir).unwrap();
        let _lock = store.lock("aaaa", "child").unwrap();
        for n in 0.. {
            store.save(&long(n % 10)).unwrap();
            println!("\nsaved");
            std::io::stdout().flush().unwrap();
        }
    }
    let (_dir, store) = store();
    store.save(&long(0)).unwrap();
    for round in 1..=12 {
        let mut child =
            child("store::tests::crash::a_program_killed_while_it_saves_leaves_a_whole_response", store.dir()).piped().spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert_eq!(lines.map(Result::unwrap).filter(|line| line == "saved").take(round).count(), round);
        child.kill().unwrap();
        child.wait().unwrap();
        let found = store.load("aaaa").unwrap();
        assert!((0..10).any(|n| long(n) == found), "one state or another, never a mixture");
        let _lock = store.lock("aaaa", "parent").expect("the dead hold no lock");
        assert_eq!(names(&store.dir().join("responses/aaaa")), ["lock", "response.json"], "what was half written is swept");
    }
}

#[test]
fn locking_what_was_just_written_leaves_what_is_being_written_alone() {
    let (_dir, store) = store();
    store.save(&response("aaaa2345", "2025-03-01T10:00:00Z", &json!({}))).unwrap();
    let half = store.dir().join("responses/aaaa2345/.recueil-abc");
    std::fs::write(&half, "{").unwrap();
    drop(store.lock_written("aaaa2345", "Camille").unwrap());
    assert!(half.exists());
    drop(store.lock("aaaa2345", "Camille").unwrap());
    assert!(!half.exists(), "a response that is opened has no other writer");
}

/// Runs a test as a child with a small file system of its own mounted on a directory.
fn with_own_disk(test: &str) {
    let dir = tempfile::tempdir().unwrap();
    let mounts = |script: &str| Command::new("unshare").args(["-rm", "sh", "-c", script]).arg(dir.path()).stderr(Stdio::null()).status();
    if !mounts("mount -t tmpfs none \"$0\"").is_ok_and(|status| status.success()) {
        assert!(env::var_os("RECUEIL_TEST_ALL").is_none(), "no file system can be mounted here");
        let _ = writeln!(std::io::stderr(), "skipped: no file system can be mounted here"); // seen, though the test passes
        return;
    }
    let script = format!("mount -t tmpfs -o size=512k none \"${DIR}\" && exec \"$0\" \"$@\"");
    let status = child(test, dir.path()).through("unshare", &["-rm", "sh", "-c", &script]).status().unwrap();
    assert!(status.success());
}

#[test]
fn a_full_disk_is_told_and_keeps_what_was_saved() {
    let Some(dir) = child_dir() else { return with_own_disk("store::tests::crash::a_full_disk_is_told_and_keeps_what_was_saved") };
    let store = Store::open(&dir.join("data")).unwrap();
    let before = saved(&store, "aaaa");
    let attached = dir.join("a.pdf");
    fs::write(&attached, vec![b'x'; 60_000]).unwrap();
    let history = dir.join("data/responses/aaaa/history.jsonl");
    fs::write(&history, "{}\n").unwrap();
    let filler = dir.join("filler");
    let mut file = fs::File::create(&filler).unwrap();
    while file.write_all(&[0; 4096]).is_ok() {}
    drop(file);
    let mut after = before.clone();
    after.answers.set(&"nom".into(), Some(json!("x".repeat(50_000))));
    let full = |result: Result<(), StoreError>| assert!(matches!(result, Err(StoreError::Full { .. })), "{result:?}");
    full(store.save(&after));
    full(store.write("bbbb", &after.to_json()).map(drop));
    full(store.attach("aaaa", &attached).map(drop));
    full(store.copy("aaaa", "cccc", Timestamp::UNIX_EPOCH, "").map(drop));
    full(crate::store::write_output(&dir.join("out.txt"), &[0; 9000], false));
    let mut lines = [b'x'; 9000].to_vec();
    full(store.append_history("aaaa", &mut lines));
    assert_eq!((fs::read(&history).unwrap(), lines.len()), (b"{}\n".to_vec(), 9000), "it ends as it did, and the lines wait");
    assert_eq!(store.load("aaaa"), Ok(before));
    assert_eq!(names(&dir.join("data/responses")), ["aaaa"], "nothing half made");
    assert!(store.lock("aaaa", "moi").is_ok(), "a full disk keeps nobody from opening");
    assert_eq!(names(&dir.join("data/responses/aaaa/files")), [""; 0]);
    assert_eq!(names(&dir), ["a.pdf", "data", "filler"]);
    fs::remove_file(&filler).unwrap();
    store.save(&after).unwrap();
    assert_eq!(store.load("aaaa"), Ok(after));
}

#[test]
fn a_read_only_disk_is_opened_for_reading() {
    let Some(dir) = child_dir() else { return with_own_disk("store::tests::crash::a_read_only_disk_is_opened_for_reading") };
    let store = Store::open(&dir.join("data")).unwrap();
    let response = saved(&store, "aaaa");
    fs::write(dir.join("a.pdf"), "x").unwrap();
    fs::create_dir(dir.join("empty")).unwrap();
    assert!(Command::new("mount").args(["-o", "remount,ro"]).arg(&dir).status().unwrap().success());
    let refused = |error: StoreError| assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
    refused(store.save(&response).unwrap_err()); // open since before
    for (store, responses) in [(Store::open(&dir.join("data")).unwrap(), 1), (Store::open(&dir.join("empty")).unwrap(), 0)] {
        assert!(store.is_read_only());
        assert_eq!(store.list().unwrap().len(), responses);
        assert_eq!(store.trashed().unwrap(), []);
        assert_eq!(store.load("bbbb"), Err(StoreError::NotFound { id: "bbbb".into() }));
        refused(store.save(&response).unwrap_err());
        refused(store.trash("aaaa", Timestamp::UNIX_EPOCH).unwrap_err());
        refused(store.restore("aaaa").unwrap_err());
        refused(store.copy("aaaa", "bbbb", Timestamp::UNIX_EPOCH, "").unwrap_err());
        refused(store.attach("aaaa", &dir.join("a.pdf")).unwrap_err());
        assert!(matches!(store.lock("aaaa", ""), Err(crate::store::LockError::Store(StoreError::ReadOnly { .. }))));
    }
    refused(Store::open(&dir.join("new")).unwrap_err());
}
