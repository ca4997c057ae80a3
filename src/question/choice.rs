//! One option of a list.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::text::{Line, Span};
use serde::Deserialize;
use serde_json::Value;

use super::ahead::{Ahead, Found};
use super::filter::Filtered;
use super::options::{Options, column, digit, label_style, not_taken, unknown};
use super::show::{self, blanks, pieces, spaces};
use super::typed::accept_text;
use super::{Arrival, ChoiceList, Entered, Field, Given, Handled, Kind, Lists, Question};
use crate::expression::Type;
use crate::l10n::{Language, Message};
use crate::ui::clean::{clean, is_hostile};
use crate::ui::hint::Hint;
use crate::ui::{Context, Picture, wrap};

/// The entry of the table of kinds.
pub const KIND: Kind = Kind {
    name: "choice",
    about: "One option of a list. Up to nine are all shown; a longer list is filtered by typing.",
    stored: "The option's code, a string: `\"oui\"`.",
    example: "id = \"creee\"\nkind = \"choice\"\nlabel = \"CAR'sp créée\"\nchoices = { oui = \"oui\", en_cours = \"en cours\" }\n",
    load: super::load::<Choice>,
    #[cfg(test)]
    schema: || schemars::schema_for!(Choice),
};

/// More options than that are filtered by typing.
const ALL_SHOWN: usize = 9;
/// More options than that never stand on one line.
const ON_ONE_LINE: usize = 4;
/// Columns of a mark, `( )`.
const MARK: usize = 3;
/// Between options on one line.
const GAP: usize = 3;

/// One option of a list.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The options.
    choices: Options,
}

impl Question for Choice {
    fn value_type(&self) -> Option<Type> {
        Some(Type::Choice(self.choices.list().codes()))
    }

    fn resolve(&mut self, lists: &Lists) -> Result<(), Message> {
        self.choices.resolve(lists)
    }

    fn verify(&self) -> Result<(), (&'static str, Message)> {
        self.choices.verify()
    }

    fn accept(&self, value: &Value) -> Result<Option<Value>, Vec<(String, Message)>> {
        match accept_text(value, |code| (!code.is_empty()).then(|| Value::from(code)))? {
            Some(Value::String(code)) if self.choices.place(&code).is_none() => Err(vec![(String::new(), unknown(&code))]),
            accepted => Ok(accepted),
        }
    }

    fn read(&self, typed: &str) -> Result<Option<Value>, Message> {
        if typed.trim().is_empty() { Ok(None) } else { self.choices.read(typed).map(|code| Some(Value::from(code))) }
    }

    fn summary(&self, value: &Value, language: Language) -> String {
        let code = value.as_str().unwrap_or_default();
        self.options().and_then(|list| list.label(code)).map_or(code, |label| label.text(language)).to_owned()
    }

    fn is_beside(&self, columns: usize) -> bool {
        [Language::French, Language::English].iter().all(|language| on_one_line(self.choices.list(), columns, *language))
    }

    fn options(&self) -> Option<&ChoiceList> {
        Some(self.choices.list())
    }

    fn view<'a>(&'a self, given: &Given<'a>, cx: &Context<'a>) -> Vec<Line<'a>> {
        let list = self.choices.list();
        let code = given.value.and_then(Value::as_str);
        if list.0.len() <= ALL_SHOWN {
            return picture(list, code, None, None, cx).lines;
        }
        let Some(code) = code else { return vec![Line::from(blanks(cx, usize::from(cx.width.min(30))))] };
        let text = list.label(code).map_or(code, |label| label.text(cx.texts.language()));
        pieces(text, usize::from(cx.width)).into_iter().map(Line::from).collect()
    }

    fn edit(&self, given: &Given, _arrival: &Arrival) -> Option<Box<dyn Field>> {
        let list = self.choices.list().clone();
        let chosen = given.value.and_then(Value::as_str).map(str::to_owned);
        if list.0.len() > ALL_SHOWN {
            return Some(Box::new(Filtered::new(list, chosen)));
        }
        let rest = chosen.as_ref().and_then(|code| list.0.iter().position(|(known, _)| known == code)).unwrap_or(0);
        Some(Box::new(Few { list, chosen, highlighted: None, rest, looked: false, ahead: Ahead::default() }))
    }
}

/// Whether all options stand on one line of that many columns.
fn on_one_line(list: &ChoiceList, columns: usize, language: Language) -> bool {
    let count = list.0.len();
    if count > ON_ONE_LINE {
        return false;
    }
    let labels: usize = list.0.iter().map(|(_, label)| MARK + 1 + wrap::width(label.text(language))).sum();
    labels + GAP * count.saturating_sub(1) <= columns
}

fn is_line(list: &ChoiceList, cx: &Context) -> bool {
    on_one_line(list, usize::from(cx.width), cx.texts.language())
}

/// The options as they stand, with the cursor at one of them.
fn picture<'a>(list: &'a ChoiceList, chosen: Option<&str>, highlighted: Option<usize>, at: Option<usize>, cx: &Context) -> Picture<'a> {
    let marks = [cx.look.chosen, cx.look.unchosen];
    if !is_line(list, cx) {
        return column(list, cx, marks, |code| chosen == Some(code), highlighted, at);
    }
    let mut spans = Vec::with_capacity(list.0.len() * 4);
    let mut cursor = None;
    let mut used = 0;
    for (place, (code, label)) in list.0.iter().enumerate() {
        if place > 0 {
            spans.push(spaces(GAP));
            used += GAP;
        }
        if at == Some(place) {
            cursor = Some((show::column(cx, used + 1), 0));
        }
        let chosen = chosen == Some(code);
        let label = clean(label.text(cx.texts.language()));
        let mark = marks[usize::from(!chosen)];
        used += wrap::width(mark) + 1 + wrap::width(&label);
        spans.extend([Span::raw(mark), Span::raw(" "), Span::styled(label, label_style(chosen, highlighted == Some(place)))]);
    }
    Picture { lines: vec![Line::from(spans)], cursor }
}

/// The field of a list short enough to be seen whole.
#[derive(Debug)]
struct Few {
    list: ChoiceList,
    chosen: Option<String>,
    highlighted: Option<usize>,
    /// Where the cursor rests when nothing is highlighted: the option chosen or cleared last, so that Space gives back what Space took.
    rest: usize,
    /// Whether the highlight moved since the answer was last set.
    looked: bool,
    ahead: Ahead,
}

impl Few {
    fn chosen_place(&self) -> Option<usize> {
        let code = self.chosen.as_deref()?;
        self.list.0.iter().position(|(known, _)| known == code)
    }

    fn choose(&mut self, place: usize) -> Handled {
        let Some((code, _)) = self.list.0.get(place) else { return Handled::Ignored };
        self.looked = false;
        if self.chosen.as_ref() == Some(code) {
            return Handled::Redraw;
        }
        self.chosen = Some(code.clone());
        self.rest = place;
        Handled::Changed
    }

    fn cursor(&self) -> usize {
        self.highlighted.unwrap_or(self.rest)
    }

    fn clear(&mut self) -> Handled {
        self.looked = false;
        if self.chosen.take().is_some() { Handled::Changed } else { Handled::Ignored }
    }

    /// Highlights the option before or after the cursor's, which rests on the chosen one at first; leaves at the edges.
    fn highlight(&mut self, back: bool) -> Handled {
        let to = match self.highlighted.or_else(|| self.chosen_place()) {
            Some(at) if back => at.checked_sub(1),
            None if back => None,
            at => at.map(|at| at + 1).or(Some(0)).filter(|to| *to < self.list.0.len()),
        };
        if to.is_none() {
            return Handled::Ignored;
        }
        self.look_at(to)
    }

    fn look_at(&mut self, place: Option<usize>) -> Handled {
        self.highlighted = place;
        self.looked = true;
        Handled::Redraw
    }

    fn sign(&mut self, c: char, language: Language) -> Handled {
        if let Some(place) = digit(c).filter(|_| !self.ahead.goes_on(c)) {
            if place < self.list.0.len() {
                self.highlighted = None;
            }
            return self.choose(place);
        }
        match self.ahead.push(c, &self.list, self.highlighted, language) {
            Found::Option(place) => self.look_at(Some(place)),
            Found::Nothing => Handled::Ignored,
            Found::Text => {
                self.highlighted = None;
                Handled::Redraw
            }
        }
    }

    /// Takes the option under the cursor, or gives it back.
    fn toggle(&mut self) -> Handled {
        let place = self.cursor();
        if self.chosen_place() == Some(place) { self.clear() } else { self.choose(place) }
    }
}

impl Field for Few {
    fn key(&mut self, key: KeyEvent, cx: &Context) -> Handled {
        if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
            return Handled::Ignored;
        }
        let (back, forth) = if is_line(&self.list, cx) { (KeyCode::Left, KeyCode::Right) } else { (KeyCode::Up, KeyCode::Down) };
        match key.code {
            KeyCode::Enter => {
                if let Some(place) = self.highlighted {
                    self.choose(place);
                }
                Handled::Next
            }
            KeyCode::Char(' ') if !self.ahead.has_found() && !self.ahead.is_text() => self.toggle(),
            KeyCode::Backspace if self.ahead.pop() => self.look_at(None),
            KeyCode::Delete | KeyCode::Backspace => {
                let had_text = self.ahead.is_text();
                self.ahead.clear();
                match self.clear() {
                    Handled::Ignored if had_text => Handled::Redraw,
                    handled => handled,
                }
            }
            KeyCode::Char(c) if !is_hostile(c) => self.sign(c, cx.texts.language()),
            code if code == back || code == forth => {
                let handled = self.highlight(code == back);
                // a text is told where the focus leaves it
                if handled != Handled::Ignored || !self.ahead.is_text() {
                    self.ahead.clear();
                }
                handled
            }
            _ => Handled::Ignored,
        }
    }

    fn paste(&mut self, text: &str, _cx: &Context) -> Handled {
        self.ahead.paste(text);
        if self.ahead.is_text() { self.look_at(None) } else { Handled::Ignored }
    }

    fn entered(&self) -> Entered {
        self.chosen.as_deref().map(Value::from).into()
    }

    fn view<'a>(&'a self, cx: &Context<'a>) -> Picture<'a> {
        picture(&self.list, self.chosen.as_deref(), self.highlighted, Some(self.cursor()), cx)
    }

    fn left(&self, language: Language) -> Option<Message> {
        let answer = self.chosen_place().map(|place| self.list.0[place].1.text(language));
        let place = || self.highlighted.filter(|place| self.looked && Some(*place) != self.chosen_place());
        self.ahead.left(answer).or_else(|| not_taken(&self.list, place()?, self.ahead.has_found(), language))
    }

    fn hints(&self) -> Vec<Hint> {
        const DIGITS: [&str; 9] = ["1", "1-2", "1-3", "1-4", "1-5", "1-6", "1-7", "1-8", "1-9"];
        let digits = DIGITS[self.list.0.len().clamp(1, DIGITS.len()) - 1];
        if self.highlighted.is_some() {
            return vec![Hint::new("key-enter", "hint-take"), Hint::new(digits, "hint-choose"), Hint::new("key-delete", "hint-clear")];
        }
        let space = (!self.ahead.is_text()).then(|| Hint::new("key-space", "hint-take"));
        [Some(Hint::new(digits, "hint-choose")), space, Some(Hint::new("key-delete", "hint-clear"))].into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests;
