//! Text to be read, with nothing to answer.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use serde::Deserialize;
use serde_json::Value;

use super::show::{pieces, spaces};
use super::{Arrival, Field, Given, Kind, Prose, Question};
use crate::expression::Type;
use crate::l10n::{Label, Language, Message};
use crate::ui::clean::clean;
use crate::ui::{Context, look, wrap};

/// The entry of the table of kinds.
pub const KIND: Kind = Kind {
    name: "note",
    about: "Text to be read, in paragraphs, with nothing to answer; a two-column table may follow it.",
    stored: "Nothing.",
    example: "id = \"rgpd\"\nkind = \"note\"\ntext = \"**Objectifs.** Recueillir l'avancement.\"\nrows = [[\"Finalité\", \"Suivi\"], [\"Durée (mois)\", \"36\"]]\n",
    load: super::load::<Note>,
    #[cfg(test)]
    schema: || schemars::schema_for!(Note),
};

/// Text to be read.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Paragraphs, separated by blank lines; `**bold**` stands out.
    #[serde(default)]
    text: Label,
    /// Pairs of texts, shown as two aligned columns.
    #[serde(default)]
    rows: Vec<[Label; 2]>,
}

/// Between the two columns.
const GAP: usize = 3;
/// Narrower than that, a pair stands on two lines.
const TWO_COLUMNS: usize = 40;

/// A paragraph without its `**`, on one line, and where it is bold. A `**` without its twin stands as it is.
fn marked(paragraph: &str) -> (String, Vec<Range<usize>>) {
    let mut plain = String::with_capacity(paragraph.len());
    let mut bold = Vec::new();
    let mut rest = paragraph;
    while let Some((before, inside, after)) = pair(rest) {
        push_words(&mut plain, before);
        let start = plain.len();
        push_words(&mut plain, inside);
        bold.push(start..plain.len());
        rest = after;
    }
    push_words(&mut plain, rest);
    (plain, bold)
}

fn pair(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("**")?;
    let (inside, after) = rest.split_once("**")?;
    Some((before, inside, after))
}

/// Appends a text, cleaned, with its line breaks as spaces.
fn push_words(plain: &mut String, text: &str) {
    plain.push_str(&clean(text));
}

fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty())
}

/// A row of a paragraph as spans.
fn row(plain: &str, row: Range<usize>, bold: &[Range<usize>]) -> Line<'static> {
    let end = row.start + plain[row.clone()].trim_end_matches(' ').len();
    let mut spans = Vec::new();
    let mut at = row.start;
    for range in bold {
        let (start, stop) = (range.start.clamp(at, end), range.end.clamp(at, end));
        if start < stop {
            if at < start {
                spans.push(Span::raw(plain[at..start].to_owned()));
            }
            spans.push(Span::styled(plain[start..stop].to_owned(), look::bold()));
            at = stop;
        }
    }
    if at < end {
        spans.push(Span::raw(plain[at..end].to_owned()));
    }
    Line::from(spans)
}

impl Note {
    /// The rows of the table: aligned, or one below the other where there is no room.
    fn table<'a>(&'a self, cx: &Context, lines: &mut Vec<Line<'a>>) {
        let language = cx.texts.language();
        let columns = usize::from(cx.width);
        if columns < TWO_COLUMNS {
            for [name, value] in &self.rows {
                lines.extend(pieces(name.text(language), columns).into_iter().map(|piece| Line::from(Span::styled(piece, look::bold()))));
                lines.extend(pieces(value.text(language), columns).into_iter().map(Line::from));
            }
            return;
        }
        let widest = self.rows.iter().map(|[name, _]| wrap::width(name.text(language))).max().unwrap_or(0);
        let left = widest.min(columns * 2 / 5);
        for [name, value] in &self.rows {
            let names = pieces(name.text(language), left);
            let values = pieces(value.text(language), columns - left - GAP);
            let count = names.len().max(values.len());
            let (mut names, mut values) = (names.into_iter(), values.into_iter());
            for _ in 0..count {
                let name = names.next().unwrap_or_default();
                let gap = (left + GAP).saturating_sub(wrap::width(&name));
                lines.push(Line::from(vec![
                    Span::styled(name, Style::new()),
                    spaces(gap),
                    Span::styled(values.next().unwrap_or_default(), Style::new()),
                ]));
            }
        }
    }
}

impl Question for Note {
    fn value_type(&self) -> Option<Type> {
        None
    }

    fn verify(&self) -> Result<(), (&'static str, Message)> {
        if self.text.is_empty() && self.rows.is_empty() { Err(("text", Message::new("form-empty-note"))) } else { Ok(()) }
    }

    fn accept(&self, value: &Value) -> Result<Option<Value>, Vec<(String, Message)>> {
        if value.is_null() { Ok(None) } else { Err(vec![(String::new(), Message::new("wrong-type-note"))]) }
    }

    fn read(&self, typed: &str) -> Result<Option<Value>, Message> {
        if typed.trim().is_empty() { Ok(None) } else { Err(Message::new("wrong-type-note")) }
    }

    fn summary(&self, _value: &Value, _language: Language) -> String {
        String::new()
    }

    fn is_note(&self) -> bool {
        true
    }

    fn prose(&self, language: Language) -> Option<Prose<'_>> {
        let rows = self.rows.iter().map(|row| row.each_ref().map(|label| label.text(language)));
        Some(Prose { text: self.text.text(language), rows: rows.collect() })
    }

    fn view<'a>(&'a self, _given: &Given<'a>, cx: &Context<'a>) -> Vec<Line<'a>> {
        let mut lines = Vec::new();
        for paragraph in paragraphs(self.text.text(cx.texts.language())) {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            let (plain, bold) = marked(paragraph);
            lines.extend(wrap::ranges(&plain, usize::from(cx.width)).into_iter().map(|range| row(&plain, range, &bold)));
        }
        if !self.rows.is_empty() && !lines.is_empty() {
            lines.push(Line::default());
        }
        self.table(cx, &mut lines);
        lines
    }

    fn edit(&self, _given: &Given, _arrival: &Arrival) -> Option<Box<dyn Field>> {
        None
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{Desk, accepted, load, try_load};

    #[test]
    fn paragraphs_are_wrapped_and_bold_words_stand_out() {
        let source = "kind='note'\ntext = '''\n**Objectifs.** Inscrite parmi les **mesures du plan national**\nde 2021, elle a été lancée.\n\nDeux étoiles ** seules restent.\n'''";
        insta::assert_snapshot!(Desk::new(load(source), json!(null), 30).rest(), @r"
        *Objectifs.* Inscrite parmi les
        *mesures du plan national* de
        2021, elle a été lancée.

        Deux étoiles ** seules
        restent.
        ");
    }

    #[test]
    fn rows_are_two_aligned_columns_or_stand_below_one_another() {
        let source = "kind='note'\ntext='Propriétés'\nrows=[['Responsable de traitement','DGOS/Bureau P2'],['Finalité','Ce traitement relève de l''exercice des missions']]"
            .replace("l''", "d’");
        insta::assert_snapshot!(Desk::new(load(&source), json!(null), 46).rest(), @r"
        Propriétés

        Responsable de       DGOS/Bureau P2
        traitement
        Finalité             Ce traitement relève de
                             d’exercice des missions
        ");
        insta::assert_snapshot!(Desk::new(load(&source), json!(null), 30).rest(), @r"
        Propriétés

        *Responsable de traitement*
        DGOS/Bureau P2
        *Finalité*
        Ce traitement relève de
        d’exercice des missions
        ");
    }

    #[test]
    fn a_note_takes_no_answer_and_no_focus() {
        let note = load("kind='note'\ntext={ fr='Bonjour', en='Hello' }");
        assert!(note.is_note() && note.value_type().is_none());
        assert_eq!(accepted(&*note, &json!(null)), Ok(json!(null)));
        assert_eq!(accepted(&*note, &json!("a")), Err(vec![(String::new(), "wrong-type-note")]));
        assert!(Desk::new(note, json!(null), 30).field.is_none());
        assert!(try_load("kind='note'").is_err());
    }
}
