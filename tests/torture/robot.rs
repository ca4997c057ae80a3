//! One robot at its desk: it types into every kind of question until its program is ended, then looks at what is left, and goes on.

use std::path::{Path as FilePath, PathBuf};
use std::process::Command;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use recueil::answers::Path;
use recueil::response::Response;
use recueil::store::Store;
use rustix::fs::inotify::WatchFlags;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::model::{Model, Place, SIZE, form, given, is_question, stands};
use super::pty::{Came, Pty};
use super::watch::Watch;

/// A response that has been through so many ends gives way to a new one.
const ENDS: u32 = 25;
/// What is older than that is safe.
const SAFE: Duration = Duration::from_secs(1);
/// How much longer than the longest life a save may be waited for.
const LONGEST_LIFE: u64 = 2500;

/// How a program ends.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    /// SIGKILL after that long.
    Killed(Duration),
    /// SIGKILL that long after it begins to save for the n-th time.
    KilledWhileSaving(u32, Duration),
    /// A signal that asks it to end.
    Asked(Signal),
    /// Its terminal goes away.
    Closed,
}

/// What the screen and the answers were after a key.
struct Step {
    typed: Instant,
    given: String,
    stands: String,
}

/// What the ends brought to light.
#[derive(Default)]
pub struct Tally {
    pub kills: u64,
    pub while_saving: u64,
    pub polite: u64,
    pub keys: u64,
    /// Files that could not be read, or that hold what never was.
    pub broken: u64,
    /// What was lost though it was older than a second, or though the program was asked to end.
    pub losses: u64,
    /// The age of the oldest thing that was lost.
    pub worst: Duration,
    /// What was wrong, in words.
    pub faults: Vec<String>,
}

impl Tally {
    pub fn add(&mut self, other: Self) {
        self.kills += other.kills;
        self.while_saving += other.while_saving;
        self.polite += other.polite;
        self.keys += other.keys;
        self.broken += other.broken;
        self.losses += other.losses;
        self.worst = self.worst.max(other.worst);
        self.faults.extend(other.faults);
    }
}

/// A robot, its files and the program it works with.
pub struct Robot {
    seed: u64,
    random: fastrand::Rng,
    home: TempDir,
    ends: u32,
    own: Option<Store>,
    pub tally: Tally,
}

impl Robot {
    pub fn new(seed: u64) -> Self {
        Self { seed, random: fastrand::Rng::with_seed(seed), home: home(), ends: 0, own: None, tally: Tally::default() }
    }

    /// The program is started, worked with, ended, and what is left is looked at. `standstill` tells how long the machine stood still of late.
    pub fn round(&mut self, standstill: &dyn Fn() -> Duration) {
        if self.ends == ENDS {
            (self.home, self.ends, self.own) = (home(), 0, None);
        }
        self.ends += 1;
        let (response, is_stored) = match self.stored() {
            Ok(found) => found,
            Err(fault) => return self.broken(&fault),
        };
        let own = self.home.path().join("own");
        let own = self.own.get_or_insert_with(|| Store::open(&own).unwrap()).clone();
        if is_stored {
            own.save(&response).unwrap();
            for file in std::fs::read_dir(self.files(&response)).into_iter().flatten() {
                own.attach(&response.id, &file.unwrap().path()).unwrap();
            }
        }
        let mut model = Model::open(response.clone(), is_stored, own, self.path("desk"));
        if is_question(&response) && stands(model.response()) != stands(&response) {
            let fault = format!("reopened at {}, but the file says {}", stands(model.response()), stands(&response));
            return self.broken(&fault);
        }
        let mut pty = Pty::start(&self.command(), SIZE);
        let end = self.choose_end(is_stored);
        let mut steps = vec![step(&model)];
        let (ended, code) = self.play(&mut pty, &mut model, &mut steps, end, &response.id);
        self.judge(&steps, end, ended, code, standstill());
    }

    /// Types until the program ends; when that was, and with which code.
    fn play(&mut self, pty: &mut Pty, model: &mut Model, steps: &mut Vec<Step>, end: End, id: &str) -> (Instant, i32) {
        let life = Duration::from_millis(self.random.u64(0..LONGEST_LIFE));
        let begun = Instant::now();
        let killer = Killer::of(pty.pid(), end, &self.path("data/responses").join(id));
        // the program may be killed before it has drawn
        let mut alive = agree(pty, model);
        while alive && (killer.is_some() || begun.elapsed() < life) {
            alive = self.act(pty, model, steps);
            let pause = [0, 0, 1, 5, 20, 40, 80, 400][self.random.usize(..8)];
            alive = alive && pty.watch(Duration::from_millis(self.random.u64(..=pause)));
        }
        let ended = if let Some(killer) = killer {
            killer.wait()
        } else {
            // what is asked to end loses nothing that is on the screen
            if !agree(pty, model) {
                self.fault(&format!("ended by itself, or does not show what it must:\n{}", differ(pty, model)));
            }
            let now = Instant::now();
            match end {
                End::Asked(signal) => drop(kill_process(pty.pid(), signal)),
                _ => pty.close(),
            }
            now
        };
        (ended, pty.end())
    }

    /// Does something at the place that has the focus; whether the program is still there.
    fn act(&mut self, pty: &mut Pty, model: &mut Model, steps: &mut Vec<Step>) -> bool {
        let place = model.place();
        let mut hand = Hand { pty, model, steps, keys: &mut self.tally.keys };
        let random = &mut self.random;
        if hand.model.is_browsing() {
            return browse(&mut hand, random);
        }
        match random.u32(..20) {
            0 => return hand.press(pick(random, &["\x1b[Z", "\x1b[A", "\x1b[6~", "\x1b[5~"])),
            1 => return hand.press(pick(random, &["\x06", "\x10", "\x1b[19~", "\x1b[18~"])),
            2 if place.kind != "last" => return hand.press(pick(random, &["\x1a", "\x1a", "\x12"])),
            3 => {
                let question = pick(random, &["nom", "recit", "debut", "reunions", "pieces", "actions", "profils"]);
                return hand.press("\x07") && hand.types(question) && hand.press("\r");
            }
            4 => return hand.press("\x1bOP") && hand.press("\x03"),
            5 if matches!(place.kind, "text" | "long_text") => {
                return hand.press(&format!("\x1b[200~collé «{}»\nici\x1b[201~", random.u16(..)));
            }
            6 | 7 => return hand.press("\t"),
            _ => {}
        }
        let fault = match place.kind {
            "last" => return hand.press(pick(random, &["\x1b[18~", "\x10", "\t"])),
            "file" => {
                let key = pick(random, &["\r", "\r", "\r", "\t", "\t", "\x1b[3~"]);
                return hand.press(key) && hand.settles();
            }
            "choice" => {
                let code = random.usize(..2);
                if !hand.press(["1", "2"][code]) {
                    return false;
                }
                hand.expect(&place.path, &json!(["public", "prive"][code]))
            }
            "choices" => return hand.press(" ") && hand.press(pick(random, &["\x1b[B", "\t", "\x1b[A"])),
            "matrix" => return hand.types(&random.u8(..).to_string()) && hand.press("\t"),
            "repeat" if place.on_block => {
                return hand.press(pick(random, &["a", "i", "d", "m\x1b[B\r", "m\x1b[A\r", "\x1b[3~", "\t", "\t", "\t", "\r"]));
            }
            "" => return hand.press(pick(random, &["\r", "\r", "\t"])),
            _ => return write(&mut hand, random, &place),
        };
        if let Some(fault) = fault {
            self.fault(&fault);
        }
        true
    }

    fn choose_end(&mut self, is_stored: bool) -> End {
        match self.random.u32(..12) {
            0 => End::Asked(Signal::TERM),
            1 => End::Asked(Signal::HUP),
            2 => End::Closed,
            3..=6 if is_stored => End::KilledWhileSaving(self.random.u32(1..4), Duration::from_micros(self.random.u64(..400))),
            _ => End::Killed(Duration::from_millis(self.random.u64(..LONGEST_LIFE))),
        }
    }

    /// Compares what is on the disk with all that was there at some moment.
    fn judge(&mut self, steps: &[Step], end: End, ended: Instant, code: i32, standstill: Duration) {
        let polite = matches!(end, End::Asked(_) | End::Closed);
        match end {
            End::Killed(_) => self.tally.kills += 1,
            End::KilledWhileSaving(..) => {
                self.tally.kills += 1;
                self.tally.while_saving += 1;
            }
            _ => self.tally.polite += 1,
        }
        let wanted = match end {
            End::Asked(signal) => 128 + signal.as_raw(),
            End::Closed => 129,
            _ => 128 + Signal::KILL.as_raw(),
        };
        if wanted != code {
            self.fault(&format!("{end:?}: ended with {code}"));
        }
        let response = match self.stored() {
            Ok((response, _)) => response,
            Err(fault) => return self.broken(&format!("{end:?}: {fault}")),
        };
        let found = given(&response);
        let Some(at) = steps.iter().rposition(|step| step.given == found) else {
            let wanted = &steps.last().expect("it began somehow").given;
            return self.broken(&format!("{end:?}: holds what never was:\n  {found}\nlast was:\n  {wanted}"));
        };
        let stood = stands(&response);
        if is_question(&response) && !steps.iter().any(|step| step.given == found && step.stands == stood) {
            return self.broken(&format!("{end:?}: stands at {stood}, where nobody stood with those answers"));
        }
        let Some(lost) = steps[at + 1..].iter().find(|step| step.given != found) else { return };
        let age = ended.saturating_duration_since(lost.typed);
        self.tally.worst = self.tally.worst.max(age);
        if polite || age > SAFE + standstill {
            self.tally.losses += 1;
            let wanted = &steps.last().expect("it began somehow").given;
            let about =
                format!("{end:?}: {} ms old and not there (the machine stood still for {} ms)", age.as_millis(), standstill.as_millis());
            self.fault(&format!("{about}:\n  {found}\nlast was:\n  {wanted}"));
        }
    }

    /// The response on the disk, or a new one; whether it is on the disk.
    fn stored(&self) -> Result<(Response, bool), String> {
        let store = Store::open(&self.path("data")).map_err(|error| error.to_string())?;
        let mut all = store.list().map_err(|error| error.to_string())?;
        if all.len() > 1 {
            return Err(format!("{} responses", all.len()));
        }
        let Some(found) = all.pop() else {
            let now = jiff::Timestamp::now();
            return Ok((Response::new(&form(), "nouveau2".to_owned(), "essayeur", now), false));
        };
        let response = found.response.map_err(|broken| format!("{}: {broken}", found.id))?;
        let faults = store.check_files(&response, &form());
        if faults.is_empty() { Ok((response, true)) } else { Err(format!("attached files: {faults:?}")) }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recueil"));
        command.args(["fill", "tous"]);
        for (name, value) in [("USER", "essayeur"), ("TERM", "xterm"), ("TZ", "UTC")] {
            command.env(name, value);
        }
        command.env("HOME", self.home.path());
        command.env("RECUEIL_DATA_DIR", self.path("data"));
        command.env("RECUEIL_FORMS", FilePath::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms"));
        command.current_dir(self.path("desk"));
        command
    }

    fn files(&self, response: &Response) -> PathBuf {
        self.path("data/responses").join(&response.id).join("files")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn broken(&mut self, fault: &str) {
        self.tally.broken += 1;
        self.fault(fault);
        self.ends = ENDS; // with another response, so that one fault is told once
    }

    fn fault(&mut self, fault: &str) {
        self.tally.faults.push(format!("robot {}, end {}: {fault}", self.seed, self.tally.kills + self.tally.polite));
    }
}

/// A hand on the keyboard of both programs.
struct Hand<'a> {
    pty: &'a mut Pty,
    model: &'a mut Model,
    steps: &'a mut Vec<Step>,
    keys: &'a mut u64,
}

impl Hand<'_> {
    /// Presses one key, or some that belong together.
    fn press(&mut self, bytes: &str) -> bool {
        self.model.feed(bytes.as_bytes());
        self.pty.types(bytes.as_bytes());
        *self.keys += 1;
        self.steps.push(step(self.model));
        true
    }

    /// Types letter by letter.
    fn types(&mut self, text: &str) -> bool {
        text.chars().all(|letter| self.press(letter.encode_utf8(&mut [0; 4])))
    }

    /// Waits until the program has done all that.
    fn settles(&mut self) -> bool {
        agree(self.pty, self.model)
    }

    /// What is wrong if that is not the answer.
    fn expect(&self, path: &Path, wanted: &Value) -> Option<String> {
        let (answer, _) = self.model.holds(path);
        (answer != *wanted).then(|| format!("{path} holds {answer}, not {wanted}"))
    }
}

/// Types into a question that takes text.
fn write(hand: &mut Hand, random: &mut fastrand::Rng, place: &Place) -> bool {
    let number = random.u16(..);
    let text = match place.kind {
        "text" => format!("mot n° {number}"),
        "long_text" => format!("une phrase {number},\rpuis l'autre"),
        "integer" => format!("{number}"),
        "decimal" => format!("{},{}", number % 100, number % 7),
        "month" => [format!("mars {}", 1990 + number % 30), format!("marss {}", number % 2000)][usize::from(number % 2)].clone(),
        "email" => format!("cellule{number}@exemple.fr"),
        "phone" => "02 47 47 87 89".to_owned(),
        "url" => format!("www.exemple.fr/{number}"),
        kind => panic!("the robot cannot fill a {kind}"),
    };
    let before = hand.model.holds(&place.path);
    let (whole, seen) = (before.0.as_str().map_or(0, str::len), before.1.map_or(0, str::len));
    if (whole + seen > 60 || !matches!(place.kind, "text" | "long_text")) && !(0..4).all(|_| hand.press("\x05") && hand.press("\x15")) {
        return false;
    }
    let pieces = if random.bool() { text.len() } else { random.usize(..text.len()) };
    for letter in text.chars().take(pieces) {
        let mut bytes = [0; 4];
        hand.press(letter.encode_utf8(&mut bytes));
        if random.u32(..30) == 0 {
            hand.press("\x7f");
        }
        if random.u32(..6) == 0 && !hand.pty.watch(Duration::from_millis(random.u64(..60))) {
            return false;
        }
    }
    random.u32(..3) == 0 || hand.press("\t")
}

/// Does something in the file browser, as who looks before pressing the next key: what is typed while a file is being copied is for nobody if it is
/// refused. A name is always typed before Enter, so that it never goes up, to directories that others are writing in.
fn browse(hand: &mut Hand, random: &mut fastrand::Rng) -> bool {
    let name = pick(random, &["plan", "plan", "budget", "budget", "absent", "dossier"]);
    let key = pick(random, &["\r", "\r", "\r", "\r", "\t", "\x03", "\x1b[B", "\x1b[A"]);
    // this name alone; it also takes a refusal from the screen, so that the next one is seen to come
    hand.press("\x1b[F") && hand.press("\x15") && hand.types(name) && hand.settles() && hand.press(key) && hand.settles()
}

fn pick<'a>(random: &mut fastrand::Rng, among: &[&'a str]) -> &'a str {
    among[random.usize(..among.len())]
}

fn step(model: &Model) -> Step {
    Step { typed: Instant::now(), given: given(model.response()), stands: stands(model.response()) }
}

/// Waits until the screen shows what the model does, but for the first row, which tells how far saving is. Whether the program is still there: one that
/// shows something else for good is killed.
fn agree(pty: &mut Pty, model: &Model) -> bool {
    let wanted = model.rows();
    let came = pty.wait_for(|rows| rows.get(1..) == Some(&wanted[..]));
    if came == Came::Never {
        println!("{}", differ(pty, model));
        let _ = kill_process(pty.pid(), Signal::ABORT);
    }
    came == Came::Yes
}

/// The rows that differ.
fn differ(pty: &Pty, model: &Model) -> String {
    let (shown, wanted) = (pty.rows(), model.rows());
    let pairs = shown.iter().skip(1).zip(&wanted).filter(|(shown, wanted)| shown != wanted);
    pairs.flat_map(|(shown, wanted)| ["shown  ", shown, "\nwanted ", wanted, "\n"]).collect()
}

/// A home with files to attach; in memory, where there is such a place: what a disk takes for a sync is not the program's.
fn home() -> TempDir {
    let memory = FilePath::new("/dev/shm");
    let home = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap();
    std::fs::create_dir_all(home.path().join("desk/dossier")).unwrap();
    for name in ["plan.pdf", "budget.pdf", "dossier/plan.pdf"] {
        std::fs::write(home.path().join("desk").join(name), name.repeat(100)).unwrap();
    }
    home
}

/// The thread that kills a program.
struct Killer {
    thread: JoinHandle<Instant>,
    _alive: Sender<()>,
}

impl Killer {
    fn of(pid: Pid, end: End, dir: &FilePath) -> Option<Self> {
        let (alive, over) = channel::<()>();
        let dir = dir.to_owned();
        let wait: Box<dyn FnOnce() + Send> = match end {
            End::Killed(life) => Box::new(move || assert_eq!(over.recv_timeout(life), Err(RecvTimeoutError::Timeout))),
            End::KilledWhileSaving(times, more) => Box::new(move || await_save(&dir, times, more)),
            End::Asked(_) | End::Closed => return None,
        };
        let thread = std::thread::spawn(move || {
            wait();
            let now = Instant::now();
            let _ = kill_process(pid, Signal::KILL); // it may have ended, and is not waited for yet
            now
        });
        Some(Self { thread, _alive: alive })
    }

    fn wait(self) -> Instant {
        self.thread.join().unwrap()
    }
}

/// Waits until files were made in a directory so many times, and that much longer; not for ever.
fn await_save(dir: &FilePath, times: u32, more: Duration) {
    let until = Instant::now() + Duration::from_millis(2 * LONGEST_LIFE);
    let watch = Watch::over([dir], WatchFlags::CREATE);
    let mut seen = 0;
    while seen < times && Instant::now() < until {
        seen += watch.wait(until);
    }
    let exactly = Instant::now() + more;
    while Instant::now() < exactly {
        std::hint::spin_loop();
    }
}
