use proptest::prelude::*;
use ratatui::style::{Color, Style};
use ratatui::text::{Line, Span};

use super::*;

/// A terminal emulator fed with what is sent.
fn emulator(width: u16, height: u16) -> vt100::Parser {
    vt100::Parser::new(height.try_into().unwrap(), width.try_into().unwrap(), 0)
}

/// What the emulator must show of a cell: text (`None`: not looked at, terminals disagree), then the style as far as it shows.
fn look(style: [bool; 5], fg: vt100::Color, bg: vt100::Color, blank: bool) -> String {
    let [bold, dim, italic, underline, reverse] = style;
    if blank && !underline && !reverse { format!("{bg:?}") } else { format!("{fg:?} {bg:?} {bold} {dim} {italic} {underline} {reverse}") }
}

fn emulated(colour: Color) -> vt100::Color {
    const NAMED: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    NAMED.iter().position(|&named| named == colour).map_or(vt100::Color::Default, |n| vt100::Color::Idx(u8::try_from(n).unwrap()))
}

/// Compares the emulator's screen with the frame drawn whole by `Frame::draw_row`.
fn assert_shows(screen: &vt100::Screen, frame: &Frame) {
    use ratatui::style::Modifier;
    let mut buffer = Buffer::empty(Rect::new(0, 0, frame.width, 1));
    for y in 0..frame.height {
        frame.draw_row(y, &mut buffer);
        let mut x = 0;
        while x < frame.width {
            let drawn = &buffer[(x, 0)];
            let packed = Cell::new(drawn, usize::from(frame.width - x), true);
            let cell = screen.cell(y, x).unwrap();
            let text = if cell.has_contents() { cell.contents() } else { " " };
            match packed.char() {
                Some(c) => assert_eq!(text, c.to_string(), "at {x}, {y} of\n{}\n{}", frame.to_text(), screen.contents()),
                None if packed.is_doubtful() => assert!(text.starts_with(drawn.symbol().chars().next().unwrap()), "at {x}, {y}: {text:?}"),
                None => assert_eq!(text, drawn.symbol(), "at {x}, {y}"),
            }
            let m = drawn.modifier;
            let wanted =
                [Modifier::BOLD, Modifier::DIM, Modifier::ITALIC, Modifier::UNDERLINED, Modifier::REVERSED].map(|one| m.contains(one));
            let shown = [cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse()];
            let blank = text == " ";
            assert_eq!(
                look(shown, cell.fgcolor(), cell.bgcolor(), blank),
                look(wanted, emulated(drawn.fg), emulated(drawn.bg), blank),
                "at {x}, {y} ({text:?})"
            );
            x += u16::try_from(packed.width()).unwrap().max(1);
        }
    }
    assert_eq!(screen.hide_cursor(), frame.cursor.is_none());
    if let Some((x, y)) = frame.cursor {
        assert_eq!(screen.cursor_position(), (y, x));
    }
}

/// Feeds the emulator and sees to it that nothing but an absolute motion follows what was written in the last column: there the cursor
/// waits before the wrap, and terminals disagree on where that is.
fn feed(emulator: &mut vt100::Parser, bytes: &[u8]) {
    let mut rest = std::str::from_utf8(bytes).unwrap();
    while let Some(first) = rest.chars().next() {
        let length = match rest.strip_prefix("\x1b[") {
            Some(after) => 3 + after.find(|c: char| c.is_ascii_alphabetic()).unwrap(),
            None if first == '\x1b' => 2,
            None => first.len_utf8(),
        };
        let (one, after) = rest.split_at(length);
        let (_, columns) = emulator.screen().size();
        if emulator.screen().cursor_position().1 == u16::from(columns) {
            let zero_width = unicode_width::UnicodeWidthStr::width(one) == 0 && first != '\x1b' && !first.is_control();
            assert!(one.starts_with("\x1b[") && one.ends_with(['m', 'h', 'l', 'H', 'r', 'J']) || zero_width, "{one:?} in {bytes:?}");
        }
        emulator.process(one.as_bytes());
        rest = after;
    }
}

fn style() -> impl Strategy<Value = Style> {
    const COLOURS: &[Color] = &[Color::Reset, Color::Reset, Color::Red, Color::Gray, Color::DarkGray, Color::White];
    (prop::sample::select(COLOURS), prop::sample::select(COLOURS), 0_u8..32, any::<bool>()).prop_map(|(fg, bg, bits, plain)| {
        if plain {
            return Style::new();
        }
        let mut style = Style::new().fg(fg).bg(bg);
        for (bit, add) in
            [Style::bold as fn(Style) -> Style, Style::dim, Style::italic, Style::underlined, Style::reversed].into_iter().enumerate()
        {
            // The emulator takes bold and dim for one attribute.
            if bits & 1 << bit != 0 && (bit, bits & 1) != (1, 1) {
                style = add(style);
            }
        }
        style
    })
}

fn line() -> impl Strategy<Value = Line<'static>> {
    let pieces = [
        "a",
        "bc",
        "Question",
        " ",
        "    ",
        "               ",
        "é",
        "œuvre",
        "«\u{a0}ça\u{a0}»",
        "漢字",
        "e\u{301}",
        "😀",
        "👩\u{200d}🚀",
        "❤\u{fe0f}",
        "\u{202e}",
        "\u{200b}",
        "✓",
        "⚠",
        "…",
        "│",
        "1234567890",
    ];
    prop::collection::vec((prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..4), style()), 0..4)
        .prop_map(|spans| Line::from(spans.into_iter().map(|(pieces, style)| Span::styled(pieces.concat(), style)).collect::<Vec<_>>()))
}

/// How a frame differs from the one before.
#[derive(Clone, Debug)]
enum Change {
    /// Shows the text from another line on.
    Scroll(usize),
    /// Puts a window over it.
    Window(u16, u16, u16, Vec<Line<'static>>),
    Line(usize, Line<'static>),
    Cursor(Option<(u16, u16)>),
    /// Moves all lines to another column and width.
    Indent(u16, u16),
    Resize(u16, u16),
    Repaint,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => (0_usize..12).prop_map(Change::Scroll),
        2 => (0_u16..30, 0_u16..12, 1_u16..12, prop::collection::vec(line(), 0..4)).prop_map(|(x, y, width, lines)| Change::Window(x, y, width, lines)),
        4 => (0_usize..24, line()).prop_map(|(n, line)| Change::Line(n, line)),
        2 => prop::option::of((0_u16..40, 0_u16..12)).prop_map(Change::Cursor),
        1 => (1_u16..60, 1_u16..24).prop_map(|(width, height)| Change::Resize(width, height)),
        1 => (0_u16..3, 30_u16..60).prop_map(|(x, width)| Change::Indent(x, width)),
        1 => Just(Change::Repaint),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_sent_always_gives_the_frame(
        (mut width, mut height) in (1_u16..60, 1_u16..24),
        mut lines in prop::collection::vec(line(), 36),
        whole in any::<bool>(),
        changes in prop::collection::vec(prop::collection::vec(change(), 0..3), 1..8),
    ) {
        let mut output = Output::new(width, height, true);
        let mut emulator = emulator(width, height);
        let (mut from, mut indent, mut cursor, mut window) = (0, (0, 60), None, None);
        for changes in changes {
            for change in changes {
                match change {
                    Change::Scroll(to) => from = to,
                    Change::Window(x, y, wide, lines) => window = Some((x, y, wide, lines)),
                    Change::Line(n, line) => lines[n] = line,
                    Change::Cursor(to) => cursor = to,
                    Change::Resize(w, h) => {
                        (width, height) = (w, h);
                        output.resize(w, h);
                        emulator.set_size(h.try_into().unwrap(), w.try_into().unwrap());
                    }
                    Change::Indent(x, wide) => indent = (x, wide),
                    Change::Repaint => output.repaint(),
                }
            }
            let mut frame = Frame::new(width, height);
            // The whole screen scrolls, or all but a first and a last row.
            let (top, bottom) = if whole { (0, height) } else { (1, height.saturating_sub(1)) };
            frame.put(0, 0, width, Line::from("Titre"));
            for (y, line) in (top..bottom).zip(&lines[from..]) {
                frame.put(indent.0, y, indent.1, line.clone());
            }
            if let Some((x, y, wide, lines)) = window.take() {
                for (y, line) in (y..).zip(lines) {
                    frame.put(x, y, wide, line);
                }
            }
            frame.cursor = cursor.filter(|&(x, y)| x < width && y < height);
            feed(&mut emulator, output.show(&frame));
            assert_shows(emulator.screen(), &frame);
            prop_assert_eq!(output.show(&frame), b"", "a second time");
        }
    }
}

const LABELS: [&str; 6] = ["Région", "Statut", "Date de création", "Nombre d’antennes", "Adresse de messagerie", "Commentaire"];

/// A page of questions at 80×24, one of which has the focus and that answer.
fn page(focus: u16, answer: &str, from: u16) -> Frame<'static> {
    let mut frame = Frame::new(80, 24);
    frame.put(0, 0, 80, Line::styled("Identité de la cellule", Style::new().bold()));
    for y in 1..23 {
        let question = from + y;
        let label = LABELS[usize::from(question) % LABELS.len()];
        if y == focus {
            frame.put(0, y, 2, "▌ ");
            frame.put(2, y, 30, Line::styled(format!("{label} {question}"), Style::new().bold()));
            frame.put(34, y, 40, answer.to_owned());
            frame.cursor = Some((34 + u16::try_from(answer.chars().count()).unwrap(), y));
        } else {
            frame.put(2, y, 30, format!("{label} {question}"));
        }
    }
    frame.put(0, 23, 80, Line::styled("F1 aide  F2 menu  F10 quitter", Style::new().dim()));
    frame
}

fn sent(output: &mut Output, frame: &Frame) -> String {
    String::from_utf8(output.show(frame).to_vec()).unwrap().replace('\x1b', "^").replace('\r', "<").replace('\n', "v").replace('\x08', "b")
}

/// An output that shows that page, on a terminal that an emulator follows.
fn showing(frame: &Frame) -> Output {
    let mut output = Output::new(frame.width, frame.height, true);
    output.show(frame);
    output
}

#[test]
fn a_typed_letter_takes_as_many_bytes_as_it_has() {
    let mut output = showing(&page(5, "", 0));
    // The first one may have to leave the attributes of what was drawn last.
    output.show(&page(5, "b", 0));
    assert_eq!(sent(&mut output, &page(5, "bo", 0)), "o");
    assert_eq!(sent(&mut output, &page(5, "boé", 0)), "é");
    assert_eq!(sent(&mut output, &page(5, "boé ", 0)), " ");
    assert_eq!(sent(&mut output, &page(5, "boé d", 0)), "d");
    // Taken back.
    assert_eq!(sent(&mut output, &page(5, "boé ", 0)), "b b");
}

#[test]
fn the_same_frame_again_takes_nothing() {
    let mut output = showing(&page(5, "abc", 0));
    assert_eq!(sent(&mut output, &page(5, "abc", 0)), "");
}

/// A list at the left and texts at the right; `areas`: those of which it is about.
fn beside_a_list(texts: [&'static str; 6], areas: Option<Vec<Rect>>) -> Frame<'static> {
    let mut frame = areas.map_or_else(|| Frame::new(60, 6), |areas| Frame::part(60, 6, areas));
    for (y, text) in (0..).zip(texts) {
        frame.put(0, y, 20, format!("{y} {}", LABELS[usize::from(y)]));
        frame.put(20, y, 40, text);
    }
    frame
}

#[test]
fn a_part_of_some_rows_leaves_the_rest_of_the_screen_as_it_is() {
    let mut output = Output::new(60, 6, true);
    let mut emulator = emulator(60, 6);
    let before = ["un", "deux", "trois", "quatre", "cinq", "six"];
    let after = ["un", "deux fois", "trois", "", "日本語", "six"];
    feed(&mut emulator, output.show(&beside_a_list(before, None)));
    for rows in [1..2, 3..5] {
        let area = Rect::new(20, rows.start, 40, rows.end - rows.start);
        feed(&mut emulator, output.show(&beside_a_list(after, Some(vec![area]))));
    }
    assert_shows(emulator.screen(), &beside_a_list(after, None));
    assert_eq!(output.show(&beside_a_list(after, None)), b"");
}

#[test]
fn the_focus_moves_to_the_next_question_in_few_bytes() {
    let mut output = showing(&page(5, "", 0));
    output.show(&page(6, "", 0));
    insta::assert_snapshot!(sent(&mut output, &page(7, "", 0)), @"<  ^[mRégion 6v<▌ ^[1mStatut 7^[24C");
    insta::assert_snapshot!(sent(&mut output, &page(6, "", 0)), @"<  ^[mStatut 7^M<▌ ^[1mRégion 6^[24C");
}

#[test]
fn a_page_that_scrolls_by_a_line_sends_the_new_line() {
    let mut output = showing(&page(22, "", 0));
    insta::assert_snapshot!(sent(&mut output, &page(22, "", 1)), @"^[2;22r^[22Hv^[r^[22;3H^[mAdresse de messagerie 22v^[3G^[1mCommentaire 23^[K^[18C");
    let mut output = showing(&page(1, "", 3));
    insta::assert_snapshot!(sent(&mut output, &page(1, "", 2)), @"^[3;23r^[3H^M^[r^[3;3H^[mAdresse de messagerie 4^M^[3G^[1mNombre d’antennes 3^[K^[13C");
}

#[test]
fn rows_that_scroll_in_come_in_plain() {
    let page = |from: u16| {
        let mut frame = page(5, "", from);
        frame.put(0, 5, 80, Line::styled("Sous le curseur", Style::new().reversed()));
        frame
    };
    let mut output = showing(&page(0));
    let scrolled = sent(&mut output, &page(1));
    assert!(scrolled.starts_with("^[m^["), "terminals fill with the colours of the moment: {scrolled}");
    assert!(scrolled.contains("r^["), "it scrolls: {scrolled}");
}

#[test]
fn only_much_is_synchronised() {
    let mut output = Output::new(80, 24, true);
    let first = sent(&mut output, &page(5, "", 0));
    assert!(first.starts_with("^[?2026h^[r") && first.ends_with("^[?2026l"));
    let little = sent(&mut output, &page(6, "", 0));
    assert!(!little.contains("2026"));
}

#[test]
fn the_cursor_is_hidden_only_when_there_is_none() {
    let mut output = showing(&page(5, "", 0));
    let mut frame = page(5, "", 0);
    frame.cursor = None;
    assert_eq!(sent(&mut output, &frame), "^[?25l");
    assert_eq!(sent(&mut output, &frame), "");
    assert_eq!(sent(&mut output, &page(5, "", 0)), "^[?25h");
}

#[test]
fn nothing_untrusted_reaches_the_terminal() {
    let mut frame = Frame::new(20, 1);
    // ratatui's widgets drop what is a control, not what is bidirectional or invisible.
    frame.put(0, 0, 20, "a\u{202e}b\u{200b}c\u{9b}31m\x1b[2Jd");
    let mut output = Output::new(20, 1, false);
    let sent = sent(&mut output, &frame);
    assert!(sent.starts_with("^[r^[m^[H^[2J"), "{sent}");
    let text = sent.trim_start_matches("^[r^[m^[H^[2J");
    assert!(text.chars().all(|c| !c.is_control() && !matches!(c, '\u{202e}' | '\u{200b}')), "{text:?}");
}

#[test]
fn without_colours_no_colour_is_sent() {
    let mut frame = Frame::new(20, 1);
    frame.put(0, 0, 20, Line::styled("rouge", Style::new().red().on_blue().bold()));
    let mut output = Output::new(20, 1, false);
    assert_eq!(sent(&mut output, &frame), "^[r^[m^[H^[2J^[1mrouge^[?25l");
}

#[test]
fn after_the_last_column_the_next_motion_is_absolute() {
    let mut frame = Frame::new(5, 3);
    frame.put(0, 1, 5, "abcde");
    frame.put(0, 2, 5, "f");
    let mut output = Output::new(5, 3, true);
    assert_eq!(sent(&mut output, &frame), "^[r^[m^[H^[2Jvabcde^[3Hf^[?25l");
}

#[test]
fn a_blank_rest_is_erased() {
    let mut frame = Frame::new(80, 2);
    frame.put(0, 0, 80, "Une longue ligne, puis une courte, et fin");
    frame.cursor = Some((0, 1));
    let mut output = showing(&frame);
    let mut short = Frame::new(80, 2);
    short.put(0, 0, 80, "Une                             fin       fin");
    short.cursor = Some((0, 1));
    insta::assert_snapshot!(sent(&mut output, &short), @"^[;5H^[28X^[28Cfin       finv<");
    let mut shorter = Frame::new(80, 2);
    shorter.put(0, 0, 80, "Une");
    shorter.cursor = Some((0, 1));
    assert_eq!(sent(&mut output, &shorter), "^[;33H^[Kv<");
}
