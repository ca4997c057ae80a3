//! A response filled: what is asked is answered, and answered anew until the form finds nothing wrong.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::Value;

use super::answer::{Asked, answer, attempted, label};
use super::teller::Teller;
use super::vocabulary::{Topic, Vocabulary};
use crate::answers::{Path, is_empty_block};
use crate::form::{Form, Item, Repeat, Required};
use crate::l10n::{Label, Language};
use crate::outline::{self, FileFaults, Inputs, Outline, hidden, is_relevant};
use crate::question::Severity;
use crate::response::{Position, Response, new_id};

/// How often an answer that something is wrong with is given anew before it is taken back, and before the question is given up.
const GIVEN_ANEW: usize = 40;
const GIVEN_UP: usize = 60;

/// How far a response is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    /// The pages that were come to, of all.
    pub pages: f64,
    /// The questions answered on them, of those asked.
    pub answered: f64,
}

impl Extent {
    /// Everything is answered.
    pub const WHOLE: Self = Self { pages: 1.0, answered: 1.0 };
}

/// A response being filled.
pub(super) struct Filler<'f, 'v> {
    pub form: &'f Form,
    topics: &'v [Topic<'v>],
    words: &'v Vocabulary,
    /// Which response it is, from 0.
    n: usize,
    pub teller: Teller<'v>,
    pub today: Date,
    pub response: Response,
    files: FileFaults,
}

impl<'f, 'v> Filler<'f, 'v> {
    pub fn new(
        response: Response,
        form: &'f Form,
        (words, topics): (&'v Vocabulary, &'v [Topic<'v>]),
        n: usize,
        teller: Teller<'v>,
        today: Date,
    ) -> Self {
        Self { form, topics, words, n, teller, today, response, files: FileFaults::new() }
    }

    /// What the response's outline is derived from.
    pub fn inputs(&self) -> Inputs<'_> {
        self.response.inputs(self.form, &self.files, self.today, Language::French)
    }

    /// Answers that far; what must be answered is, wherever it stands.
    pub fn fill(&mut self, extent: Extent) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a number of pages")]
        let reached = (self.form.pages.len() as f64 * extent.pages).ceil() as usize;
        // people leave a page for later
        let skipped = (extent.answered < 1.0 && reached > 2).then(|| self.teller.random.usize(..reached));
        let form = self.form;
        for (at, item) in form.top_level().filter(|(_, item)| item.is_answered()) {
            let there = item.page < reached && Some(item.page) != skipped;
            let wanted = there && self.teller.chance(extent.answered);
            if wanted || matches!(item.required, Required::Always) || self.is_sign(item) {
                self.answer(at, &Path::question(&item.id), extent);
            }
        }
        self.mend();
        let hidden: Vec<Path> = hidden(&self.inputs()).into_iter().map(|hidden| hidden.path).collect();
        for path in hidden {
            self.set(&path, None);
        }
        self.stand(reached);
    }

    /// Where the person stands, having left all pages before.
    fn stand(&mut self, reached: usize) {
        let outline = outline::outline(&self.inputs());
        let last = reached.min(self.form.pages.len() - 1);
        let shown = |page: &usize| outline.pages[*page].relevant;
        self.response.seen = (0..last).filter(shown).map(|page| self.form.pages[page].id.clone()).collect();
        self.response.position =
            (0..=last).rev().find(shown).map(|page| Position { page: self.form.pages[page].id.clone(), path: Path::default() });
    }

    /// The place of the option to take, of a question that goes through its options from response to response: what names the response, and regions.
    pub fn turn(&self, item: &Item) -> Option<usize> {
        let options = item.question()?.options()?;
        let is_place = |label: &Label| self.words.place(label.text(Language::French)).is_some();
        let turns = self.form.instance_name.as_ref() == Some(&item.id) || options.0.iter().any(|(_, label)| is_place(label));
        turns.then_some(self.n)
    }

    /// Whether people know a response by this answer: it is there from the beginning, and right.
    pub fn is_sign(&self, item: &Item) -> bool {
        self.form.instance_name.as_ref() == Some(&item.id) || self.turn(item).is_some()
    }

    /// What is asked by an item.
    pub fn asked(&self, at: usize) -> Option<Asked<'f, 'v>> {
        let item = &self.form.items[at];
        Some(Asked { item, question: item.question()?, topic: self.topics[at], turn: self.turn(item), today: self.today })
    }

    /// Answers a question or a repeat if it is asked and not spare.
    fn answer(&mut self, at: usize, path: &Path, extent: Extent) {
        let form = self.form;
        let item = &form.items[at];
        if !item.is_answered() || !is_relevant(&self.inputs(), path) {
            return;
        }
        let is_spare = item.spare.as_ref().is_some_and(|spare| outline::evaluate_at(&self.inputs(), path, |facts| spare.holds(facts)));
        if is_spare {
            return;
        }
        if let Some(repeat) = item.repeat() {
            return self.blocks(repeat, path, extent);
        }
        let Some(asked) = self.asked(at) else { return };
        if let Some(value) = answer(&mut self.teller, asked) {
            if let Some(label) = label(asked.question, &value) {
                self.teller.move_to(label);
            }
            self.set(path, Some(value));
        }
    }

    fn blocks(&mut self, repeat: &Repeat, path: &Path, extent: Extent) {
        let count = self.teller.random.usize(1..=repeat.max.clamp(1, 5));
        for at in 0..count {
            let id = new_id(4, &mut self.teller.random);
            self.response.answers.insert_block(path, at, &id, self.form.defaults(repeat));
            for (nth, &field) in repeat.fields.iter().enumerate() {
                // a block without anything in its first field is none
                if nth == 0 || self.teller.chance(extent.answered) {
                    self.answer(field, &path.instance(&id).join(&self.form.items[field].id), extent);
                }
            }
            if self.response.answers.blocks(path).any(|(_, block)| is_empty_block(block)) {
                self.response.answers.remove_block(path, &id);
            }
        }
    }

    /// Answers anew what something is wrong with, and what must be answered and is not.
    fn mend(&mut self) {
        let mut outline = outline::outline(&self.inputs());
        let mut tried: BTreeMap<Path, usize> = BTreeMap::new();
        while let Some((at, path)) = first_problem(&outline, &tried) {
            let count = tried.entry(path.clone()).or_default();
            *count += 1;
            if *count == GIVEN_ANEW {
                self.set(&path, None);
            } else if self.form.items[at].repeat().is_some() {
                self.set(&path, None);
                self.answer(at, &path, Extent::WHOLE);
            } else if let Some(value) = self.asked(at).and_then(|asked| answer(&mut self.teller, asked)) {
                self.set(&path, Some(value));
            }
            outline.update(&self.inputs(), path.root());
        }
    }

    /// Another answer to a question, of any size, right or wrong.
    pub fn any(&mut self, at: usize, attempt: usize) -> Option<Value> {
        let asked = self.asked(at)?;
        attempted(&mut self.teller, asked, attempt)
    }

    /// Puts an answer in its place.
    pub fn set(&mut self, path: &Path, value: Option<Value>) {
        self.response.answers.set(path, value);
    }
}

/// The first question with an error or a warning that is not given up.
fn first_problem(outline: &Outline, tried: &BTreeMap<Path, usize>) -> Option<(usize, Path)> {
    let rows =
        outline.pages.iter().flat_map(|page| &page.rows).filter(|row| row.worst().is_some_and(|worst| worst.severity < Severity::Info));
    let mut places = rows.map(|row| (row.item, row.path.clone()));
    places.find(|(_, path)| tried.get(path).is_none_or(|count| *count < GIVEN_UP))
}
