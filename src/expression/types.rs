//! What a name may hold, and how a form tells the checker which names there are.

use std::rc::Rc;

/// The type of a name or of a whole expression.
///
/// Answers are JSON in their natural shape; each type says which.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// `true` or `false`.
    Bool,
    /// A whole number that fits 64 bits with sign.
    Integer,
    /// A number with decimals; a whole one may stand without them.
    Decimal,
    /// A string.
    Text,
    /// A string `2024-03`, or `2024` where only the year is known.
    Month,
    /// One choice of a list: a string, one of these codes.
    Choice(Rc<[String]>),
    /// Several choices of a list: an array of these codes.
    Choices(Rc<[String]>),
    /// An array of values of one type.
    List(Box<Type>),
    /// A matrix: an object whose keys are these, in the form's order (rows, which hold a cell or a record of columns).
    Record(Rc<Vec<(String, Type)>>),
    /// A repeat: an array of objects that have these fields.
    Instances(Rc<Vec<(String, Type)>>),
    /// Attached files: an array, of which only the size can be asked.
    Files,
}

impl Type {
    /// What sort of type it is, without its codes or fields.
    #[must_use]
    pub fn sort(&self) -> Sort {
        match self {
            Self::Bool => Sort::Bool,
            Self::Integer => Sort::Integer,
            Self::Decimal => Sort::Decimal,
            Self::Text => Sort::Text,
            Self::Month => Sort::Month,
            Self::Choice(_) => Sort::Choice,
            Self::Choices(_) => Sort::Choices,
            Self::List(_) => Sort::List,
            Self::Record(_) => Sort::Record,
            Self::Instances(_) => Sort::Instances,
            Self::Files => Sort::Files,
        }
    }

    /// Whether its values are arrays: unanswered, they are `[]` and not null.
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(self, Self::Choices(_) | Self::List(_) | Self::Instances(_) | Self::Files)
    }

    /// Whether values of this type are numbers.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Integer | Self::Decimal)
    }

    /// Whether `<` and the like order values of this type.
    pub(super) fn is_ordered(&self) -> bool {
        self.is_number() || matches!(self, Self::Text | Self::Month)
    }

    /// What `sum` gives for it: an integer if every cell is one, a decimal if all are numbers, else nothing.
    pub(super) fn total(&self) -> Option<Self> {
        match self {
            Self::Integer | Self::Decimal => Some(self.clone()),
            Self::List(inner) => inner.total(),
            Self::Record(fields) => fields.iter().try_fold(Self::Integer, |total, (_, field)| match (total, field.total()?) {
                (Self::Integer, Self::Integer) => Some(Self::Integer),
                _ => Some(Self::Decimal),
            }),
            _ => None,
        }
    }
}

/// A sort of [`Type`], for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sort {
    /// [`Type::Bool`].
    Bool,
    /// [`Type::Integer`].
    Integer,
    /// [`Type::Decimal`].
    Decimal,
    /// [`Type::Text`].
    Text,
    /// [`Type::Month`].
    Month,
    /// [`Type::Choice`].
    Choice,
    /// [`Type::Choices`].
    Choices,
    /// [`Type::List`].
    List,
    /// [`Type::Record`].
    Record,
    /// [`Type::Instances`].
    Instances,
    /// [`Type::Files`].
    Files,
}

impl Sort {
    /// A stable lower-case word, from which a message's id is made.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Text => "text",
            Self::Month => "month",
            Self::Choice => "choice",
            Self::Choices => "choices",
            Self::List => "list",
            Self::Record => "record",
            Self::Instances => "instances",
            Self::Files => "files",
        }
    }
}

/// The names an expression may read.
pub trait Scope {
    /// The type of a top-level name; `None` if there is none such.
    fn type_of(&self, name: &str) -> Option<Type>;

    /// Every top-level name, from which a suggestion is chosen.
    fn names(&self) -> Vec<String>;
}
