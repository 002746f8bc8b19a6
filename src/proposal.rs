//! What if: a proposal laid over a tenant, as if it were in force.
//!
//! A partner configuration changes what it names and leaves the rest as it is, as Graph's PATCH does; for a new partner the
//! rest inherits. Everything else that is proposed stands in the place of what it proposes to change.

use crate::export::Kind;
use crate::load::Loaded;
use crate::tenant::effective::SYNC_KEY;
use crate::tenant::teams::Policy;
use crate::tenant::{Document, RecordRef, Tenant, text};
use crate::toward::Proposed;

/// Lay what `proposal` holds over the tenant; its documents come after `documents`.
///
/// # Errors
/// The proposal holds something that can't be laid over a tenant, or nothing.
pub fn lay_over(
    tenant: &mut Tenant,
    documents: &mut Vec<Document>,
    proposal: Loaded,
) -> Result<Proposed, String> {
    let mut proposed = Proposed::new();
    let mut count = 0usize;
    for document in proposal.documents {
        let at = documents.len();
        let records = document.reading.records.clone();
        documents.push(document);
        for record in records {
            let place = RecordRef {
                document: at,
                node: record.node,
            };
            lay(tenant, documents, record.kind, place, &mut proposed)?;
            count += 1;
        }
    }
    if count == 0 {
        return Err("it proposes nothing: it holds no settings that tenantlint knows".to_owned());
    }
    Ok(proposed)
}

fn lay(
    tenant: &mut Tenant,
    documents: &[Document],
    kind: Kind,
    place: RecordRef,
    proposed: &mut Proposed,
) -> Result<(), String> {
    match kind {
        Kind::Default => tenant.default = Some(place),
        Kind::Partner => {
            let id = tenant_id(documents, place);
            let base = tenant
                .partners
                .iter()
                .position(|partner| tenant_id(documents, *partner) == id);
            let again = |index: &usize| {
                let other = tenant.partners.get(*index);
                other.is_some_and(|other| tenant_id(documents, *other) == id)
            };
            if proposed.keys().any(again) {
                return Err(format!("it proposes two configurations for tenant {id}"));
            }
            let document = documents.get(place.document);
            if document.is_some_and(|one| one.tree.get(place.node, SYNC_KEY).is_some()) {
                // What is proposed stands in the place of what was exported by itself.
                tenant.syncs.remove(&id);
            }
            proposed.insert(tenant.partners.len(), base);
            tenant.partners.push(place);
        }
        Kind::ChannelPolicy => {
            let key = policy_key(documents, place);
            let same = |policy: &RecordRef| policy_key(documents, *policy) == key;
            match tenant.policies.iter().position(same) {
                Some(index) => {
                    if let Some(policy) = tenant.policies.get_mut(index) {
                        *policy = place;
                    }
                }
                None => tenant.policies.push(place),
            }
        }
        Kind::GroupPolicyAssignment => {
            tenant.assignments.push(place);
        }
        other => {
            return Err(format!(
                "it holds {}, and only partner configurations, a default, channel policies and their group assignments can \
                 be tried out",
                other.one()
            ));
        }
    }
    Ok(())
}

/// Lower case.
fn tenant_id(documents: &[Document], place: RecordRef) -> String {
    let id = documents
        .get(place.document)
        .and_then(|document| text(&document.tree, place.node, "tenantId"));
    id.unwrap_or_default().to_ascii_lowercase()
}

fn policy_key(documents: &[Document], place: RecordRef) -> Option<String> {
    let document = documents.get(place.document)?;
    Some(Policy::read(&document.tree, place.node).key())
}
