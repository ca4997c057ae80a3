//! Where each text stands in a Fluent file: a hash table made by `build.rs`, so that a start reads none of the file and makes no table.
//!
//! An entry starts with a letter at the head of a line and goes on to the next one or to a comment.

/// First and last byte of an entry; both 0 for an empty slot.
pub type Entry = (u32, u32);

/// The entry of that name, from a table of a power of two of slots, some of them empty, in which a name stands at its hash or in a slot after it.
#[must_use]
pub fn find<'a>(source: &'a str, table: &[Entry], id: &str) -> Option<&'a str> {
    let slots = (0..table.len()).map(|step| table.get((hash(id) + step) & (table.len() - 1)).copied().unwrap_or_default());
    let mut entries =
        slots.take_while(|entry| *entry != Entry::default()).filter_map(|(start, end)| source.get(start as usize..end as usize));
    entries.find(|entry| entry.strip_prefix(id).is_some_and(|rest| rest.starts_with([' ', '='])))
}

/// Where a name is looked for first, FNV-1a.
#[must_use]
pub fn hash(id: &str) -> usize {
    id.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) as usize
}
