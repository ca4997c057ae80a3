//! How long `Output::show` takes at 120×40 with some 80 entries, in microseconds: `cargo bench --bench output`.

use std::hint::black_box;
use std::time::Instant;

use ratatui::style::{Style, Stylize};
use ratatui::text::Line;
use recueil::terminal::output::Output;
use recueil::ui::frame::Frame;

fn page(focus: u16, answer: &str) -> Frame<'_> {
    let mut frame = Frame::new(120, 40);
    frame.put(0, 0, 120, Line::styled("Identité de la cellule régionale", Style::new().bold()));
    for y in 1..39 {
        frame.put(0, y, 30, Line::from(vec!["●".green(), " ".into(), "Gouvernance et pilotage".into()]));
        let bar = if y == focus { "▌ " } else { "  " };
        frame.put(31, y, 50, Line::from(vec![bar.into(), "Nombre d’antennes départementales en 2024".into()]));
    }
    frame.put(84, focus, 30, Line::styled(answer, Style::new().underlined()));
    frame.put(0, 39, 120, Line::styled("F1 aide  F2 menu  F5 problème suivant  F10 quitter", Style::new().dim()));
    frame.cursor = Some((84 + u16::try_from(answer.chars().count()).unwrap_or(0), focus));
    frame
}

/// Shows the frames in turn, many times; prints the median of the means of rounds and the bytes of the last frame.
fn measure(name: &str, frames: &[Frame]) {
    let mut output = Output::new(120, 40, true);
    let mut rounds = Vec::new();
    let mut bytes = 0;
    for _ in 0..200 {
        let start = Instant::now();
        for frame in frames.iter().cycle().take(100) {
            bytes = black_box(output.show(black_box(frame))).len();
        }
        rounds.push(start.elapsed().as_secs_f64() * 1e6 / 100.0);
    }
    rounds.sort_by(f64::total_cmp);
    println!("{name:30} {:8.2} µs  {bytes} bytes", rounds[rounds.len() / 2]);
}

fn main() {
    measure("nothing changes", &[page(5, "Rennes")]);
    measure("a letter comes and goes", &[page(5, "Rennes et Brest"), page(5, "Rennes et Brest,")]);
    measure("the focus moves", &[page(5, "Rennes"), page(6, "Rennes")]);
    let blank = Frame::new(120, 40);
    measure("a page comes and goes", &[page(5, "Rennes"), blank]);
}
