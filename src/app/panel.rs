//! A panel that floats over a screen: the only frame there is. And what is shown when the terminal is too small for anything.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::text::{Line, Span};

use super::core::Core;
use super::fill::rule;
use crate::l10n::Message;
use crate::ui::clean::clean;
use crate::ui::frame::Frame;
use crate::ui::look::{bold, error, quiet};
use crate::ui::wrap::{fit, lines, width};

/// The inside of a panel.
#[derive(Clone, Copy, Debug)]
pub struct Inside {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

/// The most columns and rows that the inside of a panel has on this screen.
#[must_use]
pub fn room(core: &Core) -> (u16, u16) {
    (core.size.0.saturating_sub(6).min(78).saturating_sub(4), core.size.1.saturating_sub(7).max(1))
}

/// Draws a panel with room for that many lines (less, where the screen is lower) and gives its inside.
pub fn panel<'a>(core: &'a Core, frame: &mut Frame<'a>, title: &str, wanted: usize) -> Inside {
    let (columns, rows) = room(core);
    let outer = columns + 4;
    let height = u16::try_from(wanted).unwrap_or(u16::MAX).clamp(1, rows);
    let (x, y) = ((frame.width - outer) / 2, 3.min(frame.height.saturating_sub(height + 2)));
    // it goes on or does not, not the screen under it
    rule(frame, frame.height - 2, core);
    // a breath of air around it, so that cut words do not run into its frame
    for row in y..y + height + 2 {
        frame.put(x - 2, row, outer + 4, Line::default());
    }
    let [top_left, top_right, bottom_left, bottom_right, across, down] = core.look.frame;
    let title = fit(title, usize::from(outer).saturating_sub(6), core.look.cut);
    let rest = usize::from(outer).saturating_sub(width(&title) + 5);
    frame.put(
        x,
        y,
        outer,
        Line::from(vec![
            Span::raw(format!("{top_left}{across} ")),
            Span::styled(title, bold()),
            Span::raw(format!(" {}{top_right}", across.repeat(rest))),
        ]),
    );
    for row in y + 1..=y + height {
        frame.put(x, row, outer, Line::raw(format!("{down}{}{down}", " ".repeat(usize::from(outer) - 2))));
    }
    frame.put(x, y + height + 1, outer, Line::raw(format!("{bottom_left}{}{bottom_right}", across.repeat(usize::from(outer) - 2))));
    frame.cursor = None;
    Inside { x: x + 2, y: y + 1, width: outer - 4, height }
}

/// Puts a text into a panel, from the line on that stands at its top, and says where there is more of it.
pub fn fill<'a>(core: &'a Core, frame: &mut Frame<'a>, inside: Inside, text: Vec<Line<'a>>, top: usize) {
    let below = text.len() > top + usize::from(inside.height);
    for (y, line) in (inside.y..inside.y + inside.height).zip(text.into_iter().skip(top)) {
        frame.put(inside.x, y, inside.width, line);
    }
    more(core, frame, inside, top > 0, below);
}

/// A panel of what the disk was asked for: a row each, the chosen one in sight; what to say while it is being read and where there is none.
pub fn answered<'a, T>(
    core: &'a Core,
    frame: &mut Frame<'a>,
    title: &str,
    (read, chosen): (Option<&Result<Vec<T>, Message>>, usize),
    [reading, none]: [&'static str; 2],
    row: impl Fn(&T, bool, usize) -> Line<'a>,
) {
    let all = read.and_then(|read| read.as_ref().ok()).map_or(&[][..], Vec::as_slice);
    let inside = panel(core, frame, title, all.len().max(2));
    let columns = usize::from(inside.width);
    if all.is_empty() {
        let (text, style) = match read {
            None => (core.texts.get(reading).into_owned(), quiet()),
            Some(Err(reason)) => (core.texts.render(reason), error()),
            Some(Ok(_)) => (core.texts.get(none).into_owned(), quiet()),
        };
        for (y, line) in (inside.y..inside.y + inside.height).zip(lines(&clean(&text), columns)) {
            frame.put(inside.x, y, inside.width, Line::styled(line.to_owned(), style));
        }
    }
    let rows = usize::from(inside.height);
    let start = window(chosen, all.len(), rows);
    for (y, (n, one)) in (inside.y..).zip(all.iter().enumerate().skip(start).take(rows)) {
        frame.put(inside.x, y, inside.width, row(one, n == chosen, columns));
    }
    more(core, frame, inside, start > 0, start + rows < all.len());
}

/// Says on the frame of a panel that there is more above or below of what is in it.
pub fn more<'a>(core: &'a Core, frame: &mut Frame<'a>, inside: Inside, above: bool, below: bool) {
    more_at(core, frame, inside.x + inside.width, [(above, inside.y - 1), (below, inside.y + inside.height)]);
}

/// Says on the rows above and below of something, up to a column, whether it goes on there.
pub fn more_at<'a>(core: &'a Core, frame: &mut Frame<'a>, right: u16, rows: [(bool, u16); 2]) {
    let [up, down] = core.look.more;
    let signs = [format!(" {up} "), format!(" {} {down} ", core.texts.get("more"))];
    for ((_, y), sign) in rows.into_iter().zip(signs).filter(|((there, _), _)| *there) {
        let columns = u16::try_from(width(&sign)).unwrap_or(0);
        frame.put(right.saturating_sub(columns), y, columns, Line::styled(sign, quiet()));
    }
}

/// Where a text is scrolled to by a key, of `lines` lines of which `rows` are seen; nothing if that key does not scroll.
#[must_use]
pub fn scrolled(key: KeyEvent, top: usize, lines: usize, rows: usize) -> Option<usize> {
    let most = lines.saturating_sub(rows);
    let page = rows.saturating_sub(1).max(1);
    let to = match key.code {
        KeyCode::Up => top.saturating_sub(1),
        KeyCode::Down => top + 1,
        KeyCode::PageUp => top.saturating_sub(page),
        KeyCode::PageDown | KeyCode::Char(' ') => top + page,
        KeyCode::Home => 0,
        KeyCode::End => most,
        _ => return None,
    };
    Some(to.min(most))
}

/// Where a key leads in a list: arrows, Tab and Shift-Tab a row, page keys ten; `None` for a key that moves nowhere. The rows are counted if needed.
#[must_use]
pub fn walk(key: KeyCode, chosen: usize, count: impl Fn() -> usize) -> Option<usize> {
    let down = |rows: usize| Some((chosen + rows).min(count().saturating_sub(1)));
    match key {
        KeyCode::Up | KeyCode::BackTab => Some(chosen.saturating_sub(1)),
        KeyCode::Down | KeyCode::Tab => down(1),
        KeyCode::PageUp => Some(chosen.saturating_sub(10)),
        KeyCode::PageDown => down(10),
        _ => None,
    }
}

/// The window of a list of `count` rows that has the chosen one in it: where it begins.
#[must_use]
pub fn window(chosen: usize, count: usize, rows: usize) -> usize {
    if count <= rows { 0 } else { chosen.saturating_sub(rows / 2).min(count - rows) }
}

/// Whether the terminal is too small for anything: under 60 columns or 16 rows.
#[must_use]
pub fn is_too_small(core: &Core) -> bool {
    core.size.0 < 60 || core.size.1 < 16
}

/// Says that the terminal is too small; everything is kept meanwhile.
pub fn too_small(core: &Core, frame: &mut Frame<'_>) {
    let message = Message::new("too-small").with("width", usize::from(frame.width)).with("height", usize::from(frame.height));
    let text = core.texts.render(&message);
    for (y, line) in (0..frame.height).zip(lines(&text, usize::from(frame.width.max(1)))) {
        frame.put(0, y, frame.width, Line::styled(line.to_owned(), quiet()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_walk_a_list_and_stop_at_its_ends() {
        for (key, from, to) in [
            (KeyCode::Up, 0, Some(0)),
            (KeyCode::BackTab, 2, Some(1)),
            (KeyCode::Down, 2, Some(3)),
            (KeyCode::Tab, 11, Some(11)),
            (KeyCode::PageDown, 1, Some(11)),
            (KeyCode::PageDown, 5, Some(11)),
            (KeyCode::PageUp, 11, Some(1)),
            (KeyCode::PageUp, 3, Some(0)),
            (KeyCode::Home, 3, None),
            (KeyCode::Char('a'), 3, None),
        ] {
            assert_eq!(walk(key, from, || 12), to, "{key:?} from {from}");
        }
        assert_eq!(walk(KeyCode::Down, 0, || 0), Some(0), "an empty list");
        assert_eq!(walk(KeyCode::Up, 3, || unreachable!("nothing is counted to go up")), Some(2));
    }
}
