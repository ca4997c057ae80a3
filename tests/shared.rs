//! Four people at once on the responses of one shared data directory: every answer and every remark is kept.

#[path = "support/desk.rs"]
#[allow(dead_code)] // most of it is for commands
mod desk;
#[path = "support/pty.rs"]
mod pty;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use desk::Desk;
use pty::Pty;
use serde_json::{Value, json};

#[test]
fn four_people_at_once_on_twenty_responses_keep_every_answer_and_every_remark() {
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
        // meanwhile each speaks of the response that the next one has open, then all of the same one
        for (next, of_all) in [(1, false), (0, true)] {
            remark(&desk, &ids, |person| 4 * round + if of_all { 0 } else { (person + next) % 4 });
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
        let mut said = remarks(&desk, id);
        said.sort();
        let before = 4 * (n / 4) + (n + 3) % 4;
        let all = (0..4).map(|person| format!("Personne {person} sur {n}")).filter(|_| n % 4 == 0);
        let mut expected: Vec<String> = all.chain([format!("Personne {} sur {n}", before % 4)]).collect();
        expected.sort();
        assert_eq!(said, expected, "each remark is there once");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
        assert_eq!((mode(&desk.file(id)), mode(desk.file(id).parent().unwrap())), (0o660, 0o2770), "it is the group's");
    }
}

/// Four reviewers at once, each of whom adds a remark to the response of that number.
fn remark(desk: &Desk, ids: &[String], which: impl Fn(usize) -> usize) {
    let mut people: Vec<(usize, usize, Pty)> = (0..4)
        .map(|person| {
            let n = which(person);
            let mut pty = Pty::start(&desk.command(&format!("review {} --as Personne-{person}", ids[n])), (80, 24));
            pty.shows("1 réponse").types(b"\r");
            pty.shows(&format!("Cellule {n}")).types(b"/");
            pty.shows("Rechercher").types(format!("Cellule {n}\r").as_bytes());
            (person, n, pty)
        })
        .collect();
    for (person, n, pty) in &mut people {
        pty.types(format!("cPersonne {person} sur {n}").as_bytes());
    }
    for (person, n, pty) in &mut people {
        pty.shows(&format!("Personne {person} sur {n}"));
    }
    for (.., pty) in &mut people {
        pty.types(b"\r");
    }
    for (.., pty) in &mut people {
        pty.shows("Remarque ajoutée").types(b"\x18");
        assert_eq!(pty.end(), 0);
    }
}

/// What was remarked on a response.
fn remarks(desk: &Desk, id: &str) -> Vec<String> {
    let text = fs::read_to_string(desk.file(id).with_file_name("review.jsonl")).unwrap();
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines.filter(|line| line["what"] == "comment").map(|line| line["text"].as_str().unwrap().to_owned()).collect()
}
