//! `recueil import FILE|- --form ID`: a new draft from answers, or from a whole response. All or nothing.

use std::io::Read;

use serde_json::Value;

use super::arguments::Import;
use super::session::{Failure, Outcome, Session};
use crate::l10n::Message;
use crate::response::history::{Entry, What};
use crate::response::{self, import};
use crate::store::{StoreError, read_input};

/// What is larger is refused unread: 64 MiB.
const LARGEST: u64 = 64 << 20;

/// The new id alone on the standard output; else `path: reason` a line, and nothing written.
pub(super) fn run(session: &Session, asked: &Import) -> Outcome {
    let bytes = read(session, asked)?;
    let name = asked.file.display().to_string();
    let bad = |reason| session.failed(&Message::new("import-not-json").with("file", name.as_str()).with("reason", reason));
    let given = response::read_json(&bytes).map_err(bad)?;
    let Value::Object(given) = given else { return Err(session.failed(&Message::new("import-not-an-object").with("file", name.as_str()))) };
    let named = import::form_of(&given).map(str::to_owned);
    let wanted = asked.form.clone().or_else(|| named.clone()).ok_or_else(|| session.usage(&Message::new("import-which-form")))?;
    if asked.form.is_none() && !session.sources.has(&wanted) {
        let message = Message::new("import-form-missing").with("file", name.as_str()).with("form", wanted);
        return Err(session.failed(&message.with("known", session.sources.ids().join(", "))));
    }
    let form = session.form(&wanted)?;
    if let Some(named) = named.filter(|named| *named != form.id) {
        let message = Message::new("import-other-form").with("file", name.as_str()).with("named", named).with("wanted", form.id.as_str());
        return Err(session.failed(&message));
    }
    let store = session.store()?;
    let id = store.new_id(&mut fastrand::Rng::new());
    let made = import::import(&form, given, &id, (&session.author(), session.now), &mut fastrand::Rng::new());
    let response = made.map_err(|unfit| Failure::failed(unfit.lines(&name, &session.texts)))?;
    let entry = Entry::event(What::Import, response.modified, &session.author());
    session.save(&store, &response, &[entry])?;
    session.print(&format!("{}\n", response.id))?;
    Ok(0)
}

fn read(session: &Session, asked: &Import) -> Result<Vec<u8>, Failure> {
    if asked.file.as_os_str() != "-" {
        return read_input(&asked.file, LARGEST).map_err(|error| session.failed(&error.message()));
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes);
    let fault = match read {
        Err(error) => StoreError::io(&asked.file, &error),
        Ok(_) if bytes.len() as u64 > LARGEST => StoreError::TooLarge { path: asked.file.clone(), megabytes: LARGEST >> 20 },
        Ok(_) => return Ok(bytes),
    };
    Err(session.failed(&fault.message()))
}
