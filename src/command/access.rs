//! `tenantlint access`: who can reach whom, and which lines say so; of two tenants, whether it works.

use std::collections::BTreeMap;

use super::Streams;
use super::input::{complain, worst};
use crate::cli::{AccessArgs, AccessFormat};
use crate::exit::Exit;
use crate::load;
use crate::matrix::{Matrix, Wanted};
use crate::proposal;
use crate::report::access as report;
use crate::report::text::safe;
use crate::rule::input::Whole;
use crate::session::Session;
use crate::source::discover::display;
use crate::suggest;
use crate::tenant::{Tenant, ids};
use crate::toward::Proposed;

pub(super) fn run(args: &AccessArgs, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    let mut inputs = args.inputs.clone();
    inputs.left_out.extend(args.what_if.clone());
    let mut session = match Session::open(&inputs, &|| {}) {
        Ok(session) => session,
        Err(refusal) => {
            complain(&refusal.diagnostics, &refusal.sources, streams)?;
            return Ok(Exit::Usage);
        }
    };
    if session.tenants.is_empty() {
        complain(&session.loaded.diagnostics, &session.sources, streams)?;
        writeln!(streams.err, "error: no exports were found")?;
        return Ok(Exit::Nothing.max(worst(&session.loaded.diagnostics)));
    }
    let said = answer(args, &mut session, streams)?;
    let broken = worst(&session.loaded.diagnostics);
    if let Err(mistake) = said {
        writeln!(streams.err, "error: {}", safe(&mistake))?;
        return Ok(Exit::Usage.max(broken));
    }
    Ok(broken)
}

/// What is wrong with the question, when something is.
type Mistake = String;

fn answer(
    args: &AccessArgs,
    session: &mut Session,
    streams: &mut Streams<'_>,
) -> std::io::Result<Result<(), Mistake>> {
    let proposed = match try_out(args, session) {
        Ok(proposed) => proposed,
        Err(mistake) => {
            complain(&session.loaded.diagnostics, &session.sources, streams)?;
            return Ok(Err(mistake));
        }
    };
    complain(&session.loaded.diagnostics, &session.sources, streams)?;
    matrix(args, session, &proposed, streams)
}

/// The partner configurations that are tried out, by tenant.
type Trials = BTreeMap<usize, Proposed>;

fn try_out(args: &AccessArgs, session: &mut Session) -> Result<Trials, Mistake> {
    let Some(path) = &args.what_if else {
        return Ok(Trials::new());
    };
    let subject = args.tenant.as_deref().or(args.from.as_deref());
    let index = match (subject, session.tenants.len()) {
        (Some(name), _) => tenant(session, name)?,
        (None, 1) => 0,
        (None, _) => {
            return Err(
                "there are several tenants: say with --tenant whose settings --what-if changes"
                    .to_owned(),
            );
        }
    };
    let mut proposal = load::load_file(path, &session.config.formats, &mut session.sources);
    session.loaded.diagnostics.append(&mut proposal.diagnostics);
    let Some(tenant) = session.tenants.get_mut(index) else {
        return Ok(Trials::new());
    };
    let proposed = proposal::lay_over(tenant, &mut session.loaded.documents, proposal)
        .map_err(|why| format!("{}: {why}", display(path)))?;
    Ok(Trials::from([(index, proposed)]))
}

fn matrix(
    args: &AccessArgs,
    session: &Session,
    trials: &Trials,
    streams: &mut Streams<'_>,
) -> std::io::Result<Result<(), Mistake>> {
    let tenants: Vec<usize> = match args.tenant.as_deref().map(|name| tenant(session, name)) {
        None => (0..session.tenants.len()).collect(),
        Some(Ok(index)) => vec![index],
        Some(Err(mistake)) => return Ok(Err(mistake)),
    };
    let partner = match &args.partner {
        None => None,
        Some(name) => match partner(session, &tenants, name) {
            Ok(id) => Some(id),
            Err(mistake) => return Ok(Err(mistake)),
        },
    };
    let wanted = match &partner {
        None => Wanted::All,
        Some(id) => Wanted::One(id),
    };
    let nothing = Proposed::new();
    let matrices: Vec<Matrix> = tenants
        .iter()
        .filter_map(|index| {
            let whole = whole(session, session.tenants.get(*index)?);
            let proposed = trials.get(index).unwrap_or(&nothing);
            Some(Matrix::of(&whole, proposed, &wanted))
        })
        .collect();
    match args.format {
        AccessFormat::Json => report::json::matrices(&matrices, &session.sources, streams.out)?,
        AccessFormat::Human => {
            let view = report::View {
                explain: args.explain,
                one: partner.is_some(),
            };
            report::matrix::write(&matrices, &session.sources, &view, streams.out)?;
        }
    }
    Ok(Ok(()))
}

fn whole<'a>(session: &'a Session, tenant: &'a Tenant) -> Whole<'a> {
    Whole::new(
        tenant,
        &session.loaded.documents,
        session.register.as_ref(),
        session.as_of,
    )
}

/// The tenant of this run with that name or id.
fn tenant(session: &Session, name: &str) -> Result<usize, Mistake> {
    let is_it = |tenant: &Tenant| {
        let profile = &tenant.profile;
        let id = profile.tenant_id.as_deref();
        profile.name.eq_ignore_ascii_case(name)
            || id.is_some_and(|id| id.eq_ignore_ascii_case(name))
    };
    session.tenants.iter().position(is_it).ok_or_else(|| {
        let names: Vec<&str> = session
            .tenants
            .iter()
            .map(|tenant| tenant.profile.name.as_str())
            .collect();
        format!("there is no tenant `{name}`: there is {}", names.join(", "))
    })
}

/// The tenant id of what somebody calls a partner: by the register, by the exports, or the id itself.
fn partner(session: &Session, tenants: &[usize], name: &str) -> Result<String, Mistake> {
    if ids::is_id(name) {
        return Ok(ids::key(name));
    }
    let entries = session
        .register
        .iter()
        .flat_map(|register| &register.entries);
    let mut known: Vec<(String, String)> = entries
        .map(|entry| (entry.name.clone(), entry.tenant_id.clone()))
        .collect();
    let runs = session.tenants.iter().filter_map(|tenant| {
        let id = tenant.profile.tenant_id.as_deref()?;
        Some((tenant.profile.name.clone(), ids::key(id)))
    });
    known.extend(runs);
    for tenant in tenants
        .iter()
        .filter_map(|index| session.tenants.get(*index))
    {
        let whole = whole(session, tenant);
        let partners = 0..tenant.partners.len();
        known.extend(partners.map(|index| {
            let name = whole.facts.name(index, session.register.as_ref());
            (name, whole.facts.id(index).to_owned())
        }));
    }
    let mut found: Vec<&str> = known
        .iter()
        .filter(|(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, id)| id.as_str())
        .collect();
    found.sort_unstable();
    found.dedup();
    match found.as_slice() {
        [id] => Ok((*id).to_owned()),
        [] => {
            let near = suggest::nearest(name, known.iter().map(|(name, _)| name.as_str()));
            let help = near.map_or_else(
                || "name it as the register does, or by its tenant id".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            Err(format!("there is no partner `{name}`: {help}"))
        }
        many => Err(format!(
            "`{name}` is the name of several partners: choose one of {}",
            many.join(", ")
        )),
    }
}
