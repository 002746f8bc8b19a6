//! Teams PowerShell objects through `ConvertTo-Json`: channel policies, group policy assignments, federation.
//!
//! Source: the MicrosoftTeams module's cmdlet pages; teams.md 1, 2.1 and 4.

use super::{Format, Item, Kind};

pub(super) struct Teams;

const CHANNEL_SWITCHES: &[&str] = &[
    "AllowSharedChannelCreation",
    "AllowChannelSharingToExternalUser",
    "AllowUserToParticipateInExternalSharedChannel",
];

impl Format for Teams {
    fn name(&self) -> &'static str {
        "teams-powershell"
    }

    fn kind_of(&self, item: &Item<'_>) -> Option<Kind> {
        if item.has_any(CHANNEL_SWITCHES) {
            Some(Kind::ChannelPolicy)
        } else if item.has("PolicyType") && item.has_any(&["GroupId", "PolicyName"]) {
            Some(Kind::GroupPolicyAssignment)
        } else if item.has("AllowFederatedUsers") {
            Some(Kind::Federation)
        } else {
            None
        }
    }
}
