//! What is told of JSON that is no response: the key that holds something else than it should, and what it should.

use serde_json::{Map, Value, json};

use super::{FORMAT, Response};
use crate::l10n::Message;

/// What each key of a response holds, in words.
const SHAPES: &[(&str, &str)] = &[
    ("format", "type-count"),
    ("id", "type-text"),
    ("form", "shape-form"),
    ("status", "shape-status"),
    ("review", "shape-review"),
    ("created", "shape-date"),
    ("modified", "shape-date"),
    ("author", "type-text"),
    ("position", "shape-position"),
    ("seen", "shape-texts"),
    ("fixed", "shape-texts"),
    ("verifies", "type-text"),
    ("answers", "shape-object"),
    ("unreadable", "shape-object-of-texts"),
    ("left_out", "shape-left-out"),
    ("set_aside", "shape-set-aside"),
    ("validations", "shape-validations"),
];

/// What is wrong with a value that `serde` refuses as a response, saying this.
pub(super) fn fault(value: &Value, said: &str) -> Message {
    let Some(given) = value.as_object() else { return Message::new("json-no-object") };
    let spoiled = SHAPES.iter().find(|(key, _)| given.get(*key).is_some_and(|value| spoils(key, value)));
    if let Some((key, shape)) = spoiled {
        return Message::new("json-wrong").with("key", *key).with("expected", Message::new(shape));
    }
    match said.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
        Some(key) => Message::new("json-missing").with("key", key),
        None => Message::new("json-shape").with("reason", said),
    }
}

/// Whether this value alone makes a sound response unreadable.
fn spoils(key: &str, value: &Value) -> bool {
    let day = "2025-03-01T10:00:00Z";
    let sound = [
        ("format", json!(FORMAT)),
        ("id", json!("")),
        ("form", json!({"id": "", "version": ""})),
        ("created", json!(day)),
        ("modified", json!(day)),
    ];
    let mut response: Map<String, Value> = sound.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    response.insert(key.to_owned(), value.clone());
    serde_json::from_value::<Response>(response.into()).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::l10n::{Language, Texts};
    use crate::response::{LeftOut, Review, SetAside, Status, read};

    fn least() -> Value {
        json!({"format": 1, "id": "a", "form": {"id": "f", "version": "1"}, "created": "2025-03-01T10:00:00Z", "modified": "2025-03-01T10:00:00Z"})
    }

    fn told(response: &Value, language: Language) -> String {
        let broken = read(response.to_string().as_bytes()).unwrap_err();
        Texts::new(language).render(&broken.message()).replace('\u{a0}', " ")
    }

    #[test]
    fn each_key_of_a_response_has_its_shape_in_words() {
        let mut full: Response = serde_json::from_value(least()).unwrap();
        full.verifies = Some("b".to_owned());
        full.unreadable.insert("a".into(), "b".to_owned());
        full.validations.push(serde_json::from_value(json!({"at": full.created, "by": "", "sha256": "", "form_sha256": ""})).unwrap());
        full.left_out.insert("a".into(), LeftOut { value: json!(1), why: String::new() });
        full.set_aside.push(SetAside { path: "a".into(), value: json!(1), version: String::new(), why: String::new() });
        let written: Value = serde_json::from_slice(&full.to_json()).unwrap();
        let keys: Vec<&str> = written.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, SHAPES.iter().map(|(key, _)| *key).collect::<Vec<_>>());
        for (key, _) in SHAPES {
            let mut response = least();
            response[key] = json!(true);
            for (language, quoted) in
                [(Language::French, format!("(« {key} » : attendu ")), (Language::English, format!("(\"{key}\": expected "))]
            {
                let told = told(&response, language);
                assert!(told.contains(&quoted) && !told.contains("shape-") && !told.contains("boolean"), "{told}");
            }
        }
    }

    #[test]
    fn the_words_of_a_state_are_all_told() {
        let texts = Texts::new(Language::French);
        for status in [Status::Draft, Status::Validated] {
            assert!(texts.get("shape-status").contains(json!(status).as_str().unwrap()));
        }
        for review in [Review::None, Review::ToReview, Review::SentBack, Review::Accepted] {
            assert!(texts.get("shape-review").contains(json!(review).as_str().unwrap()));
        }
    }

    #[test]
    fn the_key_that_is_wrong_or_missing_is_named() {
        let with = |key: &str, value: Value| {
            let mut response = least();
            response[key] = value;
            response
        };
        let mut undated = least();
        undated.as_object_mut().unwrap().remove("created");
        for (response, said) in [
            (with("answers", json!("x")), "« answers » : attendu un objet { … }"),
            (with("created", json!("hier")), "« created » : attendu une date et une heure (2025-03-01T10:00:00Z)"),
            (with("status", json!("fini")), "« status » : attendu draft ou validated"),
            (with("form", json!({})), "« form » : attendu un objet { id, version }"),
            (with("seen", json!([1])), "« seen » : attendu une liste de textes"),
            (undated, "il manque « created »"),
            (json!([]), "ce n'est pas un objet { … }"),
        ] {
            assert_eq!(told(&response, Language::French), format!("Réponse illisible ({said}) ; « recueil doctor » dit quoi faire."));
        }
    }
}
