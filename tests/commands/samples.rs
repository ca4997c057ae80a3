//! Sample responses in a data directory are responses like all others.

use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::desk::Desk;

#[test]
fn eighteen_samples_are_listed_told_and_sound_and_three_have_problems() {
    let desk = Desk::new();
    let samples = desk.samples("carsp-2025", 18);
    let listed = desk.run("list --json").coded(0).json();
    let listed = listed.as_array().unwrap();
    assert_eq!(listed.len(), 18);
    let bad = |response: &&Value| response["errors"].as_u64().unwrap() + response["warnings"].as_u64().unwrap() > 0;
    let mut bad: Vec<&str> = listed.iter().filter(bad).map(|response| response["id"].as_str().unwrap()).collect();
    let mut expected: Vec<&str> = samples.iter().filter(|sample| sample.is_bad).map(|sample| sample.response.id.as_str()).collect();
    bad.sort_unstable();
    expected.sort_unstable();
    assert_eq!(bad, expected);
    for sample in &samples {
        let id = &sample.response.id;
        assert!(desk.run(&format!("history {id}")).coded(0).out.lines().count() >= 5);
        if sample.response.is_open() {
            let ran = desk.run(&format!("validate {id}"));
            assert_eq!(ran.code == 0, !sample.is_bad, "{ran:?}");
        }
        let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&desk.file(id)), mode(desk.file(id).parent().unwrap())), (0o600, 0o700));
    }
    desk.run("doctor").coded(0);
}
