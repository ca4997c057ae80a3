//! What is left to someone whose connection opens one response and nothing else: the one place that says so.

use std::path::{Component, Path, PathBuf};

use super::action::Action;
use super::ask::within;
use super::core::Core;
use crate::l10n::{Arg, Message};
use crate::store::StoreError;
use crate::ui::clean::is_hostile;

/// The longest name of a print, in bytes; file systems take 255.
const LONGEST_NAME: usize = 200;

/// Where files come from and go to for someone who can reach no other directory.
#[derive(Clone, Debug, Default)]
pub struct Restricted {
    /// The only directory whose files can be attached; without it, none can.
    pub inbox: Option<PathBuf>,
    /// The only directory to print to; without it, nothing is printed.
    pub outbox: Option<PathBuf>,
}

impl Core {
    /// Whether this action is open to whoever sits here: no other response, no other place, no other name.
    #[must_use]
    pub fn allows(&self, action: Action) -> bool {
        let Some(restricted) = &self.restricted else { return true };
        match action {
            Action::Copy | Action::Trash | Action::Elsewhere | Action::Name | Action::Agree => false,
            Action::Print => restricted.outbox.is_some(),
            _ => true,
        }
    }

    /// The file that a person names to print to: any, or only one of the directory for prints.
    ///
    /// # Errors
    /// The name is more than a name.
    pub fn target(&self, typed: &str) -> Result<PathBuf, Message> {
        let Some(restricted) = &self.restricted else { return self.file(typed) };
        let name = typed.trim();
        let is_name = !name.is_empty() && !name.starts_with('.') && name.len() <= LONGEST_NAME && !name.contains(['/', '\\']);
        let outbox = restricted.outbox.as_ref().filter(|_| is_name && !name.contains(is_hostile));
        outbox.map(|outbox| outbox.join(name)).ok_or_else(|| Message::new("restricted-name"))
    }

    /// A file to be written that is named.
    ///
    /// # Errors
    /// It is none of the directory that the program is confined to.
    pub fn file(&self, typed: &str) -> Result<PathBuf, Message> {
        let file = within(&self.directory, self.home.as_deref(), typed);
        self.reach(&file)?;
        Ok(file)
    }

    /// Whether the program may go to a place at all: a script that plays it reads and writes nothing but its own.
    ///
    /// # Errors
    /// It is none of the directory that the program is confined to.
    pub fn reach(&self, path: &Path) -> Result<(), Message> {
        let is_inside = |root: &PathBuf| path.starts_with(root) && !path.components().any(|part| part == Component::ParentDir);
        if self.confined.as_ref().is_none_or(is_inside) {
            return Ok(());
        }
        Err(Message::new("confined").with("file", path.display().to_string()))
    }

    /// A file as it is named to the person: without its directory, if that is not theirs to choose.
    #[must_use]
    pub fn shown(&self, file: &Path) -> String {
        let name = file.file_name().filter(|_| self.restricted.is_some());
        name.map_or_else(|| self.place(file), |name| name.to_string_lossy().into_owned())
    }

    /// What went wrong with a file of theirs, named as [`Core::shown`] does.
    #[must_use]
    pub fn told(&self, error: &StoreError) -> Message {
        let mut message = error.message();
        for (name, value) in message.args.iter_mut().filter(|_| self.restricted.is_some()) {
            if let (&mut "path", Arg::Text(path)) = (name, value) {
                *path = self.shown(Path::new(path.as_str()));
            }
        }
        message
    }

    /// A place as a person reads and types it: what is in their own directory begins with `~`.
    #[must_use]
    pub fn place(&self, path: &Path) -> String {
        let home = self.home.as_deref().filter(|home| home.parent().is_some());
        match home.and_then(|home| path.strip_prefix(home).ok()) {
            Some(rest) => Path::new("~").join(rest).display().to_string(),
            None => path.display().to_string(),
        }
    }
}
