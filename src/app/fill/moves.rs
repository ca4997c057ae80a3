//! Moving about: between stops, screenfuls and pages; what is on the screen follows the focus.

use super::part::Place;
use super::view::{FOOT, HEAD, WITH_MAP};
use super::{Fill, LastRow, Piece, Spot, is_at, is_editable, is_stop, last, stop_of};
use crate::answers::Path;
use crate::app::action::Action;
use crate::app::core::{Core, Step};
use crate::app::panel::is_too_small;
use crate::app::session::Session;
use crate::l10n::Message;
use crate::question::Arrival;
use crate::response::Position;

/// What was on the screen: a page from a line on, and where the focus was on it.
#[derive(Debug)]
pub(super) struct View {
    page: usize,
    top: (usize, u16),
    spot: Spot,
    path: Path,
}

impl Fill {
    /// Puts the focus somewhere on this page, and that on the screen.
    pub fn focus(&mut self, core: &mut Core, spot: Spot, arrival: &Arrival) {
        self.set_focus(core, spot, arrival);
        self.follow(core);
    }

    /// Puts the focus somewhere on this page; gives where it was.
    fn set_focus(&mut self, core: &mut Core, spot: Spot, arrival: &Arrival) -> Option<Spot> {
        let session = core.session.as_mut()?;
        if self.spot != spot {
            session.leave();
            self.moving = false;
            if let Some(told) = self.field.as_ref().and_then(|field| field.left(core.texts.language())) {
                core.notice = Some(told);
            }
        }
        if let Some(block) = block_of(&spot).filter(|block| block_of(&self.spot).as_ref() != Some(block)) {
            self.folded.remove(&block);
        }
        let from = std::mem::replace(&mut self.spot, spot);
        self.take_field(session, arrival);
        self.remember(core);
        Some(from)
    }

    /// Goes to the row of the last page that does this.
    pub fn go_to_act(&mut self, core: &mut Core, action: Action) {
        let Some(last) = core.session.as_ref().and_then(|session| session.form.last_page()) else { return };
        self.go(core, last, None);
        let row = core.session.as_ref().and_then(|session| last::rows(session).iter().position(|row| *row == LastRow::Action(action)));
        if let Some(row) = row {
            self.focus(core, Spot::Last(row), &Arrival::First);
        }
    }

    /// Goes to a page and a place on it, else to its first stop.
    pub fn go(&mut self, core: &mut Core, page: usize, path: Option<&Path>) {
        let Some(session) = &mut core.session else { return };
        if page != self.page {
            session.leave();
            if session.locked().is_none() {
                session.mark_left(self.page, true);
                session.touch_page(core.now);
            }
            let pages = &session.form.pages;
            match path {
                Some(_) if pages[self.page].last => self.origin = Some(self.spot.clone()),
                Some(_) if !pages[page].last => {}
                _ => self.origin = None,
            }
            self.page = page;
            self.top = (0, 0);
            if session.form.pages[page].last {
                core.check_files();
            }
        }
        let Some(session) = &core.session else { return };
        let before = (self.page == page).then_some(self.top);
        let seen_before = before
            .is_some_and(|top| path.and_then(|path| self.spot_of(session, path)).is_some_and(|spot| self.is_visible(core, &spot, top)));
        if let Some(block) = path.and_then(Path::block) {
            // a field inside a folded block unfolds it
            self.folded.remove(&block);
            self.spot = Spot::Block(block);
        }
        let spot = path.and_then(|path| self.spot_of(session, path));
        let arrival = match (path, &spot) {
            (Some(path), Some(Spot::Question(question))) => {
                path.below(question).map_or(Arrival::First, |below| Arrival::At(below.to_owned()))
            }
            _ => Arrival::First,
        };
        let spot = spot.or_else(|| self.first_stop(session, core)).unwrap_or(Spot::NextPage);
        self.focus(core, spot, &arrival);
        if path.is_some() && !seen_before {
            // what one jumped to stands at the top of the screen, with what leads to it
            self.top = (usize::MAX, 0);
            self.follow(core);
            self.fill_screen(core);
        }
    }

    /// Where a page begins: at its first question that can be answered here, if that is on the screen with what leads to it.
    fn first_stop(&self, session: &Session, core: &Core) -> Option<Spot> {
        let stops = self.stops(session);
        let is_open = |spot: &&Spot| match spot {
            Spot::Question(path) => session
                .form
                .item_at(path)
                .map(|item| &session.form.items[item])
                .is_some_and(|item| item.is_answered() && is_editable(session, path, item)),
            Spot::Block(_) | Spot::Add(_) => true,
            Spot::NextPage | Spot::Last(_) => false,
        };
        let open = stops.iter().find(is_open).filter(|spot| self.is_visible(core, spot, self.top));
        open.or(stops.first()).cloned()
    }

    /// Puts the focus where its page begins, unless its filler left it elsewhere.
    pub fn begin(&mut self, core: &mut Core) {
        let Some(session) = &core.session else { return };
        let page = &session.form.pages[self.page].id;
        let left = session.response.position.as_ref().filter(|position| position.page == *page);
        if left.is_none_or(|position| self.spot_of(session, &position.path).is_none()) {
            self.go(core, self.page, None);
        }
    }

    /// Whether Esc leads back to the last page, since one jumped from there.
    #[must_use]
    pub fn can_go_back(&self) -> bool {
        self.origin.is_some()
    }

    /// Esc leads no more back to the last page.
    pub fn forget_origin(&mut self) {
        self.origin = None;
    }

    /// Back to the row of the last page from which one jumped, if one did; whether it was so.
    pub fn go_back(&mut self, core: &mut Core) -> bool {
        let last = core.session.as_ref().and_then(|session| session.form.last_page());
        let (Some(origin), Some(last)) = (self.origin.take(), last) else { return false };
        self.go(core, last, None);
        // rows that were mended are gone
        if core.session.as_ref().is_some_and(|session| self.stops(session).contains(&origin)) {
            self.focus(core, origin, &Arrival::First);
        }
        true
    }

    /// To the next or the previous stop, if there is one.
    pub fn step(&mut self, core: &mut Core, forward: bool) -> Step {
        self.try_step(core, forward).unwrap_or(Step::Ignored)
    }

    fn try_step(&mut self, core: &mut Core, forward: bool) -> Option<Step> {
        let session = core.session.as_ref()?;
        let pieces = self.pieces(session);
        let at = pieces.iter().position(|piece| is_at(session, piece, &self.spot)).unwrap_or(0);
        let stop = |piece: &Piece| stop_of(session, piece);
        let spot = if forward { pieces[at + 1..].iter().find_map(stop) } else { pieces[..at].iter().rev().find_map(stop) }?;
        let spot = if forward { spot } else { self.last_of_block(session, spot) };
        let rest = self.height_at_rest(&spot, session, &pieces, &core.context(Self::columns(core.width())));
        let arrival = if forward { Arrival::First } else { Arrival::Last };
        let hints = (self.field_hints(), self.is_at_problem(session));
        let from = self.set_focus(core, spot, &arrival)?;
        let now = (self.field_hints(), core.session.as_ref().is_some_and(|session| self.is_at_problem(session)));
        let same_hints = matches!((&from, &self.spot), (Spot::Question(_), Spot::Question(_))) && hints == now;
        // something told may take the row above the bottom line, too
        let part = rest.filter(|_| core.notice.is_none()).and_then(|rest| self.part_of_move(&from, rest, !same_hints, core));
        if let Some(part) = part {
            return Some(Step::Part(part));
        }
        self.follow(core);
        Some(Step::Redraw)
    }

    /// Going up, a block is entered by its last field: the same stops as going down, the other way.
    fn last_of_block(&self, session: &Session, spot: Spot) -> Spot {
        let Spot::Block(block) = &spot else { return spot };
        if block_of(&self.spot).as_ref() == Some(block) || self.folded.contains(block) {
            return spot;
        }
        let rows = session.outline.pages[self.page].rows.iter().rev();
        let last = rows.filter(|row| row.is_stop() && row.path != *block).find(|row| row.path.is_within(block));
        last.map_or_else(|| spot.clone(), |row| Spot::Question(row.path.clone()))
    }

    /// To the next or the previous page that is there; whether there was one.
    pub fn turn(&mut self, core: &mut Core, forward: bool) -> bool {
        let Some(session) = &core.session else { return false };
        let Some(to) = self.neighbour(session, forward) else {
            core.tell(Message::new(if forward { "last-page" } else { "first-page" }));
            return false;
        };
        self.go(core, to, None);
        if forward && core.session.as_ref().is_some_and(|session| session.locked().is_none()) {
            core.page_kept = true;
        }
        true
    }

    /// The next or the previous page that is there.
    pub(super) fn neighbour(&self, session: &Session, forward: bool) -> Option<usize> {
        let relevant = |page: &usize| session.outline.pages[*page].relevant;
        if forward { (self.page + 1..session.outline.pages.len()).find(relevant) } else { (0..self.page).rev().find(relevant) }
    }

    /// The next screenful, the focus with it; at the end of the page, the next page.
    pub fn screen_down(&mut self, core: &mut Core) {
        let from = View { page: self.page, top: self.top, spot: self.spot.clone(), path: self.path() };
        self.scroll_down(core);
        if (self.page, self.top) != (from.page, from.top) || self.spot != from.spot {
            self.views.push(from);
        }
    }

    fn scroll_down(&mut self, core: &mut Core) {
        let Some(session) = &core.session else { return };
        let pieces = self.pieces(session);
        let cx = core.context(Self::columns(core.width()));
        let room = room(core);
        let (mut at, mut y) = (self.top.0, -i32::from(self.top.1));
        // the first piece that is not wholly on the screen
        while at < pieces.len() {
            let height = i32::from(self.piece(session, &pieces, at, &cx).height);
            if y + height > room {
                break;
            }
            y += height;
            at += 1;
            y += if at < pieces.len() { i32::from(Self::gap(session, &pieces, at, &cx)) } else { 0 };
        }
        if at >= pieces.len() {
            self.turn(core, true);
            return;
        }
        let cut = if at == self.top.0 {
            self.top.1 + u16::try_from(room - 1).unwrap_or(1)
        } else {
            // a line of it is seen twice, as further down
            u16::try_from((room - y - 1).max(0)).unwrap_or(0)
        };
        let tall = i32::from(self.piece(session, &pieces, at, &cx).height) > room;
        self.top = (at, if tall { cut } else { 0 });
        if !tall {
            // the end of the page fills the screen with what stands above it
            self.fill_screen(core);
        }
        let Some(session) = &core.session else { return };
        let pieces = self.pieces(session);
        let next = pieces[at..].iter().find_map(|piece| stop_of(session, piece));
        self.focus_on_screen(core, next);
    }

    /// The previous screenful: the one that Page Down left, if it did just now. At the top of the page, the end of the previous page: one reads on
    /// backwards.
    pub fn screen_up(&mut self, core: &mut Core) {
        if let Some(view) = self.views.pop() {
            return self.show(core, view);
        }
        let Some(session) = &core.session else { return };
        if self.top == (0, 0) {
            let first = self.stops(session).into_iter().next();
            // on its last row, a short page was read backwards already
            if first.is_some() && first.as_ref() != Some(&self.spot) && self.spot != Spot::NextPage {
                return self.focus_on_screen(core, first);
            }
            if self.turn(core, false) {
                // its last row has the focus: what unfolds or grows with it would push the end off the screen
                self.focus(core, Spot::NextPage, &Arrival::First);
            }
            return;
        }
        let (at, cut) = self.top;
        let lines = room(core) - 1 - i32::from(cut);
        if lines > 0 {
            self.scroll_back(core, at, lines);
        } else {
            self.top.1 = cut - u16::try_from(room(core) - 1).unwrap_or(cut);
            self.focus_first_on_screen(core);
        }
    }

    fn show(&mut self, core: &mut Core, view: View) {
        if view.page != self.page {
            self.go(core, view.page, None);
        }
        let arrival = match &view.spot {
            Spot::Question(path) => view.path.below(path).map_or(Arrival::First, |below| Arrival::At(below.to_owned())),
            _ => Arrival::First,
        };
        self.focus(core, view.spot, &arrival);
        self.top = view.top;
        self.place = self.find_place(core);
    }

    /// Scrolls so that this many lines at most stand above a piece, the focus with it. Only what is too high to be seen whole is cut.
    fn scroll_back(&mut self, core: &mut Core, below: usize, lines: i32) {
        let Some(session) = &core.session else { return };
        let pieces = self.pieces(session);
        let cx = core.context(Self::columns(core.width()));
        let (mut at, mut left, mut cut) = (below, lines, 0);
        while at > 0 {
            left -= i32::from(Self::gap(session, &pieces, at, &cx));
            let height = i32::from(self.piece(session, &pieces, at - 1, &cx).height);
            // to come on at all, the first one may be cut, too
            if height > left && (left <= 0 || (at < below && height <= room(core))) {
                break;
            }
            at -= 1;
            cut = (height - left).max(0);
            left -= height;
        }
        self.top = (at, u16::try_from(cut).unwrap_or(0));
        self.focus_first_on_screen(core);
    }

    /// Focuses what comes first on the screen; a folded block, which would unfold and push the rest away, only if there is nothing else.
    fn focus_first_on_screen(&mut self, core: &mut Core) {
        let Some(session) = &core.session else { return };
        let stops: Vec<Spot> = self.pieces(session)[self.top.0..].iter().filter_map(|piece| stop_of(session, piece)).collect();
        let quiet = stops.iter().find(|spot| !matches!(spot, Spot::Block(_))).filter(|spot| self.is_visible(core, spot, self.top));
        let next = quiet.or(stops.first()).cloned();
        self.focus_on_screen(core, next);
    }

    fn focus_on_screen(&mut self, core: &mut Core, spot: Option<Spot>) {
        let top = self.top;
        if let Some(spot) = spot {
            self.focus(core, spot, &Arrival::First);
        }
        if self.is_visible(core, &self.spot, top) {
            self.top = top;
        }
        self.place = self.find_place(core);
    }

    /// Whether a stop would be on the screen with this first line.
    pub(super) fn is_visible(&self, core: &Core, spot: &Spot, top: (usize, u16)) -> bool {
        let Some(session) = &core.session else { return false };
        let pieces = self.pieces(session);
        let cx = core.context(Self::columns(core.width()));
        let mut y = -i32::from(top.1);
        for at in top.0..pieces.len() {
            y += if at == top.0 { 0 } else { i32::from(Self::gap(session, &pieces, at, &cx)) };
            let height = i32::from(self.piece(session, &pieces, at, &cx).height);
            if is_at(session, &pieces[at], spot) {
                return y < room(core) && y + height > 0;
            }
            y += height;
            if y >= room(core) {
                return false;
            }
        }
        false
    }

    /// Scrolls a piece that is taller than the screen by one line instead of leaving it; whether it did.
    pub fn scroll_within(&mut self, core: &Core, forward: bool) -> bool {
        let Some(session) = &core.session else { return false };
        let room = room(core);
        if self.place.is_some_and(|place| i32::from(place.height) <= room) {
            return false;
        }
        let pieces = self.pieces(session);
        let Some(at) = pieces.iter().position(|piece| is_at(session, piece, &self.spot)) else { return false };
        let cx = core.context(Self::columns(core.width()));
        let height = i32::from(self.piece(session, &pieces, at, &cx).height);
        if height <= room || at < self.top.0 {
            return false;
        }
        let lines = |from: usize| self.lines_between(session, &pieces, from, at, &cx);
        let (top, cut) = (self.top.0, i32::from(self.top.1));
        // where its first line stands on the screen; above it, if negative
        let y = lines(top) - cut;
        if y > 0 && !leads(session, &pieces[top..at]) {
            return false;
        }
        let to = if forward && y + height > room {
            y - 1
        } else if !forward && (y < 0 || (y < lines(0) && leads(session, &pieces[..at]))) {
            y + 1
        } else {
            return false;
        };
        // the piece that the screen begins with then: it, or what leads to it
        let first = if to <= 0 { at } else { (0..at).rev().find(|from| lines(*from) >= to).unwrap_or(0) };
        self.top = (first, u16::try_from(lines(first) - to).unwrap_or(0));
        self.place = None;
        true
    }

    /// Scrolls as little as it takes to have the focus on the screen, and notes where it stands.
    pub fn follow(&mut self, core: &Core) {
        // where nothing is shown, one stays where one was
        if is_too_small(core) {
            return;
        }
        self.place = self.scroll_to_focus(core).or_else(|| self.find_place(core));
    }

    /// Follows the focus on a screen of another size: one that grew shows more of what stands above.
    pub fn resized(&mut self, core: &Core) {
        self.views.clear();
        self.cut_less(core);
        self.follow(core);
        self.fill_screen(core);
    }

    /// Something that is cut at the top may have fewer lines on a wider screen: some of it is still seen.
    fn cut_less(&mut self, core: &Core) {
        let Some(session) = core.session.as_ref().filter(|_| self.top.1 > 0) else { return };
        let pieces = self.pieces(session);
        let cx = core.context(Self::columns(core.width()));
        if self.top.0 < pieces.len() {
            self.top.1 = self.top.1.min(self.piece(session, &pieces, self.top.0, &cx).height.saturating_sub(1));
        }
    }

    /// Follows the focus after something from outside: in the middle of a long text one reads on where one was.
    pub fn settle(&mut self, core: &Core) {
        if is_too_small(core) {
            return;
        }
        let top = self.top;
        self.follow(core);
        let reads = self.field.is_none() && self.place.is_none_or(|place| i32::from(place.height) > room(core));
        if reads && self.top != top && self.is_visible(core, &self.spot, top) {
            self.top = top;
            self.place = self.find_place(core);
        }
    }

    /// Where the focus stands on the screen.
    fn find_place(&self, core: &Core) -> Option<Place> {
        let session = core.session.as_ref()?;
        let pieces = self.pieces(session);
        let cx = core.context(Self::columns(core.width()));
        let at = pieces.iter().position(|piece| is_at(session, piece, &self.spot)).filter(|at| *at >= self.top.0)?;
        let y = i32::from(HEAD) - i32::from(self.top.1) + self.lines_between(session, &pieces, self.top.0, at, &cx);
        Some(Place { at, y, height: self.piece(session, &pieces, at, &cx).height })
    }

    /// Scrolls as little as it takes to have the focus on the screen: its cursor if it has one, else as much of it as fits. Gives where it stands if
    /// it was there already.
    fn scroll_to_focus(&mut self, core: &Core) -> Option<Place> {
        let session = core.session.as_ref()?;
        let pieces = self.pieces(session);
        let cx = core.context(Self::columns(core.width()));
        let room = room(core);
        let at = pieces.iter().position(|piece| is_at(session, piece, &self.spot))?;
        let block = self.piece(session, &pieces, at, &cx);
        let height = i32::from(block.height);
        // what must be seen of it
        let (first, last) = match block.cursor {
            // below the label, which stays at the top
            Some((_, line)) if height > room => (i32::from(line.saturating_sub(block.label.min(1))), i32::from(line)),
            _ if height > room => (0, room - 1),
            _ => (0, height - 1),
        };
        if at < self.top.0 || (at == self.top.0 && first < i32::from(self.top.1)) {
            // above the screen: what leads to it (a section's title) comes along
            let block = block_of(&self.spot);
            let title = |piece: &Piece| matches!(piece, Piece::Row(row) if Some(&row.path) == block.as_ref());
            let after = pieces[..at].iter().rposition(|piece| is_stop(session, piece)).map_or(0, |stop| stop + 1);
            let before = pieces[..at].iter().rposition(title).unwrap_or(after);
            let lead = self.lines_between(session, &pieces, before, at, &cx);
            self.top = if lead + last < room {
                (before, 0)
            } else {
                (at, u16::try_from(first).unwrap_or(0).min(if height > room { u16::MAX } else { 0 }))
            };
            return None;
        }
        let above = self.lines_between(session, &pieces, self.top.0, at, &cx) - i32::from(self.top.1);
        // a text longer than the screen begins under the title of its page
        let begins = block.cursor.is_none() && above < room - 1 && leads(session, &pieces[self.top.0..at]);
        if above + last < room || begins {
            return Some(Place { at, y: i32::from(HEAD) + above, height: block.height });
        }
        // below: walk up from it until the screen is full
        // beside the map nothing scrolls cheaply: a long step is one redraw for many moves
        let wide = core.width() >= WITH_MAP && height < room / 2;
        let mut left = if wide { room / 3 } else { room - 1 - last };
        let mut top = at;
        while top > 0 {
            let gap = i32::from(Self::gap(session, &pieces, top, &cx));
            let above = i32::from(self.piece(session, &pieces, top - 1, &cx).height);
            if left <= gap {
                break;
            }
            if above + gap > left {
                self.top = (top - 1, u16::try_from(above - (left - gap)).unwrap_or(0));
                return None;
            }
            left -= above + gap;
            top -= 1;
        }
        self.top = (top, if left < 0 { u16::try_from(-left).unwrap_or(0) } else { 0 });
        if wide {
            self.fill_screen(core);
        }
        None
    }

    /// Scrolls back where the page ends above the end of the screen.
    fn fill_screen(&mut self, core: &Core) {
        let Some(session) = core.session.as_ref().filter(|_| self.top != (0, 0)) else { return };
        let pieces = self.pieces(session);
        let cx = core.context(Self::columns(core.width()));
        let height = |at: usize| i32::from(self.piece(session, &pieces, at, &cx).height);
        let (mut left, mut top) = (room(core), pieces.len());
        while top > 0 && left >= height(top - 1) {
            left -= height(top - 1) + i32::from(Self::gap(session, &pieces, top - 1, &cx));
            top -= 1;
        }
        if (top, 0) < self.top {
            self.top = (top, 0);
            self.place = self.find_place(core);
        }
    }

    /// Lines from the first line of one piece to that of another below it; stops counting far below the screen.
    pub(super) fn lines_between(&self, session: &Session, pieces: &[Piece], from: usize, to: usize, cx: &crate::ui::Context) -> i32 {
        let mut lines = 0;
        for at in from..to {
            lines += i32::from(self.piece(session, pieces, at, cx).height) + i32::from(Self::gap(session, pieces, at + 1, cx));
            if lines > 4096 {
                break;
            }
        }
        lines
    }

    /// Notes where the filler stands; saved with the next change, or on leaving.
    pub fn remember(&self, core: &mut Core) {
        let Some(session) = &mut core.session else { return };
        if session.locked().is_none() {
            let position = Some(self.position(session));
            session.moved |= session.response.position != position;
            session.response.position = position;
        }
    }

    /// Where the focus stands.
    #[must_use]
    pub fn position(&self, session: &Session) -> Position {
        Position { page: session.form.pages[self.page].id.clone(), path: self.path() }
    }
}

/// Whether the focus stops at none of these pieces: they lead to what comes next.
fn leads(session: &Session, pieces: &[Piece]) -> bool {
    pieces.iter().all(|piece| !is_stop(session, piece))
}

/// Lines for the page.
fn room(core: &Core) -> i32 {
    i32::from(core.size.1.saturating_sub(HEAD + FOOT)).max(1)
}

pub(super) fn block_of(spot: &Spot) -> Option<Path> {
    match spot {
        Spot::Question(path) | Spot::Block(path) => path.block(),
        _ => None,
    }
}
