//! What the documents say is so: examples load, links lead somewhere, commands and keys are those of the program.

#[path = "support/bless.rs"]
mod bless;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use recueil::app::action::{BINDINGS, Binding, Scope};
use recueil::form::load;
use recueil::l10n::{Language, Texts};

const DOCUMENTS: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "forms/README.md",
    "docs/limits.md",
    "docs/safety.md",
    "docs/ssh.md",
    "docs/review.md",
    "demo/README.md",
];

fn at_root(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn read(document: &str) -> String {
    fs::read_to_string(at_root(document)).unwrap()
}

/// The code spans of a document.
fn spans(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with("```")).flat_map(|line| line.split('`').skip(1).step_by(2))
}

#[test]
fn every_whole_form_of_the_reference_loads() {
    let text = read("forms/README.md");
    let examples: Vec<&str> = text.split("```toml complete\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(examples.len() >= 2);
    for example in examples {
        let texts = Texts::new(Language::English);
        if let Err(error) = load("example", example) {
            panic!("{}\n{example}", error.lines(&texts).join("\n"));
        }
    }
}

#[test]
fn every_link_between_documents_leads_to_a_file() {
    let mut count = 0;
    for document in DOCUMENTS {
        let text = read(document);
        let links: Vec<&str> = text.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        count += links.len();
        for link in links.into_iter().filter(|link| !link.contains("://")) {
            let leads = match link.strip_prefix('#') {
                Some(heading) => text.lines().any(|line| line.trim_start_matches('#') == format!(" {heading}")),
                None => at_root(document).parent().unwrap().join(link).exists(),
            };
            assert!(leads, "{document}: {link}");
        }
    }
    assert!(count > 20, "the documents have lost their links");
}

#[test]
fn the_readme_lists_the_program_s_commands() {
    let help = Command::new(env!("CARGO_BIN_EXE_recueil")).args(["--lang", "en", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let list = help.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
    let commands: BTreeSet<&str> = list.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let readme = read("README.md");
    let rows = readme.lines().filter(|line| line.starts_with("| `recueil"));
    let named: BTreeSet<&str> = rows.flat_map(spans).filter_map(|span| span.strip_prefix("recueil ")?.split(' ').next()).collect();
    assert!(commands.len() > 5);
    assert_eq!(named, commands);
}

#[test]
fn the_readme_s_keys_are_bound() {
    let texts = Texts::new(Language::English);
    let bound: BTreeSet<String> = BINDINGS.iter().flat_map(|binding| binding.keys).map(|key| key.name(&texts).into_owned()).collect();
    let readme = read("README.md");
    let is_key = |span: &&str| span.starts_with("Ctrl-") || span.strip_prefix('F').is_some_and(|number| number.parse::<u8>().is_ok());
    let named: BTreeSet<&str> = spans(&readme).filter(is_key).collect();
    assert!(named.len() > 10);
    for key in named {
        assert!(bound.contains(key), "{key} is not bound; keys are {bound:?}");
    }
}

/// A document with the rows of the key table of a scope between the mark that names it and the next end, in its order.
fn with_keys(text: &str, mark: &str, scope: Scope) -> String {
    let texts = Texts::new(Language::English);
    let row = |binding: &Binding| {
        let keys: Vec<String> = binding.keys.iter().map(|key| format!("`{}`", key.name(&texts))).collect();
        format!("| {} | {} |\n", keys.join(" "), texts.get(binding.text))
    };
    let rows: String = BINDINGS.iter().filter(|binding| binding.scope == scope).map(row).collect();
    let (before, rest) = text.split_once(mark).unwrap_or_else(|| panic!("{mark}"));
    let (head, rest) = rest.split_once('\n').unwrap();
    let (_, after) = rest.split_once("<!-- end -->").unwrap();
    format!("{before}{mark}{head}\n\n| Key | What it does |\n|---|---|\n{rows}\n<!-- end -->{after}")
}

#[test]
fn the_keys_of_the_review_are_those_of_the_program() {
    let places = [
        ("<!-- keys of the list:", Scope::Inbox),
        ("<!-- keys of the reading:", Scope::Reading),
        ("<!-- keys of the comparison:", Scope::Agree),
    ];
    let text = places.into_iter().fold(read("docs/review.md"), |text, (mark, scope)| with_keys(&text, mark, scope));
    bless::hold("docs/review.md", &text);
}

#[test]
fn every_limit_is_the_one_in_the_code() {
    let text = read("docs/limits.md");
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| ") && line.contains(" in `")).collect();
    assert!(rows.len() > 10);
    for row in rows {
        let mut spans = spans(row.rsplit('|').nth(1).unwrap());
        let (constant, file) = (spans.next().unwrap(), spans.next().unwrap());
        let (name, value) = constant.split_once(" = ").unwrap();
        let said = |line: &str| line.contains(&format!("const {name}: ")) && line.ends_with(&format!(" = {value};"));
        assert!(read(file).lines().any(said), "{file} has no `{constant}`");
    }
}

/// The tests of a file or directory: the file's path and the name by which cargo knows the test, its target first.
fn tests_of(place: &Path, found: &mut Vec<(String, String)>) {
    if place.is_dir() {
        return fs::read_dir(place).unwrap().for_each(|entry| tests_of(&entry.unwrap().path(), found));
    }
    let path = place.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_str().unwrap();
    let Some(modules) = path.strip_suffix(".rs") else { return };
    let target =
        if let Some(modules) = modules.strip_prefix("src/") { format!("--lib/{modules}") } else { modules.replacen("tests/", "", 1) };
    let text = fs::read_to_string(place).unwrap();
    let tests = text.split("#[test]\n").skip(1).filter_map(|rest| rest.split_once("fn ")?.1.split('(').next());
    found.extend(tests.map(|test| (path.to_owned(), format!("{target}/{test}").replace('/', "::"))));
}

#[test]
fn every_command_of_the_promises_runs_a_test_of_the_file_that_is_named() {
    let mut tests = Vec::new();
    for dir in ["src", "tests"] {
        tests_of(&at_root(dir), &mut tests);
    }
    let text = read("docs/safety.md");
    let mut count = 0;
    for row in text.lines().filter(|line| line.starts_with("| ") && line.contains('`')) {
        let places = ["src/", "tests/", "benches/", "fuzz/"];
        let files: Vec<&str> = spans(row).filter(|span| places.iter().any(|place| span.starts_with(place))).collect();
        assert!(files.iter().all(|file| at_root(file).exists()), "one of these is not there: {row}");
        let how = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        for command in spans(how) {
            let words: Vec<&str> = command.split("cargo ").nth(1).unwrap_or_default().split(" -- ").next().unwrap().split(' ').collect();
            let runs = match words[..] {
                ["test", "--release", "--test", target] | ["test", "--test", target] => runs(&tests, &files, target, ""),
                ["test", "--test", target, filter] => runs(&tests, &files, target, filter),
                ["test", "--lib"] => runs(&tests, &files, "--lib", ""),
                ["test", "--lib", filter] => runs(&tests, &files, "--lib", filter),
                ["test", filter] => runs(&tests, &files, "", filter),
                ["test"] => runs(&tests, &files, "", ""),
                ["bench", "--bench", bench] => at_root(&format!("benches/{bench}.rs")).exists(),
                ["+nightly", "fuzz", "run", target] => at_root(&format!("fuzz/fuzz_targets/{target}.rs")).exists(),
                _ => false,
            };
            assert!(runs, "`{command}` runs no test of {files:?}");
            count += 1;
        }
    }
    assert!(count > 40, "{count}");
}

/// Whether this filter takes a test of these files, among those of a target.
fn runs(tests: &[(String, String)], files: &[&str], target: &str, filter: &str) -> bool {
    let name = |test: &str| test.split_once("::").filter(|(of, _)| target.is_empty() || *of == target).map(|(_, name)| name.to_owned());
    let taken = |(file, test): &(String, String)| files.contains(&file.as_str()) && name(test).is_some_and(|name| name.contains(filter));
    tests.iter().any(taken)
}
