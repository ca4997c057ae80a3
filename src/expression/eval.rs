//! Runs a checked expression against answers. It runs at keystrokes: texts are borrowed, lists are not built.
//!
//! `None` is null everywhere here.

use std::borrow::Cow;
use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::month::Month;
use super::number::{Numeric, Total};
use super::syntax::{BinaryOperator, Function, Literal, LogicOperator, Node, Read, Term, UnaryOperator};
use super::types::Type;

/// Where an expression finds the answers it reads.
pub trait Answered {
    /// The answer at a read's path, as JSON in the shape the read's type says.
    ///
    /// `None` is null: unanswered, absent, or hidden. An unanswered list that is *not* hidden (see [`Type::is_list`]) is an empty array instead. A path
    /// that goes through a repeat gives the array of what its instances hold there, in order, those that hold nothing left out. A value of another
    /// shape than the type's counts as null, and so does an empty text or an object without keys.
    fn value(&self, read: &Read) -> Option<Cow<'_, Value>>;
}

/// Answers as they are stored, nothing being hidden.
impl Answered for Map<String, Value> {
    fn value(&self, read: &Read) -> Option<Cow<'_, Value>> {
        let (first, rest) = read.path.split_first()?;
        let found = self.get(first).and_then(|value| at(value, rest));
        if found.is_none() && read.shape.is_list() { Some(Cow::Owned(Value::Array(Vec::new()))) } else { found }
    }
}

/// What stands at a path below a value; through an array, the array of what stands there in each element.
fn at<'v>(value: &'v Value, path: &[String]) -> Option<Cow<'v, Value>> {
    match (path.split_first(), value) {
        (_, Value::Null) => None,
        (None, _) => Some(Cow::Borrowed(value)),
        (Some((first, rest)), Value::Object(fields)) => at(fields.get(first)?, rest),
        (Some(_), Value::Array(elements)) => {
            Some(Cow::Owned(elements.iter().filter_map(|element| at(element, path)).map(Cow::into_owned).collect()))
        }
        _ => None,
    }
}

/// A value during evaluation.
enum Current<'a> {
    Bool(bool),
    Number(Numeric),
    /// A text, or a choice's code.
    Text(Cow<'a, str>),
    Month(Month),
    /// What is not a single value: an array or an object.
    Json(Cow<'a, Value>),
}

impl Current<'_> {
    fn into_json(self) -> Option<Value> {
        match self {
            Self::Bool(value) => Some(Value::Bool(value)),
            Self::Number(number) => number.into_json(),
            Self::Text(text) => Some(Value::String(text.into_owned())),
            Self::Month(month) => Some(Value::String(month.text())),
            Self::Json(value) => Some(value.into_owned()),
        }
    }

    /// Nothing if the two are not of one type, which the checker excludes.
    fn compare(&self, other: &Current<'_>) -> Option<Ordering> {
        match (self, other) {
            (Self::Bool(left), Current::Bool(right)) => Some(left.cmp(right)),
            (Self::Number(Numeric::Integer(left)), Current::Number(Numeric::Integer(right))) => Some(left.cmp(right)),
            (Self::Number(left), Current::Number(right)) => left.as_decimal().partial_cmp(&right.as_decimal()),
            (Self::Text(left), Current::Text(right)) => Some(left.cmp(right)),
            (Self::Month(left), Current::Month(right)) => Some(left.cmp(right)),
            _ => None,
        }
    }
}

/// The value of a node as JSON.
pub(super) fn evaluate(node: &Node, reads: &[Read], answers: &dyn Answered) -> Option<Value> {
    let evaluation = Evaluation { reads, answers };
    match &node.term {
        Term::List(elements) => {
            Some(elements.iter().filter_map(|element| evaluation.value(element)).filter_map(Current::into_json).collect())
        }
        _ => evaluation.value(node)?.into_json(),
    }
}

/// The value of a node that is a condition.
pub(super) fn truth(node: &Node, reads: &[Read], answers: &dyn Answered) -> Option<bool> {
    Evaluation { reads, answers }.truth(node)
}

#[derive(Clone, Copy)]
struct Evaluation<'a> {
    reads: &'a [Read],
    answers: &'a dyn Answered,
}

impl<'a> Evaluation<'a> {
    fn value(self, node: &'a Node) -> Option<Current<'a>> {
        match &node.term {
            Term::Literal(literal) => match literal {
                Literal::Null => None,
                Literal::Bool(value) => Some(Current::Bool(*value)),
                Literal::Integer(number) => Some(Current::Number(Numeric::Integer(*number))),
                Literal::Decimal(number) => Some(Current::Number(Numeric::Decimal(*number))),
                Literal::Text(text) => Some(Current::Text(Cow::Borrowed(text))),
                Literal::Month(month) => Some(Current::Month(*month)),
            },
            Term::Read(index) => {
                let read = self.reads.get(*index)?;
                typed(&read.shape, self.answers.value(read)?)
            }
            Term::Unary(UnaryOperator::Negate, inner) => Some(Current::Number(self.number(inner)?.negate()?)),
            Term::Binary(operator, left, right) if !operator.is_comparison() => match (self.value(left)?, self.value(right)?) {
                (Current::Number(left), Current::Number(right)) => left.compute(*operator, right).map(Current::Number),
                (Current::Text(left), Current::Text(right)) => Some(Current::Text(left + right)),
                _ => None,
            },
            Term::Call(Function::Size, argument) => self.size(argument).and_then(|size| i64::try_from(size).ok()).map(integer),
            Term::Call(Function::Sum, argument) => {
                let mut total = Total::default();
                self.sum(argument, &mut total);
                total.finish().map(Current::Number)
            }
            Term::List(_) => None,
            Term::Unary(UnaryOperator::Not, _) | Term::Binary(..) | Term::Logic(..) | Term::In(..) => self.truth(node).map(Current::Bool),
        }
    }

    fn number(self, node: &'a Node) -> Option<Numeric> {
        match self.value(node)? {
            Current::Number(number) => Some(number),
            _ => None,
        }
    }

    fn truth(self, node: &'a Node) -> Option<bool> {
        match &node.term {
            Term::Unary(UnaryOperator::Not, inner) => self.truth(inner).map(|value| !value),
            Term::Logic(operator, conditions) => self.logic(*operator, conditions),
            Term::Binary(operator, left, right) if operator.is_comparison() => self.comparison(*operator, left, right),
            Term::In(item, list) => self.membership(item, list),
            _ => match self.value(node)? {
                Current::Bool(value) => Some(value),
                _ => None,
            },
        }
    }

    /// Kleene's logic: one that settles it settles it, even beside a null.
    fn logic(self, operator: LogicOperator, conditions: &'a [Node]) -> Option<bool> {
        let settling = operator == LogicOperator::Any;
        let mut result = Some(!settling);
        for condition in conditions {
            match self.truth(condition) {
                Some(value) if value == settling => return Some(settling),
                Some(_) => {}
                None => result = None,
            }
        }
        result
    }

    fn comparison(self, operator: BinaryOperator, left: &'a Node, right: &'a Node) -> Option<bool> {
        let is_null = |node: &Node| matches!(node.term, Term::Literal(Literal::Null));
        if is_null(left) || is_null(right) {
            let both = self.value(left).is_none() && self.value(right).is_none();
            return Some(both == (operator == BinaryOperator::Equal));
        }
        let order = self.value(left)?.compare(&self.value(right)?)?;
        Some(match operator {
            BinaryOperator::Equal => order.is_eq(),
            BinaryOperator::NotEqual => order.is_ne(),
            BinaryOperator::Less => order.is_lt(),
            BinaryOperator::LessOrEqual => order.is_le(),
            BinaryOperator::Greater => order.is_gt(),
            BinaryOperator::GreaterOrEqual => order.is_ge(),
            _ => return None,
        })
    }

    /// A null item gives null. `x in [a, b]` is `x == a || x == b`; what is null among stored values is not there.
    fn membership(self, item: &'a Node, list: &'a Node) -> Option<bool> {
        let item = self.value(item)?;
        if let Term::List(elements) = &list.term {
            let mut result = Some(false);
            for element in elements {
                match self.value(element) {
                    Some(element) if item.compare(&element).is_some_and(Ordering::is_eq) => return Some(true),
                    Some(_) => {}
                    None => result = None,
                }
            }
            return result;
        }
        let (stored, shape) = self.stored(list)?;
        let text = Type::Text;
        let shape = match shape {
            Type::List(inner) => inner,
            _ => &text,
        };
        let elements = stored.as_array()?;
        let same = |element: &Value| {
            typed(shape, Cow::Borrowed(element)).is_some_and(|element| item.compare(&element).is_some_and(Ordering::is_eq))
        };
        Some(elements.iter().any(same))
    }

    /// A read array or object, and its type.
    fn stored(self, node: &'a Node) -> Option<(Cow<'a, Value>, &'a Type)> {
        let Term::Read(index) = node.term else { return None };
        let shape = &self.reads.get(index)?.shape;
        match self.value(node)? {
            Current::Json(value) => Some((value, shape)),
            _ => None,
        }
    }

    fn size(self, argument: &'a Node) -> Option<usize> {
        if let Term::List(elements) = &argument.term {
            return Some(elements.iter().filter(|element| self.value(element).is_some()).count());
        }
        match self.value(argument)? {
            Current::Text(text) => Some(text.chars().count()),
            Current::Json(value) => value.as_array().map(Vec::len),
            _ => None,
        }
    }

    fn sum(self, argument: &'a Node, total: &mut Total) {
        if let Term::List(elements) = &argument.term {
            for number in elements.iter().filter_map(|element| self.number(element)) {
                total.add(number);
            }
        } else if let Some((value, shape)) = self.stored(argument) {
            add_cells(shape, &value, total);
        }
    }
}

/// Adds the present numbers of a list or a matrix; cells its type does not name are not counted.
fn add_cells(shape: &Type, value: &Value, total: &mut Total) {
    match (shape, value) {
        (Type::Record(fields), Value::Object(cells)) => {
            for (cell, shape) in fields.iter().filter_map(|(name, shape)| Some((cells.get(name)?, shape))) {
                add_cells(shape, cell, total);
            }
        }
        (Type::List(shape), Value::Array(elements)) => elements.iter().for_each(|element| add_cells(shape, element, total)),
        (Type::Integer, value) => Numeric::integer(value).into_iter().for_each(|number| total.add(number)),
        (Type::Decimal, value) => Numeric::decimal(value).into_iter().for_each(|number| total.add(number)),
        _ => {}
    }
}

/// A JSON value as its type says; nothing if it is of another shape.
fn typed<'a>(shape: &Type, value: Cow<'a, Value>) -> Option<Current<'a>> {
    match shape {
        Type::Bool => value.as_bool().map(Current::Bool),
        Type::Integer => Numeric::integer(&value).map(Current::Number),
        Type::Decimal => Numeric::decimal(&value).map(Current::Number),
        Type::Month => value.as_str().and_then(Month::read).map(Current::Month),
        Type::Text | Type::Choice(_) => {
            let text = match value {
                Cow::Borrowed(value) => Cow::Borrowed(value.as_str()?),
                Cow::Owned(Value::String(text)) => Cow::Owned(text),
                Cow::Owned(_) => return None,
            };
            (!text.is_empty()).then_some(Current::Text(text))
        }
        Type::Choices(_) | Type::List(_) | Type::Instances(_) | Type::Files => value.is_array().then_some(Current::Json(value)),
        Type::Record(_) => value.as_object().is_some_and(|fields| !fields.is_empty()).then_some(Current::Json(value)),
    }
}

fn integer(number: i64) -> Current<'static> {
    Current::Number(Numeric::Integer(number))
}
