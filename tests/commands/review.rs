//! `recueil review`: the list needs a terminal, the report none.

use std::fs;

use recueil::response::review::{Act, Line};
use recueil::store::Store;
use serde_json::{Value, json};

use crate::desk::Desk;

/// Eighteen responses, of which one has a question that waits and one a message.
fn desk() -> (Desk, String) {
    let desk = Desk::new();
    let samples = desk.samples("carsp-2025", 18);
    let bad = samples.iter().find(|sample| sample.is_bad).unwrap().response.id.clone();
    let said = |act| Line { at: "2026-03-10T09:00:00Z".parse().unwrap(), by: "Ana".into(), act };
    let query = Act::Query { id: "q1".into(), path: "region".into(), text: "Est-ce bien <cette> région ?".into(), from: None };
    let back = Act::SendBack { text: "Merci de corriger".into() };
    Store::open(&desk.path("data")).unwrap().append_review(&bad, &[said(query), said(back)]).unwrap();
    (desk, bad)
}

#[test]
fn the_list_needs_a_terminal_and_known_responses() {
    let desk = Desk::new();
    desk.run("review").coded(2);
    desk.run("review zzzz").coded(2);
    desk.run("review --form nulle-part").coded(2);
}

#[test]
fn a_report_is_written_in_each_format_and_over_nothing() {
    let (desk, bad) = desk();
    for name in ["rapport.md", "rapport.html", "rapport.json"] {
        let ran = desk.run(&format!("review --report {name}")).coded(0);
        assert!(ran.err.contains(&format!("Rapport écrit dans {name}")) && ran.out.is_empty(), "{ran:?}");
        let text = fs::read_to_string(desk.path(name)).unwrap();
        assert!(text.contains("Merci de corriger"), "{text}");
        assert!(name != "rapport.html" || !text.contains("<cette>"));
        desk.run(&format!("review --report {name}")).coded(1);
        desk.run(&format!("review --report {name} --force")).coded(0);
    }
    let told: Value = serde_json::from_str(&fs::read_to_string(desk.path("rapport.json")).unwrap()).unwrap();
    assert_eq!(told.as_array().unwrap().len(), 18);
    let one = told.as_array().unwrap().iter().find(|one| one["id"] == bad.as_str()).unwrap();
    assert_eq!((one["review"].as_str(), one["open_queries"].as_u64()), (Some("sent_back"), Some(1)));
    desk.run("review --report rapport.txt").coded(2);
    desk.run("review --report rapport").coded(2);
}

#[test]
fn a_report_of_some_is_of_these_and_one_that_cannot_be_read_hides_no_other() {
    let (desk, bad) = desk();
    desk.run(&format!("review {bad} --report un.json")).coded(0);
    let count =
        |name: &str| serde_json::from_str::<Value>(&fs::read_to_string(desk.path(name)).unwrap()).unwrap().as_array().unwrap().len();
    assert_eq!(count("un.json"), 1);
    desk.run("review --form annuaire-carsp --report aucun.json").coded(0);
    assert_eq!(count("aucun.json"), 0);
    fs::write(desk.file(&bad), "{").unwrap();
    let ran = desk.run("review --report reste.json").coded(1);
    assert!(ran.err.contains(&bad), "{ran:?}");
    assert_eq!(count("reste.json"), 17);
}

/// What a report for scripts tells of the first response.
fn told(desk: &Desk, name: &str) -> Value {
    desk.run(&format!("review --report {name}")).coded(0);
    serde_json::from_str(&fs::read_to_string(desk.path(name)).unwrap()).unwrap()
}

#[test]
fn a_report_names_responses_in_the_order_of_the_alphabet() {
    let desk = Desk::new();
    desk.samples("carsp-2025", 18);
    let told = told(&desk, "ordre.json");
    let names: Vec<&str> = told.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    let at = |wanted: &str| names.iter().position(|name| *name == wanted).unwrap();
    assert!(at("Hauts-de-France") < at("Île-de-France") && at("Île-de-France") < at("Normandie"), "{names:?}");
}

#[test]
fn a_warning_that_is_kept_is_reported_with_its_words_and_its_reason_as_long_as_the_answer_is_the_same() {
    let desk = Desk::new();
    let answers = json!({"region": "53", "carsp_creee": "oui", "etp": {"totaux": {"cibles": 3}, "medicaux": {"cibles": 4}}});
    desk.feed("import - --form carsp-2025", &answers.to_string()).coded(0);
    let before = told(&desk, "avant.json");
    assert_eq!((&before[0]["warnings"], &before[0]["kept_warnings"]), (&json!(1), &json!([])));
    let (id, path) = (before[0]["id"].as_str().unwrap(), "etp.medicaux.cibles");
    let store = Store::open(&desk.path("data")).unwrap();
    let form = recueil::form::Sources::default().load("carsp-2025").unwrap();
    let sha256 = store.load(id).unwrap().digest_at(&form, &path.into());
    let keep = Act::Keep { path: path.into(), code: "check".into(), sha256, text: "Vérifié".into() };
    store.append_review(id, &[Line { at: "2026-03-10T09:00:00Z".parse().unwrap(), by: "Ana".into(), act: keep }]).unwrap();
    let after = told(&desk, "garde.json");
    // as lists count them
    assert_eq!((&after[0]["warnings"], &after[0]["kept"]), (&json!(0), &json!(1)));
    let kept = &after[0]["kept_warnings"][0];
    assert_eq!((&kept["path"], &kept["text"]), (&json!(path), &json!("Vérifié")));
    assert!(kept["warning"].as_str().unwrap().contains("ETP"), "{kept}");
    desk.change(id, |stored| stored["answers"]["etp"]["medicaux"]["cibles"] = json!(5));
    assert_eq!(told(&desk, "change.json")[0]["kept_warnings"], json!([]));
}
