//! Several options of a list.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::civil::Date;
use ratatui::text::Line;
use serde::Deserialize;
use serde_json::Value;

use super::ahead::{Ahead, Found};
use super::options::{Options, column, digit, unknown};
use super::{Arrival, ChoiceList, Entered, Fault, Field, Given, Handled, Kind, Lists, Question, Severity};
use crate::expression::Type;
use crate::l10n::{Language, Message};
use crate::ui::clean::is_hostile;
use crate::ui::hint::Hint;
use crate::ui::{Context, Picture};

/// The entry of the table of kinds.
pub const KIND: Kind = Kind {
    name: "choices",
    about: "Several options of a list, ticked one by one.",
    stored: "An array of codes in the list's order, without doubles: `[\"coordonnateur\", \"autres\"]`.",
    example: "id = \"profils\"\nkind = \"choices\"\nlabel = \"Profils\"\nchoices = { coordonnateur = \"Coordonnateur\", autres = \"Autres\" }\nmax = 2\n",
    load: super::load::<Choices>,
    #[cfg(test)]
    schema: || schemars::schema_for!(Choices),
};

/// Several options of a list.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Choices {
    /// The options.
    choices: Options,
    /// Most options that may be ticked.
    max: Option<usize>,
}

fn is_ticked(ticked: Option<&Vec<Value>>, code: &str) -> bool {
    ticked.is_some_and(|codes| codes.iter().any(|ticked| ticked == code))
}

impl Choices {
    /// Codes in the list's order, once each; nothing if there are none.
    fn in_order(&self, codes: &[&str]) -> Option<Value> {
        let kept: Vec<&str> = self.choices.list().0.iter().map(|(code, _)| code.as_str()).filter(|code| codes.contains(code)).collect();
        (!kept.is_empty()).then(|| Value::from(kept))
    }
}

impl Question for Choices {
    fn value_type(&self) -> Option<Type> {
        Some(Type::Choices(self.choices.list().codes()))
    }

    fn resolve(&mut self, lists: &Lists) -> Result<(), Message> {
        self.choices.resolve(lists)
    }

    fn verify(&self) -> Result<(), (&'static str, Message)> {
        if self.max == Some(0) {
            return Err(("max", Message::new("form-max-zero")));
        }
        self.choices.verify()
    }

    fn accept(&self, value: &Value) -> Result<Option<Value>, Vec<(String, Message)>> {
        let refused = |message| vec![(String::new(), message)];
        let codes = match value {
            Value::Null => return Ok(None),
            Value::Array(codes) => codes,
            _ => return Err(refused(Message::new("wrong-type-options"))),
        };
        let codes: Option<Vec<&str>> = codes.iter().map(Value::as_str).collect();
        let codes = codes.ok_or_else(|| refused(Message::new("wrong-type-options")))?;
        let strange: Vec<_> = codes.iter().filter(|code| self.choices.place(code).is_none()).map(|code| (String::new(), unknown(code))).collect();
        if strange.is_empty() { Ok(self.in_order(&codes)) } else { Err(strange) }
    }

    fn salvage(&self, value: &Value) -> Option<Value> {
        let codes: Vec<&str> = value.as_array()?.iter().filter_map(Value::as_str).collect();
        self.in_order(&codes)
    }

    fn read(&self, typed: &str) -> Result<Option<Value>, Message> {
        let typed = typed.split(',').filter(|code| !code.trim().is_empty());
        let codes: Vec<&str> = typed.map(|code| self.choices.read(code)).collect::<Result<_, _>>()?;
        Ok(self.in_order(&codes))
    }

    fn check(&self, value: &Value, _today: Date) -> Vec<Fault> {
        let count = value.as_array().map_or(0, Vec::len);
        match self.max {
            Some(max) if count > max => {
                vec![Fault::new(Severity::Error, "max", Message::new("fault-too-many-options").with("max", max).with("count", count))]
            }
            _ => Vec::new(),
        }
    }

    fn summary(&self, value: &Value, language: Language) -> String {
        let codes = value.as_array().into_iter().flatten().filter_map(Value::as_str);
        let labels = codes.map(|code| self.choices.list().label(code).map_or(code, |label| label.text(language)));
        labels.collect::<Vec<_>>().join(", ")
    }

    fn options(&self) -> Option<&ChoiceList> {
        Some(self.choices.list())
    }

    fn view<'a>(&'a self, given: &Given<'a>, cx: &Context<'a>) -> Vec<Line<'a>> {
        let ticked = given.value.and_then(Value::as_array);
        column(self.choices.list(), cx, [cx.look.ticked, cx.look.unticked], |code| is_ticked(ticked, code), None, None).lines
    }

    fn edit(&self, given: &Given, arrival: &Arrival) -> Option<Box<dyn Field>> {
        let list = self.choices.list().clone();
        let codes = given.value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let ticked = list.0.iter().map(|(code, _)| codes.iter().any(|ticked| ticked == code)).collect();
        let at = if *arrival == Arrival::Last { list.0.len().saturating_sub(1) } else { 0 };
        Some(Box::new(Ticks { list, ticked, at, ahead: Ahead::default() }))
    }
}

/// The field: options ticked or not, and the highlighted one.
#[derive(Debug)]
struct Ticks {
    list: ChoiceList,
    ticked: Vec<bool>,
    at: usize,
    ahead: Ahead,
}

impl Ticks {
    fn toggle(&mut self, place: usize) -> Handled {
        let Some(ticked) = self.ticked.get_mut(place) else { return Handled::Ignored };
        *ticked = !*ticked;
        self.at = place;
        Handled::Changed
    }

    fn go(&mut self, to: Option<usize>) -> Handled {
        match to.filter(|to| *to < self.list.0.len()) {
            Some(to) => {
                self.at = to;
                Handled::Redraw
            }
            None => Handled::Ignored,
        }
    }
}

impl Field for Ticks {
    fn key(&mut self, key: KeyEvent, cx: &Context) -> Handled {
        if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
            return Handled::Ignored;
        }
        match key.code {
            KeyCode::Enter => Handled::Next,
            KeyCode::Up | KeyCode::Down => {
                let handled = self.go(if key.code == KeyCode::Up { self.at.checked_sub(1) } else { Some(self.at + 1) });
                // a text is told where the focus leaves it
                if handled != Handled::Ignored || !self.ahead.is_text() {
                    self.ahead.clear();
                }
                handled
            }
            KeyCode::Char(' ') if !self.ahead.is_text() => self.toggle(self.at),
            KeyCode::Delete if self.ticked.get(self.at) == Some(&true) => self.toggle(self.at),
            KeyCode::Backspace if self.ahead.pop() => Handled::Redraw,
            KeyCode::Char(c) if !is_hostile(c) => match digit(c).filter(|_| !self.ahead.goes_on(c)) {
                Some(place) => self.toggle(place),
                None => match self.ahead.push(c, &self.list, Some(self.at), cx.texts.language()) {
                    Found::Option(place) => self.go(Some(place)),
                    Found::Nothing => Handled::Ignored,
                    Found::Text => Handled::Redraw,
                },
            },
            _ => Handled::Ignored,
        }
    }

    fn paste(&mut self, text: &str, _cx: &Context) -> Handled {
        self.ahead.paste(text);
        if self.ahead.is_text() { Handled::Redraw } else { Handled::Ignored }
    }

    fn entered(&self) -> Entered {
        let codes = self.list.0.iter().zip(&self.ticked).filter(|(_, ticked)| **ticked).map(|((code, _), _)| Value::from(code.as_str()));
        let codes: Vec<Value> = codes.collect();
        (!codes.is_empty()).then_some(Value::Array(codes)).into()
    }

    fn view<'a>(&'a self, cx: &Context<'a>) -> Picture<'a> {
        let is_ticked = |code: &str| self.list.0.iter().zip(&self.ticked).any(|((known, _), ticked)| *ticked && known == code);
        column(&self.list, cx, [cx.look.ticked, cx.look.unticked], is_ticked, Some(self.at), Some(self.at))
    }

    fn left(&self, language: Language) -> Option<Message> {
        let ticked = self.list.0.iter().zip(&self.ticked).filter(|(_, ticked)| **ticked);
        let labels: Vec<&str> = ticked.map(|((_, label), _)| label.text(language)).collect();
        self.ahead.left((!labels.is_empty()).then(|| labels.join(", ")).as_deref())
    }

    fn hints(&self) -> Vec<Hint> {
        let space = (!self.ahead.is_text()).then(|| Hint::new("key-space", "hint-tick"));
        space.into_iter().chain([Hint::new("↑↓", "hint-highlight"), Hint::new("key-enter", "hint-next")]).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{Desk, accepted, codes, load, try_load};
    use super::*;

    const PROFILS: &str = "kind='choices'\nmax=2\nchoices={ sante='Professionnel(s) de santé, titulaire(s) d''un diplôme', coordo='Coordonnateur', autres='Autres' }";

    fn source() -> String {
        PROFILS.replace("d''un", "d’un")
    }

    #[test]
    fn codes_are_kept_in_the_order_of_the_list_once_each() {
        let q = load(&source());
        assert_eq!(accepted(&*q, &json!(["autres", "sante", "autres"])), Ok(json!(["sante", "autres"])));
        assert_eq!(q.read("autres, Coordonnateur").unwrap(), Some(json!(["coordo", "autres"])));
        assert_eq!(accepted(&*q, &json!([])), Ok(json!(null)));
        assert_eq!(accepted(&*q, &json!(["x", "autres"])), Err(vec![(String::new(), "wrong-option")]));
        assert_eq!(accepted(&*q, &json!("autres")), Err(vec![(String::new(), "wrong-type-options")]));
        assert_eq!(accepted(&*q, &json!([1])), Err(vec![(String::new(), "wrong-type-options")]));
        assert_eq!(codes(&*q, &json!(["sante", "coordo", "autres"])), ["max"]);
        assert_eq!(q.summary(&json!(["coordo", "autres"]), Language::French), "Coordonnateur, Autres");
        assert!(try_load("kind='choices'\nchoices={}").is_err());
        assert!(try_load("kind='choices'\nchoices='inconnue'").is_err());
    }

    #[test]
    fn options_stand_one_a_line_with_a_hanging_indent() {
        let desk = Desk::new(load(&source()), json!(["autres"]), 28);
        insta::assert_snapshot!(desk.rest(), @r"
        1 [ ] Professionnel(s) de
              santé, titulaire(s)
              d’un diplôme
        2 [ ] Coordonnateur
        3 [x] *Autres*
        ");
        insta::assert_snapshot!(desk.focus(), @r"
        1 [ ] ‹Professionnel(s) de›
              ‹santé, titulaire(s)›
              ‹d’un diplôme›
        2 [ ] Coordonnateur
        3 [x] *Autres* @3,0
        ");
    }

    #[test]
    fn space_and_digits_tick_and_arrows_leave_at_the_edges() {
        let mut desk = Desk::new(load(&source()), json!(null), 60);
        assert_eq!(desk.press(KeyCode::Up), Handled::Ignored);
        assert_eq!(desk.press(KeyCode::Char(' ')), Handled::Changed);
        assert_eq!(desk.entered(), json!(["sante"]));
        assert_eq!(desk.press(KeyCode::Char('"')), Handled::Changed);
        assert_eq!(desk.entered(), json!(["sante", "autres"]));
        insta::assert_snapshot!(desk.focus(), @r"
        1 [x] *Professionnel(s) de santé, titulaire(s) d’un diplôme*
        2 [ ] Coordonnateur
        3 [x] ‹*Autres*› @3,2
        ");
        assert_eq!(desk.press(KeyCode::Down), Handled::Ignored);
        assert_eq!(desk.press(KeyCode::Delete), Handled::Changed);
        assert_eq!(desk.press(KeyCode::Delete), Handled::Ignored);
        assert_eq!(desk.press(KeyCode::Char('4')), Handled::Ignored);
        assert_eq!(desk.press(KeyCode::Char('p')), Handled::Redraw);
        assert_eq!(desk.press(KeyCode::Char('1')), Handled::Changed);
        assert_eq!(desk.entered(), json!(null));
        assert_eq!(desk.press(KeyCode::Enter), Handled::Next);
        assert_eq!(desk.press(KeyCode::Tab), Handled::Ignored);
    }

    #[test]
    fn a_text_typed_on_options_ticks_none_and_is_told() {
        let mut desk = Desk::new(load(&source()), json!(["coordo"]), 60);
        desk.write("pas encore défini");
        assert_eq!(desk.press(KeyCode::Enter), Handled::Next);
        assert_eq!(desk.entered(), json!(["coordo"]));
        assert_eq!(desk.left(), "« pas encore défini » n'est pas gardé, car on choisit ici parmi des options ; la réponse est « Coordonnateur ».");
        assert_eq!(desk.press(KeyCode::Down), Handled::Ignored);
        assert_ne!(desk.left(), "", "an arrow that leaves tells it, too");
        desk.press(KeyCode::Up);
        desk.press(KeyCode::Down);
        assert_eq!(desk.press(KeyCode::Char(' ')), Handled::Changed);
        assert_eq!(desk.left(), "");
        desk.write("co");
        assert_eq!(desk.press(KeyCode::Char(' ')), Handled::Changed, "the option that the letters found");
        assert_eq!(desk.entered(), json!(["autres"]));
    }

    #[test]
    fn coming_from_below_the_last_option_is_highlighted() {
        let desk = Desk::arriving(load(&source()), json!(null), 60, &[], &Arrival::Last);
        assert!(desk.focus().contains("‹Autres›"));
    }
}
