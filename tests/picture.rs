//! The picture of the README, made by the program: a page of the survey at 80 columns and 24 rows, with the answers of a region that does not exist so.

#[path = "support/bless.rs"]
mod bless;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use recueil::answers::{Answers, Path};
use recueil::app::{App, Opened, Start};
use recueil::form::Sources;
use recueil::l10n::{Language, Texts};
use recueil::response::{Position, Response};
use recueil::training::media::svg;
use recueil::training::take::Screen;
use recueil::ui::look::Look;
use serde_json::{Map, Value, json};

fn answers() -> Map<String, Value> {
    let answers = json!({
        "region": "53",
        "carsp_creee": "oui",
        "date_creation": "2022-03",
        "nom": "CARESP",
        "etp": { "totaux": { "cibles": 3.5, "pourvus": 3 }, "medicaux": { "cibles": 0.5, "pourvus": 0.8 } },
        "profils": ["sante_diplome", "coordonnateur"],
    });
    answers.as_object().cloned().unwrap()
}

#[test]
fn the_picture_of_the_readme_is_the_screen_as_it_is() {
    let now: Timestamp = "2025-03-10T09:30:00Z".parse().unwrap();
    let sources = Sources::default();
    let form = sources.load("carsp-2025").unwrap();
    let mut response = Response::new(&form, "b7k2mx4q".to_owned(), "", now);
    response.answers = Answers::from(answers());
    for (id, answer) in response.answers.as_map() {
        let question = form.items[form.find(id).unwrap()].question().unwrap();
        assert_eq!(question.accept(answer), Ok(Some(answer.clone())), "{id}");
    }
    response.seen = form.pages[..4].iter().map(|page| page.id.clone()).collect();
    response.position = Some(Position { page: "equipe".to_owned(), path: Path::question("profils") });
    let mut app = App::new(Start {
        texts: Texts::new(Language::French).into(),
        look: Look::UNICODE,
        size: (80, 24),
        now,
        zone: TimeZone::UTC,
        author: String::new(),
        named: true,
        sources,
        directory: "/".into(),
        random: fastrand::Rng::with_seed(1),
    });
    app.open(Opened { stored: true, ..Opened::new(form.into(), response) });
    let frame = app.frame();
    println!("{}", frame.to_text());
    bless::hold("docs/screen.svg", &svg::still(&Screen::of(&frame), "Une page de l'enquête CAR'sp dans un terminal"));
}
