//! Parse the command line, run, turn the outcome into an exit code; nothing else.

use std::io::{BufWriter, ErrorKind, Write};
use std::process::ExitCode;

use clap::Parser;
use tenantlint::cli::Cli;
use tenantlint::command::{Streams, run};
use tenantlint::exit::Exit;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // No input may panic; if one does all the same, that is a defect and ends as one, not as "clean" or "findings".
    std::panic::catch_unwind(program).unwrap_or_else(|_| Exit::Defect.into())
}

fn program() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are results, not mistakes.
            let exit = if error.use_stderr() {
                Exit::Usage
            } else {
                Exit::Clean
            };
            return match error.print() {
                Ok(()) => exit.into(),
                Err(_) => Exit::Defect.into(),
            };
        }
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    // Not locked: the progress bar draws there from other threads.
    let mut err = std::io::stderr();
    let result = run(
        &cli,
        &mut Streams {
            out: &mut out,
            err: &mut err,
        },
    )
    .and_then(|exit| out.flush().map(|()| exit));
    match result {
        Ok(exit) => exit.into(),
        // The reader has seen enough; but nobody knows that it has seen what was found.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Exit::Defect.into(),
        Err(error) => {
            let _ = writeln!(err, "the result could not be written: {error}");
            Exit::Defect.into()
        }
    }
}
