//! What is asked of the saver and what it gives back: plain data.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::answers;
use crate::l10n::Language;
use crate::outline::{FileFault, FileFaults};
use crate::response::Response;
use crate::response::history::{Entry, History};
use crate::response::review::{Line, Reviewing};
use crate::store::{
    Amendment, Attached, Backup, Browsed, Details, Expected, Glance, Listed, Listing, Other, Setting, Settlement, StoreError, Thrown,
};

/// A response as it is on the disk.
#[derive(Clone, Debug, PartialEq)]
pub struct Looked {
    /// It.
    pub response: Response,
    /// What was said of it.
    pub reviewing: Reviewing,
}

/// Something to do on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    /// Write a response. Of several waiting for the same response only the newest is written.
    Save {
        /// The response.
        id: String,
        /// Its file.
        json: Vec<u8>,
        /// What is new in its history.
        entries: Vec<Entry>,
        /// When.
        now: Timestamp,
    },
    /// Append to a response's history alone: its file is written already.
    Record {
        /// The response.
        id: String,
        /// What is new.
        entries: Vec<Entry>,
    },
    /// Append to the review of a response.
    Review {
        /// The response.
        id: String,
        /// What is said.
        lines: Vec<Line>,
    },
    /// Read a response as it is now, with what was said of it: whoever reads it holds no lock.
    Look(String),
    /// Answer a question of a response otherwise that is not open here.
    Amend(Box<Amendment>),
    /// Copy the files that an answer names from another response.
    BringFiles {
        /// The other response.
        from: String,
        /// The one that is to have them, as it is.
        into: Box<Response>,
        /// The one with the answer.
        given: Box<Response>,
        /// The question.
        question: String,
    },
    /// Open a validated response again, for a reason.
    Reopen {
        /// The response.
        id: String,
        /// When.
        now: Timestamp,
        /// By whom.
        author: String,
        /// Why.
        reason: String,
    },
    /// Read a response's history.
    History(String),
    /// List the earlier versions of a response.
    Backups(String),
    /// Bring one of them back.
    RestoreBackup {
        /// The response.
        id: String,
        /// The version.
        name: String,
        /// When.
        now: Timestamp,
        /// By whom.
        author: String,
    },
    /// Remove from the trash what it no longer keeps.
    Tidy(Timestamp),
    /// Copy a file into a response.
    Attach {
        /// The response.
        id: String,
        /// For which question; given back.
        question: answers::Path,
        /// The file.
        source: PathBuf,
        /// Whether it may be a link to a file elsewhere.
        follow: bool,
    },
    /// Say what is in the trash.
    Thrown(Listing),
    /// Look into a directory.
    Browse {
        /// It.
        dir: PathBuf,
        /// Whether links and directories in it can be chosen.
        follow: bool,
    },
    /// Move a response to the trash.
    Trash {
        /// The response.
        id: String,
        /// When.
        now: Timestamp,
    },
    /// Bring a response back from the trash.
    Restore(String),
    /// Copy a response.
    Copy {
        /// The response.
        id: String,
        /// The copy.
        new_id: String,
        /// When.
        now: Timestamp,
        /// By whom.
        author: String,
    },
    /// Write a document outside the data directory.
    Export {
        /// Where.
        to: PathBuf,
        /// What.
        bytes: Vec<u8>,
        /// Even over an existing file.
        force: bool,
        /// Even through a link.
        follow: bool,
    },
    /// Write a response to a file outside the data directory, which cannot be written.
    Elsewhere {
        /// The response.
        id: String,
        /// Where.
        to: PathBuf,
        /// Its file.
        json: Vec<u8>,
        /// When it was last changed; given back.
        modified: Timestamp,
        /// Even over an existing file.
        force: bool,
    },
    /// Read the version of a response that another program put in its place.
    Other(String),
    /// Write one of two versions of a response and keep the other.
    Settle {
        /// The response.
        id: String,
        /// What becomes of them.
        settlement: Settlement,
    },
    /// Compare attached files with their answers.
    CheckFiles {
        /// The response.
        id: String,
        /// What [`crate::store::expected`] says.
        files: Vec<Expected>,
    },
    /// Change the user's settings.
    Keep {
        /// Their directory.
        dir: PathBuf,
        /// What is chosen.
        setting: Setting,
    },
    /// Say what lists tell of all responses; of those to be read anew only some.
    List(Listing),
    /// Read more of those.
    ListOn(Listing),
    /// Say what a reviewer is told of a response at a glance.
    Details(Glance),
    /// Read the answers of responses as searching sees them.
    Search {
        /// The responses.
        ids: Vec<String>,
        /// With which forms.
        listing: Listing,
        /// For the words of the forms.
        language: Language,
    },
}

impl Job {
    /// Whether it reads some of many responses to show them, and is asked for again until all are read.
    #[must_use]
    pub fn reads_on(&self) -> bool {
        matches!(self, Self::ListOn(_) | Self::Search { .. })
    }

    /// What is given back if the program itself fails at it, as a save that settles so many.
    pub(super) fn failed(&self, settles: usize) -> Done {
        let error = StoreError::Fault;
        match self {
            Self::Save { id, .. } => Done::Save { id: id.clone(), settles, result: Err(error), again: false },
            Self::Record { id, .. } => Done::Record { id: id.clone(), result: Err(error) },
            Self::Review { id, lines } => Done::Review { id: id.clone(), lines: lines.clone(), result: Err(error) },
            Self::Look(id) => Done::Look { id: id.clone(), result: Err(error) },
            Self::Amend(amendment) => Done::Amend { id: amendment.was.id.clone(), result: Err(error) },
            Self::BringFiles { into, question, .. } => {
                Done::BringFiles { id: into.id.clone(), question: question.clone(), result: Err(error) }
            }
            Self::Reopen { id, reason, .. } => Done::Reopen { id: id.clone(), reason: reason.clone(), result: Err(error) },
            Self::History(id) => Done::History { id: id.clone(), result: Err(error) },
            Self::Backups(id) => Done::Backups { id: id.clone(), result: Err(error) },
            Self::RestoreBackup { id, .. } => Done::RestoreBackup { id: id.clone(), result: Err(error) },
            Self::Tidy(_) => Done::Tidy,
            Self::Thrown(_) => Done::Thrown { result: Err(error) },
            Self::Attach { id, question, source, .. } => {
                Done::Attach { id: id.clone(), question: question.clone(), source: source.clone(), result: Err(error) }
            }
            Self::Browse { dir, .. } => Done::Browse { dir: dir.clone(), result: Err(error) },
            Self::Trash { id, .. } => Done::Trash { id: id.clone(), result: Err(error) },
            Self::Restore(id) => Done::Restore { id: id.clone(), result: Err(error) },
            Self::Copy { id, .. } => Done::Copy { id: id.clone(), result: Err(error) },
            Self::Export { to, .. } => Done::Export { to: to.clone(), result: Err(error) },
            Self::Elsewhere { id, to, modified, .. } => {
                Done::Elsewhere { id: id.clone(), to: to.clone(), modified: *modified, result: Err(error) }
            }
            Self::Other(id) => Done::Other { id: id.clone(), result: Err(error) },
            Self::Settle { id, .. } => Done::Settle { id: id.clone(), result: Err(error) },
            Self::Keep { setting, .. } => Done::Keep { setting: setting.clone(), result: Err(error) },
            Self::CheckFiles { id, files } => {
                // what could not be looked at is not said to be there
                let faults = files.iter().map(|file| ((file.question.clone(), file.name.clone()), FileFault::Missing));
                Done::CheckFiles { id: id.clone(), faults: faults.collect() }
            }
            Self::List(_) | Self::ListOn(_) => Done::List { result: Err(error) },
            Self::Details(glance) => Done::Details { glance: glance.clone(), result: Err(error) },
            // nothing is found in them, and they are not read again and again
            Self::Search { ids, language, .. } => {
                Done::Search { texts: ids.iter().map(|id| (id.clone(), String::new())).collect(), language: *language }
            }
        }
    }
}

/// How a [`Job`] went.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// A response was written.
    Save {
        /// The response.
        id: String,
        /// How many jobs this settles: the newest and the older ones it made needless.
        settles: usize,
        /// Whether.
        result: Result<(), StoreError>,
        /// Whether its file had vanished and was written again.
        again: bool,
    },
    /// A history was appended to.
    Record {
        /// The response.
        id: String,
        /// Whether.
        result: Result<(), StoreError>,
    },
    /// Something was said of a response.
    Review {
        /// The response.
        id: String,
        /// As given.
        lines: Vec<Line>,
        /// Whether.
        result: Result<(), StoreError>,
    },
    /// A response as it is now.
    Look {
        /// The response.
        id: String,
        /// It.
        result: Result<Box<Looked>, StoreError>,
    },
    /// The files that an answer names were copied.
    BringFiles {
        /// The response that has them now.
        id: String,
        /// As given.
        question: String,
        /// The one with the answer, by the names of the copies.
        result: Result<Box<Response>, StoreError>,
    },
    /// A response that is not open here was answered otherwise.
    Amend {
        /// The response.
        id: String,
        /// As it is now.
        result: Result<Box<Response>, StoreError>,
    },
    /// A validated response was opened again.
    Reopen {
        /// The response.
        id: String,
        /// As given.
        reason: String,
        /// Whether.
        result: Result<(), StoreError>,
    },
    /// The history of a response.
    History {
        /// The response.
        id: String,
        /// It.
        result: Result<History, StoreError>,
    },
    /// The earlier versions of a response.
    Backups {
        /// The response.
        id: String,
        /// As [`crate::store::Store::backups`] gives them.
        result: Result<Vec<Backup>, StoreError>,
    },
    /// A version was brought back.
    RestoreBackup {
        /// The response.
        id: String,
        /// Whether.
        result: Result<(), StoreError>,
    },
    /// The trash was tidied.
    Tidy,
    /// What is in the trash.
    Thrown {
        /// As [`crate::store::Store::thrown_away`] gives it.
        result: Result<Vec<Thrown>, StoreError>,
    },
    /// A file was attached.
    Attach {
        /// The response.
        id: String,
        /// As given.
        question: answers::Path,
        /// As given.
        source: PathBuf,
        /// What the answer is to hold.
        result: Result<Attached, StoreError>,
    },
    /// What a directory holds.
    Browse {
        /// As given.
        dir: PathBuf,
        /// Its entries.
        result: Result<Vec<Browsed>, StoreError>,
    },
    /// A response is in the trash.
    Trash {
        /// The response.
        id: String,
        /// Whether.
        result: Result<(), StoreError>,
    },
    /// A response is back.
    Restore {
        /// The response.
        id: String,
        /// Whether.
        result: Result<(), StoreError>,
    },
    /// A response was copied.
    Copy {
        /// The response.
        id: String,
        /// The copy.
        result: Result<Box<Response>, StoreError>,
    },
    /// A document was written.
    Export {
        /// Where.
        to: PathBuf,
        /// Whether.
        result: Result<(), StoreError>,
    },
    /// A response was written outside the data directory.
    Elsewhere {
        /// The response.
        id: String,
        /// Where.
        to: PathBuf,
        /// As given.
        modified: Timestamp,
        /// Whether.
        result: Result<(), StoreError>,
    },
    /// The version of a response that another program put in its place.
    Other {
        /// The response.
        id: String,
        /// It.
        result: Result<Box<Other>, StoreError>,
    },
    /// One of two versions of a response was written.
    Settle {
        /// The response.
        id: String,
        /// Where the other one is kept.
        result: Result<Option<PathBuf>, StoreError>,
    },
    /// The settings were changed.
    Keep {
        /// As given.
        setting: Setting,
        /// Whether.
        result: Result<(), StoreError>,
    },
    /// Attached files were compared.
    CheckFiles {
        /// The response.
        id: String,
        /// What is wrong.
        faults: FileFaults,
    },
    /// All responses.
    List {
        /// As [`crate::store::Store::summaries`] gives them.
        result: Result<Listed, StoreError>,
    },
    /// What a reviewer is told of a response.
    Details {
        /// As given.
        glance: Glance,
        /// It.
        result: Result<Box<Details>, StoreError>,
    },
    /// The answers of responses as searching sees them.
    Search {
        /// By id.
        texts: Vec<(String, String)>,
        /// As given.
        language: Language,
    },
}
