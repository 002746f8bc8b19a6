//! The canonical names of keys, and finding them whatever the casing.
//!
//! Graph writes camelCase, the Graph PowerShell module PascalCase with spellings of its own
//! (`IsHybridAzureAdJoinedDeviceAccepted`), Teams PowerShell PascalCase.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::bundle::BUNDLE;

/// Microsoft Graph: every property that the schemas name.
const GRAPH: &str = "
    accessType addedByTenantId addedDateTime additionalProperties agentContext agentFilter agentIdRiskLevels
    agentIdServicePrincipalFilter agents allowDeletedIdentitiesDataRemoval allowedAAGUIDs allowedCloudEndpoints
    allowedCombinations allowedIssuers allowedIssuerSkis allowedPolicyOIDs allowedResourceActions
    allowedRoleTemplateIds allowedToCreateApps allowedToCreateSecurityGroups allowedToCreateTenants
    allowedToReadBitlockerKeysForOwnedDevice allowedToReadOtherUsers allowedToSignUpEmailBasedSubscriptions
    allowedToUseSSPR allowEmailVerifiedUsersToJoinOrganization allowExternalIdentitiesToLeave allowInvitesFrom
    allowUserConsentForRiskyApps alternativeIdentifier applicationEnforcedRestrictions applicationFilter
    applications appliesTo appliesToCombinations appServiceConnectInbound assignedDateTime assignedPlans
    authenticationFlows authenticationStrength authenticationType automaticUserConsentSettings
    b2bCollaborationInbound b2bCollaborationOutbound b2bDirectConnectInbound b2bDirectConnectOutbound
    blockMsolPowerShell blockServiceProviderOutboundAccess branding builtInControls businessPhones capabilities
    capabilityStatus certExpiryTime certificateBasedAuthConfiguration certificateConnectorSetting city
    clientApplications clientAppTypes cloudAppSecurity cloudAppSecurityType combinationConfigurations commerceUrl
    companyLastDirSyncTime companyName companyType condition conditions connectorVersion contactEmail
    continuousAccessEvaluation country countryLetterCode createdDateTime crossCloudMeetingConfiguration
    customAuthenticationFactors default defaultUsageLocation defaultUserRoleOverrides defaultUserRolePermissions
    definition deletedDateTime desiredMemberState desiredRole desiredState details deviceFilter devices deviceStates
    directorySizeQuota dirSyncEnabled disableResilienceDefaults displayName enabledPreviewFeatures enrollmentError
    excludeAgentContexts excludeAgentIdServicePrincipals excludeAgentUsers excludeApplications excluded
    excludeDevices excludeDeviceStates excludedResourceActions excludeGroups excludeGuestsOrExternalUsers
    excludeLocations excludePlatforms excludeRoles excludeServicePrincipals excludeStates excludeUsers extensions
    externalCloudAuthorizedApplicationId externalTenants fallbackIdentityProvider frequencyInterval
    globalSecureAccess globalSecureAccessFilteringProfile grantControls groupSyncInbound guestOrExternalUserTypes
    guestUserRoleId helpUrl id identitySynchronization inboundAccess inboundAllowed inboundTrust
    includeAgentContexts includeAgentIdServicePrincipals includeAgentUsers includeApplications
    includeAuthenticationContextClassReferences included includeDevices includeDeviceStates includeGroups
    includeGuestsOrExternalUsers includeLocations includePlatforms includeRoles includeServicePrincipals
    includeStates includeUserActions includeUsers insiderRiskLevels
    invitationRedemptionIdentityProviderConfiguration isAllowed isCompliantDeviceAccepted isCompliantNetworkAccepted
    isDefault isEnabled isHybridAzureADJoinedDeviceAccepted isInitial isInMultiTenantOrganization isMfaAccepted
    isMultipleDataLocationsForServicesEnabled isOrganizationDefault isServiceDefault isServiceProvider isSyncAllowed
    joinedDateTime joinRequest keyCredentials lastConnectorConnectionTime lastModifiedDateTime lastUploadVersion
    locations m365Capabilities m365CollaborationInbound m365CollaborationOutbound marketingNotificationEmails
    maxPercentage members membershipKind memberState mobileDeviceManagementAuthority mode modifiedDateTime
    multiTenantOrganizationIdentitySynchronization multiTenantOrganizationPartnerConfiguration name networkAccess
    onPremisesLastPasswordSyncDateTime onPremisesLastSyncDateTime onPremisesSyncEnabled onPremisesSyncStatus
    operator outboundAllowed partialEnablementStrategy partnerInformation partners partnerTenantId partnerTenantType
    permissionGrantPoliciesAssigned permissionGrantPolicyIdsAssignedToDefaultUserRole persistentBrowser platforms
    postalCode preferredLanguage primaryIdentityProviderPrecedenceOrder privacyProfile profileId
    protectedContentSharing provisionedPlans provisioningStatus requirementsSatisfied resourceId resourceQuotas
    resourceScopes resourceType role roleEnabledGroupSyncInbound rolePermissions rule secureSignInSession
    securityComplianceNotificationMails securityComplianceNotificationPhones service servicePlanId
    servicePrincipalFilter servicePrincipalRiskLevels serviceProviderConstraints sessionControls settings
    signInFrequency signInRiskLevels state statementUrl status street supportEmails supportTelephones supportUrl
    target targets targetType technicalNotificationMails templateApplicationLevel templateId templates tenantId
    tenantRestrictions tenants tenantType termsOfUse times total transferMethods transitionDetails type used
    userRiskLevels users usersAndGroups userSyncInbound value verifiedDomains
    allMembers allowedMembers channels classification email enabledApps filesFolder filesFolderWebUrl groupTypes homeTenantId
    incomingChannels internalId isArchived isFavoriteByDefault isHostTeam label lastActivityDate layoutType
    membershipType messages migrationMode moderationSettings originalCreatedDateTime owners roles securityEnabled
    sharedWithTeams specialization summary tabs takenAt teams upn userId userType visibility
    visibleHistoryStartDateTime webUrl crossTenantAccessType errorCode isInteractive resourceTenantId resultType
    externalUserState mail reportRefreshDate servicePlanName servicePlans skuId skuPartNumber teamId
    userPrincipalName
";

/// Teams and SharePoint PowerShell: every property that the schemas name.
const CMDLETS: &str = "
    AdminConsentedForUsersIntoTenantIds AdmitAnonymousUsersByDefault AIInterpreter AllowAllKnownDomains
    AllowAnnotations AllowAnonymousUsersToDialOut AllowAnonymousUsersToJoinMeeting AllowAnonymousUsersToStartMeeting
    AllowAvatarsInGallery AllowBox AllowBreakoutRooms AllowCarbonSummary AllowCartCaptionsScheduling
    AllowChannelMeetingScheduling AllowChannelSharingToExternalUser AllowCloudRecording AllowCreateChannel
    AllowCreateClassicChannel AllowCreatePrivateChannel AllowCreateSharedChannel AllowDocumentCollaboration
    AllowDropBox AllowedDomain AllowedDomains AllowedDomainsAsAList AllowedExternalDomains
    AllowedPrivateMeetingScheduling AllowedStreamingMediaInput AllowedTrialTenantDomains
    AllowedUsersForMeetingContext AllowedUsersForMeetingDetails AllowEgnyte AllowEmailIntoChannel
    AllowEngagementReport AllowExternalNonTrustedMeetingChat AllowExternalParticipantGiveRequestControl
    AllowFederatedUsers AllowGoogleDrive AllowGuestsFromOutsideTeam AllowGuestsFromOutsideTeamInPrivateChannel
    AllowGuestUser AllowGuestUserShareToUsersNotInSiteCollection AllowImmersiveView AllowIPAudio AllowIPVideo
    AllowList AllowLocalRecording AllowMeetingCoach AllowMeetingKnowledgeGeneration AllowMeetingReactions
    AllowMeetingRegistration AllowMeetNow AllowMultipleScreenshare AllowNDIStreaming
    AllowNetworkConfigurationSettingsLookup AllowOrganizationTab AllowOrganizersToOverrideLobbySettings
    AllowOrgWideTeamCreation AllowOutlookAddIn AllowParticipantGiveRequestControl AllowPowerPointSharing
    AllowPrivateChannelCreation AllowPrivateMeetingScheduling AllowPrivateMeetNow AllowPrivateTeamDiscovery
    AllowPSTNUsersToBypassLobby AllowPublicUsers AllowRecordingStorageOutsideRegion AllowResourceAccountSendMessage
    AllowRoleBasedChatPermissions AllowScopedPeopleSearchandAccess AllowScreenContentDigitization
    AllowSharedChannelCreation AllowSharedNotes AllowShareFile AllowSharingOutsideRestrictedAccessControlGroups
    AllowSharingPrivateChannelWithTeamInOrg AllowSharingWithTeamInOrg AllowSkypeBusinessInterop
    AllowTasksFromTranscript AllowTBotProactiveMessaging AllowTeamsConsumer AllowTeamsConsumerInbound
    AllowTeamsMeeting AllowTeamsSms AllowTrackingInReport AllowTranscription AllowUsersFromOutsideTeam
    AllowUsersFromOutsideTeamInPrivateChannel AllowUserToJoinExternalMeeting
    AllowUserToParticipateInExternalSharedChannel AllowWatermarkCustomizationForCameraVideo
    AllowWatermarkCustomizationForScreenSharing AllowWatermarkForCameraVideo AllowWatermarkForScreenSharing
    AllowWhiteboard AnonymousUserAuthenticationMethod AnyoneLinkTrackUsers AppDesktopSharingMode
    ApplyExternalAccessRestrictionsToChatMembership AttendeeIdentityMasking AudibleRecordingNotification Authority
    AuthorityId AutoAdmittedUsers AutomaticallyStartCopilot AutoRecording AutoRedeemPolicy B2BManagementPolicy
    BackroomChat BccExternalSharingInvitations BccExternalSharingInvitationsList BlockAllSubdomains
    BlockedAnonymousJoinClientTypes BlockedDomains BlockedExternalDomains CaptchaVerificationForMeetingJoin
    ChannelRecordingDownload Class CommunicationWithExternalOrgs ConditionalAccessAttendeeVerification ConfigId
    ConfigMetadata ConfigObject ConnectToMeetingControls ContentPin ContentSharingInExternalMeetings Copilot
    CopyRestriction CoreBlockGuestsAsSiteAdmin CoreDefaultLinkToExistingAccess CoreDefaultShareLinkRole
    CoreDefaultShareLinkScope CoreLoopDefaultSharingLinkRole CoreLoopDefaultSharingLinkScope
    CoreLoopSharingCapability CoreOrganizationSharingLinkMaxExpirationInDays
    CoreOrganizationSharingLinkRecommendedExpirationInDays CoreRequestFilesLinkEnabled
    CoreRequestFilesLinkExpirationInDays CoreSharingCapability CreatedBy CreatedTime CreateSharedChannelsByDefault
    CustomizeFederation Data DataSource DefaultChannelTypeOnCreation DefaultLinkPermission DefaultSharingLinkType
    DefaultXml Description DesignatedPresenterRoleMode DetectSensitiveContentDuringScreenSharing
    DisableAudioAnnouncementsForResourceAccounts Domain DomainBlockingForMDOAdminsInTeams EmailAttestationReAuthDays
    EmailAttestationRequired EnableAcsFederationAccess EnableAppDesktopSharing EnableAzureADB2BIntegration
    EnableExternalAccessRestrictionsForChatParticipants EnableExternalAccessRestrictionsForChatPartipants
    EnableFederationAccess EnableGuestSignInAcceleration EnableLowBandwidthConsumption
    EnableMutualFederationForChatParticipants EnableMutualFederationForChatPartipants EnableOutlookAddIn
    EnableOutsideAccess EnablePreMeetingConsent EnablePrivateTeamDiscovery EnablePublicCloudAudioVideoAccess
    EnableRecordingAndTranscriptionCustomMessage EnableTeamsConsumerAccess EnableTeamsConsumerInbound
    EnableTeamsSmsAccess EnableXmppAccess EnrollUserOverride Ensure ExplicitRecordingConsent
    ExtendedWorkInfoInPeopleSearch ExtendMutualFederationForChatMembership ExternalAccessWithTrialTenants
    ExternalBotAccessMode ExternalMeetingJoin ExternalUserExpirationRequired ExternalUserExpireInDays Features
    FederatedBilateralChats FileAnonymousLinkType FilterProfanityInTranscript FolderAnonymousLinkType
    ForceStreamingAttendeeMode GroupDisplayName GroupId GuestSharingGroupAllowListInTenant
    GuestSharingGroupAllowListInTenantByPrincipalIdentity Identity InfoShownInReportMode InstanceId
    InvitationsAllowedAndBlockedDomainsPolicy IPAudioMode IPVideoMode IsModified IsSingleInstance Key
    LiveCaptionsEnabledType LiveInterpretationEnabledType LiveStreamingMode LobbyChat MediaBitRateKb
    MeetingChatEnabledType MeetingInviteLanguage1 MeetingInviteLanguage2 MeetingInviteLanguages
    MeetingKnowledgeExpirationDays MeetingRecordingExpirationDays MySiteSharingCapability
    NewMeetingRecordingExpirationDays NoAADConsentForUsersFromTenantsIds NoiseSuppressionForDialInParticipants
    NotifyOwnersWhenItemsReshared OneDriveBlockGuestsAsSiteAdmin OneDriveDefaultLinkToExistingAccess
    OneDriveDefaultShareLinkRole OneDriveDefaultShareLinkScope OneDriveLoopDefaultSharingLinkRole
    OneDriveLoopDefaultSharingLinkScope OneDriveLoopSharingCapability
    OneDriveOrganizationSharingLinkMaxExpirationInDays OneDriveOrganizationSharingLinkRecommendedExpirationInDays
    OneDriveRequestFilesLinkEnabled OneDriveRequestFilesLinkExpirationInDays OneDriveSharingCapability
    ParticipantNameChange ParticipantSlideControl PasscodeComplexity PolicyName PolicyType
    PreferredMeetingProviderForIslandsMode PreMeetingConsentContentIdentifier PreventComplianceRecording
    PreventExternalUsersFromResharing PreviewPolicy Priority ProvisionSharedWithEveryoneFolder QnAEngagementMode
    Rank RealTimeText RecordingAndTranscriptionAudioNotification RecordingAndTranscriptionCustomMessageIdentifier
    RecordingStorageMode RequireAcceptingAccountMatchInvitedAccount RequireAnonymousLinksExpireInDays
    ResourceAccountContentAccess RestrictedSenderList RestrictExternalSharing RestrictExternalSharingForAgents
    RestrictTeamsConsumerAccessToExternalUserProfiles RestrictTeamsConsumerToExternalUserProfiles
    RoomAttributeUserOverride RoomPeopleNameUserOverride SchemaId ScopeClass ScreenSharingMode
    SecurityTeamAllowBlockListDelegation SetRecordingAndTranscriptOwnership SharedSipAddressSpace
    SharingAllowedDomainList SharingBlockedDomainList SharingCapability SharingDomainRestrictionMode
    ShowAllUsersClaim ShowEveryoneClaim ShowEveryoneExceptExternalUsersClaim
    ShowPeoplePickerSuggestionsForGuestUsers Signature SmsNotifications SpeakerAttributionMode StreamingAttendeeMode
    SyncAadB2BManagementPolicy SyntheticMediaDetection SyntheticMediaDetectionAppId TeamsCameraFarEndPTZMode
    ThreadedChannelCreation TreatDiscoveredPartnersAsUnverified UniqueId UsersCanAdmitFromLobby UseUnifiedDomain
    VideoFiltersMode VoiceIsolation VoiceSimulationInInterpreter WatermarkForAnonymousUsers
    WatermarkForCameraVideoOpacity WatermarkForCameraVideoPattern WatermarkForScreenSharingOpacity
    WatermarkForScreenSharingPattern WhoCanRegister WhoCanShareAllowListInTenant
    WhoCanShareAllowListInTenantByPrincipalIdentity WhoCanShareAnonymousAllowList
    WhoCanShareAuthenticatedGuestAllowList XmlRoot XName
    AccessDirection ExternalTenantId ExternalTenantName ExternalTenantRegionScope FailedSignIns InboundApps
    InboundSignInsFailure InboundSignInsTotal InboundUsers OutboundApps OutboundSignInsFailure OutboundSignInsTotal
    OutboundUsers SignIns SuccessSignIns TimeGenerated UniqueResources UniqueUsers
    ContentType Guid ImmutableId LabelActions SiteAndGroupProtectionAllowAccessToGuestUsers SiteAndGroupProtectionEnabled
    TeamsChannelProtectionEnabled TeamsChannelSharedWithExternalTenants
";

static CANONICAL: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    // Cmdlets come last: `Description` and `PolicyType` are theirs where only the casing differs.
    GRAPH
        .split_whitespace()
        .chain(BUNDLE.iter().map(|(name, _)| *name))
        .chain(CMDLETS.split_whitespace())
        .map(|name| (name.to_ascii_lowercase(), name))
        .collect()
});

/// The canonical name of a key as written.
pub(crate) fn canonical(raw: &str) -> Option<&'static str> {
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
    use crate::export::Kind;

    #[test]
    fn every_name_of_the_schemas_is_found() {
        for kind in Kind::ALL {
            for name in kind.schema().names() {
                let found = canonical(name).unwrap_or_default();
                assert!(found.eq_ignore_ascii_case(name), "{name} of {kind:?}");
                // Nothing that is read may come out in another casing.
                assert!(
                    found == name || ["description", "policyType"].contains(&name),
                    "{name} of {kind:?} is {found}"
                );
            }
        }
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
