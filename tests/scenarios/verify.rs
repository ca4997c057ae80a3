//! A response entered a second time: nothing of the first is seen before both are compared; then a key says which one holds, where they differ.

use jiff::ToSpan;
use recueil::app::Restricted;
use recueil::response::history::What;
use recueil::response::review::Act;
use recueil::response::{Response, Status};
use serde_json::{Value, json};

use super::scenario::{FIRST, Given, Scenario, given};

/// A question of each kind, a condition, a repeat.
const FORM: &str = include_str!("../forms/tous.toml");

fn desk(first: Value, second: Value) -> Given {
    given(FORM).again(first).answers(second).page("textes")
}

/// Two entries compared for the first time.
pub fn compared(first: Value, second: Value) -> Scenario {
    let mut s = desk(first, second).open();
    menu(&mut s, "Comparer à la première saisie").keys("Enter");
    s
}

/// Chooses an entry of the menu.
fn menu<'a>(s: &'a mut Scenario, words: &str) -> &'a mut Scenario {
    s.keys("C-o");
    for _ in 0..40 {
        if s.screen().lines().any(|line| line.contains(&format!("▌ {words}"))) {
            return s.keys("Enter");
        }
        s.keys("Down");
    }
    panic!("the menu has no « {words} »:\n{}", s.screen());
}

fn first(s: &Scenario) -> Response {
    s.store.load(FIRST).unwrap()
}

/// The answers of the first entry on the disk, without the identities of blocks.
fn answers(s: &Scenario) -> Value {
    recueil::response::without_ids(&first(s).answers)
}

/// What was noted of the comparison.
fn noted(s: &Scenario) -> Vec<(String, usize, Vec<String>)> {
    let lines = s.store.review(FIRST).unwrap().lines;
    let told = lines.into_iter().filter_map(|line| match line.act {
        Act::Verified { compared, differ, missing, .. } => {
            let count = compared.values().map(|count| usize::try_from(*count).unwrap()).sum();
            let differ = differ.iter().map(ToString::to_string);
            Some((line.by, count, differ.chain(missing.iter().map(|id| format!("sans {id}"))).collect()))
        }
        _ => None,
    });
    told.collect()
}

#[test]
fn the_second_entry_says_what_it_is_and_nothing_of_the_first() {
    let mut s = desk(
        json!({ "nom": "Alpha", "recit": "Un récit", "effectif": 77, "actions": [{ "_id": "aaaa", "objet": "Annuaire" }] }),
        json!({}),
    )
    .open();
    s.expect("seconde saisie");
    for _ in 0..3 {
        for words in ["Alpha", "Un récit", "77", "Annuaire"] {
            s.expect_no(words);
        }
        s.keys("C-f");
    }
    s.keys("C-g 'a'").expect_no("Alpha").expect_no("Annuaire").keys("Esc");
    menu(&mut s, "Comparer à la première saisie").expect("La première saisie n'a pas encore été montrée").expect_no("Alpha");
    s.expect("questions sans réponse").keys("1 2 Down Del").expect_no("Alpha").keys("Esc").expect("seconde saisie");
    assert_eq!(noted(&s), []);
    assert_eq!(s.store.load("essai234").unwrap().answers.as_map().len(), 0);
}

#[test]
fn an_ordinary_response_is_compared_with_none() {
    let mut s = given(FORM).page("textes").open();
    s.expect_no("seconde saisie").keys("C-o").expect_no("Comparer à la première saisie");
}

#[test]
fn the_last_page_of_a_second_entry_leads_to_the_comparison_and_nowhere_else() {
    let mut s = given("carsp-2025").again(json!({ "region": "53" })).answers(json!({ "region": "28" })).open();
    s.last_page("Comparer à la première saisie").expect_no("Soumettre").expect_no("Valider définitivement");
    s.keys("Enter Enter").expect("1 désaccord sur 1 réponse").keys("Esc C-o").expect_no("Soumettre").expect_no("Valider définitivement");
}

#[test]
fn how_far_both_agree_is_noted_once_before_anything_is_settled() {
    let mut s = compared(
        json!({ "nom": "Alpha", "recit": "un", "site": "a.fr", "effectif": 7 }),
        json!({ "nom": "Alpha", "recit": "deux", "site": "b.fr" }),
    );
    s.expect("2 désaccords sur 3 réponses, 1 question non ressaisie");
    let noted_first = [("Camille".to_owned(), 3, vec!["recit".to_owned(), "site".to_owned(), "sans effectif".to_owned()])];
    assert_eq!(noted(&s), noted_first);
    s.keys("1").expect("1 désaccord sur 3 réponses").keys("Esc Esc").wait(1000);
    s.reopen();
    menu(&mut s, "Comparer à la première saisie")
        .expect("1 désaccord sur 3 réponses, 1 question non ressaisie")
        .expect_no("n'a pas encore été montrée");
    assert_eq!(noted(&s), noted_first, "what agreed later is no agreement");
}

#[test]
fn every_kind_of_answer_is_told_from_both_sides_and_settled_either_way() {
    for (id, one, other, told) in [
        ("nom", json!("Alpha"), json!("Bêta"), "Nom 1 première saisie — Alpha 2 seconde saisie — Bêta"),
        ("nom", json!("Alpha"), Value::Null, "Non ressaisies Nom 1 première saisie — Alpha 2 seconde saisie — non ressaisie"),
        (
            "reunions",
            json!({ "copil": { "2023": 4, "2024": 2 } }),
            Value::Null,
            "Réunions 1 première saisie — Comité de pilotage : En 2023 4, En 2024 2 2 seconde saisie — non ressaisie",
        ),
        (
            "actions",
            json!([{ "_id": "aaaa", "objet": "Annuaire", "montant": 10 }, { "_id": "bbbb", "objet": "Site" }]),
            Value::Null,
            "Actions 1 première saisie — Annuaire · 10 Site 2 seconde saisie — non ressaisie",
        ),
        ("nom", Value::Null, json!("Bêta"), "Nom 1 première saisie — sans réponse 2 seconde saisie — Bêta"),
        ("recit", json!("Il y a\ndeux lignes"), json!("Il y a\ntrois lignes"), "première saisie — Il y a deux lignes 2"),
        ("courriel", json!("a@example.org"), json!("b@example.org"), "1 première saisie — a@example.org 2"),
        ("telephone", json!("+33299000000"), json!("+33299000001"), "première saisie — 02 99 00 00 00 2 seconde saisie — 02 99 00 00 01"),
        ("effectif", json!(7), json!(70), "1 première saisie — 7 2 seconde saisie — 70"),
        ("budget", json!(1.5), json!(15), "1 première saisie — 1,5 2 seconde saisie — 15"),
        ("debut", json!("2024-03"), json!("2024-05"), "1 première saisie — mars 2024 2 seconde saisie — mai 2024"),
        ("statut", json!("public"), json!("prive"), "1 première saisie — Public 2 seconde saisie — Privé"),
        ("profils", json!(["medecin"]), json!(["medecin", "autres"]), "1 première saisie — Médecin 2 seconde saisie — Médecin"),
        (
            "reunions",
            json!({ "copil": { "2023": 4, "2024": 2 } }),
            json!({ "copil": { "2023": 4, "2024": 3 } }),
            "Réunions · Comité de pilotage · En 2024 1 première saisie — 2 2 seconde saisie — 3",
        ),
        (
            "actions",
            json!([{ "_id": "aaaa", "objet": "Annuaire", "montant": 10 }]),
            json!([{ "_id": "xxxx", "objet": "Annuaire", "montant": 100 }]),
            "Action 1 · Montant 1 première saisie — 10 2 seconde saisie — 100",
        ),
    ] {
        let of = |value: &Value| if value.is_null() { json!({}) } else { json!({ id: value }) };
        // as on keyboards whose digits are there only with Shift, too
        for key in if id == "nom" { ["&", "é"] } else { ["1", "2"] } {
            let mut s = compared(of(&one), of(&other));
            let count = if other.is_null() { "aucune réponse comparée, 1 question non ressaisie" } else { "1 désaccord sur" };
            s.expect(count).expect(told).keys(key);
            if other.is_null() && "é2".contains(key) {
                // nobody's answer is erased by one key
                s.expect("2 encore efface la réponse de la première").expect(count).keys(key);
            }
            let erased = if "1&".contains(key) { one.is_null() } else { other.is_null() };
            s.expect("Les deux saisies s'accordent").expect(if erased { "aucune réponse comparée" } else { "aucun désaccord sur" });
            let (own, others) = (of(&one), of(&other));
            let stays = if "1&".contains(key) { &own } else { &others };
            let stays = recueil::response::without_ids(&stays.as_object().unwrap().clone().into());
            assert_eq!((answers(&s), s.saved()), (stays.clone(), stays), "{id} {key}");
        }
    }
}

#[test]
fn blocks_that_only_one_entry_has_come_or_go_and_their_order_is_settled() {
    let block = |id: &str, objet: &str, montant: u32| json!({ "_id": id, "objet": objet, "montant": montant });
    let one = json!({ "actions": [block("aaaa", "Annuaire", 1), block("bbbb", "Formation", 2), block("cccc", "Colloque", 3)] });
    let other = json!({ "actions": [block("xxxx", "Colloque", 3), block("yyyy", "Annuaire", 1), block("zzzz", "Enquête", 4)] });
    let titles = |answers: &Value| -> Vec<String> {
        answers["actions"].as_array().unwrap().iter().map(|block| block["objet"].as_str().unwrap().to_owned()).collect()
    };
    for (key, expected) in [("1", ["Annuaire", "Formation", "Colloque"]), ("2", ["Colloque", "Annuaire", "Enquête"])] {
        let mut s = compared(one.clone(), other.clone());
        s.expect("3 désaccords sur").expect("Action 2 1 première saisie — Formation · 2 2 seconde saisie — absent");
        s.expect("· ordre 1 première saisie — place").expect("Action 3 1 première saisie — absent 2 seconde saisie — Enquête · 4");
        s.keys(key).keys(key).keys(key);
        if key == "2" {
            // a block of the first one goes by a second key
            s.keys(key);
        }
        s.expect("Les deux saisies s'accordent");
        assert_eq!(titles(&answers(&s)), expected, "{key}");
        assert_eq!(titles(&s.saved()), expected, "{key}");
    }
}

#[test]
fn what_one_settles_in_the_second_entry_is_undone_like_any_change() {
    let mut s = compared(json!({ "nom": "Alpha" }), json!({ "nom": "Bêta" }));
    s.keys("1").expect("Ctrl-Z pour annuler").expect("s'accordent").keys("C-z").expect("1 désaccord sur 1 réponse");
    assert_eq!(s.answer("nom"), "Bêta");
    let entries = s.store.history("essai234").unwrap().entries;
    assert_eq!(entries.len(), 0, "nothing is saved yet");
    s.wait(1000);
    let entries = s.store.history("essai234").unwrap().entries;
    assert_eq!(entries.iter().map(|entry| entry.path.as_str()).collect::<Vec<_>>(), ["nom", "nom"]);
}

#[test]
fn ctrl_z_takes_back_what_the_last_key_settled_in_whichever_entry_that_was() {
    let both = [("nom", "Alpha", "Bêta"), ("site", "a.fr", "b.fr"), ("recit", "un", "deux")];
    let of = |n: usize| -> Value {
        both.iter().map(|one| (one.0.to_owned(), json!([one.1, one.2][n]))).collect::<serde_json::Map<_, _>>().into()
    };
    let mut s = compared(of(0), of(1));
    s.keys("C-z").expect("Aucun choix fait ici à annuler").expect("3 désaccords");
    // the first of them in the second entry, the others in the first
    s.keys("1 2 2").expect("s'accordent");
    let changed = answers(&s);
    assert_ne!(changed, of(0));
    for (left, told) in [("1 désaccord sur 3", "La première saisie est rétablie"), ("2 désaccords", "rétablie"), ("3 désaccords", "Annulé")]
    {
        s.keys("C-z").expect(left).expect(told);
    }
    assert_eq!(answers(&s), of(0), "as it was");
    s.wait(1000);
    assert_eq!(s.saved(), of(1), "as it was");
    s.keys("C-z").expect("Aucun choix fait ici à annuler");
    let entries = s.store.history(FIRST).unwrap().entries;
    let whats: Vec<_> = entries.iter().map(|entry| entry.what).collect();
    assert_eq!(whats, [What::Answer, What::Answer, What::Undo, What::Undo], "its history says so");
    // from the menu, too
    s.keys("2").expect("2 désaccords");
    menu(&mut s, "Annuler").expect("3 désaccords");
    // what cannot be put back now is put back later
    s.keys("2").expect("2 désaccords");
    let lock = s.store.lock(FIRST, "Ana").unwrap();
    s.keys("C-z").expect("Ouvert par Ana").keys("Up").expect("2 désaccords");
    drop(lock);
    s.keys("C-z").expect("3 désaccords");
}

#[test]
fn what_was_put_back_is_under_the_focus() {
    let mut s = compared(json!({ "nom": "Alpha", "site": "a.fr", "effectif": 1 }), json!({ "nom": "Bêta", "site": "b.fr", "effectif": 2 }));
    for key in ["1", "2"] {
        s.keys("Up*9 Down").keys(key).keys("Down*9 C-z").expect("3 désaccords");
        assert!(s.screen().lines().any(|line| line.starts_with("▌  Site")), "{}", s.screen());
    }
}

#[test]
fn what_one_settles_in_the_first_entry_is_a_change_of_the_person_with_a_version_kept() {
    let mut s = compared(json!({ "nom": "Alpha", "site": "https://example.org" }), json!({ "nom": "Bêta" }));
    s.keys("2").expect("La première saisie est corrigée").expect("1 question non ressaisie");
    let corrected = first(&s);
    assert_eq!((corrected.author.as_str(), answers(&s)), ("Camille", json!({ "nom": "Bêta", "site": "https://example.org" })));
    let entries = s.store.history(FIRST).unwrap().entries;
    assert_eq!(entries.iter().map(|entry| (entry.path.as_str(), entry.by.as_str())).collect::<Vec<_>>(), [("nom", "Camille")]);
    let kept = s.store.backups(FIRST).unwrap();
    assert_eq!(kept[0].response.as_ref().unwrap().answers.get(&"nom".into()), Some(&json!("Alpha")));
}

#[test]
fn an_accepted_first_entry_that_is_corrected_is_a_draft_again_and_its_review_says_so() {
    let mut s = desk(json!({ "nom": "Alpha" }), json!({ "nom": "Bêta" })).open();
    let line = |act| recueil::response::review::Line { at: s.now, by: "Ana".into(), act };
    s.store.append_review(FIRST, &[line(Act::Accept { text: String::new() })]).unwrap();
    menu(&mut s, "Comparer à la première saisie").keys("Enter 2").expect("s'accordent");
    assert_eq!(first(&s).review, recueil::response::Review::None);
    assert!(s.store.review(FIRST).unwrap().lines.iter().any(|line| line.act == Act::Edited && line.by == "Camille"));
}

#[test]
fn a_first_entry_that_is_held_validated_given_for_review_or_gone_is_not_touched() {
    let open = || compared(json!({ "nom": "Alpha" }), json!({ "nom": "Bêta" }));
    let mut s = open();
    let lock = s.store.lock(FIRST, "Ana").unwrap();
    s.keys("2").expect("Ouvert par Ana").keys("Down").expect("1 désaccord");
    drop(lock);
    s.keys("2").expect("s'accordent");

    let mut s = open();
    s.store.save(&Response { status: Status::Validated, ..first(&s) }).unwrap();
    s.keys("2").expect("devenue « validée »").keys("Down").expect("1 désaccord");
    assert_eq!(answers(&s), json!({ "nom": "Alpha" }));
    s.keys("1").expect("s'accordent");

    let mut s = open();
    let line = recueil::response::review::Line { at: s.now, by: "Ana".into(), act: Act::Submit { text: String::new() } };
    s.store.append_review(FIRST, &[line]).unwrap();
    s.keys("2").expect("devenue « à relire »");
    assert_eq!(answers(&s), json!({ "nom": "Alpha" }));

    let mut s = open();
    s.store.trash(FIRST, s.now).unwrap();
    s.keys("2").expect("premier2").keys("Down").expect("1 désaccord");
    s.keys("Esc");
    menu(&mut s, "Comparer à la première saisie").expect_no("Alpha").expect("premier2");
}

#[test]
fn a_first_entry_that_changed_meanwhile_is_read_again_and_not_overwritten() {
    let mut s = compared(json!({ "nom": "Alpha" }), json!({ "nom": "Bêta", "effectif": 3 }));
    let mut changed = first(&s);
    changed.answers.set(&"nom".into(), Some(json!("Gamma")));
    s.store.save(&changed).unwrap();
    s.keys("2").expect("La première saisie a changé entre-temps").expect("première saisie — Gamma");
    assert_eq!(answers(&s), json!({ "nom": "Gamma" }));
    s.keys("2").expect("1 désaccord");
    assert_eq!(answers(&s), json!({ "nom": "Bêta" }));
}

#[test]
fn enter_leads_to_the_question_in_the_second_entry() {
    let mut s =
        compared(json!({ "nom": "Alpha", "actions": [{ "_id": "aaaa", "objet": "Annuaire" }] }), json!({ "nom": "Alpha", "budget": 3 }));
    s.keys("Enter");
    assert_eq!((s.page().as_str(), s.at().as_str()), ("mesures", "budget"));
    s.keys("Esc Down Enter");
    assert_eq!(s.page(), "suite");
    assert!(s.at().starts_with("actions"), "{}", s.at());
}

#[test]
fn esc_comes_back_from_the_question_to_the_row_it_was_visited_from() {
    let entry = |n: u32| {
        let texts = |text: &str| format!("{text} {n}");
        json!({ "region": "53", "carsp_creee": "oui", "nom": texts("Nom"), "adresse": texts("Rue"), "responsable_nom": texts("Ana"), "commentaires": texts("Vu") })
    };
    let mut s = given("carsp-2025").again(entry(1)).answers(entry(2)).size(80, 24).open();
    // by way of the last page: Esc leads not there
    s.last_page("Comparer à la première saisie").keys("Enter Enter").expect("4 désaccords").keys("Down");
    assert!(lit(&s).contains("Adresse"), "{}", s.screen());
    s.keys("Enter").expect("Échap pour revenir à la comparaison");
    assert_eq!(s.at(), "adresse");
    s.keys("Esc").expect("4 désaccords");
    assert!(lit(&s).contains("Adresse"), "{}", s.screen());
    // what was mended there is settled; the next one stands there
    s.keys("Enter C-u 'Rue 1' Esc").expect("3 désaccords");
    assert!(lit(&s).contains("Nom Prénom"), "{}", s.screen());
    // and is undone there, not here
    s.keys("C-z").expect("Aucun choix fait ici à annuler").keys("Enter C-z Esc").expect("4 désaccords");
    // from another page, by the menu, and what was settled before the visit
    s.keys("2").expect("3 désaccords").keys("Enter C-f");
    menu(&mut s, "Comparer à la première saisie").expect("3 désaccords").keys("C-z").expect("4 désaccords");
    s.keys("Esc").expect_no("désaccords").keys("Esc").expect("Échap à nouveau");
}

/// The title of the row with the focus.
fn lit(s: &Scenario) -> String {
    s.screen().lines().find_map(|line| line.strip_prefix('▌')).unwrap_or_default().trim().to_owned()
}

#[test]
fn where_nothing_differs_the_second_entry_goes_to_the_trash_when_asked_twice() {
    let mut s = compared(json!({ "nom": "Alpha" }), json!({ "nom": "Alpha" }));
    s.expect("Les deux saisies s'accordent").expect("aucun désaccord sur 1 réponse");
    assert_eq!(noted(&s), [("Camille".to_owned(), 1, Vec::new())]);
    s.keys("Del").expect("Suppr encore").keys("Down Del").expect("Suppr encore").keys("Del");
    assert!(!s.is_open(), "{}", s.screen());
    s.expect("Réponse mise à la corbeille");
    assert!(s.store.load("essai234").is_err() && s.store.load(FIRST).is_ok());
    s.keys("C-z").expect("2de saisie");
    assert!(s.store.load("essai234").is_ok());
}

#[test]
fn what_is_asked_of_no_one_and_what_is_fixed_is_not_compared() {
    let first = json!({ "nom": "Alpha", "statut": "public", "groupe": "reste", "inconnue": 1 });
    let mut s = desk(first, json!({ "nom": "Alpha", "statut": "public" })).fixed(&["nom"]).open();
    menu(&mut s, "Comparer à la première saisie").keys("Enter").expect("aucun désaccord sur 1 réponse");
    // asked of the second entry alone, it counts
    let mut s = compared(json!({ "statut": "public" }), json!({ "statut": "prive", "groupe": "A" }));
    s.expect("2 désaccords sur 2 réponses");
}

#[test]
fn what_was_typed_and_cannot_be_read_is_compared_too() {
    let mut s = desk(json!({ "debut": "2024-03" }), json!({})).page("mesures").open();
    s.go("debut").keys("'marss'");
    menu(&mut s, "Comparer à la première saisie").keys("Enter").expect("première saisie — mars 2024 2 seconde saisie — « marss »");
    s.keys("2").expect("s'accordent");
    assert_eq!(first(&s).unreadable.get(&"debut".into()).map(String::as_str), Some("marss"));
    assert_eq!(answers(&s), json!({}));
}

#[test]
fn lists_call_a_second_entry_by_the_first_one_and_do_not_number_it_among_the_others() {
    let mut s = desk(json!({ "nom": "Alpha" }), json!({})).size(80, 24).open();
    let other = Response { id: "autre234".into(), created: s.now + 1.hour(), ..first(&s) };
    s.store.save(&other).unwrap();
    s.relist();
    s.keys("'alpha'").expect("Alpha (2de saisie)").expect("Alpha (2)").expect_no("Alpha (3)");
    s.resize(60, 16).expect("Alpha (2de");
    s.resize(80, 24).inbox().expect("Alpha (2)").expect_no("2de saisie");
}

#[test]
fn whoever_may_open_one_response_only_compares_it_with_none() {
    let mut s = desk(json!({ "nom": "Alpha" }), json!({})).open();
    s.restrict(Restricted::default()).keys("C-o").expect_no("Comparer à la première saisie");
}

#[test]
fn a_name_is_asked_for_before_anything_is_noted_under_it() {
    let mut s = desk(json!({ "nom": "Alpha" }), json!({ "nom": "Alpha" })).unnamed().open();
    menu(&mut s, "Comparer à la première saisie")
        .expect("Votre nom")
        .keys("Bs*10 'Lou' Enter")
        .expect("pas encore été montrée")
        .keys("Enter");
    assert_eq!(noted(&s)[0].0, "Lou");
}

#[test]
fn long_texts_show_what_differs_on_both_sides_on_any_screen() {
    let long = |word: &str| format!("{} {word} {}", "Le début est le même. ".repeat(40).trim_end(), "La fin aussi. ".repeat(40).trim_end());
    for (width, height) in [(60, 16), (80, 24), (140, 40)] {
        let mut s = desk(json!({ "recit": long("jamais"), "site": "a.fr" }), json!({ "recit": long("toujours"), "site": "b.fr" }))
            .size(width, height)
            .open();
        menu(&mut s, "Comparer à la première saisie")
            .keys("Enter")
            .expect("jamais")
            .expect("toujours")
            .expect("2 désaccords sur 2 réponses");
        s.keys("Down").expect("première saisie — a.fr").expect("seconde saisie — b.fr");
    }
}

#[test]
fn attached_files_go_with_the_answer_that_holds() {
    let (mut one, mut other) = (Vec::new(), Vec::new());
    for key in ["1", "2"] {
        let mut s = desk(json!({}), json!({})).open();
        let attach = |id: &str, content: &[u8]| s.store.attach(id, &s.file("plan.pdf", content)).unwrap().to_json();
        let files = [attach(FIRST, b"premier"), attach("essai234", b"second")];
        for (id, file) in [FIRST, "essai234"].into_iter().zip(&files) {
            let mut response = s.store.load(id).unwrap();
            response.answers.set(&"pieces".into(), Some(json!([file])));
            s.store.save(&response).unwrap();
        }
        s.reopen();
        menu(&mut s, "Comparer à la première saisie")
            .keys("Enter")
            .expect("Pièces 1 première saisie — plan.pdf")
            .keys(key)
            .expect("s'accordent");
        s.wait(1000);
        let holds = if key == "1" { "premier" } else { "second" };
        for id in [FIRST, "essai234"] {
            let name = s.store.load(id).unwrap().answers.get(&"pieces".into()).unwrap()[0]["name"].as_str().unwrap().to_owned();
            let copy = s.store.dir().join("responses").join(id).join("files").join(name);
            assert_eq!(std::fs::read_to_string(copy).unwrap(), holds, "{id} {key}");
        }
        assert_eq!(s.problems(), [""; 0]);
        one.push(first(&s).answers);
        other.push(s.response().answers.clone());
    }
    assert_ne!(one[0], other[0], "a copy has a name of its own where another file has the same");
}

#[test]
fn an_answer_whose_files_are_copied_under_another_panel_is_taken_and_nothing_is_undone_before() {
    let mut s = desk(json!({}), json!({})).open();
    let file = s.store.attach(FIRST, &s.file("plan.pdf", b"premier")).unwrap().to_json();
    let mut response = first(&s);
    response.answers.set(&"pieces".into(), Some(json!([file])));
    s.store.save(&response).unwrap();
    s.reopen();
    menu(&mut s, "Comparer à la première saisie").keys("Enter").expect("Pièces 1 première saisie — plan.pdf");
    s.held = true;
    s.keys("1 C-z").expect("en cours d'enregistrement").keys("F1");
    s.let_go();
    s.expect("Aide").keys("Esc").expect("s'accordent");
    assert_eq!(s.answer("pieces")[0]["name"], "plan.pdf");
    // it waits for nothing any more
    s.keys("C-z").expect("1 question non ressaisie").keys("1").expect("s'accordent");
}

#[test]
fn a_file_that_is_gone_is_told_and_nothing_is_taken() {
    let sha256 = "0".repeat(64);
    let file = json!([{ "name": "plan.pdf", "size": 3, "sha256": sha256 }]);
    let mut s = compared(json!({ "pieces": file }), json!({ "nom": "Alpha" }));
    s.keys("Down 1").expect("plan.pdf").keys("Up").expect("1 désaccord sur 1 réponse, 1 question non ressaisie");
    assert_eq!(s.answer("pieces"), Value::Null);
}
