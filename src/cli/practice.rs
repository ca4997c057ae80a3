//! `recueil practice [LESSON]`: a lesson as an exercise, in the real program, on data that go when it ends.

use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use super::arguments::Practice as Asked;
use super::play::in_terminal;
use super::session::{Failure, Outcome, Session};
use crate::l10n::Message;
use crate::training::lessons;
use crate::training::practice::{How, Practice};
use crate::training::script::Script;
use crate::ui::wrap::fit;

/// How wide what is told afterwards is at most, in columns.
const WIDTH: usize = 79;

/// Without a lesson, what lessons there are. A wrong script or an unknown lesson: exit code 2.
pub(super) fn run(session: &Session, asked: &Asked) -> Outcome {
    let Some(name) = &asked.lesson else { return list(session) };
    let script = Rc::new(find(session, name)?);
    let texts = session.texts.clone();
    let begin = |now| Practice::new(script.clone(), texts, now);
    let (practice, left) = in_terminal(session, &script, begin, Practice::restart)?;
    session.print(&told(session, &script, &practice).join("\n"))?;
    Ok(left.code)
}

/// The script of a lesson: one of the program's by its name, else a file.
///
/// # Errors
/// There is none of that name; it has faults: exit code 2.
pub(super) fn find(session: &Session, name: &str) -> Result<Script, Failure> {
    let faults = |file: &Path, faults: Vec<crate::training::script::Fault>| Failure {
        code: 2,
        lines: faults.iter().map(|fault| fault.tell(file, &session.texts)).collect(),
    };
    let file = Path::new(name);
    if let Some(text) = lessons::script(name) {
        let own = Path::new("demo").join(name).with_extension("tape");
        return Script::parse(&own, text).map_err(|found| faults(&own, found));
    }
    if !file.exists() {
        let known = lessons::names().collect::<Vec<_>>().join(", ");
        return Err(session.usage(&Message::new("practice-unknown").with("lesson", name).with("known", known)));
    }
    Script::read(file).map_err(|found| faults(file, found))
}

fn list(session: &Session) -> Outcome {
    let mut lines = Vec::new();
    for name in lessons::names() {
        let script = find(session, name)?;
        let minutes = script.length().as_secs().div_ceil(60);
        let message = Message::new("practice-listed").with("name", name).with("minutes", minutes).with("title", script.head.title.as_str());
        lines.push(session.tell(&message));
        lines.extend(script.head.summary.map(|summary| format!("    {summary}")));
    }
    session.print(&(lines.join("\n") + "\n"))?;
    Ok(0)
}

/// What is told of an exercise when it is over: each step with how it was done, then all of them together.
fn told(session: &Session, script: &Script, practice: &Practice) -> Vec<String> {
    let mut lines = vec![session.tell(&Message::new("practice-heading").with("title", script.head.title.as_str()))];
    for (number, done) in (1..).zip(practice.done()) {
        let how = session.tell(&Message::new(match done.how {
            How::Alone => "practice-how-alone",
            How::Helped => "practice-how-helped",
            How::Skipped => "practice-how-skipped",
        }));
        let end = format!("{how}, {}", time(session, done.time));
        let room = WIDTH.saturating_sub(end.chars().count() + 6);
        lines.push(format!("{number:>3}. {:<room$} {end}", fit(&done.caption, room, "…")));
    }
    let count = |how: How| practice.done().iter().filter(|done| done.how == how).count();
    let total = practice.done().iter().map(|done| done.time).sum();
    if practice.done().len() < practice.count() {
        let message = Message::new("practice-left").with("step", practice.done().len() + 1).with("steps", practice.count());
        lines.push(format!("     {}", session.tell(&message)));
    }
    let message = Message::new("practice-finished").with("steps", practice.done().len()).with("time", time(session, total));
    let message = message.with("alone", count(How::Alone)).with("helped", count(How::Helped)).with("skipped", count(How::Skipped));
    lines.push(format!("     {}", session.tell(&message)));
    lines.push(String::new());
    lines
}

fn time(session: &Session, time: Duration) -> String {
    session.tell(&Message::new("practice-time").with("minutes", time.as_secs() / 60).with("seconds", time.as_secs() % 60))
}

#[cfg(test)]
mod tests;
