//! Putting records together into tenants.
//!
//! By the config's `tenants[].paths`; without, one tenant for each folder that holds a default configuration or a whole
//! export, else one for the whole input. A record that belongs to no tenant, and a second default, are said, never dropped.

mod group;
mod lost;
mod whose;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, hash_map};

use super::setting::SETTINGS;
use super::teams::Policy;
use super::{Document, RecordRef, Tenant, text};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::export::{Kind, PartnerList};
use crate::source::Sources;
use crate::written::label_of;
pub use group::refuse_empty;
pub(crate) use group::tenant_of;
use group::{Group, by_config, by_folder};

/// The tenants of a run, in a fixed order, with what was wrong in putting them together.
pub fn assemble(
    documents: &[Document],
    sources: &Sources,
    config: &Config,
) -> (Vec<Tenant>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let groups = if config.tenants.is_empty() {
        by_folder(documents, sources)
    } else {
        by_config(documents, sources, config, &mut diagnostics)
    };
    let groups: Vec<Group> = groups
        .into_iter()
        .filter(|group| !group.documents.is_empty())
        .collect();
    let is_only = groups.len() == 1;
    let tenants: Vec<Tenant> = groups
        .into_iter()
        .map(|group| build(group, documents, &mut diagnostics))
        .collect();
    for tenant in &tenants {
        refuse_orphans(tenant, is_only, documents, &mut diagnostics);
    }
    (tenants, diagnostics)
}

fn build(group: Group, documents: &[Document], diagnostics: &mut Vec<Diagnostic>) -> Tenant {
    let mut tenant = Tenant {
        profile: group.profile,
        documents: Vec::new(),
        default: None,
        partners: Vec::new(),
        partner_list: PartnerList::Absent,
        syncs: BTreeMap::new(),
        policies: Vec::new(),
        assignments: Vec::new(),
        listed: BTreeSet::new(),
        cut: BTreeSet::new(),
        lone: BTreeSet::new(),
        federation: None,
        adjacent: BTreeMap::new(),
    };
    let whole = lost::brought_elsewhere(documents, &group.documents);
    let mut policies = Policies::new();
    for index in group.documents.iter().copied() {
        let Some(document) = documents.get(index) else {
            continue;
        };
        let superseded = whole.as_ref().filter(|_| lost::loses_partners(document));
        if superseded.is_none() {
            tenant.partner_list = tenant.partner_list.max(document.reading.partners);
        }
        tenant.listed.extend(&document.reading.listed);
        tenant.cut.extend(&document.reading.cut);
        tenant.lone.extend(&document.reading.lone);
        for record in &document.reading.records {
            if superseded.is_some_and(|whole| lost::is_in(whole, document, *record)) {
                continue;
            }
            let place = RecordRef {
                document: index,
                node: record.node,
            };
            add(
                &mut tenant,
                &mut policies,
                record.kind,
                place,
                documents,
                diagnostics,
            );
        }
    }
    if whole.is_none() {
        diagnostics.extend(lost::say(documents, &group.documents));
    }
    if tenant.profile.tenant_id.is_none() {
        tenant.profile.tenant_id = whose::tenant_id(&tenant, documents, diagnostics);
    }
    if tenant.default.is_none() {
        refuse_inheritance(&tenant, documents, diagnostics);
    }
    tenant.documents = group.documents;
    tenant
}

/// Identity synchronization of a tenant that is no partner here: its partner configuration is missing, or its id is wrong.
fn refuse_orphans(
    tenant: &Tenant,
    is_only: bool,
    documents: &[Document],
    diagnostics: &mut Vec<Diagnostic>,
) {
    // A file of its own, read alone, says nothing of partners.
    let alone = is_only && tenant.partners.is_empty() && tenant.default.is_none();
    if tenant.syncs.is_empty() || alone {
        return;
    }
    let partners: std::collections::HashSet<String> = tenant
        .partners
        .iter()
        .filter_map(|place| {
            let tree = &documents.get(place.document)?.tree;
            Some(text(tree, place.node, "tenantId")?.to_ascii_lowercase())
        })
        .collect();
    for (id, place) in &tenant.syncs {
        let document = documents.get(place.document);
        if let Some(document) = document.filter(|_| !partners.contains(id)) {
            diagnostics.push(
                Diagnostic::new(
                    Code::PartnerMissing,
                    format!("identity synchronization of {id}, which is not among the partners: it is not judged"),
                )
                .help("export the partner too, mend the tenant id, or move the file to the others of its tenant")
                .label(label_of(&document.tree, document.file, place.node, "no such partner", true)),
            );
        }
    }
}

/// The channel policies of a tenant, by the name that assignments know them by.
type Policies = HashMap<String, RecordRef>;

fn add(
    tenant: &mut Tenant,
    policies: &mut Policies,
    kind: Kind,
    place: RecordRef,
    documents: &[Document],
    diagnostics: &mut Vec<Diagnostic>,
) {
    match kind {
        Kind::Default => match tenant.default {
            None => tenant.default = Some(place),
            Some(first) => {
                diagnostics.push(twice(documents, place, first, "default configurations"))
            }
        },
        Kind::Federation => match tenant.federation {
            None => tenant.federation = Some(place),
            Some(first) => {
                diagnostics.push(twice(documents, place, first, "federation configurations"));
            }
        },
        Kind::Partner => tenant.partners.push(place),
        Kind::ChannelPolicy => {
            let Some(document) = documents.get(place.document) else {
                return;
            };
            // `Pilot` and `Tag:Pilot` are one policy to an assignment.
            let key = Policy::read(&document.tree, place.node).key();
            match policies.entry(key) {
                hash_map::Entry::Vacant(free) => {
                    free.insert(place);
                    tenant.policies.push(place);
                }
                hash_map::Entry::Occupied(first) => diagnostics.push(twice(
                    documents,
                    place,
                    *first.get(),
                    "channel policies of one name",
                )),
            }
        }
        Kind::GroupPolicyAssignment => tenant.assignments.push(place),
        Kind::PolicyRoot
        | Kind::PartnerTemplate
        | Kind::SyncTemplate
        | Kind::DeletedPartner
        | Kind::Capability
        | Kind::AuthorizationPolicy
        | Kind::InvitationDomains
        | Kind::ExternalIdentities
        | Kind::ConditionalAccess
        | Kind::MultiTenantOrganization
        | Kind::MultiTenantMember
        | Kind::Organization
        | Kind::ExternalAccessPolicy
        | Kind::ClientConfiguration
        | Kind::MeetingPolicy
        | Kind::SharePointSharing
        | Kind::ChannelInventory
        | Kind::Channel
        | Kind::ChannelMembers
        | Kind::ChannelTeams
        | Kind::Group
        | Kind::SignIn
        | Kind::CrossTenantActivity
        | Kind::User
        | Kind::TeamActivity
        | Kind::SubscribedSku
        | Kind::SensitivityLabel => tenant.adjacent.entry(kind).or_default().push(place),
        Kind::IdentitySync => {
            let id = documents
                .get(place.document)
                .and_then(|document| text(&document.tree, place.node, "tenantId"));
            if let Some(id) = id {
                match tenant.syncs.entry(id.to_ascii_lowercase()) {
                    Entry::Vacant(free) => {
                        free.insert(place);
                    }
                    Entry::Occupied(first) => diagnostics.push(twice(
                        documents,
                        place,
                        *first.get(),
                        "identity synchronizations of one partner",
                    )),
                }
            }
        }
    }
}

fn twice(documents: &[Document], second: RecordRef, first: RecordRef, what: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Code::RecordTwice,
        format!("one tenant has two {what}: only the first is judged"),
    )
    .help("keep one, or name the tenants and their `paths` in tenantlint.yaml");
    show_both(diagnostic, documents, second, first)
}

fn show_both(
    mut diagnostic: Diagnostic,
    documents: &[Document],
    second: RecordRef,
    first: RecordRef,
) -> Diagnostic {
    for (place, text, primary) in [(second, "the second", true), (first, "the first", false)] {
        if let Some(document) = documents.get(place.document) {
            diagnostic = diagnostic.label(label_of(
                &document.tree,
                document.file,
                place.node,
                text,
                primary,
            ));
        }
    }
    diagnostic
}

/// Partners that inherit from a default which is not there: said once, at the first of them.
fn refuse_inheritance(tenant: &Tenant, documents: &[Document], diagnostics: &mut Vec<Diagnostic>) {
    let mut inheriting = 0usize;
    let mut first = None;
    for place in &tenant.partners {
        let Some(document) = documents.get(place.document) else {
            continue;
        };
        let null = SETTINGS
            .iter()
            .map(|name| name.key())
            .chain(["inboundTrust"])
            .filter_map(|key| document.tree.get(place.node, key))
            .find(|node| document.tree.is_null(*node));
        if let Some(node) = null {
            inheriting += 1;
            first.get_or_insert((document, node));
        }
    }
    let Some((document, node)) = first else {
        return;
    };
    let text = if document.tree.is_added(node) {
        "what is not written inherits the default"
    } else {
        "null inherits the default"
    };
    diagnostics.push(
        Diagnostic::new(
            Code::DefaultMissing,
            format!(
                "{inheriting} {} from a default configuration that is not in the input: what is in force for them is unknown",
                if inheriting == 1 { "partner inherits" } else { "partners inherit" }
            ),
        )
        .help("export the default too: GET /policies/crossTenantAccessPolicy/default, or `Get-MgPolicyCrossTenantAccessPolicyDefault | ConvertTo-Json -Depth 10`")
        .label(label_of(&document.tree, document.file, node, text, true)),
    );
}

fn file_label(document: &Document) -> crate::finding::Label {
    let node = document
        .reading
        .records
        .first()
        .map(|record| record.node)
        .or_else(|| document.tree.roots().first().copied());
    match node {
        Some(node) => {
            let mut label = label_of(&document.tree, document.file, node, "this record", true);
            label.pointer = document.tree.pointer(node);
            label
        }
        None => crate::finding::Label {
            file: document.file,
            pointer: String::new(),
            span: crate::source::Span { start: 0, end: 0 },
            text: String::new(),
            primary: true,
        },
    }
}

#[cfg(test)]
mod tests;
