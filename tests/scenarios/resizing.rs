//! A window of any size: every screen that a key leads to is laid out for each, and is what it was when its size comes back.

use recueil::response::review::Act;
use serde_json::{Value, json};

use super::conditions::menu;
use super::scenario::{Scenario, builtin, given};
use super::{verify, versions};

/// The smallest sizes that a screen has, the usual ones, a large one, and some that nobody has.
const SIZES: [(u16, u16); 9] = [(60, 16), (61, 17), (80, 25), (109, 30), (110, 30), (140, 40), (60, 200), (400, 16), (200, 60)];

fn answers() -> Value {
    let text = "La cellule couvre quatre territoires et son équipe est complète depuis le printemps de cette année. ".repeat(12);
    json!({
        "region": "53", "carsp_creee": "oui", "nom": "Cellule de Bretagne", "date_creation": "jadis",
        "etp": { "totaux": { "cibles": 3.5, "pourvus": 3 }, "medicaux": { "cibles": 0.5, "pourvus": 4 } }, "profils": ["coordonnateur", "autres"],
        "actions": [{ "_id": "aaaa", "description": text }, { "_id": "bbbb", "description": "Un annuaire" }], "commentaires": text,
    })
}

fn desk(samples: usize) -> Scenario {
    let query = Act::Query { id: "q1".into(), path: "etp.totaux.pourvus".into(), text: "Vraiment ? ".repeat(40), from: None };
    given("carsp-2025").answers(answers()).said("Ana", query).samples(samples).size(80, 24).page("equipe").open()
}

/// On a screen that these keys lead to from a page.
fn filling(keys: &str) -> Scenario {
    let mut s = desk(0);
    s.go("etp").keys(keys);
    s
}

fn chosen(words: &str) -> Scenario {
    let mut s = desk(0);
    menu(&mut s, words);
    s
}

/// On a screen that these keys lead to from the list of responses.
fn home(keys: &str) -> Scenario {
    let mut s = desk(18);
    s.keys("Esc Esc").keys(keys);
    s
}

fn home_chosen(words: &str) -> Scenario {
    let mut s = home("");
    menu(&mut s, words);
    s
}

fn inbox(keys: &str) -> Scenario {
    let mut s = home("");
    s.inbox().keys(keys);
    s
}

/// On a screen that these keys lead to from where the response is read.
fn reading(keys: &str) -> Scenario {
    let mut s = home_chosen("Relire cette réponse");
    s.keys(keys);
    s
}

fn browsing() -> Scenario {
    let mut s = desk(0);
    s.file("organigramme d'un nom qui n'en finit pas, avec tout ce qu'on peut en dire.pdf", b"abc");
    s.go("organigramme").keys("Enter").wait(100);
    s
}

/// Looks at a screen in all sizes. What there is to see is told, so that it is the one that was meant.
fn resize(shown: &str, mut s: Scenario) {
    s.resize(80, 24).expect(shown);
    let before = s.screen();
    // no screen has room in these
    for (width, height) in (0..60).map(|width| (width, width % 17)).chain([(0, 24), (80, 0), (80, 15), (59, 24)]) {
        s.resize(width, height);
    }
    s.resize(80, 24);
    assert_eq!(s.screen(), before, "« {shown} » is another one");
    for (width, height) in SIZES {
        s.resize(width, height).expect_no("Fenêtre trop petite");
    }
    s.resize(80, 24).expect(shown);
}

#[test]
fn the_list_of_responses_and_what_opens_over_it_in_any_size() {
    resize("Guadeloupe", home(""));
    resize("Rechercher", home("'bre'"));
    resize("Menu", home("C-o"));
    resize("Aide", home("F1 PgDn"));
    resize("Corbeille", home_chosen("Corbeille"));
    resize("Sauvegardes", home_chosen("Sauvegardes de la réponse"));
    resize("Votre nom", home_chosen("Changer votre nom"));
}

#[test]
fn every_page_being_filled_in_any_size() {
    let form = builtin("carsp-2025");
    for page in &form.pages {
        let title = page.title.text(recueil::l10n::Language::French);
        let mut s = given("carsp-2025").answers(answers()).size(80, 24).page(&page.id).open();
        s.keys("Tab*4");
        resize(&title[..title.floor_char_boundary(12)], s);
    }
}

#[test]
fn what_opens_over_a_page_in_any_size() {
    resize("Menu", filling("C-o"));
    resize("Aide", filling("F1"));
    resize("Aller à", filling("C-g 'n'"));
    resize("Pourquoi cette question", filling("C-y"));
    resize("Répondre au relecteur", filling("F3 'Oui'"));
    resize("Journal", chosen("Journal des changements"));
    resize("Aperçu de toutes les réponses", chosen("Aperçu de toutes les réponses"));
    resize("Imprimer", chosen("Imprimer dans un fichier"));
    resize("Soumettre à la relecture", chosen("Soumettre"));
    resize("organigramme", browsing());
    resize("12 rue", versions::torn());
}

#[test]
fn the_reviewer_s_list_and_what_opens_over_it_in_any_size() {
    resize("Relecture · Enquête", inbox("End"));
    resize("Filtres", inbox("f"));
    resize("Rechercher terr", inbox("/ 'terr'"));
    resize("Accepter 2 réponses", inbox("Space Space a"));
    resize("Renvoyer", inbox("r 'À revoir'"));
    resize("Menu", inbox("C-o"));
    resize("Dans la liste du relecteur", inbox("F1"));
}

#[test]
fn a_response_being_reviewed_and_what_opens_over_it_in_any_size() {
    resize("Région concernée", reading(""));
    resize("dépassent", reading("n n"));
    resize("pas posée", reading("h PgDn"));
    resize("Rechercher annuaire", reading("/ 'annuaire'"));
    resize("Comparer avec…", reading("="));
    resize("Δ Normandie", reading("= 'normandie' Enter d d"));
    resize("Question à la personne qui remplit", reading("n n q"));
    resize("Remarque", reading("Down c 'Bien'"));
    resize("Vraiment ?", reading("o Enter"));
    resize("Accepter la réponse", reading("a"));
    resize("Renvoyer la réponse", reading("r"));
    resize("En relecture", reading("F1"));
}

#[test]
fn two_entries_being_compared_in_any_size() {
    let text = "Un récit assez long pour être replié deux ou trois fois, et comparé mot par mot à ce qui fut saisi. ".repeat(6);
    let first = json!({ "nom": "Alpha", "recit": text, "effectif": 7 });
    let second = json!({ "nom": "Bêta", "recit": text.replace("mot", "phrase"), "effectif": 8 });
    resize("désaccords", verify::compared(first, second));
}
