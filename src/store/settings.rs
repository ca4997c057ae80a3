//! The user's settings: a small JSON file in the configuration directory.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Map, Value};

use super::disk::{self, Manner};
use super::{StoreError, project};

const FILE: &str = "settings.json";

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

impl Settings {
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
        let bytes = real_file(dir).and_then(|file| disk::read(&file, 1 << 20).ok().flatten()).unwrap_or_default();
        let Ok(Value::Object(mut rest)) = serde_json::from_slice(&bytes) else { return Self::default() };
        let mut text = |key| match rest.shift_remove(key) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        };
        let (language, author) = (text("language").filter(|code| !code.is_empty()), text("author"));
        let elsewhere = rest.shift_remove("elsewhere").and_then(|files| serde_json::from_value(files).ok()).unwrap_or_default();
        Self { language, author, elsewhere, rest }
    }

    /// Writes them, making the directory if needed.
    ///
    /// # Errors
    /// The disk refuses; the old file is whole then.
    pub fn save(&self, dir: &Path) -> Result<(), StoreError> {
        if !dir.is_dir() {
            disk::make_root(dir)?;
        }
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        let file = real_file(dir);
        disk::replace(file.as_deref().unwrap_or(&dir.join(FILE)), &bytes, Manner::PRIVATE, file.is_none())
    }
}

/// The file itself where people keep their configuration elsewhere and link to it.
fn real_file(dir: &Path) -> Option<PathBuf> {
    fs::canonicalize(dir.join(FILE)).ok()
}
