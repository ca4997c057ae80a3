//! The menu: every action that can be done here and now, with its key, from the key table.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Screen;
use super::action::{Action, BINDINGS, Binding, Scope};
use super::core::{Command, Core, Step};
use super::panel::{fill, panel, room, window};
use crate::ui::frame::Frame;
use crate::ui::look::{focus, highlight, quiet};
use crate::ui::wrap::{fitted, width};

/// The menu's state.
#[derive(Debug)]
pub struct Menu {
    /// What could be done when it was opened.
    entries: Vec<&'static Binding>,
    chosen: usize,
}

impl Menu {
    /// The menu of a screen.
    #[must_use]
    pub fn of(screen: Option<&Screen>, core: &Core) -> Self {
        let (scopes, offers): (&[Scope], &dyn Fn(Action) -> bool) = match screen {
            Some(Screen::Fill(fill)) => (&[Scope::Fill, Scope::Block, Scope::Everywhere], &|action| fill.offers(action, core)),
            Some(Screen::Reading(_)) => (&[Scope::Reading, Scope::Everywhere], &|action| action != Action::Undo || !core.turns.is_empty()),
            Some(Screen::Home(home)) => (&[Scope::Home, Scope::Everywhere], &|action| home.offers(action, core)),
            Some(Screen::Inbox(inbox)) => (&[Scope::Inbox, Scope::Everywhere], &|action| inbox.offers(action, core)),
            Some(Screen::Journal(_)) => (&[Scope::Journal, Scope::Everywhere], &|action| !matches!(action, Action::Undo | Action::Name)),
            Some(Screen::Agree(agree)) => (&[Scope::Agree, Scope::Everywhere], &|action| agree.offers(action, core)),
            _ => (&[Scope::Everywhere], &|action| !matches!(action, Action::Undo | Action::Name)),
        };
        let entries = BINDINGS
            .iter()
            .filter(|binding| binding.in_menu && scopes.contains(&binding.scope) && offers(binding.action) && core.allows(binding.action));
        Self { entries: entries.collect(), chosen: 0 }
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &Core) -> Step {
        let count = self.entries.len();
        let page = usize::from(room(core).1).saturating_sub(1).max(1);
        match key.code {
            KeyCode::Up | KeyCode::BackTab => self.chosen = (self.chosen + count - 1) % count,
            KeyCode::Down | KeyCode::Tab => self.chosen = (self.chosen + 1) % count,
            KeyCode::PageUp => self.chosen = self.chosen.saturating_sub(page),
            KeyCode::PageDown => self.chosen = (self.chosen + page).min(count - 1),
            KeyCode::Home => self.chosen = 0,
            KeyCode::End => self.chosen = count - 1,
            KeyCode::Enter => {
                return match self.entries.get(self.chosen) {
                    Some(binding) => Step::CloseAnd(Command::Act(binding.action)),
                    None => Step::Close,
                };
            }
            _ => return Step::Ignored,
        }
        Step::Redraw
    }

    /// Composes the panel.
    pub fn compose<'a>(&self, core: &'a Core, frame: &mut Frame<'a>) {
        let inside = panel(core, frame, &core.texts.get("menu-title"), self.entries.len());
        let columns = usize::from(inside.width);
        let rows = self.entries.iter().enumerate().map(|(n, binding)| {
            let keys = binding.keys.iter().map(|key| key.name(&core.texts)).collect::<Vec<_>>().join("  ");
            let text = fitted(core.texts.get(binding.text), columns.saturating_sub(width(&keys) + 3), core.look.cut);
            let gap = columns.saturating_sub(width(&text) + width(&keys) + 2);
            let (mark, style) = if n == self.chosen { (core.look.focus, highlight()) } else { (" ", Style::new()) };
            Line::from(vec![
                Span::styled(mark, focus()),
                Span::raw(" "),
                Span::styled(text, style),
                Span::raw(" ".repeat(gap)),
                Span::styled(keys, quiet()),
            ])
        });
        let top = window(self.chosen, self.entries.len(), usize::from(inside.height));
        fill(core, frame, inside, rows.collect(), top);
    }
}
