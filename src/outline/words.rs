//! Names in the labels' words: what a path is called on screen and on paper, and answers inside the form's messages.

use std::borrow::Cow;

use serde_json::Value;

use crate::answers::{Answers, Path, Step};
use crate::expression::{Answered, Expression};
use crate::form::Form;
use crate::l10n::{Label, Language, Message, Texts};

use super::{Problem, Told};
use crate::question::{Question, shown_number};

/// An answer that this version of the form has no place for: its question, the answer, the version it was given in and why.
#[must_use]
pub fn set_aside(form: &Form, answers: &Answers, (path, value): (&Path, &Value), version: &str, why: &str, language: Language) -> Message {
    // what does not fit its question is told as it stands in the file
    let told = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
    let question = form.item_at(path).map_or_else(|| path.to_string(), |_| title(form, answers, path, language));
    Message::new("set-aside").with("question", question).with("answer", told).with("version", version).with("why", why)
}

/// What a path is called: « Événement 2 · Libellé », « Postes · parmi eux, ceux qui ont été pourvus · Nombre en 2023 ».
#[must_use]
pub fn title(form: &Form, answers: &Answers, path: &Path, language: Language) -> String {
    let number = |id: &str| Some(answers.blocks(&Path::question(path.root())).position(|(block, _)| block == id)? + 1);
    title_of(form, number, path, language)
}

/// What a path is called, where it is known which number its block has; a block that is no more has none.
#[must_use]
pub fn title_of(form: &Form, number: impl FnOnce(&str) -> Option<usize>, path: &Path, language: Language) -> String {
    let Some(top) = form.find(path.root()) else { return path.to_string() };
    let mut parts: Vec<String> = Vec::new();
    if let Some(repeat) = form.items[top].repeat() {
        let mut steps = path.steps().skip(1);
        let Some(Step::Instance(id)) = steps.next() else { return form.items[top].label.text(language).to_owned() };
        parts.push(number(id).map_or_else(|| repeat.item_name(language), |n| repeat.item_title(n, language)));
        if let Some(Step::Name(field)) = steps.next()
            && let Some(field) = form.field(repeat, field)
        {
            push(&mut parts, form.items[field].label.text(language));
            cells(form, field, steps, language, &mut parts);
        }
    } else {
        push(&mut parts, form.items[top].label.text(language));
        cells(form, top, path.steps().skip(1), language, &mut parts);
    }
    parts.join(" · ")
}

/// What a problem stands under. The program's own words need the cell named, « Postes · Postes vacants · Nombre en 2023 »; the form's name it themselves,
/// so the question is enough: « Postes ».
#[must_use]
pub fn problem_title(form: &Form, answers: &Answers, problem: &Problem, language: Language) -> String {
    let path = &problem.path;
    if let Told::Message(_) = problem.told {
        return title(form, answers, path, language);
    }
    title(form, answers, &path.asked(), language)
}

/// The cell of a question at which a problem told in the program's own words stands: « Postes vacants · Nombre en 2023 ». Empty for one that is about the
/// whole question, or that the form's words name.
fn problem_cell(form: &Form, item: usize, question: &Path, problem: &Problem, language: Language) -> String {
    let mut parts = Vec::new();
    if let Told::Message(_) = problem.told {
        cells(form, item, problem.path.steps().skip(question.steps().count()), language, &mut parts);
    }
    parts.join(" · ")
}

/// A problem in words.
#[must_use]
pub fn told(problem: &Problem, texts: &Texts) -> String {
    match &problem.told {
        Told::Message(message) => texts.render(message),
        Told::Words(words) => words.clone(),
    }
}

/// A problem in words, as it stands under its question: with the cell of a matrix named.
#[must_use]
pub fn told_at(form: &Form, item: usize, question: &Path, problem: &Problem, texts: &Texts) -> String {
    let told = told(problem, texts);
    let cell = problem_cell(form, item, question, problem, texts.language());
    if cell.is_empty() { told } else { texts.render(&Message::new("problem-at").with("title", cell).with("told", told)) }
}

fn push(parts: &mut Vec<String>, label: &str) {
    if !label.is_empty() {
        parts.push(label.to_owned());
    }
}

fn cells<'a>(form: &Form, item: usize, steps: impl Iterator<Item = Step<'a>>, language: Language, parts: &mut Vec<String>) {
    let Some(table) = form.items[item].question().and_then(Question::table) else { return };
    for (step, names) in steps.zip([table.rows, table.columns]) {
        if let Step::Name(id) = step {
            push(parts, label_of(names, id).map_or(id, |label| label.text(language)));
        }
    }
}

fn label_of<'a>(names: &'a [(String, Label)], id: &str) -> Option<&'a Label> {
    names.iter().find(|(name, _)| name == id).map(|(_, label)| label)
}

/// An answer in words, as its question sums it up.
#[must_use]
pub fn summary(form: &Form, item: usize, value: &Value, language: Language) -> String {
    let question = form.items.get(item).and_then(|item| item.question());
    match question {
        Some(question) if question.accept(value).is_ok() => question.summary(&rounded(form, item, value), language),
        _ => value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned),
    }
}

/// The value of a name in a check's message: of one that the check's test reads.
pub(super) fn value(
    form: &Form,
    repeat: Option<usize>,
    name: &str,
    test: &Expression,
    answered: &dyn Answered,
    language: Language,
) -> Option<String> {
    let read = test.reads().iter().find(|read| read.path.join(".") == name)?;
    let value = answered.value(read)?;
    if read.path.len() > 1 {
        return Some(number(&value, language));
    }
    let own = repeat.and_then(|repeat| form.field(form.items[repeat].repeat()?, name));
    Some(summary(form, own.or_else(|| form.find(name))?, &value, language))
}

/// A computed number as it is shown: to two decimals; an answer is never rounded.
fn rounded<'a>(form: &Form, item: usize, value: &'a Value) -> Cow<'a, Value> {
    match value.as_f64() {
        Some(number) if form.items[item].value.is_some() && number.fract() != 0.0 => {
            Cow::Owned(Value::from((number * 100.0).round() / 100.0))
        }
        _ => Cow::Borrowed(value),
    }
}

/// A number as read in that language; any other value as text.
#[must_use]
pub fn number(value: &Value, language: Language) -> String {
    value
        .as_f64()
        .map_or_else(|| value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned), |number| shown_number(number, language))
}

/// A template with its `{names}` filled in; a name without a value becomes « … ».
#[must_use]
pub fn fill(template: &str, mut value: impl FnMut(&str) -> Option<String>) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            text.push('{');
            rest = after;
            continue;
        };
        text.push_str(value(name).as_deref().unwrap_or("…"));
        rest = after;
    }
    text + rest
}
