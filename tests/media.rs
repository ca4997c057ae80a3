//! Recordings in the programs that they are for: a `.cast` in asciinema, a page in a browser. What is played can be looked at afterwards, in `target/tmp/media`.

#[path = "media/film.rs"]
mod film;
#[path = "scenarios/key.rs"]
mod key;
#[path = "support/pty.rs"]
mod pty;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use film::Film;
use pty::{Came, Pty};
use recueil::l10n::{Language, Texts};
use recueil::training::media::{KINDS, Kind, write};
use recueil::training::take::Take;

const HOSTILE: &str = "</title><script>document.body.remove()</script> « leçon » &amp;";

/// The browsers that can say what they made of a page: the first one that is there is asked.
const BROWSERS: [&str; 2] = ["chromium-headless-shell", "chromium"];

/// The first of these programs that is there; where there is none of them, the test must be left out.
fn first(programs: &[&'static str]) -> Option<&'static str> {
    let is_there = |program: &&&str| Command::new(program).arg("--version").stdin(Stdio::null()).output().is_ok();
    let found = programs.iter().find(is_there).copied();
    if found.is_none() {
        assert!(std::env::var_os("RECUEIL_TEST_ALL").is_none(), "{} is needed", programs[0]);
        let _ = writeln!(std::io::stderr(), "skipped: {} is needed", programs[0]); // seen, though the test passes
    }
    found
}

/// A lesson of a minute and a half, and what its screen is before its last chapter.
fn lesson() -> (Film, String) {
    let mut film = Film::new(HOSTILE);
    film.chapter("Répondre").say("Les réponses se tapent ; Tab mène à la question suivante.").wait(2000);
    film.keys("Down Down Down Enter Tab Space Tab").wait(1000).types("mars 2024").keys("Tab").wait(1500);
    film.types("Cellule de démonstration <de> « la & région »").wait(900).keys("Tab PgDn").wait(2000);
    film.chapter("Se repérer").say("Le plan montre toutes les pages.").keys("F2").wait(3000).keys("Down Down Down Enter").wait(2000);
    for _ in 0..6 {
        film.keys("Tab Tab Down Space Tab")
            .wait(800)
            .types("Une réponse un peu plus longue, tapée sans se presser")
            .wait(700)
            .keys("PgDn")
            .wait(1200);
    }
    let before = film.screen.text();
    film.chapter("Quitter").say("<b>F10</b> quitte : tout est déjà enregistré.").keys("C-o").wait(2500);
    (film, before)
}

/// A directory to look into afterwards, with these files.
fn files(name: &str, take: &Take) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("media").join(name);
    fs::create_dir_all(&dir).unwrap();
    for (ending, kind, _) in KINDS {
        fs::write(dir.join("lesson").with_extension(ending), write(take, kind, &Texts::new(Language::French))).unwrap();
    }
    dir
}

#[test]
fn asciinema_plays_what_was_on_the_screen() {
    let Some(asciinema) = first(&["asciinema"]) else { return };
    let (film, _) = lesson();
    let home = tempfile::tempdir().unwrap();
    let cast = files("asciinema", &film.take).join("lesson.cast");
    let mut play = Command::new(asciinema);
    play.args(["play", "--speed", "5000"]).arg(cast);
    play.envs([("HOME", home.path().as_os_str()), ("LANG", "C.UTF-8".as_ref()), ("TERM", "xterm-256color".as_ref())]);
    play.env("PATH", std::env::var_os("PATH").unwrap());
    let mut terminal = Pty::start(&play, film.take.size);
    assert_eq!(terminal.wait_for(|_| false), Came::Gone);
    assert_eq!(terminal.rows().join("\n") + "\n", film.screen.text());
    assert_eq!(terminal.end(), 0);
}

/// What a browser makes of a page, as HTML, after so many milliseconds of its own time.
fn browse(browser: &str, page: &Path, moment: &str, milliseconds: u32) -> String {
    let profile = tempfile::tempdir().unwrap();
    let mut command = Command::new("timeout");
    command.args(["60", browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--dump-dom"]);
    command.arg(format!("--user-data-dir={}", profile.path().display())).arg(format!("--virtual-time-budget={milliseconds}"));
    command.arg(format!("file://{}{moment}", page.display()));
    let output = command.env("HOME", profile.path()).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The text of an element, which begins with this, in HTML as a browser writes it; its divisions are lines.
fn text(html: &str, from: &str, to: &str) -> String {
    let (_, inside) = html.split_once(from).unwrap_or_else(|| panic!("no {from} in\n{html}"));
    let (inside, _) = inside.split_once(to).unwrap();
    let (_, inside) = inside.split_once('>').unwrap();
    let mut text = String::new();
    for part in inside.split('<') {
        let (tag, words) = part.split_once('>').unwrap_or(("", part));
        text += if tag == "/div" { "\n" } else { "" };
        text += words;
    }
    [("&nbsp;", "\u{a0}"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
        .into_iter()
        .fold(text, |text, (coded, plain)| text.replace(coded, plain))
}

/// The rows that the player shows.
fn played(html: &str) -> Vec<String> {
    text(html, "id=\"screen\"", "<i id=\"cursor\"").lines().map(|row| row.trim_end().to_owned()).collect()
}

#[test]
fn a_browser_shows_a_moment_of_the_page_as_it_was() {
    let Some(browser) = first(&BROWSERS) else { return };
    let (film, before) = lesson();
    let at = film.take.length.as_millis() - 2601; // before the last chapter
    let page = files("moment", &film.take).join("lesson.html");
    let html = browse(browser, &page, &format!("#t={}.{:03}", at / 1000, at % 1000), 1000);
    assert_eq!(played(&html), before.lines().take(22).collect::<Vec<_>>());
    assert_eq!(text(&html, "id=\"caption\"", "</p>"), "Le plan montre toutes les pages.");
    assert_eq!(text(&html, "aria-current=\"true\"", "</a>"), "0:11 Se repérer");
    assert_eq!(text(&html, "<title", "</title>"), HOSTILE);
    assert_eq!(text(&html, "id=\"play\"", "</button>"), "Lire");
}

#[test]
fn a_browser_plays_the_page_to_its_end() {
    let Some(browser) = first(&BROWSERS) else { return };
    let mut film = Film::new("Leçon");
    film.say("Tout <près>").keys("Tab").wait(1000).keys("Down Space").say("Fini & bien").wait(500);
    let page = files("playing", &film.take).join("lesson.html");
    let html = fs::read_to_string(&page).unwrap().replace("</body>", "<script>document.getElementById('play').click()</script></body>");
    fs::write(&page, html).unwrap();
    let html = browse(browser, &page, "", 10_000);
    assert_eq!(played(&html), film.screen.text().lines().take(22).collect::<Vec<_>>());
    assert_eq!(text(&html, "id=\"caption\"", "</p>"), "Fini & bien");
    assert_eq!(text(&html, "id=\"clock\"", "</span>"), "0:01 / 0:01");
    assert_eq!(text(&html, "id=\"play\"", "</button>"), "Lire");
}

/// Holds a moving picture at a moment, and leaves of it what is then seen of each row.
const HOLD: &str = "
    for (const motion of document.getAnimations()) { motion.pause(); motion.currentTime = MOMENT; }
    for (const strip of document.querySelectorAll('svg svg g')) {
        const { f: offset } = new DOMMatrix(getComputedStyle(strip).transform);
        const isSeen = (piece) => { const top = Number(piece.getAttribute('y')) + offset; return top >= 0 && top < 20; };
        for (const piece of [...strip.children]) if (!isSeen(piece)) piece.remove();
    }
";

#[test]
fn a_browser_moves_the_picture_to_what_was_on_the_screen() {
    let Some(browser) = first(&BROWSERS) else { return };
    let (film, before) = lesson();
    let page = files("picture", &film.take).join("held.html");
    let at = film.take.length.as_millis() - 2601;
    let picture = fs::read_to_string(page.with_file_name("lesson.svg")).unwrap();
    fs::write(&page, format!("<!DOCTYPE html><body>{picture}<script>{}</script></body>", HOLD.replace("MOMENT", &at.to_string()))).unwrap();
    let html = browse(browser, &page, "", 1000);
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&text(&html, "</title", "<style>").replace('\n', " ")), words(&before));
}

#[test]
fn a_lesson_is_a_file_of_reasonable_size_in_every_kind() {
    let (film, _) = lesson();
    for (ending, kind, _) in KINDS {
        let size = write(&film.take, kind, &Texts::new(Language::French)).len();
        let most = if matches!(kind, Kind::Svg) { 700 } else { 300 };
        assert!(size < most * 1000, "{ending}: {size}");
        println!("{ending}: {size} bytes, {:?}", film.take.length);
    }
}
