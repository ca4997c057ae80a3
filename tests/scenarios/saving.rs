//! Saving: within a second, at each page turn, on leaving, when the program is stopped; a disk that fails loses nothing and says so.

use std::path::PathBuf;

use recueil::app::{Msg, Restricted};
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
fn a_save_at_which_the_program_itself_fails_is_told_tried_again_and_made_elsewhere_meanwhile() {
    let mut s = desk();
    s.go("adresse").keys("'12 rue'");
    s.held = true;
    s.wait(1000).expect("enregistrement…");
    let id = s.response().id.clone();
    s.send(Msg::Done(Done::Save { id, settles: 1, result: Err(StoreError::Fault), again: false }));
    s.expect("non enregistré").expect_no("enregistrement…");
    s.expect("Non enregistré. Nouvel essai sous peu ; Ctrl-S : tout de suite, F3 : ailleurs. Une erreur qui vient du programme lui-même");
    s.held = false;
    s.keys("F3").expect("Enregistrer ailleurs").keys("C-u 'copie.json' Enter").expect("copie.json");
    assert!(std::fs::read_to_string(s.desk.join("copie.json")).unwrap().contains("12 rue"));
    assert_eq!(on_disk(&s)["adresse"], Value::Null);
    s.wait(2500).expect_no("on enregistré");
    assert_eq!(on_disk(&s)["adresse"], json!("12 rue"));
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
    s.expect("non enregistré").expect("dossier introuvable").expect("F3 : ailleurs");
    s.keys("' des Lilas'").expect("12 rue des Lilas").expect("non enregistré");
    s.find_disk();
    s.wait(6000).expect_no("non enregistré").expect("enregistré");
    assert_eq!(on_disk(&s)["adresse"], json!("12 rue des Lilas"));
}

#[test]
fn a_reason_too_long_for_the_bottom_lines_is_cut_where_it_stops() {
    let mut s = desk();
    s.resize(60, 16).lose_disk();
    s.go("adresse").keys("'12 rue'").wait(1000);
    let bottom = s.bottom();
    assert!(bottom.ends_with('…') && !bottom.contains("  ") && bottom.contains('/'), "{}", s.screen());
}

#[test]
fn why_nothing_is_saved_is_said_until_a_save_succeeds_and_no_longer() {
    let mut s = desk();
    s.lose_disk();
    s.go("adresse").keys("'12 rue'").wait(1000);
    s.expect("dossier introuvable");
    // while it is tried again, too: nothing blinks
    s.held = true;
    s.wait(6000).expect("dossier introuvable").expect("non enregistré");
    s.keys("' des'").expect("dossier introuvable").expect("non enregistré");
    s.held = false;
    s.let_go();
    s.expect("dossier introuvable");
    s.find_disk();
    s.wait(6000).expect_no("dossier introuvable").expect("enregistré").expect("quitter");
}

/// What the disk may say to a save, and the words for it.
fn refusals() -> [(StoreError, &'static str); 6] {
    let path = || PathBuf::from("/srv/un/dossier/bien/profond/pour/les/reponses/responses/essai234/response.json");
    let device = recueil::l10n::system_reason(&std::io::Error::from_raw_os_error(5));
    [
        (StoreError::Full { path: path() }, "plus de place (disque ou quota)"),
        (StoreError::ReadOnly { path: path() }, "disque en lecture seule"),
        (StoreError::Denied { path: path() }, "accès refusé"),
        (StoreError::Vanished { path: path() }, "dossier introuvable"),
        (StoreError::Io { path: path(), reason: device }, "le disque répond mal (erreur 5)"),
        (StoreError::TooLarge { path: path(), megabytes: 64 }, "réponse de plus de 64 Mo"),
    ]
}

#[test]
fn whatever_the_disk_says_the_bottom_line_tells_it_and_what_to_do_on_the_smallest_screen() {
    for (error, said) in refusals() {
        for (width, height) in [(60, 16), (80, 24)] {
            let mut s = given("annuaire-carsp").answers(json!({ "region": "53" })).page("contact").size(width, height).open();
            s.held = true;
            s.go("adresse").keys("'12 rue'").wait(1000);
            s.send(Msg::Done(Done::Save { id: "essai234".to_owned(), settles: 1, result: Err(error.clone()), again: false }));
            s.expect("Non enregistré").expect(said).expect("Nouvel essai sous peu ; Ctrl-S : tout de suite, F3 : ailleurs.");
            s.keys("' bis'").expect("12 rue bis");
            s.held = false;
            s.wait(2000).expect_no("Non enregistré");
            assert_eq!(on_disk(&s)["adresse"], json!("12 rue bis"), "{said}");
        }
    }
}

#[test]
fn the_bottom_line_names_only_keys_that_do_what_it_says_there() {
    let mut s = desk();
    s.lose_disk();
    s.go("adresse").keys("'1'").wait(1000).expect("Ctrl-S : tout de suite, F3 : ailleurs.");
    // on a panel neither does anything
    s.keys("C-g").expect("Non enregistré").expect("Nouvel essai sous peu.").expect_no("Ctrl-S :").expect_no("F3 :");
    s.keys("Esc").restrict(Restricted::default());
    s.expect("Nouvel essai sous peu ; Ctrl-S : tout de suite.").expect_no("F3 ").keys("F3").expect_no("Fichier à écrire");
    s.keys("Esc").expect("Échap à nouveau pour quitter.").expect_no("tout est enregistré");
}

#[test]
fn a_save_is_tried_again_at_growing_intervals_and_never_once_it_succeeded() {
    let mut s = desk();
    s.lose_disk();
    s.go("adresse").keys("'1'").wait(1000);
    let mut waits = Vec::new();
    for _ in 0..8 {
        let due = s.due().expect("it is tried again");
        waits.push((due.as_millisecond() - s.now.as_millisecond()) / 1000);
        s.wait(due.as_millisecond() - s.now.as_millisecond());
    }
    assert_eq!(waits, [2, 4, 8, 16, 32, 60, 60, 60]);
    s.find_disk();
    s.wait(60_000);
    assert_eq!(on_disk(&s)["adresse"], json!("1"));
    assert_eq!(s.due(), None, "idle is idle");
    s.lose_disk();
    s.keys("'2'").wait(1000);
    assert_eq!(s.due().unwrap().as_millisecond() - s.now.as_millisecond(), 2000, "the next trouble begins anew");
}

#[test]
fn ctrl_s_tries_again_at_once_and_says_whether_it_was_done() {
    let mut s = desk();
    s.held = true;
    s.go("adresse").keys("'1'").wait(1000).keys("C-s").expect("Enregistrement…").expect_no("essai");
    s.held = false;
    s.let_go();
    s.expect("Tout est déjà enregistré");
    s.lose_disk();
    s.keys("'2'").wait(1000).keys("C-s").expect("Non enregistré").expect_no("déjà enregistré");
    s.held = true;
    s.keys("C-s").expect("Nouvel essai d'enregistrement…");
    s.held = false;
    s.let_go();
    s.find_disk();
    s.keys("C-s").expect("Tout est déjà enregistré");
    assert_eq!(on_disk(&s)["adresse"], json!("12"));
}

#[test]
fn what_cannot_be_saved_in_its_place_is_saved_elsewhere_and_can_be_imported() {
    let mut s = desk();
    s.keys("F2").expect_no("Enregistrer ailleurs").keys("Esc").go("adresse").keys("F3").expect_no("Enregistrer ailleurs");
    s.lose_disk();
    s.keys("'12 rue'")
        .wait(1000)
        .keys("F2")
        .expect("Enregistrer ailleurs")
        .keys("Esc F3")
        .expect("Fichier à écrire")
        .expect("Échap renoncer");
    s.keys("C-u Enter").expect("Écrire le chemin").keys("'/nulle/part/a.json' Enter").expect("n'existe pas").keys("C-u 'a.json' Enter");
    let file = s.desk.join("a.json");
    s.expect("Enregistré dans").expect("recueil import FICHIER --form annuaire-carsp");
    let kept: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!((&kept["id"], &kept["answers"]["adresse"]), (&json!("essai234"), &json!("12 rue")));
    assert_eq!(s.elsewhere["essai234"], file);
    // there already: asked
    s.keys("F3 C-u 'a.json' Enter").expect("Remplacer").keys("Enter").expect("Enregistré dans");
    s.keys("F10").expect("F10 à nouveau pour quitter ; la réponse est gardée dans").keys("F10");
    assert!(s.ended && s.is_unsaved());
    assert!(s.farewell().unwrap().contains(&format!("enregistré dans {} seulement", file.display())), "{:?}", s.farewell());
}

#[test]
fn what_was_saved_elsewhere_is_forgotten_once_its_own_place_has_it() {
    let mut s = desk();
    s.lose_disk();
    s.go("adresse").keys("'12 rue'").wait(1000).keys("F3 C-u 'a.json' Enter").expect("Enregistré dans");
    s.keys("' bis' F10").expect("F10 à nouveau pour quitter sans enregistrer");
    s.find_disk();
    s.keys("' ter'").wait(60_000);
    assert_eq!(on_disk(&s)["adresse"], json!("12 rue bis ter"));
    assert!(s.elsewhere.is_empty());
    s.keys("F10");
    assert!(s.ended && !s.is_unsaved());
}

#[test]
fn a_response_that_is_only_elsewhere_says_how_to_bring_it_back() {
    let mut s = given("carsp-2025").page("identite").new_response().open();
    s.lose_disk();
    s.keys("'CARESP'").wait(1000).keys("F3 C-u 'a.json' Enter F10 F10");
    let line = s.farewell().unwrap();
    assert!(line.contains("recueil import") && line.contains("a.json --form carsp-2025") && !line.contains("recueil fill"), "{line}");
    assert!(s.elsewhere.is_empty(), "there is nothing in the data directory to compare it with");
}

#[test]
fn leaving_while_a_save_is_underway_waits_for_the_newest_state() {
    let mut s = desk();
    s.held = true;
    let ended = |result| Msg::Done(Done::Save { id: "essai234".to_owned(), settles: 1, result, again: false });
    s.go("adresse").keys("'un'").wait(800).keys("' deux' F10");
    s.send(ended(Ok(())));
    assert!(!s.ended, "the second word is not on the disk yet");
    s.send(ended(Err(StoreError::Full { path: "essai".into() })));
    assert!(!s.ended, "nobody is let go without what he typed");
    s.expect("F10 à nouveau pour quitter sans enregistrer");
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
