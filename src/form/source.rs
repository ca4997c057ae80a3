//! Where forms come from: built in, then the user's configuration directory, then `--forms DIR`; a later one replaces an earlier one of its name.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::fault::FormError;
use super::load::{load, load_builtin};
use super::{Form, builtin};
use crate::l10n::{Message, system_reason};

/// The places to look for forms. A form's file is named by its id: `carsp-2025.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    dirs: Vec<PathBuf>,
}

impl Sources {
    /// Built-in forms and those of these directories, the last one winning.
    #[must_use]
    pub fn new(dirs: Vec<PathBuf>) -> Self {
        Self { dirs }
    }

    /// The ids of all forms: the built-in ones first, then the others by name.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = builtin::FORMS.iter().map(|form| form.id.to_owned()).collect();
        let mut others: Vec<String> = self.dirs.iter().flat_map(|dir| stems(dir)).filter(|id| !ids.contains(id)).collect();
        others.sort();
        others.dedup();
        ids.extend(others);
        ids
    }

    /// Whether there is a form of that id.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        builtin::FORMS.iter().any(|form| form.id == id) || self.file(id).is_some()
    }

    /// Loads the form of that id.
    ///
    /// # Errors
    /// The faults of its file; `None` if there is no such form.
    pub fn load(&self, id: &str) -> Result<Form, Option<FormError>> {
        let Some(file) = self.file(id) else {
            let builtin = builtin::FORMS.iter().find(|form| form.id == id).ok_or(None)?;
            return load_builtin(builtin).map_err(Some);
        };
        let form = load_file(&file).map_err(Some)?;
        if form.id != id {
            let message = Message::new("fault-file-name").with("id", form.id.as_str()).with("file", file.display().to_string());
            return Err(Some(FormError::whole(&file.display().to_string(), message)));
        }
        Ok(form)
    }

    fn file(&self, id: &str) -> Option<PathBuf> {
        let plain = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        let name = format!("{id}.toml");
        self.dirs.iter().rev().map(|dir| dir.join(&name)).find(|file| plain && file.is_file())
    }
}

/// Loads a form file.
///
/// # Errors
/// The faults of the file; that it cannot be read, is no text or is too large is one, too.
pub fn load_file(path: &Path) -> Result<Form, FormError> {
    let name = path.display().to_string();
    let unreadable =
        |error: std::io::Error| FormError::whole(&name, Message::new("fault-unreadable-file").with("reason", system_reason(&error)));
    let size = fs::metadata(path).map_err(unreadable)?.len();
    if size > super::load::LARGEST {
        return Err(FormError::whole(&name, Message::new("fault-too-large").with("megabytes", super::load::LARGEST >> 20)));
    }
    // a device tells no size: no more is read than a form may have
    let mut bytes = Vec::new();
    fs::File::open(path).and_then(|file| file.take(super::load::LARGEST + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    let text = String::from_utf8(bytes).map_err(|_| FormError::whole(&name, Message::new("fault-not-utf8")))?;
    load(&name, text.strip_prefix('\u{feff}').unwrap_or(&text))
}

fn stems(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path());
    let forms = entries.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    forms.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect()
}
