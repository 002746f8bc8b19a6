//! What to ask of the other side, when only ours is known: the exact values that answer our settings and our register.

use serde_json::{Map, Value, json};

use super::{Party, Seen};
use crate::channels::Untold;
use crate::export::Kind;
use crate::register::{Entry, Group, Status};
use crate::tenant::access::AccessType;
use crate::tenant::effective::{CONSENT_KEY, Effective, Origin, TRUST_KEY};
use crate::tenant::setting::{APPLICATIONS, Half, Setting, SettingName, USERS};

/// What the other side is asked to set.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Us, as the other side knows us.
    pub our_name: String,
    pub our_id: Option<String>,
    pub their_name: String,
    pub their_id: String,
    pub requests: Vec<Request>,
    /// The body of Graph's PATCH on their partner configuration for us; empty when none of it is asked.
    pub patch: Map<String, Value>,
    /// What on our own side is still open, and what is to be seen to.
    pub notes: Vec<String>,
    /// The exports that would let us see for ourselves.
    pub exports: Vec<&'static str>,
}

/// One setting of theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub setting: String,
    /// Where it stands in the admin centre.
    pub portal: String,
    pub text: String,
}

/// A way that mirrors: ours, theirs, what the register calls it, where theirs stands in the admin centre.
struct Mirror {
    ours: SettingName,
    theirs: SettingName,
    allow: &'static str,
    tab: &'static str,
    /// The users are theirs.
    inbound: bool,
}

const MIRRORS: [Mirror; 4] = [
    Mirror {
        ours: SettingName::DirectConnectInbound,
        theirs: SettingName::DirectConnectOutbound,
        allow: "direct-connect-inbound",
        tab: "Outbound access > B2B direct connect",
        inbound: true,
    },
    Mirror {
        ours: SettingName::DirectConnectOutbound,
        theirs: SettingName::DirectConnectInbound,
        allow: "direct-connect-outbound",
        tab: "Inbound access > B2B direct connect",
        inbound: false,
    },
    Mirror {
        ours: SettingName::CollaborationInbound,
        theirs: SettingName::CollaborationOutbound,
        allow: "collaboration-inbound",
        tab: "Outbound access > B2B collaboration",
        inbound: true,
    },
    Mirror {
        ours: SettingName::CollaborationOutbound,
        theirs: SettingName::CollaborationInbound,
        allow: "collaboration-outbound",
        tab: "Inbound access > B2B collaboration",
        inbound: false,
    },
];

const PORTAL: &str = "External Identities > Cross-tenant access settings > Organizational settings";

/// Ask for what answers our side; `entry` is what our register says of them.
pub fn ask(ours: &Party<'_>, theirs: &Party<'_>, entry: Option<&Entry>) -> Option<Ask> {
    let seen = ours.seen.as_ref()?;
    let mut ask = Ask {
        our_name: ours.name.clone(),
        our_id: Some(ours.id.clone()).filter(|id| !id.is_empty()),
        their_name: theirs.name.clone(),
        their_id: theirs.id.clone(),
        requests: Vec::new(),
        patch: Map::new(),
        notes: Vec::new(),
        exports: vec![
            Kind::Default.export(),
            Kind::Partner.export(),
            Kind::ConditionalAccess.export(),
            Kind::ChannelPolicy.export(),
            Kind::GroupPolicyAssignment.export(),
        ],
    };
    if ask.our_id.is_none() {
        ask.notes.push(
            "our tenant id is not in the exports: write `tenantId` in tenantlint.yaml".to_owned(),
        );
    }
    let abroad = ours.cloud.is_some() && theirs.cloud.is_some() && ours.cloud != theirs.cloud;
    if abroad {
        ask.notes.push(
            "they are in another Microsoft cloud, and direct connect does not work across clouds"
                .to_owned(),
        );
    }
    if let Some(entry) = entry.filter(|entry| entry.status != Status::Approved) {
        ask.notes.push(format!(
            "the register has them as {}, not as approved",
            entry.status.as_str()
        ));
    }
    let asked: Vec<&Mirror> = MIRRORS
        .iter()
        .filter(|mirror| !(abroad && mirror.ours.is_direct_connect()))
        .filter(|mirror| ask.mirror(mirror, seen, entry))
        .collect();
    let is_asked = |name| asked.iter().any(|mirror| mirror.ours == name);
    let out = [
        SettingName::DirectConnectOutbound,
        SettingName::CollaborationOutbound,
    ];
    if out.into_iter().any(is_asked) {
        ask.trust();
    }
    ask.consent(seen);
    let group = |groups: &[Group]| groups.iter().find_map(|group| group.id.clone());
    if is_asked(SettingName::DirectConnectInbound) {
        let theirs = entry.and_then(|entry| group(&entry.groups.theirs));
        ask.teams(
            &["AllowUserToParticipateInExternalSharedChannel"],
            theirs.as_deref(),
            "your people may join shared channels of others",
        );
    }
    if is_asked(SettingName::DirectConnectOutbound) {
        ask.teams(
            &["AllowSharedChannelCreation", "AllowChannelSharingToExternalUser"],
            None,
            "whoever of you is to own channels with our people may create them and invite outsiders",
        );
    }
    Some(ask)
}

impl Ask {
    /// Of their partner configuration for us, in Graph.
    pub fn path(&self) -> String {
        let id = self.our_id.as_deref().unwrap_or("<our tenant id>");
        format!("/v1.0/policies/crossTenantAccessPolicy/partners/{id}")
    }

    /// Ask for the answer to one of our settings, when it is open or agreed.
    fn mirror(&mut self, mirror: &Mirror, seen: &Seen<'_>, entry: Option<&Entry>) -> bool {
        let Some(ours) = seen.toward.setting(mirror.ours) else {
            return false;
        };
        let agreed = entry.is_some_and(|entry| entry.allow.iter().any(|word| word == mirror.allow));
        let title = mirror.ours.title();
        let setting = ours
            .is
            .setting
            .as_deref()
            .filter(|setting| setting.access.is_ok());
        let is_open = setting.is_some_and(|setting| {
            setting
                .access
                .as_ref()
                .is_ok_and(|access| !access.is_empty())
        });
        if !is_open {
            if agreed {
                self.notes.push(match closed(&ours.is) {
                    None => format!("our own {title} is still closed: open it, too"),
                    Some(untold) => format!("our own {title} is not known: {}", untold.reason),
                });
            }
            if !agreed {
                return false;
            }
        } else if !agreed {
            // What is open to everybody by default was meant for nobody in particular.
            if ours.is.origin != Origin::Own {
                return false;
            }
            if entry.is_some_and(|entry| !entry.allow.is_empty()) {
                self.notes.push(format!(
                    "our own {title} is open, but the register does not agree to it: it is not asked for"
                ));
                return false;
            }
        }
        let setting = setting.filter(|_| is_open);
        let groups = entry.map(|entry| {
            if mirror.inbound {
                &entry.groups.theirs
            } else {
                &entry.groups.ours
            }
        });
        let users = users(setting, groups.map_or(&[][..], Vec::as_slice));
        let applications = if mirror.ours.is_direct_connect() {
            json!([{"target": "Office365", "targetType": "application"}])
        } else {
            applications(setting)
        };
        let whose = if mirror.inbound { "your" } else { "our" };
        let portal = format!("{PORTAL} > {} > {}", self.our_name, mirror.tab);
        self.requests.push(Request {
            setting: mirror.theirs.key().to_owned(),
            portal,
            text: format!(
                "allow access for {} to {} (the ids are of {whose} directory)",
                list(&users),
                list(&applications)
            ),
        });
        self.patch.insert(
            mirror.theirs.key().to_owned(),
            json!({
                USERS: {"accessType": "allowed", "targets": users},
                APPLICATIONS: {"accessType": "allowed", "targets": applications},
            }),
        );
        true
    }

    /// So that MFA done with us counts with them.
    fn trust(&mut self) {
        self.requests.push(Request {
            setting: TRUST_KEY.to_owned(),
            portal: format!("{PORTAL} > {} > Inbound access > Trust settings", self.our_name),
            text: "trust the MFA that our people do with us; where your Conditional Access asks for MFA, nobody gets into shared channels without"
                .to_owned(),
        });
        self.notes.push(
            "PATCH replaces `inboundTrust` whole: where you trust devices of ours, leave that switched on".to_owned(),
        );
        self.patch.insert(
            TRUST_KEY.to_owned(),
            json!({
                "isMfaAccepted": true,
                "isCompliantDeviceAccepted": false,
                "isHybridAzureADJoinedDeviceAccepted": false,
            }),
        );
    }

    /// Their outbound answers our inbound, and the other way round.
    fn consent(&mut self, seen: &Seen<'_>) {
        let [inbound, outbound] = seen.toward.consent.is.map(|flag| flag.value == Some(true));
        if !inbound && !outbound {
            return;
        }
        let tabs = [(outbound, "Inbound access"), (inbound, "Outbound access")];
        let tabs: Vec<&str> = tabs
            .iter()
            .filter(|(on, _)| *on)
            .map(|(_, tab)| *tab)
            .collect();
        self.requests.push(Request {
            setting: CONSENT_KEY.to_owned(),
            portal: format!(
                "{PORTAL} > {} > {} > Trust settings",
                self.our_name,
                tabs.join(" and ")
            ),
            text: "redeem invitations automatically; it takes both of us".to_owned(),
        });
        self.patch.insert(
            CONSENT_KEY.to_owned(),
            json!({"inboundAllowed": outbound, "outboundAllowed": inbound}),
        );
    }

    fn teams(&mut self, switches: &[&str], group: Option<&str>, what: &str) {
        let values: Vec<String> = switches
            .iter()
            .map(|switch| format!("-{switch} $true"))
            .collect();
        let group = group.unwrap_or("<object id of your group>");
        self.requests.push(Request {
            setting: switches.join(", "),
            portal: "Teams admin center > Teams > Teams policies".to_owned(),
            text: format!(
                "{what}: Set-CsTeamsChannelsPolicy -Identity <policy> {}; Grant-CsTeamsChannelsPolicy -Group {group} -PolicyName <policy>",
                values.join(" ")
            ),
        });
    }
}

/// Why it is not known whether it is closed, if it is not.
fn closed(effective: &Effective) -> Option<Untold> {
    effective.unclear().map(|reason| Untold::new(reason, None))
}

/// Whom our setting names, else the register's groups, else everybody.
fn users(setting: Option<&Setting>, groups: &[Group]) -> Value {
    let named = setting
        .map(|setting| &setting.users)
        .filter(|half| lists(half));
    if let Some(half) = named {
        return half
            .targets
            .iter()
            .map(|target| {
                let kind = target.kind.map_or("group", |kind| kind.as_str());
                let id = if target.by_name {
                    format!("<object id of {kind} {}>", target.id)
                } else {
                    target.id.to_string()
                };
                json!({"target": id, "targetType": kind})
            })
            .collect();
    }
    if groups.is_empty() {
        return json!([{"target": "AllUsers", "targetType": "user"}]);
    }
    groups
        .iter()
        .map(|group| {
            let name = || {
                format!(
                    "<object id of group {}>",
                    group.name.as_deref().unwrap_or("?")
                )
            };
            json!({"target": group.id.clone().unwrap_or_else(name), "targetType": "group"})
        })
        .collect()
}

fn lists(half: &Half) -> bool {
    half.access == Some(AccessType::Allowed) && !half.all && !half.targets.is_empty()
}

fn applications(setting: Option<&Setting>) -> Value {
    let half = setting.map(|setting| &setting.applications);
    match half {
        None => json!([{"target": "Office365", "targetType": "application"}]),
        Some(half) if lists(half) => half
            .targets
            .iter()
            .map(|target| json!({"target": &*target.id, "targetType": "application"}))
            .collect(),
        Some(_) => json!([{"target": "AllApplications", "targetType": "application"}]),
    }
}

/// The targets, in words.
fn list(targets: &Value) -> String {
    let targets = targets.as_array().map(Vec::as_slice).unwrap_or_default();
    let names = targets.iter().map(|target| {
        let text = |key: &str| target.get(key).and_then(Value::as_str).unwrap_or_default();
        match (text("target"), text("targetType")) {
            ("AllUsers", _) => "all users".to_owned(),
            ("AllApplications", _) => "all applications".to_owned(),
            (id, "application") => id.to_owned(),
            (id, kind) => format!("{kind} {id}"),
        }
    });
    names.collect::<Vec<String>>().join(", ")
}
