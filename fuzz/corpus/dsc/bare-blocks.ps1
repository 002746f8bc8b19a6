TeamsGroupPolicyAssignment "TeamsGroupPolicyAssignment"
{
    GroupDisplayName = "Contoso Partners";
    GroupId          = "33333333-3333-4333-8333-333333333333";
    PolicyName       = "Fabrikam project";
    PolicyType       = "TeamsChannelsPolicy";
    Priority         = 1;
}

TeamsFederationConfiguration Global { AllowFederatedUsers = $True; AllowedDomains = @("fabrikam.com", 'contoso.com'); BlockedDomains = @(); Identity = "Global" }
