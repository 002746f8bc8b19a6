//! Tenants put together from exports that tools spread over folders; the content is invented.
#![allow(clippy::unwrap_used, clippy::panic)]

mod folders;

use std::sync::Arc;

use super::*;
use crate::export::recognise;
use crate::source::{Limits, read_json};

const CONTOSO: &str = "11111111-1111-4111-8111-111111111111";
const FABRIKAM: &str = "22222222-2222-4222-8222-222222222222";
const LITWARE: &str = "33333333-3333-4333-8333-333333333333";

const DEFAULT: &str = r#"{"id": "a", "isServiceDefault": true}"#;
const POLICY: &str = r#"{"id": "b", "conditions": {}, "grantControls": null}"#;

fn assembled(files: &[(&str, String)]) -> (Vec<Tenant>, Vec<Code>) {
    let mut sources = Sources::default();
    let documents: Vec<Document> = files
        .iter()
        .map(|(path, text)| {
            let text: Arc<str> = Arc::from(text.as_str());
            let mut tree = read_json(Arc::clone(&text), &Limits::default()).unwrap();
            let file = sources.add((*path).to_owned(), text);
            let reading = recognise(&mut tree, file, path, &[]);
            assert!(!reading.is_empty(), "{path}");
            Document {
                file,
                tree,
                reading,
            }
        })
        .collect();
    let (tenants, diagnostics) = assemble(&documents, &sources, &Config::default());
    let codes = diagnostics.iter().map(|diagnostic| diagnostic.code);
    (tenants, codes.collect())
}

fn partner(id: &str) -> String {
    format!(r#"{{"tenantId": "{id}", "isServiceProvider": false}}"#)
}

fn organization(id: &str) -> String {
    format!(r#"{{"id": "{id}", "verifiedDomains": []}}"#)
}

const LONE: &str = "all/contoso/Policies/CrossTenantAccessPolicy/Partners/Partners/Partners.json";

/// What EntraExporter 3 writes of contoso.
fn contoso() -> Vec<(&'static str, String)> {
    vec![
        (
            "all/contoso/Policies/CrossTenantAccessPolicy/Default/a/a.json",
            DEFAULT.to_owned(),
        ),
        (LONE, partner(FABRIKAM)),
        (
            "all/contoso/Identity/Conditional/AccessPolicies/b/b.json",
            POLICY.to_owned(),
        ),
        (
            "all/contoso/Organization/Organization.json",
            organization(&CONTOSO.to_uppercase()),
        ),
    ]
}

fn fabrikam() -> Vec<(&'static str, String)> {
    vec![
        (
            "all/fabrikam/Policies/CrossTenantAccessPolicy/Default/a/a.json",
            DEFAULT.to_owned(),
        ),
        (
            "all/fabrikam/Organization/Organization.json",
            organization(FABRIKAM),
        ),
    ]
}

#[test]
fn an_export_spread_over_folders_is_one_tenant_that_lost_its_partners() {
    let (tenants, codes) = assembled(&contoso());
    let [tenant] = tenants.as_slice() else {
        panic!("{tenants:?}");
    };
    assert_eq!(tenant.profile.tenant_id.as_deref(), Some(CONTOSO));
    assert_eq!(tenant.partners.len(), 1);
    assert_eq!(tenant.partner_list, PartnerList::Incomplete);
    assert!(tenant.adjacent.contains_key(&Kind::ConditionalAccess));
    assert_eq!(codes, [Code::PartnersLost]);
    // Version 2 writes no partner at all.
    let mut files = contoso();
    files.retain(|(path, _)| *path != LONE);
    let (tenants, codes) = assembled(&files);
    let lists: Vec<PartnerList> = tenants.iter().map(|tenant| tenant.partner_list).collect();
    assert_eq!(
        (lists, codes),
        (vec![PartnerList::Absent], vec![Code::PartnersLost])
    );
}

#[test]
fn a_whole_list_beside_the_export_supersedes_the_lone_partner() {
    for path in [
        "all/contoso/partners.json",
        "all/contoso/graph/partners.json",
    ] {
        let mut files = contoso();
        let list = format!("[{}, {}]", partner(FABRIKAM), partner(LITWARE));
        files.push((path, list));
        let (tenants, codes) = assembled(&files);
        assert_eq!(codes, [], "{path}");
        let [tenant] = tenants.as_slice() else {
            panic!("{tenants:?}");
        };
        assert_eq!(tenant.partners.len(), 2);
        assert_eq!(tenant.partner_list, PartnerList::Present);
    }
    // One partner is no list, whoever wrote it and wherever it lies.
    for path in [
        "all/contoso/partner.json",
        "all/contoso/Policies/CrossTenantAccessPolicy/Partners/a/a.json",
    ] {
        let mut files = contoso();
        files.push((path, partner(LITWARE)));
        let (tenants, codes) = assembled(&files);
        let lists: Vec<PartnerList> = tenants.iter().map(|tenant| tenant.partner_list).collect();
        assert_eq!(
            (lists, codes),
            (vec![PartnerList::Incomplete], vec![Code::PartnersLost]),
            "{path}"
        );
    }
    // An empty list is whole, and a partner that is not in it is still judged.
    let context =
        "https://graph.microsoft.com/beta/$metadata#policies/crossTenantAccessPolicy/partners";
    let empty = format!(r#"{{"@odata.context": "{context}", "value": []}}"#);
    let mut files = contoso();
    files.push(("all/contoso/partners.json", empty));
    let (tenants, codes) = assembled(&files);
    let found: Vec<(usize, PartnerList)> = tenants
        .iter()
        .map(|tenant| (tenant.partners.len(), tenant.partner_list))
        .collect();
    assert_eq!((found, codes), (vec![(1, PartnerList::Present)], vec![]));
}

#[test]
fn two_exports_in_one_repository_are_two_tenants() {
    let both = [contoso(), fabrikam()].concat();
    let (tenants, codes) = assembled(&both);
    let ids: Vec<(&str, Option<&str>)> = tenants
        .iter()
        .map(|tenant| {
            let profile = &tenant.profile;
            (profile.name.as_str(), profile.tenant_id.as_deref())
        })
        .collect();
    assert_eq!(
        ids,
        [
            ("all/contoso", Some(CONTOSO)),
            ("all/fabrikam", Some(FABRIKAM))
        ]
    );
    assert_eq!(codes, [Code::PartnersLost, Code::PartnersLost]);
    // Of one only the partners are brought.
    let list = (
        "all/contoso/partners.json",
        format!("[{}]", partner(LITWARE)),
    );
    let (tenants, codes) = assembled(&[both, vec![list]].concat());
    assert_eq!((tenants.len(), codes), (2, vec![Code::PartnersLost]));
    // An export without a default is still another tenant's.
    let mut other = fabrikam();
    other.retain(|(path, _)| path.contains("Organization"));
    let (tenants, codes) = assembled(&[contoso(), other].concat());
    assert_eq!((tenants.len(), codes), (2, vec![Code::PartnersLost]));
}

#[test]
fn a_default_beside_an_export_without_one_is_the_same_tenants() {
    let policy = contoso().remove(2);
    for path in ["all/contoso/default.json", "all/contoso/graph/default.json"] {
        let (tenants, codes) = assembled(&[policy.clone(), (path, DEFAULT.to_owned())]);
        assert_eq!((tenants.len(), codes), (1, vec![]), "{path}");
    }
}

#[test]
fn two_organizations_in_one_tenant_name_nobody() {
    let file = |name, id| (name, organization(id));
    let (tenants, codes) = assembled(&[file("all/a.json", CONTOSO), file("all/b.json", CONTOSO)]);
    let id = |tenants: &[Tenant]| {
        let first = tenants.first().unwrap();
        first.profile.tenant_id.clone()
    };
    assert_eq!((id(&tenants).as_deref(), codes), (Some(CONTOSO), vec![]));
    let (tenants, codes) = assembled(&[file("all/a.json", CONTOSO), file("all/b.json", FABRIKAM)]);
    assert_eq!((id(&tenants), codes), (None, vec![Code::RecordTwice]));
}

#[test]
fn two_policies_of_one_name_are_refused_whatever_their_tag() {
    let policy = |identity: &str, on: bool| {
        format!(
            r#"{{"Identity": "{identity}", "AllowSharedChannelCreation": {on},
                "AllowChannelSharingToExternalUser": {on}, "AllowUserToParticipateInExternalSharedChannel": {on}}}"#
        )
    };
    let (open, closed) = (policy("Pilot", true), policy("tag:PILOT ", false));
    let global = policy("Global", false);
    for policies in [[&open, &closed, &global], [&closed, &open, &global]] {
        let [first, second, third] = policies;
        let file = ("policies.json", format!("[{first}, {second}, {third}]"));
        let (tenants, codes) = assembled(&[file]);
        assert_eq!(codes, [Code::RecordTwice]);
        assert_eq!(tenants.first().unwrap().policies.len(), 2);
    }
}
