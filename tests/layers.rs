//! The rules of the source tree, read from the source itself: who imports whom, who may name the terminal and the disk, how long a file may be.

#[path = "layers/scan.rs"]
mod scan;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use recueil::form::load_file;
use scan::Source;

/// The layers, lowest first: a file imports only what stands before its own layer, or in it.
const LAYERS: &[&str] = &[
    "l10n",
    "node",
    "answers",
    "expression",
    "ui",
    "question",
    "form",
    "outline",
    "response",
    "store",
    "export",
    "app",
    "terminal",
    "training",
    "cli",
    "main",
];
/// Who may name `ratatui` and `crossterm`.
const TERMINAL: &[&str] = &["ui", "question", "app", "training", "terminal"];
/// Who may name `std::fs`: layers, or files of one.
const DISK: &[&str] = &["store", "form/source", "training"];
/// The longest file, in lines.
const LONGEST: usize = 600;
/// The longest `main.rs`, in lines.
const LONGEST_MAIN: usize = 40;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a directory whose name ends so, in order.
fn files(dir: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut dirs = vec![dir.to_owned()];
    while let Some(dir) = dirs.pop() {
        for path in fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                dirs.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The program's modules by their way from the top (`app/fill/keys`), without `lib.rs` and what is there for tests only.
fn modules() -> Vec<(String, Source)> {
    let src = root().join("src");
    let read = |file: &PathBuf| {
        let name = file.strip_prefix(&src).unwrap().with_extension("").to_str().unwrap().replace('\\', "/");
        (name, Source::read(&fs::read_to_string(file).unwrap()))
    };
    let all: Vec<(String, Source)> = files(&src, "rs").iter().map(read).filter(|(name, _)| name != "lib").collect();
    let tests: BTreeSet<String> =
        all.iter().flat_map(|(name, source)| source.test_modules().into_iter().map(move |module| format!("{name}/{module}"))).collect();
    let is_test = |name: &str| tests.iter().any(|test| name == test || name.starts_with(&format!("{test}/")));
    all.into_iter().filter(|(name, _)| !is_test(name)).collect()
}

fn layer(module: &str) -> &str {
    module.split('/').next().unwrap_or(module)
}

/// The layers that a module names: through `crate::`, or through as many `super::` as lead to the top.
fn imports(module: &str, source: &Source) -> Vec<String> {
    let depth = module.split('/').count();
    let named = |path: Vec<String>| match path.first().map(String::as_str) {
        Some("crate" | "recueil") => path.into_iter().nth(1),
        _ => path.iter().position(|word| word != "super").filter(|up| *up == depth).map(|up| path[up].clone()),
    };
    source.paths(&["crate", "recueil", "super"]).into_iter().filter_map(named).collect()
}

/// What a module does that its layer may not.
fn breaches(module: &str, source: &Source) -> Vec<String> {
    let place = |layer: &str| LAYERS.iter().position(|known| *known == layer);
    let own = layer(module);
    let mut found = Vec::new();
    if place(own).is_none() {
        found.push(format!("{module}: `{own}` is none of the layers"));
    }
    for import in imports(module, source) {
        if place(&import).is_none_or(|import| Some(import) > place(own)) {
            found.push(format!("{module} imports `{import}`, which does not stand before it"));
        }
    }
    for library in source.paths(&["ratatui", "crossterm"]) {
        if !TERMINAL.contains(&own) {
            found.push(format!("{module} names `{}`", library.join("::")));
        }
    }
    for path in source.paths(&["std"]) {
        let is_disk = path.get(1).is_some_and(|module| module == "fs");
        if is_disk && !DISK.iter().any(|may| *may == own || *may == module) {
            found.push(format!("{module} names `{}`", path.join("::")));
        }
    }
    found
}

#[test]
fn a_file_imports_only_what_stands_before_it_and_only_some_name_terminal_and_disk() {
    let modules = modules();
    assert!(modules.len() > 50, "the source tree is not where it was");
    let found: Vec<String> = modules.iter().flat_map(|(module, source)| breaches(module, source)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_program_starts_no_other() {
    for (module, source) in modules() {
        let starts = source.paths(&["std"]).into_iter().find(|path| path.iter().any(|word| word == "Command" || word == "CommandExt"));
        assert!(starts.is_none(), "{module} names {starts:?}");
    }
}

#[test]
fn a_breach_is_found_however_it_is_written_and_tests_are_free() {
    for (module, text, count) in [
        ("form", "use crate::question::Kind;", 0),
        ("form", "use crate::store::Store;", 1),
        ("form/load", "use super::super::store::Store;", 1),
        ("form/load", "use super::store::Store;", 0),
        ("form", "use super::{answers::Path, store::Store, outline};", 2),
        ("ui/look", "use crate::{l10n::Texts, question::{self, Kind as K}, app::App};", 3),
        ("answers", "fn f() -> crate::form::Form { crate::form::load(\"\", \"\") }", 2),
        ("answers", "// crate::form\n/// [`crate::form`]\nconst TEXT: &str = \"crate::form, ratatui\";", 0),
        ("answers", "const TEXT: &str = r#\"a \" crate::form\"#; use crate::cli;", 1),
        ("answers", "const QUOTES: [char; 2] = ['\"', '\\'']; use crate::cli; const Q: char = '\"';", 1),
        ("answers", "fn f<'a>(x: &'a str) -> &'a str { x } use crate::cli;", 1),
        ("form", "#[cfg(test)]\nmod tests { use crate::store::Store; }", 0),
        ("form", "#[cfg(test)]\nmod tests;\nuse crate::store::Store;", 1),
        ("form", "use ratatui::text::Line;", 1),
        ("cli", "use crossterm::event::KeyEvent;", 1),
        ("app/fill", "use ratatui::text::Line;", 0),
        ("cli", "use std::{fs, io};", 1),
        ("cli", "use std::io;", 0),
        ("cli/check", "fn f() { std::fs::read(\"\"); }", 1),
        ("form/source", "use std::fs;", 0),
        ("form/load", "use std::fs;", 1),
        ("store/disk", "use std::fs;", 0),
        ("odds", "", 1),
        ("main", "fn main() { recueil::cli::main() }", 0),
    ] {
        let found = breaches(module, &Source::read(text));
        assert_eq!(found.len(), count, "{module}: {text}\n{found:?}");
    }
}

#[test]
fn the_library_lists_its_layers_in_their_order() {
    let source = Source::read(&fs::read_to_string(root().join("src/lib.rs")).unwrap());
    let listed: Vec<&str> = source.code.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let order: Vec<&str> = LAYERS.iter().copied().filter(|layer| listed.contains(layer)).collect();
    assert_eq!(listed, order);
}

#[test]
fn no_file_is_long() {
    let lines = |file: &Path| fs::read_to_string(file).unwrap().lines().count();
    let all = ["src", "tests", "benches", "examples"].into_iter().flat_map(|dir| files(&root().join(dir), "rs"));
    let long: Vec<String> =
        all.filter(|file| lines(file) > LONGEST).map(|file| format!("{}: {} lines", file.display(), lines(&file))).collect();
    assert!(long.is_empty(), "over {LONGEST} lines:\n{}", long.join("\n"));
    assert!(lines(&root().join("src/main.rs")) <= LONGEST_MAIN, "main.rs is arguments → command → exit code");
}

/// Ids of questions that are other things' names, too: keys of JSON Schema and of `validate --json`.
const COMMON: &[&str] = &["description", "validation"];

#[test]
fn no_source_file_names_a_form_or_a_question_of_a_form() {
    let mut forms = BTreeSet::new();
    let mut questions = BTreeSet::new();
    for file in files(&root().join("forms"), "toml") {
        let form = load_file(&file).unwrap();
        questions.extend(form.items.into_iter().map(|item| item.id).chain(form.pages.into_iter().map(|page| page.id)));
        forms.insert(form.id);
    }
    assert!(forms.len() > 1 && questions.len() > 50, "the forms are not where they were");
    let mut found = Vec::new();
    for (module, source) in modules().into_iter().filter(|(module, _)| module != "form/builtin") {
        for (line, literal) in source.literals {
            let is_question = questions.contains(&literal) && !COMMON.contains(&literal.as_str());
            if is_question || forms.iter().any(|form| literal.contains(form.as_str())) {
                found.push(format!("src/{module}.rs:{line}: \"{literal}\""));
            }
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
