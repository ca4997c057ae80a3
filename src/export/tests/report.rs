//! The report of a review: what it tells of each response, in all formats, whatever people said.

use jiff::civil::date;
use jiff::tz::TimeZone;
use serde_json::json;

use super::FORM;
use crate::export::Format;
use crate::export::report::{KeptWarning, Reviewed, report, report_json};
use crate::form::{Form, load};
use crate::l10n::{Language, Texts};
use crate::outline::Counts;
use crate::response::review::{Act, Line, Reviewing};
use crate::response::{Response, Review};

fn form() -> Form {
    load("essai.toml", FORM).unwrap()
}

fn response(review: Review) -> Response {
    let file = json!({
        "format": 1, "id": "aaaa", "form": {"id": "essai", "version": "1"}, "created": "2025-01-01T00:00:00Z",
        "modified": "2025-01-01T00:00:00Z", "answers": {"nom": "Cellule"},
    });
    Response { review, ..crate::response::read(file.to_string().as_bytes()).unwrap() }
}

fn said(response: &Response, acts: Vec<(&str, Act)>) -> Reviewing {
    let line = |(by, act): (&str, Act)| Line { at: "2025-03-10T09:00:00Z".parse().unwrap(), by: by.to_owned(), act };
    assert_eq!(response.id, "aaaa");
    Reviewing::of(&acts.into_iter().map(line).collect::<Vec<_>>())
}

fn query(id: &str, text: &str) -> Act {
    Act::Query { id: id.into(), path: "mail".into(), text: text.into(), from: None }
}

fn told(response: &Response, reviewing: &Reviewing, format: Format) -> String {
    let form = form();
    let counts = Counts { questions: 9, answered: 4, to_answer: 5, errors: 2, warnings: 3, ..Counts::default() };
    let kept = reviewing.kept.values();
    let of = [Reviewed {
        form: &form,
        response,
        name: "Bretagne".into(),
        counts,
        kept: kept.map(|kept| KeptWarning { path: "nom".into(), words: "Un nom est court".into(), kept }).collect(),
        errors: vec!["Identité › Nom : à revoir".into()],
        reviewing,
    }];
    report(&of, &Texts::new(Language::French), &TimeZone::UTC, date(2025, 3, 12), format).replace('\u{a0}', " ")
}

#[test]
fn it_tells_of_each_response_where_it_stands_and_what_was_asked_and_answered() {
    let response = response(Review::SentBack);
    let keep = |text: &str| Act::Keep { path: "nom".into(), code: "check".into(), sha256: String::new(), text: text.into() };
    let reviewing = said(
        &response,
        vec![
            ("Ana", query("q1", "Quelle adresse ?")),
            ("Ana", query("q2", "Et l'autre ?")),
            ("Luc", Act::Reply { of: "q2".into(), text: "La même".into(), filling: true }),
            ("Ana", query("q3", "Close ?")),
            ("Ana", Act::Close { of: "q3".into() }),
            ("Luc", keep("Nom d'usage")),
            ("Luc", Act::Submit { text: String::new() }),
            ("Ana", Act::SendBack { text: "À revoir avant mardi".into() }),
            ("Luc", Act::Submit { text: "C'est revu".into() }),
            ("Ana", Act::Accept { text: String::new() }),
            ("Luc", Act::Edited),
        ],
    );
    insta::assert_snapshot!(told(&response, &reviewing, Format::Markdown), @r"
    # Relecture

    - Établi le : 12 mars 2025
    - Réponses : 1
    - À relire : 0
    - Renvoyées : 1
    - Acceptées : 0
    - Questions ouvertes : 1
    - Retours à lire : 1

    ## Vue d'ensemble

    | Réponse | État | Erreurs | Avertissements | Gardés | Questions ouvertes | Retours à lire | Sans réponse | Relue |
    | :-- | :-- | --: | --: | --: | --: | --: | --: | :-- |
    | Bretagne | renvoyée | 2 | 2 | 1 | 1 | 1 | 5 | 10 mars 2025, par Ana |

    ## Bretagne

    ### Étapes

    - Soumise — 10 mars 2025, par Luc
    - Renvoyée — 10 mars 2025, par Ana : À revoir avant mardi
    - Soumise — 10 mars 2025, par Luc : C'est revu
    - Acceptée — 10 mars 2025, par Ana
    - De nouveau en brouillon — 10 mars 2025, par Luc

    ### À corriger

    **Erreurs**

    - Identité › Nom : à revoir

    ### Questions ouvertes

    **Identité › Mail**

    - Quelle adresse ? — 10 mars 2025, par Ana

    ### Retours à lire

    **Identité › Mail**

    - Et l'autre ? — 10 mars 2025, par Ana
    - La même — 10 mars 2025, par Luc

    ### Avertissements gardés

    **Identité › Nom**

    Un nom est court\
    Gardé : « Nom d'usage » — 10 mars 2025, par Luc

    ### Questions closes

    **Identité › Mail**

    - Close ? — 10 mars 2025, par Ana
    ");
    let html = told(&response, &reviewing, Format::Html);
    for words in ["Bretagne", "renvoyée", "Quelle adresse ?", "La même", "À revoir avant mardi", "10 mars 2025"] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
    // words at the left, figures at the right
    assert!(html.contains(r#"<table class="wide">"#), "its words are not to be cut: {html}");
    assert!(html.contains(r#"<th scope="col" class="text">État</th>"#) && html.contains("<td>renvoyée</td>"), "{html}");
    assert!(html.contains(r#"<th scope="col">Erreurs</th>"#) && html.contains(r#"<td class="number">2</td>"#), "{html}");
}

#[test]
fn a_response_of_which_nothing_was_said_is_a_line_of_the_overview() {
    let response = response(Review::None);
    let text = told(&response, &Reviewing::default(), Format::Markdown);
    assert_eq!(text.matches("Bretagne").count(), 1, "{text}");
}

#[test]
fn what_people_said_is_never_markup_nor_control() {
    let response = response(Review::Accepted);
    let hostile = "<script>alert(1)</script> \u{1b}[31m| a | \u{202e}";
    let reviewing = said(&response, vec![("<b>Ana", query("q1", hostile)), ("Ana", Act::Accept { text: hostile.into() })]);
    for format in [Format::Text, Format::Markdown, Format::Html] {
        let text = told(&response, &reviewing, format);
        assert!(!text.chars().any(|c| c != '\n' && crate::ui::clean::is_hostile(c)), "{format:?}");
    }
    let html = told(&response, &reviewing, Format::Html);
    assert!(!html.contains("<script") && !html.contains("<b>Ana"), "{html}");
}

#[test]
fn scripts_read_the_same_with_the_state_of_each_thread() {
    let (form, response) = (form(), response(Review::ToReview));
    let reviewing = said(&response, vec![("Ana", query("q1", "Quelle adresse ?"))]);
    let one = Reviewed {
        form: &form,
        response: &response,
        name: "Bretagne".into(),
        counts: Counts::default(),
        kept: Vec::new(),
        errors: Vec::new(),
        reviewing: &reviewing,
    };
    let told = report_json(&[one]);
    assert_eq!(told[0]["review"], "to_review");
    assert_eq!(told[0]["threads"][0]["state"], "open");
    assert_eq!(told[0]["threads"][0]["said"][0]["text"], "Quelle adresse ?");
    assert_eq!(told[0]["open_queries"], 1);
}

#[test]
fn how_far_second_entries_agreed_is_told_by_question_over_all_responses() {
    let response = response(Review::None);
    let verified = |with: &str, differ: &[&str]| Act::Verified {
        with: with.into(),
        compared: [("nom".to_owned(), 1), ("mail".to_owned(), 1)].into(),
        differ: differ.iter().map(|path| (*path).into()).collect(),
        missing: if differ.is_empty() { vec!["structure".to_owned()] } else { Vec::new() },
    };
    let reviewing = said(&response, vec![("Luc", verified("bbbb", &["mail"])), ("Luc", verified("cccc", &[]))]);
    let text = told(&response, &reviewing, Format::Markdown);
    assert!(text.contains("## Double saisie"), "{text}");
    assert!(text.contains("| Nom | 2 | 0 | 0 |") && text.contains("| Mail | 2 | 1 | 0 |") && text.contains("| 0 | 0 | 1 |"), "{text}");
    let form = form();
    let one = Reviewed {
        form: &form,
        response: &response,
        name: "Bretagne".into(),
        counts: Counts::default(),
        kept: Vec::new(),
        errors: Vec::new(),
        reviewing: &reviewing,
    };
    assert_eq!(report_json(&[one])[0]["agreement"]["mail"], json!({"compared": 2, "differ": 1, "missing": 0}));
}
