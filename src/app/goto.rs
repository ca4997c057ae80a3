//! Going to anything: pages, questions by their words, their code or their answer, what can be done on the last page. With nothing typed it is the map of the pages.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use rustc_hash::FxHashMap;
use serde_json::Value;

use super::action::{Action, binding_of};
use super::core::{Command, Core, Step};
use super::fill::acts;
use super::panel::{more, panel, walk, window};
use super::search::{Score, Search};
use super::session::Session;
use crate::answers::Path;
use crate::form::Item;
use crate::l10n::Message;
use crate::outline::{Row, RowKind, computed, words};
use crate::question::{Question, Severity, shown_number};
use crate::ui::clean::clean;
use crate::ui::fold::fold;
use crate::ui::frame::Frame;
use crate::ui::look::{error, focus, highlight, quiet, warning};
use crate::ui::wrap::{fit, width};

/// How far the rows and columns of a table stand behind what questions say in as many words.
const CELL: i64 = 10_000;

/// The panel's state.
#[derive(Debug, Default)]
pub struct GoTo {
    search: Search,
    /// Only questions without an answer, all of them while nothing is typed.
    empty: bool,
}

/// Something to go to.
struct Target<'a> {
    page: usize,
    /// `None` for the page itself.
    row: Option<&'a Row>,
    /// The place of a row's or column's first cell below a table, and its words.
    cell: Option<(String, &'a str)>,
    /// What can be done on the last page.
    act: Option<Action>,
    title: String,
}

impl Target<'_> {
    /// Where it leads; `None` for the page itself.
    fn path(&self) -> Option<Path> {
        let path = &self.row?.path;
        Some(self.cell.as_ref().map_or_else(|| path.clone(), |(below, _)| path.join(below)))
    }
}

impl GoTo {
    /// The panel with nothing typed, on this page of the map.
    #[must_use]
    pub fn new(session: &Session, page: usize) -> Self {
        let chosen = session.outline.place(page).0.saturating_sub(1);
        Self { search: Search { chosen, ..Search::default() }, empty: false }
    }

    /// The panel of the questions without an answer.
    #[must_use]
    pub fn empty() -> Self {
        Self { empty: true, ..Self::default() }
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &Core) -> Step {
        let Some(session) = &core.session else { return Step::Close };
        if let Some(to) = walk(key.code, self.search.chosen, || self.targets(session, core).len()) {
            self.search.chosen = to;
            return Step::Redraw;
        }
        if key.code != KeyCode::Enter {
            return self.search.key(key);
        }
        match self.targets(session, core).get(self.search.chosen) {
            None => Step::Ignored,
            Some(Target { act: Some(action), .. }) => Step::CloseAnd(Command::ToDo(*action)),
            Some(target) => Step::CloseAnd(Command::GoTo(target.page, target.path())),
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str, _core: &Core) -> Step {
        self.search.paste(text)
    }

    /// What there is to go to. Of questions in the same words (« Préciser »), each names the one that it depends on.
    fn targets<'a>(&self, session: &'a Session, core: &Core) -> Vec<Target<'a>> {
        let mut targets = self.found(session, core);
        let mut met: FxHashMap<String, usize> = FxHashMap::default();
        for target in targets.iter().filter(|target| target.row.is_some()) {
            *met.entry(target.title.clone()).or_default() += 1;
        }
        for target in targets.iter_mut().filter(|target| met.get(&target.title).is_some_and(|times| *times > 1)) {
            if let Some(of) = target.row.and_then(|row| above(session, row, core)) {
                let title = std::mem::take(&mut target.title);
                target.title = core.texts.render(&Message::new("go-to-of").with("title", title).with("of", of));
            }
        }
        targets
    }

    /// What answers to what is typed, best first; hidden questions last, for whoever looks for them.
    fn found<'a>(&self, session: &'a Session, core: &Core) -> Vec<Target<'a>> {
        let score = Score::new(self.search.line.text());
        let wanted = score.wanted();
        let language = core.language();
        let form = &session.form;
        let pages = (0..form.pages.len()).filter(|page| !self.empty && session.outline.pages[*page].relevant);
        let mut targets: Vec<Target> = pages
            .map(|page| Target { page, row: None, cell: None, act: None, title: form.pages[page].title.text(language).to_owned() })
            .collect();
        if wanted.is_empty() && !self.empty {
            return targets;
        }
        let score = |text: &str| score.of(&fold(text));
        for (page, outline) in session.outline.pages.iter().enumerate() {
            // what is computed is looked for, too; nobody is asked for it
            let here = |item: &Item| item.is_answered() || (!self.empty && item.value.is_some());
            let asked = outline.rows.iter().filter(|row| row.kind == RowKind::Question && here(&form.items[row.item]));
            for row in asked.filter(|row| !self.empty || (outline.relevant && row.relevant && !row.answered && !row.spare)) {
                let title = words::title_of(form, |_| row.block, &row.path, language);
                if !self.empty && !wanted.is_empty() {
                    // what is not found needs no title
                    let found = cells(session, row, core).filter(|(_, words)| score(words).is_some());
                    targets.extend(found.map(|(below, words)| {
                        let of = Message::new("go-to-of").with("title", words).with("of", title.as_str());
                        Target { page, row: Some(row), cell: Some((below, words)), act: None, title: core.texts.render(&of) }
                    }));
                }
                targets.push(Target { page, row: Some(row), cell: None, act: None, title });
            }
        }
        if wanted.is_empty() {
            return targets;
        }
        let last = form.last_page().filter(|page| !self.empty && session.outline.pages[*page].relevant);
        targets.extend(last.into_iter().flat_map(|page| {
            let to_do = acts(session).filter(|action| core.allows(*action));
            to_do.map(move |action| {
                let title = binding_of(action).map_or_else(String::new, |binding| core.texts.get(binding.text).into_owned());
                Target { page, row: None, cell: None, act: Some(action), title }
            })
        }));
        let mut found: Vec<(i64, Target)> = targets
            .into_iter()
            .filter_map(|target| {
                let number = session.outline.place(target.page).0.to_string();
                let best = match (target.row, &target.cell) {
                    // after the pages that say it
                    _ if target.act.is_some() => score(&target.title).map(|score| score - CELL),
                    (None, _) if number == wanted => Some(i64::MAX),
                    (None, _) => score(&format!("{number} {}", target.title)),
                    // after the questions that say it; all cells would answer to the words of their table
                    (Some(_), Some((_, words))) => score(words).map(|score| score - CELL),
                    (Some(row), None) => [Some(target.title.as_str()), Some(row.path.as_str())]
                        .into_iter()
                        .flatten()
                        .filter_map(score)
                        .chain(answer(session, row, core).and_then(|answer| score(&answer)).map(|score| score - behind(session, row)))
                        .max(),
                };
                best.map(|best| (best, target))
            })
            .collect();
        found.sort_by_key(|(score, target)| (target.row.is_some_and(|row| !row.relevant), std::cmp::Reverse(*score)));
        let named = named(session, self.search.line.text().trim());
        let place = |target: &Target| (target.page, target.path(), target.act);
        let first = named.as_ref().map(place);
        let found = found.into_iter().map(|(_, target)| target).filter(|target| first.as_ref() != Some(&place(target)));
        named.into_iter().chain(found).collect()
    }

    /// Composes the panel.
    pub fn compose<'a>(&'a self, core: &'a Core, frame: &mut Frame<'a>) {
        let Some(session) = &core.session else { return };
        let targets = self.targets(session, core);
        let inside =
            panel(core, frame, &core.texts.get(if self.empty { "go-to-empty" } else { "go-to-title" }), targets.len().clamp(3, 16) + 1);
        let prompt = if self.empty { "go-to-empty-prompt" } else { "go-to-prompt" };
        let below = self.search.compose(prompt, inside, core, frame);
        if targets.is_empty() {
            frame.put(below.x, below.y, below.width, Line::styled(core.texts.get("nothing-found"), quiet()));
        }
        let rows = usize::from(below.height);
        let start = window(self.search.chosen, targets.len(), rows);
        for ((n, target), y) in targets.iter().enumerate().skip(start).take(rows).zip(below.y..) {
            frame.put(below.x, y, below.width, line(session, target, n == self.search.chosen, usize::from(below.width), core));
        }
        more(core, frame, inside, start > 0, start + rows < targets.len());
    }
}

/// What has exactly that name in the form's file: a question or a cell of a table, a block by its number (`actions[2].debut`), a repeat, a page.
fn named<'a>(session: &'a Session, name: &str) -> Option<Target<'a>> {
    let asked = |path: &Path| {
        let page = session.form.items.get(session.form.find(path.root())?)?.page;
        // the title of a block has no name but its number: its identity leads to what is asked in it
        let is_block = |row: &Row| row.path == *path && path.as_str() != name;
        let is_repeat = |row: &Row| path.last_block().is_none() && row.path.is_within(path);
        let row = session.outline.pages[page].rows.iter().filter(|row| row.relevant).find(|row| match row.kind {
            RowKind::Question => path.is_within(&row.path),
            RowKind::Block => is_block(row) || is_repeat(row),
            RowKind::Add => is_repeat(row),
            _ => false,
        })?;
        let cell = (row.kind == RowKind::Question).then(|| path.below(&row.path)).flatten().map(|below| (below.to_owned(), ""));
        Some(Target { page, row: Some(row), cell, act: None, title: session.title(path) })
    };
    session.response.answers.resolve(&name.into()).and_then(|path| asked(&path)).or_else(|| {
        let page = session.form.find_page(name).filter(|page| session.outline.pages[*page].relevant)?;
        Some(Target { page, row: None, cell: None, act: None, title: session.form.pages[page].title.text(session.language).to_owned() })
    })
}

/// How far a question that is found by its answer stands behind: the answer of a table says the words of its rows, which are found themselves.
fn behind(session: &Session, row: &Row) -> i64 {
    let is_table = session.form.items[row.item].question().and_then(Question::table).is_some();
    if is_table { 2 * CELL } else { 0 }
}

/// The rows and columns of a table: where each begins, and its words.
fn cells<'a>(session: &'a Session, row: &Row, core: &Core) -> impl Iterator<Item = (String, &'a str)> {
    let table = session.form.items[row.item].question().and_then(Question::table);
    let language = core.language();
    let first = table.and_then(|table| table.rows.first()).map_or("", |(id, _)| id.as_str());
    let rows = table.into_iter().flat_map(|table| table.rows).map(|(id, label)| (id.clone(), label));
    let columns = table.into_iter().flat_map(|table| table.columns).map(move |(id, label)| (format!("{first}.{id}"), label));
    rows.chain(columns).map(move |(below, label)| (below, label.text(language)))
}

/// What a question belongs to, in words: the question that its condition reads, else its section.
fn above(session: &Session, row: &Row, core: &Core) -> Option<String> {
    let (form, item) = (&session.form, &session.form.items[row.item]);
    let read = item.relevant.as_ref().and_then(|condition| condition.reads().first()?.path.first()).and_then(|name| form.find(name));
    let label = read.map_or(&form.pages[item.page].sections[item.section].title, |read| &form.items[read].label);
    Some(label.text(core.language())).filter(|label| !label.is_empty()).map(str::to_owned)
}

fn line<'a>(session: &Session, target: &Target, chosen: bool, columns: usize, core: &'a Core) -> Line<'a> {
    let (state, style) = match target.row {
        None if target.act.is_some() => (String::new(), quiet()),
        None => page_state(session, target.page, core),
        Some(row) => row_state(session, row, target.path().as_ref(), core),
    };
    let state = fit(&clean(&state), columns / 2 - 4, core.look.cut);
    let room = columns.saturating_sub(width(&state) + 6);
    let title = fit(&clean(&target.title), room, core.look.cut);
    let gap = room.saturating_sub(width(&title)) + 1;
    let (mark, title_style) = if chosen { (core.look.focus, highlight()) } else { (" ", Style::new()) };
    let number = session.outline.place(target.page).0;
    Line::from(vec![
        Span::styled(mark, focus()),
        Span::styled(format!("{number:>2}  "), quiet()),
        Span::styled(title, title_style),
        Span::raw(" ".repeat(gap)),
        Span::styled(state, style),
    ])
}

fn page_state(session: &Session, page: usize, core: &Core) -> (String, Style) {
    let (counts, queries) = (session.counts(Some(page)), session.query_count(Some(page)));
    let say = |id: &'static str, count: usize| core.texts.render(&Message { id, args: vec![("count", count.into())] });
    let asked = if queries > 0 { format!("{} {queries} {} ", core.look.query, core.look.dot) } else { String::new() };
    if counts.shown_errors() > 0 {
        (asked + &say("count-errors", counts.shown_errors()), error())
    } else if counts.warnings > 0 {
        (asked + &say("count-warnings", counts.warnings), warning())
    } else if queries > 0 {
        (say("count-queries", queries), warning())
    } else if counts.questions == 0 {
        (String::new(), quiet())
    } else if counts.answered == counts.questions {
        (core.texts.get("count-complete").into_owned(), quiet())
    } else {
        (core.texts.render(&Message::new("count-answered").with("count", counts.answered).with("of", counts.questions)), quiet())
    }
}

fn row_state(session: &Session, row: &Row, at: Option<&Path>, core: &Core) -> (String, Style) {
    if !row.relevant {
        return (core.texts.get("answer-hidden").into_owned(), quiet());
    }
    if let Some(cell) = at.filter(|path| **path != row.path) {
        let number = session.response.answers.get(cell).and_then(Value::as_f64);
        return (number.map_or_else(String::new, |number| shown_number(number, core.language())), Style::new());
    }
    match row.worst() {
        Some(problem) if problem.code == "required" => (format!("{} {}", core.look.error, core.texts.get("answer-missing")), error()),
        Some(problem) if problem.severity == Severity::Error => {
            (format!("{} {}", core.look.error, core.texts.get("answer-wrong")), error())
        }
        _ => (answer(session, row, core).unwrap_or_default(), Style::new()),
    }
}

/// The answer on one line.
fn answer(session: &Session, row: &Row, core: &Core) -> Option<String> {
    let computed = session.form.items[row.item].value.as_ref().and_then(|_| computed(&session.inputs(), row.item, &row.path));
    let value = computed.as_ref().or_else(|| session.response.answers.get_at(&row.path, row.block))?;
    Some(words::summary(&session.form, row.item, value, core.language()).replace('\n', " "))
}
