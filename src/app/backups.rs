//! The earlier versions of a response of the list: Enter brings one back, after the present one was kept among them.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::core::{Core, Step};
use super::panel::{answered, walk};
use super::when::when;
use crate::l10n::Message;
use crate::response::{Review, Status};
use crate::store::{Backup, Job, StoreError, Summary};
use crate::ui::clean::clean;
use crate::ui::frame::Frame;
use crate::ui::look::{error, focus, highlight, quiet};
use crate::ui::wrap::{fit, width};

/// The panel's state.
#[derive(Debug)]
pub struct Backups {
    /// The response.
    id: String,
    name: String,
    /// Whether it is validated or waits for its reviewer.
    locked: bool,
    chosen: usize,
    /// Nothing while they are being read.
    read: Option<Result<Vec<Backup>, Message>>,
}

impl Backups {
    /// The panel of a response, and its versions asked for.
    #[must_use]
    pub fn open(summary: &Summary, core: &mut Core) -> Self {
        core.ask(Job::Backups(summary.id.clone()));
        let locked = summary.status == Status::Validated || summary.review == Review::ToReview;
        let name = summary.name(core.language()).unwrap_or(&summary.id).to_owned();
        Self { id: summary.id.clone(), name, locked, chosen: 0, read: None }
    }

    /// The versions that were asked for.
    pub fn take(&mut self, id: &str, result: Result<Vec<Backup>, StoreError>) {
        if self.id == id {
            self.read = Some(result.map_err(|error| error.message()));
        }
    }

    fn all(&self) -> &[Backup] {
        self.read.as_ref().and_then(|read| read.as_ref().ok()).map_or(&[], Vec::as_slice)
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent, core: &mut Core) -> Step {
        if let Some(to) = walk(key.code, self.chosen, || self.all().len()) {
            self.chosen = to;
            return Step::Redraw;
        }
        let Some(backup) = self.all().get(self.chosen).filter(|_| key.code == KeyCode::Enter) else { return Step::Ignored };
        let reason = match &backup.response {
            _ if core.read_only.is_some() => core.read_only.clone(),
            Err(broken) => Some(broken.message()),
            Ok(_) if self.locked => Some(Message::new("backups-locked")),
            Ok(_) => None,
        };
        if let Some(reason) = reason {
            core.tell(reason);
            return Step::Redraw;
        }
        core.ask(Job::RestoreBackup { id: self.id.clone(), name: backup.name.clone(), now: core.now, author: core.author.clone() });
        Step::Close
    }

    /// Composes the panel.
    pub fn compose<'a>(&self, core: &'a Core, frame: &mut Frame<'a>) {
        let title = format!("{} · {}", core.texts.get("backups-title"), clean(&self.name));
        let read = (self.read.as_ref(), self.chosen);
        answered(core, frame, &title, read, ["backups-reading", "backups-none"], |backup, chosen, columns| {
            row(backup, chosen, columns, core)
        });
    }
}

/// When the version was last changed and by whom, and how much is in it.
fn row<'a>(backup: &Backup, chosen: bool, columns: usize, core: &'a Core) -> Line<'a> {
    let (text, counts) = match &backup.response {
        Ok(version) => {
            let date = when(version.modified, core);
            let text = if version.author.is_empty() { date } else { format!("{date} · {}", clean(&version.author)) };
            (text, core.texts.render(&Message::new("count-answers").with("count", version.answer_count())))
        }
        Err(_) => (when(backup.made, core), core.texts.get("backups-broken").into_owned()),
    };
    let (mark, style) = if chosen { (core.look.focus, highlight()) } else { (" ", Style::new()) };
    let room = columns.saturating_sub(width(&counts) + 4);
    let text = fit(&text, room, core.look.cut);
    let gap = " ".repeat(room.saturating_sub(width(&text)) + 1);
    let counts_style = if backup.response.is_ok() { quiet() } else { error() };
    Line::from(vec![
        Span::styled(mark, focus()),
        Span::raw(" "),
        Span::styled(text, style),
        Span::raw(gap),
        Span::styled(counts, counts_style),
    ])
}
