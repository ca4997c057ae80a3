//! The schema says what the loader takes.

use super::*;
use crate::form::{Form, load};
use crate::l10n::Arg;

const HEAD: &str = "id = 'f'\nversion = '1'\ntitle = 'T'\n";

/// A form with this on its only page.
fn on_a_page(questions: &str) -> String {
    format!("{HEAD}[[page]]\nid = 'p'\ntitle = 'P'\n{questions}")
}

/// A question of a form, and what follows it.
fn question_with(keys: &str) -> String {
    on_a_page(&format!("[[page.question]]\n{keys}"))
}

fn faults(text: &str) -> Vec<String> {
    let validator = jsonschema::draft202012::new(&schema()).unwrap();
    let form: Value = toml::from_str(text).unwrap();
    validator.iter_errors(&form).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn loaded(text: &str) -> Form {
    load("test", text).unwrap_or_else(|error| panic!("{error:#?}\n{text}"))
}

#[test]
fn the_published_schema_is_the_one_of_the_code() {
    hold("forms/form.schema.json", &format!("{:#}\n", schema()));
}

#[test]
fn it_is_a_schema_and_every_reference_leads_somewhere() {
    let schema = schema();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    let text = schema.to_string();
    for reference in text.split("\"#/$defs/").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(schema["$defs"].get(reference).is_some(), "{reference}");
    }
}

#[test]
fn every_form_of_the_project_and_every_kind_s_example_meets_it() {
    let forms = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("forms")).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<String> =
        forms.filter(|path| path.extension().is_some_and(|found| found == "toml")).map(|path| fs::read_to_string(path).unwrap()).collect();
    assert!(texts.len() > 1);
    texts.extend(KINDS.iter().map(|kind| question_with(kind.example)));
    for text in texts {
        assert_eq!(faults(&text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_question_takes_what_all_questions_take() {
    let common = "label = 'L'\nhint = { fr = 'a', en = 'b' }\nrelevant = 'true'\nrequired = 'a == 2'\ndefault = 3\npersonal = true\n\
                  [[page.question.check]]\ntest = 'a < 3'\nmessage = 'no'\nseverity = 'info'\n";
    let text = question_with(&format!(
        "id = 'a'\nkind = 'integer'\n{common}[[page.question]]\nid = 'b'\nkind = 'integer'\nlabel = 'B'\nvalue = 'a + 1'\n"
    ));
    loaded(&text);
    assert_eq!(faults(&text), Vec::<String>::new());
}

#[test]
fn what_the_loader_refuses_for_its_shape_is_refused_here() {
    let text = "id = 'a'\nkind = 'text'\nlabel = 'A'\n";
    let repeat = "id = 'r'\nkind = 'repeat'\nlabel = 'R'\nitem = 'I'\nadd = 'A'\nmax = 2\n";
    let matrix = "id = 'm'\nkind = 'matrix'\nlabel = 'M'\ncell = 'integer'\nrows = { x = 'X' }\ncolumns = { y = 'Y' }\n";
    let check = "[[page.question.check]]\nmessage = 'no'\n";
    for broken in [
        format!("sirop = 1\n{}", question_with(text)),
        HEAD.to_owned(),
        question_with(text).replace("version = '1'\n", ""),
        question_with(text).replace("id = 'f'", "id = '1f'"),
        on_a_page("sirop = 1\n"),
        on_a_page("final = 'yes'\n"),
        on_a_page(&format!("[[page.section]]\nsirop = 1\n[[page.section.question]]\n{text}")),
        on_a_page(&format!("[[page.section]]\n[[page.question]]\n{text}[[page.section.question]]\n{text}")),
        question_with(&format!("{text}sirop = 1\n")),
        question_with(&format!("{text}min = 1\n")),
        question_with(&text.replace("text", "sirop")),
        question_with(&text.replace("label = 'A'\n", "")),
        question_with(&text.replace("'a'", "'a-b'")),
        question_with(&text.replace("'A'", "{ de = 'A' }")),
        question_with(&text.replace("'A'", "3")),
        question_with(&text.replace("'A'", "' '")),
        question_with(&text.replace("'A'", "{}")),
        question_with(&text.replace("'A'", "{ fr = 'A', en = '' }")),
        question_with(&format!("{text}value = '1'\nrequired = true\n")),
        question_with(&format!("{text}value = '1'\ndefault = 'a'\n")),
        question_with(&format!("{text}required = 1\n")),
        question_with(&format!("{text}[[page.question.check]]\ntest = 'true'\n")),
        question_with(&format!("{text}{check}test = 'true'\nseverity = 'fatal'\n")),
        question_with(&format!("{text}{check}test = 'true'\nat = 'a'\n")),
        question_with(&format!("{text}{check}test = 'true'\neach = 'row'\n")),
        question_with(&format!("{matrix}{check}test = 'y > 0'\neach = 'cell'\n")),
        question_with(&matrix.replace("cell = 'integer'\n", "")),
        question_with(&matrix.replace("'integer'", "'text'")),
        question_with("id = 'n'\nkind = 'note'\ntext = 'N'\nrequired = true\n"),
        question_with("id = 'n'\nkind = 'note'\ntext = 'N'\npersonal = false\n"),
        question_with(&format!("{repeat}default = []\n[[page.question.field]]\n{text}")),
        question_with(repeat),
        question_with(&format!("{repeat}[[page.question.field]]\n{repeat}[[page.question.field.field]]\n{text}")),
        question_with(&format!("{}[[page.question.field]]\n{text}", repeat.replace("max = 2\n", ""))),
        question_with(&format!("{}[[page.question.field]]\n{text}", repeat.replace("max = 2", "max = 2000"))),
        format!("{}[[check]]\ntest = 'true'\nmessage = 'no'\n", question_with(text)),
    ] {
        assert!(load("test", &broken).is_err(), "the loader takes it:\n{broken}");
        assert!(!faults(&broken).is_empty(), "the schema takes it:\n{broken}");
    }
}

#[test]
fn each_table_has_the_keys_that_the_loader_knows() {
    let text = "id = 'a'\nkind = 'text'\nlabel = 'A'\n";
    let repeat = "id = 'r'\nkind = 'repeat'\nsirop = 1\nlabel = 'R'\nitem = 'I'\nadd = 'A'\nmax = 2\n";
    let check = "message = 'no'\ntest = 'true'\nsirop = 1\n";
    for (def, text) in [
        ("", format!("sirop = 1\n{}", question_with(text))),
        ("page", on_a_page("sirop = 1\n")),
        ("section", on_a_page("[[page.section]]\nsirop = 1\n")),
        ("repeat", question_with(&format!("{repeat}[[page.question.field]]\n{text}"))),
        ("matrix_check", question_with(&format!("{text}[[page.question.check]]\n{check}"))),
        ("cross_check", format!("{}[[check]]\nat = 'a'\n{check}", question_with(text))),
    ] {
        let error = load("test", &text).unwrap_err();
        let message = &error.faults.iter().find(|fault| fault.message.id == "fault-unknown-key").unwrap().message;
        let Some((_, Arg::Text(known))) = message.args.iter().find(|(name, _)| *name == "known") else { panic!("{message}") };
        let mut known: Vec<&str> = known.split(", ").collect();
        known.sort_unstable();
        let whole = schema();
        let table = if def.is_empty() { &whole } else { &whole["$defs"][def] };
        let mut keys: Vec<&str> = table["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(keys, known, "{def}");
    }
}
