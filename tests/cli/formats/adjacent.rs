//! Policies that stand beside cross-tenant access: they are read and held against their
//! schemas, and a tenant takes its id from its organization.

use serde_json::Value;

use super::{Altered, altered, fixture};
use crate::runner::{TODAY, tenantlint};

const FOLDER: &str = "tests/formats/adjacent";

#[test]
fn what_is_there_is_not_missing() {
    let done = tenantlint()
        .args(["inspect", "--as-of", TODAY, FOLDER])
        .run();
    let (_, missing) = done
        .stdout
        .split_once("rules on policies beside can't tell:")
        .expect("a list");
    let missing: Vec<&str> = missing
        .lines()
        .filter_map(|line| Some(line.trim().split_once("  ")?.0))
        .collect();
    let expected = [
        "Teams external access policies",
        "Teams client configurations",
        "Teams meeting policies",
        "SharePoint sharing configurations",
        "groups",
        "users",
        "rows of activity by team",
        "sensitivity labels",
        "inventories of shared channels",
        "sign-ins",
    ];
    assert_eq!(missing, expected, "{}", done.shown());
}

#[test]
fn the_tenant_is_that_of_its_organization() {
    let input = tenantlint()
        .args(["input", "--as-of", TODAY, FOLDER])
        .run()
        .json();
    assert_eq!(
        input["tenant"]["id"],
        "11111111-1111-4111-8111-111111111111"
    );
    // What is in the recycle bin is no partner, and what no rule judges is no partner either.
    assert_eq!(input["tenant"]["partner_count"], 0);
    assert_eq!(input["tenant"]["present"]["default"], false);
}

#[test]
fn deleted_partners_are_noted_and_nothing_else_is_wrong() {
    let args = [
        "check",
        "--format",
        "json",
        "--as-of",
        TODAY,
        "--fail-on",
        "never",
        FOLDER,
    ];
    let done = tenantlint().args(args).run();
    let report = done.json();
    let said: Vec<&str> = report["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["code"].as_str().expect("a code"))
        .collect();
    assert_eq!(said, ["record-deleted"], "{}", done.shown());
}

/// The list of invitation domains is JSON in a text: a fault in it is shown in the file, past escapes and accents.
#[test]
fn json_in_a_text_has_its_places_in_the_file() {
    for (from, to, shows) in [
        (
            r#"\"BlockedDomains\":[]"#,
            r#"\"BlockedDomains\":\"none\""#,
            r#"\"BlockedDomains\":\"none\""#,
        ),
        (r#"\"fabrikam.example\""#, r#"true"#, "true"),
        (r#"\"caf\\u00e9.example\""#, r#"12"#, "12"),
        (
            r#"\"B2BManagementPolicy\":{"#,
            r#"\"B2BManagementPolicy\":{\"\u00e9\":[],\"AllowedDomains\":[],"#,
            "",
        ),
    ] {
        let Altered { files, text, at } =
            altered("adjacent", "b2b-management-policy.json", from, to);
        let report = files.check(&["--fail-on", "never", "."]).json();
        let of_file: Vec<&Value> = report["diagnostics"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|one| one["code"] == "type-wrong" || one["code"] == "value-unknown")
            .collect();
        if shows.is_empty() {
            assert!(of_file.is_empty(), "{of_file:?}");
            continue;
        }
        let [one] = of_file.as_slice() else {
            panic!("{to}: {report}");
        };
        let label = &one["labels"][0];
        let offset = |end: &str| {
            let offset = label[end]["offset"].as_u64().expect("an offset");
            usize::try_from(offset).expect("an offset")
        };
        assert_eq!(&text[offset("start")..offset("end")], shows, "{one}");
        assert_eq!(offset("start"), at, "{one}");
    }
}

#[test]
fn rules_see_what_the_files_say() {
    let seen = fixture("adjacent");
    let records = &seen["records"];
    let domains =
        "/0/value/definition/0/B2BManagementPolicy/InvitationsAllowedAndBlockedDomainsPolicy";
    #[rustfmt::skip]
    let rows = [
        ("policy_root", 1, "/0/value/allowedCloudEndpoints/0".to_owned(), "microsoftonline.us"),
        ("partner_template", 1, "/0/value/templateApplicationLevel".to_owned(), "newPartners,existingPartners"),
        ("sync_template", 1, "/0/value/templateApplicationLevel".to_owned(), "newPartners"),
        ("authorization_policy", 1, "/0/value/allowInvitesFrom".to_owned(), "adminsAndGuestInviters"),
        ("invitation_domains", 1, format!("{domains}/AllowedDomains/0"), "fabrikam.example"),
        ("invitation_domains", 1, format!("{domains}/AllowedDomains/1"), "café.example"),
        ("conditional_access", 1, "/0/value/conditions/users/includeGuestsOrExternalUsers/externalTenants/membershipKind".to_owned(), "all"),
        ("conditional_access", 1, "/0/value/grantControls/builtInControls/0".to_owned(), "mfa"),
        ("external_identities", 1, "/0/name".to_owned(), "External Identities Policy"),
        ("multi_tenant_organization", 1, "/0/value/state".to_owned(), "active"),
        ("multi_tenant_member", 2, "/1/value/role".to_owned(), "member"),
        ("capability", 1, "/0/value/inboundAccess/resourceScopes/included/0/resourceType".to_owned(), "group"),
        ("deleted_partner", 1, "/0/value/deletedDateTime".to_owned(), "2026-11-01T12:00:00Z"),
        ("organization", 1, "/0/value/verifiedDomains/0/name".to_owned(), "contoso.example"),
    ];
    for (kind, count, pointer, value) in rows {
        let list = &records[kind];
        assert_eq!(list.as_array().map(Vec::len), Some(count), "{kind}");
        assert_eq!(
            list.pointer(&pointer),
            Some(&Value::from(value)),
            "{kind} {list}"
        );
        assert_eq!(list[0]["unclear"], Value::Array(Vec::new()), "{kind}");
    }
}

/// The same policies as other tools write them.
#[test]
fn other_tools_say_the_same() {
    for tenant in ["entra-exporter/2.x", "entra-exporter/3.x", "scubagear"] {
        let seen = fixture(tenant);
        let policy = &seen["records"]["authorization_policy"][0]["value"];
        assert_eq!(
            policy["allowInvitesFrom"], "adminsAndGuestInviters",
            "{tenant}"
        );
        let role = "2af84b1e-32c8-42b7-82bc-daa82404023b";
        assert_eq!(policy["guestUserRoleId"], role, "{tenant}");
        let organization = &seen["records"]["organization"][0]["value"];
        assert_eq!(
            organization["verifiedDomains"][0]["name"], "contoso.example",
            "{tenant}"
        );
        let id = "11111111-1111-4111-8111-111111111111";
        assert_eq!(seen["tenant"]["id"], id, "{tenant}");
        // A list that was read and is empty is there, too.
        assert_eq!(
            seen["tenant"]["present"]["conditional_access"], true,
            "{tenant}"
        );
        assert_eq!(
            seen["tenant"]["present"]["meeting_policy"], false,
            "{tenant}"
        );
    }
}

#[test]
fn further_sections_of_the_default_are_carried_or_left_out() {
    let order =
        "/invitationRedemptionIdentityProviderConfiguration/primaryIdentityProviderPrecedenceOrder";
    let mail = "/m365CollaborationInbound/users/accessType";
    let sharing = "/protectedContentSharing/inboundAllowed";
    let providers = serde_json::json!([
        "azureActiveDirectory",
        "externalFederation",
        "socialIdentityProviders"
    ]);
    #[rustfmt::skip]
    let rows = [
        ("graph/files", order, Some(providers.clone())),
        ("graph/files", mail, Some(Value::from("blocked"))),
        ("graph/batch", mail, Some(Value::from("blocked"))),
        // It stands in `AdditionalProperties`.
        ("graph-powershell/core", sharing, Some(Value::from(true))),
        ("graph-powershell/windows", sharing, Some(Value::from(true))),
        ("graph-powershell/core", mail, None),
        ("entra-exporter/2.x", order, Some(providers.clone())),
        // A set keeps no order.
        ("terraform/plan", order, Some(Value::Null)),
        ("terraform/state", order, Some(providers.clone())),
        ("terraform/statefile", order, Some(Value::Null)),
        ("terraform/msgraph", order, Some(providers)),
        ("m365dsc/export", order, None),
        ("utcm/snapshot", mail, None),
    ];
    for (tenant, pointer, value) in rows {
        let seen = fixture(tenant);
        let found = seen["default"]["more"].pointer(pointer);
        assert_eq!(found, value.as_ref(), "{pointer} of {tenant}");
    }
}
