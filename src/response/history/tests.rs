//! History: lines that survive a torn end, entries that lead from one state to the next and back, whatever the states are.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::answers::Answers;
use crate::response::FORMAT;

fn response(answers: &Value) -> Response {
    let file = json!({"format": FORMAT, "id": "aaaa2222", "form": {"id": "f", "version": "1"}, "created": "2026-03-01T08:00:00Z", "modified": "2026-03-01T08:00:00Z", "author": "Camille", "answers": answers});
    serde_json::from_value(file).unwrap()
}

/// The entries between two states of answers, as `path before → after`, with the places of blocks.
fn told(before: &Value, after: &Value) -> Vec<String> {
    let place = |place: Option<usize>| place.map_or("·".to_owned(), |place| place.to_string());
    let value = |value: &Option<Value>| value.as_ref().map_or("∅".to_owned(), ToString::to_string);
    let entries = between(&response(before), &response(after), What::Answer, "");
    entries
        .iter()
        .map(|entry| {
            let places = if entry.is_of_block() { format!(" {}→{}", place(entry.from), place(entry.to)) } else { String::new() };
            format!("{}{places} {} → {}", entry.path, value(&entry.before), value(&entry.after))
        })
        .collect()
}

#[test]
fn a_change_is_told_as_finely_as_it_was_made() {
    let block = |id: &str, text: &str| json!({"_id": id, "t": text});
    let (a, b, c) = (block("aaaa", "un"), block("bbbb", "deux"), block("cccc", "trois"));
    for (before, after, entries) in [
        (json!({"n": 1}), json!({"n": 1}), &[][..]),
        (json!({}), json!({"n": 1}), &["n ∅ → 1"]),
        (json!({"m": {"x": 1}}), json!({"m": {"x": 1, "y": 2}}), &[r#"m {"x":1} → {"x":1,"y":2}"#]),
        (json!({"r": [a]}), json!({"r": [block("aaaa", "une")]}), &[r#"r[aaaa].t "un" → "une""#]),
        (json!({"r": [a]}), json!({"r": [a, b]}), &[r#"r[bbbb] ·→1 ∅ → {"t":"deux"}"#]),
        (json!({"r": [a]}), json!({"r": [a, {"_id": "bbbb"}]}), &[]),
        (json!({"r": [a, b]}), json!({"r": [b]}), &[r#"r[aaaa] 0→· {"t":"un"} → ∅"#]),
        (json!({"r": [a, b, c]}), json!({"r": [b, c, a]}), &["r[aaaa] 0→2 ∅ → ∅"]),
        (json!({"r": [a, b, c]}), json!({"r": [c, a, b]}), &["r[cccc] 2→0 ∅ → ∅"]),
        (json!({"r": [a]}), json!({"r": "autre"}), &[r#"r [{"_id":"aaaa","t":"un"}] → "autre""#]),
    ] {
        assert_eq!(told(&before, &after), entries, "{before} → {after}");
    }
}

#[test]
fn a_torn_last_line_is_no_fault_and_hostile_lines_are_counted() {
    let entry = Entry { path: "n".into(), after: Some(json!(1)), ..Entry::event(What::Answer, Timestamp::UNIX_EPOCH, "Camille") };
    let whole = lines(std::slice::from_ref(&entry));
    for cut in 1..whole.len() {
        let history = read(&whole[..cut]);
        assert!(history.skipped == 0 && history.entries.len() <= 1, "cut at {cut}");
    }
    let deep = format!("{{\"at\":\"2026-01-01T00:00:00Z\",\"before\":{}", "[".repeat(100_000));
    let long = format!("{{\"at\":\"2026-01-01T00:00:00Z\",\"path\":\"{}\"}}", "a.".repeat(100_000));
    let unknown = r#"{"at":"2026-01-01T00:00:00Z","what":"teleport"}"#;
    let twice = r#"{"at":"2026-01-01T00:00:00Z","path":"n","after":{"a":1,"a":2}}"#;
    for hostile in [&deep, &long, unknown, twice, "{", "[]", "null", "\u{feff}", "{\"at\":1}"] {
        let bytes = [hostile.as_bytes(), b"\n\n", &whole].concat();
        let history = read(&bytes);
        assert_eq!((history.entries.as_slice(), history.skipped), (&[entry.clone()][..], 1), "{hostile:.60}");
    }
    assert_eq!(read(b"\xff\xfe\n").skipped, 1);
    assert_eq!(read(b""), History::default());
}

#[test]
fn parts_of_a_visit_are_one_and_a_visit_that_changed_nothing_is_none() {
    let part = |n: i64, before: Value, after: Value, more| Entry {
        path: "q".into(),
        before: Some(before),
        after: Some(after),
        more,
        ..Entry::event(What::Answer, Timestamp::from_second(n).unwrap(), "Camille")
    };
    let whole = visits(&[part(1, json!("a"), json!("ab"), false), part(2, json!("ab"), json!("abc"), true)]);
    assert_eq!(whole, [Entry { at: Timestamp::from_second(2).unwrap(), ..part(1, json!("a"), json!("abc"), false) }]);
    assert_eq!(visits(&[part(1, json!("a"), json!("ab"), false), part(2, json!("ab"), json!("a"), true)]), []);
    let other = [part(1, json!("a"), json!("ab"), false), part(2, json!("ab"), json!("abc"), false)];
    assert_eq!(visits(&other), other, "two visits are two");
}

#[test]
fn validating_and_opening_again_are_taken_back() {
    let mut validated = response(&json!({"n": 1}));
    validated.status = Status::Validated;
    validated.left_out.insert("h".into(), super::super::LeftOut { value: json!(2), why: "hors champ".to_owned() });
    let draft = response(&json!({"n": 1, "h": 2}));
    let mut then = validated.clone();
    between(&draft, &validated, What::Validate, "").iter().rev().for_each(|entry| entry.take_back(&mut then));
    assert_eq!(then, draft);
    let mut then = draft.clone();
    between(&validated, &draft, What::Reopen, "erreur").iter().rev().for_each(|entry| entry.take_back(&mut then));
    assert_eq!(then, validated);
}

#[test]
fn a_moment_is_found_though_the_clock_was_set_back() {
    let entry = |second: i64, before: i64| Entry {
        path: "n".into(),
        before: Some(json!(before)),
        after: Some(json!(before + 1)),
        ..Entry::event(What::Answer, response(&json!({})).created.saturating_add(jiff::SignedDuration::from_secs(second)).unwrap(), "Luc")
    };
    let now = response(&json!({"n": 4}));
    let history = [entry(10, 1), entry(5, 2), entry(20, 3)];
    let then = |second: i64| {
        let when = now.created.saturating_add(jiff::SignedDuration::from_secs(second)).unwrap();
        at(&now, &history, when).map(|then| then.answers.get(&"n".into()).cloned().unwrap())
    };
    let seen: Vec<_> = [-1, 0, 4, 10, 15, 20, 99].into_iter().map(then).collect();
    assert_eq!(seen, [None, Some(json!(1)), Some(json!(1)), Some(json!(3)), Some(json!(3)), Some(json!(4)), Some(json!(4))]);
}

fn any_block() -> impl Strategy<Value = Value> {
    let fields = prop::collection::btree_map("[ab]", 0..3i64, 0..3);
    ("[a-f]{4}", fields).prop_map(|(id, fields)| {
        let mut block = json!(fields);
        block[ID] = id[..1].repeat(4).into();
        block
    })
}

fn any_answers() -> impl Strategy<Value = Response> {
    let blocks = prop::collection::vec(any_block(), 0..5).prop_map(|mut blocks| {
        let mut met = std::collections::BTreeSet::new();
        blocks.retain(|block| met.insert(block[ID].to_string()));
        Value::Array(blocks)
    });
    let typed = prop::collection::btree_map("n|r\\[(aaaa|bbbb|cccc)\\]\\.a", "x|y", 0..3);
    (blocks, prop::option::of(0..3i64), any::<bool>(), typed).prop_map(|(blocks, n, odd, typed)| {
        let mut state = response(&json!({}));
        state.answers.set(&"n".into(), n.map(Into::into));
        state.answers.set(&"r".into(), Some(if odd && n == Some(2) { json!("autre") } else { blocks }));
        state.unreadable = typed.into_iter().map(|(place, text)| (Path::from(place.as_str()), text)).collect();
        state
    })
}

fn written(response: &Response) -> (Answers, BTreeMap<Path, String>) {
    (response.answers.without_trailing_blocks(), response.unreadable.clone())
}

proptest! {
    #[test]
    fn what_leads_from_one_state_to_another_leads_back(before in any_answers(), after in any_answers()) {
        let entries = between(&before, &after, What::Answer, "");
        let mut then = response(&json!({}));
        then.answers = after.answers.without_trailing_blocks();
        then.unreadable.clone_from(&after.unreadable);
        entries.iter().rev().for_each(|entry| entry.take_back(&mut then));
        prop_assert_eq!(written(&then), written(&before));
        let read = read(&lines(&entries));
        prop_assert_eq!((read.entries, read.skipped), (entries, 0));
    }
}
