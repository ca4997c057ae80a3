//! What holds for every kind of the table.

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use serde_json::{Value, json};

use super::testing::{Desk, accepted, load, try_load};
use super::{Arrival, Handled, KINDS};
use crate::l10n::{Language, Texts};

/// An answer to each kind's example.
fn answer(kind: &str) -> Value {
    match kind {
        "text" => json!("CARESP « Martinique » – équipe d'appui, 2 rue de la Gare, Fort-de-France"),
        "long_text" => json!("Annuaire des équipes mobiles,\n\ncartographie interactive \u{202e}日本語"),
        "integer" => json!(12_345),
        "decimal" => json!(3.5),
        "month" => json!("2024-03"),
        "email" => json!("contact@example.org"),
        "phone" => json!("+596596123456"),
        "url" => json!("www.example.org/annuaire"),
        "choice" => json!("en_cours"),
        "choices" => json!(["coordonnateur", "autres"]),
        "file" => json!([{ "name": "organigramme de l'équipe\u{202e}.pdf", "size": 48213, "sha256": "0123456789abcdef".repeat(4) }]),
        "matrix" => json!({ "vacants": { "2023": 6, "2024": 12345 }, "pourvus": { "2023": 5 } }),
        "note" => Value::Null,
        other => panic!("the table has a new kind, {other}: give an answer to its example"),
    }
}

#[test]
fn every_kind_is_documented_and_its_example_loads() {
    let mut names = BTreeSet::new();
    for kind in KINDS {
        assert!(names.insert(kind.name), "{} stands twice", kind.name);
        assert!(kind.about.ends_with('.') && kind.stored.ends_with('.'), "{}", kind.name);
        assert!(kind.example.contains(&format!("kind = \"{}\"", kind.name)), "{}", kind.name);
        load(kind.example);
        let unknown = format!("{}sirop = 3\n", kind.example);
        assert!(try_load(&unknown).unwrap_err().contains("sirop"), "{}", kind.name);
    }
}

#[test]
fn every_key_of_a_kind_is_described_in_its_schema() {
    for kind in KINDS {
        let schema = (kind.schema)().to_value();
        assert_eq!(schema["additionalProperties"], json!(false), "{}", kind.name);
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            assert!(property["description"].is_string(), "{}.{key}", kind.name);
            assert!(kind.example.contains(&format!("{key} = ")), "the example of {} does not show `{key}`", kind.name);
        }
    }
}

#[test]
fn an_accepted_answer_is_accepted_again_unchanged_and_has_no_fault() {
    for kind in KINDS {
        let question = load(kind.example);
        let answer = answer(kind.name);
        assert_eq!(accepted(&*question, &answer), Ok(answer.clone()), "{}", kind.name);
        assert_eq!(accepted(&*question, &Value::Null), Ok(Value::Null), "{}", kind.name);
        assert!(question.read(" \u{a0} ").unwrap().is_none(), "{}", kind.name);
        if question.is_note() {
            continue;
        }
        assert!(!question.summary(&answer, Language::French).is_empty(), "{}", kind.name);
        if !matches!(kind.name, "matrix") {
            assert!(question.check(&answer, super::testing::TODAY).is_empty(), "{}", kind.name);
        }
        for strange in [json!(true), json!({ "x": { "y": [] } }), json!([[1]]), json!([{ "name": 1 }])] {
            assert!(question.accept(&strange).is_err(), "{} {strange}", kind.name);
            question.check(&strange, super::testing::TODAY);
            question.summary(&strange, Language::French);
        }
    }
}

#[test]
fn a_field_nobody_edits_holds_the_answer_as_it_was() {
    for kind in KINDS.iter().filter(|kind| kind.name != "note") {
        for answer in [answer(kind.name), Value::Null] {
            let desk = Desk::new(load(kind.example), answer.clone(), 60);
            assert_eq!(desk.entered(), answer, "{}", kind.name);
        }
    }
}

#[test]
fn every_kind_is_drawn_at_any_width_answered_or_not_and_for_answers_of_another_shape() {
    let answers = |kind| [answer(kind), Value::Null, json!(true), json!([1, { "name": 2 }]), json!({ "vacants": 3 }), json!("\u{1b}[31m")];
    for kind in KINDS {
        for answer in answers(kind.name) {
            for width in (1..=12).chain([17, 24, 30, 40, 54, 76, 100, 140]) {
                for arrival in [Arrival::Last, Arrival::At("vacants.2024".to_owned())] {
                    let mut desk =
                        Desk::arriving(load(kind.example), answer.clone(), width, &[("", "marss\u{1b}"), ("pourvus.2024", "x")], &arrival);
                    assert!(!desk.rest().contains('\u{1b}'));
                    if desk.field.is_none() {
                        continue;
                    }
                    let (x, _) = desk.field().view(&desk.cx()).cursor.expect("a field shows where one types");
                    assert!(x < width, "{} at {width}", kind.name);
                    for key in [KeyCode::Right, KeyCode::Char('1'), KeyCode::Down, KeyCode::Char(' '), KeyCode::Left, KeyCode::Up] {
                        desk.press(key);
                    }
                    assert!(!desk.focus().contains('\u{1b}'));
                }
            }
        }
    }
}

#[test]
fn the_page_keeps_its_keys() {
    for kind in KINDS.iter().filter(|kind| kind.name != "note") {
        let mut desk = Desk::arriving(load(kind.example), answer(kind.name), 60, &[], &Arrival::Last);
        for code in [KeyCode::Tab, KeyCode::PageUp, KeyCode::PageDown, KeyCode::F(1), KeyCode::F(10), KeyCode::Esc, KeyCode::Insert] {
            assert_eq!(desk.press(code), Handled::Ignored, "{} {code:?}", kind.name);
        }
        for letter in "oegydfprlxz".chars() {
            let key = KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL);
            assert_eq!(desk.key(key), Handled::Ignored, "{} Ctrl-{letter}", kind.name);
        }
        let mut desk = Desk::new(load(kind.example), answer(kind.name), 60);
        assert_eq!(desk.press(KeyCode::BackTab), Handled::Ignored, "{}", kind.name);
        assert_eq!(desk.entered(), answer(kind.name), "{}", kind.name);
    }
}

#[test]
fn hints_have_words_in_both_languages() {
    for language in [Language::French, Language::English] {
        let texts = Texts::new(language);
        for kind in KINDS.iter().filter(|kind| kind.name != "note") {
            for hint in Desk::new(load(kind.example), answer(kind.name), 60).field().hints() {
                assert_ne!(texts.render(&hint.text), hint.text.id);
                assert!(!hint.key.starts_with("key-") || texts.get(hint.key) != hint.key, "{}", hint.key);
            }
        }
    }
}
