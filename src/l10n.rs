//! Screen texts: messages by name from the Fluent files, in French or English, and the labels a form gives in one or both.
//!
//! Code above says *what* to tell as a [`Message`] (a name and arguments); only this module knows words.

mod entries;
mod system;
mod texts;

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

pub use system::system_reason;
pub use texts::Texts;

/// A language of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// The default: the questionnaires are French, and a server's `LANG` says nothing about the person.
    #[default]
    French,
    /// On request.
    English,
}

impl Language {
    /// The language of a code such as `fr`, `fr-FR` or `en_GB`; `None` for any other.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split(['-', '_', '.']).next()? {
            "fr" => Some(Self::French),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// Its two-letter code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    fn source(self) -> &'static str {
        match self {
            Self::French => include_str!("l10n/fr.ftl"),
            Self::English => include_str!("l10n/en.ftl"),
        }
    }

    /// Where the entries of its Fluent file stand; made by `build.rs`.
    fn table(self) -> &'static [entries::Entry] {
        static FRENCH: &[entries::Entry] = &include!(concat!(env!("OUT_DIR"), "/fr.table"));
        static ENGLISH: &[entries::Entry] = &include!(concat!(env!("OUT_DIR"), "/en.table"));
        match self {
            Self::French => FRENCH,
            Self::English => ENGLISH,
        }
    }
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Put in as it is.
    Text(String),
    /// Chooses the plural form, too.
    Number(i64),
    /// Another message, rendered first.
    Message(Box<Message>),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u64> for Arg {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

/// Something to tell, without its words: the name of a text in the Fluent files and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The text's name in the Fluent files.
    pub id: &'static str,
    /// Arguments by name.
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// A message without arguments.
    #[must_use]
    pub fn new(id: &'static str) -> Self {
        Self { id, args: Vec::new() }
    }

    /// The same message with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

/// For logs and test failures only: people read what [`Texts::render`] gives.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.id)?;
        for (name, value) in &self.args {
            match value {
                Arg::Text(text) => write!(f, " {name}={text:?}")?,
                Arg::Number(number) => write!(f, " {name}={number}")?,
                Arg::Message(message) => write!(f, " {name}=({message})")?,
            }
        }
        Ok(())
    }
}

/// A text that a form file gives: one string for every language, or a table by language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(untagged))]
pub enum Label {
    /// Nothing.
    #[default]
    None,
    /// The same words in every language.
    One(String),
    /// `{ fr = "…", en = "…" }`.
    Each {
        /// In French.
        fr: Option<String>,
        /// In English.
        en: Option<String>,
    },
}

impl Label {
    /// The words in that language, else in the other.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match self {
            Self::None => "",
            Self::One(text) => text,
            Self::Each { fr, en } => {
                let (wanted, other) = if language == Language::French { (fr, en) } else { (en, fr) };
                wanted.as_deref().or(other.as_deref()).unwrap_or("")
            }
        }
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text(Language::French).is_empty()
    }
}

impl From<&str> for Label {
    fn from(text: &str) -> Self {
        Self::One(text.to_owned())
    }
}

/// What is said of a label that a file gives without a word in it.
pub const NO_WORDS: &str = "a label without words";

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct LabelVisitor;
        impl<'de> Visitor<'de> for LabelVisitor {
            type Value = Label;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text, or a table { fr = \"…\", en = \"…\" }")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Label, E> {
                if text.trim().is_empty() { Err(E::custom(NO_WORDS)) } else { Ok(Label::One(text.to_owned())) }
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Label, A::Error> {
                let (mut fr, mut en) = (None, None);
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "fr" => fr = Some(map.next_value()?),
                        "en" => en = Some(map.next_value()?),
                        other => return Err(serde::de::Error::unknown_field(other, &["fr", "en"])),
                    }
                }
                let texts: [&Option<String>; 2] = [&fr, &en];
                let has_words = texts.iter().any(|text| text.is_some()) && texts.into_iter().flatten().all(|text| !text.trim().is_empty());
                if has_words { Ok(Label::Each { fr, en }) } else { Err(serde::de::Error::custom(NO_WORDS)) }
            }
        }
        deserializer.deserialize_any(LabelVisitor)
    }
}

#[cfg(test)]
mod tests;
