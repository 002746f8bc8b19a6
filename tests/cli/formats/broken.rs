//! Broken files of every format: a fixture with one thing broken. What is said of that file, where, how the run ends, and
//! that the help says what the file was read as.

use serde_json::Value;

use super::{Altered, altered};
use crate::bad_input::{all_hold, texts_hold};
use crate::report::labels::position;

/// The tenant, its file, what stands there and what in its place; then the code, what the label underlines, how the run
/// ends, and what the help says that the file was read as.
struct Row(
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    i32,
    &'static str,
);

const FABRIKAM: &str = "tenant_state/entra/crosstenantaccesspolicyconfigurationpartner/AADCrossTenantAccessPolicyConfigurationPartner-Fabrikam.yaml";
const POLICY_ROOT: &str = "Policies/CrossTenantAccessPolicy/55555555-5555-4555-8555-555555555555/55555555-5555-4555-8555-555555555555.json";
const PLAN: &str = "terraform 1.9.5, terraprovider/microsoft365wp 0.17.1";
const DSC: &str = "m365dsc 1.25.611.1";

#[rustfmt::skip]
const ROWS: &[Row] = &[
    Row("graph/files", "partners.json", r#""tenantId": "33333333-3333-4333-8333-333333333333","#, r#""tenantId": "33333333-3333"#, "json-invalid", "\n", 4, "JSON"),
    Row("graph/files", "partners.json", r#""isMfaAccepted": true"#, r#""isMfaAccepted": "true""#, "type-wrong", r#""isMfaAccepted": "true""#, 4, "graph v1.0"),
    Row("graph/files", "partners.json", r#""accessType": "allowed""#, r#""accessType": "Allowed""#, "value-unknown", r#""accessType": "Allowed""#, 4, "graph v1.0"),
    Row("graph/files", "partners.json", r#""value": ["#, r#""@odata.nextLink": "https://graph.microsoft.com/next", "value": ["#, "page-missing", r#""https://graph.microsoft.com/next""#, 4, "graph v1.0"),
    Row("graph/files", "partners.json", r#""value": ["#, r#""value": "System.Object[]", "x@odata.type": ["#, "export-truncated", r#""System.Object[]""#, 4, "graph v1.0"),
    Row("graph/files", "partners.json", r#""value": ["#, r#""value": null, "x@odata.type": ["#, "partners-null", "null", 4, "graph v1.0"),
    Row("graph/batch", "batch.json", r#""status": 200"#, r#""status": 403"#, "graph-error", "403", 4, "graph-batch beta"),
    Row("graph/yaml", "partners.yaml", "isMfaAccepted: true", "isMfaAccepted: yes", "type-wrong", "isMfaAccepted: yes", 4, "graph"),
    Row("graph/yaml", "partners.yaml", "inboundTrust:", "inboundTrust: [", "yaml-invalid", ":", 4, "YAML"),
    Row("graph-powershell/windows", "partners.json", r#""AccessType":  "allowed","#, r#""AccessType":  "allowed""#, "json-invalid", r#"""#, 4, "JSON"),
    Row("graph-powershell/windows", "partners.json", r#""IsMfaAccepted":  true"#, r#""IsMfaAccepted":  "True""#, "type-wrong", r#""IsMfaAccepted":  "True""#, 4, "graph-powershell"),
    Row("graph-powershell/core", "default.json", r#""UsersAndGroups": {"#, r#""UsersAndGroups": "Microsoft.Graph.PowerShell.Models.TargetConfiguration", "x@odata.type": {"#, "export-truncated", r#""UsersAndGroups": "Microsoft.Graph.PowerShell.Models.TargetConfiguration""#, 4, "graph-powershell v1.0"),
    Row("graph-powershell/core", "default.json", r#""PrimaryIdentityProviderPrecedenceOrder": ["#, r#""PrimaryIdentityProviderPrecedenceOrder": "azureActiveDirectory externalFederation", "x@odata.type": ["#, "export-truncated", r#""PrimaryIdentityProviderPrecedenceOrder": "azureActiveDirectory externalFederation""#, 4, "graph-powershell v1.0"),
    Row("bundle", "contoso.yaml", "tenantId: 33333333-3333-4333-8333-333333333333", "displayName: Woodgrove", "key-missing", "displayName: Woodgrove", 4, "bundle"),
    Row("bundle", "contoso.yaml", "AllowSharedChannelCreation: true", "AllowSharedChannelCreation: 1", "type-wrong", "AllowSharedChannelCreation: 1", 4, "bundle"),
    Row("teams-powershell/json", "channels-policies.json", r#""AllowSharedChannelCreation": true"#, r#""AllowSharedChannelCreation": "Enabled""#, "type-wrong", r#""AllowSharedChannelCreation": "Enabled""#, 4, "teams-powershell"),
    Row("teams-powershell/listing", "channels-policies.txt", "EnablePrivateTeamDiscovery                    : False", "EnablePrivateTeamDiscovery", "listing-invalid", "EnablePrivateTeamDiscovery", 4, "Format-List text"),
    Row("teams-powershell/listing", "federation.txt", "Domain=fabrikam.example", "{Domain=fabrikam.example, Domain=woodgrove.example...}", "value-cut", "{Domain=fabrikam.example, Domain=woodgrove.example...}", 4, "Format-List text"),
    Row("teams-powershell/listing", "channels-policies.txt", "AllowSharedChannelCreation                    : True", "AllowSharedChannelCreation                    : On", "type-wrong", "AllowSharedChannelCreation                    : On", 4, "teams-powershell"),
    Row("teams-powershell/csv", "channels-policies.csv", r#""Tag:Pilot","#, r#""Tag:Pilot,"#, "csv-invalid", r#"Teams that try shared channels""#, 4, "CSV"),
    Row("teams-powershell/csv", "channels-policies.csv", r#""Global",,"#, r#""Global","#, "csv-invalid", r#""Global","True","False","True","True","False","True""#, 4, "CSV"),
    Row("teams-powershell/csv", "channels-policies.csv", r#""Global",,"True""#, r#""Global",,"Yes""#, "type-wrong", r#""Yes""#, 4, "teams-powershell"),
    Row("m365dsc/export", "M365TenantConfig.ps1", "InboundTrust                 = MSFT_AADCrossTenantAccessPolicyInboundTrust{", "InboundTrust                 = MSFT_AADCrossTenantAccessPolicyInboundTrust", "powershell-invalid", "MSFT_AADCrossTenantAccessPolicyInboundTrust", 4, "PowerShell data"),
    Row("m365dsc/export", "M365TenantConfig.ps1", "IsMfaAccepted = $True", r#"IsMfaAccepted = "True""#, "type-wrong", r#"IsMfaAccepted = "True""#, 4, DSC),
    Row("m365dsc/export", "M365TenantConfig.ps1", "AccessType = 'allowed'", "AccessType = 'permitted'", "value-unknown", "AccessType = 'permitted'", 4, DSC),
    Row("m365dsc/export", "M365TenantConfig.ps1", "M365TenantConfig -ConfigurationData", r#"""#, "powershell-invalid", r#"""#, 4, "PowerShell data"),
    Row("m365dsc/export", "M365TenantConfig.ps1", r#"PartnerTenantId              = "22222222-2222-4222-8222-222222222222";"#, "PartnerTenantId              = $Partner;", "record-unknown", "PartnerTenantId              = $Partner", 4, DSC),
    Row("m365dsc/export", "M365TenantConfig.ps1", "Target = 'SG-Fabrikam-Channels'", "Length = 82", "export-truncated", "Targets", 4, DSC),
    Row("m365dsc/by-hand", "contoso.ps1", "IsMfaAccepted = $True", "IsMfaAccepted = $True\n        IsMfaAccepted = $False", "key-duplicate", "IsMfaAccepted", 4, "PowerShell data"),
    Row("m365dsc/data", "contoso.psd1", "AllowFederatedUsers = $True", "AllowFederatedUsers = 'yes'", "type-wrong", "AllowFederatedUsers = 'yes'", 4, "m365dsc"),
    Row("m365dsc/data", "contoso.psd1", "AllowFederatedUsers = $True", "AllowFederatedUsers = @(", "powershell-invalid", "AllowTeamsConsumer", 4, "PowerShell data"),
    Row("m365dsc/report", "report.json", r#""AccessType":  "allowed""#, r#""AccessType":  "permitted""#, "value-unknown", r#""AccessType":  "permitted""#, 4, "m365dsc"),
    Row("m365dsc/report", "report.json", r#""AllowSharedChannelCreation":  true"#, r#""AllowSharedChannelCreation":  "yes""#, "type-wrong", r#""AllowSharedChannelCreation":  "yes""#, 4, "m365dsc"),
    Row("utcm/snapshot", "snapshot.json", r#""parameters": []"#, r#""status": "partiallySuccessful", "parameters": []"#, "snapshot-partial", r#""status": "partiallySuccessful""#, 4, "utcm"),
    Row("utcm/snapshot", "snapshot.json", r#""AccessType": "allowed""#, r#""AccessType": "permitted""#, "value-unknown", r#""AccessType": "permitted""#, 4, "utcm"),
    Row("utcm/monitor", "monitor.json", r#""PartnerTenantId": "22222222-2222-4222-8222-222222222222""#, r#""PartnerTenantId": "[parameters('partner')]""#, "record-unknown", r#""PartnerTenantId": "[parameters('partner')]""#, 4, "utcm"),
    Row("utcm/monitor", "monitor.json", r#""IsMfaAccepted": true"#, r#""IsMfaAccepted": "true""#, "type-wrong", r#""IsMfaAccepted": "true""#, 4, "utcm"),
    Row("utcm/items", "tenant_state/teams/channelspolicy/TeamsChannelsPolicy-Global.yaml", "AllowSharedChannelCreation: true", "AllowSharedChannelCreation: maybe", "type-wrong", "AllowSharedChannelCreation: maybe", 4, "utcm"),
    Row("utcm/items", FABRIKAM, "PartnerTenantId: 22222222-2222-4222-8222-222222222222", "Other: x", "record-unknown", "AutomaticUserConsentSettings", 4, "utcm"),
    Row("entra-exporter/3.x", "Policies/CrossTenantAccessPolicy/Partners/Partners/Partners.json", r#""isMfaAccepted": true"#, r#""isMfaAccepted": 1"#, "type-wrong", r#""isMfaAccepted": 1"#, 4, "entra-exporter 3.x layout"),
    Row("entra-exporter/2.x", "Organization/Organization.json", r#""id":  ""#, r#""id":  12345678, "x@odata.type":  ""#, "type-wrong", r#""id":  12345678"#, 4, "entra-exporter"),
    Row("entra-exporter/2.x", POLICY_ROOT, r#""displayName""#, r#""displayName""#, "partners-lost", r#""id":  "55555555-5555-4555-8555-555555555555""#, 4, ""),
    Row("entra-exporter/3.x", POLICY_ROOT, r#""displayName""#, r#""displayName""#, "partners-lost", r#""id": "55555555-5555-4555-8555-555555555555""#, 4, ""),
    Row("scubagear", "ProviderSettingsExport.json", r#""AllowFederatedUsers": true"#, r#""AllowFederatedUsers": "True""#, "type-wrong", r#""AllowFederatedUsers": "True""#, 4, "scubagear 1.8.0"),
    Row("scubagear", "ProviderSettingsExport.json", r#""teams_unsuccessful_commands": []"#, r#""teams_unsuccessful_commands": ["#, "json-invalid", "}", 4, "JSON"),
    Row("scubagear", "ProviderSettingsExport.json", r#""federation_configuration": ["#, r#""federation_configuration": [], "x@odata.type": ["#, "command-failed", "[]", 0, "scubagear 1.8.0"),
    Row("terraform/plan", "plan.json", r#""errored": false"#, r#""errored": true"#, "plan-incomplete", r#""errored": true"#, 4, PLAN),
    Row("terraform/plan", "plan.json", r#""complete": true"#, r#""complete": false"#, "plan-incomplete", r#""complete": false"#, 4, PLAN),
    Row("terraform/plan", "plan.json", r#""format_version": "1.2""#, r#""format_version": "2.0""#, "shape-wrong", r#""format_version": "2.0""#, 4, "terraform"),
    Row("terraform/plan", "plan.json", r#""access_type": "allowed""#, r#""access_type": "permitted""#, "value-unknown", r#""access_type": "permitted""#, 4, PLAN),
    Row("terraform/plan", "plan.json", r#""provider_config_key": "microsoft365wp""#, r#""provider_config_key": "microsoft365wp.second""#, "tenant-unknown", r#""name": "fabrikam""#, 4, PLAN),
    Row("terraform/state", "state.json", r#""is_mfa_accepted": true"#, r#""is_mfa_accepted": "true""#, "type-wrong", r#""is_mfa_accepted": "true""#, 4, "terraform 1.9.5, deploymenttheory/microsoft365"),
    Row("terraform/state", "state.json", r#""tenant_id": "33333333-3333-4333-8333-333333333333","#, "", "key-missing", r#""values""#, 4, "terraform 1.9.5, deploymenttheory/microsoft365"),
    Row("terraform/statefile", "terraform.tfstate", r#""version": 4"#, r#""version": 3"#, "shape-wrong", r#""version": 3"#, 4, "terraform"),
    Row("terraform/msgraph", "plan.json", r#""isMfaAccepted": true"#, r#""isMfaAccepted": "on""#, "type-wrong", r#""isMfaAccepted": "on""#, 4, "terraform 1.9.5, microsoft/msgraph 0.17.1"),
    Row("house", "config/peers.yaml", r#"mfa: "yes""#, "mfa: perhaps", "value-unknown", "mfa: perhaps", 4, "house peers"),
    Row("house", "config/peers.yaml", "name: Fabrikam", "name: Fabrikam\n    colour: red", "key-unknown", "colour: red", 0, "house peers"),
    Row("house", "config/peers.yaml", "peers:", "partners:", "record-unknown", "partners", 4, "house peers"),
    Row("house", "config/peers.yaml", "  - name: Woodgrove", "  - Proseware\n  - name: Woodgrove", "record-unknown", "Proseware", 4, "house peers"),
    Row("house", "config/teams.yaml", r#"create: "yes""#, "create: [yes]", "value-unknown", "create", 4, "house channels"),
    Row("adjacent", "authorization-policy.json", r#""adminsAndGuestInviters""#, r#""admins""#, "value-unknown", r#""allowInvitesFrom": "admins""#, 4, "graph v1.0"),
    Row("adjacent", "b2b-management-policy.json", r#"\"AllowedDomains\":["#, r#"\"AllowedDomains\":"#, "json-invalid", "]", 4, "graph beta"),
    Row("adjacent", "b2b-management-policy.json", r#"\"AllowedDomains\":["#, r#"\"AllowedDomains\":7,\"x@odata.type\":["#, "type-wrong", r#"\"AllowedDomains\":7"#, 4, "graph beta"),
    Row("adjacent", "conditional-access.json", r#""state": "enabled""#, r#""state": "on""#, "value-unknown", r#""state": "on""#, 4, "graph v1.0"),
    Row("adjacent", "external-identities-policy.json", r#""allowExternalIdentitiesToLeave": true"#, r#""allowExternalIdentitiesToLeave": "true""#, "type-wrong", r#""allowExternalIdentitiesToLeave": "true""#, 4, "graph beta"),
    Row("adjacent", "multitenant-organization-tenants.json", r#""role": "owner""#, r#""role": "king""#, "value-unknown", r#""role": "king""#, 4, "graph v1.0"),
    Row("adjacent", "m365-capabilities.json", r#""isAllowed": true"#, r#""isAllowed": "true""#, "type-wrong", r#""isAllowed": "true""#, 4, "graph beta"),
    Row("adjacent", "cross-tenant-access-policy.json", r#""microsoftonline.us""#, "7", "value-unknown", "7", 4, "graph beta"),
    Row("adjacent", "partner-template.json", r#""templateApplicationLevel": "newPartners,existingPartners""#, r#""templateApplicationLevel": 3"#, "type-wrong", r#""templateApplicationLevel": 3"#, 4, "graph v1.0"),
    Row("adjacent", "organization.json", r#""verifiedDomains": ["#, r#""verifiedDomains": "contoso.example", "x@odata.type": ["#, "type-wrong", r#""verifiedDomains": "contoso.example""#, 4, "graph v1.0"),
];

#[test]
fn broken_files_say_what_is_wrong_and_where() {
    let wrong = ROWS.iter().filter_map(differs).collect();
    all_hold(wrong);
}

fn differs(row: &Row) -> Option<String> {
    let Row(tenant, file, from, to, code, shows, exit, read_as) = *row;
    let Altered { files, text, .. } = altered(tenant, file, from, to);
    let done = files.check(&["--fail-on", "never", "."]);
    let report = done.json();
    let diagnostics = report["diagnostics"].as_array().expect("a list");
    let of_file: Vec<&Value> = diagnostics
        .iter()
        .filter(|one| one["labels"][0]["path"] == file)
        .collect();
    let said: Vec<String> = of_file.iter().map(|one| brief(one, &text)).collect();
    let help = of_file
        .first()
        .and_then(|one| one["help"].as_str())
        .unwrap_or_default();
    let says_what = read_as.is_empty()
        || help
            .lines()
            .any(|line| line == format!("the file was read as {read_as}"));
    if said == [format!("{code} {shows}")] && done.code == exit && says_what {
        return None;
    }
    Some(format!(
        "{tenant} {to:?}\n  expected: {code} {shows} exit {exit} {read_as}\n  got:      {} exit {} {help}",
        said.join(" AND "),
        done.code
    ))
}

/// The code and the text that its label underlines; line and column must be those of the offset.
fn brief(diagnostic: &Value, text: &str) -> String {
    let label = &diagnostic["labels"][0];
    let offset = |end: &str| {
        let offset = label[end]["offset"].as_u64().expect("an offset");
        usize::try_from(offset).expect("an offset")
    };
    let (line, column) = position(text, offset("start"));
    assert_eq!(label["start"]["line"], line, "{diagnostic}");
    assert_eq!(label["start"]["column"], column, "{diagnostic}");
    let shown = text.get(offset("start")..offset("end"));
    let code = diagnostic["code"].as_str().expect("a code");
    format!("{code} {}", shown.expect("offsets on character boundaries"))
}

#[test]
fn files_that_are_no_exports_at_all() {
    #[rustfmt::skip]
    texts_hold("partners.json", &[
        ("cut in a key", "{\"value\": [{\"tenan", "json-invalid 1:19", 4, "read as JSON"),
        ("an error of Graph", "{\"error\": {\"code\": \"InvalidAuthenticationToken\", \"message\": \"x\"}}", "graph-error 1:20", 4, "InvalidAuthenticationToken"),
        ("a list that was cut off", "{\"@odata.context\": \"https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/partners\", \"value\": [\"System.Collections.Hashtable\"]}", "export-truncated 1:118", 4, "-Depth 10"),
        ("a snapshot job", "{\"id\": \"x\", \"status\": \"succeeded\", \"resourceLocation\": \"https://graph.microsoft.com/beta/x\", \"resources\": []}", "not-recognised 1:2", 4, "snapshot job"),
        ("results of ScubaGear", "{\"ReportSummary\": {}, \"Results\": []}", "result-file 1:1", 4, "the verdict of another tool"),
        ("a plan of other things", "{\"format_version\": \"1.2\", \"planned_values\": {\"root_module\": {}}}", "not-recognised 1:2", 4, "a Terraform plan"),
    ]);
    #[rustfmt::skip]
    texts_hold("policies.txt", &[
        ("a table of Format-Table", "Identity AllowSharedChannelCreation\n-------- --------------------------\nGlobal                         True\n", "listing-invalid 2:1", 4, "Format-List"),
        ("a file without text", "\n\n", "not-recognised 1:1", 4, "holds no settings"),
    ]);
    #[rustfmt::skip]
    texts_hold("tenant.ps1", &[
        ("a script", "Get-CsTeamsChannelsPolicy | ConvertTo-Json\n", "powershell-invalid 1:1", 4, "read as PowerShell data"),
        ("cut within a block", "TeamsChannelsPolicy 'x'\n{\n    Identity = 'Global'\n", "powershell-invalid 1:1", 4, "read as PowerShell data"),
        ("a block under a condition", "if ($Pilot)\n{\n    TeamsChannelsPolicy 'x'\n    {\n        Identity = 'Tag:Pilot'\n    }\n}\n", "record-unknown 1:1", 4, "a condition"),
    ]);
}
