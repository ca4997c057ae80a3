//! Filling a page: every kind is typed, left, come back to; what cannot be read is kept and blocks only the validation.

use serde_json::{Value, json};

use super::scenario::given;

/// One question of each kind that is typed.
const KINDS: &str = r#"
id = "genres"
version = "1"
title = "Genres"
[[page]]
id = "un"
title = "Un"
[[page.question]]
id = "nom"
kind = "text"
label = "Nom"
[[page.question]]
id = "recit"
kind = "long_text"
label = "Récit"
[[page.question]]
id = "nombre"
kind = "integer"
label = "Nombre"
[[page.question]]
id = "mesure"
kind = "decimal"
label = "Mesure"
[[page.question]]
id = "mois"
kind = "month"
label = "Mois"
[[page.question]]
id = "courriel"
kind = "email"
label = "Courriel"
[[page.question]]
id = "telephone"
kind = "phone"
label = "Téléphone"
[[page.question]]
id = "site"
kind = "url"
label = "Site"
[[page.question]]
id = "statut"
kind = "choice"
label = "Statut"
choices = { oui = "oui", non = "non" }
[[page.question]]
id = "profils"
kind = "choices"
label = "Profils"
choices = { a = "Premier", b = "Deuxième", c = "Troisième" }
[[page.question]]
id = "tableau"
kind = "matrix"
label = "Tableau"
cell = "decimal"
rows = { x = "Ligne x", y = "Ligne y" }
columns = { p = "Colonne p", q = "Colonne q" }
[[page]]
id = "fin"
title = "Fin"
final = true
"#;

#[test]
fn every_kind_is_typed_with_the_keys_a_person_would_use() {
    let mut s = given(KINDS).open();
    s.keys("'Cellule' Enter 'Première ligne' Enter 'seconde' Tab '1 234' Enter '3,5' Enter 'mars 2024' Enter");
    s.keys("'contact@exemple.fr' Enter '02 47 47 87 89' Enter 'www.exemple.fr' Enter");
    s.keys("1 Enter Space Down Down Space Enter '1' Tab '2' Tab '3' Tab '4,5' Tab");
    assert_eq!(
        s.saved(),
        json!({
            "nom": "Cellule", "recit": "Première ligne\nseconde", "nombre": 1234, "mesure": 3.5, "mois": "2024-03",
            "courriel": "contact@exemple.fr", "telephone": "+33247478789", "site": "www.exemple.fr", "statut": "oui", "profils": ["a", "c"],
            "tableau": { "x": { "p": 1, "q": 2 }, "y": { "p": 3, "q": 4.5 } },
        })
    );
    s.quit_and_reopen();
    for shown in
        ["Cellule", "Première ligne seconde", "1234", "3,5", "mars 2024", "02 47 47 87 89", "(•) oui", "[x] Premier", "[ ] Deuxième", "4,5"]
    {
        s.expect(shown);
    }
}

/// Where the answer is, what is typed, what cannot be read, what is told, what mends it, and the answer then.
fn unreadables() -> [(&'static str, &'static str, &'static str, &'static str, Value); 5] {
    [
        ("nombre", "douze", "Écrire un nombre entier", "12", json!(12)),
        ("nombre", "3,5", "Écrire un nombre entier", "3", json!(3)),
        ("mesure", "beaucoup", "Écrire un nombre", "0,5", json!(0.5)),
        ("mois", "marss 2024", "mars 2024", "mars 2024", json!("2024-03")),
        ("mois", "13/2024", "Le mois va de 1 à 12", "12/2024", json!("2024-12")),
    ]
}

#[test]
fn what_cannot_be_read_is_kept_marked_once_left_blocks_validation_and_goes_with_a_good_answer() {
    for (question, typed, told, good, answer) in unreadables() {
        let mut s = given(KINDS).open();
        s.go(question).type_text(typed);
        s.expect(typed).expect_no("✗");
        s.keys("Tab").expect(typed).expect("✗").expect(told);
        assert_eq!(s.draft()["unreadable"], json!({ question: typed }));
        assert_eq!(s.draft()["answers"].get(question), None, "an unreadable text is no answer");
        s.quit_and_reopen();
        s.expect(typed).expect("✗").expect(told);
        s.keys("C-f").expect("À corriger avant de valider");
        let labels = s.line("✗");
        assert!(labels.contains(told), "{labels}");
        s.last_page("Valider définitivement").keys("Enter").expect("Une erreur est à corriger avant de valider.");
        assert!(!s.is_validated());
        s.go(question).keys("End Bs*12").type_text(good).keys("Tab");
        s.expect_no("✗");
        assert_eq!(s.draft().get("unreadable"), None);
        assert_eq!(s.saved(), json!({ question: answer }));
    }
}

#[test]
fn nobody_is_held_on_a_question_with_an_invalid_answer() {
    let moves =
        ["Tab", "S-Tab", "Enter", "PgDn", "PgUp", "F8", "C-f", "C-g 'fin' Enter", "F5", "C-y Esc", "C-o Esc", "F1 Esc", "Esc Esc", "F10"];
    for leave in moves {
        let mut s = given(KINDS).open();
        s.go("mois").keys("'marss 2024'").keys(leave);
        if leave == "Esc Esc" {
            assert!(!s.is_open(), "Esc goes back to the list, the second time");
        } else if leave != "F10" {
            assert_eq!(s.response().unreadable.len(), 1, "{leave} keeps what was typed");
        }
        if s.is_open() && !matches!(leave, "F10" | "C-o Esc" | "F1 Esc" | "C-y Esc" | "PgUp" | "F5") {
            assert_ne!(s.at(), "mois", "{leave} moves on");
        }
    }
}

#[test]
fn a_cell_that_cannot_be_read_is_kept_apart_from_the_others() {
    let mut s = given(KINDS).open();
    s.go("tableau").keys("'1' Tab 'deux' Tab '3' Tab");
    s.expect("✗").expect("deux");
    assert_eq!(s.saved(), json!({ "tableau": { "x": { "p": 1 }, "y": { "p": 3 } } }));
    assert_eq!(s.draft()["unreadable"], json!({ "tableau.x.q": "deux" }));
    s.quit_and_reopen();
    s.expect("deux");
    s.keys("C-e");
    assert_eq!(s.at(), "tableau.x.q", "the next problem is the cell itself");
    s.keys("End Bs*4 '2' Tab");
    s.expect_no("✗");
    assert_eq!(s.saved()["tableau"]["x"], json!({ "p": 1, "q": 2 }));
}

#[test]
fn formats_of_mail_phone_and_address_are_warnings_and_the_text_is_kept() {
    for (question, typed, told) in [
        ("courriel", "contact", "Cette adresse semble inexacte"),
        ("telephone", "12", "Ce numéro n'est pas reconnu"),
        ("site", "ex emple", "semble inexacte"),
    ] {
        let mut s = given(KINDS).open();
        s.go(question).type_text(typed).keys("Tab");
        s.expect(told).expect("!").expect(typed);
        assert_eq!(s.saved(), json!({ question: typed }));
        s.keys("C-f").expect("À vérifier").expect_no("À corriger");
    }
}

#[test]
fn an_answer_is_cleared_and_no_trace_of_it_stays_on_the_disk() {
    let mut s =
        given(KINDS).answers(json!({ "nom": "A", "statut": "non", "nombre": 4, "profils": ["a"], "tableau": { "x": { "p": 1 } } })).open();
    s.go("nom")
        .keys("End Bs")
        .go("statut")
        .keys("Del")
        .go("nombre")
        .keys("End Bs")
        .go("profils")
        .keys("Space")
        .keys("C-g 'tableau' Enter End Bs Tab");
    assert_eq!(s.saved(), json!({}));
}

#[test]
fn a_choice_is_taken_by_digit_by_azerty_key_and_by_space_which_clears_it_again() {
    let mut s = given(KINDS).open();
    s.go("statut").keys("2");
    assert_eq!((s.answer("statut"), s.at()), (json!("non"), "statut".to_owned()), "digits choose and never move on");
    s.keys("&");
    assert_eq!(s.answer("statut"), json!("oui"));
    s.keys("Space");
    assert_eq!(s.answer("statut"), json!(null), "Space on the chosen option clears it");
    s.keys("Down");
    assert_eq!(s.answer("statut"), json!(null), "arrows change nothing");
    s.go("statut").keys("Enter");
    assert_eq!(s.answer("statut"), json!(null), "Enter on arrival skips");
}

#[test]
fn what_was_typed_in_a_list_or_highlighted_and_not_taken_is_told_on_leaving() {
    let mut s = given("carsp-2025").answers(json!({ "region": "53", "carsp_creee": "oui" })).size(80, 24).open();
    s.go("region").keys("'zzz'").expect("Aucune option ne correspond");
    s.keys("Tab").expect("« zzz » ne désigne aucune option ; la réponse reste « Bretagne ».");
    assert_eq!(s.answer("region"), "53");
    s.go("carsp_creee").keys("Right").expect("Entrée prendre");
    s.keys("Tab").expect("L'option « en cours » n'est pas choisie");
    assert_eq!(s.answer("carsp_creee"), "oui");
    s.keys("Tab").expect_no("n'est pas choisie");
}

#[test]
fn the_label_of_a_text_longer_than_the_screen_stays_at_the_top_and_never_covers_the_cursor() {
    let form = "id = \"long\"\nversion = \"1\"\ntitle = \"Long\"\n[[page]]\nid = \"un\"\ntitle = \"Un\"\n[[page.question]]\nid = \"avant\"\nkind = \
                \"text\"\nlabel = \"Avant\"\n[[page.question]]\nid = \"recit\"\nkind = \"long_text\"\nlabel = \"Votre récit\"\nhint = \"En quelques lignes.\"\n";
    let text = (1..=60).map(|n| format!("ligne {n}")).collect::<Vec<_>>().join("\n");
    for (width, height) in [(60, 16), (80, 24), (140, 40)] {
        let mut s = given(form).answers(json!({ "recit": text })).size(width, height).open();
        s.go("recit");
        for n in (1..=60).rev() {
            let line = |text: &str| s.screen().lines().position(|line| line.ends_with(text));
            let (label, cursor) = (line("Votre récit"), line(&format!("ligne {n}")));
            assert!(label.is_some_and(|label| cursor.is_some_and(|cursor| label < cursor)), "the label, then line {n}:\n{}", s.screen());
            s.keys("Up");
        }
        s.keys("Up").expect_no("ligne 60");
        assert!(s.focused().starts_with("Avant"), "{}", s.screen());
    }
}

#[test]
fn what_stands_unticked_by_space_is_ticked_again_by_it() {
    let mut s = given("carsp-2025").page("identite").open();
    s.go("statut").keys("2");
    let chosen = s.answer("statut");
    s.keys("Space");
    assert_eq!(s.answer("statut"), Value::Null);
    s.keys("Space");
    assert_eq!(s.answer("statut"), chosen);
}

#[test]
fn a_text_typed_on_a_choice_by_mistake_answers_nothing_and_is_told_in_passing() {
    let mut s = given("carsp-2025").answers(json!({ "carsp_creee": "en_cours" })).size(80, 24).open();
    s.go("carsp_creee").type_text("non pas encore");
    assert!(!s.bottom().contains("prendre"), "Space would not: {}", s.bottom());
    s.keys("Tab").expect("« non pas encore » n'est pas gardé").expect("la réponse est « en cours »");
    assert_eq!(s.answer("carsp_creee"), json!("en_cours"));
    s.keys("S-Tab 'o'").expect("Entrée prendre").keys("Enter");
    assert_eq!(s.answer("carsp_creee"), json!("oui"));
}
