//! `tenantlint merge`: the reports of several jobs as one.

use std::io::{BufWriter, Write};
use std::path::Path;

use super::Streams;
use super::ending::{Ending, has_judged};
use super::input::complain;
use crate::cli::MergeArgs;
use crate::diagnostic::Code;
use crate::exit::Exit;
use crate::finding::Standing;
use crate::merge;
use crate::report::count;
use crate::report::json::{Document, FAIL, UNKNOWN};
use crate::source::Sources;
use crate::source::discover::{display, plain_io_error};

pub(super) fn run(args: &MergeArgs, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    let mut sources = Sources::default();
    let whole = match merge::merge(&args.reports, &mut sources) {
        Ok(whole) => whole,
        Err(mistakes) => {
            complain(&mistakes, &sources, streams)?;
            return Ok(super::input::worst(&mistakes));
        }
    };
    match &args.out {
        None => whole.write(streams.out)?,
        Some(path) => write(&whole, path)?,
    }
    writeln!(
        streams.err,
        "{}: {}, {}",
        count(args.reports.len(), "report", "reports"),
        count(whole.tenants.len(), "tenant", "tenants"),
        count(whole.findings.len(), "finding", "findings")
    )?;
    Ok(ending(&whole).exit(args.fail_on, args.exit_zero, whole.profile))
}

fn ending(whole: &Document<'_>) -> Ending {
    let findings = || whole.findings.iter();
    let codes = || {
        whole
            .diagnostics
            .iter()
            .filter_map(|one| Code::of(&one.code))
    };
    // A run that could not begin is not one that found nothing to check.
    let begun = codes().all(|code| code.exit() != Exit::Usage);
    Ending {
        open: findings()
            .filter(|finding| {
                finding.outcome == FAIL && finding.standing == Standing::Open.as_str()
            })
            .map(|finding| finding.level)
            .max(),
        unknown: findings().any(|finding| finding.outcome == UNKNOWN),
        judged: !begun || has_judged(whole.ledger.total),
        diagnostics: codes().map(Code::exit).max().unwrap_or(Exit::Clean),
    }
}

fn write(whole: &Document<'_>, path: &Path) -> std::io::Result<()> {
    let file = std::fs::File::create(path);
    let written = file.and_then(|file| {
        let mut out = BufWriter::new(file);
        whole.write(&mut out)?;
        out.flush()
    });
    written.map_err(|error| {
        let reason = plain_io_error(&error);
        std::io::Error::other(format!("{}: {reason}", display(path)))
    })
}
