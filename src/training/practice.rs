//! A lesson done by a trainee in the real program: the foot says what to do, the program sees when it is done, and helps.
//!
//! The steps are those of the script: from one caption to the next, done when what the script says must hold there does. What the script itself would
//! do in a step is what help tells, or does.

mod back;
pub mod steps;

use std::rc::Rc;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::{SignedDuration, Timestamp};

use super::foot::{self, Foot};
use super::goal::holds;
use super::play::{Next, Player};
use super::script::Script;
use crate::app::{App, Msg};
use crate::l10n::{Message, Texts};
use crate::terminal::beside::Beside;
use crate::ui::frame::Frame;
use back::WayBack;
use steps::{Step, steps};

/// After that time without a step done, help is offered.
const STUCK: Duration = Duration::from_secs(30);
/// How long a moment of the script is where a step is shown, against what it says.
const SHOWN: f64 = 0.4;
/// So long nothing is pressed before a step counts as done: who is still typing is not interrupted.
const CALM: Duration = Duration::from_millis(800);
/// So long a step is shown that was done before it was asked for.
const AHEAD: Duration = Duration::from_secs(3);
/// How long it is shown that a step is done.
const DONE: Duration = Duration::from_millis(1200);

/// How a step was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By the trainee.
    Alone,
    /// By the trainee, who was told the keys, or by the program, which showed it.
    Helped,
    /// By the program: the trainee wanted to go on.
    Skipped,
}

/// A step that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// What was to do.
    pub caption: String,
    /// How it was done.
    pub how: How,
    /// In what time.
    pub time: Duration,
}

/// What the practice is at.
#[derive(Debug)]
enum At {
    /// The trainee does the step.
    Doing,
    /// What to do about it is asked.
    Asking,
    /// The program goes back to where the step began, to show it.
    Back(Box<WayBack>),
    /// The program shows it.
    Showing,
    /// It is done since then.
    Done(Timestamp),
    /// All is done.
    Over,
}

/// How it goes with a step.
#[derive(Debug)]
struct Attempt {
    /// How it is done so far.
    how: How,
    /// When it began.
    since: Timestamp,
    /// Where the program stood then; nothing before it was seen.
    start: Option<back::Start>,
    /// Whether the trainee has pressed a key in it.
    touched: bool,
    /// Whether its keys are told.
    told: bool,
    /// Whether help was offered because it takes long.
    offered: bool,
    /// Since when all that must hold does.
    met: Option<Timestamp>,
}

impl Attempt {
    fn new(since: Timestamp) -> Self {
        Self { how: How::Alone, since, start: None, touched: false, told: false, offered: false, met: None }
    }
}

/// A lesson being done.
#[derive(Debug)]
pub struct Practice {
    player: Player,
    steps: Vec<Step>,
    /// The step, by its place.
    step: usize,
    at: At,
    attempt: Attempt,
    done: Vec<Done>,
    quit: bool,
    foot: Foot,
    texts: Rc<Texts>,
    changed: bool,
}

impl Practice {
    /// A lesson, from its beginning.
    #[must_use]
    pub fn new(script: Rc<Script>, texts: Rc<Texts>, now: Timestamp) -> Self {
        let steps = steps(&script);
        let mut practice = Self {
            player: Player::new(script, now),
            steps,
            step: 0,
            at: At::Doing,
            attempt: Attempt::new(now),
            done: Vec::new(),
            quit: false,
            foot: Foot::default(),
            texts,
            changed: true,
        };
        if practice.steps.first().is_some_and(|step| step.caption.is_empty()) {
            // before anything is asked
            practice.player.go_to(0, practice.steps[0].lines.end, now);
            practice.player.skipping(true);
            practice.at = At::Showing;
        }
        practice.say();
        practice
    }

    /// The steps that were done.
    #[must_use]
    pub fn done(&self) -> &[Done] {
        &self.done
    }

    /// How many steps there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.steps.iter().filter(|step| step.is_task()).count()
    }

    /// The program ended: the command that starts it again, if that is what the step says. Else the trainee left the exercise.
    pub fn restart(&mut self) -> Option<String> {
        let step = self.steps.get(self.step).filter(|_| !self.quit)?;
        // what is shown goes on from where it is: it may leave the program more than once
        if !matches!(self.at, At::Showing) {
            self.player.go_to(step.lines.start, step.lines.end, self.attempt.since);
        }
        let command = self.player.restart()?;
        // where the program stands now is another place
        self.attempt.start = None;
        self.changed = true;
        Some(command)
    }

    fn key(&mut self, key: KeyEvent, app: &App, now: Timestamp) -> bool {
        match (&self.at, key.code) {
            (At::Asking, KeyCode::Char('a')) => {
                (self.attempt.told, self.attempt.how) = (true, How::Helped);
                self.at = At::Doing;
            }
            (At::Asking, KeyCode::Char('m')) => self.show(How::Helped, app, now),
            (At::Asking, KeyCode::Char('p')) => self.show(How::Skipped, app, now),
            (At::Asking | At::Back(_) | At::Showing, KeyCode::Char('q')) => self.quit = true,
            (At::Back(_) | At::Showing, KeyCode::Char('c')) if key.modifiers.contains(KeyModifiers::CONTROL) => self.quit = true,
            (At::Asking, _) => self.at = At::Doing,
            (At::Over, _) if is_own(key) => self.quit = true,
            (At::Done(_), _) if is_own(key) => self.next(app, now),
            (At::Doing, _) if is_own(key) => match self.steps.get(self.step) {
                // what one has tried oneself needs not be shown
                Some(step) if !step.is_acted() || (!step.is_task() && self.attempt.touched) => self.next(app, now),
                Some(step) if !step.is_task() => self.show(How::Alone, app, now),
                _ => {
                    self.at = At::Asking;
                    self.foot.forget_keys();
                }
            },
            // whoever looks on while it is shown does not interfere
            (At::Back(_) | At::Showing, _) => {}
            _ => return false,
        }
        self.say();
        true
    }

    /// The program does the step.
    fn show(&mut self, how: How, app: &App, now: Timestamp) {
        let Some(step) = self.steps.get(self.step) else { return };
        self.attempt.how = how;
        self.player.go_to(step.lines.start, step.lines.end, now);
        self.player.skipping(how == How::Skipped);
        // who was told what to do needs no time to read it
        self.player.pace = SHOWN;
        self.at = At::Back(Box::new(WayBack::new(self.attempt.start.clone().unwrap_or_else(|| back::Start::of(app)))));
    }

    fn finish(&mut self, how: How, now: Timestamp) {
        let Some(step) = self.steps.get(self.step) else { return };
        if step.is_task() {
            let time = Duration::try_from(now.duration_since(self.attempt.since)).unwrap_or_default();
            self.done.push(Done { caption: step.caption.clone(), how, time });
        }
        self.step += 1;
        self.attempt = Attempt::new(now);
    }

    /// On to the next step.
    fn next(&mut self, app: &App, now: Timestamp) {
        self.finish(self.attempt.how, now);
        self.at = if self.step < self.steps.len() { At::Doing } else { At::Over };
        self.foot.forget_keys();
        self.say();
        // who went ahead may have done this one, too
        self.after(app, now);
    }

    /// The words at the foot follow from where the practice is.
    fn say(&mut self) {
        self.changed = true;
        let tasks = self.count();
        let number = self.steps.iter().take(self.step + 1).filter(|step| step.is_task()).count();
        let step = self.steps.get(self.step);
        let badge = match step {
            Some(step) if step.is_task() => Message::new("practice-badge").with("step", number).with("steps", tasks),
            _ => Message::new("practice-badge-read"),
        };
        self.foot.badge = self.texts.render(&badge);
        let note = match (&self.at, step) {
            (At::Over, _) | (_, None) => Message::new("practice-note-over"),
            (At::Asking, _) => Message::new("practice-note-ask"),
            (At::Back(_) | At::Showing, _) => Message::new("practice-note-showing"),
            (At::Done(_), _) => Message::new("practice-note-done"),
            (At::Doing, Some(step)) if !step.is_task() => Message::new("practice-note-read"),
            (At::Doing, Some(step)) if self.attempt.told => Message::new("practice-note-keys").with("keys", step.keys(&self.texts)),
            (At::Doing, _) if self.attempt.offered => Message::new("practice-note-stuck"),
            (At::Doing, _) => Message::new("practice-note"),
        };
        self.foot.note = self.texts.render(&note);
        self.foot.caption = match (&self.at, step) {
            (At::Over, _) | (_, None) => self.texts.get("practice-over").into_owned(),
            (_, Some(step)) => step.caption.clone(),
        };
    }
}

/// Whether a key is for what stands beside the program: the program has no use for it.
#[must_use]
pub fn is_own(key: KeyEvent) -> bool {
    key.code == KeyCode::F(12) || (key.code == KeyCode::Char('n') && key.modifiers.contains(KeyModifiers::CONTROL))
}

impl Beside for Practice {
    fn rows(&self, size: (u16, u16)) -> u16 {
        foot::rows_with_note(size)
    }

    fn input(&mut self, msg: Msg, app: &App, now: Timestamp) -> Option<Msg> {
        match &msg {
            Msg::Key(key) => {
                if self.key(*key, app, now) {
                    return None;
                }
                self.foot.press(*key, &self.texts);
                (self.attempt.touched, self.changed) = (true, true);
            }
            // no more than a key
            Msg::Paste(_) if matches!(self.at, At::Asking | At::Back(_) | At::Showing) => return None,
            Msg::Paste(_) => self.attempt.touched = true,
            _ => {}
        }
        Some(msg)
    }

    fn after(&mut self, app: &App, now: Timestamp) {
        if self.attempt.start.is_none() {
            self.attempt.start = Some(back::Start::of(app));
        }
        let Some(step) = self.steps.get(self.step) else { return };
        let is_done = matches!(self.at, At::Doing) && step.is_task() && step.goals.iter().all(|goal| holds(goal, app));
        self.attempt.met = is_done.then_some(now);
    }

    fn due(&self) -> Option<Timestamp> {
        let after = |since: Timestamp, time: Duration| since.saturating_add(SignedDuration::try_from(time).unwrap_or_default()).ok();
        match &self.at {
            At::Doing if self.attempt.met.is_some() => {
                self.attempt.met.and_then(|since| after(since, if self.attempt.touched { CALM } else { AHEAD }))
            }
            At::Doing if !self.attempt.offered && !self.attempt.told => after(self.attempt.since, STUCK),
            At::Done(since) => after(*since, DONE),
            At::Back(_) | At::Showing => Some(self.player.due()),
            At::Doing | At::Asking | At::Over => None,
        }
    }

    fn give(&mut self, app: &App, now: Timestamp) -> Option<Msg> {
        match &mut self.at {
            At::Doing if self.attempt.met.is_some() => {
                self.at = At::Done(now);
                self.say();
                None
            }
            At::Doing => {
                self.attempt.offered = true;
                self.say();
                None
            }
            At::Done(_) => {
                self.next(app, now);
                None
            }
            At::Back(way) => {
                let key = way.next(app);
                if key.is_none() {
                    self.at = At::Showing;
                }
                key.map(Msg::Key)
            }
            At::Showing => {
                self.changed = true;
                match self.player.next(app, now) {
                    Ok(Next::Send(msg)) => {
                        if let Msg::Key(key) = &msg {
                            self.foot.press(*key, &self.texts);
                        }
                        Some(msg)
                    }
                    Ok(Next::Later) => None,
                    // what does not come out as the script says is over, too: the next step says what to do from here
                    Ok(Next::Over) | Err(_) => {
                        self.next(app, now);
                        None
                    }
                }
            }
            At::Asking | At::Over => None,
        }
    }

    fn has_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    fn compose(&self, frame: &mut Frame<'_>, top: u16) {
        self.foot.compose(frame, top);
    }

    fn is_over(&self) -> bool {
        self.quit
    }
}
