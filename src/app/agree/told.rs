//! Where two entries differ, in the labels' words: what each of them says, the words that the other one has not in bold.

use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use serde_json::{Map, Value};

use crate::answers::{ID, Path, is_blank};
use crate::app::core::Core;
use crate::l10n::Message;
use crate::outline::words;
use crate::question::Question;
use crate::response::compare::{Change, Fate, Kind, word_changes};
use crate::response::history::blocks;
use crate::response::verify::{Entries, Entry};
use crate::ui::clean::clean_lines;
use crate::ui::look::quiet;
use crate::ui::wrap::ranges;

/// Characters of a text that are told beside what differs.
const CONTEXT: usize = 60;

/// Differences in the labels' words.
pub(super) struct Words<'a> {
    pub entries: Entries<'a>,
    pub core: &'a Core,
}

impl Words<'_> {
    /// What differs: the question, the cell, the block.
    pub fn title(&self, change: &Change) -> String {
        let gone = change.kind == Kind::Removed && change.is_of_block();
        let answers = if gone { &self.entries.first.answers } else { &self.entries.second.answers };
        let title = words::title(self.entries.form, answers, &change.path, self.core.language());
        if let Kind::Moved { .. } = change.kind { format!("{title} · {}", self.core.texts.get("agree-order")) } else { title }
    }

    /// What an entry says there; what the other one does not say stands out.
    pub fn side(&self, change: &Change, entry: Entry) -> Vec<Span<'static>> {
        let (path, value, typed) = match entry {
            Entry::First => (&change.old_path, &change.before, &change.typed_before),
            Entry::Second => (&change.path, &change.after, &change.typed_after),
        };
        if let Kind::Moved { from, to } = change.kind {
            let place = if entry == Entry::First { from } else { to };
            return vec![Span::raw(self.core.texts.render(&Message::new("agree-place").with("place", place + 1)))];
        }
        if change.is_of_block() && value.is_none() {
            return vec![Span::styled(self.core.texts.get("agree-no-block").into_owned(), quiet())];
        }
        let mut parts: Vec<String> = Vec::new();
        match value {
            Some(Value::Object(fields)) if change.is_of_block() => {
                parts.extend(self.fields(path, fields));
            }
            Some(value) if typed.is_empty() => match self.words_of(change, entry) {
                Some(spans) => return spans,
                None => parts.push(self.value(path, value)),
            },
            _ => {}
        }
        parts.extend(typed.values().map(|text| self.core.texts.render(&Message::new("print-unreadable").with("text", text.as_str()))));
        if parts.is_empty() {
            let is_whole = entry == Entry::Second && Path::question(path.root()) == *path;
            let id = if is_whole { "agree-missing" } else { "print-empty" };
            return vec![Span::styled(self.core.texts.get(id).into_owned(), quiet())];
        }
        vec![Span::raw(clean_lines(&parts.join(&self.between())))]
    }

    /// What stands between two things that are told.
    fn between(&self) -> String {
        format!(" {} ", self.core.look.dot)
    }

    /// The fields of a block that say something.
    fn fields(&self, block: &Path, fields: &Map<String, Value>) -> Vec<String> {
        let told = fields.iter().filter(|(field, value)| *field != ID && !is_blank(value));
        told.map(|(field, value)| self.value(&block.join(field), value)).collect()
    }

    fn value(&self, path: &Path, value: &Value) -> String {
        let form = self.entries.form;
        if let Some(blocks) = blocks(Some(value)).filter(|blocks| !blocks.is_empty()) {
            let between = self.between();
            let told = blocks.iter().map(|(id, fields)| self.fields(&path.instance(id), fields).join(&between));
            return told.collect::<Vec<_>>().join("\n");
        }
        match form.item_at(path) {
            Some(item) if path.asked() == *path => words::summary(form, item, value, self.core.language()),
            Some(_) => words::number(value, self.core.language()),
            None => value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned),
        }
    }

    /// Of two texts, the words of one with what differs in bold, and without what is the same far from it.
    fn words_of(&self, change: &Change, entry: Entry) -> Option<Vec<Span<'static>>> {
        let form = self.entries.form;
        let question = form.item_at(&change.path).and_then(|item| form.items[item].question())?;
        if Question::options(question).is_some() || !change.typed_before.is_empty() || !change.typed_after.is_empty() {
            return None;
        }
        let (first, second) = (change.before.as_ref()?.as_str()?, change.after.as_ref()?.as_str()?);
        let (first, second) = (clean_lines(first), clean_lines(second));
        // what a kind stores in its own way is told in its own way
        if [(&first, &change.before), (&second, &change.after)]
            .iter()
            .any(|(text, value)| value.as_ref().is_none_or(|value| clean_lines(&self.value(&change.path, value)) != ***text))
        {
            return None;
        }
        let pieces = word_changes(&first, &second);
        let other = if entry == Entry::First { Fate::New } else { Fate::Gone };
        let last = pieces.len().saturating_sub(1);
        let own = pieces.iter().enumerate().filter(|(_, piece)| piece.fate != other);
        let spans = own.map(|(at, piece)| match piece.fate {
            Fate::Same => Span::raw(near(piece.text, at == 0, at == last)),
            _ => Span::styled(piece.text.to_owned(), Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED)),
        });
        Some(spans.collect())
    }
}

/// What both say alike, without what stands far from where they differ; whole words only.
fn near(text: &str, is_first: bool, is_last: bool) -> String {
    let head = if is_first { 0 } else { text.char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| at) };
    let tail = if is_last { text.len() } else { text.char_indices().rev().nth(CONTEXT).map_or(0, |(at, _)| at) };
    let head = text[..head].rfind(char::is_whitespace).unwrap_or(0);
    let tail = text[tail..].find(char::is_whitespace).map_or(text.len(), |at| tail + at);
    if tail <= head + CONTEXT {
        return text.to_owned();
    }
    let cut = if is_first { "[…]" } else { " […]" };
    format!("{}{cut}{}", &text[..head], &text[tail..])
}

/// Spans as lines of that many columns, at most so many.
pub(super) fn wrapped(spans: &[Span<'static>], columns: usize, most: usize, sign: &'static str) -> Vec<Line<'static>> {
    let whole: String = spans.iter().map(|span| span.content.as_ref()).collect();
    let mut lines = Vec::new();
    let mut start = 0;
    for hard in whole.split('\n') {
        for range in ranges(hard, columns) {
            lines.push((start + range.start, start + range.start + hard[range].trim_end_matches(' ').len()));
        }
        start += hard.len() + 1;
    }
    let is_cut = lines.len() > most;
    lines.truncate(most);
    let mut shown: Vec<Line> = lines.into_iter().map(|(from, to)| Line::from(part(spans, from, to))).collect();
    if let Some(last) = shown.last_mut().filter(|_| is_cut) {
        last.push_span(Span::styled(sign, quiet()));
    }
    shown
}

/// The part of spans that lies between these bytes of all of them.
fn part(spans: &[Span<'static>], from: usize, to: usize) -> Vec<Span<'static>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for span in spans {
        let (own_from, own_to) = (from.max(start), to.min(start + span.content.len()));
        if own_from < own_to {
            parts.push(Span::styled(span.content[own_from - start..own_to - start].to_owned(), span.style));
        }
        start += span.content.len();
    }
    parts
}
