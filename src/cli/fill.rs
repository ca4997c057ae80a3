//! `recueil fill FORM|RESPONSE`: what to open. Nothing is written here: the screen saves what it is given.

use std::collections::BTreeSet;

use serde_json::Value;

use super::arguments::Fill;
use super::find;
use super::session::{Failure, Session};
use crate::answers::Path;
use crate::form::{Form, Item};
use crate::l10n::Message;
use crate::question::Question;
use crate::response::history::{Entry, What, between};
use crate::response::{Response, Status};
use crate::store::{Seen, Store, StoreError};

/// What the screen opens with.
#[derive(Debug)]
pub enum Opening {
    /// All responses.
    Home,
    /// The responses to one form, of which there are several drafts.
    List {
        /// The form's id.
        form: String,
    },
    /// The reviewer's list.
    Inbox {
        /// Of this form's responses only.
        form: Option<String>,
        /// Of these only.
        only: Option<BTreeSet<String>>,
    },
    /// A response.
    Response(Box<Opened>),
}

/// A response to open.
#[derive(Debug)]
pub struct Opened {
    /// Its form.
    pub form: Form,
    /// The response, with the values of the command line in it: the fixed ones in its `fixed`, too. One that is not open is shown read-only.
    pub response: Response,
    /// What its file was when it was read.
    pub seen: Option<Seen>,
    /// Whether it is not in the store yet.
    pub is_new: bool,
    /// Whether it differs from what the store has.
    pub is_changed: bool,
    /// What the values of the command line changed in a response that is in the store.
    pub entries: Vec<Entry>,
    /// The page to open, if not that where its filler stood: its place in the form.
    pub page: Option<usize>,
}

/// What the arguments ask for: a form first, else a response.
///
/// # Errors
/// An unknown form, response, page, question or code, with the known ones (2); what cannot be read, or begun where nothing can be written (1).
pub(super) fn opening(session: &Session, store: &Store, asked: &Fill) -> Result<Opening, Failure> {
    if session.sources.has(&asked.what) && !asked.verify {
        let form = session.form(&asked.what)?;
        let wishes = Wishes::new(session, &form, asked)?;
        return of_form(session, asked, store, form, wishes);
    }
    let id = find::id(session, store, &asked.what).map_err(|unfound| {
        if unfound.several {
            return session.usage(&unfound.message);
        }
        let known = session.sources.ids().join(", ");
        let message = Message::new("fill-unknown").with("what", asked.what.as_str()).with("known", known).with("reason", unfound.message);
        session.usage(&message)
    })?;
    let (response, seen) = store.read(&id).map_err(|error| session.failed(&error.message()))?;
    if !asked.fix.is_empty() {
        return Err(session.usage(&Message::new("fill-fix-needs-form").with("form", response.form.id.as_str())));
    }
    let form = session.form_of(&response)?;
    let wishes = Wishes::new(session, &form, asked)?;
    if asked.verify && response.verifies.is_none() {
        return second_entry(session, store, form, &response, wishes);
    }
    Ok(open(form, (response, seen), false, wishes))
}

/// The second entry of a response: the one that was begun, else a new one, which has of the first only what was fixed from outside.
fn second_entry(session: &Session, store: &Store, form: Form, first: &Response, wishes: Wishes) -> Result<Opening, Failure> {
    let listed = store.summaries(&session.listing(), usize::MAX).map_err(|error| session.failed(&error.message()))?;
    // the last modified comes first
    if let Some(begun) = listed.summaries.iter().find(|summary| summary.verifies.as_ref() == Some(&first.id)) {
        let begun = store.read(&begun.id).map_err(|error| session.failed(&error.message()))?;
        return Ok(open(form, begun, false, wishes));
    }
    if store.is_read_only() {
        return Err(session.failed(&StoreError::ReadOnly { path: store.dir().to_owned() }.message()));
    }
    let mut second = Response::new(&form, store.new_id(&mut session.random()), &session.author(), session.now);
    second.verifies = Some(first.id.clone());
    for id in &first.fixed {
        second.fixed.insert(id.clone());
        second.take_from(first, id);
    }
    Ok(open(form, (second, None), true, wishes))
}

fn of_form(session: &Session, asked: &Fill, store: &Store, form: Form, wishes: Wishes) -> Result<Opening, Failure> {
    let stored = store.list().map_err(|error| session.failed(&error.message()))?;
    let own = stored.into_iter().filter_map(|stored| Some((stored.response.ok()?, stored.seen)));
    // a second entry is opened by what it verifies
    let own = own.filter(|(response, _)| response.form.id == form.id && response.verifies.is_none());
    let mut fitting: Vec<(Response, Option<Seen>)> = if wishes.fix.is_empty() {
        own.filter(|(response, _)| response.status == Status::Draft).collect()
    } else {
        own.filter(|(response, _)| wishes.fix.iter().all(|(path, value)| response.answers.get(path) == Some(value))).collect()
    };
    fitting.sort_by_key(|(response, _)| response.modified);
    if wishes.fix.is_empty() && fitting.len() > 1 {
        if asked.restricted {
            return Err(session.usage(&Message::new("restricted-needs-fix").with("form", form.id.as_str())));
        }
        if asked.set.is_empty() && asked.page.is_none() {
            return Ok(Opening::List { form: form.id });
        }
        let ids: Vec<&str> = fitting.iter().map(|(response, _)| response.id.as_str()).collect();
        return Err(session.usage(&Message::new("fill-which-draft").with("form", form.id.as_str()).with("drafts", ids.join(", "))));
    }
    let stored = fitting.pop();
    let is_new = stored.is_none();
    if is_new && store.is_read_only() {
        // nothing is begun that could not be kept
        return Err(session.failed(&StoreError::ReadOnly { path: store.dir().to_owned() }.message()));
    }
    let begin = || Response::new(&form, store.new_id(&mut session.random()), &session.author(), session.now);
    let response = stored.unwrap_or_else(|| (begin(), None));
    Ok(open(form, response, is_new, wishes))
}

/// Gives a question that value; whether it had another.
fn set(response: &mut Response, path: &Path, value: Value) -> bool {
    let is_changed = response.answers.get(path) != Some(&value);
    if is_changed {
        response.answers.set(path, Some(value));
    }
    is_changed
}

/// Puts the wishes into a response that can be changed; another is opened as it is.
fn open(form: Form, (mut response, seen): (Response, Option<Seen>), is_new: bool, wishes: Wishes) -> Opening {
    let mut is_changed = is_new;
    let differs = wishes.fix.iter().chain(&wishes.set).any(|(path, value)| response.answers.get(path) != Some(value));
    let before = (!is_new && differs).then(|| response.clone());
    if response.is_open() {
        for (path, value) in wishes.fix {
            is_changed |= response.fixed.insert(path.root().to_owned());
            is_changed |= set(&mut response, &path, value);
        }
        for (path, value) in wishes.set {
            let is_free = response.answers.get(&path).is_none() && !response.unreadable.contains_key(&path);
            if (is_new || is_free) && !response.is_fixed(&path) {
                is_changed |= set(&mut response, &path, value);
            }
        }
    }
    let entries = before.map(|before| between(&before, &response, What::Set, "")).unwrap_or_default();
    Opening::Response(Box::new(Opened { form, response, seen, is_new, is_changed, entries, page: wishes.page }))
}

/// The values and the page asked for, read and known to the form.
struct Wishes {
    fix: Vec<(Path, Value)>,
    set: Vec<(Path, Value)>,
    page: Option<usize>,
}

impl Wishes {
    fn new(session: &Session, form: &Form, asked: &Fill) -> Result<Self, Failure> {
        let read = |pairs: &[(String, String)]| -> Result<Vec<_>, Failure> {
            pairs.iter().map(|(id, typed)| value(form, id, typed).map_err(|message| session.usage(&message))).collect()
        };
        let page = asked.page.as_deref().map(|id| form.find_page(id).ok_or_else(|| session.usage(&unknown_page(form, id)))).transpose()?;
        let wishes = Self { fix: read(&asked.fix)?, set: read(&asked.set)?, page };
        given_twice(asked).map_or(Ok(wishes), |message| Err(session.usage(&message)))
    }
}

/// A question to which two values are given: neither is more wanted than the other.
fn given_twice(asked: &Fill) -> Option<Message> {
    let fixed = asked.fix.iter().map(|given| ("--fix", given));
    let given: Vec<_> = fixed.chain(asked.set.iter().map(|given| ("--set", given))).collect();
    let shown = |(option, (id, value)): (&str, &(String, String))| format!("{option} {id}={value}");
    given.iter().enumerate().find_map(|(at, &second)| {
        let id = &second.1.0;
        let &first = given[..at].iter().find(|(_, (earlier, _))| earlier == id)?;
        Some(Message::new("fill-twice").with("question", id.as_str()).with("first", shown(first)).with("second", shown(second)))
    })
}

fn unknown_page(form: &Form, id: &str) -> Message {
    let known: Vec<&str> = form.pages.iter().map(|page| page.id.as_str()).collect();
    Message::new("fill-unknown-page").with("id", id).with("known", known.join(", "))
}

/// A value as its question reads it.
fn value(form: &Form, id: &str, typed: &str) -> Result<(Path, Value), Message> {
    let settable =
        |item: &Item| item.is_answered() && item.question().is_some_and(|question| !question.is_file() && question.table().is_none());
    let item = form.find(id).map(|item| &form.items[item]).filter(|item| settable(item));
    let Some(question) = item.and_then(Item::question) else {
        let known: Vec<&str> = form.top_level().filter(|(_, item)| settable(item)).map(|(_, item)| item.id.as_str()).collect();
        return Err(Message::new("fill-unknown-question").with("id", id).with("known", known.join(", ")));
    };
    let refuse = |reason: Message| {
        let message = Message::new("fill-value").with("question", id).with("value", typed).with("reason", reason);
        match question.options() {
            Some(options) => Message::new("cli-error-known").with("error", message).with("known", options.codes().join(", ")),
            None => message,
        }
    };
    let value = read(question, typed).map_err(refuse)?.ok_or_else(|| refuse(Message::new("fill-blank")))?;
    Ok((Path::question(id), value))
}

/// Typed text as an answer: a code where there are options, else as the question reads what is typed.
fn read(question: &dyn Question, typed: &str) -> Result<Option<Value>, Message> {
    let is_code = question.options().is_some_and(|options| options.label(typed).is_some());
    let code = is_code.then(|| question.accept(&Value::from(typed)).ok()).flatten();
    code.map_or_else(|| question.read(typed), Ok)
}

#[cfg(test)]
mod tests;
