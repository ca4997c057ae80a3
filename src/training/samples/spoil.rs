//! What goes wrong in a response: an answer that is missing, one against the rules, one that cannot be read.

use crate::answers::Path;
use crate::form::Required;
use crate::l10n::Language;
use crate::outline::{Outline, RowKind, outline};
use crate::question::Severity;
use crate::response::Response;

use super::filler::Filler;

/// About how many problems a bad response has.
const WANTED: usize = 3;
/// How many answers are tried for one against the rules.
const ATTEMPTS: usize = 40;

/// A way to go wrong.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// Something that must be answered is not.
    Leave,
    /// An answer is against a check of the form, or out of bounds.
    Break,
    /// What was typed cannot be read.
    Garble,
    /// An address is none.
    Maim,
}

impl Filler<'_, '_> {
    /// Makes about three problems, of as many sorts as the form allows.
    pub fn spoil(&mut self) {
        let mut ways = [Way::Leave, Way::Break, Way::Garble];
        self.teller.random.shuffle(&mut ways);
        for way in ways.into_iter().chain([Way::Maim]).cycle().take(16) {
            if self.count() >= WANTED {
                return;
            }
            self.go_wrong(way);
        }
    }

    fn count(&self) -> usize {
        problems(&outline(&self.inputs()))
    }

    /// Goes wrong at one place, by one problem or two.
    fn go_wrong(&mut self, way: Way) {
        let mut places: Vec<(usize, Path)> = {
            let outline = outline(&self.inputs());
            let rows = outline.pages.into_iter().flat_map(|page| page.rows);
            let good = rows.filter(|row| row.kind == RowKind::Question && row.relevant && row.answered && row.problems.is_empty());
            good.map(|row| (row.item, row.path)).collect()
        };
        places.retain(|(at, _)| !self.is_sign(&self.form.items[*at]));
        self.teller.random.shuffle(&mut places);
        places.sort_by_key(|(at, _)| self.form.items[*at].kind() != "month"); // the likeliest to be typed wrong
        for (at, path) in places {
            if self.fits(way, at) && self.go_wrong_at(way, at, &path) {
                return;
            }
        }
    }

    fn fits(&self, way: Way, at: usize) -> bool {
        let item = &self.form.items[at];
        match way {
            Way::Leave => !matches!(item.required, Required::No),
            Way::Break => !item.checks.is_empty() || self.form.checks.iter().any(|(place, _)| *place == at),
            Way::Garble => matches!(item.kind(), "month" | "integer" | "decimal"),
            Way::Maim => item.kind() == "email",
        }
    }

    /// Whether it went wrong; if not, all is as it was.
    fn go_wrong_at(&mut self, way: Way, at: usize, path: &Path) -> bool {
        let before: Response = self.response.clone();
        let count = self.count();
        for attempt in 0..ATTEMPTS {
            let Some(value) = before.answers.get(path) else { return false };
            match way {
                Way::Leave => self.set(path, None),
                Way::Break => {
                    let other = self.any(at, attempt);
                    self.set(path, other);
                }
                Way::Maim => {
                    let maimed = value.as_str().unwrap_or_default().replace('@', "");
                    self.set(path, Some(maimed.into()));
                }
                Way::Garble => {
                    let Some(question) = self.form.items[at].question() else { return false };
                    let typed = self.teller.roughly(&question.summary(value, Language::French));
                    if question.read(&typed).is_err() {
                        self.set(path, None);
                        self.response.unreadable.insert(path.clone(), typed);
                    }
                }
            }
            if (count + 1..=count + 2).contains(&self.count()) {
                return true;
            }
            self.response.clone_from(&before);
        }
        false
    }
}

/// The errors and warnings.
fn problems(outline: &Outline) -> usize {
    outline.problems().filter(|(_, problem)| problem.severity < Severity::Info).count()
}
