//! A program on a real pseudo-terminal, with an emulator that keeps its screen.

#![allow(dead_code)] // no test has use of all of it

use std::fs::File;
use std::os::fd::OwnedFd;
use std::os::unix::fs::OpenOptionsExt;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, Signal, kill_process, pidfd_open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Action, LocalModes, Winsize, tcflow, tcgetattr, tcsetwinsize};

/// A program that does not do what is waited for within that hangs.
const PATIENCE: Duration = Duration::from_secs(20);

/// What came of waiting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Came {
    /// It is so.
    Yes,
    /// It never was.
    Never,
    /// The program has left the terminal.
    Gone,
}

/// A running program and its screen.
pub struct Pty {
    master: Option<OwnedFd>,
    child: Child,
    screen: vt100::Parser,
}

impl Pty {
    /// Starts it on a screen of that many columns and rows, the leader of a session of its own.
    pub fn start(program: &Command, (cols, rows): (u16, u16)) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
        rustix::io::ioctl_fionbio(&master, true).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        tcsetwinsize(&master, Winsize { ws_col: cols, ws_row: rows, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
        let slave = slave(&master);
        let mut command = Command::new("setsid");
        command.arg("--ctty").arg(program.get_program()).args(program.get_args()).env_clear();
        command.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
        if let Some(dir) = program.get_current_dir() {
            command.current_dir(dir);
        }
        command.stdin(slave.try_clone().unwrap()).stdout(slave.try_clone().unwrap()).stderr(slave);
        let child = command.spawn().expect("setsid starts programs on terminals");
        let screen = vt100::Parser::new(rows.try_into().unwrap(), cols.try_into().unwrap(), 0);
        Self { master: Some(master), child, screen }
    }

    /// Its process.
    pub fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Sends it keys; whoever is gone gets none.
    pub fn types(&mut self, mut bytes: &[u8]) {
        let start = Instant::now();
        while let Some(master) = &self.master
            && !bytes.is_empty()
        {
            match rustix::io::write(master, bytes) {
                Ok(written) => bytes = &bytes[written..],
                Err(Errno::AGAIN | Errno::INTR) => drop(self.watch(Duration::from_millis(1))),
                Err(_) => return,
            }
            assert!(start.elapsed() < PATIENCE, "the program takes no keys");
        }
    }

    /// Takes what it draws for that long; whether it still has the terminal.
    pub fn watch(&mut self, time: Duration) -> bool {
        let until = Instant::now() + time;
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            if !self.take(left) {
                return false;
            }
        }
        self.take(Duration::ZERO)
    }

    /// Waits until the screen is so.
    pub fn wait_for(&mut self, mut is_so: impl FnMut(&[String]) -> bool) -> Came {
        let start = Instant::now();
        while !is_so(&self.rows()) {
            if start.elapsed() > PATIENCE {
                return Came::Never;
            }
            if !self.take(PATIENCE.saturating_sub(start.elapsed())) {
                return Came::Gone;
            }
        }
        Came::Yes
    }

    /// Waits until the screen says this, over line ends or not.
    pub fn shows(&mut self, text: &str) -> &mut Self {
        let came = self.wait_for(|rows| prose(rows).contains(text));
        assert_eq!(came, Came::Yes, "« {text} » in\n{}", self.rows().join("\n"));
        self
    }

    /// Takes what it draws, once there is something; whether it still has the terminal.
    fn take(&mut self, patience: Duration) -> bool {
        let Some(master) = &self.master else { return false };
        let time = Timespec::try_from(patience).unwrap();
        let _ = poll(&mut [PollFd::new(master, PollFlags::IN)], Some(&time));
        let mut bytes = [0; 16 << 10];
        match rustix::io::read(master, &mut bytes) {
            Ok(0) => false,
            Ok(count) => {
                self.screen.process(&bytes[..count]);
                true
            }
            Err(error) => matches!(error, Errno::AGAIN | Errno::INTR),
        }
    }

    /// The rows of the screen, without spaces at their ends.
    pub fn rows(&self) -> Vec<String> {
        let (_, cols) = self.screen.screen().size();
        self.screen.screen().rows(0, cols.get()).map(|row| row.trim_end().to_owned()).collect()
    }

    /// Whether the terminal gives single keys, unechoed.
    pub fn is_raw(&self) -> bool {
        let master = self.master.as_ref().expect("the terminal is there");
        !tcgetattr(master).unwrap().local_modes.contains(LocalModes::ICANON)
    }

    /// Whether it shows its other screen.
    pub fn is_alternate(&self) -> bool {
        self.screen.screen().alternate_screen()
    }

    /// The terminal takes nothing more, like a line that hangs, or some again.
    pub fn takes(&self, some: bool) {
        let master = self.master.as_ref().expect("the terminal is there");
        tcflow(slave(master), if some { Action::OOn } else { Action::OOff }).unwrap();
    }

    /// The terminal goes away.
    pub fn close(&mut self) {
        self.master = None;
    }

    /// Takes what it draws until it leaves the terminal, and waits for its end; its exit code.
    pub fn end(&mut self) -> i32 {
        use std::os::unix::process::ExitStatusExt;
        if self.wait_for(|_| false) == Came::Never {
            self.give_up();
        }
        self.await_end();
        let status = self.child.wait().unwrap();
        status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or_default())
    }

    /// Waits for its end without reading from its terminal, and without asking for its exit code, so that the system still knows it.
    pub fn await_end(&mut self) {
        let process = pidfd_open(self.pid(), PidfdFlags::empty()).unwrap();
        let until = Instant::now() + PATIENCE;
        loop {
            let left = Timespec::try_from(until.saturating_duration_since(Instant::now())).unwrap();
            match poll(&mut [PollFd::new(&process, PollFlags::IN)], Some(&left)) {
                Ok(0) => self.give_up(),
                Ok(_) => return,
                Err(error) => assert_eq!(error, Errno::INTR),
            }
        }
    }

    fn give_up(&mut self) -> ! {
        let _ = kill_process(self.pid(), Signal::KILL); // it may end just now
        panic!("the program does not end:\n{}", self.rows().join("\n"));
    }
}

/// Rows as running text, with plain spaces, one at a time.
pub fn prose(rows: &[String]) -> String {
    rows.iter().flat_map(|row| row.split_whitespace()).collect::<Vec<_>>().join(" ")
}

/// The program's side of a terminal.
fn slave(master: &OwnedFd) -> File {
    let name = ptsname(master, Vec::new()).unwrap().into_string().unwrap();
    File::options().read(true).write(true).custom_flags(OFlags::NOCTTY.bits().cast_signed()).open(name).unwrap()
}
