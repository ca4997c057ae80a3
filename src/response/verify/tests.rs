//! Two entries: what is compared, and that settling each difference either way makes both agree.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::form::load;
use crate::response::{FORMAT, without_ids};

fn form() -> Form {
    let text = r#"
        id = "f"
        version = "1"
        title = "F"
        [[page]]
        id = "p"
        title = "P"
        [[page.question]]
        id = "z"
        kind = "text"
        label = "Z"
        [[page.question]]
        id = "h"
        kind = "text"
        label = "H"
        relevant = "z == 'a'"
        [[page.question]]
        id = "m"
        kind = "matrix"
        label = "Table"
        cell = "integer"
        rows = { un = "Un", deux = "Deux" }
        columns = { x = "X", y = "Y" }
        [[page.question]]
        id = "r"
        kind = "repeat"
        label = "R"
        item = "R {n}"
        add = "Add"
        title = "t"
        max = 9
        [[page.question.field]]
        id = "t"
        kind = "text"
        label = "T"
        [[page.question.field]]
        id = "d"
        kind = "long_text"
        label = "D"
        "#;
    load("f.toml", text).unwrap_or_else(|error| panic!("{error:?}"))
}

fn response(answers: &Value) -> Response {
    let file = json!({
        "format": FORMAT, "id": "aaaa2222", "form": {"id": "f", "version": "1"}, "created": "2026-03-01T08:00:00Z",
        "modified": "2026-03-01T08:00:00Z", "answers": answers,
    });
    serde_json::from_value(file).unwrap()
}

fn compared(form: &Form, first: &Response, second: &Response) -> Compared {
    Entries { form, first, second }.compared(jiff::civil::date(2026, 3, 1))
}

#[test]
fn each_answer_cell_field_and_lone_block_counts_once() {
    let form = form();
    let first = response(&json!({
        "z": "a", "m": {"un": {"x": 1, "y": 2}}, "inconnue": 1,
        "r": [{"_id": "aaaa", "t": "Un", "d": "texte"}, {"_id": "bbbb", "t": "Deux"}, {"_id": "cccc"}],
    }));
    let mut second =
        response(&json!({"z": "b", "m": {"un": {"x": 1, "y": 3}, "deux": {"x": 1}}, "r": [{"_id": "xxxx", "t": "Un", "d": "autre"}]}));
    let found = compared(&form, &first, &second);
    let paths: Vec<&str> = found.differ.iter().map(|change| change.old_path.as_str()).collect();
    assert_eq!(paths, ["z", "m.un.y", "m.deux.x", "r[bbbb]", "r[aaaa].d"]);
    assert_eq!(found.compared, [("m", 3), ("r", 3), ("z", 1)].map(|(id, count)| (id.to_owned(), count)).into());
    assert_eq!(found.count(), 7);
    second.fixed.insert("m".to_owned());
    assert_eq!(compared(&form, &first, &second).count(), 4, "what was fixed was entered once");
}

#[test]
fn a_question_of_which_the_second_entry_says_nothing_is_missing_and_no_disagreement() {
    let form = form();
    let full =
        json!({"z": "a", "m": {"un": {"x": 1, "y": 2}}, "r": [{"_id": "aaaa", "t": "Un", "d": "texte"}, {"_id": "bbbb", "t": "Deux"}]});
    for (second, differ, missing, count) in [
        (json!({}), vec![], vec!["z", "m", "r"], 0),
        // an empty block says nothing
        (json!({"z": "a", "r": [{"_id": "xxxx"}]}), vec![], vec!["m", "r"], 1),
        // a question that was begun was entered: the cell and the block that lack differ
        (json!({"m": {"un": {"x": 1}}, "r": [{"_id": "xxxx", "t": "Un", "d": "texte"}]}), vec!["m.un.y", "r[bbbb]"], vec!["z"], 5),
    ] {
        let found = compared(&form, &response(&full), &response(&second));
        let paths = |changes: &[Change]| changes.iter().map(|change| change.old_path.to_string()).collect::<Vec<_>>();
        assert_eq!((paths(&found.differ), paths(&found.missing), found.count()), (own(&differ), own(&missing), count), "{second}");
    }
    let mut typed = response(&json!({}));
    typed.unreadable.insert("z".into(), "illisible".to_owned());
    assert_eq!(compared(&form, &response(&json!({"z": "a"})), &typed).differ.len(), 1, "what cannot be read was typed all the same");
    // what only the second one says was not left out by it
    assert_eq!(compared(&form, &response(&json!({})), &response(&json!({"z": "a"}))).differ.len(), 1);
}

fn own(texts: &[&str]) -> Vec<String> {
    texts.iter().map(ToString::to_string).collect()
}

#[test]
fn what_no_one_is_asked_is_not_compared() {
    let form = form();
    let (asked, not) = (response(&json!({"z": "a", "h": "x"})), response(&json!({"z": "b", "h": "y"})));
    assert_eq!(compared(&form, &not, &response(&json!({"z": "b"}))).compared, [("z".to_owned(), 1)].into());
    assert_eq!(compared(&form, &not, &not).compared, [("z".to_owned(), 1)].into());
    assert_eq!(compared(&form, &asked, &not).count(), 2, "one of both is asked it");
}

#[test]
fn a_block_comes_where_it_stands_in_the_other_entry() {
    let form = form();
    let block = |id: &str, t: &str| json!({"_id": id, "t": t});
    let first = response(&json!({"r": [block("aaaa", "un"), block("bbbb", "deux"), block("cccc", "trois")]}));
    for (blocks, expected) in [
        (vec![block("xxxx", "un"), block("yyyy", "trois"), json!({"_id": "zzzz"})], vec!["un", "deux", "trois"]),
        (vec![block("yyyy", "trois")], vec!["un", "trois"]),
        // of a question that is missing they come all at once
        (vec![], vec!["un", "deux", "trois"]),
    ] {
        let second = response(&json!({ "r": blocks }));
        let entries = Entries { form: &form, first: &first, second: &second };
        let found = entries.compared(jiff::civil::date(2026, 3, 1));
        let settled = entries.settled(found.open().next().unwrap(), Entry::First);
        let titles: Vec<&str> = settled.answers.blocks(&"r".into()).map(|(_, block)| block["t"].as_str().unwrap()).collect();
        assert_eq!(titles, expected);
    }
}

fn any_entry() -> impl Strategy<Value = Response> {
    let block = prop::collection::btree_map("[td]", "(un|deux|trois)( un| deux)?", 0..3);
    let blocks = prop::collection::vec(block, 0..5);
    let typed = prop::collection::btree_map("z|m\\.un\\.x", "q|s", 0..2);
    let ids = prop::sample::select(vec!["aaa", "bbb"]);
    (ids, blocks, prop::option::of("[ab]"), prop::option::of("[xy]"), prop::option::of(0..3), typed).prop_map(
        |(ids, blocks, z, h, cell, typed)| {
            let mut entry = response(&json!({}));
            let blocks: Value = (0..)
                .zip(blocks)
                .map(|(n, fields): (u32, _)| {
                    let mut block = json!(fields);
                    block["_id"] = format!("{ids}{n}").into();
                    block
                })
                .collect();
            entry.answers.set(&"r".into(), Some(blocks));
            entry.answers.set(&"z".into(), z.map(Into::into));
            entry.answers.set(&"h".into(), h.map(Into::into));
            entry.answers.set(&"m.un.x".into(), cell.map(Into::into));
            entry.unreadable = typed.into_iter().map(|(place, text)| (Path::from(place.as_str()), text)).collect();
            entry
        },
    )
}

proptest! {
    #[test]
    fn settling_what_differs_either_way_makes_both_agree(first in any_entry(), second in any_entry(), ways in prop::collection::vec(any::<bool>(), 40)) {
        let form = form();
        let (mut one, mut two) = (first, second);
        let mut ways = ways.into_iter();
        loop {
            let found = compared(&form, &one, &two);
            prop_assert!(found.compared.values().map(|count| *count as usize).sum::<usize>() >= found.differ.len());
            let Some(change) = found.open().next() else { break };
            let Some(way) = ways.next() else { return Err(TestCaseError::fail(format!("never ends: {change:?}\n{one:?}\n{two:?}"))) };
            let entries = Entries { form: &form, first: &one, second: &two };
            if way {
                let settled = entries.settled(change, Entry::First);
                two = settled;
            } else {
                let settled = entries.settled(change, Entry::Second);
                one = settled;
            }
        }
        let [one, two] = [one, two].map(|entry| without_ids(&entry.answers));
        prop_assert_eq!((one.get("r"), one.get("z"), one.get("m")), (two.get("r"), two.get("z"), two.get("m")));
    }
}
