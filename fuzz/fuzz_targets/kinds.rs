//! Typed text as each kind reads it: what is read is accepted as it is, checked and summed up.
#![no_main]

#[allow(dead_code)] // each target has its own
#[path = "../entries.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|input: &str| entries::kinds(input));
