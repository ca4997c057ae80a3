//! What was said of an answer, read whole: Enter replies, a key closes it or opens it again; Tab leads to the next thread of the same answer.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;
use ratatui::text::Line;

use super::action::{Action, Scope, action_of};
use super::core::{Command, Core, Step};
use super::panel::{fill, panel, room, scrolled};
use super::reading::said::{hung, sign, signed};
use super::session::Session;
use crate::l10n::Message;
use crate::response::review::{Act, Kind, Standing, Thread as Said};
use crate::ui::clean::clean;
use crate::ui::frame::Frame;
use crate::ui::look::quiet;

/// The panel's state.
#[derive(Debug)]
pub struct Thread {
    /// The threads of the answer, by their names; never empty.
    ids: Vec<String>,
    shown: usize,
    top: usize,
}

impl Thread {
    /// The panel on one of these threads.
    #[must_use]
    pub fn new(ids: Vec<String>, shown: usize) -> Self {
        Self { ids, shown, top: 0 }
    }

    fn thread<'a>(&self, session: &'a Session) -> Option<&'a Said> {
        let id = self.ids.get(self.shown)?;
        session.reviewing.threads.iter().find(|thread| thread.id == *id)
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &mut Core) -> Step {
        let Some(thread) = core.session.as_ref().and_then(|session| self.thread(session)) else { return Step::Close };
        if action_of(key, &[Scope::Reading]) == Some(Action::Settle) {
            if let Some(reason) = core.read_only.clone() {
                core.tell(reason);
                return Step::Redraw;
            }
            return Step::Do(Command::Say(vec![settle(thread)]));
        }
        match key.code {
            KeyCode::Enter if core.read_only.is_some() => {
                core.notice.clone_from(&core.read_only);
            }
            KeyCode::Enter => return Step::CloseAnd(Command::Reply(thread.id.clone())),
            KeyCode::Tab | KeyCode::BackTab if self.ids.len() > 1 => {
                let step = if key.code == KeyCode::Tab { 1 } else { self.ids.len() - 1 };
                self.shown = (self.shown + step) % self.ids.len();
                self.top = 0;
            }
            _ => {
                let (columns, rows) = room(core);
                match scrolled(key, self.top, self.text(core, columns.into()).len(), rows.into()) {
                    Some(top) if top != self.top => self.top = top,
                    _ => return Step::Ignored,
                }
            }
        }
        Step::Redraw
    }

    /// Whether there are others at the same answer.
    #[must_use]
    pub fn has_others(&self) -> bool {
        self.ids.len() > 1
    }

    /// What the key that closes it does now, in a word.
    #[must_use]
    pub fn hint(&self, core: &Core) -> &'static str {
        let thread = core.session.as_ref().and_then(|session| self.thread(session));
        if thread.is_some_and(|thread| thread.standing == Standing::Closed) { "hint-reopen-thread" } else { "hint-close-thread" }
    }

    fn text(&self, core: &Core, columns: usize) -> Vec<Line<'static>> {
        let Some((session, thread)) = core.session.as_ref().and_then(|session| Some((session, self.thread(session)?))) else {
            return Vec::new();
        };
        let mut text = hung(0, columns, ("", quiet()), &clean(&session.title(&thread.path)), quiet());
        for (nth, said) in thread.said.iter().enumerate() {
            let (mark, style) = sign(thread, core);
            let mark = if nth == 0 { format!("{mark} ") } else { "  ".to_owned() };
            text.push(Line::default());
            text.extend(hung(0, columns, (&mark, style), &signed("said", &said.text, &said.by, said.at, core), Style::new()));
        }
        if let Some((at, by)) = &thread.closed {
            text.push(Line::default());
            text.extend(hung(0, columns, ("", quiet()), &signed("thread-closed", "", by, *at, core), quiet()));
        }
        text
    }

    /// Composes the panel.
    pub fn compose<'a>(&self, core: &'a Core, frame: &mut Frame<'a>) {
        let (columns, rows) = room(core);
        let text = self.text(core, columns.into());
        let is_query = core.session.as_ref().and_then(|session| self.thread(session)).is_some_and(|thread| thread.kind == Kind::Query);
        let mut title = core.texts.get(if is_query { "thread-query" } else { "thread-comment" }).into_owned();
        if self.has_others() {
            let place = Message::new("thread-place").with("n", self.shown + 1).with("of", self.ids.len());
            title = format!("{title} {}", core.texts.render(&place));
        }
        let inside = panel(core, frame, &title, text.len());
        let top = self.top.min(text.len().saturating_sub(rows.into()));
        fill(core, frame, inside, text, top);
    }
}

/// What closes a thread, or opens a closed one again.
#[must_use]
pub fn settle(thread: &Said) -> Act {
    let of = thread.id.clone();
    if thread.standing == Standing::Closed { Act::Reopen { of } } else { Act::Close { of } }
}
