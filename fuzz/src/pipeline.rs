//! A file through the whole program, in memory: read, recognised, judged by every built-in rule, and reported.

use std::sync::OnceLock;

use jiff::civil::date;
use tenantlint::cli::ReportFormat;
use tenantlint::config::Config;
use tenantlint::coverage;
use tenantlint::finding::{Label, Ledger};
use tenantlint::judge::judge;
use tenantlint::load::{Bytes, load_bytes};
use tenantlint::report::diagnostic::Style;
use tenantlint::report::{self, Report, TenantLine, human};
use tenantlint::rule::input::Whole;
use tenantlint::rule::{RuleSet, Store, load_all};
use tenantlint::source::Sources;
use tenantlint::tenant::assemble::{assemble, refuse_empty};

const NAMES: [&str; 5] = ["a.json", "a.yaml", "a.ps1", "a.txt", "a.csv"];

/// The first byte picks the file's name: 0 to 4, or the digits, so that seeds are files one can read.
pub fn recognise(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else {
        return;
    };
    let pick = usize::from(first.wrapping_sub(b'0')) % NAMES.len();
    let rules = rules();
    let config = Config::default();
    let mut sources = Sources::default();
    let mut loaded = load_bytes(
        Bytes {
            name: NAMES[pick].to_owned(),
            named: true,
            bytes: Ok(bytes.to_vec()),
        },
        &config.formats,
        &mut sources,
    );
    let (tenants, diagnostics) = assemble(&loaded.documents, &sources, &config);
    loaded.diagnostics.extend(diagnostics);
    loaded.diagnostics.extend(refuse_empty(&config, &tenants));
    let as_of = date(2026, 11, 23);
    let mut report = Report {
        rules: rules.rules.clone(),
        shard: None,
        unshown: None,
        as_of,
        profile: config.profile,
        inputs: loaded.inputs,
        tenants: Vec::new(),
        findings: Vec::new(),
        diagnostics: loaded.diagnostics,
        ledger: Ledger::default(),
        skipped: loaded.skipped,
    };
    for tenant in &tenants {
        let whole = Whole::new(tenant, &loaded.documents, None, as_of);
        let judgement = judge(&whole, &[], &rules.rules, &|_| {});
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
            missing: coverage::judged(tenant, &loaded.documents)
                .into_iter()
                .map(|gap| gap.what)
                .collect(),
        });
    }
    report.sort(&sources);
    check_labels(&report, &sources);
    write(&report, &sources);
}

/// Every rule, compiled once. One thread does all the work, so that the same bytes always take the same way.
fn rules() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(|| {
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(1)
            .use_current_thread()
            .build_global();
        let rules = load_all(&Store::built_in(), &mut Sources::default());
        assert!(rules.diagnostics.is_empty() && !rules.rules.is_empty());
        rules
    })
}

/// Every label points at text of its file.
fn check_labels(report: &Report, sources: &Sources) {
    let labels = |labels: &[Label]| {
        for label in labels {
            let text = sources.get(label.file).map(|file| &*file.text);
            let (start, end) = (label.span.start as usize, label.span.end as usize);
            assert!(
                text.is_some_and(|text| text.get(start..end).is_some()),
                "{label:?}"
            );
        }
    };
    for finding in &report.findings {
        labels(&finding.labels);
    }
    for diagnostic in &report.diagnostics {
        labels(&diagnostic.labels);
    }
}

/// Every form; the ones that are JSON can be read back.
fn write(report: &Report, sources: &Sources) {
    let view = human::View {
        style: Style {
            graphical: true,
            unicode: true,
            colour: false,
            width: 100,
            links: false,
        },
        verbose: true,
    };
    for form in [
        ReportFormat::Human,
        ReportFormat::Concise,
        ReportFormat::Json,
        ReportFormat::Jsonl,
        ReportFormat::Sarif,
        ReportFormat::Junit,
        ReportFormat::Github,
        ReportFormat::Gitlab,
        ReportFormat::Azure,
        ReportFormat::Markdown,
        ReportFormat::Csv,
    ] {
        let mut out = Vec::new();
        report::write(form, report, sources, &view, None, &mut out).expect("memory");
        if matches!(
            form,
            ReportFormat::Json | ReportFormat::Sarif | ReportFormat::Gitlab
        ) {
            serde_json::from_slice::<serde_json::Value>(&out).expect("the report is JSON");
        }
        std::str::from_utf8(&out).expect("the report is UTF-8");
    }
}
