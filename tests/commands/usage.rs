//! Usage, languages, directories, and what happens without a terminal or without a reader.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::desk::{Desk, ran};

#[test]
fn wrong_usage_gives_exit_2_and_a_hint_on_the_standard_error() {
    let desk = Desk::new();
    for arguments in ["lst", "list --jason", "show", "list extra", "--lang de", "check", "import", "list --json --json", "completions"] {
        let ran = desk.run(arguments).coded(2);
        assert!(ran.out.is_empty() && ran.err.contains("recueil --help"), "{arguments}: {ran:?}");
        assert!(!ran.err.contains("error:") && !ran.err.contains("cli-"), "{arguments}: {ran:?}");
    }
    assert!(!desk.path("data").exists(), "nothing was written");
}

#[test]
fn help_is_french_unless_asked_otherwise() {
    let desk = Desk::new();
    let french = desk.run("--help").coded(0);
    assert!(french.out.contains("Commandes\u{a0}:") && french.out.contains("Utilisation") && french.err.is_empty(), "{french:?}");
    for help in [
        desk.run("--help --lang en"),
        desk.run("--lang=en list -h"),
        ran(assert_cmd::Command::from_std(desk.command("--help")).env("RECUEIL_LANG", "en")),
    ] {
        let help = help.coded(0);
        assert!(help.out.contains("Usage:") && !help.out.contains("Afficher"), "{help:?}");
    }
    for command in ["fill", "review", "list", "show", "compare", "check", "import", "validate", "print", "completions", "man"] {
        let help = desk.run(&format!("{command} --help")).coded(0).out;
        assert!(!help.contains("cli-") && !help.contains("name-"), "{help}");
    }
    assert!(desk.run("--version").coded(0).out.starts_with("recueil "));
}

#[test]
fn the_language_is_the_options_else_the_environments_else_the_settings_else_french() {
    let desk = Desk::new();
    let said = |arguments: &str, variable: &str| {
        ran(assert_cmd::Command::from_std(desk.command(arguments)).env("RECUEIL_LANG", variable)).coded(1).err
    };
    let french = said("show zzzz", "");
    let english = said("show zzzz --lang en", "");
    assert_ne!(french, english);
    assert_eq!(said("show zzzz", "en"), english);
    assert_eq!(said("show zzzz --lang fr", "en"), french);
    desk.write(".config/recueil/settings.json", r#"{"language": "en"}"#);
    assert_eq!(said("show zzzz", ""), english);
    assert_eq!(said("show zzzz", "fr"), french);
}

#[test]
fn the_author_is_the_options_else_the_settings_else_the_account() {
    let desk = Desk::new();
    let author = |options: &str| {
        let id = desk.feed(&format!("import - --form essai {options}"), "{}").coded(0).out;
        desk.stored(id.trim())["author"].clone()
    };
    assert_eq!(author(""), "essayeur");
    desk.write(".config/recueil/settings.json", r#"{"author": "Dominique"}"#);
    assert_eq!(author(""), "Dominique");
    assert_eq!(author("--as Camille"), "Camille");
}

#[test]
fn the_data_directory_is_the_options_else_the_environments_else_the_users() {
    let desk = Desk::new();
    desk.import(&json!({}));
    assert_eq!(desk.count(), 1);
    desk.feed("import - --form essai --data-dir ailleurs", "{}").coded(0);
    assert!(desk.path("ailleurs/responses").is_dir());
    let mut own = desk.command("import - --form essai");
    own.env_remove("RECUEIL_DATA_DIR");
    ran(assert_cmd::Command::from_std(own).write_stdin("{}")).coded(0);
    assert!(desk.path(".local/share/recueil/responses").is_dir());
    assert_eq!(desk.count(), 1);
}

#[test]
fn a_data_directory_that_cannot_be_used_is_told() {
    let desk = Desk::new();
    desk.write("fichier", "");
    assert!(desk.run("list --data-dir fichier").coded(1).err.contains("fichier"));
    desk.write("neuf/layout", "99");
    assert!(desk.run("list --data-dir neuf").coded(1).err.contains("neuf"));
    assert_eq!(std::fs::read_dir(desk.path("neuf")).unwrap().count(), 1, "a newer layout is left untouched");
}

/// The program with these arguments under an account that the modes of directories bind: this one or, for root, one without the rights over them.
fn bound(desk: &Desk, arguments: &str) -> assert_cmd::Command {
    let plain = desk.command(arguments);
    if std::fs::write(desk.path("data/responses/essai"), "").is_err() {
        return assert_cmd::Command::from_std(plain);
    }
    std::fs::remove_file(desk.path("data/responses/essai")).unwrap();
    let mut command = Command::new("setpriv");
    command.arg("--bounding-set=-dac_override,-dac_read_search").arg(plain.get_program()).args(plain.get_args());
    command.current_dir(desk.path("")).env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
    assert_cmd::Command::from_std(command)
}

#[test]
fn a_read_only_directory_is_listed_and_refuses_to_be_written() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    let dirs = [desk.path("data"), desk.path("data/responses"), desk.path("data/responses").join(&id)];
    let mode = |mode| dirs.iter().for_each(|dir| std::fs::set_permissions(dir, std::fs::Permissions::from_mode(mode)).unwrap());
    mode(0o500);
    ran(&mut bound(&desk, "list")).coded(0);
    ran(&mut bound(&desk, &format!("show {id}"))).coded(0);
    for arguments in [format!("validate {id}"), "import - --form essai".to_owned(), "fill essai --fix region=28".to_owned()] {
        assert!(ran(bound(&desk, &arguments).write_stdin("{}")).coded(1).err.contains("lecture seule"), "{arguments}");
    }
    mode(0o700);
    assert_eq!((desk.count(), &desk.stored(&id)["status"]), (1, &json!("draft")));
}

#[test]
fn a_directory_of_forms_adds_to_the_built_in_ones_and_overrides_them() {
    let desk = Desk::new();
    desk.write("miens/mien.toml", "id = \"mien\"\nversion = \"1\"\ntitle = \"Mien\"\n[[page]]\nid = \"p\"\ntitle = \"P\"\n[[page.question]]\nid = \"q\"\nkind = \"text\"\nlabel = \"Q\"\n");
    assert!(desk.run("print --form mien --forms miens").coded(0).out.contains("Mien"));
    desk.write(".config/recueil/forms/mien.toml", std::fs::read(desk.path("miens/mien.toml")).unwrap());
    assert!(desk.run("print --form mien").coded(0).out.contains("Mien"));
    assert!(desk.run("list --forms absents").coded(2).err.contains("absents"));
}

#[test]
fn without_a_terminal_the_screen_is_refused_with_a_hint_and_nothing_is_written() {
    let desk = Desk::new();
    for arguments in ["", "fill carsp-2025", "fill carsp-2025 --fix region=53", "fill essai --set statut=public --page activite"] {
        let ran = desk.run(arguments).coded(2);
        assert!(ran.err.contains("terminal") && ran.out.is_empty(), "{arguments}: {ran:?}");
    }
    assert_eq!(desk.count(), 0);
}

#[test]
fn fill_refuses_what_is_not_known_and_tells_what_is() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    for (arguments, said) in [
        ("fill absent", &["absent", "carsp-2025", "essai"][..]),
        ("fill essai --fix couleur=bleu", &["couleur", "region", "statut"]),
        ("fill essai --set par_poste=3", &["par_poste", "budget"]),
        ("fill essai --set rapport=x.pdf", &["rapport", "region"]),
        ("fill essai --fix region=99", &["99", "53", "28"]),
        ("fill essai --set profils=medecin,jardinier", &["jardinier", "autres"]),
        ("fill essai --set prevus=douze", &["douze"]),
        ("fill essai --fix region=", &["region", "53"]),
        ("fill essai --page absente", &["absente", "identite, activite"]),
        ("fill essai --fix region", &["region=53"]),
        ("fill ID --fix region=53", &["recueil fill essai --fix"]),
        ("fill ID --page absente", &["identite, activite"]),
    ] {
        let ran = desk.run(&arguments.replace("ID", &id)).coded(2);
        assert!(said.iter().all(|word| ran.err.contains(word)), "{arguments}: {ran:?}");
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    let desk = Desk::new();
    let mut child =
        desk.command("print --form carsp-2025").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    let mut output = BufReader::with_capacity(16, child.stdout.take().unwrap());
    output.read_line(&mut line).unwrap();
    drop(output);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()), (Some(0), ""));
}

#[test]
fn a_full_disk_under_the_output_is_told() {
    let desk = Desk::new();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = desk.command("print --form carsp-2025").stdin(Stdio::null()).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(!output.stderr.is_empty());
}

#[test]
fn the_reviewer_s_list_needs_a_terminal_a_form_that_is_known_and_responses_that_are_there() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    for (arguments, said) in [
        ("review".to_owned(), "terminal"),
        (format!("review {id} Bretagne --form essai"), "terminal"),
        ("review --form absent".to_owned(), "essai"),
        ("review zzzz".to_owned(), "zzzz"),
        (format!("review {id} zzzz"), "zzzz"),
    ] {
        let ran = desk.run(&arguments).coded(2);
        assert!(ran.out.is_empty() && ran.err.contains(said), "{arguments}: {ran:?}");
    }
}
