//! What stands in a recording for what people wrote: fictional, of the same shape, and the same wherever the same was written.

use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;
use serde_json::{Map, Value};

use crate::answers::Path;
use crate::form::{Form, Item};
use crate::training::samples::vocabulary::Vocabulary;
use crate::ui::fold::fold;

/// The longest word that is one of the vocabulary's; a longer one is put together.
const LONGEST: usize = 24;
/// The years of fictional months, the last one left out.
const YEARS: (usize, usize) = (1950, 2010);

/// Makes fictions, another set for each recording: nobody finds out what was written by trying words.
#[derive(Debug)]
pub struct Fiction {
    seed: u64,
    /// Words by their length in characters, folded.
    words: Vec<Vec<String>>,
    /// The parts of names that no one bears.
    first_names: Vec<String>,
    names: Vec<String>,
    phones: Vec<String>,
    /// What was made of whole texts.
    made: HashMap<String, String>,
}

impl Fiction {
    /// Fictions that follow from this number.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let Vocabulary { first_names, organisations: names, phones, who, ends, said, .. } = Vocabulary::read();
        let said = [said.asks, said.notes, said.replies, said.gives, said.sends_back, said.accepts].concat();
        let mut words: Vec<Vec<String>> = vec![Vec::new(); LONGEST + 1];
        for text in who.iter().chain(&ends).chain(&said).chain(&names) {
            // what stands in braces is a place for something else
            let outside = text.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, rest)| rest));
            for word in outside.flat_map(|piece| piece.split(|c: char| !c.is_alphabetic())).map(str::to_lowercase) {
                let length = word.chars().count();
                if (1..=LONGEST).contains(&length) && !words[length].contains(&word) {
                    words[length].push(word);
                }
            }
        }
        Self { seed, words, first_names, names, phones, made: HashMap::new() }
    }

    /// The same, where this stands for that, which may be a person's own name.
    #[must_use]
    pub fn with(mut self, text: String, fiction: &str) -> Self {
        if !text.is_empty() {
            self.made.insert(text, fiction.to_owned());
        }
        self
    }

    /// What stands for the name of whoever did something; nobody stays nobody.
    #[must_use]
    pub fn person(&self, name: &str) -> String {
        match self.made.get(name) {
            Some(made) => made.clone(),
            None if name.is_empty() => String::new(),
            None => self.name(name),
        }
    }

    /// A number that belongs to a text in this recording.
    fn chance(&self, text: &str, what: u64) -> usize {
        let mut hasher = FxHasher::default();
        (self.seed, what, text).hash(&mut hasher);
        fastrand::Rng::with_seed(hasher.finish()).usize(..)
    }

    /// A text of as many words and lines, each as long as it was; its digits are others.
    pub fn text(&mut self, text: &str) -> String {
        let mut told = String::with_capacity(text.len());
        let mut word = String::new();
        for c in text.chars() {
            if c.is_alphanumeric() {
                word.push(c);
                continue;
            }
            self.put(&mut told, &mut word);
            told.push(c);
        }
        self.put(&mut told, &mut word);
        told
    }

    /// Puts the fiction of a word, and empties the word.
    fn put(&self, told: &mut String, word: &mut String) {
        if word.chars().any(char::is_numeric) {
            told.push_str(&self.signs(word));
        } else if !word.is_empty() {
            told.push_str(&self.word(word));
        }
        word.clear();
    }

    /// Another word of that length, written as large.
    fn word(&self, word: &str) -> String {
        let own = fold(word);
        let length = word.chars().count();
        let mut made = String::new();
        // put together, if none is as long
        while made.chars().count() < length {
            let left = (length - made.chars().count()).min(LONGEST);
            let size = (1..=left).rev().find(|size| self.words[*size].iter().any(|other| fold(other) != own)).unwrap_or(1);
            let known: Vec<&String> = self.words[size].iter().filter(|other| fold(other) != own).collect();
            let place = self.chance(&own, made.len() as u64) % known.len().max(1);
            made.push_str(known.get(place).map_or("x", |word| word.as_str()));
        }
        let large: Vec<bool> = word.chars().map(char::is_uppercase).collect();
        let as_large = |(n, c): (usize, char)| if large.get(n) == Some(&true) { c.to_uppercase().next().unwrap_or(c) } else { c };
        made.chars().take(length).enumerate().map(as_large).collect()
    }

    /// Other digits and letters, sign by sign: of what is a code or a number. No figure stays where it was, and a number keeps its first one from being 0.
    fn signs(&self, text: &str) -> String {
        let mut made = String::with_capacity(text.len());
        for (n, c) in text.chars().enumerate() {
            let chance = self.chance(text, n as u64);
            made.push(match c {
                '0'..='9' => {
                    let own = usize::from(c as u8 - b'0');
                    let others = (usize::from(n == 0)..10).filter(|digit| *digit != own).collect::<Vec<_>>();
                    char::from(b'0' + u8::try_from(others[chance % others.len()]).unwrap_or(1))
                }
                c if c.is_uppercase() => char::from(b'A' + u8::try_from(chance % 26).unwrap_or(0)),
                c if c.is_alphabetic() => char::from(b'a' + u8::try_from(chance % 26).unwrap_or(0)),
                c if c.is_numeric() => '1',
                c => c,
            });
        }
        made
    }

    /// One of a list that is no word of a text.
    fn other<'l>(&self, list: &'l [String], text: &str, what: u64) -> &'l str {
        let folded = fold(text);
        let is_own = |word: &str| folded.split(|c: char| !c.is_alphanumeric()).any(|own| own == fold(word));
        let start = self.chance(&folded, what);
        let found = (0..list.len()).map(|step| &list[(start % list.len() + step) % list.len()]).find(|word| !is_own(word));
        found.map_or("", String::as_str)
    }

    /// A person's name.
    fn name(&self, text: &str) -> String {
        format!("{} {}", self.other(&self.first_names, text, 1), self.other(&self.names, text, 2))
    }

    fn slug(&self, text: &str) -> String {
        fold(&self.name(text)).replace(' ', ".")
    }

    /// What stands for a text that was typed as an answer to this question.
    pub fn typed(&mut self, item: &Item, text: &str) -> String {
        if let Some(made) = self.made.get(text) {
            return made.clone();
        }
        let is_name = item.personal && item.kind() == "text" && is_name(text);
        let made = match item.kind() {
            "email" if text.contains('@') => format!("{}@example.org", self.slug(text)),
            "phone" if text.chars().filter(char::is_ascii_digit).count() >= 6 => {
                let digits = self.chance(text, 3) % 10_000;
                format!("{} {:02} {:02}", self.other(&self.phones, text, 4), digits / 100, digits % 100)
            }
            "url" if text.contains('.') => format!("www.example.org/{}", fold(self.other(&self.names, text, 5))),
            _ if is_name => self.name(text),
            _ => self.text(text),
        };
        self.made.insert(text.to_owned(), made.clone());
        made
    }

    /// What stands for an answer: texts always, all else where it is personal. `None` for what a recording cannot have, a file.
    pub fn answer(&mut self, form: &Form, path: &Path, value: &Value) -> Option<Value> {
        let item = &form.items[form.item_at(path)?];
        if let Some(repeat) = value.as_array().filter(|_| item.repeat().is_some()) {
            let blocks = repeat.iter().filter_map(Value::as_object).map(|block| {
                let fields = block
                    .iter()
                    .filter_map(|(field, value)| Some((field.clone(), self.answer(form, &path.instance("_").join(field), value)?)));
                Value::Object(fields.collect::<Map<_, _>>())
            });
            return Some(Value::Array(blocks.collect()));
        }
        let question = item.question()?;
        if question.is_file() {
            return None;
        }
        let made = match value {
            Value::String(text) if question.options().is_none() && item.kind() != "month" => self.typed(item, text).into(),
            _ if !item.personal => value.clone(),
            Value::String(month) if item.kind() == "month" => self.month(month).into(),
            value => self.drawn(question.options().map(|list| list.codes().to_vec()).as_deref(), value),
        };
        // what the question would not take is left out rather than told: it may be anything
        question.accept(&made).ok().flatten()
    }

    /// A month, or a year where that is asked.
    fn month(&self, month: &str) -> String {
        let year = YEARS.0 + self.chance(month, 7) % (YEARS.1 - YEARS.0);
        if month.contains('-') { format!("{year}-{:02}", 1 + self.chance(month, 6) % 12) } else { year.to_string() }
    }

    /// Codes and digits drawn by lot, the true ones among them: who knew which one it is not would know the other one of two.
    fn drawn(&self, codes: Option<&[String]>, value: &Value) -> Value {
        match (value, codes) {
            (Value::String(code), Some(codes)) => {
                codes.get(self.chance(code, 8) % codes.len().max(1)).map_or(Value::Null, |code| Value::from(code.as_str()))
            }
            (Value::Number(number), _) => self.number(&number.to_string()),
            (Value::Array(list), _) => {
                let drawn: BTreeSet<String> = list.iter().map(|value| self.drawn(codes, value).to_string()).collect();
                Value::Array(drawn.iter().filter_map(|value| serde_json::from_str(value).ok()).collect())
            }
            (Value::Object(map), _) => Value::Object(map.iter().map(|(key, value)| (key.clone(), self.drawn(codes, value))).collect()),
            _ => Value::Null,
        }
    }

    /// A number of as many digits.
    fn number(&self, number: &str) -> Value {
        let digit = |(n, c): (usize, char)| {
            let least = usize::from(n == 0 && number.len() > 1);
            let drawn = least + self.chance(number, n as u64) % (10 - least);
            if c.is_ascii_digit() { char::from(b'0' + u8::try_from(drawn).unwrap_or(1)) } else { c }
        };
        let drawn: String = number.chars().enumerate().map(digit).collect();
        drawn.parse().map_or(Value::Null, |number: serde_json::Number| number.into())
    }
}

/// Whether a text looks like a person's name: up to four words, each beginning large.
fn is_name(text: &str) -> bool {
    let mut words = text.split_whitespace();
    text.split_whitespace().count() <= 4 && !text.contains('\n') && words.all(|word| word.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::form::load;

    const FORM: &str = r#"
id = "essai"
title = "Essai"
version = "1"
[choices]
sortes = { a = "A", b = "B", c = "C" }
[[page]]
id = "un"
title = "Un"
question = [
  { id = "nom", kind = "text", label = "Nom", personal = true },
  { id = "texte", kind = "text", label = "Texte" },
  { id = "long", kind = "long_text", label = "Long" },
  { id = "mail", kind = "email", label = "Mail", personal = true },
  { id = "tel", kind = "phone", label = "Tel", personal = true },
  { id = "site", kind = "url", label = "Site" },
  { id = "nombre", kind = "integer", label = "Nombre" },
  { id = "age", kind = "integer", label = "Âge", personal = true },
  { id = "mois", kind = "month", label = "Mois" },
  { id = "naissance", kind = "month", label = "Naissance", personal = true },
  { id = "sorte", kind = "choice", label = "Sorte", choices = "sortes", personal = true },
  { id = "sortes", kind = "choices", label = "Sortes", choices = "sortes" },
  { id = "piece", kind = "file", label = "Pièce" },
]
"#;

    fn form() -> Form {
        load("essai.toml", FORM).unwrap()
    }

    #[test]
    fn a_fiction_has_the_shape_of_what_was_written_and_is_the_same_for_the_same() {
        let (form, mut fiction) = (form(), Fiction::new(3));
        let mut told = |id: &str, value: Value| fiction.answer(&form, &Path::question(id), &value);
        insta::assert_snapshot!(
            [
                told("nom", json!("Wilhelmine Kowalski")),
                told("nom", json!("Wilhelmine Kowalski")),
                told("texte", json!("Kowalski, 12 rue Xyz")),
                told("long", json!("Une LETTRE\nà Kowalski :\n\n- 3,5 jours")),
                told("mail", json!("w.kowalski@wxyz.de")),
                told("tel", json!("+33247478789")),
                told("site", json!("https://kowalski.wxyz.de")),
                told("nombre", json!(12)),
                told("age", json!(47)),
                told("mois", json!("2024-03")),
                told("naissance", json!("1974-03")),
                told("sorte", json!("b")),
                told("sortes", json!(["a", "b"])),
                told("piece", json!([{"name": "kowalski.pdf", "size": 1, "sha256": "0".repeat(64)}])),
            ]
            .iter()
            .map(|value| value.as_ref().map_or("-".to_owned(), ToString::to_string))
            .collect::<Vec<_>>()
            .join("\n"),
            @r#"
        "Noa Noisetier"
        "Noa Noisetier"
        "Semestre, 64 bon Les"
        "Sur ENCORE\nd Semestre :\n\n- 6,8 citer"
        "sacha.melilot@example.org"
        "+33465716064"
        "www.example.org/bruyere"
        12
        99
        "2024-03"
        "1980-02"
        "b"
        ["a","b"]
        -
        "#
        );
    }

    #[test]
    fn another_recording_has_other_fictions() {
        let text = "Kowalski a rencontré toutes les équipes de son territoire";
        assert_ne!(Fiction::new(1).text(text), Fiction::new(2).text(text));
    }

    #[test]
    fn what_is_personal_is_drawn_whatever_it_was() {
        let form = form();
        let drawn = |id: &str, value: Value| -> BTreeSet<String> {
            let one = |seed| Fiction::new(seed).answer(&form, &Path::question(id), &value).map(|value| value.to_string());
            (0..200).filter_map(one).collect()
        };
        // all options, the true one among them; of years and digits many
        assert_eq!(drawn("sorte", json!("b")).len(), 3);
        let years =
            |value: &str| drawn("naissance", json!(value)).iter().map(|month| month[1..5].to_owned()).collect::<BTreeSet<_>>().len();
        assert!(years("1974-03") > 30);
        let ages = drawn("age", json!(47));
        assert!(ages.iter().any(|age| age.starts_with('4')) && ages.iter().any(|age| age.ends_with('7')) && ages.len() > 50, "{ages:?}");
    }

    #[test]
    fn a_value_that_the_question_would_not_take_is_left_out() {
        let (form, mut fiction) = (form(), Fiction::new(3));
        for (id, value) in [
            ("sorte", json!("wzkx")),
            ("sortes", json!(["a", "wzkx"])),
            ("nombre", json!("wzkx")),
            ("mois", json!("wzkx")),
            ("texte", json!({"a": "wzkx"})),
            ("tel", json!(["wzkx"])),
        ] {
            let told = fiction.answer(&form, &Path::question(id), &value);
            assert!(told.as_ref().is_none_or(|told| !told.to_string().contains("wzkx")), "{id}: {told:?}");
        }
    }

    /// Words of letters that no fiction has, and numbers.
    fn words() -> impl Strategy<Value = String> {
        "([WXYZKwxyzkéö]{3,9}|[0-9]{4,9}|[A-Zwxk]{4,6})([ ,.'\\n-]{1,2}([WXYZKwxyzkéö]{3,9}|[0-9]{4,9})){0,6}"
    }

    proptest! {
        #[test]
        fn nothing_of_what_was_written_is_in_its_fiction(text in words(), seed in any::<u64>()) {
            let (form, mut fiction) = (form(), Fiction::new(seed));
            for id in ["nom", "texte", "long", "mail", "tel", "site"] {
                let given = if id == "mail" { format!("{}@{0}.org", text.replace(|c: char| !c.is_alphanumeric(), ".")) } else { text.clone() };
                let made = fiction.answer(&form, &Path::question(id), &given.clone().into());
                let made = made.map(|made| made.as_str().unwrap_or_default().to_lowercase()).unwrap_or_default();
                // a number of a few figures can be part of another one by chance
                let least = |word: &str| if word.starts_with(|c: char| c.is_ascii_digit()) { 7 } else { 3 };
                let words = given.to_lowercase();
                for word in words.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= least(word) && *word != "org") {
                    prop_assert!(!made.contains(word), "{id}: {word} in {made}");
                }
            }
            let made = fiction.text(&text);
            prop_assert_eq!(made.chars().count(), text.chars().count());
            for (own, other) in text.chars().zip(made.chars()).filter(|(own, _)| own.is_ascii_digit()) {
                prop_assert_ne!(own, other);
            }
            prop_assert_eq!(made.matches('\n').count(), text.matches('\n').count());
            prop_assert_eq!(&fiction.text(&text), &made);
        }
    }
}
