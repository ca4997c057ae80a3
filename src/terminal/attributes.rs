//! Colours and attributes of a cell in 16 bits, and the shortest SGR sequence from one to another.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};

use super::motion::{digits, number};

const BOLD: u16 = 1 << 10;
const DIM: u16 = 1 << 11;
const ITALIC: u16 = 1 << 12;
const UNDERLINE: u16 = 1 << 13;
const REVERSE: u16 = 1 << 14;
const FOREGROUND: u16 = 0x1f;
const BACKGROUND: u16 = FOREGROUND << 5;

/// What a cell looks like: one of 17 foregrounds (bits 0–4, 0 is the terminal's own), one of 17 backgrounds (bits 5–9), five attributes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attributes(u16);

impl Attributes {
    /// The terminal's own colours and no attribute.
    pub const PLAIN: Self = Self(0);

    /// What that cell asks for; colours outside the base 16 count as the terminal's own, and so do all without `colours`.
    #[must_use]
    pub fn of(cell: &Cell, colours: bool) -> Self {
        let bits = if colours { colour(cell.fg) | colour(cell.bg) << 5 } else { 0 };
        Self(bits | modifiers(cell.modifier))
    }

    /// What a text in that style asks for where these are asked for around it.
    #[must_use]
    pub fn styled(self, style: Style, colours: bool) -> Self {
        let Self(mut bits) = self;
        if colours {
            if let Some(foreground) = style.fg {
                bits = bits & !FOREGROUND | colour(foreground);
            }
            if let Some(background) = style.bg {
                bits = bits & !BACKGROUND | colour(background) << 5;
            }
        }
        Self((bits | modifiers(style.add_modifier)) & !modifiers(style.sub_modifier))
    }

    /// The sixteen bits.
    pub(super) const fn bits(self) -> u16 {
        self.0
    }

    /// From [`bits`](Self::bits).
    pub(super) const fn from_bits(bits: u16) -> Self {
        Self(bits)
    }

    /// The part that shows on a space: all of it under reverse or underline, else the background.
    #[must_use]
    pub const fn on_blank(self) -> Self {
        if self.0 & (REVERSE | UNDERLINE) == 0 { Self(self.0 & BACKGROUND) } else { self }
    }

    /// Whether text erased under these attributes is plainly blank on every terminal.
    #[must_use]
    pub const fn erases_plain(self) -> bool {
        self.on_blank().0 == 0
    }

    /// The SGR sequence that brings a terminal from `self` to `to`; nothing if they are the same.
    pub fn change(self, to: Self, out: &mut Vec<u8>) {
        if self != to {
            let (step, fresh) = (self.step(to), to.params());
            if fresh.sgr_length(true) < step.sgr_length(false) {
                fresh.sgr(true, out);
            } else {
                step.sgr(false, out);
            }
        }
    }

    /// The parameters that give these attributes after a reset.
    fn params(self) -> Params {
        let mut params = Params::default();
        for (bit, on) in [(BOLD, 1), (DIM, 2), (ITALIC, 3), (UNDERLINE, 4), (REVERSE, 7)] {
            if self.0 & bit != 0 {
                params.push(on);
            }
        }
        params.colours(Self::PLAIN, self);
        params
    }

    /// The parameters that change what differs.
    fn step(self, to: Self) -> Params {
        let mut params = Params::default();
        let lost = self.0 & !to.0;
        let mut gained = to.0 & !self.0;
        if lost & (BOLD | DIM) != 0 {
            // 22 takes both away.
            params.push(22);
            gained |= to.0 & (BOLD | DIM);
        }
        for (bit, off) in [(ITALIC, 23), (UNDERLINE, 24), (REVERSE, 27)] {
            if lost & bit != 0 {
                params.push(off);
            }
        }
        for (bit, on) in [(BOLD, 1), (DIM, 2), (ITALIC, 3), (UNDERLINE, 4), (REVERSE, 7)] {
            if gained & bit != 0 {
                params.push(on);
            }
        }
        params.colours(self, to);
        params
    }

    const fn foreground(self) -> u16 {
        self.0 & FOREGROUND
    }

    const fn background(self) -> u16 {
        (self.0 & BACKGROUND) >> 5
    }
}

/// The bits of those modifiers that are shown.
fn modifiers(modifier: Modifier) -> u16 {
    if modifier.is_empty() {
        return 0;
    }
    [
        (Modifier::BOLD, BOLD),
        (Modifier::DIM, DIM),
        (Modifier::ITALIC, ITALIC),
        (Modifier::UNDERLINED, UNDERLINE),
        (Modifier::REVERSED, REVERSE),
    ]
    .into_iter()
    .filter(|(modifiers, _)| modifier.contains(*modifiers))
    .fold(0, |bits, (_, bit)| bits | bit)
}

/// A colour as 0 (the terminal's own) or 1 + its number among the base 16.
fn colour(colour: Color) -> u16 {
    match colour {
        Color::Black => 1,
        Color::Red => 2,
        Color::Green => 3,
        Color::Yellow => 4,
        Color::Blue => 5,
        Color::Magenta => 6,
        Color::Cyan => 7,
        Color::Gray => 8,
        Color::DarkGray => 9,
        Color::LightRed => 10,
        Color::LightGreen => 11,
        Color::LightYellow => 12,
        Color::LightBlue => 13,
        Color::LightMagenta => 14,
        Color::LightCyan => 15,
        Color::White => 16,
        Color::Indexed(n) if n < 16 => u16::from(n) + 1,
        Color::Reset | Color::Indexed(_) | Color::Rgb(..) => 0,
    }
}

/// The numbers of one SGR sequence: at most five attributes, two of them off and on again, and two colours.
#[derive(Default)]
struct Params {
    numbers: [u16; 10],
    count: usize,
}

impl Params {
    fn push(&mut self, number: u16) {
        if let Some(place) = self.numbers.get_mut(self.count) {
            *place = number;
            self.count += 1;
        }
    }

    fn colours(&mut self, from: Attributes, to: Attributes) {
        if from.foreground() != to.foreground() {
            self.push(match to.foreground() {
                0 => 39,
                n @ 1..=8 => 29 + n,
                n => 81 + n,
            });
        }
        if from.background() != to.background() {
            self.push(match to.background() {
                0 => 49,
                n @ 1..=8 => 39 + n,
                n => 91 + n,
            });
        }
    }

    fn all(&self) -> &[u16] {
        self.numbers.get(..self.count).unwrap_or_default()
    }

    /// With `reset`, an empty first parameter, which counts as 0, stands before the others.
    fn sgr_length(&self, reset: bool) -> usize {
        let numbers: usize = self.all().iter().map(|&n| 1 + digits(n)).sum();
        if reset || numbers == 0 { 3 + numbers } else { 2 + numbers }
    }

    fn sgr(&self, reset: bool, out: &mut Vec<u8>) {
        out.extend_from_slice(b"\x1b[");
        for (place, &n) in self.all().iter().enumerate() {
            if reset || place > 0 {
                out.push(b';');
            }
            number(n, out);
        }
        out.push(b'm');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    fn attributes(style: Style) -> Attributes {
        let mut cell = Cell::default();
        cell.set_style(style);
        Attributes::of(&cell, true)
    }

    fn change(from: Style, to: Style) -> String {
        let mut out = Vec::new();
        let (from, to) = (attributes(from), attributes(to));
        from.change(to, &mut out);
        String::from_utf8(out).unwrap().replace('\x1b', "^")
    }

    #[test]
    fn only_what_differs_is_sent_unless_a_reset_is_shorter() {
        let plain = Style::new();
        assert_eq!(change(plain, plain), "");
        assert_eq!(change(plain, plain.bold()), "^[1m");
        assert_eq!(change(plain.bold(), plain), "^[m");
        assert_eq!(change(plain.bold().dim(), plain.bold()), "^[;1m");
        assert_eq!(change(plain.bold().red(), plain.bold().light_red()), "^[91m");
        assert_eq!(change(plain.bold().red().on_blue(), plain.red().on_blue()), "^[22m");
        assert_eq!(change(plain.reversed().red(), plain.red()), "^[27m");
        assert_eq!(change(plain.reversed().red(), plain.bold()), "^[;1m");
        assert_eq!(change(plain.on_white(), plain.on_gray()), "^[47m");
    }

    #[test]
    fn a_style_in_a_style_gives_what_a_cell_drawn_so_gives() {
        let styles = [
            Style::new(),
            Style::new().bold().red(),
            Style::reset(),
            Style::new().not_bold().underlined().on_blue(),
            Style::new().reversed().dim().fg(Color::Rgb(1, 2, 3)),
            Style::new().italic().bg(Color::Reset),
        ];
        for outer in styles {
            for inner in styles {
                for colours in [true, false] {
                    let mut cell = Cell::default();
                    cell.set_style(outer).set_style(inner);
                    let styled = Attributes::PLAIN.styled(outer, colours).styled(inner, colours);
                    assert_eq!(styled, Attributes::of(&cell, colours), "{outer:?} {inner:?}");
                }
            }
        }
    }

    #[test]
    fn without_colours_the_attributes_remain() {
        let mut cell = Cell::default();
        cell.set_style(Style::new().red().on_blue().bold());
        let mut bold = Cell::default();
        bold.set_style(Style::new().bold());
        assert_eq!(Attributes::of(&cell, false), Attributes::of(&bold, true));
    }
}
