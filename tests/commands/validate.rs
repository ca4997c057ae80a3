//! `recueil validate`.

use recueil::store::Store;
use serde_json::{Value, json};

use crate::desk::{Desk, ran};

#[test]
fn a_response_without_errors_is_locked_and_what_is_hidden_is_left_out() {
    let desk = Desk::new();
    let id = desk.import(
        &json!({"region": "53", "statut": "public", "groupe": "G", "courriel": "pas une adresse", "actions": [{}, {"objet": "A"}]}),
    );
    let ran = desk.run(&format!("validate {id} --as Camille")).coded(0);
    assert!(ran.out.contains("Bretagne") && ran.err.is_empty(), "{ran:?}");
    let stored = desk.stored(&id);
    assert_eq!(stored["status"], "validated");
    assert_eq!(stored["answers"].get("groupe"), None);
    assert_eq!(stored["answers"]["actions"].as_array().unwrap().len(), 1, "empty blocks are left out");
    assert_eq!(stored["left_out"]["groupe"]["value"], "G");
    assert!(stored["left_out"]["groupe"]["why"].as_str().unwrap().contains("Statut"));
    let validation = &stored["validations"][0];
    assert_eq!((validation["by"].as_str(), validation["sha256"].as_str().map(str::len)), (Some("Camille"), Some(64)));
}

#[test]
fn validation_is_refused_with_the_reasons_and_nothing_changes() {
    let desk = Desk::new();
    let id = desk.import(&json!({"prevus": 1, "pourvus": 2, "courriel": "pas une adresse"}));
    desk.change(&id, |stored| stored["unreadable"] = json!({"budget": "beaucoup"}));
    let before = std::fs::read(desk.file(&id)).unwrap();
    let ran = desk.run(&format!("validate {id}")).coded(1);
    assert_eq!(ran.out, "");
    let lines: Vec<_> = ran.err.lines().collect();
    assert_eq!(lines[0], "Validation refusée, 3 erreurs :");
    for (line, start) in lines[1..].iter().zip(["Identité › Région — ", "Activité › Postes pourvus — Plus de", "Activité › Budget — "])
    {
        assert!(line.starts_with(start), "{line}");
    }
    assert_eq!(lines.len(), 4, "a warning refuses nothing");
    let json = desk.run(&format!("validate {id} --json")).coded(1).json();
    let codes: Vec<_> = json["problems"].as_array().unwrap().iter().map(|problem| problem["code"].clone()).collect();
    assert_eq!(codes, ["required", "format", "check", "unreadable"]);
    assert_eq!(std::fs::read(desk.file(&id)).unwrap(), before);
}

#[test]
fn a_response_is_validated_once() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    let json = desk.run(&format!("validate {id} --json")).coded(0).json();
    assert_eq!((&json["id"], &json["status"]), (&json!(id), &json!("validated")));
    let before = std::fs::read(desk.file(&id)).unwrap();
    let ran = desk.run(&format!("validate {id}")).coded(1);
    assert!(ran.err.contains("déjà validée"), "{ran:?}");
    assert_eq!(std::fs::read(desk.file(&id)).unwrap(), before);
}

#[test]
fn a_response_that_waits_for_its_review_is_not_validated() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    for (review, code) in [("to_review", 1), ("sent_back", 0)] {
        desk.change(&id, |stored| stored["review"] = json!(review));
        let ran = desk.run(&format!("validate {id}")).coded(code);
        assert_eq!(ran.err.contains("relecture"), code == 1, "{ran:?}");
    }
}

#[test]
fn show_recomputes_the_fingerprint() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53", "actions": [{"objet": "A"}]}));
    desk.run(&format!("validate {id}")).coded(0);
    let intact = || desk.run(&format!("show {id} --json")).coded(0).json()["intact"].clone();
    assert_eq!(intact(), Value::Bool(true));
    assert!(desk.run(&format!("show {id}")).out.contains("celles qui ont été validées"));
    desk.change(&id, |stored| stored["answers"]["actions"][0]["_id"] = json!("zzzz"));
    assert_eq!(intact(), Value::Bool(true), "identities of blocks do not count");
    desk.change(&id, |stored| stored["answers"]["actions"][0]["objet"] = json!("B"));
    assert_eq!(intact(), Value::Bool(false));
    assert!(desk.run(&format!("show {id}")).out.contains("ont changé depuis la validation"));
}

#[test]
fn a_response_that_is_open_elsewhere_is_not_validated() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    let store = Store::open(&desk.path("data")).unwrap();
    let lock = store.lock(&id, "Dominique").unwrap();
    assert!(desk.run(&format!("validate {id}")).coded(1).err.contains("Dominique"));
    assert_eq!(desk.stored(&id)["status"], "draft");
    desk.run(&format!("show {id}")).coded(0);
    drop(lock);
    desk.run(&format!("validate {id}")).coded(0);
}

#[test]
fn a_lost_copy_of_a_file_refuses_validation() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53", "rapport": [{"name": "rapport.pdf", "size": 3, "sha256": "0".repeat(64)}]}));
    assert!(desk.run(&format!("validate {id}")).coded(1).err.contains("rapport.pdf"));
}

#[test]
fn without_any_name_nobody_is_named() {
    let desk = Desk::new();
    let nobody = |arguments: &str| {
        let mut command = desk.command(arguments);
        command.env_remove("USER");
        ran(&mut assert_cmd::Command::from_std(command)).coded(0).out
    };
    let id = desk.import(&json!({"region": "53"}));
    nobody(&format!("validate {id}"));
    assert_eq!(desk.stored(&id)["validations"][0]["by"], "");
    let shown = nobody(&format!("show {id}"));
    assert!(shown.contains("Validée le") && !shown.contains(" par ,") && !shown.contains("par \n"), "{shown}");
    let mut account = desk.command(&format!("validate {}", desk.import(&json!({"region": "28"}))));
    account.env_remove("USER").env("LOGNAME", "essai");
    ran(&mut assert_cmd::Command::from_std(account)).coded(0);
    assert!(desk.run("list --json").out.contains("\"author\": \"essai\""));
}

#[test]
fn what_another_version_of_the_form_moved_is_in_the_history_and_the_draft_before_among_the_versions() {
    let desk = Desk::new();
    let form = |version: &str, kind: &str| {
        let text = format!(
            "id = \"bref\"\nversion = \"{version}\"\ntitle = \"Essai\"\n[[page]]\nid = \"p\"\ntitle = \"P\"\n[[page.question]]\nid = \"nom\"\nkind = \"text\"\nlabel = \"Nom\"\n[[page.question]]\nid = \"nombre\"\nkind = \"{kind}\"\nlabel = \"Nombre\"\n[[page]]\nid = \"fin\"\ntitle = \"Fin\"\nfinal = true\n"
        );
        desk.write("forms/bref.toml", text)
    };
    let forms = desk.path("forms").display().to_string();
    form("1", "text");
    let given = json!({"nom": "A", "nombre": "beaucoup"}).to_string();
    let id = desk.feed(&format!("--forms {forms} import - --form bref"), &given).coded(0).out.trim_end().to_owned();
    form("2", "integer");
    desk.run(&format!("--forms {forms} validate {id} --as Camille")).coded(0);
    assert_eq!(desk.stored(&id)["answers"], json!({"nom": "A"}));
    let entries = desk.run(&format!("--forms {forms} history {id} --json")).coded(0).json()["entries"].clone();
    let told: Vec<_> = entries.as_array().unwrap().iter().map(|entry| (entry["what"].as_str().unwrap(), &entry["before"])).collect();
    assert_eq!(told, [("import", &Value::Null), ("set", &json!("beaucoup")), ("validate", &Value::Null)]);
    let before = desk.run(&format!("--forms {forms} history {id} --json --at {}", entries[0]["at"].as_str().unwrap())).coded(0).json();
    assert_eq!(before["answers"], json!({"nom": "A", "nombre": "beaucoup"}));
    assert_eq!(std::fs::read_dir(desk.path(&format!("data/backups/{id}"))).unwrap().count(), 1);
}

#[test]
fn what_is_saved_without_its_history_is_saved_and_told() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    let history = desk.path(&format!("data/responses/{id}/history.jsonl"));
    std::fs::remove_file(&history).unwrap();
    std::fs::create_dir(&history).unwrap();
    let ran = desk.run(&format!("validate {id}")).coded(0);
    assert!(ran.out.contains("Bretagne") && ran.err.contains("C'est enregistré, mais le journal ne le dit pas."), "{ran:?}");
    assert_eq!(desk.stored(&id)["status"], "validated");
}
