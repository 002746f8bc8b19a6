//! The scenarios of `handshake.yaml`, each judged from exports as files hold them; and that a handshake never permits more
//! than either side.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tenantlint::config::Config;
use tenantlint::handshake::{Party, Passage, Seen, Through, Verdict, meet, visit};
use tenantlint::load::{Bytes, Loaded, load_bytes};
use tenantlint::rule::input::Whole;
use tenantlint::source::{Limits, Sources, read_json};
use tenantlint::tenant::access::{AccessType, App, Set, app_target};
use tenantlint::tenant::assemble::assemble;
use tenantlint::tenant::setting::{Owner, Setting, SettingName};
use tenantlint::tenant::{Document, Tenant};
use tenantlint::toward::{Proposed, Toward};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    why: String,
    #[serde(default)]
    way: Option<String>,
    is: String,
    /// In a check that decides, or in whom it works for.
    says: String,
    #[serde(default)]
    home: Side,
    #[serde(default)]
    host: Side,
}

/// What differs from a tenant that works with the other one in every way.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct Side {
    /// Its export is not here.
    unseen: bool,
    /// No entry for the other one.
    no_entry: bool,
    /// Members of the entry; `{absent: true}` leaves one out.
    entry: BTreeMap<String, Value>,
    /// Members of the default.
    default: BTreeMap<String, Value>,
    no_default: bool,
    /// The export holds partners one by one.
    no_list: bool,
    /// Each laid over a policy that asks every external user for MFA everywhere; `none` is no export at all.
    conditional: Option<Value>,
    /// Create, invite and join, by policy: `{Global: 111}`.
    teams: Option<BTreeMap<String, String>>,
    no_teams: bool,
    /// `group: policy`, in the order of their ranks.
    assigned: Option<Vec<BTreeMap<String, String>>>,
    cloud: Option<String>,
    no_cloud: bool,
    /// `allowedCloudEndpoints`.
    endpoints: Option<Vec<String>>,
}

const HOME: &str = "11111111-1111-4111-8111-111111111111";
const HOST: &str = "22222222-2222-4222-8222-222222222222";

/// `g1` is a group, `u1` a user, `Sales` a name, by which some formats show a group.
fn target(word: &str, users: bool) -> Value {
    let number = word.get(1..).and_then(|rest| rest.parse::<u32>().ok());
    let id = |first: char, number: u32| format!("{first}0000000-0000-4000-8000-{number:012}");
    let (id, kind) = match (users, word.chars().next(), number) {
        (true, Some('g'), Some(number)) => (id('a', number), "group"),
        (true, Some('u'), Some(number)) => (id('b', number), "user"),
        (true, ..) if word == "AllUsers" => (word.to_owned(), "user"),
        (true, ..) => (word.to_owned(), "group"),
        (false, Some('a'), Some(number)) => (id('c', number), "application"),
        (false, ..) if word == "Teams" => (
            "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe".to_owned(),
            "application",
        ),
        (false, ..) => (word.to_owned(), "application"),
    };
    json!({"target": id, "targetType": kind})
}

/// `+g1,g2/-AllApplications`; `_` leaves a half out.
fn setting(text: &str) -> Value {
    let (users, apps) = text.split_once('/').expect("two halves");
    let half = |text: &str, users: bool| {
        let (access, list) = match text.split_at(1) {
            ("+", list) => ("allowed", list),
            ("-", list) => ("blocked", list),
            _ => return Value::Null,
        };
        let targets: Vec<Value> = list.split(',').map(|word| target(word, users)).collect();
        json!({"accessType": access, "targets": targets})
    };
    let mut setting = Map::new();
    for (key, half) in [
        ("usersAndGroups", half(users, true)),
        ("applications", half(apps, false)),
    ] {
        if !half.is_null() {
            setting.insert(key.to_owned(), half);
        }
    }
    Value::Object(setting)
}

const OPEN: &str = "+AllUsers/+Office365";
const CLOSED: &str = "-AllUsers/-AllApplications";

fn trust(mfa: bool) -> Value {
    json!({
        "isMfaAccepted": mfa,
        "isCompliantDeviceAccepted": false,
        "isHybridAzureADJoinedDeviceAccepted": false,
    })
}

/// A record with members written short: a setting as text, `{absent: true}` for none.
fn with(mut record: Value, members: &BTreeMap<String, Value>) -> Value {
    for (key, value) in members {
        let value = match value {
            Value::String(text) if text.contains('/') => setting(text),
            value if value.get("absent").is_some() => {
                record.as_object_mut().unwrap().remove(key);
                continue;
            }
            value => value.clone(),
        };
        record[key] = value;
    }
    record
}

/// Lay `over` over `value`, as JSON Merge Patch does, but null stays null.
fn merge(value: &mut Value, over: &Value) {
    match (value, over) {
        (Value::Object(value), Value::Object(over)) => {
            for (key, over) in over {
                merge(value.entry(key.clone()).or_insert(Value::Null), over);
            }
        }
        (value, over) => *value = over.clone(),
    }
}

fn conditional_policy(over: &Value) -> Value {
    let mut policy = json!({
        "id": "0c000000-00ca-4000-8000-000000000001",
        "displayName": "a policy",
        "createdDateTime": "2026-01-20T09:00:00Z",
        "modifiedDateTime": null,
        "state": "enabled",
        "sessionControls": null,
        "conditions": {
            "clientAppTypes": ["all"],
            "userRiskLevels": [],
            "signInRiskLevels": [],
            "platforms": null,
            "locations": null,
            "devices": null,
            "applications": {
                "includeApplications": ["All"],
                "excludeApplications": [],
                "includeUserActions": [],
                "applicationFilter": null,
            },
            "users": {
                "includeUsers": [], "excludeUsers": [], "includeGroups": [], "excludeGroups": [],
                "includeRoles": [], "excludeRoles": [],
                "includeGuestsOrExternalUsers": {
                    "guestOrExternalUserTypes": "internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser,serviceProvider",
                    "externalTenants": {
                        "@odata.type": "#microsoft.graph.conditionalAccessAllExternalTenants",
                        "membershipKind": "all",
                    },
                },
                "excludeGuestsOrExternalUsers": null,
            },
        },
        "grantControls": {
            "operator": "OR", "builtInControls": ["mfa"], "customAuthenticationFactors": [], "termsOfUse": [],
            "authenticationStrength": null,
        },
    });
    merge(&mut policy, over);
    policy
}

impl Side {
    fn files(&self, other: &str) -> Vec<(&'static str, Value)> {
        let context =
            "https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/partners";
        let entry = with(
            json!({
                "tenantId": other,
                "b2bCollaborationInbound": setting(OPEN),
                "b2bCollaborationOutbound": setting(OPEN),
                "b2bDirectConnectInbound": setting(OPEN),
                "b2bDirectConnectOutbound": setting(OPEN),
                "inboundTrust": trust(true),
                "automaticUserConsentSettings": {"inboundAllowed": true, "outboundAllowed": true},
                "identitySynchronization": {"tenantId": other, "userSyncInbound": {"isSyncAllowed": true}},
            }),
            &self.entry,
        );
        let entries: Vec<Value> = if self.no_entry {
            Vec::new()
        } else {
            vec![entry.clone()]
        };
        let mut files = Vec::new();
        match (self.no_list, self.no_entry) {
            (false, _) => files.push((
                "partners.json",
                json!({"@odata.context": context, "value": entries}),
            )),
            (true, false) => files.push(("partner.json", entry)),
            (true, true) => {}
        }
        if !self.no_default {
            let default = json!({
                "isServiceDefault": false,
                "b2bCollaborationInbound": setting(CLOSED),
                "b2bCollaborationOutbound": setting(CLOSED),
                "b2bDirectConnectInbound": setting(CLOSED),
                "b2bDirectConnectOutbound": setting(CLOSED),
                "inboundTrust": trust(false),
                "automaticUserConsentSettings": {"inboundAllowed": false, "outboundAllowed": false},
            });
            files.push(("default.json", with(default, &self.default)));
        }
        let conditional = match &self.conditional {
            None => Some(vec![conditional_policy(&json!({}))]),
            Some(Value::Array(list)) => Some(list.iter().map(conditional_policy).collect()),
            Some(_) => None,
        };
        if let Some(policies) = conditional {
            let context =
                "https://graph.microsoft.com/v1.0/$metadata#identity/conditionalAccess/policies";
            files.push((
                "conditional.json",
                json!({"@odata.context": context, "value": policies}),
            ));
        }
        let everybody = BTreeMap::from([("Global".to_owned(), "111".to_owned())]);
        if !self.no_teams {
            let policies = self.teams.as_ref().unwrap_or(&everybody);
            files.push((
                "policies.json",
                policies.iter().map(channel_policy).collect(),
            ));
            let none = Vec::new();
            let assigned = self.assigned.as_ref().unwrap_or(&none);
            let mut list: Vec<Value> = assigned
                .iter()
                .flatten()
                .enumerate()
                .map(|(index, (group, policy))| {
                    let group = target(group, true)["target"].clone();
                    json!({"GroupId": group, "PolicyType": "TeamsChannelsPolicy", "PolicyName": policy, "Rank": index + 1})
                })
                .collect();
            // A list that holds nothing of ours is a list all the same.
            list.push(json!({
                "GroupId": "d0000000-0000-4000-8000-000000000001", "PolicyType": "TeamsMeetingPolicy",
                "PolicyName": "AllOff", "Rank": 1,
            }));
            if self.teams.is_none() || self.assigned.is_some() {
                files.push(("assignments.json", Value::Array(list)));
            }
        }
        if let Some(endpoints) = &self.endpoints {
            let context = "https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/$entity";
            files.push((
                "root.json",
                json!({
                    "@odata.context": context, "id": "0c000000-0000-4000-8000-000000000002",
                    "displayName": "CrossTenantAccessPolicy", "allowedCloudEndpoints": endpoints,
                }),
            ));
        }
        files
    }
}

fn channel_policy((name, switches): (&String, &String)) -> Value {
    let mut policy =
        json!({"Identity": if name == "Global" { name.clone() } else { format!("Tag:{name}") }});
    let keys = [
        "AllowSharedChannelCreation",
        "AllowChannelSharingToExternalUser",
        "AllowUserToParticipateInExternalSharedChannel",
    ];
    for (key, switch) in keys.iter().zip(switches.chars()) {
        if switch != '?' {
            policy[key] = json!(switch == '1');
        }
    }
    policy
}

/// A tenant read from files.
struct World {
    documents: Vec<Document>,
    tenant: Tenant,
}

fn world(name: &str, id: &str, side: &Side, other: &str) -> World {
    let mut sources = Sources::default();
    let mut loaded = Loaded::default();
    for (file, value) in side.files(other) {
        let bytes = Bytes {
            name: file.to_owned(),
            named: true,
            bytes: Ok(value.to_string().into_bytes()),
        };
        loaded.extend(load_bytes(bytes, &[], &mut sources));
    }
    let (mut tenants, _) = assemble(&loaded.documents, &sources, &Config::default());
    assert_eq!(tenants.len(), 1, "{name}");
    let mut tenant = tenants.remove(0);
    tenant.profile.name = name.to_owned();
    tenant.profile.tenant_id = Some(id.to_owned());
    tenant.profile.cloud = side.cloud();
    World {
        documents: loaded.documents,
        tenant,
    }
}

impl Side {
    fn cloud(&self) -> Option<String> {
        let cloud = self
            .cloud
            .clone()
            .unwrap_or_else(|| "commercial".to_owned());
        (!self.no_cloud).then_some(cloud)
    }
}

fn judge(scenario: &Scenario) -> Passage {
    let worlds = [
        ("home", HOME, &scenario.home, HOST),
        ("host", HOST, &scenario.host, HOME),
    ]
    .map(|(name, id, side, other)| (name, id, side, world(name, id, side, other)));
    let wholes = worlds
        .each_ref()
        .map(|(.., world)| Whole::new(&world.tenant, &world.documents, None, date(2026, 11, 23)));
    let party = |index: usize| {
        let (name, id, side, _) = &worlds[index];
        let other = &worlds[1 - index];
        let cloud = other.2.cloud();
        let whole = &wholes[index];
        let seen = || Seen {
            whole,
            toward: Toward::tenant(whole, &Proposed::new(), other.1, cloud.as_deref()),
        };
        Party {
            name: (*name).to_owned(),
            id: (*id).to_owned(),
            cloud: side.cloud(),
            licence: Some(true),
            seen: (!side.unseen).then(seen),
        }
    };
    let visit = visit(&party(0), &party(1));
    let way = scenario.way.as_deref().unwrap_or("direct-connect");
    let mut passages = visit.passages.into_iter();
    passages
        .find(|passage| passage.way.as_str() == way)
        .unwrap_or_else(|| panic!("no way {way}"))
}

#[test]
fn every_scenario_has_its_verdict() {
    let text = include_str!("handshake.yaml");
    let scenarios: Vec<Scenario> = serde_yaml::from_str(text).expect("the table");
    assert!(scenarios.len() >= 40, "{}", scenarios.len());
    let mut wrong = Vec::new();
    for (index, scenario) in scenarios.iter().enumerate() {
        let passage = judge(scenario);
        let deciding = passage
            .checks
            .iter()
            .filter(|check| check.verdict == passage.verdict);
        let mut said: Vec<&str> = deciding.map(|check| check.text.as_str()).collect();
        if passage.verdict == Verdict::Works {
            said = vec![&passage.who];
            said.extend(passage.provided.iter().map(String::as_str));
        }
        let is_said = said.iter().any(|text| text.contains(&scenario.says));
        if passage.verdict.as_str() != scenario.is || !is_said {
            wrong.push(format!(
                "{index}. {}\n   wanted {}: {}\n   got {}: {said:#?}",
                scenario.why,
                scenario.is,
                scenario.says,
                passage.verdict.as_str()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn read(text: &str) -> Setting {
    let tree = read_json(Arc::from(setting(text).to_string()), &Limits::default()).unwrap();
    let root = tree.roots()[0];
    Setting::read(
        &tree,
        root,
        SettingName::DirectConnectInbound,
        Owner::Partner,
    )
}

fn side() -> impl Strategy<Value = String> {
    let users = prop_oneof![
        Just("AllUsers".to_owned()),
        prop::sample::subsequence(vec!["g1", "g2", "g3", "u1", "u2"], 1..4)
            .prop_map(|ids| ids.join(",")),
    ];
    let apps = prop_oneof![
        Just("AllApplications".to_owned()),
        Just("Office365".to_owned()),
        prop::sample::subsequence(vec!["a1", "a2", "Teams", "Office365"], 1..3)
            .prop_map(|ids| ids.join(",")),
    ];
    let sign = || prop_oneof![Just("+"), Just("-")];
    (sign(), users, sign(), apps).prop_map(|(a, users, b, apps)| format!("{a}{users}/{b}{apps}"))
}

proptest! {
    #[test]
    fn a_handshake_never_exceeds_either_side(out in side(), into in side()) {
        let (outbound, inbound) = (read(&out), read(&into));
        let Some(meeting) = meet(&outbound, &inbound) else {
            prop_assert!(outbound.access.is_err() || inbound.access.is_err());
            return Ok(());
        };
        for setting in [&outbound, &inbound] {
            let access = setting.access.as_ref().unwrap();
            prop_assert!(meeting.access.is_subset(access));
            // Nobody is said to get through who is not let through by this side.
            let office = office();
            if let Through::Some(users) = meeting.through(&office) {
                for app in &office {
                    prop_assert!(users.is_subset(&access.users_of(app)));
                }
            }
        }
        // Both directions of looking at it agree.
        let other = meet(&inbound, &outbound).unwrap();
        prop_assert!(other.access.same_as(&meeting.access));
        prop_assert_eq!(other.doubt, meeting.doubt);
    }

    /// People who are in groups: whatever the memberships, what is said of them is true.
    #[test]
    fn no_membership_proves_an_answer_wrong(out in side(), into in side(), members in memberships()) {
        let (outbound, inbound) = (read(&out), read(&into));
        let Some(meeting) = meet(&outbound, &inbound) else { return Ok(()) };
        let office = office();
        let works = |person: &Person| {
            let both = [&outbound, &inbound];
            office.iter().all(|app| both.iter().all(|setting| permits(setting, person, app)))
        };
        let people = people(&members);
        match meeting.through(&office) {
            Through::Unknown(_) => {}
            Through::Nobody => {
                for person in &people {
                    prop_assert!(!works(person), "{out} and {into}: {person:?} gets through");
                }
            }
            Through::Some(users) => {
                let said = people.iter().filter(|person| match &users {
                    Set::Only(ids) => {
                        let by_group = person.id.is_none() && person.groups.iter().any(|group| ids.contains(&**group));
                        let by_id = person.id.as_ref().is_some_and(|id| ids.contains(&**id));
                        by_group || by_id
                    }
                    // Somebody who is named nowhere.
                    Set::AllBut(_) => person.id.is_none() && person.groups.is_empty(),
                });
                for person in said {
                    prop_assert!(works(person), "{out} and {into}: {person:?} is said to get through");
                }
            }
        }
    }
}

/// Somebody of the home tenant: named by an id, or not, and in groups.
#[derive(Debug)]
struct Person {
    id: Option<String>,
    groups: Vec<String>,
}

/// Which of three groups each of five people is in.
fn memberships() -> impl Strategy<Value = Vec<Vec<usize>>> {
    prop::collection::vec(prop::sample::subsequence(vec![1, 2, 3], 0..=3), 5)
}

/// `u1` and `u2`, three people without a name, and one who is in no group.
fn people(members: &[Vec<usize>]) -> Vec<Person> {
    let group = |number: &usize| format!("a0000000-0000-4000-8000-{number:012}");
    let mut people: Vec<Person> = members
        .iter()
        .enumerate()
        .map(|(index, groups)| Person {
            id: (index < 2).then(|| format!("b0000000-0000-4000-8000-{:012}", index + 1)),
            groups: groups.iter().map(group).collect(),
        })
        .collect();
    people.push(Person {
        id: None,
        groups: Vec::new(),
    });
    people
}

/// What a setting does for one person, by Microsoft's table of what two halves permit together.
fn permits(setting: &Setting, person: &Person, app: &App) -> bool {
    let (users, apps) = (&setting.users, &setting.applications);
    let named = |id: &str| {
        person.id.as_deref() == Some(id) || person.groups.iter().any(|group| group == id)
    };
    let in_users = users.all || users.targets.iter().any(|target| named(&target.id));
    let in_apps = apps
        .targets
        .iter()
        .any(|target| app_target(&target.id).contains(app));
    match (users.access.unwrap(), apps.access.unwrap()) {
        (AccessType::Allowed, AccessType::Allowed) => in_users && in_apps,
        (AccessType::Allowed, AccessType::Blocked) => in_users && !in_apps,
        (AccessType::Blocked, AccessType::Allowed) => !in_users && in_apps,
        (AccessType::Blocked, AccessType::Blocked) => !(in_users && in_apps),
    }
}

fn office() -> Vec<App> {
    match app_target("Office365") {
        Set::Only(apps) => apps.into_iter().collect(),
        Set::AllBut(_) => Vec::new(),
    }
}
