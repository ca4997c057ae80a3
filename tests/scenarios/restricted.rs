//! With `--restricted`: one response, one directory to attach from, one to print to, and nothing where none is given.

use std::fs;

use recueil::app::Restricted;
use serde_json::json;

use super::conditions::menu;
use super::scenario::{Scenario, given};

fn survey() -> Scenario {
    let s = given("carsp-2025").answers(json!({ "region": "53", "carsp_creee": "oui" })).page("equipe").size(100, 40).open();
    s.file("notes.txt", b"notes");
    s
}

#[test]
fn without_an_inbox_nothing_is_attached_and_without_an_outbox_nothing_is_printed() {
    let mut s = survey();
    s.restrict(Restricted::default());
    let path = s.desk.join("notes.txt").display().to_string();
    s.go("organigramme").keys("Enter").expect("Aucun dossier de dépôt n'est prévu").expect_no("Joindre un fichier");
    s.keys("Tab S-Tab").expect_no("Aucun dossier").paste(&path).keys("Enter");
    s.expect("Aucun dossier de dépôt n'est prévu").expect_no("Joindre un fichier");
    s.keys("C-o").expect("Quitter").expect_no("Imprimer dans un fichier").keys("Esc");
    s.last_page("Aperçu").expect_no("Imprimer");
    assert!(s.saved()["organigramme"].is_null());
    assert_eq!(fs::read_dir(&s.desk).unwrap().count(), 1);

    // with both, both can be done there, and nowhere else
    let [inbox, outbox] = ["inbox", "outbox"].map(|name| s.desk.join(name));
    for dir in [&inbox, &outbox] {
        fs::create_dir(dir).unwrap();
    }
    fs::write(inbox.join("depot.txt"), "dépôt").unwrap();
    fs::File::create(inbox.join("gros.pdf")).unwrap().set_len(21 << 20).unwrap();
    fs::create_dir(outbox.join("dossier.html")).unwrap();
    s.restrict(Restricted { inbox: Some(inbox), outbox: Some(outbox.clone()) });
    s.go("organigramme").keys("Enter").expect("depot.txt").expect_no("notes.txt");
    // what goes wrong is told by the name that the person knows
    s.keys("'gros' Enter").expect("✗ gros.pdf dépasse 20 Mo").keys("C-u 'depot' Enter").expect("« depot.txt » est joint");
    s.last_page("Imprimer");
    menu(&mut s, "Imprimer dans un fichier");
    s.keys("C-u '../reponse.html' Enter").expect("Donner un nom de fichier seul");
    s.keys("C-u 'dossier.html' Enter").expect("dossier.html n'est pas un fichier ordinaire").expect_no("outbox");
    s.keys("C-u 'reponse.html' Enter").expect("Imprimé dans reponse.html");
    assert_eq!(s.saved()["organigramme"][0]["name"], json!("depot.txt"));
    assert!(outbox.join("reponse.html").is_file() && !s.desk.join("reponse.html").exists());
}

#[test]
fn what_cannot_be_saved_is_saved_nowhere_else() {
    let mut s = survey();
    s.restrict(Restricted::default());
    s.lose_disk();
    s.go("adresse").keys("'Nom'").wait(1000).expect("non enregistré");
    s.keys("C-o")
        .expect("Quitter")
        .expect_no("Enregistrer ailleurs")
        .keys("Esc F3")
        .expect_no("Enregistrer ailleurs")
        .expect_no("Fichier à écrire");
    s.find_disk();
    s.wait(6000).expect_no("non enregistré");
}
