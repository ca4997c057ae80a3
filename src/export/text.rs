//! A document as plain text, 80 columns wide on paper, as wide as there is room on the screen: underlined headings, answers indented under their questions, tables drawn with lines.

mod compact;

use super::document::{Answer, Cell, Chapter, Document, Entry, Fault, Note, Part, Repeat, Table};
use crate::answers::Path;
use crate::question::Severity;
use crate::ui::wrap;

/// Columns of a line on paper.
const WIDTH: usize = 80;
/// The fewest columns: room for what is indented most.
const LEAST: usize = 30;
/// Columns that an answer is indented by.
const STEP: usize = 4;
/// Columns between two options that stand on one line.
const GAP: usize = 4;
/// The fewest columns a cell may get before a table is written as a list.
const NARROWEST: usize = 5;

/// What a line tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// A question or an answer.
    #[default]
    Plain,
    /// The title of a page.
    Page,
    /// The title of a section or of a block.
    Title,
    /// That there is no answer, or what is not asked.
    Quiet,
    /// What is wrong: how bad it is, and which of the problems at this place.
    Problem(Severity, usize),
}

/// A line, and what it tells of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its text.
    pub text: String,
    /// What it tells.
    pub tone: Tone,
    /// The byte from which on it tells that: an answer may stand beside its question.
    pub from: usize,
    /// What it belongs to: a question, a block, or a page as [`crate::response::review::page_place`] names it; empty if to none.
    pub at: Path,
}

/// The document as text, 80 columns wide; its last line ends with a line break.
pub(super) fn write(document: &Document) -> String {
    let mut out = Sheet { width: WIDTH, compact: false, lines: Vec::new() };
    out.heading(&document.title, '=', true);
    if !document.name.is_empty() {
        out.paragraph(&document.name, 0);
    }
    out.blank();
    let names = document.facts.iter().map(|(name, _)| wrap::width(name)).max().unwrap_or(0);
    for (name, value) in &document.facts {
        out.pair(name, value, 0, names);
    }
    out.chapters(&document.chapters);
    if !document.history.is_empty() {
        out.blank();
        out.blank();
        out.heading(&document.past, '=', false);
        out.blank();
        document.history.iter().for_each(|past| out.paragraph(past, 0));
    }
    out.lines.into_iter().map(|line| line.text + "\n").collect()
}

/// The pages of a document as lines of that many columns; compact ones have short answers beside their questions and no line between.
pub(super) fn lay_out(document: &Document, width: usize, compact: bool) -> Vec<Line> {
    let mut out = Sheet { width: width.max(LEAST), compact, lines: Vec::new() };
    out.chapters(&document.chapters);
    let above = out.lines.iter().take_while(|line| line.text.is_empty()).count();
    out.lines.split_off(above)
}

/// What is written so far, and how wide it is.
struct Sheet {
    width: usize,
    compact: bool,
    lines: Vec<Line>,
}

impl Sheet {
    fn chapters(&mut self, chapters: &[Chapter]) {
        for chapter in chapters {
            self.blank();
            self.blank();
            let start = self.lines.len();
            if self.compact {
                self.hang(&if chapter.number.is_empty() { String::new() } else { format!("{}  ", chapter.number) }, &chapter.title, 0);
                self.tone(start, if chapter.number.is_empty() { Tone::Quiet } else { Tone::Page });
                let remarks = self.lines.len();
                self.remarks(&chapter.remarks, 0);
                self.tone(remarks, Tone::Quiet);
            } else {
                self.heading(&chapter.title, '=', false);
                self.remarks(&chapter.remarks, 0);
            }
            self.lines[start..].iter_mut().for_each(|line| line.at.clone_from(&chapter.at));
            for section in &chapter.sections {
                if !section.title.is_empty() {
                    self.blank();
                    self.title(&section.title, '-', 0);
                }
                self.remarks(&section.remarks, 0);
                self.parts(&section.parts, 0);
            }
        }
    }

    fn parts(&mut self, parts: &[Part], indent: usize) {
        for part in parts {
            match part {
                Part::Entries(entries) => entries.iter().for_each(|item| self.entry(item, indent)),
                Part::Note(words) => self.note(words, indent),
                Part::Repeat(blocks) => self.repeat(blocks, indent),
            }
        }
    }

    fn repeat(&mut self, repeat: &Repeat, indent: usize) {
        let indent = indent + usize::from(repeat.depth) * STEP / 2;
        self.blank();
        let start = self.lines.len();
        self.paragraph(&repeat.title, indent);
        self.remarks(&repeat.remarks, indent);
        if repeat.hidden {
            self.tone(start, Tone::Quiet);
        }
        if !repeat.empty.is_empty() {
            let empty = self.lines.len();
            self.paragraph(&repeat.empty, indent + STEP);
            self.tone(empty, Tone::Quiet);
        }
        self.problems(&repeat.problems, indent + STEP);
        self.lines[start..].iter_mut().for_each(|line| line.at.clone_from(&repeat.at));
        for block in &repeat.blocks {
            self.blank();
            let start = self.lines.len();
            self.title(&block.title, '·', indent + STEP / 2);
            self.lines[start..].iter_mut().for_each(|line| line.at.clone_from(&block.at));
            self.parts(&block.parts, indent + STEP / 2);
        }
        // elsewhere each question has a blank line above it
        if self.compact {
            self.blank();
        }
    }

    fn entry(&mut self, entry: &Entry, indent: usize) {
        let indent = indent + usize::from(entry.depth) * STEP / 2;
        if self.compact {
            return self.compact_entry(entry, indent);
        }
        self.blank();
        let start = self.lines.len();
        self.paragraph(&entry.label, indent);
        self.remarks(&entry.remarks, indent);
        let indent = indent + STEP;
        self.answer(&entry.answer, indent);
        self.problems(&entry.problems, indent);
        self.lines[start..].iter_mut().for_each(|line| line.at.clone_from(&entry.at));
    }

    fn answer(&mut self, answer: &Answer, indent: usize) {
        match answer {
            Answer::Text(text) | Answer::Unreadable(text) | Answer::Empty(text) => self.paragraph(text, indent),
            Answer::List(items) => items.iter().for_each(|item| self.hang("- ", item, indent)),
            Answer::Boxes { options, many } => self.boxes(options, if *many { "[ ] " } else { "( ) " }, indent),
            Answer::Table(cells) => self.table(cells, indent),
            Answer::Lines(words, count) => {
                if !words.is_empty() {
                    self.paragraph(words, indent);
                }
                for _ in 0..*count {
                    self.put(indent, &".".repeat(self.width - indent));
                }
            }
        }
    }

    fn problems(&mut self, problems: &[Fault], indent: usize) {
        for (nth, problem) in problems.iter().enumerate() {
            let start = self.lines.len();
            self.hang(&format!("{} ", problem.mark), &problem.text, indent);
            self.tone(start, Tone::Problem(problem.severity, nth));
        }
    }

    /// The lines written since `start` tell that.
    fn tone(&mut self, start: usize, tone: Tone) {
        self.lines[start..].iter_mut().for_each(|line| line.tone = tone);
    }

    /// The title of a section or a block, underlined where there is room for it.
    fn title(&mut self, text: &str, mark: char, indent: usize) {
        let start = self.lines.len();
        self.paragraph(text, indent);
        if self.compact {
            self.tone(start, Tone::Title);
        } else {
            self.underline(start, mark, indent);
        }
    }

    /// Options to tick: on one line if they fit, else one a line.
    fn boxes(&mut self, options: &[String], mark: &str, indent: usize) {
        let inline = options.iter().map(|option| format!("{mark}{option}")).collect::<Vec<_>>().join(&" ".repeat(GAP));
        if options.len() <= 3 && wrap::width(&inline) <= self.width - indent {
            self.put(indent, &inline);
        } else {
            for option in options {
                self.hang(mark, option, indent);
            }
        }
    }

    fn note(&mut self, note: &Note, indent: usize) {
        for paragraphs in &note.paragraphs {
            self.blank();
            self.paragraph(&paragraphs.iter().map(|run| run.text.as_str()).collect::<String>(), indent);
        }
        for (name, value) in &note.rows {
            self.blank();
            self.paragraph(name, indent);
            self.paragraph(value, indent + STEP);
        }
    }

    fn remarks(&mut self, remarks: &[String], indent: usize) {
        for remark in remarks {
            self.paragraph(&format!("({remark})"), indent);
        }
    }

    fn heading(&mut self, text: &str, mark: char, above: bool) {
        let start = self.lines.len();
        self.paragraph(text, 0);
        self.underline(start, mark, 0);
        if let Some(rule) = self.lines.last().cloned().filter(|_| above) {
            self.lines.insert(start, rule);
        }
    }

    /// Draws a line under the lines written since `start`, as long as the longest.
    fn underline(&mut self, start: usize, mark: char, indent: usize) {
        let longest = self.lines[start..].iter().map(|line| wrap::width(&line.text)).max().unwrap_or(0).saturating_sub(indent);
        self.put(indent, &mark.to_string().repeat(longest));
    }

    /// Writes a text, wrapped, from that column on. Its line breaks are kept.
    fn paragraph(&mut self, text: &str, indent: usize) {
        for line in wrap::lines(text, self.width.saturating_sub(indent)) {
            self.put(indent, line);
        }
    }

    /// Writes a text after a mark, its other lines under its first one.
    fn hang(&mut self, mark: &str, text: &str, indent: usize) {
        let room = self.width.saturating_sub(indent + wrap::width(mark));
        for (at, line) in wrap::lines(text, room).into_iter().enumerate() {
            let mark = if at == 0 { mark.to_owned() } else { " ".repeat(wrap::width(mark)) };
            self.put(indent, &format!("{mark}{line}"));
        }
    }

    /// Writes a name and, in a column, what belongs to it; below it, if the name leaves too little room.
    fn pair(&mut self, name: &str, value: &str, indent: usize, names: usize) {
        if indent + names > self.width / 2 {
            self.paragraph(name, indent);
            self.paragraph(value, indent + STEP);
            return;
        }
        let name = format!("{name}{} ", " ".repeat(names.saturating_sub(wrap::width(name))));
        self.hang(&name, value, indent);
    }

    fn put(&mut self, indent: usize, line: &str) {
        let line = line.trim_end_matches(' ');
        let text = if line.is_empty() { String::new() } else { " ".repeat(indent) + line };
        self.lines.push(Line { text, ..Line::default() });
    }

    fn blank(&mut self) {
        self.lines.push(Line::default());
    }

    fn table(&mut self, table: &Table, indent: usize) {
        let count = table.columns.len().max(1);
        let room = (self.width - indent).saturating_sub(3 * count);
        let Some(widths) = widths(table, count, room) else { return self.list(table, indent) };
        let rule = widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>().join("─┼─");
        if !table.columns.is_empty() {
            let header: Vec<&str> = std::iter::once(table.heading.as_str()).chain(table.columns.iter().map(String::as_str)).collect();
            self.row(&header, &widths, &[], indent);
            self.put(indent, &rule);
        }
        for line in &table.rows {
            if line.cells.iter().any(|cell| matches!(cell, Cell::Total(_)))
                && line.cells.iter().all(|cell| matches!(cell, Cell::Total(_) | Cell::Empty))
            {
                self.put(indent, &rule);
            }
            let cells: Vec<String> = line.cells.iter().zip(&widths[1..]).map(|(cell, width)| shown(cell, *width)).collect();
            let numbers: Vec<bool> = line.cells.iter().map(|cell| matches!(cell, Cell::Number(_) | Cell::Total(_) | Cell::Empty)).collect();
            let texts: Vec<&str> = std::iter::once(line.label.as_str()).chain(cells.iter().map(String::as_str)).collect();
            self.row(&texts, &widths, &numbers, indent);
        }
    }

    /// A table too wide for the page: its cells one a line.
    fn list(&mut self, table: &Table, indent: usize) {
        for row in &table.rows {
            self.paragraph(&row.label, indent);
            for (column, cell) in table.columns.iter().zip(&row.cells) {
                self.hang("- ", &format!("{column} │ {}", shown(cell, 12)), indent + STEP / 2);
            }
        }
    }

    /// One row of a table, as many lines high as its highest cell. `numbers` says which cells, after the label, stand at the right.
    fn row(&mut self, texts: &[&str], widths: &[usize], numbers: &[bool], indent: usize) {
        let cells: Vec<Vec<&str>> = texts.iter().zip(widths).map(|(text, width)| wrap::lines(text, *width)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..height {
            let pieces = cells.iter().zip(widths).enumerate().map(|(column, (lines, width))| {
                let text = lines.get(at).copied().unwrap_or("");
                let gap = " ".repeat(width.saturating_sub(wrap::width(text)));
                let right = column.checked_sub(1).and_then(|column| numbers.get(column)).is_some_and(|right| *right);
                if right { format!("{gap}{text}") } else { format!("{text}{gap}") }
            });
            self.put(indent, &pieces.collect::<Vec<_>>().join(" │ "));
        }
    }
}

fn shown(cell: &Cell, width: usize) -> String {
    match cell {
        Cell::Number(text) | Cell::Text(text) | Cell::Total(text) | Cell::Unreadable(text) => text.clone(),
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
