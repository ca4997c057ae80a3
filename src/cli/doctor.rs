//! `recueil doctor`: the whole data directory looked at; what is wrong, and what would be mended, or was.

use std::path::Path;

use serde_json::{Value, json};

use super::arguments::Doctor;
use super::loaded;
use super::session::{Outcome, Session};
use crate::l10n::Message;
use crate::store::doctor::{Finding, Mend, Outcome as Done, examine};
use crate::ui::clean::clean;

/// Exit code 1 if something is wrong, or still is.
pub(super) fn run(session: &Session, asked: &Doctor) -> Outcome {
    let dir = session.data_dir.as_path();
    let checkup = examine(dir, &session.sources, asked.mend, session.now).map_err(|error| session.failed(&error.message()))?;
    let left = checkup.findings.iter().filter(|finding| finding.is_fault && finding.outcome != Done::Mended).count();
    let kept = checkup.kept.as_deref().map(|kept| kept.display().to_string());
    if asked.json {
        let findings: Vec<Value> = checkup.findings.iter().map(|finding| as_json(session, dir, finding)).collect();
        session.print_json(&json!({"dir": dir.display().to_string(), "findings": findings, "kept": kept}))?;
        return Ok(u8::from(left > 0));
    }
    let mut text: String = checkup.findings.iter().map(|finding| in_words(session, dir, finding, asked.mend)).collect();
    let mut say = |message: Message| {
        text.push_str(&session.tell(&message));
        text.push('\n');
    };
    let mendable = checkup.findings.iter().filter(|finding| finding.mend.is_some() && finding.outcome != Done::Mended).count();
    let name = clean(&dir.display().to_string()).into_owned();
    if left == 0 {
        say(Message::new("doctor-clean").with("dir", name));
    } else {
        say(Message::new("doctor-found").with("dir", name).with("count", left));
    }
    if mendable > 0 && !asked.mend {
        say(Message::new("doctor-offer").with("count", mendable));
    }
    if let Some(kept) = kept {
        say(Message::new("doctor-kept").with("dir", clean(&kept).into_owned()));
    }
    session.print(&text)?;
    Ok(u8::from(left > 0))
}

/// The place below the data directory.
fn place(dir: &Path, finding: &Finding) -> String {
    let below = finding.path.strip_prefix(dir).ok().filter(|below| !below.as_os_str().is_empty());
    clean(&below.unwrap_or(&finding.path).display().to_string()).into_owned()
}

/// What mends it.
fn remedy(session: &Session, mend: &Mend) -> Message {
    match mend {
        Mend::Mode => Message::new("doctor-mends-mode"),
        Mend::Aside => Message::new("doctor-mends-aside"),
        Mend::Layout => Message::new("doctor-mends-layout"),
        Mend::Id => Message::new("doctor-mends-id"),
        Mend::Lines => Message::new("doctor-mends-lines"),
        Mend::Backup(_, changed) => Message::new("doctor-mends-backup").with("date", loaded::date(*changed, session.language())),
    }
}

/// A line for what is wrong, and one below it for what is to be done or was.
fn in_words(session: &Session, dir: &Path, finding: &Finding, mends: bool) -> String {
    let head = Message::new("doctor-line").with("path", place(dir, finding)).with("what", finding.what.clone());
    let mut text = session.tell(&head) + "\n";
    let below = match (&finding.outcome, &finding.mend) {
        (Done::Mended, Some(mend)) => Some(Message::new("doctor-mended").with("how", remedy(session, mend))),
        (Done::Failed(reason), _) => Some(Message::new("doctor-not-mended").with("reason", reason.clone())),
        (Done::Told, Some(mend)) if !mends => Some(Message::new("doctor-would").with("how", remedy(session, mend))),
        _ => None,
    };
    text.extend(below.map(|message| format!("    {}\n", session.tell(&message))));
    text
}

fn as_json(session: &Session, dir: &Path, finding: &Finding) -> Value {
    let mut value = json!({
        "path": place(dir, finding), "code": finding.what.id, "message": session.tell(&finding.what), "fault": finding.is_fault,
        "mend": finding.mend.as_ref().map(|mend| session.tell(&remedy(session, mend))), "mended": finding.outcome == Done::Mended,
    });
    if let Done::Failed(reason) = &finding.outcome {
        value["failed"] = session.tell(reason).into();
    }
    value
}
