//! The two Fluent files say the same things, and the code asks only for what they say.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_bundle::{FluentBundle, FluentResource};

use super::{Label, Language, Message, Texts};

/// The names of a file's texts, each with the variables it uses.
fn texts(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    assert!(FluentResource::try_new(language.source().to_owned()).is_ok(), "{}.ftl has a broken entry", language.code());
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut name = String::new();
    for line in language.source().lines().filter(|line| !line.starts_with('#')) {
        if let Some((id, _)) = line.split_once(" =").filter(|(id, _)| id.starts_with(|c: char| c.is_ascii_lowercase())) {
            assert!(!texts.contains_key(id), "{id} stands twice in {}.ftl", language.code());
            name = id.to_owned();
            texts.insert(name.clone(), BTreeSet::new());
        }
        for piece in line.split('$').skip(1) {
            let variable: String = piece.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect();
            texts.entry(name.clone()).or_default().insert(variable);
        }
    }
    texts
}

/// All that asks for texts: the Rust sources of the program, tests left out, and the templates of its pages.
fn code() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    sources(&root.join("src"), &mut code);
    sources(&root.join("templates"), &mut code);
    code
}

fn sources(dir: &Path, out: &mut String) {
    for entry in std::fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs" || e == "html") && !path.ends_with("tests.rs") {
            out.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn both_languages_have_the_same_texts_with_the_same_variables() {
    assert_eq!(texts(Language::French), texts(Language::English));
}

#[test]
fn every_text_is_asked_for_somewhere_in_the_code() {
    let code = code();
    let unused: Vec<_> = texts(Language::French).into_keys().filter(|id| !code.contains(&format!("\"{id}\""))).collect();
    assert!(unused.is_empty(), "no code asks for {unused:?}");
}

#[test]
fn every_text_the_code_asks_for_exists() {
    let code = code();
    let known = texts(Language::French);
    let mut missing = BTreeSet::new();
    for call in ["Message::new(\"", "texts.get(\"", "tell(core, \""] {
        for piece in code.split(call).skip(1) {
            let id: String = piece.chars().take_while(|c| *c != '"').collect();
            if !known.contains_key(&id) {
                missing.insert(id);
            }
        }
    }
    assert!(missing.is_empty(), "the Fluent files lack {missing:?}");
}

#[test]
fn a_count_chooses_the_plural() {
    let texts = Texts::new(Language::French);
    assert_eq!(texts.render(&Message::new("count-errors").with("count", 1_usize)), "1 erreur");
    assert_eq!(texts.render(&Message::new("count-errors").with("count", 2_usize)), "2 erreurs");
}

#[test]
fn a_text_read_alone_says_what_the_whole_file_says() {
    for language in [Language::French, Language::English] {
        let alone = Texts::new(language);
        let mut whole = FluentBundle::new(language.code().parse().into_iter().collect());
        whole.set_use_isolating(false);
        whole.add_resource(FluentResource::try_new(language.source().to_owned()).unwrap()).unwrap();
        for id in texts(language).keys() {
            let pattern = whole.get_message(id).and_then(|message| message.value()).unwrap_or_else(|| panic!("{id} says nothing"));
            assert_eq!(alone.get(id), whole.format_pattern(pattern, None, &mut Vec::new()), "{id}");
        }
    }
}

#[test]
fn a_label_falls_back_to_the_other_language() {
    let label = Label::Each { fr: Some("Nom".into()), en: None };
    assert_eq!(label.text(Language::English), "Nom");
}

#[test]
fn in_french_no_line_breaks_before_a_sign_or_after_a_quotation_mark() {
    let lines = Language::French.source().lines().filter(|line| !line.starts_with('#'));
    let broken: Vec<_> = lines.filter(|line| [" :", " ;", " ?", " !", " »", "« "].iter().any(|plain| line.contains(plain))).collect();
    assert!(broken.is_empty(), "write U+00A0 for the space in {broken:?}");
}
