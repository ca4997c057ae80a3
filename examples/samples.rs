//! Writes sample responses into a data directory: `cargo run --example samples -- DIR COUNT [--form ID] [--seed N]`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Parser;
use jiff::Timestamp;
use recueil::form::Sources;
use recueil::l10n::{Language, Texts};
use recueil::store::Store;
use recueil::training::samples;

/// Writes sample responses, fictional and in French, into a data directory.
#[derive(Parser)]
#[command(name = "samples")]
struct Arguments {
    /// The data directory; made if it is missing.
    dir: PathBuf,
    /// How many; three of the first 18 have something wrong in them.
    count: usize,
    /// The form they fill.
    #[arg(long, value_name = "ID", default_value = "carsp-2025")]
    form: String,
    /// Other responses for another number.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

fn main() -> ExitCode {
    match write() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("samples: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn write() -> Result<()> {
    let Arguments { dir, count, form, seed } = Arguments::parse();
    let texts = Texts::new(Language::English);
    let form = Sources::default().load(&form).map_err(|faults| match faults {
        Some(faults) => anyhow::anyhow!(faults.lines(&texts).join("\n")),
        None => anyhow::anyhow!("there is no form {form}: {}", Sources::default().ids().join(", ")),
    })?;
    let store = Store::open(&dir)?;
    let mut written = Ok(());
    samples::each(&form, count, seed, Timestamp::now(), |sample| {
        if written.is_ok() {
            written = sample.put(&store);
        }
    });
    written.context("not all samples are written: try another --seed, or a directory without them")
}
