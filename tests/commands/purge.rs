//! `recueil purge`: what is past its retention period, and nothing else.

use recueil::store::Store;
use serde_json::{Value, json};

use crate::desk::{Desk, Ran};
use crate::pty::Pty;

/// A form whose answers are kept for a month, and one that says nothing.
fn desk() -> Desk {
    let desk = Desk::new();
    for (id, retention) in [("bref", "retention_months = 1\n"), ("libre", "")] {
        desk.write(
            &format!("forms/{id}.toml"),
            format!(
                "id = \"{id}\"\nversion = \"1\"\ntitle = \"Essai {id}\"\ninstance_name = \"nom\"\n{retention}[[page]]\nid = \"p\"\ntitle = \"P\"\n[[page.question]]\nid = \"nom\"\nkind = \"text\"\nlabel = \"Nom\"\n[[page.question]]\nid = \"piece\"\nkind = \"file\"\nlabel = \"Pièce\"\n[[page]]\nid = \"fin\"\ntitle = \"Fin\"\nfinal = true\n"
            ),
        );
    }
    desk
}

fn run(desk: &Desk, arguments: &str) -> Ran {
    let forms = desk.path("forms");
    desk.run(&format!("--forms {} {arguments}", forms.display()))
}

/// A response to a form, changed last at this moment, with an attached file, a file that was removed, a review and a version.
fn response(desk: &Desk, form: &str, name: &str, modified: &str) -> String {
    let forms = desk.path("forms");
    let answers = json!({"nom": name, "piece": [{"name": "a.pdf", "size": 1, "sha256": "0".repeat(64)}]});
    let id =
        desk.feed(&format!("--forms {} import - --form {form}", forms.display()), &answers.to_string()).coded(0).out.trim_end().to_owned();
    desk.change(&id, |stored| stored["modified"] = json!(modified));
    for file in [format!("responses/{id}/files/a.pdf"), format!("responses/{id}/files/b.pdf"), format!("responses/{id}/review.jsonl")] {
        desk.write(&format!("data/{file}"), "x");
    }
    let version = std::fs::read(desk.file(&id)).unwrap();
    desk.write(&format!("data/backups/{id}/20260101T000000Z-0123456789abcdef.json"), version);
    id
}

/// Every file of the data directory.
fn files(desk: &Desk) -> Vec<String> {
    let (root, mut found) = (desk.path("data"), Vec::new());
    let mut left = vec![root.clone()];
    while let Some(dir) = left.pop() {
        for path in std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                left.push(path.clone());
            }
            found.push(path.strip_prefix(&root).unwrap().display().to_string());
        }
    }
    found.sort();
    found
}

#[test]
fn it_lists_and_removes_nothing_until_it_is_told_to() {
    let desk = desk();
    let old = response(&desk, "bref", "Ancienne", "2020-01-31T10:00:00Z");
    response(&desk, "libre", "Sans durée", "2020-01-31T10:00:00Z");
    let before = files(&desk);
    let ran = run(&desk, "purge").coded(0);
    let out = ran.out.replace('\u{a0}', " ");
    assert!(
        out.contains(&format!("Ancienne ({old}), Essai bref : modifiée le 31/01/2020 10:00, à conserver jusqu'au 29/02/2020 10:00")),
        "{out}"
    );
    assert!(!out.contains("Essai libre"), "its answers are kept, though a file was removed: {out}");
    assert!(ran.err.contains("Rien n'a été supprimé"), "{ran:?}");
    let json = run(&desk, "purge --json").coded(0).json();
    assert_eq!((&json["due"][0]["id"], &json["due"][0]["removed"], json["due"].as_array().unwrap().len()), (&json!(old), &json!(false), 1));
    assert_eq!(files(&desk), before);
}

#[test]
fn on_a_terminal_it_asks_and_only_the_word_removes() {
    let desk = desk();
    let old = response(&desk, "bref", "Ancienne", "2020-01-31T10:00:00Z");
    let before = files(&desk);
    let typed = |line: &[u8]| {
        let mut pty = Pty::start(&desk.command(&format!("--forms {} purge", desk.path("forms").display())), (160, 24));
        pty.shows(&format!("Ancienne ({old})")).shows("Écrire « purger » pour supprimer définitivement :").types(line);
        assert_eq!(pty.end(), 0);
        pty
    };
    for line in ["\r", "non\r", "oui\r", "purge\r", "Purger\r", "\x04"] {
        typed(line.as_bytes()).shows("Rien n'a été supprimé.");
        assert_eq!(files(&desk), before, "{line:?}");
    }
    typed(b" purger \r").shows(&format!("Ancienne ({old}) : supprimée"));
    assert!(!desk.file(&old).exists());
}

#[test]
fn of_a_form_that_is_not_known_nothing_is_removed() {
    let desk = desk();
    let ids = ["En place", "Jetée", "Perdue"].map(|name| response(&desk, "bref", name, "2020-01-31T10:00:00Z"));
    std::fs::rename(desk.path(&format!("data/responses/{}", ids[1])), desk.path(&format!("data/trash/{}", ids[1]))).unwrap();
    std::fs::remove_dir_all(desk.path(&format!("data/responses/{}", ids[2]))).unwrap();
    std::fs::remove_file(desk.path(&format!("data/responses/{}/files/b.pdf", ids[0]))).unwrap();
    assert_eq!(run(&desk, "purge --json").coded(0).json()["due"].as_array().unwrap().len(), 3);
    let form = std::fs::read(desk.path("forms/bref.toml")).unwrap();
    let before = files(&desk);
    // neither of one that is gone nor of one that has a fault
    for form in [None, Some("id = 3")] {
        match form {
            None => std::fs::remove_file(desk.path("forms/bref.toml")).unwrap(),
            Some(text) => drop(desk.write("forms/bref.toml", text)),
        }
        let ran = run(&desk, "purge --yes").coded(0);
        assert_eq!((ran.out.as_str(), files(&desk)), ("Rien n'est à supprimer.\n", before.clone()));
    }
    desk.write("forms/bref.toml", form);
    assert_eq!(run(&desk, "purge --json").coded(0).json()["due"].as_array().unwrap().len(), 3);
}

#[test]
fn confirmed_it_removes_the_response_and_all_that_belongs_to_it_and_nothing_else() {
    let desk = desk();
    let kept = response(&desk, "libre", "Gardée", "2020-01-31T10:00:00Z");
    let young = response(&desk, "bref", "Récente", &jiff::Timestamp::now().to_string());
    for id in [&kept, &young] {
        std::fs::remove_file(desk.path(&format!("data/responses/{id}/files/b.pdf"))).unwrap();
    }
    let before = files(&desk);
    let old = response(&desk, "bref", "Ancienne", "2020-01-31T10:00:00Z");
    let trashed = response(&desk, "bref", "Jetée", "2020-01-31T10:00:00Z");
    std::fs::rename(desk.path(&format!("data/responses/{trashed}")), desk.path(&format!("data/trash/{trashed}"))).unwrap();
    let alone = response(&desk, "bref", "Perdue", "2020-01-31T10:00:00Z");
    std::fs::remove_dir_all(desk.path(&format!("data/responses/{alone}"))).unwrap();
    desk.write("data/index.json", "{}");
    let ran = run(&desk, "purge --yes").coded(0);
    let out = ran.out.replace('\u{a0}', " ");
    for (name, id) in [("Ancienne", &old), ("Jetée", &trashed), ("Perdue", &alone)] {
        assert!(out.contains(&format!("{name} ({id}) : supprimée, ")), "{out}");
    }
    assert_eq!(files(&desk), before);
    assert_eq!(run(&desk, "purge --yes").coded(0).out, "Rien n'est à supprimer.\n");
}

#[test]
fn what_was_cut_short_is_finished_by_the_next_one_or_by_tidying_the_trash() {
    let purge = |desk: &Desk| drop(run(desk, "purge --yes").coded(0));
    let tidy = |desk: &Desk| Store::open(&desk.path("data")).unwrap().tidy_trash(jiff::Timestamp::now()).unwrap();
    for finish in [&purge as &dyn Fn(&Desk), &tidy] {
        let desk = desk();
        let old = response(&desk, "bref", "Ancienne", "2020-01-31T10:00:00Z");
        let kept = response(&desk, "libre", "Gardée", "2020-01-31T10:00:00Z");
        std::fs::remove_file(desk.path(&format!("data/responses/{kept}/files/b.pdf"))).unwrap();
        // killed between two of its steps: the versions are gone, and the response is half removed
        std::fs::remove_dir_all(desk.path(&format!("data/backups/{old}"))).unwrap();
        std::fs::rename(desk.path(&format!("data/responses/{old}")), desk.path("data/trash/.gone-abcd")).unwrap();
        std::fs::remove_file(desk.path("data/trash/.gone-abcd/response.json")).unwrap();
        finish(&desk);
        let left: Vec<_> = files(&desk).into_iter().filter(|file| file.contains(&old) || file.contains(".gone")).collect();
        assert!(left.is_empty() && desk.file(&kept).exists(), "{left:?}");
    }
}

#[test]
fn what_is_open_is_left_and_told() {
    let desk = desk();
    let old = response(&desk, "bref", "Ancienne", "2020-01-31T10:00:00Z");
    let store = Store::open(&desk.path("data")).unwrap();
    let lock = store.lock(&old, "Camille").unwrap();
    let ran = run(&desk, "purge --yes").coded(1);
    assert!(ran.err.contains("non supprimée") && ran.err.contains("Camille"), "{ran:?}");
    let json = run(&desk, "purge --yes --json").coded(1).json();
    assert_eq!(json["due"][0]["removed"], Value::Bool(false));
    drop(lock);
    run(&desk, "purge --yes").coded(0);
    assert!(!desk.file(&old).exists());
}

#[test]
fn files_that_neither_an_answer_nor_a_version_names_are_removed() {
    let desk = desk();
    let id = response(&desk, "libre", "Gardée", "2020-01-31T10:00:00Z");
    let piece = |name: &str| json!([{"name": name, "size": 1, "sha256": "0".repeat(64)}]);
    // each is named somewhere: a by the answer, c by an earlier version, d by what validation left out, e by a version that was not chosen
    let mut version = desk.stored(&id);
    version["answers"]["piece"] = piece("c.pdf");
    desk.write(&format!("data/backups/{id}/20260102T000000Z-fedcba9876543210.json"), version.to_string());
    desk.change(&id, |stored| stored["left_out"] = json!({"autre": {"value": piece("d.pdf"), "why": "sans objet"}}));
    version["answers"]["piece"] = piece("e.pdf");
    desk.write(&format!("data/responses/{id}/kept-20260103T000000Z.json"), version.to_string());
    for name in ["c.pdf", "d.pdf", "e.pdf"] {
        desk.write(&format!("data/responses/{id}/files/{name}"), "x");
    }
    let there =
        || ["a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf"].map(|name| desk.path(&format!("data/responses/{id}/files/{name}")).exists());
    assert_eq!(run(&desk, "purge --json").coded(0).json()["files"][0]["files"], json!(["b.pdf"]));
    let listed = run(&desk, "purge").coded(0).out.replace('\u{a0}', " ");
    assert!(listed.contains(&format!("Gardée ({id}) : b.pdf")), "{listed}");
    // while it is open, undo could bring it back
    let lock = Store::open(&desk.path("data")).unwrap().lock(&id, "Camille").unwrap();
    let ran = run(&desk, "purge --yes").coded(1);
    assert!(ran.err.contains("non supprimée") && ran.err.contains("Camille"), "{ran:?}");
    assert_eq!(there(), [true; 5]);
    drop(lock);
    let ran = run(&desk, "purge --yes").coded(0).out.replace('\u{a0}', " ");
    assert!(ran.contains("une pièce retirée supprimée"), "{ran}");
    assert_eq!(there(), [true, false, true, true, true]);
}

#[test]
fn what_is_left_only_where_originals_are_kept_is_listed_and_removed() {
    let desk = desk();
    let old = response(&desk, "bref", "Réparée", "2020-01-31T10:00:00Z");
    std::fs::create_dir_all(desk.path("data/mended/2020-02-01T10-00-00Z/responses")).unwrap();
    let original = desk.path(&format!("data/mended/2020-02-01T10-00-00Z/responses/{old}"));
    std::fs::rename(desk.path(&format!("data/responses/{old}")), &original).unwrap();
    std::fs::remove_dir_all(desk.path(&format!("data/backups/{old}"))).unwrap();
    let listed = run(&desk, "purge").coded(0).out;
    assert!(listed.contains("Réparée") && listed.contains("originaux d'avant réparation seuls"), "{listed}");
    assert_eq!(run(&desk, "purge --json").coded(0).json()["due"][0]["place"], "mended");
    run(&desk, "purge --yes").coded(0);
    assert!(!original.exists());
}

#[test]
fn what_cannot_be_read_is_told_and_stops_no_other() {
    let desk = desk();
    let old = response(&desk, "bref", "Ancienne", "2020-01-31T10:00:00Z");
    let odd = response(&desk, "libre", "Gardée", "2020-01-31T10:00:00Z");
    std::os::unix::fs::symlink("/etc/passwd", desk.path(&format!("data/responses/{odd}/x.json"))).unwrap();
    let broken = |place: &str| {
        let id = response(&desk, "bref", "Abîmée", "2020-01-31T10:00:00Z");
        desk.write(&format!("data/{place}/{id}/response.json"), "{");
        id
    };
    let (there, thrown) = (broken("responses"), broken("trash"));
    std::fs::remove_dir_all(desk.path(&format!("data/responses/{thrown}"))).unwrap();
    let (alone, last) = (response(&desk, "bref", "Perdue", "2020-01-31T10:00:00Z"), "20260101T000000Z-0123456789abcdef.json");
    std::fs::remove_dir_all(desk.path(&format!("data/responses/{alone}"))).unwrap();
    desk.write(&format!("data/backups/{alone}/{last}"), "{");
    let ran = run(&desk, "purge --yes").coded(0);
    for id in [&there, &thrown, &alone] {
        assert!(ran.err.contains(&format!("{id} : conservation non vérifiée")), "{ran:?}");
        assert!(desk.path(&format!("data/backups/{id}")).exists());
    }
    assert!(ran.err.contains(&format!("Gardée ({odd}) : pièces retirées gardées toutes")) && ran.err.contains("x.json"), "{ran:?}");
    assert!(desk.path(&format!("data/responses/{odd}/files/b.pdf")).exists());
    assert!(ran.out.contains("Ancienne") && !desk.file(&old).exists(), "{ran:?}");
}
