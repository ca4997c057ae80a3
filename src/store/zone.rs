//! The local time zone, found without a look through the whole zone database, which costs more than loading a form.

use std::fs;

use jiff::tz::TimeZone;

/// The local zone: that of `TZ` if it is set, else that of `/etc/localtime`, else UTC.
#[must_use]
pub fn local_zone() -> TimeZone {
    if std::env::var_os("TZ").is_some_and(|zone| !zone.is_empty()) {
        return TimeZone::system();
    }
    fs::read("/etc/localtime").ok().and_then(|data| TimeZone::tzif("", &data).ok()).unwrap_or(TimeZone::UTC)
}
