//! A form: what a form file says, loaded and checked. Pure definition: answers live elsewhere, and what is shown is derived in `outline`.
//!
//! Pages hold sections, sections hold items; all items (questions, repeats and their fields) stand in one list and are named by their place in it.

pub mod builtin;
mod compile;
pub mod fault;
mod keys;
mod load;
#[cfg(test)]
mod schema;
mod source;
mod syntax;

use std::borrow::Cow;
use std::cell::OnceCell;

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::answers::{Path, Step};
use crate::expression::Expression;
use crate::l10n::{Label, Language};
use crate::question::{Question, Severity};

pub use load::{MOST_BLOCKS, load};
pub use source::{Sources, load_file};

/// A questionnaire.
#[derive(Debug)]
pub struct Form {
    /// Its id: what responses name.
    pub id: String,
    /// Its version; responses keep the one they were filled with.
    pub version: String,
    /// Its title.
    pub title: Label,
    /// The question whose answer names a response in lists.
    pub instance_name: Option<String>,
    /// How many months answers may be kept after the last change.
    pub retention_months: Option<u32>,
    /// Its file, as written.
    pub text: Cow<'static, str>,
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// Every item of the form, in file order, a repeat before its fields.
    pub items: Vec<Item>,
    /// Checks across answers, each with the item at which it is shown.
    pub checks: Vec<(usize, Check)>,
    /// The hash of its file, once it was asked for: the last page of a validated response asks at each key.
    hash: OnceCell<String>,
    /// Top-level items by id.
    by_id: FxHashMap<String, usize>,
    /// By question: the pages with an expression that reads it, directly or through other questions' conditions.
    readers: FxHashMap<String, Vec<usize>>,
}

/// A page: what is shown at once and left by « page suivante ».
#[derive(Debug)]
pub struct Page {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Label,
    /// A quiet line under the title.
    pub hint: Label,
    /// When it is there.
    pub relevant: Option<Expression>,
    /// Words for its « page suivante », where the questionnaire has its own.
    pub next: Label,
    /// Whether this is the page on which a response is re-read, printed and validated.
    pub last: bool,
    /// Its sections; a page without any in its file has one without a title.
    pub sections: Vec<Section>,
}

/// Questions under one heading.
#[derive(Debug, Default)]
pub struct Section {
    /// The heading, if any.
    pub title: Label,
    /// A quiet line under it.
    pub hint: Label,
    /// When it is there.
    pub relevant: Option<Expression>,
    /// Its items, without the fields of repeats.
    pub items: Vec<usize>,
}

/// A question or a repeat, with what all kinds have in common.
#[derive(Debug)]
pub struct Item {
    /// Unique in the form; a field's, in its repeat.
    pub id: String,
    /// The question's words.
    pub label: Label,
    /// A quiet line under them.
    pub hint: Label,
    /// The page it stands on.
    pub page: usize,
    /// The section of that page.
    pub section: usize,
    /// The repeat it is a field of.
    pub repeat: Option<usize>,
    /// How far it is indented: one more than the question its condition reads, if that one stands above in the same section.
    pub depth: u8,
    /// When it is asked.
    pub relevant: Option<Expression>,
    /// Whether it must be answered.
    pub required: Required,
    /// When it can stay empty and not be missed: the other half of an « or », a place too many.
    pub spare: Option<Expression>,
    /// The answer it starts with.
    pub default: Option<Value>,
    /// What it is computed from; shown, never stored.
    pub value: Option<Expression>,
    /// Whether its answers are personal data.
    pub personal: bool,
    /// Checks on its answer.
    pub checks: Vec<Check>,
    /// The question itself, or the repeat.
    pub body: Body,
}

/// Whether a question must be answered.
#[derive(Debug, Default)]
pub enum Required {
    /// It may stay empty.
    #[default]
    No,
    /// Always.
    Always,
    /// When this holds.
    When(Expression),
}

/// What an item is.
#[derive(Debug)]
pub enum Body {
    /// A question of some kind; the kind's word.
    Question(&'static str, Box<dyn Question>),
    /// Blocks of fields.
    Repeat(Repeat),
}

/// A block of fields that can be filled several times.
#[derive(Debug, Default)]
pub struct Repeat {
    /// What a block is called; `{n}` is its number from 1.
    pub item: Label,
    /// The words of the row that adds a block; `{n}` is the number it would have.
    pub add: Label,
    /// The field whose answer titles a folded block.
    pub title: Option<usize>,
    /// How many blocks are always shown.
    pub min: usize,
    /// How many there may be.
    pub max: usize,
    /// The fields.
    pub fields: Vec<usize>,
}

/// Something that must hold.
#[derive(Debug)]
pub struct Check {
    /// How bad it is if it does not.
    pub severity: Severity,
    /// What to tell; `{name}` is put in from the answers, `{row}` and `{column}` from the matrix.
    pub message: Label,
    /// For a matrix, whether it must hold in each row or in each column.
    pub each: Option<Each>,
    /// What must hold.
    pub test: Expression,
}

/// Along what a matrix's check runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Each {
    /// Once a row; the names are columns.
    Row,
    /// Once a column; the names are rows.
    Column,
}

impl Item {
    /// The question, unless this is a repeat.
    #[must_use]
    pub fn question(&self) -> Option<&dyn Question> {
        match &self.body {
            Body::Question(_, question) => Some(question.as_ref()),
            Body::Repeat(_) => None,
        }
    }

    /// The repeat, if it is one.
    #[must_use]
    pub fn repeat(&self) -> Option<&Repeat> {
        match &self.body {
            Body::Repeat(repeat) => Some(repeat),
            Body::Question(..) => None,
        }
    }

    /// The kind's word in form files.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match &self.body {
            Body::Question(kind, _) => kind,
            Body::Repeat(_) => "repeat",
        }
    }

    /// Whether an answer is stored here: neither a note nor computed.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.value.is_none() && self.question().is_none_or(|question| !question.is_note())
    }
}

impl Form {
    /// SHA-256 of its file, in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> &str {
        self.hash.get_or_init(|| hex(&Sha256::digest(self.text.as_bytes())))
    }

    /// The place of a top-level item.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The place of a page.
    #[must_use]
    pub fn find_page(&self, id: &str) -> Option<usize> {
        self.pages.iter().position(|page| page.id == id)
    }

    /// The place of the final page, if there is one.
    #[must_use]
    pub fn last_page(&self) -> Option<usize> {
        self.pages.iter().rposition(|page| page.last)
    }

    /// The item a path leads to: the question or repeat it names, or the field inside a block.
    #[must_use]
    pub fn item_at(&self, path: &Path) -> Option<usize> {
        let mut steps = path.steps();
        let Some(Step::Name(id)) = steps.next() else { return None };
        let item = self.find(id)?;
        match (self.items[item].repeat(), steps.next(), steps.next()) {
            (Some(repeat), Some(Step::Instance(_)), Some(Step::Name(field))) => self.field(repeat, field),
            _ => Some(item),
        }
    }

    /// The field of a repeat by its id.
    #[must_use]
    pub fn field(&self, repeat: &Repeat, id: &str) -> Option<usize> {
        repeat.fields.iter().copied().find(|field| self.items[*field].id == id)
    }

    /// The answers that a new block of a repeat starts with.
    #[must_use]
    pub fn defaults(&self, repeat: &Repeat) -> Map<String, Value> {
        let fields = repeat.fields.iter().map(|&field| &self.items[field]);
        fields.filter_map(|field| Some((field.id.clone(), field.default.clone()?))).collect()
    }

    /// The pages whose derived state a change to this question can touch: its own first, then those that read it.
    #[must_use]
    pub fn touched_by(&self, question: &str) -> Vec<usize> {
        let own = self.find(question).map(|item| self.items[item].page);
        let others = self.readers.get(question).map_or(&[][..], Vec::as_slice);
        own.into_iter().chain(others.iter().copied().filter(|page| Some(*page) != own)).collect()
    }

    /// Whether any condition, check or computed value reads this question.
    #[must_use]
    pub fn is_read(&self, question: &str) -> bool {
        self.readers.contains_key(question)
    }

    /// Top-level items in file order.
    pub fn top_level(&self) -> impl Iterator<Item = (usize, &Item)> {
        self.items.iter().enumerate().filter(|(_, item)| item.repeat.is_none())
    }
}

impl Repeat {
    /// The title of the n-th block, from 1.
    #[must_use]
    pub fn item_title(&self, n: usize, language: Language) -> String {
        self.item.text(language).replace("{n}", &n.to_string())
    }

    /// The title of a block that stands nowhere.
    #[must_use]
    pub fn item_name(&self, language: Language) -> String {
        self.item.text(language).replace("{n}", "").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words that offer the n-th block, from 1.
    #[must_use]
    pub fn add_title(&self, n: usize, language: Language) -> String {
        self.add.text(language).replace("{n}", &n.to_string())
    }
}

/// A fingerprint as it is written: two lower-case hexadecimal digits a byte.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests;
