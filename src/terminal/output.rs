//! What is sent: the bytes that bring the terminal from what it shows to a frame.
//!
//! A row whose entries hash as what the screen shows is not even drawn. The others are drawn with ratatui into one reused row, compared
//! with the picture of the screen, and only what differs is sent. Nothing is written here: the caller does one write a frame.

use ratatui::buffer::Buffer;
use ratatui::layout::{Alignment, Rect};
use ratatui::text::Line;

use super::attributes::Attributes;
use super::cell::{Cell, any_doubtful, first_difference};
use super::motion::{Place, digits, go, sequence};
use super::picture::{BLANK_ROW, PART_OF_ROW, Picture, with_entry};
use super::scroll;
use crate::ui::frame::{Entry, Frame};

const BEGIN_SYNCHRONISED: &[u8] = b"\x1b[?2026h";
const END_SYNCHRONISED: &[u8] = b"\x1b[?2026l";
/// A frame of more bytes than that is sent as a synchronised update.
const MUCH: usize = 512;
/// Margins, attributes, cursor and screen, whatever they were.
const CLEAR: &[u8] = b"\x1b[r\x1b[m\x1b[H\x1b[2J";
const NO_ENTRY: u32 = u32::MAX;
const NO_COLUMN: u16 = u16::MAX;
/// So many equal cells at most are written again instead of being jumped over.
const REWRITTEN: u16 = 8;

/// What the terminal shows, and the means to change it.
#[derive(Debug)]
pub struct Output {
    width: u16,
    height: u16,
    colours: bool,
    /// Nothing is known of the screen: clear it first.
    unknown: bool,
    picture: Picture,
    cursor: Option<Place>,
    visible: Option<bool>,
    attributes: Attributes,
    /// The row being drawn, as ratatui draws it and packed.
    drawn: Buffer,
    row: Vec<Cell>,
    /// The column from which on the frame is about each row; [`NO_COLUMN`] if it is not.
    from: Vec<u16>,
    /// What the rows of the frame hash to.
    wanted: Vec<u64>,
    /// The entries of each row as linked lists: first and last of a row, next of an entry.
    ends: Vec<(u32, u32)>,
    next: Vec<u32>,
    bytes: Vec<u8>,
}

impl Output {
    /// For a terminal of that many columns and rows, of which nothing is known. Without `colours` (`NO_COLOR`), attributes only.
    #[must_use]
    pub fn new(width: u16, height: u16, colours: bool) -> Self {
        let mut output = Self {
            width: 0,
            height: 0,
            colours,
            unknown: true,
            picture: Picture::default(),
            cursor: None,
            visible: None,
            attributes: Attributes::PLAIN,
            drawn: Buffer::default(),
            row: Vec::new(),
            from: Vec::new(),
            wanted: Vec::new(),
            ends: Vec::new(),
            next: Vec::new(),
            bytes: Vec::new(),
        };
        output.resize(width, height);
        output
    }

    /// The terminal has another size now; all is drawn at the next [`show`](Self::show).
    pub fn resize(&mut self, width: u16, height: u16) {
        if (width, height) != (self.width, self.height) {
            (self.width, self.height) = (width, height);
            self.picture = Picture::blank(width, height);
            self.drawn = Buffer::empty(Rect::new(0, 0, width, 1));
            self.row = vec![Cell::BLANK; usize::from(width)];
        }
        self.repaint();
    }

    /// Forgets what is known of the screen: the next [`show`](Self::show) clears it and draws all.
    pub fn repaint(&mut self) {
        self.unknown = true;
    }

    /// The bytes, for one write, that bring the screen to that frame; none if it is what the screen shows.
    ///
    /// They count as sent. A frame of another size than the screen's is a resize.
    pub fn show(&mut self, frame: &Frame) -> &[u8] {
        self.bytes.clear();
        self.bytes.extend_from_slice(BEGIN_SYNCHRONISED);
        if (frame.width, frame.height) != (self.width, self.height) {
            self.resize(frame.width, frame.height);
        }
        if self.width == 0 || self.height == 0 {
            return &[];
        }
        if self.unknown {
            self.clear();
        }
        self.sort(frame);
        if frame.areas.is_none()
            && let Some(scroll) = scroll::find(&self.picture, &self.wanted)
        {
            self.scroll(scroll);
        }
        let cursor = frame.cursor.map(|(x, y)| Place { x: x.min(self.width - 1), y: y.min(self.height - 1) });
        self.rows(frame, cursor);
        self.place(cursor);
        if self.bytes.len() > MUCH + BEGIN_SYNCHRONISED.len() {
            self.bytes.extend_from_slice(END_SYNCHRONISED);
            &self.bytes
        } else {
            self.bytes.get(BEGIN_SYNCHRONISED.len()..).unwrap_or_default()
        }
    }

    fn clear(&mut self) {
        self.bytes.extend_from_slice(CLEAR);
        self.picture.clear();
        self.attributes = Attributes::PLAIN;
        self.cursor = Some(Place { x: 0, y: 0 });
        self.visible = None;
        self.unknown = false;
    }

    /// Notes which rows the frame is about, hashes those that are drawn whole, and lists the entries of each.
    fn sort(&mut self, frame: &Frame) {
        let height = usize::from(self.height);
        self.from.clear();
        self.from.resize(height, if frame.areas.is_some() { NO_COLUMN } else { 0 });
        for area in frame.areas.iter().flatten() {
            let rows = self.from.iter_mut().take(usize::from(area.bottom())).skip(usize::from(area.top()));
            rows.for_each(|from| *from = area.x.min(*from));
        }
        self.wanted.clear();
        self.wanted.resize(height, BLANK_ROW);
        self.ends.clear();
        self.ends.resize(height, (NO_ENTRY, NO_ENTRY));
        self.next.clear();
        self.next.resize(frame.entries.len(), NO_ENTRY);
        for (index, entry) in (0..NO_ENTRY).zip(&frame.entries) {
            let y = usize::from(entry.y);
            let (Some(hash), Some((first, last))) = (self.wanted.get_mut(y), self.ends.get_mut(y)) else { continue };
            *hash = if self.from.get(y) == Some(&0) { with_entry(*hash, entry) } else { PART_OF_ROW };
            if *first == NO_ENTRY {
                *first = index;
            } else if let Some(next) = self.next.get_mut(*last as usize) {
                *next = index;
            }
            *last = index;
        }
    }

    fn scroll(&mut self, scroll: scroll::Scroll) {
        if !self.attributes.erases_plain() {
            self.dress(Attributes::PLAIN);
        }
        scroll::write(scroll, usize::from(self.height), &mut self.bytes);
        self.picture.scroll(scroll);
        self.cursor = None;
    }

    /// Draws the rows that changed: that of the cursor first, that where it will be last, the others downwards.
    fn rows(&mut self, frame: &Frame, cursor: Option<Place>) {
        let last = cursor.map(|place| place.y);
        let first = self.cursor.map(|place| place.y);
        let others = (0..self.height).filter(|&y| Some(y) != first);
        for y in first.into_iter().chain(others).filter(|&y| Some(y) != last).chain(last) {
            let row = usize::from(y);
            let (Some(&from), Some(&wanted), Some(&shown)) = (self.from.get(row), self.wanted.get(row), self.picture.hashes().get(row))
            else {
                continue;
            };
            // what a part leaves out stays as it is
            if from != NO_COLUMN && (from > 0 || wanted != shown) {
                let from = usize::from(from);
                self.draw(frame, row, from);
                self.send(from, y);
                self.picture.set_hash(row, wanted);
            }
        }
    }

    /// Draws a row of the frame from a column on and packs it.
    fn draw(&mut self, frame: &Frame, y: usize, from: usize) {
        if self.draw_plain(frame, y, from).is_none() {
            self.draw_any(frame, y);
        }
    }

    /// Packs a row that ratatui draws.
    fn draw_any(&mut self, frame: &Frame, y: usize) {
        self.drawn.reset();
        for entry in of_row(frame, &self.ends, &self.next, y) {
            entry.draw(&mut self.drawn);
        }
        let room = self.row.len();
        let mut covered = 0;
        for (x, (cell, drawn)) in self.row.iter_mut().zip(&self.drawn.content).enumerate() {
            if covered > 0 {
                covered -= 1;
                *cell = Cell::COVERED;
            } else {
                *cell = Cell::new(drawn, room - x, self.colours);
                covered = cell.width().saturating_sub(1);
            }
        }
    }

    /// Packs a row of plain text, nearly all rows there are, without the detour by ratatui, which takes about ten times as long.
    /// `None` if something in the row is not that plain.
    fn draw_plain(&mut self, frame: &Frame, y: usize, from: usize) -> Option<()> {
        self.row.get_mut(from..)?.fill(Cell::BLANK);
        // the end of what is not blank
        let mut written = from;
        for entry in of_row(frame, &self.ends, &self.next, y) {
            let from = usize::from(entry.x).min(self.row.len());
            let to = (from + usize::from(entry.width)).min(self.row.len());
            if from < written {
                self.row.get_mut(from..to)?.fill(Cell::BLANK);
            }
            let columns = draw_plain_line(&entry.line, self.row.get_mut(from..to)?, self.colours)?;
            written = written.max(from + columns);
        }
        Some(())
    }

    /// Sends what differs between the packed row and the picture from a column on: what stands at its left stays.
    fn send(&mut self, from: usize, y: u16) {
        let row = std::mem::take(&mut self.row);
        let mut change = self.next_change(&row, from, y);
        if let Some(first) = change {
            // A terminal may have put what stands after a doubtful character elsewhere: write it again.
            let shown = self.picture.row_mut(usize::from(y)).get_mut(first..).unwrap_or_default();
            let doubtful = |(new, old): (&Cell, &Cell)| new != old && (new.is_doubtful() || old.is_doubtful());
            if (any_doubtful(&row[first..]) || any_doubtful(shown))
                && let Some(x) = row[first..].iter().zip(&*shown).position(doubtful)
            {
                shown[x..].fill(Cell::UNKNOWN);
            }
        }
        while let Some(x) = change {
            let x = if row[x] != Cell::BLANK {
                self.text(&row, x, y)
            } else if row[x..].iter().all(|&cell| cell == Cell::BLANK) {
                self.blank_tail(&row, x, y)
            } else {
                self.blanks(&row, x, y)
            };
            change = self.next_change(&row, x, y);
        }
        self.row = row;
    }

    /// The next cell from `x` on that differs.
    fn next_change(&self, row: &[Cell], x: usize, y: u16) -> Option<usize> {
        let shown = self.picture.row(usize::from(y)).get(x..)?;
        Some(x + first_difference(row.get(x..)?, shown)?)
    }

    /// Writes one character and the plain ones that follow it; gives the column after them.
    fn text(&mut self, row: &[Cell], x: usize, y: u16) -> usize {
        let cell = row[x];
        let end = x + cell.width().max(1);
        let shown = self.picture.row_mut(usize::from(y));
        shown[x..end].copy_from_slice(&row[x..end]);
        if cell.width() == 0 {
            return end;
        }
        self.go(column(x), y);
        if !cell.may_be_written_under(self.attributes) {
            self.dress(cell.attributes());
        }
        if cell.is_doubtful() {
            // Terminals that take it for narrower must not show what was there before.
            self.bytes.extend((x..end).map(|_| b' '));
            self.cursor = (end < row.len()).then_some(Place { x: column(end), y });
            self.go_plainly(column(x), y);
        }
        match cell.char() {
            Some(c) => self.bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            None => self.bytes.extend_from_slice(self.drawn.content[x].symbol().as_bytes()),
        }
        let end = if cell.is_simple() { self.run(row, end, y) } else { end };
        self.cursor = (row[end - 1].is_simple() && end < row.len()).then_some(Place { x: column(end), y });
        end
    }

    /// Writes what follows the cursor as long as it differs from the picture and looks right as the attributes are: most of a new row, words and the
    /// single spaces between them. Gives the column after it.
    fn run(&mut self, row: &[Cell], from: usize, y: u16) -> usize {
        let shown = self.picture.row_mut(usize::from(y));
        let mut x = from;
        while let (Some(&cell), Some(old)) = (row.get(x), shown.get_mut(x)) {
            let space_alone = cell != Cell::BLANK || row.get(x + 1).is_some_and(|&next| next != Cell::BLANK);
            if cell == *old || !cell.is_simple() || !space_alone || !cell.may_be_written_under(self.attributes) {
                break;
            }
            let Some(c) = cell.char() else { break };
            match u8::try_from(c) {
                Ok(byte) if byte.is_ascii() => self.bytes.push(byte),
                _ => self.bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            }
            *old = cell;
            x += 1;
        }
        x
    }

    /// The rest of the row is blank: writes spaces or erases.
    fn blank_tail(&mut self, row: &[Cell], x: usize, y: u16) -> usize {
        let shown = self.picture.row_mut(usize::from(y));
        let last = shown.iter().rposition(|&cell| cell != Cell::BLANK).unwrap_or(x);
        shown[x..].fill(Cell::BLANK);
        self.prepare_blank(x, y);
        if last - x >= 3 || last + 1 == row.len() {
            self.bytes.extend_from_slice(b"\x1b[K");
        } else {
            self.spaces(x, last + 1, y);
        }
        row.len()
    }

    /// Blanks between texts: writes spaces or erases.
    fn blanks(&mut self, row: &[Cell], x: usize, y: u16) -> usize {
        let run = row[x..].iter().take_while(|&&cell| cell == Cell::BLANK).count();
        let shown = self.picture.row_mut(usize::from(y));
        let last = x + shown[x..x + run].iter().rposition(|&cell| cell != Cell::BLANK).unwrap_or(0);
        let count = last + 1 - x;
        // Spaces take the cursor along; after an erasure it has to be moved, if something comes after.
        let more_comes = row[x + run..] != shown[x + run..];
        let erasure = 3 + digits(column(count)) + if more_comes { 3 + digits(column(run)) } else { 0 };
        shown[x..=last].fill(Cell::BLANK);
        self.prepare_blank(x, y);
        if count > erasure {
            sequence(column(count), b'X', &mut self.bytes);
        } else {
            self.spaces(x, last + 1, y);
        }
        last + 1
    }

    /// Goes where blanks are wanted, in attributes under which they are plain.
    fn prepare_blank(&mut self, x: usize, y: u16) {
        self.go(column(x), y);
        if !self.attributes.erases_plain() {
            self.dress(Attributes::PLAIN);
        }
    }

    /// Spaces that do not reach the last column: a blank tail that does is erased.
    fn spaces(&mut self, from: usize, to: usize, y: u16) {
        self.bytes.extend((from..to).map(|_| b' '));
        self.cursor = Some(Place { x: column(to), y });
    }

    fn dress(&mut self, attributes: Attributes) {
        self.attributes.change(attributes, &mut self.bytes);
        self.attributes = attributes;
    }

    /// Moves the cursor, writing equal cells again where that is shorter.
    fn go(&mut self, x: u16, y: u16) {
        if self.cursor == Some(Place { x, y }) {
            return;
        }
        let from = self.cursor.map_or(x, |place| place.x);
        let between = match x.checked_sub(from) {
            Some(1..=REWRITTEN) => self.picture.row(usize::from(y)).get(usize::from(from)..usize::from(x)).unwrap_or_default(),
            _ => &[],
        };
        let same = |cell: &Cell| cell.is_simple() && cell.may_be_written_under(self.attributes);
        let length = if !between.is_empty() && between.iter().all(same) {
            between.iter().filter_map(|cell| cell.char()).map(char::len_utf8).sum()
        } else {
            usize::MAX
        };
        let to = Place { x, y };
        go(self.cursor, to, &mut self.bytes, length, |out| {
            for c in between.iter().filter_map(|cell| cell.char()) {
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        });
        self.cursor = Some(to);
    }

    /// Moves the cursor without writing any cell.
    fn go_plainly(&mut self, x: u16, y: u16) {
        let to = Place { x, y };
        go(self.cursor, to, &mut self.bytes, usize::MAX, |_| {});
        self.cursor = Some(to);
    }

    /// Puts the cursor where the frame wants it, or hides it.
    fn place(&mut self, cursor: Option<Place>) {
        if let Some(place) = cursor
            && self.cursor != Some(place)
        {
            self.go(place.x, place.y);
        }
        if self.visible != Some(cursor.is_some()) {
            self.bytes.extend_from_slice(if cursor.is_some() { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.visible = Some(cursor.is_some());
        }
    }
}

/// The entries of a row, in drawing order.
fn of_row<'a>(frame: &'a Frame<'a>, ends: &[(u32, u32)], next: &'a [u32], y: usize) -> impl Iterator<Item = &'a Entry<'a>> {
    let first = ends.get(y).map_or(NO_ENTRY, |ends| ends.0);
    let indices = std::iter::successors(Some(first), move |&index| next.get(index as usize).copied());
    indices.map_while(move |index| frame.entries.get(index as usize))
}

/// Draws a line left-aligned into blank packed cells exactly as ratatui would; gives how many of them may be blank no more. `None`, the cells being half
/// done, if a character is not [plain](Cell::plain) or the line is aligned otherwise.
fn draw_plain_line(line: &Line, cells: &mut [Cell], colours: bool) -> Option<usize> {
    if !matches!(line.alignment, None | Some(Alignment::Left)) {
        return None;
    }
    let whole = Attributes::PLAIN.styled(line.style, colours);
    // A line without text is not drawn, not even its style.
    let empty = line.spans.iter().all(|span| span.content.is_empty());
    let width = cells.len();
    let is_filled = whole != Attributes::PLAIN && !empty;
    if is_filled {
        cells.fill(Cell::plain(' ', whole)?);
    }
    let mut cells = cells.iter_mut();
    for span in &line.spans {
        let attributes = whole.styled(span.style, colours);
        let blank = Cell::plain(' ', attributes)?;
        for c in span.content.chars() {
            let plain = match c {
                ' ' => blank,
                '!'..='~' => Cell::ascii(c, attributes),
                c => Cell::plain(c, attributes)?,
            };
            // What does not fit is looked at too: a mark that joins the last one that does must be seen.
            if let Some(cell) = cells.next() {
                *cell = plain;
            }
        }
    }
    Some(if is_filled { width } else { width - cells.len() })
}

/// A column from an index into a row, which is never longer than a `u16` counts.
fn column(x: usize) -> u16 {
    u16::try_from(x).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests;
