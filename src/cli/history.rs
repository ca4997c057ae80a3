//! `recueil history RESPONSE`: what changed in a response, when and by whom; or the response as it was at a moment.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::arguments::History;
use super::loaded;
use super::session::{Failure, Outcome, Session};
use super::show::{self, Manner};
use crate::answers::Path;
use crate::export::history::{event, moved, told};
use crate::form::Form;
use crate::l10n::Message;
use crate::response::Response;
use crate::response::history::{self, Entry, at, visits};
use crate::store::Store;
use crate::ui::clean::clean;
use crate::ui::wrap::width;

/// What is shortened ends so.
const CUT: &str = "…";

/// Exit code 1 if the response or its history cannot be read, or if it was not there yet at that moment.
pub(super) fn run(session: &Session, asked: &History) -> Outcome {
    let store = session.store()?;
    let response = loaded::find(session, &store, &asked.response)?;
    let when = asked.at.as_deref().map(|typed| moment(session, typed)).transpose()?;
    let history = read(session, &store, &response)?;
    let Some(when) = when else { return list(session, asked, &response, &history) };
    let date = |at| loaded::date(at, session.language());
    let then = at(&response, &history.entries, when).ok_or_else(|| not_yet(session, &response))?;
    if !asked.json {
        let head = Message::new("history-then").with("at", date(when));
        session.print(&format!("{}\n", session.tell(&head)))?;
    }
    show::show(session, &store, then, Manner { json: asked.json, ids: false })?;
    Ok(0)
}

/// The history of a response; what of it is no entry is told.
///
/// # Errors
/// It cannot be read.
pub(super) fn read(session: &Session, store: &Store, response: &Response) -> Result<history::History, Failure> {
    let history = store.history(&response.id).map_err(|error| session.failed(&error.message()))?;
    if history.skipped > 0 {
        session.warn(&session.tell(&Message::new("history-skipped").with("count", history.skipped)));
    }
    Ok(history)
}

/// The response was not there yet at the moment asked for.
pub(super) fn not_yet(session: &Session, response: &Response) -> Failure {
    session.failed(&Message::new("history-not-yet").with("created", loaded::date(response.created, session.language())))
}

/// A moment that was typed.
///
/// # Errors
/// It is none.
pub(super) fn moment(session: &Session, typed: &str) -> Result<Timestamp, Failure> {
    moment_in(typed, &session.zone)
        .ok_or_else(|| session.usage(&Message::new("history-which-moment").with("typed", clean(typed).into_owned())))
}

/// A moment as people and scripts write it; without a zone it is that of the place. A day or a minute is meant to its end: what is listed under it was
/// done by then.
fn moment_in(typed: &str, zone: &TimeZone) -> Option<Timestamp> {
    let typed = typed.trim();
    if let Ok(exact) = typed.parse::<Timestamp>() {
        return Some(exact);
    }
    let local = |at: DateTime, length: SignedDuration| {
        let end = at.checked_add(length - SignedDuration::from_nanos(1)).ok()?;
        end.to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp())
    };
    let spaced = typed.replace('T', " ");
    let read = |format: &str| DateTime::strptime(format, &spaced).ok();
    let (second, minute, day) = (SignedDuration::from_secs(1), SignedDuration::from_mins(1), SignedDuration::from_hours(24));
    ["%Y-%m-%d", "%d/%m/%Y"].iter().find_map(|date| {
        let date_only = || Date::strptime(date, &spaced).ok().map(|date| date.to_datetime(jiff::civil::Time::midnight()));
        let seconds = read(&format!("{date} %H:%M:%S")).and_then(|at| local(at, second));
        seconds.or_else(|| read(&format!("{date} %H:%M")).and_then(|at| local(at, minute))).or_else(|| local(date_only()?, day))
    })
}

fn list(session: &Session, asked: &History, response: &Response, history: &history::History) -> Outcome {
    let visits = visits(&history.entries);
    let form = session.form_of(response);
    if let Err(failure) = &form {
        failure.lines.iter().for_each(|line| session.warn(line));
    }
    let form = form.ok();
    if asked.json {
        let entries: Vec<Value> = visits.iter().map(|entry| as_json(session, form.as_ref(), response, entry)).collect();
        session.print_json(&json!({"id": response.id, "skipped": history.skipped, "entries": entries}))?;
        return Ok(0);
    }
    if visits.is_empty() {
        session.warn(&session.tell(&Message::new("history-none")));
        return Ok(0);
    }
    let by = visits.iter().map(|entry| width(&clean(&entry.by))).max().unwrap_or(0);
    let lines: String = visits.iter().map(|entry| line(session, form.as_ref(), response, entry, by)).collect();
    session.print(&lines)?;
    Ok(0)
}

fn line(session: &Session, form: Option<&Form>, response: &Response, entry: &Entry, by: usize) -> String {
    let (place, change) = match form {
        Some(form) => {
            let told = told(form, &response.answers, entry, &session.texts, CUT);
            let page = told.page.map(|page| form.pages[page].title.text(session.language()));
            (
                page.into_iter().chain(Some(told.place.as_str()).filter(|place| !place.is_empty())).collect::<Vec<_>>().join(" › "),
                told.change,
            )
        }
        None => (clean(entry.path.as_str()).into_owned(), raw(session, entry)),
    };
    let name = clean(&entry.by);
    let gap = " ".repeat(by.saturating_sub(width(&name)));
    let what =
        if place.is_empty() { change } else { session.tell(&Message::new("history-line").with("place", place).with("change", change)) };
    format!("{}  {name}{gap}  {}\n", loaded::date(entry.at, session.language()), what.replace('\n', " "))
}

/// An entry of a form that is not known.
fn raw(session: &Session, entry: &Entry) -> String {
    if entry.path.as_str().is_empty() {
        return event(entry, &session.texts);
    }
    if let (true, Some(from), Some(to)) = (entry.is_of_block(), entry.from, entry.to) {
        return session.tell(&moved(from, to));
    }
    let value = |value: &Option<Value>, typed: &BTreeMap<Path, String>| match (typed.values().next(), value) {
        (Some(typed), _) => session.tell(&Message::new("print-unreadable").with("text", clean(typed).into_owned())),
        (None, Some(value)) => clean(&value.to_string()).into_owned(),
        (None, None) => session.texts.get("print-empty").into_owned(),
    };
    let (before, after) = (value(&entry.before, &entry.typed_before), value(&entry.after, &entry.typed_after));
    session.tell(&Message::new("history-change").with("before", before).with("after", after))
}

fn as_json(session: &Session, form: Option<&Form>, response: &Response, entry: &Entry) -> Value {
    let mut value = serde_json::to_value(entry).unwrap_or_default();
    if let Value::Object(map) = &mut value {
        map.shift_remove("more");
        map.entry("what").or_insert(json!(entry.what));
        if let Some(form) = form {
            let told = told(form, &response.answers, entry, &session.texts, CUT);
            map.insert("page".to_owned(), json!(told.page.map(|page| &form.pages[page].id)));
            map.insert("question".to_owned(), json!(told.place));
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_it_is_listed_and_meant_to_its_end() {
        let zone = TimeZone::fixed(jiff::tz::offset(1));
        for (typed, read) in [
            ("2026-03-14T10:30:00Z", Some("2026-03-14T10:30:00Z")),
            ("2026-03-14T10:30:00+02:00", Some("2026-03-14T08:30:00Z")),
            ("2026-03-14 10:30", Some("2026-03-14T09:30:59.999999999Z")),
            ("2026-03-14T10:30", Some("2026-03-14T09:30:59.999999999Z")),
            ("2026-03-14 10:30:05", Some("2026-03-14T09:30:05.999999999Z")),
            ("14/03/2026 10:30", Some("2026-03-14T09:30:59.999999999Z")),
            (" 2026-03-14 ", Some("2026-03-14T22:59:59.999999999Z")),
            ("14/03/2026", Some("2026-03-14T22:59:59.999999999Z")),
            ("2026-02-30", None),
            ("hier", None),
            ("", None),
            ("9999-12-31 23:59", None),
        ] {
            assert_eq!(moment_in(typed, &zone).map(|at| at.to_string()).as_deref(), read, "{typed}");
        }
    }
}
