# Generated with Microsoft365DSC version 1.25.1.1
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
    $OrganizationName = $ConfigurationData.NonNodeData.OrganizationName
    Import-DscResource -ModuleName 'Microsoft365DSC' -ModuleVersion '1.25.1.1'

    Node localhost
    {
        TeamsChannelsPolicy "TeamsChannelsPolicy-Global"
        {
            AllowChannelSharingToExternalUser             = $False;
            AllowSharedChannelCreation                    = $True;
            AllowUserToParticipateInExternalSharedChannel = $false;
            Credential                                    = $Credscredential;
            Ensure                                        = "Present";
            Identity                                      = "Global";
        }
        TeamsChannelsPolicy 22222222-2222-4222-8222-222222222222
        {
            AllowSharedChannelCreation = $True
            Description                = $null
            Identity                   = 'Tag:Fabrikam''s project'
            Ensure                     = "Absent"
        }
    }
}
M365TenantConfig -ConfigurationData .\ConfigurationData.psd1 -Credential $Credential
