//! Whether what a script says must hold does so.

use super::script::{Goal, State};
use crate::answers::Path;
use crate::app::App;
use crate::response::{Review, Status};

/// Whether a goal is reached on the program's screen.
#[must_use]
pub fn holds(goal: &Goal, app: &App) -> bool {
    if let Goal::Screen(pattern) = goal {
        return pattern.is_in(&seen(app));
    }
    if let Goal::Row(row) = goal {
        return app.row() == row.checked_sub(1);
    }
    let Some(session) = app.session() else { return false };
    let response = &session.response;
    let real = |path: &Path| response.answers.resolve(path);
    let answer = |path: &Path| response.answers.get(&real(path)?);
    let is_unreadable = |path: &Path| real(path).is_some_and(|path| response.unreadable.contains_key(&path));
    match goal {
        Goal::Page(id) => response.position.as_ref().is_some_and(|position| position.page == *id),
        Goal::At(path) => real(path).is_some_and(|path| response.position.as_ref().is_some_and(|position| position.path.is_within(&path))),
        Goal::Answered(path) => answer(path).is_some() && !is_unreadable(path),
        Goal::Answer(path, wanted) => answer(path) == Some(wanted),
        Goal::Blank(path) => answer(path).is_none() && !is_unreadable(path),
        Goal::State(state) => match state {
            State::Validated => response.status == Status::Validated,
            State::Draft => response.status == Status::Draft && response.review == Review::None,
            State::Submitted => response.review == Review::ToReview,
            State::SentBack => response.review == Review::SentBack,
            State::Accepted => response.review == Review::Accepted,
        },
        Goal::Screen(_) | Goal::Row(_) => false,
    }
}

/// What the program shows, with plain spaces: what is searched for words.
#[must_use]
pub fn seen(app: &App) -> String {
    app.frame().to_text().replace(['\u{a0}', '\u{202f}'], " ")
}
