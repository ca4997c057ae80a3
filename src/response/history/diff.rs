//! What differs between two states of one question, as few entries: a block that came, went or moved, a field, else the answer.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{Entry, Response, What, fields};
use crate::answers::{ID, Path, Step};

/// What a response's file holds of one question: its answer, and what was typed and cannot be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Held {
    value: Option<Value>,
    typed: BTreeMap<Path, String>,
}

/// A block of a repeat: its identity and all of it.
pub(in crate::response) type Block<'a> = (&'a str, &'a Map<String, Value>);

impl Held {
    /// What is held of a question: of a repeat, without the empty blocks at its end, which are not written.
    #[must_use]
    pub fn of(response: &Response, root: &Path) -> Self {
        let typed = response.unreadable.iter().filter(|(place, _)| place.is_within(root));
        Self {
            value: response.answers.get(root).and_then(|value| crate::response::stored(value, |_| false)),
            typed: typed.map(|(place, text)| (place.clone(), text.clone())).collect(),
        }
    }

    /// The entries that lead from this to another state, in this order; each still lacks when, by whom and by what.
    #[must_use]
    pub fn changes_to(&self, after: &Self, root: &Path) -> Vec<Entry> {
        if self == after {
            return Vec::new();
        }
        match (blocks(self.value.as_ref()), blocks(after.value.as_ref())) {
            (Some(old), Some(new)) if !(old.is_empty() && new.is_empty()) || self.names_blocks() || after.names_blocks() => {
                let mut entries = moves(root, &old, &new, &self.typed, &after.typed);
                entries.extend(edits(root, &old, &new, &self.typed, &after.typed));
                entries
            }
            _ => vec![Entry {
                before: self.value.clone(),
                after: after.value.clone(),
                typed_before: self.typed.clone(),
                typed_after: after.typed.clone(),
                ..blank(root.clone())
            }],
        }
    }

    fn names_blocks(&self) -> bool {
        self.typed.keys().any(|path| path.block().is_some())
    }
}

/// The blocks of a repeat; `None` if the value is something else.
pub(crate) fn blocks(value: Option<&Value>) -> Option<Vec<Block<'_>>> {
    let Some(value) = value else { return Some(Vec::new()) };
    let blocks: Option<Vec<Block>> = value.as_array()?.iter().map(|block| Some((block.get(ID)?.as_str()?, block.as_object()?))).collect();
    let ids = |blocks: &Vec<Block>| blocks.iter().map(|(id, _)| *id).collect::<BTreeSet<_>>().len();
    // an identity with brackets could not be told from a path
    blocks.filter(|blocks| ids(blocks) == blocks.len() && blocks.iter().all(|(id, _)| !id.contains(['[', ']', '.'])))
}

fn blank(path: Path) -> Entry {
    Entry { path, ..Entry::event(What::Answer, Timestamp::UNIX_EPOCH, "") }
}

fn within(typed: &BTreeMap<Path, String>, path: &Path) -> BTreeMap<Path, String> {
    typed.iter().filter(|(place, _)| place.is_within(path)).map(|(place, text)| (place.clone(), text.clone())).collect()
}

/// Blocks that went, those that stand elsewhere, those that came.
fn moves(root: &Path, old: &[Block], new: &[Block], old_typed: &BTreeMap<Path, String>, new_typed: &BTreeMap<Path, String>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let has = |blocks: &[Block], wanted: &str| blocks.iter().any(|(id, _)| *id == wanted);
    let mut now: Vec<&str> = old.iter().map(|(id, _)| *id).collect();
    for (id, block) in old.iter().filter(|(id, _)| !has(new, id)) {
        let Some(from) = now.iter().position(|known| known == id) else { continue };
        now.remove(from);
        let path = root.instance(id);
        let (typed_before, typed_after) = (within(old_typed, &path), within(new_typed, &path));
        entries.push(Entry { before: Some(fields(block).into()), from: Some(from), typed_before, typed_after, ..blank(path) });
    }
    let kept: Vec<&str> = new.iter().map(|(id, _)| *id).filter(|id| has(old, id)).collect();
    for (at, wanted) in kept.iter().enumerate() {
        while now.get(at).is_some_and(|id| id != wanted) {
            // one that went down, or one that came up: whichever is a single step
            let down = now.get(at + 1) == Some(wanted);
            let id = if down { now[at] } else { wanted };
            let Some(from) = now.iter().position(|known| *known == id) else { break };
            let to = if down { kept.iter().position(|known| *known == id).unwrap_or(at) } else { at };
            now.remove(from);
            now.insert(to.min(now.len()), id);
            entries.push(Entry { from: Some(from), to: Some(to), ..blank(root.instance(id)) });
        }
    }
    for (to, (id, block)) in new.iter().enumerate().filter(|(_, (id, _))| !has(old, id)) {
        let path = root.instance(id);
        let (typed_before, typed_after) = (within(old_typed, &path), within(new_typed, &path));
        entries.push(Entry { after: Some(fields(block).into()), to: Some(to), typed_before, typed_after, ..blank(path) });
    }
    entries
}

/// Fields that differ in blocks that were there before; and what was typed in blocks that are not written.
fn edits(root: &Path, old: &[Block], new: &[Block], old_typed: &BTreeMap<Path, String>, new_typed: &BTreeMap<Path, String>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let find = |blocks: &[Block], wanted: &str| blocks.iter().position(|(id, _)| *id == wanted);
    let unwritten = old_typed.keys().chain(new_typed.keys()).filter_map(|path| match path.steps().nth(1) {
        Some(Step::Instance(id)) => Some(id),
        _ => None,
    });
    let unwritten: BTreeSet<&str> = unwritten.filter(|id| find(old, id).is_none() && find(new, id).is_none()).collect();
    let none = Map::new();
    let kept = old.iter().filter_map(|(id, block)| Some((*id, *block, new[find(new, id)?].1)));
    for (id, before, after) in kept.chain(unwritten.into_iter().map(|id| (id, &none, &none))) {
        let block = root.instance(id);
        let typed = old_typed.keys().chain(new_typed.keys()).filter_map(|path| path.below(&block)?.split('.').next());
        let mut met = BTreeSet::new();
        for field in before.keys().chain(after.keys()).map(String::as_str).chain(typed).filter(|field| *field != ID) {
            let path = block.join(field);
            let (typed_before, typed_after) = (within(old_typed, &path), within(new_typed, &path));
            if met.insert(field) && (before.get(field) != after.get(field) || typed_before != typed_after) {
                let (before, after) = (before.get(field).cloned(), after.get(field).cloned());
                entries.push(Entry { before, after, typed_before, typed_after, ..blank(path) });
            }
        }
    }
    entries
}
