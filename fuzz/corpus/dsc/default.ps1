AADCrossTenantAccessPolicyConfigurationDefault 'Default'
{
    IsSingleInstance = 'Yes'
    InboundTrust = MSFT_AADCrossTenantAccessPolicyInboundTrust { IsMfaAccepted = $false; IsCompliantDeviceAccepted = $true }
    B2BCollaborationOutbound = MSFT_AADCrossTenantAccessPolicyB2BSetting {
        Applications = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{
                AccessType = 'blocked'
                Targets    = @(
                    MSFT_AADCrossTenantAccessPolicyTarget{
                        Target     = 'AllApplications'
                        TargetType = 'application'
                    }
                )
            }
        UsersAndGroups = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{
                AccessType = 'blocked'
                Targets    = @(
                    MSFT_AADCrossTenantAccessPolicyTarget{
                        Target     = 'AllUsers'
                        TargetType = 'user'
                    }
                )
            }
    }
}
