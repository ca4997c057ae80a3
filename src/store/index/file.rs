//! The index as a file: read as far as it can be believed, written beside and renamed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use rustix::process::geteuid;
use serde::{Deserialize, Serialize};

use super::{Entry, Fault, FormStamp, Index, Stamp, Summary};
use crate::store::disk::{self, At, Manner};
use crate::store::{StoreError, is_id};

/// The largest index that is read or written, in bytes.
pub const LARGEST_INDEX: u64 = 64 << 20;

/// Who made it: another version may count otherwise.
const MADE_BY: &str = concat!("recueil ", env!("CARGO_PKG_VERSION"), " index 1");

#[derive(Serialize)]
struct Written<'a> {
    made_by: &'a str,
    day: Option<Date>,
    forms: &'a BTreeMap<String, FormStamp>,
    responses: Vec<(&'a Stamp, &'a Summary)>,
}

#[derive(Deserialize)]
struct Read {
    made_by: String,
    day: Option<Date>,
    forms: BTreeMap<String, FormStamp>,
    responses: Vec<(Stamp, Summary)>,
}

/// The index in a file; nothing if there is none, none of this version's, or one that somebody else can have written.
pub(super) fn read(path: &Path) -> Option<Index> {
    let (bytes, there) = disk::read_with(path, LARGEST_INDEX).ok()??;
    if there.uid() != geteuid().as_raw() || there.mode() & 0o022 != 0 {
        return None;
    }
    let read: Read = serde_json::from_slice(&bytes).ok()?;
    if read.made_by != MADE_BY {
        return None;
    }
    let entry = |(stamp, mut summary): (Stamp, Summary)| {
        // one of a form that it does not name is not its own
        let form = read.forms.get(&summary.form.id).filter(|_| is_id(&summary.id))?;
        summary.fault = form.0.is_empty().then_some(Fault::UnknownForm);
        Some((summary.id.clone(), Entry { stamp, summary: Arc::new(summary.ready()) }))
    };
    let entries: BTreeMap<String, Entry> = read.responses.into_iter().filter_map(entry).collect();
    let named: BTreeSet<&str> = entries.values().map(|entry| entry.summary.form.id.as_str()).collect();
    let forms = read.forms.iter().filter(|(id, _)| named.contains(id.as_str())).map(|(id, stamp)| (id.clone(), stamp.clone())).collect();
    drop(named);
    Some(Index { entries, forms, day: read.day, is_loaded: true, ..Index::default() })
}

/// Writes the index. Nothing waits for the disk: what a cut leaves is made anew.
pub(super) fn write(path: &Path, index: &Index) -> Result<(), StoreError> {
    let entries = index.entries.values().filter(|entry| entry.summary.is_readable());
    let responses = entries.map(|entry| (&entry.stamp, &*entry.summary)).collect();
    let written = Written { made_by: MADE_BY, day: index.day, forms: &index.forms, responses };
    let bytes = serde_json::to_vec(&written).unwrap_or_default();
    if bytes.len() as u64 > LARGEST_INDEX {
        return Err(StoreError::TooLarge { path: path.to_owned(), megabytes: LARGEST_INDEX >> 20 });
    }
    let file = disk::beside(path.parent().unwrap_or(path), Manner::PRIVATE)?;
    file.as_file().write_all(&bytes).at(path)?;
    file.persist(path).map(drop).map_err(|error| error.error).at(path)
}
