//! What the reviewer's keys do to what was said, and what takes it back: closing and opening again, undo, mending and coming back, results that come late.

use recueil::response::review::{Act, Line, Standing};
use recueil::response::{Response, Review, Status};
use serde_json::{Value, json};

use super::conditions::menu;
use super::scenario::{Given, Scenario, given};

const ID: &str = "essai234";

fn draft() -> Value {
    json!({ "region": "53", "carsp_creee": "oui", "nom": "Cellule de test", "etp": { "totaux": { "cibles": 3.5 }, "medicaux": { "cibles": 4 } } })
}

fn desk() -> Given {
    given("carsp-2025").answers(draft()).size(80, 24)
}

/// The response on the reviewer's screen, from the list.
fn read(given: Given) -> Scenario {
    let mut s = given.open();
    s.keys("Esc Esc");
    menu(&mut s, "Relire cette réponse");
    s
}

fn query(id: &str) -> Act {
    Act::Query { id: id.into(), path: "nom".into(), text: format!("Question {id} ?"), from: None }
}

fn comment(id: &str) -> Act {
    Act::Comment { id: id.into(), path: "nom".into(), text: format!("Remarque {id}") }
}

fn last(s: &Scenario) -> Act {
    s.store.review(ID).unwrap().lines.pop().unwrap().act
}

/// The threads that are not closed, on the disk.
fn open(s: &Scenario) -> Vec<String> {
    let threads = s.store.reviewing(ID).threads;
    threads.into_iter().filter(|thread| thread.standing != Standing::Closed).map(|thread| thread.id).collect()
}

/// To the answer with the threads.
fn to_name(s: &mut Scenario) {
    s.keys("/ 'Cellule de test' Enter");
}

#[test]
fn one_key_closes_the_questions_of_an_answer_and_opens_them_again_and_its_words_say_so() {
    let close = Act::Close { of: "old".into() };
    let given = desk().said("Ana", query("old")).said("Bob", close).said("Ana", query("one")).said("Ana", comment("aside"));
    let mut s = read(given.said("Bob", query("two")));
    to_name(&mut s);
    s.expect("x clore 2 questions").keys("x").expect("2 questions closes ; x à nouveau les rouvre.");
    assert_eq!(open(&s), ["aside"], "a remark is not closed with them");
    s.keys("Up Down").expect("x rouvrir 2 questions").keys("x").expect("2 questions rouvertes.");
    assert_eq!(open(&s), ["one", "aside", "two"], "those that were closed last, and no other");
    // what is gone to is what is meant
    s.keys("o o").expect("x clore la question").keys("x").expect("Question close");
    assert_eq!(open(&s), ["aside", "two"]);
    s.keys("o").expect("x clore la remarque").keys("x").expect("Remarque close ; x à nouveau la rouvre.");
    assert_eq!(open(&s), ["two"]);
    s.keys("x").expect("Remarque rouverte.");
    assert_eq!(open(&s), ["aside", "two"]);
}

#[test]
fn a_remark_is_closed_by_the_key_where_nothing_was_asked() {
    let mut s = read(desk().said("Ana", comment("aside")));
    to_name(&mut s);
    s.expect("x clore la remarque").keys("x").expect("Remarque close").keys("x").expect("Remarque rouverte.");
    assert_eq!(open(&s), ["aside"]);
    s.keys("Down").expect_no("x clore").keys("x").expect("Aucun échange ici");
}

#[test]
fn what_was_decided_marked_or_closed_by_mistake_is_taken_back_by_ctrl_z() {
    let mut s = read(desk().said("Bob", Act::Submit { text: String::new() }).said("Ana", query("one")));
    s.keys("C-z").expect("Rien à annuler");
    s.keys("a Enter").expect("Bretagne acceptée. Ctrl-Z annule.").keys("C-z").expect("Décision annulée : Bretagne.");
    s.expect("à relire").expect("Soumise par Bob");
    assert_eq!(s.store.load(ID).unwrap().review, Review::ToReview);
    s.keys("r 'Compléter' Enter C-z").expect("Décision annulée : Bretagne.");
    assert_eq!(s.store.load(ID).unwrap().review, Review::ToReview);
    to_name(&mut s);
    s.keys("m").expect("✓ relu").keys("C-z").expect("Annulé.").expect_no("✓ relu");
    s.keys("m m").expect_no("✓ relu").keys("C-z").expect("✓ relu").keys("C-z C-z").expect_no("✓ relu");
    s.keys("x").expect("Question close").keys("C-z").expect("Annulé.");
    assert_eq!(open(&s), ["one"]);
    s.keys("q").type_text("Et ceci ?").keys("Enter C-z").expect("Ce qui est dit ne s'annule pas : x clôt");
    assert_eq!(open(&s).len(), 2, "words that may have been read stay");
    s.keys("m C-o").expect("Annuler");
}

#[test]
fn a_verdict_is_taken_back_from_the_response_that_is_read_next() {
    let mut s = desk().open();
    s.keys("Esc Esc");
    let mut other = Response { id: "bbbb2345".into(), ..s.store.load(ID).unwrap() };
    other.answers.set(&"region".into(), Some(json!("94")));
    s.store.save(&other).unwrap();
    s.inbox();
    s.keys("Home Enter");
    let (first, name) = (s.response().id.clone(), s.session().name().unwrap());
    s.keys("a Enter Tab");
    assert_ne!(s.response().id, first);
    assert_eq!(s.store.load(&first).unwrap().review, Review::Accepted);
    s.keys("C-z").expect(&format!("Décision annulée : {name}."));
    assert_eq!(s.store.load(&first).unwrap().review, Review::None);
}

#[test]
fn a_verdict_given_after_mine_is_not_taken_back() {
    let mut s = read(desk());
    s.keys("a Enter");
    let act = Act::SendBack { text: "Non".into() };
    s.store.append_review(ID, &[Line { at: s.now, by: "Ana".into(), act }]).unwrap();
    s.wait(6000).keys("Down C-z").expect("Bretagne : autre chose est arrivé depuis ; rien n'est annulé.");
    assert_eq!(s.store.load(ID).unwrap().review, Review::SentBack);
}

#[test]
fn what_is_being_written_outlasts_what_the_disk_tells_meanwhile() {
    let mut s = desk().open();
    s.keys("Esc Esc");
    let mut response = s.store.load(ID).unwrap();
    response.status = Status::Validated;
    s.store.save(&response).unwrap();
    s.relist();
    menu(&mut s, "Relire cette réponse");
    s.held = true;
    s.keys("r 'Le nom' Enter");
    to_name(&mut s);
    s.keys("q").type_text("Pourquoi ");
    s.let_go();
    s.expect("Question à la personne qui remplit").expect("Pourquoi").type_text("donc ?").keys("Enter").expect("Question posée.");
    assert_eq!(
        last(&s),
        Act::Query { id: s.session().reviewing.threads[0].id.clone(), path: "nom".into(), text: "Pourquoi donc ?".into(), from: None }
    );
    assert_eq!(s.store.load(ID).unwrap().review, Review::SentBack);
    s.expect("renvoyée");
}

#[test]
fn what_was_just_said_is_there_though_it_is_not_on_the_disk_yet() {
    let mut s = read(desk());
    s.held = true;
    s.keys("n q").type_text("Vraiment ?").keys("Enter a Enter e");
    assert!(s.at().starts_with("etp"), "{}", s.screen());
    assert_eq!((s.response().review, s.session().reviewing.threads.len()), (Review::Accepted, 1));
    s.keys("Esc").let_go();
    s.expect("acceptée").expect("1 question").keys("R").expect("1 question");
    assert_eq!(s.store.review(ID).unwrap().lines.len(), 2);
}

#[test]
fn a_mark_stays_whatever_was_being_read_from_the_disk_as_it_was_set() {
    let mut s = read(desk());
    to_name(&mut s);
    s.held = true;
    s.wait(6000).keys("Up Down m").expect("✓ relu").keys("R").expect("✓ relu");
    while s.let_go_once() {
        s.expect("✓ relu");
    }
    s.held = false;
    s.wait(6000).keys("Up Down").expect("✓ relu");
}

#[test]
fn esc_leads_back_from_mending_at_once_wherever_the_filler_stood_and_nothing_of_the_filler_s_is_offered() {
    for (width, height) in [(60, 16), (80, 24), (140, 40)] {
        let mut s = desk().size(width, height).said("Bob", Act::Submit { text: String::new() }).said("Ana", query("one")).open();
        s.last_page("Reprendre").wait(1000).keys("Esc Esc");
        menu(&mut s, "Relire cette réponse");
        s.keys("n").expect("! ETP cibles");
        let before = s.screen();
        s.keys("e");
        assert_eq!(s.at(), "etp.medicaux.cibles");
        s.expect("Échap relecture").expect_no("reprendre").keys("F3").keys("Esc");
        assert_eq!(s.screen(), before, "the same place");
        // a question of the reviewer's is not theirs to answer there, nor is the response to be submitted
        to_name(&mut s);
        s.keys("e").expect_no("F3").keys("F3").expect_no("Répondre au relecteur");
        s.keys("C-o").expect_no("Soumettre à la relecture").expect_no("Reprendre").keys("Esc C-g Down*30 Enter");
        s.expect_no("Soumettre à la relecture").keys("Esc").expect("à relire");
        assert_eq!(s.store.load(ID).unwrap().review, Review::ToReview);
    }
}

#[test]
fn the_panel_says_which_words_were_there_before_one_typed() {
    let mut s = read(desk());
    s.keys("n q").expect("Repris du problème, à compléter ; Ctrl-U l'efface :").keys("C-u").type_text("Vraiment ?").keys("Esc");
    s.keys("q").expect("Laissé la dernière fois ; Ctrl-U l'efface : Vraiment ?").keys("Enter");
    assert!(matches!(last(&s), Act::Query { text, .. } if text == "Vraiment ?"));
    s.keys("r 'Le nom' Esc r").expect("Laissé la dernière fois").expect("Le nom").keys("Esc");
    to_name(&mut s);
    s.keys("q").expect_no("Repris du problème").expect_no("Laissé");
}

#[test]
fn the_problem_s_words_are_a_sentence_and_what_was_asked_is_seen() {
    let mut answers = draft();
    answers["carsp_creee"] = Value::Null;
    let mut s = read(given("carsp-2025").answers(answers).size(60, 16));
    s.keys("n q").expect("Réponse obligatoire.").type_text(&"Pourquoi ? ".repeat(25)).type_text("Merci.").keys("Enter");
    assert!(matches!(last(&s), Act::Query { text, .. } if text.starts_with("Réponse obligatoire. Pourquoi ? ")));
    // though the focus was in the middle of the screen
    s.expect("Pourquoi ? Merci.").expect("CAR'sp créée sans réponse");
}

#[test]
fn a_question_is_raised_on_an_answer_that_should_be_empty_and_answered_from_the_last_page() {
    let mut answers = draft();
    answers["statut"] = json!("association");
    answers["gcs_partenaires"] = json!("Trois partenaires");
    let mut s = read(given("carsp-2025").answers(answers).size(80, 24));
    s.keys("h / 'Trois partenaires' Enter q").expect("Cette réponse devrait être vide, car la réponse à « Statut juridique");
    s.type_text("L'effacer ?").keys("Enter").expect("Question posée.").expect("L'effacer ?");
    let Act::Query { path, from, text, .. } = last(&s) else { panic!() };
    assert_eq!((path.as_str(), from.as_deref()), ("gcs_partenaires", Some("hidden")));
    assert!(text.ends_with(". L'effacer ?"), "{text}");
    // whoever fills has it on the last page, with why it is nowhere else
    s.keys("r Enter Esc Enter");
    s.last_page("L'effacer ?").keys("Enter").expect("Cette question n'est pas posée : la réponse à « Statut juridique");
    s.go("nom").expect_no("question du relecteur");
    s.keys("C-e").expect("F3 répondre").expect("12/12").keys("C-e").expect("retour au premier");
    s.keys("C-d").expect("? 4 Si portage GCS, préciser les partenaires").keys("F3").type_text("Oui.").keys("Enter");
    assert!(matches!(last(&s), Act::Reply { text, filling: true, .. } if text == "Oui."), "{}", s.screen());
}
