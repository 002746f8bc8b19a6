//! Conditional Access: the flat names of AADConditionalAccessPolicy into the nested shape of Graph.
//!
//! Users, groups, locations and strengths stand there by name, where the tool found them. Source: `Get()` and `Set()` of
//! AADConditionalAccessPolicy in Microsoft365DSC.

use crate::source::{Kind, NodeId, Tree};

const APPLICATIONS: &[&str] = &["conditions", "applications"];
const APPLICATION_FILTER: &[&str] = &["conditions", "applications", "applicationFilter"];
const USERS: &[&str] = &["conditions", "users"];
const INCLUDED: &[&str] = &["conditions", "users", "includeGuestsOrExternalUsers"];
const INCLUDED_TENANTS: &[&str] = &[
    "conditions",
    "users",
    "includeGuestsOrExternalUsers",
    "externalTenants",
];
const EXCLUDED: &[&str] = &["conditions", "users", "excludeGuestsOrExternalUsers"];
const EXCLUDED_TENANTS: &[&str] = &[
    "conditions",
    "users",
    "excludeGuestsOrExternalUsers",
    "externalTenants",
];
const CLIENTS: &[&str] = &["conditions", "clientApplications"];
const CLIENT_FILTER: &[&str] = &["conditions", "clientApplications", "servicePrincipalFilter"];
const GRANT: &[&str] = &["grantControls"];
const FREQUENCY: &[&str] = &["sessionControls", "signInFrequency"];

/// The flat name, the objects it belongs in, and its name there.
const MOVES: &[(&str, &[&str], &str)] = &[
    ("IncludeApplications", APPLICATIONS, "includeApplications"),
    ("ExcludeApplications", APPLICATIONS, "excludeApplications"),
    ("IncludeUserActions", APPLICATIONS, "includeUserActions"),
    (
        "AuthenticationContexts",
        APPLICATIONS,
        "includeAuthenticationContextClassReferences",
    ),
    ("ApplicationsFilter", APPLICATION_FILTER, "rule"),
    ("ApplicationsFilterMode", APPLICATION_FILTER, "mode"),
    ("IncludeUsers", USERS, "includeUsers"),
    ("ExcludeUsers", USERS, "excludeUsers"),
    ("IncludeGroups", USERS, "includeGroups"),
    ("ExcludeGroups", USERS, "excludeGroups"),
    ("IncludeRoles", USERS, "includeRoles"),
    ("ExcludeRoles", USERS, "excludeRoles"),
    (
        "IncludeGuestOrExternalUserTypes",
        INCLUDED,
        "guestOrExternalUserTypes",
    ),
    (
        "IncludeExternalTenantsMembershipKind",
        INCLUDED_TENANTS,
        "membershipKind",
    ),
    ("IncludeExternalTenantsMembers", INCLUDED_TENANTS, "members"),
    (
        "ExcludeGuestOrExternalUserTypes",
        EXCLUDED,
        "guestOrExternalUserTypes",
    ),
    (
        "ExcludeExternalTenantsMembershipKind",
        EXCLUDED_TENANTS,
        "membershipKind",
    ),
    ("ExcludeExternalTenantsMembers", EXCLUDED_TENANTS, "members"),
    (
        "IncludeServicePrincipals",
        CLIENTS,
        "includeServicePrincipals",
    ),
    (
        "ExcludeServicePrincipals",
        CLIENTS,
        "excludeServicePrincipals",
    ),
    ("ServicePrincipalFilterMode", CLIENT_FILTER, "mode"),
    ("ServicePrincipalFilterRule", CLIENT_FILTER, "rule"),
    (
        "IncludePlatforms",
        &["conditions", "platforms"],
        "includePlatforms",
    ),
    (
        "ExcludePlatforms",
        &["conditions", "platforms"],
        "excludePlatforms",
    ),
    (
        "IncludeLocations",
        &["conditions", "locations"],
        "includeLocations",
    ),
    (
        "ExcludeLocations",
        &["conditions", "locations"],
        "excludeLocations",
    ),
    (
        "IncludeDevices",
        &["conditions", "devices"],
        "includeDevices",
    ),
    (
        "ExcludeDevices",
        &["conditions", "devices"],
        "excludeDevices",
    ),
    (
        "DeviceFilterMode",
        &["conditions", "devices", "deviceFilter"],
        "mode",
    ),
    (
        "DeviceFilterRule",
        &["conditions", "devices", "deviceFilter"],
        "rule",
    ),
    ("UserRiskLevels", &["conditions"], "userRiskLevels"),
    ("SignInRiskLevels", &["conditions"], "signInRiskLevels"),
    (
        "ServicePrincipalRiskLevels",
        &["conditions"],
        "servicePrincipalRiskLevels",
    ),
    ("InsiderRiskLevels", &["conditions"], "insiderRiskLevels"),
    ("ClientAppTypes", &["conditions"], "clientAppTypes"),
    (
        "TransferMethods",
        &["conditions", "authenticationFlows"],
        "transferMethods",
    ),
    ("GrantControlOperator", GRANT, "operator"),
    ("BuiltInControls", GRANT, "builtInControls"),
    (
        "CustomAuthenticationFactors",
        GRANT,
        "customAuthenticationFactors",
    ),
    ("TermsOfUse", GRANT, "termsOfUse"),
    (
        "AuthenticationStrength",
        &["grantControls", "authenticationStrength"],
        "displayName",
    ),
    (
        "ApplicationEnforcedRestrictionsIsEnabled",
        &["sessionControls", "applicationEnforcedRestrictions"],
        "isEnabled",
    ),
    (
        "CloudAppSecurityIsEnabled",
        &["sessionControls", "cloudAppSecurity"],
        "isEnabled",
    ),
    (
        "CloudAppSecurityType",
        &["sessionControls", "cloudAppSecurity"],
        "cloudAppSecurityType",
    ),
    (
        "ContinuousAccessEvaluationMode",
        &["sessionControls", "continuousAccessEvaluation"],
        "mode",
    ),
    (
        "SecureSignInSessionIsEnabled",
        &["sessionControls", "secureSignInSession"],
        "isEnabled",
    ),
    (
        "DisableResilienceDefaultsIsEnabled",
        &["sessionControls"],
        "disableResilienceDefaults",
    ),
    ("SignInFrequencyIsEnabled", FREQUENCY, "isEnabled"),
    ("SignInFrequencyInterval", FREQUENCY, "frequencyInterval"),
    ("SignInFrequencyType", FREQUENCY, "type"),
    ("SignInFrequencyValue", FREQUENCY, "value"),
    (
        "PersistentBrowserIsEnabled",
        &["sessionControls", "persistentBrowser"],
        "isEnabled",
    ),
    (
        "PersistentBrowserMode",
        &["sessionControls", "persistentBrowser"],
        "mode",
    ),
];

/// Gives the policy Graph's shape, in place.
pub(super) fn nest(tree: &mut Tree, record: NodeId) {
    for (flat, path, name) in MOVES {
        let Some(value) = tree.get_written(record, flat) else {
            continue;
        };
        // A flat text where Graph has a list of ids: a display name, of which the id is not known.
        if *flat == "TermsOfUse" && tree.kind(value) == Kind::String {
            continue;
        }
        let Some(object) = object_at(tree, record, path, value) else {
            continue;
        };
        let Some(copy) = tree.copy_member(object, name, value) else {
            continue;
        };
        tree.remove(value);
        // Exports write an empty text where Graph has null.
        if tree.as_str(copy).is_some_and(str::is_empty) {
            tree.nullify(copy);
        }
        if *name == "guestOrExternalUserTypes" {
            join(tree, copy);
        }
    }
    for path in [INCLUDED, EXCLUDED] {
        collapse(tree, record, path);
    }
}

fn object_at(
    tree: &mut Tree,
    record: NodeId,
    path: &[&'static str],
    value: NodeId,
) -> Option<NodeId> {
    let place = tree.span(value);
    let mut node = record;
    for step in path {
        node = match tree.get(node, step) {
            Some(inner) => inner,
            None => tree.add_object(node, step, place)?,
        };
    }
    Some(node)
}

/// Graph writes the types as one text, joined by commas.
fn join(tree: &mut Tree, types: NodeId) {
    if tree.kind(types) != Kind::Array {
        return;
    }
    let texts: Option<Vec<String>> = tree
        .children(types)
        .map(|item| tree.as_str(item).map(|text| text.trim().to_owned()))
        .collect();
    match texts {
        Some(texts) if texts.is_empty() => tree.nullify(types),
        Some(texts) => tree.set_text(types, &texts.join(",")),
        None => tree.forget(types),
    }
}

/// Where no type of guest is named, Graph has null for the whole condition.
fn collapse(tree: &mut Tree, record: NodeId, path: &[&str]) {
    let found = path
        .iter()
        .try_fold(record, |node, step| tree.get(node, step));
    let Some(condition) = found else {
        return;
    };
    let mut open: Vec<NodeId> = tree.children(condition).collect();
    while let Some(node) = open.pop() {
        match tree.kind(node) {
            Kind::Null => {}
            Kind::Object | Kind::Array => open.extend(tree.children(node)),
            _ => return,
        }
    }
    tree.nullify(condition);
}
