//! The last page: what to mend, what will be left out, re-reading, printing, validating, and a validated response opened again.

use std::fs;

use serde_json::{Value, json};

use super::conditions::{menu, reopen, validate};
use super::scenario::{Scenario, given};

fn complete() -> Value {
    json!({
        "region": "53", "carsp_creee": "oui", "nom": "Cellule de test", "statut": "association", "gcs_partenaires": "Trois partenaires",
        "etp": { "totaux": { "cibles": 3.5 }, "medicaux": { "cibles": 4 } }, "actions": [{ "_id": "abcd", "description": "Une carte" }],
    })
}

fn survey() -> Scenario {
    given("carsp-2025").answers(complete()).size(80, 40).open()
}

#[test]
fn each_problem_leads_to_its_question_and_each_hidden_answer_says_why() {
    let mut s = survey();
    s.last_page("les ETP médicaux (4) dépassent les ETP totaux (3,5)");
    s.expect("À vérifier")
        .expect("Équivalents temps plein — ETP cibles (composition théorique) : les ETP médicaux (4) dépassent")
        .expect("Ne sera pas transmis")
        .expect("« Trois partenaires »")
        .expect("car la réponse à « Statut juridique – Rattachement » est « Portage association »");
    s.keys("Enter");
    assert!(s.at().starts_with("etp."), "{}", s.at());
}

#[test]
fn all_answers_are_read_again_on_one_screen() {
    let mut s = survey();
    s.last_page("Aperçu de toutes les réponses").keys("Enter");
    let mut text = String::new();
    for _ in 0..40 {
        text += &s.prose();
        s.keys("PgDn");
    }
    for word in ["Bretagne", "Cellule de test", "Portage association", "Une carte"] {
        assert!(text.contains(word), "{word}");
    }
    s.keys("Esc").expect("Aperçu de toutes les réponses");
}

#[test]
fn reading_again_begins_at_the_first_answers_shows_its_keys_and_leads_to_a_question() {
    for size in [(60, 16), (80, 24), (140, 40)] {
        let mut s = survey();
        s.resize(size.0, size.1).last_page("Aperçu de toutes les réponses").keys("Enter");
        assert_eq!(s.line("Région concernée"), "Région concernée", "notes are left out:\n{}", s.screen());
        assert!(s.bottom().starts_with("Entrée y aller") && s.bottom().contains("PgSuiv page"), "{}", s.bottom());
        assert!(s.screen().contains("▌  Région concernée\n▌      Bretagne"), "{}", s.screen());
        s.keys("Down*3");
        assert!(s.screen().contains("▌  Date de création"), "{}", s.screen());
        s.keys("Up").expect("Nom").keys("Enter");
        assert_eq!(s.at(), "nom");
        s.last_page("Aperçu de toutes les réponses").keys("Enter End Enter");
        assert_eq!(s.page(), "commentaires");
        s.last_page("Aperçu de toutes les réponses").keys("Enter");
        while !s.screen().contains("Une carte") {
            s.keys("PgDn");
        }
        while !s.screen().contains("▌        Une carte") {
            s.keys("Down");
        }
        s.keys("Enter");
        assert_eq!(s.at(), "actions[abcd].description", "a field of a block");
    }
}

#[test]
fn an_answer_longer_than_the_screen_is_read_again_line_by_line() {
    let long: Vec<String> = (1..=30).map(|n| format!("ligne {n}.")).collect();
    let mut s = given("carsp-2025").answers(json!({ "region": "53", "nom": "N", "commentaires": long.join("\n") })).size(80, 16).open();
    s.last_page("Aperçu de toutes les réponses").keys("Enter End");
    s.expect("ligne 30.").expect_no("ligne 2.");
    s.keys("Up*18").expect("ligne 2.").expect_no("ligne 30.");
    s.keys("Down*18").expect("ligne 30.");
    assert!(s.focused().contains("ligne 30."), "{}", s.focused());
}

#[test]
fn reading_again_is_laid_out_for_the_screen_and_tells_what_is_wrong() {
    let mut s = survey();
    s.resize(60, 24).last_page("Aperçu de toutes les réponses").keys("Enter").expect("ligne 20 sur");
    while !s.screen().contains("▌  Équivalents") {
        s.keys("Down");
    }
    let text = s.screen();
    let from = text.find("▌  Équivalents").unwrap();
    insta::assert_snapshot!(text[from..].lines().take(11).collect::<Vec<_>>().join("\n"), @r"
    ▌  Équivalents temps plein
    ▌                       │ ETP cibles      │ ETP pourvus
    ▌                       │ (composition    │ (composition
    ▌                       │ théorique)      │ atteinte)
    ▌      ─────────────────┼─────────────────┼────────────────
    ▌      ETP totaux       │             3,5 │               –
    ▌      dont ETP         │               4 │               –
    ▌      médicaux         │                 │
    ▌      ! ETP cibles (composition théorique) : les ETP
    ▌        médicaux (4) dépassent les ETP totaux (3,5).
    ────────────────────────────────────────────────────────────
    ");
    s.expect_no("Imprimé le");
    s.resize(140, 40);
    let wide = s.screen();
    assert!(wide.lines().any(|line| line.trim().chars().count() > 80), "{wide}");
}

#[test]
fn a_validated_response_speaks_no_more_of_validating_or_keeping() {
    let mut s = survey();
    s.keys("C-g 'impression' Enter").expect("ci-dessous");
    validate(&mut s);
    s.expect("Réponse validée le 10 mars 2025 par Camille.").expect_no("ci-dessous").expect_no("Valider");
    s.quit_and_reopen();
    s.keys("C-g 'impression' Enter").expect_no("ci-dessous");
    assert!(s.bottom().starts_with("Entrée aperçu"), "{}", s.screen());
    s.keys("Tab Tab");
    assert!(s.bottom().starts_with("Entrée rouvrir"), "{}", s.screen());
    s.keys("C-p").expect("Page suivante").expect_no("pour conserver");
}

#[test]
fn the_reason_for_opening_again_stands_on_the_last_page() {
    let mut s = survey();
    validate(&mut s);
    reopen(&mut s, "Un chiffre à corriger");
    s.keys("C-g 'impression' Enter").expect("Rouverte le 10 mars 2025 par Camille : Un chiffre à corriger");
    validate(&mut s);
    s.expect("Réponse validée le 10 mars 2025 par Camille.").expect("Rouverte le 10 mars 2025 par Camille : Un chiffre à corriger");
}

#[test]
fn the_bottom_line_says_what_enter_does_on_each_row_of_the_last_page() {
    for (row, hint) in [
        ("les ETP médicaux", "Entrée y aller"),
        ("questions sans réponse", "Entrée lister"),
        ("Aperçu de toutes", "Entrée aperçu"),
        ("Imprimer dans", "Entrée imprimer"),
        ("Valider définitivement", "Entrée valider"),
    ] {
        let mut s = survey();
        s.last_page(row);
        assert!(s.bottom().starts_with(hint), "{row}: {}", s.bottom());
    }
}

#[test]
fn a_response_is_printed_in_three_formats_and_no_file_is_replaced_unasked() {
    let mut s = survey();
    for extension in ["txt", "md", "html"] {
        let file = s.desk.join(format!("enquete.{extension}"));
        s.last_page("Imprimer")
            .keys("Enter")
            .expect("Imprimer dans un fichier")
            .keys("C-u")
            .type_text(file.to_str().unwrap())
            .keys("Enter");
        s.expect("Imprimé dans");
        let printed = fs::read_to_string(&file).unwrap();
        for word in ["Bretagne", "Cellule de test", "Une carte"] {
            assert!(printed.contains(word), "{extension} lacks {word}");
        }
        assert!(!printed.contains("Trois partenaires") || extension != "x");
        fs::write(&file, "précieux").unwrap();
        s.last_page("Imprimer").keys("Enter C-u").type_text(file.to_str().unwrap()).keys("Enter").expect("Remplacer").keys("Esc");
        s.expect("Imprimer dans").expect(file.file_name().unwrap().to_str().unwrap()).keys("Esc");
        assert!(s.focused().contains("Imprimer"), "back, one step at a time");
        assert_eq!(fs::read_to_string(&file).unwrap(), "précieux");
        s.last_page("Imprimer").keys("Enter C-u").type_text(file.to_str().unwrap()).keys("Enter Enter").expect("Imprimé dans");
        assert_eq!(fs::read_to_string(&file).unwrap(), printed);
    }
    s.last_page("Imprimer").keys("Enter C-u 'essai.pdf' Enter").expect("Le nom doit finir par .html, .md ou .txt.");
    s.keys("Bs*3").expect_no("doit finir").keys("'md' Enter").expect("Imprimé dans");
    assert!(s.desk.join("essai.md").is_file(), "the name typed was kept");
}

#[test]
fn a_print_that_cannot_be_written_says_why_in_full_and_keeps_its_name() {
    let mut s = survey();
    s.last_page("Imprimer").keys("Enter C-u 'nulle-part/essai.txt' Enter");
    s.expect("✗ ").expect("nulle-part n'existe pas, ou plus ; vérifier le chemin, et que le disque est bien accessible.");
    fs::create_dir(s.desk.join("nulle-part")).unwrap();
    s.keys("Enter").expect("Imprimé dans");
    assert!(s.desk.join("nulle-part/essai.txt").is_file());
}

#[test]
fn the_name_offered_for_a_print_says_what_is_printed() {
    let mut s = survey();
    s.last_page("Imprimer").keys("Enter Enter").expect("Imprimé dans");
    assert!(s.desk.join("carsp-2025-Bretagne.html").is_file());
}

#[test]
fn a_validation_is_confirmed_locks_and_is_opened_again_with_a_reason() {
    let mut s = survey();
    s.last_page("Valider définitivement")
        .keys("Enter")
        .expect("1 avertissement reste à vérifier")
        .expect("1 réponse à une question non posée ne sera pas transmise");
    s.keys("Esc");
    assert!(!s.is_validated(), "Esc gives up");
    validate(&mut s);
    s.expect("Réponse validée");
    let draft = s.draft();
    assert_eq!(draft["status"], json!("validated"));
    assert_eq!(draft["left_out"]["gcs_partenaires"]["value"], json!("Trois partenaires"));
    assert_eq!(draft["validations"][0]["by"], json!("Camille"));
    s.quit_and_reopen();
    s.expect("lecture seule");
    for keys in ["'x'", "Del", "Enter", "Space", "C-z", "a", "d", "Bs"] {
        s.go("nom").keys(keys);
        s.go("statut").keys(keys);
        s.keys("C-g").type_text("actions[abcd].description").keys("Enter S-Tab").keys(keys);
        s.paste("y");
    }
    assert_eq!(s.draft()["answers"], draft["answers"]);
    s.keys("C-o").expect("Rouvrir cette réponse").expect_no("Valider définitivement").keys("Esc");
    menu(&mut s, "Rouvrir cette réponse");
    s.keys("Enter").expect("Une raison est nécessaire pour rouvrir.");
    assert!(s.is_validated(), "no reason, no reopening");
    s.keys("x").expect_no("est nécessaire").keys("Esc");
    reopen(&mut s, "Un chiffre à corriger");
    let reopened = s.draft();
    assert_eq!(reopened["validations"][0]["reopened"]["reason"], json!("Un chiffre à corriger"));
    assert_eq!(s.answer("gcs_partenaires"), json!("Trois partenaires"));
    s.go("nom").keys("End ' bis'");
    assert_eq!(s.saved()["nom"], json!("Cellule de test bis"));
}

#[test]
fn a_validated_response_opens_on_the_last_page_wherever_its_filler_stood() {
    let mut s = survey();
    s.go("nom");
    validate(&mut s);
    s.draft();
    s.quit_and_reopen();
    s.expect("Réponse validée le 10 mars 2025 par Camille.").expect("Rouvrir cette réponse");
    reopen(&mut s, "Raison");
    s.go("nom").draft();
    s.quit_and_reopen();
    assert_eq!(s.at(), "nom");
}

#[test]
fn as_many_questions_are_without_an_answer_before_a_validation_as_after_it() {
    // of three actions the first is emptied, the last was only added; the other repeats show their first block
    let mut answers = complete();
    answers["actions"] = json!([{ "_id": "aaaa", "description": "Une" }, { "_id": "bbbb", "description": "Deux" }]);
    let mut s = given("carsp-2025").answers(answers).size(80, 40).open();
    s.go("actions[aaaa].description").keys("C-u").go("actions[bbbb].description").keys("Tab Enter");
    s.last_page("Valider définitivement");
    let empty = s.session().outline.counts().empty();
    let head = |s: &Scenario| s.screen().lines().nth(1).unwrap().to_owned();
    let said = format!("{empty} questions sans réponse");
    assert!(head(&s).contains(&said), "{}", head(&s));
    assert!(s.says(&format!("{said}, rien d'obligatoire")), "{}", s.screen());
    s.keys("Enter").expect(&format!("{empty} questions sont sans réponse")).keys("Enter");
    assert!(s.is_validated());
    assert!(head(&s).contains(&said), "{}", head(&s));
    s.quit_and_reopen();
    assert!(head(&s).contains(&said), "{}", head(&s));
    assert_eq!(s.response().is_intact(&s.session().form), Some(true));
    reopen(&mut s, "Encore");
    assert!(head(&s).contains(&said), "{}", head(&s));
}

#[test]
fn an_undo_does_not_reach_behind_a_validation() {
    let mut s = survey();
    s.go("nom").keys("End ' bis'");
    validate(&mut s);
    reopen(&mut s, "Raison");
    s.keys("C-z").expect("Rien à annuler");
    assert_eq!(s.answer("nom"), json!("Cellule de test bis"));
}

#[test]
fn escape_leads_back_to_the_row_of_the_last_page_from_which_one_jumped() {
    let mut s = given("carsp-2025").answers(json!({ "responsable_mail": "sans arobase" })).size(140, 40).open();
    let row = s.last_page("semble inexacte").focused();
    s.keys("Enter").expect("Échap revenir").keys("Tab S-Tab");
    assert_eq!(s.at(), "responsable_mail");
    s.keys("Esc").expect("À corriger avant de valider");
    assert_eq!(s.focused(), row, "the same row has the focus");
    s.keys("Enter C-f Esc").expect("Échap à nouveau");
    s.last_page("semble inexacte").keys("Enter Bs*12").type_text("a@exemple.fr").keys("Esc");
    assert!(!s.focused().contains("semble inexacte"), "a row that was mended is gone: {}", s.focused());
    s.expect("Pour finir");
}
