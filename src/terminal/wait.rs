//! The one wait of the program: for keys, signals and workers together, in one `poll`. Idle, nothing wakes up.

use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustix::buffer::spare_capacity;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

/// How much is read at once.
const PIECE: usize = 64 << 10;
/// How much is read in one round at most: the rest comes in the next.
const ROUND: usize = 4 << 20;
/// A read of less than that took all there was.
const FEW: usize = 256;

/// What ended a wait; several at once may be true, none if the time was up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, any of which may hold")]
pub struct Woken {
    /// Bytes came: they are in [`Wait::input`].
    pub input: bool,
    /// The terminal went away: nothing will come from it any more. Told once; what came before it is in [`Wait::input`].
    pub hangup: bool,
    /// A signal asks to end: SIGTERM, SIGHUP or SIGINT, by number.
    pub stop: Option<i32>,
    /// The terminal may have another size.
    pub resized: bool,
    /// The process was stopped and goes on: modes and screen may be anything. A terminal that goes away says so too, along with `stop`.
    pub resumed: bool,
    /// SIGTSTP asks to stop: [`Tty::suspend`](super::tty::Tty::suspend).
    pub suspend: bool,
    /// A worker called its [`Waker`].
    pub worker: bool,
    /// The terminal takes more.
    pub writable: bool,
}

impl Woken {
    /// Whether nothing came.
    #[must_use]
    pub fn time_is_up(self) -> bool {
        self == Self::default()
    }
}

/// Ends the wait of the thread that has the terminal, from another thread.
#[derive(Clone, Debug)]
pub struct Waker {
    /// Whether it was called since the last wait that told so.
    called: Arc<AtomicBool>,
    /// Where the signals write, too: each thing more to look at costs every key.
    socket: Arc<UnixStream>,
}

impl Waker {
    /// Wakes it, now or when it next waits; several calls may count as one.
    pub fn wake(&self) {
        if !self.called.swap(true, Ordering::SeqCst) {
            let _ = (&*self.socket).write_all(&[1]); // closed: nobody waits any more
        }
    }
}

/// What is waited for. From its creation on the signals no longer end the process.
#[derive(Debug)]
pub struct Wait {
    terminal: OwnedFd,
    gone: bool,
    signals: SignalDelivery<UnixStream, SignalOnly>,
    waker: Waker,
    input: Vec<u8>,
}

impl Wait {
    /// Waits for what comes from `terminal` ([`Tty::input`](super::tty::Tty::input)), signals and workers.
    ///
    /// # Errors
    /// The system has no descriptors left, or refuses a signal handler.
    pub fn new(terminal: OwnedFd) -> io::Result<Self> {
        let (read, write) = UnixStream::pair()?;
        let waker = Waker { called: Arc::default(), socket: Arc::new(write.try_clone()?) };
        let signals = SignalDelivery::with_pipe(read, write, SignalOnly, [SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGCONT, SIGTSTP])?;
        Ok(Self { terminal, gone: false, signals, waker, input: Vec::new() })
    }

    /// For worker threads.
    #[must_use]
    pub fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// What came from the terminal during the last wait.
    #[must_use]
    pub fn input(&self) -> &[u8] {
        &self.input
    }

    /// Waits until something comes or the time is up; without a time, for as long as it takes.
    ///
    /// # Errors
    /// `poll` fails, which it does not on a sane system.
    pub fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Woken> {
        self.wait_or_write(timeout, None)
    }

    /// The same, or until a terminal that took no more takes some again.
    ///
    /// # Errors
    /// As [`wait`](Self::wait).
    pub fn wait_or_write(&mut self, timeout: Option<Duration>, blocked: Option<BorrowedFd>) -> io::Result<Woken> {
        self.input.clear();
        self.input.shrink_to(PIECE);
        let until = timeout.map(|timeout| Instant::now() + timeout);
        let mut woken = Woken::default();
        let [called, terminal, writable] = self.poll(until, blocked)?;
        woken.writable = writable;
        if called {
            // the socket is emptied first: whoever calls later wakes the next wait
            self.take_signals(&mut woken);
            woken.worker = self.waker.called.swap(false, Ordering::SeqCst);
        }
        if terminal {
            self.read(&mut woken);
        }
        Ok(woken)
    }

    /// Which of signals and workers, terminal and what could not be written to have something.
    fn poll(&self, until: Option<Instant>, blocked: Option<BorrowedFd>) -> io::Result<[bool; 3]> {
        let nothing = PollFlags::empty();
        let mut watched = [
            PollFd::new(self.signals.get_read(), PollFlags::IN),
            PollFd::new(&self.terminal, PollFlags::IN),
            PollFd::from_borrowed_fd(blocked.unwrap_or(self.terminal.as_fd()), if blocked.is_some() { PollFlags::OUT } else { nothing }),
        ];
        // A terminal that went away is ready for ever.
        let count = if self.gone { 1 } else { 2 + usize::from(blocked.is_some()) };
        let watched = &mut watched[..count];
        loop {
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            match poll(watched, left.and_then(|left| Timespec::try_from(left).ok()).as_ref()) {
                Ok(_) => break,
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let ready = |n: usize| watched.get(n).is_some_and(|fd| !fd.revents().is_empty());
        Ok([0, 1, 2].map(ready))
    }

    fn take_signals(&mut self, woken: &mut Woken) {
        for signal in self.signals.pending() {
            match signal {
                SIGWINCH => woken.resized = true,
                SIGCONT => woken.resumed = true,
                SIGTSTP => woken.suspend = true,
                signal => woken.stop = Some(signal),
            }
        }
    }

    /// Reads all there is, up to [`ROUND`].
    fn read(&mut self, woken: &mut Woken) {
        while self.input.len() < ROUND {
            self.input.reserve(PIECE);
            match rustix::io::read(&self.terminal, spare_capacity(&mut self.input)) {
                Ok(0) => {
                    self.gone = true;
                    break;
                }
                Ok(count) if count < FEW => break,
                Ok(_) => {}
                Err(Errno::INTR) => continue,
                Err(Errno::AGAIN) => break,
                Err(_) => {
                    self.gone = true;
                    break;
                }
            }
            // The terminal may be blocking: read again only if there is more.
            let mut more = [PollFd::from_borrowed_fd(self.terminal.as_fd(), PollFlags::IN)];
            if !matches!(poll(&mut more, Some(&Timespec::default())), Ok(1..)) {
                break;
            }
        }
        woken.input = !self.input.is_empty();
        woken.hangup = self.gone;
    }
}

#[cfg(test)]
mod tests {
    use rustix::pipe::{PipeFlags, pipe_with};

    use super::*;

    /// A wait on a pipe instead of a terminal, and the end to write to.
    fn piped() -> (Wait, OwnedFd) {
        let (read, write) = pipe_with(PipeFlags::CLOEXEC).unwrap();
        (Wait::new(read).unwrap(), write)
    }

    #[test]
    fn all_that_came_is_given_at_once() {
        let (mut wait, write) = piped();
        rustix::io::write(&write, b"abc").unwrap();
        rustix::io::write(&write, &[b'x'; 10_000]).unwrap();
        let woken = wait.wait(None).unwrap();
        assert!(woken.input && !woken.hangup);
        assert_eq!(wait.input().len(), 10_003);
        assert_eq!(wait.wait(Some(Duration::ZERO)).unwrap(), Woken::default());
        assert_eq!(wait.input(), b"");
    }

    #[test]
    fn the_end_of_the_terminal_is_told_once_and_after_what_came_before() {
        let (mut wait, write) = piped();
        rustix::io::write(&write, &[b'x'; 300]).unwrap();
        drop(write);
        let woken = wait.wait(None).unwrap();
        assert!(woken.input && woken.hangup);
        assert_eq!(wait.input().len(), 300);
        // It is not waited for any more: the time passes, which it would not with a descriptor that is ready for ever.
        assert_eq!(wait.wait(Some(Duration::from_millis(1))).unwrap(), Woken::default());
    }

    #[test]
    fn a_worker_ends_the_wait() {
        let (mut wait, _write) = piped();
        let waker = wait.waker();
        let thread = std::thread::spawn(move || (0..1000).for_each(|_| waker.wake()));
        assert_eq!(wait.wait(None).unwrap(), Woken { worker: true, ..Woken::default() });
        thread.join().unwrap();
        wait.wait(Some(Duration::ZERO)).unwrap();
        assert_eq!(wait.wait(Some(Duration::ZERO)).unwrap(), Woken::default());
    }

    #[test]
    fn a_worker_that_was_told_of_ends_the_next_wait_when_it_calls_again() {
        let (mut wait, _write) = piped();
        for _ in 0..3 {
            wait.waker().wake();
            assert_eq!(wait.wait(Some(Duration::ZERO)).unwrap(), Woken { worker: true, ..Woken::default() });
        }
    }
}
