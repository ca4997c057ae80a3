//! What changed in the response that is read, against an earlier moment or another response of its form: before and after, word by word in long texts.

use std::rc::Rc;

use jiff::{SignedDuration, Timestamp};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use serde_json::Value;

use super::said::{INDENT, hung};
use crate::answers::Path;
use crate::app::core::Core;
use crate::app::said::called_below;
use crate::app::session::Session;
use crate::app::when::{moment, moment_short, when};
use crate::form::Form;
use crate::l10n::Message;
use crate::outline::words::{summary, title_of};
use crate::response::Response;
use crate::response::compare::{Change, Fate, Kind, Side, compare, word_changes};
use crate::ui::clean::{clean, clean_lines};
use crate::ui::look::{bold, error, quiet, warning};
use crate::ui::wrap::{fits, ranges};

/// What the response is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// Itself, as I left it when I reviewed it last.
    Review(Timestamp),
    /// Itself: what was changed from this moment on, up to the end of that one, or until now.
    Span {
        /// The first change that counts.
        from: Timestamp,
        /// The last one.
        to: Option<Timestamp>,
    },
    /// Another response of the same form, and its name.
    Other {
        /// Which.
        id: String,
        /// What it is called.
        name: String,
    },
}

impl Against {
    /// It in words: « depuis votre relecture (hier 16:42) », « entre hier 16:42 et aujourd'hui 9:12 ».
    #[must_use]
    pub fn words(&self, core: &Core) -> String {
        let message = match self {
            Self::Review(at) => Message::new("reading-since-review").with("when", when(*at, core)),
            Self::Span { from, to: None } => Message::new("reading-since").with("when", moment(*from, core)),
            Self::Span { from, to: Some(to) } => between("reading-between", [moment(*from, core), moment(*to, core)]),
            Self::Other { name, .. } => Message::new("reading-against").with("name", clean(name).into_owned()),
        };
        core.texts.render(&message)
    }

    /// In fewer words: nothing of what is compared with now, but both moments of two.
    #[must_use]
    pub fn short_words(&self, core: &Core) -> String {
        match self {
            Self::Span { from, to: Some(to) } => {
                core.texts.render(&between("reading-between-short", [moment_short(*from, core), moment_short(*to, core)]))
            }
            _ => String::new(),
        }
    }

    /// Between which two moments of its history the response is compared; the second one is now, if none is told.
    #[must_use]
    pub fn moments(&self) -> Option<(Timestamp, Option<Timestamp>)> {
        match self {
            Self::Review(at) => Some((*at, None)),
            // its first change counts, too
            Self::Span { from, to } => Some((from.saturating_sub(SignedDuration::from_nanos(1)).unwrap_or(*from), *to)),
            Self::Other { .. } => None,
        }
    }
}

/// Two moments in words; one, if they are the same to the minute.
fn between(id: &'static str, [from, to]: [String; 2]) -> Message {
    if from == to { Message::new("reading-at").with("when", from) } else { Message::new(id).with("from", from).with("to", to) }
}

/// The response that is read, compared with another state or another one.
#[derive(Debug)]
pub struct Compared {
    /// With what.
    pub against: Against,
    old: Response,
    /// The later state, if it is not that of now.
    new: Option<Response>,
    form: Option<Rc<Form>>,
    /// What differs.
    pub changes: Vec<Change>,
}

impl Compared {
    /// What differs from an old response in a new one, the open one if none is given.
    #[must_use]
    pub fn new(against: Against, old: Response, new: Option<Response>, form: Option<Rc<Form>>, session: &Session) -> Self {
        let mut compared = Self { against, old, new, form, changes: Vec::new() };
        compared.compare(session);
        compared
    }

    /// Compares anew: the open response is another one than before.
    pub fn compare(&mut self, session: &Session) {
        let old = Side { form: self.form.as_deref(), response: &self.old };
        let response = self.new.as_ref().unwrap_or(&session.response);
        self.changes = compare(old, Side { form: Some(&session.form), response });
    }

    /// What a path is called. A block that is no more, or only in the other response, has the number that it had there.
    #[must_use]
    pub fn title(&self, path: &Path, session: &Session) -> String {
        let repeat = Path::question(path.root());
        let number = |id: &str| {
            let sides = [Some(&session.response), self.new.as_ref(), Some(&self.old)];
            sides.into_iter().flatten().find_map(|side| Some(side.answers.blocks(&repeat).position(|(block, _)| block == id)? + 1))
        };
        title_of(&session.form, number, path, session.language)
    }

    /// Whether both moments are past: what it led to need not be what stands there now.
    #[must_use]
    pub fn is_past(&self) -> bool {
        self.new.is_some()
    }
}

/// What is to be known of the comparison: between which two moments it is, where the answers are not what they are now; which versions of the form it is of.
#[must_use]
pub fn heading(compared: &Compared, session: &Session, core: &Core, columns: usize) -> Vec<Line<'static>> {
    let (old, new) = (&compared.old.form.version, &session.response.form.version);
    let message = match () {
        () if compared.is_past() => Message::new("reading-compared").with("against", compared.against.words(core)),
        () if old != new => Message::new("compare-versions").with("old", clean(old).into_owned()).with("new", clean(new).into_owned()),
        () => return Vec::new(),
    };
    let text = core.texts.render(&message);
    hung(0, columns, (&format!("{} ", core.look.changed), warning()), &text, quiet())
}

/// A change at a stop, in lines.
#[must_use]
pub fn lines(change: &Change, at: &Path, compared: &Compared, session: &Session, core: &Core, columns: usize) -> Vec<Line<'static>> {
    let place = if change.path == *at { String::new() } else { called_below(session, at, &compared.title(&change.path, session)) };
    let sign = format!("{} ", core.look.changed);
    let say = |message: Message| core.texts.render(&message);
    let put = |text: String| hung(INDENT, columns, (&sign, warning()), &format!("{place}{text}"), quiet());
    let [before, after] = [Told::before(change, compared, session), Told::after(change, session)];
    if let Against::Other { name, .. } = &compared.against {
        // neither is the later one: what the other says is told, and what stands here is seen
        let name = clean(name).into_owned();
        let of = |id: &'static str| Message::new(id).with("name", name.clone());
        let message = match change.kind {
            Kind::Moved { from, to } => of("reading-other-moved").with("from", from + 1).with("to", to + 1),
            Kind::Added if change.is_of_block() => of("reading-other-no-block"),
            Kind::Added => of("reading-other").with("before", core.texts.get("print-empty").into_owned()),
            Kind::Removed if change.is_of_block() => {
                // it stands nowhere here
                let text = say(of("reading-other-block").with("text", before.0));
                return hung(INDENT, columns, (&sign, warning()), &text, quiet());
            }
            Kind::Changed if is_long(&before.0, columns) || is_long(&after.0, columns) => {
                let mut lines = put(say(of("reading-other-changed")));
                lines.extend(pieces(&before.0, &after.0, columns));
                return lines;
            }
            Kind::Removed | Kind::Changed => of("reading-other").with("before", before.0),
        };
        return put(say(message));
    }
    match change.kind {
        Kind::Moved { from, to } => put(say(Message::new("reading-moved").with("from", from + 1).with("to", to + 1))),
        Kind::Added if change.is_of_block() && session.response.answers.get(&change.path).is_none() => {
            let text = say(Message::new("reading-block-added-gone").with("text", after.0));
            hung(INDENT, columns, (&sign, warning()), &text, quiet())
        }
        Kind::Added if compared.is_past() => {
            put(say(
                Message::new(if change.is_of_block() { "reading-block-added-then" } else { "reading-added-then" }).with("text", after.0)
            ))
        }
        Kind::Added => put(core.texts.get(if change.is_of_block() { "reading-block-added" } else { "reading-added" }).into_owned()),
        Kind::Removed if change.is_of_block() => {
            let text = say(Message::new("reading-block-removed").with("text", before.0));
            hung(INDENT, columns, (&sign, warning()), &text, quiet())
        }
        Kind::Removed if compared.is_past() => put(say(Message::new("reading-removed-then").with("text", before.0))),
        Kind::Changed if is_long(&before.0, columns) || is_long(&after.0, columns) => {
            let mut lines = put(core.texts.get("reading-changed").into_owned());
            lines.extend(pieces(&before.0, &after.0, columns));
            lines
        }
        Kind::Removed | Kind::Changed => {
            let (id, args) = if change.path == *at && !compared.is_past() {
                ("reading-before", vec![("before", before.0.into())])
            } else {
                ("reading-before-after", vec![("before", before.0.into()), ("after", after.0.into())])
            };
            put(say(Message { id, args }))
        }
    }
}

/// Whether a text is to be compared word by word.
fn is_long(text: &str, columns: usize) -> bool {
    text.contains('\n') || !fits(text, columns / 2)
}

/// An answer in words.
struct Told(String);

impl Told {
    fn before(change: &Change, compared: &Compared, session: &Session) -> Self {
        let form = compared.form.as_deref().unwrap_or(&session.form);
        let typed = change.typed_before.values().next();
        Self::of(form, &change.old_path, change.before.as_ref(), typed, session)
    }

    fn after(change: &Change, session: &Session) -> Self {
        let typed = change.typed_after.values().next();
        Self::of(&session.form, &change.path, change.after.as_ref(), typed, session)
    }

    fn of(form: &Form, path: &Path, value: Option<&Value>, typed: Option<&String>, session: &Session) -> Self {
        let language = session.language;
        let text = match (typed, value) {
            (Some(typed), _) => typed.clone(),
            (None, None) => "–".to_owned(),
            (None, Some(Value::Object(fields))) if path.last_block().is_some() => {
                let told = fields.iter().map(|(name, value)| {
                    form.item_at(&path.join(name)).map_or_else(|| value.to_string(), |item| summary(form, item, value, language))
                });
                told.collect::<Vec<_>>().join(" · ")
            }
            (None, Some(value)) => match form.item_at(path) {
                Some(item) if !value.is_number() => summary(form, item, value, language),
                _ => crate::outline::words::number(value, language),
            },
        };
        Self(clean_lines(&text))
    }
}

/// A text word by word: what went between `[-` and `-]`, what is new between `{+` and `+}`.
fn pieces(before: &str, after: &str, columns: usize) -> Vec<Line<'static>> {
    let (mut text, mut styles) = (String::new(), Vec::new());
    for piece in word_changes(before, after) {
        let start = text.len();
        let style = match piece.fate {
            Fate::Same => {
                text.push_str(piece.text);
                Style::new()
            }
            Fate::Gone => {
                text.extend(["[-", piece.text, "-]"]);
                error()
            }
            Fate::New => {
                text.extend(["{+", piece.text, "+}"]);
                bold()
            }
        };
        styles.push((start..text.len(), style));
    }
    let indent = usize::from(INDENT) + 2;
    let mut lines = Vec::new();
    let mut first = 0;
    for paragraph in text.split('\n') {
        for row in ranges(paragraph, columns.saturating_sub(indent)) {
            let row = first + row.start..first + row.end;
            let mut spans = vec![Span::raw(" ".repeat(indent))];
            let seen = styles.partition_point(|(range, _)| range.end <= row.start);
            for (range, style) in styles[seen..].iter().take_while(|(range, _)| range.start < row.end) {
                let (start, end) = (range.start.max(row.start), range.end.min(row.end));
                if start < end {
                    spans.push(Span::styled(text[start..end].to_owned(), *style));
                }
            }
            lines.push(Line::from(spans));
        }
        first += paragraph.len() + 1;
    }
    lines
}
