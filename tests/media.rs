//! Recordings in the programs that they are for: a `.cast` in asciinema, a page and a picture in a browser. What they show is compared with what a terminal shows
//! of the `.cast`. The files can be looked at afterwards, in `target/tmp/media`.

#[path = "support/pty.rs"]
mod pty;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use pty::{Came, Pty};
use serde_json::Value;

/// Above the two rows for captions and keys.
const OWN_ROWS: usize = 22;
const TITLE: &str = "</title><script>document.body.remove()</script> « leçon » &amp;";
/// A lesson of half a minute.
const LESSON: &str = r#"
#: size 80x24
#: name Camille Martin
Type "recueil fill carsp-2025 --fix region=53"
Enter
Wait+Screen /CAR/
## Répondre
#> Les réponses se tapent ; Tab mène à la question suivante.
Sleep 2s
Ctrl+G
Type "nom"
Enter
Type "Cellule de <démonstration> « la & région »"
Sleep 1s
Tab 2
Space
PageDown
Sleep 2s
## Se repérer
#> Le plan montre toutes les pages.
Ctrl+G
Sleep 2s
Down 3
Enter
Sleep 1s
PageDown 3
Tab 4
Type "12"
Sleep 2s
## Quitter
#> <b>F10</b> quitte : tout est enregistré.
Ctrl+O
Sleep 2s
"#;

/// A script's recording in every kind, in a directory of this name.
fn recorded(name: &str, title: &str, script: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("media").join(name);
    fs::create_dir_all(&dir).unwrap();
    fs::write(dir.join("lesson.tape"), format!("#: title {title}\n{script}")).unwrap();
    let mut recueil = Command::new(env!("CARGO_BIN_EXE_recueil"));
    recueil.args(["play", "lesson.tape", "--force"]).args(["html", "cast", "svg", "txt"].map(|ending| format!("--output=lesson.{ending}")));
    let played = recueil.current_dir(&dir).env("RECUEIL_LANG", "fr").stdin(Stdio::null()).output().unwrap();
    assert!(played.status.success(), "{}", String::from_utf8_lossy(&played.stderr));
    dir
}

/// An event of a `.cast`: when, which, what.
type Event = (Duration, String, String);

/// What is told of each event in a `.cast`.
fn told(file: &Path) -> Vec<Event> {
    let cast = fs::read_to_string(file).unwrap();
    let event = |line: &str| serde_json::from_str::<(f64, String, String)>(line).unwrap();
    cast.lines().skip(1).map(event).map(|(at, code, data)| (Duration::from_secs_f64(at), code, data)).collect()
}

/// The events of the lesson.
fn events(dir: &Path) -> Vec<Event> {
    told(&dir.join("lesson.cast"))
}

/// When a chapter begins.
fn chapter(dir: &Path, title: &str) -> Duration {
    events(dir).iter().find(|(_, code, data)| code == "m" && data == title).unwrap().0
}

/// The last moment before that one which a recording can tell.
fn just_before(moment: Duration) -> Duration {
    moment.saturating_sub(Duration::from_millis(1))
}

/// The rows that a terminal shows of a `.cast` before that moment.
fn screen(dir: &Path, before: Duration) -> Vec<String> {
    let mut terminal = vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0);
    for (_, _, data) in events(dir).iter().filter(|(at, code, _)| *at < before && code == "o") {
        terminal.process(data.as_bytes());
    }
    terminal.screen().rows(0, 80.try_into().unwrap()).map(|row| row.trim_end().to_owned()).collect()
}

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

#[test]
fn asciinema_plays_what_was_on_the_screen() {
    let Some(asciinema) = first(&["asciinema"]) else { return };
    let dir = recorded("asciinema", TITLE, LESSON);
    let home = tempfile::tempdir().unwrap();
    let mut play = Command::new(asciinema);
    play.args(["play", "--speed", "5000"]).arg(dir.join("lesson.cast"));
    play.envs([("HOME", home.path().as_os_str()), ("LANG", "C.UTF-8".as_ref()), ("TERM", "xterm-256color".as_ref())]);
    play.env("PATH", std::env::var_os("PATH").unwrap());
    let mut terminal = Pty::start(&play, (80, 24));
    assert_eq!(terminal.wait_for(|_| false), Came::Gone);
    assert_eq!(terminal.rows(), screen(&dir, Duration::MAX));
    assert!(terminal.rows()[OWN_ROWS].contains("<b>F10</b> quitte"), "{}", terminal.rows().join("\n"));
    assert_eq!(terminal.end(), 0);
}

/// What a browser makes of a page, as HTML, after so many milliseconds of its own time.
fn browse(browser: &str, page: &Path, moment: &str, milliseconds: u128) -> String {
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
    let plain = [("&nbsp;", "\u{a0}"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    plain.into_iter().fold(text, |text, (coded, plain)| text.replace(coded, plain))
}

/// The rows that the player shows.
fn played(html: &str) -> Vec<String> {
    text(html, "id=\"screen\"", "<i id=\"cursor\"").lines().map(|row| row.trim_end().to_owned()).collect()
}

#[test]
fn a_browser_shows_a_moment_of_the_page_as_it_was() {
    let Some(browser) = first(&BROWSERS) else { return };
    let dir = recorded("moment", TITLE, LESSON);
    let end = chapter(&dir, "Quitter");
    let html = browse(browser, &dir.join("lesson.html"), &format!("#t={:.3}", just_before(end).as_secs_f64()), 1000);
    assert_eq!(played(&html), screen(&dir, end)[..OWN_ROWS]);
    assert_eq!(text(&html, "id=\"caption\"", "</p>"), "Le plan montre toutes les pages.");
    assert!(text(&html, "aria-current=\"true\"", "</a>").ends_with(" Se repérer"));
    assert_eq!(text(&html, "<title", "</title>"), TITLE);
    assert_eq!(text(&html, "id=\"play\"", "</button>"), "Lire");
    assert!(html.contains("<details id=\"transcript\">"), "it is open for who cannot watch only");
}

#[test]
fn a_browser_plays_the_page_to_its_end() {
    let Some(browser) = first(&BROWSERS) else { return };
    let dir = recorded("playing", TITLE, LESSON);
    let page = dir.join("clicked.html");
    let html = fs::read_to_string(dir.join("lesson.html")).unwrap();
    fs::write(&page, html.replace("</body>", "<script>document.getElementById('play').click()</script></body>")).unwrap();
    let (length, ..) = events(&dir).pop().unwrap();
    let html = browse(browser, &page, "", length.as_millis() + 1000);
    assert_eq!(played(&html), screen(&dir, length)[..OWN_ROWS]);
    assert_eq!(text(&html, "id=\"caption\"", "</p>"), "<b>F10</b> quitte : tout est enregistré.");
    let clock = text(&html, "id=\"clock\"", "</span>");
    let (now, all) = clock.split_once(" / ").unwrap();
    assert!(now == all && now != "0:00", "{clock}");
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
    let dir = recorded("picture", TITLE, LESSON);
    let end = chapter(&dir, "Quitter");
    let page = dir.join("held.html");
    let picture = fs::read_to_string(dir.join("lesson.svg")).unwrap();
    fs::write(
        &page,
        format!(
            "<!DOCTYPE html><body>{picture}<script>{}</script></body>",
            HOLD.replace("MOMENT", &just_before(end).as_millis().to_string())
        ),
    )
    .unwrap();
    let html = browse(browser, &page, "", 1000);
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&text(&html, "</title", "<style>")), words(&screen(&dir, end).join(" ")));
}

#[test]
fn a_cast_of_version_3_shows_the_same_at_the_same_times() {
    let dir = recorded("versions", TITLE, LESSON);
    let mut recueil = Command::new(env!("CARGO_BIN_EXE_recueil"));
    recueil.args(["play", "lesson.tape", "--cast=3", "--output=third.cast", "--force"]).current_dir(&dir);
    assert!(recueil.env("RECUEIL_LANG", "fr").stdin(Stdio::null()).output().unwrap().status.success());
    let third = fs::read_to_string(dir.join("third.cast")).unwrap();
    let header: Value = serde_json::from_str(third.lines().next().unwrap()).unwrap();
    assert_eq!((&header["version"], &header["term"]["cols"], &header["title"]), (&3.into(), &80.into(), &TITLE.into()));
    let mut now = Duration::ZERO;
    let timed = told(&dir.join("third.cast")).into_iter().map(|(interval, code, data)| {
        now += interval;
        (now, code, data)
    });
    let mut timed: Vec<_> = timed.collect();
    assert_eq!(timed.pop().unwrap().1, "x");
    assert_eq!(timed, events(&dir));
}
