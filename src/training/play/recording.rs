//! A script played without a terminal, into a recording: in a time of its own, so that the same script gives the same recording.

use std::rc::Rc;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent};
use jiff::Timestamp;
use ratatui::text::Line;

use super::super::foot;
use super::super::script::Script;
use super::super::stage::Stage;
use super::super::take::{Event, Moment, Screen, Still, Take};
use super::{Failure, Next, Player};
use crate::app::Msg;
use crate::l10n::Message;
use crate::terminal::output::Output;
use crate::ui::clean::clean;
use crate::ui::frame::Frame;
use crate::ui::wrap::{lines, width};

/// How long the end stays on the screen.
const END: Duration = Duration::from_secs(2);
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
    if foot == 0 || left.0 < foot::SMALLEST.0 {
        let message = Message::new("play-too-small").with("columns", usize::from(size.0)).with("rows", usize::from(size.1));
        return Err(Failure { line: 0, message, screen: String::new() });
    }
    let stage = open(&script.head.command, begins, left)?;
    let take = Take { title: script.head.title.clone(), size, foot, date: begins.as_second(), ..Take::default() };
    let shown = Screen { size, ..Screen::default() };
    let output = Output::new(size.0, size.1, true);
    let mut recorder = Recorder { take, stage, prompt: None, shown, output, at: Duration::ZERO };
    let mut player = Player::new(script.clone(), begins);
    recorder.draw(&player);
    loop {
        let next = player.next(recorder.stage.app(), recorder.stage.now())?;
        recorder.note(&mut player);
        match next {
            Next::Over => break,
            Next::Later => recorder.draw(&player),
            Next::Send(msg) => {
                recorder.send(msg, &player, open)?;
                recorder.draw(&player);
            }
        }
        recorder.wait_until(player.due(), &player);
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
    /// The ordinary screen, once the program has ended.
    prompt: Option<Prompt>,
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

    /// Gives the program a key, or the prompt after it, which starts it again.
    fn send(&mut self, msg: Msg, player: &Player, open: &mut Open) -> Result<(), Failure> {
        let Some(prompt) = &mut self.prompt else {
            self.stage.send(msg);
            if self.stage.has_ended() {
                let farewell = self.stage.app().farewell().unwrap_or_default();
                self.prompt = Some(Prompt { farewell, typed: String::new() });
            }
            return Ok(());
        };
        let failure = |message: Message, screen: String| Failure { line: player.line(), message, screen };
        match msg {
            Msg::Key(KeyEvent { code: KeyCode::Char(c), .. }) => prompt.typed.push(c),
            Msg::Key(KeyEvent { code: KeyCode::Backspace, .. }) => drop(prompt.typed.pop()),
            Msg::Key(KeyEvent { code: KeyCode::Enter, .. }) => {
                let words = Script::command(&prompt.typed).map_err(|message| failure(message, String::new()))?;
                // the lock on the response goes with the program that has it
                self.stage.let_go();
                self.stage = open(&words, self.stage.now(), self.own_size())?;
                self.prompt = None;
            }
            _ => return Err(failure(Message::new("play-ended"), self.shown.text())),
        }
        Ok(())
    }

    /// What is the program's of the terminal.
    fn own_size(&self) -> (u16, u16) {
        (self.take.size.0, self.take.size.1 - self.take.foot)
    }

    /// Notes what is to be seen now.
    fn draw(&mut self, player: &Player) {
        if player.hidden {
            return;
        }
        let mut frame = match &self.prompt {
            Some(prompt) => prompt.frame(self.own_size()),
            None => self.stage.app().frame(),
        };
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
}

/// The ordinary screen after the program: what it said when it ended, and what is typed there.
struct Prompt {
    farewell: String,
    typed: String,
}

impl Prompt {
    fn frame(&self, (columns, rows): (u16, u16)) -> Frame<'static> {
        let mut frame = Frame::new(columns, rows);
        let mut text = clean(&self.farewell).into_owned();
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(PROMPT);
        text.push_str(&clean(&self.typed));
        let told = lines(&text, usize::from(columns));
        for (y, line) in (0..rows).zip(&told) {
            frame.put(0, y, columns, Line::raw((*line).to_owned()));
            // a space typed last hangs past the end of what is told
            let end = if line.len() == PROMPT.trim_end().len() { PROMPT.len() } else { width(line) };
            frame.cursor = Some((u16::try_from(end).unwrap_or(0).min(columns - 1), y));
        }
        frame
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
