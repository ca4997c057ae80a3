//! The field of a choice among many (regions): typing filters on label and code, and what is found stands below.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use ratatui::text::{Line, Span};
use serde_json::Value;

use super::options::{label_style, not_taken};
use super::show::{blanks, column};
use super::{ChoiceList, Entered, Field, Handled};
use crate::l10n::{Language, Message};
use crate::ui::clean::{clean, is_hostile};
use crate::ui::fold::fold;
use crate::ui::hint::Hint;
use crate::ui::line::{Edit, LineEdit, search_words};
use crate::ui::{Context, Picture, look, wrap};

/// Options seen at once.
const SHOWN: usize = 6;

/// A choice in a long list.
#[derive(Debug)]
pub(super) struct Filtered {
    list: ChoiceList,
    chosen: Option<String>,
    typed: LineEdit,
    /// Place among what is found.
    highlighted: Option<usize>,
    /// Places in the list, best first.
    found: Vec<usize>,
    /// The only option that has a word starting with what is typed.
    only: Option<usize>,
    /// Whether something was typed and deleted again: Backspace held too long must not take the answer along.
    emptied: bool,
}

/// A text as it is searched: « Île-de-France » answers to « ile de fr » as well.
fn searched(text: &str) -> String {
    fold(text).replace('-', " ")
}

/// How well an option answers what is typed (folded); `None` if it does not.
fn score(code: &str, label: &str, typed: &str, matcher: &SkimMatcherV2) -> Option<(bool, i64)> {
    let code = searched(code);
    if label.starts_with(typed) || code == typed {
        return Some((true, i64::MAX));
    }
    if starts_a_word(label, typed) || code.starts_with(typed) {
        return Some((true, i64::MAX - 1));
    }
    matcher.fuzzy_match(label, typed).map(|score| (false, score))
}

fn starts_a_word(label: &str, typed: &str) -> bool {
    label.match_indices(typed).any(|(at, _)| !label[..at].ends_with(char::is_alphanumeric))
}

impl Filtered {
    pub(super) fn new(list: ChoiceList, chosen: Option<String>) -> Self {
        let found = (0..list.0.len()).collect();
        Self { list, chosen, typed: LineEdit::default(), highlighted: None, found, only: None, emptied: false }
    }

    fn search(&mut self, language: Language) {
        let typed = searched(self.typed.text());
        if typed.is_empty() {
            *self = Self { emptied: true, ..Self::new(std::mem::take(&mut self.list), self.chosen.take()) };
            return;
        }
        let matcher = SkimMatcherV2::default();
        let scored = self.list.0.iter().enumerate().filter_map(|(place, (code, label))| {
            score(code, &searched(label.text(language)), &typed, &matcher).map(|(word, score)| (place, word, score))
        });
        let mut scored: Vec<(usize, bool, i64)> = scored.collect();
        scored.sort_by_key(|(_, _, score)| std::cmp::Reverse(*score)); // stable: the list's order among equals
        let mut words = scored.iter().filter(|(_, word, _)| *word).map(|(place, ..)| *place);
        self.only = words.next().filter(|_| words.next().is_none());
        self.found = scored.into_iter().map(|(place, ..)| place).collect();
        self.highlighted = (!self.found.is_empty()).then_some(0);
    }

    /// Typing moves the highlight only; the answer is what Enter takes.
    fn typing(&mut self, language: Language, edit: impl FnOnce(&mut LineEdit) -> Edit) -> Handled {
        match edit(&mut self.typed) {
            Edit::Ignored => return Handled::Ignored,
            Edit::Moved => {}
            Edit::Changed => self.search(language),
        }
        Handled::Redraw
    }

    fn chosen_place(&self) -> Option<usize> {
        let code = self.chosen.as_deref()?;
        self.list.0.iter().position(|(known, _)| known == code)
    }

    fn highlight(&mut self, back: bool) -> Handled {
        let to = match self.highlighted {
            None if back || self.found.is_empty() => None,
            None => self.chosen_place().map(|at| at + 1).or(Some(0)).filter(|to| *to < self.found.len()),
            Some(at) if back => at.checked_sub(1),
            Some(at) => Some(at + 1).filter(|to| *to < self.found.len()),
        };
        if to.is_none() {
            return Handled::Ignored;
        }
        self.highlighted = to;
        Handled::Redraw
    }

    fn take(&mut self) {
        let place = self.highlighted.and_then(|at| self.found.get(at));
        if let Some((code, _)) = place.and_then(|place| self.list.0.get(*place)) {
            self.chosen = Some(code.clone());
        }
        *self = Self::new(std::mem::take(&mut self.list), self.chosen.take());
    }

    /// The line that is typed into, and the cursor's column.
    fn line<'a>(&'a self, cx: &Context<'a>) -> (Line<'a>, usize) {
        let columns = usize::from(cx.width);
        let (shown, at) = self.typed.view(columns);
        let room = columns.min(30);
        if !self.typed.text().is_empty() {
            let left = room.saturating_sub(wrap::width(shown));
            return (Line::from(vec![Span::raw(clean(shown)), blanks(cx, left)]), at);
        }
        let Some((_, label)) = self.chosen_place().and_then(|place| self.list.0.get(place)) else {
            return (Line::from(blanks(cx, room)), 0);
        };
        let label = wrap::fit(&clean(label.text(cx.texts.language())), columns, cx.look.cut);
        (Line::from(Span::styled(label, look::quiet())), 0)
    }
}

impl Field for Filtered {
    fn key(&mut self, key: KeyEvent, cx: &Context) -> Handled {
        let control = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let typed = !self.typed.text().is_empty();
        match key.code {
            KeyCode::Enter => {
                if self.highlighted.is_some() {
                    self.take();
                }
                Handled::Next
            }
            KeyCode::Up | KeyCode::Down => self.highlight(key.code == KeyCode::Up),
            KeyCode::Backspace if !typed && self.emptied => Handled::Ignored,
            KeyCode::Delete | KeyCode::Backspace if !typed => {
                if self.chosen.take().is_some() {
                    Handled::Changed
                } else {
                    Handled::Ignored
                }
            }
            KeyCode::Char(' ') if !typed && !control => match self.highlighted {
                Some(_) => {
                    self.take();
                    Handled::Changed
                }
                None => Handled::Ignored,
            },
            KeyCode::Char(c) if is_hostile(c) => Handled::Ignored,
            _ => self.typing(cx.texts.language(), |line| line.key(key)),
        }
    }

    fn paste(&mut self, text: &str, cx: &Context) -> Handled {
        if text.trim().is_empty() {
            return Handled::Ignored;
        }
        self.typing(cx.texts.language(), |line| line.insert(search_words(text.trim())))
    }

    fn entered(&self) -> Entered {
        self.chosen.as_deref().map(Value::from).into()
    }

    fn view<'a>(&'a self, cx: &Context<'a>) -> Picture<'a> {
        let columns = usize::from(cx.width);
        let (line, at) = self.line(cx);
        let mut lines = Vec::with_capacity(1 + SHOWN);
        lines.push(line);
        let shown = self.list.0.len().min(SHOWN);
        let place = self.highlighted.or_else(|| self.chosen_place().filter(|_| self.typed.text().is_empty())).unwrap_or(0);
        let first = place.saturating_sub(shown / 2).min(self.found.len().saturating_sub(shown));
        if self.found.is_empty() {
            let none = format!("{} {}", cx.look.warning, cx.texts.get("choice-nothing-found"));
            lines.push(Line::from(Span::styled(wrap::fit(&none, columns, cx.look.cut), look::warning())));
        }
        let last = (first + shown).min(self.found.len());
        for (nth, place) in self.found.iter().enumerate().skip(first).take(shown) {
            let Some((code, label)) = self.list.0.get(*place) else { continue };
            let label = wrap::fit(&clean(label.text(cx.texts.language())), columns.saturating_sub(2), cx.look.cut);
            let style = label_style(self.chosen.as_ref() == Some(code), self.highlighted == Some(nth));
            let [above, below] = cx.look.more;
            let more = match nth {
                _ if nth == first && first > 0 => above,
                _ if nth + 1 == last && last < self.found.len() => below,
                _ => " ",
            };
            lines.push(Line::from(vec![Span::styled(more, look::quiet()), Span::raw(" "), Span::styled(label, style)]));
        }
        lines.resize(1 + shown, Line::default()); // the page below does not move while one types
        Picture { lines, cursor: Some((column(cx, at), 0)) }
    }

    fn left(&self, language: Language) -> Option<Message> {
        if self.typed.text().is_empty() {
            let place = self.highlighted.filter(|place| Some(*place) != self.chosen_place())?;
            return not_taken(&self.list, place, false, language);
        }
        let only = self.only.or(self.found.first().copied().filter(|_| self.found.len() == 1));
        if only.is_some() && only == self.chosen_place() {
            return None;
        }
        let option = only.and_then(|place| self.list.0.get(place)).map_or("", |(_, label)| label.text(language));
        let count = if only.is_some() { 1 } else { self.found.len() };
        let answer = self.chosen.as_deref().map(|code| self.list.label(code).map_or(code, |label| label.text(language)));
        let left = Message::new("choice-left").with("typed", self.typed.text()).with("count", count).with("option", option);
        Some(left.with("answered", usize::from(answer.is_some())).with("answer", answer.unwrap_or_default()))
    }

    fn hints(&self) -> Vec<Hint> {
        vec![
            Hint::new("key-enter", "hint-take"),
            Hint::new("↑↓", "hint-highlight"),
            Hint::new("key-delete", "hint-clear"),
            Hint::words("hint-filter"),
        ]
    }
}
