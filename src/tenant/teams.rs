//! Teams records: channel policies with their group assignments, and external access of the tenant.
//!
//! Source: Get-CsTeamsChannelsPolicy, Get-CsGroupPolicyAssignment, Get-CsTenantFederationConfiguration; teams.md 1, 2.1.

use super::effective::{Flag, Origin};
use super::text;
use crate::source::{Kind, NodeId, Tree};

/// The switches of a channel policy that shared channels hang on.
pub const SWITCHES: [&str; 3] = [
    "AllowSharedChannelCreation",
    "AllowChannelSharingToExternalUser",
    "AllowUserToParticipateInExternalSharedChannel",
];

/// For whom the policies of a tenant switch something on, taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    Everyone,
    /// Only who holds some policy.
    Some,
    Nobody,
    Unknown,
}

impl Opening {
    pub fn as_str(self) -> &'static str {
        match self {
            Opening::Everyone => "everyone",
            Opening::Some => "some",
            Opening::Nobody => "nobody",
            Opening::Unknown => "unknown",
        }
    }
}

/// The switches of external access.
pub const FEDERATION: [&str; 3] = [
    "AllowFederatedUsers",
    "AllowTeamsConsumer",
    "AllowTeamsConsumerInbound",
];

/// The type of channel policies in assignments.
pub const CHANNELS: &str = "TeamsChannelsPolicy";

const MISSING: &str = "it is not in the export";
const UNREADABLE: &str = "its value could not be read";

#[derive(Debug, Clone)]
pub struct Policy {
    /// As exported: `Global`, `Tag:<name>`.
    pub identity: String,
    pub switches: [Flag; 3],
}

impl Policy {
    pub fn read(tree: &Tree, node: NodeId) -> Policy {
        Policy {
            identity: text(tree, node, "Identity").unwrap_or("").trim().to_owned(),
            switches: SWITCHES.map(|key| switch(tree, node, key)),
        }
    }

    /// The name without `Tag:`.
    pub fn name(&self) -> &str {
        strip_tag(&self.identity)
    }

    pub fn is_global(&self) -> bool {
        self.identity.eq_ignore_ascii_case("Global")
    }

    /// `Tag:Default` fills new policies and is assigned to nobody.
    pub fn is_template(&self) -> bool {
        self.identity.eq_ignore_ascii_case("Tag:Default")
    }

    /// How assignments name it: without `Tag:`, and casing drifts.
    pub fn key(&self) -> String {
        key_of(&self.identity)
    }
}

/// What policies are compared by: without `Tag:`, and casing doesn't count.
pub fn key_of(name: &str) -> String {
    strip_tag(name.trim()).to_ascii_lowercase()
}

fn strip_tag(name: &str) -> &str {
    match name.get(..4) {
        Some(tag) if tag.eq_ignore_ascii_case("Tag:") => name.get(4..).unwrap_or(""),
        _ => name,
    }
}

fn switch(tree: &Tree, node: NodeId, key: &str) -> Flag {
    match tree.get(node, key) {
        None => Flag::unknown(Origin::Unknown, MISSING),
        Some(value) => match (tree.as_bool(value), tree.is_null(value)) {
            (Some(on), _) => Flag::known(on, Origin::Own),
            (None, true) => Flag::unknown(Origin::Own, MISSING),
            (None, false) => Flag::unknown(Origin::Own, UNREADABLE),
        },
    }
}

/// The assignment of a Teams policy to a group.
#[derive(Debug, Clone)]
pub struct Assignment {
    /// The object id of the group, lower case; [`NAMELESS`] when the file does not tell it.
    pub group: String,
    /// Only the display name of the group is known and stands in `group`, lower case: it is no id, and names are not unique.
    pub by_name: bool,
    /// As [`Policy::key`].
    pub policy: String,
    /// Unknown too when the type of the policy is: ranks count within one type.
    pub rank: Option<i64>,
    /// Why nothing is certain about who holds the policy.
    pub doubt: Option<&'static str>,
    /// Whether it says that the policy is a channel policy.
    pub is_channels: bool,
}

/// Stands for a group that the file does not tell: "group without a name". Never an id, so no rule takes it for one.
const NAMELESS: &str = "without a name";

const NO_GROUP: &str = "which group this is, the export does not tell";
const NO_TYPE: &str = "whether this assigns a channel policy, the export does not tell";

impl Assignment {
    /// `None` when it assigns a policy of another type. One that does not tell its type, or its group, may be of ours.
    pub fn read(tree: &Tree, node: NodeId) -> Option<Assignment> {
        let is_channels = match type_of(tree, node) {
            PolicyType::Channels => true,
            PolicyType::Untold | PolicyType::Nearly => false,
            PolicyType::Other => return None,
        };
        let told = |key| {
            text(tree, node, key)
                .map(str::trim)
                .filter(|text| !text.is_empty())
        };
        // Microsoft365DSC and UTCM may name the group by its display name alone.
        let (id, name) = (told("GroupId"), told("GroupDisplayName"));
        let doubt = match id.or(name) {
            None => Some(NO_GROUP),
            Some(_) => (!is_channels).then_some(NO_TYPE),
        };
        let rank = ["Rank", "Priority"].iter().find_map(|key| {
            let value = tree.get(node, key)?;
            tree.number_text(value)
                .or_else(|| tree.as_str(value))
                .and_then(|text| text.trim().parse().ok())
        });
        Some(Assignment {
            group: id.or(name).unwrap_or(NAMELESS).to_lowercase(),
            by_name: id.is_none() && name.is_some(),
            policy: key_of(text(tree, node, "PolicyName").unwrap_or("")),
            rank: rank.filter(|_| is_channels),
            doubt,
            is_channels,
        })
    }

    /// Whether the file tells which group it is.
    pub fn has_group(&self) -> bool {
        self.group != NAMELESS
    }
}

/// What an assignment says of the type of its policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicyType {
    Channels,
    /// Absent, empty, or no text.
    Untold,
    /// No type that Teams has, and all but that of channel policies.
    Nearly,
    Other,
}

/// The type of the policy that an assignment assigns.
pub fn type_of(tree: &Tree, node: NodeId) -> PolicyType {
    let written = text(tree, node, "PolicyType").unwrap_or("").trim();
    let kind = match written.get(..2) {
        Some(module) if module.eq_ignore_ascii_case("Cs") => written.get(2..).unwrap_or(""),
        _ => written,
    };
    if kind.is_empty() {
        return PolicyType::Untold;
    }
    if kind.eq_ignore_ascii_case(CHANNELS) {
        return PolicyType::Channels;
    }
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    // The other types of Teams are five letters away and more.
    const SLIPS: usize = 2;
    if strsim::osa_distance(&letters(kind), &letters(CHANNELS)) <= SLIPS {
        return PolicyType::Nearly;
    }
    PolicyType::Other
}

/// External access of the tenant.
#[derive(Debug, Clone)]
pub struct Federation {
    pub switches: [Flag; 3],
    pub allowed: AllowedDomains,
}

/// The faces of `AllowedDomains`, read into one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AllowedDomains {
    AllowAll,
    List(Vec<String>),
    /// `[]` in plain JSON is either allow-all or an emptied list; null and absence say nothing.
    Unknown,
}

impl Federation {
    pub fn read(tree: &Tree, node: NodeId) -> Federation {
        Federation {
            switches: FEDERATION.map(|key| switch(tree, node, key)),
            allowed: tree
                .get(node, "AllowedDomains")
                .map_or(AllowedDomains::Unknown, |domains| allowed(tree, domains)),
        }
    }
}

fn allowed(tree: &Tree, node: NodeId) -> AllowedDomains {
    match tree.kind(node) {
        Kind::Object if tree.is_empty(node) => AllowedDomains::AllowAll,
        Kind::Object => {
            let all = tree.get(node, "AllowAllKnownDomains");
            if all.is_some_and(|all| tree.as_bool(all) != Some(false)) {
                return AllowedDomains::AllowAll;
            }
            ["AllowedDomain", "AllowList"]
                .iter()
                .find_map(|key| tree.get(node, key))
                .map_or(AllowedDomains::Unknown, |list| domains(tree, list))
        }
        Kind::Array if tree.is_empty(node) => AllowedDomains::Unknown,
        Kind::String if tree.as_str(node) == Some("AllowAllKnownDomains") => {
            AllowedDomains::AllowAll
        }
        Kind::Array | Kind::String => domains(tree, node),
        _ => AllowedDomains::Unknown,
    }
}

/// `"Domain=a.com"`, `["Domain=a.com"]`, `[{"Domain": "a.com"}]`, `["a.com"]`.
fn domains(tree: &Tree, node: NodeId) -> AllowedDomains {
    let one = |item: NodeId| -> Option<String> {
        let text = match tree.kind(item) {
            Kind::Object => text(tree, item, "Domain"),
            _ => tree.as_str(item),
        }?;
        let domain = text.strip_prefix("Domain=").unwrap_or(text).trim();
        // A wildcard, a list in one text or the name of a type is no domain: what it admits is not known.
        let plausible = domain.contains('.')
            && domain
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
            && !domain.starts_with("Microsoft.");
        plausible.then(|| domain.to_ascii_lowercase())
    };
    let items: Vec<NodeId> = match tree.kind(node) {
        Kind::Array => tree.children(node).collect(),
        _ => vec![node],
    };
    match items.into_iter().map(one).collect::<Option<Vec<String>>>() {
        Some(list) if !list.is_empty() => AllowedDomains::List(list),
        _ => AllowedDomains::Unknown,
    }
}
