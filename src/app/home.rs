//! The list of responses: form by form, searched as one types; where a new one begins.

use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::action::{Action, Scope, action_of};
use super::backups::Backups;
use super::core::{Command, Core, Step};
use super::fill::{put_right, rule};
use super::inbox::Inbox;
use super::panel::{walk, window};
use super::reading::said::signed;
use super::search::{Search, States, Wanted};
use super::thrown::Trash;
use super::when::when_listed;
use super::{SHORTEST_NAME, Screen};
use crate::l10n::{Label, Message, Texts};
use crate::response::{Review, Status, new_id};
use crate::store::{Job, Listed, Summary};
use crate::ui::clean::clean;
use crate::ui::fold::fold;
use crate::ui::frame::Frame;
use crate::ui::line::LineEdit;
use crate::ui::look::{bold, error, focus, quiet, warning};
use crate::ui::wrap::{fit, lines, width};

/// From how many columns on a row tells how many answers there are.
const FULL: usize = 76;
/// Columns before and behind a long name then: where it stands, what is wrong, when it changed.
const BEHIND: usize = 52;

/// The forms that can be begun: id and title, or why the file cannot be used.
pub type Offers = Vec<(String, Result<Label, Message>)>;

/// The list's state.
#[derive(Debug, Default)]
pub struct Home {
    /// Only this form's responses.
    form: Option<String>,
    search: Search,
    /// The response that was open last: the cursor is on it once the list is read anew.
    back: Option<String>,
    /// The validated response that the key before asked for: the same key again puts it into the trash.
    sure: Option<String>,
}

/// A row of the list.
#[derive(Clone, Debug)]
enum Row<'a> {
    Heading(String),
    Response(&'a Arc<Summary>),
    Begin(&'a str),
    Gap,
}

impl Row<'_> {
    fn is_stop(&self) -> bool {
        matches!(self, Row::Response(_) | Row::Begin(_))
    }
}

impl Home {
    /// The row that has the cursor, from 0.
    #[must_use]
    pub fn place(&self) -> usize {
        self.search.chosen
    }

    /// The list of one form's responses, or of all.
    #[must_use]
    pub fn new(form: Option<String>) -> Self {
        Self { form, ..Self::default() }
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &mut Core) -> Step {
        let sure = self.sure.take();
        if let Some(to) = walk(key.code, self.search.chosen, || self.rows(core).iter().filter(|row| row.is_stop()).count()) {
            self.search.chosen = to;
            return Step::Redraw;
        }
        match key.code {
            KeyCode::Enter => return self.enter(core),
            KeyCode::Esc if !self.search.line.text().is_empty() => self.search.line = LineEdit::default(),
            KeyCode::Esc if self.form.is_some() => self.form = None,
            _ => {
                if let Some(action) =
                    action_of(key, &[Scope::Home]).filter(|action| *action != Action::Trash || self.search.line.text().is_empty())
                {
                    self.sure = sure;
                    return self.act(action, core);
                }
                return self.search.key(key);
            }
        }
        Step::Redraw
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str, _core: &Core) -> Step {
        self.search.paste(text)
    }

    fn enter(&self, core: &mut Core) -> Step {
        match self.rows(core).into_iter().filter(Row::is_stop).nth(self.search.chosen) {
            Some(Row::Response(summary)) => match summary.broken() {
                Some(reason) => {
                    core.tell(reason);
                    Step::Redraw
                }
                None => Step::Do(Command::OpenResponse(summary.id.clone())),
            },
            // nothing is begun that could not be kept
            Some(Row::Begin(_)) if core.read_only.is_some() => say_read_only(core),
            Some(Row::Begin(form)) => Step::Do(Command::Begin(form.to_owned())),
            _ => Step::Ignored,
        }
    }

    /// The response under the cursor.
    fn response<'a>(&self, core: &'a Core) -> Option<&'a Arc<Summary>> {
        match self.rows(core).into_iter().filter(Row::is_stop).nth(self.search.chosen) {
            Some(Row::Response(summary)) => Some(summary),
            _ => None,
        }
    }

    /// The list after a response was open: the cursor goes to that one.
    #[must_use]
    pub fn after(closed: Option<String>) -> Self {
        Self { back: closed, ..Self::default() }
    }

    /// The list was read anew: the cursor stays on its response, or goes to the one that was open last.
    pub fn listed_anew(&mut self, listed: Listed, core: &mut Core) {
        let at = self.back.take().or_else(|| self.response(core).map(|summary| summary.id.clone()));
        core.take_list(listed);
        let is_it = |row: &Row| matches!(row, Row::Response(summary) if Some(&summary.id) == at.as_ref());
        let place = self.rows(core).iter().filter(|row| row.is_stop()).position(is_it);
        self.search.chosen = place.unwrap_or(self.search.chosen);
    }

    /// The responses of the list that can be opened, from top to bottom.
    #[must_use]
    pub fn listed(&self, core: &Core) -> Vec<String> {
        let readable = |row| match row {
            Row::Response(summary) if summary.fault.is_none() => Some(summary.id.clone()),
            _ => None,
        };
        self.rows(core).into_iter().filter_map(readable).collect()
    }

    /// Whether an action of the key table would do something here.
    #[must_use]
    pub fn offers(&self, action: Action, core: &Core) -> bool {
        match action {
            Action::Undo => !core.trashed.is_empty(),
            Action::Trash | Action::Backups => self.response(core).is_some(),
            Action::Review => !core.list.is_empty(),
            Action::Copy | Action::Read => self.response(core).is_some_and(|summary| summary.fault.is_none()),
            _ => true,
        }
    }

    /// Does an action of the key table on the response under the cursor.
    pub fn act(&mut self, action: Action, core: &mut Core) -> Step {
        let chosen = self.response(core).map(Arc::clone);
        let sure = self.sure.take();
        match (action, chosen) {
            (Action::Relist, _) => {
                core.list_anew();
                core.tell(Message::new("inbox-listed"));
            }
            (Action::Trash | Action::Copy, Some(_)) if core.read_only.is_some() => return say_read_only(core),
            (Action::Review, _) => {
                let form = self.form.clone();
                return Step::Open(Box::new(Screen::Inbox(Box::new(Inbox::open(core, form, None)))));
            }
            (Action::Undo, _) => match core.trashed.pop() {
                Some(id) => {
                    core.ask(Job::Restore(id));
                    core.tell(Message::new("restored"));
                }
                None => core.tell(Message::new("nothing-to-restore")),
            },
            // it was signed and locked: not by one stray key
            (Action::Trash, Some(summary)) if summary.status == Status::Validated && sure.as_ref() != Some(&summary.id) => {
                self.sure = Some(summary.id.clone());
                core.tell(Message::new("trash-validated"));
            }
            (Action::Trash, Some(summary)) => {
                let now = core.now;
                core.trashed.push(summary.id.clone());
                core.ask(Job::Trash { id: summary.id.clone(), now });
                core.tell(Message::new("trashed"));
            }
            (Action::Copy, Some(summary)) if summary.fault.is_none() => {
                let (new_id, now, author) = (new_id(8, &mut core.random), core.now, core.author.clone());
                core.ask(Job::Copy { id: summary.id.clone(), new_id, now, author });
                core.tell(Message::new("copied"));
            }
            (Action::Thrown, _) => return Step::Open(Box::new(Screen::Trash(Trash::open(core)))),
            (Action::Backups, Some(summary)) => return Step::Open(Box::new(Screen::Backups(Backups::open(&summary, core)))),
            (Action::Read, Some(summary)) => match summary.broken() {
                None => return Step::Do(Command::Read(summary.id.clone())),
                Some(reason) => core.tell(reason),
            },
            (Action::Trash | Action::Copy | Action::Backups | Action::Read, _) => core.tell(Message::new("no-response-here")),
            _ => return Step::Ignored,
        }
        Step::Redraw
    }

    /// The list from top to bottom: form by form, then what cannot be read.
    fn rows<'a>(&self, core: &'a Core) -> Vec<Row<'a>> {
        let wanted = Wanted::new(self.search.line.text());
        let states = States::new(&core.texts);
        let fits = |summary: &&Arc<Summary>, title: &str| wanted.fits(&summary.words, &[title, states.of(summary)]);
        let language = core.language();
        let mut rows = Vec::new();
        for (id, title) in core.offers.iter().filter(|(id, _)| self.form.as_ref().is_none_or(|form| form == id)) {
            let title = match title {
                Ok(title) => title.text(language).to_owned(),
                Err(_) => id.clone(),
            };
            let folded = fold(&title);
            let found: Vec<_> = core.list.iter().filter(|summary| summary.form.id == *id && fits(summary, &folded)).collect();
            let begin = wanted.is_in(&folded);
            if found.is_empty() && !begin {
                continue;
            }
            if !rows.is_empty() {
                rows.push(Row::Gap);
            }
            rows.push(Row::Heading(title));
            rows.extend(found.into_iter().map(Row::Response));
            if begin {
                rows.push(Row::Begin(id));
            }
        }
        let known = |form: &str| core.offers.iter().any(|(id, _)| id == form);
        let others: Vec<_> = core.list.iter().filter(|summary| !known(&summary.form.id) && fits(summary, "")).collect();
        if !others.is_empty() && self.form.is_none() {
            rows.push(Row::Gap);
            rows.push(Row::Heading(core.texts.get("home-others").into_owned()));
            rows.extend(others.into_iter().map(Row::Response));
        }
        rows
    }

    /// Composes the screen.
    pub fn compose<'a>(&'a self, core: &'a Core, frame: &mut Frame<'a>) {
        frame.put(1, 0, frame.width, Line::styled("recueil", bold()));
        put_right(frame, 0, clean(&core.author).into_owned(), quiet());
        let prompt = core.texts.get("home-search");
        let x = 3 + u16::try_from(width(&prompt)).unwrap_or(0) + 2;
        let (text, cursor) = self.search.line.view(usize::from(frame.width.saturating_sub(x + 1)));
        frame.put(3, 1, frame.width, Line::from(vec![Span::styled(prompt, quiet()), Span::raw("  "), Span::raw(text)]));
        frame.cursor = Some((x + u16::try_from(cursor).unwrap_or(0), 1));
        rule(frame, 2, core);
        let mut y = 3;
        if core.list.is_empty() {
            y = welcome(core, frame);
        }
        let rows = self.rows(core);
        if rows.is_empty() {
            frame.put(3, y, frame.width, Line::styled(core.texts.get("nothing-found"), quiet()));
        }
        let stop = rows.iter().enumerate().filter(|(_, row)| row.is_stop()).nth(self.search.chosen).map_or(0, |(at, _)| at);
        let mut room = usize::from(frame.height.saturating_sub(2).saturating_sub(y));
        let due = core.list.iter().filter(|summary| summary.keep_until.is_some_and(|until| until <= core.now)).count();
        // the last step of the response under the cursor; the row is kept for it where there is any
        let is_told = core.list.iter().any(|one| one.verdict.is_some() && one.review != Review::None);
        let told = is_told.then(|| self.response(core).and_then(|one| last_step(one, core)).unwrap_or_default());
        let due = (due > 0).then(|| core.texts.render(&Message::new("home-due").with("count", due)));
        for text in due.into_iter().chain(told) {
            room = room.saturating_sub(1);
            let text = fit(&text, usize::from(frame.width) - 4, core.look.cut);
            frame.put(3, y + u16::try_from(room).unwrap_or(0), frame.width, Line::styled(text, quiet()));
        }
        let start = window(stop, rows.len(), room);
        let wide = name_columns(&rows, usize::from(frame.width), core);
        for (n, row) in rows.iter().enumerate().skip(start).take(room) {
            let y = y + u16::try_from(n - start).unwrap_or(0);
            Self::row(row, n == stop, (y, wide), core, frame);
        }
    }

    fn row<'a>(row: &Row<'a>, chosen: bool, (y, wide): (u16, usize), core: &'a Core, frame: &mut Frame<'a>) {
        let style = if chosen { bold() } else { Style::new() };
        if chosen {
            frame.put(0, y, 1, Line::styled(core.look.focus, focus()));
        }
        match row {
            Row::Gap => {}
            Row::Heading(title) => frame.put(3, y, frame.width, Line::styled(clean(title).into_owned(), bold())),
            Row::Begin(_) => frame.put(
                3,
                y,
                frame.width,
                Line::styled(format!("+ {}", core.texts.get("home-begin")), if chosen { bold() } else { quiet() }),
            ),
            Row::Response(summary) => {
                let columns = usize::from(frame.width);
                let unnamed = core.texts.get("home-unnamed");
                // what cannot be opened is found on the disk by its id
                let other = if summary.fault.is_some() { &*summary.id } else { &*unnamed };
                let name = summary.name(core.language()).unwrap_or(other);
                let nth = summary.suffix(&core.texts);
                let room = wide - 2;
                let called = match room.saturating_sub(width(&nth)) {
                    // so few columns say nothing of a name
                    0..SHORTEST_NAME => fit(&format!("{}{nth}", clean(name)), room, core.look.cut),
                    left => format!("{}{nth}", fit(&clean(name), left, core.look.cut)),
                };
                frame.put(3, y, frame.width, Line::styled(called, style));
                let x = 3 + u16::try_from(wide).unwrap_or(24);
                let date = when_listed(summary.modified, core);
                if let Some(reason) = summary.broken() {
                    let text = core.texts.render(&reason);
                    let room = columns.saturating_sub(usize::from(x) + width(&date) + 3);
                    frame.put(x, y, frame.width - x, Line::styled(fit(&clean(&text), room, core.look.cut), error()));
                    return put_right(frame, y, date, quiet());
                }
                let (status, style) = state(summary, &core.texts);
                frame.put(x, y, 13, Line::styled(status, style));
                let say = |id: &'static str, count: usize| core.texts.render(&Message { id, args: vec![("count", count.into())] });
                let (count, style) = if summary.counts.shown_errors() > 0 {
                    (say("count-errors", summary.counts.shown_errors()), error())
                } else if summary.counts.warnings > 0 {
                    (say("count-warnings", summary.counts.warnings), warning())
                } else {
                    (String::new(), quiet())
                };
                // what is wrong stands after the count of answers if the date leaves room, else instead of it
                let answers = say("count-answers", summary.counts.answered);
                let room = columns.saturating_sub(usize::from(x) + 13 + width(&date) + 3);
                let wrong = u16::try_from(width(&count)).unwrap_or(0);
                let least = width(&answers) + 2;
                let after = [14.max(least), least].into_iter().find(|at| at + width(&count) <= room);
                if columns >= FULL && (after.is_some() || count.is_empty()) {
                    frame.put(x + 13, y, 14, Line::raw(answers));
                }
                let after = after.filter(|_| columns >= FULL).and_then(|at| u16::try_from(at).ok()).unwrap_or(0);
                frame.put(x + 13 + after, y, wrong, Line::styled(count, style));
                put_right(frame, y, date, quiet());
            }
        }
    }
}

/// The columns of the names with the gap behind them: the longest is whole where the rest of the row has room for that.
fn name_columns(rows: &[Row], columns: usize, core: &Core) -> usize {
    let least = columns.saturating_sub(56).clamp(16, 40);
    let most = if columns < FULL { least } else { columns.saturating_sub(BEHIND).clamp(least, 40) };
    let name = |row: &Row| match row {
        Row::Response(summary) => Some(width(summary.name(core.language())?) + width(&summary.suffix(&core.texts)) + 2),
        _ => None,
    };
    rows.iter().filter_map(name).max().unwrap_or(0).clamp(least, most)
}

/// Says why nothing can be kept.
fn say_read_only(core: &mut Core) -> Step {
    core.notice.clone_from(&core.read_only);
    Step::Redraw
}

/// The first launch: what this is and what to do. Gives the row below it.
fn welcome<'a>(core: &'a Core, frame: &mut Frame<'a>) -> u16 {
    let columns = usize::from(frame.width.saturating_sub(6).min(90));
    let mut y = 4;
    let text = core.texts.get("home-welcome");
    for line in lines(&text, columns) {
        frame.put(3, y, frame.width, Line::raw(line.to_owned()));
        y += 1;
    }
    y + 1
}

/// Who took the last step between filler and reviewer, and when: « Acceptée par Ana, hier 16:42. »
fn last_step(summary: &Summary, core: &Core) -> Option<String> {
    let (at, by) = summary.verdict.as_ref()?;
    let id = match summary.review {
        Review::None => return None,
        Review::ToReview => "reading-submitted",
        Review::SentBack => "reading-sent-back",
        Review::Accepted => "reading-accepted",
    };
    Some(signed(id, "", by, *at, core))
}

/// The state of a response in one word, and how it is shown.
pub(super) fn state(summary: &Summary, texts: &Texts) -> (String, Style) {
    let style = match (summary.status, summary.review) {
        (Status::Draft, Review::SentBack) => warning(),
        (Status::Draft, Review::None) => quiet(),
        _ => Style::new(),
    };
    (texts.render(&summary.standing()), style)
}
