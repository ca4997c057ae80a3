//! From problem to problem, from word to word, from change to change, from gap to gap.

use super::Reading;
use super::text::{Spot, What};
use crate::app::core::{Core, Step};
use crate::l10n::Message;

/// What is told where a search for the next one ends: there is none, it is the only one, it began again at the first or at the last.
struct Told([&'static str; 4]);

impl Reading {
    pub(super) fn go_to_problem(&mut self, forward: bool, core: &mut Core) -> Step {
        let told = Told(["no-problem", "only-problem", "first-problem", "last-problem"]);
        self.go(forward, |what| matches!(what, What::Problem(_)), &told, core)
    }

    pub(super) fn go_to_said(&mut self, forward: bool, core: &mut Core) -> Step {
        let told = Told(["reading-no-said", "reading-only-said", "reading-first-said", "reading-last-said"]);
        self.go(forward, |what| matches!(what, What::Thread(_) | What::Kept), &told, core)
    }

    pub(super) fn go_to_change(&mut self, forward: bool, core: &mut Core) -> Step {
        let none = if self.compared.is_some() { "reading-no-change" } else { "reading-not-compared" };
        let told = Told([none, "reading-only-change", "reading-first-change", "reading-last-change"]);
        self.go(forward, |what| matches!(what, What::Change), &told, core)
    }

    pub(super) fn go_to_blank(&mut self, forward: bool, core: &mut Core) -> Step {
        let told = Told(["reading-no-blank", "reading-only-blank", "reading-first-blank", "reading-last-blank"]);
        self.go(forward, |what| matches!(what, What::Blank), &told, core)
    }

    /// Goes to the next or the previous place of a kind; behind the last one to the first, and says so.
    fn go(&mut self, forward: bool, is_it: impl Fn(&What) -> bool, told: &Told, core: &mut Core) -> Step {
        let Told([none, only, first, last]) = told;
        let here = match (self.lit(), self.stop()) {
            (Some(spot), _) => spot.lines.start,
            (None, Some(stop)) => stop.lines.start,
            (None, None) => 0,
        };
        let mut found = self.text.spots.iter().enumerate().filter(|(_, spot)| is_it(&spot.what)).map(|(nth, spot)| (nth, spot.lines.start));
        let all: Vec<(usize, usize)> = found.by_ref().collect();
        let is_blank = |nth: usize| matches!(self.text.spots[nth].what, What::Blank);
        let next = if forward {
            // a gap is told by the question's own line
            all.iter().find(|(nth, line)| *line > here || (self.spot.is_none() && *line == here && !is_blank(*nth)))
        } else {
            all.iter().rfind(|(_, line)| *line < here)
        };
        let round = next.is_none();
        let Some((nth, _)) = next.or(if forward { all.first() } else { all.last() }).copied() else {
            core.tell(Message { id: none, args: Vec::new() });
            return Step::Redraw;
        };
        if round {
            let id = match forward {
                _ if all.len() == 1 => only,
                true => first,
                false => last,
            };
            core.tell(Message { id, args: Vec::new() });
        }
        self.show(nth, core);
        Step::Redraw
    }

    /// Puts the focus on a place, and as much of its stop on the screen as there is room for.
    fn show(&mut self, nth: usize, core: &Core) {
        let Some(Spot { lines, stop, .. }) = self.text.spots.get(nth).cloned() else { return };
        let extent = self.extent(core);
        self.scroll.chosen = stop;
        if let Some(around) = self.text.stops.get(stop) {
            self.scroll.show(&around.lines, extent);
        }
        self.scroll.show(&lines, extent);
        self.spot = Some(nth);
        self.saw(core);
    }
}
