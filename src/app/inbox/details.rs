//! What there is to say of the response under the cursor, under the list or beside it: no key is needed.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::Inbox;
use crate::app::core::Core;
use crate::app::said::name;
use crate::app::when::{when, when_short};
use crate::l10n::Message;
use crate::outline::Told;
use crate::question::Severity;
use crate::response::Review;
use crate::response::review::Standing;
use crate::store::{Asked, Details, Summary, Trouble};
use crate::ui::clean::clean;
use crate::ui::frame::Frame;
use crate::ui::look::{bold, error, quiet, warning};
use crate::ui::wrap::{fit, lines, width};

/// The most lines that one thing takes where there is no room for all.
const MOST: usize = 3;

/// Something to say: its mark, its words, how they are shown.
struct Item {
    mark: String,
    text: String,
    style: Style,
}

impl Inbox {
    /// Puts what there is to say into an area: its first column, its first row, its columns.
    pub(super) fn compose_details<'a>(&self, core: &'a Core, frame: &mut Frame<'a>, (x, y, columns): (u16, u16, u16)) {
        let Some(summary) = self.shown.get(self.search.chosen) else { return };
        let bottom = frame.height.saturating_sub(2);
        let room = usize::from(columns.saturating_sub(5));
        let told = self.details.as_ref().filter(|(glance, _)| glance.id == summary.id).map(|(_, told)| told);
        let broken = summary.broken();
        let items = match (&broken, told) {
            (Some(reason), _) | (None, Some(Err(reason))) => {
                vec![Item { mark: core.look.error.to_owned(), text: core.texts.render(reason), style: error() }]
            }
            (None, Some(Ok(details))) => items(details, core),
            (None, None) => Vec::new(),
        };
        let is_clean = summary.fault.is_none() && told.is_some() && items.is_empty();
        let mut left = items.len();
        let items: Vec<(String, String, Style)> =
            items.into_iter().map(|item| (format!("{} ", item.mark), clean(&item.text).into_owned(), item.style)).collect();
        let wrap = |mark: &str, words: &'_ str| -> Vec<String> {
            lines(words, room.saturating_sub(width(mark)).max(8)).into_iter().map(ToOwned::to_owned).collect()
        };
        let all = items.iter().map(|(mark, words, _)| wrap(mark, words).len()).sum::<usize>() + usize::from(is_clean);
        let height = usize::from(bottom.saturating_sub(y));
        let mut text = title(summary, room + 2, all + 2 <= height, core);
        if is_clean {
            text.push(Line::styled(core.texts.get("inbox-nothing-wrong"), quiet()));
        }
        let most = if text.len() + all <= height { all } else { MOST };
        for (mark, words, style) in &items {
            let mut wrapped = wrap(mark, words);
            // the last row tells how much there is no room for
            let free = height.saturating_sub(text.len() + usize::from(left > 1));
            if free == 0 {
                break;
            }
            let is_cut = wrapped.len() > most.min(free);
            wrapped.truncate(most.min(free));
            left -= 1;
            let last = wrapped.len().saturating_sub(1);
            for (n, line) in wrapped.into_iter().enumerate() {
                let mark = if n == 0 { mark.clone() } else { " ".repeat(width(mark)) };
                let line = if is_cut && n == last {
                    fit(&format!("{line}{}", " ".repeat(room)), room.saturating_sub(width(&mark)), core.look.cut)
                } else {
                    line
                };
                text.push(Line::from(vec![Span::styled(mark, *style), Span::raw(line)]));
            }
        }
        if left > 0 && !items.is_empty() {
            text.push(Line::styled(core.texts.render(&Message::new("inbox-more").with("count", left)), quiet()));
        }
        for (y, line) in (y..bottom).zip(text) {
            frame.put(x + 3, y, columns.saturating_sub(3), line);
        }
    }
}

/// The name, and what the list itself has no column for: how much has no answer, who changed it last and when; on two rows, if there are two.
fn title(summary: &Summary, columns: usize, are_two: bool, core: &Core) -> Vec<Line<'static>> {
    let called = core.called(&summary.id);
    if summary.fault.is_some() {
        return vec![Line::styled(called, bold())];
    }
    let empty = core.texts.render(&Message::new("inbox-unanswered").with("count", summary.counts.empty()));
    let by = name(&summary.author, &core.texts);
    let last = core.texts.render(&Message::new("inbox-last").with("by", by).with("when", when_short(summary.modified, core)));
    let gap = format!(" {} ", core.look.dot);
    let facts = format!("{empty}{gap}{last}");
    let beside = |facts: &str| width(&called) + width(&gap) + width(facts) <= columns;
    let of = |facts: String| Line::from(vec![Span::styled(called.clone(), bold()), Span::styled(format!("{gap}{facts}"), quiet())]);
    match () {
        () if beside(&facts) => vec![of(facts)],
        () if are_two => vec![Line::styled(called, bold()), Line::styled(fit(&facts, columns, core.look.cut), quiet())],
        () if beside(&empty) => vec![of(empty)],
        () => vec![Line::styled(called, bold())],
    }
}

/// What is to be said, the most telling first.
fn items(details: &Details, core: &Core) -> Vec<Item> {
    let mut items = Vec::new();
    if let Some((count, since)) = details.changed {
        let message = Message::new("inbox-changed").with("count", count).with("when", when(since, core));
        items.push(Item { mark: format!("{}  ", core.look.changed), text: core.texts.render(&message), style: warning() });
    }
    if let Some((review, said)) = &details.verdict {
        let id = match review {
            Review::ToReview => "inbox-submitted-with",
            Review::SentBack => "inbox-sent-back-with",
            _ => "inbox-accepted-with",
        };
        let message = Message { id, args: vec![("by", name(&said.by, &core.texts).into()), ("text", said.text.as_str().into())] };
        items.push(Item { mark: "   ".to_owned(), text: core.texts.render(&message.with("when", when(said.at, core))), style: quiet() });
    }
    for found in &details.found {
        let text = core.texts.render(&Message::new("inbox-found").with("title", found.title.as_str()).with("text", found.text.as_str()));
        items.push(Item { mark: format!("/ {}", found.page), text, style: quiet() });
    }
    items.extend(details.queries.iter().filter(|asked| asked.standing == Standing::Answered).map(|asked| query(asked, core)));
    items.extend(details.problems.iter().map(|trouble| problem(trouble, core)));
    items.extend(details.queries.iter().filter(|asked| asked.standing != Standing::Answered).map(|asked| query(asked, core)));
    items
}

fn problem(trouble: &Trouble, core: &Core) -> Item {
    let (mark, style) = if trouble.severity == Severity::Error { (core.look.error, error()) } else { (core.look.warning, warning()) };
    let told = match &trouble.told {
        Told::Message(message) => core.texts.render(message),
        Told::Words(words) => words.clone(),
    };
    let text = core.texts.render(&Message::new("inbox-problem").with("title", trouble.title.as_str()).with("told", told));
    let text = match &trouble.kept {
        Some(reason) => core.texts.render(&Message::new("inbox-kept").with("told", text).with("reason", reason.as_str())),
        None => text,
    };
    Item { mark: format!("{mark} {}", trouble.page), text, style }
}

fn query(asked: &Asked, core: &Core) -> Item {
    let id = if asked.standing == Standing::Answered { "inbox-answered" } else { "inbox-asked" };
    let message = Message { id, args: vec![("text", asked.text.as_str().into()), ("last", asked.last.text.as_str().into())] };
    let message = message.with("by", name(&asked.last.by, &core.texts)).with("when", when(asked.last.at, core));
    let page = asked.page.map_or_else(String::new, |page| page.to_string());
    Item { mark: format!("{} {page}", core.look.query), text: core.texts.render(&message), style: warning() }
}
