use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::response::Review;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

/// Lines as they stand in a file: a second apart, by those people.
fn lines(of: &[(&str, Value)]) -> Lines {
    let line = |(second, (by, act)): (i64, &(&str, Value))| {
        let mut line = act.clone();
        line["at"] = json!(at(second));
        line["by"] = json!(by);
        line.to_string()
    };
    let text: Vec<String> = (0..).zip(of).map(line).collect();
    read(text.join("\n").as_bytes())
}

fn reviewing(of: &[(&str, Value)]) -> Reviewing {
    let found = lines(of);
    assert_eq!(found.skipped, 0);
    Reviewing::of(&found.lines)
}

fn query(id: &str, path: &str) -> Value {
    json!({"what": "query", "id": id, "path": path, "text": "Pourquoi ?"})
}

fn response(answers: &Value) -> Response {
    let file = json!({
        "format": 1, "id": "aaaa", "form": {"id": "f", "version": "1"}, "created": "2025-01-01T00:00:00Z",
        "modified": "2025-01-01T00:00:00Z", "answers": answers,
    });
    crate::response::read(file.to_string().as_bytes()).unwrap()
}

fn form() -> Form {
    crate::form::load(
        "f.toml",
        r#"
        id = "f"
        version = "1"
        title = "F"
        [[page]]
        id = "p"
        title = "P"
        [[page.question]]
        id = "a"
        kind = "text"
        label = "A"
        [[page]]
        id = "q"
        title = "Q"
        [[page.question]]
        id = "b"
        kind = "text"
        label = "B"
        "#,
    )
    .unwrap()
}

#[test]
fn a_reviewer_looked_at_it_who_read_asked_marked_or_judged_and_a_verdict_taken_back_is_none() {
    let said = |lines: &[(&str, i64, Act)]| {
        let line =
            |(by, at, act): &(&str, i64, Act)| Line { at: Timestamp::from_second(*at).unwrap(), by: (*by).to_owned(), act: act.clone() };
        let all = Reviewing::of(&lines.iter().map(line).collect::<Vec<_>>());
        all.reviewed().map(|(at, by)| (at.as_second(), by.to_owned()))
    };
    let sent_back = || ("Ana", 4, Act::SendBack { text: "À revoir".into() });
    let submitted = || ("Luc", 9, Act::Submit { text: String::new() });
    assert_eq!(said(&[submitted(), ("Luc", 10, Act::Reply { of: "q".into(), text: "Oui".into(), filling: true })]), None);
    assert_eq!(said(&[("Ana", 3, Act::Read), submitted()]), Some((3, "Ana".into())));
    assert_eq!(said(&[("Bea", 5, Act::Mark { path: "nom".into(), sha256: String::new() }), sent_back()]), Some((5, "Bea".into())));
    assert_eq!(said(&[("Bea", 3, Act::Read), sent_back(), submitted()]), Some((4, "Ana".into())));
    let withdrawn = ("Ana", 5, Act::Withdraw { of: Timestamp::from_second(4).unwrap() });
    assert_eq!(said(&[("Bea", 3, Act::Read), sent_back(), withdrawn]), Some((3, "Bea".into())));
}

#[test]
fn a_query_is_open_until_the_filler_answers_and_settled_when_it_is_closed() {
    let mut told = vec![("Ana", query("q1", "a"))];
    let mut stands = |by, act: Value| {
        told.push((by, act));
        reviewing(&told).threads[0].standing
    };
    assert_eq!(stands("Luc", json!({"what": "reply", "of": "q1", "text": "Parce que", "filling": true})), Standing::Answered);
    assert_eq!(stands("Ana", json!({"what": "reply", "of": "q1", "text": "Mais encore ?"})), Standing::Open);
    assert_eq!(stands("Ana", json!({"what": "close", "of": "q1"})), Standing::Closed);
    assert_eq!(stands("Ana", json!({"what": "reopen", "of": "q1"})), Standing::Open);
    let all = reviewing(&told);
    assert_eq!((all.threads[0].said.len(), all.open_queries(), all.answered_queries()), (3, 1, 0));
    assert_eq!(all.last["Luc"], at(1));
}

#[test]
fn a_remark_waits_for_nobody() {
    let told = [
        ("Ana", json!({"what": "comment", "id": "c1", "path": "a", "text": "Bien"})),
        ("Luc", json!({"what": "reply", "of": "c1", "text": "Merci", "filling": true})),
    ];
    let all = reviewing(&told);
    assert_eq!((all.open_queries(), all.answered_queries(), all.threads[0].said.len()), (0, 0, 2));
}

#[test]
fn where_a_response_stands_follows_from_its_last_verdict() {
    let mut told = Vec::new();
    assert_eq!(reviewing(&told).review(), None);
    for (act, stands) in [
        (json!({"what": "submit"}), Review::ToReview),
        (json!({"what": "take_back"}), Review::None),
        (json!({"what": "submit", "text": "Voici"}), Review::ToReview),
        (json!({"what": "send_back", "text": "À revoir"}), Review::SentBack),
        (json!({"what": "accept"}), Review::Accepted),
        (json!({"what": "edited"}), Review::None),
    ] {
        told.push(("Ana", act));
        told.push(("Ana", json!({"what": "read"})));
        assert_eq!(reviewing(&told).review(), Some(stands));
    }
}

#[test]
fn a_mark_and_a_kept_warning_hold_as_long_as_the_answer_is_the_same() {
    let form = form();
    let (one, other) = (response(&json!({"a": "un", "b": "x"})), response(&json!({"a": "deux", "b": "x"})));
    let (path, page) = (Path::question("a"), page_place("p"));
    let digest = one.digest_at(&form, &path);
    let told = [
        ("Ana", json!({"what": "mark", "path": "a", "sha256": digest})),
        ("Ana", json!({"what": "mark", "path": page, "sha256": one.digest_at(&form, &page)})),
        ("Luc", json!({"what": "keep", "path": "a", "code": "check", "sha256": digest, "text": "C'est juste"})),
    ];
    let all = reviewing(&told);
    for (response, holds) in [(&one, true), (&other, false)] {
        let digest = response.digest_at(&form, &path);
        assert_eq!(all.mark(&path, &digest).is_some(), holds);
        assert_eq!(all.kept(&path, "check", &digest).is_some(), holds);
        assert_eq!(all.mark(&page, &response.digest_at(&form, &page)).is_some(), holds);
        assert_eq!(all.kept(&path, "format", &digest), None);
    }
    // another page's answer is not this page's
    assert_eq!(one.digest_at(&form, &page_place("q")), other.digest_at(&form, &page_place("q")));
}

#[test]
fn a_digest_sees_what_is_typed_and_not_the_identities_of_blocks() {
    let form = form();
    let of = |answers: Value, path: &str| response(&answers).digest_at(&form, &Path::from(path));
    assert_eq!(of(json!({"r": [{"_id": "aaaa", "x": 1}]}), "r"), of(json!({"r": [{"_id": "bbbb", "x": 1}]}), "r"));
    assert_eq!(of(json!({"r": [{"_id": "aaaa", "x": 1}]}), "r[aaaa]"), of(json!({"r": [{"_id": "bbbb", "x": 1}]}), "r[bbbb]"));
    assert_ne!(of(json!({"r": [{"_id": "aaaa", "x": 1}]}), "r"), of(json!({"r": [{"_id": "aaaa", "x": 2}]}), "r"));
    assert_eq!(of(json!({}), "r"), of(json!({"r": [{"_id": "aaaa"}, {"_id": "bbbb"}]}), "r"));
    let mut typed = response(&json!({}));
    let before = typed.digest_at(&form, &Path::from("a"));
    typed.unreadable.insert(Path::from("a"), "marss".to_owned());
    assert_ne!(typed.digest_at(&form, &Path::from("a")), before);
}

#[test]
fn what_is_no_line_is_passed_over_and_counted() {
    let good = json!({"at": at(0), "by": "Ana", "what": "read"}).to_string();
    let long = json!({"at": at(0), "what": "submit", "text": "x".repeat(LONGEST_TEXT + 1)}).to_string();
    let deep = json!({"at": at(0), "what": "unmark", "path": "a.b.c.d.e.f.g.h.i"}).to_string();
    for bad in ["{", "[]", "null", "{\"what\":\"read\"}", r#"{"at":"2025-01-01T00:00:00Z","what":"dance"}"#, &long, &deep, "\u{1b}[2J"] {
        let found = read(format!("{good}\n{bad}\n\n{good}\n{{\"at").as_bytes());
        assert_eq!((found.lines.len(), found.skipped), (2, 1), "{bad:.40}");
    }
    // the last line without its end is a line, if it is whole
    assert_eq!(read(good.as_bytes()).lines.len(), 1);
    // what answers a thread that is not there, or opens one that is, changes nothing
    let all = reviewing(&[
        ("Ana", query("q1", "a")),
        ("Ana", query("q1", "b")),
        ("Luc", json!({"what": "reply", "of": "q9", "text": "?"})),
        ("Luc", json!({"what": "close", "of": "q9"})),
    ]);
    assert_eq!((all.threads.len(), all.threads[0].path.as_str(), all.threads[0].said.len()), (1, "a", 1));
}

#[test]
fn words_that_were_not_sent_wait_for_who_typed_them_until_they_are() {
    let unsent = json!({"what": "unsent", "path": "a", "text": "Pourqu"});
    let mut told = vec![("Ana", unsent)];
    let waiting = |told: &[(&str, Value)]| reviewing(told).unsent.get(&("Ana".to_owned(), Path::from("a"))).cloned();
    assert_eq!(waiting(&told).as_deref(), Some("Pourqu"));
    told.push(("Luc", query("q1", "a")));
    assert_eq!(waiting(&told).as_deref(), Some("Pourqu"));
    told.push(("Ana", json!({"what": "reply", "of": "q1", "text": "Pourquoi ?"})));
    assert_eq!(waiting(&told), None);
}

#[test]
fn two_entries_agree_as_they_did_when_they_were_first_compared() {
    let verified =
        |with: &str, compared: Value, differ: &[&str]| json!({"what": "verified", "with": with, "compared": compared, "differ": differ});
    let all = reviewing(&[
        ("Ana", verified("bbbb", json!({"a": 1, "m": 4, "r": 3}), &["m.x", "m.y", "r[aaaa].t"])),
        ("Ana", verified("bbbb", json!({"a": 1, "m": 4, "r": 3}), &[])),
        ("Luc", verified("cccc", json!({"a": 1, "m": u32::MAX}), &["a", "z"])),
    ]);
    assert_eq!(all.verified.iter().map(|one| (one.by.as_str(), one.with.as_str())).collect::<Vec<_>>(), [("Ana", "bbbb"), ("Luc", "cccc")]);
    let found = agreement(&all.verified[..1]);
    let told: Vec<_> = found.iter().map(|(id, one)| (id.as_str(), one.compared, one.differ)).collect();
    assert_eq!(told, [("a", 1, 0), ("m", 4, 2), ("r", 3, 1)]);
    let found = agreement(&all.verified);
    let of = |compared, differ, missing| Agreement { compared, differ, missing };
    assert_eq!((found["a"], found["z"]), (of(2, 1, 0), of(1, 1, 0)));
    let mut left = verified("eeee", json!({"a": 1}), &[]);
    left["missing"] = json!(["m", "s"]);
    let found = agreement(&reviewing(&[("Ana", verified("bbbb", json!({"m": 4}), &["m.x"])), ("Luc", left)]).verified);
    assert_eq!((found["a"], found["m"], found["s"]), (of(1, 0, 0), of(4, 1, 1), of(0, 0, 1)), "what was left out is no disagreement");
    let deep = verified("dddd", json!({}), &["a.b.c.d.e.f.g.h.i"]);
    assert!(lines(&[("Ana", deep)]).lines.is_empty());
}

#[test]
fn lines_are_read_as_they_were_written() {
    let told = lines(&[
        ("Ana", query("q1", "actions[k3f9].description")),
        ("Luc", json!({"what": "reply", "of": "q1", "text": "Là", "filling": true})),
        ("Ana", json!({"what": "accept", "text": "Merci"})),
    ]);
    assert_eq!(read(&to_bytes(&told.lines)), told);
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let found = read(&bytes);
        let mut all = Reviewing::of(&found.lines[..found.lines.len() / 2]);
        all.extend(&found.lines[found.lines.len() / 2..]);
        prop_assert_eq!(all, Reviewing::of(&found.lines));
    }
}

#[test]
fn a_line_that_was_written_twice_counts_once() {
    let told = [
        ("Ana", query("q1", "a")),
        ("Luc", json!({"what": "reply", "of": "q1", "text": "Oui", "filling": true})),
        ("Ana", json!({"what": "close", "of": "q1"})),
        ("Luc", json!({"what": "submit"})),
    ];
    let once = lines(&told).lines;
    let whole = Reviewing::of(&once);
    // a disk that said no may have written the line, and one that was read while it was written is told again
    for from in 0..once.len() {
        let twice = [&once[..], &once[from..]].concat();
        assert_eq!(Reviewing::of(&twice), whole, "from {from}");
        let mut told = whole.clone();
        told.extend(&once[from..]);
        assert_eq!(told, whole, "from {from}");
    }
    // the same words said later are others
    let again = reviewing(&[&told[..], &[told[1].clone()]].concat());
    assert_eq!(again.threads[0].said.len(), 3);
}

#[test]
fn a_verdict_is_taken_back_by_whoever_gave_it_as_long_as_it_is_the_last_step() {
    let withdraw = |second| json!({"what": "withdraw", "of": at(second)});
    let accept = || json!({"what": "accept"});
    let submit = || json!({"what": "submit"});
    for (told, stands) in [
        (vec![("Luc", submit()), ("Ana", accept()), ("Ana", withdraw(1))], Review::ToReview),
        (vec![("Ana", json!({"what": "send_back", "text": "Non"})), ("Ana", withdraw(0))], Review::None),
        (vec![("Luc", submit()), ("Ana", accept()), ("Bob", withdraw(1))], Review::Accepted),
        (vec![("Luc", submit()), ("Ana", accept()), ("Bob", json!({"what": "send_back"})), ("Ana", withdraw(1))], Review::SentBack),
        (vec![("Luc", submit()), ("Luc", withdraw(0))], Review::ToReview),
        (vec![("Luc", submit()), ("Ana", accept()), ("Ana", withdraw(1)), ("Ana", withdraw(1))], Review::ToReview),
    ] {
        assert_eq!(reviewing(&told).review(), Some(stands), "{told:?}");
    }
}
