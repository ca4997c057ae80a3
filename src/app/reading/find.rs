//! Looking for words in the response that is read: what answers to them is gone to as they are typed.

use crossterm::event::{KeyCode, KeyEvent};

use super::Reading;
use crate::app::core::{Core, Step};
use crate::app::stops::Scroll;
use crate::l10n::Message;
use crate::ui::fold::fold;
use crate::ui::line::{Edit, LineEdit, search_words};

/// What is typed, and where one was before.
#[derive(Debug)]
pub struct Find {
    /// The words.
    pub line: LineEdit,
    from: (Scroll, Option<usize>),
}

impl Reading {
    pub(super) fn begin_find(&mut self) -> Step {
        self.find = Some(Find { line: LineEdit::new(std::mem::take(&mut self.words)), from: (self.scroll, self.spot) });
        Step::Redraw
    }

    /// Takes a key while words are typed: Enter stays where they are, Esc goes back to where one was, arrows go to the next ones.
    pub(super) fn find_key(&mut self, key: KeyEvent, core: &mut Core) -> Step {
        let Some(find) = &mut self.find else { return Step::Ignored };
        match key.code {
            KeyCode::Enter => {
                find.line.text().clone_into(&mut self.words);
                // the words of the last time are looked for again
                if self.scroll == find.from.0 && !self.find_from(true, false, core) {
                    core.tell(Message::new("nothing-found"));
                }
                self.find = None;
            }
            KeyCode::Esc => {
                (self.scroll, self.spot) = find.from;
                self.find = None;
            }
            KeyCode::Down | KeyCode::Tab | KeyCode::Up | KeyCode::BackTab => {
                if !self.find_from(matches!(key.code, KeyCode::Down | KeyCode::Tab), false, core) {
                    core.tell(Message::new("nothing-found"));
                }
            }
            _ => match find.line.key(key) {
                Edit::Ignored => return Step::Ignored,
                Edit::Moved => {}
                Edit::Changed => self.find_typed(core),
            },
        }
        Step::Redraw
    }

    pub(super) fn find_paste(&mut self, text: &str, core: &mut Core) -> Step {
        if let Some(find) = &mut self.find {
            find.line.insert(search_words(text.trim()));
        }
        self.find_typed(core);
        Step::Redraw
    }

    /// Goes to the first place, from where one was, that answers to what is typed.
    fn find_typed(&mut self, core: &mut Core) {
        let Some(find) = &self.find else { return };
        (self.scroll, self.spot) = find.from;
        if !self.find_from(true, true, core) {
            core.tell(Message::new("nothing-found"));
        }
    }

    /// Goes to the next or the previous stop that has the words, round the end; the one with the focus counts if so said. Whether there is one.
    fn find_from(&mut self, forward: bool, here: bool, core: &Core) -> bool {
        let wanted = fold(self.find.as_ref().map_or("", |find| find.line.text().trim()));
        let count = self.text.stops.len();
        if wanted.is_empty() || count == 0 {
            return here;
        }
        let has = |stop: usize| {
            let lines = &self.text.lines[self.text.stops[stop].lines.clone()];
            let words = lines.iter().flat_map(|line| &line.spans).map(|span| span.content.trim()).collect::<Vec<_>>().join(" ");
            fold(&words).contains(&wanted)
        };
        let first = usize::from(!here);
        let order =
            (first..count + first).map(|step| if forward { self.scroll.chosen + step } else { self.scroll.chosen + count - step % count });
        let Some(found) = order.map(|stop| stop % count).find(|stop| has(*stop)) else { return false };
        let extent = self.extent(core);
        let stop = self.text.stops[found].lines.clone();
        let line = stop.clone().find(|line| fold(&self.text.lines[*line].to_string()).contains(&wanted)).unwrap_or(stop.start);
        self.scroll.chosen = found;
        self.spot = None;
        self.scroll.show(&stop, extent);
        self.scroll.show(&(line..line + 1), extent);
        self.saw(core);
        true
    }
}
