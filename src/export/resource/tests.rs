//! Tests of `resource.rs` and the rooms below it. All fixtures are invented, in the shape of Microsoft365DSC's JSON report.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::sync::Arc;

use super::Kind;
use crate::diagnostic::Code;
use crate::export::{PartnerList, Reading, recognise};
use crate::source::{Kind as NodeKind, Limits, NodeId, Sources, Tree, read_json};
use crate::tenant::teams::{AllowedDomains, Assignment, Federation};

fn read(text: &str) -> (Tree, Reading) {
    let mut tree = read_json(Arc::from(text), &Limits::default()).unwrap();
    let file = Sources::default().reserve(String::new());
    let reading = recognise(&mut tree, file, "report.json", &[]);
    (tree, reading)
}

/// A report of one resource.
fn one(kind: &str, members: &str) -> (Tree, Reading) {
    read(&format!(
        r#"[{{"ResourceName": "{kind}", "ResourceInstanceName": "{kind}-x", {members}}}]"#
    ))
}

fn codes(reading: &Reading) -> Vec<Code> {
    reading.diagnostics.iter().map(|said| said.code).collect()
}

fn record(reading: &Reading) -> NodeId {
    reading.records.first().unwrap().node
}

/// What stands at a path, as text: keys and indexes between dots.
fn at(tree: &Tree, node: NodeId, path: &str) -> Option<String> {
    let node = path
        .split('.')
        .try_fold(node, |node, step| match step.parse() {
            Ok(index) => tree.item(node, index),
            Err(_) => tree.get(node, step),
        })?;
    Some(match tree.kind(node) {
        NodeKind::Null => "null".to_owned(),
        NodeKind::Bool => tree.as_bool(node)?.to_string(),
        NodeKind::Number => tree.number_text(node)?.to_owned(),
        NodeKind::String => tree.as_str(node)?.to_owned(),
        kind => format!("{kind:?}"),
    })
}

const SETTING: &str = r#"{"CIMInstance": "MSFT_AADCrossTenantAccessPolicyB2BSetting",
    "Applications": {"AccessType": "Allowed", "Targets": [{"CIMInstance": "MSFT_T", "Target": "office365", "TargetType": "Application"}]},
    "UsersAndGroups": {"AccessType": "BLOCKED", "Targets": {"Target": "allusers", "TargetType": "User"}}}"#;

#[test]
fn a_partner_takes_the_shape_of_graph() {
    let members = format!(
        r#""PartnerTenantId": "22222222-2222-4222-8222-222222222222", "TenantId": "contoso.onmicrosoft.com",
        "Credential": "$Credscredential", "ApplicationId": "x", "Ensure": "Present",
        "B2BDirectConnectInbound": {SETTING}, "InboundTrust": {{"IsMfaAccepted": true}}"#
    );
    let (tree, reading) = one("AADCrossTenantAccessPolicyConfigurationPartner", &members);
    assert_eq!(codes(&reading), []);
    assert_eq!(reading.count(Kind::Partner), 1);
    let node = record(&reading);
    let told = |path| at(&tree, node, path);
    assert_eq!(
        told("tenantId").as_deref(),
        Some("22222222-2222-4222-8222-222222222222")
    );
    let inbound = "b2bDirectConnectInbound";
    for (path, wanted) in [
        ("applications.accessType", "allowed"),
        ("applications.targets.0.target", "Office365"),
        ("applications.targets.0.targetType", "application"),
        ("usersAndGroups.accessType", "blocked"),
        ("usersAndGroups.targets.0.target", "AllUsers"),
        ("usersAndGroups.targets.0.targetType", "user"),
    ] {
        assert_eq!(
            at(&tree, node, &format!("{inbound}.{path}")).as_deref(),
            Some(wanted),
            "{path}"
        );
    }
    let keys: Vec<&str> = tree
        .children(node)
        .filter_map(|member| tree.key(member))
        .collect();
    assert_eq!(keys, ["tenantId", inbound, "inboundTrust"]);
}

#[test]
fn what_is_not_there_is_no_record() {
    let (_, reading) = read(
        r#"[{"ResourceName": "AADCrossTenantAccessPolicyConfigurationDefault", "ResourceInstanceName": "d", "Ensure": "Absent"},
            {"ResourceName": "TeamsChannelsPolicy", "ResourceInstanceName": "p", "Identity": "Tag:Old", "Ensure": "absent"}]"#,
    );
    assert_eq!(codes(&reading), [Code::RecordAbsent]);
    assert!(reading.is_empty());
    let said = reading.diagnostics.first().unwrap();
    assert!(said.message.contains("1 more"), "{}", said.message);
    assert!(said.help.as_ref().unwrap().contains("could not read"));
}

#[test]
fn what_may_not_be_there_is_refused() {
    for members in [
        r#""PartnerTenantId": "22222222-2222-4222-8222-222222222222", "Conditional": true"#,
        r#""PartnerTenantId": "22222222-2222-4222-8222-222222222222", "Ensure": "$Wanted""#,
        r#""PartnerTenantId": "$ConfigurationData.NonNodeData.Partner""#,
    ] {
        let (_, reading) = one("AADCrossTenantAccessPolicyConfigurationPartner", members);
        assert_eq!(codes(&reading), [Code::RecordUnknown], "{members}");
        assert_eq!(reading.records.len(), 0);
        assert_eq!(reading.partners, PartnerList::Incomplete);
    }
}

#[test]
fn a_user_named_again_is_another_user_lost() {
    let list = |targets: &str| {
        let members = format!(
            r#""IsSingleInstance": "Yes", "B2BCollaborationOutbound": {{"UsersAndGroups": {{"AccessType": "allowed", "Targets": [{targets}]}}}}"#
        );
        one("AADCrossTenantAccessPolicyConfigurationDefault", &members)
    };
    let user = r#"{"Target": "alice@contoso.com", "TargetType": "user"}"#;
    let (tree, reading) = list(&format!(
        r#"{user}, {{"Target": "Alice@contoso.com", "TargetType": "group"}}"#
    ));
    assert_eq!(codes(&reading), [Code::TargetRepeated]);
    let targets = "b2bCollaborationOutbound.usersAndGroups.targets";
    let told = |index| {
        at(
            &tree,
            record(&reading),
            &format!("{targets}.{index}.target"),
        )
    };
    assert_eq!(told(0).as_deref(), Some("alice@contoso.com"));
    assert_eq!(told(1).as_deref(), Some("Unknown"));

    // A list is complained of once.
    let (_, reading) = list(&[user; 5].join(","));
    assert_eq!(codes(&reading), [Code::TargetRepeated]);
    let said = &reading.diagnostics[0].message;
    assert!(said.contains("3 more targets of this list"), "{said}");

    let (_, reading) = list(&format!(
        r#"{user}, {{"Target": "bob@contoso.com", "TargetType": "user"}}"#
    ));
    assert_eq!(codes(&reading), []);
}

#[test]
fn lengths_in_place_of_targets_are_lost_targets() {
    let (tree, reading) = one(
        "AADCrossTenantAccessPolicyConfigurationDefault",
        r#""B2BCollaborationInbound": {"Applications": {"AccessType": "allowed", "Targets": [{"CIMInstance": "MSFT_T", "Length": 82}]}}"#,
    );
    assert_eq!(codes(&reading), [Code::ExportTruncated]);
    let told = at(
        &tree,
        record(&reading),
        "b2bCollaborationInbound.applications.targets",
    );
    assert_eq!(told.as_deref(), Some("Unknown"));
}

#[test]
fn complex_values_in_texts_are_opened_or_refused() {
    let (tree, reading) = one(
        "AADCrossTenantAccessPolicyConfigurationDefault",
        r#""InboundTrust": "@{IsMfaAccepted = $True}",
           "AutomaticUserConsentSettings": "MSFT_AADConsent{\n InboundAllowed = $False\n}",
           "B2BCollaborationInbound": "@{Applications = }""#,
    );
    assert_eq!(codes(&reading), [Code::ExportTruncated]);
    let told = |path| at(&tree, record(&reading), path);
    assert_eq!(told("inboundTrust.isMfaAccepted").as_deref(), Some("true"));
    assert_eq!(
        told("automaticUserConsentSettings.inboundAllowed").as_deref(),
        Some("false")
    );
    assert_eq!(told("b2bCollaborationInbound").as_deref(), Some("Unknown"));
    let consent = tree
        .get(record(&reading), "automaticUserConsentSettings")
        .unwrap();
    assert_eq!(tree.len(consent), 1);
    let switch = tree.children(consent).next().unwrap();
    let key = tree.key_span(switch).unwrap();
    assert_eq!(
        &tree.text()[key.start as usize..key.end as usize],
        "InboundAllowed"
    );
}

#[test]
fn the_authorization_policy_has_its_roles_by_name() {
    let (tree, reading) = one(
        "AADAuthorizationPolicy",
        r#""AllowInvitesFrom": "AdminsAndGuestInviters", "GuestUserRole": "restrictedguest",
           "DefaultUserRoleAllowedToCreateApps": false, "BlockMsolPowershell": true"#,
    );
    assert_eq!(codes(&reading), []);
    let told = |path| at(&tree, record(&reading), path);
    assert_eq!(
        told("allowInvitesFrom").as_deref(),
        Some("adminsAndGuestInviters")
    );
    assert_eq!(
        told("guestUserRoleId").as_deref(),
        Some("2af84b1e-32c8-42b7-82bc-daa82404023b")
    );
    assert_eq!(
        told("defaultUserRolePermissions.allowedToCreateApps").as_deref(),
        Some("false")
    );
    assert_eq!(told("blockMsolPowerShell").as_deref(), Some("true"));
}

#[test]
fn conditional_access_is_nested() {
    let (tree, reading) = one(
        "AADConditionalAccessPolicy",
        r#""DisplayName": "Guests", "State": "ENABLED", "IncludeUsers": [], "IncludeApplications": ["all"],
           "IncludeGuestOrExternalUserTypes": ["B2BCollaborationGuest", "b2bDirectConnectUser"],
           "IncludeExternalTenantsMembershipKind": "enumerated",
           "IncludeExternalTenantsMembers": ["22222222-2222-4222-8222-222222222222"],
           "ExcludeGuestOrExternalUserTypes": [], "ExcludeExternalTenantsMembershipKind": "",
           "BuiltInControls": ["MFA"], "GrantControlOperator": "or", "AuthenticationStrength": "Phishing-resistant MFA",
           "SignInFrequencyIsEnabled": false"#,
    );
    assert_eq!(codes(&reading), []);
    let node = record(&reading);
    let guests = "conditions.users.includeGuestsOrExternalUsers";
    for (path, wanted) in [
        ("state", "enabled"),
        ("conditions.users.includeUsers", "Array"),
        ("conditions.applications.includeApplications.0", "All"),
        (
            &format!("{guests}.guestOrExternalUserTypes"),
            "b2bCollaborationGuest,b2bDirectConnectUser",
        ),
        (
            &format!("{guests}.externalTenants.membershipKind"),
            "enumerated",
        ),
        (
            &format!("{guests}.externalTenants.members.0"),
            "22222222-2222-4222-8222-222222222222",
        ),
        ("conditions.users.excludeGuestsOrExternalUsers", "null"),
        ("grantControls.builtInControls.0", "mfa"),
        ("grantControls.operator", "OR"),
        (
            "grantControls.authenticationStrength.displayName",
            "Phishing-resistant MFA",
        ),
        ("sessionControls.signInFrequency.isEnabled", "false"),
    ] {
        assert_eq!(at(&tree, node, path).as_deref(), Some(wanted), "{path}");
    }
    assert_eq!(
        reading.records.first().unwrap().kind,
        Kind::ConditionalAccess
    );
    assert_eq!(Kind::ConditionalAccess.schema().check(&tree, node), []);
}

#[test]
fn an_empty_list_of_domains_allows_all() {
    let allowed = |members: &str| {
        let (tree, reading) = one("TeamsFederationConfiguration", members);
        Federation::read(&tree, record(&reading)).allowed
    };
    assert_eq!(
        allowed(r#""Identity": "Global", "AllowedDomains": []"#),
        AllowedDomains::AllowAll
    );
    assert_eq!(
        allowed(r#""Identity": "Global", "AllowFederatedUsers": true"#),
        AllowedDomains::Unknown
    );
    assert_eq!(
        allowed(r#""Identity": "Global", "AllowedDomains": ["fabrikam.com"]"#),
        AllowedDomains::List(vec!["fabrikam.com".to_owned()])
    );
}

#[test]
fn a_group_may_be_known_by_name_alone() {
    let assigned = |members: &str| {
        let (tree, reading) = one("TeamsGroupPolicyAssignment", members);
        let node = record(&reading);
        let problems = Kind::GroupPolicyAssignment.schema().check(&tree, node);
        (Assignment::read(&tree, node), problems.len())
    };
    let policy = r#""PolicyType": "TeamsChannelsPolicy", "PolicyName": "Pilot", "Priority": 1"#;
    let (by_name, problems) = assigned(&format!(
        r#"{policy}, "GroupDisplayName": "Project Team", "GroupId": """#
    ));
    let by_name = by_name.unwrap();
    assert_eq!(
        (by_name.group.as_str(), by_name.by_name),
        ("project team", true)
    );
    assert_eq!((by_name.rank, problems), (Some(1), 0));
    let (by_id, _) = assigned(&format!(
        r#"{policy}, "GroupDisplayName": "Project Team", "GroupId": "33333333-3333-4333-8333-333333333333""#
    ));
    assert!(!by_id.unwrap().by_name);
    let (nobody, problems) = assigned(policy);
    let nobody = nobody.unwrap();
    assert!(nobody.doubt.is_some() && !nobody.has_group());
    assert_eq!(problems, 1);
    let (empty, _) = assigned(&format!(
        r#"{policy}, "GroupDisplayName": " ", "GroupId": " ""#
    ));
    assert!(!empty.unwrap().has_group());
    let (other, _) =
        assigned(r#""PolicyType": "TeamsCallingPolicy", "PolicyName": "Pilot", "GroupId": "x""#);
    assert!(other.is_none());
    for kind in ["", "TeamsChannelPolicy", "Teams Channels Policy"] {
        let (near, _) = assigned(&format!(
            r#""PolicyType": "{kind}", "PolicyName": "Pilot", "GroupId": "x", "Priority": 1"#
        ));
        let near = near.unwrap();
        assert!(near.doubt.is_some() && near.rank.is_none() && near.has_group());
    }
}

#[test]
fn identity_synchronization_is_keyed_by_the_partner() {
    let (tree, reading) = one(
        "AADCrossTenantIdentitySyncPolicyPartner",
        r#""CrossTenantAccessPolicyConfigurationPartnerTenantId": "22222222-2222-4222-8222-222222222222",
           "DisplayName": "Fabrikam", "IsSyncAllowed": true"#,
    );
    assert_eq!(codes(&reading), []);
    let told = |path| at(&tree, record(&reading), path);
    assert_eq!(
        told("tenantId").as_deref(),
        Some("22222222-2222-4222-8222-222222222222")
    );
    assert_eq!(
        told("userSyncInbound.isSyncAllowed").as_deref(),
        Some("true")
    );
    assert_eq!(told("groupSyncInbound"), None);
}

#[test]
fn a_key_in_two_casings_is_refused() {
    let (_, reading) = one(
        "AADCrossTenantAccessPolicyConfigurationPartner",
        r#""PartnerTenantId": "22222222-2222-4222-8222-222222222222", "partnerTenantId": "33333333-3333-4333-8333-333333333333""#,
    );
    assert_eq!(codes(&reading), [Code::KeyDuplicate]);
}
