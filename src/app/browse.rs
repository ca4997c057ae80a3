//! The file browser: a directory's entries, filtered as one types; a typed path with `/` goes there.

use std::path::{Path, PathBuf};

use crossterm::event::{KeyCode, KeyEvent};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::ask::within;
use super::core::{Command, Core, Step};
use super::fill::{put_right, rule};
use super::panel::window;
use crate::l10n::Message;
use crate::question::file::size;
use crate::store::{Browsed, Job, StoreError};
use crate::ui::clean::clean;
use crate::ui::fold::fold;
use crate::ui::frame::Frame;
use crate::ui::line::{Edit, LineEdit};
use crate::ui::look::{bold, error, focus, highlight, quiet};
use crate::ui::wrap::{fit, width};

/// The browser's state.
#[derive(Debug)]
pub struct Browse {
    directory: PathBuf,
    /// What the directory holds; `None` until the store has said it.
    entries: Option<Result<Vec<Browsed>, Message>>,
    line: LineEdit,
    chosen: usize,
}

impl Browse {
    /// Opens the browser in a directory.
    #[must_use]
    pub fn open(core: &mut Core, directory: PathBuf) -> Self {
        core.ask(Job::Browse(directory.clone()));
        Self { directory, entries: None, line: LineEdit::default(), chosen: 0 }
    }

    /// Takes in what a directory holds.
    pub fn listed(&mut self, dir: impl AsRef<Path>, result: Result<Vec<Browsed>, StoreError>) {
        if dir.as_ref() == self.directory {
            self.entries = Some(result.map_err(|error| error.message()));
            // what was typed after the last `/` looks for a file: its best match is the one
            self.chosen = usize::from(!self.line.text().is_empty());
        }
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &mut Core) -> Step {
        let found = self.found();
        match key.code {
            KeyCode::Up | KeyCode::BackTab => self.chosen = self.chosen.saturating_sub(1),
            KeyCode::Down | KeyCode::Tab => self.chosen = (self.chosen + 1).min(found.len()),
            KeyCode::PageUp => self.chosen = self.chosen.saturating_sub(10),
            KeyCode::PageDown => self.chosen = (self.chosen + 10).min(found.len()),
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
        self.line.insert(text.trim());
        self.typed(core)
    }

    /// A typed path goes to its directory; the rest filters.
    fn typed(&mut self, core: &mut Core) -> Step {
        self.chosen = usize::from(!self.line.text().is_empty());
        let text = self.line.text().to_owned();
        if let Some((dir, rest)) = text.rsplit_once('/') {
            let dir = within(&self.directory, &format!("{dir}/"));
            self.line = LineEdit::new(rest);
            return self.go(dir, core);
        }
        Step::Redraw
    }

    fn enter(&mut self, core: &mut Core) -> Step {
        if self.chosen == 0 {
            return if self.line.text().is_empty() { self.up(core) } else { Step::Ignored };
        }
        let Some((name, is_dir)) = self.found().get(self.chosen - 1).map(|entry| (entry.name.clone(), entry.is_dir)) else {
            core.tell(Message::new("nothing-found"));
            return Step::Redraw;
        };
        let path = self.directory.join(name);
        if is_dir {
            self.line = LineEdit::default();
            return self.go(path, core);
        }
        core.directory.clone_from(&self.directory);
        Step::CloseAnd(Command::Attach(path))
    }

    fn up(&mut self, core: &mut Core) -> Step {
        match self.directory.parent().map(Path::to_owned) {
            None => Step::Ignored,
            Some(parent) => self.go(parent, core),
        }
    }

    fn go(&mut self, directory: PathBuf, core: &mut Core) -> Step {
        core.ask(Job::Browse(directory.clone()));
        self.directory = directory;
        self.entries = None;
        self.chosen = 0;
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
        put_right(frame, 0, core.texts.get("browse-limit").into_owned(), quiet());
        let place = clean(&self.directory.display().to_string()).into_owned() + "/";
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
        let rows = usize::from(frame.height.saturating_sub(5));
        match &self.entries {
            None => frame.put(3, 3, frame.width, Line::styled(core.texts.get("browse-wait"), quiet())),
            Some(Err(reason)) => frame.put(3, 3, frame.width, Line::styled(core.texts.render(reason), error())),
            Some(Ok(_)) => {
                let found = self.found();
                let start = window(self.chosen, found.len() + 1, rows);
                for (n, y) in (start..=found.len()).zip(3..frame.height.saturating_sub(2)) {
                    let line = self.line_of(n, n.checked_sub(1).map(|n| found[n]), columns, core);
                    frame.put(0, y, frame.width, line);
                }
            }
        }
    }

    fn line_of<'a>(&self, n: usize, entry: Option<&Browsed>, columns: usize, core: &'a Core) -> Line<'a> {
        let chosen = n == self.chosen;
        let (bar, style) = if chosen { (core.look.focus, highlight()) } else { (" ", Style::new()) };
        let (name, size) = match entry {
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

/// How many bytes at the end of a text fit into that many columns.
fn tail(text: &str, columns: usize) -> usize {
    text.char_indices().rev().take(columns).last().map_or(0, |(at, _)| text.len() - at)
}
