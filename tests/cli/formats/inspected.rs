//! What `inspect` says that each fixture was read as: encoding, language, format with its version, records.

use super::{TENANTS, files, fixtures};
use crate::runner::{TODAY, tenantlint};

/// In the rows: everything that a format with all kinds has.
const ALL: &str = "1 default configuration, 2 partners, 3 Teams channel policies, 1 Teams policy assignment, \
                   1 Teams federation configuration";

type Row = (&'static str, &'static str);

/// The folder, how `inspect` ends, and the second line of each file. `2222…` in a path is an id that begins so.
#[rustfmt::skip]
const FOLDERS: &[(&str, i32, &[Row])] = &[
    ("graph/files", 0, &[
        ("default.json", "UTF-8, JSON, graph v1.0: 1 default configuration"),
        ("identity-synchronization.json", "UTF-8, JSON, graph v1.0: 1 identity synchronization"),
        ("partners.json", "UTF-8, JSON, graph v1.0: 2 partners"),
    ]),
    ("graph/batch", 0, &[
        ("batch.json", "UTF-8, JSON, graph-batch beta: 1 default configuration, 2 partners"),
    ]),
    ("graph/yaml", 0, &[
        ("default.yaml", "UTF-8, YAML, graph: 1 default configuration"),
        ("partners.yaml", "UTF-8, YAML, graph: 2 partners"),
    ]),
    ("graph-powershell/windows", 0, &[
        ("default.json", "UTF-16LE with BOM, JSON, graph-powershell v1.0: 1 default configuration"),
        ("partners.json", "UTF-16LE with BOM, JSON, graph-powershell: 2 partners"),
    ]),
    ("graph-powershell/core", 0, &[
        ("default.json", "UTF-8, JSON, graph-powershell v1.0: 1 default configuration"),
        ("partners.json", "UTF-8, JSON, graph-powershell: 2 partners"),
    ]),
    ("teams-powershell/json", 0, &[
        ("assignments.json", "UTF-16LE with BOM, JSON, teams-powershell: 1 Teams policy assignment"),
        ("channels-policies.json", "UTF-8, JSON, teams-powershell: 3 Teams channel policies"),
        ("federation.json", "UTF-16LE with BOM, JSON, teams-powershell: 1 Teams federation configuration"),
    ]),
    ("teams-powershell/listing", 0, &[
        ("assignments.txt", "UTF-8, Format-List text, teams-powershell: 1 Teams policy assignment"),
        ("channels-policies.txt", "UTF-16LE with BOM, Format-List text, teams-powershell: 3 Teams channel policies"),
        ("federation.txt", "UTF-16LE with BOM, Format-List text, teams-powershell: 1 Teams federation configuration"),
    ]),
    ("teams-powershell/csv", 0, &[
        ("assignments.csv", "UTF-8, CSV, teams-powershell: 1 Teams policy assignment"),
        ("channels-policies.csv", "UTF-8 with BOM, CSV, teams-powershell: 3 Teams channel policies"),
        ("federation.csv", "UTF-8, CSV, teams-powershell: 1 Teams federation configuration"),
    ]),
    ("bundle", 0, &[
        ("contoso.yaml", "UTF-8, YAML, bundle: ALL"),
    ]),
    ("m365dsc/export", 0, &[
        ("M365TenantConfig.ps1", "UTF-16LE with BOM, PowerShell data, m365dsc 1.25.611.1: ALL"),
    ]),
    ("m365dsc/by-hand", 0, &[
        ("contoso.ps1", "UTF-8, PowerShell data, m365dsc: ALL"),
    ]),
    ("m365dsc/data", 0, &[
        ("contoso.psd1", "UTF-8 with BOM, PowerShell data, m365dsc: ALL"),
    ]),
    ("m365dsc/report", 0, &[
        ("report.json", "UTF-16LE with BOM, JSON, m365dsc: ALL"),
    ]),
    ("utcm/snapshot", 0, &[
        ("snapshot.json", "UTF-8, JSON, utcm: ALL"),
    ]),
    ("utcm/monitor", 0, &[
        ("monitor.json", "UTF-8, JSON, utcm: ALL"),
    ]),
    ("utcm/items", 0, &[
        ("tenant_state/entra/crosstenantaccesspolicyconfigurationdefault/AADCrossTenantAccessPolicyConfigurationDefault.yaml", "UTF-8, YAML, utcm: 1 default configuration"),
        ("tenant_state/entra/crosstenantaccesspolicyconfigurationpartner/AADCrossTenantAccessPolicyConfigurationPartner-3333….yaml", "UTF-8, YAML, utcm: 1 partner"),
        ("tenant_state/entra/crosstenantaccesspolicyconfigurationpartner/AADCrossTenantAccessPolicyConfigurationPartner-Fabrikam.yaml", "UTF-8, YAML, utcm: 1 partner"),
        ("tenant_state/teams/channelspolicy/TeamsChannelsPolicy-Global.yaml", "UTF-8, YAML, utcm: 1 Teams channel policy"),
        ("tenant_state/teams/channelspolicy/TeamsChannelsPolicy-Tag-Default.yaml", "UTF-8, YAML, utcm: 1 Teams channel policy"),
        ("tenant_state/teams/channelspolicy/TeamsChannelsPolicy-Tag-Pilot.yaml", "UTF-8, YAML, utcm: 1 Teams channel policy"),
        ("tenant_state/teams/federationconfiguration/TeamsFederationConfiguration-Global.yaml", "UTF-8, YAML, utcm: 1 Teams federation configuration"),
        ("tenant_state/teams/grouppolicyassignment/TeamsGroupPolicyAssignment.yaml", "UTF-8, YAML, utcm: 1 Teams policy assignment"),
    ]),
    ("entra-exporter/2.x", 4, &[
        ("Identity/Conditional/AccessPolicies/7777…/7777….json", "UTF-16LE with BOM, JSON, entra-exporter: 1 Conditional Access policy"),
        ("Organization/Organization.json", "UTF-16LE with BOM, JSON, entra-exporter: 1 organization"),
        ("Policies/AuthorizationPolicy/authorizationPolicy/authorizationPolicy.json", "UTF-16LE with BOM, JSON, entra-exporter: 1 authorization policy"),
        ("Policies/CrossTenantAccessPolicy/5555…/5555….json", "UTF-16LE with BOM, JSON, entra-exporter: 1 cross-tenant access policy root"),
        ("Policies/CrossTenantAccessPolicy/Default/4444…/4444….json", "UTF-16LE with BOM, JSON, entra-exporter: 1 default configuration"),
    ]),
    ("entra-exporter/3.x", 4, &[
        ("Identity/Conditional/AccessPolicies/7777…/7777….json", "UTF-8, JSON, entra-exporter: 1 Conditional Access policy"),
        ("Organization/Organization.json", "UTF-8, JSON, entra-exporter: 1 organization"),
        ("Policies/AuthorizationPolicy/authorizationPolicy/authorizationPolicy.json", "UTF-8, JSON, entra-exporter: 1 authorization policy"),
        ("Policies/CrossTenantAccessPolicy/5555…/5555….json", "UTF-8, JSON, entra-exporter: 1 cross-tenant access policy root"),
        ("Policies/CrossTenantAccessPolicy/Default/4444…/4444….json", "UTF-8, JSON, entra-exporter: 1 default configuration"),
        ("Policies/CrossTenantAccessPolicy/Partners/Partners/Partners.json", "UTF-8, JSON, entra-exporter 3.x layout: 1 partner"),
    ]),
    ("scubagear", 0, &[
        ("ProviderSettingsExport.json", "UTF-8 with BOM, JSON, scubagear 1.8.0: 1 authorization policy, 1 organization, 1 Teams federation configuration, 1 Teams client configuration"),
    ]),
    ("terraform/plan", 0, &[
        ("plan.json", "UTF-8, JSON, terraform 1.9.5, terraprovider/microsoft365wp 0.17.1: 1 default configuration, 2 partners, 1 identity synchronization"),
    ]),
    ("terraform/state", 0, &[
        ("state.json", "UTF-8, JSON, terraform 1.9.5, deploymenttheory/microsoft365: 1 default configuration, 2 partners, 1 identity synchronization"),
    ]),
    ("terraform/statefile", 0, &[
        ("terraform.tfstate", "UTF-8, JSON, terraform 1.9.5, terraprovider/microsoft365wp: 1 default configuration, 2 partners, 1 identity synchronization"),
    ]),
    ("terraform/msgraph", 0, &[
        ("plan.json", "UTF-8, JSON, terraform 1.9.5, microsoft/msgraph 0.17.1: 1 default configuration, 2 partners"),
    ]),
    ("house", 0, &[
        ("config/defaults.yaml", "UTF-8, YAML, house defaults: 1 default configuration"),
        ("config/peers.yaml", "UTF-8, YAML, house peers: 2 partners"),
        ("config/teams.yaml", "UTF-8, YAML, house channels: 3 Teams channel policies"),
    ]),
    ("adjacent", 0, &[
        ("authorization-policy.json", "UTF-8, JSON, graph v1.0: 1 authorization policy"),
        ("b2b-management-policy.json", "UTF-8, JSON, graph beta: 1 list of invitation domains"),
        ("conditional-access.json", "UTF-8, JSON, graph v1.0: 1 Conditional Access policy"),
        ("cross-tenant-access-policy.json", "UTF-8, JSON, graph beta: 1 cross-tenant access policy root"),
        ("deleted-partners.json", "UTF-8, JSON, graph beta: 1 deleted partner"),
        ("external-identities-policy.json", "UTF-8, JSON, graph beta: 1 external identities policy"),
        ("m365-capabilities.json", "UTF-8, JSON, graph beta: 1 Microsoft 365 capability"),
        ("multitenant-organization-tenants.json", "UTF-8, JSON, graph v1.0: 2 members of a multitenant organization"),
        ("multitenant-organization.json", "UTF-8, JSON, graph v1.0: 1 multitenant organization"),
        ("organization.json", "UTF-8, JSON, graph v1.0: 1 organization"),
        ("partner-template.json", "UTF-8, JSON, graph v1.0: 1 partner template"),
        ("sync-template.json", "UTF-8, JSON, graph v1.0: 1 synchronization template"),
    ]),
];

/// Ids by their first part, as the rows write them.
fn short(path: &str) -> String {
    let mut short = path.to_owned();
    for digit in 1..=9 {
        let four = digit.to_string().repeat(4);
        let three = digit.to_string().repeat(3);
        let id = format!("{four}{four}-{four}-4{three}-8{three}-{four}{four}{four}");
        short = short.replace(&id, &format!("{four}…"));
    }
    short
}

#[test]
fn every_file_is_read_as_what_it_is() {
    assert!(
        TENANTS
            .iter()
            .all(|tenant| FOLDERS.iter().any(|(folder, ..)| folder == tenant))
    );
    let mut wrong = Vec::new();
    for (folder, exit, rows) in FOLDERS {
        let name = format!("tests/formats/{folder}");
        let done = tenantlint()
            .args(["inspect", "--as-of", TODAY, &name])
            .run();
        let lines: Vec<&str> = done.stdout.lines().collect();
        let said: Vec<(String, String)> = lines
            .windows(2)
            .filter_map(|pair| {
                let path = pair[0].strip_prefix(&name)?.strip_prefix('/')?;
                Some((short(path), pair[1].trim_start().to_owned()))
            })
            .collect();
        let expected: Vec<(String, String)> = rows
            .iter()
            .map(|(path, line)| ((*path).to_owned(), line.replace("ALL", ALL)))
            .collect();
        if said != expected || done.code != *exit {
            wrong.push(format!(
                "{folder}: expected exit {exit}\n{expected:#?}\n{}",
                done.shown()
            ));
        }
        // Nothing lies there that no row speaks of, but for what people write.
        let there = files(&fixtures().join(folder));
        let exports = there
            .iter()
            .filter(|path| !path.ends_with("README.md") && !path.ends_with("tenantlint.yaml"));
        assert_eq!(exports.count(), rows.len(), "{folder}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Lines below the second that say what a file can't carry, and what `inspect` says is missing.
#[test]
fn what_a_format_can_not_carry_is_said() {
    #[rustfmt::skip]
    let rows: &[(&str, &[&str])] = &[
        ("graph/yaml", &["identity synchronization of 2 partners"]),
        ("graph/files", &["identity synchronization of 1 partner "]),
        // An object full of nulls: nobody asked for it.
        ("graph-powershell/core", &["identity synchronization of 2 partners"]),
        ("graph-powershell/windows", &["identity synchronization of 2 partners"]),
        ("teams-powershell/csv", &["default configurations", "partners "]),
        ("m365dsc/export", &["leaves out what is null", "tenantRestrictions", "(m365dsc never writes them)"]),
        ("m365dsc/by-hand", &["holds some partners", "a whole list of partners"]),
        ("utcm/snapshot", &["tenantRestrictions", "(utcm never writes them)"]),
        ("utcm/monitor", &["holds some partners", "a whole list of partners"]),
        ("entra-exporter/2.x", &["loses partners", "  partners "]),
        ("entra-exporter/3.x", &["loses partners", "a whole list of partners"]),
        ("scubagear", &["default configurations", "Teams channel policies"]),
        ("terraform/plan", &["holds some partners", "a whole list of partners"]),
    ];
    for (folder, said) in rows {
        let name = format!("tests/formats/{folder}");
        let done = tenantlint()
            .args(["inspect", "--as-of", TODAY, &name])
            .run();
        for words in *said {
            assert!(
                done.stdout.contains(words),
                "{words:?} of {folder}: {}",
                done.shown()
            );
        }
    }
    for folder in ["bundle", "graph/batch"] {
        let name = format!("tests/formats/{folder}");
        let done = tenantlint()
            .args(["inspect", "--as-of", TODAY, &name])
            .run();
        assert!(
            !done.stdout.contains("identity synchronization of"),
            "{}",
            done.shown()
        );
    }
}

#[test]
fn an_empty_list_that_was_read_is_not_missing() {
    // The command for Conditional Access policies succeeded, and there are none.
    let done = tenantlint()
        .args(["inspect", "tests/formats/scubagear"])
        .run();
    assert!(
        !done.stdout.contains("Conditional Access policies "),
        "{}",
        done.shown()
    );
    assert!(
        done.stdout.contains("cross-tenant access policy roots "),
        "{}",
        done.shown()
    );
}
