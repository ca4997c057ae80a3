//! Repeats: blocks are added, copied, moved and removed by keys; undo brings back what was there; there is always a first block and never too many.

use serde_json::{Value, json};

use super::scenario::{Scenario, given};

/// The survey with these actions, on their page, the focus on the title of the first one.
fn actions(texts: &[&str]) -> Scenario {
    let blocks: Vec<Value> = texts.iter().enumerate().map(|(n, text)| json!({ "_id": format!("bloc{n}"), "description": text })).collect();
    let mut s = given("carsp-2025").answers(json!({ "actions": blocks })).page("gouvernance").open();
    title(&mut s, 1);
    s
}

/// Puts the focus on the title of the n-th action.
fn title(s: &mut Scenario, n: usize) {
    let block = s.block("actions", n);
    s.keys("C-g").type_text(&block).keys("Enter S-Tab");
    assert_eq!(s.at(), block, "{}", s.screen());
}

/// The actions on the disk.
fn texts(s: &mut Scenario) -> Vec<String> {
    let saved = s.saved();
    let blocks = saved["actions"].as_array().cloned().unwrap_or_default();
    blocks.iter().map(|block| block["description"].as_str().unwrap_or("").to_owned()).collect()
}

#[test]
fn the_first_block_is_there_before_anything_was_answered_and_is_stored_with_its_first_answer() {
    let mut s = given("carsp-2025").page("gouvernance").open();
    s.expect("▸ Action 1").expect("sans réponse").expect("Si souhait de détailler une action 2, cocher ici").expect_no("▸ Action 2");
    s.go("orientation").keys("1 C-f");
    assert_eq!(s.saved(), json!({ "orientation": "oui" }), "an empty block is not written");
    let block = s.block("actions", 1);
    s.keys("C-g").type_text(&block).keys("Enter 'Une carte'");
    assert_eq!(texts(&mut s), ["Une carte"]);
}

#[test]
fn the_add_row_is_ticked_until_there_are_as_many_blocks_as_allowed() {
    let mut s = actions(&["un"]);
    for n in 2..=5 {
        let words = format!("Si souhait de détailler une action {n}, cocher ici");
        s.expect(&words).expect(&format!("({} sur 5)", n - 1));
        title(&mut s, n - 1);
        s.keys("Tab Tab Space");
        assert_eq!(s.at(), format!("{}.description", s.block("actions", n)), "the focus is in the new block");
        s.type_text(&n.to_string());
    }
    assert_eq!(texts(&mut s), ["un", "2", "3", "4", "5"]);
    s.expect_no("cocher ici");
    let screen = s.screen();
    let after: Vec<&str> = screen.lines().skip_while(|line| !line.contains("Mise à disposition des informations")).collect();
    let before = screen.lines().nth(screen.lines().count() - after.len() - 1).unwrap_or_default();
    assert!(!after.is_empty() && before.trim().is_empty(), "what follows a full repeat stands apart:\n{screen}");
    title(&mut s, 2);
    s.keys("a").expect("Il ne peut pas y en avoir plus de 5.");
    s.keys("i").expect("Il ne peut pas y en avoir plus de 5.");
    s.keys("d").expect("Il ne peut pas y en avoir plus de 5.");
    assert_eq!(texts(&mut s).len(), 5);
}

#[test]
fn letters_on_a_title_add_before_and_after_copy_and_delete_removes() {
    let mut s = actions(&["un", "deux"]);
    s.keys("a Enter").expect("Ajout : Action 2 ; Ctrl-Z pour annuler.").keys("'après un'");
    title(&mut s, 1);
    s.keys("i Enter").expect("Ajout : Action 1 ; Ctrl-Z pour annuler.").keys("'avant un'");
    assert_eq!(texts(&mut s), ["avant un", "un", "après un", "deux"]);
    title(&mut s, 4);
    s.keys("d Enter").expect("Copie : Action 5 ; Ctrl-Z pour annuler.").keys("' bis'");
    assert_eq!(texts(&mut s), ["avant un", "un", "après un", "deux", "deux bis"]);
    title(&mut s, 2);
    s.keys("Del").expect("Suppression : Action 2 ; Ctrl-Z pour annuler.");
    assert_eq!(texts(&mut s), ["avant un", "après un", "deux", "deux bis"]);
    s.keys("C-z").expect("Annulé : Action 2 ; Ctrl-R pour rétablir.");
    assert_eq!(texts(&mut s), ["avant un", "un", "après un", "deux", "deux bis"]);
    s.keys("C-r").expect("Rétabli : Action 2.").keys("C-z");
    s.keys("C-z C-z C-z C-z C-z C-z C-z").expect("Rien à annuler depuis l'ouverture.");
    assert_eq!(texts(&mut s), ["un", "deux"]);
    s.keys("C-r*9").expect("Rien à rétablir");
    assert_eq!(texts(&mut s), ["avant un", "après un", "deux", "deux bis"]);
}

#[test]
fn a_copy_has_the_answers_of_its_block_and_an_identity_of_its_own() {
    let mut s = actions(&["un"]);
    s.keys("d Enter");
    let draft = s.draft();
    let blocks = draft["answers"]["actions"].as_array().unwrap();
    assert_eq!(blocks.len(), 2);
    assert_eq!(blocks[0]["description"], blocks[1]["description"]);
    assert_ne!(blocks[0]["_id"], blocks[1]["_id"]);
}

#[test]
fn a_block_in_hand_moves_with_the_arrows_and_one_undo_puts_it_back() {
    let mut s = actions(&["un", "deux", "trois"]);
    s.keys("m").expect("↑ ↓ déplacent Action 1, Entrée pour finir.");
    s.keys("Down Down").expect("↑ ↓ déplacent Action 3, Entrée pour finir.");
    assert_eq!(texts(&mut s), ["deux", "trois", "un"]);
    s.keys("Down");
    assert_eq!(texts(&mut s), ["deux", "trois", "un"], "there is no farther down");
    s.keys("Enter").expect("Place choisie : Action 3.");
    let own = s.at();
    assert_eq!(own, "actions[bloc0]", "a block keeps its identity");
    s.keys("C-z");
    assert_eq!(texts(&mut s), ["un", "deux", "trois"]);
}

#[test]
fn the_last_block_gives_way_to_an_empty_one() {
    let mut s = actions(&["un"]);
    s.keys("Del");
    assert_eq!(texts(&mut s), Vec::<String>::new());
    s.expect("Action 1").expect_no("Action 2 ");
    s.keys("C-z");
    assert_eq!(texts(&mut s), ["un"]);
    s.expect("Action 1");
    s.keys("C-r");
    assert_eq!(texts(&mut s), Vec::<String>::new());
    s.expect("Action 1");
}

#[test]
fn only_the_block_with_the_focus_is_unfolded_and_a_folded_one_says_what_is_in_it() {
    let mut s = actions(&["Cartographie des équipes", "Formation"]);
    s.expect("▾ Action 1").expect("▸ Action 2 Formation");
    s.keys("Tab Tab").expect("▸ Action 1 Cartographie des équipes").expect("▾ Action 2");
    s.expect("Espace replier").keys("Space").expect("▸ Action 2 Formation").expect("Espace déplier");
    s.keys("Space").expect("▾ Action 2").expect("Espace replier");
}

#[test]
fn enter_on_the_title_of_a_block_goes_on_to_its_first_question_folded_or_not() {
    for (width, height) in [(60, 16), (80, 24), (140, 40)] {
        let mut s = actions(&["un", "deux"]);
        s.resize(width, height);
        let first = format!("{}.description", s.block("actions", 1));
        let bottom = s.bottom();
        // what only a title does has its room first
        let wide = bottom.starts_with("Tab suivante") && bottom.contains("Espace replier");
        assert!(bottom.contains("a ajouter") && bottom.contains("m déplacer") && wide == (width == 140), "{bottom}");
        s.keys("Enter");
        assert_eq!(s.at(), first);
        s.keys("S-Tab Space").expect("▸ Action 1 un").keys("Enter").expect("▾ Action 1");
        assert_eq!(s.at(), first, "a folded one is unfolded");
        s.keys("Tab");
        assert_eq!(s.at(), s.block("actions", 2), "and on to the next one");
    }
}

#[test]
fn a_long_title_of_a_folded_block_is_cut_with_a_sign() {
    let long = "mot ".repeat(60);
    let mut s = actions(&["un", &long]);
    for (width, height) in [(60, 40), (80, 40), (140, 40)] {
        s.resize(width, height);
        title(&mut s, 1);
        assert!(s.line("▸ Action 2").ends_with('…'), "{}", s.line("▸ Action 2"));
    }
}

#[test]
fn one_visit_to_a_question_is_one_entry_of_undo_across_pages() {
    let mut s = given("carsp-2025").page("identite").open();
    s.go("nom").keys("'Première'").go("adresse").keys("'12 rue'").go("commentaires").keys("'Rien'");
    s.go("nom").keys("End ' cellule'");
    s.keys("C-z");
    assert_eq!((s.answer("nom"), s.at()), (json!("Première"), "nom".to_owned()));
    s.keys("C-z");
    assert_eq!((s.answer("commentaires"), s.page()), (json!(null), "commentaires".to_owned()), "undo goes to where it happens");
    s.keys("C-z");
    assert_eq!((s.answer("adresse"), s.at()), (json!(null), "adresse".to_owned()));
    s.keys("C-r C-r C-r");
    assert_eq!(s.saved(), json!({ "nom": "Première cellule", "adresse": "12 rue", "commentaires": "Rien" }));
    s.go("adresse").keys("'!'");
    s.keys("C-r").expect("Rien à rétablir");
}

#[test]
fn an_undo_brings_back_what_could_not_be_read() {
    let mut s = given("carsp-2025").page("identite").open();
    s.go("date_creation").keys("'marss 2024' Tab").go("date_creation").keys("Bs*20 'mars 2024' Tab");
    assert_eq!(s.answer("date_creation"), json!("2024-03"));
    s.keys("C-z");
    assert_eq!(s.draft()["unreadable"], json!({ "date_creation": "marss 2024" }));
    s.expect("marss 2024");
}

#[test]
fn the_fields_of_a_block_are_filled_one_after_the_other_and_its_conditions_are_its_own() {
    let mut s = given("carsp-2025").page("evenements").open();
    let first = s.block("evenements", 1);
    s.keys("C-g").type_text(&format!("{first}.libelle")).keys("Enter 'Colloque' Tab '120' Enter 2 Enter Space Enter");
    assert_eq!(s.at(), format!("{first}.programme"));
    s.keys("Tab Space");
    let second = s.block("evenements", 2);
    assert_eq!(s.at(), format!("{second}.libelle"));
    s.keys("'Rencontre' Tab Tab 3 Tab 'Autres personnes'");
    assert_eq!(
        s.saved()["evenements"],
        json!([
            { "libelle": "Colloque", "participants": 120, "profils": "professionnels", "professionnels": ["etablissements_sante"] },
            { "libelle": "Rencontre", "profils": "autres", "profils_autres": "Autres personnes" },
        ])
    );
    s.quit_and_reopen();
    assert_eq!(s.at(), format!("{second}.profils_autres"), "the position is kept down to the field");
    s.expect("Autres personnes").expect("▸ Événement 1 Colloque");
}

#[test]
fn a_block_that_went_does_not_leave_its_unreadable_text_behind() {
    let mut s = given("carsp-2025").page("evenements").open();
    let first = s.block("evenements", 1);
    s.keys("C-g").type_text(&format!("{first}.participants")).keys("Enter 'beaucoup' Tab");
    assert_eq!(s.response().unreadable.len(), 1);
    s.keys("C-g").type_text(&format!("{first}.libelle")).keys("Enter S-Tab Del");
    assert_eq!(s.response().unreadable.len(), 0);
    s.keys("C-z");
    assert_eq!(s.response().unreadable.len(), 1);
    s.expect("beaucoup").expect("✗");
}

#[test]
fn undo_leads_to_the_block_that_came_back_and_to_the_neighbour_of_one_that_went() {
    let mut s = actions(&["un", "deux", "trois"]);
    title(&mut s, 2);
    s.keys("Del C-z");
    assert_eq!((s.at(), s.focused()), ("actions[bloc1]".to_owned(), "▾ Action 2".to_owned()));
    title(&mut s, 3);
    s.keys("Del C-z");
    assert_eq!(s.at(), "actions[bloc2]", "the last one, too");
    s.keys("C-r");
    assert_eq!(s.at(), "actions[bloc1]", "the block before the one that went again");
    s.keys("C-z");
    title(&mut s, 1);
    s.keys("m Down Enter C-z");
    assert_eq!(s.at(), "actions[bloc0]", "a block that was moved");
}

#[test]
fn a_copy_of_a_block_has_what_was_typed_and_cannot_be_read() {
    let form = "id = \"blocs\"\nversion = \"1\"\ntitle = \"Blocs\"\n[[page]]\nid = \"un\"\ntitle = \"Un\"\n[[page.question]]\nid = \"faits\"\nkind = \"repeat\"\n\
                label = \"Faits\"\nitem = \"Fait {n}\"\nadd = \"Ajouter le fait {n}\"\nmin = 1\nmax = 3\n[[page.question.field]]\nid = \"date\"\nkind = \"month\"\n\
                label = \"Date\"\n[[page.question.field]]\nid = \"lieu\"\nkind = \"text\"\nlabel = \"Lieu\"\n";
    let mut s = given(form).answers(json!({ "faits": [{ "_id": "aaaa", "lieu": "Brest" }] })).open();
    s.keys("C-g").type_text("faits[aaaa].date").keys("Enter 'marss 2024' S-Tab d Enter");
    let copy = s.block("faits", 2);
    assert_eq!(s.draft()["unreadable"], json!({ "faits[aaaa].date": "marss 2024", format!("{copy}.date"): "marss 2024" }));
    assert_eq!(s.answer(&format!("{copy}.lieu")), "Brest");
    s.expect("marss 2024").keys("C-z");
    assert_eq!(s.draft()["unreadable"], json!({ "faits[aaaa].date": "marss 2024" }));
    s.keys("C-r");
    assert_eq!(s.draft()["unreadable"].as_object().unwrap().len(), 2, "undone and made again");
}

#[test]
fn a_folded_block_tells_of_a_missing_required_answer_once_its_page_was_left() {
    let form = r#"
id = "visites"
version = "1"
title = "Visites"
[[page]]
id = "une"
title = "Une"
[[page.question]]
id = "nom"
kind = "text"
label = "Nom"
[[page.question]]
id = "visites"
kind = "repeat"
label = "Visites"
item = "Visite {n}"
add = "Ajouter une visite {n}"
min = 1
max = 3
[[page.question.field]]
id = "lieu"
kind = "text"
label = "Lieu"
required = true
[[page]]
id = "fin"
title = "Fin"
final = true
"#;
    let mut s = given(form).size(80, 24).open();
    s.expect("▸ Visite 1").expect_no("✗");
    s.keys("C-f C-p").expect("▸ Visite 1 ✗");
}
