//! What holds of every sample of every form.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde_json::Value;

use super::*;
use crate::answers::Path;
use crate::export::{self, Format};
use crate::form::{Sources, load};
use crate::l10n::{Language, Texts};
use crate::outline::{FileFaults, Problem, outline};
use crate::question::{KINDS, Severity};
use crate::response::review::{Reviewing, to_bytes};
use crate::response::{Review, Status, digest, read};
use crate::ui::clean::is_hostile;

const ROUND: usize = STATES.len();

fn now() -> Timestamp {
    "2025-03-10T09:30:00Z".parse().unwrap()
}

/// Every form of the program, and those that tests are made with.
fn forms() -> Vec<Form> {
    let sources = Sources::new(vec![concat!(env!("CARGO_MANIFEST_DIR"), "/tests/forms").into()]);
    let forms: Vec<Form> = sources.ids().iter().map(|id| sources.load(id).unwrap()).collect();
    assert!(forms.len() > 3);
    forms
}

fn today(sample: &Sample) -> Date {
    sample.response.modified.to_zoned(TimeZone::UTC).date()
}

/// The errors and warnings of a sample, on the day it was changed last and today.
fn problems(form: &Form, sample: &Sample, today: Date) -> Vec<Problem> {
    let files = FileFaults::new();
    let outline = outline(&sample.response.inputs(form, &files, today, Language::French));
    outline.problems().map(|(_, problem)| problem.clone()).filter(|problem| problem.severity < Severity::Info).collect()
}

/// All texts of a value.
fn texts<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(list) => list.iter().for_each(|value| texts(value, found)),
        Value::Object(map) => map.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

fn bytes(samples: &[Sample]) -> Vec<u8> {
    samples
        .iter()
        .flat_map(|sample| [sample.response.to_json(), history::lines(&sample.history), to_bytes(&sample.review)].concat())
        .collect()
}

#[test]
fn the_same_seed_gives_the_same_samples_however_many_and_another_one_others() {
    for form in forms() {
        let some = samples(&form, 20, 1, now());
        assert_eq!(bytes(&some), bytes(&samples(&form, 20, 1, now())), "{}", form.id);
        assert_eq!(some[..3], samples(&form, 3, 1, now()), "{}", form.id);
        let others = samples(&form, 20, 2, now());
        let differ = some.iter().zip(&others).filter(|(one, other)| one.response.answers != other.response.answers).count();
        assert!(differ > 15, "{}: {differ}", form.id);
        let ids: BTreeSet<&str> = some.iter().chain(&others).map(|sample| sample.response.id.as_str()).collect();
        assert_eq!(ids.len(), 40, "{}", form.id);
    }
}

#[test]
fn three_of_a_round_have_about_three_problems_and_the_others_none() {
    for form in forms() {
        for seed in 0..2 {
            let round = samples(&form, ROUND, seed, now());
            assert_eq!(round.iter().filter(|sample| sample.is_bad).count(), 3, "{} {seed}", form.id);
            for sample in &round {
                let found = problems(&form, sample, today(sample));
                let id = &sample.response.id;
                if sample.is_bad {
                    assert!((3..=4).contains(&found.len()), "{} {seed} {id}: {found:?}", form.id);
                    assert!(found.iter().any(|problem| problem.severity == Severity::Error), "{} {seed} {id}", form.id);
                } else {
                    assert!(found.is_empty(), "{} {seed} {id}: {found:?}", form.id);
                    // and it does not go bad by lying
                    assert!(problems(&form, sample, "2026-03-10".parse().unwrap()).is_empty(), "{} {seed} {id}", form.id);
                }
            }
        }
    }
}

#[test]
fn what_goes_wrong_is_of_each_sort_that_the_form_allows() {
    let form = Sources::default().ids().first().map(|id| Sources::default().load(id).unwrap()).unwrap();
    for seed in 0..2 {
        let bad: Vec<Sample> = samples(&form, ROUND, seed, now()).into_iter().filter(|sample| sample.is_bad).collect();
        let codes: BTreeSet<&str> =
            bad.iter().flat_map(|sample| problems(&form, sample, today(sample))).map(|problem| problem.code).collect();
        assert_eq!(codes.into_iter().collect::<Vec<_>>(), ["check", "required", "unreadable"], "{seed}");
    }
}

#[test]
fn a_whole_sample_is_loaded_printed_and_validated() {
    let texts = Texts::new(Language::French);
    for form in forms() {
        let round = samples(&form, ROUND, 1, now());
        assert_eq!(round.iter().filter(|sample| sample.response.status == Status::Validated).count(), 2);
        for Sample { response, is_bad, .. } in round {
            let read = read(&response.to_json()).unwrap();
            assert_eq!(read, response, "{}", form.id);
            let files = FileFaults::new();
            let inputs = read.inputs(&form, &files, "2025-03-10".parse().unwrap(), Language::French);
            let counts = outline(&inputs).counts();
            if response.status == Status::Validated {
                assert_eq!(response.is_intact(&form), Some(true), "{}", form.id);
                let files = form.items.iter().filter(|item| item.kind() == "file").count();
                assert!(counts.empty() <= files + counts.questions / 10, "{}: {counts:?}", form.id);
            } else if !is_bad {
                let mut validated = response.clone();
                validated.validate(&inputs, "Direction", now(), |_| String::new());
                assert!(validated.left_out.is_empty(), "{}: nothing is answered that is not asked", form.id);
                assert_eq!(validated.validations[0].sha256, digest(&form, &validated.answers));
            }
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let [printed, markdown, html] =
                [Format::Text, Format::Markdown, Format::Html].map(|format| plain(&export::response(&inputs, &read, &texts, format)));
            assert!(markdown.len() > printed.len() / 3 && html.starts_with("<!"), "{}", form.id);
            for (at, item) in form.top_level().filter(|(_, item)| matches!(item.kind(), "text" | "long_text")) {
                let answer = response.answers.get(&Path::question(&form.items[at].id)).and_then(Value::as_str);
                assert!(answer.is_none_or(|answer| printed.contains(&plain(answer))), "{} {}: {answer:?}", form.id, item.id);
            }
        }
    }
}

#[test]
fn the_history_of_a_sample_leads_from_its_beginning_to_its_answers() {
    for form in forms() {
        let mut gone_back_to = 0;
        for Sample { response, history, .. } in samples(&form, ROUND, 3, now()) {
            let begun = history::at(&response, &history, response.created).unwrap();
            let new = Response::new(&form, response.id.clone(), "", response.created);
            assert_eq!((begun.answers, begun.unreadable, begun.status), (new.answers, new.unreadable, Status::Draft), "{}", form.id);
            assert!(history.iter().map(|entry| entry.at).is_sorted(), "{}", form.id);
            let last = history.last().unwrap();
            assert!(response.created < history[0].at && last.at == response.modified && response.modified < now(), "{}", form.id);
            assert_eq!(last.by, response.author);
            gone_back_to += history.iter().filter(|entry| entry.before.is_some() && entry.after.is_some()).count();
        }
        let has_long = form.items.iter().any(|item| item.kind() == "long_text");
        assert_eq!(gone_back_to > 0, has_long, "{}: a text was gone on with on a later day", form.id);
    }
}

#[test]
fn a_sample_stands_where_its_review_says() {
    for form in forms() {
        let mut seen = Vec::new();
        for Sample { response, review, .. } in samples(&form, ROUND, 1, now()) {
            let said = Reviewing::of(&review);
            assert_eq!(said.review().unwrap_or_default(), response.review, "{}", form.id);
            assert!(review.iter().map(|line| line.at).is_sorted() && review.iter().all(|line| line.at < now()), "{}", form.id);
            assert!(review.last().is_none_or(|line| response.status == Status::Validated || line.at > response.modified), "{}", form.id);
            assert!(said.threads.iter().all(|thread| response.answers.get(&thread.path).is_some()), "{}: on an answer", form.id);
            let open = said.threads.iter().filter(|thread| thread.waits_for_filler()).count();
            assert_eq!(open, usize::from(response.review == Review::SentBack), "{}", form.id);
            seen.push(response.review);
        }
        let count = |review| seen.iter().filter(|seen| **seen == review).count();
        let counts = [Review::None, Review::ToReview, Review::SentBack, Review::Accepted].map(count);
        assert_eq!(counts, [13, 2, 1, 2], "{}", form.id);
    }
}

#[test]
fn samples_are_as_different_as_drafts_of_different_people() {
    for form in forms() {
        let round = samples(&form, ROUND, 1, now());
        let kinds = |of: &dyn Fn(&Response) -> String| round.iter().map(|sample| of(&sample.response)).collect::<BTreeSet<_>>().len();
        assert_eq!(kinds(&|response| response.modified.to_string()), ROUND, "{}", form.id);
        assert!(kinds(&|response| response.modified.to_zoned(TimeZone::UTC).date().to_string()) > 9, "{}: over weeks", form.id);
        assert!(kinds(&|response| response.author.clone()) > 9, "{}", form.id);
        assert!(kinds(&|response| response.seen.len().to_string()) > form.pages.len() / 3, "{}", form.id);
        let name = form.instance_name.as_ref().and_then(|name| form.find(name)).unwrap();
        let options = form.items[name].question().unwrap().options().map_or(ROUND, |options| options.0.len().min(ROUND));
        let path = Path::question(&form.items[name].id);
        assert_eq!(kinds(&|response| response.answers.get(&path).unwrap().to_string()), options, "{}: the regions in turn", form.id);
    }
}

#[test]
fn no_mail_telephone_or_address_of_a_sample_can_be_anyone_s() {
    let reserved = ["019900", "026191", "035301", "046571", "053649", "063998"];
    let mut seen = [0; 3];
    for form in forms() {
        for Sample { response, history, review, .. } in samples(&form, ROUND, 5, now()) {
            let whole = serde_json::to_value((&response.answers, &response.unreadable, &response.author, &history, &review)).unwrap();
            let mut found = Vec::new();
            texts(&whole, &mut found);
            for text in found {
                assert!(!text.chars().any(|c| c != '\n' && is_hostile(c)), "{text:?}");
                assert!(!text.contains(['{', '}']), "a brace was not filled: {text}");
                for word in text.split_whitespace() {
                    let host =
                        word.rsplit_once('@').map(|(_, host)| host).or_else(|| word.strip_prefix("www.").map(|_| &word["www.".len()..]));
                    if let Some(host) = host {
                        assert_eq!(host.split('/').next(), Some("example.org"), "{text}");
                        seen[usize::from(word.starts_with("www."))] += 1;
                    }
                }
                // ten digits with nothing but spaces, dots or a country's code between them are a telephone number
                let digits: String = text.replace("+33", "0").chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
                for number in digits.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 10) {
                    assert!(reserved.iter().any(|range| number.starts_with(range)), "{text}");
                    seen[2] += 1;
                }
            }
        }
    }
    assert!(seen.iter().all(|count| *count > 30), "{seen:?}");
}

#[test]
fn every_kind_is_answered_but_files() {
    for kind in KINDS {
        let lists = "[choices.oui_non]\noui = \"oui\"\nnon = \"non\"\n[choices.regions]\n53 = \"Bretagne\"\n28 = \"Normandie\"\n";
        let page = "[[page]]\nid = \"une_page\"\ntitle = \"Page\"\n[[page.question]]\n";
        let text = format!("id = \"essai\"\nversion = \"1\"\ntitle = \"Essai\"\n{lists}{page}{}", kind.example);
        let form = load("essai.toml", &text).unwrap_or_else(|error| panic!("{}: {error}", kind.name));
        let answered = samples(&form, ROUND, 1, now()).iter().filter(|sample| !sample.response.answers.as_map().is_empty()).count();
        let expected = if matches!(kind.name, "note" | "file") { 0..=0 } else { ROUND - 6..=ROUND };
        assert!(expected.contains(&answered), "{}: {answered}", kind.name);
    }
}
