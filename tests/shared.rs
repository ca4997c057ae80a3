//! Four people at once on the responses of one shared data directory: every answer is kept.

#[path = "support/desk.rs"]
#[allow(dead_code)] // most of it is for commands
mod desk;
#[path = "support/pty.rs"]
mod pty;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use desk::Desk;
use pty::Pty;
use serde_json::json;

#[test]
fn four_people_at_once_on_twenty_responses_keep_every_answer() {
    let desk = Desk::new();
    let ids: Vec<String> = (0..20)
        .map(|n| {
            desk.feed("import - --form tous --shared", &json!({ "nom": format!("Cellule {n}") }).to_string())
                .coded(0)
                .out
                .trim_end()
                .to_owned()
        })
        .collect();
    // each fills five responses, one after the other; at any time four are open, and the list of all is read at each start
    for round in 0..5 {
        let mut people: Vec<(usize, Pty)> = (0..4)
            .map(|person| {
                let n = 4 * round + person;
                let mut pty = Pty::start(&desk.command(&format!("fill {}", ids[n])), (80, 24));
                pty.shows(&format!("Cellule {n}"));
                (n, pty)
            })
            .collect();
        for letter in "écrit à quatre".chars() {
            for (_, pty) in &mut people {
                pty.types(letter.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        for (n, pty) in &mut people {
            pty.types(format!("\trécit {n}").as_bytes());
        }
        for (n, pty) in &mut people {
            pty.shows(&format!("récit {n}"));
            // to the list, which shows all, and out
            pty.types(b"\x18");
            assert_eq!(pty.end(), 0);
        }
        let listed = desk.run("list --json").coded(0).json();
        assert_eq!(listed.as_array().map(Vec::len), Some(20), "{listed}");
    }
    for (n, id) in ids.iter().enumerate() {
        let answers = &desk.stored(id)["answers"];
        assert_eq!(answers["nom"], json!(format!("Cellule {n}écrit à quatre")));
        assert_eq!(answers["recit"], json!(format!("récit {n}")));
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o7777;
        assert_eq!((mode(&desk.file(id)), mode(desk.file(id).parent().unwrap())), (0o660, 0o2770), "it is the group's");
    }
}
