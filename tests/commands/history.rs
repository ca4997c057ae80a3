//! `recueil history`.

use recueil::response::history::{Entry, What, lines};
use serde_json::json;

use crate::desk::Desk;

fn entry(at: &str, path: &str, before: serde_json::Value, after: serde_json::Value) -> Entry {
    let some = |value: serde_json::Value| (!value.is_null()).then_some(value);
    Entry { path: path.into(), before: some(before), after: some(after), ..Entry::event(What::Answer, at.parse().unwrap(), "Camille") }
}

/// A response begun in January, changed in March.
fn changed(desk: &Desk) -> String {
    let id = desk.import(&json!({"region": "53", "prevus": 4, "actions": [{"objet": "Carte"}]}));
    desk.change(&id, |stored| stored["created"] = json!("2026-01-05T08:00:00Z"));
    let action = desk.stored(&id)["answers"]["actions"][0]["_id"].as_str().unwrap().to_owned();
    let entries = [
        entry("2026-03-14T10:30:20Z", "region", json!("28"), json!("53")),
        entry("2026-03-14T10:31:00Z", "prevus", json!(null), json!(4)),
        Entry { to: Some(0), ..entry("2026-03-15T09:00:00Z", &format!("actions[{action}]"), json!(null), json!({"objet": "Carte"})) },
    ];
    desk.write(&format!("data/responses/{id}/history.jsonl"), lines(&entries));
    id
}

#[test]
fn changes_are_listed_with_date_name_place_and_both_answers() {
    let desk = Desk::new();
    let id = changed(&desk);
    let ran = desk.run(&format!("history {id}")).coded(0);
    let plain = ran.out.replace(['\u{a0}', '\u{202f}'], " ");
    let lines: Vec<&str> = plain.lines().collect();
    assert_eq!(lines.len(), 3, "{plain}");
    assert!(lines[0].starts_with("14/03/2026 10:30  Camille  Identité › Région : Normandie → Bretagne"), "{plain}");
    assert!(lines[1].contains("Postes prévus : sans réponse → 4"), "{plain}");
    assert!(lines[2].starts_with("15/03/2026 09:00") && lines[2].ends_with("ajout : Carte"), "{plain}");
    assert_eq!(ran.err, "");
    let json = desk.run(&format!("history {id} --json")).coded(0).json();
    assert_eq!((&json["skipped"], json["entries"].as_array().unwrap().len()), (&json!(0), 3));
    let first = &json["entries"][0];
    assert_eq!((&first["path"], &first["before"], &first["after"]), (&json!("region"), &json!("28"), &json!("53")));
    assert_eq!((&first["what"], &first["page"], &first["question"]), (&json!("answer"), &json!("identite"), &json!("Région")));
}

#[test]
fn a_response_is_shown_as_it_was_at_a_moment() {
    let desk = Desk::new();
    let id = changed(&desk);
    let at = |when: &str| {
        let mut command = desk.command(&format!("history {id} --json --at"));
        crate::desk::ran(
            assert_cmd::Command::from_std({
                command.arg(when);
                command
            })
            .write_stdin(""),
        )
    };
    for (when, answers) in [
        ("2026-02-01", json!({"region": "28"})),
        ("2026-03-14 10:29", json!({"region": "28"})),
        ("2026-03-14 10:30", json!({"region": "53"})),
        ("14/03/2026 10:31", json!({"region": "53", "prevus": 4})),
        ("2026-03-14", json!({"region": "53", "prevus": 4})),
        ("2026-03-15T09:00:00Z", json!({"region": "53", "prevus": 4, "actions": [{"objet": "Carte"}]})),
        ("2999-01-01", json!({"region": "53", "prevus": 4, "actions": [{"objet": "Carte"}]})),
    ] {
        let mut shown = at(when).coded(0).json()["answers"].clone();
        shown.as_object_mut().unwrap().remove("pays");
        assert_eq!(shown, answers, "{when}");
    }
    assert!(at("2026-01-01").coded(1).err.contains("n'existait pas encore"));
    assert!(at("hier").coded(2).err.contains("n'est pas un moment"));
    let text = desk.run(&format!("history {id} --at 2026-02-01")).coded(0).out.replace('\u{a0}', " ");
    assert!(text.starts_with("Telle qu'elle était le 01/02/2026 23:59\n") && text.contains("Normandie"), "{text}");
}

#[test]
fn lines_that_are_none_are_counted_and_hide_no_other() {
    let desk = Desk::new();
    let id = changed(&desk);
    let file = desk.path(&format!("data/responses/{id}/history.jsonl"));
    let mut bytes = std::fs::read(&file).unwrap();
    bytes.splice(0..0, *b"{\"at\":\xff\n\x1b[2J\n");
    bytes.extend(b"{\"at\":\"2026-03");
    std::fs::write(&file, bytes).unwrap();
    let ran = desk.run(&format!("history {id}")).coded(0);
    assert_eq!(ran.out.lines().count(), 3);
    assert!(ran.err.contains("2 lignes du journal sont illisibles") && !ran.out.contains('\u{1b}'), "{ran:?}");
}

#[test]
fn import_and_validation_are_entries() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53", "statut": "public", "groupe": "G"}));
    desk.run(&format!("validate {id} --as Camille")).coded(0);
    let entries = desk.run(&format!("history {id} --json")).coded(0).json()["entries"].clone();
    let told: Vec<_> = entries.as_array().unwrap().iter().map(|entry| (entry["what"].as_str().unwrap(), entry["path"].as_str())).collect();
    assert_eq!(told, [("import", None), ("validate", None), ("validate", Some("groupe"))]);
    let ran = desk.run(&format!("history {id}")).coded(0).out.replace('\u{a0}', " ");
    assert!(
        ran.contains("Réponse importée") && ran.contains("Camille   Réponse validée") && ran.contains("G → sans réponse (laissée"),
        "{ran}"
    );
    let before = desk.run(&format!("history {id} --json --at {}", entries[0]["at"].as_str().unwrap())).coded(0).json();
    assert_eq!((&before["status"], &before["answers"]["groupe"]), (&json!("draft"), &json!("G")));
}

#[test]
fn of_a_form_that_is_not_known_events_and_answers_are_listed_all_the_same() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53", "statut": "public"}));
    desk.run(&format!("validate {id} --as Camille")).coded(0);
    let file = desk.path(&format!("data/responses/{id}/history.jsonl"));
    let mut bytes = std::fs::read(&file).unwrap();
    let typed = Entry {
        typed_after: [("date".into(), "marss 2024".to_owned())].into(),
        ..entry("2026-03-14T10:30:20Z", "date", json!("2024-01"), json!(null))
    };
    bytes.extend(lines(&[typed]));
    // places that no block has
    bytes.extend(
        b"{\"at\":\"2026-03-14T10:31:00Z\",\"path\":\"actions[k3f9]\",\"from\":18446744073709551615,\"to\":18446744073709551615}\n",
    );
    std::fs::write(&file, &bytes).unwrap();
    let known = desk.run(&format!("history {id}")).coded(0).out;
    assert!(known.contains("déplacement"), "{known}");
    desk.change(&id, |stored| stored["form"]["id"] = json!("disparu"));
    let ran = desk.run(&format!("history {id}")).coded(0);
    let plain = ran.out.replace(['\u{a0}', '\u{202f}'], " ");
    for said in ["Réponse importée", "Réponse validée", "date : \"2024-01\" → ", "marss 2024", "actions[k3f9] : déplacement du rang "]
    {
        assert!(plain.contains(said), "{said}: {plain}");
    }
    assert!(!plain.contains('∅'), "{plain}");
    let entries = desk.run(&format!("history {id} --json")).coded(0).json()["entries"].clone();
    let what: Vec<_> = entries.as_array().unwrap().iter().map(|entry| entry["what"].as_str().unwrap()).collect();
    assert_eq!(what, ["import", "validate", "answer", "answer"]);
}
