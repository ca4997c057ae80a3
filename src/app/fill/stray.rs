//! Letters typed where nothing can be written: they change nothing, and the bottom line says what would. A letter that is a key there says what it does
//! and Enter does it, so that the first letter of a text meant for the question below does not.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Fill, Spot};
use crate::app::action::{Action, Scope, action_of, binding_of};
use crate::app::core::{Core, Step};
use crate::app::session::Session;
use crate::l10n::Message;

/// What was typed where nothing can be written, since the last other key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stray {
    /// Nothing.
    #[default]
    Nothing,
    /// The key of an action, alone: Enter does it.
    Key(Action),
    /// Text.
    Text,
}

impl Fill {
    /// Takes a letter where nothing can be written, or the Enter after the key of an action; `None` for a key that means something else here.
    pub(super) fn stray_key(&mut self, key: KeyEvent, core: &mut Core) -> Option<Step> {
        let before = std::mem::take(&mut self.stray);
        if matches!(self.spot, Spot::Question(_)) {
            return None;
        }
        let letter = match (key.code, before) {
            (KeyCode::Enter, Stray::Key(action)) => return Some(self.act(action, core)),
            (KeyCode::Char(letter), _) if !key.modifiers.contains(KeyModifiers::CONTROL) => letter,
            _ => return None,
        };
        let action = action_of(key, &[Scope::Block]).filter(|_| matches!(self.spot, Spot::Block(_)));
        let locked = core.session.as_ref().and_then(Session::locked).is_some();
        match (before, action) {
            // Space does something there
            (Stray::Nothing, None) if letter == ' ' => None,
            // in hand, nothing has changed yet; and what cannot be done says why
            (Stray::Nothing, Some(Action::BlockMove)) if locked || self.offers(Action::BlockMove, core) => None,
            (Stray::Nothing, Some(action)) if action != Action::BlockMove && !self.offers(action, core) => None,
            (Stray::Nothing, Some(action)) if action != Action::BlockMove => {
                self.stray = Stray::Key(action);
                let words = binding_of(action).map(|binding| core.texts.get(binding.text).into_owned()).unwrap_or_default();
                core.tell(Message::new("block-key").with("key", letter.to_string()).with("action", words));
                Some(Step::Redraw)
            }
            _ => Some(self.stray_text(core)),
        }
    }

    /// Says that nothing can be written here, and what the keys do.
    pub(super) fn stray_text(&mut self, core: &mut Core) -> Step {
        self.stray = Stray::Text;
        core.tell(Message::new(match self.spot {
            Spot::Block(_) => "stray-title",
            Spot::Add(_) => "stray-add",
            Spot::NextPage => "stray-next-page",
            _ => "stray",
        }));
        Step::Redraw
    }
}
