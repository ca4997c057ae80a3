//! The history: what is written of what one does, and that it leads back to every moment.

use jiff::Timestamp;
use proptest::prelude::*;
use recueil::response::Response;
use recueil::response::history::{History, at, visits};
use serde_json::{Value, json};

use super::conditions::menu;
use super::scenario::{Scenario, given};

const FORM: &str = r#"
id = "essai"
version = "1"
title = "Essai"
[choices.ouinon]
oui = "Oui"
non = "Non"
[[page]]
id = "un"
title = "Un"
  [[page.question]]
  id = "nom"
  kind = "text"
  label = "Nom"
  [[page.question]]
  id = "nombre"
  kind = "integer"
  label = "Nombre"
  [[page.question]]
  id = "avis"
  kind = "choice"
  label = "Avis"
  choices = "ouinon"
  [[page.question]]
  id = "precision"
  kind = "text"
  label = "Préciser"
  relevant = "avis == 'oui'"
  [[page.question]]
  id = "textes"
  kind = "choices"
  label = "Textes"
  choices = "ouinon"
[[page]]
id = "deux"
title = "Deux"
  [[page.question]]
  id = "actions"
  kind = "repeat"
  label = "Actions"
  item = "Action {n}"
  add = "Ajouter une action"
  min = 2
  max = 5
    [[page.question.field]]
    id = "libelle"
    kind = "text"
    label = "Libellé"
    [[page.question.field]]
    id = "cout"
    kind = "integer"
    label = "Coût"
  [[page.question]]
  id = "postes"
  kind = "matrix"
  label = "Postes"
  cell = "integer"
  rows = { vacants = "Vacants", pourvus = "Pourvus" }
  columns = { 2023 = "2023", 2024 = "2024" }
  [[page.question]]
  id = "recit"
  kind = "long_text"
  label = "Récit"
[[page]]
id = "fin"
title = "Fin"
final = true
  [[page.question]]
  id = "note"
  kind = "note"
  text = "C'est tout."
"#;

/// The history on the disk.
fn history(s: &mut Scenario) -> History {
    s.wait(1000).wait(1000);
    s.store.history(&s.response().id.clone()).unwrap()
}

/// What it says, as `path before → after`; of blocks their places.
fn told(s: &mut Scenario) -> Vec<String> {
    let value = |value: &Option<Value>, typed: Vec<&String>| match value {
        Some(value) => value.to_string(),
        None => typed.first().map_or("∅".to_owned(), |typed| format!("« {typed} »")),
    };
    let history = history(s);
    assert_eq!(history.skipped, 0);
    visits(&history.entries)
        .iter()
        .map(|entry| {
            let (before, after) =
                (value(&entry.before, entry.typed_before.values().collect()), value(&entry.after, entry.typed_after.values().collect()));
            let path = entry.path.to_string();
            let path = path.split_once('[').map_or(path.clone(), |(repeat, rest)| format!("{repeat}[]{}", rest.split_once(']').unwrap().1));
            let place = |place: Option<usize>| place.map_or("·".to_owned(), |place| place.to_string());
            let places = if entry.is_of_block() { format!(" {}→{}", place(entry.from), place(entry.to)) } else { String::new() };
            let what = serde_json::to_value(entry.what).unwrap();
            let what = what.as_str().filter(|what| *what != "answer").map_or(String::new(), |what| format!("{what} "));
            format!("{what}{path}{places} {before} → {after}")
        })
        .collect()
}

#[test]
fn a_visit_is_one_entry_however_long_one_types_and_each_tick_of_one_visit_belongs_to_it() {
    let mut s = given(FORM).open();
    s.keys("'Équipe'").wait(5000);
    s.keys("' mobile'").wait(5000);
    s.keys("Tab '1x' Tab 2 Tab Space Down Space Tab");
    assert_eq!(
        told(&mut s),
        [r#"nom ∅ → "Équipe mobile""#, "nombre ∅ → « 1x »", r#"avis ∅ → "non""#, r#"textes ∅ → ["oui","non"]"#,],
        "the history"
    );
    let entries = history(&mut s).entries;
    assert!(entries.iter().all(|entry| entry.by == "Camille" && entry.at <= s.now));
    s.keys("S-Tab*9 'zz' Bs Bs Tab");
    assert_eq!(told(&mut s).len(), 4, "what a visit left as it was is no entry");
}

#[test]
fn undo_blocks_and_both_ends_of_a_validation_are_entries() {
    let mut s = given(FORM).answers(json!({"actions": [{"_id": "aaaa", "libelle": "un"}, {"_id": "bbbb", "libelle": "deux"}]})).open();
    s.keys("'Brest' Tab C-z C-r");
    s.go("actions[aaaa].libelle").keys("S-Tab m Down Enter a Enter 'trois' Tab");
    s.go("actions[bbbb].libelle").keys("S-Tab Del");
    assert_eq!(
        told(&mut s),
        [
            r#"nom ∅ → "Brest""#,
            r#"undo nom "Brest" → ∅"#,
            r#"redo nom ∅ → "Brest""#,
            "actions[] 0→1 ∅ → ∅",
            r#"actions[] ·→2 ∅ → {"libelle":"trois"}"#,
            r#"actions[] 0→· {"libelle":"deux"} → ∅"#,
        ],
        "the history"
    );
}

#[test]
fn what_was_typed_and_not_left_has_its_entry_when_the_program_ends() {
    for save_first in [false, true] {
        let mut s = given(FORM).open();
        s.keys("'Bre'");
        if save_first {
            s.wait(2000).wait(2000);
        }
        s.keys("'st'");
        s.quit_and_reopen();
        assert_eq!(told(&mut s), [r#"nom ∅ → "Brest""#], "saved before: {save_first}");
    }
    // a lost terminal: nothing is asked, nothing is waited for
    let mut s = given(FORM).open();
    s.keys("'Bre'").wait(2000).wait(2000);
    s.keys("'st'");
    s.send(recueil::app::Msg::Stop);
    s.reopen();
    assert_eq!(told(&mut s), [r#"nom ∅ → "Brest""#]);
}

#[test]
fn what_a_killed_program_had_saved_of_a_visit_has_its_entry() {
    let mut s = given(FORM).open();
    s.keys("'Bre'").wait(2000).wait(2000);
    s.reopen(); // as after a kill: nothing was told to end
    assert_eq!(told(&mut s), [r#"nom ∅ → "Bre""#]);
    s.keys("End 'st' Tab");
    assert_eq!(told(&mut s), [r#"nom ∅ → "Bre""#, r#"nom "Bre" → "Brest""#]);
}

#[test]
fn entries_wait_in_the_program_while_the_disk_is_away() {
    let mut s = given(FORM).open();
    s.lose_disk();
    s.keys("'Brest' Tab '12' Tab").wait(2000).wait(9000);
    s.expect("non enregistré");
    s.find_disk();
    s.wait(9000).wait(9000);
    assert_eq!(told(&mut s), [r#"nom ∅ → "Brest""#, "nombre ∅ → 12"]);
}

/// A key or more of a random session; `None` is a moment to come back to.
fn any_keys() -> impl Strategy<Value = Vec<&'static str>> {
    let keys = [
        "'ab'",
        "'1'",
        "'x'",
        "Bs",
        "Del",
        "Space",
        "Tab",
        "Tab",
        "Tab",
        "S-Tab",
        "Down",
        "Up",
        "Enter",
        "PgDn",
        "PgUp",
        "a Enter",
        "i Enter",
        "d Enter",
        "'ab' Del",
        "m Down Enter",
        "m Up Enter",
        "C-z",
        "C-z",
        "C-r",
        "C-f",
        "C-p",
        "C-g 'act' Enter S-Tab",
        "wait",
        "moment",
        "moment",
        "quit",
        "kill",
    ];
    prop::collection::vec(prop::sample::select(keys.to_vec()), 1..60)
}

/// What the file of the response holds.
fn saved(s: &mut Scenario) -> Response {
    s.wait(1000).wait(1000);
    s.store.load(&s.response().id.clone()).unwrap()
}

/// A session is played with all that the harness holds after each key: a dozen of them, more by hand.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn taken_back_the_history_leads_to_what_was_saved_at_each_moment(keys in any_keys()) {
        let mut s = given(FORM).answers(json!({"nom": "Brest", "actions": [{"_id": "aaaa", "libelle": "un"}]})).size(80, 24).open();
        let first = saved(&mut s);
        let mut moments: Vec<(Timestamp, Response)> = vec![(s.now, first)];
        for key in keys {
            s.wait(50);
            match key {
                "wait" => drop(s.wait(800)),
                "moment" => {
                    // the visit ends with the page
                    s.keys("C-f C-p C-f");
                    let response = saved(&mut s);
                    moments.push((s.now, response));
                }
                "quit" => s.quit_and_reopen(),
                "kill" => s.reopen(),
                keys => drop(s.keys(keys)),
            }
        }
        s.quit_and_reopen();
        let (now, history) = (saved(&mut s), history(&mut s));
        prop_assert_eq!(history.skipped, 0);
        for (when, wanted) in moments {
            let then = at(&now, &history.entries, when).unwrap();
            let held = |response: &Response| (response.answers.without_trailing_blocks(), response.unreadable.clone());
            prop_assert_eq!(held(&then), held(&wanted), "at {}", when);
        }
    }
}

/// Opens the history from the menu.
fn open_journal(s: &mut Scenario) {
    s.keys("C-o");
    while !s.line("Journal des changements").starts_with("│ ▌") {
        s.keys("Down");
    }
    s.keys("Enter");
}

#[test]
fn the_journal_lists_the_last_change_first_and_finds_by_question_value_and_name() {
    let mut s = given(FORM).size(80, 24).open();
    s.keys("'Brest' Tab '12' Tab 1");
    open_journal(&mut s);
    insta::assert_snapshot!(s.screen().lines().skip(3).take(9).collect::<Vec<_>>().join("\n"), @r"
       ┌─ Journal ──────────────────────────────────────────────────────────────┐
       │ Chercher une question, une valeur, un nom                              │
    ▌  │ ▌ Avis                                    aujourd'hui 10:30 · Camille  │
       │     sans réponse → Oui                                                 │
       │   Nombre                                  aujourd'hui 10:30 · Camille  │
       │     sans réponse → 12                                                  │
       │   Nom                                     aujourd'hui 10:30 · Camille  │
       │     sans réponse → Brest                                               │
       └────────────────────────────────────────────────────────────────────────┘
    ");
    assert_eq!(s.bottom(), "Entrée y aller   Ctrl-R remettre l'ancienne   Échap fermer         F10 quitter");
    s.keys("'brest'").expect("sans réponse → Brest").expect_no("sans réponse → 12");
    s.keys("Enter").expect_no("Journal");
    assert_eq!(s.at(), "nom");
    open_journal(&mut s);
    s.keys("'zzzz'").expect("Rien ne correspond.").keys("Enter C-r").expect("Rien ne peut être rétabli ici.");
}

#[test]
fn the_journal_of_a_response_that_is_being_written_for_the_first_time_has_its_entries() {
    let mut s = given(FORM).new_response().size(80, 24).open();
    open_journal(&mut s);
    s.expect("Le journal de cette réponse est vide.").keys("Esc 'Brest'");
    open_journal(&mut s);
    s.expect("sans réponse → Brest");
}

#[test]
fn what_stood_before_an_entry_is_put_back_and_undo_takes_that_back() {
    let mut s = given(FORM).size(80, 24).open();
    s.keys("'Brest' Tab S-Tab End 'ois' Tab").wait(1000);
    open_journal(&mut s);
    s.keys("C-r").expect("La réponse d'avant est rétablie");
    assert_eq!((s.answer("nom"), s.at()), (json!("Brest"), "nom".to_owned()));
    assert_eq!(told(&mut s).last().unwrap(), r#"restore nom "Brestois" → "Brest""#);
    s.keys("C-z");
    assert_eq!(s.answer("nom"), json!("Brestois"));
    s.quit_and_reopen();
    assert_eq!(s.answer("nom"), json!("Brestois"));
}

#[test]
fn a_block_that_was_removed_comes_back_from_the_journal_with_its_answers_at_its_place() {
    let blocks = json!({"actions": [{"_id": "aaaa", "libelle": "un", "cout": 1}, {"_id": "bbbb", "libelle": "deux"}]});
    let mut s = given(FORM).answers(blocks.clone()).size(80, 24).open();
    s.go("actions[aaaa].libelle").keys("S-Tab Del").wait(1000);
    assert_eq!(s.saved(), json!({"actions": [{"libelle": "deux"}]}));
    open_journal(&mut s);
    s.expect("retrait : un, 1").keys("C-r");
    assert_eq!(s.saved(), json!({"actions": [{"libelle": "un", "cout": 1}, {"libelle": "deux"}]}));
    assert_eq!(s.answer("actions[aaaa].cout"), json!(1));
    open_journal(&mut s);
    s.keys("Down C-r").expect("il n'y a rien à rétablir").expect_no("n'existe plus");
}

#[test]
fn why_an_entry_is_not_put_back_is_said_as_it_is() {
    let mut s = given(FORM).answers(json!({"actions": [{"_id": "aaaa", "libelle": "un"}]})).size(80, 24).open();
    s.go("actions[aaaa].libelle").keys("End 'e' S-Tab Del").wait(1000);
    let removed = |s: &mut Scenario, keys: &str| {
        open_journal(s);
        s.keys(keys).keys("C-r");
    };
    removed(&mut s, "'une' Down");
    s.expect("son occurrence n'existe plus");
    s.keys("a Enter S-Tab a Enter S-Tab a Enter S-Tab").wait(1000);
    removed(&mut s, "'retrait'");
    s.expect("Il ne peut pas y en avoir plus de 5.");
    s.go("nom").keys("'Brest' Tab S-Tab C-u 'Lille' Tab").wait(1000);
    removed(&mut s, "");
    s.expect("La réponse d'avant est rétablie");
    removed(&mut s, "Down");
    s.expect("La réponse est déjà ainsi ; il n'y a rien à rétablir.");
    // fixed from outside since
    let mut response = s.store.load("essai234").unwrap();
    response.fixed.insert("nom".to_owned());
    s.keys("F10");
    s.store.save(&response).unwrap();
    s.reopen();
    removed(&mut s, "'Lille'");
    s.expect("Cette réponse est fixée et ne se modifie pas.");
    assert_eq!(s.answer("nom"), json!("Brest"));
}

#[test]
fn an_earlier_version_is_restored_from_the_list_and_the_present_one_kept() {
    let mut s = given(FORM).size(80, 24).open();
    s.keys("'Brest' C-f C-p").wait(1000).wait(20 * 60_000);
    s.keys("End 'ois' C-f").wait(1000).wait(20 * 60_000);
    s.keys("C-p End ' enfin'").wait(1000).wait(1000);
    s.keys("Esc Esc").wait(100);
    assert!(!s.is_open(), "{}", s.screen());
    s.type_text("essai");
    let restore = |s: &mut Scenario| {
        s.keys("C-o");
        while !s.line("Sauvegardes de la réponse").starts_with("│ ▌") {
            s.keys("Down");
        }
        s.keys("Enter").expect("Sauvegardes ·").expect("1 réponse");
    };
    restore(&mut s);
    insta::assert_snapshot!(s.screen().lines().skip(3).take(5).collect::<Vec<_>>().join("\n"), @r"
       ┌─ Sauvegardes · essai234 ───────────────────────────────────────────────┐
    ▌  │ ▌ aujourd'hui 10:50 · Camille                               1 réponse  │
       │   aujourd'hui 10:30 · Camille                               1 réponse  │
       │   aujourd'hui 10:30 · Camille                          aucune réponse  │
       └────────────────────────────────────────────────────────────────────────┘
    ");
    s.keys("Enter").expect("La version choisie est restaurée");
    let stored = s.store.load("essai234").unwrap();
    assert_eq!(stored.answers.get(&"nom".into()), Some(&json!("Brestois")));
    restore(&mut s);
    assert_eq!(
        s.store.backups("essai234").unwrap()[0].response.as_ref().unwrap().answers.get(&"nom".into()),
        Some(&json!("Brestois enfin"))
    );
}

#[test]
fn the_list_says_in_one_line_what_is_past_its_retention_period() {
    for (months, said) in [("retention_months = 1\n", true), ("", false)] {
        let form = FORM.replace("title = \"Essai\"\n", &format!("title = \"Essai\"\n{months}"));
        let mut s = given(&form).size(60, 16).open();
        s.keys("'Brest' C-f").wait(1000).keys("Esc Esc").wait(1000);
        s.expect_no("recueil purge");
        s.wait(40 * 24 * 3_600_000).relist();
        s.keys("Down");
        assert_eq!(s.says("Une réponse a passé sa durée : voir « recueil purge »."), said, "{}", s.screen());
    }
}

#[test]
fn the_menu_of_the_journal_puts_the_former_answer_back() {
    let mut s = given("annuaire-carsp").answers(json!({ "region": "53" })).page("contact").size(80, 24).open();
    s.go("adresse").keys("'un' Tab S-Tab Bs Bs 'deux' Tab").wait(1000);
    menu(&mut s, "Journal des changements");
    menu(&mut s, "Rétablir la réponse d'avant");
    assert_eq!(s.response().answers.get(&"adresse".into()), Some(&json!("un")));
}
