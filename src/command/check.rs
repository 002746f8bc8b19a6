//! `tenantlint check`: the main job.

use std::sync::Arc;

use super::{Streams, output};
use crate::cache;
use crate::cli::CheckArgs;
use crate::config::RuleProfile;
use crate::coverage;
use crate::diagnostic::{Code, Diagnostic};
use crate::exit::Exit;
use crate::finding::Ledger;
use crate::judge::judge;
use crate::progress::Progress;
use crate::report::{Report, TenantLine, human};
use crate::rule::input::Whole;
use crate::rule::{self, Rule, RuleSet};
use crate::session::{Refusal, Session};
use crate::suggest;
use crate::terminal;

pub(super) fn run(args: &CheckArgs, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    if let Some(mistake) = output::named_twice(&args.forms) {
        return output::refuse(&mistake, streams);
    }
    let progress = Progress::reading();
    let session = Session::open(&args.inputs, &|| progress.tick(1));
    progress.done();
    let mut session = match session {
        Ok(session) => session,
        Err(refusal) => return refuse(args, *refusal, streams),
    };
    if let Some(mistake) = output::overwrites(
        &args.forms,
        &session.sources,
        &session.loaded.skipped,
        &session.policies,
    ) {
        return output::refuse(&mistake, streams);
    }
    let rules = match rules(args, &mut session) {
        Ok(rules) => rules,
        Err(diagnostics) => {
            let refusal = Refusal {
                sources: session.sources,
                as_of: session.as_of,
                diagnostics,
            };
            return refuse(args, refusal, streams);
        }
    };
    let report = check(&mut session, &rules);
    let written = output::write(&args.forms, view(args), &report, &session.sources, streams)?;
    let exit = exit(args, &report, session.profile).max(written);
    if exit == Exit::Nothing {
        writeln!(streams.err, "{}", nothing(&report, &rules))?;
    }
    // The process ends here; freeing every value of a large tenant first is a tenth of the run.
    std::mem::forget((session, rules, report));
    Ok(exit)
}

/// The rules of this run; wrong words about rules in the config or on the command line end it.
fn rules(args: &CheckArgs, session: &mut Session) -> Result<RuleSet, Vec<Diagnostic>> {
    let mut linted = args.inputs.paths.clone();
    linted.extend(session.policies.iter().cloned());
    session.store.cache = cache::folder(&linted);
    let mut rules = rule::load(
        &session.store,
        &session.config,
        session.profile,
        &mut session.sources,
    );
    let (usage, broken): (Vec<Diagnostic>, Vec<Diagnostic>) = rules
        .diagnostics
        .drain(..)
        .partition(|diagnostic| diagnostic.code == Code::ConfigInvalid);
    rules.diagnostics = broken;
    if !usage.is_empty() {
        return Err(usage);
    }
    for id in &args.rule {
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
    if !args.rule.is_empty() {
        rules.rules.retain(|rule| args.rule.contains(&rule.id));
    }
    Ok(rules)
}

fn check(session: &mut Session, rules: &RuleSet) -> Report {
    let partners = session
        .tenants
        .iter()
        .map(|tenant| tenant.partners.len())
        .sum();
    let progress = Progress::judging(partners);
    let mut report = Report {
        as_of: session.as_of,
        profile: session.profile,
        inputs: std::mem::take(&mut session.loaded.inputs),
        tenants: Vec::new(),
        rules: rules.rules.clone(),
        findings: Vec::new(),
        diagnostics: std::mem::take(&mut session.loaded.diagnostics),
        ledger: Ledger::default(),
        skipped: std::mem::take(&mut session.loaded.skipped),
    };
    report.diagnostics.extend(rules.diagnostics.iter().cloned());
    for rule in &rules.rules {
        report.ledger.by_rule.entry(rule.id.clone()).or_default();
    }
    for tenant in &session.tenants {
        let whole = Whole::new(
            tenant,
            &session.loaded.documents,
            session.register.as_ref(),
            session.as_of,
        );
        let judgement = judge(&whole, &rules.rules, &|partners| progress.tick(partners));
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
    report.sort(&session.sources);
    report
}

/// The config, the register or the command line is wrong: say so in the form asked for.
fn refuse(args: &CheckArgs, refusal: Refusal, streams: &mut Streams<'_>) -> std::io::Result<Exit> {
    let folders = &args.inputs.policies;
    if let Some(mistake) = output::overwrites(&args.forms, &refusal.sources, &[], folders) {
        return output::refuse(&mistake, streams);
    }
    let mut report = Report {
        as_of: refusal.as_of,
        profile: args.inputs.profile.unwrap_or_default(),
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
    Ok(Exit::Usage.max(written))
}

fn view(args: &CheckArgs) -> human::View {
    human::View {
        style: terminal::style(args.color),
        verbose: args.verbose,
    }
}

/// The gravest of everything that happened; `--exit-zero` hides findings only.
fn exit(args: &CheckArgs, report: &Report, profile: RuleProfile) -> Exit {
    let mut exit = Exit::Clean;
    let found = args
        .fail_on
        .level()
        .is_some_and(|level| report.failing(level) > 0);
    let untold = profile == RuleProfile::Strict
        && args.fail_on.level().is_some()
        && report.ledger.total().unknown > 0;
    if (found || untold) && !args.exit_zero {
        exit = exit.max(Exit::Findings);
    }
    // Outcomes that are all unknown are no check either.
    let total = report.ledger.total();
    if total.pass + total.fail == 0 {
        exit = exit.max(Exit::Nothing);
    }
    for diagnostic in &report.diagnostics {
        exit = exit.max(diagnostic.code.exit());
    }
    exit
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
