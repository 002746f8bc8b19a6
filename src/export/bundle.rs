//! A file that holds several kinds side by side, under `default`, `partners`, `channelPolicies` and so on. Its keys say what
//! each record is.

use super::Kind;
use super::graph::SECTIONS;
use crate::source::{Kind as NodeKind, NodeId, Tree};

/// The keys of a bundle, with what stands under each.
pub(super) const BUNDLE: [(&str, Kind); 21] = [
    ("default", Kind::Default),
    ("partners", Kind::Partner),
    ("channelPolicies", Kind::ChannelPolicy),
    ("groupPolicyAssignments", Kind::GroupPolicyAssignment),
    ("federation", Kind::Federation),
    ("policyRoot", Kind::PolicyRoot),
    ("partnerTemplate", Kind::PartnerTemplate),
    ("syncTemplate", Kind::SyncTemplate),
    ("deletedPartners", Kind::DeletedPartner),
    ("capabilities", Kind::Capability),
    ("authorizationPolicy", Kind::AuthorizationPolicy),
    ("invitationDomains", Kind::InvitationDomains),
    ("externalIdentities", Kind::ExternalIdentities),
    ("conditionalAccess", Kind::ConditionalAccess),
    ("multiTenantOrganization", Kind::MultiTenantOrganization),
    ("multiTenantMembers", Kind::MultiTenantMember),
    ("organization", Kind::Organization),
    ("externalAccessPolicies", Kind::ExternalAccessPolicy),
    ("clientConfiguration", Kind::ClientConfiguration),
    ("meetingPolicies", Kind::MeetingPolicy),
    ("sharepointSharing", Kind::SharePointSharing),
];

/// Name of the format, as the report shows it.
pub(super) const NAME: &str = "bundle";

/// The members of a bundle with the kind each holds; empty when the object is no bundle.
pub(super) fn members(tree: &Tree, node: NodeId) -> Vec<(NodeId, Kind)> {
    let members: Vec<(NodeId, Kind)> = tree
        .children(node)
        .filter_map(|member| Some((member, kind_of_key(tree.key(member)?)?)))
        .collect();
    let tells = |(node, kind): &(NodeId, Kind)| holds(tree, *node, *kind);
    // Most of the keys are words of many files: they count where nothing else stands beside them.
    let nothing_else = !members.is_empty() && members.len() == tree.len(node);
    if nothing_else || members.iter().any(tells) {
        members
    } else {
        Vec::new()
    }
}

/// `default` and `partners` are common words: a file is a bundle when what stands under one of them says so.
fn holds(tree: &Tree, node: NodeId, kind: Kind) -> bool {
    let is_settings = |node: NodeId| {
        SECTIONS
            .iter()
            .chain(&[
                "isServiceDefault",
                "identitySynchronization",
                "isServiceProvider",
            ])
            .any(|key| tree.get(node, key).is_some())
    };
    match kind {
        Kind::Default => is_settings(node),
        Kind::Partner => match tree.kind(node) {
            NodeKind::Null => true,
            NodeKind::Array => tree.is_empty(node) || tree.children(node).any(is_settings),
            NodeKind::Object => is_settings(node),
            _ => false,
        },
        Kind::Federation => tree.get(node, "AllowFederatedUsers").is_some(),
        Kind::ChannelPolicy | Kind::GroupPolicyAssignment => {
            matches!(tree.kind(node), NodeKind::Array | NodeKind::Object)
        }
        _ => false,
    }
}

fn kind_of_key(key: &str) -> Option<Kind> {
    BUNDLE
        .iter()
        .find(|(name, _)| *name == key)
        .map(|(_, kind)| *kind)
}
