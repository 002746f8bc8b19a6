//! One document while it is being recognised: its tree, what formats found in it, and what they say of it.

use std::collections::{BTreeSet, HashSet};

use super::{
    Carries, FORMATS, Format, Item, Kind, PartnerList, Partners, Reading, Record, UNKNOWN,
    canonical, deleted, inner, known, trouble, vocabulary,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::finding::Label;
use crate::source::{FileId, Kind as NodeKind, NodeId, Tree};
use crate::written::label_of;

/// A document, and what was found in it so far.
pub(crate) struct Page<'a> {
    pub(super) tree: &'a mut Tree,
    pub(super) file: FileId,
    /// As shown, `/` between parts.
    pub(super) path: &'a str,
    pub(super) reading: Reading,
    found: Vec<Found>,
    /// What stood among records and is none.
    strays: Vec<NodeId>,
    /// What a format leaves aside knowingly, or has spoken of already.
    aside: HashSet<NodeId>,
    /// The document is something known by sight that holds no settings.
    by_sight: bool,
    /// Who wrote the whole document, when a format claimed it.
    writer: Option<&'static dyn Format>,
    /// Some object may have one key in two casings.
    ambiguous: bool,
    /// The canonical name of a key as this document spells it.
    pub(super) spelling: fn(&str) -> Option<&'static str>,
}

struct Found {
    record: Record,
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
                diagnostics: Vec::new(),
                otherwise: None,
                lost: None,
                below_root: 0,
            },
            found: Vec::new(),
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

    /// A record, told apart as one of `kind`.
    pub(super) fn record(&mut self, node: NodeId, kind: Kind) {
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
                Partners::All => PartnerList::Present,
                _ => PartnerList::Incomplete,
            });
        }
        self.reading.listed.insert(kind);
        self.found.push(Found {
            record: Record { kind, node },
            format,
        });
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

    /// Whether a partner is among the records found since.
    pub(super) fn found_partner_since(&self, before: usize) -> bool {
        self.found
            .iter()
            .skip(before)
            .any(|found| found.record.kind == Kind::Partner)
    }

    pub(super) fn stray(&mut self, node: NodeId) {
        self.strays.push(node);
    }

    /// What stands below is no loss: a plan's past, a record that is not there.
    pub(super) fn aside(&mut self, node: NodeId) {
        self.aside.insert(node);
    }

    /// Objects that look like settings and that no record holds: one key misspelt, and a partner would vanish.
    fn unclaimed(&self) -> Vec<NodeId> {
        let spoken_of: HashSet<NodeId> = self
            .found
            .iter()
            .map(|found| found.record.node)
            .chain(self.strays.iter().copied())
            .chain(self.aside.iter().copied())
            .collect();
        let mut unclaimed = Vec::new();
        let mut open = self.tree.roots().to_vec();
        while let Some(node) = open.pop() {
            if spoken_of.contains(&node) {
                continue;
            }
            if self.tree.kind(node) == NodeKind::Object && known::is_settings(self.tree, node) {
                unclaimed.push(node);
            } else {
                let members = self.tree.children(node);
                open.extend(members.filter(|member| !self.tree.is_annotation(*member)));
            }
        }
        unclaimed.sort();
        unclaimed
    }

    /// An object that is no record: something known by sight, or a stray.
    pub(super) fn other(&mut self, node: NodeId) {
        let Some(known) = known::know(self.tree, node) else {
            self.strays.push(node);
            return;
        };
        if known.is_fragment {
            self.strays.push(node);
        } else {
            self.by_sight = true;
        }
        if known.is_result && self.reading.otherwise != Some(known.title) {
            let diagnostic =
                trouble::result_file(known.title).label(self.label(node, "results, not settings"));
            self.reading.diagnostics.push(diagnostic);
        }
        self.reading.otherwise.get_or_insert(known.title);
    }

    /// Where there are records, what is none is suspect: it may be a record that lost its keys.
    fn suspect_strays(&mut self) {
        let is_settings = !self.found.is_empty() || self.reading.partners != PartnerList::Absent;
        if !is_settings && !self.by_sight {
            let mut strays = self.strays.iter().copied();
            self.reading.lost = strays.find(|stray| known::is_settings(self.tree, *stray));
        }
        if !is_settings || self.strays.is_empty() {
            return;
        }
        if self.reading.partners == PartnerList::Present {
            self.partners(PartnerList::Incomplete);
        }
        for stray in std::mem::take(&mut self.strays) {
            let is_text = self.tree.kind(stray) != NodeKind::Object;
            let place = label_of(self.tree, self.file, stray, "not a record", true);
            self.say(trouble::stray(is_text).label(place));
        }
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
