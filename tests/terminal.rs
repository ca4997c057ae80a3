//! The terminal layer on real pseudo-terminals: this test program starts itself on one and plays the program.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use recueil::terminal::input::{Decoder, Input};
use recueil::terminal::output::Output;
use recueil::terminal::tty::{ENTER, EnterError, Tty};
use recueil::terminal::wait::Wait;
use recueil::ui::frame::Frame;
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use rustix::termios::LocalModes;
use serde_json::{Value, json};

const ROLE: &str = "RECUEIL_TEST_ROLE";
const HUNG_UP: i32 = 42;

/// What the program does on the terminal: shows its size and what it got, until `q`, a signal or the end of the terminal.
fn play(role: &str) -> i32 {
    let mut tty = match Tty::enter(std::env::var_os("TERM").as_deref()) {
        Ok(tty) => tty,
        Err(EnterError::NotATerminal | EnterError::Dumb) => return 2,
        Err(EnterError::Io(error)) => panic!("{error}"),
    };
    let mut wait = Wait::new(tty.input().unwrap()).unwrap();
    let (width, height) = tty.size().unwrap();
    let mut output = Output::new(width, height, true);
    let mut decoder = Decoder::default();
    let mut text = String::new();
    assert!(role != "panic", "on purpose");
    loop {
        let (width, height) = tty.size().unwrap_or_default();
        let mut frame = Frame::new(width, height);
        let shown = if text.len() < 20 { text.clone() } else { text.chars().count().to_string() };
        frame.put(0, 0, width, format!("[{width}x{height} {shown}]"));
        // It may have gone away in between: the wait says so.
        let _ = tty.write(output.show(&frame));
        let woken = wait.wait(decoder.patience()).unwrap();
        decoder.feed(wait.input());
        if woken.time_is_up() {
            decoder.flush();
        }
        while let Some(input) = decoder.pop() {
            match input {
                Input::Key(key) if key.code.as_char() == Some('q') => return 0,
                Input::Key(key) => text.push_str(&key.code.to_string()),
                Input::Paste(pasted) => text.push_str(&pasted),
                Input::NotUtf8 => text.push('!'),
            }
        }
        // A terminal that goes away sends SIGCONT too: this comes first.
        if woken.hangup {
            return HUNG_UP;
        }
        if let Some(signal) = woken.stop {
            return 128 + signal;
        }
        if woken.suspend {
            tty.suspend().unwrap();
        }
        if woken.resumed {
            tty.resume().unwrap();
        }
        if woken.suspend || woken.resumed {
            let _ = tty.write(ENTER);
            output.repaint();
        }
    }
}

/// The program that the other tests start; as a test, it ends at once.
#[test]
fn program() {
    if let Ok(role) = std::env::var(ROLE) {
        // The terminal is given back before the end.
        let code = play(&role);
        std::process::exit(code);
    }
}

const ARGUMENTS: [&str; 3] = ["--exact", "program", "--nocapture"];

/// The program on a terminal, and all that it sent so far.
struct Run {
    master: Option<Box<dyn MasterPty + Send>>,
    reader: Box<dyn Read + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    sent: String,
    /// Dropped with the rest: until then a thread watches that the program does not wait for ever.
    _watched: Sender<()>,
}

/// A program that is still there after that hangs: it is ended, and what is waited for is missed.
const PATIENCE: Duration = Duration::from_secs(120);

impl Run {
    fn start(role: &str) -> Self {
        let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
        command.args(ARGUMENTS);
        command.env(ROLE, role);
        command.env("TERM", if role == "dumb" { "dumb" } else { "xterm" });
        command.env("RUST_BACKTRACE", "0");
        Self::of(command)
    }

    fn of(command: CommandBuilder) -> Self {
        let pty = native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..PtySize::default() }).unwrap();
        let child = pty.slave.spawn_command(command).unwrap();
        let (reader, writer) = (pty.master.try_clone_reader().unwrap(), pty.master.take_writer().unwrap());
        let mut killer = child.clone_killer();
        let (watched, ended) = channel();
        std::thread::spawn(move || {
            if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                let _ = killer.kill(); // it may just have ended
            }
        });
        Self { master: Some(pty.master), reader, writer, child, sent: String::new(), _watched: watched }
    }

    /// Reads until that comes; gives what came before it.
    fn until(&mut self, text: &str) -> String {
        let mut bytes = [0; 4096];
        loop {
            if let Some(place) = self.sent.find(text) {
                let rest = self.sent.split_off(place + text.len());
                return std::mem::replace(&mut self.sent, rest);
            }
            let count = self.reader.read(&mut bytes).unwrap_or(0);
            assert!(count > 0, "no {text:?} in {:?}", self.sent);
            self.sent.push_str(&String::from_utf8_lossy(&bytes[..count]));
        }
    }

    fn types(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().try_into().unwrap()).unwrap()
    }

    fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Stops it at once: what comes meanwhile it sees together.
    fn stop(&self) {
        self.signal(Signal::STOP);
        waitpid(Some(self.pid()), WaitOptions::UNTRACED).unwrap();
    }

    /// Whether the terminal gives single keys, unechoed.
    fn is_raw(&self) -> bool {
        let name = self.master.as_ref().unwrap().tty_name().unwrap();
        let local = rustix::termios::tcgetattr(std::fs::File::open(name).unwrap()).unwrap().local_modes;
        assert_eq!(local.contains(LocalModes::ICANON), local.contains(LocalModes::ECHO));
        !local.contains(LocalModes::ICANON)
    }

    fn exit_code(&mut self) -> u32 {
        self.child.wait().unwrap().exit_code()
    }
}

#[test]
fn the_terminal_is_entered_and_given_back() {
    let mut run = Run::start("plain");
    run.until("\x1b[?1049h\x1b[?2004h");
    run.until("[80x24 ]");
    assert!(run.is_raw());
    run.types("é\x1b[A".as_bytes());
    run.until("éUp");
    run.types(b"q");
    run.until("\x1b[?2026l\x1b[?2004l");
    run.until("\x1b[?25h\x1b[?1049l");
    assert_eq!(run.exit_code(), 0);
    assert!(!run.is_raw());
}

#[test]
fn a_large_paste_arrives_whole() {
    let mut run = Run::start("plain");
    run.until("[80x24 ]");
    // More than the kernel holds at once: written from another thread, while what comes is read.
    let mut writer = std::mem::replace(&mut run.writer, Box::new(std::io::sink()));
    let typist = std::thread::spawn(move || {
        writer.write_all(format!("\x1b[200~{}\x1b[201~", "é".repeat(100_000)).as_bytes()).unwrap();
        writer
    });
    run.until("100000");
    run.writer = typist.join().unwrap();
    run.types(b"q");
    run.until("\x1b[?1049l");
    assert_eq!(run.exit_code(), 0);
}

#[test]
fn a_panic_is_printed_after_the_terminal_is_given_back() {
    let mut run = Run::start("panic");
    run.until("\x1b[?1049h");
    let before = run.until("on purpose");
    assert!(before.contains("\x1b[?1049l"), "{before:?}");
    assert_ne!(run.exit_code(), 0);
    assert!(!run.is_raw());
}

#[test]
fn a_signal_to_end_gives_the_terminal_back() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut run = Run::start("plain");
        run.until("[80x24 ]");
        run.signal(signal);
        run.until("\x1b[?1049l");
        assert_eq!(run.exit_code(), code);
        assert!(!run.is_raw());
    }
}

#[test]
fn the_program_ends_when_the_terminal_goes_away() {
    let mut run = Run::start("plain");
    run.until("[80x24 ]");
    run.master = None;
    run.writer = Box::new(std::io::sink());
    run.reader = Box::new(std::io::empty());
    // Either the signal or the end of what is read comes first.
    assert!([42, 129].contains(&run.exit_code()));
}

#[test]
fn another_size_is_drawn_anew() {
    let mut run = Run::start("plain");
    run.until("[80x24 ]");
    run.master.as_ref().unwrap().resize(PtySize { rows: 40, cols: 120, ..PtySize::default() }).unwrap();
    run.until("\x1b[2J");
    run.until("[120x40 ]");
    run.types(b"q");
    run.until("\x1b[?1049l");
}

#[test]
fn a_stopped_program_leaves_the_terminal_and_comes_back() {
    let mut run = Run::start("plain");
    run.until("[80x24 ]");
    run.signal(Signal::TSTP);
    run.until("\x1b[?1049l");
    let (_, status) = waitpid(Some(run.pid()), WaitOptions::UNTRACED).unwrap().unwrap();
    assert!(status.stopped());
    assert!(!run.is_raw());
    run.signal(Signal::CONT);
    run.until("\x1b[?1049h");
    run.until("[80x24 ]");
    assert!(run.is_raw());
    run.types(b"q");
    run.until("\x1b[?1049l");
    assert_eq!(run.exit_code(), 0);
}

#[test]
fn without_a_terminal_nothing_is_sent() {
    let output = Command::new(std::env::current_exe().unwrap()).args(ARGUMENTS).env(ROLE, "plain").stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(!output.stdout.contains(&0x1b));
}

#[test]
fn a_dumb_terminal_is_refused() {
    let mut run = Run::start("dumb");
    assert_eq!(run.exit_code(), 2);
    assert!(!run.is_raw());
}

/// The program itself, by a person whose home this is.
fn program_of(home: &Path, arguments: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_recueil"));
    command.args(arguments);
    command.env_clear();
    for (name, value) in [("USER", "essayeur"), ("TERM", "xterm"), ("LANG", "fr_FR.UTF-8")] {
        command.env(name, value);
    }
    command.env("HOME", home);
    command.env("RECUEIL_DATA_DIR", home.join("data"));
    command.cwd(home);
    command
}

fn file_of(home: &Path, id: &str) -> PathBuf {
    home.join("data/responses").join(id).join("response.json")
}

/// Puts a response that can be validated into that home.
fn store(home: &Path, id: &str) {
    let answers: Value = serde_json::from_str(include_str!("../demo/bretagne.json")).unwrap();
    let response = json!({
        "format": 1, "id": id, "form": {"id": "carsp-2025", "version": "2025.1"}, "created": "2025-01-01T00:00:00Z",
        "modified": "2025-01-01T00:00:00Z", "answers": answers,
    });
    std::fs::create_dir_all(file_of(home, id).parent().unwrap()).unwrap();
    std::fs::write(file_of(home, id), response.to_string()).unwrap();
}

/// What the file of a response says.
fn stored(home: &Path, id: &str) -> Value {
    serde_json::from_slice(&std::fs::read(file_of(home, id)).unwrap()).unwrap()
}

#[test]
fn a_file_that_is_still_copied_when_one_leaves_or_is_thrown_out_is_attached() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("notes.txt"), "notes").unwrap();
    for (id, end, code) in [("aaaa", None, 0), ("bbbb", Some(Signal::HUP), 129)] {
        store(home.path(), id);
        let mut run = Run::of(program_of(home.path(), &["fill", id, "--page", "equipe"]));
        run.until("Composition");
        run.types(b"\x07organigramme\r");
        run.until("aucun fichier");
        run.types(b"\rnotes");
        run.until("notes.txt");
        match end {
            None => run.types(b"\r\x18"),
            Some(signal) => {
                run.stop();
                run.types(b"\r");
                run.signal(signal);
                run.signal(Signal::CONT);
            }
        }
        run.until("\x1b[?1049l");
        assert_eq!(run.exit_code(), code, "{id}");
        assert_eq!(stored(home.path(), id)["answers"]["organigramme"][0]["name"], "notes.txt", "{id}");
    }
}

#[test]
fn a_validation_that_still_waits_for_the_copies_is_made_when_one_leaves() {
    let home = tempfile::tempdir().unwrap();
    store(home.path(), "aaaa");
    let mut response = stored(home.path(), "aaaa");
    response["answers"]["organigramme"] =
        json!([{"name": "notes.txt", "size": 5, "sha256": "ab5aa97074c454a0632057e704220d9a6678fbf773a0a5806fc09b8173b07309"}]);
    let file = file_of(home.path(), "aaaa");
    std::fs::write(&file, response.to_string()).unwrap();
    std::fs::create_dir(file.with_file_name("files")).unwrap();
    std::fs::write(file.with_file_name("files/notes.txt"), "notes").unwrap();
    let mut run = Run::of(program_of(home.path(), &["fill", "aaaa", "--as", "Camille", "--page", "validation"]));
    run.until("Valider");
    run.types(b"\t\t\t\t\t\r");
    run.until("Entrée pour valider");
    run.types(b"\r\x18");
    run.until("\x1b[?1049l");
    assert_eq!(run.exit_code(), 0);
    assert_eq!(stored(home.path(), "aaaa")["status"], "validated");
}

#[test]
fn what_is_typed_after_the_key_that_leaves_the_program_changes_nothing() {
    let home = tempfile::tempdir().unwrap();
    store(home.path(), "aaaa");
    // the first time it is saved where one stands, the second time there is nothing to save
    for arguments in [&["fill", "aaaa", "--page", "equipe"][..], &["fill", "aaaa"]] {
        let mut run = Run::of(program_of(home.path(), arguments));
        run.until("ETP totaux");
        run.types(b"\x189");
        run.until("\x1b[?1049l");
        run.until("enregistré. Reprendre");
        assert_eq!(run.exit_code(), 0);
        assert_eq!(stored(home.path(), "aaaa")["answers"]["etp"]["totaux"]["cibles"], 3.5, "{arguments:?}");
    }
}

#[test]
fn a_name_is_asked_for_at_the_first_validation_and_kept_for_the_next() {
    let home = tempfile::tempdir().unwrap();
    for (id, keys, by) in [
        ("aaaa", "\t\t\t\t\t\r\x15Camille D.\r\r", "Camille D."),
        // not asked again
        ("bbbb", "\t\t\t\t\t\r\r", "Camille D."),
    ] {
        store(home.path(), id);
        let mut run = Run::of(program_of(home.path(), &["fill", id, "--page", "validation"]));
        run.until("Valider");
        run.types(keys.as_bytes());
        run.until("Elle peut être imprimée");
        run.types(b"\x18");
        run.until("\x1b[?1049l");
        assert_eq!(run.exit_code(), 0);
        assert_eq!(stored(home.path(), id)["validations"][0]["by"], by);
        assert_eq!(stored(home.path(), id)["author"], by);
    }
    let settings = std::fs::read(home.path().join(".config/recueil/settings.json")).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&settings).unwrap()["author"], "Camille D.");
}

#[test]
fn where_no_account_has_a_name_one_is_typed_or_skipped() {
    let home = tempfile::tempdir().unwrap();
    let answers = home.path().join("answers.json");
    std::fs::write(&answers, include_str!("../demo/bretagne.json")).unwrap();
    assert_eq!(Run::of(program_of(home.path(), &["import", "answers.json", "--form", "carsp-2025"])).exit_code(), 0);
    let mut command = program_of(home.path(), &["fill", "carsp-2025", "--page", "validation"]);
    command.env_remove("USER");
    command.env_remove("LOGNAME");
    let mut run = Run::of(command);
    run.until("Valider");
    run.types(b"\t\t\t\t\t\r");
    run.until("Votre nom");
    run.types(b"\r");
    run.until("Écrire un nom");
    run.types(b"\x1b");
    run.until("sera validée et");
    run.types(b"\x18");
    run.until("\x1b[?1049l");
}

#[test]
fn a_list_has_headings_on_a_terminal_only() {
    let home = tempfile::tempdir().unwrap();
    let answers = home.path().join("answers.json");
    std::fs::write(&answers, r#"{"region": "53"}"#).unwrap();
    let mut import = Run::of(program_of(home.path(), &["import", "answers.json", "--form", "carsp-2025"]));
    assert_eq!(import.exit_code(), 0);
    let mut list = Run::of(program_of(home.path(), &["list"]));
    let before = list.until("Bretagne");
    assert!(before.contains("QUESTIONNAIRE") && before.contains("NOM"), "{before:?}");
    assert_eq!(list.exit_code(), 0);
    let piped = Command::new(env!("CARGO_BIN_EXE_recueil")).arg("list").env("RECUEIL_DATA_DIR", home.path().join("data")).output().unwrap();
    let piped = String::from_utf8(piped.stdout).unwrap();
    assert!(piped.contains("Bretagne") && piped.lines().count() == 1, "{piped}");
}
