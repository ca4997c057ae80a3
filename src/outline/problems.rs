//! What is wrong with one answer: unreadable text, wrong shape, the kind's own rules, missing required answers, the form's checks, lost files.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::facts::{Block, Facts};
use super::{FileFault, Problem, Told, words};
use crate::answers::{Path, is_empty_block};
use crate::expression::{Answered, Read};
use crate::form::{Check, Each, Required};
use crate::l10n::Message;
use crate::question::{Given, Severity, Table};

/// The problems of a question that is shown.
pub(super) fn of_question(facts: &Facts, at: usize, given: &Given, block: Option<&Block>) -> Vec<Problem> {
    let mut found = Vec::new();
    let item = &facts.inputs.form.items[at];
    let Some(question) = item.question() else { return found };
    for path in given.unreadable.keys().filter(|path| path.is_within(given.path)) {
        let below = path.below(given.path).unwrap_or("");
        let reason = question.read(&given.unreadable[path]).err().unwrap_or_else(|| Message::new("problem-unreadable"));
        found.push(problem(given.path, below, Severity::Error, "unreadable", Told::Message(reason)));
    }
    if let Some(value) = given.value {
        if let Err(reasons) = question.accept(value) {
            let told =
                reasons.into_iter().map(|(below, reason)| problem(given.path, &below, Severity::Error, "shape", Told::Message(reason)));
            found.extend(told);
        } else {
            let faults = question.check(value, facts.inputs.today).into_iter();
            found.extend(faults.map(|fault| problem(given.path, &fault.below, fault.severity, fault.code, Told::Message(fault.message))));
            if question.is_file() {
                files(facts, given, value, &mut found);
            }
        }
    } else if found.is_empty() && required(facts, at, block) {
        found.push(problem(given.path, "", Severity::Error, "required", Told::Message(Message::new("problem-required"))));
    }
    for check in &item.checks {
        match (check.each, question.table(), given.value) {
            (Some(each), Some(table), Some(value)) => along(facts, check, each, &table, value, given.path, &mut found),
            (Some(_), ..) => {}
            (None, ..) => run(facts, check, item.repeat, block, given.path, &mut found),
        }
    }
    if item.repeat.is_none() {
        for (_, check) in facts.inputs.form.checks.iter().filter(|(place, _)| *place == at) {
            run(facts, check, None, None, given.path, &mut found);
        }
    }
    found
}

/// The problems of a repeat as a whole.
pub(super) fn of_repeat(facts: &Facts, at: usize, path: &Path, blocks: &[(&str, &Map<String, Value>)]) -> Vec<Problem> {
    let mut found = Vec::new();
    let item = &facts.inputs.form.items[at];
    let max = item.repeat().map_or(usize::MAX, |repeat| repeat.max);
    if blocks.len() > max {
        let message = Message::new("problem-too-many-blocks").with("count", blocks.len()).with("max", max);
        found.push(problem(path, "", Severity::Error, "max", Told::Message(message)));
    }
    if facts.inputs.answers.get(path).is_some_and(|value| !value.is_array()) {
        found.push(problem(path, "", Severity::Error, "shape", Told::Message(Message::new("problem-not-blocks"))));
    }
    if blocks.iter().all(|(_, block)| is_empty_block(block)) && required(facts, at, None) {
        found.push(problem(path, "", Severity::Error, "required", Told::Message(Message::new("problem-required"))));
    }
    let cross = facts.inputs.form.checks.iter().filter(|(place, _)| *place == at).map(|(_, check)| check);
    for check in item.checks.iter().chain(cross) {
        run(facts, check, None, None, path, &mut found);
    }
    found
}

fn required(facts: &Facts, at: usize, block: Option<&Block>) -> bool {
    let item = &facts.inputs.form.items[at];
    match &item.required {
        Required::No => false,
        Required::Always => true,
        Required::When(condition) => condition.holds(&facts.at(item.repeat, block)),
    }
}

fn files(facts: &Facts, given: &Given, value: &Value, found: &mut Vec<Problem>) {
    if facts.inputs.files.is_empty() {
        return;
    }
    for name in value.as_array().into_iter().flatten().filter_map(|file| file.get("name")?.as_str()) {
        let (code, id) = match facts.inputs.files.get(&(given.path.clone(), name.to_owned())) {
            None => continue,
            Some(FileFault::Missing) => ("missing_file", "problem-file-missing"),
            Some(FileFault::Changed) => ("changed_file", "problem-file-changed"),
        };
        let message = Message { id, args: vec![("name", name.into())] };
        found.push(problem(given.path, "", Severity::Error, code, Told::Message(message)));
    }
}

/// Runs a check once; one that reads a null is not run.
fn run(facts: &Facts, check: &Check, repeat: Option<usize>, block: Option<&Block>, path: &Path, found: &mut Vec<Problem>) {
    let place = facts.at(repeat, block);
    if fails(check, &place) {
        let told = words::fill(check.message.text(facts.inputs.language), |name| {
            words::value(facts.inputs.form, repeat, name, &check.test, &place, facts.inputs.language)
        });
        found.push(problem(path, "", check.severity, "check", Told::Words(told)));
    }
}

fn fails(check: &Check, answered: &dyn Answered) -> bool {
    check.test.reads().iter().all(|read| answered.value(read).is_some_and(|value| !value.is_null()))
        && check.test.evaluate(answered) == Some(Value::Bool(false))
}

/// Runs a matrix's check in each of its rows or columns.
fn along(facts: &Facts, check: &Check, each: Each, table: &Table, value: &Value, path: &Path, found: &mut Vec<Problem>) {
    let language = facts.inputs.language;
    let lines: Vec<Option<&(String, crate::l10n::Label)>> = match each {
        Each::Row => table.rows.iter().map(Some).collect(),
        Each::Column if table.columns.is_empty() => vec![None],
        Each::Column => table.columns.iter().map(Some).collect(),
    };
    for line in lines {
        let cells = Cells { facts, each, line: line.map(|(id, _)| id.as_str()), table, value };
        if !fails(check, &cells) {
            continue;
        }
        let mut named = line.is_none();
        let own = if each == Each::Row { "row" } else { "column" };
        let told = words::fill(check.message.text(language), |name| {
            named |= name == own;
            match line {
                Some((_, label)) if name == own => Some(label.text(language).to_owned()),
                _ => cells.cell(name).map(|cell| words::number(cell, language)),
            }
        });
        // words that do not say which row or column they are about get its name from the program
        let told = if named { Told::Words(told) } else { Told::Message(Message::new("problem-words").with("words", told)) };
        // the problem stands at the first cell that the check reads, where it can be mended
        let first = check.test.reads().iter().filter_map(|read| read.path.first()).find(|name| cells.cell(name).is_some());
        let below = match (each, line, first) {
            (Each::Row, Some((row, _)), Some(column)) | (Each::Column, Some((column, _)), Some(row)) => format!("{row}.{column}"),
            (_, None, Some(row)) => row.clone(),
            _ => String::new(),
        };
        found.push(problem(path, &below, check.severity, "check", told));
    }
}

/// One row or column of a matrix: its cells by name, then the form's questions.
struct Cells<'a> {
    facts: &'a Facts<'a>,
    each: Each,
    line: Option<&'a str>,
    table: &'a Table<'a>,
    value: &'a Value,
}

impl<'a> Cells<'a> {
    fn cell(&self, name: &str) -> Option<&'a Value> {
        match (self.each, self.line) {
            (Each::Row, Some(row)) => self.value.get(row)?.get(name),
            (Each::Column, Some(column)) => self.value.get(name)?.get(column),
            (_, None) => self.value.get(name),
        }
    }

    fn is_own(&self, name: &str) -> bool {
        let names = if self.each == Each::Row { self.table.columns } else { self.table.rows };
        names.iter().any(|(id, _)| id == name)
    }
}

impl Answered for Cells<'_> {
    fn value(&self, read: &Read) -> Option<Cow<'_, Value>> {
        let name = read.path.first()?;
        if self.is_own(name) {
            return self.cell(name).map(Cow::Borrowed);
        }
        self.facts.at(None, None).value(read).map(|value| Cow::Owned(value.into_owned()))
    }
}

fn problem(path: &Path, below: &str, severity: Severity, code: &'static str, told: Told) -> Problem {
    let path = if below.is_empty() { path.clone() } else { path.join(below) };
    Problem { path, severity, code, told }
}
