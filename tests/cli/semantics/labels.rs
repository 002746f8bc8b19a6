//! Where a finding points: at the key or value in the original text, whatever its casing, encoding and layout, with a
//! second label where an inherited value comes from.

use serde_json::Value;

use super::{PARTNER, Report};
use crate::runner::{TODAY, tenantlint};

/// Judge a text under a name, from standard input.
pub(crate) fn read(name: &str, text: impl Into<Vec<u8>>) -> Report {
    let done = tenantlint()
        .dir(&std::env::temp_dir())
        .args(["check", "--no-config", "--format", "json", "--as-of", TODAY])
        .args(["--stdin-filename", name, "-"])
        .stdin(text)
        .run();
    Report(done.json())
}

/// `line:column-column text` for each label of the one finding of a rule on a partner.
#[track_caller]
fn labels(report: &Report, rule: &str, text: &str) -> Vec<String> {
    let findings = report.findings(rule);
    let findings: Vec<&&Value> = findings
        .iter()
        .filter(|finding| finding["subject"]["kind"] == "partner")
        .collect();
    assert_eq!(findings.len(), 1, "{}", report.0);
    findings[0]["labels"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|label| {
            let offset = |end: &str| label[end]["offset"].as_u64().expect("an offset") as usize;
            let start = &label["start"];
            format!(
                "{}:{} {}",
                start["line"],
                start["column"],
                &text[offset("start")..offset("end")]
            )
        })
        .collect()
}

const MFA: &str = "mfa-trust-missing";

/// MFA is not trusted; the partner inherits that and an open inbound collaboration.
fn inheriting() -> String {
    format!(
        "default:
  isServiceDefault: false
  inboundTrust:
    isMfaAccepted: false
  b2bCollaborationInbound:
    usersAndGroups: {{accessType: allowed, targets: [{{target: AllUsers, targetType: user}}]}}
    applications: {{accessType: allowed, targets: [{{target: AllApplications, targetType: application}}]}}
partners:
  - tenantId: {PARTNER}
    b2bCollaborationInbound: null
    inboundTrust: null
"
    )
}

#[test]
fn an_inherited_value_shows_the_null_and_the_default() {
    let text = inheriting();
    let report = read("x.yaml", text.clone());
    assert_eq!(
        labels(&report, MFA, &text),
        ["11:5 inboundTrust: null", "4:5 isMfaAccepted: false"]
    );
    let finding = report.findings(MFA)[0];
    assert_eq!(finding["setting"], "inboundTrust.isMfaAccepted");
    assert_eq!(finding["labels"][0]["primary"], true);
    assert_eq!(finding["labels"][1]["primary"], false);
    assert_eq!(finding["labels"][0]["pointer"], "/partners/0/inboundTrust");
    assert_eq!(
        finding["labels"][1]["pointer"],
        "/default/inboundTrust/isMfaAccepted"
    );
}

#[test]
fn what_a_format_leaves_out_is_not_said_to_be_written() {
    let text = format!(
        "# Generated with Microsoft365DSC version 1.26.909.1
Configuration M365TenantConfig
{{
    Node localhost
    {{
        AADCrossTenantAccessPolicyConfigurationDefault \"Default\"
        {{
            InboundTrust = MSFT_AADCrossTenantAccessPolicyInboundTrust{{
                IsMfaAccepted = $False
            }}
            B2BCollaborationInbound = MSFT_AADCrossTenantAccessPolicyB2BSetting{{
                Applications = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{{
                    AccessType = 'allowed'
                    Targets = @(MSFT_AADCrossTenantAccessPolicyTarget{{
                        Target = 'AllApplications'
                        TargetType = 'application'
                    }})
                }}
                UsersAndGroups = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{{
                    AccessType = 'allowed'
                    Targets = @(MSFT_AADCrossTenantAccessPolicyTarget{{
                        Target = 'AllUsers'
                        TargetType = 'user'
                    }})
                }}
            }}
        }}
        AADCrossTenantAccessPolicyConfigurationPartner \"Fabrikam\"
        {{
            PartnerTenantId = '{PARTNER}'
        }}
    }}
}}
"
    );
    let report = read("x.ps1", text.clone());
    let found = labels(&report, MFA, &text);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains(PARTNER), "{found:?}");
    let label = &report.findings(MFA)[0]["labels"][0];
    assert_eq!(label["text"], "not written: inherits the default");
}

#[test]
fn an_own_value_shows_itself() {
    let text = inheriting().replace("inboundTrust: null", "inboundTrust: {isMfaAccepted: false}");
    let report = read("x.yaml", text.clone());
    assert_eq!(labels(&report, MFA, &text), ["11:20 isMfaAccepted: false"]);
}

#[test]
fn a_missing_key_shows_the_object_that_lacks_it() {
    let text = inheriting().replace(
        "inboundTrust: null",
        "inboundTrust: {isCompliantDeviceAccepted: true}",
    );
    let report = read("x.yaml", text.clone());
    let found = labels(&report, MFA, &text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("11:5 inboundTrust"), "{found:?}");
    // A key of the record itself: the record has no key, so its tenant id stands for it.
    let text = inheriting().replace("    inboundTrust: null\n", "");
    let report = read("x.yaml", text.clone());
    let found = labels(&report, MFA, &text);
    assert_eq!(found, [format!("9:5 tenantId: {PARTNER}")]);
}

/// A partner as PowerShell writes it, after a name that is not ASCII.
fn pascal_case() -> String {
    format!(
        "[\n  {{\n    \"DisplayName\": \"Zoë 漢 😀\", \"TenantId\": \"{PARTNER}\", \"InboundTrust\": {{ \"IsMfaAccepted\": false }},\n    \"B2BCollaborationInbound\": {{\n      \"Applications\": {{ \"AccessType\": \"allowed\", \"Targets\": [ {{ \"Target\": \"Office365\", \"TargetType\": \"application\" }} ] }},\n      \"UsersAndGroups\": {{ \"AccessType\": \"allowed\", \"Targets\": [ {{ \"Target\": \"AllUsers\", \"TargetType\": \"user\" }} ] }}\n    }}\n  }}\n]\n"
    )
}

#[test]
fn pascal_case_is_shown_as_written() {
    let text = pascal_case();
    let report = read("x.json", text.clone());
    let line = text.lines().nth(2).expect("the line");
    let before = line.split("\"IsMfaAccepted\"").next().expect("the key");
    let column = before.chars().count() + 1;
    let expected = format!("3:{column} \"IsMfaAccepted\": false");
    assert_eq!(labels(&report, MFA, &text), [expected]);
    let finding = report.findings(MFA)[0];
    assert_eq!(finding["setting"], "inboundTrust.isMfaAccepted");
    assert_eq!(
        finding["labels"][0]["pointer"],
        "/0/InboundTrust/IsMfaAccepted"
    );
}

#[test]
fn every_encoding_and_layout_shows_the_same_text() {
    let text = pascal_case();
    let plain = labels(&read("x.json", text.clone()), MFA, &text);
    let marked = format!("\u{feff}{text}");
    let utf16: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(
        labels(&read("x.json", utf16), MFA, &text),
        plain,
        "UTF-16LE"
    );
    assert_eq!(labels(&read("x.json", marked), MFA, &text), plain, "BOM");
    let windows = text.replace('\n', "\r\n");
    assert_eq!(
        labels(&read("x.json", windows.clone()), MFA, &windows),
        plain,
        "CRLF"
    );
    // Minified: one line, and the column does the work.
    let value: Value = serde_json::from_str(&text).expect("JSON");
    let line = value.to_string();
    let at = line.find("\"IsMfaAccepted\"").expect("the key");
    let column = line[..at].chars().count() + 1;
    let found = labels(&read("x.json", line.clone()), MFA, &line);
    assert_eq!(found, [format!("1:{column} \"IsMfaAccepted\":false")]);
}

#[test]
fn what_was_lifted_is_shown_where_it_stands() {
    // The module lags behind Graph: what it does not know sits in AdditionalProperties.
    let text = pascal_case()
        .replace(
            "\"InboundTrust\": {",
            "\"AdditionalProperties\": { \"inboundTrust\": {",
        )
        .replace("false },\n", "false } },\n")
        .replace("\"IsMfaAccepted\"", "\"isMfaAccepted\"");
    let report = read("x.json", text.clone());
    let found = labels(&report, MFA, &text);
    assert!(found[0].ends_with("\"isMfaAccepted\": false"), "{found:?}");
    let pointer = &report.findings(MFA)[0]["labels"][0]["pointer"];
    assert_eq!(
        pointer,
        "/0/AdditionalProperties/inboundTrust/isMfaAccepted"
    );
}
