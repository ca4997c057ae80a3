//! A hint of the bottom line: a key and what it does, both by name.

use crate::l10n::Message;

/// A key and what it does here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key's name, a text of the Fluent files (`key-space`…) or the key itself (`1-3`); empty for words about the kind.
    pub key: &'static str,
    /// What it does.
    pub text: Message,
}

impl Hint {
    /// A key and a text without arguments.
    #[must_use]
    pub fn new(key: &'static str, text: &'static str) -> Self {
        Self { key, text: Message::new(text) }
    }

    /// The kind's own words, shown last: « nombre, 3,5 ».
    #[must_use]
    pub fn words(text: &'static str) -> Self {
        Self::new("", text)
    }
}
