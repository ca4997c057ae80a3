//! Moments as people say them, for places with more room and with less.

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};

use super::core::Core;
use super::said;
use crate::l10n::Message;

/// As a date among others: see [`said::when`].
pub fn when(at: Timestamp, core: &Core) -> String {
    said::when(at, today(core), &core.zone, &core.texts)
}

/// As a date in a list of them, newest first: today's is its time alone, which leaves room for what counts.
pub fn when_listed(at: Timestamp, core: &Core) -> String {
    let zoned = at.to_zoned(core.zone.clone());
    if zoned.date() == today(core) { clock(&zoned) } else { when(at, core) }
}

/// The same in a narrow column: « aujourd'hui 16:42 » is « 16:42 », « 12 novembre » is « 12 nov. ».
pub fn when_short(at: Timestamp, core: &Core) -> String {
    match at.to_zoned(core.zone.clone()) {
        zoned if zoned.date() == today(core) => clock(&zoned),
        zoned if is_yesterday(&zoned, core) => yesterday(&zoned, core),
        zoned if zoned.date().year() == today(core).year() => day_short(&zoned, core),
        zoned => format!("{} {:02}", day_short(&zoned, core), zoned.year().rem_euclid(100)),
    }
}

/// To the minute, as it stands after « depuis » and « entre »: « hier 16:42 », « le 12 novembre à 16:42 ».
pub fn moment(at: Timestamp, core: &Core) -> String {
    let zoned = at.to_zoned(core.zone.clone());
    if zoned.date() == today(core) || is_yesterday(&zoned, core) {
        return when(at, core);
    }
    let message = if zoned.year() == today(core).year() {
        Message::new("moment")
    } else {
        Message::new("moment-in-year").with("year", zoned.year().to_string())
    };
    core.texts.render(&dated(message, "month-name", &zoned).with("time", clock(&zoned)))
}

/// To the minute, in few columns: « 16:42 », « hier 16:42 », « 12 nov. 16:42 ».
pub fn moment_short(at: Timestamp, core: &Core) -> String {
    let zoned = at.to_zoned(core.zone.clone());
    let day = when_short(at, core);
    if zoned.date() == today(core) || is_yesterday(&zoned, core) { day } else { format!("{day} {}", clock(&zoned)) }
}

fn today(core: &Core) -> Date {
    core.now.to_zoned(core.zone.clone()).date()
}

fn is_yesterday(zoned: &Zoned, core: &Core) -> bool {
    today(core).yesterday().is_ok_and(|yesterday| zoned.date() == yesterday)
}

fn clock(zoned: &Zoned) -> String {
    format!("{:02}:{:02}", zoned.hour(), zoned.minute())
}

fn yesterday(zoned: &Zoned, core: &Core) -> String {
    core.texts.render(&Message::new("when-yesterday").with("time", clock(zoned)))
}

fn day_short(zoned: &Zoned, core: &Core) -> String {
    core.texts.render(&dated(Message::new("when-day-short"), "month-short", zoned))
}

/// With its day and its month, whose name is that of a message.
fn dated(message: Message, name: &'static str, zoned: &Zoned) -> Message {
    let month = Message::new(name).with("month", u64::from(zoned.month().unsigned_abs()));
    message.with("day", u64::from(zoned.day().unsigned_abs())).with("month", month)
}
