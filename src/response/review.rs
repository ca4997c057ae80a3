//! What people say about a response: questions, remarks, reasons, marks and verdicts, as lines that are appended and never rewritten.
//!
//! None of it is part of the answers. Where the response stands between filler and reviewer follows from the lines alone, so that a verdict needs no
//! lock and two people can write at once; what a line says of an answer is bound to its digest, and holds no more once the answer is another one.

mod fold;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::json::{read_lines, write_lines};
use super::{Response, history, read_json, without_ids};
use crate::answers::{Answers, ID, Path, is_blank};
use crate::form::{Form, hex};

pub use fold::{Agreement, Kept, Kind, Mark, Reviewing, Said, Standing, Thread, Verdict, Verification, agreement};

/// The longest text that a line may bear, in bytes: more is no remark.
pub const LONGEST_TEXT: usize = 64 << 10;

/// How the name of a page begins where a mark may stand on an answer or a page: no question's id has a colon.
const PAGE: &str = "page:";

/// A line of the review: who said what, and when.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// By whom, as they call themselves.
    #[serde(default)]
    pub by: String,
    /// What.
    #[serde(flatten)]
    pub act: Act,
}

impl Act {
    /// Whether only whoever reviews the response says so, verdicts apart.
    #[must_use]
    pub fn is_review(&self) -> bool {
        match self {
            Self::Query { .. } | Self::Comment { .. } | Self::Close { .. } | Self::Reopen { .. } | Self::Mark { .. } | Self::Read => true,
            Self::Reply { filling, .. } => !filling,
            _ => false,
        }
    }
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Act {
    /// A question to the person who fills, on an answer: opens a thread.
    Query {
        /// The thread's name.
        id: String,
        /// The answer, down to a cell or a field of a block.
        path: Path,
        /// The words.
        text: String,
        /// The code of the problem from which it was raised, if it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
    },
    /// A remark on an answer: opens a thread that nobody has to answer.
    Comment {
        /// The thread's name.
        id: String,
        /// The answer.
        path: Path,
        /// The words.
        text: String,
    },
    /// Words in a thread.
    Reply {
        /// The thread.
        of: String,
        /// The words.
        text: String,
        /// Whether the person who fills says them: that answers a question.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        filling: bool,
    },
    /// The thread is settled.
    Close {
        /// The thread.
        of: String,
    },
    /// It is not, after all.
    Reopen {
        /// The thread.
        of: String,
    },
    /// The person who fills keeps an answer in spite of a warning.
    Keep {
        /// Where the warnings stand.
        path: Path,
        /// The code of the warnings that are kept there.
        code: String,
        /// The digest of the answer.
        sha256: String,
        /// The reason.
        text: String,
    },
    /// The warnings count again.
    Unkeep {
        /// Where they stand.
        path: Path,
        /// The warnings' code.
        code: String,
    },
    /// An answer, a block or a page was looked at and found good.
    Mark {
        /// What: see [`page_place`] for a page.
        path: Path,
        /// Its digest.
        sha256: String,
    },
    /// It is to be looked at again.
    Unmark {
        /// What.
        path: Path,
    },
    /// The filler gives the response to its reviewer.
    Submit {
        /// What they say with it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
    },
    /// The filler takes it back.
    TakeBack,
    /// The reviewer gives it back.
    SendBack {
        /// What is to be done.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
    },
    /// The reviewer accepts it.
    Accept {
        /// What they say with it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        text: String,
    },
    /// The reviewer takes back what they decided, as long as nothing was decided after it.
    Withdraw {
        /// When that was.
        of: Timestamp,
    },
    /// An accepted response was changed.
    Edited,
    /// Someone read it to its end.
    Read,
    /// It was compared for the first time with a second entry.
    Verified {
        /// The second entry.
        with: String,
        /// How many answers were compared, by question.
        compared: BTreeMap<String, u32>,
        /// Where the two differ.
        differ: Vec<Path>,
        /// The questions of which the second one says nothing.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        missing: Vec<String>,
    },
    /// Words that were being typed when the connection broke.
    Unsent {
        /// The answer they were about.
        path: Path,
        /// The words.
        text: String,
    },
}

impl Act {
    /// The words that it bears, if any.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Query { text, .. }
            | Self::Comment { text, .. }
            | Self::Reply { text, .. }
            | Self::Keep { text, .. }
            | Self::Submit { text }
            | Self::SendBack { text }
            | Self::Accept { text }
            | Self::Unsent { text, .. } => text,
            _ => "",
        }
    }

    /// The answer or page that it names itself, if it does.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Query { path, .. }
            | Self::Comment { path, .. }
            | Self::Keep { path, .. }
            | Self::Unkeep { path, .. }
            | Self::Mark { path, .. }
            | Self::Unmark { path }
            | Self::Unsent { path, .. } => Some(path),
            _ => None,
        }
    }
}

/// The lines of a review file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// From the first to the last.
    pub lines: Vec<Line>,
    /// How many are none, or of a kind that this version does not know.
    pub skipped: usize,
}

/// The lines in the bytes of a review file. A last line cut short is no fault: the program was killed while it wrote.
#[must_use]
pub fn read(bytes: &[u8]) -> Lines {
    let (lines, skipped) = read_lines(bytes, read_line);
    Lines { lines, skipped }
}

fn read_line(line: &[u8]) -> Option<Line> {
    let line: Line = serde_json::from_value(read_json(line).ok()?).ok()?;
    let differ = if let Act::Verified { differ, .. } = &line.act { differ.as_slice() } else { &[] };
    let is_fit = line.act.text().len() <= LONGEST_TEXT && line.act.path().into_iter().chain(differ).all(history::is_short);
    is_fit.then_some(line)
}

/// Lines as bytes of the file.
#[must_use]
pub fn to_bytes(lines: &[Line]) -> Vec<u8> {
    write_lines(lines)
}

/// Where a mark of a whole page stands.
#[must_use]
pub fn page_place(page: &str) -> Path {
    Path::question(&format!("{PAGE}{page}"))
}

/// The page that a mark is of; `None` if it is of an answer.
#[must_use]
pub fn page_of(path: &Path) -> Option<&str> {
    path.as_str().strip_prefix(PAGE)
}

impl Response {
    /// What tells an answer, a block or a page from any other state of it: SHA-256, in hexadecimal, of the RFC 8785 JSON of what is answered and typed
    /// there. Identities of blocks do not count.
    #[must_use]
    pub fn digest_at(&self, form: &Form, path: &Path) -> String {
        let whole = match page_of(path) {
            None => self.held_at(path),
            Some(id) => {
                let page = form.find_page(id);
                let items = form.top_level().filter(|(_, item)| Some(item.page) == page);
                items.map(|(_, item)| (item.id.clone(), self.held_at(&Path::question(&item.id)))).collect::<Map<_, _>>().into()
            }
        };
        hex(&Sha256::digest(serde_json_canonicalizer::to_vec(&whole).unwrap_or_default()))
    }

    /// What the file holds at a path: the answer, and what was typed there and cannot be read.
    fn held_at(&self, path: &Path) -> Value {
        let typed = self.unreadable.iter().filter(|(place, _)| place.is_within(path));
        let typed: Map<String, Value> = typed.map(|(place, text)| (place.as_str().to_owned(), text.as_str().into())).collect();
        let value = self.answers.get(path).map(|value| match value {
            Value::Object(block) => block.iter().filter(|(key, _)| *key != ID).map(|(key, value)| (key.clone(), value.clone())).collect(),
            other => {
                let alone: Answers = Map::from_iter([(String::new(), other.clone())]).into();
                without_ids(&alone)
            }
        });
        // blocks that a repeat always shows are no answer
        let value = value.filter(|value| !is_blank(value));
        json!({ "value": value, "typed": typed })
    }
}

#[cfg(test)]
mod tests;
