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
    insta::assert_snapshot!(s.screen(), @r"
     Bretagne · Enquête CAR'sp 2025                                      enregistré
     5/12  Composition de l'équipe      2 avertissements · 5 questions sans réponse
    ──────────────────────────────────────────────────────────────────────────── ↑ ─
                            (composition    (composition
                              théorique)       atteinte)
       ETP totaux                    3,5               3
       dont ETP médicaux             0,5               4
       ! ETP pourvus (composition atteinte) : les ETP médicaux (4) dépassent les
         ETP totaux (3).
       ! dont ETP médicaux : les ETP pourvus (4) dépassent les ETP cibles (0,5).

       Membres de l'équipe

    ▌  Renseigner les profils des membres composant l'équipe à fin 2024 (plusieurs
    ▌  choix possibles)
    ▌  1 [ ] Professionnel(s) de santé, titulaire(s) d'un diplôme de soins
    ▌        palliatifs
    ▌  2 [x] Coordonnateur de la cellule
    ▌  3 [ ] Chargé.e(s) de conduite de projet
    ▌  4 [ ] Manager d'équipe
    ▌  5 [ ] Chargé.e(s) de communication
    ▌  6 [x] Autres
    ────────────────────────────────────────────────────────────────────── suite ↓ ─
     Tab suivante   Espace cocher   ↑↓ parcourir   Ctrl-O menu          F10 quitter
    ");
}

#[test]
fn the_list_of_responses_at_80_by_24() {
    let mut s = page("equipe", 80, 24);
    s.keys("Tab Esc Esc");
    insta::assert_snapshot!(s.screen(), @r"
     recueil                                                                Camille
       Rechercher
    ────────────────────────────────────────────────────────────────────────────────
       Enquête CAR'sp 2025
    ▌  Bretagne                brouillon    6 réponses    2 avertissements    10:30
       + Commencer une réponse

       Annuaire des CAR'sp
       + Commencer une réponse













    ────────────────────────────────────────────────────────────────────────────────
     Entrée ouvrir   ↑↓ choisir   Ctrl-O menu   F1 aide                 F10 quitter
    ");
}

#[test]
fn the_last_page_at_60_by_16() {
    let mut s = page("equipe", 60, 16);
    s.last_page("Imprimer");
    insta::assert_snapshot!(s.screen(), @r"
     Bretagne · Enquête CAR'sp 2025                  enregistré
     12/12  Impression et validation           2 avertissements
    ──────────────────────────────────────────────────────── ↑ ─
       ! 5  Équivalents temps plein — ETP pourvus (composition
            atteinte) : les ETP médicaux (4) dépassent les ETP
            totaux (3).
       ! 5  Équivalents temps plein — dont ETP médicaux : les
            ETP pourvus (4) dépassent les ETP cibles (0,5).

       Pour finir
       50 questions sans réponse, rien d'obligatoire

       Aperçu de toutes les réponses
    ▌  Imprimer dans un fichier
    ────────────────────────────────────────────────── suite ↓ ─
     Entrée imprimer   Ctrl-O menu                  F10 quitter
    ");
}

#[test]
fn a_page_with_the_map_at_140_by_40() {
    let mut s = page("gouvernance", 140, 40);
    s.go("instance");
    insta::assert_snapshot!(s.screen(), @r"
     Bretagne · Enquête CAR'sp 2025                                                                                                  enregistré
     6/12  Instance de gouvernance ; activité de l'équipe (mission 1)                                                  9 questions sans réponse
    ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
                                  réponses     Instance de gouvernance
       1  Enquête Cellules d'animation r…
       2  Propriétés RGPD de l'enquête      ▌  Instance de gouvernance de la filière constituée
       3  Région concernée             2/2  ▌  ( ) oui   ( ) non ou en cours
       4  Cellule d'animation région… 1/11
       5  Composition de l'équipe ! 2  2/7     Activité de l'équipe
    ▌  6  Instance de gouvernance ;…  1/10
       7  Mission : Animer les relat… 0/11     Mission : Participer aux diagnostics territoriaux et à l'amélioration de la lisibilité de
       8  Missions : Diffuser la cult… 0/5     l'offre et de l'activité en soins palliatifs et en accompagnement de la fin de vie
       9  Formations                   0/8
      10  Outils et canaux de communi… 0/1     Nombre de réunions du COPIL de l'instance réalisées
      11  Commentaires                 0/1     Année 2023    ______
      12  Impression et validation             Année 2024    ______

                                               Réalisation d'un état des lieux des problématiques territoriales, des besoins et des attentes
                                               des acteurs
                                               ( ) oui   ( ) non   ( ) en cours

                                               Préciser si cet état des lieux est / a été confié à
                                               ( ) l'ARS seule   ( ) l'ARS et la CAR'sp en partenariat

                                               Déposer l'état des lieux (le document déposé peut/doit compiler plusieurs supports)
                                               aucun fichier

                                               ou lien de sa publication en ligne      ______________________________

                                               Renseigner les actions réalisées (objectifs, productions associées, contributeurs)
                                               ▸ Action 1   Cartographie des équipes mobiles avec les six territoires de la région, puis une…
                                               □ Si souhait de détailler une action 2, cocher ici   (1 sur 5)

                                               Mise à disposition des informations utiles à l'orientation vers les ressources et équipes
                                               spécialisées
                                               ( ) oui   ( ) non   ( ) en cours de construction

                                               Déposer des exemples de supports édités (le document déposé peut/doit compiler plusieurs
    ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────── suite ↓ ─
     Tab suivante   1-2 choisir   Espace prendre   Suppr effacer   PgSuiv page   Ctrl-E problème   Ctrl-G aller à   Ctrl-O menu     F10 quitter
    ");
}

#[test]
fn a_title_takes_the_room_that_the_counts_leave() {
    for (width, id, second) in [
        (60, "accueil", "1/12  Enquête Cellules d'animation régionale de soins p…"),
        (80, "accueil", "1/12  Enquête Cellules d'animation régionale de soins palliatifs"),
        (60, "equipe", "5/12  Composition de l'équipe             2 avertissements"),
        (80, "equipe", "5/12  Composition de l'équipe      2 avertissements · 5 questions sans réponse"),
    ] {
        let s = page(id, width, 24);
        assert_eq!(s.screen().lines().nth(1).unwrap().trim(), second, "{width}");
    }
}

#[test]
fn a_title_that_the_header_cuts_stands_whole_above_the_page_and_no_answer_takes_it_away() {
    let mut s = page("communication", 60, 24);
    let title = "Outils et canaux de communication";
    assert!(s.line("10/12").contains('…'), "{}", s.screen());
    s.expect(title).keys("2").expect("complète").expect(title);
    assert_eq!(s.screen().matches(title).count(), 3, "the header has room for it now, the page keeps it: {}", s.screen());
}

#[test]
fn the_map_takes_what_the_widest_page_leaves() {
    for (width, map) in [(109, 0), (110, 34), (134, 34), (140, 40), (160, 60), (172, 72), (220, 72)] {
        assert_eq!(super::scenario::map(width), map, "{width}");
    }
    let s = page("gouvernance", 160, 40);
    s.line("réponses");
    for title in ["Enquête Cellules d'animation régionale de soins pa…", "Instance de gouvernance ; activité de l'équipe… 1/10"] {
        assert!(s.screen().contains(title), "{title}\n{}", s.screen());
    }
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
                let left = super::scenario::map(width);
                let text: Vec<String> = prose.lines().map(|line| line.chars().skip(left).collect::<String>()).collect();
                let text = text.join(" ").replace('▌', " ").split_whitespace().collect::<Vec<_>>().join(" ");
                for item in page
                    .sections
                    .iter()
                    .flat_map(|section| &section.items)
                    .map(|&item| &all.items[item])
                    .filter(|item| item.relevant.is_none())
                {
                    let label = item.label.text(recueil::l10n::Language::French).replace(['\u{a0}', '\u{202f}'], " ");
                    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
                    assert!(text.contains(&label), "{form} at {width} columns: « {label} » is not whole:\n{prose}");
                }
            }
        }
    }
}
