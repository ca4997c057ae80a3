//! How a run of cells is painted: what a terminal makes of a style, told without its words.

use ratatui::style::{Color, Modifier, Style};

/// A colour of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Ink {
    /// That of letters, if nothing else is said.
    Text,
    /// That of the screen.
    Ground,
    /// One of the terminal's sixteen.
    Named(u8),
    /// Red, green, blue.
    Exact([u8; 3]),
}

/// What is seen of a style.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Paint {
    pub text: Ink,
    pub ground: Ink,
    /// Bold, dim, italic and lines; the colours say the rest.
    pub modifier: Modifier,
}

impl Paint {
    /// Letters of no special look.
    pub const PLAIN: Self = Self { text: Ink::Text, ground: Ink::Ground, modifier: Modifier::empty() };

    /// What a style looks like: reversed and hidden are said by the colours.
    pub fn of(style: &Style) -> Self {
        let has = |modifier| style.add_modifier.contains(modifier);
        let mut text = ink(style.fg, Ink::Text);
        let mut ground = ink(style.bg, Ink::Ground);
        if has(Modifier::REVERSED) {
            std::mem::swap(&mut text, &mut ground);
        }
        if has(Modifier::HIDDEN) {
            text = ground;
        }
        Self { text, ground, modifier: style.add_modifier.difference(Modifier::REVERSED | Modifier::HIDDEN) }
    }
}

fn ink(colour: Option<Color>, own: Ink) -> Ink {
    match colour {
        None | Some(Color::Reset) => own,
        Some(Color::Black) => Ink::Named(0),
        Some(Color::Red) => Ink::Named(1),
        Some(Color::Green) => Ink::Named(2),
        Some(Color::Yellow) => Ink::Named(3),
        Some(Color::Blue) => Ink::Named(4),
        Some(Color::Magenta) => Ink::Named(5),
        Some(Color::Cyan) => Ink::Named(6),
        Some(Color::Gray) => Ink::Named(7),
        Some(Color::DarkGray) => Ink::Named(8),
        Some(Color::LightRed) => Ink::Named(9),
        Some(Color::LightGreen) => Ink::Named(10),
        Some(Color::LightYellow) => Ink::Named(11),
        Some(Color::LightBlue) => Ink::Named(12),
        Some(Color::LightMagenta) => Ink::Named(13),
        Some(Color::LightCyan) => Ink::Named(14),
        Some(Color::White) => Ink::Named(15),
        Some(Color::Rgb(red, green, blue)) => Ink::Exact([red, green, blue]),
        Some(Color::Indexed(index)) => indexed(index),
    }
}

/// One of the 256 colours: sixteen named, a cube of six levels, and greys.
fn indexed(index: u8) -> Ink {
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match index {
        0..=15 => Ink::Named(index),
        16..=231 => Ink::Exact([(index - 16) / 36, (index - 16) / 6 % 6, (index - 16) % 6].map(level)),
        232..=255 => Ink::Exact([8 + 10 * (index - 232); 3]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_painted_as_terminals_do() {
        let plain = Paint::PLAIN;
        for (style, painted) in [
            (Style::new(), plain),
            (Style::reset(), plain),
            (Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD), Paint { text: Ink::Named(6), modifier: Modifier::BOLD, ..plain }),
            (Style::new().fg(Color::Red).add_modifier(Modifier::REVERSED), Paint { text: Ink::Ground, ground: Ink::Named(1), ..plain }),
            (Style::new().bg(Color::Blue).add_modifier(Modifier::HIDDEN), Paint { text: Ink::Named(4), ground: Ink::Named(4), ..plain }),
            (Style::new().fg(Color::Indexed(9)), Paint { text: Ink::Named(9), ..plain }),
            (Style::new().fg(Color::Indexed(16)), Paint { text: Ink::Exact([0, 0, 0]), ..plain }),
            (Style::new().fg(Color::Indexed(214)), Paint { text: Ink::Exact([255, 175, 0]), ..plain }),
            (Style::new().fg(Color::Indexed(255)), Paint { text: Ink::Exact([238, 238, 238]), ..plain }),
        ] {
            assert_eq!(Paint::of(&style), painted, "{style:?}");
        }
    }
}
