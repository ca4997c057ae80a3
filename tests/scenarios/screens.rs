//! A few whole screens, to be looked at when they change; the rules that all screens keep are held by the harness at each key.

use serde_json::{Value, json};

use super::scenario::{Scenario, given};

fn answers() -> Value {
    json!({
        "region": "53", "carsp_creee": "oui", "nom": "Cellule de Bretagne",
        "etp": { "totaux": { "cibles": 3.5, "pourvus": 3 }, "medicaux": { "cibles": 0.5, "pourvus": 4 } }, "profils": ["coordonnateur", "autres"],
        "actions": [{ "_id": "abcd", "description": "Cartographie des équipes mobiles avec les six territoires de la région, puis une journée d'échanges" }],
    })
}

fn page(id: &str, width: u16, height: u16) -> Scenario {
    given("carsp-2025").answers(answers()).page(id).size(width, height).open()
}

#[test]
fn a_page_with_a_matrix_at_80_by_24() {
    let mut s = page("equipe", 80, 24);
    s.go("etp").keys("Tab*4");
    insta::assert_snapshot!(s.screen());
}

#[test]
fn the_list_of_responses_at_80_by_24() {
    let mut s = page("equipe", 80, 24);
    s.keys("Tab Esc Esc");
    insta::assert_snapshot!(s.screen());
}

#[test]
fn the_last_page_at_60_by_16() {
    let mut s = page("equipe", 60, 16);
    s.last_page("Imprimer");
    insta::assert_snapshot!(s.screen());
}

#[test]
fn a_page_with_the_map_at_140_by_40() {
    let mut s = page("gouvernance", 140, 40);
    s.go("instance");
    insta::assert_snapshot!(s.screen());
}

/// Labels that do not fit are wrapped: each word of each label is somewhere on the page, unless a `…` says that it was cut.
#[test]
fn no_label_is_cut_without_a_sign() {
    for form in ["carsp-2025", "annuaire-carsp"] {
        for width in [60, 80, 140] {
            let all = super::scenario::builtin(form);
            for page in all.pages.iter().filter(|page| page.relevant.is_none()) {
                let mut s = given(form).page(&page.id).size(width, 200).open();
                s.keys("Tab");
                let prose = s.screen();
                let left = if width >= 110 { 34 } else { 0 };
                let text: Vec<String> = prose.lines().map(|line| line.chars().skip(left).collect::<String>()).collect();
                let text = text.join(" ").replace('▌', " ").split_whitespace().collect::<Vec<_>>().join(" ");
                for item in page.sections.iter().flat_map(|section| &section.items).map(|&item| &all.items[item]).filter(|item| item.relevant.is_none()) {
                    let label = item.label.text(recueil::l10n::Language::French).replace(['\u{a0}', '\u{202f}'], " ");
                    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
                    assert!(text.contains(&label), "{form} at {width} columns: « {label} » is not whole:\n{prose}");
                }
            }
        }
    }
}
