//! What a form file says before anyone knows what it means: tables, lists, texts and numbers, each with its place in the file.
//!
//! A node comes from TOML, or from the packed form of it in which the built-in forms are kept: reading their TOML at each start would take a
//! quarter of it. `build.rs` includes this file to pack them, so it names nothing else of the program.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::value::{CowStrDeserializer, SeqDeserializer};
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, forward_to_deserialize_any};
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// A value of a form file and where it stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Node<'a> {
    /// What it says.
    #[serde(borrow)]
    pub value: Value<'a>,
    /// The bytes of the file that say it; of a table, its header. Not packed: a built-in form has no faults to point at.
    #[serde(skip)]
    pub span: Range<usize>,
}

/// What a value says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Value<'a> {
    /// A text.
    Text(#[serde(borrow)] Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// Another number.
    Decimal(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// What TOML knows and no form needs: a date or a time.
    Other(Cow<'a, str>),
    /// An array.
    List(#[serde(borrow)] Vec<Node<'a>>),
    /// A table, in the order of the file.
    Table(#[serde(borrow)] Vec<Entry<'a>>),
}

/// A key of a table and its value.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry<'a> {
    /// The key.
    #[serde(borrow)]
    pub key: Cow<'a, str>,
    /// Where the key stands.
    #[serde(skip)]
    pub place: Range<usize>,
    /// The value.
    #[serde(borrow)]
    pub node: Node<'a>,
}

impl<'a> Node<'a> {
    /// What a TOML text says.
    ///
    /// # Errors
    /// All that TOML finds wrong with it.
    pub fn read(text: &'a str) -> Result<Self, Vec<NodeError>> {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut errors: Vec<NodeError> = errors.into_iter().map(NodeError::from).collect();
        let span = table.span();
        let node = of_toml(Spanned::new(span, DeValue::Table(table.into_inner())), &mut errors);
        if errors.is_empty() { Ok(node) } else { Err(errors) }
    }

    /// A table.
    #[must_use]
    pub fn table(entries: Vec<Entry<'a>>, span: Range<usize>) -> Self {
        Self { value: Value::Table(entries), span }
    }

    /// What kind of value it is, in TOML's words.
    #[must_use]
    pub fn type_name(&self) -> &'static str {
        match self.value {
            Value::Text(_) => "string",
            Value::Integer(_) => "integer",
            Value::Decimal(_) => "float",
            Value::Boolean(_) => "boolean",
            Value::Other(_) => "datetime",
            Value::List(_) => "array",
            Value::Table(_) => "table",
        }
    }
}

fn of_toml<'a>(value: Spanned<DeValue<'a>>, errors: &mut Vec<NodeError>) -> Node<'a> {
    let span = value.span();
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text),
        DeValue::Boolean(boolean) => Value::Boolean(boolean),
        DeValue::Datetime(time) => Value::Other(time.to_string().into()),
        DeValue::Array(list) => Value::List(list.into_iter().map(|value| of_toml(value, errors)).collect()),
        DeValue::Table(table) => {
            let entry = |(key, value): (Spanned<_>, _)| Entry { place: key.span(), key: key.into_inner(), node: of_toml(value, errors) };
            Value::Table(table.into_iter().map(entry).collect())
        }
        number => {
            let number = Spanned::new(span.clone(), number);
            let read = match number.get_ref() {
                DeValue::Integer(_) => i64::deserialize(ValueDeserializer::from(number)).map(Value::Integer),
                _ => f64::deserialize(ValueDeserializer::from(number)).map(Value::Decimal),
            };
            read.unwrap_or_else(|error| {
                errors.push(NodeError::from(error).at(&span));
                Value::Integer(0)
            })
        }
    };
    Node { value, span }
}

/// Why a node is not what was wanted, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeError {
    /// Why, in the words of `serde` or `toml`.
    pub message: String,
    /// The bytes of the file, once known.
    pub span: Option<Range<usize>>,
}

impl NodeError {
    /// The same error, there unless its place is known better.
    fn at(self, span: &Range<usize>) -> Self {
        Self { span: self.span.or_else(|| Some(span.clone())), ..self }
    }
}

impl fmt::Display for NodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for NodeError {}

impl serde::de::Error for NodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { message: message.to_string(), span: None }
    }
}

impl From<toml::de::Error> for NodeError {
    fn from(error: toml::de::Error) -> Self {
        Self { message: error.message().to_owned(), span: error.span() }
    }
}

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = NodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        let read = match self.value {
            Value::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Value::Text(Cow::Owned(text)) => visitor.visit_string(text),
            Value::Integer(number) => visitor.visit_i64(number),
            Value::Decimal(number) => visitor.visit_f64(number),
            Value::Boolean(boolean) => visitor.visit_bool(boolean),
            Value::Other(text) => Err(serde::de::Error::invalid_type(serde::de::Unexpected::Other(&format!("datetime {text}")), &visitor)),
            Value::List(list) => {
                let mut items = SeqDeserializer::new(list.into_iter());
                visitor.visit_seq(&mut items).and_then(|read| items.end().map(|()| read))
            }
            Value::Table(entries) => visitor.visit_map(Entries { entries: entries.into_iter(), value: None }),
        };
        read.map_err(|error| error.at(&self.span))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, NodeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NodeError> {
        let Value::Text(text) = self.value else { return self.deserialize_any(visitor) };
        CowStrDeserializer::new(text).deserialize_enum(name, variants, visitor).map_err(|error: NodeError| error.at(&self.span))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, NodeError> for Node<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// A table as `serde` reads it: key by key.
struct Entries<'de> {
    entries: std::vec::IntoIter<Entry<'de>>,
    value: Option<Node<'de>>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = NodeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, NodeError> {
        let Some(entry) = self.entries.next() else { return Ok(None) };
        self.value = Some(entry.node);
        let key = CowStrDeserializer::new(entry.key);
        seed.deserialize(key).map(Some).map_err(|error: NodeError| error.at(&entry.place))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, NodeError> {
        let value = self.value.take().ok_or_else(|| <NodeError as serde::de::Error>::custom("a value before its key"))?;
        seed.deserialize(value)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}
