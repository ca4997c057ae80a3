//! The report of a review: where each response stands, and what was asked, answered and kept, for the mail to those who fill.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::document::{Answer, Cell, Chapter, Document, Entry, Part, Section, Table, TableRow};
use super::words::{Words, line};
use super::{Format, Texts};
use crate::answers::{Answers, Path};
use crate::form::Form;
use crate::l10n::Message;
use crate::outline::{Counts, words};
use crate::response::review::{Agreement, Kept, Kind, Reviewing, Standing, Thread, Verdict, agreement};
use crate::response::{Response, Review, Status};

/// A warning that is kept for a reason.
#[derive(Debug)]
pub struct KeptWarning<'a> {
    /// The answer.
    pub path: Path,
    /// What it says.
    pub words: String,
    /// Why it is kept, by whom, since when.
    pub kept: &'a Kept,
}

/// A response and what was said of it.
#[derive(Debug)]
pub struct Reviewed<'a> {
    /// Its form.
    pub form: &'a Form,
    /// It.
    pub response: &'a Response,
    /// What names it; its id, if nothing does.
    pub name: String,
    /// What is counted.
    pub counts: Counts,
    /// Its warnings that are kept.
    pub kept: Vec<KeptWarning<'a>>,
    /// What is to be corrected: « Page › Question : what is wrong ».
    pub errors: Vec<String>,
    /// What was said.
    pub reviewing: &'a Reviewing,
}

impl Reviewed<'_> {
    fn threads(&self) -> impl Iterator<Item = &Thread> {
        self.reviewing.threads.iter()
    }

    /// Its warnings without those that are kept, as lists count them.
    fn warnings(&self) -> usize {
        self.counts.warnings.saturating_sub(self.kept.len())
    }
}

/// The report in that format, with dates of that zone.
#[must_use]
pub fn report(of: &[Reviewed], texts: &Texts, zone: &TimeZone, today: Date, format: Format) -> String {
    format.write(&Reporter { words: Words(texts), zone }.document(of, today))
}

struct Reporter<'a> {
    words: Words<'a>,
    zone: &'a TimeZone,
}

impl Reporter<'_> {
    fn document(&self, of: &[Reviewed], today: Date) -> Document {
        let say = |id| self.words.say(id);
        // as their state is told: one that is validated is counted as that
        let is_open = |one: &&Reviewed| one.response.status == Status::Draft;
        let mut facts = vec![(say("report-on"), self.words.date(today)), (say("report-responses"), of.len().to_string())];
        for (id, count) in [
            ("report-to-review", of.iter().filter(|one| one.response.review == Review::ToReview).count()),
            ("report-sent-back", of.iter().filter(|one| one.response.review == Review::SentBack).count()),
            ("report-accepted", of.iter().filter(|one| is_open(one) && one.response.review == Review::Accepted).count()),
            ("report-open-count", of.iter().map(|one| one.reviewing.open_queries()).sum()),
            ("report-answered-count", of.iter().map(|one| one.reviewing.answered_queries()).sum()),
        ] {
            facts.push((say(id), count.to_string()));
        }
        let title = say("report-title");
        let overview = Chapter { title: say("report-overview"), sections: vec![self.overview(of)], ..Chapter::default() };
        let told = of.iter().map(|one| self.chapter(one)).filter(|chapter| !chapter.sections.is_empty());
        Document {
            language: self.words.language().code(),
            title,
            facts,
            contents: say("print-contents"),
            chapters: std::iter::once(overview).chain(told).chain(self.double_entry(of)).collect(),
            ..Document::default()
        }
    }

    /// A line a response: where it stands, and its figures.
    fn overview(&self, of: &[Reviewed]) -> Section {
        let columns = [
            "report-state",
            "report-errors",
            "report-warnings",
            "report-kept-short",
            "report-open",
            "report-answered",
            "report-empty",
            "report-reviewed",
        ];
        let number = |count: usize| if count == 0 { Cell::Empty } else { Cell::Number(count.to_string()) };
        let row = |one: &Reviewed| TableRow {
            label: line(&one.name),
            cells: vec![
                Cell::Text(self.words.render(&one.response.standing())),
                number(one.counts.errors),
                number(one.warnings()),
                number(one.kept.len()),
                number(one.reviewing.open_queries()),
                number(one.reviewing.answered_queries()),
                number(one.counts.empty()),
                one.reviewing.reviewed().map_or(Cell::Empty, |(at, by)| Cell::Text(self.dated(at, by))),
            ],
        };
        let table = Table {
            heading: self.words.say("report-response"),
            columns: columns.map(|id| self.words.say(id)).to_vec(),
            rows: of.iter().map(row).collect(),
        };
        section(String::new(), vec![entry(String::new(), Answer::Table(table))])
    }

    /// How far second entries agreed with the first ones, question by question, if any were compared; a table a form.
    fn double_entry(&self, of: &[Reviewed]) -> Option<Chapter> {
        let mut sections: Vec<Section> = Vec::new();
        let mut met = BTreeSet::new();
        for form in of.iter().map(|one| one.form).filter(|form| met.insert(&form.id)) {
            let verified = of.iter().filter(|one| one.form.id == form.id).flat_map(|one| &one.reviewing.verified);
            let mut questions: Vec<(String, Agreement)> = agreement(verified).into_iter().collect();
            if questions.is_empty() {
                continue;
            }
            questions.sort_by_key(|(id, _)| form.find(id).unwrap_or(usize::MAX));
            let row = |(id, one): &(String, Agreement)| TableRow {
                label: line(&words::title(form, &Answers::default(), &Path::question(id), self.words.language())),
                cells: [one.compared, one.differ, one.missing].map(|count| Cell::Number(count.to_string())).to_vec(),
            };
            let table = Table {
                heading: self.words.say("report-question"),
                columns: ["report-compared", "report-differ", "report-missing"].map(|id| self.words.say(id)).to_vec(),
                rows: questions.iter().map(row).collect(),
            };
            sections.push(section(String::new(), vec![entry(self.words.label(&form.title), Answer::Table(table))]));
        }
        let title = self.words.say("report-double");
        (!sections.is_empty()).then(|| Chapter { title, sections, ..Chapter::default() })
    }

    /// What was said of a response, if anything was that still matters.
    fn chapter(&self, one: &Reviewed) -> Chapter {
        let threads = |kind: Kind, wanted: &[Standing]| -> Vec<Entry> {
            let found = one.threads().filter(|thread| thread.kind == kind && wanted.contains(&thread.standing));
            found.map(|thread| self.thread(one, thread)).collect()
        };
        let steps = one.reviewing.verdicts.iter().map(|verdict| self.step(verdict)).collect::<Vec<_>>();
        let steps = (!steps.is_empty()).then(|| entry(String::new(), Answer::List(steps)));
        let errors = (!one.errors.is_empty() && one.response.review != Review::None)
            .then(|| entry(self.words.say("report-errors"), Answer::List(one.errors.iter().map(|error| line(error)).collect())));
        let kept = one.kept.iter().map(|KeptWarning { path, words, kept }| {
            let reason = self.words.render(&Message::new("report-reason").with("text", line(&kept.text)));
            let text = format!("{}\n{reason} — {}", line(words), self.dated(kept.at, &kept.by));
            entry(self.title(one, path), Answer::Text(text))
        });
        let sections = [
            ("report-steps", steps.into_iter().collect()),
            ("report-to-correct", errors.into_iter().collect()),
            ("report-open", threads(Kind::Query, &[Standing::Open])),
            ("report-answered", threads(Kind::Query, &[Standing::Answered])),
            ("report-kept", kept.collect()),
            ("report-comments", threads(Kind::Comment, &[Standing::Open])),
            ("report-closed", threads(Kind::Query, &[Standing::Closed])),
        ];
        let sections = sections.into_iter().filter(|(_, entries): &(_, Vec<Entry>)| !entries.is_empty());
        Chapter {
            title: line(&one.name),
            sections: sections.map(|(id, entries)| section(self.words.say(id), entries)).collect(),
            ..Chapter::default()
        }
    }

    /// A step between filler and reviewer: « Renvoyée — 10 mars 2025, par Ana : À revoir ».
    fn step(&self, verdict: &Verdict) -> String {
        let id = match verdict.review {
            Review::None => "report-step-draft",
            Review::ToReview => "report-step-submitted",
            Review::SentBack => "report-step-sent-back",
            Review::Accepted => "report-step-accepted",
        };
        let step = format!("{} — {}", self.words.say(id), self.dated(verdict.at, &verdict.by));
        let text = line(&verdict.text);
        if text.trim().is_empty() { step } else { self.words.render(&Message::new("report-step").with("step", step).with("text", text)) }
    }

    fn thread(&self, one: &Reviewed, thread: &Thread) -> Entry {
        let said = thread.said.iter().map(|said| format!("{} — {}", line(&said.text), self.dated(said.at, &said.by)));
        entry(self.title(one, &thread.path), Answer::List(said.collect()))
    }

    /// « Page › Question ».
    fn title(&self, one: &Reviewed, path: &Path) -> String {
        let title = line(&words::title(one.form, &one.response.answers, path, self.words.language()));
        let Some(item) = one.form.item_at(path) else { return title };
        let page = self.words.label(&one.form.pages[one.form.items[item].page].title);
        format!("{page} › {title}")
    }

    fn dated(&self, at: Timestamp, by: &str) -> String {
        let date = self.words.date(at.to_zoned(self.zone.clone()).date());
        if by.trim().is_empty() {
            return date;
        }
        self.words.render(&Message::new("print-date-by").with("date", date).with("author", line(by)))
    }
}

fn section(title: String, entries: Vec<Entry>) -> Section {
    Section { title, remarks: Vec::new(), parts: vec![Part::Entries(entries)] }
}

fn entry(label: String, answer: Answer) -> Entry {
    Entry { label, remarks: Vec::new(), depth: 0, answer, at: Path::default(), hidden: false, problems: Vec::new() }
}

/// The report for scripts: an object a response, with its figures and all threads.
#[must_use]
pub fn report_json(of: &[Reviewed]) -> Value {
    let said = |thread: &Thread| -> Vec<Value> {
        let said = thread.said.iter();
        said.map(|said| json!({"at": said.at, "by": said.by, "text": said.text, "filling": said.filling})).collect()
    };
    let thread = |thread: &Thread| {
        let kind = if thread.kind == Kind::Query { "query" } else { "comment" };
        let standing = match thread.standing {
            Standing::Open => "open",
            Standing::Answered => "answered",
            Standing::Closed => "closed",
        };
        json!({"id": thread.id, "kind": kind, "path": thread.path, "from": thread.from, "state": standing, "said": said(thread)})
    };
    let one = |one: &Reviewed| {
        let kept: Vec<Value> =
            one.kept.iter().map(|KeptWarning { path, words, kept }| json!({"path": path, "warning": words, "at": kept.at, "by": kept.by, "text": kept.text})).collect();
        let verdicts = one.reviewing.verdicts.iter();
        let verdicts: Vec<Value> =
            verdicts.map(|step| json!({"at": step.at, "by": step.by, "review": step.review, "text": step.text})).collect();
        json!({
            "id": one.response.id, "form": one.response.form, "name": one.name, "status": one.response.status, "review": one.response.review,
            "errors": one.counts.errors, "warnings": one.warnings(), "kept": one.kept.len(), "unanswered": one.counts.empty(),
            "reviewed": one.reviewing.reviewed().map(|(at, by)| json!({"at": at, "by": by})),
            "open_queries": one.reviewing.open_queries(), "answered_queries": one.reviewing.answered_queries(),
            "agreement": agreement(&one.reviewing.verified).into_iter()
                .map(|(id, one)| (id, json!({"compared": one.compared, "differ": one.differ, "missing": one.missing}))).collect::<serde_json::Map<_, _>>(),
            "threads": one.threads().map(thread).collect::<Vec<_>>(), "kept_warnings": kept, "verdicts": verdicts,
        })
    };
    of.iter().map(one).collect()
}
