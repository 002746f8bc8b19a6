//! Opening what stands around records: Graph collections and batches, arrays, bundles.
//!
//! Graph wraps answers in `value`, batches in `responses[].body`, and says `@odata.nextLink` when there is more. An error
//! body looks like an answer. Each is opened here, for every format, or refused by name. Source: entra.md 4.1.

use super::{FORMATS, Item, Kind, Page, PartnerList, bundle, deleted, graph, trouble};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Kind as NodeKind, NodeId};

/// Open every value at `nodes` and hand its records to the page.
pub(super) fn open(page: &mut Page<'_>, nodes: &[NodeId]) {
    for node in nodes {
        page.value(*node, None, false);
    }
}

impl Page<'_> {
    /// A document, a response body, an item of a list. `context` is that of the collection around it.
    pub(super) fn value(&mut self, node: NodeId, context: Option<&str>, in_list: bool) {
        match self.tree.kind(node) {
            NodeKind::Array => {
                for item in self.children(node) {
                    self.value(item, context, true);
                }
            }
            NodeKind::Object => self.object(node, context, in_list),
            NodeKind::Null => {}
            _ => self.stray(node),
        }
    }

    /// One object may be several things at once: a default with its partners beside it, a bundle with a `value`. Each part
    /// is taken; what is nothing at all is a stray.
    fn object(&mut self, node: NodeId, context: Option<&str>, in_list: bool) {
        // What the PowerShell module does not know yet, sometimes all of it, sits here.
        if let Some(extra) = self.tree.get(node, "additionalProperties")
            && self.tree.kind(extra) == NodeKind::Object
        {
            self.refuse_two_values(node, extra);
            self.tree.lift(extra);
        }
        let own = self.text(node, "@odata.context");
        let context = own.as_deref().or(context);
        if self.reading.version.is_none() {
            self.reading.version = context.and_then(version);
        }
        let mut taken = self.is_error(node);
        if let Some(kind) = self.record_of(node, context) {
            if kind == Kind::Capability {
                self.name_owner(node, context);
            }
            let in_bin = context.is_some_and(deleted::is_bin);
            if in_bin && kind != Kind::DeletedPartner && deleted::date(self.tree, node).is_none() {
                // Somebody selected the keys: where the record comes from says it all the same.
                if let Some(kind) = self.deleted(node, kind, None) {
                    self.record(node, kind);
                }
            } else if in_list {
                self.record(node, kind);
            } else {
                self.lone(node, kind);
            }
            taken = true;
        }
        if let Some(responses) = self.tree.get(node, "responses")
            && self.tree.kind(responses) == NodeKind::Array
        {
            self.batch(responses);
            taken = true;
        }
        taken |= self.event(node);
        let mut paged = false;
        if let Some(value) = self.tree.get(node, "value") {
            paged = self.tree.kind(value) == NodeKind::Array;
            taken |= self.opens(node, value, context);
        }
        let before = self.found();
        for (member, kind) in bundle::members(self.tree, node) {
            self.reading.format = bundle::NAME;
            taken = true;
            self.member(member, kind);
        }
        bundle::say_others(self, node);
        if taken && !paged {
            self.next_page(node, before, false);
        }
        if !taken {
            self.other(node);
        }
    }

    /// A capability of one partner says nowhere but in its context whose it is.
    fn name_owner(&mut self, node: NodeId, context: Option<&str>) {
        let Some(owner) = context.and_then(graph::partner_of_context) else {
            return;
        };
        // It stands where the context does, here or around.
        let mut here = Some(node);
        let written = std::iter::from_fn(|| {
            let at = here?;
            here = self.tree.parent(at);
            Some(at)
        })
        .find_map(|at| self.tree.get(at, "@odata.context"));
        let place = self.tree.span(written.unwrap_or(node));
        if self.tree.get(node, "tenantId").is_none()
            && let Some(made) = self.tree.add_member(node, "tenantId", place)
        {
            self.tree.set_text(made, &owner);
        }
    }

    /// What a diagnostic setting writes of each event, with the sign-in in `properties`.
    fn event(&mut self, node: NodeId) -> bool {
        let sign_in = self.tree.get(node, "properties").filter(|properties| {
            self.tree.kind(*properties) == NodeKind::Object
                && self.record_of(*properties, None) == Some(Kind::SignIn)
        });
        if let Some(sign_in) = sign_in {
            self.record(sign_in, Kind::SignIn);
        }
        sign_in.is_some()
    }

    /// A section both beside and in `AdditionalProperties`: nobody knows which is in force.
    fn refuse_two_values(&mut self, node: NodeId, extra: NodeId) {
        for member in self.children(extra) {
            let Some(section) = self
                .tree
                .key(member)
                .and_then(|key| graph::SECTIONS.iter().find(|section| **section == key))
            else {
                continue;
            };
            let Some(own) = self.tree.get(node, section) else {
                continue;
            };
            let message = format!(
                "`{section}` stands here and in `AdditionalProperties`: which is in force is not known"
            );
            let here = self.name_label(own, "here");
            let there = crate::finding::Label {
                primary: false,
                ..self.name_label(member, "and here")
            };
            self.say(
                Diagnostic::new(Code::KeyDuplicate, message)
                    .label(here)
                    .label(there),
            );
            self.tree.forget(own);
        }
    }

    /// The `value` of a collection, or of an early beta answer that wraps one object.
    fn opens(&mut self, node: NodeId, value: NodeId, context: Option<&str>) -> bool {
        let of_partners = context.is_some_and(|context| {
            context.contains("crossTenantAccessPolicy/partners") && !context.contains("partners(")
                || context.contains("crossTenantAccessPolicy/partners(")
                    && !context.contains("partners('")
        });
        match self.tree.kind(value) {
            NodeKind::Array => {
                if let Some(kind) = context.and_then(graph::kind_of_context) {
                    let in_bin = context.is_some_and(deleted::is_bin);
                    let whole = kind != Kind::Partner || of_partners;
                    if in_bin && kind != Kind::DeletedPartner {
                        self.reading.otherwise.get_or_insert(deleted::TITLE);
                    } else if whole {
                        self.listed(kind);
                    }
                }
                let before = self.found();
                for item in self.children(value) {
                    self.value(item, context, true);
                }
                if !self.next_page(node, before, of_partners) {
                    self.counts_more(node, value, before, of_partners);
                }
                true
            }
            NodeKind::Object => {
                self.value(value, context, false);
                true
            }
            NodeKind::Null if of_partners => {
                self.partners_null(value);
                true
            }
            _ if of_partners => {
                self.partners(PartnerList::Incomplete);
                let diagnostic = trouble::not_a_list().label(self.label(value, "not a list"));
                self.say(diagnostic);
                true
            }
            _ => false,
        }
    }

    /// What stands under a key of a bundle.
    fn member(&mut self, node: NodeId, kind: Kind) {
        match (self.tree.kind(node), kind) {
            (NodeKind::Null, Kind::Partner) => self.partners_null(node),
            (NodeKind::Null, _) => {}
            (NodeKind::Array, _) => {
                self.listed(kind);
                for item in self.children(node) {
                    self.record(item, kind);
                }
            }
            // `partners: {value: [...]}`: a Graph answer under the key.
            (NodeKind::Object, _) if self.tree.get(node, "value").is_some() => {
                self.wrapped(node, kind);
            }
            (NodeKind::Object, _) => {
                self.listed(kind);
                self.record(node, kind);
            }
            _ => self.record(node, kind),
        }
    }

    fn wrapped(&mut self, node: NodeId, kind: Kind) {
        let Some(value) = self.tree.get(node, "value") else {
            return;
        };
        match (self.tree.kind(value), kind) {
            (NodeKind::Null, Kind::Partner) => self.partners_null(value),
            (NodeKind::Array | NodeKind::Object, _) => {
                self.listed(kind);
                self.object(node, None, false);
            }
            _ => {
                self.partners(PartnerList::Incomplete);
                let diagnostic = trouble::not_a_list().label(self.label(value, "not a list"));
                self.say(diagnostic);
            }
        }
    }

    fn record_of(&self, node: NodeId, context: Option<&str>) -> Option<Kind> {
        // A collection carries its items' context, but is none of them.
        let is_collection = self.tree.get(node, "value").is_some();
        let item = Item {
            tree: self.tree,
            node,
            context: context.filter(|_| !is_collection),
        };
        FORMATS.iter().find_map(|format| format.kind_of(&item))
    }

    /// `{"error": {"code": …, "message": …}}`
    fn is_error(&mut self, node: NodeId) -> bool {
        let Some(error) = self.tree.get(node, "error") else {
            return false;
        };
        let Some(code) = self.tree.get(error, "code") else {
            return false;
        };
        let text = self.tree.as_str(code).unwrap_or("an error").to_owned();
        let diagnostic = trouble::graph_error(&format!(
            "this is an error from Graph, not settings: {text}"
        ))
        .label(self.label(code, "Graph's answer"));
        self.say(diagnostic);
        true
    }

    fn partners_null(&mut self, node: NodeId) {
        self.partners(PartnerList::Incomplete);
        let diagnostic = trouble::partners_null().label(self.label(node, "null, not a list"));
        self.say(diagnostic);
    }
}

/// The version of Graph that an address names.
fn version(context: &str) -> Option<String> {
    ["v1.0", "beta"]
        .iter()
        .find(|version| context.contains(&format!("/{version}/")))
        .map(|version| (*version).to_owned())
}

#[cfg(test)]
mod tests;
