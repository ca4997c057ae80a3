//! A response that another session has, or that another program changed: nothing is overwritten, nothing chosen in silence, everything kept.

use std::fs;
use std::path::PathBuf;

use recueil::app::Msg;
use recueil::response::Status;
use recueil::response::history::What;
use recueil::store::Store;
use serde_json::{Value, json};

use super::scenario::{Scenario, given};

fn desk() -> Scenario {
    given("annuaire-carsp").answers(json!({ "region": "53", "nom": "Cellule" })).page("contact").size(100, 40).open()
}

fn file(s: &Scenario) -> PathBuf {
    s.store.dir().join("responses/essai234/response.json")
}

fn on_disk(s: &Scenario) -> Value {
    serde_json::from_slice(&fs::read(file(s)).unwrap()).unwrap()
}

/// What another program, which knows no lock, makes of the file.
fn meddle(s: &Scenario, change: impl FnOnce(&mut Value)) {
    let mut response = on_disk(s);
    change(&mut response);
    fs::write(file(s), response.to_string()).unwrap();
}

/// The versions kept beside the file, in the order they were.
fn kept(s: &Scenario) -> Vec<Value> {
    let mut names: Vec<PathBuf> = fs::read_dir(file(s).parent().unwrap()).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    let kept = names.into_iter().filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("kept-"));
    kept.map(|path| serde_json::from_slice(&fs::read(path).unwrap()).unwrap()).collect()
}

fn aside(s: &Scenario) -> PathBuf {
    file(s).with_file_name("unsaved.json")
}

/// Changed at once on the screen and by another program.
pub fn torn() -> Scenario {
    let mut s = desk();
    s.go("adresse").keys("'12 rue'").wait(1000);
    meddle(&s, |response| {
        response["answers"]["adresse"] = json!("1 place");
        response["answers"]["telephone"] = json!("+33299000000");
    });
    s.keys("' bis'").wait(1000);
    s
}

#[test]
fn what_another_program_changed_is_not_overwritten_and_what_is_typed_is_kept_beside() {
    let mut s = torn();
    s.expect("Un autre programme a changé cette réponse").expect("F3 : comparer et choisir").expect("12 rue bis");
    assert_eq!(on_disk(&s)["answers"]["adresse"], "1 place");
    let kept: Value = serde_json::from_slice(&fs::read(aside(&s)).unwrap()).unwrap();
    assert_eq!(kept["answers"]["adresse"], "12 rue bis");
    s.keys("' ter'").wait(1000);
    assert_eq!(serde_json::from_slice::<Value>(&fs::read(aside(&s)).unwrap()).unwrap()["answers"]["adresse"], "12 rue bis ter");
    assert_eq!(s.due(), None, "nothing is tried again and again while nothing changes");
    s.keys("F3").expect("Deux versions de cette réponse").expect("2 différences");
    s.expect("Adresse (•) à l'écran — 12 rue bis ter ( ) du fichier — 1 place");
    s.expect("Téléphone (•) à l'écran — sans réponse ( ) du fichier — 02 99 00 00 00");
    s.keys("Esc").expect("12 rue bis ter");
    assert_eq!(on_disk(&s)["answers"]["adresse"], "1 place", "later is no choice");
}

#[test]
fn the_version_on_the_screen_is_taken_and_the_other_one_kept() {
    let mut s = torn();
    s.keys("F3 Up Up Enter").expect("Enregistré ; l'autre version est gardée dans").expect_no("Deux versions");
    assert_eq!(on_disk(&s)["answers"]["adresse"], "12 rue bis");
    assert_eq!(kept(&s).iter().map(|other| &other["answers"]["adresse"]).collect::<Vec<_>>(), ["1 place"]);
    assert!(!aside(&s).exists());
    s.keys("F10");
    assert!(s.ended && !s.is_unsaved());
}

#[test]
fn the_version_of_the_file_is_taken_and_the_one_on_the_screen_kept() {
    let mut s = torn();
    s.keys("F3 Up Enter").expect("l'autre version est gardée dans");
    assert_eq!((s.page(), s.at()), ("contact".to_owned(), "adresse".to_owned()), "one stays where one was");
    assert_eq!((s.answer("adresse"), s.answer("telephone")), (json!("1 place"), json!("+33299000000")));
    assert_eq!(kept(&s).iter().map(|other| &other["answers"]["adresse"]).collect::<Vec<_>>(), ["12 rue bis"]);
    let history = s.store.history("essai234").unwrap();
    let restored = history.entries.iter().filter(|entry| entry.what == What::Restore).map(|entry| entry.path.as_str());
    assert_eq!(restored.collect::<Vec<_>>(), ["adresse", "telephone"], "the history says what was chosen");
    s.keys("' nord'").wait(1000).expect("enregistré");
    assert_eq!(on_disk(&s)["answers"]["adresse"], "1 place nord");
    assert!(!aside(&s).exists());
}

#[test]
fn versions_are_mixed_question_by_question_and_both_kept() {
    let mut s = torn();
    s.keys("F3").expect_no("marquées").keys("Down Space").expect("Prendre les réponses marquées");
    s.expect("Téléphone ( ) à l'écran — sans réponse (•) du fichier — 02 99 00 00 00");
    s.keys("Up Up Enter").expect("l'autre version est gardée dans");
    assert_eq!((s.answer("adresse"), s.answer("telephone")), (json!("12 rue bis"), json!("+33299000000")));
    assert_eq!((&on_disk(&s)["answers"]["adresse"], &on_disk(&s)["answers"]["telephone"]), (&json!("12 rue bis"), &json!("+33299000000")));
    assert_eq!(kept(&s).len(), 2);
}

#[test]
fn a_file_changed_again_while_one_chooses_is_not_overwritten_either() {
    let mut s = torn();
    s.keys("F3 Up Up");
    // of another length: a change of the same size in the same file shows only once the clock has ticked
    meddle(&s, |response| response["answers"]["adresse"] = json!("22 place"));
    s.keys("Enter");
    assert_eq!(on_disk(&s)["answers"]["adresse"], "22 place");
    s.expect("du fichier — 22 place").keys("Enter").expect("l'autre version est gardée dans");
    assert_eq!(on_disk(&s)["answers"]["adresse"], "12 rue bis");
    assert!(kept(&s).iter().any(|other| other["answers"]["adresse"] == "22 place"));
}

#[test]
fn while_a_choice_is_being_written_nothing_is_written_over_it_and_whoever_leaves_waits_for_it() {
    for (choice, adresse) in [("Up Up", "12 rue bis"), ("Up", "1 place")] {
        // what moved is to be written, too
        for there in ["", "Tab"] {
            let mut s = torn();
            s.keys(there).keys("F3").keys(choice);
            s.held = true;
            // in one burst: once more, back, something typed, the way out
            s.keys("Enter").expect("La version choisie est en cours d'enregistrement").keys("Enter Esc 'abc' F10 F10");
            assert!(!s.ended, "it is not on the disk yet");
            s.let_go();
            assert!(s.ended && !s.is_unsaved(), "{choice} {there}:\n{}", s.screen());
            assert_eq!(on_disk(&s)["answers"]["adresse"], adresse, "{choice} {there}");
            assert_eq!(kept(&s).len(), 1, "it is written once");
            assert!(!aside(&s).exists());
        }
    }
}

#[test]
fn whoever_goes_on_after_a_choice_is_not_thrown_out_by_a_later_save() {
    let mut s = torn();
    s.keys("F10").expect("F10 à nouveau").keys("F3 Up Up Enter").expect("l'autre version est gardée dans");
    s.go("adresse").keys("' nord'").wait(1000);
    assert!(!s.ended);
    assert_eq!(on_disk(&s)["answers"]["adresse"], "12 rue bis nord");
}

#[test]
fn what_is_typed_while_a_version_alike_is_written_again_is_saved_after_it() {
    let mut s = desk();
    s.go("adresse").keys("'12 rue'").wait(1000);
    meddle(&s, |response| response["answers"]["adresse"] = json!("12 rue bis"));
    s.keys("' bis'");
    s.held = true;
    s.wait(1000);
    s.let_go_once();
    s.let_go_once();
    s.keys("' ter'").wait(5000).expect("12 rue bis ter").expect_no("lecture seule").keys("C-s").expect("Enregistrement…");
    s.let_go();
    s.wait(1000).expect_no("autre programme").expect("Tout est déjà enregistré");
    assert_eq!(on_disk(&s)["answers"]["adresse"], "12 rue bis ter");
}

#[test]
fn a_choice_that_the_disk_refuses_is_told_and_made_again() {
    let mut s = torn();
    s.keys("F3 Up");
    s.lose_disk();
    s.held = true;
    s.keys("Enter F10");
    s.let_go();
    assert!(!s.ended, "nobody is let go with a choice that was not kept");
    s.expect("n'existe pas, ou plus");
    s.find_disk();
    s.keys("Enter").expect("l'autre version est gardée dans");
    assert_eq!((s.answer("adresse"), &on_disk(&s)["answers"]["adresse"]), (json!("1 place"), &json!("1 place")));
}

#[test]
fn a_file_only_touched_or_written_alike_is_no_other_version() {
    let mut s = desk();
    s.go("adresse").keys("'12 rue'").wait(1000);
    let bytes = fs::read(file(&s)).unwrap();
    fs::remove_file(file(&s)).unwrap();
    fs::write(file(&s), &bytes).unwrap();
    s.keys("' bis'").wait(1000).expect("enregistré").expect_no("autre programme");
    assert_eq!(on_disk(&s)["answers"]["adresse"], "12 rue bis");
    // another layout of the same answers
    meddle(&s, |response| response["answers"]["adresse"] = json!("12 rue bis ter"));
    s.keys("' ter'").wait(1000).expect_no("autre programme");
    assert_eq!(on_disk(&s)["answers"]["adresse"], "12 rue bis ter");
}

#[test]
fn a_file_that_another_program_broke_is_kept_as_it_is() {
    let mut s = desk();
    s.go("adresse").keys("'12 rue'").wait(1000);
    fs::write(file(&s), "{ \"format\": 1, ").unwrap();
    s.keys("' bis'").wait(1000).expect("Un autre programme").keys("F3").expect("à l'écran").expect_no("version du fichier");
    s.keys("Enter").expect("l'autre version est gardée dans");
    assert_eq!(on_disk(&s)["answers"]["adresse"], "12 rue bis");
    let dir = fs::read_dir(file(&s).parent().unwrap()).unwrap().map(|entry| entry.unwrap().path());
    let broken: Vec<PathBuf> = dir.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("kept-")).collect();
    assert_eq!(fs::read_to_string(&broken[0]).unwrap(), "{ \"format\": 1, ");
}

#[test]
fn a_file_of_another_program_that_cannot_be_read_is_a_trouble_of_the_disk_and_tried_again() {
    let mut s = desk();
    s.go("adresse").keys("'12 rue'").wait(1000);
    // such a file no right can be read from, whoever runs this test
    fs::remove_file(file(&s)).unwrap();
    fs::create_dir(file(&s)).unwrap();
    s.keys("' bis'").wait(1000).expect("Non enregistré").expect("F3 : ailleurs");
    let mut waits = Vec::new();
    for _ in 0..3 {
        let due = s.due().expect("it is tried again");
        waits.push((due.as_millisecond() - s.now.as_millisecond()) / 1000);
        s.held = true;
        s.wait(due.as_millisecond() - s.now.as_millisecond()).expect("Non enregistré");
        while s.let_go_once() {
            s.expect("Non enregistré");
        }
        s.held = false;
    }
    assert_eq!(waits, [2, 4, 8]);
    assert_eq!(serde_json::from_slice::<Value>(&fs::read(aside(&s)).unwrap()).unwrap()["answers"]["adresse"], "12 rue bis");
    s.keys("F10").expect("F10 à nouveau pour quitter sans enregistrer").keys("Esc F3 C-u 'a.json' Enter").expect("Enregistré dans");
    fs::remove_dir(file(&s)).unwrap();
    s.wait(60_000).expect("avait disparu ; il vient d'être écrit à nouveau").keys("Tab").expect_no("Non enregistré");
    assert_eq!(on_disk(&s)["answers"]["adresse"], "12 rue bis");
}

#[test]
fn a_file_or_a_folder_that_vanished_is_written_again_and_said() {
    for whole in [false, true] {
        let mut s = desk();
        s.go("adresse").keys("'12 rue'").wait(1000);
        if whole {
            fs::remove_dir_all(file(&s).parent().unwrap()).unwrap();
        } else {
            fs::remove_file(file(&s)).unwrap();
        }
        s.keys("' bis'").wait(1000).expect("avait disparu ; il vient d'être écrit à nouveau");
        assert_eq!(on_disk(&s)["answers"]["adresse"], "12 rue bis");
        let other = Store::open(s.store.dir()).unwrap();
        assert!(other.lock("essai234", "Dominique").is_err(), "the lock is had again, too ({whole})");
        s.keys("' ter'").wait(1000).expect_no("avait disparu");
    }
}

#[test]
fn leaving_before_the_versions_are_settled_keeps_both_and_shows_them_at_the_next_opening() {
    let mut s = torn();
    s.keys("C-s").expect("Un autre programme a changé cette réponse").expect_no("essai");
    s.keys("F10").expect("les deux versions sont gardées et seront montrées").keys("F10");
    assert!(s.ended && s.is_unsaved());
    assert!(s.farewell().unwrap().contains("deux versions à départager"), "{:?}", s.farewell());
    s.reopen();
    s.expect("Deux versions de cette réponse").expect("Une session précédente n'avait pas pu enregistrer");
    s.expect("Adresse (•) du fichier — 1 place ( ) non enregistrée — 12 rue bis");
    // later is no choice: it is there again
    s.keys("Esc F10");
    s.reopen();
    s.expect("Deux versions").keys("Up Enter").expect("l'autre version est gardée dans");
    assert_eq!(s.answer("adresse"), json!("12 rue bis"));
    assert_eq!(kept(&s)[0]["answers"]["adresse"], "1 place");
    s.keys("F10");
    s.reopen();
    s.expect_no("Deux versions");
}

#[test]
fn a_version_left_aside_is_kept_when_another_one_comes_beside_it() {
    let mut s = torn();
    s.keys("F10 F10");
    s.reopen();
    s.keys("Esc").go("adresse").keys("' sud'").wait(1000);
    meddle(&s, |response| response["answers"]["adresse"] = json!("3 place"));
    s.keys("' est'").wait(1000).expect("Un autre programme");
    assert_eq!(kept(&s)[0]["answers"]["adresse"], "12 rue bis");
    assert_eq!(serde_json::from_slice::<Value>(&fs::read(aside(&s)).unwrap()).unwrap()["answers"]["adresse"], "1 place sud est");
}

#[test]
fn a_version_left_aside_does_not_keep_the_one_on_the_screen_from_being_saved_elsewhere() {
    let mut s = torn();
    s.keys("F10 F10");
    s.reopen();
    s.keys("Esc").go("adresse").keys("F3").expect("Deux versions").keys("Esc");
    s.lose_disk();
    s.keys("' sud'")
        .wait(1000)
        .expect("dossier introuvable")
        .expect("F3 : ailleurs")
        .keys("F2")
        .expect("Comparer les deux versions")
        .keys("Esc");
    s.keys("F3 C-u 'a.json' Enter").expect("Enregistré dans");
    let kept: Value = serde_json::from_slice(&fs::read(s.desk.join("a.json")).unwrap()).unwrap();
    assert_eq!(kept["answers"]["adresse"], "1 place sud");
}

#[test]
fn a_signal_in_the_middle_of_it_keeps_both_versions() {
    let mut s = torn();
    s.keys("' ter'");
    s.send(Msg::Stop);
    assert!(s.ended);
    assert_eq!(serde_json::from_slice::<Value>(&fs::read(aside(&s)).unwrap()).unwrap()["answers"]["adresse"], "12 rue bis ter");
    assert_eq!(on_disk(&s)["answers"]["adresse"], "1 place");
}

#[test]
fn what_was_saved_elsewhere_is_shown_at_the_next_opening_and_never_chosen_in_silence() {
    for (keys, adresse) in [("Up Up Enter", "1"), ("Up Enter", "12")] {
        let mut s = desk();
        s.go("adresse").keys("'1'").wait(1000);
        s.lose_disk();
        s.keys("'2'").wait(1000).keys("F3 C-u 'a.json' Enter F10 F10");
        assert!(s.ended);
        s.find_disk();
        s.reopen();
        s.expect("Une autre version a été enregistrée ailleurs").expect("Adresse (•) d'ici — 1 ( ) d'ailleurs — 12");
        s.keys(keys);
        assert_eq!(s.answer("adresse"), json!(adresse));
        assert_eq!(on_disk(&s)["answers"]["adresse"], json!(adresse));
        assert!(s.elsewhere.is_empty() && s.desk.join("a.json").exists());
        s.keys("F10");
        s.reopen();
        s.expect_no("Deux versions");
    }
}

#[test]
fn what_was_saved_elsewhere_waits_for_its_choice_whatever_is_saved_meanwhile() {
    let mut s = desk();
    s.go("adresse").keys("'1'").wait(1000);
    s.lose_disk();
    s.keys("'2'").wait(1000).keys("F3 C-u 'a.json' Enter F10 F10");
    s.find_disk();
    s.reopen();
    // put off, and typed on: what stands in its place is newer now
    s.expect("Deux versions").keys("Esc").go("adresse").keys("End '3'").wait(1000);
    assert_eq!(on_disk(&s)["answers"]["adresse"], "13");
    s.keys("F10");
    s.reopen();
    s.expect("Une autre version a été enregistrée ailleurs").expect("( ) d'ailleurs — 12").keys("Up Up Enter");
    assert_eq!(s.answer("adresse"), json!("13"));
    assert!(s.elsewhere.is_empty());
}

#[test]
fn what_was_saved_elsewhere_and_is_no_more_to_be_found_is_told() {
    let mut s = desk();
    s.lose_disk();
    s.go("adresse").keys("'1'").wait(1000).keys("F3 C-u 'a.json' Enter F10 F10");
    s.find_disk();
    fs::remove_file(s.desk.join("a.json")).unwrap();
    s.reopen();
    s.expect("a été enregistrée ailleurs").expect("n'existe pas, ou plus").keys("Enter").expect_no("Deux versions");
    assert!(s.elsewhere.is_empty());
}

#[test]
fn a_held_response_says_who_has_it_writes_nothing_and_opens_for_writing_when_it_is_free() {
    let mut s = desk();
    s.keys("Esc Esc");
    let other = Store::open(s.store.dir()).unwrap();
    let lock = other.lock("essai234", "Dominique").unwrap();
    s.keys("'cellule' Enter").expect("Ouvert par Dominique depuis le").expect("F3 : remplir dès que c'est libre");
    let before = fs::read(file(&s)).unwrap();
    s.keys("C-p C-p C-f Tab").expect("lecture seule").expect("F3 attendre").wait(5000);
    assert_eq!(s.due(), None, "nobody looks until it is asked for");
    assert_eq!(fs::read(file(&s)).unwrap(), before, "it is another's to write");
    let focused = s.focused();
    assert!(!focused.is_empty());
    s.keys("F3").expect("en attente").wait(2000).expect("en attente").keys("Down Up");
    // the other session goes on, then ends
    let mut response = other.load("essai234").unwrap();
    response.answers.set(&"adresse".into(), Some(json!("1 place")));
    other.save(&response).unwrap();
    s.wait(2000).expect("en attente");
    drop(lock);
    // not while one is in the middle of something else
    s.keys("F2").wait(2000).expect("en attente").keys("Esc");
    s.wait(2000).expect("La réponse est libre").expect_no("lecture seule");
    let label = focused.split(' ').next().unwrap();
    assert!(s.focused().starts_with(label), "one stays where one was, at {focused}:\n{}", s.screen());
    assert_eq!(s.answer("adresse"), json!("1 place"));
    s.go("adresse").keys("' bis'").wait(1000);
    assert_eq!(on_disk(&s)["answers"]["adresse"], "1 place bis");
    assert!(other.lock("essai234", "Dominique").is_err());
    s.wait(5000);
    assert_eq!(s.due(), None);
}

#[test]
fn a_held_response_that_the_other_session_validated_is_not_said_to_be_ones_own_to_fill() {
    let mut s = desk();
    s.keys("Esc Esc");
    let other = Store::open(s.store.dir()).unwrap();
    let lock = other.lock("essai234", "Dominique").unwrap();
    s.keys("'cellule' Enter F3").expect("en attente");
    let mut response = other.load("essai234").unwrap();
    response.status = Status::Validated;
    other.save(&response).unwrap();
    drop(lock);
    s.wait(2000).expect("Réponse validée, en lecture seule").expect_no("à vous de la remplir").expect_no("en attente");
}

#[test]
fn of_a_table_and_of_blocks_only_what_differs_is_shown() {
    let postes = json!({ "vacants": { "2023": 1, "2024": 2 }, "pourvus": { "2023": 1 } });
    let actions = json!([{ "_id": "aaaa", "description": "Une formation" }, { "_id": "bbbb", "description": "Un congrès" }]);
    let answers = json!({ "region": "53", "carsp_creee": "oui", "postes": postes, "actions": actions });
    let mut s = given("carsp-2025").answers(answers).page("identite").size(100, 60).open();
    s.go("nom").keys("'a'").wait(1000);
    meddle(&s, |response| {
        response["answers"]["postes"]["vacants"]["2024"] = json!(7);
        response["answers"]["actions"][1]["description"] = json!("Un colloque");
        response["answers"]["d'ailleurs"] = json!("gardé");
    });
    s.keys("Bs").keys("'b'").wait(1000).keys("F3").expect("4 différences");
    s.expect("Nombre en 2024 2 ( ) du fichier").expect("Nombre en 2024 7").expect_no("Nombre en 2023");
    s.expect("Un congrès").expect("Un colloque").expect_no("Une formation").expect("du fichier — \"gardé\"");
}

#[test]
fn the_screen_of_two_versions_is_whole_at_every_size() {
    for (width, height) in [(60, 16), (80, 24), (140, 40)] {
        let mut s = torn();
        s.resize(width, height).keys("F3");
        let shown = s.screen();
        assert!(shown.contains("Deux versions") && shown.contains('▌'), "{shown}");
        for _ in 0..4 {
            s.keys("Down");
            assert!(s.screen().contains('▌'), "{}", s.screen());
        }
        s.expect("Téléphone");
    }
}
