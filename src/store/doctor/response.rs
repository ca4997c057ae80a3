//! One response with all that belongs to it, in its place or in the trash.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::Value;

use super::{Doctor, Finding, Mend, fault, lines, listed, note, special};
use crate::answers::Answers;
use crate::l10n::Message;
use crate::outline::FileFault;
use crate::response::{self, Broken, Response, accept, new_id};
use crate::store::copy::named;
use crate::store::responses::FILE;
use crate::store::trash::NOTE;
use crate::store::versions::ASIDE;
use crate::store::{LARGEST_RESPONSE, StoreError, attachments, disk};

/// The files to which lines are appended.
const APPENDED: [&str; 2] = ["history.jsonl", "review.jsonl"];

impl Doctor<'_> {
    /// Looks at a response; holds its lock while it mends.
    pub(super) fn response(&mut self, dir: &Path, id: &str, trash: bool) {
        let lock = if self.mends { disk::hold(&dir.join("lock"), self.manner) } else { Ok(None) };
        let locked = match &lock {
            Ok(None) if self.mends => Some(Message::new("doctor-open")),
            Err(error) if !matches!(error, StoreError::NotAFile { .. }) => Some(error.message()),
            _ => None,
        };
        self.repeat(locked.as_ref(), |doctor| doctor.look(dir, id, trash));
    }

    fn look(&self, dir: &Path, id: &str, trash: bool) -> Vec<Finding> {
        let mut found = Vec::new();
        if !dir.is_dir() {
            return found; // moved aside just now
        }
        self.walk(dir, &mut found);
        let file = dir.join(FILE);
        // what is there instead of the file is told once, and how to have a response again
        found.retain(|finding| finding.path != file || finding.mend == Some(Mend::Mode) || finding.mend.is_none());
        match whole(&file) {
            None if trash => found.push(fault(dir, Message::new("doctor-empty"), Some(Mend::Aside))),
            None => {
                let mend = self.newest_backup(id).unwrap_or(Mend::Aside);
                found.push(fault(dir, Message::new("doctor-empty"), Some(mend)));
            }
            Some(Err(reason)) => {
                let wants_one = !trash && !is_newer(&file);
                let mend = self.newest_backup(id).filter(|_| wants_one);
                let alone = wants_one && mend.is_none();
                let what = if alone { Message::new("doctor-no-backup").with("what", reason) } else { reason };
                found.push(fault(&file, what, mend));
            }
            Some(Ok((value, response))) => self.content(dir, id, &value, &response, &mut found),
        }
        for path in APPENDED.map(|name| dir.join(name)) {
            let bytes = match disk::read(&path, LARGEST_RESPONSE) {
                Ok(bytes) => bytes.unwrap_or_default(),
                Err(StoreError::NotAFile { .. }) => continue, // told elsewhere
                Err(error) => {
                    found.push(fault(&path, error.message(), None));
                    continue;
                }
            };
            let (_, torn) = lines::sorted(&bytes);
            if torn > 0 {
                found.push(fault(&path, Message::new("doctor-lines").with("count", torn), Some(Mend::Lines)));
            }
        }
        let aside = dir.join(ASIDE);
        if !trash && fs::symlink_metadata(&aside).is_ok_and(|there| there.is_file()) {
            found.push(note(&aside, "doctor-aside"));
        }
        let is = |path: &Path, wanted: fn(&fs::Metadata) -> bool| fs::symlink_metadata(path).is_ok_and(|there| wanted(&there));
        for path in ["lock", NOTE].into_iter().chain(APPENDED).map(|name| dir.join(name)).filter(|path| is(path, fs::Metadata::is_dir)) {
            found.push(fault(&path, StoreError::NotAFile { path: path.clone() }.message(), Some(Mend::Aside)));
        }
        let files = dir.join("files");
        if is(&files, fs::Metadata::is_file) {
            found.push(fault(&files, StoreError::NotADirectory { path: files.clone() }.message(), Some(Mend::Aside)));
        }
        let unsettled = |finding: &Finding| disk::is_temporary(&finding.path) || finding.mend == Some(Mend::Lines);
        if !self.mends && found.iter().any(unsettled) && disk::is_held(&dir.join("lock")) {
            // whoever has it open may be writing just now
            found.retain(|finding| !unsettled(finding));
        }
        found
    }

    /// What a response that can be read says.
    fn content(&self, dir: &Path, id: &str, value: &Value, response: &Response, found: &mut Vec<Finding>) {
        let file = dir.join(FILE);
        if response.id != id {
            let message = Message::new("doctor-id").with("id", crate::ui::clean::clean(&response.id).into_owned());
            found.push(fault(&file, message, Some(Mend::Id)));
        }
        let form = match self.sources.load(&response.form.id) {
            Ok(form) => form,
            Err(error) => {
                let id = if error.is_some() { "doctor-form-faulty" } else { "doctor-form-unknown" };
                return found.push(fault(&file, Message::new(id).with("form", response.form.id.as_str()), None));
            }
        };
        // answers of another version are brought over when it is opened
        if response.form.version == form.version {
            let mut random = fastrand::Rng::new();
            for refused in accept(&form, response.answers.as_map(), || new_id(4, &mut random)).err().unwrap_or_default() {
                let message = Message::new("doctor-value").with("path", refused.path.as_str()).with("reason", refused.reason);
                found.push(fault(&file, message, None));
            }
        }
        let files = dir.join("files");
        for ((_, name), wrong) in attachments::faults_in(&files, &attachments::expected(response, &form)) {
            let id = match wrong {
                FileFault::Missing => "doctor-file-missing",
                FileFault::Changed => "doctor-file-changed",
            };
            found.push(fault(&files, Message::new(id).with("name", name), None));
        }
        // wherever the response names it: what was left out or set aside comes back with its files
        let everything = Answers::from(value.as_object().cloned().unwrap_or_default());
        let kept: BTreeSet<&str> = named(&everything);
        let orphans = listed(&files).unwrap_or_default().into_iter().filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            path.is_file() && !path.is_symlink() && !disk::is_temporary(path) && !name.is_some_and(|name| kept.contains(name))
        });
        found.extend(orphans.map(|path| note(&path, "doctor-orphan")));
    }

    /// The backup that was changed last, of those that can be read.
    fn newest_backup(&self, id: &str) -> Option<Mend> {
        let dir = self.root.join("backups").join(id);
        disk::is_dir(&dir).ok()??;
        let all = listed(&dir).ok()?.into_iter().filter(|path| !disk::is_temporary(path));
        let sound = all.filter_map(|path| Some((whole(&path)?.ok()?.1.modified, path)));
        let newest: (Timestamp, PathBuf) = sound.max()?;
        Some(Mend::Backup(newest.1, newest.0))
    }
}

/// Whether a newer version of the program wrote a file.
fn is_newer(file: &Path) -> bool {
    let bytes = disk::read(file, LARGEST_RESPONSE).ok().flatten().unwrap_or_default();
    matches!(response::read(&bytes), Err(Broken::Newer(_)))
}

/// The response in a file, as it stands there and as it is read, or why it cannot be; `None` if nothing is there.
pub(super) fn whole(file: &Path) -> Option<Result<(Value, Response), Message>> {
    let there = fs::symlink_metadata(file).ok()?;
    if !there.is_file() && !there.is_dir() {
        return Some(Err(special(&there)));
    }
    let told = |broken: Broken| match broken {
        Broken::NotAResponse(reason) => Message::new("doctor-broken").with("reason", reason),
        other => other.message(),
    };
    let bytes = match disk::read(file, LARGEST_RESPONSE) {
        Ok(bytes) => bytes?,
        Err(error) => return Some(Err(told(error.broken()))),
    };
    let read = response::read(&bytes).map_err(told);
    Some(read.map(|response| (response::read_json(&bytes).unwrap_or_default(), response)))
}
