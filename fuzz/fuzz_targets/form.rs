//! A form file: loaded, or refused with its faults in words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recueil::form::load;
use recueil::l10n::{Language, Texts};

fuzz_target!(|text: &str| {
    if let Err(error) = load("f.toml", text) {
        error.lines(&Texts::new(Language::French));
    }
});
