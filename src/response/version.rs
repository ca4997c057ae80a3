//! A draft of another version of its form: the answers that still fit move over; the others are kept aside, with the reason, and come back if a version has a place for them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Response;
use crate::answers::{Answers, ID, Path};
use crate::form::Form;
use crate::l10n::Message;

/// An answer for which the form has no place any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetAside {
    /// Where it stood.
    pub path: Path,
    /// The whole answer; of an unreadable one the text.
    pub value: Value,
    /// The version of the form in which it was given.
    pub version: String,
    /// Why it does not fit, in words.
    pub why: String,
}

/// What became of the answers of another version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BroughtOver {
    /// The version before.
    pub from: String,
    /// How many questions have an answer as before.
    pub kept: usize,
    /// How many answers were set aside.
    pub aside: usize,
    /// How many that had been set aside are back.
    pub back: usize,
}

impl BroughtOver {
    /// What to tell of it, for a form of this version.
    #[must_use]
    pub fn message(&self, to: &str) -> Message {
        let id = if self.aside + self.back == 0 { "version-all-kept" } else { "version-moved" };
        let message = Message::new(id).with("from", self.from.as_str()).with("to", to).with("kept", self.kept);
        if id == "version-moved" { message.with("aside", self.aside).with("back", self.back) } else { message }
    }
}

impl Response {
    /// Brings an open draft of another version of the form over to this one; nothing if it is of this one, or closed. `tell` puts a reason into words.
    pub fn bring_over(&mut self, form: &Form, tell: impl Fn(&Message) -> String) -> Option<BroughtOver> {
        if self.form.version == form.version || !self.is_open() {
            return None;
        }
        let from = std::mem::replace(&mut self.form.version, form.version.clone());
        let mut misfits = Vec::new();
        for (id, value) in self.answers.as_map() {
            misfits_of(form, id, value, &mut misfits);
        }
        let lost = self.unreadable.keys().filter(|path| form.item_at(path).is_none()).cloned().collect::<Vec<_>>();
        let texts = lost.into_iter().filter_map(|path| {
            let text = self.unreadable.remove(&path)?;
            Some((path, Value::String(text), None, Message::new("import-unknown-question")))
        });
        misfits.extend(texts.collect::<Vec<_>>());
        let back = self.take_back(form);
        let aside = misfits.len();
        for (path, value, rest, why) in misfits {
            self.answers.set(&path, rest);
            self.set_aside.push(SetAside { path, value, version: from.clone(), why: tell(&why) });
        }
        let kept = self.answer_count().saturating_sub(back);
        Some(BroughtOver { from, kept, aside, back })
    }

    /// Answers set aside before that fit again, where nothing was answered since; how many.
    fn take_back(&mut self, form: &Form) -> usize {
        let mut back = 0;
        for set_aside in std::mem::take(&mut self.set_aside) {
            let path = &set_aside.path;
            let question = form.item_at(path).and_then(|item| form.items[item].question());
            let fits = question.is_some_and(|question| question.accept(&set_aside.value).is_ok_and(|value| value.is_some()));
            // of a table or several options a part stayed: what was given since is not overwritten
            let is_free = self.answers.get(path).is_none() && path.block().is_none_or(|block| self.answers.get(&block).is_some());
            if fits && is_free {
                self.answers.set(path, Some(set_aside.value));
                back += 1;
            } else {
                self.set_aside.push(set_aside);
            }
        }
        back
    }
}

/// An answer that does not fit: where, all of it, what of it can stay, why.
type Misfit = (Path, Value, Option<Value>, Message);

fn misfits_of(form: &Form, id: &str, value: &Value, found: &mut Vec<Misfit>) {
    let path = Path::question(id);
    let Some(item) = form.find(id) else {
        return found.push((path, value.clone(), None, Message::new("import-unknown-question")));
    };
    let Some(repeat) = form.items[item].repeat() else {
        return found.extend(misfit(form, item, path, value));
    };
    if !value.is_array() {
        return found.push((path, value.clone(), None, Message::new("problem-not-blocks")));
    }
    let answers = Answers::from(Map::from_iter([(id.to_owned(), value.clone())]));
    for (block, fields) in answers.blocks(&path) {
        for (name, value) in fields.iter().filter(|(name, _)| *name != ID) {
            let place = path.instance(block).join(name);
            match form.field(repeat, name) {
                Some(field) => found.extend(misfit(form, field, place, value)),
                None => found.push((place, value.clone(), None, Message::new("import-unknown-question"))),
            }
        }
    }
}

/// What of one answer does not fit its question, if anything.
fn misfit(form: &Form, item: usize, path: Path, value: &Value) -> Option<Misfit> {
    let item = &form.items[item];
    let question = item.question()?;
    if !item.is_answered() {
        return Some((path, value.clone(), None, Message::new("import-not-answerable")));
    }
    let (_, reason) = question.accept(value).err()?.into_iter().next()?;
    Some((path, value.clone(), question.salvage(value), reason))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::form::load;

    /// A form of that version; `new` has other questions, options and kinds.
    fn form(version: &str, new: bool) -> Form {
        let (options, kind, gone, row) = if new {
            ("a = \"A\"", "integer", "autre", "un = \"Un\"")
        } else {
            ("a = \"A\", b = \"B\"", "text", "gone", "un = \"Un\", deux = \"Deux\"")
        };
        let text = format!(
            r#"
            id = "f"
            version = "{version}"
            title = "F"
            [[page]]
            id = "p"
            title = "P"
            [[page.question]]
            id = "same"
            kind = "text"
            label = "Same"
            [[page.question]]
            id = "{gone}"
            kind = "text"
            label = "Gone"
            [[page.question]]
            id = "one"
            kind = "choice"
            label = "One"
            choices = {{ {options} }}
            [[page.question]]
            id = "many"
            kind = "choices"
            label = "Many"
            choices = {{ {options} }}
            [[page.question]]
            id = "other"
            kind = "{kind}"
            label = "Other"
            [[page.question]]
            id = "table"
            kind = "matrix"
            label = "Table"
            cell = "integer"
            rows = {{ {row} }}
            columns = {{ x = "X" }}
            [[page.question]]
            id = "list"
            kind = "repeat"
            label = "List"
            item = "Item {{n}}"
            add = "Add"
            max = 3
            [[page.question.field]]
            id = "{gone}"
            kind = "text"
            label = "Gone"
            [[page.question.field]]
            id = "stays"
            kind = "text"
            label = "Stays"
            "#
        );
        load("f.toml", &text).unwrap_or_else(|error| panic!("{error:?}"))
    }

    fn draft(form: &Form) -> Response {
        let mut response = Response::new(form, "aaaa".to_owned(), "", jiff::Timestamp::UNIX_EPOCH);
        response.answers = serde_json::from_value(json!({
            "same": "x", "gone": "y", "one": "b", "many": ["a", "b"], "other": "douze", "table": {"un": {"x": 1}, "deux": {"x": 2}},
            "list": [{"_id": "k3f9", "gone": "z", "stays": "w"}],
        }))
        .unwrap();
        response.unreadable.insert("gone".into(), "typed".to_owned());
        response
    }

    #[test]
    fn what_fits_moves_over_and_the_rest_is_kept_aside_whole() {
        let (old, new) = (form("1", false), form("2", true));
        let mut response = draft(&old);
        assert_eq!(response.bring_over(&old, |_| String::new()), None, "it is of this version");
        let moved = response.bring_over(&new, |why| why.id.to_owned()).unwrap();
        assert_eq!(moved, BroughtOver { from: "1".to_owned(), kept: 4, aside: 7, back: 0 });
        assert_eq!(
            json!(response.answers),
            json!({"same": "x", "many": ["a"], "table": {"un": {"x": 1}}, "list": [{"_id": "k3f9", "stays": "w"}]})
        );
        let mut aside: Vec<_> = response.set_aside.iter().map(|kept| (kept.path.as_str(), kept.value.clone())).collect();
        aside.sort_by(|a, b| a.0.cmp(b.0).then(a.1.to_string().cmp(&b.1.to_string())));
        assert_eq!(
            aside,
            [
                ("gone", json!("typed")),
                ("gone", json!("y")),
                ("list[k3f9].gone", json!("z")),
                ("many", json!(["a", "b"])),
                ("one", json!("b")),
                ("other", json!("douze")),
                ("table", json!({"un": {"x": 1}, "deux": {"x": 2}})),
            ]
        );
        assert!(response.set_aside.iter().all(|kept| kept.version == "1" && !kept.why.is_empty()));
        assert_eq!((response.form.version.as_str(), response.unreadable.len()), ("2", 0));
        let again = super::super::read(&response.to_json()).unwrap();
        assert_eq!(again, response, "it is written and read");
    }

    #[test]
    fn what_was_set_aside_comes_back_where_it_fits_and_nothing_was_answered_since() {
        let (old, new) = (form("1", false), form("2", true));
        let mut response = draft(&old);
        response.bring_over(&new, |_| String::new());
        response.answers.set(&"one".into(), Some(json!("a")));
        let moved = response.bring_over(&old, |_| String::new()).unwrap();
        assert_eq!((moved.back, moved.aside), (3, 0));
        assert_eq!(
            ["gone", "one", "other", "list[k3f9].gone"].map(|path| response.answers.get(&path.into()).cloned()),
            [Some(json!("y")), Some(json!("a")), Some(json!("douze")), Some(json!("z"))]
        );
        let left: Vec<&str> = response.set_aside.iter().map(|kept| kept.path.as_str()).collect();
        assert_eq!(
            left,
            ["one", "many", "table", "gone"],
            "a part of two stayed, one was answered anew: nothing is overwritten or dropped"
        );
    }

    #[test]
    fn what_is_validated_or_waits_for_its_reviewer_stays_as_it_is() {
        let (old, new) = (form("1", false), form("2", true));
        for (status, review) in
            [(super::super::Status::Validated, super::super::Review::None), (super::super::Status::Draft, super::super::Review::ToReview)]
        {
            let mut response = Response { status, review, ..draft(&old) };
            let before = response.clone();
            assert_eq!(response.bring_over(&new, |_| String::new()), None);
            assert_eq!(response, before);
        }
    }
}
