//! What was said of a response, in lines: its last verdict, the threads at an answer, the reasons for which warnings are kept.

use jiff::Timestamp;
use ratatui::style::Style;
use ratatui::text::Line;

use crate::answers::Path;
use crate::app::core::Core;
use crate::app::fill::row::Block;
use crate::app::said::{below, name};
use crate::app::session::Session;
use crate::app::when::when;
use crate::l10n::Message;
use crate::response::Review;
use crate::response::review::{Kept, Kind, Standing, Thread};
use crate::ui::clean::{clean, clean_lines};
use crate::ui::look::{bold, quiet, warning};
use crate::ui::wrap::{fit, width};

/// Columns that what belongs to an answer is indented by.
pub const INDENT: u16 = 4;

/// The reason, under the warning.
#[must_use]
pub fn reason(kept: &Kept, core: &Core, columns: usize) -> Vec<Line<'static>> {
    let text = signed("said-kept", &kept.text, &kept.by, kept.at, core);
    hung(INDENT + 2, columns, ("", quiet()), &text, quiet())
}

/// A thread under its answer: whole while it is open, one quiet line once it is closed.
#[must_use]
pub fn thread(thread: &Thread, at: &Path, session: &Session, core: &Core, columns: usize) -> Vec<Line<'static>> {
    let (sign, style) = sign(thread, core);
    let place = below(session, at, &thread.path);
    let first = thread.said.first();
    let text = first.map_or("", |said| said.text.as_str());
    if let Some((at, by)) = &thread.closed {
        let id = if thread.kind == Kind::Query { "reading-query-closed" } else { "reading-comment-closed" };
        // the words give way, not what became of them
        let room = columns.saturating_sub(usize::from(INDENT) + 2 + width(&signed(id, "", by, *at, core)));
        let text = signed(id, &fit(&clean(&format!("{place}{text}")), room, core.look.cut), by, *at, core);
        return hung(INDENT, columns, (&format!("{sign} "), quiet()), &text, quiet());
    }
    let mut lines = Vec::new();
    for (nth, said) in thread.said.iter().enumerate() {
        let (text, sign, indent) = match nth {
            0 => (format!("{place}{}", signed("said", &said.text, &said.by, said.at, core)), format!("{sign} "), INDENT),
            _ => (signed("said", &said.text, &said.by, said.at, core), String::new(), INDENT + 4),
        };
        lines.extend(hung(indent, columns, (&sign, style), &text, Style::new()));
    }
    lines
}

/// The sign of a thread, loud while somebody is to do something about it.
#[must_use]
pub fn sign(thread: &Thread, core: &Core) -> (&'static str, Style) {
    match (thread.kind, thread.standing) {
        (Kind::Query, Standing::Open | Standing::Answered) => (core.look.query, warning()),
        (Kind::Query, Standing::Closed) => (core.look.query, quiet()),
        (Kind::Comment, _) => (core.look.comment, quiet()),
    }
}

/// Words with who said them and when: « Camille, hier 16:42 : Quels territoires manquent ? ».
#[must_use]
pub fn signed(id: &'static str, text: &str, by: &str, at: Timestamp, core: &Core) -> String {
    let by = name(by, &core.texts);
    let message = Message { id, args: vec![("text", clean_lines(text).into()), ("by", by.into()), ("when", when(at, core).into())] };
    core.texts.render(&message)
}

/// The last step between filler and reviewer: who took it, when, with which words.
#[must_use]
pub fn verdict(session: &Session, core: &Core, columns: usize) -> Vec<Line<'static>> {
    let Some(verdict) = session.reviewing.verdicts.last() else { return Vec::new() };
    let id = match verdict.review {
        Review::ToReview => "reading-submitted",
        Review::SentBack => "reading-sent-back",
        Review::Accepted => "reading-accepted",
        Review::None => return Vec::new(),
    };
    let mut lines = hung(0, columns, ("", quiet()), &signed(id, "", &verdict.by, verdict.at, core), quiet());
    if !verdict.text.is_empty() {
        lines.extend(hung(INDENT, columns, ("", quiet()), &verdict.text, Style::new()));
    }
    lines
}

/// A text after a mark, wrapped, its line breaks kept.
#[must_use]
pub fn hung(indent: u16, columns: usize, mark: (&str, Style), text: &str, style: Style) -> Vec<Line<'static>> {
    let room = u16::try_from(columns).unwrap_or(u16::MAX).saturating_sub(indent);
    let mut lines = Vec::new();
    let blank = " ".repeat(crate::ui::wrap::width(mark.0));
    for (nth, paragraph) in clean_lines(text).split('\n').enumerate() {
        // a block of its own each: there may be more lines than one can count
        let mut block = Block::default();
        block.hang(indent, room, if nth == 0 { mark } else { (&blank, mark.1) }, paragraph, style);
        lines.extend(block.lines());
    }
    lines
}

/// How many questions wait for the person who fills, and how many answers for the reviewer, in words.
#[must_use]
pub fn counts(session: &Session, core: &Core) -> Vec<(String, Style)> {
    let count = |id, count: usize| core.texts.render(&Message { id, args: vec![("count", count.into())] });
    let (open, answered) = (session.reviewing.open_queries(), session.reviewing.answered_queries());
    let mut said = Vec::new();
    if open > 0 {
        said.push((count("reading-count-queries", open), Style::new()));
    }
    if answered > 0 {
        said.push((count("reading-count-answered", answered), bold()));
    }
    said
}
