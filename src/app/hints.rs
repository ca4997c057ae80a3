//! The bottom line: something to tell, else the keys of what has the focus, from the key table; the way out at the right.

use std::borrow::Cow;

use crossterm::event::KeyEvent;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Screen;
use super::action::{Action, BINDINGS, REMEDIES, Scope, action_of, binding_of};
use super::core::Core;
use super::fill::{Ahead, Fill, LastRow, Spot};
use super::inbox::Mode;
use super::session::{Role, Session};
use crate::l10n::Message;
use crate::question::Field;
use crate::ui::clean::clean;
use crate::ui::frame::Frame;
use crate::ui::hint::Hint;
use crate::ui::look::{bold, error, quiet};
use crate::ui::wrap::{fit, lines, width};

/// Draws the bottom line.
pub fn compose<'a>(screen: Option<&Screen>, core: &'a Core, frame: &mut Frame<'a>) {
    let y = frame.height - 1;
    let room = usize::from(frame.width) - 2;
    if let Some((message, style)) = told(screen, core) {
        let text = core.texts.render(&message);
        // a long message takes the rule's row, too
        let text = clean(&text);
        let told = lines(&text, room);
        let first = if told.len() > 1 { y - 1 } else { y };
        // of what is longer than two, as much as there is room for
        let rest = (told.len() > 2).then(|| fit(&text[told[0].len()..].trim_start().replace('\n', " "), room, core.look.cut));
        let told = told.into_iter().take(1 + usize::from(rest.is_none())).chain(rest.as_deref());
        for (y, line) in (first..=y).zip(told) {
            frame.put(0, y, frame.width, Line::styled(format!(" {line}"), style));
        }
        return;
    }
    let quit = of(Action::Quit, core);
    let quit_width = quit.width();
    let mut left = room.saturating_sub(quit_width);
    let hints = hints(screen, core);
    // what matters most gets its room first; what is shown keeps its order
    let mut fitting = 0_u32; // a bit each
    for rank in 0..=LAST_RANK {
        for (bit, hint) in (0..u32::BITS).zip(&hints).filter(|(_, hint)| hint.rank == rank) {
            let columns = hint.width() + 3;
            if columns <= left {
                left -= columns;
                fitting |= 1 << bit;
            }
        }
    }
    let mut spans: Vec<Span> = Vec::with_capacity(4 * fitting.count_ones() as usize);
    for (_, hint) in (0..u32::BITS).zip(hints).filter(|(bit, _)| fitting & 1 << bit != 0) {
        hint.put(&mut spans);
        spans.push(Span::raw("   "));
    }
    frame.put(1, y, frame.width - 1, Line::from(spans));
    let x = frame.width.saturating_sub(u16::try_from(quit_width).unwrap_or(0) + 1);
    let mut way_out = Vec::with_capacity(3);
    quit.put(&mut way_out);
    frame.put(x, y, frame.width, Line::from(way_out));
}

/// What is to be told instead of hints: a notice, else why nothing is saved, unless something is asked meanwhile.
fn told(screen: Option<&Screen>, core: &Core) -> Option<(Message, Style)> {
    if let Some(notice) = &core.notice {
        return Some((notice.clone(), bold()));
    }
    let session = core.session.as_ref()?;
    match screen {
        Some(Screen::Ask(_) | Screen::Write(_)) => None,
        Some(Screen::Versions(_)) => session.settling.as_ref().map(|_| (Message::new("versions-settling"), bold())),
        _ => trouble(screen, session, core).map(|trouble| (trouble, error())),
    }
}

/// Why the response is not saved in its place, and what to do: only keys that do it on this screen.
fn trouble(screen: Option<&Screen>, session: &Session, core: &Core) -> Option<Message> {
    let offers = |action| if let Some(Screen::Fill(fill)) = screen { fill.offers(action, core) } else { false };
    if let Some(trouble) = &session.trouble {
        return Some(trouble.unsaved(Message::new(match screen {
            Some(Screen::Fill(_)) if offers(Action::Elsewhere) => "unsaved-again-or-elsewhere",
            Some(Screen::Fill(_)) => "unsaved-again-at-once",
            _ => "unsaved-again",
        })));
    }
    session.is_torn().then(|| Message::new(if offers(Action::Versions) { "unsaved-changed-compare" } else { "unsaved-changed" }))
}

/// What a key does on a screen, as the table of keys tells it; `None` where it is text or does nothing of the table.
pub fn meaning(screen: &Screen, event: KeyEvent) -> Option<&'static str> {
    let scopes: &[Scope] = match screen {
        Screen::Home(_) => &[Scope::Home, Scope::Everywhere],
        Screen::Fill(_) => &[Scope::Fill, Scope::Everywhere],
        Screen::Inbox(inbox) if inbox.mode() == Mode::List => &[Scope::Inbox, Scope::Everywhere],
        Screen::Reading(_) => &[Scope::Reading, Scope::Everywhere],
        Screen::Agree(_) => &[Scope::Agree, Scope::Everywhere],
        Screen::Journal(_) => &[Scope::Journal, Scope::Everywhere],
        _ => &[Scope::Everywhere],
    };
    let action = action_of(event, scopes)?;
    BINDINGS.iter().find(|binding| binding.action == action && scopes.contains(&binding.scope)).map(|binding| binding.text)
}

/// A hint in words.
struct Shown {
    key: Cow<'static, str>,
    text: Cow<'static, str>,
    /// How much it matters, 0 most.
    rank: u8,
}

/// The rank of what matters least.
const LAST_RANK: u8 = 3;
/// So many hints of a page at least have room in the list from the start.
const MOST: usize = 12;

impl Shown {
    fn width(&self) -> usize {
        width(&self.key) + usize::from(!self.key.is_empty()) + width(&self.text)
    }

    fn put(self, spans: &mut Vec<Span<'static>>) {
        if !self.key.is_empty() {
            spans.extend([Span::styled(self.key, bold()), Span::styled(" ", bold())]);
        }
        spans.push(Span::styled(self.text, quiet()));
    }
}

/// The hint of an action, from the key table; its short words are those of the table with `-short`, if there are any.
fn of(action: Action, core: &Core) -> Shown {
    let Some(binding) = binding_of(action) else { return Shown { key: "".into(), text: core.texts.get("action-help"), rank: LAST_RANK } };
    let key = binding.keys.first().map_or("".into(), |key| key.name(&core.texts));
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
    Shown { key, text: core.texts.get(id), rank }
}

fn key(id: &'static str, text: &'static str, core: &Core) -> Shown {
    Shown { key: key_name(id, core), text: core.texts.get(text), rank: 1 }
}

/// A key in words; one that needs none is its own name.
fn key_name(id: &'static str, core: &Core) -> Cow<'static, str> {
    if id.starts_with("key-") { core.texts.get(id) } else { id.into() }
}

/// The hints of the top screen, most useful first.
fn hints(screen: Option<&Screen>, core: &Core) -> Vec<Shown> {
    match screen {
        Some(Screen::Fill(fill)) => of_fill(fill, core),
        Some(Screen::Home(_)) => {
            vec![key("key-enter", "hint-open", core), key("↑↓", "hint-choose", core), of(Action::Menu, core), of(Action::Help, core)]
        }
        Some(Screen::Inbox(inbox)) => of_inbox(inbox.mode(), core),
        Some(Screen::Reread(_)) => vec![
            key("key-enter", "hint-go-there", core),
            Shown { rank: 3, ..key("↑↓", "hint-choose", core) },
            of(Action::ScreenDown, core),
            key("key-escape", "hint-back", core),
        ],
        Some(Screen::Reading(reading)) => {
            let shown = |(letter, hint)| Shown { key: key_name(letter, core), text: core.texts.render(&hint).into(), rank: 1 };
            reading.hints(core).into_iter().map(shown).collect()
        }
        Some(Screen::Thread(thread)) => {
            let other = thread.has_others().then(|| key("key-tab", "hint-next-thread", core));
            let keys = [key("key-enter", "hint-reply", core), key("x", thread.hint(core), core)];
            keys.into_iter().chain(other).chain([key("key-escape", "hint-close", core)]).collect()
        }
        Some(Screen::Moments(moments)) => {
            vec![key("key-enter", "hint-compare", core), key("↑↓", "hint-choose", core), key("key-escape", moments.hint(), core)]
        }
        Some(Screen::Write(write)) => {
            let cell = write.has_places().then(|| key("key-tab", "hint-next-cell", core));
            let keys = std::iter::once(key("key-enter", write.hint(), core)).chain(cell);
            keys.chain([key("key-escape", "hint-later", core)]).collect()
        }
        Some(Screen::Help(_)) => vec![key("↑↓", "hint-scroll", core), key("key-escape", "hint-back", core)],
        Some(Screen::Why(why)) => vec![key("key-enter", why.hint(), core), key("key-escape", "hint-close", core)],
        Some(Screen::GoTo(_)) => {
            vec![key("key-enter", "hint-go-there", core), key("↑↓", "hint-choose", core), key("key-escape", "hint-close", core)]
        }
        Some(Screen::Journal(_)) => vec![
            key("key-enter", "hint-go-there", core),
            Shown { text: core.texts.get("hint-restore"), rank: 1, ..of(Action::Restore, core) },
            key("key-escape", "hint-close", core),
        ],
        Some(Screen::Trash(_)) => {
            vec![key("key-enter", "hint-take-out", core), key("↑↓", "hint-choose", core), key("key-escape", "hint-close", core)]
        }
        Some(Screen::Backups(_)) => {
            vec![key("key-enter", "hint-restore-version", core), key("↑↓", "hint-choose", core), key("key-escape", "hint-close", core)]
        }
        Some(Screen::Browse(browse)) => {
            let complete = browse.completes().then(|| key("key-tab", "hint-complete", core));
            let keys = [key("key-enter", browse.hint(core), core), key("↑↓", "hint-choose", core)];
            keys.into_iter().chain(complete).chain([key("key-escape", "hint-back", core)]).collect()
        }
        Some(Screen::Menu(_)) => {
            vec![key("key-enter", "hint-do", core), key("↑↓", "hint-choose", core), key("key-escape", "hint-close", core)]
        }
        Some(Screen::Agree(agree)) => {
            let keys = agree.hints().iter().map(|(name, text)| key(name, text, core));
            keys.chain([Shown { rank: 2, ..key("key-escape", "hint-back", core) }]).collect()
        }
        Some(Screen::Versions(versions)) => {
            vec![key("key-enter", versions.hint(core), core), key("↑↓", "hint-choose", core), key("key-escape", "hint-later", core)]
        }
        Some(Screen::Ask(ask)) => {
            let [enter, escape] = ask.hints();
            vec![key("key-enter", enter, core), key("key-escape", escape, core)]
        }
        None => Vec::new(),
    }
}

fn of_inbox(mode: Mode, core: &Core) -> Vec<Shown> {
    match mode {
        Mode::Words => {
            vec![key("key-enter", "hint-keep-words", core), key("↑↓", "hint-choose", core), key("key-escape", "hint-clear", core)]
        }
        Mode::Filters => {
            vec![key("a…z", "hint-tick", core), key("key-enter", "hint-close", core), key("key-backspace", "hint-clear-all", core)]
        }
        Mode::List => [
            (Action::Read, "hint-read-response", 0),
            (Action::Tick, "hint-mark-response", 2),
            (Action::Filters, "hint-filters", 1),
            (Action::Sort, "hint-sort", 3),
            (Action::Accept, "hint-accept", 1),
            (Action::SendBack, "hint-send-back", 1),
        ]
        .into_iter()
        .map(|(action, text, rank)| Shown { text: core.texts.get(text), rank, ..of_scope(action, Scope::Inbox, core) })
        .collect(),
    }
}

/// The hint of an action that several places have, with its key in this one.
fn of_scope(action: Action, scope: Scope, core: &Core) -> Shown {
    let binding = BINDINGS.iter().find(|binding| binding.action == action && binding.scope == scope);
    let key = binding.and_then(|binding| binding.keys.first());
    Shown { key: key.map_or("".into(), |key| key.name(&core.texts)), ..of(action, core) }
}

fn of_fill(fill: &Fill, core: &Core) -> Vec<Shown> {
    // whoever mends as a reviewer came by a key and goes back by one
    let mends = core.session.as_ref().is_some_and(|session| session.role == Role::Reviewer);
    let mut hints = Vec::with_capacity(MOST);
    match &fill.spot {
        Spot::Question(_) => {
            let own = fill.field().map(Field::hints).unwrap_or_default();
            let shown = |hint: &Hint| Shown { key: key_name(hint.key, core), text: core.texts.words(&hint.text), rank: 1 };
            // a table says itself where Tab leads
            if own.iter().all(|hint| hint.key != "Tab") {
                hints.push(of(Action::Next, core));
            }
            // the kind's own keys first, then the page's, the kind's words last
            hints.extend(own.iter().filter(|hint| !hint.key.is_empty()).map(shown));
            of_page(fill, mends, core, &mut hints);
            if fill.can_go_back() && !mends {
                hints.push(Shown { rank: 2, ..key("key-escape", "hint-back", core) });
            }
            hints.extend(own.iter().filter(|hint| hint.key.is_empty()).map(shown));
        }
        Spot::Block(block) => {
            // what only a title does comes first; every line tells of Tab, and Enter unfolds, too
            let own = [
                (Action::BlockAfter, 1),
                (Action::BlockBefore, 3),
                (Action::BlockCopy, 2),
                (Action::BlockMove, 1),
                (Action::BlockRemove, 1),
            ];
            let own = own.map(|(action, rank)| Shown { rank, ..of(action, core) });
            let fold = if fill.is_unfolded(block) { "hint-fold" } else { "hint-unfold" };
            hints.extend([Shown { rank: 3, ..of(Action::Next, core) }, Shown { rank: 2, ..key("key-space", fold, core) }]);
            hints.extend(own);
            hints.push(of(Action::Menu, core));
        }
        Spot::Add(_) => {
            hints.push(key("key-space", "hint-add-block", core));
            of_page(fill, mends, core, &mut hints);
        }
        Spot::NextPage => {
            hints.push(key("key-enter", "hint-turn", core));
            of_page(fill, mends, core, &mut hints);
        }
        Spot::Last(_) => {
            let row = core.session.as_ref().and_then(|session| fill.last_row(session));
            let enter = match row {
                Some(LastRow::Empty) => "hint-list",
                Some(LastRow::Action(Action::Reread)) => "hint-read",
                Some(LastRow::Action(Action::Print)) => "hint-print",
                Some(LastRow::Action(Action::Agree)) => "hint-agree",
                Some(LastRow::Action(Action::Validate)) => "hint-validate",
                Some(LastRow::Action(Action::Reopen)) => "hint-reopen",
                _ => "hint-go-there",
            };
            hints.push(key("key-enter", enter, core));
            of_remedy(fill, mends, core, &mut hints);
            if fill.offers(Action::NextProblem, core) {
                hints.push(of(Action::NextProblem, core));
            }
            hints.extend([Action::GoTo, Action::Menu].map(|action| of(action, core)));
        }
    }
    hints
}

/// What can be done on every page.
fn of_page(fill: &Fill, mends: bool, core: &Core, hints: &mut Vec<Shown>) {
    of_remedy(fill, mends, core, hints);
    hints.push(of(Action::ScreenDown, core));
    hints.extend(problem(fill, core));
    hints.push(of(Action::GoTo, core));
    hints.push(of(Action::Menu, core));
}

/// What helps where something is in the way, and the way back of whoever mends.
fn of_remedy(fill: &Fill, mends: bool, core: &Core, hints: &mut Vec<Shown>) {
    if let Some(action) = REMEDIES.into_iter().find(|action| fill.offers(*action, core)) {
        hints.push(remedy(action, core));
    }
    if mends {
        hints.push(Shown { rank: 0, ..key("key-escape", "hint-back-reading", core) });
    }
}

/// The key of what helps where the response cannot be saved or filled, and what it does now.
fn remedy(action: Action, core: &Core) -> Shown {
    let text = match action {
        Action::TakeOver => "hint-take-over",
        Action::Versions => "hint-versions",
        Action::Answer => "hint-answer",
        Action::Keep => "hint-keep-warning",
        Action::TakeBack => "hint-take-back",
        _ => "hint-elsewhere",
    };
    // nobody would know of it else
    Shown { text: core.texts.get(text), rank: 0, ..of(Action::Remedy, core) }
}

/// The key of the next problem on a page: while there is one, then the way back to the last page. On what is wrong itself it is what one looks for next.
fn problem(fill: &Fill, core: &Core) -> Option<Shown> {
    let session = core.session.as_ref()?;
    let text = match fill.problems_ahead(session) {
        Ahead::Nothing => return None,
        Ahead::Problem => "hint-problem",
        Ahead::LastPage => "hint-last-page",
    };
    let rank = if fill.is_at_problem(session) { 1 } else { 2 };
    Some(Shown { text: core.texts.get(text), rank, ..of(Action::NextProblem, core) })
}
