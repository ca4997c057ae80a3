//! Where the focus stands when one comes to a page, and what Page Down and Page Up show.

use serde_json::json;

use super::scenario::given;

#[test]
fn a_page_begins_with_the_first_question_that_can_be_answered_and_is_shown_from_its_top() {
    for (width, height) in [(60, 16), (80, 24), (140, 40)] {
        let fixed = || given("carsp-2025").answers(json!({ "region": "53" })).fixed(&["region"]).size(width, height);
        let mut s = fixed().open();
        assert_eq!(s.at(), "accueil", "a page that only tells begins with what it tells:\n{}", s.screen());
        s.keys("C-f C-f").expect("Région concernée");
        assert_eq!(s.at(), "carsp_creee", "not with what is fixed:\n{}", s.screen());
        assert!(s.screen().lines().any(|line| line.trim_start().starts_with("Bretagne")), "the top is shown:\n{}", s.screen());
        s.keys("Up").expect("Bretagne");
        assert_eq!(s.at(), "region", "it can still be gone to");
        let s = fixed().page("region_concernee").open();
        assert_eq!(s.at(), "carsp_creee", "likewise where the response is opened there:\n{}", s.screen());
    }
}

#[test]
fn where_nothing_can_be_answered_a_page_begins_at_its_top() {
    let mut s = given("carsp-2025").answers(json!({ "region": "53", "carsp_creee": "oui" })).open();
    super::conditions::validate(&mut s);
    s.keys("C-g '3' Enter");
    assert_eq!(s.focused(), "Région concernée Bretagne", "{}", s.screen());
}

#[test]
fn page_down_then_page_up_shows_what_was_there_before() {
    let text = "Une longue réponse. ".repeat(20);
    let answers = json!({ "region": "53", "carsp_creee": "oui", "statut": "gcs", "antennes": "oui", "etat_lieux": "oui", "espace_ethique": text,
        "actions": [{ "_id": "abcd", "description": "Une carte" }, { "_id": "efgh", "description": "Un guide" }] });
    for (width, height) in [(60, 16), (80, 24), (140, 40)] {
        let mut s = given("carsp-2025").answers(answers.clone()).size(width, height).open();
        let mut views = Vec::new();
        // one line is seen twice of a text that goes on
        if height == 16 {
            let last = s.screen().lines().nth(usize::from(height) - 3).unwrap_or_default().to_owned();
            s.keys("PgDn");
            assert_eq!(s.screen().lines().nth(3), Some(last.as_str()), "{}", s.screen());
            s.keys("PgUp");
        }
        while s.page() != "validation" {
            views.push((s.at(), page_of(&s.screen())));
            s.keys("PgDn");
        }
        assert!(views.len() > if height < 40 { 15 } else { 11 }, "there is more than a screenful on several pages");
        for (at, view) in views.into_iter().rev() {
            s.keys("PgUp");
            assert_eq!((s.at(), page_of(&s.screen())), (at, view));
        }
    }
}

/// The page without what is told of saving at its top and below it.
fn page_of(screen: &str) -> String {
    let lines: Vec<&str> = screen.lines().collect();
    lines[2..lines.len() - 1].join("\n")
}
