//! The user's settings: a small JSON file in the configuration directory.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Map, Value};

use super::disk::{self, At, Manner};
use super::{StoreError, project};
use crate::l10n::{Language, Message};
use crate::response::read_json;
use crate::ui::clean::clean;

const FILE: &str = "settings.json";
/// The largest file of settings that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// What the user chose once for all responses.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Settings {
    /// The screen's language, by code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The name under which answers are given; empty if it was asked for and not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// Files outside the data directory that are newer than the response of that id in it.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub elsewhere: BTreeMap<String, PathBuf>,
    /// What this version does not know, kept as it is.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// Something that is chosen for the next time, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The language of the screen.
    Language(Language),
    /// The name to go by; an empty one says that it was asked for and not given.
    Author(String),
    /// The response of this id is newer in this file outside the data directory; no more, with `None`.
    Elsewhere(String, Option<PathBuf>),
}

impl Settings {
    /// Takes in what is chosen.
    pub fn choose(&mut self, setting: Setting) {
        match setting {
            Setting::Language(language) => self.language = Some(language.code().to_owned()),
            Setting::Author(name) => self.author = Some(name),
            Setting::Elsewhere(id, Some(file)) => drop(self.elsewhere.insert(id, file)),
            Setting::Elsewhere(id, None) => drop(self.elsewhere.remove(&id)),
        }
    }

    /// Writes what is chosen into the settings of a directory, as they are by now: another session may have changed them.
    ///
    /// # Errors
    /// Those of [`Settings::save`].
    pub fn keep(dir: &Path, setting: &Setting) -> Result<(), StoreError> {
        let mut settings = Self::load(dir);
        settings.choose(setting.clone());
        settings.save(dir)
    }

    /// Where settings are kept unless told otherwise: the user's configuration directory.
    ///
    /// # Errors
    /// [`StoreError::NoHome`] if the user has none.
    pub fn default_dir() -> Result<PathBuf, StoreError> {
        project().map(|dirs| dirs.config_dir().to_owned())
    }

    /// Reads the settings of a directory. What is missing or not of its shape is as if never chosen: no setting is worth refusing to start.
    #[must_use]
    pub fn load(dir: &Path) -> Self {
        Self::read(dir).0
    }

    /// Those of [`Settings::load`], and what is to be told of a file that cannot be used.
    #[must_use]
    pub fn read(dir: &Path) -> (Self, Option<Message>) {
        let (mut rest, fault) = match read(dir) {
            Ok(found) => (found, None),
            Err(reason) => {
                let file = clean(&dir.join(FILE).display().to_string()).into_owned();
                (Map::new(), Some(Message::new("settings-broken").with("file", file).with("reason", reason)))
            }
        };
        let mut text = |key| match rest.shift_remove(key) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        };
        let (language, author) = (text("language").filter(|code| !code.is_empty()), text("author"));
        let elsewhere = rest.shift_remove("elsewhere").and_then(|files| serde_json::from_value(files).ok()).unwrap_or_default();
        (Self { language, author, elsewhere, rest }, fault)
    }

    /// Writes them, making the directory if needed. A file that could not be understood stays beside, as `settings.json.broken`.
    ///
    /// # Errors
    /// The disk refuses; the old file is whole then.
    pub fn save(&self, dir: &Path) -> Result<(), StoreError> {
        if !dir.is_dir() {
            disk::make_root(dir)?;
        }
        if read(dir).is_err() {
            let file = dir.join(FILE);
            fs::rename(&file, disk::free(dir, &format!("{FILE}.broken"))).at(&file)?;
        }
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        let file = real_file(dir);
        disk::replace(file.as_deref().unwrap_or(&dir.join(FILE)), &bytes, Manner::PRIVATE, file.is_none())
    }
}

/// What the file of a directory holds, nothing if there is none; else why it cannot be used.
fn read(dir: &Path) -> Result<Map<String, Value>, Message> {
    if fs::symlink_metadata(dir.join(FILE)).is_err() {
        return Ok(Map::new());
    }
    let file = real_file(dir).unwrap_or_else(|| dir.join(FILE));
    let bytes = disk::read(&file, LARGEST).map_err(|error| error.message())?.unwrap_or_default();
    match read_json(&bytes)? {
        Value::Object(settings) => Ok(settings),
        _ => Err(Message::new("json-no-object")),
    }
}

/// The file itself where people keep their configuration elsewhere and link to it.
fn real_file(dir: &Path) -> Option<PathBuf> {
    fs::canonicalize(dir.join(FILE)).ok()
}
