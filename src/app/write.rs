//! A panel to write to those who fill or review: a question, a remark, words in a thread, those that go with a verdict. Enter sends them.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::style::Style;
use ratatui::text::Line;

use super::core::{Command, Core, Step};
use super::panel::{fill, panel, room};
use crate::answers::Path;
use crate::l10n::Message;
use crate::question::long_text::editor;
use crate::question::{Field, Handled};
use crate::response::new_id;
use crate::response::review::{Act, LONGEST_TEXT};
use crate::ui::clean::{clean, clean_lines};
use crate::ui::frame::Frame;
use crate::ui::look::{error, quiet, warning};
use crate::ui::wrap::lines;

/// What is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A question on an answer, raised from the problem of this code, if from one.
    Query(Path, Option<&'static str>),
    /// A remark on an answer.
    Comment(Path),
    /// Words in the thread of this name, about this answer.
    Reply(String, Path),
    /// What is to be done before the response can be accepted.
    SendBack,
    /// What is said as it is accepted.
    Accept,
}

impl Purpose {
    /// The answer that it is about; that of nothing, if it is about the response.
    #[must_use]
    pub fn path(&self) -> Path {
        match self {
            Self::Query(path, _) | Self::Comment(path) | Self::Reply(_, path) => path.clone(),
            Self::SendBack | Self::Accept => Path::default(),
        }
    }

    /// What is said by what was written about an answer, and what is told then; a verdict is no such thing.
    #[must_use]
    pub fn said(self, text: String, random: &mut fastrand::Rng) -> (Option<Act>, &'static str) {
        let id = new_id(8, random);
        match self {
            Self::Query(path, from) => (Some(Act::Query { id, path, text, from: from.map(str::to_owned) }), "reading-query-raised"),
            Self::Comment(path) => (Some(Act::Comment { id, path, text }), "reading-comment-made"),
            Self::Reply(of, _) => (Some(Act::Reply { of, text, filling: false }), "reading-replied"),
            Self::SendBack | Self::Accept => (None, ""),
        }
    }
}

/// What was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// The responses that it is about: those for which the panel was opened.
    pub ids: Vec<String>,
    /// What for.
    pub purpose: Purpose,
    /// The words.
    pub text: String,
}

/// The panel's state.
#[derive(Debug)]
pub struct Write {
    /// The responses that it is about, whatever is shown since it opened.
    ids: Vec<String>,
    purpose: Purpose,
    /// What is to be known before; its first line names the place, if there are several.
    said: Vec<(String, Style)>,
    /// The places that Tab goes through, each with its name: a table and its cells. Empty where there is only one.
    places: Vec<(Purpose, String)>,
    /// Whether nothing need be written.
    may_be_empty: bool,
    field: Box<dyn Field>,
    /// What was there when it opened.
    offered: String,
    /// Why what is written will not do; said until it changes.
    refused: Option<Message>,
}

impl Write {
    /// A panel about these responses with these words in it already, under what is to be known before.
    #[must_use]
    pub fn new(ids: Vec<String>, purpose: Purpose, said: Vec<(String, Style)>, may_be_empty: bool, offered: &str) -> Self {
        let offered = clean_lines(offered);
        Self { ids, purpose, said, places: Vec::new(), may_be_empty, field: editor(&offered), offered, refused: None }
    }

    /// It can be about any of these places.
    #[must_use]
    pub fn among(self, places: Vec<(Purpose, String)>) -> Self {
        Self { places, ..self }
    }

    /// Whether it can be about another place.
    #[must_use]
    pub fn has_places(&self) -> bool {
        self.places.len() > 1
    }

    /// The place after this one, or before it.
    fn turn(&mut self, forward: bool) {
        let count = self.places.len();
        let at = self.places.iter().position(|(purpose, _)| *purpose == self.purpose).unwrap_or(0);
        let (purpose, name) = self.places[if forward { at + 1 } else { at + count - 1 } % count].clone();
        self.purpose = purpose;
        self.said[0] = about(name);
    }

    fn text(&self) -> String {
        let entered = self.field.entered().value;
        entered.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().trim().to_owned()
    }

    /// What was written and not sent, to be offered again, and of which responses; nothing if that is as it was.
    #[must_use]
    pub fn unsent(&self) -> Option<(Vec<String>, Act)> {
        let text = self.text();
        let fits = text.len() <= LONGEST_TEXT;
        (fits && text != self.offered.trim()).then(|| (self.ids.clone(), Act::Unsent { path: self.purpose.path(), text }))
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &mut Core) -> Step {
        if key.code == KeyCode::Enter {
            let text = self.text();
            if text.is_empty() && !self.may_be_empty {
                self.refused = Some(Message::new("write-empty"));
                return Step::Redraw;
            }
            if text.len() > LONGEST_TEXT {
                self.refused = Some(Message::new("write-too-long").with("kilobytes", LONGEST_TEXT >> 10));
                return Step::Redraw;
            }
            let (ids, purpose) = (self.ids.clone(), self.purpose.clone());
            return Step::CloseAnd(Command::Written(Written { ids, purpose, text }));
        }
        if matches!(key.code, KeyCode::Tab | KeyCode::BackTab) && self.has_places() {
            self.turn(key.code == KeyCode::Tab && !key.modifiers.contains(KeyModifiers::SHIFT));
            return Step::Redraw;
        }
        let handled = self.field.key(key, &core.context(room(core).0));
        self.took(handled)
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str, core: &Core) -> Step {
        let handled = self.field.paste(text, &core.context(room(core).0));
        self.took(handled)
    }

    fn took(&mut self, handled: Handled) -> Step {
        match handled {
            Handled::Ignored => return Step::Ignored,
            Handled::Changed => self.refused = None,
            _ => {}
        }
        Step::Redraw
    }

    /// What Enter does here, in a word.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self.purpose {
            Purpose::Accept => "hint-accept",
            Purpose::SendBack => "hint-send-back",
            _ => "hint-send",
        }
    }

    /// Composes the panel.
    pub fn compose<'a>(&'a self, core: &'a Core, frame: &mut Frame<'a>) {
        let (columns, rows) = room(core);
        let mut text: Vec<Line> = Vec::new();
        for (words, style) in &self.said {
            text.extend(lines(&clean(words), columns.into()).into_iter().map(|line| Line::styled(line.to_owned(), *style)));
        }
        let above = text.len();
        let picture = self.field.view(&core.context(columns));
        text.extend(picture.lines);
        if let Some(refused) = &self.refused {
            let refused = format!("{} {}", core.look.error, core.texts.render(refused));
            text.extend(lines(&refused, columns.into()).into_iter().map(|line| Line::styled(line.to_owned(), error())));
        }
        let id = match self.purpose {
            Purpose::Query(..) => "write-query",
            Purpose::Comment(_) => "write-comment",
            Purpose::Reply(..) => "write-reply",
            Purpose::SendBack => "write-send-back",
            Purpose::Accept => "write-accept",
        };
        let title = core.texts.render(&Message { id, args: vec![("count", self.ids.len().into())] });
        let inside = panel(core, frame, &title, text.len());
        let cursor = picture.cursor.map(|(x, y)| (x, above + usize::from(y)));
        let bottom = cursor.map_or(0, |(_, y)| (y + 1).saturating_sub(usize::from(inside.height.min(rows))));
        fill(core, frame, inside, text, bottom);
        frame.cursor = cursor.and_then(|(x, y)| Some((inside.x + x.min(inside.width - 1), inside.y + u16::try_from(y - bottom).ok()?)));
    }
}

/// Words about what is wrong, before a verdict.
#[must_use]
pub fn warned(text: String) -> (String, Style) {
    (text, warning())
}

/// Words that say what it is about.
#[must_use]
pub fn about(text: String) -> (String, Style) {
    (text, quiet())
}
