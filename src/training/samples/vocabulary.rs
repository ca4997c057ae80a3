//! The words of the samples: read from `vocabulary.toml`, chosen by the labels of a form.

use serde::Deserialize;

use crate::form::Form;
use crate::l10n::{Label, Language};
use crate::ui::fold::fold;

/// All that samples are made of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::training) struct Vocabulary {
    pub first_names: Vec<String>,
    pub organisations: Vec<String>,
    pub streets: Vec<String>,
    pub phones: Vec<String>,
    pub who: Vec<String>,
    pub ends: Vec<String>,
    pub roughly: Vec<String>,
    pub said: Remarks,
    titles: Vec<String>,
    others: Vec<String>,
    line: Vec<Lines>,
    theme: Vec<Theme>,
    number: Vec<Range>,
    month: Vec<Range>,
    pub place: Vec<Place>,
}

/// What reviewers and fillers say to each other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::training) struct Remarks {
    pub asks: Vec<String>,
    pub notes: Vec<String>,
    pub replies: Vec<String>,
    pub gives: Vec<String>,
    pub sends_back: Vec<String>,
    pub accepts: Vec<String>,
}

/// Answers of a few words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Lines {
    words: Vec<String>,
    say: Vec<String>,
}

/// What texts about one thing are made of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::training) struct Theme {
    words: Vec<String>,
    pub did: Vec<String>,
    pub sentences: Vec<String>,
    pub titles: Vec<String>,
    others: Vec<String>,
}

/// The numbers that an answer lies between.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::training) struct Range {
    words: Vec<String>,
    pub least: f64,
    pub most: f64,
    #[serde(default = "one")]
    pub step: f64,
}

fn one() -> f64 {
    1.0
}

/// A region and some of its towns: name, department, postal code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::training) struct Place {
    pub region: String,
    pub towns: Vec<[String; 3]>,
}

/// What an item of a form speaks of.
#[derive(Clone, Copy, Debug)]
pub(in crate::training) struct Topic<'v> {
    pub theme: &'v Theme,
    /// The short answers that fit, if the label asks for such.
    pub lines: Option<&'v [String]>,
    pub numbers: &'v Range,
    pub months: &'v Range,
}

/// Whether these words stand in a folded text, whole.
fn stands(words: &str, text: &str) -> bool {
    let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(words).any(|(at, _)| is_edge(text[..at].chars().next_back()) && is_edge(text[at + words.len()..].chars().next()))
}

/// The first entry that speaks of one of these texts, the nearest text first; else the first of all.
fn fitting<'v, T>(entries: &'v [T], words: impl Fn(&T) -> &[String], texts: &[String]) -> &'v T {
    let speaks = |text: &String| entries.iter().find(|entry| words(entry).iter().any(|word| stands(word, text)));
    texts.iter().find_map(speaks).unwrap_or(&entries[0])
}

impl Vocabulary {
    /// As the file has it, which is part of the program.
    pub fn read() -> Self {
        toml::from_str(include_str!("vocabulary.toml")).unwrap_or_else(|error| panic!("vocabulary.toml: {error}"))
    }

    /// What each item of a form speaks of, in the form's order.
    pub fn topics(&self, form: &Form) -> Vec<Topic<'_>> {
        (0..form.items.len()).map(|item| self.topic(form, item)).collect()
    }

    fn topic(&self, form: &Form, at: usize) -> Topic<'_> {
        let folded = |label: &Label| fold(label.text(Language::French));
        let item = &form.items[at];
        let own = folded(&item.label);
        let around = item.repeat.map(|repeat| folded(&form.items[repeat].label));
        let page = &form.pages[item.page];
        let mut texts = vec![own.clone()];
        texts.extend(around);
        texts.extend([folded(&page.sections[item.section].title), folded(&page.title)]);
        let theme = fitting(&self.theme, |theme| &theme.words, &texts);
        let asks = |words: &[String]| words.iter().any(|word| stands(word, &own));
        let lines = if asks(&self.titles) {
            Some(&theme.titles)
        } else {
            let others = || asks(&self.others).then_some(&theme.others);
            self.line.iter().find(|line| asks(&line.words)).map(|line| &line.say).or_else(others)
        };
        Topic {
            theme,
            lines: lines.map(Vec::as_slice),
            numbers: fitting(&self.number, |range| &range.words, &texts),
            months: fitting(&self.month, |range| &range.words, &texts[..1]),
        }
    }

    /// The place of that name.
    pub fn place(&self, region: &str) -> Option<&Place> {
        self.place.iter().find(|place| place.region == region)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vocabulary_is_read_and_has_enough_to_choose_from() {
        let words = Vocabulary::read();
        assert!(words.number[0].words.is_empty() && words.month[0].words.is_empty());
        for theme in &words.theme {
            assert!(
                theme.did.len() + theme.sentences.len() > 5 && !theme.titles.is_empty() && !theme.others.is_empty(),
                "{:?}",
                theme.words
            );
        }
        assert!(words.number.iter().chain(&words.month).all(|range| range.least <= range.most && range.step > 0.0));
        assert!(words.place.iter().all(|place| place.towns.len() > 2));
    }

    #[test]
    fn words_are_found_whole() {
        for (words, text, found) in [
            ("nom", "nom de la cellule", true),
            ("nom", "nombre d'habitants", false),
            ("nom prenom", "nom prenom", true),
            ("autre", "si autre, preciser", true),
            ("autre", "autres", false),
            ("lien", "ou lien de sa publication", true),
        ] {
            assert_eq!(stands(words, text), found, "{words} in {text}");
        }
    }
}
