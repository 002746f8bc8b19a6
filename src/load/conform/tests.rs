//! Tests of `conform.rs`. All fixtures are invented.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use super::*;
use crate::export::recognise;
use crate::source::{Limits, Sources, read_json};

fn said(text: &str) -> Vec<Diagnostic> {
    let mut tree = read_json(Arc::from(text), &Limits::default()).unwrap();
    let file = Sources::default().reserve(String::new());
    let reading = recognise(&mut tree, file, "export.json", &[]);
    check_document(&Document {
        file,
        tree,
        reading,
    })
}

const FABRIKAM: &str = "22222222-2222-4222-8222-222222222222";

#[test]
fn a_misspelt_key_does_not_go_under_among_new_ones() {
    let new: Vec<String> = (0..30).map(|at| format!(r#""aaa{at:02}": 1"#)).collect();
    let said = said(&format!(
        r#"{{"tenantId": "{FABRIKAM}", "isServiceProvider": false, {}, "inboundTrsut": null}}"#,
        new.join(",")
    ));
    assert_eq!(said.len(), MOST_OF_A_KIND);
    let first = said.first().unwrap();
    assert!(
        first.message.contains("`inboundTrsut`"),
        "{}",
        first.message
    );
    assert_eq!(first.help.as_deref(), Some("did you mean `inboundTrust`?"));
    // The rest as they stand in the file, and a word on those that are not said.
    let second = said.get(1).unwrap();
    assert!(second.message.contains("`aaa00`"), "{}", second.message);
    let last = said.last().unwrap();
    assert_eq!(last.help.as_deref(), Some("11 more such keys in this file"));
}

#[test]
fn a_missing_key_is_named_as_the_file_writes_it() {
    let trust = r#""inbound_trust": {"is_mfa_accepted": true}"#;
    let terraform = format!(
        r#"{{"format_version": "1.2", "terraform_version": "1.9.5", "planned_values": {{"root_module": {{"resources": [
            {{"address": "a.b", "mode": "managed", "type": "microsoft365wp_cross_tenant_access_policy_configuration_partner",
              "name": "b", "provider_name": "registry.terraform.io/terraprovider/microsoft365wp", "schema_version": 0,
              "values": {{{trust}}}}}]}}}}}}"#
    );
    let dsc = |kind: &str| {
        format!(
            r#"[{{"ResourceName": "{kind}", "ResourceInstanceName": "x", "InboundTrust": {{"IsMfaAccepted": true}}}}]"#
        )
    };
    let target = format!(
        r#"{{"TenantId": "{FABRIKAM}", "B2bDirectConnectInbound": {{"UsersAndGroups":
            {{"AccessType": "allowed", "Targets": [{{"TargetType": "user"}}]}},
            "Applications": {{"AccessType": "allowed", "Targets": []}}}}}}"#
    );
    let graph = target
        .replace("TenantId", "tenantId")
        .replace("B2b", "b2b")
        .replace("UsersAndGroups", "usersAndGroups")
        .replace("Applications", "applications")
        .replace("AccessType", "accessType")
        .replace("Target", "target");
    for (text, wanted) in [
        (terraform, "`tenant_id`"),
        (
            dsc("AADCrossTenantAccessPolicyConfigurationPartner"),
            "`PartnerTenantId`",
        ),
        (
            dsc("AADCrossTenantIdentitySyncPolicyPartner"),
            "`CrossTenantAccessPolicyConfigurationPartnerTenantId`",
        ),
        (target, "`Target`"),
        (graph, "`target`"),
    ] {
        let said = said(&text);
        let missing: Vec<&str> = said
            .iter()
            .filter(|said| said.code == Code::KeyMissing)
            .map(|said| said.message.as_str())
            .collect();
        let all = missing.iter().all(|message| message.contains(wanted));
        assert!(!missing.is_empty() && all, "{wanted}: {missing:?}");
    }
}
