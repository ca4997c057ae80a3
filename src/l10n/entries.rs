//! Where each text stands in a Fluent file: a hash table made by `build.rs`, so that a start reads none of the file and makes no table.
//!
//! An entry starts with a letter at the head of a line and goes on to the next one or to a comment.

/// Where an entry begins and how long it is; of words that are told as they stand, on a single line and with nothing put in, how far into it they begin
/// and how far before its end they end. All 0 for an empty slot, the third for other words. Small, since each text is looked for in another line of memory.
pub type Entry = (u32, u16, u8, u8);

/// An entry of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found<'a> {
    /// Its words as they are told.
    Words(&'a str),
    /// All of it, for Fluent to read.
    Entry(&'a str),
}

/// The entry of that name, from a table of a power of two of slots, most of them empty, in which a name stands at its hash or in a slot after it.
#[must_use]
pub fn find<'a>(source: &'a str, table: &[Entry], id: &str) -> Option<Found<'a>> {
    let first = hash(id);
    for step in 0..table.len() {
        let (start, length, before, after) = *table.get((first + step) & (table.len() - 1))?;
        let entry = source.get(start as usize..)?.get(..usize::from(length)).filter(|entry| !entry.is_empty())?;
        if entry.strip_prefix(id).is_some_and(|rest| matches!(rest.as_bytes(), [b' ' | b'=', ..])) {
            let words = entry.get(usize::from(before)..entry.len() - usize::from(after)).filter(|_| before > 0);
            return Some(words.map_or(Found::Entry(entry), Found::Words));
        }
    }
    None
}

/// So many slots are near each other: a page of memory.
const NEAR: usize = 512;

/// Where a name is looked for first: names with the same first word near each other, since what is told together is named alike. So the bottom line, which
/// most keys change, is found in two pages of memory instead of eight.
#[must_use]
pub fn hash(id: &str) -> usize {
    let (family, name) = id.split_once('-').unwrap_or((id, ""));
    fnv(family) + fnv(name) % NEAR
}

/// FNV-1a.
fn fnv(text: &str) -> usize {
    text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) as usize
}
