//! Shared channels of a tenant, by who gets into them: what an inventory in one file, or the answers of Graph in a folder a
//! channel, say together.
//!
//! People are counted, never kept by name: rules see how many come from which tenant. What the export does not tell is a
//! [`Gap`], so that no rule takes silence for an answer. Source: teams.md 3.1 and 3.4.

mod channel;
mod node;
mod report;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Document, Tenant};
use crate::export::Kind;
use channel::Parts;
use node::Node;
pub use report::TeamActivity;

/// Where something stands: a record by its kind and its index among those of the kind, and a path below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    pub kind: Kind,
    pub index: usize,
    pub path: String,
}

/// Something that the export does not tell, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub spot: Spot,
    pub reason: &'static str,
}

/// Who hosts a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// We do.
    Hosted,
    /// Another tenant does, and people of ours take part.
    Incoming,
    Unknown,
}

impl Side {
    pub fn as_str(self) -> &'static str {
        match self {
            Side::Hosted => "hosted",
            Side::Incoming => "incoming",
            Side::Unknown => "unknown",
        }
    }
}

/// Another tenant in a channel.
#[derive(Debug, PartialEq, Eq)]
pub struct Outsider {
    /// Lower case.
    pub tenant_id: String,
    pub members: usize,
    pub teams: usize,
    /// The first of its teams, else the first of its people; in an incoming channel where the host is named.
    pub spot: Spot,
}

/// A channel that is shared, or may be.
#[derive(Debug, PartialEq, Eq)]
pub struct Channel {
    pub spot: Spot,
    pub name: String,
    pub team: Option<String>,
    /// Lower case.
    pub team_id: Option<String>,
    pub side: Side,
    pub shared: Option<bool>,
    pub created: Option<Date>,
    pub active: Option<Date>,
    /// What the report on teams says of its team.
    pub team_activity: Option<TeamActivity>,
    pub archived: Option<bool>,
    /// Its team has a sensitivity label.
    pub labelled: Option<bool>,
    /// The label's id or name, as written.
    pub label: Option<String>,
    /// By tenant id. In an incoming channel its host alone.
    pub outsiders: Vec<Outsider>,
    /// People and teams that were added, the host team aside.
    pub members: Option<usize>,
    pub teams: Option<usize>,
    /// People of ours who own it.
    pub owners: Option<usize>,
    /// Object ids of the people of ours in an incoming channel, in lower case; or why they are not known.
    pub ours: Result<Vec<String>, &'static str>,
    /// What the export does not tell of who gets in.
    pub gaps: Vec<Gap>,
}

/// All shared channels of a tenant that its exports show.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Inventory {
    pub channels: Vec<Channel>,
    /// What is not told of the inventory as a whole.
    pub gaps: Vec<Gap>,
    /// Whether channels that other tenants host were asked for.
    pub tells_incoming: bool,
}

/// The kinds that an inventory is put together from.
pub const KINDS: [Kind; 4] = [
    Kind::ChannelInventory,
    Kind::Channel,
    Kind::ChannelMembers,
    Kind::ChannelTeams,
];

const NOT_OURS: &str = "the inventory is of another tenant than these settings";
const NO_TEAMS: &str =
    "`teams` is not in the export, or not a list: which channels there are is not told";
const MORE: &str =
    "this is one page of a longer list: join the pages until `@odata.nextLink` is gone";
const NO_CHANNELS: &str =
    "the channels of this team are not in the export: GET /teams/{id}/allChannels lists them";
const NO_INCOMING: &str = "the channels that this team takes part in elsewhere are not in the export: GET /teams/{id}/incomingChannels lists them";

impl Inventory {
    /// `None` when the input has no inventory at all.
    pub fn read(tenant: &Tenant, documents: &[Document]) -> Option<Inventory> {
        if !KINDS.iter().any(|kind| tenant.listed.contains(kind)) {
            return None;
        }
        let mut inventory = Inventory::default();
        let home = tenant.profile.tenant_id.as_deref();
        for root in roots(tenant, documents, Kind::ChannelInventory) {
            inventory.file(&root, home);
        }
        for parts in folders(tenant, documents).into_values() {
            inventory.channels.extend(parts.read(home));
        }
        let reports = report::read(tenant, documents);
        for channel in &mut inventory.channels {
            let id = channel.team_id.as_ref();
            channel.team_activity = id.and_then(|id| reports.get(id)).copied();
        }
        inventory.tells_incoming |= inventory
            .channels
            .iter()
            .any(|channel| channel.side == Side::Incoming);
        Some(inventory)
    }

    /// An inventory in one file.
    fn file(&mut self, root: &Node<'_>, home: Option<&str>) {
        let named = root.id("homeTenantId");
        if let (Some(named), Some(home)) = (&named, home)
            && named != home
        {
            self.gaps.push(root.below("homeTenantId").gap(NOT_OURS));
            return;
        }
        let home = home.or(named.as_deref());
        let Some(teams) = root.list("teams") else {
            self.gaps.push(root.below("teams").gap(NO_TEAMS));
            return;
        };
        if root.goes_on("teams") {
            self.gaps.push(root.below("teams").gap(MORE));
        }
        let mut tells_incoming = true;
        for team in &teams {
            if !self.takes(team, "channels", home) {
                self.gaps.push(team.below("channels").gap(NO_CHANNELS));
            }
            if !self.takes(team, "incomingChannels", home) {
                self.gaps
                    .push(team.below("incomingChannels").gap(NO_INCOMING));
                tells_incoming = false;
            }
        }
        self.tells_incoming |= tells_incoming;
    }

    /// Takes in the channels of a team under one key, if there is a list of them.
    fn takes(&mut self, team: &Node<'_>, key: &'static str, home: Option<&str>) -> bool {
        let Some(channels) = team.list(key) else {
            return false;
        };
        if team.goes_on(key) {
            self.gaps.push(team.below(key).gap(MORE));
        }
        for channel in &channels {
            let is_incoming = key == "incomingChannels";
            // The direct members of our own channel are not everybody who gets in.
            let direct = || channel.member("members").filter(|_| is_incoming);
            let parts = Parts {
                teams: channel.member("sharedWithTeams"),
                members: channel.member("allMembers").or_else(direct),
                team: Some(team.clone()),
                channel: Some(channel.clone()),
                is_incoming,
            };
            self.channels.extend(parts.read(home));
        }
        true
    }
}

/// Every record of a kind.
fn roots<'a>(tenant: &Tenant, documents: &'a [Document], kind: Kind) -> Vec<Node<'a>> {
    let records = tenant.beside(documents, kind);
    records
        .map(|(index, document, node)| Node::new(document, node, kind, index))
        .collect()
}

/// The answers about each channel, by the folder they lie in.
fn folders<'a>(tenant: &Tenant, documents: &'a [Document]) -> BTreeMap<&'a str, Parts<'a>> {
    let mut folders: BTreeMap<&'a str, Parts<'a>> = BTreeMap::new();
    for kind in [Kind::Channel, Kind::ChannelMembers, Kind::ChannelTeams] {
        for root in roots(tenant, documents, kind) {
            let parts = folders.entry(root.folder()).or_default();
            match kind {
                Kind::Channel => parts.channel = Some(root),
                Kind::ChannelMembers => parts.members = Some(root),
                _ => parts.teams = Some(root),
            }
        }
    }
    folders
}
