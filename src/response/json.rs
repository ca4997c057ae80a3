//! JSON from a file that anyone may have written: a key that stands twice is refused, since one of its two values would be lost without a word.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserializer, Serialize};
use serde_json::error::Category;
use serde_json::{Map, Number, Value};

use crate::l10n::Message;

/// How many values a file may hold: each takes a hundred bytes of memory and more, however short it is in the file.
pub const MOST_VALUES: usize = 1_000_000;

/// JSON from the bytes of a file, with or without a mark of UTF-8 before it.
///
/// # Errors
/// What is wrong with it, and where.
pub fn read_json(bytes: &[u8]) -> Result<Value, Message> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    if bytes.trim_ascii().is_empty() {
        return Err(Message::new("json-empty"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Message::new("json-not-utf8"))?;
    let (twice, room) = (RefCell::new(None), Cell::new(MOST_VALUES));
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Once { twice: &twice, room: &room }.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    value.map_err(|error| {
        let message = match twice.into_inner() {
            Some(key) => Message::new("json-twice").with("key", key),
            None if room.get() == 0 => Message::new("json-many").with("most", MOST_VALUES),
            None if error.classify() == Category::Eof => Message::new("json-cut"),
            None if error.to_string().starts_with("recursion limit") => Message::new("json-deep"),
            None => Message::new("json-syntax"),
        };
        message.with("line", error.line()).with("column", error.column())
    })
}

/// The lines of a file that is appended to, each read so, and how many of them are none. A last line cut short is no fault: the program was killed while
/// it wrote.
pub(super) fn read_lines<T>(bytes: &[u8], read: impl Fn(&[u8]) -> Option<T>) -> (Vec<T>, usize) {
    let (mut found, mut skipped) = (Vec::new(), 0);
    let mut lines = bytes.split(|byte| *byte == b'\n');
    // what follows the last line end: nothing, or a line that was cut
    let cut = lines.next_back().and_then(&read);
    for line in lines.filter(|line| !line.trim_ascii().is_empty()) {
        match read(line) {
            Some(line) => found.push(line),
            None => skipped += 1,
        }
    }
    found.extend(cut);
    (found, skipped)
}

/// Lines as bytes of such a file.
pub(super) fn write_lines<T: Serialize>(lines: &[T]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for line in lines.iter().filter_map(|line| serde_json::to_vec(line).ok()) {
        bytes.extend(line);
        bytes.push(b'\n');
    }
    bytes
}

/// Reads a value each of whose keys stands once, and which is not too much.
#[derive(Clone, Copy)]
struct Once<'a> {
    /// The key that stands twice: `serde`'s errors hold only words.
    twice: &'a RefCell<Option<String>>,
    /// How many values more there may be.
    room: &'a Cell<usize>,
}

impl<'de> DeserializeSeed<'de> for Once<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        match self.room.get() {
            0 => return Err(D::Error::custom("too many values")),
            left => self.room.set(left - 1),
        }
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Once<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(self)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut values = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if values.contains_key(&key) {
                self.twice.replace(Some(key));
                return Err(A::Error::custom("a key stands twice"));
            }
            values.insert(key, entries.next_value_seed(self)?);
        }
        Ok(Value::Object(values))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::l10n::{Language, Texts};

    fn told(bytes: &[u8]) -> String {
        Texts::new(Language::French).render(&read_json(bytes).unwrap_err()).replace('\u{a0}', " ")
    }

    #[test]
    fn what_is_no_json_is_told_with_its_place() {
        let utf16 = |units: fn(u16) -> [u8; 2]| "\u{feff}{\"a\": 1}".encode_utf16().flat_map(units).collect::<Vec<u8>>();
        let nested = "[".repeat(100_000);
        for (bytes, said) in [
            (b"".as_slice(), "le fichier est vide"),
            (b" \n", "le fichier est vide"),
            (b"{\"a\"", "le texte s'arrête trop tôt, ligne 1, colonne 4"),
            (b"{\"a\": 1} x", "faute d'écriture ligne 1, colonne 10"),
            (b"{\"a\": 1\0}", "faute d'écriture ligne 1, colonne 8"),
            (b"{\"a\": \"\xe9\"}", "ce n'est pas un texte UTF-8"),
            (&utf16(u16::to_le_bytes), "ce n'est pas un texte UTF-8"),
            (&utf16(u16::to_be_bytes), "ce n'est pas un texte UTF-8"),
            (nested.as_bytes(), "trop de niveaux d'imbrication, ligne 1, colonne 128"),
            (b"{\"a\": 1,\n \"b\": 2, \"a\": 3}", "« a » y figure deux fois, ligne 2, colonne 12"),
            (b"{\"a\": [{\"b\": {\"c\": 1, \"\\u0063\": 1}}]}", "« c » y figure deux fois, ligne 1, colonne 30"),
        ] {
            assert_eq!(told(bytes), said, "{}", String::from_utf8_lossy(&bytes[..bytes.len().min(60)]));
        }
    }

    #[test]
    fn what_holds_too_many_values_is_refused_before_they_fill_the_memory() {
        let zeros = |count: usize| format!("[{}0]", "0,".repeat(count - 1));
        assert!(read_json(zeros(MOST_VALUES - 2).as_bytes()).is_ok());
        assert!(told(zeros(MOST_VALUES).as_bytes()).starts_with("plus de 1000000 valeurs, ligne 1, colonne "));
    }

    proptest! {
        #[test]
        fn what_has_each_key_once_is_read_as_serde_reads_it(text in r#"(\[|\]|\{|\}|,|:|"a"|"b"|"\\u00e9"|-?[0-9]{1,20}|[0-9]\.5e[0-9]{1,3}|null|true| ){0,12}"#) {
            if let (Ok(ours), theirs) = (read_json(text.as_bytes()), serde_json::from_str::<Value>(&text)) {
                prop_assert_eq!(Some(ours), theirs.ok());
            }
        }
    }
}
