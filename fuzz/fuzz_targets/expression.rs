//! A condition, as a form's author may write it: loaded in a small form and evaluated against answers.
#![no_main]

#[allow(dead_code)] // each target has its own
#[path = "../entries.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|input: &str| entries::expression(input));
