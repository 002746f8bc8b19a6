AADCrossTenantAccessPolicyConfigurationPartner "a"
    B2BDirectConnectInbound = MSFT_AADCrossTenantAccessPolicyB2BSetting
        Applications = @()
    }
}
