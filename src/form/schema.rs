//! The published JSON Schema of form files, `forms/form.schema.json`: each kind's own part, and what the loader takes around it. Built in tests only;
//! editors complete and check with it. It says what can stand where; names, types of expressions and ids remain the loader's.

mod reference;
mod tests;

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::question::{KINDS, Kind};

/// Compares a file of the project with what it must be; writes it instead if `RECUEIL_BLESS` is set.
fn hold(file: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("RECUEIL_BLESS").is_some() {
        fs::write(&path, expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == expected, "{file} is out of date: RECUEIL_BLESS=1 cargo test writes it. It should be:\n{expected}");
}

/// An object with these keys and no others.
fn table(about: &str, required: &[&str], properties: Value) -> Value {
    let mut table =
        json!({ "type": "object", "description": about, "properties": null, "required": required, "additionalProperties": false });
    table["properties"] = properties;
    table
}

fn label(about: &str) -> Value {
    json!({ "description": about, "$ref": "#/$defs/Label" })
}

fn string(about: &str) -> Value {
    json!({ "description": about, "type": "string" })
}

fn tables(about: &str, of: &str) -> Value {
    json!({ "description": about, "type": "array", "items": { "$ref": format!("#/$defs/{of}") } })
}

fn id(about: &str, pattern: &str) -> Value {
    json!({ "description": about, "type": "string", "pattern": pattern })
}

fn page_id(about: &str) -> Value {
    id(about, "^[A-Za-z][A-Za-z0-9_-]*$")
}

fn question_id() -> Value {
    id("Unique in the form; a field's, in its repeat. The key of the stored answer: it never changes.", "^[A-Za-z][A-Za-z0-9_]*$")
}

fn relevant(what: &str) -> Value {
    string(&format!("When {what} is there: an expression. Always, if absent."))
}

fn required() -> Value {
    json!({ "description": "Whether validation needs an answer: true, false, or an expression.", "anyOf": [{ "type": "boolean" }, { "type": "string" }] })
}

/// The whole schema.
fn schema() -> Value {
    let mut defs = Map::new();
    let questions: Vec<Value> = KINDS.iter().map(|kind| question(kind, &mut defs)).collect();
    defs.insert("Label".to_owned(), label_schema());
    defs.insert("field".to_owned(), json!({ "oneOf": questions }));
    defs.insert("question".to_owned(), json!({ "oneOf": [{ "$ref": "#/$defs/field" }, { "$ref": "#/$defs/repeat" }] }));
    defs.insert("repeat".to_owned(), repeat());
    defs.insert("section".to_owned(), section());
    defs.insert("page".to_owned(), page());
    defs.insert("check".to_owned(), check("A check on this answer.", None));
    defs.insert("matrix_check".to_owned(), check("A check on this matrix.", Some(("each", each()))));
    let at = string("The id of the question at which it is shown.");
    defs.insert("cross_check".to_owned(), check("A check across answers.", Some(("at", at))));
    let mut schema = form();
    schema["$defs"] = Value::Object(defs);
    tidy(&mut schema);
    schema
}

fn form() -> Value {
    let choices = json!({
        "description": "Lists of choices by name, `[choices.NAME]`, with one `code = \"label\"` a line.",
        "type": "object",
        "additionalProperties": { "$ref": "#/$defs/Ordered" }
    });
    let mut pages = tables("The pages, in order.", "page");
    pages["minItems"] = json!(1);
    let properties = json!({
        "id": page_id("What responses name; also the file's name, `ID.toml`."),
        "version": string("Responses keep the one they were filled with."),
        "title": label("The questionnaire's title."),
        "instance_name": string("The id of the question whose answer names a response in lists."),
        "retention_months": { "description": "How many months answers may be kept after the last change.", "type": "integer", "minimum": 0 },
        "choices": choices,
        "page": pages,
        "check": tables("Checks across answers.", "cross_check"),
    });
    let mut form = table("A form file of recueil.", &["id", "version", "title", "page"], properties);
    form["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    form["title"] = json!("recueil form");
    form
}

fn page() -> Value {
    let properties = json!({
        "id": page_id("Unique among the pages."),
        "title": label("The page's title."),
        "hint": label("A quiet line under the title."),
        "relevant": relevant("the page"),
        "next": label("Words for its « page suivante », where the questionnaire has its own."),
        "final": { "description": "Whether this is the page on which a response is re-read, printed and validated.", "type": "boolean" },
        "section": tables("Its sections; a page holds sections or questions, never both.", "section"),
        "question": tables("Its questions; a page holds sections or questions, never both.", "question"),
    });
    let mut page = table("What is shown at once.", &["id", "title"], properties);
    page["not"] = json!({ "required": ["section", "question"] });
    page
}

fn section() -> Value {
    let properties = json!({
        "title": label("The heading, if any."),
        "hint": label("A quiet line under it."),
        "relevant": relevant("the section"),
        "question": tables("Its questions.", "question"),
    });
    table("Questions under one heading.", &[], properties)
}

fn repeat() -> Value {
    let mut fields = tables("The fields of a block, written like questions.", "field");
    fields["minItems"] = json!(1);
    let properties = json!({
        "id": question_id(),
        "kind": { "const": "repeat", "description": "A block of fields that can be filled several times." },
        "label": label("The words over the blocks."),
        "hint": label("A quiet line under them."),
        "item": label("What a block is called; `{n}` is its number from 1."),
        "add": label("The words of the row that adds a block; `{n}` is the number it would have."),
        "title": string("The id of the field whose answer titles a folded block."),
        "min": { "description": "How many blocks are always shown; none if absent.", "type": "integer", "minimum": 0 },
        "max": { "description": "How many there may be.", "type": "integer", "minimum": 1, "maximum": 1000 },
        "field": fields,
        "relevant": relevant("the repeat"),
        "required": required(),
        "check": tables("Checks on the blocks.", "check"),
    });
    table("A block of fields that can be filled several times.", &["id", "kind", "label", "item", "add", "max", "field"], properties)
}

fn check(about: &str, also: Option<(&str, Value)>) -> Value {
    let mut properties = json!({
        "test": string("What must hold: an expression. It is not run while an answer it reads is missing."),
        "message": label("What to tell if it does not; `{id}` is put in from the answers it reads, `{row}` or `{column}` from the matrix."),
        "severity": {
            "description": "error, if absent.",
            "oneOf": [
                { "const": "error", "description": "Refuses validation." },
                { "const": "warning", "description": "To be looked at; never refuses." },
                { "const": "info", "description": "To be known." }
            ]
        },
    });
    let mut needed = vec!["test", "message"];
    if let Some((key, value)) = also {
        properties[key] = value;
        needed.extend((key == "at").then_some("at"));
    }
    table(about, &needed, properties)
}

fn each() -> Value {
    json!({
        "description": "Along what it runs.",
        "oneOf": [
            { "const": "row", "description": "Once a row; the names are columns." },
            { "const": "column", "description": "Once a column; the names are rows." }
        ]
    })
}

fn label_schema() -> Value {
    let words = |about: &str| json!({ "description": about, "type": "string", "pattern": "\\S" });
    let mut by_language = table("A text by language.", &[], json!({ "fr": words("In French."), "en": words("In English.") }));
    by_language["minProperties"] = json!(1);
    json!({
        "description": "One text for every language, or a table by language; never empty.",
        "anyOf": [{ "type": "string", "pattern": "\\S" }, by_language]
    })
}

/// A question of a kind: what all have in common around what is the kind's own. Gives the kind's definitions to `defs`.
fn question(kind: &Kind, defs: &mut Map<String, Value>) -> Value {
    let mut own = (kind.schema)().to_value();
    if let Some(Value::Object(more)) = own.get_mut("$defs").map(Value::take) {
        defs.extend(more);
    }
    let is_note = kind.name == "note";
    let mut properties = Map::new();
    properties.insert("id".to_owned(), question_id());
    properties.insert("kind".to_owned(), json!({ "const": kind.name, "description": kind.about }));
    properties.insert("label".to_owned(), label("The question's words."));
    properties.insert("hint".to_owned(), label("A quiet line under them."));
    if let Some(Value::Object(own)) = own.get_mut("properties").map(Value::take) {
        properties.extend(own);
    }
    properties.insert("relevant".to_owned(), relevant("the question"));
    if !is_note {
        properties.insert("required".to_owned(), required());
        properties.insert("spare".to_owned(), string("When it can stay empty and is not counted as without an answer: an expression."));
        properties
            .insert("default".to_owned(), json!({ "description": format!("The answer it starts with, as it is stored. {}", kind.stored) }));
        properties.insert("value".to_owned(), string("What it is computed from, an expression: shown, never typed nor stored."));
        properties.insert("personal".to_owned(), json!({ "description": "Whether answers are personal data.", "type": "boolean" }));
        let checks = if kind.name == "matrix" { "matrix_check" } else { "check" };
        properties.insert("check".to_owned(), tables("Checks on the answer.", checks));
    }
    let mut needed = vec!["id", "kind"];
    needed.extend((!is_note).then_some("label"));
    let needed_too = own["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    needed.extend(needed_too);
    let mut question = table(kind.about, &needed, Value::Object(properties));
    if !is_note {
        question["not"] = json!({ "anyOf": [{ "required": ["value", "required"] }, { "required": ["value", "default"] }] });
    }
    question
}

/// Takes out what says nothing to an author: null, which TOML lacks, and the widths of numbers.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|name| name != "null");
                if let [one] = types.as_slice() {
                    let one = one.clone();
                    map.insert("type".to_owned(), one);
                }
            }
            if let Some(Value::Array(any)) = map.get_mut("anyOf") {
                any.retain(|schema| schema["type"] != "null");
            }
            for key in ["format", "default"] {
                let is_schema =
                    map.get(key).is_some_and(|value| value.is_object() && key == "default" && value.get("description").is_some());
                if !is_schema {
                    map.shift_remove(key);
                }
            }
            map.values_mut().for_each(tidy);
        }
        Value::Array(list) => list.iter_mut().for_each(tidy),
        _ => {}
    }
}
