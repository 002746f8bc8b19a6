//! Teams PowerShell objects through `ConvertTo-Json`: channel policies, group policy assignments, federation.
//!
//! Source: the MicrosoftTeams module's cmdlet pages; teams.md 1, 2.1 and 4.

use super::{Carries, Format, Item, Kind};

pub(super) struct Teams;

const CHANNEL_SWITCHES: &[&str] = &[
    "AllowSharedChannelCreation",
    "AllowChannelSharingToExternalUser",
    "AllowUserToParticipateInExternalSharedChannel",
];

/// Switches of exports from before shared channels: what they lack is unknown.
const OLD_CHANNEL_SWITCHES: &[&str] = &[
    "AllowOrgWideTeamCreation",
    "AllowPrivateChannelCreation",
    "EnablePrivateTeamDiscovery",
];

impl Format for Teams {
    fn name(&self) -> &'static str {
        "teams-powershell"
    }

    fn carries(&self) -> &'static Carries {
        &Carries::NO_ACCESS
    }

    fn kind_of(&self, item: &Item<'_>) -> Option<Kind> {
        let old_policy = item.has("Identity") && item.has_any(OLD_CHANNEL_SWITCHES);
        let assigned = ["PolicyType", "GroupId", "PolicyName"];
        let assignment = assigned.iter().filter(|key| item.has(key)).count() >= 2;
        if item.has_any(CHANNEL_SWITCHES) || old_policy {
            Some(Kind::ChannelPolicy)
        } else if assignment {
            Some(Kind::GroupPolicyAssignment)
        } else if item.has("AllowFederatedUsers")
            || (item.has("AllowedDomains")
                && item.has_any(&["AllowTeamsConsumer", "BlockedDomains"]))
        {
            Some(Kind::Federation)
        } else {
            let (_, kind) = BY_KEYS.iter().find(|(keys, _)| item.has_all(keys))?;
            Some(*kind)
        }
    }
}

/// Keys that tell the other objects of the Teams and SharePoint modules.
const BY_KEYS: &[(&[&str], Kind)] = &[
    (
        &["EnableFederationAccess", "Identity"],
        Kind::ExternalAccessPolicy,
    ),
    (
        &["AllowGuestUser", "AllowEmailIntoChannel"],
        Kind::ClientConfiguration,
    ),
    (
        &["AllowAnonymousUsersToJoinMeeting", "Identity"],
        Kind::MeetingPolicy,
    ),
    (
        &["SharingCapability", "SharingDomainRestrictionMode"],
        Kind::SharePointSharing,
    ),
];

/// Every key that tells an object of these modules.
pub(super) fn keys() -> impl Iterator<Item = &'static &'static str> {
    CHANNEL_SWITCHES
        .iter()
        .chain(OLD_CHANNEL_SWITCHES)
        .chain(BY_KEYS.iter().flat_map(|(keys, _)| *keys))
}
