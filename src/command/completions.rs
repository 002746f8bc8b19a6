//! `tenantlint completions SHELL`: what a shell needs to complete commands, flags and their values.

use clap::CommandFactory as _;

use super::Streams;
use crate::cli::{Cli, CompletionsArgs};
use crate::exit::Exit;

pub(super) fn run(args: &CompletionsArgs, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    // Not straight to the output: the generator panics when it can't write.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "tenantlint", &mut script);
    streams.out.write_all(&script)?;
    Ok(Exit::Clean)
}
