//! Every value of every record of every fixture stands where it says, through all that formats do to it; and a file that
//! is cut anywhere is read or refused, with places that lie in it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "sound/records.rs"]
mod records;

use std::path::{Path, PathBuf};

use tenantlint::config::Config;
use tenantlint::diagnostic::Diagnostic;
use tenantlint::load::{Bytes, Loaded, load_bytes};
use tenantlint::source::Sources;

const FIXTURES: &str = "tests/formats";

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if !path.ends_with("README.md") && !path.ends_with("tenantlint.yaml") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The path below the root of the repository, as a run there would show it.
fn name(path: &Path) -> String {
    path.to_str().unwrap().replace('\\', "/")
}

fn config(sources: &mut Sources) -> Config {
    let path = Path::new(FIXTURES).join("house/tenantlint.yaml");
    Config::load(&path, sources).unwrap_or_else(|said| panic!("{said:?}"))
}

fn load(path: &Path, bytes: Vec<u8>, config: &Config, sources: &mut Sources) -> Loaded {
    let bytes = Bytes {
        name: name(path),
        named: false,
        bytes: Ok(bytes),
    };
    load_bytes(bytes, &config.formats, sources)
}

/// What formats make of what is written: the value, and the text at its place.
const MADE: &[(&str, &[&str])] = &[
    // The words of the house.
    ("true", &["\"yes\""]),
    ("false", &["\"no\""]),
    ("allowed", &["open"]),
    ("blocked", &["closed"]),
    ("AllUsers", &["open", "closed"]),
    ("AllApplications", &["open", "closed"]),
    ("user", &["open", "closed"]),
    ("application", &["open", "closed"]),
    // Microsoft365DSC: an empty list is no list, and roles have names.
    ("AllowAllKnownDomains", &["@()"]),
    (
        "2af84b1e-32c8-42b7-82bc-daa82404023b",
        &["\"RestrictedGuest\""],
    ),
    ("guestUserRoleId", &["GuestUserRole"]),
];

fn is_made(value: &str, written: &str) -> bool {
    MADE.iter()
        .any(|(known, from)| *known == value && from.iter().any(|from| from.starts_with(written)))
}

#[test]
fn values_stand_where_they_say() {
    let mut sources = Sources::default();
    let config = config(&mut sources);
    let mut records = 0;
    for path in files(Path::new(FIXTURES)) {
        let bytes = std::fs::read(&path).unwrap();
        let loaded = load(&path, bytes, &config, &mut sources);
        assert_eq!(loaded.documents.len(), 1, "{}", path.display());
        for document in &loaded.documents {
            records += document.reading.records.len();
            records::check(document, &is_made);
        }
        check_labels(&loaded.diagnostics, &sources);
    }
    assert!(records > 100, "{records}");
}

/// What formats change most: values in a text, lists of one, words in any casing, flat names.
const MADE_OVER: &str = r#"# Generated with Microsoft365DSC version 1.26.1007.1
TeamsFederationConfiguration 'Global' { Identity = 'Global'; AllowedDomains = @(); AllowFederatedUsers = $TRUE }
AADAuthorizationPolicy 'x' { GuestUserRole = "RestrictedGuest"; AllowInvitesFrom = 'ADMINSANDGUESTINVITERS'; DefaultUserRoleAllowedToCreateApps = $False }
AADCrossTenantAccessPolicyConfigurationPartner 'x'
{
    PartnerTenantId = '22222222-2222-4222-8222-222222222222'
    InboundTrust = "MSFT_AADCrossTenantAccessPolicyInboundTrust{ IsMfaAccepted = `$True }"
    B2BDirectConnectInbound = MSFT_AADCrossTenantAccessPolicyB2BSetting
    {
        Applications = MSFT_AADCrossTenantAccessPolicyTargetConfiguration
        {
            AccessType = 'ALLOWED'
            Targets = MSFT_AADCrossTenantAccessPolicyTarget { Target = 'office365'; TargetType = 'Application' }
        }
        UsersAndGroups = MSFT_AADCrossTenantAccessPolicyTargetConfiguration
        {
            AccessType = 'Allowed'
            Targets = @(MSFT_AADCrossTenantAccessPolicyTarget { Target = 'SG-O''Neill'; TargetType = 'Group' })
        }
    }
}
"#;

#[test]
fn values_that_formats_make_stand_where_they_come_from() {
    let mut sources = Sources::default();
    let config = Config::default();
    let path = Path::new("tenant.ps1");
    let loaded = load(path, MADE_OVER.as_bytes().to_vec(), &config, &mut sources);
    assert_eq!(loaded.diagnostics, []);
    let document = loaded.documents.first().unwrap();
    assert_eq!(document.reading.records.len(), 3);
    records::check(document, &is_made);
}

#[test]
fn a_file_that_is_cut_is_read_or_refused() {
    let mut sources = Sources::default();
    let config = config(&mut sources);
    for path in files(Path::new(FIXTURES)) {
        let bytes = std::fs::read(&path).unwrap();
        for part in 0..24 {
            let cut = bytes[..bytes.len() * part / 24].to_vec();
            let loaded = load(&path, cut, &config, &mut sources);
            for document in &loaded.documents {
                records::check(document, &is_made);
            }
            check_labels(&loaded.diagnostics, &sources);
            let taken = loaded.documents.len() + loaded.diagnostics.len() + loaded.skipped.len();
            assert!(
                taken > 0,
                "{} cut at {part}/24 says nothing",
                path.display()
            );
        }
    }
}

/// Every label lies in the text of its file.
fn check_labels(diagnostics: &[Diagnostic], sources: &Sources) {
    for diagnostic in diagnostics {
        for label in &diagnostic.labels {
            let text = sources.get(label.file).map(|file| &*file.text).unwrap();
            let (start, end) = (label.span.start as usize, label.span.end as usize);
            assert!(text.get(start..end).is_some(), "{diagnostic:?}");
        }
    }
}
