//! Keys that no schema names: a misspelt one is noted once, with what it may have been meant for, and changes nothing;
//! what tools add to say what a value is, is no key of anybody's settings.

use super::{Altered, altered, reports};
use crate::bad_input::all_hold;

/// A misspelt key in a file of each format: the text that stands for it, the key and what it should have been.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const MISSPELT: &[Row] = &[
    ("graph/files", "partners.json", r#""b2bDirectConnectInbound""#, r#""b2bDirectConectInbound""#, "b2bDirectConectInbound", "b2bDirectConnectInbound"),
    ("graph/batch", "batch.json", r#""tenantRestrictions""#, r#""tenantRestriction""#, "tenantRestriction", "tenantRestrictions"),
    ("graph/yaml", "partners.yaml", "isMfaAccepted", "isMfaAcepted", "isMfaAcepted", "isMfaAccepted"),
    ("graph-powershell/core", "partners.json", r#""B2BDirectConnectInbound""#, r#""B2BDirectConectInbound""#, "B2BDirectConectInbound", "B2BDirectConnectInbound"),
    ("bundle", "contoso.yaml", "AllowTeamsConsumerInbound", "AllowTeamsConsumerInbond", "AllowTeamsConsumerInbond", "AllowTeamsConsumerInbound"),
    ("teams-powershell/json", "channels-policies.json", "AllowChannelSharingToExternalUser", "AllowChannelSharingToExternalUsers", "AllowChannelSharingToExternalUsers", "AllowChannelSharingToExternalUser"),
    ("teams-powershell/listing", "federation.txt", "AllowTeamsConsumer                  ", "AllowTeamsConsumr                   ", "AllowTeamsConsumr", "AllowTeamsConsumer"),
    ("teams-powershell/csv", "channels-policies.csv", "AllowPrivateChannelCreation", "AllowPrivateChanelCreation", "AllowPrivateChanelCreation", "AllowPrivateChannelCreation"),
    ("m365dsc/export", "M365TenantConfig.ps1", "B2BDirectConnectInbound ", "B2BDirectConectInbound ", "B2BDirectConectInbound", "B2BDirectConnectInbound"),
    ("m365dsc/data", "contoso.psd1", "B2BDirectConnectInbound ", "B2BDirectConectInbound ", "B2BDirectConectInbound", "B2BDirectConnectInbound"),
    ("m365dsc/report", "report.json", r#""B2BDirectConnectInbound""#, r#""B2BDirectConectInbound""#, "B2BDirectConectInbound", "B2BDirectConnectInbound"),
    ("utcm/snapshot", "snapshot.json", r#""B2BDirectConnectInbound""#, r#""B2BDirectConectInbound""#, "B2BDirectConectInbound", "B2BDirectConnectInbound"),
    ("terraform/plan", "plan.json", r#""b2b_direct_connect_inbound""#, r#""b2b_direct_conect_inbound""#, "b2b_direct_conect_inbound", "b2b_direct_connect_inbound"),
    ("terraform/msgraph", "plan.json", r#""b2bDirectConnectInbound""#, r#""b2bDirectConectInbound""#, "b2bDirectConectInbound", "b2bDirectConnectInbound"),
    ("scubagear", "ProviderSettingsExport.json", r#""BlockAllSubdomains""#, r#""BlockAllSubdomain""#, "BlockAllSubdomain", "BlockAllSubdomains"),
];

#[test]
fn a_misspelt_key_is_noted_once_and_changes_nothing() {
    let mut wrong = Vec::new();
    for (tenant, file, from, to, key, meant) in MISSPELT {
        let Altered { files, .. } = altered(tenant, file, from, to);
        let done = files.check(&["--fail-on", "never", "."]);
        let report = done.json();
        let noted: Vec<String> = report["diagnostics"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| {
                format!(
                    "{} {} {} {}",
                    one["code"], one["level"], one["message"], one["help"]
                )
            })
            .collect();
        let right = matches!(noted.as_slice(), [one]
            if one.starts_with("\"key-unknown\" \"info\"")
                && one.contains(&format!("`{key}` is no property"))
                && one.contains(&format!("did you mean `{meant}`?")));
        if !right || done.code != 0 {
            wrong.push(format!(
                "{tenant} {key}: exit {}\n  {}",
                done.code,
                noted.join("\n  ")
            ));
        }
    }
    all_hold(wrong);
}

#[test]
fn what_tools_add_is_not_noted() {
    // Annotations of OData, `AdditionalProperties`, types of DSC, credentials, stamps: all of it stands in the fixtures.
    let mut wrong = Vec::new();
    for (tenant, report) in reports() {
        for one in report["diagnostics"].as_array().expect("a list") {
            if one["code"] == "key-unknown" {
                wrong.push(format!("{tenant}: {}", one["message"]));
            }
        }
    }
    all_hold(wrong);
}

#[test]
fn annotations_at_every_depth_are_none() {
    #[rustfmt::skip]
    let rows = [
        ("graph/files", "partners.json", r#""inboundTrust": {"#, r##""inboundTrust@odata.type": "#x", "inboundTrust": {"@odata.type": "#microsoft.graph.crossTenantAccessPolicyInboundTrust", "##),
        ("graph-powershell/core", "partners.json", r#""InboundTrust": {"#, r#""InboundTrust": {"AdditionalProperties": {}, "#),
        ("utcm/snapshot", "snapshot.json", r#""InboundTrust": {"#, r##""InboundTrust@odata.type": "#microsoft.graph.Json", "InboundTrust": {"@odata.type": "#x", "##),
        ("scubagear", "ProviderSettingsExport.json", r#""BlockedDomains": []"#, r##""BlockedDomains@odata.type": "#Collection(String)", "BlockedDomains": []"##),
    ];
    let mut wrong = Vec::new();
    for (tenant, file, from, to) in rows {
        let Altered { files, .. } = altered(tenant, file, from, to);
        let done = files.check(&["--fail-on", "never", "."]);
        let said = &done.json()["diagnostics"];
        if said.as_array().is_none_or(|said| !said.is_empty()) || done.code != 0 {
            wrong.push(format!("{tenant}: exit {} {said}", done.code));
        }
    }
    all_hold(wrong);
}
