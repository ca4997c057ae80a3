//! The file of a response: read and derived with a form, written and read again; or refused in words. The same bytes as answers to import.
#![no_main]

#[allow(dead_code)] // each target has its own
#[path = "../entries.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|input: &[u8]| entries::response(input));
