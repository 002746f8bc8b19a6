//! Policies that stand beside cross-tenant access: no rule judges them yet, but they are read and held against their
//! schemas, and a tenant takes its id from its organization.

use serde_json::Value;

use super::{Altered, altered};
use crate::runner::{TODAY, tenantlint};

const FOLDER: &str = "tests/formats/adjacent";

#[test]
fn what_is_there_is_not_missing() {
    let done = tenantlint()
        .args(["inspect", "--as-of", TODAY, FOLDER])
        .run();
    let (_, missing) = done
        .stdout
        .split_once("no rule of this version judges it yet:")
        .expect("a list");
    let missing: Vec<&str> = missing
        .lines()
        .filter_map(|line| Some(line.trim().split_once("  ")?.0))
        .collect();
    let expected = [
        "Teams external access policies",
        "Teams client configurations",
        "Teams meeting policies",
        "SharePoint sharing configurations",
    ];
    assert_eq!(missing, expected, "{}", done.shown());
}

#[test]
fn the_tenant_is_that_of_its_organization() {
    let input = tenantlint()
        .args(["input", "--as-of", TODAY, FOLDER])
        .run()
        .json();
    assert_eq!(
        input["tenant"]["id"],
        "11111111-1111-4111-8111-111111111111"
    );
    // What is in the recycle bin is no partner, and what no rule judges is no partner either.
    assert_eq!(input["tenant"]["partner_count"], 0);
    assert_eq!(input["tenant"]["present"]["default"], false);
}

#[test]
fn deleted_partners_are_noted_and_nothing_else_is_wrong() {
    let args = [
        "check",
        "--format",
        "json",
        "--as-of",
        TODAY,
        "--fail-on",
        "never",
        FOLDER,
    ];
    let done = tenantlint().args(args).run();
    let report = done.json();
    let said: Vec<&str> = report["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["code"].as_str().expect("a code"))
        .collect();
    assert_eq!(said, ["record-deleted"], "{}", done.shown());
}

/// The list of invitation domains is JSON in a text: a fault in it is shown in the file, past escapes and accents.
#[test]
fn json_in_a_text_has_its_places_in_the_file() {
    for (from, to, shows) in [
        (
            r#"\"BlockedDomains\":[]"#,
            r#"\"BlockedDomains\":\"none\""#,
            r#"\"BlockedDomains\":\"none\""#,
        ),
        (r#"\"fabrikam.example\""#, r#"true"#, "true"),
        (r#"\"caf\\u00e9.example\""#, r#"12"#, "12"),
        (
            r#"\"B2BManagementPolicy\":{"#,
            r#"\"B2BManagementPolicy\":{\"\u00e9\":[],\"AllowedDomains\":[],"#,
            "",
        ),
    ] {
        let Altered { files, text, at } =
            altered("adjacent", "b2b-management-policy.json", from, to);
        let report = files.check(&["--fail-on", "never", "."]).json();
        let of_file: Vec<&Value> = report["diagnostics"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|one| one["code"] == "type-wrong" || one["code"] == "value-unknown")
            .collect();
        if shows.is_empty() {
            assert!(of_file.is_empty(), "{of_file:?}");
            continue;
        }
        let [one] = of_file.as_slice() else {
            panic!("{to}: {report}");
        };
        let label = &one["labels"][0];
        let offset = |end: &str| {
            let offset = label[end]["offset"].as_u64().expect("an offset");
            usize::try_from(offset).expect("an offset")
        };
        assert_eq!(&text[offset("start")..offset("end")], shows, "{one}");
        assert_eq!(offset("start"), at, "{one}");
    }
}
