//! Tests of `m365dsc.rs`. All fixtures are invented.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use super::NOTHING;
use crate::diagnostic::Code;
use crate::export::{Kind, PartnerList, Partners, Reading, recognise};
use crate::source::{Language, Limits, Sources, Tree, read};

fn recognised(text: &str, language: Language) -> (Tree, Reading) {
    let mut tree = read(Arc::from(text), language, &Limits::default()).unwrap();
    let file = Sources::default().reserve(String::new());
    let reading = recognise(&mut tree, file, "", &[]);
    (tree, reading)
}

fn script(text: &str) -> (Tree, Reading) {
    recognised(text, Language::PowerShell)
}

const BODY: &str = r#"
Configuration M365TenantConfig
{
    Node localhost
    {
        AADCrossTenantAccessPolicyConfigurationPartner "AADCrossTenantAccessPolicyConfigurationPartner-Fabrikam"
        {
            ApplicationId           = $ConfigurationData.NonNodeData.ApplicationId;
            B2BDirectConnectInbound = MSFT_AADCrossTenantAccessPolicyB2BSetting{
                Applications = MSFT_AADCrossTenantAccessPolicyTargetConfiguration{
                    AccessType = 'allowed'
                    Targets = @(MSFT_AADCrossTenantAccessPolicyTarget{
                        Target = 'Office365'
                        TargetType = 'application'
                    })
                }
            };
            Ensure                  = "Present";
            PartnerTenantId         = "22222222-2222-4222-8222-222222222222";
            TenantId                = $OrganizationName;
        }
        AADUser "AADUser-x" { UserPrincipalName = "x@contoso.com" }
    }
}
"#;

/// Whether a section of the partner is null, and whether it is there at all.
fn section(tree: &Tree, reading: &Reading, key: &str) -> Option<bool> {
    let partner = reading.records.first().unwrap().node;
    tree.get(partner, key).map(|node| tree.is_null(node))
}

#[test]
fn an_export_leaves_out_what_is_null() {
    let text = format!("# Generated with Microsoft365DSC version 1.25.611.1\n{BODY}");
    let (tree, reading) = script(&text);
    assert_eq!(reading.diagnostics, []);
    assert_eq!(
        (reading.format, reading.version.as_deref()),
        ("m365dsc", Some("1.25.611.1"))
    );
    assert_eq!(reading.count(Kind::Partner), 1);
    assert_eq!(reading.partners, PartnerList::Present);
    assert_eq!(
        section(&tree, &reading, "b2bDirectConnectInbound"),
        Some(false)
    );
    assert_eq!(
        section(&tree, &reading, "b2bCollaborationInbound"),
        Some(true)
    );
    assert_eq!(section(&tree, &reading, "inboundTrust"), Some(true));
    // That version does not write it, whatever it is.
    assert_eq!(section(&tree, &reading, "tenantRestrictions"), None);
}

#[test]
fn what_a_person_leaves_out_is_unknown() {
    let (tree, reading) = script(BODY);
    assert_eq!(reading.version, None);
    assert_eq!(reading.carries.partners, Partners::Some);
    assert_eq!(reading.partners, PartnerList::Incomplete);
    assert_eq!(section(&tree, &reading, "b2bCollaborationInbound"), None);
}

#[test]
fn the_report_reads_as_the_configuration_does() {
    let (_, reading) = recognised(
        r#"{"ResourceName": "TeamsChannelsPolicy", "ResourceInstanceName": "TeamsChannelsPolicy-Global",
            "Identity": "Global", "AllowSharedChannelCreation": true, "Credential": "$Credscredential"}"#,
        Language::Json,
    );
    assert_eq!(reading.format, "m365dsc");
    assert_eq!(reading.count(Kind::ChannelPolicy), 1);
    assert!(!reading.carries.omits_null);
}

#[test]
fn a_block_under_a_condition_is_not_judged() {
    let (_, reading) = script(
        "if ($Pilot)\n{\n    TeamsChannelsPolicy \"x\"\n    {\n        Identity = 'Tag:Pilot'\n        AllowSharedChannelCreation = $True\n    }\n}\n",
    );
    let codes: Vec<Code> = reading.diagnostics.iter().map(|said| said.code).collect();
    assert_eq!(codes, [Code::RecordUnknown]);
    assert_eq!(reading.records.len(), 0);
}

#[test]
fn data_files_keep_resources_by_workload() {
    let (_, reading) = script(
        "@{\n NonNodeData = @{\n  Teams = @{\n   ChannelsPolicies = @(\n    @{ Identity = 'Global'; AllowSharedChannelCreation = $True }\n    @{ Identity = 'Tag:Pilot' }\n   )\n   FederationConfiguration = @{ AllowedDomains = @() }\n  }\n  AzureAD = @{\n   ChannelsPolicy = @{ Identity = 'no' }\n   ConditionalAccessPolicies = @(@{ DisplayName = 'Guests'; State = 'enabled' })\n  }\n }\n}",
    );
    assert_eq!(reading.diagnostics, []);
    let counts = [
        Kind::ChannelPolicy,
        Kind::Federation,
        Kind::ConditionalAccess,
    ]
    .map(|kind| reading.count(kind));
    assert_eq!(counts, [2, 1, 1]);
}

#[test]
fn other_resources_are_named_and_other_files_left() {
    let (_, reading) = script("AADUser 'x'\n{\n    UserPrincipalName = 'x@contoso.com'\n}\n");
    assert!(reading.is_empty());
    assert_eq!(reading.otherwise, Some(NOTHING));
    let (_, reading) = recognised(
        r#"[{"ResourceName": "storage1", "ResourceGroupName": "rg", "tenantId": "22222222-2222-4222-8222-222222222222", "inboundTrust": null}]"#,
        Language::Json,
    );
    assert_ne!(reading.format, "m365dsc");
}
