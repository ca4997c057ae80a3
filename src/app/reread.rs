//! The whole response to read, as it is printed.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::text::Line;

use super::core::{Core, Step};
use super::fill::put_right;
use crate::export::{self, Format};
use crate::ui::frame::Frame;
use crate::ui::look::{bold, quiet};
use crate::ui::wrap::lines;

/// The reader's state: the first line on the screen.
#[derive(Debug, Default)]
pub struct Reread {
    top: usize,
}

impl Reread {
    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &Core) -> Step {
        let page = usize::from(core.size.1.saturating_sub(5)).max(2);
        let most = Self::text(core).len().saturating_sub(page - 1);
        let to = match key.code {
            KeyCode::Up => self.top.saturating_sub(1),
            KeyCode::Down | KeyCode::Enter => self.top + 1,
            KeyCode::PageUp => self.top.saturating_sub(page - 1),
            KeyCode::PageDown | KeyCode::Char(' ') => self.top + page - 1,
            KeyCode::Home => 0,
            KeyCode::End => most,
            _ => return Step::Ignored,
        };
        let to = to.min(most);
        if to == self.top {
            return Step::Ignored;
        }
        self.top = to;
        Step::Redraw
    }

    fn text(core: &Core) -> Vec<String> {
        let Some(session) = &core.session else { return Vec::new() };
        let text = export::response(&session.inputs(), &session.response, &core.texts, Format::Text);
        let columns = usize::from(core.size.0.saturating_sub(4));
        text.lines().flat_map(|line| lines(line, columns).into_iter().map(ToOwned::to_owned).collect::<Vec<_>>()).collect()
    }

    /// Composes the screen.
    pub fn compose<'a>(&self, core: &'a Core, frame: &mut Frame<'a>) {
        let text = Self::text(core);
        let rows = usize::from(frame.height.saturating_sub(5));
        frame.put(1, 0, frame.width, Line::styled(core.texts.get("reread-title"), bold()));
        let last = (self.top + rows).min(text.len());
        put_right(frame, 0, format!("{last}/{}", text.len()), quiet());
        super::fill::rule(frame, 1, core);
        for (y, line) in (2..frame.height.saturating_sub(2)).zip(text.into_iter().skip(self.top)) {
            frame.put(3, y, frame.width, Line::raw(line));
        }
    }
}
