//! Two versions of a response, compared question by question.

use std::collections::BTreeSet;

use super::{Response, Review, without_ids};
use crate::answers::Path;

impl Response {
    /// The questions, by id, that another version answers otherwise; identities of blocks are no difference.
    #[must_use]
    pub fn differences(&self, other: &Self) -> BTreeSet<String> {
        let (own, others) = (without_ids(&self.answers), without_ids(&other.answers));
        let keys = |value: &serde_json::Value| value.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
        let unreadable = self.unreadable.keys().chain(other.unreadable.keys()).map(|path| path.root().to_owned());
        let ids: BTreeSet<String> = keys(&own).into_iter().chain(keys(&others)).chain(unreadable).collect();
        let typed = |response: &Self, id: &str| {
            response.typed_within(&Path::question(id)).map(|(path, text)| (path.clone(), text.clone())).collect::<Vec<_>>()
        };
        ids.into_iter().filter(|id| own.get(id) != others.get(id) || typed(self, id) != typed(other, id)).collect()
    }

    /// What was typed at a path or below it and cannot be read. Only paths that begin like it are looked at.
    pub fn typed_within<'a, 'b>(&'a self, at: &'b Path) -> impl Iterator<Item = (&'a Path, &'a String)> + use<'a, 'b> {
        let alike = self.unreadable.range(at..).take_while(|(path, _)| path.as_str().starts_with(at.as_str()));
        alike.filter(|(path, _)| path.is_within(at))
    }

    /// Whether another version says the same: the answers, and whether it is validated.
    #[must_use]
    pub fn says_as(&self, other: &Self) -> bool {
        self.stands_as(other) && self.differences(other).is_empty()
    }

    /// Whether another version stands in the same place before or after a validation. Where it stands between filler and reviewer is no part of a
    /// version: what was said of the response tells that.
    #[must_use]
    pub fn stands_as(&self, other: &Self) -> bool {
        (self.status, self.validations.len()) == (other.status, other.validations.len())
    }

    /// An open draft of the same response with the answers of an earlier version, those that it left out, too, in the version of the form in which they
    /// were given; what is fixed from outside stays as it is here.
    #[must_use]
    pub fn with_answers_of(&self, mut version: Self) -> Self {
        for (path, left) in std::mem::take(&mut version.left_out) {
            version.answers.set(&path, Some(left.value));
        }
        for id in &self.fixed {
            version.take_from(self, id);
        }
        let Self { form, answers, unreadable, seen, set_aside, .. } = version;
        Self { form, answers, unreadable, seen, set_aside, review: Review::None, ..self.clone() }
    }

    /// Answers a question as another version does.
    pub fn take_from(&mut self, other: &Self, id: &str) {
        let path = Path::question(id);
        self.answers.set(&path, other.answers.get(&path).cloned());
        self.unreadable.retain(|place, _| place.root() != id);
        let others = other.unreadable.iter().filter(|(place, _)| place.root() == id);
        self.unreadable.extend(others.map(|(place, text)| (place.clone(), text.clone())));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn response(answers: &Value, unreadable: &Value) -> Response {
        let file = json!({
            "format": 1, "id": "aaaa", "form": {"id": "f", "version": "1"}, "created": "2025-01-01T00:00:00Z",
            "modified": "2025-01-01T00:00:00Z", "answers": answers, "unreadable": unreadable,
        });
        crate::response::read(file.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn versions_differ_where_answers_or_typed_texts_do_and_not_by_identities() {
        let none = json!({});
        for (one, other, found) in [
            ((json!({"a": 1, "b": 2}), &none), (json!({"a": 1, "b": 2}), &none), vec![]),
            ((json!({"a": 1, "b": 2}), &none), (json!({"b": 3, "c": 1}), &none), vec!["a", "b", "c"]),
            ((json!({"r": [{"_id": "aa", "x": 1}]}), &none), (json!({"r": [{"_id": "bb", "x": 1}, {"_id": "cc"}]}), &none), vec![]),
            ((json!({}), &json!({"m": "marss"})), (json!({}), &none), vec!["m"]),
            ((json!({}), &json!({"r[aa].m": "marss"})), (json!({}), &json!({"r[aa].m": "mars"})), vec!["r"]),
        ] {
            let (one, other) = (response(&one.0, one.1), response(&other.0, other.1));
            assert_eq!(one.differences(&other).into_iter().collect::<Vec<_>>(), found);
            let mut taken = one.clone();
            for id in &found {
                taken.take_from(&other, id);
            }
            assert!(taken.says_as(&other));
        }
    }
}
