//! What was said of an answer, in lines: questions and remarks with what was said to them, the reasons for which warnings are kept.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use ratatui::style::Style;

use super::fill::row::Block;
use super::session::Session;
use crate::answers::Path;
use crate::l10n::{Message, Texts};
use crate::response::review::{Kept, Kind, Said, Standing, Thread};
use crate::ui::Context;
use crate::ui::clean::clean;
use crate::ui::look::{quiet, warning};

/// A moment as people say it: « aujourd'hui 16:42 », « hier 16:42 », « 12 novembre », « 12 novembre 2025 ».
pub fn when(at: Timestamp, today: Date, zone: &TimeZone, texts: &Texts) -> String {
    let zoned = at.to_zoned(zone.clone());
    let date = zoned.date();
    let time = format!("{:02}:{:02}", zoned.hour(), zoned.minute());
    if date == today {
        return texts.render(&Message::new("when-today").with("time", time));
    }
    if today.yesterday().is_ok_and(|yesterday| date == yesterday) {
        return texts.render(&Message::new("when-yesterday").with("time", time));
    }
    let month = Message::new("month-name").with("month", u64::from(date.month().unsigned_abs()));
    let message = if date.year() == today.year() {
        Message::new("when-day")
    } else {
        Message::new("print-date").with("year", date.year().to_string())
    };
    texts.render(&message.with("day", u64::from(date.day().unsigned_abs())).with("month", month))
}

/// Who said something, when, and what: « Ana, hier 16:42 : Pourquoi ? ».
#[must_use]
pub fn said(said: &Said, today: Date, zone: &TimeZone, texts: &Texts) -> String {
    told("said", (&said.by, said.at, &said.text), today, zone, texts)
}

/// Why a warning is kept: « Gardé par Camille, hier 16:42 : effectif confirmé ».
#[must_use]
pub fn kept(kept: &Kept, today: Date, zone: &TimeZone, texts: &Texts) -> String {
    told("said-kept", (&kept.by, kept.at, &kept.text), today, zone, texts)
}

/// Who said or did something, of whom no name may be known.
#[must_use]
pub fn name(by: &str, texts: &Texts) -> String {
    if by.trim().is_empty() { texts.get("said-nobody").into_owned() } else { clean(by).into_owned() }
}

fn told(id: &'static str, (by, at, text): (&str, Timestamp, &str), today: Date, zone: &TimeZone, texts: &Texts) -> String {
    let message = Message::new(id).with("by", name(by, texts)).with("when", when(at, today, zone, texts));
    texts.render(&message.with("text", clean(text).into_owned()))
}

/// What a path is called below another one, before words about it: « Postes vacants · Nombre en 2023 : »; nothing if it is the same.
#[must_use]
pub fn below(session: &Session, at: &Path, path: &Path) -> String {
    if at == path {
        return String::new();
    }
    called_below(session, at, &session.title(path))
}

/// What is called so, below a path.
#[must_use]
pub fn called_below(session: &Session, at: &Path, inner: &str) -> String {
    let outer = session.title(at);
    let rest = inner.strip_prefix(&outer).map(|rest| rest.trim_start_matches([' ', '·'])).filter(|rest| !rest.is_empty());
    format!("{} — ", clean(rest.unwrap_or(inner)))
}

/// Adds a thread below what is there: its first words after its mark and the place inside the row that they are about, what was said to them further in.
pub fn thread(block: &mut Block, thread: &Thread, place: &str, at: u16, columns: u16, zone: &TimeZone, cx: &Context) {
    let (mark, style) = match (thread.kind, thread.standing) {
        (Kind::Query, Standing::Open) => (cx.look.query, warning()),
        (Kind::Query, _) => (cx.look.query, quiet()),
        (Kind::Comment, _) => (cx.look.comment, quiet()),
    };
    for (n, one) in thread.said.iter().enumerate() {
        let text = said(one, cx.today, zone, cx.texts);
        let (mark, text) = if n == 0 { (format!("{mark} "), format!("{place}{text}")) } else { ("    ".to_owned(), text) };
        block.hang(at, columns, (&mark, style), &text, if thread.standing == Standing::Open { Style::new() } else { quiet() });
    }
}
