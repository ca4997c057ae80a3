//! Where each text stands in a Fluent file: a hash table made by `build.rs`, so that a start reads none of the file and makes no table.
//!
//! An entry starts with a letter at the head of a line and goes on to the next one or to a comment.

/// First and last byte of an entry, and those of its words if they are told as they stand: on a single line, with nothing put in. All 0 for an empty slot,
/// the last two for other words.
pub type Entry = (u32, u32, u32, u32);

/// An entry of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found<'a> {
    /// Its words as they are told.
    Words(&'a str),
    /// All of it, for Fluent to read.
    Entry(&'a str),
}

/// The entry of that name, from a table of a power of two of slots, some of them empty, in which a name stands at its hash or in a slot after it.
#[must_use]
pub fn find<'a>(source: &'a str, table: &[Entry], id: &str) -> Option<Found<'a>> {
    let first = hash(id);
    for step in 0..table.len() {
        let (start, end, words, words_end) = *table.get((first + step) & (table.len() - 1))?;
        let entry = source.get(start as usize..end as usize).filter(|entry| !entry.is_empty())?;
        if entry.strip_prefix(id).is_some_and(|rest| matches!(rest.as_bytes(), [b' ' | b'=', ..])) {
            let plain = source.get(words as usize..words_end as usize).filter(|words| !words.is_empty());
            return Some(plain.map_or(Found::Entry(entry), Found::Words));
        }
    }
    None
}

/// Where a name is looked for first, FNV-1a.
#[must_use]
pub fn hash(id: &str) -> usize {
    id.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) as usize
}
