//! `recueil doctor`: each damage is told, what can be mended is, nothing is lost, and the second time nothing is left to mend.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::desk::Desk;

const FILE_OF: &str = "response.json";

/// What the doctor finds: place and stable word, those that are no fault marked.
fn found(desk: &Desk, arguments: &str) -> Vec<String> {
    let ran = desk.run(&format!("doctor --json {arguments}"));
    let json = ran.json();
    let all: Vec<String> = json["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            let text = |key: &str| finding[key].as_str().unwrap_or_default();
            let mark = match (finding["fault"] == true, finding["mended"] == true, finding["mend"].is_null()) {
                (false, ..) => "note",
                (_, true, _) => "mended",
                (_, _, false) => "mendable",
                _ => "told",
            };
            format!("{} {} {mark}", text("path"), text("code"))
        })
        .collect();
    assert_eq!(ran.code, i32::from(all.iter().any(|line| line.ends_with("told") || line.ends_with("mendable"))), "{all:#?}");
    all
}

fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o7777
}

fn fifo(path: &Path) {
    rustix::fs::mknodat(rustix::fs::CWD, path, rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
}

/// Makes a file as the program does: for its user only.
fn put(path: &Path, bytes: impl AsRef<[u8]>) {
    let dir = path.parent().unwrap();
    if !dir.is_dir() {
        fs::create_dir(dir).unwrap();
        chmod(dir, 0o700);
    }
    fs::write(path, bytes).unwrap();
    chmod(path, 0o600);
}

/// Every file below a directory with what it holds; of a link, where it leads.
fn all(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_symlink() {
            found.push((entry.clone(), fs::read_link(&entry).unwrap().into_os_string().into_encoded_bytes()));
        } else if entry.is_dir() {
            found.extend(all(&entry));
        } else if entry.is_file() {
            found.push((entry.clone(), fs::read(&entry).unwrap()));
        }
    }
    found.sort();
    found
}

/// Where the last run of the doctor kept originals.
fn kept(desk: &Desk) -> PathBuf {
    let mut all: Vec<PathBuf> = fs::read_dir(desk.path("data/mended")).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all.pop().unwrap()
}

#[test]
fn a_sound_directory_is_said_to_be_and_not_touched() {
    let desk = Desk::new();
    desk.write("rapport.pdf", "pdf");
    desk.import(&json!({"region": "53"}));
    let id = desk.import(&json!({"region": "28", "actions": [{"objet": "x"}]}));
    fs::rename(desk.path("data/responses").join(&id), desk.path("data/trash").join(&id)).unwrap();
    let before = all(&desk.path("data"));
    let ran = desk.run("doctor").coded(0);
    assert!(ran.out.contains("tout est sain") && ran.err.is_empty(), "{ran:?}");
    assert_eq!(found(&desk, "--mend"), [""; 0]);
    let after: Vec<_> = all(&desk.path("data")).into_iter().filter(|(path, _)| !path.ends_with("lock")).collect();
    assert_eq!(after, before);
}

#[test]
fn each_damage_is_told_mended_once_and_its_original_kept() {
    let desk = Desk::new();
    let data = desk.path("data");
    let dir = |id: &str| data.join("responses").join(id);
    let make = |_: &str| desk.import(&json!({"region": "53"}));
    let whole = |id: &str| fs::read(desk.file(id)).unwrap();

    let wide = make("modes made wider by hand");
    chmod(&dir(&wide), 0o755);
    chmod(&desk.file(&wide), 0o644);
    let other = make("a copy by hand");
    desk.change(&other, |stored| stored["id"] = json!("autre"));
    chmod(&desk.file(&other), 0o600);
    let torn = make("lines");
    put(&dir(&torn).join("review.jsonl"), "{\"a\":1}\n{\"b\":\n\0\0\0\n{\"c\":3}\n{\"d");
    let cut = make("interrupted");
    put(&dir(&cut).join(".recueil-x1"), "half");
    put(&dir(&cut).join("files/.recueil-x2"), "half");
    let linked = make("links planted");
    put(&dir(&linked).join("files/vrai.pdf"), "pdf");
    symlink("/etc/passwd", dir(&linked).join("files/x.pdf")).unwrap();
    symlink(desk.path("ailleurs"), dir(&linked).join("lock")).unwrap();
    fifo(&dir(&linked).join("review.jsonl"));
    let broken = make("truncated, with backups");
    let before = whole(&broken);
    put(&data.join("backups").join(&broken).join("1.json"), &before);
    put(&data.join("backups").join(&broken).join("2.json"), "{\"format\": 1");
    fs::write(desk.file(&broken), &before[..before.len() / 2]).unwrap();
    let alone = make("truncated, no backup");
    fs::write(desk.file(&alone), "{\"format\"").unwrap();
    let newer = make("of a newer format");
    desk.change(&newer, |stored| stored["format"] = json!(2));
    chmod(&desk.file(&newer), 0o600);
    put(&data.join("backups").join(&newer).join("1.json"), &before);
    fs::create_dir(dir("vide2345")).unwrap();
    chmod(&dir("vide2345"), 0o700);
    put(&data.join("index.json"), "{");
    put(&data.join(".recueil-x3"), "half");
    put(&data.join("responses/Copie de travail/x"), "x");
    symlink("/etc", data.join("responses/lien2345")).unwrap();
    let trashed = make("in the trash");
    fs::rename(dir(&trashed), data.join("trash").join(&trashed)).unwrap();
    put(&data.join("trash").join(&trashed).join("history.jsonl"), "x\n");

    fs::write(data.join("layout"), "\0\0").unwrap();

    let wanted = |state: &str| {
        let mut wanted = vec![
            format!("layout doctor-layout {state}"),
            format!(".recueil-x3 doctor-temporary {state}"),
            format!("backups/{broken}/2.json doctor-backup {state}"),
            format!("index.json doctor-index {state}"),
            format!("responses/lien2345 doctor-link {state}"),
            "responses/Copie de travail doctor-stranger told".to_owned(),
            format!("responses/vide2345 doctor-empty {state}"),
            format!("responses/{wide} doctor-mode {state}"),
            format!("responses/{wide}/{FILE_OF} doctor-mode {state}"),
            format!("responses/{other}/{FILE_OF} doctor-id {state}"),
            format!("responses/{torn}/review.jsonl doctor-lines {state}"),
            format!("responses/{cut}/.recueil-x1 doctor-temporary {state}"),
            format!("responses/{cut}/files/.recueil-x2 doctor-temporary {state}"),
            format!("responses/{linked}/files/x.pdf doctor-link {state}"),
            format!("responses/{linked}/files/vrai.pdf doctor-orphan note"),
            format!("responses/{linked}/lock doctor-link {state}"),
            format!("responses/{linked}/review.jsonl doctor-pipe {state}"),
            format!("responses/{broken}/{FILE_OF} doctor-broken {state}"),
            format!("responses/{alone}/{FILE_OF} doctor-no-backup told"),
            format!("responses/{newer}/{FILE_OF} response-newer told"),
            format!("trash/{trashed}/history.jsonl doctor-lines {state}"),
        ];
        wanted.sort();
        wanted
    };
    let sorted = |mut lines: Vec<String>| {
        lines.sort();
        lines
    };
    let originals = all(&data);
    assert_eq!(sorted(found(&desk, "")), wanted("mendable"));
    assert_eq!(all(&data), originals, "nothing is changed without --mend");
    assert_eq!(sorted(found(&desk, "--mend")), wanted("mended"));

    assert_eq!((mode(&dir(&wide)), mode(&desk.file(&wide))), (0o700, 0o600));
    assert_eq!(desk.stored(&other)["id"], json!(other));
    assert_eq!(fs::read_to_string(dir(&torn).join("review.jsonl")).unwrap(), "{\"a\":1}\n{\"c\":3}\n");
    assert_eq!(whole(&broken), before);
    assert_eq!(fs::read(desk.file(&alone)).unwrap(), b"{\"format\"");
    assert_eq!(fs::read_to_string(data.join("layout")).unwrap(), "1\n");
    // each original is in its place, or as it was under the same path where originals are kept
    let kept = kept(&desk);
    for (path, bytes) in originals {
        let aside = kept.join(path.strip_prefix(&data).unwrap());
        let read = |path: &Path| {
            if path.is_symlink() { Ok(fs::read_link(path).unwrap().into_os_string().into_encoded_bytes()) } else { fs::read(path) }
        };
        assert!([&path, &aside].iter().any(|place| read(place).is_ok_and(|there| there == bytes)), "{}", path.display());
    }
    assert!(!desk.path("ailleurs").exists());

    let left: Vec<String> = wanted("").into_iter().filter(|line| line.ends_with("told") || line.ends_with("note")).collect();
    assert_eq!(sorted(found(&desk, "--mend")), left, "the second time there is nothing to mend");
    assert_eq!(fs::read_dir(data.join("mended")).unwrap().count(), 1);
    desk.run("list").coded(1);
    assert_eq!(desk.run(&format!("show {broken} --json")).coded(0).json()["answers"]["region"], "53");
}

#[test]
fn an_unfinished_removal_and_a_version_that_waits_for_its_choice_are_told_and_no_fault() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    put(&desk.path("data/trash/.gone-abcd/history.jsonl"), "");
    let aside = desk.file(&id).with_file_name("unsaved.json");
    put(&aside, fs::read(desk.file(&id)).unwrap());
    let wanted = [format!("responses/{id}/unsaved.json doctor-aside note"), "trash/.gone-abcd doctor-unfinished note".to_owned()];
    for arguments in ["", "--mend"] {
        assert_eq!(found(&desk, arguments), wanted);
    }
    assert!(aside.exists());
    desk.run("purge --yes").coded(0);
    assert_eq!(found(&desk, ""), wanted[..1]);
    chmod(&aside, 0o644);
    assert_eq!(found(&desk, "").len(), 2, "its mode is looked at like any other's");
}

#[test]
fn what_does_not_fit_the_form_and_files_that_changed_are_told() {
    let desk = Desk::new();
    let files =
        json!([{"name": "a.pdf", "size": 3, "sha256": "0".repeat(64)}, {"name": "../../etc/passwd", "size": 1, "sha256": "0".repeat(64)}]);
    let id = desk.import(&json!({"region": "53"}));
    put(&desk.file(&id).with_file_name("files").join("a.pdf"), "pdf");
    desk.change(&id, |stored| {
        stored["answers"] = json!({"region": "99", "prevus": "trois", "couleur": "bleu", "rapport": files});
    });
    let unknown = desk.import(&json!({}));
    desk.change(&unknown, |stored| stored["form"]["id"] = json!("disparu"));
    let file = |id: &str| format!("responses/{id}/{FILE_OF}");
    let mut wanted: Vec<String> =
        ["doctor-mode mendable", "doctor-value told", "doctor-value told", "doctor-value told", "doctor-value told"]
            .iter()
            .map(|what| format!("{} {what}", file(&id)))
            .chain([format!("responses/{id}/files doctor-file-missing told"), format!("responses/{id}/files doctor-file-changed told")])
            .chain([format!("{} doctor-form-unknown told", file(&unknown)), format!("{} doctor-mode mendable", file(&unknown))])
            .collect();
    for id in [&id, &unknown] {
        chmod(&desk.file(id), 0o640);
    }
    let mut lines = found(&desk, "");
    lines.sort();
    wanted.sort();
    assert_eq!(lines, wanted);
    let ran = desk.run("doctor").coded(1);
    for said in [
        "region : ",
        "prevus : ",
        "couleur : ",
        "« ../../etc/passwd » a disparu",
        "« a.pdf » a changé",
        "« disparu » inconnu",
        "droits 640 au lieu de 600",
    ] {
        assert!(ran.out.replace('\u{a0}', " ").contains(said), "{said} in {}", ran.out);
    }
}

#[test]
fn a_response_that_is_open_is_not_mended() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    let dir = desk.path("data/responses").join(&id);
    put(&dir.join("lock"), "");
    put(&dir.join(".recueil-x"), "being written");
    put(&dir.join("review.jsonl"), "{\"a\":1}\n{\"b\"");
    chmod(&desk.file(&id), 0o644);
    let lock = fs::File::open(dir.join("lock")).unwrap();
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::LockExclusive).unwrap();
    let before = all(&desk.path("data"));
    let wide = format!("responses/{id}/{FILE_OF} doctor-mode mendable");
    assert_eq!(found(&desk, ""), [wide.as_str()], "what may be being written is not damage");
    let ran = desk.run("doctor --mend").coded(1);
    assert!(ran.out.replace('\u{a0}', " ").contains("pas réparé : la réponse est ouverte"), "{}", ran.out);
    assert_eq!((all(&desk.path("data")), mode(&desk.file(&id))), (before, 0o644));
    // by name: a child of another test may hold the same open file for a moment
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::Unlock).unwrap();
    assert_eq!(found(&desk, "--mend").len(), 3);
    assert_eq!(found(&desk, "--mend"), [""; 0]);
}

#[test]
fn a_newer_layout_is_told_and_nothing_else_is_looked_at() {
    let desk = Desk::new();
    let id = desk.import(&json!({}));
    fs::write(desk.path("data/layout"), "2\n").unwrap();
    fs::write(desk.file(&id), "{").unwrap();
    let before = all(&desk.path("data"));
    for mend in ["", "--mend"] {
        assert_eq!(found(&desk, mend), ["layout store-layout told"]);
    }
    assert_eq!(all(&desk.path("data")), before);
    assert!(desk.run("doctor --data-dir absent").coded(1).err.contains("absent"));
    assert!(!desk.path("absent").exists(), "it makes no directory");
}

#[test]
fn of_a_shared_directory_the_modes_are_a_groups() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    for dir in ["data/responses", "data/trash", "data/backups"] {
        chmod(&desk.path(dir), 0o2770);
    }
    chmod(&desk.path("data"), 0o2777);
    let below = ["", "/history.jsonl", "/response.json"].map(|name| format!("responses/{id}{name} doctor-mode mendable"));
    let root = desk.path("data").display().to_string() + " doctor-wide mendable";
    assert_eq!(found(&desk, ""), [vec![root, "layout doctor-mode mendable".into()], below.to_vec()].concat());
    found(&desk, "--mend");
    assert_eq!(mode(&desk.path("data")), 0o2775);
    assert_eq!((mode(&desk.file(&id)), mode(desk.file(&id).parent().unwrap())), (0o660, 0o2770));
    assert_eq!(found(&desk, ""), [""; 0]);
}

#[test]
fn no_escape_sequence_of_a_name_or_a_file_is_told_as_it_is() {
    let desk = Desk::new();
    let id = desk.import(&json!({}));
    put(&desk.path("data/responses").join("\u{1b}[2Jname\u{202e}"), "x");
    desk.change(&id, |stored| {
        stored["id"] = json!("\u{1b}]0;t\u{7}");
        stored["answers"] = json!({"\u{1b}[31mq": 1});
    });
    fs::write(desk.path("data/layout"), "\u{1b}[5m").unwrap();
    for arguments in ["doctor", "doctor --json", "doctor --mend"] {
        let ran = desk.run(arguments);
        let bad = |text: &str| text.chars().any(|c| c != '\n' && recueil::ui::clean::is_hostile(c));
        assert!(!bad(&ran.out) && !bad(&ran.err) && ran.out.contains("[2Jname"), "{ran:?}");
    }
}
