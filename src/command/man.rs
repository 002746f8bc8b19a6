//! `tenantlint man [COMMAND]`: the help texts as manual pages, in roff.

use clap::CommandFactory as _;
use clap_mangen::Man;

use super::Streams;
use crate::cli::{Cli, ManArgs};
use crate::exit::Exit;
use crate::report::text::safe;
use crate::suggest;

pub(super) fn run(args: &ManArgs, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    let mut program = Cli::command();
    // Gives every command its full name: tenantlint-check.
    program.build();
    let Some(name) = &args.command else {
        Man::new(program).render(&mut streams.out)?;
        return Ok(Exit::Clean);
    };
    if let Some(command) = program.find_subcommand(name) {
        Man::new(command.clone()).render(&mut streams.out)?;
        return Ok(Exit::Clean);
    }
    let names = program.get_subcommands().map(|command| command.get_name());
    let help = match suggest::nearest(name, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`tenantlint --help` lists them".to_owned(),
    };
    writeln!(
        streams.err,
        "error: there is no command `{}`: {help}",
        safe(name)
    )?;
    Ok(Exit::Usage)
}
