//! A response read by its reviewer: what is shown where, from problem to problem, what is said, marked and decided, what changed, and what goes wrong.

use recueil::app::action::{BINDINGS, Scope};
use recueil::l10n::{Language, Texts};
use recueil::response::Review;
use recueil::response::review::{Act, LONGEST_TEXT, Line};
use serde_json::{Value, json};

use super::conditions::menu;
use super::scenario::{Given, Scenario, given};

/// A draft with three problems: a matrix cell, a number, a missing answer.
fn draft() -> Value {
    json!({
        "region": "53", "carsp_creee": "oui", "nom": "Cellule de test", "statut": "association", "gcs_partenaires": "Trois partenaires",
        "etp": { "totaux": { "cibles": 3.5 }, "medicaux": { "cibles": 4 } },
        "actions": [{ "_id": "abcd", "description": "Une carte" }],
    })
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

fn lines(s: &Scenario) -> Vec<Line> {
    s.store.review(&s.response().id).unwrap().lines
}

fn last(s: &Scenario) -> Act {
    lines(s).pop().unwrap().act
}

fn query(id: &str, path: &str, text: &str) -> Act {
    Act::Query { id: id.into(), path: path.into(), text: text.into(), from: None }
}

#[test]
fn the_whole_response_is_read_in_one_scroll_with_its_problems_and_what_was_said() {
    for size in [(60, 16), (80, 24), (140, 40)] {
        let mut s = read(desk().size(size.0, size.1).said("Ana", query("aaaaaaaa", "nom", "Est-ce le nom complet ?")));
        s.expect("Bretagne").expect("1 question").expect("1 avertissement");
        let mut text = String::new();
        for _ in 0..60 {
            text += &s.prose();
            s.keys("PgDn");
        }
        for word in ["Cellule de test", "Portage association", "Une carte", "? Ana, aujourd'hui 10:30 : Est-ce le nom complet ?"] {
            assert!(text.contains(word), "{word}");
        }
        assert!(!text.contains("Trois partenaires"), "what is not asked is left out");
        s.keys("h");
        let mut text = String::new();
        s.keys("Home");
        for _ in 0..120 {
            text += &s.prose();
            s.keys("PgDn");
        }
        assert!(text.contains("Trois partenaires"), "it is shown when wanted");
        assert!(text.contains("(pas posée : la réponse à « Statut juridique – Rattachement » est « Portage association »"), "with why");
    }
}

#[test]
fn no_lock_is_needed_and_nothing_can_be_typed_into_the_answers() {
    let mut s = desk().open();
    s.keys("Esc Esc");
    let id = "essai234";
    let lock = s.store.lock(id, "Béa").unwrap();
    menu(&mut s, "Relire cette réponse");
    s.expect("1 avertissement").keys("n m");
    assert!(matches!(last(&s), Act::Mark { .. }));
    drop(lock);
    assert_eq!(s.store.load(id).unwrap().answers.as_map().len(), draft().as_object().unwrap().len());
}

#[test]
fn from_problem_to_problem_and_a_query_is_raised_at_the_cell_in_the_problem_s_words() {
    let mut s = read(desk());
    s.keys("n").expect("! ETP cibles").keys("n").expect("C'est le seul problème.");
    s.keys("q").expect("Question à la personne qui remplit").expect("dont ETP médicaux");
    s.type_text("Vraiment ?").keys("Enter").expect("Question posée.").expect("1 question");
    let Act::Query { path, text, from, .. } = last(&s) else { panic!("{:?}", lines(&s)) };
    assert_eq!((path.as_str(), from.as_deref()), ("etp.medicaux.cibles", Some("check")));
    assert!(text.starts_with("ETP cibles (composition théorique)") && text.ends_with("(3,5). Vraiment ?"), "{text}");
    assert_eq!(lines(&s)[0].by, "Camille");
    // the answer's own question, without a problem, begins empty
    s.keys("Down q").type_text("Et ceux-ci ?").keys("Enter");
    assert!(matches!(last(&s), Act::Query { text, from: None, .. } if text == "Et ceux-ci ?"));
}

#[test]
fn a_query_and_a_remark_are_about_a_table_or_the_cell_that_tab_chooses() {
    let mut s = read(desk());
    s.keys("n q").expect("dont ETP médicaux · ETP cibles").expect("Tab case suivante");
    s.keys("Tab C-u").type_text("Qui est-ce ?").expect("dont ETP médicaux · ETP pourvus").keys("Enter");
    assert!(matches!(last(&s), Act::Query { path, from: None, .. } if path.as_str() == "etp.medicaux.pourvus"), "{:?}", last(&s));
    s.expect("? dont ETP médicaux · ETP pourvus (composition atteinte) — Camille, aujourd'hui 10:30 : Qui est-ce ?");
    s.keys("n q Tab S-Tab C-u").type_text("Sûr ?").keys("Enter");
    assert!(matches!(last(&s), Act::Query { path, from: Some(_), .. } if path.as_str() == "etp.medicaux.cibles"), "{:?}", last(&s));
    // behind the last cell and before the first one comes the table; what is left half written in a cell is found again
    s.keys("c S-Tab*2 Tab*3").expect("ETP totaux · ETP cibles").type_text("Bien").keys("Esc c").expect("ETP totaux · ETP cibles");
    s.type_text(" vu").keys("Enter");
    assert!(matches!(last(&s), Act::Comment { path, text, .. } if path.as_str() == "etp.totaux.cibles" && text == "Bien vu"));
    // elsewhere there is no cell, and what is said in a thread or with a verdict is about no other place
    s.keys("Down q").expect_no("case suivante").keys("Tab Esc r").expect_no("case suivante");
}

#[test]
fn a_thread_is_read_whole_replied_to_closed_and_opened_again() {
    let given = desk().said("Ana", query("aaaaaaaa", "nom", "Complet ?"));
    let reply = |text: &str, filling| Act::Reply { of: "aaaaaaaa".into(), text: text.into(), filling };
    let mut s = read(
        given.said("Bob", reply("Oui.", true)).said("Ana", Act::Comment { id: "bbbbbbbb".into(), path: "nom".into(), text: "Vu.".into() }),
    );
    s.expect("1 retour à lire")
        .keys("o Enter")
        .expect("Ana, aujourd'hui 10:30 : Complet ?")
        .expect("Bob, aujourd'hui 10:30 : Oui.")
        .expect("1 sur 2");
    s.keys("Tab").expect("Ana, aujourd'hui 10:30 : Vu.").expect("2 sur 2").keys("Tab");
    s.keys("Enter").expect("Répondre").type_text("Merci.").keys("Enter");
    assert_eq!(last(&s), reply("Merci.", false));
    s.expect(": Merci.").keys("x").expect("Question close ; x à nouveau la rouvre.").expect("question close par Camille");
    assert_eq!(last(&s), Act::Close { of: "aaaaaaaa".into() });
    s.expect_no(": Merci.").keys("x");
    assert_eq!(last(&s), Act::Reopen { of: "aaaaaaaa".into() });
    s.keys("Enter x").expect("Close par Camille");
    assert_eq!(last(&s), Act::Close { of: "aaaaaaaa".into() });
}

#[test]
fn answers_and_pages_are_marked_as_reviewed_until_they_change() {
    let mut s = read(desk());
    s.keys("/").type_text("Cellule de test").keys("Enter m");
    assert!(s.line("Cellule de test").ends_with("✓ relu"), "{}", s.screen());
    s.keys("m");
    assert!(s.line("Cellule de test").ends_with("Cellule de test"), "{}", s.screen());
    s.keys("m M").expect("✓ relue");
    // the filler changes it
    let mut other = s.store.load(&s.response().id).unwrap();
    other.answers.set(&"nom".into(), Some(json!("Autre cellule")));
    s.store.save(&other).unwrap();
    s.keys("R").expect("Autre cellule").expect_no("✓ relu");
}

#[test]
fn a_warning_kept_for_a_reason_is_shown_with_it_and_counts_no_more() {
    let given = desk();
    let mut s = given.open();
    let sha256 = s.response().digest_at(&s.session().form, &"etp.medicaux.cibles".into());
    let kept = Act::Keep { path: "etp.medicaux.cibles".into(), code: "check".into(), sha256, text: "Deux temps partiels.".into() };
    s.store.append_review("essai234", &[Line { at: s.now, by: "Bob".into(), act: kept }]).unwrap();
    s.keys("Esc Esc");
    menu(&mut s, "Relire cette réponse");
    s.expect("rien d'ouvert").keys("n").expect("Aucune erreur, aucun avertissement.");
    s.keys("o").expect("Gardé par Bob, aujourd'hui 10:30 : Deux temps partiels.");
}

#[test]
fn a_response_is_sent_back_with_a_message_and_accepted_in_spite_of_what_is_open() {
    let mut s = read(desk().said("Bob", Act::Submit { text: "Voilà.".into() }));
    s.expect("à relire").expect("Soumise par Bob").expect("Voilà.");
    s.keys("r Enter")
        .expect("Écrire quelques mots")
        .type_text("Compléter le nom.")
        .keys("Enter")
        .expect("Bretagne renvoyée. Ctrl-Z annule.");
    assert_eq!(last(&s), Act::SendBack { text: "Compléter le nom.".into() });
    assert_eq!(s.store.load("essai234").unwrap().review, Review::SentBack);
    s.keys("Down q")
        .type_text("Quel nom ?")
        .keys("Enter a")
        .expect("1 question n'est pas close.")
        .expect("accepte quand même")
        .keys("Enter");
    assert_eq!(s.store.load("essai234").unwrap().review, Review::Accepted);
    s.expect("Acceptée par Camille").keys("a").expect("déjà acceptée");
    s.keys("Esc").expect("acceptée");
}

#[test]
fn words_half_typed_are_offered_again_after_a_broken_connection_and_after_esc() {
    let mut s = read(desk());
    s.keys("Down q").type_text("Pourquoi ").send(recueil::app::Msg::Stop);
    let Act::Unsent { text, .. } = lines(&s).into_iter().find(|line| matches!(line.act, Act::Unsent { .. })).unwrap().act else { panic!() };
    assert_eq!(text, "Pourquoi");
    s.reopen();
    s.keys("Esc Esc");
    menu(&mut s, "Relire cette réponse");
    s.keys("Down q").expect("Pourquoi").type_text(" si tard ?").keys("Esc q").expect("Pourquoi si tard ?").keys("Enter");
    assert!(matches!(last(&s), Act::Query { text, .. } if text == "Pourquoi si tard ?"));
    s.keys("q").expect_no("Pourquoi si tard ?_");
}

/// What can be pressed here is told first, then what can be pressed everywhere, and how one fills after that.
fn the_help_begins_with(s: &Scenario, title: &str) {
    let help = s.prose();
    let at = |words: &str| help.find(words).unwrap_or(usize::MAX);
    assert!(at(title) < at("Partout") && at("Partout") < at("On peut toujours passer"), "{help}");
}

#[test]
fn the_menu_of_the_reading_has_all_its_actions_and_the_help_begins_with_its_keys() {
    let mut s = read(desk().size(100, 60));
    s.keys("C-o");
    let menu = s.screen();
    for binding in BINDINGS.iter().filter(|binding| binding.scope == Scope::Reading) {
        let words = Texts::new(Language::French).get(binding.text).replace(['\u{a0}', '\u{202f}'], " ");
        assert!(menu.contains(&words), "the menu lacks « {words} »:\n{menu}");
    }
    s.keys("Esc F1");
    the_help_begins_with(&s, "En relecture");
    let mut s = desk().open();
    s.inbox();
    s.keys("F1");
    the_help_begins_with(&s, "Dans la liste du relecteur");
}

#[test]
fn looking_for_words_goes_to_them_as_they_are_typed_and_back_again() {
    let mut s = read(desk());
    s.keys("/").expect("Rechercher").type_text("une carte").keys("Enter");
    assert!(s.focused().contains("Une carte"), "{}", s.screen());
    s.keys("Home /")
        .type_text("zzzz")
        .expect("Rien ne correspond.")
        .keys("Enter")
        .expect("Rien ne correspond.")
        .keys("/ C-u")
        .type_text("carte")
        .keys("Esc");
    assert!(s.focused().contains("Région concernée"), "{}", s.screen());
}

#[test]
fn going_through_what_has_no_answer_ends_where_it_began() {
    let mut s = given("annuaire-carsp").answers(json!({ "region": "53", "nom": "N" })).size(80, 40).open();
    s.keys("Esc Esc");
    menu(&mut s, "Relire cette réponse");
    s.keys("v");
    let first = s.focused();
    assert!(first.contains("sans réponse"), "{first}");
    s.keys("V").expect("retour à la dernière").keys("v").expect("retour à la première");
    assert_eq!(s.focused(), first);
}

#[test]
fn a_mark_stays_though_the_file_is_looked_at_while_it_is_written() {
    let mut s = read(desk());
    s.held = true;
    s.wait(6000).keys("m");
    s.let_go();
    s.expect("relu");
    s.keys("m");
    assert!(matches!(last(&s), Act::Unmark { .. }), "{:?}", lines(&s));
}

#[test]
fn a_remark_of_more_lines_than_a_screen_counts_is_read_to_its_end() {
    let text = "\n".repeat(LONGEST_TEXT - "fin".len());
    let remark = |id: &str, text: String| Act::Comment { id: id.into(), path: "nom".into(), text };
    // the longest ones: of nothing but line breaks, and one that ends in a word
    let given = desk().said("Ana", remark("aaaaaaaa", format!("{text}fin"))).said("Ana", remark("bbbbbbbb", "\n".repeat(LONGEST_TEXT)));
    let mut s = read(given);
    s.keys("o").expect("Ana, aujourd'hui 10:30").keys("PgDn PgDn End PgUp").resize(60, 16).keys("Home PgDn");
}

#[test]
fn what_became_of_a_long_question_is_told_whole_and_its_words_give_way() {
    let text = "Pourriez-vous dire d'où vient ce chiffre ? ".repeat(4);
    let query = Act::Query { id: "long".into(), path: "etp".into(), text, from: None };
    let mut s = read(desk().size(80, 24).said("Ana", query).said("Ana", Act::Close { of: "long".into() }));
    s.keys("o").expect("… — question close par Ana");
}
