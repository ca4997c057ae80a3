//! « Why? »: in the labels' words, why a question is shown or hidden, what it must satisfy, what fails, which answers it reads.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;

use super::core::{Command, Core, Step};
use super::fill::row::{Block, mark};
use super::panel::{fill, panel, room, scrolled};
use super::session::Session;
use crate::answers::Path;
use crate::expression::{BinaryOperator, Expression, Function, Literal, LogicOperator, Node, Read, Term, UnaryOperator};
use crate::form::{Each, Item, Required};
use crate::l10n::{Message, Texts};
use crate::outline::{evaluate_at, is_relevant, words};
use crate::question::Question;
use crate::ui::frame::Frame;
use crate::ui::look::{bold, quiet};

/// The panel's state: what it speaks of, and its first line on the screen.
#[derive(Debug)]
pub struct Why {
    path: Path,
    /// The first question it reads: Enter goes there.
    source: Option<(usize, Path)>,
    top: usize,
}

impl Why {
    /// The panel of a question.
    #[must_use]
    pub fn of(session: &Session, path: &Path) -> Option<Self> {
        let item = &session.form.items[session.form.item_at(path)?];
        let source = conditions(session, item).into_iter().flat_map(|(_, condition)| condition.reads()).find_map(|read| {
            let path = read_path(session, item, path, read).filter(|source| source != path)?;
            let item = session.form.item_at(&path)?;
            Some((session.form.items[item].page, path))
        });
        Some(Self { path: path.clone(), source, top: 0 })
    }

    /// What Enter does here, in a word.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        if self.source.is_some() { "hint-go-there" } else { "hint-close" }
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &Core) -> Step {
        if key.code == KeyCode::Enter {
            return match self.source.clone() {
                Some((page, path)) => Step::CloseAnd(Command::GoTo(page, Some(path))),
                None => Step::Close,
            };
        }
        let Some(session) = &core.session else { return Step::Close };
        let (columns, rows) = room(core);
        match scrolled(key, self.top, self.text(session, core, columns).height.into(), rows.into()) {
            Some(to) if to != self.top => self.top = to,
            _ => return Step::Ignored,
        }
        Step::Redraw
    }

    /// Composes the panel.
    pub fn compose<'a>(&'a self, core: &'a Core, frame: &mut Frame<'a>) {
        let Some(session) = &core.session else { return };
        let (columns, rows) = room(core);
        let text = self.text(session, core, columns);
        let inside = panel(core, frame, &core.texts.get("why-title"), text.height.into());
        let top = self.top.min(usize::from(text.height.saturating_sub(rows)));
        fill(core, frame, inside, text.lines(), top);
    }

    fn text(&self, session: &Session, core: &Core, columns: u16) -> Block<'static> {
        let mut text = Block::default();
        let Some(at) = session.form.item_at(&self.path) else { return text };
        let item = &session.form.items[at];
        let texts = &core.texts;
        let mut say = |sentence: String, style: Style| text.text(0, columns, sentence, style);
        say(words::title(&session.form, &session.response.answers, &self.path, texts.language()), bold());
        say(String::new(), Style::new());
        let shown = is_relevant(&session.inputs(), &self.path);
        let conditions = conditions(session, item);
        if conditions.is_empty() && !is_note(item) {
            say(texts.get("why-always").into_owned(), Style::new());
        }
        // what was said of the answers so far: an answer that is just what the condition asks for is not told twice
        let mut said = Vec::new();
        for (what, condition) in &conditions {
            let speaker = Speaker { session, item, each: None, texts };
            let holds = evaluate_at(&session.inputs(), &self.path, |answers| condition.holds(answers));
            let id = match (what, holds) {
                (What::Question, true) => "why-shown",
                (What::Question, false) => "why-not-asked",
                (What::Around, true) => "why-around-shown",
                (What::Around, false) => "why-around-hidden",
            };
            let words = speaker.node(condition, condition.root());
            say(texts.render(&Message { id, args: vec![("condition", words.into())] }), Style::new());
            said.extend(parts(condition.root()).into_iter().map(|part| speaker.node(condition, part)));
        }
        for (_, condition) in &conditions {
            for read in condition.reads() {
                let now = now(session, item, &self.path, read, texts);
                if !said.contains(&now) {
                    say(now.clone(), quiet());
                    said.push(now);
                }
            }
        }
        if self.source.is_some() {
            say(texts.get("why-enter").into_owned(), quiet());
        }
        say(String::new(), Style::new());
        self.demands(session, at, shown, core, &mut say);
        if let Some(row) = session.outline.pages[item.page].rows.iter().find(|row| row.path == self.path) {
            for problem in &row.problems {
                let (sign, style) = mark(problem.severity, &core.look);
                text.hang(0, columns, (&format!("{sign} "), style), &words::told_at(&session.form, at, &row.path, problem, texts), style);
            }
        }
        text
    }

    fn demands(&self, session: &Session, place: usize, shown: bool, core: &Core, say: &mut dyn FnMut(String, Style)) {
        let item = &session.form.items[place];
        let texts = &core.texts;
        match &item.required {
            Required::Always => say(texts.get("why-required").into_owned(), Style::new()),
            Required::When(condition) => {
                let words = Speaker { session, item, each: None, texts }.node(condition, condition.root());
                say(texts.render(&Message::new("why-required-when").with("condition", words)), Style::new());
            }
            Required::No if is_note(item) => say(texts.get("why-note").into_owned(), Style::new()),
            Required::No if item.value.is_some() => say(texts.get("why-computed").into_owned(), Style::new()),
            Required::No if shown => say(texts.get("why-optional").into_owned(), Style::new()),
            Required::No => {}
        }
        let own = item.checks.iter();
        let across = session.form.checks.iter().filter(|(at, _)| *at == place).map(|(_, check)| check);
        for check in own.chain(across) {
            let speaker = Speaker { session, item, each: check.each, texts };
            say(texts.render(&Message::new("why-check").with("condition", speaker.node(&check.test, check.test.root()))), Style::new());
        }
        if session.response.is_fixed(&self.path) {
            say(texts.get("locked-fixed").into_owned(), Style::new());
        }
    }
}

fn is_note(item: &Item) -> bool {
    item.question().is_some_and(Question::is_note)
}

/// What a condition is about.
#[derive(Clone, Copy, Debug)]
enum What {
    /// The question itself.
    Question,
    /// Its page, its section or its repeat.
    Around,
}

/// The conditions under which an item is shown, the outer ones first.
fn conditions<'a>(session: &'a Session, item: &'a Item) -> Vec<(What, &'a Expression)> {
    let page = &session.form.pages[item.page];
    let repeat = item.repeat.and_then(|repeat| session.form.items[repeat].relevant.as_ref());
    let around = [page.relevant.as_ref(), page.sections[item.section].relevant.as_ref(), repeat];
    let own = item.relevant.iter().map(|condition| (What::Question, condition));
    around.into_iter().flatten().map(|condition| (What::Around, condition)).chain(own).collect()
}

/// The parts that an « and » or an « or » joins; the whole, if none does.
fn parts(node: &Node) -> Vec<&Node> {
    match &node.term {
        Term::Logic(_, inner) => inner.iter().flat_map(parts).collect(),
        _ => vec![node],
    }
}

/// Where the answer that a read means stands, as seen from a path: a block's own field first.
fn read_path(session: &Session, item: &Item, from: &Path, read: &Read) -> Option<Path> {
    let name = read.path.first()?;
    let own = item.repeat.and_then(|repeat| session.form.field(session.form.items[repeat].repeat()?, name));
    match (own, from.block()) {
        (Some(_), Some(block)) => Some(block.join(name)),
        _ => Some(Path::question(name)),
    }
}

/// « … » vaut aujourd'hui …
fn now(session: &Session, item: &Item, from: &Path, read: &Read, texts: &Texts) -> String {
    let title = Speaker { session, item, each: None, texts }.title(read);
    let path = read_path(session, item, from, read).unwrap_or_default();
    let path = read.path.iter().skip(1).fold(path, |path, name| path.join(name));
    let value = session.response.answers.get(&path);
    let Some(value) = value.filter(|_| is_relevant(&session.inputs(), &path)) else {
        return texts.render(&Message::new("why-no-answer").with("title", title));
    };
    let text = match (read.path.len(), session.form.item_at(&path)) {
        (1, Some(item)) => words::summary(&session.form, item, value, texts.language()),
        _ => words::number(value, texts.language()),
    };
    texts.render(&Message::new("why-answer").with("title", title).with("value", text))
}

/// Turns an expression into words.
struct Speaker<'a> {
    session: &'a Session,
    item: &'a Item,
    each: Option<Each>,
    texts: &'a Texts,
}

impl Speaker<'_> {
    /// A part of an expression in the labels' words.
    fn node(&self, expression: &Expression, node: &Node) -> String {
        let say = |node: &Node| self.node(expression, node);
        let two = |id: &'static str, left: String, right: String| {
            self.texts.render(&Message { id, args: vec![("left", left.into()), ("right", right.into())] })
        };
        match &node.term {
            Term::Literal(literal) => self.literal(literal, None),
            Term::Read(read) => self.quoted(&expression.reads()[*read]),
            Term::Unary(UnaryOperator::Not, inner) => self.texts.render(&Message::new("why-not").with("what", say(inner))),
            Term::Unary(UnaryOperator::Negate, inner) => format!("-{}", say(inner)),
            Term::Logic(operator, parts) => {
                let joint = self.texts.get(if *operator == LogicOperator::All { "why-and" } else { "why-or" });
                parts.iter().map(say).collect::<Vec<_>>().join(&format!(" {joint} "))
            }
            Term::Binary(operator, left, right) => {
                let id = match (&left.term, &right.term) {
                    (Term::Literal(_), Term::Read(_)) => of_answer(*operator, left).map(|id| (id, right, left)),
                    (Term::Read(_), Term::Literal(_)) => of_answer(*operator, right).map(|id| (id, left, right)),
                    _ => None,
                };
                let (id, left, right) = id.unwrap_or((operator_words(*operator), left, right));
                let (left, right) = self.pair(expression, left, right);
                two(id, left, right)
            }
            Term::In(element, list) => match (&element.term, &list.term) {
                (Term::Literal(_), Term::Read(_)) => {
                    let (element, list) = self.pair(expression, element, list);
                    two("why-contains", list, element)
                }
                (_, Term::List(options)) => {
                    let options: Vec<String> = options.iter().map(|option| self.pair(expression, element, option).1).collect();
                    let joint = format!(" {} ", self.texts.get("why-or"));
                    two("why-is", say(element), options.join(&joint))
                }
                _ => two("why-among", say(element), say(list)),
            },
            Term::Call(function, inner) => {
                let id = if *function == Function::Size { "why-size" } else { "why-sum" };
                self.texts.render(&Message { id, args: vec![("what", say(inner).into())] })
            }
            Term::List(parts) => parts.iter().map(say).collect::<Vec<_>>().join(", "),
        }
    }

    /// Two operands; a code beside a question is said by its label.
    fn pair(&self, expression: &Expression, left: &Node, right: &Node) -> (String, String) {
        let read_of = |node: &Node| if let Term::Read(read) = &node.term { Some(&expression.reads()[*read]) } else { None };
        match (&left.term, &right.term) {
            (Term::Literal(literal), _) => (self.literal(literal, read_of(right)), self.node(expression, right)),
            (_, Term::Literal(literal)) => (self.node(expression, left), self.literal(literal, read_of(left))),
            _ => (self.node(expression, left), self.node(expression, right)),
        }
    }

    fn literal(&self, literal: &Literal, beside: Option<&Read>) -> String {
        let quoted = |text: &str| self.texts.render(&Message::new("quoted").with("text", text));
        match literal {
            Literal::Null => self.texts.get("why-nothing").into_owned(),
            Literal::Bool(value) => self.texts.get(if *value { "why-true" } else { "why-false" }).into_owned(),
            Literal::Integer(value) => value.to_string(),
            Literal::Decimal(value) => words::number(&serde_json::json!(value), self.texts.language()),
            Literal::Month(month) => month.text(),
            Literal::Text(code) => {
                let item = beside.and_then(|read| self.item_of(read));
                let label = item.and_then(|item| item.question()?.options()?.label(code));
                quoted(label.map_or(code, |label| label.text(self.texts.language())))
            }
        }
    }

    fn quoted(&self, read: &Read) -> String {
        self.texts.render(&Message::new("quoted").with("text", self.title(read)))
    }

    /// What a read is called: a row or column of the matrix that is checked, a field of the same block, else the question.
    fn title(&self, read: &Read) -> String {
        let language = self.texts.language();
        let name = read.path.first().map_or("", String::as_str);
        if let (Some(each), Some(table)) = (self.each, self.item.question().and_then(Question::table)) {
            let names = if each == Each::Row { table.columns } else { table.rows };
            if let Some((_, label)) = names.iter().find(|(id, _)| id == name) {
                return label.text(language).to_owned();
            }
        }
        match self.item_of(read) {
            Some(item) if read.path.len() == 1 => item.label.text(language).to_owned(),
            _ => words::title(&self.session.form, &self.session.response.answers, &Path::from(read.path.join(".").as_str()), language),
        }
    }

    fn item_of(&self, read: &Read) -> Option<&Item> {
        let form = &self.session.form;
        let name = read.path.first()?;
        let own = self.item.repeat.and_then(|repeat| form.field(form.items[repeat].repeat()?, name));
        own.or_else(|| form.find(name)).map(|item| &form.items[item])
    }
}

/// What is said of an answer that is, or is not, an option or nothing at all.
fn of_answer(operator: BinaryOperator, beside: &Node) -> Option<&'static str> {
    match (operator, &beside.term) {
        (BinaryOperator::Equal, Term::Literal(Literal::Text(_))) => Some("why-is"),
        (BinaryOperator::NotEqual, Term::Literal(Literal::Text(_))) => Some("why-is-not"),
        (BinaryOperator::Equal, Term::Literal(Literal::Null)) => Some("why-is-empty"),
        (BinaryOperator::NotEqual, Term::Literal(Literal::Null)) => Some("why-is-answered"),
        _ => None,
    }
}

fn operator_words(operator: BinaryOperator) -> &'static str {
    match operator {
        BinaryOperator::Equal => "why-equal",
        BinaryOperator::NotEqual => "why-not-equal",
        BinaryOperator::Less => "why-less",
        BinaryOperator::LessOrEqual => "why-at-most",
        BinaryOperator::Greater => "why-more",
        BinaryOperator::GreaterOrEqual => "why-at-least",
        BinaryOperator::Add => "why-plus",
        BinaryOperator::Subtract => "why-minus",
        BinaryOperator::Multiply => "why-times",
        BinaryOperator::Divide => "why-divided",
    }
}
