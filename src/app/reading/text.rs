//! A response as the lines that its reviewer reads: page by page the answers, under each what is wrong with it, what changed, and what was said of it.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use rustc_hash::{FxHashMap, FxHashSet};

use super::changes::{self, Compared};
use super::said;
use crate::answers::Path;
use crate::app::core::Core;
use crate::app::fill::row::{MARGIN, WIDEST, mark};
use crate::app::session::Session;
use crate::app::stops::Stop;
use crate::export::{self, Tone};
use crate::outline::{Problem, Row, RowKind};
use crate::question::Severity;
use crate::response::compare::Change;
use crate::response::review::{Thread, page_of};
use crate::ui::clean::clean;
use crate::ui::look::{bold, quiet};

/// What of a stop one can go to.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// Something wrong with it.
    Problem(Problem),
    /// The reason for which it is kept all the same.
    Kept,
    /// A thread, by its name.
    Thread(String),
    /// What changed.
    Change,
    /// That it has no answer.
    Blank,
}

/// A place to go to inside a stop.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Its lines.
    pub lines: Range<usize>,
    /// The stop it lies in.
    pub stop: usize,
    /// What it is.
    pub what: What,
}

/// The lines of a response, and what is where in them.
#[derive(Debug, Default)]
pub struct Text {
    /// From the first to the last.
    pub lines: Vec<Line<'static>>,
    /// What the focus stops at.
    pub stops: Vec<Stop>,
    /// What one can go to, from top to bottom.
    pub spots: Vec<Spot>,
}

impl Text {
    /// How many problems of a severity count: warnings that are kept do not.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.spots.iter().filter(|spot| matches!(&spot.what, What::Problem(problem) if problem.severity == severity)).count()
    }
}

/// The columns of the text.
#[must_use]
pub fn columns(core: &Core) -> usize {
    usize::from(core.size.0.min(WIDEST).saturating_sub(MARGIN + 1))
}

/// The text of the open response; what is not asked is there, too, if so said.
#[must_use]
pub fn lay_out(core: &Core, hidden: bool, compared: Option<&Compared>) -> Text {
    let Some(session) = &core.session else { return Text::default() };
    let columns = columns(core);
    let screen = export::OnScreen { marks: &|severity| mark(severity, &core.look).0, compact: true, hidden };
    let lines = export::reading(&session.inputs(), &session.response, &core.texts, columns, screen);
    let there: FxHashSet<&Path> = lines.iter().map(|line| &line.at).filter(|at| !at.as_str().is_empty()).collect();
    let rows = session.outline.pages.iter().flat_map(|page| &page.rows).filter(|row| row.kind != RowKind::Add && row.relevant);
    let mut sheet = Sheet {
        core,
        session,
        compared,
        columns,
        rows: rows.map(|row| (&row.path, row)).collect(),
        threads: Placed::new(session.reviewing.threads.iter().map(|thread| (&thread.path, thread)), &there),
        changes: Placed::new(compared.iter().flat_map(|compared| &compared.changes).map(|change| (&change.path, change)), &there),
        text: Text::default(),
    };
    sheet.text.lines = said::verdict(session, core, columns);
    sheet.text.lines.extend(compared.into_iter().flat_map(|compared| changes::heading(compared, session, core, columns)));
    for group in lines.chunk_by(|one, other| one.at == other.at) {
        if group[0].at.as_str().is_empty() {
            sheet.text.lines.extend(group.iter().map(|line| styled(line, core)));
        } else {
            sheet.stop(group);
        }
    }
    sheet.elsewhere();
    sheet.text
}

/// What stands under which stop, and what under none.
struct Placed<'a, T> {
    at: FxHashMap<&'a Path, Vec<&'a T>>,
    nowhere: Vec<(&'a Path, &'a T)>,
}

impl<'a, T> Placed<'a, T> {
    /// Puts each under what it is of, else under the nearest thing around that.
    fn new(all: impl Iterator<Item = (&'a Path, &'a T)>, there: &FxHashSet<&'a Path>) -> Self {
        let mut placed = Self { at: FxHashMap::default(), nowhere: Vec::new() };
        for (path, thing) in all {
            match around(path).find_map(|path| there.get(&path).copied()) {
                Some(at) => placed.at.entry(at).or_default().push(thing),
                None => placed.nowhere.push((path, thing)),
            }
        }
        placed
    }

    fn take(&mut self, at: &Path) -> Vec<&'a T> {
        self.at.remove(at).unwrap_or_default()
    }
}

/// A path and those around it, the nearest first: a cell, its table; a field, its block, its repeat.
fn around(path: &Path) -> impl Iterator<Item = Path> {
    std::iter::successors(Some(path.clone()), |path| {
        let end = path.as_str().rfind(['.', '['])?;
        Some(Path::from(&path.as_str()[..end]))
    })
}

struct Sheet<'a> {
    core: &'a Core,
    session: &'a Session,
    compared: Option<&'a Compared>,
    columns: usize,
    rows: FxHashMap<&'a Path, &'a Row>,
    threads: Placed<'a, Thread>,
    changes: Placed<'a, Change>,
    text: Text,
}

impl Sheet<'_> {
    /// An answer, a block's title or a page's, with all that belongs to it.
    fn stop(&mut self, group: &[export::Line]) {
        let at = &group[0].at;
        let start = self.text.lines.len();
        let row = self.rows.get(at).copied();
        let mut rest = group;
        while let Some(line) = rest.first() {
            let same = rest.iter().take_while(|other| other.tone == line.tone).count();
            let first = self.text.lines.len();
            self.text.lines.extend(rest[..same].iter().map(|line| styled(line, self.core)));
            if let (Tone::Problem(_, nth), Some(row)) = (line.tone, row) {
                self.problem(first, row, nth);
            }
            rest = &rest[same..];
        }
        if page_of(at).is_some() {
            self.text.lines.push(Line::styled(self.core.look.rule.repeat(self.columns), quiet()));
        }
        self.reviewed(start, at);
        let item = row.filter(|row| row.kind == RowKind::Question).map(|row| &self.session.form.items[row.item]);
        if let (Some(row), Some(item)) = (row, item)
            && !row.answered
            && !row.spare
            && item.is_answered()
        {
            self.spot(start, start + 1, What::Blank);
        }
        let (changes, threads) = (self.changes.take(at), self.threads.take(at));
        self.matter(at, &changes, &threads);
        self.text.stops.push(Stop { lines: start..self.text.lines.len(), at: at.clone() });
    }

    /// What was changed and said at a path.
    fn matter(&mut self, at: &Path, changes: &[&Change], threads: &[&Thread]) {
        if let Some(compared) = self.compared.filter(|_| !changes.is_empty()) {
            let first = self.text.lines.len();
            for change in changes {
                self.text.lines.extend(changes::lines(change, at, compared, self.session, self.core, self.columns));
            }
            self.spot(first, self.text.lines.len(), What::Change);
        }
        for thread in threads {
            let first = self.text.lines.len();
            self.text.lines.extend(said::thread(thread, at, self.session, self.core, self.columns));
            self.spot(first, self.text.lines.len(), What::Thread(thread.id.clone()));
        }
    }

    /// The problem that was told from that line on: a warning may be kept for a reason.
    fn problem(&mut self, first: usize, row: &Row, nth: usize) {
        let Some(problem) = row.problems.get(nth) else { return };
        let Some(kept) = self.session.kept(problem) else {
            return self.spot(first, self.text.lines.len(), What::Problem(problem.clone()));
        };
        self.text.lines[first..].iter_mut().for_each(|line| *line = std::mem::take(line).style(quiet()));
        self.text.lines.extend(said::reason(kept, self.core, self.columns));
        self.spot(first, self.text.lines.len(), What::Kept);
    }

    fn spot(&mut self, first: usize, end: usize, what: What) {
        self.text.spots.push(Spot { lines: first..end, stop: self.text.stops.len(), what });
    }

    /// Says at the right of a stop's first line that it was reviewed, if it was and is still the same; under it, if there is no room.
    fn reviewed(&mut self, start: usize, at: &Path) {
        let marks = &self.session.reviewing.marks;
        let is_marked = marks.get(at).is_some_and(|mark| mark.sha256 == self.session.response.digest_at(&self.session.form, at));
        if !is_marked {
            return;
        }
        let words = self.core.texts.get(if page_of(at).is_some() { "reading-page-reviewed" } else { "reading-reviewed" });
        let words = Span::styled(format!("{} {words}", self.core.look.reviewed), quiet());
        let line = &mut self.text.lines[start];
        let gap = self.columns.saturating_sub(line.width() + words.width());
        if gap >= 3 {
            line.push_span(" ".repeat(gap));
            line.push_span(words);
        } else {
            let gap = self.columns.saturating_sub(words.width());
            self.text.lines.push(Line::from(vec![Span::raw(" ".repeat(gap)), words]));
        }
    }

    /// What was said and changed where nothing is shown: at questions that are not asked, and at those that the form does not have.
    fn elsewhere(&mut self) {
        let changes: Vec<_> = std::mem::take(&mut self.changes.nowhere);
        let threads: Vec<_> = std::mem::take(&mut self.threads.nowhere);
        let mut paths: Vec<&Path> = changes.iter().map(|(path, _)| *path).chain(threads.iter().map(|(path, _)| *path)).collect();
        let mut seen = FxHashSet::default();
        paths.retain(|path| seen.insert(*path));
        if paths.is_empty() {
            return;
        }
        let title = self.core.texts.get("reading-elsewhere");
        self.text.lines.extend([Line::default(), Line::default(), Line::styled(title, bold())]);
        for at in paths {
            let start = self.text.lines.len();
            let title = self.compared.map_or_else(|| self.session.title(at), |compared| compared.title(at, self.session));
            let title = clean(&title).into_owned();
            let title = crate::ui::wrap::lines(&title, self.columns).into_iter().map(|line| Line::styled(line.to_owned(), quiet()));
            self.text.lines.extend(title);
            let changes: Vec<&Change> = changes.iter().filter(|(path, _)| *path == at).map(|(_, change)| *change).collect();
            let threads: Vec<&Thread> = threads.iter().filter(|(path, _)| *path == at).map(|(_, thread)| *thread).collect();
            self.matter(at, &changes, &threads);
            self.text.stops.push(Stop { lines: start..self.text.lines.len(), at: at.clone() });
        }
    }
}

/// A line of the document in its colours.
fn styled(line: &export::Line, core: &Core) -> Line<'static> {
    let style = match line.tone {
        Tone::Plain => Style::new(),
        Tone::Page | Tone::Title => bold(),
        Tone::Quiet => quiet(),
        Tone::Problem(severity, _) => mark(severity, &core.look).1,
    };
    let (label, answer) = line.text.split_at(line.from);
    if label.is_empty() {
        return Line::styled(answer.to_owned(), style);
    }
    Line::from(vec![Span::raw(label.to_owned()), Span::styled(answer.to_owned(), style)])
}
