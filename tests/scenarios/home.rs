//! The list of responses: the first launch, search, copy, trash and back, and what cannot be opened.

use std::fs;

use recueil::response::Response;
use recueil::response::review::{Act, Line};
use serde_json::json;

use super::conditions::menu;
use super::scenario::{Scenario, builtin, given};

/// Four responses: two of the survey, one of the directory, one of a form that is not there; and a file that is no response.
fn list() -> Scenario {
    let s = given("carsp-2025").size(80, 24).home();
    for (id, form, answers) in [
        ("aaaa2222", "carsp-2025", json!({ "region": "11", "carsp_creee": "oui" })),
        ("bbbb2222", "carsp-2025", json!({ "region": "28", "postes": { "vacants": { "2023": 1 }, "pourvus": { "2023": 2 } } })),
        ("cccc2222", "annuaire-carsp", json!({ "region": "53", "nom": "Équipe d'Armor" })),
    ] {
        let mut response = Response::new(&builtin(form), id.to_owned(), "Camille", s.now);
        response.answers = answers.as_object().unwrap().clone().into();
        s.store.save(&response).unwrap();
    }
    let mut stranger = Response::new(&builtin("carsp-2025"), "dddd2222".to_owned(), "Camille", s.now);
    "ailleurs".clone_into(&mut stranger.form.id);
    s.store.save(&stranger).unwrap();
    let broken = s.store.dir().join("responses/eeee2222");
    fs::create_dir(&broken).unwrap();
    fs::write(broken.join("response.json"), "{ \"format\": 1, ").unwrap();
    let mut s = s;
    s.relist();
    s
}

#[test]
fn the_first_launch_shows_the_way_and_enter_begins() {
    let mut s = given("carsp-2025").size(80, 24).home();
    s.expect("Bienvenue").expect("Enquête CAR'sp 2025").expect("Annuaire des CAR'sp").expect("+ Commencer une réponse");
    s.keys("Enter").expect("1/12").expect("Objectifs.");
}

#[test]
fn responses_stand_under_their_form_with_name_state_and_what_is_wrong() {
    let s = list();
    assert!(s.says("Île-de-France brouillon 2 réponses"), "{}", s.screen());
    assert!(s.line("Normandie").contains("2 réponses    1 erreur"), "{}", s.screen());
    assert!(s.says("Équipe d'Armor brouillon 2 réponses"), "{}", s.screen());
}

#[test]
fn the_count_of_answers_and_what_is_wrong_stand_apart_where_nothing_is_answered() {
    let mut s = given("carsp-2025").size(80, 24).home();
    s.keys("Enter C-f C-f C-f Esc Esc");
    assert!(s.says("(sans nom) brouillon aucune réponse 2 erreurs"), "{}", s.screen());
}

#[test]
fn eighteen_samples_are_listed_by_region_and_three_have_something_wrong() {
    let mut s = given("carsp-2025").samples(18).home();
    for region in ["Auvergne-Rhône-Alpes", "Mayotte", "Provence-Alpes-Côte d'Azur"] {
        s.expect(region);
    }
    // two of the longest names of regions, whole on the usual screen, with all that stands behind them
    s.resize(80, 24);
    assert!(s.line("Provence").contains("Provence-Alpes-Côte d'Azur  brouillon    53 réponses"), "{}", s.screen());
    assert!(s.line("Bourgogne").contains("Bourgogne-Franche-Comté     renvoyée     75 réponses"), "{}", s.screen());
    assert!(s.line("Guadeloupe").contains("82 réponses   3 erreurs"), "{}", s.screen());
    s.resize(60, 16).expect("Provence-Alpe…");
    s.resize(80, 60);
    let wrong = s.screen().lines().filter(|line| line.contains("erreur") || line.contains("avertissement")).count();
    assert_eq!(wrong, 3, "{}", s.screen());
}

#[test]
fn a_search_ignores_case_and_accents() {
    for (typed, found, other) in
        [("ile", "Île-de-France", "Normandie"), ("ÉQUIPE", "Équipe d'Armor", "Normandie"), ("normand", "Normandie", "Armor")]
    {
        let mut s = list();
        s.type_text(typed);
        s.expect(found).expect_no(other);
        s.keys("Enter");
        assert!(s.is_open(), "{typed}");
        s.expect(found);
    }
    let mut s = list();
    s.keys("'zzzz'").expect("Rien ne correspond.").keys("Enter Esc").expect("Normandie");
}

#[test]
fn where_nothing_can_be_kept_nothing_is_begun_copied_or_removed() {
    let mut s = list();
    s.keep_nothing();
    while !s.focused().starts_with("+ Commencer") {
        s.keys("Down");
    }
    s.keys("Enter").expect("/srv/reponses est en lecture seule ; rien n'y est enregistré.");
    assert!(!s.is_open());
    for key in ["F3", "Del"] {
        s.keys("Up*9").keys(key).expect("en lecture seule");
        assert_eq!(s.store.list().unwrap().len(), 5, "{key}");
    }
    s.keys("Enter");
    assert!(s.is_open(), "what is there can be read");
}

#[test]
fn a_copy_is_a_draft_of_its_own() {
    let mut s = list();
    s.keys("'ile' F3").expect("Réponse copiée ; la copie porte un numéro.");
    assert_eq!(s.screen().matches("Île-de-France").count(), 2, "{}", s.screen());
    assert_eq!(s.store.list().unwrap().len(), 6);
}

#[test]
fn responses_of_one_name_are_numbered_as_they_were_begun() {
    let mut s = list();
    s.wait(1000).keys("'ile' F3");
    s.expect("Île-de-France (2)");
    for _ in 0..3 {
        s.keys("Up*9");
        while !s.focused().starts_with("Île-de-France brouillon") {
            s.keys("Down");
        }
        s.keys("F3");
    }
    s.expect("Île-de-France (5)").expect("Île-de-France (2)");
    s.keys("Up*9");
    while !s.focused().starts_with("Île-de-France brouillon") {
        s.keys("Down");
    }
    s.keys("Enter").expect_no("(2)");
    assert_eq!(s.response().id, "aaaa2222", "the oldest one has no number");
}

#[test]
fn the_trash_takes_a_response_and_undo_brings_it_back() {
    let mut s = list();
    s.keys("Down").expect("Normandie");
    while !s.focused().contains("Normandie") {
        s.keys("Up Up Up");
        for _ in 0..6 {
            if s.focused().contains("Normandie") {
                break;
            }
            s.keys("Down");
        }
    }
    s.keys("Del").expect("Réponse mise à la corbeille").expect_no("Normandie");
    assert!(s.store.load("bbbb2222").is_err());
    s.keys("C-z").expect("Réponse reprise de la corbeille.").expect("Normandie");
    assert!(s.store.load("bbbb2222").is_ok());
    s.keys("C-z").expect("Rien à annuler ; la corbeille est dans le menu.");
}

#[test]
fn what_is_in_the_trash_is_listed_and_taken_out_whatever_was_done_since() {
    let mut s = list();
    menu(&mut s, "Corbeille");
    s.expect("La corbeille est vide. Une réponse y reste 90 jours.").keys("Esc");
    for id in ["bbbb2222", "aaaa2222"] {
        s.store.trash(id, s.now).unwrap();
        s.wait(3_600_000);
    }
    // one that cannot be read hides no other, and can be taken out, too
    let broken = s.store.dir().join("trash/aaaa2222/response.json");
    fs::write(&broken, "{").unwrap();
    s.relist();
    menu(&mut s, "Corbeille");
    insta::assert_snapshot!(s.screen().lines().skip(3).take(4).collect::<Vec<_>>().join("\n"), @r"
       ┌─ Corbeille ────────────────────────────────────────────────────────────┐
    ▌  │ ▌ aaaa2222 · illisible                              aujourd'hui 11:30  │
       │   Normandie · Enquête CAR'sp 2025                   aujourd'hui 10:30  │
       └────────────────────────────────────────────────────────────────────────┘
    ");
    s.expect("reprendre").keys("Down Enter").expect("Réponse reprise de la corbeille.").expect("Normandie");
    assert!(s.store.load("bbbb2222").is_ok());
    menu(&mut s, "Corbeille");
    s.keys("Enter").expect("Réponse reprise de la corbeille.").expect("aaaa2222");
    // what was taken out is not to be undone any more
    s.keys("Up*9 Del").expect("Réponse mise à la corbeille");
    menu(&mut s, "Corbeille");
    s.keys("Enter").expect("Réponse reprise de la corbeille.").keys("C-z").expect("Rien à annuler");
}

#[test]
fn what_cannot_be_opened_is_listed_and_says_why() {
    let mut s = list();
    s.keys("Down*20");
    s.expect("Autres réponses").expect("illisible").expect("Le questionnaire « ailleurs »");
    for (id, row, said) in [
        (
            "eeee2222",
            "Réponse illisible",
            "Réponse illisible (le texte s'arrête trop tôt, ligne 1, colonne 15) ; « recueil doctor » dit quoi faire.",
        ),
        ("dddd2222", "Le questionnaire « ailleurs »", "Le questionnaire « ailleurs » est inconnu ; l'indiquer avec --forms."),
    ] {
        assert!(s.focused().contains(row), "{}", s.focused());
        assert!(s.focused().starts_with(id), "found on the disk by its id: {}", s.focused());
        s.keys("Enter");
        assert!(!s.is_open(), "{}", s.screen());
        s.expect(said);
        assert!(s.focused().contains(row), "the focus stays on it: {}", s.focused());
        s.keys("Up");
    }
    assert!(s.focused().starts_with("+ Commencer"), "that was all: {}", s.focused());
    assert_eq!(fs::read_to_string(s.store.dir().join("responses/eeee2222/response.json")).unwrap(), "{ \"format\": 1, ");
}

#[test]
fn a_response_opened_from_the_list_and_left_is_listed_with_its_new_counts() {
    let mut s = list();
    s.keys("'normand' Enter");
    s.go("carsp_creee").keys("1 Esc Esc");
    assert!(!s.is_open());
    assert!(s.says("Normandie brouillon 3 réponses"), "{}", s.screen());
}

#[test]
fn a_validated_response_goes_to_the_trash_only_by_the_same_key_twice() {
    let mut s = list();
    let mut signed = Response::new(&builtin("carsp-2025"), "ffff2222".to_owned(), "Camille", s.now);
    signed.answers = json!({ "region": "94" }).as_object().unwrap().clone().into();
    signed.status = recueil::response::Status::Validated;
    s.store.save(&signed).unwrap();
    s.relist();
    while !s.focused().starts_with("Corse") {
        s.keys("Down");
    }
    let count = |s: &Scenario| s.store.list().unwrap().len();
    let all = count(&s);
    s.keys("Del").expect("la même touche encore la met à la corbeille");
    s.keys("Up Down Del").expect("la même touche encore");
    assert_eq!(count(&s), all, "another key came between");
    s.keys("Del").expect("mise à la corbeille ; Ctrl-Z");
    assert_eq!(count(&s), all - 1);
    s.keys("C-z").expect("Corse");
    assert_eq!(count(&s), all);
}

#[test]
fn what_others_do_is_there_when_one_comes_back_to_the_list_or_reads_it_anew_and_the_cursor_stays_on_its_response() {
    for (width, height) in [(60, 16), (80, 24), (140, 40)] {
        let mut s = list();
        s.resize(width, height);
        s.keys("Up*9");
        for _ in 0..9 {
            if !s.line("Normandie").starts_with('▌') {
                s.keys("Down");
            }
        }
        s.expect_no("Soumise par");
        let say = |s: &Scenario, act| {
            s.store.append_review("bbbb2222", &[Line { at: s.now, by: "Luc".into(), act }]).unwrap();
        };
        say(&s, Act::Submit { text: String::new() });
        // one that others changed since stands above it now
        let mut other = s.store.load("aaaa2222").unwrap();
        other.modified = s.now;
        s.store.save(&other).unwrap();
        s.keys("F5").expect("Liste rechargée.").keys("Up Down");
        s.expect("Normandie à relire").expect("Soumise par Luc, aujourd'hui 10:30.");
        assert!(s.line("Normandie").starts_with('▌'), "{}", s.screen());
        s.keys("Down").expect_no("Soumise par").keys("Up");
        // back from the reviewer's list
        menu(&mut s, "Relire les réponses");
        say(&s, Act::Accept { text: "Merci".into() });
        s.keys("Esc").expect("Normandie acceptée").expect("Acceptée par Luc, aujourd'hui 10:30.");
        // and from the response itself
        say(&s, Act::SendBack { text: "Non".into() });
        s.keys("Enter Esc Esc").expect("Renvoyée par Luc, aujourd'hui 10:30.");
        assert!(s.line("Normandie").starts_with('▌'), "{}", s.screen());
    }
}
