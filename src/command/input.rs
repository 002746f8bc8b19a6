//! `tenantlint input`: what the rules see, as JSON.

use super::Streams;
use crate::cli::InputArgs;
use crate::diagnostic::Diagnostic;
use crate::engine::Datum;
use crate::exit::Exit;
use crate::pair::Pair;
use crate::report::diagnostic::Style;
use crate::report::human::{self, View};
use crate::rule::input::{Builder, Whole};
use crate::session::{Own, Session};
use crate::source::Sources;
use crate::tenant::Tenant;

pub(super) fn run(args: &InputArgs, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    let session = match Session::open(&args.inputs, &Own::default(), &|| {}) {
        Ok(session) => session,
        Err(refusal) => {
            complain(&refusal.diagnostics, &refusal.sources, streams)?;
            return Ok(Exit::Usage);
        }
    };
    complain(&session.loaded.diagnostics, &session.sources, streams)?;
    let broken = worst(&session.loaded.diagnostics);
    let in_run = session.pairs_in_run();
    let shown = session.shown();
    let seen = |index| {
        let seen = session.show(index, &in_run, &shown, all_of);
        seen.unwrap_or(Datum::NULL).to_json()
    };
    if args.ndjson {
        for index in 0..session.tenants.len() {
            serde_json::to_writer(&mut *streams.out, &seen(index))?;
            writeln!(streams.out)?;
        }
        return Ok(if session.tenants.is_empty() {
            broken.max(Exit::Nothing)
        } else {
            broken
        });
    }
    let tenant = match choose(&session.tenants, args.tenant.as_deref()) {
        Ok(tenant) => tenant,
        Err(message) => {
            writeln!(streams.err, "error: {message}")?;
            let exit = if session.tenants.is_empty() {
                Exit::Nothing
            } else {
                Exit::Usage
            };
            return Ok(exit.max(broken));
        }
    };
    serde_json::to_writer_pretty(&mut *streams.out, &seen(tenant))?;
    writeln!(streams.out)?;
    Ok(broken)
}

/// The whole input of a tenant.
fn all_of(whole: &Whole<'_>, pairs: &[Pair<'_>]) -> Datum {
    let builder = Builder::default();
    let partners = 0..whole.tenant.partners.len();
    let partners = partners.filter_map(|index| whole.partner(&builder, index));
    let frame = whole.frame(&builder);
    frame
        .with("partners", Datum::list(partners))
        .with("pairs", whole.pairs(&builder, pairs))
}

/// The gravest way to end that any of them asks for.
pub(super) fn worst(diagnostics: &[Diagnostic]) -> Exit {
    diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.exit())
        .max()
        .unwrap_or(Exit::Clean)
}

/// The index of the tenant that is asked for.
fn choose(tenants: &[Tenant], name: Option<&str>) -> Result<usize, String> {
    let names: Vec<&str> = tenants
        .iter()
        .map(|tenant| tenant.profile.name.as_str())
        .collect();
    match (tenants, name) {
        ([], _) => Err("no exports were found".to_owned()),
        (_, Some(name)) => tenants
            .iter()
            .position(|tenant| tenant.profile.name == name)
            .ok_or_else(|| format!("there is no tenant `{name}`: there is {}", names.join(", "))),
        ([_], None) => Ok(0),
        (_, None) => Err(format!(
            "there are several tenants: choose with --tenant {}",
            names.join(", ")
        )),
    }
}

/// Diagnostics on standard error, plainly.
pub(super) fn complain(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    streams: &mut Streams<'_>,
) -> std::io::Result<()> {
    let view = View {
        style: Style::plain(),
        verbose: false,
    };
    human::write_diagnostics(diagnostics, sources, &view, streams.err)
}
