# Synthetic: an invented tenant, see README.md.
@{
    NonNodeData = @{
        AzureAD = @{
            CrossTenantAccessPolicyConfigurationDefault = @{
                B2BCollaborationInbound = @{
                    UsersAndGroups = @{
                        AccessType = 'allowed'
                        Targets = @(
                            @{
                                Target = 'AllUsers'
                                TargetType = 'user'
                            }
                        )
                    }
                    Applications = @{
                        AccessType = 'allowed'
                        Targets = @(
                            @{
                                Target = 'AllApplications'
                                TargetType = 'application'
                            }
                        )
                    }
                }
                B2BCollaborationOutbound = @{
                    UsersAndGroups = @{
                        AccessType = 'allowed'
                        Targets = @(
                            @{
                                Target = 'AllUsers'
                                TargetType = 'user'
                            }
                        )
                    }
                    Applications = @{
                        AccessType = 'allowed'
                        Targets = @(
                            @{
                                Target = 'AllApplications'
                                TargetType = 'application'
                            }
                        )
                    }
                }
                B2BDirectConnectInbound = @{
                    UsersAndGroups = @{
                        AccessType = 'blocked'
                        Targets = @(
                            @{
                                Target = 'AllUsers'
                                TargetType = 'user'
                            }
                        )
                    }
                    Applications = @{
                        AccessType = 'blocked'
                        Targets = @(
                            @{
                                Target = 'AllApplications'
                                TargetType = 'application'
                            }
                        )
                    }
                }
                B2BDirectConnectOutbound = @{
                    UsersAndGroups = @{
                        AccessType = 'blocked'
                        Targets = @(
                            @{
                                Target = 'AllUsers'
                                TargetType = 'user'
                            }
                        )
                    }
                    Applications = @{
                        AccessType = 'blocked'
                        Targets = @(
                            @{
                                Target = 'AllApplications'
                                TargetType = 'application'
                            }
                        )
                    }
                }
                InboundTrust = @{
                    IsMfaAccepted = $False
                    IsCompliantDeviceAccepted = $False
                    IsHybridAzureAdJoinedDeviceAccepted = $False
                }
                AutomaticUserConsentSettings = @{
                    InboundAllowed = $False
                    OutboundAllowed = $False
                }
                IsSingleInstance = 'Yes'
            }
            CrossTenantAccessPolicyConfigurationPartners = @(
                @{
                    B2BCollaborationInbound = @{
                        UsersAndGroups = @{
                            AccessType = 'blocked'
                            Targets = @(
                                @{
                                    Target = 'AllUsers'
                                    TargetType = 'user'
                                }
                            )
                        }
                        Applications = @{
                            AccessType = 'blocked'
                            Targets = @(
                                @{
                                    Target = 'AllApplications'
                                    TargetType = 'application'
                                }
                            )
                        }
                    }
                    B2BDirectConnectInbound = @{
                        UsersAndGroups = @{
                            AccessType = 'allowed'
                            Targets = @(
                                @{
                                    Target = 'SG-Fabrikam-Channels'
                                    TargetType = 'group'
                                }
                            )
                        }
                        Applications = @{
                            AccessType = 'allowed'
                            Targets = @(
                                @{
                                    Target = 'Office365'
                                    TargetType = 'application'
                                }
                            )
                        }
                    }
                    InboundTrust = @{
                        IsMfaAccepted = $True
                        IsCompliantDeviceAccepted = $False
                        IsHybridAzureAdJoinedDeviceAccepted = $False
                    }
                    AutomaticUserConsentSettings = @{
                        InboundAllowed = $False
                        OutboundAllowed = $True
                    }
                    PartnerTenantId = '22222222-2222-4222-8222-222222222222'
                    Ensure = 'Present'
                }
                @{
                    PartnerTenantId = '33333333-3333-4333-8333-333333333333'
                    Ensure = 'Present'
                }
            )
        }
        Teams = @{
            ChannelsPolicies = @(
                @{
                    Identity = 'Global'
                    AllowOrgWideTeamCreation = $True
                    EnablePrivateTeamDiscovery = $False
                    AllowPrivateChannelCreation = $True
                    AllowSharedChannelCreation = $True
                    AllowChannelSharingToExternalUser = $False
                    AllowUserToParticipateInExternalSharedChannel = $True
                    Ensure = 'Present'
                }
                @{
                    Identity = 'Tag:Pilot'
                    Description = 'Teams that try shared channels'
                    AllowOrgWideTeamCreation = $True
                    EnablePrivateTeamDiscovery = $False
                    AllowPrivateChannelCreation = $True
                    AllowSharedChannelCreation = $True
                    AllowChannelSharingToExternalUser = $True
                    AllowUserToParticipateInExternalSharedChannel = $True
                    Ensure = 'Present'
                }
                @{
                    Identity = 'Tag:Default'
                    AllowOrgWideTeamCreation = $True
                    EnablePrivateTeamDiscovery = $False
                    AllowPrivateChannelCreation = $True
                    AllowSharedChannelCreation = $True
                    AllowChannelSharingToExternalUser = $True
                    AllowUserToParticipateInExternalSharedChannel = $True
                    Ensure = 'Present'
                }
            )
            GroupPolicyAssignments = @(
                @{
                    GroupDisplayName = 'SG-Shared-Channels-Pilot'
                    GroupId = 'aaaaaaaa-1111-4aaa-8aaa-aaaaaaaaaaaa'
                    PolicyName = 'Pilot'
                    PolicyType = 'TeamsChannelsPolicy'
                    Priority = 1
                    Ensure = 'Present'
                }
            )
            FederationConfiguration = @{
                Identity = 'Global'
                AllowedDomains = @(
                    'fabrikam.example'
                )
                BlockedDomains = @()
                AllowFederatedUsers = $True
                AllowTeamsConsumer = $False
                AllowTeamsConsumerInbound = $False
                ExternalAccessWithTrialTenants = 'Blocked'
                TreatDiscoveredPartnersAsUnverified = $False
                SharedSipAddressSpace = $False
            }
        }
    }
}
