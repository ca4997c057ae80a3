//! `recueil purge`: lists what is past the retention period of its form, and removes it once that is confirmed.

use std::collections::BTreeMap;
use std::io::{self, BufRead, IsTerminal, Write};

use jiff::Timestamp;
use serde_json::{Value, json};

use super::arguments::Purge;
use super::loaded::date;
use super::session::{Failure, Outcome, Session};
use crate::form::Form;
use crate::l10n::Message;
use crate::response::name::name;
use crate::response::{Broken, Response, keep_until};
use crate::store::{Remains, Removed, Store, StoreError};
use crate::ui::clean::clean;

/// Where something due is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Responses,
    Trash,
    Backups,
    Mended,
}

/// A response that is past its retention period.
struct Due {
    id: String,
    place: Place,
    form: String,
    title: String,
    name: String,
    modified: Timestamp,
    until: Timestamp,
}

/// Files that a response no longer names.
struct Unnamed {
    id: String,
    name: String,
    files: Vec<String>,
}

/// Exit code 1 if something could not be removed: it is open, or the disk refuses.
pub(super) fn run(session: &Session, asked: &Purge) -> Outcome {
    let store = session.store()?;
    let told = |error: StoreError| session.failed(&error.message());
    let (due, unnamed) = find(session, &store).map_err(told)?;
    if due.is_empty() && unnamed.is_empty() {
        if asked.yes && !store.is_read_only() {
            store.finish_removing().map_err(told)?;
        }
        if asked.json {
            session.print_json(&as_json(&due, &unnamed, None))?;
        } else {
            session.print(&format!("{}\n", session.texts.get("purge-none")))?;
        }
        return Ok(0);
    }
    if !asked.json {
        session.print(&listed(session, &due, &unnamed))?;
    }
    if !asked.yes && (asked.json || !confirmed(session)?) {
        if asked.json {
            session.print_json(&as_json(&due, &unnamed, None))?;
        }
        return Ok(0);
    }
    store.finish_removing().map_err(told)?;
    let mut failed = Vec::new();
    for due in &due {
        let is_trashed = due.place == Place::Trash;
        let removed = if is_trashed { store.remove_trashed(&due.id, due.modified) } else { store.remove_response(&due.id, due.modified) };
        report(session, asked, "purge-removed", (&due.id, &due.name), removed, &mut failed)?;
    }
    for unnamed in &unnamed {
        report(session, asked, "purge-removed-files", (&unnamed.id, &unnamed.name), store.remove_files(&unnamed.id), &mut failed)?;
    }
    if asked.json {
        session.print_json(&as_json(&due, &unnamed, Some(&failed)))?;
    }
    if failed.is_empty() { Ok(0) } else { Err(Failure::failed(failed.into_iter().map(|(_, line)| line).collect())) }
}

/// Tells what was removed, or notes why it was not.
fn report(
    session: &Session,
    asked: &Purge,
    id: &'static str,
    (response, name): (&str, &str),
    removed: Result<Removed, StoreError>,
    failed: &mut Vec<(String, String)>,
) -> Result<(), Failure> {
    let message = |id| Message { id, args: vec![("name", name.into()), ("id", response.into())] };
    match removed {
        Ok(removed) if !asked.json => session.print(&(session.tell(&message(id).with("count", removed.files)) + "\n")),
        Ok(_) => Ok(()),
        Err(error) => {
            failed.push((response.to_owned(), session.tell(&message("purge-failed").with("reason", error.message()))));
            Ok(())
        }
    }
}

/// What is due, and the files that nothing names of the responses that are not.
fn find(session: &Session, store: &Store) -> Result<(Vec<Due>, Vec<Unnamed>), StoreError> {
    let mut forms: BTreeMap<String, Option<Form>> = BTreeMap::new();
    let mut form = |response: &Response, use_form: &mut dyn FnMut(&Form)| {
        let known = forms.entry(response.form.id.clone()).or_insert_with(|| session.sources.load(&response.form.id).ok());
        if let Some(form) = known {
            use_form(form);
        }
    };
    let (mut due, mut unnamed) = (Vec::new(), Vec::new());
    let mut look = |place: Place, response: Response| {
        let (mut found, mut called) = (None, response.id.clone());
        form(&response, &mut |form| {
            called = name(form, &response, session.language()).unwrap_or_else(|| session.texts.get("home-unnamed").into_owned());
            found = keep_until(form, response.modified).filter(|until| *until <= session.now).map(|until| Due {
                id: response.id.clone(),
                place,
                form: form.id.clone(),
                title: form.title.text(session.language()).to_owned(),
                name: called.clone(),
                modified: response.modified,
                until,
            });
        });
        let is_due = found.is_some();
        due.extend(found);
        (is_due, called)
    };
    let warn = |message: Message| session.warn(&session.tell(&message));
    let unread = |id: &str, broken: &Broken| warn(Message::new("purge-unread").with("id", id).with("reason", broken.message()));
    for stored in store.list()? {
        let response = match stored.response {
            Ok(response) => response,
            Err(broken) => {
                unread(&stored.id, &broken);
                continue;
            }
        };
        let (is_due, name) = look(Place::Responses, response);
        if !is_due {
            match store.removed_files(&stored.id) {
                Ok(files) => unnamed.extend((!files.is_empty()).then_some(Unnamed { id: stored.id, name, files })),
                Err(error) => {
                    let named = Message::new("purge-files-unread").with("name", clean(&name).into_owned()).with("id", stored.id);
                    warn(named.with("reason", error.message()));
                }
            }
        }
    }
    for (id, _, response) in store.trashed()? {
        match response {
            Ok(response) => drop(look(Place::Trash, Response { id, ..response })),
            Err(broken) => unread(&id, &broken),
        }
    }
    for (id, remains) in store.remains()? {
        match store.last_remains(&id)? {
            Some(Ok(response)) => drop(look(if remains == Remains::Backups { Place::Backups } else { Place::Mended }, response)),
            Some(Err(broken)) => unread(&id, &broken),
            None => {}
        }
    }
    Ok((due, unnamed))
}

fn listed(session: &Session, due: &[Due], unnamed: &[Unnamed]) -> String {
    let language = session.language();
    let mut lines = Vec::new();
    if !due.is_empty() {
        lines.push(session.texts.get("purge-due").into_owned());
    }
    for due in due {
        let line = Message::new("purge-line").with("name", clean(&due.name).into_owned()).with("id", due.id.as_str());
        let line =
            line.with("form", due.title.as_str()).with("modified", date(due.modified, language)).with("until", date(due.until, language));
        let line = match due.place {
            Place::Responses => line,
            Place::Trash => Message::new("purge-in-trash").with("line", line),
            Place::Backups => Message::new("purge-in-backups").with("line", line),
            Place::Mended => Message::new("purge-in-mended").with("line", line),
        };
        lines.push(format!("  {}", session.tell(&line)));
    }
    if !unnamed.is_empty() {
        lines.push(session.texts.get("purge-files").into_owned());
    }
    for unnamed in unnamed {
        for file in &unnamed.files {
            let line = Message::new("purge-file").with("name", clean(&unnamed.name).into_owned()).with("id", unnamed.id.as_str());
            lines.push(format!("  {}", session.tell(&line.with("file", clean(file).into_owned()))));
        }
    }
    lines.join("\n") + "\n"
}

fn as_json(due: &[Due], unnamed: &[Unnamed], failed: Option<&[(String, String)]>) -> Value {
    let is_removed = |id: &str| failed.is_some_and(|failed| failed.iter().all(|(other, _)| other != id));
    let place = |place| match place {
        Place::Responses => "responses",
        Place::Trash => "trash",
        Place::Backups => "backups",
        Place::Mended => "mended",
    };
    let due: Vec<Value> = due
        .iter()
        .map(|due| {
            json!({"id": due.id, "place": place(due.place), "form": due.form, "name": due.name, "modified": due.modified, "until": due.until,
                "removed": is_removed(&due.id)})
        })
        .collect();
    let files: Vec<Value> = unnamed
        .iter()
        .map(|unnamed| json!({"id": unnamed.id, "name": unnamed.name, "files": unnamed.files, "removed": is_removed(&unnamed.id)}))
        .collect();
    json!({"due": due, "files": files})
}

/// Whether the person types the word; nobody is asked where there is no terminal.
fn confirmed(session: &Session) -> Result<bool, Failure> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        session.warn(&session.texts.get("purge-how"));
        return Ok(false);
    }
    let word = session.texts.get("purge-word");
    session.print(&format!("\n{} ", session.tell(&Message::new("purge-ask").with("word", word.as_ref()))))?;
    let _ = io::stdout().flush();
    let mut typed = String::new();
    let read = io::stdin().lock().read_line(&mut typed).is_ok();
    let is_sure = read && typed.trim() == word;
    if !is_sure {
        session.print(&format!("{}\n", session.texts.get("purge-kept")))?;
    }
    Ok(is_sure)
}
