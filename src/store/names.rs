//! File names for attachments: safe wherever the directory is copied to, whatever the name they came with.

use unicode_normalization::UnicodeNormalization;

use crate::ui::clean::is_hostile;

/// The longest name, in bytes; file systems take 255.
const LONGEST: usize = 200;

/// A name without separators, control or invisible characters or a leading dot, composed, of 1 to 200 bytes; the extension is kept.
pub(super) fn safe(name: &str) -> String {
    let plain: String = name.nfc().map(|c| if is_hostile(c) || matches!(c, '/' | '\\') { '_' } else { c }).collect();
    let plain = plain.trim_start_matches(|c: char| c == '.' || c.is_whitespace()).trim_end();
    if plain.is_empty() { "document".to_owned() } else { shortened(plain, "") }
}

/// The n-th name like this one: « nom (2).pdf ».
pub(super) fn numbered(name: &str, n: usize) -> String {
    shortened(name, &format!(" ({n})"))
}

/// Whether a name from a response file stands for a file of its own directory and nothing else.
pub(super) fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && name.len() <= 255 && !name.contains(['/', '\0'])
}

/// Stem, mark and extension within the limit; the stem gives way.
fn shortened(name: &str, mark: &str) -> String {
    // what stands behind a dot is an extension only if it looks like one
    let dot = name.rfind('.').filter(|at| *at > 0 && name.len() - at <= 16).unwrap_or(name.len());
    let (stem, extension) = name.split_at(dot);
    let room = LONGEST.saturating_sub(mark.len() + extension.len());
    let end = (0..=room.min(stem.len())).rev().find(|at| stem.is_char_boundary(*at)).unwrap_or(0);
    let stem = &stem[..end];
    format!("{}{mark}{extension}", stem.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_from_outside_becomes_one_that_stays_in_its_directory() {
        for (given, name) in [
            ("organigramme.pdf", "organigramme.pdf"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("..", "document"),
            ("", "document"),
            (" . .bashrc", "bashrc"),
            ("a\\b\0c\n.txt", "a_b_c_.txt"),
            ("e\u{301}tat.pdf", "état.pdf"),
            ("fdp.\u{202e}exe", "fdp._exe"),
            ("rapport \u{1b}[31m.odt", "rapport _[31m.odt"),
        ] {
            assert_eq!(safe(given), name, "{given:?}");
            assert!(is_plain(&safe(given)));
        }
    }

    #[test]
    fn a_long_name_is_cut_between_characters_and_keeps_its_extension() {
        let name = safe(&format!("{}.pdf", "é".repeat(300)));
        assert!(name.len() <= LONGEST && name.len() >= LONGEST - 1 && name.ends_with("é.pdf"), "{name}");
        let second = numbered(&name, 2);
        assert!(second.len() <= LONGEST && second.ends_with("é (2).pdf"), "{second}");
        assert!(safe(&"a.".repeat(300)).len() <= LONGEST);
    }

    #[test]
    fn the_number_of_a_name_stands_before_its_extension() {
        for (name, second) in [("nom.pdf", "nom (2).pdf"), ("archive.tar.gz", "archive.tar (2).gz"), ("LISEZMOI", "LISEZMOI (2)")] {
            assert_eq!(numbered(name, 2), second);
        }
    }

    #[test]
    fn a_name_in_a_response_file_cannot_lead_elsewhere() {
        for name in ["", ".", "..", "../x", "a/b", "/etc/passwd", ".lock", "a\0"] {
            assert!(!is_plain(name), "{name:?}");
        }
    }
}
