//! The keys a script can press: their names, both ways.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::app::action::{BINDINGS, Key};

/// The keys with a name of their own.
const NAMED: [(&str, KeyCode); 15] = [
    ("Enter", KeyCode::Enter),
    ("Tab", KeyCode::Tab),
    ("Space", KeyCode::Char(' ')),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Escape", KeyCode::Esc),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
];
/// The only key with Shift that is not a character, and its name after `Shift+`.
const BACK_TAB: (&str, KeyEvent) = ("Tab", KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT));

/// The names of all keys that stand alone.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    NAMED.iter().map(|(name, _)| *name)
}

/// The key of a name that stands alone: `PageDown`.
#[must_use]
pub fn named(name: &str) -> Option<KeyEvent> {
    let (_, code) = NAMED.iter().find(|(known, _)| *known == name)?;
    Some(KeyEvent::new(*code, KeyModifiers::NONE))
}

/// The key after `Ctrl+`: a letter or an arrow.
#[must_use]
pub fn with_control(name: &str) -> Option<KeyEvent> {
    let mut letters = name.chars();
    let code = match (letters.next()?, letters.next()) {
        (letter, None) if letter.is_ascii_alphabetic() => KeyCode::Char(letter.to_ascii_lowercase()),
        _ => named(name)?.code,
    };
    let is_arrow = matches!(code, KeyCode::Up | KeyCode::Down | KeyCode::Left | KeyCode::Right);
    (is_arrow || matches!(code, KeyCode::Char('a'..='z'))).then_some(KeyEvent::new(code, KeyModifiers::CONTROL))
}

/// The key after `Shift+`.
#[must_use]
pub fn with_shift(name: &str) -> Option<KeyEvent> {
    (name == BACK_TAB.0).then_some(BACK_TAB.1)
}

/// The key that types a character.
#[must_use]
pub fn typing(character: char) -> KeyEvent {
    let modifiers = if character.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE };
    KeyEvent::new(KeyCode::Char(character), modifiers)
}

/// The character that a key types.
#[must_use]
pub fn typed(key: KeyEvent) -> Option<char> {
    match key.code {
        KeyCode::Char(c) if !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => Some(c),
        _ => None,
    }
}

/// A key as a script writes it; that of a function key is its twin's. `None`: it types a character, or scripts have no such key.
#[must_use]
pub fn written(key: KeyEvent) -> Option<String> {
    let has = |modifier| key.modifiers.contains(modifier);
    match key.code {
        KeyCode::F(number) => twins(number).first().copied().map(control),
        KeyCode::BackTab => Some(format!("Shift+{}", BACK_TAB.0)),
        KeyCode::Tab if has(KeyModifiers::SHIFT) => Some(format!("Shift+{}", BACK_TAB.0)),
        _ if has(KeyModifiers::ALT) => None,
        KeyCode::Char(letter) if has(KeyModifiers::CONTROL) => letter.is_ascii_alphabetic().then(|| control(letter)),
        code => {
            let (name, _) = NAMED.iter().find(|(_, known)| *known == code)?;
            Some(if has(KeyModifiers::CONTROL) && with_control(name).is_some() { format!("Ctrl+{name}") } else { (*name).to_owned() })
        }
    }
}

/// A letter with Ctrl.
pub(super) fn control(letter: char) -> String {
    format!("Ctrl+{}", letter.to_ascii_uppercase())
}

/// The letters that do with Ctrl what a function key does, on one screen or another: VHS has no function keys.
#[must_use]
pub fn twins(number: u8) -> Vec<char> {
    let is_it = |key: &Key| *key == Key::F(number);
    let mut letters = Vec::new();
    for key in BINDINGS.iter().filter(|binding| binding.keys.iter().any(is_it)).flat_map(|binding| binding.keys) {
        if let Key::Ctrl(letter) = key
            && !letters.contains(letter)
        {
            letters.push(*letter);
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read_as_it_is_written() {
        for name in names() {
            let key = named(name).unwrap();
            assert_eq!(written(key).as_deref(), Some(name));
        }
        for name in ["G", "Left"] {
            let key = with_control(name).unwrap();
            assert_eq!(written(key), Some(format!("Ctrl+{name}")));
        }
        assert_eq!(with_control("g"), with_control("G"));
        assert_eq!(written(with_shift("Tab").unwrap()).as_deref(), Some("Shift+Tab"));
        for name in ["Enter", "é", "[", "", "gg"] {
            assert_eq!(with_control(name), None, "{name}");
        }
    }

    #[test]
    fn a_character_is_typed_and_has_no_name_but_the_space() {
        for character in ['a', 'É', '€', ' '] {
            assert_eq!(typed(typing(character)), Some(character));
        }
        assert_eq!(written(typing('a')), None);
        assert_eq!(typed(KeyEvent::new(KeyCode::Char('x'), KeyModifiers::ALT)), None);
        assert_eq!(written(KeyEvent::new(KeyCode::Char('x'), KeyModifiers::ALT)), None);
    }

    #[test]
    fn a_function_key_is_written_as_its_twin() {
        let key = |number| KeyEvent::new(KeyCode::F(number), KeyModifiers::NONE);
        assert_eq!(written(key(6)).as_deref(), Some("Ctrl+G"));
        assert_eq!(written(key(10)).as_deref(), Some("Ctrl+X"));
        assert_eq!(written(key(1)), None);
    }
}
