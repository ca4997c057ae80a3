//! Files of the project that are made by its tests.

use std::fs;
use std::path::Path;

/// Compares a file with what it must be; writes it instead if `RECUEIL_BLESS` is set.
pub fn hold(file: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("RECUEIL_BLESS").is_some() {
        fs::write(&path, expected).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let first = found.lines().zip(expected.lines()).find(|(found, expected)| found != expected);
    assert!(found == expected, "{file} is out of date (RECUEIL_BLESS=1 cargo test writes it); first difference: {first:#?}");
}
