//! The person's name: asked for once, when something is first put under it.

use serde_json::json;

use super::conditions::{menu, reopen, validate};
use super::scenario::{Scenario, given};

fn survey() -> Scenario {
    given("carsp-2025").answers(json!({ "region": "53", "carsp_creee": "oui" })).size(80, 24).unnamed().open()
}

#[test]
fn the_first_validation_asks_for_the_name_and_nothing_asks_again() {
    let mut s = survey();
    s.expect_no("Votre nom");
    menu(&mut s, "Valider définitivement");
    s.expect("Votre nom").expect("compte").expect("garder ce nom").expect("passer");
    s.keys("C-u 'Camille D.' Enter").expect_no("Votre nom").expect("sera validée au nom de Camille D.");
    s.keys("Enter").expect("Réponse validée");
    assert_eq!(s.draft()["validations"][0]["by"], json!("Camille D."));
    assert_eq!(s.name.as_deref(), Some("Camille D."));
    reopen(&mut s, "Un oubli");
    s.quit_and_reopen();
    validate(&mut s);
    assert_eq!(s.draft()["validations"][1]["by"], json!("Camille D."));
}

#[test]
fn enter_keeps_the_name_of_the_account() {
    let mut s = survey();
    menu(&mut s, "Valider définitivement");
    s.keys("Enter").expect("au nom de compte").keys("Enter");
    s.draft();
    s.quit_and_reopen();
    s.expect("par compte.");
    assert_eq!(s.draft()["validations"][0]["by"], json!("compte"));
    assert_eq!(s.name.as_deref(), Some("compte"));
}

#[test]
fn who_gives_no_name_goes_by_the_account_and_is_not_asked_again() {
    for skip in ["Esc", "C-u Enter", "C-c"] {
        let mut s = survey();
        menu(&mut s, "Valider définitivement");
        s.expect("Votre nom").keys(skip).expect_no("Votre nom").expect("au nom de compte").keys("Esc");
        assert!(!s.is_validated(), "{skip} gives no more than the name up");
        assert_eq!(s.name.as_deref(), Some(""), "{skip}");
        s.quit_and_reopen();
        validate(&mut s);
        assert_eq!(s.draft()["validations"][0]["by"], json!("compte"));
    }
}

#[test]
fn a_reopening_asks_for_the_name_before_the_reason() {
    let mut s = given("carsp-2025").answers(json!({ "region": "53", "carsp_creee": "oui" })).size(80, 24).open();
    validate(&mut s);
    s.wait(1000);
    s.name = None;
    s.quit_and_reopen();
    menu(&mut s, "Rouvrir cette réponse");
    s.expect("Votre nom").keys("C-u").paste("Dominique").keys("Enter");
    s.expect("Pour quelle raison").keys("'Un oubli' Enter");
    assert_eq!(s.draft()["validations"][0]["reopened"]["by"], json!("Dominique"));
}

#[test]
fn the_menu_changes_the_name_on_the_list_and_while_filling() {
    let mut s = given("carsp-2025").size(80, 24).home();
    menu(&mut s, "Changer votre nom");
    s.expect("Votre nom").expect("Camille").keys("C-u Enter").expect("Écrire un nom, ou renoncer par Échap.");
    s.keys("'Dominique' Enter").expect("Votre nom est maintenant « Dominique ».");
    assert!(s.line("recueil").ends_with("Dominique"), "{}", s.screen());
    assert_eq!(s.name.as_deref(), Some("Dominique"), "it is kept for the next time");
    let mut s = given("carsp-2025").answers(json!({ "region": "53", "carsp_creee": "oui" })).size(80, 24).open();
    menu(&mut s, "Changer votre nom");
    s.keys("C-u 'x' Esc").expect_no("Votre nom");
    assert_eq!(s.name.as_deref(), Some("Camille"), "Esc gives up");
    menu(&mut s, "Changer votre nom");
    s.keys("C-u").paste("Dominique").keys("Enter");
    s.go("nom").keys("'Cellule'");
    validate(&mut s);
    let draft = s.draft();
    assert_eq!((&draft["author"], &draft["validations"][0]["by"]), (&json!("Dominique"), &json!("Dominique")));
    s.keys("F1 C-o").expect_no("Changer votre nom");
}

#[test]
fn what_cannot_be_validated_asks_for_no_name() {
    let mut s = given("carsp-2025").size(80, 24).unnamed().open();
    menu(&mut s, "Valider définitivement");
    s.expect("à corriger avant de valider").expect_no("Votre nom");
    assert_eq!(s.name, None);
}
