//! A fault in a file of each format is shown where it stands: path, line and column, and the slice of the text between
//! the offsets is what was written.

use serde_json::Value;

use super::{Altered, altered, reports};
use crate::bad_input::all_hold;
use crate::report::labels::position;
use crate::runner::{TODAY, tenantlint};

/// One fault: in which file, what is put in place of what, which rule says it, and what it underlines.
struct Fault {
    tenant: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    rule: &'static str,
    shows: &'static str,
}

const MFA: &str = "mfa-trust-missing";
const SHARING: &str = "teams-external-sharing-open";
const CONSUMER: &str = "teams-consumer-contact-open";
const FEDERATION: &str = "teams-federation-open";

const fn fault(
    tenant: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    rule: &'static str,
    shows: &'static str,
) -> Fault {
    Fault {
        tenant,
        file,
        from,
        to,
        rule,
        shows,
    }
}

const FABRIKAM: &str = "tenant_state/entra/crosstenantaccesspolicyconfigurationpartner/AADCrossTenantAccessPolicyConfigurationPartner-Fabrikam.yaml";
const LAST: &str = "Policies/CrossTenantAccessPolicy/Partners/Partners/Partners.json";

#[rustfmt::skip]
const FAULTS: &[Fault] = &[
    // A partner whose users come in, and whose MFA is not trusted.
    fault("graph/files", "partners.json", r#""isMfaAccepted": true"#, r#""isMfaAccepted": false"#, MFA, r#""isMfaAccepted": false"#),
    fault("graph/batch", "batch.json", r#""isMfaAccepted": true"#, r#""isMfaAccepted": false"#, MFA, r#""isMfaAccepted": false"#),
    fault("graph/yaml", "partners.yaml", "isMfaAccepted: true", "isMfaAccepted: false", MFA, "isMfaAccepted: false"),
    fault("graph-powershell/windows", "partners.json", r#""IsMfaAccepted":  true"#, r#""IsMfaAccepted":  false"#, MFA, r#""IsMfaAccepted":  false"#),
    fault("graph-powershell/core", "partners.json", r#""IsMfaAccepted": true"#, r#""IsMfaAccepted": false"#, MFA, r#""IsMfaAccepted": false"#),
    fault("bundle", "contoso.yaml", "isMfaAccepted: true", "isMfaAccepted: false", MFA, "isMfaAccepted: false"),
    fault("m365dsc/export", "M365TenantConfig.ps1", "IsMfaAccepted = $True", "IsMfaAccepted = $False", MFA, "IsMfaAccepted = $False"),
    fault("m365dsc/by-hand", "contoso.ps1", "IsMfaAccepted = $True", "IsMfaAccepted = $false", MFA, "IsMfaAccepted = $false"),
    fault("m365dsc/data", "contoso.psd1", "IsMfaAccepted = $True", "IsMfaAccepted = $False", MFA, "IsMfaAccepted = $False"),
    fault("m365dsc/report", "report.json", r#""IsMfaAccepted":  true"#, r#""IsMfaAccepted":  false"#, MFA, r#""IsMfaAccepted":  false"#),
    fault("utcm/snapshot", "snapshot.json", r#""IsMfaAccepted": true"#, r#""IsMfaAccepted": false"#, MFA, r#""IsMfaAccepted": false"#),
    fault("utcm/monitor", "monitor.json", r#""IsMfaAccepted": true"#, r#""IsMfaAccepted": false"#, MFA, r#""IsMfaAccepted": false"#),
    fault("utcm/items", FABRIKAM, "IsMfaAccepted: true", "IsMfaAccepted: false", MFA, "IsMfaAccepted: false"),
    fault("entra-exporter/3.x", LAST, r#""isMfaAccepted": true"#, r#""isMfaAccepted": false"#, MFA, r#""isMfaAccepted": false"#),
    fault("terraform/plan", "plan.json", r#""is_mfa_accepted": true"#, r#""is_mfa_accepted": false"#, MFA, r#""is_mfa_accepted": false"#),
    fault("terraform/state", "state.json", r#""is_mfa_accepted": true"#, r#""is_mfa_accepted": false"#, MFA, r#""is_mfa_accepted": false"#),
    fault("terraform/statefile", "terraform.tfstate", r#""is_mfa_accepted": true"#, r#""is_mfa_accepted": false"#, MFA, r#""is_mfa_accepted": false"#),
    fault("terraform/msgraph", "plan.json", r#""isMfaAccepted": true"#, r#""isMfaAccepted": false"#, MFA, r#""isMfaAccepted": false"#),
    fault("house", "config/peers.yaml", r#"mfa: "yes""#, r#"mfa: "no""#, MFA, r#"mfa: "no""#),
    // Everybody may invite outsiders.
    fault("teams-powershell/json", "channels-policies.json", r#""AllowChannelSharingToExternalUser": false"#, r#""AllowChannelSharingToExternalUser": true"#, SHARING, r#""AllowChannelSharingToExternalUser": true"#),
    fault("teams-powershell/listing", "channels-policies.txt", "AllowChannelSharingToExternalUser             : False", "AllowChannelSharingToExternalUser             : True", SHARING, "AllowChannelSharingToExternalUser             : True"),
    fault("teams-powershell/csv", "channels-policies.csv", "\"False\",\"True\"\r\n\"Tag:Pilot", "\"True\",\"True\"\r\n\"Tag:Pilot", SHARING, "True"),
    fault("house", "config/teams.yaml", r#"invite: "no""#, r#"invite: "yes""#, SHARING, r#"invite: "yes""#),
    fault("m365dsc/export", "M365TenantConfig.ps1", "AllowChannelSharingToExternalUser             = $False", "AllowChannelSharingToExternalUser             = $True", SHARING, "AllowChannelSharingToExternalUser             = $True"),
    // Everybody may be talked to.
    fault("scubagear", "ProviderSettingsExport.json", "\"AllowTeamsConsumer\": false,\n            \"AllowTeamsConsumerInbound\": false",
        "\"AllowTeamsConsumer\": true,\n            \"AllowTeamsConsumerInbound\": true", CONSUMER, r#""AllowTeamsConsumerInbound": true"#),
    fault("teams-powershell/listing", "federation.txt", "AllowedDomains                      : Domain=fabrikam.example", "AllowedDomains                      : AllowAllKnownDomains", FEDERATION, "AllowedDomains                      : AllowAllKnownDomains"),
    fault("teams-powershell/csv", "federation.csv", r#""Domain=fabrikam.example""#, r#""AllowAllKnownDomains""#, FEDERATION, r#""AllowAllKnownDomains""#),
    fault("m365dsc/export", "M365TenantConfig.ps1", r#"AllowedDomains                      = @("fabrikam.example")"#, "AllowedDomains                      = @()", FEDERATION, "AllowedDomains                      = @()"),
];

#[test]
fn faults_are_shown_where_they_stand() {
    let wrong: Vec<String> = FAULTS.iter().filter_map(misplaced).collect();
    all_hold(wrong);
}

fn misplaced(fault: &Fault) -> Option<String> {
    let Altered { files, text, at } = altered(fault.tenant, fault.file, fault.from, fault.to);
    let rule = [
        "check", "--format", "json", "--as-of", TODAY, "--rule", fault.rule, ".",
    ];
    let done = tenantlint().dir(files.path()).args(rule).run();
    let report = done.json();
    let start = at + text[at..].find(fault.shows).expect("what is shown");
    let (line, column) = position(&text, start);
    let expected = format!("{}:{line}:{column} {}", fault.file, fault.shows);
    let shown: Vec<String> = report["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|finding| finding["outcome"] == "fail")
        .filter_map(|finding| {
            finding["labels"]
                .as_array()?
                .iter()
                .find(|label| label["primary"] == true)
        })
        .map(|label| {
            let place = &label["start"];
            let path = label["path"].as_str().expect("a path");
            let slice = if path == fault.file {
                slice(label, &text)
            } else {
                ""
            };
            format!("{path}:{}:{} {slice}", place["line"], place["column"])
        })
        .collect();
    if shown.contains(&expected) {
        return None;
    }
    Some(format!(
        "{} {}\n  expected: {expected}\n  shown:    {}",
        fault.tenant,
        fault.rule,
        shown.join("\n            ")
    ))
}

/// The text between the offsets of a label.
fn slice<'a>(label: &Value, text: &'a str) -> &'a str {
    let at = |end: &str| {
        let offset = label[end]["offset"].as_u64().expect("an offset");
        usize::try_from(offset).expect("an offset")
    };
    text.get(at("start")..at("end"))
        .expect("offsets on character boundaries")
}

/// An object full of nulls is a null: its key is shown, and not the object over several lines.
#[test]
fn labels_stay_on_their_line() {
    for (tenant, report) in reports() {
        for finding in report["findings"].as_array().expect("a list") {
            for label in finding["labels"].as_array().expect("a list") {
                assert_eq!(
                    label["start"]["line"], label["end"]["line"],
                    "{tenant} {finding}"
                );
            }
        }
    }
}
