//! A document as plain text, 80 columns wide: underlined headings, answers indented under their questions, tables drawn with lines.

use super::document::{Answer, Cell, Document, Entry, Note, Part, Repeat, Table};
use crate::ui::wrap;

/// Columns of a line.
const WIDTH: usize = 80;
/// Columns that an answer is indented by.
const STEP: usize = 4;
/// Columns between two options that stand on one line.
const GAP: usize = 4;
/// The fewest columns a cell may get before a table is written as a list.
const NARROWEST: usize = 5;

/// The document as text; its last line ends with a line break.
pub(super) fn write(document: &Document) -> String {
    let mut out = String::new();
    heading(&mut out, &document.title, '=', true);
    if !document.name.is_empty() {
        paragraph(&mut out, &document.name, 0);
    }
    out.push('\n');
    let names = document.facts.iter().map(|(name, _)| wrap::width(name)).max().unwrap_or(0);
    for (name, value) in &document.facts {
        pair(&mut out, name, value, 0, names);
    }
    for chapter in &document.chapters {
        out.push_str("\n\n");
        heading(&mut out, &chapter.title, '=', false);
        remarks(&mut out, &chapter.remarks, 0);
        for section in &chapter.sections {
            if !section.title.is_empty() {
                out.push('\n');
                heading(&mut out, &section.title, '-', false);
            }
            remarks(&mut out, &section.remarks, 0);
            parts(&mut out, &section.parts, 0);
        }
    }
    out
}

fn parts(out: &mut String, parts: &[Part], indent: usize) {
    for part in parts {
        match part {
            Part::Entries(entries) => entries.iter().for_each(|item| entry(out, item, indent)),
            Part::Note(words) => note(out, words, indent),
            Part::Repeat(blocks) => repeat(out, blocks, indent),
        }
    }
}

fn repeat(out: &mut String, repeat: &Repeat, indent: usize) {
    let indent = indent + usize::from(repeat.depth) * STEP / 2;
    out.push('\n');
    paragraph(out, &repeat.title, indent);
    remarks(out, &repeat.remarks, indent);
    if !repeat.empty.is_empty() {
        paragraph(out, &repeat.empty, indent + STEP);
    }
    for block in &repeat.blocks {
        out.push('\n');
        let start = out.len();
        paragraph(out, &block.title, indent + STEP / 2);
        underline(out, start, '·', indent + STEP / 2);
        parts(out, &block.parts, indent + STEP / 2);
    }
}

fn entry(out: &mut String, entry: &Entry, indent: usize) {
    let indent = indent + usize::from(entry.depth) * STEP / 2;
    out.push('\n');
    paragraph(out, &entry.label, indent);
    remarks(out, &entry.remarks, indent);
    let indent = indent + STEP;
    match &entry.answer {
        Answer::Text(text) | Answer::Unreadable(text) | Answer::Empty(text) => paragraph(out, text, indent),
        Answer::List(items) => items.iter().for_each(|item| hang(out, "- ", item, indent)),
        Answer::Boxes { options, many } => boxes(out, options, if *many { "[ ] " } else { "( ) " }, indent),
        Answer::Table(cells) => table(out, cells, indent),
        Answer::Lines(words, count) => {
            if !words.is_empty() {
                paragraph(out, words, indent);
            }
            for _ in 0..*count {
                put(out, indent, &".".repeat(WIDTH - indent));
            }
        }
    }
}

/// Options to tick: on one line if they fit, else one a line.
fn boxes(out: &mut String, options: &[String], mark: &str, indent: usize) {
    let inline = options.iter().map(|option| format!("{mark}{option}")).collect::<Vec<_>>().join(&" ".repeat(GAP));
    if options.len() <= 3 && wrap::width(&inline) <= WIDTH - indent {
        put(out, indent, &inline);
    } else {
        for option in options {
            hang(out, mark, option, indent);
        }
    }
}

fn note(out: &mut String, note: &Note, indent: usize) {
    for paragraphs in &note.paragraphs {
        out.push('\n');
        paragraph(out, &paragraphs.iter().map(|run| run.text.as_str()).collect::<String>(), indent);
    }
    for (name, value) in &note.rows {
        out.push('\n');
        paragraph(out, name, indent);
        paragraph(out, value, indent + STEP);
    }
}

fn remarks(out: &mut String, remarks: &[String], indent: usize) {
    for remark in remarks {
        paragraph(out, &format!("({remark})"), indent);
    }
}

fn heading(out: &mut String, text: &str, mark: char, above: bool) {
    let start = out.len();
    paragraph(out, text, 0);
    let rule = underline(out, start, mark, 0);
    if above {
        out.insert_str(start, &rule);
    }
}

/// Draws a line under the lines written since `start`, as long as the longest, and gives it.
fn underline(out: &mut String, start: usize, mark: char, indent: usize) -> String {
    let longest = out.get(start..).unwrap_or("").lines().map(wrap::width).max().unwrap_or(0).saturating_sub(indent);
    let begin = out.len();
    put(out, indent, &mark.to_string().repeat(longest));
    out.get(begin..).unwrap_or("").to_owned()
}

/// Writes a text, wrapped, from that column on. Its line breaks are kept.
fn paragraph(out: &mut String, text: &str, indent: usize) {
    for line in wrap::lines(text, WIDTH.saturating_sub(indent)) {
        put(out, indent, line);
    }
}

/// Writes a text after a mark, its other lines under its first one.
fn hang(out: &mut String, mark: &str, text: &str, indent: usize) {
    let room = WIDTH.saturating_sub(indent + wrap::width(mark));
    for (at, line) in wrap::lines(text, room).into_iter().enumerate() {
        let mark = if at == 0 { mark.to_owned() } else { " ".repeat(wrap::width(mark)) };
        put(out, indent, &format!("{mark}{line}"));
    }
}

/// Writes a name and, in a column, what belongs to it; below it, if the name leaves too little room.
fn pair(out: &mut String, name: &str, value: &str, indent: usize, names: usize) {
    if indent + names > WIDTH / 2 {
        paragraph(out, name, indent);
        paragraph(out, value, indent + STEP);
        return;
    }
    let name = format!("{name}{} ", " ".repeat(names.saturating_sub(wrap::width(name))));
    hang(out, &name, value, indent);
}

fn put(out: &mut String, indent: usize, line: &str) {
    let line = line.trim_end_matches(' ');
    if !line.is_empty() {
        out.extend(std::iter::repeat_n(' ', indent));
        out.push_str(line);
    }
    out.push('\n');
}

fn table(out: &mut String, table: &Table, indent: usize) {
    let count = table.columns.len().max(1);
    let room = (WIDTH - indent).saturating_sub(3 * count);
    let Some(widths) = widths(table, count, room) else { return list(out, table, indent) };
    let rule = widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>().join("─┼─");
    if !table.columns.is_empty() {
        let header: Vec<&str> = std::iter::once(table.heading.as_str()).chain(table.columns.iter().map(String::as_str)).collect();
        row(out, &header, &widths, &[], indent);
        put(out, indent, &rule);
    }
    for line in &table.rows {
        if line.cells.iter().any(|cell| matches!(cell, Cell::Total(_)))
            && line.cells.iter().all(|cell| matches!(cell, Cell::Total(_) | Cell::Empty))
        {
            put(out, indent, &rule);
        }
        let cells: Vec<String> = line.cells.iter().zip(&widths[1..]).map(|(cell, width)| shown(cell, *width)).collect();
        let numbers: Vec<bool> = line.cells.iter().map(|cell| matches!(cell, Cell::Number(_) | Cell::Total(_) | Cell::Empty)).collect();
        let texts: Vec<&str> = std::iter::once(line.label.as_str()).chain(cells.iter().map(String::as_str)).collect();
        row(out, &texts, &widths, &numbers, indent);
    }
}

/// A table too wide for the page: its cells one a line.
fn list(out: &mut String, table: &Table, indent: usize) {
    for row in &table.rows {
        paragraph(out, &row.label, indent);
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            hang(out, "- ", &format!("{column} │ {}", shown(cell, 12)), indent + STEP / 2);
        }
    }
}

/// One row of a table, as many lines high as its highest cell. `numbers` says which cells, after the label, stand at the right.
fn row(out: &mut String, texts: &[&str], widths: &[usize], numbers: &[bool], indent: usize) {
    let cells: Vec<Vec<&str>> = texts.iter().zip(widths).map(|(text, width)| wrap::lines(text, *width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for at in 0..height {
        let pieces = cells.iter().zip(widths).enumerate().map(|(column, (lines, width))| {
            let text = lines.get(at).copied().unwrap_or("");
            let gap = " ".repeat(width.saturating_sub(wrap::width(text)));
            let right = column.checked_sub(1).and_then(|column| numbers.get(column)).is_some_and(|right| *right);
            if right { format!("{gap}{text}") } else { format!("{text}{gap}") }
        });
        put(out, indent, &pieces.collect::<Vec<_>>().join(" │ "));
    }
}

fn shown(cell: &Cell, width: usize) -> String {
    match cell {
        Cell::Number(text) | Cell::Total(text) | Cell::Unreadable(text) => text.clone(),
        Cell::Empty => "–".to_owned(),
        Cell::Room => ".".repeat(width),
    }
}

/// Columns for the labels and each cell, all together at most `room`; `None` if that leaves too little for any. The widest give way first.
fn widths(table: &Table, count: usize, room: usize) -> Option<Vec<usize>> {
    let mut widths = vec![wrap::width(&table.heading); 1];
    widths.extend((0..count).map(|column| table.columns.get(column).map_or(0, |label| wrap::width(label))));
    for row in &table.rows {
        let cells = row.cells.iter().map(|cell| wrap::width(&shown(cell, 8)));
        for (width, wanted) in widths.iter_mut().zip(std::iter::once(wrap::width(&row.label)).chain(cells)) {
            *width = (*width).max(wanted);
        }
    }
    if widths.len() * NARROWEST > room {
        return None;
    }
    let mut over = widths.iter().sum::<usize>().saturating_sub(room);
    while over > 0 {
        let widest = widths.iter_mut().max()?;
        *widest -= 1;
        over -= 1;
    }
    Some(widths)
}
