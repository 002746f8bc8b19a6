//! Where the time of a check goes, stage by stage, on one core.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use tenantlint::cli::Inputs;
use tenantlint::export;
use tenantlint::judge::judge;
use tenantlint::load::check_document;
use tenantlint::register::Register;
use tenantlint::report::{Report, concise, json};
use tenantlint::rule;
use tenantlint::rule::input::Builder;
use tenantlint::session::{Own, Session};
use tenantlint::source::{FileId, Language, Limits, Sources, decode, read};

use crate::Tenant;
use crate::measure::{core_seconds, line, median};

const ROUNDS: usize = 5;

/// Print the share of each stage; they overlap nowhere.
pub fn print(tenant: &Tenant) {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .use_current_thread()
        .build()
        .expect("a pool");
    let mut rounds: Vec<Vec<(&'static str, f64)>> = Vec::new();
    pool.install(|| {
        for _ in 0..ROUNDS {
            rounds.push(round(tenant));
        }
    });
    let stages: Vec<(&str, f64)> = (0..rounds[0].len())
        .map(|at| {
            let times = rounds.iter().map(|round| round[at].1).collect();
            (rounds[0][at].0, median(times))
        })
        .collect();
    let total: f64 = stages.iter().map(|stage| stage.1).sum();
    line(
        &format!(
            "stages of {} partners, one core, {:.0} ms",
            tenant.partners,
            total * 1e3
        ),
        "",
        "",
    );
    for (name, took) in stages {
        let mut share = String::new();
        let _ = write!(share, "{:.0} ms {:>3.0}%", took * 1e3, took / total * 100.0);
        line(&format!("  {name}"), &share, "");
    }
}

pub fn inputs(tenant: &Tenant) -> Inputs {
    Inputs {
        paths: vec![tenant.folder.clone()],
        as_of: crate::generate::AS_OF.parse().ok(),
        ..Inputs::default()
    }
}

fn round(tenant: &Tenant) -> Vec<(&'static str, f64)> {
    let path: PathBuf = tenant.folder.join("exports/entra/partners.json");
    let mut stages = Vec::new();
    let mut stage = |name, took| stages.push((name, took));

    let mut bytes = Vec::new();
    stage(
        "read the file",
        core_seconds(|| bytes = std::fs::read(&path).expect("exports")),
    );
    stage("SHA-256", core_seconds(|| Sha256::digest(&bytes)));
    let mut text: Arc<str> = Arc::from("");
    stage(
        "decode",
        core_seconds(|| {
            let (decoded, _) = decode(std::mem::take(&mut bytes)).expect("UTF-8");
            text = Arc::from(decoded);
        }),
    );
    let mut tree = None;
    stage(
        "parse the exports (JSON)",
        core_seconds(|| tree = read(text, Language::Json, &Limits::default()).ok()),
    );
    let mut tree = tree.expect("a tree");
    let file: FileId = Sources::default().add(String::new(), Arc::from(""));
    stage(
        "recognise the records",
        core_seconds(|| export::recognise(&mut tree, file, "", &[])),
    );
    drop(tree);

    let mut sources = Sources::default();
    let path = tenant.folder.join("partners.yaml");
    stage(
        "read the register (YAML)",
        core_seconds(|| Register::load(&path, sources.reserve(String::new())).1),
    );

    let mut session = Session::open(&inputs(tenant), &Own::default(), &|| {})
        .ok()
        .expect("a session");
    stage(
        "hold the records against their schemas",
        core_seconds(|| {
            session
                .loaded
                .documents
                .iter()
                .map(check_document)
                .collect::<Vec<_>>()
        }),
    );
    let mut rules = None;
    stage(
        "compile the rules",
        core_seconds(|| {
            rules = Some(rule::load(
                &session.store,
                &session.config,
                session.profile,
                &mut session.sources,
            ));
        }),
    );
    let rules = rules.expect("rules");
    let mut whole = None;
    stage(
        "gather facts",
        core_seconds(|| {
            whole = Some(session.whole_of(&session.tenants[0]));
        }),
    );
    let whole = whole.expect("a tenant");
    let build = core_seconds(|| {
        // In chunks as the judge does, each kept to the end.
        (0..whole.tenant.partners.len())
            .collect::<Vec<_>>()
            .chunks(64)
            .map(|chunk| {
                let builder = Builder::default();
                chunk
                    .iter()
                    .map(|index| whole.partner(&builder, *index))
                    .collect::<Vec<_>>()
            })
            .collect::<Vec<_>>()
    });
    stage("resolve and build what rules see", build);
    let mut judgement = None;
    let judged = core_seconds(|| judgement = Some(judge(&whole, &[], &rules.rules, &|_| {})));
    stage("run the rules, locate findings, let go", judged - build);
    let judgement = judgement.expect("a judgement");
    let mut report = Report {
        as_of: session.as_of,
        profile: session.profile,
        shard: None,
        unshown: None,
        inputs: Vec::new(),
        tenants: Vec::new(),
        rules: rules.rules.clone(),
        findings: judgement.findings,
        diagnostics: Vec::new(),
        ledger: judgement.ledger,
        skipped: Vec::new(),
    };
    stage(
        "sort the report",
        core_seconds(|| report.sort(&session.sources)),
    );
    let mut out = Vec::new();
    stage(
        "write it as JSON",
        core_seconds(|| json::write(&report, &session.sources, &mut out)),
    );
    let _ = concise::write(&report, &session.sources, usize::MAX, &mut std::io::sink());
    stages
}
