//! `tenantlint inspect`: what each file was read as, and what each tenant lacks for full coverage.

use std::io::Write;

use super::Streams;
use super::input::{complain, worst};
use crate::cli::InspectArgs;
use crate::coverage::{self, Gap};
use crate::exit::Exit;
use crate::export::{Carries, Kind, Partners};
use crate::load::InputFile;
use crate::report::text::safe;
use crate::session::{Own, Session};
use crate::tenant::Tenant;

pub(super) fn run(args: &InspectArgs, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    let session = match Session::open(&args.inputs, &Own::default(), &|| {}) {
        Ok(session) => session,
        Err(refusal) => {
            complain(&refusal.diagnostics, &refusal.sources, streams)?;
            return Ok(Exit::Usage);
        }
    };
    complain(&session.loaded.diagnostics, &session.sources, streams)?;
    let mut inputs: Vec<&InputFile> = session.loaded.inputs.iter().collect();
    inputs.sort_by(|a, b| a.path.cmp(&b.path));
    for input in inputs {
        file(input, streams.out)?;
    }
    for (path, reason) in &session.loaded.skipped {
        writeln!(
            streams.out,
            "{}\n  passed over: {}",
            safe(path),
            safe(reason)
        )?;
    }
    for one in &session.tenants {
        let gaps = coverage::gaps(one, &session.loaded.documents);
        tenant(one, &gaps, streams.out)?;
    }
    let exit = worst(&session.loaded.diagnostics);
    if session.tenants.is_empty() && exit == Exit::Clean {
        writeln!(
            streams.err,
            "nothing was found: no file holds settings that tenantlint knows"
        )?;
        return Ok(Exit::Nothing);
    }
    Ok(exit)
}

fn file(input: &InputFile, out: &mut dyn Write) -> std::io::Result<()> {
    let version = input
        .version
        .as_ref()
        .map_or_else(String::new, |version| format!(" {}", safe(version)));
    let records: Vec<String> = input
        .records
        .iter()
        .map(|(kind, count)| kind.count(*count))
        .collect();
    let records = if records.is_empty() {
        "no records, an empty list".to_owned()
    } else {
        records.join(", ")
    };
    writeln!(out, "{}", safe(&input.path))?;
    writeln!(
        out,
        "  {}, {}, {}{version}: {records}",
        input.encoding, input.language, input.format
    )?;
    for line in limits(input) {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

/// What the format can't carry, for a file with records of cross-tenant access.
fn limits(input: &InputFile) -> Vec<String> {
    let holds = |kinds: &[Kind]| input.records.iter().any(|(kind, _)| kinds.contains(kind));
    if !holds(&[Kind::Default, Kind::Partner]) {
        return Vec::new();
    }
    let Carries {
        partners,
        never,
        omits_null,
    } = input.carries;
    let mut lines = Vec::new();
    match partners {
        Partners::Lost => lines.push("loses partners: the list is not whole".to_owned()),
        Partners::Some if holds(&[Kind::Partner]) => {
            lines.push("holds some partners: the tenant may have more".to_owned());
        }
        _ => {}
    }
    if !never.is_empty() {
        lines.push(format!("cannot carry: {}", never.join(", ")));
    }
    if *omits_null && holds(&[Kind::Partner]) {
        lines.push(
            "leaves out what is null: a section that is absent inherits the default".to_owned(),
        );
    }
    lines
}

fn tenant(tenant: &Tenant, gaps: &[Gap], out: &mut dyn Write) -> std::io::Result<()> {
    let id = tenant
        .profile
        .tenant_id
        .as_ref()
        .map_or_else(String::new, |id| format!(" ({})", safe(id)));
    writeln!(out, "\ntenant {}{id}", safe(&tenant.profile.name))?;
    for (judged, title) in [
        (true, "missing, so that rules can't tell"),
        (false, "also missing; rules on policies beside can't tell"),
    ] {
        let gaps: Vec<&Gap> = gaps.iter().filter(|gap| gap.judged == judged).collect();
        if gaps.is_empty() {
            if judged {
                writeln!(out, "  nothing is missing that rules judge")?;
            }
            continue;
        }
        writeln!(out, "  {title}:")?;
        let width = gaps.iter().map(|gap| gap.what.len()).max().unwrap_or(0);
        // A long list gets a line of its own; the others stand in columns.
        let width = width.min(48);
        for gap in gaps {
            match &gap.why {
                None => writeln!(out, "    {:width$}  {}", gap.what, gap.export)?,
                Some(why) => {
                    writeln!(out, "    {} ({})", gap.what, safe(why))?;
                    writeln!(out, "    {:width$}  {}", "", gap.export)?;
                }
            }
        }
    }
    Ok(())
}
