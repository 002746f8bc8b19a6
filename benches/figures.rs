//! The promised figures, one function each.

use std::path::Path;
use std::sync::Arc;

use tenantlint::source::{Language, Limits, read};

use crate::measure::{compare, core_seconds, line, median, seconds};
use crate::process;
use crate::{Tenant, Workshop};

/// A whole check of 10,000 partners against reading the same export bytes into serde_json's values.
pub fn check(workshop: &Workshop) {
    let tenant = workshop.tenant(10_000);
    let exports = exports(&tenant);
    for format in ["json", "concise"] {
        let wall = compare(
            7,
            || process::check(&tenant.folder, format),
            || seconds(|| values(&exports)),
        );
        let note = format!("check 10,000 partners --format {format} / serde_json Value");
        line(&note, &format!("{:.1}x", wall.ratio), "<= 15x (aim 8x)");
        let note = format!(
            "  that is {:.0} ms / {:.0} ms",
            wall.ours * 1e3,
            wall.theirs * 1e3
        );
        line(&note, "", "");
    }
    let core = compare(
        5,
        || process::check_core_seconds(&tenant.folder, "json", None),
        || core_seconds(|| values(&exports)),
    );
    line(
        "  the same in seconds on a core, all threads added",
        &format!("{:.1}x", core.ratio),
        "",
    );
}

fn exports(tenant: &Tenant) -> [Vec<u8>; 2] {
    ["default.json", "partners.json"].map(|name| {
        std::fs::read(tenant.folder.join("exports/entra").join(name)).expect("a generated file")
    })
}

fn values(exports: &[Vec<u8>; 2]) -> [serde_json::Value; 2] {
    exports
        .each_ref()
        .map(|bytes| serde_json::from_slice(bytes).expect("JSON"))
}

/// What a check of the quickstart takes over doing nothing.
pub fn cold() {
    let quickstart = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/quickstart");
    let version = ["--version".to_owned()];
    let mut over = Vec::new();
    let mut nothing = Vec::new();
    for _ in 0..41 {
        let ours = process::check(&quickstart, "human");
        let bare = process::run(&version);
        over.push((ours - bare) * 1e3);
        nothing.push(bare * 1e3);
    }
    let least = over.iter().copied().fold(f64::INFINITY, f64::min);
    line(
        "check examples/quickstart over --version",
        &format!("{:.1} ms", median(over)),
        "<= 20 ms",
    );
    let note = format!("  least {least:.1} ms; --version {:.1} ms", median(nothing));
    line(&note, "", "");
}

/// Seconds on a core for one partner more, start-up taken off, from few partners to many.
pub fn scale(workshop: &Workshop, huge: bool) {
    let mut sizes = vec![100, 1_000, 10_000];
    if huge {
        sizes.push(100_000);
    }
    let one = workshop.tenant(1);
    let mut costs = Vec::new();
    for size in sizes {
        let tenant = workshop.tenant(size);
        let rounds = match size {
            0..=100 => 61,
            101..=1_000 => 21,
            1_001..=10_000 => 5,
            _ => 3,
        };
        let more: Vec<f64> = (0..rounds)
            .map(|_| {
                let many = process::check_core_seconds(&tenant.folder, "concise", Some(1));
                many - process::check_core_seconds(&one.folder, "concise", Some(1))
            })
            .collect();
        let cost = median(more) * 1e6 / (size - 1) as f64;
        let note = format!("one partner more, of {size} (on one core, start-up taken off)");
        line(&note, &format!("{cost:.1} us"), "");
        costs.push(cost);
    }
    let least = costs.iter().copied().fold(f64::INFINITY, f64::min);
    let most = costs.iter().copied().fold(0.0, f64::max);
    line(
        "  dearest / cheapest",
        &format!("{:.2}x", most / least),
        "<= 1.3x",
    );
}

/// Peak memory against the bytes read.
pub fn memory(workshop: &Workshop, huge: bool) {
    let sizes: &[usize] = if huge { &[10_000, 100_000] } else { &[10_000] };
    for size in sizes {
        let tenant = workshop.tenant(*size);
        let peak = process::check_peak(&tenant.folder, "json") as f64;
        let read = (tenant.export_bytes + tenant.register_bytes) as f64;
        let note = format!(
            "peak memory of {} partners / bytes of exports and register",
            tenant.partners
        );
        line(&note, &format!("{:.1}x", peak / read), "<= 12x");
        let note = format!(
            "  {:.0} MB; against the exports alone {:.1}x",
            peak / 1e6,
            peak / tenant.export_bytes as f64
        );
        line(&note, "", "");
    }
}

/// Our readers, which keep the place of every key and value, against readers that do not.
pub fn readers(workshop: &Workshop) {
    let tenant = workshop.tenant(10_000);
    let [_, partners] = exports(&tenant);
    let json: Arc<str> = String::from_utf8(partners).expect("UTF-8").into();
    let limits = Limits::default();
    let compared = compare(
        9,
        || core_seconds(|| read(Arc::clone(&json), Language::Json, &limits)),
        || core_seconds(|| serde_json::from_slice::<serde_json::Value>(json.as_bytes())),
    );
    report(
        "JSON reader / serde_json Value, time",
        json.len(),
        compared.ours,
        compared.ratio,
    );
    let yaml: Arc<str> = std::fs::read_to_string(tenant.folder.join("partners.yaml"))
        .expect("the register")
        .into();
    let compared = compare(
        5,
        || core_seconds(|| read(Arc::clone(&yaml), Language::Yaml, &limits)),
        || core_seconds(|| serde_yaml::from_str::<serde_yaml::Value>(&yaml)),
    );
    report(
        "YAML reader / serde_yaml Value, time",
        yaml.len(),
        compared.ours,
        compared.ratio,
    );
}

fn report(what: &str, bytes: usize, took: f64, ratio: f64) {
    line(what, &format!("{ratio:.2}x"), "");
    line(&format!("  {:.0} MB/s", bytes as f64 / took / 1e6), "", "");
}
