//! A document as one HTML page: no script, nothing to fetch, its own style for screen and A4 paper. The template escapes all that it is given.

use askama::Template;

use super::document::{Answer, Cell, Document, Part};

/// The whole page.
#[derive(Template)]
#[template(path = "print.html")]
struct Page<'a> {
    document: &'a Document,
}

/// Questions, notes and repeats; a repeat's blocks hold some in turn.
#[derive(Template)]
#[template(path = "print-parts.html")]
struct Parts<'a> {
    parts: &'a [Part],
}

/// Options from this many on stand in columns.
const MANY: usize = 9;

impl<'a> Parts<'a> {
    fn of(parts: &'a [Part]) -> Self {
        Self { parts }
    }

    /// A text of the form, its French spaces unbreakable: before `? ! : ; »` and after `«`.
    fn bound(text: &str) -> String {
        let loose = [(" ?", "\u{a0}?"), (" !", "\u{a0}!"), (" :", "\u{a0}:"), (" ;", "\u{a0};"), (" »", "\u{a0}»"), ("« ", "«\u{a0}")];
        loose.into_iter().fold(text.to_owned(), |text, (loose, bound)| text.replace(loose, bound))
    }

    /// The class of a list of options to tick: on one line, in columns, or one below the other.
    fn shape(options: &[String]) -> &'static str {
        let letters: usize = options.iter().map(|option| option.chars().count()).sum();
        match options.len() {
            0..=3 if letters <= 60 => "boxes inline",
            MANY.. => "boxes columns",
            _ => "boxes",
        }
    }
}

/// The document as HTML.
pub(super) fn write(document: &Document) -> String {
    // the only error is the writer's, and a string takes all
    Page { document }.render().unwrap_or_default()
}
