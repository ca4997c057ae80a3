//! What asciinema plays: asciicast, one JSON value a line, a header and then what happened when. Version 2 tells times since the beginning, version 3 since
//! the event before.

use std::io::{self, Write};
use std::time::Duration;

use serde_json::json;

use crate::training::take::{Event, Take};

/// What programs on the other side may take the terminal for.
const TERM: &str = "xterm-256color";

/// A version of the format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Version {
    /// What every asciinema plays.
    #[default]
    Two,
    /// What asciinema writes since its version 3.
    Three,
}

/// Writes a recording while it is made: the header at once, then a line an event, each in one write.
#[derive(Debug)]
pub struct Writer<W> {
    to: W,
    version: Version,
    /// When the last event was, in milliseconds.
    last: u128,
    line: Vec<u8>,
}

impl<W: Write> Writer<W> {
    /// Begins a recording on a terminal of that many columns and rows, at a date in seconds since 1970.
    ///
    /// # Errors
    /// What the writer says.
    pub fn new(to: W, version: Version, title: &str, (columns, rows): (u16, u16), date: i64) -> io::Result<Self> {
        let mut header = match version {
            Version::Two => json!({ "version": 2, "width": columns, "height": rows, "timestamp": date }),
            Version::Three => json!({ "version": 3, "term": { "cols": columns, "rows": rows, "type": TERM }, "timestamp": date }),
        };
        if !title.is_empty() {
            header["title"] = title.into();
        }
        if version == Version::Two {
            header["env"] = json!({ "TERM": TERM });
        }
        let mut writer = Self { to, version, last: 0, line: Vec::with_capacity(256) };
        writer.line(|line| serde_json::to_writer(line, &header).map_err(io::Error::from))?;
        Ok(writer)
    }

    /// This was sent to the terminal: whole characters, else signs stand for them.
    ///
    /// # Errors
    /// What the writer says.
    pub fn output(&mut self, at: Duration, bytes: &[u8]) -> io::Result<()> {
        self.event(at, "o", &String::from_utf8_lossy(bytes))
    }

    /// The terminal has another size now.
    ///
    /// # Errors
    /// What the writer says.
    pub fn resize(&mut self, at: Duration, (columns, rows): (u16, u16)) -> io::Result<()> {
        self.event(at, "r", &format!("{columns}x{rows}"))
    }

    /// A place to jump to, by its name.
    ///
    /// # Errors
    /// What the writer says.
    pub fn marker(&mut self, at: Duration, name: &str) -> io::Result<()> {
        self.event(at, "m", name)
    }

    /// The recording ends here, so that the last picture stays as long as it stood.
    ///
    /// # Errors
    /// What the writer says.
    pub fn end(mut self, at: Duration) -> io::Result<W> {
        match self.version {
            Version::Two if at.as_millis() > self.last => self.event(at, "o", "")?,
            Version::Two => {}
            Version::Three => self.event(at, "x", "0")?,
        }
        self.to.flush()?;
        Ok(self.to)
    }

    fn event(&mut self, at: Duration, code: &str, data: &str) -> io::Result<()> {
        let now = at.as_millis().max(self.last);
        // each interval is between rounded times, so that they do not drift
        let told = if self.version == Version::Two { now } else { now - self.last };
        self.last = now;
        self.line(|line| {
            write!(line, "[{}.{:03}, \"{code}\", ", told / 1000, told % 1000)?;
            serde_json::to_writer(&mut *line, data)?;
            line.push(b']');
            Ok(())
        })
    }

    fn line(&mut self, write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
        self.line.clear();
        write(&mut self.line)?;
        self.line.push(b'\n');
        self.to.write_all(&self.line)
    }
}

/// A recording in that version. At its end the terminal is fit for what comes after it: cursor seen, below what is shown.
pub(super) fn write(take: &Take, version: Version) -> Vec<u8> {
    // the only error is the writer's, and a vector takes all
    written(take, version).unwrap_or_default()
}

fn written(take: &Take, version: Version) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new(), version, &take.title, take.size, take.date)?;
    for moment in &take.moments {
        match &moment.what {
            Event::Drawn { bytes, .. } if !bytes.is_empty() => writer.output(moment.at, bytes)?,
            Event::Chapter(name) => writer.marker(moment.at, name)?,
            Event::Drawn { .. } | Event::Caption(_) | Event::Key(_) | Event::Typed(_) => {}
        }
    }
    writer.output(take.length, format!("\x1b[m\x1b[{};1H\x1b[?25h", take.size.1).as_bytes())?;
    writer.end(take.length)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::Value;

    use super::super::tests::{hostile, small};
    use super::*;

    fn text(take: &Take, version: Version) -> String {
        String::from_utf8(write(take, version)).unwrap()
    }

    #[test]
    fn version_two_tells_when_things_were() {
        assert_snapshot!(text(&small(), Version::Two), @r##"
        {"version":2,"width":16,"height":4,"timestamp":1741597200,"title":"Une leçon","env":{"TERM":"xterm-256color"}}
        [0.000, "m", "Le nom"]
        [0.100, "o", "\u001b[r\u001b[m\u001b[H\u001b[2J\n\n\nécrire\u001b[HNom : \u001b[?25h"]
        [0.500, "o", "É"]
        [0.600, "o", "m"]
        [1.500, "m", "Le reste"]
        [1.600, "o", "\n\r\u001b[36m✓ fait\n\n\r\u001b[K\u001b[?25l"]
        [2.500, "o", "\u001b[m\u001b[4;1H\u001b[?25h"]
        "##);
    }

    #[test]
    fn version_three_tells_how_long_after_the_last_they_were() {
        assert_snapshot!(text(&small(), Version::Three), @r##"
        {"version":3,"term":{"cols":16,"rows":4,"type":"xterm-256color"},"timestamp":1741597200,"title":"Une leçon"}
        [0.000, "m", "Le nom"]
        [0.100, "o", "\u001b[r\u001b[m\u001b[H\u001b[2J\n\n\nécrire\u001b[HNom : \u001b[?25h"]
        [0.400, "o", "É"]
        [0.100, "o", "m"]
        [0.900, "m", "Le reste"]
        [0.100, "o", "\n\r\u001b[36m✓ fait\n\n\r\u001b[K\u001b[?25l"]
        [0.900, "o", "\u001b[m\u001b[4;1H\u001b[?25h"]
        [0.000, "x", "0"]
        "##);
    }

    #[test]
    fn both_versions_tell_the_same_times() {
        let mut take = small();
        for (index, moment) in (0u32..).zip(&mut take.moments) {
            moment.at += Duration::from_micros(333) * index; // what rounding could let drift
        }
        let times = |version| {
            let lines = text(&take, version);
            lines.lines().skip(1).map(|line| serde_json::from_str::<Value>(line).unwrap()[0].as_f64().unwrap()).collect::<Vec<_>>()
        };
        let mut now = 0.0;
        let summed = times(Version::Three).into_iter().map(|interval| {
            now += interval;
            now
        });
        for (told, summed) in times(Version::Two).into_iter().zip(summed) {
            assert!((told - summed).abs() < 1e-6, "{told} {summed}");
        }
    }

    #[test]
    fn a_recording_is_a_whole_number_of_lines_at_any_time() {
        let mut writer = Writer::new(Vec::new(), Version::Two, "", (80, 24), 0).unwrap();
        writer.output(Duration::from_millis(20), b"a\x1b[m\xff\n").unwrap();
        writer.resize(Duration::from_millis(10), (100, 30)).unwrap(); // a clock that was set back
        writer.marker(Duration::from_secs(3), "Chapitre « 2 »").unwrap();
        assert_snapshot!(String::from_utf8(writer.end(Duration::from_secs(4)).unwrap()).unwrap(), @r##"
        {"version":2,"width":80,"height":24,"timestamp":0,"env":{"TERM":"xterm-256color"}}
        [0.020, "o", "a\u001b[m�\n"]
        [0.020, "r", "100x30"]
        [3.000, "m", "Chapitre « 2 »"]
        [4.000, "o", ""]
        "##);
    }

    #[test]
    fn hostile_names_are_words() {
        let header: Value = serde_json::from_str(text(&hostile(), Version::Three).lines().next().unwrap()).unwrap();
        assert_eq!(header["title"], hostile().title);
    }
}
