//! Reading a form file: TOML → pages, sections, items, with every fault found on the way. Expressions are compiled after, in `compile`.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;
use toml::Spanned;

use super::builtin::Builtin;
use super::compile::{CheckHead, Pending, Target, compile};
use super::fault::{Faults, FormError, wrong_type};
use super::keys::Keys;
use super::{Body, Each, Form, Item, Page, Repeat, Required, Section};
use crate::answers::ID;
use crate::l10n::{Label, Message};
use crate::node::{self, Node};
use crate::question::{ChoiceList, KINDS, Lists, Severity};

/// A form file larger than this is refused unread: 8 MiB.
pub(super) const LARGEST: u64 = 8 << 20;
/// How many blocks a repeat may be given.
pub const MOST_BLOCKS: usize = 1000;

const FORM_KEYS: &str = "id, version, title, instance_name, retention_months, choices, page, check";
const PAGE_KEYS: &str = "id, title, hint, relevant, next, final, section, question";
const SECTION_KEYS: &str = "title, hint, relevant, question";
const CHECK_KEYS: &str = "test, message, severity, each";
const CROSS_CHECK_KEYS: &str = "at, test, message, severity";
const REPEAT_KEYS: &str = "id, kind, label, hint, required, relevant, item, add, title, min, max, field, check";

/// A form from the text of its file.
///
/// # Errors
/// Every fault of the file, with line, column, question and what to do.
pub fn load(file: &str, text: &str) -> Result<Form, FormError> {
    if text.len() as u64 > LARGEST {
        return Err(FormError::whole(file, Message::new("fault-too-large").with("megabytes", LARGEST >> 20)));
    }
    if text.trim().is_empty() {
        return Err(FormError::whole(file, Message::new("fault-empty")));
    }
    let node = Node::read(text).map_err(|errors| {
        // what parses after a syntax error may be misread: the rest waits until it is mended
        let mut faults = Faults::new(text);
        for error in &errors {
            faults.add_syntax(error);
        }
        faults.finish(file).unwrap_or_else(|| FormError::whole(file, Message::new("fault-empty")))
    })?;
    let mut form = read(file, text, node)?;
    form.text = Cow::Owned(text.to_owned());
    Ok(form)
}

/// A built-in form.
///
/// # Errors
/// As [`load`], without the places of the faults: the tests load its text.
pub(super) fn load_builtin(builtin: &Builtin) -> Result<Form, FormError> {
    let node = postcard::from_bytes(builtin.packed)
        .map_err(|error| FormError::whole(builtin.id, Message::new("fault-toml").with("reason", error.to_string())))?;
    let mut form = read(builtin.id, "", node)?;
    form.text = Cow::Borrowed(builtin.text);
    Ok(form)
}

fn read(file: &str, text: &str, node: Node) -> Result<Form, FormError> {
    let mut reader = Reader {
        faults: Faults::new(text),
        lists: Lists::new(),
        pending: Vec::new(),
        items: Vec::new(),
        last: None,
        seen: FxHashSet::default(),
    };
    let Some(keys) = Keys::of(node, &mut reader.faults) else {
        return Err(FormError::whole(file, Message::new("fault-empty")));
    };
    let mut form = reader.form(keys);
    compile(&mut form, std::mem::take(&mut reader.pending), &mut reader.faults);
    reader.faults.finish(file).map_or(Ok(form), Err)
}

/// The state of reading one file.
struct Reader<'a> {
    faults: Faults<'a>,
    /// The form's named choice lists.
    lists: Lists,
    /// Expressions found, to be compiled once all names are known.
    pending: Vec<Pending>,
    /// The items so far.
    items: Vec<Item>,
    /// The page that is said to be `final`, so far.
    last: Option<String>,
    /// Ids so far: pages, questions, and the fields of each repeat, each a space apart.
    seen: FxHashSet<(Space, String)>,
}

/// Where an id must be unique.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Space {
    Pages,
    Questions,
    Fields(usize),
}

impl Reader<'_> {
    fn form(&mut self, mut keys: Keys) -> Form {
        let id = self.need_id(&mut keys, "-");
        let version = keys.need::<String>("version", &mut self.faults).map(Spanned::into_inner).unwrap_or_default();
        let title = keys.need::<Label>("title", &mut self.faults).map(Spanned::into_inner).unwrap_or_default();
        let instance_name: Option<Spanned<String>> = keys.take_spanned("instance_name", &mut self.faults);
        let retention_months = keys.take("retention_months", &mut self.faults);
        self.lists(&mut keys);
        let cross: Vec<_> = keys.take_tables("check", &mut self.faults);
        let page_tables = keys.take_tables("page", &mut self.faults);
        if page_tables.is_empty() {
            self.faults.add(0..0, Message::new("fault-no-page"));
        }
        let pages: Vec<Page> = page_tables.into_iter().enumerate().map(|(at, keys)| self.page(at, keys)).collect();
        keys.finish(FORM_KEYS, &mut self.faults);
        let items = std::mem::take(&mut self.items);
        let by_id: FxHashMap<String, usize> =
            items.iter().enumerate().filter(|(_, item)| item.repeat.is_none()).map(|(at, item)| (item.id.clone(), at)).collect();
        if let Some(name) = instance_name.as_ref().filter(|name| !by_id.contains_key(name.get_ref())) {
            self.faults.add(name.span(), Message::new("fault-no-question").with("id", name.get_ref().as_str()));
        }
        let form = Form {
            id: id.into_inner(),
            version,
            title,
            instance_name: instance_name.map(Spanned::into_inner),
            retention_months,
            text: Cow::Borrowed(""),
            hash: OnceCell::new(),
            pages,
            items,
            checks: Vec::new(),
            by_id,
            readers: FxHashMap::default(),
        };
        for keys in cross {
            self.cross_check(keys, &form);
        }
        form
    }

    fn lists(&mut self, keys: &mut Keys) {
        let Some(mut lists) = keys.take_raw("choices").and_then(|value| Keys::of(value, &mut self.faults)).map(Keys::into_entries) else {
            return;
        };
        for (name, value) in &mut lists {
            let Some(list) = Keys::of(value, &mut self.faults) else { continue };
            let mut choices = Vec::new();
            for (code, label) in list.into_entries() {
                let span = label.span.clone();
                match serde::Deserialize::deserialize(label) {
                    Ok(label) => choices.push((code.into_inner(), label)),
                    Err(error) => self.faults.add_node(&error, span),
                }
            }
            if choices.is_empty() {
                self.faults.add(name.span(), Message::new("fault-empty-list").with("name", name.get_ref().as_str()));
            }
            self.lists.insert(name.into_inner(), ChoiceList(choices.into()));
        }
    }

    fn page(&mut self, at: usize, mut keys: Keys) -> Page {
        let span = keys.span();
        let id = self.need_id(&mut keys, "-");
        self.unique(&id, Space::Pages);
        let title = keys.need::<Label>("title", &mut self.faults).map(Spanned::into_inner).unwrap_or_default();
        let hint = keys.take("hint", &mut self.faults).unwrap_or_default();
        let next = keys.take("next", &mut self.faults).unwrap_or_default();
        let last = self.last(&mut keys, id.get_ref());
        self.expression(&mut keys, "relevant", Target::Page(at));
        let sections = keys.take_tables("section", &mut self.faults);
        let questions = keys.take_tables("question", &mut self.faults);
        if !sections.is_empty() && !questions.is_empty() {
            self.faults.add(span.clone(), Message::new("fault-sections-and-questions").with("page", id.get_ref().as_str()));
        }
        // the last page may only be there to validate
        let mut asks = last || !questions.is_empty();
        let mut page = Page { id: id.into_inner(), title, hint, relevant: None, next, last, sections: Vec::new() };
        if !questions.is_empty() {
            let items = self.questions(questions, at, page.sections.len());
            page.sections.push(Section { items, ..Section::default() });
        }
        for mut keys in sections {
            let place = page.sections.len();
            let title = keys.take("title", &mut self.faults).unwrap_or_default();
            let hint = keys.take("hint", &mut self.faults).unwrap_or_default();
            self.expression(&mut keys, "relevant", Target::Section(at, place));
            let questions = keys.take_tables("question", &mut self.faults);
            asks |= !questions.is_empty();
            let items = self.questions(questions, at, place);
            keys.finish(SECTION_KEYS, &mut self.faults);
            page.sections.push(Section { title, hint, relevant: None, items });
        }
        if !asks {
            self.faults.add(span, Message::new("fault-empty-page").with("page", page.id.as_str()));
        }
        keys.finish(PAGE_KEYS, &mut self.faults);
        page
    }

    /// Takes whether the page is the one where responses are validated: there is one.
    fn last(&mut self, keys: &mut Keys, page: &str) -> bool {
        let Some(last) = keys.take_spanned::<bool>("final", &mut self.faults).filter(|last| *last.get_ref()) else { return false };
        match &self.last {
            Some(first) => self.faults.add(last.span(), Message::new("fault-second-final").with("page", first.as_str())),
            None => self.last = Some(page.to_owned()),
        }
        true
    }

    fn questions(&mut self, tables: Vec<Keys>, page: usize, section: usize) -> Vec<usize> {
        let read = |keys| {
            self.faults.question = None; // not that of the question before
            self.item(keys, page, section, None)
        };
        let items: Vec<usize> = tables.into_iter().filter_map(read).collect();
        self.faults.question = None;
        items
    }

    /// Reads a question or, unless inside one, a repeat; gives its place among the items.
    fn item(&mut self, mut keys: Keys, page: usize, section: usize, repeat: Option<usize>) -> Option<usize> {
        let span = keys.span();
        let outer = self.faults.question.take();
        let id = self.need_id(&mut keys, "_");
        self.faults.question = Some(outer.map_or_else(|| id.get_ref().clone(), |outer| format!("{outer}.{}", id.get_ref())));
        self.unique(&id, repeat.map_or(Space::Questions, Space::Fields));
        let kind = keys.need::<String>("kind", &mut self.faults)?;
        let at = self.items.len();
        let label_missing = kind.get_ref() != "note" && !keys.has("label");
        let label: Option<Label> = keys.take("label", &mut self.faults);
        let hint = keys.take("hint", &mut self.faults).unwrap_or_default();
        self.expression(&mut keys, "relevant", Target::Relevant(at));
        // keys that say nothing about a note or a repeat are left in its table, where they are unknown
        let (is_note, is_repeat) = (kind.get_ref() == "note", kind.get_ref() == "repeat");
        let (mut required, mut value, mut default, mut personal) = (Required::No, None, None::<Spanned<Value>>, false);
        if !is_note {
            value = self.expression(&mut keys, "value", Target::Value(at));
            if value.is_some() && !is_repeat {
                self.computed(&keys);
            }
            required = self.required(&mut keys, at);
            for keys in keys.take_tables("check", &mut self.faults) {
                self.check(keys, at);
            }
        }
        if !is_note && !is_repeat {
            self.expression(&mut keys, "spare", Target::Spare(at));
            default = keys.take_spanned("default", &mut self.faults);
            personal = keys.take("personal", &mut self.faults).unwrap_or_default();
        }
        let body = Body::Repeat(Repeat::default());
        let label = label.unwrap_or_default();
        self.items.push(Item {
            id: id.into_inner(),
            label,
            hint,
            page,
            section,
            repeat,
            depth: 0,
            relevant: None,
            required,
            spare: None,
            default: None,
            value: None,
            personal,
            checks: Vec::new(),
            body,
        });
        if label_missing {
            self.faults.add(span.clone(), Message::new("fault-missing-key").with("key", "label"));
        }
        if is_repeat {
            self.repeat(keys, at, value.is_some(), &span);
            return Some(at);
        }
        let Some(entry) = KINDS.iter().find(|entry| entry.name == kind.get_ref()) else {
            let known = KINDS.iter().map(|kind| kind.name).chain(["repeat"]).collect::<Vec<_>>().join(", ");
            self.faults.add(kind.span(), Message::new("fault-unknown-kind").with("kind", kind.get_ref().as_str()).with("known", known));
            return Some(at);
        };
        let places = if self.faults.has_places() { keys.places() } else { Vec::new() };
        match (entry.load)(keys.into_node()) {
            Ok(mut question) => {
                let sound = question.resolve(&self.lists).map_err(|fault| ("choices", fault)).and_then(|()| question.verify());
                if let Err((key, fault)) = sound {
                    let place = places.into_iter().find(|(name, _)| name == key).map_or(span, |(_, place)| place);
                    self.faults.add(place, fault);
                }
                if let Some(default) = default {
                    let place = default.span();
                    match question.accept(&default.into_inner()) {
                        Ok(value) => self.items[at].default = value,
                        Err(reasons) => reasons.into_iter().for_each(|(_, reason)| self.faults.add(place.clone(), reason)),
                    }
                }
                self.items[at].body = Body::Question(entry.name, question);
            }
            Err(error) => self.faults.add_node(&error, span),
        }
        Some(at)
    }

    fn repeat(&mut self, mut keys: Keys, at: usize, has_value: bool, span: &Range<usize>) {
        if self.items[at].repeat.is_some() || has_value {
            return self.faults.add(span.clone(), Message::new("fault-repeat-in-repeat"));
        }
        let item = keys.need("item", &mut self.faults).map(Spanned::into_inner).unwrap_or_default();
        let add = keys.need("add", &mut self.faults).map(Spanned::into_inner).unwrap_or_default();
        let title: Option<Spanned<String>> = keys.take_spanned("title", &mut self.faults);
        let min = keys.take("min", &mut self.faults).unwrap_or(0);
        let max: Spanned<usize> = keys.need("max", &mut self.faults).unwrap_or_else(|| Spanned::new(span.clone(), min.max(1)));
        if *max.get_ref() < min || *max.get_ref() == 0 || *max.get_ref() > MOST_BLOCKS {
            self.faults.add(max.span(), Message::new("fault-repeat-bounds").with("min", min).with("max", *max.get_ref()));
        }
        let (page, section) = (self.items[at].page, self.items[at].section);
        let tables = keys.take_tables("field", &mut self.faults);
        if tables.is_empty() {
            self.faults.add(span.clone(), Message::new("fault-missing-key").with("key", "field"));
        }
        let outer = self.faults.question.clone();
        let mut fields = Vec::new();
        for table in tables {
            self.faults.question.clone_from(&outer);
            fields.extend(self.item(table, page, section, Some(at)));
        }
        self.faults.question = outer;
        let title = title.and_then(|title| {
            let field = fields.iter().copied().find(|field| self.items[*field].id == *title.get_ref());
            if field.is_none() {
                self.faults.add(title.span(), Message::new("fault-no-field").with("id", title.get_ref().as_str()));
            }
            field
        });
        keys.finish(REPEAT_KEYS, &mut self.faults);
        self.items[at].body = Body::Repeat(Repeat { item, add, title, min, max: max.into_inner(), fields });
    }

    /// Refuses what a computed question cannot have, since nobody answers it.
    fn computed(&mut self, keys: &Keys) {
        for key in ["required", "default"] {
            if let Some(place) = keys.place(key) {
                self.faults.add(place, Message::new("fault-computed").with("key", key));
            }
        }
    }

    fn required(&mut self, keys: &mut Keys, at: usize) -> Required {
        let Some(value) = keys.take_raw("required") else { return Required::No };
        let (found, span) = (value.type_name(), value.span);
        match value.value {
            node::Value::Boolean(true) => Required::Always,
            node::Value::Boolean(false) => Required::No,
            node::Value::Text(source) => {
                self.pending.push(self.pending(Target::Required(at), Spanned::new(span, source.into_owned())));
                Required::No
            }
            _ => {
                self.faults.add(span, wrong_type(found, "true, false, \"…\""));
                Required::No
            }
        }
    }

    fn check(&mut self, mut keys: Keys, item: usize) {
        let each = keys.take("each", &mut self.faults);
        let read = self.check_head(&mut keys, each);
        keys.finish(CHECK_KEYS, &mut self.faults);
        if let Some((head, test)) = read {
            self.pending.push(self.pending(Target::Check(item, head), test));
        }
    }

    fn cross_check(&mut self, mut keys: Keys, form: &Form) {
        let at = keys.need::<String>("at", &mut self.faults);
        let place = at.as_ref().and_then(|id| form.find(id.get_ref()));
        if let Some(id) = at.filter(|_| place.is_none()) {
            self.faults.add(id.span(), Message::new("fault-no-question").with("id", id.get_ref().as_str()));
        }
        let read = self.check_head(&mut keys, None);
        keys.finish(CROSS_CHECK_KEYS, &mut self.faults);
        if let (Some(place), Some((head, test))) = (place, read) {
            self.pending.push(self.pending(Target::Cross(place, head), test));
        }
    }

    /// A check's test, and all else of it.
    fn check_head(&mut self, keys: &mut Keys, each: Option<Each>) -> Option<(CheckHead, Spanned<String>)> {
        let severity = keys.take("severity", &mut self.faults).unwrap_or(Severity::Error);
        let message = keys.need::<Label>("message", &mut self.faults);
        let test = keys.need::<String>("test", &mut self.faults);
        Some((CheckHead { severity, message: message?, each }, test?))
    }

    /// Takes an expression's text, to be compiled later.
    fn expression(&mut self, keys: &mut Keys, key: &str, target: Target) -> Option<()> {
        let source = keys.take_spanned::<String>(key, &mut self.faults)?;
        self.pending.push(self.pending(target, source));
        Some(())
    }

    fn pending(&self, target: Target, source: Spanned<String>) -> Pending {
        Pending { target, source, question: self.faults.question.clone() }
    }

    /// Takes an id: ASCII letters, digits and `_` (and `also`), not starting with `_` or a digit.
    fn need_id(&mut self, keys: &mut Keys, also: &str) -> Spanned<String> {
        let span = keys.span();
        let Some(id) = keys.need::<String>("id", &mut self.faults) else { return Spanned::new(span, "?".to_owned()) };
        let text = id.get_ref();
        let good = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || also.contains(c));
        if !good || !text.starts_with(|c: char| c.is_ascii_alphabetic()) || text == ID {
            self.faults.add(id.span(), Message::new("fault-bad-id").with("id", text.as_str()));
        }
        id
    }

    fn unique(&mut self, id: &Spanned<String>, space: Space) {
        if !self.seen.insert((space, id.get_ref().clone())) {
            self.faults.add(id.span(), Message::new("fault-duplicate-id").with("id", id.get_ref().as_str()));
        }
    }
}
