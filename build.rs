//! Packs the forms of `forms/`, which the program brings along, and makes the tables of where the texts of the Fluent files stand: both are done once,
//! here, not at each start. And says how the program is linked.

#[path = "src/l10n/entries.rs"]
mod entries;
#[path = "link/link.rs"]
mod link;
#[path = "src/node.rs"]
#[allow(dead_code)] // most of it is for the program
mod node;

use std::path::{Path, PathBuf};
use std::{env, fs};

use node::Node;

fn main() {
    println!("cargo:rerun-if-changed=forms");
    println!("cargo:rerun-if-changed=src/node.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    for file in fs::read_dir("forms").expect("the forms stand in forms/").map(|entry| entry.expect("an entry of forms/").path()) {
        if file.extension().is_some_and(|extension| extension == "toml") {
            pack(&file, &out);
        }
    }
    link::arrange(&out);
    println!("cargo:rerun-if-changed=src/l10n");
    for language in ["fr", "en"] {
        let source = fs::read_to_string(format!("src/l10n/{language}.ftl")).expect("the texts stand in src/l10n");
        fs::write(out.join(format!("{language}.table")), format!("{:?}", table(&source))).expect("OUT_DIR can be written");
    }
}

fn pack(file: &Path, out: &Path) {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let node = Node::read(&text).unwrap_or_else(|errors| panic!("{}: {}", file.display(), errors[0]));
    let packed = postcard::to_allocvec(&node).expect("a node can be packed");
    let name = Path::new(file.file_stem().expect("a file of forms/ has a name")).with_extension("node");
    fs::write(out.join(name), packed).expect("OUT_DIR can be written");
}

/// The table of a Fluent file in which `entries::find` looks, with the words that need no reading.
fn table(source: &str) -> Vec<entries::Entry> {
    let bytes = source.as_bytes();
    let head = |at: &usize| *at == 0 || (bytes[at - 1] == b'\n' && (bytes[*at] == b'#' || bytes[*at].is_ascii_alphabetic()));
    let heads: Vec<usize> = (0..bytes.len()).filter(head).collect();
    let ends = heads.iter().skip(1).copied().chain([bytes.len()]);
    let mut table = vec![entries::Entry::default(); (4 * heads.len()).next_power_of_two()];
    for (start, end) in heads.iter().copied().zip(ends) {
        let entry = &source[start..end];
        let Some((name, words)) = entry.split_once('=').filter(|_| !entry.starts_with('#')) else { continue };
        let name = name.trim_end();
        // as Fluent reads them
        let words = words.trim_start_matches(' ');
        let before = u8::try_from(entry.len() - words.len()).unwrap_or(0);
        let told = words.trim_end_matches([' ', '\r', '\n']);
        let after = u8::try_from(words.len() - told.len()).ok().filter(|_| !told.contains(['{', '\n']));
        let (before, after) = after.map_or((0, 0), |after| (before, after));
        assert!(entries::find(source, &table, name).is_none(), "{name}: two texts of this name");
        let mut slots = (0..table.len()).map(|step| (entries::hash(name) + step) % table.len());
        let free = slots.find(|slot| table[*slot] == entries::Entry::default());
        table[free.expect("most slots stay free")] =
            (start.try_into().expect("a Fluent file is shorter"), entry.len().try_into().expect("an entry is shorter"), before, after);
    }
    table
}
