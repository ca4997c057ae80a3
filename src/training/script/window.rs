//! VHS's settings: all are known, and those of its window say how many columns and rows it has.

use super::read::Wrong;
use crate::l10n::Message;

/// The settings that VHS has, those of subtitles apart.
const SETTINGS: [&str; 21] = [
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
];

/// Whether VHS has such a setting.
pub(super) fn is_setting(name: &str) -> bool {
    SETTINGS.contains(&name) || name.starts_with("Subtitle")
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
        let place = match name {
            "Width" => &mut self.width,
            "Height" => &mut self.height,
            "FontSize" => &mut self.font,
            "LetterSpacing" => &mut self.letter,
            "LineHeight" => &mut self.line,
            "Padding" => &mut self.padding,
            "Margin" => &mut self.margin,
            "WindowBarSize" => &mut self.bar,
            "MarginFill" => {
                self.is_filled = !value.is_empty();
                return Ok(());
            }
            "WindowBar" => {
                self.has_bar = !value.is_empty();
                return Ok(());
            }
            _ => return Ok(()),
        };
        let number = value.parse().ok().filter(|number: &f64| number.is_finite() && (0.0..=100_000.0).contains(number));
        *place = number.ok_or_else(|| Message::new("tape-setting-number").with("name", name).with("found", value))?;
        self.is_said |= matches!(name, "Width" | "Height" | "FontSize");
        Ok(())
    }

    /// The columns and rows that VHS has then; `None` if the script leaves it to VHS, or if nothing could be seen.
    pub fn size(&self) -> Option<(u16, u16)> {
        let around = 2.0 * (self.padding + if self.is_filled { self.margin } else { 0.0 });
        let bar = if self.has_bar { self.bar } else { 0.0 };
        // a cell of the font that VHS draws with: six tenths as wide as high, and some room between lines
        let (cell, row) = ((self.font * 0.6).floor() + self.letter, (self.font * 1.32).ceil() * self.line);
        let whole = |count: f64| format!("{:.0}", count.floor()).parse().ok().filter(|count| (20..=500).contains(count));
        let columns = whole((self.width - around) / cell)?;
        let rows = format!("{:.0}", ((self.height - around - bar) / row).floor()).parse().ok().filter(|rows| (8..=200).contains(rows))?;
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
        assert_eq!(size(&[("Width", "1200")]), Some((77, 16)));
        assert_eq!(size(&[("Width", "1160"), ("Height", "780"), ("Padding", "20")]), Some((80, 24)));
        assert_eq!(size(&[("Width", "1160"), ("Margin", "20"), ("MarginFill", "#fff"), ("WindowBar", "Rings")]), Some((71, 13)));
        assert_eq!(size(&[("Width", "10")]), None);
        assert_eq!(size(&[("FontSize", "0"), ("LetterSpacing", "0")]), None);
        assert!(Window::default().set("Width", "wide").is_err());
        assert!(Window::default().set("Theme", "wide").is_ok());
    }
}
