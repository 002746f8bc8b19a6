//! Every fixture is invented, after the shapes of Terraform's own `testdata/show-json`.
#![allow(clippy::unwrap_used)]

mod documents;

use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::Code;
use crate::export::{Kind, PartnerList, Reading, recognise};
use crate::load::{Bytes, load_bytes};
use crate::source::{Kind as NodeKind, Limits, NodeId, Sources, Tree, read_json};
use crate::tenant::assemble::assemble;
use crate::tenant::effective::{Default as DefaultSettings, Partner};

const WP: &str = "microsoft365wp_cross_tenant_access_policy_configuration";
const DT: &str = "microsoft365_graph_beta_identity_and_access_cross_tenant_access";
const FABRIKAM: &str = "22222222-2222-4222-8222-222222222222";
const OPEN: &str = r#"{"users_and_groups": {"access_type": "allowed", "targets": [{"target": "AllUsers", "target_type": "user"}]},
    "applications": {"access_type": "allowed", "targets": [{"target": "Office365", "target_type": "application"}]}}"#;

fn read(text: &str) -> (Tree, Reading) {
    let mut tree = read_json(Arc::from(text), &Limits::default()).unwrap();
    let file = Sources::default().reserve(String::new());
    let reading = recognise(&mut tree, file, "plan.json", &[]);
    (tree, reading)
}

/// A resource as `planned_values` and `values` have it.
fn resource(kind: &str, name: &str, values: &str) -> String {
    let provider = kind.split('_').next().unwrap_or_default();
    format!(
        r#"{{"address": "{kind}.{name}", "mode": "managed", "type": "{kind}", "name": "{name}",
        "provider_name": "registry.terraform.io/example/{provider}", "schema_version": 0, "values": {values}, "sensitive_values": {{}}}}"#
    )
}

fn change(address: &str, action: &str, before: &str, unknown: &str) -> String {
    let kind = address.split('.').next().unwrap_or_default();
    format!(
        r#"{{"address": "{address}", "mode": "managed", "type": "{kind}", "change":
        {{"actions": ["{action}"], "before": {before}, "after": {{}}, "after_unknown": {unknown}}}}}"#
    )
}

fn plan_with(resources: &[String], changes: &[String], more: &str) -> String {
    format!(
        r#"{{"format_version": "1.2", "terraform_version": "1.9.5", {more}
        "planned_values": {{"root_module": {{"resources": [{}]}}}}, "resource_changes": [{}]}}"#,
        resources.join(","),
        changes.join(",")
    )
}

fn plan(resources: &[String], changes: &[String]) -> String {
    plan_with(resources, changes, "")
}

fn partner(values: &str) -> String {
    resource(
        &format!("{WP}_partner"),
        "fabrikam",
        &format!(r#"{{"tenant_id": "{FABRIKAM}", {values}}}"#),
    )
}

fn only(reading: &Reading, kind: Kind) -> NodeId {
    let mut of_kind = reading.records.iter().filter(|record| record.kind == kind);
    let record = of_kind.next().unwrap();
    assert!(of_kind.next().is_none());
    record.node
}

fn at(tree: &Tree, node: NodeId, path: &[&str]) -> NodeId {
    path.iter()
        .fold(node, |node, key| tree.get(node, key).unwrap())
}

fn codes(reading: &Reading) -> Vec<Code> {
    reading.diagnostics.iter().map(|said| said.code).collect()
}

#[test]
fn a_plan_is_read_through_its_modules_and_nothing_else_of_it_is() {
    let partner = partner(&format!(
        r#""b2b_direct_connect_inbound": {OPEN}, "b2b_direct_connect_outbound": null,
        "inbound_trust": {{"is_mfa_accepted": true, "is_compliant_device_accepted": null, "is_hybrid_azure_ad_joined_device_accepted": false}}"#
    ));
    let data = partner.replace("\"managed\"", "\"data\"");
    let text = format!(
        r#"{{"format_version": "1.2", "terraform_version": "1.9.5", "complete": true, "errored": false,
        "planned_values": {{"root_module": {{"child_modules": [{{"address": "module.a", "child_modules":
            [{{"address": "module.a.module.b", "resources": [{partner}, {data}]}}]}}]}}}},
        "prior_state": {{"format_version": "1.0", "values": {{"root_module": {{"resources": [{partner}]}}}}}},
        "configuration": {{"provider_config": {{"microsoft365wp": {{"full_name": "registry.terraform.io/example/microsoft365wp",
            "version_constraint": "0.17.1"}}}}}}}}"#
    );
    let (tree, reading) = read(&text);
    assert_eq!(reading.format, "terraform");
    assert_eq!(
        reading.version.as_deref(),
        Some("1.9.5, example/microsoft365wp 0.17.1")
    );
    assert_eq!(codes(&reading), []);
    assert_eq!(reading.partners, PartnerList::Incomplete);
    let record = only(&reading, Kind::Partner);
    let said = Partner::resolve(&tree, record, None, None);
    assert_eq!(said.tenant_id, FABRIKAM);
    let setting = |index: usize| said.settings.get(index).unwrap();
    let (inbound, outbound, restrictions) = (setting(2), setting(3), setting(4));
    assert!(inbound.unclear().is_none());
    // null inherits; what stands nowhere is unknown.
    assert!(outbound.reason.unwrap().contains("inherited"));
    assert!(restrictions.reason.unwrap().contains("not in the export"));
    let [mfa, compliant, hybrid] = said.trust;
    assert_eq!(
        (mfa.value, compliant.value, hybrid.value),
        (Some(true), None, Some(false))
    );
    // A value keeps its place.
    let accepted = at(&tree, record, &["inboundTrust", "isMfaAccepted"]);
    assert_eq!(
        tree.pointer(accepted),
        "/planned_values/root_module/child_modules/0/child_modules/0/resources/0/values/inbound_trust/is_mfa_accepted"
    );
    let span = tree.span(accepted);
    assert_eq!(
        text.get(span.start as usize..span.end as usize),
        Some("true")
    );
}

#[test]
fn what_is_known_after_the_plan_is_unknown_now() {
    let address = format!("{WP}_partner.fabrikam");
    let partner = partner(
        r#""b2b_direct_connect_inbound": {"users_and_groups": {"access_type": "allowed", "targets": [{"target": "AllUsers", "target_type": "user"}]},
            "applications": {"access_type": "allowed", "targets": [{"target_type": "application"}, null]}},
        "b2b_collaboration_inbound": {"users_and_groups": {"targets": []}}, "inbound_trust": {"is_mfa_accepted": true}"#,
    );
    let unknown = r#"{"deleted_date_time": true, "is_service_provider": true, "tenant_restrictions": true, "timeouts": true,
        "b2b_direct_connect_inbound": {"applications": {"targets": [{"target": true}, true]}, "users_and_groups": {"targets": [{}]}},
        "b2b_collaboration_inbound": {"users_and_groups": {"targets": [true]}, "applications": {"access_type": true}},
        "inbound_trust": {"is_compliant_device_accepted": true}}"#;
    let changes = [change(&address, "create", "null", unknown)];
    let text = plan(&[partner], &changes);
    let (tree, reading) = read(&text);
    let record = only(&reading, Kind::Partner);
    let is_unknown = |path: &[&str]| tree.kind(at(&tree, record, path)) == NodeKind::Unknown;
    assert!(is_unknown(&["isServiceProvider"]));
    assert!(is_unknown(&["tenantRestrictions"]));
    assert!(is_unknown(&["inboundTrust", "isCompliantDeviceAccepted"]));
    assert!(is_unknown(&[
        "b2bCollaborationInbound",
        "usersAndGroups",
        "targets"
    ]));
    assert!(is_unknown(&["b2bCollaborationInbound", "applications"]));
    assert!(!is_unknown(&[
        "b2bDirectConnectInbound",
        "usersAndGroups",
        "targets"
    ]));
    assert!(!is_unknown(&["inboundTrust", "isMfaAccepted"]));
    let targets = at(
        &tree,
        record,
        &["b2bDirectConnectInbound", "applications", "targets"],
    );
    let (first, second) = (
        tree.item(targets, 0).unwrap(),
        tree.item(targets, 1).unwrap(),
    );
    assert_eq!(tree.kind(at(&tree, first, &["target"])), NodeKind::Unknown);
    assert_eq!(tree.kind(second), NodeKind::Unknown);
    let said = Partner::resolve(&tree, record, None, None);
    assert!(
        said.settings
            .iter()
            .all(|setting| setting.unclear().is_some())
    );
    // What is not told breaks no schema.
    assert_eq!(problems(&text), []);
}

/// What a run says of a file.
fn problems(text: &str) -> Vec<Code> {
    let mut sources = Sources::default();
    let bytes = Bytes {
        name: "plan.json".to_owned(),
        named: true,
        bytes: Ok(text.as_bytes().to_vec()),
    };
    let loaded = load_bytes(bytes, &[], &mut sources);
    let (_, diagnostics) = assemble(&loaded.documents, &sources, &Config::default());
    let said = loaded.diagnostics.iter().chain(&diagnostics);
    said.map(|said| said.code).collect()
}

#[test]
fn addresses_with_indexes_keep_instances_apart() {
    let kind = format!("{WP}_partner");
    let instance = |key: &str, tenant: &str| {
        let values =
            format!(r#"{{"tenant_id": "{tenant}", "b2b_direct_connect_inbound": {OPEN}}}"#);
        resource(&kind, &format!("p[\\\"{key}\\\"]"), &values)
    };
    let other = FABRIKAM.replace('2', "3");
    let unknown = change(
        &format!("{kind}.p[\\\"b\\\"]"),
        "update",
        "{}",
        r#"{"inbound_trust": true}"#,
    );
    let (tree, reading) = read(&plan(
        &[instance("a", FABRIKAM), instance("b", &other)],
        &[unknown],
    ));
    let told: Vec<bool> = reading
        .records
        .iter()
        .map(|record| tree.get(record.node, "inboundTrust").is_some())
        .collect();
    assert_eq!(told, [false, true]);
}

#[test]
fn both_synchronizations_of_one_partner_are_refused_and_unknown() {
    let sync = |what: &str| {
        resource(
            &format!("{DT}_partner_{what}_sync_settings"),
            "fabrikam",
            &format!(
                r#"{{"tenant_id": "{FABRIKAM}", "{what}_sync_inbound": {{"is_sync_allowed": true}}}}"#
            ),
        )
    };
    assert_eq!(problems(&plan(&[sync("user")], &[])), []);
    assert_eq!(
        problems(&plan(&[sync("user"), sync("group")], &[])),
        [Code::RecordTwice]
    );
    let (tree, reading) = read(&plan(&[sync("user"), sync("group")], &[]));
    assert_eq!(reading.count(Kind::IdentitySync), 1);
    let record = only(&reading, Kind::IdentitySync);
    let users = tree.get(record, "userSyncInbound").unwrap();
    assert_eq!(tree.kind(users), NodeKind::Unknown);
    assert_eq!(tree.get(record, "groupSyncInbound"), None);
}

#[test]
fn the_synchronization_that_a_partner_shows_is_old_where_a_resource_manages_it() {
    let partner = partner(r#""identity_synchronization": null, "inbound_trust": null"#);
    let kind = "microsoft365wp_cross_tenant_identity_sync_policy_partner";
    let sync = resource(
        kind,
        "fabrikam",
        &format!(
            r#"{{"tenant_id": "{}", "user_sync_inbound": {{"is_sync_allowed": true}}}}"#,
            FABRIKAM.to_uppercase()
        ),
    );
    let users = |text: &str| {
        let (tree, reading) = read(text);
        let separate = reading
            .records
            .iter()
            .find(|record| record.kind == Kind::IdentitySync)
            .map(|record| (&tree, record.node));
        let [users, _] =
            Partner::resolve(&tree, only(&reading, Kind::Partner), None, separate).sync;
        users.value
    };
    assert_eq!(
        users(&plan(std::slice::from_ref(&partner), &[])),
        Some(false)
    );
    assert_eq!(users(&plan(&[partner.clone(), sync], &[])), Some(true));
    let before = format!(r#"{{"tenant_id": "{FABRIKAM}"}}"#);
    let destroyed = change(&format!("{kind}.fabrikam"), "delete", &before, "{}");
    assert_eq!(users(&plan(&[partner], &[destroyed])), None);
}

#[test]
fn a_default_says_what_its_plan_says() {
    let kind = format!("{WP}_default");
    let values = format!(
        r#"{{"id": "x", "is_service_default": true, "b2b_direct_connect_inbound": {OPEN}, "invitation_redemption_identity_provider_configuration":
        {{"fallback_identity_provider": "defaultConfiguredIdp", "primary_identity_provider_precedence_order": ["azureActiveDirectory", "externalFederation"]}}}}"#
    );
    let default = resource(&kind, "this", &values);
    let address = format!("{kind}.this");
    let read_as = |action: &str, default: &str| {
        let unknown = r#"{"tenant_restrictions": true}"#;
        let (tree, reading) = read(&plan(
            &[default.to_owned()],
            &[change(&address, action, "{}", unknown)],
        ));
        let record = only(&reading, Kind::Default);
        let order = at(
            &tree,
            record,
            &[
                "invitationRedemptionIdentityProviderConfiguration",
                "primaryIdentityProviderPrecedenceOrder",
            ],
        );
        let said = DefaultSettings::resolve(&tree, record);
        (said, tree.kind(order))
    };
    let (unchanged, order) = read_as("no-op", &default);
    assert_eq!(unchanged.is_service_default, Some(true));
    assert_eq!(order, NodeKind::Unknown);
    let (changed, _) = read_as("update", &default);
    assert_eq!(changed.is_service_default, None);
    let unclear: Vec<bool> = changed
        .settings
        .iter()
        .map(|setting| setting.unclear().is_some())
        .collect();
    assert_eq!(unclear, [true, true, false, true, true]);
    let newer = default.replace("\"schema_version\": 0", "\"schema_version\": 1");
    assert_eq!(read_as("no-op", &newer).1, NodeKind::Array);
}
