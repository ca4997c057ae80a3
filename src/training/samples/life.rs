//! How a response came to be what it is: who typed what, when, and what was thought over since.

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::teller::Teller;
use crate::answers::Path;
use crate::form::Form;
use crate::response::Response;
use crate::response::history::{Entry, Held, What};

/// Visits to a response: when each began, and whose it was.
#[derive(Debug)]
pub(super) struct Visits(Vec<(Timestamp, String)>);

impl Visits {
    /// One visit to five, on days of the ten weeks before the day before yesterday, by one person or two.
    pub fn new(teller: &mut Teller, now: Timestamp) -> Self {
        let mut days: Vec<i64> = {
            let last = teller.random.i64(2..40);
            let others = teller.random.usize(..=4);
            std::iter::once(last).chain((0..others).map(|_| last + teller.random.i64(1..30))).collect()
        };
        days.sort_unstable_by(|a, b| b.cmp(a));
        days.dedup();
        let people = [teller.person(), teller.person()];
        let visits = days.into_iter().map(|day| (working_hour(teller, now, day), teller.one(&people).clone()));
        Self(visits.collect())
    }

    /// When the response was begun, and by whom.
    pub fn first(&self) -> (Timestamp, &str) {
        self.0.first().map_or((Timestamp::UNIX_EPOCH, ""), |(at, by)| (*at, by))
    }

    /// The history that leads from a response just begun to this one, whose dates and author become those of its end.
    pub fn tell(&self, teller: &mut Teller, form: &Form, response: &mut Response) -> Vec<Entry> {
        let (created, by) = self.first();
        let begun = Response::new(form, response.id.clone(), by, created);
        let mut roots: Vec<Path> = response.answers.as_map().keys().map(|root| Path::question(root)).collect();
        let typed = response.unreadable.keys().map(|path| Path::question(path.root()));
        roots.extend(typed.filter(|root| response.answers.get(root).is_none()).collect::<Vec<_>>());
        roots.sort_by_key(|root| form.find(root.root()));
        roots.dedup();
        let mut steps: Vec<(usize, Entry)> = Vec::new();
        let mut later: Vec<(usize, Entry)> = Vec::new();
        let last = self.0.len() - 1;
        let count = roots.len().max(1);
        for (nth, root) in roots.iter().enumerate() {
            let visit = nth * self.0.len() / count;
            let before = Held::of(&begun, root);
            let after = Held::of(response, root);
            // some texts were shorter at first
            let draft = (visit < last && teller.chance(0.4)).then(|| shorter(response, root, &begun)).flatten();
            match draft {
                Some(draft) => {
                    let draft = Held::of(&draft, root);
                    steps.extend(before.changes_to(&draft, root).into_iter().map(|entry| (visit, entry)));
                    later.extend(draft.changes_to(&after, root).into_iter().map(|entry| (last, entry)));
                }
                None => steps.extend(before.changes_to(&after, root).into_iter().map(|entry| (visit, entry))),
            }
        }
        steps.extend(later);
        let mut entries = Vec::with_capacity(steps.len());
        let mut clock = created;
        for (visit, entry) in steps {
            let (from, by) = &self.0[visit];
            clock = clock.max(*from) + teller.random.i64(20..200).seconds();
            entries.push(Entry { at: clock, by: by.clone(), what: What::Answer, ..entry });
        }
        response.created = created;
        response.modified = clock;
        if let Some(last) = entries.last() {
            response.author.clone_from(&last.by);
        }
        entries
    }
}

/// A moment between eight and eleven in the morning, that many days ago.
fn working_hour(teller: &mut Teller, now: Timestamp, days: i64) -> Timestamp {
    let day = now.to_zoned(TimeZone::UTC).date();
    let minutes = teller.random.i64(8 * 60..11 * 60);
    let ago = |date: jiff::civil::Date| Some(date.checked_sub(days.days()).ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp());
    ago(day).map_or(now, |morning| morning + minutes.minutes())
}

/// The answer to one question before its texts were gone on with; none if none of them is long.
fn shorter(response: &Response, root: &Path, begun: &Response) -> Option<Response> {
    let mut answer = response.answers.get(root)?.clone();
    if !shorten(&mut answer) {
        return None;
    }
    let unreadable = response.unreadable.iter().filter(|(path, _)| path.is_within(root));
    let unreadable = unreadable.map(|(path, typed)| (path.clone(), typed.clone())).collect();
    let mut draft = Response { unreadable, ..begun.clone() };
    draft.answers.set(root, Some(answer));
    Some(draft)
}

/// Cuts long texts after their first sentence; whether there was one.
fn shorten(value: &mut Value) -> bool {
    match value {
        Value::String(text) => {
            let end = text.find(". ").map(|end| end + 1).filter(|_| text.len() > 200);
            if let Some(end) = end {
                text.truncate(end);
            }
            end.is_some()
        }
        Value::Array(list) => list.iter_mut().fold(false, |found, value| shorten(value) | found),
        Value::Object(map) => map.values_mut().fold(false, |found, value| shorten(value) | found),
        _ => false,
    }
}
