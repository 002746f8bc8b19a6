//! Whose exports these are, when the config does not say: the id of the organization among them.
//!
//! Exports of cross-tenant access name every tenant but their own. Source: entra.md 3.

use super::show_both;
use crate::diagnostic::{Code, Diagnostic};
use crate::export::Kind;
use crate::tenant::{Document, Tenant, text};

/// The id of the tenant's organization, in lower case. Two that differ settle nothing, and are said.
pub(super) fn tenant_id(
    tenant: &Tenant,
    documents: &[Document],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let organizations = tenant.adjacent.get(&Kind::Organization)?;
    let mut named = organizations.iter().filter_map(|place| {
        let document = documents.get(place.document)?;
        let id = text(&document.tree, place.node, "id")?.trim();
        (!id.is_empty()).then(|| (id.to_ascii_lowercase(), *place))
    });
    let (id, first) = named.next()?;
    let Some((other, second)) = named.find(|(other, _)| *other != id) else {
        return Some(id);
    };
    let diagnostic = Diagnostic::new(
        Code::RecordTwice,
        format!("one tenant has two organizations, {id} and {other}: whose settings these are is not known"),
    )
    .help("name the tenants and their `paths` in tenantlint.yaml, or check their exports one by one");
    diagnostics.push(show_both(diagnostic, documents, second, first));
    None
}
