//! Who tells a response: its place, its organisation, its people, and the texts they write.

use fastrand::Rng;

use super::vocabulary::{Place, Range, Remarks, Topic, Vocabulary};
use crate::outline::words;
use crate::ui::fold::fold;

/// Ranges that are tried where that of the vocabulary does not fit the question.
const ODD_RANGES: [[f64; 3]; 4] = [[0.0, 1.0, 0.1], [1.0, 20.0, 1.0], [20.0, 1000.0, 5.0], [1000.0, 900_000.0, 500.0]];

/// Invents texts, numbers and months.
pub(super) struct Teller<'v> {
    words: &'v Vocabulary,
    pub random: Rng,
    place: &'v Place,
    organisation: &'v str,
    partner: &'v str,
    /// The person named last: a mail that follows is theirs.
    person: Option<String>,
    /// Lines that were told, so that none is told twice while there are others.
    told: Vec<&'v str>,
}

impl<'v> Teller<'v> {
    /// The teller of the nth response.
    pub fn new(words: &'v Vocabulary, n: usize, mut random: Rng) -> Self {
        let count = words.organisations.len();
        let partner = &words.organisations[(n + random.usize(1..count)) % count];
        Self {
            words,
            place: &words.place[n % words.place.len()],
            organisation: &words.organisations[n % count],
            partner,
            person: None,
            told: Vec::new(),
            random,
        }
    }

    /// One of these.
    pub fn one<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.random.usize(..list.len())]
    }

    /// Whether something of this probability happens.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.random.f64() < probability
    }

    /// It is about this region from now on, if it is one.
    pub fn move_to(&mut self, region: &str) {
        self.place = self.words.place(region).unwrap_or(self.place);
    }

    /// Someone's name: a first name and an initial.
    pub fn person(&mut self) -> String {
        let initial = self.random.uppercase();
        format!("{} {initial}.", self.one(&self.words.first_names))
    }

    /// A template of the vocabulary with its braces filled.
    fn say(&mut self, template: &str) -> String {
        let place = self.place;
        let at = self.random.usize(..place.towns.len());
        let [town, department, postcode] = &place.towns[at];
        let elsewhere = &place.towns[(at + 1) % place.towns.len()][0];
        words::fill(template, |name| {
            Some(match name {
                "person" => {
                    let person = self.person();
                    self.person = Some(person.clone());
                    person
                }
                "organisation" => self.organisation.to_owned(),
                "partner" => self.partner.to_owned(),
                "slug" => slug(self.organisation),
                "street" => self.one(&self.words.streets).clone(),
                "town" => town.clone(),
                "department" => department.clone(),
                "postcode" => postcode.clone(),
                "elsewhere" => elsewhere.clone(),
                "neighbours" => {
                    let others: Vec<&str> =
                        self.words.place.iter().map(|place| place.region.as_str()).filter(|region| *region != place.region).collect();
                    let first = self.random.usize(..others.len() - 1);
                    others[first..=first + 1].join(", ")
                }
                "few" => self.random.u32(2..=9).to_string(),
                "many" => (self.random.u32(8..=90) * 10).to_string(),
                _ => return None,
            })
        })
    }

    /// An answer of one line.
    pub fn line(&mut self, topic: Topic<'v>) -> String {
        let lines = topic.lines.unwrap_or(&topic.theme.titles);
        let fresh: Vec<&'v str> = lines.iter().map(String::as_str).filter(|line| !self.told.contains(line)).collect();
        let template = if fresh.is_empty() { self.one(lines).as_str() } else { *self.one(&fresh) };
        self.told.push(template);
        self.say(template)
    }

    /// A text of several sentences; a line where the label asks for one.
    pub fn text(&mut self, topic: Topic<'v>) -> String {
        if topic.lines.is_some() {
            return self.line(topic);
        }
        let theme = topic.theme;
        let mut told: Vec<(bool, &str)> = theme.did.iter().map(|did| (true, did.as_str())).collect();
        told.extend(theme.sentences.iter().map(|sentence| (false, sentence.as_str())));
        self.random.shuffle(&mut told);
        told.truncate(self.random.usize(2..=10));
        let mut text = String::new();
        for (nth, (goes_on, template)) in told.into_iter().enumerate() {
            if nth > 0 {
                // a paragraph now and then
                text.push(if nth % 3 == 0 { '\n' } else { ' ' });
            }
            let sentence = if goes_on {
                format!("{} {template}{}.", self.one(&self.words.who), self.one(&self.words.ends))
            } else {
                template.to_owned()
            };
            text.push_str(&self.say(&sentence));
        }
        text
    }

    /// Something said in a review.
    pub fn remark(&mut self, of: impl Fn(&'v Remarks) -> &'v [String]) -> String {
        let template = self.one(of(&self.words.said));
        self.say(template)
    }

    /// A mail address: of the person named last for what is personal, else of the organisation.
    pub fn mail(&mut self, personal: bool) -> String {
        let whose =
            self.person.take().filter(|_| personal).map_or_else(|| format!("contact.{}", slug(self.organisation)), |person| slug(&person));
        format!("{whose}@example.org")
    }

    /// An address on the web.
    pub fn site(&mut self) -> String {
        format!("www.example.org/{}", slug(self.organisation))
    }

    /// A telephone number of those that no one has.
    pub fn phone(&mut self) -> String {
        let digits = self.random.u32(..10_000);
        format!("{} {:02} {:02}", self.one(&self.words.phones), digits / 100, digits % 100)
    }

    /// A number; from the tenth attempt on of any size.
    pub fn number(&mut self, range: &Range, attempt: usize) -> f64 {
        let [least, most, step] = if attempt < 10 { [range.least, range.most, range.step] } else { ODD_RANGES[attempt % ODD_RANGES.len()] };
        let steps = ((most - least) / step).floor();
        let value = least + (self.random.f64() * (steps + 1.0)).floor().min(steps) * step;
        (value * 10.0).round() / 10.0
    }

    /// What is typed for an answer that is not known exactly, which nothing can read.
    pub fn roughly(&mut self, answer: &str) -> String {
        let template = self.one(&self.words.roughly);
        words::fill(template, |name| (name == "answer").then(|| answer.to_owned()))
    }
}

/// A name as a part of an address: `camille.r` for « Camille R. ».
fn slug(name: &str) -> String {
    let folded = fold(name).replace(|c: char| !c.is_ascii_alphanumeric(), ".");
    folded.trim_matches('.').to_owned()
}
