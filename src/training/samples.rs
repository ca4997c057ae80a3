//! Sample responses to any form, to try lists and reviews with: fictional, plausible, in French, and always the same for the same seed.
//!
//! What is asked and what is valid is read from the form, as the program itself reads it; no form is known here.

mod answer;
mod filler;
mod life;
mod remarks;
mod spoil;
mod teller;
pub(super) mod vocabulary;

use fastrand::Rng;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::form::Form;
use crate::response::history::{self, Entry, What};
use crate::response::review::Line;
use crate::response::{Response, new_id};
use crate::store::{Store, StoreError};
use filler::{Extent, Filler};
use life::Visits;
use teller::Teller;
use vocabulary::Vocabulary;

/// A response with what its directory holds besides.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// The response.
    pub response: Response,
    /// How it came to be so.
    pub history: Vec<Entry>,
    /// What was said of it.
    pub review: Vec<Line>,
    /// Whether something was made wrong in it; in all others the form finds nothing to say.
    pub is_bad: bool,
}

impl Sample {
    /// Puts it into a data directory, without waiting for the disk.
    ///
    /// # Errors
    /// It is there already; the disk refuses.
    pub fn put(&self, store: &Store) -> Result<(), StoreError> {
        store.put_made(&self.response, &self.history, &self.review)
    }
}

/// How far a sample is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    /// A few pages.
    Begun,
    /// More than half, with gaps.
    Underway,
    /// All pages, with a gap here and there.
    Nearly,
    /// Everything, and given to the reviewer.
    Submitted,
    /// Nearly everything, and given back by the reviewer with a question.
    SentBack,
    /// Everything, accepted and locked.
    Validated,
    /// Everything, but wrong in about three places.
    Bad,
}

/// The states of as many responses as there are regions; the next ones have them again, in another order.
const STATES: [State; 18] = {
    use State::{Bad, Begun, Nearly, SentBack, Submitted, Underway, Validated};
    [
        Begun, Begun, Begun, Underway, Underway, Underway, Underway, Nearly, Nearly, Nearly, SentBack, Submitted, Submitted, Validated,
        Validated, Bad, Bad, Bad,
    ]
};

/// The first samples of a form, as of a moment.
#[must_use]
pub fn samples(form: &Form, count: usize, seed: u64, now: Timestamp) -> Vec<Sample> {
    let mut found = Vec::with_capacity(count);
    each(form, count, seed, now, |sample| found.push(sample));
    found
}

/// The same, one at a time: ten thousand are not held in memory. A sample does not depend on how many there are.
pub fn each(form: &Form, count: usize, seed: u64, now: Timestamp, mut with: impl FnMut(Sample)) {
    let words = Vocabulary::read();
    let topics = words.topics(form);
    let seed = of_form(form, seed);
    for n in 0..count {
        let mut states = STATES;
        chance(seed, n / STATES.len(), 1).shuffle(&mut states);
        let mut random = chance(seed, n, 2);
        let id = new_id(8, &mut random);
        let mut teller = Teller::new(&words, n, random);
        let visits = Visits::new(&mut teller, now);
        let (created, by) = visits.first();
        let today = created.to_zoned(TimeZone::UTC).date();
        let filler = Filler::new(Response::new(form, id, by, created), form, (&words, &topics), n, teller, today);
        with(sample(filler, &visits, states[n % states.len()]));
    }
}

/// A seed of this form's own: responses to several forms can stand side by side.
fn of_form(form: &Form, seed: u64) -> u64 {
    form.id.bytes().fold(seed, |seed, byte| (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The chance of one thing, independent of all others.
fn chance(seed: u64, n: usize, what: u64) -> Rng {
    Rng::with_seed(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (n as u64).wrapping_mul(0xff51_afd7_ed55_8ccd) ^ what)
}

fn sample(mut filler: Filler, visits: &Visits, state: State) -> Sample {
    let between = |filler: &mut Filler, from: f64, to: f64| from + (to - from) * filler.teller.random.f64();
    let extent = match state {
        State::Begun => Extent { pages: between(&mut filler, 0.25, 0.45), answered: 0.85 },
        State::Underway => Extent { pages: between(&mut filler, 0.55, 0.85), answered: 0.9 },
        State::Nearly | State::SentBack => Extent { pages: 1.0, answered: 0.95 },
        State::Submitted | State::Validated | State::Bad => Extent::WHOLE,
    };
    filler.fill(extent);
    if state == State::Bad {
        filler.spoil();
    }
    let form = filler.form;
    let mut history = visits.tell(&mut filler.teller, form, &mut filler.response);
    let review = filler.review(state);
    if state == State::Validated {
        let accepted = review.last().map_or(filler.response.modified, |line| line.at);
        history.extend(filler.validate(accepted));
    }
    Sample { response: filler.response, history, review, is_bad: state == State::Bad }
}

impl Filler<'_, '_> {
    /// Locks the response, a while after it was accepted.
    fn validate(&mut self, accepted: Timestamp) -> Vec<Entry> {
        let by = self.teller.person();
        let at = accepted + SignedDuration::from_mins(self.teller.random.i64(10..120));
        let before = self.response.clone();
        let mut validated = before.clone();
        validated.validate(&self.inputs(), &by, at, |_| String::new());
        self.response = validated;
        history::between(&before, &self.response, What::Validate, "")
    }
}

#[cfg(test)]
mod tests;
