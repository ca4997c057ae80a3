//! Taking a table of a form file apart, key by key, so that each wrong value is a fault of its own and none hides another.

use std::borrow::Cow;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;

use super::fault::{Faults, wrong_type};
use crate::l10n::Message;
use crate::node::{Entry, Node, Value};

/// What is left of a table while its keys are taken.
pub(super) struct Keys<'i> {
    table: Vec<Entry<'i>>,
    span: Range<usize>,
}

impl<'i> Keys<'i> {
    /// The table of a value; a fault if it is something else.
    pub fn of(node: Node<'i>, faults: &mut Faults) -> Option<Self> {
        let found = node.type_name();
        if let Value::Table(table) = node.value {
            return Some(Self { table, span: node.span });
        }
        faults.add(node.span, wrong_type(found, "table"));
        None
    }

    /// Where the table stands: its header.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Whether a key is there.
    pub fn has(&self, key: &str) -> bool {
        self.table.iter().any(|entry| entry.key == key)
    }

    /// Where a key's value stands.
    pub fn place(&self, key: &str) -> Option<Range<usize>> {
        self.table.iter().find(|entry| entry.key == key).map(|entry| entry.node.span.clone())
    }

    /// Where the values of the keys stand that are left.
    pub fn places(&self) -> Vec<(Cow<'i, str>, Range<usize>)> {
        self.table.iter().map(|entry| (entry.key.clone(), entry.node.span.clone())).collect()
    }

    /// Takes a key's raw value.
    pub fn take_raw(&mut self, key: &str) -> Option<Node<'i>> {
        let at = self.table.iter().position(|entry| entry.key == key)?;
        Some(self.table.remove(at).node)
    }

    /// Takes a key's value; a fault if it has another type.
    pub fn take<T: DeserializeOwned>(&mut self, key: &str, faults: &mut Faults) -> Option<T> {
        self.take_spanned(key, faults).map(Spanned::into_inner)
    }

    /// Takes a key's value with its place.
    pub fn take_spanned<T: DeserializeOwned>(&mut self, key: &str, faults: &mut Faults) -> Option<Spanned<T>> {
        let value = self.take_raw(key)?;
        let span = value.span.clone();
        match T::deserialize(value) {
            Ok(value) => Some(Spanned::new(span, value)),
            Err(error) => {
                faults.add_node(&error, span);
                None
            }
        }
    }

    /// Takes a key that must be there.
    pub fn need<T: DeserializeOwned>(&mut self, key: &'static str, faults: &mut Faults) -> Option<Spanned<T>> {
        if !self.has(key) {
            faults.add(self.span(), Message::new("fault-missing-key").with("key", key));
            return None;
        }
        self.take_spanned(key, faults)
    }

    /// Takes an array of tables, `[[key]]`; empty if there is none.
    pub fn take_tables(&mut self, key: &str, faults: &mut Faults) -> Vec<Keys<'i>> {
        let Some(value) = self.take_raw(key) else { return Vec::new() };
        let found = value.type_name();
        if let Value::List(list) = value.value {
            return list.into_iter().filter_map(|value| Keys::of(value, faults)).collect();
        }
        faults.add(value.span, wrong_type(found, &format!("[[{key}]]")));
        Vec::new()
    }

    /// All that is left, as a value.
    pub fn into_node(self) -> Node<'i> {
        Node::table(self.table, self.span)
    }

    /// What is left, with the places of the keys.
    pub fn into_entries(self) -> impl Iterator<Item = (Spanned<String>, Node<'i>)> {
        self.table.into_iter().map(|entry| (Spanned::new(entry.place, entry.key.into_owned()), entry.node))
    }

    /// Ends the table: a fault for each key that nobody took.
    pub fn finish(self, known: &'static str, faults: &mut Faults) {
        for Entry { key, place, .. } in self.table {
            faults.add(place, Message::new("fault-unknown-key").with("key", key.into_owned()).with("known", known));
        }
    }
}
