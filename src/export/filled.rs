//! A response as a document: what is asked now, and what was answered.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::document::{Answer, Block, Cell, Chapter, Document, Entry, Fault, Part, Repeat, Section, Table, TableRow, push};
use super::words::{Words, line, lines, note};
use crate::answers::{Path, is_blank};
use crate::form::{Form, Item, Page};
use crate::l10n::{Message, Texts};
use crate::outline::why::in_words;
use crate::outline::words::{number, told_at};
use crate::outline::{FileFault, Inputs, Problem, Row, RowKind, computed, outline};
use crate::question::{self, Given, Question, Severity, Total, shown_number};
use crate::response::name::name;
use crate::response::review::page_place;
use crate::response::{Response, Review, Status, Validation};

/// The mark of a severity on the screen.
pub type Marks<'a> = &'a dyn Fn(Severity) -> &'static str;

/// How a response is read on the screen.
#[derive(Clone, Copy)]
pub struct OnScreen<'a> {
    /// The marks of what is wrong.
    pub marks: Marks<'a>,
    /// Whether short answers stand beside their questions and pages have numbers.
    pub compact: bool,
    /// Whether what is not asked is there, too, with why.
    pub hidden: bool,
}

/// What a printed answer tells itself: « sans réponse (obligatoire) », « (illisible) », « copie introuvable ».
const TOLD: [&str; 5] = ["required", "unreadable", "shape", "missing_file", "changed_file"];

/// The document of a response, with dates of that zone; for the screen the answers alone, where problems bear marks.
pub(super) fn document(inputs: &Inputs, response: &Response, texts: &Texts, zone: &TimeZone, screen: Option<OnScreen>) -> Document {
    let printer = Printer { inputs, form: inputs.form, words: Words(texts), screen };
    let outline = outline(inputs);
    let pages = (0..).zip(&inputs.form.pages).zip(&outline.pages).filter(|((_, page), outline)| {
        let is_asked = outline.relevant || screen.is_some_and(|screen| screen.hidden);
        is_asked && !(page.last && outline.counts.questions == 0)
    });
    Document {
        language: texts.language().code(),
        title: printer.words.label(&inputs.form.title),
        name: name(inputs.form, response, texts.language()).map_or_else(String::new, |name| line(&name)),
        facts: printer.facts(response, zone),
        contents: printer.words.say("print-contents"),
        chapters: pages
            .map(|((at, page), there)| {
                if !there.relevant {
                    return printer.hidden_page(page, &there.rows);
                }
                Chapter { number: printer.number(outline.place(at).0), ..printer.chapter(page, &there.rows) }
            })
            .filter(|chapter| screen.is_none() || !(chapter.sections.is_empty() && chapter.remarks.is_empty()))
            .collect(),
        past: printer.words.say("print-history"),
        history: if screen.is_some() { Vec::new() } else { printer.history(response, zone) },
    }
}

struct Printer<'a> {
    inputs: &'a Inputs<'a>,
    form: &'a Form,
    words: Words<'a>,
    screen: Option<OnScreen<'a>>,
}

impl Printer<'_> {
    fn facts(&self, response: &Response, zone: &TimeZone) -> Vec<(String, String)> {
        let words = self.words;
        let date = |at: Timestamp| words.date(at.to_zoned(zone.clone()).date());
        let dated = |at: Timestamp, by: &str| {
            if by.trim().is_empty() {
                return date(at);
            }
            words.render(&Message::new("print-date-by").with("date", date(at)).with("author", line(by)))
        };
        let mut facts = Vec::new();
        let mut fact = |name: &str, value: String| facts.push((words.say(name), value));
        let validation = response.validations.last().filter(|_| response.status == Status::Validated);
        match (response.status, validation) {
            (Status::Validated, Some(validation)) => {
                fact("print-state", words.say("print-validated"));
                fact("print-validated-on", dated(validation.at, &validation.by));
                fact("print-fingerprint", line(&validation.sha256));
                if response.is_intact(self.form) == Some(false) {
                    fact("print-warning", words.say("print-changed"));
                }
            }
            (Status::Validated, None) => fact("print-state", words.say("print-validated")),
            (Status::Draft, _) => fact("print-state", words.say("print-draft")),
        }
        match response.review {
            Review::None => {}
            Review::ToReview => fact("print-review", words.say("print-to-review")),
            Review::SentBack => fact("print-review", words.say("print-sent-back")),
            Review::Accepted => fact("print-review", words.say("print-accepted")),
        }
        fact("print-created", date(response.created));
        fact("print-modified", dated(response.modified, &response.author));
        let version = Message::new("print-version").with("id", line(&response.form.id)).with("version", line(&response.form.version));
        fact("print-form", words.render(&version));
        fact("print-printed", words.date(self.inputs.today));
        facts
    }

    /// When the response was validated, by whom, and why it was opened again: the last time comes last.
    fn history(&self, response: &Response, zone: &TimeZone) -> Vec<String> {
        let told = |[alone, named]: [&'static str; 2], at: Timestamp, by: &str, reason: &str| {
            let id = if by.trim().is_empty() { alone } else { named };
            let at = self.words.date(at.to_zoned(zone.clone()).date());
            self.words.render(&Message { id, args: vec![("at", at.into()), ("by", line(by).into()), ("reason", line(reason).into())] })
        };
        let validation = |past: &Validation| {
            let reopened = past.reopened.as_ref();
            let reopened = reopened.map(|end| told(["last-reopened", "last-reopened-by"], end.at, &end.by, &end.reason));
            std::iter::once(told(["last-validated", "last-validated-by"], past.at, &past.by, "")).chain(reopened)
        };
        response.validations.iter().flat_map(validation).collect()
    }

    /// A page's number, where it is read with one.
    fn number(&self, number: usize) -> String {
        if self.screen.is_some_and(|screen| screen.compact) { number.to_string() } else { String::new() }
    }

    /// A page that is not there: why, and no more.
    fn hidden_page(&self, page: &Page, rows: &[Row]) -> Chapter {
        let first = rows.iter().find(|row| matches!(row.kind, RowKind::Question | RowKind::Repeat));
        let remarks = first.map_or_else(Vec::new, |row| self.not_asked(&row.path));
        Chapter { remarks, ..self.chapter(page, &[]) }
    }

    /// Why what stands at a path is not asked.
    fn not_asked(&self, path: &Path) -> Vec<String> {
        let why = in_words(self.inputs, path, self.words.0);
        vec![line(&self.words.render(&Message::new("print-not-asked").with("why", why)))]
    }

    fn chapter(&self, page: &Page, rows: &[Row]) -> Chapter {
        let words = self.words;
        let mut sections: Vec<Section> = Vec::new();
        let mut place = None;
        // the numbers of blocks are those of the screen, even where an empty one stands before
        let says = |row: &&Row| row.kind == RowKind::Question && (row.answered || (self.screen.is_some() && !row.problems.is_empty()));
        let filled: BTreeSet<Path> = rows.iter().filter(says).filter_map(|row| row.path.block()).collect();
        let gone: BTreeSet<&str> =
            rows.iter().filter(|row| row.kind == RowKind::Repeat && !row.relevant).map(|row| row.path.root()).collect();
        let is_asked = |row: &Row| row.relevant || (self.screen.is_some_and(|screen| screen.hidden) && row.kind != RowKind::Section);
        let is_printed = |row: &&Row| {
            let is_filled = row.path.block().is_none_or(|block| filled.contains(&block) && !gone.contains(block.root()));
            is_asked(row) && is_filled
        };
        for row in rows.iter().filter(is_printed) {
            let at = if row.kind == RowKind::Section { row.item } else { self.form.items[row.item].section };
            if place != Some(at) {
                place = Some(at);
                sections.push(Section::default());
            }
            let Some(section) = sections.last_mut() else { continue };
            match row.kind {
                RowKind::Section => section.title = page.sections.get(at).map_or_else(String::new, |section| words.label(&section.title)),
                RowKind::Repeat => section.parts.push(Part::Repeat(self.repeat(row))),
                RowKind::Block => {
                    if let Some(Part::Repeat(printed)) = section.parts.last_mut() {
                        let title = self.form.items[row.item].repeat().zip(row.block);
                        let title = title.map_or_else(String::new, |(repeat, n)| line(&repeat.item_title(n, words.language())));
                        printed.empty.clear();
                        printed.blocks.push(Block { title, at: row.path.clone(), parts: Vec::new() });
                    }
                }
                RowKind::Question => match section.parts.last_mut() {
                    Some(Part::Repeat(Repeat { blocks, .. })) if row.block.is_some() => {
                        if let Some(block) = blocks.last_mut() {
                            self.question(row, &mut block.parts);
                        }
                    }
                    _ => self.question(row, &mut section.parts),
                },
                RowKind::Add => {}
            }
        }
        if self.screen.is_some() {
            sections.retain(|section| !section.parts.is_empty());
        }
        Chapter { number: String::new(), title: words.label(&page.title), at: page_place(&page.id), remarks: Vec::new(), sections }
    }

    /// A repeat without its blocks yet.
    fn repeat(&self, row: &Row) -> Repeat {
        let empty = match self.inputs.answers.get(&row.path) {
            Some(wrong) if !wrong.is_array() => self.words.unreadable(&raw(wrong)),
            _ => self.unanswered(row),
        };
        Repeat {
            title: self.words.label(&self.form.items[row.item].label),
            remarks: if row.relevant { Vec::new() } else { self.not_asked(&row.path) },
            depth: row.depth,
            empty,
            at: row.path.clone(),
            hidden: !row.relevant,
            problems: self.problems(row),
            blocks: Vec::new(),
        }
    }

    fn question(&self, row: &Row, parts: &mut Vec<Part>) {
        let item = &self.form.items[row.item];
        let Some(question) = item.question() else { return };
        let label = self.words.label(&item.label);
        if let Some(prose) = question.prose(self.words.language()) {
            // who reads the answers again knows the words around them
            if self.screen.is_none() {
                parts.push(Part::Note(note(&prose)));
            }
        } else {
            // a block's fields stand under its title: the outline's extra step is not wanted
            let depth = if item.repeat.is_some() { item.depth } else { row.depth };
            let answer = self.answer(row, item, question);
            let remarks = if row.relevant { Vec::new() } else { self.not_asked(&row.path) };
            let (at, hidden, problems) = (row.path.clone(), !row.relevant, self.problems(row));
            push(parts, Entry { label, remarks, depth, answer, at, hidden, problems });
        }
    }

    /// What is wrong with a row: on paper, what its answer does not tell.
    fn problems(&self, row: &Row) -> Vec<Fault> {
        let words = |severity| match severity {
            Severity::Error => "print-error",
            Severity::Warning => "print-warn",
            Severity::Info => "print-info",
        };
        let fault = |problem: &Problem| {
            let severity = problem.severity;
            let mark = self.screen.map_or_else(|| self.words.say(words(severity)), |screen| (screen.marks)(severity).to_owned());
            Fault { mark, severity, text: line(&told_at(self.form, row.item, &row.path, problem, self.words.0)) }
        };
        row.problems.iter().filter(|problem| self.screen.is_some() || !TOLD.contains(&problem.code)).map(fault).collect()
    }

    fn answer(&self, row: &Row, item: &Item, question: &dyn Question) -> Answer {
        let language = self.words.language();
        let own = if item.value.is_some() { computed(self.inputs, row.item, &row.path) } else { None };
        let stored = self.inputs.answers.get_at(&row.path, row.block).filter(|_| item.value.is_none());
        let value = own.as_ref().or(stored).filter(|value| !is_blank(value));
        let given = Given { value, path: &row.path, unreadable: self.inputs.unreadable };
        if let Some(typed) = given.unreadable("") {
            return Answer::Unreadable(self.words.unreadable(typed));
        }
        if let Some(value) = value.filter(|value| question.accept(value).is_err()) {
            return Answer::Unreadable(self.words.unreadable(&raw(value)));
        }
        if !row.answered && value.is_none() {
            return Answer::Empty(self.unanswered(row));
        }
        if let Some(table) = question.table() {
            return Answer::Table(self.table(&table, &given));
        }
        let Some(value) = value else { return Answer::Empty(self.unanswered(row)) };
        if question.is_file() {
            return Answer::List(value.as_array().into_iter().flatten().map(|file| self.file(&row.path, file)).collect());
        }
        if let (Some(options), Some(codes)) = (question.options(), value.as_array()) {
            let code = |code: &Value| code.as_str().map_or_else(|| code.to_string(), ToOwned::to_owned);
            let label = |code: String| options.label(&code).map_or_else(|| line(&code), |label| self.words.label(label));
            return Answer::List(codes.iter().map(code).map(label).collect());
        }
        Answer::Text(lines(&question.summary(value, language)))
    }

    fn unanswered(&self, row: &Row) -> String {
        let missing = row.problems.iter().any(|problem| problem.code == "required");
        self.words.say(if missing { "print-missing" } else { "print-empty" })
    }

    fn file(&self, path: &Path, file: &Value) -> String {
        let name = file.get("name").and_then(Value::as_str).unwrap_or_default();
        let shown = self.words.file(name, file.get("size").and_then(Value::as_u64));
        let id = match self.inputs.files.get(&(path.clone(), name.to_owned())) {
            None => return shown,
            Some(FileFault::Missing) => "print-file-missing",
            Some(FileFault::Changed) => "print-file-changed",
        };
        let message = Message { id, args: vec![("file", shown.into())] };
        self.words.render(&message)
    }

    fn table(&self, table: &question::Table, given: &Given) -> Table {
        let words = self.words;
        let cell = |row: &str, column: Option<&str>| {
            given.value.and_then(|value| value.get(row)).and_then(|value| column.map_or(Some(value), |id| value.get(id)))
        };
        let shown = |row: &str, column: Option<&str>| {
            let below = column.map_or_else(|| row.to_owned(), |column| format!("{row}.{column}"));
            match (given.unreadable(&below), cell(row, column)) {
                (Some(typed), _) => Cell::Unreadable(line(&words.unreadable(typed))),
                (None, Some(value)) => Cell::Number(line(&number(value, words.language()))),
                (None, None) => Cell::Empty,
            }
        };
        let columns: Vec<Option<&str>> =
            if table.columns.is_empty() { vec![None] } else { table.columns.iter().map(|(id, _)| Some(id.as_str())).collect() };
        let total = |sum: Option<f64>| sum.map_or(Cell::Empty, |sum| Cell::Total(shown_number(sum, words.language())));
        let (across, down) = totals(table);
        let mut rows: Vec<TableRow> = Vec::new();
        for (id, label) in table.rows {
            let mut cells: Vec<Cell> = columns.iter().map(|column| shown(id, *column)).collect();
            if across {
                cells.push(total(sum(columns.iter().map(|column| cell(id, *column)))));
            }
            rows.push(TableRow { label: words.label(label), cells });
        }
        if down {
            let mut cells: Vec<Cell> =
                columns.iter().map(|column| total(sum(table.rows.iter().map(|(id, _)| cell(id, *column))))).collect();
            if across {
                cells.push(total(sum(table.rows.iter().flat_map(|(id, _)| columns.iter().map(|column| cell(id, *column))))));
            }
            rows.push(TableRow { label: words.say("matrix-total"), cells });
        }
        let (heading, columns) = headings(table, words);
        Table { heading, columns, rows }
    }
}

/// Whether a table has a total at the end of each row, and under each column.
pub(super) fn totals(table: &question::Table) -> (bool, bool) {
    let across = matches!(table.total, Total::Row | Total::Both) && !table.columns.is_empty();
    (across, matches!(table.total, Total::Column | Total::Both))
}

/// The heading of a table's row labels, and the labels of its columns, the totals' included. Without columns, the heading stands over the cells.
pub(super) fn headings(table: &question::Table, words: Words) -> (String, Vec<String>) {
    let heading = words.label(table.heading);
    if table.columns.is_empty() {
        return (String::new(), (!heading.is_empty()).then_some(heading).into_iter().collect());
    }
    let total = totals(table).0.then(|| words.say("matrix-total"));
    (heading, table.columns.iter().map(|(_, label)| words.label(label)).chain(total).collect())
}

/// The sum of the numbers that are there; `None` if there is none. Nine decimals, as in expressions, hide the noise of binary fractions.
fn sum<'v>(values: impl Iterator<Item = Option<&'v Value>>) -> Option<f64> {
    let sum = values.flatten().filter_map(Value::as_f64).reduce(|sum, value| sum + value)?;
    Some((sum * 1e9).round() / 1e9)
}

/// A value of a wrong shape, as it stands in the file.
fn raw(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned)
}
