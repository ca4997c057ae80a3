//! What can go wrong on the disk: the thing, the reason, and what to do.

use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rustix::io::Errno;
use thiserror::Error;

use crate::l10n::{Message, system_reason};
use crate::response::Broken;
use crate::ui::clean::clean;

/// Why the store could not do what was asked. What was on the disk before is still there.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// No response of that id.
    #[error("no response {id}")]
    NotFound {
        /// As given.
        id: String,
    },
    /// Several ids begin so.
    #[error("{prefix} could be {}", candidates.join(", "))]
    Ambiguous {
        /// As given.
        prefix: String,
        /// The ids, sorted.
        candidates: Vec<String>,
    },
    /// Its file cannot be used; it stays as it is.
    #[error("response {id}: {broken}")]
    Broken {
        /// The response.
        id: String,
        /// Why.
        broken: Broken,
    },
    /// A version of a response cannot be used; it stays as it is.
    #[error("{}: {broken}", path.display())]
    Unread {
        /// Its file.
        path: PathBuf,
        /// Why.
        broken: Broken,
    },
    /// Someone has it open.
    #[error("response {id} is open by {by} since {since}")]
    Held {
        /// The response.
        id: String,
        /// Who, as they call themselves; empty if not known.
        by: String,
        /// Since when.
        since: Timestamp,
    },
    /// It is validated or with its reviewer by now: its answers do not change.
    #[error("response {id} is closed")]
    Closed {
        /// The response.
        id: String,
        /// Where it stands, in a word.
        standing: Message,
    },
    /// There is one of that name already.
    #[error("{} exists", path.display())]
    Exists {
        /// It.
        path: PathBuf,
    },
    /// Another program changed it: it is not overwritten.
    #[error("{} was changed by another program", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The data directory can only be read.
    #[error("{} can only be read", path.display())]
    ReadOnly {
        /// The place.
        path: PathBuf,
    },
    /// No room, or no quota left.
    #[error("no room for {}", path.display())]
    Full {
        /// What was being written.
        path: PathBuf,
    },
    /// No permission.
    #[error("no permission for {}", path.display())]
    Denied {
        /// The place.
        path: PathBuf,
    },
    /// Larger than is taken.
    #[error("{} is over {megabytes} MiB", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit, in MiB.
        megabytes: u64,
    },
    /// Not a regular file: a directory, a symbolic link below the data directory, a device.
    #[error("{} is not a regular file", path.display())]
    NotAFile {
        /// What it was taken for.
        path: PathBuf,
    },
    /// Not a directory.
    #[error("{} is not a directory", path.display())]
    NotADirectory {
        /// What it was taken for.
        path: PathBuf,
    },
    /// The data directory's layout is not this version's.
    #[error("{} has layout {found:?}", path.display())]
    Layout {
        /// The data directory.
        path: PathBuf,
        /// What its `layout` file says.
        found: String,
    },
    /// A file or directory that is not there, or no more.
    #[error("{} is not there", path.display())]
    Vanished {
        /// The place.
        path: PathBuf,
    },
    /// The user has no home directory.
    #[error("no home directory")]
    NoHome,
    /// The program itself failed at it.
    #[error("a fault of the program")]
    Fault,
    /// Anything else.
    #[error("{}: {reason}", path.display())]
    Io {
        /// The place.
        path: PathBuf,
        /// The system's reason.
        reason: Message,
    },
}

impl StoreError {
    /// The error for what the system said about a file or directory.
    #[must_use]
    pub fn io(path: &Path, error: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        let path = path.to_owned();
        // O_NOFOLLOW says ELOOP for a symbolic link; O_NONBLOCK says ENXIO for a pipe or a socket
        if error.raw_os_error().is_some_and(|code| [Errno::LOOP, Errno::NXIO].map(Errno::raw_os_error).contains(&code)) {
            return Self::NotAFile { path };
        }
        match error.kind() {
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Self::Full { path },
            Kind::PermissionDenied => Self::Denied { path },
            Kind::ReadOnlyFilesystem => Self::ReadOnly { path },
            Kind::NotFound => Self::Vanished { path },
            Kind::NotADirectory => Self::NotADirectory { path },
            Kind::IsADirectory => Self::NotAFile { path },
            Kind::AlreadyExists | Kind::DirectoryNotEmpty => Self::Exists { path },
            _ => Self::Io { path, reason: system_reason(error) },
        }
    }

    /// What to tell.
    #[must_use]
    pub fn message(&self) -> Message {
        let at = |id: &'static str, path: &Path| Message::new(id).with("path", clean(&path.display().to_string()).into_owned());
        match self {
            Self::NotFound { id } => Message::new("store-not-found").with("id", clean(id).into_owned()),
            Self::Ambiguous { prefix, candidates } => {
                Message::new("store-ambiguous").with("prefix", prefix.as_str()).with("candidates", candidates.join(", "))
            }
            Self::Broken { id, broken } => Message::new("store-broken").with("id", id.as_str()).with("reason", broken.message()),
            Self::Unread { path, broken } => at("store-unread", path).with("reason", broken.message()),
            Self::Held { by, since, .. } => held(["store-held", "store-held-by-someone"], by, *since),
            Self::Closed { standing, .. } => Message::new("store-closed").with("standing", standing.clone()),
            Self::Exists { path } => at("store-exists", path),
            Self::Changed { path } => at("store-changed", path),
            Self::ReadOnly { path } => at("store-read-only", path),
            Self::Full { path } => at("store-full", path),
            Self::Denied { path } => at("store-denied", path),
            Self::TooLarge { path, megabytes } => at("store-too-large", path).with("megabytes", *megabytes),
            Self::NotAFile { path } => at("store-not-a-file", path),
            Self::NotADirectory { path } => at("store-not-a-directory", path),
            Self::Layout { path, found } => {
                let is_newer = found.parse::<u64>().is_ok_and(|found| found > u64::from(super::LAYOUT));
                at(if is_newer { "store-layout" } else { "store-layout-damaged" }, path).with("found", clean(found).into_owned())
            }
            Self::Vanished { path } => at("store-vanished", path),
            Self::NoHome => Message::new("store-no-home"),
            Self::Fault => Message::new("store-fault"),
            Self::Io { path, reason } => at("store-io", path).with("reason", reason.clone()),
        }
    }
}

impl StoreError {
    /// Why a file of a response cannot be read.
    pub(super) fn broken(&self) -> Broken {
        match self {
            // not one that could be made smaller or another one chosen
            Self::TooLarge { megabytes, .. } => Broken::NotAResponse(Message::new("json-large").with("megabytes", *megabytes)),
            other => Broken::Unreadable(other.message()),
        }
    }

    /// Why what was typed is not on the disk, and what to do, for a line or two: the disk's reason first, then when it is tried again, as given, the
    /// place last, where it may be cut.
    #[must_use]
    pub fn unsaved(&self, again: Message) -> Message {
        let (cause, path) = match self {
            Self::Full { path } => (Message::new("unsaved-full"), path),
            Self::ReadOnly { path } => (Message::new("unsaved-read-only"), path),
            Self::Denied { path } => (Message::new("unsaved-denied"), path),
            Self::Vanished { path } => (Message::new("unsaved-vanished"), path),
            Self::Io { path, reason } => (reason.clone(), path),
            Self::TooLarge { path, megabytes } => (Message::new("unsaved-too-large").with("megabytes", *megabytes), path),
            other => return Message::new("unsaved-other").with("again", again).with("reason", other.message()),
        };
        Message::new("unsaved").with("cause", cause).with("again", again).with("path", clean(&path.display().to_string()).into_owned())
    }
}

/// « ouvert par … depuis … », in local time.
pub(super) fn held([named, alone]: [&'static str; 2], by: &str, since: Timestamp) -> Message {
    let since = since.to_zoned(super::zone::local_zone());
    let message = if by.is_empty() { Message::new(alone) } else { Message::new(named).with("by", clean(by).into_owned()) };
    let parts = [("day", "%d"), ("month", "%m"), ("year", "%Y"), ("time", "%H:%M")];
    parts.into_iter().fold(message, |message, (name, format)| message.with(name, since.strftime(format).to_string()))
}
