//! Keys of the filling screen: first the field, then the block, then the page; actions of the key table.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::part::Around;
use super::row::answer_place;
use super::stray::Stray;
use super::{Fill, LastRow, Spot, last};
use crate::answers::Path;
use crate::app::action::{Action, REMEDIES, Scope, action_of};
use crate::app::core::{Command, Core, Step};
use crate::app::session::{Saving, Session};
use crate::app::{Screen, ask, browse, goto, journal, reread, versions, why};
use crate::l10n::Message;
use crate::question::{Arrival, Handled};
use crate::response::review::Act;
use crate::response::{Review, new_id};
use crate::ui::wrap::fit;

/// Columns around the name of what was undone, in the longer language.
const UNDONE: usize = 40;

/// What is told while it is saved at once: for the first time, and again.
pub const SAVING: [&str; 2] = ["saving", "saving-again"];

impl Fill {
    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &mut Core) -> Step {
        if !matches!(key.code, KeyCode::PageDown | KeyCode::PageUp) {
            self.views.clear();
        }
        if self.moving {
            return self.move_block(key, core);
        }
        let leads_on = matches!(key.code, KeyCode::Tab | KeyCode::BackTab);
        // out of a question with one place it leads whatever stands there
        let leads_out = leads_on && self.field.as_ref().is_some_and(|field| field.place().is_none());
        if !leads_out && let Some(step) = self.field_key(key, core).or_else(|| self.stray_key(key, core)) {
            return step;
        }
        if leads_on {
            return self.pass(key.code == KeyCode::Tab, core);
        }
        let scopes: &[Scope] = if matches!(self.spot, Spot::Block(_)) { &[Scope::Block, Scope::Fill] } else { &[Scope::Fill] };
        if let Some(action) = action_of(key, scopes) {
            return self.act(action, core);
        }
        match (key.code, &self.spot) {
            (KeyCode::Char(' '), Spot::Block(path)) => {
                let path = path.clone();
                if !self.folded.remove(&path) {
                    self.folded.insert(path);
                }
                self.follow(core);
                Step::Redraw
            }
            (KeyCode::Enter, Spot::Block(path)) => {
                // on, as everywhere: into the block
                let folded = self.folded.remove(path);
                let step = self.step(core, true);
                if folded { Step::Redraw } else { step }
            }
            (KeyCode::Enter | KeyCode::Char(' '), Spot::Add(repeat)) => {
                let repeat = repeat.clone();
                self.add_block(&repeat, usize::MAX, None, core);
                Step::Redraw
            }
            (KeyCode::Enter | KeyCode::Char(' '), Spot::NextPage) => {
                self.turn(core, true);
                Step::Redraw
            }
            (KeyCode::Enter | KeyCode::Char(' '), Spot::Last(_)) => self.enter_last_row(core),
            (KeyCode::Enter, Spot::Question(_)) => self.pass(true, core),
            (KeyCode::Char(_) | KeyCode::Delete | KeyCode::Backspace, Spot::Question(path))
                if !key.modifiers.contains(KeyModifiers::CONTROL) && self.field.is_none() =>
            {
                Self::say_why_locked(&path.clone(), core)
            }
            _ => Step::Ignored,
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str, core: &mut Core) -> Step {
        self.views.clear();
        let Some((path, width)) = self.field_place(core) else { return self.stray_text(core) };
        let around = core.session.as_ref().map(|session| self.around(session));
        let Some(field) = &mut self.field else { return Self::say_why_locked(&path, core) };
        match field.paste(text, &core.context(width)) {
            Handled::Browse => Self::browse(text, core),
            handled => self.after_field(handled, &path, around, core).unwrap_or(Step::Ignored),
        }
    }

    fn field_key(&mut self, key: KeyEvent, core: &mut Core) -> Option<Step> {
        let (path, width) = self.field_place(core)?;
        let place = self.path();
        let around = core.session.as_ref().map(|session| self.around(session));
        let handled = self.field.as_mut()?.key(key, &core.context(width));
        if self.path() != place {
            self.typing = None;
            self.remember(core);
        }
        if handled == Handled::Browse {
            // a letter is the first one of a file's name
            let typed = if let KeyCode::Char(c) = key.code { c.to_string() } else { String::new() };
            return Some(Self::browse(&typed, core));
        }
        self.after_field(handled, &path, around, core)
    }

    /// The question under the focus and the width of its field.
    fn field_place(&self, core: &Core) -> Option<(Path, u16)> {
        let path = self.question()?.clone();
        let session = core.session.as_ref()?;
        let row = session.outline.pages[self.page].rows.iter().find(|row| row.path == path)?;
        let cx = core.context(Self::columns(core.width()));
        Some((path, answer_place(&session.form.items[row.item], row.depth, &cx).1))
    }

    fn after_field(&mut self, handled: Handled, path: &Path, around: Option<Around>, core: &mut Core) -> Option<Step> {
        match handled {
            Handled::Ignored => None,
            Handled::Redraw | Handled::Changed => {
                let mut asked = None;
                if handled == Handled::Changed {
                    asked = self.asked(path, core);
                    self.enter(path, true, core);
                    self.typing = Some(self.path());
                }
                let calm = around.filter(|_| core.notice.is_none());
                if let Some(part) = calm.and_then(|before| self.part_of_field(path, &before, core)) {
                    return Some(Step::Part(part));
                }
                self.follow(core);
                self.tell_new(asked, core);
                Some(Step::Redraw)
            }
            Handled::Next => {
                let asked = self.asked(path, core);
                let changed = self.enter(path, false, core);
                let step = self.pass(true, core);
                self.tell_new(asked, core);
                Some(if changed { Step::Redraw } else { step })
            }
            Handled::Browse => Some(Self::browse("", core)),
        }
    }

    /// Opens the file browser with what was typed or pasted on the question.
    fn browse(typed: &str, core: &mut Core) -> Step {
        let directory = core.restricted.as_ref().map_or_else(|| Some(core.directory.clone()), |restricted| restricted.inbox.clone());
        let Some(directory) = directory else {
            core.tell(Message::new("restricted-no-inbox"));
            return Step::Redraw;
        };
        let mut browse = browse::Browse::open(core, directory);
        browse.paste(typed, core);
        Step::Open(Box::new(Screen::Browse(browse)))
    }

    /// Puts what the field holds, by typing or in passing, into the response; whether it differed.
    fn enter(&mut self, path: &Path, typed: bool, core: &mut Core) -> bool {
        let (Some(field), Some(session)) = (&self.field, &mut core.session) else { return false };
        let entered = field.entered();
        let unreadable = session.response.unreadable.iter().filter(|(place, _)| place.is_within(path)).count();
        if session.response.answers.get(path) == entered.value.as_ref() && entered.unreadable.is_empty() && unreadable == 0 {
            return false;
        }
        // of the first change since the focus came: a value of a wrong shape goes by it, but not by passing
        let salvaged = if self.typing.is_none() { session.salvaged(path) } else { None };
        if !typed && salvaged.as_ref().is_some_and(|value| *value == entered.value && entered.unreadable.is_empty()) {
            return false;
        }
        let was_accepted = session.response.review == Review::Accepted;
        let hid = session.enter(path, entered, core.now, &core.author);
        if was_accepted {
            core.tell(Message::new("accepted-changed"));
        } else if hid > 0 {
            core.tell(Message::new("answers-hid").with("count", hid));
        } else if salvaged.is_some() {
            core.tell(Message::new("value-replaced"));
        }
        true
    }

    /// What this page asks, before an answer that other questions may depend on.
    fn asked(&self, path: &Path, core: &Core) -> Option<Vec<Path>> {
        let session = core.session.as_ref().filter(|session| session.form.is_read(path.root()))?;
        Some(session.outline.pages[self.page].rows.iter().filter(|row| row.relevant).map(|row| row.path.clone()).collect())
    }

    /// Says how many questions an answer has brought, if they stand below the screen: nobody would see them come.
    fn tell_new(&self, asked: Option<Vec<Path>>, core: &mut Core) {
        let (Some(asked), Some(session)) = (asked, &core.session) else { return };
        let stops = self.stops(session);
        let below = stops.iter().skip_while(|spot| **spot != self.spot);
        let new = |spot: &&Spot| matches!(spot, Spot::Question(path) | Spot::Block(path) if !asked.contains(path));
        let new: Vec<&Spot> = below.filter(new).collect();
        if new.first().is_some_and(|spot| !self.is_visible(core, spot, self.top)) {
            let count = new.len();
            core.notice.get_or_insert(Message::new("questions-below").with("count", count));
        }
    }

    /// Tab and Enter: the next screenful of a text longer than the screen, else the next stop; back likewise. Arrows go line by line.
    fn pass(&mut self, forward: bool, core: &mut Core) -> Step {
        if self.scroll_screen(core, forward) { Step::Redraw } else { self.step(core, forward) }
    }

    fn scroll_screen(&mut self, core: &Core, forward: bool) -> bool {
        let lines = core.size.1.saturating_sub(super::view::HEAD + super::view::FOOT + 1);
        (0..lines).filter(|_| self.field.is_none() && self.scroll_within(core, forward)).count() > 0
    }

    /// Does an action of the key table on this page.
    pub fn act(&mut self, action: Action, core: &mut Core) -> Step {
        match action {
            Action::Next | Action::Previous => {
                let forward = action == Action::Next;
                if self.scroll_within(core, forward) { Step::Redraw } else { self.step(core, forward) }
            }
            Action::ScreenDown => {
                self.screen_down(core);
                Step::Redraw
            }
            Action::ScreenUp => {
                self.screen_up(core);
                Step::Redraw
            }
            Action::NextPage | Action::PreviousPage => {
                self.turn(core, action == Action::NextPage);
                Step::Redraw
            }
            Action::GoTo => match &core.session {
                Some(session) => Step::Open(Box::new(Screen::GoTo(goto::GoTo::new(session, self.page)))),
                None => Step::Ignored,
            },
            Action::Empty => Step::Open(Box::new(Screen::GoTo(goto::GoTo::empty()))),
            Action::Why => match self.why(core) {
                Some(why) => Step::Open(Box::new(Screen::Why(why))),
                None => tell(core, "why-nowhere"),
            },
            Action::NextProblem | Action::PreviousProblem => self.go_to_problem(action == Action::NextProblem, core),
            Action::Undo | Action::Redo => self.undo(action == Action::Redo, core),
            Action::History => Step::Open(Box::new(Screen::Journal(journal::Journal::open(core)))),
            Action::Reread => Step::Open(Box::new(Screen::Reread(reread::Reread::default()))),
            Action::Agree if self.offers(action, core) => Self::agree(core),
            Action::Print => Step::Open(Box::new(Screen::Ask(ask::Ask::print(core)))),
            Action::Validate => self.validate(core),
            Action::Submit => Self::submit(core),
            Action::TakeBack if self.offers(action, core) => Step::Do(Command::Say(vec![Act::TakeBack])),
            Action::Answer | Action::Keep => self.speak(action, core),
            Action::Reopen if self.offers(action, core) => signed(core, action, ask::Ask::reason()),
            Action::Reopen => Self::say_locked(core),
            Action::Save => {
                core.say_again();
                core.save();
                match &core.session {
                    // the bottom line says what is to be done
                    Some(session) if session.is_torn() && session.trouble.is_none() => Step::Redraw,
                    Some(session) if session.saving != Saving::Saved => {
                        let again = session.trouble.is_some();
                        tell(core, SAVING[usize::from(again)])
                    }
                    _ => tell(core, "already-saved"),
                }
            }
            Action::Elsewhere if self.offers(action, core) => Step::Open(Box::new(Screen::Ask(ask::Ask::elsewhere(core)))),
            Action::Versions if self.offers(action, core) => Step::Open(Box::new(Screen::Versions(versions::Versions::default()))),
            Action::TakeOver if self.offers(action, core) => Step::Do(Command::TakeOver),
            Action::Remedy => match REMEDIES.into_iter().find(|action| self.offers(*action, core)) {
                Some(action) => self.act(action, core),
                None => Step::Ignored,
            },
            Action::BlockAfter | Action::BlockBefore | Action::BlockCopy | Action::BlockMove | Action::BlockRemove => {
                self.block_action(action, core)
            }
            _ => Step::Do(Command::Act(action)),
        }
    }

    /// Opens the comparison with the first entry, under the person's name.
    fn agree(core: &mut Core) -> Step {
        if !core.named {
            return Step::Open(Box::new(Screen::Ask(ask::Ask::name(core, Action::Agree))));
        }
        Step::Do(Command::Agree)
    }

    /// Asks for the words of an answer to the reviewer, or for which a warning is kept.
    fn speak(&self, action: Action, core: &Core) -> Step {
        let Some(session) = core.session.as_ref().filter(|_| self.offers(action, core)) else { return Step::Ignored };
        let asked = match (action, self.query(session), self.warned(session)) {
            (Action::Answer, Some(thread), _) => ask::Ask::answer(thread, core),
            (Action::Keep, _, Some(problem)) => ask::Ask::keep(problem, session, core),
            _ => return Step::Ignored,
        };
        signed(core, action, asked)
    }

    fn submit(core: &mut Core) -> Step {
        match core.session.as_ref().and_then(Session::locked) {
            Some(reason) => {
                core.tell(reason);
                Step::Redraw
            }
            None => signed(core, Action::Submit, ask::Ask::submission(core)),
        }
    }

    /// Says why nothing can be changed.
    fn say_locked(core: &mut Core) -> Step {
        let Some(reason) = core.session.as_ref().and_then(Session::locked) else { return Step::Ignored };
        core.tell(reason);
        Step::Redraw
    }

    fn why(&self, core: &Core) -> Option<why::Why> {
        why::Why::of(core.session.as_ref()?, self.question()?)
    }

    fn undo(&mut self, again: bool, core: &mut Core) -> Step {
        let (now, author) = (core.now, core.author.clone());
        let Some(session) = &mut core.session else { return Step::Ignored };
        if let Some(reason) = session.locked() {
            core.tell(reason);
            return Step::Redraw;
        }
        let Some((path, title)) = session.undo(again, now, &author) else {
            return tell(core, if again { "nothing-to-redo" } else { "nothing-to-undo" });
        };
        let page = session.form.item_at(&path).map_or(self.page, |item| session.form.items[item].page);
        self.go(core, page, Some(&path));
        // as much of its words as leaves room for the key
        let what = fit(&title, usize::from(core.width()).saturating_sub(UNDONE), core.look.cut);
        core.tell(Message::new(if again { "redone" } else { "undone" }).with("what", what));
        Step::Redraw
    }

    fn validate(&mut self, core: &mut Core) -> Step {
        let Some(session) = &core.session else { return Step::Ignored };
        if let Some(reason) = session.locked() {
            core.tell(reason);
            return Step::Redraw;
        }
        let errors = session.outline.counts().errors;
        if errors > 0 {
            let last = session.form.last_page().unwrap_or(self.page);
            self.go(core, last, None);
            let first =
                core.session.as_ref().and_then(|session| last::rows(session).iter().position(|row| matches!(row, LastRow::Problem(..))));
            if let Some(first) = first {
                self.focus(core, Spot::Last(first), &Arrival::First);
            }
            core.tell(Message::new("validation-refused").with("count", errors));
            return Step::Redraw;
        }
        signed(core, Action::Validate, ask::Ask::validation(core))
    }

    fn enter_last_row(&mut self, core: &mut Core) -> Step {
        let Some(session) = &core.session else { return Step::Ignored };
        match &self.last_row(session) {
            Some(LastRow::Problem(page, n)) => {
                let (page, path) = (*page, last::shown_problems(session).nth(*n).map(|(_, problem)| problem.path.clone()));
                self.go(core, page, path.as_ref());
                Step::Redraw
            }
            Some(LastRow::Query(n)) => {
                let found = session.open_queries().nth(*n).and_then(|(page, thread)| Some((page?, thread.path.clone())));
                match found {
                    // which tells why a question is not asked
                    Some((page, path)) => Step::Do(Command::GoTo(page, Some(path))),
                    None => tell(core, "query-nowhere"),
                }
            }
            // by the table of keys, which knows what is open to whoever sits here
            Some(LastRow::Action(action)) => Step::Do(Command::Act(*action)),
            Some(LastRow::Empty) => self.act(Action::Empty, core),
            _ => Step::Ignored,
        }
    }

    fn say_why_locked(path: &Path, core: &mut Core) -> Step {
        let Some(session) = &core.session else { return Step::Ignored };
        let computed = session.form.item_at(path).is_some_and(|item| session.form.items[item].value.is_some());
        let note = session.form.item_at(path).is_some_and(|item| !session.form.items[item].is_answered());
        let message = match session.locked() {
            Some(reason) => reason,
            None if session.response.is_fixed(path) => Message::new("locked-fixed"),
            None if computed => Message::new("locked-computed"),
            None if note => return Step::Ignored,
            None => return Step::Ignored,
        };
        core.tell(message);
        Step::Redraw
    }

    // Blocks.

    fn block_action(&mut self, action: Action, core: &mut Core) -> Step {
        let Some(block) = self.block() else { return Step::Ignored };
        let Some(session) = &mut core.session else { return Step::Ignored };
        if let Some(reason) = session.locked() {
            core.tell(reason);
            return Step::Redraw;
        }
        let repeat = Path::question(block.root());
        let at = blocks(session, &repeat).position(|path| path == block).unwrap_or(0);
        match action {
            Action::BlockAfter | Action::BlockBefore => {
                self.add_block(&repeat, if action == Action::BlockAfter { at + 1 } else { at }, None, core);
                if core.notice.is_none() {
                    self.tell_block("block-added", core);
                }
            }
            Action::BlockCopy => {
                self.add_block(&repeat, at + 1, Some(&block), core);
                if core.notice.is_none() {
                    self.tell_block("block-copied", core);
                }
            }
            Action::BlockMove => {
                self.focus(core, Spot::Block(block.clone()), &Arrival::First);
                self.moving = true;
                self.folded.insert(block);
                self.tell_block("block-in-hand", core);
            }
            _ => {
                let (id, item) = (id_of(&block), session.title(&block));
                session.remove_block(&block, &id, core.now, &core.author);
                refill(session, &mut core.random);
                let next = blocks(session, &repeat).nth(at);
                let spot = next.map_or(Spot::Add(repeat), Spot::Block);
                self.focus(core, spot, &Arrival::First);
                core.tell(Message::new("block-removed").with("item", item));
            }
        }
        Step::Redraw
    }

    /// Adds a copy of a block, else one with the defaults of its fields.
    fn add_block(&mut self, repeat: &Path, at: usize, copied: Option<&Path>, core: &mut Core) {
        let Some(session) = &mut core.session else { return };
        if let Some(reason) = session.locked() {
            return core.tell(reason);
        }
        let definition = session.form.item_at(repeat).and_then(|item| session.form.items[item].repeat());
        let max = definition.map_or(0, |repeat| repeat.max);
        let defaults = definition.map(|repeat| session.form.defaults(repeat)).unwrap_or_default();
        let count = session.response.answers.blocks(repeat).count();
        if count >= max {
            return core.tell(Message::new("no-more-blocks").with("max", max));
        }
        let id = new_id(4, &mut core.random);
        match copied {
            Some(block) => session.copy_block(block, at, &id, core.now, &core.author),
            None => session.insert_block(repeat, at, &id, defaults, core.now, &core.author),
        }
        let block = repeat.instance(&id);
        let first =
            session.outline.pages[self.page].rows.iter().find(|row| row.is_stop() && row.path != block && row.path.is_within(&block));
        let spot = first.map_or(Spot::Block(block), |row| Spot::Question(row.path.clone()));
        self.focus(core, spot, &Arrival::First);
    }

    /// Tells something of the block with the focus, by the name it has at its place: « Action 2 ».
    fn tell_block(&self, id: &'static str, core: &mut Core) {
        if let (Some(block), Some(session)) = (self.block(), &core.session) {
            let item = session.title(&block);
            core.tell(Message { id, args: vec![("item", item.into())] });
        }
    }

    fn move_block(&mut self, key: KeyEvent, core: &mut Core) -> Step {
        let Spot::Block(block) = self.spot.clone() else { return Step::Ignored };
        match key.code {
            KeyCode::Up | KeyCode::Down => {
                let Some(session) = &mut core.session else { return Step::Ignored };
                let repeat = Path::question(block.root());
                if !session.move_block(&repeat, &id_of(&block), key.code == KeyCode::Down, core.now, &core.author) {
                    return Step::Ignored;
                }
                self.follow(core);
                self.tell_block("block-in-hand", core);
            }
            _ => {
                self.moving = false;
                self.folded.remove(&block);
                if let Some(session) = &mut core.session {
                    session.leave();
                }
                self.tell_block("block-put-down", core);
                if matches!(key.code, KeyCode::Char(_)) && !key.modifiers.contains(KeyModifiers::CONTROL) {
                    self.stray = Stray::Text;
                }
            }
        }
        Step::Redraw
    }
}

fn tell(core: &mut Core, id: &'static str) -> Step {
    core.tell(Message { id, args: Vec::new() });
    Step::Redraw
}

fn blocks<'a>(session: &'a Session, repeat: &'a Path) -> impl Iterator<Item = Path> + 'a {
    session.response.answers.blocks(repeat).map(|(id, _)| repeat.instance(id))
}

/// A repeat always shows its first blocks: removing one makes room for an empty one.
fn refill(session: &mut Session, random: &mut fastrand::Rng) {
    let form = session.form.clone();
    session.response.fill_blocks(&form, || new_id(4, random));
    session.derive();
}

/// The identity in a block's path.
fn id_of(block: &Path) -> String {
    block.as_str().rsplit_once('[').map_or("", |(_, id)| id.trim_end_matches(']')).to_owned()
}

/// Asks what is to be known for an action that bears a name; first for the name, if it was never asked for.
fn signed(core: &Core, action: Action, asked: ask::Ask) -> Step {
    Step::Open(Box::new(Screen::Ask(if core.named { asked } else { ask::Ask::name(core, action) })))
}
