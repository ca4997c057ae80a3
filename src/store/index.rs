//! What lists tell of each response, kept in `index.json`, so that ten thousand files need not be read to show them. It is derived and safe to delete: what
//! it says of a response holds only while the files, the form and, where a rule speaks of it, the day are those it was made from. What another user can
//! have written is not believed: in a shared directory each has an index of their own.

mod file;
mod summary;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use rustix::process::geteuid;

use super::disk::Manner;
use super::{Store, StoreError, responses, review};
use crate::form::{Form, Sources};
use crate::response::name::{Named, numbers};

pub use summary::{Fault, Summary};

/// The name of the user's file in the data directory.
pub(super) fn file_of(manner: Manner) -> String {
    if manner.is_shared() { format!("index-{}.json", geteuid().as_raw()) } else { "index.json".to_owned() }
}

/// Whether a file of the data directory is an index, whosever.
pub(super) fn is_index(name: &str) -> bool {
    let user = name.strip_prefix("index").and_then(|name| name.strip_suffix(".json"));
    user.is_some_and(|user| user.is_empty() || user.strip_prefix('-').is_some_and(|user| user.parse::<u32>().is_ok()))
}

/// How long a file must have been as it is before its stamp is believed: a second change within one tick of the disk's clock leaves the same stamp.
const SETTLES_AFTER: Duration = Duration::from_secs(2);

/// What responses are read with to be listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Where forms come from.
    pub sources: Sources,
    /// The day, for rules that speak of it.
    pub today: Date,
}

/// The responses of the data directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Those that can be read, the last modified first; then the others.
    pub summaries: Vec<Arc<Summary>>,
    /// How many are still to be read: they are missing, or told as they were.
    pub left: usize,
}

/// A response in the trash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thrown {
    /// When it was put there.
    pub at: Timestamp,
    /// What lists tell of it.
    pub summary: Summary,
}

/// What tells without reading that a response is the same: size, time and inode of its file and of its review, time and inode of the directory of its
/// attached files.
type Stamp = [u64; 8];

/// The stamp that no file has: the response is read anew.
const UNKNOWN: Stamp = [0; 8];

/// What is known of one response.
#[derive(Clone, Debug)]
struct Entry {
    stamp: Stamp,
    summary: Arc<Summary>,
}

/// What tells that a form is the same: its hash, empty if there is none, and whether its rules speak of the day.
type FormStamp = (String, bool);

/// What is known of the responses.
#[derive(Debug, Default)]
struct Index {
    entries: BTreeMap<String, Entry>,
    /// The forms of the entries, as they were when these were made.
    forms: BTreeMap<String, FormStamp>,
    /// The day on which they were made.
    day: Option<Date>,
    /// What is still to be read, the newest last.
    waiting: Vec<String>,
    is_loaded: bool,
    /// Whether the file says something else.
    is_changed: bool,
}

/// The index of a store and its clones.
#[derive(Clone, Debug, Default)]
pub(super) struct Shared(Arc<Mutex<Index>>);

impl Shared {
    fn get(&self) -> MutexGuard<'_, Index> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Forms, each loaded once.
pub(super) struct Forms<'a> {
    sources: &'a Sources,
    loaded: FxHashMap<String, Option<Form>>,
}

impl<'a> Forms<'a> {
    pub fn new(sources: &'a Sources) -> Self {
        Self { sources, loaded: FxHashMap::default() }
    }

    pub fn get(&mut self, id: &str) -> Option<&Form> {
        let sources = self.sources;
        self.loaded.entry(id.to_owned()).or_insert_with(|| sources.load(id).ok()).as_ref()
    }

    fn stamp(&mut self, id: &str) -> FormStamp {
        self.get(id).map_or_else(FormStamp::default, |form| (form.hash().to_owned(), form.text.contains("today")))
    }
}

impl Store {
    /// What lists tell of all responses. Of those that the index does not know as they are now at most `most` are read, the last written first; for the
    /// others see [`Store::more_summaries`]. A directory without a response is passed over.
    ///
    /// # Errors
    /// The directory of responses is gone or cannot be read.
    pub fn summaries(&self, listing: &Listing, most: usize) -> Result<Listed, StoreError> {
        let mut index = self.index.get();
        index.load(self);
        let mut forms = Forms::new(&listing.sources);
        index.scan(self, &mut forms, listing.today)?;
        index.read(self, &mut forms, listing.today, most);
        Ok(index.listed())
    }

    /// Reads more of what [`Store::summaries`] left.
    #[must_use]
    pub fn more_summaries(&self, listing: &Listing, most: usize) -> Listed {
        let mut index = self.index.get();
        index.read(self, &mut Forms::new(&listing.sources), listing.today, most);
        index.listed()
    }

    /// What is in the trash, the last first.
    ///
    /// # Errors
    /// The trash cannot be read.
    pub fn thrown_away(&self, listing: &Listing) -> Result<Vec<Thrown>, StoreError> {
        let (parent, mut forms) = (self.trash_dir(), Forms::new(&listing.sources));
        let told = |(at, id): (_, String)| Some(Thrown { at, summary: summary::of(&parent.join(&id), &id, &mut forms, listing.today)? });
        Ok(self.thrown()?.into_iter().filter_map(told).collect())
    }

    /// Writes the index, if it says something new; if that fails it is made anew the next time.
    pub fn keep_index(&self) {
        let mut index = self.index.get();
        if std::mem::take(&mut index.is_changed) && !self.read_only {
            let _ = file::write(&self.root.join(file_of(self.manner)), &index);
        }
    }
}

impl Index {
    /// Takes in the file, once.
    fn load(&mut self, store: &Store) {
        if !std::mem::replace(&mut self.is_loaded, true)
            && let Some(known) = file::read(&store.root.join(file_of(store.manner)))
        {
            *self = known;
        }
    }

    /// Looks what is another one since: that is read anew, what is gone is forgotten.
    fn scan(&mut self, store: &Store, forms: &mut Forms, today: Date) -> Result<(), StoreError> {
        let parent = store.responses();
        let there = store.directories(&parent)?;
        let now: BTreeMap<String, FormStamp> = self.forms.keys().map(|id| (id.clone(), forms.stamp(id))).collect();
        let is_other = |id: &String, stamp: &FormStamp| now.get(id) != Some(stamp) || (stamp.1 && self.day != Some(today));
        let others: BTreeSet<String> = self.forms.iter().filter(|(id, stamp)| is_other(id, stamp)).map(|(id, _)| id.clone()).collect();
        self.is_changed |= !others.is_empty();
        (self.forms, self.day) = (now, Some(today));
        let mut waiting = Vec::new();
        let mut found = BTreeSet::new();
        for (id, is_dir) in there {
            let entry = self.entries.get_mut(&id);
            let has_files = entry.as_ref().is_some_and(|entry| entry.summary.has_files);
            // a link is no response, and said so each time
            let Some(stamp) = (if is_dir { stamp(&parent.join(&id), has_files) } else { Some(UNKNOWN) }) else { continue };
            match entry {
                Some(entry) if stamp != UNKNOWN && entry.stamp == stamp && !others.contains(&entry.summary.form.id) => {}
                Some(entry) => {
                    entry.stamp = UNKNOWN;
                    waiting.push((stamp[1], id.clone()));
                }
                None => waiting.push((stamp[1], id.clone())),
            }
            found.insert(id);
        }
        let before = self.entries.len();
        self.entries.retain(|id, _| found.contains(id));
        self.is_changed |= self.entries.len() != before;
        waiting.sort_unstable();
        self.waiting = waiting.into_iter().map(|(_, id)| id).collect();
        Ok(())
    }

    /// Reads some of what waits.
    fn read(&mut self, store: &Store, forms: &mut Forms, today: Date, most: usize) {
        for _ in 0..most {
            let Some(id) = self.waiting.pop() else { return };
            self.is_changed = true;
            let dir = store.responses().join(&id);
            // before it is read: what is changed meanwhile is another one
            let stamp = settled(stamp(&dir, true).unwrap_or(UNKNOWN));
            let Some(summary) = summary::of(&dir, &id, forms, today) else {
                self.entries.remove(&id);
                continue;
            };
            self.forms.entry(summary.form.id.clone()).or_insert_with(|| forms.stamp(&summary.form.id));
            let stamp = if summary.has_files { stamp } else { [stamp[0], stamp[1], stamp[2], stamp[3], stamp[4], stamp[5], 0, 0] };
            self.entries.insert(id, Entry { stamp, summary: Arc::new(summary) });
        }
    }

    fn listed(&mut self) -> Listed {
        let named: Vec<Named> = self.entries.values().map(|entry| entry.summary.named()).collect();
        let nths = numbers(&named);
        for (entry, nth) in self.entries.values_mut().zip(nths) {
            if entry.summary.nth != nth {
                Arc::make_mut(&mut entry.summary).nth = nth;
            }
        }
        let called = |entries: &BTreeMap<String, Entry>, summary: &Summary| Some(entries.get(summary.verifies.as_ref()?)?.summary.called());
        let again = self.entries.values().filter(|entry| entry.summary.verifies.is_some());
        let again: Vec<_> = again.map(|entry| (entry.summary.id.clone(), called(&self.entries, &entry.summary))).collect();
        for (id, first) in again {
            if let Some(entry) = self.entries.get_mut(&id).filter(|entry| entry.summary.first != first) {
                Arc::make_mut(&mut entry.summary).set_first(first);
            }
        }
        let mut summaries: Vec<Arc<Summary>> = self.entries.values().map(|entry| Arc::clone(&entry.summary)).collect();
        let key = |summary: &Summary| (summary.is_readable(), summary.modified);
        summaries.sort_by(|a, b| key(b).cmp(&key(a)).then_with(|| a.id.cmp(&b.id)));
        Listed { summaries, left: self.waiting.len() }
    }
}

/// What a response's files are now; `None` if there is no response.
fn stamp(dir: &Path, has_files: bool) -> Option<Stamp> {
    let of = |name: &str| fs::symlink_metadata(dir.join(name)).ok().map(|there| (there.len(), modified(&there), there.ino()));
    let own = of(responses::FILE)?;
    let said = of(review::FILE).unwrap_or_default();
    let files = if has_files { of("files").unwrap_or_default() } else { (0, 0, 0) };
    Some([own.0, own.1, own.2, said.0, said.1, said.2, files.1, files.2])
}

/// When a file was written, in nanoseconds.
fn modified(there: &fs::Metadata) -> u64 {
    there.mtime().cast_unsigned().wrapping_mul(1_000_000_000).wrapping_add(there.mtime_nsec().cast_unsigned())
}

/// A stamp that can be believed later, too, or none.
fn settled(stamp: Stamp) -> Stamp {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let before = now.saturating_sub(SETTLES_AFTER).as_nanos();
    if [stamp[1], stamp[4], stamp[6]].into_iter().all(|time| u128::from(time) < before) { stamp } else { UNKNOWN }
}

#[cfg(test)]
mod tests;
