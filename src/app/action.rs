//! The key table: each action once, with its keys, its words and where it works. The hints, the menu and the help are made from it.

use std::borrow::Cow;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::l10n::Texts;

/// Something that a key or the menu does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// To the next question.
    Next,
    /// To the previous question.
    Previous,
    /// The next screenful, then the next page.
    ScreenDown,
    /// The previous screenful, then the previous page.
    ScreenUp,
    /// The next page.
    NextPage,
    /// The previous page.
    PreviousPage,
    /// The list of everything to go to.
    GoTo,
    /// The list of the questions without an answer.
    Empty,
    /// Why a question is asked, and what it must satisfy.
    Why,
    /// The next problem.
    NextProblem,
    /// The previous problem.
    PreviousProblem,
    /// Takes the last change back.
    Undo,
    /// Makes it again.
    Redo,
    /// What changed, when and by whom.
    History,
    /// Puts back what stood before an entry of the history.
    Restore,
    /// The earlier versions of the response under the cursor.
    Backups,
    /// What is in the trash.
    Thrown,
    /// Re-read all answers.
    Reread,
    /// Compares a second entry with the first.
    Agree,
    /// Where two entries differ, the first one holds.
    FirstHolds,
    /// The second one holds.
    SecondHolds,
    /// The second entry, which says nothing else any more, goes to the trash.
    TrashSecond,
    /// Prints to a file.
    Print,
    /// Gives the response to its reviewer.
    Submit,
    /// Takes it back from there.
    TakeBack,
    /// Answers the reviewer's question where the focus stands.
    Answer,
    /// Keeps the answer with the focus in spite of its warning, for a reason.
    Keep,
    /// Locks the response.
    Validate,
    /// Opens a validated response again.
    Reopen,
    /// A new block after this one.
    BlockAfter,
    /// A new block before this one.
    BlockBefore,
    /// A copy of this block.
    BlockCopy,
    /// Takes the block in hand: arrows move it.
    BlockMove,
    /// Removes the block.
    BlockRemove,
    /// Copies the response under the cursor.
    Copy,
    /// Puts the response under the cursor into the trash.
    Trash,
    /// Reads the response under the cursor as its reviewer.
    Read,
    /// The next problem of the response that is read.
    ProblemNext,
    /// The previous one.
    ProblemPrevious,
    /// The next question, remark or kept warning.
    SaidNext,
    /// The previous one.
    SaidPrevious,
    /// The next change.
    ChangeNext,
    /// The previous one.
    ChangePrevious,
    /// The next question without an answer.
    BlankNext,
    /// The previous one.
    BlankPrevious,
    /// Asks the person who fills something about an answer.
    Query,
    /// Puts a remark on an answer.
    Comment,
    /// What was said of an answer, to read and to go on with.
    Thread,
    /// Closes what was said of an answer, or opens it again.
    Settle,
    /// Marks an answer as reviewed, or no more.
    MarkAnswer,
    /// Marks the page.
    MarkPage,
    /// Shows what is not asked, and why.
    ShowHidden,
    /// With what the response is compared.
    Against,
    /// Looks for words in the response.
    Find,
    /// Reads the response anew.
    ReadAgain,
    /// Mends the answer in the filling screen.
    Mend,
    /// Accepts the response.
    Accept,
    /// Gives it back to the person who fills.
    SendBack,
    /// The next response of the list.
    NextResponse,
    /// The previous one.
    PreviousResponse,
    /// The reviewer's list.
    Review,
    /// Marks it, to decide of several at once.
    Tick,
    /// A row down.
    RowDown,
    /// A row up.
    RowUp,
    /// Which responses are shown.
    Filters,
    /// In which order.
    Sort,
    /// Reads the list anew.
    Relist,
    /// Another name for the person.
    Name,
    /// The other language.
    Language,
    /// Draws everything anew.
    Repaint,
    /// Says that all is saved, or tries again.
    Save,
    /// Writes the response to another place.
    Elsewhere,
    /// Shows two versions of the response and lets choose.
    Versions,
    /// Waits until another session closes the response, to fill it then.
    TakeOver,
    /// Does what helps against what keeps the response from being saved.
    Remedy,
    /// The menu of every action.
    Menu,
    /// The keys.
    Help,
    /// One step back.
    Back,
    /// Leaves the program; everything is saved.
    Quit,
}

/// Where an action works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// On every screen.
    Everywhere,
    /// On the list of responses.
    Home,
    /// While filling.
    Fill,
    /// On the title of a block.
    Block,
    /// In the history.
    Journal,
    /// Where two entries are compared.
    Agree,
    /// In the reviewer's list.
    Inbox,
    /// While a response is reviewed.
    Reading,
}

/// An entry of the key table.
#[derive(Debug)]
pub struct Binding {
    /// What it does.
    pub action: Action,
    /// Its keys, the one to show first.
    pub keys: &'static [Key],
    /// Its words: a text of the Fluent files.
    pub text: &'static str,
    /// Where it works.
    pub scope: Scope,
    /// Whether the menu lists it.
    pub in_menu: bool,
}

/// A key to press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// F1 to F10.
    F(u8),
    /// With Ctrl.
    Ctrl(char),
    /// A letter by itself.
    Letter(char),
    /// A named key, with Shift or without.
    Named(KeyCode, bool),
}

impl Key {
    /// Whether this is the key that was pressed.
    #[must_use]
    pub fn is(self, event: KeyEvent) -> bool {
        let control = event.modifiers.contains(KeyModifiers::CONTROL);
        let shift = event.modifiers.contains(KeyModifiers::SHIFT);
        match self {
            Self::F(n) => event.code == KeyCode::F(n),
            Self::Ctrl(c) => control && event.code == KeyCode::Char(c),
            Self::Letter(c) => !control && event.code == KeyCode::Char(c),
            Self::Named(KeyCode::BackTab, _) => event.code == KeyCode::BackTab || (event.code == KeyCode::Tab && shift),
            Self::Named(KeyCode::Tab, _) => event.code == KeyCode::Tab && !shift,
            Self::Named(code, _) => !control && event.code == code,
        }
    }

    /// The key that was pressed; a letter stands for itself, whatever Shift did.
    #[must_use]
    pub fn of(event: KeyEvent) -> Self {
        match event.code {
            KeyCode::F(n) => Self::F(n),
            KeyCode::Char(c) if event.modifiers.contains(KeyModifiers::CONTROL) => Self::Ctrl(c),
            KeyCode::Char(c) => Self::Letter(c),
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Self::Named(KeyCode::BackTab, false),
            code => Self::Named(code, event.modifiers.contains(KeyModifiers::SHIFT)),
        }
    }

    /// Its name on the keyboard.
    #[must_use]
    pub fn name(self, texts: &Texts) -> Cow<'static, str> {
        match self {
            Self::F(n) => FUNCTIONS.get(usize::from(n).wrapping_sub(1)).copied().unwrap_or_default().into(),
            Self::Ctrl(c) => CONTROLS.get((c as usize).wrapping_sub('a' as usize)).copied().unwrap_or_default().into(),
            Self::Letter(' ') => texts.get("key-space"),
            Self::Letter(c) => c.to_string().into(),
            Self::Named(code, _) => match code {
                KeyCode::Tab => texts.get("key-tab"),
                KeyCode::BackTab => texts.get("key-back-tab"),
                KeyCode::PageDown => texts.get("key-page-down"),
                KeyCode::PageUp => texts.get("key-page-up"),
                KeyCode::Delete => texts.get("key-delete"),
                KeyCode::Esc => texts.get("key-escape"),
                KeyCode::Up => "↑".into(),
                KeyCode::Down => "↓".into(),
                KeyCode::Left => "←".into(),
                KeyCode::Right => "→".into(),
                KeyCode::Home => texts.get("key-home"),
                KeyCode::End => texts.get("key-end"),
                KeyCode::Insert => texts.get("key-insert"),
                KeyCode::Backspace => texts.get("key-backspace"),
                _ => texts.get("key-enter"),
            },
        }
    }
}

/// The names of the function keys.
const FUNCTIONS: [&str; 12] = ["F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12"];
/// The names of letters with Ctrl.
const CONTROLS: [&str; 26] = [
    "Ctrl-A", "Ctrl-B", "Ctrl-C", "Ctrl-D", "Ctrl-E", "Ctrl-F", "Ctrl-G", "Ctrl-H", "Ctrl-I", "Ctrl-J", "Ctrl-K", "Ctrl-L", "Ctrl-M",
    "Ctrl-N", "Ctrl-O", "Ctrl-P", "Ctrl-Q", "Ctrl-R", "Ctrl-S", "Ctrl-T", "Ctrl-U", "Ctrl-V", "Ctrl-W", "Ctrl-X", "Ctrl-Y", "Ctrl-Z",
];

const fn named(code: KeyCode) -> Key {
    Key::Named(code, false)
}

const fn binding(action: Action, keys: &'static [Key], text: &'static str, scope: Scope, in_menu: bool) -> Binding {
    Binding { action, keys, text, scope, in_menu }
}

/// Every action, in the order of menu and help.
pub static BINDINGS: &[Binding] = &[
    binding(Action::Next, &[named(KeyCode::Tab), named(KeyCode::Down)], "action-next", Scope::Fill, false),
    binding(Action::Previous, &[named(KeyCode::BackTab), named(KeyCode::Up)], "action-previous", Scope::Fill, false),
    binding(Action::ScreenDown, &[named(KeyCode::PageDown)], "action-screen-down", Scope::Fill, false),
    binding(Action::ScreenUp, &[named(KeyCode::PageUp)], "action-screen-up", Scope::Fill, false),
    binding(Action::NextPage, &[Key::Ctrl('f'), Key::F(8)], "action-next-page", Scope::Fill, true),
    binding(Action::PreviousPage, &[Key::Ctrl('p'), Key::F(7)], "action-previous-page", Scope::Fill, true),
    binding(Action::GoTo, &[Key::Ctrl('g'), Key::F(6)], "action-go-to", Scope::Fill, true),
    binding(Action::NextProblem, &[Key::Ctrl('e'), Key::F(5)], "action-next-problem", Scope::Fill, true),
    binding(Action::PreviousProblem, &[Key::Ctrl('d'), Key::F(4)], "action-previous-problem", Scope::Fill, true),
    binding(Action::Empty, &[], "action-empty", Scope::Fill, true),
    binding(Action::Why, &[Key::Ctrl('y'), Key::F(9)], "action-why", Scope::Fill, true),
    binding(Action::Undo, &[Key::Ctrl('z')], "action-undo", Scope::Everywhere, true),
    binding(Action::Redo, &[Key::Ctrl('r')], "action-redo", Scope::Fill, true),
    binding(Action::History, &[], "action-history", Scope::Fill, true),
    binding(Action::Restore, &[Key::Ctrl('r')], "action-restore", Scope::Journal, true),
    binding(Action::Reread, &[], "action-reread", Scope::Fill, true),
    binding(Action::Agree, &[], "action-agree", Scope::Fill, true),
    binding(Action::FirstHolds, &[Key::Letter('1'), Key::Letter('&')], "action-first-holds", Scope::Agree, true),
    binding(Action::SecondHolds, &[Key::Letter('2'), Key::Letter('é')], "action-second-holds", Scope::Agree, true),
    binding(Action::TrashSecond, &[named(KeyCode::Delete)], "action-trash-second", Scope::Agree, true),
    binding(Action::Print, &[], "action-print", Scope::Fill, true),
    binding(Action::Answer, &[], "action-answer", Scope::Fill, true),
    binding(Action::Keep, &[], "action-keep", Scope::Fill, true),
    binding(Action::Submit, &[], "action-submit", Scope::Fill, true),
    binding(Action::TakeBack, &[], "action-take-back", Scope::Fill, true),
    binding(Action::Validate, &[], "action-validate", Scope::Fill, true),
    binding(Action::Reopen, &[], "action-reopen", Scope::Fill, true),
    binding(Action::BlockAfter, &[Key::Letter('a')], "action-block-after", Scope::Block, true),
    binding(Action::BlockBefore, &[Key::Letter('i')], "action-block-before", Scope::Block, true),
    binding(Action::BlockCopy, &[Key::Letter('d')], "action-block-copy", Scope::Block, true),
    binding(Action::BlockMove, &[Key::Letter('m')], "action-block-move", Scope::Block, true),
    binding(Action::BlockRemove, &[named(KeyCode::Delete)], "action-block-remove", Scope::Block, true),
    binding(Action::Copy, &[Key::F(3), Key::Ctrl('k')], "action-copy", Scope::Home, true),
    binding(Action::Trash, &[named(KeyCode::Delete)], "action-trash", Scope::Home, true),
    binding(Action::Read, &[], "action-read", Scope::Home, true),
    binding(Action::Backups, &[], "action-backups", Scope::Home, true),
    binding(Action::Thrown, &[], "action-thrown", Scope::Home, true),
    binding(Action::Review, &[], "action-review", Scope::Home, true),
    binding(Action::Relist, &[Key::F(5), Key::Ctrl('r')], "action-relist", Scope::Home, true),
    binding(Action::RowDown, &[named(KeyCode::Down), Key::Letter('j')], "action-row-down", Scope::Inbox, false),
    binding(Action::RowUp, &[named(KeyCode::Up), Key::Letter('k')], "action-row-up", Scope::Inbox, false),
    binding(Action::Read, &[named(KeyCode::Enter)], "action-read", Scope::Inbox, true),
    binding(Action::Tick, &[Key::Letter(' ')], "action-tick", Scope::Inbox, true),
    binding(Action::Find, &[Key::Letter('/')], "action-find-response", Scope::Inbox, true),
    binding(Action::Filters, &[Key::Letter('f')], "action-filters", Scope::Inbox, true),
    binding(Action::Sort, &[Key::Letter('s')], "action-sort", Scope::Inbox, true),
    binding(Action::Accept, &[Key::Letter('a')], "action-accept", Scope::Inbox, true),
    binding(Action::SendBack, &[Key::Letter('r')], "action-send-back", Scope::Inbox, true),
    binding(Action::Relist, &[Key::F(5), Key::Ctrl('r')], "action-relist", Scope::Inbox, true),
    binding(Action::ProblemNext, &[Key::Letter('n'), Key::Ctrl('e'), Key::F(5)], "action-next-problem", Scope::Reading, true),
    binding(Action::ProblemPrevious, &[Key::Letter('p'), Key::Ctrl('d'), Key::F(4)], "action-previous-problem", Scope::Reading, true),
    binding(Action::SaidNext, &[Key::Letter('o')], "action-said-next", Scope::Reading, true),
    binding(Action::SaidPrevious, &[Key::Letter('O')], "action-said-previous", Scope::Reading, true),
    binding(Action::ChangeNext, &[Key::Letter('d')], "action-change-next", Scope::Reading, true),
    binding(Action::ChangePrevious, &[Key::Letter('D')], "action-change-previous", Scope::Reading, true),
    binding(Action::BlankNext, &[Key::Letter('v')], "action-blank-next", Scope::Reading, true),
    binding(Action::BlankPrevious, &[Key::Letter('V')], "action-blank-previous", Scope::Reading, true),
    binding(Action::Query, &[Key::Letter('q')], "action-query", Scope::Reading, true),
    binding(Action::Comment, &[Key::Letter('c')], "action-comment", Scope::Reading, true),
    binding(Action::Thread, &[named(KeyCode::Enter)], "action-thread", Scope::Reading, true),
    binding(Action::Settle, &[Key::Letter('x')], "action-settle", Scope::Reading, true),
    binding(Action::MarkAnswer, &[Key::Letter('m')], "action-mark-answer", Scope::Reading, true),
    binding(Action::MarkPage, &[Key::Letter('M')], "action-mark-page", Scope::Reading, true),
    binding(Action::ShowHidden, &[Key::Letter('h')], "action-show-hidden", Scope::Reading, true),
    binding(Action::Against, &[Key::Letter('=')], "action-against", Scope::Reading, true),
    binding(Action::Find, &[Key::Letter('/')], "action-find", Scope::Reading, true),
    binding(Action::Mend, &[Key::Letter('e')], "action-mend", Scope::Reading, true),
    binding(Action::Accept, &[Key::Letter('a')], "action-accept", Scope::Reading, true),
    binding(Action::SendBack, &[Key::Letter('r')], "action-send-back", Scope::Reading, true),
    binding(Action::ReadAgain, &[Key::Letter('R')], "action-read-again", Scope::Reading, true),
    binding(Action::NextResponse, &[named(KeyCode::Tab)], "action-next-response", Scope::Reading, true),
    binding(Action::PreviousResponse, &[named(KeyCode::BackTab)], "action-previous-response", Scope::Reading, true),
    binding(Action::Name, &[], "action-name", Scope::Everywhere, true),
    binding(Action::Language, &[], "action-language", Scope::Everywhere, true),
    binding(Action::Repaint, &[Key::Ctrl('l')], "action-repaint", Scope::Everywhere, true),
    binding(Action::Elsewhere, &[], "action-elsewhere", Scope::Fill, true),
    binding(Action::Versions, &[], "action-versions", Scope::Fill, true),
    binding(Action::TakeOver, &[], "action-take-over", Scope::Fill, true),
    binding(Action::Remedy, &[Key::F(3), Key::Ctrl('k')], "action-remedy", Scope::Fill, false),
    binding(Action::Save, &[Key::Ctrl('s')], "action-save", Scope::Fill, false),
    binding(Action::Menu, &[Key::Ctrl('o'), Key::F(2)], "action-menu", Scope::Everywhere, false),
    binding(Action::Help, &[Key::F(1)], "action-help", Scope::Everywhere, true),
    binding(Action::Back, &[named(KeyCode::Esc), Key::Ctrl('c')], "action-back", Scope::Everywhere, false),
    binding(Action::Quit, &[Key::F(10), Key::Ctrl('x')], "action-quit", Scope::Everywhere, true),
];

/// What is to be done where the response stands or the focus is, the most pressing first; each is offered only then.
pub const REMEDIES: [Action; 6] = [Action::Elsewhere, Action::Versions, Action::TakeOver, Action::Answer, Action::Keep, Action::TakeBack];

/// The action of a key in one of these scopes; an earlier scope wins.
#[must_use]
pub fn action_of(event: KeyEvent, scopes: &[Scope]) -> Option<Action> {
    let mut found = scopes.iter().flat_map(|scope| BINDINGS.iter().filter(move |binding| binding.scope == *scope));
    found.find(|binding| binding.keys.iter().any(|key| key.is(event))).map(|binding| binding.action)
}

/// The entry of an action, the first of several.
#[must_use]
pub fn binding_of(action: Action) -> Option<&'static Binding> {
    BINDINGS.get(*FIRST.get(action as usize)?)
}

/// How many actions the table may tell of.
const ACTIONS: usize = {
    let (mut count, mut at) = (0, 0);
    while at < BINDINGS.len() {
        if count <= BINDINGS[at].action as usize {
            count = BINDINGS[at].action as usize + 1;
        }
        at += 1;
    }
    count
};

/// The place of each action's first entry, after the end if it has none: the hints of the bottom line ask for five at a key.
static FIRST: [usize; ACTIONS] = {
    let (mut first, mut at) = ([BINDINGS.len(); ACTIONS], BINDINGS.len());
    while at > 0 {
        at -= 1;
        first[BINDINGS[at].action as usize] = at;
    }
    first
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_place() {
        for (n, one) in BINDINGS.iter().enumerate() {
            for other in &BINDINGS[n + 1..] {
                let together = one.scope == other.scope || one.scope == Scope::Everywhere || other.scope == Scope::Everywhere;
                let shared = one.keys.iter().find(|key| other.keys.contains(key));
                assert!(!together || shared.is_none(), "{:?} and {:?} share {shared:?}", one.action, other.action);
            }
        }
    }

    #[test]
    fn every_function_key_but_help_and_menu_has_a_ctrl_twin() {
        for binding in BINDINGS.iter().filter(|b| b.keys.iter().any(|key| matches!(key, Key::F(_))) && b.action != Action::Help) {
            assert!(binding.keys.iter().any(|key| matches!(key, Key::Ctrl(_))), "{:?}", binding.action);
        }
    }

    #[test]
    fn keys_that_terminals_and_multiplexers_keep_are_not_bound() {
        let kept: BTreeSet<char> = "abhijmqvwnt".chars().collect();
        for key in BINDINGS.iter().flat_map(|binding| binding.keys) {
            assert!(!matches!(key, Key::Ctrl(c) if kept.contains(c)), "{key:?}");
        }
    }
}
