use serde_json::json;

use super::super::testing::{Desk, accepted, load, try_load};
use super::*;

const OUI_NON: &str = "kind='choice'\nchoices='oui_non'";
const STATUT: &str = "kind='choice'\nchoices={ etablissement='Rattachement à établissement de santé', gcs='Portage GCS', association='Portage association' }";
const REGIONS: &str = "kind='choice'\nchoices='regions'";

#[test]
fn a_code_must_be_one_of_the_list() {
    let q = load(OUI_NON);
    assert_eq!(accepted(&*q, &json!("oui")), Ok(json!("oui")));
    assert_eq!(accepted(&*q, &json!("")), Ok(json!(null)));
    assert_eq!(accepted(&*q, &json!("peut-être")), Err(vec![(String::new(), "wrong-option")]));
    assert_eq!(accepted(&*q, &json!(1)), Err(vec![(String::new(), "wrong-type-text")]));
    assert_eq!(q.read(" OUI ").unwrap(), Some(json!("oui")));
    assert_eq!(q.read("").unwrap(), None);
    assert!(q.read("x").is_err());
    assert_eq!(load(STATUT).summary(&json!("gcs"), Language::French), "Portage GCS");
    assert!(try_load("kind='choice'").unwrap_err().contains("choices"));
    assert!(try_load("kind='choice'\nchoices=3").is_err());
    assert!(try_load("kind='choice'\nchoices='ouinon'").unwrap_err().contains("oui_non"));
}

#[test]
fn short_options_stand_on_one_line_when_they_fit() {
    let desk = Desk::new(load(OUI_NON), json!("oui"), 20);
    insta::assert_snapshot!(desk.rest(), @"(•) *oui*   ( ) non");
    insta::assert_snapshot!(desk.focus(), @"(•) *oui*   ( ) non @1,0");
    let desk = Desk::new(load(OUI_NON), json!(null), 16);
    insta::assert_snapshot!(desk.rest(), @r"
    1 ( ) oui
    2 ( ) non
    ");
}

#[test]
fn a_choice_stands_beside_its_label_only_on_one_line() {
    assert!(load(OUI_NON).is_beside(17) && !load(OUI_NON).is_beside(16));
    assert!(!load(STATUT).is_beside(60) && load(STATUT).is_beside(90));
    assert!(!load(REGIONS).is_beside(100));
}

#[test]
fn long_options_stand_one_a_line_with_a_hanging_indent() {
    let desk = Desk::new(load(STATUT), json!("gcs"), 30);
    insta::assert_snapshot!(desk.focus(), @r"
    1 ( ) Rattachement à
          établissement de santé
    2 (•) *Portage GCS*
    3 ( ) Portage association @3,2
    ");
}

#[test]
fn digits_choose_with_or_without_shift_and_never_move_on() {
    let mut desk = Desk::new(load(OUI_NON), json!(null), 40);
    assert_eq!(desk.press(KeyCode::Char('1')), Handled::Changed);
    assert_eq!(desk.entered(), json!("oui"));
    assert_eq!(desk.press(KeyCode::Char('é')), Handled::Changed);
    assert_eq!(desk.entered(), json!("non"));
    assert_eq!(desk.press(KeyCode::Char('2')), Handled::Redraw);
    assert_eq!(desk.press(KeyCode::Char('3')), Handled::Ignored);
    assert_eq!(desk.entered(), json!("non"));
}

#[test]
fn arrows_highlight_and_change_no_answer_until_enter() {
    let mut desk = Desk::new(load(OUI_NON), json!("oui"), 40);
    assert_eq!(desk.press(KeyCode::Left), Handled::Ignored);
    assert_eq!(desk.press(KeyCode::Right), Handled::Redraw);
    insta::assert_snapshot!(desk.focus(), @"(•) *oui*   ( ) ‹non› @11,0");
    assert_eq!(desk.press(KeyCode::Right), Handled::Ignored);
    assert_eq!(desk.press(KeyCode::Left), Handled::Redraw);
    insta::assert_snapshot!(desk.focus(), @"(•) ‹*oui*›   ( ) non @1,0");
    assert_eq!(desk.press(KeyCode::Right), Handled::Redraw);
    assert_eq!(desk.press(KeyCode::Down), Handled::Ignored);
    assert_eq!(desk.entered(), json!("oui"));
    assert_eq!(desk.press(KeyCode::Enter), Handled::Next);
    assert_eq!(desk.entered(), json!("non"));
}

#[test]
fn the_first_arrow_goes_on_from_the_chosen_option_and_leaves_at_the_edges() {
    let mut desk = Desk::new(load(STATUT), json!("gcs"), 60);
    assert_eq!(desk.press(KeyCode::Down), Handled::Redraw);
    assert!(desk.focus().contains("‹Portage association›"));
    let mut desk = Desk::new(load(STATUT), json!("association"), 60);
    assert_eq!(desk.press(KeyCode::Down), Handled::Ignored);
    assert_eq!(desk.press(KeyCode::Up), Handled::Redraw);
    assert!(desk.focus().contains("‹Portage GCS›"));
    let mut desk = Desk::new(load(STATUT), json!(null), 60);
    assert_eq!(desk.press(KeyCode::Up), Handled::Ignored);
    assert_eq!(desk.press(KeyCode::Down), Handled::Redraw);
    assert!(desk.focus().contains("‹Rattachement"));
}

#[test]
fn an_option_highlighted_and_not_taken_is_told_when_the_focus_leaves() {
    let left = |keys: &[KeyCode]| {
        let mut desk = Desk::new(load(STATUT), json!("gcs"), 60);
        for key in keys {
            desk.press(*key);
        }
        let enter = desk.field().hints()[0] == Hint::new("key-enter", "hint-take");
        (desk.left(), enter)
    };
    assert_eq!(left(&[]), (String::new(), false));
    assert_eq!(left(&[KeyCode::Down]), ("L'option « Portage association » n'est pas choisie : Entrée ou Espace la prend tant qu'elle est surlignée.".into(), true));
    for taken in [&[KeyCode::Down, KeyCode::Enter][..], &[KeyCode::Down, KeyCode::Char(' ')], &[KeyCode::Down, KeyCode::Up], &[KeyCode::Char('1')]]
    {
        assert_eq!(left(taken).0, "", "{taken:?}");
    }
    assert_eq!(left(&[KeyCode::Down, KeyCode::Char(' '), KeyCode::Char(' ')]).0, "", "cleared on purpose");
}

#[test]
fn enter_passes_when_nothing_is_highlighted() {
    let mut desk = Desk::new(load(OUI_NON), json!(null), 40);
    assert_eq!(desk.press(KeyCode::Enter), Handled::Next);
    assert_eq!(desk.entered(), json!(null));
}

#[test]
fn a_digit_drops_the_highlight_so_that_enter_keeps_its_choice() {
    let mut desk = Desk::new(load(OUI_NON), json!(null), 40);
    desk.press(KeyCode::Right);
    desk.press(KeyCode::Char('2'));
    desk.press(KeyCode::Enter);
    assert_eq!(desk.entered(), json!("non"));
}

#[test]
fn space_takes_the_option_under_the_cursor_and_clears_the_chosen_one() {
    let mut desk = Desk::new(load(OUI_NON), json!(null), 40);
    assert_eq!(desk.press(KeyCode::Char(' ')), Handled::Changed);
    assert_eq!(desk.entered(), json!("oui"));
    assert_eq!(desk.press(KeyCode::Char(' ')), Handled::Changed);
    assert_eq!(desk.entered(), json!(null));
    desk.press(KeyCode::Char('2'));
    assert_eq!(desk.press(KeyCode::Delete), Handled::Changed);
    assert_eq!(desk.entered(), json!(null));
    assert_eq!(desk.press(KeyCode::Backspace), Handled::Ignored);
}

#[test]
fn arrows_leave_a_list_at_its_edges_and_letters_find_an_option() {
    let mut desk = Desk::new(load(STATUT), json!(null), 60);
    assert_eq!(desk.press(KeyCode::Left), Handled::Ignored);
    assert_eq!(desk.press(KeyCode::Char('p')), Handled::Redraw);
    assert!(desk.focus().contains("‹Portage GCS›"));
    assert_eq!(desk.press(KeyCode::Char('P')), Handled::Redraw);
    assert!(desk.focus().contains("‹Portage association›"));
    assert_eq!(desk.press(KeyCode::Down), Handled::Ignored);
    assert_eq!(desk.press(KeyCode::Char('r')), Handled::Redraw);
    assert!(desk.focus().contains("‹Rattachement"));
    assert_eq!(desk.press(KeyCode::Up), Handled::Ignored);
    assert_eq!(desk.press(KeyCode::Char('z')), Handled::Ignored);
    assert_eq!(desk.entered(), json!(null));
}

#[test]
fn letters_that_begin_one_option_find_it_and_only_enter_takes_it() {
    let mut desk = Desk::new(load(STATUT), json!(null), 60);
    desk.write("portage a");
    assert!(desk.focus().contains("‹Portage association›"));
    assert_eq!(desk.entered(), json!(null));
    assert_eq!(desk.left(), "L'option « Portage association » n'est pas choisie : Entrée la prend tant qu'elle est surlignée.");
    assert_eq!(desk.press(KeyCode::Enter), Handled::Next);
    assert_eq!(desk.entered(), json!("association"));
    let mut desk = Desk::new(load(OUI_NON), json!(null), 40);
    desk.write("on");
    assert!(desk.focus().contains("‹non›"), "a change of mind");
    desk.press(KeyCode::Right);
    desk.press(KeyCode::Left);
    assert_eq!(desk.press(KeyCode::Char(' ')), Handled::Changed, "an arrow gives Space its meaning back");
    assert_eq!(desk.entered(), json!("oui"));
}

#[test]
fn a_text_typed_on_options_changes_no_answer_and_is_told() {
    let told = |typed: &str, reply: &str| format!("« {typed} » n'est pas gardé, car on choisit ici parmi des options ; {reply}");
    for text in ["pas encore", "non concerné", "nous deux", "présence à l'hôpital", "rue de la Gare", "l'équipe est là", "oui mais non"] {
        for (kind, answer) in [(OUI_NON, "non"), (STATUT, "gcs")] {
            let mut desk = Desk::new(load(kind), json!(answer), 60);
            desk.write(text);
            assert_eq!(desk.entered(), json!(answer), "{text}");
            assert_eq!(desk.press(KeyCode::Enter), Handled::Next);
            assert_eq!(desk.entered(), json!(answer), "{text}");
            let label = if answer == "gcs" { "Portage GCS" } else { answer };
            assert_eq!(desk.left(), told(text, &format!("la réponse est « {label} ».")));
        }
    }
    let mut desk = Desk::new(load(OUI_NON), json!(null), 60);
    desk.paste("12 rue de la Gare");
    assert_eq!(desk.left(), told("12 rue de la Gare", "la question reste sans réponse."));
    // digits always choose: that is seen, and told with the text
    desk.press(KeyCode::Char('1'));
    assert_eq!(desk.left(), told("12 rue de la Gare", "la réponse est « oui »."));
    assert!(!desk.field().hints().contains(&Hint::new("key-space", "hint-take")), "Space would go on with the text");
}

#[test]
fn a_text_typed_on_options_is_deleted_before_the_answer_is() {
    let mut desk = Desk::new(load(OUI_NON), json!("oui"), 60);
    desk.write("pas");
    for _ in "pas".chars() {
        assert_eq!(desk.press(KeyCode::Backspace), Handled::Redraw);
    }
    assert_eq!((desk.entered(), desk.left()), (json!("oui"), String::new()));
    assert_eq!(desk.press(KeyCode::Backspace), Handled::Changed);
    assert_eq!(desk.entered(), json!(null));
    // a slip changes nothing of what the other keys do
    desk.write("z");
    assert_eq!(desk.press(KeyCode::Char('é')), Handled::Changed);
    assert_eq!(desk.entered(), json!("non"));
    let mut desk = Desk::new(load(REGIONS), json!("53"), 60);
    desk.write("co");
    for _ in 0..3 {
        desk.press(KeyCode::Backspace);
    }
    assert_eq!(desk.entered(), json!("53"));
}

#[test]
fn a_long_list_is_one_line_at_rest() {
    insta::assert_snapshot!(Desk::new(load(REGIONS), json!("53"), 40).rest(), @"Bretagne");
    insta::assert_snapshot!(Desk::new(load(REGIONS), json!(null), 12).rest(), @"~~~~~~~~~~~~");
}

#[test]
fn a_long_list_shows_the_chosen_option_and_its_neighbours() {
    let desk = Desk::new(load(REGIONS), json!("44"), 40);
    insta::assert_snapshot!(desk.focus(), @r"
    Grand Est
    ↑ Bretagne
      Centre-Val de Loire
      Corse
      *Grand Est*
      Hauts-de-France
    ↓ Île-de-France @0,0
    ");
}

#[test]
fn typing_filters_on_label_and_code_words_first() {
    let mut desk = Desk::new(load(REGIONS), json!(null), 30);
    desk.write("fr");
    insta::assert_snapshot!(desk.focus(), @r"
    fr~~~~~~~~~~~~~~~~~~~~~~~~~~~~
      ‹Bourgogne-Franche-Comté›
      Hauts-de-France
      Île-de-France


     @2,0
    ");
    assert_eq!(desk.entered(), json!(null));
    desk.press(KeyCode::Down);
    assert_eq!(desk.press(KeyCode::Enter), Handled::Next);
    assert_eq!(desk.entered(), json!("32"));
}

#[test]
fn typing_highlights_and_changes_no_answer_until_enter() {
    for typed in ["bret", "53"] {
        let mut desk = Desk::new(load(REGIONS), json!("94"), 30);
        for c in typed.chars() {
            assert_eq!(desk.press(KeyCode::Char(c)), Handled::Redraw);
            assert_eq!(desk.entered(), json!("94"));
        }
        assert!(desk.focus().contains("‹Bretagne›"));
        assert_eq!(desk.press(KeyCode::Enter), Handled::Next);
        assert_eq!(desk.entered(), json!("53"));
    }
    let mut desk = Desk::new(load(REGIONS), json!(null), 30);
    desk.write("ile de");
    assert!(desk.focus().contains("‹Île-de-France›") || desk.focus().contains("‹*Île-de-France*›"));
}

#[test]
fn a_long_list_is_walked_cleared_and_left() {
    let mut desk = Desk::new(load(REGIONS), json!("28"), 30);
    assert_eq!(desk.press(KeyCode::Up), Handled::Ignored);
    assert_eq!(desk.press(KeyCode::Down), Handled::Redraw);
    assert!(desk.focus().contains("‹Nouvelle-Aquitaine›"));
    assert_eq!(desk.press(KeyCode::Down), Handled::Ignored);
    assert!(desk.left().starts_with("L'option « Nouvelle-Aquitaine » n'est pas choisie"));
    assert_eq!(desk.press(KeyCode::Up), Handled::Redraw);
    assert!(desk.focus().contains("‹*Normandie*›"));
    assert_eq!(desk.entered(), json!("28"));
    assert_eq!(desk.press(KeyCode::Delete), Handled::Changed);
    assert_eq!(desk.entered(), json!(null));
    assert_eq!(desk.press(KeyCode::Tab), Handled::Ignored);
    desk.write("zzz");
    assert!(desk.focus().contains("Aucune option"));
    assert_eq!(desk.press(KeyCode::Enter), Handled::Next);
    assert_eq!(desk.entered(), json!(null));
}

#[test]
fn a_long_list_shows_where_it_goes_on() {
    let ends = |answer| {
        let focus = Desk::new(load(REGIONS), answer, 40).focus();
        let lines: Vec<&str> = focus.lines().collect();
        (lines[1].starts_with('↑'), lines[6].starts_with('↓'))
    };
    assert_eq!(ends(json!(null)), (false, true));
    assert_eq!(ends(json!("44")), (true, true));
    assert_eq!(ends(json!("75")), (true, false));
    let mut desk = Desk::new(load(REGIONS), json!(null), 40);
    desk.write("fr");
    assert!(!desk.focus().contains(['↑', '↓']), "all that is found is seen");
}

#[test]
fn what_was_typed_and_is_no_answer_is_told_when_the_focus_leaves() {
    for (answer, typed, told) in [
        (json!(null), "zzz", "« zzz » ne désigne aucune option ; la question reste sans réponse."),
        (json!("53"), "zzz", "« zzz » ne désigne aucune option ; la réponse reste « Bretagne »."),
        (json!("53"), "fr", "« fr » désigne plusieurs options ; la réponse reste « Bretagne »."),
        (json!("53"), "cors", "« cors » désigne « Corse », à choisir par Entrée ; la réponse reste « Bretagne »."),
        (json!(null), "bret", "« bret » désigne « Bretagne », à choisir par Entrée ; la question reste sans réponse."),
        (json!("53"), "bret", ""),
        (json!("53"), "", ""),
    ] {
        let mut desk = Desk::new(load(REGIONS), answer, 40);
        desk.write(typed);
        assert_eq!(desk.left(), told);
    }
}
