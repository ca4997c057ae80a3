//! The answers to read again, as they are printed, with what is wrong in them; Enter goes to the one with the focus.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;
use ratatui::text::Line;

use super::core::{Command, Core, Step};
use super::fill::put_right;
use super::fill::row::{WIDEST, mark};
use super::panel::scrolled;
use crate::answers::Path;
use crate::export;
use crate::l10n::Message;
use crate::ui::frame::Frame;
use crate::ui::look::{bold, focus, quiet};

/// The reader's state: the first line on the screen, and which question has the focus.
#[derive(Debug, Default)]
pub struct Reread {
    top: usize,
    chosen: usize,
}

/// Columns left of the text.
const MARGIN: u16 = 3;
/// Lines around the text: title, rules, keys.
const AROUND: u16 = 4;

/// A question with its answer: its lines, from the first to behind the last.
struct Stop<'a> {
    start: usize,
    end: usize,
    at: &'a Path,
}

impl Reread {
    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &Core) -> Step {
        let (text, rows) = (text(core), rows(core));
        let stops = stops(&text);
        let Some(stop) = stops.get(self.chosen.min(stops.len().saturating_sub(1))) else { return Step::Ignored };
        let before = (self.top, self.chosen);
        self.top = self.first(stop, text.len(), rows);
        match key.code {
            KeyCode::Enter => {
                let page = core.session.as_ref().and_then(|session| Some(session.form.items[session.form.item_at(stop.at)?].page));
                return page.map_or(Step::Ignored, |page| Step::CloseAnd(Command::GoTo(page, Some(stop.at.clone()))));
            }
            // a long answer is read to its end before the next one
            KeyCode::Down if stop.end > self.top + rows => self.top += 1,
            KeyCode::Up if stop.start < self.top => self.top -= 1,
            KeyCode::Down | KeyCode::Tab => {
                self.chosen = (self.chosen + 1).min(stops.len() - 1);
                let Stop { start, end, .. } = stops[self.chosen];
                self.top = self.top.max(end.saturating_sub(rows)).min(start);
            }
            KeyCode::Up | KeyCode::BackTab => {
                self.chosen = self.chosen.saturating_sub(1);
                // the headings above it, too
                let above = self.chosen.checked_sub(1).map_or(0, |before| stops[before].end);
                self.top = self.top.min(above).max(stops[self.chosen].end.saturating_sub(rows));
            }
            _ => {
                let Some(top) = scrolled(key, self.top, text.len(), rows) else { return Step::Ignored };
                let seen = stops.iter().position(|stop| stop.start >= top && stop.start < top + rows);
                self.chosen = match seen {
                    // there is no more in that direction
                    _ if top == self.top && matches!(key.code, KeyCode::PageDown | KeyCode::Char(' ')) => stops.len() - 1,
                    _ if key.code == KeyCode::End => stops.len() - 1,
                    Some(seen) => seen,
                    None => stops.iter().rposition(|stop| stop.start < top).unwrap_or(0),
                };
                self.top = top;
            }
        }
        if before == (self.top, self.chosen) { Step::Ignored } else { Step::Redraw }
    }

    /// The first line shown: that of the last key, unless the window has another size since, and the focus would be outside.
    fn first(&self, lit: &Stop, lines: usize, rows: usize) -> usize {
        let top = self.top.min(lines.saturating_sub(rows));
        if lit.end <= top || lit.start >= top + rows { lit.start.min(lines.saturating_sub(rows)) } else { top }
    }

    /// Composes the screen.
    pub fn compose<'a>(&self, core: &'a Core, frame: &mut Frame<'a>) {
        let text = text(core);
        let (rows, of) = (rows(core), text.len());
        let stops = stops(&text);
        let lit = stops.get(self.chosen.min(stops.len().saturating_sub(1)));
        let top = lit.map_or(0, |stop| self.first(stop, of, rows));
        let last = (top + rows).min(of);
        frame.put(1, 0, frame.width, Line::styled(core.texts.get("reread-title"), bold()));
        put_right(frame, 0, core.texts.render(&Message::new("reread-place").with("last", last).with("of", of)), quiet());
        super::fill::rule(frame, 1, core);
        for (y, at) in (2..frame.height - 2).zip(top..last) {
            let line = &text[at];
            if lit.is_some_and(|stop| (stop.start..stop.end).contains(&at)) {
                frame.put(0, y, 1, Line::styled(core.look.focus, focus()));
            }
            let style = line.severity.map_or(Style::new(), |severity| mark(severity, &core.look).1);
            frame.put(MARGIN, y, frame.width, Line::styled(line.text.clone(), style));
        }
    }
}

fn text(core: &Core) -> Vec<export::Line> {
    let Some(session) = &core.session else { return Vec::new() };
    let columns = core.size.0.min(WIDEST).saturating_sub(MARGIN + 1);
    export::reading(&session.inputs(), &session.response, &core.texts, columns.into(), &|severity| mark(severity, &core.look).0)
}

/// The questions of the text, from top to bottom.
fn stops(text: &[export::Line]) -> Vec<Stop<'_>> {
    let mut start = 0;
    let groups = text.chunk_by(|one, other| one.at == other.at).map(|lines| {
        let stop = Stop { start, end: start + lines.len(), at: &lines[0].at };
        start = stop.end;
        stop
    });
    groups.filter(|stop| !stop.at.as_str().is_empty()).collect()
}

/// Lines of the text on the screen.
fn rows(core: &Core) -> usize {
    usize::from(core.size.1.saturating_sub(AROUND)).max(1)
}
