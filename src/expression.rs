//! The expression language of form files: conditions, checks and computed values.
//!
//! A small, typed subset of CEL (Common Expression Language): `== != < <= > >= in && || ! + - * /`, parentheses, literals, lists, `size()` and `sum()`.
//! Names, codes and types are checked when a form is loaded; what an expression reads is known then. It knows nothing of forms: a [`Scope`] gives the
//! types of the names, an [`Answered`] the values.
//!
//! Where it is not CEL:
//! - An integer meets a decimal as a decimal, and `/` always gives a decimal: `7 / 2` is 3.5.
//! - What cannot be computed is null, never an error: a division by zero, an overflow, a result that is not finite.
//! - Null runs through arithmetic and comparisons; `x == null` and `x != null` alone look at it. `&&`, `||` and `!` follow Kleene: false and null is
//!   false. A null item `in` anything is null; `x in [a, b]` is `x == a || x == b`. `sum` adds the numbers that are present and is null if there is
//!   none, `size` of a written list counts the elements that are present: blank is never zero.
//! - Decimal results are rounded to nine decimals, so `0.1 + 0.2 == 0.3`.
//! - A text literal beside a choice question is one of its codes, beside a month a month; a bare year is its January.
//! - `repeat.field`, outside the repeat, is the list of that field over the instances that answer it.

use std::rc::Rc;

use serde_json::Value;

mod check;
mod eval;
mod fault;
mod lexer;
mod month;
mod number;
mod parser;
mod syntax;
#[cfg(test)]
mod tests;
mod types;

pub use eval::Answered;
pub use fault::{Fault, Reason, Wanted, line_column, nearest};
pub use month::Month;
pub use syntax::{BinaryOperator, Function, Literal, LogicOperator, Node, Read, Term, UnaryOperator};
pub use types::{Scope, Sort, Type};

/// The longest expression, in bytes.
pub const MAX_BYTES: usize = 4096;
/// The most levels an expression may have, parentheses included.
pub const MAX_DEPTH: usize = 64;

/// An expression that was checked against a scope.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    root: Node,
    reads: Rc<[Read]>,
}

impl Expression {
    /// Reads and checks an expression that must give `expected`; an integer will do for a decimal, a list of codes for choices.
    ///
    /// # Errors
    /// All that was found wrong, in the order of the source. A fault of syntax may hide those of types, and of names that follow it.
    pub fn parse(source: &str, scope: &dyn Scope, expected: &Type) -> Result<Self, Vec<Fault>> {
        if source.len() > MAX_BYTES {
            let reason = Reason::TooLong { bytes: source.len(), limit: MAX_BYTES };
            return Err(vec![Fault { range: 0..source.len(), reason }]);
        }
        let mut faults = Vec::new();
        let (mut tree, paths) = parser::parse(source, &mut faults);
        let reads = check::check(tree.as_mut(), &paths, scope, expected, &mut faults);
        match tree {
            Some(root) if faults.is_empty() => Ok(Self { root, reads: reads.into() }),
            _ => {
                faults.sort_by_key(|fault| fault.range.start);
                Err(faults)
            }
        }
    }

    /// The answers it reads, in order of appearance, each once.
    #[must_use]
    pub fn reads(&self) -> &[Read] {
        &self.reads
    }

    /// Its syntax tree.
    #[must_use]
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// Its value as JSON, in the shape of the type it was parsed for; a whole decimal is an integer. `None` is null.
    #[must_use]
    pub fn evaluate(&self, answers: &dyn Answered) -> Option<Value> {
        self.evaluate_node(&self.root, answers)
    }

    /// The value of a part of it: one of the nodes of [`root`](Self::root).
    #[must_use]
    pub fn evaluate_node(&self, node: &Node, answers: &dyn Answered) -> Option<Value> {
        eval::evaluate(node, &self.reads, answers)
    }

    /// Whether a condition is true or false; `None` if it is null, or no condition.
    #[must_use]
    pub fn truth(&self, answers: &dyn Answered) -> Option<bool> {
        self.truth_of(&self.root, answers)
    }

    /// [`truth`](Self::truth) of a part of it: one of the nodes of [`root`](Self::root).
    #[must_use]
    pub fn truth_of(&self, node: &Node, answers: &dyn Answered) -> Option<bool> {
        eval::truth(node, &self.reads, answers)
    }

    /// Whether a condition is true; null is not.
    #[must_use]
    pub fn holds(&self, answers: &dyn Answered) -> bool {
        self.truth(answers) == Some(true)
    }
}
