//! One document while it is being recognised: its tree, what formats found in it, and what they say of it.

use std::collections::{BTreeSet, HashSet};

use super::{
    Carries, FORMATS, Format, Item, Kind, PartnerList, Partners, Reading, Record, UNKNOWN,
    canonical, deleted, inner, vocabulary,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::finding::Label;
use crate::source::{FileId, NodeId, Tree};
use crate::written::label_of;

/// A document, and what was found in it so far.
pub(crate) struct Page<'a> {
    pub(super) tree: &'a mut Tree,
    pub(super) file: FileId,
    /// As shown, `/` between parts.
    pub(super) path: &'a str,
    pub(super) reading: Reading,
    pub(super) found: Vec<Found>,
    /// The parts of the document that are read; all of it when nobody says.
    pub(super) parts: Option<Vec<NodeId>>,
    /// What stood among records and is none.
    pub(super) strays: Vec<NodeId>,
    /// What a format leaves aside knowingly, or has spoken of already.
    pub(super) aside: HashSet<NodeId>,
    /// The document is something known by sight that holds no settings.
    pub(super) by_sight: bool,
    /// Who wrote the whole document, when a format claimed it.
    writer: Option<&'static dyn Format>,
    /// Some object may have one key in two casings.
    ambiguous: bool,
    /// The canonical name of a key as this document spells it.
    pub(super) spelling: fn(&str) -> Option<&'static str>,
}

pub(super) struct Found {
    pub(super) record: Record,
    format: &'static dyn Format,
}

impl<'a> Page<'a> {
    pub(super) fn new(tree: &'a mut Tree, file: FileId, path: &'a str) -> Page<'a> {
        Page {
            tree,
            file,
            path,
            reading: Reading {
                format: UNKNOWN,
                version: None,
                carries: &Carries::NO_ACCESS,
                records: Vec::new(),
                partners: PartnerList::Absent,
                listed: BTreeSet::new(),
                cut: BTreeSet::new(),
                lone: BTreeSet::new(),
                diagnostics: Vec::new(),
                otherwise: None,
                lost: None,
                below_root: 0,
                folder: None,
            },
            found: Vec::new(),
            parts: None,
            strays: Vec::new(),
            aside: HashSet::new(),
            by_sight: false,
            writer: None,
            ambiguous: false,
            spelling: vocabulary::canonical,
        }
    }

    /// Gives every key its canonical name. To be called again when a format hung more into the tree.
    pub(super) fn rename_keys(&mut self) {
        self.ambiguous |= self.tree.rename_keys(self.spelling);
    }

    pub(super) fn written_by(&mut self, format: &'static dyn Format) {
        self.writer = Some(format);
        self.reading.format = format.name();
        self.reading.carries = format.carries();
    }

    /// A record of a list or of a whole document, told apart as one of `kind`.
    pub(super) fn record(&mut self, node: NodeId, kind: Kind) {
        self.take(node, kind, PartnerList::Present);
    }

    /// A record that stands in no list: of its kind there may be more.
    pub(super) fn lone(&mut self, node: NodeId, kind: Kind) {
        self.reading.lone.insert(kind);
        self.take(node, kind, PartnerList::Single);
    }

    fn take(&mut self, node: NodeId, kind: Kind, list: PartnerList) {
        let kind = match deleted::date(self.tree, node) {
            Some(date) => match self.deleted(node, kind, Some(date)) {
                Some(kind) => kind,
                None => return,
            },
            None => kind,
        };
        let format = self.writer.unwrap_or_else(|| self.teller(node));
        if kind == Kind::Partner {
            // A format may know more of this one file than of all of its kind.
            let carries = match self.writer {
                Some(_) => self.reading.carries,
                None => format.carries(),
            };
            self.partners(match carries.partners {
                // Answers to requests for one, put together: nobody knows whether all were asked for.
                Partners::All if list == PartnerList::Present && self.is_entity(node) => {
                    PartnerList::Incomplete
                }
                Partners::All => list,
                _ => PartnerList::Incomplete,
            });
        }
        self.reading.listed.insert(kind);
        self.found.push(Found {
            record: Record { kind, node },
            format,
        });
    }

    /// Whether the object was the answer to a request for it alone, `…/partners/$entity`.
    fn is_entity(&self, node: NodeId) -> bool {
        let context = self.text(node, "@odata.context");
        context.is_some_and(|context| context.ends_with("/$entity"))
    }

    /// Which of the formats that tell single objects knows this one.
    fn teller(&self, node: NodeId) -> &'static dyn Format {
        let item = Item {
            tree: self.tree,
            node,
            context: None,
        };
        FORMATS
            .iter()
            .copied()
            .find(|format| format.kind_of(&item).is_some())
            .unwrap_or(&super::graph::Graph)
    }

    pub(super) fn partners(&mut self, list: PartnerList) {
        self.reading.partners = self.reading.partners.max(list);
    }

    /// A list of that kind stands here; even an empty one says something.
    pub(super) fn listed(&mut self, kind: Kind) {
        self.reading.listed.insert(kind);
        if kind == Kind::Partner {
            self.partners(PartnerList::Present);
        }
    }

    pub(super) fn say(&mut self, diagnostic: Diagnostic) {
        self.reading.diagnostics.push(diagnostic);
    }

    /// The records found so far.
    pub(super) fn records(&self) -> Vec<Record> {
        self.found.iter().map(|found| found.record).collect()
    }

    /// How many records were found.
    pub(super) fn found(&self) -> usize {
        self.found.len()
    }

    /// Of the records found since there are more elsewhere, or some were lost.
    pub(super) fn cut_since(&mut self, before: usize) {
        let kinds = self.found.iter().skip(before);
        let kinds = kinds.map(|found| found.record.kind);
        self.reading.cut.extend(kinds);
        if self.reading.cut.contains(&Kind::Partner) {
            self.partners(PartnerList::Incomplete);
        }
    }

    pub(super) fn stray(&mut self, node: NodeId) {
        self.strays.push(node);
    }

    /// What stands below is no loss: a plan's past, a record that is not there.
    pub(super) fn aside(&mut self, node: NodeId) {
        self.aside.insert(node);
    }

    /// Whether the document is known for what it is without a record: an empty list, a page of the recycle bin.
    fn is_answer(&self) -> bool {
        let in_bin = self.reading.otherwise == Some(deleted::TITLE);
        !self.reading.listed.is_empty() || self.reading.partners != PartnerList::Absent || in_bin
    }

    pub(super) fn finish(mut self) -> Reading {
        inner::open(&mut self);
        let unclaimed = self.unclaimed();
        self.strays.extend(unclaimed);
        if self.ambiguous {
            let records = self.found.iter().map(|found| found.record.node);
            let twofold = canonical::twofold_keys(self.tree, self.file, records.collect());
            self.reading.diagnostics.extend(twofold);
        }
        self.suspect_strays();
        for found in &self.found {
            canonical::nothing_is_null(self.tree, found.record);
            canonical::left_out_is_null(self.tree, found.record, self.reading.carries);
        }
        if let (None, Some(first)) = (self.writer, self.found.first()) {
            if self.reading.format == UNKNOWN {
                self.reading.format = first.format.name();
            }
            self.reading.carries = first.format.carries();
        }
        if self.reading.format == UNKNOWN && self.is_answer() {
            self.reading.format = super::graph::Graph.name();
        }
        self.reading.records = self.found.iter().map(|found| found.record).collect();
        self.reading
    }

    pub(super) fn children(&self, node: NodeId) -> Vec<NodeId> {
        self.tree.children(node).collect()
    }

    pub(super) fn text(&self, node: NodeId, key: &str) -> Option<String> {
        let value = self.tree.get(node, key)?;
        self.tree.as_str(value).map(str::to_owned)
    }

    pub(super) fn label(&self, node: NodeId, text: &str) -> Label {
        Label {
            file: self.file,
            pointer: self.tree.pointer(node),
            span: self.tree.span(node),
            text: text.to_owned(),
            primary: true,
        }
    }

    /// The same, on the member that names the record or on its key, so that the label stays on a line.
    pub(super) fn name_label(&self, node: NodeId, text: &str) -> Label {
        label_of(self.tree, self.file, node, text, true)
    }

    pub(super) fn diagnostic(&mut self, code: Code, node: NodeId, message: String, text: &str) {
        // What was said of it need not be said again.
        self.aside(node);
        let label = self.name_label(node, text);
        self.say(Diagnostic::new(code, message).label(label));
    }
}
