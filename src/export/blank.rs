//! A blank form as a document: everything that may be asked, when it is, and room to answer by hand.

use jiff::civil::Date;

use super::condition::in_words;
use super::document::{Answer, Block, Cell, Chapter, Document, Entry, Part, Repeat, Section, Table, TableRow, push};
use super::filled::{headings, totals};
use super::words::{Words, line, note};
use crate::answers::Path;
use crate::expression::{Expression, Sort};
use crate::form::{self, Form, Item, Required};
use crate::l10n::{Label, Message, Texts};
use crate::question::{self, Question};

/// No more blocks of a repeat than that are printed; the rest is for another sheet.
const BLOCKS: usize = 20;
/// Lines to write a long text on.
const LONG: u8 = 5;

/// The document of a form that nobody has filled.
pub(super) fn document(form: &Form, texts: &Texts, today: Date) -> Document {
    let words = Words(texts);
    let printer = Printer { form, words };
    let version = Message::new("print-version").with("id", line(&form.id)).with("version", line(&form.version));
    Document {
        language: texts.language().code(),
        title: words.label(&form.title),
        name: String::new(),
        facts: vec![
            (words.say("print-state"), words.say("print-blank")),
            (words.say("print-form"), words.render(&version)),
            (words.say("print-printed"), words.date(today)),
        ],
        contents: words.say("print-contents"),
        chapters: form.pages.iter().map(|page| printer.chapter(page)).collect(),
        past: String::new(),
        history: Vec::new(),
    }
}

struct Printer<'a> {
    form: &'a Form,
    words: Words<'a>,
}

impl Printer<'_> {
    fn chapter(&self, page: &form::Page) -> Chapter {
        let sections = page.sections.iter().map(|section| {
            let mut parts = Vec::new();
            section.items.iter().for_each(|item| self.item(*item, &mut parts));
            Section {
                title: self.words.label(&section.title),
                remarks: self.remarks(&section.hint, None, section.relevant.as_ref()),
                parts,
            }
        });
        Chapter {
            number: String::new(),
            at: Path::default(),
            title: self.words.label(&page.title),
            remarks: self.remarks(&page.hint, None, page.relevant.as_ref()),
            sections: sections.collect(),
        }
    }

    /// A condition and a hint.
    fn remarks(&self, hint: &Label, repeat: Option<usize>, condition: Option<&Expression>) -> Vec<String> {
        let condition = condition.map(|condition| in_words(self.form, repeat, condition, self.words));
        condition.into_iter().chain((!hint.is_empty()).then(|| self.words.label(hint))).collect()
    }

    fn item(&self, at: usize, parts: &mut Vec<Part>) {
        let item = &self.form.items[at];
        let mut remarks = self.remarks(&item.hint, item.repeat, item.relevant.as_ref());
        if matches!(item.required, Required::Always) {
            remarks.push(self.words.say("print-required"));
        }
        match (item.question(), item.repeat()) {
            (Some(question), _) => match question.prose(self.words.language()) {
                Some(prose) => parts.push(Part::Note(note(&prose))),
                None => push(
                    parts,
                    Entry {
                        label: self.words.label(&item.label),
                        remarks,
                        depth: item.depth,
                        answer: self.room(item, question),
                        at: Path::default(),
                        hidden: false,
                        problems: Vec::new(),
                    },
                ),
            },
            (None, Some(repeat)) => parts.push(Part::Repeat(self.repeat(item, repeat, remarks))),
            (None, None) => {}
        }
    }

    fn repeat(&self, item: &Item, repeat: &form::Repeat, mut remarks: Vec<String>) -> Repeat {
        if repeat.max > BLOCKS {
            remarks.push(self.words.render(&Message::new("print-more-blocks").with("max", repeat.max)));
        }
        let blocks = (1..=repeat.max.min(BLOCKS)).map(|n| {
            let mut parts = Vec::new();
            repeat.fields.iter().for_each(|field| self.item(*field, &mut parts));
            Block { title: line(&repeat.item_title(n, self.words.language())), at: Path::default(), parts }
        });
        let title = self.words.label(&item.label);
        Repeat {
            title,
            remarks,
            depth: item.depth,
            empty: String::new(),
            at: Path::default(),
            hidden: false,
            problems: Vec::new(),
            blocks: blocks.collect(),
        }
    }

    fn room(&self, item: &Item, question: &dyn Question) -> Answer {
        if item.value.is_some() {
            return Answer::Empty(self.words.say("print-computed"));
        }
        if let Some(table) = question.table() {
            return Answer::Table(self.table(&table));
        }
        if let Some(options) = question.options() {
            let many = question.value_type().is_some_and(|kind| kind.sort() == Sort::Choices);
            return Answer::Boxes { options: options.0.iter().map(|(_, label)| self.words.label(label)).collect(), many };
        }
        if question.is_file() {
            return Answer::Lines(self.words.say("print-attach"), 1);
        }
        Answer::Lines(String::new(), if item.kind() == "long_text" { LONG } else { 1 })
    }

    fn table(&self, table: &question::Table) -> Table {
        let (heading, columns) = headings(table, self.words);
        let room = |label: String| TableRow { label, cells: vec![Cell::Room; columns.len().max(1)] };
        let total = totals(table).1.then(|| self.words.say("matrix-total"));
        let rows = table.rows.iter().map(|(_, label)| self.words.label(label)).chain(total).map(room).collect();
        Table { heading, columns, rows }
    }
}
