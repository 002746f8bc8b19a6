//! The canonical names of keys, and finding them whatever the casing.
//!
//! Graph writes camelCase, the Graph PowerShell module PascalCase with spellings of its own
//! (`IsHybridAzureAdJoinedDeviceAccepted`), Teams PowerShell PascalCase. No two canonical names differ only in casing.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Microsoft Graph, crossTenantAccessPolicyConfigurationDefault and …Partner and what they hold.
const GRAPH: &[&str] = &[
    "id",
    "displayName",
    "deletedDateTime",
    "isServiceDefault",
    "tenantId",
    "isServiceProvider",
    "isInMultiTenantOrganization",
    "blockServiceProviderOutboundAccess",
    "inboundTrust",
    "isMfaAccepted",
    "isCompliantDeviceAccepted",
    "isHybridAzureADJoinedDeviceAccepted",
    "isCompliantNetworkAccepted",
    "b2bCollaborationInbound",
    "b2bCollaborationOutbound",
    "b2bDirectConnectInbound",
    "b2bDirectConnectOutbound",
    "tenantRestrictions",
    "m365CollaborationInbound",
    "m365CollaborationOutbound",
    "appServiceConnectInbound",
    "usersAndGroups",
    "users",
    "applications",
    "accessType",
    "targets",
    "target",
    "targetType",
    "devices",
    "mode",
    "rule",
    "automaticUserConsentSettings",
    "inboundAllowed",
    "outboundAllowed",
    "invitationRedemptionIdentityProviderConfiguration",
    "primaryIdentityProviderPrecedenceOrder",
    "fallbackIdentityProvider",
    "identitySynchronization",
    "userSyncInbound",
    "groupSyncInbound",
    "isSyncAllowed",
    "externalCloudAuthorizedApplicationId",
    "crossCloudMeetingConfiguration",
    "protectedContentSharing",
    "allowedCloudEndpoints",
    "templateApplicationLevel",
    "allowInvitesFrom",
    "allowExternalIdentitiesToLeave",
    "additionalProperties",
];

/// Teams PowerShell: Get-CsTeamsChannelsPolicy, Get-CsGroupPolicyAssignment, Get-CsTenantFederationConfiguration.
const TEAMS: &[&str] = &[
    "Identity",
    "Description",
    "AllowSharedChannelCreation",
    "AllowChannelSharingToExternalUser",
    "AllowUserToParticipateInExternalSharedChannel",
    "AllowPrivateChannelCreation",
    "AllowOrgWideTeamCreation",
    "EnablePrivateTeamDiscovery",
    "GroupId",
    "PolicyType",
    "PolicyName",
    "Rank",
    "Priority",
    "AllowFederatedUsers",
    "AllowTeamsConsumer",
    "AllowTeamsConsumerInbound",
    "AllowedDomains",
    "AllowedDomain",
    "AllowList",
    "AllowAllKnownDomains",
    "BlockedDomains",
    "Domain",
];

/// The keys of a file that holds several kinds side by side.
pub(super) const BUNDLE: &[&str] = &[
    "default",
    "partners",
    "channelPolicies",
    "groupPolicyAssignments",
    "federation",
];

static CANONICAL: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    [GRAPH, TEAMS, BUNDLE]
        .concat()
        .into_iter()
        .map(|name| (name.to_ascii_lowercase(), name))
        .collect()
});

/// The canonical name of a key as written.
pub(super) fn canonical(raw: &str) -> Option<&'static str> {
    CANONICAL.get(&raw.to_ascii_lowercase()).copied()
}

/// The same where keys are in snake_case (`is_mfa_accepted`, `b2b_collaboration_inbound`), as Terraform's providers write them.
pub(super) fn canonical_snake(raw: &str) -> Option<&'static str> {
    if raw.contains('_') {
        canonical(&raw.replace('_', ""))
    } else {
        canonical(raw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_names_differ_only_in_casing() {
        let names = [GRAPH, TEAMS, BUNDLE].concat();
        assert_eq!(CANONICAL.len(), names.len());
    }

    #[test]
    fn the_casing_of_powershell_is_found() {
        assert_eq!(
            canonical("IsHybridAzureAdJoinedDeviceAccepted"),
            Some("isHybridAzureADJoinedDeviceAccepted")
        );
        assert_eq!(canonical("@odata.context"), None);
    }

    #[test]
    fn snake_case_is_found_where_it_is_asked_for() {
        let raw = "is_hybrid_azure_ad_joined_device_accepted";
        assert_eq!(
            canonical_snake(raw),
            Some("isHybridAzureADJoinedDeviceAccepted")
        );
        assert_eq!(canonical(raw), None);
    }
}
