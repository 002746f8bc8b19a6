//! Opening what stands around records: Graph collections and batches, arrays, bundles.
//!
//! Graph wraps answers in `value`, batches in `responses[].body`, and says `@odata.nextLink` when there is more. An error
//! body looks like an answer. Each is opened here, for every format, or refused by name. Source: entra.md 4.1.

use super::{
    FORMATS, Format, Item, Kind, PartnerList, Reading, Record, bundle, canonical, known, trouble,
    vocabulary,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::finding::Label;
use crate::source::{FileId, Kind as NodeKind, NodeId, Tree};
use crate::written::label_of;

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
        strays: Vec::new(),
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
    /// What stood among records and is none.
    strays: Vec<NodeId>,
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
            NodeKind::Null => {}
            _ => self.strays.push(node),
        }
    }

    /// One object may be several things at once: a default with its partners beside it, a bundle with a `value`. Each part
    /// is taken; what is nothing at all is a stray.
    fn object(&mut self, node: NodeId, context: Option<&str>) {
        // What the PowerShell module does not know yet, sometimes all of it, sits here.
        if let Some(extra) = self.tree.get(node, "additionalProperties")
            && self.tree.kind(extra) == NodeKind::Object
        {
            self.tree.lift(extra);
        }
        let own = self.text(node, "@odata.context");
        let context = own.as_deref().or(context);
        let mut taken = self.is_error(node);
        if let Some(kind) = self.record_of(node, context) {
            self.record(node, kind);
            taken = true;
        }
        if let Some(responses) = self.tree.get(node, "responses")
            && self.tree.kind(responses) == NodeKind::Array
        {
            self.batch(responses);
            taken = true;
        }
        let mut paged = false;
        if let Some(value) = self.tree.get(node, "value") {
            paged = self.tree.kind(value) == NodeKind::Array;
            taken |= self.opens(node, value, context);
        }
        let before = self.found.len();
        for (member, kind) in bundle::members(self.tree, node) {
            self.bundle = true;
            taken = true;
            self.member(member, kind);
        }
        if taken && !paged {
            self.next_page(node, before, false);
        }
        if !taken {
            self.other(node);
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
        let link = self
            .tree
            .get(node, "@odata.nextLink")
            .or_else(|| self.tree.get(node, "partners@odata.nextLink"));
        let Some(link) = link else {
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
        let diagnostic = trouble::page_missing().label(self.label(link, "there is more"));
        self.reading.diagnostics.push(diagnostic);
    }

    /// Every response must carry a body; what a failed one would have said is missing.
    fn batch(&mut self, responses: NodeId) {
        self.batch = true;
        for response in self.children(responses) {
            let before = self.reading.diagnostics.len();
            let body = self.tree.get(response, "body");
            let body = body
                .filter(|body| matches!(self.tree.kind(*body), NodeKind::Object | NodeKind::Array));
            let failed = self.tree.get(response, "status").filter(|status| {
                let text = self
                    .tree
                    .number_text(*status)
                    .or_else(|| self.tree.as_str(*status));
                text.and_then(|text| text.trim().parse::<u32>().ok())
                    .is_some_and(|status| status >= 400)
            });
            if let Some(body) = body {
                self.value(body, None);
            }
            let message = match (failed, body) {
                (Some(_), _) => "a request of this batch failed",
                (None, None) => "an answer of this batch has no body that can be read",
                (None, Some(_)) => continue,
            };
            self.partners(PartnerList::Incomplete);
            if self.reading.diagnostics.len() == before {
                let label = self.label(failed.unwrap_or(response), "Graph's answer");
                let diagnostic = trouble::graph_error(message).label(label);
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
                self.object(node, None);
            }
            _ => {
                self.partners(PartnerList::Incomplete);
                let diagnostic = trouble::not_a_list().label(self.label(value, "not a list"));
                self.reading.diagnostics.push(diagnostic);
            }
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
        if matches!(kind, Kind::Partner | Kind::IdentitySync)
            && let Some(deleted) = self.deletion(node)
        {
            let diagnostic = trouble::deleted().label(self.label(deleted, "deleted"));
            self.reading.diagnostics.push(diagnostic);
            self.reading
                .otherwise
                .get_or_insert("a list of deleted partners");
            return;
        }
        if kind == Kind::Partner {
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

    /// `deletedDateTime`, when it says that the record is in the recycle bin: a date.
    fn deletion(&self, node: NodeId) -> Option<NodeId> {
        let deleted = self.tree.get(node, "deletedDateTime")?;
        let text = self.tree.as_str(deleted)?;
        text.starts_with(|first: char| first.is_ascii_digit())
            .then_some(deleted)
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
        self.reading.diagnostics.push(diagnostic);
        true
    }

    fn partners_null(&mut self, node: NodeId) {
        self.partners(PartnerList::Incomplete);
        let diagnostic = trouble::partners_null().label(self.label(node, "null, not a list"));
        self.reading.diagnostics.push(diagnostic);
    }

    fn partners(&mut self, list: PartnerList) {
        self.reading.partners = self.reading.partners.max(list);
    }

    fn other(&mut self, node: NodeId) {
        let Some(known) = known::know(self.tree, node) else {
            self.strays.push(node);
            return;
        };
        if known.is_fragment {
            self.strays.push(node);
        }
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

    /// Where there are records, what is none is suspect: it may be a record that lost its keys.
    fn suspect_strays(&mut self) {
        let is_settings = !self.found.is_empty() || self.reading.partners != PartnerList::Absent;
        if !is_settings || self.strays.is_empty() {
            return;
        }
        if self.reading.partners == PartnerList::Present {
            self.partners(PartnerList::Incomplete);
        }
        for stray in std::mem::take(&mut self.strays) {
            let is_text = self.tree.kind(stray) != NodeKind::Object;
            let diagnostic = trouble::stray(is_text).label(label_of(
                self.tree,
                self.file,
                stray,
                "not a record",
                true,
            ));
            self.reading.diagnostics.push(diagnostic);
        }
    }

    fn finish(mut self) -> Reading {
        self.suspect_strays();
        for found in &self.found {
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
