//! What a key can have changed on the screen: most keys change the question under the focus alone, or the one it left and the one it went to.
//!
//! Composing those alone, and each only once, is what makes a key cheap: how high they are tells whether anything moved. That the rest would be the same
//! is held by the scenario tests after every key.

use ratatui::layout::Rect;

use super::row::Block;
use super::view::{FOOT, HEAD};
use super::{Fill, Piece, Spot, is_at};
use crate::answers::Path;
use crate::app::core::Core;
use crate::app::session::Session;
use crate::outline::Counts;
use crate::ui::Context;
use crate::ui::hint::Hint;

/// A piece of the page and where it stands on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its place in the page.
    pub at: usize,
    /// Its first line, from the top of the screen; above it if negative.
    pub y: i32,
    /// Its lines.
    pub height: u16,
}

/// The pieces to draw anew; the one with the focus is among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The pieces, each with its lines.
    pub(super) pieces: Vec<(Place, Block<'static>)>,
    /// Whether the bottom line is drawn, too.
    pub hints: bool,
}

impl Part {
    /// Both parts: nothing in one of them moved what the other one names.
    pub fn add(&mut self, other: Self) {
        self.hints |= other.hints;
        // the newest word on a piece counts
        self.pieces.retain(|(place, _)| other.pieces.iter().all(|(newer, _)| newer.at != place.at));
        self.pieces.extend(other.pieces);
    }

    /// What it covers of a screen of that size: lines of the page, beside the map, and the bottom lines.
    #[must_use]
    pub fn areas(&self, width: u16, height: u16) -> Vec<Rect> {
        let foot = height.saturating_sub(FOOT);
        let columns = Fill::columns(width);
        let line = |y: i32| u16::try_from(y.clamp(i32::from(HEAD), i32::from(foot))).unwrap_or(0);
        let mut areas = Vec::with_capacity(self.pieces.len() + 1);
        areas.extend(self.pieces.iter().map(|(place, _)| {
            let top = line(place.y);
            Rect::new(width - columns, top, columns, line(place.y + i32::from(place.height)).saturating_sub(top))
        }));
        // the rule above the hints stays as it is
        areas.extend(self.hints.then(|| Rect::new(0, height.saturating_sub(1), width, 1)));
        areas
    }
}

/// What must be the same before and after a change for the rest of the screen to be.
#[derive(PartialEq)]
pub(super) struct Around {
    counts: Counts,
    saving: bool,
    hints: Vec<Hint>,
}

impl Fill {
    /// What stands around the question with the focus.
    pub(super) fn around(&self, session: &Session) -> Around {
        Around { counts: session.counts(Some(self.page)), saving: session.is_calm() || session.is_troubled(), hints: self.field_hints() }
    }

    /// The hints of the field under the focus.
    pub(super) fn field_hints(&self) -> Vec<Hint> {
        self.field.as_ref().map(|field| field.hints()).unwrap_or_default()
    }

    /// The part to draw after a key that stayed in the field: the question alone, if nothing else can have changed.
    pub(super) fn part_of_field(&self, path: &Path, before: &Around, core: &Core) -> Option<Part> {
        let session = core.session.as_ref()?;
        let place = self.place?;
        let named = session.form.instance_name.as_deref() == Some(path.root());
        if named || session.form.is_read(path.root()) || *before != self.around(session) {
            return None;
        }
        let pieces = self.pieces(session);
        let cx = core.context(Self::columns(core.width()));
        let block = self.piece(session, &pieces, place.at, &cx);
        (block.height == place.height && is_whole(&place, core)).then(|| Part { pieces: vec![(place, block.into_owned())], hints: false })
    }

    /// The part to draw after a move from one stop of the page to another, if nothing else moves by it: where the new one stands.
    pub(super) fn part_of_move(&mut self, from: &Spot, at_rest: u16, hints: bool, core: &Core) -> Option<Part> {
        let session = core.session.as_ref()?;
        let old = self.place?;
        if super::moves::block_of(from) != super::moves::block_of(&self.spot) {
            return None;
        }
        let pieces = self.pieces(session);
        let cx = core.context(Self::columns(core.width()));
        let at = pieces.iter().position(|piece| is_at(session, piece, &self.spot))?;
        let (left, reached) = (self.piece(session, &pieces, old.at, &cx), self.piece(session, &pieces, at, &cx));
        if left.height != old.height || reached.height != at_rest {
            return None;
        }
        let y = if at > old.at {
            old.y
                + i32::from(old.height)
                + self.lines_between(session, &pieces, old.at + 1, at, &cx)
                + i32::from(Self::gap(session, &pieces, old.at + 1, &cx))
        } else {
            old.y - self.lines_between(session, &pieces, at, old.at, &cx)
        };
        let new = Place { at, y, height: at_rest };
        if !is_whole(&new, core) || !is_whole(&old, core) {
            return None;
        }
        let pieces = vec![(old, left.into_owned()), (new, reached.into_owned())];
        self.place = Some(new);
        Some(Part { pieces, hints })
    }

    /// How high a stop of this page is without the focus; `pieces` are the page's.
    pub(super) fn height_at_rest(&self, spot: &Spot, session: &Session, pieces: &[Piece], cx: &Context) -> Option<u16> {
        let at = pieces.iter().position(|piece| is_at(session, piece, spot))?;
        Some(self.piece(session, pieces, at, cx).height)
    }
}

/// Whether all of it is on the screen.
fn is_whole(place: &Place, core: &Core) -> bool {
    let bottom = i32::from(core.size.1.saturating_sub(FOOT));
    place.y >= i32::from(HEAD) && place.y + i32::from(place.height) <= bottom
}
