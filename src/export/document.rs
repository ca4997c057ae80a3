//! What is printed, before it is laid out: a tree of headings, questions and answers, all in the reader's words.
//!
//! Every text in it went through `ui::clean`: single-line texts hold no line break, answers may. Escaping for a format is its writer's business.

use crate::answers::Path;
use crate::question::Severity;

/// A response or a blank form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The language's two-letter code.
    pub language: &'static str,
    /// The form's title.
    pub title: String,
    /// What names the response; nothing for a blank form.
    pub name: String,
    /// State, dates, author, version: names (with their colon) and values.
    pub facts: Vec<(String, String)>,
    /// The words above the table of contents.
    pub contents: String,
    /// The form's pages.
    pub chapters: Vec<Chapter>,
    /// The heading of what follows.
    pub past: String,
    /// When it was validated and opened again, by whom and why, a line each.
    pub history: Vec<String>,
}

/// A page of the form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chapter {
    /// Its number, if it has one.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Where it is marked; empty on a blank form.
    pub at: Path,
    /// Hint, condition.
    pub remarks: Vec<String>,
    /// Its sections; one without a title holds what stands under the page's own.
    pub sections: Vec<Section>,
}

/// A section of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Its title; may be empty.
    pub title: String,
    /// Hint, condition.
    pub remarks: Vec<String>,
    /// What stands in it.
    pub parts: Vec<Part>,
}

/// A part of a section or of a block.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Questions that follow each other.
    Entries(Vec<Entry>),
    /// Words only.
    Note(Note),
    /// A repeat and its blocks.
    Repeat(Repeat),
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The question.
    pub label: String,
    /// Hint, condition, whether it must be answered.
    pub remarks: Vec<String>,
    /// Indentation steps.
    pub depth: u8,
    /// The answer, or room for one.
    pub answer: Answer,
    /// Where it is answered; empty on a blank form.
    pub at: Path,
    /// Whether it is not asked: a remark says why.
    pub hidden: bool,
    /// What is wrong with it, and the answer does not tell itself.
    pub problems: Vec<Fault>,
}

/// Something wrong with an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// What says its severity: a mark on the screen, words on paper.
    pub mark: String,
    /// How bad it is.
    pub severity: Severity,
    /// What to tell.
    pub text: String,
}

/// An answer, or room for one.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Words; may hold line breaks.
    Text(String),
    /// Several things: chosen options, files.
    List(Vec<String>),
    /// A matrix.
    Table(Table),
    /// No answer: what is said instead.
    Empty(String),
    /// What cannot be read as an answer, with the words that say so.
    Unreadable(String),
    /// Options to tick by hand.
    Boxes {
        /// All of them.
        options: Vec<String>,
        /// Whether several may be ticked.
        many: bool,
    },
    /// That many lines to write on, after these words, if any.
    Lines(String, u8),
}

/// The cells of a matrix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What the rows' labels are headed by; may be empty.
    pub heading: String,
    /// Labels of the columns, one for each cell of a row; empty if there is one cell a row and nothing to head it.
    pub columns: Vec<String>,
    /// From top to bottom.
    pub rows: Vec<TableRow>,
}

impl Table {
    /// Whether it has so many columns that they need smaller letters.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.columns.len() > 5
    }

    /// Whether a column holds words, which stand at its left.
    #[must_use]
    pub fn is_text(&self, column: usize) -> bool {
        self.rows.iter().any(|row| matches!(row.cells.get(column), Some(Cell::Text(_))))
    }
}

/// A row of a matrix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableRow {
    /// Its label.
    pub label: String,
    /// From left to right.
    pub cells: Vec<Cell>,
}

/// A cell of a matrix.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A number.
    Number(String),
    /// Words.
    Text(String),
    /// The sum of others.
    Total(String),
    /// What cannot be read as a number, with the words that say so.
    Unreadable(String),
    /// Nothing.
    Empty,
    /// Room to write.
    Room,
}

/// Words to read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// Paragraphs, in runs of plain and strong words.
    pub paragraphs: Vec<Vec<Run>>,
    /// Names and what is said of them.
    pub rows: Vec<(String, String)>,
}

/// Words in one style.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether they are stressed.
    pub strong: bool,
}

/// Blocks of questions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Repeat {
    /// Its label.
    pub title: String,
    /// Hint, condition, how many blocks there may be.
    pub remarks: Vec<String>,
    /// Indentation steps.
    pub depth: u8,
    /// What is said if there is no block; empty if there are some.
    pub empty: String,
    /// Where they are answered; empty on a blank form.
    pub at: Path,
    /// Whether they are not asked: a remark says why.
    pub hidden: bool,
    /// What is wrong with them together.
    pub problems: Vec<Fault>,
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// A block of a repeat.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// « Événement 2 ».
    pub title: String,
    /// Which one it is; empty on a blank form.
    pub at: Path,
    /// Its fields.
    pub parts: Vec<Part>,
}

/// Adds a question after the others.
pub(super) fn push(parts: &mut Vec<Part>, entry: Entry) {
    if let Some(Part::Entries(entries)) = parts.last_mut() {
        entries.push(entry);
    } else {
        parts.push(Part::Entries(vec![entry]));
    }
}
