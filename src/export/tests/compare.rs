//! A comparison in words: what it looks like, where its lines lead, and what hostile answers can do to it.

use serde_json::{Value, json};

use super::super::compare::{Line, Tone, lines, text};
use super::{Case, FORM, filled_case};
use crate::answers::Path;
use crate::l10n::{Language, Texts};
use crate::response::compare::{Change, Side, compare};

fn side(case: &Case) -> Side<'_> {
    Side { form: Some(&case.form), response: &case.response }
}

fn changes(old: &Case, new: &Case) -> Vec<Change> {
    compare(side(old), side(new))
}

fn told(old: &Case, new: &Case, language: Language, columns: usize) -> Vec<Line> {
    lines(side(old), side(new), &changes(old, new), &Texts::new(language), columns)
}

/// The same response a year later.
fn later() -> Case {
    let mut case = filled_case();
    let event = json!({
        "_id": "cccc", "libelle": "Journée régionale\n\n- matin : ateliers\n- soir : ciné-débat", "participants": 90, "bilan": "Très suivie"
    });
    for (path, value) in [
        ("nom", json!("Cellule Armor")),
        ("telephone", json!(null)),
        ("profils", json!(["sante", "projet"])),
        ("etp", json!(4)),
        ("organigramme", json!([{"name": "organigramme.pdf", "size": 48_213, "sha256": "0".repeat(64)}])),
        ("postes", json!({"vacants": {"2023": 12, "2024": 1100}, "pourvus": {"2024": 3}})),
        ("evenements", json!([{"_id": "bbbb", "libelle": "Colloque", "participants": 12}, event])),
        ("motif", json!("une réponse restée là depuis")),
        ("inconnue", json!({"a": 1})),
    ] {
        case.response.answers.set(&path.into(), Some(value).filter(|value| !value.is_null()));
    }
    case.response.unreadable = [("postes.pourvus.2023".into(), "trois".to_owned())].into();
    case.response.answers.set(&"creation".into(), Some(json!("2024-03")));
    case
}

#[test]
fn a_comparison_as_text() {
    insta::assert_snapshot!(text(&told(&filled_case(), &later(), Language::French, 60)), @r"
    Identité
    ========

    Nom
        Cellule d'Armorique → Cellule Armor

    Date de création
        « marss 2024 » (illisible) → mars 2024

    Téléphone
        02 47 47 87 89 → sans réponse

    Profils de l'équipe
        [-Autres-] {+Professionnels de santé+}

    Équivalents temps plein
        3,5 → 4

    Déposer l'organigramme
        [-annexe.pdf-]


    Activité
    ========

    Postes
        Postes vacants · En 2024 : 1200 → 1100
        Postes pourvus dans l'année · En 2023 : « deux »
        (illisible) → « trois » (illisible)

    Ajout : Événement 1
        Libellé : Colloque
        Nombre de participants : 12

    Événement 2 · Libellé
        Journée régionale

        - matin : ateliers
        - soir : {+ciné-+}débat

    Événement 2 · Nombre de participants
        120 → 90

    Sinon, pourquoi ?
        une réponse restée là{+ depuis+}


    Hors du questionnaire
    =====================

    inconnue
        a : sans réponse → 1

    10 modifications, 2 ajouts, 1 retrait.
    ");
}

#[test]
fn blocks_that_moved_came_or_went_are_told_with_what_they_are() {
    let event = |id: &str, text: &str| json!({"_id": id, "libelle": text, "participants": 10});
    let events = |events: &[Value]| Case::new(FORM, &json!({"organise": "oui", "evenements": events}));
    let old = events(&[event("aaaa", "Colloque"), event("bbbb", "Café"), event("cccc", "Atelier"), event("dddd", "Salon")]);
    let mut moved = event("dddd", "Salon");
    moved["participants"] = json!(12);
    let new = events(&[moved, event("bbbb", "Café"), event("cccc", "Atelier"), json!({"_id": "eeee", "bilan": "Bon", "autre": 1})]);
    let new = new.unreadable("evenements[eeee].participants", "dix");
    insta::assert_snapshot!(text(&told(&old, &new, Language::French, 80)), @r"
    Activité
    ========

    Retrait : Événement 1
        Libellé : Colloque
        Nombre de participants : 10

    Déplacement : Événement 1 (auparavant Événement 4)
        Salon

    Événement 1 · Nombre de participants
        10 → 12

    Ajout : Événement 4
        Nombre de participants : « dix » (illisible)
        Bilan : Bon
        autre : 1

    1 modification, 1 ajout, 1 retrait, 1 déplacement.
    ");
}

#[test]
fn of_a_long_text_what_stands_far_from_the_changes_is_left_out() {
    let long = (0..400).map(|n| format!("mot{n}")).collect::<Vec<_>>().join(" ");
    let case = |text: &str| Case::new(FORM, &json!({"motif": text}));
    let (old, new) = (case(&long), case(&long.replace("mot100 ", "").replace("mot300", "mot300 bis")));
    let shown = text(&told(&old, &new, Language::French, 1_000));
    let line = shown.lines().find(|line| line.contains("mot100")).unwrap();
    assert!(line.contains("mot99 [-mot100 -]mot101") && line.contains("mot300{+ bis+} mot301"), "{line}");
    assert_eq!(line.matches("[…]").count(), 3, "{line}");
    let words = |line: &str| line.split_whitespace().filter(|word| word.starts_with("mot")).count();
    assert!((80..150).contains(&words(line)) && !line.contains("mot200"), "{line}");
    // a little more than that is told whole
    let short = (0..60).map(|n| format!("mot{n}")).collect::<Vec<_>>().join(" ");
    let shown = text(&told(&case(&short), &case(&format!("{short} fin")), Language::French, 1_000));
    assert!(shown.contains("    mot0 mot1 "), "{shown}");
}

#[test]
fn a_comparison_in_english_ends_with_its_counts() {
    let lines = told(&filled_case(), &later(), Language::English, 80);
    assert_eq!(lines.last().unwrap().text(), "10 changed, 2 added, 1 removed.");
    let same = told(&filled_case(), &filled_case(), Language::English, 80);
    assert_eq!(text(&same), "No difference.\n");
}

#[test]
fn what_went_and_what_came_have_their_tones_and_each_line_its_place() {
    let (old, new) = (filled_case(), later());
    let lines = told(&old, &new, Language::French, 60);
    let toned = |tone| {
        lines.iter().flat_map(|line| &line.spans).filter(|span| span.tone == tone).map(|span| span.text.as_str()).collect::<Vec<_>>()
    };
    assert!(toned(Tone::Gone).contains(&"[-annexe.pdf-]") && toned(Tone::New).contains(&"{+ciné-+}"), "{lines:?}");
    assert_eq!(toned(Tone::Quiet), ["sans réponse", "sans réponse"]);
    assert_eq!(toned(Tone::Heading), ["Identité", "========", "Activité", "========", "Hors du questionnaire", "====================="]);
    let at = |start: &str| lines.iter().find(|line| line.text().trim_start().starts_with(start)).map(|line| line.at.as_str().to_owned());
    for (start, path) in [
        ("Nom", "nom"),
        ("Postes vacants", "postes.vacants.2024"),
        ("Ajout", "evenements[bbbb]"),
        ("Identité", ""),
        ("Nombre de", "evenements[bbbb].participants"),
    ] {
        assert_eq!(at(start).as_deref(), Some(path), "{start}");
    }
    // what was removed is no more: its repeat is where to go
    let back = told(&new, &old, Language::French, 60);
    let gone: Vec<&Path> = back.iter().filter(|line| line.text().contains("Retrait")).map(|line| &line.at).collect();
    assert_eq!(gone, [&Path::from("evenements")]);
}

#[test]
fn no_line_is_wider_than_the_screen_and_none_is_lost() {
    for columns in [0, 30, 47, 80, 200] {
        let lines = told(&filled_case(), &later(), Language::French, columns);
        assert!(lines.iter().all(|line| crate::ui::wrap::width(&line.text()) <= columns.max(30)), "{columns}");
        let words = |lines: &[Line]| text(lines).replace('=', "").split_whitespace().collect::<Vec<_>>().concat();
        assert_eq!(words(&lines), words(&told(&filled_case(), &later(), Language::French, 1_000)), "{columns}");
    }
}

#[test]
fn hostile_answers_are_only_read() {
    let nasty = "a\u{1b}[2J\u{202e}b\u{9b}\nun deux trois quatre cinq";
    let old = Case::new(
        FORM,
        &json!({"nom": nasty, "profils": [nasty], "evenements": [{"_id": "aaaa", "libelle": nasty}], nasty: nasty, "organigramme": [{"name": nasty}]}),
    );
    let other = format!("{nasty}\u{7} six");
    let new = Case::new(FORM, &json!({"nom": other, "profils": [other], "evenements": [{"_id": "aaaa", "libelle": other, nasty: nasty}], nasty: other, "organigramme": 1})).unreadable("creation", nasty);
    for (old, new) in [(&old, &new), (&new, &old)] {
        let text = text(&told(old, new, Language::French, 80));
        let bad: Vec<char> = text.chars().filter(|c| *c != '\n' && crate::ui::clean::is_hostile(*c)).collect();
        assert!(bad.is_empty() && text.contains("six"), "{text}");
    }
}

#[test]
fn wrong_shapes_and_other_forms_are_told_as_they_stand() {
    let shapes: [Value; 6] = [
        json!(1),
        json!("x"),
        json!([1, {"a": 2}]),
        json!({"a": {"b": 1}}),
        json!([{"_id": "aaaa", "x": [{}]}]),
        json!([{"_id": "aaaa", "libelle": {"y": 1}}]),
    ];
    for (old, new) in shapes.iter().flat_map(|old| shapes.iter().map(move |new| (old, new))).filter(|(old, new)| old != new) {
        for id in ["nom", "profils", "postes", "evenements", "organigramme", "accueil", "inconnue", "r[x]"] {
            let (old, new) = (Case::new(FORM, &json!({id: old})), Case::new(FORM, &json!({id: new})));
            let with = told(&old, &new, Language::French, 80);
            assert!(text(&with).lines().count() > 4, "{id}");
            let without = |case| Side { form: None, ..side(case) };
            let without = lines(without(&old), without(&new), &compare(without(&old), without(&new)), &Texts::new(Language::French), 80);
            assert!(text(&without).starts_with("Hors du questionnaire\n"), "{}", text(&without));
        }
    }
}
