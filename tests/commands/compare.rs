//! `recueil compare`.

use std::fmt::Write as _;

use recueil::response::history::{Entry, What, lines};
use serde_json::{Value, json};

use crate::desk::{Desk, Ran};

/// What was printed, with plain spaces.
fn plain(ran: &Ran) -> String {
    ran.out.replace(['\u{a0}', '\u{202f}'], " ")
}

/// Two regions' responses.
fn regions(desk: &Desk) -> (String, String) {
    let long = "Une journée de formation par an pour les équipes";
    let one = desk.import(&json!({
        "region": "53", "prevus": 4, "profils": ["medecin"], "copil": {"copil": {"2023": 2}}, "groupe": "caché",
        "actions": [{"objet": long, "debut": "2024-03"}, {"objet": "Colloque"}],
    }));
    let other = desk.import(&json!({
        "region": "28", "prevus": 4, "profils": ["autres"], "copil": {"copil": {"2023": 3, "2024": 4}},
        "actions": [{"objet": "Annuaire"}, {"objet": long.replace("Une journée", "Deux journées"), "debut": "2024-03"}],
    }));
    (one, other)
}

#[test]
fn two_responses_are_compared_question_by_question() {
    let desk = Desk::new();
    let (one, other) = regions(&desk);
    let ran = desk.run(&format!("compare {one} {other}")).coded(1);
    let shown = plain(&ran);
    let (head, rest) = shown.split_once("\n\n").unwrap();
    let head: Vec<&str> = head.lines().collect();
    assert!(head[0].starts_with(&format!("Avant : Bretagne ({one}), modifiée le ")), "{shown}");
    assert!(head[1].starts_with(&format!("Après : Normandie ({other}), modifiée le ")), "{shown}");
    assert_eq!(
        rest,
        "\
Identité
========

Région
    Bretagne → Normandie


Activité
========

Profils
    [-Médecin-] {+Autres+}

Réunions
    Comité de pilotage · En 2023 : 2 → 3
    Comité de pilotage · En 2024 : sans réponse → 4

Retrait : Action 2
    Objet : Colloque

Ajout : Action 1
    Objet : Annuaire

Action 2 · Objet
    [-Une journée-]{+Deux journées+} de formation par an pour les équipes

4 modifications, 2 ajouts, 1 retrait.
1 différence dans une question masquée n'est pas montrée.
"
    );
    assert_eq!(ran.err, "");
    let back = desk.run("compare Normandie Bretagne --lang en").coded(1);
    assert!(
        back.out.contains("Normandie → Bretagne") && back.out.ends_with("1 difference in a hidden question is not shown.\n"),
        "{back:?}"
    );
}

#[test]
fn scripts_get_each_change_with_both_answers_and_its_place() {
    let desk = Desk::new();
    let (one, other) = regions(&desk);
    let json = desk.run(&format!("compare {one} {other} --json")).coded(1).json();
    assert_eq!((&json["before"]["id"], &json["after"]["id"], &json["not_compared"]), (&json!(one), &json!(other), &json!([])));
    let changes = json["changes"].as_array().unwrap();
    let find = |question: &str| changes.iter().find(|change| change["question"] == question).unwrap();
    let region = find("Région");
    assert_eq!((&region["path"], &region["kind"], &region["page"]), (&json!("region"), &json!("changed"), &json!("identite")));
    assert_eq!((&region["before"], &region["after"], &region["hidden"]), (&json!("53"), &json!("28"), &json!(false)));
    assert_eq!((&find("Groupe")["hidden"], &find("Groupe")["after"]), (&json!(true), &Value::Null));
    let cell = find("Réunions · Comité de pilotage · En 2024");
    assert_eq!((&cell["path"], &cell["kind"], &cell["after"]), (&json!("copil.copil.2024"), &json!("added"), &json!(4)));
    let field = find("Action 2 · Objet");
    assert_ne!(field["path"], field["old_path"], "the block has another identity in each");
}

#[test]
fn what_is_the_same_has_no_difference_and_the_code_says_so() {
    let desk = Desk::new();
    let (one, _) = regions(&desk);
    let copy = desk.import(&desk.run(&format!("show {one} --json")).coded(0).json()["answers"]);
    for command in [format!("compare {one} {one}"), format!("compare {one} {copy}"), format!("compare {one} --from 2999-01-01")] {
        let ran = desk.run(&command).coded(0);
        assert!(plain(&ran).ends_with("\n\nAucune différence.\n") && ran.err.is_empty(), "{ran:?}");
    }
    // only what no one is asked for differs
    desk.change(&copy, |stored| stored["answers"]["groupe"] = json!("autre"));
    let ran = desk.run(&format!("compare {one} {copy}")).coded(0);
    assert!(plain(&ran).ends_with("Aucune différence.\n1 différence dans une question masquée n'est pas montrée.\n"), "{ran:?}");
}

#[test]
fn two_moments_of_one_response_are_compared() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53", "prevus": 4}));
    desk.change(&id, |stored| stored["created"] = json!("2026-01-05T08:00:00Z"));
    let entry = |at: &str, path: &str, before: Value, after: Value| Entry {
        path: path.into(),
        before: Some(before).filter(|value| !value.is_null()),
        after: Some(after),
        ..Entry::event(What::Answer, at.parse().unwrap(), "Camille")
    };
    let entries =
        [entry("2026-03-14T10:30:20Z", "region", json!("28"), json!("53")), entry("2026-03-15T09:00:00Z", "prevus", json!(null), json!(4))];
    let mut bytes = lines(&entries);
    bytes.extend(b"{\"at\":\xff\n");
    desk.write(&format!("data/responses/{id}/history.jsonl"), bytes);
    for (options, region, posts, count) in [
        ("--from 2026-02-01", true, true, "1 modification, 1 ajout."),
        ("--from 2026-02-01 --to 2026-03-14", true, false, "1 modification."),
        ("--to 2026-03-14", true, false, "1 modification."),
        ("--from 14/03/2026", false, true, "1 ajout."),
        ("--from 2026-03-15 --to 2026-02-01", true, true, "1 modification, 1 retrait."),
    ] {
        let ran = desk.run(&format!("compare {id} {options}")).coded(1);
        let shown = plain(&ran);
        assert_eq!(
            (shown.contains("Normandie"), shown.contains("Postes prévus"), shown.trim_end().ends_with(count)),
            (region, posts, true),
            "{options}: {shown}"
        );
        assert!(ran.err.contains("Une ligne du journal est illisible"), "{ran:?}");
    }
    let shown = plain(&desk.run(&format!("compare {id} --from 2026-02-01")));
    let head: Vec<&str> = shown.lines().take(2).collect();
    assert!(head[0].ends_with("telle qu'elle était le 01/02/2026 23:59") && head[0].contains("Normandie"), "{shown}");
    assert!(head[1].contains("Bretagne") && head[1].contains("modifiée le"), "{shown}");
    assert!(desk.run(&format!("compare {id} --from 2026-01-01")).coded(1).err.contains("n'existait pas encore"));
}

#[test]
fn what_cannot_be_meant_is_wrong_usage() {
    let desk = Desk::new();
    let (one, other) = regions(&desk);
    for (arguments, said) in [
        ("compare".to_owned(), "il manque"),
        (format!("compare {one}"), "Dire avec quoi comparer"),
        (format!("compare {one} --from hier"), "n'est pas un moment"),
        (format!("compare {one} {other} --from 2026-01-01"), "ne va pas avec"),
    ] {
        let ran = desk.run(&arguments).coded(2);
        assert!(ran.err.contains(said) && ran.out.is_empty(), "{arguments}: {ran:?}");
    }
    assert!(desk.run(&format!("compare {one} zzzz")).coded(1).err.contains("zzzz"));
}

#[test]
fn another_version_is_compared_and_the_versions_are_named() {
    let desk = Desk::new();
    let (one, other) = regions(&desk);
    desk.change(&other, |stored| {
        stored["form"]["version"] = json!("0");
        stored["answers"]["ancienne"] = json!("réponse d'avant");
        stored["answers"]["prevus"] = json!("quatre");
    });
    let ran = desk.run(&format!("compare {other} {one}")).coded(1);
    assert!(ran.err.contains("Versions 0 et 1 du questionnaire"), "{ran:?}");
    let shown = plain(&ran);
    assert!(shown.contains("Postes prévus\n    quatre → 4\n"), "{shown}");
    assert!(shown.contains("Hors du questionnaire\n=====================\n\nancienne\n    réponse d'avant → sans réponse\n"), "{shown}");
}

#[test]
fn of_another_form_what_both_have_is_compared_and_the_rest_is_named() {
    let desk = Desk::new();
    let form = include_str!("../forms/essai.toml");
    let other_form = form
        .replace("id = \"essai\"", "id = \"autre\"")
        .replace("id = \"courriel\"", "id = \"adresse\"")
        .replace("kind = \"text\"\n  label = \"Pays\"", "kind = \"long_text\"\n  label = \"Pays\"")
        .replace("kind = \"integer\"\n  label = \"Postes prévus\"", "kind = \"decimal\"\n  label = \"Postes prévus\"");
    desk.write("forms/essai.toml", form);
    desk.write("forms/autre.toml", other_form);
    let one = desk.feed(
        "import - --form essai --forms forms",
        &json!({"region": "53", "prevus": 4, "pays": "Ici", "courriel": "a@exemple.fr"}).to_string(),
    );
    let other = desk.feed(
        "import - --form autre --forms forms",
        &json!({"region": "28", "prevus": 5, "pays": "Là", "adresse": "b@exemple.fr"}).to_string(),
    );
    let (one, other) = (one.coded(0).out.trim().to_owned(), other.coded(0).out.trim().to_owned());
    let ran = desk.run(&format!("compare {one} {other} --forms forms")).coded(1);
    assert!(ran.err.contains("Questionnaires différents (essai et autre)"), "{ran:?}");
    let shown = plain(&ran);
    assert!(shown.contains("Bretagne → Normandie") && shown.contains("Pays\n    Ici → Là\n") && !shown.contains("exemple.fr"), "{shown}");
    assert!(shown.ends_with("2 modifications.\n3 réponses ne sont pas comparées : adresse, courriel, prevus.\n"), "{shown}");
    let json = desk.run(&format!("compare {one} {other} --forms forms --json")).coded(1).json();
    assert_eq!((&json["not_compared"], json["changes"].as_array().unwrap().len()), (&json!(["adresse", "courriel", "prevus"]), 2));
    // without its form it is compared with what it holds
    std::fs::remove_file(desk.path("forms/autre.toml")).unwrap();
    let ran = desk.run(&format!("compare {one} {other} --forms forms")).coded(1);
    let shown = plain(&ran);
    assert!(ran.err.contains("autre") && shown.contains("Bretagne → 28"), "{ran:?}");
    assert!(shown.contains("adresse, courriel"), "{shown}");
    // of an unknown form altogether
    desk.change(&one, |stored| stored["form"]["id"] = json!("autre"));
    let ran = desk.run(&format!("compare {one} {other} --forms forms")).coded(1);
    let shown = plain(&ran);
    assert!(shown.contains("region\n    53 → 28\n") && shown.contains("Hors du questionnaire"), "{shown}");
    assert_eq!(ran.err.matches("inconnu").count(), 1, "told once: {ran:?}");
}

#[test]
fn hostile_answers_and_wrong_shapes_are_only_read() {
    let desk = Desk::new();
    let (one, other) = regions(&desk);
    let nasty = "a\u{1b}]0;x\u{7}\u{202e}b";
    desk.change(&one, |stored| {
        stored["answers"] = json!({"region": [nasty], "actions": {"x": nasty}, "copil": [{"_id": nasty, "y": 1}], nasty: nasty, "pays": nasty, "rapport": [[[]]]});
        stored["unreadable"] = json!({"creation": nasty, "actions[zz].objet": nasty, "": nasty});
    });
    desk.change(&other, |stored| stored["answers"]["actions"][0]["objet"] = json!({"a.b": nasty}));
    for arguments in [format!("compare {one} {other}"), format!("compare {other} {one}"), format!("compare {one} {other} --json")] {
        let ran = desk.run(&arguments).coded(1);
        let bad: Vec<char> = ran.out.chars().filter(|c| c.is_control() && *c != '\n' || *c == '\u{202e}').collect();
        assert!(bad.is_empty(), "{bad:?} in {ran:?}");
    }
}

#[test]
fn five_thousand_changes_are_told_to_the_last() {
    let desk = Desk::new();
    let (one, other) = regions(&desk);
    for (id, word) in [(&one, "un"), (&other, "deux")] {
        desk.change(id, |stored| {
            let mut text = String::new();
            for n in 0..5_000 {
                write!(text, "{}\"q{n:04}\":\"{word}\"", if n == 0 { "{" } else { "," }).unwrap();
            }
            stored["answers"] = serde_json::from_str(&(text + "}")).unwrap();
            let block = |n: usize| json!({"_id": format!("{word}{n:04}"), "objet": format!("Action {n}"), "debut": if *word == *"un" { "2024-01" } else { "2025-01" }});
            stored["answers"]["actions"] = (0..500).map(block).collect();
        });
    }
    let shown = plain(&desk.run(&format!("compare {one} {other}")).coded(1));
    assert!(shown.ends_with("5500 modifications.\n"), "{}", &shown[shown.len().saturating_sub(200)..]);
    assert!(shown.contains("q4999\n    un → deux\n") && shown.contains("Action 500 · Début\n    janvier 2024 → janvier 2025\n"));
    let json = desk.run(&format!("compare {one} {other} --json")).coded(1).json();
    assert_eq!(json["changes"].as_array().unwrap().len(), 5_500);
    // as many blocks as a file may have: the work grows with what there is, not with its square
    for (id, word) in [(&one, "un"), (&other, "deux")] {
        desk.change(id, |stored| {
            let block = |n: usize| json!({"_id": format!("bloc{n:05}"), "objet": format!("{word} {n}")});
            stored["answers"] = json!({"actions": (0..2_000).map(block).collect::<Vec<_>>()});
            let typed = (0..2_000).map(|n| (format!("actions[bloc{n:05}].debut"), json!(word)));
            stored["unreadable"] = typed.collect::<serde_json::Map<_, _>>().into();
        });
    }
    let shown = plain(&desk.run(&format!("compare {one} {other}")).coded(1));
    assert!(shown.ends_with("4000 modifications.\n"), "{}", &shown[shown.len().saturating_sub(200)..]);
}

/// A response and its second entry.
fn entries(desk: &Desk) -> (String, String) {
    let first = desk.import(&json!({"region": "53", "prevus": 4, "copil": {"copil": {"2023": 2, "2024": 3}}}));
    let second = desk.import(&json!({"region": "53", "prevus": 5, "copil": {"copil": {"2023": 2, "2024": 4}}}));
    desk.change(&second, |stored| stored["verifies"] = json!(first));
    (first, second)
}

#[test]
fn of_two_entries_it_is_told_how_far_they_agree_question_by_question() {
    let desk = Desk::new();
    let (first, second) = entries(&desk);
    for arguments in [format!("{first} {second}"), format!("{second} {first}")] {
        let shown = plain(&desk.run(&format!("compare {arguments}")).coded(1));
        assert!(shown.contains("\nDouble saisie, pas encore comparée à l'écran : 2 désaccords sur 5 réponses.\n"), "{shown}");
        assert!(shown.contains("    Réunions : 1 désaccord sur 2 réponses\n") && !shown.contains("    Région : "), "{shown}");
    }
    // what was noted at first is what counts
    let noted = json!({
        "at": "2026-03-12T10:02:00Z", "by": "Ana", "what": "verified", "with": second, "compared": {"region": 1, "prevus": 1, "copil": 3},
        "differ": ["copil.copil.2023", "copil.copil.2024", "prevus"],
    });
    std::fs::write(desk.file(&first).with_file_name("review.jsonl"), format!("{noted}\n")).unwrap();
    let shown = plain(&desk.run(&format!("compare {first} {second}")).coded(1));
    assert!(
        shown.contains("\nDouble saisie, comparée pour la première fois le 12/03/2026 10:02 : 3 désaccords sur 5 réponses.\n"),
        "{shown}"
    );
    let line = json!({
        "at": "2026-03-12T10:02:00Z", "by": "Ana", "what": "verified", "with": "zzzz2345", "compared": {}, "differ": [], "missing": ["prevus"],
    });
    std::fs::write(desk.file(&first).with_file_name("review.jsonl"), format!("{line}\n")).unwrap();
    desk.change(&second, |stored| drop(stored["answers"].as_object_mut().unwrap().remove("prevus")));
    let shown = plain(&desk.run(&format!("compare {first} {second}")).coded(1));
    assert!(shown.contains("à l'écran : 1 désaccord sur 4 réponses, 1 question non ressaisie.\n"), "{shown}");
    assert!(shown.contains("    Postes prévus : non ressaisie\n"), "{shown}");
    std::fs::write(desk.file(&first).with_file_name("review.jsonl"), format!("{noted}\n")).unwrap();
    let json = desk.run(&format!("compare {second} {first} --json")).coded(1).json();
    let agreement = &json["agreement"];
    assert_eq!(
        [&agreement["first"], &agreement["second"], &agreement["compared"], &agreement["differ"]],
        [&json!(first), &json!(second), &json!(5), &json!(3)]
    );
    assert_eq!(agreement["questions"][0], json!({"id": "region", "compared": 1, "differ": 0, "missing": 0}));
    assert_eq!(desk.run(&format!("compare {first} {first} --json")).coded(0).json().get("agreement"), None);
}

#[test]
fn a_second_entry_is_listed_as_one_and_meant_by_that_name_alone() {
    let desk = Desk::new();
    let (first, second) = entries(&desk);
    let listed = plain(&desk.run("list").coded(0));
    assert!(listed.contains("Bretagne (2de saisie)") && !listed.contains("(2)"), "{listed}");
    let json = desk.run("list --json").coded(0).json();
    let verifies: Vec<&Value> = json.as_array().unwrap().iter().filter_map(|one| one.get("verifies")).collect();
    assert_eq!(verifies, [&json!(first)]);
    assert_eq!(desk.run("show bretagne --json").coded(0).json()["id"], json!(first));
    let mut command = desk.command("show --json");
    command.arg("Bretagne (2de saisie)");
    let shown = String::from_utf8(command.output().unwrap().stdout).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&shown).unwrap()["id"], json!(second));
    let copied = desk.run(&format!("fill {first} --verify --fix region=53"));
    assert_eq!(copied.code, 2, "{copied:?}");
}
