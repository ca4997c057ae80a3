//! The one place where text from outside enters a drawing: what could command the terminal or hide in it is shown as a sign.
//!
//! Ratatui's widgets drop ESC and C1 but let bidirectional and invisible controls through; a label, a file name or an answer may hold any of them.

use std::borrow::Cow;
use std::fmt::Write as _;

/// What a control character is shown as.
pub const SIGN: char = '\u{FFFD}';

/// The text with control, bidirectional and invisible characters replaced by a sign; tabs and line breaks become spaces.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(replaced).collect())
}

/// Like [`clean`], keeping line breaks (`\r\n` and `\r` as `\n`).
#[must_use]
pub fn clean_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().map(|c| if c == '\n' { c } else { replaced(c) }).collect()
}

/// Whether nothing in it needs a sign or a space: by bytes for ASCII and Latin letters, by characters for the rest.
#[must_use]
pub fn is_clean(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += match byte {
            0x20..=0x7e => 1,
            // U+0080 to U+009F are controls, U+00A0 to U+00BF signs
            0xc2 if bytes.get(at + 1).is_some_and(|next| *next >= 0xa0) => 2,
            0xc3..=0xcb => 2,
            _ => match text[at..].chars().next() {
                Some(c) if !is_hostile(c) => c.len_utf8(),
                _ => return false,
            },
        };
    }
    true
}

fn replaced(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => ' ',
        c if is_hostile(c) => SIGN,
        c => c,
    }
}

/// Whether a character may not reach the terminal.
#[must_use]
pub fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}'..='\u{200C}' | '\u{200E}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// JSON text with what could command a terminal written `\u…`. Line breaks stand between values only: inside strings they are escaped already.
#[must_use]
pub fn escape_json(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c != '\n' && is_hostile(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(text, "\\u{unit:04x}");
            }
        } else {
            text.push(c);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_bidirectional_and_invisible_characters_become_signs() {
        for (text, shown) in [
            ("Bretagne", "Bretagne"),
            ("Île-de-France « oui »", "Île-de-France « oui »"),
            ("a\u{1b}[31mb", "a\u{FFFD}[31mb"),
            ("a\u{9b}b", "a\u{FFFD}b"),
            ("a\u{202e}b\u{200b}", "a\u{FFFD}b\u{FFFD}"),
            ("a\tb\nc", "a b c"),
        ] {
            assert_eq!(clean(text), shown);
        }
        assert_eq!(clean_lines("a\r\nb\rc\u{7}"), "a\nb\nc\u{FFFD}");
    }
}
