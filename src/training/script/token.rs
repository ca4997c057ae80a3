//! The tokens of a line, as VHS tells them apart.

use super::keys;
use super::window::is_setting;

/// The words that begin a command, keys apart.
pub(super) const COMMANDS: [&str; 19] = [
    "Type",
    "Sleep",
    "Wait",
    "Ctrl",
    "Shift",
    "Alt",
    "Hide",
    "Show",
    "Set",
    "Output",
    "Require",
    "Env",
    "Screenshot",
    "Copy",
    "Paste",
    "Subtitle",
    "Source",
    "ScrollUp",
    "ScrollDown",
];
/// What else is no text to VHS where no quotation marks are around it, settings apart.
const UNITS: [&str; 7] = ["ms", "s", "m", "px", "em", "true", "false"];

/// A token, as it stands in the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Letters and what may stand among them: a command, a setting, a file.
    Word(&'a str),
    /// Digits and points.
    Number(&'a str),
    /// Between quotation marks of any of three kinds.
    Quoted(&'a str),
    /// Between slashes.
    Pattern(&'a str),
    /// Between braces, with them.
    Braces(&'a str),
    /// Any other sign.
    Sign(&'a str),
}

impl<'a> Token<'a> {
    /// Its text, without its marks.
    pub fn text(self) -> &'a str {
        match self {
            Self::Word(text) | Self::Number(text) | Self::Quoted(text) | Self::Pattern(text) | Self::Braces(text) | Self::Sign(text) => {
                text
            }
        }
    }

    /// Whether it is a word that means something to VHS: no text without quotation marks.
    pub fn is_keyword(self) -> bool {
        let is_known = |word| COMMANDS.contains(&word) || UNITS.contains(&word) || keys::named(word).is_some() || is_setting(word);
        matches!(self, Self::Word(word) if is_known(word))
    }
}

/// The tokens of a line up to its comment, each with its place; or the mark that closes what is left open.
pub(super) fn tokens(line: &str) -> Result<Vec<(usize, Token<'_>)>, char> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = line[at..].chars().next() {
        let rest = &line[at..];
        let inside = || {
            let close = if first == '{' { '}' } else { first };
            let inside = &rest[1..];
            inside.find(close).map(|end| &inside[..end]).ok_or(close)
        };
        let run = |is_in: fn(char) -> bool| &rest[..rest.find(|c| !is_in(c)).unwrap_or(rest.len())];
        let (token, length) = match first {
            '#' => break,
            c if c.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            '"' | '\'' | '`' => inside().map(|text| (Token::Quoted(text), text.len() + 2))?,
            '/' => inside().map(|text| (Token::Pattern(text), text.len() + 2))?,
            '{' => inside().map(|text| (Token::Braces(&rest[..text.len() + 2]), text.len() + 2))?,
            c if c.is_ascii_digit() || (c == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit())) => {
                let number = run(|c| c.is_ascii_digit() || c == '.');
                (Token::Number(number), number.len())
            }
            c if c.is_ascii_alphabetic() || c == '.' => {
                let word = run(|c| c.is_ascii_alphanumeric() || "._-/%".contains(c));
                (Token::Word(word), word.len())
            }
            c => (Token::Sign(&rest[..c.len_utf8()]), c.len_utf8()),
        };
        found.push((at, token));
        at += length;
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::Token::{Number, Pattern, Quoted, Sign, Word};
    use super::*;

    #[test]
    fn a_line_is_told_apart_as_vhs_does() {
        let told = |line| tokens(line).map(|found| found.into_iter().map(|(_, token)| token).collect::<Vec<_>>());
        let type_it = vec![Word("Type"), Sign("@"), Number("50"), Word("ms"), Quoted("a # 'b' é"), Word("Enter"), Number("2")];
        assert_eq!(told("Type@50ms \"a # 'b' é\" Enter 2 # 3"), Ok(type_it));
        assert_eq!(
            told("Wait+Screen@.5s /a b+/"),
            Ok(vec![Word("Wait"), Sign("+"), Word("Screen"), Sign("@"), Number(".5"), Word("s"), Pattern("a b+")])
        );
        assert_eq!(told("Output out/a-1.cast"), Ok(vec![Word("Output"), Word("out/a-1.cast")]));
        assert_eq!(told("  "), Ok(vec![]));
        assert_eq!(told("Type 'a"), Err('\''));
        assert_eq!(told("Set Theme { \"a\""), Err('}'));
    }
}
