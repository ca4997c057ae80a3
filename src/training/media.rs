//! A recording as a file. The same recording gives the same bytes, and nothing in it — titles, captions, what was typed — becomes markup or a command.

pub mod cast;
mod html;
mod paint;
pub mod svg;
#[cfg(test)]
mod tests;
mod transcript;

use std::path::Path;

use super::take::Take;
use crate::l10n::Texts;

/// What a recording can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What asciinema plays.
    Cast(cast::Version),
    /// A picture that moves.
    Svg,
    /// A page that plays it.
    Html,
    /// What was said, done and seen, to be read.
    Text,
}

/// Every kind by the ending of a file's name, and the name of its description.
pub const KINDS: [(&str, Kind, &str); 4] = [
    ("html", Kind::Html, "media-html"),
    ("cast", Kind::Cast(cast::Version::Two), "media-cast"),
    ("svg", Kind::Svg, "media-svg"),
    ("txt", Kind::Text, "media-text"),
];

impl Kind {
    /// The kind that a file is by its name.
    #[must_use]
    pub fn of(file: &Path) -> Option<Self> {
        let ending = file.extension()?;
        KINDS.iter().find(|(known, ..)| ending.eq_ignore_ascii_case(known)).map(|(_, kind, _)| *kind)
    }
}

/// The recording as a file of that kind.
#[must_use]
pub fn write(take: &Take, kind: Kind, texts: &Texts) -> Vec<u8> {
    match kind {
        Kind::Cast(version) => cast::write(take, version),
        Kind::Svg => svg::write(take).into_bytes(),
        Kind::Html => html::write(take, texts).into_bytes(),
        Kind::Text => transcript::write(take).into_bytes(),
    }
}
