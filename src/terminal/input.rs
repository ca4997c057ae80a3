//! Bytes from the terminal become keys and pastes.
//!
//! Here bytes are cut into characters, sequences and pastes; [`keys`] says what a sequence means. Sequences may be cut anywhere: what is
//! unfinished waits for the rest, for as long as [`Decoder::patience`] says. What is not known is swallowed whole and never becomes text.

pub mod keys;

use std::collections::VecDeque;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use keys::Keys;

const ESC: u8 = 0x1b;
const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";
/// How long an ESC waits for the rest of a sequence before it is the key.
const ESC_WAITS: Duration = Duration::from_millis(40);
/// How long anything else unfinished waits: nobody types these by hand, only a slow line cuts them.
const REST_WAITS: Duration = Duration::from_secs(1);
/// A sequence longer than that is none; it is swallowed all the same.
const SEQUENCE_LIMIT: usize = 64;
/// So much room is kept for what comes next.
const KEPT: usize = 4096;
/// A paste longer than that comes in several.
const PASTE_LIMIT: usize = 8 << 20;

/// What came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key, in crossterm's terms: an upper-case letter has SHIFT; ESC and a letter in one go has ALT.
    Key(KeyEvent),
    /// Pasted text as it came, line ends and controls included; a long one comes in several.
    Paste(String),
    /// Bytes that are not UTF-8: the terminal is set to some 8-bit character set.
    NotUtf8,
}

/// Cuts what comes in, whatever the pieces it comes in.
#[derive(Debug, Default)]
pub struct Decoder {
    /// What was fed, and how much of it has been looked at: the rest is only when asked for, so that a burst takes no more room than it has.
    fed: Vec<u8>,
    taken: usize,
    /// What is unfinished: the beginning of a character or sequence, or the paste so far.
    pending: Vec<u8>,
    pasting: bool,
    keys: Keys,
    ready: VecDeque<Input>,
}

impl Decoder {
    /// Takes in bytes; what they mean is then to be [popped](Self::pop).
    pub fn feed(&mut self, bytes: &[u8]) {
        self.fed.extend_from_slice(bytes);
    }

    /// The oldest input not yet taken; `None` if the rest of one has to come first.
    pub fn pop(&mut self) -> Option<Input> {
        while self.ready.is_empty() {
            let Some(&byte) = self.fed.get(self.taken) else {
                self.fed.clear();
                self.fed.shrink_to(KEPT);
                self.taken = 0;
                return None;
            };
            self.taken += 1;
            self.take(byte);
        }
        self.ready.pop_front()
    }

    fn take(&mut self, byte: u8) {
        if self.pasting { self.paste(byte) } else { self.byte(byte) }
    }

    /// How long the rest of what is unfinished is waited for before [`give_up`](Self::give_up), since the last bytes came and all was popped;
    /// `None`: nothing is.
    #[must_use]
    pub fn patience(&self) -> Option<Duration> {
        match self.pending.as_slice() {
            [] => None,
            [ESC] => Some(ESC_WAITS),
            _ => Some(REST_WAITS),
        }
    }

    /// Gives up on what is unfinished if it has waited long enough since the last bytes came: what else wakes the program cuts no key short.
    pub fn give_up(&mut self, waited: Duration) {
        if self.patience().is_some_and(|patience| patience <= waited) {
            self.flush();
        }
    }

    /// The rest did not come: a lone ESC is the key, a paste is given as far as it came and goes on, anything else unfinished is dropped.
    pub fn flush(&mut self) {
        for byte in self.fed.split_off(self.taken) {
            self.take(byte);
        }
        if self.pasting {
            // An ESC all alone in a paste that had stalled is somebody who wants out: its end was lost.
            if self.pending == [ESC] {
                self.pasting = false;
            } else {
                self.deliver_paste(self.pending.len());
                return;
            }
        }
        match self.pending.as_slice() {
            [ESC] => self.key(KeyCode::Esc, KeyModifiers::NONE),
            [] | [ESC, ..] => {}
            _ => self.ready.push_back(Input::NotUtf8),
        }
        self.pending.clear();
    }

    fn key(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        self.ready.push_back(Input::Key(KeyEvent::new(code, modifiers)));
    }

    /// One more byte outside of a paste.
    fn byte(&mut self, byte: u8) {
        match self.pending.as_slice() {
            [] => self.first(byte, KeyModifiers::NONE),
            [ESC] => self.after_escape(byte),
            [ESC, b'[' | b'O', ..] => self.in_sequence(byte),
            [ESC, b']' | b'P' | b'X' | b'^' | b'_', ..] => self.in_string(byte),
            [ESC, ..] => self.in_character(byte, 1),
            _ => self.in_character(byte, 0),
        }
    }

    /// A byte that begins something.
    fn first(&mut self, byte: u8, modifiers: KeyModifiers) {
        let control = modifiers | KeyModifiers::CONTROL;
        match byte {
            ESC | 0xc2..=0xf4 => self.pending.push(byte),
            b'\r' => self.key(KeyCode::Enter, modifiers),
            b'\t' => self.key(KeyCode::Tab, modifiers),
            0x08 | 0x7f => self.key(KeyCode::Backspace, modifiers),
            0 => self.key(KeyCode::Char(' '), control),
            0x01..=0x1a => self.key(KeyCode::Char(char::from(byte + b'a' - 1)), control),
            0x1c..=0x1f => self.key(KeyCode::Char(char::from(byte + b'\\' - 0x1c)), control),
            b' '..=b'~' => self.character(char::from(byte), modifiers),
            0x80..=0xc1 | 0xf5..=0xff => self.ready.push_back(Input::NotUtf8),
        }
    }

    fn character(&mut self, c: char, modifiers: KeyModifiers) {
        let shift = if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
        self.key(KeyCode::Char(c), modifiers | shift);
    }

    fn after_escape(&mut self, byte: u8) {
        match byte {
            // The first was the key.
            ESC => self.key(KeyCode::Esc, KeyModifiers::NONE),
            b'[' | b'O' | b']' | b'P' | b'X' | b'^' | b'_' | 0xc2..=0xf4 => self.pending.push(byte),
            _ => {
                self.pending.clear();
                self.first(byte, KeyModifiers::ALT);
            }
        }
    }

    /// Inside CSI (`ESC [`) or SS3 (`ESC O`): parameters, intermediates, a final byte. A control ends it: it was none.
    fn in_sequence(&mut self, byte: u8) {
        match byte {
            0..=0x1f | 0x7f.. => {
                self.pending.clear();
                self.byte(byte);
            }
            // The Linux console's F1 to F5 are `ESC [ [ A` and so on.
            b'[' if self.pending == b"\x1b[" => self.pending.push(byte),
            b'@'..=b'~' => {
                self.pending.push(byte);
                self.end_sequence();
            }
            // rxvt's keys with Shift end in what elsewhere comes before the last byte.
            b'$' if matches!(self.pending.as_slice(), [_, b'[', number @ ..] if !number.is_empty() && number.iter().all(u8::is_ascii_digit)) =>
            {
                self.pending.push(byte);
                self.end_sequence();
            }
            b' '..=b'?' if self.pending.len() < SEQUENCE_LIMIT => self.pending.push(byte),
            b' '..=b'?' => {}
        }
    }

    fn end_sequence(&mut self) {
        if self.pending == PASTE_BEGINS {
            self.pasting = true;
        } else if self.pending.len() < SEQUENCE_LIMIT
            && let Some(key) = self.keys.meaning(&self.pending)
        {
            self.ready.push_back(Input::Key(key));
        }
        self.pending.clear();
    }

    /// Inside a string: up to BEL or ST (`ESC \`), all swallowed. Another control ends it: it was none.
    fn in_string(&mut self, byte: u8) {
        let escaped = self.pending.len() > 2;
        match byte {
            0x07 => self.pending.clear(),
            b'\\' if escaped => self.pending.clear(),
            _ if escaped => {
                self.pending.clear();
                self.pending.push(ESC);
                self.after_escape(byte);
            }
            ESC => self.pending.push(byte),
            0..=0x1f => {
                self.pending.clear();
                self.byte(byte);
            }
            _ => {}
        }
    }

    /// Inside a character of several bytes, after `start` bytes that are not its own (the ESC of Alt).
    fn in_character(&mut self, byte: u8, start: usize) {
        if byte & 0xc0 != 0x80 {
            self.pending.clear();
            self.ready.push_back(Input::NotUtf8);
            return self.first(byte, KeyModifiers::NONE);
        }
        self.pending.push(byte);
        let begun = self.pending.get(start..).unwrap_or_default();
        match std::str::from_utf8(begun) {
            Ok(text) => {
                if let Some(c) = text.chars().next()
                    && !c.is_control()
                {
                    self.character(c, if start == 0 { KeyModifiers::NONE } else { KeyModifiers::ALT });
                }
                self.pending.clear();
            }
            Err(error) if error.error_len().is_none() => {}
            Err(_) => {
                self.pending.clear();
                self.ready.push_back(Input::NotUtf8);
            }
        }
    }

    /// One more byte of a paste: only the end marker itself ends it.
    fn paste(&mut self, byte: u8) {
        self.pending.push(byte);
        if byte == b'~' && self.pending.ends_with(PASTE_ENDS) {
            self.pasting = false;
            self.deliver_paste(self.pending.len() - PASTE_ENDS.len());
            self.pending.clear();
        } else if self.pending.len() >= PASTE_LIMIT {
            self.deliver_paste(self.pending.len());
        }
    }

    /// Gives what was pasted up to `end`, but for the beginning of a character or of the end marker, which stays.
    fn deliver_paste(&mut self, end: usize) {
        let text = self.pending.get(..end).unwrap_or_default();
        let mut whole = text.len();
        if self.pasting {
            whole -= (1..PASTE_ENDS.len()).rev().find(|&n| text.ends_with(&PASTE_ENDS[..n])).unwrap_or(0);
            whole = finished(text.get(..whole).unwrap_or_default());
        }
        let text = text.get(..whole).unwrap_or_default();
        if !text.is_empty() {
            let not_utf8 = std::str::from_utf8(text).is_err();
            let text = String::from_utf8_lossy(text).into_owned();
            self.ready.push_back(Input::Paste(text));
            if not_utf8 {
                self.ready.push_back(Input::NotUtf8);
            }
        }
        self.pending.drain(..whole);
        self.pending.shrink_to(SEQUENCE_LIMIT);
    }
}

/// How many bytes there are before a last character that is cut.
fn finished(text: &[u8]) -> usize {
    let cut = (1..=3.min(text.len())).find(|&n| {
        let tail = text.get(text.len() - n..).unwrap_or_default();
        matches!(std::str::from_utf8(tail), Err(error) if error.valid_up_to() == 0 && error.error_len().is_none())
    });
    text.len() - cut.unwrap_or(0)
}

#[cfg(test)]
mod tests;
