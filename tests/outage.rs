//! The program itself on real terminals while the system refuses to save, or another session has the response: what is typed stays, the file is whole,
//! the screen says what happens, saving resumes by itself, and what is said at the end is true.

#[path = "support/pty.rs"]
mod pty;
#[path = "support/watch.rs"]
mod watch;

use std::env;
use std::fs::{self, Permissions};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use pty::{Came, Pty};
use rustix::fs::inotify::WatchFlags;
use rustix::process::{Pid, Resource, Rlimit, Signal, kill_process};
use serde_json::{Value, json};
use tempfile::TempDir;
use watch::Watch;

const ID: &str = "aaaa";
const QUIT: &[u8] = b"\x18";
const SAVE: &[u8] = b"\x13";
const REMEDY: &[u8] = b"\x1bOR";

/// A person's home with one response in it.
struct Home {
    dir: PathBuf,
    _temporary: Option<TempDir>,
}

impl Home {
    fn new() -> Self {
        let temporary = tempfile::tempdir().unwrap();
        fs::set_permissions(temporary.path(), Permissions::from_mode(0o755)).unwrap();
        Self { _temporary: None, ..Self::at(temporary.path()) }.keeping(temporary)
    }

    fn keeping(self, temporary: TempDir) -> Self {
        Self { _temporary: Some(temporary), ..self }
    }

    /// A home in a directory that is there.
    fn at(dir: &Path) -> Self {
        let home = Self { dir: dir.to_owned(), _temporary: None };
        let response = json!({
            "format": 1, "id": ID, "form": {"id": "annuaire-carsp", "version": "2025.1"}, "created": "2025-01-01T00:00:00Z",
            "modified": "2025-01-01T00:00:00Z", "answers": {"region": "53", "nom": "Cellule"},
        });
        recueil::store::Store::open(&home.data()).unwrap();
        fs::create_dir(home.folder()).unwrap();
        fs::write(home.file(), response.to_string()).unwrap();
        home
    }

    fn data(&self) -> PathBuf {
        self.dir.join("data")
    }

    fn folder(&self) -> PathBuf {
        self.data().join("responses").join(ID)
    }

    fn file(&self) -> PathBuf {
        self.folder().join("response.json")
    }

    /// The address on the disk.
    fn address(&self) -> Value {
        let response: Value = serde_json::from_slice(&fs::read(self.file()).unwrap()).expect("the file is whole");
        response["answers"]["adresse"].clone()
    }

    /// What is in the response's folder and should not stay there.
    fn strays(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.starts_with(".recueil-")).collect()
    }

    /// The program, started by these words before it, as this person.
    fn program(&self, before: &[&str], arguments: &[&str], name: &str) -> Command {
        let words: Vec<&str> = before.iter().copied().chain([env!("CARGO_BIN_EXE_recueil")]).chain(arguments.iter().copied()).collect();
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).env("HOME", &self.dir).env("RECUEIL_DATA_DIR", self.data()).env("USER", name);
        command.env("TERM", "xterm").env("LANG", "fr_FR.UTF-8").env("PATH", env::var_os("PATH").unwrap()).current_dir(&self.dir);
        command
    }

    /// The response open at its address.
    fn fill(&self, before: &[&str], name: &str) -> Run {
        let mut run = Run(Pty::start(&self.program(before, &["fill", ID, "--page", "contact", "--as", name], name), (100, 30)));
        run.shows("Adresse");
        run
    }
}

/// A running program.
struct Run(Pty);

impl Run {
    fn shows(&mut self, text: &str) -> &mut Self {
        self.0.shows(text);
        self
    }

    /// Waits until this is on the disk and the screen says so.
    fn saves(&mut self, home: &Home, address: &str) -> &mut Self {
        let saved = |row: &String| row.ends_with("enregistré") && !row.ends_with("non enregistré");
        let came = self.0.wait_for(|rows| rows.first().is_some_and(saved) && home.address() == address);
        assert_eq!(came, Came::Yes, "saved:\n{}", self.0.rows().join("\n"));
        assert_eq!(home.strays(), [""; 0]);
        self
    }

    fn types(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.types(bytes);
        self
    }

    /// Leaves the program; its exit code and the line on the ordinary screen.
    fn quits(&mut self, keys: &[u8]) -> (i32, String) {
        self.types(keys);
        let came = self.0.wait_for(|_| false);
        assert_eq!(came, Came::Gone, "it ends:\n{}", self.0.rows().join("\n"));
        assert!(!self.0.is_alternate() && !self.0.is_raw(), "the terminal is given back");
        (self.0.end(), pty::prose(&self.0.rows()))
    }
}

/// Whether a program that a test needs is there and may do this; where all must be tested it has to.
fn can(words: &[&str]) -> bool {
    let status = Command::new(words[0]).args(&words[1..]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let can = status.is_ok_and(|status| status.success());
    if !can {
        assert!(env::var_os("RECUEIL_TEST_ALL").is_none(), "cannot: {}", words.join(" "));
        let _ = writeln!(std::io::stderr(), "skipped: cannot: {}", words.join(" ")); // seen, though the test passes
    }
    can
}

const FULL: &str = "Non enregistré : plus de place (disque ou quota).";
const DENIED: &str = "Non enregistré : accès refusé.";
const GONE: &str = "Non enregistré : dossier introuvable.";
const FIXED: &str = "Non enregistré : disque en lecture seule.";
const DEVICE: &str = "Non enregistré : le disque répond mal (erreur 5).";

#[test]
fn a_signal_during_a_slow_save_waits_for_it_and_for_what_was_typed_since() {
    let inject = "-f -qq -o /dev/null -e trace=fdatasync -e";
    let words: Vec<&str> = ["strace"].into_iter().chain(inject.split(' ')).collect();
    let slow = "inject=fdatasync:delay_enter=1500000";
    if !can(&[&words[..], &[slow, "true"]].concat()) {
        return;
    }
    for signal in [Signal::TERM, Signal::HUP] {
        let home = Home::new();
        let mut run = home.fill(&[&words[..], &[slow]].concat(), "essai");
        // the file that is being written is there, and not in its place before the disk is done
        let watch = Watch::over([home.folder().as_path()], WatchFlags::CREATE);
        run.types(b"12 rue");
        let until = Instant::now() + Duration::from_secs(20);
        // the history comes first
        while home.strays().is_empty() {
            assert!(watch.wait(until) > 0, "it begins to save");
        }
        run.types(b" Haute").shows("12 rue Haute");
        let files = home.strays();
        assert_eq!((home.address(), files.len()), (Value::Null, 1), "the save goes on");
        let program = child_of(run.0.pid());
        kill_process(program, signal).unwrap();
        assert_eq!(run.0.end(), 128 + signal.as_raw());
        assert_eq!((home.address(), home.strays()), (json!("12 rue Haute"), Vec::new()));
    }
}

/// The only process that another one started.
fn child_of(parent: Pid) -> Pid {
    let id = parent.as_raw_nonzero();
    let children = fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap();
    Pid::from_raw(children.trim().parse().unwrap()).unwrap()
}

#[test]
fn a_save_that_the_kernel_refuses_is_told_and_made_good() {
    let inject = "-f -qq -o /dev/null -e trace=fdatasync,rename,renameat,renameat2 -e";
    let words: Vec<&str> = ["strace"].into_iter().chain(inject.split(' ')).collect();
    if !can(&[&words[..], &["inject=fdatasync:error=EIO", "true"]].concat()) {
        return;
    }
    for (calls, error, told) in [
        ("fdatasync", "EIO", DEVICE),
        ("fdatasync", "ENOSPC", FULL),
        ("fdatasync", "EDQUOT", FULL),
        ("rename,renameat,renameat2", "EACCES", DENIED),
        ("rename,renameat,renameat2", "EROFS", FIXED),
        ("rename,renameat,renameat2", "ENOENT", GONE),
        ("rename,renameat,renameat2", "EIO", DEVICE),
    ] {
        let home = Home::new();
        let inject = format!("inject={calls}:error={error}:when=1");
        let mut run = home.fill(&[&words[..], &[&inject]].concat(), "Camille");
        run.types(b"12 rue").shows(told).shows("Ctrl-S : tout de suite, F3 : ailleurs").shows("12 rue");
        assert_eq!((home.address(), home.strays()), (Value::Null, Vec::new()), "{inject}: the file is what it was");
        run.types(b" bis").types(SAVE).saves(&home, "12 rue bis");
        let (code, line) = run.quits(QUIT);
        assert!(code == 0 && line.contains("enregistré. Reprendre"), "{inject}: {code} {line}");
    }
}

#[test]
fn a_limit_on_the_size_of_files_is_told_like_a_full_disk_and_saving_resumes_by_itself() {
    let home = Home::new();
    if !can(&["prlimit", "--fsize=1000000", "true"]) {
        return;
    }
    let mut run = home.fill(&["prlimit", "--fsize=700:unlimited"], "Camille");
    run.types(&[b'x'; 600]).shows(FULL);
    assert_eq!((home.address(), home.strays()), (Value::Null, Vec::new()));
    let unlimited = Rlimit { current: None, maximum: None };
    rustix::process::prlimit(Some(run.0.pid()), Resource::Fsize, unlimited).unwrap();
    run.saves(&home, &"x".repeat(600));
    assert_eq!(run.quits(QUIT).0, 0);
}

#[test]
fn a_folder_that_may_not_be_written_is_told_and_saving_resumes_by_itself() {
    let home = Home::new();
    // root may write everywhere: another account
    let setpriv = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let root = rustix::process::geteuid().is_root();
    if root && !can(&[&setpriv[..], &["true"]].concat()) {
        return;
    }
    if root {
        let own = ["chown", "-R", "65534:65534", home.dir.to_str().unwrap()];
        assert!(can(&own));
    }
    let copy = home.dir.join("recueil");
    fs::copy(env!("CARGO_BIN_EXE_recueil"), &copy).unwrap();
    let mut command = Command::new(if root { setpriv[0] } else { copy.to_str().unwrap() });
    if root {
        command.args(&setpriv[1..]).arg(&copy);
    }
    let like = home.program(&[], &["fill", ID, "--page", "contact", "--as", "Camille"], "Camille");
    command.args(like.get_args()).current_dir(&home.dir).envs(like.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let mut run = Run(Pty::start(&command, (100, 30)));
    run.shows("Adresse");
    fs::set_permissions(home.folder(), Permissions::from_mode(0o500)).unwrap();
    run.types(b"12 rue").shows(DENIED).shows("12 rue");
    assert_eq!(home.address(), Value::Null);
    fs::set_permissions(home.folder(), Permissions::from_mode(0o700)).unwrap();
    run.saves(&home, "12 rue");
    assert_eq!(run.quits(QUIT).0, 0);
}

#[test]
fn a_data_directory_that_goes_away_is_told_and_awaited_and_whoever_quits_is_told_the_truth() {
    let home = Home::new();
    let mut run = home.fill(&[], "Camille");
    run.types(b"1").saves(&home, "1");
    fs::rename(home.data(), home.dir.join("away")).unwrap();
    run.types(b"2").shows(GONE);
    assert!(!home.data().exists(), "it is not made anew: what was mounted there may come back");
    fs::rename(home.dir.join("away"), home.data()).unwrap();
    run.saves(&home, "12");
    // removed, and put back from a copy
    let copy = fs::read(home.file()).unwrap();
    fs::remove_dir_all(home.data()).unwrap();
    run.types(b"3").shows(GONE);
    assert!(!home.data().exists());
    fs::create_dir_all(home.folder()).unwrap();
    fs::write(home.file(), copy).unwrap();
    run.saves(&home, "123");
    fs::rename(home.data(), home.dir.join("away")).unwrap();
    run.types(b"4").shows(GONE).types(QUIT).shows("F10 à nouveau pour quitter sans enregistrer");
    let (code, line) = run.quits(QUIT);
    assert!(code == 1 && line.contains("changements non enregistrés"), "{code} {line}");
}

#[test]
fn a_terminal_that_goes_away_while_nothing_can_be_saved_ends_the_program_and_leaves_the_last_file_whole() {
    let home = Home::new();
    let mut run = home.fill(&[], "Camille");
    run.types(b"1").saves(&home, "1");
    fs::rename(home.data(), home.dir.join("away")).unwrap();
    run.types(b"2").shows(GONE);
    run.0.close();
    assert_eq!(run.0.end(), 129);
    fs::rename(home.dir.join("away"), home.data()).unwrap();
    assert_eq!((home.address(), home.strays()), (json!("1"), Vec::new()));
}

#[test]
fn what_is_saved_elsewhere_is_shown_at_the_next_opening() {
    let home = Home::new();
    let mut run = home.fill(&[], "Camille");
    run.types(b"1").saves(&home, "1");
    fs::rename(home.data(), home.dir.join("away")).unwrap();
    run.types(b"2").shows(GONE).types(REMEDY).shows("Enregistrer ailleurs").types(b"\r").shows("Enregistré dans");
    run.types(QUIT).shows("la réponse est gardée dans");
    let (code, line) = run.quits(QUIT);
    let elsewhere = home.dir.join("annuaire-carsp-Cellule.json");
    assert!(code == 1 && line.contains("annuaire-carsp-Cellule.json seulement"), "{code} {line}");
    assert_eq!(elsewhere.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    fs::rename(home.dir.join("away"), home.data()).unwrap();
    let mut run = Run(Pty::start(&home.program(&[], &["fill", ID], "Camille"), (100, 30)));
    run.shows("Deux versions de cette réponse").shows("d'ailleurs — 12").types(b"\x1b[A\r").saves(&home, "12");
    assert_eq!(run.quits(QUIT).0, 0);
    let imported = home.program(&[], &["import", "annuaire-carsp-Cellule.json", "--form", "annuaire-carsp"], "Camille").output().unwrap();
    assert_eq!(imported.status.code(), Some(0), "as the message says: {imported:?}");
}

#[test]
fn a_copy_elsewhere_that_cannot_be_noted_is_said_to_be_taken_up_by_hand() {
    let home = Home::new();
    fs::write(home.dir.join(".config"), "no directory").unwrap();
    let mut run = home.fill(&[], "Camille");
    run.types(b"1").saves(&home, "1");
    fs::rename(home.data(), home.dir.join("away")).unwrap();
    run.types(b"2").shows(GONE).types(REMEDY).shows("Enregistrer ailleurs").types(b"\r").shows("ce qui n'a pas pu être noté");
    assert!(home.dir.join("annuaire-carsp-Cellule.json").exists());
    run.types(QUIT).shows("la réponse est gardée dans");
    assert_eq!(run.quits(QUIT).0, 1);
}

#[test]
fn what_another_program_writes_meanwhile_is_kept_beside_what_is_typed() {
    let home = Home::new();
    let mut run = home.fill(&[], "Camille");
    run.types(b"12 rue").saves(&home, "12 rue");
    let mut other: Value = serde_json::from_slice(&fs::read(home.file()).unwrap()).unwrap();
    other["answers"]["adresse"] = json!("1 place");
    fs::write(home.file(), other.to_string()).unwrap();
    run.types(b" bis").shows("Un autre programme a changé cette réponse");
    assert_eq!(home.address(), json!("1 place"));
    run.types(REMEDY).shows("du fichier — 1 place").types(b"\x1b[A\x1b[A\r").saves(&home, "12 rue bis");
    let kept = fs::read_dir(home.folder()).unwrap().map(|entry| entry.unwrap().path());
    let kept: Vec<PathBuf> = kept.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("kept-")).collect();
    assert!(kept.len() == 1 && fs::read_to_string(&kept[0]).unwrap().contains("1 place"), "{kept:?}");
    assert_eq!(run.quits(QUIT).0, 0);
}

#[test]
fn a_second_session_reads_says_who_writes_and_goes_on_when_the_first_is_closed_or_killed() {
    for killed in [false, true] {
        let home = Home::new();
        let mut first = home.fill(&[], "Camille");
        first.types(b"12 rue").saves(&home, "12 rue");
        let mut second = Run(Pty::start(&home.program(&[], &["fill", ID, "--as", "Dominique"], "Dominique"), (100, 30)));
        second.shows("Ouvert par Camille depuis le").types(b"x").shows("F3 : remplir dès que c'est libre");
        second.types(REMEDY).shows("en attente");
        first.types(b" bis").saves(&home, "12 rue bis");
        if killed {
            kill_process(first.0.pid(), Signal::KILL).unwrap();
        } else {
            assert_eq!(first.quits(QUIT).0, 0);
        }
        second.shows("La réponse est libre").shows("12 rue bis").types(b" nord").saves(&home, "12 rue bis nord");
        assert_eq!(second.quits(QUIT).0, 0);
    }
}

#[test]
fn a_response_that_was_just_begun_is_held_by_whoever_began_it() {
    let home = Home::new();
    let begin = |name: &'static str| {
        let begun = ["fill", "annuaire-carsp", "--fix", "region=28", "--page", "contact", "--as", name];
        Run(Pty::start(&home.program(&[], &begun, name), (100, 30)))
    };
    let mut first = begin("Camille");
    first.shows("Adresse").types(b"12 rue");
    let is_saved = |rows: &[String]| {
        let count = fs::read_dir(home.data().join("responses")).unwrap().count();
        count == 2 && rows[0].trim_end().ends_with(" enregistré")
    };
    assert_eq!(first.0.wait_for(is_saved), pty::Came::Yes);
    begin("Dominique").shows("Ouvert par Camille depuis le").quits(QUIT);
    assert_eq!(first.quits(QUIT).0, 0);
}

#[test]
fn a_second_session_writes_nothing_even_if_its_command_line_would() {
    let home = Home::new();
    let mut first = home.fill(&[], "Camille");
    first.types(b"12 rue").saves(&home, "12 rue");
    let files = || ["response.json", "history.jsonl"].map(|name| fs::read_to_string(home.folder().join(name)).unwrap());
    let before = files();
    let mut second = Run(Pty::start(
        &home.program(&[], &["fill", "annuaire-carsp", "--fix", "region=53", "--set", "mail=a@exemple.fr"], "Dominique"),
        (100, 30),
    ));
    second.shows("Ouvert par Camille depuis le");
    let (code, line) = second.quits(QUIT);
    assert!(code == 0 && line.contains("en lecture seule"), "{code} {line}");
    assert_eq!(files(), before);
    assert_eq!(first.quits(QUIT).0, 0);
}

#[test]
fn a_command_that_would_change_an_open_response_says_who_has_it() {
    let home = Home::new();
    let mut run = home.fill(&[], "Camille");
    run.types(b"12 rue").saves(&home, "12 rue");
    let output = home.program(&[], &["validate", ID], "Dominique").stdin(Stdio::null()).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(1) && told.contains("Ouvert par Camille depuis le"), "{told}");
    assert_eq!(run.quits(QUIT).0, 0);
}

const DISK: &str = "RECUEIL_TEST_DISK";

/// Runs a test again as a child with a small file system of its own.
fn with_own_disk(test: &str) {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().to_str().unwrap();
    if !can(&["unshare", "-rm", "sh", "-c", "mount -t tmpfs none \"$0\"", place]) {
        return;
    }
    let script = format!("mount -t tmpfs -o size=1m,nr_inodes=60 none \"${DISK}\" && exec \"$0\" \"$@\"");
    let program = env::current_exe().unwrap();
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-c", &script]).arg(program).args([test, "--exact", "--nocapture"]).env(DISK, place);
    assert!(command.status().unwrap().success());
}

#[test]
fn a_disk_that_is_full_without_inodes_read_only_or_gone_is_told_and_saving_resumes_by_itself() {
    let Some(disk) = env::var_os(DISK).map(PathBuf::from) else {
        return with_own_disk("a_disk_that_is_full_without_inodes_read_only_or_gone_is_told_and_saving_resumes_by_itself");
    };
    let home = Home::at(&disk);
    let mut run = home.fill(&[], "Camille");
    run.types(b"1").saves(&home, "1");

    let filler = disk.join("filler");
    let mut file = fs::File::create(&filler).unwrap();
    while file.write_all(&[0; 4096]).is_ok() {}
    drop(file);
    run.types(b"2").shows(FULL);
    assert_eq!((home.address(), home.strays()), (json!("1"), Vec::new()));
    fs::remove_file(&filler).unwrap();
    run.saves(&home, "12");

    let names = disk.join("names");
    fs::create_dir(&names).unwrap();
    let made = (0..10_000).take_while(|n| fs::write(names.join(n.to_string()), "").is_ok()).count();
    assert!(made < 10_000);
    run.types(b"3").shows(FULL);
    assert_eq!((home.address(), home.strays()), (json!("12"), Vec::new()));
    fs::remove_dir_all(&names).unwrap();
    run.saves(&home, "123");

    // the lock is open for writing: the folder alone becomes read-only, by a second mount of it
    let mounted = |words: &[&Path]| assert!(Command::new(words[0]).args(&words[1..]).status().unwrap().success());
    let [mount, umount, bind] = ["mount", "umount", "--bind"].map(Path::new);
    let folder = home.folder();
    mounted(&[mount, bind, &folder, &folder]);
    mounted(&[mount, Path::new("-oremount,bind,ro"), &folder]);
    run.types(b"4").shows(FIXED);
    assert_eq!(home.address(), json!("123"));
    mounted(&[umount, &folder]);
    run.saves(&home, "1234");

    // unmounted, and mounted again
    let aside = tempfile::tempdir().unwrap();
    mounted(&[mount, bind, &disk, aside.path()]);
    mounted(&[umount, Path::new("--lazy"), &disk]);
    run.types(b"5").shows(GONE);
    assert!(!home.data().exists(), "nothing is made where it was mounted");
    mounted(&[mount, bind, aside.path(), &disk]);
    mounted(&[umount, aside.path()]);
    run.saves(&home, "12345");
    let (code, line) = run.quits(QUIT);
    assert!(code == 0 && line.contains("enregistré. Reprendre"), "{code} {line}");
}
