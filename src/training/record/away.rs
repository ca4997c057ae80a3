//! What is changed from what a script does not have: the history, other versions, other entries. It tells what came of it, as answers.

use std::io::Write;

use crossterm::event::KeyCode;
use jiff::Timestamp;

use super::keys::{key, typing};
use super::seen::held_in;
use super::{Recorder, Visit};
use crate::answers::Path;
use crate::app::App;
use crate::response::Response;
use crate::training::script::What;

impl<W: Write> Recorder<W> {
    /// The person is there: what is done is not told.
    pub(super) fn go_away(&mut self, app: &App, now: Timestamp) {
        if self.away.is_none() {
            self.end_visit(now);
            self.away = app.session().map(|session| session.response.clone());
        }
    }

    /// The page is there again: what is other than before is told.
    pub(super) fn come_back(&mut self, app: &App, now: Timestamp) {
        let (Some(before), Some(session)) = (self.away.take(), app.session()) else { return };
        let (form, after) = (&session.form, &session.response);
        (self.visit, self.strayed) = (None, true);
        for item in &form.items {
            let path = Path::question(&item.id);
            let page = &form.pages[item.page].id;
            if form.item_at(&path).is_none_or(|at| form.items[at].id != item.id) {
                // a field, which is met in its blocks
                continue;
            }
            let mut paths = vec![path.clone()];
            if item.repeat().is_some() {
                self.tell_blocks(&path, page, [&before, after], now);
                let fields = |(id, fields): (&str, &serde_json::Map<String, serde_json::Value>), path: &Path| {
                    fields.keys().map(|field| path.instance(id).join(field)).collect::<Vec<_>>()
                };
                paths = [&before, after]
                    .iter()
                    .flat_map(|response| response.answers.blocks(&path))
                    .flat_map(|block| fields(block, &path))
                    .collect();
                let unreadable = [&before, after].into_iter().flat_map(|response| response.unreadable.keys());
                paths.extend(unreadable.filter(|place| place.is_within(&path)).map(Path::asked));
                paths.sort();
                paths.dedup();
                paths.retain(|path| path.block().is_some_and(|block| after.answers.get(&block).is_some()));
            }
            for path in paths {
                let [was, is] = [&before, after].map(|response| held_in(form, response, &path));
                let named = after.answers.numbered(&path);
                self.visit = Some(Visit { path, named, page: page.clone(), before: was, now: is });
                self.end_visit(now);
            }
        }
    }

    /// Blocks that went are removed, and those that came are added where they are.
    fn tell_blocks(&mut self, repeat: &Path, page: &str, [before, after]: [&Response; 2], now: Timestamp) {
        let ids = |response: &Response| response.answers.blocks(repeat).map(|(id, _)| id.to_owned()).collect::<Vec<_>>();
        let (mut there, wanted) = (ids(before), ids(after));
        while let Some(at) = there.iter().rposition(|id| !wanted.contains(id)) {
            self.go(&format!("{repeat}[{}]", at + 1), page, now);
            self.put([key(KeyCode::Delete)], now);
            there.remove(at);
        }
        for (at, id) in wanted.iter().enumerate().filter(|(_, id)| !there.contains(id)).collect::<Vec<_>>() {
            let (place, letter): (String, Option<What>) = match (at, there.is_empty()) {
                (_, true) => (repeat.to_string(), None),
                (0, _) => (format!("{repeat}[1]"), Some(typing("i"))),
                _ => (format!("{repeat}[{at}]"), Some(typing("a"))),
            };
            self.go(&place, page, now);
            self.put(letter.into_iter().chain([key(KeyCode::Enter)]), now);
            there.insert(at.min(there.len()), id.clone());
        }
    }
}
