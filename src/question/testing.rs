//! What the tests of several kinds share: loading a question, pressing keys in its field, pictures as text.

use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::civil::{Date, date};
use ratatui::style::{Color, Modifier};
use ratatui::text::Line;
use serde_json::Value;

use super::{Arrival, ChoiceList, Entered, Field, Given, Handled, KINDS, Lists, Question};
use crate::answers::{Path, is_blank};
use crate::l10n::{Label, Language, Texts};
use crate::node::{self, Node};
use crate::ui::look::Look;
use crate::ui::{Context, Picture};

/// The day of the tests.
pub const TODAY: Date = date(2025, 3, 10);

/// Keys that the form loader takes out.
const COMMON: [&str; 10] = ["id", "kind", "label", "hint", "required", "relevant", "default", "value", "personal", "check"];

/// A question from its table in a form file; the named lists are `oui_non` and `regions`.
pub fn try_load(source: &str) -> Result<Box<dyn Question>, String> {
    let mut node = Node::read(source).map_err(|errors| errors[0].to_string())?;
    let node::Value::Table(entries) = &mut node.value else { return Err("no table".to_owned()) };
    let kind = entries.iter().find(|entry| entry.key == "kind").ok_or("no kind")?;
    let node::Value::Text(kind) = kind.node.value.clone() else { return Err("no kind".to_owned()) };
    entries.retain(|entry| !COMMON.contains(&entry.key.as_ref()));
    let kind = KINDS.iter().find(|k| k.name == kind).ok_or("unknown kind")?;
    let mut question = (kind.load)(node).map_err(|e| e.to_string())?;
    question.resolve(&lists()).map_err(|m| m.to_string())?;
    question.verify().map_err(|(_, m)| m.to_string())?;
    Ok(question)
}

pub fn load(source: &str) -> Box<dyn Question> {
    try_load(source).unwrap()
}

fn lists() -> Lists {
    let list =
        |entries: &[(&str, &str)]| ChoiceList(entries.iter().map(|(code, label)| ((*code).to_owned(), Label::from(*label))).collect());
    let regions = [
        ("84", "Auvergne-Rhône-Alpes"),
        ("27", "Bourgogne-Franche-Comté"),
        ("53", "Bretagne"),
        ("24", "Centre-Val de Loire"),
        ("94", "Corse"),
        ("44", "Grand Est"),
        ("32", "Hauts-de-France"),
        ("11", "Île-de-France"),
        ("04", "La Réunion"),
        ("28", "Normandie"),
        ("75", "Nouvelle-Aquitaine"),
    ];
    Lists::from([("oui_non".to_owned(), list(&[("oui", "oui"), ("non", "non")])), ("regions".to_owned(), list(&regions))])
}

/// The accepted value (null if blank), or the places and names of the refusals.
pub fn accepted(question: &dyn Question, value: &Value) -> Result<Value, Vec<(String, &'static str)>> {
    match question.accept(value) {
        Ok(Some(value)) => {
            assert!(!is_blank(&value), "a blank answer is no answer");
            Ok(value)
        }
        Ok(None) => Ok(Value::Null),
        Err(faults) => Err(faults.into_iter().map(|(place, message)| (place, message.id)).collect()),
    }
}

/// The codes of what a check finds.
pub fn codes(question: &dyn Question, value: &Value) -> Vec<&'static str> {
    question.check(value, TODAY).into_iter().map(|fault| fault.code).collect()
}

/// A question with the focus, and what keys and drawing need.
#[derive(Debug)]
pub struct Desk {
    pub question: Box<dyn Question>,
    pub field: Option<Box<dyn Field>>,
    pub texts: Texts,
    pub look: Look,
    pub width: u16,
    value: Option<Value>,
    path: Path,
    unreadable: BTreeMap<Path, String>,
}

impl Desk {
    pub fn new(question: Box<dyn Question>, value: Value, width: u16) -> Self {
        Self::arriving(question, value, width, &[], &Arrival::First)
    }

    pub fn arriving(question: Box<dyn Question>, value: Value, width: u16, unreadable: &[(&str, &str)], arrival: &Arrival) -> Self {
        let path = Path::question("q");
        let unreadable =
            unreadable.iter().map(|(p, text)| (if p.is_empty() { path.clone() } else { path.join(p) }, (*text).to_owned())).collect();
        let value = Some(value).filter(|v| !v.is_null());
        let look = Look { blank: "~", ..Look::UNICODE };
        let mut desk = Self { question, field: None, texts: Texts::new(Language::French), look, width, value, path, unreadable };
        desk.field = desk.question.edit(&desk.given(), arrival);
        desk
    }

    fn given(&self) -> Given<'_> {
        Given { value: self.value.as_ref(), path: &self.path, unreadable: &self.unreadable }
    }

    pub fn field(&self) -> &dyn Field {
        &**self.field.as_ref().unwrap()
    }

    pub fn press(&mut self, code: KeyCode) -> Handled {
        self.key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    pub fn key(&mut self, key: KeyEvent) -> Handled {
        let cx = Context { texts: &self.texts, look: &self.look, width: self.width, today: TODAY };
        self.field.as_mut().unwrap().key(key, &cx)
    }

    pub fn write(&mut self, text: &str) {
        for c in text.chars() {
            self.press(KeyCode::Char(c));
        }
    }

    pub fn paste(&mut self, text: &str) -> Handled {
        let cx = Context { texts: &self.texts, look: &self.look, width: self.width, today: TODAY };
        self.field.as_mut().unwrap().paste(text, &cx)
    }

    pub fn all_entered(&self) -> Entered {
        self.field().entered()
    }

    /// What is told when the focus leaves, with plain spaces; empty if nothing.
    pub fn left(&self) -> String {
        let told = self.field().left(Language::French);
        told.map_or_else(String::new, |told| self.texts.render(&told).replace(['\u{a0}', '\u{202f}'], " "))
    }

    /// The answer; null if none.
    pub fn entered(&self) -> Value {
        self.all_entered().value.unwrap_or_default()
    }

    pub fn cx(&self) -> Context<'_> {
        Context { texts: &self.texts, look: &self.look, width: self.width, today: TODAY }
    }

    /// The question at rest, as text.
    pub fn rest(&self) -> String {
        render(&self.question.view(&self.given(), &self.cx()).into())
    }

    /// The question with the focus, as text: `‹highlighted›`, `*bold*`, `!wrong!`, and where the cursor is.
    pub fn focus(&self) -> String {
        render(&self.field().view(&self.cx()))
    }
}

fn render(picture: &Picture) -> String {
    let mut text: Vec<String> = picture.lines.iter().map(marked).collect();
    if let (Some((x, y)), Some(last)) = (picture.cursor, text.last_mut()) {
        assert!(usize::from(y) < picture.lines.len(), "the cursor is below the picture");
        *last = format!("{last} @{x},{y}");
    }
    text.join("\n")
}

fn marked(line: &Line) -> String {
    let mut text = String::new();
    for span in &line.spans {
        let mut piece = span.content.to_string();
        if span.style.add_modifier.contains(Modifier::BOLD) {
            piece = format!("*{piece}*");
        }
        if span.style.add_modifier.contains(Modifier::REVERSED) {
            piece = format!("‹{piece}›");
        }
        if span.style.fg == Some(Color::Red) {
            piece = format!("!{piece}!");
        }
        text.push_str(&piece);
    }
    text.trim_end().to_owned()
}
