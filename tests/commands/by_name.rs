//! Responses meant by their name: the same names in lists and in every command.

use serde_json::json;

use crate::desk::{Desk, Ran, ran};

/// A command with a response's name as its last argument.
fn by_name(desk: &Desk, command: &str, name: &str) -> Ran {
    ran(assert_cmd::Command::from_std({
        let mut command = desk.command(command);
        command.arg(name);
        command
    })
    .write_stdin(""))
}

fn survey(desk: &Desk, region: &str, created: &str) -> String {
    let answers = json!({"region": region, "carsp_creee": "oui"}).to_string();
    let id = desk.feed("import - --form carsp-2025", &answers).coded(0).out.trim().to_owned();
    desk.change(&id, |stored| stored["created"] = json!(created));
    id
}

#[test]
fn a_response_is_meant_by_its_name_whatever_its_case_and_accents() {
    let desk = Desk::new();
    let id = survey(&desk, "11", "2025-03-01T00:00:00Z");
    survey(&desk, "53", "2025-03-01T00:00:00Z");
    for name in ["Île-de-France", "ile-de-france", " ÎLE-DE-FRANCE ", &id, &id[..7]] {
        let shown = by_name(&desk, "show --json", name).coded(0).json();
        assert_eq!(shown["id"], json!(id), "{name}");
    }
    assert!(by_name(&desk, "print", "ile-de-france").coded(0).out.contains("Île-de-France"));
    assert!(by_name(&desk, "fill", "ile-de-france").coded(2).err.contains("terminal"), "it is found; there is no screen");
    assert!(by_name(&desk, "validate", "Ile-de-France").coded(0).out.contains("validée"));
    for command in ["show", "print", "validate"] {
        let ran = by_name(&desk, command, "France").coded(1);
        assert!(ran.err.contains("Il n'y a pas de réponse « France »"), "a part of a name is none: {ran:?}");
    }
}

#[test]
fn responses_of_one_name_are_numbered_in_lists_and_a_name_that_fits_several_is_refused_with_them() {
    let desk = Desk::new();
    let copy = survey(&desk, "53", "2025-03-02T00:00:00Z");
    let first = survey(&desk, "53", "2025-03-01T00:00:00Z");
    let list = desk.run("list").coded(0).out;
    let line = |id: &str| list.lines().find(|line| line.starts_with(id)).unwrap().to_owned();
    assert!(line(&first).contains("  Bretagne  ") && line(&copy).contains("  Bretagne (2)  "), "{list}");
    for (command, code) in [("show", 1), ("print", 1), ("validate", 1), ("fill", 2)] {
        let ran = by_name(&desk, command, "bretagne").coded(code);
        assert!(ran.err.contains("« bretagne » convient à plusieurs réponses : "), "{ran:?}");
        assert!(ran.err.contains(&format!("{first} Bretagne")) && ran.err.contains(&format!("{copy} Bretagne (2)")), "{ran:?}");
        assert!(ran.out.is_empty() && !ran.err.contains("ni un questionnaire"), "{ran:?}");
    }
    assert_eq!(by_name(&desk, "show --json", "Bretagne (2)").coded(0).json()["id"], json!(copy));
}

#[test]
fn a_name_that_is_the_beginning_of_another_code_is_refused_with_both() {
    let desk = Desk::new();
    let other = survey(&desk, "53", "2025-03-01T00:00:00Z");
    let card = json!({"region": "53", "nom": &other[..3]}).to_string();
    let named = desk.feed("import - --form annuaire-carsp", &card).coded(0).out.trim().to_owned();
    let ran = by_name(&desk, "validate", &other[..3]).coded(1);
    assert!(ran.err.contains(&format!("{named} {}", &other[..3])) && ran.err.contains(&other), "{ran:?}");
    by_name(&desk, "validate", &other).coded(0);
}
