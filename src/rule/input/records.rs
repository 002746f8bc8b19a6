//! Records that stand beside partners and channel policies, as rules see them: their values in canonical form.
//!
//! A value that the file does not tell, or that its schema refuses, is null in the data and named in `unclear`, so that a
//! rule can't take it for "not set".

use std::collections::HashSet;

use super::Ref;
use super::build::Builder;
use crate::engine::Datum;
use crate::export::Kind;
use crate::schema::Problem;
use crate::source::{Kind as NodeKind, NodeId, Tree};
use crate::tenant::{Document, Tenant};

/// The kinds that rules see in `input.records`, by the names they have there.
pub const KINDS: [(Kind, &str); 18] = [
    (Kind::PolicyRoot, "policy_root"),
    (Kind::PartnerTemplate, "partner_template"),
    (Kind::SyncTemplate, "sync_template"),
    (Kind::DeletedPartner, "deleted_partner"),
    (Kind::Capability, "capability"),
    (Kind::AuthorizationPolicy, "authorization_policy"),
    (Kind::InvitationDomains, "invitation_domains"),
    (Kind::ExternalIdentities, "external_identities"),
    (Kind::ConditionalAccess, "conditional_access"),
    (Kind::MultiTenantOrganization, "multi_tenant_organization"),
    (Kind::MultiTenantMember, "multi_tenant_member"),
    (Kind::Organization, "organization"),
    (Kind::ExternalAccessPolicy, "external_access_policy"),
    (Kind::ClientConfiguration, "client_configuration"),
    (Kind::MeetingPolicy, "meeting_policy"),
    (Kind::SharePointSharing, "sharepoint_sharing"),
    (Kind::SubscribedSku, "subscribed_sku"),
    (Kind::SensitivityLabel, "sensitivity_label"),
];

/// What a default or a partner configuration has beside settings, trust, consent and sync.
pub const MORE: [&str; 7] = [
    "m365CollaborationInbound",
    "m365CollaborationOutbound",
    "appServiceConnectInbound",
    "crossCloudMeetingConfiguration",
    "protectedContentSharing",
    "invitationRedemptionIdentityProviderConfiguration",
    "blockServiceProviderOutboundAccess",
];

/// Names by which people know a record.
const NAMES: [&str; 6] = [
    "displayName",
    "name",
    "Identity",
    "tenantId",
    "skuPartNumber",
    "id",
];

/// Kinds of which a tenant has several: one that stands alone is not known to be all.
const SEVERAL: [Kind; 1] = [Kind::SubscribedSku];

/// The kinds of them of which there may be more than the input has.
pub(super) fn cut(tenant: &Tenant) -> impl Iterator<Item = &'static str> {
    let is_cut = |(kind, _): &&(Kind, &'static str)| {
        tenant.cut.contains(kind) || SEVERAL.contains(kind) && tenant.lone.contains(kind)
    };
    KINDS.iter().filter(is_cut).map(|(_, name)| *name)
}

/// `input.records`: a list for each kind, empty when there is none.
pub(super) fn all(builder: &Builder, tenant: &Tenant, documents: &[Document]) -> Datum {
    builder.members(KINDS.iter().map(|(kind, name)| {
        let records = tenant.beside(documents, *kind);
        let list =
            records.map(|(index, document, node)| one(builder, *kind, index, document, node));
        (*name, Datum::list(list))
    }))
}

fn one(builder: &Builder, kind: Kind, index: usize, document: &Document, node: NodeId) -> Datum {
    let [value, unclear] = value(kind, document, node);
    let tree = &document.tree;
    let name = NAMES
        .iter()
        .find_map(|key| tree.get(node, key).and_then(|name| tree.as_str(name)));
    builder.object([
        ("ref", Datum::text(&Ref::Record(kind, index).write())),
        ("name", Datum::text(name.unwrap_or(kind.title()))),
        value,
        unclear,
    ])
}

/// A record in canonical form, and the paths in it that are unclear: also of what every whole answer has and this one
/// lacks, unless it is of a format that leaves out what is null.
pub(super) fn value(kind: Kind, document: &Document, node: NodeId) -> [(&'static str, Datum); 2] {
    let tree = &document.tree;
    let mut reader = Reader {
        tree,
        refused: refused(kind, tree, node),
        unclear: Vec::new(),
    };
    let value = reader.value(node, "");
    if !document.reading.carries.omits_null {
        reader.unclear.extend(kind.schema().absent(tree, node));
    }
    [("value", value), ("unclear", Datum::texts(reader.unclear))]
}

/// Nodes whose values the schema does not take.
fn refused(kind: Kind, tree: &Tree, node: NodeId) -> HashSet<NodeId> {
    let problems: Vec<Problem> = kind.schema().check(tree, node);
    problems.iter().map(|problem| problem.node).collect()
}

/// The sections of a default or a partner that have no form of their own in the input. What is not in the export is not in
/// here; what is unclear is listed.
pub(super) fn more(builder: &Builder, tree: &Tree, record: NodeId, kind: Kind) -> Datum {
    let mut reader = Reader {
        tree,
        refused: HashSet::new(),
        unclear: Vec::new(),
    };
    let mut members: Vec<(&'static str, Datum)> = Vec::new();
    for key in MORE {
        let Some(node) = tree.get(record, key).filter(|node| !tree.is_null(*node)) else {
            continue;
        };
        if members.is_empty() {
            reader.refused = refused(kind, tree, record);
        }
        members.push((key, reader.value(node, key)));
    }
    if members.is_empty() {
        return builder.nothing();
    }
    if !reader.unclear.is_empty() {
        members.push(("unclear", Datum::texts(&reader.unclear)));
    }
    builder.members(members)
}

/// What stands at a node of a file that people write and its schema holds.
pub(super) fn plain(tree: &Tree, node: NodeId) -> Datum {
    let mut reader = Reader {
        tree,
        refused: HashSet::new(),
        unclear: Vec::new(),
    };
    reader.value(node, "")
}

struct Reader<'a> {
    tree: &'a Tree,
    refused: HashSet<NodeId>,
    unclear: Vec<String>,
}

impl Reader<'_> {
    /// Depth is bounded by the readers of files.
    fn value(&mut self, node: NodeId, path: &str) -> Datum {
        let tree = self.tree;
        if self.refused.contains(&node) {
            self.unclear.push(path.to_owned());
            if !matches!(tree.kind(node), NodeKind::Object | NodeKind::Array) {
                return Datum::NULL;
            }
        }
        let below = |part: &str| {
            if path.is_empty() {
                part.to_owned()
            } else {
                format!("{path}.{part}")
            }
        };
        match tree.kind(node) {
            NodeKind::Null => Datum::NULL,
            NodeKind::Unknown => {
                self.unclear.push(path.to_owned());
                Datum::NULL
            }
            NodeKind::Bool => Datum::bool(tree.as_bool(node).unwrap_or(false)),
            NodeKind::Number => tree
                .number_text(node)
                .and_then(|text| serde_json::from_str(text).ok())
                .map_or(Datum::NULL, Datum::from_json),
            NodeKind::String => Datum::text(tree.as_str(node).unwrap_or_default()),
            NodeKind::Array => {
                let items: Vec<Datum> = tree
                    .children(node)
                    .enumerate()
                    .map(|(index, item)| self.value(item, &below(&index.to_string())))
                    .collect();
                Datum::list(items)
            }
            NodeKind::Object => {
                let members: Vec<(Datum, Datum)> = tree
                    .children(node)
                    // The type of an object may matter.
                    .filter(|member| {
                        !tree.is_annotation(*member) || tree.key(*member) == Some("@odata.type")
                    })
                    .map(|member| {
                        let key = tree.key(member).unwrap_or_default().to_owned();
                        let value = self.value(member, &below(&key));
                        (Datum::text(&key), value)
                    })
                    .collect();
                Datum::object(members)
            }
        }
    }
}
