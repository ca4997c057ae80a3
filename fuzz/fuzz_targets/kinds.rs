//! Typed text as each kind reads it: what is read is accepted as it is, checked and summed up.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recueil::form::{Form, load};
use recueil::l10n::Language;

thread_local! {
    static FORM: Form = load("f", include_str!("../../tests/forms/tous.toml")).expect("a sound form");
}

fuzz_target!(|typed: &str| {
    FORM.with(|form| {
        for question in form.items.iter().filter_map(|item| item.question()) {
            let Ok(Some(value)) = question.read(typed) else { continue };
            assert_eq!(question.accept(&value), Ok(Some(value.clone())), "what is read is accepted as it is");
            question.check(&value, jiff::civil::date(2025, 3, 10));
            question.summary(&value, Language::French);
        }
    });
});
