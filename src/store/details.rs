//! What a reviewer is told of a response without opening it: its problems, what was asked and answered, what changed since they looked; and its answers as
//! searching sees them.

use jiff::Timestamp;
use serde_json::Value;

use super::index::{Forms, Listing};
use super::{Store, StoreError, attachments};
use crate::answers::{ID, Path};
use crate::form::Form;
use crate::l10n::Language;
use crate::outline::{Outline, Problem, Told, outline, words};
use crate::question::Severity;
use crate::response::compare::{Side, compare};
use crate::response::review::{Reviewing, Said, Standing};
use crate::response::{Response, Review, history, new_id};
use crate::ui::fold::fold;

/// How many letters of an answer are told before the words that were found in it.
const BEFORE: usize = 24;
/// How many are told from there on.
const AFTER: usize = 120;
/// How many places where words were found are told.
const MOST_FOUND: usize = 3;

/// What is asked of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance {
    /// The response.
    pub id: String,
    /// Who looks.
    pub by: String,
    /// With which forms, and when.
    pub listing: Listing,
    /// For the words of the form.
    pub language: Language,
    /// Words that are looked for in its answers, folded.
    pub words: Vec<String>,
}

/// What a reviewer is told of a response at a glance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// What is wrong, errors first.
    pub problems: Vec<Trouble>,
    /// Questions that are not closed; those that are answered first.
    pub queries: Vec<Asked>,
    /// How many answers changed since the reader last said something of it, and when that was.
    pub changed: Option<(usize, Timestamp)>,
    /// The last step between filler and reviewer, if words came with it.
    pub verdict: Option<(Review, Said)>,
    /// Where the words that are looked for were found.
    pub found: Vec<Found>,
    /// What the reader left half written with a verdict.
    pub unsent: String,
}

/// Something wrong with an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble {
    /// The page's number.
    pub page: usize,
    /// How bad.
    pub severity: Severity,
    /// What the answer is called.
    pub title: String,
    /// What to tell.
    pub told: Told,
    /// The reason for which it is kept, if it is.
    pub kept: Option<String>,
}

/// A question to the person who fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The page's number; none if the answer has none any more.
    pub page: Option<usize>,
    /// Whether it was answered.
    pub standing: Standing,
    /// Its words.
    pub text: String,
    /// What was said last.
    pub last: Said,
}

/// Where words were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The page's number.
    pub page: usize,
    /// What the answer is called.
    pub title: String,
    /// The answer around them.
    pub text: String,
}

impl Store {
    /// What a reviewer is told of a response.
    ///
    /// # Errors
    /// It cannot be read. Of an unknown form only what was said of it is told.
    pub fn details(&self, glance: &Glance) -> Result<Details, StoreError> {
        let mut response = self.load(&glance.id)?;
        let said = self.reviewing(&glance.id);
        let form = glance.listing.sources.load(&response.form.id).ok();
        let unsent = said.unsent.get(&(glance.by.clone(), Path::default())).cloned().unwrap_or_default();
        let mut details = Details { verdict: verdict(&said), unsent, ..Details::default() };
        if let Some(since) = said.last.get(&glance.by).copied() {
            details.changed = self.changed_since(&response, form.as_ref(), since).map(|count| (count, since));
        }
        let Some(form) = &form else {
            details.queries = queries(&said, |_| None);
            return Ok(details);
        };
        open(&mut response, form);
        let dir = self.place(&glance.id)?.join("files");
        let faults = attachments::faults_at_a_glance(&dir, &attachments::expected(&response, form));
        let outline = outline(&response.inputs(form, &faults, glance.listing.today, glance.language));
        let page = |path: &Path| Some(outline.place(form.items[form.item_at(path)?].page).0);
        details.problems = problems(&response, form, &outline, &said, glance.language);
        details.queries = queries(&said, page);
        details.found = found(&response, form, page, glance);
        Ok(details)
    }

    /// How many answers changed since a moment; nothing if that cannot be told.
    fn changed_since(&self, response: &Response, form: Option<&Form>, since: Timestamp) -> Option<usize> {
        if response.modified <= since {
            return None;
        }
        let entries = self.history(&response.id).ok()?.entries;
        let then = history::at(response, &entries, since)?;
        let count = compare(Side { form, response: &then }, Side { form, response }).len();
        (count > 0).then_some(count)
    }

    /// The answers of responses as searching sees them, by id; nothing of one that cannot be read.
    #[must_use]
    pub fn searched(&self, ids: Vec<String>, listing: &Listing, language: Language) -> Vec<(String, String)> {
        let mut forms = Forms::new(&listing.sources);
        let text = |id: String| {
            let Ok(response) = self.load(&id) else { return (id, String::new()) };
            let texts = answers(&response, forms.get(&response.form.id), language);
            (id, texts.into_iter().map(|(_, text)| fold(&text)).collect::<Vec<_>>().join("\n"))
        };
        ids.into_iter().map(text).collect()
    }
}

/// A response as it is when it is opened.
fn open(response: &mut Response, form: &Form) {
    let _ = response.bring_over(form, |_| String::new());
    let mut random = fastrand::Rng::with_seed(0);
    response.fill_blocks(form, || new_id(4, &mut random));
}

fn verdict(said: &Reviewing) -> Option<(Review, Said)> {
    let last = said.verdicts.last().filter(|last| !last.text.is_empty())?;
    Some((last.review, Said { at: last.at, by: last.by.clone(), text: last.text.clone(), filling: false }))
}

/// The errors and warnings, errors first.
fn problems(response: &Response, form: &Form, outline: &Outline, said: &Reviewing, language: Language) -> Vec<Trouble> {
    let shown = outline.problems().filter(|(page, problem)| outline.pages[*page].relevant && problem.severity != Severity::Info);
    let told = shown.map(|(page, problem)| Trouble {
        page: outline.place(page).0,
        severity: problem.severity,
        title: words::problem_title(form, &response.answers, problem, language),
        told: problem.told.clone(),
        kept: kept(response, form, said, problem),
    });
    let mut told: Vec<Trouble> = told.collect();
    told.sort_by_key(|trouble| trouble.severity);
    told
}

/// The reason for which a warning is kept, if it is and the answer is still the same.
pub(super) fn kept(response: &Response, form: &Form, said: &Reviewing, problem: &Problem) -> Option<String> {
    if said.kept.is_empty() || problem.severity != Severity::Warning {
        return None;
    }
    said.kept(&problem.path, problem.code, &response.digest_at(form, &problem.path)).map(|kept| kept.text.clone())
}

/// Where the words that are looked for stand.
fn found(response: &Response, form: &Form, page: impl Fn(&Path) -> Option<usize>, glance: &Glance) -> Vec<Found> {
    if glance.words.is_empty() {
        return Vec::new();
    }
    let places = answers(response, Some(form), glance.language).into_iter().filter_map(|(path, text)| {
        let text = around(&text, &glance.words)?;
        Some(Found { page: page(&path)?, title: words::title(form, &response.answers, &path, glance.language), text })
    });
    places.take(MOST_FOUND).collect()
}

/// The questions that are not closed.
fn queries(said: &Reviewing, page: impl Fn(&Path) -> Option<usize>) -> Vec<Asked> {
    let waiting = said.threads.iter().filter(|thread| thread.waits_for_filler() || thread.waits_for_reviewer());
    let asked = waiting.filter_map(|thread| {
        let (first, last) = (thread.said.first()?, thread.said.last()?);
        Some(Asked { page: page(&thread.path), standing: thread.standing, text: first.text.clone(), last: last.clone() })
    });
    let mut asked: Vec<Asked> = asked.collect();
    asked.sort_by_key(|asked| std::cmp::Reverse(asked.standing));
    asked
}

/// The answers in words, each with its path; what was typed and cannot be read, too.
fn answers(response: &Response, form: Option<&Form>, language: Language) -> Vec<(Path, String)> {
    let mut found = Vec::new();
    let mut tell = |path: Path, value: &Value| {
        let item = form.and_then(|form| Some((form, form.item_at(&path)?)));
        let text = item.map_or_else(|| plain(value), |(form, item)| words::summary(form, item, value, language));
        if !text.is_empty() {
            found.push((path, text));
        }
    };
    for (id, value) in response.answers.as_map() {
        let path = Path::question(id);
        let blocks: Vec<_> = response.answers.blocks(&path).collect();
        if blocks.is_empty() {
            tell(path, value);
            continue;
        }
        for (block, fields) in blocks {
            for (field, value) in fields.iter().filter(|(field, _)| *field != ID) {
                tell(path.instance(block).join(field), value);
            }
        }
    }
    found.extend(response.unreadable.iter().map(|(path, text)| (path.clone(), text.clone())));
    found
}

/// The texts in a value of an unknown form.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(" "),
        Value::Object(map) => map.values().map(plain).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

/// A text around the first of these words that is in it; nothing if none is.
fn around(text: &str, wanted: &[String]) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let folded = fold(&line);
    let at = wanted.iter().filter_map(|word| folded.find(word.as_str())).min()?;
    // folded letters are nearly as many as there were
    let nth = folded[..at].chars().count().saturating_sub(BEFORE);
    // from the first word that begins there or after it
    let space = || line.chars().enumerate().skip(nth - 1).find(|(_, c)| *c == ' ');
    let from = if nth == 0 { 0 } else { space().map_or(nth, |(at, _)| at + 1) };
    let cut = |is_cut| if is_cut { "…" } else { "" };
    let rest: String = line.chars().skip(from).collect();
    let end = rest.char_indices().nth(AFTER).map_or(rest.len(), |(at, _)| at);
    // up to the last word that is whole, if one is
    let ends = end == rest.len() || rest[end..].starts_with(' ');
    let whole = if ends { end } else { rest[..end].rfind(' ').unwrap_or(end) };
    Some(format!("{}{}{}", cut(from > 0), &rest[..whole], cut(whole < rest.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_told_from_a_word_before_the_one_that_was_found() {
        let wanted = |word: &str| vec![word.to_owned()];
        let text = "Cartographie des équipes mobiles avec les six territoires\nde la région";
        assert_eq!(around(text, &wanted("carto")).unwrap(), "Cartographie des équipes mobiles avec les six territoires de la région");
        assert_eq!(around(text, &wanted("region")).unwrap(), "…six territoires de la région");
        assert_eq!(around(text, &wanted("finistere")), None);
        assert_eq!(around("", &wanted("a")), None);
        let long = "é".repeat(BEFORE);
        let words = "été ".repeat(AFTER);
        let told = around(&words, &wanted("ete")).unwrap();
        assert_eq!(told, format!("{}été…", "été ".repeat(AFTER / 4 - 1)), "no word is cut");
        assert_eq!(around(&"é".repeat(AFTER + 1), &wanted("e")).unwrap(), format!("{}…", "é".repeat(AFTER)));
        assert_eq!(around(&format!("ééé{long}fin"), &wanted("fin")).unwrap(), format!("…{long}fin"), "where no word begins");
    }
}
