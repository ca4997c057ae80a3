//! What is new in the history of the open response: an entry a visit, made when it ends; of one that lasts, what a save has written so far.

use crate::answers::Path;
use crate::response::Response;
use crate::response::history::{Entry, Held, What};

/// Entries that are still to be written, and the visit that lasts.
#[derive(Debug, Default)]
pub struct Record {
    visit: Option<Visit>,
    ready: Vec<Entry>,
}

/// A visit during which something changed.
#[derive(Debug)]
struct Visit {
    /// The question, or the repeat.
    root: Path,
    /// What was there before; once a save has written a part, what that part led to.
    before: Held,
    /// Whether a part was written.
    more: bool,
}

impl Record {
    /// Something at a path is about to change: what stands there is held until the visit ends.
    pub fn begin(&mut self, response: &Response, path: &Path) {
        self.end(response, What::Answer);
        let root = Path::question(path.root());
        self.visit = Some(Visit { before: Held::of(response, &root), root, more: false });
    }

    /// The visit has ended: what it changed is an entry.
    pub fn end(&mut self, response: &Response, what: What) {
        if let Some(visit) = self.visit.take() {
            let after = Held::of(response, &visit.root);
            self.note(response, &visit, &after, what);
        }
    }

    /// These entries, too.
    pub fn extend(&mut self, entries: Vec<Entry>) {
        self.ready.extend(entries);
    }

    /// Whether something waits to be written, whatever becomes of the visit that lasts.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        !self.ready.is_empty()
    }

    /// What is to be written with a save. Of a visit that lasts, once, what it changed so far: what comes after is written when it ends, since every
    /// pause in a long text would write all of it again.
    pub fn take(&mut self, response: &Response) -> Vec<Entry> {
        if let Some(visit) = self.visit.take() {
            let after = Held::of(response, &visit.root);
            if !visit.more && after != visit.before {
                self.note(response, &visit, &after, What::Answer);
                self.visit = Some(Visit { before: after, more: true, ..visit });
            } else {
                self.visit = Some(visit);
            }
        }
        self.take_ready()
    }

    /// The entries of visits that have ended.
    pub fn take_ready(&mut self) -> Vec<Entry> {
        std::mem::take(&mut self.ready)
    }

    fn note(&mut self, response: &Response, visit: &Visit, after: &Held, what: What) {
        let changes = visit.before.changes_to(after, &visit.root);
        let entry = |change| Entry { at: response.modified, by: response.author.clone(), what, more: visit.more, ..change };
        self.ready.extend(changes.into_iter().map(entry));
    }
}
