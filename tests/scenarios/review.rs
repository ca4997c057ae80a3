//! What is said between those who fill and those who review: where the response stands by it, and how it is kept.

use recueil::response::Review;
use recueil::response::review::{Act, Line};

use super::scenario::{Given, Scenario, given};
use serde_json::json;

fn desk() -> Given {
    given("annuaire-carsp").answers(json!({ "region": "53", "nom": "Cellule" })).page("contact").size(80, 24)
}

/// What was said last.
fn last(s: &Scenario) -> Line {
    s.store.review(&s.response().id).unwrap().lines.pop().unwrap()
}

#[test]
fn an_accepted_response_that_is_changed_is_a_draft_again_and_the_review_says_so() {
    let mut s = desk().said("Ana", Act::Accept { text: String::new() }).open();
    assert_eq!(s.response().review, Review::Accepted);
    s.go("adresse").keys("Tab").wait(1000);
    assert_eq!(last(&s).act, Act::Accept { text: String::new() });
    s.go("adresse").keys("'12'").wait(1000).keys("'3'").wait(1000);
    assert_eq!(s.store.load(&s.response().id).unwrap().review, Review::None);
    let lines = s.store.review(&s.response().id).unwrap().lines;
    assert_eq!(lines.iter().filter(|line| line.act == Act::Edited).count(), 1);
    assert_eq!(last(&s).by, "Camille");
}

#[test]
fn a_response_that_was_sent_back_stays_so_until_it_is_given_again() {
    let mut s = desk().said("Ana", Act::SendBack { text: "À revoir".into() }).open();
    s.go("adresse").keys("'12'").wait(1000);
    assert_eq!(s.store.load(&s.response().id).unwrap().review, Review::SentBack);
}

#[test]
fn what_could_not_be_said_is_said_as_soon_as_the_disk_is_back() {
    let mut s = desk().said("Ana", Act::Accept { text: String::new() }).open();
    s.lose_disk();
    s.go("adresse").keys("'12'").wait(1000);
    s.find_disk();
    assert_eq!(last(&s).act, Act::Accept { text: String::new() });
    s.wait(2000);
    assert_eq!(last(&s).act, Act::Edited);
}
