//! Saving: within a second, at each page turn, on leaving, when the program is stopped; a disk that fails loses nothing and says so.

use recueil::app::Msg;
use recueil::store::{Done, StoreError};
use serde_json::{Value, json};

use super::conditions::validate;
use super::scenario::{Scenario, given};

/// What the file holds now, nothing more being written.
fn on_disk(s: &Scenario) -> Value {
    let id = s.response().id.clone();
    let response = s.store.load(&id);
    response.map_or(Value::Null, |response| Value::Object(response.answers.as_map().clone()))
}

fn desk() -> Scenario {
    given("annuaire-carsp").answers(json!({ "region": "53", "nom": "Cellule" })).page("contact").size(80, 24).open()
}

#[test]
fn a_change_is_on_the_disk_within_a_second_and_the_screen_says_so() {
    let mut s = desk();
    s.go("adresse").keys("'1'");
    assert!(s.line("Annuaire").ends_with("enregistrement…"), "{}", s.line("Annuaire"));
    assert_eq!(on_disk(&s)["adresse"], Value::Null);
    s.wait(980);
    assert_eq!(on_disk(&s)["adresse"], json!("1"));
    assert!(s.line("Annuaire").ends_with("enregistré"), "{}", s.line("Annuaire"));
}

#[test]
fn someone_who_never_stops_typing_is_saved_every_second_all_the_same() {
    let mut s = desk();
    s.go("adresse");
    for n in 0..100 {
        s.keys("'x'");
        let saved = on_disk(&s)["adresse"].as_str().map_or(0, str::len);
        assert!(n + 1 - saved <= 50, "{saved} of {} letters, at 20 ms a letter", n + 1);
    }
}

#[test]
fn a_page_turn_the_way_out_and_a_signal_save_at_once() {
    for leave in ["C-f", "C-p", "Esc Esc", "F10", "signal"] {
        let mut s = desk();
        s.go("adresse").keys("'12 rue'");
        let id = s.response().id.clone();
        if leave == "signal" {
            s.send(Msg::Stop);
        } else {
            s.keys(leave).wait(300);
        }
        let answers = s.store.load(&id).unwrap().answers;
        assert_eq!(answers.as_map().get("adresse"), Some(&json!("12 rue")), "{leave}");
    }
}

#[test]
fn a_signal_loses_nothing_of_what_is_half_typed() {
    let mut s = given("carsp-2025").new_response().open();
    s.go("nom").keys("'Cellu'").go("date_creation").keys("'mars 202'").go("commentaires").keys("'Une ligne' Enter 'et'");
    s.held = true;
    s.keys("' demie'");
    s.send(Msg::Stop);
    s.let_go();
    assert!(s.ended);
    let response = s.store.load(&s.response().id).unwrap();
    assert_eq!(response.answers.as_map()["nom"], json!("Cellu"));
    assert_eq!(response.answers.as_map()["commentaires"], json!("Une ligne\net demie"));
    assert_eq!(response.unreadable.values().collect::<Vec<_>>(), ["mars 202"]);
}

#[test]
fn who_types_at_once_and_is_cut_off_comes_back_to_that_very_question() {
    let mut s = given("carsp-2025").page("identite").new_response().open();
    s.keys("'CARE'");
    s.send(Msg::Stop);
    s.reopen();
    assert_eq!((s.page(), s.at()), ("identite".to_owned(), "nom".to_owned()));
}

#[test]
fn a_new_response_that_nobody_touched_is_not_written() {
    let mut s = given("carsp-2025").new_response().open();
    s.keys("Tab Tab F10");
    assert!(s.ended);
    assert!(s.store.list().unwrap().is_empty());
    assert_eq!(s.farewell(), None);
}

#[test]
fn keys_do_not_wait_for_the_disk() {
    let mut s = desk();
    s.held = true;
    s.go("adresse").keys("'un'").wait(800).keys("' deux'").wait(800);
    assert_eq!(s.answer("adresse"), json!("un deux"));
    s.let_go();
    assert_eq!(s.saved()["adresse"], json!("un deux"));
}

#[test]
fn a_save_that_fails_says_what_to_do_keeps_everything_and_succeeds_later() {
    let mut s = desk();
    s.lose_disk();
    s.go("adresse").keys("'12 rue'").wait(1000);
    s.expect("non enregistré").expect("vérifiez");
    s.keys("' des Lilas'").expect("12 rue des Lilas").expect("non enregistré");
    s.find_disk();
    s.wait(6000).expect_no("non enregistré").expect("enregistré");
    assert_eq!(on_disk(&s)["adresse"], json!("12 rue des Lilas"));
}

#[test]
fn why_nothing_is_saved_is_said_until_a_save_succeeds_and_no_longer() {
    let mut s = desk();
    s.lose_disk();
    s.go("adresse").keys("'12 rue'").wait(1000);
    s.expect("vérifiez");
    // while it is tried again, too: nothing blinks
    s.held = true;
    s.wait(6000).expect("vérifiez").expect("non enregistré");
    s.keys("' des'").expect("vérifiez").expect("non enregistré");
    s.held = false;
    s.let_go();
    s.expect("vérifiez");
    s.find_disk();
    s.wait(6000).expect_no("vérifiez").expect("enregistré").expect("quitter");
}

#[test]
fn a_full_disk_says_what_to_do_before_the_long_name_of_a_file_is_cut() {
    for (width, height) in [(60, 16), (80, 24)] {
        let mut s = given("annuaire-carsp").answers(json!({ "region": "53" })).page("contact").size(width, height).open();
        let path = "/srv/un/dossier/bien/profond/pour/les/reponses/responses/essai234/response.json".into();
        s.send(Msg::Done(Done::Save { id: "essai234".to_owned(), settles: 1, result: Err(StoreError::Full { path }) }));
        s.expect("libérez de l'espace, puis réessayez. L'enregistrement précédent est intact.");
    }
}

#[test]
fn leaving_while_the_disk_fails_asks_once_more_and_going_on_ends_nothing() {
    let mut s = desk();
    s.lose_disk();
    s.go("adresse").keys("'12 rue' F10");
    assert!(!s.ended, "the first F10 says why");
    s.expect("F10 à nouveau pour quitter sans enregistrer");
    s.keys("' bis'");
    s.find_disk();
    s.wait(6000);
    assert!(!s.ended, "whoever went on is not thrown out when the disk is back");
    assert_eq!(on_disk(&s)["adresse"], json!("12 rue bis"));
    s.lose_disk();
    s.keys("' ter' F10 F10");
    assert!(s.ended);
    assert!(s.farewell().unwrap().contains("changements non enregistrés"));
    assert!(s.is_unsaved());
}

#[test]
fn a_validation_that_could_not_be_saved_is_told_as_such() {
    let mut s = desk();
    s.lose_disk();
    validate(&mut s);
    s.wait(1000).expect("non enregistré").expect_no("lecture seule");
    s.keys("F10 F10");
    assert!(s.ended && s.is_unsaved());
    assert!(s.farewell().unwrap().contains("changements non enregistrés"));
}

#[test]
fn a_new_response_that_could_never_be_saved_is_not_left_without_a_word() {
    let mut s = given("carsp-2025").page("identite").new_response().open();
    s.lose_disk();
    s.keys("'CARESP' F10 F10");
    assert!(s.ended && s.is_unsaved());
    let line = s.farewell().unwrap();
    assert!(line.contains("rien n'a pu être enregistré") && !line.contains("Reprendre"), "{line}");
}

#[test]
fn a_response_is_not_left_for_the_list_while_it_cannot_be_saved() {
    let mut s = desk();
    s.lose_disk();
    s.go("adresse").keys("'12 rue' Esc Esc");
    assert!(s.is_open(), "its last changes are nowhere else");
    s.expect("12 rue");
    s.find_disk();
    s.wait(6000).keys("Esc Esc");
    assert!(!s.is_open());
    assert_eq!(s.store.load("essai234").unwrap().answers.as_map()["adresse"], json!("12 rue"));
}

#[test]
fn a_response_that_someone_else_has_open_is_shown_and_not_changed() {
    let mut s = desk();
    s.go("adresse").keys("'12 rue'").wait(1000);
    let other = s.store.lock("essai234", "Dominique");
    assert!(other.is_err(), "the screen holds the lock");
    s.keys("F10");
    let mut t = desk();
    t.keys("Esc Esc");
    let lock = t.store.lock("essai234", "Dominique").unwrap();
    t.keys("'cellule' Enter").expect("lecture seule").expect("Dominique");
    t.go("adresse").keys("'x' Tab a");
    drop(lock);
    assert_eq!(t.answer("adresse"), Value::Null);
}

#[test]
fn the_line_after_the_program_fits_on_a_line_and_says_how_to_go_on() {
    for (region, filled, said) in [
        ("53", 1, "Bretagne : enregistré. Reprendre : recueil fill essai234"),
        ("53", 2, "Bretagne : enregistré, 1 erreur. Reprendre : recueil fill essai234"),
        ("93", 2, "Provence-Alpes-Côte… : enregistré, 1 erreur. Reprendre : recueil fill essai234"),
    ] {
        let posts = json!({ "vacants": { "2023": 1 }, "pourvus": { "2023": filled } });
        let mut s = given("carsp-2025").answers(json!({ "region": region, "carsp_creee": "oui", "postes": posts })).size(80, 24).open();
        s.keys("F10");
        let line = s.farewell().unwrap().replace('\u{a0}', " ");
        assert_eq!(line, said);
        assert!(line.chars().count() < 80);
    }
}
