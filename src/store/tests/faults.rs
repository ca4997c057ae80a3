//! A save that the system refuses at one of its steps: nothing is half done, and the next one succeeds.

use super::*;
use crate::l10n::{Language, Message, Texts};
use crate::response::review::{Act, Line};
use crate::store::disk::faults::{refuse, refuse_after};
use crate::store::disk::{self, Step};

const STEPS: [Step; 5] = [Step::Create, Step::Write, Step::Sync, Step::Rename, Step::SyncDir];
/// ENOSPC, EDQUOT, EROFS, EACCES, EIO, ENOENT, EFBIG.
const NUMBERS: [i32; 7] = [28, 122, 30, 13, 5, 2, 27];

/// What is said in the bottom line, with plain spaces.
fn told(error: &StoreError) -> String {
    Texts::new(Language::French).render(&error.unsaved(Message::new("unsaved-again"))).replace('\u{a0}', " ")
}

#[test]
fn a_save_refused_at_any_step_for_any_reason_leaves_a_whole_file_and_nothing_else() {
    for step in STEPS {
        for number in NUMBERS {
            let (_dir, store) = store();
            let before = saved(&store, "aaaa");
            let (read, seen) = store.read("aaaa").unwrap();
            store.hold("aaaa", seen.unwrap());
            assert_eq!(read, before);
            let mut after = before.clone();
            after.answers.set(&"nom".into(), Some(json!("après")));
            refuse(Some((step, number)));
            let result = store.save(&after);
            refuse(None);
            assert_eq!(names(&store.dir().join("responses/aaaa")), ["response.json"], "{step:?} {number}");
            if step == Step::SyncDir {
                // only a new name is made durable
                assert_eq!(result, Ok(()));
                assert_eq!(store.load("aaaa"), Ok(after));
                continue;
            }
            let said = told(&result.unwrap_err());
            let cause = match number {
                28 | 122 | 27 => "plus de place (disque ou quota)",
                30 => "disque en lecture seule",
                13 => "accès refusé",
                5 => "le disque répond mal (erreur 5)",
                _ => "dossier introuvable",
            };
            assert!(said.starts_with(&format!("Non enregistré : {cause}. Nouvel essai sous peu")), "{step:?} {number}: {said}");
            assert_eq!(store.load("aaaa"), Ok(before), "{step:?} {number}");
            assert_eq!(store.save(&after), Ok(()), "{step:?} {number}: it succeeds once it can");
            assert_eq!(store.load("aaaa"), Ok(after));
        }
    }
}

#[test]
fn why_no_file_can_be_made_is_told_as_the_system_says_it() {
    let dir = tempfile::tempdir().unwrap();
    let [one, other] = ["one", "other"].map(|name| dir.path().join(name));
    std::os::unix::fs::symlink(&other, &one).unwrap();
    std::os::unix::fs::symlink(&one, &other).unwrap();
    // ELOOP, for which the standard library has no name of its own
    assert_eq!(disk::replace(&one.join("file"), b"{}", disk::Manner::PRIVATE, true), Err(StoreError::NotAFile { path: one }));
}

#[test]
fn the_first_save_of_a_response_refused_at_any_step_succeeds_when_it_is_tried_again() {
    for step in STEPS {
        for number in NUMBERS {
            let (_dir, store) = store();
            let new = response("aaaa", "2025-03-01T10:00:00Z", &json!({"nom": "un"}));
            refuse(Some((step, number)));
            let result = store.save(&new);
            refuse(None);
            assert!(result.is_err(), "{step:?} {number}");
            let left = store.list().unwrap();
            assert!(left.is_empty() || step == Step::SyncDir, "{step:?} {number}: nothing half made is listed");
            let mut newer = new.clone();
            newer.answers.set(&"nom".into(), Some(json!("deux")));
            if step == Step::SyncDir {
                refuse(Some((step, number)));
                assert!(store.save(&newer).is_err(), "the name is made durable before all is said to be well");
                refuse(None);
            }
            assert_eq!(store.save(&newer), Ok(()), "{step:?} {number}: what landed unsynced is our own");
            assert_eq!(store.load("aaaa"), Ok(newer));
            assert_eq!(names(&store.dir().join("responses/aaaa")), ["response.json"], "{step:?} {number}");
        }
    }
}

#[test]
fn a_new_directory_is_made_durable_when_it_could_not_be_at_first() {
    let (_dir, store) = store();
    let new = response("aaaa", "2025-03-01T10:00:00Z", &json!({"nom": "un"}));
    refuse(Some((Step::SyncDir, 5)));
    assert!(store.save(&new).is_err());
    refuse_after(1, (Step::SyncDir, 5));
    assert!(store.save(&new).is_err(), "the file's name is durable, that of its directory is not");
    refuse(None);
    assert_eq!(store.save(&new), Ok(()));
    refuse(Some((Step::SyncDir, 5)));
    assert_eq!(store.save(&new), Ok(()), "both are, and nothing more is waited for");
    refuse(None);
}

#[test]
fn the_first_remark_is_said_to_be_kept_once_its_file_has_a_durable_name() {
    let (_dir, store) = store();
    saved(&store, "aaaa");
    let said = [Line { at: Timestamp::UNIX_EPOCH, by: "Ana".to_owned(), act: Act::Edited }];
    refuse(Some((Step::SyncDir, 5)));
    assert!(store.append_review("aaaa", &said).is_err());
    assert_eq!(store.append_review("aaaa", &said), Ok(()), "later ones go into a file that is there");
    refuse(None);
    assert_eq!(store.review("aaaa").unwrap().lines.len(), 2);
}

#[test]
fn a_version_comes_back_only_once_the_present_one_is_surely_kept() {
    let (_dir, store) = store();
    let mut newer = saved(&store, "aaaa");
    let before = newer.clone();
    store.back_up("aaaa", Timestamp::UNIX_EPOCH, false).unwrap();
    newer.answers.set(&"nom".into(), Some(json!("après")));
    store.save(&newer).unwrap();
    let name = store.backups("aaaa").unwrap()[0].name.clone();
    let restore = || store.restore_backup("aaaa", &name, newer.modified, "Ana");
    refuse(Some((Step::SyncDir, 5)));
    assert!(restore().is_err());
    refuse(None);
    assert_eq!(store.load("aaaa").unwrap().answers, newer.answers);
    assert_eq!(restore(), Ok(()));
    assert_eq!(store.load("aaaa").unwrap().answers, before.answers);
}
