//! One cell of the screen in one word: what it shows, how, and whether terminals agree on how wide it is.
//!
//! No untrusted control reaches the terminal: what a cell holds is either one visible character, or a cluster without controls, or [`SIGN`].

use ratatui::buffer::{Cell as Drawn, CellWidth};
use rustc_hash::FxHasher;
use std::hash::Hasher;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::attributes::Attributes;

/// What stands for something that must not reach the terminal or does not fit.
pub const SIGN: char = '·';

const WIDTH: u16 = 0b11;
const DOUBTFUL: u16 = 1 << 2;
const CLUSTER: u16 = 1 << 3;

/// What a terminal shows in one cell, in one word, since thousands are compared for each page:
///
/// - bits 0–31: the character, or half the hash of a cluster of several;
/// - bits 32–47: colours and attributes; of a space, only what shows;
/// - bits 48–63: the width in cells (0: covered by the wide one before), the marks above and, of a cluster, twelve more bits of its hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell(u64);

impl Cell {
    /// A plain space.
    pub const BLANK: Self = Self::of(' ' as u32, Attributes::PLAIN, 1);
    /// The further cells of a wide character.
    pub const COVERED: Self = Self::of(0, Attributes::PLAIN, 0);
    /// A cell of which nothing is known; no [`Cell::new`] gives it.
    pub const UNKNOWN: Self = Self::of(u32::MAX, Attributes::PLAIN, DOUBTFUL);

    const fn of(symbol: u32, attributes: Attributes, kind: u16) -> Self {
        Self(symbol as u64 | (attributes.bits() as u64) << 32 | (kind as u64) << 48)
    }

    #[expect(clippy::cast_possible_truncation, reason = "a piece of the word")]
    const fn symbol(self) -> u32 {
        self.0 as u32
    }

    const fn kind(self) -> u16 {
        (self.0 >> 48) as u16
    }

    /// Colours and attributes.
    #[expect(clippy::cast_possible_truncation, reason = "a piece of the word")]
    #[must_use]
    pub const fn attributes(self) -> Attributes {
        Attributes::from_bits((self.0 >> 32) as u16)
    }

    /// What to show for a drawn cell with `room` cells from it to the end of its row. It covers [`width`](Self::width) of them.
    #[must_use]
    pub fn new(drawn: &Drawn, room: usize, colours: bool) -> Self {
        let attributes = Attributes::of(drawn, colours);
        let symbol = drawn.symbol();
        if let [byte @ b' '..=b'~'] = symbol.as_bytes() {
            return Self::simple(char::from(*byte), attributes);
        }
        let mut chars = symbol.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Self::simple(' ', attributes),
            (Some(c), None) => Self::single(c, room, attributes),
            (Some(first), Some(_)) => Self::cluster(symbol, first, room, attributes),
        }
    }

    /// A character one cell wide on every terminal.
    const fn simple(c: char, attributes: Attributes) -> Self {
        let attributes = if c == ' ' { attributes.on_blank() } else { attributes };
        Self::of(c as u32, attributes, 1)
    }

    /// A visible ASCII character: what most of a screen is.
    #[must_use]
    pub const fn ascii(c: char, attributes: Attributes) -> Self {
        Self::of(c as u32, attributes, 1)
    }

    /// A character that every terminal shows in one cell and that joins no plain neighbour; `None` for all others, and for some of those.
    #[must_use]
    pub const fn plain(c: char, attributes: Attributes) -> Option<Self> {
        match c {
            ' '..='~'
            | '\u{a0}'..='\u{ac}'
            | '\u{ae}'..='\u{2af}'
            | '\u{2010}'..='\u{2027}'
            | '\u{202f}'..='\u{2052}'
            | '€'
            | '\u{2190}'..='\u{21ff}'
            | '\u{2500}'..='\u{25fc}'
            | '✓'
            | '✗' => Some(Self::simple(c, attributes)),
            _ => None,
        }
    }

    fn single(c: char, room: usize, attributes: Attributes) -> Self {
        match c.width() {
            Some(width @ 1..=2) if width <= room && !is_hidden(c) => {
                let doubt = if is_doubtful(c) { DOUBTFUL } else { 0 };
                Self::of(c.into(), attributes, if width == 1 { 1 } else { 2 } | doubt)
            }
            _ => Self::simple(SIGN, attributes),
        }
    }

    fn cluster(symbol: &str, first: char, room: usize, attributes: Attributes) -> Self {
        let hidden = symbol.chars().any(|c| is_hidden(c) && !is_joiner(c));
        // Terminals that know no clusters take this many cells: it must not wrap.
        let apart: usize = symbol.chars().map(|c| c.width().unwrap_or(0)).sum();
        // A control would trip `cell_width`'s assertion: ask after the check.
        if hidden || is_joiner(first) || first.width().unwrap_or(0) == 0 || apart.max(symbol.width()) > room {
            return Self::simple(SIGN, attributes);
        }
        let Some(width @ 1..=3) = Some(symbol.cell_width()).filter(|&width| usize::from(width) <= room) else {
            return Self::simple(SIGN, attributes);
        };
        let mut hasher = FxHasher::default();
        hasher.write(symbol.as_bytes());
        let hash = hasher.finish();
        let accents = symbol.chars().skip(1).all(|c| matches!(c, '\u{300}'..='\u{36f}')) && !is_doubtful(first);
        let doubt = if accents { 0 } else { DOUBTFUL };
        #[expect(clippy::cast_possible_truncation, reason = "two pieces of a hash")]
        let (symbol, more) = ((hash >> 32) as u32, (hash as u16) & 0xfff0);
        Self::of(symbol, attributes, width | doubt | CLUSTER | more)
    }

    /// How many cells it covers; 0 for one that is covered itself.
    #[must_use]
    pub const fn width(self) -> usize {
        (self.kind() & WIDTH) as usize
    }

    /// Whether every terminal puts the cursor in the next cell after it.
    #[must_use]
    pub const fn is_simple(self) -> bool {
        self.kind() == 1
    }

    /// Whether terminals disagree on how many cells it takes.
    #[must_use]
    pub const fn is_doubtful(self) -> bool {
        self.kind() & DOUBTFUL != 0
    }

    /// Whether it is a space, in whatever colours.
    #[must_use]
    pub const fn is_space(self) -> bool {
        self.kind() == 1 && self.symbol() == ' ' as u32
    }

    /// The character, if it is a single one; a cluster's text is in what was drawn.
    #[must_use]
    pub fn char(self) -> Option<char> {
        if self.kind() & CLUSTER == 0 { char::from_u32(self.symbol()) } else { None }
    }

    /// Whether it looks as it should when written under these attributes.
    #[must_use]
    pub fn may_be_written_under(self, attributes: Attributes) -> bool {
        self.attributes() == if self.is_space() { attributes.on_blank() } else { attributes }
    }
}

/// The place of the first cell in which two rows of one length differ.
#[must_use]
pub fn first_difference(a: &[Cell], b: &[Cell]) -> Option<usize> {
    // most of a row is the same: eight cells at a time
    let (a8, _) = a.as_chunks::<8>();
    let (b8, _) = b.as_chunks::<8>();
    let same = |(a, b): &(&[Cell; 8], &[Cell; 8])| {
        let [a0, a1, a2, a3, a4, a5, a6, a7] = a.map(|cell| cell.0);
        let [b0, b1, b2, b3, b4, b5, b6, b7] = b.map(|cell| cell.0);
        (a0 ^ b0) | (a1 ^ b1) | (a2 ^ b2) | (a3 ^ b3) | (a4 ^ b4) | (a5 ^ b5) | (a6 ^ b6) | (a7 ^ b7) == 0
    };
    let from = 8 * a8.iter().zip(b8).take_while(same).count();
    let rest = a.get(from..)?.iter().zip(b.get(from..)?).position(|(a, b)| a != b)?;
    Some(from + rest)
}

/// Controls, bidirectional controls and what draws nothing.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Hidden ones that have a meaning inside a cluster: joiners and variation selectors.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Single characters that terminals and fonts do not agree on: symbols that some show as pictures, flags, private use.
const fn is_doubtful(c: char) -> bool {
    matches!(c, '\u{231a}'..='\u{231b}' | '\u{23e9}'..='\u{23fa}' | '\u{2600}'..='\u{2712}' | '\u{2714}'..='\u{2716}' | '\u{2718}'..='\u{27bf}'
        | '\u{2b05}'..='\u{2b07}' | '\u{2b1b}'..='\u{2b1c}' | '\u{2b50}' | '\u{2b55}' | '\u{e000}'..='\u{f8ff}' | '\u{fdfd}' | '\u{1f000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(symbol: &str, room: usize) -> Cell {
        let mut drawn = Drawn::default();
        drawn.set_symbol(symbol);
        Cell::new(&drawn, room, true)
    }

    #[test]
    fn a_cell_takes_eight_bytes() {
        assert_eq!(size_of::<Cell>(), 8);
    }

    #[test]
    fn plain_characters_are_what_a_drawn_cell_gives_and_join_nothing() {
        use unicode_segmentation::UnicodeSegmentation;
        for c in ('\0'..='\u{ffff}').filter(|&c| Cell::plain(c, Attributes::PLAIN).is_some()) {
            assert_eq!(cell(&c.to_string(), 1), Cell::plain(c, Attributes::PLAIN).unwrap(), "{c:?}");
            assert_eq!(c.to_string().cell_width(), 1, "{c:?}");
            assert!(cell(&c.to_string(), 1).is_simple(), "{c:?}");
            for pair in [format!("a{c}"), format!("{c}a"), format!("{c}{c}"), format!("©{c}"), format!("▶{c}")] {
                assert_eq!(pair.graphemes(true).count(), 2, "{pair:?}");
            }
        }
    }

    #[test]
    fn controls_and_invisible_characters_become_a_sign() {
        for text in [
            "\x1b",
            "\x7f",
            "\n",
            "\u{9b}",
            "\u{202e}",
            "\u{2066}",
            "\u{200b}",
            "\u{ad}",
            "a\u{202e}",
            "a\x1b",
            "\u{301}",
            "\u{200d}",
            "\u{fe0f}",
            "\u{301}a",
        ] {
            assert_eq!(cell(text, 9).char(), Some(SIGN), "{text:?}");
        }
    }

    #[test]
    fn what_terminals_agree_on_is_simple_and_the_rest_is_not() {
        for text in ["a", " ", "é", "œ", "’", "«", "\u{a0}", "\u{202f}", "│", "█", "✓", "✗", "…", "€", "●", "…"] {
            assert!(cell(text, 9).is_simple(), "{text:?}");
        }
        for (text, width, doubtful) in
            [("漢", 2, false), ("e\u{301}", 1, false), ("😀", 2, true), ("❤\u{fe0f}", 2, true), ("👩\u{200d}🚀", 2, true), ("⚠", 1, true)]
        {
            let cell = cell(text, 9);
            assert_eq!((cell.is_simple(), cell.width(), cell.is_doubtful()), (false, width, doubtful), "{text:?}");
        }
    }

    #[test]
    fn what_might_not_fit_in_the_row_becomes_a_sign() {
        assert_eq!(cell("漢", 1).char(), Some(SIGN));
        assert_eq!(cell("漢", 2).char(), Some('漢'));
        // Two cells in new terminals, four in old ones.
        assert_eq!(cell("👩\u{200d}🚀", 3).char(), Some(SIGN));
        assert_eq!(cell("👩\u{200d}🚀", 4).width(), 2);
    }

    #[test]
    fn clusters_that_differ_are_told_apart() {
        assert_ne!(cell("e\u{301}", 9), cell("e\u{300}", 9));
        assert_eq!(cell("e\u{301}", 9), cell("e\u{301}", 9));
    }
}
