//! `recueil import`.

use serde_json::{Value, json};

use crate::desk::Desk;

#[test]
fn import_prints_the_new_id_alone_and_keeps_the_answers_with_the_forms_defaults() {
    let desk = Desk::new();
    let ran = desk.feed("import - --form essai --as Camille", r#"{"region": "53", "budget": 3.0, "groupe": "", "profils": []}"#).coded(0);
    let id = ran.out.strip_suffix('\n').unwrap();
    assert!(id.len() >= 4 && id.chars().all(|c| c.is_ascii_alphanumeric()), "{id:?}");
    assert_eq!(ran.err, "");
    let stored = desk.stored(id);
    assert_eq!(stored["answers"], json!({"pays": "France", "region": "53", "budget": 3}));
    assert_eq!(
        (&stored["status"], &stored["author"], &stored["form"]),
        (&json!("draft"), &json!("Camille"), &json!({"id": "essai", "version": "1"}))
    );
}

#[test]
fn import_reads_a_file_or_the_standard_input() {
    let desk = Desk::new();
    desk.write("réponses.json", "\u{feff}{\"region\": \"28\"}");
    let id = desk.run("import réponses.json --form essai").coded(0).out;
    assert_eq!(desk.stored(id.trim())["answers"]["region"], "28");
    assert!(desk.run("import absent.json --form essai").coded(1).err.contains("absent.json"));
}

#[test]
fn import_refuses_what_is_no_answer_one_path_and_reason_a_line_and_writes_nothing() {
    let desk = Desk::new();
    for (answers, path) in [
        (json!({"region": 53}), "region"),
        (json!({"region": "99"}), "region"),
        (json!({"profils": ["medecin", "jardinier"]}), "profils"),
        (json!({"profils": "medecin"}), "profils"),
        (json!({"couleur": "bleu"}), "couleur"),
        (json!({"par_poste": 3}), "par_poste"),
        (json!({"prevus": -1}), "prevus"),
        (json!({"prevus": 1.5}), "prevus"),
        (json!({"prevus": "3"}), "prevus"),
        (json!({"creation": "2024-13"}), "creation"),
        (json!({"creation": 2024}), "creation"),
        (json!({"courriel": ["a@exemple.fr"]}), "courriel"),
        (json!({"copil": {"assemblee": {"2023": 1}}}), "copil.assemblee"),
        (json!({"copil": {"bureau": {"2019": 1}}}), "copil.bureau.2019"),
        (json!({"copil": {"bureau": {"2023": -1}}}), "copil.bureau.2023"),
        (json!({"copil": {"bureau": 3}}), "copil.bureau"),
        (json!({"rapport": "rapport.pdf"}), "rapport"),
        (json!({"actions": [{}, {}, {}]}), "actions"),
        (json!({"actions": "deux"}), "actions"),
        (json!({"actions": ["une"]}), "actions[1]"),
        (json!({"actions": [{"objet": "x"}, {"lieu": "y"}]}), "actions[2].lieu"),
        (json!({"actions": [{"debut": "hier"}]}), "actions[1].debut"),
    ] {
        let ran = desk.feed("import - --form essai", &answers.to_string()).coded(1);
        assert_eq!(ran.out, "", "{answers}");
        let lines: Vec<_> = ran.err.lines().collect();
        let [line] = lines[..] else { panic!("{answers}: {ran:?}") };
        let (at, reason) = line.split_once(": ").unwrap();
        assert!(at == path && !reason.is_empty() && !reason.contains('='), "{answers}: {line}");
    }
    assert_eq!(desk.count(), 0);
}

#[test]
fn import_tells_all_that_it_refuses_at_once() {
    let desk = Desk::new();
    let ran = desk.feed("import - --form essai", r#"{"region": "99", "prevus": 1.5, "couleur": "bleu", "statut": "public"}"#).coded(1);
    let paths: Vec<_> = ran.err.lines().filter_map(|line| line.split(": ").next()).collect();
    assert_eq!(paths, ["region", "prevus", "couleur"]);
}

#[test]
fn import_lets_in_what_is_only_a_problem() {
    let desk = Desk::new();
    let rapport = json!([{"name": "rapport.pdf", "size": 3, "sha256": "0".repeat(64)}]);
    let id = desk.import(&json!({"prevus": 1, "pourvus": 2, "courriel": "pas une adresse", "rapport": rapport}));
    let shown = desk.run(&format!("show {id} --json")).coded(0).json();
    let problems = shown["problems"].as_array().unwrap();
    let mut found: Vec<_> = problems.iter().map(|p| [&p["path"], &p["severity"]].map(|v| v.as_str().unwrap())).collect();
    found.sort_unstable();
    assert_eq!(found, [["courriel", "warning"], ["pourvus", "error"], ["rapport", "error"], ["region", "error"]]);
}

#[test]
fn what_is_not_a_json_object_is_refused_with_its_place() {
    let desk = Desk::new();
    for (input, said) in [
        ("", "JSON"),
        ("{\"region\": \"53\"", "trop tôt, ligne 1, colonne 15"),
        ("[1]", "objet JSON"),
        ("\"53\"", "objet JSON"),
        ("\u{0}", "JSON"),
    ] {
        let ran = desk.feed("import - --form essai", input).coded(1);
        assert!(ran.err.contains(said) && ran.out.is_empty(), "{input:?}: {ran:?}");
    }
    assert_eq!(desk.count(), 0);
}

#[test]
fn answers_need_a_known_form() {
    let desk = Desk::new();
    assert!(desk.feed("import -", "{}").coded(2).err.contains("--form QUESTIONNAIRE"));
    let ran = desk.feed("import - --form absent", "{}").coded(2);
    assert!(["absent", "carsp-2025", "annuaire-carsp", "essai"].iter().all(|id| ran.err.contains(id)), "{ran:?}");
}

#[test]
fn a_whole_response_gets_a_new_id_and_is_a_draft_again_with_all_its_answers() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53", "statut": "public", "groupe": "Hors champ", "actions": [{"objet": "Annuaire"}]}));
    desk.run(&format!("validate {id}")).coded(0);
    desk.change(&id, |stored| stored["fixed"] = json!(["region"]));
    for source in ["file", "show --json"] {
        let input = if source == "file" { desk.stored(&id).to_string() } else { desk.run(&format!("show {id} --json")).coded(0).out };
        let copy = desk.feed("import - --form essai", &input).coded(0).out.trim().to_owned();
        assert_ne!(copy, id);
        let stored = desk.stored(&copy);
        assert_eq!((&stored["id"], &stored["status"], &stored["review"]), (&json!(copy), &json!("draft"), &json!("none")), "{source}");
        assert_eq!((&stored["answers"]["groupe"], &stored["fixed"]), (&json!("Hors champ"), &json!(["region"])), "{source}");
        assert_eq!(stored["answers"]["actions"][0]["objet"], "Annuaire", "{source}");
        assert_eq!((&stored["validations"], &stored["left_out"]), (&Value::Null, &Value::Null), "{source}");
    }
}

#[test]
fn a_whole_response_names_its_form_itself_and_keeps_what_was_typed_and_what_is_not_known() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    desk.change(&id, |stored| {
        stored["unreadable"] = json!({"prevus": "douze"});
        stored["from_the_future"] = json!({"kept": true});
    });
    let copy = desk.feed("import -", &desk.stored(&id).to_string()).coded(0).out;
    let stored = desk.stored(copy.trim());
    assert_eq!((&stored["unreadable"]["prevus"], &stored["from_the_future"]["kept"]), (&json!("douze"), &json!(true)));
    let ran = desk.feed("import - --form annuaire-carsp", &desk.stored(&id).to_string()).coded(1);
    assert!(ran.err.contains("essai") && ran.err.contains("annuaire-carsp"), "{ran:?}");
}

#[test]
fn a_whole_response_of_a_newer_format_is_refused() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    desk.change(&id, |stored| stored["format"] = json!(99));
    let ran = desk.feed("import -", &desk.stored(&id).to_string()).coded(1);
    assert!(ran.out.is_empty() && ran.err.contains("99") && ran.err.starts_with("- :"), "{ran:?}");
    assert_eq!(desk.count(), 1);
}

#[test]
fn a_file_that_cannot_be_imported_is_named_with_the_reason_and_what_to_do() {
    let desk = Desk::new();
    let utf16: Vec<u8> = "\u{feff}{\"region\": \"53\"}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let whole = |form: &str, rest: &str| format!(r#"{{"format": 1, "form": {{"id": "{form}", "version": "1"}}, "answers": {{}}{rest}}}"#);
    for (name, content, said) in [
        ("vide.json", Vec::new(), "le fichier est vide"),
        ("utf16.json", utf16, "ce n'est pas un texte UTF-8"),
        ("latin1.json", b"{\"groupe\": \"\xe9\"}".to_vec(), "ce n'est pas un texte UTF-8"),
        ("nul.json", b"{\"groupe\": \"a\0\"}".to_vec(), "faute d'écriture ligne 1, colonne 14"),
        ("tronque.json", b"{\n\"groupe\": \"a".to_vec(), "le texte s'arrête trop tôt, ligne 2, colonne 12"),
        ("inconnu.json", whole("absent", "").into_bytes(), "« absent », inconnu ici (connus : carsp-2025, annuaire-carsp, essai"),
        ("forme.json", whole("essai", ", \"seen\": 3").into_bytes(), "Réponse illisible (« seen » : attendu une liste de textes)"),
        ("neuf.json", whole("essai", "").replace("\"format\": 1", "\"format\": 2").into_bytes(), "mettre le programme à jour"),
    ] {
        let file = desk.write(name, content);
        let before = std::fs::read(&file).unwrap();
        let ran = desk.run(&format!("import {name}{}", if name.starts_with("inconnu") { "" } else { " --form essai" })).coded(1);
        assert!(ran.out.is_empty() && ran.err.starts_with(name) && ran.err.contains(said), "{ran:?}");
        assert_eq!(std::fs::read(&file).unwrap(), before);
    }
    let large = std::fs::File::create(desk.path("gros.json")).unwrap();
    large.set_len(65 << 20).unwrap();
    assert!(desk.run("import gros.json --form essai").coded(1).err.contains("gros.json dépasse 64 Mo"));
    assert_eq!(desk.count(), 0);
}

#[test]
fn decomposed_accents_are_composed() {
    let desk = Desk::new();
    let id = desk.import(&json!({"groupe": "e\u{301}quipe"}));
    assert_eq!(desk.stored(&id)["answers"]["groupe"], "équipe");
}

#[test]
fn the_demonstration_answers_are_imported_and_can_be_validated() {
    let desk = Desk::new();
    let id = desk.feed("import - --form carsp-2025", include_str!("../../demo/bretagne.json")).coded(0).out;
    desk.run(&format!("validate {}", id.trim())).coded(0);
}
