//! Looks the names up and checks that types go together. Literals beside a month become months.

use super::fault::{Fault, Reason, nearest};
use super::month::Month;
use super::parser::Segment;
use super::syntax::{BinaryOperator, Function, Literal, Node, Read, Term, UnaryOperator};
use super::types::{Scope, Sort, Type};

/// The sign that stands for a list in faults.
const LIST: &str = "[]";
const NUMBERS: &[Sort] = &[Sort::Integer, Sort::Decimal];
const ADDED: &[Sort] = &[Sort::Integer, Sort::Decimal, Sort::Text];
const ORDERED: &[Sort] = &[Sort::Integer, Sort::Decimal, Sort::Text, Sort::Month];
const SINGLE: &[Sort] = &[Sort::Bool, Sort::Integer, Sort::Decimal, Sort::Text, Sort::Month, Sort::Choice];
const SEARCHED: &[Sort] = &[Sort::List, Sort::Choices];
const SIZED: &[Sort] = &[Sort::Choices, Sort::List, Sort::Instances, Sort::Files, Sort::Text];
const SUMMED: &[Sort] = &[Sort::List, Sort::Record];

/// Checks a tree against a scope and the type wanted of it; gives what it reads. Without a tree, only the names are looked up.
pub(super) fn check(
    tree: Option<&mut Node>,
    paths: &[Vec<Segment>],
    scope: &dyn Scope,
    expected: &Type,
    faults: &mut Vec<Fault>,
) -> Vec<Read> {
    let mut checker = Checker { names: paths.iter().map(|path| written(path)).collect(), kinds: Vec::new(), faults };
    let mut reads = Vec::with_capacity(paths.len());
    for path in paths {
        let found = checker.resolve(path, scope);
        if let Some(shape) = &found {
            reads.push(Read { path: path.iter().map(|segment| segment.name.clone()).collect(), shape: shape.clone() });
        }
        checker.kinds.push(found.map_or(Kind::Faulty, Kind::Of));
    }
    if let Some(tree) = tree {
        checker.expect(tree, expected);
    }
    reads
}

/// What is known of a part's type.
#[derive(Clone, Debug)]
enum Kind {
    /// Something in it is wrong and was noted: nothing more is said about it.
    Faulty,
    /// The literal `null`.
    Null,
    Of(Type),
}

struct Checker<'c> {
    /// Each path as it is written in an expression.
    names: Vec<String>,
    kinds: Vec<Kind>,
    faults: &'c mut Vec<Fault>,
}

impl Checker<'_> {
    fn fault(&mut self, node: &Node, reason: Reason) {
        self.faults.push(Fault { range: node.range.clone(), reason });
    }

    fn resolve(&mut self, path: &[Segment], scope: &dyn Scope) -> Option<Type> {
        let (first, rest) = path.split_first()?;
        let Some(mut found) = scope.type_of(&first.name) else {
            let suggestion = nearest(&first.name, &scope.names());
            let reason = Reason::UnknownName { name: first.name.clone(), suggestion };
            self.faults.push(Fault { range: first.range.clone(), reason });
            return None;
        };
        for (depth, segment) in rest.iter().enumerate() {
            let of = || written(path.get(..=depth).unwrap_or_default());
            let reason = match member(&found, &segment.name) {
                Member::Found(inner) => {
                    found = inner;
                    continue;
                }
                Member::Missing(names) => {
                    let suggestion = nearest(&segment.name, &names);
                    Reason::UnknownMember { of: of(), name: segment.name.clone(), names, suggestion }
                }
                Member::None => Reason::NoMembers { of: of(), found: found.sort(), name: segment.name.clone() },
            };
            self.faults.push(Fault { range: segment.range.clone(), reason });
            return None;
        }
        Some(found)
    }

    /// Checks the whole, or an element of a list that is the whole.
    fn expect(&mut self, node: &mut Node, expected: &Type) {
        if let (Term::List(elements), Some(inner)) = (&mut node.term, element_of(expected)) {
            for element in elements {
                self.expect(element, &inner);
            }
            return;
        }
        let kind = self.kind(node);
        let found = match kind {
            Kind::Faulty => return,
            Kind::Null => return self.fault(node, Reason::MisplacedNull),
            Kind::Of(found) => found,
        };
        if self.literal_beside(node, expected, "") {
            return;
        }
        let fits = match (&found, expected) {
            (Type::Integer, Type::Decimal) => true,
            (Type::Choice(found), Type::Choice(expected)) | (Type::Choices(found), Type::Choices(expected)) => {
                found.iter().all(|code| expected.contains(code))
            }
            _ => found == *expected,
        };
        if !fits {
            self.fault(node, Reason::WrongResult { found: found.sort(), wanted: expected.sort() });
        }
    }

    fn kind(&mut self, node: &mut Node) -> Kind {
        match &mut node.term {
            Term::Literal(Literal::Null) => Kind::Null,
            Term::Literal(literal) => Kind::Of(match literal {
                Literal::Bool(_) => Type::Bool,
                Literal::Integer(_) => Type::Integer,
                Literal::Decimal(_) => Type::Decimal,
                Literal::Month(_) => Type::Month,
                Literal::Null | Literal::Text(_) => Type::Text,
            }),
            Term::Read(index) => self.kinds.get(*index).cloned().unwrap_or(Kind::Faulty),
            Term::Unary(operator, inner) => self.unary(*operator, inner),
            Term::Binary(operator, left, right) if operator.is_comparison() => {
                self.comparison(*operator, left, right);
                Kind::Of(Type::Bool)
            }
            Term::Binary(operator, left, right) => self.arithmetic(*operator, left, right),
            Term::Logic(operator, conditions) => {
                for condition in conditions {
                    self.operand(condition, operator.symbol(), &[Sort::Bool]);
                }
                Kind::Of(Type::Bool)
            }
            Term::In(item, list) => {
                self.membership(item, list);
                Kind::Of(Type::Bool)
            }
            Term::Call(function, argument) => self.call(*function, argument),
            Term::List(elements) => self.list(elements),
        }
    }

    /// The type of a part that must be of one of these sorts; nothing if it is not.
    fn operand(&mut self, node: &mut Node, operator: &'static str, wanted: &'static [Sort]) -> Option<Type> {
        match self.kind(node) {
            Kind::Faulty => None,
            Kind::Null => {
                self.fault(node, Reason::MisplacedNull);
                None
            }
            Kind::Of(found) if wanted.contains(&found.sort()) => Some(found),
            Kind::Of(found) => {
                self.fault(node, Reason::WrongOperand { operator, found: found.sort(), wanted });
                None
            }
        }
    }

    fn unary(&mut self, operator: UnaryOperator, inner: &mut Node) -> Kind {
        match operator {
            UnaryOperator::Not => {
                self.operand(inner, operator.symbol(), &[Sort::Bool]);
                Kind::Of(Type::Bool)
            }
            UnaryOperator::Negate => self.operand(inner, operator.symbol(), NUMBERS).map_or(Kind::Faulty, Kind::Of),
        }
    }

    fn arithmetic(&mut self, operator: BinaryOperator, left: &mut Node, right: &mut Node) -> Kind {
        let wanted = if operator == BinaryOperator::Add { ADDED } else { NUMBERS };
        let both = (self.operand(left, operator.symbol(), wanted), self.operand(right, operator.symbol(), wanted));
        let (Some(one), Some(other)) = both else { return Kind::Faulty };
        match (&one, &other) {
            (Type::Text, Type::Text) => Kind::Of(Type::Text),
            (Type::Text, _) | (_, Type::Text) => {
                let range = left.range.start..right.range.end;
                let reason = Reason::TypeMismatch { operator: operator.symbol(), left: one.sort(), right: other.sort() };
                self.faults.push(Fault { range, reason });
                Kind::Faulty
            }
            (Type::Integer, Type::Integer) if operator != BinaryOperator::Divide => Kind::Of(Type::Integer),
            _ => Kind::Of(Type::Decimal),
        }
    }

    fn comparison(&mut self, operator: BinaryOperator, left: &mut Node, right: &mut Node) {
        let symbol = operator.symbol();
        match (self.kind(left), self.kind(right)) {
            (Kind::Faulty, _) | (_, Kind::Faulty) => {}
            (Kind::Null, _) if !operator.is_equality() => self.fault(left, Reason::MisplacedNull),
            (_, Kind::Null) if !operator.is_equality() => self.fault(right, Reason::MisplacedNull),
            (Kind::Null, Kind::Null) => {}
            (Kind::Null, Kind::Of(found)) => self.may_be_null(right, &found),
            (Kind::Of(found), Kind::Null) => self.may_be_null(left, &found),
            (Kind::Of(one), Kind::Of(other)) => {
                // What is not ordered is said first: `statut < 'gcs'` is no question of codes.
                if !operator.is_equality() {
                    for (node, found) in [(&*left, &one), (&*right, &other)] {
                        if !found.is_ordered() {
                            return self.fault(node, Reason::WrongOperand { operator: symbol, found: found.sort(), wanted: ORDERED });
                        }
                    }
                }
                self.agree(symbol, false, (left, &one), (right, &other));
            }
        }
    }

    fn may_be_null(&mut self, node: &Node, found: &Type) {
        if found.is_list() {
            self.fault(node, Reason::NeverNull { found: found.sort() });
        }
    }

    /// Whether two values can be equal at all; a literal takes the other's type. An element that does not fit its list is shown alone.
    fn agree(&mut self, operator: &'static str, in_list: bool, (left, one): (&mut Node, &Type), (right, other): (&mut Node, &Type)) {
        let left_name = self.name_of(left);
        if self.literal_beside(right, one, &left_name) {
            return;
        }
        let right_name = self.name_of(right);
        if self.literal_beside(left, other, &right_name) {
            return;
        }
        let range = if in_list { right.range.clone() } else { left.range.start..right.range.end };
        let reason = match (one, other) {
            (Type::Choice(codes), Type::Choice(others)) if codes.iter().any(|code| others.contains(code)) => return,
            (Type::Choice(_), Type::Choice(_)) => Reason::NoCommonCode,
            (Type::Bool, Type::Bool) | (Type::Text, Type::Text) | (Type::Month, Type::Month) => return,
            _ if one.is_number() && other.is_number() => return,
            _ => Reason::TypeMismatch { operator, left: one.sort(), right: other.sort() },
        };
        self.faults.push(Fault { range, reason });
    }

    /// If the node is a text literal and the other value a choice or a month, checks the one as the other.
    fn literal_beside(&mut self, node: &mut Node, other: &Type, name: &str) -> bool {
        let Term::Literal(Literal::Text(text)) = &node.term else { return false };
        let reason = match other {
            Type::Choice(codes) if codes.contains(text) => return true,
            Type::Choice(codes) => Reason::NoSuchCode {
                name: name.to_owned(),
                code: text.clone(),
                codes: codes.to_vec(),
                suggestion: nearest(text, codes.iter()),
            },
            Type::Month => match Month::read(text) {
                Some(month) => {
                    node.term = Term::Literal(Literal::Month(month));
                    return true;
                }
                None => Reason::NotAMonth { text: text.clone() },
            },
            _ => return false,
        };
        self.fault(node, reason);
        true
    }

    fn membership(&mut self, item: &mut Node, list: &mut Node) {
        let item_type = self.operand(item, "in", SINGLE);
        if let Term::List(elements) = &mut list.term {
            for element in elements {
                let element_type = self.operand(element, LIST, SINGLE);
                // The item may have become a month beside an earlier element.
                let now = if matches!(item.term, Term::Literal(Literal::Month(_))) { Some(Type::Month) } else { item_type.clone() };
                if let (Some(one), Some(other)) = (now, element_type) {
                    self.agree("in", true, (item, &one), (element, &other));
                }
            }
            return;
        }
        let list_type = self.operand(list, "in", SEARCHED);
        if let (Some(one), Some(other)) = (item_type, list_type.and_then(|found| element_of(&found))) {
            self.agree("in", false, (item, &one), (list, &other));
        }
    }

    /// A list's elements are single values that could be equal to the first.
    fn list(&mut self, elements: &mut [Node]) -> Kind {
        let Some((first, rest)) = elements.split_first_mut() else {
            return Kind::Of(Type::List(Box::new(Type::Integer)));
        };
        let mut element_type = self.operand(first, LIST, SINGLE);
        for element in rest {
            let Some(other) = self.operand(element, LIST, SINGLE) else { continue };
            if let Some(one) = &element_type {
                self.agree(LIST, true, (first, one), (element, &other));
            }
            if element_type.is_none() || other == Type::Decimal {
                element_type = Some(other);
            }
        }
        element_type.map_or(Kind::Faulty, |inner| Kind::Of(Type::List(Box::new(inner))))
    }

    fn call(&mut self, function: Function, argument: &mut Node) -> Kind {
        let (name, wanted) = match function {
            Function::Size => (function.name(), SIZED),
            Function::Sum => (function.name(), SUMMED),
        };
        let Some(found) = self.operand(argument, name, wanted) else { return Kind::Faulty };
        match function {
            Function::Size => Kind::Of(Type::Integer),
            Function::Sum => {
                let total = found.total();
                if total.is_none() {
                    let found = element_of(&found).map_or(found.sort(), |inner| inner.sort());
                    self.fault(argument, Reason::WrongOperand { operator: name, found, wanted: NUMBERS });
                }
                total.map_or(Kind::Faulty, Kind::Of)
            }
        }
    }

    /// The path of a part that is one, as it is written.
    fn name_of(&self, node: &Node) -> String {
        match node.term {
            Term::Read(index) => self.names.get(index).cloned().unwrap_or_default(),
            _ => String::new(),
        }
    }
}

/// What the elements of a list are.
fn element_of(list: &Type) -> Option<Type> {
    match list {
        Type::Choices(codes) => Some(Type::Choice(codes.clone())),
        Type::List(inner) => Some(Type::clone(inner)),
        _ => None,
    }
}

enum Member {
    Found(Type),
    /// Not among these.
    Missing(Vec<String>),
    None,
}

fn member(of: &Type, name: &str) -> Member {
    let look = |fields: &[(String, Type)]| match fields.iter().find(|(field, _)| field == name) {
        Some((_, found)) => Member::Found(found.clone()),
        None => Member::Missing(fields.iter().map(|(field, _)| field.clone()).collect()),
    };
    let listed = |found| match found {
        Member::Found(inner) => Member::Found(Type::List(Box::new(inner))),
        other => other,
    };
    match of {
        Type::Record(fields) => look(fields),
        Type::Instances(fields) => listed(look(fields)),
        // A matrix in a repeat: the same cell of each instance.
        Type::List(inner) => match &**inner {
            Type::Record(fields) => listed(look(fields)),
            _ => Member::None,
        },
        _ => Member::None,
    }
}

/// A path as an expression writes it: `postes.pourvus['2023']`.
fn written(path: &[Segment]) -> String {
    let mut text = String::new();
    for segment in path {
        let name = &segment.name;
        let plain = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_');
        if text.is_empty() {
            text.push_str(name);
        } else if plain {
            text.push('.');
            text.push_str(name);
        } else {
            text.push_str("['");
            text.push_str(name);
            text.push_str("']");
        }
    }
    text
}
