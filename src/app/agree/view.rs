//! The comparison on the screen: the title with its count, each disagreement with both sides.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Agree;
use super::told::{Words, wrapped};
use crate::app::core::Core;
use crate::app::fill::row::{Block, WIDEST};
use crate::app::fill::{put_right, rule};
use crate::app::panel::more_at;
use crate::l10n::Message;
use crate::response::compare::Change;
use crate::response::verify::Entry;
use crate::ui::clean::clean;
use crate::ui::frame::Frame;
use crate::ui::look::{bold, error, focus, quiet};
use crate::ui::wrap::{fit, width};

/// Columns left of the text.
const MARGIN: u16 = 3;
/// Columns that what an entry says is indented by.
const STEP: u16 = 2;
/// Lines around the text: title, rules, keys.
const AROUND: u16 = 4;

impl Agree {
    /// What can be done here: each key with its words.
    #[must_use]
    pub fn hints(&self) -> &'static [(&'static str, &'static str)] {
        match &self.compared {
            Some(_) if !self.shown => &[("key-enter", "hint-agree")],
            Some(compared) if compared.is_settled() => &[("key-delete", "hint-trash-second")],
            Some(_) => &[("1", "hint-first-holds"), ("2", "hint-second-holds"), ("key-enter", "hint-go-there"), ("↑↓", "hint-choose")],
            None => &[],
        }
    }

    /// Composes the screen.
    pub fn compose<'a>(&'a self, core: &'a Core, frame: &mut Frame<'a>) {
        let Some(session) = &core.session else { return };
        let title = core.texts.get("agree-title");
        let title = session.name().map_or_else(|| title.clone().into_owned(), |name| format!("{} {} {title}", clean(&name), core.look.dot));
        let rows = usize::from(frame.height.saturating_sub(AROUND)).max(1);
        rule(frame, 1, core);
        let columns = core.size.0.min(WIDEST).saturating_sub(MARGIN + 1);
        let mut text = Block::default();
        let say = |message: &Message| core.texts.render(message);
        let mut lit = 0..0;
        let mut count = String::new();
        match (&self.first, &self.compared) {
            (None, _) => text.text(0, columns, core.texts.get("agree-reading"), quiet()),
            (Some(Err(reason)), _) => text.text(0, columns, say(reason), error()),
            (Some(Ok(_)), None) => {}
            (Some(Ok(_)), Some(_)) if !self.shown => {
                text.text(0, columns, core.texts.get("agree-before"), Style::new());
                let empty = session.outline.counts().empty();
                if empty > 0 {
                    text.push(0, [Line::default()]);
                    text.text(0, columns, say(&Message::new("agree-left").with("count", empty)), bold());
                }
            }
            (Some(Ok(_)), Some(compared)) => {
                let message = Message::new("agree-count").with("count", compared.differ.len()).with("of", compared.count());
                count = say(&message.with("missing", compared.missing.len()));
                if compared.is_settled() {
                    text.text(0, columns, core.texts.get("agree-none"), Style::new());
                    text.push(0, [Line::default()]);
                    text.text(0, columns, core.texts.get("agree-trash"), Style::new());
                }
                // both sides of one are seen at once
                let most = usize::from(frame.height.saturating_sub(AROUND + 2) / 2).clamp(2, 8);
                // each takes more than a line: of thousands, only as many on either side as could be seen
                for (n, change) in compared.open().enumerate().skip(self.chosen.saturating_sub(rows)).take(2 * rows + 1) {
                    if n == compared.differ.len() {
                        text.text(0, columns, core.texts.get("agree-missing-title"), quiet());
                        text.push(0, [Line::default()]);
                    }
                    let start = usize::from(text.height);
                    self.put(change, columns, most, core, &mut text);
                    if n == self.chosen {
                        lit = start..usize::from(text.height);
                    }
                    text.push(0, [Line::default()]);
                }
            }
        }
        let room = usize::from(frame.width).saturating_sub(width(&count) + 4);
        frame.put(1, 0, frame.width, Line::styled(fit(&title, room, core.look.cut), bold()));
        put_right(frame, 0, count, quiet());
        let lines = text.lines();
        let of = lines.len();
        let top = if of <= rows { 0 } else { lit.start.saturating_sub(rows / 2).max(lit.end.saturating_sub(rows)).min(of - rows) };
        for ((at, line), y) in lines.into_iter().enumerate().skip(top).zip(2..frame.height - 2) {
            if lit.contains(&at) {
                frame.put(0, y, 1, Line::styled(core.look.focus, focus()));
            }
            frame.put(MARGIN, y, frame.width, line);
        }
        more_at(core, frame, frame.width - 1, [(top > 0, 1), (of > top + rows, frame.height - 2)]);
    }

    /// Where two entries differ: the question, and what each of them says.
    fn put<'a>(&self, change: &Change, columns: u16, most: usize, core: &'a Core, text: &mut Block<'a>) {
        let Some(entries) = self.entries(core) else { return };
        let words = Words { entries, core };
        text.text(0, columns, words.title(change), bold());
        for (entry, key, side) in [(Entry::First, "1", "agree-first"), (Entry::Second, "2", "agree-second")] {
            let label = format!("{} — ", core.texts.get(side));
            let spans = words.side(change, entry);
            let spans: Vec<Span> = std::iter::once(Span::styled(label, quiet())).chain(spans).collect();
            text.pieces.push((STEP, text.height, Line::styled(format!("{key}  "), bold())));
            text.push(STEP + 3, wrapped(&spans, usize::from(columns.saturating_sub(STEP + 3)), most, core.look.cut));
        }
    }
}
