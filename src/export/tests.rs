//! What is printed, in the three formats; hostile text; nothing lost.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path as FilePath;

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;
use serde_json::json;

use super::document::Document;
use super::{Format, blank, filled};
use crate::answers::Answers;
use crate::form::{Form, builtin, load};
use crate::l10n::{Language, Texts};
use crate::outline::{FileFault, FileFaults, Inputs};
use crate::response::{Response, Status};

mod compare;
mod layout;
mod page;
mod report;
mod safety;

const FORM: &str = r#"
id = "essai"
version = "1"
title = "Enquête d'essai"
instance_name = "nom"

[choices.oui_non]
oui = "oui"
non = "non"

[choices.profils]
sante = "Professionnels de santé"
projet = "Conduite de projet"
benevoles = "Bénévoles d'accompagnement"
autres = "Autres"

[[page]]
id = "accueil"
title = "Accueil"
  [[page.question]]
  id = "accueil"
  kind = "note"
  text = """
**Objectifs.** Recueillir l'activité
de l'année.

Merci !
"""
  rows = [["Durée de conservation (en mois)", "36"]]

[[page]]
id = "identite"
title = "Identité"
hint = "De la cellule, pas d'une personne"
  [[page.section]]
  title = "Cellule"
    [[page.section.question]]
    id = "nom"
    kind = "text"
    label = "Nom"
    required = true
    [[page.section.question]]
    id = "creation"
    kind = "month"
    label = "Date de création"
    [[page.section.question]]
    id = "mail"
    kind = "email"
    label = "Mail"
    [[page.section.question]]
    id = "telephone"
    kind = "phone"
    label = "Téléphone"
    [[page.section.question]]
    id = "site"
    kind = "url"
    label = "Site internet"
  [[page.section]]
  title = "Équipe"
    [[page.section.question]]
    id = "profils"
    kind = "choices"
    label = "Profils de l'équipe"
    choices = "profils"
    [[page.section.question]]
    id = "profils_autres"
    kind = "text"
    label = "Si autres, préciser"
    relevant = "'autres' in profils"
    [[page.section.question]]
    id = "etp"
    kind = "decimal"
    label = "Équivalents temps plein"
    [[page.section.question]]
    id = "double"
    kind = "decimal"
    label = "Le double"
    value = "etp * 2"
    [[page.section.question]]
    id = "organigramme"
    kind = "file"
    label = "Déposer l'organigramme"

[[page]]
id = "activite"
title = "Activité"
  [[page.question]]
  id = "postes"
  kind = "matrix"
  label = "Postes"
  cell = "integer"
  heading = "Type de postes"
  rows = { vacants = "Postes vacants", pourvus = "Postes pourvus dans l'année" }
  columns = { "2023" = "En 2023", "2024" = "En 2024" }
  total = "both"
  [[page.question]]
  id = "reunions"
  kind = "matrix"
  label = "Réunions"
  cell = "integer"
  rows = { "2023" = "Année 2023", "2024" = "Année 2024" }
  [[page.question]]
  id = "organise"
  kind = "choice"
  label = "Des événements ont-ils été organisés ?"
  choices = "oui_non"
  [[page.question]]
  id = "evenements"
  kind = "repeat"
  label = "Événements"
  relevant = "organise == 'oui'"
  item = "Événement {n}"
  add = "Ajouter l'événement {n}"
  title = "libelle"
  min = 1
  max = 2
    [[page.question.field]]
    id = "libelle"
    kind = "long_text"
    label = "Libellé"
    [[page.question.field]]
    id = "participants"
    kind = "integer"
    label = "Nombre de participants"
    [[page.question.field]]
    id = "bilan"
    kind = "text"
    label = "Bilan"
    relevant = "participants > 10"
  [[page.question]]
  id = "motif"
  kind = "long_text"
  label = "Sinon, pourquoi ?"
  relevant = "organise == 'non'"

[[page]]
id = "fin"
title = "Validation"
final = true
  [[page.question]]
  id = "fin"
  kind = "note"
  text = "Relire, puis valider."
"#;

/// A response with its form and all that an outline needs.
struct Case {
    form: Form,
    response: Response,
    files: FileFaults,
}

impl Case {
    fn new(form: &str, answers: &serde_json::Value) -> Self {
        let form = load("essai.toml", form).unwrap();
        let mut response = Response::new(&form, "k3f9".into(), "Service des soins", "2025-03-10T12:00:00Z".parse::<Timestamp>().unwrap());
        response.answers = serde_json::from_value::<Answers>(answers.clone()).unwrap();
        Self { form, response, files: BTreeMap::new() }
    }

    fn unreadable(mut self, path: &str, typed: &str) -> Self {
        self.response.unreadable.insert(path.into(), typed.to_owned());
        self
    }

    fn inputs<'a>(&'a self, seen: &'a BTreeSet<String>) -> Inputs<'a> {
        let (answers, unreadable) = (&self.response.answers, &self.response.unreadable);
        Inputs { form: &self.form, answers, unreadable, seen, files: &self.files, today: date(2025, 3, 12), language: Language::French }
    }

    fn document(&self) -> Document {
        let seen = BTreeSet::new();
        filled::document(&self.inputs(&seen), &self.response, &Texts::new(Language::French), &TimeZone::UTC, None)
    }

    fn print(&self, format: Format) -> String {
        format.write(&self.document())
    }
}

/// One response with an answer of each kind.
fn filled_case() -> Case {
    let file = |name: &str, size: u64| json!({"name": name, "size": size, "sha256": "0".repeat(64)});
    let answers = json!({
        "nom": "Cellule d'Armorique",
        "mail": "contact@exemple.fr",
        "telephone": "+33247478789",
        "site": "www.exemple.fr",
        "profils": ["projet", "autres"],
        "profils_autres": "Documentaliste",
        "etp": 3.5,
        "organigramme": [file("organigramme.pdf", 48_213), file("annexe.pdf", 999)],
        "postes": {"vacants": {"2023": 12, "2024": 1200}, "pourvus": {"2024": 3}},
        "organise": "oui",
        "evenements": [
            {"_id": "aaaa", "libelle": "Journée régionale\n\n- matin : ateliers\n- soir : débat", "participants": 120, "bilan": "Très suivie"},
            {"_id": "bbbb"},
        ],
        "motif": "une réponse restée là",
    });
    let mut case = Case::new(FORM, &answers).unreadable("creation", "marss 2024").unreadable("postes.pourvus.2023", "deux");
    case.files.insert(("organigramme".into(), "annexe.pdf".into()), FileFault::Missing);
    case
}

fn blank_form(form: &str, format: Format) -> String {
    blank(&load("essai.toml", form).unwrap(), &Texts::new(Language::French), date(2025, 3, 12), format)
}

#[test]
fn the_extension_of_a_file_chooses_its_format() {
    for (name, format) in [
        ("a.txt", Some(Format::Text)),
        ("a.MD", Some(Format::Markdown)),
        ("a.b.html", Some(Format::Html)),
        ("a.htm", Some(Format::Html)),
        ("a.pdf", None),
        ("html", None),
    ] {
        assert_eq!(Format::of_path(FilePath::new(name)), format, "{name}");
    }
}

#[test]
fn what_is_hidden_or_of_an_empty_block_is_not_printed() {
    let text = filled_case().print(Format::Text);
    for absent in ["Sinon, pourquoi", "une réponse restée là", "Événement 2", "Relire, puis valider", "aaaa"] {
        assert!(!text.contains(absent), "{absent}");
    }
}

#[test]
fn a_validated_response_tells_when_by_whom_and_its_fingerprint() {
    let mut case = filled_case();
    case.response.unreadable.clear();
    let seen = BTreeSet::new();
    let mut response = case.response.clone();
    response.validate(&case.inputs(&seen), "Direction", "2025-04-01T12:00:00Z".parse().unwrap(), |_| String::new());
    case.response = response;
    let fingerprint = case.response.validations[0].sha256.clone();
    let text = case.print(Format::Text);
    assert!(text.contains("1er avril 2025, par Direction") && text.contains(&fingerprint), "{text}");
    assert!(!text.contains("ont changé"));
    case.response.answers.set(&"nom".into(), Some(json!("Autre")));
    assert!(case.print(Format::Text).contains("ont changé depuis la validation"));
    assert_eq!(case.response.status, Status::Validated);
}

#[test]
fn answers_of_a_wrong_shape_are_printed_as_they_are() {
    let case = Case::new(FORM, &json!({"nom": {"a": 1}, "postes": "douze", "organise": "oui", "evenements": "trois"}));
    let text = case.print(Format::Text);
    for shown in ["« {\"a\":1} » (illisible)", "« douze » (illisible)", "« trois » (illisible)"] {
        assert!(text.replace('\u{a0}', " ").contains(shown), "{shown} in {text}");
    }
}

#[test]
fn a_missing_required_answer_is_told_apart() {
    let text = Case::new(FORM, &json!({})).print(Format::Text);
    assert_eq!(text.matches("sans réponse (obligatoire)").count(), 1);
    assert!(text.matches("sans réponse").count() > 5);
}

#[test]
fn a_blank_form_of_a_large_repeat_goes_on_another_sheet() {
    let text = blank_form(&FORM.replace("max = 2", "max = 900"), Format::Text);
    assert!(text.contains("Événement 20\n") && !text.contains("Événement 21"));
    assert!(text.contains("900 au plus"));
}

/// Text without what wrapping adds.
fn unwrapped(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_blank_form_prints_every_label_of_every_form() {
    for builtin::Builtin { id, text: source, .. } in builtin::FORMS {
        let form = load(id, source).unwrap();
        let texts = Texts::new(Language::French);
        let text = unwrapped(&blank(&form, &texts, date(2025, 3, 12), Format::Text));
        let mut labels: Vec<String> = form.pages.iter().map(|page| page.title.text(Language::French).to_owned()).collect();
        labels.extend(form.pages.iter().flat_map(|page| &page.sections).map(|section| section.title.text(Language::French).to_owned()));
        for item in &form.items {
            labels.push(item.label.text(Language::French).to_owned());
            labels.extend(item.hint.text(Language::French).lines().map(ToOwned::to_owned));
            let Some(question) = item.question() else { continue };
            labels
                .extend(question.options().iter().flat_map(|list| list.0.iter()).map(|(_, label)| label.text(Language::French).to_owned()));
            if let Some(prose) = question.prose(Language::French) {
                labels.extend(prose.text.split("\n\n").map(|paragraph| paragraph.replace("**", "")));
                labels.extend(prose.rows.iter().flatten().map(|label| (*label).to_owned()));
            }
        }
        assert!(labels.len() > 30);
        for label in labels {
            assert!(text.contains(&unwrapped(&label)), "{id} does not print {label}");
        }
        // what stands in tables is wrapped inside its cell: the other two formats keep it whole
        let html = unwrapped(&blank(&form, &texts, date(2025, 3, 12), Format::Html));
        let tables = form.items.iter().filter_map(|item| item.question()?.table());
        for (_, label) in tables.flat_map(|table| table.rows.iter().chain(table.columns)) {
            let label = unwrapped(label.text(Language::French)).replace('\'', "&#39;");
            assert!(html.contains(&label), "{id} does not print {label}");
        }
    }
}

/// What each format says of this, its escapes and tags taken out, spaces plain.
fn told(case: &Case) -> [String; 3] {
    [Format::Text, Format::Markdown, Format::Html].map(|format| {
        let text = case.print(format).replace(['\\', '*'], "").replace("&#38;", "&").replace('\u{a0}', " ");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

#[test]
fn what_stands_against_an_answer_is_printed_at_its_question_unless_the_answer_tells_it() {
    let checked = FORM.replace(
        "  total = \"both\"\n",
        "  total = \"both\"\n    [[page.question.check]]\n    each = \"column\"\n    test = \"pourvus <= vacants\"\n    severity = \"warning\"\n    \
         message = \"{column} : {pourvus} pourvus, {vacants} vacants.\"\n",
    );
    let postes = json!({"vacants": {"2023": 1}, "pourvus": {"2023": 2}});
    let mut case = Case::new(&checked, &json!({"postes": postes})).unreadable("creation", "hier");
    for text in told(&case) {
        let (before, after) = text.split_once("À vérifier — En 2023 : 2 pourvus, 1 vacants.").unwrap_or_else(|| panic!("{text}"));
        let (table, next) = (before.rfind("Postes vacants"), after.find("Réunions"));
        assert!(table > before.rfind("Identité") && next.is_some(), "it stands at its question: {text}");
        assert!(!text.contains("À corriger"), "« obligatoire » and « illisible » are said once: {text}");
    }
    case.response.answers = serde_json::from_value(json!({"nom": "N", "mail": "pas une adresse"})).unwrap();
    for text in told(&case) {
        assert!(text.contains("À vérifier — Cette adresse semble inexacte"), "{text}");
    }
}

#[test]
fn validations_and_why_they_were_taken_back_are_told_at_the_end() {
    let mut case = Case::new(FORM, &json!({"nom": "N"}));
    for text in told(&case) {
        assert!(!text.contains("Rouverte") && !text.contains("Réponse validée"), "{text}");
    }
    for at in ["2025-04-01T12:00:00Z", "2025-04-05T12:00:00Z"] {
        let mut response = case.response.clone();
        let seen = BTreeSet::new();
        response.validate(&case.inputs(&seen), "Direction", at.parse().unwrap(), |_| String::new());
        case.response = response;
        if at.contains("04-01") {
            case.response.reopen("Camille", "Un <chiffre>\u{1b} à corriger", "2025-04-02T12:00:00Z".parse().unwrap());
        }
    }
    for text in told(&case) {
        let text = text.replace("&#60;", "<").replace("&#62;", ">");
        let past: Vec<usize> = [
            "Réponse validée le 1er avril 2025 par Direction.",
            "Rouverte le 2 avril 2025 par Camille : Un <chiffre>� à corriger",
            "Réponse validée le 5 avril 2025 par Direction.",
        ]
        .iter()
        .map(|line| text.find(line).unwrap_or_else(|| panic!("{line}: {text}")))
        .collect();
        assert!(past.is_sorted() && past[0] > text.rfind("Des événements").unwrap(), "{text}");
    }
}
