//! From tokens to the tree, by precedence. Names are not looked up here: a read is an index into the paths found.

use std::ops::Range;

use super::MAX_DEPTH;
use super::fault::{Fault, Reason, Wanted, nearest};
use super::lexer::{Token, tokens};
use super::syntax::{BinaryOperator, Function, Literal, LogicOperator, Node, Term, UnaryOperator};

/// One name of a path.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) name: String,
    pub(super) range: Range<usize>,
}

/// The tree, and the paths it reads in order of appearance, each once. `None` for the tree if no sense could be made of the source.
pub(super) fn parse(source: &str, faults: &mut Vec<Fault>) -> (Option<Node>, Vec<Vec<Segment>>) {
    let tokens = tokens(source, faults);
    let mut parser = Parser { source, tokens, at: 0, depth: 0, paths: Vec::new(), faults };
    let tree = parser.whole();
    (tree, parser.paths)
}

/// A node and how many levels it has.
struct Part {
    node: Node,
    height: usize,
}

#[derive(Clone, Copy)]
enum Infix {
    Binary(BinaryOperator),
    Logic(LogicOperator),
    In,
}

impl Infix {
    fn precedence(self) -> u8 {
        match self {
            Self::Logic(LogicOperator::Any) => 1,
            Self::Logic(LogicOperator::All) => 2,
            Self::In => 3,
            Self::Binary(operator) if operator.is_comparison() => 3,
            Self::Binary(BinaryOperator::Add | BinaryOperator::Subtract) => 4,
            Self::Binary(_) => 5,
        }
    }
}

struct Parser<'s> {
    source: &'s str,
    tokens: Vec<(Token, Range<usize>)>,
    at: usize,
    depth: usize,
    paths: Vec<Vec<Segment>>,
    faults: &'s mut Vec<Fault>,
}

/// A `None` means that a fault was noted and that reading stops.
impl Parser<'_> {
    fn whole(&mut self) -> Option<Node> {
        let part = self.expression(0)?;
        if self.token() != &Token::End {
            return self.syntax(Wanted::OperatorOrEnd);
        }
        Some(part.node)
    }

    fn token(&self) -> &Token {
        self.ahead(0)
    }

    fn ahead(&self, count: usize) -> &Token {
        self.tokens.get(self.at + count).map_or(&Token::End, |(token, _)| token)
    }

    fn range(&self) -> Range<usize> {
        self.tokens.get(self.at).map_or(self.source.len()..self.source.len(), |(_, range)| range.clone())
    }

    fn text(&self, range: Range<usize>) -> String {
        self.source.get(range).unwrap_or_default().to_owned()
    }

    /// Where the last token taken ends.
    fn end(&self) -> usize {
        self.at.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(0, |(_, range)| range.end)
    }

    fn take(&mut self) -> Range<usize> {
        let range = self.range();
        self.at += 1;
        range
    }

    fn take_if(&mut self, token: &Token) -> bool {
        let there = self.token() == token;
        if there {
            self.at += 1;
        }
        there
    }

    fn fault(&mut self, range: Range<usize>, reason: Reason) {
        self.faults.push(Fault { range, reason });
    }

    fn syntax<T>(&mut self, wanted: Wanted) -> Option<T> {
        let range = self.range();
        let found = (self.token() != &Token::End).then(|| self.text(range.clone()));
        self.fault(range, Reason::Syntax { found, wanted });
        None
    }

    fn too_deep<T>(&mut self, range: Range<usize>) -> Option<T> {
        self.fault(range, Reason::TooDeep { limit: MAX_DEPTH });
        None
    }

    /// Runs `inner` one level deeper.
    fn deeper<T>(&mut self, inner: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.depth >= MAX_DEPTH {
            return self.too_deep(self.range());
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    fn part(&mut self, range: Range<usize>, height: usize, term: Term) -> Option<Part> {
        if height >= MAX_DEPTH {
            return self.too_deep(range);
        }
        Some(Part { node: Node { range, term }, height: height + 1 })
    }

    fn expression(&mut self, least: u8) -> Option<Part> {
        let mut left = self.operand()?;
        while let Some(infix) = self.infix().filter(|infix| infix.precedence() > least) {
            self.take();
            let right = self.expression(infix.precedence())?;
            left = self.join(left, infix, right)?;
        }
        Some(left)
    }

    /// The operator that is next, also one written as a word.
    fn infix(&mut self) -> Option<Infix> {
        let (infix, instead) = match self.token() {
            Token::Binary(operator) => (Infix::Binary(*operator), None),
            Token::Logic(operator) => (Infix::Logic(*operator), None),
            Token::Name(name) => match name.as_str() {
                "in" => (Infix::In, None),
                "and" | "AND" | "et" | "ET" => (Infix::Logic(LogicOperator::All), Some("&&")),
                "or" | "OR" | "ou" | "OU" => (Infix::Logic(LogicOperator::Any), Some("||")),
                _ => return None,
            },
            _ => return None,
        };
        if let Some(instead) = instead {
            self.spelling_once(self.range(), instead);
        }
        Some(infix)
    }

    /// Notes a spelling, unless the same place was noted already (an operator is looked at once a level).
    fn spelling_once(&mut self, range: Range<usize>, instead: &str) {
        let reason = Reason::Spelling { found: self.text(range.clone()), instead: instead.to_owned() };
        if !self.faults.iter().any(|fault| fault.range == range && fault.reason == reason) {
            self.fault(range, reason);
        }
    }

    fn join(&mut self, left: Part, infix: Infix, right: Part) -> Option<Part> {
        let range = left.node.range.start..right.node.range.end;
        let height = left.height.max(right.height);
        let term = match infix {
            Infix::Binary(operator) => Term::Binary(operator, Box::new(left.node), Box::new(right.node)),
            Infix::In => Term::In(Box::new(left.node), Box::new(right.node)),
            Infix::Logic(operator) => {
                let mut conditions = Vec::new();
                let mut deepest = 0;
                for part in [left, right] {
                    match part.node.term {
                        Term::Logic(same, inner) if same == operator => {
                            deepest = deepest.max(part.height - 1);
                            conditions.extend(inner);
                        }
                        term => {
                            deepest = deepest.max(part.height);
                            conditions.push(Node { range: part.node.range, term });
                        }
                    }
                }
                return self.part(range, deepest, Term::Logic(operator, conditions));
            }
        };
        self.part(range, height, term)
    }

    fn operand(&mut self) -> Option<Part> {
        let range = self.range();
        match self.token().clone() {
            Token::Not => self.unary(UnaryOperator::Not),
            Token::Binary(BinaryOperator::Subtract) => self.unary(UnaryOperator::Negate),
            Token::Open => {
                self.take();
                let inner = self.deeper(|parser| parser.expression(0))?;
                if !self.take_if(&Token::Close) {
                    return self.syntax(Wanted::ClosingParenthesis);
                }
                Some(inner)
            }
            Token::OpenBracket => {
                self.take();
                let (elements, height) = self.elements(&Token::CloseBracket, Wanted::ClosingBracket)?;
                self.part(range.start..self.end(), height, Term::List(elements))
            }
            Token::Integer(number) => self.literal(Literal::Integer(number)),
            Token::Decimal(number) => self.literal(Literal::Decimal(number)),
            Token::Text(text) => self.literal(Literal::Text(text)),
            Token::Name(name) => match name.as_str() {
                "true" => self.literal(Literal::Bool(true)),
                "false" => self.literal(Literal::Bool(false)),
                "null" => self.literal(Literal::Null),
                "in" => self.syntax(Wanted::Operand),
                "not" | "NOT" | "non" | "NON" if matches!(self.ahead(1), Token::Name(_) | Token::Open) && !self.is_word_ahead() => {
                    self.spelling_once(range, "!");
                    self.unary(UnaryOperator::Not)
                }
                _ if self.ahead(1) == &Token::Open => self.call(&name),
                _ => self.path(name),
            },
            _ => self.syntax(Wanted::Operand),
        }
    }

    /// Whether the token after this one is a word that joins operands.
    fn is_word_ahead(&self) -> bool {
        matches!(self.ahead(1), Token::Name(name) if matches!(name.as_str(), "in" | "and" | "AND" | "et" | "ET" | "or" | "OR" | "ou" | "OU"))
    }

    fn literal(&mut self, literal: Literal) -> Option<Part> {
        let range = self.take();
        self.part(range, 0, Term::Literal(literal))
    }

    fn unary(&mut self, operator: UnaryOperator) -> Option<Part> {
        let start = self.take().start;
        let inner = self.deeper(Self::operand)?;
        self.part(start..self.end(), inner.height, Term::Unary(operator, Box::new(inner.node)))
    }

    /// Expressions between commas, the opening sign being taken, and the greatest of their heights.
    fn elements(&mut self, close: &Token, wanted: Wanted) -> Option<(Vec<Node>, usize)> {
        let mut elements = Vec::new();
        let mut height = 0;
        while !self.take_if(close) {
            if !elements.is_empty() && !self.take_if(&Token::Comma) {
                return self.syntax(wanted);
            }
            let part = self.deeper(|parser| parser.expression(0))?;
            height = height.max(part.height);
            elements.push(part.node);
        }
        Some((elements, height))
    }

    fn call(&mut self, name: &str) -> Option<Part> {
        let called = self.take();
        self.take();
        let (arguments, height) = self.elements(&Token::Close, Wanted::ClosingParenthesis)?;
        let range = called.start..self.end();
        let Some(function) = Function::EVERY.into_iter().find(|function| function.name() == name) else {
            let functions: Vec<String> = Function::EVERY.map(|function| function.name().to_owned()).into();
            let suggestion = nearest(name, &functions);
            self.fault(called, Reason::UnknownFunction { name: name.to_owned(), functions, suggestion });
            return None;
        };
        match <[Node; 1]>::try_from(arguments) {
            Ok([argument]) => self.part(range, height, Term::Call(function, Box::new(argument))),
            Err(arguments) => {
                self.fault(range, Reason::ArgumentCount { function: function.name(), found: arguments.len() });
                None
            }
        }
    }

    fn path(&mut self, name: String) -> Option<Part> {
        let range = self.take();
        let start = range.start;
        let mut path = vec![Segment { name, range }];
        loop {
            let dot = self.range();
            if self.take_if(&Token::Dot) {
                let range = self.range();
                match self.token().clone() {
                    Token::Name(name) => path.push(Segment { name, range }),
                    // The lexer takes `2023` or `2023.2024` for a number: right rows, wrongly written.
                    Token::Integer(_) | Token::Decimal(_) => {
                        let text = self.text(range.clone());
                        self.spelling_once(dot.start..range.end, &format!("['{}']", text.replace('.', "']['")));
                        path.extend(text.split('.').map(|name| Segment { name: name.to_owned(), range: range.clone() }));
                    }
                    _ => return self.syntax(Wanted::Member),
                }
                self.take();
            } else if self.take_if(&Token::OpenBracket) {
                let range = self.range();
                match self.token().clone() {
                    Token::Text(name) => path.push(Segment { name, range }),
                    Token::Integer(_) => {
                        let name = self.text(range.clone());
                        self.spelling_once(range.clone(), &format!("'{name}'"));
                        path.push(Segment { name, range });
                    }
                    _ => return self.syntax(Wanted::MemberText),
                }
                self.take();
                if !self.take_if(&Token::CloseBracket) {
                    return self.syntax(Wanted::ClosingBracket);
                }
            } else {
                break;
            }
        }
        if let ([first, .., last], Token::Open) = (path.as_slice(), self.token()) {
            let of = self.text(first.range.start..last.range.start);
            let instead = format!("{}({})", last.name, of.trim_end().trim_end_matches(['.', '[']));
            self.spelling_once(start..self.end(), &instead);
            return None;
        }
        let index = self.index_of(path);
        self.part(start..self.end(), 0, Term::Read(index))
    }

    fn index_of(&mut self, path: Vec<Segment>) -> usize {
        let same = |known: &Vec<Segment>| known.iter().map(|segment| &segment.name).eq(path.iter().map(|segment| &segment.name));
        self.paths.iter().position(same).unwrap_or_else(|| {
            self.paths.push(path);
            self.paths.len() - 1
        })
    }
}
