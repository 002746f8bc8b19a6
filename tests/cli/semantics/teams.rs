//! Teams: channel policies, who holds them, and what they make of direct connect (teams.md 1 and 4).

use serde_json::{Value, json};

use super::{Bundle, PARTNER, Truths, setting, trust};

const SHARING: &str = "teams-external-sharing-open";
const JOINING: &str = "teams-external-joining-open";
const CHANNELS: &str = "shared-channels-open";
const GROUP: &str = "aaaaaaaa-0000-4aaa-8aaa-00000000000a";
const STRANGERS: &str = "bbbbbbbb-0000-4bbb-8bbb-00000000000b";

fn policy(identity: &str, sharing: impl Into<Value>, joining: impl Into<Value>) -> Value {
    json!({
        "Identity": identity,
        "AllowSharedChannelCreation": true,
        "AllowChannelSharingToExternalUser": sharing.into(),
        "AllowUserToParticipateInExternalSharedChannel": joining.into(),
    })
}

fn assigned(group: &str, name: &str, kind: &str) -> Value {
    json!([{"GroupId": group, "PolicyType": kind, "PolicyName": name, "Rank": 1}])
}

#[test]
fn global_is_everybody_and_the_template_is_nobody() {
    let mut truths = Truths::new();
    for (what, policy, sharing, joining) in [
        (
            "Global off",
            policy("Global", false, false),
            "quiet",
            "quiet",
        ),
        ("Global on", policy("Global", true, true), "fail", "fail"),
        (
            "Global half on",
            policy("Global", false, true),
            "quiet",
            "fail",
        ),
        (
            "Tag:Default is assigned to nobody",
            policy("Tag:Default", true, true),
            "quiet",
            "quiet",
        ),
        (
            "a switch is null",
            policy("Global", Value::Null, false),
            "unknown",
            "quiet",
        ),
        (
            "a switch is text",
            policy("Global", "True", false),
            "unknown",
            "quiet",
        ),
        (
            "switches are not in the export",
            json!({"Identity": "Global", "AllowSharedChannelCreation": true}),
            "unknown",
            "unknown",
        ),
    ] {
        let bundle = Bundle::empty().with("channelPolicies", json!([policy]));
        truths.say(what, &bundle, SHARING, "policy", sharing);
        truths.say(what, &bundle, JOINING, "policy", joining);
    }
    truths.hold();
}

#[test]
fn a_custom_policy_is_as_open_as_the_groups_that_hold_it() {
    let partners = json!([{"tenantId": PARTNER, "name": "Fabrikam", "status": "approved", "groups": {"ours": [GROUP]}}]);
    let with = |name: &str, group: &str, kind: &str| {
        Bundle::empty()
            .with(
                "channelPolicies",
                json!([policy("Tag:Partner Channels", true, false)]),
            )
            .with("groupPolicyAssignments", assigned(group, name, kind))
            .register(partners.clone())
    };
    let channels = "TeamsChannelsPolicy";
    let stranger = "cccccccc-0000-4ccc-8ccc-00000000000c";
    let mut truths = Truths::new();
    for (what, bundle, verdict) in [
        (
            "an approved partner's group",
            with("Partner Channels", GROUP, channels),
            "quiet",
        ),
        (
            "in another casing",
            with("partner channels", &GROUP.to_uppercase(), channels),
            "quiet",
        ),
        (
            "with its tag",
            with("Tag:Partner Channels", GROUP, channels),
            "quiet",
        ),
        (
            "a group nobody approved",
            with("Partner Channels", stranger, channels),
            "fail",
        ),
        (
            "that group in another casing",
            with("PARTNER CHANNELS", &stranger.to_uppercase(), channels),
            "fail",
        ),
        // An assignment of another type is no assignment: who holds the policy is then unknown.
        (
            "another type of policy",
            with("Partner Channels", stranger, "TeamsMeetingPolicy"),
            "unknown",
        ),
        (
            "a type that is not told",
            with("Partner Channels", stranger, ""),
            "unknown",
        ),
        (
            "a type that is nearly right",
            with("Partner Channels", stranger, "TeamsChannelPolicy"),
            "unknown",
        ),
        (
            "a group that is not told",
            with("Partner Channels", "", channels),
            "unknown",
        ),
        (
            "another policy",
            with("Other Channels", stranger, channels),
            "unknown",
        ),
    ] {
        truths.say(what, &bundle, SHARING, "policy", verdict);
        truths.say(what, &bundle, JOINING, "policy", "quiet");
    }
    let unassigned = Bundle::empty().with(
        "channelPolicies",
        json!([policy("Tag:Partners", true, false)]),
    );
    truths.say(
        "assignments not exported",
        &unassigned,
        SHARING,
        "policy",
        "unknown",
    );
    truths.hold();
}

#[test]
fn groups_by_name_hold_a_policy() {
    let entry = |id: &str, status: &str, ours: Value| json!({"tenantId": id, "name": "Fabrikam", "status": status, "groups": {"ours": ours}});
    let approved = |ours: Value| json!([entry(PARTNER, "approved", ours)]);
    let other = "33333333-3333-4333-8333-333333333333";
    let named = json!([{"name": "SG-Fabrikam"}]);
    let mut truths = Truths::new();
    for (what, group, entries, verdict) in [
        ("its name", "sg-fabrikam", approved(named.clone()), "quiet"),
        ("another", "SG-Other", approved(named.clone()), "fail"),
        (
            "ids only",
            "SG-Fabrikam",
            approved(json!([GROUP])),
            "unknown",
        ),
        (
            "an id against a name",
            GROUP,
            approved(named.clone()),
            "unknown",
        ),
        ("no groups", "SG-Fabrikam", approved(json!([])), "fail"),
        (
            "of a partner that is not approved",
            "SG-Fabrikam",
            json!([entry(PARTNER, "proposed", named.clone())]),
            "fail",
        ),
        (
            "of one that is and one that is not",
            "SG-Fabrikam",
            json!([
                entry(PARTNER, "approved", named.clone()),
                entry(other, "ended", named.clone()),
            ]),
            "unknown",
        ),
    ] {
        let bundle = Bundle::empty()
            .with(
                "channelPolicies",
                json!([policy("Tag:Partner Channels", true, false)]),
            )
            .with(
                "groupPolicyAssignments",
                assigned(group, "Partner Channels", "TeamsChannelsPolicy"),
            )
            .register(entries);
        truths.say(what, &bundle, SHARING, "policy", verdict);
    }
    truths.hold();
}

/// Levels of what `shared-channels-open` says, gravest first.
fn channels(inbound: &str, sharing: bool, entries: Value) -> Vec<String> {
    let report = Bundle::new()
        .partner("inboundTrust", trust(true))
        .partner("b2bDirectConnectInbound", setting(inbound))
        .with("channelPolicies", json!([policy("Global", sharing, false)]))
        .register(entries)
        .judge();
    let mut said: Vec<String> = report
        .findings(CHANNELS)
        .iter()
        .map(|one| {
            format!(
                "{} {}",
                one["outcome"].as_str().unwrap_or(""),
                one["level"].as_str().unwrap_or("")
            )
        })
        .collect();
    said.sort();
    said
}

#[test]
fn shared_channels_are_open_latent_or_closed() {
    let approved = |allow: Value| json!([{"tenantId": PARTNER, "name": "Fabrikam", "status": "approved", "allow": allow}]);
    let nobody = json!([]);
    let group = "+g:1/+Office365";
    // Teams and Entra together, for a partner that is not in the register: open now.
    assert_eq!(channels(group, true, nobody.clone()), ["fail error"]);
    // Teams is closed: one policy change away.
    assert_eq!(channels(group, false, nobody.clone()), ["fail warning"]);
    // Entra is closed: one partner away.
    assert_eq!(
        channels("-AllUsers/-AllApplications", true, nobody.clone()),
        ["fail info"]
    );
    // Both are closed.
    assert!(channels("-AllUsers/-AllApplications", false, nobody).is_empty());
    // Approved for everything, or for this.
    assert_eq!(channels(group, false, approved(json!([]))), [""; 0]);
    assert_eq!(
        channels(group, false, approved(json!(["direct-connect-inbound"]))),
        [""; 0]
    );
    // Approved for something else.
    assert_eq!(
        channels(group, false, approved(json!(["mfa-trust"]))),
        ["fail warning"]
    );
}

/// A policy that gives one switch and takes another away was written for both.
#[test]
fn only_a_policy_that_gives_nothing_is_there_to_take_away() {
    let with = |joining: bool| {
        Bundle::new()
            .with(
                "channelPolicies",
                json!([
                    policy("Global", true, false),
                    policy("Tag:Pilot", true, false),
                    policy("Tag:Second", false, joining),
                ]),
            )
            .with(
                "groupPolicyAssignments",
                json!([
                    {"GroupId": GROUP, "PolicyType": "TeamsChannelsPolicy", "PolicyName": "Pilot", "Rank": 1},
                    {"GroupId": STRANGERS, "PolicyType": "TeamsChannelsPolicy", "PolicyName": "Second", "Rank": 2},
                ]),
            )
    };
    let rule = "channel-policy-outranked";
    let mut truths = Truths::new();
    truths.say("it gives nothing", &with(false), rule, "policy", "fail");
    truths.say("it gives another", &with(true), rule, "policy", "quiet");
    truths.hold();
}
