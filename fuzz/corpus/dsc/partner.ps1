Node localhost
{
    AADCrossTenantAccessPolicyConfigurationPartner "AADCrossTenantAccessPolicyConfigurationPartner-22222222-2222-4222-8222-222222222222"
    {
        ApplicationId           = $ConfigurationData.NonNodeData.ApplicationId;
        AutomaticUserConsentSettings = MSFT_AADCrossTenantAccessPolicyAutomaticUserConsentSettings {
            InboundAllowed  = $True
            OutboundAllowed = $False
        };
        B2BDirectConnectInbound = MSFT_AADCrossTenantAccessPolicyB2BSetting {
            Applications   = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{
                AccessType = 'allowed'
                Targets    = @(
                    MSFT_AADCrossTenantAccessPolicyTarget{
                        Target     = 'Office365'
                        TargetType = 'application'
                    }
                )
            }
            UsersAndGroups = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{
                AccessType = 'allowed'
                Targets    = @(
                    MSFT_AADCrossTenantAccessPolicyTarget{
                        Target     = 'Contoso Partners'
                        TargetType = 'group'
                    }
                )
            }
        }
        PartnerTenantId         = "22222222-2222-4222-8222-222222222222";
        TenantId                = $OrganizationName;
        Ensure                  = "Present";
    }
}
