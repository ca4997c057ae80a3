//! The steps of a lesson, read from its script.

use std::ops::Range;

use crossterm::event::KeyCode;

use super::super::foot::key_name;
use super::super::script::{Goal, Script, What};
use crate::l10n::Texts;

/// A step: what is asked for, what the script does for it, and what must hold then.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What is asked for, or said.
    pub caption: String,
    /// The lines of the script, by their places.
    pub lines: Range<usize>,
    /// What must hold when it is done; nothing, if it is only to be read.
    pub goals: Vec<Goal>,
    /// What the script presses and types.
    pressed: Vec<What>,
}

/// The steps of a script: from one caption to the next.
#[must_use]
pub fn steps(script: &Script) -> Vec<Step> {
    let mut found: Vec<Step> = Vec::new();
    for (at, line) in script.lines.iter().enumerate() {
        match (&line.what, found.last_mut()) {
            (What::Caption(words), _) if !words.is_empty() => {
                found.push(Step { caption: words.clone(), lines: at..at + 1, goals: Vec::new(), pressed: Vec::new() });
            }
            // what comes before the first caption is done by the program to begin with
            (_, None) => found.push(Step { caption: String::new(), lines: at..at + 1, goals: Vec::new(), pressed: Vec::new() }),
            (what, Some(step)) => {
                step.lines.end = at + 1;
                match what {
                    What::Goal(goal) => step.goals.push(goal.clone()),
                    What::Type { .. } | What::Key { .. } => step.pressed.push(what.clone()),
                    _ => {}
                }
            }
        }
    }
    found
}

impl Step {
    /// Whether the script does something in it.
    #[must_use]
    pub fn is_acted(&self) -> bool {
        !self.pressed.is_empty()
    }

    /// Whether something is to be done, and can be seen to be done.
    #[must_use]
    pub fn is_task(&self) -> bool {
        !self.goals.is_empty() && self.is_acted()
    }

    /// The keys of it, by their names.
    #[must_use]
    pub fn keys(&self, texts: &Texts) -> String {
        let name = |what: &What| match what {
            What::Type { text, .. } => text.clone(),
            What::Key { key, times, .. } => {
                let name = match key.code {
                    KeyCode::Char(' ') => texts.get("key-space"),
                    _ => key_name(*key, texts).unwrap_or_default(),
                };
                if *times == 1 { format!("[{name}]") } else { format!("[{name}] × {times}") }
            }
            _ => String::new(),
        };
        self.pressed.iter().map(name).collect::<Vec<_>>().join("  ")
    }
}
