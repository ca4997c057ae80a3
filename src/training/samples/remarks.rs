//! What was said of a response that its reviewer has, or had.

use jiff::{SignedDuration, Timestamp};

use super::State;
use super::filler::Filler;
use crate::answers::Path;
use crate::outline::{RowKind, outline};
use crate::response::new_id;
use crate::response::review::{Act, Line, Reviewing};

impl Filler<'_, '_> {
    /// The lines of the review that leads to this state, after the last answer; the response stands by them.
    pub fn review(&mut self, state: State) -> Vec<Line> {
        if !matches!(state, State::Submitted | State::SentBack | State::Validated) {
            return Vec::new();
        }
        let (filler, reviewer) = (self.response.author.clone(), self.teller.person());
        let id = new_id(8, &mut self.teller.random);
        let mut acts = vec![(&filler, Act::Submit { text: self.teller.remark(|said| &said.gives) })];
        if let Some(path) = self.worth_asking().filter(|_| state != State::Submitted) {
            let text = self.teller.remark(|said| &said.asks);
            acts.push((&reviewer, Act::Query { id: id.clone(), path: path.clone(), text, from: None }));
            let note = new_id(8, &mut self.teller.random);
            acts.push((&reviewer, Act::Comment { id: note, path, text: self.teller.remark(|said| &said.notes) }));
            if state == State::Validated {
                acts.push((&filler, Act::Reply { of: id.clone(), text: self.teller.remark(|said| &said.replies), filling: true }));
                acts.push((&reviewer, Act::Close { of: id }));
            }
        }
        match state {
            State::SentBack => acts.push((&reviewer, Act::SendBack { text: self.teller.remark(|said| &said.sends_back) })),
            State::Validated => acts.push((&reviewer, Act::Accept { text: self.teller.remark(|said| &said.accepts) })),
            _ => {}
        }
        let mut at: Timestamp = self.response.modified;
        let mut lines = Vec::with_capacity(acts.len());
        for (by, act) in acts {
            at += SignedDuration::from_mins(self.teller.random.i64(5..60));
            lines.push(Line { at, by: by.clone(), act });
        }
        self.response.review = Reviewing::of(&lines).review().unwrap_or_default();
        lines
    }

    /// An answer that a reviewer asks about: a long text if there is one.
    fn worth_asking(&mut self) -> Option<Path> {
        let outline = outline(&self.inputs());
        let rows = outline.pages.iter().flat_map(|page| &page.rows);
        let mut places: Vec<_> = rows.filter(|row| row.kind == RowKind::Question && row.relevant && row.answered).collect();
        self.teller.random.shuffle(&mut places);
        let is_long = |item: usize| self.form.items[item].kind() == "long_text";
        places.iter().find(|row| is_long(row.item)).or(places.first()).map(|row| row.path.clone())
    }
}
