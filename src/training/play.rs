//! A script that plays: its lines, one after the other, as keys and times. Who plays it, live or into a recording, asks what comes next.

pub mod live;
pub mod recording;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent};
use jiff::{SignedDuration, Timestamp};

use super::foot::Foot;
use super::goal::{holds, seen};
use super::script::{Line, Script, What};
use super::take::{Event, Screen};
use crate::app::action::Key;
use crate::app::{App, Msg};
use crate::l10n::{Message, Texts};

/// How often a `Wait` looks at the screen.
const LOOK: Duration = Duration::from_millis(50);

/// A script being played.
#[derive(Debug)]
pub struct Player {
    script: Rc<Script>,
    /// The line to do next, by its place in the script.
    at: usize,
    /// The line before which it is over.
    end: usize,
    /// How many keys of the line are done; of a text, how many bytes.
    done: usize,
    /// When the next thing happens.
    due: Timestamp,
    /// Since when a `Wait` waits.
    waiting: Option<Timestamp>,
    /// Whether what is done is not to be seen.
    pub hidden: bool,
    /// How long a moment of the script is, against what it says: 1 as it says, 0 not at all.
    pub pace: f64,
    /// Whether no time is taken until the next chapter.
    skipping: bool,
    /// What is said, and the keys.
    pub foot: Foot,
    /// What happened since it was last taken.
    events: Vec<Event>,
    /// Pictures that were taken since.
    stills: Vec<(PathBuf, Screen)>,
}

/// What a script does next.
#[derive(Debug)]
pub enum Next {
    /// The program gets this.
    Send(Msg),
    /// Nothing before it is due.
    Later,
    /// Nothing more.
    Over,
}

/// Why a script does not go on: it did not find what it waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The line, from 1; 0 for none.
    pub line: usize,
    /// What is wrong.
    pub message: Message,
    /// What the screen showed, if that matters.
    pub screen: String,
}

impl Failure {
    /// As it is told: file, line, what is wrong, and the screen.
    #[must_use]
    pub fn tell(&self, file: &Path, texts: &Texts) -> Vec<String> {
        let place = if self.line == 0 { String::new() } else { format!(":{}", self.line) };
        let mut lines = vec![format!("{}{place}: {}", file.display(), texts.render(&self.message))];
        lines.extend(self.screen.lines().map(|line| {
            let mut shown = String::from("  │ ");
            let _ = write!(shown, "{line}"); // a string takes all
            shown.trim_end().to_owned()
        }));
        lines
    }
}

impl Player {
    /// A script from its first line on, from that moment on.
    #[must_use]
    pub fn new(script: Rc<Script>, now: Timestamp) -> Self {
        Self {
            end: script.lines.len(),
            script,
            at: 0,
            done: 0,
            due: now,
            waiting: None,
            hidden: false,
            pace: 1.0,
            skipping: false,
            foot: Foot::default(),
            events: Vec::new(),
            stills: Vec::new(),
        }
    }

    /// When the next thing happens.
    #[must_use]
    pub fn due(&self) -> Timestamp {
        self.due
    }

    /// Whether all was done.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.at >= self.end
    }

    /// What happened since this was asked last.
    pub fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// The pictures that were taken since this was asked last.
    pub fn take_stills(&mut self) -> Vec<(PathBuf, Screen)> {
        std::mem::take(&mut self.stills)
    }

    /// What comes next, at a moment when it is due.
    ///
    /// # Errors
    /// What the script waits for did not come, or what it says does not hold.
    pub fn next(&mut self, app: &App, now: Timestamp) -> Result<Next, Failure> {
        while self.at < self.end
            && let Some(line) = self.script.clone().lines.get(self.at)
        {
            match &line.what {
                What::Type { text, each } => match text.get(self.done..).and_then(|left| left.chars().next()) {
                    Some(c) => {
                        if self.done == 0 && !self.hidden {
                            self.events.push(Event::Typed(text.clone()));
                        }
                        self.done += c.len_utf8();
                        return Ok(self.press(KeyEvent::from(KeyCode::Char(c)), each.unwrap_or(self.script.head.typing), app, now));
                    }
                    None => self.go_on(),
                },
                What::Key { key, times, each } => {
                    if self.done < usize::from(*times) {
                        self.done += 1;
                        return Ok(self.press(*key, each.unwrap_or(self.script.head.typing), app, now));
                    }
                    self.go_on();
                }
                What::Paste(text) => {
                    self.foot.paste(app.texts());
                    self.go_on();
                    self.pause(self.script.head.typing, now);
                    return Ok(Next::Send(Msg::Paste(text.clone())));
                }
                What::Sleep(time) => {
                    self.go_on();
                    if self.pause(*time, now) {
                        return Ok(Next::Later);
                    }
                }
                What::Wait { line_only, pattern, limit } => {
                    if pattern.is_in(&looked_at(app, *line_only)) {
                        self.go_on();
                        continue;
                    }
                    let since = *self.waiting.get_or_insert(now);
                    if now.duration_since(since) >= SignedDuration::try_from(*limit).unwrap_or(SignedDuration::MAX) {
                        let told = if *line_only { "play-unmet-line" } else { "play-unmet" };
                        let message = Message::new(told).with("pattern", pattern.to_string()).with("seconds", limit.as_secs());
                        return Err(failure(line.number, message, app));
                    }
                    // this is the script's own time: no pace makes it shorter
                    self.due = later(now, LOOK);
                    return Ok(Next::Later);
                }
                What::Hide => self.set_hidden(true),
                What::Show => self.set_hidden(false),
                What::Screenshot(file) => {
                    self.stills.push((file.clone(), Screen::of(&app.frame())));
                    self.go_on();
                }
                What::Chapter(title) => {
                    self.skipping = false;
                    self.events.push(Event::Chapter(title.clone()));
                    self.go_on();
                }
                What::Caption(words) => {
                    self.foot.caption.clone_from(words);
                    self.foot.forget_keys();
                    self.events.push(Event::Caption(words.clone()));
                    self.go_on();
                }
                What::Goal(goal) => {
                    if !holds(goal, app) {
                        return Err(failure(line.number, Message::new("play-goal").with("goal", goal.to_string()), app));
                    }
                    self.go_on();
                }
            }
        }
        Ok(Next::Over)
    }

    /// The program ended: the command that starts it again, if the script goes on with one; the script then stands after it. Nothing of it is shown.
    pub fn restart(&mut self) -> Option<String> {
        let script = self.script.clone();
        // a line that was begun ended the program
        let begun = self.at + usize::from(self.done > 0);
        let mut typed = String::new();
        for (at, line) in script.lines.iter().enumerate().take(self.end).skip(begun) {
            match &line.what {
                What::Type { text, .. } => typed.push_str(text),
                What::Key { key, .. } if key.code == KeyCode::Enter && typed.starts_with("recueil") => {
                    (self.at, self.done, self.waiting) = (at + 1, 0, None);
                    return Some(typed);
                }
                // such as the one that ended the program
                What::Key { .. } => typed.clear(),
                What::Caption(words) => self.foot.caption.clone_from(words),
                What::Chapter(_) => self.skipping = false,
                What::Hide => self.hidden = true,
                What::Show => self.hidden = false,
                What::Paste(_) | What::Goal(_) | What::Sleep(_) | What::Wait { .. } | What::Screenshot(_) => {}
            }
        }
        None
    }

    /// Stands before that line from now on, and is over before that other one.
    pub fn go_to(&mut self, line: usize, end: usize, now: Timestamp) {
        (self.at, self.end, self.done, self.waiting, self.due) = (line, end, 0, None, now);
    }

    /// The line that is done next, by its place in the script.
    #[must_use]
    pub fn place(&self) -> usize {
        self.at
    }

    /// Whether nothing takes time from now on, until the next chapter.
    pub fn skipping(&mut self, skipping: bool) {
        self.skipping = skipping;
    }

    /// The number of the line that is done now.
    #[must_use]
    pub fn line(&self) -> usize {
        self.script.lines.get(self.at).map_or(0, |line| line.number)
    }

    /// What comes until the next chapter takes no time.
    pub fn skip(&mut self, now: Timestamp) {
        self.skipping = true;
        self.due = now;
    }

    fn go_on(&mut self) {
        self.at += 1;
        self.done = 0;
        self.waiting = None;
    }

    fn set_hidden(&mut self, hidden: bool) {
        self.hidden = hidden;
        self.foot.forget_keys();
        self.go_on();
    }

    fn press(&mut self, key: KeyEvent, each: Duration, app: &App, now: Timestamp) -> Next {
        if !self.hidden {
            self.foot.press(key, app.texts());
            let is_typed = matches!(self.script.lines.get(self.at), Some(Line { what: What::Type { .. }, .. }));
            // a text is told as a whole
            self.events.extend((!is_typed).then(|| Event::Key(Key::of(key).name(app.texts()).into_owned())));
        }
        self.pause(each, now);
        Next::Send(Msg::Key(key))
    }

    /// The next thing happens after that time; whether that is later than now.
    fn pause(&mut self, time: Duration, now: Timestamp) -> bool {
        // nobody waits for what is not seen
        let pace = if self.hidden || self.skipping { 0.0 } else { self.pace };
        self.due = later(now, time.mul_f64(pace));
        self.due > now
    }
}

fn later(now: Timestamp, time: Duration) -> Timestamp {
    now.saturating_add(SignedDuration::try_from(time).unwrap_or_default()).unwrap_or(now)
}

/// The part of the screen that a `Wait` looks at: all of it, or the line of the cursor.
fn looked_at(app: &App, line_only: bool) -> String {
    let text = seen(app);
    match app.frame().cursor.filter(|_| line_only) {
        Some((_, y)) => text.lines().nth(usize::from(y)).unwrap_or_default().to_owned(),
        None => text,
    }
}

fn failure(line: usize, message: Message, app: &App) -> Failure {
    Failure { line, message, screen: app.frame().to_text() }
}
