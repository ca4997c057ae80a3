//! What the lines of a review come to: threads, marks, kept warnings, and where the response stands.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use jiff::Timestamp;
use rustc_hash::FxHashSet;

use super::{Act, Line};
use crate::answers::Path;
use crate::response::Review;

/// The most answers to one question that a comparison counts: what says more was written by hand.
const MOST_COMPARED: usize = 1_000_000;

/// What kind of thread it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A question that waits for an answer.
    Query,
    /// A remark.
    Comment,
}

/// How far a thread has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It waits for the person who fills. A remark is open until it is closed.
    Open,
    /// They answered: it waits for the reviewer.
    Answered,
    /// Settled.
    Closed,
}

/// Words in a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// The words.
    pub text: String,
    /// Whether the person who fills said them.
    pub filling: bool,
}

/// What was said about one answer, from a question or a remark on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// Its name.
    pub id: String,
    /// The answer.
    pub path: Path,
    /// Question or remark.
    pub kind: Kind,
    /// The code of the problem from which it was raised, if it was.
    pub from: Option<String>,
    /// How far it has come.
    pub standing: Standing,
    /// The words, the first ones first; never empty.
    pub said: Vec<Said>,
    /// When it was closed last and by whom, if it is closed.
    pub closed: Option<(Timestamp, String)>,
}

impl Thread {
    /// Whether it is a question that waits for the person who fills.
    #[must_use]
    pub fn waits_for_filler(&self) -> bool {
        self.kind == Kind::Query && self.standing == Standing::Open
    }

    /// Whether it is a question whose answer waits for the reviewer.
    #[must_use]
    pub fn waits_for_reviewer(&self) -> bool {
        self.kind == Kind::Query && self.standing == Standing::Answered
    }
}

/// An answer or a page that was found good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// What was there then.
    pub sha256: String,
}

/// An answer that is kept in spite of a warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// The reason.
    pub text: String,
    /// The answer's digest then.
    pub sha256: String,
}

/// A step between filler and reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// What was said with it.
    pub text: String,
    /// Where the response stands by it.
    pub review: Review,
}

/// A second entry was compared with the response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// When that was done first.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// The second entry.
    pub with: String,
    /// How many answers were compared, by question.
    pub compared: BTreeMap<String, u32>,
    /// Where the two differed then.
    pub differ: Vec<Path>,
    /// The questions that were not entered a second time.
    pub missing: Vec<String>,
}

/// How often two entries agreed on a question, where both say something of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// How many answers were compared.
    pub compared: usize,
    /// How many of them differed.
    pub differ: usize,
    /// How often the question was not entered a second time.
    pub missing: usize,
}

/// How often two entries agreed on each question, over all comparisons; what differed where nothing was compared counts as compared.
pub fn agreement<'a>(verifications: impl IntoIterator<Item = &'a Verification>) -> BTreeMap<String, Agreement> {
    let mut found: BTreeMap<String, Agreement> = BTreeMap::new();
    for verification in verifications {
        let mut differ: BTreeMap<&str, usize> = BTreeMap::new();
        for path in &verification.differ {
            *differ.entry(path.root()).or_default() += 1;
        }
        for (question, compared) in &verification.compared {
            found.entry(question.clone()).or_default().compared += usize::try_from(*compared).unwrap_or(usize::MAX).min(MOST_COMPARED);
        }
        for (question, differ) in differ {
            let one = found.entry(question.to_owned()).or_default();
            one.differ += differ;
            one.compared = one.compared.max(one.differ);
        }
        for question in &verification.missing {
            found.entry(question.clone()).or_default().missing += 1;
        }
    }
    found
}

/// All that was said of a response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reviewing {
    /// From the oldest to the newest.
    pub threads: Vec<Thread>,
    /// The last mark of each answer and page, whether it still holds or not.
    pub marks: BTreeMap<Path, Mark>,
    /// Warnings kept, by place and code, whether that still holds or not.
    pub kept: BTreeMap<(Path, String), Kept>,
    /// Each step between filler and reviewer.
    pub verdicts: Vec<Verdict>,
    /// Second entries compared with it, each once.
    pub verified: Vec<Verification>,
    /// When a reviewer last read it to its end, asked, marked or closed something, and who that was.
    pub looked: Option<(Timestamp, String)>,
    /// When each person wrote a line last.
    pub last: BTreeMap<String, Timestamp>,
    /// Words that were being typed when a connection broke, by person and place.
    pub unsent: BTreeMap<(String, Path), String>,
    /// The lines heard so far, by their hashes.
    heard: FxHashSet<u64>,
}

impl Reviewing {
    /// What lines come to, read from the first to the last. What answers a thread that is not there is passed over.
    #[must_use]
    pub fn of(lines: &[Line]) -> Self {
        let mut all = Self::default();
        let mut known = BTreeMap::new();
        for line in lines {
            all.add(line, &mut known);
        }
        all
    }

    /// Takes in what was written since; what was heard before counts once, so that a line may be given twice.
    pub fn extend(&mut self, lines: &[Line]) {
        let mut known = self.threads.iter().enumerate().map(|(at, thread)| (thread.id.clone(), at)).collect();
        for line in lines {
            self.add(line, &mut known);
        }
    }

    /// Takes in a line; `known` tells where each thread stands.
    fn add(&mut self, line: &Line, known: &mut BTreeMap<String, usize>) {
        let mut hasher = DefaultHasher::new();
        line.hash(&mut hasher);
        // a disk that failed may have written what was then written again
        if !self.heard.insert(hasher.finish()) {
            return;
        }
        let Line { at, by, act } = line;
        let at = *at;
        // what was left half written, or noted by the program, is no review
        if !matches!(act, Act::Unsent { .. } | Act::Verified { .. }) {
            let last = self.last.entry(by.clone()).or_insert(at);
            *last = at.max(*last);
        }
        if act.is_review() && self.looked.as_ref().is_none_or(|(last, _)| *last <= at) {
            self.looked = Some((at, by.clone()));
        }
        let said = |text: &str, filling| Said { at, by: by.clone(), text: text.to_owned(), filling };
        let mut open = |kind, id: &String, path: &Path, from: Option<&String>, text: &str| {
            // a name that is taken is no new thread: lines of two files were put together
            if !known.contains_key(id) {
                known.insert(id.clone(), self.threads.len());
                let (id, path, from) = (id.clone(), path.clone(), from.cloned());
                let said = vec![said(text, false)];
                self.threads.push(Thread { id, path, kind, from, standing: Standing::Open, said, closed: None });
            }
        };
        match act {
            Act::Query { id, path, text, from } => open(Kind::Query, id, path, from.as_ref(), text),
            Act::Comment { id, path, text } => open(Kind::Comment, id, path, None, text),
            Act::Reply { of, text, filling } => self.with_thread(known.get(of), |thread| {
                thread.said.push(said(text, *filling));
                thread.standing = if *filling && thread.kind == Kind::Query { Standing::Answered } else { Standing::Open };
                thread.closed = None;
            }),
            Act::Close { of } => self.with_thread(known.get(of), |thread| {
                thread.standing = Standing::Closed;
                thread.closed = Some((at, by.clone()));
            }),
            Act::Reopen { of } => self.with_thread(known.get(of), |thread| {
                thread.standing = Standing::Open;
                thread.closed = None;
            }),
            Act::Keep { path, code, sha256, text } => {
                let kept = Kept { at, by: by.clone(), text: text.clone(), sha256: sha256.clone() };
                self.kept.insert((path.clone(), code.clone()), kept);
            }
            Act::Unkeep { path, code } => drop(self.kept.remove(&(path.clone(), code.clone()))),
            Act::Mark { path, sha256 } => {
                self.marks.insert(path.clone(), Mark { at, by: by.clone(), sha256: sha256.clone() });
            }
            Act::Unmark { path } => drop(self.marks.remove(path)),
            Act::Submit { text } => self.step(line, text, Review::ToReview),
            Act::TakeBack | Act::Edited => self.step(line, "", Review::None),
            Act::SendBack { text } => self.step(line, text, Review::SentBack),
            Act::Accept { text } => self.step(line, text, Review::Accepted),
            Act::Withdraw { of } => self.withdraw(line, *of),
            Act::Read => {}
            Act::Verified { with, compared, differ, missing } => {
                // what agreed later does not count
                if self.verified.iter().all(|one| one.with != *with) {
                    let (with, compared, differ, missing) = (with.clone(), compared.clone(), differ.clone(), missing.clone());
                    self.verified.push(Verification { at, by: by.clone(), with, compared, differ, missing });
                }
            }
            Act::Unsent { path, text } => drop(self.unsent.insert((by.clone(), path.clone()), text.clone())),
        }
        // they were typed to their end since
        if let Act::Query { path, .. } | Act::Comment { path, .. } | Act::Keep { path, .. } = act {
            self.unsent.remove(&(by.clone(), path.clone()));
        }
        if matches!(act, Act::SendBack { .. } | Act::Accept { .. }) {
            self.unsent.remove(&(by.clone(), Path::default()));
        }
        if let Act::Reply { of, .. } = act
            && let Some(thread) = known.get(of).and_then(|at| self.threads.get(*at))
        {
            self.unsent.remove(&(by.clone(), thread.path.clone()));
        }
    }

    fn with_thread(&mut self, at: Option<&usize>, change: impl FnOnce(&mut Thread)) {
        if let Some(thread) = at.and_then(|at| self.threads.get_mut(*at)) {
            change(thread);
        }
    }

    fn step(&mut self, line: &Line, text: &str, review: Review) {
        self.verdicts.push(Verdict { at: line.at, by: line.by.clone(), text: text.to_owned(), review });
    }

    /// A verdict is taken back by whoever gave it: the one before it holds again. If another step came after it, it stays.
    fn withdraw(&mut self, line: &Line, of: Timestamp) {
        let is_it = |last: &Verdict| last.at == of && last.by == line.by && matches!(last.review, Review::SentBack | Review::Accepted);
        if !self.verdicts.last().is_some_and(is_it) {
            return;
        }
        self.verdicts.pop();
        if self.verdicts.is_empty() {
            // what the response's file says of it may be what is taken back
            self.step(line, "", Review::None);
        }
    }

    /// Where the response stands between filler and reviewer; `None` if no line says.
    #[must_use]
    pub fn review(&self) -> Option<Review> {
        self.verdicts.last().map(|verdict| verdict.review)
    }

    /// When a reviewer last looked at it or judged it, and who that was; a verdict that was taken back is none.
    #[must_use]
    pub fn reviewed(&self) -> Option<(Timestamp, &str)> {
        let judged = self.verdicts.iter().filter(|verdict| matches!(verdict.review, Review::SentBack | Review::Accepted));
        let judged = judged.map(|verdict| (verdict.at, verdict.by.as_str()));
        judged.chain(self.looked.as_ref().map(|(at, by)| (*at, by.as_str()))).max_by_key(|(at, _)| *at)
    }

    /// What was said about an answer itself or something in it.
    pub fn threads_within(&self, path: &Path) -> impl Iterator<Item = &Thread> {
        self.threads.iter().filter(move |thread| thread.path.is_within(path))
    }

    /// Questions that wait for the person who fills.
    #[must_use]
    pub fn open_queries(&self) -> usize {
        self.threads.iter().filter(|thread| thread.waits_for_filler()).count()
    }

    /// Questions whose answers wait for the reviewer.
    #[must_use]
    pub fn answered_queries(&self) -> usize {
        self.threads.iter().filter(|thread| thread.waits_for_reviewer()).count()
    }

    /// The reason for which warnings of a code are kept, if the answer is still the one of this digest.
    #[must_use]
    pub fn kept(&self, path: &Path, code: &str, digest: &str) -> Option<&Kept> {
        self.kept.get(&(path.clone(), code.to_owned())).filter(|kept| kept.sha256 == digest)
    }

    /// The mark of an answer or a page, if it is still what it was then.
    #[must_use]
    pub fn mark(&self, path: &Path, digest: &str) -> Option<&Mark> {
        self.marks.get(path).filter(|mark| mark.sha256 == digest)
    }
}
