//! The bottom line: something to tell, else the keys of what has the focus, from the key table; the way out at the right.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Screen;
use super::action::{Action, binding_of};
use super::core::Core;
use super::fill::{Fill, LastRow, Spot};
use crate::l10n::Message;
use crate::question::Field;
use crate::ui::clean::clean;
use crate::ui::frame::Frame;
use crate::ui::hint::Hint;
use crate::ui::look::{bold, error, quiet};
use crate::ui::wrap::{lines, width};

/// Draws the rule above it and the bottom line.
pub fn compose<'a>(screen: Option<&Screen>, core: &'a Core, frame: &mut Frame<'a>) {
    let y = frame.height - 1;
    super::fill::rule(frame, y - 1, core);
    let room = usize::from(frame.width) - 2;
    if let Some((message, style)) = told(core) {
        let text = core.texts.render(&message);
        // a long message takes the rule's row, too
        let text = clean(&text);
        let told = lines(&text, room);
        let first = if told.len() > 1 { y - 1 } else { y };
        for (y, line) in (first..=y).zip(&told) {
            frame.put(0, y, frame.width, Line::styled(format!(" {line}"), style));
        }
        if told.len() > 2 {
            frame.put(frame.width - 2, y, 1, Line::styled(core.look.cut, style));
        }
        return;
    }
    let mut spans: Vec<Span> = Vec::new();
    let mut used = 0;
    let (quit, quit_width) = hint(&of(Action::Quit, core), core);
    let hints: Vec<_> = hints(screen, core).into_iter().map(|one| (one.rank, hint(&one, core))).collect();
    // what matters most gets its room first; what is shown keeps its order
    let mut order: Vec<usize> = (0..hints.len()).collect();
    order.sort_by_key(|at| hints[*at].0);
    order.retain(|at| {
        let columns = hints[*at].1.1 + 3;
        let fits = used + columns + quit_width <= room;
        used += if fits { columns } else { 0 };
        fits
    });
    for (_, (text, _)) in hints.into_iter().enumerate().filter(|(at, _)| order.contains(at)).map(|(_, hint)| hint) {
        spans.extend(text);
        spans.push(Span::raw("   "));
    }
    frame.put(1, y, frame.width - 1, Line::from(spans));
    let x = frame.width.saturating_sub(u16::try_from(quit_width).unwrap_or(0) + 1);
    frame.put(x, y, frame.width, Line::from(quit));
}

/// What is to be told instead of hints: a notice, else why nothing is saved.
fn told(core: &Core) -> Option<(Message, Style)> {
    if let Some(notice) = &core.notice {
        return Some((notice.clone(), bold()));
    }
    let trouble = core.session.as_ref()?.trouble.clone()?;
    Some((trouble, error()))
}

/// A hint in words and how wide it is.
fn hint(hint: &Shown, core: &Core) -> (Vec<Span<'static>>, usize) {
    let text = core.texts.render(&hint.text);
    let columns = width(&hint.key) + usize::from(!hint.key.is_empty()) + width(&text);
    let mut spans = Vec::new();
    if !hint.key.is_empty() {
        spans.push(Span::styled(format!("{} ", hint.key), bold()));
    }
    spans.push(Span::styled(text, quiet()));
    (spans, columns)
}

/// A hint whose key is in words.
struct Shown {
    key: String,
    text: Message,
    /// How much it matters, 0 most.
    rank: u8,
}

/// The hint of an action, from the key table; its short words are those of the table with `-short`, if there are any.
fn of(action: Action, core: &Core) -> Shown {
    let Some(binding) = binding_of(action) else { return Shown { key: String::new(), text: Message::new("action-help"), rank: 9 } };
    let key = binding.keys.first().map_or(String::new(), |key| key.name(&core.texts));
    let id = match action {
        Action::Next => "hint-next",
        Action::ScreenDown => "hint-page",
        Action::GoTo => "hint-go-to",
        Action::Menu => "hint-menu",
        Action::Quit => "hint-quit",
        Action::Help => "hint-help",
        Action::NextProblem => "hint-next-problem",
        Action::BlockAfter => "hint-block-after",
        Action::BlockBefore => "hint-block-before",
        Action::BlockCopy => "hint-block-copy",
        Action::BlockMove => "hint-block-move",
        Action::BlockRemove => "hint-block-remove",
        _ => binding.text,
    };
    let rank = match action {
        Action::Next | Action::Menu => 0,
        Action::GoTo => 3,
        _ => 2,
    };
    Shown { key, text: Message { id, args: Vec::new() }, rank }
}

fn key(id: &'static str, text: &'static str, core: &Core) -> Shown {
    let key = if id.starts_with("key-") { core.texts.get(id).into_owned() } else { id.to_owned() };
    Shown { key, text: Message { id: text, args: Vec::new() }, rank: 1 }
}

/// The hints of the top screen, most useful first.
fn hints(screen: Option<&Screen>, core: &Core) -> Vec<Shown> {
    match screen {
        Some(Screen::Fill(fill)) => of_fill(fill, core),
        Some(Screen::Home(_)) => {
            vec![key("key-enter", "hint-open", core), key("↑↓", "hint-choose", core), of(Action::Menu, core), of(Action::Help, core)]
        }
        Some(Screen::Reread(_) | Screen::Help(_)) => vec![key("↑↓", "hint-scroll", core), key("key-escape", "hint-back", core)],
        Some(Screen::Why(_)) => vec![key("key-enter", "hint-go-there", core), key("key-escape", "hint-close", core)],
        Some(Screen::GoTo(_)) => {
            vec![key("key-enter", "hint-go-there", core), key("↑↓", "hint-choose", core), key("key-escape", "hint-close", core)]
        }
        Some(Screen::Browse(browse)) => {
            let complete = browse.completes().then(|| key("key-tab", "hint-complete", core));
            let keys = [key("key-enter", "hint-attach", core), key("↑↓", "hint-choose", core)];
            keys.into_iter().chain(complete).chain([key("key-escape", "hint-back", core)]).collect()
        }
        Some(Screen::Menu(_)) => {
            vec![key("key-enter", "hint-do", core), key("↑↓", "hint-choose", core), key("key-escape", "hint-close", core)]
        }
        Some(Screen::Ask(ask)) => {
            let [enter, escape] = ask.hints();
            vec![key("key-enter", enter, core), key("key-escape", escape, core)]
        }
        None => Vec::new(),
    }
}

fn of_fill(fill: &Fill, core: &Core) -> Vec<Shown> {
    let page = [Action::ScreenDown, Action::GoTo, Action::Menu].map(|action| of(action, core));
    match &fill.spot {
        Spot::Question(_) => {
            let own = fill.field().map(Field::hints).unwrap_or_default();
            // the kind's own keys first, then the page's, the kind's words last
            let (words, keys): (Vec<Hint>, Vec<Hint>) = own.into_iter().partition(|hint| hint.key.is_empty());
            let shown = |hint: Hint| Shown { key: key(hint.key, "", core).key, text: hint.text, rank: 1 };
            // a table says itself where Tab leads
            let next = (!keys.iter().any(|hint| hint.key == "Tab")).then(|| of(Action::Next, core));
            let last = words.into_iter().map(|hint| Shown { key: String::new(), text: hint.text, rank: 1 });
            next.into_iter().chain(keys.into_iter().map(shown)).chain(page).chain(last).collect()
        }
        Spot::Block(_) => {
            let own = [Action::BlockAfter, Action::BlockBefore, Action::BlockCopy, Action::BlockMove, Action::BlockRemove, Action::Menu];
            std::iter::once(key("key-enter", "hint-fold", core)).chain(own.map(|action| of(action, core))).collect()
        }
        Spot::Add(_) => std::iter::once(key("key-space", "hint-add-block", core)).chain(page).collect(),
        Spot::NextPage => std::iter::once(key("key-enter", "hint-turn", core)).chain(page).collect(),
        Spot::Last(_) => {
            let [_, go, menu] = page;
            let row = core.session.as_ref().and_then(|session| fill.last_row(session));
            let enter = match row {
                Some(LastRow::Empty) => "hint-list",
                Some(LastRow::Action(Action::Reread)) => "hint-read",
                Some(LastRow::Action(Action::Print)) => "hint-print",
                Some(LastRow::Action(Action::Validate)) => "hint-validate",
                Some(LastRow::Action(Action::Reopen)) => "hint-reopen",
                _ => "hint-go-there",
            };
            let problem = fill.offers(Action::NextProblem, core).then(|| of(Action::NextProblem, core));
            std::iter::once(key("key-enter", enter, core)).chain(problem).chain([go, menu]).collect()
        }
    }
}
