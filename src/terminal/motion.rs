//! Moving the cursor with the fewest bytes.

/// A place of the screen, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Column.
    pub x: u16,
    /// Row.
    pub y: u16,
}

/// How many decimal digits a number has.
#[must_use]
pub const fn digits(n: u16) -> usize {
    match n {
        0..=9 => 1,
        10..=99 => 2,
        100..=999 => 3,
        1000..=9999 => 4,
        _ => 5,
    }
}

/// Writes a number in decimal.
pub fn number(n: u16, out: &mut Vec<u8>) {
    if n >= 10 {
        number(n / 10, out);
    }
    out.push(b'0' + (n % 10) as u8);
}

/// Writes a control sequence with one number, which is left out when it is 1.
pub fn sequence(n: u16, letter: u8, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    if n != 1 {
        number(n, out);
    }
    out.push(letter);
}

/// How many bytes [`sequence`] writes.
#[must_use]
pub const fn sequence_length(n: u16) -> usize {
    if n == 1 { 3 } else { 3 + digits(n) }
}

/// One way to move along one axis.
#[derive(Clone, Copy)]
enum Step {
    None,
    /// A short control, so many times.
    Times(&'static [u8], u16),
    /// A control sequence with a number.
    Sequence(u16, u8),
    /// CR, then to the right by so many.
    Return(u16),
    /// What already stands there, written again.
    Rewrite,
}

impl Step {
    fn length(self, rewrite: usize) -> usize {
        match self {
            Self::None => 0,
            Self::Times(control, n) => control.len() * usize::from(n),
            Self::Sequence(n, _) => sequence_length(n),
            Self::Return(0) => 1,
            Self::Return(n) => 1 + sequence_length(n),
            Self::Rewrite => rewrite,
        }
    }

    fn write(self, out: &mut Vec<u8>, rewrite: impl FnOnce(&mut Vec<u8>)) {
        match self {
            Self::None => {}
            Self::Times(control, n) => (0..n).for_each(|_| out.extend_from_slice(control)),
            Self::Sequence(n, letter) => sequence(n, letter, out),
            Self::Return(n) => {
                out.push(b'\r');
                if n > 0 {
                    sequence(n, b'C', out);
                }
            }
            Self::Rewrite => rewrite(out),
        }
    }
}

/// No control sequence is shorter.
const SHORT: usize = 3;

/// The first of the shortest, in an order in which only control sequences come after one that is as short as they can be.
fn shortest(rewrite: usize, steps: &[Step]) -> Step {
    let mut best = (usize::MAX, Step::None);
    for &step in steps {
        let length = step.length(rewrite);
        if length < best.0 {
            best = (length, step);
            if length <= SHORT {
                break;
            }
        }
    }
    best.1
}

fn vertical(from: u16, to: u16) -> Step {
    match to.cmp(&from) {
        std::cmp::Ordering::Equal => Step::None,
        std::cmp::Ordering::Greater => {
            let n = to - from;
            shortest(0, &[Step::Times(b"\n", n), Step::Sequence(n, b'B'), Step::Sequence(to + 1, b'd')])
        }
        std::cmp::Ordering::Less => {
            let n = from - to;
            shortest(0, &[Step::Times(b"\x1bM", n), Step::Sequence(n, b'A'), Step::Sequence(to + 1, b'd')])
        }
    }
}

fn horizontal(from: u16, to: u16, rewrite: usize) -> Step {
    match to.cmp(&from) {
        std::cmp::Ordering::Equal => Step::None,
        std::cmp::Ordering::Greater => {
            let n = to - from;
            shortest(rewrite, &[Step::Rewrite, Step::Sequence(n, b'C'), Step::Sequence(to + 1, b'G')])
        }
        std::cmp::Ordering::Less => {
            let n = from - to;
            shortest(usize::MAX, &[Step::Return(to), Step::Times(b"\x08", n), Step::Sequence(n, b'D'), Step::Sequence(to + 1, b'G')])
        }
    }
}

/// Writes the shortest motion. `from` is `None` if the cursor's place is not known. `rewrite` is how many bytes it takes to write again
/// what stands between `from`'s column and `to` on `to`'s row (`usize::MAX`: it cannot be), and `write_again` writes it.
pub fn go(from: Option<Place>, to: Place, out: &mut Vec<u8>, rewrite: usize, write_again: impl FnOnce(&mut Vec<u8>)) {
    let Some(from) = from else { return absolute(to, out) };
    let (down, across) = (vertical(from.y, to.y), horizontal(from.x, to.x, rewrite));
    if down.length(0).saturating_add(across.length(rewrite)) <= absolute_length(to) {
        down.write(out, |_| {});
        across.write(out, write_again);
    } else {
        absolute(to, out);
    }
}

fn absolute_length(to: Place) -> usize {
    let row = if to.y == 0 { 0 } else { digits(to.y + 1) };
    let column = if to.x == 0 { 0 } else { 1 + digits(to.x + 1) };
    3 + row + column
}

fn absolute(to: Place, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    if to.y > 0 {
        number(to.y + 1, out);
    }
    if to.x > 0 {
        out.push(b';');
        number(to.x + 1, out);
    }
    out.push(b'H');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn motion(from: (u16, u16), to: (u16, u16)) -> String {
        let mut out = Vec::new();
        go(Some(Place { x: from.0, y: from.1 }), Place { x: to.0, y: to.1 }, &mut out, usize::MAX, |_| unreachable!());
        String::from_utf8(out).unwrap().replace('\x1b', "^").replace('\n', "v").replace('\r', "<").replace('\x08', "b")
    }

    #[test]
    fn the_shortest_motion_is_taken() {
        let cases = [
            ((5, 5), (5, 5), ""),
            ((5, 5), (0, 5), "<"),
            ((5, 5), (4, 5), "b"),
            ((5, 5), (3, 5), "bb"),
            ((50, 5), (46, 5), "bbbb"),
            ((50, 5), (45, 5), "^[5D"),
            ((50, 5), (1, 5), "<^[C"),
            ((5, 5), (6, 5), "^[C"),
            ((5, 5), (50, 5), "^[45C"),
            ((5, 5), (9, 5), "^[4C"),
            ((5, 5), (5, 6), "v"),
            ((5, 5), (0, 6), "v<"),
            ((5, 5), (0, 7), "vv<"),
            ((5, 5), (5, 8), "vvv"),
            ((5, 5), (5, 20), "^[15B"),
            ((5, 5), (5, 4), "^M"),
            ((5, 5), (5, 2), "^[3A"),
            ((5, 5), (0, 0), "^[H"),
            ((5, 5), (5, 0), "^[d"),
            ((5, 5), (40, 30), "^[31;41H"),
        ];
        for (from, to, expected) in cases {
            assert_eq!(motion(from, to), expected, "{from:?} → {to:?}");
        }
    }

    #[test]
    fn an_unknown_place_is_left_by_an_absolute_motion() {
        let mut out = Vec::new();
        go(None, Place { x: 0, y: 3 }, &mut out, usize::MAX, |_| unreachable!());
        assert_eq!(out, b"\x1b[4H");
    }

    #[test]
    fn few_equal_cells_are_written_again() {
        let mut out = Vec::new();
        go(Some(Place { x: 1, y: 0 }), Place { x: 3, y: 0 }, &mut out, 2, |out| out.extend_from_slice(b"xy"));
        assert_eq!(out, b"xy");
    }
}
