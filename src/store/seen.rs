//! What the files of open responses were when this program last read or wrote them: what is another one since was changed by another program.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::hash::Hasher;
use std::os::unix::fs::MetadataExt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A file as it was: where it lies and when it was written, and a short sum of its content for those that were only touched or copied back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    stamp: Stamp,
    sum: u64,
    /// Whether its name is durable.
    is_named: bool,
}

/// What tells without reading that a file is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    device: u64,
    inode: u64,
    size: u64,
    modified: (i64, i64),
}

impl Stamp {
    fn of(there: &Metadata) -> Self {
        Self { device: there.dev(), inode: there.ino(), size: there.len(), modified: (there.mtime(), there.mtime_nsec()) }
    }
}

impl Seen {
    /// A file with this content.
    pub(super) fn new(there: &Metadata, bytes: &[u8]) -> Self {
        let mut sum = rustc_hash::FxHasher::default();
        sum.write(bytes);
        Self { stamp: Stamp::of(there), sum: sum.finish(), is_named: true }
    }

    /// The same, of which the name may not be durable yet.
    pub(super) fn unnamed(self) -> Self {
        Self { is_named: false, ..self }
    }

    /// Whether its name is durable.
    pub(super) fn is_named(&self) -> bool {
        self.is_named
    }

    /// Whether this is surely the same file, untouched.
    pub(super) fn is_untouched(&self, there: &Metadata) -> bool {
        self.stamp == Stamp::of(there)
    }

    /// Whether the content is the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.sum == other.sum && self.stamp.size == other.stamp.size
    }
}

/// What is known of the responses that are open for writing through one store and its clones.
#[derive(Clone, Debug, Default)]
pub(super) struct Known(Arc<Mutex<BTreeMap<String, Open>>>);

/// What is known of one.
#[derive(Clone, Copy, Debug, Default)]
struct Open {
    /// Its file.
    seen: Option<Seen>,
    /// Whether a version was put beside it since.
    aside: bool,
}

impl Known {
    fn all(&self) -> MutexGuard<'_, BTreeMap<String, Open>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What its file was.
    pub fn get(&self, id: &str) -> Option<Seen> {
        self.all().get(id)?.seen
    }

    /// Its file is this now, or not known.
    pub fn set(&self, id: &str, seen: Option<Seen>) {
        self.all().entry(id.to_owned()).or_default().seen = seen;
    }

    /// Its file as another session left it is this; whatever was put beside it is not ours.
    pub fn hold(&self, id: &str, seen: Seen) {
        self.all().insert(id.to_owned(), Open { seen: Some(seen), aside: false });
    }

    /// Whether a version was put beside it.
    pub fn is_aside(&self, id: &str) -> bool {
        self.all().get(id).is_some_and(|open| open.aside)
    }

    /// A version is beside it now, or no more.
    pub fn set_aside(&self, id: &str, aside: bool) {
        self.all().entry(id.to_owned()).or_default().aside = aside;
    }
}
