//! Words for what is printed: labels and answers made harmless, dates, sizes of files, the paragraphs of a note.

use jiff::civil::Date;

use super::document::{Note, Run};
use crate::l10n::{Arg, Label, Language, Message, Texts};
use crate::question::Prose;
use crate::question::file::size;
use crate::ui::clean::{clean, clean_lines};

/// The texts of one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a>(pub &'a Texts);

impl Words<'_> {
    pub fn language(self) -> Language {
        self.0.language()
    }

    /// A text of the program.
    pub fn say(self, id: &str) -> String {
        self.0.get(id).into_owned()
    }

    /// A message of the program.
    pub fn render(self, message: &Message) -> String {
        self.0.render(message)
    }

    /// A text of the form, on one line.
    pub fn label(self, label: &Label) -> String {
        line(label.text(self.language()))
    }

    /// « 12 mars 2025 ».
    pub fn date(self, date: Date) -> String {
        let month = Message::new("month-name").with("month", Arg::Number(date.month().into()));
        let day = Arg::Number(date.day().into());
        self.render(&Message::new("print-date").with("day", day).with("month", month).with("year", date.year().to_string()))
    }

    /// A file's name and size: « organigramme.pdf (48 ko) ».
    pub fn file(self, name: &str, bytes: Option<u64>) -> String {
        let name = line(name);
        let Some(bytes) = bytes else { return name };
        self.render(&Message::new("print-file").with("name", name).with("size", size(bytes, self.language())))
    }

    /// Something typed that is no answer: « marss 2024 » (illisible).
    pub fn unreadable(self, typed: &str) -> String {
        self.render(&Message::new("print-unreadable").with("text", lines(typed)))
    }
}

/// The words of a note.
pub(super) fn note(prose: &Prose) -> Note {
    let text = prose.text.replace("\r\n", "\n");
    let paragraphs = text.split("\n\n").map(runs).filter(|runs| !runs.is_empty());
    let rows = prose.rows.iter().map(|[name, value]| (line(name), line(value)));
    Note { paragraphs: paragraphs.collect(), rows: rows.collect() }
}

/// A text from outside on one line, harmless.
pub(super) fn line(text: &str) -> String {
    clean(text).trim().to_owned()
}

/// A text from outside with its line breaks, harmless; blank lines around it go.
pub(super) fn lines(text: &str) -> String {
    let text = clean_lines(text);
    text.trim_end().trim_start_matches('\n').to_owned()
}

/// A paragraph in runs: between `**` and `**` words are stressed; a `**` without its fellow stays as it is.
fn runs(paragraph: &str) -> Vec<Run> {
    let text = line(paragraph);
    let mut runs = Vec::new();
    let mut push = |text: &str, strong| {
        if !text.is_empty() {
            runs.push(Run { text: text.to_owned(), strong });
        }
    };
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("**") {
        let Some((inside, after)) = after.split_once("**").filter(|(inside, _)| !inside.is_empty()) else { break };
        push(before, false);
        push(inside, true);
        rest = after;
    }
    push(rest, false);
    runs
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_date_is_read_in_words() {
        let french = Texts::new(Language::French);
        assert_eq!(Words(&french).date(date(2025, 3, 12)), "12 mars 2025");
        assert_eq!(Words(&french).date(date(2025, 8, 1)), "1er août 2025");
        assert_eq!(Words(&Texts::new(Language::English)).date(date(2025, 3, 12)), "12 March 2025");
    }

    #[test]
    fn stars_stress_words_only_in_pairs() {
        let shown =
            |text| runs(text).into_iter().map(|run| if run.strong { format!("<{}>", run.text) } else { run.text }).collect::<String>();
        assert_eq!(shown("**Objectifs.** Inscrite\nparmi"), "<Objectifs.> Inscrite parmi");
        assert_eq!(shown("a ** b"), "a ** b");
        assert_eq!(shown("a **** b **c**"), "a **** b **c**");
        assert_eq!(shown("**a** b **c"), "<a> b **c");
    }
}
