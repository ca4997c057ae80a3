//! Bytes from a terminal: the first says where they are cut; cut or not they mean the same.
#![no_main]

#[allow(dead_code)] // each target has its own
#[path = "../entries.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|input: &[u8]| entries::input(input));
