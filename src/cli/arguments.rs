//! What can be typed after `recueil`: commands and options. Help texts stand here by their name in the Fluent files; `help` puts in the words.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "recueil",
    version,
    about = "cli-about",
    after_help = "cli-after",
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true,
    max_term_width = 100
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options that every command takes, before or after its name.
#[derive(Debug, Args)]
#[allow(clippy::option_option, reason = "clap's way to say that a flag takes no value")]
pub(super) struct Global {
    /// Where responses are kept; `RECUEIL_DATA_DIR` if not given.
    #[arg(display_order = 91, long, global = true, value_name = "name-dir", help = "cli-data-dir")]
    pub data_dir: Option<PathBuf>,
    /// Whether the data directory is given to its group, now and from now on.
    #[arg(display_order = 92, long, global = true, help = "cli-shared")]
    pub shared: bool,
    /// Where more forms are; `RECUEIL_FORMS` if not given.
    #[arg(display_order = 93, long, global = true, value_name = "name-dir", help = "cli-forms")]
    pub forms: Option<PathBuf>,
    /// `fr` or `en`; `RECUEIL_LANG` if not given.
    #[arg(display_order = 94, long, global = true, value_name = "name-language", value_parser = ["fr", "en"], hide_possible_values = true, help = "cli-lang")]
    pub lang: Option<String>,
    /// Who fills.
    #[arg(display_order = 95, long = "as", global = true, value_name = "name-person", help = "cli-as")]
    pub author: Option<String>,
    /// Whether the keys that are pressed are shown at the foot of the screen, and with which captions.
    #[arg(display_order = 96, long, global = true, num_args = 0..=1, require_equals = true, value_name = "name-file", help = "cli-show-keys")]
    pub show_keys: Option<Option<PathBuf>>,
    #[arg(short, display_order = 97, long, global = true, action = ArgAction::Help, help = "cli-help")]
    help: Option<bool>,
    #[arg(short = 'V', display_order = 98, long, action = ArgAction::Version, help = "cli-version")]
    version: Option<bool>,
}

/// What to do; the home screen if nothing is said. The options of a command are made up only when it is asked for, or for its help.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub(super) enum Command {
    #[command(about = "cli-fill", after_help = "cli-fill-after")]
    Fill(Fill),
    #[command(about = "cli-review", after_help = "cli-review-after")]
    Review(Review),
    #[command(about = "cli-list")]
    List(List),
    #[command(about = "cli-show")]
    Show(Show),
    #[command(about = "cli-history", after_help = "cli-history-after")]
    History(History),
    #[command(about = "cli-compare", after_help = "cli-compare-after")]
    Compare(Compare),
    #[command(about = "cli-check")]
    Check(Check),
    #[command(about = "cli-import", after_help = "cli-import-after")]
    Import(Import),
    #[command(about = "cli-validate")]
    Validate(Validate),
    #[command(about = "cli-print")]
    Print(Print),
    #[command(about = "cli-doctor", after_help = "cli-doctor-after")]
    Doctor(Doctor),
    #[command(about = "cli-purge", after_help = "cli-purge-after")]
    Purge(Purge),
    #[command(about = "cli-play", after_help = "cli-play-after")]
    Play(Play),
    #[command(about = "cli-practice", after_help = "cli-practice-after")]
    Practice(Practice),
    #[command(about = "cli-record", after_help = "cli-record-after")]
    Record(Record),
    #[command(about = "cli-completions")]
    Completions(Completions),
    #[command(about = "cli-man")]
    Man,
}

#[derive(Debug, Args)]
pub(super) struct Fill {
    #[arg(value_name = "name-form-or-response", help = "cli-fill-what")]
    pub what: String,
    #[arg(long, value_name = "name-assignment", value_parser = assignment, help = "cli-fill-fix")]
    pub fix: Vec<(String, String)>,
    #[arg(long, value_name = "name-assignment", value_parser = assignment, help = "cli-fill-set")]
    pub set: Vec<(String, String)>,
    #[arg(long, value_name = "name-page", help = "cli-fill-page")]
    pub page: Option<String>,
    /// Not this response, but its second entry.
    #[arg(long, conflicts_with_all = ["fix", "set", "restricted"], help = "cli-fill-verify")]
    pub verify: bool,
    /// Only this response, from a forced command of SSH.
    #[arg(long, help = "cli-fill-restricted")]
    pub restricted: bool,
    #[arg(long, requires = "restricted", value_name = "name-dir", help = "cli-fill-inbox")]
    pub inbox: Option<PathBuf>,
    #[arg(long, requires = "restricted", value_name = "name-dir", help = "cli-fill-outbox")]
    pub outbox: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Review {
    #[arg(value_name = "name-response", help = "cli-review-response")]
    pub responses: Vec<String>,
    #[arg(long, value_name = "name-form", help = "cli-review-form")]
    pub form: Option<String>,
    #[arg(long, value_name = "name-file", help = "cli-review-report")]
    pub report: Option<PathBuf>,
    #[arg(long, requires = "report", help = "cli-print-force")]
    pub force: bool,
}

#[derive(Debug, Args)]
pub(super) struct List {
    #[arg(long, value_name = "name-form", help = "cli-list-form")]
    pub form: Option<String>,
    #[arg(long, help = "cli-json")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    #[arg(value_name = "name-response", help = "cli-response")]
    pub response: String,
    #[arg(long, help = "cli-json")]
    pub json: bool,
    #[arg(long, requires = "json", help = "cli-show-ids")]
    pub ids: bool,
}

#[derive(Debug, Args)]
pub(super) struct History {
    #[arg(value_name = "name-response", help = "cli-response")]
    pub response: String,
    #[arg(long, value_name = "name-time", help = "cli-history-at")]
    pub at: Option<String>,
    #[arg(long, help = "cli-json")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Compare {
    #[arg(value_name = "name-response", help = "cli-response")]
    pub response: String,
    #[arg(value_name = "name-other-response", help = "cli-compare-other", conflicts_with_all = ["from", "to"])]
    pub other: Option<String>,
    #[arg(long, value_name = "name-time", help = "cli-compare-from")]
    pub from: Option<String>,
    #[arg(long, value_name = "name-time", help = "cli-compare-to")]
    pub to: Option<String>,
    #[arg(long, help = "cli-json")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[arg(value_name = "name-file", required = true, help = "cli-check-files")]
    pub files: Vec<PathBuf>,
    #[arg(long, help = "cli-json")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    #[arg(value_name = "name-file-or-stdin", help = "cli-import-file")]
    pub file: PathBuf,
    #[arg(long, value_name = "name-form", help = "cli-import-form")]
    pub form: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Validate {
    #[arg(value_name = "name-response", help = "cli-response")]
    pub response: String,
    #[arg(long, help = "cli-json")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Print {
    #[arg(value_name = "name-response", conflicts_with = "form", help = "cli-response")]
    pub response: Option<String>,
    #[arg(long, value_name = "name-form", help = "cli-print-form")]
    pub form: Option<String>,
    #[arg(short, long, value_name = "name-file", help = "cli-print-output")]
    pub output: Option<PathBuf>,
    #[arg(long, requires = "output", help = "cli-print-force")]
    pub force: bool,
}

#[derive(Debug, Args)]
pub(super) struct Doctor {
    #[arg(long, help = "cli-doctor-mend")]
    pub mend: bool,
    #[arg(long, help = "cli-json")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Purge {
    #[arg(long, help = "cli-purge-yes")]
    pub yes: bool,
    #[arg(long, help = "cli-json")]
    pub json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Play {
    #[arg(value_name = "name-lesson", help = "cli-practice-lesson")]
    pub file: String,
    #[arg(short, long, value_name = "name-file", help = "cli-play-output")]
    pub output: Vec<PathBuf>,
    #[arg(long, value_name = "name-size", value_parser = size, help = "cli-play-size")]
    pub size: Option<(u16, u16)>,
    /// The version of the format of `.cast` files.
    #[arg(long, value_name = "name-version", value_parser = ["2", "3"], hide_possible_values = true, help = "cli-play-cast")]
    pub cast: Option<String>,
    #[arg(long, help = "cli-print-force")]
    pub force: bool,
    #[arg(long, conflicts_with_all = ["output", "size", "cast", "force"], help = "cli-play-prepare")]
    pub prepare: bool,
}

#[derive(Debug, Args)]
pub(super) struct Practice {
    #[arg(value_name = "name-lesson", help = "cli-practice-lesson")]
    pub lesson: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Record {
    #[arg(value_name = "name-file", help = "cli-record-file")]
    pub file: PathBuf,
    #[arg(long, help = "cli-record-keep-text")]
    pub keep_text: bool,
    #[arg(long, value_name = "name-file", help = "cli-record-cast")]
    pub cast: Option<PathBuf>,
    #[arg(long, help = "cli-print-force")]
    pub force: bool,
    #[command(subcommand)]
    pub what: Option<Recorded>,
}

// What a recording begins with; the home screen if nothing is said. As its documentation this would be the command's help.
#[derive(Debug, Subcommand)]
pub(super) enum Recorded {
    #[command(about = "cli-fill", after_help = "cli-fill-after")]
    Fill(Fill),
    #[command(about = "cli-review", after_help = "cli-review-after")]
    Review(Review),
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    #[arg(value_name = "name-shell", hide_possible_values = true, help = "cli-shell")]
    pub shell: clap_complete::Shell,
}

/// `question=value`; the value may be empty or hold `=`.
fn assignment(text: &str) -> Result<(String, String), &'static str> {
    match text.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => Ok((name.trim().to_owned(), value.to_owned())),
        _ => Err("cli-error-assignment"),
    }
}

/// `80x24`: columns and rows.
fn size(text: &str) -> Result<(u16, u16), &'static str> {
    let parsed = text.split_once(['x', '×']).and_then(|(columns, rows)| Some((columns.trim().parse().ok()?, rows.trim().parse().ok()?)));
    parsed.filter(|size| *size != (0, 0)).ok_or("cli-error-size")
}
