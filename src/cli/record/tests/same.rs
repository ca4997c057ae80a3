//! What could come out otherwise when it is played: each of these did.

use super::*;
use crate::form::Sources;

const FORM: &str = r#"
id = "essai"
version = "1"
title = "Essai"
[choices]
trois = { a = "A", b = "B", c = "C" }
dix = { a = { fr = "Un", en = "One" }, b = { fr = "Deux", en = "Two" }, c = { fr = "Trois", en = "Three" }, d = { fr = "Quatre", en = "Four" }, e = { fr = "Cinq", en = "Five" }, f = { fr = "Six", en = "Sixth" }, g = { fr = "Sept", en = "Seven" }, h = { fr = "Huit", en = "Eight" }, i = { fr = "Neuf", en = "Nine" }, j = { fr = "Dix", en = "Ten" } }
[[page]]
id = "un"
title = "Un"
question = [
  { id = "sorte", kind = "choice", label = "Sorte", choices = "trois" },
  { id = "nom", kind = "text", label = "Nom" },
  { id = "nombre", kind = "integer", label = "Nombre", min = -100 },
  { id = "texte", kind = "long_text", label = "Texte" },
  { id = "rang", kind = "choice", label = "Rang", choices = "dix" },
  { id = "actions", kind = "repeat", label = "Actions", item = "Action {n}", add = "Ajouter une action", max = 5, field = [
    { id = "quoi", kind = "text", label = "Quoi" },
    { id = "combien", kind = "integer", label = "Combien", min = -100 },
  ] },
]
[[page]]
id = "fin"
title = "Fin"
final = true
"#;

/// Someone before a form of a few questions.
fn before_a_small_form() -> Person {
    let dir = tempfile::tempdir().unwrap();
    for name in ["desk", "forms"] {
        fs::create_dir(dir.path().join(name)).unwrap();
    }
    fs::write(dir.path().join("forms/essai.toml"), FORM).unwrap();
    let sources = Sources::new(vec![dir.path().join("forms")]);
    let session = Session { sources, ..Session::of_a_test(dir.path()) };
    Person::again(dir, session, &["essai"])
}

/// What a person's session and its script lead to is the same; gives the script.
fn plays_the_same(person: Person) -> (TempDir, Session, Response, String) {
    let (dir, session, response, text, _) = person.ends();
    assert!(!text.to_lowercase().contains("wzk") && !text.to_lowercase().contains("zwk"), "{text}");
    for size in [(80, 24), (140, 40)] {
        let again = played(&session, &script(&text), DEMO, size);
        assert_eq!(shape(&again.answers), shape(&response.answers), "{text}");
        let places = |response: &Response| response.unreadable.keys().map(|path| response.answers.numbered(path)).collect::<Vec<_>>();
        assert_eq!(places(&again), places(&response), "{text}");
    }
    (dir, session, response, text)
}

#[test]
fn a_file_that_is_printed_to_has_another_name_of_its_kind_and_what_comes_after_is_answered() {
    let mut person = before_a_small_form();
    let desk = person.dir.path().join("desk");
    fs::create_dir(desk.join("sortie")).unwrap();
    fs::write(desk.join("sortie/wzkxmartin.txt"), "").unwrap();
    let print = "Ctrl+O\nType 'Imprimer'\nEnter\n";
    // of no kind first; then one that is there, and is replaced after a look at its name
    person.does(&format!(
        "{print}Ctrl+U\nType 'sortie/wzkx.zwk'\nEnter\nBackspace 3\nType 'zwk'\nCtrl+U\nType 'sortie/wzkxmartin.txt'\nEnter"
    ));
    assert_eq!(person.stage.app().panels(), 1, "it asks whether to replace the file");
    person.does("Escape\nEnter\nEnter\nCtrl+G\nType nom\nEnter\nType 'wzkx après'");
    // the one that is offered, twice; one in a directory that is not there; none
    person.does(&format!("{print}Enter\n{print}Enter\nEnter\n{print}Home\nType 'wzk/wzk/'\nEnter\nEscape\n{print}Escape"));
    person.does("Ctrl+G\nType sorte\nEnter\nType '2'\nCtrl+X");
    let (.., text) = plays_the_same(person);
    assert!(
        text.contains("Ctrl+U\nType \"document1.txt\"\nEnter\n") && text.contains("Ctrl+U\nType \"document2.html\"\nEnter\n"),
        "{text}"
    );
}

#[test]
fn undo_after_a_visit_that_changed_nothing_undoes_the_same() {
    let mut person = before_a_small_form();
    person.does("Ctrl+G\nType sorte\nEnter\nType '2'\nCtrl+G\nType nombre\nEnter\nType '7'\nCtrl+G\nType sorte\nEnter\nType '1'\nCtrl+G\nType nom\nEnter\nType x\nBackspace\nCtrl+Z");
    person.does("Ctrl+G\nType nom\nEnter\nType y\nBackspace\nCtrl+R\nCtrl+Z\nCtrl+X");
    let (_, _, response, _) = plays_the_same(person);
    assert_eq!(response.answers.get(&"sorte".into()), Some(&json!("b")));
}

#[test]
fn what_could_not_be_read_when_it_was_opened_is_typed_as_a_whole() {
    let mut person = before_a_small_form();
    person.does("Ctrl+G\nType nombre\nEnter\nType '-'\nCtrl+G\nType actions\nEnter\nEnter\nCtrl+G\nType 'actions[1].combien'\nEnter\nType '-'\nCtrl+X");
    let (dir, session, response, ..) = person.ends();
    let mut person = Person::again(dir, session, &[&response.id]);
    person.does("Ctrl+G\nType nombre\nEnter\nType '5'\nCtrl+G\nType 'actions[1].combien'\nEnter\nType '6'\nCtrl+X");
    let (_, _, response, _) = plays_the_same(person);
    assert_eq!(response.answers.get(&"nombre".into()), Some(&json!(-5)));
}

#[test]
fn a_long_text_is_put_in_at_once_and_plays_in_time() {
    let mut person = before_a_small_form();
    person.does("Ctrl+G\nType texte\nEnter");
    person.send(Msg::Paste("wzkx zwkxwz wzkxzwk\n".repeat(20)));
    person.does("Ctrl+X");
    plays_the_same(person);

    let mut person = before_a_small_form();
    person.does("Ctrl+G\nType texte\nEnter");
    person.send(Msg::Paste("wzkx zwkxwz wzkxzwk\n".repeat(1845)));
    person.does("Ctrl+X");
    let (.., text, _) = person.ends();
    assert!(script(&text).length() < std::time::Duration::from_secs(60), "{}", text.len());
}

#[test]
fn options_are_typed_in_the_language_of_the_screen_that_holds_then() {
    let mut person = before_a_small_form();
    person.does("Ctrl+O\nType 'Passer en anglais'\nEnter\nCtrl+G\nType rang\nEnter\nType 'Nine'\nEnter\nCtrl+X");
    let (_, _, response, _) = plays_the_same(person);
    assert_eq!(response.answers.get(&"rang".into()), Some(&json!("i")));
}

#[test]
fn what_is_put_back_from_the_journal_is_answered() {
    let mut person = before_a_small_form();
    person.does("Ctrl+G\nType actions\nEnter\nEnter\nCtrl+G\nType 'actions[1].quoi'\nEnter\nType 'wzkx quoi'\nSleep 2s\nCtrl+X");
    let (dir, session, response, ..) = person.ends();
    let mut person = Person::again(dir, session, &[&response.id]);
    person.does(
        "Ctrl+G\nType sorte\nEnter\nType '2'\nCtrl+G\nType nom\nEnter\nType 'wzkx'\nCtrl+G\nType 'actions[1]'\nEnter\nDelete\nSleep 2s",
    );
    let journal = "Ctrl+O\nType 'Journal'\nEnter\nSleep 1s\n";
    person
        .does(&format!("{journal}Ctrl+R\nSleep 1s\nCtrl+G\nType nombre\nEnter\nType '4'\nSleep 2s\n{journal}Type Sorte\nCtrl+R\nSleep 1s"));
    person.does(&format!("{journal}Escape\n{journal}Type nombre\nEnter\nType '2'\nCtrl+X"));
    let (_, _, response, text) = plays_the_same(person);
    assert_eq!(response.answers.get(&"nombre".into()), Some(&json!(42)), "{text}");
    assert_eq!((response.answers.get(&"sorte".into()), actions(&response).len()), (None, 1), "{text}");
}
