//! What `fill` opens, by what is stored.

use std::path::Path as FilePath;

use serde_json::json;
use tempfile::TempDir;

use super::*;
use crate::form::Sources;
use crate::l10n::{Language, Texts};
use crate::response::Review;
use crate::store::Settings;

struct Desk {
    dir: TempDir,
    session: Session,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let session = Session {
            texts: Texts::new(Language::French).into(),
            sources: Sources::new(vec![FilePath::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms")]),
            data_dir: dir.path().join("data"),
            shares: false,
            settings: Settings::default(),
            config: None,
            named: Some("Camille".to_owned()),
            is_named: true,
            now: "2026-01-15T10:00:00Z".parse().unwrap(),
            zone: jiff::tz::TimeZone::UTC,
            today: jiff::civil::date(2026, 1, 15),
            shows_keys: None,
            seed: None,
        };
        Self { dir, session }
    }

    /// Stores a response of the trial form, changed on a day of January 2026.
    fn store(&self, id: &str, day: u8, change: impl FnOnce(&mut Response)) {
        let form = self.session.form("essai").unwrap();
        let at = format!("2026-01-{day:02}T10:00:00Z").parse().unwrap();
        let mut response = Response::new(&form, id.to_owned(), "Camille", at);
        change(&mut response);
        self.session.store().unwrap().save(&response).unwrap();
    }

    /// What `fill` with these arguments opens; `--fix`, `--set` and `--page` as typed.
    fn fill(&self, arguments: &[&str]) -> Result<Opening, Failure> {
        use clap::Parser;
        let line = ["recueil", "fill"].into_iter().chain(arguments.iter().copied());
        let parsed = super::super::arguments::Arguments::try_parse_from(line).unwrap();
        let Some(super::super::arguments::Command::Fill(asked)) = parsed.command else { panic!("not fill") };
        opening(&self.session, &self.session.store()?, &asked)
    }

    fn opened(&self, arguments: &[&str]) -> Opened {
        match self.fill(arguments) {
            Ok(Opening::Response(opened)) => *opened,
            other => panic!("{arguments:?}: {other:?}"),
        }
    }
}

fn region(code: &str) -> impl FnOnce(&mut Response) {
    move |response| response.answers.set(&"region".into(), Some(json!(code)))
}

#[test]
fn a_form_alone_opens_its_only_draft_the_list_or_a_new_response() {
    let desk = Desk::new();
    let new = desk.opened(&["essai"]);
    assert!(new.is_new && new.is_changed && new.response.author == "Camille");
    assert_eq!(new.response.answers.get(&"pays".into()), Some(&json!("France")), "with the form's defaults");
    desk.store("aaaa", 1, region("53"));
    desk.store("bbbb", 2, |response| response.status = Status::Validated);
    let only = desk.opened(&["essai"]);
    assert_eq!((only.response.id.as_str(), only.is_new, only.is_changed), ("aaaa", false, false), "validated ones are no drafts");
    desk.store("cccc", 3, region("28"));
    assert!(matches!(desk.fill(&["essai"]), Ok(Opening::List { form }) if form == "essai"));
    let failure = desk.fill(&["essai", "--set", "statut=public"]).unwrap_err();
    assert!(failure.code == 2 && failure.lines[0].contains("aaaa") && failure.lines[0].contains("cccc"), "{failure:?}");
}

#[test]
fn nothing_is_written_by_looking_for_what_to_open() {
    let desk = Desk::new();
    desk.opened(&["essai", "--fix", "region=53", "--set", "statut=public"]);
    assert!(desk.session.store().unwrap().list().unwrap().is_empty());
    desk.store("aaaa", 1, region("53"));
    let file = desk.dir.path().join("data/responses/aaaa/response.json");
    let before = std::fs::read(&file).unwrap();
    assert!(desk.opened(&["aaaa", "--set", "statut=public"]).is_changed);
    assert_eq!(std::fs::read(&file).unwrap(), before);
}

#[test]
fn a_response_is_opened_by_its_id_or_the_unique_beginning_of_it() {
    let desk = Desk::new();
    desk.store("aaaa1", 1, region("53"));
    desk.store("aaaa2", 2, region("53"));
    desk.store("bbbb1", 3, region("53"));
    assert_eq!(desk.opened(&["aaaa2"]).response.id, "aaaa2");
    assert_eq!(desk.opened(&["bb"]).response.id, "bbbb1");
    for unknown in ["aaaa", "zzzz"] {
        assert_eq!(desk.fill(&[unknown]).unwrap_err().code, 2);
    }
}

#[test]
fn a_form_comes_before_a_response_of_the_same_name() {
    let desk = Desk::new();
    desk.store("essai", 1, |response| response.form.id = "autre".to_owned());
    assert!(desk.opened(&["essai"]).is_new);
}

#[test]
fn fixed_values_open_the_newest_response_that_has_them() {
    let desk = Desk::new();
    desk.store("aaaa", 5, region("53"));
    desk.store("bbbb", 9, region("53"));
    desk.store("cccc", 7, region("53"));
    desk.store("dddd", 12, region("28"));
    let opened = desk.opened(&["essai", "--fix", "region=53"]);
    assert_eq!(opened.response.id, "bbbb");
    assert!(opened.response.is_fixed(&"region".into()) && opened.is_changed && !opened.is_new);
    let both = desk.opened(&["essai", "--fix", "region=28", "--fix", "pays=France"]);
    assert_eq!(both.response.id, "dddd");
}

#[test]
fn fixed_values_that_no_response_has_start_one_with_them() {
    let desk = Desk::new();
    desk.store("aaaa", 1, region("28"));
    let opened = desk.opened(&["essai", "--fix", "region=53", "--set", "prevus=12", "--set", "profils=autres,medecin"]);
    assert!(opened.is_new);
    let answer = |path: &str| opened.response.answers.get(&path.into()).cloned().unwrap_or_default();
    assert_eq!((answer("region"), answer("prevus"), answer("profils")), (json!("53"), json!(12), json!(["medecin", "autres"])));
    assert_eq!(opened.response.fixed.iter().collect::<Vec<_>>(), ["region"]);
}

#[test]
fn two_values_for_one_question_are_refused() {
    let desk = Desk::new();
    desk.store("aaaa", 1, region("53"));
    for (arguments, said) in [
        (
            &["essai", "--fix", "region=53", "--fix", "region=28"][..],
            "« region » reçoit deux valeurs : --fix region=53 et --fix region=28. N'en donner qu'une.",
        ),
        (
            &["essai", "--set", "region=28", "--fix", "pays=France", "--fix", "region=53"],
            "« region » reçoit deux valeurs : --fix region=53 et --set region=28. N'en donner qu'une.",
        ),
        (
            &["aaaa", "--set", "prevus=1", "--set", "prevus=1"],
            "« prevus » reçoit deux valeurs : --set prevus=1 et --set prevus=1. N'en donner qu'une.",
        ),
        (&["essai", "--set", "absent=1", "--set", "absent=2"], "« absent » n'est pas une question"),
    ] {
        let failure = desk.fill(arguments).unwrap_err();
        let line = failure.lines[0].replace('\u{a0}', " ");
        assert!(failure.code == 2 && line.starts_with(said), "{arguments:?}: {failure:?}");
    }
}

#[test]
fn a_validated_response_or_one_in_review_is_opened_as_it_is() {
    let desk = Desk::new();
    for (id, status, review) in [("aaaa", Status::Validated, Review::None), ("bbbb", Status::Draft, Review::ToReview)] {
        let day = if id == "aaaa" { 1 } else { 2 };
        desk.store(id, day, |response| {
            region("53")(response);
            response.status = status;
            response.review = review;
        });
        let opened = desk.opened(&["essai", "--fix", "region=53", "--set", "statut=public"]);
        assert_eq!(opened.response.id, id);
        assert!(!opened.is_changed && opened.response.fixed.is_empty() && opened.response.answers.get(&"statut".into()).is_none());
    }
}

#[test]
fn values_to_set_fill_only_what_has_no_answer() {
    let desk = Desk::new();
    desk.store("aaaa", 1, |response| {
        region("53")(response);
        response.unreadable.insert("prevus".into(), "douze".to_owned());
    });
    let opened = desk.opened(&["aaaa", "--set", "region=28", "--set", "prevus=3", "--set", "budget=3,5"]);
    let answer = |path: &str| opened.response.answers.get(&path.into()).cloned().unwrap_or_default();
    assert_eq!((answer("region"), answer("prevus"), answer("budget")), (json!("53"), json!(null), json!(3.5)));
    let told =
        |opened: &Opened| opened.entries.iter().map(|entry| (entry.what, entry.path.to_string(), entry.after.clone())).collect::<Vec<_>>();
    assert_eq!(told(&opened), [(What::Set, "budget".to_owned(), Some(json!(3.5)))], "told by the history");
    let fixed = desk.opened(&["essai", "--fix", "region=53", "--set", "statut=public"]);
    assert_eq!((fixed.response.id.as_str(), told(&fixed)), ("aaaa", vec![(What::Set, "statut".to_owned(), Some(json!("public")))]));
    let new = desk.opened(&["essai", "--fix", "region=28", "--set", "pays=Belgique"]);
    assert_eq!(told(&new), [], "it has no history before its first save");
    assert_eq!(new.response.answers.get(&"pays".into()), Some(&json!("Belgique")), "a default is no answer yet");
}

#[test]
fn the_page_is_found_in_the_form() {
    let desk = Desk::new();
    assert_eq!(desk.opened(&["essai", "--page", "activite"]).page, Some(1));
    assert_eq!(desk.opened(&["essai"]).page, None);
}

#[test]
fn a_response_of_an_unknown_form_is_not_opened() {
    let desk = Desk::new();
    desk.store("aaaa", 1, |response| response.form.id = "disparu".to_owned());
    let failure = desk.fill(&["aaaa"]).unwrap_err();
    assert!(failure.code == 1 && failure.lines[0].contains("disparu"), "{failure:?}");
}

#[test]
fn a_file_that_cannot_be_read_does_not_stand_in_the_way() {
    let desk = Desk::new();
    desk.store("aaaa", 1, region("53"));
    std::fs::create_dir_all(desk.dir.path().join("data/responses/bbbb")).unwrap();
    std::fs::write(desk.dir.path().join("data/responses/bbbb/response.json"), "{").unwrap();
    assert_eq!(desk.opened(&["essai"]).response.id, "aaaa");
    assert_eq!(desk.fill(&["bbbb"]).unwrap_err().code, 1);
}

#[test]
fn a_second_entry_has_nothing_of_the_first_but_what_was_fixed() {
    let desk = Desk::new();
    desk.store("aaaa", 1, |response| {
        region("53")(response);
        response.answers.set(&"statut".into(), Some(json!("public")));
        response.fixed.insert("region".to_owned());
        response.position = Some(crate::response::Position { page: "p".to_owned(), path: "statut".into() });
    });
    let second = desk.opened(&["aaaa", "--verify"]);
    assert!(second.is_new && second.is_changed && second.response.id != "aaaa");
    assert_eq!(second.response.verifies.as_deref(), Some("aaaa"));
    assert_eq!(second.response.answers.as_map(), json!({"pays": "France", "region": "53"}).as_object().unwrap());
    assert_eq!((second.response.fixed.len(), second.response.position, second.response.author.as_str()), (1, None, "Camille"));
    // once begun it is gone on with, by either name, and opened by no other way
    desk.store("bbbb", 2, |response| {
        region("53")(response);
        response.verifies = Some("aaaa".to_owned());
    });
    for asked in [&["aaaa", "--verify"][..], &["bbbb", "--verify"], &["bbbb"]] {
        let begun = desk.opened(asked);
        assert_eq!((begun.response.id.as_str(), begun.is_new, begun.is_changed), ("bbbb", false, false), "{asked:?}");
    }
    for asked in [&["essai"][..], &["essai", "--fix", "region=53"], &["aaaa"]] {
        assert_eq!(desk.opened(asked).response.id, "aaaa", "{asked:?}");
    }
    assert_eq!(desk.fill(&["essai", "--verify"]).unwrap_err().code, 2, "a form is no response");
    assert_eq!(desk.fill(&["zzzz", "--verify"]).unwrap_err().code, 2);
}
