//! The reviewer's list: what stands in it, filters, orders, search, marks, verdicts on one and on several, and what is wrong with what is on the disk.

use std::fs;

use jiff::Timestamp;
use recueil::response::history::{What, between};
use recueil::response::review::{Act, Line};
use recueil::response::{Response, Review, Status, read};
use serde_json::{Value, json};

use super::scenario::{Scenario, given};

const FORM: &str = r#"
id = "avis"
version = "1"
title = "Avis des équipes"
instance_name = "region"
[[page]]
id = "un"
title = "Effectifs"
[[page.question]]
id = "region"
kind = "text"
label = "Région"
required = true
[[page.question]]
id = "total"
kind = "integer"
label = "Total"
[[page.question]]
id = "part"
kind = "integer"
label = "Dont médecins"
[[page.question.check]]
test = "part <= total"
message = "pas plus de {part} que {total}"
[[page]]
id = "deux"
title = "Contact"
[[page.question]]
id = "note"
kind = "long_text"
label = "Remarques"
[[page.question]]
id = "courriel"
kind = "email"
label = "Courriel"
"#;

fn at(text: &str) -> Timestamp {
    format!("2025-03-{text}:00Z").parse().unwrap()
}

pub(super) fn say(s: &Scenario, id: &str, by: &str, when: &str, act: Act) {
    s.store.append_review(id, &[Line { at: at(when), by: by.to_owned(), act }]).unwrap();
}

pub(super) fn response(id: &str, form: &str, when: &str, answers: &Value) -> Response {
    let file = json!({
        "format": 1, "id": id, "form": {"id": form, "version": "1"}, "created": at("01T08:00"), "modified": at(when),
        "author": "Luc", "answers": answers, "seen": ["un", "deux"],
    });
    read(file.to_string().as_bytes()).unwrap()
}

pub(super) fn query(id: &str, path: &str, text: &str) -> Act {
    Act::Query { id: id.into(), path: path.into(), text: text.into(), from: None }
}

const SUBMIT: Act = Act::Submit { text: String::new() };

/// Six responses of every state, one of another form, and one that cannot be read.
pub(super) fn desk() -> Scenario {
    let s = given(FORM).size(80, 24).home();
    let put = |id: &str, when: &str, answers: Value| s.store.save(&response(id, "avis", when, &answers)).unwrap();
    put("aaaa2222", "09T15:42", json!({"region": "Bretagne", "total": 3, "part": 5, "note": "x", "courriel": "a@b.fr"}));
    say(&s, "aaaa2222", "Luc", "09T15:50", SUBMIT);
    say(&s, "aaaa2222", "Ana", "09T16:00", query("q1", "total", "Quels postes manquent ?"));
    put("bbbb2222", "08T10:00", json!({"region": "Corse", "total": 3, "part": 1, "note": "y", "courriel": "a@b"}));
    say(&s, "bbbb2222", "Luc", "08T11:00", SUBMIT);
    put("cccc2222", "07T10:00", json!({"region": "Normandie", "note": "Cartographie des équipes mobiles"}));
    put("dddd2222", "06T10:00", json!({"region": "Occitanie", "total": 9, "part": 1, "note": "z", "courriel": "a@b.fr"}));
    say(&s, "dddd2222", "Ana", "06T11:00", query("q2", "part", "Sur quelle année ?"));
    say(&s, "dddd2222", "Ana", "06T11:01", Act::SendBack { text: "À compléter".into() });
    say(&s, "dddd2222", "Luc", "06T12:00", Act::Reply { of: "q2".into(), text: "2024".into(), filling: true });
    let before =
        response("eeee2222", "avis", "03T10:00", &json!({"region": "Alsace", "total": 1, "part": 1, "note": "z", "courriel": "a@b.fr"}));
    s.store.save(&before).unwrap();
    say(&s, "eeee2222", "Camille", "04T10:00", Act::Accept { text: "Merci".into() });
    let after =
        response("eeee2222", "avis", "05T10:00", &json!({"region": "Alsace", "total": 2, "part": 2, "note": "z", "courriel": "a@b.fr"}));
    s.store.record("eeee2222", &between(&before, &after, What::Answer, "")).unwrap();
    s.store.save(&after).unwrap();
    let mut signed =
        response("ffff2222", "avis", "02T10:00", &json!({"region": "Lorraine", "total": 1, "part": 1, "note": "z", "courriel": "a@b.fr"}));
    signed.status = Status::Validated;
    s.store.save(&signed).unwrap();
    let mut s = s;
    s.inbox();
    s
}

/// One of a form that is not there, and one that cannot be read.
fn with_broken() -> Scenario {
    let mut s = desk();
    s.store.save(&response("gggg2222", "ailleurs", "01T10:00", &json!({"x": "mot perdu"}))).unwrap();
    let broken = s.store.dir().join("responses/hhhh2222");
    fs::create_dir(&broken).unwrap();
    fs::write(broken.join("response.json"), "{").unwrap();
    s.keys("F5");
    s
}

/// The names in the list, from top to bottom.
fn names(s: &Scenario) -> Vec<String> {
    let known = ["Bretagne", "Corse", "Normandie", "Occitanie", "Alsace", "Lorraine", "gggg2222", "hhhh2222"];
    let screen = s.screen();
    let rows = screen.lines().skip(3).take(9).filter_map(|line| line.get(..20).or(Some(line)));
    rows.filter_map(|row| known.iter().find(|name| row.trim_start_matches(['▌', '*', ' ']).starts_with(**name))).fold(
        Vec::new(),
        |mut names, name| {
            if !names.contains(&(*name).to_owned()) {
                names.push((*name).to_owned());
            }
            names
        },
    )
}

/// The panel of filters with these rows ticked, closed again.
fn filter(s: &mut Scenario, letters: &str) {
    s.keys("f");
    s.type_text(letters).keys("Enter");
}

pub(super) fn stands(s: &Scenario, id: &str) -> (Status, Review) {
    let stored = s.store.load(id).unwrap();
    (stored.status, stored.review)
}

#[test]
fn the_list_tells_state_problems_questions_and_date_of_each_response() {
    let mut s = desk();
    s.expect("Relecture · Avis des équipes").expect("6 réponses, 2 à relire");
    for (name, told) in [
        ("Bretagne", "à relire 1 erreur 1 question 5 rép. hier 16:42"),
        ("Corse", "à relire 1 avert. 5 rép. 8 mars"),
        ("Normandie", "brouillon 2 rép. 7 mars"),
        ("Occitanie", "renvoyée 1 question 5 rép. 6 mars"),
        ("Alsace", "acceptée 5 rép. Δ 5 mars"),
        ("Lorraine", "validée 5 rép. 2 mars"),
    ] {
        let line = s.line(&format!("{name} "));
        let line = line.trim_start_matches('▌').split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(line, format!("{name} {told}"));
    }
}

#[test]
fn what_is_wrong_with_the_response_under_the_cursor_stands_below_without_a_key() {
    let mut s = desk();
    s.expect("✗ 1 Dont médecins : pas plus de 5 que 3").expect("? 1 « Quels postes manquent ? » Ana, hier 17:00");
    s.keys("Down").expect("! 2 Courriel :").expect_no("pas plus de");
    s.keys("j j").expect("? 1 « Sur quelle année ? » → « 2024 » Luc, 6 mars").expect("Renvoyée (6 mars) par Ana : « À compléter »");
    s.keys("j").expect("Δ 2 changements depuis votre relecture (4 mars)").expect("Acceptée (4 mars) par Camille : « Merci »");
    s.keys("j").expect("Rien à signaler.");
}

#[test]
fn a_warning_that_is_kept_says_its_reason() {
    let mut s = desk();
    let kept = s.store.load("bbbb2222").unwrap();
    let form = recueil::form::load("avis", FORM).unwrap();
    let path = recueil::answers::Path::from("courriel");
    let act = Act::Keep { sha256: kept.digest_at(&form, &path), path, code: "format".into(), text: "Domaine interne".into() };
    say(&s, "bbbb2222", "Luc", "09T10:00", act);
    s.keys("F5 Down").expect("(gardé : « Domaine interne »)").expect_no("1 avert.");
    filter(&mut s, "b");
    assert_eq!(names(&s).len(), 0, "it counts no more");
}

#[test]
fn each_filter_shows_what_it_says_and_they_combine() {
    for (letters, said, shown) in [
        ("a", "erreurs", &["Bretagne"][..]),
        ("b", "avertissements", &["Corse"]),
        ("c", "questions ouvertes", &["Bretagne"]),
        ("d", "retours à lire", &["Occitanie"]),
        ("e", "changements depuis ma relecture", &["Alsace"]),
        ("f", "questions sans réponse", &["Normandie"]),
        ("g", "à relire", &["Bretagne", "Corse"]),
        ("h", "renvoyée", &["Occitanie"]),
        ("i", "acceptée", &["Alsace"]),
        ("j", "brouillon", &["Normandie"]),
        ("k", "validée", &["Lorraine"]),
        ("ga", "à relire + erreurs", &["Bretagne"]),
        ("gh", "à relire ou renvoyée", &["Bretagne", "Corse", "Occitanie"]),
        ("ghc", "à relire ou renvoyée + questions ouvertes", &["Bretagne"]),
        ("aa", "", &["Bretagne", "Corse", "Normandie", "Occitanie", "Alsace", "Lorraine"]),
    ] {
        let mut s = desk();
        filter(&mut s, letters);
        assert_eq!(names(&s), shown, "{letters}\n{}", s.screen());
        if said.is_empty() {
            s.expect_no("Filtres :").expect("6 réponses, 2 à relire");
        } else {
            s.expect(&format!("Filtres : {said}")).expect(&format!("{} sur 6 réponses", shown.len()));
        }
    }
}

#[test]
fn responses_of_several_forms_are_told_apart_by_a_filter() {
    let mut s = with_broken();
    s.keys("f").expect("Avis des équipes").expect("ailleurs");
    s.type_text("l").keys("Enter");
    assert_eq!(names(&s), ["gggg2222"], "{}", s.screen());
}

#[test]
fn the_panel_of_filters_is_walked_ticked_and_cleared() {
    let mut s = desk();
    s.keys("f").expect("[ ] erreurs 1").expect("[ ] à relire 2");
    s.keys("Down Space").expect("[x] avertissements").keys("Space").expect("[ ] avertissements");
    s.keys("a b").expect("[x] erreurs").keys("Enter");
    s.expect("Aucune réponse ne correspond : Retour arrière pour tout revoir.");
    s.keys("a r Enter Space").expect("Aucune réponse ne correspond");
    s.keys("Bs").expect("6 réponses");
    filter(&mut s, "k");
    s.keys("f Bs Esc").expect("6 réponses").expect_no("Filtres :");
}

#[test]
fn each_order_puts_first_what_it_says() {
    let mut s = desk();
    let all = ["Bretagne", "Corse", "Normandie", "Occitanie", "Alsace", "Lorraine"];
    s.expect("Tri : dernier changement");
    assert_eq!(names(&s), all);
    s.keys("End");
    for (said, first) in [
        ("nom", &["Alsace", "Bretagne", "Corse", "Lorraine", "Normandie", "Occitanie"][..]),
        ("erreurs", &["Bretagne", "Corse", "Normandie"]),
        ("questions", &["Occitanie", "Bretagne", "Corse"]),
        ("état", &["Bretagne", "Corse", "Occitanie", "Alsace", "Normandie", "Lorraine"]),
        ("dernier changement", &all),
    ] {
        s.keys("s").expect(&format!("Tri : {said}"));
        assert_eq!(names(&s)[..first.len()], *first, "{said}\n{}", s.screen());
        assert!(s.focused().starts_with(first[0]), "what is first has the cursor: {}", s.focused());
    }
}

#[test]
fn words_are_looked_for_in_names_states_authors_and_answers() {
    for (typed, shown) in [
        ("NORMAND", &["Normandie"][..]),
        ("equipes mobiles", &["Normandie"]),
        ("mobiles cartographie", &["Normandie"]),
        ("normandie brouillon mobiles", &["Normandie"]),
        ("bretagne mobiles", &[]),
        ("renvoyee", &["Occitanie"]),
        ("ffff", &["Lorraine"]),
        ("a@b.fr", &["Bretagne", "Occitanie", "Alsace", "Lorraine"]),
        ("luc", &["Bretagne", "Corse", "Normandie", "Occitanie", "Alsace", "Lorraine"]),
        ("zzzz", &[]),
    ] {
        let mut s = desk();
        s.keys("/").type_text(typed);
        assert_eq!(names(&s), shown, "{typed}\n{}", s.screen());
    }
    let mut s = desk();
    s.keys("/ 'mobiles'").expect("/ 2 Remarques : …des équipes mobiles");
    s.keys("Enter").expect("Rechercher : mobiles").expect("1 sur 6 réponses");
    s.keys("Esc").expect("6 réponses");
    // where Backspace takes back a letter, nothing else is promised of it
    s.keys("/ 'zzzz'").expect("Aucune réponse ne correspond").expect_no("Retour arrière").keys("Esc").expect("6 réponses");
    s.paste("mobiles").expect("1 sur 6 réponses").keys("Enter Bs").expect("6 réponses");
}

#[test]
fn what_changed_on_the_disk_is_found_by_its_new_words() {
    let mut s = desk();
    s.keys("/ 'mobiles'").expect("1 sur 6 réponses");
    s.store.save(&response("cccc2222", "avis", "09T18:00", &json!({"region": "Normandie", "note": "Autre chose"}))).unwrap();
    s.keys("Enter F5").expect("Aucune réponse ne correspond");
    s.keys("Bs / 'autre chose'").expect("1 sur 6 réponses");
}

#[test]
fn keys_walk_the_list_and_stop_at_its_ends() {
    let mut s = desk();
    for (keys, name) in [
        ("Up", "Bretagne"),
        ("Down", "Corse"),
        ("j", "Normandie"),
        ("k", "Corse"),
        ("End", "Lorraine"),
        ("Down", "Lorraine"),
        ("Home", "Bretagne"),
        ("PgDn PgDn", "Lorraine"),
        ("PgUp PgUp", "Bretagne"),
    ] {
        s.keys(keys);
        assert!(s.focused().starts_with(name), "{keys}: {}", s.focused());
    }
    s.keys("Tab n").expect_no("marquée");
    assert!(s.focused().starts_with("Bretagne"), "Tab and n do nothing here");
}

#[test]
fn a_box_names_what_is_accepted_and_tells_what_speaks_against_it() {
    let mut s = desk();
    s.keys("Down a").expect("Accepter la réponse").expect("Un mot, si besoin.").expect_no("Il reste").keys("Esc");
    assert_eq!(stands(&s, "bbbb2222").1, Review::ToReview, "Esc decides nothing");
    s.keys("a Enter").expect("Corse acceptée. Ctrl-Z annule.").expect("6 réponses, 1 à relire");
    assert_eq!(stands(&s, "bbbb2222"), (Status::Draft, Review::Accepted));
    assert_eq!(s.store.review("bbbb2222").unwrap().lines.pop().unwrap().by, "Camille");
    s.keys("a").expect("Corse : déjà acceptée.").expect_no("Accepter la réponse");
    s.keys("k a").expect("Il reste 1 erreur.").expect("1 question n'est pas close.").expect("Entrée accepte quand même");
    s.keys("'Merci' Enter").expect("Bretagne acceptée.").expect("Acceptée (aujourd'hui 10:30) par Camille : « Merci »");
    assert_eq!(stands(&s, "aaaa2222").1, Review::Accepted);
    assert_eq!(s.store.review("bbbb2222").unwrap().lines.iter().filter(|line| line.act == Act::Accept { text: String::new() }).count(), 1);
}

#[test]
fn one_is_sent_back_with_words_and_not_without() {
    let mut s = desk();
    s.keys("Down r").expect("Renvoyer la réponse").expect("Ce qui est à reprendre :").keys("Enter").expect("Écrire quelques mots");
    s.keys("Esc").expect_no("à reprendre");
    assert_eq!(stands(&s, "bbbb2222").1, Review::ToReview);
    s.keys("r 'Le courriel' Enter").expect("Corse renvoyée.").expect("Renvoyée (aujourd'hui 10:30) par Camille : « Le courriel »");
    assert_eq!(stands(&s, "bbbb2222"), (Status::Draft, Review::SentBack));
    // open questions say what is to be done
    s.keys("k r").expect("1 question ouverte le dit déjà").keys("Enter").expect("Bretagne renvoyée.");
    assert_eq!(stands(&s, "aaaa2222"), (Status::Draft, Review::SentBack));
}

#[test]
fn words_of_a_verdict_left_half_written_are_offered_again_from_the_list_and_while_reading() {
    let mut s = desk();
    s.keys("Down r 'Le courriel' Esc r").expect("Le courriel").keys("Esc");
    s.keys("r '; le total'").send(recueil::app::Msg::Stop);
    let Act::Unsent { text, .. } = s.store.review("bbbb2222").unwrap().lines.pop().unwrap().act else { panic!() };
    assert_eq!(text, "Le courriel; le total");
    s.inbox();
    s.keys("Home Down Enter r").expect("Le courriel; le total").keys("Enter");
    assert_eq!(s.store.review("bbbb2222").unwrap().lines.pop().unwrap().act, Act::SendBack { text });
    s.keys("Esc r").expect("Renvoyer la réponse").expect_no("Le courriel; le total\n");
}

#[test]
fn a_validated_response_that_is_sent_back_is_opened_again_with_the_words_as_reason() {
    let mut s = desk();
    s.keys("End r").expect("Elle est validée : la renvoyer la rouvre, pour cette raison.").keys("'Revoir les effectifs' Enter");
    s.expect("Lorraine renvoyée.");
    assert_eq!(stands(&s, "ffff2222"), (Status::Draft, Review::SentBack));
    let entry = s.store.history("ffff2222").unwrap().entries.pop().unwrap();
    assert_eq!((entry.what, entry.why.as_str()), (What::Reopen, "Revoir les effectifs"));
}

#[test]
fn a_validated_response_that_someone_has_open_stays_as_it_is_and_says_so() {
    let mut s = desk();
    let lock = s.store.lock("ffff2222", "Luc").unwrap();
    s.keys("End r 'Revoir' Enter").expect("Lorraine :").expect("Luc");
    assert_eq!(stands(&s, "ffff2222"), (Status::Validated, Review::None));
    let kept = Act::Unsent { path: recueil::answers::Path::default(), text: "Revoir".into() };
    let acts: Vec<Act> = s.store.review("ffff2222").unwrap().lines.into_iter().map(|line| line.act).collect();
    assert_eq!(acts, [kept], "the words wait to be sent again");
    drop(lock);
}

#[test]
fn a_validated_response_is_sent_back_even_if_the_list_is_left_before_it_is_open_again() {
    let mut s = desk();
    s.held = true;
    s.keys("End r 'Revoir' Enter Esc").expect("Commencer une réponse");
    s.let_go();
    assert_eq!(stands(&s, "ffff2222"), (Status::Draft, Review::SentBack));
    assert_eq!(s.store.review("ffff2222").unwrap().lines.pop().unwrap().act, Act::SendBack { text: "Revoir".into() });
}

#[test]
fn what_is_sent_back_is_what_was_named_whatever_the_list_shows_since() {
    let mut s = desk();
    filter(&mut s, "g");
    s.held = true;
    s.keys("Down F5 r").expect("Corse").expect("Ce qui est à reprendre :");
    say(&s, "bbbb2222", "Ana", "09T16:30", Act::Accept { text: String::new() });
    s.let_go();
    s.keys("'Le courriel' Enter").expect("Corse renvoyée.");
    assert_eq!((stands(&s, "bbbb2222").1, stands(&s, "aaaa2222").1), (Review::SentBack, Review::ToReview));
    // one that vanished is no other
    s.held = true;
    s.keys("Home F5 r");
    fs::remove_dir_all(s.store.dir().join("responses/aaaa2222")).unwrap();
    s.let_go();
    s.keys("'Le total' Enter").expect("Il n'y a pas, ou plus, de réponse « aaaa2222 »");
}

#[test]
fn several_are_marked_and_decided_of_at_once() {
    let mut s = desk();
    s.keys("Space Space").expect("2 marquées").keys("Up Space").expect("1 marquée").keys("k k Space");
    s.expect_no("marquée").keys("Home Space Space");
    assert!(s.line("Bretagne ").contains('*') && s.line("Corse ").contains('*'), "{}", s.screen());
    s.keys("r").expect("Renvoyer 2 réponses").expect("2 réponses : Bretagne, Corse").keys("'Compléter' Enter");
    s.expect("2 réponses renvoyées.");
    for id in ["aaaa2222", "bbbb2222"] {
        assert_eq!(stands(&s, id).1, Review::SentBack);
        assert_eq!(s.store.review(id).unwrap().lines.pop().unwrap().act, Act::SendBack { text: "Compléter".into() });
    }
    s.expect_no("marquée");
    // of several, what is accepted already is said
    s.keys("Home Down Space j j Space a").expect("Accepter la réponse").expect("Alsace : déjà acceptée.").keys("Enter");
    s.expect("Corse acceptée.").expect_no("2 réponses acceptées");
    s.keys("Home Space j j Space a").expect("2 réponses : Bretagne, Occitanie").expect("Bretagne : 1 erreur, 1 question");
    s.expect("Occitanie : 1 question").keys("Enter").expect("2 réponses acceptées.");
}

#[test]
fn a_decision_taken_by_mistake_is_taken_back_by_ctrl_z_as_long_as_nothing_else_happened() {
    let mut s = desk();
    s.keys("Space Space a Enter").expect("2 réponses acceptées. Ctrl-Z annule.").keys("C-z").expect("Décision annulée : 2 réponses.");
    assert_eq!((stands(&s, "aaaa2222").1, stands(&s, "bbbb2222").1), (Review::ToReview, Review::ToReview));
    s.expect("6 réponses, 2 à relire").keys("C-z").expect("Rien à annuler");
    // what was sent back before is sent back again, what was a draft a draft
    let cases =
        [("cccc2222", "Home j j a", Review::None), ("dddd2222", "j a", Review::SentBack), ("eeee2222", "j r 'Revoir'", Review::Accepted)];
    for (id, keys, before) in cases {
        s.keys(keys).keys("Enter").expect("Ctrl-Z annule.");
        assert_ne!(stands(&s, id).1, before);
        s.keys("C-z").expect("Décision annulée");
        assert_eq!(stands(&s, id).1, before, "{id}");
    }
    // whoever fills went on with it, or it was given again
    s.keys("Home r 'Le total' Enter");
    say(&s, "aaaa2222", "Luc", "10T10:31", SUBMIT);
    s.keys("F5 C-z").expect("Bretagne : autre chose est arrivé depuis");
    assert_eq!(stands(&s, "aaaa2222").1, Review::ToReview);
    s.keys("Home Down r 'Le courriel' Enter").wait(1000);
    let mut changed = s.store.load("bbbb2222").unwrap();
    changed.modified = s.now;
    s.store.save(&changed).unwrap();
    s.keys("F5 C-z").expect("Corse : autre chose est arrivé depuis");
    assert_eq!(stands(&s, "bbbb2222").1, Review::SentBack);
    // what was validated is opened again for good
    s.keys("End r 'Revoir' Enter C-z").expect("seule la personne qui la remplit peut la valider à nouveau");
    assert_eq!(stands(&s, "ffff2222"), (Status::Draft, Review::SentBack));
}

#[test]
fn a_mark_goes_with_what_is_no_longer_shown() {
    let mut s = desk();
    s.keys("Space Space Space").expect("3 marquées");
    filter(&mut s, "b");
    s.expect("1 marquée").keys("a Enter").expect("Corse acceptée.");
    assert_eq!(stands(&s, "aaaa2222").1, Review::ToReview);
}

#[test]
fn what_cannot_be_read_or_has_no_form_says_why_and_can_neither_be_read_nor_decided() {
    let mut s = with_broken();
    s.expect("8 réponses");
    assert_eq!(names(&s).len(), 8, "{}", s.screen());
    s.keys("End").expect("✗ Réponse illisible");
    assert!(s.focused().starts_with("hhhh2222 Réponse illisible"), "{}", s.focused());
    s.keys("Enter").expect("« recueil doctor »");
    s.keys("a").expect("hhhh2222 : Réponse illisible");
    s.keys("r").expect("Réponse illisible").expect_no("Ce qui est à reprendre");
    s.keys("Up");
    assert!(s.focused().starts_with("gggg2222 Le questionnaire « ailleurs » est inconnu"), "{}", s.focused());
    s.keys("Enter").expect("« ailleurs » est inconnu");
    assert!(!s.is_open());
    s.keys("Home Space End Space Up Up Space a").expect("hhhh2222 :").expect("Bretagne").keys("Enter");
    assert_eq!(stands(&s, "aaaa2222").1, Review::Accepted);
    s.keys("/ 'mot perdu'").expect("1 sur 8 réponses");
}

#[test]
fn a_response_that_vanished_or_changed_meanwhile_hides_no_other() {
    let mut s = desk();
    fs::remove_dir_all(s.store.dir().join("responses/bbbb2222")).unwrap();
    s.keys("Down").expect("Il n'y a pas, ou plus, de réponse « bbbb2222 »");
    s.keys("Enter");
    assert!(!s.is_open(), "{}", s.screen());
    s.keys("a Enter").expect("Il n'y a pas, ou plus, de réponse « bbbb2222 »");
    fs::write(s.store.dir().join("responses/aaaa2222/response.json"), "{").unwrap();
    s.keys("F5").expect("5 réponses");
    assert_eq!(names(&s), ["Normandie", "Occitanie", "Alsace", "Lorraine"]);
    s.keys("End").expect("Réponse illisible");
}

#[test]
fn where_nothing_can_be_written_nothing_is_decided() {
    let mut s = desk();
    s.keep_nothing();
    s.keys("Down a").expect("/srv/reponses est en lecture seule");
    s.keys("r").expect("/srv/reponses est en lecture seule");
    assert_eq!(stands(&s, "bbbb2222").1, Review::ToReview);
}

#[test]
fn a_verdict_asks_once_for_the_name_it_is_put_under() {
    let mut s = given(FORM).size(80, 24).unnamed().home();
    s.store.save(&response("aaaa2222", "avis", "09T15:42", &json!({"region": "Bretagne"}))).unwrap();
    s.inbox();
    s.keys("a")
        .expect("Il signera ce que vous écrivez, décidez ou validez")
        .expect("compte")
        .keys("C-u 'Dominique' Enter")
        .expect("Accepter la réponse")
        .keys("Enter");
    s.expect("Bretagne acceptée.");
    assert_eq!(s.store.review("aaaa2222").unwrap().lines.pop().unwrap().by, "Dominique");
}

#[test]
fn a_response_is_read_and_left_to_the_same_place_in_the_list() {
    let mut s = desk();
    filter(&mut s, "g");
    s.keys("Down Enter");
    assert_eq!(s.response().id, "bbbb2222");
    while s.is_open() {
        s.keys("Esc");
    }
    s.expect("Filtres : à relire");
    assert!(s.focused().starts_with("Corse"), "{}", s.focused());
}

#[test]
fn the_home_screen_s_menu_opens_the_list_and_esc_leads_back() {
    let mut s = desk();
    s.keys("Esc").expect("Commencer une réponse");
    s.keys("C-o").expect("Relire les réponses");
    while !s.focused().is_empty() && !s.line("Relire les réponses").contains('▌') {
        s.keys("Down");
    }
    s.keys("Enter").expect("6 réponses, 2 à relire").keys("Esc").expect("Commencer une réponse");
}

#[test]
fn the_list_speaks_the_language_that_is_chosen() {
    let mut s = desk();
    s.keys("C-o");
    while !s.line("Passer en anglais").contains('▌') {
        s.keys("Down");
    }
    s.keys("Enter").expect("6 responses, 2 to review").expect("1 error").expect("Order: last change");
}

#[test]
fn many_responses_are_listed_some_at_a_time() {
    let mut s = given(FORM).size(80, 24).home();
    for n in 0..450 {
        s.store
            .save(&response(&format!("n{n:07}"), "avis", "09T15:42", &json!({"region": format!("R{n:03}"), "note": format!("mot{n}")})))
            .unwrap();
    }
    s.inbox();
    s.expect("450 réponses").keys("/ 'mot449'").expect("1 sur 450 réponses").expect("R449");
}

#[test]
fn where_there_is_no_response_nothing_is_decided_and_no_name_is_asked_for() {
    let mut s = given(FORM).size(80, 24).unnamed().home();
    s.inbox();
    s.expect("Aucune réponse à relire ici.");
    for key in ["a", "r"] {
        s.keys(key).expect("Placer d'abord le curseur sur une réponse.").expect_no("votre nom");
    }
}
