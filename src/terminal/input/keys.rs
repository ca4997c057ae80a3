//! What a whole control sequence means as a key.
//!
//! termina's parser knows the common ones (xterm, VT220, the Linux console, kitty's); here come those it does not know: rxvt's, `PuTTY`'s
//! keypad and xterm's `modifyOtherKeys`. The parser gets whole sequences only: cut or unknown ones would make it give their rest as text.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use termina::event::{KeyCode as Code, KeyEventKind as Kind, Modifiers};
use termina::{Event, Parser};

/// Tells what sequences mean.
#[derive(Debug, Default)]
pub struct Keys {
    parser: Parser,
}

impl Keys {
    /// The key that one whole sequence, from its ESC to its final byte, stands for; `None` if it is none or not known.
    pub fn meaning(&mut self, sequence: &[u8]) -> Option<KeyEvent> {
        match sequence {
            [_, b'O', ss3 @ ..] => other_ss3(ss3).or_else(|| (ss3.len() == 1).then(|| self.common(sequence)).flatten()),
            [_, b'[', parameters @ .., last] => {
                // Others, such as answers to queries and the mouse, have it give up half-way.
                let common = match parameters {
                    [] | b"[" => true,
                    [first, rest @ ..] => first.is_ascii_digit() && rest.iter().all(|byte| matches!(byte, b'0'..=b'9' | b':' | b';')),
                } && matches!(last, b'A'..=b'F' | b'H' | b'P'..=b'S' | b'Z' | b'~' | b'u');
                other_csi(parameters, *last).or_else(|| common.then(|| self.common(sequence)).flatten())
            }
            _ => None,
        }
    }

    fn common(&mut self, sequence: &[u8]) -> Option<KeyEvent> {
        self.parser.parse(sequence, false);
        let Some(event) = self.parser.pop() else {
            // It may be waiting for more.
            self.parser = Parser::default();
            return None;
        };
        let Event::Key(key) = event else { return None };
        let code = code(key.code)?;
        if key.kind == Kind::Release {
            return None;
        }
        Some(KeyEvent::new_with_kind(code, modifiers(key.modifiers), KeyEventKind::Press))
    }
}

fn code(code: Code) -> Option<KeyCode> {
    Some(match code {
        Code::Char(c) if !c.is_control() => KeyCode::Char(c),
        Code::Enter => KeyCode::Enter,
        Code::Backspace => KeyCode::Backspace,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => KeyCode::BackTab,
        Code::Escape => KeyCode::Esc,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::Insert => KeyCode::Insert,
        Code::Delete => KeyCode::Delete,
        Code::Function(n) => KeyCode::F(n),
        _ => return None,
    })
}

fn modifiers(modifiers: Modifiers) -> KeyModifiers {
    let pairs = [(Modifiers::SHIFT, KeyModifiers::SHIFT), (Modifiers::ALT, KeyModifiers::ALT), (Modifiers::CONTROL, KeyModifiers::CONTROL)];
    pairs.into_iter().filter(|(theirs, _)| modifiers.contains(*theirs)).map(|(_, ours)| ours).collect()
}

/// What follows `ESC O`: rxvt's Ctrl and arrows, the keypad in application mode (as VT100, with `PuTTY`'s `l` for `+`), `ESC O 5 P` of old
/// terminals; the function keys and arrows themselves are common.
fn other_ss3(after: &[u8]) -> Option<KeyEvent> {
    let (modifiers, last) = match after {
        [last] => (KeyModifiers::NONE, *last),
        [digit @ b'2'..=b'8', last @ (b'A'..=b'D' | b'F' | b'H' | b'P'..=b'S')] => (mask(u16::from(digit - b'0')), *last),
        _ => return None,
    };
    let code = match last {
        b'a' => return Some(KeyEvent::new(KeyCode::Up, KeyModifiers::CONTROL)),
        b'b' => return Some(KeyEvent::new(KeyCode::Down, KeyModifiers::CONTROL)),
        b'c' => return Some(KeyEvent::new(KeyCode::Right, KeyModifiers::CONTROL)),
        b'd' => return Some(KeyEvent::new(KeyCode::Left, KeyModifiers::CONTROL)),
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        b'M' => KeyCode::Enter,
        b'X' => KeyCode::Char('='),
        b'j' => KeyCode::Char('*'),
        b'k' => KeyCode::Char('+'),
        b'l' => KeyCode::Char(','),
        b'm' => KeyCode::Char('-'),
        b'n' => KeyCode::Char('.'),
        b'o' => KeyCode::Char('/'),
        b'p'..=b'y' => KeyCode::Char(char::from(last - b'p' + b'0')),
        _ => return None,
    };
    Some(KeyEvent::new(code, modifiers))
}

/// What follows `ESC [`, but for its last byte: rxvt's keys with Shift (`$`), Ctrl (`^`) or both (`@`) and arrows with Shift, xterm's
/// `27;modifiers;character~`, and Insert and Delete of consoles that send letters.
fn other_csi(parameters: &[u8], last: u8) -> Option<KeyEvent> {
    let shift = KeyModifiers::SHIFT;
    let (code, modifiers) = match (parameters, last) {
        (b"", b'a') => (KeyCode::Up, shift),
        (b"", b'b') => (KeyCode::Down, shift),
        (b"", b'c') => (KeyCode::Right, shift),
        (b"", b'd') => (KeyCode::Left, shift),
        (b"", b'L') => (KeyCode::Insert, KeyModifiers::NONE),
        (_, b'$' | b'^' | b'@') => {
            let modifiers = match last {
                b'$' => shift,
                b'^' => KeyModifiers::CONTROL,
                _ => shift | KeyModifiers::CONTROL,
            };
            (numbered(number(parameters)?)?, modifiers)
        }
        (_, b'~') => {
            let mut numbers = parameters.split(|&byte| byte == b';').map(number);
            let (Some(Some(27)), Some(Some(with)), Some(Some(character)), None) =
                (numbers.next(), numbers.next(), numbers.next(), numbers.next())
            else {
                return None;
            };
            let code = match char::from_u32(u32::from(character))? {
                '\r' => KeyCode::Enter,
                '\t' if mask(with).contains(shift) => KeyCode::BackTab,
                '\t' => KeyCode::Tab,
                '\x1b' => KeyCode::Esc,
                '\x08' | '\x7f' => KeyCode::Backspace,
                c if c.is_control() => return None,
                c => KeyCode::Char(c),
            };
            (code, mask(with))
        }
        _ => return None,
    };
    Some(KeyEvent::new(code, modifiers))
}

fn number(digits: &[u8]) -> Option<u16> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// The key of a number as in `ESC [ number ~`.
fn numbered(number: u16) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(u8::try_from(number - 10).ok()?),
        17..=21 => KeyCode::F(u8::try_from(number - 11).ok()?),
        23..=24 => KeyCode::F(u8::try_from(number - 12).ok()?),
        _ => return None,
    })
}

/// Modifiers as xterm numbers them: one more than a sum of 1 for Shift, 2 for Alt, 4 for Ctrl.
fn mask(number: u16) -> KeyModifiers {
    let bits = number.saturating_sub(1);
    let pairs = [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)];
    pairs.into_iter().filter(|(bit, _)| bits & bit != 0).map(|(_, modifier)| modifier).collect()
}
