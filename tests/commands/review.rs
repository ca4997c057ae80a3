//! `recueil review`: the list needs a terminal, the report none.

use std::fs;

use recueil::response::review::{Act, Line};
use recueil::store::Store;
use serde_json::Value;

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
        assert!(ran.err.contains(name) && ran.out.is_empty(), "{ran:?}");
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
