//! `tenantlint access`: who can reach whom, and which lines say so; of two tenants, whether it works.

use std::collections::BTreeMap;

use super::Streams;
use super::input::{complain, worst};
use crate::cli::{AccessArgs, AccessFormat};
use crate::exit::Exit;
use crate::handshake::ask::ask;
use crate::handshake::{Party, Seen, visit};
use crate::load;
use crate::matrix::{Matrix, Wanted};
use crate::proposal;
use crate::report::access as report;
use crate::report::text::safe;
use crate::rule::input::Whole;
use crate::session::{Own, Session};
use crate::source::discover::display;
use crate::suggest;
use crate::tenant::{Tenant, ids};
use crate::toward::{Proposed, Toward};

pub(super) fn run(args: &AccessArgs, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    let own = Own {
        files: args.what_if.iter().cloned().collect(),
        ..Own::default()
    };
    let mut session = match Session::open(&args.inputs, &own, &|| {}) {
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
    match (&args.from, &args.to) {
        (Some(from), Some(to)) => handshake(args, session, &proposed, [from, to], streams),
        _ => matrix(args, session, &proposed, streams),
    }
}

/// Judge both directions between two tenants, of which one may be seen from here only.
fn handshake(
    args: &AccessArgs,
    session: &Session,
    trials: &Trials,
    [from, to]: [&str; 2],
    streams: &mut Streams<'_>,
) -> std::io::Result<Result<(), Mistake>> {
    let ours = match tenant(session, from) {
        Ok(index) => index,
        Err(mistake) => return Ok(Err(mistake)),
    };
    let theirs = match tenant(session, to) {
        Ok(index) if index == ours => return Ok(Err(format!("`{to}` is the same tenant"))),
        Ok(index) => Ok(index),
        Err(_) => match partner(session, &[ours], to) {
            Ok(id) => Err(id),
            Err(mistake) => return Ok(Err(mistake)),
        },
    };
    let wholes: BTreeMap<usize, Whole<'_>> = [Some(ours), theirs.as_ref().ok().copied()]
        .into_iter()
        .flatten()
        .filter_map(|index| Some((index, session.whole_of(session.tenants.get(index)?))))
        .collect();
    let identity = |side: &Result<usize, String>| match side {
        Ok(index) => Identity::of(session, *index),
        Err(id) => Ok(Identity::of_partner(session, &wholes, id)),
    };
    let (us, them) = match (identity(&Ok(ours)), identity(&theirs)) {
        (Ok(us), Ok(them)) => (us, them),
        (Err(mistake), _) | (_, Err(mistake)) => return Ok(Err(mistake)),
    };
    let nothing = Proposed::new();
    let see = |index: Option<usize>, other: &Identity| {
        let index = index?;
        let whole = wholes.get(&index)?;
        let proposed = trials.get(&index).unwrap_or(&nothing);
        Some(Seen {
            whole,
            toward: Toward::tenant(whole, proposed, &other.id, other.cloud.as_deref()),
        })
    };
    let us_seen = see(Some(ours), &them);
    let them_seen = see(theirs.as_ref().ok().copied(), &us);
    let (us, them) = (us.party(us_seen), them.party(them_seen));
    let mut visits = vec![visit(&us, &them), visit(&them, &us)];
    for (visit, [home, host]) in visits.iter_mut().zip([[&us, &them], [&them, &us]]) {
        visit.locate(home, host);
    }
    let entry = session
        .register
        .as_ref()
        .and_then(|register| register.find(&them.id));
    let ask = match them.seen {
        Some(_) => None,
        None => ask(&us, &them, entry.map(|(_, entry)| entry)),
    };
    let handshake = report::Handshake {
        us,
        them,
        visits,
        ask,
    };
    match args.format {
        AccessFormat::Json => report::json::handshake(&handshake, &session.sources, streams.out)?,
        AccessFormat::Human => {
            report::handshake::write(&handshake, &session.sources, args.explain, streams.out)?;
        }
    }
    Ok(Ok(()))
}

/// Who one of the two is.
struct Identity {
    name: String,
    id: String,
    cloud: Option<String>,
    licence: Option<bool>,
}

impl Identity {
    /// A tenant of this run. Without an id nobody can find it in the other's export.
    fn of(session: &Session, index: usize) -> Result<Identity, Mistake> {
        let profile = session.tenants.get(index).map(|tenant| &tenant.profile);
        let profile = profile.cloned().unwrap_or_default();
        let Some(id) = profile.tenant_id else {
            return Err(format!(
                "the tenant id of `{}` is not known: write `tenantId` in tenantlint.yaml, or export its organization",
                profile.name
            ));
        };
        let entry = session
            .register
            .as_ref()
            .and_then(|register| register.find(&id));
        let entry = entry.map(|(_, entry)| entry);
        Ok(Identity {
            name: profile.name,
            id: ids::key(&id),
            cloud: profile.cloud.or_else(|| entry?.cloud.clone()),
            licence: entry.and_then(|entry| entry.entra_p1),
        })
    }

    /// One whose export is not here: by the register, or by what the other calls it.
    fn of_partner(session: &Session, wholes: &BTreeMap<usize, Whole<'_>>, id: &str) -> Identity {
        let entry = session
            .register
            .as_ref()
            .and_then(|register| register.find(id));
        let entry = entry.map(|(_, entry)| entry);
        let shown = wholes.values().find_map(|whole| {
            let mut partners = 0..whole.tenant.partners.len();
            let index = partners.find(|index| whole.facts.id(*index) == id)?;
            Some(whole.facts.name(index, whole.register))
        });
        Identity {
            name: entry
                .map(|entry| entry.name.clone())
                .or(shown)
                .unwrap_or_else(|| id.to_owned()),
            id: id.to_owned(),
            cloud: entry.and_then(|entry| entry.cloud.clone()),
            licence: entry.and_then(|entry| entry.entra_p1),
        }
    }

    fn party(self, seen: Option<Seen<'_>>) -> Party<'_> {
        Party {
            name: self.name,
            id: self.id,
            cloud: self.cloud,
            licence: self.licence,
            seen,
        }
    }
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
            let whole = session.whole_of(session.tenants.get(*index)?);
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

/// The tenant of this run with that name or id.
fn tenant(session: &Session, name: &str) -> Result<usize, Mistake> {
    let is_it = |tenant: &Tenant| {
        let profile = &tenant.profile;
        let id = profile.tenant_id.as_deref();
        profile.name.eq_ignore_ascii_case(name)
            || id.is_some_and(|id| id.eq_ignore_ascii_case(name))
    };
    session.tenants.iter().position(is_it).ok_or_else(|| {
        let shown = |tenant: &Tenant| match &tenant.profile.tenant_id {
            Some(id) => format!("{} ({id})", tenant.profile.name),
            None => tenant.profile.name.clone(),
        };
        let names: Vec<String> = session.tenants.iter().map(shown).collect();
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
        let whole = session.whole_of(tenant);
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
