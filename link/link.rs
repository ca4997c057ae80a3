//! How the program is linked on Linux with glibc: as one file that needs no shared library, with the functions that a screen runs side by side.
//!
//! Both are for the start and for each key. Loading shared libraries was a sixth of the start; and a key finds the processor's caches cold, so that
//! it costs what it touches: of 5 MB of code a screen runs 0.7, which the linker would strew over all of it. The names of the functions tell the
//! instances of a generic one apart by what `.cargo/config.toml` says. Where the C compiler cannot link so, the program is linked as usual and differs
//! in speed and memory only.

use std::fmt::Write;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// The libraries that Rust's standard library asks for, and the archive that stands for each.
const ARCHIVES: [(&str, &str); 7] = [
    ("libc.a", "libc.a"),
    ("libdl.a", "libdl.a"),
    ("libgcc_s.a", "libgcc_eh.a"),
    ("libm.a", "libm.a"),
    ("libpthread.a", "libpthread.a"),
    ("librt.a", "librt.a"),
    ("libutil.a", "libutil.a"),
];

/// Tells cargo how to link the program; `out` is a directory for what the linker reads.
pub fn arrange(out: &Path) {
    println!("cargo:rerun-if-changed=link");
    let asked = |name: &str, value: &str| env::var(name).is_ok_and(|set| set == value);
    if !asked("CARGO_CFG_TARGET_OS", "linux") || !asked("CARGO_CFG_TARGET_ENV", "gnu") || env::var("HOST") != env::var("TARGET") {
        return;
    }
    let Some(mut arguments) = archives(&out.join("archives")) else { return };
    if asked("PROFILE", "release") {
        let script = out.join("functions.ld");
        fs::write(&script, functions(include_str!("functions"))).expect("OUT_DIR can be written");
        arguments.push(format!("-Wl,-T,{}", script.display()));
    }
    // 130 KB of addresses to set at the start become 3: which old C libraries do not know
    let packed: Vec<_> = arguments.iter().cloned().chain(["-Wl,-z,pack-relative-relocs".to_owned()]).collect();
    let Some(arguments) = [packed, arguments].into_iter().find(|arguments| links(arguments, out)) else { return };
    for argument in arguments {
        println!("cargo:rustc-link-arg-bins={argument}");
    }
}

/// Puts the archives of the C library into a directory in which the linker looks first; gives the arguments that make it do so.
fn archives(dir: &Path) -> Option<Vec<String>> {
    fs::create_dir_all(dir).expect("OUT_DIR can be written");
    for (name, archive) in ARCHIVES {
        let found = Command::new("cc").arg(format!("-print-file-name={archive}")).output().ok()?;
        let path = PathBuf::from(String::from_utf8_lossy(&found.stdout).trim());
        // a compiler that has none says the bare name
        if !path.is_absolute() {
            return None;
        }
        let link = dir.join(name);
        let _ = fs::remove_file(&link); // of an earlier build
        symlink(path, link).expect("OUT_DIR can be written");
    }
    let directory = format!("-L{}", dir.display());
    Some(["-static-pie", &directory, "-Wl,--start-group", "-lgcc_s", "-lgcc", "-lc", "-Wl,--end-group"].map(str::to_owned).to_vec())
}

/// The linker's script that puts the functions of a list first, in its order.
fn functions(list: &str) -> String {
    let mut script = "SECTIONS { .text.first : {\n".to_owned();
    for name in list.lines().filter(|line| !line.starts_with('#')) {
        let _ = match name.strip_suffix(".o") {
            Some(_) => writeln!(script, "*{name}(.text .text.*)"),
            None => writeln!(script, "*(.text.{name} .text.unlikely.{name})"),
        };
    }
    script + "} } INSERT BEFORE .text;\n"
}

/// Whether a program in C, linked with the arguments after those that Rust gives, can be made and runs.
fn links(arguments: &[String], out: &Path) -> bool {
    let (source, program) = (out.join("trial.c"), out.join("trial"));
    fs::write(&source, "#include <stdio.h>\nint main(void) { return puts(\"linked\") < 0; }\n").expect("OUT_DIR can be written");
    let mut cc = Command::new("cc");
    cc.arg(&source)
        .arg("-o")
        .arg(&program)
        .args(["-fPIE", "-nodefaultlibs", "-Wl,-Bdynamic", "-lgcc_s", "-lm", "-lc", "-pie"])
        .args(arguments);
    let linked = cc.output().is_ok_and(|output| output.status.success());
    linked && Command::new(program).output().is_ok_and(|output| output.status.success() && output.stdout == b"linked\n")
}
