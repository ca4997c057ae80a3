//! The menu: every action that can be done here, with its key, from the key table.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::action::{BINDINGS, Binding, Scope};
use super::core::{Command, Core, Step};
use super::panel::{fill, panel, window};
use crate::ui::frame::Frame;
use crate::ui::look::{focus, highlight, quiet};
use crate::ui::wrap::width;

/// The menu's state.
#[derive(Debug)]
pub struct Menu {
    scopes: Vec<Scope>,
    chosen: usize,
}

impl Menu {
    /// The menu of the actions of these scopes.
    #[must_use]
    pub fn new(scopes: Vec<Scope>) -> Self {
        Self { scopes, chosen: 0 }
    }

    fn entries(&self) -> impl Iterator<Item = &'static Binding> {
        BINDINGS.iter().filter(|binding| binding.in_menu && self.scopes.contains(&binding.scope))
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) -> Step {
        let count = self.entries().count();
        match key.code {
            KeyCode::Up | KeyCode::BackTab => self.chosen = (self.chosen + count - 1) % count,
            KeyCode::Down | KeyCode::Tab => self.chosen = (self.chosen + 1) % count,
            KeyCode::Home => self.chosen = 0,
            KeyCode::End => self.chosen = count - 1,
            KeyCode::Enter => {
                return match self.entries().nth(self.chosen) {
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
        let entries: Vec<_> = self.entries().collect();
        let inside = panel(core, frame, &core.texts.get("menu-title"), entries.len());
        let start = window(self.chosen, entries.len(), usize::from(inside.height));
        let rows = entries.iter().enumerate().skip(start).map(|(n, binding)| {
            let keys = binding.keys.iter().map(|key| key.name(&core.texts)).collect::<Vec<_>>().join("  ");
            let text = core.texts.get(binding.text);
            let gap = usize::from(inside.width).saturating_sub(width(&text) + width(&keys) + 3);
            let (mark, style) = if n == self.chosen { (core.look.focus, highlight()) } else { (" ", Style::new()) };
            Line::from(vec![
                Span::styled(mark, focus()),
                Span::raw(" "),
                Span::styled(text, style),
                Span::raw(" ".repeat(gap)),
                Span::styled(keys, quiet()),
            ])
        });
        fill(frame, inside, rows);
    }
}
