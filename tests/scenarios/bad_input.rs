//! Bad input: small terminals, text that would command the terminal, huge pastes, answers of a wrong shape. Nothing is lost, nothing breaks out.

use recueil::app::Msg;
use serde_json::{Value, json};

use super::conditions::menu;
use super::scenario::{Scenario, given};

/// What no terminal may see.
const HOSTILE: &str = "a\u{1b}[2Jb\u{9b}31mc\u{202e}d\u{2066}e\u{200b}f\u{7}g\u{0}h\u{2028}i";

#[test]
fn a_terminal_that_is_too_small_says_so_and_everything_is_there_when_it_grows() {
    let mut s = given("annuaire-carsp").page("contact").size(80, 24).open();
    s.go("adresse").keys("'12 rue'");
    let before = s.screen();
    for (width, height) in [(59, 24), (80, 15), (20, 5), (1, 1), (2, 3), (0, 0)] {
        s.resize(width, height);
        if width >= 20 {
            s.expect("Fenêtre trop petite");
        }
        s.keys("'x' C-z Tab").paste("y");
    }
    for (width, height) in (0..60).map(|width| (width, width % 17)) {
        s.resize(width, height);
    }
    s.resize(80, 24);
    assert_eq!(s.answer("adresse"), json!("12 rue"));
    assert_eq!(s.screen(), before);
}

#[test]
fn a_screen_that_grows_is_filled_from_its_page() {
    for (width, height, first) in [(140, 40, "Identité CAR'sp et portage"), (80, 24, "Adresse de la CAR'sp")] {
        let mut s = given("carsp-2025").page("identite").size(60, 16).open();
        s.go("responsable_mail").expect_no(first);
        s.resize(width, height).expect(first).expect("Page suivante");
        assert_eq!(s.at(), "responsable_mail");
    }
}

#[test]
fn hostile_text_that_is_pasted_never_reaches_the_terminal_nor_the_disk_as_it_came() {
    for question in ["adresse", "equipe", "mail", "telephone", "site", "creation", "superficie_km2", "etat_des_lieux", "region", "portage"]
    {
        let mut s = given("annuaire-carsp").size(80, 24).open();
        s.go(question).paste(HOSTILE).keys("Tab");
        let draft = s.draft().to_string();
        for sign in ["\\u001b", "\u{9b}", "\u{202e}", "\u{2066}", "\u{200b}", "\\u0007", "\\u0000"] {
            assert!(!draft.contains(sign), "{question}: {sign:?} in {draft}");
        }
    }
    for panel in ["C-g", "C-o", "C-y", "F1"] {
        let mut s = given("carsp-2025").size(80, 24).open();
        s.keys(panel).paste(HOSTILE).keys("Enter");
    }
    let mut s = given("carsp-2025").size(80, 24).home();
    s.paste(HOSTILE);
    let mut s = given("carsp-2025").size(80, 24).page("equipe").open();
    s.go("organigramme").keys("Enter").paste(HOSTILE);
    menu(s.keys("Esc"), "Imprimer");
    s.paste(HOSTILE).keys("Enter");
}

#[test]
fn hostile_text_in_stored_answers_is_shown_as_signs() {
    let answers = json!({
        "nom": HOSTILE, "adresse": HOSTILE, "mail": HOSTILE, "telephone": HOSTILE, "site_internet": HOSTILE, "commentaires": HOSTILE, "statut": HOSTILE,
        "date_creation": HOSTILE, "profils": [HOSTILE], "region": HOSTILE, "gcs_partenaires": HOSTILE, "etp": { HOSTILE: HOSTILE },
        "actions": [{ "_id": "abcd", "description": HOSTILE }], "organigramme": [{ "name": HOSTILE, "size": 3, "sha256": "00" }], HOSTILE: HOSTILE,
    });
    for size in [(60, 16), (80, 24), (140, 40)] {
        let mut s = given("carsp-2025").answers(answers.clone()).size(size.0, size.1).open();
        for _ in 0..12 {
            s.keys("Tab*9 C-f");
        }
        s.last_page("Aperçu").keys("Enter PgDn*9 Esc C-g 'a' Esc Esc Esc");
        s.keys("C-o Esc 'a'");
    }
}

#[test]
fn hostile_names_of_files_and_labels_of_forms_are_shown_as_signs() {
    let mut s = given("carsp-2025").page("equipe").size(80, 24).open();
    s.file("a\u{1b}[2J\u{202e}b.pdf", b"abc");
    s.go("organigramme").keys("Enter Down Enter").wait(1000);
    s.keys("C-g 'organ' Esc");
    s.last_page("Aperçu").keys("Enter");
    let label = r#"
id = "hostile"
version = "1"
title = "T\u001B]0;x\u0007\u202E"
[choices.c]
a = "A\u001B[2J"
b = "B\u202E"
[[page]]
id = "un"
title = "P\u001B[2J\u202E"
hint = "H\u001B[2J"
[[page.question]]
id = "note"
kind = "note"
text = "N\u001B[2J **gras\u202E**"
rows = [["R\u001B[2J", "S\u202E"]]
[[page.question]]
id = "q"
kind = "choice"
label = "Q\u001B[2J\u202E"
hint = "I\u001B[2J"
choices = "c"
[[page.question]]
id = "m"
kind = "matrix"
label = "M\u001B"
cell = "integer"
rows = { x = "X\u001B[2J\u202E" }
columns = { y = "Y\u001B[2J\u202E" }
[[page.question]]
id = "r"
kind = "repeat"
label = "R\u001B"
item = "Bloc\u001B {n}"
add = "Ajouter\u001B {n}"
max = 2
[[page.question.field]]
id = "f"
kind = "text"
label = "F\u202E"
[[page]]
id = "fin"
title = "Fin\u202E"
final = true
"#;
    let mut s = given(label).size(80, 24).open();
    s.keys("Tab*12 C-y Esc C-g Esc C-f").keys("Esc Esc");
}

#[test]
fn a_paste_of_a_megabyte_is_kept_whole_and_the_screen_goes_on() {
    let text = "Une ligne de texte collée, assez longue pour être repliée deux ou trois fois à l'écran.\n".repeat(12_000);
    let mut s = given("carsp-2025").page("commentaires").size(80, 24).open();
    s.go("commentaires").paste(&text);
    s.keys("'fin'");
    let kept = s.answer("commentaires");
    assert_eq!(kept.as_str().unwrap().len(), text.len() + 3);
    assert_eq!(s.saved()["commentaires"], kept);
    s.keys("Home Up*3 PgDn PgUp C-z");
    assert_eq!(s.answer("commentaires"), Value::Null, "one paste and what follows is one visit");
}

#[test]
fn new_lines_pasted_into_one_line_become_spaces_and_stay_in_a_long_text() {
    let mut s = given("annuaire-carsp").open();
    s.go("adresse").paste("12 rue\r\ndes Lilas\n35000 Rennes");
    s.go("equipe").paste("un\r\ndeux\rtrois");
    assert_eq!(s.saved(), json!({ "adresse": "12 rue des Lilas 35000 Rennes", "equipe": "un\ndeux\ntrois" }));
}

#[test]
fn decomposed_accents_are_stored_composed_pasted_or_typed() {
    for question in ["nom", "equipe"] {
        let mut s = given("annuaire-carsp").open();
        s.go(question).paste("E\u{301}quipe d'Ile\u{302}");
        s.keys("Tab");
        assert_eq!(s.saved()[question], json!("Équipe d'Ilê"));
        let mut s = given("annuaire-carsp").open();
        s.go(question).type_text("e\u{301}quipe").keys("Tab");
        assert_eq!(s.saved()[question], json!("équipe"));
    }
}

#[test]
fn wide_and_joined_characters_are_edited_whole() {
    let mut s = given("annuaire-carsp").size(60, 16).open();
    let wide = "漢字👩\u{200d}⚕\u{fe0f}e\u{301}x";
    for question in ["nom", "equipe", "adresse"] {
        s.go(question).paste(&wide.repeat(20));
        s.keys("Left*40 Bs Del 'y' Home End Tab");
    }
    for size in [(61, 17), (80, 24), (140, 40)] {
        s.resize(size.0, size.1).go("nom").go("equipe").keys("Up*9 Down*9");
    }
}

#[test]
fn answers_of_a_wrong_shape_are_kept_shown_and_block_validation() {
    let wrong = json!({
        "region": 53, "nom": ["Cellule"], "date_creation": 2024, "statut": "inconnu", "etp": [1, 2], "profils": "autres", "interlocuteurs": { "a": 1 },
        "organigramme": "fichier.pdf", "commentaires": { "fr": "Rien" }, "question_d_une_autre_version": { "a": [1] }, "antennes_nombre": -3,
    });
    let mut s = given("carsp-2025").answers(wrong.clone()).size(80, 24).open();
    for _ in 0..12 {
        s.keys("Tab*40 C-f");
    }
    s.keys("C-g 'impression' Enter").expect("À corriger avant de valider");
    menu(&mut s, "Valider définitivement");
    s.expect("à corriger avant de valider.");
    assert!(!s.is_validated());
    let kept = s.draft()["answers"].clone();
    for (id, value) in wrong.as_object().unwrap() {
        assert_eq!(&kept[id], value, "{id}");
    }
    s.resize(100, 120).go("nom").expect("Cellule").expect("✗");
    s.keys("'C'").expect("Ce qui était illisible ici est remplacé").keys("'ellule'");
    assert_eq!(s.saved()["nom"], json!("Cellule"), "typing replaces it");
    s.keys("C-z");
    assert_eq!(s.saved()["nom"], json!(["Cellule"]), "undo brings it back");
}

#[test]
fn what_can_be_read_of_a_table_or_a_list_of_a_wrong_shape_is_there_to_be_edited() {
    let etp =
        json!({ "totaux": { "cibles": 3.5, "de_2019": 2 }, "medicaux": { "cibles": "un", "pourvus": 0.5 }, "autres": { "cibles": 1 } });
    let mut s = given("carsp-2025").answers(json!({ "etp": etp, "profils": ["manager", "magicien"] })).size(100, 40).page("equipe").open();
    s.go("etp").keys("Enter*4").go("profils").keys("Enter");
    assert_eq!(s.draft()["answers"]["etp"], etp, "passing changes nothing");
    assert_eq!(s.draft()["answers"]["profils"], json!(["manager", "magicien"]));
    s.go("etp").keys("Enter").expect("dont ETP médicaux un").expect("autres: {\"cibles\":1}");
    s.go("etp").keys("Tab '2'").expect("est remplacé").expect_no("autres: {");
    assert_eq!(s.answer("etp"), json!({ "totaux": { "cibles": 3.5, "pourvus": 2 }, "medicaux": { "pourvus": 0.5 } }));
    s.keys("C-z");
    assert_eq!(s.answer("etp"), etp);
    s.go("profils").keys("Space");
    assert_eq!(s.answer("profils").as_array().unwrap().len(), 2, "{}", s.answer("profils"));
    assert!(s.answer("profils").as_array().unwrap().contains(&json!("manager")));
}

#[test]
fn a_byte_that_is_no_utf8_is_told_once() {
    let mut s = given("carsp-2025").size(80, 24).open();
    s.send(Msg::NotUtf8);
    s.expect("régler le terminal sur UTF-8");
    s.keys("Tab").expect_no("UTF-8");
}

/// A key for every character in some ranges: none may break anything.
#[test]
fn odd_characters_typed_one_by_one_are_refused_or_kept_but_never_shown_raw() {
    let mut s: Scenario = given("annuaire-carsp").size(80, 24).open();
    for question in ["nom", "equipe", "region", "superficie_km2", "creation"] {
        s.go(question);
        for c in ["\u{1b}", "\u{9b}", "\u{202e}", "\u{200b}", "\u{feff}", "\u{ad}", "\u{e0041}", "\u{300}", "\u{1f468}", "ﷺ", "\u{0}"] {
            s.type_text(c);
        }
        s.keys("Tab");
    }
    s.draft();
}

#[test]
fn a_paste_of_more_than_two_megabytes_is_refused_and_one_of_that_size_is_taken() {
    let mut s = given("carsp-2025").open();
    s.go("commentaires").keys("'avant'").paste(&"x".repeat((2 << 20) + 1));
    s.expect("Collage de plus de 2048 Ko refusé");
    assert_eq!(s.answer("commentaires"), "avant");
    s.keys("'!'").paste(&"mot ".repeat((2 << 20) / 4)).expect_no("Collage de plus");
    let taken = s.answer("commentaires").as_str().map_or(0, str::len);
    assert!(taken >= 5 + (2 << 20), "{taken}");
}
