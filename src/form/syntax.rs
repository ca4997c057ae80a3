//! What TOML finds wrong with a text, in our words: its own are English, and for programmers.

use crate::l10n::Message;

/// How what `toml` says begins, and the text that says the same. The first one that fits counts.
const SAID: &[(&str, &str)] = &[
    ("duplicate key", "toml-duplicate"),
    ("cannot extend value of type", "toml-not-a-table"),
    ("key with no value", "toml-no-equals"),
    ("missing assignment between key-value pairs", "toml-no-equals"),
    ("extra `=`", "toml-extra-equals"),
    ("unexpected `=` in array", "toml-equals-in-list"),
    ("unquoted keys cannot be empty", "toml-no-key"),
    ("invalid key-value pair", "toml-no-key"),
    ("missing key for inline table element", "toml-no-key"),
    ("invalid unquoted key", "toml-key"),
    ("keys cannot be multi-line", "toml-key"),
    ("unclosed table", "toml-unclosed-header"),
    ("unclosed array table", "toml-unclosed-header"),
    ("unclosed array", "toml-unclosed-list"),
    ("unclosed inline table", "toml-unclosed-table"),
    ("missing array opening", "toml-unopened"),
    ("missing inline table opening", "toml-unopened"),
    ("missing comma", "toml-comma"),
    ("extra assignment between key-value pairs", "toml-comma"),
    ("extra comma", "toml-extra-comma"),
    ("string values must be quoted", UNQUOTED),
    ("missing opening quote", "toml-unopened-text"),
    ("invalid basic string, expected `\"`", "toml-unclosed-text"),
    ("invalid literal string, expected `'`", "toml-unclosed-plain"),
    ("invalid multi-line basic string, expected `\"`", "toml-unclosed-long"),
    ("invalid multi-line literal string, expected `'`", "toml-unclosed-long"),
    ("invalid basic string", "toml-character"),
    ("invalid literal string", "toml-character"),
    ("invalid multi-line basic string", "toml-character"),
    ("invalid multi-line literal string", "toml-character"),
    ("invalid comment character", "toml-character"),
    ("missing escaped value", "toml-escape"),
    ("too few unicode value digits", "toml-escape"),
    ("invalid value, expected unicode", "toml-escape"),
    ("unexpected key or value", "toml-rest"),
    ("unexpected leading zero", "toml-number"),
    ("`_` may only go between digits", "toml-number"),
    ("invalid fraction", "toml-number"),
    ("invalid mantissa", "toml-number"),
    ("invalid exponent", "toml-number"),
    ("invalid float", "toml-number"),
    ("invalid hexadecimal number", "toml-number"),
    ("radix must be lowercase", "toml-number"),
    ("integers with a radix cannot be signed", "toml-number"),
    ("redundant numeric sign", "toml-number"),
    ("invalid type: integer", "toml-too-large"),
    ("integer number overflowed", "toml-too-large"),
    ("floating-point number overflowed", "toml-too-large"),
    ("invalid date", "toml-date"),
    ("invalid time", "toml-date"),
    ("invalid boolean", "toml-boolean"),
    ("carriage return must be followed by newline", "toml-line-end"),
    ("cannot recurse further", "toml-too-deep"),
];

/// Said of a value that is no text, and of one that is not there at all.
const UNQUOTED: &str = "toml-unquoted";

/// What `toml` says of these characters of the file; in its own words if we have none for it.
pub(super) fn message(said: &str, characters: &str) -> Message {
    let Some((_, id)) = SAID.iter().find(|(start, _)| said.starts_with(start)) else {
        return Message::new("fault-toml").with("reason", said);
    };
    let text = characters.lines().next().unwrap_or_default().trim();
    if *id == UNQUOTED && text.is_empty() {
        return Message::new("toml-no-value");
    }
    Message::new(id).with("text", text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::load;
    use crate::l10n::{Language, Texts};
    use crate::node::Node;

    /// For each entry of the table, in its order, a file of which `toml` says that first.
    const WRONG: &[&str] = &[
        "a = 1\na = 2",
        "a = 1\n[a.b]",
        "a\nb = 1",
        "a = { b 1 }",
        "a == 1",
        "a = [1, b = 2]",
        "= 1",
        "{\"a\": 1}",
        "a = { b = 1, [c] }",
        "année = 1",
        "\"\"\"a\"\"\" = 1",
        "[a\nb = 1",
        "[[a]\nb = 1",
        "a = [1, 2",
        "a = { b = 1",
        "a = ]",
        "a = }",
        "a = [\"x\" \"y\"]",
        "a = { b = 1 c = 2 }",
        "a = [1,,2]",
        "a = oui",
        "a = x\"",
        "a = \"x",
        "a = 'x",
        "a = \"\"\"x",
        "a = '''x",
        "a = \"\u{1}\"",
        "a = '\u{1}'",
        "a = \"\"\"\u{1}\"\"\"",
        "a = '''\u{1}'''",
        "# \u{1}",
        "a = \"\\q\"",
        "a = \"\\u12\"",
        "a = \"\\uD800\"",
        "a = 'l'ami'",
        "a = 01",
        "a = 1_",
        "a = 1.",
        "a = .5",
        "a = 1e",
        "a = 1.5.2",
        "a = 0xZ",
        "a = 0XFF",
        "a = +0x1",
        "a = ++1",
        "a = 99999999999999999999",
        "a = 999999999999999999999999999999999999999999",
        "a = 1e999",
        "a = 2024-01",
        "a = 12:99",
        "a = True",
        "a = 1\rb = 2",
        "a = DEEP",
    ];

    fn wrong(at: usize) -> String {
        WRONG[at].replace("DEEP", &"[".repeat(200))
    }

    fn told(text: &str, language: Language) -> Vec<String> {
        load("f.toml", text).map_or_else(|error| error.lines(&Texts::new(language)), |_| Vec::new())
    }

    #[test]
    fn toml_still_says_what_the_table_knows() {
        assert_eq!(SAID.len(), WRONG.len());
        for (at, (start, id)) in SAID.iter().enumerate() {
            let errors = Node::read(&wrong(at)).unwrap_err();
            assert!(errors[0].message.starts_with(start), "{:?}: {:?}", WRONG[at], errors[0]);
            assert_eq!(message(&errors[0].message, "x").id, *id, "{:?}: an entry before hides {start:?}", WRONG[at]);
        }
    }

    #[test]
    fn what_toml_says_is_told_in_our_words_in_both_languages() {
        for language in [Language::French, Language::English] {
            for (at, (start, _)) in SAID.iter().enumerate() {
                let told = told(&wrong(at), language);
                assert!(told[0].starts_with("f.toml:") && !told[0].contains("TOML") && !told[0].contains("toml-"), "{told:?}");
                assert!(!told.iter().any(|line| line.contains(start)), "{told:?}");
            }
        }
    }

    #[test]
    fn a_slip_is_told_once_with_what_stands_there() {
        for (text, said) in [
            ("id = \"a\"\nid = \"b\"", "f.toml:2:1: « id » est déjà écrit plus haut : n'en garder qu'un"),
            ("id = \"a\"\n[page]\n[page]", "f.toml:3:2: « page » est déjà écrit plus haut : n'en garder qu'un"),
            ("id = essai", "f.toml:1:6: « essai » : mettre un texte entre guillemets droits (\"…\")"),
            ("id =\ntitle = \"T\"", "f.toml:1:5: il manque la valeur après `=`"),
            ("a = [1, b = 2]", "f.toml:1:11: `=` dans une liste : la fermer avant par `]`"),
            ("a = 01", "f.toml:1:5: nombre mal écrit : sans espace ni zéro devant, avec un point pour la virgule (12, 4.5)"),
        ] {
            let told: Vec<String> = told(text, Language::French).iter().map(|line| line.replace('\u{a0}', " ")).collect();
            assert_eq!(told, [said], "{text}");
        }
        let unknown = message("cosmic ray", "");
        assert_eq!(Texts::new(Language::French).render(&unknown), "TOML\u{a0}: cosmic ray");
    }
}
