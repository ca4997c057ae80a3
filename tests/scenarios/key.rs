//! Keys by their names.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key by its name.
pub fn key(name: &str) -> KeyEvent {
    let code = match name {
        "Tab" => KeyCode::Tab,
        "S-Tab" => KeyCode::BackTab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Space" => KeyCode::Char(' '),
        "Del" => KeyCode::Delete,
        "Bs" => KeyCode::Backspace,
        "PgDn" => KeyCode::PageDown,
        "PgUp" => KeyCode::PageUp,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        _ => {
            let mut letters = name.chars();
            match (letters.next(), letters.next(), letters.next(), letters.next()) {
                (Some(c), None, ..) => KeyCode::Char(c),
                (Some('C'), Some('-'), Some(c), None) => return KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL),
                (Some('F'), Some(_), _, None) => KeyCode::F(name[1..].parse().expect("F1 to F12")),
                _ => panic!("no key is called {name}"),
            }
        }
    };
    KeyEvent::from(code)
}
