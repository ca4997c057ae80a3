//! Which block of one response is which of another: by identity, else by the field that titles it, else by likeness; and which of them moved.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use crate::answers::{ID, Path, Step, is_blank, is_empty_block};
use crate::response::Response;

/// The most pairs of blocks that are weighed against each other.
const MOST_PAIRS: usize = 40_000;
/// How alike two blocks are at least to be the same one: more than half of what they say.
const ALIKE: f64 = 0.5;
/// How many words of a text count for its likeness.
const MOST_WORDS: usize = 60;
/// A text weighs as much as it has words, up to so many; anything else weighs one: what is written tells more than what is ticked.
const HEAVIEST: usize = 8;

/// A block that says something.
#[derive(Debug)]
pub(super) struct Block<'a> {
    pub id: &'a str,
    /// Its place among all, from 0.
    pub place: usize,
    pub fields: &'a Map<String, Value>,
    /// What was typed in it and cannot be read, by place below the block.
    pub typed: BTreeMap<&'a str, &'a str>,
}

/// The blocks of a repeat that say something; `None` if the answer is none of a repeat.
pub(super) fn blocks<'a>(response: &'a Response, root: &Path, nothing: &'a Map<String, Value>) -> Option<Vec<Block<'a>>> {
    let value = response.answers.as_map().get(root.as_str()).filter(|value| !is_blank(value));
    let listed = crate::response::history::blocks(value)?.into_iter().enumerate();
    let mut blocks: Vec<Block> = listed.map(|(place, (id, fields))| Block { id, place, fields, typed: BTreeMap::new() }).collect();
    let mut places: FxHashMap<&str, usize> = blocks.iter().map(|block| (block.id, block.place)).collect();
    for (path, text) in response.typed_within(root) {
        let mut steps = path.steps().skip(1);
        let (Some(Step::Instance(id)), Some(_)) = (steps.next(), steps.next()) else { return None };
        // what was typed in a block that is not written
        let place = *places.entry(id).or_insert_with(|| {
            blocks.push(Block { id, place: blocks.len(), fields: nothing, typed: BTreeMap::new() });
            blocks.len() - 1
        });
        blocks[place].typed.insert(path.below(&root.instance(id)).unwrap_or_default(), text);
    }
    blocks.retain(|block| !is_empty_block(block.fields) || !block.typed.is_empty());
    Some(blocks)
}

/// For each new block the old one that it is.
pub(super) fn matched(old: &[Block], new: &[Block], title: Option<&str>) -> Vec<Option<usize>> {
    let ids: FxHashMap<&str, usize> = old.iter().enumerate().map(|(at, block)| (block.id, at)).collect();
    let mut found: Vec<Option<usize>> = new.iter().map(|block| ids.get(block.id).copied()).collect();
    let mut left = Left::of(&found, old.len());
    if let Some(title) = title {
        for (at, is) in left.by_title(old, new, title) {
            found[at] = Some(is);
        }
        left = Left::of(&found, old.len());
    }
    for (at, is) in left.by_likeness(old, new) {
        found[at] = Some(is);
    }
    found
}

/// Which of the matched blocks, in their new order, keep their place among each other: as many as can be. The others moved.
pub(super) fn unmoved(order: &[usize]) -> BTreeSet<usize> {
    // the longest rising sequence: for each length the end of the one that ends lowest, and for each member the one before it
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(order.len());
    for (at, old) in order.iter().enumerate() {
        let length = ends.partition_point(|end| order[*end] < *old);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() { ends.push(at) } else { ends[length] = at }
    }
    std::iter::successors(ends.last().copied(), |at| before[*at]).map(|at| order[at]).collect()
}

/// The blocks that have no fellow yet.
struct Left {
    old: Vec<usize>,
    new: Vec<usize>,
}

impl Left {
    fn of(found: &[Option<usize>], old: usize) -> Self {
        let taken: BTreeSet<usize> = found.iter().flatten().copied().collect();
        let new = found.iter().enumerate().filter(|(_, is)| is.is_none()).map(|(at, _)| at);
        Self { old: (0..old).filter(|at| !taken.contains(at)).collect(), new: new.collect() }
    }

    /// Blocks that are the only ones with their title.
    fn by_title(&self, old: &[Block], new: &[Block], title: &str) -> Vec<(usize, usize)> {
        let key = |block: &Block| block.fields.get(title).and_then(Value::as_str).map(|text| text.trim().to_lowercase());
        let mut titled: BTreeMap<String, [Vec<usize>; 2]> = BTreeMap::new();
        for (side, (left, blocks)) in [(&self.old, old), (&self.new, new)].into_iter().enumerate() {
            for at in left {
                if let Some(key) = key(&blocks[*at]).filter(|key| !key.is_empty()) {
                    titled.entry(key).or_default()[side].push(*at);
                }
            }
        }
        titled
            .into_values()
            .filter_map(|[old, new]| Some((*new.first()?, *old.first()?)).filter(|_| (old.len(), new.len()) == (1, 1)))
            .collect()
    }

    /// The likest pairs first.
    fn by_likeness(&self, old: &[Block], new: &[Block]) -> Vec<(usize, usize)> {
        if self.old.len().saturating_mul(self.new.len()) > MOST_PAIRS {
            return Vec::new();
        }
        let old_prints: Vec<Print> = self.old.iter().map(|at| Print::of(&old[*at])).collect();
        let new_prints: Vec<Print> = self.new.iter().map(|at| Print::of(&new[*at])).collect();
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (old_print, old) in old_prints.iter().zip(&self.old) {
            let likeness = new_prints.iter().zip(&self.new).map(|(new_print, new)| (old_print.likeness(new_print), *new, *old));
            pairs.extend(likeness.filter(|(likeness, ..)| *likeness > ALIKE));
        }
        let distance = |new: usize, old: usize| new.abs_diff(old);
        pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(distance(a.1, a.2).cmp(&distance(b.1, b.2))).then((a.1, a.2).cmp(&(b.1, b.2))));
        let (mut taken_old, mut taken_new) = (BTreeSet::new(), BTreeSet::new());
        let mut found = Vec::new();
        for (_, new, old) in pairs {
            if !taken_new.contains(&new) && !taken_old.contains(&old) {
                taken_new.insert(new);
                taken_old.insert(old);
                found.push((new, old));
            }
        }
        found
    }
}

/// What of a block is weighed against another.
struct Print<'a>(BTreeMap<&'a str, (&'a Value, BTreeSet<String>)>);

impl<'a> Print<'a> {
    fn of(block: &Block<'a>) -> Self {
        let words = |value: &Value| {
            let words = value.as_str().unwrap_or_default().split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.take(MOST_WORDS).map(str::to_lowercase).collect::<BTreeSet<_>>()
        };
        let fields = block.fields.iter().filter(|(name, value)| *name != ID && !is_blank(value));
        Self(fields.map(|(name, value)| (name.as_str(), (value, words(value)))).collect())
    }

    /// From 0, nothing alike, to 1, the same.
    fn likeness(&self, other: &Self) -> f64 {
        let (mut alike, mut all) = (0.0, 0.0);
        for name in self.0.keys().chain(other.0.keys().filter(|name| !self.0.contains_key(**name))) {
            let (one, two) = (self.0.get(name), other.0.get(name));
            let words = [one, two].into_iter().flatten().map(|(_, words)| words.len()).max().unwrap_or(0);
            let weight = count(words.clamp(1, HEAVIEST));
            all += weight;
            if let (Some((one, one_words)), Some((two, two_words))) = (one, two) {
                let shared = count(2 * one_words.intersection(two_words).count()) / count((one_words.len() + two_words.len()).max(1));
                alike += weight * if one == two { 1.0 } else { shared };
            }
        }
        if all > 0.0 { alike / all } else { 0.0 }
    }
}

/// A small count as a number to weigh with.
fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}
