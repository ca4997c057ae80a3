//! The file browser: a directory's entries, filtered as one types; a typed path with `/` goes there, Tab completes it.

use std::path::{Component, Path, PathBuf};

use crossterm::event::{KeyCode, KeyEvent};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Msg;
use super::action::{Scope, action_of};
use super::ask::within;
use super::core::{Command, Core, Step};
use super::fill::{put_right, rule};
use super::panel::{walk, window};
use crate::l10n::Message;
use crate::question::file::size;
use crate::store::{Browsed, Job, LARGEST_FILE, StoreError};
use crate::ui::clean::clean;
use crate::ui::fold::fold;
use crate::ui::frame::Frame;
use crate::ui::line::{Edit, LineEdit, search_words};
use crate::ui::look::{bold, error, focus, highlight, quiet};
use crate::ui::wrap::{fit, lines, width};

/// The browser's state.
#[derive(Debug)]
pub struct Browse {
    directory: PathBuf,
    /// What the directory holds; `None` until the store has said it.
    entries: Option<Result<Vec<Browsed>, Message>>,
    line: LineEdit,
    chosen: usize,
    /// The file being copied: the browser closes once it is attached.
    copying: Option<PathBuf>,
    /// Why the last file could not be attached; said until the next key.
    refused: Option<Message>,
    /// What was typed and is for what the disk has not given yet, in order.
    ahead: Vec<Msg>,
}

impl Browse {
    /// Opens the browser in a directory.
    #[must_use]
    pub fn open(core: &mut Core, directory: PathBuf) -> Self {
        core.ask(Job::Browse { dir: directory.clone(), follow: core.restricted.is_none() });
        Self { directory, entries: None, line: LineEdit::default(), chosen: 0, copying: None, refused: None, ahead: Vec::new() }
    }

    /// Takes in what a directory holds; gives what was typed meanwhile.
    pub fn listed(&mut self, dir: impl AsRef<Path>, result: Result<Vec<Browsed>, StoreError>) -> Vec<Msg> {
        if dir.as_ref() != self.directory {
            return Vec::new();
        }
        self.entries = Some(result.map_err(|error| error.message()));
        // read again, it may have become shorter; what was typed stands on its best match, or on itself
        self.chosen = self.chosen.min(self.found().len().max(self.first()));
        self.ahead()
    }

    /// The row to begin with: `..`, but what was typed after the last `/` looks for a file.
    fn first(&self) -> usize {
        usize::from(!self.line.text().is_empty())
    }

    /// Gives what was typed while the disk was waited for.
    pub fn ahead(&mut self) -> Vec<Msg> {
        std::mem::take(&mut self.ahead)
    }

    /// Keeps what is for a list that is not here yet, or for the page behind, once the file is copied; whether it did. Keys that work everywhere never wait.
    fn waits(&mut self, msg: impl FnOnce() -> Msg, needs_list: bool) -> bool {
        let waits = self.copying.is_some() || !self.ahead.is_empty() || (needs_list && self.entries.is_none());
        if waits {
            self.ahead.push(msg());
        }
        waits
    }

    /// Whether this is the file that was chosen here.
    #[must_use]
    pub fn is_copying(&self, source: &Path) -> bool {
        self.copying.as_deref() == Some(source)
    }

    /// The chosen file could not be attached: another one may be.
    pub fn refuse(&mut self, reason: Message) {
        self.copying = None;
        self.ahead.clear();
        self.refused = Some(reason);
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &mut Core) -> Step {
        let needs_list = matches!(key.code, KeyCode::Enter) || walk(key.code, 0, || 0).is_some();
        if action_of(key, &[Scope::Everywhere]).is_none() && self.waits(|| Msg::Key(key), needs_list) {
            return Step::Redraw;
        }
        let refused = self.refused.take();
        let step = self.take(key, core);
        if matches!(step, Step::Ignored) {
            self.refused = refused;
        }
        step
    }

    fn take(&mut self, key: KeyEvent, core: &mut Core) -> Step {
        if key.code == KeyCode::Tab && self.completes() {
            return self.complete(core);
        }
        // `..` comes first
        if let Some(to) = walk(key.code, self.chosen, || self.found().len() + 1) {
            self.chosen = to;
            return Step::Redraw;
        }
        match key.code {
            KeyCode::Left | KeyCode::Backspace if self.line.text().is_empty() => return self.up(core),
            KeyCode::Enter => return self.enter(core),
            _ => match self.line.key(key) {
                Edit::Ignored => return Step::Ignored,
                Edit::Moved => {}
                Edit::Changed => return self.typed(core),
            },
        }
        Step::Redraw
    }

    /// Takes pasted text: a path, most often.
    pub fn paste(&mut self, text: &str, core: &mut Core) -> Step {
        if self.waits(|| Msg::Paste(text.to_owned()), false) {
            return Step::Redraw;
        }
        self.refused = None;
        self.line.insert(search_words(text.trim()));
        self.typed(core)
    }

    /// A typed path goes to its directory; the rest filters.
    fn typed(&mut self, core: &mut Core) -> Step {
        let text = self.line.text().to_owned();
        if let Some((dir, rest)) = text.rsplit_once('/').filter(|_| core.restricted.is_none()) {
            let dir = logical(&within(&self.directory, core.home.as_deref(), &format!("{dir}/")));
            self.line = LineEdit::new(rest);
            return self.go(dir, core);
        }
        self.chosen = self.first();
        Step::Redraw
    }

    /// What Tab makes of the text: what all names that begin with it have in common, else the only name that answers it.
    fn completion(&self) -> Option<(String, Option<&Browsed>)> {
        let Some(Ok(entries)) = &self.entries else { return None };
        let typed = fold(self.line.text());
        if typed.is_empty() {
            return None;
        }
        let mut begin: Vec<&Browsed> = entries.iter().filter(|entry| fold(&entry.name).starts_with(&typed)).collect();
        if begin.is_empty() {
            begin = self.found();
            if begin.len() > 1 {
                return None;
            }
        }
        let (first, others) = begin.split_first()?;
        let same = |a: char, b: char| a == b || fold(a.encode_utf8(&mut [0; 4])) == fold(b.encode_utf8(&mut [0; 4]));
        let common = |other: &&Browsed| first.name.chars().zip(other.name.chars()).take_while(|(a, b)| same(*a, *b)).count();
        let length = others.iter().map(common).min().unwrap_or(usize::MAX);
        Some((first.name.chars().take(length).collect(), others.is_empty().then_some(first)))
    }

    /// Whether Tab has something to complete; if not, it goes down the list.
    pub fn completes(&self) -> bool {
        self.completion().is_some_and(|(text, only)| text != self.line.text() || only.is_some_and(|entry| entry.is_dir))
    }

    fn complete(&mut self, core: &mut Core) -> Step {
        let Some((text, only)) = self.completion() else { return Step::Ignored };
        let directory = only.filter(|entry| entry.is_dir).map(|entry| entry.path.clone());
        self.line = LineEdit::new(if directory.is_some() { String::new() } else { text });
        match directory {
            Some(directory) => self.go(directory, core),
            None => self.typed(core),
        }
    }

    fn enter(&mut self, core: &mut Core) -> Step {
        if self.chosen == 0 {
            let searched = !std::mem::take(&mut self.line).text().is_empty();
            return match self.up(core) {
                Step::Ignored if searched => Step::Redraw,
                step => step,
            };
        }
        // a path that no name answers is taken at its word: hidden files, and what was typed before its directory was read
        let chosen = self.found().get(self.chosen - 1).map(|entry| (entry.path.clone(), entry.is_dir));
        let typed = || core.restricted.is_none().then(|| (self.directory.join(self.line.text()), false));
        let Some((path, is_dir)) = chosen.or_else(typed) else { return Step::Ignored };
        if is_dir {
            self.line = LineEdit::default();
            return self.go(path, core);
        }
        core.directory.clone_from(&self.directory);
        self.copying = Some(path.clone());
        Step::Do(Command::Attach(path))
    }

    /// What Enter does here, in a word.
    #[must_use]
    pub fn hint(&self, core: &Core) -> &'static str {
        match self.chosen.checked_sub(1).map(|at| self.found().get(at).is_some_and(|entry| entry.is_dir)) {
            None if core.restricted.is_some() => "hint-reload",
            None => "hint-up",
            Some(true) => "hint-open",
            Some(false) => "hint-attach",
        }
    }

    fn up(&mut self, core: &mut Core) -> Step {
        match self.directory.parent().map(Path::to_owned) {
            // files come there while one looks
            _ if core.restricted.is_some() => {
                core.ask(Job::Browse { dir: self.directory.clone(), follow: false });
                Step::Redraw
            }
            None => Step::Ignored,
            Some(parent) => self.go(parent, core),
        }
    }

    fn go(&mut self, directory: PathBuf, core: &mut Core) -> Step {
        if let Err(reason) = core.reach(&directory) {
            self.refused = Some(reason);
            return Step::Redraw;
        }
        core.ask(Job::Browse { dir: directory.clone(), follow: core.restricted.is_none() });
        self.directory = directory;
        self.entries = None;
        self.chosen = self.first();
        Step::Redraw
    }

    /// The entries that match what is typed, best first.
    fn found(&self) -> Vec<&Browsed> {
        let Some(Ok(entries)) = &self.entries else { return Vec::new() };
        let wanted = fold(self.line.text());
        if wanted.is_empty() {
            return entries.iter().collect();
        }
        let matcher = SkimMatcherV2::default();
        let mut found: Vec<(i64, &Browsed)> =
            entries.iter().filter_map(|entry| Some((matcher.fuzzy_match(&fold(&entry.name), &wanted)?, entry))).collect();
        found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        found.into_iter().map(|(_, entry)| entry).collect()
    }

    /// Composes the screen.
    pub fn compose<'a>(&'a self, core: &'a Core, frame: &mut Frame<'a>) {
        let columns = usize::from(frame.width).saturating_sub(6);
        frame.put(1, 0, frame.width, Line::styled(core.texts.get("browse-title"), bold()));
        let limit = Message::new("browse-limit").with("size", size(LARGEST_FILE, core.language()));
        put_right(frame, 0, core.texts.render(&limit), quiet());
        let place = clean(&core.place(&self.directory)).into_owned();
        let place = if place.ends_with('/') { place } else { place + "/" };
        let place = if core.restricted.is_some() { format!("{} ", core.texts.get("browse-inbox")) } else { place };
        let place = if width(&place) > columns / 2 {
            format!("{}{}", core.look.cut, &place[place.len() - tail(&place, columns / 2)..])
        } else {
            place
        };
        let x = 3 + u16::try_from(width(&place)).unwrap_or(0);
        let (text, cursor) = self.line.view(usize::from(frame.width.saturating_sub(x + 1)));
        frame.put(3, 1, frame.width, Line::from(vec![Span::styled(place, quiet()), Span::raw(text)]));
        frame.cursor = Some((x + u16::try_from(cursor).unwrap_or(0), 1));
        rule(frame, 2, core);
        let mut y = 3;
        let fault = self.entries.as_ref().and_then(|entries| entries.as_ref().err());
        if let Some(reason) = self.refused.as_ref().or(fault) {
            let text = format!("{} {}", core.look.error, core.texts.render(reason));
            for line in lines(&clean(&text), columns) {
                frame.put(3, y, frame.width, Line::styled(line.to_owned(), error()));
                y += 1;
            }
        }
        if self.entries.is_none() {
            return frame.put(3, y, frame.width, Line::styled(core.texts.get("browse-wait"), quiet()));
        }
        let found = self.found();
        let bottom = frame.height.saturating_sub(2);
        let start = window(self.chosen, found.len() + 1, usize::from(bottom.saturating_sub(y)));
        for (n, y) in (start..=found.len()).zip(y..bottom) {
            let line = self.line_of(n, n.checked_sub(1).map(|n| found[n]), columns, core);
            frame.put(0, y, frame.width, line);
        }
        if found.is_empty() && !self.line.text().is_empty() && y + 1 < bottom {
            frame.put(3, y + 1, frame.width, Line::styled(core.texts.get("nothing-found"), quiet()));
        }
    }

    fn line_of<'a>(&self, n: usize, entry: Option<&Browsed>, columns: usize, core: &'a Core) -> Line<'a> {
        let chosen = n == self.chosen;
        let (bar, style) = if chosen { (core.look.focus, highlight()) } else { (" ", Style::new()) };
        let (name, size) = match entry {
            None if core.restricted.is_some() => (core.texts.get("browse-reload").into_owned(), String::new()),
            None => (format!("..   {}", core.texts.get("browse-up")), String::new()),
            Some(entry) if entry.is_dir => (format!("{}/", clean(&entry.name)), String::new()),
            Some(entry) => (clean(&entry.name).into_owned(), core.texts.render(&size(entry.size, core.language()))),
        };
        let name = fit(&name, columns.saturating_sub(12), core.look.cut);
        let gap = columns.saturating_sub(width(&name) + width(&size));
        Line::from(vec![
            Span::styled(bar, focus()),
            Span::raw("  "),
            Span::styled(name, style),
            Span::raw(" ".repeat(gap.min(60))),
            Span::styled(size, quiet()),
        ])
    }
}

/// A path without `..`: up from where one went by a link leads back, as in a shell.
fn logical(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut path, part| {
        if part == Component::ParentDir {
            path.pop();
        } else {
            path.push(part);
        }
        path
    })
}

/// How many bytes at the end of a text fit into that many columns.
fn tail(text: &str, columns: usize) -> usize {
    text.char_indices().rev().take(columns).last().map_or(0, |(at, _)| text.len() - at)
}
