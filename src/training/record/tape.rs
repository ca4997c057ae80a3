//! The file that a recording is written to: as one goes, whole lines at once, so that what is there can be played whenever the program ends.

use std::fmt::Display;
use std::fs::{File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use crate::app::action::Action;
use crate::l10n::Language;
use crate::response::Position;
use crate::store::StoreError;
use crate::training::script::{Data, Head, What, preparation, start};

/// What every screen of the program has, and no shell: the line above the last one. What is recorded is never typed into a shell.
const SCREEN: &str = "[─-]{20}";

/// Makes the file of a recording, which only its owner may read.
///
/// # Errors
/// There is one already, and it is not to be replaced; the disk refuses.
pub fn create(path: &Path, force: bool) -> Result<File, StoreError> {
    let mut options = File::options();
    options.write(true).mode(0o600);
    if force {
        options.create(true).truncate(true)
    } else {
        options.create_new(true)
    };
    let at = |error: io::Error| StoreError::io(path, &error);
    let file = options.open(path).map_err(at)?;
    if file.metadata().map_err(at)?.is_file() {
        // one that was there may have been for all
        file.set_permissions(Permissions::from_mode(0o600)).map_err(at)?;
    }
    Ok(file)
}

/// A script while it is written.
#[derive(Debug)]
pub(super) struct Tape<W> {
    to: W,
    /// What is not in the file yet.
    waiting: String,
    /// The first thing that went wrong; nothing is written any more then.
    trouble: io::Result<()>,
    is_started: bool,
    /// The language of the screen now.
    pub language: Language,
    /// Where the person was when it was told last, and what could be done there on the last page.
    pub at: Option<(Position, Option<Action>)>,
}

impl<W: Write> Tape<W> {
    /// Begins with a head; the file has that name.
    pub fn new(to: W, head: &Head, name: &str) -> Self {
        let language = head.language.unwrap_or_default();
        let mut tape = Self { to, waiting: head.told() + &preparation(name), trouble: Ok(()), is_started: false, language, at: None };
        tape.flush();
        tape
    }

    /// Something more that is there before.
    pub fn data(&mut self, data: &Data) {
        self.waiting.push_str(&data.to_string());
    }

    /// The program is started with these words, again if it runs.
    pub fn start(&mut self, words: &[String]) {
        if self.is_started {
            self.line("Ctrl+X");
        }
        self.waiting.push_str(&start(words));
        self.line(format!("Wait+Screen /{SCREEN}/"));
        self.is_started = true;
    }

    /// A line.
    pub fn put(&mut self, what: &What) {
        self.line(what);
    }

    fn line(&mut self, line: impl Display) {
        self.waiting.push_str(&line.to_string());
        self.waiting.push('\n');
    }

    /// Writes what waits.
    pub fn flush(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        if self.trouble.is_ok() {
            let written = self.to.write_all(waiting.as_bytes()).and_then(|()| self.to.flush());
            self.keep(written);
        }
    }

    /// Keeps what went wrong, if something did.
    pub fn keep(&mut self, result: io::Result<()>) {
        if self.trouble.is_ok() {
            self.trouble = result;
        }
    }

    /// The end.
    ///
    /// # Errors
    /// The first thing that went wrong.
    pub fn finish(mut self) -> io::Result<()> {
        if !self.is_started {
            self.start(&[]);
        }
        self.flush();
        self.trouble
    }
}
