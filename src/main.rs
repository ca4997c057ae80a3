//! The program: arguments → command → exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    recueil::cli::main(std::env::args_os())
}
