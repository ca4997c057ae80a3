//! Finding one's way: « go to », « why », menu and help.

use recueil::app::action::{BINDINGS, Scope};
use recueil::l10n::{Language, Texts};
use serde_json::json;

use super::scenario::{builtin, given};

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
        s.keys("C-g").type_text(typed).keys("Enter");
        if typed == "site_statistiques" {
            assert_eq!(s.page(), "communication", "a hidden question leads to its page");
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
fn why_says_which_check_fails() {
    let postes = json!({ "vacants": { "2023": 1 }, "pourvus": { "2023": 2 } });
    let mut s = given("carsp-2025").answers(json!({ "postes": postes })).size(80, 24).open();
    s.go("postes").keys("C-y").expect("✗").expect("Contrôle");
}

#[test]
fn the_menu_has_every_action_and_the_help_every_key() {
    for language in [Language::French, Language::English] {
        let texts = Texts::new(language);
        let mut s = if language == Language::French { given("carsp-2025") } else { given("carsp-2025").english() }.size(80, 24).open();
        s.keys("C-o");
        let mut seen = String::new();
        for _ in BINDINGS {
            seen += &s.prose();
            s.keys("Down");
        }
        s.keys("Esc F1");
        let mut help = String::new();
        for _ in 0..60 {
            help += &s.prose();
            s.keys("Down");
        }
        let plain = |id: &str| texts.get(id).replace('\u{a0}', " ");
        for binding in BINDINGS {
            let words = plain(binding.text);
            if binding.in_menu && binding.scope != Scope::Home {
                assert!(seen.contains(&words), "the menu lacks « {words} »");
            }
            if !binding.keys.is_empty() {
                assert!(help.contains(&words), "the help lacks « {words} »");
                let name = binding.keys[0].name(&texts);
                assert!(help.contains(&name), "the help lacks {name}");
            }
        }
    }
}

#[test]
fn the_language_changes_from_the_menu_and_the_answers_stay() {
    let mut s = given("annuaire-carsp").answers(json!({ "nom": "Cellule" })).open();
    super::conditions::menu(&mut s, "Passer en anglais");
    s.expect("Next page").expect("Cellule");
    super::conditions::menu(&mut s, "Switch to French");
    s.expect("Page suivante");
}
