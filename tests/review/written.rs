//! A tenant in few words, for the table of changes, and the exports that it stands for. All of it is invented.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tenantlint::finding::{Subject, SubjectKind};

/// What the words of settings stand for: `USERS/APPLICATIONS`, each `all` or names with `+`; `-` before a half blocks it.
const SETTINGS: [(&str, &str); 5] = [
    ("ci", "b2bCollaborationInbound"),
    ("co", "b2bCollaborationOutbound"),
    ("xi", "b2bDirectConnectInbound"),
    ("xo", "b2bDirectConnectOutbound"),
    ("tr", "tenantRestrictions"),
];
const FLAGS: [(&str, &str); 7] = [
    ("mfa", "inboundTrust.isMfaAccepted"),
    ("compliant", "inboundTrust.isCompliantDeviceAccepted"),
    ("hybrid", "inboundTrust.isHybridAzureADJoinedDeviceAccepted"),
    ("consent-in", "automaticUserConsentSettings.inboundAllowed"),
    (
        "consent-out",
        "automaticUserConsentSettings.outboundAllowed",
    ),
    (
        "sync",
        "identitySynchronization.userSyncInbound.isSyncAllowed",
    ),
    (
        "group-sync",
        "identitySynchronization.groupSyncInbound.isSyncAllowed",
    ),
];
const SWITCHES: [(&str, &str); 3] = [
    ("create", "AllowSharedChannelCreation"),
    ("share", "AllowChannelSharingToExternalUser"),
    ("join", "AllowUserToParticipateInExternalSharedChannel"),
];
const PARTNERS: [(&str, &str); 3] = [
    ("fabrikam", "22222222-2222-4222-8222-222222222222"),
    ("woodgrove", "33333333-3333-4333-8333-333333333333"),
    ("litware", "44444444-4444-4444-8444-444444444444"),
];

/// One setting by its word: a text, a switch, null (inherits), or `absent`.
type Words = BTreeMap<String, Value>;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Tenant {
    /// What is not said is closed and off.
    default: Option<Words>,
    /// The export has none.
    without_default: bool,
    /// What is not said is null.
    partners: BTreeMap<String, Words>,
    /// A second entry of a partner, after all others.
    twins: BTreeMap<String, Words>,
    /// No list of partners in the export.
    without_partners: bool,
    /// By name: the switches that are on.
    policies: BTreeMap<String, Vec<String>>,
    /// By group: the policy it holds.
    assigned: BTreeMap<String, String>,
    federation: Option<Value>,
    register: BTreeMap<String, Value>,
    /// Another file, as it stands.
    beside: BTreeMap<String, Value>,
}

fn id(name: &str) -> String {
    let known = PARTNERS.iter().find(|(partner, _)| *partner == name);
    if let Some((_, id)) = known {
        return (*id).to_owned();
    }
    let number: u32 = name
        .trim_start_matches(|c: char| !c.is_ascii_digit())
        .parse()
        .unwrap_or_else(|_| panic!("{name}: a letter and a number"));
    let kind = if name.starts_with('a') { 'a' } else { 'b' };
    format!("{kind}0000000-0000-4000-8000-{number:012}")
}

pub(crate) fn short(path: &str) -> String {
    let all = SETTINGS.iter().chain(&FLAGS).chain(&SWITCHES);
    let mut all = all.filter(|(_, long)| *long == path);
    match (path, all.next()) {
        ("", _) => "whole".to_owned(),
        (_, Some((short, _))) => (*short).to_owned(),
        (path, None) => path.to_owned(),
    }
}

pub(crate) fn name_of(subject: &Subject) -> String {
    match subject.kind {
        SubjectKind::Default => "default".to_owned(),
        SubjectKind::Tenant => "tenant".to_owned(),
        SubjectKind::Partner => PARTNERS
            .iter()
            .find(|(_, id)| *id == subject.id)
            .map_or_else(|| subject.id.clone(), |(name, _)| (*name).to_owned()),
        _ => subject.name.clone(),
    }
}

fn half(text: &str, all: &str, kind: &str) -> Value {
    let (access, names) = match text.strip_prefix('-') {
        Some(names) => ("blocked", names),
        None => ("allowed", text),
    };
    let targets: Vec<Value> = names
        .split('+')
        .map(|name| match name {
            "all" => {
                json!({"target": all, "targetType": if kind == "group" { "user" } else { kind }})
            }
            "o365" => json!({"target": "Office365", "targetType": "application"}),
            name => json!({"target": id(name), "targetType": kind}),
        })
        .collect();
    json!({"accessType": access, "targets": targets})
}

fn setting(text: &str) -> Value {
    let text = match text {
        "open" => "all/all",
        "closed" => "-all/-all",
        text => text,
    };
    let (users, applications) = text.split_once('/').unwrap_or_else(|| panic!("{text}"));
    json!({
        "usersAndGroups": half(users, "AllUsers", "group"),
        "applications": half(applications, "AllApplications", "application"),
    })
}

/// The record that the words stand for; `rest` is the word for settings that they do not name.
fn record(words: &Words, is_default: bool) -> Map<String, Value> {
    let mut record = Map::new();
    for (short, long) in SETTINGS {
        let value = match words.get(short) {
            Some(Value::String(text)) if text == "absent" => continue,
            Some(Value::String(text)) => setting(text),
            Some(other) => other.clone(),
            None if is_default => setting("closed"),
            None => Value::Null,
        };
        record.insert(long.to_owned(), value);
    }
    for section in [
        "inboundTrust",
        "automaticUserConsentSettings",
        "identitySynchronization",
    ] {
        if is_default && section == "identitySynchronization" {
            continue;
        }
        let of_section = FLAGS.iter().filter(|(_, long)| long.starts_with(section));
        let said = of_section
            .clone()
            .any(|(short, _)| words.contains_key(*short));
        if words.get(section) == Some(&json!("absent")) {
            continue;
        }
        if !said && !is_default {
            record.insert(section.to_owned(), Value::Null);
            continue;
        }
        let mut members = Map::new();
        for (short, long) in of_section {
            let value = words.get(*short).cloned().unwrap_or(json!(false));
            let mut path = long.split('.').skip(1);
            let member = path.next().unwrap();
            let value = match path.next() {
                Some(inner) => json!({inner: value}),
                None => value,
            };
            members.insert(member.to_owned(), value);
        }
        record.insert(section.to_owned(), Value::Object(members));
    }
    record
}

impl Tenant {
    fn default_record(&self) -> Value {
        let mut default = record(&self.default.clone().unwrap_or_default(), true);
        default.insert("isServiceDefault".to_owned(), json!(false));
        default.insert(
            "@odata.context".to_owned(),
            json!("https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/default/$entity"),
        );
        Value::Object(default)
    }

    fn partner_list(&self) -> Value {
        let partners: Vec<Value> = self
            .partners
            .iter()
            .chain(&self.twins)
            .map(|(name, words)| {
                let mut partner = record(words, false);
                partner.insert("tenantId".to_owned(), json!(id(name)));
                partner.insert("isServiceProvider".to_owned(), Value::Null);
                partner.insert("isInMultiTenantOrganization".to_owned(), json!(false));
                Value::Object(partner)
            })
            .collect();
        json!({
            "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/partners",
            "value": partners,
        })
    }

    fn teams(&self) -> Option<(Value, Value)> {
        if self.policies.is_empty() {
            return None;
        }
        let policies = self.policies.iter().map(|(name, on)| {
            let mut policy = Map::new();
            let identity = match name.as_str() {
                "Global" => name.clone(),
                name => format!("Tag:{name}"),
            };
            policy.insert("Identity".to_owned(), json!(identity));
            for (short, long) in SWITCHES {
                policy.insert(long.to_owned(), json!(on.iter().any(|word| word == short)));
            }
            Value::Object(policy)
        });
        let assigned = self.assigned.iter().enumerate().map(|(rank, (group, policy))| {
            json!({"GroupId": id(group), "PolicyType": "TeamsChannelsPolicy", "PolicyName": policy, "Rank": rank + 1})
        });
        Some((
            Value::Array(policies.collect()),
            Value::Array(assigned.collect()),
        ))
    }

    fn files(&self) -> Vec<(String, Value)> {
        let mut files = Vec::new();
        if !self.without_default {
            files.push(("default.json".to_owned(), self.default_record()));
        }
        if !self.without_partners {
            files.push(("partners.json".to_owned(), self.partner_list()));
        }
        if let Some((policies, assigned)) = self.teams() {
            files.push(("channel-policies.json".to_owned(), policies));
            if !self.assigned.is_empty() {
                files.push(("assignments.json".to_owned(), assigned));
            }
        }
        if let Some(federation) = &self.federation {
            let mut federation = federation.clone();
            federation["Identity"] = json!("Global");
            files.push(("federation.json".to_owned(), federation));
        }
        for (name, value) in &self.beside {
            files.push((name.clone(), value.clone()));
        }
        files
    }

    fn write_around(&self, folder: &Path) {
        std::fs::create_dir_all(folder.join("exports")).unwrap();
        let config = "version: 1\ntenants:\n  - name: contoso\n    tenantId: 11111111-1111-4111-8111-111111111111\n    cloud: commercial\n";
        std::fs::write(folder.join("tenantlint.yaml"), config).unwrap();
        if self.register.is_empty() {
            return;
        }
        let entries: Vec<Value> = self
            .register
            .iter()
            .map(|(name, entry)| {
                let mut entry = entry.clone();
                entry["tenantId"] = json!(id(name));
                entry["name"] = json!(name);
                if entry.get("status").is_none() {
                    entry["status"] = json!("approved");
                }
                if let Some(groups) = entry.get_mut("groups").and_then(Value::as_object_mut) {
                    for list in groups.values_mut() {
                        let ids = list.as_array().unwrap().iter();
                        *list = ids.map(|name| json!(id(name.as_str().unwrap()))).collect();
                    }
                }
                entry
            })
            .collect();
        let tiers = json!({
            "supplier": {"directions": ["inbound"], "trust": ["mfa"]},
            "family": {"directions": ["inbound", "outbound"], "trust": ["mfa", "compliantDevice", "hybridJoined"]},
        });
        let register = json!({"tiers": tiers, "partners": entries});
        std::fs::write(folder.join("partners.yaml"), register.to_string()).unwrap();
    }

    /// As Graph writes it.
    pub(crate) fn write(&self, folder: &Path) {
        self.write_around(folder);
        for (name, value) in self.files() {
            let text = serde_json::to_string_pretty(&value).unwrap();
            std::fs::write(folder.join("exports").join(name), text).unwrap();
        }
    }

    /// The same in YAML, in UTF-16, with keys and lists in another order and keys in PowerShell's casing.
    pub(crate) fn write_otherwise(&self, folder: &Path) {
        self.write_around(folder);
        for (name, value) in self.files() {
            let other = otherwise(&value);
            let (name, text) = if name.starts_with("partners") {
                let text = serde_yaml::to_string(&other).unwrap();
                (name.replace(".json", ".yaml"), text)
            } else {
                (name, serde_json::to_string(&other).unwrap())
            };
            let bytes: Vec<u8> = [0xFF, 0xFE]
                .into_iter()
                .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
                .collect();
            std::fs::write(folder.join("exports").join(name), bytes).unwrap();
        }
    }
}

fn otherwise(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().rev().map(otherwise).collect(),
        Value::Object(members) => members
            .iter()
            .rev()
            .map(|(key, value)| {
                let mut letters = key.chars();
                let key = match letters.next() {
                    Some(first) if first.is_ascii_lowercase() && key != "value" => {
                        first.to_ascii_uppercase().to_string() + letters.as_str()
                    }
                    _ => key.clone(),
                };
                (key, otherwise(value))
            })
            .collect(),
        Value::String(text) if text.len() == 36 && text.contains("-4000-") => {
            json!(text.to_ascii_uppercase())
        }
        other => other.clone(),
    }
}

/// Some tenant: settings of every shape, and up to three partners.
pub(crate) fn any_tenant() -> impl Strategy<Value = Tenant> {
    let side = prop_oneof![
        Just("all"),
        Just("-all"),
        Just("g1"),
        Just("g2"),
        Just("g1+g2"),
        Just("-g1"),
    ];
    let apps = prop_oneof![
        Just("all"),
        Just("-all"),
        Just("o365"),
        Just("a1"),
        Just("a1+o365"),
        Just("-a1"),
    ];
    let setting = (side, apps).prop_map(|(side, apps)| json!(format!("{side}/{apps}")));
    let partner_setting = prop_oneof![
        3 => setting.clone(),
        2 => Just(Value::Null),
        1 => Just(json!("absent")),
    ];
    let words = |setting: BoxedStrategy<Value>| {
        (
            prop::collection::btree_map(
                prop::sample::select(vec!["ci", "co", "xi", "xo", "tr"]),
                setting,
                0..5,
            ),
            prop::collection::btree_map(
                prop::sample::select(vec!["mfa", "compliant", "hybrid", "consent-in", "sync"]),
                any::<bool>().prop_map(Value::Bool),
                0..4,
            ),
        )
            .prop_map(|(settings, flags)| -> Words {
                settings
                    .into_iter()
                    .chain(flags)
                    .map(|(key, value)| (key.to_owned(), value))
                    .collect()
            })
    };
    let default = words(setting.boxed()).prop_map(|mut words| {
        words.remove("sync");
        words.remove("consent-in");
        words
    });
    let partners = prop::collection::btree_map(
        prop::sample::select(vec!["fabrikam", "woodgrove", "litware"]),
        words(partner_setting.boxed()),
        0..3,
    );
    let policies = prop::collection::btree_map(
        prop::sample::select(vec!["Global", "Sharers", "Joiners"]),
        prop::sample::subsequence(vec!["create", "share", "join"], 0..3),
        1..3,
    );
    let assigned = prop::collection::btree_map(
        prop::sample::select(vec!["g7", "g8"]),
        prop::sample::select(vec!["Sharers", "Joiners"]),
        1..2,
    );
    (default, partners, policies, assigned).prop_map(|(default, partners, policies, assigned)| {
        let owned = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect();
        Tenant {
            default: Some(default),
            partners: partners
                .into_iter()
                .map(|(name, words)| (name.to_owned(), words))
                .collect(),
            // An assignment to a policy that is not there is a mistake of its own.
            assigned: assigned
                .into_iter()
                .filter(|(_, policy)| policies.contains_key(policy))
                .map(|(group, policy)| (group.to_owned(), policy.to_owned()))
                .collect(),
            policies: policies
                .into_iter()
                .map(|(name, on)| (name.to_owned(), owned(on)))
                .collect(),
            ..Tenant::default()
        }
    })
}
