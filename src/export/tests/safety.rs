//! Whatever stands in an answer or a label, it is only ever read; and it is all there.

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::json;

use super::super::Format;
use super::{Case, FORM, blank_form};

const HOSTILE: &str = "<script>alert(1)</script> & \"x\" | a * b _c_ `d` [e](javascript:f) ![g](h) ~~i~~ \u{1b}[31mrouge\u{1b}]0;t\u{7} \u{202e}envers\u{2066} \u{9b}2J &lt; \\* $x$";

fn hostile() -> Case {
    let file = json!([{"name": "<b>|*x*`\u{202e}fdp.exe", "size": 1, "sha256": "0".repeat(64)}]);
    let lines =
        format!("# titre\n- liste\n1. un\n2) deux\n===\n---\n```\n    code\n> cité\n| a | b |\n|---|---|\n+ plus\n\n<div>\n{HOSTILE}");
    let answers = json!({"nom": HOSTILE, "organigramme": file, "organise": "oui", "evenements": [{"_id": "aaaa", "libelle": lines}]});
    Case::new(FORM, &answers).unreadable("postes.vacants.2023", HOSTILE).unreadable("creation", HOSTILE)
}

#[test]
fn control_and_bidirectional_characters_never_come_out() {
    for format in [Format::Text, Format::Markdown, Format::Html] {
        let out = hostile().print(format);
        let bad: Vec<char> = out.chars().filter(|c| *c != '\n' && crate::ui::clean::is_hostile(*c)).collect();
        assert!(bad.is_empty(), "{format:?}: {bad:?}");
        assert!(out.contains("rouge") && out.contains("envers"));
    }
}

#[test]
fn no_answer_is_markup_in_html() {
    let html = hostile().print(Format::Html);
    assert!(!html.contains("<script") && !html.contains("<div>") && !html.contains("\"x\""));
    assert!(html.contains("&#60;script&#62;alert(1)"));
    assert!(html.contains("&#38;lt;"));
    assert!(html.contains("<li>&#60;b&#62;|*x*`\u{fffd}fdp.exe (1 octet)</li>"));
}

/// The tags of a page with their attributes, and whatever else is not text; the page is sound XML, too.
fn structure(html: &str) -> Vec<String> {
    let mut reader = Reader::from_str(html);
    reader.config_mut().check_comments = true;
    let mut found = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}:\n{html}")) {
            Event::Eof => return found,
            Event::Text(text) => {
                let is_style = found.last().is_some_and(|tag: &String| tag.contains("style"));
                assert!(is_style || !text.contains('>'), "{text:?}");
            }
            Event::GeneralRef(_) => {}
            other => found.push(format!("{other:?}")),
        }
    }
}

/// Text that means something to what reads a page.
fn hostile_text() -> impl Strategy<Value = String> {
    let pieces = [
        "<",
        ">",
        "&",
        "\"",
        "'",
        "/",
        "=",
        "<b>",
        "</dd>",
        "</style>",
        "<script>",
        "<img src=x onerror=f()>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?xml",
        "?>",
        "&lt;",
        "&#60;",
        "&amp",
        "{{ f }}",
        "{% raw %}",
        "\" onload=\"f()",
        "javascript:",
        "é",
        " ",
        "\n",
        "\0",
        "\u{1b}[m",
        "\u{202e}",
        "\u{fffe}",
        "a",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 1..12).prop_map(|pieces| format!("a{}", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_element_and_no_attribute_of_a_page_comes_from_an_answer(texts in prop::collection::vec(hostile_text(), 6)) {
        let print = |texts: &[String]| {
            let [name, file, first, second, count, month] = texts else { unreachable!() };
            // a name that no file can have is told otherwise
            let file: String = file.chars().filter(|c| !c.is_control() && *c != '/').collect();
            let file = json!([{"name": file, "size": 1, "sha256": "0".repeat(64)}]);
            let events = json!([{"_id": "aaaa", "libelle": first}, {"_id": "bbbb", "libelle": second}]);
            let answers = json!({"nom": name, "organigramme": file, "organise": "oui", "evenements": events});
            Case::new(FORM, &answers).unreadable("postes.vacants.2023", count).unreadable("creation", month).print(Format::Html)
        };
        // letters where the others have signs: as long, and on as many lines
        let harmless: Vec<String> = texts.iter().map(|text| text.chars().map(|c| if c.is_whitespace() { c } else { 'x' }).collect()).collect();
        prop_assert_eq!(structure(&print(&texts)), structure(&print(&harmless)));
    }
}

#[test]
fn no_answer_is_markup_in_markdown() {
    let markdown = hostile().print(Format::Markdown);
    let lines: Vec<&str> = markdown.lines().collect();
    for shown in [
        "\\# titre\\",
        "\\- liste\\",
        "1\\. un\\",
        "2\\) deux\\",
        "\\===\\",
        "\\---\\",
        "\\`\\`\\`\\",
        "\u{a0}\u{a0}\u{a0}\u{a0}code\\",
        "\\> cité\\",
        "\\| a \\| b \\|\\",
        "\\|---\\|---\\|\\",
        "\\+ plus",
        "\\<div\\>\\",
        "- \\<b\\>\\|\\*x\\*\\`\u{fffd}fdp.exe (1 octet)",
    ] {
        assert!(lines.contains(&shown), "{shown} in {markdown}");
    }
    // each character that could begin markup stands behind a backslash
    let special = |text: &str| text.char_indices().filter(|(at, c)| "<>*_`[]~$".contains(*c) && !text[..*at].ends_with('\\')).count();
    let name = lines
        .iter()
        .find(|line| line.starts_with("\\<script"))
        .or_else(|| lines.iter().find(|line| line.starts_with("**\\<script")))
        .unwrap();
    assert_eq!(special(name.trim_matches('*')), 0, "{name}");
    // a bar inside a cell makes no further cell
    let row = lines.iter().find(|line| line.starts_with("| Postes vacants")).unwrap();
    assert_eq!(row.replace("\\|", "").matches('|').count(), 5, "{row}");
}

#[test]
fn labels_of_a_form_are_as_harmless_as_answers() {
    let form = FORM.replace("Date de création", r"<b>Date</b> *de* \u001b[1m | \u202ecréation");
    for format in [Format::Text, Format::Markdown, Format::Html] {
        let out = blank_form(&form, format);
        assert!(!out.chars().any(|c| c != '\n' && crate::ui::clean::is_hostile(c)), "{format:?}");
    }
    assert!(!blank_form(&form, Format::Html).contains("<b>"));
    assert!(blank_form(&form, Format::Markdown).contains(r"**\<b\>Date\</b\> \*de\*"));
}

#[test]
fn a_very_long_word_is_wrapped_and_not_cut() {
    let word: String = ('a'..='z').cycle().take(1000).collect();
    let form = FORM.replace("Postes vacants", &word);
    let case = Case::new(&form, &json!({"nom": word, "postes": {"vacants": {"2023": 1}}}));
    let text = case.print(Format::Text);
    assert!(text.lines().all(|line| crate::ui::wrap::width(line) <= 80));
    let letters: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(letters.contains(&word));
    // in a table its pieces stand one below the other
    let first = |line: &str| line.split_once('│').map(|(label, _)| label.trim().to_owned());
    let column: String = text.lines().filter_map(first).collect();
    assert!(column.contains(&word), "{column}");
    assert!(case.print(Format::Html).matches(&word).count() >= 3);
    assert!(case.print(Format::Markdown).matches(&word).count() >= 2);
}

#[test]
fn a_table_with_many_columns_is_written_as_a_list() {
    let columns: Vec<String> = (2000..2020).map(|year| format!("\"{year}\" = \"Nombre en {year}\"")).collect();
    let form = FORM.replace(r#""2023" = "En 2023", "2024" = "En 2024""#, &columns.join(", "));
    let case = Case::new(&form, &json!({"postes": {"vacants": {"2007": 41}}}));
    let text = case.print(Format::Text);
    assert!(text.lines().all(|line| crate::ui::wrap::width(line) <= 80));
    assert!(text.contains("- Nombre en 2007 │ 41\n"), "{text}");
}

#[test]
fn the_page_needs_nothing_from_elsewhere() {
    let html = hostile().print(Format::Html);
    for fetched in ["<script", "<link", "<img", "@import", "url(", "src=", "http"] {
        assert!(!html.contains(fetched), "{fetched}");
    }
    assert!(html.contains("<html lang=\"fr\">") && html.contains("break-before: page") && html.contains("overflow-wrap: anywhere"));
}
