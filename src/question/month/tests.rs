use proptest::prelude::*;
use serde_json::json;

use super::super::testing::{Desk, accepted, codes, load, try_load};
use super::*;
use crate::l10n::Texts;

fn read(q: &dyn Question, typed: &str) -> Result<Value, &'static str> {
    q.read(typed).map(Option::unwrap_or_default).map_err(|message| message.id)
}

#[test]
fn a_month_is_read_with_or_without_its_accent() {
    let q = load("kind='month'");
    for (typed, stored) in [
        ("mars 2024", "2024-03"),
        ("  Mars   2024 ", "2024-03"),
        ("MARS 2024", "2024-03"),
        ("mars\u{a0}2024", "2024-03"),
        ("mars24", "2024-03"),
        ("mars2024", "2024-03"),
        ("2024 mars", "2024-03"),
        ("03/2024", "2024-03"),
        ("3/2024", "2024-03"),
        ("3-2024", "2024-03"),
        ("03.2024", "2024-03"),
        ("03 2024", "2024-03"),
        ("3/24", "2024-03"),
        ("2024-03", "2024-03"),
        ("2024/3", "2024-03"),
        ("février 2023", "2023-02"),
        ("fevrier 2023", "2023-02"),
        ("févr. 2023", "2023-02"),
        ("fev 2023", "2023-02"),
        ("janv. 2023", "2023-01"),
        ("avr 2023", "2023-04"),
        ("mai 2023", "2023-05"),
        ("juin 2023", "2023-06"),
        ("juil. 2023", "2023-07"),
        ("aout 2023", "2023-08"),
        ("août 2023", "2023-08"),
        ("sept 2023", "2023-09"),
        ("oct. 2023", "2023-10"),
        ("nov 2023", "2023-11"),
        ("déc. 2023", "2023-12"),
        ("dec 2023", "2023-12"),
        ("March 2024", "2024-03"),
        ("aug 2023", "2023-08"),
        ("july 2023", "2023-07"),
        ("12/1900", "1900-12"),
        ("1/2100", "2100-01"),
    ] {
        assert_eq!(read(&*q, typed), Ok(json!(stored)), "{typed}");
    }
    assert_eq!(read(&*q, "  "), Ok(json!(null)));
}

#[test]
fn what_is_no_month_says_why() {
    let q = load("kind='month'");
    for (typed, why) in [
        ("marss 2024", "month-unreadable"),
        ("jui 2024", "month-ambiguous"),
        ("ma 2024", "month-ambiguous"),
        ("m 2024", "month-unreadable"),
        ("13/2024", "month-number"),
        ("0/2024", "month-number"),
        ("003/2024", "month-number"),
        ("24-03", "month-number"),
        ("mars", "month-needs-year"),
        ("2024", "month-needs-month"),
        ("mars 1850", "month-year-range"),
        ("mars 3024", "month-year-range"),
        ("mars 202", "month-unreadable"),
        ("15/03/2024", "month-unreadable"),
        ("mars avril", "month-unreadable"),
        ("mars+2024", "month-unreadable"),
        ("202403", "month-unreadable"),
        ("12", "month-unreadable"),
        (".", "month-unreadable"),
    ] {
        assert_eq!(read(&*q, typed), Err(why), "{typed}");
    }
}

#[test]
fn an_ambiguous_month_names_both() {
    let message = load("kind='month'").read("jui 2024").unwrap_err();
    let text = Texts::new(Language::French).render(&message);
    assert!(text.contains("juin") && text.contains("juillet"), "{text}");
}

#[test]
fn a_year_alone_is_accepted_where_the_form_says_so() {
    let q = load("kind='month'\nprecision='year'");
    assert_eq!(read(&*q, "2023"), Ok(json!("2023")));
    assert_eq!(read(&*q, "mars 2023"), Ok(json!("2023-03")));
    assert_eq!(accepted(&*q, &json!("2023")), Ok(json!("2023")));
    assert_eq!(q.summary(&json!("2023"), Language::French), "2023");
    let monthly = load("kind='month'");
    assert_eq!(accepted(&*monthly, &json!("2023")), Err(vec![(String::new(), "month-needs-month")]));
}

#[test]
fn an_impossible_month_is_refused_on_the_way_in() {
    let q = load("kind='month'\nmax='today'");
    for (value, why) in [
        (json!("2024-13"), "wrong-month"),
        (json!("2024-3"), "wrong-month"),
        (json!("mars 2024"), "wrong-month"),
        (json!("0001-01"), "month-year-range"),
        (json!(2024), "wrong-type-month"),
    ] {
        assert_eq!(accepted(&*q, &value), Err(vec![(String::new(), why)]), "{value}");
    }
    assert_eq!(accepted(&*q, &json!("2099-01")), Ok(json!("2099-01")));
    assert_eq!(accepted(&*q, &json!("")), Ok(json!(null)));
}

#[test]
fn bounds_are_months_or_today_and_a_bare_year_is_given_the_benefit_of_the_doubt() {
    let q = load("kind='month'\nmin='2023-04'\nmax='today'\nprecision='year'"); // today: 2025-03
    for (value, found) in [("2023-04", None), ("2023-03", Some("min")), ("2025-03", None), ("2025-04", Some("max")), ("2023", None), ("2025", None)] {
        assert_eq!(codes(&*q, &json!(value)).first().copied(), found, "{value}");
    }
    assert_eq!(codes(&*q, &json!("2022")), ["min"]);
    assert_eq!(codes(&*q, &json!("2026")), ["max"]);
    assert!(try_load("kind='month'\nmin='2023'").is_err());
    assert!(try_load("kind='month'\nmin='hier'").is_err());
    assert!(try_load("kind='month'\nmin='2023-02'\nmax='2023-01'").is_err());
    assert!(try_load("kind='month'\nprecision='day'").is_err());
}

#[test]
fn a_bound_is_told_in_words() {
    let q = load("kind='month'\nmin='2023-08'");
    let text = Texts::new(Language::French).render(&q.check(&json!("2023-01"), super::super::testing::TODAY).remove(0).message);
    assert!(text.contains("août 2023"), "{text}");
}

#[test]
fn a_month_is_shown_in_words_and_edited_so() {
    let mut desk = Desk::new(load("kind='month'"), json!("2024-03"), 40);
    insta::assert_snapshot!(desk.rest(), @"mars 2024");
    insta::assert_snapshot!(desk.focus(), @"mars 2024~~~~~~~ @9,0");
    assert_eq!(desk.question.summary(&json!("2024-03"), Language::English), "March 2024");
    desk.texts = Texts::new(Language::English);
    insta::assert_snapshot!(desk.focus(), @"March 2024~~~~~~ @10,0");
    assert_eq!(desk.entered(), json!("2024-03"));
}

proptest! {
    #[test]
    fn what_is_shown_reads_as_the_same_month(year in 1900i16..=2100, month in 1i8..=12, french: bool) {
        let language = if french { Language::French } else { Language::English };
        let moment = Moment { year, month: Some(month) };
        prop_assert_eq!(Month::default().typed(&moment.shown(language)), Ok(Some(moment)));
        prop_assert_eq!(Month::default().accept(&moment.value()), Ok(Some(moment.value())));
    }

    #[test]
    fn no_text_makes_reading_panic(typed: String) {
        let _ = Month::default().typed(&typed);
    }
}
