//! What is wrong in a data directory, all of it; and what can be mended without loss, mended, each original kept in a dated directory below `mended/`.
//!
//! Nothing is opened through `Store::open`: what that refuses is looked at, too.

mod lines;
mod mend;
mod response;

use std::fs::{self, Metadata};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rustix::process::geteuid;

use super::disk::{self, At, Manner};
use super::purge::is_doomed;
use super::{LAYOUT, StoreError, index, is_id};
use crate::form::Sources;
use crate::l10n::Message;
use crate::response::read_json;
use crate::ui::clean::clean;
use mend::Keep;

/// Where originals are kept, below the data directory.
pub(super) const MENDED: &str = "mended";

/// Something found in a data directory.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Where.
    pub path: PathBuf,
    /// What is wrong, or only to be known; the message's name is a stable word for scripts.
    pub what: Message,
    /// Whether it is wrong at all.
    pub is_fault: bool,
    /// How it can be mended without loss, if it can.
    pub mend: Option<Mend>,
    /// What was done about it.
    pub outcome: Outcome,
}

/// A way to mend something; what was there before is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    /// Gives back the mode and the group.
    Mode,
    /// Moves it away.
    Aside,
    /// Writes the number of the layout.
    Layout,
    /// Writes the name of the directory as the response's id.
    Id,
    /// Leaves out the lines that cannot be read.
    Lines,
    /// Puts the newest whole backup in its place: the file, and when its response was changed.
    Backup(PathBuf, Timestamp),
}

/// What was done about a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing.
    Told,
    /// It was mended.
    Mended,
    /// It could not be, for this reason.
    Failed(Message),
}

/// All that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkup {
    /// In the order of the directory.
    pub findings: Vec<Finding>,
    /// Where originals were kept, if any was touched.
    pub kept: Option<PathBuf>,
}

/// Looks at everything in a data directory; mends what can be if so said. A response that is open somewhere is not touched.
///
/// # Errors
/// There is no such directory, or it cannot be looked into.
pub fn examine(dir: &Path, sources: &Sources, mend: bool, now: Timestamp) -> Result<Checkup, StoreError> {
    let there = fs::metadata(dir).at(dir)?;
    if !there.is_dir() {
        return Err(StoreError::NotADirectory { path: dir.to_owned() });
    }
    let shared = fs::symlink_metadata(dir.join("responses")).is_ok_and(|responses| responses.mode() & 0o2070 == 0o2070);
    let manner = if shared { Manner::shared(there.gid()) } else { Manner::PRIVATE };
    let mut doctor =
        Doctor { root: dir, owner: there.uid(), manner, sources, mends: mend, keep: Keep::new(dir, manner, now), found: Vec::new() };
    doctor.whole(&there)?;
    Ok(Checkup { findings: doctor.found, kept: doctor.keep.place() })
}

struct Doctor<'a> {
    root: &'a Path,
    owner: u32,
    manner: Manner,
    sources: &'a Sources,
    mends: bool,
    keep: Keep,
    found: Vec<Finding>,
}

impl Doctor<'_> {
    fn whole(&mut self, there: &Metadata) -> Result<(), StoreError> {
        if self.layout() {
            return Ok(());
        }
        self.repeat(None, |doctor| doctor.top(there));
        for entry in listed(self.root)? {
            let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match name.as_str() {
                "responses" | "trash" => self.responses(&entry, name == "trash"),
                "backups" => self.backups(&entry),
                name if index::is_index(name) => self.repeat(None, |doctor| doctor.index(&entry)),
                MENDED => self.repeat(None, |doctor| {
                    let mut found = Vec::new();
                    doctor.walk(&entry, &mut found);
                    found
                }),
                _ if disk::is_temporary(&entry) => self.repeat(None, |_| stray(&entry).into_iter().collect()),
                _ => {}
            }
        }
        Ok(())
    }

    /// Looks, mends, and looks again, until nothing more can be mended.
    fn repeat(&mut self, locked: Option<&Message>, look: impl Fn(&Self) -> Vec<Finding>) {
        loop {
            let mut found = look(self);
            let mut again = false;
            let mends = self.mends;
            for finding in found.iter_mut().filter(|finding| mends && finding.mend.is_some()) {
                finding.outcome = match locked {
                    Some(reason) => Outcome::Failed(reason.clone()),
                    None => match self.mend(finding) {
                        Ok(()) => Outcome::Mended,
                        Err(error) => Outcome::Failed(error.message()),
                    },
                };
                again |= finding.outcome == Outcome::Mended;
            }
            if !again {
                return self.found.append(&mut found);
            }
            self.found.extend(found.into_iter().filter(|finding| finding.outcome == Outcome::Mended));
        }
    }

    /// Looks at the file that says the layout; whether it is a newer one, of which nothing else can be said.
    fn layout(&mut self) -> bool {
        let path = self.root.join("layout");
        let is_newer = disk::read(&path, 64).ok().flatten().is_some_and(|bytes| number(&bytes) > Some(u64::from(LAYOUT)));
        let look = |doctor: &Self| {
            let damaged = |reason| vec![fault(&path, Message::new("doctor-layout").with("reason", reason), Some(Mend::Layout))];
            match disk::read(&path, 64) {
                Ok(Some(bytes)) if number(&bytes) == Some(u64::from(LAYOUT)) => Vec::new(),
                Ok(Some(bytes)) => {
                    let text = clean(String::from_utf8_lossy(&bytes).trim()).into_owned();
                    let error = StoreError::Layout { path: doctor.root.to_owned(), found: text.clone() };
                    if is_newer {
                        return vec![fault(&path, error.message(), None)];
                    }
                    damaged(Message::new("doctor-layout-words").with("text", text))
                }
                // a directory in which nothing was kept yet has none
                Ok(None) if !doctor.root.join("responses").exists() => Vec::new(),
                Ok(None) => damaged(Message::new("doctor-layout-missing")),
                Err(error) => damaged(error.message()),
            }
        };
        self.repeat(None, look);
        is_newer
    }

    /// The directory itself and what stands in it by name.
    fn top(&self, there: &Metadata) -> Vec<Finding> {
        let mut found = Vec::new();
        // it may hold other things of the user's, and be as they want it but for those who could change what is below
        let wide = fs::metadata(self.root).map_or(there.mode(), |now| now.mode()) & if self.manner.is_shared() { 0o002 } else { 0o022 };
        if wide != 0 {
            let message = Message::new("doctor-wide").with("mode", format!("{:o}", there.mode() & 0o7777));
            found.push(fault(self.root, message, Some(Mend::Mode)));
        }
        for name in ["layout", "responses", "trash", "backups", MENDED] {
            let path = self.root.join(name);
            let Ok(there) = fs::symlink_metadata(&path) else { continue };
            if name != "layout" && !there.is_dir() {
                found.push(fault(&path, StoreError::NotADirectory { path: path.clone() }.message(), None));
            } else {
                found.extend(self.manners(&path, &there));
            }
        }
        found
    }

    fn responses(&mut self, parent: &Path, trash: bool) {
        for path in self.below(parent) {
            match id_of(&path) {
                Some(id) if path.is_dir() && !path.is_symlink() => self.response(&path, id, trash),
                _ if trash && is_doomed(&path) => self.found.push(note(&path, "doctor-unfinished")),
                _ => self.repeat(None, |_| strange(&path).into_iter().collect()),
            }
        }
    }

    fn backups(&mut self, parent: &Path) {
        for dir in self.below(parent) {
            if id_of(&dir).is_none() || !dir.is_dir() || dir.is_symlink() {
                self.repeat(None, |_| strange(&dir).into_iter().collect());
                continue;
            }
            self.repeat(None, |doctor| {
                let mut found = Vec::new();
                doctor.walk(&dir, &mut found);
                let files = listed(&dir).unwrap_or_default().into_iter().filter(|file| !disk::is_temporary(file));
                for file in files.filter(|file| file.extension().is_some_and(|extension| extension == "json")) {
                    if let Some(Err(reason)) = response::whole(&file) {
                        found.push(fault(&file, Message::new("doctor-backup").with("reason", reason), Some(Mend::Aside)));
                    }
                }
                found
            });
        }
    }

    /// An index of the list: it can be made anew. Each is its user's own, in a shared directory too.
    fn index(&self, path: &Path) -> Vec<Finding> {
        let Ok(there) = fs::symlink_metadata(path) else { return Vec::new() };
        if self.manner.is_shared() && there.is_file() && there.uid() != geteuid().as_raw() {
            return Vec::new();
        }
        let reason = match disk::read(path, super::LARGEST_RESPONSE) {
            Ok(bytes) => read_json(&bytes.unwrap_or_default()).err(),
            Err(error) => Some(error.message()),
        };
        match reason {
            Some(reason) => vec![fault(path, Message::new("doctor-index").with("reason", reason), Some(Mend::Aside))],
            None if self.manner.is_shared() => Vec::new(),
            None => self.manners(path, &there),
        }
    }

    /// What a directory holds; that it cannot be read is a fault.
    fn below(&mut self, dir: &Path) -> Vec<PathBuf> {
        if !dir.is_dir() || dir.is_symlink() {
            return Vec::new(); // told already
        }
        listed(dir).unwrap_or_else(|error| {
            self.found.push(fault(dir, error.message(), None));
            Vec::new()
        })
    }

    /// Modes, owners, links, devices and stray temporary files of a directory and all below it.
    fn walk(&self, path: &Path, found: &mut Vec<Finding>) {
        let Ok(there) = fs::symlink_metadata(path) else { return };
        let is_odd = !there.is_dir() && !there.is_file();
        if is_odd || disk::is_temporary(path) {
            // what was moved aside may be anything
            let is_kept = path.starts_with(self.root.join(MENDED));
            if !is_kept {
                found.extend(strange(path));
            }
            return;
        }
        found.extend(self.manners(path, &there));
        if there.is_dir() {
            match listed(path) {
                Ok(entries) => entries.iter().for_each(|entry| self.walk(entry, found)),
                Err(error) => found.push(fault(path, error.message(), None)),
            }
        }
    }

    /// What is wrong with a mode, a group or an owner.
    fn manners(&self, path: &Path, there: &Metadata) -> Vec<Finding> {
        let wanted = self.manner.mode(there);
        let mode = there.permissions().mode() & 0o7777;
        let mut found = Vec::new();
        if mode != wanted {
            let message = Message::new("doctor-mode").with("mode", format!("{mode:o}")).with("wanted", format!("{wanted:o}"));
            found.push(fault(path, message, Some(Mend::Mode)));
        }
        if self.manner.group().is_some_and(|group| group != there.gid()) {
            let message = Message::new("doctor-group").with("group", u64::from(there.gid()));
            found.push(fault(path, message, Some(Mend::Mode)));
        }
        if !self.manner.is_shared() && there.uid() != self.owner {
            found.push(fault(path, Message::new("doctor-owner").with("owner", u64::from(there.uid())), None));
        }
        found
    }
}

/// Something wrong.
fn fault(path: &Path, what: Message, mend: Option<Mend>) -> Finding {
    Finding { path: path.to_owned(), what, is_fault: true, mend, outcome: Outcome::Told }
}

/// Something that is not wrong, but to be known.
fn note(path: &Path, id: &'static str) -> Finding {
    Finding { path: path.to_owned(), what: Message::new(id), is_fault: false, mend: None, outcome: Outcome::Told }
}

/// What a killed program left while writing.
fn stray(path: &Path) -> Option<Finding> {
    fs::symlink_metadata(path).ok().map(|_| fault(path, Message::new("doctor-temporary"), Some(Mend::Aside)))
}

/// Something whose name is no response's: left where it is, unless it leads elsewhere.
fn strange(path: &Path) -> Option<Finding> {
    let there = fs::symlink_metadata(path).ok()?;
    if disk::is_temporary(path) {
        return stray(path);
    }
    if there.is_dir() || there.is_file() {
        return Some(fault(path, Message::new("doctor-stranger"), None));
    }
    Some(fault(path, special(&there), Some(Mend::Aside)))
}

/// What is neither a file nor a directory.
fn special(there: &Metadata) -> Message {
    let kind = there.file_type();
    Message::new(if kind.is_symlink() {
        "doctor-link"
    } else if kind.is_fifo() || kind.is_socket() {
        "doctor-pipe"
    } else {
        "doctor-device"
    })
}

/// The entries of a directory, sorted.
fn listed(dir: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut paths: Vec<PathBuf> = fs::read_dir(dir).at(dir)?.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

fn id_of(path: &Path) -> Option<&str> {
    path.file_name()?.to_str().filter(|name| is_id(name))
}

fn number(bytes: &[u8]) -> Option<u64> {
    std::str::from_utf8(bytes).ok()?.trim().parse().ok()
}
