//! Every export format, from outside: one invented tenant in `tests/formats`, in each format as far as it can carry it.
//!
//! - `inspected`: what each file is read as
//! - `truth`: what rules get to see of the tenant is the same in every format, but for what a format can't carry
//! - `labels`: a fault in a file is shown where it stands
//! - `broken`: broken files of each format, each with its diagnostic, its place and its exit code
//! - `keys`: misspelt keys are noted, annotations are not
//! - `adjacent`: policies that stand beside, which no rule judges yet
//! - `activity`: sign-ins across tenants
//! - `inventory`: shared channels and who takes part in them
//! - `guests`, `licences`, `sensitivity`, `team_report`: what else says who works with whom, and by which leave

mod activity;
mod adjacent;
mod broken;
mod guests;
mod inspected;
mod inventory;
mod keys;
mod labels;
mod licences;
mod sensitivity;
mod team_report;
mod truth;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::Value;

use crate::bad_input::Files;
use crate::runner::{TODAY, root, tenantlint};

/// Every tenant of the fixtures, a folder each.
pub(crate) const TENANTS: [&str; 24] = [
    "graph/files",
    "graph/batch",
    "graph/yaml",
    "graph-powershell/windows",
    "graph-powershell/core",
    "teams-powershell/json",
    "teams-powershell/listing",
    "teams-powershell/csv",
    "bundle",
    "m365dsc/export",
    "m365dsc/by-hand",
    "m365dsc/data",
    "m365dsc/report",
    "utcm/snapshot",
    "utcm/monitor",
    "utcm/items",
    "entra-exporter/2.x",
    "entra-exporter/3.x",
    "scubagear",
    "terraform/plan",
    "terraform/state",
    "terraform/statefile",
    "terraform/msgraph",
    "house",
];

pub(crate) fn fixtures() -> PathBuf {
    root().join("tests/formats")
}

/// Every file below a folder, sorted.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of fixtures") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// What rules see of files.
pub(crate) fn seen(files: &Files) -> Value {
    let args = ["input", "--as-of", TODAY, "."];
    tenantlint().dir(files.path()).args(args).run().json()
}

/// What rules see of a folder of the fixtures.
pub(crate) fn fixture(folder: &str) -> Value {
    let folder = format!("tests/formats/{folder}");
    let args = ["input", "--as-of", TODAY, &folder];
    tenantlint().args(args).run().json()
}

const UTF16: &[u8] = &[0xFF, 0xFE];
const UTF8: &[u8] = &[0xEF, 0xBB, 0xBF];

/// The text as tenantlint counts in it, and the byte order mark before it.
pub(crate) fn decoded(bytes: &[u8]) -> (String, &'static [u8]) {
    if let Some(rest) = bytes.strip_prefix(UTF16) {
        let units: Vec<u16> = rest
            .chunks(2)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
            .collect();
        return (String::from_utf16(&units).expect("UTF-16"), UTF16);
    }
    let (text, mark) = match bytes.strip_prefix(UTF8) {
        Some(rest) => (rest, UTF8),
        None => (bytes, &[][..]),
    };
    let text = std::str::from_utf8(text).expect("UTF-8");
    (text.to_owned(), mark)
}

/// The text as bytes again, in the encoding of its mark.
pub(crate) fn encoded(text: &str, mark: &[u8]) -> Vec<u8> {
    let bytes = match mark {
        UTF16 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        _ => text.as_bytes().to_vec(),
    };
    [mark, &bytes].concat()
}

/// A copy of a tenant in which something of one file stands otherwise.
pub(crate) struct Altered {
    pub(crate) files: Files,
    /// The new text of that file.
    pub(crate) text: String,
    /// Where the change begins in it.
    pub(crate) at: usize,
}

/// A copy in which a file has `to` in place of its first `from`, in the encoding it has.
pub(crate) fn altered(tenant: &str, file: &str, from: &str, to: &str) -> Altered {
    let folder = fixtures().join(tenant);
    let mut copy = Files::new();
    let mut change = None;
    for path in files(&folder) {
        let mut bytes = std::fs::read(&path).expect("a fixture");
        let name = path.strip_prefix(&folder).expect("below its folder");
        let name = name.to_str().expect("a name in UTF-8").replace('\\', "/");
        if name == file {
            let (before, mark) = decoded(&bytes);
            let at = before.find(from);
            let at = at.unwrap_or_else(|| panic!("no {from:?} in {tenant}/{file}"));
            let text = before.replacen(from, to, 1);
            bytes = encoded(&text, mark);
            change = Some((text, at));
        }
        copy = copy.with(&name, bytes);
    }
    let (text, at) = change.unwrap_or_else(|| panic!("{tenant}/{file} is not there"));
    Altered {
        files: copy,
        text,
        at,
    }
}

/// The report of `check` on every tenant, and on what stands beside.
pub(crate) fn reports() -> &'static [(&'static str, Value)] {
    static REPORTS: LazyLock<Vec<(&str, Value)>> = LazyLock::new(|| {
        let folders = TENANTS.into_iter().chain(["adjacent"]);
        folders
            .map(|tenant| {
                let folder = format!("tests/formats/{tenant}");
                let args = ["check", "--format", "json", "--as-of", TODAY, &folder];
                (tenant, tenantlint().args(args).run().json())
            })
            .collect()
    });
    &REPORTS
}

#[test]
fn no_fixture_is_left_out_and_none_is_met_by_chance() {
    let known = |path: &Path| {
        TENANTS
            .iter()
            .chain(&["activity", "adjacent", "inventory"])
            .chain(&["guests", "labels", "licences", "team-report"])
            .any(|tenant| path.starts_with(tenant))
            || path.ends_with("README.md")
    };
    for path in files(&fixtures()) {
        let path = path.strip_prefix(fixtures()).expect("below").to_owned();
        assert!(known(&path), "{} belongs to no tenant", path.display());
    }
    // A run on the whole repository passes them by.
    let done = tenantlint().args(["inspect", "--no-config", "tests"]).run();
    assert!(!done.stdout.contains("tests/formats"), "{}", done.shown());
}

#[test]
fn every_fixture_says_that_it_is_invented() {
    for path in files(&fixtures()) {
        let bytes = std::fs::read(&path).expect("a fixture");
        let own = decoded(&bytes).0.contains("Synthetic");
        let beside = path.ancestors().skip(1).any(|folder| {
            folder.starts_with(fixtures())
                && folder != fixtures()
                && std::fs::read_to_string(folder.join("README.md"))
                    .is_ok_and(|text| text.contains("invented"))
        });
        assert!(
            own || beside || path == fixtures().join("README.md"),
            "{}",
            path.display()
        );
    }
}
