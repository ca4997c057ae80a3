//! A recording as one HTML page with its player: nothing to fetch, readable without a script. The template escapes all that it is given.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::time::Duration;

use askama::Template;
use ratatui::style::Modifier;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::paint::{Ink, Paint};
use super::transcript::{Step, clock, steps};
use crate::l10n::{Message, Texts};
use crate::training::take::{Event, Row, Take};
use crate::ui::clean::clean;

/// What plays in the page.
const PLAYER: &str = include_str!("player.js");

/// The whole page.
#[derive(Template)]
#[template(path = "player.html")]
struct Page<'a> {
    texts: &'a Texts,
    title: &'a str,
    facts: String,
    columns: u16,
    length: Duration,
    chapters: Vec<(Duration, String)>,
    steps: Vec<Step>,
    rules: &'a str,
    data: String,
}

impl Page<'_> {
    fn word(&self, id: &str) -> String {
        self.texts.get(id).into_owned()
    }

    fn seconds(time: &Duration) -> String {
        format!("{:.3}", time.as_secs_f64())
    }

    /// A moment as a part of the whole, for the marks on the slider.
    fn part(&self, time: &Duration) -> String {
        format!("{:.4}", time.as_secs_f64() / self.length.as_secs_f64().max(0.001))
    }

    /// The keys of the player, and what they do.
    fn help(&self) -> [(Vec<String>, String); 4] {
        let keys = |keys: [&str; 2]| keys.map(str::to_owned).to_vec();
        [
            (vec![self.word("key-space")], self.word("player-help-play")),
            (keys(["←", "→"]), self.word("player-help-jump")),
            (keys(["p", "n"]), self.word("player-help-chapter")),
            (keys(["-", "+"]), self.word("player-help-speed")),
        ]
    }

    fn clock(time: &Duration) -> String {
        clock(*time)
    }
}

/// The page of a recording.
pub(super) fn write(take: &Take, texts: &Texts) -> String {
    let title = clean(&take.title);
    let chapters: Vec<_> = named(take, |what| if let Event::Chapter(title) = what { Some(title) } else { None }).collect();
    let mut facts = clock(take.length);
    if !chapters.is_empty() {
        facts = facts + " · " + &texts.render(&Message::new("media-chapters-count").with("count", chapters.len()));
    }
    let mut film = Film::default();
    let data = film.shoot(take).to_string();
    let page = Page {
        texts,
        title: if title.is_empty() { "recueil" } else { &title },
        facts,
        columns: take.size.0,
        length: take.length,
        chapters,
        steps: steps(take),
        rules: &film.rules,
        // a script element ends at the first `</script`, and `<!--` changes how it is read: there is no `<` in it
        data: data.replace('<', "\\u003c"),
    };
    // the only error is the writer's, and a string takes all
    page.render().unwrap_or_default()
}

/// What is told of those events that have words, and when.
fn named<'a>(take: &'a Take, words: impl Fn(&'a Event) -> Option<&'a String> + 'a) -> impl Iterator<Item = (Duration, String)> {
    take.moments.iter().filter_map(move |moment| Some((moment.at, clean(words(&moment.what)?).into_owned())))
}

/// What the player shows: each different row and each look is told once.
#[derive(Default)]
struct Film<'a> {
    rows: HashMap<&'a Row, usize>,
    told: Vec<Value>,
    paints: HashMap<Paint, usize>,
    /// How each look is shown, as rules of CSS.
    rules: String,
}

impl<'a> Film<'a> {
    fn shoot(&mut self, take: &'a Take) -> Value {
        let height = take.size.1.saturating_sub(take.foot);
        let (mut moments, mut before) = (Vec::new(), None);
        for moment in &take.moments {
            let Event::Drawn { rows, cursor, .. } = &moment.what else { continue };
            let changes: Vec<_> = rows.iter().filter(|(y, _)| *y < height).flat_map(|(y, row)| [usize::from(*y), self.row(row)]).collect();
            let cursor = cursor.filter(|(_, y)| *y < height).map(|(x, y)| [x, y]);
            if !changes.is_empty() || cursor != before {
                moments.push(json!([millis(moment.at), changes, cursor]));
            }
            before = cursor;
        }
        let list = |entries: Vec<(Duration, String)>| entries.into_iter().map(|(at, words)| json!([millis(at), words])).collect::<Value>();
        let captions = list(named(take, |what| if let Event::Caption(words) = what { Some(words) } else { None }).collect());
        let keys = take.moments.iter().filter_map(|moment| match &moment.what {
            Event::Key(name) => Some(json!([millis(moment.at), clean(name)])),
            // what is typed looks otherwise
            Event::Typed(text) => Some(json!([millis(moment.at), clean(text), 1])),
            _ => None,
        });
        let keys: Value = keys.collect();
        json!({ "rows": height, "length": millis(take.length), "lines": self.told, "moments": moments, "captions": captions, "keys": keys })
    }

    /// The number of a row; 0 is a blank one.
    fn row(&mut self, row: &'a Row) -> usize {
        if row.is_empty() {
            return 0;
        }
        if let Some(number) = self.rows.get(row) {
            return *number;
        }
        let mut runs = Vec::with_capacity(row.len());
        for run in row {
            let paint = self.paint(Paint::of(&run.style));
            let text = clean(&run.text);
            let told = match (paint, text.width()) {
                (0, width) if width == text.chars().count() => json!(text),
                (paint, width) if width == text.chars().count() => json!([text, paint]),
                (paint, width) => json!([text, paint, width]),
            };
            runs.push(told);
        }
        self.told.push(runs.into());
        self.rows.insert(row, self.told.len());
        self.told.len()
    }

    /// The number of a look; 0 is that of plain letters.
    fn paint(&mut self, paint: Paint) -> usize {
        if paint == Paint::PLAIN {
            return 0;
        }
        if let Some(number) = self.paints.get(&paint) {
            return *number;
        }
        let number = self.paints.len() + 1;
        self.paints.insert(paint, number);
        let _ = write!(self.rules, "#screen .p{number} {{");
        for (property, ink, own) in [("color", paint.text, Ink::Text), ("background", paint.ground, Ink::Ground)] {
            if ink != own {
                let _ = write!(self.rules, " {property}: {};", colour(ink));
            }
        }
        for (modifier, rule) in [
            (Modifier::BOLD, " font-weight: bold;"),
            (Modifier::ITALIC, " font-style: italic;"),
            (Modifier::DIM, " opacity: .65;"),
            (Modifier::UNDERLINED, " text-decoration: underline;"),
            (Modifier::CROSSED_OUT, " text-decoration: line-through;"),
        ] {
            self.rules += if paint.modifier.contains(modifier) { rule } else { "" };
        }
        self.rules += " }\n";
        number
    }
}

fn colour(ink: Ink) -> String {
    match ink {
        Ink::Text => "var(--text)".to_owned(),
        Ink::Ground => "var(--ground)".to_owned(),
        Ink::Named(name) => format!("var(--colour-{})", name % 16),
        Ink::Exact([red, green, blue]) => format!("#{red:02x}{green:02x}{blue:02x}"),
    }
}

fn millis(time: Duration) -> u64 {
    time.as_millis().try_into().unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use ratatui::style::{Color, Stylize};
    use ratatui::text::Line;

    use super::super::tests::{Reel, hostile, small};
    use super::*;
    use crate::l10n::Language;

    #[test]
    fn what_plays_is_told_once_a_row_and_a_look_without_the_foot() {
        let take = small();
        let mut film = Film::default();
        assert_snapshot!(film.shoot(&take), @r##"{"rows":3,"length":2500,"lines":[["Nom :"],["Nom : É"],["Nom : Ém"],[["✓ fait          ",1]]],"moments":[[100,[0,1,1,0,2,0],[6,0]],[500,[0,2],[7,0]],[600,[0,3],[8,0]],[1600,[1,4],null]],"captions":[[0,"On écrit son nom."],[1500,"Rien d'autre."]],"keys":[[500,"Ém",1],[1600,"Entrée"]]}"##);
        assert_snapshot!(film.rules, @r##"#screen .p1 { color: var(--colour-6); }"##);
    }

    #[test]
    fn wide_characters_come_with_their_columns_and_looks_with_their_rules() {
        let mut reel = Reel::new("", (20, 2));
        let line = Line::from(vec!["漢".into(), "a".red().reversed(), "b".fg(Color::Rgb(1, 2, 3)).bold(), "c".red().reversed()]);
        let take = reel.show(0, &[line], None).end(0);
        let mut film = Film::default();
        assert_snapshot!(film.shoot(&take)["lines"], @r##"[[["漢",0,2],["a",1],["b",2],["c",1]]]"##);
        assert_snapshot!(film.rules, @r##"
        #screen .p1 { color: var(--ground); background: var(--colour-1); }
        #screen .p2 { color: #010203; font-weight: bold; }
        "##);
    }

    #[test]
    fn a_page_needs_nothing_from_elsewhere_and_reads_without_a_script() {
        let page = write(&small(), &Texts::new(Language::French));
        for outside in ["http:", "https:", "src=", "url(", "@import"] {
            assert!(!page.contains(outside), "{outside}");
        }
        let (before, _) = page.split_once("<script").unwrap();
        for told in [
            "<details id=\"transcript\" open>",
            "Une leçon",
            "2 chapitres",
            "Le reste",
            "On écrit son nom.",
            "<kbd>Entrée</kbd>",
            "Nom : Ém\n✓ fait</pre>",
        ] {
            assert!(before.contains(told), "{told}");
        }
    }

    #[test]
    fn no_text_of_a_recording_is_read_as_html() {
        let (plain, hostile) = (write(&small(), &Texts::new(Language::French)), write(&hostile(), &Texts::new(Language::French)));
        let tags = |page: &str, tag: &str| page.matches(tag).count();
        for tag in ["<script", "</script", "</style", "<style", "</details", "<!--"] {
            assert_eq!(tags(&plain, tag), tags(&hostile, tag), "{tag}");
        }
    }
}
