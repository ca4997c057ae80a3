//! The file of a response: read and derived with a form, written and read again; or refused in words. The same bytes as answers to import.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recueil::export::{self, Format};
use recueil::form::{Form, load};
use recueil::l10n::{Language, Texts};
use recueil::outline::{FileFaults, outline};
use recueil::response::{accept, read, read_json};

thread_local! {
    static FORM: Form = load("f", include_str!("../../tests/forms/tous.toml")).expect("a sound form");
}

fuzz_target!(|bytes: &[u8]| {
    FORM.with(|form| {
        match read(bytes) {
            Ok(mut response) => {
                response.fill_blocks(form, || "aaaa".to_owned());
                let files = FileFaults::new();
                let inputs = response.inputs(form, &files, jiff::civil::date(2025, 3, 10), Language::French);
                outline(&inputs);
                export::response(&inputs, &response, &Texts::new(Language::French), Format::Html);
                assert!(read(&response.to_json()).is_ok(), "what was written is not read again");
            }
            Err(broken) => drop(Texts::new(Language::French).render(&broken.message())),
        }
        if let Ok(serde_json::Value::Object(given)) = read_json(bytes) {
            let _ = accept(form, &given, || "bbbb".to_owned());
        }
    });
});
