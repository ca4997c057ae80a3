//! Finding out that rows moved up or down as a block, and telling the terminal so.

use super::cell::Cell;
use super::motion::{number, sequence};
use super::picture::{BLANK_ROW, Picture};

/// Rows `top` to `bottom`, both included, move by so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scroll {
    /// First row.
    pub top: usize,
    /// Last row.
    pub bottom: usize,
    /// How far, at least 1.
    pub by: usize,
    /// Up, so that blank rows come at the bottom.
    pub up: bool,
}

/// About what the sequences of a scroll and the absolute motion after it take, in bytes.
const COST: usize = 24;
/// About what the motion to a changed run takes.
const RUN: usize = 4;

/// The scroll after which the fewest cells remain to be written, if one pays.
#[must_use]
pub fn find(picture: &Picture, wanted: &[u64]) -> Option<Scroll> {
    let shown = picture.hashes();
    let height = shown.len().min(wanted.len());
    // A key changes two or three rows most of the time, and of another page hardly one is shown already: look no further then.
    let changed = (0..height).filter(|&y| wanted[y] != shown[y]);
    let there = |y: &usize| wanted[*y] != BLANK_ROW && shown.contains(&wanted[*y]);
    if changed.clone().count() < 4 || changed.filter(there).count() < 2 {
        return None;
    }
    let mut best: Option<(usize, Scroll)> = None;
    for by in 1..height {
        for up in [true, false] {
            longest_run(shown, wanted, by, up, &mut best);
        }
    }
    let (_, scroll) = best?;
    (saved(picture, wanted, scroll) > COST).then_some(scroll)
}

/// Keeps in `best` the run of rows with the most that say something and would come to their place.
fn longest_run(shown: &[u64], wanted: &[u64], by: usize, up: bool, best: &mut Option<(usize, Scroll)>) {
    let height = shown.len().min(wanted.len());
    let mut start = 0;
    let mut useful = 0;
    for n in 0..=height - by {
        // Moving up, row n + by comes to n; moving down, n comes to n + by.
        let (source, target) = if up { (n + by, n) } else { (n, n + by) };
        if n < height - by && wanted[target] == shown[source] {
            useful += usize::from(wanted[target] != shown[target] && wanted[target] != BLANK_ROW);
            continue;
        }
        if useful >= 2 && best.is_none_or(|(most, _)| useful > most) {
            *best = Some((useful, Scroll { top: start, bottom: n + by - 1, by, up }));
        }
        (start, useful) = (n + 1, 0);
    }
}

/// About how many bytes less there are to write after that scroll.
fn saved(picture: &Picture, wanted: &[u64], scroll: Scroll) -> usize {
    let Scroll { top, bottom, by, up } = scroll;
    let (mut saved, mut spent) = (0, 0);
    for (y, (wanted, shown)) in wanted.iter().zip(picture.hashes()).enumerate().take(bottom + 1).skip(top) {
        let source = if up { (y + by <= bottom).then_some(y + by) } else { y.checked_sub(by).filter(|&source| source >= top) };
        match source {
            Some(source) => saved += difference(picture.row(y), picture.row(source)),
            // It becomes blank: only a row that was right already is work more.
            None if wanted == shown => spent += RUN + picture.row(y).iter().filter(|&&cell| cell != Cell::BLANK).count(),
            None => {}
        }
    }
    usize::saturating_sub(saved, spent)
}

fn difference(a: &[Cell], b: &[Cell]) -> usize {
    match a.iter().zip(b).filter(|(a, b)| a != b).count() {
        0 => 0,
        n => n + RUN,
    }
}

/// Writes the scroll; the attributes must [erase plainly](super::attributes::Attributes::erases_plain). The cursor's place is unknown afterwards.
///
/// Index, reverse index and inserted or deleted lines are used, not `SU` and `SD`: the Linux console does not have those.
pub fn write(scroll: Scroll, height: usize, out: &mut Vec<u8>) {
    let [top, bottom, by] = [scroll.top, scroll.bottom, scroll.by].map(|n| u16::try_from(n).unwrap_or(u16::MAX - 1));
    let whole = scroll.top == 0 && scroll.bottom + 1 == height;
    if !whole {
        out.extend_from_slice(b"\x1b[");
        number(top + 1, out);
        out.push(b';');
        number(bottom + 1, out);
        out.push(b'r');
    }
    if scroll.up && by <= 3 {
        sequence(bottom + 1, b'H', out);
        (0..by).for_each(|_| out.push(b'\n'));
    } else {
        sequence(top + 1, b'H', out);
        match (scroll.up, by) {
            (true, _) => sequence(by, b'M', out),
            (false, 1) => out.extend_from_slice(b"\x1bM"),
            (false, _) => sequence(by, b'L', out),
        }
    }
    if !whole {
        out.extend_from_slice(b"\x1b[r");
    }
}
