//! Which response is meant on the command line: by its id, the beginning of one, or its name.

use super::session::Session;
use crate::l10n::Message;
use crate::store::{Store, StoreError};
use crate::ui::clean::clean;
use crate::ui::fold::fold;

/// No response is meant, or more than one.
#[derive(Debug)]
pub(super) struct Unfound {
    /// Whether there are several.
    pub several: bool,
    /// What to tell.
    pub message: Message,
}

/// The id of the response meant: itself, a beginning that no other has, or a name as lists show it (« Bretagne (2) »), whatever its case and accents.
///
/// # Errors
/// There is none, or several: then those are told.
pub(super) fn id(session: &Session, store: &Store, what: &str) -> Result<String, Unfound> {
    let found = store.find(what);
    if let Ok(id) = &found
        && *id == what.to_ascii_lowercase()
    {
        return Ok(id.clone());
    }
    let told = |error: &StoreError| Unfound {
        several: matches!(error, StoreError::Ambiguous { .. }),
        message: match error {
            StoreError::NotFound { id } => Message::new("cli-not-found").with("id", clean(id).into_owned()),
            error => error.message(),
        },
    };
    // a beginning of an id and a name can be the same by chance: the wrong one must not be taken
    let named = named(session, store, what).map_err(|error| told(&error))?;
    match (found, named.as_slice()) {
        (Ok(id), []) => Ok(id),
        (Ok(id), [(one, _)]) if id == *one => Ok(id),
        (Err(StoreError::NotFound { .. }), [(one, _)]) => Ok(one.clone()),
        (Err(error), []) => Err(told(&error)),
        (found, named) => {
            let others = match found {
                Ok(id) => vec![id],
                Err(StoreError::Ambiguous { candidates, .. }) => candidates,
                Err(_) => Vec::new(),
            };
            let others = others.into_iter().filter(|id| named.iter().all(|(one, _)| one != id));
            let candidates: Vec<String> = named.iter().map(|(id, name)| format!("{id} {name}")).chain(others).collect();
            let message = Message::new("cli-several").with("what", what).with("candidates", candidates.join(", "));
            Err(Unfound { several: true, message })
        }
    }
}

/// The responses of that name, each with its name and number.
fn named(session: &Session, store: &Store, what: &str) -> Result<Vec<(String, String)>, StoreError> {
    let wanted = fold(what.trim());
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let listed = store.summaries(&session.listing(), usize::MAX)?;
    let named = listed.summaries.iter().filter_map(|summary| {
        let name = summary.name(session.language())?;
        let full = format!("{name}{}", summary.suffix(&session.texts));
        // a second entry is not meant by the name of the first
        let name = if summary.verifies.is_some() { full.as_str() } else { name };
        [name, full.as_str()].iter().any(|name| fold(name) == wanted).then(|| (summary.id.clone(), full.clone()))
    });
    Ok(named.collect())
}
