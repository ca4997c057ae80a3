//! What the reviewer's list and what stands below it or beside it show at which size, and what gives way to what.

use recueil::response::Review;
use recueil::response::review::Act;
use serde_json::json;

use super::inbox::{desk, query, response, say, stands};

#[test]
fn every_size_shows_list_and_details() {
    for (width, height) in [(60, 16), (80, 24), (110, 30), (140, 40), (200, 60)] {
        let mut s = desk();
        s.resize(width, height);
        s.expect("Bretagne").expect("à relire").expect("1 erreur").expect("✗ 1 Dont médecins");
        s.keys("f").expect("erreurs").keys("Enter C-o Esc F1 Esc");
        s.resize(40, 10).keys("a r");
        assert_eq!(stands(&s, "aaaa2222").1, Review::ToReview, "nobody decides of what nobody sees");
    }
}

#[test]
fn long_names_are_whole_at_eighty_columns_and_what_waits_for_the_reviewer_stays_in_sight() {
    let mut s = desk();
    let long = "Provence-Alpes-Côte d'Azur";
    s.store.save(&response("pppp2222", "avis", "09T17:00", &json!({"region": long, "total": 1, "part": 2}))).unwrap();
    s.keys("F5 Home").expect("7 réponses");
    let row = s.line("Provence").split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(row, format!("▌ {long} brouillon 1 erreur hier 18:00"));
    // with less room, the words give way before the name
    s.resize(60, 16);
    let row = s.line("Provence").split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(row, format!("▌ {long} brouillon 1 err."));
    assert!(s.line("Occitanie").contains("1 quest."), "{}", s.screen());
    // without the long name, they are whole again
    s.keys("/ 'bretagne' Enter");
    assert!(s.line("Bretagne").contains("1 erreur"), "{}", s.screen());
}

#[test]
fn what_the_list_has_no_column_for_stands_beside_the_name_or_below_it() {
    let mut s = desk();
    s.expect("Bretagne · tout a une réponse · Luc, hier 16:42");
    s.keys("j j").expect("Normandie · 3 sans réponse · Luc, 7 mars").expect("Rien à signaler.");
    // what has no room beside a name has a row of its own
    let long = "Un nom de région qui prend presque toute la ligne du bas";
    s.store.save(&response("pppp2222", "avis", "09T17:00", &json!({"region": long}))).unwrap();
    s.keys("F5 Home").expect(long);
    assert_eq!(s.line("sans réponse").trim(), "4 sans réponse · Luc, hier 18:00");
}

#[test]
fn a_problem_is_told_whole_where_there_is_room_for_all() {
    let mut s = desk();
    let asked = "mot ".repeat(70);
    say(&s, "aaaa2222", "Ana", "09T16:30", query("q3", "part", &format!("{asked}fin.")));
    s.keys("F5").expect("fin. »");
    s.resize(60, 16).expect_no("fin. »").expect("mot mo…");
}

#[test]
fn whoever_gave_no_name_is_someone() {
    let mut s = desk();
    say(&s, "cccc2222", " ", "09T16:30", Act::SendBack { text: "À revoir".into() });
    s.keys("F5 j j").expect("Renvoyée (hier 17:30) par quelqu'un : « À revoir »");
}
