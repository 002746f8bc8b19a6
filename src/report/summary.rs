//! A run in one line: how it went, and what there was to judge.

use super::{Class, Report, count};
use crate::finding::{Level, Standing};

/// `1 tenant, 5 partners, 3 policies; 21 rules: 4 errors, 1 warning, 0 infos; 3 unknown; 2 files skipped`
pub(super) fn line(report: &Report) -> String {
    let partners: usize = report.tenants.iter().map(|tenant| tenant.partners).sum();
    let policies: usize = report.tenants.iter().map(|tenant| tenant.policies).sum();
    let mut line = format!(
        "{}, {}, {}; {}: {}; {} unknown; {} skipped",
        count(report.tenants.len(), "tenant", "tenants"),
        count(partners, "partner", "partners"),
        count(policies, "policy", "policies"),
        count(report.ledger.by_rule.len(), "rule", "rules"),
        levels(report),
        report.ledger.total().unknown,
        count(report.skipped.len(), "file", "files"),
    );
    for part in accepted(report).into_iter().chain(broken(report)) {
        line.push_str("; ");
        line.push_str(&part);
    }
    line
}

/// How the run went, in a sentence without its full stop.
pub(super) fn verdict(report: &Report) -> String {
    let total = report.ledger.total();
    let open = [Level::Error, Level::Warning, Level::Info]
        .into_iter()
        .any(|level| report.of_level(level) > 0);
    let found = if open {
        format!("found {}", levels(report))
    } else {
        "found nothing wrong".to_owned()
    };
    match broken(report) {
        Some(broken) if open => format!("tenantlint {found}, and could not judge all: {broken}"),
        Some(broken) => format!("tenantlint could not judge all: {broken}"),
        // Outcomes that are all unknown are no check either.
        None if total.pass + total.fail + total.waived == 0 => {
            "tenantlint checked nothing".to_owned()
        }
        None if total.unknown > 0 => format!("tenantlint {found}; {} unknown", total.unknown),
        None => format!("tenantlint {found}"),
    }
}

/// `2 waived`, `3 known to the baseline`, as far as there are any.
pub(super) fn accepted(report: &Report) -> Vec<String> {
    let number = |matches: fn(&Standing) -> bool| {
        let findings = report.findings.iter();
        findings
            .filter(|finding| matches(&finding.standing))
            .count()
    };
    let waived = number(|standing| matches!(standing, Standing::Waived(_)));
    let known = number(|standing| matches!(standing, Standing::Known));
    [
        (waived, format!("{waived} waived")),
        (known, format!("{known} known to the baseline")),
    ]
    .into_iter()
    .filter_map(|(number, words)| (number > 0).then_some(words))
    .collect()
}

/// `4 errors, 1 warning, 0 infos`
fn levels(report: &Report) -> String {
    format!(
        "{}, {}, {}",
        count(report.of_level(Level::Error), "error", "errors"),
        count(report.of_level(Level::Warning), "warning", "warnings"),
        count(report.of_level(Level::Info), "info", "infos"),
    )
}

fn broken(report: &Report) -> Option<String> {
    let broken = report.of_class(Class::Broken);
    let words = count(broken, "problem with the input", "problems with the input");
    (broken > 0).then_some(words)
}
