//! A script played without a terminal, into a recording: in a time of its own, so that the same script gives the same recording.

use std::rc::Rc;
use std::time::Duration;

use jiff::Timestamp;
use ratatui::text::Line;

use super::super::foot;
use super::super::script::Script;
use super::super::stage::Stage;
use super::super::take::{Event, Moment, Screen, Still, Take};
use super::{Failure, Next, Player};
use crate::l10n::Message;
use crate::terminal::output::Output;
use crate::ui::clean::clean;
use crate::ui::frame::Frame;
use crate::ui::wrap::{lines, width};

/// How long the end stays on the screen.
const END: Duration = Duration::from_secs(2);
/// How long the ordinary screen stands before something is typed there.
const BREATH: Duration = Duration::from_millis(400);
/// The shortest time that goes by where something is due.
const STEP: Duration = Duration::from_millis(1);
/// The prompt of the ordinary screen between two starts of the program.
const PROMPT: &str = "$ ";

/// Starts the program with these words after `recueil`, at that moment, on a terminal of which so many columns and rows are its own.
pub type Open<'a> = dyn FnMut(&[String], Timestamp, (u16, u16)) -> Result<Stage, Failure> + 'a;

/// Plays a script into a recording of that many columns and rows.
///
/// # Errors
/// The program cannot be started; the terminal is too small for it; something that the script waits for did not come, or what it says does not hold.
pub fn record(script: &Rc<Script>, size: (u16, u16), begins: Timestamp, open: &mut Open) -> Result<Take, Failure> {
    let foot = foot::rows(size);
    let left = (size.0, size.1.saturating_sub(foot));
    if left.0 < foot::SMALLEST.0 || left.1 < foot::SMALLEST.1 {
        let message = Message::new("play-too-small").with("columns", usize::from(size.0)).with("rows", usize::from(size.1));
        return Err(Failure { line: 0, message, screen: String::new() });
    }
    let stage = open(&script.head.command, begins, left)?;
    let take = Take { title: script.head.title.clone(), size, foot, date: begins.as_second(), ..Take::default() };
    let shown = Screen { size, ..Screen::default() };
    let mut recorder = Recorder { take, stage, shown, output: Output::new(size.0, size.1, true), at: Duration::ZERO };
    let mut player = Player::new(script.clone(), begins);
    recorder.draw(&player);
    loop {
        let next = player.next(recorder.stage.app(), recorder.stage.now())?;
        recorder.note(&mut player);
        match next {
            Next::Over => break,
            Next::Later => recorder.draw(&player),
            Next::Send(msg) => {
                recorder.stage.send(msg);
                recorder.draw(&player);
            }
        }
        recorder.wait_until(player.due(), &player);
        if recorder.stage.has_ended() {
            recorder.start_again(&mut player, open)?;
        }
    }
    recorder.draw(&player);
    recorder.wait_until(recorder.stage.now() + END, &player);
    recorder.take.length = recorder.at;
    Ok(recorder.take)
}

/// A recording being made.
struct Recorder {
    take: Take,
    stage: Stage,
    /// What the recording shows now.
    shown: Screen,
    output: Output,
    /// How long it is by now.
    at: Duration,
}

impl Recorder {
    /// Notes what happened in the script.
    fn note(&mut self, player: &mut Player) {
        let at = self.at;
        self.take.moments.extend(player.take_events().into_iter().map(|what| Moment { at, what }));
        self.take.stills.extend(player.take_stills().into_iter().map(|(file, screen)| Still { file, at, screen }));
    }

    /// Notes what is to be seen now.
    fn draw(&mut self, player: &Player) {
        if player.hidden {
            return;
        }
        let mut frame = self.stage.app().frame();
        let top = frame.height;
        frame.grow(self.take.foot);
        player.foot.compose(&mut frame, top);
        show(&mut self.take, &mut self.shown, &mut self.output, self.at, &frame);
    }

    /// Lets time go by until then, and notes what is to be seen of it.
    fn wait_until(&mut self, until: Timestamp, player: &Player) {
        while let Some(due) = self.stage.app().due().filter(|due| *due < until && !self.stage.has_ended()) {
            let now = self.stage.now();
            self.wait(between(now, due.max(now + STEP)), player);
        }
        let left = between(self.stage.now(), until);
        self.wait(left, player);
    }

    fn wait(&mut self, time: Duration, player: &Player) {
        self.stage.wait(time);
        if !player.hidden {
            self.at += time;
        }
        self.draw(player);
    }

    /// The program has ended: the script starts it again, or is over.
    fn start_again(&mut self, player: &mut Player, open: &mut Open) -> Result<(), Failure> {
        let line = player.line();
        let Some(command) = player.again() else {
            if player.is_over() {
                return Ok(());
            }
            return Err(Failure { line, message: Message::new("play-ended"), screen: self.shown.text() });
        };
        let words = Script::command(&command).map_err(|message| Failure { line, message, screen: String::new() })?;
        let farewell = self.stage.app().farewell().unwrap_or_default();
        let typing = player.typing();
        self.prompt(&farewell, "", BREATH, player);
        for end in command.char_indices().map(|(at, c)| at + c.len_utf8()) {
            self.prompt(&farewell, &command[..end], typing, player);
        }
        let (now, size) = (self.stage.now(), (self.take.size.0, self.take.size.1 - self.take.foot));
        self.stage.let_go();
        self.stage = open(&words, now, size)?;
        self.draw(player);
        Ok(())
    }

    /// The ordinary screen after the program, with what is typed there.
    fn prompt(&mut self, farewell: &str, typed: &str, time: Duration, player: &Player) {
        if player.hidden {
            return;
        }
        let (columns, rows) = self.take.size;
        let mut frame = Frame::new(columns, rows - self.take.foot);
        let farewell = clean(farewell);
        let told = lines(&farewell, usize::from(columns));
        let mut y = 0;
        for line in told.iter().filter(|line| !line.is_empty()) {
            frame.put(0, y, columns, Line::raw(*line));
            y += 1;
        }
        let typed = clean(typed);
        let end = u16::try_from(PROMPT.len() + width(&typed)).unwrap_or(0);
        frame.put(0, y, columns, Line::raw(format!("{PROMPT}{typed}")));
        frame.cursor = Some((end.min(columns - 1), y));
        let top = frame.height;
        frame.grow(self.take.foot);
        player.foot.compose(&mut frame, top);
        show(&mut self.take, &mut self.shown, &mut self.output, self.at, &frame);
        self.at += time;
    }
}

/// Notes what a frame shows that was not shown before.
fn show(take: &mut Take, shown: &mut Screen, output: &mut Output, at: Duration, frame: &Frame) {
    let screen = Screen::of(frame);
    let rows = screen.changes(shown);
    let cursor = screen.cursor;
    if rows.is_empty() && cursor == shown.cursor && !take.moments.is_empty() {
        return;
    }
    let bytes = output.show(frame).to_vec();
    *shown = screen;
    take.moments.push(Moment { at, what: Event::Drawn { rows, cursor, bytes } });
}

/// How long it is from one moment to another; nothing if that is before.
fn between(from: Timestamp, to: Timestamp) -> Duration {
    Duration::try_from(to.duration_since(from)).unwrap_or_default()
}
