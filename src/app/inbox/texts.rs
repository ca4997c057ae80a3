//! The answers of the responses as searching sees them. They are read when words are first looked for, some at a time, and kept in memory alone: another
//! copy of all answers on the disk would have to be guarded and removed like these.

use jiff::Timestamp;
use memchr::memmem::Finder;
use rustc_hash::FxHashMap;

use crate::app::core::Core;
use crate::l10n::Language;
use crate::store::{Job, Summary};

/// How many responses are read at a time.
const AT_ONCE: usize = 200;
/// The shortest word that is looked for in answers, in bytes: a single letter is in each.
const SHORTEST: usize = 2;

/// What was read.
#[derive(Debug, Default)]
pub struct Texts {
    language: Language,
    /// By id: when the response had changed last, and its text.
    read: FxHashMap<String, (Timestamp, String)>,
    /// What is being read: ids, each with when it had changed last.
    asked: Vec<(String, Timestamp)>,
    /// How many are still to be read.
    left: usize,
}

impl Texts {
    /// Whether a word is in the answers of a response.
    pub fn have(&self, summary: &Summary, word: &Finder) -> bool {
        let text = self.read.get(&summary.id).filter(|_| word.needle().len() >= SHORTEST);
        text.is_some_and(|(_, text)| word.find(text.as_bytes()).is_some())
    }

    /// What is to be read next, if words are looked for and nothing is being read.
    pub fn wanted(&mut self, is_searching: bool, own: &[&Summary], core: &Core) -> Option<Job> {
        if self.language != core.language() {
            *self = Self { language: core.language(), asked: std::mem::take(&mut self.asked), ..Self::default() };
        }
        if !is_searching || !self.asked.is_empty() {
            return None;
        }
        let is_new = |summary: &&&Summary| {
            summary.is_readable() && self.read.get(&summary.id).is_none_or(|(modified, _)| *modified != summary.modified)
        };
        let all = own.iter().filter(is_new);
        self.left = all.clone().count();
        self.asked = all.take(AT_ONCE).map(|summary| (summary.id.clone(), summary.modified)).collect();
        let ids: Vec<String> = self.asked.iter().map(|(id, _)| id.clone()).collect();
        (!ids.is_empty()).then(|| Job::Search { ids, listing: core.listing(), language: self.language })
    }

    /// What was read.
    pub fn take(&mut self, texts: Vec<(String, String)>, language: Language) {
        let asked = std::mem::take(&mut self.asked);
        if language == self.language {
            self.left = self.left.saturating_sub(asked.len());
            self.read.extend(texts.into_iter().zip(asked).map(|((id, text), (_, modified))| (id, (modified, text))));
        }
    }

    /// How many are still to be read.
    pub fn left(&self) -> usize {
        if self.asked.is_empty() { 0 } else { self.left }
    }
}
