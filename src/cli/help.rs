//! The command line in the person's language: help texts, and what is wrong with what was typed. Clap parses; the words are ours.

use std::ffi::OsString;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, Error};

use super::arguments::Arguments;
use crate::l10n::{Message, Texts};

/// The command line with its help texts in words.
#[must_use]
pub(super) fn localized(texts: &Texts) -> Command {
    let mut command = Arguments::command();
    command.build();
    worded(command, texts)
}

/// Puts words in place of the names of texts, here and in all commands below.
fn worded(command: Command, texts: &Texts) -> Command {
    let words = |name: &StyledStr| texts.get(&name.to_string()).into_owned();
    let about = command.get_about().map(words);
    let after = command.get_after_help().map(words);
    // what every command takes stands first in a built command: its own arguments are put before that here
    let mut parts = vec![("cli-heading-usage", "    {usage}")];
    parts.extend(command.has_subcommands().then_some(("cli-heading-commands", "{subcommands}")));
    parts.extend(command.get_positionals().next().map(|_| ("cli-heading-arguments", "{positionals}")));
    parts.push(("cli-heading-options", "{options}"));
    let parts: Vec<String> = parts.iter().map(|(name, part)| format!("{}\n{part}", texts.get(name))).collect();
    let template = format!("{{about-with-newline}}\n{}{{after-help}}", parts.join("\n\n"));
    let mut command = command.help_template(template).subcommand_value_name(texts.get("cli-command-name").into_owned()).mut_args(|arg| {
        let help = arg.get_help().map(words).unwrap_or_default();
        let names: Vec<String> = arg.get_value_names().unwrap_or_default().iter().map(|name| texts.get(name).into_owned()).collect();
        let arg = arg.help(help);
        if names.is_empty() { arg } else { arg.value_names(names) }
    });
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(after) = after {
        command = command.after_help(after);
    }
    command.mut_subcommands(|below| worded(below, texts))
}

/// The help or the version that was asked for.
pub(super) fn answer(arguments: &[OsString], texts: &Texts) -> String {
    localized(texts).try_get_matches_from(arguments).map_or_else(|error| error.render().to_string(), |_| String::new())
}

/// What is wrong with the arguments, in words, a line each.
pub(super) fn complaint(arguments: &[OsString], texts: &Texts) -> Vec<String> {
    let Err(error) = localized(texts).try_get_matches_from(arguments) else { return Vec::new() };
    let mut lines = vec![texts.render(&fault(&error))];
    lines.push(texts.get("cli-error-help").into_owned());
    lines
}

fn fault(error: &Error) -> Message {
    let text = |kind| error.get(kind).map(ContextValue::to_string).unwrap_or_default();
    let argument = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue);
    let mut message = match error.kind() {
        ErrorKind::UnknownArgument => Message::new("cli-error-unknown-argument").with("argument", argument),
        ErrorKind::InvalidSubcommand => Message::new("cli-error-unknown-command").with("command", text(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => Message::new("cli-error-no-value").with("argument", argument),
        ErrorKind::InvalidValue => Message::new("cli-error-value").with("argument", argument).with("value", value),
        ErrorKind::ValueValidation => {
            // the reader of the value says what is wrong
            let reason = std::error::Error::source(error).map(ToString::to_string);
            let name = if reason.as_deref() == Some("cli-error-size") { "cli-error-size" } else { "cli-error-assignment" };
            Message::new(name).with("argument", argument).with("value", value)
        }
        ErrorKind::MissingRequiredArgument => Message::new("cli-error-missing").with("arguments", argument),
        ErrorKind::ArgumentConflict if argument == text(ContextKind::PriorArg) => {
            Message::new("cli-error-twice").with("argument", argument)
        }
        ErrorKind::ArgumentConflict => {
            Message::new("cli-error-conflict").with("argument", argument).with("other", text(ContextKind::PriorArg))
        }
        ErrorKind::InvalidUtf8 => Message::new("cli-error-utf8"),
        _ => Message::new("cli-error-other").with("reason", error.kind().to_string()),
    };
    let known = text(ContextKind::ValidValue);
    if !known.is_empty() {
        message = Message::new("cli-error-known").with("error", message).with("known", known);
    }
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(|kind| error.get(kind));
    // of several the likeliest comes last
    let near = near.and_then(|near| if let ContextValue::Strings(all) = near { all.last().cloned() } else { Some(near.to_string()) });
    if let Some(near) = near {
        message = Message::new("cli-error-suggestion").with("error", message).with("near", near);
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::l10n::Language;

    fn texts_of(command: &Command) -> Vec<String> {
        let own = [command.get_about(), command.get_after_help()].into_iter().flatten().map(ToString::to_string);
        let below = command.get_subcommands().flat_map(texts_of);
        let arguments = command.get_arguments().map(|arg| arg.get_help().map(ToString::to_string).unwrap_or_default());
        let names = command.get_arguments().filter(|arg| arg.get_action().takes_values());
        let names = names.flat_map(|arg| arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string).collect::<Vec<_>>());
        own.chain(arguments).chain(names).chain(below).collect()
    }

    #[test]
    fn every_command_and_option_has_its_help_in_both_languages() {
        for language in [Language::French, Language::English] {
            let texts = Texts::new(language);
            let mut command = Arguments::command();
            command.build();
            let missing: Vec<_> = texts_of(&command).into_iter().filter(|name| texts.get(name) == *name).collect();
            assert!(missing.is_empty(), "{language:?}: {missing:?}");
            for text in texts_of(&localized(&texts)) {
                assert!(!text.is_empty() && !text.starts_with("cli-"), "{text}");
            }
        }
    }

    #[test]
    fn the_command_line_is_sound() {
        localized(&Texts::new(Language::French)).debug_assert();
    }

    #[test]
    fn complaints_are_in_the_persons_language() {
        let french = Texts::new(Language::French);
        for (arguments, said) in [
            (&["recueil", "lister"][..], "commande inconnue : « lister ». Vouliez-vous dire « list » ?"),
            (&["recueil", "list", "--jason"], "argument inattendu : « --jason ». Vouliez-vous dire « --json » ?"),
            (&["recueil", "--lang", "de"], "« de » ne convient pas à --lang <LANGUE>. Possibles : fr, en"),
            (
                &["recueil", "completions", "tcsh"],
                "« tcsh » ne convient pas à <INTERPRÉTEUR>. Possibles : bash, elvish, fish, powershell, zsh. Vouliez-vous dire « zsh » ?",
            ),
            (&["recueil", "show"], "il manque : <RÉPONSE>"),
            (
                &["recueil", "fill", "x", "--fix", "region"],
                "« region » ne convient pas à --fix <QUESTION=VALEUR> : écrire par exemple region=53",
            ),
            (&["recueil", "list", "--form", "a", "--form", "b"], "--form <QUESTIONNAIRE> est donné deux fois"),
            (&["recueil", "print", "a", "--form", "b"], "[RÉPONSE] ne va pas avec --form <QUESTIONNAIRE>"),
            (&["recueil", "list", "--form"], "--form <QUESTIONNAIRE> demande une valeur"),
        ] {
            let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
            assert_eq!(complaint(&arguments, &french)[0].replace('\u{a0}', " "), said, "{arguments:?}");
        }
    }
}
