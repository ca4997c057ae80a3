//! Two texts compared word by word: what stayed, what went, what is new.

use std::ops::Range;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// The most words, spaces and signs that are compared with each other: the time grows with their square.
const MOST_UNITS: usize = 6_000;

/// What became of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands in both texts.
    Same,
    /// It stands in the first only.
    Gone,
    /// It stands in the second only.
    New,
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// What became of it.
    pub fate: Fate,
    /// It, spaces and signs included; never empty.
    pub text: &'a str,
}

/// What stayed, what went and what is new from one text to another. The pieces that did not come give the first text, those that did not go the second.
/// What is too long to be compared word by word is compared line by line; beyond that, all between what is the same at both ends counts as changed.
#[must_use]
pub fn word_changes<'a>(before: &'a str, after: &'a str) -> Vec<Piece<'a>> {
    let mut found = Found::default();
    found.by_words(before, after, true);
    let pieces = folded(found.stretches).into_iter().flat_map(|stretch| {
        let (old, new) = (&before[stretch.old], &after[stretch.new]);
        if stretch.same {
            [Piece { fate: Fate::Same, text: old }, Piece { fate: Fate::Same, text: "" }]
        } else {
            [Piece { fate: Fate::Gone, text: old }, Piece { fate: Fate::New, text: new }]
        }
    });
    pieces.filter(|piece| !piece.text.is_empty()).collect()
}

/// A stretch of both texts, in bytes, that is the same or not.
#[derive(Clone, Debug)]
struct Stretch {
    same: bool,
    old: Range<usize>,
    new: Range<usize>,
}

/// The stretches found so far, from the start of both texts on.
#[derive(Default)]
struct Found {
    stretches: Vec<Stretch>,
}

impl Found {
    fn by_words(&mut self, before: &str, after: &str, or_lines: bool) {
        let (old, new): (Vec<&str>, Vec<&str>) = (before.split_word_bounds().collect(), after.split_word_bounds().collect());
        let head = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(old, new)| old == new).count();
        let (head_bytes, tail_bytes) = (bytes(&old[..head]), bytes(&old[old.len() - tail..]));
        self.push(true, head_bytes, head_bytes);
        let (old, new) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
        let middle = |text: &'_ str| head_bytes..text.len() - tail_bytes;
        match ops(old, new) {
            Some(ops) => ops.iter().for_each(|op| self.push(is_same(op), bytes(&old[op.old_range()]), bytes(&new[op.new_range()]))),
            None if or_lines => self.by_lines(&before[middle(before)], &after[middle(after)]),
            None => self.push(false, bytes(old), bytes(new)),
        }
        self.push(true, tail_bytes, tail_bytes);
    }

    fn by_lines(&mut self, before: &str, after: &str) {
        let (old, new): (Vec<&str>, Vec<&str>) = (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
        let Some(ops) = ops(&old, &new) else { return self.push(false, before.len(), after.len()) };
        let (mut gone_to, mut came_to) = (0, 0);
        for op in &ops {
            let (gone, came) = (bytes(&old[op.old_range()]), bytes(&new[op.new_range()]));
            let (gone_from, came_from) = (gone_to, came_to);
            (gone_to, came_to) = (gone_from + gone, came_from + came);
            if is_same(op) {
                self.push(true, gone, came);
            } else {
                self.by_words(&before[gone_from..gone_to], &after[came_from..came_to], false);
            }
        }
    }

    /// Adds that many bytes of both texts.
    fn push(&mut self, same: bool, gone: usize, came: usize) {
        if gone + came == 0 {
            return;
        }
        let (old, new) = self.stretches.last().map_or((0, 0), |last| (last.old.end, last.new.end));
        match self.stretches.last_mut().filter(|last| last.same == same) {
            Some(last) => (last.old.end, last.new.end) = (old + gone, new + came),
            None => self.stretches.push(Stretch { same, old: old..old + gone, new: new..new + came }),
        }
    }
}

fn is_same(op: &DiffOp) -> bool {
    op.tag() == DiffTag::Equal
}

fn bytes(units: &[&str]) -> usize {
    units.iter().map(|unit| unit.len()).sum()
}

/// What is the same and what is not, in units; `None` if they are too many.
fn ops(old: &[&str], new: &[&str]) -> Option<Vec<DiffOp>> {
    (old.len() + new.len() <= MOST_UNITS).then(|| capture_diff_slices(Algorithm::Patience, old, new))
}

/// Without what is the same only by chance: a stretch no longer than what changed on either side of it, a space or a « de » between two other words.
fn folded(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut kept: Vec<Stretch> = Vec::with_capacity(stretches.len());
    let longest = |stretch: &Stretch| stretch.old.len().max(stretch.new.len());
    for stretch in stretches {
        kept.push(stretch);
        while let [.., before, same, after] = kept.as_slice()
            && same.same
            && same.old.len() <= longest(before).min(longest(after))
        {
            let (old, new) = (after.old.end, after.new.end);
            kept.truncate(kept.len() - 2);
            if let Some(last) = kept.last_mut() {
                (last.old.end, last.new.end) = (old, new);
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As `git --word-diff` shows it.
    fn shown(before: &str, after: &str) -> String {
        let one = |piece: &Piece| match piece.fate {
            Fate::Same => piece.text.to_owned(),
            Fate::Gone => format!("[-{}-]", piece.text),
            Fate::New => format!("{{+{}+}}", piece.text),
        };
        word_changes(before, after).iter().map(one).collect()
    }

    fn of(pieces: &[Piece], but: Fate) -> String {
        pieces.iter().filter(|piece| piece.fate != but).map(|piece| piece.text).collect()
    }

    #[test]
    fn words_spaces_and_signs_that_changed_are_told_and_no_others() {
        for (before, after, told) in [
            ("", "", ""),
            ("Un texte.", "Un texte.", "Un texte."),
            ("", "Un texte.", "{+Un texte.+}"),
            ("Un texte.", "", "[-Un texte.-]"),
            ("Le petit chat noir", "Le grand chat noir", "Le [-petit-]{+grand+} chat noir"),
            ("Trois réunions par an.", "Trois réunions par an, dont une à distance.", "Trois réunions par an{+, dont une à distance+}."),
            ("l'accès aux soins", "l’accès aux soins", "[-l'accès-]{+l’accès+} aux soins"),
            ("Oui ?", "Oui\u{a0}?", "Oui[- -]{+\u{a0}+}?"),
            ("un\ndeux\ntrois", "un\ndeux bis\ntrois", "un\ndeux{+ bis+}\ntrois"),
            ("À faire", "A\u{300} faire", "[-À-]{+A\u{300}+} faire"),
            ("aide à la personne", "soutien de la famille", "[-aide à la personne-]{+soutien de la famille+}"),
        ] {
            assert_eq!(shown(before, after), told);
        }
    }

    #[test]
    fn what_is_too_long_for_words_is_compared_by_lines_and_then_by_words() {
        let lines =
            |word: &str| (0..2_000).map(|n| format!("ligne {n} {}", if n % 700 == 3 { word } else { "x" })).collect::<Vec<_>>().join("\n");
        let (before, after) = (lines("avant"), lines("après"));
        assert!(before.split_word_bounds().count() > MOST_UNITS);
        let pieces = word_changes(&before, &after);
        let changed: Vec<&str> = pieces.iter().filter(|piece| piece.fate != Fate::Same).map(|piece| piece.text).collect();
        assert_eq!(changed, ["avant", "après"].repeat(3));
    }

    #[test]
    fn a_megabyte_without_line_breaks_is_compared_at_its_ends() {
        let (before, after) = (format!("tête {} queue", "a b ".repeat(250_000)), format!("tête {} queue", "c d ".repeat(250_000)));
        let pieces = word_changes(&before, &after);
        assert_eq!(
            pieces.iter().map(|piece| (piece.fate, piece.text.len())).collect::<Vec<_>>(),
            [(Fate::Same, "tête ".len()), (Fate::Gone, 4 * 250_000 - 1), (Fate::New, 4 * 250_000 - 1), (Fate::Same, "  queue".len()),]
        );
        let endless = "x".repeat(1_000_000);
        assert_eq!(word_changes(&endless, &format!("{endless}x")).len(), 2);
    }

    /// What texts are made of, and what only looks so.
    const UNITS: &[&str] = &[
        "a",
        "b",
        "abc",
        "été",
        " ",
        " ",
        ".",
        ",",
        "\u{a0}",
        "l'a",
        "’",
        "\n",
        "\r\n",
        "\u{301}",
        "\u{1f1eb}",
        "\u{200b}",
        "\u{1b}[2J",
        "",
        "  ",
    ];

    proptest! {
        #[test]
        fn the_pieces_give_both_texts_back(
            words in prop::collection::vec(prop::sample::select(UNITS), 0..60),
            edits in prop::collection::vec((0..60_usize, prop::sample::select(UNITS)), 0..8),
        ) {
            let before = words.concat();
            let mut words = words;
            for (at, word) in edits {
                if at < words.len() { words[at] = word } else { words.insert(at % (words.len() + 1), word) }
            }
            let after = words.concat();
            let pieces = word_changes(&before, &after);
            prop_assert_eq!(of(&pieces, Fate::New), before.as_str());
            prop_assert_eq!(of(&pieces, Fate::Gone), after.as_str());
            prop_assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
            prop_assert!(pieces.windows(2).all(|two| two[0].fate != two[1].fate), "{:?}", pieces);
            prop_assert_eq!(before == after, pieces.iter().all(|piece| piece.fate == Fate::Same));
        }
    }
}
