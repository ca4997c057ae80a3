//! What is to be seen of the program while it is recorded.

use super::keys::Held;
use crate::answers::Path;
use crate::app::action::binding_of;
use crate::app::{App, Screen};
use crate::form::Form;
use crate::response::{Position, Response};
use crate::ui::fold::fold;

/// A place of the response as a script names it: blocks by their number, what can be done on the last page by its words, no question by its page.
pub(super) fn name_of(app: &App, position: &Position) -> String {
    if position.path == Path::default() {
        let words = app.to_do().and_then(binding_of).map(|binding| app.texts().get(binding.text));
        return words.map_or_else(|| position.page.clone(), |words| words.trim_end_matches('…').to_owned());
    }
    let answers = app.session().map(|session| &session.response.answers);
    answers.map_or_else(String::new, |answers| answers.numbered(&position.path).as_str().to_owned())
}

/// How many blocks a repeat has; 0 for anything else.
pub(super) fn blocks(app: &App, path: &Path) -> usize {
    app.session().map_or(0, |session| session.response.answers.blocks(path).count())
}

/// What a question holds.
pub(super) fn held(app: &App, path: &Path) -> Held {
    app.session().map_or_else(Held::default, |session| held_in(&session.form, &session.response, path))
}

/// What a question of a response holds.
pub(super) fn held_in(form: &Form, response: &Response, path: &Path) -> Held {
    // blocks are told of by themselves
    let is_question = form.item_at(path).is_some_and(|item| form.items[item].question().is_some());
    if !is_question || path.last_block().is_some() {
        return Held::default();
    }
    let unreadable = response.unreadable.iter().filter(|(place, _)| place.is_within(path));
    let below = |place: &Path| place.below(path).unwrap_or_default().to_owned();
    Held { value: response.answers.get(path).cloned(), unreadable: unreadable.map(|(place, text)| (below(place), text.clone())).collect() }
}

/// The ending of the file to write that is named now; `None` where none is asked for.
pub(super) fn ending(app: &App) -> Option<String> {
    match app.top() {
        Some(Screen::Ask(ask)) => ask.ending().map(str::to_owned),
        _ => None,
    }
}

/// Whether what is looked for stands in the form, not only in answers.
pub(super) fn is_of_form(typed: &str, app: &App) -> bool {
    let Some(session) = app.session() else { return false };
    let wanted = fold(typed.trim());
    let labels =
        session.form.items.iter().map(|item| (&item.id, &item.label)).chain(session.form.pages.iter().map(|page| (&page.id, &page.title)));
    !wanted.is_empty() && labels.into_iter().any(|(id, label)| fold(id) == wanted || fold(label.text(session.language)).contains(&wanted))
}
