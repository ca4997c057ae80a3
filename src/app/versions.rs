//! Two versions of one response, side by side, question by question, and what is to become of them.

use std::collections::BTreeSet;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;
use ratatui::text::Line;
use serde_json::{Map, Value};

use super::action::{Action, Scope, action_of};
use super::core::{Command, Core, Step};
use super::fill::row::{Block, WIDEST};
use super::fill::{put_right, rule};
use super::panel::{more_at, walk};
use super::session::Session;
use crate::answers::Path;
use crate::form::Form;
use crate::l10n::{Language, Message};
use crate::outline::words;
use crate::response::Response;
use crate::store::{Origin, Other};
use crate::ui::frame::Frame;
use crate::ui::look::{bold, focus, quiet};
use crate::ui::wrap::fit;

/// The screen's state.
#[derive(Debug, Default)]
pub struct Versions {
    /// The row with the focus; at first the first difference, where Enter settles nothing yet.
    chosen: Option<usize>,
    /// The questions answered as the other version does, if both are mixed.
    taken: BTreeSet<String>,
}

/// What becomes of two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The version on the screen.
    Here,
    /// The other one.
    There,
    /// The version on the screen, with the other one's answers to these questions.
    Mixed(BTreeSet<String>),
}

/// A row to stop at.
enum Row {
    Settle(Choice),
    Question(String),
}

/// Columns left of the text.
const MARGIN: u16 = 3;
/// Lines of one answer at most.
const MOST: usize = 4;

impl Versions {
    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &Core) -> Step {
        let Some((session, other)) = pair(core) else { return Step::Close };
        if session.settling.is_some() {
            // it is chosen, and the page below is of no version until that is written
            let action = action_of(key, &[Scope::Everywhere]).filter(|action| *action != Action::Back);
            return if action.is_some() { Step::Ignored } else { Step::Redraw };
        }
        let mut rows = self.rows(session, other);
        let at = self.at(&rows);
        if let Some(to) = walk(key.code, at, || rows.len()) {
            self.chosen = Some(to);
            return Step::Redraw;
        }
        match (key.code, rows.swap_remove(at)) {
            (KeyCode::Enter, Row::Settle(choice)) => Step::Do(Command::Settle(choice)),
            (KeyCode::Enter | KeyCode::Char(' '), Row::Question(id)) => {
                let before = self.rows(session, other).len();
                if !self.taken.remove(&id) {
                    self.taken.insert(id);
                }
                // the row that mixes them comes and goes above
                let after = self.rows(session, other).len();
                self.chosen = Some((at + after).saturating_sub(before));
                Step::Redraw
            }
            _ => Step::Ignored,
        }
    }

    /// What Enter does here, in a word.
    #[must_use]
    pub fn hint(&self, core: &Core) -> &'static str {
        let Some((session, other)) = pair(core) else { return "hint-close" };
        let rows = self.rows(session, other);
        if matches!(rows.get(self.at(&rows)), Some(Row::Question(_))) { "hint-other-version" } else { "hint-take" }
    }

    fn at(&self, rows: &[Row]) -> usize {
        let first = || rows.iter().position(|row| matches!(row, Row::Question(_))).unwrap_or(0);
        self.chosen.unwrap_or_else(first).min(rows.len().saturating_sub(1))
    }

    fn rows(&self, session: &Session, other: &Other) -> Vec<Row> {
        let mut rows = vec![Row::Settle(Choice::Here)];
        let Ok(there) = &other.response else { return rows };
        rows.push(Row::Settle(Choice::There));
        let ids = ids(session, there);
        if !self.taken.is_empty() && self.taken.len() < ids.len() {
            rows.push(Row::Settle(Choice::Mixed(self.taken.clone())));
        }
        rows.extend(ids.into_iter().map(Row::Question));
        rows
    }

    /// Composes the screen.
    pub fn compose<'a>(&'a self, core: &'a Core, frame: &mut Frame<'a>) {
        let Some((session, other)) = pair(core) else { return };
        let rows = self.rows(session, other);
        let chosen = self.at(&rows);
        let columns = core.size.0.min(WIDEST).saturating_sub(MARGIN + 1);
        let say = |message: &Message| core.texts.render(message);
        let [title, why, here, there] = names(&other.origin);
        frame.put(1, 0, frame.width, Line::styled(core.texts.get(title), bold()));
        let count = rows.iter().filter(|row| matches!(row, Row::Question(_))).count();
        put_right(frame, 0, say(&Message::new("versions-count").with("count", count)), quiet());
        rule(frame, 1, core);

        let mut text = Block::default();
        let mut why = Message::new(why);
        if let Origin::Elsewhere(file) = &other.origin {
            why = why.with("file", file.display().to_string());
        }
        text.text(0, columns, say(&why), Style::new());
        match &other.response {
            Err(broken) => text.text(0, columns, say(&broken.message()), Style::new()),
            Ok(there) if !session.response.stands_as(there) => {
                let [own, others] = [&session.response, there].map(Response::standing);
                text.text(0, columns, say(&Message::new("versions-state").with("here", own).with("there", others)), Style::new());
            }
            Ok(_) => {}
        }
        text.push(0, [Line::default()]);
        let mut places = Vec::with_capacity(rows.len());
        for (n, row) in rows.iter().enumerate() {
            if matches!(row, Row::Question(_)) {
                text.push(0, [Line::default()]);
            }
            let start = text.height;
            match row {
                Row::Settle(choice) => {
                    let message = match choice {
                        Choice::Here => Message::new("versions-take").with("version", Message::new(here)),
                        Choice::There => Message::new("versions-take").with("version", Message::new(there)),
                        Choice::Mixed(_) => Message::new("versions-take-marked"),
                    };
                    text.text(0, columns, say(&message), if n == chosen { bold() } else { Style::new() });
                }
                Row::Question(id) => {
                    let language = core.language();
                    let label = words::title(&session.form, &session.response.answers, &Path::question(id), language);
                    text.text(0, columns, label, bold());
                    let taken = self.taken.contains(id);
                    let versions =
                        [(here, &session.response, !taken), (there, other.response.as_ref().unwrap_or(&session.response), taken)];
                    for (side, response, is_taken) in versions {
                        let mark = if is_taken { core.look.chosen } else { core.look.unchosen };
                        let said = answer(session, response, other.response.as_ref().ok(), id, core, language);
                        let side = format!("{mark} {} — ", core.texts.get(side));
                        let said = fit(&said, usize::from(columns) * MOST, core.look.cut);
                        text.hang(2, columns - 2, (&side, quiet()), &said, Style::new());
                    }
                }
            }
            places.push((usize::from(start), usize::from(text.height)));
        }
        let room = usize::from(frame.height.saturating_sub(4)).max(1);
        let (start, end) = places[chosen];
        let lines = text.lines();
        let of = lines.len();
        let top =
            if lines.len() <= room { 0 } else { start.saturating_sub(room / 2).max(end.saturating_sub(room)).min(lines.len() - room) };
        for ((at, line), y) in lines.into_iter().enumerate().skip(top).zip(2..frame.height - 2) {
            if (start..end).contains(&at) {
                frame.put(0, y, 1, Line::styled(core.look.focus, focus()));
            }
            frame.put(MARGIN, y, frame.width, line);
        }
        more_at(core, frame, frame.width - 1, [(top > 0, 1), (of > top + room, frame.height - 2)]);
    }
}

/// The two versions, if there are two.
fn pair(core: &Core) -> Option<(&Session, &Other)> {
    let session = core.session.as_ref()?;
    Some((session, session.other.as_deref()?))
}

/// The questions with two answers: in the order of the form, then those that it does not know.
fn ids(session: &Session, there: &Response) -> Vec<String> {
    let mut ids: Vec<String> = session.response.differences(there).into_iter().collect();
    ids.sort_by_key(|id| session.form.find(id).unwrap_or(usize::MAX));
    ids
}

/// The screen's title, why there are two versions, and what each is called.
fn names(origin: &Origin) -> [&'static str; 4] {
    match origin {
        Origin::Changed => ["versions-title", "versions-changed", "version-on-screen", "version-in-file"],
        Origin::Aside => ["versions-title", "versions-aside", "version-in-file", "version-unsaved"],
        Origin::Elsewhere(_) => ["versions-title", "versions-elsewhere", "version-here", "version-elsewhere"],
    }
}

/// What a version answers to a question, in words; of a repeat the blocks that the other version does not have so.
fn answer(session: &Session, response: &Response, other: Option<&Response>, id: &str, core: &Core, language: Language) -> String {
    let form: &Form = &session.form;
    let path = Path::question(id);
    let mut parts: Vec<String> = Vec::new();
    let value = response.answers.get(&path);
    let repeat = form.find(id).and_then(|item| form.items[item].repeat());
    let against = if std::ptr::eq(response, &raw const session.response) { other } else { Some(&session.response) };
    match (value, form.find(id), repeat) {
        (Some(_), _, Some(repeat)) => {
            for (block, fields) in response.answers.blocks(&path) {
                let place = path.instance(block);
                if crate::answers::is_empty_block(fields)
                    || against.is_some_and(|other| other.answers.get(&place) == response.answers.get(&place))
                {
                    continue;
                }
                let said =
                    fields.iter().filter_map(|(field, value)| Some(words::summary(form, form.field(repeat, field)?, value, language)));
                let title = words::title(form, &response.answers, &place, language);
                parts.push(format!("{title} ({})", said.collect::<Vec<_>>().join(", ")));
            }
        }
        (Some(value), Some(item), None) => {
            let against = against.and_then(|other| other.answers.get(&path));
            parts.extend(own_part(value, against).map(|value| words::summary(form, item, &value, language)));
        }
        (Some(value), None, _) => parts.push(value.to_string()),
        (None, ..) => {}
    }
    let typed = response.unreadable.iter().filter(|(place, _)| place.root() == id);
    parts.extend(typed.map(|(_, text)| core.texts.render(&Message::new("print-unreadable").with("text", text.as_str()))));
    let join =
        |first: String, second: String| core.texts.render(&Message::new("versions-join").with("first", first).with("second", second));
    parts.into_iter().reduce(join).unwrap_or_else(|| core.texts.get("print-empty").into_owned())
}

/// Of a table, the cells that another version does not have so; any other answer whole.
fn own_part(value: &Value, other: Option<&Value>) -> Option<Value> {
    let Some(cells) = value.as_object() else { return Some(value.clone()) };
    let own = cells.iter().filter_map(|(name, cell)| {
        let against = other.and_then(|other| other.get(name));
        if against == Some(cell) { None } else { Some((name.clone(), own_part(cell, against)?)) }
    });
    let own: Map<String, Value> = own.collect();
    (!own.is_empty()).then_some(Value::Object(own))
}
