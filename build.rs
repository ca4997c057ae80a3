//! Packs the forms of `forms/`, which the program brings along: their TOML is read once, here, not at each start.

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
}

fn pack(file: &Path, out: &Path) {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let node = Node::read(&text).unwrap_or_else(|errors| panic!("{}: {}", file.display(), errors[0]));
    let packed = postcard::to_allocvec(&node).expect("a node can be packed");
    let name = Path::new(file.file_stem().expect("a file of forms/ has a name")).with_extension("node");
    fs::write(out.join(name), packed).expect("OUT_DIR can be written");
}
