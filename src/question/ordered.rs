//! Tables of a form file whose order counts: ids or codes, and their labels.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use crate::l10n::Label;

/// A table `id = "label"`, in the file's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ordered(pub Vec<(String, Label)>);

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Table;
        impl<'de> Visitor<'de> for Table {
            type Value = Ordered;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a table with one `id = \"label\"` a line")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Ordered, A::Error> {
                entries(map).map(Ordered)
            }
        }
        deserializer.deserialize_map(Table)
    }
}

/// The entries of a table in order; an id that stands twice is refused.
pub(super) fn entries<'de, A: MapAccess<'de>>(mut map: A) -> Result<Vec<(String, Label)>, A::Error> {
    let mut entries: Vec<(String, Label)> = Vec::with_capacity(map.size_hint().unwrap_or(0));
    while let Some(entry) = map.next_entry::<String, Label>()? {
        entries.push(entry);
    }
    // sorted, not each with each: a list may have a hundred thousand entries
    let mut ids: Vec<&str> = entries.iter().map(|(id, _)| id.as_str()).collect();
    ids.sort_unstable();
    if let Some(id) = ids.windows(2).find_map(|pair| (pair[0] == pair[1]).then_some(pair[0])) {
        return Err(serde::de::Error::custom(format_args!("`{id}` stands twice")));
    }
    Ok(entries)
}

#[cfg(test)]
impl schemars::JsonSchema for Ordered {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Ordered".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let label = generator.subschema_for::<Label>();
        schemars::json_schema!({ "type": "object", "additionalProperties": label, "description": "One `id = \"label\"` a line; the order counts." })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_file_is_kept() {
        let table: Ordered = toml::from_str("b = 'deux'\na = { fr = 'un', en = 'one' }").unwrap();
        let ids: Vec<_> = table.0.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, ["b", "a"]);
        assert!(toml::from_str::<Ordered>("a = 1").is_err());
    }
}
