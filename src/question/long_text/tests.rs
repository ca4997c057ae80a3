use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use proptest::prelude::*;
use serde_json::json;

use super::super::Handled;
use super::super::testing::{Desk, accepted, codes, load};

const TEXT: &str = "Objectif : recenser les besoins.\n\nProduction : un rapport remis en mars.";

fn desk(text: &str, width: u16) -> Desk {
    let value = if text.is_empty() { json!(null) } else { json!(text) };
    Desk::new(load("kind='long_text'"), value, width)
}

#[test]
fn line_breaks_are_kept_and_the_end_is_trimmed() {
    let q = load("kind='long_text'\nmax=10");
    for (given, stored) in [("a\r\nb\rc \n\n", json!("a\nb\nc")), (" \n ", json!(null)), ("e\u{301}", json!("é")), ("  a", json!("  a"))] {
        assert_eq!(accepted(&*q, &json!(given)), Ok(stored.clone()));
        assert_eq!(q.read(given).unwrap().unwrap_or_default(), stored);
    }
    assert_eq!(accepted(&*q, &json!(["a"])), Err(vec![(String::new(), "wrong-type-text")]));
    assert_eq!(codes(&*q, &json!("01234567890")), ["max"]);
}

#[test]
fn focusing_a_text_does_not_reflow_it() {
    let desk = desk(TEXT, 24);
    insta::assert_snapshot!(desk.rest(), @r"
    Objectif : recenser les
    besoins.

    Production : un rapport
    remis en mars.
    ");
    insta::assert_snapshot!(desk.focus(), @r"
    Objectif : recenser les
    besoins.

    Production : un rapport
    remis en mars. @14,4
    ");
}

#[test]
fn an_empty_text_is_a_line_of_blanks_and_three_with_the_focus() {
    let mut desk = desk("", 10);
    insta::assert_snapshot!(desk.rest(), @"~~~~~~~~~");
    insta::assert_snapshot!(desk.focus(), @r"
    ~~~~~~~~~
    ~~~~~~~~~
    ~~~~~~~~~ @0,0
    ");
    desk.write("a");
    insta::assert_snapshot!(desk.focus(), @r"
    a
    ~~~~~~~~~
    ~~~~~~~~~ @1,0
    ");
}

#[test]
fn arrows_move_by_the_rows_one_sees_and_leave_at_the_edges() {
    let mut desk = desk(TEXT, 24);
    assert_eq!(desk.press(KeyCode::Down), Handled::Ignored);
    for end in ["@14,3", "@0,2", "@8,1", "@14,0"] {
        assert_eq!(desk.press(KeyCode::Up), Handled::Redraw);
        assert!(desk.focus().ends_with(end), "{} {end}", desk.focus());
    }
    assert_eq!(desk.press(KeyCode::Up), Handled::Ignored);
    desk.press(KeyCode::End);
    assert!(desk.focus().ends_with("@23,0"));
    desk.press(KeyCode::Right);
    assert!(desk.focus().ends_with("@0,1"));
    desk.press(KeyCode::Left);
    desk.press(KeyCode::Home);
    assert!(desk.focus().ends_with("@0,0"));
    assert_eq!(desk.press(KeyCode::Left), Handled::Ignored);
    assert_eq!(desk.entered(), json!(TEXT));
}

#[test]
fn enter_makes_a_line_and_backspace_joins_lines() {
    let mut desk = desk("ab", 20);
    desk.press(KeyCode::Left);
    assert_eq!(desk.press(KeyCode::Enter), Handled::Changed);
    assert_eq!(desk.entered(), json!("a\nb"));
    assert_eq!(desk.press(KeyCode::Backspace), Handled::Changed);
    assert_eq!(desk.entered(), json!("ab"));
    desk.press(KeyCode::Enter);
    desk.press(KeyCode::Left);
    assert_eq!(desk.press(KeyCode::Delete), Handled::Changed);
    assert_eq!(desk.entered(), json!("ab"));
    for key in [KeyCode::Tab, KeyCode::BackTab, KeyCode::PageUp, KeyCode::PageDown, KeyCode::F(1), KeyCode::Esc] {
        assert_eq!(desk.press(key), Handled::Ignored);
    }
}

#[test]
fn a_character_is_moved_over_and_deleted_as_a_whole() {
    let mut desk = desk("a👩‍⚕️b", 20);
    desk.press(KeyCode::Left);
    desk.press(KeyCode::Left);
    desk.press(KeyCode::Right);
    assert_eq!(desk.press(KeyCode::Backspace), Handled::Changed);
    assert_eq!(desk.entered(), json!("ab"));
    desk.write("é");
    assert_eq!(desk.entered(), json!("aéb"));
}

#[test]
fn pasted_lines_are_kept() {
    let mut desk = desk("", 20);
    assert_eq!(desk.paste("un\r\ndeux\n\ttrois"), Handled::Changed);
    assert_eq!(desk.entered(), json!("un\ndeux\n trois"));
    assert_eq!(desk.paste(""), Handled::Ignored);
}

#[test]
fn a_very_long_text_can_be_edited_anywhere() {
    let line = "mot ".repeat(50_000);
    let mut desk = desk(line.trim_end(), 81);
    for _ in 0..3 {
        assert_eq!(desk.press(KeyCode::Up), Handled::Redraw);
    }
    assert_eq!(desk.press(KeyCode::Char('X')), Handled::Changed);
    let text = desk.entered();
    let at = text.as_str().unwrap().find('X').unwrap();
    assert_eq!(at, 199_999 - 3 * 80);
    assert_eq!(text.as_str().unwrap().len(), 200_000);
    let mut desk = self::desk(&format!("{}b", "a\n".repeat(70_000)), 81);
    assert_eq!(desk.press(KeyCode::Up), Handled::Redraw);
    desk.write("é");
    assert!(desk.entered().as_str().unwrap().ends_with("a\naé\nb"));
}

fn any_key() -> impl Strategy<Value = KeyCode> {
    prop_oneof![
        Just(KeyCode::Left),
        Just(KeyCode::Right),
        Just(KeyCode::Up),
        Just(KeyCode::Down),
        Just(KeyCode::Home),
        Just(KeyCode::End),
        Just(KeyCode::Backspace),
        Just(KeyCode::Delete),
        Just(KeyCode::Enter),
        "[a-zé 日\u{301}👩\u{200d}]".prop_map(|c| KeyCode::Char(c.chars().next().unwrap())),
    ]
}

proptest! {
    #[test]
    fn any_keys_keep_the_cursor_inside_the_picture(text in "[a-z é日\n\u{301}]{0,60}", keys in prop::collection::vec(any_key(), 0..60), width in 1u16..30) {
        let mut desk = desk(&text, width);
        for key in keys {
            desk.press(key);
            let field = desk.field();
            let picture = field.view(&desk.cx());
            let (x, y) = picture.cursor.unwrap();
            prop_assert!(x < width && usize::from(y) < picture.lines.len());
        }
    }
}

#[test]
fn ctrl_k_and_ctrl_u_delete_to_the_ends_of_the_line_whatever_its_rows() {
    let control = |desk: &mut Desk, c| desk.key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL));
    let mut desk = desk("Objectif : recenser les besoins.\nété\nfin", 12);
    assert_eq!(control(&mut desk, 'k'), Handled::Ignored, "nothing after the end");
    assert_eq!(desk.press(KeyCode::Delete), Handled::Ignored);
    for _ in 0..3 {
        desk.press(KeyCode::Up);
    }
    desk.press(KeyCode::Home);
    assert_eq!(control(&mut desk, 'u'), Handled::Changed);
    assert_eq!(desk.entered(), json!("les besoins.\nété\nfin"));
    assert_eq!(control(&mut desk, 'u'), Handled::Ignored);
    assert_eq!(control(&mut desk, 'k'), Handled::Changed);
    assert_eq!(desk.entered(), json!("\nété\nfin"));
    assert_eq!(control(&mut desk, 'k'), Handled::Changed, "the line break");
    desk.write("d’");
    assert_eq!(desk.entered(), json!("d’été\nfin"));
    assert_eq!(control(&mut desk, 'k'), Handled::Changed);
    assert_eq!(desk.entered(), json!("d’\nfin"));
    assert_eq!(control(&mut desk, 'b'), Handled::Ignored);
}
