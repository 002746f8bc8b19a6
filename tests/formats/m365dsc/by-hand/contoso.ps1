# Synthetic: an invented tenant, see README.md.
AADCrossTenantAccessPolicyConfigurationDefault "AADCrossTenantAccessPolicyConfigurationDefault"
{
    AutomaticUserConsentSettings = MSFT_AADCrossTenantAccessPolicyAutomaticUserConsentSettings{
        InboundAllowed = $False
        OutboundAllowed = $False
    };
    B2BCollaborationInbound      = MSFT_AADCrossTenantAccessPolicyB2BSetting{
        Applications = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{
            AccessType = 'allowed'
            Targets = @(
                MSFT_AADCrossTenantAccessPolicyTarget{
                    Target = 'AllApplications'
                    TargetType = 'application'
                }
            )
        }
        UsersAndGroups = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{
            AccessType = 'allowed'
            Targets = @(
                MSFT_AADCrossTenantAccessPolicyTarget{
                    Target = 'AllUsers'
                    TargetType = 'user'
                }
            )
        }
    };
    B2BCollaborationOutbound     = MSFT_AADCrossTenantAccessPolicyB2BSetting{
        Applications = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{
            AccessType = 'allowed'
            Targets = @(
                MSFT_AADCrossTenantAccessPolicyTarget{
                    Target = 'AllApplications'
                    TargetType = 'application'
                }
            )
        }
        UsersAndGroups = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{
            AccessType = 'allowed'
            Targets = @(
                MSFT_AADCrossTenantAccessPolicyTarget{
                    Target = 'AllUsers'
                    TargetType = 'user'
                }
            )
        }
    };
    B2BDirectConnectInbound      = MSFT_AADCrossTenantAccessPolicyB2BSetting{
        Applications = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{
            AccessType = 'blocked'
            Targets = @(
                MSFT_AADCrossTenantAccessPolicyTarget{
                    Target = 'AllApplications'
                    TargetType = 'application'
                }
            )
        }
        UsersAndGroups = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{
            AccessType = 'blocked'
            Targets = @(
                MSFT_AADCrossTenantAccessPolicyTarget{
                    Target = 'AllUsers'
                    TargetType = 'user'
                }
            )
        }
    };
    B2BDirectConnectOutbound     = MSFT_AADCrossTenantAccessPolicyB2BSetting{
        Applications = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{
            AccessType = 'blocked'
            Targets = @(
                MSFT_AADCrossTenantAccessPolicyTarget{
                    Target = 'AllApplications'
                    TargetType = 'application'
                }
            )
        }
        UsersAndGroups = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{
            AccessType = 'blocked'
            Targets = @(
                MSFT_AADCrossTenantAccessPolicyTarget{
                    Target = 'AllUsers'
                    TargetType = 'user'
                }
            )
        }
    };
    Ensure                       = "Present";
    InboundTrust                 = MSFT_AADCrossTenantAccessPolicyInboundTrust{
        IsCompliantDeviceAccepted = $False
        IsHybridAzureAdJoinedDeviceAccepted = $False
        IsMfaAccepted = $False
    };
    IsSingleInstance             = "Yes";
}
AADCrossTenantAccessPolicyConfigurationPartner "AADCrossTenantAccessPolicyConfigurationPartner-Fabrikam"
{
    AutomaticUserConsentSettings = MSFT_AADCrossTenantAccessPolicyAutomaticUserConsentSettings{
        InboundAllowed = $False
        OutboundAllowed = $True
    };
    B2BCollaborationInbound      = MSFT_AADCrossTenantAccessPolicyB2BSetting{
        Applications = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{
            AccessType = 'blocked'
            Targets = @(
                MSFT_AADCrossTenantAccessPolicyTarget{
                    Target = 'AllApplications'
                    TargetType = 'application'
                }
            )
        }
        UsersAndGroups = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{
            AccessType = 'blocked'
            Targets = @(
                MSFT_AADCrossTenantAccessPolicyTarget{
                    Target = 'AllUsers'
                    TargetType = 'user'
                }
            )
        }
    };
    B2BDirectConnectInbound      = MSFT_AADCrossTenantAccessPolicyB2BSetting{
        Applications = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{
            AccessType = 'allowed'
            Targets = @(
                MSFT_AADCrossTenantAccessPolicyTarget{
                    Target = 'Office365'
                    TargetType = 'application'
                }
            )
        }
        UsersAndGroups = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{
            AccessType = 'allowed'
            Targets = @(
                MSFT_AADCrossTenantAccessPolicyTarget{
                    Target = 'SG-Fabrikam-Channels'
                    TargetType = 'group'
                }
            )
        }
    };
    Ensure                       = "Present";
    InboundTrust                 = MSFT_AADCrossTenantAccessPolicyInboundTrust{
        IsCompliantDeviceAccepted = $False
        IsHybridAzureAdJoinedDeviceAccepted = $False
        IsMfaAccepted = $True
    };
    PartnerTenantId              = "22222222-2222-4222-8222-222222222222";
}
AADCrossTenantAccessPolicyConfigurationPartner "AADCrossTenantAccessPolicyConfigurationPartner-33333333-3333-4333-8333-333333333333"
{
    Ensure          = "Present";
    PartnerTenantId = "33333333-3333-4333-8333-333333333333";
}
TeamsChannelsPolicy "TeamsChannelsPolicy-Global"
{
    AllowChannelSharingToExternalUser             = $False;
    AllowOrgWideTeamCreation                      = $True;
    AllowPrivateChannelCreation                   = $True;
    AllowSharedChannelCreation                    = $True;
    AllowUserToParticipateInExternalSharedChannel = $True;
    EnablePrivateTeamDiscovery                    = $False;
    Ensure                                        = "Present";
    Identity                                      = "Global";
}
TeamsChannelsPolicy "TeamsChannelsPolicy-Tag:Pilot"
{
    AllowChannelSharingToExternalUser             = $True;
    AllowOrgWideTeamCreation                      = $True;
    AllowPrivateChannelCreation                   = $True;
    AllowSharedChannelCreation                    = $True;
    AllowUserToParticipateInExternalSharedChannel = $True;
    Description                                   = "Teams that try shared channels";
    EnablePrivateTeamDiscovery                    = $False;
    Ensure                                        = "Present";
    Identity                                      = "Tag:Pilot";
}
TeamsChannelsPolicy "TeamsChannelsPolicy-Tag:Default"
{
    AllowChannelSharingToExternalUser             = $True;
    AllowOrgWideTeamCreation                      = $True;
    AllowPrivateChannelCreation                   = $True;
    AllowSharedChannelCreation                    = $True;
    AllowUserToParticipateInExternalSharedChannel = $True;
    EnablePrivateTeamDiscovery                    = $False;
    Ensure                                        = "Present";
    Identity                                      = "Tag:Default";
}
TeamsGroupPolicyAssignment "TeamsGroupPolicyAssignment"
{
    Ensure           = "Present";
    GroupDisplayName = "SG-Shared-Channels-Pilot";
    GroupId          = "aaaaaaaa-1111-4aaa-8aaa-aaaaaaaaaaaa";
    PolicyName       = "Pilot";
    PolicyType       = "TeamsChannelsPolicy";
    Priority         = 1;
}
TeamsFederationConfiguration "TeamsFederationConfiguration-Global"
{
    AllowedDomains                      = @("fabrikam.example");
    AllowFederatedUsers                 = $True;
    AllowTeamsConsumer                  = $False;
    AllowTeamsConsumerInbound           = $False;
    BlockedDomains                      = @();
    ExternalAccessWithTrialTenants      = "Blocked";
    Identity                            = "Global";
    SharedSipAddressSpace               = $False;
    TreatDiscoveredPartnersAsUnverified = $False;
}
