//! Why a question is hidden, in the labels' words: what its conditions read, and what is answered there now.

use serde_json::Value;

use super::{Inputs, evaluate_at, is_relevant, words};
use crate::answers::{Answers, Path};
use crate::expression::{Answered, Expression, Read};
use crate::form::Form;
use crate::l10n::{Message, Texts};

/// What a condition that does not hold reads: where, and the answer; `None` for a question that is hidden itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Cause {
    /// The question read, down to the cell or field.
    pub path: Path,
    /// Its answer, null if it has none; nothing if it is hidden.
    pub value: Option<Value>,
}

/// What hides the question at a path: what is read by the outermost condition over it that does not hold, in the order of that condition. Nothing if
/// it is shown.
#[must_use]
pub fn causes(inputs: &Inputs, path: &Path) -> Vec<Cause> {
    let form = inputs.form;
    let Some(item) = form.item_at(path).map(|item| &form.items[item]) else { return Vec::new() };
    let page = &form.pages[item.page];
    let outer = [page.relevant.as_ref(), page.sections[item.section].relevant.as_ref(), item.repeat.and_then(|repeat| form.items[repeat].relevant.as_ref())];
    // what stands around a repeat is not read from inside its blocks
    let around = Path::question(path.root());
    let failing = outer.into_iter().flatten().map(|condition| (condition, &around)).chain(item.relevant.as_ref().map(|own| (own, path)));
    for (condition, at) in failing {
        let (holds, found) = evaluate_at(inputs, at, |facts| (condition.holds(facts), read(inputs, condition, facts, at)));
        if !holds {
            return found;
        }
    }
    Vec::new()
}

fn read(inputs: &Inputs, condition: &Expression, facts: &dyn Answered, at: &Path) -> Vec<Cause> {
    let cause = |read: &Read| {
        let path = path_of(inputs.form, &read.path, at);
        let value = is_relevant(inputs, &path).then(|| facts.value(read).map_or(Value::Null, std::borrow::Cow::into_owned));
        Cause { path, value }
    };
    condition.reads().iter().map(cause).collect()
}

/// The path of a name in an expression of the question at a path: a block's own fields come first.
fn path_of(form: &Form, name: &[String], at: &Path) -> Path {
    let (first, below) = name.split_first().map_or(("", &[][..]), |(first, below)| (first.as_str(), below));
    let own = at.block().filter(|_| form.find(at.root()).and_then(|item| form.field(form.items[item].repeat()?, first)).is_some());
    let path = own.map_or_else(|| Path::question(first), |block| block.join(first));
    below.iter().fold(path, |path, name| path.join(name))
}

/// Why the question at a path is hidden: « car « Statut juridique » : Portage association ». Empty if it is shown.
#[must_use]
pub fn in_words(inputs: &Inputs, path: &Path, texts: &Texts) -> String {
    let told: Vec<String> = causes(inputs, path).iter().map(|cause| say(inputs.form, inputs.answers, cause, texts)).collect();
    if told.is_empty() { String::new() } else { texts.render(&Message::new("why-hidden").with("causes", told.join(" ; "))) }
}

fn say(form: &Form, answers: &Answers, cause: &Cause, texts: &Texts) -> String {
    let title = words::title(form, answers, &cause.path, texts.language());
    let answer = match &cause.value {
        None => texts.get("why-hidden-itself").into_owned(),
        Some(value) if crate::answers::is_blank(value) => texts.get("why-unanswered").into_owned(),
        Some(value) if value.is_number() => words::number(value, texts.language()),
        Some(value) => form.item_at(&cause.path).map_or_else(String::new, |item| words::summary(form, item, value, texts.language())),
    };
    texts.render(&Message::new("why-cause").with("question", title).with("answer", answer))
}
