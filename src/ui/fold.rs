//! Text as searching sees it: no accents, no case, one apostrophe, one space between words.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text folded for comparison: « Île-de-France » gives `ile-de-france`, « l’ARS » gives `l'ars`, « œuvre » gives `oeuvre`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            '’' | 'ʼ' => folded.push('\''),
            '‐' | '‑' | '–' | '—' => folded.push('-'),
            c => folded.push(c),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn accents_case_apostrophes_and_spaces_do_not_count() {
        for (text, folded) in [
            ("Île-de-France", "ile-de-france"),
            ("L’ARS", "l'ars"),
            ("Œuvre\u{a0} à   DÉCOUVERT ", "oeuvre a decouvert"),
            ("e\u{301}tat", "etat"),
            ("", ""),
        ] {
            assert_eq!(fold(text), folded);
        }
    }
}
