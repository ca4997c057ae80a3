use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use serde_json::json;

use super::super::testing::{Desk, TODAY, accepted, load, try_load};
use super::super::{Arrival, Handled};
use super::*;

const ETP: &str = "kind='matrix'\ncell='decimal'\nheading='Équivalents temps plein'\nrows={ totaux='ETP totaux', medicaux='dont ETP médicaux' }\n\
                   columns={ cibles='ETP cibles (composition théorique)', pourvus='ETP pourvus (composition atteinte)' }";
const COPIL: &str = "kind='matrix'\ncell='integer'\nheading='Nombre'\nrows={ 2023='Année 2023', 2024='Année 2024' }\nmax=20\ntotal='column'";

fn answer() -> serde_json::Value {
    json!({ "totaux": { "cibles": 3.5, "pourvus": 3 }, "medicaux": { "cibles": 0.5 } })
}

#[test]
fn cells_are_accepted_in_the_order_of_the_form_and_faults_say_where() {
    let q = load(ETP);
    let mixed = json!({ "medicaux": { "pourvus": null, "cibles": 0.5 }, "totaux": { "pourvus": 3.0, "cibles": 3.5 } });
    let accepted_text = accepted(&*q, &mixed).unwrap().to_string();
    assert_eq!(accepted_text, answer().to_string());
    assert_eq!(accepted(&*q, &json!({ "totaux": {} })), Ok(json!(null)));
    let wrong = json!({ "totaux": { "cibles": "3", "x": 1 }, "infirmiers": {}, "medicaux": 3 });
    let places = [("totaux.cibles", "wrong-type-number"), ("totaux.x", "wrong-column"), ("infirmiers", "wrong-row"), ("medicaux", "wrong-type-row")];
    assert_eq!(accepted(&*q, &wrong), Err(places.map(|(place, id)| (place.to_owned(), id)).to_vec()));
    assert_eq!(accepted(&*q, &json!([1])), Err(vec![(String::new(), "wrong-type-matrix")]));
    let q = load(COPIL);
    assert_eq!(accepted(&*q, &json!({ "2024": 4, "2023": 2 })).unwrap().to_string(), r#"{"2023":2,"2024":4}"#);
    for wrong in [json!(-1), json!(1.5)] {
        assert!(accepted(&*q, &json!({ "2023": wrong })).is_err());
    }
    assert_eq!(accepted(&*q, &json!({ "2023": { "a": 1 } })), Err(vec![("2023".to_owned(), "wrong-type-number")]));
}

#[test]
fn bounds_are_checked_cell_by_cell() {
    let faults = load(COPIL).check(&json!({ "2023": 2, "2024": 21 }), TODAY);
    assert_eq!(faults.iter().map(|f| (f.below.as_str(), f.code)).collect::<Vec<_>>(), [("2024", "max")]);
    assert!(try_load("kind='matrix'\ncell='integer'\nrows={}").is_err());
    assert!(try_load("kind='matrix'\ncell='text'\nrows={a='A'}").is_err());
}

#[test]
fn expressions_see_rows_of_columns_or_rows_of_cells() {
    let record = |fields: &[(&str, Type)]| Type::Record(fields.iter().map(|(id, t)| ((*id).to_owned(), t.clone())).collect::<Vec<_>>().into());
    let row = record(&[("cibles", Type::Decimal), ("pourvus", Type::Decimal)]);
    assert_eq!(load(ETP).value_type(), Some(record(&[("totaux", row.clone()), ("medicaux", row)])));
    assert_eq!(load(COPIL).value_type(), Some(record(&[("2023", Type::Integer), ("2024", Type::Integer)])));
}

#[test]
fn a_table_is_summed_up_on_one_line() {
    assert_eq!(
        load(ETP).summary(&answer(), Language::French).replace('\u{a0}', " "),
        "ETP totaux : ETP cibles (composition théorique) 3,5, ETP pourvus (composition atteinte) 3 ; \
         dont ETP médicaux : ETP cibles (composition théorique) 0,5"
    );
    assert_eq!(load(COPIL).summary(&json!({ "2023": 2, "2024": 4 }), Language::English), "Année 2023: 2; Année 2024: 4");
}

#[test]
fn columns_are_right_aligned_under_wrapped_labels() {
    insta::assert_snapshot!(Desk::new(load(ETP), answer(), 76).rest(), @r"
                                 ETP cibles     ETP pourvus
                               (composition    (composition
    Équivalents temps plein      théorique)       atteinte)
    ETP totaux                          3,5               3
    dont ETP médicaux                   0,5          ~~~~~~
    ");
    insta::assert_snapshot!(Desk::new(load(ETP), answer(), 54).focus(), @r"
                               ETP cibles     ETP pourvus
    Équivalents temps        (composition    (composition
    plein                      théorique)       atteinte)
    ETP totaux                     ~~~3,5               3
    dont ETP médicaux                 0,5          ~~~~~~ @37,3
    ");
}

#[test]
fn rows_alone_have_one_cell_each_and_a_total_under_them() {
    insta::assert_snapshot!(Desk::new(load(COPIL), json!({ "2023": 2, "2024": 4 }), 54).rest(), @r"
                  Nombre
    Année 2023         2
    Année 2024         4
    Total              6
    ");
    insta::assert_snapshot!(Desk::new(load(COPIL), json!(null), 54).focus(), @r"
                  Nombre
    Année 2023    ~~~~~~
    Année 2024    ~~~~~~
    Total @20,1
    ");
}

#[test]
fn totals_stand_at_the_end_of_rows_too_and_blank_is_not_zero() {
    let mut desk = Desk::new(load(&format!("{ETP}\ntotal='both'")), json!({ "totaux": { "cibles": 0.1, "pourvus": 0.2 } }), 70);
    insta::assert_snapshot!(desk.rest(), @r"
                                ETP cibles    ETP pourvus
                              (composition   (composition
    Équivalents temps plein     théorique)      atteinte)          Total
    ETP totaux                         0,1            0,2            0,3
    dont ETP médicaux               ~~~~~~         ~~~~~~
    Total                              0,1            0,2            0,3
    ");
    desk.press(KeyCode::Down);
    desk.write("1x");
    insta::assert_snapshot!(desk.focus(), @r"
                                ETP cibles    ETP pourvus
                              (composition   (composition
    Équivalents temps plein     théorique)      atteinte)          Total
    ETP totaux                         0,1            0,2            0,3
    dont ETP médicaux               ~~~~1x         ~~~~~~
    Total                              0,1            0,2            0,3 @38,4
    ");
    desk.press(KeyCode::Up);
    insta::assert_snapshot!(desk.focus(), @r"
                                ETP cibles    ETP pourvus
                              (composition   (composition
    Équivalents temps plein     théorique)      atteinte)          Total
    ETP totaux                      ~~~0,1            0,2            0,3
    dont ETP médicaux                   !1x!         ~~~~~~
    Total                              0,1            0,2            0,3 @38,3
    ");
}

#[test]
fn long_row_labels_wrap_and_cells_stand_on_their_last_line() {
    let source = "kind='matrix'\ncell='integer'\nrows={ vacants='Postes vacants comptabilisés au sein des équipes de soins palliatifs', \
                  pourvus='parmi eux, ceux qui ont été pourvus' }\ncolumns={ 2023='Nombre en 2023', 2024='Nombre en 2024' }";
    insta::assert_snapshot!(Desk::new(load(source), json!({ "vacants": { "2023": 12345 } }), 54).focus(), @r"
                                         Nombre    Nombre
                                        en 2023   en 2024
    Postes vacants comptabilisés au
    sein des équipes de soins
    palliatifs                           ~12345    ~~~~~~
    parmi eux, ceux qui ont été
    pourvus                              ~~~~~~    ~~~~~~ @43,4
    ");
}

#[test]
fn keys_move_between_cells_and_leave_at_the_edges() {
    let mut desk = Desk::new(load(ETP), answer(), 76);
    let place = |desk: &Desk| desk.field().place().unwrap();
    assert_eq!(place(&desk), "totaux.cibles");
    for key in [KeyCode::BackTab, KeyCode::Up] {
        assert_eq!(desk.press(key), Handled::Ignored);
    }
    for (key, to) in [
        (KeyCode::Tab, "totaux.pourvus"),
        (KeyCode::Tab, "medicaux.cibles"),
        (KeyCode::BackTab, "totaux.pourvus"),
        (KeyCode::Down, "medicaux.pourvus"),
        (KeyCode::Left, "medicaux.cibles"),
        (KeyCode::Up, "totaux.cibles"),
        (KeyCode::Right, "totaux.pourvus"),
        (KeyCode::Enter, "medicaux.cibles"),
        (KeyCode::Enter, "medicaux.pourvus"),
    ] {
        assert_eq!(desk.press(key), Handled::Redraw);
        assert_eq!(place(&desk), to);
    }
    for key in [KeyCode::Tab, KeyCode::Down, KeyCode::Right, KeyCode::PageDown] {
        assert_eq!(desk.press(key), Handled::Ignored, "{key:?}");
    }
    assert_eq!(desk.key(KeyEvent::new(KeyCode::Tab, KeyModifiers::SHIFT)), Handled::Redraw);
    desk.press(KeyCode::Tab);
    assert_eq!(desk.press(KeyCode::Enter), Handled::Next);
    assert_eq!(desk.entered(), answer());
}

#[test]
fn left_moves_inside_the_text_before_it_leaves_the_cell() {
    let mut desk = Desk::new(load(ETP), answer(), 76);
    desk.press(KeyCode::Tab);
    assert_eq!(desk.press(KeyCode::Left), Handled::Redraw);
    assert_eq!(desk.field().place().unwrap(), "totaux.pourvus");
    assert_eq!(desk.press(KeyCode::Left), Handled::Redraw);
    assert_eq!(desk.field().place().unwrap(), "totaux.cibles");
}

#[test]
fn a_cell_is_typed_cleared_and_kept_when_unreadable() {
    let mut desk = Desk::new(load(COPIL), json!(null), 54);
    assert_eq!(desk.press(KeyCode::Char('4')), Handled::Changed);
    assert_eq!(desk.entered(), json!({ "2023": 4 }));
    desk.press(KeyCode::Backspace);
    assert_eq!(desk.entered(), json!(null));
    desk.write("trois");
    assert_eq!(desk.all_entered().unreadable, [("2023".to_owned(), "trois".to_owned())]);
}

#[test]
fn an_unreadable_cell_says_why() {
    let why = |typed| load(COPIL).read(typed).map_err(|message| message.id);
    assert_eq!(why("trois"), Err("number-whole"));
    assert_eq!(why("3"), Err("matrix-not-typed"));
    assert_eq!(why(" "), Ok(None));
}

#[test]
fn the_focus_arrives_at_a_place_and_unreadable_cells_are_shown() {
    let at = |place: &str| Arrival::At(place.to_owned());
    let desk = Desk::arriving(load(ETP), answer(), 76, &[("medicaux.pourvus", "beaucoup")], &at("medicaux.cibles"));
    assert_eq!(desk.field().place().unwrap(), "medicaux.cibles");
    assert!(desk.rest().contains("!beaucoup!") && desk.focus().contains("!beaucoup!"));
    assert_eq!(desk.all_entered().unreadable, [("medicaux.pourvus".to_owned(), "beaucoup".to_owned())]);
    for (arrival, place) in [(Arrival::Last, "medicaux.pourvus"), (at("medicaux"), "medicaux.cibles"), (at("x.y"), "totaux.cibles")] {
        assert_eq!(Desk::arriving(load(ETP), answer(), 76, &[], &arrival).field().place().unwrap(), place);
    }
}

#[test]
fn cells_pasted_from_a_spreadsheet_fill_the_table() {
    let mut desk = Desk::new(load(ETP), json!(null), 76);
    desk.press(KeyCode::Tab);
    assert_eq!(desk.paste("3\t9\r\n1,5\n7\n"), Handled::Changed);
    assert_eq!(desk.entered(), json!({ "totaux": { "pourvus": 3 }, "medicaux": { "pourvus": 1.5 } }));
    assert_eq!(desk.paste("0"), Handled::Changed);
    assert_eq!(desk.entered()["totaux"]["pourvus"], json!(30));
}

#[test]
fn what_is_no_answer_is_shown_in_its_cell_until_the_first_change() {
    let wrong = json!({ "totaux": { "cibles": "trois", "pourvus": 2 }, "medicaux": 4, "infirmiers": { "cibles": 1 } });
    let mut desk = Desk::new(load(ETP), wrong.clone(), 76);
    insta::assert_snapshot!(desk.focus(), @r#"
                                 ETP cibles     ETP pourvus
                               (composition    (composition
    Équivalents temps plein      théorique)       atteinte)
    ETP totaux                        !trois!               2
    dont ETP médicaux                     !4!          ~~~~~~
    !infirmiers: {"cibles":1}! @39,3
    "#);
    assert_eq!(desk.entered(), json!({ "totaux": { "pourvus": 2 } }), "nothing of it is an answer");
    desk.press(KeyCode::Tab);
    assert!(desk.focus().contains("!trois!"), "{}", desk.focus());
    assert_eq!(desk.press(KeyCode::Char('5')), Handled::Changed);
    assert!(!desk.focus().contains('!'), "{}", desk.focus());
    assert_eq!(desk.entered(), json!({ "totaux": { "pourvus": 25 } }));
    // deleting what is wrong is a change, too
    let mut desk = Desk::new(load(ETP), wrong, 76);
    assert_eq!(desk.press(KeyCode::Backspace), Handled::Changed);
    assert_eq!((desk.entered(), desk.focus().contains('!')), (json!({ "totaux": { "pourvus": 2 } }), false));
    let desk = Desk::new(load(ETP), json!("aucun"), 76);
    assert!(desk.focus().contains("!aucun!"), "{}", desk.focus());
}
