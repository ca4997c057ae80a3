//! Attached files: chosen in the browser or by path, several to a question, removed and brought back, and what became of the copies.

use std::fs;

use serde_json::json;

use super::conditions::{menu, validate};
use super::scenario::{Scenario, given};

fn survey() -> Scenario {
    let mut s = given("carsp-2025").answers(json!({ "region": "53", "carsp_creee": "oui" })).page("equipe").size(100, 40).open();
    s.file("Organigramme été.pdf", b"abc");
    s.file("notes.txt", b"defg");
    s.go("organigramme");
    s
}

/// The names of the files of the question, on the disk.
fn names(s: &mut Scenario) -> Vec<String> {
    let saved = s.saved();
    let files = saved["organigramme"].as_array().cloned().unwrap_or_default();
    files.iter().map(|file| file["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_file_is_found_by_a_few_letters_and_copied_with_its_size_and_hash() {
    let mut s = survey();
    s.expect("aucun fichier").keys("Enter").expect("Joindre un fichier").expect("notes.txt").expect("20 Mo au plus");
    s.keys("'ete'").expect("Organigramme été.pdf").expect_no("notes.txt");
    s.keys("Enter").expect("« Organigramme été.pdf » est joint.");
    assert_eq!(
        s.saved()["organigramme"],
        json!([{ "name": "Organigramme été.pdf", "size": 3, "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" }])
    );
    let copies = s.store.dir().join("responses/essai234/files");
    assert_eq!(fs::read(copies.join("Organigramme été.pdf")).unwrap(), b"abc");
}

#[test]
fn a_path_is_pasted_or_typed_and_enter_takes_the_file() {
    let mut s = survey();
    let path = s.desk.join("notes.txt").display().to_string();
    s.keys("Enter").paste(&path).keys("Enter").expect("« notes.txt » est joint.");
    assert_eq!(names(&mut s), ["notes.txt"]);
    let mut s = survey();
    let path = s.desk.join("notes.txt").display().to_string();
    s.keys("Enter").type_text(&path).keys("Enter").expect("« notes.txt » est joint.");
    assert_eq!(names(&mut s), ["notes.txt"]);
}

#[test]
fn several_files_are_attached_one_is_removed_and_undo_brings_it_back() {
    let mut s = survey();
    s.keys("Enter 'ete' Enter Enter 'notes' Enter");
    assert_eq!(names(&mut s), ["Organigramme été.pdf", "notes.txt"]);
    s.go("organigramme").keys("Del");
    assert_eq!(names(&mut s), ["notes.txt"]);
    s.keys("C-z");
    assert_eq!(names(&mut s), ["Organigramme été.pdf", "notes.txt"]);
    s.reopen();
    s.expect("Organigramme été.pdf").expect_no("disparu");
}

#[test]
fn keys_pressed_before_the_list_is_there_or_the_file_is_copied_do_what_they_do_after_it() {
    for keys in [
        "Enter Down Enter Tab",
        "Enter Down*2 Enter",
        "Enter Tab*9 S-Tab Enter Up '9'",
        "Enter 'no' Tab Enter Enter Down Enter",
        "Enter Enter 'desk' Tab 'no' Enter Tab",
        "Enter '/nulle-part' Tab Enter 'no' Enter Tab",
    ] {
        let mut slow = survey();
        slow.held = true;
        slow.keys(keys);
        slow.let_go();
        let mut s = survey();
        s.keys(keys);
        let at = s.desk.display().to_string();
        assert_eq!(slow.screen().replace(&slow.desk.display().to_string(), &at), s.screen(), "{keys}");
        assert_eq!(names(&mut slow), names(&mut s), "{keys}");
    }
}

#[test]
fn a_list_that_comes_under_the_help_is_there_after_it_and_so_is_a_file() {
    let mut s = survey();
    s.held = true;
    s.keys("Enter F1");
    s.let_go();
    s.expect("Aide").keys("Esc").expect("notes.txt").expect_no("Lecture");
    s.keys("'notes'");
    s.held = true;
    s.keys("Enter F1");
    s.let_go();
    s.expect("Aide").keys("Esc").expect_no("Joindre un fichier").expect("notes.txt");
    assert_eq!(names(&mut s), ["notes.txt"]);
}

#[test]
fn a_file_that_is_copied_after_the_validation_changes_nothing() {
    let mut s = survey();
    s.keys("Enter 'notes'");
    s.held = true;
    s.keys("Enter Esc");
    validate(&mut s);
    s.let_go();
    s.expect("notes.txt").expect("n'est pas joint");
    assert!(s.is_validated());
    assert_eq!(s.saved()["organigramme"], json!(null));
}

#[test]
fn a_file_that_is_copied_while_one_searches_elsewhere_leaves_the_search_as_it_is() {
    let mut s = survey();
    s.keys("Enter 'notes'");
    s.held = true;
    s.keys("Enter Esc");
    s.go("region").keys("'norm'").expect("norm");
    let searched = s.focused();
    s.let_go();
    assert_eq!(s.focused(), searched);
    assert_eq!(names(&mut s), ["notes.txt"]);
}

#[test]
fn two_files_of_one_name_are_both_kept() {
    let mut s = survey();
    s.keys("Enter 'notes' Enter");
    s.file("notes.txt", b"autre contenu");
    s.keys("Enter 'notes' Enter");
    let files = s.saved()["organigramme"].as_array().unwrap().clone();
    assert_eq!(files.len(), 2);
    assert_ne!(files[0]["sha256"], files[1]["sha256"]);
    for file in files {
        let copy = s.store.dir().join("responses/essai234/files").join(file["name"].as_str().unwrap());
        assert_eq!(fs::metadata(copy).unwrap().len(), file["size"].as_u64().unwrap());
    }
}

#[test]
fn a_copy_that_vanished_or_changed_is_told_at_opening_and_blocks_validation() {
    for (change, told) in [(None, "notes.txt a disparu du dossier"), (Some(b"xxxx"), "notes.txt a changé depuis son dépôt")] {
        let mut s = survey();
        s.keys("Enter 'notes' Enter F10");
        let copy = s.store.dir().join("responses/essai234/files/notes.txt");
        match change {
            None => fs::remove_file(&copy).unwrap(),
            Some(bytes) => fs::write(&copy, bytes).unwrap(),
        }
        s.reopen();
        s.expect(told);
        s.last_page(told);
        menu(&mut s, "Valider définitivement");
        s.expect("Une erreur est à corriger avant de valider.");
        assert!(!s.is_validated());
        s.go("organigramme").keys("Del").expect_no(told);
        s.keys("Enter 'notes' Enter").expect_no(told);
        assert_eq!(names(&mut s).len(), 1);
    }
}

#[test]
fn a_copy_that_vanished_or_changed_after_validation_is_told_on_the_last_page() {
    for (change, told) in [(None, "notes.txt a disparu du dossier"), (Some(b"xxxx"), "notes.txt a changé depuis son dépôt")] {
        let mut s = survey();
        s.keys("Enter 'notes' Enter");
        validate(&mut s);
        s.last_page("Aperçu");
        s.expect("Elle n'a pas changé depuis.").expect_no("Constaté").keys("F10");
        let copy = s.store.dir().join("responses/essai234/files/notes.txt");
        match change {
            None => fs::remove_file(&copy).unwrap(),
            Some(bytes) => fs::write(&copy, bytes).unwrap(),
        }
        s.reopen();
        s.last_page(told);
        s.expect("Constaté depuis la validation").expect("Les réponses sont celles qui ont été validées.");
        s.expect_no("Elle n'a pas changé depuis.");
        s.keys("Enter");
        assert_eq!(s.at(), "organigramme");
    }
}

#[test]
fn a_copy_that_goes_while_the_response_is_open_is_noticed_at_validation() {
    let mut s = survey();
    s.keys("Enter 'notes' Enter");
    fs::remove_file(s.store.dir().join("responses/essai234/files/notes.txt")).unwrap();
    menu(&mut s, "Valider définitivement");
    s.keys("Enter");
    assert!(!s.is_validated(), "validated with a missing file");
    s.last_page("notes.txt a disparu du dossier");
}

#[test]
fn a_copy_that_goes_while_the_response_is_open_is_told_when_the_last_page_is_shown() {
    let mut s = survey();
    s.keys("Enter 'notes' Enter");
    s.last_page("Imprimer dans un fichier").keys("C-g").type_text("organigramme").keys("Enter").expect_no("a disparu");
    let copy = s.store.dir().join("responses/essai234/files/notes.txt");
    fs::remove_file(&copy).unwrap();
    // the disk takes its time: no key waits for it, and the focus stays on its row
    s.held = true;
    s.last_page("Imprimer dans un fichier").expect_no("a disparu");
    s.let_go();
    s.expect("À corriger avant de valider").expect("notes.txt a disparu du dossier");
    assert!(s.focused().contains("Imprimer dans un fichier"), "{}", s.screen());
    s.keys("S-Tab S-Tab S-Tab");
    assert!(s.focused().contains("notes.txt"), "{}", s.screen());
    // it comes back: the row under the focus goes, the page's first stop takes it
    fs::write(&copy, b"defg").unwrap();
    s.held = true;
    s.keys("Enter").last_page("notes.txt a disparu");
    s.let_go();
    s.expect_no("a disparu");
    assert!(s.focused().starts_with("Vous avez la possibilité"), "{}", s.screen());
}

#[test]
fn a_removed_file_is_neither_printed_nor_copied_with_the_response() {
    let mut s = survey();
    s.keys("Enter 'ete' Enter Enter 'notes' Enter");
    s.go("organigramme").keys("Del");
    assert_eq!(names(&mut s), ["notes.txt"]);
    assert!(s.store.dir().join("responses/essai234/files/Organigramme été.pdf").is_file(), "undo may still want it");
    let print = s.desk.join("relecture.txt").display().to_string();
    s.last_page("Imprimer dans un fichier").keys("Enter C-u").type_text(&print).keys("Enter").expect("Imprimé dans");
    let printed = fs::read_to_string(print).unwrap();
    assert!(printed.contains("notes.txt") && !printed.contains("Organigramme été.pdf"), "{printed}");
    s.keys("Esc Esc F3").expect("Réponse copiée");
    let list = s.store.list().unwrap();
    let copy = list.iter().find(|stored| stored.id != "essai234").unwrap();
    let files = fs::read_dir(s.store.dir().join("responses").join(&copy.id).join("files")).unwrap();
    let files: Vec<_> = files.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(files, ["notes.txt"]);
}

#[test]
fn a_file_goes_into_a_response_that_was_never_saved() {
    let mut s = given("carsp-2025").new_response().page("equipe").open();
    s.file("notes.txt", b"defg");
    s.go("organigramme").keys("Enter 'notes' Enter");
    assert_eq!(names(&mut s), ["notes.txt"]);
    s.reopen();
    s.expect("notes.txt").expect_no("disparu");
}

#[test]
fn what_cannot_be_attached_says_why_and_changes_nothing() {
    let mut s = survey();
    fs::create_dir(s.desk.join("dossier")).unwrap();
    s.keys("Enter 'dossier' Enter").expect("dossier/").keys("Left");
    let big = fs::File::create(s.desk.join("trop.bin")).unwrap();
    big.set_len(21 << 20).unwrap();
    s.keys("Esc Enter 'trop' Enter").expect("dépasse 20 Mo");
    assert_eq!(names(&mut s), Vec::<String>::new());
    s.keys("Bs*4 'introuvable'")
        .expect("Rien ne correspond.")
        .keys("Enter")
        .expect("introuvable n'existe pas, ou plus")
        .expect_no("dépasse 20 Mo");
    s.keys("Esc").expect("aucun fichier");
}

#[test]
fn a_refused_file_leaves_the_browser_open_with_the_whole_reason_and_another_one_is_taken() {
    let mut s = survey();
    s.resize(60, 16);
    let name = format!("{}.bin", "très long nom ".repeat(8).trim());
    fs::File::create(s.desk.join(&name)).unwrap().set_len(21 << 20).unwrap();
    s.keys("Enter 'long' Enter").expect("✗ /").expect("dépasse 20 Mo, la limite ; réduire ce fichier ou en choisir un autre.");
    s.keys("Bs*4").expect_no("dépasse").keys("'notes' Enter").expect("« notes.txt » est joint.");
    assert_eq!(names(&mut s), ["notes.txt"]);
}

#[test]
fn a_directory_that_cannot_be_read_says_so_in_full_and_leads_back_up() {
    let mut s = survey();
    let lost = s.desk.join("un dossier au nom assez long pour que la ligne soit pleine").join("perdu");
    s.resize(60, 16);
    s.keys("Enter").type_text(&format!("{}/", lost.display()));
    s.expect("vérifier le chemin, et que le disque est bien accessible.").expect(".. dossier parent");
    s.keys("Enter Enter").expect("notes.txt");
}

#[test]
fn the_first_letter_typed_or_a_path_pasted_on_the_question_reaches_the_browser() {
    let mut s = survey();
    s.keys("'not'").expect("notes.txt").expect_no("Organigramme").keys("Enter").expect("« notes.txt » est joint.");
    let path = s.desk.join("Organigramme été.pdf").display().to_string();
    s.paste(&path).keys("Enter").expect("« Organigramme été.pdf » est joint.");
    assert_eq!(names(&mut s), ["notes.txt", "Organigramme été.pdf"]);
}

#[test]
fn tab_completes_a_path_as_far_as_it_is_sure_then_goes_down_the_list() {
    let mut s = survey();
    s.file("notes-2024.txt", b"a");
    fs::create_dir_all(s.desk.join("Pièces jointes/2024")).unwrap();
    s.keys("Enter 'NO'").expect("Tab compléter").keys("Tab");
    assert!(s.line("/desk/").ends_with("/desk/notes"), "{}", s.screen());
    s.expect_no("Tab compléter").keys("Tab");
    assert!(s.focused().starts_with("notes-2024.txt") || s.focused().starts_with("notes.txt"), "{}", s.focused());
    s.keys("'.' Tab Enter").expect("« notes.txt » est joint.");
    s.keys("Enter 'pieces' Tab");
    assert!(s.line("/desk/").ends_with("/Pièces jointes/"), "{}", s.screen());
    s.keys("'20' Tab").keys("'../../not' Tab '-' Tab Enter").expect("« notes-2024.txt » est joint.");
}

#[test]
fn enter_is_named_for_what_is_highlighted() {
    let mut s = survey();
    fs::create_dir(s.desk.join("archives")).unwrap();
    s.keys("Enter")
        .expect("Entrée remonter")
        .keys("Down")
        .expect("archives/")
        .expect("Entrée ouvrir")
        .keys("Down")
        .expect("Entrée joindre");
    s.keys("Up Enter").expect("Entrée remonter");
    s.keys("Enter 'notes'").expect("Entrée joindre");
}

#[test]
fn the_home_directory_is_a_tilde_and_the_root_one_slash() {
    let mut s = survey();
    let home = s.desk.join("maison/pièces");
    fs::create_dir_all(&home).unwrap();
    fs::write(home.join("plan.pdf"), "p").unwrap();
    let place = |s: &Scenario| s.screen().lines().nth(1).unwrap_or_default().trim().to_owned();
    s.keys("Enter '~/'").expect("pièces/");
    assert_eq!(place(&s), "~/");
    s.keys("'pi' Enter").expect("plan.pdf");
    assert_eq!(place(&s), "~/pièces/");
    s.keys("'/'");
    assert_eq!(place(&s), "/");
    s.keys("'~/pièces/plan' Enter").expect("« plan.pdf » est joint.");
    // where the last file was is where the next one goes to
    s.last_page("Imprimer")
        .keys("Enter")
        .expect("~/pièces/carsp-2025-Bretagne.html")
        .keys("Enter")
        .expect("Imprimé dans ~/pièces/carsp-2025-Bretagne.html");
    assert!(home.join("carsp-2025-Bretagne.html").is_file());
}

#[test]
fn a_file_is_attached_inside_a_block() {
    let mut s = given("carsp-2025").page("evenements").open();
    s.file("programme.pdf", b"p");
    let block = s.block("evenements", 1);
    s.keys("C-g").type_text(&format!("{block}.programme")).keys("Enter Enter 'prog' Enter");
    assert_eq!(s.saved()["evenements"][0]["programme"][0]["name"], json!("programme.pdf"));
}
