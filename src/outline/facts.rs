//! What expressions read: answers by name, with hidden and unanswered ones as null, and which items are shown.

use std::borrow::Cow;
use std::cell::Cell;

use serde_json::{Map, Value};

use super::Inputs;
use crate::answers::{Path, is_blank, is_empty_block};
use crate::expression::{Answered, Expression, Read};

/// A block of a repeat: its fields, if it holds any.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block<'a> {
    /// Its answers; none for a block that is not stored.
    pub fields: Option<&'a Map<String, Value>>,
}

/// Answers as expressions see them. Whether a top-level item is shown is found out once.
pub(super) struct Facts<'a> {
    pub inputs: &'a Inputs<'a>,
    shown: Vec<Cell<Option<bool>>>,
}

/// Facts as seen from one place: a block's own fields come first.
pub(super) struct Place<'a> {
    facts: &'a Facts<'a>,
    repeat: Option<usize>,
    block: Option<&'a Block<'a>>,
}

impl<'a> Facts<'a> {
    pub fn new(inputs: &'a Inputs<'a>) -> Self {
        Self { inputs, shown: vec![Cell::new(None); inputs.form.items.len()] }
    }

    pub fn at(&'a self, repeat: Option<usize>, block: Option<&'a Block<'a>>) -> Place<'a> {
        Place { facts: self, repeat, block }
    }

    /// Whether an item is shown: its page, its section, its repeat and its own condition.
    pub fn relevant(&self, at: usize, block: Option<&Block>) -> bool {
        let item = &self.inputs.form.items[at];
        let Some(repeat) = item.repeat else {
            if let Some(known) = self.shown[at].get() {
                return known;
            }
            let shown = self.section_relevant(item.page, item.section) && self.holds(item.relevant.as_ref(), None, None);
            self.shown[at].set(Some(shown));
            return shown;
        };
        self.relevant(repeat, None) && self.holds(item.relevant.as_ref(), Some(repeat), block)
    }

    pub fn section_relevant(&self, page: usize, section: usize) -> bool {
        self.page_relevant(page) && self.holds(self.inputs.form.pages[page].sections[section].relevant.as_ref(), None, None)
    }

    pub fn page_relevant(&self, page: usize) -> bool {
        self.holds(self.inputs.form.pages[page].relevant.as_ref(), None, None)
    }

    fn holds(&self, condition: Option<&Expression>, repeat: Option<usize>, block: Option<&Block>) -> bool {
        condition.is_none_or(|condition| condition.holds(&Place { facts: self, repeat, block }))
    }

    /// The value of a computed question.
    pub fn computed(&self, at: usize, block: Option<&Block>) -> Option<Value> {
        let item = &self.inputs.form.items[at];
        item.value.as_ref()?.evaluate(&Place { facts: self, repeat: item.repeat, block })
    }

    /// A top-level question's value, or what lies below it.
    fn top_level(&self, read: &Read) -> Option<Cow<'a, Value>> {
        let form = self.inputs.form;
        let (name, below) = read.path.split_first()?;
        let at = form.find(name)?;
        let item = &form.items[at];
        if !self.relevant(at, None) {
            return None;
        }
        if item.value.is_some() {
            return self.computed(at, None).map(Cow::Owned);
        }
        let path = Path::question(name);
        if let Some(repeat) = item.repeat() {
            let blocks = self.inputs.answers.blocks(&path).filter(|(_, block)| !is_empty_block(block));
            let Some(field) = below.first() else {
                return Some(Cow::Owned(blocks.map(|(_, block)| Value::Object(block.clone())).collect()));
            };
            let field = form.field(repeat, field)?;
            let values = blocks.filter_map(|(_, fields)| {
                let block = Block { fields: Some(fields) };
                if !self.relevant(field, Some(&block)) {
                    return None;
                }
                match form.items[field].value {
                    Some(_) => self.computed(field, Some(&block)),
                    None => fields.get(&form.items[field].id).filter(|value| !is_blank(value)).cloned(),
                }
            });
            return Some(Cow::Owned(values.collect()));
        }
        present(self.inputs.answers.get(&path).and_then(|value| descend(value, below)), read)
    }
}

impl Answered for Place<'_> {
    fn value(&self, read: &Read) -> Option<Cow<'_, Value>> {
        let form = self.facts.inputs.form;
        let own = self.repeat.zip(read.path.first()).and_then(|(repeat, name)| form.field(form.items[repeat].repeat()?, name));
        let Some(field) = own else { return self.facts.top_level(read) };
        if !self.facts.relevant(field, self.block) {
            return None;
        }
        if form.items[field].value.is_some() {
            return self.facts.computed(field, self.block).map(Cow::Owned);
        }
        let value = self.block.and_then(|block| block.fields?.get(&form.items[field].id));
        present(value.and_then(|value| descend(value, &read.path[1..])), read)
    }
}

/// A shown question's value: unanswered lists are empty, not null.
fn present<'a>(value: Option<&'a Value>, read: &Read) -> Option<Cow<'a, Value>> {
    match value {
        Some(value) => Some(Cow::Borrowed(value)),
        None => read.shape.is_list().then(|| Cow::Owned(Value::Array(Vec::new()))),
    }
}

fn descend<'a>(value: &'a Value, below: &[String]) -> Option<&'a Value> {
    below.iter().try_fold(value, |value, name| value.as_object()?.get(name))
}
