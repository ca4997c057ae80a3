//! The page being filled: where the focus is, the field under it, what is folded. Its drawing is in `fill/view`, its keys in `fill/keys`.

mod keys;
mod last;
mod moves;
mod offers;
pub mod part;
mod problems;
pub mod row;
mod stray;
mod view;

use std::collections::BTreeSet;

use crate::answers::Path;
use crate::app::agree;
use crate::app::core::Core;
use crate::app::session::Session;
use crate::form::Item;
use crate::outline::{FileFaults, Row, RowKind};
use crate::question::{Arrival, Field, Given};
use crate::response::Status;
use stray::Stray;

pub use keys::SAVING;
pub use last::{LastRow, acts};
pub use problems::Ahead;
pub use view::{put_right, rule};

/// Where the focus stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A question, or a field of a block.
    Question(Path),
    /// The title of a block.
    Block(Path),
    /// The row that adds a block to a repeat.
    Add(Path),
    /// « Page suivante ».
    NextPage,
    /// A row of the last page, by its place there.
    Last(usize),
}

/// A line of the page: what is listed from top to bottom.
#[derive(Clone, Debug)]
pub(super) enum Piece<'a> {
    /// The page's title, where the header had to cut it, and its hint.
    Title,
    /// A row of the outline.
    Row(&'a Row),
    /// « Page suivante ».
    NextPage,
    /// A row of the last page, and its place there.
    Last(usize, LastRow),
}

/// The filling screen's state.
#[derive(Debug)]
pub struct Fill {
    /// The page shown, by its place in the form.
    pub page: usize,
    /// What has the focus.
    pub spot: Spot,
    /// The question under the focus, while it can be edited.
    field: Option<Box<dyn Field>>,
    /// The row of the last page from which one jumped to a question: Esc leads back to it.
    origin: Option<Spot>,
    /// The first piece on the screen and how many of its lines are above it.
    top: (usize, u16),
    /// Where the focus stands on the screen since the last time it was followed; nothing while that is not known.
    place: Option<part::Place>,
    /// Blocks folded by hand.
    folded: BTreeSet<Path>,
    /// The place typed into since the focus came to it: its problems wait.
    typing: Option<Path>,
    /// Whether the block under the focus is in hand: arrows move it.
    moving: bool,
    /// What was typed where nothing can be written.
    stray: Stray,
    /// What was on the screen before each Page Down since the last other key: Page Up leads back to it.
    views: Vec<moves::View>,
    /// Whether the next problem was gone to since the response was opened.
    sought: bool,
}

impl Fill {
    /// The screen of a response: where its filler left, else at the first question of the first page. A validated one opens on the last page: it says
    /// since when, and how to open it again.
    #[must_use]
    pub fn open(session: &Session, page: Option<usize>) -> Self {
        let position = session.response.position.as_ref();
        let left =
            position.and_then(|position| session.form.find_page(&position.page)).filter(|page| session.outline.pages[*page].relevant);
        let relevant = |page: &usize| session.outline.pages[*page].relevant;
        let first = (0..session.outline.pages.len()).find(relevant).unwrap_or(0);
        let validated = session.response.status == Status::Validated;
        let last = session.form.last_page().filter(|page| validated && relevant(page));
        let mut fill = Self {
            page: page.or(last).or(left).unwrap_or(first),
            spot: Spot::NextPage,
            field: None,
            origin: None,
            top: (0, 0),
            place: None,
            folded: BTreeSet::new(),
            typing: None,
            moving: false,
            stray: Stray::Nothing,
            views: Vec::new(),
            sought: false,
        };
        let path = position.filter(|_| left == Some(fill.page)).map(|position| position.path.clone());
        let spot = path.and_then(|path| fill.spot_of(session, &path));
        fill.spot = spot.unwrap_or_else(|| fill.stops(session).first().cloned().unwrap_or(Spot::NextPage));
        let at = position.and_then(|position| if let Spot::Question(path) = &fill.spot { position.path.below(path) } else { None });
        let arrival = at.map_or(Arrival::First, |below| Arrival::At(below.to_owned()));
        fill.take_field(session, &arrival);
        fill
    }

    /// What has the focus, as a path: down to the cell of a matrix. That of nothing on « Page suivante ».
    #[must_use]
    pub fn path(&self) -> Path {
        match &self.spot {
            Spot::Question(path) => match self.field.as_ref().and_then(|field| field.place()) {
                Some(place) => path.join(&place),
                None => path.clone(),
            },
            Spot::Block(path) | Spot::Add(path) => path.clone(),
            Spot::NextPage | Spot::Last(_) => Path::default(),
        }
    }

    /// The question that has the focus.
    #[must_use]
    pub fn question(&self) -> Option<&Path> {
        if let Spot::Question(path) = &self.spot { Some(path) } else { None }
    }

    /// The row of the last page that has the focus.
    #[must_use]
    pub fn last_row(&self, session: &Session) -> Option<LastRow> {
        if let Spot::Last(place) = self.spot { last::rows(session).into_iter().nth(place) } else { None }
    }

    /// The field under the focus.
    #[must_use]
    pub fn field(&self) -> Option<&dyn Field> {
        self.field.as_deref()
    }

    /// Makes the field of what has the focus: after a move, an undo, a change of files.
    pub fn take_field(&mut self, session: &Session, arrival: &Arrival) {
        self.typing = None;
        self.field = None;
        let Spot::Question(path) = &self.spot else { return };
        let Some(item) = session.form.item_at(path).map(|item| &session.form.items[item]) else { return };
        if !is_editable(session, path, item) {
            return;
        }
        let given = session.given(path);
        let Some(question) = item.question() else { return };
        // a stored value of a wrong shape is replaced only by typing, never by passing; a table shows it where it stands
        let salvaged = if question.table().is_none() { session.salvaged(path) } else { None };
        let value = salvaged.as_ref().map_or(given.value, Option::as_ref);
        self.field = question.edit(&Given { value, ..given }, arrival);
    }

    /// Takes in what was found wrong with the copies of files. On the last page rows come and go by it: the focus stays with what it was on.
    pub fn found_files(&mut self, core: &mut Core, faults: FileFaults) {
        let Some(session) = &mut core.session else { return };
        let place = if let Spot::Last(place) = self.spot { Some(place) } else { None };
        let matter = place.and_then(|place| last::matters(session).into_iter().nth(place).flatten());
        session.files = faults;
        session.derive();
        if place.is_some() {
            let there = last::matters(session).iter().position(|other| matter.is_some() && *other == matter);
            let first = || self.stops(session).into_iter().next();
            self.spot = there.map(Spot::Last).or_else(first).unwrap_or(Spot::NextPage);
        }
    }

    /// The page from top to bottom: what is shown of it.
    pub(super) fn pieces<'a>(&self, session: &'a Session) -> Vec<Piece<'a>> {
        let definition = &session.form.pages[self.page];
        let mut pieces = Vec::with_capacity(session.outline.pages[self.page].rows.len() + 2);
        pieces.push(Piece::Title);
        pieces.extend(session.outline.pages[self.page].rows.iter().filter(|row| self.is_shown(session, row)).map(Piece::Row));
        if definition.last {
            pieces.extend(last::rows(session).into_iter().enumerate().map(|(place, row)| Piece::Last(place, row)));
        } else {
            pieces.push(Piece::NextPage);
        }
        pieces
    }

    /// Whether a row is on the page now: relevant, and not inside a folded block.
    fn is_shown(&self, session: &Session, row: &Row) -> bool {
        row.relevant
            && !is_done(session, row)
            // nothing can be added to what cannot be changed
            && (row.kind != RowKind::Add || session.locked().is_none())
            && (row.kind != RowKind::Question || row.block.is_none() || row.path.block().is_some_and(|block| self.is_unfolded(&block)))
    }

    /// Whether a block is unfolded: the one with the focus, unless folded by hand.
    #[must_use]
    pub fn is_unfolded(&self, block: &Path) -> bool {
        let within = match &self.spot {
            Spot::Question(path) | Spot::Block(path) => path.is_within(block),
            _ => false,
        };
        within && !self.folded.contains(block)
    }

    /// The stops of the page, in order.
    pub(super) fn stops(&self, session: &Session) -> Vec<Spot> {
        self.pieces(session).iter().filter_map(|piece| stop_of(session, piece)).collect()
    }

    /// The stop at which a path of this page is edited.
    pub(super) fn spot_of(&self, session: &Session, path: &Path) -> Option<Spot> {
        landing(session, self.page, path).map(|row| spot_of_row(&session.outline.pages[self.page].rows[row]))
    }
}

/// The row of a page at which a path is edited: a question or a block; for a repeat, its first block.
pub(super) fn landing(session: &Session, page: usize, path: &Path) -> Option<usize> {
    if path.as_str().is_empty() {
        return None;
    }
    let rows = &session.outline.pages[page].rows;
    let find = |is: &dyn Fn(&Row) -> bool| rows.iter().position(|row| is_stop(session, &Piece::Row(row)) && is(row));
    find(&|row| row.kind == RowKind::Question && path.is_within(&row.path))
        .or_else(|| find(&|row| row.kind == RowKind::Block && row.path == *path))
        .or_else(|| find(&|row| matches!(row.kind, RowKind::Block | RowKind::Add) && row.path.is_within(path)))
}

/// Whether what is answered at a question's path can be changed here.
pub(super) fn is_editable(session: &Session, path: &Path, item: &Item) -> bool {
    session.locked().is_none() && !session.response.is_fixed(path) && item.value.is_none()
}

/// Whether it is a note of the last page of a response that is validated, or never will be since it is a second entry: it tells how to validate.
fn is_done(session: &Session, row: &Row) -> bool {
    // of nearly every response the first line says all
    if session.response.status != Status::Validated && agree::first_of(session).is_none() {
        return false;
    }
    let item = &session.form.items[row.item];
    row.kind == RowKind::Question
        && session.form.pages[item.page].last
        && item.question().is_some_and(|question| question.prose(session.language).is_some())
}

fn spot_of_row(row: &Row) -> Spot {
    match row.kind {
        RowKind::Block => Spot::Block(row.path.clone()),
        RowKind::Add => Spot::Add(row.path.clone()),
        _ => Spot::Question(row.path.clone()),
    }
}

/// The stop that a piece of the page is; `None` for what the focus passes over.
pub(super) fn stop_of(session: &Session, piece: &Piece) -> Option<Spot> {
    if !is_stop(session, piece) {
        return None;
    }
    match piece {
        Piece::Title => None,
        Piece::Row(row) => Some(spot_of_row(row)),
        Piece::NextPage => Some(Spot::NextPage),
        Piece::Last(place, _) => Some(Spot::Last(*place)),
    }
}

/// Whether the focus stops at a piece.
pub(super) fn is_stop(session: &Session, piece: &Piece) -> bool {
    match piece {
        Piece::Title => false,
        Piece::Row(row) => row.is_stop() && !is_done(session, row),
        Piece::NextPage => true,
        Piece::Last(_, row) => row.is_stop(),
    }
}

/// Whether a piece is that stop.
pub(super) fn is_at(session: &Session, piece: &Piece, spot: &Spot) -> bool {
    let same = match (piece, spot) {
        (Piece::Row(row), Spot::Question(path)) => row.kind == RowKind::Question && row.path == *path,
        (Piece::Row(row), Spot::Block(path)) => row.kind == RowKind::Block && row.path == *path,
        (Piece::Row(row), Spot::Add(path)) => row.kind == RowKind::Add && row.path == *path,
        (Piece::NextPage, Spot::NextPage) => true,
        (Piece::Last(place, _), Spot::Last(spot)) => place == spot,
        _ => false,
    };
    same && is_stop(session, piece)
}
