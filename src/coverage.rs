//! What of a tenant is not in the input, and the command that exports it.

use crate::export::{Carries, Kind, PartnerList};
use crate::source::Kind as NodeKind;
use crate::tenant::effective::SYNC_KEY;
use crate::tenant::{Document, RecordRef, Tenant, text};
use crate::tenant::{activity, inventory};

/// Something that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// "the default configuration", "identity synchronization of 3 partners"
    pub what: String,
    /// Why it is missing, when something else of its kind is there.
    pub why: Option<String>,
    /// The command or request that exports it.
    pub export: &'static str,
    /// Of partners, channels and federation; else it stands beside, and only rules of its own need it.
    pub judged: bool,
}

/// Kinds that stand beside cross-tenant access and shared channels, in the order people export them.
const BESIDE: [Kind; 14] = [
    Kind::PolicyRoot,
    Kind::Organization,
    Kind::ConditionalAccess,
    Kind::AuthorizationPolicy,
    Kind::InvitationDomains,
    Kind::ExternalIdentities,
    Kind::ExternalAccessPolicy,
    Kind::ClientConfiguration,
    Kind::MeetingPolicy,
    Kind::SharePointSharing,
    Kind::Group,
    Kind::User,
    Kind::TeamActivity,
    Kind::SensitivityLabel,
];

/// The plans of a tenant, in either of two shapes.
pub const LICENCES: [Kind; 2] = [Kind::SubscribedSku, Kind::Organization];

/// Everything that full coverage of the tenant lacks.
pub fn gaps(tenant: &Tenant, documents: &[Document]) -> Vec<Gap> {
    let mut gaps = judged(tenant, documents);
    let beside = BESIDE.iter().filter(|kind| !tenant.listed.contains(kind));
    gaps.extend(beside.map(|kind| Gap {
        judged: false,
        ..missing(*kind)
    }));
    // Each of these is told in more than one shape.
    let either = [
        (&inventory::KINDS[..], Kind::ChannelInventory),
        (&activity::KINDS[..], Kind::SignIn),
        (&LICENCES[..], Kind::SubscribedSku),
    ];
    let either = either
        .iter()
        .filter(|(kinds, _)| !kinds.iter().any(|kind| tenant.listed.contains(kind)));
    gaps.extend(either.map(|(_, kind)| Gap {
        judged: false,
        ..missing(*kind)
    }));
    gaps
}

/// What the rules of this version look at and do not find.
pub fn judged(tenant: &Tenant, documents: &[Document]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    if tenant.default.is_none() {
        gaps.push(missing(Kind::Default));
    }
    match tenant.partner_list {
        PartnerList::Absent => gaps.push(missing(Kind::Partner)),
        PartnerList::Incomplete => gaps.push(Gap {
            what: "a whole list of partners".to_owned(),
            why: Some("the one in the input is not all there is".to_owned()),
            ..missing(Kind::Partner)
        }),
        PartnerList::Single => gaps.push(Gap {
            what: "a whole list of partners".to_owned(),
            why: Some(
                "the input holds partners one by one, and nothing says that they are all"
                    .to_owned(),
            ),
            ..missing(Kind::Partner)
        }),
        PartnerList::Present => {}
    }
    gaps.extend(sync(tenant, documents));
    gaps.extend(not_carried(tenant, documents));
    if tenant.policies.is_empty() {
        gaps.push(missing(Kind::ChannelPolicy));
    }
    if !tenant.listed.contains(&Kind::GroupPolicyAssignment) {
        gaps.push(missing(Kind::GroupPolicyAssignment));
    }
    if tenant.federation.is_none() {
        gaps.push(missing(Kind::Federation));
    }
    gaps
}

fn missing(kind: Kind) -> Gap {
    Gap {
        what: kind.plural().to_owned(),
        why: None,
        export: kind.export(),
        judged: true,
    }
}

/// Identity synchronization is not in a list of partners unless somebody asked for it.
fn sync(tenant: &Tenant, documents: &[Document]) -> Option<Gap> {
    let without = tenant
        .partners
        .iter()
        .filter(|partner| !has_sync(tenant, documents, **partner))
        .count();
    (without > 0).then(|| Gap {
        what: format!(
            "identity synchronization of {}",
            Kind::Partner.count(without)
        ),
        ..missing(Kind::IdentitySync)
    })
}

fn has_sync(tenant: &Tenant, documents: &[Document], partner: RecordRef) -> bool {
    let Some(document) = documents.get(partner.document) else {
        return false;
    };
    let tree = &document.tree;
    let separate = text(tree, partner.node, "tenantId")
        .is_some_and(|id| tenant.syncs.contains_key(&id.to_ascii_lowercase()));
    let expanded = || {
        let sync = tree.get(partner.node, SYNC_KEY)?;
        Some(match tree.kind(sync) {
            NodeKind::Null => true,
            // What the PowerShell module did not ask for is an object full of nulls.
            NodeKind::Object => tree
                .get(sync, "userSyncInbound")
                .and_then(|users| tree.get(users, "isSyncAllowed"))
                .is_some_and(|allowed| !tree.is_null(allowed)),
            _ => false,
        })
    };
    separate || expanded().unwrap_or(false)
}

/// What the formats of the default and the partners never write, once a format.
fn not_carried(tenant: &Tenant, documents: &[Document]) -> Vec<Gap> {
    let mut seen: Vec<(&'static str, &'static Carries)> = Vec::new();
    for record in tenant.default.iter().chain(&tenant.partners) {
        let Some(reading) = documents.get(record.document).map(|one| &one.reading) else {
            continue;
        };
        let format = (reading.format, reading.carries);
        if !reading.carries.never.is_empty() && !seen.contains(&format) {
            seen.push(format);
        }
    }
    seen.into_iter()
        .map(|(format, carries)| Gap {
            what: carries.never.join(", "),
            why: Some(format!("{format} never writes them")),
            ..missing(Kind::Partner)
        })
        .collect()
}
