//! `recueil print`, `recueil check`, `recueil completions` and `recueil man`.

use std::path::Path;

use serde_json::json;

use crate::desk::Desk;

#[test]
fn print_writes_text_to_the_standard_output() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    let ran = desk.run(&format!("print {id}")).coded(0);
    assert!(ran.out.contains("Bretagne") && !ran.out.contains('<') && ran.err.is_empty(), "{ran:?}");
}

#[test]
fn the_extension_chooses_what_is_printed() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    for (file, start) in [("r.txt", ""), ("r.md", "# "), ("r.html", "<!"), ("R.HTML", "<!")] {
        let ran = desk.run(&format!("print {id} -o {file}")).coded(0);
        assert!(ran.out.is_empty() && ran.err.starts_with(&format!("Imprimé dans {file} (")) && ran.err.ends_with(")\n"), "{ran:?}");
        let text = std::fs::read_to_string(desk.path(file)).unwrap();
        assert!(text.starts_with(start) && text.contains("Bretagne"), "{file}: {text}");
    }
    for file in ["r.pdf", "r"] {
        assert!(desk.run(&format!("print {id} -o {file}")).coded(2).err.contains(".html"));
        assert!(!desk.path(file).exists());
    }
}

#[test]
fn an_existing_file_is_replaced_only_with_force() {
    let desk = Desk::new();
    let id = desk.import(&json!({"region": "53"}));
    let file = desk.write("r.txt", "précieux");
    assert!(desk.run(&format!("print {id} -o r.txt")).coded(1).err.contains("--force"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "précieux");
    desk.run(&format!("print {id} -o r.txt --force")).coded(0);
    assert!(std::fs::read_to_string(&file).unwrap().contains("Bretagne"));
    assert!(desk.run(&format!("print {id} -o absent/r.txt")).coded(1).err.contains("absent"));
}

#[test]
fn a_blank_form_is_printed_without_a_data_directory() {
    let desk = Desk::new();
    for form in ["essai", "carsp-2025", "annuaire-carsp"] {
        let ran = desk.run(&format!("print --form {form}")).coded(0);
        assert!(ran.out.contains("Région"), "{form}");
    }
    assert!(!desk.path("data").exists());
    desk.run("print --form absent").coded(2);
    let neither = desk.run("print").coded(2).err;
    assert!(["recueil print RÉPONSE", "--form QUESTIONNAIRE"].iter().all(|way| neither.contains(way)), "{neither}");
    desk.run("print abcd --form essai").coded(2);
}

#[test]
fn a_sound_form_is_told_and_gives_exit_0() {
    let desk = Desk::new();
    let forms = Path::new(env!("CARGO_MANIFEST_DIR"));
    let [a, b] = ["forms/carsp-2025.toml", "forms/annuaire-carsp.toml"].map(|file| forms.join(file).display().to_string());
    let ran = desk.run(&format!("check {a} {b}")).coded(0);
    assert!(ran.out.contains("carsp-2025, version 2025.1") && ran.err.is_empty(), "{ran:?}");
    assert_eq!(ran.out.lines().count(), 2);
    let json = desk.run(&format!("check --json {a}")).coded(0).json();
    assert_eq!((&json[0]["form"]["id"], &json[0]["faults"]), (&json!("carsp-2025"), &json!([])));
}

#[test]
fn check_tells_all_faults_of_all_files_with_file_line_and_column() {
    let desk = Desk::new();
    let essai = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms/essai.toml")).unwrap();
    desk.write("sain.toml", &essai);
    desk.write("a.toml", essai.replace("kind = \"email\"", "kind = \"emial\"").replace("statut == 'prive'", "statut == 'privee'"));
    desk.write("b.toml", "id = \"b\n");
    desk.write("vide.toml", "");
    desk.write("latin1.toml", b"id = \"\xe9\"\n");
    let ran = desk.run("check a.toml b.toml sain.toml vide.toml latin1.toml absent.toml").coded(1);
    for start in ["a.toml:41:10: ", "a.toml:37:", "b.toml:1:", "vide.toml:1:1: ", "latin1.toml:1:1: ", "absent.toml:1:1: "] {
        assert!(ran.err.lines().any(|line| line.starts_with(start)), "{start}: {}", ran.err);
    }
    for said in ["privee", "public, prive", "emial", "« groupe »", "« courriel »"] {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
    assert!(ran.out.starts_with("sain.toml"), "the sound file is told: {ran:?}");
    assert!(ran.err.contains("b.toml:1:8: il manque le guillemet (\") qui ferme le texte"), "{}", ran.err);
    assert!(desk.run("check --lang en b.toml").coded(1).err.contains("b.toml:1:8: the quote (\") that closes the text is missing"));
    assert!(ran.err.contains("absent.toml:1:1: Impossible de lire le fichier : introuvable (erreur 2)."), "{}", ran.err);
    let json = desk.run("check --json a.toml sain.toml").coded(1).json();
    assert_eq!((&json[0]["faults"][0]["line"], &json[0]["form"], &json[1]["form"]["id"]), (&json!(37), &json!(null), &json!("essai")));
    let english = desk.run("check --lang en vide.toml").coded(1).err;
    assert_ne!(english, desk.run("check vide.toml").err);
}

#[test]
fn completions_are_made_for_each_shell_and_a_manual_page_is_written() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = desk.run(&format!("completions {shell}")).coded(0);
        assert!(ran.out.contains("validate") && ran.err.is_empty(), "{shell}");
    }
    desk.run("completions tcsh").coded(2);
    let man = desk.run("man").coded(0).out;
    assert!(man.contains(".TH recueil") && man.contains("Valider"), "{man}");
}
