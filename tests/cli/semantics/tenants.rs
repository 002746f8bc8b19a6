//! Which files make a tenant, with and without a config.

use serde_json::{Value, json};

use super::partner;
use crate::bad_input::Files;

const PARTNER: &str = "22222222-2222-4222-8222-222222222222";

/// The tenants of a run over `files`, each with its number of partners, and the codes of all diagnostics.
fn assembled(files: &[(&str, Value)], args: &[&str]) -> (Vec<(String, u64)>, Vec<String>) {
    let files = files.iter().fold(Files::new(), |all, (name, value)| {
        all.with(name, value.to_string())
    });
    let done = files.check(&[&["--rule", "mfa-trust-missing"], args].concat());
    let report = done.json();
    let list = |key: &str| report[key].as_array().cloned().unwrap_or_default();
    let tenants = list("tenants")
        .iter()
        .map(|tenant| {
            let name = tenant["name"].as_str().unwrap_or_default().to_owned();
            (name, tenant["partners"].as_u64().unwrap_or_default())
        })
        .collect();
    let codes = list("diagnostics")
        .iter()
        .map(|diagnostic| diagnostic["code"].as_str().unwrap_or_default().to_owned())
        .collect();
    (tenants, codes)
}

fn default() -> Value {
    json!({"isServiceDefault": true})
}

#[test]
fn without_a_config_defaults_make_tenants() {
    let partners = || json!([partner(PARTNER)]);
    let one = [
        ("all/entra/default.json", default()),
        ("all/partners/a.json", partners()),
    ];
    let (tenants, codes) = assembled(&one, &["--no-config", "all"]);
    assert_eq!((tenants, codes), (vec![("tenant".to_owned(), 1)], vec![]));

    let two = [
        ("all/a/default.json", default()),
        ("all/a/partners.json", partners()),
        ("all/b/default.json", default()),
    ];
    let (tenants, codes) = assembled(&two, &["--no-config", "all"]);
    let expected = vec![("all/a".to_owned(), 1), ("all/b".to_owned(), 0)];
    assert_eq!((tenants, codes), (expected, vec![]));
}

#[test]
fn partners_of_another_folder_do_not_inherit_from_the_only_default() {
    let mut inherits = partner(PARTNER);
    inherits["inboundTrust"] = Value::Null;
    let files = [
        ("all/a/default.json", default()),
        ("all/a/partners.json", json!([partner(PARTNER)])),
        ("all/b/partners.json", json!([inherits])),
    ];
    let (tenants, codes) = assembled(&files, &["--no-config", "all"]);
    assert_eq!(tenants, [("all/a".to_owned(), 1), ("all/b".to_owned(), 1)]);
    assert_eq!(codes, ["default-missing"]);
}

#[test]
fn a_tenant_of_the_config_without_files_is_said() {
    let config = |paths: &str| {
        json!({"version": 1, "tenants": [
            {"name": "a", "paths": ["tenants/a/**"]},
            {"name": "b", "paths": [paths]},
        ]})
    };
    let files = |paths: &str| {
        [
            ("tenantlint.yaml", config(paths)),
            ("tenants/a/default.json", default()),
            ("tenants/b/default.json", default()),
        ]
    };
    let (tenants, codes) = assembled(&files("tenants/b/**"), &["."]);
    assert_eq!(tenants.len(), 2);
    assert_eq!(codes, Vec::<String>::new());
    // A slip in the path: b's file belongs to nobody, and b has no file.
    let (tenants, mut codes) = assembled(&files("tenant/b/**"), &["."]);
    codes.sort();
    assert_eq!(tenants.len(), 1);
    assert_eq!(codes, ["tenant-empty", "tenant-unknown"]);
    // Reading one tenant alone says nothing of the other.
    let (_, codes) = assembled(&files("tenants/b/**"), &["tenants/a"]);
    assert_eq!(codes, Vec::<String>::new());
    // Two tenants that take the same file.
    let (_, codes) = assembled(&files("tenants/**"), &["."]);
    assert!(codes.contains(&"tenant-unknown".to_owned()), "{codes:?}");
}
