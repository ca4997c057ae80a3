//! The loop: wait for keys, signals or the store; all that came goes to the program; what it asks for is done; then it is drawn once.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use signal_hook::consts::SIGHUP;

use super::beside::{self, Besides};
use super::hands::{Clock, Hands, Outside};
use super::input::{Decoder, Input};
use super::output::Output;
use super::tty::{ENTER, Tty};
use super::wait::{Wait, Woken};
use crate::app::{App, Effect, Msg, Redraw};
use crate::store::Lock;

/// What ended the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Its user.
    Quit,
    /// This signal; SIGHUP also stands for a terminal that went away.
    Signal(i32),
    /// A fault of its own. It was printed.
    Panic,
}

/// What the loop works with besides terminal and program.
pub struct Around<'a, 'b> {
    /// The data directory, the forms, the settings.
    pub outside: Outside,
    /// The lock on the open response, if one is.
    pub lock: Option<Lock>,
    /// Whether colours are used.
    pub colours: bool,
    /// What time it is.
    pub clock: Clock,
    /// What stands beside the program.
    pub besides: &'a mut Besides<'b>,
}

/// Runs the program on a terminal until it ends. Everything is saved then, as far as the disk allows, whatever ended it.
///
/// # Errors
/// The terminal cannot be waited for.
pub fn run(tty: &mut Tty, app: &mut App, around: Around) -> io::Result<Ended> {
    let Around { outside, lock, colours, clock, besides } = around;
    let mut wait = Wait::new(tty.input()?)?;
    let size = tty.size()?;
    let mut screen = Screen { output: Output::new(size.0, size.1, colours), unsent: Vec::new(), size, besides };
    let (width, height) = beside::left(screen.besides, size);
    let (effects, _) = app.update(Msg::Resize(width, height), clock.now());
    // first the screen, then what works behind it; were the terminal gone, the wait says so
    let _ = screen.draw(tty, app, Redraw::All, clock.now());
    let waker = wait.waker();
    let mut runner = Runner { hands: Hands::new(outside, lock, move || waker.wake()), screen, clock };
    let lived = catch_unwind(AssertUnwindSafe(|| live(&mut runner, app, tty, &mut wait, effects)));
    let ended = lived.unwrap_or(Ok(Ended::Panic));
    let Runner { mut hands, clock, .. } = runner;
    // a fault may show again: what was asked for before is written all the same
    let _ = catch_unwind(AssertUnwindSafe(|| {
        hands.leave();
        if !matches!(ended, Ok(Ended::Quit)) {
            hands.handle(app, Msg::Stop, clock.now());
        }
        hands.save_all(app, clock.now());
        // what was under way may lead to more, as a directory that was read to a file that is copied, and change what is to be saved
        while hands.is_busy() {
            hands.save_all(app, clock.now());
        }
        if app.is_unsaved() {
            hands.save_all(app, clock.now());
        }
    }));
    ended
}

/// The loop.
fn live(runner: &mut Runner, app: &mut App, tty: &mut Tty, wait: &mut Wait, effects: Vec<Effect>) -> io::Result<Ended> {
    let mut is_there = true;
    let mut redraw = runner.hands.run_all(app, effects, runner.clock.now());
    let mut decoder = Decoder::default();
    let mut heard = Instant::now();
    while is_there {
        redraw.add(runner.screen.has_changed_beside().into());
        // what is not drawn while the terminal takes nothing is drawn when it does
        if runner.screen.unsent.is_empty() && redraw != Redraw::No {
            is_there = runner.screen.draw(tty, app, std::mem::take(&mut redraw), runner.clock.now()).is_ok();
            continue;
        }
        let blocked = (!runner.screen.unsent.is_empty()).then(|| tty.output());
        let woken = wait.wait_or_write(runner.timeout(app, &decoder, heard), blocked)?;
        if woken.input {
            heard = Instant::now();
        }
        redraw.add(attend(runner, app, tty, wait, (&mut decoder, heard), woken)?);
        if runner.is_over() {
            return Ok(Ended::Quit);
        }
        if let Some(signal) = woken.stop {
            return Ok(Ended::Signal(signal));
        }
        is_there = !woken.hangup && (!woken.writable || runner.screen.send(tty).is_ok());
    }
    Ok(Ended::Signal(SIGHUP))
}

/// Gives the program all that came; what is to be drawn.
fn attend(
    runner: &mut Runner,
    app: &mut App,
    tty: &mut Tty,
    wait: &Wait,
    (decoder, heard): (&mut Decoder, Instant),
    woken: Woken,
) -> io::Result<Redraw> {
    let mut redraw = Redraw::No;
    let ends = woken.hangup || woken.stop.is_some();
    decoder.feed(wait.input());
    if ends {
        // nothing more will come: what did is taken, a paste as far as it came
        decoder.flush();
    } else if !woken.input {
        decoder.give_up(heard.elapsed());
    }
    while !runner.is_over()
        && let Some(input) = decoder.pop()
    {
        redraw.add(runner.input(
            app,
            match input {
                Input::Key(key) => Msg::Key(key),
                Input::Paste(text) => Msg::Paste(text),
                Input::NotUtf8 => Msg::NotUtf8,
            },
        ));
    }
    if woken.worker {
        redraw.add(runner.hands.take_done(app, runner.clock.now()));
        runner.screen.look_beside(app, runner.clock.now());
    }
    if ends || runner.is_over() {
        return Ok(redraw);
    }
    if woken.suspend {
        runner.hands.save_all(app, runner.clock.now());
        tty.suspend()?;
    }
    if woken.resumed {
        tty.resume()?;
    }
    if woken.suspend || woken.resumed {
        redraw.add(runner.handle(app, Msg::Resumed));
        // what was not taken belongs to a screen that is left
        runner.screen.unsent.clear();
        runner.screen.unsent.extend_from_slice(ENTER);
    }
    if woken.resized || woken.resumed {
        runner.screen.resize(tty.size()?);
        let (width, height) = beside::left(runner.screen.besides, runner.screen.size);
        redraw.add(runner.handle(app, Msg::Resize(width, height)));
    }
    redraw.add(runner.be_due(app));
    Ok(redraw)
}

/// The program's hands and its terminal.
struct Runner<'a, 'b> {
    hands: Hands,
    screen: Screen<'a, 'b>,
    clock: Clock,
}

impl Runner<'_, '_> {
    fn is_over(&self) -> bool {
        self.hands.ended || self.screen.besides.iter().any(|beside| beside.is_over())
    }

    /// How long to wait: for the rest of a key, of which the last bytes were heard then, for the next save, or for what stands beside.
    fn timeout(&self, app: &App, decoder: &Decoder, heard: Instant) -> Option<Duration> {
        let now = self.clock.now().as_millisecond();
        let due = self.screen.besides.iter().filter_map(|beside| beside.due()).chain(app.due()).min();
        let due = due.map(|due| Duration::from_millis(u64::try_from(due.as_millisecond().saturating_sub(now)).unwrap_or(0)));
        let rest = decoder.patience().map(|patience| patience.saturating_sub(heard.elapsed()));
        [due, rest].into_iter().flatten().min()
    }

    /// Gives the program a message; what is to be drawn.
    fn handle(&mut self, app: &mut App, msg: Msg) -> Redraw {
        let redraw = self.hands.handle(app, msg, self.clock.now());
        if std::mem::take(&mut self.hands.repaint) {
            self.screen.output.repaint();
        }
        self.screen.look_beside(app, self.clock.now());
        redraw
    }

    /// Gives the program what came from the person, as far as it is left for it.
    fn input(&mut self, app: &mut App, msg: Msg) -> Redraw {
        let passed = beside::pass(self.screen.besides, msg, app, self.clock.now());
        passed.map_or(Redraw::No, |msg| self.handle(app, msg))
    }

    /// Does what is due.
    fn be_due(&mut self, app: &mut App) -> Redraw {
        let mut redraw = Redraw::No;
        if app.due().is_some_and(|due| due <= self.clock.now()) {
            redraw.add(self.handle(app, Msg::Due));
        }
        for index in 0..self.screen.besides.len() {
            while !self.is_over()
                && self.screen.besides[index].due().is_some_and(|due| due <= self.clock.now())
                && let Some(msg) = self.screen.besides[index].give(app, self.clock.now())
            {
                redraw.add(self.handle(app, msg));
            }
        }
        redraw
    }
}

/// What the terminal shows: the program, and what stands beside it.
struct Screen<'a, 'b> {
    output: Output,
    /// What is drawn and the terminal did not take yet.
    unsent: Vec<u8>,
    /// The terminal's columns and rows.
    size: (u16, u16),
    besides: &'a mut Besides<'b>,
}

impl Screen<'_, '_> {
    /// What stands beside the program looks at what became of it.
    fn look_beside(&mut self, app: &App, now: Timestamp) {
        self.besides.iter_mut().for_each(|beside| beside.after(app, now));
    }

    /// Whether its rows are to be drawn anew.
    fn has_changed_beside(&mut self) -> bool {
        // each is asked
        self.besides.iter_mut().fold(false, |changed, beside| changed | beside.has_changed())
    }

    /// Draws that; what the terminal does not take waits.
    fn draw(&mut self, tty: &Tty, app: &App, redraw: Redraw, now: Timestamp) -> io::Result<()> {
        let mut frame = app.frame_of(redraw);
        beside::compose(self.besides, &mut frame, self.size);
        let bytes = self.output.show(&frame);
        for beside in &mut *self.besides {
            beside.drawn(self.size, bytes, now);
        }
        // in case the terminal is gone, what waits says so
        let sent = tty.write(bytes);
        self.unsent.extend_from_slice(&bytes[*sent.as_ref().unwrap_or(&bytes.len())..]);
        sent.map(drop)
    }

    /// Sends more of what waits.
    fn send(&mut self, tty: &Tty) -> io::Result<()> {
        let sent = tty.write(&self.unsent)?;
        self.unsent.drain(..sent);
        Ok(())
    }

    fn resize(&mut self, (width, height): (u16, u16)) {
        self.size = (width, height);
        self.output.resize(width, height);
    }
}
