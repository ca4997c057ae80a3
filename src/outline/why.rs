//! Why a question is hidden, in the labels' words: what its conditions read, and what is answered there now.

use serde_json::Value;

use super::{Inputs, evaluate_at, is_relevant, words};
use crate::answers::{Path, is_blank};
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
    let outer = [
        page.relevant.as_ref(),
        page.sections[item.section].relevant.as_ref(),
        item.repeat.and_then(|repeat| form.items[repeat].relevant.as_ref()),
    ];
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

/// Why the question at a path is hidden: « la réponse à « Statut juridique » est « Portage association » ». Empty if it is shown.
#[must_use]
pub fn in_words(inputs: &Inputs, path: &Path, texts: &Texts) -> String {
    let told: Vec<String> = causes(inputs, path).iter().map(|cause| say(inputs, cause, texts)).collect();
    told.join(", ")
}

fn say(inputs: &Inputs, cause: &Cause, texts: &Texts) -> String {
    let title = words::title(inputs.form, inputs.answers, &cause.path, texts.language());
    let Some(value) = cause.value.as_ref().filter(|value| !is_blank(value)) else {
        return texts.render(&Message::new("why-no-answer").with("title", title));
    };
    let value = match inputs.form.item_at(&cause.path) {
        Some(item) if !value.is_number() => words::summary(inputs.form, item, value, texts.language()),
        _ => words::number(value, texts.language()),
    };
    texts.render(&Message::new("why-answer").with("title", title).with("value", value))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::l10n::Language;
    use crate::outline::testing::Situation;

    const FORM: &str = r#"
        id = "f"
        version = "1"
        title = "F"
        [[page]]
        id = "p"
        title = "P"
        [[page.question]]
        id = "statut"
        kind = "choice"
        label = "Statut"
        choices = { public = "Public", prive = "Privé" }
        [[page.question]]
        id = "nombre"
        kind = "integer"
        label = "Nombre"
        [[page.question]]
        id = "groupe"
        kind = "text"
        label = "Groupe"
        relevant = "statut == 'prive' && nombre > 3"
        [[page.question]]
        id = "detail"
        kind = "text"
        label = "Détail"
        relevant = "groupe == 'x'"
        [[page.question]]
        id = "actions"
        kind = "repeat"
        label = "Actions"
        item = "Action {n}"
        add = "Ajouter l'action {n}"
        max = 3
        relevant = "nombre > 0"
        [[page.question.field]]
        id = "faite"
        kind = "choice"
        label = "Faite"
        choices = { oui = "oui", non = "non" }
        [[page.question.field]]
        id = "quand"
        kind = "month"
        label = "Quand"
        relevant = "faite == 'oui'"
    "#;

    #[test]
    fn a_hidden_answer_is_explained_by_what_its_condition_reads_the_outermost_first() {
        let texts = Texts::new(Language::English);
        for (answers, path, said) in [
            (json!({"statut": "public", "nombre": 5}), "groupe", r#"the answer to "Statut" is "Public", the answer to "Nombre" is "5""#),
            (json!({"statut": "prive"}), "groupe", r#"the answer to "Statut" is "Privé", "Nombre" is unanswered"#),
            (json!({"statut": "public", "groupe": "x"}), "detail", r#""Groupe" is unanswered"#),
            (json!({"statut": "prive", "nombre": 5}), "groupe", ""),
            (
                json!({"nombre": 1, "actions": [{"_id": "aaaa"}, {"_id": "k3f9", "faite": "non"}]}),
                "actions[k3f9].quand",
                r#"the answer to "Action 2 · Faite" is "non""#,
            ),
            (json!({"nombre": 0, "actions": [{"_id": "k3f9", "faite": "non"}]}), "actions[k3f9].quand", r#"the answer to "Nombre" is "0""#),
            (json!({}), "inconnue", ""),
        ] {
            let situation = Situation { language: Language::English, ..Situation::new(FORM, answers) };
            let found = in_words(&situation.inputs(), &path.into(), &texts).replace(['“', '”', '«', '»'], "\"");
            assert_eq!(found, said, "{path}");
        }
    }
}
