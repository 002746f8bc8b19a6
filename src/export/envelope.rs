//! Opening what stands around records: Graph collections and batches, arrays, bundles.
//!
//! Graph wraps answers in `value`, batches in `responses[].body`, and says `@odata.nextLink` when there is more. An error
//! body looks like an answer. Each is opened here, for every format, or refused by name. Source: entra.md 4.1.

use super::{
    FORMATS, Format, Item, Kind, PartnerList, Reading, Record, bundle, canonical, known, vocabulary,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::finding::Label;
use crate::source::{FileId, Kind as NodeKind, NodeId, Tree};

/// Find the records of a document and bring them to canonical form.
pub fn recognise(tree: &mut Tree, file: FileId) -> Reading {
    let roots = tree.roots().to_vec();
    recognise_at(tree, file, &roots)
}

/// The same for parts of a document.
pub fn recognise_at(tree: &mut Tree, file: FileId, nodes: &[NodeId]) -> Reading {
    let ambiguous = tree.rename_keys(vocabulary::canonical);
    let mut visit = Visit {
        tree,
        file,
        found: Vec::new(),
        batch: false,
        bundle: false,
        reading: Reading {
            format: "unknown",
            records: Vec::new(),
            partners: PartnerList::Absent,
            lists_assignments: false,
            diagnostics: Vec::new(),
            otherwise: None,
        },
    };
    for node in nodes {
        visit.value(*node, None);
    }
    if ambiguous {
        let records = visit.found.iter().map(|found| found.record.node);
        let twofold = canonical::twofold_keys(visit.tree, file, records.collect());
        visit.reading.diagnostics.extend(twofold);
    }
    visit.finish()
}

struct Found {
    record: Record,
    format: &'static dyn Format,
}

struct Visit<'a> {
    tree: &'a mut Tree,
    file: FileId,
    found: Vec<Found>,
    batch: bool,
    bundle: bool,
    reading: Reading,
}

impl Visit<'_> {
    /// A document, a response body, an item of a list. `context` is that of the collection around it.
    fn value(&mut self, node: NodeId, context: Option<&str>) {
        match self.tree.kind(node) {
            NodeKind::Array => {
                for item in self.children(node) {
                    self.value(item, context);
                }
            }
            NodeKind::Object => self.object(node, context),
            _ => {}
        }
    }

    fn object(&mut self, node: NodeId, context: Option<&str>) {
        let own = self.text(node, "@odata.context");
        let context = own.as_deref().or(context);
        if self.is_error(node) {
            return;
        }
        if let Some(kind) = self.record_of(node, context) {
            self.record(node, kind);
            return;
        }
        if let Some(responses) = self.tree.get(node, "responses")
            && self.tree.kind(responses) == NodeKind::Array
        {
            self.batch(responses);
            return;
        }
        if let Some(value) = self.tree.get(node, "value")
            && self.opens(node, value, context)
        {
            return;
        }
        let members = bundle::members(self.tree, node);
        if members.is_empty() {
            self.other(node);
        }
        for (member, kind) in members {
            self.bundle = true;
            self.member(member, kind);
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
                if of_partners {
                    self.partners(PartnerList::Present);
                }
                let before = self.found.len();
                for item in self.children(value) {
                    self.value(item, context);
                }
                self.next_page(node, before, of_partners);
                true
            }
            NodeKind::Object => {
                self.value(value, context);
                true
            }
            NodeKind::Null if of_partners => {
                self.partners_null(value);
                true
            }
            _ => false,
        }
    }

    /// A list that goes on elsewhere can't be judged as a whole.
    fn next_page(&mut self, node: NodeId, before: usize, of_partners: bool) {
        let Some(link) = self.tree.get(node, "@odata.nextLink") else {
            return;
        };
        let holds_partners = of_partners
            || self
                .found
                .iter()
                .skip(before)
                .any(|found| found.record.kind == Kind::Partner);
        if holds_partners {
            self.partners(PartnerList::Incomplete);
        }
        let diagnostic = Diagnostic::new(
            Code::PageMissing,
            "this file is one page of a longer list: what is on the next page is not judged",
        )
        .help("follow `@odata.nextLink` until it is gone and save all pages, e.g. `Get-MgPolicyCrossTenantAccessPolicyPartner -All`")
        .label(self.label(link, "there is more"));
        self.reading.diagnostics.push(diagnostic);
    }

    fn batch(&mut self, responses: NodeId) {
        self.batch = true;
        for response in self.children(responses) {
            let before = self.reading.diagnostics.len();
            if let Some(body) = self.tree.get(response, "body") {
                self.value(body, None);
            }
            let status = self.tree.get(response, "status").filter(|status| {
                self.tree
                    .number_text(*status)
                    .and_then(|text| text.parse::<u32>().ok())
                    .is_some_and(|status| status >= 400)
            });
            if let Some(status) = status
                && self.reading.diagnostics.len() == before
            {
                let diagnostic = graph_error("a request of this batch failed")
                    .label(self.label(status, "Graph's answer"));
                self.reading.diagnostics.push(diagnostic);
            }
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
                match self.tree.get(node, "value") {
                    Some(value) if self.tree.is_null(value) && kind == Kind::Partner => {
                        self.partners_null(value);
                    }
                    _ => {
                        self.listed(kind);
                        self.object(node, None);
                    }
                }
            }
            (NodeKind::Object, _) => {
                self.listed(kind);
                self.record(node, kind);
            }
            _ => self.record(node, kind),
        }
    }

    /// Even an empty list says something.
    fn listed(&mut self, kind: Kind) {
        match kind {
            Kind::Partner => self.partners(PartnerList::Present),
            Kind::GroupPolicyAssignment => self.reading.lists_assignments = true,
            _ => {}
        }
    }

    fn record(&mut self, node: NodeId, kind: Kind) {
        if kind == Kind::Partner {
            if let Some(deleted) = self.tree.get(node, "deletedDateTime")
                && !self.tree.is_null(deleted)
            {
                let diagnostic = Diagnostic::new(
                    Code::RecordDeleted,
                    "this partner is in the recycle bin: it is not judged",
                )
                .label(self.label(deleted, "deleted"));
                self.reading.diagnostics.push(diagnostic);
                self.reading
                    .otherwise
                    .get_or_insert("a list of deleted partners");
                return;
            }
            self.partners(PartnerList::Present);
        }
        if kind == Kind::GroupPolicyAssignment {
            self.reading.lists_assignments = true;
        }
        let item = Item {
            tree: self.tree,
            node,
            context: None,
        };
        let format = FORMATS
            .iter()
            .copied()
            .find(|format| format.kind_of(&item).is_some())
            .unwrap_or(&super::graph::Graph);
        self.found.push(Found {
            record: Record { kind, node },
            format,
        });
    }

    fn record_of(&self, node: NodeId, context: Option<&str>) -> Option<Kind> {
        // A collection carries its items' context, but is none of them.
        if self.tree.get(node, "value").is_some() {
            return None;
        }
        let item = Item {
            tree: self.tree,
            node,
            context,
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
        let diagnostic = graph_error(&format!(
            "this is an error from Graph, not settings: {text}"
        ))
        .label(self.label(code, "Graph's answer"));
        self.reading.diagnostics.push(diagnostic);
        true
    }

    fn partners_null(&mut self, node: NodeId) {
        self.partners(PartnerList::Incomplete);
        let diagnostic = Diagnostic::new(
            Code::PartnersNull,
            "the list of partners is null: it was not exported, and says nothing about who is a partner",
        )
        .help("export it again; a tenant without partners gives an empty list, `[]`")
        .label(self.label(node, "null, not a list"));
        self.reading.diagnostics.push(diagnostic);
    }

    fn partners(&mut self, list: PartnerList) {
        self.reading.partners = self.reading.partners.max(list);
    }

    fn other(&mut self, node: NodeId) {
        let Some(known) = known::know(self.tree, node) else {
            return;
        };
        if known.is_result && self.reading.otherwise != Some(known.title) {
            let diagnostic = Diagnostic::new(
                Code::ResultFile,
                format!(
                    "this is {}: the verdict of another tool, not settings",
                    known.title
                ),
            )
            .help("check the export that the tool read, not what it wrote")
            .label(self.label(node, "results, not settings"));
            self.reading.diagnostics.push(diagnostic);
        }
        self.reading.otherwise.get_or_insert(known.title);
    }

    fn finish(mut self) -> Reading {
        for found in &self.found {
            found.format.normalise(self.tree, found.record);
            canonical::nothing_is_null(self.tree, found.record);
        }
        self.reading.format = match self.found.first() {
            _ if self.bundle => bundle::NAME,
            _ if self.batch => "graph-batch",
            Some(found) => found.format.name(),
            None => "unknown",
        };
        self.reading.records = self.found.iter().map(|found| found.record).collect();
        self.reading
    }

    fn children(&self, node: NodeId) -> Vec<NodeId> {
        self.tree.children(node).collect()
    }

    fn text(&self, node: NodeId, key: &str) -> Option<String> {
        let value = self.tree.get(node, key)?;
        self.tree.as_str(value).map(str::to_owned)
    }

    fn label(&self, node: NodeId, text: &str) -> Label {
        Label {
            file: self.file,
            pointer: self.tree.pointer(node),
            span: self.tree.span(node),
            text: text.to_owned(),
            primary: true,
        }
    }
}

fn graph_error(message: &str) -> Diagnostic {
    Diagnostic::new(Code::GraphError, message).help(
        "export again and save the answer of a request that succeeded (Policy.Read.All reads these settings)",
    )
}
