//! What the response that is read is compared with: my last review, a day of its history, another response of its form.

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::core::{Command, Core, Step};
use super::home::when;
use super::panel::{more, panel, walk, window};
use super::reading::changes::Against;
use super::search::Search;
use crate::l10n::Message;
use crate::response::history::{History, visits};
use crate::ui::clean::clean;
use crate::ui::fold::fold;
use crate::ui::frame::Frame;
use crate::ui::look::{focus, highlight, quiet};
use crate::ui::wrap::{fit, width};

/// The panel's state.
#[derive(Debug)]
pub struct Moments {
    search: Search,
    since: Option<Timestamp>,
    /// The days on which something changed, the last first; nothing while that is being read.
    days: Option<Vec<Day>>,
    compared: bool,
}

/// What happened on a day: the moment before it, how many changes, by whom.
#[derive(Debug)]
struct Day {
    before: Timestamp,
    first: Timestamp,
    changes: usize,
    by: Vec<String>,
}

/// Something to choose: what it is called, what is said of it, what it compares with.
struct Choice {
    text: String,
    about: String,
    against: Option<Against>,
}

impl Moments {
    /// The panel; whoever reviewed the response before can go back to that.
    #[must_use]
    pub fn new(since: Option<Timestamp>, history: Option<&History>, compared: bool, core: &Core) -> Self {
        let mut moments = Self { search: Search::default(), since, days: None, compared };
        if let Some(history) = history {
            moments.take(history, core);
        }
        moments
    }

    /// The history that was asked for.
    pub fn take(&mut self, history: &History, core: &Core) {
        let mut days: BTreeMap<Date, Day> = BTreeMap::new();
        for entry in visits(&history.entries) {
            let before = entry.at.saturating_sub(SignedDuration::from_nanos(1)).unwrap_or(entry.at);
            let new = || Day { before, first: entry.at, changes: 0, by: Vec::new() };
            let day = days.entry(entry.at.to_zoned(core.zone.clone()).date()).or_insert_with(new);
            day.before = day.before.min(before);
            day.changes += 1;
            if !entry.by.trim().is_empty() && !day.by.contains(&entry.by) {
                day.by.push(entry.by);
            }
        }
        self.days = Some(days.into_values().rev().collect());
    }

    fn choices(&self, core: &Core) -> Vec<Choice> {
        let mut all = Vec::new();
        if let Some(at) = self.since {
            let against = Against::Review(at);
            all.push(Choice { text: core.texts.get("moments-review").into_owned(), about: when(at, core), against: Some(against) });
        }
        if self.compared {
            all.push(Choice { text: core.texts.get("moments-nothing").into_owned(), about: String::new(), against: None });
        }
        for day in self.days.iter().flatten() {
            let text = core.texts.render(&Message::new("moments-day").with("when", when(day.first, core)));
            let changes = core.texts.render(&Message::new("moments-changes").with("count", day.changes));
            let by = day.by.iter().map(|by| clean(by).into_owned()).collect::<Vec<_>>().join(", ");
            let about = if by.is_empty() { changes } else { format!("{changes} {} {by}", core.look.dot) };
            all.push(Choice { text, about, against: Some(Against::Moment(day.before)) });
        }
        let own = core.session.as_ref().map(|session| (session.response.id.as_str(), session.form.id.as_str()));
        let others =
            core.list.iter().filter(|other| other.fault.is_none() && own.is_some_and(|(id, form)| other.id != id && other.form.id == form));
        for other in others {
            let name = format!("{}{}", other.name(core.language()).unwrap_or(&other.id), other.suffix(&core.texts));
            let text = clean(&name).into_owned();
            let against = Some(Against::Other { id: other.id.clone(), name });
            all.push(Choice { text, about: when(other.modified, core), against });
        }
        let wanted = fold(self.search.line.text());
        all.retain(|choice| fold(&format!("{} {}", choice.text, choice.about)).contains(&wanted));
        all
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &Core) -> Step {
        if let Some(to) = walk(key.code, self.search.chosen, || self.choices(core).len()) {
            self.search.chosen = to;
            return Step::Redraw;
        }
        if key.code != KeyCode::Enter {
            return self.search.key(key);
        }
        match self.choices(core).into_iter().nth(self.search.chosen) {
            Some(choice) => Step::CloseAnd(Command::Compare(choice.against)),
            None => Step::Ignored,
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) -> Step {
        self.search.paste(text)
    }

    /// Composes the panel.
    pub fn compose<'a>(&'a self, core: &'a Core, frame: &mut Frame<'a>) {
        let choices = self.choices(core);
        let inside = panel(core, frame, &core.texts.get("moments-title"), choices.len().clamp(3, 14) + 1);
        let columns = usize::from(inside.width);
        let (text, cursor) = self.search.line.view(columns);
        let prompt = text.is_empty();
        let shown = if prompt { Line::styled(core.texts.get("moments-prompt"), quiet()) } else { Line::raw(text) };
        frame.put(inside.x, inside.y, inside.width, shown);
        frame.cursor = Some((inside.x + u16::try_from(cursor).unwrap_or(0), inside.y));
        let rows = usize::from(inside.height) - 1;
        if choices.is_empty() {
            let id = if self.days.is_none() { "journal-reading" } else { "nothing-found" };
            frame.put(inside.x, inside.y + 1, inside.width, Line::styled(core.texts.get(id), quiet()));
        }
        let start = window(self.search.chosen, choices.len(), rows);
        for (n, choice) in choices.iter().enumerate().skip(start).take(rows) {
            let y = inside.y + 1 + u16::try_from(n - start).unwrap_or(0);
            let (mark, style) = if n == self.search.chosen { (core.look.focus, highlight()) } else { (" ", Style::new()) };
            let about = fit(&choice.about, columns / 2, core.look.cut);
            let room = columns.saturating_sub(width(&about) + 4);
            let text = fit(&choice.text, room, core.look.cut);
            let gap = " ".repeat(room.saturating_sub(width(&text)) + 1);
            let spans =
                vec![Span::styled(mark, focus()), Span::raw(" "), Span::styled(text, style), Span::raw(gap), Span::styled(about, quiet())];
            frame.put(inside.x, y, inside.width, Line::from(spans));
        }
        more(core, frame, inside, start > 0, start + rows < choices.len());
    }
}
