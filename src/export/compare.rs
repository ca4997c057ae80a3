//! A comparison in words: question by question what stood there before and what stands there after, in lines of spans. The screen shows them in its
//! colours and goes where they belong; printed they are text. No difference is told by colour alone.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

use super::words::{Words, line, lines as cleaned};
use crate::answers::Path;
use crate::form::{Form, Item};
use crate::l10n::{Message, Texts};
use crate::outline::words;
use crate::question::Question;
use crate::response::compare::{Change, Fate, Kind, Side, word_changes};
use crate::ui::clean::clean_lines;
use crate::ui::wrap;

/// The fewest columns: room for what is indented most.
const LEAST: usize = 30;
/// Columns that an answer is indented by.
const STEP: usize = 4;
/// A text with fewer words before and after is told whole: « Rennes → Brest ».
const FEW_WORDS: usize = 5;

/// Characters of an unchanged text that are told beside what changed, and the fewest that are worth leaving out.
const CONTEXT: usize = 200;

/// The most pairs of things chosen that are looked at.
const MOST_PAIRS: usize = 1_000_000;

/// What a span is, for those who have colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Words around what changed.
    Plain,
    /// The heading of a page.
    Heading,
    /// A question or a block.
    Title,
    /// What stood there before and no more.
    Gone,
    /// What stands there now and did not before.
    New,
    /// What stands for no answer.
    Quiet,
}

/// Words of one tone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The words, harmless.
    pub text: String,
    /// What they are.
    pub tone: Tone,
}

/// A line of a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// From left to right.
    pub spans: Vec<Span>,
    /// Where in the new response it belongs: question, field, cell or block, of a block that was removed the repeat; empty if it belongs nowhere.
    pub at: Path,
}

impl Line {
    /// Its text without tones.
    #[must_use]
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

/// The differences between two responses, in lines of that many columns; « no difference » if there is none.
#[must_use]
pub fn lines(old: Side, new: Side, changes: &[Change], texts: &Texts, columns: usize) -> Vec<Line> {
    let mut sheet = Sheet::new(old, new, changes, Words(texts), columns.max(LEAST));
    if changes.is_empty() {
        sheet.put(&[sheet.plain("compare-none")], 0, &Path::default());
        return sheet.lines;
    }
    let mut heading = None;
    let mut rest = changes;
    while let Some(first) = rest.first() {
        let at = first.path.asked();
        let is_with = |change: &&Change| !change.is_of_block() && change.path.asked() == at;
        let count = if first.is_of_block() { 1 } else { rest.iter().take_while(is_with).count().max(1) };
        let (group, after) = rest.split_at(count);
        let page = sheet.page(&at);
        if heading.as_ref() != Some(&page) {
            sheet.heading(&page);
            heading = Some(page);
        }
        if first.is_of_block() {
            sheet.block(first);
        } else {
            sheet.question(&at, group);
        }
        rest = after;
    }
    sheet.blank();
    sheet.put(&[span(Tone::Plain, counts(changes, texts))], 0, &Path::default());
    sheet.lines
}

/// Where each change stands: the id of its page, if a form knows it, and what its place is called.
#[must_use]
pub fn places<'a>(old: Side<'a>, new: Side<'a>, changes: &[Change], texts: &'a Texts) -> Vec<(Option<&'a str>, String)> {
    let sheet = Sheet::new(old, new, changes, Words(texts), LEAST);
    let page = |path: &Path| sheet.known(&Path::question(path.root())).map(|(form, item)| form.pages[item.page].id.as_str());
    changes.iter().map(|change| (page(&change.path), sheet.title(&change.path))).collect()
}

/// Lines as text, each ended by a line break.
#[must_use]
pub fn text(lines: &[Line]) -> String {
    lines.iter().map(|line| line.text() + "\n").collect()
}

/// « 5 modifications, 2 ajouts, 1 retrait, 1 déplacement. »
fn counts(changes: &[Change], texts: &Texts) -> String {
    let mut found = [("compare-changed", 0_usize), ("compare-added", 0), ("compare-removed", 0), ("compare-moved", 0)];
    for change in changes {
        let kind = match change.kind {
            Kind::Changed => 0,
            Kind::Added => 1,
            Kind::Removed => 2,
            Kind::Moved { .. } => 3,
        };
        found[kind].1 += 1;
    }
    let told = found.iter().filter(|(_, count)| *count > 0).map(|(id, count)| texts.render(&Message::new(id).with("count", *count)));
    texts.render(&Message::new("compare-counts").with("counts", told.collect::<Vec<_>>().join(", ")))
}

fn span(tone: Tone, text: impl Into<String>) -> Span {
    Span { text: text.into(), tone }
}

/// What is written so far, of what, and how wide it is.
struct Sheet<'a> {
    old: Side<'a>,
    new: Side<'a>,
    old_blocks: Blocks<'a>,
    new_blocks: Blocks<'a>,
    words: Words<'a>,
    width: usize,
    lines: Vec<Line>,
}

/// The blocks of the repeats that changed, by path: number from 1, and fields.
type Blocks<'a> = FxHashMap<Path, (usize, &'a Map<String, Value>)>;

impl<'a> Sheet<'a> {
    fn new(old: Side<'a>, new: Side<'a>, changes: &[Change], words: Words<'a>, width: usize) -> Self {
        let roots: BTreeSet<Path> = changes.iter().map(|change| Path::question(change.path.root())).collect();
        let blocks = |side: Side<'a>| {
            let of =
                |root| side.response.answers.blocks(root).enumerate().map(move |(at, (id, fields))| (root.instance(id), (at + 1, fields)));
            roots.iter().flat_map(of).collect()
        };
        Self { old, new, old_blocks: blocks(old), new_blocks: blocks(new), words, width, lines: Vec::new() }
    }

    /// The form that knows what stands at a path, the new response's first, with the item and the answers by which blocks are numbered.
    fn known(&self, path: &Path) -> Option<(&'a Form, &'a Item)> {
        let gone = path.block().is_some_and(|block| !self.new_blocks.contains_key(&block));
        let sides = if gone { [self.old, self.new] } else { [self.new, self.old] };
        sides.into_iter().find_map(|side| Some((side.form?, &side.form?.items[side.form?.item_at(path)?])))
    }

    /// What a path is called in a form. A block that is no more has its old number.
    fn called(&self, form: &Form, path: &Path) -> String {
        let number = |_: &str| {
            let block = path.block()?;
            Some(self.new_blocks.get(&block).or_else(|| self.old_blocks.get(&block))?.0)
        };
        words::title_of(form, number, path, self.words.language())
    }

    /// The title of the page that a path stands on.
    fn page(&self, path: &Path) -> String {
        let page = self.known(&Path::question(path.root())).map(|(form, item)| self.words.label(&form.pages[item.page].title));
        page.unwrap_or_else(|| self.words.say("compare-unknown"))
    }

    /// What a path is called.
    fn title(&self, path: &Path) -> String {
        if let Some((form, _)) = self.known(path) {
            return line(&self.called(form, path));
        }
        // a field that the form of its repeat does not know
        let field = path.block().and_then(|block| Some((self.known(&block)?, path.below(&block)?, block)));
        line(&field.map_or_else(|| path.to_string(), |((form, _), below, block)| format!("{} · {below}", self.called(form, &block))))
    }

    fn block(&mut self, change: &Change) {
        self.blank();
        let block = self.title(&change.path);
        let told = |id| Message::new(id).with("block", block);
        match change.kind {
            Kind::Moved { from, .. } => {
                let known = self.known(&change.path).and_then(|(form, item)| Some((form, item.repeat()?)));
                let was = known.map_or_else(|| (from + 1).to_string(), |(_, repeat)| repeat.item_title(from + 1, self.words.language()));
                let message = told("compare-block-moved").with("was", line(&was));
                self.put(&[span(Tone::Title, self.words.render(&message))], 0, &change.path);
                let title = known.and_then(|(form, repeat)| Some(&form.items[repeat.title?].id));
                let titled =
                    title.zip(self.new_blocks.get(&change.path)).and_then(|(title, (_, fields))| Some((title, fields.get(title)?)));
                let titled = titled.map(|(title, value)| self.value(self.new, &change.path.join(title), value));
                if let Some(titled) = titled {
                    self.put(&[span(Tone::Plain, titled)], STEP, &change.path);
                }
            }
            Kind::Removed => {
                let repeat = Path::question(change.path.root());
                let message = told("compare-block-removed");
                self.put(&[span(Tone::Title, self.words.render(&message))], 0, &repeat);
                for (_, label, told) in self.fields(self.old, &change.path, change.before.as_ref(), &change.typed_before) {
                    self.put(&[span(Tone::Plain, label), span(Tone::Gone, told)], STEP, &repeat);
                }
            }
            Kind::Added | Kind::Changed => {
                let message = told("compare-block-added");
                self.put(&[span(Tone::Title, self.words.render(&message))], 0, &change.path);
                for (path, label, told) in self.fields(self.new, &change.path, change.after.as_ref(), &change.typed_after) {
                    self.put(&[span(Tone::Plain, label), span(Tone::New, told)], STEP, &path);
                }
            }
        }
    }

    /// The answers of a block, each with its path and its label, in the form's order.
    fn fields(&self, side: Side, block: &Path, fields: Option<&Value>, typed: &BTreeMap<Path, String>) -> Vec<(Path, String, String)> {
        let known = self.known(block).and_then(|(form, item)| Some((form, item.repeat()?)));
        let place = |path: &Path| {
            let field = path.below(block).and_then(|below| below.split('.').next());
            known.zip(field).and_then(|((form, repeat), field)| form.field(repeat, field)).unwrap_or(usize::MAX)
        };
        let fields = fields.and_then(Value::as_object).into_iter().flatten().map(|(name, value)| (block.join(name), value));
        let mut told: Vec<(Path, String)> = fields.map(|(path, value)| (path.clone(), self.value(side, &path, value))).collect();
        told.extend(typed.iter().map(|(path, text)| (path.clone(), self.words.unreadable(text))));
        told.sort_by_key(|(path, _)| place(path));
        told.into_iter().map(|(path, told)| (path.clone(), self.below(&path, block) + " ", told)).collect()
    }

    /// A question, a field or the cells of a table.
    fn question(&mut self, at: &Path, changes: &[Change]) {
        self.blank();
        self.put(&[span(Tone::Title, self.title(at))], 0, at);
        for change in changes {
            let mut spans = self.told(change);
            if change.path != *at {
                spans.insert(0, span(Tone::Plain, self.below(&change.path, at) + " "));
            }
            self.put(&spans, STEP, &change.path);
        }
    }

    /// What a field or a cell is called in its block or table, with a colon.
    fn below(&self, path: &Path, above: &Path) -> String {
        let (title, whole) = (self.title(path), self.title(above));
        let own = title.strip_prefix(&whole).map(|own| own.trim_start_matches([' ', '·', '.'])).filter(|own| !own.is_empty());
        let own = own.map_or_else(|| line(path.below(above).unwrap_or(path.as_str())), ToOwned::to_owned);
        self.words.render(&Message::new("compare-label").with("label", own))
    }

    /// What stood there before and what stands there after.
    fn told(&self, change: &Change) -> Vec<Span> {
        let typed = |typed: &BTreeMap<Path, String>| {
            let texts: Vec<String> = typed.values().map(|text| self.words.unreadable(text)).collect();
            (!texts.is_empty()).then(|| texts.join(" "))
        };
        let (typed_before, typed_after) = (typed(&change.typed_before), typed(&change.typed_after));
        let values = change.before.as_ref().zip(change.after.as_ref()).filter(|_| typed_before.is_none() && typed_after.is_none());
        if let Some(spans) = values.and_then(|(before, after)| self.between(change, before, after)) {
            return spans;
        }
        let side = |side, path: &Path, value: &Option<Value>, typed: Option<String>, tone| {
            let told = typed.or_else(|| value.as_ref().map(|value| self.value(side, path, value)));
            told.map_or_else(|| span(Tone::Quiet, self.words.say("print-empty")), |told| span(tone, told))
        };
        let before = side(self.old, &change.old_path, &change.before, typed_before, Tone::Gone);
        let after = side(self.new, &change.path, &change.after, typed_after, Tone::New);
        vec![before, span(Tone::Plain, " → "), after]
    }

    /// What changed inside an answer: which of several things came and went, or which words of a text; `None` for what is told whole.
    fn between(&self, change: &Change, before: &Value, after: &Value) -> Option<Vec<Span>> {
        if let Some((old, new)) = before.as_array().zip(after.as_array()) {
            if old.len().saturating_mul(new.len()) > MOST_PAIRS {
                return None;
            }
            let one = |side, path: &Path, value: &Value| self.value(side, path, &Value::Array(vec![value.clone()]));
            let gone = old.iter().filter(|value| !new.contains(value)).map(|value| gone(&one(self.old, &change.old_path, value)));
            let came = new.iter().filter(|value| !old.contains(value)).map(|value| came(&one(self.new, &change.path, value)));
            let spans: Vec<Span> = gone.chain(came).flat_map(|told| [span(Tone::Plain, " "), told]).skip(1).collect();
            return (!spans.is_empty()).then_some(spans);
        }
        let is_choice = self.known(&change.path).is_some_and(|(_, item)| item.question().and_then(Question::options).is_some());
        let (old, new) = (before.as_str().filter(|_| !is_choice)?, after.as_str()?);
        let is_long = |text: &str| text.contains('\n') || text.split_whitespace().count() >= FEW_WORDS;
        let (old, new) = (clean_lines(old), clean_lines(new));
        let pieces = word_changes(&old, &new);
        let has_changed = pieces.iter().any(|piece| piece.fate != Fate::Same);
        let last = pieces.len().saturating_sub(1);
        let spans = pieces.iter().enumerate().map(|(at, piece)| match piece.fate {
            Fate::Same => span(Tone::Plain, shortened(piece.text, at == 0, at == last)),
            Fate::Gone => gone(piece.text),
            Fate::New => came(piece.text),
        });
        (has_changed && (is_long(&old) || is_long(&new))).then(|| spans.collect())
    }

    /// An answer in the words of its own form; as it is stored if that is not known.
    fn value(&self, side: Side, path: &Path, value: &Value) -> String {
        let known = side.form.and_then(|form| Some((form, form.item_at(path)?)));
        let language = self.words.language();
        cleaned(&match known {
            Some((form, item)) if path.asked() == *path => words::summary(form, item, value, language),
            Some(_) => words::number(value, language),
            None => value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned),
        })
    }

    fn plain(&self, id: &str) -> Span {
        span(Tone::Plain, self.words.say(id))
    }

    fn heading(&mut self, title: &str) {
        if !self.lines.is_empty() {
            self.blank();
            self.blank();
        }
        let start = self.lines.len();
        self.put(&[span(Tone::Heading, title)], 0, &Path::default());
        let longest = self.lines[start..].iter().map(|line| wrap::width(&line.text())).max().unwrap_or(0);
        self.put(&[span(Tone::Heading, "=".repeat(longest))], 0, &Path::default());
    }

    fn blank(&mut self) {
        self.lines.push(Line::default());
    }

    /// Writes spans, wrapped together, from that column on. Their line breaks are kept.
    fn put(&mut self, spans: &[Span], indent: usize, at: &Path) {
        let whole: String = spans.iter().map(|span| span.text.as_str()).collect();
        let mut start = 0;
        for hard in whole.split('\n') {
            for range in wrap::ranges(hard, self.width - indent) {
                let shown = start + range.start..start + range.start + hard[range].trim_end_matches(' ').len();
                self.lines.push(Line { spans: cut(spans, &shown, indent), at: at.clone() });
            }
            start += hard.len() + 1;
        }
    }
}

/// An unchanged stretch of a text, without what stands far from the changes around it.
fn shortened(text: &str, is_first: bool, is_last: bool) -> String {
    let near = |at: Option<(usize, char)>| at.map_or(text.len(), |(at, _)| at);
    let head = if is_first { 0 } else { near(text.char_indices().nth(CONTEXT)) };
    let tail = if is_last { text.len() } else { near(text.char_indices().rev().nth(CONTEXT)) };
    // whole words only
    let head = text[..head].rfind(char::is_whitespace).map_or(head, |at| at);
    let tail = text[tail..].find(char::is_whitespace).map_or(tail, |at| tail + at);
    if tail < head + CONTEXT {
        return text.to_owned();
    }
    let cut = if is_first { "[…]" } else { " […]" };
    format!("{}{cut}{}", &text[..head], &text[tail..])
}

/// What went, as `git --word-diff` marks it.
fn gone(text: &str) -> Span {
    span(Tone::Gone, format!("[-{text}-]"))
}

/// What came.
fn came(text: &str) -> Span {
    span(Tone::New, format!("{{+{text}+}}"))
}

/// The part of spans that lies in these bytes of all of them, indented.
fn cut(spans: &[Span], shown: &std::ops::Range<usize>, indent: usize) -> Vec<Span> {
    let mut parts = Vec::new();
    if indent > 0 && !shown.is_empty() {
        parts.push(span(Tone::Plain, " ".repeat(indent)));
    }
    let mut start = 0;
    for one in spans {
        let (from, to) = (shown.start.max(start), shown.end.min(start + one.text.len()));
        if from < to {
            parts.push(span(one.tone, &one.text[from - start..to - start]));
        }
        start += one.text.len();
    }
    parts
}
