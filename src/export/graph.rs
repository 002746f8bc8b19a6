//! Microsoft Graph responses, v1.0 and beta, and the same shapes written by hand.
//!
//! `@odata.context` tells the type where a file kept it; many saved files did not, then the keys tell.
//! Source: crossTenantAccessPolicy resource pages of Microsoft Graph; entra.md 4.1.

use super::{Format, Item, Kind};

pub(super) struct Graph;

/// Sections that a default and a partner configuration share.
pub(super) const SECTIONS: &[&str] = &[
    "inboundTrust",
    "b2bCollaborationInbound",
    "b2bCollaborationOutbound",
    "b2bDirectConnectInbound",
    "b2bDirectConnectOutbound",
    "tenantRestrictions",
    "automaticUserConsentSettings",
    "m365CollaborationInbound",
    "m365CollaborationOutbound",
    "appServiceConnectInbound",
    "crossCloudMeetingConfiguration",
    "protectedContentSharing",
    "invitationRedemptionIdentityProviderConfiguration",
];

impl Format for Graph {
    fn name(&self) -> &'static str {
        "graph"
    }

    fn kind_of(&self, item: &Item<'_>) -> Option<Kind> {
        if let Some(kind) = item.context.and_then(kind_of_context) {
            return Some(kind);
        }
        if item.has_any(&["isServiceProvider", "isInMultiTenantOrganization"]) {
            return item.has("tenantId").then_some(Kind::Partner);
        }
        if item.has("templateApplicationLevel") {
            return None;
        }
        if item.has("isServiceDefault") {
            return Some(Kind::Default);
        }
        if item.has("tenantId") {
            if item.has_any(SECTIONS) || item.has("identitySynchronization") {
                return Some(Kind::Partner);
            }
            if item.has_any(&["userSyncInbound", "groupSyncInbound"]) {
                return Some(Kind::IdentitySync);
            }
        }
        None
    }
}

/// `…#policies/crossTenantAccessPolicy/partners/$entity` and its kin; also with `$select` lists behind the type.
fn kind_of_context(context: &str) -> Option<Kind> {
    let (_, path) = context.split_once("crossTenantAccessPolicy/")?;
    if path.starts_with("default") && !path.contains("m365Capabilities") {
        Some(Kind::Default)
    } else if path.contains("/identitySynchronization") {
        Some(Kind::IdentitySync)
    } else if path.starts_with("partners") && !path.contains("m365Capabilities") {
        Some(Kind::Partner)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contexts_tell_the_kind() {
        let kind = |path: &str| {
            kind_of_context(&format!(
                "https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/{path}"
            ))
        };
        assert_eq!(kind("default/$entity"), Some(Kind::Default));
        assert_eq!(kind("partners"), Some(Kind::Partner));
        assert_eq!(kind("partners/$entity"), Some(Kind::Partner));
        assert_eq!(
            kind("partners(b2bCollaborationInbound)/$entity"),
            Some(Kind::Partner)
        );
        assert_eq!(
            kind("partners(tenantId,b2bDirectConnectInbound,identitySynchronization())"),
            Some(Kind::Partner)
        );
        assert_eq!(
            kind("partners(identitySynchronization())"),
            Some(Kind::Partner)
        );
        assert_eq!(
            kind(
                "partners('22222222-2222-4222-8222-222222222222')/identitySynchronization/$entity"
            ),
            Some(Kind::IdentitySync)
        );
        assert_eq!(
            kind("templates/multiTenantOrganizationPartnerConfiguration/$entity"),
            None
        );
    }
}
