//! A list that is searched as one types: the words typed and the row they stand on, as the panels and the list of responses have it.

use crossterm::event::KeyEvent;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem::Finder;
use ratatui::text::Line;

use super::core::{Core, Step};
use super::panel::Inside;
use crate::l10n::Texts;
use crate::response::{Review, Status, standing};
use crate::store::Summary;
use crate::ui::fold::fold;
use crate::ui::frame::Frame;
use crate::ui::line::{Edit, LineEdit, search_words};
use crate::ui::look::quiet;

/// What is typed, and which of the rows that answer to it is chosen.
#[derive(Debug, Default)]
pub struct Search {
    /// The words.
    pub line: LineEdit,
    /// The row.
    pub chosen: usize,
}

impl Search {
    /// A key for the words: what answers to others begins at its first row.
    pub fn key(&mut self, key: KeyEvent) -> Step {
        match self.line.key(key) {
            Edit::Ignored => return Step::Ignored,
            Edit::Moved => {}
            Edit::Changed => self.chosen = 0,
        }
        Step::Redraw
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) -> Step {
        self.line.insert(search_words(text));
        self.chosen = 0;
        Step::Redraw
    }

    /// Composes the words as the first line of a panel, with what can be typed there while nothing is; gives what is left below.
    pub fn compose<'a>(&'a self, prompt: &'static str, inside: Inside, core: &'a Core, frame: &mut Frame<'a>) -> Inside {
        let (text, cursor) = self.line.view(usize::from(inside.width));
        let line = if text.is_empty() { Line::styled(core.texts.get(prompt), quiet()) } else { Line::raw(text) };
        frame.put(inside.x, inside.y, inside.width, line);
        frame.cursor = Some((inside.x + u16::try_from(cursor).unwrap_or(0), inside.y));
        Inside { y: inside.y + 1, height: inside.height - 1, ..inside }
    }
}

/// How well texts answer to what is typed: those that have its words first, then those that have its letters in order.
pub struct Score {
    wanted: String,
    matcher: SkimMatcherV2,
    enough: i64,
}

impl Score {
    /// Of what is typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let wanted = fold(typed);
        // letters scattered over a long text are no match: most must stand together
        let enough = i64::try_from(wanted.chars().count()).unwrap_or(0) * 19;
        Self { wanted, matcher: SkimMatcherV2::default(), enough }
    }

    /// What is typed, folded.
    #[must_use]
    pub fn wanted(&self) -> &str {
        &self.wanted
    }

    /// Of a folded text, the higher the better; `None` if it does not answer.
    #[must_use]
    pub fn of(&self, text: &str) -> Option<i64> {
        if text.contains(&self.wanted) {
            return Some(1_000_000 - i64::try_from(text.len()).unwrap_or(0));
        }
        self.matcher.fuzzy_match(text, &self.wanted).filter(|best| *best >= self.enough)
    }
}

/// How well letters in their order must stand together for a name that has not the words.
const ENOUGH: i64 = 40;

/// What is looked for among responses.
pub struct Wanted {
    whole: String,
    /// Its words; what finds one is made once for all the texts.
    words: Vec<Finder<'static>>,
    matcher: SkimMatcherV2,
}

impl Wanted {
    /// The words as typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let whole = fold(typed);
        let words = whole.split(' ').filter(|word| !word.is_empty()).map(|word| Finder::new(word).into_owned()).collect();
        Self { whole, words, matcher: SkimMatcherV2::default() }
    }

    /// Whether nothing is looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.whole.is_empty()
    }

    /// The words, folded.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.whole.split(' ').filter(|word| !word.is_empty())
    }

    /// Whether a folded text has it.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        text.contains(&self.whole)
    }

    /// Whether each word is in one of these folded texts, or its letters stand in their order in the first.
    #[must_use]
    pub fn fits(&self, name: &str, others: &[&str]) -> bool {
        self.fits_or(name, others, |_| false)
    }

    /// The same where a word may be elsewhere, too.
    #[must_use]
    pub fn fits_or(&self, name: &str, others: &[&str], is_elsewhere: impl Fn(&Finder) -> bool) -> bool {
        let has = |text: &str, word: &Finder| word.find(text.as_bytes()).is_some();
        let is_there = |word: &Finder| has(name, word) || others.iter().any(|text| has(text, word)) || is_elsewhere(word);
        self.is_empty() || self.words.iter().all(is_there) || self.is_like(name)
    }

    /// Whether its letters stand in their order in a text, close enough.
    fn is_like(&self, text: &str) -> bool {
        let mut letters = text.chars();
        // most texts lack a letter: that is soon said
        self.whole.chars().all(|wanted| letters.any(|letter| letter == wanted))
            && self.matcher.fuzzy_match(text, &self.whole).is_some_and(|score| score > ENOUGH)
    }
}

/// The states of responses in words, folded.
pub struct States(Vec<((Status, Review), String)>);

impl States {
    /// In the language of the screen.
    #[must_use]
    pub fn new(texts: &Texts) -> Self {
        let all = [Status::Draft, Status::Validated]
            .into_iter()
            .flat_map(|status| [Review::None, Review::ToReview, Review::SentBack, Review::Accepted].map(|review| (status, review)));
        Self(all.map(|state| (state, fold(&texts.render(&standing(state.0, state.1))))).collect())
    }

    /// The state of a response.
    #[must_use]
    pub fn of(&self, summary: &Summary) -> &str {
        self.0.iter().find(|(state, _)| *state == (summary.status, summary.review)).map_or("", |(_, word)| word)
    }
}
