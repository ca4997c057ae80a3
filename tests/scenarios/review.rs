//! What is said between those who fill and those who review: where the response stands by it, and how it is kept.

use recueil::response::Review;
use recueil::response::review::{Act, Line};

use super::scenario::{Given, Scenario, given};
use serde_json::json;

fn desk() -> Given {
    given("annuaire-carsp").answers(json!({ "region": "53", "nom": "Cellule" })).page("contact").size(80, 24)
}

/// What was said last.
fn last(s: &Scenario) -> Line {
    s.store.review(&s.response().id).unwrap().lines.pop().unwrap()
}

#[test]
fn an_accepted_response_that_is_changed_is_a_draft_again_and_the_review_says_so() {
    let mut s = desk().said("Ana", Act::Accept { text: String::new() }).open();
    assert_eq!(s.response().review, Review::Accepted);
    s.go("adresse").keys("Tab").wait(1000);
    assert_eq!(last(&s).act, Act::Accept { text: String::new() });
    s.go("adresse").keys("'12'").wait(1000).keys("'3'").wait(1000);
    assert_eq!(s.store.load(&s.response().id).unwrap().review, Review::None);
    let lines = s.store.review(&s.response().id).unwrap().lines;
    assert_eq!(lines.iter().filter(|line| line.act == Act::Edited).count(), 1);
    assert_eq!(last(&s).by, "Camille");
}

#[test]
fn a_response_that_was_sent_back_stays_so_until_it_is_given_again() {
    let mut s = desk().said("Ana", Act::SendBack { text: "À revoir".into() }).open();
    s.go("adresse").keys("'12'").wait(1000);
    assert_eq!(s.store.load(&s.response().id).unwrap().review, Review::SentBack);
}

#[test]
fn what_could_not_be_said_is_said_as_soon_as_the_disk_is_back() {
    let mut s = desk().said("Ana", Act::Accept { text: String::new() }).open();
    s.lose_disk();
    s.go("adresse").keys("'12'").wait(1000);
    s.find_disk();
    assert_eq!(last(&s).act, Act::Accept { text: String::new() });
    s.wait(2000);
    assert_eq!(last(&s).act, Act::Edited);
}

fn query(id: &str, path: &str, text: &str) -> Act {
    Act::Query { id: id.into(), path: path.into(), text: text.into(), from: None }
}

/// A form with a warning between two answers.
const WARNED: &str = r#"
    id = "essai"
    version = "1"
    title = "Essai"
    [[page]]
    id = "un"
    title = "Un"
    [[page.question]]
    id = "total"
    kind = "integer"
    label = "Total"
    [[page.question]]
    id = "part"
    kind = "integer"
    label = "Part"
      [[page.question.check]]
      test = "part <= total"
      severity = "warning"
      message = "La part ({part}) dépasse le total ({total})."
    [[page]]
    id = "deux"
    title = "Deux"
    final = true
"#;

#[test]
fn a_question_of_the_reviewer_stands_at_its_answer_and_is_answered_there() {
    let mut s = desk().said("Ana", query("q1", "adresse", "Est-ce la nouvelle adresse ?")).open();
    assert!(s.screen().contains("1 question du relecteur"), "{}", s.screen());
    assert!(s.screen().contains("? Ana, aujourd'hui"), "{}", s.screen());
    assert!(s.screen().contains("F3 répondre"), "{}", s.screen());
    s.keys("F3");
    assert!(s.screen().contains("Répondre au relecteur"), "{}", s.screen());
    s.keys("Enter");
    assert!(s.screen().contains("Écrire la réponse"), "{}", s.screen());
    s.type_text("Oui, depuis mai").keys("Enter");
    assert!(!s.screen().contains("question du relecteur"), "{}", s.screen());
    assert!(s.screen().contains("Camille, aujourd'hui 10:30 : Oui, depuis"), "{}", s.screen());
    assert_eq!(last(&s).act, Act::Reply { of: "q1".into(), text: "Oui, depuis mai".into(), filling: true });
    // it is no answer
    assert_eq!(s.response().answers.get(&"adresse".into()), None);
}

#[test]
fn on_a_small_screen_too_the_key_that_answers_is_told_and_that_it_was_answered() {
    let answers = json!({ "postes": { "vacants": { "2023": 3 }, "pourvus": { "2023": 2 } } });
    let asked = query("q1", "postes.vacants['2023']", "Sûr ?");
    let mut s = given("carsp-2025").answers(answers).said("Ana", asked).size(60, 16).open();
    s.go("postes").expect("F3 répondre").keys("F3").type_text("Oui").keys("Enter").expect("Réponse transmise au relecteur.");
    s.keys("Tab").expect_no("F3 répondre");
}

#[test]
fn a_question_about_a_cell_or_a_field_of_a_folded_block_says_about_which() {
    let answers =
        json!({ "etp": { "totaux": { "cibles": 3 } }, "actions": [{ "_id": "aaaa", "description": "Une carte" }, { "_id": "bbbb" }] });
    let given = given("carsp-2025").answers(answers).said("Ana", query("q1", "etp.totaux.pourvus", "Combien ?"));
    let mut s = given.said("Ana", query("q2", "actions[aaaa].description", "Laquelle ?")).size(100, 60).open();
    s.go("etp").expect("? ETP totaux · ETP pourvus (composition atteinte) — Ana, aujourd'hui 10:30 : Combien ?");
    s.go("actions[aaaa].description").expect("? Ana, aujourd'hui 10:30 : Laquelle ?").expect_no("Description — Ana");
    s.keys("Tab").expect("▸ Action 1").expect("? Description — Ana, aujourd'hui 10:30 : Laquelle ?");
}

#[test]
fn the_map_says_on_which_pages_the_reviewer_asked_something() {
    let given = given("carsp-2025").answers(json!({ "region": "53" })).said("Ana", query("q1", "adresse", "Laquelle ?"));
    let mut s = given.said("Ana", query("q2", "region", "Sûr ?")).size(80, 24).page("equipe").open();
    s.keys("C-g");
    assert!(s.line("│   4  Cellule").contains("1 question du relecteur"), "{}", s.screen());
    s.keys("Esc").go("date_creation").keys("'jadis' C-g");
    assert!(s.line("4  Cellule").contains("? 1 · 1 erreur"), "{}", s.screen());
}

#[test]
fn questions_of_the_reviewer_are_listed_on_the_last_page_and_go_there() {
    let mut s = given(WARNED).answers(json!({ "total": 3 })).said("Ana", query("q1", "part", "Combien ?")).page("deux").size(80, 24).open();
    assert!(s.screen().contains("Questions du relecteur"), "{}", s.screen());
    s.last_page("Part — Combien ?").keys("Enter");
    assert!(s.line("▌  Part").contains("Part"), "{}", s.screen());
}

#[test]
fn a_warning_is_kept_for_a_reason_as_long_as_the_answer_is_the_same() {
    let mut s = given(WARNED).answers(json!({ "total": 3, "part": 4 })).size(100, 24).open();
    assert!(s.screen().contains("1 avertissement"), "{}", s.screen());
    s.expect("Ctrl-E problème").keys("C-e F3").type_text("Deux postes partagés").keys("Enter");
    assert!(s.screen().contains("Gardé par Camille, aujourd'hui"), "{}", s.screen());
    assert!(!s.screen().contains("1 avertissement"), "{}", s.screen());
    s.keys("Tab Up").expect_no("problème");
    assert!(matches!(last(&s).act, Act::Keep { .. }));
    // other words
    s.keys("F3");
    assert!(s.screen().contains("Deux postes partagés"), "{}", s.screen());
    s.keys("Esc");
    // another answer
    s.go("part").keys("'5' Tab").expect("Ctrl-E problème");
    assert!(s.screen().contains("1 avertissement"), "{}", s.screen());
    assert!(!s.screen().contains("Gardé par"), "{}", s.screen());
}

#[test]
fn a_kept_warning_counts_again_once_its_reason_is_emptied() {
    let mut s = given(WARNED).answers(json!({ "total": 3, "part": 4 })).size(80, 24).open();
    s.keys("C-e F3").type_text("oui").keys("Enter F3 Bs Bs Bs Enter");
    assert!(s.screen().contains("1 avertissement"), "{}", s.screen());
    assert!(matches!(last(&s).act, Act::Unkeep { .. }));
}

#[test]
fn a_submitted_response_is_read_only_until_it_is_taken_back() {
    let mut s = given(WARNED).answers(json!({ "total": 3 })).page("deux").size(80, 24).open();
    s.last_page("Soumettre").keys("Enter").type_text("À vous").keys("Enter");
    assert!(s.screen().contains("Réponse soumise à la relecture par Camille"), "{}", s.screen());
    assert!(s.screen().contains("« À vous »"), "{}", s.screen());
    assert_eq!(s.store.load(&s.response().id).unwrap().review, Review::ToReview);
    s.go("total").keys("'9'");
    assert_eq!(s.response().answers.get(&"total".into()), Some(&json!(3)));
    s.keys("F3");
    assert_eq!(s.store.load(&s.response().id).unwrap().review, Review::None);
    s.go("total").keys("'9'");
    assert_eq!(s.response().answers.get(&"total".into()), Some(&json!(39)));
}

#[test]
fn a_new_response_that_is_submitted_at_once_is_on_the_disk() {
    let mut s = given(WARNED).new_response().page("deux").size(80, 24).open();
    s.last_page("Soumettre").keys("Enter Enter");
    assert_eq!(s.store.load(&s.response().id).unwrap().review, Review::ToReview);
}

#[test]
fn a_response_that_was_sent_back_says_so_and_why() {
    let back = Act::SendBack { text: "Revoir la part".into() };
    let mut s =
        given(WARNED).answers(json!({ "total": 3 })).said("Ana", query("q1", "part", "Combien ?")).said("Ana", back).size(80, 24).open();
    assert!(s.screen().contains("Renvoyée par la relecture, 1 question attend une réponse"), "{}", s.screen());
    s.last_page("Soumettre");
    assert!(s.screen().contains("« Revoir la part »"), "{}", s.screen());
    s.keys("Enter");
    assert!(s.screen().contains("1 question du relecteur attend une réponse"), "{}", s.screen());
    s.keys("Enter");
    assert_eq!(s.response().review, Review::ToReview);
}

#[test]
fn what_was_being_answered_when_the_connection_broke_is_there_again() {
    let mut s = desk().said("Ana", query("q1", "adresse", "Où ?")).open();
    s.keys("F3").type_text("Au bout de la");
    s.send(recueil::app::Msg::Stop);
    assert_eq!(last(&s).act, Act::Unsent { path: "adresse".into(), text: "Au bout de la".into() });
    s.reopen();
    s.keys("F3").type_text(" rue").keys("Enter");
    assert_eq!(last(&s).act.text(), "Au bout de la rue");
}

#[test]
fn what_is_said_never_comes_among_the_answers_and_never_writes_to_the_terminal() {
    let mut s = desk().said("A\u{1b}[2Jna", query("q1", "adresse", "\u{1b}]0;pwn\u{7}\u{202e}?")).open();
    s.keys("C-e");
    assert!(!s.screen().contains(['\u{1b}', '\u{7}', '\u{202e}']), "{}", s.screen());
    let file = serde_json::to_string(&s.store.load(&s.response().id).unwrap()).unwrap();
    assert!(!file.contains("pwn"));
}

#[test]
fn a_page_with_five_thousand_remarks_still_takes_keys() {
    let mut given = desk();
    for n in 0..5000 {
        given = given.said("Ana", Act::Comment { id: format!("c{n:04}"), path: "adresse".into(), text: "Bien".into() });
    }
    let mut s = given.open();
    s.go("adresse").keys("'12' Tab S-Tab").wait(1000);
    assert_eq!(s.store.load(&s.response().id).unwrap().answers.get(&"adresse".into()), Some(&json!("12")));
}

#[test]
fn a_response_that_is_accepted_while_it_is_filled_and_changed_then_is_no_longer_accepted() {
    let mut s = desk().open();
    s.go("adresse").keys("'1'").wait(1000);
    let line = Line { at: s.now, by: "Ana".into(), act: Act::Accept { text: String::new() } };
    s.store.append_review(&s.response().id.clone(), &[line]).unwrap();
    s.keys("Tab S-Tab '2' Tab").wait(1000);
    assert_eq!(last(&s).act, Act::Edited);
    assert_eq!(s.store.load(&s.response().id).unwrap().review, Review::None);
}

#[test]
fn what_is_too_long_to_be_said_is_refused_and_not_lost() {
    let mut s = desk().said("Ana", query("q1", "adresse", "Où ?")).open();
    s.keys("F3").paste(&"x".repeat(70_000));
    s.keys("Enter");
    assert!(matches!(last(&s).act, Act::Query { .. }));
    s.expect("64");
}

#[test]
fn words_half_typed_under_the_help_are_there_again_after_a_broken_connection() {
    let mut s = desk().said("Ana", query("q1", "adresse", "Où ?")).open();
    s.keys("F3").type_text("Au bout").keys("F1");
    s.send(recueil::app::Msg::Stop);
    assert_eq!(last(&s).act, Act::Unsent { path: "adresse".into(), text: "Au bout".into() });
}

#[test]
fn words_left_half_typed_are_no_review() {
    let told = [("Ana", Act::Read), ("Ana", Act::Unsent { path: "a".into(), text: "x".into() })];
    let lines: Vec<Line> =
        (0..).zip(told).map(|(n, (by, act))| Line { at: jiff::Timestamp::from_second(n).unwrap(), by: by.into(), act }).collect();
    let last = recueil::response::review::Reviewing::of(&lines).last;
    assert_eq!(last["Ana"], jiff::Timestamp::from_second(0).unwrap());
}

#[test]
fn the_first_next_problem_of_what_was_sent_back_is_what_was_asked() {
    let answers = json!({ "region": "53", "nom": "Cellule", "telephone": "12", "site": "nulle part" });
    let asked = |given: Given| given.said("Ana", query("q1", "mail", "Laquelle ?"));
    let desk = || given("annuaire-carsp").answers(answers.clone()).size(80, 24);
    let mut s = asked(desk()).said("Ana", Act::SendBack { text: String::new() }).open();
    s.keys("C-e");
    assert_eq!(s.at(), "mail", "{}", s.screen());
    // from there on all that is wrong, in its order
    s.keys("C-e");
    assert_eq!(s.at(), "site");
    s.keys("C-e").expect("retour au premier");
    assert_eq!(s.at(), "telephone");
    // where nothing was sent back the order is that of the form
    let mut s = asked(desk()).open();
    s.keys("C-e");
    assert_eq!(s.at(), "telephone");
}
