//! What is wrong with a form file: where, in which question, why and what to do. All faults of a file at once.

use std::ops::Range;

use thiserror::Error;
use toml::Spanned;

use super::syntax;
use crate::expression::{Fault as ExpressionFault, Reason, Sort, Wanted, line_column};
use crate::l10n::{Arg, Message, NO_WORDS, Texts};
use crate::node::NodeError;

/// One fault of a form file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// The question it lies in, if in one.
    pub question: Option<String>,
    /// Why, and what to do.
    pub message: Message,
}

/// A form file that cannot be used.
#[derive(Debug, Error)]
#[error("{file}: {} faults, first: {}", faults.len(), faults.first().map_or(String::new(), |fault| fault.message.to_string()))]
pub struct FormError {
    /// The file, or the name of a built-in form.
    pub file: String,
    /// What is wrong, in the order of the file.
    pub faults: Vec<Fault>,
}

impl FormError {
    /// A file that is wrong as a whole.
    #[must_use]
    pub fn whole(file: &str, message: Message) -> Self {
        Self { file: file.to_owned(), faults: vec![Fault { line: 1, column: 1, question: None, message }] }
    }

    /// One line a fault: `file:line:column: question: reason`.
    #[must_use]
    pub fn lines(&self, texts: &Texts) -> Vec<String> {
        let line = |fault: &Fault| {
            let question = fault.question.as_ref().map(|id| texts.render(&Message::new("fault-question").with("id", id.as_str())) + " ");
            format!("{}:{}:{}: {}{}", self.file, fault.line, fault.column, question.unwrap_or_default(), texts.render(&fault.message))
        };
        self.faults.iter().map(line).collect()
    }
}

/// Gathers the faults of one file while it is read.
pub(super) struct Faults<'a> {
    source: &'a str,
    found: Vec<Fault>,
    /// The question being read, for the faults found in it.
    pub question: Option<String>,
}

impl<'a> Faults<'a> {
    pub fn new(source: &'a str) -> Self {
        Self { source, found: Vec::new(), question: None }
    }

    /// Whether there is a file to point at: a built-in form has no faults.
    pub fn has_places(&self) -> bool {
        !self.source.is_empty()
    }

    /// Notes a fault at a range of bytes.
    pub fn add(&mut self, span: Range<usize>, message: Message) {
        let (line, column) = line_column(self.source, span.start);
        self.found.push(Fault { line, column, question: self.question.clone(), message });
    }

    /// Notes what `toml` finds wrong with the text; of several things on one line only the first, from which the others follow.
    pub fn add_syntax(&mut self, error: &NodeError) {
        let span = error.span.clone().unwrap_or(0..0);
        let (line, _) = line_column(self.source, span.start);
        if self.found.iter().all(|fault| fault.line != line) {
            let characters = self.source.get(span.clone()).unwrap_or_default();
            self.add(span, syntax::message(&error.message, characters));
        }
    }

    /// Notes what `serde` says, in our words where they have a form that we know.
    pub fn add_node(&mut self, error: &NodeError, fallback: Range<usize>) {
        self.add(error.span.clone().unwrap_or(fallback), from_serde(&error.message));
    }

    /// Notes a fault of an expression, of which the span has the quotes, too.
    pub fn add_expression(&mut self, fault: &ExpressionFault, source: &Spanned<String>) {
        let raw = self.source.get(source.span()).unwrap_or("");
        // where the file has the text as it is, without escapes, the offsets are those of the file
        let inside = raw.find(source.get_ref().as_str()).map_or(0, |text| text.max(1) + fault.range.start);
        let start = source.span().start + inside;
        self.add(start..start, from_reason(&fault.reason));
    }

    /// The faults, in the order of the file, if there are any.
    pub fn finish(mut self, file: &str) -> Option<FormError> {
        if self.found.is_empty() {
            return None;
        }
        self.found.sort_by_key(|fault| (fault.line, fault.column));
        Some(FormError { file: file.to_owned(), faults: self.found })
    }
}

/// The quoted word after a prefix in one of serde's messages, and what stands after it.
fn quoted<'a>(text: &'a str, prefix: &str) -> Option<(&'a str, &'a str)> {
    text.strip_prefix(prefix)?.strip_prefix('`')?.split_once('`')
}

fn from_serde(text: &str) -> Message {
    let text = text.trim();
    if let Some((key, rest)) = quoted(text, "unknown field ") {
        let known: String = rest.chars().skip_while(|c| *c != '`').filter(|c| *c != '`').collect();
        return Message::new("fault-unknown-key").with("key", key).with("known", known.replace(" or ", ", "));
    }
    if let Some((key, _)) = quoted(text, "unknown variant ") {
        let known: String = text.split_once("expected").map_or("", |(_, known)| known).chars().filter(|c| *c != '`').collect();
        return Message::new("fault-unknown-word")
            .with("word", key)
            .with("known", known.replace("one of", "").replace(" or ", ", ").trim().to_owned());
    }
    if let Some((key, _)) = quoted(text, "missing field ") {
        return Message::new("fault-missing-key").with("key", key);
    }
    let wrong = text.strip_prefix("invalid type: ").or_else(|| text.strip_prefix("invalid value: "));
    if let Some((found, expected)) = wrong.and_then(|rest| rest.split_once(", expected ")) {
        return wrong_type(found, expected);
    }
    if let Some((found, wanted)) = text.strip_prefix("invalid length ").and_then(|rest| rest.split_once(", expected ")) {
        let wanted: String = wanted.chars().filter(char::is_ascii_digit).collect();
        return Message::new("fault-length").with("found", found).with("wanted", wanted);
    }
    if text == NO_WORDS {
        return Message::new("fault-no-words");
    }
    Message::new("fault-toml").with("reason", text)
}

/// That one sort of value stands where another is wanted, both as TOML or serde call them.
pub(super) fn wrong_type(found: &str, expected: &str) -> Message {
    // `integer \`-4\``, `string "trois"`: what stands there says more than its sort
    let literal = found.split_once(['`', '"']).and_then(|(_, rest)| Some((rest.rsplit_once(['`', '"'])?.0, found.contains('"'))));
    let found = match literal {
        Some((text, true)) => format!("\"{text}\"").into(),
        Some((number, false)) => number.into(),
        None => sort_of_toml(found),
    };
    Message::new("fault-wrong-type").with("found", found).with("expected", sort_of_toml(expected))
}

/// What TOML and serde call a sort of value, in the words of an author; anything else as it is.
fn sort_of_toml(name: &str) -> Arg {
    let id = match name {
        "string" | "a string" => "type-text",
        "integer" | "i64" => "type-integer",
        "u8" => "type-small",
        "u32" | "u64" | "usize" => "type-count",
        "float" | "f64" => "type-decimal",
        "boolean" | "a boolean" => "type-bool",
        "array" | "sequence" | "a sequence" => "type-list",
        "table" | "map" | "a map" => "type-table",
        label if label.starts_with("a text, or a table") => "type-label",
        options if options.starts_with("the name of a list of choices") => "type-options",
        rows if rows.starts_with("a table with one `id") => "type-rows",
        // of the wrong sort of value; a wrong word is told with those that are possible
        word if word.starts_with("enum ") => "type-text",
        date if date.starts_with("datetime") => "type-date",
        other => return other.into(),
    };
    Message::new(id).into()
}

/// An expression's fault in the words of an author.
fn from_reason(reason: &Reason) -> Message {
    match reason {
        Reason::TooLong { bytes, limit } => Message::new("expression-too-long").with("bytes", *bytes).with("limit", *limit),
        Reason::TooDeep { limit } => Message::new("expression-too-deep").with("limit", *limit),
        Reason::UnknownCharacter { text } => Message::new("expression-unknown-character").with("text", text.as_str()),
        Reason::UnclosedText => Message::new("expression-unclosed-text"),
        Reason::UnknownEscape { text } => Message::new("expression-unknown-escape").with("text", text.as_str()),
        Reason::BadNumber { text } => Message::new("expression-bad-number").with("text", text.as_str()),
        Reason::Spelling { found, instead } => {
            Message::new("expression-spelling").with("found", found.as_str()).with("instead", instead.as_str())
        }
        Reason::Syntax { found: Some(found), wanted } => {
            Message::new("expression-syntax").with("found", found.as_str()).with("wanted", wanted_message(*wanted))
        }
        Reason::Syntax { found: None, wanted } => Message::new("expression-syntax-end").with("wanted", wanted_message(*wanted)),
        Reason::UnknownName { name, suggestion } => {
            suggest(Message::new("expression-unknown-name").with("name", name.as_str()), suggestion.as_deref())
        }
        Reason::UnknownMember { of, name, names, suggestion } => {
            let message = Message::new("expression-unknown-member")
                .with("of", of.as_str())
                .with("name", name.as_str())
                .with("names", names.join(", "));
            suggest(message, suggestion.as_deref())
        }
        Reason::NoMembers { of, found, name } => {
            Message::new("expression-no-members").with("of", of.as_str()).with("found", sort_message(*found)).with("name", name.as_str())
        }
        Reason::UnknownFunction { name, functions, suggestion } => {
            let message = Message::new("expression-unknown-function").with("name", name.as_str()).with("functions", functions.join(", "));
            suggest(message, suggestion.as_deref())
        }
        Reason::ArgumentCount { function, found } => {
            Message::new("expression-argument-count").with("function", *function).with("found", *found)
        }
        Reason::NoSuchCode { name, code, codes, suggestion } => {
            let message = Message::new("expression-no-such-code")
                .with("name", name.as_str())
                .with("code", code.as_str())
                .with("codes", codes.join(", "));
            suggest(message, suggestion.as_deref())
        }
        Reason::NotAMonth { text } => Message::new("expression-not-a-month").with("text", text.as_str()),
        Reason::TypeMismatch { operator, left, right } => Message::new("expression-type-mismatch")
            .with("operator", *operator)
            .with("left", sort_message(*left))
            .with("right", sort_message(*right)),
        Reason::NoCommonCode => Message::new("expression-no-common-code"),
        Reason::WrongOperand { operator, found, .. } => {
            Message::new("expression-wrong-operand").with("operator", *operator).with("found", sort_message(*found))
        }
        Reason::WrongResult { found, wanted } => {
            Message::new("expression-wrong-result").with("found", sort_message(*found)).with("wanted", sort_message(*wanted))
        }
        Reason::MisplacedNull => Message::new("expression-misplaced-null"),
        Reason::NeverNull { found } => Message::new("expression-never-null").with("found", sort_message(*found)),
    }
}

/// The message with « did you mean » after it, if there is something near.
fn suggest(message: Message, suggestion: Option<&str>) -> Message {
    match suggestion {
        None => message,
        Some(name) => Message::new("fault-suggestion").with("fault", message).with("name", name),
    }
}

fn wanted_message(wanted: Wanted) -> Message {
    Message::new(match wanted {
        Wanted::Operand => "wanted-operand",
        Wanted::OperatorOrEnd => "wanted-operator",
        Wanted::ClosingParenthesis => "wanted-parenthesis",
        Wanted::ClosingBracket => "wanted-bracket",
        Wanted::Member => "wanted-member",
        Wanted::MemberText => "wanted-member-text",
    })
}

fn sort_message(sort: Sort) -> Message {
    Message::new(match sort {
        Sort::Bool => "type-bool",
        Sort::Integer => "type-integer",
        Sort::Decimal => "type-decimal",
        Sort::Text => "type-text",
        Sort::Month => "type-month",
        Sort::Choice => "type-choice",
        Sort::Choices => "type-choices",
        Sort::List => "type-list",
        Sort::Record => "type-record",
        Sort::Instances => "type-instances",
        Sort::Files => "type-files",
    })
}
