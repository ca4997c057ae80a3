//! The lessons that come with the program, and the files that they use.

/// A file of a lesson by its name, with what is in it.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../demo/", $name)))),*]
    };
}

/// Every lesson in the order in which they are best learnt, then what they use.
static FILES: &[(&str, &str)] = files!["carsp-2025.json",];

/// The ending of a script's name.
const ENDING: &str = ".tape";

/// The names of the lessons, in the order in which they are best learnt.
pub fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().filter_map(|(name, _)| name.strip_suffix(ENDING))
}

/// The script of a lesson, as its file says it.
#[must_use]
pub fn script(name: &str) -> Option<&'static str> {
    file(&format!("{name}{ENDING}"))
}

/// A file that a lesson uses.
#[must_use]
pub fn file(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
