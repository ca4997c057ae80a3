//! Attached files: copied into the response's directory with size and SHA-256, and checked against them later.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::disk::{self, At};
use super::{Store, StoreError, names};
use crate::answers;
use crate::form::{Form, hex};
use crate::outline::{FileFault, FileFaults};
use crate::question::Question;
use crate::response::Response;

/// The largest file that can be attached, in bytes.
pub const LARGEST_FILE: u64 = 20 << 20;

/// An attached file, as an answer holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// Its name in the response's directory, unique there.
    pub name: String,
    /// In bytes.
    pub size: u64,
    /// SHA-256, in hexadecimal.
    pub sha256: String,
}

impl Attached {
    /// As an element of the answer.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({"name": self.name, "size": self.size, "sha256": self.sha256})
    }
}

/// A file that answers say is attached: plain data, so that another thread can check it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The question.
    pub question: answers::Path,
    /// Its name.
    pub name: String,
    /// What is known of it; an imported answer may not say.
    pub size: Option<u64>,
    /// SHA-256, in hexadecimal.
    pub sha256: Option<String>,
}

/// The files that the answers to a form's `file` questions name, those of hidden questions and of blocks included.
#[must_use]
pub fn expected(response: &Response, form: &Form) -> Vec<Expected> {
    let mut found = Vec::new();
    for (_, item) in form.top_level() {
        let path = answers::Path::question(&item.id);
        let Some(repeat) = item.repeat() else {
            if item.question().is_some_and(Question::is_file) {
                name_files(response, &path, &mut found);
            }
            continue;
        };
        for field in repeat.fields.iter().filter_map(|field| form.items.get(*field)) {
            if field.question().is_some_and(Question::is_file) {
                for (block, _) in response.answers.blocks(&path) {
                    name_files(response, &path.instance(block).join(&field.id), &mut found);
                }
            }
        }
    }
    found
}

/// The files that one answer names; what is not of the shape of a file is the outline's to tell.
fn name_files(response: &Response, question: &answers::Path, found: &mut Vec<Expected>) {
    for file in response.answers.get(question).and_then(Value::as_array).into_iter().flatten() {
        let Some(name) = file.get("name").and_then(Value::as_str) else { continue };
        let sha256 = file.get("sha256").and_then(Value::as_str).map(str::to_ascii_lowercase);
        found.push(Expected { question: question.clone(), name: name.to_owned(), size: file.get("size").and_then(Value::as_u64), sha256 });
    }
}

impl Store {
    /// Copies a file into a response that is on the disk. The same content under the same name is kept once; other content gets « nom (2).pdf ».
    ///
    /// # Errors
    /// The source is no regular file, too large ([`LARGEST_FILE`]) or cannot be read; the response is not there; the disk refuses.
    pub fn attach(&self, id: &str, source: &Path) -> Result<Attached, StoreError> {
        self.writable()?;
        self.response_dir(id)?;
        // links are the user's own here; one that leads nowhere says so
        self.attach_from(id, source, &fs::canonicalize(source).at(source)?)
    }

    /// Like [`Store::attach`], for a directory in which others put files: a link, which could lead anywhere, is refused.
    ///
    /// # Errors
    /// Those of [`Store::attach`].
    pub fn attach_itself(&self, id: &str, source: &Path) -> Result<Attached, StoreError> {
        self.attach_from(id, source, source)
    }

    fn attach_from(&self, id: &str, source: &Path, real: &Path) -> Result<Attached, StoreError> {
        self.writable()?;
        let dir = self.response_dir(id)?;
        let (file, there) = disk::open(real)?.ok_or_else(|| StoreError::Vanished { path: source.to_owned() })?;
        let too_large = || StoreError::TooLarge { path: source.to_owned(), megabytes: LARGEST_FILE >> 20 };
        if there.len() > LARGEST_FILE {
            return Err(too_large());
        }
        let files = dir.join("files");
        if disk::is_dir(&files)?.is_none() {
            disk::make_dir(&files, self.manner)?;
            disk::sync_dir(&dir)?;
        }
        let copy = disk::beside(&files, self.manner)?;
        let mut reader = Hashing { from: file.take(LARGEST_FILE + 1), hash: Sha256::new(), failed: None };
        let copied = io::copy(&mut reader, &mut copy.as_file());
        if let Some(error) = reader.failed {
            return Err(StoreError::io(source, &error));
        }
        let size = copied.at(&files)?;
        if size > LARGEST_FILE {
            return Err(too_large());
        }
        let sha256 = hex(&reader.hash.finalize());
        let name = names::safe(&source.file_name().unwrap_or_default().to_string_lossy());
        keep(copy, &files, &name, size, sha256)
    }

    /// What is wrong with the copies of attached files.
    #[must_use]
    pub fn check_files(&self, response: &Response, form: &Form) -> FileFaults {
        self.check_expected(&response.id, &expected(response, form))
    }

    /// What is wrong with these copies, for a thread that has no form.
    #[must_use]
    pub fn check_expected(&self, id: &str, files: &[Expected]) -> FileFaults {
        self.place(id).map_or_else(|_| faults_in(Path::new(""), files), |dir| faults_in(&dir.join("files"), files))
    }
}

/// What is wrong with these copies, expected in this directory.
pub(super) fn faults_in(dir: &Path, files: &[Expected]) -> FileFaults {
    let is_there = matches!(disk::is_dir(dir), Ok(Some(_)));
    let fault = |file: &Expected| {
        let is_plain = is_there && names::is_plain(&file.name);
        if is_plain { fault_of(&dir.join(&file.name), file) } else { Some(FileFault::Missing) }
    };
    files.iter().filter_map(|file| Some(((file.question.clone(), file.name.clone()), fault(file)?))).collect()
}

/// What is wrong with these copies as far as it can be told without reading them.
pub(super) fn faults_at_a_glance(dir: &Path, files: &[Expected]) -> FileFaults {
    let fault = |file: &Expected| match fs::symlink_metadata(dir.join(&file.name)) {
        Ok(there) if there.is_file() && names::is_plain(&file.name) => (Some(there.len()) != file.size).then_some(FileFault::Changed),
        _ => Some(FileFault::Missing),
    };
    files.iter().filter_map(|file| Some(((file.question.clone(), file.name.clone()), fault(file)?))).collect()
}

/// Gives a written copy the first name like `name` that is free or has this content already.
fn keep(copy: tempfile::NamedTempFile, files: &Path, name: &str, size: u64, sha256: String) -> Result<Attached, StoreError> {
    let mut copy = copy;
    let mut candidate = name.to_owned();
    let mut synced = false;
    for n in 2.. {
        let path = files.join(&candidate);
        let there =
            Expected { question: answers::Path::default(), name: candidate.clone(), size: Some(size), sha256: Some(sha256.clone()) };
        match fault_of(&path, &there) {
            None => break,
            Some(FileFault::Missing) if fs::symlink_metadata(&path).is_err() => {
                if !synced {
                    copy.as_file().sync_data().at(&path)?;
                    synced = true;
                }
                match copy.persist_noclobber(&path) {
                    Ok(_) => {
                        disk::sync_dir(files)?;
                        break;
                    }
                    Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => copy = error.file,
                    Err(error) => return Err(StoreError::io(&path, &error.error)),
                }
            }
            Some(_) => {}
        }
        candidate = names::numbered(name, n);
    }
    Ok(Attached { name: candidate, size, sha256 })
}

/// What is wrong with one copy; its content is read only if the size agrees.
fn fault_of(path: &Path, expected: &Expected) -> Option<FileFault> {
    let Ok(Some((file, there))) = disk::open(path) else { return Some(FileFault::Missing) };
    let same =
        expected.size == Some(there.len()) && expected.sha256.as_ref().is_some_and(|sha256| hash(file).is_ok_and(|own| own == *sha256));
    (!same).then_some(FileFault::Changed)
}

fn hash(file: File) -> io::Result<String> {
    let mut reader = Hashing { from: file, hash: Sha256::new(), failed: None };
    io::copy(&mut reader, &mut io::sink())?;
    Ok(hex(&reader.hash.finalize()))
}

/// Hashes what is read through it, and tells a failure to read from one to write.
struct Hashing<R> {
    from: R,
    hash: Sha256,
    failed: Option<io::Error>,
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.from.read(buffer) {
            Ok(count) => {
                self.hash.update(&buffer[..count]);
                Ok(count)
            }
            Err(error) => {
                let kind = error.kind();
                if kind != io::ErrorKind::Interrupted {
                    self.failed = Some(error);
                }
                Err(kind.into())
            }
        }
    }
}
