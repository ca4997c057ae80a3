//! The answers to read again, as they are printed, with what is wrong in them; Enter goes to the one with the focus.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;
use ratatui::text::Line;

use super::core::{Command, Core, Step};
use super::fill::put_right;
use super::fill::row::{MARGIN, WIDEST, mark};
use super::stops::{Extent, Scroll, Stop};
use crate::export::{self, Tone};
use crate::l10n::Message;
use crate::response::review::page_of;
use crate::ui::frame::Frame;
use crate::ui::look::{bold, focus, quiet};

/// The reader's state.
#[derive(Debug, Default)]
pub struct Reread {
    scroll: Scroll,
}

/// Lines around the text: title, rules, keys.
const AROUND: u16 = 4;

impl Reread {
    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &Core) -> Step {
        let text = text(core);
        let stops = stops(&text);
        if key.code == KeyCode::Enter {
            let at = self.scroll.stop(&stops).map(|stop| stop.at.clone());
            let page = |at: &_| core.session.as_ref().and_then(|session| Some(session.form.items[session.form.item_at(at)?].page));
            let there = at.and_then(|at| Some((page(&at)?, at)));
            return there.map_or(Step::Ignored, |(page, at)| Step::CloseAnd(Command::GoTo(page, Some(at))));
        }
        if self.scroll.key(key, &stops, extent(&text, core)) == Some(true) { Step::Redraw } else { Step::Ignored }
    }

    /// Composes the screen.
    pub fn compose<'a>(&self, core: &'a Core, frame: &mut Frame<'a>) {
        let text = text(core);
        let (stops, extent) = (stops(&text), extent(&text, core));
        let lit = self.scroll.stop(&stops);
        let top = self.scroll.first(&stops, extent);
        let last = (top + extent.rows).min(extent.lines);
        frame.put(1, 0, frame.width, Line::styled(core.texts.get("reread-title"), bold()));
        put_right(frame, 0, core.texts.render(&Message::new("reread-place").with("last", last).with("of", extent.lines)), quiet());
        super::fill::rule(frame, 1, core);
        for (y, at) in (2..frame.height - 2).zip(top..last) {
            let line = &text[at];
            if lit.is_some_and(|stop| stop.lines.contains(&at)) {
                frame.put(0, y, 1, Line::styled(core.look.focus, focus()));
            }
            let style = if let Tone::Problem(severity, _) = line.tone { mark(severity, &core.look).1 } else { Style::new() };
            frame.put(MARGIN, y, frame.width, Line::styled(line.text.clone(), style));
        }
    }
}

fn text(core: &Core) -> Vec<export::Line> {
    let Some(session) = &core.session else { return Vec::new() };
    let columns = core.size.0.min(WIDEST).saturating_sub(MARGIN + 1);
    let screen = export::OnScreen { marks: &|severity| mark(severity, &core.look).0, compact: false, hidden: false };
    export::reading(&session.inputs(), &session.response, &core.texts, columns.into(), screen)
}

/// The questions of the text, from top to bottom: one goes to none of its pages and blocks.
fn stops(text: &[export::Line]) -> Vec<Stop> {
    let mut start = 0;
    let groups = text.chunk_by(|one, other| one.at == other.at).map(|lines| {
        let stop = Stop { lines: start..start + lines.len(), at: lines[0].at.clone() };
        start = stop.lines.end;
        stop
    });
    groups.filter(|stop| !stop.at.as_str().is_empty() && page_of(&stop.at).is_none() && stop.at.last_block().is_none()).collect()
}

/// Lines of the text, and those on the screen.
fn extent(text: &[export::Line], core: &Core) -> Extent {
    Extent { lines: text.len(), rows: usize::from(core.size.1.saturating_sub(AROUND)).max(1) }
}
