//! What changed in a response that is read, going from one response to the next, mending, and what happens to its file meanwhile.

use std::fs;

use recueil::response::history::{Entry, What, between};
use recueil::response::review::{Act, Line};
use recueil::response::{Response, Review, Status};
use serde_json::{Value, json};

use super::conditions::menu;
use super::scenario::{Scenario, given};

const ID: &str = "essai234";

fn draft() -> Value {
    json!({
        "region": "53", "carsp_creee": "oui", "nom": "Cellule de test", "statut": "association",
        "etp": { "totaux": { "cibles": 3.5 }, "medicaux": { "cibles": 4 } },
        "actions": [{ "_id": "aaaa", "description": "Une carte" }, { "_id": "bbbb", "description": "Un annuaire" }],
        "commentaires": "La cellule couvre quatre territoires et son équipe est complète depuis le printemps de cette année.",
    })
}

/// A response that Camille reviewed an hour before Bob changed it.
fn changed(change: impl FnOnce(&mut Response)) -> Scenario {
    let mut s = given("carsp-2025").answers(draft()).size(80, 24).said("Camille", Act::Read).open();
    let before = s.store.load(ID).unwrap();
    let mut after = Response { modified: s.now + jiff::SignedDuration::from_hours(1), author: "Bob".into(), ..before.clone() };
    change(&mut after);
    s.keys("Esc Esc");
    s.store.record(ID, &between(&before, &after, What::Answer, "")).unwrap();
    s.store.save(&after).unwrap();
    s.now += jiff::SignedDuration::from_hours(2);
    s
}

fn read(s: &mut Scenario) {
    menu(s, "Relire cette réponse");
}

fn query(id: &str, path: &str, text: &str) -> Act {
    Act::Query { id: id.into(), path: path.into(), text: text.into(), from: None }
}

fn last(s: &Scenario) -> Act {
    s.store.review(ID).unwrap().lines.pop().unwrap().act
}

#[test]
fn what_changed_since_my_review_is_shown_at_each_answer_and_word_by_word_in_long_texts() {
    let mut s = changed(|response| {
        response.answers.set(&"nom".into(), Some(json!("Cellule de Bretagne")));
        response.answers.set(&"etp.medicaux.cibles".into(), Some(json!(3)));
        let text = "La cellule couvre cinq territoires et son équipe est complète depuis le printemps de cette année.";
        response.answers.set(&"commentaires".into(), Some(json!(text)));
        response.answers.set(&"statut".into(), None);
    });
    read(&mut s);
    s.expect("4 changements depuis votre relecture (aujourd'hui 10:30)");
    s.keys("Down q").type_text("Et ceci ?").keys("Enter").expect("1 question · 4 changements").keys("Home");
    s.keys("d").expect("Δ avant : Cellule de test");
    s.keys("d").expect("Δ avant : Portage association");
    s.keys("d").expect("Δ dont ETP médicaux · ETP cibles (composition théorique) — 4 → 3");
    s.keys("d").expect("[-quatre-]{+cinq+} territoires").keys("d").expect("retour au premier").keys("D").expect("retour au dernier");
}

#[test]
fn blocks_that_moved_came_and_went_are_told() {
    let mut s = changed(|response| {
        let new = json!([{ "_id": "bbbb", "description": "Un annuaire" }, { "_id": "cccc", "description": "Un site" }]);
        response.answers.set(&"actions".into(), Some(new));
    });
    read(&mut s);
    s.resize(100, 100).expect("Δ bloc retiré : Une carte").expect("Δ bloc ajouté");
    let mut s = changed(|response| {
        let fields = response.answers.remove_block(&"actions".into(), "aaaa").unwrap();
        response.answers.insert_block(&"actions".into(), 1, "aaaa", fields);
    });
    read(&mut s);
    s.resize(100, 100).expect("Δ déplacé : ");
}

#[test]
fn a_response_is_compared_with_a_day_of_its_history_with_another_one_and_with_nothing() {
    let mut s = changed(|response| response.answers.set(&"nom".into(), Some(json!("Autre nom"))));
    let mut other = Response { id: "autre234".into(), ..s.store.load(ID).unwrap() };
    other.answers.set(&"region".into(), Some(json!("28")));
    other.answers.set(&"nom".into(), Some(json!("Cellule normande")));
    s.store.save(&other).unwrap();
    s.relist();
    while !s.focused().contains("Bretagne") {
        s.keys("Down");
    }
    read(&mut s);
    s.keys("=").expect("Comparer avec…").expect("Ma dernière relecture").expect("Depuis aujourd'hui 11:30").expect("1 changement · Bob");
    s.type_text("norm").keys("Enter").expect("face à Normandie").keys("d d").expect("Δ Normandie : Cellule normande");
    s.keys("=").type_text("depuis").keys("Enter").expect("1 changement depuis").keys("d").expect("Δ avant : Cellule de test");
    s.keys("=").type_text("rien").keys("Enter").expect_no("Δ").keys("d").expect("= choisit à quoi");
}

#[test]
fn what_another_response_says_is_told_by_its_name_and_is_neither_before_nor_after() {
    let mut s = changed(|response| response.answers.set(&"adresse".into(), Some(json!("1 rue du Port"))));
    let mut other = Response { id: "autre234".into(), ..s.store.load(ID).unwrap() };
    for (path, value) in [
        ("region", json!("28")),
        ("adresse", json!(null)),
        ("etp", json!({ "totaux": { "cibles": 3.5 }, "medicaux": { "cibles": 2 } })),
        ("commentaires", json!("La cellule couvre neuf territoires et son équipe sera complète au printemps prochain, dit-on ici.")),
        ("actions", json!([{ "_id": "bbbb", "description": "Un annuaire" }, { "_id": "cccc", "description": "Un site" }])),
    ] {
        other.answers.set(&path.into(), Some(value).filter(|value| !value.is_null()));
    }
    s.store.save(&other).unwrap();
    s.relist();
    while !s.focused().contains("Bretagne") {
        s.keys("Down");
    }
    read(&mut s);
    s.resize(110, 200).keys("=").type_text("norm").keys("Enter").expect("face à Normandie");
    s.expect("Δ Normandie : sans réponse").expect("ETP cibles (composition théorique) — Normandie : 2");
    s.expect("Δ de Normandie à celle-ci :").expect("[-neuf-]{+quatre+}");
    s.expect("Δ Normandie : ce bloc n'y est pas").expect("Δ Normandie, un bloc de plus : Un site");
    s.expect_no("nouvelle réponse").expect_no("bloc ajouté").expect_no("bloc retiré");
}

/// Who changed a response, after how many hours, and how.
type Step<'a> = (&'a str, i64, &'a dyn Fn(&mut Response));

/// A response that several people changed in turn.
fn sittings(steps: &[Step]) -> Scenario {
    let mut s = given("carsp-2025").answers(draft()).size(80, 24).open();
    s.keys("Esc Esc");
    let mut before = s.store.load(ID).unwrap();
    for (by, hours, change) in steps {
        s.now += jiff::SignedDuration::from_hours(*hours);
        let mut after = Response { modified: s.now, author: (*by).into(), ..before.clone() };
        change(&mut after);
        s.store.record(ID, &between(&before, &after, What::Answer, "")).unwrap();
        before = after;
    }
    s.store.save(&before).unwrap();
    s.now += jiff::SignedDuration::from_hours(24);
    s
}

#[test]
fn what_changed_between_any_two_moments_is_shown_with_both_of_them() {
    let set = |path: &'static str, value: Value| move |response: &mut Response| response.answers.set(&path.into(), Some(value.clone()));
    let mut s = sittings(&[
        ("Bob", 1, &set("nom", json!("Deuxième nom"))),
        ("Ana", 2, &|response: &mut Response| {
            response.answers.set(&"nom".into(), Some(json!("Troisième nom")));
            response.answers.set(&"statut".into(), None);
            response.answers.set(&"adresse".into(), Some(json!("1 rue du Port")));
        }),
        ("Bob", 1, &set("nom", json!("Quatrième nom"))),
    ]);
    read(&mut s);
    // the sitting of Ana alone: from it on, up to its end
    s.keys("=").expect("Depuis hier 14:30").expect("Depuis hier 13:30").expect("3 changements · Ana").expect("Depuis hier 11:30");
    s.type_text("13:30").keys("Enter").expect("Depuis hier 13:30, jusqu'à quand ?").expect("maintenant").expect("Échap revenir");
    s.expect_no("hier 11:30").keys("Down Enter");
    s.expect("3 changements hier 13:30");
    s.keys("Home").expect("Ce qui a changé hier 13:30 ; ").expect("les réponses sont montrées telles qu'elles sont maintenant");
    s.keys("d").expect("Quatrième nom").expect("Δ Deuxième nom → Troisième nom");
    s.keys("d").expect("Δ réponse effacée : Portage association").keys("d").expect("Δ nouvelle réponse : 1 rue du Port");
    // up to now, which is offered first; what begins last ends now
    s.keys("=").type_text("13:30").keys("Enter Enter").expect("3 changements depuis hier 13:30").expect("Δ avant : Deuxième nom");
    s.expect_no("telles qu'elles sont maintenant");
    s.keys("=").type_text("14:30").keys("Enter").expect("1 changement depuis hier 14:30").expect("Δ avant : Troisième nom");
    // a step back is a step back
    s.keys("= Down*2 Enter").expect("jusqu'à quand").keys("Esc").expect("Depuis hier 11:30").keys("Esc").expect("Δ avant : Troisième");
    s.keys("= Down*3 Enter Down Enter").expect("3 changements entre hier 11:30 et hier 13:30");
    s.keys("= Down*3 Enter Down*2 Enter").expect("1 changement hier 11:30");
    s.expect("Δ Cellule de test → Deuxième nom").resize(60, 16).expect("1 changement hier 11:30");
    s.keys("= Down*3 Enter Down Enter").expect("3 changements hier 11:30 → hier 13:30");
    // read anew, it is compared as before
    s.keys("R").expect("Réponse rechargée.").expect("3 changements hier 11:30 → hier 13:30");
}

#[test]
fn a_block_that_came_between_two_moments_and_is_no_more_is_told_as_such_and_by_its_number_then() {
    let site = |text: &'static str| {
        move |response: &mut Response| {
            let fields = json!({ "description": text }).as_object().unwrap().clone();
            response.answers.remove_block(&"actions".into(), "cccc");
            response.answers.insert_block(&"actions".into(), 2, "cccc", fields);
        }
    };
    let mut s = sittings(&[
        ("Bob", 1, &site("Un site")),
        ("Ana", 1, &site("Un portail")),
        ("Bob", 1, &|response: &mut Response| {
            response.answers.remove_block(&"actions".into(), "cccc");
        }),
    ]);
    s.store.append_review(ID, &[Line { at: s.now, by: "Bob".into(), act: query("q1", "actions[cccc].description", "Lequel ?") }]).unwrap();
    read(&mut s);
    s.resize(100, 100).expect("Action · Description — Bob,").expect("Lequel ?");
    s.keys("= Down*3 Enter Down*2 Enter").expect("Δ bloc ajouté, retiré depuis : Un site");
    s.keys("= Down*2 Enter Down Enter").expect("Δ Action 3 · Description — Un site → Un portail");
    s.keys("= Down Enter").expect("Δ bloc retiré : Un portail").expect_no("Action 0");
}

#[test]
fn a_response_to_another_version_is_compared_question_by_question_and_the_versions_are_named() {
    let mut s = changed(|response| response.answers.set(&"projets_accompagnes".into(), Some(json!("non"))));
    let mut other = Response { id: "autre234".into(), ..s.store.load(ID).unwrap() };
    other.form.version = "2024.1".into();
    other.answers.set(&"region".into(), Some(json!("28")));
    let projects = json!([{ "_id": "zzzz", "description": "Le premier" }, { "_id": "aaaa", "description": "Le second" }]);
    other.answers.set(&"projets".into(), Some(projects));
    other.answers.set(&"question_de_jadis".into(), Some(json!("Sa réponse")));
    s.store.save(&other).unwrap();
    s.relist();
    while !s.focused().contains("Bretagne") {
        s.keys("Down");
    }
    read(&mut s);
    s.resize(110, 200).keys("=").type_text("norm").keys("Enter");
    s.expect("Versions 2024.1 et 2025.1 du questionnaire : les réponses sont comparées question par question.");
    // what stands nowhere here comes last, in its order and with the numbers that it has there
    let last = s.prose();
    let at = |words: &str| last.find(words).unwrap_or_else(|| panic!("no « {words} »:\n{last}"));
    assert!(at("Projet 1") < at("Le premier") && at("Le premier") < at("Projet 2") && at("Projet 2") < at("Sa réponse"), "{last}");
    s.keys("=").type_text("rien").keys("Enter").expect_no("2024.1");
}

#[test]
fn a_moment_is_told_with_its_time_however_narrow_the_screen_and_long_the_name_of_who_wrote() {
    let set = |value: &'static str| move |response: &mut Response| response.answers.set(&"nom".into(), Some(json!(value)));
    let mut s = sittings(&[("Éléonore de la Fontaine", 1, &set("Deuxième nom")), ("Bob", 1000, &set("Troisième nom"))]);
    read(&mut s);
    s.resize(60, 16).keys("=").expect(" à 11:30 1 changement").expect("…");
    s.resize(80, 24).expect(" à 11:30 1 changement · Éléonore de la Fontaine");
}

#[test]
fn what_was_written_of_a_visit_in_parts_is_one_change_and_all_of_it_counts() {
    let mut s = given("carsp-2025").answers(draft()).size(80, 24).open();
    s.keys("Esc Esc");
    let before = s.store.load(ID).unwrap();
    let part = |text: &str, minutes: i64, by: &str, before: &Response| {
        let mut after = Response { modified: s.now + jiff::SignedDuration::from_mins(minutes), author: by.into(), ..before.clone() };
        after.answers.set(&"nom".into(), Some(json!(text)));
        after
    };
    let half = part("Nom à de", 60, "Bob", &before);
    let whole = part("Nom à demi", 61, "Bob", &half);
    let mut entries = between(&before, &half, What::Answer, "");
    entries.extend(between(&half, &whole, What::Answer, "").into_iter().map(|entry| Entry { more: true, ..entry }));
    s.store.record(ID, &entries).unwrap();
    s.store.save(&whole).unwrap();
    s.now += jiff::SignedDuration::from_hours(2);
    read(&mut s);
    s.keys("=").expect("1 changement · Bob").keys("Enter").expect("Δ avant : Cellule de test");
}

#[test]
fn the_next_response_of_the_list_is_offered_after_a_verdict_and_read_by_a_key() {
    let mut s = given("carsp-2025").answers(draft()).size(80, 24).open();
    s.keys("Esc Esc");
    for (id, region) in [("bbbb2345", "28"), ("cccc2345", "94")] {
        let mut other = Response { id: id.into(), ..s.store.load(ID).unwrap() };
        other.answers.set(&"region".into(), Some(json!(region)));
        s.store.save(&other).unwrap();
    }
    s.relist();
    s.keys("Up*9");
    let rows = s.screen();
    let words = |line: &str| line.trim_start_matches('▌').trim().split("  ").next().unwrap_or_default().to_owned();
    let names: Vec<String> = rows.lines().filter(|line| line.contains("brouillon")).map(words).collect();
    read(&mut s);
    s.expect(&names[0]).keys("a Enter").expect(&format!("{} acceptée. Ctrl-Z annule. Tab : {}", names[0], names[1]));
    s.keys("Tab");
    assert!(s.line("Enquête").starts_with(&names[1]), "{}", s.screen());
    s.keys("Tab Tab").expect("la dernière réponse de la liste").keys("S-Tab S-Tab S-Tab").expect("la première réponse de la liste");
    assert!(s.line("Enquête").starts_with(&names[0]), "{}", s.screen());
}

#[test]
fn an_answer_is_mended_in_the_filling_screen_and_one_comes_back_to_the_same_place() {
    let mut s = given("carsp-2025").answers(draft()).size(80, 24).said("Bob", Act::Submit { text: String::new() }).open();
    s.keys("Esc Esc");
    read(&mut s);
    s.keys("n").expect("! ETP cibles").keys("e");
    assert_eq!(s.at(), "etp.medicaux.cibles", "{}", s.screen());
    s.expect("Échap relecture").keys("C-u 2").wait(1000).keys("Esc");
    s.expect("rien d'ouvert");
    assert!(s.focused().contains("Équivalents temps plein"), "{}", s.screen());
    let stored = s.store.load(ID).unwrap();
    assert_eq!(stored.answers.get(&"etp.medicaux.cibles".into()), Some(&json!(2)));
    assert_eq!(stored.review, Review::ToReview, "it still waits for its review");
    s.store.lock(ID, "Bob").expect("the right to write was given back");
    s.keys("Esc").expect("à relire");
}

#[test]
fn a_response_that_changes_or_goes_while_it_is_read_is_told_and_nothing_is_lost() {
    let mut s = given("carsp-2025").answers(draft()).size(80, 24).open();
    s.keys("Esc Esc");
    read(&mut s);
    let mut other = s.store.load(ID).unwrap();
    other.answers.set(&"nom".into(), Some(json!("Entre-temps")));
    s.store.save(&other).unwrap();
    s.keys("Down q").type_text("Pourquoi ?").keys("Enter").expect("a changé : R recharge").expect("1 question");
    assert!(matches!(last(&s), Act::Query { .. }));
    s.expect("Cellule de test").keys("R").expect("Entre-temps").expect("1 question").expect_no("R recharge");
    // a key sees it, too, after a while
    other.answers.set(&"nom".into(), Some(json!("Encore")));
    s.store.save(&other).unwrap();
    s.wait(6000).keys("Down").expect("a changé : R recharge").keys("R").expect("Encore");
    // gone
    let dir = s.store.dir().join("responses").join(ID);
    fs::rename(&dir, s.desk.join("away")).unwrap();
    s.keys("c").type_text("Vu.").keys("Enter").expect("Non enregistré").expect("n'est plus là").expect_no("recueil list");
    assert!(s.is_unsaved());
    s.keys("R").expect("Encore");
    fs::rename(s.desk.join("away"), &dir).unwrap();
    s.keys("m");
    let lines = s.store.review(ID).unwrap().lines;
    let said: Vec<&str> = lines.iter().map(|line| line.act.text()).filter(|text| !text.is_empty()).collect();
    assert_eq!(said, ["Pourquoi ?", "Vu."]);
    assert!(!s.is_unsaved());
}

#[test]
fn two_reviewers_at_once_keep_what_each_says() {
    let mut s = given("carsp-2025").answers(draft()).size(80, 24).open();
    s.keys("Esc Esc");
    read(&mut s);
    let act = Act::Query { id: "zzzzzzzz".into(), path: "nom".into(), text: "De Bob ?".into(), from: None };
    s.store.append_review(ID, &[Line { at: s.now, by: "Bob".into(), act }]).unwrap();
    s.keys("Down q").type_text("De Camille ?").keys("Enter").expect("2 questions").keys("o o").expect("De Bob ?");
    assert_eq!(s.store.review(ID).unwrap().lines.len(), 2);
}

#[test]
fn a_validated_response_that_is_sent_back_is_opened_again_unless_someone_has_it_open() {
    let mut s = given("carsp-2025").answers(draft()).size(80, 24).open();
    s.keys("Esc Esc");
    let mut response = s.store.load(ID).unwrap();
    response.status = Status::Validated;
    s.store.save(&response).unwrap();
    s.relist();
    read(&mut s);
    let lock = s.store.lock(ID, "Bob").unwrap();
    s.expect("validée").keys("r").expect("la renvoyer la rouvre").type_text("Le nom.").keys("Enter").expect("Bob");
    assert_eq!(s.store.load(ID).unwrap().status, Status::Validated);
    drop(lock);
    s.keys("r").expect("Le nom.").keys("Enter").expect("Bretagne renvoyée.").expect_no("Ctrl-Z").expect("renvoyée");
    let stored = s.store.load(ID).unwrap();
    assert_eq!((stored.status, stored.review), (Status::Draft, Review::SentBack));
    assert_eq!(
        s.store.history(ID).unwrap().entries.last().map(|entry| (entry.what, entry.why.clone())),
        Some((What::Reopen, "Le nom.".into()))
    );
}

#[test]
fn whoever_leaves_a_response_whose_end_they_saw_has_read_it() {
    let mut s = given("carsp-2025").answers(draft()).size(80, 24).open();
    s.keys("Esc Esc");
    read(&mut s);
    s.keys("Down Esc");
    assert!(s.store.review(ID).unwrap().lines.is_empty());
    read(&mut s);
    s.keys("End F10");
    assert_eq!(last(&s), Act::Read);
    assert!(s.ended && s.farewell().is_none());
}

#[test]
fn whoever_gave_no_name_is_asked_for_it_before_their_first_word() {
    let mut s = given("carsp-2025").answers(draft()).size(80, 24).unnamed().open();
    s.keys("Esc Esc");
    read(&mut s);
    s.keys("Down q C-u").type_text("Ana").keys("Enter").expect("Question à la personne").type_text("Oui ?").keys("Enter");
    assert_eq!(s.store.review(ID).unwrap().lines[0].by, "Ana");
}

#[test]
fn hostile_words_reach_no_terminal_and_what_is_said_of_nothing_is_listed_at_the_end() {
    let bad = "\u{1b}[2J\u{202e}mal\u{7}";
    let act = |id: &str, path: &str| Act::Query { id: id.into(), path: path.into(), text: bad.into(), from: Some(bad.into()) };
    let given = given("carsp-2025").answers(draft()).size(80, 24);
    let given =
        given.said(bad, act("aaaaaaaa", "nom")).said(bad, act("bbbbbbbb", bad)).said(bad, act("cccccccc", "actions[zzzz].description"));
    let given = given.said(bad, Act::SendBack { text: bad.into() });
    let mut s = given.open();
    s.keys("Esc Esc");
    read(&mut s);
    s.expect("3 questions")
        .keys("o Enter Esc o Enter Esc o")
        .expect("Sur ce qui n'est pas posé ou n'existe plus")
        .keys("Enter Esc x")
        .expect("2 questions");
}

#[test]
fn five_thousand_remarks_are_read_and_added_to() {
    let mut s = given("carsp-2025").answers(draft()).size(80, 24).open();
    let comment = |n: usize| Act::Comment { id: format!("c{n}"), path: "nom".into(), text: format!("Remarque {n}") };
    let lines: Vec<Line> = (0..5000).map(|n| Line { at: s.now, by: "Bob".into(), act: comment(n) }).collect();
    s.store.append_review(ID, &lines).unwrap();
    s.keys("Esc Esc");
    read(&mut s);
    s.keys("O").expect("Remarque 4999").keys("c").type_text("5001").keys("Enter").keys("End PgUp Home Down*5");
    assert_eq!(s.store.review(ID).unwrap().lines.len(), 5001);
    s.keys("m Esc");
}

#[test]
fn a_draft_with_three_problems_is_looked_through_queried_and_sent_back_by_few_keys() {
    let answers = json!({ "region": "53", "nom": "Cellule", "telephone": "12", "mail": "personne", "site": "nulle part" });
    let mut s = given("annuaire-carsp").answers(answers).size(80, 24).open();
    s.keys("Esc Esc");
    // from the list: the menu, « Relire cette réponse »; each problem; a question about the last one; sent back. The words apart.
    let keys = ["C-o Down Down Enter", "n", "n", "n", "q", "Enter", "r", "Enter"];
    let mut count = 0;
    let mut told = Vec::new();
    for keys in keys {
        count += keys.split_whitespace().count();
        s.keys(keys);
        if keys == "n" {
            told.push(s.focused());
        }
        if keys == "q" {
            s.type_text(" À vérifier.");
        }
    }
    assert_eq!(s.store.load(ID).unwrap().review, Review::SentBack, "{}", s.screen());
    assert!(s.store.review(ID).unwrap().lines.iter().any(|line| matches!(line.act, Act::Query { from: Some(_), .. })));
    assert!(count <= 25, "{count} keys");
    told.dedup();
    assert_eq!(told.len(), 3, "{told:#?}");
}

#[test]
fn where_nothing_can_be_kept_a_response_is_read_and_nothing_is_said() {
    let mut s = given("carsp-2025").answers(draft()).size(80, 24).said("Bob", query("aaaaaaaa", "nom", "Lequel ?")).open();
    s.keys("Esc Esc").keep_nothing();
    read(&mut s);
    for key in ["q", "c", "m", "M", "a", "r", "x"] {
        s.keys("Home Down").keys(key).expect("/srv/reponses");
    }
    s.keys("o Enter x").expect("/srv/reponses").keys("Enter").expect("/srv/reponses").keys("Esc End Esc F10");
    assert!(s.ended && !s.is_unsaved());
    assert_eq!(s.store.review(ID).unwrap().lines.len(), 1);
}

#[test]
fn words_half_typed_when_the_program_is_left_are_offered_again() {
    let mut s = given("carsp-2025").answers(draft()).size(80, 24).open();
    s.keys("Esc Esc");
    read(&mut s);
    s.keys("Down q").type_text("À demi").keys("F10");
    assert!(s.ended);
    assert!(matches!(last(&s), Act::Unsent { text, .. } if text == "À demi"));
}
