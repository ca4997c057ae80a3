//! The reviewer's list: filtered, sorted, searched, several marked at once; what is wrong with the response under the cursor stands beside it.

mod details;
mod filter;
mod texts;
mod verdict;
mod view;
mod visit;

use std::collections::BTreeSet;
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent};

use super::action::{Action, Scope, action_of};
use super::core::{Command, Core, Step};
use super::search::{Search, States, Wanted};
use crate::l10n::Message;
use crate::response::name::suffix_width;
use crate::store::{Details, Glance, StoreError, Summary};
use crate::ui::line::LineEdit;
use crate::ui::wrap::width;
use filter::{Filter, Order};
use texts::Texts;

/// The list's state.
#[derive(Debug, Default)]
pub struct Inbox {
    /// Only this form's responses, if so said.
    form: Option<String>,
    /// Only these responses, if so said.
    only: Option<BTreeSet<String>>,
    filter: Filter,
    order: Order,
    /// The words looked for, and the place of the cursor.
    search: Search,
    /// Whether keys go into the words.
    typing: bool,
    /// The row of the panel of filters, if it is open.
    panel: Option<usize>,
    /// What is shown, from top to bottom.
    shown: Vec<Arc<Summary>>,
    /// The columns of the longest name among them, with the gap after it.
    longest: usize,
    /// The response under the cursor: it keeps it when the list changes.
    at: Option<String>,
    /// Those that are marked; always some of those that are shown.
    marked: BTreeSet<String>,
    /// What was told of a response, and what had been asked.
    details: Option<(Glance, Result<Box<Details>, Message>)>,
    /// What is being asked.
    asked: Option<Glance>,
    texts: Texts,
}

impl Inbox {
    /// The row that has the cursor, from 0.
    #[must_use]
    pub fn row(&self) -> Option<usize> {
        self.at.as_ref().map(|_| self.search.chosen)
    }

    /// The list of one form's responses, of these, or of all.
    #[must_use]
    pub fn open(core: &mut Core, form: Option<String>, only: Option<BTreeSet<String>>) -> Self {
        let mut inbox = Self { form, only, ..Self::default() };
        inbox.refresh(core);
        inbox
    }

    /// Whether a response is of those to be reviewed here at all.
    fn is_own(&self, summary: &Summary) -> bool {
        // of what cannot be read nobody knows the form
        let is_of_form = self.form.as_ref().is_none_or(|form| summary.form.id == *form || !summary.is_readable());
        // a second entry is compared, not reviewed
        is_of_form && self.only.as_ref().map_or(summary.verifies.is_none(), |only| only.contains(&summary.id))
    }

    /// Derives what is shown anew: the list, the filters, the order or the words changed.
    pub fn refresh(&mut self, core: &mut Core) {
        let wanted = Wanted::new(self.search.line.text());
        let states = States::new(&core.texts);
        let titles = titles(core);
        let fits = |summary: &Summary| {
            let title = titles.iter().find(|(id, _)| *id == summary.form.id).map_or("", |(_, title)| title);
            wanted.fits_or(&summary.words, &[title, states.of(summary), &summary.by], |word| self.texts.have(summary, word))
        };
        let own = core.list.iter().filter(|summary| self.is_own(summary) && self.filter.lets(summary, &core.author));
        let mut shown: Vec<Arc<Summary>> = own.filter(|summary| fits(summary)).map(Arc::clone).collect();
        self.order.sort(&mut shown, core.language());
        let names = shown.iter().filter_map(|one| Some(width(one.name(core.language())?) + suffix_width(one.nth) + 2));
        self.longest = names.max().unwrap_or(0);
        self.shown = shown;
        self.marked.retain(|id| self.shown.iter().any(|summary| summary.id == *id));
        let place = self.at.as_ref().and_then(|at| self.shown.iter().position(|summary| summary.id == *at));
        self.to(place.unwrap_or(self.search.chosen), core);
        let own: Vec<&Summary> = core.list.iter().filter(|summary| self.is_own(summary)).map(|summary| &**summary).collect();
        let job = self.texts.wanted(!wanted.is_empty(), &own, core);
        core.effects.extend(job.map(super::Effect::Job));
    }

    /// Puts the cursor on a row, and asks what there is to say of it.
    fn to(&mut self, row: usize, core: &mut Core) {
        self.search.chosen = row.min(self.shown.len().saturating_sub(1));
        self.at = self.shown.get(self.search.chosen).map(|summary| summary.id.clone());
        self.look(core);
    }

    /// What is to be asked of the response under the cursor.
    fn glance(&self, core: &Core) -> Option<Glance> {
        let summary = self.shown.get(self.search.chosen).filter(|summary| summary.is_readable())?;
        let words = Wanted::new(self.search.line.text()).words().map(ToOwned::to_owned).collect();
        Some(Glance { id: summary.id.clone(), by: core.author.clone(), listing: core.listing(), language: core.language(), words })
    }

    /// Asks what there is to say of the response under the cursor, one at a time: keys are faster than the disk.
    fn look(&mut self, core: &mut Core) {
        let Some(glance) = self.glance(core).filter(|_| self.asked.is_none()) else { return };
        if self.details.as_ref().is_none_or(|(told, _)| *told != glance) {
            core.ask(crate::store::Job::Details(glance.clone()));
            self.asked = Some(glance);
        }
    }

    /// What was told of a response may be otherwise now.
    pub fn look_anew(&mut self, core: &mut Core) {
        self.details = None;
        self.look(core);
    }

    /// The list was read anew, or more of it.
    pub fn listed(&mut self, core: &mut Core) {
        // what was told may be otherwise now
        self.details = self.details.take().filter(|(glance, _)| {
            let before = self.shown.iter().find(|summary| summary.id == glance.id);
            before.is_some_and(|before| core.list.iter().any(|now| Arc::ptr_eq(now, before)))
        });
        self.refresh(core);
    }

    /// This is the response that was read last: the cursor is on it once the list is read anew.
    pub fn come_back(&mut self, id: String) {
        self.at = Some(id);
    }

    /// What was asked of a response; whether it is still asked.
    pub fn told(&mut self, glance: Glance, result: Result<Box<Details>, StoreError>, core: &mut Core) -> bool {
        self.asked = None;
        let is_here = self.glance(core).is_some_and(|wanted| wanted == glance);
        if is_here {
            self.details = Some((glance, result.map_err(|error| error.message())));
        }
        self.look(core);
        is_here
    }

    /// Answers as searching sees them.
    pub fn searched(&mut self, texts: Vec<(String, String)>, language: crate::l10n::Language, core: &mut Core) {
        self.texts.take(texts, language);
        self.refresh(core);
    }

    /// The ids of what is shown and can be read, from top to bottom.
    #[must_use]
    pub fn readable(&self) -> Vec<String> {
        self.shown.iter().filter(|summary| summary.fault.is_none()).map(|summary| summary.id.clone()).collect()
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &mut Core) -> Step {
        if self.panel.is_some() {
            return self.choose(key, core);
        }
        if let Some(row) = self.walk(key.code, core) {
            self.to(row, core);
            return Step::Redraw;
        }
        if self.typing {
            return self.type_words(key, core);
        }
        match (key.code, action_of(key, &[Scope::Inbox])) {
            (KeyCode::Backspace, _) if !self.filter.is_empty() || !self.search.line.text().is_empty() => self.clear(core),
            (KeyCode::Esc, _) if !self.search.line.text().is_empty() => {
                self.search.line = LineEdit::default();
                self.refresh(core);
            }
            (_, Some(action)) => return self.act(action, core),
            _ => return Step::Ignored,
        }
        Step::Redraw
    }

    /// Takes pasted text: words to look for.
    pub fn paste(&mut self, text: &str, core: &mut Core) -> Step {
        self.typing = true;
        self.panel = None;
        let step = self.search.paste(text);
        self.refresh(core);
        step
    }

    /// Where a key leads in the list.
    fn walk(&self, key: KeyCode, core: &Core) -> Option<usize> {
        let (row, last) = (self.search.chosen, self.shown.len().saturating_sub(1));
        let page = self.rows(core.size).saturating_sub(1).max(1);
        Some(match key {
            KeyCode::Up => row.saturating_sub(1),
            KeyCode::Down => (row + 1).min(last),
            KeyCode::PageUp => row.saturating_sub(page),
            KeyCode::PageDown => (row + page).min(last),
            KeyCode::Home if !self.typing => 0,
            KeyCode::End if !self.typing => last,
            _ => return None,
        })
    }

    fn type_words(&mut self, key: KeyEvent, core: &mut Core) -> Step {
        match key.code {
            KeyCode::Enter => self.typing = false,
            KeyCode::Esc => {
                self.typing = false;
                self.search.line = LineEdit::default();
                self.refresh(core);
            }
            _ => {
                let step = self.search.key(key);
                self.refresh(core);
                return step;
            }
        }
        Step::Redraw
    }

    /// Neither filters nor words.
    fn clear(&mut self, core: &mut Core) {
        self.filter = Filter::default();
        self.search.line = LineEdit::default();
        self.refresh(core);
    }

    /// A key for the panel of filters.
    fn choose(&mut self, key: KeyEvent, core: &mut Core) -> Step {
        let rows = filter::rows(core);
        let row = self.panel.unwrap_or(0).min(rows.len().saturating_sub(1));
        match key.code {
            KeyCode::Enter | KeyCode::Esc => self.panel = None,
            KeyCode::Up | KeyCode::BackTab => self.panel = Some(row.saturating_sub(1)),
            KeyCode::Down | KeyCode::Tab => self.panel = Some((row + 1).min(rows.len().saturating_sub(1))),
            KeyCode::Backspace => self.clear(core),
            KeyCode::Char(c) => {
                let meant = if c == ' ' { Some(row) } else { filter::LETTERS.chars().position(|letter| letter == c) };
                let Some((at, chosen)) = meant.and_then(|at| Some((at, rows.get(at)?))) else { return Step::Ignored };
                self.filter.toggle(chosen);
                self.panel = Some(at);
                self.refresh(core);
            }
            _ => return Step::Ignored,
        }
        Step::Redraw
    }

    /// Whether an action of the key table would do something here.
    #[must_use]
    pub fn offers(&self, action: Action, core: &Core) -> bool {
        match action {
            Action::Undo => !core.turns.is_empty(),
            Action::Read | Action::Tick | Action::Accept | Action::SendBack => !self.shown.is_empty(),
            _ => true,
        }
    }

    /// Does an action of the key table.
    pub fn act(&mut self, action: Action, core: &mut Core) -> Step {
        let row = self.search.chosen;
        match action {
            Action::RowDown => self.to(row + 1, core),
            Action::RowUp => self.to(row.saturating_sub(1), core),
            Action::Read => return self.read(core),
            Action::Tick => {
                let Some(id) = self.at.clone() else { return Step::Ignored };
                if !self.marked.remove(&id) {
                    self.marked.insert(id);
                }
                self.to(row + 1, core);
            }
            Action::Find => self.typing = true,
            Action::Filters => self.panel = Some(0),
            Action::Sort => {
                self.order = self.order.next();
                // what the order puts first is what is looked for
                self.at = None;
                self.search.chosen = 0;
                self.refresh(core);
            }
            Action::Relist => {
                core.list_anew();
                core.tell(Message::new("inbox-listed"));
            }
            Action::Accept | Action::SendBack => return self.ask(action, core),
            _ => return Step::Ignored,
        }
        Step::Redraw
    }

    fn read(&self, core: &mut Core) -> Step {
        let Some(summary) = self.shown.get(self.search.chosen) else { return Step::Ignored };
        match summary.broken() {
            None => Step::Do(Command::Read(summary.id.clone())),
            Some(reason) => {
                core.tell(reason);
                Step::Redraw
            }
        }
    }

    /// What the keys do now, as hints say it.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match (self.panel, self.typing) {
            (Some(_), _) => Mode::Filters,
            (None, true) => Mode::Words,
            (None, false) => Mode::List,
        }
    }
}

/// What the keys go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The list.
    List,
    /// The words looked for.
    Words,
    /// The panel of filters.
    Filters,
}

/// The titles of the forms, folded, by id.
fn titles(core: &Core) -> Vec<(&str, String)> {
    let title = |(id, title): &'_ (String, Result<crate::l10n::Label, Message>)| {
        title.as_ref().map_or_else(|_| String::new(), |title| crate::ui::fold::fold(&format!("{} {id}", title.text(core.language()))))
    };
    core.offers.iter().map(|offer| (offer.0.as_str(), title(offer))).collect()
}
