//! The help: how the program is used, then every key, from the key table.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::text::{Line, Span};

use super::action::{BINDINGS, Scope};
use super::core::{Core, Step};
use super::panel::{fill, panel};
use crate::ui::frame::Frame;
use crate::ui::look::{bold, quiet};
use crate::ui::wrap::{lines, width};

/// The help's state: its first line on the screen.
#[derive(Debug, Default)]
pub struct Help {
    top: usize,
}

/// The sentences above the keys.
const ABOUT: &[&str] = &["help-move", "help-page", "help-save", "help-undo", "help-files", "help-paste"];

impl Help {
    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &Core) -> Step {
        let most = Self::most(core);
        let page = usize::from(core.size.1.saturating_sub(8)).max(1);
        let to = match key.code {
            KeyCode::Up => self.top.saturating_sub(1),
            KeyCode::Down => self.top + 1,
            KeyCode::PageUp => self.top.saturating_sub(page),
            KeyCode::PageDown | KeyCode::Char(' ') => self.top + page,
            KeyCode::Home => 0,
            KeyCode::End => most,
            KeyCode::Enter => return Step::Close,
            _ => return Step::Ignored,
        };
        self.top = to.min(most);
        Step::Redraw
    }

    /// The last line at which the text can begin.
    fn most(core: &Core) -> usize {
        let columns = usize::from(core.size.0.saturating_sub(10).min(74));
        Self::text(core, columns).len().saturating_sub(usize::from(core.size.1.saturating_sub(7)))
    }

    fn text(core: &Core, columns: usize) -> Vec<Line<'static>> {
        let mut text = Vec::new();
        for id in ABOUT {
            let sentence = core.texts.get(id);
            text.extend(lines(&sentence, columns).into_iter().map(|line| Line::raw(line.to_owned())));
        }
        for (scope, title) in [
            (Scope::Fill, "help-keys-fill"),
            (Scope::Block, "help-keys-block"),
            (Scope::Home, "help-keys-home"),
            (Scope::Everywhere, "help-keys-all"),
        ] {
            text.push(Line::default());
            text.push(Line::styled(core.texts.get(title).into_owned(), bold()));
            for binding in BINDINGS.iter().filter(|binding| binding.scope == scope && !binding.keys.is_empty()) {
                let keys = binding.keys.iter().map(|key| key.name(&core.texts)).collect::<Vec<_>>().join("  ");
                let gap = " ".repeat(20_usize.saturating_sub(width(&keys)).max(2));
                text.push(Line::from(vec![
                    Span::styled(keys, quiet()),
                    Span::raw(gap),
                    Span::raw(core.texts.get(binding.text).into_owned()),
                ]));
            }
        }
        text
    }

    /// Composes the panel.
    pub fn compose<'a>(&self, core: &'a Core, frame: &mut Frame<'a>) {
        let inside = panel(core, frame, &core.texts.get("help-title"), usize::from(frame.height));
        let text = Self::text(core, usize::from(inside.width));
        fill(frame, inside, text.into_iter().skip(self.top));
    }
}
