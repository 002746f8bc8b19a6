//! `tenantlint check`: the main job.

use std::path::PathBuf;
use std::sync::Arc;

use super::ending::{Ending, has_judged};
use super::keeping::Kept;
use super::waiving::Held;
use super::{Streams, output};
use crate::cli::{Accepted, CheckArgs};
use crate::coverage;
use crate::diagnostic::{Code, Diagnostic};
use crate::evidence;
use crate::exit::Exit;
use crate::finding::{Ledger, Outcome};
use crate::judge::judge;
use crate::progress::Progress;
use crate::report::{Report, TenantLine, count, human};
use crate::rule::{Rule, RuleSet};
use crate::session::{Own, Refusal, Session};
use crate::settle::{Account, Settling};
use crate::shard::Shard;
use crate::since::Since;
use crate::suggest;
use crate::tenant::Tenant;
use crate::terminal;

pub(super) fn run(args: &CheckArgs, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    if let Some(mistake) = output::named_twice(&args.forms.output) {
        return output::refuse(&mistake, streams);
    }
    let progress = Progress::reading();
    let session = Session::open(&args.inputs, &own(&args.accepted), &|| progress.tick(1));
    progress.done();
    let mut session = match session {
        Ok(session) => session,
        Err(refusal) => return refuse(args, *refusal, streams),
    };
    if let Some(mistake) = output::overwrites(
        &args.forms.output,
        &session.sources,
        &session.loaded.skipped,
        &session.policies,
    ) {
        return output::refuse(&mistake, streams);
    }
    let prepared = match prepare(args, &mut session) {
        Ok(prepared) => prepared,
        Err(diagnostics) => {
            let refusal = Refusal {
                sources: session.sources,
                as_of: session.as_of,
                diagnostics,
            };
            return refuse(args, refusal, streams);
        }
    };
    let Prepared {
        rules,
        waivers,
        baseline,
        since,
    } = prepared;
    let (mut report, _) = check(&mut session, &rules, waivers.as_ref(), args.shard);
    let kept = baseline.map(|baseline| baseline.hold(&mut report));
    // After waivers and baseline: what is not shown is held against them all the same.
    if let Some(since) = since {
        since.narrow(&mut report, &session);
        report.sort(&session.sources);
    }
    let written = output::write(&args.forms, view(args), &report, &session.sources, streams)?;
    let idle = is_idle(&report, &session);
    if idle && let Some(shard) = args.shard {
        let count = count(session.tenants.len(), "tenant", "tenants");
        writeln!(streams.err, "nothing falls to shard {shard}, of {count}")?;
    }
    let mut exit = ending(&report, idle).exit(args.fail_on, args.exit_zero, session.profile);
    exit = exit.max(written);
    if let Some(kept) = kept {
        exit = exit.max(kept.finish(exit, streams)?);
    }
    if exit == Exit::Nothing {
        writeln!(streams.err, "{}", nothing(&report, &rules))?;
    }
    if let Some(path) = &args.evidence {
        evidence::write(path, args, &report, &session, exit)?;
    }
    // The process ends here; freeing every value of a large tenant first is a tenth of the run.
    std::mem::forget((session, rules, report, waivers));
    Ok(exit)
}

/// The files that are the command's own.
fn own(accepted: &Accepted) -> Own {
    let files = [
        &accepted.waivers.waivers,
        &accepted.baseline,
        &accepted.write_baseline,
    ];
    Own {
        files: files.into_iter().flatten().cloned().collect(),
        may_begin_waivers: false,
    }
}

/// What the inputs are judged by, and what of the findings is shown.
struct Prepared {
    rules: RuleSet,
    waivers: Option<Held>,
    baseline: Option<Kept>,
    since: Option<Since>,
}

/// Any mistake in what was asked for ends the run.
fn prepare(args: &CheckArgs, session: &mut Session) -> Result<Prepared, Vec<Diagnostic>> {
    let rules = rules(&args.rule, &args.inputs.paths, session)?;
    let accepted = &args.accepted;
    let waivers = if accepted.no_waivers {
        None
    } else {
        Held::open(&accepted.waivers, session, &rules)?
    };
    let baseline = Kept::open(accepted, &mut session.sources)?;
    if args.evidence.is_some()
        && let Some(mistake) = evidence::refuse_absolute(args, session)
    {
        return Err(vec![mistake]);
    }
    let since = args
        .changed_since
        .as_ref()
        .map(|revision| Since::ask(revision, args, session))
        .transpose()
        .map_err(|problem| vec![problem.into()])?;
    Ok(Prepared {
        rules,
        waivers,
        baseline,
        since,
    })
}

/// The rules of this run, of those in `only` when it names any; wrong words about rules in the config or on the command
/// line end it.
pub(super) fn rules(
    only: &[String],
    paths: &[PathBuf],
    session: &mut Session,
) -> Result<RuleSet, Vec<Diagnostic>> {
    let mut rules = session.rules(paths)?;
    for id in only {
        if session.store.find(id).is_none() {
            let ids = session
                .store
                .folders
                .iter()
                .map(|folder| folder.id.as_str());
            let diagnostic =
                Diagnostic::new(Code::ConfigInvalid, format!("there is no rule `{id}`"));
            return Err(vec![match suggest::nearest(id, ids) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help("`tenantlint rules` lists them"),
            }]);
        }
    }
    if !only.is_empty() {
        rules.rules.retain(|rule| only.contains(&rule.id));
    }
    Ok(rules)
}

/// Judge every tenant, and hold what is found against the waivers; how each of those stands comes beside the report.
pub(super) fn check(
    session: &mut Session,
    rules: &RuleSet,
    held: Option<&Held>,
    shard: Option<Shard>,
) -> (Report, Vec<Account>) {
    let ours: Vec<(usize, &Tenant)> = session
        .tenants
        .iter()
        .enumerate()
        .filter(|(_, tenant)| shard.is_none_or(|shard| shard.takes(&tenant.profile.name)))
        .collect();
    let in_run = session.pairs_in_run();
    let partners = ours.iter().map(|(_, tenant)| tenant.partners.len()).sum();
    let progress = Progress::judging(partners);
    // Rules on changes have nothing to judge here: `tenantlint review` runs them.
    let in_check = rules.rules.iter().filter(|rule| !rule.is_on_changes());
    let mut report = Report {
        as_of: session.as_of,
        profile: session.profile,
        shard,
        unshown: None,
        inputs: std::mem::take(&mut session.loaded.inputs),
        tenants: Vec::new(),
        rules: in_check.cloned().collect(),
        findings: Vec::new(),
        diagnostics: std::mem::take(&mut session.loaded.diagnostics),
        ledger: Ledger::default(),
        skipped: std::mem::take(&mut session.loaded.skipped),
    };
    report.diagnostics.extend(rules.diagnostics.iter().cloned());
    for rule in &report.rules {
        report.ledger.by_rule.entry(rule.id.clone()).or_default();
    }
    let mut settling = held.map(|held| held.settling(session, &report.diagnostics));
    let shown = session.shown();
    for (index, tenant) in ours {
        let judgement = session.show(index, &in_run, &shown, |whole, pairs| {
            let tick = |partners| progress.tick(partners);
            let mut judgement = judge(whole, pairs, &rules.rules, &tick);
            if let Some(settling) = &mut settling {
                settling.settle(whole, &mut judgement);
            }
            judgement
        });
        let Some(judgement) = judgement else { continue };
        report.findings.extend(judgement.findings);
        report.diagnostics.extend(judgement.diagnostics);
        for (rule, counts) in judgement.ledger.by_rule {
            *report.ledger.by_rule.entry(rule).or_default() += counts;
        }
        report.tenants.push(TenantLine {
            name: tenant.profile.name.clone(),
            id: tenant.profile.tenant_id.clone(),
            partners: tenant.partners.len(),
            policies: tenant.policies.len(),
            missing: coverage::judged(tenant, &session.loaded.documents)
                .into_iter()
                .map(|gap| gap.what)
                .collect(),
        });
    }
    progress.done();
    let mut accounts = Vec::new();
    if let Some(told) = settling.map(Settling::finish) {
        accounts = told.accounts;
        report.findings.extend(told.findings);
        report.ledger.by_rule.extend(told.ledger.by_rule);
    }
    report.sort(&session.sources);
    (report, accounts)
}

/// The config, the register or the command line is wrong: say so in the form asked for.
fn refuse(args: &CheckArgs, refusal: Refusal, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    let folders = &args.inputs.policies;
    if let Some(mistake) = output::overwrites(&args.forms.output, &refusal.sources, &[], folders) {
        return output::refuse(&mistake, streams);
    }
    let mut report = Report {
        as_of: refusal.as_of,
        profile: args.inputs.profile.unwrap_or_default(),
        shard: args.shard,
        unshown: None,
        inputs: Vec::new(),
        tenants: Vec::new(),
        rules: Vec::new(),
        findings: Vec::new(),
        diagnostics: refusal.diagnostics,
        ledger: Ledger::default(),
        skipped: Vec::new(),
    };
    report.sort(&refusal.sources);
    let written = output::write(&args.forms, view(args), &report, &refusal.sources, streams)?;
    if args.evidence.is_some() {
        writeln!(
            streams.err,
            "no evidence is written: the run could not begin"
        )?;
    }
    Ok(Exit::Usage.max(written))
}

fn view(args: &CheckArgs) -> human::View {
    human::View {
        style: terminal::style(args.color),
        verbose: args.verbose,
    }
}

/// Whether no tenant fell to the shard, while others have some.
fn is_idle(report: &Report, session: &Session) -> bool {
    report.shard.is_some()
        && report.tenants.is_empty()
        && !session.tenants.is_empty()
        && !report.rules.is_empty()
}

/// What of a report decides how the run ends. Waivers that are judged make no check.
fn ending(report: &Report, idle: bool) -> Ending {
    let told = report.rules.iter().any(|rule| {
        let counts = report.ledger.by_rule.get(&rule.id);
        counts.is_some_and(|counts| has_judged(*counts))
    });
    Ending {
        open: report.gravest_open(),
        unknown: report
            .findings
            .iter()
            .any(|finding| finding.outcome == Outcome::Unknown),
        judged: idle || told,
        diagnostics: super::input::worst(&report.diagnostics),
    }
}

/// Why nothing was checked, and what to do.
fn nothing(report: &Report, rules: &RuleSet) -> &'static str {
    let ran: &[Arc<Rule>] = &rules.rules;
    if ran.is_empty() {
        "nothing was checked: no rule is selected. See `tenantlint rules`, and `rules` in tenantlint.yaml"
    } else if report.inputs.is_empty() {
        "nothing was checked: no exports were found here. Name a file or folder with exports of cross-tenant access \
         settings or Teams channel policies (--verbose shows what was passed over; git-ignored files are not read)"
    } else {
        "nothing was checked: the exports hold nothing that the selected rules could judge"
    }
}
