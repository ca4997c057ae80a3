//! Every check of the program's own forms, and what is required, computed, begun with or fixed.

use recueil::form::Required;
use serde_json::{Value, json};

use super::conditions::{menu, validate};
use super::scenario::{builtin, given};

/// Form, answers that pass, answers that fail, where it is told, what is told, whether it blocks.
fn checks() -> Vec<(&'static str, Value, Value, &'static str, &'static str, bool)> {
    let etp = |totals: [f64; 2], medical: [f64; 2]| {
        let row = |cells: [f64; 2]| json!({ "cibles": cells[0], "pourvus": cells[1] });
        json!({ "etp": { "totaux": row(totals), "medicaux": row(medical) } })
    };
    vec![
        (
            "carsp-2025",
            etp([3.5, 3.0], [0.5, 0.5]),
            etp([3.5, 3.0], [4.0, 0.5]),
            "etp",
            "Les ETP médicaux (4) dépassent les ETP totaux (3,5).",
            false,
        ),
        (
            "carsp-2025",
            etp([3.5, 3.5], [0.5, 0.5]),
            etp([3.5, 4.0], [0.5, 0.5]),
            "etp",
            "les ETP pourvus (4) dépassent les ETP cibles (3,5).",
            false,
        ),
        (
            "carsp-2025",
            json!({ "postes": { "vacants": { "2023": 2, "2024": 2 }, "pourvus": { "2023": 2, "2024": 0 } } }),
            json!({ "postes": { "vacants": { "2023": 2, "2024": 1 }, "pourvus": { "2023": 2, "2024": 3 } } }),
            "postes",
            "Nombre en 2024 : les postes pourvus (3) sont comptés parmi les postes vacants (1) et ne peuvent pas les dépasser.",
            true,
        ),
        (
            "annuaire-carsp",
            json!({ "habitants_millions": 3.4 }),
            json!({ "habitants_millions": 3_400_000 }),
            "habitants_millions",
            "La population s'exprime en millions d'habitants",
            false,
        ),
    ]
}

#[test]
fn the_table_has_every_check_of_the_forms() {
    let count = |form: &str| builtin(form).items.iter().map(|item| item.checks.len()).sum::<usize>() + builtin(form).checks.len();
    let tested = |form: &str| checks().iter().filter(|check| check.0 == form).count();
    for form in ["carsp-2025", "annuaire-carsp"] {
        assert_eq!(tested(form), count(form), "{form}");
    }
}

#[test]
fn a_check_is_told_at_its_question_and_on_the_last_page_and_only_an_error_blocks() {
    for (form, good, bad, question, told, blocks) in checks() {
        for (answers, fails) in [(&good, false), (&bad, true)] {
            let mut answers = answers.clone();
            answers["region"] = json!("53");
            answers[if form == "carsp-2025" { "carsp_creee" } else { "nom" }] = json!("oui");
            let mut s = given(form).answers(answers).open();
            s.go(question);
            assert_eq!(s.says(told) || s.prose().to_lowercase().contains(&told.to_lowercase()), fails, "{told}:\n{}", s.screen());
            s.keys("C-g 'impression' Enter");
            assert_eq!(s.prose().to_lowercase().contains(&told.to_lowercase()), fails, "{told}:\n{}", s.screen());
            assert_eq!(s.says("À corriger avant de valider"), fails && blocks);
            assert_eq!(s.says("À vérifier"), fails && !blocks);
            if fails && blocks {
                menu(&mut s, "Valider définitivement");
                s.expect("Une erreur est à corriger avant de valider.");
                assert!(!s.is_validated());
            } else {
                validate(&mut s);
            }
        }
    }
}

#[test]
fn a_check_waits_for_all_that_it_reads() {
    let mut s = given("carsp-2025").page("animation").open();
    s.go("postes").keys("Tab Tab '3' Tab");
    assert_eq!(s.answer("postes"), json!({ "pourvus": { "2023": 3 } }));
    s.expect_no("✗");
    s.go("postes").keys("'2' Tab").expect("✗");
    s.go("postes").keys("End Bs '4' Tab").expect_no("✗");
}

#[test]
fn an_error_that_is_being_typed_waits_until_its_cell_is_left() {
    let mut s = given("carsp-2025").answers(json!({ "postes": { "vacants": { "2023": 10 } } })).page("animation").open();
    s.go("postes").keys("Tab Tab '1'").expect_no("✗");
    s.keys("'2'").expect_no("✗");
    s.keys("Tab").expect("✗");
}

#[test]
fn a_count_says_how_many_of_its_questions_are_required_and_once_that_all_are() {
    let form = |required: [bool; 2]| {
        let question =
            |n: usize| format!("[[page.question]]\nid = \"q{n}\"\nkind = \"text\"\nlabel = \"Q{n}\"\nrequired = {}\n", required[n]);
        let pages = format!(
            "[[page]]\nid = \"p\"\ntitle = \"P\"\n{}{}[[page]]\nid = \"fin\"\ntitle = \"Fin\"\nfinal = true\n",
            question(0),
            question(1)
        );
        format!("id = \"essai\"\nversion = \"1\"\ntitle = \"Essai\"\n{pages}")
    };
    for (required, answers, page, last) in [
        ([true, true], json!({}), "2 questions obligatoires sans réponse", "2 questions sans réponse, toutes obligatoires"),
        ([true, true], json!({ "q0": "x" }), "1 question obligatoire sans réponse", "1 question sans réponse, obligatoire"),
        ([true, false], json!({}), "2 questions sans réponse, dont 1 obligatoire", "2 questions sans réponse, dont 1 obligatoire"),
        ([false, false], json!({}), "2 questions sans réponse", "2 questions sans réponse, rien d'obligatoire"),
    ] {
        let mut s = given(&form(required)).answers(answers).size(80, 24).open();
        s.expect(&format!("1/2 P {page} ─")).keys("C-f").expect(&format!("{last} Aperçu"));
    }
}

#[test]
fn what_is_required_says_so_once_its_page_was_left_on_the_map_and_on_the_last_page() {
    for (form, required) in [("carsp-2025", vec!["region", "carsp_creee"]), ("annuaire-carsp", vec!["region", "nom"])] {
        let all = builtin(form);
        let named: Vec<&str> =
            all.items.iter().filter(|item| !matches!(item.required, Required::No)).map(|item| item.id.as_str()).collect();
        assert_eq!(named, required, "{form}");
        let mut s = given(form).size(140, 60).open();
        s.go("region").keys("Tab").expect_no("réponse obligatoire").expect_no("erreur");
        s.keys("C-f C-p").expect("✗ réponse obligatoire").expect("2 erreurs");
        s.keys("C-g 'impression' Enter").expect("À corriger avant de valider").expect("Région").expect("réponse obligatoire");
        s.last_page("Région").keys("Enter");
        assert_eq!(s.at(), "region", "a problem of the last page leads to its question");
        s.keys("C-g 'region'").expect("✗ sans réponse").keys("Esc");
        menu(&mut s, "Valider définitivement");
        s.expect("2 erreurs sont à corriger avant de valider.");
        assert!(!s.is_validated());
    }
}

#[test]
fn a_computed_value_follows_the_answers_and_is_never_stored_nor_typed() {
    let mut s = given("annuaire-carsp").page("territoire").open();
    s.expect("(pas encore calculable)");
    s.go("superficie_km2").keys("'27 200' Enter '3,4' Enter");
    assert_eq!(s.at(), "densite");
    assert_eq!(s.line("Densité").split_whitespace().last(), Some("125"));
    s.keys("'9'").expect("Cette valeur est calculée d'après d'autres réponses.");
    assert_eq!(s.saved(), json!({ "superficie_km2": 27200, "habitants_millions": 3.4 }));
    s.go("superficie_km2").keys("End Bs*6 Tab");
    s.expect("(pas encore calculable)");
}

const DEFAULTS: &str = r#"
id = "defauts"
version = "1"
title = "Défauts"
[[page]]
id = "un"
title = "Un"
[[page.question]]
id = "pays"
kind = "text"
label = "Pays"
default = "France"
[[page.question]]
id = "nom"
kind = "text"
label = "Nom"
required = "pays == 'France'"
[[page.question]]
id = "age"
kind = "integer"
label = "Âge"
min = 1
max = 120
[[page.question]]
id = "lieux"
kind = "repeat"
label = "Lieux"
item = "Lieu {n}"
add = "Ajouter le lieu {n}"
min = 1
max = 3
[[page.question.field]]
id = "ville"
kind = "text"
label = "Ville"
default = "Rennes"
[[page.question.field]]
id = "code"
kind = "text"
label = "Code"
[[page]]
id = "fin"
title = "Fin"
final = true
"#;

#[test]
fn a_response_begins_with_the_defaults_and_a_cleared_default_stays_cleared() {
    let mut s = given(DEFAULTS).home();
    s.keys("C-o Esc 'defauts'").expect("Défauts");
    s.keys("Enter").expect("France");
    s.go("pays").keys("End Bs*6 Tab");
    assert_eq!(s.saved().get("pays"), None);
    s.quit_and_reopen();
    s.expect_no("France");
}

#[test]
fn a_new_block_begins_with_the_defaults_of_its_fields() {
    let mut s = given(DEFAULTS).answers(json!({ "nom": "A" })).open();
    let first = s.block("lieux", 1);
    assert_eq!(s.answer(&format!("{first}.ville")), json!("Rennes"), "the block that is always there");
    s.keys("C-g").type_text(&format!("{first}.code")).keys("Enter 'x' Tab Enter");
    let second = s.block("lieux", 2);
    assert_eq!(s.answer(&format!("{second}.ville")), json!("Rennes"), "an added one");
}

#[test]
fn a_condition_can_say_when_an_answer_is_required() {
    let mut s = given(DEFAULTS).answers(json!({ "pays": "France" })).open();
    assert_eq!(s.problems(), ["nom required"]);
    s.go("pays").keys("End '!'");
    assert_eq!(s.problems(), Vec::<String>::new());
}

#[test]
fn bounds_are_told_with_the_bound() {
    for (typed, told) in [("0", "Au moins 1."), ("121", "Au plus 120.")] {
        let mut s = given(DEFAULTS).answers(json!({ "nom": "A" })).open();
        s.go("age").type_text(typed).keys("Tab").expect(told);
        s.keys("C-f").expect("À corriger avant de valider").expect(told);
    }
}

#[test]
fn a_fixed_answer_is_shown_and_cannot_be_changed() {
    let mut s = given("carsp-2025").answers(json!({ "region": "53" })).fixed(&["region"]).page("region_concernee").open();
    s.go("region").expect("Bretagne");
    for keys in ["'Cor' Enter", "Del", "Bs", "Space", "C-z", "Down Enter"] {
        s.go("region").keys(keys);
        assert_eq!(s.answer("region"), json!("53"), "{keys}");
    }
    s.go("region").keys("'x'").expect("Cette réponse est fixée et ne se modifie pas.");
    s.paste("Corse");
    assert_eq!(s.answer("region"), json!("53"));
    assert_eq!(s.draft()["fixed"], json!(["region"]));
    s.quit_and_reopen();
    s.go("region").keys("Del");
    assert_eq!(s.answer("region"), json!("53"));
}
