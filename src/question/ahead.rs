//! Letters typed on a list of options. They look for one; a word that begins none was meant for another question: it changes nothing, and is told.

use super::ChoiceList;
use super::options::digit;
use crate::l10n::{Language, Message};
use crate::ui::fold::fold;

/// As much as is told of it.
const LONGEST: usize = 40;

/// What was typed since the focus came or moved.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    text: String,
    /// Whether an option begins with it.
    found: bool,
}

/// What typed letters lead to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// This option.
    Option(usize),
    /// None; one letter may be a slip.
    Nothing,
    /// None: it is a text.
    Text,
}

impl Ahead {
    /// Whether a sign goes on with what was typed instead of choosing: an accent or a dash inside a word, a space after a text. Digits always choose.
    pub(super) fn goes_on(&self, c: char) -> bool {
        match c {
            ' ' => self.is_text(),
            _ if c.is_ascii_digit() => false,
            '\'' if !self.text.is_empty() => true, // « l'équipe »
            _ => digit(c).is_none() || self.text.chars().nth(1).is_some(),
        }
    }

    /// Whether an option was found by letters.
    pub(super) fn has_found(&self) -> bool {
        self.found
    }

    /// Whether it is more than a slip, and no option's.
    pub(super) fn is_text(&self) -> bool {
        !self.found && self.text.chars().nth(1).is_some()
    }

    /// Takes a letter in, with the option highlighted before. The same letter again goes on to the next option that begins with it.
    pub(super) fn push(&mut self, c: char, list: &ChoiceList, from: Option<usize>, language: Language) -> Found {
        if self.text.chars().count() < LONGEST {
            self.text.push(c);
        }
        let typed = fold(&self.text);
        let mut letters = typed.chars();
        let (first, second, third) = (letters.next(), letters.next(), letters.next());
        let place = if typed.chars().all(|letter| Some(letter) == first) {
            let start = from.map_or(0, |at| at + usize::from(c != ' '));
            first.and_then(|letter| next(list, letter.encode_utf8(&mut [0; 4]), start, language))
        } else {
            // the second of two letters may also be a change of mind
            let instead = second.filter(|_| third.is_none());
            next(list, &typed, 0, language).or_else(|| next(list, instead?.encode_utf8(&mut [0; 4]), 0, language))
        };
        self.found = place.is_some();
        match place {
            Some(place) => Found::Option(place),
            None if self.is_text() => Found::Text,
            None => Found::Nothing,
        }
    }

    /// Forgets the last sign; whether there was one.
    pub(super) fn pop(&mut self) -> bool {
        self.found = false;
        self.text.pop().is_some()
    }

    /// Forgets it all: the person has seen that options are chosen here.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes pasted text in: no option is chosen by it.
    pub(super) fn paste(&mut self, text: &str) {
        self.text.extend(text.trim().chars().take(LONGEST));
        self.found = false;
    }

    /// That a text typed here is not kept, and what the answer is.
    pub(super) fn left(&self, answer: Option<&str>) -> Option<Message> {
        let told = || Message::new("choice-typed").with("typed", self.text.trim()).with("answered", usize::from(answer.is_some()));
        self.is_text().then(|| told().with("answer", answer.unwrap_or_default()))
    }
}

/// The first option from a place on, around the end if need be, that begins with these letters, accents and case aside.
fn next(list: &ChoiceList, letters: &str, start: usize, language: Language) -> Option<usize> {
    let count = list.0.len();
    let begins = |at: &usize| list.0.get(*at).is_some_and(|(_, label)| fold(label.text(language)).starts_with(letters));
    (0..count).map(|step| (start + step) % count).find(begins)
}
