//! A document as `CommonMark` with pipe tables. Whatever comes from outside is escaped, so that it reads as it was written and is never markup.

use super::document::{Answer, Cell, Document, Entry, Fault, Note, Part, Run, Table};

/// The document as Markdown; its last line ends with a line break.
pub(super) fn write(document: &Document) -> String {
    let mut out = String::new();
    heading(&mut out, 1, &document.title);
    if !document.name.is_empty() {
        block(&mut out, &strong(&document.name));
    }
    for (name, value) in &document.facts {
        line(&mut out, &["- ", &escape(name), " ", &escape(value)]);
    }
    out.push('\n');
    for chapter in &document.chapters {
        heading(&mut out, 2, &chapter.title);
        remarks(&mut out, &chapter.remarks);
        for section in &chapter.sections {
            heading(&mut out, 3, &section.title);
            remarks(&mut out, &section.remarks);
            parts(&mut out, &section.parts);
        }
    }
    if !document.history.is_empty() {
        heading(&mut out, 2, &document.past);
        list(&mut out, document.history.iter().map(|past| escape(past)));
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn problems(out: &mut String, problems: &[Fault]) {
    for problem in problems {
        block(out, &emphasis(&format!("{} {}", problem.mark, problem.text)));
    }
}

fn parts(out: &mut String, parts: &[Part]) {
    for part in parts {
        match part {
            Part::Entries(entries) => entries.iter().for_each(|item| entry(out, item)),
            Part::Note(words) => note(out, words),
            Part::Repeat(repeat) => {
                heading(out, 4, &repeat.title);
                remarks(out, &repeat.remarks);
                if !repeat.empty.is_empty() {
                    block(out, &emphasis(&repeat.empty));
                }
                problems(out, &repeat.problems);
                for item in &repeat.blocks {
                    heading(out, 5, &item.title);
                    self::parts(out, &item.parts);
                }
            }
        }
    }
}

fn entry(out: &mut String, entry: &Entry) {
    block(out, &strong(&entry.label));
    remarks(out, &entry.remarks);
    match &entry.answer {
        Answer::Text(text) => block(out, &lines(text)),
        Answer::Empty(text) | Answer::Unreadable(text) => block(out, &text.split('\n').map(emphasis).collect::<Vec<_>>().join("\\\n")),
        Answer::List(items) => list(out, items.iter().map(|item| escape(item))),
        Answer::Boxes { options, many } => {
            let mark = if *many { "☐" } else { "○" };
            list(out, options.iter().map(|option| format!("{mark} {}", escape(option))));
        }
        Answer::Table(cells) => table(out, cells),
        Answer::Lines(words, count) => {
            let room = vec![".".repeat(60); usize::from(*count)].join("\\\n");
            block(out, format!("{} {room}", escape(words)).trim_start());
        }
    }
    problems(out, &entry.problems);
}

fn list(out: &mut String, items: impl Iterator<Item = String>) {
    for item in items {
        line(out, &["- ", &item]);
    }
    out.push('\n');
}

fn note(out: &mut String, note: &Note) {
    for paragraph in &note.paragraphs {
        block(out, &runs(paragraph));
    }
    for (name, value) in &note.rows {
        block(out, &format!("{}\\\n{}", strong(name), escape(value)));
    }
}

fn remarks(out: &mut String, remarks: &[String]) {
    for remark in remarks {
        block(out, &emphasis(remark));
    }
}

fn table(out: &mut String, table: &Table) {
    let row = |cells: &mut dyn Iterator<Item = String>| format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "));
    let columns = table.columns.len().max(1);
    let mut headings = (0..columns).map(|at| table.columns.get(at).map_or_else(String::new, |label| escape(label)));
    out.push_str(&row(&mut std::iter::once(escape(&table.heading)).chain(&mut headings)));
    // words stand at the left, numbers at the right
    let sides = (0..columns).map(|at| if table.is_text(at) { ":--" } else { "--:" }.to_owned());
    out.push_str(&row(&mut std::iter::once(":--".to_owned()).chain(sides)));
    for line in &table.rows {
        let cells = line.cells.iter().map(|cell| match cell {
            Cell::Number(text) | Cell::Text(text) => escape(text),
            Cell::Total(text) => strong(text),
            Cell::Unreadable(text) => emphasis(text),
            Cell::Empty => "–".to_owned(),
            Cell::Room => ".".repeat(12),
        });
        out.push_str(&row(&mut std::iter::once(escape(&line.label)).chain(cells)));
    }
    out.push('\n');
}

fn heading(out: &mut String, level: usize, text: &str) {
    if !text.is_empty() {
        block(out, &format!("{} {}", "#".repeat(level), escape(text)));
    }
}

/// Writes these pieces and ends the line.
fn line(out: &mut String, pieces: &[&str]) {
    out.extend(pieces.iter().copied());
    out.push('\n');
}

fn block(out: &mut String, text: &str) {
    if !text.trim().is_empty() {
        out.push_str(text);
        out.push_str("\n\n");
    }
}

fn strong(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() { String::new() } else { format!("**{}**", escape(text)) }
}

fn emphasis(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() { String::new() } else { format!("*{}*", escape(text)) }
}

/// The runs of a paragraph. Stars beside a letter and a punctuation mark do not open or close: there the words are left plain.
fn runs(runs: &[Run]) -> String {
    let mut out = String::new();
    for (at, run) in runs.iter().enumerate() {
        let plain = run.text.trim();
        let edge = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let before = at.checked_sub(1).and_then(|at| runs.get(at)).and_then(|run| run.text.chars().next_back());
        let after = runs.get(at + 1).and_then(|run| run.text.chars().next());
        let opens = edge(before) || plain.starts_with(char::is_alphanumeric);
        let closes = edge(after) || plain.ends_with(char::is_alphanumeric);
        let text = escape_at(&run.text, at == 0);
        let mark = if run.strong && opens && closes && plain.len() == run.text.len() { "**" } else { "" };
        out.extend([mark, &text, mark]);
    }
    out
}

/// A text with line breaks: a blank line starts a paragraph, any other break stays where it is.
fn lines(text: &str) -> String {
    let mut out = String::new();
    let mut blank = true;
    for line in text.split('\n') {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        let line = line.trim();
        if line.is_empty() {
            blank = true;
            continue;
        }
        match (out.is_empty(), blank) {
            (true, _) => {}
            (false, true) => out.push_str("\n\n"),
            (false, false) => out.push_str("\\\n"),
        }
        // ordinary spaces at the start of a line would be dropped, or make it code
        out.extend(std::iter::repeat_n('\u{a0}', spaces));
        out.push_str(&escape(line));
        blank = false;
    }
    out
}

/// A text on one line that reads as it is written, wherever it stands.
fn escape(text: &str) -> String {
    escape_at(text, true)
}

fn escape_at(text: &str, line_start: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut start = line_start; // nothing but digits so far: `1.` would begin a list
    for (at, c) in text.char_indices() {
        let always = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' | '{' | '}');
        let first = start && at == 0 && matches!(c, '-' | '+' | '=' | ':');
        let number = start && at > 0 && matches!(c, '.' | ')');
        if always || first || number {
            out.push('\\');
        }
        start &= c.is_ascii_digit();
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}
