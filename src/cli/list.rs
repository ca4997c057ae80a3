//! `recueil list`: all responses, one a line.

use std::collections::HashMap;
use std::io::IsTerminal;

use serde_json::{Value, json};

use super::arguments::List;
use super::loaded;
use super::session::{Failure, Outcome, Session};
use crate::l10n::Message;
use crate::store::{Fault, Summary};
use crate::terminal::tty::size;
use crate::ui::clean::clean;
use crate::ui::wrap::{fit, width};

/// Where a form's title stands in [`row`].
const FORM: usize = 1;
/// Where a response's name stands.
const NAME: usize = 2;
/// The end of what is shortened.
const CUT: &str = "…";

/// Exit code 1 if any file cannot be read; the others are listed all the same.
pub(super) fn run(session: &Session, asked: &List) -> Outcome {
    let store = session.store()?;
    let listed = store.summaries(&session.listing(), usize::MAX).map_err(|error| session.failed(&error.message()))?;
    store.keep_index();
    let (mut told, mut broken) = (Vec::new(), Vec::new());
    for summary in &listed.summaries {
        match &summary.fault {
            Some(Fault::Unreadable(reason)) => broken.push((summary.id.as_str(), session.tell(reason))),
            _ if asked.form.as_ref().is_none_or(|form| *form == summary.form.id) => told.push(&**summary),
            _ => {}
        }
    }
    if told.is_empty()
        && let Some(form) = asked.form.as_deref().filter(|form| !session.sources.has(form))
    {
        let message = Message::new("cli-unknown-form").with("id", form).with("known", session.sources.ids().join(", "));
        return Err(session.usage(&message));
    }
    // of one form the last modified stay first
    told.sort_by(|a, b| a.form.id.cmp(&b.form.id));
    let titles = titles(session, &told);
    let title = |summary: &Summary| titles.get(summary.form.id.as_str()).and_then(Option::as_deref);
    if asked.json {
        let unreadable = broken.iter().map(|(id, error)| json!({"id": id, "error": error}));
        session.print_json(&told.iter().map(|summary| as_json(session, summary, title(summary))).chain(unreadable).collect())?;
    } else {
        // for people; a script takes every line for a response
        let screen = std::io::stdout().is_terminal().then(|| usize::from(size().map_or(80, |(columns, _)| columns)));
        let headings = screen.filter(|_| !told.is_empty()).map(|_| headings(session));
        let rows = headings.into_iter().chain(told.iter().map(|summary| row(session, summary, title(summary))));
        session.print(&table(&rows.collect::<Vec<_>>(), screen.unwrap_or(usize::MAX)))?;
        if told.is_empty() && broken.is_empty() {
            session.warn(&session.tell(&none(session, asked)));
        }
    }
    if broken.is_empty() {
        return Ok(0);
    }
    let line = |(id, error): &(&str, String)| session.tell(&Message::new("cli-broken").with("id", *id).with("reason", error.as_str()));
    Err(Failure::failed(broken.iter().map(line).collect()))
}

/// The titles of their forms, by id; of an unknown form none.
fn titles<'a>(session: &Session, told: &[&'a Summary]) -> HashMap<&'a str, Option<String>> {
    let mut titles = HashMap::new();
    for summary in told {
        let form = || session.sources.load(&summary.form.id).ok();
        titles.entry(summary.form.id.as_str()).or_insert_with(|| form().map(|form| form.title.text(session.language()).to_owned()));
    }
    titles
}

fn as_json(session: &Session, told: &Summary, title: Option<&str>) -> Value {
    let mut value = json!({
        "id": told.id, "form": {"id": told.form.id, "version": told.form.version, "title": title}, "name": told.name(session.language()),
        "status": told.status, "review": told.review, "created": told.created, "modified": told.modified, "author": told.author,
        "queries": {"open": told.open_queries, "answered": told.answered_queries},
    });
    if let Some(first) = &told.verifies {
        value["verifies"] = first.as_str().into();
    }
    if told.fault.is_none() {
        value["answered"] = told.counts.answered.into();
        value["questions"] = told.counts.questions.into();
        value["errors"] = told.counts.errors.into();
        value["warnings"] = told.counts.warnings.into();
    }
    value
}

/// That there is no response, and how to begin one.
fn none(session: &Session, asked: &List) -> Message {
    match &asked.form {
        Some(form) => Message::new("list-none-of-form").with("form", form.as_str()),
        None => Message::new("list-none").with("dir", session.data_dir.display().to_string()),
    }
}

/// What the columns of [`row`] hold; those of counts that say what they count have no heading, so that an empty one takes no room.
fn headings(session: &Session) -> Vec<String> {
    let words = ["list-id", "list-form", "list-name", "list-state", "list-answers"].map(|id| session.texts.get(id).into_owned());
    words.into_iter().chain([String::new(), String::new(), session.texts.get("list-modified").into_owned()]).collect()
}

fn row(session: &Session, told: &Summary, title: Option<&str>) -> Vec<String> {
    let count = |id, number: usize| session.tell(&Message::new(id).with("count", number));
    let some = |id, number: usize| if number > 0 { count(id, number) } else { String::new() };
    let form = title.map_or_else(|| session.tell(&Message::new("list-unknown-form").with("id", told.form.id.as_str())), ToOwned::to_owned);
    let name = told.name(session.language()).map_or_else(|| session.texts.get("home-unnamed").into_owned(), ToOwned::to_owned);
    let cells = [
        told.id.clone(),
        form,
        name + &told.suffix(&session.texts),
        session.tell(&told.standing()),
        count("count-answers", told.counts.answered),
        some("count-errors", told.counts.errors),
        some("count-warnings", told.counts.warnings),
        loaded::date(told.modified, session.language()),
    ];
    cells.iter().map(|cell| clean(cell).into_owned()).collect()
}

/// Columns as wide as their widest cell, shortened if they do not fit in `room`; an empty column takes no room.
fn table(rows: &[Vec<String>], room: usize) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns).map(|column| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0)).collect();
    let widths = fitted(widths, room);
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, wide) in row.iter().zip(&widths).filter(|(_, wide)| **wide > 0) {
            let cell = fit(cell, *wide, CUT);
            line.push_str(&cell);
            line.extend(std::iter::repeat_n(' ', wide - width(&cell) + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The widths of columns that fit in `room`: form and name give way first, the response's id, which commands take, never.
fn fitted(mut widths: Vec<usize>, room: usize) -> Vec<usize> {
    const LEAST: usize = 13; // « QUESTIONNAIRE »
    let taken = |widths: &[usize]| widths.iter().filter(|wide| **wide > 0).map(|wide| wide + 2).sum::<usize>().saturating_sub(2);
    while taken(&widths) > room {
        let words = [FORM, NAME].into_iter().filter(|column| widths.get(*column).is_some_and(|wide| *wide > LEAST));
        let others = || (1..widths.len()).filter(|column| widths[*column] > 2);
        let widest = words.max_by_key(|column| widths[*column]).or_else(|| others().max_by_key(|column| widths[*column]));
        let Some(widest) = widest else { break };
        widths[widest] -= 1;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_by_what_they_take_on_screen_and_empty_ones_go() {
        let rows = [["é", "", "x"], ["日本", "", "y"]].map(|row| row.map(String::from).to_vec());
        assert_eq!(table(&rows, usize::MAX), "é     x\n日本  y\n");
        assert_eq!(table(&[], 80), "");
    }

    #[test]
    fn a_table_fits_the_terminal_and_never_shortens_an_id() {
        let long = ["kx7f2m9qabcd", "Enquête sur les cellules d'animation régionale 2025", "Provence-Alpes-Côte d'Azur (2)", "brouillon"];
        let rows = [
            [&long[..], &["64 réponses", "12 erreurs", "3 avertissements", "12 mars 2025 à 10:02"][..]].concat(),
            ["kx7f2m9q", "Enquête", "Bretagne", "validée", "2 réponses", "", "", "1er mars 2025 à 9:00"].to_vec(),
        ]
        .map(|row| row.into_iter().map(String::from).collect::<Vec<_>>());
        for room in [40, 60, 80, 100, 120, 140] {
            let text = table(&rows, room);
            assert!(text.lines().all(|line| width(line) <= room), "{room}\n{text}");
            assert!(text.starts_with("kx7f2m9qabcd  "), "{text}");
        }
        let text = table(&rows, 120);
        assert!(text.contains("12 erreurs") && text.contains("12 mars 2025 à 10:02") && text.contains('…'), "{text}");
        assert_eq!(table(&rows, 1000), table(&rows, usize::MAX), "nothing is shortened that fits");
    }
}
