//! The lessons of `demo/`: each is replayed by the program itself, without a terminal, so that a lesson that is out of date fails with its line and the
//! screen. The pictures of `docs/images/` are stills of them; `RECUEIL_BLESS=1 cargo test --test demo` makes them anew.

#[path = "support/bless.rs"]
mod bless;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use recueil::form::Sources;
use recueil::training::lessons;
use recueil::training::script::{Script, What};
use recueil::training::world::World;
use recueil::ui::wrap::lines;
use tempfile::TempDir;

/// The lessons, as they stand in the directory: none can be forgotten.
fn tapes() -> Vec<PathBuf> {
    let found = fs::read_dir(at("demo")).unwrap().map(|entry| entry.unwrap().path());
    let mut lessons: Vec<PathBuf> = found.filter(|path| path.extension().is_some_and(|ending| ending == "tape")).collect();
    lessons.sort();
    assert!(lessons.len() >= 8, "{lessons:?}");
    lessons
}

/// A file of the project.
fn at(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn name(lesson: &Path) -> String {
    lesson.file_stem().unwrap().to_string_lossy().into_owned()
}

/// What came of a lesson: its files, and how long it lasts.
struct Played {
    name: String,
    dir: TempDir,
    length: Duration,
}

/// Plays all lessons on a terminal of this size, side by side.
fn play_all(size: &str) -> Vec<Played> {
    let played = std::thread::scope(|scope| {
        let threads: Vec<_> = tapes().into_iter().map(|lesson| scope.spawn(move || play(&lesson, size))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    let failures: Vec<&str> = played.iter().filter_map(|played| played.as_ref().err().map(String::as_str)).collect();
    assert!(failures.is_empty(), "at {size}:\n{}", failures.join("\n"));
    played.into_iter().flatten().collect()
}

/// Plays a lesson, as whoever makes a recording of it does; else what the program says of it.
fn play(lesson: &Path, size: &str) -> Result<Played, String> {
    let dir = TempDir::new().unwrap();
    let cast = dir.path().join("lesson.cast");
    let ran = Command::new(env!("CARGO_BIN_EXE_recueil"))
        .arg("play")
        .arg(lesson)
        .args(["--size", size, "--output"])
        .arg(&cast)
        .env("HOME", dir.path())
        .env("XDG_CONFIG_HOME", dir.path().join("config"))
        .env("RECUEIL_DATA_DIR", dir.path().join("data"))
        .env_remove("RECUEIL_FORMS")
        .env_remove("RECUEIL_LANG")
        .output()
        .unwrap();
    if !ran.status.success() {
        return Err(String::from_utf8_lossy(&ran.stderr).into_owned());
    }
    assert!(!dir.path().join("data").exists(), "a lesson leaves the person's own data alone");
    let text = fs::read_to_string(cast).unwrap();
    // each event is a line: its time first
    let last = text.lines().last().and_then(|line| line.strip_prefix('[')?.split(',').next()?.trim().parse().ok());
    let length = Duration::from_secs_f64(last.unwrap_or_else(|| panic!("{}: no event", lesson.display())));
    Ok(Played { name: name(lesson), dir, length })
}

#[test]
fn every_lesson_plays_at_80_by_24_in_half_a_minute_to_three_and_its_stills_are_the_pictures_of_the_documentation() {
    let mut stills = BTreeMap::new();
    for Played { name, dir, length } in play_all("80x24") {
        println!("{name}: {:.0} s", length.as_secs_f64());
        assert!((30..=180).contains(&length.as_secs()), "{name} lasts {length:?}");
        for entry in fs::read_dir(dir.path()).unwrap() {
            let file = entry.unwrap().path();
            if file.extension().is_some_and(|ending| ending == "svg") {
                let still = file.file_name().unwrap().to_string_lossy().into_owned();
                let other = stills.insert(still.clone(), (name.clone(), fs::read_to_string(&file).unwrap()));
                assert!(other.is_none(), "{name} and {} both make {still}", other.unwrap().0);
            }
        }
    }
    for (still, (_, picture)) in &stills {
        bless::hold(&format!("docs/images/{still}"), picture);
    }
    for entry in fs::read_dir(at("docs/images")).unwrap() {
        let picture = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(stills.contains_key(&picture), "no lesson makes docs/images/{picture} any more: remove it");
    }
}

#[test]
fn every_lesson_plays_on_a_large_and_on_a_small_screen() {
    for size in ["140x40", "60x20"] {
        play_all(size);
    }
}

#[test]
fn every_lesson_has_a_title_a_summary_chapters_goals_and_captions_that_fit_two_lines() {
    for lesson in tapes() {
        let name = name(&lesson);
        let script = Script::read(&lesson).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        assert_ne!(script.head.title, name, "its title is its own");
        let summary = script.head.summary.unwrap_or_else(|| panic!("{name} has no summary"));
        assert!(summary.chars().count() <= 110, "{name}: {summary}");
        let count = |is_it: fn(&What) -> bool| script.lines.iter().filter(|line| is_it(&line.what)).count();
        assert!(count(|what| matches!(what, What::Chapter(_))) >= 2, "{name}");
        assert!(count(|what| matches!(what, What::Goal(_))) >= 3, "{name}");
        assert!(count(|what| matches!(what, What::Screenshot(_))) >= 1, "{name}");
        for line in &script.lines {
            if let What::Caption(caption) = &line.what {
                // the keys that are pressed stand at the end of the second
                let told = lines(caption, 78);
                let fits = told.len() == 1 || told.len() == 2 && told[1].chars().count() <= 50;
                assert!(fits && !caption.is_empty(), "{name}:{}: {told:#?}", line.number);
            }
        }
    }
}

#[test]
fn every_caption_can_be_read_while_it_stands() {
    for lesson in tapes() {
        let script = Script::read(&lesson).unwrap();
        let steps = script.lines.split(|line| matches!(line.what, What::Chapter(_))).flat_map(|chapter| {
            let at: Vec<usize> = (0..chapter.len()).filter(|n| matches!(chapter[*n].what, What::Caption(_))).collect();
            let ends = at.iter().skip(1).copied().chain([chapter.len()]).collect::<Vec<_>>();
            at.into_iter().zip(ends).map(|(from, to)| &chapter[from..to]).collect::<Vec<_>>()
        });
        for step in steps {
            let What::Caption(caption) = &step[0].what else { continue };
            let time: Duration = step.iter().map(|line| line.what.length(script.head.typing)).sum();
            let needed = Duration::from_millis(1000 * caption.chars().count() as u64 / 15);
            assert!(time >= needed, "{}:{}: {time:?} for {caption}", lesson.display(), step[0].number);
        }
    }
}

#[test]
fn the_program_brings_every_lesson_along() {
    let built_in: BTreeSet<String> = lessons::names().map(str::to_owned).collect();
    assert_eq!(built_in, tapes().iter().map(|tape| name(tape)).collect());
}

/// What VHS reads of a tape is what its own parser knows; a lesson keeps to a part of it.
#[test]
fn every_lesson_is_a_tape_that_vhs_plays_too_in_directories_of_its_own() {
    let known = regex_lite::Regex::new(concat!(
        r#"^(#.*|Set (Width|Height|Padding) [0-9]+|Set TypingSpeed [0-9]+ms|Env [A-Z_]+ "[^"]*"|Hide|Show|Type ("[^"]*"|'[^']*')|Sleep [0-9]+m?s"#,
        r"|(Enter|Tab|Space|Backspace|Delete|Escape|Up|Down|Left|Right|PageUp|PageDown)( [0-9]+)?|Ctrl\+[A-Z]|Shift\+Tab",
        r"|Wait\+Screen /[^/]+/|Screenshot [a-z-]+\.png)?$",
    ))
    .unwrap();
    for lesson in tapes() {
        let text = fs::read_to_string(&lesson).unwrap();
        for (n, line) in text.lines().enumerate() {
            assert!(known.is_match(line), "{}:{}: {line}", lesson.display(), n + 1);
        }
        let before: Vec<&str> = text.lines().take_while(|line| !line.starts_with("Type \"recueil")).collect();
        // what VHS does out of sight is done before it films, if it comes first after the settings
        let is_first = |line: &&&str| !line.is_empty() && !line.starts_with(['#', 'S']);
        assert_eq!(before.iter().find(is_first), Some(&"Hide"), "{}", lesson.display());
        assert_eq!(hidden(&lesson), preparation(&name(&lesson)), "{}", lesson.display());
        assert_eq!(Script::read(&lesson).unwrap().head.size, Some((80, 24)), "{}: the size of VHS's window", lesson.display());
    }
}

/// What a lesson types out of sight before the program starts.
fn hidden(lesson: &Path) -> String {
    let text = fs::read_to_string(lesson).unwrap();
    let typed =
        text.lines().skip_while(|line| *line != "Hide").take_while(|line| *line != "Show").find_map(|line| line.strip_prefix("Type '"));
    typed.and_then(|typed| typed.strip_suffix('\'')).expect("one line that is typed").to_owned()
}

/// What it has to type.
fn preparation(lesson: &str) -> String {
    format!("P=$(recueil play {lesson} --prepare) && eval \"$P\" && clear || exit")
}

/// What a shell says that is given these lines: the program is found in it, and the data of the person in `dir`.
fn shell(lines: &str, dir: &Path) -> String {
    let programs = Path::new(env!("CARGO_BIN_EXE_recueil")).parent().unwrap();
    let path = std::env::join_paths([programs.to_owned(), "/usr/bin".into(), "/bin".into()]).unwrap();
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(lines).current_dir(dir).env_clear().env("PATH", path).env("HOME", dir).env("TERM", "xterm").env("TMPDIR", dir);
    String::from_utf8(shell.output().unwrap().stdout).unwrap()
}

#[test]
fn a_shell_has_what_the_head_of_a_lesson_says_before_vhs_types_the_rest() {
    for lesson in tapes() {
        let dir = TempDir::new().unwrap();
        let told = shell(&format!("{}\necho; echo ---; recueil list; ls\n", hidden(&lesson)), dir.path());
        let (_, told) = told.split_once("---\n").unwrap_or_else(|| panic!("{}: {told}", lesson.display()));
        let world = World::make(&Script::read(&lesson).unwrap(), &Sources::new(Vec::new())).unwrap();
        let (ids, files) = (world.store.list().unwrap(), fs::read_dir(&world.desk).unwrap());
        for id in ids.iter().map(|stored| stored.id.as_str()) {
            assert!(told.contains(id), "{}: {id} is missing: {told}", lesson.display());
        }
        for file in files.map(|file| file.unwrap().file_name().into_string().unwrap()) {
            assert!(told.lines().any(|line| line == file), "{}: {file} is missing: {told}", lesson.display());
        }
        assert!(
            !dir.path().join(".local").exists() && !dir.path().join(".config").exists(),
            "the person's own directories stay as they are"
        );
    }
}

#[test]
fn nothing_is_typed_into_a_shell_that_has_not_what_the_head_says() {
    let dir = TempDir::new().unwrap();
    assert_eq!(shell(&format!("{}\necho more\n", preparation("lost.tape")), dir.path()), "");
}
