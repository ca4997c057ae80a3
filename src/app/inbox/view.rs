//! The list on the screen: what is shown of it, aligned columns, and the panel of filters.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::filter::{self, LETTERS};
use super::{Inbox, Mode};
use crate::app::core::Core;
use crate::app::fill::{put_right, rule};
use crate::app::home::state;
use crate::app::panel::{fill, more_at, panel, window};
use crate::app::when::when_short;
use crate::l10n::Message;
use crate::response::Review;
use crate::response::name::suffix;
use crate::store::Summary;
use crate::ui::clean::clean;
use crate::ui::frame::Frame;
use crate::ui::look::{bold, error, focus, quiet, warning};
use crate::ui::wrap::{fit, lines, width};

/// From how many columns on the details stand beside the list.
const BESIDE: u16 = 110;
/// Columns of the details then, if the list has room.
const DETAILS: u16 = 52;
/// Columns of the list then, at least.
const LIST: u16 = 76;
/// Rows above the list, and below what is under it.
const ABOVE: u16 = 3;
const BELOW: u16 = 2;
/// The fewest columns of a name, and the most that others give way to.
const NAME: usize = 18;
const LONGEST: usize = 32;
/// From which rank on a column gives way to long names.
const YIELDS: u8 = 4;

/// A column of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    State,
    Errors,
    Warnings,
    Queries,
    Answers,
    Changed,
    When,
    Author,
}

impl Column {
    /// The columns from left to right, each with its width and how much it matters, 0 most.
    const ALL: [(Self, usize, u8); 8] = [
        (Self::State, 10, 0),
        (Self::Errors, 11, 1),
        (Self::Warnings, 10, 6),
        (Self::Queries, 12, 2),
        (Self::Answers, 9, 5),
        (Self::Changed, 2, 3),
        (Self::When, 12, 4),
        (Self::Author, 16, 7),
    ];

    /// What stays where names need the room, in fewer letters.
    const SHORT: [(Self, usize); 4] = [(Self::State, 10), (Self::Errors, 9), (Self::Queries, 9), (Self::Changed, 2)];

    /// The columns of a list that wide, with their widths, what is left for the name, and whether they are written in fewer letters.
    fn of(wide: usize, longest: usize) -> (Vec<(Self, usize)>, usize, bool) {
        let (columns, name) = Self::fitting(wide.saturating_sub(4), longest);
        if name >= longest {
            return (columns, name, false);
        }
        // the gap behind the last one may fall over the edge
        let used: usize = Self::SHORT.iter().map(|(_, wide)| wide).sum();
        (Self::SHORT.to_vec(), wide.saturating_sub(2 + used), true)
    }

    /// The columns that fit, with their widths, and what is left for the name: those that matter less leave room for the longest one.
    fn fitting(room: usize, longest: usize) -> (Vec<(Self, usize)>, usize) {
        let mut left = room.saturating_sub(NAME);
        let more = longest.saturating_sub(NAME);
        let mut order = Self::ALL;
        order.sort_by_key(|(_, _, rank)| *rank);
        let mut taken = Vec::new();
        for (column, wide, rank) in order {
            let for_name = if rank < YIELDS { 0 } else { more };
            if wide + for_name <= left {
                left -= wide;
                taken.push(column);
            } else if column != Self::When {
                // the date gives way to none of what follows it
                break;
            }
        }
        let columns: Vec<_> =
            Self::ALL.iter().filter(|(column, ..)| taken.contains(column)).map(|(column, wide, _)| (*column, *wide)).collect();
        let used: usize = columns.iter().map(|(_, wide)| wide).sum();
        (columns, room.saturating_sub(used))
    }

    /// What stands in it.
    fn cell(self, summary: &Summary, has_warnings: bool, is_short: bool, core: &Core) -> (String, Style) {
        let some = |id, count: usize, style| {
            let text = if count > 0 { core.texts.render(&Message { id, args: vec![("count", count.into())] }) } else { String::new() };
            (text, style)
        };
        match self {
            Self::State => state(summary, &core.texts),
            // where there is no room for both, the worse
            Self::Errors if !has_warnings && summary.counts.errors == 0 => some("count-warnings-short", summary.counts.warnings, warning()),
            Self::Errors => some(if is_short { "count-errors-short" } else { "count-errors" }, summary.counts.errors, error()),
            Self::Warnings => some("count-warnings-short", summary.counts.warnings, warning()),
            // an answered question waits for whoever reads this
            Self::Queries => some(
                if is_short { "inbox-queries-short" } else { "inbox-queries" },
                summary.open_queries + summary.answered_queries,
                if summary.answered_queries > 0 { warning() } else { Style::new() },
            ),
            Self::Answers => some("count-answers-short", summary.counts.answered, Style::new()),
            Self::Changed => {
                let is_changed = summary.is_changed_since(&core.author);
                (if is_changed { core.look.changed.to_owned() } else { String::new() }, warning())
            }
            Self::When => (when_short(summary.modified, core), quiet()),
            Self::Author => (clean(&summary.author).into_owned(), quiet()),
        }
    }
}

impl Inbox {
    /// Rows of the list on a screen of that size.
    pub(super) fn rows(&self, (width, height): (u16, u16)) -> usize {
        let all = usize::from(height.saturating_sub(ABOVE + BELOW));
        if width >= BESIDE { all } else { (all / 2).max(3).min(self.shown.len().max(1)) }
    }

    /// Composes the screen.
    pub fn compose<'a>(&'a self, core: &'a Core, frame: &mut Frame<'a>) {
        self.compose_head(core, frame);
        rule(frame, 2, core);
        let rows = self.rows((frame.width, frame.height));
        let beside = frame.width >= BESIDE;
        let columns = if beside { frame.width.saturating_sub(DETAILS).max(LIST) } else { frame.width };
        if self.shown.is_empty() {
            let id = match (core.unlisted > 0, self.filter.is_empty() && self.search.line.text().is_empty()) {
                (true, _) => "inbox-listing",
                (false, true) => "inbox-empty",
                // there Backspace takes back a letter
                (false, false) if self.typing => "inbox-none-found",
                (false, false) => "inbox-none",
            };
            let text = core.texts.get(id);
            for (y, line) in (ABOVE + 1..frame.height - BELOW).zip(lines(&text, usize::from(frame.width) - 6)) {
                frame.put(3, y, frame.width, Line::styled(line.to_owned(), quiet()));
            }
        }
        let start = window(self.search.chosen, self.shown.len(), rows);
        for (n, summary) in self.shown.iter().enumerate().skip(start).take(rows) {
            let y = ABOVE + u16::try_from(n - start).unwrap_or(0);
            self.compose_row(summary, n == self.search.chosen, (y, columns), core, frame);
        }
        let under = ABOVE + u16::try_from(rows).unwrap_or(0);
        let below = start + rows < self.shown.len();
        // the rules say that it goes on: the one above, and the one below or the gap
        more_at(core, frame, columns - 1, [(start > 0, ABOVE - 1), (below, under)]);
        let area = if beside { (columns + 1, ABOVE, frame.width - columns - 2) } else { (0, under + 1, frame.width) };
        self.compose_details(core, frame, area);
        if self.mode() == Mode::Filters {
            self.compose_filters(core, frame);
        }
    }

    /// What this is, how much of it there is, what of it is shown.
    fn compose_head<'a>(&'a self, core: &'a Core, frame: &mut Frame<'a>) {
        let own: Vec<_> = core.list.iter().filter(|summary| self.is_own(summary)).collect();
        let to_review = own.iter().filter(|summary| summary.review == Review::ToReview && summary.is_readable()).count();
        let count = |id, count: usize| core.texts.render(&Message { id, args: vec![("count", count.into())] });
        let mut told = match self.shown.len() {
            shown if shown < own.len() => core.texts.render(&Message::new("inbox-shown").with("shown", shown).with("count", own.len())),
            all => count("count-responses", all),
        };
        if to_review > 0 {
            told += &count("inbox-to-review", to_review);
        }
        for (id, number) in [("inbox-marked", self.marked.len()), ("inbox-left", core.unlisted)] {
            if number > 0 {
                told = format!("{told} {} {}", core.look.dot, count(id, number));
            }
        }
        let mut title = core.texts.get("inbox-title").into_owned();
        let mut forms = own.iter().filter(|summary| summary.is_readable()).map(|summary| summary.form.id.as_str());
        let first = self.form.as_deref().or_else(|| forms.next());
        if let Some(first) = first.filter(|first| forms.all(|form| form == *first)) {
            let offer = core.offers.iter().find(|(id, _)| id == first).and_then(|(_, title)| title.as_ref().ok());
            let form = offer.map_or(first, |title| title.text(core.language()));
            title = format!("{title} {} {}", core.look.dot, clean(form));
        }
        let room = usize::from(frame.width).saturating_sub(width(&told) + 4);
        frame.put(1, 0, frame.width, Line::styled(fit(&title, room, core.look.cut), bold()));
        put_right(frame, 0, told, quiet());
        let search = core.texts.get("home-search");
        let text = self.search.line.text();
        let left = self.texts.left();
        if self.typing {
            let x = 3 + u16::try_from(width(&search)).unwrap_or(0) + 2;
            let (text, cursor) = self.search.line.view(usize::from(frame.width.saturating_sub(x + 20)));
            frame.put(3, 1, frame.width, Line::from(vec![Span::styled(search, quiet()), Span::raw("  "), Span::raw(text)]));
            frame.cursor = Some((x + u16::try_from(cursor).unwrap_or(0), 1));
            if left > 0 {
                put_right(frame, 1, count("inbox-searching", left), quiet());
            }
            return;
        }
        let words = if text.is_empty() { format!("{search}  /") } else { format!("{search} : {}", clean(text)) };
        let words = match (text.is_empty(), left) {
            (false, 1..) => count("inbox-searching", left),
            _ => fit(&words, usize::from(frame.width) / 3, core.look.cut),
        };
        let order = core.texts.render(&Message::new("inbox-order").with("order", self.order.text(&core.texts)));
        let said = if self.filter.is_empty() {
            order
        } else {
            let filters = core.texts.render(&Message::new("inbox-filters").with("filters", self.filter.text(core)));
            format!("{filters} {} {order}", core.look.dot)
        };
        let said = fit(&said, usize::from(frame.width).saturating_sub(width(&words) + 6), core.look.cut);
        frame.put(1, 1, frame.width, Line::styled(said, if self.filter.is_empty() { quiet() } else { Style::new() }));
        put_right(frame, 1, words, if text.is_empty() { quiet() } else { Style::new() });
    }

    fn compose_row<'a>(&self, summary: &Summary, chosen: bool, (y, wide): (u16, u16), core: &'a Core, frame: &mut Frame<'a>) {
        if chosen {
            frame.put(0, y, 1, Line::styled(core.look.focus, focus()));
        }
        if self.marked.contains(&summary.id) {
            frame.put(1, y, 1, Line::styled("*", bold()));
        }
        let (columns, room, is_short) = Column::of(usize::from(wide), self.longest.min(LONGEST));
        let style = if chosen { bold() } else { Style::new() };
        let unnamed = core.texts.get("home-unnamed");
        let other = if summary.fault.is_some() { &*summary.id } else { &*unnamed };
        let nth = if summary.fault.is_some() { String::new() } else { suffix(summary.nth) };
        let name = fit(&clean(summary.name(core.language()).unwrap_or(other)), room.saturating_sub(2 + width(&nth)), core.look.cut);
        frame.put(3, y, wide.saturating_sub(3), Line::styled(format!("{name}{nth}"), style));
        let mut x = 3 + u16::try_from(room).unwrap_or(0);
        if let Some(reason) = summary.broken() {
            let text = core.texts.render(&reason);
            let text = fit(&clean(&text), usize::from(wide.saturating_sub(x + 1)), core.look.cut);
            return frame.put(x, y, wide - x, Line::styled(text, error()));
        }
        let has_warnings = columns.iter().any(|(column, _)| *column == Column::Warnings);
        for (column, columns) in columns {
            let (text, style) = column.cell(summary, has_warnings, is_short, core);
            let text = fit(&text, columns.saturating_sub(1), core.look.cut);
            let columns = u16::try_from(columns).unwrap_or(0);
            frame.put(x, y, columns, Line::styled(text, style));
            x += columns;
        }
    }

    fn compose_filters<'a>(&self, core: &'a Core, frame: &mut Frame<'a>) {
        let rows = filter::rows(core);
        let inside = panel(core, frame, &core.texts.get("filters-title"), rows.len());
        let chosen = self.panel.unwrap_or(0).min(rows.len().saturating_sub(1));
        let columns = usize::from(inside.width);
        let own: Vec<_> = core.list.iter().filter(|summary| self.is_own(summary)).collect();
        let text = rows.iter().enumerate().zip(LETTERS.chars().map(Some).chain(std::iter::repeat(None))).map(|((n, row), letter)| {
            let count = own.iter().filter(|summary| row.holds(summary, &core.author)).count().to_string();
            let tick = if self.filter.has(row) { core.look.ticked } else { core.look.unticked };
            let letter = letter.map_or_else(|| " ".to_owned(), String::from);
            let text = clean(&row.text(core)).into_owned();
            let text = fit(&text, columns.saturating_sub(width(tick) + width(&count) + 8), core.look.cut);
            let gap = columns.saturating_sub(width(tick) + width(&text) + width(&count) + 6);
            Line::from(vec![
                Span::styled(if n == chosen { core.look.focus } else { " " }, focus()),
                Span::styled(format!(" {letter} "), bold()),
                Span::raw(format!("{tick} ")),
                Span::styled(text, if n == chosen { bold() } else { Style::new() }),
                Span::raw(" ".repeat(gap)),
                Span::styled(count, quiet()),
            ])
        });
        let top = window(chosen, rows.len(), usize::from(inside.height));
        fill(core, frame, inside, text.collect(), top);
    }
}
