//! A response that was entered twice, the second time without a look at the first: where both differ, and one of them brought to what the other says.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::compare::{Change, Kind, Side, compare_all, twins};
use super::history::blocks;
use super::review::Act;
use super::{Response, stored};
use crate::answers::{Path, is_blank, is_empty_block};
use crate::form::Form;
use crate::l10n::Language;
use crate::outline::{FileFaults, hidden};

/// One of two entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The first.
    First,
    /// The second.
    Second,
}

/// Both entries of a response, in the version of the form of the second one.
#[derive(Clone, Copy, Debug)]
pub struct Entries<'a> {
    /// The form.
    pub form: &'a Form,
    /// The first entry.
    pub first: &'a Response,
    /// The second one.
    pub second: &'a Response,
}

/// Two entries compared: what is asked of no one and what was fixed from outside does not count.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Compared {
    /// Where they differ, in the form's order: before, what the first one says; after, the second.
    pub differ: Vec<Change>,
    /// The questions of which the second one says nothing, in the form's order: left out rather than contradicted.
    pub missing: Vec<Change>,
    /// How many answers were compared, those that differ included and those of missing questions not, by question.
    pub compared: BTreeMap<String, u32>,
}

impl Compared {
    /// How many answers were compared.
    #[must_use]
    pub fn count(&self) -> usize {
        self.compared.values().map(|count| usize::try_from(*count).unwrap_or(usize::MAX)).sum()
    }

    /// All that is to be settled: where they differ, then what is missing.
    #[must_use]
    pub fn open(&self) -> impl DoubleEndedIterator<Item = &Change> {
        self.differ.iter().chain(&self.missing)
    }

    /// Whether there is nothing to settle.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.differ.is_empty() && self.missing.is_empty()
    }

    /// What is said of the first entry when they are compared for the first time.
    #[must_use]
    pub fn verified(&self, second: &str) -> Act {
        let differ = self.differ.iter().map(|change| change.old_path.clone()).collect();
        let missing = self.missing.iter().map(|change| change.path.root().to_owned()).collect();
        Act::Verified { with: second.to_owned(), compared: self.compared.clone(), differ, missing }
    }
}

impl<'a> Entries<'a> {
    fn sides(self) -> [Side<'a>; 2] {
        [self.first, self.second].map(|response| Side { form: Some(self.form), response })
    }

    /// Where both differ, and how many answers were compared.
    #[must_use]
    pub fn compared(self, today: Date) -> Compared {
        let files = FileFaults::new();
        // which questions are asked is the same in any language
        let hidden_in = |response: &Response| -> BTreeSet<Path> {
            hidden(&response.inputs(self.form, &files, today, Language::French)).into_iter().map(|hidden| hidden.path).collect()
        };
        let (first, second) = (hidden_in(self.first), hidden_in(self.second));
        let counts = |path: &Path| self.form.find(path.root()).is_some() && !self.second.is_fixed(path);
        let is_asked = |path: &Path| !second.contains(&path.asked()) && !second.contains(&Path::question(path.root()));
        let [old, new] = self.sides();
        let found = compare_all(old, new);
        let differ: Vec<Change> =
            found.changes.into_iter().filter(|change| counts(&change.path) && !change.is_hidden(&first, &second)).collect();
        let (alike, differ): (Vec<Change>, Vec<Change>) = differ.into_iter().partition(has_same_files);
        let (differ, left): (Vec<Change>, Vec<Change>) = differ.into_iter().partition(|change| says(self.second, &root_of(change)));
        let missing = left.chunk_by(|one, other| one.path.root() == other.path.root()).map(|left| self.missing(&root_of(&left[0])));
        let same = found.same.iter().filter(|path| counts(path) && is_asked(path)).chain(alike.iter().map(|change| &change.path));
        let mut compared: BTreeMap<String, u32> = BTreeMap::new();
        for path in same.chain(differ.iter().map(|change| &change.path)) {
            *compared.entry(path.root().to_owned()).or_default() += 1;
        }
        Compared { missing: missing.collect(), differ, compared }
    }

    /// A question of which the second entry says nothing, as a whole.
    fn missing(self, root: &Path) -> Change {
        let typed = self.first.typed_within(root).map(|(path, text)| (path.clone(), text.clone()));
        let before = self.first.answers.get(root).and_then(|value| stored(value, |_| false));
        Change { before, typed_before: typed.collect(), ..Change::new(root, root, Kind::Removed) }
    }

    /// The entry that gives way where they differ, with what the one that holds says there. The order of blocks is settled for all of a repeat at once.
    #[must_use]
    pub fn settled(self, change: &Change, holds: Entry) -> Response {
        let (source, target) = match holds {
            Entry::First => (self.first, self.second),
            Entry::Second => (self.second, self.first),
        };
        let mut settled = target.clone();
        let root = root_of(change);
        let pairs = self.pairs(&root, holds);
        if let Kind::Moved { .. } = change.kind {
            reorder(&mut settled, source, &root, &pairs);
            return settled;
        }
        let (from, to, value, typed) = match holds {
            Entry::First => (&change.old_path, &change.path, &change.before, &change.typed_before),
            Entry::Second => (&change.path, &change.old_path, &change.after, &change.typed_after),
        };
        settled.unreadable.retain(|place, _| !place.is_within(to));
        if let Some((_, id)) = from.last_block().filter(|_| change.is_of_block()) {
            settled.answers.remove_block(&root, id);
            if let Some(Value::Object(fields)) = value {
                insert(&mut settled, source, &root, (id, fields.clone()), &pairs);
            }
        } else {
            settled.answers.set(to, value.clone());
        }
        let moved = |place: &Path| place.below(from).map_or_else(|| to.clone(), |below| to.join(below));
        settled.unreadable.extend(typed.iter().map(|(place, text)| (moved(place), text.clone())));
        settled
    }

    /// Which block of the entry that holds is which of the one that gives way.
    fn pairs(self, root: &Path, holds: Entry) -> BTreeMap<String, String> {
        let [old, new] = self.sides();
        let pairs = twins(old, new, root).into_iter();
        pairs.map(|(first, second)| if holds == Entry::First { (first, second) } else { (second, first) }).collect()
    }
}

fn root_of(change: &Change) -> Path {
    Path::question(change.path.root())
}

/// Whether a response says something of a question, readable or not.
fn says(response: &Response, root: &Path) -> bool {
    let is_said = |value: &Value| match blocks(Some(value)) {
        Some(blocks) => blocks.iter().any(|(_, block)| !is_empty_block(block)),
        None => !is_blank(value),
    };
    response.answers.get(root).is_some_and(is_said) || response.typed_within(root).next().is_some()
}

/// Whether both entries have the same files there, under whatever names.
fn has_same_files(change: &Change) -> bool {
    let sums = |value: &Option<Value>| -> Option<Vec<String>> {
        let files = value.as_ref()?.as_array()?.iter();
        let mut sums: Vec<String> = files.map(|file| Some(file.get("sha256")?.as_str()?.to_owned())).collect::<Option<_>>()?;
        sums.sort();
        Some(sums)
    };
    sums(&change.before).is_some_and(|first| Some(first) == sums(&change.after))
}

/// Puts a block where it stands in the entry that holds: behind the one that stands before it there.
fn insert(
    settled: &mut Response,
    source: &Response,
    root: &Path,
    (id, fields): (&str, Map<String, Value>),
    pairs: &BTreeMap<String, String>,
) {
    let before: Vec<&str> = source.answers.blocks(root).map(|(id, _)| id).take_while(|other| *other != id).collect();
    let neighbour = before.iter().rev().find_map(|other| pairs.get(*other));
    let at = neighbour.and_then(|neighbour| settled.answers.blocks(root).position(|(other, _)| other == neighbour));
    settled.answers.insert_block(root, at.map_or(0, |at| at + 1), id, fields);
    // those that say nothing may be more than the repeat takes now
    let said = settled.answers.get(root).and_then(|value| stored(value, |_| false));
    settled.answers.set(root, said);
}

/// Puts the blocks that both entries have into the order of the one that holds, in the places that they have.
fn reorder(settled: &mut Response, source: &Response, root: &Path, pairs: &BTreeMap<String, String>) {
    let blocks: Vec<(&str, &Map<String, Value>)> = settled.answers.blocks(root).collect();
    let shared: BTreeSet<&str> = pairs.values().map(String::as_str).collect();
    let find = |id: &String| blocks.iter().find(|(other, _)| other == id);
    let mut ordered = source.answers.blocks(root).filter_map(|(id, _)| find(pairs.get(id)?));
    let list = blocks.iter().map(|block| if shared.contains(block.0) { ordered.next().unwrap_or(block) } else { block });
    let list: Value = list.map(|(_, fields)| Value::Object((*fields).clone())).collect();
    settled.answers.set(root, Some(list));
}

/// How many blocks of a repeat say something.
#[must_use]
pub fn blocks_said(response: &Response, root: &Path) -> usize {
    response.answers.blocks(root).filter(|(_, block)| !is_empty_block(block)).count()
}

#[cfg(test)]
mod tests;
