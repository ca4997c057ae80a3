//! The reviewer's screen: where I am and what is open in two lines, the text, the focus in its margin.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Reading;
use super::changes::Against;
use super::said::counts;
use super::text::What;
use crate::app::core::Core;
use crate::app::fill::row::MARGIN;
use crate::app::fill::{put_right, rule};
use crate::app::session::Session;
use crate::l10n::Message;
use crate::question::Severity;
use crate::response::review::page_of;
use crate::response::{Review, Status};
use crate::ui::clean::clean;
use crate::ui::frame::Frame;
use crate::ui::look::{bold, error, focus, quiet, warning};
use crate::ui::wrap::{fit, width};

/// The columns that the page keeps beside the counts at least: those of its number.
const NUMBER: usize = 7;

impl Reading {
    /// Composes the screen.
    pub fn compose<'a>(&'a self, core: &'a Core, frame: &mut Frame<'a>) {
        let Some(session) = &core.session else { return };
        self.heading(session, core, frame);
        rule(frame, 2, core);
        let extent = self.extent(core);
        let top = self.scroll.first(&self.text.stops, extent);
        let lit = self.stop();
        let spot = self.lit();
        for (y, at) in (3..frame.height.saturating_sub(2)).zip(top..extent.lines) {
            let mut line = self.text.lines[at].clone();
            if let Some(lit) = lit.filter(|lit| lit.lines.contains(&at)) {
                frame.put(0, y, 1, Line::styled(core.look.focus, focus()));
                // what a key acts on
                let is_it = spot.map_or(at == lit.lines.start, |spot| spot.lines.contains(&at));
                if is_it {
                    line = line.patch_style(bold());
                }
            }
            frame.put(MARGIN, y, frame.width - MARGIN, line);
        }
    }

    /// The keys to tell of, the most useful first.
    #[must_use]
    pub fn hints(&self, core: &Core) -> Vec<(&'static str, Message)> {
        let of = |keys: &[(&'static str, &'static str)]| -> Vec<_> {
            keys.iter().map(|(key, id)| (*key, Message { id, args: Vec::new() })).collect()
        };
        if self.find.is_some() {
            return of(&[("key-enter", "hint-stay"), ("↑↓", "hint-next-found"), ("key-escape", "hint-back")]);
        }
        let settle = core.session.as_ref().and_then(|session| self.settle_hint(session)).map(|hint| ("x", hint));
        let thread: Vec<_> = of(&[("key-enter", "hint-thread")]).into_iter().chain(settle).collect();
        if let Some(What::Thread(_)) = self.lit().map(|spot| &spot.what) {
            return thread.into_iter().chain(of(&[("o", "hint-said"), ("n", "hint-problem"), ("key-escape", "hint-list")])).collect();
        }
        let mut keys = of(&[
            ("n", "hint-problem"),
            ("q", "hint-query"),
            ("m", "hint-mark"),
            ("a", "hint-accept"),
            ("r", "hint-send-back"),
            ("o", "hint-said"),
            ("d", "hint-change"),
            ("e", "hint-mend"),
            ("c", "hint-comment"),
        ]);
        if thread.len() > 1 {
            keys.splice(1..1, thread);
        }
        keys
    }

    /// Whose response it is and where it stands; which page is read, and what is open in the response.
    fn heading<'a>(&'a self, session: &'a Session, core: &'a Core, frame: &mut Frame<'a>) {
        let columns = usize::from(frame.width);
        let (state, style) = match &self.became {
            Some(message) => (core.texts.render(message), error()),
            None => (standing(session, core), quiet()),
        };
        let form = session.form.title.text(core.language());
        let name = session.name().map_or_else(|| form.to_owned(), |name| format!("{name} {} {form}", core.look.dot));
        let state = fit(&clean(&state), columns / 2, core.look.cut);
        let name = fit(&clean(&name), columns.saturating_sub(width(&state) + 4), core.look.cut);
        frame.put(1, 0, frame.width, Line::styled(name, bold()));
        put_right(frame, 0, state, style);
        if let Some(find) = &self.find {
            let prompt = core.texts.get("home-search");
            let x = 3 + u16::try_from(width(&prompt)).unwrap_or(0);
            let (text, cursor) = find.line.view(usize::from(frame.width.saturating_sub(x + 1)));
            frame.put(1, 1, frame.width, Line::from(vec![Span::styled(prompt, quiet()), Span::raw("  "), Span::raw(text)]));
            frame.cursor = Some((x + u16::try_from(cursor).unwrap_or(0), 1));
            return;
        }
        let page = self.page_in_words(session, core);
        let room = columns.saturating_sub(3);
        let gap = format!(" {} ", core.look.dot);
        let wide = |counts: &[(String, Style)]| counts.iter().map(|(text, _)| width(text) + 3).sum::<usize>();
        // the most pressing first: what has no room is told in fewer words, or left out
        let beside = width(&page).min(NUMBER);
        let mut counts = self.counts(session, core, true);
        if wide(&counts) + beside > room {
            counts = self.counts(session, core, false);
        }
        while counts.len() > 1 && wide(&counts) + beside > room {
            counts.pop();
        }
        let page = fit(&page, room.saturating_sub(wide(&counts)), core.look.cut);
        frame.put(1, 1, frame.width, Line::raw(page));
        let mut spans = Vec::new();
        for (nth, (text, style)) in counts.into_iter().enumerate() {
            if nth > 0 {
                spans.push(Span::styled(gap.clone(), quiet()));
            }
            spans.push(Span::styled(text, style));
        }
        let line = Line::from(spans);
        let x = frame.width.saturating_sub(u16::try_from(line.width()).unwrap_or(0) + 1);
        frame.put(x, 1, frame.width, line);
    }

    /// « 4/12  Composition de l'équipe »: the page of what has the focus.
    fn page_in_words(&self, session: &Session, core: &Core) -> String {
        let Some(at) = self.stop().map(|stop| &stop.at) else { return String::new() };
        let page = match page_of(at) {
            Some(id) => session.form.find_page(id),
            None => session.form.item_at(at).map(|item| session.form.items[item].page),
        };
        let Some(page) = page else { return String::new() };
        let title = clean(session.form.pages[page].title.text(core.language())).into_owned();
        if !session.outline.pages[page].relevant {
            return title;
        }
        let (n, of) = session.outline.place(page);
        format!("{n}/{of}  {title}")
    }

    /// Errors, questions, warnings, what changed; since when, if so said.
    fn counts(&self, session: &Session, core: &Core, whole: bool) -> Vec<(String, Style)> {
        let say = |id: &'static str, count: usize| core.texts.render(&Message { id, args: vec![("count", count.into())] });
        let (errors, warnings) = (self.text.count(Severity::Error), self.text.count(Severity::Warning));
        let mut found = Vec::new();
        if errors > 0 {
            found.push((say("count-errors", errors), error()));
        }
        found.extend(counts(session, core));
        if warnings > 0 {
            found.push((say("count-warnings", warnings), warning()));
        }
        if let Some(compared) = &self.compared {
            let changed = self.text.spots.iter().filter(|spot| spot.what == What::Change).count();
            let against = if whole { compared.against.words(core) } else { compared.against.short_words(core) };
            let id = if matches!(compared.against, Against::Other { .. }) { "reading-count-other" } else { "reading-count-changed" };
            let message = Message::new(id).with("count", changed).with("against", against);
            let told = (core.texts.render(&message).trim_end().to_owned(), quiet());
            // without its moments nobody knows what is read
            let place = if compared.is_past() { 0 } else { found.len() };
            found.insert(place, told);
        }
        if found.is_empty() {
            found.push((core.texts.get("reading-nothing-open").into_owned(), quiet()));
        }
        found
    }
}

/// Where the response stands, in a word or two.
fn standing(session: &Session, core: &Core) -> String {
    let review = match session.response.review {
        Review::None => None,
        Review::ToReview => Some("status-to-review"),
        Review::SentBack => Some("status-sent-back"),
        Review::Accepted => Some("status-accepted"),
    };
    let status =
        if session.response.status == Status::Validated { Some("status-validated") } else { review.is_none().then_some("status-draft") };
    let words: Vec<_> = status.into_iter().chain(review).map(|id| core.texts.get(id)).collect();
    words.join(&format!(" {} ", core.look.dot))
}
