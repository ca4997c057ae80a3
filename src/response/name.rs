//! What responses are called: the answer that their form says names them, and a number where several have the same.

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

/// Which one each of these is among those of its form and name, from 1, in the order in which they were begun: a copy is told from its source by it.
#[must_use]
pub fn numbers(named: &[(&Response, Option<&str>)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..named.len()).collect();
    order.sort_by_key(|at| (named[*at].0.created, named[*at].0.id.as_str()));
    let mut met: FxHashMap<(&str, Option<&str>), usize> = FxHashMap::default();
    let mut numbers = vec![0; named.len()];
    for at in order {
        let (response, name) = named[at];
        let same = met.entry((response.form.id.as_str(), name)).or_default();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::load;

    #[test]
    fn responses_of_one_form_and_name_are_numbered_from_the_oldest() {
        let form = "id = \"f\"\nversion = \"1\"\ntitle = \"F\"\n[[page]]\nid = \"p\"\ntitle = \"P\"\n[[page.question]]\nid = \"q\"\nkind = \"text\"\nlabel = \"Q\"\n";
        let [one, other] = ["f", "g"].map(|id| load(&format!("{id}.toml"), &form.replacen("\"f\"", &format!("\"{id}\""), 1)).unwrap());
        let begun =
            |form: &Form, id: &str, day: u8| Response::new(form, id.into(), "", format!("2025-03-{day:02}T12:00:00Z").parse().unwrap());
        let responses = [
            begun(&one, "aaaa2222", 3),
            begun(&one, "bbbb2222", 1),
            begun(&other, "cccc2222", 1),
            begun(&one, "dddd2222", 2),
            begun(&one, "eeee2222", 3),
        ];
        let called = [Some("Corse"), Some("Corse"), Some("Corse"), None, Some("Corse")];
        let named: Vec<_> = responses.iter().zip(called).collect();
        let numbers = numbers(&named);
        assert_eq!(numbers, [2, 1, 1, 1, 3]);
        assert_eq!(numbers.into_iter().map(suffix).collect::<Vec<_>>(), [" (2)", "", "", "", " (3)"]);
    }
}
