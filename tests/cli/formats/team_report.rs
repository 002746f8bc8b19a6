//! Microsoft's report on activity by team, and what it tells of the shared channels of a team.

use serde_json::Value;

use super::{decoded, fixtures, seen};
use crate::bad_input::Files;

const CONFIG: &str = "version: 1\ntenants: [{name: contoso, tenantId: 11111111-1111-4111-8111-111111111111}]\nregister: partners.yaml\n";
const REGISTER: &str = "partners:\n  - {tenantId: 22222222-2222-4222-8222-222222222222, name: Fabrikam, status: approved, lifecycle: {inactiveAfter: P6M}}\n";
const INVENTORY: &str = r#"{"homeTenantId": "11111111-1111-4111-8111-111111111111", "takenAt": "2026-11-20", "teams": [{"id": "TEAM", "displayName": "Harbour", "channels": [{"displayName": "Bids", "membershipType": "shared", "sharedWithTeams": [], "allMembers": [{"tenantId": "22222222-2222-4222-8222-222222222222", "roles": []}]}], "incomingChannels": []}]}"#;
const IDLE: &str = "99999999-0001-4999-8999-999999999999";
const BUSY: &str = "99999999-0002-4999-8999-999999999999";

/// What rules see of the one outsider of the one channel, when the report says `report`.
fn outsider(name: &str, report: &str, inventory: &str) -> Value {
    let files = Files::new()
        .with("tenantlint.yaml", CONFIG)
        .with("partners.yaml", REGISTER)
        .with("shared-channels.json", inventory)
        .with(name, report);
    seen(&files)["inventory"]["channels"][0]["outsiders"][0].clone()
}

fn report(form: &str) -> (&'static str, String) {
    let name = match form {
        "csv" => "team-activity.csv",
        _ => "team-activity.json",
    };
    let bytes = std::fs::read(fixtures().join("team-report").join(form).join(name));
    (name, decoded(&bytes.expect("a fixture")).0)
}

#[test]
fn a_team_that_lies_idle_says_so_of_its_channels() {
    for form in ["csv", "graph"] {
        let (name, text) = report(form);
        let of = |team: &str| outsider(name, &text, &INVENTORY.replace("TEAM", team));
        assert_eq!(of(&IDLE.to_uppercase())["team_idle"], true, "{form}");
        assert_eq!(of(IDLE)["idle"], Value::Null, "{form}");
        // That somebody works in the team tells nothing of the channel; nor does the report of another team.
        for team in [BUSY, "99999999-0003-4999-8999-999999999999"] {
            assert_eq!(of(team)["team_idle"], Value::Null, "{form} {team}");
        }
    }
}

#[test]
fn the_date_of_the_channel_itself_comes_first() {
    let (name, text) = report("csv");
    let inventory = INVENTORY
        .replace("TEAM", IDLE)
        .replace(r#""Bids","#, r#""Bids", "lastActivityDate": "2026-11-18","#);
    let outsider = outsider(name, &text, &inventory);
    assert_eq!(outsider["idle"], false);
    assert_eq!(outsider["team_idle"], Value::Null);
}

#[test]
fn dates_that_are_not_told_tell_nothing() {
    let (name, text) = report("csv");
    for (from, to) in [("2026-01-31", ""), ("2026-11-20,Harbour", ",Harbour")] {
        let cut = text.replacen(from, to, 1);
        assert_ne!(cut, text);
        let seen = outsider(name, &cut, &INVENTORY.replace("TEAM", IDLE));
        assert_eq!(seen["team_idle"], Value::Null, "{from}");
    }
}

/// It is idle on the day of the report, whatever day it is today.
#[test]
fn the_report_speaks_for_its_own_day() {
    let (name, text) = report("csv");
    let early = text.replace("2026-11-20", "2026-05-20");
    let seen = outsider(name, &early, &INVENTORY.replace("TEAM", IDLE));
    assert_eq!(seen["team_idle"], Value::Null);
}
