//! Answers close to their questions, to look through many of them: a short one stands beside its question, in a column of its own.

use super::{STEP, Sheet, Tone, wrap};
use crate::export::document::{Answer, Entry};

/// The widest column of questions, in columns.
const WIDEST: usize = 40;
/// The most lines that a question takes beside its answer.
const MOST: usize = 3;
/// Between options and files that stand on one line.
const BETWEEN: &str = " · ";

impl Sheet {
    /// A question and its answer: side by side if the answer takes one line there, else one under the other.
    pub(super) fn compact_entry(&mut self, entry: &Entry, indent: usize) {
        let start = self.lines.len();
        let column = WIDEST.min(self.width / 2);
        let room = column.saturating_sub(indent + 2);
        let label = wrap::lines(&entry.label, room);
        let joined = match &entry.answer {
            Answer::Text(text) | Answer::Unreadable(text) | Answer::Empty(text) => Some(text.clone()),
            Answer::List(items) => Some(items.join(BETWEEN)),
            _ => None,
        };
        let fits = |text: &&String, columns: usize| !text.contains('\n') && wrap::fits(text, columns);
        let beside = joined.as_ref().filter(|text| label.len() <= MOST && fits(text, self.width - column));
        let is_empty = matches!(entry.answer, Answer::Empty(_));
        if let Some(answer) = beside {
            for (nth, label) in label.iter().enumerate() {
                self.put(indent, label);
                let line = self.lines.last_mut().filter(|_| nth == 0);
                if let Some(line) = line {
                    line.text.push_str(&" ".repeat(column.saturating_sub(wrap::width(&line.text))));
                    line.from = line.text.len();
                    line.text.push_str(answer);
                    line.tone = if is_empty { Tone::Quiet } else { Tone::Plain };
                }
            }
        } else {
            self.paragraph(&entry.label, indent);
            let answer = self.lines.len();
            match joined.filter(|text| fits(&text, self.width - indent - STEP)) {
                Some(text) => self.put(indent + STEP, &text),
                None => self.answer(&entry.answer, indent + STEP),
            }
            if is_empty {
                self.tone(answer, Tone::Quiet);
            }
        }
        let remarks = self.lines.len();
        self.remarks(&entry.remarks, indent + STEP);
        self.tone(remarks, Tone::Quiet);
        if entry.hidden {
            self.lines[start..].iter_mut().for_each(|line| line.from = 0);
            self.tone(start, Tone::Quiet);
        }
        self.problems(&entry.problems, indent + STEP);
        self.lines[start..].iter_mut().for_each(|line| line.at.clone_from(&entry.at));
    }
}
