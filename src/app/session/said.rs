//! What was said of the open response, where the person who fills meets it: questions to answer, warnings that are kept, and the counts without these.

use super::Session;
use crate::answers::Path;
use crate::outline::{Counts, Problem};
use crate::question::Severity;
use crate::response::review::{Kept, Reviewing, Thread};

impl Session {
    /// Takes in what was said of the response, and where it stands by that.
    pub fn hear(&mut self, reviewing: Reviewing) {
        self.response.review = reviewing.review().unwrap_or(self.response.review);
        self.reviewing = reviewing;
    }

    /// Why a warning is kept, if it is and the answer is still the same.
    #[must_use]
    pub fn kept(&self, problem: &Problem) -> Option<&Kept> {
        if self.reviewing.kept.is_empty() || problem.severity != Severity::Warning {
            return None;
        }
        self.reviewing.kept(&problem.path, problem.code, &self.response.digest_at(&self.form, &problem.path))
    }

    /// The reviewer's questions that wait for an answer, each with its page; those of pages or blocks that are no more have none.
    pub fn open_queries(&self) -> impl Iterator<Item = (Option<usize>, &Thread)> {
        let open = self.reviewing.threads.iter().filter(|thread| thread.waits_for_filler());
        open.map(|thread| (self.page_of(&thread.path), thread))
    }

    /// The page on which a path is answered, if it is there now.
    fn page_of(&self, path: &Path) -> Option<usize> {
        let page = self.form.items[self.form.item_at(path)?].page;
        self.outline.pages[page].relevant.then_some(page)
    }

    /// What is counted of a page, or of the whole form: warnings that are kept no more.
    #[must_use]
    pub fn counts(&self, page: Option<usize>) -> Counts {
        let mut counts = page.map_or_else(|| self.outline.counts(), |page| self.outline.pages[page].counts);
        if !self.reviewing.kept.is_empty() {
            let problems =
                self.outline.problems().filter(|(at, _)| self.outline.pages[*at].relevant && page.is_none_or(|page| page == *at));
            counts.warnings = counts.warnings.saturating_sub(problems.filter(|(_, problem)| self.kept(problem).is_some()).count());
        }
        counts
    }

    /// Whether something that is shown is wrong on any page: an error, or a warning that is not kept.
    #[must_use]
    pub fn is_wrong_somewhere(&self) -> bool {
        let is_wrong = |counts: Counts| counts.shown_errors() + counts.warnings > 0;
        // most often the first page with something says so
        let some = self.outline.pages.iter().any(|page| page.relevant && is_wrong(page.counts));
        some && (self.reviewing.kept.is_empty() || is_wrong(self.counts(None)))
    }

    /// How many of the reviewer's questions wait for an answer, at all or on a page: there only on what it asks.
    #[must_use]
    pub fn query_count(&self, page: Option<usize>) -> usize {
        let Some(page) = page else { return self.open_queries().count() };
        let rows = &self.outline.pages[page].rows;
        let is_asked = |thread: &Thread| rows.iter().any(|row| row.relevant && thread.path.is_within(&row.path));
        self.open_queries().filter(|(at, thread)| *at == Some(page) && is_asked(thread)).count()
    }
}
