//! What comes from a keyboard, byte by byte, into the whole program without its disk; each screen is drawn, whatever its size.
#![no_main]

#[allow(dead_code)] // each target has its own
#[path = "../entries.rs"]
mod entries;

libfuzzer_sys::fuzz_target!(|input: &[u8]| entries::keys(input));
