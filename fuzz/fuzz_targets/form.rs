//! A form file: loaded, or refused with its faults in words.
#![no_main]

#[allow(dead_code)] // each target has its own
#[path = "../entries.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|input: &str| entries::form(input));
