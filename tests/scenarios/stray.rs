//! Text typed where nothing can be written: it changes nothing, and the bottom line says what the keys do there.

use serde_json::json;

use super::scenario::{Scenario, given};

/// Texts that begin with each key of a block, and that have them, spaces and digits in them.
const TEXTS: [&str; 6] = ["Journée d'étude", "avec dix idées", "il y a", "dimanche", "mardi matin", "2 ateliers"];

/// Two actions, the focus on this row of their page.
fn on(row: &str) -> Scenario {
    let answers = json!({ "region": "53", "carsp_creee": "oui", "actions": [{ "_id": "abcd", "description": "Une carte" }, { "_id": "efgh", "description": "Un guide" }] });
    let mut s = given("carsp-2025").answers(answers).page("gouvernance").open();
    match row {
        "title" => s.keys("C-g 'actions[abcd]' Enter Up"),
        "add" => s.keys("C-g 'actions[efgh]' Enter Tab"),
        "next" => s.go("orientation_liens").keys("Tab"),
        row => s.last_page(row),
    };
    s
}

#[test]
fn text_typed_or_pasted_where_nothing_can_be_written_changes_nothing_and_is_told() {
    let rows = [
        ("title", "Rien ne s'écrit sur un titre ; Entrée mène à la première question."),
        ("add", "Rien ne s'écrit ici ; Espace ajoute un bloc à remplir."),
        ("next", "Rien ne s'écrit ici ; Entrée tourne la page, ↑ remonte."),
        ("Valider définitivement", "Rien ne s'écrit ici ; Ctrl-G mène à une question."),
    ];
    for (row, told) in rows {
        for text in TEXTS {
            let mut s = on(row);
            let (draft, at, focused) = (s.draft()["answers"].clone(), s.at(), s.focused());
            s.type_text(text).expect(told);
            assert_eq!(s.draft()["answers"], draft, "« {text} » on {row}:\n{}", s.screen());
            assert_eq!((s.at(), s.focused()), (at, focused), "« {text} » on {row}");
            s.paste(text).expect(told);
            assert_eq!(s.draft()["answers"], draft, "« {text} » pasted on {row}:\n{}", s.screen());
        }
    }
}

#[test]
fn a_letter_on_a_title_says_what_it_does_and_enter_does_it() {
    let mut s = on("title");
    for (key, told) in [("a", "a : Ajouter un bloc après ; Entrée pour le faire."), ("d", "d : Dupliquer le bloc ; Entrée pour le faire.")]
    {
        s.keys(key).expect(told).keys("Up Down");
    }
    let blocks = |s: &mut Scenario| s.draft()["answers"]["actions"].as_array().map_or(0, Vec::len);
    s.keys("a Esc Enter").expect_no("Ajout");
    assert_eq!(blocks(&mut s), 2, "another key leaves it");
    let mut s = on("title");
    s.keys("a Enter").expect("Ajout : Action 2");
    assert_eq!(blocks(&mut s), 3);
    let mut s = on("add");
    s.keys("'x' Up Down Space").expect("▾ Action 3");
}

#[test]
fn text_on_a_list_of_options_is_told_when_an_arrow_leaves_it_and_forgotten_by_delete() {
    let mut s = given("carsp-2025").answers(json!({ "region": "53", "carsp_creee": "oui" })).size(80, 24).open();
    for list in ["statut", "profils"] {
        s.go(list).keys("'xy' Up").expect("« xy » n'est pas gardé");
    }
    s.go("statut").keys("'xy' Del").expect("Espace prendre").keys("Up").expect_no("n'est pas gardé");
}
