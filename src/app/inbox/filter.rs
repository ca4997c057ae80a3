//! Which responses are shown, and in which order.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::core::Core;
use crate::l10n::{Language, Texts};
use crate::response::{Review, Status};
use crate::store::Summary;
use crate::ui::fold::fold;

/// The letters of the rows of the panel.
pub const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

/// Something that a response must have to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trait {
    /// Errors.
    Errors,
    /// Warnings.
    Warnings,
    /// Questions that wait for whoever fills.
    Queries,
    /// Questions that were answered.
    Answered,
    /// Answers that changed since the reader looked.
    Changed,
    /// Questions without an answer.
    Empty,
}

/// Where a response stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// For review.
    ToReview,
    /// Sent back.
    SentBack,
    /// Accepted.
    Accepted,
    /// A draft that was not submitted.
    Draft,
    /// Validated.
    Validated,
}

impl State {
    /// Where a response stands.
    fn of(summary: &Summary) -> Self {
        match (summary.status, summary.review) {
            (Status::Validated, _) => Self::Validated,
            (_, Review::ToReview) => Self::ToReview,
            (_, Review::SentBack) => Self::SentBack,
            (_, Review::Accepted) => Self::Accepted,
            (_, Review::None) => Self::Draft,
        }
    }
}

/// A row of the panel.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    /// It has this.
    Has(Trait),
    /// It stands there.
    Is(State),
    /// It is of this form.
    Of(String),
}

/// The rows of the panel: forms only where there are several.
pub fn rows(core: &Core) -> Vec<Row> {
    let traits = [Trait::Errors, Trait::Warnings, Trait::Queries, Trait::Answered, Trait::Changed, Trait::Empty].map(Row::Has);
    let states = [State::ToReview, State::SentBack, State::Accepted, State::Draft, State::Validated].map(Row::Is);
    let forms: BTreeSet<&str> = core.list.iter().filter(|summary| summary.is_readable()).map(|summary| summary.form.id.as_str()).collect();
    let forms = forms.iter().filter(|_| forms.len() > 1).map(|form| Row::Of((*form).to_owned()));
    traits.into_iter().chain(states).chain(forms).collect()
}

impl Row {
    /// Its words.
    pub fn text(&self, core: &Core) -> String {
        let id = match self {
            Self::Has(Trait::Errors) => "filter-errors",
            Self::Has(Trait::Warnings) => "filter-warnings",
            Self::Has(Trait::Queries) => "filter-queries",
            Self::Has(Trait::Answered) => "filter-answered",
            Self::Has(Trait::Changed) => "filter-changed",
            Self::Has(Trait::Empty) => "filter-empty",
            Self::Is(State::ToReview) => "status-to-review",
            Self::Is(State::SentBack) => "status-sent-back",
            Self::Is(State::Accepted) => "status-accepted",
            Self::Is(State::Draft) => "status-draft",
            Self::Is(State::Validated) => "status-validated",
            Self::Of(form) => {
                let offer = core.offers.iter().find(|(id, _)| id == form);
                let title = offer.and_then(|(_, title)| title.as_ref().ok());
                return title.map_or_else(|| form.clone(), |title| title.text(core.language()).to_owned());
            }
        };
        core.texts.get(id).into_owned()
    }

    /// Whether it holds for a response.
    pub fn holds(&self, summary: &Summary, reader: &str) -> bool {
        match self {
            Self::Has(Trait::Errors) => summary.counts.errors > 0,
            Self::Has(Trait::Warnings) => summary.counts.warnings > 0,
            Self::Has(Trait::Queries) => summary.open_queries > 0,
            Self::Has(Trait::Answered) => summary.answered_queries > 0,
            Self::Has(Trait::Changed) => summary.is_changed_since(reader),
            Self::Has(Trait::Empty) => summary.counts.empty() > 0,
            Self::Is(state) => summary.is_readable() && State::of(summary) == *state,
            Self::Of(form) => summary.form.id == *form,
        }
    }
}

/// What responses must be to be shown: each thing that they must have, one of the states, one of the forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter(BTreeSet<Row>);

impl Filter {
    /// Whether all are shown.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a row is ticked.
    pub fn has(&self, row: &Row) -> bool {
        self.0.contains(row)
    }

    /// Ticks a row, or no more.
    pub fn toggle(&mut self, row: &Row) {
        if !self.0.remove(row) {
            self.0.insert(row.clone());
        }
    }

    /// Whether it lets a response be shown.
    pub fn lets(&self, summary: &Summary, reader: &str) -> bool {
        let any = |is_meant: fn(&Row) -> bool| {
            let mut rows = self.0.iter().filter(|row| is_meant(row)).peekable();
            rows.peek().is_none() || rows.any(|row| row.holds(summary, reader))
        };
        self.0.iter().filter(|row| matches!(row, Row::Has(_))).all(|row| row.holds(summary, reader))
            && any(|row| matches!(row, Row::Is(_)))
            && any(|row| matches!(row, Row::Of(_)))
    }

    /// In words: « à relire + erreurs ».
    pub fn text(&self, core: &Core) -> String {
        let words = |is_meant: fn(&Row) -> bool, between: &str| {
            let rows: Vec<String> = self.0.iter().filter(|row| is_meant(row)).map(|row| row.text(core)).collect();
            rows.join(between)
        };
        let or = format!(" {} ", core.texts.get("inbox-or"));
        let parts = [
            words(|row| matches!(row, Row::Of(_)), &or),
            words(|row| matches!(row, Row::Is(_)), &or),
            words(|row| matches!(row, Row::Has(_)), " + "),
        ];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" + ")
    }
}

/// In which order responses are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The last changed first.
    #[default]
    Changed,
    /// By name.
    Name,
    /// Most errors first.
    Errors,
    /// Most questions first, answered ones before.
    Queries,
    /// By state: what waits for the reviewer first.
    State,
}

impl Order {
    /// The one after it.
    pub fn next(self) -> Self {
        match self {
            Self::Changed => Self::Name,
            Self::Name => Self::Errors,
            Self::Errors => Self::Queries,
            Self::Queries => Self::State,
            Self::State => Self::Changed,
        }
    }

    /// Its words.
    pub fn text(self, texts: &Texts) -> String {
        let id = match self {
            Self::Changed => "order-changed",
            Self::Name => "order-name",
            Self::Errors => "order-errors",
            Self::Queries => "order-queries",
            Self::State => "order-state",
        };
        texts.get(id).into_owned()
    }

    /// Sorts responses, of which the last changed stand first; what cannot be read stays last.
    pub fn sort(self, shown: &mut [Arc<Summary>], language: Language) {
        use std::cmp::Reverse;
        match self {
            Self::Changed => {}
            Self::Name => shown.sort_by_cached_key(|one| (!one.is_readable(), fold(one.name(language).unwrap_or("\u{10ffff}")), one.nth)),
            Self::Errors => shown.sort_by_key(|one| (!one.is_readable(), Reverse((one.counts.errors, one.counts.warnings)))),
            Self::Queries => shown.sort_by_key(|one| (!one.is_readable(), Reverse((one.answered_queries, one.open_queries)))),
            Self::State => shown.sort_by_key(|one| (!one.is_readable(), State::of(one))),
        }
    }
}
