@{
    AllNodes = @(
        @{ NodeName = 'localhost'; PSDscAllowPlainTextPassword = $true }
    )
    # what no node owns
    NonNodeData = @{
        Environment = @{ OrganizationName = "contoso.com"; 'Tokens' = @{} }
        Teams = @{
            ChannelsPolicies = @(
                @{
                    Identity = 'Global'
                    AllowSharedChannelCreation = $true
                    AllowChannelSharingToExternalUser = $false
                }
                @{ Identity = "Tag:Fabrikam"; Priority = 0x10, 2, -3.5e1 }
            )
        }
    }
}
