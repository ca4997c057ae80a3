//! Stand-in until the expression language is merged: only the types of names.

use std::rc::Rc;

/// The type of a name.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer,
    /// A number.
    Decimal,
    /// A string.
    Text,
    /// A month or a year.
    Month,
    /// One code.
    Choice(Rc<[String]>),
    /// Several codes.
    Choices(Rc<[String]>),
    /// An array.
    List(Box<Type>),
    /// A matrix.
    Record(Rc<Vec<(String, Type)>>),
    /// A repeat.
    Instances(Rc<Vec<(String, Type)>>),
    /// Attached files.
    Files,
}
