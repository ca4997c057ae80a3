//! `recueil fill --restricted`: what comes with a connection of SSH chooses nothing, and one person's settings are no other's.

use serde_json::json;

use crate::desk::{Desk, Ran, ran};
use crate::pty::Pty;

/// What is said where only the terminal is missing.
const OPENS: &str = "lancer dans un terminal";

/// Runs the program with this variable in its environment.
fn run(desk: &Desk, arguments: &str, (name, value): (&str, &str)) -> Ran {
    ran(assert_cmd::Command::from_std(desk.command(arguments)).env(name, value))
}

#[test]
fn neither_a_variable_nor_a_setting_nor_an_open_question_leads_to_another_response() {
    let desk = Desk::new();
    let [id, _] = ["53", "28"].map(|region| desk.import(&json!({"region": region})));
    desk.write(".config/recueil/settings.json", r#"{"language": "en"}"#);
    let mine = "id = \"mien\"\nversion = \"1\"\ntitle = \"Mien\"\n[[page]]\nid = \"p\"\ntitle = \"P\"\n[[page.question]]\nid = \"q\"\nkind = \"text\"\nlabel = \"Q\"\n";
    desk.write(".config/recueil/forms/mien.toml", mine);
    let forms = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/forms");
    let named = format!("--data-dir data --forms {forms}");
    let fixed = format!("fill essai --fix region=53 {named}");
    let nothing = ("NOTHING", "");
    for (arguments, variable, said) in [
        (fixed.clone(), nothing, OPENS),
        (format!("fill {id} {named}"), nothing, OPENS),
        (format!("fill essai {named}"), nothing, "Plusieurs réponses à « essai » ; désigner celle de cet accès avec --fix"),
        (fixed.clone(), ("SSH_ORIGINAL_COMMAND", "touch touched"), "« touch touched » n'est pas exécuté"),
        (fixed.clone(), ("XDG_DATA_HOME", "/tmp"), OPENS),
        (format!("fill essai --forms {forms}"), ("XDG_DATA_HOME", "/tmp"), "donner --data-dir dans la commande imposée"),
        // of the environment of the desk: its responses and its forms
        (format!("fill {id} --forms {forms}"), nothing, "n'est ni un questionnaire"),
        ("fill essai --data-dir data".to_owned(), nothing, "« essai » n'est ni un questionnaire"),
        // of the settings
        (format!("fill mien {named}"), nothing, "« mien » n'est ni un questionnaire"),
    ] {
        let arguments = format!("{arguments} --lang fr");
        let free = run(&desk, &arguments, variable).coded(2);
        assert!(free.err.contains(OPENS), "{arguments}: it is --restricted that refuses: {free:?}");
        // without the option the language is that of no settings
        let restricted = run(&desk, &arguments.replace("--lang fr", "--restricted"), variable).coded(2);
        assert!(restricted.err.contains(said) && restricted.out.is_empty(), "{arguments}: {restricted:?}");
    }
    assert!(!desk.path("touched").exists());
    assert_eq!(desk.count(), 2, "nothing was begun");
    for option in ["--inbox data", "--outbox data"] {
        assert!(desk.run(&format!("{fixed} {option}")).coded(2).err.contains("--restricted"), "{option} alone would shut nobody in");
    }
}

#[test]
fn settings_are_neither_read_nor_written() {
    let desk = Desk::new();
    let file = desk.write(".config/recueil/settings.json", r#"{"language":"en","author":"Dominique"}"#);
    let set = || std::fs::read_to_string(&file).unwrap();
    let before = set();
    let forms = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/forms");
    let restricted = format!("fill essai --fix region=53 --restricted --data-dir data --forms {forms}");
    for (arguments, switch, other, author) in [
        (&*restricted, "Passer en anglais", "Ctrl-O menu F10 quit", "essayeur"),
        ("fill essai --fix region=28", "Switch to French", "F10 quitter", "Dominique"),
    ] {
        let mut pty = Pty::start(&desk.command(arguments), (80, 24));
        // the row is the fourth from below
        pty.shows("Bretagne").types(b"\x0f\x1b[A\x1b[A\x1b[A\x1b[A");
        pty.shows(&format!("▌ {switch}")).types(b"\r");
        // an answer, so that there is a response
        pty.shows(other).types(b"\t1\x18");
        assert_eq!(pty.end(), 0);
        let listed = desk.run("list --json").coded(0).json();
        let mut stored = listed.as_array().unwrap().iter().map(|listed| desk.stored(listed["id"].as_str().unwrap()));
        let of_author = stored.find(|stored| arguments.contains(stored["answers"]["region"].as_str().unwrap())).unwrap();
        assert_eq!((&of_author["author"], set() == before), (&json!(author), author == "essayeur"), "{}", set());
    }
    assert!(set().contains("\"fr\""), "{}", set());
}
