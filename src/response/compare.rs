//! Two responses compared, or two moments of one: what was added, removed, changed or moved, down to the field of a block and the cell of a table.
//!
//! Only answers are compared, with the typed texts that cannot be read, and by the ids of their questions: the two may be of different forms, or of none
//! that is known. An empty block is none.

mod blocks;
#[cfg(test)]
mod tests;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::{Map, Value};

use super::Response;
use super::history::{self, Entry, fields};
use crate::answers::{ID, Path, is_blank};
use crate::form::{Form, Item, Repeat};
use crate::l10n::Label;
use crate::question::{Question, Table};
use blocks::{Block, blocks, matched, unmoved};

pub use words::{Fate, Piece, word_changes};

/// A response to compare, and its form, if that is known.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The form, for the order of what is told and for what its kinds hold.
    pub form: Option<&'a Form>,
    /// The response.
    pub response: &'a Response,
}

/// What became of an answer or a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// It was not there.
    Added,
    /// It is no more.
    Removed,
    /// It is another one.
    Changed,
    /// A block stands elsewhere among those that stay: its place from 0 then and now, among all blocks.
    Moved {
        /// Its place in the old response.
        from: usize,
        /// Its place in the new one.
        to: usize,
    },
}

/// A difference between two responses: of a question, a cell of a table, a field of a block, or a block.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Where it stands in the new response, answered there or not; of a block that was removed, where it stood in the old one.
    pub path: Path,
    /// Where it stands in the old response: elsewhere, if the block has another identity there; of a block that was added, as `path`.
    pub old_path: Path,
    /// What became of it.
    #[serde(flatten)]
    pub kind: Kind,
    /// The answer before; of a block that was removed, its fields.
    pub before: Option<Value>,
    /// The answer after; of a block that was added, its fields.
    pub after: Option<Value>,
    /// What was typed there before and could not be read, by its path in the old response.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub typed_before: BTreeMap<Path, String>,
    /// What is typed there after and cannot be read, by its path in the new response.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub typed_after: BTreeMap<Path, String>,
}

impl Change {
    pub(super) fn new(old_path: &Path, path: &Path, kind: Kind) -> Self {
        let (typed_before, typed_after) = (BTreeMap::new(), BTreeMap::new());
        Self { path: path.clone(), old_path: old_path.clone(), kind, before: None, after: None, typed_before, typed_after }
    }

    /// Whether it is of a block as a whole.
    #[must_use]
    pub fn is_of_block(&self) -> bool {
        let is_block = |value: &Option<Value>| value.as_ref().is_some_and(Value::is_object);
        let is_whole = match self.kind {
            Kind::Moved { .. } => true,
            Kind::Added => is_block(&self.after),
            Kind::Removed => is_block(&self.before),
            Kind::Changed => false,
        };
        is_whole && self.path.last_block().is_some()
    }

    /// Whether no one is asked for it: its question is hidden in each of the two responses in which it says something. The hidden answers of both are
    /// those that [`crate::outline::hidden`] finds.
    #[must_use]
    pub fn is_hidden(&self, before: &BTreeSet<Path>, after: &BTreeSet<Path>) -> bool {
        let is_hidden =
            |hidden: &BTreeSet<Path>, path: &Path| hidden.contains(&path.asked()) || hidden.contains(&Path::question(path.root()));
        (self.kind == Kind::Added || is_hidden(before, &self.old_path)) && (self.kind == Kind::Removed || is_hidden(after, &self.path))
    }
}

/// Two responses compared.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// What differs.
    pub changes: Vec<Change>,
    /// The answers that are the same in both: where they stand in the new one.
    pub same: Vec<Path>,
}

/// What differs, in the order of the new response's form; then what only the old one's knows; then what neither knows, by id. Of a repeat first the
/// blocks that were removed, then the others as they stand now.
#[must_use]
pub fn compare(old: Side, new: Side) -> Vec<Change> {
    over(new.response.differences(old.response), old, new).changes
}

/// What [`compare`] gives, and the answers on which both agree.
#[must_use]
pub fn compare_all(old: Side, new: Side) -> Comparison {
    let roots = |side: Side<'_>| -> Vec<String> {
        let typed = side.response.unreadable.keys().map(|path| path.root().to_owned());
        side.response.answers.as_map().keys().cloned().chain(typed).collect()
    };
    over(roots(old).into_iter().chain(roots(new)).collect(), old, new)
}

/// Which block of the one response is which of the other, by identity, in the order of the new one.
#[must_use]
pub fn twins(old: Side, new: Side, root: &Path) -> Vec<(String, String)> {
    let nothing = Map::new();
    let (Some(old_blocks), Some(new_blocks)) = (blocks(old.response, root, &nothing), blocks(new.response, root, &nothing)) else {
        return Vec::new();
    };
    let found = matched(&old_blocks, &new_blocks, title_of(known(old, new, root)));
    let pairs = new_blocks.iter().zip(found).filter_map(|(block, was)| Some((old_blocks[was?].id.to_owned(), block.id.to_owned())));
    pairs.collect()
}

/// What a form says of a question, the new one's first.
fn known<'a>(old: Side<'a>, new: Side<'a>, root: &Path) -> Option<(&'a Form, usize)> {
    [new, old].into_iter().find_map(|side| Some((side.form?, side.form?.find(root.root())?)))
}

/// The field that titles the blocks of a repeat.
fn title_of(item: Option<(&Form, usize)>) -> Option<&str> {
    let (form, item) = item?;
    Some(form.items[form.items[item].repeat()?.title?].id.as_str())
}

/// These questions compared.
fn over(ids: BTreeSet<String>, old: Side, new: Side) -> Comparison {
    let place = |side: Side, id: &str| side.form.and_then(|form| form.find(id));
    let mut ids: Vec<String> = ids.into_iter().collect();
    ids.sort_by_cached_key(|id| match (place(new, id), place(old, id)) {
        (Some(at), _) => (0, at),
        (None, Some(at)) => (1, at),
        (None, None) => (2, 0),
    });
    let mut out = Comparison::default();
    for root in ids.iter().map(|id| Path::question(id)) {
        let nothing = Map::new();
        let item = known(old, new, &root);
        // blocks that say nothing are none
        if let (Some(old), Some(new)) = (blocks(old.response, &root, &nothing), blocks(new.response, &root, &nothing)) {
            repeat(&root, &old, &new, item, &mut out);
        } else {
            let question = item.map(|(form, item)| &form.items[item]);
            answer(&Given::of(old.response, &root), &Given::of(new.response, &root), question, &mut out);
        }
    }
    out
}

/// A response as it was at two moments, to compare; `None` if it was not there yet at one of them.
#[must_use]
pub fn across_history(response: &Response, history: &[Entry], from: Timestamp, to: Timestamp) -> Option<(Response, Response)> {
    Some((history::at(response, history, from)?, history::at(response, history, to)?))
}

fn repeat(root: &Path, old: &[Block], new: &[Block], item: Option<(&Form, usize)>, out: &mut Comparison) {
    let repeat = item.and_then(|(form, item)| Some((form, form.items[item].repeat()?)));
    let found = matched(old, new, title_of(item));
    let order: Vec<usize> = found.iter().flatten().copied().collect();
    let (kept, unmoved): (BTreeSet<usize>, _) = (order.iter().copied().collect(), unmoved(&order));
    for (_, block) in old.iter().enumerate().filter(|(at, _)| !kept.contains(at)) {
        let path = root.instance(block.id);
        let before = Some(fields(block.fields).into());
        out.changes.push(Change { before, typed_before: typed(&path, block, ""), ..Change::new(&path, &path, Kind::Removed) });
    }
    for (block, was) in new.iter().zip(found) {
        let path = root.instance(block.id);
        let Some((at, was)) = was.map(|at| (at, &old[at])) else {
            let after = Some(fields(block.fields).into());
            out.changes.push(Change { after, typed_after: typed(&path, block, ""), ..Change::new(&path, &path, Kind::Added) });
            continue;
        };
        let old_path = root.instance(was.id);
        if !unmoved.contains(&at) {
            out.changes.push(Change::new(&old_path, &path, Kind::Moved { from: was.place, to: block.place }));
        }
        edits((&old_path, was), (&path, block), repeat, out);
    }
}

/// The fields that differ, in the form's order, then those that it does not know, by id.
fn edits<'a>(old: (&Path, &Block<'a>), new: (&Path, &Block<'a>), repeat: Option<(&Form, &Repeat)>, out: &mut Comparison) {
    let item = |name: &str| repeat.and_then(|(form, repeat)| Some(&form.items[form.field(repeat, name)?]));
    let place = |name: &str| repeat.and_then(|(form, repeat)| form.field(repeat, name)).unwrap_or(usize::MAX);
    let names_in = |block: &Block| -> Vec<String> {
        let typed = block.typed.keys().filter_map(|below| below.split('.').next());
        block.fields.keys().map(String::as_str).chain(typed).map(ToOwned::to_owned).collect()
    };
    let mut names: Vec<String> = names_in(old.1).into_iter().chain(names_in(new.1)).filter(|name| name != ID).collect();
    names.sort_by(|a, b| (place(a), a).cmp(&(place(b), b)));
    names.dedup();
    for name in names {
        let given = |(path, block): (&Path, &Block<'a>)| Given {
            at: path.join(&name),
            value: block.fields.get(&name).filter(|value| !is_blank(value)),
            typed: typed(path, block, &name),
        };
        answer(&given(old), &given(new), item(&name), out);
    }
}

/// What was typed in a field of a block, by path; in all of it, if no field is named.
fn typed(path: &Path, block: &Block, field: &str) -> BTreeMap<Path, String> {
    let alike = block.typed.range(field..).take_while(|(below, _)| below.starts_with(field));
    let of_it = alike.filter(|(below, _)| field.is_empty() || below[field.len()..].is_empty() || below[field.len()..].starts_with('.'));
    of_it.map(|(below, text)| (path.join(below), (*text).to_owned())).collect()
}

/// What a response holds for a question.
struct Given<'a> {
    at: Path,
    value: Option<&'a Value>,
    typed: BTreeMap<Path, String>,
}

/// An answer, and what was typed there and cannot be read.
type Told<'a> = (Option<&'a Value>, BTreeMap<Path, String>);

impl<'a> Given<'a> {
    fn of(response: &'a Response, at: &Path) -> Self {
        // by id: what is no id of a form may not be one step of a path
        let value = response.answers.as_map().get(at.as_str()).filter(|value| !is_blank(value));
        Self { at: at.clone(), value, typed: response.typed_within(at).map(|(path, text)| (path.clone(), text.clone())).collect() }
    }

    /// Its cells by place below it, the question itself being `""`; `None` if its answer is none of a table.
    fn cells(&self) -> Option<BTreeMap<String, Told<'a>>> {
        let mut cells: BTreeMap<String, Told> = BTreeMap::new();
        match self.value {
            Some(Value::Object(table)) => flatten("", table, &mut cells)?,
            Some(_) => return None,
            None => {}
        }
        for (place, text) in &self.typed {
            let below = place.below(&self.at).unwrap_or_default();
            cells.entry(below.to_owned()).or_default().1.insert(place.clone(), text.clone());
        }
        Some(cells)
    }
}

/// Adds each cell of a table; `None` if a name in it cannot be told from a path.
fn flatten<'a>(above: &str, table: &'a Map<String, Value>, cells: &mut BTreeMap<String, Told<'a>>) -> Option<()> {
    for (name, value) in table {
        if name.is_empty() || name.contains(['.', '[', ']']) {
            return None;
        }
        let below = if above.is_empty() { name.clone() } else { format!("{above}.{name}") };
        match value {
            Value::Object(row) if !row.is_empty() => flatten(&below, row, cells)?,
            _ => drop(cells.insert(below, (Some(value), BTreeMap::new()))),
        }
    }
    Some(())
}

/// An answer that is no block: cell by cell if it is a table, else as a whole.
fn answer(old: &Given, new: &Given, item: Option<&Item>, out: &mut Comparison) {
    let table = item.map(|item| item.question().and_then(Question::table));
    // of a question that is not known, the shape tells
    let cells = if table.as_ref().is_some_and(Option::is_none) { None } else { old.cells().zip(new.cells()) };
    let Some((mut old_cells, mut new_cells)) = cells else {
        let (before, after) = ((old.value, old.typed.clone()), (new.value, new.typed.clone()));
        return push(&old.at, &new.at, before, after, out);
    };
    let place = places(table.flatten());
    let mut all: Vec<String> = old_cells.keys().chain(new_cells.keys().filter(|below| !old_cells.contains_key(*below))).cloned().collect();
    all.sort_by_cached_key(|below| (place(below), below.clone()));
    for below in all {
        let at = |path: &Path| if below.is_empty() { path.clone() } else { path.join(&below) };
        let (before, after) = (old_cells.remove(&below).unwrap_or_default(), new_cells.remove(&below).unwrap_or_default());
        push(&at(&old.at), &at(&new.at), before, after, out);
    }
}

/// The row and the column of each cell of a table; what it does not know comes last.
fn places<'a>(table: Option<Table<'a>>) -> impl Fn(&str) -> (usize, usize) + use<'a> {
    let places =
        |names: &'a [(String, Label)]| names.iter().enumerate().map(|(at, (id, _))| (id.as_str(), at)).collect::<FxHashMap<_, _>>();
    let (rows, mut columns) = table.map(|table| (places(table.rows), places(table.columns))).unwrap_or_default();
    if columns.is_empty() {
        columns.insert("", 0);
    }
    move |below| {
        let (row, column) = below.split_once('.').unwrap_or((below, ""));
        rows.get(row).copied().zip(columns.get(column).copied()).unwrap_or((usize::MAX, usize::MAX))
    }
}

/// Adds a change, if there is one.
fn push(old_at: &Path, new_at: &Path, before: Told, after: Told, out: &mut Comparison) {
    let is_nothing = |(value, typed): &Told| value.is_none() && typed.is_empty();
    let texts = |(_, typed): &Told, at: &Path| -> Vec<(String, String)> {
        typed.iter().map(|(path, text)| (path.below(at).unwrap_or_default().to_owned(), text.clone())).collect()
    };
    if before.0 == after.0 && texts(&before, old_at) == texts(&after, new_at) {
        if !is_nothing(&after) {
            out.same.push(new_at.clone());
        }
        return;
    }
    let kind = match (is_nothing(&before), is_nothing(&after)) {
        (true, _) => Kind::Added,
        (_, true) => Kind::Removed,
        _ => Kind::Changed,
    };
    let (typed_before, typed_after) = (before.1, after.1);
    out.changes.push(Change {
        before: before.0.cloned(),
        after: after.0.cloned(),
        typed_before,
        typed_after,
        ..Change::new(old_at, new_at, kind)
    });
}
