//! A panel that asks for one line (a file to print to, a reason, a name) or for a confirmation where nothing could be undone.

use std::path::{Path, PathBuf};

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;
use ratatui::text::Line;

use super::action::{Action, Scope, action_of};
use super::core::{Command, Core, Step};
use super::panel::{fill, panel};
use super::said;
use super::session::Session;
use crate::answers;
use crate::export::Format;
use crate::l10n::Message;
use crate::outline::{Problem, words};
use crate::response::review::{Act, LONGEST_TEXT, Thread};
use crate::ui::clean::clean;
use crate::ui::frame::Frame;
use crate::ui::line::{Edit, LineEdit};
use crate::ui::look::{error, quiet};
use crate::ui::wrap::lines;

/// The panel's state.
#[derive(Debug)]
pub struct Ask {
    question: Question,
    line: LineEdit,
    /// Why what is typed will not do; said until it changes.
    refused: Option<Message>,
}

#[derive(Debug)]
enum Question {
    /// The file to print to.
    Print,
    /// The file outside the data directory to write the response to.
    Elsewhere,
    /// Whether to replace an existing file that was named there.
    Overwrite(PathBuf, Written),
    /// The person's name, for what this action puts it under, or to have another.
    Name(Option<Action>),
    /// Why a validated response is opened again.
    Reason,
    /// The answer to a question of the reviewer: its thread and place, and what was said there.
    Answer(String, answers::Path, Vec<Message>),
    /// Why an answer is kept in spite of its warnings: their place and code, the answer's digest, and what they say.
    Keep(answers::Path, String, String, Vec<Message>),
    /// What is said with the response that is given to its reviewer, with what is to be known before.
    Submission(Vec<Message>),
    /// Whether to lock, with what is to be known before.
    Validation(Vec<Message>),
}

/// What is written to a file that the person names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// A print.
    Print,
    /// The response itself.
    Response,
}

impl Written {
    fn asked(self) -> Question {
        match self {
            Self::Print => Question::Print,
            Self::Response => Question::Elsewhere,
        }
    }

    fn command(self, file: PathBuf, force: bool) -> Command {
        match self {
            Self::Print => Command::Print(file, force),
            Self::Response => Command::Elsewhere(file, force),
        }
    }
}

impl Ask {
    fn new(question: Question) -> Self {
        Self { question, line: LineEdit::default(), refused: None }
    }

    /// Asks for the file to print to; offers one in the working directory.
    #[must_use]
    pub fn print(core: &Core) -> Self {
        Self { line: LineEdit::new(file_name(core, "html")), ..Self::new(Question::Print) }
    }

    /// Asks for the file outside the data directory to write the response to; offers one in the working directory.
    #[must_use]
    pub fn elsewhere(core: &Core) -> Self {
        Self { line: LineEdit::new(file_name(core, "json")), ..Self::new(Question::Elsewhere) }
    }

    /// Asks for another file to write to: this one could not be written.
    #[must_use]
    pub fn again(core: &Core, file: &Path, what: Written, reason: Message) -> Self {
        Self { line: LineEdit::new(core.shown(file)), refused: Some(reason), ..Self::new(what.asked()) }
    }

    /// Asks whether to replace a file.
    #[must_use]
    pub fn overwrite(file: PathBuf, what: Written) -> Self {
        Self::new(Question::Overwrite(file, what))
    }

    /// Asks for the person's name, before an action that puts it under something; offers that of the account.
    #[must_use]
    pub fn name(core: &Core, action: Action) -> Self {
        Self { line: LineEdit::new(core.author.clone()), ..Self::new(Question::Name(Some(action))) }
    }

    /// Asks for another name than the one given.
    #[must_use]
    pub fn other_name(core: &Core) -> Self {
        Self { line: LineEdit::new(core.author.clone()), ..Self::new(Question::Name(None)) }
    }

    /// Asks why a validated response is opened again.
    #[must_use]
    pub fn reason() -> Self {
        Self::new(Question::Reason)
    }

    /// Asks for the answer to a question of the reviewer; what was being typed when a connection broke is there again.
    #[must_use]
    pub fn answer(thread: &Thread, core: &Core) -> Self {
        let today = core.today();
        let said = thread.said.iter().map(|one| Message::new("words").with("text", said::said(one, today, &core.zone, &core.texts)));
        let question = Question::Answer(thread.id.clone(), thread.path.clone(), said.collect());
        Self { line: unsent(&thread.path, core), ..Self::new(question) }
    }

    /// Asks why an answer is kept in spite of its warnings; a reason that was given is there to be changed.
    #[must_use]
    pub fn keep(problem: &Problem, session: &Session, core: &Core) -> Self {
        let path = problem.path.clone();
        let digest = session.response.digest_at(&session.form, &path);
        let given = session.kept(problem).map(|kept| LineEdit::new(kept.text.clone()));
        // one reason for all that the same words keep: each is to be read before
        let same = session
            .outline
            .problems()
            .map(|(_, other)| other)
            .filter(|other| other.severity == problem.severity && other.path == problem.path && other.code == problem.code);
        let told = same.map(|problem| Message::new("words").with("text", words::told(problem, &core.texts))).collect();
        let line = given.unwrap_or_else(|| unsent(&path, core));
        Self { line, ..Self::new(Question::Keep(path, problem.code.to_owned(), digest, told)) }
    }

    /// Asks what to say with a response that is given to its reviewer, and tells what is still open.
    #[must_use]
    pub fn submission(core: &Core) -> Self {
        let mut said = Vec::new();
        if let Some(session) = &core.session {
            let (counts, queries) = (session.counts(None), session.query_count(None));
            let known = [
                ("submit-errors", counts.errors),
                ("validate-warnings", counts.warnings),
                ("validate-queries", queries),
                ("validate-blank", counts.empty()),
            ];
            said.extend(known.into_iter().filter(|(_, count)| *count > 0).map(|(id, count)| Message::new(id).with("count", count)));
        }
        said.push(Message::new("submit-prompt"));
        Self::new(Question::Submission(said))
    }

    /// What is typed here to be said of an answer, and was not said yet.
    #[must_use]
    pub fn unsent(&self) -> Option<Act> {
        let text = self.line.text().trim();
        match &self.question {
            Question::Answer(_, path, _) | Question::Keep(path, ..) if !text.is_empty() && text.len() <= LONGEST_TEXT => {
                Some(Act::Unsent { path: path.clone(), text: text.to_owned() })
            }
            _ => None,
        }
    }

    /// Asks to confirm the validation, saying what is left out and blank.
    #[must_use]
    pub fn validation(core: &Core) -> Self {
        let mut said = Vec::new();
        if let Some(session) = &core.session {
            let counts = session.counts(None);
            let hidden = crate::outline::hidden(&session.inputs()).len();
            if counts.warnings > 0 {
                said.push(Message::new("validate-warnings").with("count", counts.warnings));
            }
            if session.query_count(None) > 0 {
                said.push(Message::new("validate-queries").with("count", session.query_count(None)));
            }
            if counts.empty() > 0 {
                said.push(Message::new("validate-blank").with("count", counts.empty()));
            }
            if hidden > 0 {
                said.push(Message::new("validate-hidden").with("count", hidden));
            }
        }
        said.push(match core.author.as_str() {
            "" => Message::new("validate-locks"),
            name => Message::new("validate-locks-as").with("name", clean(name).into_owned()),
        });
        Self::new(Question::Validation(said))
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &Core) -> Step {
        if let Question::Name(Some(action)) = self.question
            && action_of(key, &[Scope::Everywhere]) == Some(Action::Back)
        {
            return Step::CloseAnd(Command::Sign(String::new(), Some(action)));
        }
        if let Question::Overwrite(file, what) = &self.question
            && action_of(key, &[Scope::Everywhere]) == Some(Action::Back)
        {
            // back to the name of the file
            *self = Self { line: LineEdit::new(core.shown(file)), ..Self::new(what.asked()) };
            return Step::Redraw;
        }
        if key.code == KeyCode::Enter {
            self.refused = match &self.question {
                Question::Print => match core.target(self.line.text()) {
                    Ok(file) => Format::of_path(&file).is_none().then(|| Message::new("print-format")),
                    Err(reason) => Some(reason),
                },
                Question::Elsewhere if self.line.text().trim().is_empty() => Some(Message::new("elsewhere-needs-file")),
                Question::Elsewhere => core.file(self.line.text()).err(),
                // empty, it is the name of the account, if that has one
                Question::Name(None) if self.line.text().trim().is_empty() => Some(Message::new("name-empty")),
                Question::Name(_) if core.author.is_empty() && self.line.text().trim().is_empty() => Some(Message::new("name-needed")),
                Question::Answer(..) | Question::Keep(..) | Question::Submission(_) if self.line.text().len() > LONGEST_TEXT => {
                    Some(Message::new("write-too-long").with("kilobytes", LONGEST_TEXT >> 10))
                }
                Question::Answer(..) if self.line.text().trim().is_empty() => Some(Message::new("answer-empty")),
                Question::Reason if self.line.text().trim().is_empty() => Some(Message::new("reopen-needs-reason")),
                _ => None,
            };
            return match &self.question {
                _ if self.refused.is_some() => Step::Redraw,
                Question::Print => core.target(self.line.text()).map_or(Step::Redraw, |file| Step::CloseAnd(Command::Print(file, false))),
                Question::Elsewhere => {
                    core.file(self.line.text()).map_or(Step::Redraw, |file| Step::CloseAnd(Command::Elsewhere(file, false)))
                }
                Question::Overwrite(file, what) => Step::CloseAnd(what.command(file.clone(), true)),
                Question::Name(action) => Step::CloseAnd(Command::Sign(self.line.text().trim().to_owned(), *action)),
                Question::Reason => Step::CloseAnd(Command::Reopen(self.line.text().trim().to_owned())),
                Question::Answer(..) | Question::Keep(..) | Question::Submission(_) => Step::CloseAnd(Command::Say(vec![self.said()])),
                Question::Validation(_) => Step::CloseAnd(Command::Validate),
            };
        }
        if !self.is_typed() {
            return Step::Ignored;
        }
        match self.line.key(key) {
            Edit::Ignored => Step::Ignored,
            Edit::Moved => Step::Redraw,
            Edit::Changed => {
                self.refused = None;
                Step::Redraw
            }
        }
    }

    /// What is said by what was typed.
    fn said(&self) -> Act {
        let text = self.line.text().trim().to_owned();
        match &self.question {
            Question::Answer(of, ..) => Act::Reply { of: of.clone(), text, filling: true },
            Question::Keep(path, code, ..) if text.is_empty() => Act::Unkeep { path: path.clone(), code: code.clone() },
            Question::Keep(path, code, sha256, _) => Act::Keep { path: path.clone(), code: code.clone(), sha256: sha256.clone(), text },
            _ => Act::Submit { text },
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) -> Step {
        if !self.is_typed() {
            return Step::Ignored;
        }
        self.line.insert(text);
        self.refused = None;
        Step::Redraw
    }

    fn is_typed(&self) -> bool {
        !matches!(self.question, Question::Overwrite(..) | Question::Validation(_))
    }

    /// Whether it is about a file to write.
    #[must_use]
    pub fn is_of_file(&self) -> bool {
        matches!(self.question, Question::Print | Question::Elsewhere | Question::Overwrite(..))
    }

    /// The ending of the file that is named here, if one is asked for: the typed one where it says a format, else the one offered.
    #[must_use]
    pub fn ending(&self) -> Option<&str> {
        let typed = || {
            let file = Path::new(self.line.text().trim());
            Format::of_path(file).and(file.extension()?.to_str())
        };
        match self.question {
            Question::Print => Some(typed().unwrap_or("html")),
            Question::Elsewhere => Some("json"),
            _ => None,
        }
    }

    /// What Enter and Esc do here, in a word each.
    #[must_use]
    pub fn hints(&self) -> [&'static str; 2] {
        match self.question {
            Question::Name(Some(_)) => ["hint-keep", "hint-skip"],
            Question::Name(None) => ["hint-keep", "hint-cancel"],
            Question::Overwrite(..) => ["hint-confirm", "hint-back"],
            _ => ["hint-confirm", "hint-cancel"],
        }
    }

    /// Composes the panel.
    pub fn compose<'a>(&'a self, core: &'a Core, frame: &mut Frame<'a>) {
        let columns = usize::from(frame.width.saturating_sub(10).min(74));
        let (title, said): (&str, Vec<Message>) = match &self.question {
            Question::Print => ("print-title", vec![Message::new("print-prompt")]),
            Question::Elsewhere => ("elsewhere-title", vec![Message::new("elsewhere-prompt")]),
            Question::Overwrite(file, _) => ("overwrite-title", vec![Message::new("overwrite-prompt").with("file", core.shown(file))]),
            Question::Name(Some(_)) => ("name-title", vec![Message::new("name-prompt")]),
            Question::Name(None) => ("name-title", vec![Message::new("name-other")]),
            Question::Reason => ("reopen-title", vec![Message::new("reopen-prompt")]),
            Question::Answer(.., said) => ("answer-title", said.clone()),
            Question::Keep(.., told) => (
                "keep-title",
                told.iter().cloned().chain([Message::new(if told.len() > 1 { "keep-prompt-many" } else { "keep-prompt" })]).collect(),
            ),
            Question::Submission(said) => ("submit-title", said.clone()),
            Question::Validation(said) => ("validate-title", said.clone()),
        };
        let mut text: Vec<Line> = Vec::new();
        for message in &said {
            let sentence = core.texts.render(message);
            text.extend(lines(&sentence, columns).into_iter().map(|line| Line::styled(line.to_owned(), Style::new())));
        }
        let at = text.len();
        if self.is_typed() {
            text.push(Line::default());
        }
        if let Some(refused) = &self.refused {
            let refused = format!("{} {}", core.look.error, core.texts.render(refused));
            text.extend(lines(&refused, columns).into_iter().map(|line| Line::styled(line.to_owned(), error())));
        }
        let inside = panel(core, frame, &core.texts.get(title), text.len());
        fill(core, frame, inside, text, 0);
        if self.is_typed() {
            let (shown, cursor) = self.line.marked(usize::from(inside.width) - 1, core.look.cut);
            let y = inside.y + u16::try_from(at).unwrap_or(0).min(inside.height - 1);
            let used = shown.chars().count();
            frame.put(inside.x, y, inside.width, Line::raw(shown));
            let blanks = usize::from(inside.width).saturating_sub(used + 1);
            let used = u16::try_from(used).unwrap_or(0).min(inside.width);
            frame.put(inside.x + used, y, inside.width - used, Line::styled(core.look.blank.repeat(blanks), quiet()));
            frame.cursor = Some((inside.x + u16::try_from(cursor).unwrap_or(0), y));
        }
    }
}

/// What this person was typing about an answer when a connection broke, if that happened.
fn unsent(path: &answers::Path, core: &Core) -> LineEdit {
    let words = core.session.as_ref().and_then(|session| session.reviewing.unsent.get(&(core.author.clone(), path.clone())));
    words.map_or_else(LineEdit::default, |words| LineEdit::new(words.clone()))
}

/// A file in the working directory with the names of the form and the response.
fn file_name(core: &Core, extension: &str) -> String {
    let session = core.session.as_ref();
    let name = session.and_then(super::session::Session::name).unwrap_or_default();
    let form = session.map_or("", |session| session.form.id.as_str());
    let name: String = name.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '-' }).collect();
    let file = if name.is_empty() { format!("{form}.{extension}") } else { format!("{form}-{name}.{extension}") };
    core.shown(&core.directory.join(file))
}

/// A path as typed: `~` is the home directory, a relative one starts where the program does.
pub(super) fn within(directory: &Path, home: Option<&Path>, typed: &str) -> PathBuf {
    let typed = typed.trim();
    let home = home.filter(|_| typed == "~" || typed.starts_with("~/"));
    let path = home.map_or_else(|| directory.join(typed), |home| home.join(typed.trim_start_matches(['~', '/'])));
    // joined part by part: no `//`, no `/./`
    path.components().collect()
}
