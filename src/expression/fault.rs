//! What is wrong with an expression, as data: the words are the messages' business.

use std::ops::Range;

use super::types::Sort;

/// One thing wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, in bytes of the source; empty at its end if something is missing there.
    pub range: Range<usize>,
    /// What.
    pub reason: Reason,
}

/// What is wrong with an expression. Names, codes and operators are given as the form's author writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Longer than an expression may be.
    TooLong {
        /// Its length in bytes.
        bytes: usize,
        /// The longest allowed.
        limit: usize,
    },
    /// Nested deeper than an expression may be.
    TooDeep {
        /// The deepest allowed.
        limit: usize,
    },
    /// A character the language does not have.
    UnknownCharacter {
        /// It, with those of the same sort that follow.
        text: String,
    },
    /// A text literal whose quote is never closed.
    UnclosedText,
    /// A backslash before something it does not escape.
    UnknownEscape {
        /// The backslash and what follows it.
        text: String,
    },
    /// A number that is written wrongly or is too large.
    BadNumber {
        /// As written.
        text: String,
    },
    /// Another way of writing what the language has: `=` for `==`, `and` for `&&`…
    Spelling {
        /// As written.
        found: String,
        /// What to write.
        instead: String,
    },
    /// Something does not stand where it can.
    Syntax {
        /// The source text of it; `None` at the end.
        found: Option<String>,
        /// What could stand there.
        wanted: Wanted,
    },
    /// A name that is no question's.
    UnknownName {
        /// The name.
        name: String,
        /// The nearest one there is.
        suggestion: Option<String>,
    },
    /// A row, a column or a field that is not there.
    UnknownMember {
        /// The path of what should have it.
        of: String,
        /// Its name.
        name: String,
        /// Those there are.
        names: Vec<String>,
        /// The nearest of them.
        suggestion: Option<String>,
    },
    /// A member of what has none.
    NoMembers {
        /// The path of what should have it.
        of: String,
        /// What that is.
        found: Sort,
        /// The member's name.
        name: String,
    },
    /// A function that does not exist.
    UnknownFunction {
        /// Its name.
        name: String,
        /// Those there are.
        functions: Vec<String>,
        /// The nearest of them.
        suggestion: Option<String>,
    },
    /// A function given other than one argument.
    ArgumentCount {
        /// The function's name.
        function: &'static str,
        /// How many it was given.
        found: usize,
    },
    /// A literal beside a choice question that is none of its codes.
    NoSuchCode {
        /// The path of the question; empty if it cannot be named.
        name: String,
        /// The literal.
        code: String,
        /// The codes there are.
        codes: Vec<String>,
        /// The nearest of them.
        suggestion: Option<String>,
    },
    /// A literal beside a month that is no month.
    NotAMonth {
        /// The literal.
        text: String,
    },
    /// Two values that do not go together.
    TypeMismatch {
        /// What stands between them; `[]` for two elements of a list.
        operator: &'static str,
        /// The first.
        left: Sort,
        /// The second.
        right: Sort,
    },
    /// Two choice questions that have no code in common, and so can never be equal.
    NoCommonCode,
    /// One value of a sort that an operator or a function does not take.
    WrongOperand {
        /// The operator or function; `[]` for an element of a list.
        operator: &'static str,
        /// What it was given.
        found: Sort,
        /// What it takes.
        wanted: &'static [Sort],
    },
    /// The whole gives another type than its place wants.
    WrongResult {
        /// What it gives.
        found: Sort,
        /// What is wanted.
        wanted: Sort,
    },
    /// `null` elsewhere than beside `==` or `!=`.
    MisplacedNull,
    /// A list compared with `null`: unanswered, it is `[]`; ask its size.
    NeverNull {
        /// What it is.
        found: Sort,
    },
}

/// What could have stood where something else does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wanted {
    /// A name, a literal, a list or a parenthesis.
    Operand,
    /// An operator, or nothing more.
    OperatorOrEnd,
    /// `)`, or an operator.
    ClosingParenthesis,
    /// `]`, a comma or an operator.
    ClosingBracket,
    /// A row's, a column's or a field's name.
    Member,
    /// Such a name in quotes.
    MemberText,
}

/// The line and the column of a byte of a source, both from 1; columns are counted in characters.
#[must_use]
pub fn line_column(source: &str, byte: usize) -> (usize, usize) {
    let before = source.char_indices().take_while(|(at, _)| *at < byte);
    before.fold((1, 1), |(line, column), (_, character)| if character == '\n' { (line + 1, 1) } else { (line, column + 1) })
}

/// The candidate nearest to a name, if one is near enough to be a slip of the hand.
#[must_use]
pub fn nearest<'c, S: AsRef<str> + 'c>(name: &str, candidates: impl IntoIterator<Item = &'c S>) -> Option<String> {
    let folded = name.to_lowercase();
    let limit = (name.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(AsRef::as_ref)
        .map(|candidate| (strsim::osa_distance(&folded, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let source = "é == 1\n  || x";
        for (byte, place) in [(0, (1, 1)), (2, (1, 2)), (7, (1, 7)), (8, (2, 1)), (10, (2, 3)), (999, (2, 7))] {
            assert_eq!(line_column(source, byte), place, "{byte}");
        }
    }

    #[test]
    fn the_nearest_name_is_suggested_only_if_it_is_near() {
        let names: Vec<String> = ["statut", "region", "gcs"].map(String::from).into();
        let cases =
            [("statu", Some("statut")), ("sattut", Some("statut")), ("Région", Some("region")), ("GCS", Some("gcs")), ("etp", None)];
        for (name, suggestion) in cases {
            assert_eq!(nearest(name, &names).as_deref(), suggestion, "{name}");
        }
    }
}
