//! Entries of a history in words: where something changed, and what it was before and after.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::answers::{Answers, Path, Step};
use crate::form::Form;
use crate::l10n::{Message, Texts};
use crate::outline::words;
use crate::question::Question;
use crate::response::history::{Entry, What};
use crate::ui::wrap::fit;

/// The longest value that is told whole, in columns: a history is a list to look through.
const LONGEST: usize = 40;

/// An entry in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The page's place in the form, if the entry is of a question that the form has.
    pub page: Option<usize>,
    /// The question or the block; empty for what happened to the whole response.
    pub place: String,
    /// What happened: « avant → après ».
    pub change: String,
}

/// An entry in the labels' words. Blocks are numbered as they stand in `answers`; `cut` marks what is shortened.
#[must_use]
pub fn told(form: &Form, answers: &Answers, entry: &Entry, texts: &Texts, cut: &str) -> Told {
    let words = Words { form, answers, texts, cut };
    let item = form.item_at(&entry.path);
    let change = if entry.path.as_str().is_empty() { event(entry, texts) } else { words.change(entry, item) };
    let change = match name_of(entry.what).filter(|_| !entry.path.as_str().is_empty()) {
        Some(name) => texts.render(&Message::new("history-by").with("change", change).with("what", Message::new(name))),
        None => change,
    };
    Told { page: item.map(|item| form.items[item].page), place: words.place(&entry.path), change }
}

/// What happened to the whole response.
#[must_use]
pub fn event(entry: &Entry, texts: &Texts) -> String {
    let id = match entry.what {
        What::Import => "history-imported",
        What::Copy => "history-copied",
        What::Validate => "history-validated",
        What::Reopen => "history-reopened",
        _ => "history-other",
    };
    texts.render(&Message::new(id).with("why", entry.why.as_str()))
}

/// That a block moved, by its places before and after.
#[must_use]
pub fn moved(from: usize, to: usize) -> Message {
    Message::new("history-moved").with("from", from.saturating_add(1)).with("to", to.saturating_add(1))
}

/// What made a change, if it was not simply answered.
fn name_of(what: What) -> Option<&'static str> {
    match what {
        What::Undo => Some("history-undo"),
        What::Redo => Some("history-redo"),
        What::Restore => Some("history-restore"),
        What::Set => Some("history-set"),
        What::Validate => Some("history-validate-left"),
        What::Reopen => Some("history-reopen-back"),
        What::Answer | What::Import | What::Copy => None,
    }
}

struct Words<'a> {
    form: &'a Form,
    answers: &'a Answers,
    texts: &'a Texts,
    cut: &'a str,
}

impl Words<'_> {
    /// What a path is called; of a block that is no more, its repeat.
    fn place(&self, path: &Path) -> String {
        let language = self.texts.language();
        let gone = path.block().filter(|block| self.answers.get(block).is_none());
        let Some(block) = gone else {
            return if path.as_str().is_empty() { String::new() } else { words::title(self.form, self.answers, path, language) };
        };
        let repeat = words::title(self.form, self.answers, &Path::question(path.root()), language);
        let field = path.below(&block).and(self.form.item_at(path)).map(|field| self.form.items[field].label.text(language));
        field.filter(|label| !label.is_empty()).map_or_else(|| repeat.clone(), |label| format!("{repeat} · {label}"))
    }

    fn change(&self, entry: &Entry, item: Option<usize>) -> String {
        let say = |id, fields: &str| self.texts.render(&Message { id, args: vec![("fields", fields.into())] });
        if entry.is_of_block() {
            return match (entry.from, entry.to) {
                (Some(from), Some(to)) => self.texts.render(&moved(from, to)),
                (None, _) => say("history-added", &self.fields(&entry.path, entry.after.as_ref())),
                (Some(_), None) => say("history-removed", &self.fields(&entry.path, entry.before.as_ref())),
            };
        }
        let cells = item.filter(|item| self.form.items[*item].question().is_some_and(|question| question.table().is_some()));
        if let Some(item) = cells
            && let Some(cells) = self.cells(entry, item)
        {
            return cells;
        }
        let value = |value: Option<&Value>, typed: Option<&String>| match (value, typed) {
            (_, Some(typed)) => self.texts.render(&Message::new("print-unreadable").with("text", self.short(typed))),
            (Some(value), None) => self.value(item, value),
            (None, None) => self.texts.get("print-empty").into_owned(),
        };
        self.arrow(
            value(entry.before.as_ref(), entry.typed_before.values().next()),
            value(entry.after.as_ref(), entry.typed_after.values().next()),
        )
    }

    fn arrow(&self, before: String, after: String) -> String {
        self.texts.render(&Message::new("history-change").with("before", before).with("after", after))
    }

    fn short(&self, text: &str) -> String {
        fit(&text.split_whitespace().collect::<Vec<_>>().join(" "), LONGEST, self.cut)
    }

    fn value(&self, item: Option<usize>, value: &Value) -> String {
        let text = item.map_or_else(|| value.to_string(), |item| words::summary(self.form, item, value, self.texts.language()));
        self.short(&text)
    }

    /// The answers of a block on one line.
    fn fields(&self, block: &Path, fields: Option<&Value>) -> String {
        let fields = fields.and_then(Value::as_object).filter(|fields| !fields.is_empty());
        let Some(fields) = fields else { return self.texts.get("history-nothing").into_owned() };
        let one = |(name, value): (&String, &Value)| self.value(self.form.item_at(&block.join(name)), value);
        self.short(&fields.iter().map(one).collect::<Vec<_>>().join(", "))
    }

    /// The cells of a table that changed; `None` if it was or is something else.
    fn cells(&self, entry: &Entry, item: usize) -> Option<String> {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        flatten(&entry.path, entry.before.as_ref(), &mut before)?;
        flatten(&entry.path, entry.after.as_ref(), &mut after)?;
        let find = |cells: &[(Path, Value)], typed: &std::collections::BTreeMap<Path, String>, cell: &Path| {
            let value = cells.iter().find(|(path, _)| path == cell).map(|(_, value)| words::number(value, self.texts.language()));
            typed.get(cell).cloned().or(value).map(|text| self.short(&text))
        };
        let paths = before.iter().chain(&after).map(|(path, _)| path).chain(entry.typed_before.keys()).chain(entry.typed_after.keys());
        let mut met = BTreeSet::new();
        let mut told = Vec::new();
        for cell in paths.filter(|path| met.insert((*path).clone())) {
            let (old, new) = (find(&before, &entry.typed_before, cell), find(&after, &entry.typed_after, cell));
            if old != new {
                let none = || self.texts.get("print-empty").into_owned();
                let change = self.arrow(old.unwrap_or_else(none), new.unwrap_or_else(none));
                told.push(self.texts.render(&Message::new("history-cell").with("cell", self.cell(cell, item)).with("change", change)));
            }
        }
        Some(told.join(" ; "))
    }

    /// The row and the column of a cell.
    fn cell(&self, cell: &Path, item: usize) -> String {
        let Some(table) = self.form.items[item].question().and_then(Question::table) else { return String::new() };
        let skipped = if cell.block().is_some() { 3 } else { 1 };
        let names = cell.steps().skip(skipped).zip([table.rows, table.columns]).filter_map(|(step, names)| match step {
            Step::Name(id) => Some(names.iter().find(|(name, _)| name == id).map_or(id, |(_, label)| label.text(self.texts.language()))),
            Step::Instance(_) => None,
        });
        names.collect::<Vec<_>>().join(" · ")
    }
}

/// The cells below a path; `None` if something there is no table.
fn flatten(path: &Path, value: Option<&Value>, cells: &mut Vec<(Path, Value)>) -> Option<()> {
    for (name, value) in value.map_or(Some(None), |value| value.as_object().map(Some))?.into_iter().flatten() {
        let path = path.join(name);
        if value.is_object() { flatten(&path, Some(value), cells)? } else { cells.push((path, value.clone())) }
    }
    Some(())
}
