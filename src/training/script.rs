//! A script: what is typed in the program, when, and what is said with it. Its file is what VHS reads (`.tape`), with what is ours in comments that VHS leaves out.
//!
//! Where a file says nothing, the defaults below hold. What a line may be is told in `demo/README.md`.

mod command;
mod goal;
mod head;
pub mod keys;
mod read;
mod rest;
mod token;
mod window;
mod write;

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crossterm::event::KeyEvent;
use jiff::civil::DateTime;
use serde_json::Value;

use crate::answers;
use crate::l10n::{Language, Message, Texts};
use crate::store::read_input;

pub use write::{preparation, start};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 1 << 20;
/// The most memory that a pattern may take, in bytes.
const PATTERN: usize = 1 << 18;

/// How long a typed character takes where the script says nothing, as in VHS.
pub const TYPING: Duration = Duration::from_millis(50);
/// How long a `Wait` waits where the script says nothing, as in VHS.
pub const WAIT: Duration = Duration::from_secs(15);
/// When a script plays that does not say it.
pub const BEGINS: DateTime = DateTime::constant(2025, 3, 10, 9, 30, 0, 0);
/// Who fills in a script that does not say it.
pub const NAME: &str = "Camille Martin";

/// A whole script.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    /// The file it was read from.
    pub file: PathBuf,
    /// What holds for all of it.
    pub head: Head,
    /// What is done, in order; the first line comes after the program was started.
    pub lines: Vec<Line>,
}

impl Script {
    /// The files under which it takes pictures.
    pub fn stills(&self) -> impl Iterator<Item = &Path> {
        self.lines.iter().filter_map(|line| if let What::Screenshot(file) = &line.what { Some(file.as_path()) } else { None })
    }

    /// The words after `recueil` of a command that is typed where the program is not running.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn command(typed: &str) -> Result<Vec<String>, Message> {
        command::read(typed)
    }

    /// Reads a script's text.
    ///
    /// # Errors
    /// All that is wrong with it, in order.
    pub fn parse(file: &Path, text: &str) -> Result<Self, Vec<Fault>> {
        read::parse(file, text)
    }

    /// Reads a script's file.
    ///
    /// # Errors
    /// It cannot be read, or all that is wrong with it.
    pub fn read(file: &Path) -> Result<Self, Vec<Fault>> {
        let bytes = read_input(file, LARGEST).map_err(|error| vec![Fault { line: 0, message: error.message() }])?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let good = error.utf8_error().valid_up_to();
            let line = 1 + error.as_bytes().iter().take(good).fold(0, |lines, byte| lines + usize::from(*byte == b'\n'));
            vec![Fault { line, message: Message::new("tape-not-utf8") }]
        })?;
        Self::parse(file, &text)
    }

    /// How long it plays, what it waits for apart.
    #[must_use]
    pub fn length(&self) -> Duration {
        self.lines.iter().map(|line| line.what.length(self.head.typing)).sum()
    }
}

/// The text that reads as this script; its line numbers are new.
impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.head)?;
        self.lines.iter().try_for_each(|line| writeln!(f, "{}", line.what))
    }
}

/// What holds for all of a script.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// What it is called; its file's name if it does not say so.
    pub title: String,
    /// What it shows, in one line.
    pub summary: Option<String>,
    /// Columns and rows.
    pub size: Option<(u16, u16)>,
    /// How long a typed character or a key takes.
    pub typing: Duration,
    /// The files that are to be made of it.
    pub outputs: Vec<PathBuf>,
    /// The words after `recueil` that start the program.
    pub command: Vec<String>,
    /// What is in the data directory and on the desk before.
    pub data: Vec<Data>,
    /// When it plays, in its own zone.
    pub begins: DateTime,
    /// Who fills; `None` if they were never asked.
    pub name: Option<String>,
    /// The language of the screen, if it says so.
    pub language: Option<Language>,
}

impl Default for Head {
    fn default() -> Self {
        Self {
            title: String::new(),
            summary: None,
            size: None,
            typing: TYPING,
            outputs: Vec::new(),
            command: Vec::new(),
            data: Vec::new(),
            begins: BEGINS,
            name: Some(NAME.to_owned()),
            language: None,
        }
    }
}

/// Something that is there before the program starts.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// So many sample responses.
    Samples {
        /// How many.
        count: usize,
        /// To this form; `None`, to the first built-in one.
        form: Option<String>,
    },
    /// A draft with the answers of a file beside the script.
    Import {
        /// The file, as the script names it.
        file: PathBuf,
        /// The form; `None`, the one that the file is named after.
        form: Option<String>,
        /// The draft's id, if something must name it.
        id: Option<String>,
    },
    /// A draft with these answers.
    Draft(Draft),
    /// A file on the desk, to attach.
    File {
        /// Its name.
        name: String,
        /// How long it is.
        bytes: u64,
    },
}

/// A draft that a script makes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The form it fills.
    pub form: String,
    /// Its id, if something must name it.
    pub id: Option<String>,
    /// Its answers.
    pub answers: Vec<(answers::Path, Value)>,
    /// What was typed there and cannot be read.
    pub unreadable: Vec<(answers::Path, String)>,
    /// Files that are attached to it.
    pub attached: Vec<Attached>,
    /// The questions whose answers cannot be changed.
    pub fixed: Vec<String>,
    /// The pages that have been seen.
    pub seen: Vec<String>,
    /// What was said of it: lines as its review has them, whose digests are made anew.
    pub said: Vec<Value>,
    /// Whether it is validated.
    pub validated: bool,
}

/// A file that is attached to a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// The question; a block by its number.
    pub path: answers::Path,
    /// Its name.
    pub name: String,
    /// How long it is.
    pub bytes: u64,
}

/// Something to do or to say, with its line in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The line, from 1.
    pub number: usize,
    /// What.
    pub what: What,
}

/// What a line of a script does.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Types a text, a key a character.
    Type {
        /// The text; no control character is in it.
        text: String,
        /// How long each character takes, if not as usual.
        each: Option<Duration>,
    },
    /// Presses a key.
    Key {
        /// The key.
        key: KeyEvent,
        /// How often.
        times: u16,
        /// How long each takes, if not as usual.
        each: Option<Duration>,
    },
    /// Pastes a text.
    Paste(String),
    /// Lets time go by.
    Sleep(Duration),
    /// Waits until the screen shows something.
    Wait {
        /// Whether only the line of the cursor counts.
        line_only: bool,
        /// What.
        pattern: Pattern,
        /// How long at most.
        limit: Duration,
    },
    /// From here on nothing is shown.
    Hide,
    /// From here on all is shown.
    Show,
    /// Takes a picture.
    Screenshot(PathBuf),
    /// A chapter begins.
    Chapter(String),
    /// These words are shown from now on; empty, none.
    Caption(String),
    /// What must hold here.
    Goal(Goal),
}

impl What {
    /// How long it takes, where a character takes so long.
    #[must_use]
    pub fn length(&self, typing: Duration) -> Duration {
        let each = |each: &Option<Duration>, count: usize| each.unwrap_or(typing).saturating_mul(u32::try_from(count).unwrap_or(u32::MAX));
        match self {
            Self::Type { text, each: one } => each(one, text.chars().count()),
            Self::Key { times, each: one, .. } => each(one, usize::from(*times)),
            Self::Sleep(time) => *time,
            _ => Duration::ZERO,
        }
    }
}

/// What must hold at a place of a script. A path may name a block by its number from 1: `actions[2].description`.
#[derive(Clone, Debug, PartialEq)]
pub enum Goal {
    /// This page is shown.
    Page(String),
    /// The focus is there.
    At(answers::Path),
    /// There is an accepted answer.
    Answered(answers::Path),
    /// The answer is this.
    Answer(answers::Path, Value),
    /// There is no answer.
    Blank(answers::Path),
    /// The screen shows this.
    Screen(Pattern),
    /// The open response stands here.
    State(State),
    /// The cursor is on this row of the list, from 1.
    Row(usize),
}

/// Where a response stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is being filled.
    Draft,
    /// Given to the reviewer.
    Submitted,
    /// Given back by the reviewer.
    SentBack,
    /// Accepted by the reviewer.
    Accepted,
    /// Locked.
    Validated,
}

/// What is looked for on the screen: a regular expression.
#[derive(Clone, Debug)]
pub struct Pattern(regex_lite::Regex);

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// It is none, or takes too much memory.
    pub fn read(text: &str) -> Result<Self, Message> {
        let regex = regex_lite::RegexBuilder::new(text).size_limit(PATTERN).nest_limit(20).build().ok();
        // VHS has no way to write a slash in one, and Go's expressions no flags x and R
        let is_go = |text: &str| {
            let flags = text.split("(?").skip(1).map(|rest| rest.split([')', ':']).next().unwrap_or_default());
            flags
                .filter(|flags| flags.bytes().all(|flag| flag.is_ascii_alphabetic() || flag == b'-'))
                .all(|flags| !flags.contains(['x', 'R']))
        };
        let is_fit = !text.is_empty() && !text.contains('/') && is_go(text);
        regex.filter(|_| is_fit).map(Self).ok_or_else(|| Message::new("tape-pattern").with("found", text))
    }

    /// The pattern that finds this text.
    ///
    /// # Errors
    /// It is empty, or far too long.
    pub fn of(text: &str) -> Result<Self, Message> {
        Self::read(&regex_lite::escape(text).replace('/', "\\x2F"))
    }

    /// Whether a text has it.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// As it is written, without the slashes around it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}/", self.as_str())
    }
}

/// Something wrong in a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1; 0, the file as a whole.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: Message,
}

impl Fault {
    /// As it is told: file, line, what is wrong and what to do.
    #[must_use]
    pub fn tell(&self, file: &Path, texts: &Texts) -> String {
        let (file, words) = (file.display(), texts.render(&self.message));
        if self.line == 0 { format!("{file}: {words}") } else { format!("{file}:{}: {words}", self.line) }
    }
}

#[cfg(test)]
mod tests;
