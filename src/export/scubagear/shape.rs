//! Bringing what ScubaGear writes to canonical form: what its modules tuck away, lists that became one text, and the tenant.

use crate::export::Page;
use crate::source::{Kind as NodeKind, NodeId, Span, Tree};

/// What the Graph module does not know yet sits in `AdditionalProperties`, at any depth.
pub(super) fn open_extras(page: &mut Page<'_>, record: NodeId) {
    let mut extras = Vec::new();
    let mut open = vec![record];
    while let Some(node) = open.pop() {
        let is_extra = page.tree.key(node) == Some("additionalProperties");
        if is_extra && page.tree.kind(node) == NodeKind::Object && node != record {
            extras.push(node);
        }
        open.extend(page.tree.children(node));
    }
    for extra in extras {
        page.tree.lift(extra);
    }
}

/// The most domains that Teams takes. Source: Set-CsTenantFederationConfiguration.
const MOST_DOMAINS: usize = 4000;

/// `ConvertTo-Json` at its depth joins the items of a list by blanks: `"Domain=a.example Domain=b.example"`. One domain
/// looks as it should, so only several are split.
pub(super) fn split_domains(page: &mut Page<'_>, record: NodeId) {
    let tree = &mut *page.tree;
    let Some(holder) = tree.get(record, "AllowedDomains") else {
        return;
    };
    let Some(node) = tree.get(holder, "AllowedDomain") else {
        return;
    };
    let Some(parts) = domains(tree, node) else {
        return;
    };
    let whole = tree.span(node);
    tree.remove(node);
    let Some(list) = tree.add_list(holder, "AllowedDomain", whole) else {
        return;
    };
    for (domain, place) in parts {
        let name = tree
            .add_item(list, place)
            .and_then(|item| tree.add_member(item, "Domain", place));
        if let Some(name) = name {
            tree.set_text(name, &domain);
        }
    }
}

/// The domains of a joined list with their places; `None` when the text is no such list.
fn domains(tree: &Tree, node: NodeId) -> Option<Vec<(String, Span)>> {
    let text = tree.as_str(node)?;
    let whole = tree.span(node);
    // The text stands between quotes; with escapes in it the places in it are not known.
    let starts = usize::try_from(whole.start).ok()? + 1;
    let is_verbatim = tree.text().get(starts..starts + text.len()) == Some(text);
    let mut parts = Vec::new();
    let mut offset = 0;
    for part in text.split(' ') {
        let place = if is_verbatim {
            Span::new(starts + offset, starts + offset + part.len())
        } else {
            whole
        };
        offset += part.len() + 1;
        if !part.is_empty() {
            parts.push((part.strip_prefix("Domain=")?.to_owned(), place));
        }
    }
    (2..=MOST_DOMAINS).contains(&parts.len()).then_some(parts)
}

/// `tenant_details` as Graph's organization. `id` is the tenant's; the domains stand in what a product adds.
pub(super) fn organization(page: &mut Page<'_>, details: NodeId, id: NodeId) {
    page.tree.rename(id, "id");
    let extras: Vec<NodeId> = page
        .tree
        .children(details)
        .filter(|member| {
            let key = page.tree.raw_key(*member).unwrap_or_default();
            key.ends_with("AdditionalData") || key == "DomainName"
        })
        .collect();
    for extra in extras {
        let domains = verified_domains(page.tree, extra);
        if let Some(domains) = domains
            && page.tree.get(details, "verifiedDomains").is_none()
        {
            name_domains(page.tree, domains);
            page.tree.copy_member(details, "verifiedDomains", domains);
        }
        page.tree.remove(extra);
    }
}

/// `VerifiedDomains` of a product's data, which is an object or, since 1.8, a list of one.
fn verified_domains(tree: &Tree, extra: NodeId) -> Option<NodeId> {
    let data = match tree.kind(extra) {
        NodeKind::Array => tree.item(extra, 0)?,
        _ => extra,
    };
    let domains = tree.get_written(data, "VerifiedDomains")?;
    let is_list = tree.kind(domains) == NodeKind::Array
        && tree
            .children(domains)
            .all(|domain| tree.get_written(domain, "Name").is_some());
    is_list.then_some(domains)
}

fn name_domains(tree: &mut Tree, domains: NodeId) {
    let names: Vec<NodeId> = tree
        .children(domains)
        .filter_map(|domain| tree.get_written(domain, "Name"))
        .collect();
    for name in names {
        tree.rename(name, "name");
    }
}
