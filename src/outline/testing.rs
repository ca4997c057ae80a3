//! What tests derive an outline from: a form by its text and answers; the rest is empty until a test says otherwise.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use serde_json::Value;

use super::{FileFaults, Inputs, Outline, outline};
use crate::answers::{Answers, Path};
use crate::form::{Form, load};
use crate::l10n::{Language, Texts};

/// Owns what [`Inputs`] borrows.
pub(crate) struct Situation {
    pub form: Form,
    pub answers: Answers,
    pub unreadable: BTreeMap<Path, String>,
    pub seen: BTreeSet<String>,
    pub files: FileFaults,
    pub today: Date,
    pub language: Language,
}

impl Situation {
    /// On 1 March 2025, in French.
    pub fn new(form: &str, answers: Value) -> Self {
        let loaded = load("essai.toml", form);
        Self {
            form: loaded.unwrap_or_else(|error| panic!("{}", error.lines(&Texts::new(Language::French)).join("\n"))),
            answers: serde_json::from_value(answers).unwrap(),
            unreadable: BTreeMap::new(),
            seen: BTreeSet::new(),
            files: FileFaults::new(),
            today: date(2025, 3, 1),
            language: Language::French,
        }
    }

    pub fn inputs(&self) -> Inputs<'_> {
        let Self { form, answers, unreadable, seen, files, today, language } = self;
        Inputs { form, answers, unreadable, seen, files, today: *today, language: *language }
    }

    pub fn outline(&self) -> Outline {
        outline(&self.inputs())
    }

    /// Gives an answer, or takes it away.
    pub fn set(&mut self, path: &str, value: Option<Value>) {
        self.answers.set(&path.into(), value);
    }
}
