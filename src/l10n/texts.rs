//! The texts of one language, found in its Fluent file by name and read when they are first told.
//!
//! A first screen tells some sixty of seven hundred: reading them all would be a tenth of the program's start and of its memory.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use super::entries::Found;
use super::{Arg, Language, Message, entries};

/// All texts of one language.
pub struct Texts {
    language: Language,
    /// The texts told so far that are more than plain words.
    bundle: RefCell<FluentBundle<FluentResource>>,
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Texts {
    /// The texts of a language. A broken entry of a Fluent file is told by its name; this module's tests refuse it.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new(language.code().parse().into_iter().collect());
        bundle.set_use_isolating(false);
        Self { language, bundle: RefCell::new(bundle) }
    }

    /// The language of these texts.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The words of a text without arguments; its name, were it missing.
    #[must_use]
    pub fn get(&self, id: &str) -> Cow<'static, str> {
        self.format(id, None).unwrap_or_else(|| Cow::Owned(id.to_owned()))
    }

    /// A message in words.
    #[must_use]
    pub fn render(&self, message: &Message) -> String {
        self.words(message).into_owned()
    }

    /// The same, without a copy of words that stand in the file as they are told.
    #[must_use]
    pub fn words(&self, message: &Message) -> Cow<'static, str> {
        if message.args.is_empty() {
            return self.get(message.id);
        }
        let mut args = FluentArgs::with_capacity(message.args.len());
        for (name, value) in &message.args {
            match value {
                Arg::Text(text) => args.set(*name, FluentValue::from(text.as_str())),
                Arg::Number(number) => args.set(*name, FluentNumber::from(*number)),
                Arg::Message(message) => args.set(*name, FluentValue::from(self.render(message))),
            }
        }
        self.format(message.id, Some(&args)).unwrap_or_else(|| message.to_string().into())
    }

    fn format(&self, id: &str, args: Option<&FluentArgs<'_>>) -> Option<Cow<'static, str>> {
        let entry = match entries::find(self.language.source(), self.language.table(), id)? {
            Found::Words(words) => return Some(Cow::Borrowed(words)),
            Found::Entry(entry) => entry,
        };
        if !self.bundle.borrow().has_message(id) {
            let resource = FluentResource::try_new(entry.to_owned()).ok()?;
            self.bundle.borrow_mut().add_resource_overriding(resource);
        }
        let bundle = self.bundle.borrow();
        let pattern = bundle.get_message(id)?.value()?;
        Some(Cow::Owned(bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned()))
    }
}
