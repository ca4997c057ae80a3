//! `recueil list` and `recueil show`.

use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};

use crate::desk::Desk;

#[test]
fn a_fresh_directory_lists_nothing() {
    let desk = Desk::new();
    let ran = desk.run("list").coded(0);
    let dir = desk.path("data").display().to_string();
    assert!(ran.out.is_empty() && ran.err.contains(&dir) && ran.err.contains("recueil fill"), "{ran:?}");
    let of_form = desk.run("list --form essai").coded(0);
    assert!(of_form.out.is_empty() && of_form.err.contains("recueil fill essai"), "{of_form:?}");
    let json = desk.run("list --json").coded(0);
    assert_eq!((json.json(), json.err.as_str()), (json!([]), ""));
}

#[test]
fn list_tells_each_response_on_a_line() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53", "prevus": 1, "pourvus": 2, "courriel": "pas une adresse"}));
    desk.import(&json!({}));
    let ran = desk.run("list").coded(0);
    let line = ran.out.lines().find(|line| line.starts_with(&id)).unwrap();
    for word in ["Essai", "Bretagne", "brouillon", "5 réponses", "1 erreur", "1 avertissement"] {
        assert!(line.contains(word), "{word}: {line}");
    }
    assert_eq!(ran.out.lines().count(), 2);
    assert!(ran.out.contains("(sans nom)"), "{ran:?}");
    assert!(desk.run("list --lang en").out.contains("draft"));
}

#[test]
fn list_as_json_has_the_counts_and_chooses_by_form() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53", "prevus": 1, "pourvus": 2}));
    desk.feed("import - --form annuaire-carsp", r#"{"nom": "CARESP"}"#).coded(0);
    let all = desk.run("list --json").coded(0).json();
    assert_eq!(all.as_array().unwrap().len(), 2);
    let own = desk.run("list --json --form essai").coded(0).json();
    let [one] = own.as_array().unwrap().as_slice() else { panic!("{own}") };
    for (key, value) in [
        ("id", json!(id)),
        ("form", json!({"id": "essai", "version": "1", "title": "Essai"})),
        ("name", json!("Bretagne")),
        ("status", json!("draft")),
        ("review", json!("none")),
        ("answered", json!(4)),
        ("errors", json!(1)),
        ("warnings", json!(0)),
    ] {
        assert_eq!(one[key], value, "{key}");
    }
    assert!(desk.run("list --form absent").coded(2).err.contains("carsp-2025"));
}

#[test]
fn a_file_that_cannot_be_read_hides_no_other_and_gives_exit_1() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    for (broken, text) in [("aaaa", "{ \"format\": 1, \"id\":"), ("bbbb", ""), ("cccc", r#"{"format": 99}"#), ("dddd", "[]")] {
        desk.write(&format!("data/responses/{broken}/response.json"), text);
        let listed = desk.run("list").coded(1);
        assert!(listed.out.contains(&id) && listed.err.contains(broken), "{broken}: {listed:?}");
        let json = desk.run("list --json").coded(1).json();
        assert!(json.as_array().unwrap().iter().any(|one| one["id"] == broken && one["error"].is_string()), "{json}");
        assert!(desk.run(&format!("show {broken}")).coded(1).err.contains(broken));
        assert_eq!(std::fs::read_to_string(desk.file(broken)).unwrap(), text, "it stays as it is");
    }
}

#[test]
fn a_response_of_a_wrong_shape_is_told_by_its_key_in_the_language_asked_for() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    desk.change(&id, |stored| stored["answers"] = json!("x"));
    for command in ["list".to_owned(), format!("show {id}")] {
        let said = desk.run(&command).coded(1).err;
        assert!(said.contains("« answers » : attendu un objet { … }") && !said.contains("expected"), "{said}");
        let said = desk.run(&format!("{command} --lang en")).coded(1).err;
        assert!(said.contains("\"answers\": expected an object { … }"), "{said}");
    }
}

#[test]
fn show_takes_an_id_or_its_unique_beginning() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    assert!(desk.run(&format!("show {}", &id[..4])).coded(0).out.contains("Bretagne"));
    assert!(desk.run("show zzzz").coded(1).err.contains("zzzz"));
    for twin in ["qqqq1", "qqqq2"] {
        desk.write(&format!("data/responses/{twin}/response.json"), std::fs::read(desk.file(&id)).unwrap());
    }
    let ran = desk.run("show qqqq").coded(1);
    assert!(ran.err.contains("qqqq1") && ran.err.contains("qqqq2"), "{ran:?}");
}

#[test]
fn show_as_json_has_answers_problems_and_what_is_left_out() {
    let desk = Desk::new();
    let answers = json!({"statut": "public", "groupe": "G", "prevus": 1, "pourvus": 2, "actions": [{"objet": "Annuaire"}]});
    let id = desk.import(&answers);
    let shown = desk.run(&format!("show {id} --json")).coded(0).json();
    assert_eq!((&shown["id"], &shown["status"], &shown["review"]), (&json!(id), &json!("draft"), &json!("none")));
    assert_eq!(shown["form"], json!({"id": "essai", "version": "1", "title": "Essai"}));
    let mut kept = answers.clone();
    kept["pays"] = json!("France");
    assert_eq!(shown["answers"], kept, "without identities of blocks");
    let problem = |path: &str| shown["problems"].as_array().unwrap().iter().find(|problem| problem["path"] == path).unwrap().clone();
    let message = "Plus de postes pourvus (2) que prévus (1)";
    assert_eq!(
        problem("pourvus"),
        json!({"path": "pourvus", "page": "activite", "severity": "error", "code": "check", "message": message})
    );
    assert_eq!(problem("region")["code"], "required");
    assert_eq!(shown["left_out"]["groupe"]["value"], "G");
    assert_eq!(shown["left_out"]["groupe"]["why"], "la réponse à «\u{a0}Statut\u{a0}» est «\u{a0}Public\u{a0}»");
    assert_eq!((&shown["validations"], &shown["intact"]), (&json!([]), &Value::Null));
}

#[test]
fn show_keeps_the_identities_of_blocks_only_if_asked() {
    let desk = Desk::new();
    let id = desk.import(&json!({"actions": [{"_id": "k3f9", "objet": "Annuaire"}]}));
    let plain = desk.run(&format!("show {id} --json")).coded(0).json();
    assert_eq!(plain["answers"]["actions"], json!([{"objet": "Annuaire"}]));
    let with = desk.run(&format!("show {id} --json --ids")).coded(0).json();
    assert_eq!(with["answers"]["actions"], json!([{"_id": "k3f9", "objet": "Annuaire"}]));
    desk.run(&format!("show {id} --ids")).coded(2);
}

#[test]
fn show_tells_people_the_problems_in_the_labels_words() {
    let desk = Desk::new();
    let id = desk.import(&json!({"statut": "public", "groupe": "G", "prevus": 1, "pourvus": 2}));
    let out = desk.run(&format!("show {id}")).coded(0).out.replace('\u{a0}', " ");
    for line in [
        "À corriger",
        "Identité › Région — réponse obligatoire",
        "Activité › Postes pourvus — Plus de postes pourvus (2) que prévus (1)",
        "Ne sera pas transmis",
        "Groupe : G (la réponse à « Statut » est « Public »)",
    ] {
        assert!(out.contains(line), "{line}\n{out}");
    }
}

#[test]
fn control_characters_never_reach_the_terminal_and_are_escaped_in_json() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    let hostile = "a\u{1b}[31mb\u{9b}c\u{202e}d\u{200b}";
    desk.change(&id, |stored| {
        stored["answers"]["pays"] = json!(hostile);
        stored["answers"]["perdu"] = json!(hostile);
        stored["author"] = json!(hostile);
    });
    let hostile_char = |c: char| (c.is_control() && c != '\n') || ['\u{202e}', '\u{200b}'].contains(&c);
    for command in ["list", "show ID", "print ID", "list --json", "show ID --json"] {
        let ran = desk.run(&command.replace("ID", &id)).coded(0);
        assert!(!ran.out.contains(hostile_char) && !ran.err.contains(hostile_char), "{command}: {ran:?}");
    }
    let json = desk.run(&format!("show {id} --json"));
    assert!(json.out.contains("\\u001b[31mb\\u009bc\\u202ed\\u200b"), "{}", json.out);
    assert_eq!(json.json()["answers"]["pays"], hostile, "nothing is lost");
}

#[test]
fn a_response_of_an_unknown_form_is_listed_shown_and_kept() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53", "prevus": 3}));
    desk.change(&id, |stored| stored["form"]["id"] = json!("disparu"));
    let before = std::fs::read(desk.file(&id)).unwrap();
    assert!(desk.run("list").coded(0).out.contains("disparu"));
    let ran = desk.run(&format!("show {id}")).coded(0);
    assert!(ran.out.contains("prevus = 3") && ran.out.contains("region = \"53\""), "{ran:?}");
    assert!(ran.err.contains("disparu"), "{ran:?}");
    let json = desk.run(&format!("show {id} --json")).coded(0).json();
    assert_eq!(json["answers"], json!({"pays": "France", "region": "53", "prevus": 3}));
    for command in ["print", "validate"] {
        assert!(desk.run(&format!("{command} {id}")).coded(1).err.contains("disparu"), "{command}");
    }
    assert_eq!(std::fs::read(desk.file(&id)).unwrap(), before);
}

#[test]
fn answers_of_a_wrong_shape_or_to_questions_that_are_gone_are_kept_and_told() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    desk.change(&id, |stored| {
        stored["answers"]["prevus"] = json!({"un": "objet"});
        stored["answers"]["actions"] = json!("deux");
        stored["answers"]["ancienne"] = json!("gardée");
        stored["answers"]["a.b[c]"] = json!({"cle": 3});
    });
    let json = desk.run(&format!("show {id} --json")).coded(0).json();
    assert_eq!(json["answers"]["prevus"], json!({"un": "objet"}));
    assert_eq!(json["answers"]["actions"], json!("deux"));
    assert_eq!(json["not_in_form"], json!(["ancienne", "a.b[c]"]));
    let shapes: Vec<_> = json["problems"].as_array().unwrap().iter().filter(|p| p["code"] == "shape").map(|p| p["path"].clone()).collect();
    assert_eq!(shapes, [json!("prevus"), json!("actions")]);
    let shown = desk.run(&format!("show {id}")).coded(0).out;
    assert!(shown.contains("ancienne = \"gardée\"") && shown.contains(r#"a.b[c] = {"cle":3}"#), "{shown}");
    desk.run(&format!("validate {id}")).coded(1);
}

#[test]
fn the_surveys_checks_and_hidden_answers_are_told() {
    let desk = Desk::new();
    let answers = json!({"region": "53", "statut": "gcs", "statut_etablissement": "public", "etp": {"totaux": {"cibles": 3}, "medicaux": {"cibles": 4}}});
    let id = desk.feed("import - --form carsp-2025", &answers.to_string()).coded(0).out.trim().to_owned();
    let shown = desk.run(&format!("show {id} --json")).coded(0).json();
    assert_eq!(shown["name"], "Bretagne");
    let problem = shown["problems"].as_array().unwrap().iter().find(|problem| problem["path"] == "etp.medicaux.cibles").unwrap();
    assert_eq!((&problem["severity"], &problem["code"]), (&json!("warning"), &json!("check")));
    assert_eq!(shown["left_out"]["statut_etablissement"]["value"], "public");
    let told = desk.run(&format!("show {id}")).coded(0).out.replace('\u{a0}', " ");
    let line = told.lines().find(|line| line.contains("dépassent")).unwrap();
    assert!(line.contains(" › Équivalents temps plein — ETP cibles (composition théorique) : les ETP"), "{line}");
    assert_eq!(line.matches(':').count(), 1, "{line}");
}

#[test]
fn a_draft_of_another_version_of_its_form_is_shown_with_what_moved_over_and_what_is_kept_aside() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53", "prevus": 3}));
    desk.change(&id, |stored| {
        stored["form"]["version"] = json!("0");
        stored["answers"]["ancienne"] = json!("gardée");
        stored["answers"]["statut"] = json!("mixte");
    });
    let before = std::fs::read(desk.file(&id)).unwrap();
    let shown = desk.run(&format!("show {id}")).coded(0).out.replace('\u{a0}', " ");
    assert!(shown.contains("de la version 0 à la version 1 : 3 réponses reprises, 2 mises de côté ; détail"), "{shown}");
    assert!(shown.contains("Statut : mixte (version 0, ") && shown.contains("ancienne : gardée (version 0, "), "{shown}");
    let json = desk.run(&format!("show {id} --json")).coded(0).json();
    assert_eq!(json["moved"], json!({"from": "0", "kept": 3, "aside": 2, "back": 0}));
    assert_eq!(json["set_aside"].as_array().unwrap().len(), 2);
    assert_eq!((&json["answers"]["statut"], &json["answers"]["prevus"]), (&serde_json::Value::Null, &json!(3)));
    assert_eq!(std::fs::read(desk.file(&id)).unwrap(), before, "showing writes nothing");
    desk.change(&id, |stored| stored["answers"] = json!({"region": "53", "ancienne": "gardée"}));
    let shown = desk.run(&format!("show {id}")).coded(0).out.replace('\u{a0}', " ");
    assert!(shown.contains("à la version 1 : 1 réponse reprise, 1 mise de côté ; détail"), "{shown}");
}

#[test]
fn the_index_that_a_list_leaves_is_private_says_the_same_the_next_time_and_can_be_removed() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53", "prevus": 1, "pourvus": 2}));
    let first = desk.run("list --json").coded(0).json();
    let index = desk.path("data/index.json");
    assert_eq!(std::fs::metadata(&index).unwrap().permissions().mode() & 0o777, 0o600);
    for spoil in ["", "{}", "\u{1b}[2J"] {
        assert_eq!(desk.run("list --json").coded(0).json(), first);
        std::fs::write(&index, spoil).unwrap();
    }
    std::fs::remove_file(&index).unwrap();
    assert_eq!(desk.run("list --json").coded(0).json(), first);
    desk.change(&id, |stored| stored["answers"] = json!({"region": "53"}));
    let changed = desk.run("list --json").coded(0).json();
    assert_eq!((&changed[0]["name"], &changed[0]["errors"]), (&json!("Bretagne"), &json!(0)));
    assert_eq!(changed[0]["queries"], json!({"open": 0, "answered": 0}));
}
