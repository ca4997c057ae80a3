//! The part of the author's reference, `forms/README.md`, that is made from the table of kinds: the kinds, then each one's keys and an example.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::{hold, tidy};
use crate::question::{KINDS, Kind};

const FILE: &str = "forms/README.md";
const START: &str = "<!-- kinds: made from the table of kinds by `RECUEIL_BLESS=1 cargo test`, not by hand -->\n";
const END: &str = "<!-- end of kinds -->\n";

/// The kinds as Markdown.
fn kinds() -> String {
    let mut text = "\n| `kind` | Asks for | Stored |\n|---|---|---|\n".to_owned();
    for kind in KINDS {
        let _ = writeln!(text, "| [`{0}`](#{0}) | {1} | {2} |", kind.name, kind.about, kind.stored);
    }
    for kind in KINDS {
        let _ = write!(text, "\n#### {}\n\n{}```toml\n{}```\n", kind.name, keys(kind), kind.example);
    }
    text + "\n"
}

/// The kind's own keys as a list; nothing if it has none.
fn keys(kind: &Kind) -> String {
    let mut schema = (kind.schema)().to_value();
    tidy(&mut schema);
    let is_needed = |key: &str| schema["required"].as_array().is_some_and(|needed| needed.iter().any(|name| name == key));
    let mut text = String::new();
    for (key, property) in schema["properties"].as_object().into_iter().flatten() {
        let needed = if is_needed(key) { " (needed)" } else { "" };
        let _ = writeln!(text, "- `{key}`{needed}: {}", property["description"].as_str().unwrap_or_default());
    }
    match text.as_str() {
        "" => "No keys of its own.\n\n".to_owned(),
        _ => text + "\n",
    }
}

#[test]
fn the_author_s_reference_has_every_kind_as_the_code_has_it() {
    let found = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE)).unwrap();
    let (before, rest) = found.split_once(START).expect("the mark where the kinds start");
    let (_, after) = rest.split_once(END).expect("the mark where the kinds end");
    hold(FILE, &format!("{before}{START}{}{END}{after}", kinds()));
}

#[test]
fn every_kind_has_its_keys_and_an_example() {
    let text = kinds();
    for kind in KINDS {
        assert!(text.contains(&format!("#### {}\n", kind.name)) && text.contains(kind.example));
        let schema = (kind.schema)().to_value();
        for key in schema["properties"].as_object().map(|keys| keys.keys()).into_iter().flatten() {
            assert!(text.contains(&format!("- `{key}`")), "{}.{key}", kind.name);
        }
    }
}
