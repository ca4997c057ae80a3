//! Many sessions on one machine: `cargo bench --bench server -- [SESSIONS]`, 500 if not said; vim on a file each beside it, where it is installed.
//!
//! Memory is what the machine would have free without them (the sum of PSS, in which what is shared counts once), processor time is that of all of
//! them together: idle, and while 20 of them are typed into, five keys a second.

#[path = "../tests/support/pty.rs"]
mod pty;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use pty::{Came, Pty};
use serde_json::json;

const SIZE: (u16, u16) = (80, 24);
/// How long is measured.
const WHILE: Duration = Duration::from_secs(10);
const A_SECOND: Duration = Duration::from_secs(1);
/// How many type, and how fast: the sleeps here are what is measured, a time in which nothing is asked and a person's pace.
const TYPING: usize = 20;
const BETWEEN_KEYS: Duration = Duration::from_millis(200);

/// KiB of memory that a process accounts for.
fn memory(pid: i32) -> u64 {
    let rollup = std::fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// Processor time of a process, in ticks.
fn ticks(pid: i32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
}

fn sum(sessions: &[Pty], of: fn(i32) -> u64) -> u64 {
    sessions.iter().map(|session| of(session.pid().as_raw_pid())).sum()
}

/// Milliseconds of processor a second, of all together, while `work` is done.
fn load(sessions: &mut [Pty], mut work: impl FnMut(&mut [Pty])) -> u64 {
    let (begun, before) = (Instant::now(), sum(sessions, ticks));
    work(sessions);
    let spent = 1_000_000 * (sum(sessions, ticks) - before) / rustix::param::clock_ticks_per_second();
    spent / u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX)
}

fn measure(name: &str, count: usize, start: impl Fn(usize) -> Command, ready: &str, first: &[u8]) {
    let mut sessions: Vec<Pty> = (0..count)
        .map(|n| {
            let mut session = Pty::start(&start(n), SIZE);
            assert_eq!(
                session.wait_for(|rows| rows.iter().any(|row| row.contains(ready))),
                Came::Yes,
                "{name} does not start:\n{}",
                session.rows().join("\n")
            );
            session.types(first);
            session.watch(Duration::from_millis(20));
            session
        })
        .collect();
    // until what starting leaves to do is done: nobody needs the processor any more, or never rests
    let rests = |sessions: &mut [Pty]| load(sessions, |_| std::thread::sleep(A_SECOND)) == 0;
    let _ = (0..10).any(|_| rests(&mut sessions));
    let memory = sum(&sessions, memory);
    let idle = load(&mut sessions, |_| std::thread::sleep(WHILE));
    let typing = load(&mut sessions, |sessions| {
        let begun = Instant::now();
        while begun.elapsed() < WHILE {
            for session in sessions.iter_mut().take(TYPING) {
                session.types(b"e");
                session.watch(Duration::ZERO);
            }
            std::thread::sleep(BETWEEN_KEYS);
        }
    });
    let (whole, each) = (memory / 1024, memory / u64::try_from(count.max(1)).unwrap_or(1));
    println!("| {name:8} | {count:8} | {whole:6} MiB | {each:6} KiB | {idle:9} ms/s | {typing:9} ms/s |");
    for session in &mut sessions {
        session.close();
    }
    for session in &mut sessions {
        session.end();
    }
}

fn main() {
    let count = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(500);
    let home = tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    let home: &Path = home.path();
    let of_home = |program: &str| {
        let mut command = Command::new(program);
        command.env("HOME", home).env("USER", "essayeur").env("TERM", "xterm").env("RECUEIL_DATA_DIR", home.join("data")).current_dir(home);
        command
    };
    println!("| program  | sessions | memory     | each       | idle           | {TYPING} typing      |");
    println!("|----------|----------|------------|------------|----------------|----------------|");
    for n in 0..count {
        let response = json!({
            "format": 1, "id": format!("essai{n:03}"), "form": {"id": "carsp-2025", "version": "2025.1"}, "created": "2025-01-01T00:00:00Z",
            "modified": "2025-01-01T00:00:00Z", "answers": {"region": "53"}, "position": {"page": "identite", "path": "nom"},
        });
        let dir = home.join("data/responses").join(format!("essai{n:03}"));
        std::fs::create_dir_all(&dir)
            .and_then(|()| std::fs::write(dir.join("response.json"), response.to_string()))
            .unwrap_or_else(|error| panic!("{error}"));
    }
    let fill = |n: usize| {
        let mut command = of_home(env!("CARGO_BIN_EXE_recueil"));
        command.args(["fill", &format!("essai{n:03}")]);
        command
    };
    measure("recueil", count, fill, "▌", b"");
    if Command::new("vim").arg("--version").output().is_err() {
        return println!("vim is not installed");
    }
    let vim = |n: usize| {
        let mut command = of_home("vim");
        command.arg(format!("text{n}.txt"));
        command
    };
    measure("vim", count, vim, "~", b"i");
}
