//! Entering the terminal and giving it back: raw mode, the alternate screen, bracketed paste; whatever ends the program.
//!
//! Nothing is asked of the terminal: its size comes from the kernel.

use std::ffi::OsStr;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ThreadId};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::stdio::{stdin, stdout};
use rustix::termios::{OptionalActions, isatty, tcgetattr, tcgetwinsize, tcsetattr};

/// The alternate screen, then bracketed paste.
pub const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h";
/// The end of a drawing that was cut short; bracketed paste, margins, attributes; the screen is cleared for consoles that have no other one; the cursor
/// shown, then the ordinary screen.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[?2004l\x1b[r\x1b[m\x1b[H\x1b[J\x1b[?25h\x1b[?1049l";
/// How long a terminal that takes nothing is waited for on entering and leaving.
const PATIENCE: Timespec = Timespec { tv_sec: 0, tv_nsec: 300_000_000 };
/// The size if the kernel does not know it, as on a serial line.
const USUAL: (u16, u16) = (80, 24);

/// Columns and rows of the terminal that standard output is, from the kernel.
///
/// # Errors
/// It is none, or went away.
pub fn size() -> io::Result<(u16, u16)> {
    let size = tcgetwinsize(stdout())?;
    Ok(match (size.ws_col, size.ws_row) {
        (0, _) | (_, 0) => USUAL,
        size => size,
    })
}

/// Why a screen cannot be shown.
#[derive(Debug)]
pub enum EnterError {
    /// Standard input or output is not a terminal.
    NotATerminal,
    /// `TERM` says that the terminal can do nothing.
    Dumb,
    /// The system refused.
    Io(io::Error),
}

impl From<io::Error> for EnterError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The terminal of standard input and output, entered. Dropping it gives it back, and so does a panic of the thread that entered,
/// before it is printed.
#[derive(Debug)]
pub struct Tty {
    entered: Arc<AtomicBool>,
    /// Standard output, opened anew so that writing never waits; standard output itself, which others share, where the system refuses that.
    output: Option<OwnedFd>,
}

impl Tty {
    /// Enters the terminal that standard input and output are; `term` is the value of `TERM`.
    ///
    /// # Errors
    /// [`EnterError`]; the terminal is then as it was.
    pub fn enter(term: Option<&OsStr>) -> Result<Self, EnterError> {
        if !isatty(stdin()) || !isatty(stdout()) {
            return Err(EnterError::NotATerminal);
        }
        if term.is_some_and(|term| term == "dumb") {
            return Err(EnterError::Dumb);
        }
        let mut tty = Self { entered: Arc::new(AtomicBool::new(false)), output: unblocked().ok() };
        tty.give_back_on_panic(thread::current().id());
        tty.resume()?;
        write_all(tty.output(), ENTER)?;
        Ok(tty)
    }

    /// Columns and rows, from the kernel.
    ///
    /// # Errors
    /// The terminal went away.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        size()
    }

    /// A descriptor of its own to read keys from, for [`Wait::new`](super::wait::Wait::new).
    ///
    /// # Errors
    /// No descriptor is left.
    pub fn input(&self) -> io::Result<OwnedFd> {
        Ok(rustix::io::fcntl_dupfd_cloexec(stdin(), 0)?)
    }

    /// Where it is written to.
    #[must_use]
    pub fn output(&self) -> BorrowedFd<'_> {
        self.output.as_ref().map_or(stdout(), AsFd::as_fd)
    }

    /// Writes of that what the terminal takes now; how much.
    ///
    /// # Errors
    /// The terminal went away.
    pub fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match rustix::io::write(self.output(), bytes) {
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return Ok(0),
                written => return Ok(written?),
            }
        }
    }

    /// Writes a line on the ordinary screen, if the terminal takes it.
    pub fn say(&self, line: &str) {
        let _ = write_all(self.output(), format!("{line}\n").as_bytes()); // nobody may be there to read it
    }

    /// Gives the terminal back: the ordinary screen and modes. Does nothing if that is done.
    ///
    /// # Errors
    /// The terminal went away.
    pub fn leave(&mut self) -> io::Result<()> {
        give_back(&self.entered, self.output())
    }

    /// Sets the modes again, after [`leave`](Self::leave) or when somebody may have changed them (SIGCONT); [`ENTER`] and all of the screen have to
    /// be sent then.
    ///
    /// # Errors
    /// The terminal went away.
    pub fn resume(&mut self) -> io::Result<()> {
        if self.entered.load(Ordering::SeqCst) {
            // crossterm takes the mode for raw already, and leaving it in between could lose keys.
            let mut modes = tcgetattr(stdin())?;
            modes.make_raw();
            tcsetattr(stdin(), OptionalActions::Now, &modes)?;
        } else {
            enable_raw_mode()?;
            self.entered.store(true, Ordering::SeqCst);
        }
        Ok(())
    }

    /// Stops the process as SIGTSTP would have, even where the terminal takes nothing; returns when it goes on, as [`resume`](Self::resume).
    ///
    /// # Errors
    /// The terminal went away.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.leave().or_else(|error| if error.kind() == io::ErrorKind::TimedOut { Ok(()) } else { Err(error) })?;
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        self.resume()
    }

    /// A panic is printed on the ordinary screen. One in another thread, which does not end the program, keeps the screen and is not
    /// printed over it: whoever started the thread gets it from its handle.
    fn give_back_on_panic(&self, owner: ThreadId) {
        let entered = Arc::clone(&self.entered);
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !entered.load(Ordering::SeqCst) {
                before(info);
            } else if thread::current().id() == owner {
                // If the terminal went away there is nothing to give back.
                let _ = give_back(&entered, unblocked().as_ref().map_or(stdout(), AsFd::as_fd));
                before(info);
            }
        }));
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        // If the terminal went away there is nothing to give back.
        let _ = self.leave();
    }
}

/// Standard output opened anew, without the waiting.
fn unblocked() -> io::Result<OwnedFd> {
    let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(rustix::fs::open("/proc/self/fd/1", flags, Mode::empty())?)
}

fn give_back(entered: &AtomicBool, output: BorrowedFd) -> io::Result<()> {
    if entered.swap(false, Ordering::SeqCst) {
        let written = write_all(output, LEAVE);
        disable_raw_mode()?;
        written?;
    }
    Ok(())
}

/// Writes all of that, unless the terminal takes nothing for a while.
fn write_all(output: BorrowedFd, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(output, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => match poll(&mut [PollFd::from_borrowed_fd(output, PollFlags::OUT)], Some(&PATIENCE)) {
                Ok(0) => return Err(io::ErrorKind::TimedOut.into()),
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            },
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
