//! The open response: its form, its answers, what is derived from them, undo, and whether it is saved.

mod record;
mod said;
mod saving;

use std::path::PathBuf;
use std::rc::Rc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use crate::answers::Path;
use crate::form::Form;
use crate::l10n::{Language, Message};
use crate::outline::{FileFaults, Inputs, Outline, outline, words};
use crate::question::{Entered, Given};
use crate::response::history::{Entry, What, between};
use crate::response::name::name;
use crate::response::review::Reviewing;
use crate::response::{Response, Review, Status};
use crate::store::{Other, StoreError};
pub use saving::{Saving, Settling};

/// A response being filled or read.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, any of which may hold")]
pub struct Session {
    /// Its definition.
    pub form: Rc<Form>,
    /// The response.
    pub response: Response,
    /// What was said of it between those who fill and those who review.
    pub reviewing: Reviewing,
    /// Derived from form and answers at each change, so that drawing only reads.
    pub outline: Outline,
    /// What is wrong with the copies of attached files; found out by the store.
    pub files: FileFaults,
    /// Why nothing can be changed, if so.
    pub read_only: Option<Message>,
    /// Who writes it.
    pub role: Role,
    /// Whether a print has somewhere to go.
    pub prints: bool,
    /// Another session has it, and when it is looked next whether it is free, if that was asked for.
    pub held: Option<Option<Timestamp>>,
    /// Another version of the response, until it is settled which one holds.
    pub other: Option<Box<Other>>,
    /// Which version is being written of two, until it is on the disk: nothing else is written meanwhile.
    pub settling: Option<Settling>,
    /// Changes that can be taken back, the newest last.
    undo: Vec<Change>,
    /// Changes taken back, the newest last.
    redo: Vec<Change>,
    /// Whether the newest entry of `undo` belongs to the question that has the focus: one entry a visit.
    visiting: bool,
    /// What is new in the history.
    record: record::Record,
    /// How far saving has come.
    pub saving: Saving,
    /// What the disk said to the last save; nothing once one succeeds, and as before while one is tried again. That another program changed the file
    /// is no trouble of the disk: [`Session::is_torn`].
    pub trouble: Option<StoreError>,
    /// How many saves were given to the saver and have not ended yet: whoever leaves does not wait for one to begin the next.
    underway: usize,
    /// How many saves failed, one after another.
    failures: u32,
    /// The file outside the data directory to which the response was written, and its date of change then.
    elsewhere: Option<(PathBuf, Timestamp)>,
    /// When the screen may say « saved »; nothing once it does, or while something is to be written.
    calm_at: Option<Timestamp>,
    /// When something changed last.
    changed_at: Timestamp,
    /// Whether the response is on the disk at all: a new one is written with its first change.
    pub stored: bool,
    /// Whether the filler stands elsewhere than the file says.
    pub moved: bool,
    /// The local zone, for dates on screen.
    pub zone: TimeZone,
    /// The day, for rules that speak of it.
    pub today: Date,
    /// For the messages that the form gives.
    pub language: Language,
}

/// Who writes a response: what waits for its review is its reviewer's to mend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Whoever answers.
    Filler,
    /// Whoever reviews.
    Reviewer,
}

/// What a change replaced.
#[derive(Clone, Debug, PartialEq)]
struct Change {
    /// The question or repeat.
    path: Path,
    /// Its answer before.
    value: Option<Value>,
    /// Unreadable texts in it before.
    unreadable: Vec<(Path, String)>,
}

impl Session {
    /// Opens a response.
    #[must_use]
    pub fn new(form: Rc<Form>, response: Response, today: Date, language: Language, read_only: Option<Message>) -> Self {
        let outline = Outline { pages: Vec::new() };
        let (undo, redo, files) = (Vec::new(), Vec::new(), FileFaults::new());
        let mut session = Self {
            form,
            response,
            reviewing: Reviewing::default(),
            outline,
            files,
            read_only,
            role: Role::Filler,
            prints: true,
            held: None,
            other: None,
            settling: None,
            undo,
            redo,
            visiting: false,
            record: record::Record::default(),
            saving: Saving::Saved,
            trouble: None,
            underway: 0,
            failures: 0,
            elsewhere: None,
            calm_at: None,
            changed_at: Timestamp::MIN,
            stored: false,
            moved: false,
            zone: TimeZone::UTC,
            today,
            language,
        };
        session.derive();
        session
    }

    /// What the outline is derived from.
    #[must_use]
    pub fn inputs(&self) -> Inputs<'_> {
        self.response.inputs(&self.form, &self.files, self.today, self.language)
    }

    /// Derives everything anew: after opening, after files were checked, after the language changed.
    pub fn derive(&mut self) {
        self.outline = outline(&self.inputs());
    }

    /// What the response holds at a path.
    #[must_use]
    pub fn given<'a>(&'a self, path: &'a Path) -> Given<'a> {
        Given { value: self.response.answers.get(path), path, unreadable: &self.response.unreadable }
    }

    /// Why nothing can be changed here, if so.
    #[must_use]
    pub fn locked(&self) -> Option<Message> {
        if let Some(reason) = &self.read_only {
            return Some(reason.clone());
        }
        if matches!(self.settling, Some(Settling::Other(_))) {
            return Some(Message::new("versions-settling"));
        }
        match (self.response.status, self.response.review) {
            (Status::Validated, _) => Some(Message::new("locked-validated")),
            (_, Review::ToReview) if self.role == Role::Filler => Some(Message::new("locked-to-review")),
            _ => None,
        }
    }

    /// The name of the response: the answer to the question that the form says, else that it has none yet.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        name(&self.form, &self.response, self.language)
    }

    /// What a path is called: « Action 2 ».
    #[must_use]
    pub fn title(&self, path: &Path) -> String {
        words::title(&self.form, &self.response.answers, path, self.language)
    }

    /// Of an answer of a wrong shape, what can be edited of it; `None` if the answer is none.
    #[must_use]
    pub fn salvaged(&self, path: &Path) -> Option<Option<Value>> {
        let question = self.form.items[self.form.item_at(path)?].question()?;
        let value = self.response.answers.get(path)?;
        question.accept(value).is_err().then(|| question.salvage(value))
    }

    /// Puts in what a field holds; gives how many other answers it hid.
    pub fn enter(&mut self, path: &Path, entered: Entered, now: Timestamp, author: &str) -> usize {
        self.note(path);
        self.response.answers.set(path, entered.value);
        self.response.unreadable.retain(|place, _| !place.is_within(path));
        for (below, text) in entered.unreadable {
            let place = if below.is_empty() { path.clone() } else { path.join(&below) };
            self.response.unreadable.insert(place, text);
        }
        self.changed(path, now, author)
    }

    /// Puts a block into a repeat.
    pub fn insert_block(&mut self, repeat: &Path, at: usize, id: &str, fields: Map<String, Value>, now: Timestamp, author: &str) {
        self.leave();
        self.note(repeat);
        self.response.answers.insert_block(repeat, at, id, fields);
        self.changed(repeat, now, author);
        self.leave();
    }

    /// Puts a copy of a block into its repeat: its answers, and what was typed there and cannot be read.
    pub fn copy_block(&mut self, block: &Path, at: usize, id: &str, now: Timestamp, author: &str) {
        let repeat = Path::question(block.root());
        let copy = repeat.instance(id);
        let fields = self.response.answers.get(block).and_then(Value::as_object).cloned().unwrap_or_default();
        let unreadable = self.response.unreadable.iter().filter_map(|(place, text)| Some((copy.join(place.below(block)?), text.clone())));
        let unreadable: Vec<_> = unreadable.collect();
        self.leave();
        self.note(&repeat);
        self.response.answers.insert_block(&repeat, at, id, fields);
        self.response.unreadable.extend(unreadable);
        self.changed(&repeat, now, author);
        self.leave();
    }

    /// Answers a question as another response does.
    pub fn adopt(&mut self, other: &Response, root: &Path, new_id: impl FnMut() -> String, now: Timestamp, author: &str) {
        self.leave();
        self.note(root);
        self.response.take_from(other, root.root());
        let form = self.form.clone();
        self.response.fill_blocks(&form, new_id);
        self.changed(root, now, author);
        self.leave();
    }

    /// Removes a block; `None` if there is none such.
    pub fn remove_block(&mut self, block: &Path, id: &str, now: Timestamp, author: &str) {
        let repeat = Path::question(block.root());
        self.leave();
        self.note(&repeat);
        self.response.answers.remove_block(&repeat, id);
        self.response.unreadable.retain(|place, _| !place.is_within(block));
        self.changed(&repeat, now, author);
        self.leave();
    }

    /// Moves a block one place up or down; whether it could.
    pub fn move_block(&mut self, repeat: &Path, id: &str, down: bool, now: Timestamp, author: &str) -> bool {
        let ids: Vec<&str> = self.response.answers.blocks(repeat).map(|(id, _)| id).collect();
        let Some(at) = ids.iter().position(|known| *known == id) else { return false };
        let to = if down { at + 1 } else { at.wrapping_sub(1) };
        if to >= ids.len() {
            return false;
        }
        self.note(repeat);
        let id = id.to_owned();
        if let Some(fields) = self.response.answers.remove_block(repeat, &id) {
            self.response.answers.insert_block(repeat, to, &id, fields);
        }
        self.changed(repeat, now, author);
        true
    }

    /// The response as a whole is another one now: locked, opened again. Nothing done so far can be taken back.
    pub fn replace(&mut self, response: Response, what: What, why: &str, now: Timestamp) {
        self.leave();
        self.record.extend(between(&self.response, &response, what, why));
        self.response = response;
        self.undo.clear();
        self.redo.clear();
        self.derive();
        self.touch(now);
    }

    /// The disk has something else; what differs are these entries, made now by this person, and perhaps more.
    pub fn differs_by(&mut self, entries: Vec<Entry>, author: &str, now: Timestamp) {
        if self.read_only.is_some() {
            // it is another's to write
            return;
        }
        self.record.extend(entries.into_iter().map(|entry| Entry { at: now, by: author.to_owned(), ..entry }).collect());
        self.touch(now);
    }

    /// The focus left the question: the next change is an entry of its own, for undo and for the history.
    pub fn leave(&mut self) {
        if self.visiting {
            // what is as it was is nothing to take back, and nothing that was taken back is in its way
            if self.has_changed() {
                self.redo.clear();
            } else {
                self.undo.pop();
            }
        }
        self.visiting = false;
        self.record.end(&self.response, What::Answer);
    }

    /// Remembers what stands at a path before it changes, once a visit.
    fn note(&mut self, path: &Path) {
        if self.visiting && self.undo.last().is_some_and(|change| change.path == *path) {
            return;
        }
        self.leave();
        let before = self.current(path);
        self.record.begin(&self.response, path);
        self.undo.push(before);
        self.visiting = true;
    }

    /// Whether the visit that lasts has changed something, all in all.
    fn has_changed(&self) -> bool {
        self.visiting && self.undo.last().is_some_and(|change| self.current(&change.path) != *change)
    }

    fn current(&self, path: &Path) -> Change {
        let unreadable = self.response.unreadable.iter().filter(|(place, _)| place.is_within(path));
        Change {
            path: path.clone(),
            value: self.response.answers.get(path).cloned(),
            unreadable: unreadable.map(|(place, text)| (place.clone(), text.clone())).collect(),
        }
    }

    /// Whether there is a change to take back (or to make again).
    #[must_use]
    pub fn can_undo(&self, again: bool) -> bool {
        let has_changed = self.has_changed();
        if again { !has_changed && !self.redo.is_empty() } else { has_changed || self.undo.len() > usize::from(self.visiting) }
    }

    /// How many changes can be taken back.
    #[must_use]
    pub fn undoable(&self) -> usize {
        self.undo.len()
    }

    /// Takes the last change back (or makes it again) and gives the path where it happened and what it is called: of a repeat, the block that came back,
    /// else the one that went and its neighbour's path.
    pub fn undo(&mut self, again: bool, now: Timestamp, author: &str) -> Option<(Path, String)> {
        self.leave();
        let change = if again { self.redo.pop() } else { self.undo.pop() }?;
        let other = self.current(&change.path);
        let path = changed_block(&change.path, other.value.as_ref(), change.value.as_ref());
        let blocks = |value: Option<&Value>| value.and_then(Value::as_array).map_or(0, Vec::len);
        let went = blocks(other.value.as_ref()) > blocks(change.value.as_ref());
        let gone = went.then(|| self.title(&changed_block(&change.path, change.value.as_ref(), other.value.as_ref())));
        if again {
            self.undo.push(other);
        } else {
            self.redo.push(other);
        }
        self.record.begin(&self.response, &change.path);
        self.response.answers.set(&change.path, change.value);
        self.response.unreadable.retain(|place, _| !place.is_within(&change.path));
        self.response.unreadable.extend(change.unreadable);
        self.changed(&change.path, now, author);
        self.record.end(&self.response, if again { What::Redo } else { What::Undo });
        let title = gone.unwrap_or_else(|| self.title(&path));
        Some((path, title))
    }

    /// Puts back what stood before an entry of the history, as a change of its own; gives where.
    ///
    /// # Errors
    /// Why not: what to tell.
    pub fn take_back(
        &mut self,
        entry: &Entry,
        new_id: impl FnMut() -> String,
        now: Timestamp,
        author: &str,
    ) -> Result<(usize, Path), Message> {
        let [gone, there] = ["journal-gone", "journal-there"].map(|id| move || Message::new(id));
        let item = &self.form.items[self.form.item_at(&entry.path).ok_or_else(gone)?];
        let (page, root) = (item.page, Path::question(entry.path.root()));
        let block = entry.path.block();
        let is_there = block.as_ref().is_none_or(|block| self.response.answers.get(block).is_some());
        let full = item.repeat().filter(|repeat| self.response.answers.blocks(&root).count() >= repeat.max);
        // a block that went comes back; all else must be there
        let comes_back = entry.is_of_block() && entry.to.is_none();
        if self.response.is_fixed(&entry.path) {
            return Err(Message::new("locked-fixed"));
        }
        if item.value.is_some() {
            return Err(Message::new("locked-computed"));
        }
        match (comes_back, is_there, full) {
            (true, true, _) => return Err(there()),
            (true, false, Some(repeat)) => return Err(Message::new("no-more-blocks").with("max", repeat.max)),
            (false, false, _) => return Err(gone()),
            _ => {}
        }
        let mut restored = self.response.clone();
        entry.take_back(&mut restored);
        if restored.says_as(&self.response) {
            return Err(there());
        }
        self.leave();
        self.note(&root);
        entry.take_back(&mut self.response);
        let form = self.form.clone();
        self.response.fill_blocks(&form, new_id);
        self.changed(&root, now, author);
        self.redo.clear();
        self.visiting = false;
        self.record.end(&self.response, What::Restore);
        let is_left = block.is_none_or(|block| self.response.answers.get(&block).is_some());
        Ok((page, if is_left { entry.path.clone() } else { root }))
    }

    fn changed(&mut self, path: &Path, now: Timestamp, author: &str) -> usize {
        self.response.modified = now;
        if self.response.author != author {
            author.clone_into(&mut self.response.author);
        }
        // what was accepted is another one now; what was sent back is still to be given again
        if self.response.review == Review::Accepted {
            self.response.review = Review::None;
        }
        self.touch(now);
        let mut outline = std::mem::replace(&mut self.outline, Outline { pages: Vec::new() });
        let moved = outline.update(&self.inputs(), path.root());
        self.outline = outline;
        for page in moved.asked {
            // nobody has left blank what was not asked: the page is to be left again
            self.mark_left(page, false);
        }
        moved.hid
    }

    /// Notes whether a page was left once: its empty questions count as left blank from then on.
    pub fn mark_left(&mut self, page: usize, left: bool) {
        let id = &self.form.pages[page].id;
        let changed = if left { self.response.seen.insert(id.clone()) } else { self.response.seen.remove(id) };
        if changed {
            let inputs = self.response.inputs(&self.form, &self.files, self.today, self.language);
            self.outline.recount(&inputs, page);
        }
    }
}

/// The first block that is another one than before, or the last if all that is left is as before; the path itself if no block came or went.
fn changed_block(path: &Path, before: Option<&Value>, after: Option<&Value>) -> Path {
    let ids = |value: Option<&Value>| -> Vec<String> {
        let blocks = value.and_then(Value::as_array).into_iter().flatten();
        blocks.filter_map(|block| Some(block.get("_id")?.as_str()?.to_owned())).collect()
    };
    let (before, after) = (ids(before), ids(after));
    if before == after {
        return path.clone();
    }
    let at = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    after.get(at).or(after.last()).map_or_else(|| path.clone(), |id| path.instance(id))
}
