//! `recueil man` and `recueil completions SHELL`: what a package puts beside the program.

use std::io::{self, Write as _};

use clap_mangen::Man;

use super::arguments::Completions;
use super::help;
use super::session::{Outcome, Session};
use crate::l10n::{Message, Texts, system_reason};

/// The manual page, in roff: one for all commands.
pub(super) fn run(session: &Session) -> Outcome {
    let page = page(&session.texts).map_err(|error| session.failed(&Message::new("cli-output").with("reason", system_reason(&error))))?;
    session.write(&page).map(|()| 0)
}

fn page(texts: &Texts) -> io::Result<Vec<u8>> {
    let whole = help::localized(texts);
    let mut page = Vec::new();
    let man = Man::new(whole.clone().disable_help_subcommand(true));
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for command in whole.get_subcommands() {
        let name = format!("recueil {}", command.get_name());
        // options of all commands stand above; what a command has of its own stands here
        let command = command.clone().name(name.clone()).bin_name(name.clone()).disable_help_flag(true).disable_version_flag(true);
        let man = Man::new(command.mut_args(|arg| if arg.is_global_set() { arg.hide(true) } else { arg }));
        writeln!(page, ".SH \"{}\"", name.to_uppercase())?;
        section(&mut page, |page| man.render_description_section(page))?;
        section(&mut page, |page| man.render_synopsis_section(page))?;
        section(&mut page, |page| man.render_options_section(page))?;
        section(&mut page, |page| man.render_extra_section(page))?;
    }
    Ok(page)
}

/// A section without its heading and its preamble; nothing if nothing is left.
fn section(page: &mut Vec<u8>, render: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
    let mut text = Vec::new();
    render(&mut text)?;
    let is_own = |line: &&[u8]| ![".SH", ".ie ", ".el "].iter().any(|start| line.starts_with(start.as_bytes()));
    let lines: Vec<&[u8]> = text.split_inclusive(|byte| *byte == b'\n').filter(is_own).collect();
    if !lines.is_empty() {
        page.extend_from_slice(b".PP\n");
        page.extend(lines.concat());
    }
    Ok(())
}

/// The completions for a shell.
pub(super) fn completions(session: &Session, asked: &Completions) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(asked.shell, &mut help::localized(&session.texts), "recueil", &mut script);
    session.write(&script).map(|()| 0)
}
