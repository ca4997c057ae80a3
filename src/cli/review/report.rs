//! `recueil review --report FILE`: where each response stands and what was asked, answered and kept, for the mail to those who fill.

use std::collections::BTreeSet;
use std::path::Path;

use crate::cli::loaded::Loaded;
use crate::cli::print::written;
use crate::cli::session::{Failure, Outcome, Session};
use crate::export::Format;
use crate::export::report::{KeptWarning, Reviewed, report, report_json};
use crate::l10n::Message;
use crate::outline::words::told;
use crate::question::Severity;
use crate::response::review::Reviewing;
use crate::store::Store;
use crate::ui::fold::fold;

/// What is reported of a response.
struct Read {
    loaded: Loaded,
    reviewing: Reviewing,
}

/// Of these responses only, if any are named, and of one form, if it is. Exit code 1 if some cannot be read; the others are reported all the same.
pub(super) fn run(
    session: &Session,
    store: &Store,
    (form, only): (Option<&str>, &BTreeSet<String>),
    (file, force): (&Path, bool),
) -> Outcome {
    let json = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let format = Format::of_path(file).filter(|format| *format != Format::Text);
    if !json && format.is_none() {
        return Err(session.usage(&Message::new("report-which-format").with("file", file.display().to_string())));
    }
    let (mut read, mut unread) = (Vec::new(), Vec::new());
    for stored in store.list().map_err(|error| session.failed(&error.message()))? {
        if !only.is_empty() && !only.contains(&stored.id) {
            continue;
        }
        let wanted = |response: &crate::response::Response| form.is_none_or(|form| form == response.form.id);
        let id = stored.id;
        let broken = |reason: String| session.tell(&Message::new("cli-broken").with("id", id.as_str()).with("reason", reason));
        match stored.response {
            Err(error) => unread.push(broken(session.tell(&error.message()))),
            Ok(response) if wanted(&response) => match session.form_of(&response) {
                Ok(form) => read.push(Read { reviewing: store.reviewing(&id), loaded: Loaded::new(session, store, form, response) }),
                Err(failure) => unread.extend(failure.lines.into_iter().map(broken)),
            },
            Ok(_) => {}
        }
    }
    // as people look names up: « Île-de-France » is not behind « Normandie »
    read.sort_by_cached_key(|one| {
        let name = one.loaded.name();
        (one.loaded.response.form.id.clone(), name.as_deref().map(fold), name)
    });
    let reviewed: Vec<Reviewed> = read.iter().map(|one| reviewed(session, one)).collect();
    let text = match format {
        Some(format) => report(&reviewed, &session.texts, &session.zone, session.today, format),
        None => format!("{:#}\n", report_json(&reviewed)),
    };
    written(session, file, text.as_bytes(), force, "report-written")?;
    if unread.is_empty() { Ok(0) } else { Err(Failure::failed(unread)) }
}

fn reviewed<'a>(session: &Session, one: &'a Read) -> Reviewed<'a> {
    let Read { loaded, reviewing } = one;
    let outline = loaded.outline();
    let warnings = Loaded::problems(&outline).filter(|(_, problem)| problem.severity == Severity::Warning && !reviewing.kept.is_empty());
    let kept = warnings.filter_map(|(_, problem)| {
        let digest = loaded.response.digest_at(&loaded.form, &problem.path);
        let kept = reviewing.kept(&problem.path, problem.code, &digest)?;
        Some(KeptWarning { path: problem.path.clone(), words: told(problem, &session.texts), kept })
    });
    let errors = Loaded::problems(&outline).filter(|(_, problem)| problem.severity == Severity::Error);
    Reviewed {
        form: &loaded.form,
        response: &loaded.response,
        name: loaded.name().unwrap_or_else(|| loaded.response.id.clone()),
        counts: outline.counts(),
        kept: kept.collect(),
        errors: errors.map(|(page, problem)| loaded.tell(session, page, problem)).collect(),
        reviewing,
    }
}
