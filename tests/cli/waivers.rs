//! Waivers: what they accept, what is said of them, and how `waive` and `waivers` write and read them.

mod listed;
mod mistakes;
mod states;
mod subjects;
mod waive;

use serde_json::Value;

use crate::bad_input::Files;
use crate::runner::{Done, TODAY, tenantlint};

/// The rule of these tests, and what it finds on the open partner.
const RULE: &str = "direct-connect-inbound-unscoped";
const PATH: &str = "b2bDirectConnectInbound.usersAndGroups";
const VALUE: &str = "{targets: [{targetType: user, target: AllUsers}], accessType: allowed}";

/// Open to everybody, closed, and one whose setting can't be told.
const OPEN: &str = "abcdef22-2222-4222-8222-222222222222";
const CLOSED: &str = "33333333-3333-4333-8333-333333333333";
const UNCLEAR: &str = "44444444-4444-4444-8444-444444444444";

/// A tenant with these three partners.
fn export() -> String {
    let partner = |id: &str, setting: &str| {
        format!(
            "  - {{tenantId: {id}, inboundTrust: null, b2bCollaborationInbound: null, b2bCollaborationOutbound: null, b2bDirectConnectOutbound: null, tenantRestrictions: null, automaticUserConsentSettings: null{setting}}}\n"
        )
    };
    let half = "applications: {accessType: allowed, targets: [{target: Office365, targetType: application}]}";
    let open = format!(", b2bDirectConnectInbound: {{{half}, usersAndGroups: {VALUE}}}");
    let unclear = format!(", b2bDirectConnectInbound: {{{half}}}");
    format!(
        "default: {{isServiceDefault: true}}\npartners:\n{}{}{}",
        partner(OPEN, &open),
        partner(CLOSED, ", b2bDirectConnectInbound: null"),
        partner(UNCLEAR, &unclear),
    )
}

/// The tenant with waivers that the config names.
fn files(waivers: &str) -> Files {
    Files::new()
        .with("tenantlint.yaml", "version: 1\nwaivers: waivers.yaml\n")
        .with("exports/tenant.yaml", export())
        .with("waivers.yaml", waivers)
}

/// An entry of the rule for `partner`, with more members.
fn entry(partner: &str, more: &str) -> String {
    format!("waivers:\n  - {{rule: {RULE}, partner: {partner}, reason: r, owner: o{more}}}\n")
}

fn check(files: &Files, args: &[&str]) -> Done {
    files.check(&[&["--rule", RULE], args].concat())
}

fn run(files: &Files, args: &[&str]) -> Done {
    let done = tenantlint().dir(files.path()).args(args);
    done.args(["--as-of", TODAY]).run()
}

fn text(files: &Files, name: &str) -> String {
    std::fs::read_to_string(files.path().join(name)).expect("the file is there")
}

/// The findings about waivers: `id line:column`.
fn about_waivers(report: &Value) -> Vec<String> {
    let findings = report["findings"].as_array().expect("a list").iter();
    let about = findings.filter(|finding| finding["subject"]["kind"] == "file");
    about
        .map(|finding| {
            let label = &finding["labels"][0];
            assert_eq!(label["path"], "waivers.yaml");
            format!(
                "{} {}:{}",
                finding["rule"].as_str().expect("an id"),
                label["start"]["line"],
                label["start"]["column"]
            )
        })
        .collect()
}

/// How the finding of the rule stands.
fn standing(report: &Value) -> String {
    let findings = report["findings"].as_array().expect("a list").iter();
    let mut of_rule =
        findings.filter(|finding| finding["rule"] == RULE && finding["outcome"] == "fail");
    let finding = of_rule.next().expect("a waiver never takes a finding away");
    assert!(of_rule.next().is_none());
    let standing = finding["standing"].as_str().expect("a standing");
    assert_eq!(finding["waiver"].is_null(), standing != "waived");
    standing.to_owned()
}
