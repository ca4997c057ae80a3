//! Printing: a response, or a blank form to fill by hand, as text, Markdown or HTML.
//!
//! Both are first made into a [`document::Document`], words and all; three writers then lay that out. Nothing here touches the disk.

mod blank;
pub mod compare;
mod condition;
pub mod document;
mod filled;
pub mod history;
mod html;
mod markdown;
pub mod report;
mod text;
mod words;

use std::path::Path;

use jiff::civil::Date;

use crate::form::Form;
use crate::l10n::Texts;
use crate::outline::Inputs;
use crate::response::Response;
use document::Document;
pub use filled::OnScreen;
pub use text::{Line, Tone};

/// What a response or a blank form is printed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text, 80 columns.
    Text,
    /// `CommonMark`, with pipe tables.
    Markdown,
    /// One HTML page that needs nothing else, made to be printed from a browser.
    Html,
}

impl Format {
    /// The format that a file's extension asks for: `.txt`, `.md`, `.html` or `.htm`, in any case; `None` for any other.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Text),
            "md" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }

    fn write(self, document: &Document) -> String {
        match self {
            Self::Text => text::write(document),
            Self::Markdown => markdown::write(document),
            Self::Html => html::write(document),
        }
    }
}

/// A response in that format: what is asked and what was answered; hidden questions are left out. Dates are those of the local zone.
#[must_use]
pub fn response(inputs: &Inputs, response: &Response, texts: &Texts, format: Format) -> String {
    format.write(&filled::document(inputs, response, texts, &crate::store::local_zone(), None))
}

/// The answers of a response to read on a screen, in lines of that many columns: as they are printed, without notes, each line with what it belongs to.
#[must_use]
pub fn reading(inputs: &Inputs, response: &Response, texts: &Texts, columns: usize, screen: OnScreen) -> Vec<text::Line> {
    text::lay_out(&filled::document(inputs, response, texts, &crate::store::local_zone(), Some(screen)), columns, screen.compact)
}

/// A blank form in that format: every question, with its condition in words, and room to answer by hand.
#[must_use]
pub fn blank(form: &Form, texts: &Texts, today: Date, format: Format) -> String {
    format.write(&blank::document(form, texts, today))
}

#[cfg(test)]
mod tests;
