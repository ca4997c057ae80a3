//! The lessons that come with the program, and the files that they use.

/// A file of a lesson by its name, with what is in it.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../demo/", $name)))),*]
    };
}

/// Every lesson in the order in which they are best learnt, then what they use.
static FILES: &[(&str, &str)] = files![
    "premiers-pas.tape",
    "genres-de-questions.tape",
    "partir-et-revenir.tape",
    "actions-et-evenements.tape",
    "pieces-jointes.tape",
    "avertissements-et-pourquoi.tape",
    "derniere-page.tape",
    "relecture.tape",
    "bretagne.json",
];

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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;
    use crate::training::script::{Data, Script};

    #[test]
    fn every_script_of_the_directory_is_a_lesson_and_has_the_files_it_uses() {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo");
        let there = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let there: BTreeSet<String> = there.filter_map(|name| Some(name.strip_suffix(ENDING)?.to_owned())).collect();
        assert_eq!(names().map(str::to_owned).collect::<BTreeSet<_>>(), there);
        for name in names() {
            let script = Script::parse(Path::new(name), super::script(name).unwrap()).unwrap();
            for data in &script.head.data {
                if let Data::Import { file, .. } = data {
                    assert!(super::file(file.to_str().unwrap()).is_some(), "{name}: {}", file.display());
                }
            }
        }
    }
}
