//! Two entries of one response, where they differ: neither is preferred, a key says which one holds.

mod told;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::action::{Action, Scope, action_of};
use super::core::{Command, Core, Step};
use super::fill::row::{Block, WIDEST};
use super::fill::{put_right, rule};
use super::panel::{more_at, walk};
use super::session::Session;
use super::{App, Effect, Screen};
use crate::answers::Path;
use crate::form::Form;
use crate::l10n::Message;
use crate::question::Question;
use crate::response::compare::{Change, Kind};
use crate::response::verify::{Compared, Entries, Entry, blocks_said};
use crate::response::{Response, new_id};
use crate::store::{Amendment, Job, Looked, StoreError, is_id};
use crate::ui::clean::clean;
use crate::ui::frame::Frame;
use crate::ui::look::{bold, error, focus, quiet};
use crate::ui::wrap::{fit, width};
use told::{Words, wrapped};

/// Columns left of the text.
const MARGIN: u16 = 3;
/// Columns that what an entry says is indented by.
const STEP: u16 = 2;
/// Lines around the text: title, rules, keys.
const AROUND: u16 = 4;

/// The screen's state.
#[derive(Debug)]
pub struct Agree {
    /// The id of the first entry.
    of: String,
    /// It, once it is read; or why it cannot be compared.
    first: Option<Result<Box<First>, Message>>,
    /// Whether what it says may be seen: it is asked before, since who has seen it enters nothing a second time.
    shown: bool,
    chosen: usize,
    /// Whether an answer of it is being written, or its files are being copied.
    writing: bool,
    /// Whether the key before asked for the trash.
    sure: bool,
}

/// The first entry.
#[derive(Debug)]
struct First {
    response: Response,
    /// Whether it was filled in another version of the form: it is shown as it would be opened, and not written.
    is_older: bool,
}

/// Whether nothing would be left of the first entry's answer if the second one holds.
fn erases(change: &Change) -> bool {
    change.before.is_some() && change.after.is_none() && change.typed_after.is_empty()
}

/// The response that the open one enters a second time.
#[must_use]
pub fn first_of(session: &Session) -> Option<&str> {
    let first = session.response.verifies.as_deref()?;
    (is_id(first) && first != session.response.id).then_some(first)
}

impl Agree {
    /// The screen, and the first entry asked for; `None` if the open response is no second one.
    #[must_use]
    pub fn open(core: &mut Core) -> Option<Self> {
        let session = core.session.as_mut()?;
        session.leave();
        let of = first_of(session)?.to_owned();
        core.ask(Job::Look(of.clone()));
        Some(Self { of, first: None, shown: false, chosen: 0, writing: false, sure: false })
    }

    /// Whether this is its first entry.
    #[must_use]
    pub fn is_of(&self, id: &str) -> bool {
        self.of == id
    }

    /// The first entry that was asked for.
    pub fn take(&mut self, found: Result<Box<Looked>, StoreError>, core: &Core) {
        let Some(session) = &core.session else { return };
        let looked = match found {
            Ok(looked) => looked,
            Err(error) => return self.first = Some(Err(error.message())),
        };
        self.shown |= looked.reviewing.verified.iter().any(|one| one.with == session.response.id);
        let mut response = looked.response;
        if response.form.id != session.form.id {
            return self.first = Some(Err(Message::new("agree-other-form")));
        }
        let is_older = response.form.version != session.form.version;
        let _ = response.bring_over(&session.form, |reason| core.texts.render(reason));
        self.first = Some(Ok(Box::new(First { response, is_older })));
    }

    /// What became of an answer of the first entry.
    fn amended(&mut self, result: Result<Box<Response>, StoreError>, core: &mut Core) {
        self.writing = false;
        match result {
            Ok(response) => {
                self.first = Some(Ok(Box::new(First { response: *response, is_older: false })));
                core.tell(Message::new("agree-took-second"));
            }
            Err(StoreError::Changed { .. }) => {
                core.ask(Job::Look(self.of.clone()));
                core.tell(Message::new("agree-changed"));
            }
            Err(error) => core.tell(error.message()),
        }
    }

    fn entries<'a>(&'a self, core: &'a Core) -> Option<Entries<'a>> {
        let (session, first) = (core.session.as_ref()?, self.first.as_ref()?.as_ref().ok()?);
        Some(Entries { form: &session.form, first: &first.response, second: &session.response })
    }

    fn compared(&self, core: &Core) -> Option<Compared> {
        Some(self.entries(core)?.compared(core.today()))
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &mut Core) -> Step {
        let sure = std::mem::take(&mut self.sure);
        let Some(mut compared) = self.compared(core) else { return Step::Ignored };
        if !self.shown {
            return if key.code == KeyCode::Enter { self.show(&compared, core) } else { Step::Ignored };
        }
        if self.writing && action_of(key, &[Scope::Everywhere]) == Some(Action::Undo) {
            // what it would take back is not settled yet
            return tell(core, Message::new("agree-writing"));
        }
        if let Some(action) = action_of(key, &[Scope::Agree]) {
            self.sure = sure;
            return self.act(action, core);
        }
        if compared.differ.is_empty() {
            return Step::Ignored;
        }
        self.chosen = self.chosen.min(compared.differ.len() - 1);
        if let Some(to) = walk(key.code, self.chosen, || compared.differ.len()) {
            self.chosen = to;
            return Step::Redraw;
        }
        let (KeyCode::Enter, Some(session)) = (key.code, &core.session) else { return Step::Ignored };
        let path = compared.differ.swap_remove(self.chosen).path;
        let is_there = path.block().is_none_or(|block| session.response.answers.get(&block).is_some());
        let path = if is_there { path } else { Path::question(path.root()) };
        let page = session.form.item_at(&path).map(|item| session.form.items[item].page);
        page.map_or(Step::Ignored, |page| Step::CloseAnd(Command::GoTo(page, Some(path))))
    }

    /// Whether an action of the key table would do something here.
    #[must_use]
    pub fn offers(&self, action: Action, core: &Core) -> bool {
        let differ = self.compared(core).filter(|_| self.shown).map(|compared| compared.differ.len());
        match action {
            Action::FirstHolds | Action::SecondHolds => differ.is_some_and(|count| count > 0),
            Action::TrashSecond => differ == Some(0),
            Action::Undo => {
                !self.writing && core.session.as_ref().is_some_and(|session| session.locked().is_none() && session.can_undo(false))
            }
            action => action != Action::Name,
        }
    }

    /// Does an action of the key table where the focus stands.
    pub fn act(&mut self, action: Action, core: &mut Core) -> Step {
        let sure = std::mem::take(&mut self.sure);
        let Some(mut compared) = self.compared(core).filter(|_| self.offers(action, core)) else { return Step::Ignored };
        self.chosen = self.chosen.min(compared.differ.len().saturating_sub(1));
        match action {
            Action::FirstHolds => self.first_holds(&compared.differ.swap_remove(self.chosen), core),
            // the second entry may just not have come to it, and the first is another's
            Action::SecondHolds if !sure && compared.differ.get(self.chosen).is_some_and(erases) => {
                self.sure = true;
                tell(core, Message::new("agree-erases"))
            }
            Action::SecondHolds => self.second_holds(&compared.differ.swap_remove(self.chosen), core),
            Action::TrashSecond if sure => Step::Do(Command::TrashOpen),
            Action::TrashSecond => {
                self.sure = true;
                tell(core, Message::new("agree-trash-again"))
            }
            _ => Step::Ignored,
        }
    }

    /// Shows what the first entry says, and notes how far both agree before anything is settled.
    fn show(&mut self, compared: &Compared, core: &mut Core) -> Step {
        let now = core.now;
        let Some(session) = &mut core.session else { return Step::Ignored };
        self.shown = true;
        let second = session.response.id.clone();
        if !session.stored && session.read_only.is_none() {
            // what is compared must be there to be looked up
            session.touch(now);
            core.save();
        }
        if core.read_only.is_none() {
            core.say(&self.of, vec![compared.verified(&second)]);
        }
        Step::Redraw
    }

    fn first_holds(&mut self, change: &Change, core: &mut Core) -> Step {
        let (Some(entries), Some(session)) = (self.entries(core), &core.session) else { return Step::Ignored };
        let busy = self.writing.then(|| Message::new("agree-writing"));
        let reason = busy.or_else(|| session.locked()).or_else(|| too_many(entries.form, entries.second, change, Kind::Removed));
        if let Some(reason) = reason {
            return tell(core, reason);
        }
        let (from, into) = (self.of.clone(), Box::new(entries.second.clone()));
        let given = Box::new(entries.settled(change, Entry::First));
        let question = change.path.root().to_owned();
        if has_files(entries.form, &question) {
            self.writing = true;
            core.ask(Job::BringFiles { from, into, given, question });
            return Step::Redraw;
        }
        Step::Do(Command::Adopt(given, Path::question(&question)))
    }

    fn second_holds(&mut self, change: &Change, core: &mut Core) -> Step {
        let (Some(entries), Some(Ok(first))) = (self.entries(core), &self.first) else { return Step::Ignored };
        let reason = if self.writing {
            Some(Message::new("agree-writing"))
        } else if first.is_older {
            Some(Message::new("agree-version"))
        } else {
            too_many(entries.form, entries.first, change, Kind::Added)
        };
        if let Some(reason) = reason {
            return tell(core, reason);
        }
        let (was, now) = (first.response.clone(), entries.settled(change, Entry::Second));
        let question = change.path.root().to_owned();
        let from = entries.second.id.clone();
        let amendment = Amendment { was, now, from, question, at: core.now, by: core.author.clone() };
        core.ask(Job::Amend(Box::new(amendment)));
        self.writing = true;
        Step::Redraw
    }

    /// What can be done here: each key with its words.
    #[must_use]
    pub fn hints(&self, core: &Core) -> &'static [(&'static str, &'static str)] {
        match self.compared(core) {
            Some(_) if !self.shown => &[("key-enter", "hint-agree")],
            Some(compared) if compared.differ.is_empty() => &[("key-delete", "hint-trash-second")],
            Some(_) => &[("1", "hint-first-holds"), ("2", "hint-second-holds"), ("key-enter", "hint-go-there"), ("↑↓", "hint-choose")],
            None => &[],
        }
    }

    /// Composes the screen.
    pub fn compose<'a>(&'a self, core: &'a Core, frame: &mut Frame<'a>) {
        let Some(session) = &core.session else { return };
        let title = core.texts.get("agree-title");
        let title = session.name().map_or_else(|| title.clone().into_owned(), |name| format!("{title} {} {}", core.look.dot, clean(&name)));
        let rows = usize::from(frame.height.saturating_sub(AROUND)).max(1);
        rule(frame, 1, core);
        let columns = core.size.0.min(WIDEST).saturating_sub(MARGIN + 1);
        let mut text = Block::default();
        let say = |message: &Message| core.texts.render(message);
        let compared = self.compared(core);
        let mut lit = 0..0;
        let mut count = String::new();
        match (&self.first, compared) {
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
                count = say(&message);
                if compared.differ.is_empty() {
                    text.text(0, columns, core.texts.get("agree-none"), Style::new());
                    text.push(0, [Line::default()]);
                    text.text(0, columns, core.texts.get("agree-trash"), Style::new());
                }
                let chosen = self.chosen.min(compared.differ.len().saturating_sub(1));
                // both sides of one are seen at once
                let most = usize::from(frame.height.saturating_sub(AROUND + 2) / 2).clamp(2, 8);
                // each takes more than a line: of thousands, only as many on either side as could be seen
                for (n, change) in compared.differ.iter().enumerate().skip(chosen.saturating_sub(rows)).take(2 * rows + 1) {
                    let start = usize::from(text.height);
                    self.put(change, columns, most, core, &mut text);
                    if n == chosen {
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

/// Whether files can be attached to a question, or to a field of it.
fn has_files(form: &Form, question: &str) -> bool {
    let is_file = |item: usize| form.items[item].question().is_some_and(Question::is_file);
    let Some(item) = form.find(question) else { return false };
    form.items[item].repeat().map_or_else(|| is_file(item), |repeat| repeat.fields.iter().any(|field| is_file(*field)))
}

/// Says that a repeat has no room for a block that comes if the other entry holds.
fn too_many(form: &Form, target: &Response, change: &Change, comes: Kind) -> Option<Message> {
    let root = Path::question(change.path.root());
    let repeat = form.items[form.item_at(&root)?].repeat()?;
    let is_full = blocks_said(target, &root) >= repeat.max;
    (change.is_of_block() && change.kind == comes && is_full).then(|| Message::new("no-more-blocks").with("max", repeat.max))
}

fn tell(core: &mut Core, message: Message) -> Step {
    core.tell(message);
    Step::Redraw
}

impl App {
    /// What became of an answer of the first entry.
    pub(super) fn amended(&mut self, id: &str, result: Result<Box<Response>, StoreError>) -> bool {
        let agree = self.screens.iter_mut().find_map(|screen| match screen {
            Screen::Agree(agree) if agree.is_of(id) => Some(agree),
            _ => None,
        });
        match (agree, result) {
            (Some(agree), result) => agree.amended(result, &mut self.core),
            // one left before it was written
            (None, Err(error)) => self.core.tell(error.message()),
            (None, Ok(_)) => return false,
        }
        true
    }

    /// The files that the first entry names are copied: the answer can be taken, though another panel may be open by now.
    pub(super) fn brought(&mut self, id: &str, question: &str, result: Result<Box<Response>, StoreError>) {
        let agree = self.screens.iter_mut().find_map(|screen| if let Screen::Agree(agree) = screen { Some(agree) } else { None });
        let is_there = agree.is_some();
        if let Some(agree) = agree {
            agree.writing = false;
        }
        let session = self.core.session.as_ref().filter(|session| session.response.id == id);
        match (result, session.map(Session::locked)) {
            (Err(error), _) => self.core.tell(error.message()),
            // who left meanwhile may have answered otherwise
            (Ok(_), _) if !is_there => {}
            (Ok(_), Some(Some(reason))) => self.core.tell(reason),
            (Ok(given), Some(None)) => {
                self.adopt(&given, &Path::question(question));
                self.core.check_files();
            }
            (Ok(_), None) => {}
        }
    }

    /// The question of the open response is answered as this one does: a change like any other.
    pub(super) fn adopt(&mut self, settled: &Response, root: &Path) {
        let (now, author) = (self.core.now, self.core.author.clone());
        let Core { session: Some(session), random, .. } = &mut self.core else { return };
        session.adopt(settled, root, || new_id(4, random), now, &author);
        let page = session.form.item_at(root).map(|item| session.form.items[item].page);
        if let Some(page) = page {
            self.with_fill(|fill, core| fill.go(core, page, Some(root)));
        }
        self.core.tell(Message::new("agree-took-first"));
    }

    /// The open response goes to the trash, once all of it is on the disk.
    pub(super) fn trash_open(&mut self) {
        let Some(session) = &self.core.session else { return };
        if !session.is_kept() {
            self.core.save();
            return self.core.tell(Message::new("saving"));
        }
        let (id, now) = (session.response.id.clone(), self.core.now);
        self.core.session = None;
        self.core.effects.push(Effect::Release);
        self.screens = vec![Screen::Home(super::home::Home::default())];
        self.core.trashed.push(id.clone());
        self.core.ask(Job::Trash { id, now });
        self.core.tell(Message::new("trashed"));
    }
}
