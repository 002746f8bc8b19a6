//! Which tenant a file belongs to by the folder it lies in.

use super::*;

fn sync(id: &str) -> String {
    format!(r#"{{"tenantId": "{id}", "userSyncInbound": {{"isSyncAllowed": true}}}}"#)
}

fn teams_policy() -> String {
    r#"{"Identity": "Global", "AllowSharedChannelCreation": true}"#.to_owned()
}

#[test]
fn synchronization_in_a_folder_beside_the_default_is_another_tenants() {
    let own = |more: (&'static str, String)| {
        vec![
            ("a/default.json", DEFAULT.to_owned()),
            ("a/partners.json", format!("[{}]", partner(FABRIKAM))),
            more,
        ]
    };
    let syncs = |files: Vec<(&str, String)>| -> Vec<(String, usize)> {
        let (tenants, codes) = assembled(&files);
        // Nothing is dropped in silence.
        let alone = tenants
            .iter()
            .any(|tenant| !tenant.syncs.is_empty() && tenant.partners.is_empty());
        assert_eq!(alone, codes.contains(&Code::PartnerMissing));
        let told = tenants
            .iter()
            .map(|tenant| (tenant.profile.name.clone(), tenant.syncs.len()));
        told.collect()
    };
    let told = |name: &str, count| (name.to_owned(), count);
    assert_eq!(
        syncs(own(("b/sync.json", sync(FABRIKAM)))),
        [told("a", 0), told("b", 1)]
    );
    // With the partners that it is of.
    let mut both = own(("b/sync.json", sync(LITWARE)));
    both.push(("b/partners.json", format!("[{}]", partner(LITWARE))));
    assert_eq!(syncs(both), [told("a", 0), told("b", 1)]);
    for path in ["a/sync.json", "a/sync/fabrikam.json", "sync.json"] {
        let same = syncs(own((path, sync(FABRIKAM))));
        assert_eq!(same, [told("tenant", 1)], "{path}");
    }
    // Without partners of its own, the default's are those beside it, and so is their synchronization.
    let apart = syncs(vec![
        ("a/default.json", DEFAULT.to_owned()),
        ("b/partners.json", format!("[{}]", partner(FABRIKAM))),
        ("b/sync.json", sync(FABRIKAM)),
    ]);
    assert_eq!(apart, [told("tenant", 1)]);
}

#[test]
fn what_lies_with_the_partners_of_another_tenant_is_that_tenants() {
    let federation = || r#"{"Identity": "Global", "AllowFederatedUsers": true}"#.to_owned();
    let named = |beside: &[&'static str]| -> Vec<(String, bool)> {
        let mut files = vec![
            ("all/a/default.json", DEFAULT.to_owned()),
            ("all/a/partners.json", format!("[{}]", partner(FABRIKAM))),
        ];
        for path in beside {
            let is_list = path.ends_with("partners.json");
            let list = format!("[{}]", partner(LITWARE));
            files.push((path, if is_list { list } else { federation() }));
        }
        let (tenants, codes) = assembled(&files);
        assert_eq!(codes, []);
        let told = tenants
            .iter()
            .map(|tenant| (tenant.profile.name.clone(), tenant.federation.is_some()));
        told.collect()
    };
    let told = |name: &str, has| (name.to_owned(), has);
    for (beside, other) in [
        (["all/b/partners.json", "all/b/federation.json"], "all/b"),
        (
            ["all/b/partners.json", "all/b/teams/federation.json"],
            "all/b",
        ),
        (
            ["all/b/entra/partners.json", "all/b/teams/federation.json"],
            "all/b/entra",
        ),
        (["all/partners.json", "all/federation.json"], "all"),
    ] {
        let mut expected = vec![told("all/a", false), told(other, true)];
        expected.sort();
        assert_eq!(named(&beside), expected, "{beside:?}");
    }
    // Between the two, and with two of them that nobody can tell apart.
    let between = named(&["all/b/partners.json", "all/teams/federation.json"]);
    assert_eq!(between, [told("all/a", true), told("all/b", false)]);
    let three = named(&[
        "all/b/x/partners.json",
        "all/b/y/partners.json",
        "all/b/federation.json",
    ]);
    let expected = [
        ("all/a", false),
        ("all/b", true),
        ("all/b/x", false),
        ("all/b/y", false),
    ];
    assert_eq!(three, expected.map(|(name, has)| told(name, has)));
}

#[test]
fn an_empty_list_in_a_file_of_its_own_is_the_tenants() {
    let context = "https://graph.microsoft.com/beta/$metadata#identity/conditionalAccess/policies";
    let (tenants, codes) = assembled(&[
        ("all/default.json", DEFAULT.to_owned()),
        (
            "all/ca.json",
            format!(r#"{{"@odata.context": "{context}", "value": []}}"#),
        ),
        (
            "all/teams/assignments.json",
            r#"{"groupPolicyAssignments": []}"#.to_owned(),
        ),
    ]);
    let [tenant] = tenants.as_slice() else {
        panic!("{tenants:?}");
    };
    assert_eq!(codes, []);
    for kind in [Kind::ConditionalAccess, Kind::GroupPolicyAssignment] {
        assert!(tenant.listed.contains(&kind), "{kind:?}");
    }
}

#[test]
fn teams_records_in_a_folder_beside_the_default_are_the_same_tenants() {
    for partners in ["entra/partners.json", "entra/xtap/partners.json"] {
        let (tenants, codes) = assembled(&[
            ("entra/default.json", DEFAULT.to_owned()),
            (partners, format!("[{}]", partner(FABRIKAM))),
            ("teams/policies.json", format!("[{}]", teams_policy())),
            ("ca/policy.json", POLICY.to_owned()),
        ]);
        let [tenant] = tenants.as_slice() else {
            panic!("{tenants:?}");
        };
        assert_eq!((tenant.policies.len(), codes), (1, vec![]));
        assert!(tenant.adjacent.contains_key(&Kind::ConditionalAccess));
    }
}
