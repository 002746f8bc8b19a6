//! What is accepted of one subject is not accepted of the next.

use serde_json::Value;

use crate::bad_input::Files;

/// A tenant whose waivers the config names.
fn check(export: &str, waiver: &str, rule: &str) -> Value {
    let waivers = format!(
        "waivers:\n  - {{rule: {rule}, reason: r, owner: o, expires: 2027-06-30{waiver}}}\n"
    );
    let files = Files::new()
        .with(
            "tenantlint.yaml",
            "version: 1\nwaivers: waivers.yaml\nprofile: strict\n",
        )
        .with("tenant.yaml", export)
        .with("waivers.yaml", waivers);
    files.check(&[".", "--rule", rule]).json()
}

/// `subject: standing` of each failure, and the findings about the waiver.
fn stand(report: &Value) -> Vec<String> {
    let findings = report["findings"].as_array().expect("a list").iter();
    let fails = findings.filter(|finding| finding["outcome"] == "fail");
    fails
        .map(|finding| match finding["subject"]["kind"].as_str() {
            Some("file") => finding["rule"].as_str().expect("an id").to_owned(),
            _ => format!(
                "{}: {}",
                finding["subject"]["id"].as_str().expect("an id"),
                finding["standing"].as_str().expect("a standing")
            ),
        })
        .collect()
}

const MEETINGS: &str = "meetingPolicies:
  - {Identity: Global, AllowAnonymousUsersToJoinMeeting: true}
  - {Identity: Tag:Board, AllowAnonymousUsersToJoinMeeting: true}
";

#[test]
fn each_policy_of_a_kind_is_a_subject() {
    let rule = "meeting-anonymous-join";
    let of = |waiver: &str| stand(&check(MEETINGS, waiver, rule));
    assert_eq!(of(", policy: Board"), ["Global: open", "Tag:Board: waived"]);
    assert_eq!(
        of(", policy: 'tag:board', accepted: true"),
        ["Global: open", "Tag:Board: waived"]
    );
    // None is the tenant.
    assert_eq!(
        of(""),
        ["Global: open", "Tag:Board: open", "waiver-unmatched"]
    );
}

/// Group `group` may join shared channels of others.
fn joining(group: &str) -> String {
    format!(
        "channelPolicies:
  - {{Identity: Global, AllowSharedChannelCreation: false, AllowChannelSharingToExternalUser: false, AllowUserToParticipateInExternalSharedChannel: false}}
  - {{Identity: Tag:Joins, AllowSharedChannelCreation: false, AllowChannelSharingToExternalUser: false, AllowUserToParticipateInExternalSharedChannel: true}}
groupPolicyAssignments:
  - {{GroupId: {group}, PolicyType: TeamsChannelsPolicy, PolicyName: Joins, Rank: 1}}
"
    )
}

#[test]
fn another_group_is_another_value() {
    let rule = "teams-external-joining-open";
    let [one, other] = [
        "aaaaaaaa-0000-4aaa-8aaa-00000000000a",
        "aaaaaaaa-0000-4aaa-8aaa-00000000000b",
    ];
    let found = check(&joining(one), ", policy: Nobody", rule);
    let findings = found["findings"].as_array().expect("a list").iter();
    let value = findings
        .clone()
        .find(|finding| finding["rule"] == rule)
        .expect("it fails")["value"]
        .to_string();
    assert!(value.contains(one), "{value}");
    let waiver = format!(", policy: Joins, accepted: {value}");
    assert_eq!(
        stand(&check(&joining(one), &waiver, rule)),
        ["Tag:Joins: waived"]
    );
    assert_eq!(
        stand(&check(&joining(other), &waiver, rule)),
        ["Tag:Joins: open", "waiver-void"]
    );
}

#[test]
fn without_a_subject_it_is_the_tenant_or_its_default() {
    let rule = "default-collaboration-inbound-open";
    let export = "default: {isServiceDefault: true}\npartners: []\n";
    let stands = stand(&check(export, "", rule));
    assert_eq!(stands, [": waived"]);
}

/// What can't be told of a subject stands behind its failure, and comes forward when that is waived.
#[test]
fn a_waiver_of_a_failure_does_not_hide_what_can_not_be_told() {
    let rule = "meeting-anonymous-join";
    let export = "meetingPolicies:
  - {Identity: Global, AllowAnonymousUsersToJoinMeeting: true}
  - {Identity: Tag:Board}
";
    let outcomes = |waiver: &str| {
        let report = check(export, waiver, rule);
        let findings = report["findings"].as_array().expect("a list").iter();
        let said: Vec<String> = findings
            .filter(|finding| finding["rule"] == rule)
            .map(|finding| format!("{} {}", finding["outcome"], finding["standing"]))
            .collect();
        let counts = report["ledger"]["byRule"][rule].clone();
        (
            said,
            counts["fail"].clone(),
            counts["unknown"].clone(),
            counts["waived"].clone(),
        )
    };
    let open = (
        vec!["\"fail\" \"open\"".to_owned()],
        1.into(),
        0.into(),
        0.into(),
    );
    assert_eq!(outcomes(", policy: Board"), open);
    let waived = ["\"fail\" \"waived\"", "\"unknown\" \"open\""].map(str::to_owned);
    assert_eq!(
        outcomes(", policy: Global"),
        (waived.to_vec(), 0.into(), 1.into(), 0.into())
    );
}

/// A finding about several settings is accepted with all of them.
#[test]
fn one_more_opening_makes_a_waiver_void() {
    let rule = "partner-unvetted";
    let id = "22222222-2222-4222-8222-222222222222";
    let open = "{usersAndGroups: {accessType: allowed, targets: [{target: AllUsers, targetType: user}]}, applications: {accessType: allowed, targets: [{target: Office365, targetType: application}]}}";
    let closed = "{usersAndGroups: {accessType: blocked, targets: [{target: AllUsers, targetType: user}]}, applications: {accessType: blocked, targets: [{target: AllApplications, targetType: application}]}}";
    let judge = |[first, second]: [&str; 2], waivers: &str| {
        let export = format!(
            "default: {{isServiceDefault: true}}\npartners: [{{tenantId: {id}, inboundTrust: null, automaticUserConsentSettings: null, tenantRestrictions: {closed}, b2bCollaborationInbound: {first}, b2bCollaborationOutbound: {closed}, b2bDirectConnectInbound: {second}, b2bDirectConnectOutbound: {closed}}}]\n"
        );
        let files = Files::new()
            .with("partners.yaml", "partners: []\n")
            .with("tenant.yaml", export)
            .with("waivers.yaml", waivers);
        files
            .check(&[
                ".",
                "--rule",
                rule,
                "--register",
                "partners.yaml",
                "--waivers",
                "waivers.yaml",
            ])
            .json()
    };
    for openings in [[open, closed], [open, open]] {
        let found = judge(openings, "waivers: []\n");
        let value = found["findings"][0]["value"].to_string();
        let path = &found["findings"][0]["setting"];
        let waivers = format!(
            "waivers: [{{rule: {rule}, partner: {id}, path: {path}, accepted: {value}, reason: r, owner: o, expires: 2027-06-30}}]\n"
        );
        for now in [[open, closed], [closed, open], [open, open]] {
            let standing = judge(now, &waivers)["findings"][0]["standing"].clone();
            let expected = if now == openings { "waived" } else { "open" };
            assert_eq!(standing, expected, "{value}");
        }
    }
}
