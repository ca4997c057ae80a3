//! A screen as an SVG picture: what a terminal of dark background shows, cell by cell. A whole recording is such a picture that moves.

mod moving;

use std::fmt::Write as _;

use ratatui::style::Modifier;
use unicode_width::UnicodeWidthStr;

pub(in crate::training::media) use self::moving::write;
use super::paint::{Ink, Paint};
use crate::training::take::{Run, Screen};
use crate::ui::clean::clean;

/// Width and height of a cell, in pixels, and how far below its top letters stand.
const CELL: [usize; 2] = [9, 20];
const BASELINE: usize = 15;
/// Around the screen.
const MARGIN: usize = 12;
const FOREGROUND: &str = "#d8dee9";
const BACKGROUND: &str = "#1c212b";
/// The sixteen colours; the bright ones of letters are those of the others.
const NAMED: [&str; 16] = [
    "#3b4252", "#e5737b", "#a3be8c", "#ebcb8b", "#81a1c1", "#b48ead", "#88c0d0", "#d8dee9", "#7b88a1", "#e5737b", "#a3be8c", "#ebcb8b",
    "#81a1c1", "#b48ead", "#88c0d0", "#eceff4",
];

/// The picture of a screen; the title is what those hear who do not see it.
#[must_use]
pub fn still(screen: &Screen, title: &str) -> String {
    let mut svg = begin(screen.size, title);
    for (y, row) in screen.rows.iter().enumerate() {
        cells(&mut svg, MARGIN, MARGIN + y * CELL[1], row);
    }
    if let Some((x, y)) = screen.cursor {
        let [x, y] = [MARGIN + usize::from(x) * CELL[0], MARGIN + usize::from(y) * CELL[1]];
        let _ = writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"2\" height=\"{}\" fill=\"{FOREGROUND}\"/>", CELL[1]);
    }
    svg + "</svg>\n"
}

/// A picture's beginning: its title and its ground.
fn begin((columns, rows): (u16, u16), title: &str) -> String {
    let [width, height] = [usize::from(columns) * CELL[0] + 2 * MARGIN, usize::from(rows) * CELL[1] + 2 * MARGIN];
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"15\">\n<title>{}</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n",
        escaped(title)
    )
}

/// The runs of a row, whose top left corner is there.
fn cells(svg: &mut String, left: usize, top: usize, row: &[Run]) {
    let mut x = left;
    for run in row {
        let width = run.text.width() * CELL[0];
        self::run(svg, x, top, &run.text, &Paint::of(&run.style));
        x += width;
    }
}

fn run(svg: &mut String, x: usize, y: usize, text: &str, paint: &Paint) {
    if paint.ground != Ink::Ground {
        let (width, height) = (text.width() * CELL[0], CELL[1]);
        let _ = writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{}\"/>", colour(paint.ground));
    }
    // blanks are worth their place only where a line runs through them
    let lined = paint.modifier.intersects(Modifier::UNDERLINED | Modifier::CROSSED_OUT);
    let shown = if lined { text } else { text.trim_matches(' ') };
    if shown.is_empty() {
        return;
    }
    let x = x + text.find(shown).unwrap_or_default() * CELL[0];
    let mut look = String::new();
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::DIM, " opacity=\"0.65\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::CROSSED_OUT, " style=\"text-decoration: line-through\""),
    ] {
        look += if paint.modifier.contains(modifier) { attribute } else { "" };
    }
    // the length holds each letter in its column whatever the font; browsers do not inherit xml:space
    let _ = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" fill=\"{}\"{look}>{}</text>",
        y + BASELINE,
        shown.width() * CELL[0],
        colour(paint.text),
        escaped(shown)
    );
}

fn colour(ink: Ink) -> String {
    match ink {
        Ink::Text => FOREGROUND.to_owned(),
        Ink::Ground => BACKGROUND.to_owned(),
        Ink::Named(name) => NAMED.get(usize::from(name)).copied().unwrap_or(FOREGROUND).to_owned(),
        Ink::Exact([red, green, blue]) => format!("#{red:02x}{green:02x}{blue:02x}"),
    }
}

/// Text of a picture; XML has no way to hold control characters.
fn escaped(text: &str) -> String {
    clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use ratatui::style::{Color, Style, Styled, Stylize};
    use ratatui::text::Line;

    use super::super::tests::{Reel, small};
    use super::*;
    use crate::ui::frame::Frame;

    #[test]
    fn a_picture_holds_each_letter_in_its_column() {
        let mut frame = Frame::new(20, 3);
        frame.put(2, 0, 10, Line::from("a < b").bold());
        frame.put(
            0,
            1,
            20,
            Line::from(vec!["漢字 ".red().reversed(), " x ".underlined(), "?".set_style(Style::new().fg(Color::Rgb(1, 2, 255)))]),
        );
        frame.cursor = Some((3, 2));
        assert_snapshot!(still(&Screen::of(&frame), "a & b\u{7}"), @r##"
        <svg xmlns="http://www.w3.org/2000/svg" width="204" height="84" viewBox="0 0 204 84" role="img" font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="15">
        <title>a &amp; b�</title>
        <rect width="100%" height="100%" rx="8" fill="#1c212b"/>
        <text x="30" y="27" textLength="45" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="#d8dee9" font-weight="bold">a &lt; b</text>
        <rect x="12" y="32" width="45" height="20" fill="#e5737b"/>
        <text x="12" y="47" textLength="36" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="#1c212b">漢字</text>
        <text x="57" y="47" textLength="27" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="#d8dee9" text-decoration="underline"> x </text>
        <text x="84" y="47" textLength="9" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="#0102ff">?</text>
        <rect x="39" y="52" width="2" height="20" fill="#d8dee9"/>
        </svg>
        "##);
    }

    #[test]
    fn a_recording_moves_the_rows_that_change_and_only_them() {
        assert_snapshot!(write(&small()), @r##"
        <svg xmlns="http://www.w3.org/2000/svg" width="168" height="104" viewBox="0 0 168 104" role="img" font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="15">
        <title>Une leçon</title>
        <rect width="100%" height="100%" rx="8" fill="#1c212b"/>
        <svg x="12" y="12" width="144" height="20"><g class="r0">
        <text x="0" y="35" textLength="45" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="#d8dee9">Nom :</text>
        <text x="0" y="55" textLength="63" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="#d8dee9">Nom : É</text>
        <text x="0" y="75" textLength="72" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="#d8dee9">Nom : Ém</text>
        </g></svg>
        <svg x="12" y="32" width="144" height="20"><g class="r1">
        <text x="0" y="35" textLength="54" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="#88c0d0">✓ fait</text>
        </g></svg>
        <svg x="12" y="72" width="144" height="20"><g class="r3">
        <text x="0" y="35" textLength="54" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="#d8dee9">écrire</text>
        </g></svg>
        <rect class="c" x="12" y="12" width="2" height="20" fill="#d8dee9"/>
        <style>
        .r0 { transform: translate(0,-60px) }
        @keyframes r0 { 0% { transform: translate(0,-0px) } 1.8181% { transform: translate(0,-20px) } 9.0909% { transform: translate(0,-40px) } 10.909% { transform: translate(0,-60px) } }
        .r1 { transform: translate(0,-20px) }
        @keyframes r1 { 0% { transform: translate(0,-0px) } 29.0909% { transform: translate(0,-20px) } }
        .r3 { transform: translate(0,-0px) }
        @keyframes r3 { 0% { transform: translate(0,-0px) } 1.8181% { transform: translate(0,-20px) } 29.0909% { transform: translate(0,-0px) } }
        .c { transform: translate(-99px,0) }
        @keyframes c { 0% { transform: translate(-99px,0) } 1.8181% { transform: translate(54px,0px) } 9.0909% { transform: translate(63px,0px) } 10.909% { transform: translate(72px,0px) } 29.0909% { transform: translate(-99px,0) } }
        @media (prefers-reduced-motion: no-preference) {
        [class] { animation: 5.500s step-end infinite }
        .r0 { animation-name: r0 }
        .r1 { animation-name: r1 }
        .r3 { animation-name: r3 }
        .c { animation-name: c }
        }
        </style>
        </svg>
        "##);
    }

    #[test]
    fn what_was_seen_for_no_time_is_not_stored_and_what_comes_again_is_stored_once() {
        let mut reel = Reel::new("", (10, 2));
        for (at, text) in [(0, "nothing"), (0, "a"), (5, "b"), (9, "a"), (9, "c"), (9, "a"), (12, "b")] {
            reel.show(at, &[text.into()], None);
        }
        let svg = write(&reel.end(20));
        let texts: Vec<_> = svg.split("</text>").filter_map(|part| part.rsplit_once('>')).map(|(_, text)| text.trim()).collect();
        assert_eq!(texts, ["a", "b", ""], "{svg}");
    }
}
