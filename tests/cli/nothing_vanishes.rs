//! A partner that is open must never vanish: not for a key misspelt, not for the company it keeps in a file.

use crate::bad_input::Files;

const CLOSED: &str = r#"{"usersAndGroups":{"accessType":"blocked","targets":[{"target":"AllUsers","targetType":"user"}]},"applications":{"accessType":"blocked","targets":[{"target":"AllApplications","targetType":"application"}]}}"#;
const OPEN: &str = r#"{"usersAndGroups":{"accessType":"allowed","targets":[{"target":"AllUsers","targetType":"user"}]},"applications":{"accessType":"allowed","targets":[{"target":"AllApplications","targetType":"application"}]}}"#;
const OURS: &str = r#""PartnerTenantId":"33333333-3333-4333-8333-333333333333""#;
const THEIRS: &str = r#""PartnerTenantId":"22222222-2222-4222-8222-222222222222""#;
const TYPE: &str = "microsoft.entra.crosstenantaccesspolicyconfigurationpartner";
const RESOURCE: &str = "AADCrossTenantAccessPolicyConfigurationPartner";

/// A sound default beside a file that hides an open partner.
fn check(name: &str, text: &str) -> (i32, String) {
    let default = format!(
        r#"{{"isServiceDefault":false,"inboundTrust":null,"b2bCollaborationInbound":{CLOSED},"b2bCollaborationOutbound":{CLOSED},"b2bDirectConnectInbound":{CLOSED},"b2bDirectConnectOutbound":{CLOSED}}}"#
    );
    let done = Files::new()
        .with("default.json", &default)
        .with(name, text)
        .check(&["--no-config", "."]);
    (done.code, done.stdout)
}

fn item(key: &str, kind: &str, id: &str, setting: &str) -> String {
    format!(
        r#"{{"displayName":"x","{key}":"{kind}","properties":{{{id},"B2BDirectConnectInbound":{setting}}}}}"#
    )
}

fn block(key: &str, kind: &str, id: &str, setting: &str) -> String {
    format!(
        r#"{{"{key}":"{kind}","ResourceInstanceName":"p",{id},"B2BDirectConnectInbound":{setting}}}"#
    )
}

#[test]
fn settings_that_no_record_holds_are_said() {
    let closed = item("resourceType", TYPE, OURS, CLOSED);
    let closed_block = block("ResourceName", RESOURCE, OURS, CLOSED);
    let raw = format!(
        r#"{{"tenantId":"22222222-2222-4222-8222-222222222222","isServiceProvider":false,"b2bDirectConnectInbound":{OPEN}}}"#
    );
    let lost = format!(
        r#"{{"tenanttId":"22222222-2222-4222-8222-222222222222","b2bDirectConnectInbound":{OPEN}}}"#
    );
    let snapshot = |resources: &str, beside: &str| {
        format!(r#"{{"displayName":"s","parameters":[],"resources":[{resources}]{beside}}}"#)
    };
    let rows = [
        (
            "an item of UTCM beside a record of Graph",
            format!("[{closed},{raw}]"),
        ),
        (
            "an item with `type`",
            snapshot(
                &format!("{closed},{}", item("type", TYPE, THEIRS, OPEN)),
                "",
            ),
        ),
        (
            "an item of a type misspelt",
            snapshot(
                &format!(
                    "{closed},{}",
                    item("resourceType", &format!("{TYPE}s"), THEIRS, OPEN)
                ),
                "",
            ),
        ),
        (
            "an item of a type without its workload",
            snapshot(
                &format!(
                    "{closed},{}",
                    item(
                        "resourceType",
                        "crosstenantaccesspolicyconfigurationpartner",
                        THEIRS,
                        OPEN
                    )
                ),
                "",
            ),
        ),
        (
            "partners beside resources",
            snapshot(&closed, &format!(r#","partners":[{raw}]"#)),
        ),
        (
            "a resource of DSC beside a record of Graph",
            format!("[{closed_block},{raw}]"),
        ),
        (
            "a resource of a type misspelt",
            format!(
                "[{closed_block},{}]",
                block("ResourceName", &format!("{RESOURCE}s"), THEIRS, OPEN)
            ),
        ),
        (
            "a resource without a type",
            format!(
                "[{closed_block},{}]",
                block("Resource", RESOURCE, THEIRS, OPEN)
            ),
        ),
        (
            "a bundle with `partner`",
            format!(r#"{{"default":{{"isServiceDefault":true}},"partner":[{raw}]}}"#),
        ),
        (
            "a bundle with a second list",
            format!(r#"{{"partners":[],"partners2":[{raw}]}}"#),
        ),
        (
            "a collection with a second list",
            format!(
                r#"{{"value":[{{"tenantId":"33333333-3333-4333-8333-333333333333","isServiceProvider":false}}],"more":[{lost}]}}"#
            ),
        ),
        (
            "partners by id",
            format!(
                r#"{{"partners":{{"22222222-2222-4222-8222-222222222222":{{"b2bDirectConnectInbound":{OPEN}}}}}}}"#
            ),
        ),
        ("a file of its own with the id misspelt", lost.clone()),
    ];
    let mut wrong = Vec::new();
    for (row, text) in rows {
        let (code, said) = check("export.json", &text);
        // Judged is as good as refused.
        let told =
            said.contains("record-unknown") || said.contains("direct-connect-inbound-unscoped");
        if code == 0 || !told {
            wrong.push(format!("{row}: exit {code}\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_an_export_leaves_out_may_be_misspelt() {
    let export = format!(
        "# Generated with Microsoft365DSC version 1.25.611.1\nNode localhost\n{{\n  {RESOURCE} \"p\"\n  {{\n    PartnerTenantId = \"22222222-2222-4222-8222-222222222222\";\n    B2BDirectConnectInbund = MSFT_X{{ UsersAndGroups = MSFT_Y{{ AccessType = 'allowed' }} }};\n  }}\n}}\n"
    );
    let (_, said) = check("export.ps1", &export);
    let report: serde_json::Value = serde_json::from_str(&said).expect("a report");
    let unknown = report["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .any(|one| {
            one["outcome"] == "unknown"
                && one["setting"]
                    .as_str()
                    .unwrap_or("")
                    .contains("b2bDirectConnectInbound")
        });
    assert!(unknown, "{said}");
}

#[test]
fn a_block_with_its_module_is_a_block() {
    let export = format!(
        "Microsoft365DSC\\{RESOURCE} \"p\"\n{{\n  PartnerTenantId = \"22222222-2222-4222-8222-222222222222\"\n  InboundTrust = @{{ IsMfaAccepted = $true }}\n}}\n"
    );
    let (_, said) = check("export.ps1", &export);
    assert!(said.contains("\"partners\": 1"), "{said}");
}

#[test]
fn two_mappings_of_one_file_both_hold() {
    let config = "version: 1\nformats:\n- {name: d, paths: [house.yaml], kind: default, record: /default, keys: {inboundTrust.isMfaAccepted: /mfa}}\n- {name: p, paths: [house.yaml], kind: partner, record: /peers, keys: {tenantId: /id}}\n";
    let done = Files::new()
        .with("tenantlint.yaml", config)
        .with("house.yaml", "default: {mfa: false}\npeers:\n- {id: 22222222-2222-4222-8222-222222222222}\nlegacy: [{id: 3}]\n")
        .check(&["."]);
    assert!(done.stdout.contains("\"partners\": 1"), "{}", done.shown());
    assert!(
        done.stdout.contains("no mapping takes what stands here"),
        "{}",
        done.shown()
    );
}

#[test]
fn a_constant_does_not_hold_where_the_file_says_no() {
    let config = "version: 1\nformats:\n- name: p\n  paths: [house.yaml]\n  kind: partner\n  keys:\n    tenantId: /id\n    inboundTrust.isMfaAccepted: {value: true, when: /mfa}\n";
    let done = Files::new()
        .with("tenantlint.yaml", config)
        .with(
            "house.yaml",
            "- {id: 22222222-2222-4222-8222-222222222222, mfa: false}\n",
        )
        .check(&["."]);
    assert!(
        done.stdout
            .contains("the mapping `p` does not take this value"),
        "{}",
        done.shown()
    );
}

#[test]
fn a_block_that_only_running_would_reach_is_said() {
    let block = format!(
        "{RESOURCE} \"p$_\" {{ PartnerTenantId = $_; InboundTrust = MSFT_T {{ IsMfaAccepted = $true }} }}"
    );
    for around in [
        format!("1..3 | ForEach-Object {{\n{block}\n}}"),
        format!("$all.ForEach({{ {block} }})"),
        format!("$x = {{ {block} }}\n& $x"),
        format!("}} }}\nfunction Extra {{ if ($a) {{ {block}"),
    ] {
        let export = format!(
            "# Generated with Microsoft365DSC version 1.26.318.1\nConfiguration C {{ Node localhost {{\n{RESOURCE} \"good\" {{ PartnerTenantId = \"33333333-3333-4333-8333-333333333333\" }}\n{around}\n}} }}\n"
        );
        let (code, said) = check("export.ps1", &export);
        assert_ne!(code, 0, "{around}");
        assert!(said.contains("a loop, a function or a variable"), "{said}");
        assert!(
            said.contains("the list of partners is not complete"),
            "{said}"
        );
    }
}

#[test]
fn an_assignment_without_a_group_or_a_type_is_said_and_counts() {
    const POLICIES: &str = r#"[{"Identity":"Global","AllowSharedChannelCreation":false,"AllowChannelSharingToExternalUser":false,"AllowUserToParticipateInExternalSharedChannel":false},{"Identity":"Tag:Pilot","AllowSharedChannelCreation":true,"AllowChannelSharingToExternalUser":true,"AllowUserToParticipateInExternalSharedChannel":true}]"#;
    let columns = "\"GroupId\",\"PolicyType\",\"PolicyName\",\"Rank\"\n";
    let block = |members: &str| {
        format!(
            "Node localhost\n{{\n  TeamsGroupPolicyAssignment \"g\" {{ {members}; PolicyName = \"Pilot\"; Priority = 1 }}\n}}\n"
        )
    };
    for (name, text, words) in [
        (
            "a.csv",
            format!("{columns}\"\",\"TeamsChannelsPolicy\",\"Pilot\",\"1\"\n"),
            "which group",
        ),
        (
            "a.csv",
            format!(
                "{columns}\"aaaaaaaa-2222-4aaa-8aaa-aaaaaaaaaaaa\",\"TeamsChannelPolicy\",\"Pilot\",\"1\"\n"
            ),
            "did you mean",
        ),
        (
            "a.ps1",
            block("GroupDisplayName = $g; PolicyType = \"TeamsChannelsPolicy\""),
            "which group",
        ),
        (
            "a.ps1",
            block("GroupDisplayName = \"\"; GroupId = \"\"; PolicyType = \"TeamsChannelsPolicy\""),
            "which group",
        ),
        (
            "a.ps1",
            block("GroupDisplayName = \"Pilot people\"; PolicyType = $t"),
            "which type",
        ),
    ] {
        let done = Files::new()
            .with("policies.json", POLICIES)
            .with(name, &text)
            .check(&["--no-config", "--profile", "strict", "."]);
        let said = &done.stdout;
        assert!(said.contains(words) && done.code == 4, "{text}\n{said}");
        // Somebody holds the policy, and nobody knows who.
        assert!(!said.contains("no group holds it"), "{text}\n{said}");
        assert!(said.contains("the export does not tell"), "{text}\n{said}");
    }
}

#[test]
fn a_misspelt_key_of_a_bundle_is_said() {
    const CHANNELS: &str = "channelPolicies: [{Identity: Global, AllowSharedChannelCreation: false, AllowChannelSharingToExternalUser: false, AllowUserToParticipateInExternalSharedChannel: false}]";
    for (beside, words) in [
        (
            "groupPolicyAssignment: [{GroupId: aaaaaaaa-2222-4aaa-8aaa-aaaaaaaaaaaa, PolicyType: TeamsChannelsPolicy, PolicyName: Pilot, Rank: 1}]",
            "groupPolicyAssignments",
        ),
        (
            "authorizationPolicies: {allowInvitesFrom: everyone}",
            "authorizationPolicy",
        ),
        (
            "guests: {allowInvitesFrom: everyone}",
            "the keys of a bundle are",
        ),
        (
            "tenantId: x\nnotes: {owner: Mira}\ngroupPolicyAssignment: []",
            "",
        ),
    ] {
        let text = format!("partners: []\n{CHANNELS}\n{beside}\n");
        let (code, said) = check("bundle.yaml", &text);
        assert!(said.contains(words), "{beside}\n{said}");
        assert_eq!(
            said.contains("is no key of a bundle"),
            !words.is_empty(),
            "{beside}\n{said}"
        );
        assert_eq!(code == 4, !words.is_empty(), "{beside}");
    }
}
