//! Two versions of a response: neither is lost, whatever fails.

use super::*;
use crate::store::Settlement;
use crate::store::disk::Step;
use crate::store::disk::faults::refuse;

/// A response open here, what is on its screen, and what another program put in its place.
fn two_versions(store: &Store) -> (Response, Vec<u8>) {
    let first = saved(store, "aaaa");
    store.hold("aaaa", store.read("aaaa").unwrap().1.unwrap());
    let mut ours = first.clone();
    ours.answers.set(&"nom".into(), Some(json!("ici")));
    let theirs = response("aaaa", "2025-03-01T11:00:00Z", &json!({"nom": "là"})).to_json();
    fs::write(store.dir().join("responses/aaaa/response.json"), &theirs).unwrap();
    (ours, theirs)
}

#[test]
fn a_choice_that_could_not_be_written_leaves_their_version_safe_from_the_next_save() {
    // with a version to keep, that one fails first; without, the response itself
    for keeps in [true, false] {
        for step in [Step::Create, Step::Write, Step::Sync, Step::Rename] {
            let (_dir, store) = store();
            let (ours, theirs) = two_versions(&store);
            let other = store.changed("aaaa").unwrap();
            let kept = if keeps { vec![theirs.clone()] } else { Vec::new() };
            let settlement = Settlement { json: ours.to_json(), kept, over: other.seen, now: time("2025-03-01T12:00:00Z") };
            refuse(Some((step, 28)));
            let settled = store.settle("aaaa", &settlement);
            refuse(None);
            assert!(matches!(settled, Err(StoreError::Full { .. })), "{keeps} {step:?}");
            assert!(matches!(store.save(&ours), Err(StoreError::Changed { .. })), "{keeps} {step:?}");
            assert_eq!(fs::read(store.dir().join("responses/aaaa/response.json")).unwrap(), theirs);
            // chosen again, it is written, and saves go on
            let kept = store.settle("aaaa", &settlement).unwrap();
            assert_eq!(kept.map(|kept| fs::read(kept).unwrap()), keeps.then_some(theirs));
            assert_eq!(store.load("aaaa").unwrap().answers, ours.answers);
            assert_eq!(store.save(&ours), Ok(()));
        }
    }
}
