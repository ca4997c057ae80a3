//! Makes `link/functions` anew, the list of the functions that a screen runs: `cargo bench --bench functions`.
//!
//! Plays keys to the program under valgrind's callgrind (Debian: valgrind, binutils), which writes down what runs for each key. A list that is older
//! than the code does no harm: what it does not name stands further away. Names are without the hashes that change with each compiler.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::io::{Read, Write};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use std::{fs, thread};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// Long enough for a key's frame under valgrind.
const QUIET: Duration = Duration::from_millis(300);
/// Long enough for what is due to be saved, and said.
const SAVED: Duration = Duration::from_secs(2);

/// What runs for so many of the keys stands before what the start needs.
const MANY: usize = 4;

/// What a person does on a full draft: typing, moving, pages, choosing.
const KEYS: &[&str] = &[
    "a", "b", "c", " ", "d", "é", "f", "\x7f", "\t", "\t", "\t", "\t", "\t", "\t", "\t", "\t", "\t", "\t", "\x1b[B", "\x1b[B", "\x1b[A",
    "\x1b[Z", "\x06", "\x06", "\x06", "\x06", "\t", "\t", "\t", "\t", "\x1b[B", "\x1b[6~", "\x1b[6~", "\x1b[5~", "1", "2", "\t", "\x06",
    "\x06", "\x06", "\x06", "\x06", "\x06", "\x1b[B", "\x1b[B", "\x1b[B", "\x10", "\x10",
];

fn main() {
    if std::env::args().any(|argument| argument == "--test") {
        return; // `cargo test --benches` wants no list
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = root.join("target/symbols");
    let mut build = Command::new(env!("CARGO"));
    // not by the profile: names of functions depend on it
    build.current_dir(root).args(["build", "--release", "--config", "build.rustflags=['-Cstrip=none']", "--target-dir"]).arg(&target);
    assert!(build.status().expect("cargo").success(), "the program is not built");
    let program = target.join("release/recueil");
    let dir = tempfile::tempdir().expect("a temporary directory");
    let imported = Command::new(&program)
        .args(["import", "demo/bretagne.json", "--form", "carsp-2025"])
        .current_dir(root)
        .env("RECUEIL_DATA_DIR", dir.path().join("data"))
        .status();
    assert!(imported.expect("the program").success(), "no draft to play with");
    let filled = played(&program, dir.path(), &[]);
    let recorded = played(&program, dir.path(), &["record", "tape"]);
    let ([start, keys, end], [start_recording, recording, _]) = (phases(&filled), phases(&recorded));
    let (members, mut seen) = (members(), HashSet::new());
    let mut list = "# The functions that a screen runs, made by `cargo bench --bench functions`; link.rs says what for.\n".to_owned();
    let groups = [
        ("at many keys", most_first(keys, MANY)),
        ("at the start", most_first(start, 1)),
        ("at a key", most_first(keys, 1)),
        ("at the end", most_first(end, 1)),
        ("at a key that is recorded", most_first(recording, 1)),
        ("at the start of a recording", most_first(start_recording, 1)),
    ];
    for (title, group) in groups {
        list = list + "# " + title + "\n";
        for line in group.into_iter().flat_map(|name| lines(name, &members)) {
            if seen.insert(line.clone()) {
                list += &line;
                list.push('\n');
            }
        }
    }
    fs::write(root.join("link/functions"), list).expect("link/functions can be written");
    println!("link/functions: {} names", seen.len());
}

/// The functions that run in so many of some parts: first those that run in most of them, and side by side those that run in the same ones. So a key
/// finds what it needs in few pages.
fn most_first(group: &[Vec<String>], least: usize) -> Vec<&str> {
    let mut parts: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (at, part) in group.iter().enumerate() {
        for name in part {
            parts.entry(name).or_default().insert(at);
        }
    }
    let mut names: Vec<_> = parts.into_iter().filter(|(_, parts)| parts.len() >= least).collect();
    names.sort_by_key(|(_, parts)| (Reverse(parts.len()), parts.clone()));
    names.into_iter().map(|(name, _)| name).collect()
}

/// The start, the keys and the end of what ran.
fn phases(ran: &[Vec<String>]) -> [&[Vec<String>]; 3] {
    let (start, rest) = ran.split_at(2);
    let (keys, end) = rest.split_at(rest.len() - 2);
    [start, keys, end]
}

/// What ran, key by key, where the program is played with these words before its own.
fn played(program: &Path, dir: &Path, words: &[&str]) -> Vec<Vec<String>> {
    let out = dir.join(format!("parts{}", words.len()));
    fs::create_dir(&out).expect("a directory");
    play(program, dir, &out, words);
    let parts = parts(&out);
    assert!(parts.len() > KEYS.len(), "valgrind wrote {} parts: is the function App::update still there?", parts.len());
    let mut names = HashMap::new();
    parts.iter().map(|part| run_in(part, &mut names)).collect()
}

/// Runs the program under callgrind in a terminal of its own and gives it the keys, one after the other.
fn play(program: &Path, dir: &Path, out: &Path, words: &[&str]) {
    let pty = native_pty_system().openpty(PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 }).expect("a pseudo-terminal");
    let mut command = CommandBuilder::new("valgrind");
    command.args(["--tool=callgrind", "--demangle=no", "--dump-before=*3app6updateN*_3App6update"]);
    command.arg(format!("--callgrind-out-file={}", out.join("part").display()));
    command.cwd(dir);
    command.arg(program);
    command.args(words);
    command.args(["fill", "carsp-2025", "--fix", "region=53", "--page", "identite"]);
    command.env("RECUEIL_DATA_DIR", dir.join("data"));
    command.env("TERM", "xterm-256color");
    let mut child = pty.slave.spawn_command(command).expect("valgrind");
    drop(pty.slave);
    let (mut reader, mut writer) = (pty.master.try_clone_reader().expect("a reader"), pty.master.take_writer().expect("a writer"));
    let (sender, output) = channel();
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(read @ 1..) = reader.read(&mut buffer) {
            if sender.send(read).is_err() {
                return;
            }
        }
    });
    output.recv_timeout(Duration::from_secs(60)).expect("a first frame");
    settle(&output, QUIET);
    for key in KEYS {
        writer.write_all(key.as_bytes()).expect("a key");
        settle(&output, QUIET);
    }
    settle(&output, SAVED);
    writer.write_all(b"\x18").expect("a key");
    assert!(child.wait().expect("an end").success());
}

/// Waits until the screen was quiet for so long.
fn settle(output: &Receiver<usize>, quiet: Duration) {
    while output.recv_timeout(quiet).is_ok() {}
}

/// Callgrind's files, in the order of the keys.
fn parts(dir: &Path) -> Vec<PathBuf> {
    let numbered =
        |path: PathBuf| path.file_name()?.to_str()?.strip_prefix("part.")?.parse::<usize>().ok().map(|number| (number, path.clone()));
    let mut parts: Vec<_> = fs::read_dir(dir).expect("the directory").filter_map(|entry| numbered(entry.ok()?.path())).collect();
    parts.sort();
    parts.into_iter().map(|(_, path)| path).chain([dir.join("part")].into_iter().filter(|last| last.exists())).collect()
}

/// The names of the functions that ran in one part, in the file's order. A name is said in full once: `names` keeps it for the parts after.
fn run_in(part: &Path, names: &mut HashMap<String, String>) -> Vec<String> {
    let text = fs::read_to_string(part).expect("a part");
    let mut ran = Vec::new();
    for line in text.lines() {
        let Some((key, value)) = line.split_once("fn=").filter(|(key, _)| ["", "c"].contains(key)) else { continue };
        let (id, name) = value.split_once(' ').unwrap_or((value, ""));
        if !name.is_empty() {
            names.insert(id.to_owned(), name.to_owned());
        }
        if key.is_empty() {
            let name = &names[id];
            ran.push(name.split('\'').next().unwrap_or(name).to_owned()); // 'N counts a recursion
        }
    }
    ran
}

/// For each symbol of the C library's archives the member that holds it, as the list says it: its functions have no sections of their own.
fn members() -> HashMap<String, String> {
    let mut members = HashMap::new();
    for library in ["libc", "libm"] {
        let path = Command::new("cc").arg(format!("-print-file-name={library}.a")).output().expect("cc").stdout;
        let path = String::from_utf8_lossy(&path).trim().to_owned();
        // what stands there may be a text that names the archive
        let words = String::from_utf8_lossy(&fs::read(&path).expect("the C library")).into_owned();
        let named = words.split_whitespace().find(|word| word.starts_with('/') && word.contains(library) && Path::new(word).is_file());
        let symbols = Command::new("nm").arg("-A").arg(named.unwrap_or(&path)).output().expect("nm").stdout;
        for line in String::from_utf8_lossy(&symbols).lines() {
            let Some((place, symbol)) = line.rsplit_once(':') else { continue };
            let Some((_, member)) = place.rsplit_once(':') else { continue };
            let words: Vec<&str> = symbol.split_whitespace().collect();
            if let [_, kind, name] = words[..]
                && "tTwWi".contains(kind)
            {
                members.insert(name.to_owned(), format!("{library}*.a:{member}"));
            }
        }
    }
    members
}

/// What processors newer than the one that valgrind plays run instead.
const NEWER: [(&str, &str); 5] =
    [("avx2", "evex"), ("avx2", "avx512"), ("avx-", "evex-"), ("avx-", "avx512-"), ("sse2-unaligned", "avx512")];

/// What the list says for a function: its name as a pattern, or the archive's member.
fn lines(name: &str, members: &HashMap<String, String>) -> Vec<String> {
    if let Some(member) = members.get(name) {
        let newer = NEWER.iter().map(|(old, new)| member.replace(old, new));
        let held = newer.filter(|newer| newer != member && members.values().any(|held| held == newer));
        return [member.clone()].into_iter().chain(held).collect();
    }
    let is_rust = name.starts_with("_ZN") || name.starts_with("_R");
    if is_rust { vec![without_hashes(name)] } else { Vec::new() }
}

/// A mangled name with its hashes left open, `17h…E` of the old manner, `Cs…_` of the new; and so
/// its references back, `B…_`: they count letters, and a hash has more or fewer of them in another directory.
fn without_hashes(name: &str) -> String {
    let name = name.split_once(".llvm.").map_or(name.to_owned(), |(name, _)| format!("{name}.llvm.*"));
    if let Some((head, tail)) = name.rsplit_once("17h").filter(|_| name.starts_with("_ZN")) {
        return format!("{head}17h*{}", tail.get(16..).unwrap_or_default());
    }
    let open = |name: &str, mark: &str, lengths: RangeInclusive<usize>| {
        let mut parts = name.split(mark);
        let mut pattern = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let number = part.find('_').filter(|at| lengths.contains(at) && part[..*at].bytes().all(|byte| byte.is_ascii_alphanumeric()));
            pattern += mark;
            pattern += &number.map_or(part.to_owned(), |at| format!("*{}", &part[at..]));
        }
        pattern
    };
    let pattern = open(&open(&name, "Cs", 8..=12), "B", 0..=3);
    // a generic function's name ends with the crate that made this instance, which is the first one that came to it
    let is_crate = |word: &str| {
        let name = word.trim_start_matches(|c: char| c.is_ascii_digit());
        word[..word.len() - name.len()].parse() == Ok(name.len())
    };
    match pattern.rsplit_once("Cs*_") {
        Some((head, maker)) if is_crate(maker) => format!("{head}*"),
        _ => pattern,
    }
}
