//! `recueil compare RESPONSE OTHER`: what one response says otherwise than another; or than itself at another moment.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::agreement::Agreed;
use super::arguments::Compare;
use super::history;
use super::loaded;
use super::session::{Failure, Outcome, Session};
use crate::answers::Path;
use crate::export::compare::{lines, places, text};
use crate::expression::Type;
use crate::form::Form;
use crate::l10n::Message;
use crate::outline::{FileFaults, hidden};
use crate::question::Question;
use crate::response::Response;
use crate::response::compare::{Change, Side, across_history, compare};
use crate::response::name::name;
use crate::store::Store;
use crate::ui::clean::clean;

/// Columns of a line.
const WIDTH: usize = 80;

/// A response that is compared.
struct Compared {
    response: Response,
    /// The moment at which it is taken; now, if none.
    at: Option<Timestamp>,
}

/// Exit code 1 if there is a difference, or if something cannot be read.
pub(super) fn run(session: &Session, asked: &Compare) -> Outcome {
    let store = session.store()?;
    let first = loaded::find(session, &store, &asked.response)?;
    let [old, new] = match &asked.other {
        Some(other) => [first, loaded::find(session, &store, other)?].map(|response| Compared { response, at: None }),
        None => moments(session, &store, asked, &first)?,
    };
    // one form is read once, and its faults are told once
    let is_one = old.response.form.id == new.response.form.id;
    let old_form = form(session, &old.response);
    let other_form = if is_one { None } else { form(session, &new.response) };
    let new_form = if is_one { old_form.as_ref() } else { other_form.as_ref() };
    let before = Side { form: old_form.as_ref(), response: &old.response };
    let after = Side { form: new_form, response: &new.response };
    let mut changes = compare(before, after);
    let apart = if is_one { BTreeSet::new() } else { apart(before, after) };
    changes.retain(|change| !apart.contains(change.path.root()));
    let (hidden_before, hidden_after) = (unasked(session, before), unasked(session, after));
    let is_hidden = |change: &Change| change.is_hidden(&hidden_before, &hidden_after);
    let agreed = asked.other.as_ref().and_then(|_| Agreed::of(session, &store, before.form, [&old.response, &new.response]));
    let code = u8::from(changes.iter().any(|change| !is_hidden(change)));
    if asked.json {
        let places = places(before, after, &changes, &session.texts);
        let changes: Vec<Value> = changes.iter().zip(places).map(|(change, place)| as_json(change, place, is_hidden(change))).collect();
        let side = |compared: &Compared| json!({"id": compared.response.id, "form": compared.response.form, "at": compared.at});
        let mut value = json!({"before": side(&old), "after": side(&new), "not_compared": apart, "changes": changes});
        if let Some(agreed) = agreed {
            value["agreement"] = agreed.json();
        }
        session.print_json(&value)?;
        return Ok(code);
    }
    let versions = [&old.response.form, &new.response.form];
    if !is_one {
        session.warn(&session.tell(&told("compare-forms", versions.map(|form| form.id.as_str()))));
    } else if versions[0].version != versions[1].version {
        session.warn(&session.tell(&told("compare-versions", versions.map(|form| form.version.as_str()))));
    }
    let all = changes.len();
    changes.retain(|change| !is_hidden(change));
    let mut out = head(session, "compare-before", before.form, &old) + &head(session, "compare-after", after.form, &new) + "\n";
    out.push_str(&text(&lines(before, after, &changes, &session.texts, WIDTH)));
    let questions = apart.iter().map(|id| clean(id).into_owned()).collect::<Vec<_>>().join(", ");
    for (count, message) in [
        (apart.len(), Message::new("compare-not-compared").with("questions", questions)),
        (all - changes.len(), Message::new("compare-hidden")),
    ] {
        if count > 0 {
            out.push_str(&(session.tell(&message.with("count", count)) + "\n"));
        }
    }
    if let Some(agreed) = agreed {
        out.push('\n');
        out.push_str(&agreed.text(session));
    }
    session.print(&out)?;
    Ok(code)
}

/// A response as it was at the two moments asked for.
fn moments(session: &Session, store: &Store, asked: &Compare, response: &Response) -> Result<[Compared; 2], Failure> {
    if asked.from.is_none() && asked.to.is_none() {
        return Err(session.usage(&Message::new("compare-with-what")));
    }
    let moment = |typed: &Option<String>| typed.as_deref().map(|typed| history::moment(session, typed)).transpose();
    let (from, to) = (moment(&asked.from)?.unwrap_or(response.created), moment(&asked.to)?);
    let entries = history::read(session, store, response)?.entries;
    let two = across_history(response, &entries, from, to.unwrap_or(Timestamp::MAX));
    let (old, new) = two.ok_or_else(|| history::not_yet(session, response))?;
    Ok([Compared { response: old, at: Some(from) }, Compared { response: new, at: to }])
}

/// The form of a response; why it cannot be had is told, and answers are told as they are stored.
fn form(session: &Session, response: &Response) -> Option<Form> {
    let form = session.form_of(response);
    if let Err(failure) = &form {
        failure.lines.iter().for_each(|line| session.warn(line));
    }
    form.ok()
}

/// The questions answered in two responses of different forms that only one of the forms has, or that ask for something else there.
fn apart(old: Side, new: Side) -> BTreeSet<String> {
    // of a form that is not known: what is answered
    let has =
        |side: Side, id: &str| side.form.map_or_else(|| side.response.answers.as_map().contains_key(id), |form| form.find(id).is_some());
    let item = |side: Side<'_>, id: &str| -> Option<(&'static str, Option<Type>)> {
        let form = side.form?;
        let item = &form.items[form.find(id)?];
        Some((item.kind(), item.question().and_then(Question::value_type)))
    };
    let is_other = |id: &str| {
        let items = item(old, id).zip(item(new, id));
        items.is_some_and(|((old, old_type), (new, new_type))| old != new && (old_type.is_none() || old_type != new_type))
    };
    let answered = |side: Side<'_>| {
        let typed = side.response.unreadable.keys().map(|path| path.root().to_owned());
        side.response.answers.without_trailing_blocks().as_map().keys().cloned().chain(typed).collect::<Vec<_>>()
    };
    let all = answered(old).into_iter().chain(answered(new));
    all.filter(|id| !has(old, id) || !has(new, id) || is_other(id)).collect()
}

/// The answers of a response that no one is asked for.
fn unasked(session: &Session, side: Side) -> BTreeSet<Path> {
    let files = FileFaults::new();
    let found = side.form.map(|form| hidden(&side.response.inputs(form, &files, session.today, session.language())));
    found.into_iter().flatten().map(|hidden| hidden.path).collect()
}

fn told(id: &'static str, [old, new]: [&str; 2]) -> Message {
    Message::new(id).with("old", clean(old).into_owned()).with("new", clean(new).into_owned())
}

/// « Avant : Bretagne (k3f9ab2c), telle qu'elle était le 14/03/2026 23:59 »
fn head(session: &Session, id: &'static str, form: Option<&Form>, compared: &Compared) -> String {
    let response = &compared.response;
    let name = form.and_then(|form| name(form, response, session.language()));
    let called = name.map_or_else(
        || response.id.clone(),
        |name| session.tell(&Message::new("compare-named").with("name", clean(&name).into_owned()).with("id", response.id.as_str())),
    );
    let (side, at) = compared.at.map_or(("compare-now", response.modified), |at| ("compare-then", at));
    let side = Message::new(side).with("response", called).with("at", loaded::date(at, session.language()));
    session.tell(&Message::new(id).with("side", side)) + "\n"
}

fn as_json(change: &Change, (page, question): (Option<&str>, String), is_hidden: bool) -> Value {
    let mut value = serde_json::to_value(change).unwrap_or_default();
    if let Value::Object(map) = &mut value {
        map.insert("page".to_owned(), json!(page));
        map.insert("question".to_owned(), json!(question));
        map.insert("hidden".to_owned(), json!(is_hidden));
    }
    value
}
