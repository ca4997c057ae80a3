//! The help: how the program is used, then every key, from the key table.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;
use ratatui::text::Line;

use super::Screen;
use super::action::{BINDINGS, Scope};
use super::core::{Core, Step};
use super::fill::row::Block;
use super::panel::{fill, panel, room, scrolled};
use crate::ui::frame::Frame;
use crate::ui::look::{bold, quiet};
use crate::ui::wrap::width;

/// The help's state: its first line on the screen.
#[derive(Debug, Default)]
pub struct Help {
    top: usize,
    /// What can be pressed on the screen below.
    of: &'static [Scope],
}

/// The sentences above the keys.
const ABOUT: &[&str] = &["help-move", "help-page", "help-save", "help-undo", "help-files", "help-paste"];

/// Columns of the keys.
const KEYS: usize = 20;

impl Help {
    /// The help of a screen.
    #[must_use]
    pub fn of(screen: Option<&Screen>) -> Self {
        let of: &[Scope] = match screen {
            Some(Screen::Reading(_)) => &[Scope::Reading, Scope::Everywhere],
            Some(Screen::Inbox(_)) => &[Scope::Inbox, Scope::Everywhere],
            Some(Screen::Agree(_)) => &[Scope::Agree, Scope::Everywhere],
            Some(Screen::Journal(_)) => &[Scope::Journal, Scope::Everywhere],
            _ => &[],
        };
        Self { of, ..Self::default() }
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &Core) -> Step {
        if key.code == KeyCode::Enter {
            return Step::Close;
        }
        let (columns, rows) = room(core);
        match scrolled(key, self.top, self.text(core, columns).len(), usize::from(rows)) {
            Some(to) if to != self.top => self.top = to,
            _ => return Step::Ignored,
        }
        Step::Redraw
    }

    fn text(&self, core: &Core, columns: u16) -> Vec<Line<'static>> {
        let mut text = Block::default();
        let about = |text: &mut Block<'static>| {
            for id in ABOUT {
                text.text(0, columns, core.texts.get(id).into_owned(), Style::new());
            }
        };
        if self.of.is_empty() {
            about(&mut text);
        }
        let mut titles = [
            (Scope::Fill, "help-keys-fill"),
            (Scope::Block, "help-keys-block"),
            (Scope::Journal, "journal-title"),
            (Scope::Agree, "agree-title"),
            (Scope::Home, "help-keys-home"),
            (Scope::Inbox, "help-keys-inbox"),
            (Scope::Everywhere, "help-keys-all"),
            (Scope::Reading, "help-keys-reading"),
        ];
        // what can be pressed here comes first
        titles.sort_by_key(|(scope, _)| self.of.iter().position(|of| of == scope).unwrap_or(self.of.len()));
        for (nth, (scope, title)) in titles.into_iter().enumerate() {
            let above = Some(Line::default()).filter(|_| nth > 0 || self.of.is_empty());
            text.push(0, above.into_iter().chain([Line::styled(core.texts.get(title).into_owned(), bold())]));
            // how one fills is told first only to who fills
            if scope == Scope::Fill && !self.of.is_empty() {
                about(&mut text);
            }
            for binding in BINDINGS.iter().filter(|binding| binding.scope == scope && !binding.keys.is_empty()) {
                let keys = binding.keys.iter().map(|key| key.name(&core.texts)).collect::<Vec<_>>().join("  ");
                let keys = format!("{keys}{}", " ".repeat(KEYS.saturating_sub(width(&keys)).max(2)));
                text.hang(0, columns, (&keys, quiet()), &core.texts.get(binding.text), Style::new());
            }
        }
        text.lines()
    }

    /// Composes the panel.
    pub fn compose<'a>(&self, core: &'a Core, frame: &mut Frame<'a>) {
        let (columns, rows) = room(core);
        let text = self.text(core, columns);
        let inside = panel(core, frame, &core.texts.get("help-title"), text.len());
        // the window may be higher than it was
        let top = self.top.min(text.len().saturating_sub(usize::from(rows)));
        fill(core, frame, inside, text, top);
    }
}
