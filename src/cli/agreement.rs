//! How far two entries of one response agree, question by question, where `compare` is given both.

use serde_json::{Value, json};

use super::loaded;
use super::session::Session;
use crate::answers::Path;
use crate::form::Form;
use crate::l10n::Message;
use crate::outline::words;
use crate::response::Response;
use crate::response::review::{Agreement, Verification, agreement};
use crate::response::verify::Entries;
use crate::store::Store;
use crate::ui::clean::clean;

/// Two entries of one response, and how far they agree.
pub(super) struct Agreed<'a> {
    first: &'a Response,
    form: &'a Form,
    verification: Verification,
    /// Whether they were compared before: what was settled since does not count.
    is_noted: bool,
}

impl<'a> Agreed<'a> {
    /// What is known of two responses, if one is the second entry of the other: what was noted when they were first compared, else what they say now.
    pub fn of(session: &Session, store: &Store, form: Option<&'a Form>, [one, other]: [&'a Response; 2]) -> Option<Self> {
        let is_second = |second: &Response, first: &Response| second.verifies.as_ref() == Some(&first.id) && second.id != first.id;
        let (first, second) = match () {
            () if is_second(other, one) => (one, other),
            () if is_second(one, other) => (other, one),
            () => return None,
        };
        let form = form.filter(|form| form.id == first.form.id && form.id == second.form.id)?;
        let noted = store.reviewing(&first.id).verified.into_iter().find(|one| one.with == second.id);
        let is_noted = noted.is_some();
        let now = || {
            let found = Entries { form, first, second }.compared(session.today);
            let differ = found.differ.into_iter().map(|change| change.old_path).collect();
            let missing = found.missing.iter().map(|change| change.path.root().to_owned()).collect();
            Verification { at: session.now, by: String::new(), with: second.id.clone(), compared: found.compared, differ, missing }
        };
        let verification = noted.unwrap_or_else(now);
        Some(Self { first, form, verification, is_noted })
    }

    /// Each question with its figures, in the form's order.
    fn questions(&self) -> Vec<(String, Agreement)> {
        let mut questions: Vec<_> = agreement([&self.verification]).into_iter().collect();
        questions.sort_by_key(|(id, _)| self.form.find(id).unwrap_or(usize::MAX));
        questions
    }

    /// « Saisies comparées pour la première fois le 12/03/2026 10:02 : 3 désaccords sur 63 réponses. », then a line for each question with some.
    pub fn text(&self, session: &Session) -> String {
        let questions = self.questions();
        let count = |of: fn(&Agreement) -> usize| questions.iter().map(|(_, one)| of(one)).sum::<usize>();
        let figures = |compared: usize, differ: usize, missing: usize| {
            Message::new("agree-count").with("count", differ).with("of", compared).with("missing", missing)
        };
        let message = if self.is_noted { "agreement-noted" } else { "agreement-now" };
        let message = Message::new(message)
            .with("at", loaded::date(self.verification.at, session.language()))
            .with("figures", figures(count(|one| one.compared), count(|one| one.differ), count(|one| one.missing)));
        let mut text = session.tell(&message) + "\n";
        for (id, one) in questions.iter().filter(|(_, one)| one.differ > 0 || one.missing > 0) {
            let title = words::title(self.form, &self.first.answers, &Path::question(id), session.language());
            let line = Message::new("agreement-question").with("question", clean(&title).into_owned());
            let told = if one.missing > 0 { Message::new("agree-missing") } else { figures(one.compared, one.differ, 0) };
            text.push_str("    ");
            text.push_str(&session.tell(&line.with("figures", told)));
            text.push('\n');
        }
        text
    }

    /// The same for a script, the questions on which both agree included.
    pub fn json(&self) -> Value {
        let questions = self.questions();
        let count = |of: fn(&Agreement) -> usize| questions.iter().map(|(_, one)| of(one)).sum::<usize>();
        let told =
            questions.iter().map(|(id, one)| json!({"id": id, "compared": one.compared, "differ": one.differ, "missing": one.missing}));
        json!({
            "first": self.first.id, "second": self.verification.with, "noted": self.is_noted.then_some(self.verification.at),
            "compared": count(|one| one.compared), "differ": count(|one| one.differ), "missing": count(|one| one.missing),
            "questions": told.collect::<Vec<_>>(),
        })
    }
}
