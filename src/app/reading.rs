//! One response as its reviewer reads it, in one scroll: what is wrong, what was said, what changed; and what the reviewer says, marks and decides.

mod acts;
pub mod changes;
mod find;
mod moves;
pub mod said;
pub mod text;
mod view;
mod visit;

use crossterm::event::{KeyCode, KeyEvent};
use jiff::Timestamp;

use super::action::{Action, Scope, action_of};
use super::core::{Command, Core, Step};
use super::stops::{Extent, Scroll, Stop};
use crate::answers::Path;
use crate::l10n::Message;
use crate::response::history::History;
use changes::{Against, Compared};
use find::Find;
use text::{Spot, Text};

/// Lines around the text: where I am, two rules, keys.
const AROUND: u16 = 5;

/// The reader's state.
#[derive(Debug, Default)]
pub struct Reading {
    /// The response, laid out anew whenever something in it changes, so that drawing only reads.
    text: Text,
    scroll: Scroll,
    /// Which of the places inside the stop has the focus, if one was gone to.
    spot: Option<usize>,
    /// Whether what is not asked is shown, too.
    hidden: bool,
    find: Option<Find>,
    /// The words that were looked for last.
    words: String,
    /// When I wrote about this response last, before I came.
    since: Option<Timestamp>,
    /// What happened to it, once it is read.
    history: Option<History>,
    /// What it is to be compared with, and that comparison once its other side is read.
    against: Option<Against>,
    compared: Option<Compared>,
    /// Whether its end was seen.
    ended: bool,
    /// What became of its file since it was read.
    became: Option<Message>,
    looked: Timestamp,
    /// Whether it is being read anew because the person wanted it.
    again: bool,
    /// The responses among which it was chosen, in their order.
    among: Vec<String>,
    /// Where it is being mended.
    mending: Option<(usize, Path)>,
}

impl Reading {
    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &mut Core) -> Step {
        self.look_again(core);
        if self.find.is_some() {
            return self.find_key(key, core);
        }
        if let Some(action) = action_of(key, &[Scope::Reading]) {
            return self.act(action, core);
        }
        let key = match key.code {
            KeyCode::Char('j') if key.modifiers.is_empty() => KeyEvent::from(KeyCode::Down),
            KeyCode::Char('k') if key.modifiers.is_empty() => KeyEvent::from(KeyCode::Up),
            _ => key,
        };
        let extent = self.extent(core);
        let had_spot = self.spot.is_some();
        match self.scroll.key(key, &self.text.stops, extent) {
            Some(moved) => {
                self.spot = None;
                self.saw(core);
                if moved || had_spot { Step::Redraw } else { Step::Ignored }
            }
            None => Step::Ignored,
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str, core: &mut Core) -> Step {
        if self.find.is_some() { self.find_paste(text, core) } else { Step::Ignored }
    }

    /// Does an action of the key table.
    pub fn act(&mut self, action: Action, core: &mut Core) -> Step {
        match action {
            Action::ProblemNext | Action::ProblemPrevious => self.go_to_problem(action == Action::ProblemNext, core),
            Action::SaidNext | Action::SaidPrevious => self.go_to_said(action == Action::SaidNext, core),
            Action::ChangeNext | Action::ChangePrevious => self.go_to_change(action == Action::ChangeNext, core),
            Action::BlankNext | Action::BlankPrevious => self.go_to_blank(action == Action::BlankNext, core),
            Action::Find => self.begin_find(),
            Action::ShowHidden => {
                self.hidden = !self.hidden;
                self.derive(core);
                core.tell(Message::new(if self.hidden { "reading-hidden-shown" } else { "reading-hidden-gone" }));
                Step::Redraw
            }
            Action::Against => self.choose_against(core),
            Action::Thread => self.open_thread(core),
            Action::Mend => self.mend(core),
            Action::ReadAgain => {
                self.again = true;
                Step::Do(Command::ReadAgain)
            }
            Action::NextResponse => Step::Do(Command::ReadNext(true)),
            Action::PreviousResponse => Step::Do(Command::ReadNext(false)),
            Action::Query
            | Action::Comment
            | Action::Settle
            | Action::MarkAnswer
            | Action::MarkPage
            | Action::Accept
            | Action::SendBack => self.signed(action, core),
            _ => Step::Ignored,
        }
    }

    /// Lays the response out anew; the focus stays where it was, as far as that is still there.
    pub fn derive(&mut self, core: &Core) {
        let lit = self.scroll.stop(&self.text.stops).map(|stop| (stop.at.clone(), stop.lines.start));
        let spot = self.spot.and_then(|spot| self.text.spots.get(spot)).map(|spot| (spot.stop, spot.what.clone()));
        self.text = text::lay_out(core, self.hidden, self.compared.as_ref());
        self.spot = None;
        if let Some((at, start)) = lit {
            self.put_at(&at, start);
            let is_it = |known: &Spot| spot.as_ref().is_some_and(|(_, what)| known.stop == self.scroll.chosen && known.what == *what);
            self.spot = self.text.spots.iter().position(is_it);
        }
        self.saw(core);
    }

    /// Puts the focus on a path, or on what stands where it stood; what stands first on the screen moves as it does.
    fn put_at(&mut self, at: &Path, start: usize) {
        let found = self.text.stops.iter().position(|stop| stop.at == *at);
        self.scroll.chosen = found.unwrap_or(self.scroll.chosen).min(self.text.stops.len().saturating_sub(1));
        if let Some(stop) = self.text.stops.get(self.scroll.chosen) {
            self.scroll.top = (self.scroll.top + stop.lines.start).saturating_sub(start);
        }
    }

    /// Notes whether the end is on the screen.
    fn saw(&mut self, core: &Core) {
        let extent = self.extent(core);
        self.ended |= self.scroll.first(&self.text.stops, extent) + extent.rows >= extent.lines;
    }

    fn extent(&self, core: &Core) -> Extent {
        Extent { lines: self.text.lines.len(), rows: usize::from(core.size.1.saturating_sub(AROUND)).max(1) }
    }

    /// The stop with the focus.
    fn stop(&self) -> Option<&Stop> {
        self.scroll.stop(&self.text.stops)
    }

    /// The place inside it with the focus.
    fn lit(&self) -> Option<&Spot> {
        self.text.spots.get(self.spot?)
    }
}
