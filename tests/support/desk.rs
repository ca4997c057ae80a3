//! The program's binary in a fresh data directory, with the forms of `tests/forms` and no settings of the machine's user.

use std::path::{Path, PathBuf};
use std::process::Command;

use recueil::form::Sources;
use recueil::store::Store;
use recueil::training::samples::{Sample, samples};
use serde_json::Value;
use tempfile::TempDir;

/// What a run of the program gave.
#[derive(Debug)]
pub struct Ran {
    /// Its exit code.
    pub code: i32,
    /// Its standard output.
    pub out: String,
    /// Its standard error, with plain spaces.
    pub err: String,
}

impl Ran {
    /// Its standard output as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The same run, sure that it ended with this code.
    pub fn coded(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        self
    }
}

/// A person's desk: a home and a data directory of their own.
pub struct Desk {
    home: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    /// A file or directory of this desk.
    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Writes a file of this desk.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The program with these arguments, separated by spaces, not run yet.
    pub fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recueil"));
        command.args(arguments.split_whitespace()).current_dir(self.home.path());
        command.env_clear().env("HOME", self.home.path()).env("USER", "essayeur").env("TERM", "xterm").env("TZ", "UTC");
        command.env("RECUEIL_DATA_DIR", self.path("data"));
        command.env("RECUEIL_FORMS", Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms"));
        command
    }

    /// Runs the program, nothing on its standard input.
    pub fn run(&self, arguments: &str) -> Ran {
        self.feed(arguments, "")
    }

    /// Runs the program with this on its standard input.
    pub fn feed(&self, arguments: &str, input: &str) -> Ran {
        ran(assert_cmd::Command::from_std(self.command(arguments)).write_stdin(input))
    }

    /// Imports answers to the trial form and gives the new id.
    pub fn import(&self, answers: &Value) -> String {
        self.feed("import - --form essai", &answers.to_string()).coded(0).out.trim_end().to_owned()
    }

    /// Puts sample responses to a form of the program into the data directory, as of 10 March 2025, and gives them.
    pub fn samples(&self, form: &str, count: usize) -> Vec<Sample> {
        let form = Sources::default().load(form).unwrap();
        let store = Store::open(&self.path("data")).unwrap();
        let samples = samples(&form, count, 1, "2025-03-10T09:30:00Z".parse().unwrap());
        for sample in &samples {
            sample.put(&store).unwrap();
        }
        samples
    }

    /// The file of a response.
    pub fn file(&self, id: &str) -> PathBuf {
        self.path("data/responses").join(id).join("response.json")
    }

    /// What the file of a response says.
    pub fn stored(&self, id: &str) -> Value {
        serde_json::from_slice(&std::fs::read(self.file(id)).unwrap()).unwrap()
    }

    /// Changes the file of a response behind the program's back.
    pub fn change(&self, id: &str, change: impl FnOnce(&mut Value)) {
        let mut stored = self.stored(id);
        change(&mut stored);
        std::fs::write(self.file(id), stored.to_string()).unwrap();
    }

    /// How many responses are stored.
    pub fn count(&self) -> usize {
        std::fs::read_dir(self.path("data/responses")).map_or(0, Iterator::count)
    }
}

/// Runs a command to its end.
pub fn ran(command: &mut assert_cmd::Command) -> Ran {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: text(output.stdout),
        err: text(output.stderr).replace(['\u{a0}', '\u{202f}'], " "),
    }
}
