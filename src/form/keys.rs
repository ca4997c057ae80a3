//! Taking a table of a form file apart, key by key, so that each wrong value is a fault of its own and none hides another.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::fault::Faults;
use crate::l10n::Message;

/// What is left of a table while its keys are taken.
pub(super) struct Keys<'i> {
    table: DeTable<'i>,
    span: Range<usize>,
}

impl<'i> Keys<'i> {
    pub fn new(table: DeTable<'i>, span: Range<usize>) -> Self {
        Self { table, span }
    }

    /// The table of a value; a fault if it is something else.
    pub fn of(value: Spanned<DeValue<'i>>, faults: &mut Faults) -> Option<Self> {
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(table) => Some(Self::new(table, span)),
            other => {
                faults.add(span, Message::new("fault-wrong-type").with("found", other.type_str()).with("expected", "table"));
                None
            }
        }
    }

    /// Where the table stands: its header.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Takes a key's raw value.
    pub fn take_raw(&mut self, key: &str) -> Option<Spanned<DeValue<'i>>> {
        self.table.remove(key)
    }

    /// Takes a key's value; a fault if it has another type.
    pub fn take<T: DeserializeOwned>(&mut self, key: &str, faults: &mut Faults) -> Option<T> {
        self.take_spanned(key, faults).map(Spanned::into_inner)
    }

    /// Takes a key's value with its place.
    pub fn take_spanned<T: DeserializeOwned>(&mut self, key: &str, faults: &mut Faults) -> Option<Spanned<T>> {
        let value = self.take_raw(key)?;
        let span = value.span();
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(value) => Some(Spanned::new(span, value)),
            Err(error) => {
                faults.add_toml(&error, span);
                None
            }
        }
    }

    /// Takes a key that must be there.
    pub fn need<T: DeserializeOwned>(&mut self, key: &'static str, faults: &mut Faults) -> Option<Spanned<T>> {
        if !self.table.contains_key(key) {
            faults.add(self.span(), Message::new("fault-missing-key").with("key", key));
            return None;
        }
        self.take_spanned(key, faults)
    }

    /// Takes an array of tables, `[[key]]`; empty if there is none.
    pub fn take_tables(&mut self, key: &str, faults: &mut Faults) -> Vec<Keys<'i>> {
        let Some(value) = self.take_raw(key) else { return Vec::new() };
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(list) => list.into_iter().filter_map(|value| Keys::of(value, faults)).collect(),
            other => {
                faults.add(span, Message::new("fault-wrong-type").with("found", other.type_str()).with("expected", format!("[[{key}]]")));
                Vec::new()
            }
        }
    }

    /// All that is left, as a value.
    pub fn into_value(self) -> Spanned<DeValue<'i>> {
        Spanned::new(self.span, DeValue::Table(self.table))
    }

    /// What is left, with the places of the keys.
    pub fn into_entries(self) -> impl Iterator<Item = (Spanned<String>, Spanned<DeValue<'i>>)> {
        self.table.into_iter().map(|(key, value)| (Spanned::new(key.span(), key.into_inner().into_owned()), value))
    }

    /// Ends the table: a fault for each key that nobody took.
    pub fn finish(self, known: &'static str, faults: &mut Faults) {
        for key in self.table.keys() {
            faults.add(key.span(), Message::new("fault-unknown-key").with("key", key.get_ref().as_ref()).with("known", known));
        }
    }
}
