//! The review's file: appended to by everyone at once, healed after a crash, and what it says of where a response stands.

use std::os::unix::fs::MetadataExt;

use super::*;
use crate::response::Review;
use crate::response::review::{Act, Line, Lines, to_bytes};

fn line(act: Act) -> Line {
    Line { at: "2025-02-01T00:00:00Z".parse().unwrap(), by: "Ana".into(), act }
}

fn comment(text: &str) -> Line {
    line(Act::Comment { id: text.to_lowercase(), path: "n".into(), text: text.into() })
}

fn with_response() -> (TempDir, Store, std::path::PathBuf) {
    let (dir, store) = store();
    store.save(&response("aaaa", "2025-01-01T00:00:00Z", &json!({"n": 1}))).unwrap();
    let file = store.dir().join("responses/aaaa/review.jsonl");
    (dir, store, file)
}

#[test]
fn two_people_at_once_keep_all_that_both_say() {
    let (_dir, store, _) = with_response();
    let said = |who: usize| (0..50).map(move |n| comment(&format!("c{who}x{n}")));
    std::thread::scope(|scope| {
        for who in 0..2 {
            let store = store.clone();
            scope.spawn(move || said(who).for_each(|line| store.append_review("aaaa", &[line]).unwrap()));
        }
    });
    let found = store.review("aaaa").unwrap();
    assert_eq!((found.lines.len(), found.skipped), (100, 0));
    for who in 0..2 {
        let of = |line: &&Line| line.act.text().starts_with(&format!("c{who}"));
        assert!(found.lines.iter().filter(of).eq(said(who).collect::<Vec<_>>().iter()));
    }
}

#[test]
fn wherever_a_line_was_cut_the_next_one_begins_anew() {
    let whole = to_bytes(&[comment("Avant")]);
    for cut in 0..=whole.len() {
        let (_dir, store, file) = with_response();
        fs::write(&file, &whole[..cut]).unwrap();
        store.append_review("aaaa", &[comment("Après")]).unwrap();
        let kept = if cut + 1 >= whole.len() { vec![comment("Avant"), comment("Après")] } else { vec![comment("Après")] };
        let skipped = usize::from((1..whole.len() - 1).contains(&cut));
        assert_eq!(store.review("aaaa").unwrap(), Lines { lines: kept, skipped }, "cut at {cut}");
    }
}

#[test]
fn it_has_the_mode_of_all_files_and_neither_it_nor_what_it_says_goes_through_a_link() {
    let (dir, store, file) = with_response();
    store.append_review("aaaa", &[comment("Bien")]).unwrap();
    assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o600);
    let other = dir.path().join("other");
    fs::write(&other, to_bytes(&[line(Act::Accept { text: String::new() })])).unwrap();
    let before = fs::read(&other).unwrap();
    fs::remove_file(&file).unwrap();
    symlink(&other, &file).unwrap();
    assert!(matches!(store.append_review("aaaa", &[comment("Mal")]), Err(StoreError::NotAFile { .. })));
    assert!(matches!(store.review("aaaa"), Err(StoreError::NotAFile { .. })));
    assert_eq!(store.load("aaaa").unwrap().review, Review::None);
    assert_eq!(fs::read(&other).unwrap(), before);
    assert!(matches!(store.append_review("bbbb", &[comment("Rien")]), Err(StoreError::NotFound { .. })));
}

#[test]
fn where_a_response_stands_is_what_was_said_last_whatever_its_file_says() {
    let (_dir, store, file) = with_response();
    let stands = || (store.load("aaaa").unwrap().review, store.list().unwrap()[0].response.as_ref().unwrap().review);
    assert_eq!(stands(), (Review::None, Review::None));
    for (act, review) in [
        (Act::Submit { text: String::new() }, Review::ToReview),
        (Act::SendBack { text: "À revoir".into() }, Review::SentBack),
        (Act::Accept { text: String::new() }, Review::Accepted),
    ] {
        store.append_review("aaaa", &[line(act)]).unwrap();
        assert_eq!(stands(), (review, review));
    }
    // a file from elsewhere that says it itself
    let told = store.load("aaaa").unwrap();
    store.save(&told).unwrap();
    fs::write(&file, "n'importe quoi\n").unwrap();
    assert_eq!(stands(), (Review::Accepted, Review::Accepted));
}
