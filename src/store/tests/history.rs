//! The history's file: appended to, healed after a crash, of the mode of all files, never through a link.

use std::cell::Cell;
use std::os::unix::fs::MetadataExt;
use std::rc::Rc;

use super::*;
use crate::response::history::{Entry, What, lines};
use crate::store::disk::faults::meanwhile;

fn entry(n: usize) -> Entry {
    Entry { path: "n".into(), after: Some(n.into()), ..Entry::event(What::Answer, Timestamp::UNIX_EPOCH, "Camille") }
}

fn with_response() -> (TempDir, Store, std::path::PathBuf) {
    let (dir, store) = store();
    store.save(&response("aaaa", "2025-01-01T00:00:00Z", &json!({"n": 1}))).unwrap();
    let file = store.dir().join("responses/aaaa/history.jsonl");
    (dir, store, file)
}

#[test]
fn wherever_a_line_was_cut_the_next_one_begins_anew() {
    let whole = lines(&[entry(1)]);
    for cut in 0..=whole.len() {
        let (_dir, store, file) = with_response();
        fs::write(&file, &whole[..cut]).unwrap();
        store.record("aaaa", &[entry(2)]).unwrap();
        let history = store.history("aaaa").unwrap();
        // all but its line end is whole
        let kept = if cut + 1 >= whole.len() { vec![entry(1), entry(2)] } else { vec![entry(2)] };
        assert_eq!(history.entries, kept, "cut at {cut}");
        assert_eq!(history.skipped, usize::from((1..whole.len() - 1).contains(&cut)), "cut at {cut}");
    }
}

#[test]
fn an_entry_is_appended_before_the_answers_that_it_tells_of_are_written() {
    let (_dir, store, file) = with_response();
    let told = Rc::new(Cell::new(0));
    let (seen, history) = (Rc::clone(&told), file.clone());
    meanwhile(move || seen.set(fs::read(&history).map_or(0, |bytes| bytes.len())));
    let json = fs::read(file.with_file_name("response.json")).unwrap();
    let mut waiting = lines(&[entry(2)]);
    let length = waiting.len();
    let saved = store.save_with("aaaa", &json, &mut waiting, Timestamp::UNIX_EPOCH);
    assert_eq!((saved.written, saved.recorded, waiting.len()), (Ok(false), Ok(()), 0));
    assert_eq!(told.get(), length);
}

#[test]
fn it_has_the_mode_of_all_files_and_is_not_written_through_a_link() {
    let (dir, store, file) = with_response();
    assert_eq!(store.history("aaaa").unwrap().entries, []);
    store.record("aaaa", &[entry(1)]).unwrap();
    assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o600);
    fs::remove_file(&file).unwrap();
    let other = dir.path().join("other");
    fs::write(&other, "").unwrap();
    symlink(&other, &file).unwrap();
    assert!(matches!(store.record("aaaa", &[entry(1)]), Err(StoreError::NotAFile { .. })));
    assert!(matches!(store.history("aaaa"), Err(StoreError::NotAFile { .. })));
    assert_eq!(fs::read(&other).unwrap(), b"");
    assert!(matches!(store.record("bbbb", &[entry(1)]), Err(StoreError::NotFound { .. })));
}
