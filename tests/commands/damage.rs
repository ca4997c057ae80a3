//! Damaged files: each is told with its reason and what to do, none hides another, none is changed.

use std::fs;
use std::os::unix::fs::symlink;

use recueil::store::{Store, StoreError};
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::pty::Pty;

/// Puts a sound response and damaged ones beside it; gives the sound one's id, and that of each damaged one with what is told of it.
fn damaged(desk: &Desk) -> (String, Vec<(&'static str, &'static str)>) {
    let sound = desk.import(&json!({"region": "53"}));
    let text = fs::read_to_string(desk.file(&sound)).unwrap();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin1 = text.replace("essayeur", "\u{1}").bytes().map(|byte| if byte == 1 { 0xe9 } else { byte }).collect();
    let mut flipped = text.clone().into_bytes();
    flipped[0] ^= 0x80;
    let files: Vec<(&str, Vec<u8>, &str)> = vec![
        ("tronque", text.as_bytes()[..text.len() / 2].to_vec(), "le texte s'arrête trop tôt, ligne "),
        ("vide", Vec::new(), "le fichier est vide"),
        ("zeros", vec![0; 4096], "faute d'écriture ligne 1, colonne 1"),
        ("bits", flipped, "ce n'est pas un texte UTF-8"),
        ("utf16", utf16, "faute d'écriture ligne 1, colonne 2"),
        ("latin1", latin1, "ce n'est pas un texte UTF-8"),
        ("deux", text.replacen("\"region\"", "\"region\": \"28\", \"region\"", 1).into_bytes(), "« region » y figure deux fois, ligne "),
        ("profond", "{\"a\":".repeat(200_000).into_bytes(), "trop de niveaux d'imbrication"),
        ("liste", b"[1, 2]".to_vec(), "ce n'est pas un objet"),
        ("futur", text.replacen("\"format\": 1", "\"format\": 2", 1).into_bytes(), "mettre le programme à jour"),
        ("ancien", text.replacen("\"format\": 1", "\"format\": 0", 1).into_bytes(), "« format » : attendu"),
        ("status", text.replacen("\"draft\"", "\"fini\"", 1).into_bytes(), "« status » : attendu draft ou validated"),
    ];
    let mut told = Vec::new();
    for (id, bytes, said) in files {
        fs::create_dir(desk.path("data/responses").join(id)).unwrap();
        fs::write(desk.file(id), bytes).unwrap();
        told.push((id, said));
    }
    for id in ["enorme", "dossier", "tube", "lien"] {
        fs::create_dir(desk.path("data/responses").join(id)).unwrap();
    }
    fs::File::create(desk.file("enorme")).unwrap().set_len(100 << 20).unwrap();
    fs::create_dir(desk.file("dossier")).unwrap();
    rustix::fs::mknodat(rustix::fs::CWD, desk.file("tube"), rustix::fs::FileType::Fifo, 0o600.into(), 0).unwrap();
    symlink(desk.file(&sound), desk.file("lien")).unwrap();
    told.push(("enorme", "Réponse illisible (plus de 64 Mo)"));
    told.extend(["dossier", "tube", "lien"].map(|id| (id, "n'est pas un fichier ordinaire")));
    (sound, told)
}

#[test]
fn one_damaged_response_hides_no_other_and_is_told_with_its_reason() {
    let desk = Desk::new();
    let (sound, damaged) = damaged(&desk);
    let list = desk.run("list").coded(1);
    assert!(list.out.lines().count() == 1 && list.out.starts_with(&sound), "{list:?}");
    assert_eq!(list.err.lines().count(), damaged.len());
    let json: Vec<Value> = serde_json::from_str(&desk.run("list --json").coded(1).out).unwrap();
    assert_eq!(json.len(), damaged.len() + 1);
    // a pipe would wait for its other end
    let before = |id: &str| desk.file(id).is_file().then(|| fs::read(desk.file(id)).unwrap());
    for (id, said) in damaged {
        let bytes = before(id);
        let line = list.err.lines().find(|line| line.contains(&format!("« {id} »")) || line.starts_with(id)).unwrap_or_default();
        assert!(line.contains(said), "{id}: {line}");
        for command in [format!("show {id}"), format!("validate {id}"), format!("print {id}")] {
            let ran = desk.run(&command).coded(1);
            assert!(ran.out.is_empty() && ran.err.contains(id) && ran.err.contains(said), "{command}: {ran:?}");
        }
        assert_eq!(before(id), bytes);
    }
    desk.run(&format!("show {sound}")).coded(0);
}

#[test]
fn a_key_that_stands_twice_is_refused_at_import() {
    let desk = Desk::new();
    for input in [r#"{"region": "53", "region": "28"}"#, r#"{"copil": {"bureau": {"2023": 1, "2023": 2}}}"#] {
        let ran = desk.feed("import - --form essai", input).coded(1);
        assert!(ran.out.is_empty() && ran.err.contains("y figure deux fois, ligne 1, colonne"), "{ran:?}");
    }
    assert_eq!(desk.count(), 0);
}

#[test]
fn damaged_settings_are_told_and_the_command_goes_on() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    let settings = desk.write(".config/recueil/settings.json", "{\"language\": \"en\"");
    let ran = desk.run("list").coded(0);
    assert!(ran.out.starts_with(&id) && ran.err.contains("settings.json") && ran.err.contains("le texte s'arrête trop tôt"), "{ran:?}");
    assert_eq!(fs::read(settings).unwrap(), b"{\"language\": \"en\"");
}

#[test]
fn a_damaged_layout_is_told_with_what_mends_it_and_a_newer_one_with_what_to_do() {
    let desk = Desk::new();
    desk.import(&json!({"region": "53"}));
    for (text, said) in
        [("", "doctor --mend"), ("x\u{1b}[2J", "doctor --mend"), ("0", "doctor --mend"), ("7\n", "mettre le programme à jour")]
    {
        fs::write(desk.path("data/layout"), text).unwrap();
        let ran = desk.run("list").coded(1);
        assert!(ran.err.contains(said) && !ran.err.contains('\u{1b}'), "{ran:?}");
        assert_eq!(fs::read_to_string(desk.path("data/layout")).unwrap(), text);
    }
}

#[test]
fn a_link_in_the_place_of_versions_is_neither_read_nor_written_through() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53", "pays": "France"}));
    let mut version = desk.stored(&id);
    version["answers"]["pays"] = json!("Ailleurs");
    let name = "20260101T000000Z-0123456789abcdef.json";
    let planted = desk.write(&format!("outside/{name}"), version.to_string());
    let outside = || fs::read_dir(desk.path("outside")).unwrap().count();
    let of_one = desk.path(&format!("data/backups/{id}"));
    symlink(desk.path("outside"), &of_one).unwrap();
    let store = Store::open(&desk.path("data")).unwrap();
    let linked = |result: Result<(), StoreError>| assert!(matches!(result, Err(StoreError::NotADirectory { .. })), "{result:?}");
    linked(store.backups(&id).map(drop));
    assert!(store.restore_backup(&id, name, jiff::Timestamp::now(), "").is_err());
    assert_eq!(desk.stored(&id)["answers"]["pays"], "France");
    // a save, which would put the version that it replaces there, is made all the same
    let mut pty = Pty::start(&desk.command(&format!("fill {id}")), (80, 24));
    pty.shows("Pays").types(b"\t2\x18");
    assert_eq!((pty.end(), &desk.stored(&id)["answers"]["statut"], outside()), (0, &json!("prive"), 1));
    assert!(planted.exists() && of_one.is_symlink());
    // of those of all responses
    fs::rename(desk.path("data/backups"), desk.path("data/away")).unwrap();
    symlink(desk.path("outside"), desk.path("data/backups")).unwrap();
    linked(Store::open(&desk.path("data")).map(drop));
    assert_eq!(outside(), 1);
}
