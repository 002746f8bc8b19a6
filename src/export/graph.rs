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
            let syncs = item.has_any(&["userSyncInbound", "groupSyncInbound"]);
            return Some(if syncs {
                Kind::SyncTemplate
            } else {
                Kind::PartnerTemplate
            });
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
        let (_, kind) = BY_KEYS.iter().find(|(keys, _)| item.has_all(keys))?;
        // Graph writes the type of whom it lists as members or owners of something: they are not all users.
        let is_member = *kind == Kind::User && item.has("@odata.type");
        (!is_member).then_some(*kind)
    }
}

/// Keys that an object must all have to be of a kind; for files that lost their `@odata.context`.
const BY_KEYS: &[(&[&str], Kind)] = &[
    (&["allowedCloudEndpoints"], Kind::PolicyRoot),
    (&["conditions", "grantControls"], Kind::ConditionalAccess),
    (&["allowInvitesFrom"], Kind::AuthorizationPolicy),
    (&["guestUserRoleId"], Kind::AuthorizationPolicy),
    (
        &["allowExternalIdentitiesToLeave"],
        Kind::ExternalIdentities,
    ),
    (&["tenantId", "role", "state"], Kind::MultiTenantMember),
    (&["inboundAccess", "name"], Kind::Capability),
    (&["verifiedDomains"], Kind::Organization),
    (&["homeTenantId", "teams"], Kind::ChannelInventory),
    (&["takenAt", "teams"], Kind::ChannelInventory),
    (&["homeTenantId", "takenAt"], Kind::ChannelInventory),
    (&["groupTypes", "securityEnabled"], Kind::Group),
    (&["crossTenantAccessType"], Kind::SignIn),
    (&["homeTenantId", "resourceTenantId"], Kind::SignIn),
    (&["ExternalTenantId"], Kind::CrossTenantActivity),
    (&["userPrincipalName", "userType"], Kind::User),
    (&["userPrincipalName", "externalUserState"], Kind::User),
    (&["teamId", "lastActivityDate"], Kind::TeamActivity),
    (&["skuId", "skuPartNumber"], Kind::SubscribedSku),
    (&["LabelActions"], Kind::SensitivityLabel),
    (&["ImmutableId", "ContentType"], Kind::SensitivityLabel),
    (&["SiteAndGroupProtectionEnabled"], Kind::SensitivityLabel),
    (
        &["isOrganizationDefault", "definition"],
        Kind::InvitationDomains,
    ),
];

/// Every key of [`BY_KEYS`].
pub(super) fn keys() -> impl Iterator<Item = &'static &'static str> {
    BY_KEYS.iter().flat_map(|(keys, _)| *keys)
}

/// Parts of `@odata.context` and the kind they tell; the first that fits.
const BY_CONTEXT: &[(&str, Kind)] = &[
    ("multiTenantOrganization/tenants", Kind::MultiTenantMember),
    (
        "tenantRelationships/multiTenantOrganization",
        Kind::MultiTenantOrganization,
    ),
    ("conditionalAccess/policies", Kind::ConditionalAccess),
    (
        "conditionalAccess/deletedItems/policies",
        Kind::ConditionalAccess,
    ),
    ("authorizationPolicy", Kind::AuthorizationPolicy),
    ("externalIdentitiesPolicy", Kind::ExternalIdentities),
    ("b2bManagementPolicies", Kind::InvitationDomains),
    ("#organization", Kind::Organization),
    ("deletedItems/crossTenantPartners", Kind::DeletedPartner),
    ("#users", Kind::User),
    ("#subscribedSkus", Kind::SubscribedSku),
    ("/sensitivityLabels", Kind::SensitivityLabel),
    ("teamsTeamActivityDetail", Kind::TeamActivity),
];

/// `…#policies/crossTenantAccessPolicy/partners/$entity` and its kin; also with `$select` lists behind the type.
pub(super) fn kind_of_context(context: &str) -> Option<Kind> {
    let context = &without_selection(context);
    if context.contains("/m365Capabilities") {
        return Some(Kind::Capability);
    }
    let Some((_, path)) = context.split_once("crossTenantAccessPolicy/") else {
        let by_part = BY_CONTEXT.iter().find(|(part, _)| is_of(context, part));
        return by_part.map(|(_, kind)| *kind);
    };
    if path.starts_with("default") {
        Some(Kind::Default)
    } else if path.contains("/identitySynchronization") {
        Some(Kind::IdentitySync)
    } else if path.starts_with("partners") {
        Some(Kind::Partner)
    } else if path.starts_with("templates/multiTenantOrganizationIdentity") {
        Some(Kind::SyncTemplate)
    } else if path.starts_with("templates/") {
        Some(Kind::PartnerTemplate)
    } else if path.starts_with("$entity") {
        Some(Kind::PolicyRoot)
    } else {
        None
    }
}

/// Whether a part of [`BY_CONTEXT`] fits. With its `#` it is the whole type: `#users('…')/memberOf` is no user.
fn is_of(context: &str, part: &str) -> bool {
    if !part.starts_with('#') {
        return context.contains(part);
    }
    let rest = context
        .find(part)
        .and_then(|at| context.get(at + part.len()..));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("/$"))
}

/// Whose partner's something is, `…/partners('<tenant id>')/…`, in lower case.
pub(super) fn partner_of_context(context: &str) -> Option<String> {
    let (_, rest) = context.split_once("crossTenantAccessPolicy/partners('")?;
    let (id, _) = rest.split_once("')")?;
    (!id.is_empty()).then(|| id.to_ascii_lowercase())
}

/// A context without what stands in parentheses: there `$select` and `$expand` name members, which tell nothing of the type.
fn without_selection(context: &str) -> String {
    let mut depth = 0usize;
    let mut kept = String::with_capacity(context.len());
    for one in context.chars() {
        match one {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(one),
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_below_a_type_is_of_another() {
        let kind = |path: &str| {
            kind_of_context(&format!(
                "https://graph.microsoft.com/v1.0/$metadata#{path}"
            ))
        };
        for path in [
            "users",
            "users/$entity",
            "users(id,mail)",
            "users(id)/$delta",
        ] {
            assert_eq!(kind(path), Some(Kind::User), "{path}");
        }
        for path in [
            "users('a@b.example')/appRoleAssignments",
            "usersX",
            "directoryObjects",
        ] {
            assert_eq!(kind(path), None, "{path}");
        }
        assert_eq!(kind("organization"), Some(Kind::Organization));
        assert_eq!(kind("organization/$entity"), Some(Kind::Organization));
        assert_eq!(kind("organization('a')/branding/localizations"), None);
    }

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
        assert_eq!(kind("partners(m365Capabilities())"), Some(Kind::Partner));
        assert_eq!(
            kind("partners(tenantId,m365Capabilities(name,inboundAccess))/$entity"),
            Some(Kind::Partner)
        );
        assert_eq!(
            kind("default(m365Capabilities())/$entity"),
            Some(Kind::Default)
        );
        for of in [
            "default",
            "partners('22222222-2222-4222-8222-222222222222')",
        ] {
            let path = format!("{of}/m365Capabilities");
            assert_eq!(kind(&path), Some(Kind::Capability));
            assert_eq!(kind(&format!("{path}/$entity")), Some(Kind::Capability));
        }
        assert_eq!(
            kind("templates/multiTenantOrganizationPartnerConfiguration/$entity"),
            Some(Kind::PartnerTemplate)
        );
    }
}
