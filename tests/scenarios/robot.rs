//! A robot fills each form to its end by keys alone, and another one presses anything: what is saved, loaded and exported is always the same.

use recueil::answers::Path;
use recueil::app::session::Session;
use recueil::export::{self, Format};
use recueil::form::Sources;
use recueil::l10n::{Language, Texts};
use recueil::response::without_ids;
use serde_json::Value;

use super::conditions::validate;
use super::key::key;
use super::scenario::{Scenario, given};

/// The response as text, Markdown and HTML.
fn exports(session: &Session) -> [String; 3] {
    let texts = Texts::new(Language::French);
    [Format::Text, Format::Markdown, Format::Html].map(|format| export::response(&session.inputs(), &session.response, &texts, format))
}

/// The answers as they are written.
fn answers(session: &Session) -> Value {
    without_ids(&session.response.answers.without_trailing_blocks())
}

/// Answers what has the focus, as a person would; whether there was something to answer.
fn fill(s: &mut Scenario, n: usize) -> bool {
    let at = Path::from(s.at().as_str());
    let form = s.session().form.clone();
    let Some(item) = form.item_at(&at).map(|item| &form.items[item]).filter(|item| item.question().is_some() && item.is_answered()) else {
        return false;
    };
    match item.kind() {
        "text" => s.type_text(&format!("Réponse n° {n}")),
        "long_text" => s.type_text(&format!("Paragraphe {n}")).keys("Enter").type_text("et « suite »"),
        "integer" => s.type_text(&n.to_string()),
        "decimal" => s.type_text(&format!("{n},5")),
        "month" => s.type_text(&format!("{} {}", ["février", "août", "déc."][n % 3], 2000 + n % 25)),
        "email" => s.type_text(&format!("cellule{n}@exemple.fr")),
        "phone" => s.type_text("02 47 47 87 89"),
        "url" => s.type_text(&format!("www.exemple.fr/{n}")),
        "choice" if item.question().and_then(|question| question.options()).is_some_and(|list| list.0.len() > 9) => s.keys("Down*4 Space"),
        "choice" => s.keys("1"),
        "choices" => {
            let count = item.question().and_then(|question| question.options()).map_or(0, |list| list.0.len());
            for place in 0..count {
                s.keys(if place == 0 { "Space" } else { "Down Space" });
            }
            s
        }
        "file" => s.keys("Enter 'piece' Enter"),
        "matrix" => s.keys("2"),
        kind => panic!("the robot cannot fill a {kind}"),
    };
    true
}

/// Fills the whole form; gives how many places were answered.
fn fill_all(s: &mut Scenario) -> usize {
    s.keys("Tab S-Tab");
    let last = s.session().form.pages.iter().find(|page| page.last).unwrap().id.clone();
    let mut filled = 0;
    for _ in 0..2000 {
        let focused = s.focused();
        if s.page() == last {
            return filled;
        }
        if focused.starts_with('□') {
            s.keys("Space");
        } else if focused.starts_with("Page suivante") {
            s.keys("Enter");
        } else {
            filled += usize::from(fill(s, filled + 1));
            s.keys("Tab");
        }
    }
    panic!("the robot does not reach the last page; it is at {}:\n{}", s.at(), s.screen());
}

#[test]
fn a_robot_fills_each_form_by_keys_and_the_same_answers_come_back() {
    for form in Sources::default().ids() {
        for size in [(60, 16), (80, 24), (140, 40)] {
            let mut s = given(&form).size(size.0, size.1).new_response().open();
            s.file("piece.pdf", b"une piece jointe");
            let filled = fill_all(&mut s);
            let questions = s.session().outline.counts();
            assert!(filled >= questions.questions, "{form}: {filled} places of {}", questions.questions);
            assert_eq!(questions.answered, questions.questions, "{form}: something shown was not answered:\n{:?}", s.problems());
            let (before, printed) = (answers(s.session()), exports(s.session()));
            s.quit_and_reopen();
            assert_eq!(answers(s.session()), before, "{form}");
            assert_eq!(s.saved(), before, "{form}");
            assert_eq!(exports(s.session()), printed, "{form}");
            for (place, text) in texts(&before) {
                for export in &printed {
                    let plain = export.replace(['\u{a0}', '\u{202f}'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
                    assert!(plain.contains(&text), "{form}: the answer to {place}, {text:?}, is not printed");
                }
            }
            validate(&mut s);
            assert_eq!(s.response().is_intact(&s.session().form), Some(true));
        }
    }
}

/// The texts among the answers that were typed, with where they stand.
fn texts(answers: &Value) -> Vec<(String, String)> {
    match answers {
        Value::String(text) if text.starts_with("Réponse n°") || text.starts_with("Paragraphe") => {
            vec![(String::new(), text.lines().next().unwrap_or_default().to_owned())]
        }
        Value::Array(list) => list.iter().flat_map(texts).collect(),
        Value::Object(map) => {
            let below = |(id, value)| texts(value).into_iter().map(move |(place, text)| (format!("{id} {place}"), text));
            map.iter().flat_map(below).collect()
        }
        _ => Vec::new(),
    }
}

const KEYS: &[&str] = &[
    "Tab", "Tab", "Tab", "S-Tab", "Up", "Down", "Left", "Right", "Enter", "Enter", "Space", "Space", "Del", "Bs", "Home", "End", "PgDn",
    "PgUp", "F7", "F8", "C-f", "C-p", "C-z", "C-r", "C-g", "C-o", "C-y", "C-e", "C-d", "C-s", "C-l", "F1", "Esc", "C-c", "C-u", "C-k", "a",
    "i", "d", "m", "1", "2", "3", "&", "é", "\"", "x", ",", "-", "o", "n", "漢", "\u{301}", "«",
];

#[test]
fn whatever_is_pressed_nothing_breaks_and_what_is_saved_is_what_was_there() {
    for (form, size) in [("carsp-2025", (80, 24)), ("annuaire-carsp", (60, 16)), ("carsp-2025", (140, 40))] {
        for seed in 0..3 {
            let mut random = fastrand::Rng::with_seed(seed);
            let mut s = given(form).size(size.0, size.1).open();
            s.file("piece.pdf", b"une piece jointe");
            for n in 0..500 {
                if !s.is_open() {
                    s.keys("Enter");
                    continue;
                }
                match random.u32(..40) {
                    0 => drop(s.paste("Collé\nsur deux lignes\t«é»")),
                    1 => drop(s.resize(random.u16(60..160), random.u16(16..50))),
                    2 => drop(s.wait(1000)),
                    3 if n % 7 == 0 => drop(s.resize(random.u16(..60), random.u16(..30)).keys("Tab 'x' Enter").resize(80, 24)),
                    _ => {
                        let name = KEYS[random.usize(..KEYS.len())];
                        // the robot's files are its own: it never walks about in the machine's
                        let browsing = s.screen().contains("20 Mo au plus");
                        s.press(key(if browsing && matches!(name, "Enter" | "Left" | "Bs") { "Esc" } else { name }));
                    }
                }
            }
            if s.is_open() {
                s.wait(1000);
                let (before, unreadable) = (answers(s.session()), s.response().unreadable.clone());
                s.reopen();
                assert_eq!(answers(s.session()), before, "{form}, seed {seed}");
                assert_eq!(s.response().unreadable, unreadable, "{form}, seed {seed}");
            }
        }
    }
}
