//! New responses, their file, import, validation and its fingerprint, reopening.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::read::MOST_READ;
use super::*;
use crate::outline::testing::Situation;

const FORM: &str = r#"
id = "essai"
version = "1"
title = "Essai"
[choices.oui_non]
oui = "oui"
non = "non"
"à_voir" = "à voir"
[[page]]
id = "une"
title = "Une"
  [[page.question]]
  id = "avis"
  kind = "note"
  text = "À lire."
  [[page.question]]
  id = "statut"
  kind = "choice"
  label = "Statut"
  choices = "oui_non"
  default = "oui"
  [[page.question]]
  id = "nom"
  kind = "text"
  label = "Nom"
  relevant = "statut == 'oui'"
  [[page.question]]
  id = "nombre"
  kind = "integer"
  label = "Nombre"
  [[page.question]]
  id = "double"
  kind = "integer"
  label = "Double"
  value = "nombre + nombre"
  [[page.question]]
  id = "postes"
  kind = "matrix"
  label = "Postes"
  cell = "integer"
  rows = { vacants = "Vacants", pourvus = "Pourvus" }
  columns = { 2023 = "En 2023", 2024 = "En 2024" }
  [[page.question]]
  id = "actions"
  kind = "repeat"
  label = "Actions"
  item = "Action {n}"
  add = "Ajouter"
  min = 2
  max = 3
    [[page.question.field]]
    id = "libelle"
    kind = "text"
    label = "Libellé"
    [[page.question.field]]
    id = "faite"
    kind = "choice"
    label = "Faite"
    choices = "oui_non"
    default = "non"
    [[page.question.field]]
    id = "quand"
    kind = "month"
    label = "Quand"
    relevant = "faite == 'oui'"
"#;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn new(form: &Form) -> Response {
    Response::new(form, "k3f9abcd".to_owned(), "Camille", at("2025-03-01T10:00:00Z"))
}

/// A response with these answers and nothing else.
fn with(answers: Value) -> (Situation, Response) {
    let situation = Situation::new(FORM, answers);
    let mut response = new(&situation.form);
    response.answers = situation.answers.clone();
    (situation, response)
}

/// Identities in order: `new1`, `new2`…
fn ids() -> impl FnMut() -> String {
    let mut count = 0;
    move || {
        count += 1;
        format!("new{count}")
    }
}

/// What import makes of answers, or `path reason` of each that it refuses.
fn imported(given: &Value) -> Result<Value, Vec<String>> {
    let form = Situation::new(FORM, json!({})).form;
    let accepted = accept(&form, given.as_object().unwrap(), ids());
    let told = |refusal: Refusal| format!("{} {}", refusal.path, refusal.reason.id);
    accepted.map(|answers| serde_json::to_value(answers).unwrap()).map_err(|refused| refused.into_iter().map(told).collect())
}

fn written(response: &Response) -> Value {
    serde_json::from_slice(&response.to_json()).unwrap()
}

fn validated(answers: Value) -> (Situation, Response) {
    let (situation, mut response) = with(answers);
    response.validate(&situation.inputs(), "Direction", at("2025-04-01T10:00:00Z"), |path| format!("hidden: {path}"));
    (situation, response)
}

#[test]
fn a_new_response_is_an_open_draft_with_the_defaults_of_its_form() {
    let form = Situation::new(FORM, json!({})).form;
    let mut response = new(&form);
    assert!(response.is_open() && response.status == Status::Draft && response.review == Review::None);
    assert_eq!((response.form.id.as_str(), response.form.version.as_str(), response.format), ("essai", "1", FORMAT));
    assert_eq!((response.created, response.modified, response.author.as_str()), (at("2025-03-01T10:00:00Z"), response.created, "Camille"));
    assert_eq!(response.answers, Situation::new(FORM, json!({"statut": "oui"})).answers);
    response.fill_blocks(&form, ids());
    let blocks = json!([{"_id": "new1", "faite": "non"}, {"_id": "new2", "faite": "non"}]);
    assert_eq!(response.answers.get(&"actions".into()), Some(&blocks), "the least blocks, with their defaults");
    response.fill_blocks(&form, || panic!("there are enough"));
    assert_eq!(response.answers.get(&"actions".into()), Some(&blocks));
}

#[test]
fn blocks_are_not_filled_into_an_answer_of_a_wrong_shape() {
    let (situation, mut response) = with(json!({"actions": "aucune"}));
    response.fill_blocks(&situation.form, ids());
    assert_eq!(response.answers, situation.answers);
}

#[test]
fn a_response_that_waits_for_its_reviewer_or_is_validated_is_not_open() {
    let (_, mut response) = with(json!({}));
    for (status, review, open) in [
        (Status::Draft, Review::ToReview, false),
        (Status::Draft, Review::SentBack, true),
        (Status::Draft, Review::Accepted, true),
        (Status::Validated, Review::None, false),
    ] {
        (response.status, response.review) = (status, review);
        assert_eq!(response.is_open(), open, "{status:?} {review:?}");
    }
    response.fixed.insert("postes".to_owned());
    assert!(response.is_fixed(&"postes.vacants.2023".into()) && !response.is_fixed(&"nombre".into()));
}

#[test]
fn a_response_comes_back_from_its_file_with_what_this_version_does_not_know() {
    let (_, mut response) = with(json!({"statut": "non", "d_une_autre_version": {"a": [1, null]}}));
    response.rest.insert("mood".to_owned(), json!({"a": 1}));
    response.position = Some(Position { page: "une".to_owned(), path: "postes.vacants.2023".into() });
    response.seen.insert("une".to_owned());
    response.unreadable.insert("nombre".into(), "deux".to_owned());
    let bytes = response.to_json();
    assert_eq!(bytes.last(), Some(&b'\n'));
    let again = read(&bytes).unwrap();
    assert_eq!(again, response);
    assert_eq!((again.to_json(), &written(&again)["mood"]), (bytes, &json!({"a": 1})));
    let least = br#"{"format": 1, "id": "a", "form": {"id": "essai", "version": "1"}, "created": "2025-03-01T10:00:00Z", "modified": "2025-03-01T10:00:00Z"}"#;
    assert!(read(least).is_ok_and(|response| response.is_open() && response.answers == Answers::default()));
}

#[test]
fn a_file_that_is_newer_cut_or_something_else_is_refused() {
    let (_, response) = with(json!({"nom": "Cellule"}));
    let whole = response.to_json();
    for end in (0..whole.len() - 2).step_by(7) {
        assert!(matches!(read(&whole[..end]), Err(Broken::NotAResponse(_))), "cut at {end}");
    }
    for (text, id) in [
        (r#"{"format": 2}"#, "response-newer"),
        (r#"{"format": 1}"#, "response-broken"),
        ("{}", "response-broken"),
        ("[1]", "response-broken"),
        ("null", "response-broken"),
        (r#"{"format": "2"}"#, "response-broken"),
    ] {
        assert_eq!(read(text.as_bytes()).unwrap_err().message().id, id, "{text}");
    }
    assert_eq!(read(br#"{"format": 7, "answers": 3}"#), Err(Broken::Newer(7)), "whatever else it says");
}

#[test]
fn a_file_with_far_more_blocks_than_any_form_allows_is_refused() {
    let (_, response) = with(json!({"nom": "Cellule"}));
    let with_blocks = |count: usize| {
        let mut file = written(&response);
        file["answers"]["blocs"] = (0..count).map(|n| json!({"_id": format!("b{n}"), "nombre": 1})).collect();
        read(&serde_json::to_vec(&file).unwrap())
    };
    assert!(with_blocks(MOST_READ).is_ok());
    let refused = Message::new("json-wrong").with("key", "blocs").with("expected", Message::new("shape-blocks").with("most", MOST_READ));
    assert_eq!(with_blocks(MOST_READ + 1), Err(Broken::NotAResponse(refused)));
}

#[test]
fn an_empty_block_is_written_where_something_unreadable_was_typed_or_the_filler_stands() {
    let (_, response) = with(json!({"blocs": [{"_id": "aaaa"}, {"_id": "bbbb"}, {"_id": "cccc"}]}));
    let blocks = |response: &Response| written(response)["answers"]["blocs"].as_array().map_or(0, Vec::len);
    assert_eq!(blocks(&response), 0);
    let mut typed = response.clone();
    typed.unreadable.insert("blocs[bbbb].nombre".into(), "douz".to_owned());
    assert_eq!(blocks(&typed), 2);
    let mut standing = response;
    standing.position = Some(Position { page: "une".to_owned(), path: "blocs[aaaa].nombre".into() });
    assert_eq!(blocks(&standing), 1);
}

#[test]
fn empty_blocks_at_the_end_are_not_written_while_one_in_the_middle_is() {
    let (_, response) = with(json!({
        "actions": [{"_id": "aaaa"}, {"_id": "bbbb", "libelle": "B"}, {"_id": "cccc"}, {"_id": "dddd", "libelle": ""}],
        "plan": [{"name": "a.pdf"}, {}],
    }));
    let expected = json!({"actions": [{"_id": "aaaa"}, {"_id": "bbbb", "libelle": "B"}], "plan": [{"name": "a.pdf"}, {}]});
    assert_eq!(written(&response)["answers"], expected, "what is no list of blocks stays as it is");
    let (_, response) = with(json!({"actions": [{"_id": "aaaa"}, {"_id": "bbbb"}], "nom": "x"}));
    assert_eq!(written(&response)["answers"], json!({"nom": "x"}));
    assert_eq!(response.answer_count(), 1);
}

#[test]
fn answers_are_imported_in_their_natural_shape() {
    for (given, expected) in [
        (
            json!({"nombre": 3.0, "nom": "e\u{301}quipe", "statut": "a\u{300}_voir"}),
            json!({"nombre": 3, "nom": "équipe", "statut": "à_voir"}),
        ),
        (json!({"nombre": null, "nom": "", "actions": [], "postes": {}}), json!({})),
        (json!({"postes": {"vacants": {"2023": 1, "2024": null}}}), json!({"postes": {"vacants": {"2023": 1}}})),
        (json!({"actions": [{"libelle": "A"}, {}]}), json!({"actions": [{"_id": "new1", "libelle": "A"}, {"_id": "new2"}]})),
        (json!({"actions": [{"quand": "2024-03", "libelle": null}]}), json!({"actions": [{"_id": "new1", "quand": "2024-03"}]})),
    ] {
        assert_eq!(imported(&given), Ok(expected), "{given}");
    }
}

#[test]
fn what_does_not_fit_is_refused_by_its_path_all_at_once() {
    for (given, refused) in [
        (json!({"absente": 1}), &["absente import-unknown-question"][..]),
        (json!({"double": 4, "avis": "x"}), &["double import-not-answerable", "avis import-not-answerable"]),
        (json!({"nombre": "3"}), &["nombre wrong-type-number"]),
        (json!({"nombre": -1}), &["nombre number-too-small"]),
        (json!({"actions": {"libelle": "A"}}), &["actions problem-not-blocks"]),
        (json!({"actions": [{}, "A"]}), &["actions[2] problem-not-blocks"]),
        (json!({"actions": [{}, {}, {}, {}]}), &["actions problem-too-many-blocks"]),
        (
            json!({"actions": vec![json!({"inconnu": 1}); 20_000]}),
            &[
                "actions problem-too-many-blocks",
                "actions[1].inconnu import-unknown-question",
                "actions[2].inconnu import-unknown-question",
                "actions[3].inconnu import-unknown-question",
            ],
        ),
        (json!({"actions": [{"_id": "k3f9", "absent": 1}]}), &["actions[1].absent import-unknown-question"]),
        (json!({"actions": [{}, {"_id": "k3f9", "libelle": 3}]}), &["actions[2].libelle wrong-type-text"]),
        (json!({"nombre": 0.5, "nom": "bon", "absente": 1}), &["nombre number-whole", "absente import-unknown-question"]),
    ] {
        assert_eq!(imported(&given).unwrap_err(), refused, "{given}");
    }
    for (given, path) in [
        (json!({"statut": "peut-être"}), "statut "),
        (json!({"postes": {"vacants": {"2025": 1}}}), "postes.vacants.2025 "),
        (json!({"postes": {"supprimes": {"2023": 1}}}), "postes.supprimes "),
        (json!({"postes": {"vacants": {"2023": -1}}}), "postes.vacants.2023 "),
        (json!({"actions": [{"quand": "2024-13"}]}), "actions[1].quand "),
    ] {
        let refused = imported(&given).unwrap_err();
        assert!(refused.len() == 1 && refused[0].starts_with(path), "{given}: {refused:?}");
    }
}

#[test]
fn a_block_keeps_its_identity_unless_it_cannot_be_used() {
    let kept = |ids: &[Value]| {
        let blocks: Vec<Value> = ids.iter().map(|id| json!({"_id": id, "libelle": "A"})).collect();
        let answers = imported(&json!({ "actions": blocks })).unwrap();
        let ids = answers["actions"].as_array().unwrap().iter().map(|block| block["_id"].as_str().unwrap().to_owned());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(kept(&[json!("k3f9"), json!("b2c3")]), ["k3f9", "b2c3"]);
    for unusable in
        [json!("k3"), json!("K3F9"), json!("a.b.c"), json!("a]b[c"), json!("é3f9"), json!("a".repeat(33)), json!(1234), json!(null)]
    {
        assert_eq!(kept(&[json!("k3f9"), unusable.clone()]), ["k3f9", "new1"], "{unusable}");
    }
    assert_eq!(kept(&[json!("k3f9"), json!("k3f9"), json!("k3f9")]), ["k3f9", "new1", "new2"], "no two alike");
}

#[test]
fn a_new_identity_has_its_length_and_no_letters_that_are_easily_confused() {
    let mut random = fastrand::Rng::with_seed(1);
    for length in [4, 8, 13] {
        let id = new_id(length, &mut random);
        assert!(id.len() == length && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{id}");
        assert!(!id.contains(['i', 'l', 'o', '1']), "{id}");
    }
    assert_ne!(new_id(8, &mut random), new_id(8, &mut random));
}

#[test]
fn validation_leaves_out_hidden_answers_and_empty_blocks_and_reopening_brings_the_answers_back() {
    let answers = json!({
        "statut": "non", "nom": "caché", "nombre": 3,
        "actions": [{"_id": "aaaa"}, {"_id": "bbbb", "faite": "non", "quand": "2024-03"}, {"_id": "cccc"}],
    });
    let (situation, mut response) = validated(answers);
    let expected = json!({"statut": "non", "nombre": 3, "actions": [{"_id": "bbbb", "faite": "non"}]});
    assert_eq!(response.answers, Situation::new(FORM, expected).answers);
    let left = |path: &str, value: Value| (Path::from(path), LeftOut { value, why: format!("hidden: {path}") });
    let expected = BTreeMap::from([left("nom", json!("caché")), left("actions[bbbb].quand", json!("2024-03"))]);
    assert_eq!(response.left_out, expected);
    assert_eq!(
        (response.status, response.author.as_str(), response.modified),
        (Status::Validated, "Direction", at("2025-04-01T10:00:00Z"))
    );
    let [validation] = &response.validations[..] else { panic!("{:?}", response.validations) };
    assert_eq!(validation.sha256, digest(&situation.form, &response.answers));
    assert_eq!(
        (validation.form_sha256.as_str(), validation.by.as_str(), &validation.reopened),
        (situation.form.hash(), "Direction", &None)
    );
    assert_eq!(response.is_intact(&situation.form), Some(true));
    let again = read(&response.to_json()).unwrap();
    assert_eq!((again.is_intact(&situation.form), &again.left_out), (Some(true), &response.left_out), "from its file, too");

    response.review = Review::Accepted;
    response.reopen("Camille", "un oubli", at("2025-05-01T10:00:00Z"));
    let expected = json!({"statut": "non", "nombre": 3, "actions": [{"_id": "bbbb", "faite": "non", "quand": "2024-03"}], "nom": "caché"});
    assert_eq!(response.answers, Situation::new(FORM, expected).answers);
    assert!(response.is_open() && response.review == Review::None && response.left_out.is_empty());
    assert_eq!((response.author.as_str(), response.modified), ("Camille", at("2025-05-01T10:00:00Z")));
    let reopened = Reopened { at: at("2025-05-01T10:00:00Z"), by: "Camille".to_owned(), reason: "un oubli".to_owned() };
    assert_eq!(response.validations[0].reopened, Some(reopened));
    assert_eq!(response.is_intact(&situation.form), None, "a draft");
}

#[test]
fn a_validated_response_that_was_changed_or_whose_form_was_is_not_intact() {
    let (situation, response) = validated(json!({"nom": "Cellule", "actions": [{"_id": "aaaa", "libelle": "A"}]}));
    for (path, value) in [("nom", json!("Autre")), ("nombre", json!(0)), ("actions[aaaa].libelle", json!("a")), ("actions", json!(null))] {
        let mut changed = response.clone();
        changed.answers.set(&path.into(), Some(value));
        assert_eq!(changed.is_intact(&situation.form), Some(false), "{path}");
    }
    let other = Situation::new(&FORM.replace("Libellé", "Nom"), json!({}));
    assert_eq!(response.is_intact(&other.form), Some(false));
    assert_eq!(response.is_intact(&situation.form), Some(true));
}

#[test]
fn a_fingerprint_changes_with_any_answer_and_with_the_form_and_with_nothing_else() {
    let form = Situation::new(FORM, json!({})).form;
    let of = |answers: Value| digest(&form, &Situation::new(FORM, answers).answers);
    let answers =
        json!({"nom": "é", "nombre": 3, "postes": {"vacants": {"2023": 1, "2024": 2}}, "actions": [{"_id": "aaaa", "libelle": "A"}]});
    let own = of(answers.clone());
    assert!(own.len() == 64 && own.bytes().all(|b| b.is_ascii_hexdigit() && !b.is_ascii_uppercase()), "{own}");
    for same in [
        json!({"actions": [{"libelle": "A", "_id": "bbbb"}], "postes": {"vacants": {"2024": 2, "2023": 1}}, "nombre": 3.0, "nom": "é"}),
        json!({"nom": "é", "nombre": 3, "postes": {"vacants": {"2023": 1, "2024": 2}}, "actions": [{"_id": "aaaa", "libelle": "A"}, {"_id": "zzzz"}]}),
    ] {
        assert_eq!(of(same.clone()), own, "{same}");
    }
    for (path, value) in [
        ("nom", json!("e")),
        ("nom", json!(null)),
        ("nombre", json!(4)),
        ("nombre", json!("3")),
        ("postes.vacants.2024", json!(0)),
        ("postes.pourvus.2024", json!(2)),
        ("actions[aaaa].libelle", json!("B")),
        ("actions[bbbb].libelle", json!("A")),
        ("autre", json!(1)),
    ] {
        let mut other = Situation::new(FORM, answers.clone());
        other.set(path, Some(value.clone()));
        assert_ne!(digest(&form, &other.answers), own, "{path} {value}");
    }
    let same = Situation::new(FORM, answers).answers;
    let changes: [fn(&mut Form); 3] =
        [|form| "autre".clone_into(&mut form.id), |form| "2".clone_into(&mut form.version), |form| form.text.to_mut().push('#')];
    for change in changes {
        assert_eq!(digest(&Situation::new(FORM, json!({})).form, &same), own);
        let mut other = Situation::new(FORM, json!({})).form;
        change(&mut other);
        assert_ne!(digest(&other, &same), own);
    }
}

#[test]
fn exports_show_neither_identities_nor_empty_blocks() {
    let (_, response) = with(json!({
        "nom": "x", "actions": [{"_id": "aaaa"}, {"_id": "bbbb", "libelle": "B"}], "vide": [{"_id": "cccc"}], "plan": [{"name": "a.pdf"}],
    }));
    assert_eq!(without_ids(&response.answers), json!({"nom": "x", "actions": [{"libelle": "B"}], "plan": [{"name": "a.pdf"}]}));
}
