//! The menu: every action that can be done here and now, with its key, from the key table.

use std::cmp::Reverse;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Screen;
use super::action::{Action, BINDINGS, Binding, Scope};
use super::core::{Command, Core, Step};
use super::panel::{more, panel, room, window};
use super::search::{Score, Search};
use crate::l10n::Texts;
use crate::ui::fold::fold;
use crate::ui::frame::Frame;
use crate::ui::look::{focus, highlight, quiet};
use crate::ui::wrap::{fitted, width};

/// The menu's state.
#[derive(Debug)]
pub struct Menu {
    /// What could be done when it was opened.
    entries: Vec<&'static Binding>,
    search: Search,
}

impl Menu {
    /// The menu of a screen.
    #[must_use]
    pub fn of(screen: Option<&Screen>, core: &Core) -> Self {
        let (scopes, offers): (&[Scope], &dyn Fn(Action) -> bool) = match screen {
            Some(Screen::Fill(fill)) => (&[Scope::Fill, Scope::Block, Scope::Everywhere], &|action| fill.offers(action, core)),
            Some(Screen::Reading(_)) => (&[Scope::Reading, Scope::Everywhere], &|action| action != Action::Undo || !core.turns.is_empty()),
            Some(Screen::Home(home)) => (&[Scope::Home, Scope::Everywhere], &|action| home.offers(action, core)),
            Some(Screen::Inbox(inbox)) => (&[Scope::Inbox, Scope::Everywhere], &|action| inbox.offers(action, core)),
            Some(Screen::Journal(_)) => (&[Scope::Journal, Scope::Everywhere], &|action| !matches!(action, Action::Undo | Action::Name)),
            Some(Screen::Agree(agree)) => (&[Scope::Agree, Scope::Everywhere], &|action| agree.offers(action, core)),
            _ => (&[Scope::Everywhere], &|action| !matches!(action, Action::Undo | Action::Name)),
        };
        let entries = BINDINGS
            .iter()
            .filter(|binding| binding.in_menu && scopes.contains(&binding.scope) && offers(binding.action) && core.allows(binding.action));
        Self { entries: entries.collect(), search: Search::default() }
    }

    /// Takes a key: letters look for an action by its words.
    pub fn key(&mut self, key: KeyEvent, core: &Core) -> Step {
        let found = self.found(&core.texts);
        let (count, chosen) = (found.len(), self.search.chosen);
        let last = count.saturating_sub(1);
        let page = usize::from(room(core).1).saturating_sub(2).max(1);
        self.search.chosen = match key.code {
            KeyCode::Enter => {
                return found.get(chosen).map_or(Step::Ignored, |binding| Step::CloseAnd(Command::Act(binding.action)));
            }
            KeyCode::Up | KeyCode::BackTab => chosen.checked_sub(1).unwrap_or(last),
            KeyCode::Down | KeyCode::Tab => (chosen + 1) % count.max(1),
            KeyCode::PageUp => chosen.saturating_sub(page),
            KeyCode::PageDown => (chosen + page).min(last),
            KeyCode::Home => 0,
            KeyCode::End => last,
            _ => return self.search.key(key),
        };
        Step::Redraw
    }

    /// What Enter does.
    #[must_use]
    pub fn chosen(&self, core: &Core) -> Option<&'static Binding> {
        self.found(&core.texts).get(self.search.chosen).copied()
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) -> Step {
        self.search.paste(text)
    }

    /// What answers to what is typed, best first; everything in the order of the key table while nothing is.
    fn found(&self, texts: &Texts) -> Vec<&'static Binding> {
        let score = Score::new(self.search.line.text());
        if score.wanted().is_empty() {
            return self.entries.clone();
        }
        let of = |binding: &'static Binding| Some((score.of(&fold(&texts.get(binding.text)))?, binding));
        let mut found: Vec<_> = self.entries.iter().filter_map(|binding| of(binding)).collect();
        found.sort_by_key(|(score, _)| Reverse(*score));
        found.into_iter().map(|(_, binding)| binding).collect()
    }

    /// Composes the panel.
    pub fn compose<'a>(&'a self, core: &'a Core, frame: &mut Frame<'a>) {
        let found = self.found(&core.texts);
        let inside = panel(core, frame, &core.texts.get("menu-title"), found.len().max(3) + 1);
        let below = self.search.compose("menu-prompt", inside, core, frame);
        let columns = usize::from(below.width);
        if found.is_empty() {
            frame.put(below.x, below.y, below.width, Line::styled(core.texts.get("nothing-found"), quiet()));
        }
        let rows = usize::from(below.height);
        let start = window(self.search.chosen, found.len(), rows);
        for ((n, binding), y) in found.iter().enumerate().skip(start).take(rows).zip(below.y..) {
            frame.put(below.x, y, below.width, line(binding, n == self.search.chosen, columns, core));
        }
        more(core, frame, inside, start > 0, start + rows < found.len());
    }
}

/// An action: its words, and its keys at the right.
fn line<'a>(binding: &Binding, chosen: bool, columns: usize, core: &'a Core) -> Line<'a> {
    let keys = binding.keys.iter().map(|key| key.name(&core.texts)).collect::<Vec<_>>().join("  ");
    let text = fitted(core.texts.get(binding.text), columns.saturating_sub(width(&keys) + 3), core.look.cut);
    let gap = columns.saturating_sub(width(&text) + width(&keys) + 2);
    let (mark, style) = if chosen { (core.look.focus, highlight()) } else { (" ", Style::new()) };
    Line::from(vec![
        Span::styled(mark, focus()),
        Span::raw(" "),
        Span::styled(text, style),
        Span::raw(" ".repeat(gap)),
        Span::styled(keys, quiet()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::l10n::Language;

    #[test]
    fn an_action_is_the_first_that_its_own_words_find() {
        let places: [&[Scope]; 4] = [&[Scope::Fill, Scope::Block], &[Scope::Home], &[Scope::Inbox], &[Scope::Reading]];
        for (language, scopes) in
            [Language::French, Language::English].into_iter().flat_map(|language| places.map(|scopes| (language, scopes)))
        {
            let texts = Texts::new(language);
            let is_here = |binding: &&Binding| binding.in_menu && (scopes.contains(&binding.scope) || binding.scope == Scope::Everywhere);
            let entries: Vec<_> = BINDINGS.iter().filter(is_here).collect();
            for binding in &entries {
                let mut menu = Menu { entries: entries.clone(), search: Search::default() };
                menu.paste(&texts.get(binding.text));
                assert_eq!(menu.found(&texts)[0].text, binding.text, "{}", texts.get(binding.text));
            }
        }
    }
}
