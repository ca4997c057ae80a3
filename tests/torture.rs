//! Robots type into every kind of question, on real pseudo-terminals, until their program is killed, asked to end or loses its terminal at some random
//! moment; then what is on the disk must be whole, hold all that is older than a second, and opening it again must just go on.
//!
//! `cargo test` makes a short run. A long one, with what it found at the end:
//!
//! ```text
//! RECUEIL_KILLS=10000 RECUEIL_ROBOTS=16 cargo test --release --test torture -- --nocapture
//! ```
//!
//! `RECUEIL_SEED` has the robots choose as they did in the run that printed it; when the keys meet the kills is the machine's to say.

#[path = "torture/model.rs"]
mod model;
#[path = "support/pty.rs"]
mod pty;
#[path = "torture/robot.rs"]
mod robot;
#[path = "support/watch.rs"]
mod watch;

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use robot::{Robot, Tally};

/// A number from the environment.
fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

/// When the machine did not let anyone run, and for how long: what nobody could have saved in that time is not held against the program.
#[derive(Default)]
struct Standstills(Mutex<Vec<(Instant, Duration)>>);

impl Standstills {
    const BEAT: Duration = Duration::from_millis(5);

    fn watch(&self, is_over: &AtomicBool) {
        while !is_over.load(Ordering::Relaxed) {
            let before = Instant::now();
            std::thread::sleep(Self::BEAT); // the measure itself: how much later than asked one is let run
            let late = before.elapsed().saturating_sub(Self::BEAT);
            if late > Self::BEAT {
                self.0.lock().unwrap().push((Instant::now(), late)); // of its end: a long one began long ago
            }
        }
    }

    /// How long it stood still in the last seconds.
    fn of_late(&self) -> Duration {
        let since = Instant::now().checked_sub(Duration::from_secs(3));
        let mut all = self.0.lock().unwrap();
        all.retain(|(at, _)| Some(*at) > since);
        all.iter().map(|(_, late)| *late).sum()
    }
}

#[test]
fn killed_at_any_moment_it_leaves_a_whole_response_with_all_that_is_older_than_a_second() {
    let kills = number("RECUEIL_KILLS").unwrap_or(16);
    let robots = number("RECUEIL_ROBOTS").unwrap_or(4);
    let seed = number("RECUEIL_SEED").unwrap_or_else(|| fastrand::u64(..1 << 32));
    println!("RECUEIL_SEED={seed}");
    let (killed, is_over, standstills) = (AtomicU64::new(0), AtomicBool::new(false), Standstills::default());
    let begun = Instant::now();
    let mut all = Tally::default();
    let work = |seed: u64| {
        let mut robot = Robot::new(seed);
        while killed.load(Ordering::Relaxed) < kills {
            let before = robot.tally.kills;
            robot.round(&|| standstills.of_late());
            killed.fetch_add(robot.tally.kills - before, Ordering::Relaxed);
        }
        robot.tally
    };
    std::thread::scope(|scope| {
        scope.spawn(|| standstills.watch(&is_over));
        let work = &work;
        let threads: Vec<_> = (0..robots).map(|n| scope.spawn(move || work(seed.wrapping_add(n)))).collect();
        let ended: Vec<_> = threads.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
        is_over.store(true, Ordering::Relaxed);
        for tally in ended {
            all.add(tally.unwrap());
        }
    });
    println!("{} kills, {} of them at the start of a save", all.kills, all.while_saving);
    println!("{} programs asked to end, or without a terminal", all.polite);
    println!("{} keys in {} s by {robots} robots", all.keys, begun.elapsed().as_secs());
    println!("{} broken files, {} losses", all.broken, all.losses);
    println!("the oldest thing lost was {} ms old", all.worst.as_millis());
    assert!(all.faults.is_empty(), "RECUEIL_SEED={seed}\n{}", all.faults.join("\n"));
    assert!(all.kills > 0 && all.keys > kills, "the robots hardly worked: {} kills, {} keys", all.kills, all.keys);
}
