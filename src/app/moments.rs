//! What the response that is read is compared with: my last review, a stretch of its history between any two moments, another response of its form.

use crossterm::event::{KeyCode, KeyEvent};
use jiff::{SignedDuration, Timestamp};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::core::{Command, Core, Step};
use super::panel::{more, panel, walk, window};
use super::reading::changes::Against;
use super::search::Search;
use super::when::{moment, when};
use crate::l10n::Message;
use crate::response::history::{Entry, History, visits};
use crate::ui::clean::clean;
use crate::ui::fold::fold;
use crate::ui::frame::Frame;
use crate::ui::look::{focus, highlight, quiet};
use crate::ui::wrap::{fit, width};

/// After how long without a change the next one begins a sitting of its own.
const PAUSE: SignedDuration = SignedDuration::from_mins(30);

/// The columns that what is said of a choice keeps beside a long one.
const ABOUT: usize = 14;

/// The panel's state.
#[derive(Debug)]
pub struct Moments {
    search: Search,
    since: Option<Timestamp>,
    /// From the first to the last; nothing while that is being read.
    sittings: Option<Vec<Sitting>>,
    compared: bool,
    /// Which sitting the comparison begins with, once that is chosen: then it is asked where it ends.
    from: Option<usize>,
}

/// What one person changed without a long pause.
#[derive(Debug)]
struct Sitting {
    first: Timestamp,
    last: Timestamp,
    changes: usize,
    by: String,
}

/// Something to choose: what it is called, what is said of it, what it leads to.
struct Choice {
    text: String,
    about: String,
    leads: Leads,
}

/// What a choice leads to.
enum Leads {
    /// The comparison, or none any more.
    To(Option<Against>),
    /// The question where what begins with this sitting ends.
    From(usize),
}

impl Moments {
    /// The panel; whoever reviewed the response before can go back to that.
    #[must_use]
    pub fn new(since: Option<Timestamp>, history: Option<&History>, compared: bool, core: &Core) -> Self {
        let mut moments = Self { search: Search::default(), since, sittings: None, compared, from: None };
        if let Some(history) = history {
            moments.take(history, core);
        }
        moments
    }

    /// The history that was asked for.
    pub fn take(&mut self, history: &History, core: &Core) {
        let day = |at: Timestamp| at.to_zoned(core.zone.clone()).date();
        let is_one = |one: &Entry, next: &Entry| one.by == next.by && next.at.duration_since(one.at) < PAUSE && day(one.at) == day(next.at);
        let sitting = |entries: &[Entry]| {
            let at = || entries.iter().map(|entry| entry.at);
            let by = clean(entries[0].by.trim()).into_owned();
            // a clock may have been set back
            Some(Sitting { first: at().min()?, last: at().max()?, changes: visits(entries).len(), by })
        };
        let sittings = history.entries.chunk_by(is_one).filter_map(sitting).filter(|sitting| sitting.changes > 0);
        self.sittings = Some(sittings.collect());
    }

    fn choices(&self, core: &Core) -> Vec<Choice> {
        let mut all = match self.from {
            Some(from) => self.ends(from, core),
            None => self.beginnings(core),
        };
        let wanted = fold(self.search.line.text());
        all.retain(|choice| fold(&format!("{} {}", choice.text, choice.about)).contains(&wanted));
        all
    }

    /// What the response can be compared with.
    fn beginnings(&self, core: &Core) -> Vec<Choice> {
        let mut all = Vec::new();
        let mut put = |text: String, about: String, leads: Leads| all.push(Choice { text, about, leads });
        if let Some(at) = self.since {
            put(core.texts.get("moments-review").into_owned(), when(at, core), Leads::To(Some(Against::Review(at))));
        }
        if self.compared {
            put(core.texts.get("moments-nothing").into_owned(), String::new(), Leads::To(None));
        }
        for (nth, sitting) in self.sittings.as_deref().unwrap_or_default().iter().enumerate().rev() {
            let text = Message::new("moments-since").with("when", moment(sitting.first, core));
            put(core.texts.render(&text), sitting.about(core), Leads::From(nth));
        }
        let own = core.session.as_ref().map(|session| (session.response.id.as_str(), session.form.id.as_str()));
        let others =
            core.list.iter().filter(|other| other.fault.is_none() && own.is_some_and(|(id, form)| other.id != id && other.form.id == form));
        for other in others {
            let name = format!("{}{}", other.name(core.language()).unwrap_or(&other.id), other.suffix(&core.texts));
            let against = Against::Other { id: other.id.clone(), name: name.clone() };
            put(clean(&name).into_owned(), when(other.modified, core), Leads::To(Some(against)));
        }
        all
    }

    /// Where what begins with a sitting can end: now, or with a sitting that is not the last one.
    fn ends(&self, from: usize, core: &Core) -> Vec<Choice> {
        let Some((sittings, begin)) = self.sittings.as_ref().and_then(|all| Some((all, all.get(from)?.first))) else { return Vec::new() };
        let span = |to| Leads::To(Some(Against::Span { from: begin, to }));
        let now = Choice { text: core.texts.get("moments-now").into_owned(), about: String::new(), leads: span(None) };
        let earlier = sittings[from..sittings.len() - 1].iter().rev().map(|sitting| Choice {
            text: moment(sitting.last, core),
            about: sitting.about(core),
            leads: span(Some(sitting.last)),
        });
        std::iter::once(now).chain(earlier).collect()
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &Core) -> Step {
        if let Some(to) = walk(key.code, self.search.chosen, || self.choices(core).len()) {
            self.search.chosen = to;
            return Step::Redraw;
        }
        if key.code == KeyCode::Esc
            && let Some(from) = self.from.take()
        {
            self.search = Search::default();
            let is_it = |choice: &Choice| matches!(choice.leads, Leads::From(nth) if nth == from);
            self.search.chosen = self.choices(core).iter().position(is_it).unwrap_or(0);
            return Step::Redraw;
        }
        if key.code != KeyCode::Enter {
            return self.search.key(key);
        }
        match self.choices(core).into_iter().nth(self.search.chosen).map(|choice| choice.leads) {
            Some(Leads::To(against)) => Step::CloseAnd(Command::Compare(against)),
            Some(Leads::From(nth)) => {
                (self.from, self.search) = (Some(nth), Search::default());
                // what begins with the last sitting ends now
                match self.ends(nth, core).as_slice() {
                    [Choice { leads: Leads::To(against), .. }] => Step::CloseAnd(Command::Compare(against.clone())),
                    _ => Step::Redraw,
                }
            }
            None => Step::Ignored,
        }
    }

    /// What Esc does.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        if self.from.is_some() { "hint-back" } else { "hint-close" }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) -> Step {
        self.search.paste(text)
    }

    /// Composes the panel.
    pub fn compose<'a>(&'a self, core: &'a Core, frame: &mut Frame<'a>) {
        let choices = self.choices(core);
        let begin = self.from.and_then(|from| self.sittings.as_ref()?.get(from));
        let title = match begin {
            Some(begin) => core.texts.render(&Message::new("moments-until-when").with("when", moment(begin.first, core))),
            None => core.texts.get("moments-title").into_owned(),
        };
        let inside = panel(core, frame, &title, choices.len().clamp(3, 14) + 1);
        let columns = usize::from(inside.width);
        let (text, cursor) = self.search.line.view(columns);
        let prompt = text.is_empty();
        let shown = if prompt { Line::styled(core.texts.get("moments-prompt"), quiet()) } else { Line::raw(text) };
        frame.put(inside.x, inside.y, inside.width, shown);
        frame.cursor = Some((inside.x + u16::try_from(cursor).unwrap_or(0), inside.y));
        let rows = usize::from(inside.height) - 1;
        if choices.is_empty() {
            let id = if self.sittings.is_none() { "journal-reading" } else { "nothing-found" };
            frame.put(inside.x, inside.y + 1, inside.width, Line::styled(core.texts.get(id), quiet()));
        }
        let start = window(self.search.chosen, choices.len(), rows);
        for (n, choice) in choices.iter().enumerate().skip(start).take(rows) {
            let y = inside.y + 1 + u16::try_from(n - start).unwrap_or(0);
            let (mark, style) = if n == self.search.chosen { (core.look.focus, highlight()) } else { (" ", Style::new()) };
            // a moment without its time is none: what is said of it gives way first
            let text = fit(&choice.text, columns.saturating_sub(width(&choice.about).min(ABOUT) + 4), core.look.cut);
            let room = columns.saturating_sub(width(&text) + 4);
            let about = fit(&choice.about, room, core.look.cut);
            let gap = " ".repeat(room.saturating_sub(width(&about)) + 1);
            let spans =
                vec![Span::styled(mark, focus()), Span::raw(" "), Span::styled(text, style), Span::raw(gap), Span::styled(about, quiet())];
            frame.put(inside.x, y, inside.width, Line::from(spans));
        }
        more(core, frame, inside, start > 0, start + rows < choices.len());
    }
}

impl Sitting {
    /// How many changes, and whose: « 3 changements · Bob ».
    fn about(&self, core: &Core) -> String {
        let changes = core.texts.render(&Message::new("moments-changes").with("count", self.changes));
        if self.by.is_empty() { changes } else { format!("{changes} {} {}", core.look.dot, self.by) }
    }
}
