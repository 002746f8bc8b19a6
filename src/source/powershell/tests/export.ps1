# Generated with Microsoft365DSC version 1.25.611.1
# For additional information on how to use Microsoft365DSC, please visit https://aka.ms/M365DSC
param (
    [parameter()]
    [System.Management.Automation.PSCredential]
    $Credential
)

Configuration M365TenantConfig
{
    param (
        [parameter()]
        [System.Management.Automation.PSCredential]
        $Credential
    )

    if ($null -eq $Credential)
    {
        <# Credentials #>
        $Credscredential = Get-Credential -Message "Credentials"

    }
    else
    {
        $CredsCredential = $Credential
    }

    $OrganizationName = $CredsCredential.UserName.Split('@')[1]

    Import-DscResource -ModuleName 'Microsoft365DSC' -ModuleVersion '1.25.611.1'

    Node localhost
    {
        TeamsChannelsPolicy "TeamsChannelsPolicy-Global"
        {
            AllowSharedChannelCreation = $True;
            Credential                 = $Credscredential;
            Ensure                     = "Present";
            Identity                   = "Global";
        }
        AADCrossTenantAccessPolicyConfigurationPartner 'Partner Fabrikam' {
            PartnerTenantId         = "22222222-2222-4222-8222-222222222222"; # fabrikam.example
            B2BDirectConnectInbound = MSFT_AADCrossTenantAccessPolicyB2BSetting {
                Applications = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{
                    AccessType = 'allowed'
                    Targets    = @(
                        MSFT_AADCrossTenantAccessPolicyTarget{
                            Target     = 'Office365'
                            TargetType = 'application'
                        }
                        MSFT_AADCrossTenantAccessPolicyTarget{
                            Target     = 'AllApplications'
                            TargetType = 'application'
                        }
                    )
                }
            }
            TenantId                = $OrganizationName;
            Ensure                  = "Present"
        }
        TeamsFederationConfiguration 22222222-2222-4222-8222-222222222222
        {
            AllowedDomains = @("contoso.example","fabrikam.example");
            Identity       = "Global";
        }
    }
    Node other
    {
        TeamsChannelsPolicy "TeamsChannelsPolicy-$OrganizationName"
        {
            Identity = "Tag:Closed";
        }
    }
}

M365TenantConfig -ConfigurationData .\ConfigurationData.psd1 -Credential $Credential
