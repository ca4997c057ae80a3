//! From source text to tokens. Faults are noted and reading goes on, with what was probably meant.

use std::ops::Range;

use super::fault::{Fault, Reason};
use super::syntax::{BinaryOperator, LogicOperator};

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A name or a word of the language.
    Name(String),
    Text(String),
    Integer(i64),
    Decimal(f64),
    Binary(BinaryOperator),
    Logic(LogicOperator),
    Not,
    Open,
    Close,
    OpenBracket,
    CloseBracket,
    Comma,
    Dot,
    End,
}

/// Operators and punctuation, longest first, and what to write instead of those that are not the language's.
const SIGNS: &[(&str, Token, Option<&str>)] = &[
    ("===", Token::Binary(BinaryOperator::Equal), Some("==")),
    ("!==", Token::Binary(BinaryOperator::NotEqual), Some("!=")),
    ("==", Token::Binary(BinaryOperator::Equal), None),
    ("!=", Token::Binary(BinaryOperator::NotEqual), None),
    ("<>", Token::Binary(BinaryOperator::NotEqual), Some("!=")),
    ("<=", Token::Binary(BinaryOperator::LessOrEqual), None),
    (">=", Token::Binary(BinaryOperator::GreaterOrEqual), None),
    ("=<", Token::Binary(BinaryOperator::LessOrEqual), Some("<=")),
    ("=>", Token::Binary(BinaryOperator::GreaterOrEqual), Some(">=")),
    ("&&", Token::Logic(LogicOperator::All), None),
    ("||", Token::Logic(LogicOperator::Any), None),
    ("=", Token::Binary(BinaryOperator::Equal), Some("==")),
    ("<", Token::Binary(BinaryOperator::Less), None),
    (">", Token::Binary(BinaryOperator::Greater), None),
    ("&", Token::Logic(LogicOperator::All), Some("&&")),
    ("|", Token::Logic(LogicOperator::Any), Some("||")),
    ("!", Token::Not, None),
    ("+", Token::Binary(BinaryOperator::Add), None),
    ("-", Token::Binary(BinaryOperator::Subtract), None),
    ("*", Token::Binary(BinaryOperator::Multiply), None),
    ("/", Token::Binary(BinaryOperator::Divide), None),
    ("(", Token::Open, None),
    (")", Token::Close, None),
    ("[", Token::OpenBracket, None),
    ("]", Token::CloseBracket, None),
    (",", Token::Comma, None),
    (".", Token::Dot, None),
    ("≠", Token::Binary(BinaryOperator::NotEqual), Some("!=")),
    ("≤", Token::Binary(BinaryOperator::LessOrEqual), Some("<=")),
    ("≥", Token::Binary(BinaryOperator::GreaterOrEqual), Some(">=")),
    ("−", Token::Binary(BinaryOperator::Subtract), Some("-")),
    ("–", Token::Binary(BinaryOperator::Subtract), Some("-")),
    ("×", Token::Binary(BinaryOperator::Multiply), Some("*")),
    ("÷", Token::Binary(BinaryOperator::Divide), Some("/")),
];

/// The tokens of a source, each with its bytes; the last is [`Token::End`].
pub(super) fn tokens(source: &str, faults: &mut Vec<Fault>) -> Vec<(Token, Range<usize>)> {
    let mut lexer = Lexer { source, at: 0, faults };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.next() {
        tokens.push(token);
    }
    tokens.push((Token::End, source.len()..source.len()));
    tokens
}

struct Lexer<'s> {
    source: &'s str,
    at: usize,
    faults: &'s mut Vec<Fault>,
}

impl<'s> Lexer<'s> {
    fn next(&mut self) -> Option<(Token, Range<usize>)> {
        loop {
            self.take_while(char::is_whitespace);
            let start = self.at;
            let first = self.rest().chars().next()?;
            let token = if starts_name(first) {
                Some(Token::Name(self.take_while(continues_name).to_owned()))
            } else if first.is_ascii_digit() {
                Some(self.number())
            } else if let Some(quotes) = quotes(first) {
                Some(self.text(first, quotes))
            } else {
                self.sign()
            };
            if let Some(token) = token {
                return Some((token, start..self.at));
            }
            self.at += first.len_utf8();
            self.take_while(is_unknown);
            let text = self.source.get(start..self.at).unwrap_or_default().to_owned();
            self.fault(start, Reason::UnknownCharacter { text });
        }
    }

    fn rest(&self) -> &'s str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> &'s str {
        let rest = self.rest();
        let length = rest.find(|character| !belongs(character)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn fault(&mut self, start: usize, reason: Reason) {
        self.faults.push(Fault { range: start..self.at, reason });
    }

    fn sign(&mut self) -> Option<Token> {
        let rest = self.rest();
        let (sign, token, instead) = SIGNS.iter().find(|(sign, ..)| rest.starts_with(sign))?;
        let start = self.at;
        self.at += sign.len();
        if let Some(instead) = instead {
            self.fault(start, Reason::Spelling { found: (*sign).to_owned(), instead: (*instead).to_owned() });
        }
        Some(token.clone())
    }

    fn number(&mut self) -> Token {
        let start = self.at;
        self.take_while(|character| character.is_ascii_digit());
        let mut whole = true;
        if self.rest().strip_prefix('.').is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit())) {
            whole = false;
            self.at += 1;
            self.take_while(|character| character.is_ascii_digit());
        }
        let clean = self.take_while(continues_name).is_empty();
        let text = self.source.get(start..self.at).unwrap_or_default();
        let token = if whole { text.parse().ok().map(Token::Integer) } else { finite(text).map(Token::Decimal) };
        token.filter(|_| clean).unwrap_or_else(|| {
            self.fault(start, Reason::BadNumber { text: text.to_owned() });
            Token::Integer(0)
        })
    }

    /// A text literal, its first quote being next. Typographic quotes are understood, and noted.
    fn text(&mut self, open: char, (close, instead): (char, Option<&str>)) -> Token {
        let start = self.at;
        self.at += open.len_utf8();
        let mut text = String::new();
        loop {
            let piece = self.at;
            let Some(next) = self.rest().chars().next() else {
                self.fault(start, Reason::UnclosedText);
                return Token::Text(text);
            };
            self.at += next.len_utf8();
            if next == close {
                break;
            }
            if next != '\\' {
                text.push(next);
                continue;
            }
            let escaped = self.rest().chars().next();
            self.at += escaped.map_or(0, char::len_utf8);
            match escaped {
                Some('n') => text.push('\n'),
                Some('t') => text.push('\t'),
                Some(escaped @ ('\\' | '\'' | '"')) => text.push(escaped),
                Some(escaped) => self.fault(piece, Reason::UnknownEscape { text: format!("\\{escaped}") }),
                None => {}
            }
        }
        if let Some(quote) = instead {
            text = text.trim().to_owned();
            let instead = if text.contains(quote) { "\"" } else { quote };
            let found = self.source.get(start..self.at).unwrap_or_default().to_owned();
            self.fault(start, Reason::Spelling { found, instead: format!("{instead}{text}{instead}") });
        }
        Token::Text(text)
    }
}

/// The quote that closes a text, and the one to write instead if both are typographic.
fn quotes(open: char) -> Option<(char, Option<&'static str>)> {
    match open {
        '\'' | '"' => Some((open, None)),
        '‘' | '’' => Some(('’', Some("'"))),
        '“' | '”' => Some(('”', Some("\""))),
        '«' => Some(('»', Some("'"))),
        _ => None,
    }
}

/// Letters with accents are let in: a name that has some is then an unknown one, with a suggestion.
fn starts_name(character: char) -> bool {
    character.is_alphabetic() || character == '_'
}

fn continues_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn is_unknown(character: char) -> bool {
    let mut text = [0; 4];
    let text = &*character.encode_utf8(&mut text);
    !character.is_whitespace() && !continues_name(character) && quotes(character).is_none() && !SIGNS.iter().any(|(sign, ..)| *sign == text)
}

fn finite(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}
