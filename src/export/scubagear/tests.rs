//! Provider exports of an invented tenant, in the shapes of ScubaGear 0.2 to 1.8 and of BASE.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use crate::diagnostic::Code;
use crate::export::{Kind, PartnerList, Reading, recognise};
use crate::source::{Limits, NodeId, Sources, Tree, read_json};
use crate::tenant::teams::{AllowedDomains, Federation};

const TENANT: &str = "11111111-1111-4111-8111-111111111111";

fn read(text: &str) -> (Tree, Reading) {
    let mut tree = read_json(Arc::from(text), &Limits::default()).unwrap();
    let file = Sources::default().reserve(String::new());
    let reading = recognise(&mut tree, file, "ProviderSettingsExport.json", &[]);
    (tree, reading)
}

/// A provider export with these members beside the stamps.
fn export(members: &str) -> String {
    format!(r#"{{"baseline_version": "1", "module_version": "1.8.0", {members}}}"#)
}

fn only(reading: &Reading, kind: Kind) -> NodeId {
    let mut nodes = reading
        .records
        .iter()
        .filter(|record| record.kind == kind)
        .map(|record| record.node);
    let node = nodes.next().unwrap();
    assert_eq!(nodes.next(), None);
    node
}

fn codes(reading: &Reading) -> Vec<Code> {
    let diagnostics = reading.diagnostics.iter();
    diagnostics.map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn every_section_is_read_as_its_kind() {
    let text = export(
        r#""federation_configuration": [{"AllowedDomains": {"AllowedDomain": "Domain=fabrikam.example"},
            "AllowFederatedUsers": false, "AllowTeamsConsumer": false, "AllowTeamsConsumerInbound": false,
            "Key": {"XmlRoot": "name={urn:schema}"}}],
        "client_configuration": [{"Identity": "Global", "AllowGuestUser": true}],
        "meeting_policies": [{"Identity": "Global"}, {"Identity": "Tag:Kiosk"}],
        "authorization_policies": [{"AllowInvitesFrom": "none"}],
        "conditional_access_policies": [{"Conditions": {"Users": {"AdditionalProperties": {"includeRoles": []}}}}],
        "SPO_tenant": [{"SharingCapability": 1, "SharingDomainRestrictionMode": 0}],
        "teams_tenant_info": [{"LastSyncTimeStamp": "/Date(1775495947301)/",
            "CompanyPartnership": ["Microsoft.Teams.ConfigAPI.Cmdlets.Generated.Models.CompanyPartnership"]}],
        "teams_successful_commands": ["Get-CsTenant"], "teams_unsuccessful_commands": []"#,
    );
    let (tree, reading) = read(&text);
    assert_eq!(
        (reading.format, reading.version.as_deref()),
        ("scubagear", Some("1.8.0"))
    );
    assert_eq!(reading.diagnostics, []);
    for (kind, count) in [
        (Kind::Federation, 1),
        (Kind::ClientConfiguration, 1),
        (Kind::MeetingPolicy, 2),
        (Kind::AuthorizationPolicy, 1),
        (Kind::ConditionalAccess, 1),
        (Kind::SharePointSharing, 1),
    ] {
        assert_eq!(reading.count(kind), count, "{kind:?}");
    }
    assert_eq!(reading.partners, PartnerList::Absent);
    let federation = Federation::read(&tree, only(&reading, Kind::Federation));
    assert_eq!(federation.switches.map(|flag| flag.value), [Some(false); 3]);
    let expected = AllowedDomains::List(vec!["fabrikam.example".to_owned()]);
    assert_eq!(federation.allowed, expected);
    let policy = only(&reading, Kind::ConditionalAccess);
    let users = tree
        .get(policy, "Conditions")
        .or_else(|| tree.get(policy, "conditions"))
        .and_then(|conditions| {
            tree.get(conditions, "users")
                .or_else(|| tree.get(conditions, "Users"))
        })
        .unwrap();
    assert!(tree.get(users, "includeRoles").is_some());
}

#[test]
fn domains_that_were_joined_are_a_list_with_places() {
    let allowed = |list: &str| {
        let text = export(&format!(
            r#""federation_configuration": [{{"AllowFederatedUsers": true, "AllowedDomains": {{"AllowedDomain": "{list}"}}}}]"#
        ));
        let (tree, reading) = read(&text);
        let node = only(&reading, Kind::Federation);
        (Federation::read(&tree, node).allowed, tree, node)
    };
    let (list, tree, node) = allowed("Domain=fabrikam.example Domain=b.example");
    let expected = ["fabrikam.example", "b.example"].map(str::to_owned);
    assert_eq!(list, AllowedDomains::List(expected.to_vec()));
    let places: Vec<&str> = tree
        .get(node, "AllowedDomains")
        .and_then(|holder| tree.get(holder, "AllowedDomain"))
        .map(|list| tree.children(list).map(|item| tree.span(item)).collect())
        .unwrap_or_else(Vec::new)
        .into_iter()
        .map(|span| {
            let places = span.start as usize..span.end as usize;
            tree.text().get(places).unwrap()
        })
        .collect();
    assert_eq!(places, ["Domain=fabrikam.example", "Domain=b.example"]);
    // Something else in the text: what it admits is not known.
    assert_eq!(
        allowed("Domain=b.example and more").0,
        AllowedDomains::Unknown
    );
}

#[test]
fn a_section_whose_command_failed_is_unknown_and_said() {
    let (_, reading) = read(&export(
        r#""federation_configuration": [], "conditional_access_policies": [],
        "teams_unsuccessful_commands": ["Get-CsTenantFederationConfiguration", "Get-CsTeamsAppPermissionPolicy"],
        "aad_successful_commands": ["Get-MgBetaIdentityConditionalAccessPolicy"], "aad_unsuccessful_commands": [],
        "client_configuration": [{"AllowGuestUser": true}]"#,
    ));
    assert_eq!(codes(&reading), [Code::CommandFailed]);
    let said = reading.diagnostics.first().unwrap();
    assert!(said.message.contains("Get-CsTenantFederationConfiguration"));
    assert_eq!(reading.count(Kind::Federation), 0);
    assert!(!reading.listed.contains(&Kind::Federation));
    // A command that succeeded with nothing says that there is nothing.
    assert!(reading.listed.contains(&Kind::ConditionalAccess));
}

#[test]
fn an_empty_section_of_which_nobody_says_that_it_was_read_is_unknown() {
    let (_, reading) = read(&export(
        r#""conditional_access_policies": [], "client_configuration": [{"AllowGuestUser": true}]"#,
    ));
    assert_eq!(codes(&reading), [Code::CommandFailed]);
    assert!(!reading.listed.contains(&Kind::ConditionalAccess));
}

#[test]
fn the_details_name_the_tenant_and_its_domains() {
    for data in [
        r#"{"VerifiedDomains": [{"Name": "contoso.example", "IsInitial": true}]}"#,
        r#"[{"VerifiedDomains": [{"Name": "contoso.example", "IsInitial": true}]}]"#,
    ] {
        let (tree, reading) = read(&export(&format!(
            r#""tenant_details": [{{"TenantId": "{TENANT}", "DisplayName": "Contoso",
                "DomainName": "contoso.onmicrosoft.example", "AADAdditionalData": {data}}}]"#
        )));
        assert_eq!(reading.diagnostics, []);
        let node = only(&reading, Kind::Organization);
        let text = |node, key| tree.get(node, key).and_then(|value| tree.as_str(value));
        assert_eq!(text(node, "id"), Some(TENANT));
        assert_eq!(text(node, "displayName"), Some("Contoso"));
        let domains = tree.get(node, "verifiedDomains").unwrap();
        let domain = tree.item(domains, 0).unwrap();
        assert_eq!(text(domain, "name"), Some("contoso.example"));
        assert!(tree.get(node, "AADAdditionalData").is_none());
    }
    // Cut off: which domains are the tenant's is unknown.
    let (tree, reading) = read(&export(&format!(
        r#""tenant_details": [{{"TenantId": "{TENANT}", "TeamsAdditionalData": {{"VerifiedDomains": ["Microsoft.Teams.X"]}}}}]"#
    )));
    let node = only(&reading, Kind::Organization);
    assert!(tree.get(node, "verifiedDomains").is_none());
}

#[test]
fn details_that_could_not_be_read_name_nobody() {
    let (_, reading) = read(&export(
        r#""tenant_details": [{"TenantId": "Error retrieving Tenant ID", "DisplayName": "Error retrieving Display name"}],
        "client_configuration": [{"AllowGuestUser": true}]"#,
    ));
    assert_eq!(codes(&reading), [Code::CommandFailed]);
    assert_eq!(reading.count(Kind::Organization), 0);
}

#[test]
fn of_cross_tenant_access_there_is_at_most_the_default_of_base() {
    let (tree, reading) = read(&export(
        r#""cross_tenant_access_policy": [{"Id": "a", "IsServiceDefault": false,
            "B2BCollaborationInbound": {"Applications": "Microsoft.Graph.Beta.PowerShell.Models.X"}}],
        "authorisation_policy": [{"AllowInvitesFrom": "none"}],
        "user_settings_default_permissions": [{"AllowInvitesFrom": "none"}]"#,
    ));
    assert_eq!(reading.count(Kind::AuthorizationPolicy), 1);
    assert_eq!(reading.partners, PartnerList::Absent);
    let default = only(&reading, Kind::Default);
    assert!(tree.get(default, "b2bCollaborationInbound").is_some());
}

#[test]
fn results_are_refused_whatever_they_hold() {
    for text in [
        r#"{"MetaData": {"Tool": "ScubaGear"}, "Summary": {}, "Results": {}, "Raw": {"module_version": "1.2.0",
            "federation_configuration": [{"AllowFederatedUsers": false}]}}"#,
        r#"[{"PolicyId": "MS.TEAMS.2.1v1", "RequirementMet": true, "ActualValue": []}]"#,
        r#"[{"ReportSummary": {}, "Results": []}]"#,
    ] {
        let (_, reading) = read(text);
        assert!(reading.is_empty(), "{text}");
        assert_eq!(codes(&reading), [Code::ResultFile], "{text}");
    }
}

#[test]
fn other_files_are_not_claimed() {
    for text in [
        r#"{"module_version": "1.8.0", "name": "a module"}"#,
        r#"{"tenant_details": [{"TenantId": "a"}]}"#,
        "[]",
    ] {
        assert_eq!(read(text).1.format, "unknown", "{text}");
    }
    // One of another product says what it is.
    let (_, reading) = read(&export(r#""spf_records": [], "tenant_details": []"#));
    assert!(reading.is_empty());
    assert!(reading.otherwise.is_some());
}
