//! A script as text again: what is read from it is the same script.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use super::goal::STATES;
use super::{Attached, Data, Draft, Goal, Head, TYPING, What, command, keys};
use crate::ui::clean::{clean, escape_json};

/// The marks that can hold a text together; VHS knows no other way to write one of them in it.
const MARKS: [char; 3] = ['"', '\'', '`'];

impl Head {
    /// Its lines but those that start the program.
    #[must_use]
    pub fn told(&self) -> String {
        let mut told = format!("#: title {}\n", clean(&self.title));
        let mut line = |line: String| {
            told.push_str(line.trim_end());
            told.push('\n');
        };
        if let Some(summary) = &self.summary {
            line(format!("#: summary {}", clean(summary)));
        }
        if let Some((columns, rows)) = self.size {
            line(format!("#: size {columns}x{rows}"));
        }
        line(format!("#: date {}", self.begins));
        line(format!("#: name {}", clean(self.name.as_deref().unwrap_or_default())));
        if let Some(language) = self.language {
            line(format!("#: language {}", language.code()));
        }
        self.data.iter().for_each(|data| line(data.to_string()));
        self.outputs.iter().for_each(|file| line(format!("Output {}", quoted_file(file))));
        if self.typing != TYPING {
            line(format!("Set TypingSpeed {}", milliseconds(self.typing)));
        }
        told
    }
}

/// The lines that start the program with these words.
#[must_use]
pub fn start(words: &[String]) -> String {
    typed(&command::write(words))
}

/// The lines by which VHS, for which the head is a remark, has what the head of this script says: in a shell that ends where that fails, so that nothing
/// that follows is typed into it.
#[must_use]
pub fn preparation(script: &str) -> String {
    // a shell knows no sign in single quotes but one
    let script = format!("'{}'", script.replace('\'', r"'\''"));
    let typed = typed(&format!("P=$(recueil play {script} --prepare) && eval \"$P\" && clear || exit"));
    format!("\n# VHS: what the head says, in a directory of its own. To be run where this file is.\nHide\n{typed}Sleep 1s\nShow\n\n")
}

/// The lines that type that and press Enter.
fn typed(text: &str) -> String {
    let typed: Vec<String> = pieces(text).iter().map(|piece| format!("Type {piece}")).collect();
    format!("{}\nEnter\n", typed.join("\n"))
}

/// The head, and the lines that start the program.
impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.told(), start(&self.command))
    }
}

impl fmt::Display for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let option = |name: &str, value: &Option<String>| value.as_ref().map(|value| format!(" --{name} {value}")).unwrap_or_default();
        match self {
            Self::Samples { count, form } => writeln!(f, "#: samples {count}{}", option("form", form)),
            Self::Import { file, form, id } => {
                writeln!(f, "#: import {}{}{}", clean(&file.to_string_lossy()), option("form", form), option("id", id))
            }
            Self::File { name, bytes } => writeln!(f, "#: file {} {bytes}", clean(name)),
            Self::Draft(Draft { form, id, answers, unreadable, attached, fixed, seen, said, validated }) => {
                writeln!(f, "#: form {form}{}", option("id", id))?;
                answers.iter().try_for_each(|(path, value)| writeln!(f, "#: answer {path} = {}", escape_json(&value.to_string())))?;
                let text = |text: &String| escape_json(&Value::from(text.as_str()).to_string());
                unreadable.iter().try_for_each(|(path, typed)| writeln!(f, "#: unreadable {path} = {}", text(typed)))?;
                attached.iter().try_for_each(|Attached { path, name, bytes }| writeln!(f, "#: attached {path} {} {bytes}", clean(name)))?;
                if !fixed.is_empty() {
                    writeln!(f, "#: fixed {}", fixed.join(" "))?;
                }
                if !seen.is_empty() {
                    writeln!(f, "#: seen {}", seen.join(" "))?;
                }
                said.iter().try_for_each(|line| writeln!(f, "#: said {}", escape_json(&line.to_string())))?;
                if *validated { writeln!(f, "#: validated") } else { Ok(()) }
            }
        }
    }
}

/// A line of a script, or as many as it takes.
impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Type { text, each } => {
                let lines: Vec<String> = pieces(text).iter().map(|piece| format!("Type{} {piece}", at(*each))).collect();
                f.write_str(&lines.join("\n"))
            }
            Self::Key { key, times, each } => match (keys::written(*key), keys::typed(*key)) {
                (Some(name), _) if name.contains('+') => f.write_str(&vec![name; usize::from(*times)].join("\n")),
                (Some(name), _) => write!(f, "{name}{}{}", at(*each), if *times == 1 { String::new() } else { format!(" {times}") }),
                (None, Some(character)) => Self::Type { text: character.to_string().repeat(usize::from(*times)), each: *each }.fmt(f),
                (None, None) => f.write_str("# a key that scripts do not have"),
            },
            Self::Paste(text) => {
                let lines: Vec<String> = pieces(text).iter().map(|piece| format!("Copy {piece}\nPaste")).collect();
                f.write_str(&lines.join("\n"))
            }
            Self::Sleep(time) => write!(f, "Sleep {}", milliseconds(*time)),
            Self::Wait { line_only, pattern, limit } => {
                write!(f, "Wait+{}@{} {pattern}", if *line_only { "Line" } else { "Screen" }, milliseconds(*limit))
            }
            Self::Hide => f.write_str("Hide"),
            Self::Show => f.write_str("Show"),
            Self::Screenshot(file) => write!(f, "Screenshot {}", quoted_file(file)),
            Self::Chapter(title) => write!(f, "\n## {}", clean(title)),
            Self::Caption(text) => write!(f, "{}", format!("#> {}", clean(text)).trim_end()),
            Self::Goal(goal) => write!(f, "#? {goal}"),
        }
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(id) => write!(f, "page {id}"),
            Self::At(path) => write!(f, "at {path}"),
            Self::Answered(path) => write!(f, "answered {path}"),
            Self::Answer(path, value) => write!(f, "answer {path} = {}", escape_json(&value.to_string())),
            Self::Blank(path) => write!(f, "blank {path}"),
            Self::Screen(pattern) => write!(f, "screen {pattern}"),
            Self::State(state) => {
                let word = STATES.iter().find(|(_, known)| known == state).map_or("", |(word, _)| word);
                write!(f, "state {word}")
            }
            Self::Row(row) => write!(f, "row {row}"),
        }
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{}ms", time.as_millis())
}

fn at(each: Option<Duration>) -> String {
    each.map(|each| format!("@{}", milliseconds(each))).unwrap_or_default()
}

/// A text in quotation marks that it does not hold; in several pieces, if it holds all three kinds.
fn pieces(text: &str) -> Vec<String> {
    let text = clean(text);
    let mut pieces = Vec::new();
    let mut rest = &*text;
    loop {
        // the mark that goes furthest
        let reach = |mark: &char| rest.find(*mark).unwrap_or(rest.len());
        let mark = MARKS.into_iter().rev().max_by_key(reach).unwrap_or('"');
        let end = reach(&mark);
        pieces.push(format!("{mark}{}{mark}", &rest[..end]));
        rest = &rest[end..];
        if rest.is_empty() {
            return pieces;
        }
    }
}

/// A file's name in quotation marks; one that no marks can hold is none of ours.
fn quoted_file(file: &Path) -> String {
    pieces(&file.to_string_lossy()).swap_remove(0)
}
