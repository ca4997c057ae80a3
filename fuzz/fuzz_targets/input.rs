//! Bytes from a terminal: the first says where they are cut; cut or not they mean the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recueil::terminal::input::{Decoder, Input};

fn decoded(pieces: &[&[u8]]) -> Vec<Input> {
    let mut decoder = Decoder::default();
    let mut found = Vec::new();
    for piece in pieces {
        decoder.feed(piece);
        found.extend(std::iter::from_fn(|| decoder.pop()));
    }
    decoder.flush();
    found.extend(std::iter::from_fn(|| decoder.pop()));
    found
}

fuzz_target!(|bytes: &[u8]| {
    let Some((&cut, bytes)) = bytes.split_first() else { return };
    let (head, tail) = bytes.split_at(usize::from(cut).min(bytes.len()));
    assert_eq!(decoded(&[head, tail]), decoded(&[bytes]));
});
