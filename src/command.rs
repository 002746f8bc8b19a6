//! The commands, one file each.

mod access;
mod bundle;
mod check;
mod completions;
mod ending;
mod init;
mod input;
mod inspect;
mod keeping;
mod man;
mod merge;
mod new;
mod output;
mod review;
mod rules;
mod schema;
mod test;
mod waive;
mod waivers;
mod waiving;

use std::io::Write;

use crate::cli::{Cli, Command, New};
use crate::exit::Exit;

/// Where a command writes: the result, and everything else.
pub struct Streams<'a> {
    pub out: &'a mut dyn Write,
    pub err: &'a mut dyn Write,
}

/// Run a command. The error is that of writing.
pub fn run(cli: &Cli, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    match &cli.command {
        Command::Check(args) => check::run(args, streams),
        Command::Waive(args) => waive::run(args, streams),
        Command::Waivers(args) => waivers::run(args, streams),
        Command::Review(args) => review::run(args, streams),
        Command::Rules(args) => rules::run(args, streams),
        Command::Test(args) => test::run(args, streams),
        Command::Inspect(args) => inspect::run(args, streams),
        Command::Access(args) => access::run(args, streams),
        Command::Input(args) => input::run(args, streams),
        Command::Merge(args) => merge::run(args, streams),
        Command::Bundle(args) => bundle::run(args, streams),
        Command::New(New::Rule(args)) => new::run(args, streams),
        Command::Init(args) => init::run(args, streams),
        Command::Schema(args) => schema::run(args, streams),
        Command::Completions(args) => completions::run(args, streams),
        Command::Man(args) => man::run(args, streams),
    }
}
