//! Answers by path: question → JSON value in its natural shape. Knows nothing of forms.
//!
//! A path is `question`, `matrix.row`, `matrix.row.column`, `repeat[k3f9]` or `repeat[k3f9].field…`. Absent means unanswered: `null`, `""`, `[]`
//! and `{}` are never kept, so that two copies of the same answers are equal.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The key of a block's identity inside a repeat.
pub const ID: &str = "_id";

/// Where an answer stands: `etp.totaux.cibles`, `actions[k3f9].description`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(transparent)]
pub struct Path(String);

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// A question, a row, a column or a field.
    Name(&'a str),
    /// A block of a repeat, by its `_id`.
    Instance(&'a str),
}

impl Path {
    /// The path of a question of the form.
    #[must_use]
    pub fn question(id: &str) -> Self {
        Self(id.to_owned())
    }

    /// This path and a row, column or field below it.
    #[must_use]
    pub fn join(&self, name: &str) -> Self {
        Self([&self.0, ".", name].concat())
    }

    /// The path of a block of this repeat.
    #[must_use]
    pub fn instance(&self, id: &str) -> Self {
        Self([&self.0, "[", id, "]"].concat())
    }

    /// Its steps, the question first. A malformed path gives the steps that can be told apart.
    pub fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        let mut rest = self.0.as_str();
        std::iter::from_fn(move || {
            while !rest.is_empty() {
                if let Some(instance) = rest.strip_prefix('[') {
                    let (id, after) = instance.split_once('.').unwrap_or((instance, ""));
                    rest = after;
                    if let Some(id) = id.strip_suffix(']') {
                        return Some(Step::Instance(id));
                    }
                } else {
                    let (name, after) = rest.split_at(name_end(rest));
                    rest = after.strip_prefix('.').unwrap_or(after);
                    if !name.is_empty() {
                        return Some(Step::Name(name));
                    }
                }
            }
            None
        })
    }

    /// The question of the form that it lies in.
    #[must_use]
    pub fn root(&self) -> &str {
        &self.0[..name_end(&self.0)]
    }

    /// The block it lies in or is, if any: `actions[k3f9]` for `actions[k3f9].description`.
    #[must_use]
    pub fn block(&self) -> Option<Self> {
        self.0.find(']').map(|end| Self(self.0[..=end].to_owned()))
    }

    /// The question, the field of a block or the block that it lies in or is: `etp` for `etp.totaux.cibles`, `actions[k3f9].debut` for itself.
    #[must_use]
    pub fn asked(&self) -> Self {
        let Some(block) = self.block() else { return Self::question(self.root()) };
        let field = self.below(&block).and_then(|below| below.split('.').next());
        field.map_or(block.clone(), |field| block.join(field))
    }

    /// The repeat and the identity of the block that this path is: `actions` and `k3f9` for `actions[k3f9]`; `None` if it is that of no block.
    #[must_use]
    pub fn last_block(&self) -> Option<(Self, &str)> {
        let (repeat, id) = self.0.strip_suffix(']')?.rsplit_once('[')?;
        Some((Self(repeat.to_owned()), id))
    }

    /// Whether `self` is `other` or lies below it.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.strip_prefix(&other.0).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    }

    /// What stands after `other.` in this path, if it lies below it: `totaux.cibles` in `etp.totaux.cibles` after `etp`.
    #[must_use]
    pub fn below(&self, other: &Self) -> Option<&str> {
        self.0.strip_prefix(&other.0)?.strip_prefix('.')
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where the name that a path begins with ends.
fn name_end(path: &str) -> usize {
    path.bytes().position(|byte| matches!(byte, b'.' | b'[')).unwrap_or(path.len())
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Path {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// The answers of one response, in the order in which they were first given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(Map<String, Value>);

impl From<Map<String, Value>> for Answers {
    fn from(map: Map<String, Value>) -> Self {
        Self(map)
    }
}

impl Answers {
    /// The answers as a JSON object.
    #[must_use]
    pub fn as_map(&self) -> &Map<String, Value> {
        &self.0
    }

    /// The value at a path, if there is one.
    #[must_use]
    pub fn get(&self, path: &Path) -> Option<&Value> {
        self.get_at(path, None)
    }

    /// The same, where the number of its block is known, from 1: whoever goes through thousands of blocks does not look for each among all.
    #[must_use]
    pub fn get_at(&self, path: &Path, block: Option<usize>) -> Option<&Value> {
        let mut steps = path.steps();
        let Some(Step::Name(question)) = steps.next() else { return None };
        steps.try_fold(self.0.get(question)?, |value, step| match step {
            Step::Name(name) => value.as_object()?.get(name),
            Step::Instance(id) => {
                let blocks = value.as_array()?;
                // what is no block is not counted: it may stand elsewhere
                let there = block.and_then(|number| blocks.get(number.checked_sub(1)?)).filter(|block| has_id(block, id));
                there.or_else(|| blocks.iter().find(|block| has_id(block, id)))
            }
        })
    }

    /// A path whose blocks are numbered from 1 (`actions[2].description`) as it is here; `None` if there is no such block.
    #[must_use]
    pub fn resolve(&self, path: &Path) -> Option<Path> {
        path.steps().try_fold(Path::default(), |found, step| match step {
            Step::Name(name) if found == Path::default() => Some(Path::question(name)),
            Step::Name(name) => Some(found.join(name)),
            Step::Instance(id) => {
                let ids: Vec<&str> = self.blocks(&found).map(|(id, _)| id).collect();
                let numbered = id.parse::<usize>().ok().and_then(|number| ids.get(number.checked_sub(1)?).copied());
                let block = ids.contains(&id).then_some(id).or(numbered)?;
                Some(found.instance(block))
            }
        })
    }

    /// The same path with its blocks numbered from 1, whatever their identities are.
    #[must_use]
    pub fn numbered(&self, path: &Path) -> Path {
        let mut real = Path::default();
        path.steps().fold(Path::default(), |told, step| match step {
            Step::Name(name) if told == Path::default() => {
                real = Path::question(name);
                Path::question(name)
            }
            Step::Name(name) => {
                real = real.join(name);
                told.join(name)
            }
            Step::Instance(id) => {
                let place = self.blocks(&real).position(|(known, _)| known == id);
                real = real.instance(id);
                place.map_or_else(|| told.instance(id), |place| told.instance(&(place + 1).to_string()))
            }
        })
    }

    /// Puts a value at a path, or removes what is there. Blocks and rows on the way are made as needed; tables left empty go away, blocks stay.
    pub fn set(&mut self, path: &Path, value: Option<Value>) {
        let steps: Vec<Step> = path.steps().collect();
        let Some((Step::Name(question), rest)) = steps.split_first() else { return };
        let mut root = self.0.get_mut(*question).map(Value::take);
        set_below(&mut root, rest, value.filter(|v| !is_blank(v)));
        match root {
            Some(root) => drop(self.0.insert((*question).to_owned(), root)),
            None => drop(self.0.shift_remove(*question)),
        }
    }

    /// The blocks of a repeat, in order: `_id` and fields.
    pub fn blocks(&self, repeat: &Path) -> impl Iterator<Item = (&str, &Map<String, Value>)> {
        let blocks = self.get(repeat).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        blocks.iter().filter_map(|block| Some((block.get(ID)?.as_str()?, block.as_object()?)))
    }

    /// Puts a new block at a place of a repeat (the end, if `at` is past it), with these fields.
    pub fn insert_block(&mut self, repeat: &Path, at: usize, id: &str, mut fields: Map<String, Value>) {
        fields.shift_remove(ID);
        fields.shift_insert(0, ID.to_owned(), Value::from(id));
        let mut blocks = self.take_blocks(repeat);
        blocks.insert(at.min(blocks.len()), Value::Object(fields));
        self.set(repeat, Some(Value::Array(blocks)));
    }

    /// Takes a block out and gives its fields.
    pub fn remove_block(&mut self, repeat: &Path, id: &str) -> Option<Map<String, Value>> {
        let mut blocks = self.take_blocks(repeat);
        let at = blocks.iter().position(|block| has_id(block, id));
        let gone = at.map(|at| blocks.remove(at));
        self.set(repeat, Some(Value::Array(blocks)));
        match gone {
            Some(Value::Object(fields)) => Some(fields),
            _ => None,
        }
    }

    fn take_blocks(&mut self, repeat: &Path) -> Vec<Value> {
        match self.get(repeat) {
            Some(Value::Array(blocks)) => blocks.clone(),
            _ => Vec::new(),
        }
    }
}

/// Whether a value says nothing: `null`, `""`, `[]`, `{}`.
#[must_use]
pub fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// Whether a block holds no answer besides its identity.
#[must_use]
pub fn is_empty_block(block: &Map<String, Value>) -> bool {
    block.iter().all(|(key, value)| key == ID || is_blank(value))
}

fn has_id(block: &Value, id: &str) -> bool {
    block.get(ID).and_then(Value::as_str) == Some(id)
}

fn set_below(at: &mut Option<Value>, steps: &[Step], value: Option<Value>) {
    let Some((step, rest)) = steps.split_first() else {
        *at = value;
        return;
    };
    match step {
        Step::Name(name) => {
            let mut map = match at.take() {
                Some(Value::Object(map)) => map,
                _ => Map::new(),
            };
            let mut below = map.get_mut(*name).map(Value::take);
            set_below(&mut below, rest, value);
            match below {
                Some(below) => drop(map.insert((*name).to_owned(), below)),
                None => drop(map.shift_remove(*name)),
            }
            *at = (!map.is_empty()).then_some(Value::Object(map));
        }
        Step::Instance(id) => {
            let mut blocks = match at.take() {
                Some(Value::Array(blocks)) => blocks,
                _ => Vec::new(),
            };
            let place = blocks.iter().position(|block| has_id(block, id)).unwrap_or_else(|| {
                blocks.push(serde_json::json!({ ID: id }));
                blocks.len() - 1
            });
            let mut block = Some(blocks[place].take());
            set_below(&mut block, rest, value);
            match block {
                Some(block) => blocks[place] = block,
                None => drop(blocks.remove(place)),
            }
            *at = (!blocks.is_empty()).then_some(Value::Array(blocks));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn answers(value: &Value) -> Answers {
        serde_json::from_value(value.clone()).unwrap()
    }

    #[test]
    fn a_cell_is_set_and_removed_with_the_tables_around_it() {
        let mut a = Answers::default();
        a.set(&"etp.totaux.cibles".into(), Some(json!(3.5)));
        assert_eq!(a, answers(&json!({"etp": {"totaux": {"cibles": 3.5}}})));
        a.set(&"etp.totaux.cibles".into(), None);
        assert_eq!(a, Answers::default());
    }

    #[test]
    fn a_field_of_a_block_makes_the_block_and_leaves_it_when_emptied() {
        let mut a = Answers::default();
        let path = Path::question("actions").instance("k3f9").join("description");
        assert_eq!(path.as_str(), "actions[k3f9].description");
        a.set(&path, Some(json!("Annuaire")));
        assert_eq!(a, answers(&json!({"actions": [{"_id": "k3f9", "description": "Annuaire"}]})));
        assert_eq!(a.get(&path), Some(&json!("Annuaire")));
        a.set(&path, None);
        assert_eq!(a, answers(&json!({"actions": [{"_id": "k3f9"}]})));
    }

    #[test]
    fn a_matrix_inside_a_block_is_reached_by_its_path() {
        let mut a = Answers::default();
        a.set(&"b[x].m.r.2024".into(), Some(json!(1)));
        assert_eq!(a.get(&"b[x].m.r.2024".into()), Some(&json!(1)));
    }

    #[test]
    fn blank_values_are_read_as_absent() {
        let mut a = answers(&json!({"nom": "CARESP", "profils": ["autres"]}));
        for (path, blank) in [("nom", json!("")), ("profils", json!([])), ("x", json!({})), ("y", json!(null))] {
            a.set(&path.into(), Some(blank));
        }
        assert_eq!(a, Answers::default());
    }

    #[test]
    fn blocks_are_inserted_removed_and_keep_their_identity() {
        let mut a = Answers::default();
        let repeat = Path::question("actions");
        a.insert_block(&repeat, 0, "aaaa", Map::new());
        a.insert_block(&repeat, 0, "bbbb", Map::new());
        assert_eq!(a.blocks(&repeat).map(|(id, _)| id).collect::<Vec<_>>(), ["bbbb", "aaaa"]);
        assert!(a.remove_block(&repeat, "bbbb").is_some());
        assert!(a.remove_block(&repeat, "cccc").is_none());
        assert_eq!(a.blocks(&repeat).map(|(id, _)| id).collect::<Vec<_>>(), ["aaaa"]);
    }

    #[test]
    fn a_block_is_found_whether_its_number_is_right_or_not() {
        let a = answers(&json!({"b": [{"_id": "x", "f": 1}, "no block", {"_id": "y", "f": 2}]}));
        for (path, value) in [("b[x].f", Some(json!(1))), ("b[y].f", Some(json!(2))), ("b[z].f", None)] {
            for number in [None, Some(0), Some(1), Some(2), Some(3), Some(usize::MAX)] {
                assert_eq!(a.get_at(&path.into(), number), value.as_ref(), "{path} {number:?}");
            }
        }
    }

    #[test]
    fn an_answer_of_another_shape_is_replaced_not_mixed() {
        let mut a = answers(&json!({"etp": "trois"}));
        a.set(&"etp.totaux".into(), Some(json!(3)));
        assert_eq!(a, answers(&json!({"etp": {"totaux": 3}})));
    }

    #[test]
    fn a_path_knows_what_it_lies_in() {
        let path = Path::from("actions[k3f9].description");
        assert_eq!(path.root(), "actions");
        assert_eq!(path.block(), Some("actions[k3f9]".into()));
        assert_eq!(path.last_block(), None);
        for (path, asked) in [("etp.totaux.cibles", "etp"), ("a[k].d", "a[k].d"), ("a[k].m.x.y", "a[k].m"), ("a[k]", "a[k]"), ("a", "a")] {
            assert_eq!(Path::from(path).asked(), asked.into());
        }
        assert_eq!(Path::from("actions[k3f9]").last_block(), Some(("actions".into(), "k3f9")));
        assert!(path.is_within(&"actions".into()) && path.is_within(&"actions[k3f9]".into()));
        assert!(!Path::from("antennes_nombre").is_within(&"antennes".into()));
        assert_eq!(Path::from("etp.totaux.cibles").below(&"etp".into()), Some("totaux.cibles"));
    }

    #[test]
    fn a_malformed_path_gives_the_steps_that_can_be_told_apart() {
        let told = |path: &str| {
            let step = |step| match step {
                Step::Name(name) => name.to_owned(),
                Step::Instance(id) => format!("[{id}]"),
            };
            Path::from(path).steps().map(step).collect::<Vec<_>>().join(" ")
        };
        for (path, steps) in [
            ("actions[k3f9].m.x", "actions [k3f9] m x"),
            ("", ""),
            ("a.", "a"),
            (".a..b", "a b"),
            ("a[k", "a"),
            ("a[k.b]", "a b]"),
            ("a[k]b.c", "a c"),
            ("a[k][l]", "a [k][l]"),
            ("[k].a", "[k] a"),
            ("a[]", "a []"),
        ] {
            assert_eq!(told(path), steps, "{path}");
        }
    }

    #[test]
    fn a_block_is_named_by_its_number() {
        let answers = answers(&json!({ "actions": [{ "_id": "k3f9", "debut": "2024-01" }, { "_id": "7b2c" }] }));
        for (path, expected) in [
            ("actions[1].debut", Some("actions[k3f9].debut")),
            ("actions[2]", Some("actions[7b2c]")),
            ("actions[k3f9]", Some("actions[k3f9]")),
            ("etp.totaux.cibles", Some("etp.totaux.cibles")),
            ("actions[3]", None),
            ("actions[0]", None),
        ] {
            assert_eq!(answers.resolve(&Path::from(path)), expected.map(Path::from), "{path}");
        }
        for path in ["actions[1].debut", "actions[2]", "etp.totaux.cibles", "actions"] {
            let real = answers.resolve(&Path::from(path)).unwrap();
            assert_eq!(answers.numbered(&real), Path::from(path));
        }
        assert_eq!(answers.numbered(&"actions[none].debut".into()), Path::from("actions[none].debut"));
    }
}
