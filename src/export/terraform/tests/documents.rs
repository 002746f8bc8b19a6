//! The generic resource, both states, and the documents that are refused or left alone.
#![allow(clippy::unwrap_used)]

use super::*;

#[test]
fn the_generic_resource_is_told_by_its_url() {
    let generic = |name: &str, url: &str, body: &str| {
        resource(
            "msgraph_resource",
            name,
            &format!(r#"{{"url": "{url}", "api_version": "v1.0", "body": {body}}}"#),
        )
    };
    let base = "policies/crossTenantAccessPolicy";
    let body = r#"{"b2bDirectConnectInbound": null, "inboundTrust": {"isMfaAccepted": true}}"#;
    let text = plan(
        &[
            generic("default", &format!("/{base}/default"), body),
            generic("named", &format!("{base}/partners/{FABRIKAM}"), body),
            generic(
                "text",
                &format!("{base}/partners"),
                r#""{\"tenantId\": \"33333333-3333-4333-8333-333333333333\", \"inboundTrust\": {\"isMfaAccepted\": false}}""#,
            ),
            generic("other", "applications", r#"{"displayName": "x"}"#),
            generic("empty", &format!("{base}/default"), "null"),
        ],
        &[],
    );
    let (tree, reading) = read(&text);
    assert_eq!(codes(&reading), []);
    let found: Vec<(Kind, Option<&str>, Option<bool>)> = reading
        .records
        .iter()
        .map(|record| {
            let tenant = tree.get(record.node, "tenantId");
            let trust = at(&tree, record.node, &["inboundTrust", "isMfaAccepted"]);
            (
                record.kind,
                tenant.and_then(|node| tree.as_str(node)),
                tree.as_bool(trust),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (Kind::Default, None, Some(true)),
            (Kind::Partner, Some(FABRIKAM), Some(true)),
            (
                Kind::Partner,
                Some("33333333-3333-4333-8333-333333333333"),
                Some(false)
            ),
        ]
    );
    let broken = plan(
        &[generic("text", &format!("{base}/default"), r#""{oops""#)],
        &[],
    );
    assert_eq!(codes(&read(&broken).1), [Code::JsonInvalid]);
}

/// The PATCH goes where the URL says.
#[test]
fn a_body_that_names_another_tenant_than_its_url_is_refused() {
    let read_body = |kind: &str, tenant: &str| {
        let body = format!(
            r#"{{"url": "policies/crossTenantAccessPolicy/partners/{}", "body": {{"tenantId": {tenant}, "inboundTrust": null}}}}"#,
            FABRIKAM.to_uppercase()
        );
        read(&plan(&[resource(kind, "x", &body)], &[]))
    };
    for kind in ["msgraph_update_resource", "msgraph_resource"] {
        let (tree, reading) = read_body(kind, r#""33333333-3333-4333-8333-333333333333""#);
        assert_eq!(codes(&reading), [Code::RecordUnknown]);
        assert!(reading.records.is_empty());
        let label = reading.diagnostics.first().unwrap().labels.first().unwrap();
        assert!(
            label.pointer.ends_with("/values/body/tenantId"),
            "{}",
            label.pointer
        );
        let place = label.span.start as usize..label.span.end as usize;
        assert!(tree.text().get(place).unwrap().contains("33333333"));

        for same in [format!("\"{FABRIKAM}\""), "null".to_owned()] {
            let (tree, reading) = read_body(kind, &same);
            assert_eq!(codes(&reading), []);
            let tenant = at(&tree, only(&reading, Kind::Partner), &["tenantId"]);
            let tenant = tree.as_str(tenant).unwrap();
            assert!(tenant.eq_ignore_ascii_case(FABRIKAM), "{same}");
        }
    }
}

#[test]
fn settings_of_nobody_knows_whom_are_refused() {
    let body = r#"{"body": {"inboundTrust": {"isMfaAccepted": true}}}"#;
    let address = "msgraph_resource.x";
    let nowhere = plan(
        &[resource("msgraph_resource", "x", body)],
        &[change(address, "create", "null", r#"{"url": true}"#)],
    );
    assert_eq!(codes(&read(&nowhere).1), [Code::RecordUnknown]);
    let url = r#"{"url": "policies/crossTenantAccessPolicy/default"}"#;
    let later = plan(
        &[resource("msgraph_resource", "x", url)],
        &[change(address, "create", "null", r#"{"body": true}"#)],
    );
    assert_eq!(codes(&read(&later).1), [Code::RecordUnknown]);
    let nobody = plan(
        &[resource(
            &format!("{WP}_partner"),
            "x",
            &format!(r#"{{"b2b_direct_connect_inbound": {OPEN}}}"#),
        )],
        &[change(
            &format!("{WP}_partner.x"),
            "create",
            "null",
            r#"{"tenant_id": true}"#,
        )],
    );
    let (_, reading) = read(&nobody);
    assert_eq!(codes(&reading), [Code::RecordUnknown]);
    assert!(reading.is_empty());
}

#[test]
fn states_are_read_in_both_shapes() {
    let shown = format!(
        r#"{{"format_version": "1.0", "terraform_version": "1.9.5", "values": {{"root_module": {{"resources": [{}, {}]}}}}}}"#,
        partner(r#""inbound_trust": [{"is_mfa_accepted": true}]"#),
        partner(r#""inbound_trust": null"#)
            .replace("\"mode\"", "\"deposed_key\": \"00000001\", \"mode\"")
    );
    let (tree, reading) = read(&shown);
    let record = only(&reading, Kind::Partner);
    // A block as a list of one object.
    assert_eq!(
        tree.as_bool(at(&tree, record, &["inboundTrust", "isMfaAccepted"])),
        Some(true)
    );
    let kept = format!(
        r#"{{"version": 4, "terraform_version": "1.9.5", "serial": 3, "lineage": "x", "outputs": {{}}, "resources": [
        {{"module": "module.a", "mode": "managed", "type": "{WP}_partner", "name": "p", "provider": "provider[\"registry.terraform.io/example/microsoft365wp\"]",
          "instances": [{{"index_key": "a", "schema_version": 0, "attributes": {{"tenant_id": "{FABRIKAM}", "b2b_direct_connect_inbound": {OPEN}}}}},
            {{"index_key": "b", "deposed": "00000001", "attributes": {{"tenant_id": "{FABRIKAM}"}}}}]}},
        {{"mode": "managed", "type": "msgraph_update_resource", "name": "d", "provider": "provider[\"registry.terraform.io/example/msgraph\"]",
          "instances": [{{"attributes": {{"url": "policies/crossTenantAccessPolicy/default", "body":
            {{"value": {{"inboundTrust": {{"isMfaAccepted": true}}}}, "type": ["object", {{}}]}}}}}}]}},
        {{"mode": "data", "type": "{WP}_partner", "name": "q", "provider": "x", "instances": [{{"attributes": {{"tenant_id": "{FABRIKAM}"}}}}]}}]}}"#
    );
    let (tree, reading) = read(&kept);
    assert_eq!(
        reading.version.as_deref(),
        Some("1.9.5, example/microsoft365wp, example/msgraph")
    );
    assert_eq!(codes(&reading), []);
    assert!(
        tree.get(only(&reading, Kind::Partner), "b2bDirectConnectInbound")
            .is_some()
    );
    let default = only(&reading, Kind::Default);
    assert_eq!(
        tree.as_bool(at(&tree, default, &["inboundTrust", "isMfaAccepted"])),
        Some(true)
    );
}

#[test]
fn a_partial_plan_is_refused_where_it_concerns_us() {
    let partner = partner(r#""inbound_trust": null"#);
    for told in [r#""errored": true,"#, r#""complete": false,"#] {
        let text = plan_with(std::slice::from_ref(&partner), &[], told);
        let (_, reading) = read(&text);
        assert_eq!(codes(&reading), [Code::PlanIncomplete]);
        let span = reading
            .diagnostics
            .first()
            .unwrap()
            .labels
            .first()
            .unwrap()
            .span;
        let place = text.get(span.start as usize..span.end as usize).unwrap();
        assert_eq!(place, told.trim_end_matches(','));
        // Nothing planned, but the resource is in the plan.
        let left = plan_with(
            &[],
            &[change(&format!("{WP}_partner.x"), "delete", "{}", "{}")],
            told,
        );
        assert_eq!(codes(&read(&left).1), [Code::PlanIncomplete]);
        let foreign = plan_with(&[resource("aws_s3_bucket", "x", "{}")], &[], told);
        let (_, reading) = read(&foreign);
        assert_eq!(codes(&reading), []);
        assert_eq!(
            reading.otherwise,
            Some("a Terraform plan without cross-tenant resources")
        );
    }
    let fine = plan_with(&[partner], &[], r#""errored": false, "complete": true,"#);
    assert_eq!(codes(&read(&fine).1), []);
}

#[test]
fn two_configurations_of_one_provider_are_refused() {
    let kind = format!("{WP}_partner");
    let second = resource(&kind, "other", &format!(r#"{{"tenant_id": "{FABRIKAM}"}}"#));
    let resources = [partner(r#""inbound_trust": null"#), second];
    let configuration = |key: &str| {
        format!(
            r#""configuration": {{"root_module": {{"resources": [
            {{"address": "{kind}.fabrikam", "provider_config_key": "microsoft365wp"}}, {{"address": "{kind}.other", "provider_config_key": "{key}"}}]}}}},"#
        )
    };
    let one = plan_with(&resources, &[], &configuration("microsoft365wp"));
    assert_eq!(codes(&read(&one).1), []);
    let two = plan_with(&resources, &[], &configuration("microsoft365wp.second"));
    assert_eq!(codes(&read(&two).1), [Code::TenantUnknown]);
}

#[test]
fn other_versions_and_other_documents_are_left_alone() {
    let newer = plan(&[partner(r#""inbound_trust": null"#)], &[]).replace("\"1.2\"", "\"2.0\"");
    let (_, reading) = read(&newer);
    assert_eq!(codes(&reading), [Code::ShapeWrong]);
    assert!(reading.is_empty());
    let old = r#"{"version": 3, "terraform_version": "0.11.1", "modules": []}"#;
    assert_eq!(codes(&read(old).1), []);
    assert_eq!(
        read(old).1.otherwise,
        Some("a Terraform state without cross-tenant resources")
    );
    for text in [
        r#"{"format_version": "1.0", "provider_schemas": {}}"#,
        r#"{"version": 4}"#,
        r#"{"format_version": "1.0"}"#,
        "[]",
    ] {
        assert_eq!(read(text).1.format, "unknown", "{text}");
    }
    // Shapes that no Terraform writes are read as nothing.
    for text in [
        r#"{"format_version": 1, "planned_values": 3, "resource_changes": {"a": null}}"#,
        r#"{"format_version": "1.0", "planned_values": {"root_module": [{"resources": {}}]}}"#,
        r#"{"version": 4, "terraform_version": null, "resources": [null, {"mode": "managed", "type": "msgraph_resource", "instances": [3]}]}"#,
    ] {
        assert!(read(text).1.is_empty(), "{text}");
    }
}

#[test]
fn resources_that_set_it_in_another_way_are_said() {
    let body = r#"{"tenantId": "33333333-3333-4333-8333-333333333333"}"#;
    let partners = "/policies/crossTenantAccessPolicy/partners";
    for (kind, values) in [
        (
            format!("{DT}_partner_settings_v2"),
            r#"{"tenant_id": "33333333-3333-4333-8333-333333333333"}"#.to_owned(),
        ),
        (
            "msgraph_resource_action".to_owned(),
            format!(r#"{{"resource_url": "{partners}", "method": "POST", "body": {body}}}"#),
        ),
        (
            "restapi_object".to_owned(),
            format!(r#"{{"path": "{partners}", "data": "{{}}"}}"#),
        ),
        (
            "terraform_data".to_owned(),
            format!(r#"{{"input": ["az rest --url https://graph.microsoft.com/v1.0{partners}"]}}"#),
        ),
        (
            "msgraph_update_resource".to_owned(),
            r#"{"url": "policies/crossTenantAccessPolicy/default/new", "body": {}}"#.to_owned(),
        ),
    ] {
        let (_, reading) = read(&plan(&[resource(&kind, "x", &values)], &[]));
        assert_eq!(codes(&reading), [Code::RecordUnknown], "{kind}");
        assert_eq!(reading.partners, PartnerList::Incomplete, "{kind}");
    }
    let role = resource(
        "azuread_custom_directory_role",
        "x",
        r#"{"permissions": ["microsoft.directory/crossTenantAccessPolicy/standard/read"]}"#,
    );
    let (_, reading) = read(&plan(&[role], &[]));
    assert_eq!(codes(&reading), []);
    assert!(reading.is_empty());
}
