//! The whole way of a review with 18 sample responses: the bad ones are found, asked about and sent back, answered and submitted, closed and accepted.

use std::collections::BTreeSet;

use recueil::response::Review;
use recueil::response::review::{Act, Line};
use recueil::training::samples::samples;

use super::conditions::menu;
use super::scenario::{Scenario, builtin, given};

/// Presses keys and counts them.
fn count(s: &mut Scenario, keys: &str, pressed: &mut usize) {
    *pressed += keys.split_whitespace().count();
    s.keys(keys);
}

/// Goes by another name from now on.
fn be(s: &mut Scenario, name: &str) {
    menu(s, "Changer votre nom");
    s.keys("C-u").type_text(name).keys("Enter");
}

fn lines(s: &Scenario, id: &str) -> Vec<Line> {
    s.store.review(id).unwrap().lines
}

#[test]
fn eighteen_responses_are_reviewed_from_the_first_question_to_the_verdict() {
    let mut s = given("carsp-2025").size(80, 24).home();
    let made = samples(&builtin("carsp-2025"), 18, 1, s.now);
    for sample in &made {
        sample.put(&s.store).unwrap();
    }
    let bad: BTreeSet<String> = made.iter().filter(|sample| sample.is_bad).map(|sample| sample.response.id.clone()).collect();
    assert_eq!(bad.len(), 3);
    be(&mut s, "Ana");

    // the reviewer finds the bad ones by a filter, looks at three problems of each, asks about the last and sends back; the words apart
    s.inbox();
    s.keys("f a Enter");
    let mut found = BTreeSet::new();
    let mut asked = Vec::new();
    let mut pressed = 0;
    count(&mut s, "Enter", &mut pressed);
    loop {
        let id = s.response().id.clone();
        if !found.insert(id.clone()) {
            break;
        }
        count(&mut s, "n n n", &mut pressed);
        count(&mut s, "q", &mut pressed);
        s.expect("Question à la personne qui remplit").type_text(" Merci de vérifier.");
        count(&mut s, "Enter r Enter", &mut pressed);
        assert!(pressed <= 25, "{pressed} keys");
        assert_eq!(s.store.load(&id).unwrap().review, Review::SentBack, "{}", s.screen());
        asked.push((
            id.clone(),
            lines(&s, &id).into_iter().rev().find_map(|line| match line.act {
                Act::Query { id, path, .. } => Some((id, path)),
                _ => None,
            }),
        ));
        // the next one is offered
        pressed = 0;
        count(&mut s, "Tab", &mut pressed);
    }
    assert_eq!(found, bad);
    s.keys("Esc Esc");

    // whoever fills answers there, mends, and submits
    let (id, query) = asked.remove(0);
    let (thread, path) = query.unwrap();
    be(&mut s, "Luc");
    s.relist();
    s.type_text(&id).keys("Enter").expect("Renvoyée par la relecture");
    assert_eq!(s.response().id, id);
    while s.at() != path.as_str() {
        s.keys("C-e");
    }
    s.keys("F3").expect("Répondre au relecteur").type_text("C'est corrigé.").keys("Enter");
    assert!(
        lines(&s, &id).iter().any(|line| line.by == "Luc" && matches!(&line.act, Act::Reply { of, filling: true, .. } if *of == thread))
    );
    s.last_page("Soumettre").keys("Enter Enter").wait(1000);
    assert_eq!(s.store.load(&id).unwrap().review, Review::ToReview, "{}", s.screen());
    s.keys("Esc Esc");

    // the reviewer reads the reply, closes the question and accepts
    be(&mut s, "Ana");
    s.inbox();
    s.keys("f d Enter Enter");
    assert_eq!(s.response().id, id, "{}", s.screen());
    s.expect("1 retour à lire").keys("o").expect("C'est corrigé.").keys("x a Enter");
    assert_eq!(s.store.load(&id).unwrap().review, Review::Accepted, "{}", s.screen());
    assert!(s.store.reviewing(&id).threads.iter().any(|known| known.id == thread && known.closed.is_some()));
}
