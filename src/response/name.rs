//! What responses are called: the answer that their form says names them, and a number where several have the same.

use jiff::Timestamp;
use rustc_hash::FxHashMap;

use super::Response;
use crate::answers::Path;
use crate::form::Form;
use crate::l10n::Language;
use crate::outline::words;

/// The name of a response of this form; `None` while the question that names it is unanswered.
#[must_use]
pub fn name(form: &Form, response: &Response, language: Language) -> Option<String> {
    let question = form.instance_name.as_deref()?;
    let value = response.answers.get(&Path::question(question))?;
    Some(words::summary(form, form.find(question)?, value, language)).filter(|name| !name.is_empty())
}

/// A response as it is told from others of its name.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// Its form's id.
    pub form: &'a str,
    /// Its id.
    pub id: &'a str,
    /// When it was begun.
    pub created: Timestamp,
    /// What it is called.
    pub name: Option<&'a str>,
    /// The response that it enters a second time, if it does.
    pub verifies: Option<&'a str>,
}

/// Which one each of these is among those of its form and name, from 1, in the order in which they were begun: a copy is told from its source by it.
/// Second entries are numbered among those of one response.
#[must_use]
pub fn numbers(named: &[Named]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..named.len()).collect();
    order.sort_by_key(|at| (named[*at].created, named[*at].id));
    let mut met: FxHashMap<(&str, Option<&str>), usize> = FxHashMap::default();
    let mut met_again: FxHashMap<&str, usize> = FxHashMap::default();
    let mut numbers = vec![0; named.len()];
    for at in order {
        let same = match named[at].verifies {
            None => met.entry((named[at].form, named[at].name)).or_default(),
            Some(first) => met_again.entry(first).or_default(),
        };
        *same += 1;
        numbers[at] = *same;
    }
    numbers
}

/// What stands behind the name of the n-th response of that name: « (2) »; nothing behind the first.
#[must_use]
pub fn suffix(nth: usize) -> String {
    if nth > 1 { format!(" ({nth})") } else { String::new() }
}

/// How many columns that takes, for whoever asks it of thousands.
#[must_use]
pub fn suffix_width(nth: usize) -> usize {
    if nth > 1 { 4 + nth.ilog10() as usize } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_a_name_is_as_wide_as_it_is_told() {
        for nth in [0, 1, 2, 9, 10, 99, 100, 12_345] {
            assert_eq!(suffix_width(nth), suffix(nth).len(), "{nth}");
        }
    }

    #[test]
    fn responses_of_one_form_and_name_are_numbered_from_the_oldest() {
        let begun = |form, id, day: u8, name| Named {
            form,
            id,
            created: format!("2025-03-{day:02}T12:00:00Z").parse().unwrap(),
            name,
            verifies: None,
        };
        let again = |id, day, first| Named { verifies: Some(first), ..begun("f", id, day, Some("Corse")) };
        let named = [
            again("aaaa1111", 1, "eeee2222"),
            begun("f", "aaaa2222", 3, Some("Corse")),
            begun("f", "bbbb2222", 1, Some("Corse")),
            begun("g", "cccc2222", 1, Some("Corse")),
            begun("f", "dddd2222", 2, None),
            begun("f", "eeee2222", 3, Some("Corse")),
            again("bbbb1111", 4, "eeee2222"),
            again("cccc1111", 1, "aaaa2222"),
        ];
        let numbers = numbers(&named);
        assert_eq!(numbers, [1, 2, 1, 1, 1, 3, 2, 1]);
        assert_eq!(numbers.into_iter().map(suffix).collect::<Vec<_>>(), ["", " (2)", "", "", "", " (3)", " (2)", ""]);
    }
}
