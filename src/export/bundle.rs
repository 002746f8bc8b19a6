//! A file that holds several kinds side by side, under `default`, `partners`, `channelPolicies` and so on. Its keys say what
//! each record is.

use super::graph::SECTIONS;
use super::{FORMATS, Item, Kind, Page, PartnerList};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Kind as NodeKind, NodeId, Tree};

/// The keys of a bundle, with what stands under each.
pub(super) const BUNDLE: [(&str, Kind); 29] = [
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
    ("channelInventory", Kind::ChannelInventory),
    ("entraGroups", Kind::Group),
    ("signInLog", Kind::SignIn),
    ("crossTenantActivity", Kind::CrossTenantActivity),
    ("entraUsers", Kind::User),
    ("teamActivity", Kind::TeamActivity),
    ("subscribedSkus", Kind::SubscribedSku),
    ("sensitivityLabels", Kind::SensitivityLabel),
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

/// Says what stands in a bundle under a key that is none of its own, but nearly is one, or that holds records all the same:
/// one letter, and they would vanish.
pub(super) fn say_others(page: &mut Page<'_>, node: NodeId) {
    if members(page.tree, node).is_empty() {
        return;
    }
    for member in page.children(node) {
        let tree = &*page.tree;
        let raw = tree.raw_key(member).unwrap_or_default().to_owned();
        let is_own = tree.key(member).is_none_or(|key| {
            kind_of_key(key).is_some() || SECTIONS.contains(&key) || ELSEWHERE.contains(&key)
        });
        let is_empty = tree.children(member).next().is_none();
        if is_own || is_empty || tree.is_annotation(member) {
            continue;
        }
        let near = nearly(&raw);
        if near.is_none() && !holds_records(tree, member) {
            continue;
        }
        if matches!(near, None | Some((_, Kind::Partner))) {
            page.partners(PartnerList::Incomplete);
        }
        page.aside(member);
        let message = format!("`{raw}` is no key of a bundle: what stands there is not judged");
        let label = page.name_label(member, "not known");
        let help = match near {
            Some((name, _)) => format!("did you mean `{name}`?"),
            None => {
                let names: Vec<&str> = BUNDLE.iter().map(|(name, _)| *name).collect();
                format!("the keys of a bundle are {}", names.join(", "))
            }
        };
        page.say(
            Diagnostic::new(Code::RecordUnknown, message)
                .help(help)
                .label(label),
        );
    }
}

/// Members that are opened in another way.
const ELSEWHERE: [&str; 3] = ["value", "responses", "additionalProperties"];

/// The key that `raw` nearly is: a letter or two, or one for many.
fn nearly(raw: &str) -> Option<(&'static str, Kind)> {
    let raw = raw.replace(['_', '-'], "").to_ascii_lowercase();
    BUNDLE
        .iter()
        .map(|(name, kind)| {
            let slips = strsim::osa_distance(&raw, &name.to_ascii_lowercase());
            (slips, *name, *kind)
        })
        // `Policies` for `Policy` are three letters, of fifteen and more.
        .filter(|(slips, name, _)| *slips <= (name.len() / 4).min(3))
        .min_by_key(|(slips, _, _)| *slips)
        .map(|(_, name, kind)| (name, kind))
}

/// Whether some format takes what stands here, or the first of it, for a record.
fn holds_records(tree: &Tree, member: NodeId) -> bool {
    let first = match tree.kind(member) {
        NodeKind::Array => tree.children(member).next(),
        _ => Some(member),
    };
    first.is_some_and(|node| {
        let item = Item {
            tree,
            node,
            context: None,
        };
        tree.kind(node) == NodeKind::Object
            && FORMATS.iter().any(|format| format.kind_of(&item).is_some())
    })
}

fn kind_of_key(key: &str) -> Option<Kind> {
    BUNDLE
        .iter()
        .find(|(name, _)| *name == key)
        .map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::nearly;

    #[test]
    fn keys_that_are_nearly_ours_are_known() {
        for (raw, wanted) in [
            ("groupPolicyAssignment", Some("groupPolicyAssignments")),
            ("group_policy_assignment", Some("groupPolicyAssignments")),
            ("authorizationPolicies", Some("authorizationPolicy")),
            ("channelPolicy", Some("channelPolicies")),
            ("partner", Some("partners")),
            ("defaults", Some("default")),
            ("partnerNotes", None),
            ("version", None),
            ("faults", None),
            ("displayName", None),
        ] {
            assert_eq!(nearly(raw).map(|(name, _)| name), wanted, "{raw}");
        }
    }
}
