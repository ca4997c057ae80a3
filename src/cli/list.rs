//! `recueil list`: all responses, one a line.

use std::collections::HashMap;
use std::io::IsTerminal;

use serde_json::{Value, json};

use super::arguments::List;
use super::loaded::{self, Loaded};
use super::session::{Failure, Outcome, Session};
use crate::form::Form;
use crate::l10n::Message;
use crate::outline::Counts;
use crate::response::Response;
use crate::response::name::{numbers, suffix};
use crate::store::Store;
use crate::terminal::tty::size;
use crate::ui::clean::clean;
use crate::ui::wrap::{fit, width};

/// Where a form's title stands in [`row`].
const FORM: usize = 1;
/// Where a response's name stands.
const NAME: usize = 2;
/// The end of what is shortened.
const CUT: &str = "…";

/// What is told of a response.
struct Told {
    response: Response,
    title: Option<String>,
    name: Option<String>,
    /// Which one it is of its form's responses of that name.
    nth: usize,
    counts: Option<Counts>,
}

/// Exit code 1 if any file cannot be read; the others are listed all the same.
pub(super) fn run(session: &Session, asked: &List) -> Outcome {
    let store = session.store()?;
    let mut known = HashMap::new();
    let (mut told, mut broken) = (Vec::new(), Vec::new());
    for stored in store.list().map_err(|error| session.failed(&error.message()))? {
        match stored.response {
            Err(error) => broken.push((stored.id, session.tell(&error.message()))),
            Ok(response) if asked.form.as_ref().is_none_or(|form| *form == response.form.id) => {
                told.push(tell(session, &store, response, &mut known));
            }
            Ok(_) => {}
        }
    }
    if told.is_empty()
        && let Some(form) = asked.form.as_deref().filter(|form| !session.sources.has(form))
    {
        let message = Message::new("cli-unknown-form").with("id", form).with("known", session.sources.ids().join(", "));
        return Err(session.usage(&message));
    }
    let nths = numbers(&told.iter().map(|told| (&told.response, told.name.as_deref())).collect::<Vec<_>>());
    told.iter_mut().zip(nths).for_each(|(told, nth)| told.nth = nth);
    told.sort_by(|a, b| a.response.form.id.cmp(&b.response.form.id).then(b.response.modified.cmp(&a.response.modified)));
    if asked.json {
        let unreadable = broken.iter().map(|(id, error)| json!({"id": id, "error": error}));
        session.print_json(&told.iter().map(as_json).chain(unreadable).collect())?;
    } else {
        // for people; a script takes every line for a response
        let screen = std::io::stdout().is_terminal().then(|| usize::from(size().map_or(80, |(columns, _)| columns)));
        let headings = screen.filter(|_| !told.is_empty()).map(|_| headings(session));
        let rows = headings.into_iter().chain(told.iter().map(|told| row(session, told)));
        session.print(&table(&rows.collect::<Vec<_>>(), screen.unwrap_or(usize::MAX)))?;
        if told.is_empty() && broken.is_empty() {
            session.warn(&session.tell(&none(session, asked)));
        }
    }
    if broken.is_empty() {
        return Ok(0);
    }
    let line =
        |(id, error): &(String, String)| session.tell(&Message::new("cli-broken").with("id", id.as_str()).with("reason", error.as_str()));
    Err(Failure::failed(broken.iter().map(line).collect()))
}

/// A response with its form, if that can be had. Forms are lent to it and taken back, so that each is loaded once.
fn tell(session: &Session, store: &Store, response: Response, known: &mut HashMap<String, Option<Form>>) -> Told {
    let id = response.form.id.clone();
    let form = known.remove(&id).unwrap_or_else(|| session.sources.load(&id).ok());
    let Some(form) = form else {
        known.insert(id, None);
        return Told { response, title: None, name: None, nth: 1, counts: None };
    };
    let loaded = Loaded::new(session, store, form, response);
    let (name, counts) = (loaded.name(), loaded.outline().counts());
    let title = loaded.form.title.text(session.language()).to_owned();
    known.insert(id, Some(loaded.form));
    Told { response: loaded.response, title: Some(title), name, nth: 1, counts: Some(counts) }
}

fn as_json(told: &Told) -> Value {
    let response = &told.response;
    let mut value = json!({
        "id": response.id, "form": {"id": response.form.id, "version": response.form.version, "title": told.title}, "name": told.name,
        "status": response.status, "review": response.review, "created": response.created, "modified": response.modified, "author": response.author,
    });
    if let Some(counts) = told.counts {
        value["answered"] = counts.answered.into();
        value["questions"] = counts.questions.into();
        value["errors"] = counts.errors.into();
        value["warnings"] = counts.warnings.into();
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

fn row(session: &Session, told: &Told) -> Vec<String> {
    let response = &told.response;
    let count = |id, number: usize| session.tell(&Message::new(id).with("count", number));
    let answers = told.counts.map_or_else(|| response.answer_count(), |counts| counts.answered);
    let errors = told.counts.filter(|counts| counts.errors > 0).map(|counts| count("count-errors", counts.errors));
    let warnings = told.counts.filter(|counts| counts.warnings > 0).map(|counts| count("count-warnings", counts.warnings));
    let form = match &told.title {
        Some(title) => title.clone(),
        None => session.tell(&Message::new("list-unknown-form").with("id", response.form.id.as_str())),
    };
    let cells = [
        response.id.clone(),
        form,
        told.name.clone().unwrap_or_else(|| session.texts.get("home-unnamed").into_owned()) + &suffix(told.nth),
        session.tell(&response.standing()),
        count("count-answers", answers),
        errors.unwrap_or_default(),
        warnings.unwrap_or_default(),
        loaded::date(response.modified, session.language()),
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
