//! The order of jobs as a pure function, and the thread with a real directory.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;

use jiff::Timestamp;

use super::*;
use crate::form::Sources;
use crate::response;
use crate::response::history::What;
use crate::response::review::{Act, Line};
use crate::store::disk::faults::meanwhile;
use crate::store::{Amendment, Expected, Glance, Listed, Listing, Setting, Settlement};

fn save(id: &str, n: usize) -> Job {
    Job::Save { id: id.to_owned(), json: n.to_string().into_bytes(), entries: Vec::new(), now: Timestamp::UNIX_EPOCH }
}

fn listing() -> Listing {
    Listing { sources: Sources::default(), today: jiff::civil::date(2025, 3, 1) }
}

fn trash(id: &str) -> Job {
    Job::Trash { id: id.to_owned(), now: Timestamp::UNIX_EPOCH }
}

fn entry(n: usize) -> Entry {
    Entry { path: "n".into(), after: Some(n.into()), ..Entry::event(What::Answer, Timestamp::UNIX_EPOCH, "Camille") }
}

/// In which order a queue is worked off, as text.
fn order(jobs: Vec<Job>) -> String {
    let mut queue: VecDeque<_> = jobs.into_iter().map(|job| (job, 1)).collect();
    let mut told = Vec::new();
    while let Some((job, settles)) = next(&mut queue) {
        told.push(match job {
            Job::Save { id, json, .. } => format!("{id}{}×{settles}", String::from_utf8(json).unwrap()),
            Job::Trash { id, .. } => format!("trash {id}"),
            Job::Browse { dir, .. } => format!("browse {}", dir.display()),
            Job::List(_) => "list".to_owned(),
            other => format!("{other:?}"),
        });
    }
    told.join(", ")
}

#[test]
fn the_newest_save_wins_and_settles_the_older_ones() {
    let browse = || Job::Browse { dir: "d".into(), follow: true };
    for (jobs, done) in [
        (vec![], ""),
        (vec![save("a", 1)], "a1×1"),
        (vec![save("a", 1), save("a", 2), save("a", 3)], "a3×3"),
        (vec![save("a", 1), save("b", 1), save("a", 2), save("b", 2)], "a2×2, b2×2"),
        (vec![browse(), save("a", 1), browse(), save("a", 2)], "a2×2, browse d, browse d"),
        (vec![save("a", 1), Job::List(listing()), save("a", 2)], "a1×1, list, a2×1"),
        (vec![save("a", 1), trash("a"), save("b", 1), save("b", 2)], "a1×1, trash a, b2×2"),
        (vec![browse(), trash("a"), save("a", 1)], "browse d, trash a, a1×1"),
    ] {
        assert_eq!(order(jobs), done);
    }
}

fn store() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("data")).unwrap();
    (dir, store)
}

fn draft(id: &str, n: usize) -> Vec<u8> {
    let file = json!({"format": 1, "id": id, "form": {"id": "f", "version": "1"}, "created": "2025-01-01T00:00:00Z", "modified": "2025-01-01T00:00:00Z", "answers": {"n": n}});
    file.to_string().into_bytes()
}

#[test]
fn finishing_writes_the_last_state_and_settles_every_save() {
    let (_dir, store) = store();
    let woken = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&woken);
    let worker = Worker::spawn(store.clone(), move || {
        count.fetch_add(1, Ordering::SeqCst);
    });
    for n in 0..500 {
        worker.send(Job::Save { id: "aaaa".into(), json: draft("aaaa", n), entries: Vec::new(), now: Timestamp::UNIX_EPOCH });
        worker.send(Job::Save { id: "bbbb".into(), json: draft("bbbb", n), entries: Vec::new(), now: Timestamp::UNIX_EPOCH });
    }
    let done = worker.finish();
    for id in ["aaaa", "bbbb"] {
        let settled = done.iter().filter_map(|done| match done {
            Done::Save { id: own, settles, result: Ok(()), .. } if own == id => Some(settles),
            _ => None,
        });
        assert_eq!(settled.sum::<usize>(), 500);
        assert_eq!(store.load(id).unwrap().answers.get(&"n".into()), Some(&json!(499)));
    }
    assert_eq!(woken.load(Ordering::SeqCst), done.len(), "one wake a result");
}

#[test]
fn dropping_the_worker_writes_the_last_state_too() {
    let (_dir, store) = store();
    let worker = Worker::spawn(store.clone(), || {});
    (0..50).for_each(|n| {
        worker.send(Job::Save { id: "aaaa".into(), json: draft("aaaa", n), entries: Vec::new(), now: Timestamp::UNIX_EPOCH });
    });
    drop(worker);
    assert_eq!(store.load("aaaa").unwrap().answers.get(&"n".into()), Some(&json!(49)));
}

#[test]
fn a_result_is_there_when_the_thread_has_woken_its_owner() {
    let (_dir, store) = store();
    let (wake, woken) = channel();
    let worker = Worker::spawn(store, move || wake.send(()).unwrap_or_default());
    assert_eq!(worker.done().next(), None);
    worker.send(Job::List(listing()));
    woken.recv().unwrap();
    assert_eq!(worker.done().collect::<Vec<_>>(), [Done::List { result: Ok(Listed::default()) }]);
    assert_eq!(worker.finish(), []);
}

fn said() -> Line {
    Line { at: Timestamp::UNIX_EPOCH, by: "Ana".to_owned(), act: Act::Read }
}

#[test]
fn no_save_waits_until_the_trash_is_tidied() {
    let save = Job::Save { id: "aaaa".into(), json: draft("aaaa", 1), entries: Vec::new(), now: Timestamp::UNIX_EPOCH };
    let mut queue: VecDeque<_> = [Job::Tidy(Timestamp::UNIX_EPOCH), save.clone()].into_iter().map(|job| (job, 1)).collect();
    assert_eq!(next(&mut queue), Some((save, 1)));
    // nor is it tidied with what is thrown away: that is asked when the list shows it
    let (_dir, store) = store();
    fs::create_dir(store.dir().join("trash/bbbb")).unwrap();
    fs::write(store.dir().join("trash/bbbb/deleted"), "2020-01-01T00:00:00Z").unwrap();
    let mut saver = Saver::new(store.clone());
    store.write("aaaa", &draft("aaaa", 1)).unwrap();
    saver.run(Job::Trash { id: "aaaa".into(), now: Timestamp::now() }, 1);
    assert!(store.dir().join("trash/bbbb").exists());
    saver.run(Job::Tidy(Timestamp::now()), 1);
    assert!(!store.dir().join("trash/bbbb").exists() && store.dir().join("trash/aaaa").exists());
}

/// A result in a line.
fn told(done: Done) -> String {
    match done {
        Done::Save { id, result, .. } => format!("save {id} {}", result.is_ok()),
        Done::Backups { id, result } => format!("backups {id} {}", result.unwrap().len()),
        Done::RestoreBackup { id, result } => format!("version {id} {}", result.is_ok()),
        Done::Tidy => "tidy".to_owned(),
        Done::Keep { result, .. } => format!("keep {}", result.is_ok()),
        Done::Record { id, result } => format!("record {id} {}", result.is_ok()),
        Done::Review { id, lines, result } => format!("review {id} {} {}", lines.len(), result.is_ok()),
        Done::Look { id, result } => format!("look {id} {}", result.unwrap().reviewing.last.len()),
        Done::BringFiles { id, question, result } => format!("files {id} {question} {}", result.is_ok()),
        Done::Amend { id, result } => format!("amend {id} {}", result.is_ok()),
        Done::Reopen { id, result, .. } => format!("reopen {id} {}", result.is_ok()),
        Done::History { id, result } => format!("history {id} {}", result.unwrap().entries.len()),
        Done::Attach { id, question, result, .. } => format!("attach {id} {question} {}", result.unwrap().name),
        Done::CheckFiles { id, faults } => format!("check {id} {}", faults.len()),
        Done::Copy { id, result } => format!("copy {id} {}", result.unwrap().id),
        Done::Trash { id, result } => format!("trash {id} {}", result.is_ok()),
        Done::Restore { id, result } => format!("restore {id} {}", result.is_ok()),
        Done::Export { result, .. } => format!("export {}", result.is_ok()),
        Done::Other { id, result } => format!("other {id} {}", result.is_ok()),
        Done::Settle { id, result } => format!("settle {id} {}", result.unwrap().is_some()),
        Done::Elsewhere { id, result, .. } => format!("elsewhere {id} {}", result.is_ok()),
        Done::Browse { result, .. } => format!("browse {}", result.unwrap().len()),
        Done::Details { glance, result } => format!("details {} {}", glance.id, result.unwrap().problems.len()),
        Done::Search { texts, .. } => format!("search {} {}", texts[0].0, texts[0].1),
        Done::List { result } => format!("list {}", result.unwrap().summaries.len()),
        Done::Thrown { result } => format!("thrown {}", result.unwrap().len()),
    }
}

/// A job of each kind, on what is in a directory.
fn jobs(dir: &Path) -> Vec<Job> {
    fs::write(dir.join("a.pdf"), "abc").unwrap();
    let (now, to) = (Timestamp::UNIX_EPOCH, dir.join("out.txt"));
    let gone = response::read(&draft("zzzz", 1)).unwrap();
    vec![
        Job::Save { id: "aaaa".into(), json: draft("aaaa", 1), entries: vec![entry(1)], now: Timestamp::UNIX_EPOCH },
        Job::Record { id: "aaaa".into(), entries: vec![entry(2)] },
        Job::Review { id: "aaaa".into(), lines: vec![said()] },
        Job::Look("aaaa".into()),
        Job::Amend(Box::new(Amendment {
            was: gone.clone(),
            now: gone.clone(),
            from: "aaaa".into(),
            question: "q".into(),
            what: What::Answer,
            at: now,
            by: "moi".into(),
        })),
        Job::BringFiles { from: "aaaa".into(), into: gone.clone().into(), given: gone.into(), question: "autre".into() },
        Job::History("aaaa".into()),
        Job::Attach { id: "aaaa".into(), question: "q".into(), source: dir.join("a.pdf"), follow: true },
        Job::CheckFiles {
            id: "aaaa".into(),
            files: vec![Expected { question: "q".into(), name: "b.pdf".into(), size: None, sha256: None }],
        },
        Job::Copy { id: "aaaa".into(), new_id: "bbbb".into(), now, author: "moi".into() },
        Job::Other("aaaa".into()),
        Job::Settle { id: "aaaa".into(), settlement: Settlement { json: draft("aaaa", 2), kept: vec![draft("aaaa", 1)], over: None, now } },
        trash("aaaa"),
        trash("aaaa"),
        Job::Thrown(listing()),
        Job::Restore("aaaa".into()),
        Job::Backups("aaaa".into()),
        Job::RestoreBackup { id: "aaaa".into(), name: "autre".into(), now, author: "moi".into() },
        Job::Tidy(now),
        Job::Keep { dir: dir.join("config"), setting: Setting::Author("Ana".into()) },
        Job::Export { to: to.clone(), bytes: b"un".to_vec(), force: false, follow: true },
        Job::Export { to: to.clone(), bytes: b"deux".to_vec(), force: false, follow: true },
        Job::Elsewhere { id: "aaaa".into(), to: dir.join("a.json"), json: b"{}".to_vec(), modified: now, force: false },
        Job::Browse { dir: dir.into(), follow: true },
        Job::List(listing()),
        Job::ListOn(listing()),
        Job::Details(Glance {
            id: "bbbb".into(),
            by: "Ana".into(),
            listing: listing(),
            language: crate::l10n::Language::French,
            words: Vec::new(),
        }),
        Job::Search { ids: vec!["bbbb".into()], listing: listing(), language: crate::l10n::Language::French },
        Job::Reopen { id: "zzzz".into(), now, author: "Ana".into(), reason: "À revoir".into() },
    ]
}

#[test]
fn every_job_comes_back_with_its_result() {
    let (dir, store) = store();
    let worker = Worker::spawn(store.clone(), || {});
    for job in jobs(dir.path()) {
        worker.send(job);
    }
    let told: Vec<String> = worker.finish().into_iter().map(told).collect();
    assert_eq!(
        told,
        [
            "save aaaa true",
            "record aaaa true",
            "review aaaa 1 true",
            "look aaaa 1",
            "amend zzzz false",
            "files zzzz autre true",
            "history aaaa 2",
            "attach aaaa q a.pdf",
            "check aaaa 1",
            "copy aaaa bbbb",
            "other aaaa true",
            "settle aaaa true",
            "trash aaaa true",
            "trash aaaa false",
            "thrown 1",
            "restore aaaa true",
            "backups aaaa 0",
            "version aaaa false",
            "tidy",
            "keep true",
            "export true",
            "export false",
            "elsewhere aaaa true",
            "browse 5",
            "list 2",
            "list 2",
            "details bbbb 0",
            "search bbbb 1",
            "reopen zzzz false"
        ]
    );
    assert_eq!(fs::read(dir.path().join("out.txt")).unwrap(), b"un");
}

#[test]
fn a_fault_of_the_program_in_any_job_is_the_result_of_that_job() {
    let (dir, store) = store();
    let mut saver = Saver::new(store);
    let of = |done: &Done| format!("{done:?}").split([' ', '(']).next().unwrap().to_owned();
    for job in jobs(dir.path()) {
        let failed = job.failed(1);
        let said = format!("{failed:?}");
        assert!(said.contains("Err(Fault)") || matches!(failed, Done::Tidy | Done::CheckFiles { .. } | Done::Search { .. }), "{said}");
        assert_eq!(of(&failed), of(&saver.run(job, 1)));
    }
}

#[test]
fn after_a_fault_of_the_program_what_it_left_is_written_by_the_next_save() {
    let (_dir, store) = store();
    let saves = Arc::new(AtomicUsize::new(0));
    // woken after the first save, the thread fails at the next step of the disk
    let worker = Worker::spawn(store.clone(), move || {
        if saves.fetch_add(1, Ordering::SeqCst) == 0 {
            meanwhile(|| panic!("a fault"));
        }
    });
    let mut told = Vec::new();
    for n in 1..=3 {
        worker.send(Job::Save { id: "aaaa".into(), json: draft("aaaa", n), entries: vec![entry(n)], now: Timestamp::UNIX_EPOCH });
        told.extend(worker.settle());
        assert!(!worker.is_busy());
    }
    let results: Vec<_> = told.into_iter().map(|done| if let Done::Save { result, .. } = done { result } else { unreachable!() }).collect();
    assert_eq!(results, [Ok(()), Err(StoreError::Fault), Ok(())]);
    assert_eq!(store.load("aaaa").unwrap().answers.get(&"n".into()), Some(&json!(3)));
    assert_eq!(store.history("aaaa").unwrap().entries, (1..=3).map(entry).collect::<Vec<_>>());
}

#[test]
fn a_failed_save_is_told_with_its_reason() {
    let (dir, store) = store();
    let worker = Worker::spawn(store.clone(), || {});
    fs::rename(store.dir(), dir.path().join("elsewhere")).unwrap();
    worker.send(Job::Save { id: "aaaa".into(), json: draft("aaaa", 1), entries: Vec::new(), now: Timestamp::UNIX_EPOCH });
    let done = worker.finish();
    assert!(matches!(done.as_slice(), [Done::Save { result: Err(StoreError::Vanished { .. }), .. }]), "{done:?}");
}

#[test]
fn saves_that_become_one_keep_the_entries_of_all_in_their_order() {
    let save = |n: usize| Job::Save { id: "aaaa".into(), json: draft("aaaa", n), entries: vec![entry(n)], now: Timestamp::UNIX_EPOCH };
    let record = |n: usize| Job::Record { id: "aaaa".into(), entries: vec![entry(n)] };
    let mut queue: VecDeque<_> = [save(0), save(1), save(2), record(3), save(4)].into_iter().map(|job| (job, 1)).collect();
    let (_dir, store) = store();
    let mut saver = Saver::new(store.clone());
    while let Some((job, settles)) = next(&mut queue) {
        saver.run(job, settles);
    }
    assert_eq!(store.history("aaaa").unwrap().entries, (0..5).map(entry).collect::<Vec<_>>());
    assert_eq!(store.load("aaaa").unwrap().answers.get(&"n".into()), Some(&json!(4)));
}

#[test]
fn entries_that_cannot_be_appended_are_told_kept_and_written_with_the_next_save() {
    let (_dir, store) = store();
    let mut saver = Saver::new(store.clone());
    let save = |n: usize| Job::Save { id: "aaaa".into(), json: draft("aaaa", n), entries: vec![entry(n)], now: Timestamp::UNIX_EPOCH };
    saver.run(save(0), 1);
    let (file, aside) = ["history.jsonl", "aside"].map(|name| store.dir().join("responses/aaaa").join(name)).into();
    fs::rename(&file, &aside).unwrap();
    fs::create_dir(&file).unwrap();
    let done = saver.run(save(1), 1);
    assert!(matches!(done, Done::Save { result: Err(StoreError::NotAFile { .. }), .. }), "{done:?}");
    assert_eq!(store.load("aaaa").unwrap().answers.get(&"n".into()), Some(&json!(1)), "the answers are written all the same");
    assert!(matches!(saver.run(Job::Record { id: "aaaa".into(), entries: vec![entry(2)] }, 1), Done::Record { result: Err(_), .. }));
    fs::remove_dir(&file).unwrap();
    fs::rename(&aside, &file).unwrap();
    saver.run(save(3), 1);
    assert_eq!(store.history("aaaa").unwrap().entries, (0..4).map(entry).collect::<Vec<_>>());
}
