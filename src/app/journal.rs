//! What changed in the open response, the last first, searched as one types: Enter goes to the question, a key puts back what stood before.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::action::{Action, Scope, action_of};
use super::core::{Command, Core, Step};
use super::panel::{more, panel, walk, window};
use super::search::{Score, Search};
use super::session::{Saving, Session};
use super::when::when;
use crate::export::history::told;
use crate::l10n::Message;
use crate::response::history::{Entry, History, visits};
use crate::store::{Job, StoreError};
use crate::ui::clean::clean;
use crate::ui::fold::fold;
use crate::ui::frame::Frame;
use crate::ui::look::{error, focus, highlight, quiet};
use crate::ui::wrap::{fit, width};

/// Lines that an entry takes: where and when, then what.
const LINES: usize = 2;

/// The panel's state.
#[derive(Debug, Default)]
pub struct Journal {
    search: Search,
    /// Nothing while it is being read.
    read: Option<Result<Vec<Change>, Message>>,
    /// How many lines of the file are none.
    skipped: usize,
}

/// An entry in words, so that a search need not make them again.
#[derive(Debug)]
struct Change {
    entry: Entry,
    page: Option<usize>,
    place: String,
    what: String,
    /// What a search looks in.
    folded: String,
}

impl Journal {
    /// The panel, and the history asked for; what is typed on the page and not left yet is in it.
    #[must_use]
    pub fn open(core: &mut Core) -> Self {
        let Some(session) = &mut core.session else { return Self::default() };
        session.leave();
        let id = session.response.id.clone();
        core.save();
        // what is being written for the first time is read after that
        if core.session.as_ref().is_some_and(|session| !session.stored && session.saving == Saving::Saved) {
            return Self { read: Some(Ok(Vec::new())), ..Self::default() };
        }
        core.ask(Job::History(id));
        Self::default()
    }

    /// The history that was asked for.
    pub fn take(&mut self, result: Result<History, StoreError>, core: &Core) {
        let Some(session) = &core.session else { return };
        self.skipped = result.as_ref().map_or(0, |history| history.skipped);
        let in_words = |entry: Entry| {
            let told = told(&session.form, &session.response.answers, &entry, &core.texts, core.look.cut);
            let (place, change) = (clean(&told.place).into_owned(), clean(&told.change).into_owned());
            let folded = fold(&format!("{place} {change} {}", entry.by));
            Change { entry, page: told.page, place, what: change, folded }
        };
        let changes = result.map(|history| visits(&history.entries).into_iter().rev().map(in_words).collect());
        self.read = Some(changes.map_err(|error| error.message()));
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &mut Core) -> Step {
        if let Some(to) = walk(key.code, self.search.chosen, || self.found().len()) {
            self.search.chosen = to;
            return Step::Redraw;
        }
        if let Some(action) = action_of(key, &[Scope::Journal]) {
            return self.act(action, core);
        }
        match (key.code, self.chosen()) {
            (KeyCode::Enter, Some(Change { page: Some(page), entry, .. })) => {
                Step::CloseAnd(Command::GoTo(*page, Some(entry.path.clone())))
            }
            (KeyCode::Enter, _) => Step::Ignored,
            _ => self.search.key(key),
        }
    }

    /// Does an action of the key table on the entry under the cursor.
    pub fn act(&mut self, action: Action, core: &mut Core) -> Step {
        if action != Action::Restore {
            return Step::Ignored;
        }
        match (core.session.as_ref().and_then(Session::locked), self.chosen()) {
            (Some(reason), _) => tell(core, reason),
            (None, Some(Change { page: Some(_), entry, .. })) => Step::CloseAnd(Command::TakeBack(Box::new(entry.clone()))),
            (None, _) => tell(core, Message::new("journal-cannot")),
        }
    }

    /// The entry under the cursor.
    fn chosen(&self) -> Option<&Change> {
        self.found().get(self.search.chosen).copied()
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str, _core: &Core) -> Step {
        self.search.paste(text)
    }

    /// What answers to what is typed, the last first.
    fn found(&self) -> Vec<&Change> {
        let score = Score::new(self.search.line.text());
        self.read.iter().flatten().flatten().filter(|change| score.of(&change.folded).is_some()).collect()
    }

    /// Composes the panel.
    pub fn compose<'a>(&'a self, core: &'a Core, frame: &mut Frame<'a>) {
        let found = self.found();
        let inside = panel(core, frame, &core.texts.get("journal-title"), (found.len() * LINES).clamp(3, 16) + 1);
        let below = self.search.compose("journal-prompt", inside, core, frame);
        let columns = usize::from(inside.width);
        if found.is_empty() {
            let (text, style) = match &self.read {
                None => (core.texts.get("journal-reading").into_owned(), quiet()),
                Some(Err(reason)) => (core.texts.render(reason), error()),
                Some(Ok(all)) if all.is_empty() => (core.texts.get("history-none").into_owned(), quiet()),
                Some(Ok(_)) => (core.texts.get("nothing-found").into_owned(), quiet()),
            };
            frame.put(below.x, below.y, below.width, Line::styled(fit(&clean(&text), columns, core.look.cut), style));
        }
        let rows = usize::from(below.height) / LINES;
        let start = window(self.search.chosen, found.len(), rows);
        for (n, change) in found.iter().enumerate().skip(start).take(rows) {
            let y = below.y + u16::try_from((n - start) * LINES).unwrap_or(0);
            let [head, under] = lines(change, n == self.search.chosen, columns, core);
            frame.put(below.x, y, below.width, head);
            frame.put(below.x, y + 1, below.width, under);
        }
        more(core, frame, inside, start > 0, start + rows < found.len());
    }
}

fn lines<'a>(change: &Change, chosen: bool, columns: usize, core: &'a Core) -> [Line<'a>; 2] {
    let by = fit(&clean(&change.entry.by), columns / 4, core.look.cut);
    let mut right = when(change.entry.at, core);
    if !by.is_empty() {
        right = format!("{right} · {by}");
    }
    let (mark, style) = if chosen { (core.look.focus, highlight()) } else { (" ", Style::new()) };
    let (place, below) = if change.place.is_empty() { (&change.what, "") } else { (&change.place, change.what.as_str()) };
    let room = columns.saturating_sub(width(&right) + 4);
    let place = fit(place, room, core.look.cut);
    let gap = " ".repeat(room.saturating_sub(width(&place)) + 1);
    let head = [Span::styled(mark, focus()), Span::raw(" "), Span::styled(place, style), Span::raw(gap), Span::styled(right, quiet())];
    [Line::from(head.to_vec()), Line::raw(format!("    {}", fit(below, columns - 4, core.look.cut)))]
}

fn tell(core: &mut Core, message: Message) -> Step {
    core.tell(message);
    Step::Redraw
}
