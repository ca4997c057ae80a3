//! What is there now: the rows of each page with their problems and counts, derived from form and answers. A pure function; nothing is stored.
//!
//! Screens, commands, the last page and validation all read this. A change to an answer re-derives only the pages that [`Form::touched_by`] names.

mod facts;
mod problems;
#[cfg(test)]
pub(crate) mod testing;
pub mod why;
pub mod words;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::answers::{Answers, Path, is_blank};
use crate::form::{Form, Item, Repeat};
use crate::l10n::{Language, Message};
use crate::question::{Given, Severity};
use facts::{Block, Facts};

/// What an outline is derived from.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The definition.
    pub form: &'a Form,
    /// The answers.
    pub answers: &'a Answers,
    /// Typed texts that could not be read.
    pub unreadable: &'a BTreeMap<Path, String>,
    /// Pages that were left once.
    pub seen: &'a BTreeSet<String>,
    /// Attached files whose copies are missing or changed.
    pub files: &'a FileFaults,
    /// The day, for rules that speak of it.
    pub today: Date,
    /// For the messages that the form gives.
    pub language: Language,
}

/// What is wrong with copies of attached files, by question and file name.
pub type FileFaults = BTreeMap<(Path, String), FileFault>;

/// What is wrong with the copy of an attached file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// It is gone.
    Missing,
    /// Its size or SHA-256 is not that of the answer.
    Changed,
}

/// All pages, in the form's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// One for each page of the form.
    pub pages: Vec<PageOutline>,
}

/// One page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageOutline {
    /// Whether it is there.
    pub relevant: bool,
    /// Its rows, hidden ones included.
    pub rows: Vec<Row>,
    /// What is counted on the map.
    pub counts: Counts,
}

/// A row of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Its path; for a section, that of nothing.
    pub path: Path,
    /// The item it belongs to; for a section, its place in the page.
    pub item: usize,
    /// The block it lies in or is: number from 1.
    pub block: Option<usize>,
    /// Indentation steps.
    pub depth: u8,
    /// Whether it is shown.
    pub relevant: bool,
    /// Whether it has an answer.
    pub answered: bool,
    /// Whether it has none and is not missed: it does not count.
    pub spare: bool,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A section's heading.
    Section,
    /// A question, or a field of a block.
    Question,
    /// A repeat's own words, above its blocks.
    Repeat,
    /// The title of a block.
    Block,
    /// The row that adds a block; `block` is the number it would have.
    Add,
}

/// Something wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, down to the cell or field.
    pub path: Path,
    /// How bad.
    pub severity: Severity,
    /// A stable word for scripts: `required`, `unreadable`, `check`, `format`, `shape`, `missing_file`…
    pub code: &'static str,
    /// What to tell.
    pub told: Told,
}

/// The words of a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The program's.
    Message(Message),
    /// The form's.
    Words(String),
}

/// What the map says of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Questions that are shown and can be answered.
    pub questions: usize,
    /// Of these, answered.
    pub answered: usize,
    /// Empty, on a page never left.
    pub to_answer: usize,
    /// Empty, on a page left once.
    pub blank: usize,
    /// Errors, missing required answers included.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Of the errors, required answers still missing on a page never left: nobody has passed them over yet.
    pub pending: usize,
}

impl Counts {
    /// The errors to show while filling: required answers count from the moment their page was left.
    #[must_use]
    pub fn shown_errors(&self) -> usize {
        self.errors - self.pending
    }

    /// The questions without an answer: still to answer, or left blank.
    #[must_use]
    pub fn empty(&self) -> usize {
        self.to_answer + self.blank
    }
}

impl std::ops::SubAssign for Counts {
    fn sub_assign(&mut self, other: Self) {
        self.questions -= other.questions;
        self.answered -= other.answered;
        self.to_answer -= other.to_answer;
        self.blank -= other.blank;
        self.errors -= other.errors;
        self.warnings -= other.warnings;
        self.pending -= other.pending;
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.questions += other.questions;
        self.answered += other.answered;
        self.to_answer += other.to_answer;
        self.blank += other.blank;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.pending += other.pending;
    }
}

/// An answer whose question is hidden: it stays in the draft and is left out at validation.
#[derive(Clone, Debug, PartialEq)]
pub struct Hidden {
    /// Its path.
    pub path: Path,
    /// The item.
    pub item: usize,
    /// The answer.
    pub value: Value,
}

/// The outline of a whole form.
#[must_use]
pub fn outline(inputs: &Inputs) -> Outline {
    let facts = Facts::new(inputs);
    Outline { pages: (0..inputs.form.pages.len()).map(|page| derive(&facts, page)).collect() }
}

/// The values of computed questions, by item: `None` for null or for a question that is not computed.
#[must_use]
pub fn computed(inputs: &Inputs, item: usize, path: &Path) -> Option<Value> {
    let facts = Facts::new(inputs);
    let block = block_of(inputs, path);
    facts.computed(item, block.as_ref())
}

/// Whether the question at a path is shown.
#[must_use]
pub fn is_relevant(inputs: &Inputs, path: &Path) -> bool {
    let Some(item) = inputs.form.item_at(path) else { return false };
    Facts::new(inputs).relevant(item, block_of(inputs, path).as_ref())
}

/// What an expression of the item at a path gives, and each of its parts: for the « why » panel.
pub fn evaluate_at<R>(inputs: &Inputs, path: &Path, use_facts: impl FnOnce(&dyn crate::expression::Answered) -> R) -> R {
    let facts = Facts::new(inputs);
    let repeat = inputs.form.item_at(path).and_then(|item| inputs.form.items[item].repeat);
    let block = block_of(inputs, path);
    use_facts(&facts.at(repeat, block.as_ref()))
}

/// The answers whose questions are hidden, in the form's order.
#[must_use]
pub fn hidden(inputs: &Inputs) -> Vec<Hidden> {
    let facts = Facts::new(inputs);
    let mut found = Vec::new();
    for (at, item) in inputs.form.top_level() {
        let path = Path::question(&item.id);
        let Some(value) = inputs.answers.get(&path) else { continue };
        if !facts.relevant(at, None) {
            if item.repeat().is_none() || inputs.answers.blocks(&path).any(|(_, block)| !crate::answers::is_empty_block(block)) {
                found.push(Hidden { path, item: at, value: value.clone() });
            }
        } else if let Some(repeat) = item.repeat() {
            for (id, fields) in inputs.answers.blocks(&path) {
                let block = Block { fields: Some(fields) };
                for &field in &repeat.fields {
                    let id = path.instance(id).join(&inputs.form.items[field].id);
                    if let Some(value) = fields.get(&inputs.form.items[field].id).filter(|value| !is_blank(value))
                        && !facts.relevant(field, Some(&block))
                    {
                        found.push(Hidden { path: id, item: field, value: value.clone() });
                    }
                }
            }
        }
    }
    found
}

/// What else a change to an answer did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// How many answers lost their question.
    pub hid: usize,
    /// The pages that ask more now, and have no answer to it yet.
    pub asked: Vec<usize>,
}

impl Outline {
    /// Derives anew what a change to this question can touch: its row alone if no expression reads it, else whole pages.
    pub fn update(&mut self, inputs: &Inputs, question: &str) -> Moved {
        let facts = Facts::new(inputs);
        let item = inputs.form.find(question).filter(|item| !inputs.form.is_read(question) && inputs.form.items[*item].repeat().is_none());
        if let Some(item) = item {
            let page = &inputs.form.pages[inputs.form.items[item].page];
            let seen = inputs.seen.contains(&page.id);
            let outline = &mut self.pages[inputs.form.items[item].page];
            if let Some(row) = outline.rows.iter_mut().find(|row| row.item == item && row.kind == RowKind::Question) {
                let before = std::mem::replace(row, question_row(&facts, item, Path::question(question), None));
                outline.counts -= count(&before, inputs.form, seen);
                outline.counts += count(row, inputs.form, seen);
                return Moved::default();
            }
        }
        let mut moved = Moved::default();
        for page in inputs.form.touched_by(question) {
            let before = std::mem::replace(&mut self.pages[page], derive(&facts, page));
            moved.hid += newly_hidden(inputs, &before.rows, &self.pages[page].rows);
            if asks_more(&before.rows, &self.pages[page].rows) {
                moved.asked.push(page);
            }
        }
        moved
    }

    /// The sum over the pages that are there.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut sum = Counts::default();
        self.pages.iter().filter(|page| page.relevant).for_each(|page| sum += page.counts);
        sum
    }

    /// All problems with their pages, in the form's order.
    pub fn problems(&self) -> impl Iterator<Item = (usize, &Problem)> {
        let rows = self.pages.iter().enumerate().flat_map(|(page, outline)| outline.rows.iter().map(move |row| (page, row)));
        rows.flat_map(|(page, row)| row.problems.iter().map(move |problem| (page, problem)))
    }

    /// Counts a page anew that was left for the first time, or asks to be left again: its rows are the same.
    pub fn recount(&mut self, inputs: &Inputs, page: usize) {
        self.pages[page].counts = count_all(&self.pages[page].rows, inputs, page);
    }

    /// Places among the pages that are there: this one's number from 1 and how many there are.
    #[must_use]
    pub fn place(&self, page: usize) -> (usize, usize) {
        let before = self.pages.iter().take(page + 1).filter(|page| page.relevant).count();
        (before, self.pages.iter().filter(|page| page.relevant).count())
    }
}

/// Whether there is a question without an answer that was not asked before.
fn asks_more(before: &[Row], after: &[Row]) -> bool {
    let asked = |row: &Row| row.relevant && row.kind == RowKind::Question;
    after.iter().enumerate().filter(|(_, row)| asked(row) && !row.answered).any(|(place, row)| {
        let same = |old: &&Row| asked(old) && old.path == row.path;
        before.get(place).filter(same).or_else(|| before.iter().find(same)).is_none()
    })
}

/// How many answers have lost their question, a whole repeat as one, as [`hidden`] lists them.
fn newly_hidden(inputs: &Inputs, before: &[Row], after: &[Row]) -> usize {
    let mut hid = 0;
    let mut repeat_shown = true;
    for (place, row) in after.iter().enumerate() {
        if row.kind == RowKind::Repeat {
            repeat_shown = row.relevant;
        }
        if row.relevant || (row.block.is_some() && !repeat_shown) {
            continue;
        }
        let same = |old: &&Row| old.kind == row.kind && old.path == row.path;
        // most rows stand where they stood
        let old = || before.get(place).filter(same).or_else(|| before.iter().find(same));
        let answered = match row.kind {
            RowKind::Repeat => inputs.answers.blocks(&row.path).any(|(_, block)| !crate::answers::is_empty_block(block)),
            RowKind::Question => inputs.answers.get(&row.path).is_some_and(|value| !is_blank(value)),
            _ => false,
        };
        hid += usize::from(answered && old().is_some_and(|old| old.relevant));
    }
    hid
}

fn block_of<'a>(inputs: &Inputs<'a>, path: &Path) -> Option<Block<'a>> {
    let block = path.block()?;
    Some(Block { fields: inputs.answers.get(&block).and_then(Value::as_object) })
}

fn derive(facts: &Facts, page: usize) -> PageOutline {
    let inputs = facts.inputs;
    let definition = &inputs.form.pages[page];
    let mut rows = Vec::new();
    for (place, section) in definition.sections.iter().enumerate() {
        let relevant = facts.section_relevant(page, place);
        if !section.title.is_empty() || !section.hint.is_empty() {
            rows.push(Row::new(RowKind::Section, Path::default(), place, 0, relevant));
        }
        for &item in &section.items {
            item_rows(facts, item, &mut rows);
        }
        // a heading over nothing but hidden questions is hidden, too
        let first = rows.iter().rposition(|row| row.kind == RowKind::Section && row.item == place);
        if let Some(first) = first.filter(|_| !section.items.is_empty()) {
            rows[first].relevant = rows[first + 1..].iter().any(|row| row.relevant);
        }
    }
    let relevant = facts.page_relevant(page) && (definition.last || rows.iter().any(|row| row.relevant));
    let counts = count_all(&rows, inputs, page);
    PageOutline { relevant, rows, counts }
}

fn count_all(rows: &[Row], inputs: &Inputs, page: usize) -> Counts {
    let seen = inputs.seen.contains(&inputs.form.pages[page].id);
    let mut counts = Counts::default();
    for row in rows {
        counts += count(row, inputs.form, seen);
    }
    counts
}

fn count(row: &Row, form: &Form, seen: bool) -> Counts {
    let mut counts = Counts::default();
    if !row.relevant {
        return counts;
    }
    let of = |severity| row.problems.iter().filter(|problem| problem.severity == severity).count();
    (counts.errors, counts.warnings) = (of(Severity::Error), of(Severity::Warning));
    counts.pending = row.problems.iter().filter(|problem| !seen && problem.code == "required").count();
    if row.kind == RowKind::Question && form.items[row.item].is_answered() && !row.spare {
        counts.questions = 1;
        match (row.answered, seen) {
            (true, _) => counts.answered = 1,
            (false, false) => counts.to_answer = 1,
            (false, true) => counts.blank = 1,
        }
    }
    counts
}

fn item_rows(facts: &Facts, at: usize, rows: &mut Vec<Row>) {
    let inputs = facts.inputs;
    let item = &inputs.form.items[at];
    let path = Path::question(&item.id);
    match item.repeat() {
        None => rows.push(question_row(facts, at, path, None)),
        Some(repeat) => repeat_rows(facts, at, item, repeat, &path, rows),
    }
}

fn repeat_rows(facts: &Facts, at: usize, item: &Item, repeat: &Repeat, path: &Path, rows: &mut Vec<Row>) {
    let inputs = facts.inputs;
    let relevant = facts.relevant(at, None);
    let mut head = Row::new(RowKind::Repeat, path.clone(), at, item.depth, relevant);
    let blocks: Vec<_> = inputs.answers.blocks(path).collect();
    // validation leaves empty blocks out but those that are always shown: only these are missed
    let is_empty = |fields: &serde_json::Map<String, Value>| crate::answers::is_empty_block(fields);
    let mut missed = repeat.min.saturating_sub(blocks.iter().filter(|(_, fields)| !is_empty(fields)).count());
    if relevant {
        head.problems = problems::of_repeat(facts, at, path, &blocks);
    }
    rows.push(head);
    for (n, (id, fields)) in blocks.iter().enumerate() {
        let block = Block { fields: Some(fields) };
        let path = path.instance(id);
        let mut title = Row::new(RowKind::Block, path.clone(), at, item.depth, relevant);
        title.block = Some(n + 1);
        title.answered = !is_empty(fields);
        let spare = !title.answered && missed == 0;
        missed -= usize::from(!title.answered && !spare);
        rows.push(title);
        for &field in &repeat.fields {
            let mut row = question_row(facts, field, path.join(&inputs.form.items[field].id), Some(&block));
            row.block = Some(n + 1);
            row.depth += item.depth + 1;
            if spare && !row.answered {
                row.spare = true;
                row.problems.retain(|problem| problem.code != "required");
            }
            rows.push(row);
        }
    }
    if blocks.len() < repeat.max {
        let mut add = Row::new(RowKind::Add, path.clone(), at, item.depth, relevant);
        add.block = Some(blocks.len() + 1);
        rows.push(add);
    }
}

fn question_row(facts: &Facts, at: usize, path: Path, block: Option<&Block>) -> Row {
    let inputs = facts.inputs;
    let item = &inputs.form.items[at];
    let mut row = Row::new(RowKind::Question, path, at, item.depth, facts.relevant(at, block));
    let value = match block {
        None => inputs.answers.get(&row.path),
        Some(block) => block.fields.and_then(|fields| fields.get(&item.id)),
    };
    let given = Given { value: value.filter(|value| !is_blank(value)), path: &row.path, unreadable: inputs.unreadable };
    row.answered = given.value.is_some() || inputs.unreadable.keys().any(|path| path.is_within(&row.path));
    if row.relevant && item.is_answered() {
        row.problems = problems::of_question(facts, at, &given, block);
        row.spare = !row.answered && item.spare.as_ref().is_some_and(|spare| spare.holds(&facts.at(item.repeat, block)));
    }
    row
}

impl Row {
    fn new(kind: RowKind, path: Path, item: usize, depth: u8, relevant: bool) -> Self {
        Self { kind, path, item, block: None, depth, relevant, answered: false, spare: false, problems: Vec::new() }
    }

    /// Whether the focus can stand on it.
    #[must_use]
    pub fn is_stop(&self) -> bool {
        self.relevant && !matches!(self.kind, RowKind::Section | RowKind::Repeat)
    }

    /// Its worst problem.
    #[must_use]
    pub fn worst(&self) -> Option<&Problem> {
        self.problems.iter().min_by_key(|problem| problem.severity)
    }
}

#[cfg(test)]
mod tests;
