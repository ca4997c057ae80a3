//! Where each text stands in a Fluent file: listed by `build.rs`, so that a start reads none of it.
//!
//! An entry starts with a letter at the head of a line and goes on to the next one or to a comment.

/// The entry of that name.
#[must_use]
pub fn find<'a>(source: &'a str, entries: &[(u32, u32)], id: &str) -> Option<&'a str> {
    let found = entries.binary_search_by_key(&Some(id), |entry| at(source, *entry).map(name)).ok()?;
    at(source, *entries.get(found)?)
}

/// An entry, from its first and last byte.
#[must_use]
pub fn at(source: &str, (start, end): (u32, u32)) -> Option<&str> {
    source.get(start as usize..end as usize)
}

/// The name before its sign.
#[must_use]
pub fn name(entry: &str) -> &str {
    entry.split(['=', ' ']).next().unwrap_or_default()
}
