//! The syntax tree of a checked expression: what the evaluator runs and what « why? » walks.

use std::ops::Range;

use super::month::Month;
use super::types::Type;

/// A part of an expression and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Bytes of the source; parentheses around it are left out.
    pub range: Range<usize>,
    /// What it is.
    pub term: Term,
}

/// What a [`Node`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// A literal.
    Literal(Literal),
    /// An answer: an index into [`reads`](super::Expression::reads).
    Read(usize),
    /// `!a` or `-a`.
    Unary(UnaryOperator, Box<Node>),
    /// A comparison or arithmetic.
    Binary(BinaryOperator, Box<Node>, Box<Node>),
    /// `a && b && c` or `a || b || c`: two conditions or more, whatever the parentheses around those of the same operator.
    Logic(LogicOperator, Vec<Node>),
    /// `item in list`.
    In(Box<Node>, Box<Node>),
    /// `size(a)` or `sum(a)`.
    Call(Function, Box<Node>),
    /// `[a, b]`.
    List(Vec<Node>),
}

/// A literal.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// `null`: only beside `==` and `!=`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with decimals.
    Decimal(f64),
    /// A text, or a choice's code.
    Text(String),
    /// A text that stands beside a month.
    Month(Month),
}

/// An operator before its operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOperator {
    /// `!`
    Not,
    /// `-`
    Negate,
}

impl UnaryOperator {
    /// As it is written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Not => "!",
            Self::Negate => "-",
        }
    }
}

/// An operator between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOperator {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `+`: of numbers or of texts.
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`: always a decimal, of two integers too.
    Divide,
}

impl BinaryOperator {
    /// As it is written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
        }
    }

    /// Whether it compares, and so gives a boolean.
    #[must_use]
    pub fn is_comparison(self) -> bool {
        !matches!(self, Self::Add | Self::Subtract | Self::Multiply | Self::Divide)
    }

    /// Whether it only asks if two values are the same.
    pub(super) fn is_equality(self) -> bool {
        matches!(self, Self::Equal | Self::NotEqual)
    }
}

/// How conditions are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogicOperator {
    /// `&&`: every one must hold.
    All,
    /// `||`: one at least must hold.
    Any,
}

impl LogicOperator {
    /// As it is written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::All => "&&",
            Self::Any => "||",
        }
    }
}

/// A function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// How many: codes, instances, files, present elements of a list, characters of a text.
    Size,
    /// The total of the present numbers of a list or a matrix; null if none is present.
    Sum,
}

impl Function {
    /// Every function.
    pub const EVERY: [Self; 2] = [Self::Size, Self::Sum];

    /// As it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Size => "size",
            Self::Sum => "sum",
        }
    }
}

/// An answer an expression reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The name, then rows, columns or fields: `["postes", "pourvus", "2023"]`. It may go through a repeat, without naming an instance.
    pub path: Vec<String>,
    /// What stands there.
    pub shape: Type,
}
