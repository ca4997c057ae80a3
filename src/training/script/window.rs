//! VHS's settings: all are known, and those of its window say how many columns and rows it has.

use std::ops::RangeInclusive;

use super::read::Wrong;
use crate::l10n::Message;

/// The settings that VHS has.
const SETTINGS: [&str; 28] = [
    "Shell",
    "FontFamily",
    "FontSize",
    "Framerate",
    "PlaybackSpeed",
    "Height",
    "Width",
    "LetterSpacing",
    "LineHeight",
    "TypingSpeed",
    "Padding",
    "Theme",
    "LoopOffset",
    "MarginFill",
    "Margin",
    "WindowBar",
    "WindowBarSize",
    "BorderRadius",
    "CursorBlink",
    "WaitTimeout",
    "WaitPattern",
    "SubtitleFontSize",
    "SubtitleColor",
    "SubtitleBackground",
    "SubtitlePosition",
    "SubtitlePadding",
    "SubtitleBorderRadius",
    "SubtitleFontFamily",
];
/// The settings that are numbers; VHS takes only whole ones, but of the last three.
const NUMBERS: [&str; 11] = [
    "Width",
    "Height",
    "FontSize",
    "Padding",
    "Margin",
    "WindowBarSize",
    "BorderRadius",
    "Framerate",
    "PlaybackSpeed",
    "LetterSpacing",
    "LineHeight",
];
/// The bars that VHS has.
const BARS: [&str; 5] = ["", "Colorful", "ColorfulRight", "Rings", "RingsRight"];

/// What the page with VHS's terminal leaves free on each side, in pixels.
const TERMINAL_PADDING: f64 = 5.0;
/// What it keeps for a scrollbar.
const SCROLLBAR: f64 = 15.0;

/// Whether VHS has such a setting.
pub(super) fn is_setting(name: &str) -> bool {
    SETTINGS.contains(&name)
}

/// What VHS draws on, in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    width: f64,
    height: f64,
    font: f64,
    letter: f64,
    line: f64,
    padding: f64,
    margin: f64,
    is_filled: bool,
    bar: f64,
    has_bar: bool,
    is_said: bool,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            width: 1200.0,
            height: 600.0,
            font: 22.0,
            letter: 1.0,
            line: 1.0,
            padding: 60.0,
            margin: 0.0,
            is_filled: false,
            bar: 30.0,
            has_bar: false,
            is_said: false,
        }
    }
}

impl Window {
    /// Takes a setting.
    pub fn set(&mut self, name: &str, value: &str) -> Wrong<()> {
        let is_known = match name {
            "WindowBar" => BARS.contains(&value),
            "CursorBlink" => ["true", "false"].contains(&value),
            "MarginFill" => value.strip_prefix('#').is_none_or(|hex| hex.len() == 6 && hex.bytes().all(|c| c.is_ascii_hexdigit())),
            _ => true,
        };
        if !is_known {
            return Err(Message::new("tape-setting-value").with("name", name).with("found", value));
        }
        let Some(kind) = NUMBERS.iter().position(|known| *known == name) else {
            match name {
                "MarginFill" => self.is_filled = !value.is_empty(),
                "WindowBar" => self.has_bar = !value.is_empty(),
                _ => {}
            }
            return Ok(());
        };
        let is_whole = |number: &f64| kind + 3 >= NUMBERS.len() || number.fract() == 0.0;
        let number = value.parse().ok().filter(|number: &f64| (0.0..=100_000.0).contains(number) && is_whole(number));
        let number = number.ok_or_else(|| Message::new("tape-setting-number").with("name", name).with("found", value))?;
        let place = match name {
            "Width" => &mut self.width,
            "Height" => &mut self.height,
            "FontSize" => &mut self.font,
            "LetterSpacing" => &mut self.letter,
            "LineHeight" => &mut self.line,
            "Padding" => &mut self.padding,
            "Margin" => &mut self.margin,
            "WindowBarSize" => &mut self.bar,
            _ => return Ok(()),
        };
        *place = number;
        self.is_said |= matches!(name, "Width" | "Height" | "FontSize");
        Ok(())
    }

    /// The columns and rows that VHS has then; `None` if the script leaves it to VHS, or if nothing could be seen.
    pub fn size(&self) -> Option<(u16, u16)> {
        let around = 2.0 * (self.padding + TERMINAL_PADDING + if self.is_filled { self.margin } else { 0.0 });
        let bar = if self.has_bar { self.bar } else { 0.0 };
        // a cell of the font that VHS draws with: six tenths as wide as high, and some room between lines
        let (cell, row) = ((self.font * 0.6).floor() + self.letter, ((self.font * 1.32).round() * self.line).floor());
        let count = |pixels: f64, of: f64, known: RangeInclusive<u16>| {
            format!("{:.0}", (pixels / of).floor()).parse().ok().filter(|count| known.contains(count))
        };
        let columns = count(self.width - around - SCROLLBAR, cell, 20..=500)?;
        let rows = count(self.height - around - bar, row, 8..=200)?;
        self.is_said.then_some((columns, rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_is_what_vhs_would_have() {
        let size = |settings: &[(&str, &str)]| {
            let mut window = Window::default();
            for (name, value) in settings {
                window.set(name, value).unwrap();
            }
            window.size()
        };
        assert_eq!(size(&[]), None);
        // as measured, to the pixel, with the page that VHS films
        assert_eq!(size(&[("Width", "1200")]), Some((75, 16)));
        assert_eq!(size(&[("Width", "1160"), ("Height", "780"), ("Padding", "20")]), Some((78, 25)));
        assert_eq!(size(&[("Width", "1185"), ("Height", "746"), ("Padding", "20")]), Some((80, 24)));
        assert_eq!(size(&[("Width", "1184"), ("Height", "745"), ("Padding", "20")]), Some((79, 23)));
        assert_eq!(size(&[("Width", "1160"), ("Margin", "20"), ("MarginFill", "#ffffff"), ("WindowBar", "Rings")]), Some((69, 13)));
        assert_eq!(size(&[("Width", "10")]), None);
        assert_eq!(size(&[("FontSize", "0"), ("LetterSpacing", "0")]), None);
        for (name, value) in [("Width", "wide"), ("Width", "80.5"), ("WindowBar", "Wide"), ("CursorBlink", "1"), ("MarginFill", "#fff")] {
            assert!(Window::default().set(name, value).is_err(), "{name} {value}");
        }
        for (name, value) in [("Theme", "wide"), ("LineHeight", "1.2"), ("WindowBar", ""), ("MarginFill", "fond.png")] {
            assert!(Window::default().set(name, value).is_ok(), "{name} {value}");
        }
    }
}
