//! Tests of `utcm.rs`. All fixtures are invented.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use super::NOTHING;
use crate::diagnostic::Code;
use crate::export::{Kind, PartnerList, Partners, Reading, recognise};
use crate::source::{Kind as NodeKind, Limits, Sources, Tree, read_json};

fn at(path: &str, text: &str) -> (Tree, Reading) {
    let mut tree = read_json(Arc::from(text), &Limits::default()).unwrap();
    let file = Sources::default().reserve(String::new());
    let reading = recognise(&mut tree, file, path, &[]);
    (tree, reading)
}

fn read(text: &str) -> (Tree, Reading) {
    at("snapshot.json", text)
}

fn codes(reading: &Reading) -> Vec<Code> {
    reading.diagnostics.iter().map(|said| said.code).collect()
}

const PARTNER: &str = r#"{"displayName": "AADCrossTenantAccessPolicyConfigurationPartner-Fabrikam",
    "resourceType": "microsoft.entra.crossTenantAccessPolicyConfigurationPartner",
    "properties": {"PartnerTenantId": "22222222-2222-4222-8222-222222222222", "Ensure": "Present",
      "B2BDirectConnectInbound@odata.type": "Edm.Untyped",
      "B2BDirectConnectInbound": {"Applications": {"AccessType": "ALLOWED", "Targets": [{"Target": "Office365", "TargetType": "application"}]}}}}"#;

fn snapshot(more: &str, items: &str) -> (Tree, Reading) {
    read(&format!(
        r#"{{"@odata.context": "https://graph.microsoft.com/beta/$metadata#admin/configurationManagement/configurationSnapshots/$entity",
            "id": "33333333-3333-4333-8333-333333333333", {more} "resources": [{items}]}}"#
    ))
}

#[test]
fn a_snapshot_holds_all_partners_and_says_nothing_of_what_it_lacks() {
    let (tree, reading) = snapshot("", PARTNER);
    assert_eq!(codes(&reading), []);
    assert_eq!(reading.format, "utcm");
    assert_eq!(reading.partners, PartnerList::Present);
    let partner = reading.records.first().unwrap().node;
    let key = |key| tree.get(partner, key);
    assert!(key("tenantId").is_some() && key("b2bDirectConnectInbound").is_some());
    assert!(key("b2bCollaborationInbound").is_none());
    assert_eq!(tree.len(partner), 2);
}

#[test]
fn a_monitor_tells_of_some_partners() {
    let (_, reading) = read(&format!(
        r#"{{"displayName": "m", "parameters": {{}}, "baseline": {{"displayName": "b", "parameters": [], "resources": [{PARTNER}]}}}}"#
    ));
    assert_eq!(reading.count(Kind::Partner), 1);
    assert_eq!(reading.carries.partners, Partners::Some);
    assert_eq!(reading.partners, PartnerList::Incomplete);
}

#[test]
fn collections_and_bare_items_are_opened() {
    let next = r#""@odata.nextLink": "https://graph.microsoft.com/beta/next","#;
    for (text, wanted) in [
        (format!("[{PARTNER}]"), vec![]),
        (PARTNER.to_owned(), vec![]),
        (
            format!(r#"{{"value": [{{"id": "1", "resources": [{PARTNER}]}}]}}"#),
            vec![],
        ),
        (
            format!(r#"{{{next} "value": [{PARTNER}]}}"#),
            vec![Code::PageMissing],
        ),
        (
            format!(
                r#"{{{} "value": [{PARTNER}]}}"#,
                next.replace("nextLink", "NextLink")
            ),
            vec![Code::PageMissing],
        ),
    ] {
        let (_, reading) = read(&text);
        assert_eq!(reading.count(Kind::Partner), 1, "{text}");
        assert_eq!(codes(&reading), wanted);
    }
}

#[test]
fn a_parameter_is_not_known() {
    let (tree, reading) = snapshot(
        "",
        r#"{"displayName": "p", "resourceType": "Microsoft.Teams.ChannelsPolicy",
            "properties": {"Identity": "Global", "AllowSharedChannelCreation": "[parameters('shared')]"}}"#,
    );
    let policy = reading.records.first().unwrap().node;
    let switch = tree.get(policy, "AllowSharedChannelCreation").unwrap();
    assert_eq!(tree.kind(switch), NodeKind::Unknown);
}

#[test]
fn a_partner_named_by_an_expression_is_nobody_yet() {
    for id in [
        "[parameters('fabrikam')]",
        "[concat(parameters('x'))]",
        " [ Concat( 'a', variables('b') ) ] ",
    ] {
        let (_, reading) = snapshot(
            "",
            &PARTNER.replace("22222222-2222-4222-8222-222222222222", id),
        );
        assert_eq!(codes(&reading), [Code::RecordUnknown], "{id}");
        assert!(reading.records.is_empty());
    }
    for name in ["[Fabrikam (guests)]", "SG(1)", "[SG] Fabrikam"] {
        assert!(!super::is_expression(name), "{name}");
    }
}

/// Both are a configurationBaseline to Graph.
#[test]
fn what_does_not_say_that_it_is_a_snapshot_is_a_baseline() {
    let context = |of: &str| {
        format!(r#""@odata.context": "https://graph.microsoft.com/beta/$metadata#{of}","#)
    };
    let snapshots = context("admin/configurationManagement/configurationSnapshots");
    let baseline =
        context("admin/configurationManagement/configurationMonitors('1')/baseline/$entity");
    let object =
        |more: &str| format!(r#"{{{more} "id": "b", "parameters": [], "resources": [{PARTNER}]}}"#);
    for (text, list) in [
        (object(""), PartnerList::Incomplete),
        (
            object(r#""displayName": "wanted","#),
            PartnerList::Incomplete,
        ),
        (object(&baseline), PartnerList::Incomplete),
        (object(&snapshots), PartnerList::Present),
        (object(r#""status": "succeeded","#), PartnerList::Present),
        (
            format!(r#"{{{snapshots} "value": [{}]}}"#, object("")),
            PartnerList::Present,
        ),
        (
            format!(r#"{{"value": [{}]}}"#, object("")),
            PartnerList::Incomplete,
        ),
    ] {
        let (_, reading) = read(&text);
        assert_eq!(reading.partners, list, "{text}");
        assert_eq!(reading.count(Kind::Partner), 1);
    }
}

#[test]
fn a_partial_snapshot_is_no_whole_list() {
    let status = r#""status": "partiallySuccessful","#;
    let (_, reading) = snapshot(status, PARTNER);
    assert_eq!(codes(&reading), [Code::SnapshotPartial]);
    assert_eq!(reading.partners, PartnerList::Incomplete);

    let errors = |kind: &str| {
        snapshot(
            &format!(r#"{status} "errorDetails": [{{"errorMessage": "Forbidden", "resourceType": "{kind}"}}],"#),
            PARTNER,
        )
        .1
    };
    let reading = errors("microsoft.entra.crosstenantaccesspolicy");
    assert!(
        reading
            .diagnostics
            .first()
            .unwrap()
            .message
            .contains("Forbidden")
    );
    // What other resources lack says nothing of these.
    let reading = errors("microsoft.exchange.sharedmailbox");
    assert_eq!(
        (codes(&reading), reading.partners),
        (vec![], PartnerList::Present)
    );
}

#[test]
fn a_job_is_no_snapshot() {
    let (_, reading) = read(
        r#"{"id": "1", "status": "succeeded", "resourceLocation": "https://graph.microsoft.com/beta/x",
            "resources": ["microsoft.entra.crosstenantaccesspolicy"], "errorDetails": []}"#,
    );
    assert!(reading.is_empty());
    assert_eq!(reading.otherwise, Some(super::job::TITLE));
}

#[test]
fn the_folder_tells_the_type_of_one_item() {
    let properties = r#"{"Identity": "Global", "AllowSharedChannelCreation": false}"#;
    for path in [
        "tenant_state/teams/channelspolicy/Global.yaml",
        r"state\microsoft.teams.channelsPolicy\Global.json",
    ] {
        let (_, reading) = at(path, properties);
        assert_eq!(reading.format, "utcm", "{path}");
        assert_eq!(reading.count(Kind::ChannelPolicy), 1);
    }
    let (_, reading) = at("teams/policies/Global.json", properties);
    assert_eq!(reading.format, "teams-powershell");
}

#[test]
fn a_torn_partner_is_refused() {
    let path = "tenant_state/entra/crosstenantaccesspolicyconfigurationpartner/InboundTrust.yaml";
    let (_, reading) = at(path, r#"{"IsMfaAccepted": true}"#);
    assert_eq!(codes(&reading), [Code::RecordUnknown]);
    assert_eq!(reading.partners, PartnerList::Incomplete);
    assert_eq!(reading.records.len(), 0);
    let (_, reading) = at(
        path,
        r#"{"PartnerTenantId": "22222222-2222-4222-8222-222222222222", "InboundTrust": {"IsMfaAccepted": true}}"#,
    );
    assert_eq!((codes(&reading), reading.count(Kind::Partner)), (vec![], 1));
}

#[test]
fn other_resources_are_named_and_other_files_left() {
    let (_, reading) = snapshot(
        "",
        r#"{"displayName": "x", "resourceType": "microsoft.exchange.sharedmailbox", "properties": {}}"#,
    );
    assert_eq!(reading.otherwise, Some(NOTHING));
    let azure =
        r#"{"$schema": "x", "contentVersion": "1.0.0.0", "parameters": {}, "resources": []}"#;
    for text in [
        azure,
        r#"{"resourceCount": 1, "resources": ["microsoft.entra.authorizationpolicy"]}"#,
    ] {
        let (_, reading) = read(text);
        assert_ne!(reading.format, "utcm");
    }
    let (_, reading) = snapshot(
        "",
        r#"{"displayName": "x", "resourceType": "microsoft.entra.crosstenantaccesspolicy"}, {"displayName": "y", "resourceType": "a.b.c", "properties": {}}"#,
    );
    assert_eq!(codes(&reading), [Code::RecordUnknown]);
}

#[test]
fn what_is_not_told_to_be_a_snapshot_is_none() {
    let (_, bare) = read(&format!("[{PARTNER}]"));
    assert_eq!(bare.count(Kind::Partner), 1);
    assert_eq!(bare.partners, PartnerList::Incomplete);
    let (_, item) = at(
        "tenant_state/entra/crosstenantaccesspolicyconfigurationpartner/p.json",
        r#"{"PartnerTenantId": "22222222-2222-4222-8222-222222222222", "Ensure": "Present"}"#,
    );
    assert_eq!(item.count(Kind::Partner), 1);
    assert_eq!(item.partners, PartnerList::Incomplete);
    let (_, page) = snapshot(
        r#""resources@odata.nextLink": "https://graph/next","#,
        PARTNER,
    );
    assert_eq!(codes(&page), [Code::PageMissing]);
    assert_eq!(page.partners, PartnerList::Incomplete);
}

#[test]
fn a_type_that_is_nearly_ours_is_said() {
    let item = |kind: &str| {
        let item =
            format!(r#"{{"displayName": "x", "resourceType": "{kind}", "properties": {{}}}}"#);
        snapshot("", &format!("{PARTNER}, {item}")).1
    };
    for (kind, partners) in [
        (
            "microsoft.teams.groupPolicyAssignement",
            PartnerList::Present,
        ),
        (
            "microsoft.entra.crosstenantaccesspolicyconfigurationpartners",
            PartnerList::Incomplete,
        ),
        (
            "microsoft.entra.crossTenantSomethingNew",
            PartnerList::Incomplete,
        ),
    ] {
        let reading = item(kind);
        assert_eq!(codes(&reading), [Code::RecordUnknown], "{kind}");
        assert_eq!(reading.partners, partners, "{kind}");
    }
    for kind in [
        "microsoft.teams.userPolicyAssignment",
        "microsoft.teams.messagingPolicy",
    ] {
        assert_eq!(codes(&item(kind)), [], "{kind}");
    }
}

#[test]
fn records_that_are_not_there_are_no_lack_of_records() {
    let absent = PARTNER.replace("Present", "Absent");
    let (_, reading) = snapshot("", &absent);
    assert_eq!(codes(&reading), [Code::RecordAbsent]);
    assert_ne!(reading.otherwise, Some(NOTHING));
}
