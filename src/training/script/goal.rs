//! What must hold: the lines `#? …`.

use serde_json::Value;

use super::read::Wrong;
use super::{Goal, Pattern, State};
use crate::answers::Path;
use crate::l10n::Message;

/// The words for where a response stands.
pub(super) const STATES: [(&str, State); 5] = [
    ("draft", State::Draft),
    ("submitted", State::Submitted),
    ("sent-back", State::SentBack),
    ("accepted", State::Accepted),
    ("validated", State::Validated),
];
/// What a goal can begin with.
const KINDS: [&str; 8] = ["page", "at", "answered", "answer", "blank", "screen", "state", "row"];

/// Reads a goal.
pub(super) fn read(text: &str) -> Wrong<Goal> {
    let (kind, rest) = text.split_once(' ').unwrap_or((text, ""));
    let rest = rest.trim();
    Ok(match kind {
        "page" => Goal::Page(path(rest)?.as_str().to_owned()),
        "at" => Goal::At(path(rest)?),
        "answered" => Goal::Answered(path(rest)?),
        "answer" => assignment(rest).map(|(path, value)| Goal::Answer(path, value))?,
        "blank" => Goal::Blank(path(rest)?),
        "screen" => {
            let inside = rest.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
            Goal::Screen(Pattern::read(inside.ok_or_else(|| Message::new("tape-wait-what"))?)?)
        }
        "state" => {
            let state = STATES.iter().find(|(word, _)| *word == rest);
            let known = STATES.map(|(word, _)| word).join(", ");
            let unknown = || Message::new("tape-state").with("found", rest).with("known", known);
            Goal::State(state.ok_or_else(unknown)?.1)
        }
        "row" => {
            let row = rest.parse().ok().filter(|row| *row > 0);
            Goal::Row(row.ok_or_else(|| Message::new("tape-row").with("found", rest))?)
        }
        other => return Err(Message::new("tape-goal").with("found", other).with("known", KINDS.join(", "))),
    })
}

/// A path, or a name alone.
pub(super) fn path(text: &str) -> Wrong<Path> {
    let is_path = !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c == '=');
    if is_path { Ok(text.into()) } else { Err(Message::new("tape-path").with("found", text)) }
}

/// `PATH = JSON`.
pub(super) fn assignment(text: &str) -> Wrong<(Path, Value)> {
    let (name, value) = text.split_once('=').ok_or_else(|| Message::new("tape-answer").with("found", text))?;
    let value = value.trim();
    let json = serde_json::from_str(value).map_err(|_| Message::new("tape-json").with("found", value))?;
    Ok((path(name.trim())?, json))
}
