//! Comparing: what is told and in which order, blocks found again, other versions and other forms, and what no form holds.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::form::load;
use crate::response::history::{What, between};
use crate::response::{FORMAT, without_ids};

/// A form of that version: the second one has another question in place of the first's, and other rows in its table.
fn form(version: &str) -> Form {
    let (own, rows) = if version == "1" { ("gone", "un = \"Un\", deux = \"Deux\"") } else { ("came", "trois = \"Trois\", un = \"Un\"") };
    let text = format!(
        r#"
        id = "f"
        version = "{version}"
        title = "F"
        [[page]]
        id = "p"
        title = "P"
        [[page.question]]
        id = "z"
        kind = "text"
        label = "Z"
        [[page.question]]
        id = "{own}"
        kind = "text"
        label = "Own"
        [[page.question]]
        id = "m"
        kind = "matrix"
        label = "Table"
        cell = "integer"
        rows = {{ {rows} }}
        columns = {{ y = "Y", x = "X" }}
        [[page.question]]
        id = "c"
        kind = "choices"
        label = "C"
        choices = {{ a = "A", b = "B" }}
        [[page.question]]
        id = "r"
        kind = "repeat"
        label = "R"
        item = "R {{n}}"
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
        [[page.question.field]]
        id = "m"
        kind = "matrix"
        label = "M"
        cell = "integer"
        rows = {{ a = "A" }}
        columns = {{ b = "B" }}
        "#
    );
    load("f.toml", &text).unwrap_or_else(|error| panic!("{error:?}"))
}

fn response(answers: &Value) -> Response {
    let file = json!({"format": FORMAT, "id": "aaaa2222", "form": {"id": "f", "version": "1"}, "created": "2026-03-01T08:00:00Z", "modified": "2026-03-01T08:00:00Z", "answers": answers});
    serde_json::from_value(file).unwrap()
}

fn typed(answers: &Value, unreadable: &[(&str, &str)]) -> Response {
    let unreadable = unreadable.iter().map(|(path, text)| ((*path).into(), (*text).to_owned())).collect();
    Response { unreadable, ..response(answers) }
}

/// Changes as `path before → after`; a text that cannot be read between `<` and `>`, a place in the other response after `=`.
fn told(changes: &[Change]) -> Vec<String> {
    let side = |value: &Option<Value>, typed: &BTreeMap<Path, String>| {
        let typed = typed.values().map(|text| format!("<{text}>")).collect::<Vec<_>>().concat();
        if typed.is_empty() { value.as_ref().map_or("∅".to_owned(), ToString::to_string) } else { typed }
    };
    let one = |change: &Change| {
        let was = if change.path == change.old_path { String::new() } else { format!("={}", change.old_path) };
        let (before, after) = (side(&change.before, &change.typed_before), side(&change.after, &change.typed_after));
        match change.kind {
            Kind::Moved { from, to } => format!("{}{was} {from}→{to}", change.path),
            kind => format!("{}{was} {before} → {after} {kind:?}", change.path),
        }
    };
    changes.iter().map(one).collect()
}

fn in_form(old: &Response, new: &Response) -> Vec<String> {
    let form = form("1");
    told(&compare(Side { form: Some(&form), response: old }, Side { form: Some(&form), response: new }))
}

#[test]
fn a_difference_is_told_down_to_the_cell_and_the_field() {
    let block = |id: &str, text: &str| json!({"_id": id, "t": text});
    let (a, b, c) = (block("aaaa", "un"), block("bbbb", "deux"), block("cccc", "trois"));
    for (before, after, changes) in [
        (json!({"z": "x", "r": [a]}), json!({"r": [a], "z": "x"}), &[][..]),
        (json!({}), json!({"z": "x"}), &[r#"z ∅ → "x" Added"#]),
        (json!({"z": "x"}), json!({"z": ""}), &[r#"z "x" → ∅ Removed"#]),
        (json!({"c": ["a"]}), json!({"c": ["a", "b"]}), &[r#"c ["a"] → ["a","b"] Changed"#]),
        (
            json!({"m": {"un": {"x": 1, "y": 2}, "autre": {"x": 7}}}),
            json!({"m": {"deux": {"y": 5}, "un": {"x": 2}, "autre": {"x": 8}}}),
            &["m.un.y 2 → ∅ Removed", "m.un.x 1 → 2 Changed", "m.deux.y ∅ → 5 Added", "m.autre.x 7 → 8 Changed"],
        ),
        (json!({"r": [a]}), json!({"r": [block("aaaa", "une")]}), &[r#"r[aaaa].t "un" → "une" Changed"#]),
        (json!({"r": [a]}), json!({"r": [a, b]}), &[r#"r[bbbb] ∅ → {"t":"deux"} Added"#]),
        (json!({"r": [a]}), json!({"r": [a, {"_id": "bbbb"}, {"_id": "dddd", "t": ""}]}), &[]),
        (json!({"r": [a, b]}), json!({"r": [b]}), &[r#"r[aaaa] {"t":"un"} → ∅ Removed"#]),
        (json!({"r": [a, b, c]}), json!({"r": [b, c, a]}), &["r[aaaa] 0→2"]),
        (json!({"r": [a, b, c]}), json!({"r": [c, block("aaaa", "une"), b]}), &["r[cccc] 2→0", r#"r[aaaa].t "un" → "une" Changed"#]),
        (
            json!({"r": [{"_id": "aaaa", "m": {"a": {"b": 1}}}]}),
            json!({"r": [{"_id": "aaaa", "m": {"a": {"b": 2}}, "d": "x", "autre": 1}]}),
            &[r#"r[aaaa].d ∅ → "x" Added"#, "r[aaaa].m.a.b 1 → 2 Changed", "r[aaaa].autre ∅ → 1 Added"],
        ),
    ] {
        assert_eq!(in_form(&response(&before), &response(&after)), changes, "{before} → {after}");
    }
}

#[test]
fn what_cannot_be_read_is_a_value_too() {
    for (before, after, changes) in [
        (typed(&json!({}), &[("z", "marss")]), typed(&json!({}), &[("z", "marss")]), &[][..]),
        (typed(&json!({}), &[("z", "marss")]), typed(&json!({"z": "mars"}), &[]), &[r#"z <marss> → "mars" Changed"#]),
        (typed(&json!({"m": {"un": {"x": 1}}}), &[]), typed(&json!({}), &[("m.un.x", "1a")]), &["m.un.x 1 → <1a> Changed"]),
        (typed(&json!({}), &[]), typed(&json!({"r": [{"_id": "aaaa"}]}), &[("r[aaaa].m.a.b", "1a")]), &["r[aaaa] ∅ → <1a> Added"]),
        (
            typed(&json!({}), &[("r[aaaa].t", "a")]),
            typed(&json!({}), &[("r[aaaa].t", "b"), ("r[aaaa].d", "c")]),
            &["r[aaaa].t <a> → <b> Changed", "r[aaaa].d ∅ → <c> Added"],
        ),
        // in another response the block has another identity
        (
            typed(&json!({"r": [{"_id": "aaaa", "t": "un"}]}), &[("r[aaaa].d", "a")]),
            typed(&json!({"r": [{"_id": "bbbb", "t": "un"}]}), &[("r[bbbb].d", "a")]),
            &[],
        ),
    ] {
        assert_eq!(in_form(&before, &after), changes);
    }
}

#[test]
fn blocks_of_another_response_are_found_by_title_then_by_likeness() {
    let block = |id: &str, title: &str, text: &str| json!({"_id": id, "t": title, "d": text});
    let text = "Une journée de formation pour les équipes mobiles et les établissements";
    let old =
        json!({"r": [block("aaaa", "Annuaire", "En ligne"), block("bbbb", "Formation", text), block("cccc", "Colloque", "À Rennes")]});
    let new = json!({"r": [
        block("xxxx", "Formation des équipes", &text.replace("journée", "demi-journée")),
        block("yyyy", "  annuaire ", "Sur papier"),
        block("zzzz", "Soirée débat", "Avec le cinéma"),
    ]});
    assert_eq!(
        in_form(&response(&old), &response(&new)),
        [
            r#"r[cccc] {"t":"Colloque","d":"À Rennes"} → ∅ Removed"#,
            "r[xxxx]=r[bbbb] 1→0",
            r#"r[xxxx].t=r[bbbb].t "Formation" → "Formation des équipes" Changed"#,
            &format!(r#"r[xxxx].d=r[bbbb].d "{text}" → "{}" Changed"#, text.replace("journée", "demi-journée")),
            r#"r[yyyy].t=r[aaaa].t "Annuaire" → "  annuaire " Changed"#,
            r#"r[yyyy].d=r[aaaa].d "En ligne" → "Sur papier" Changed"#,
            r#"r[zzzz] ∅ → {"t":"Soirée débat","d":"Avec le cinéma"} Added"#,
        ]
    );
    // what was emptied in a block that is there is told where it is now
    let (old, new) = (json!({"r": [block("aaaa", "Annuaire", "En ligne")]}), json!({"r": [{"_id": "xxxx", "t": "Annuaire"}]}));
    assert_eq!(in_form(&response(&old), &response(&new)), [r#"r[xxxx].d=r[aaaa].d "En ligne" → ∅ Removed"#]);
    // of those with one title the likest go together
    let old = json!({"r": [block("aaaa", "Formation", "Pour les EHPAD de la région"), block("bbbb", "Formation", text)]});
    let new = json!({"r": [block("xxxx", "Formation", text), block("yyyy", "Formation", "Pour les EHPAD du département")]});
    assert_eq!(in_form(&response(&old), &response(&new)).len(), 2, "one moved, its text is another");
}

#[test]
fn as_few_blocks_as_can_be_are_said_to_have_moved() {
    for (order, moved) in [
        (&[][..], 0),
        (&[0, 1, 2, 3], 0),
        (&[3, 0, 1, 2], 1),
        (&[1, 2, 3, 0], 1),
        (&[3, 2, 1, 0], 3),
        (&[2, 3, 0, 1], 2),
        (&[0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15], 10),
    ] {
        assert_eq!(order.len() - unmoved(order).len(), moved, "{order:?}");
    }
}

#[test]
fn another_version_is_told_in_its_own_order_and_what_only_the_old_one_knows_after_it() {
    let (old_form, new_form) = (form("1"), form("2"));
    let old = response(&json!({"b": 1, "gone": "y", "m": {"un": {"x": 1}, "deux": {"x": 2}}, "z": "x"}));
    let new = response(&json!({"a": 1, "m": {"un": {"x": 3}, "trois": {"x": 4}}, "came": "w", "z": "xx"}));
    let expected = [
        r#"z "x" → "xx" Changed"#,
        r#"came ∅ → "w" Added"#,
        "m.trois.x ∅ → 4 Added",
        "m.un.x 1 → 3 Changed",
        "m.deux.x 2 → ∅ Removed",
        r#"gone "y" → ∅ Removed"#,
        "a ∅ → 1 Added",
        "b 1 → ∅ Removed",
    ];
    let side = |form, response| Side { form, response };
    assert_eq!(told(&compare(side(Some(&old_form), &old), side(Some(&new_form), &new))), expected);
    let without: Vec<String> = told(&compare(side(None, &old), side(None, &new)));
    assert_eq!(without.len(), expected.len());
    assert!(without[0].starts_with("a ") && without.iter().all(|change| expected.contains(&change.as_str())), "{without:?}");
}

#[test]
fn two_moments_of_one_response_are_compared() {
    let (first, second, third) = (json!({"z": "a"}), json!({"z": "b", "c": ["a"]}), json!({"z": "b", "c": ["b"]}));
    let at = |minute: u8| format!("2026-03-02T10:0{minute}:00Z").parse::<Timestamp>().unwrap();
    let states: Vec<Response> =
        [(first, 0), (second, 1), (third, 2)].map(|(answers, minute)| Response { modified: at(minute), ..response(&answers) }).into();
    let history: Vec<Entry> = states.windows(2).flat_map(|two| between(&two[0], &two[1], What::Answer, "")).collect();
    let across = |from, to| across_history(&states[2], &history, at(from), at(to)).map(|(old, new)| in_form(&old, &new));
    assert_eq!(across(0, 1).unwrap(), [r#"z "a" → "b" Changed"#, r#"c ∅ → ["a"] Added"#]);
    assert_eq!(across(1, 9).unwrap(), [r#"c ["a"] → ["b"] Changed"#]);
    assert_eq!(across(2, 3).unwrap(), [""; 0]);
    assert_eq!(across_history(&states[2], &history, "2026-01-01T00:00:00Z".parse().unwrap(), at(1)), None);
}

#[test]
fn what_is_hidden_wherever_it_says_something_is_asked_of_no_one() {
    let form = form("1");
    let (old, new) = (response(&json!({"z": "a", "r": [{"_id": "aaaa", "t": "x"}]})), response(&json!({"z": "b", "c": ["a"]})));
    let changes = compare(Side { form: Some(&form), response: &old }, Side { form: Some(&form), response: &new });
    let set = |paths: &[&str]| paths.iter().map(|path| Path::from(*path)).collect::<BTreeSet<_>>();
    for (before, after, hidden) in [
        (&[][..], &[][..], [false, false, false]),
        (&["z"], &[], [false, false, false]),
        (&["z"], &["z"], [true, false, false]),
        (&[], &["c"], [false, true, false]),
        (&["r", "c"], &["z"], [false, false, true]),
    ] {
        let found: Vec<bool> = changes.iter().map(|change| change.is_hidden(&set(before), &set(after))).collect();
        assert_eq!(found, hidden, "{before:?} {after:?}");
    }
}

#[test]
fn wrong_shapes_are_compared_as_they_are() {
    let shapes = [
        json!(null),
        json!(1),
        json!("x\u{1b}[2J"),
        json!([1]),
        json!([{"_id": 5}]),
        json!([{"_id": "a"}, {"_id": "a", "t": 1}]),
        json!([{"_id": "a[b].c", "t": 1}]),
        json!([{"_id": "a", "t.x": 1, "": 2, "t": {"x": 3}}]),
        json!([{"_id": "a", "t": 1}, "x"]),
        json!({"": 1}),
        json!({"a.b": 1, "a": {"b": 2}}),
        json!({"un": 1}),
        json!({"un": {"x": {"y": {}}}}),
    ];
    for (old, new) in shapes.iter().flat_map(|old| shapes.iter().map(move |new| (old, new))) {
        for id in ["z", "m", "r", "inconnu", "", "a.b", "r[x]"] {
            let (old, new) = (response(&json!({id: old})), response(&json!({id: new})));
            let changes = in_form(&old, &new);
            assert_eq!(changes.is_empty(), without_ids(&old.answers) == without_ids(&new.answers), "{id}: {old:?} → {new:?}: {changes:?}");
        }
    }
    let whole = in_form(&response(&json!({"r": [{"_id": "aaaa", "t": "un"}]})), &response(&json!({"r": "autre"})));
    assert_eq!(whole, [r#"r [{"_id":"aaaa","t":"un"}] → "autre" Changed"#]);
}

#[test]
fn thousands_of_changes_are_all_told() {
    let all = |word: &str| (0..5_000).map(|n| (format!("q{n:04}"), json!(word))).collect::<Map<_, _>>();
    assert_eq!(in_form(&response(&all("a").into()), &response(&all("b").into())).len(), 5_000);
    let blocks = |way: &dyn Fn(usize) -> usize, id: &str| -> Value {
        let block = |n| json!({"_id": format!("{id}{n:04}"), "t": format!("Titre {n}"), "d": "x"});
        json!({"r": (0..5_000).map(|n| block(way(n))).collect::<Vec<_>>()})
    };
    let (here, there) = (response(&blocks(&|n| n, "a")), response(&blocks(&|n| 4_999 - n, "b")));
    assert_eq!(in_form(&here, &there).len(), 4_999, "all but one moved");
    let nothing = response(&blocks(&|n| n + 5_000, "c"));
    assert_eq!(in_form(&here, &nothing).len(), 10_000, "none is another's");
}

fn any_answers() -> impl Strategy<Value = Response> {
    let block = ("[a-d]", prop::collection::btree_map("[td]", "(un|deux|trois)( un| deux)?", 0..3));
    let blocks = prop::collection::vec(block, 0..5).prop_map(|blocks| {
        let mut met = BTreeSet::new();
        let one = |(id, fields): (String, BTreeMap<String, String>)| {
            met.insert(id.clone()).then(|| {
                let mut block = json!(fields);
                block[ID] = id.repeat(4).into();
                block
            })
        };
        blocks.into_iter().filter_map(one).collect::<Value>()
    });
    let typed = prop::collection::btree_map("z|m\\.un\\.x|r\\[(aaaa|bbbb)\\]\\.t", "x|y", 0..2);
    (blocks, prop::option::of("[ab]"), prop::option::of(0..3), typed).prop_map(|(blocks, z, cell, unreadable)| {
        let mut state = response(&json!({}));
        state.answers.set(&"r".into(), Some(blocks));
        state.answers.set(&"z".into(), z.map(Into::into));
        state.answers.set(&"m.un.x".into(), cell.map(Into::into));
        state.unreadable = unreadable.into_iter().map(|(place, text)| (Path::from(place.as_str()), text)).collect();
        state
    })
}

proptest! {
    #[test]
    fn nothing_is_told_only_where_nothing_differs(old in any_answers(), new in any_answers()) {
        let changes = in_form(&old, &new);
        prop_assert_eq!(in_form(&old, &old), [""; 0]);
        if changes.is_empty() {
            prop_assert_eq!(without_ids(&old.answers), without_ids(&new.answers));
        }
        if old.differences(&new).is_empty() {
            prop_assert_eq!(changes, [""; 0]);
        }
    }
}
