//! What a reviewer decided, marked and closed here, so that undo takes it back: by a further line, as long as nothing else happened since.

use jiff::Timestamp;

use super::App;
use super::core::Core;
use crate::l10n::Message;
use crate::response::name::suffix;
use crate::response::review::{Act, Reviewing};
use crate::ui::clean::clean;

/// Something that was said by one key, and what takes it back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// When.
    at: Timestamp,
    /// By whom.
    by: String,
    /// The responses, each with the lines that take it back; none if nothing does.
    back: Vec<(String, Vec<Act>)>,
    /// Why it cannot be taken back, and what to do instead, if so.
    barred: Option<&'static str>,
}

impl Turn {
    /// Whether it is what was said at that moment and can be taken back.
    #[must_use]
    pub fn is_open_since(&self, moment: Timestamp) -> bool {
        self.at == moment && self.barred.is_none()
    }
}

impl Core {
    /// Says something of a response as [`Core::say`] does, and notes what takes it back.
    pub fn say_for_now(&mut self, id: &str, acts: Vec<Act>) {
        let known = self.session.as_ref().filter(|session| session.response.id == id).map(|session| &session.reviewing);
        let back: Option<Vec<Act>> = acts.iter().map(|act| reverse(act, known, self.now)).collect();
        self.say(id, acts);
        let barred = back.is_none().then_some("undo-said");
        self.note_turn(id, back.unwrap_or_default(), barred);
    }

    /// Notes that a validated response was sent back, which opened it again: nobody but its filler validates it.
    pub fn note_reopened(&mut self, id: &str) {
        self.note_turn(id, Vec::new(), Some("undo-reopened"));
    }

    /// What is said by one key is one turn, of however many responses.
    fn note_turn(&mut self, id: &str, back: Vec<Act>, barred: Option<&'static str>) {
        let (at, by) = (self.now, self.author.clone());
        if let Some(last) = self.turns.last_mut().filter(|last| last.at == at && last.by == by) {
            last.back.push((id.to_owned(), back));
            last.barred = last.barred.or(barred);
            return;
        }
        self.turns.push(Turn { at, by, back: vec![(id.to_owned(), back)], barred });
    }

    /// What a response is called, by the list or as it is open; else its id.
    #[must_use]
    pub fn called(&self, id: &str) -> String {
        let listed = self.list.iter().find(|one| one.id == id);
        let named = listed.and_then(|one| Some(format!("{}{}", clean(one.name(self.language())?), suffix(one.nth))));
        let open = || self.session.as_ref().filter(|session| session.response.id == id)?.name();
        named.or_else(|| open().map(|name| clean(&name).into_owned())).unwrap_or_else(|| id.to_owned())
    }
}

/// The line that takes another back; none if words were said, which may have been read.
fn reverse(act: &Act, known: Option<&Reviewing>, now: Timestamp) -> Option<Act> {
    let marked = |path| known.and_then(|known| known.marks.get(path));
    Some(match act {
        Act::Close { of } => Act::Reopen { of: of.clone() },
        Act::Reopen { of } => Act::Close { of: of.clone() },
        Act::Mark { path, .. } | Act::Unmark { path } => match marked(path) {
            Some(mark) => Act::Mark { path: path.clone(), sha256: mark.sha256.clone() },
            None => Act::Unmark { path: path.clone() },
        },
        Act::Accept { .. } | Act::SendBack { .. } => Act::Withdraw { of: now },
        _ => return None,
    })
}

impl App {
    /// Takes back what was said last, unless something else happened since, and tells what it was.
    pub(super) fn unsay(&mut self) {
        if let Some(reason) = self.core.read_only.clone() {
            return self.core.tell(reason);
        }
        let Some(turn) = self.core.turns.pop() else { return self.core.tell(Message::new("nothing-to-undo")) };
        if let Some(id) = turn.barred {
            return self.core.tell(Message { id, args: Vec::new() });
        }
        let (held, moved): (Vec<_>, Vec<_>) = turn.back.iter().partition(|(id, acts)| self.still_holds(&turn, id, acts));
        let decided = turn.back.iter().flat_map(|(_, acts)| acts).any(|act| matches!(act, Act::Withdraw { .. }));
        let mut told = Vec::new();
        for (id, acts) in &held {
            self.core.say(id, acts.clone());
        }
        if let Some((id, _)) = held.first() {
            let message = Message::new(if decided { "undone-verdict" } else { "undone-said" });
            told.push(message.with("count", held.len()).with("name", self.core.called(id)));
        }
        for (id, _) in &moved {
            told.push(Message::new("undo-too-late").with("name", self.core.called(id)));
        }
        self.said_here();
        let told: Vec<String> = told.iter().map(|message| self.core.texts.render(message)).collect();
        self.core.tell(Message::new("words").with("text", told.join(" ")));
    }

    /// Whether no step of that response is known after what was said, and nobody has gone on with its answers; a mark or a closed thread is nobody else's.
    /// What is not known here yet keeps it from being taken back all the same: see [`Act::Withdraw`].
    fn still_holds(&self, turn: &Turn, id: &str, acts: &[Act]) -> bool {
        if !acts.iter().any(|act| matches!(act, Act::Withdraw { .. })) {
            return true;
        }
        let (step, modified) = if let Some(session) = self.core.session.as_ref().filter(|session| session.response.id == id) {
            (session.reviewing.verdicts.last().map(|last| last.at), session.response.modified)
        } else if let Some(listed) = self.core.list.iter().find(|one| one.id == id) {
            (listed.verdict.as_ref().map(|(at, _)| *at), listed.modified)
        } else {
            return false;
        };
        turn.by == self.core.author && modified <= turn.at && step.is_none_or(|at| at <= turn.at)
    }
}
