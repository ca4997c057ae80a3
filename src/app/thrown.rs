//! What is in the trash: Enter takes one out.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::core::{Core, Step};
use super::panel::{answered, walk};
use super::when::when;
use crate::l10n::Message;
use crate::store::{Job, StoreError, Thrown};
use crate::ui::clean::clean;
use crate::ui::frame::Frame;
use crate::ui::look::{focus, highlight, quiet};
use crate::ui::wrap::{fit, width};

/// The panel's state.
#[derive(Debug)]
pub struct Trash {
    chosen: usize,
    /// Nothing while it is being read.
    read: Option<Result<Vec<Thrown>, Message>>,
}

impl Trash {
    /// The panel, and what is in the trash asked for.
    #[must_use]
    pub fn open(core: &mut Core) -> Self {
        core.ask(Job::Thrown(core.listing()));
        Self { chosen: 0, read: None }
    }

    /// What was asked for.
    pub fn take(&mut self, result: Result<Vec<Thrown>, StoreError>) {
        self.read = Some(result.map_err(|error| error.message()));
    }

    fn all(&self) -> &[Thrown] {
        self.read.as_ref().and_then(|read| read.as_ref().ok()).map_or(&[], Vec::as_slice)
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &mut Core) -> Step {
        if let Some(to) = walk(key.code, self.chosen, || self.all().len()) {
            self.chosen = to;
            return Step::Redraw;
        }
        let Some(thrown) = self.all().get(self.chosen).filter(|_| key.code == KeyCode::Enter) else { return Step::Ignored };
        if core.read_only.is_some() {
            core.notice.clone_from(&core.read_only);
            return Step::Redraw;
        }
        let id = thrown.summary.id.clone();
        // there is nothing to undo about it any more
        core.trashed.retain(|trashed| *trashed != id);
        core.ask(Job::Restore(id));
        core.tell(Message::new("restored"));
        Step::Close
    }

    /// Composes the panel.
    pub fn compose<'a>(&self, core: &'a Core, frame: &mut Frame<'a>) {
        let read = (self.read.as_ref(), self.chosen);
        answered(core, frame, &core.texts.get("trash-title"), read, ["trash-reading", "trash-empty"], |thrown, chosen, columns| {
            row(thrown, chosen, columns, core)
        });
    }
}

/// What it is called, of which form, and when it was thrown away.
fn row<'a>(thrown: &Thrown, chosen: bool, columns: usize, core: &'a Core) -> Line<'a> {
    let summary = &thrown.summary;
    let name = summary.name(core.language()).unwrap_or(&summary.id);
    let title = core.offers.iter().find(|(id, _)| *id == summary.form.id).and_then(|(_, title)| title.as_ref().ok());
    let more = if summary.is_readable() {
        title.map_or(&*summary.form.id, |title| title.text(core.language()))
    } else {
        &*core.texts.get("backups-broken")
    };
    let text = format!("{} · {}", clean(name), clean(more));
    let date = when(thrown.at, core);
    let (mark, style) = if chosen { (core.look.focus, highlight()) } else { (" ", Style::new()) };
    let room = columns.saturating_sub(width(&date) + 4);
    let text = fit(&text, room, core.look.cut);
    let gap = " ".repeat(room.saturating_sub(width(&text)) + 1);
    Line::from(vec![Span::styled(mark, focus()), Span::raw(" "), Span::styled(text, style), Span::raw(gap), Span::styled(date, quiet())])
}
