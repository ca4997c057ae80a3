//! What lists tell of one response, and how it is made from its files.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Forms;
use crate::form::Form;
use crate::l10n::{Language, Message, Texts};
use crate::outline::{Counts, outline};
use crate::response::name::{Named, name, suffix};
use crate::response::review::Reviewing;
use crate::response::{FormName, Response, Review, Status, keep_until, new_id};
use crate::store::responses::stored;
use crate::store::{attachments, details, is_id, review};
use crate::ui::fold::fold;

/// The longest name that is kept, in characters: lists show less.
const LONGEST_NAME: usize = 500;
/// How many people's last lines are remembered, the last ones.
const MOST_PEOPLE: usize = 100;

/// What lists tell of a response.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Its id.
    pub id: String,
    /// The form it fills; empty if it cannot be read.
    pub form: FormName,
    /// What names it: in French and in English, once if that is the same; nothing if it has no name yet.
    names: Vec<String>,
    /// Which one it is of its form's responses of that name, from the oldest: copies are told from their source by it.
    #[serde(skip)]
    pub nth: usize,
    /// The response that it enters a second time, if it does.
    pub verifies: Option<String>,
    /// The names and the number of that one, if it is there.
    #[serde(skip)]
    pub(super) first: Option<(Vec<String>, usize)>,
    /// When it was begun.
    pub created: Timestamp,
    /// When an answer last changed; of one that cannot be read, its file.
    pub modified: Timestamp,
    /// Who changed it last.
    pub author: String,
    /// Draft or validated.
    pub status: Status,
    /// Between filler and reviewer.
    pub review: Review,
    /// What is counted; of an unknown form only the answers.
    pub counts: Counts,
    /// Questions that wait for whoever fills.
    pub open_queries: usize,
    /// Questions whose answers wait for the reviewer.
    pub answered_queries: usize,
    /// The last step between filler and reviewer: when, and by whom.
    pub verdict: Option<(Timestamp, String)>,
    /// When each person last said something of it.
    pub last: BTreeMap<String, Timestamp>,
    /// Until when it may be kept, if its form says so.
    pub keep_until: Option<Timestamp>,
    /// Whether files are attached to it.
    pub has_files: bool,
    /// Why it cannot be opened, if so.
    #[serde(skip)]
    pub fault: Option<Fault>,
    /// Names and id as searching sees them.
    #[serde(skip)]
    pub words: String,
    /// The same of its author.
    #[serde(skip)]
    pub by: String,
}

/// Why a response cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It cannot be read.
    Unreadable(Message),
    /// Its form is not known here.
    UnknownForm,
}

impl Summary {
    /// What names it, in that language: a second entry goes by the name of the first.
    #[must_use]
    pub fn name(&self, language: Language) -> Option<&str> {
        let names = self.first.as_ref().map_or(&self.names, |(names, _)| names);
        let wanted = if language == Language::French { names.first() } else { names.last() };
        wanted.map(String::as_str)
    }

    /// What stands behind its name where others have the same: « (2) »; of a second entry that it is one.
    #[must_use]
    pub fn suffix(&self, texts: &Texts) -> String {
        if self.verifies.is_none() {
            return suffix(self.nth);
        }
        let first = self.first.as_ref().map_or(1, |(_, nth)| *nth);
        format!("{} ({}){}", suffix(first), texts.get("second-entry-short"), suffix(self.nth))
    }

    /// Whether its file can be read.
    #[must_use]
    pub fn is_readable(&self) -> bool {
        !matches!(self.fault, Some(Fault::Unreadable(_)))
    }

    /// Why it cannot be opened, if so.
    #[must_use]
    pub fn broken(&self) -> Option<Message> {
        match self.fault.as_ref()? {
            Fault::Unreadable(reason) => Some(reason.clone()),
            Fault::UnknownForm => Some(Message::new("no-such-form").with("id", self.form.id.as_str())),
        }
    }

    /// Where it stands, in a word.
    #[must_use]
    pub fn standing(&self) -> Message {
        crate::response::standing(self.status, self.review)
    }

    /// Whether an answer changed since this person last said something of it.
    #[must_use]
    pub fn is_changed_since(&self, person: &str) -> bool {
        self.last.get(person).is_some_and(|at| self.modified > *at)
    }

    pub(super) fn named(&self) -> Named<'_> {
        let name = self.names.first().map(String::as_str);
        Named { form: &self.form.id, id: &self.id, created: self.created, name, verifies: self.verifies.as_deref() }
    }

    /// The names and the number by which its second entry is called.
    pub(super) fn called(&self) -> (Vec<String>, usize) {
        (self.names.clone(), self.nth)
    }

    /// With what is not written.
    pub(super) fn ready(mut self) -> Self {
        self.nth = self.nth.max(1);
        self.by = fold(&self.author);
        self.find_words();
        self
    }

    /// Notes the response that it enters a second time.
    pub(super) fn set_first(&mut self, first: Option<(Vec<String>, usize)>) {
        self.first = first;
        self.find_words();
    }

    fn find_words(&mut self) {
        let names = self.first.as_ref().map_or(&self.names, |(names, _)| names);
        self.words = fold(&format!("{} {}", names.join(" "), self.id));
    }
}

/// What lists tell of the response in a directory; `None` if there is none.
pub(super) fn of(dir: &Path, id: &str, forms: &mut Forms, today: Date) -> Option<Summary> {
    let stored = stored(id.to_owned(), dir.parent()?)?;
    let response = match stored.response {
        Ok(response) => response,
        Err(broken) => {
            let (id, fault) = (stored.id, Some(Fault::Unreadable(broken.message())));
            return Some(Summary { id, created: stored.changed, modified: stored.changed, fault, ..Summary::default() }.ready());
        }
    };
    let lines = review::read_in(dir).map(|lines| lines.lines).unwrap_or_default();
    Some(summary(response, &Reviewing::of(&lines), forms, dir, today).ready())
}

fn summary(mut response: Response, said: &Reviewing, forms: &mut Forms, dir: &Path, today: Date) -> Summary {
    let mut last: Vec<_> = said.last.iter().map(|(by, at)| (*at, by.clone())).collect();
    last.sort();
    let summary = Summary {
        open_queries: said.open_queries(),
        answered_queries: said.answered_queries(),
        verdict: said.verdicts.last().map(|verdict| (verdict.at, verdict.by.clone())),
        last: last.into_iter().rev().take(MOST_PEOPLE).map(|(at, by)| (by, at)).collect(),
        id: response.id.clone(),
        form: response.form.clone(),
        verifies: response.verifies.clone().filter(|id| is_id(id)),
        created: response.created,
        modified: response.modified,
        author: response.author.clone(),
        status: response.status,
        review: response.review,
        ..Summary::default()
    };
    match forms.get(&response.form.id) {
        None => {
            let counts = Counts { answered: response.answer_count(), ..Counts::default() };
            Summary { counts, fault: Some(Fault::UnknownForm), ..summary }
        }
        Some(form) => {
            // as it would be opened
            let _ = response.bring_over(form, |_| String::new());
            let mut random = fastrand::Rng::with_seed(0);
            response.fill_blocks(form, || new_id(4, &mut random));
            let expected = attachments::expected(&response, form);
            let faults = attachments::faults_at_a_glance(&dir.join("files"), &expected);
            let outline = outline(&response.inputs(form, &faults, today, Language::French));
            let mut counts = outline.counts();
            let shown = outline.problems().filter(|(page, _)| outline.pages[*page].relevant);
            // a warning that is kept for a reason counts no more
            counts.warnings -=
                shown.filter(|(_, problem)| details::kept(&response, form, said, problem).is_some()).count().min(counts.warnings);
            let keep_until = keep_until(form, response.modified);
            Summary { names: names(form, &response), counts, keep_until, has_files: !expected.is_empty(), ..summary }
        }
    }
}

fn names(form: &Form, response: &Response) -> Vec<String> {
    let of = |language| name(form, response, language).map(|name| name.chars().take(LONGEST_NAME).collect());
    let mut names: Vec<String> = [Language::French, Language::English].into_iter().filter_map(of).collect();
    names.dedup();
    names
}
