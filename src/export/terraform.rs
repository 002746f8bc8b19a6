//! Terraform and OpenTofu: a plan or a state as `terraform show -json` prints it, and the state file `terraform.tfstate`.
//!
//! Of a plan, what is planned is judged (`planned_values`), never what was. HCL is not read: only a plan says what its
//! expressions come to. Three providers have the settings: terraprovider/microsoft365wp ("wp") and
//! deploymenttheory/microsoft365 ("dt") as Graph's properties in snake_case, microsoft/msgraph as Graph's own JSON in `body`.
//!
//! What absence means, from the providers' source:
//! - Partners are those of the configuration; the tenant may have more. What is destroyed is not in `planned_values`.
//! - null in a partner inherits: wp leaves it out of what it creates, both read Graph's null back as null.
//! - An omitted section of the wp default is filled by the provider itself while planning (`wpdefaultvaluemodifier`), and
//!   stands in the plan as a known value. An omitted section of dt (optional and computed) is what the state has, else it is
//!   `after_unknown`. Either way the plan says it; nothing is filled in here.
//! - m365Collaboration…, appServiceConnectInbound and the like are not in the typed resources, and a `body` has what somebody
//!   chose to manage: an absent key is unknown. So nothing is left out because it is null.
//! - `is_service_default` is what was before the plan: it is unknown where the plan changes the default.
//! - `identity_synchronization` of a wp partner is what Graph said before: it is unknown where a resource of the document
//!   manages or destroys the synchronization of that partner.
//! - wp keeps the order of identity providers as a set: which comes first is unknown.

mod kinds;
mod providers;
mod records;
mod resources;
#[cfg(test)]
mod tests;
mod trouble;
mod unknown;
mod unread;

use std::collections::HashMap;

use super::graph::{Graph, SECTIONS};
use super::{Carries, Format, Item, Kind, Page, Partners, inner, vocabulary};
use crate::source::{Kind as NodeKind, NodeId, Span, Tree};
use kinds::Manages;
use resources::{Document, Resource, raw, raw_text};
use trouble::{refuse, refuse_partial, refuse_unread, refuse_version};

pub(super) struct Terraform;

static CARRIES: Carries = Carries {
    partners: Partners::Some,
    never: &[],
    omits_null: false,
};

/// A resource that is a record.
struct Draft {
    kind: Kind,
    /// The object that has Graph's properties.
    node: NodeId,
    resource: NodeId,
    /// The tenant that the URL names, and where.
    tenant: Option<(String, Span)>,
    /// The plan changes it.
    changes: bool,
    /// Lists of wp's default are sets.
    keeps_no_order: bool,
}

/// What a plan does to one resource.
#[derive(Clone, Copy)]
struct Change {
    unknown: Option<NodeId>,
    is_none: bool,
}

impl Format for Terraform {
    fn name(&self) -> &'static str {
        "terraform"
    }

    fn carries(&self) -> &'static Carries {
        &CARRIES
    }

    fn claims(&self, page: &Page<'_>) -> bool {
        Document::of(page.tree).is_some()
    }

    fn read(&self, page: &mut Page<'_>) {
        let (Some(document), Some(root)) =
            (Document::of(page.tree), page.tree.roots().first().copied())
        else {
            return;
        };
        // What was before the plan, and other people's resources.
        page.aside(root);
        page.reading.otherwise = Some(document.without_records());
        if let Some(version) = document.unread_version(page.tree) {
            refuse_version(page, version);
            return;
        }
        page.spelling = vocabulary::canonical_snake;
        page.rename_keys();
        let resources = document.resources(page.tree);
        let drafts = drafts(page, root, &document, &resources);
        let mut ours: Vec<NodeId> = drafts.iter().map(|draft| draft.resource).collect();
        ours.dedup();
        page.reading.version = providers::version(page.tree, root, &ours);
        if document.is_plan() {
            refuse_partial(page, root, !drafts.is_empty());
        }
        providers::refuse_two_tenants(page, &document, &ours);
        records::take(page, root, drafts);
    }
}

/// Every resource that is a record, with what is known only later made unknown.
fn drafts(
    page: &mut Page<'_>,
    root: NodeId,
    document: &Document,
    resources: &[Resource],
) -> Vec<Draft> {
    let changes = changes(page.tree, root);
    let mut drafts = Vec::new();
    let mut grafted = false;
    for resource in resources {
        let address = if document.is_plan() {
            raw_text(page.tree, resource.node, "address")
        } else {
            None
        };
        let change = address.and_then(|address| changes.get(address)).copied();
        let unknown = change.and_then(|change| change.unknown);
        if let Some(unknown) = unknown {
            unknown::forget(page.tree, resource.values, unknown);
        }
        let mut draft = Draft {
            kind: Kind::Default,
            node: resource.values,
            resource: resource.node,
            tenant: None,
            changes: document.is_plan() && !change.is_some_and(|change| change.is_none),
            keeps_no_order: false,
        };
        match resource.manages {
            Manages::Kind(kind) => draft.kind = kind,
            Manages::WpDefault => {
                // A list that has an order would come with a new version of the schema.
                draft.keeps_no_order = resource
                    .schema
                    .is_none_or(|version| page.tree.number_text(version) == Some("0"));
            }
            Manages::Url => {
                if !generic(page, resource, unknown, &mut draft, &mut grafted) {
                    continue;
                }
            }
            Manages::Unread => {
                refuse_unread(page, resource.node);
                continue;
            }
        }
        drafts.push(draft);
    }
    if grafted {
        page.rename_keys();
    }
    drafts
}

/// A resource of msgraph: its URL says what its `body` is. Says whether it is a record.
fn generic(
    page: &mut Page<'_>,
    resource: &Resource,
    unknown: Option<NodeId>,
    draft: &mut Draft,
    grafted: &mut bool,
) -> bool {
    let url = raw(page.tree, resource.values, "url");
    let known = url.and_then(|url| kinds::of_url(page.tree.as_str(url)?));
    if url.is_some() && known.is_none() {
        if url.is_some_and(|url| page.tree.as_str(url).is_some_and(unread::is_url)) {
            refuse_unread(page, resource.node);
        }
        return false;
    }
    let later =
        |tree: &Tree, key| unknown.and_then(|unknown| tree.as_bool(raw(tree, unknown, key)?));
    let Some(body) = body(page.tree, resource.values) else {
        if known.is_some() && later(page.tree, "body") == Some(true) {
            refuse(
                page,
                resource.node,
                "what this resource sets is known only after it is applied: it is not judged",
            );
        }
        return false;
    };
    if page.tree.kind(body) == NodeKind::String {
        inner::open_text(page, body);
        *grafted = true;
        if page.tree.kind(body) == NodeKind::Unknown {
            return false;
        }
    }
    draft.node = body;
    if let (Some((kind, tenant)), Some(url)) = (known, url) {
        draft.kind = kind;
        draft.tenant = tenant.map(|tenant| (tenant, page.tree.span(url)));
        return true;
    }
    let item = Item {
        tree: page.tree,
        node: body,
        context: None,
    };
    if let Some(kind) = Graph.kind_of(&item) {
        draft.kind = kind;
        return true;
    }
    if item.has_any(SECTIONS) {
        refuse(
            page,
            resource.node,
            "the URL of this resource is known only after it is applied: whose settings these are is unknown, and they are not judged",
        );
    }
    false
}

/// `body`; in a state file a value of any type stands in an object with its type.
fn body(tree: &Tree, values: NodeId) -> Option<NodeId> {
    let body = raw(tree, values, "body")?;
    let wrapped = raw(tree, body, "value")
        .filter(|_| raw(tree, body, "type").is_some() && tree.children(body).count() == 2);
    Some(wrapped.unwrap_or(body)).filter(|body| !tree.is_null(*body))
}

/// What the plan does to each resource, by its address. What is deposed has the address of its successor.
fn changes(tree: &Tree, root: NodeId) -> HashMap<String, Change> {
    let list = raw(tree, root, "resource_changes");
    list.into_iter()
        .flat_map(|list| tree.children(list))
        .filter(|entry| raw(tree, *entry, "deposed").is_none())
        .filter_map(|entry| {
            let address = raw_text(tree, entry, "address")?;
            let change = raw(tree, entry, "change")?;
            let actions = raw(tree, change, "actions")?;
            let told = Change {
                unknown: raw(tree, change, "after_unknown"),
                is_none: tree
                    .children(actions)
                    .all(|action| tree.as_str(action) == Some("no-op")),
            };
            Some((address.to_owned(), told))
        })
        .collect()
}
