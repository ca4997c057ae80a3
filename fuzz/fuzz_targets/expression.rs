//! A condition, as a form's author may write it: loaded in a small form and evaluated against answers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use recueil::form::load;
use recueil::l10n::Language;
use recueil::outline::{FileFaults, outline};
use recueil::response::Response;
use serde_json::json;

const FORM: &str = include_str!("../../tests/forms/tous.toml");

fuzz_target!(|condition: &str| {
    let quoted: String = condition.chars().flat_map(|c| format!("\\U{:08X}", u32::from(c)).into_bytes()).map(char::from).collect();
    let Ok(form) = load("f", &FORM.replace("statut == 'prive'", &quoted)) else { return };
    let mut response = Response::new(&form, "essai234".to_owned(), "", jiff::Timestamp::UNIX_EPOCH);
    for (question, answer) in [
        ("effectif", json!(3)),
        ("budget", json!(2.5)),
        ("debut", json!("2024-03")),
        ("statut", json!("prive")),
        ("profils", json!(["medecin"])),
        ("actions", json!([{"_id": "aaaa", "montant": 4}])),
    ] {
        response.answers.set(&question.into(), Some(answer));
    }
    outline(&response.inputs(&form, &FileFaults::new(), jiff::civil::date(2025, 3, 10), Language::French));
});
