//! Question kinds: two traits and the table of kinds. One kind a file; this page is all that the rest of the program knows of them.
//!
//! A [`Question`] is what a form file says of one question of that kind; it reads, checks, sums up and shows answers and knows no terminal. A
//! [`Field`] is the same question while it has the focus: keys go in, an answer comes out. Conditions, labels and what several kinds have in common
//! belong to the form's items, not here.

use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use crossterm::event::KeyEvent;
use jiff::civil::Date;
use ratatui::text::Line;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::answers::Path;
use crate::expression::Type;
use crate::l10n::{Label, Language, Message};
use crate::node::{Node, NodeError};
use crate::ui::hint::Hint;
use crate::ui::{Context, Picture};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Refuses validation.
    Error,
    /// To be looked at; never refuses.
    Warning,
    /// To be known.
    Info,
}

/// Something that a kind finds wrong with an answer of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where below the question, `totaux.cibles`; empty for the question itself.
    pub below: String,
    /// How bad.
    pub severity: Severity,
    /// A stable word for scripts: `format`, `min`, `max`, `shape`, `missing_file`…
    pub code: &'static str,
    /// What to tell.
    pub message: Message,
}

impl Fault {
    /// A fault of the question itself.
    #[must_use]
    pub fn new(severity: Severity, code: &'static str, message: Message) -> Self {
        Self { below: String::new(), severity, code, message }
    }
}

/// What a response holds for one question: its answer and, by path, texts typed that could not be read.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The answer in its natural shape.
    pub value: Option<&'a Value>,
    /// The question's path.
    pub path: &'a Path,
    /// All unreadable texts of the response.
    pub unreadable: &'a BTreeMap<Path, String>,
}

impl<'a> Given<'a> {
    /// The unreadable text at the question itself (`""`) or below it (`totaux.cibles`).
    #[must_use]
    pub fn unreadable(&self, below: &str) -> Option<&'a str> {
        if self.unreadable.is_empty() {
            return None;
        }
        let path = if below.is_empty() { self.path.clone() } else { self.path.join(below) };
        self.unreadable.get(&path).map(String::as_str)
    }
}

/// What a field holds after a key: the answer, and what was typed that cannot be read, by place below the question (`""` for itself).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entered {
    /// The answer in its natural shape.
    pub value: Option<Value>,
    /// Unreadable texts.
    pub unreadable: Vec<(String, String)>,
}

impl From<Option<Value>> for Entered {
    fn from(value: Option<Value>) -> Self {
        Self { value, unreadable: Vec::new() }
    }
}

/// What a field did with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handled {
    /// Nothing: the screen may use the key.
    Ignored,
    /// Something to draw, the answer is the same.
    Redraw,
    /// The answer changed.
    Changed,
    /// The answer is as wanted (changed or not): go on to the next question.
    Next,
    /// The person wants to choose files for this question.
    Browse,
}

/// From which side the focus comes into a field with several places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// From above, or anew.
    First,
    /// From below.
    Last,
    /// At a place below the question (`totaux.cibles`).
    At(String),
}

/// One question of a form, by kind.
pub trait Question: fmt::Debug {
    /// What the question is in expressions; `None` if none may read it.
    fn value_type(&self) -> Option<Type>;

    /// Resolves names of choice lists, once the form's lists are known.
    ///
    /// # Errors
    /// What the form file's author must mend.
    fn resolve(&mut self, _lists: &Lists) -> Result<(), Message> {
        Ok(())
    }

    /// What is wrong with the definition itself (min above max…), for the form's author.
    ///
    /// # Errors
    /// The key at which the form file's author must mend it, and why.
    fn verify(&self) -> Result<(), (&'static str, Message)> {
        Ok(())
    }

    /// A JSON value from a file, brought to its natural shape (text composed, numbers normal).
    ///
    /// # Errors
    /// Why it is no answer to this kind: place below the question, reason.
    fn accept(&self, value: &Value) -> Result<Option<Value>, Vec<(String, Message)>>;

    /// Typed text as an answer; `None` for blank text. For choices, codes separated by commas; not for kinds that are not typed.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn read(&self, typed: &str) -> Result<Option<Value>, Message>;

    /// What the kind itself finds wrong with an accepted answer: format, bounds.
    fn check(&self, _value: &Value, _today: Date) -> Vec<Fault> {
        Vec::new()
    }

    /// The answer on one line of text, as shown in lists and exports. May hold line breaks for kinds that do.
    fn summary(&self, value: &Value, language: Language) -> String;

    /// Whether it takes one line in that many columns, so that it can stand beside a short label.
    fn is_beside(&self, _columns: usize) -> bool {
        false
    }

    /// Whether nothing is answered here (a note), so that the focus only passes.
    fn is_note(&self) -> bool {
        false
    }

    /// The words of a note; `None` for every other kind.
    fn prose(&self, _language: Language) -> Option<Prose<'_>> {
        None
    }

    /// Whether answers are files.
    fn is_file(&self) -> bool {
        false
    }

    /// The question's rows and columns, if it is a table.
    fn table(&self) -> Option<Table<'_>> {
        None
    }

    /// The options, if it has any.
    fn options(&self) -> Option<&ChoiceList> {
        None
    }

    /// The question without the focus, in `cx.width` columns.
    fn view<'a>(&'a self, given: &Given<'a>, cx: &Context<'a>) -> Vec<Line<'a>>;

    /// What of a value that is not accepted can be edited: the cells of a table, the known ones of several options. The first change replaces the rest.
    fn salvage(&self, _value: &Value) -> Option<Value> {
        None
    }

    /// The question with the focus; `None` if nothing can be typed into it.
    fn edit(&self, given: &Given, arrival: &Arrival) -> Option<Box<dyn Field>>;
}

/// A question with the focus.
pub trait Field: fmt::Debug {
    /// Takes a key.
    fn key(&mut self, key: KeyEvent, cx: &Context) -> Handled;

    /// Takes pasted text, cleaned already.
    fn paste(&mut self, text: &str, cx: &Context) -> Handled;

    /// What it holds now.
    fn entered(&self) -> Entered;

    /// What it looks like in `cx.width` columns, and where the cursor is.
    fn view<'a>(&'a self, cx: &Context<'a>) -> Picture<'a>;

    /// Its keys, most useful first, the kind's own words last.
    fn hints(&self) -> Vec<Hint>;

    /// What to tell when the focus leaves it: that something typed or highlighted is not the answer.
    fn left(&self, _language: Language) -> Option<Message> {
        None
    }

    /// The place inside the question that has the focus (`totaux.cibles`), if it has several.
    fn place(&self) -> Option<String> {
        None
    }
}

mod ahead;
mod filter;
mod number;
mod options;
mod ordered;
mod prose;
mod show;
#[cfg(test)]
mod testing;
mod typed;

/// A number as people read it in that language: thousands grouped from five digits on.
#[must_use]
pub fn shown_number(number: f64, language: Language) -> String {
    number::Number::default().format(number, language)
}

/// The words of a note.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose<'a> {
    /// Paragraphs with a blank line between them; words between `**` and `**` are stressed.
    pub text: &'a str,
    /// Names and what is said of them.
    pub rows: Vec<[&'a str; 2]>,
}

/// The rows and columns of a matrix.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    /// What the row labels are headed by; empty if nothing.
    pub heading: &'a Label,
    /// Ids and labels.
    pub rows: &'a [(String, Label)],
    /// Ids and labels; empty if there is one cell a row.
    pub columns: &'a [(String, Label)],
    /// Which totals are shown.
    pub total: Total,
}

/// Which totals a matrix shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Total {
    /// None.
    #[default]
    None,
    /// One at the end of each row.
    Row,
    /// One under each column.
    Column,
    /// Both.
    Both,
}

/// An ordered list of codes and labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChoiceList(pub Rc<[(String, Label)]>);

impl ChoiceList {
    /// The label of a code.
    #[must_use]
    pub fn label(&self, code: &str) -> Option<&Label> {
        self.0.iter().find(|(c, _)| c == code).map(|(_, label)| label)
    }

    /// The codes, in order.
    #[must_use]
    pub fn codes(&self) -> Rc<[String]> {
        self.0.iter().map(|(code, _)| code.clone()).collect()
    }
}

/// The form's named choice lists.
pub type Lists = BTreeMap<String, ChoiceList>;

/// What makes a question of a kind from its table in a form file; the error has the span.
pub type Load = fn(Node<'_>) -> Result<Box<dyn Question>, NodeError>;

/// A kind of question: an entry of the table that the author's reference, the errors and the tests over all kinds are made from.
#[derive(Debug)]
pub struct Kind {
    /// The word in form files.
    pub name: &'static str,
    /// What it asks for, in a sentence, for authors of forms.
    pub about: &'static str,
    /// What is stored, with an example.
    pub stored: &'static str,
    /// A whole question of this kind, as written in a form file.
    pub example: &'static str,
    /// Makes one.
    pub load: Load,
    /// Its part of the published JSON Schema.
    #[cfg(test)]
    pub schema: fn() -> schemars::Schema,
}

/// The loading function of most kinds: the struct that is the kind's part of the file format.
fn load<Q: Question + DeserializeOwned + 'static>(table: Node<'_>) -> Result<Box<dyn Question>, NodeError> {
    Ok(Box::new(Q::deserialize(table)?))
}

macro_rules! kinds {
    ($($kind:ident),* $(,)?) => {
        $(pub mod $kind;)*

        /// All kinds, in the order of the author's reference.
        pub static KINDS: &[&Kind] = &[$(&$kind::KIND),*];
    };
}

kinds![note, text, long_text, integer, decimal, month, email, phone, url, choice, choices, file, matrix];

#[cfg(test)]
mod tests;
