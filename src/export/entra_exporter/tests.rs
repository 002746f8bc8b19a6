//! The layout of EntraExporter with invented content.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use super::*;
use crate::export::{PartnerList, Reading, recognise};
use crate::source::{Limits, Sources, read_json};

const ID: &str = "33333333-3333-4333-8333-333333333333";
const DEFAULT: &str = r#"{"id": "33333333-3333-4333-8333-333333333333", "isServiceDefault": true}"#;
const PARTNER: &str =
    r#"{"tenantId": "22222222-2222-4222-8222-222222222222", "isServiceProvider": null}"#;

fn read(path: &str, text: &str) -> Reading {
    let mut tree = read_json(Arc::from(text), &Limits::default()).unwrap();
    let file = Sources::default().reserve(String::new());
    recognise(&mut tree, file, path, &[])
}

#[test]
fn the_path_tells_what_a_file_is_and_where_the_export_begins() {
    let at = |path: &str| place(path).map(|place| (place.kind, place.below_root));
    let default = format!("Policies/CrossTenantAccessPolicy/Default/{ID}/{ID}.json");
    assert_eq!(at(&default), Some((Kind::Default, 4)));
    let absolute = format!("/backup/contoso/{default}");
    assert_eq!(at(&absolute.to_uppercase()), Some((Kind::Default, 4)));
    let alone = format!("CrossTenantAccessPolicy/Default/{ID}/{ID}.json");
    assert_eq!(at(&alone), Some((Kind::Default, 3)));
    for (path, expected) in [
        (
            "Policies/CrossTenantAccessPolicy/Partners/Partners/Partners.json",
            (Kind::Partner, 4),
        ),
        ("Partners/Partners/Partners.json", (Kind::Partner, 2)),
        (
            "Policies/CrossTenantAccessPolicy/a/a.json",
            (Kind::PolicyRoot, 3),
        ),
        (
            "Policies/AuthorizationPolicy/authorizationPolicy/authorizationPolicy.json",
            (Kind::AuthorizationPolicy, 3),
        ),
        (
            "Policies/ExternalIdentitiesPolicy/externalIdentityPolicy/externalIdentityPolicy.json",
            (Kind::ExternalIdentities, 3),
        ),
        (
            "Identity/Conditional/AccessPolicies/a/a.json",
            (Kind::ConditionalAccess, 4),
        ),
        ("Organization/Organization.json", (Kind::Organization, 1)),
    ] {
        assert_eq!(at(path), Some(expected), "{path}");
    }
    for path in [
        "Default/a/a.json",
        "entra/Default/default.json",
        "partners/partners.json",
        "Policies/CrossTenantAccessPolicy/Default/a/b.json",
        "Policies/CrossTenantAccessPolicy/Partners/Partners.json",
        "Policies/CrossTenantAccessPolicy/Partners/a/a.json",
        "AuthorizationPolicy/a/a.json",
        "Organization.json",
        "Organization/Organization.yaml",
        "",
    ] {
        assert_eq!(at(path), None, "{path}");
    }
}

#[test]
fn a_default_is_read_as_graph_writes_it() {
    let path = format!("contoso/Policies/CrossTenantAccessPolicy/Default/{ID}/{ID}.json");
    let reading = read(&path, DEFAULT);
    assert_eq!(reading.format, "entra-exporter");
    assert_eq!(reading.count(Kind::Default), 1);
    assert_eq!(reading.partners, PartnerList::Absent);
    assert_eq!(reading.carries.partners, Partners::Lost);
    assert_eq!((reading.version, reading.below_root), (None, 4));
    assert_eq!(reading.diagnostics, []);
}

#[test]
fn the_version_of_graph_is_not_the_tools() {
    let path = format!("Policies/CrossTenantAccessPolicy/Default/{ID}/{ID}.json");
    let context = "https://graph.microsoft.com/beta/$metadata#policies/crossTenantAccessPolicy/default/$entity";
    let text =
        format!(r#"{{"@odata.context": "{context}", "id": "{ID}", "isServiceDefault": true}}"#);
    assert_eq!(read(&path, &text).title(), "entra-exporter");
}

#[test]
fn the_partner_that_survives_is_no_list() {
    let path = "Policies/CrossTenantAccessPolicy/Partners/Partners/Partners.json";
    let reading = read(path, PARTNER);
    assert_eq!(reading.count(Kind::Partner), 1);
    assert_eq!(reading.partners, PartnerList::Incomplete);
    assert_eq!(reading.version.as_deref(), Some("3.x layout"));
    // Elsewhere the same object is what Graph answers.
    assert_eq!(read("partner.json", PARTNER).format, "graph");
    // A list that somebody put in its place is whole.
    let list = read(path, &format!("[{PARTNER}]"));
    assert_eq!(
        (list.format, list.partners),
        ("graph", PartnerList::Present)
    );
}

#[test]
fn a_file_that_holds_something_else_is_not_claimed() {
    let other = r#"{"name": "contoso", "kind": "chart"}"#;
    for path in [
        "Organization/Organization.json",
        "Policies/CrossTenantAccessPolicy/Default/a/a.json",
    ] {
        let reading = read(path, other);
        assert_eq!(reading.format, "unknown", "{path}");
        assert!(reading.is_empty(), "{path}");
    }
    // A partner in the place of a default is what its content says.
    let path = "Policies/CrossTenantAccessPolicy/Default/a/a.json";
    assert_eq!(read(path, PARTNER).format, "graph");
    assert!(read("Organization/Organization.json", "[]").is_empty());
}

#[test]
fn the_organization_names_the_tenant() {
    let text = r#"{"id": "11111111-1111-4111-8111-111111111111", "displayName": "Contoso",
        "verifiedDomains": [{"name": "contoso.com", "isInitial": false}]}"#;
    let reading = read("out/Organization/Organization.json", text);
    assert_eq!(reading.format, "entra-exporter");
    assert_eq!(reading.count(Kind::Organization), 1);
    assert_eq!(reading.below_root, 1);
}
