//! The whole response to read, as it is printed, with what is wrong in it.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;
use ratatui::text::Line;

use super::core::{Core, Step};
use super::fill::put_right;
use super::fill::row::{WIDEST, mark};
use super::panel::scrolled;
use crate::export;
use crate::l10n::Message;
use crate::ui::frame::Frame;
use crate::ui::look::{bold, quiet};

/// The reader's state: the first line on the screen.
#[derive(Debug, Default)]
pub struct Reread {
    top: usize,
}

/// Columns left of the text.
const MARGIN: u16 = 3;
/// Lines around the text: title, rules, keys.
const AROUND: u16 = 4;

impl Reread {
    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &Core) -> Step {
        let key = if key.code == KeyCode::Enter { KeyCode::Down.into() } else { key };
        match scrolled(key, self.top, Self::text(core).len(), rows(core)) {
            Some(to) if to != self.top => self.top = to,
            _ => return Step::Ignored,
        }
        Step::Redraw
    }

    fn text(core: &Core) -> Vec<export::Line> {
        let Some(session) = &core.session else { return Vec::new() };
        let columns = core.size.0.min(WIDEST).saturating_sub(MARGIN + 1);
        export::reading(&session.inputs(), &session.response, &core.texts, columns.into(), &|severity| mark(severity, &core.look).0)
    }

    /// Composes the screen.
    pub fn compose<'a>(&self, core: &'a Core, frame: &mut Frame<'a>) {
        let text = Self::text(core);
        let (rows, of) = (rows(core), text.len());
        // the window may be higher than it was
        let top = self.top.min(of.saturating_sub(rows));
        let last = (top + rows).min(of);
        frame.put(1, 0, frame.width, Line::styled(core.texts.get("reread-title"), bold()));
        put_right(frame, 0, core.texts.render(&Message::new("reread-place").with("last", last).with("of", of)), quiet());
        super::fill::rule(frame, 1, core);
        for (y, line) in (2..frame.height - 2).zip(text.into_iter().skip(top)) {
            let style = line.severity.map_or(Style::new(), |severity| mark(severity, &core.look).1);
            frame.put(MARGIN, y, frame.width, Line::styled(line.text, style));
        }
    }
}

/// Lines of the text on the screen.
fn rows(core: &Core) -> usize {
    usize::from(core.size.1.saturating_sub(AROUND)).max(1)
}
