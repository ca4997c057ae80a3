//! Colours and marks, listed once. The terminal's own colours, bold, and three of its sixteen; nothing is said by colour alone.

use ratatui::style::{Color, Modifier, Style};

/// The marks of the screen: drawn with boxes and bullets, or with ASCII where the terminal may lack them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// In the margin of what has the focus.
    pub focus: &'static str,
    /// A horizontal rule's cell.
    pub rule: &'static str,
    /// Before an error.
    pub error: &'static str,
    /// Before a warning.
    pub warning: &'static str,
    /// Before a piece of information.
    pub info: &'static str,
    /// Before a question to the person who fills.
    pub query: &'static str,
    /// Before a remark.
    pub comment: &'static str,
    /// At an answer that was reviewed.
    pub reviewed: &'static str,
    /// Before what changed.
    pub changed: &'static str,
    /// The chosen option of a choice.
    pub chosen: &'static str,
    /// Another option of a choice.
    pub unchosen: &'static str,
    /// A ticked option of several.
    pub ticked: &'static str,
    /// An option of several, not ticked.
    pub unticked: &'static str,
    /// A folded block.
    pub folded: &'static str,
    /// An unfolded block.
    pub unfolded: &'static str,
    /// The box of the row that adds a block.
    pub add: &'static str,
    /// Where text was cut.
    pub cut: &'static str,
    /// Where there is more above and below.
    pub more: [&'static str; 2],
    /// Between facts on one line.
    pub dot: &'static str,
    /// Frame of a floating panel: top left, top right, bottom left, bottom right, horizontal, vertical.
    pub frame: [&'static str; 6],
    /// A cell of an empty field.
    pub blank: &'static str,
}

impl Look {
    /// For terminals with a modern font.
    pub const UNICODE: Self = Self {
        focus: "▌",
        rule: "─",
        error: "✗",
        warning: "!",
        info: "·",
        query: "?",
        comment: "»",
        reviewed: "✓",
        changed: "Δ",
        chosen: "(•)",
        unchosen: "( )",
        ticked: "[x]",
        unticked: "[ ]",
        folded: "▸",
        unfolded: "▾",
        add: "□",
        cut: "…",
        more: ["↑", "↓"],
        dot: "·",
        frame: ["┌", "┐", "└", "┘", "─", "│"],
        blank: "_",
    };

    /// For the Linux console and `LANG=C`: marks in ASCII, accents untouched.
    pub const PLAIN: Self = Self {
        focus: "|",
        rule: "-",
        error: "x",
        warning: "!",
        info: "-",
        query: "?",
        comment: ">",
        reviewed: "v",
        changed: "~",
        chosen: "(*)",
        unchosen: "( )",
        ticked: "[x]",
        unticked: "[ ]",
        folded: "+",
        unfolded: "-",
        add: "[+]",
        cut: "...",
        more: ["^", "v"],
        dot: "-",
        frame: ["+", "+", "+", "+", "-", "|"],
        blank: "_",
    };
}

/// Labels and titles that have the focus, and section titles.
#[must_use]
pub fn bold() -> Style {
    Style::new().add_modifier(Modifier::BOLD)
}

/// Hints, states and what is empty.
#[must_use]
pub fn quiet() -> Style {
    Style::new().fg(Color::Cyan)
}

/// Errors.
#[must_use]
pub fn error() -> Style {
    Style::new().fg(Color::Red)
}

/// Warnings.
#[must_use]
pub fn warning() -> Style {
    Style::new().fg(Color::Yellow)
}

/// The bar and the highlighted line of a list.
#[must_use]
pub fn focus() -> Style {
    Style::new().fg(Color::Cyan).add_modifier(Modifier::BOLD)
}

/// A highlighted option.
#[must_use]
pub fn highlight() -> Style {
    Style::new().add_modifier(Modifier::REVERSED)
}
