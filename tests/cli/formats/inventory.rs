//! Shared channels and who takes part in them: in one file, and as Graph's answers in a folder a channel.

use serde_json::Value;

use crate::bad_input::Files;
use crate::runner::{TODAY, root, tenantlint};

const HOME: &str =
    "version: 1\ntenants: [{name: contoso, tenantId: 11111111-1111-4111-8111-111111111111}]\n";

/// The inventory that rules see of a fixture, under the id of its tenant.
fn inventory(fixture: &str) -> Value {
    let mut files = Files::new().with("tenantlint.yaml", HOME);
    let folder = root().join("tests/formats/inventory").join(fixture);
    for file in super::files(&folder) {
        let name = file.strip_prefix(&folder).expect("a file of the fixture");
        let name = name.to_str().expect("a name").replace('\\', "/");
        files = files.with(&name, std::fs::read(&file).expect("a fixture"));
    }
    seen(&files)
}

fn seen(files: &Files) -> Value {
    let args = ["input", "--as-of", TODAY, "."];
    let done = tenantlint().dir(files.path()).args(args).run();
    done.json()["inventory"].clone()
}

/// Name, side, numbers and outsiders of each channel: what both shapes tell.
fn told(inventory: &Value) -> Vec<String> {
    let channels = inventory["channels"].as_array().expect("channels");
    let mut told: Vec<String> = channels
        .iter()
        .map(|channel| {
            let outsiders: Vec<String> = channel["outsiders"]
                .as_array()
                .expect("outsiders")
                .iter()
                .map(|one| format!("{} {}+{}", one["tenant_id"], one["members"], one["teams"]))
                .collect();
            format!(
                "{} {} {}/{}/{} {}",
                channel["name"],
                channel["side"],
                channel["members"],
                channel["teams"],
                channel["owners"],
                outsiders.join(", ")
            )
        })
        .collect();
    told.sort();
    told
}

fn reasons(inventory: &Value) -> Vec<&str> {
    let channels = inventory["channels"].as_array().expect("channels");
    let of_channels = channels.iter().map(|channel| &channel["gaps"]);
    of_channels
        .chain([&inventory["gaps"]])
        .flat_map(|gaps| gaps.as_array().expect("gaps"))
        .map(|gap| gap["reason"].as_str().expect("a reason"))
        .collect()
}

#[test]
fn both_shapes_tell_the_same() {
    let expected = [
        r#""Bids" "hosted" 4/1/2 "b3246f44-b4gb-5678-96c6-25b18fa2c910" 2+1"#,
        r#""Drawings" "incoming" null/null/null "b3246f44-b4gb-5678-96c6-25b18fa2c910" 0+0"#,
    ];
    for fixture in ["one-file", "folders"] {
        let inventory = inventory(fixture);
        assert_eq!(told(&inventory), expected, "{fixture}");
        assert_eq!(reasons(&inventory), [""; 0], "{fixture}");
        assert_eq!(inventory["incoming_reason"], Value::Null, "{fixture}");
    }
}

#[test]
fn nobody_is_named() {
    for fixture in ["one-file", "folders"] {
        let text = inventory(fixture).to_string();
        for word in ["Invented", "example.com", "cccccccc"] {
            assert!(!text.contains(word), "{fixture}: {word}\n{text}");
        }
    }
}

const CHANNEL: &str = r#"{"id": "19:bids", "displayName": "Bids", "membershipType": "shared", "tenantId": "11111111-1111-4111-8111-111111111111"}"#;
const MEMBERS: &str = r#"{"value": [{"userId": "cccccccc-0001-4ccc-8ccc-cccccccccccc", "roles": ["owner"], "tenantId": "11111111-1111-4111-8111-111111111111"}]}"#;
const TEAMS: &str =
    r#"[{"id": "t", "tenantId": "11111111-1111-4111-8111-111111111111", "isHostTeam": true}]"#;

/// One channel in a folder, each file unless it is empty.
fn folder(channel: &str, members: &str, teams: &str) -> Files {
    let mut files = Files::new().with("tenantlint.yaml", HOME);
    for (name, text) in [
        ("channel", channel),
        ("allMembers", members),
        ("sharedWithTeams", teams),
    ] {
        if !text.is_empty() {
            files = files.with(&format!("t/c/{name}.json"), text);
        }
    }
    files
}

#[test]
fn what_is_not_told_of_a_channel_is_a_gap() {
    let hidden = CHANNEL.replace("shared", "unknownFutureValue");
    let next = MEMBERS.replace(
        "{\"value\"",
        "{\"@odata.nextLink\": \"https://graph.microsoft.com/v1.0/next\", \"value\"",
    );
    let few = MEMBERS.replace("{\"value\"", "{\"@odata.count\": 2, \"value\"");
    let stateless = MEMBERS.replace("tenantId", "tenant");
    let roleless = MEMBERS.replace("\"roles\": [\"owner\"], ", "");
    let homeless = CHANNEL.replace(
        ", \"tenantId\": \"11111111-1111-4111-8111-111111111111\"",
        "",
    );
    let hostless = TEAMS
        .replace(", \"isHostTeam\": true", "")
        .replace("1111", "2222");
    for (channel, members, teams, words) in [
        (CHANNEL, MEMBERS, TEAMS, ""),
        (&hidden, MEMBERS, TEAMS, "a type that Graph hid"),
        (CHANNEL, "", TEAMS, "/allMembers lists them"),
        (CHANNEL, MEMBERS, "", "/sharedWithTeams lists them"),
        (CHANNEL, &next, TEAMS, "one page of a longer list"),
        (CHANNEL, &few, TEAMS, "one page of a longer list"),
        (CHANNEL, &stateless, TEAMS, "the tenant that a member"),
        (CHANNEL, &roleless, TEAMS, "no `roles`"),
        (&homeless, MEMBERS, TEAMS, "hosts this channel is not told"),
        (CHANNEL, MEMBERS, &hostless, "the tenant of a team"),
        ("", MEMBERS, TEAMS, "channel.json is not in this folder"),
    ] {
        let inventory = seen(&folder(channel, members, teams));
        let reasons = reasons(&inventory);
        assert_eq!(reasons.is_empty(), words.is_empty(), "{words}: {reasons:?}");
        let found = words.is_empty() || reasons.iter().any(|reason| reason.contains(words));
        assert!(found, "{words}: {reasons:?}");
    }
}

#[test]
fn a_page_of_members_is_refused_as_every_page_is() {
    let next = MEMBERS.replace("{\"value\"", "{\"@odata.nextLink\": \"x\", \"value\"");
    let done = folder(CHANNEL, &next, TEAMS).check(&["."]);
    assert_eq!(done.code, 4, "{}", done.shown());
    assert!(done.stdout.contains("page-missing"), "{}", done.shown());
}

#[test]
fn without_the_id_of_our_tenant_nobody_is_ours() {
    let mut files = folder(CHANNEL, MEMBERS, TEAMS);
    files = files.with("tenantlint.yaml", "version: 1\n");
    let inventory = seen(&files);
    let reasons = reasons(&inventory);
    assert!(
        reasons.iter().any(|reason| reason.contains("who is ours")),
        "{reasons:?}"
    );
}

#[test]
fn an_inventory_of_another_tenant_is_not_judged_as_ours() {
    let text = r#"{"homeTenantId": "22222222-2222-4222-8222-222222222222", "takenAt": "2026-11-20", "teams": []}"#;
    let files = Files::new()
        .with("tenantlint.yaml", HOME)
        .with("shared-channels.json", text);
    assert_eq!(
        reasons(&seen(&files)),
        ["the inventory is of another tenant than these settings"]
    );
}
