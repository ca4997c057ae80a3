//! `recueil record` on a real terminal: what is in the file whenever the program ends, and where none is written.

#[path = "support/desk.rs"]
#[allow(dead_code)] // most of it is for commands
mod desk;
#[path = "support/pty.rs"]
mod pty;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use desk::Desk;
use pty::Pty;
use rustix::process::{Signal, kill_process};

const SIZE: (u16, u16) = (80, 24);

/// A session that is recorded, with an answer given.
fn recorded(desk: &Desk, options: &str) -> Pty {
    let file = desk.path("séance.tape");
    let mut pty = Pty::start(&desk.command(&format!("record {options}{} fill tous", file.display())), SIZE);
    pty.shows("▌");
    pty.types("Wzkxname Zwkx\r".as_bytes());
    pty.shows("Wzkxname Zwkx");
    pty.types("wzk".as_bytes());
    pty.shows("wzk");
    pty
}

/// Holds that the script plays, and that what was typed is not in it.
fn plays(desk: &Desk) {
    let file = desk.path("séance.tape");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("Type \"nom\"\nEnter\nType \"") && !text.contains("zkx") && !text.contains("Zwkx"), "{text}");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let transcript = desk.path("séance.txt");
    desk.run(&format!("play {} --output {}", file.display(), transcript.display())).coded(0);
    assert!(!fs::read_to_string(&transcript).unwrap().contains("Wzkxname"));
}

#[test]
fn a_session_is_a_script_that_plays_and_what_was_typed_is_not_in_it() {
    let desk = Desk::new();
    let film = desk.path("séance.cast");
    let mut pty = recorded(&desk, &format!("--cast {} ", film.display()));
    pty.types(b"\x18");
    assert_eq!(pty.end(), 0);
    plays(&desk);
    // the film is what was on the screen
    assert!(fs::read_to_string(&film).unwrap().contains("Wzkxname"));
    assert_eq!(fs::metadata(&film).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn what_is_said_while_it_is_recorded_is_a_caption_of_the_script_and_no_answer() {
    let desk = Desk::new();
    let file = desk.path("séance.tape");
    let prepared = desk.write("propos.txt", "## Pour commencer\nUn propos préparé.\n");
    let options = format!("--show-keys={} record {} fill tous", prepared.display(), file.display());
    let mut pty = Pty::start(&desk.command(&options), SIZE);
    pty.shows("▌");
    // F12 opens the line, and shows what stands in it
    pty.types(b"\x1b[24~");
    pty.shows("## Pour commencer");
    pty.types(b"\x1b[24~");
    pty.wait_for(|rows| rows.iter().any(|row| row.contains("Pour commencer") && !row.contains("##")));
    pty.types(b"Wzkxname\r");
    pty.shows("Wzkxname");
    // so does Ctrl-N, and Enter; what is typed there is no answer
    pty.types(b"\x0e");
    pty.shows("Un propos préparé.");
    pty.types("\x15Et voici le nom.".as_bytes());
    pty.shows("Et voici le nom.");
    pty.types(b"\r\x18");
    assert_eq!(pty.end(), 0);
    let text = fs::read_to_string(&file).unwrap();
    let order = ["\n## Pour commencer\n", "\nType \"nom\"\nEnter\nType \"", "\n#> Et voici le nom.\n"];
    let places: Vec<_> = order.iter().map(|line| text.find(line)).collect();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{text}");
    // neither the words, nor the keys that said them
    assert!(!text.contains("Wzkxname") && !text.contains("Ctrl+N") && !text.contains("Ctrl+U") && !text.contains("préparé"), "{text}");
    assert_eq!(text.matches("voici").count(), 1, "{text}");
    let told = desk.path("séance.txt");
    desk.run(&format!("play {} --output {}", file.display(), told.display())).coded(0);
    let told = fs::read_to_string(told).unwrap();
    assert!(told.contains("Et voici le nom.") && told.contains("Pour commencer\n----") && told.ends_with('\n'), "{told}");
}

#[test]
fn a_session_that_is_killed_is_a_script_up_to_there() {
    let desk = Desk::new();
    let mut pty = recorded(&desk, "");
    kill_process(pty.pid(), Signal::KILL).unwrap();
    pty.end();
    plays(&desk);
}

#[test]
fn a_session_whose_terminal_goes_away_is_told_to_its_end() {
    let desk = Desk::new();
    let mut pty = recorded(&desk, "");
    kill_process(pty.pid(), Signal::HUP).unwrap();
    assert_eq!(pty.end(), 129);
    plays(&desk);
    let text = fs::read_to_string(desk.path("séance.tape")).unwrap();
    assert_eq!(text.matches("Ctrl+G").count(), 2, "{text}");
}

#[test]
fn no_file_is_written_over_another_nor_where_there_is_no_place() {
    let desk = Desk::new();
    let there = desk.write("séance.tape", "mine");
    for (file, told) in [(there.clone(), "existe déjà"), (desk.path("nulle/part.tape"), "n'existe pas")] {
        let mut pty = Pty::start(&desk.command(&format!("record {} fill tous", file.display())), SIZE);
        assert_eq!(pty.end(), 1, "{}", pty.rows().join("\n"));
        let said = pty::prose(&pty.rows());
        assert!(said.contains(told), "{said}");
        assert!(!pty.is_alternate());
    }
    assert_eq!(fs::read_to_string(&there).unwrap(), "mine");
    let mut pty = recorded(&desk, "--force ");
    pty.types(b"\x18");
    assert_eq!(pty.end(), 0);
    plays(&desk);
    desk.run(&format!("record {} fill tous --restricted", there.display())).coded(2);
    desk.run(&format!("record {} review --report a.md", there.display())).coded(2);
    desk.run(&format!("record {}", there.display())).coded(2);
}
