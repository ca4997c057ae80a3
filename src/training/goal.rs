//! Whether what a script says must hold does so.

use super::script::{Goal, State};
use crate::answers::{Answers, Path, Step};
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
    let real = |path: &Path| resolve(path, &response.answers);
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

/// A path whose blocks are numbered from 1 (`actions[2].description`) as the response has it; `None` if it has no such block.
#[must_use]
pub fn resolve(path: &Path, answers: &Answers) -> Option<Path> {
    path.steps().try_fold(Path::default(), |found, step| match step {
        Step::Name(name) if found == Path::default() => Some(Path::question(name)),
        Step::Name(name) => Some(found.join(name)),
        Step::Instance(id) => {
            let ids: Vec<&str> = answers.blocks(&found).map(|(id, _)| id).collect();
            let numbered = id.parse::<usize>().ok().and_then(|number| ids.get(number.checked_sub(1)?).copied());
            let block = ids.contains(&id).then_some(id).or(numbered)?;
            Some(found.instance(block))
        }
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_block_is_named_by_its_number() {
        let answers: Answers =
            json!({ "actions": [{ "_id": "k3f9", "debut": "2024-01" }, { "_id": "7b2c" }] }).as_object().unwrap().clone().into();
        for (path, expected) in [
            ("actions[1].debut", Some("actions[k3f9].debut")),
            ("actions[2]", Some("actions[7b2c]")),
            ("actions[k3f9]", Some("actions[k3f9]")),
            ("etp.totaux.cibles", Some("etp.totaux.cibles")),
            ("actions[3]", None),
            ("actions[0]", None),
        ] {
            assert_eq!(resolve(&Path::from(path), &answers), expected.map(Path::from), "{path}");
        }
    }
}
