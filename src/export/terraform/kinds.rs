//! Which resource types of Terraform's providers are records, and which URLs of Graph the generic ones manage.
//!
//! Source: `workplace/services/*.go` of terraprovider/microsoft365wp, `internal/services/resources/identity_and_access` of
//! deploymenttheory/microsoft365, and the documentation of microsoft/msgraph.

use crate::export::Kind;

/// Types that manage one kind each. Their attributes are Graph's properties in snake_case.
const TYPED: &[(&str, Kind)] = &[
    (
        "microsoft365wp_cross_tenant_access_policy",
        Kind::PolicyRoot,
    ),
    (
        "microsoft365wp_cross_tenant_access_policy_configuration_partner",
        Kind::Partner,
    ),
    (
        "microsoft365wp_cross_tenant_identity_sync_policy_partner",
        Kind::IdentitySync,
    ),
    (
        "microsoft365wp_authorization_policy",
        Kind::AuthorizationPolicy,
    ),
    (
        "microsoft365wp_external_identities_policy",
        Kind::ExternalIdentities,
    ),
    (
        "microsoft365_graph_beta_identity_and_access_cross_tenant_access_policy",
        Kind::PolicyRoot,
    ),
    (
        "microsoft365_graph_beta_identity_and_access_cross_tenant_access_default_settings",
        Kind::Default,
    ),
    (
        "microsoft365_graph_beta_identity_and_access_cross_tenant_access_partner_settings",
        Kind::Partner,
    ),
    (
        "microsoft365_graph_beta_identity_and_access_cross_tenant_access_partner_user_sync_settings",
        Kind::IdentitySync,
    ),
    (
        "microsoft365_graph_beta_identity_and_access_cross_tenant_access_partner_group_sync_settings",
        Kind::IdentitySync,
    ),
];

const WP_DEFAULT: &str = "microsoft365wp_cross_tenant_access_policy_configuration_default";

/// Types that send `body` to `url`.
const GENERIC: &[&str] = &["msgraph_resource", "msgraph_update_resource"];

/// What a resource type manages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manages {
    Kind(Kind),
    /// The default of wp, which keeps lists as sets.
    WpDefault,
    /// Whatever its URL leads to.
    Url,
    /// Cross-tenant access, in a way that is not read. No type by itself is of it.
    Unread,
}

impl Manages {
    pub(super) fn of_type(name: &str) -> Option<Manages> {
        if GENERIC.contains(&name) {
            return Some(Manages::Url);
        }
        if name == WP_DEFAULT {
            return Some(Manages::WpDefault);
        }
        let (_, kind) = TYPED.iter().find(|(known, _)| *known == name)?;
        Some(Manages::Kind(*kind))
    }
}

/// What a URL of Graph leads to, and the tenant that it names.
pub(super) fn of_url(url: &str) -> Option<(Kind, Option<String>)> {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?.1,
        None => url,
    };
    let path = path.split(['?', '#']).next()?;
    // `partners('<id>')` and `partners/<id>` are the same.
    let path = path.replace("('", "/").replace("')", "");
    let mut written: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    if written
        .first()
        .is_some_and(|first| matches!(*first, "v1.0" | "beta"))
    {
        written.remove(0);
    }
    let lower: Vec<String> = written
        .iter()
        .map(|part| part.to_ascii_lowercase())
        .collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let id = |index: usize| written.get(index).map(|id| (*id).to_owned());
    let (kind, tenant) = match lower.as_slice() {
        ["policies", "crosstenantaccesspolicy", rest @ ..] => match rest {
            [] => (Kind::PolicyRoot, None),
            ["default"] => (Kind::Default, None),
            ["partners"] => (Kind::Partner, None),
            ["partners", _] => (Kind::Partner, id(3)),
            ["partners", _, "identitysynchronization"] => (Kind::IdentitySync, id(3)),
            ["templates", "multitenantorganizationpartnerconfiguration"] => {
                (Kind::PartnerTemplate, None)
            }
            [
                "templates",
                "multitenantorganizationidentitysynchronization",
            ] => (Kind::SyncTemplate, None),
            _ => return None,
        },
        ["policies", "authorizationpolicy"]
        | ["policies", "authorizationpolicy", "authorizationpolicy"] => {
            (Kind::AuthorizationPolicy, None)
        }
        ["policies", "externalidentitiespolicy"] => (Kind::ExternalIdentities, None),
        ["policies", "b2bmanagementpolicies"] | ["policies", "b2bmanagementpolicies", _] => {
            (Kind::InvitationDomains, None)
        }
        ["identity", "conditionalaccess", "policies"]
        | ["identity", "conditionalaccess", "policies", _] => (Kind::ConditionalAccess, None),
        ["tenantrelationships", "multitenantorganization"] => (Kind::MultiTenantOrganization, None),
        ["tenantrelationships", "multitenantorganization", "tenants"] => {
            (Kind::MultiTenantMember, None)
        }
        [
            "tenantrelationships",
            "multitenantorganization",
            "tenants",
            _,
        ] => (Kind::MultiTenantMember, id(3)),
        _ => return None,
    };
    Some((kind, tenant))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FABRIKAM: &str = "22222222-2222-4222-8222-222222222222";

    #[test]
    fn urls_tell_the_kind_and_the_partner() {
        let partner = Some(FABRIKAM.to_owned());
        for (url, expected) in [
            ("policies/crossTenantAccessPolicy", (Kind::PolicyRoot, None)),
            (
                "/policies/crossTenantAccessPolicy/default/",
                (Kind::Default, None),
            ),
            (
                "policies/crosstenantaccesspolicy/partners",
                (Kind::Partner, None),
            ),
            (
                "policies/crossTenantAccessPolicy/partners/22222222-2222-4222-8222-222222222222",
                (Kind::Partner, partner.clone()),
            ),
            (
                "policies/crossTenantAccessPolicy/partners('22222222-2222-4222-8222-222222222222')?$select=tenantId",
                (Kind::Partner, partner.clone()),
            ),
            (
                "https://graph.microsoft.com/beta/policies/crossTenantAccessPolicy/partners/22222222-2222-4222-8222-222222222222/identitySynchronization",
                (Kind::IdentitySync, partner),
            ),
            (
                "policies/authorizationPolicy",
                (Kind::AuthorizationPolicy, None),
            ),
            (
                "identity/conditionalAccess/policies",
                (Kind::ConditionalAccess, None),
            ),
        ] {
            assert_eq!(of_url(url), Some(expected), "{url}");
        }
        for url in [
            "applications",
            "",
            "https://graph.microsoft.com",
            "groups/1/members/$ref",
        ] {
            assert_eq!(of_url(url), None, "{url}");
        }
    }
}
