//! A frame as an SVG picture: what a terminal of dark background shows, cell by cell.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use recueil::ui::frame::Frame;
use unicode_width::UnicodeWidthStr;

/// Width and height of a cell, in pixels, and how far below its top letters stand.
const CELL: [usize; 2] = [9, 20];
const BASELINE: usize = 15;
/// Around the screen.
const MARGIN: usize = 12;
const FOREGROUND: &str = "#d8dee9";
const BACKGROUND: &str = "#1c212b";

/// The picture of a frame; the title is what those hear who do not see it.
pub fn picture(frame: &Frame, title: &str) -> String {
    let [width, height] = [usize::from(frame.width) * CELL[0] + 2 * MARGIN, usize::from(frame.height) * CELL[1] + 2 * MARGIN];
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         font-family=\"'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"15\">\n<title>{}</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{BACKGROUND}\"/>\n",
        escaped(title)
    );
    let mut buffer = Buffer::empty(Rect::new(0, 0, frame.width, 1));
    for y in 0..frame.height {
        frame.draw_row(y, &mut buffer);
        let top = MARGIN + usize::from(y) * CELL[1];
        for (column, text, look) in runs(&buffer.content) {
            run(&mut svg, MARGIN + column * CELL[0], top, &text, &look);
        }
    }
    if let Some((x, y)) = frame.cursor {
        let [x, y] = [MARGIN + usize::from(x) * CELL[0], MARGIN + usize::from(y) * CELL[1]];
        let _ = writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"2\" height=\"{}\" fill=\"{FOREGROUND}\"/>", CELL[1]);
    }
    svg + "</svg>\n"
}

/// How a run of cells looks.
#[derive(PartialEq)]
struct Look {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

/// Cells of one look that stand together: column, text, look.
fn runs(cells: &[Cell]) -> Vec<(usize, String, Look)> {
    let mut runs: Vec<(usize, String, Look)> = Vec::new();
    let mut column = 0;
    while let Some(cell) = cells.get(column) {
        let look = Look { foreground: cell.fg, background: cell.bg, modifier: cell.modifier };
        match runs.last_mut() {
            Some((_, text, last)) if *last == look => text.push_str(cell.symbol()),
            _ => runs.push((column, cell.symbol().to_owned(), look)),
        }
        column += cell.symbol().width().max(1);
    }
    runs
}

fn run(svg: &mut String, x: usize, y: usize, text: &str, look: &Look) {
    let (mut foreground, mut background) = (colour(look.foreground, FOREGROUND), colour(look.background, BACKGROUND));
    if look.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut foreground, &mut background);
    }
    if background != BACKGROUND {
        let _ =
            writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" fill=\"{background}\"/>", text.width() * CELL[0], CELL[1]);
    }
    let shown = text.trim();
    if shown.is_empty() {
        return;
    }
    let x = x + (text.width() - text.trim_start().width()) * CELL[0];
    let weight = if look.modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    // the length holds each letter in its column whatever the font
    let _ = writeln!(
        svg,
        "<text x=\"{x}\" y=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" fill=\"{foreground}\"{weight}>{}</text>",
        y + BASELINE,
        shown.width() * CELL[0],
        escaped(shown)
    );
}

fn colour(colour: Color, own: &'static str) -> &'static str {
    match colour {
        Color::Reset => own,
        Color::Red | Color::LightRed => "#e5737b",
        Color::Green | Color::LightGreen => "#a3be8c",
        Color::Yellow | Color::LightYellow => "#ebcb8b",
        Color::Blue | Color::LightBlue => "#81a1c1",
        Color::Magenta | Color::LightMagenta => "#b48ead",
        Color::Cyan | Color::LightCyan => "#88c0d0",
        other => panic!("a colour that the screen does not use: {other}"),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
