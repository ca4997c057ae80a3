//! Line breaking: by words, with the French spaces before `? ! : ; »` and after `«` unbroken; a word too long is cut between characters.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    plain_width(text).unwrap_or_else(|| text.width())
}

/// The columns of a text each of whose characters is [plain](plain_cut); `None` for the others.
fn plain_width(text: &str) -> Option<usize> {
    let mut columns = 0;
    let mut at = 0;
    while at < text.len() {
        at += plain_char(text, at)?;
        columns += 1;
    }
    Some(columns)
}

/// How many bytes of a text fit into that many columns, if all of them and the character after them take one column each and stand for themselves:
/// Latin letters and common signs, nothing that joins. By bytes, since nearly every text drawn is measured, and nearly every one is plain.
fn plain_cut(text: &str, columns: usize) -> Option<usize> {
    let mut at = 0;
    for _ in 0..columns {
        if at == text.len() {
            return Some(at);
        }
        at += plain_char(text, at)?;
    }
    if at < text.len() {
        plain_char(text, at)?;
    }
    Some(at)
}

/// The bytes of the character at `at`, if it is plain.
fn plain_char(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    match *bytes.get(at)? {
        b' '..=b'~' => Some(1),
        // U+0080 to U+009F are controls, U+00AD is seen only where a line breaks
        0xc2 if bytes.get(at + 1).is_some_and(|next| *next >= 0xa0 && *next != 0xad) => Some(2),
        0xc3..=0xcb => Some(2),
        0xe2 if text[at..].chars().next().is_some_and(is_sign) => Some(3),
        _ => None,
    }
}

/// Whether a text takes that many columns at most.
#[must_use]
pub fn fits(text: &str, columns: usize) -> bool {
    // no character takes more columns than bytes
    if text.len() <= columns {
        return true;
    }
    match plain_cut(text, columns) {
        Some(at) => at == text.len(),
        None => width(text) <= columns,
    }
}

/// Dashes, quotes and dots of text, arrows, lines and blocks: one column each.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{2199}' | '\u{2500}'..='\u{259f}')
}

/// Columns of one character.
fn width_of(c: char) -> usize {
    if matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}') { 1 } else { c.width().unwrap_or(0) }
}

/// The byte ranges of the lines that a text without line breaks takes in `columns` columns (at least one line). The spaces at which a line breaks
/// belong to it and hang past its end, so that the ranges cover the whole text.
#[must_use]
pub fn ranges(text: &str, columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let mut start = 0; // of the line
    let mut used = 0; // columns of the line up to `end`
    let mut end = 0; // after the last word that fits, its spaces included
    let mut word = Word::default(); // since `end`
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map(|(_, c)| *c);
        if c == ' ' && !word.opening && !next.is_some_and(|c| matches!(c, '?' | '!' | ':' | ';' | '»')) {
            word.spaces += 1;
        } else {
            if word.spaces > 0 {
                end = at;
                used += word.columns + word.spaces;
                word = Word::default();
            }
            word.columns += width_of(c);
            word.opening = c == '«' || (word.opening && c == ' ');
        }
        if word.spaces == 0 && used + word.columns > columns {
            if used > 0 {
                lines.push(start..end);
                start = end;
                used = 0;
            }
            if word.columns > columns {
                let cut = cut(&text[start..], columns) + start;
                lines.push(start..cut);
                start = cut;
                end = cut;
                word.columns = text.get(cut..at + c.len_utf8()).map_or(0, width); // the cut may lie further: after a whole character
            }
        }
    }
    lines.push(start..text.len());
    lines
}

#[derive(Default)]
struct Word {
    columns: usize,
    spaces: usize,
    opening: bool,
}

/// The lines of a text, which may hold line breaks: what is seen of each, hanging spaces left out.
#[must_use]
pub fn lines(text: &str, columns: usize) -> Vec<&str> {
    if fits(text, columns) && !text.contains('\n') {
        return vec![text];
    }
    text.split('\n').flat_map(|line| ranges(line, columns).into_iter().map(move |range| line[range].trim_end_matches(' '))).collect()
}

/// How many bytes of a text fit into that many columns, whole characters only; at least one character.
#[must_use]
pub fn cut(text: &str, columns: usize) -> usize {
    if let Some(at) = plain_cut(text, columns.max(1)) {
        return at;
    }
    if text.is_ascii() {
        return text.len().min(columns.max(1));
    }
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme.width();
        if used > columns && at > 0 {
            return at;
        }
    }
    text.len()
}

/// The text if it fits, else its beginning and the sign that it was cut.
#[must_use]
pub fn fit(text: &str, columns: usize, sign: &str) -> String {
    fitted(Cow::Borrowed(text), columns, sign).into_owned()
}

/// The same, without a copy of what fits.
#[must_use]
pub fn fitted<'a>(text: Cow<'a, str>, columns: usize, sign: &str) -> Cow<'a, str> {
    if fits(&text, columns) {
        return text;
    }
    let room = columns.saturating_sub(width(sign));
    if room == 0 {
        return Cow::Borrowed("");
    }
    Cow::Owned(format!("{}{sign}", text[..cut(&text, room)].trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_takes_more_columns_than_bytes() {
        for c in '\0'..=char::MAX {
            assert!(width(c.encode_utf8(&mut [0; 4])) <= c.len_utf8(), "{c:?}");
        }
    }

    #[test]
    fn a_text_breaks_between_words() {
        assert_eq!(lines("Déposer des exemples de supports édités", 16), ["Déposer des", "exemples de", "supports édités"]);
        assert_eq!(lines("oui", 16), ["oui"]);
        assert_eq!(lines("", 16), [""]);
        assert_eq!(lines("un\n\ndeux", 16), ["un", "", "deux"]);
    }

    #[test]
    fn the_space_before_a_double_sign_and_inside_guillemets_does_not_break() {
        assert_eq!(lines("autres CAR'sp ?", 14), ["autres", "CAR'sp ?"]);
        assert_eq!(lines("dit « conduite de projet »", 15), ["dit « conduite", "de projet »"]);
        assert_eq!(lines("dit « conduite de projet »", 12), ["dit", "« conduite", "de projet »"]);
    }

    #[test]
    fn a_word_too_long_is_cut_between_characters() {
        assert_eq!(lines("anticonstitutionnellement", 10), ["anticonsti", "tutionnell", "ement"]);
        assert_eq!(lines("un anticonstitutionnellement", 10), ["un", "anticonsti", "tutionnell", "ement"]);
        assert_eq!(lines("日本語日本語", 5), ["日本", "語日", "本語"]);
        assert_eq!(lines("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn a_character_wider_than_the_line_is_kept_whole() {
        assert_eq!(lines("日\u{301}a", 1), ["日\u{301}", "a"]);
        assert_eq!(lines("👩‍⚕️b", 2), ["👩‍⚕️", "b"]);
    }

    #[test]
    fn the_ranges_cover_the_whole_text() {
        let text = "Renseigner  les actions réalisées (objectifs, productions associées) : « oui » ";
        for columns in 1..90 {
            let ranges = ranges(text, columns);
            assert_eq!(ranges.iter().map(|r| &text[r.clone()]).collect::<String>(), text);
            assert!(ranges.iter().all(|r| columns < 14 || width(text[r.clone()].trim_end()) <= columns), "{columns}");
        }
    }

    #[test]
    fn a_text_fits_where_it_is_not_wider() {
        for text in ["", "Bretagne", "Île-de-France", "dit « oui » …", "日本", "e\u{301}te\u{301}", "a\u{ad}b", "✓ fait", "tab\there"]
        {
            for columns in 0..16 {
                assert_eq!(fits(text, columns), width(text) <= columns, "{text:?} in {columns}");
                let cut = cut(text, columns);
                assert!(
                    columns == 0 || width(&text[..cut]) <= columns || text[..cut].graphemes(true).count() == 1,
                    "{text:?} in {columns}"
                );
            }
        }
    }

    #[test]
    fn a_cut_text_shows_that_it_was_cut() {
        assert_eq!(fit("Bretagne", 8, "…"), "Bretagne");
        assert_eq!(fit("Cartographie des équipes", 17, "…"), "Cartographie des…");
        assert_eq!(fit("Bretagne", 0, "…"), "");
    }
}
