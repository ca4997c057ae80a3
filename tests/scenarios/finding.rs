//! Finding one's way: « go to », « why », menu and help.

use recueil::app::action::{Action, BINDINGS, REMEDIES, Scope};
use recueil::l10n::{Language, Texts};
use serde_json::json;

use super::scenario::{Scenario, builtin, given};

#[test]
fn anything_is_gone_to_by_its_words_its_code_its_answer_or_its_page() {
    for (typed, at) in [
        ("date de creation", "date_creation"),
        ("DATE CRÉATION", "date_creation"),
        ("organigramme", "organigramme"),
        ("site_statistiques", "outils"),
        ("Trifouillis", "adresse"),
        ("stade d'avancement", "stade_avancement"),
    ] {
        let mut s =
            given("carsp-2025").answers(json!({ "adresse": "12 rue des Trifouillis", "carsp_creee": "en_cours" })).size(80, 24).open();
        s.keys("C-g").type_text(typed);
        if typed == "site_statistiques" {
            s.expect("non posée");
        }
        s.keys("Enter");
        if typed == "site_statistiques" {
            assert_eq!(s.page(), "communication", "a hidden question leads to its page");
            s.expect("Cette question n'est pas posée : ").keys("Tab").expect_no("n'est pas posée");
        } else {
            assert_eq!(s.at(), at, "{typed}");
        }
    }
    let mut s = given("carsp-2025").size(80, 24).open();
    s.keys("C-g").expect("Aller à").expect("3 Région concernée").keys("'7' Enter");
    assert_eq!(s.page(), "animation");
    s.keys("C-g 'zzzzqqq'").expect("Rien ne correspond.").keys("Enter").expect("Rien ne correspond.").keys("Esc");
    assert_eq!(s.page(), "animation");
}

#[test]
fn what_is_computed_is_gone_to_like_what_is_asked() {
    let mut s = given("annuaire-carsp").answers(json!({ "superficie_km2": 10000, "habitants_millions": 3.4 })).size(80, 24).open();
    s.keys("C-g 'densi'").expect("2 Densité (habitants par km²) 340").keys("Enter");
    assert_eq!((s.page().as_str(), s.at().as_str()), ("territoire", "densite"));
    s.keys("Tab").expect("Entrée page suivante");
}

#[test]
fn what_can_be_done_on_the_last_page_is_gone_to_by_its_words_after_the_pages_that_say_them() {
    let mut s = given("carsp-2025").size(80, 24).open();
    s.keys("C-g 'imprimer' Enter").expect("Entrée imprimer");
    assert_eq!(s.page(), "validation");
    // a page of that name comes first; nothing is done by going there
    s.keys("C-g 'valid'").expect("12 Impression et validation").expect("12 Valider définitivement").keys("Enter");
    assert_eq!(s.page(), "validation");
    s.expect_no("Entrée imprimer").keys("C-g 'aperçu' Enter Enter").expect("Aperçu de toutes les réponses ligne").keys("Esc");
    s.keys("C-g 'rouvrir'").expect("Rien ne correspond.");
}

#[test]
fn why_speaks_in_labels_never_in_codes_paths_or_expressions() {
    for id in ["carsp-2025", "annuaire-carsp"] {
        let form = builtin(id);
        let answers = json!({
            "carsp_creee": "en_cours", "statut": "gcs", "antennes": "oui", "profils": ["autres"], "formations_suivies": "oui", "formations_themes": ["autres"],
            "instance": "oui", "instance_acteurs": ["autre"], "etat_lieux": "oui", "orientation": "oui", "moyens_contact": ["autre"], "rencontres": ["autres"],
            "projets_accompagnes": "oui", "groupes_travail": "oui", "equipes_fragiles": "oui", "outils": ["autres", "newsletters", "site"],
        });
        let mut s = given(id).answers(if id == "carsp-2025" { answers } else { json!({}) }).size(100, 60).open();
        for item in form.items.iter().filter(|item| item.repeat.is_none() && item.repeat().is_none()) {
            let path = recueil::answers::Path::question(&item.id);
            let shown = s.session().outline.pages[item.page].rows.iter().any(|row| row.path == path && row.relevant);
            if !shown || !item.is_answered() {
                continue;
            }
            s.go(&item.id).keys("F9").expect("Pourquoi cette question ?");
            let screen = s.screen();
            let panel: String = screen.lines().filter(|line| line.contains('│')).filter_map(|line| line.split('│').nth(1)).collect();
            for sign in ["==", "!=", "&&", "||", "<=", ">=", "[", "]", "_", "size(", "sum("] {
                assert!(!panel.contains(sign), "{}: « {sign} » in\n{screen}", item.id);
            }
            s.keys("Esc");
        }
    }
}

#[test]
fn why_names_the_answer_that_shows_a_question_and_leads_to_it() {
    let mut s = given("carsp-2025").answers(json!({ "groupes_travail": "oui" })).size(80, 24).open();
    s.go("groupes_travail_carsp").keys("C-y");
    s.expect("Elle est posée parce que")
        .expect("« Montage de groupes de travail avec d'autres CAR'sp ? »")
        .expect("« oui »")
        .expect("Rien n'est exigé");
    s.keys("Enter");
    assert_eq!(s.at(), "groupes_travail");
    s.keys("C-y").expect("Elle est posée dans tous les cas.").keys("Esc");
    s.go("region").keys("C-y").expect("Une réponse est obligatoire pour valider.").keys("Esc");
}

#[test]
fn why_tells_an_answer_once_and_the_others_that_a_condition_reads() {
    let mut s = given("carsp-2025").answers(json!({ "groupes_travail": "oui", "etat_lieux": "en_cours" })).size(80, 24).open();
    s.go("groupes_travail_carsp").keys("C-y");
    assert_eq!(s.screen().matches("est « oui »").count() + s.screen().matches("Montage de groupes").count(), 2, "{}", s.screen());
    s.keys("Esc").go("etat_lieux_echeance").keys("C-y");
    s.expect("est « non » ou « en cours ».").expect("est « en cours » Entrée : y aller").expect_no("vaut");
}

#[test]
fn why_offers_to_go_only_where_there_is_something_and_says_so_where_there_is_no_question() {
    let mut s = given("carsp-2025").answers(json!({ "groupes_travail": "oui" })).size(80, 24).open();
    s.go("groupes_travail_carsp").keys("C-y").expect("Entrée y aller").keys("Esc");
    s.go("groupes_travail").keys("C-y").expect("Entrée fermer").expect_no("y aller").keys("Enter");
    assert_eq!(s.at(), "groupes_travail");
    s.keys("Tab*40");
    assert!(s.focused().starts_with("Page suivante"));
    s.keys("C-y").expect("Placer d'abord le curseur sur une question.");
}

#[test]
fn questions_in_the_same_words_name_what_they_belong_to() {
    let answers = json!({ "carsp_creee": "oui", "profils": ["autres"], "outils": ["autres"], "formations_suivies": "oui", "formations_themes": ["autres"] });
    let mut s = given("carsp-2025").answers(answers).size(140, 40).open();
    s.keys("C-g 'preciser'");
    let screen = s.screen();
    let lines: Vec<&str> = screen.lines().filter(|line| line.contains("réciser")).filter_map(|line| line.split('│').nth(1)).collect();
    let titles: std::collections::BTreeSet<&str> = lines.iter().map(|line| line.trim()).collect();
    assert!(lines.len() > 4 && titles.len() == lines.len(), "{screen}");
}

#[test]
fn why_says_which_check_fails() {
    let postes = json!({ "vacants": { "2023": 1 }, "pourvus": { "2023": 2 } });
    let mut s = given("carsp-2025").answers(json!({ "postes": postes })).size(80, 24).open();
    s.go("postes").keys("C-y").expect("✗").expect("Contrôle");
}

/// The words of the entries of the menu that is open, seen one after the other.
fn entries(s: &mut Scenario) -> String {
    let mut seen = String::new();
    for _ in BINDINGS {
        seen += &s.prose();
        s.keys("Down");
    }
    seen
}

/// In a block, with a problem on another page, something to take back and something to make again.
fn in_a_block(language: Language) -> Scenario {
    let block = |id: &str| json!({ "_id": id, "description": "Une carte" });
    let answers =
        json!({ "region": "53", "carsp_creee": "oui", "mail": "x", "etat_lieux": "oui", "actions": [block("abcd"), block("efgh")] });
    let given = given("carsp-2025").answers(answers).size(60, 16);
    let mut s = if language == Language::French { given } else { given.english() }.open();
    s.go("actions[abcd].description").keys("'x' S-Tab Tab 'y' C-z");
    s
}

#[test]
fn the_menu_has_every_action_where_it_can_be_done_and_the_help_every_key() {
    for language in [Language::French, Language::English] {
        let texts = Texts::new(language);
        let mut s = in_a_block(language);
        let mut seen = entries(s.keys("C-o"));
        let mut help = String::new();
        s.keys("Esc F1");
        for _ in 0..120 {
            help += &s.prose();
            s.keys("Down");
        }
        s.keys("Esc C-o End");
        while !s.screen().lines().any(|line| line.contains("│ ▌") && line.contains(&*texts.get("action-validate"))) {
            s.keys("Up");
        }
        s.keys("Enter Enter C-o");
        assert!(s.is_validated(), "{}", s.screen());
        seen += &entries(&mut s);
        let plain = |id: &str| texts.get(id).replace('\u{a0}', " ");
        for binding in BINDINGS {
            let words = plain(binding.text);
            // there only while something hinders saving, or in a second entry: see `saving.rs` and `verify.rs`
            if REMEDIES.contains(&binding.action) || binding.action == Action::Agree {
                continue;
            }
            // those of other screens: see the scenarios of these
            if binding.in_menu && matches!(binding.scope, Scope::Fill | Scope::Block | Scope::Everywhere) {
                assert!(seen.contains(&words), "the menu lacks « {words} », or cuts it");
            }
            if !binding.keys.is_empty() {
                assert!(help.contains(&words), "the help lacks « {words} »");
                let name = binding.keys[0].name(&texts);
                assert!(help.contains(name.as_ref()), "the help lacks {name}");
            }
        }
    }
}

#[test]
fn letters_in_the_menu_look_for_an_action_by_its_words() {
    let mut s = given("carsp-2025").answers(json!({ "region": "53", "carsp_creee": "oui" })).open();
    s.go("nom").type_text("CARESP").keys("C-o").type_text("evénement impossible");
    s.expect("Rien ne correspond.").keys("Enter Down Up").expect("Rien ne correspond.");
    // accents and case are forgiven, and letters that stand near each other are enough
    for typed in ["REPONSES", "aprcu"] {
        s.keys("C-u").type_text(typed);
        assert!(s.screen().lines().any(|line| line.contains("│ ▌ Aperçu de toutes les réponses")), "{typed}:\n{}", s.screen());
    }
    s.keys("C-u").paste("annul");
    assert_eq!(s.screen().lines().filter(|line| line.contains("│ ▌ Annuler")).count(), 1, "{}", s.screen());
    s.keys("Enter").expect("Annulé : Nom");
    assert_eq!(s.response().answers.get(&"nom".into()), None);
}

#[test]
fn the_menu_leaves_out_what_cannot_be_done_here() {
    let mut s = given("carsp-2025").size(80, 40).open();
    s.keys("C-o").expect("Page suivante").expect("Valider définitivement");
    for absent in ["Page précédente", "Annuler", "Rétablir", "Rouvrir", "bloc", "corbeille"] {
        s.expect_no(absent);
    }
    s.keys("Esc C-g 'impression' Enter C-o").expect("Page précédente");
    for absent in ["Page suivante", "Pourquoi"] {
        assert_eq!(s.screen().contains(absent), absent == "Pourquoi", "the last page has a note: {}", s.screen());
    }
    s.keys("C-o").expect_no("Menu ─");
    let mut s = given("carsp-2025").size(80, 40).home();
    s.keys("C-o").expect("Passer en anglais").expect_no("corbeille").expect_no("Annuler").expect_no("Page");
}

#[test]
fn a_panel_says_where_there_is_more_and_goes_there_by_screenfuls() {
    let mut s = in_a_block(Language::French);
    s.keys("C-o").expect("suite ↓").expect_no("↑ ─┐");
    s.keys("PgDn PgDn PgDn").expect_no("suite ↓").expect("↑ ─┐").expect("Quitter");
    s.keys("Home").expect("suite ↓").keys("End").expect("Quitter").keys("PgUp PgUp PgUp").expect("suite ↓").keys("Esc");
    s.keys("F1")
        .expect("suite ↓")
        .keys("End")
        .expect_no("suite ↓")
        .expect("↑ ─┐")
        .keys("PgUp*15")
        .expect("suite ↓")
        .expect_no("↑ ─┐")
        .keys("Esc");
    s.keys("C-g").expect("suite ↓").keys("Down*20").expect("↑ ─┐").expect_no("suite ↓").keys("Esc");
    s.keys("C-e F9").expect_no("suite ↓");
}

#[test]
fn the_other_half_of_an_or_and_a_place_too_many_are_not_missed() {
    let answers = json!({ "antennes": "oui", "antennes_nombre": 2, "etat_lieux_lien": "www.exemple.fr" });
    let mut s = given("carsp-2025").answers(answers).size(100, 60).page("gouvernance").open();
    s.keys("C-g 'antenne 3'").expect("Antenne 3").keys("Esc");
    super::conditions::menu(&mut s, "Questions sans réponse");
    s.type_text("antenne").expect("Antenne 2").expect_no("Antenne 3");
    s.keys("C-u 'état des lieux'").expect_no("6 Déposer l'état des lieux").keys("Esc");
    s.go("etat_lieux_lien").keys("C-u");
    super::conditions::menu(&mut s, "Questions sans réponse");
    s.keys("'état des lieux'").expect("6 Déposer l'état des lieux");
}

#[test]
fn questions_without_an_answer_are_listed_from_the_last_page_and_gone_to() {
    let answers = json!({ "region": "53", "carsp_creee": "oui", "nom": "Cellule", "mail": "a@b.fr" });
    let mut s = given("carsp-2025").answers(answers).size(80, 24).open();
    s.go("nom").keys("C-f").last_page("questions sans réponse");
    s.expect("questions sans réponse, rien d'obligatoire");
    assert!(s.bottom().starts_with("Entrée lister"), "{}", s.bottom());
    s.keys("Enter").expect("Questions sans réponse").expect("4 Adresse");
    s.expect_no("Nom de la cellule").expect_no("3 Région");
    s.type_text("organigramme").keys("Enter");
    assert_eq!(s.at(), "organigramme");
    super::conditions::menu(&mut s, "Questions sans réponse");
    s.expect("4 Adresse").keys("Esc");
    assert_eq!(s.at(), "organigramme");
}

#[test]
fn the_language_changes_from_the_menu_and_the_answers_stay() {
    let mut s = given("annuaire-carsp").answers(json!({ "nom": "Cellule" })).open();
    super::conditions::menu(&mut s, "Passer en anglais");
    s.expect("Next page").expect("Cellule");
    super::conditions::menu(&mut s, "Switch to French");
    s.expect("Page suivante");
}

#[test]
fn the_rows_and_columns_of_a_table_are_gone_to_by_their_words() {
    let mut s = given("carsp-2025").answers(json!({ "etp": { "medicaux": { "cibles": 2.5 } } })).size(80, 24).open();
    for (typed, at) in [("dont etp medicaux", "etp.medicaux.cibles"), ("composition atteinte", "etp.totaux.pourvus")] {
        s.keys("C-g").type_text(typed).expect("Équivalents temps plein").keys("Enter");
        assert_eq!(s.at(), at, "{typed}\n{}", s.screen());
    }
    s.keys("C-g 'equivalents temps plein'").expect_no("(Équivalents temps plein)").keys("Esc");
    // a table of one cell a row says what it holds
    s.go("copil").keys("'4'").keys("C-g 'annee 2023'");
    assert!(s.line("Année 2023 (").trim_end().trim_end_matches('│').trim_end().ends_with('4'), "{}", s.screen());
    s.keys("Enter").expect("Nombre de réunions");
    assert_eq!(s.at(), "copil.2023");
}

#[test]
fn why_says_of_a_text_that_it_is_to_be_read() {
    let mut s = given("carsp-2025").size(80, 24).open();
    s.keys("C-y").expect("C'est un texte à lire : rien n'est à répondre.").expect_no("rester vide").expect_no("Elle est posée");
}
