//! `recueil play FILE --prepare`: what the head of a script says is there, for whoever plays the script in a real shell, as VHS does. It stays.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::cli::session::{Failure, Outcome, Session, write};
use crate::store::StoreError;
use crate::training::script::Script;
use crate::training::world::World;

/// Writes the lines by which a shell goes there.
pub(super) fn run(session: &Session, script: &Script) -> Outcome {
    let world = World::make(script, &session.sources).map_err(|error| Failure::failed(error.lines(&session.texts)))?;
    let [data, config, desk] = [world.store.dir(), &world.config, &world.desk].map(Path::to_owned);
    // the person's own forms are found from there, too
    if let Some(forms) = session.config.as_ref().map(|config| config.join("forms")).filter(|forms| forms.is_dir()) {
        let link = config.join("forms");
        symlink(forms, &link).map_err(|error| session.failed(&StoreError::io(&link, &error).message()))?;
    }
    world.keep();
    let home = config.parent().unwrap_or(&config);
    let mut lines = Vec::new();
    // no name of the person's stands in a path that is filmed
    let said = [("export RECUEIL_DATA_DIR=", data.as_path()), (" XDG_CONFIG_HOME=", home), (" HOME=", &desk), ("\ncd ", &desk)];
    for (before, path) in said {
        lines.extend_from_slice(before.as_bytes());
        quote(path.as_os_str(), &mut lines);
    }
    lines.push(b'\n');
    write(&session.texts, &lines)?;
    Ok(0)
}

/// A word that the shell takes as it is.
fn quote(word: &OsStr, line: &mut Vec<u8>) {
    line.push(b'\'');
    for byte in word.as_bytes() {
        match byte {
            b'\'' => line.extend_from_slice(br"'\''"),
            byte => line.push(*byte),
        }
    }
    line.push(b'\'');
}
