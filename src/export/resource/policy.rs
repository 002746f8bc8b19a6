//! Properties that the resources name otherwise than Graph does: keys of partners, flattened names, roles by name.
//!
//! Source: the AAD and Teams resources of Microsoft365DSC.

use super::Kind;
use crate::source::{Kind as NodeKind, NodeId, Tree};

/// The roles that guests may have, as AADAuthorizationPolicy names them.
const GUEST_ROLES: &[(&str, &str)] = &[
    ("User", "a0b1b346-4d3e-4e8b-98f8-753987be4970"),
    ("Guest", "10dae51f-b6af-4016-8d66-8c2a99b929b3"),
    ("RestrictedGuest", "2af84b1e-32c8-42b7-82bc-daa82404023b"),
];

/// Flattened permissions of AADAuthorizationPolicy up to 1.26.
const USER_ROLE: &[(&str, &str)] = &[
    ("DefaultUserRoleAllowedToCreateApps", "allowedToCreateApps"),
    (
        "DefaultUserRoleAllowedToCreateSecurityGroups",
        "allowedToCreateSecurityGroups",
    ),
    (
        "DefaultUserRoleAllowedToCreateTenants",
        "allowedToCreateTenants",
    ),
    (
        "DefaultUserRoleAllowedToReadBitlockerKeysForOwnedDevice",
        "allowedToReadBitlockerKeysForOwnedDevice",
    ),
    (
        "DefaultUserRoleAllowedToReadOtherUsers",
        "allowedToReadOtherUsers",
    ),
];

pub(super) fn canonical(tree: &mut Tree, record: NodeId, kind: Kind) {
    match kind {
        Kind::Partner => rename(tree, record, "PartnerTenantId", "tenantId"),
        Kind::IdentitySync => identity_sync(tree, record),
        Kind::AuthorizationPolicy => authorization(tree, record),
        Kind::Federation => federation(tree, record),
        Kind::GroupPolicyAssignment => assignment(tree, record),
        _ => {}
    }
}

/// Every member of that name: one that stands twice in different casing must show as twofold.
fn rename(tree: &mut Tree, record: NodeId, name: &str, to: &'static str) {
    let members: Vec<NodeId> = tree
        .children(record)
        .filter(|child| {
            tree.raw_key(*child)
                .is_some_and(|key| key.eq_ignore_ascii_case(name))
        })
        .collect();
    for node in members {
        tree.rename(node, to);
    }
}

/// The resource is keyed by the partner and holds the one switch for users flat.
fn identity_sync(tree: &mut Tree, record: NodeId) {
    for name in [
        "CrossTenantAccessPolicyConfigurationPartnerTenantId",
        "PartnerTenantId",
    ] {
        rename(tree, record, name, "tenantId");
    }
    for (flat, section) in [
        ("IsSyncAllowed", "userSyncInbound"),
        (
            "IsRoleEnabledGroupSyncAllowed",
            "roleEnabledGroupSyncInbound",
        ),
    ] {
        let Some(switch) = tree.get_written(record, flat) else {
            continue;
        };
        let place = tree.span(switch);
        if let Some(section) = tree.add_object(record, section, place) {
            tree.copy_member(section, "isSyncAllowed", switch);
            tree.remove(switch);
        }
    }
}

fn authorization(tree: &mut Tree, record: NodeId) {
    if let Some(role) = tree.get_written(record, "GuestUserRole") {
        let id = tree.as_str(role).and_then(|name| {
            let (_, id) = GUEST_ROLES
                .iter()
                .find(|(known, _)| known.eq_ignore_ascii_case(name.trim()))?;
            Some(*id)
        });
        tree.rename(role, "guestUserRoleId");
        if let Some(id) = id {
            tree.set_text(role, id);
        }
    }
    for (flat, name) in USER_ROLE {
        let Some(switch) = tree.get_written(record, flat) else {
            continue;
        };
        let place = tree.span(switch);
        let section = tree
            .get(record, "defaultUserRolePermissions")
            .or_else(|| tree.add_object(record, "defaultUserRolePermissions", place));
        if let Some(section) = section {
            tree.copy_member(section, name, switch);
            tree.remove(switch);
        }
    }
}

/// Microsoft365DSC writes an empty list where all known domains are allowed, and makes that of one (teams.md 2.1).
fn federation(tree: &mut Tree, record: NodeId) {
    if let Some(domains) = tree.get(record, "AllowedDomains")
        && tree.kind(domains) == NodeKind::Array
        && tree.is_empty(domains)
    {
        tree.set_text(domains, "AllowAllKnownDomains");
    }
}

/// The group is named by its id, or by its display name alone.
fn assignment(tree: &mut Tree, record: NodeId) {
    if let Some(group) = tree.get(record, "GroupId") {
        let is_empty =
            tree.is_null(group) || tree.as_str(group).is_some_and(|id| id.trim().is_empty());
        if is_empty {
            tree.remove(group);
        }
    }
}
