//! Demonstrations and exercises on a real terminal, as trainers and trainees use them.

#[path = "support/desk.rs"]
#[allow(dead_code)] // most of it is for commands
mod desk;
#[path = "support/pty.rs"]
mod pty;

use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::Command;

use desk::Desk;
use pty::Pty;
use rustix::process::{Pid, Signal, kill_process};

const SMALL: &str = r#"#: title Premier essai
Type "recueil"
Enter
## Commencer
#> Voici la liste.
Sleep 100ms
#> Commencez une réponse : Entrée.
Enter
Wait+Screen /1.12/
#? page accueil
## Aller
#> Allez à la date de création : Ctrl-G, date_c, Entrée.
Ctrl+G
Type "date_c"
Enter
#? at date_creation
#> Tapez mars 2024, puis Tab.
Type "mars 2024"
Tab
#? answered date_creation
#> Quittez par Ctrl-X.
Ctrl+X
Type "recueil"
Enter
Wait+Screen /1 réponse/
#? screen /1 réponse/
"#;

const F12: &[u8] = b"\x1b[24~";

/// A desk with a script and a directory for what is there for a time only.
fn desk_with(script: &str) -> Desk {
    let desk = Desk::new();
    desk.write("essai.tape", script);
    std::fs::create_dir(desk.path("tmp")).unwrap();
    desk
}

fn command(desk: &Desk, arguments: &str) -> Command {
    let mut command = desk.command(arguments);
    command.env("TMPDIR", desk.path("tmp"));
    command
}

/// What is left of what was there for a time only.
fn left(desk: &Desk) -> Vec<PathBuf> {
    std::fs::read_dir(desk.path("tmp")).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// Holds that nothing of a demonstration is left, and that the person's own data directory was never made.
fn holds_nothing_left(desk: &Desk) {
    assert_eq!(left(desk), Vec::<PathBuf>::new(), "the world of a demonstration goes with it");
    assert!(!desk.path("data").exists(), "nothing of the person's is touched");
}

#[test]
fn a_demonstration_plays_in_the_terminal_to_its_end() {
    let desk = desk_with(SMALL);
    let mut pty = Pty::start(&command(&desk, "play essai.tape"), (80, 24));
    // it ends on the list, the program having been left and started again, and stays there
    pty.shows("1 réponse").shows("C'est fini.");
    assert_eq!(left(&desk).len(), 1, "it plays in a directory of its own");
    pty.types(b"q");
    assert_eq!(pty.end(), 0);
    holds_nothing_left(&desk);
}

#[test]
fn whoever_looks_on_stops_it_goes_on_by_chapters_and_leaves() {
    let desk = desk_with(&SMALL.replace("Sleep 100ms", "Sleep 60s").replace("Type \"mars 2024\"", "Sleep 60s\nType \"mars 2024\""));
    let mut pty = Pty::start(&command(&desk, "play essai.tape"), (80, 24));
    pty.shows("Voici la liste.");
    pty.types(b" ");
    pty.shows("En pause.");
    // nothing waits until the next chapter
    pty.types(b"\x1b[C");
    pty.shows("Tapez mars 2024, puis Tab.").shows("→ chapitre q quitter");
    pty.types(b"++");
    pty.shows("+ - vitesse × 2 →");
    // what one types does not reach the program
    pty.types(b"xyz ");
    pty.shows("En pause.");
    assert!(!pty.rows().join("\n").contains("xyz"));
    pty.types(b"q");
    assert_eq!(pty.end(), 0);
    holds_nothing_left(&desk);
}

#[test]
fn words_of_two_lines_stay_whole_while_it_is_stopped() {
    let words = "Voici la liste, avec bien des mots de plus, pour que tout cela tienne juste en deux lignes et pas en une seule.";
    let desk = desk_with(&SMALL.replace("Sleep 100ms", "Sleep 60s").replace("Voici la liste.", words));
    let mut pty = Pty::start(&command(&desk, "play essai.tape"), (80, 24));
    pty.shows("Voici la liste,");
    pty.types(b" ");
    pty.shows("En pause.").shows(words);
    pty.types(b"q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn a_signal_ends_a_demonstration_and_takes_its_data_with_it() {
    let desk = desk_with(&SMALL.replace("Sleep 100ms", "Sleep 60s"));
    let mut pty = Pty::start(&command(&desk, "play essai.tape"), (80, 24));
    pty.shows("Voici la liste.");
    kill_process(pty.pid(), Signal::TERM).unwrap();
    assert_eq!(pty.end(), 128 + 15);
    assert!(!pty.is_alternate());
    holds_nothing_left(&desk);
}

#[test]
fn a_signal_ends_a_recording_and_takes_its_data_with_it() {
    // longer than it takes to end it
    let desk = desk_with(&SMALL.replace("Sleep 100ms", "").replace("Tab\n", &"Tab@1ms 500\n".repeat(200)));
    for signal in [Signal::INT, Signal::TERM] {
        let mut child = command(&desk, "play essai.tape --output essai.cast").spawn().unwrap();
        let is_under_way = || left(&desk).iter().any(|dir| dir.join("data/responses").read_dir().is_ok_and(|mut all| all.next().is_some()));
        while !is_under_way() {
            assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        }
        kill_process(Pid::from_child(&child), signal).unwrap();
        assert_eq!(child.wait().unwrap().signal(), Some(signal.as_raw()));
        holds_nothing_left(&desk);
        assert!(!desk.path("essai.cast").exists());
    }
}

#[test]
fn a_terminal_without_room_for_captions_is_told() {
    let desk = desk_with(SMALL);
    let mut pty = Pty::start(&command(&desk, "play essai.tape"), (80, 17));
    assert_eq!(pty.end(), 2);
    assert!(pty::prose(&pty.rows()).contains("Agrandir le terminal"), "{:?}", pty.rows());
    let ran = desk.run("play essai.tape --output x.svg --size 80x17").coded(1);
    assert!(ran.err.contains("Agrandir le terminal"), "{ran:?}");
    assert!(!desk.path("x.svg").exists());
    holds_nothing_left(&desk);
}

#[test]
fn a_demonstration_for_a_larger_terminal_is_not_begun_in_a_smaller_one_unasked() {
    let desk = desk_with(&SMALL.replace("#: title", "#: size 140x40\n#: title"));
    let mut pty = Pty::start(&command(&desk, "play essai.tape"), (80, 24));
    assert_eq!(pty.end(), 2);
    let told = pty::prose(&pty.rows());
    assert!(told.contains("faite pour un terminal de 140x40, et celui-ci a 80x24") && told.contains("--size 80x24"), "{told}");
    let mut pty = Pty::start(&command(&desk, "play essai.tape --size 80x24"), (80, 24));
    pty.shows("C'est fini.");
    pty.types(b"q");
    assert_eq!(pty.end(), 0);
    holds_nothing_left(&desk);
}

#[test]
fn without_a_terminal_what_the_script_says_is_made_of_it() {
    let desk = desk_with(&SMALL.replace("#: title", "Output essai.cast\nOutput essai.gif\n#: title"));
    desk.run("play essai.tape").coded(0);
    assert!(desk.path("essai.cast").exists() && !desk.path("essai.gif").exists());
    let desk = desk_with(SMALL);
    assert!(desk.run("play essai.tape").coded(2).err.contains("terminal"));
}

#[test]
fn a_script_writes_nothing_outside_its_own_world() {
    let desk = Desk::new();
    for (place, goal) in
        [(desk.path("volé.txt"), "son propre dossier"), ("../volé.txt".into(), "son propre dossier"), ("ici.txt".into(), "Imprimé dans")]
    {
        let script = [
            "Type 'recueil fill carsp-2025 --set region=53 --page validation'\nEnter\nWait+Screen /Imprimer dans/",
            // four rows on, to the one that prints; the name proposed goes
            "Tab 4\nEnter\nWait+Screen /Nom du fichier/\nBackspace 100",
            &format!("Type '{}'\nEnter\nSleep 1s\n#? screen /{goal}/\n", place.display()),
        ];
        desk.write("essai.tape", script.join("\n"));
        desk.run("play essai.tape --output x.cast --force").coded(0);
    }
    assert!(!desk.path("volé.txt").exists());
}

#[test]
fn a_script_reads_nothing_outside_its_own_world() {
    let desk = Desk::new();
    desk.write("secret.txt", "le secret de la personne");
    for typed in [format!("Copy '{}'\nPaste", desk.path("secret.txt").display()), "Type '../'".into(), "Up\nEnter".into()] {
        let script = format!(
            "#: file note.txt 12\nType 'recueil fill carsp-2025 --set region=53 --page equipe'\nEnter\nCtrl+G\nType organigramme\nEnter\nEnter\n\
             Wait+Screen /Joindre un fichier/\n{typed}\nSleep 1s\n#? screen /son propre dossier/\n"
        );
        desk.write("essai.tape", script);
        desk.run("play essai.tape --output x.txt --force").coded(0);
        assert!(!std::fs::read_to_string(desk.path("x.txt")).unwrap().contains("secret.txt  "));
    }
}

#[test]
fn a_program_that_does_not_open_is_told_with_the_script_and_why() {
    for (script, why) in [
        ("#: form absent\nType recueil\nEnter\n", "Questionnaire inconnu : « absent »"),
        ("Type 'recueil fill nulle-part'\nEnter\n", "« nulle-part » n'est ni un questionnaire"),
    ] {
        let desk = desk_with(script);
        let ran = desk.run("play essai.tape --output x.cast").coded(1);
        let told = ran.err.replace('\u{a0}', " ");
        assert!(told.starts_with("essai.tape: le programme ne s'ouvre pas : ") && told.contains(why), "{told}");
        let mut pty = Pty::start(&command(&desk, "play essai.tape"), (80, 40));
        assert_eq!(pty.end(), 1);
        let rows = pty.rows().concat().replace('\u{a0}', " ");
        assert!(rows.contains("essai.tape: le programme ne s'ouvre pas") && rows.contains(why) && !pty.is_raw(), "{rows}");
        assert!(!desk.path("x.cast").exists());
    }
}

#[test]
fn what_does_not_come_is_told_with_its_line_and_the_screen() {
    for (was, is, told) in [
        ("Wait+Screen /1 réponse/", "Wait+Screen@1s /deux réponses/", "l'écran ne montre pas /deux réponses/ après 1 s"),
        ("Wait+Screen /1 réponse/", "Wait@1s /deux réponses/", "la ligne du curseur ne montre pas /deux réponses/ après 1 s"),
        ("#? page accueil", "#? page rgpd", "ceci devrait être vrai et ne l'est pas : page rgpd"),
        ("Type \"recueil\"\nEnter\nWait", "Tab\nWait", "le programme s'est terminé avant la fin"),
    ] {
        let script = SMALL.replace(was, is);
        let wrong = is.lines().next().unwrap();
        let line = script.lines().count() - script.lines().rev().position(|line| line == wrong).unwrap();
        let desk = desk_with(&script);
        let ran = desk.run("play essai.tape --output x.cast").coded(1);
        assert!(ran.err.starts_with(&format!("essai.tape:{line}: {told}")), "{ran:?}");
        assert!(ran.err.contains("│ "), "the screen is shown: {ran:?}");
        assert!(!desk.path("x.cast").exists());
        // live, too, once the terminal is given back
        let mut pty = Pty::start(&command(&desk, "play essai.tape"), (80, 40));
        assert_eq!(pty.end(), i32::from(!told.contains("terminé")), "{:?}", pty.rows());
        holds_nothing_left(&desk);
    }
}

#[test]
fn the_same_script_gives_the_same_recording_and_never_over_a_file() {
    let desk = desk_with(SMALL);
    for file in ["a.cast", "b.cast"] {
        desk.run(&format!("play essai.tape --output {file}")).coded(0);
    }
    let read = |name: &str| std::fs::read_to_string(desk.path(name)).unwrap();
    assert_eq!(read("a.cast"), read("b.cast"));
    let ran = desk.run("play essai.tape --output a.cast").coded(1);
    assert!(ran.err.contains("a.cast"), "{ran:?}");
    let ran = desk.run("play essai.tape --output a.gifs").coded(2);
    assert!(ran.err.contains(".svg"), "what can be written is told: {ran:?}");
}

#[test]
fn an_exercise_is_done_alone_with_help_and_by_passing_on() {
    let desk = desk_with(SMALL);
    let mut pty = Pty::start(&command(&desk, "practice essai.tape"), (80, 24));
    pty.shows("Exercice Voici la liste.");
    pty.types(F12);
    pty.shows("Exercice 1/4 Commencez une réponse");
    pty.types(b"\r");
    pty.shows("✓ C'est fait.");
    // astray, then shown: the way back is found
    pty.shows("Exercice 2/4 Allez à la date");
    pty.types(b"\x06\x0f");
    pty.shows("Menu");
    pty.types(F12);
    pty.shows("a : touches");
    pty.types(b"a");
    pty.shows("À frapper : [Ctrl-G] date_c [Entrée]");
    pty.types(F12);
    pty.types(b"m");
    pty.shows("Exercice 3/4 Tapez mars 2024");
    // half of it, then passed: what was typed goes
    pty.types(b"avr");
    pty.shows("avr");
    pty.types(F12);
    pty.types(b"p");
    pty.shows("Exercice 4/4 Quittez par Ctrl-X.").shows("mars 2024");
    pty.types(b"\x18");
    // left as asked, it is started again
    pty.shows("1 réponse").shows("l'exercice est terminé");
    pty.types(F12);
    assert_eq!(pty.end(), 0);
    let told = pty::prose(&pty.rows());
    for expected in
        ["1. Commencez une réponse", "sans aide, 0 min", "avec aide, 0 min", "passée, 0 min", ": 2 sans aide, 1 avec aide, 1 passée"]
    {
        assert!(told.contains(expected), "« {expected} » in {told}");
    }
    holds_nothing_left(&desk);
}

#[test]
fn an_exercise_can_be_left_at_any_time() {
    let desk = desk_with(SMALL);
    for keys in [&b"\x18"[..], b"\x1b[24~\x1b[24~q"] {
        let mut pty = Pty::start(&command(&desk, "practice essai.tape"), (80, 24));
        pty.shows("Voici la liste.");
        pty.types(keys);
        assert_eq!(pty.end(), 0);
        assert!(pty::prose(&pty.rows()).contains("interrompu à l'étape 1 sur 4"), "{:?}", pty.rows());
        holds_nothing_left(&desk);
    }
}

#[test]
fn keys_and_what_they_do_are_shown_for_those_who_look_on() {
    let desk = Desk::new();
    let mut pty = Pty::start(&desk.command("fill carsp-2025 --show-keys"), (80, 24));
    pty.shows("1/12");
    pty.types(b"\x06");
    pty.shows("2/12").shows("[Ctrl-F]");
    let last = pty.rows().last().cloned().unwrap_or_default();
    assert!(last.contains("Page suivante"), "{last}");
    pty.types(b"\x18");
    assert_eq!(pty.end(), 0);
}

#[test]
fn captions_of_one_s_own_are_stepped_through_typed_and_taken_away() {
    let desk = Desk::new();
    let file = desk.write("mots.txt", "## Le plan\n\nOuvrir le plan.\nAller plus loin.\n");
    let mut pty = Pty::start(&desk.command(&format!("fill carsp-2025 --show-keys={}", file.display())), (80, 24));
    pty.shows("1/12");
    // a chapter, then its first caption
    pty.types(F12);
    pty.shows("Légende ## Le plan").shows("Entrée montrer");
    pty.types(F12);
    pty.types(b"\x0e");
    pty.shows("Légende Ouvrir le plan.").types(b"\r");
    pty.shows("Le plan Ouvrir le plan.");
    // keys go to the program again, and what they do stands under the words
    pty.types(b"\x06");
    pty.shows("2/12").shows("Le plan Ouvrir le plan. Page suivante").shows("[Ctrl-F]");
    // another one is looked at, one is typed, then none is shown
    pty.types(F12);
    pty.shows("Légende Aller plus loin.").types(b"\x1b[A");
    pty.shows("Légende Ouvrir le plan.").types("\x15Regardez bien\r".as_bytes());
    pty.shows("Le plan Regardez bien");
    pty.types(F12);
    pty.shows("Légende").types(b"\x15\r");
    assert_eq!(pty.wait_for(|rows| !rows.join("\n").contains("Regardez")), pty::Came::Yes);
    assert!(pty.rows().join("\n").contains("2/12"), "what was typed did not reach the program");
    pty.types(b"\x18");
    assert_eq!(pty.end(), 0);
    let ran = desk.run("fill carsp-2025 --show-keys=nulle-part.txt").coded(1);
    assert!(ran.err.contains("nulle-part.txt"), "{ran:?}");
}
