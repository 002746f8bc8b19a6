//! Which findings are meant by a rule and a subject.

use std::collections::BTreeMap;

use crate::cli::WaiveArgs;
use crate::finding::{Finding, Outcome, Standing, SubjectKind};
use crate::report::text::safe;
use crate::suggest;
use crate::tenant::ids;
use crate::waiver::On;

/// Subjects that are named when none is meant, or several are.
const MOST_NAMED: usize = 10;

/// The open findings that are meant, each value once; of one subject only.
pub(super) fn choose<'a>(
    args: &WaiveArgs,
    findings: &'a [Finding],
) -> Result<Vec<&'a Finding>, String> {
    let of_rule: Vec<&Finding> = findings
        .iter()
        .filter(|finding| finding.rule == args.rule)
        .filter(|finding| {
            let tenant = args.tenant.as_ref();
            tenant.is_none_or(|tenant| *tenant == finding.tenant)
        })
        .collect();
    let meant: Vec<&Finding> = of_rule
        .iter()
        .copied()
        .filter(|finding| is_meant(finding, &args.subject))
        .collect();
    let subjects = subjects(&meant);
    if subjects.len() > 1 {
        return Err(format!(
            "`{}` may be several: name one by its id, or choose with --tenant\n{}",
            safe(&args.subject),
            list(&subjects)
        ));
    }
    let open = meant
        .iter()
        .copied()
        .filter(|finding| finding.is_open())
        .filter(|finding| {
            let path = args.path.as_ref();
            path.is_none_or(|path| *path == finding.setting)
        });
    let mut chosen: Vec<&Finding> = Vec::new();
    for finding in open {
        let same =
            |other: &&Finding| (&other.setting, &other.value) == (&finding.setting, &finding.value);
        if !chosen.iter().any(same) {
            chosen.push(finding);
        }
    }
    if chosen.is_empty() {
        return Err(none(args, &of_rule, &meant));
    }
    let nameless = |finding: &&Finding| {
        finding.subject.kind == SubjectKind::Partner && finding.subject.id.is_empty()
    };
    if chosen.iter().any(nameless) {
        return Err("a partner without tenant id can't be waived: nothing names it".to_owned());
    }
    Ok(chosen)
}

/// Whether `subject` names what the finding is about.
fn is_meant(finding: &Finding, subject: &str) -> bool {
    let named = |name: &str| ids::key(name) == ids::key(subject);
    match finding.subject.kind {
        SubjectKind::Tenant | SubjectKind::Default => {
            named("tenant")
                || named(&finding.tenant)
                || named(finding.subject.kind.as_str())
                || (!finding.subject.id.is_empty() && named(&finding.subject.id))
        }
        SubjectKind::Partner => named(&finding.subject.id) || named(&finding.subject.name),
        SubjectKind::Policy => {
            On::policy(subject) == On::policy(&finding.subject.id) || named(&finding.subject.name)
        }
        SubjectKind::File => false,
    }
}

/// Tenant, and what a waiver would name, to what people call it.
fn subjects<'a>(findings: &[&'a Finding]) -> BTreeMap<(&'a str, &'a str, &'a str), &'a Finding> {
    findings
        .iter()
        .map(|finding| {
            let key = match finding.subject.kind {
                // A waiver that names neither partner nor policy covers both.
                SubjectKind::Tenant | SubjectKind::Default => ("tenant", ""),
                kind => (kind.as_str(), finding.subject.id.as_str()),
            };
            ((finding.tenant.as_str(), key.0, key.1), *finding)
        })
        .collect()
}

fn list(subjects: &BTreeMap<(&str, &str, &str), &Finding>) -> String {
    let mut lines: Vec<String> = subjects
        .values()
        .take(MOST_NAMED)
        .map(|finding| {
            let subject = &finding.subject;
            let name = match subject.kind {
                SubjectKind::Tenant | SubjectKind::Default => "tenant".to_owned(),
                _ if subject.id == subject.name => subject.id.clone(),
                _ => format!("{}  {}", subject.id, subject.name),
            };
            format!("  {}: {}", safe(&finding.tenant), safe(&name))
        })
        .collect();
    if subjects.len() > MOST_NAMED {
        lines.push(format!("  … and {} more", subjects.len() - MOST_NAMED));
    }
    lines.join("\n")
}

/// Why there is nothing to waive.
fn none(args: &WaiveArgs, of_rule: &[&Finding], meant: &[&Finding]) -> String {
    let (rule, subject) = (safe(&args.rule), safe(&args.subject));
    let fails: Vec<&Finding> = meant
        .iter()
        .copied()
        .filter(|finding| finding.outcome == Outcome::Fail)
        .collect();
    if let Some(waived) = fails
        .iter()
        .find_map(|finding| finding.standing.acceptance())
    {
        return format!(
            "{rule} for {subject} is waived already, until {}",
            waived.expires
        );
    }
    if !fails.is_empty() {
        let mut paths: Vec<&str> = fails
            .iter()
            .map(|finding| finding.setting.as_str())
            .collect();
        paths.dedup();
        let path = args.path.as_deref().unwrap_or_default();
        return format!(
            "{rule} finds nothing for {subject} at `{}`: it does at {}",
            safe(path),
            safe(&paths.join(", "))
        );
    }
    if let Some(unknown) = meant.first() {
        return format!(
            "{rule} can't tell for {subject}, and what nobody knows can't be waived: {}",
            safe(&unknown.message)
        );
    }
    let open: Vec<&Finding> = of_rule
        .iter()
        .copied()
        .filter(|finding| finding.outcome == Outcome::Fail && finding.standing == Standing::Open)
        .collect();
    let known = subjects(&open);
    if known.is_empty() {
        return format!("{rule} finds nothing here that could be waived");
    }
    let names = open
        .iter()
        .flat_map(|finding| [finding.subject.name.as_str(), finding.subject.id.as_str()]);
    let near = match suggest::nearest(&args.subject, names) {
        Some(near) => format!(": did you mean `{}`?", safe(near)),
        None => ", but for".to_owned(),
    };
    format!("{rule} finds nothing for {subject}{near}\n{}", list(&known))
}
